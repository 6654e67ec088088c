"""The figures' file as rows of texts: cijfers.csv the Dutch or the English way, or cijfers.xlsx."""

from __future__ import annotations

import csv
import datetime
import io
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from regioplan_pdf.errors import Problems
from regioplan_pdf.load.reading import read_text_file
from regioplan_pdf.suggest import find_alike

COLUMNS = ("regio", "indicator", "periode", "categorie", "waarde", "eenheid", "herkomst")
_ALL_COLUMNS = "the columns are " + ", ".join(COLUMNS)


class RawRow(NamedTuple):
    """One row: texts in the order of COLUMNS, and the number of a cell that Excel holds as one.

    line: line in the file, or row number in Excel. fault: what is wrong with its shape.
    A named tuple, for there are thousands: it is made in a third of the time of a frozen dataclass.
    """

    line: int
    cells: tuple[str, ...]
    number: float | None = None
    fault: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class RawTable:
    """All rows of a file; decimal: the decimal mark that its texts use."""

    rows: tuple[RawRow, ...]
    decimal: str


def read_csv_table(path: Path, problems: Problems) -> RawTable | None:
    """Read cijfers.csv; its header line decides on separator and decimal mark."""
    text = read_text_file(path, problems)
    if text is None:
        return None
    header_line = text.split("\n", 1)[0]
    separator = ";" if ";" in header_line else ","
    if separator not in header_line:
        problems.error(
            1,
            f"The first line doesn't part the columns with ';' or ',': '{header_line.strip()[:60]}'.",
            _ALL_COLUMNS,
        )
        return None
    lines = split_cells(text, separator, problems)
    if not lines:
        return None
    (_, header), *others = lines
    places = _find_columns(header, problems)
    if places is None:
        return None
    rows = tuple(_make_row(line, cells, places, len(header), separator) for line, cells in others)
    return RawTable(rows, "," if separator == ";" else ".")


def split_cells(text: str, separator: str, problems: Problems) -> list[tuple[int, list[str]]]:
    """The rows of a CSV that hold anything, with their line; empty after a fault in its quotes."""
    reader = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for cells in reader:
            if line == 1 or any(cell.strip() for cell in cells):
                rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error:
        problems.error(
            line,
            "The double quotes of this row don't match, so its columns can't be told apart.",
            'put a quote before and after a text, and write a quote inside it as ""',
        )
        return []
    return rows


def _make_row(line: int, cells: Sequence[str], places: Sequence[int], width: int, separator: str) -> RawRow:
    picked = tuple(cells[place].strip() if place < len(cells) else "" for place in places)
    if len(cells) == width:
        return RawRow(line, picked)
    other = "a comma" if separator == "," else "a semicolon"
    return RawRow(
        line,
        picked,
        fault=(
            f"This row has {len(cells)} columns where the first line has {width}.",
            f"put a text that holds {other} between double quotes"
            + (", and write numbers with a point" if separator == "," else ""),
        ),
    )


def _find_columns(header: Iterable[str], problems: Problems) -> tuple[int, ...] | None:
    """Where each of COLUMNS stands; columns by other names are passed over."""
    names = [name.strip().casefold() for name in header]
    counts = Counter(names)
    strangers = [name for name in names if name not in COLUMNS]
    sound = True
    for column in COLUMNS:
        if counts[column] == 1:
            continue
        sound = False
        if counts[column]:
            problems.error(1, f"The column '{column}' is there {counts[column]} times.", "keep one of them")
            continue
        alike = find_alike(column, strangers)
        problems.error(1, f"The column '{column}' is missing.", f"is '{alike}' meant?" if alike else _ALL_COLUMNS)
    return tuple(names.index(column) for column in COLUMNS) if sound else None


def read_xlsx_table(path: Path, problems: Problems) -> RawTable | None:
    """Read the first sheet of cijfers.xlsx; numbers are taken as they are, texts the Dutch way."""
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
    except Exception:  # openpyxl raises many kinds for a file that isn't a sound workbook
        problems.error(0, f"The file '{path.name}' can't be read as an Excel workbook.", "save it again as .xlsx")
        return None
    if not any(cell.value is not None for row in lines for cell in row):
        problems.error(0, f"The first sheet of '{path.name}' is empty.", "put the figures on the first sheet")
        return None
    places = _find_columns((str(cell.value or "") for cell in lines[0]), problems)
    if places is None:
        return None
    rows = [
        _make_xlsx_row(line, cells, places)
        for line, cells in enumerate(lines[1:], start=2)
        if any(cell.value not in (None, "") for cell in cells)
    ]
    return RawTable(tuple(rows), ",")


def _make_xlsx_row(line: int, cells: Sequence[object], places: Sequence[int]) -> RawRow:
    """Read one row of openpyxl cells."""
    picked = [cells[place] if place < len(cells) else None for place in places]
    values = [getattr(cell, "value", None) for cell in picked]
    texts = tuple(_cell_text(value) for value in values)
    place = COLUMNS.index("waarde")
    value = values[place]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return RawRow(line, texts)
    if "%" in str(getattr(picked[place], "number_format", "")):
        shown = f"{value * 100:g}"
        return RawRow(
            line,
            texts,
            fault=(
                f"The cell shows {shown}% but holds {value:g}.",
                f"give the column the format 'Number' and write {shown.replace('.', ',')}",
            ),
        )
    return RawRow(line, texts, number=float(value) if math.isfinite(value) else None)


def _cell_text(value: object) -> str:
    """An Excel cell as the text that stands for it in a CSV."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
