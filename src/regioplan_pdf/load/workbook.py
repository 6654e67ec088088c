"""The figures' file as rows of texts and numbers: cijfers.xlsx, of Excel or of another program."""

from __future__ import annotations

import datetime
import math
import re
import zipfile
from collections.abc import Collection, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from regioplan_pdf.errors import Problems
from regioplan_pdf.load.letters import clean_text
from regioplan_pdf.load.reading import is_ordinary
from regioplan_pdf.load.tables import COLUMNS, RawRow, RawTable, find_columns

if TYPE_CHECKING:
    from openpyxl.cell.read_only import ReadOnlyCell

_VALUE = COLUMNS.index("waarde")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""In a number format: texts and single signs that are shown as they are, and conditions and colours."""
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_OUTCOME_LOST = "open the file in Excel and save it there, or paste the outcome as a value"


def read_xlsx_table(path: Path, problems: Problems) -> RawTable | None:
    """Read the first sheet of cijfers.xlsx; numbers are taken as they are, texts the Dutch way."""
    if not is_ordinary(path, problems):
        return None
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
        try:
            sheet = book.worksheets[0]
            # Some writers leave the sheet's size out or wrong; then every row must be looked at.
            sheet.reset_dimensions()
            lines = [list(row) for row in sheet.iter_rows()]
        finally:
            book.close()
        lost = _lost_outcomes(path, str(sheet._worksheet_path))
    except Exception:  # openpyxl raises many kinds for a file that isn't a sound workbook
        problems.error(0, f"The file '{path.name}' can't be read as an Excel workbook.", "save it again as .xlsx")
        return None
    if not any(cell.value is not None for row in lines for cell in row):
        problems.error(0, f"The first sheet of '{path.name}' is empty.", "put the figures on the first sheet")
        return None
    places = find_columns((clean_text(str(cell.value or "")) for cell in lines[0]), problems)
    if places is None:
        return None
    rows = [
        _make_row(line, cells, places, lost)
        for line, cells in enumerate(lines[1:], start=2)
        if any(_cell_text(cell.value) for cell in cells) or any((line, place + 1) in lost for place in places)
    ]
    return RawTable(tuple(rows), ",", excel=True)


def _lost_outcomes(path: Path, sheet: str) -> frozenset[tuple[int, int]]:
    """Row and column of every formula whose outcome isn't in the file, as of one that Excel never saved.

    openpyxl shows such a cell as an empty one. A text that is empty is an outcome.
    """
    with zipfile.ZipFile(path) as archive:
        raw = archive.read(sheet)
    if not _FORMULA.search(raw):
        return frozenset()
    from openpyxl.utils.cell import coordinate_to_tuple
    from openpyxl.xml.constants import SHEET_MAIN_NS

    space = f"{{{SHEET_MAIN_NS}}}"
    return frozenset(
        coordinate_to_tuple(cell.get("r", "A1"))
        for cell in ElementTree.fromstring(raw).iter(f"{space}c")
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
