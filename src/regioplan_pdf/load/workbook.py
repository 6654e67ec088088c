"""The figures' file as rows of texts and numbers: cijfers.xlsx, of Excel or of another program."""

from __future__ import annotations

import datetime
import math
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from xml.etree import ElementTree

from regioplan_pdf.errors import Problems, at_sheet
from regioplan_pdf.load.letters import clean_text
from regioplan_pdf.load.reading import is_ordinary
from regioplan_pdf.load.tables import COLUMNS, RawRow, RawTable, find_columns

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.read_only import ReadOnlyCell

_Lines: TypeAlias = "Sequence[Sequence[ReadOnlyCell]]"
"""The cells of every row of a sheet, empty rows too."""

_REGION, _VALUE = COLUMNS.index("regio"), COLUMNS.index("waarde")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""In a number format: texts and single signs that are shown as they are, and conditions and colours."""
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3}[1-9]\d*:[A-Z]{1,3}[1-9]\d*)[\"']")
_SPLIT = "split the cells ('Merge & Center' in Excel's menu Home), and fill in each of them"
_OUTCOME_LOST = "open the file in Excel and save it there, or paste the outcome as a value"


def read_xlsx_table(path: Path, problems: Problems) -> RawTable | None:
    """Read the first visible sheet of cijfers.xlsx; numbers are taken as they are, texts the Dutch way."""
    if not is_ordinary(path, problems):
        return None
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
        try:
            sheet = find_sheet(book)
            # Some writers leave the sheet's size out or wrong; then every row must be looked at.
            sheet.reset_dimensions()
            lines = [list(row) for row in sheet.iter_rows()]
        finally:
            book.close()
        source = _read_source(path, str(sheet._worksheet_path))
        lost = _lost_outcomes(source)
    except Exception:  # openpyxl raises many kinds for a file that isn't a sound workbook
        problems.error(0, f"The file '{path.name}' can't be read as an Excel workbook.", "save it again as .xlsx")
        return None
    name = sheet.title if len(book.sheetnames) > 1 else ""
    found = Problems(problems.file)
    places = _find_places(lines, path, found)
    problems.extend(at_sheet(found.found(), name))
    if places is None:
        return None
    rows = _tell_merged(_read_rows(lines, places, lost), places, _merged_cells(source, lines, max(places) + 1))
    return RawTable(tuple(rows), ",", excel=True, sheet=name)


def find_sheet(book: Workbook) -> Any:  # noqa: ANN401 - of openpyxl, for reading only or for writing
    """The sheet with the figures: the first that isn't hidden."""
    return next((sheet for sheet in book.worksheets if sheet.sheet_state == "visible"), book.worksheets[0])


def _find_places(lines: _Lines, path: Path, problems: Problems) -> tuple[int, ...] | None:
    """Where the columns stand; None, after a fault has been noted, when they don't."""
    if not any(cell.value is not None for row in lines for cell in row):
        problems.error(0, f"The first visible sheet of '{path.name}' is empty.", "put the figures on it")
        return None
    return find_columns((clean_text(str(cell.value or "")) for cell in lines[0]), problems)


def _read_rows(lines: _Lines, places: Sequence[int], lost: Collection[tuple[int, int]]) -> Iterator[RawRow]:
    for line, cells in enumerate(lines[1:], start=2):
        if any(_cell_text(cell.value) for cell in cells) or any((line, place + 1) in lost for place in places):
            yield _make_row(line, cells, places, lost)


def _read_source(path: Path, sheet: str) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(sheet)


def _merged_cells(source: bytes, lines: _Lines, width: int) -> Mapping[tuple[int, int], str]:
    """Row and column of every cell that is merged into one that holds something, with their name ('E2:E3').

    openpyxl shows such a cell as an empty one. width: how many columns are looked at.
    """
    start = source.find(b"mergeCells")
    if start < 0:
        return {}
    from openpyxl.utils.cell import range_boundaries

    found: dict[tuple[int, int], str] = {}
    for match in _MERGED.finditer(source, start):
        span = match[1].decode()
        left, top, right, bottom = map(int, range_boundaries(span))
        cells = lines[top - 1][left - 1 : left] if 0 < top <= len(lines) else ()
        if any(_cell_text(cell.value) for cell in cells):
            for line in range(top, min(bottom, len(lines)) + 1):
                found.update(((line, column), span) for column in range(left, min(right, width) + 1))
            del found[top, left]
    return found


def _tell_merged(
    rows: Iterable[RawRow], places: Sequence[int], merged: Mapping[tuple[int, int], str]
) -> Iterator[RawRow]:
    """Rows, with as a fault that a cell has been merged into another, so that a row has none of its own."""
    told: set[tuple[str, str]] = set()
    for row in rows:
        for column, place in zip(COLUMNS, places, strict=True) if merged else ():
            span = merged.get((row.line, place + 1), "")
            if span and not row.fault and _needs_own(row, column):
                key = (span, row.cells[_REGION])
                message = f"The cells {span} are merged, so this row has no '{column}' of its own."
                row = row._replace(fault=(message, _SPLIT), retold=key in told)  # noqa: PLW2901
                told.add(key)
        yield row


def _needs_own(row: RawRow, column: str) -> bool:
    """Whether a merged cell leaves a row without what it can't do without; one that is hidden may hold it still."""
    held = row.cells[COLUMNS.index(column)]
    if column == "herkomst":
        return not held and bool(row.cells[_VALUE])
    return column == "waarde" or not held


def _lost_outcomes(source: bytes) -> frozenset[tuple[int, int]]:
    """Row and column of every formula whose outcome isn't in the file, as of one that Excel never saved.

    openpyxl shows such a cell as an empty one. A text that is empty is an outcome.
    """
    if not _FORMULA.search(source):
        return frozenset()
    from openpyxl.utils.cell import coordinate_to_tuple
    from openpyxl.xml.constants import SHEET_MAIN_NS

    space = f"{{{SHEET_MAIN_NS}}}"
    return frozenset(
        coordinate_to_tuple(cell.get("r", "A1"))
        for cell in ElementTree.fromstring(source).iter(f"{space}c")
        if cell.find(f"{space}f") is not None and not cell.findtext(f"{space}v") and cell.get("t") != "str"
    )


def _make_row(
    line: int, cells: Sequence[ReadOnlyCell], places: Sequence[int], lost: Collection[tuple[int, int]]
) -> RawRow:
    picked = [cells[place] if place < len(cells) else None for place in places]
    values = [getattr(cell, "value", None) for cell in picked]
    texts = tuple(_cell_text(value) for value in values)
    if lost:
        for column, place in zip(COLUMNS, places, strict=True):
            if (line, place + 1) in lost:
                message = f"The cell of '{column}' holds a formula without its outcome."
                return RawRow(line, texts, fault=(message, _OUTCOME_LOST))
    value = values[_VALUE]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return RawRow(line, texts)
    if shows_percent(str(getattr(picked[_VALUE], "number_format", ""))):
        shown = f"{value * 100:g}"
        return RawRow(
            line,
            texts,
            fault=(
                f"The cell shows {shown}% but holds {value:g}.",
                f"give the column the format 'Number' and write {shown.replace('.', ',')}",
            ),
        )
    try:
        return RawRow(line, texts, number=float(value))
    except OverflowError:
        return RawRow(line, texts, number=math.inf)


@lru_cache(maxsize=64)
def shows_percent(number_format: str) -> bool:
    r"""Whether Excel shows a number with this format times a hundred, with a %.

    A % that is only written behind it (`0"%"`, `0\%`) leaves the number as it is.
    """
    return "%" in _LITERAL.sub("", number_format)


def _cell_text(value: object) -> str:
    """An Excel cell as the text that stands for it in a CSV."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean_text(str(value)).strip()
