"""The legend over a chart: swatches with names, in as many rows as they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from regioplan_pdf.charts.labels import block_height, centred_baseline, draw_lines, force_lines
from regioplan_pdf.charts.style import ChartStyle

if TYPE_CHECKING:
    from regioplan_pdf.charts.sheet import Sheet

_GAP_AFTER_SWATCH, _GAP_BETWEEN, _ROW_GAP, _GAP_BELOW = 5.0, 15.0, 4.0, 9.0


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
    """Place items from the left, wrapping to the next row, within `width` pt."""
    size = style.label_size
    swatch = _swatch(size) + _GAP_AFTER_SWATCH
    rows: list[list[_Placed]] = []
    x = width + 1.0
    for item in items:
        lines = force_lines(item.name, item.face, size, width - swatch, style)
        length = swatch + max((style.width(line, item.face, size) for line in lines), default=0.0)
        if x + length > width:
            rows.append([])
            x = 0.0
        rows[-1].append(_Placed(item, lines, x))
        x += length + _GAP_BETWEEN
    height = sum(_row_height(row, size) + _ROW_GAP for row in rows)
    return Legend(tuple(tuple(row) for row in rows), size, height - _ROW_GAP + _GAP_BELOW if rows else 0.0)
