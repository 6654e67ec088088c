"""The legend over a chart: swatches with names, in as many rows as they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from regioplan_pdf.charts.labels import block_height, centred_baseline, draw_lines, force_lines
from regioplan_pdf.charts.style import ChartStyle

if TYPE_CHECKING:
    from regioplan_pdf.charts.sheet import Sheet

_GAP_AFTER_SWATCH, _ROW_GAP, _GAP_BELOW = 5.0, 4.0, 9.0
_GAPS_BETWEEN = (15.0, 12.0, 9.0)
"""White between items, widest first; a legend that needs more rows all the same has the widest."""


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A name with the colour of its swatch."""

    name: str
    fill: str
    face: str = "regular"
    ink: str = "text"


@dataclass(frozen=True, slots=True)
class _Placed:
    item: LegendItem
    lines: tuple[str, ...]
    x: float


@dataclass(frozen=True, slots=True)
class Legend:
    """Items placed in rows. height: in pt, with the space below it; 0 without items."""

    rows: tuple[tuple[_Placed, ...], ...]
    size: float
    height: float

    def draw(self, sheet: Sheet, top: float) -> float:
        """Draw from `top` down; returns where the chart itself may start."""
        swatch = _swatch(self.size)
        y = top
        for row in self.rows:
            middle = y - 0.45 * self.size
            for placed in row:
                baseline = centred_baseline(middle, self.size, sheet.style)
                sheet.bar(placed.x, middle - swatch / 2, swatch, swatch, placed.item.fill)
                ink = sheet.style.colour(placed.item.ink)
                x = placed.x + swatch + _GAP_AFTER_SWATCH
                draw_lines(sheet, placed.lines, x, baseline + 0.7 * self.size, ink, placed.item.face, self.size)
            y -= _row_height(row, self.size) + _ROW_GAP
        return top - self.height


def _swatch(size: float) -> float:
    return round(0.82 * size, 1)


def _row_height(row: Sequence[_Placed], size: float) -> float:
    # Centring on capitals lowers the text a trace under its box.
    return block_height(max(len(placed.lines) for placed in row), size) + 0.1 * size


def layout_legend(items: Sequence[LegendItem], style: ChartStyle, width: float) -> Legend:
    """Place items from the left within `width` pt: on one row, or on as few and as even rows as there can be."""
    size = style.label_size
    swatch = _swatch(size) + _GAP_AFTER_SWATCH
    names = [force_lines(item.name, item.face, size, width - swatch, style) for item in items]
    lengths = [
        swatch + max((style.width(line, item.face, size) for line in lines), default=0.0)
        for item, lines in zip(items, names, strict=True)
    ]
    gap, counts = _share_rows(lengths, width)
    rows: list[tuple[_Placed, ...]] = []
    first = 0
    for count in counts:
        placed, x = [], 0.0
        for n in range(first, first + count):
            placed.append(_Placed(items[n], names[n], x))
            x += lengths[n] + gap
        rows.append(tuple(placed))
        first += count
    height = sum(_row_height(row, size) + _ROW_GAP for row in rows)
    return Legend(tuple(rows), size, height - _ROW_GAP + _GAP_BELOW if rows else 0.0)


def _share_rows(lengths: Sequence[float], width: float) -> tuple[float, list[int]]:
    """The white between items (pt), and how many stand on each row, for items of these lengths (pt)."""
    for gap in _GAPS_BETWEEN:
        if sum(lengths) + gap * (len(lengths) - 1) <= width:
            return gap, [len(lengths)] if lengths else []
    gap = _GAPS_BETWEEN[0]
    fewest = _wrap(lengths, gap, width)
    starts = range(len(lengths))
    widths = {sum(lengths[a : b + 1]) + gap * (b - a) for a in starts for b in starts[a:]}
    for limit in sorted(found for found in widths if found < width):
        rows = _wrap(lengths, gap, limit)
        if len(rows) == len(fewest) and max(lengths) <= limit:
            return gap, rows
    return gap, fewest


def _wrap(lengths: Sequence[float], gap: float, width: float) -> list[int]:
    """How many items stand on each row when every row takes all that it can within `width` pt."""
    rows: list[int] = []
    x = 0.0
    for length in lengths:
        if rows and x + length <= width:
            rows[-1] += 1
            x += length + gap
        else:
            rows.append(1)
            x = length + gap
    return rows
