"""A forecast as a fan: three courses from one start, the room between them tinted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from regioplan_pdf.charts.ends import END_REACH, REACH, EndBlock, EndText, draw_ends, ends_height, set_ends
from regioplan_pdf.charts.heights import Heights, Stretch
from regioplan_pdf.charts.labels import mark_text
from regioplan_pdf.charts.palette import WHITE, ink_of, mix
from regioplan_pdf.charts.plot import (
    Frame,
    axis_gap,
    draw_marker,
    draw_value_lines,
    draw_year_tick,
    fit_value_axis,
    split_runs,
)
from regioplan_pdf.charts.style import ChartStyle
from regioplan_pdf.model.charts import Fan, FanLine

if TYPE_CHECKING:
    from regioplan_pdf.charts.sheet import Sheet

_LEAST, _IDEAL, _MOST = 72.0, 136.0, 240.0
_INSET = 4.0


def _lines(spec: Fan) -> tuple[FanLine, FanLine, FanLine]:
    return spec.low, spec.middle, spec.high


def _end_text(line: FanLine) -> EndText:
    value = mark_text(line.marks[-1]) if line.marks else ""
    if line.change:
        return EndText(line.change, line.name, value)
    return EndText(value, line.name)


def _blocks(spec: Fan, style: ChartStyle, width: float) -> tuple[EndBlock, ...]:
    return set_ends([_end_text(line) for line in _lines(spec)], style, width)


def _foot(style: ChartStyle) -> float:
    return axis_gap(style) + 0.9 * style.small_size + 1


def _head(style: ChartStyle) -> float:
    return 0.5 * style.small_size + 6


def _stretch(blocks: Sequence[EndBlock], style: ChartStyle) -> Stretch:
    def total(plot: float) -> float:
        return _head(style) + plot + _foot(style)

    least = max(_LEAST, ends_height(blocks) - axis_gap(style) - END_REACH)
    return Stretch(total, least, max(least, _IDEAL), max(least, _MOST))


def fan_heights(spec: Fan, width: float, style: ChartStyle) -> Heights:
    """Heights in pt at a width in pt."""
    return _stretch(_blocks(spec, style, width), style).heights()


def draw_fan(spec: Fan, sheet: Sheet) -> None:
    """Draw the fan on a sheet."""
    style = sheet.style
    blocks = _blocks(spec, style, sheet.width)
    plot = _stretch(blocks, style).fit(sheet.height)
    numbers = [mark.number for line in _lines(spec) for mark in line.marks if mark.number is not None]
    axis = fit_value_axis(numbers, plot, style)
    top = sheet.height - _head(style)
    right = sheet.width - max(block.width for block in blocks) - REACH
    frame = Frame(axis.width, right, top - plot, top, axis.low, axis.high)
    first, last = (spec.years[0], spec.years[-1]) if spec.years else (0, 0)
    span = max(1, last - first)
    left = frame.left + _INSET
    xs = [left + (year - first) / span * (frame.right - left) for year in spec.years]
    draw_value_lines(sheet, frame, axis)
    _draw_band(spec, sheet, xs, frame)
    inks = [ink_of(style.colour(role)) for role in ("category2", "region", "category2")]
    # A stronger line is the expected course; the outer two are told apart by their place.
    looks = [(1.5, (4.0, 2.0)), (2.6, ()), (1.5, (4.0, 2.0))]
    levels = []
    for line, ink, (line_width, dash) in zip(_lines(spec), inks, looks, strict=True):
        level = frame.level(0.0)
        for run in split_runs(line.marks, xs, frame):
            if len(run) > 1:
                sheet.line(run, ink, line_width, dash)
            level = run[-1][1]
        levels.append(level)
    if any(mark.number is not None for line in _lines(spec) for mark in line.marks[-1:]):
        for level, ink, kind in zip(levels, inks, ("triangle", "disc", "triangle"), strict=True):
            draw_marker(sheet, "disc" if kind == "disc" else "diamond", frame.right, level, ink, 2.6)
    _draw_start(spec, sheet, xs, frame)
    _draw_years(spec, sheet, xs, frame)
    draw_ends(sheet, blocks, levels, inks, frame.right, frame.bottom - axis_gap(style), top + END_REACH)


def _draw_band(spec: Fan, sheet: Sheet, xs: Sequence[float], frame: Frame) -> None:
    """Tint the room between low and high wherever both are known."""
    tint = mix(sheet.style.colour("category2"), WHITE, 0.82)
    upper: list[tuple[float, float]] = []
    lower: list[tuple[float, float]] = []
    for x, low, high in zip(xs, spec.low.marks, spec.high.marks, strict=True):
        if low.number is not None and high.number is not None:
            lower.append((x, frame.level(low.number)))
            upper.append((x, frame.level(high.number)))
            continue
        _fill(sheet, lower, upper, tint)
        lower, upper = [], []
    _fill(sheet, lower, upper, tint)


def _fill(sheet: Sheet, lower: list[tuple[float, float]], upper: list[tuple[float, float]], tint: str) -> None:
    if len(lower) > 1:
        sheet.area([*lower, *reversed(upper)], tint)


def _draw_start(spec: Fan, sheet: Sheet, xs: Sequence[float], frame: Frame) -> None:
    """The figure that all courses start from, over the highest line beneath its text."""
    mark = spec.middle.marks[0] if spec.middle.marks else None
    if mark is None or mark.number is None or len(xs) < 2:
        return
    style, size = sheet.style, sheet.style.value_size
    draw_marker(sheet, "disc", xs[0], frame.level(mark.number), ink_of(style.colour("region")), 2.6)
    end = xs[0] + style.width(mark.text, "bold", size)
    levels = [frame.level(mark.number)]
    for line in _lines(spec):
        points = [(x, frame.level(m.number)) for x, m in zip(xs, line.marks, strict=True) if m.number is not None]
        for (x0, y0), (x1, y1) in pairwise(points):
            if x0 < end:
                levels.append(y0)
                levels.append(y0 + (y1 - y0) * min(1.0, (end - x0) / (x1 - x0)))
    baseline = max(levels) + 0.2 * size + 4
    if baseline + 0.7 * size <= sheet.height and end < frame.right:
        sheet.text(xs[0] - 2, baseline, mark.text, style.colour("text"), "bold", size)


def _draw_years(spec: Fan, sheet: Sheet, xs: Sequence[float], frame: Frame) -> None:
    """Years under the axis: the first, the last, and round ones between that have room."""
    style, size = sheet.style, sheet.style.small_size
    baseline = frame.bottom - axis_gap(style) - 0.7 * size
    taken: list[tuple[float, float]] = []
    count = len(xs)
    step = _year_step(spec, xs, style.width("2000", "regular", size))
    between = [n for n in range(1, count - 1) if spec.years[n] % step == 0]
    for n in [*dict.fromkeys((0, count - 1)), *between] if count else ():
        text = str(spec.years[n])
        half = style.width(text, "regular", size) / 2 + 3
        if all(xs[n] + half <= start or xs[n] - half >= end for start, end in taken):
            taken.append((xs[n] - half, xs[n] + half))
            draw_year_tick(sheet, xs[n], frame.bottom)
            sheet.text(xs[n], baseline, text, style.colour("muted"), "regular", size, "middle")


def _year_step(spec: Fan, xs: Sequence[float], label: float) -> int:
    """Every year of a short forecast when all fit, else the smallest round step that leaves air."""
    span = max(1, spec.years[-1] - spec.years[0]) if spec.years else 1
    pitch = (xs[-1] - xs[0]) / span if xs else 0.0
    steps = (1, 2, 5) if span <= 8 else (5, 10)
    return next((step for step in steps if step * pitch >= 1.3 * label), 20)
