"""From figures to chart specs: one builder for each kind that docs/content.md names.

Builders only choose and print figures; where a mark stands and how it looks is for
`charts`. A benchmark without figures is left out, a figure that is missing is not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from regioplan_pdf.compose.chart_source import EMPTY_MARK, NOT_APPLICABLE, ChartFault, ChartSource
from regioplan_pdf.compose.outlooks import build_fan, build_scenarios
from regioplan_pdf.dutch import capitalize_first, format_signed
from regioplan_pdf.findings.derive import difference, series_growth
from regioplan_pdf.model.charts import (
    BarList,
    BarRow,
    ChartSpec,
    Lines,
    LineSeries,
    Mark,
    PairedBars,
    PairedRow,
    SmallTable,
    StackedBars,
    StackedRow,
    TableRow,
    YearColumns,
    YearSeries,
)
from regioplan_pdf.model.figures import Period, Series, Unit


def build_stacked(source: ChartSource) -> StackedBars:
    """`gestapeld`: a row for each period; the benchmark's last period stands last."""
    series = source.main
    names, periods = source.categories(series), source.periods(series)
    rows = [StackedRow(source.label(period), source.marks(series, period, names)) for period in periods]
    benchmark = source.benchmark(series.indicator)
    if benchmark and source.has_any(benchmark, periods[-1:], names):
        label = f"{source.edition.benchmark_short} {source.label(periods[-1])}"
        rows.append(StackedRow(label, source.marks(benchmark, periods[-1], names), benchmark=True))
    return StackedBars(names, tuple(rows))


def build_stacked_region(source: ChartSource) -> StackedBars:
    """`gestapeld-regio`: the region's row and the benchmark's, last period."""
    series = source.main
    names, period = source.categories(series), source.periods(series)[-1]
    rows = [StackedRow(source.region_name, source.marks(series, period, names))]
    benchmark = source.benchmark(series.indicator)
    if benchmark and source.has_any(benchmark, (period,), names):
        rows.append(StackedRow(source.edition.benchmark_short, source.marks(benchmark, period, names), benchmark=True))
    return StackedBars(names, tuple(rows))


def build_paired(source: ChartSource) -> PairedBars:
    """`gepaard`: region and benchmark for each category, last period."""
    series = source.main
    names, period = source.categories(series), source.periods(series)[-1]
    benchmark = source.benchmark(series.indicator)
    if benchmark and not source.has_any(benchmark, (period,), names):
        benchmark = None
    rows = tuple(
        PairedRow(
            name,
            source.mark_at(series, period, name),
            source.mark_at(benchmark, period, name) if benchmark else None,
        )
        for name in names
    )
    return PairedBars(source.region_name, capitalize_first(source.edition.benchmark_name), rows)


def build_bar_list(source: ChartSource) -> BarList:
    """`balkenlijst`: a bar for each category, from high to low unless `sorteren = false`.

    Figures that are withheld or missing come last. `totaal` adds the rows of region and
    benchmark of another indicator.
    """
    series = source.main
    names, period = source.categories(series), source.periods(series)[-1]
    rows = [BarRow(name, source.mark_at(series, period, name)) for name in names]
    if source.settings.options.get("sorteren", True):
        rows.sort(key=lambda row: (row.mark.number is None, -(row.mark.number or 0)))
    total = source.option("totaal")
    return BarList(tuple(rows), _total_rows(source, source.series(total)) if total else ())


def _total_rows(source: ChartSource, series: Series) -> tuple[BarRow, ...]:
    period = source.periods(series)[-1]
    rows = [BarRow(source.region_name, source.mark_at(series, period), "region")]
    benchmark = source.benchmark(series.indicator)
    if benchmark and source.has_any(benchmark, (period,)):
        rows.append(BarRow(source.edition.benchmark_short, source.mark_at(benchmark, period), "benchmark"))
    return tuple(rows)


def build_year_columns(source: ChartSource) -> YearColumns:
    """`jaarkolommen`: columns by year, with what happened from the first to the last.

    `groei` names an indicator with the published growth; without it the growth is
    calculated. `noot` puts another indicator's figures under the years.
    """
    series = source.main
    periods = source.periods(series)
    columns = [_year_series(source, series, periods, source.region_name)]
    benchmark = source.benchmark(series.indicator)
    if benchmark and source.has_any(benchmark, periods):
        columns.append(_year_series(source, benchmark, periods, source.edition.benchmark_short, benchmark=True))
    noted = source.option("noot")
    notes: tuple[Mark, ...] = ()
    if noted:
        below = source.series(noted)
        notes = tuple(source.mark_at(below, period) for period in periods)
    return YearColumns(tuple(map(source.label, periods)), tuple(columns), source.option("noot_label"), notes)


def _year_series(
    source: ChartSource, series: Series, periods: tuple[Period, ...], name: str, *, benchmark: bool = False
) -> YearSeries:
    marks = tuple(source.mark_at(series, period) for period in periods)
    return YearSeries(name, marks, _growth_label(source, series, periods, benchmark=benchmark), benchmark)


def _growth_label(source: ChartSource, series: Series, periods: tuple[Period, ...], *, benchmark: bool) -> str:
    """Print the growth, for shares in percentage points; '' when it isn't known."""
    published = source.option("groei")
    if published:
        own = source.series(published)
        held = source.benchmark(published) if benchmark else own
        value = held.at(source.periods(own)[-1]) if held else None
        if series.at(periods[0]).withheld or series.at(periods[-1]).withheld:
            return ""  # with the other end it would give the withheld one away
        if value is not None and value.known:
            source.shown.append(value)
            return format_signed(value)
        if held:
            source.note_gap(held, source.periods(own)[-1])
        return ""
    if series.unit is Unit.PERCENT:
        value = difference(series.at(periods[-1]), series.at(periods[0]))
    else:
        value = series_growth(series, periods)
    return format_signed(value) if value.known and len(periods) > 1 else ""


def build_lines(source: ChartSource) -> Lines:
    """`lijnen`: a line for each category over all months from the first to the last."""
    series = source.main
    periods = source.periods(series)
    if not all(period.month for period in periods):
        raise ChartFault(
            "a line chart needs months, and the figures have a period that is none",
            "write the column periode as 2023-02",
        )
    names = tuple(name for name in (source.settings.categories or series.categories) if name) or ("",)
    months = _months_between(periods[0], periods[-1])
    held = {(period.year, period.month): period for period in periods}
    lines = tuple(
        LineSeries(
            name or source.region_name,
            tuple(source.mark_at(series, held[month], name) if month in held else EMPTY_MARK for month in months),
        )
        for name in names
    )
    return Lines(months, lines, "%" if series.unit is Unit.PERCENT else "")


def _months_between(first: Period, last: Period) -> tuple[tuple[int, int], ...]:
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return tuple((month // 12, month % 12 + 1) for month in range(start, end + 1))


def build_table(source: ChartSource) -> SmallTable:
    """`tabel`: region, benchmark and growth of several indicators, each in its last period.

    The growth is the region's figure of the indicator that a row names in `groei`; a row
    without it has an empty cell there.
    """
    columns = source.option_list("kolommen") or ("regio", "referentie", "groei")
    if not source.settings.benchmark:
        columns = tuple(name for name in columns if name != "referentie")
    headings = {"regio": source.region_name, "referentie": source.edition.benchmark_short, "groei": "groei"}
    rows = tuple(_table_row(source, row, columns) for row in _row_settings(source))
    return SmallTable(tuple(headings.get(name, name) for name in columns), rows)


def _row_settings(source: ChartSource) -> tuple[Mapping[str, str], ...]:
    """Give the rows as they were written, else one for each indicator."""
    rows = source.settings.options.get("rijen", ())
    if isinstance(rows, list | tuple) and rows:
        return tuple({str(key): str(value) for key, value in row.items()} for row in rows if isinstance(row, Mapping))
    return tuple({"indicator": name, "label": _name_of(source, name)} for name in source.settings.indicators)


def _name_of(source: ChartSource, indicator: str) -> str:
    spec = source.edition.indicators.get(indicator)
    entry = source.edition.entries.get(spec.entry) if spec else None
    return entry.name if entry else indicator


def _table_row(source: ChartSource, row: Mapping[str, str], columns: tuple[str, ...]) -> TableRow:
    series = source.series(row.get("indicator", ""))
    category, period = row.get("categorie", ""), source.periods(series)[-1]
    benchmark = source.figures.benchmark.get(series.indicator)
    cells: list[Mark] = []
    for column in columns:
        if column == "regio":
            cells.append(source.mark_at(series, period, category))
        elif column == "referentie":
            known = benchmark is not None and source.has_any(benchmark, (period,), (category,))
            cells.append(source.mark_at(benchmark, period, category) if benchmark and known else NOT_APPLICABLE)
        else:
            growth = row.get("groei", "")
            cells.append(_last_mark(source, source.series(growth), category) if growth else NOT_APPLICABLE)
    return TableRow(row.get("label") or _name_of(source, series.indicator), tuple(cells))


def _last_mark(source: ChartSource, series: Series, category: str) -> Mark:
    period = source.periods(series)[-1]
    name = category if category in series.categories else ""
    return source.mark_at(series, period, name, signed=True)


BUILDERS: Mapping[str, Callable[[ChartSource], ChartSpec]] = {
    "gestapeld": build_stacked,
    "gestapeld-regio": build_stacked_region,
    "gepaard": build_paired,
    "balkenlijst": build_bar_list,
    "jaarkolommen": build_year_columns,
    "lijnen": build_lines,
    "prognose": build_fan,
    "scenario": build_scenarios,
    "tabel": build_table,
}


def build_spec(source: ChartSource) -> ChartSpec:
    """Build the spec of a chart by its kind. Raises ChartFault."""
    builder = BUILDERS.get(source.settings.kind)
    if builder is None:
        raise ChartFault(f"there is no kind of chart '{source.settings.kind}'", "known are: " + ", ".join(BUILDERS))
    return builder(source)
