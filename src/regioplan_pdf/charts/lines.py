"""Lines over months, named at their end, on a value axis from zero."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from regioplan_pdf.charts.ends import END_REACH, REACH, EndBlock, EndText, draw_ends, ends_height, set_ends
from regioplan_pdf.charts.gaps import STUB, draw_stub
from regioplan_pdf.charts.heights import Heights, Stretch
from regioplan_pdf.charts.labels import WITHHELD_TEXT, mark_text, shorten
from regioplan_pdf.charts.layers import AREA
from regioplan_pdf.charts.palette import GRAPHIC_CONTRAST, WHITE, darken_until, ink_of
from regioplan_pdf.charts.plot import (
    DASHES,
    MARKERS,
    Frame,
    axis_gap,
    draw_marker,
    draw_value_lines,
    draw_year_tick,
    fit_value_axis,
    split_runs,
)
from regioplan_pdf.charts.style import ChartStyle
from regioplan_pdf.model.charts import Lines, LineSeries, Mark

if TYPE_CHECKING:
    from regioplan_pdf.charts.sheet import Sheet

_LEAST, _IDEAL, _MOST = 64.0, 128.0, 230.0
"""Height in pt of the plot."""

_ROLES = ("category1", "category2", "category6", "category4", "category3", "muted")
_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_STEPS = (1, 3, 6, 12)
_STUB_HEIGHT = 12.0
_LEAST_STUB = 4.0
_INSET = 4.0
_KEY_WIDTH, _KEY_GAP = 14.0, 4.0


def _end_text(series: LineSeries) -> EndText:
    last = series.marks[-1] if series.marks else None
    if last is None:
        return EndText("", series.name)
    face = "bold" if last.number is not None else "regular"
    return EndText(mark_text(last), series.name, figure_face=face)


def _blocks(spec: Lines, style: ChartStyle, width: float) -> tuple[EndBlock, ...]:
    return set_ends([_end_text(series) for series in spec.series], style, width)


def _is_withheld(mark: Mark) -> bool:
    return mark.withheld and mark.number is None


def _withheld(spec: Lines) -> bool:
    return any(_is_withheld(mark) for series in spec.series for mark in series.marks)


def _strips(spec: Lines, style: ChartStyle) -> float:
    """Height over the plot: the unit and the key for withheld figures."""
    lines = bool(spec.unit) + _withheld(spec)
    return lines * (style.small_size + 3) + 0.5 * style.small_size + 2


def _foot(style: ChartStyle) -> float:
    return axis_gap(style) + 0.9 * style.small_size + 1.05 * style.small_size + 1


def _stretch(spec: Lines, blocks: Sequence[EndBlock], style: ChartStyle) -> Stretch:
    strips, foot = _strips(spec, style), _foot(style)

    def total(plot: float) -> float:
        return strips + plot + foot

    least = max(_LEAST, ends_height(blocks) - axis_gap(style) - END_REACH)
    return Stretch(total, least, max(least, _IDEAL), max(least, _MOST))


def line_chart_heights(spec: Lines, width: float, style: ChartStyle) -> Heights:
    """Heights in pt at a width in pt."""
    return _stretch(spec, _blocks(spec, style, width), style).heights()


def draw_line_chart(spec: Lines, sheet: Sheet) -> None:
    """Draw the lines on a sheet."""
    style = sheet.style
    blocks = _blocks(spec, style, sheet.width)
    plot = _stretch(spec, blocks, style).fit(sheet.height)
    numbers = [mark.number for series in spec.series for mark in series.marks if mark.number is not None]
    axis = fit_value_axis(numbers, plot, style)
    top = sheet.height - _strips(spec, style)
    room = max((block.width for block in blocks), default=0.0) + REACH
    frame = Frame(axis.width, sheet.width - room, top - plot, top, axis.low, axis.high)
    _draw_strips(spec, sheet)
    draw_value_lines(sheet, frame, axis)
    count = len(spec.months)
    pitch = (frame.right - frame.left - _INSET) / max(1, count - 1)
    xs = [frame.left + _INSET + pitch * n for n in range(count)]
    if count == 1:
        xs = [frame.right]
    _draw_months(spec, sheet, frame, xs)
    _draw_withheld(spec, sheet, frame, xs, pitch if count > 1 else 2 * STUB)
    levels, inks = [], []
    for n, series in enumerate(spec.series):
        levels.append(_draw_series(sheet, series, n, xs, frame))
        inks.append(_ink(n, style))
    draw_ends(sheet, blocks, levels, inks, frame.right, frame.bottom - axis_gap(style), top + END_REACH)


def _ink(number: int, style: ChartStyle) -> str:
    return ink_of(style.colour(_ROLES[number % len(_ROLES)]))


def _draw_series(sheet: Sheet, series: LineSeries, number: int, xs: Sequence[float], frame: Frame) -> float:
    """Draw one line with its marks; returns the height at which it ends."""
    colour = darken_until(sheet.style.colour(_ROLES[number % len(_ROLES)]), WHITE, GRAPHIC_CONTRAST)
    dash = DASHES[number % len(DASHES)]
    marker = MARKERS[number % len(MARKERS)]
    level = frame.level(0.0)
    for run in split_runs(series.marks, xs, frame):
        if len(run) > 1:
            sheet.line(run, colour, 2.2, dash)
        elif run[0][0] != xs[-1]:
            draw_marker(sheet, marker, *run[0], colour, 2.2)
        level = run[-1][1]
    last = series.marks[-1] if series.marks else None
    if last is not None and last.number is not None:
        draw_marker(sheet, marker, xs[-1], level, colour)
    elif last is not None and last.withheld:
        bottom, height = _stub_place(frame)
        level = bottom + height / 2
    return level


def _stub_place(frame: Frame) -> tuple[float, float]:
    """Where a withheld month's stub stands on zero's line: its lower end and its height, pt."""
    zero = frame.level(0.0)
    height = min(_STUB_HEIGHT, max(frame.top - zero, zero - frame.bottom))
    return (zero if frame.top - zero >= height else zero - height), height


def _withheld_months(spec: Lines) -> Iterator[tuple[int, int]]:
    """The first and the last month of every stretch in which a series is withheld."""
    held = sorted({n for series in spec.series for n, mark in enumerate(series.marks) if _is_withheld(mark)})
    start = 0
    for n, month in enumerate(held):
        if n + 1 == len(held) or held[n + 1] != month + 1:
            yield held[start], month
            start = n + 1


def _draw_withheld(spec: Lines, sheet: Sheet, frame: Frame, xs: Sequence[float], pitch: float) -> None:
    """A hatched stub on the axis for withheld months, as wide as they are: a mark on zero would say zero."""
    bottom, height = _stub_place(frame)
    half = max(pitch, _LEAST_STUB) / 2
    for first, last in _withheld_months(spec):
        left, right = max(frame.left, xs[first] - half), min(frame.right, xs[last] + half)
        draw_stub(sheet, Mark(None, "", withheld=True), left, bottom, right - left, height, AREA)


def _draw_strips(spec: Lines, sheet: Sheet) -> None:
    style = sheet.style
    size, muted = style.small_size, style.colour("muted")
    baseline = sheet.height - 0.75 * size
    if spec.unit:
        sheet.text(0.0, baseline, shorten(spec.unit, "regular", size, sheet.width, style), muted, "regular", size)
        baseline -= size + 3
    if _withheld(spec):
        draw_stub(sheet, Mark(None, "", withheld=True), 0.0, baseline, _KEY_WIDTH, style.cap_height * size)
        sheet.text(_KEY_WIDTH + _KEY_GAP, baseline, WITHHELD_TEXT, muted, "regular", size)


def _draw_months(spec: Lines, sheet: Sheet, frame: Frame, xs: Sequence[float]) -> None:
    """Months under the axis, and the year under the first and under each January."""
    style = sheet.style
    size = style.small_size
    widest = max(style.width(name, "regular", size) for name in _MONTHS) + 7
    pitch = xs[1] - xs[0] if len(xs) > 1 else widest
    step = next((step for step in _STEPS if step * pitch >= widest), _STEPS[-1])
    ticks = [n for n, (_, month) in enumerate(spec.months) if (month - 1) % step == 0] or [0]
    first_line = frame.bottom - axis_gap(style) - 0.7 * size
    second_line = first_line - 1.05 * size
    year_width = style.width("2000", "bold", size) + 5
    januaries = [n for n in ticks if spec.months[n][1] == 1]
    year_ticks = list(januaries)
    if ticks[0] not in januaries and (not januaries or xs[januaries[0]] - xs[ticks[0]] >= year_width):
        year_ticks.insert(0, ticks[0])
    free = 0.0
    for n in ticks if spec.months else ():
        if xs[n] - widest / 2 < free - 2.5 and n != ticks[0]:
            continue
        free = xs[n] + widest / 2
        draw_year_tick(sheet, xs[n], frame.bottom)
        sheet.text(xs[n], first_line, _MONTHS[spec.months[n][1] - 1], style.colour("muted"), "regular", size, "middle")
        if n in year_ticks:
            free = max(free, xs[n] + year_width / 2)
            sheet.text(xs[n], second_line, str(spec.months[n][0]), style.colour("muted"), "bold", size, "middle")
