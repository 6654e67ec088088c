"""The figures for the next year: all old rows, and an empty row for each that is to be filled in."""

from __future__ import annotations

import copy
import csv
import datetime
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
class NewRow:
    """An empty row to add.

    after: old line (Excel: row) of the row that it follows. template: old line of the last row
    of the same region, indicator and category, which it takes its words from.
    """

    after: int
    template: int
    indicator: str
    period: Period


@dataclass(frozen=True, slots=True)
class RowPlan:
    """rows: in the order to write them. forecasts: indicators with periods after the old edition's."""

    rows: tuple[NewRow, ...]
    forecasts: frozenset[str]


def plan_rows(rows: Sequence[RawRow], years: int, last_year: int) -> RowPlan:
    """Which rows to add: every period of a series moved by `years`, unless it is there already.

    So a series of years gets its next year, one of months the months of one more year, and a
    forecast a new base as well as a new horizon. New rows come after the last row of their
    region and indicator, by period. Rows that can't be read are passed over.
    """
    parties: dict[tuple[str, str], dict[str, list[tuple[Period, int]]]] = {}
    for row in rows:
        period = _read_period(row)
        if period is None:
            continue
        party = normalise_name(row.cells[_REGION]), row.cells[_INDICATOR]
        parties.setdefault(party, {}).setdefault(row.cells[_CATEGORY], []).append((period, row.line))
    added: list[NewRow] = []
    forecasts: set[str] = set()
    for (_, indicator), categories in parties.items():
        after = max(line for known in categories.values() for _, line in known)
        fresh: list[NewRow] = []
        for known in categories.values():
            there = {period for period, _ in known}
            template = max(known)[1]
            moved = sorted({shift_period(period, years) for period in there} - there)
            fresh += [NewRow(after, template, indicator, period) for period in moved]
            if max(there).year > last_year:
                forecasts.add(indicator)
        # A stable sort: within a period the categories keep their order in the file.
        added += sorted(fresh, key=lambda row: row.period)
    return RowPlan(tuple(sorted(added, key=lambda row: row.after)), frozenset(forecasts))


def _read_period(row: RawRow) -> Period | None:
    try:
        return None if row.fault else Period.parse(row.cells[_PERIOD])
    except ValueError:
        return None


def renew_csv(text: str, plan: RowPlan, file: str) -> tuple[str, tuple[Todo, ...]]:
    """The text of cijfers.csv with the new rows, in its own dialect, and what to fill in.

    text: with plain line ends and a sound header line.
    """
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    separator = ";" if ";" in lines[0] else ","
    records = _read_records(text, separator)
    header, _ = records[1]
    places = _column_places(header)
    by_end: dict[int, list[NewRow]] = {}
    for row in plan.rows:
        by_end.setdefault(records[row.after][1], []).append(row)
    written: list[str] = []
    filled: list[tuple[NewRow, int]] = []
    for number, line in enumerate(lines, start=1):
        written.append(line)
        for row in by_end.get(number, ()):
            cells = _empty_cells(records[row.template][0], places, len(header))
            cells[places[_PERIOD]] = str(row.period)
            written.append(_join_cells(cells, separator))
            filled.append((row, len(written)))
    return "\n".join(written) + "\n", _tell_rows(filled, plan, file)


def renew_xlsx(source: Path, target: Path, plan: RowPlan, file: str) -> tuple[Todo, ...]:
    """Write cijfers.xlsx with the new rows on its first sheet, in the styles of the old ones.

    Formulas become the values that Excel last showed, for a moved row would leave them pointing
    at other cells. Raises OSError if the target can't be written.
    """
    from openpyxl import load_workbook

    formulas = _has_formulas(source)
    book = load_workbook(source, data_only=True)
    try:
        sheet = book.worksheets[0]
        numbers = _insert_rows(sheet, plan.rows)
        _widen_ranges(sheet, len(plan.rows))
        book.save(target)
    finally:
        book.close()
    told = _tell_rows(list(zip(plan.rows, numbers, strict=True)), plan, file)
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
    csv.writer(line, delimiter=separator, lineterminator="").writerow(cells)
    return line.getvalue()


def _tell_rows(filled: Sequence[tuple[NewRow, int]], plan: RowPlan, file: str) -> tuple[Todo, ...]:
    """One entry for each indicator, at its first new row."""
    indicators: dict[str, list[tuple[NewRow, int]]] = {}
    for row, line in filled:
        indicators.setdefault(row.indicator, []).append((row, line))
    return tuple(_tell_indicator(name, rows, name in plan.forecasts, file) for name, rows in indicators.items())


def _tell_indicator(name: str, rows: Sequence[tuple[NewRow, int]], forecast: bool, file: str) -> Todo:
    periods = sorted({row.period for row, _ in rows})
    shown = ", ".join(map(str, periods)) if len(periods) <= 3 else f"{periods[0]} to {periods[-1]}"
    count = "1 empty figure" if len(rows) == 1 else f"{len(rows)} empty figures"
    what = f"fill in waarde and herkomst of '{name}': {count} ({shown})"
    if forecast:
        what += "; it looks ahead, so take out the rows of the old forecast or correct the new year"
    return Todo(file, min(line for _, line in rows), what)


def _has_formulas(source: Path) -> bool:
    from openpyxl import load_workbook

    book = load_workbook(source)
    try:
        return any(cell.data_type == "f" for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    finally:
        book.close()


def _insert_rows(sheet: Worksheet, rows: Sequence[NewRow]) -> list[int]:
    """Move the old rows apart, from the last up, and write the new ones between; gives their row numbers."""
    blocks: dict[int, list[NewRow]] = {}
    for row in rows:
        blocks.setdefault(row.after, []).append(row)
    last, width = sheet.max_row, sheet.max_column
    shifts = list(_row_shifts(blocks))
    for after, shift in reversed(shifts):
        if after < last:
            sheet.move_range(_cell_range(after + 1, last, width), rows=shift)
            last = after
    places = _column_places(sheet.cell(1, column).value for column in range(1, width + 1))
    numbers: list[int] = []
    for after, shift in shifts:
        first = after + shift - len(blocks[after]) + 1
        for number, row in enumerate(blocks[after], start=first):
            _write_row(sheet, number, _moved_row(row.template, shifts), row.period, places, width)
            numbers.append(number)
    return numbers


def _row_shifts(blocks: Mapping[int, Sequence[NewRow]]) -> Iterator[tuple[int, int]]:
    """By how much the rows behind each place move down."""
    total = 0
    for after in sorted(blocks):
        total += len(blocks[after])
        yield after, total


def _moved_row(number: int, shifts: Sequence[tuple[int, int]]) -> int:
    return number + max((shift for after, shift in shifts if after < number), default=0)


def _write_row(sheet: Worksheet, number: int, template: int, period: Period, places: Sequence[int], width: int) -> None:
    for column in range(1, width + 1):
        model = sheet.cell(template, column)
        cell = sheet.cell(number, column)
        if model.has_style:
            cell._style = copy.copy(model._style)
        if column - 1 in [places[copied] for copied in _COPIED]:
            cell.value = model.value
        elif column - 1 == places[_PERIOD]:
            cell.value = _like_period(model.value, period)


def _like_period(model: object, period: Period) -> str | int | datetime.datetime:
    """A period as the column holds it: a number, a date or a text."""
    if isinstance(model, datetime.datetime):
        return datetime.datetime(period.year, period.month or 1, period.day or 1)
    if isinstance(model, int | float) and not period.month:
        return period.year
    return str(period)


def _cell_range(first: int, last: int, width: int) -> str:
    from openpyxl.utils import get_column_letter

    return f"A{first}:{get_column_letter(width)}{last}"


def _widen_ranges(sheet: Worksheet, count: int) -> None:
    """Let the sheet's tables and its filter reach the last row again."""
    for table in sheet.tables.values():
        table.ref = _longer_range(table.ref, count)
        if table.autoFilter is not None:
            table.autoFilter.ref = table.ref
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = _longer_range(sheet.auto_filter.ref, count)


def _longer_range(reference: str, count: int) -> str:
    start, _, end = reference.partition(":")
    letters = end.rstrip("0123456789")
    return f"{start}:{letters}{int(end[len(letters) :]) + count}" if end[len(letters) :] else reference
