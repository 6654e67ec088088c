"""The lines of any PDF with their place, size and weight, as far as pypdf can tell."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from regioplan_pdf.source import SourceError
from regioplan_pdf.source.views import PdfValue

if TYPE_CHECKING:
    from pypdf import PdfReader

Matrix: TypeAlias = Sequence[float]
"""a, b, c, d, e, f of a PDF's transformation."""

MAX_PAGES = 60
"""Regioplannen have two to eight pages."""
MAX_CHARACTERS = 1_000_000
_WIDTHS = {
    0.25: " ijl.,:;'’‘|!()[]/-·",
    0.34: "tfrI",
    0.48: "ckszvxyaeJ",
    0.62: "ABCDEFGHKLNOPQRSTUVXYZ&",
    0.82: "mwMW%–—",
}
"""Widths of letters in parts of the size, as in most typefaces: pypdf doesn't tell where a text ends."""
_LETTER = 0.53
_WIDTH_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_SAME_LINE = 0.25
"""Up to this part of the size two texts stand on one baseline."""
_GAP = 1.5
"""From this many times the size a gap parts two texts that stand on one baseline."""
_BOLD = ("bold", "black", "heavy", "demi")


@dataclass(frozen=True, slots=True)
class Line:
    """Text on one baseline. x, y: its start in pt, y from the foot of the page; height: of the page.

    width: estimated. bold: all of it is. page: from 0.
    """

    page: int
    x: float
    y: float
    size: float
    text: str
    bold: bool
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends, estimated."""
        return self.x + self.width


def read_lines(reader: PdfReader) -> tuple[Line, ...]:
    """All lines, in the order in which the pages' contents have them.

    Raises pypdf's errors, and SourceError for more than is read.
    """
    if len(reader.pages) > MAX_PAGES:
        raise SourceError(f"The PDF has {len(reader.pages)} pages; more than {MAX_PAGES} aren't read.")
    found: list[Line] = []
    letters = 0
    for number, page in enumerate(reader.pages):
        for line in _join(_page_texts(page, number)):
            letters += len(line.text)
            if letters > MAX_CHARACTERS:
                raise SourceError(f"The PDF holds more than {MAX_CHARACTERS:,} letters: it isn't a regioplan.")
            found.append(line)
    return tuple(found)


def has_pictures(reader: PdfReader) -> bool:
    """Whether any page shows an image; a scan shows nothing else."""
    for page in list(reader.pages)[:MAX_PAGES]:
        resources = page.get("/Resources")
        objects = resources.get_object().get("/XObject") if resources is not None else None
        for each in (objects.get_object() if objects is not None else {}).values():
            if each.get_object().get("/Subtype") in ("/Image", "/Form"):
                return True
    return False


# -- from pypdf -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Text:
    """A stretch as pypdf gives it; `ends` when the line ends behind it."""

    line: Line
    ends: bool


def _page_texts(page: PdfValue, number: int) -> Iterator[_Text]:
    found: list[_Text] = []
    height = float(page.mediabox.height)
    bottom = float(page.mediabox.bottom)

    def visit(text: str, outer: Matrix, inner: Matrix, font: PdfValue, size: float) -> None:
        if not text:
            return
        place = _multiply(inner, outer)
        high = abs(size) * math.hypot(place[2], place[3])
        name = str((font or {}).get("/BaseFont", "")).lower()
        bold = any(word in name for word in _BOLD)
        # Several lines in one go have one place: the others are set below it.
        for step, part in enumerate(text.split("\n")):
            if step:
                found.append(_Text(Line(number, 0, 0, high, "", bold, 0, height), ends=True))
            if part:
                y = place[5] - bottom
                found.append(_Text(Line(number, place[4], y, high, part, bold, 0, height), ends=False))

    page.extract_text(visitor_text=visit)
    yield from found


def _multiply(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    k, m, n, p, q, r = other
    return (a * k + b * n, a * m + b * p, c * k + d * n, c * m + d * p, e * k + f * n + q, e * m + f * p + r)


def _join(texts: Iterator[_Text]) -> Iterator[Line]:
    """Stretches that follow each other on one baseline become a line."""
    row: list[Line] = []
    ended = False
    for text in texts:
        if text.ends:
            ended = True
            continue
        if row and (_apart(row, text.line) or (ended and not _on_one_line(row[-1], text.line))):
            yield from _line(row)
            row = []
        row.append(text.line)
        ended = False
    yield from _line(row)


def _on_one_line(one: Line, other: Line) -> bool:
    return abs(one.y - other.y) <= _SAME_LINE * max(one.size, other.size, 1)


def _apart(row: Sequence[Line], text: Line) -> bool:
    """Whether a text is too far from those before it to read on."""
    last = row[-1]
    if not text.text.strip():
        return False
    raised = abs(last.y - text.y) <= 0.6 * max(last.size, text.size, 1)
    end = last.x + _width(last)
    near = text.x > last.x - 1 and text.x - end <= _GAP * max(last.size, text.size)
    # A small raised number belongs to the word before it.
    small = min(last.size, text.size) < 0.8 * max(last.size, text.size)
    return not ((_on_one_line(last, text) or (raised and small)) and near)


def _line(row: Sequence[Line]) -> Iterator[Line]:
    text = ""
    for last, part in zip((None, *row), row, strict=False):
        # A small raised number after a word is a reference, not a digit of it.
        raised = last is not None and part.y > last.y + 0.15 * last.size and part.size < 0.8 * last.size
        text += f" {part.text}" if raised else part.text
    if not text.strip():
        return
    seen = [part for part in row if part.text.strip()]
    size = max(seen, key=lambda part: len(part.text)).size
    bold = all(part.bold for part in seen)
    first = seen[0]
    words = " ".join(text.split())
    width = max(seen[-1].x - first.x, 0) + _width(seen[-1])
    yield replace(first, text=words, size=size, bold=bold, width=width)


def _width(line: Line) -> float:
    return line.size * sum(_WIDTH_OF.get(letter, _LETTER) for letter in line.text.strip())
