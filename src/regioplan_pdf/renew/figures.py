"""The figures for the next year: the same rows, each so many years on.

Every series keeps its length, so a chart goes on to show as many years or months as its caption says. A
period that was there already keeps its figure, a new one is empty, and the first ones are left out.
"""

from __future__ import annotations

import copy
import csv
import datetime
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from regioplan_pdf.load.tables import COLUMNS, RawRow
from regioplan_pdf.model.figures import Period
from regioplan_pdf.renew.todo import Todo
from regioplan_pdf.renew.years import shift_period
from regioplan_pdf.suggest import normalise_name

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_REGION, _INDICATOR, _PERIOD, _CATEGORY, _VALUE, _UNIT, _SOURCE = range(len(COLUMNS))
_COPIED = (_REGION, _INDICATOR, _CATEGORY, _UNIT)


@dataclass(frozen=True, slots=True)
class MovedRow:
    """A row of the old file, in whose place the row of a later period comes.

    line: the row's (Excel: its number). old, period: what it was about, what it will be about.
    source: line of the old row that has the figure of that period; 0 when it's to be filled in.
    """

    line: int
    indicator: str
    old: Period
    period: Period
    source: int


@dataclass(frozen=True, slots=True)
class RowPlan:
    """rows: in the file's order. forecasts: indicators with periods after the old edition's.

    unread: lines of the rows that can't be read, and so stay as they are.
    """

    rows: tuple[MovedRow, ...]
    forecasts: frozenset[str]
    unread: tuple[int, ...]


def plan_rows(rows: Sequence[RawRow], years: int, last_year: int) -> RowPlan:
    """What every row becomes when its period moves by `years`.

    last_year: the last of the old edition. Of a series that reaches beyond it only figures of before that year
    are kept: the rest is an old forecast.
    """
    series: dict[tuple[str, str, str], dict[Period, int]] = {}
    read: list[tuple[RawRow, Period, tuple[str, str, str]]] = []
    for row in rows:
        period = _read_period(row)
        if period is not None:
            key = normalise_name(row.cells[_REGION]), row.cells[_INDICATOR], row.cells[_CATEGORY]
            series.setdefault(key, {}).setdefault(period, row.line)
            read.append((row, period, key))
    ahead = {key[:2] for key, there in series.items() if max(there).year > last_year}
    moved: list[MovedRow] = []
    for row, old, key in read:
        period = shift_period(old, years)
        kept = key[:2] not in ahead or period.year < last_year
        source = series[key].get(period, 0) if kept else 0
        moved.append(MovedRow(row.line, key[1], old, period, source))
    lines = {row.line for row in moved}
    unread = tuple(row.line for row in rows if row.line not in lines)
    return RowPlan(tuple(moved), frozenset(indicator for _, indicator in ahead), unread)


def _read_period(row: RawRow) -> Period | None:
    try:
        return None if row.fault else Period.parse(row.cells[_PERIOD])
    except ValueError:
        return None


def renew_csv(text: str, plan: RowPlan, file: str) -> tuple[str, tuple[Todo, ...]]:
    """The text of cijfers.csv for the new year, in its own dialect, and what to fill in.

    text: with plain line ends and a sound header line.
    """
    lines = text.split("\n")
    separator = ";" if ";" in lines[0] else ","
    records = _read_records(text, separator)
    header, _ = records[1]
    places = _column_places(header)
    moved = {row.line: row for row in plan.rows}
    written: list[str] = []
    places_now: dict[int, int] = {}
    for start, (cells, end) in records.items():
        row = moved.get(start)
        places_now[start] = len(written) + 1
        if row is None:
            written += lines[start - 1 : end]
        elif row.source:
            written += _join_cells(records[row.source][0], separator).split("\n")
        else:
            fresh = _empty_cells(cells, places, len(header))
            fresh[places[_PERIOD]] = str(row.period)
            written += _join_cells(fresh, separator).split("\n")
    return "\n".join(written) + "\n", _tell_rows(plan, places_now, file)


def renew_xlsx(source: Path, target: Path, plan: RowPlan, file: str) -> tuple[Todo, ...]:
    """Write cijfers.xlsx for the new year: other periods and figures in cells that keep their look.

    Formulas become the values that Excel last showed, for a figure that moves would leave them pointing
    at other cells. Raises OSError if the target can't be written.
    """
    from openpyxl import load_workbook

    from regioplan_pdf.load.workbook import find_sheet

    formulas = _has_formulas(source)
    book = load_workbook(source, data_only=True)
    try:
        _move_rows(find_sheet(book), plan.rows)
        book.save(target)
    finally:
        book.close()
    told = _tell_rows(plan, {line: line for line in (*plan.unread, *(row.line for row in plan.rows))}, file)
    if formulas:
        return (
            Todo(file, 0, "the formulas were replaced by their values: put back those that are still of use"),
            *told,
        )
    return told


def _read_records(text: str, separator: str) -> Mapping[int, tuple[list[str], int]]:
    """The cells of each record and its last line, by its first line."""
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    records: dict[int, tuple[list[str], int]] = {}
    start = 1
    for cells in reader:
        records[start] = (cells, reader.line_num)
        start = reader.line_num + 1
    return records


def _column_places(header: Iterable[object]) -> tuple[int, ...]:
    names = [str(name or "").strip().casefold() for name in header]
    return tuple(names.index(column) for column in COLUMNS)


def _empty_cells(template: Sequence[str], places: Sequence[int], width: int) -> list[str]:
    cells = [""] * width
    for column in _COPIED:
        if places[column] < len(template):
            cells[places[column]] = template[places[column]]
    return cells


def _join_cells(cells: Sequence[str], separator: str) -> str:
    line = io.StringIO()
    # With an end of its own the writer knows to quote a text over two lines.
    csv.writer(line, delimiter=separator, lineterminator="\n").writerow(cells)
    return line.getvalue().removesuffix("\n")


def _move_rows(sheet: Worksheet, rows: Sequence[MovedRow]) -> None:
    """Write the figures of every row in the place of another; notes on cells go along."""
    from openpyxl.cell.cell import MergedCell

    width = sheet.max_column
    places = _column_places(sheet.cell(1, column).value for column in range(1, width + 1))
    copied = {places[column] + 1 for column in _COPIED}
    old = {
        row.line: [
            (sheet.cell(row.line, column).value, sheet.cell(row.line, column).comment) for column in range(1, width + 1)
        ]
        for row in rows
    }
    for row in rows:
        for column in range(1, width + 1):
            cell = sheet.cell(row.line, column)
            if isinstance(cell, MergedCell):  # a part of another, which has the text
                continue
            if row.source:
                value, note = old[row.source][column - 1]
            elif column - 1 == places[_PERIOD]:
                value, note = _like_period(cell.value, row.period), None
            else:
                value, note = (cell.value if column in copied else None), None
            cell.comment = None
            cell.value = value
            if note is not None:
                cell.comment = copy.copy(note)


def _like_period(model: object, period: Period) -> str | int | datetime.datetime:
    """A period as the column holds it: a number, a date or a text."""
    if isinstance(model, datetime.datetime):
        return datetime.datetime(period.year, period.month or 1, period.day or 1)
    if isinstance(model, int | float) and not period.month:
        return period.year
    return str(period)


def _has_formulas(source: Path) -> bool:
    from openpyxl import load_workbook

    book = load_workbook(source)
    try:
        return any(cell.data_type == "f" for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    finally:
        book.close()


def _tell_rows(plan: RowPlan, lines: Mapping[int, int], file: str) -> tuple[Todo, ...]:
    """One entry for each indicator, at its first empty row. lines: where a row stands now, by its old line."""
    indicators: dict[str, list[MovedRow]] = {}
    for row in plan.rows:
        indicators.setdefault(row.indicator, []).append(row)
    unread = (
        Todo(file, lines[line], "this row couldn't be read and was copied as it is: mend its period, or take it out")
        for line in plan.unread
    )
    fresh = (_tell_indicator(name, rows, name in plan.forecasts, lines, file) for name, rows in indicators.items())
    return (*unread, *fresh)


def _tell_indicator(name: str, rows: Sequence[MovedRow], forecast: bool, lines: Mapping[int, int], file: str) -> Todo:
    empty = [row for row in rows if not row.source]
    there = {row.period for row in rows}
    kept = there - {row.period for row in empty}
    count = "1 empty figure" if len(empty) == 1 else f"{len(empty)} empty figures"
    what = f"fill in waarde and herkomst of '{name}': {count} ({_span(row.period for row in empty)})"
    parts = [f"{_span(kept)} copied"] if kept else []
    left_out = {row.old for row in rows} - there
    parts += [f"{_span(left_out)} left out"] if left_out else []
    what += "; " + ", ".join(parts) if parts else ""
    if forecast:
        what += "; it looks ahead: correct the new years where they stay as they were"
    return Todo(file, min(lines[row.line] for row in empty or rows), what)


def _span(periods: Iterable[Period]) -> str:
    ordered = sorted(set(periods))
    return ", ".join(map(str, ordered)) if len(ordered) <= 3 else f"{ordered[0]} to {ordered[-1]}"
