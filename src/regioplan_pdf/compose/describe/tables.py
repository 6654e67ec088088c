"""The figures of a chart as a table: every mark once, as it's printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from regioplan_pdf.compose.describe.secrecy import known_ends
from regioplan_pdf.compose.describe.words import Names, print_mark, spell_month, spell_periods
from regioplan_pdf.dutch import capitalize_first
from regioplan_pdf.model.charts import (
    BarList,
    ChartSpec,
    DataTable,
    Fan,
    Lines,
    PairedBars,
    Scenarios,
    SmallTable,
    StackedBars,
    StackedRow,
    YearColumns,
)

Rows = tuple[tuple[str, ...], ...]
Grid = tuple[tuple[str, ...], Rows]
"""Columns and rows, the first column for the row headers."""


def tabulate_chart(spec: ChartSpec, measure: str, names: Names) -> DataTable:
    """Make the table of a chart's figures.

    Args:
        spec: the chart.
        measure: what is measured, with unit and date, for the caption.
        names: the region and the benchmark; the caption names the region when no cell does.

    """
    columns, rows = _TABULATORS[type(spec)](spec, names)
    heads = {*columns, *(row[0].split(",")[0] for row in rows)}
    parts = (measure, "" if names.region in heads else names.region)
    return DataTable(", ".join(part for part in parts if part), columns, rows)


def _tabulate_stacked(spec: StackedBars, names: Names) -> Grid:
    own = tuple(row.label for row in spec.rows if not row.benchmark)
    compared = any(row.benchmark for row in spec.rows)
    time = "Regio en periode" if compared else "Periode"
    first = "Regio" if own == (names.region,) else time
    rows = tuple(
        (_stacked_label(row, own, names) if compared else spell_periods(row.label), *map(print_mark, row.marks))
        for row in spec.rows
    )
    return (first, *spec.categories), rows


def _stacked_label(row: StackedRow, own: tuple[str, ...], names: Names) -> str:
    """Name the party and the period of a row: the benchmark's is 'ZK 2023' in the chart."""
    if row.benchmark:
        period = next((label for label in own if row.label.endswith(f" {label}")), "")
        name = capitalize_first(names.benchmark)
    else:
        period, name = row.label, names.region
    return name if period in ("", names.region) else f"{name}, {spell_periods(period)}"


def _tabulate_paired(spec: PairedBars, names: Names) -> Grid:
    compared = any(row.benchmark is not None for row in spec.rows)
    columns = ("Groep", spec.region_name, *((spec.benchmark_name,) if compared else ()))
    rows = tuple(
        (
            row.label,
            print_mark(row.region),
            *((print_mark(row.benchmark) if row.benchmark else "",) if compared else ()),
        )
        for row in spec.rows
    )
    return columns, rows


def _tabulate_bar_list(spec: BarList, names: Names) -> Grid:
    totals = tuple(
        (
            capitalize_first(names.benchmark) if row.emphasis == "benchmark" else f"{row.label}, hele regio",
            print_mark(row.mark),
        )
        for row in spec.totals
    )
    return ("Onderdeel", "Cijfer"), (*((row.label, print_mark(row.mark)) for row in spec.rows), *totals)


def _tabulate_years(spec: YearColumns, names: Names) -> Grid:
    heads = [capitalize_first(names.benchmark) if each.benchmark else each.name for each in spec.series]
    columns = [each.marks for each in spec.series]
    if spec.notes:
        heads.append(spec.notes_label or "Ter vergelijking")
        columns.append(spec.notes)
    rows = [(spell_periods(year), *(print_mark(column[n]) for column in columns)) for n, year in enumerate(spec.years)]
    growths = [each.growth if known_ends(each.marks) else "" for each in spec.series]
    if any(growths):
        label = f"Verandering van {spell_periods(spec.years[0])} naar {spell_periods(spec.years[-1])}"
        rows.append((label, *growths, *([""] if spec.notes else ())))
    return ("Periode", *heads), tuple(rows)


def _tabulate_lines(spec: Lines, names: Names) -> Grid:
    rows = tuple(
        (spell_month(*month), *(print_mark(series.marks[n]) for series in spec.series))
        for n, month in enumerate(spec.months)
    )
    return ("Maand", *(series.name for series in spec.series)), rows


def _tabulate_fan(spec: Fan, names: Names) -> Grid:
    lines = (spec.low, spec.middle, spec.high)
    rows = [(str(year), *(print_mark(line.marks[n]) for line in lines)) for n, year in enumerate(spec.years)]
    changes = [line.change if not any(mark.withheld for mark in line.marks) else "" for line in lines]
    if any(changes):
        rows.append((f"Verandering tot {spec.years[-1]}", *changes))
    return ("Jaar", *(line.name for line in lines)), tuple(rows)


def _tabulate_scenarios(spec: Scenarios, names: Names) -> Grid:
    shares = any(column.share for column in spec.columns)
    rows = tuple(
        (
            column.label,
            *map(print_mark, column.marks),
            print_mark(column.total),
            *((column.share,) if shares else ()),
        )
        for column in spec.columns
    )
    return ("Kolom", *spec.parts, "Totaal", *((spec.share_label or "Aandeel",) if shares else ())), rows


def _tabulate_table(spec: SmallTable, names: Names) -> Grid:
    columns = (spec.label_heading or "Onderwerp", *(capitalize_first(names.spell_out(name)) for name in spec.columns))
    return columns, tuple((row.label, *map(print_mark, row.cells)) for row in spec.rows)


_TABULATORS: Mapping[type, Callable[..., Grid]] = {
    StackedBars: _tabulate_stacked,
    PairedBars: _tabulate_paired,
    BarList: _tabulate_bar_list,
    YearColumns: _tabulate_years,
    Lines: _tabulate_lines,
    Fan: _tabulate_fan,
    Scenarios: _tabulate_scenarios,
    SmallTable: _tabulate_table,
}
