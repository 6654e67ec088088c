"""The figures' file as rows of texts: cijfers.csv, written the Dutch or the English way."""

from __future__ import annotations

import csv
import io
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

    line: line in the file, or row number in Excel. fault: what is wrong with its shape. retold: whether a row
    of the same region above it tells that too.
    A named tuple, for there are thousands: it is made in a third of the time of a frozen dataclass.
    """

    line: int
    cells: tuple[str, ...]
    number: float | None = None
    fault: tuple[str, str] | None = None
    retold: bool = False


@dataclass(frozen=True, slots=True)
class RawTable:
    """All rows of a file; decimal: the decimal mark that its texts use.

    excel: whether it's a workbook; sheet: the name of the one that was read, if there are more.
    """

    rows: tuple[RawRow, ...]
    decimal: str
    excel: bool = False
    sheet: str = ""


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
    places = find_columns(header, problems)
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


def find_columns(header: Iterable[str], problems: Problems) -> tuple[int, ...] | None:
    """Where each of COLUMNS stands; columns by other names are passed over, and faults give None."""
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
