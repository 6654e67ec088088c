"""The plot of a chart with axes: its frame, value lines and the line marks in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from regioplan_pdf.charts.layers import GRID, LINE, MARK
from regioplan_pdf.charts.scale import axis_ticks, format_tick
from regioplan_pdf.charts.style import ChartStyle
from regioplan_pdf.model.charts import Mark

if TYPE_CHECKING:
    from regioplan_pdf.charts.sheet import Sheet

MARKERS = ("disc", "square", "diamond", "triangle")
DASHES: tuple[tuple[float, ...], ...] = ((), (6.0, 2.6), (2.2, 2.2), (8.0, 2.4, 2.2, 2.4))
_TICK_GAP = 6.0


def axis_gap(style: ChartStyle) -> float:
    """Room in pt between the axis and the texts under it, so that zero's label clears them."""
    return max(5.0, 0.55 * style.small_size)


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """Ticks with their texts; low and high are the values at the plot's foot and top."""

    ticks: tuple[float, ...]
    texts: tuple[str, ...]
    low: float
    high: float
    width: float


def fit_value_axis(values: Sequence[float], plot_height: float, style: ChartStyle) -> ValueAxis:
    """An axis from zero for values in a plot of so many pt; width: of its texts with a gap."""
    most = max(2, min(5, int(plot_height // 26)))
    low, high = min([0.0, *values]), max([0.0, *values])
    ticks = axis_ticks(low, high, most)
    texts = tuple(format_tick(tick) for tick in ticks)
    width = max(style.width(text, "regular", style.small_size) for text in texts)
    top = max(high, ticks[-1]) or 1.0
    return ValueAxis(ticks, texts, min(low, ticks[0]), top, width + _TICK_GAP)


@dataclass(frozen=True, slots=True)
class Frame:
    """A plot's sides in pt and the values at its foot and top."""

    left: float
    right: float
    bottom: float
    top: float
    low: float
    high: float

    def level(self, value: float) -> float:
        """The height in pt of a value."""
        return self.bottom + (value - self.low) / (self.high - self.low) * (self.top - self.bottom)


def draw_value_lines(sheet: Sheet, frame: Frame, axis: ValueAxis) -> None:
    """Faint lines with their values at the left; zero's is stronger."""
    style = sheet.style
    for tick, text in zip(axis.ticks, axis.texts, strict=True):
        y = frame.level(tick)
        colour = style.colour("benchmark" if tick == 0 else "rule")
        sheet.rule((frame.left, y), (frame.right, y), colour, 0.8 if tick == 0 else 0.5, layer=GRID)
        baseline = y - style.cap_height * style.small_size / 2
        x = frame.left - _TICK_GAP
        sheet.text(x, baseline, text, style.colour("muted"), "regular", style.small_size, "end")


def split_runs(marks: Sequence[Mark], xs: Sequence[float], frame: Frame) -> Iterator[list[tuple[float, float]]]:
    """The stretches of a line between marks without a number."""
    run: list[tuple[float, float]] = []
    for mark, x in zip(marks, xs, strict=True):
        if mark.number is not None:
            run.append((x, frame.level(mark.number)))
        elif run:
            yield run
            run = []
    if run:
        yield run


def draw_marker(sheet: Sheet, kind: str, x: float, y: float, colour: str, radius: float = 3.2) -> None:
    """A mark on a line: each series has its own shape, so that colour isn't needed."""
    if kind == "disc":
        sheet.rounded(x - radius, y - radius, 2 * radius, 2 * radius, radius, colour)
    elif kind == "square":
        r = radius * 0.88
        sheet.area([(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)], colour, layer=MARK)
    elif kind == "diamond":
        r = radius * 1.25
        sheet.area([(x, y - r), (x + r, y), (x, y + r), (x - r, y)], colour, layer=MARK)
    else:
        r = radius * 1.2
        sheet.area([(x - r, y - r * 0.8), (x + r, y - r * 0.8), (x, y + r)], colour, layer=MARK)


def draw_year_tick(sheet: Sheet, x: float, y: float) -> None:
    """A short tick under the axis."""
    sheet.rule((x, y), (x, y - 3.5), sheet.style.colour("benchmark"), 0.8, layer=LINE)
