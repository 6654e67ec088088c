"""Text pieces: lines broken to a width, blocks of them, and the label column of bars.

A line takes from 0.7 of its size over the baseline to 0.2 under it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from regioplan_pdf.charts.style import ChartStyle
from regioplan_pdf.model.charts import Mark

if TYPE_CHECKING:
    from regioplan_pdf.charts.sheet import Sheet

SMALLEST = 9.0
ASCENT, DESCENT = 0.7, 0.2
LEADING = 1.06
WITHHELD_TEXT = "te klein"
UNKNOWN_TEXT = "onbekend"
COLUMN_SHARE = 0.4
COLUMN_LIMIT = 175.0
MANY_LABELS = 4
"""One label in so many may be broken within a word, rather than that all go above their bars for it."""
_PIECES = re.compile(r"[^\s/-]*[/-]+|[^\s/-]+|\s+")


def mark_text(mark: Mark) -> str:
    """What is printed for a mark, also when it has no number."""
    if mark.text or mark.number is not None:
        return mark.text
    return WITHHELD_TEXT if mark.withheld else UNKNOWN_TEXT


def mark_face(mark: Mark, face: str) -> str:
    """The face for a figure: words in a figure's place are never bold."""
    return face if mark.number is not None else "regular"


def sizes_down(size: float) -> Iterator[float]:
    """Sizes from `size` to the smallest that is allowed, by half points."""
    while size > SMALLEST:
        yield size
        size -= 0.5
    yield SMALLEST


def block_height(lines: int, size: float) -> float:
    """Height in pt of so many lines."""
    return (ASCENT + DESCENT) * size + (lines - 1) * LEADING * size if lines else 0.0


def centred_baseline(centre: float, size: float, style: ChartStyle) -> float:
    """The baseline that puts capitals and figures in the middle of a bar."""
    return centre - style.cap_height * size / 2


def _fill_lines(pieces: Sequence[str], widths: Sequence[float], width: float) -> list[str] | None:
    lines: list[str] = []
    line, used = "", 0.0
    for piece, length in zip(pieces, widths, strict=True):
        if piece.isspace():
            if line:
                line, used = line + " ", used + length
            continue
        if line and used + length > width:
            lines.append(line.rstrip())
            line, used = "", 0.0
        if length > width:
            return None
        line, used = line + piece, used + length
    return [*lines, line.rstrip()] if line else lines


def break_lines(
    text: str, face: str, size: float, width: float, style: ChartStyle, most: int = 2
) -> tuple[str, ...] | None:
    """The text in at most so many lines of about equal length; None when it can't be.

    Lines end at spaces, and after a hyphen or a slash.
    """
    if not text:
        return ("",)
    measure = style.width
    whole = measure(text, face, size)
    if whole <= width:
        return (text,)
    if most < 2 or whole > width * most:
        return None
    pieces = [match.group() for match in _PIECES.finditer(text)]
    widths = [measure(piece, face, size) for piece in pieces]
    # Kerning between pieces can make a line a trace longer than the sum of them.
    lines = _fill_lines(pieces, widths, width - 0.5)
    if lines is None or len(lines) > most:
        return None
    low, high = whole / len(lines), width - 0.5
    for _ in range(5):
        middle = (low + high) / 2
        tried = _fill_lines(pieces, widths, middle)
        if tried is not None and len(tried) <= len(lines):
            lines, high = tried, middle
        else:
            low = middle
    return tuple(lines)


def shorten(text: str, face: str, size: float, width: float, style: ChartStyle) -> str:
    """The text, cut with an ellipsis when it is too wide."""
    measure = style.width
    if measure(text, face, size) <= width:
        return text
    kept = len(text)
    while kept > 1 and measure(text[:kept].rstrip() + "…", face, size) > width:
        kept -= 1
    return text[:kept].rstrip() + "…"


def force_lines(text: str, face: str, size: float, width: float, style: ChartStyle, most: int = 2) -> tuple[str, ...]:
    """Like `break_lines`, but always gives lines: words are broken or the text cut if need be."""
    lines = break_lines(text, face, size, width, style, most)
    if lines is not None:
        return lines
    measure = style.width
    kept: list[str] = []
    rest = text
    while rest and len(kept) < most - 1:
        end = len(rest)
        while end > 1 and measure(rest[:end] + "-", face, size) > width:
            end -= 1
        space = rest.rfind(" ", 1, end + 1) if end < len(rest) else -1
        if space > 0:
            kept.append(rest[:space])
            rest = rest[space + 1 :]
        else:
            joint = "" if end == len(rest) or not rest[end - 1].isalpha() else "-"
            kept.append(rest[:end] + joint)
            rest = rest[end:]
    if rest:
        kept.append(shorten(rest, face, size, width, style))
    return tuple(kept)


@dataclass(frozen=True, slots=True)
class LabelColumn:
    """The labels of rows: beside the bars in a column, or above them where they're too long.

    blocks: the lines of every label. width: of the column with its gap, 0 when above.
    """

    blocks: tuple[tuple[str, ...], ...]
    size: float
    width: float
    above: bool

    def height(self, row: int) -> float:
        """Height in pt of a row's label."""
        return block_height(len(self.blocks[row]), self.size)

    def head(self, row: int) -> float:
        """Height in pt that a label takes above its bar."""
        return self.height(row) + 2.5 if self.above else 0.0


def fit_column(labels: Sequence[tuple[str, str]], style: ChartStyle, width: float) -> LabelColumn:
    """Fit labels (text, face) in a column of a chart of `width` pt.

    Tried in order: one or two lines at the label size, at smaller sizes, with a few labels broken
    within a word, above the bars.
    """
    limit = min(COLUMN_SHARE * width, COLUMN_LIMIT)
    for broken in (0, len(labels) // MANY_LABELS):
        for size in sizes_down(style.label_size):
            blocks = _set_beside(labels, size, limit, style, broken)
            if blocks is not None:
                faces = [face for _, face in labels]
                lines = [(line, face) for block, face in zip(blocks, faces, strict=True) for line in block]
                widest = max((style.width(line, face, size) for line, face in lines), default=0.0)
                return LabelColumn(blocks, size, widest + 8 if widest else 0.0, above=False)
    size = style.label_size
    forced = tuple(force_lines(text, face, size, width, style) for text, face in labels)
    return LabelColumn(forced, size, 0.0, above=True)


def _set_beside(
    labels: Sequence[tuple[str, str]], size: float, limit: float, style: ChartStyle, broken: int
) -> tuple[tuple[str, ...], ...] | None:
    """The labels in a column of `limit` pt, at most so many of them broken within a word; None if they can't."""
    blocks: list[tuple[str, ...]] = []
    for text, face in labels:
        lines = break_lines(text, face, size, limit, style)
        if lines is None and broken:
            broken -= 1
            lines = force_lines(text, face, size, limit, style, 3)
            lines = None if lines[-1].endswith("…") else lines
        if lines is None:
            return None
        blocks.append(lines)
    return tuple(blocks)


def draw_lines(
    sheet: Sheet,
    lines: Sequence[str],
    x: float,
    top: float,
    colour: str,
    face: str,
    size: float,
    anchor: str = "start",
) -> float:
    """Draw lines downwards from `top`; returns where they end."""
    y = top - ASCENT * size
    for line in lines:
        sheet.text(x, y, line, colour, face, size, anchor)
        y -= LEADING * size
    return top - block_height(len(lines), size)


def draw_row_label(
    sheet: Sheet, column: LabelColumn, row: int, top: float, centre: float, colour: str, face: str
) -> None:
    """Draw a row's label: its block centred on the bar, or from `top` when above it."""
    lines, size = column.blocks[row], column.size
    if column.above:
        draw_lines(sheet, lines, 0.0, top, colour, face, size)
        return
    first = centred_baseline(centre, size, sheet.style) + (len(lines) - 1) * LEADING * size / 2
    draw_lines(sheet, lines, 0.0, first + ASCENT * size, colour, face, size)
