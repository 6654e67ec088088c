"""Columns by year: a panel for the region and one for the benchmark on the same scale.

Over each panel an arrow from its first to its last column carries the growth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from regioplan_pdf.charts.columns import Captions, draw_pill, fit_captions, mark_captions, pill_height
from regioplan_pdf.charts.gaps import draw_stub
from regioplan_pdf.charts.heights import Heights, Stretch
from regioplan_pdf.charts.labels import block_height, draw_lines, force_lines
from regioplan_pdf.charts.layers import LINE, MARK
from regioplan_pdf.charts.style import ChartStyle
from regioplan_pdf.model.charts import YearColumns, YearSeries

if TYPE_CHECKING:
    from regioplan_pdf.charts.sheet import Sheet

_LEAST, _IDEAL, _MOST = 36.0, 84.0, 150.0
"""Height in pt of the tallest column."""

_PANEL_GAP = 22.0
_STACK_GAP = 14.0
_COLUMN_SHARE, _COLUMN_MOST = 0.66, 46.0
_STUB_HEIGHT = 12.0
_LEAST_ARROW = 24.0
_AIR = 4.0


@dataclass(frozen=True, slots=True)
class _Panel:
    """What follows from the width: the texts of one series and its height without the plot."""

    series: YearSeries
    title: tuple[str, ...]
    values: Captions
    years: Captions
    notes: Captions | None
    notes_title: tuple[str, ...]
    width: float


@dataclass(frozen=True, slots=True)
class _Plan:
    panels: tuple[_Panel, ...]
    beside: bool


def _panel(spec: YearColumns, number: int, width: float, style: ChartStyle) -> _Panel:
    series = spec.series[number]
    face = "regular" if series.benchmark else "bold"
    pitch = width / max(1, len(spec.years))
    small = style.small_size
    notes: Captions | None = None
    notes_title: tuple[str, ...] = ()
    if spec.notes and number == 0:
        notes = mark_captions(spec.notes, "regular", small, pitch, style)
        if spec.notes_label:
            notes_title = force_lines(spec.notes_label, "regular", small, width, style)
    return _Panel(
        series,
        force_lines(series.name, face, style.label_size, width, style),
        mark_captions(series.marks, face, style.value_size, pitch, style),
        fit_captions(spec.years, ["regular"] * len(spec.years), style.label_size, pitch, style),
        notes,
        notes_title,
        width,
    )


def _plan(spec: YearColumns, style: ChartStyle, width: float) -> _Plan:
    """Panels beside one another, or below when that leaves no room for the figures."""
    count = max(1, len(spec.series))
    narrow = (width - (count - 1) * _PANEL_GAP) / count
    panels = [_panel(spec, n, narrow, style) for n in range(len(spec.series))]
    if count > 1 and any(panel.values.ends_only or panel.years.ends_only for panel in panels):
        return _Plan(tuple(_panel(spec, n, width, style) for n in range(len(spec.series))), beside=False)
    return _Plan(tuple(panels), beside=True)


def _head(panel: _Panel, style: ChartStyle) -> float:
    """Height over the tallest column: name, growth, value."""
    growth = pill_height(style.value_size) + 5 if panel.series.growth else 0.0
    return block_height(len(panel.title), style.label_size) + 7 + growth + 0.9 * panel.values.size + _AIR


def _foot(panel: _Panel, style: ChartStyle) -> float:
    """Height under the lowest column: value of a negative one, years, notes."""
    below = 0.0
    if min((mark.number or 0.0 for mark in panel.series.marks), default=0.0) < 0:
        below = 0.9 * panel.values.size + _AIR
    notes = 0.0
    if panel.notes is not None:
        notes = 5 + block_height(len(panel.notes_title), style.small_size) + 2 + 0.9 * panel.notes.size
    return below + 4 + 0.9 * panel.years.size + notes + 1


def _stretch(plan: _Plan, style: ChartStyle) -> Stretch:
    heads = [_head(panel, style) for panel in plan.panels]
    feet = [_foot(panel, style) for panel in plan.panels]

    def total(plot: float) -> float:
        if not plan.panels:
            return 0.0
        if plan.beside:
            return max(heads) + plot + max(feet)
        both = sum(heads) + sum(feet) + plot * len(plan.panels)
        return both + _STACK_GAP * (len(plan.panels) - 1)

    return Stretch(total, _LEAST, _IDEAL, _MOST)


def years_heights(spec: YearColumns, width: float, style: ChartStyle) -> Heights:
    """Heights in pt at a width in pt."""
    return _stretch(_plan(spec, style, width), style).heights()


def draw_years(spec: YearColumns, sheet: Sheet) -> None:
    """Draw the panels on a sheet."""
    style = sheet.style
    plan = _plan(spec, style, sheet.width)
    plot = _stretch(plan, style).fit(sheet.height)
    numbers = [mark.number for series in spec.series for mark in series.marks if mark.number is not None]
    low, high = min([0.0, *numbers]), max([0.0, *numbers])
    unit = plot / (high - low) if high > low else 0.0
    head = max((_head(panel, style) for panel in plan.panels), default=0.0)
    peak = max([0.0, *(_peak(panel, unit) for panel in plan.panels)])
    x, top = 0.0, sheet.height
    for panel in plan.panels:
        own = head if plan.beside else _head(panel, style)
        _draw_panel(sheet, panel, x, top, top - own - plot, low, unit, peak if plan.beside else _peak(panel, unit))
        if plan.beside:
            x += panel.width + _PANEL_GAP
        else:
            top -= own + plot + _foot(panel, style) + _STACK_GAP


def _peak(panel: _Panel, unit: float) -> float:
    """How far in pt the highest column of a panel reaches over zero."""
    marks = panel.series.marks
    return max([0.0, *(_STUB_HEIGHT if mark.number is None else mark.number * unit for mark in marks)])


def _draw_panel(
    sheet: Sheet, panel: _Panel, x: float, top: float, floor: float, low: float, unit: float, peak: float
) -> None:
    """Draw one series.

    Args:
        sheet: to draw on.
        panel: the series with its texts.
        x: the panel's left side.
        top: the panel's top.
        floor: where the lowest column of all panels ends.
        low: the value at the floor, at most 0.
        unit: pt for one unit of value.
        peak: how far in pt the highest column reaches over zero, for a level growth arrow.

    """
    style, series = sheet.style, panel.series
    ink = style.colour("benchmark_text" if series.benchmark else "text")
    face = "regular" if series.benchmark else "bold"
    draw_lines(sheet, panel.title, x, top, ink, face, style.label_size)
    count = max(1, len(series.marks))
    pitch = panel.width / count
    centres = [x + pitch * (n + 0.5) for n in range(count)]
    zero = floor - low * unit
    ends = _draw_columns(sheet, series, centres, min(_COLUMN_MOST, pitch * _COLUMN_SHARE), zero, unit)
    sheet.rule((x, zero), (x + panel.width, zero), style.colour("benchmark"), 0.8, layer=LINE)
    size = panel.values.size
    if panel.values.ends_only:
        panel.values.draw(sheet, _outer(panel, x, centres), [zero + peak + _AIR + 0.2 * size] * count, ink)
    else:
        baselines = [
            end + _AIR if (mark.number or 0.0) >= 0 else end - _AIR - style.cap_height * size
            for mark, end in zip(series.marks, ends, strict=True)
        ]
        panel.values.draw(sheet, centres, baselines, ink)
    if series.growth:
        _draw_growth(sheet, series, centres, zero + peak + _AIR + 0.9 * size, ink)
    _draw_under(sheet, panel, x, centres, floor)


def _draw_columns(
    sheet: Sheet, series: YearSeries, centres: Sequence[float], thickness: float, zero: float, unit: float
) -> list[float]:
    """Draw the columns on zero's line; returns where each ends."""
    ends: list[float] = []
    fill = sheet.style.colour("benchmark" if series.benchmark else "region")
    for mark, centre in zip(series.marks, centres, strict=True):
        left = centre - thickness / 2
        if mark.number is None:
            draw_stub(sheet, mark, left, zero, thickness, _STUB_HEIGHT)
            ends.append(zero + _STUB_HEIGHT)
            continue
        length = mark.number * unit
        sheet.bar(left, min(zero, zero + length), thickness, abs(length), fill)
        ends.append(zero + length)
    return ends


def _outer(panel: _Panel, x: float, centres: Sequence[float]) -> list[float]:
    """The columns' middles, but the panel's sides for the first and the last."""
    return [x, *centres[1:-1], x + panel.width] if len(centres) > 1 else list(centres)


def _draw_growth(sheet: Sheet, series: YearSeries, centres: list[float], bottom: float, ink: str) -> None:
    """An arrow from the first column to the last with the growth on it."""
    style, size = sheet.style, sheet.style.value_size
    height = pill_height(size)
    level = bottom + 2 + height / 2
    colour = style.colour("benchmark")
    start, end = centres[0], centres[-1]
    pill = style.width(series.growth, "bold", size) + 1.1 * size
    if end - start > pill + _LEAST_ARROW:  # else the pill alone, for it would cover the arrow
        drop = height / 2
        sheet.rule((start, level - drop), (start, level), colour, 1.0, layer=LINE)
        sheet.rule((start, level), (end, level), colour, 1.0, layer=LINE)
        sheet.rule((end, level), (end, level - drop + 2), colour, 1.0, layer=LINE)
        tip = level - drop - 1
        sheet.area([(end - 2.6, tip + 4), (end + 2.6, tip + 4), (end, tip)], colour, layer=MARK)
    draw_pill(sheet, (start + end) / 2, bottom + 2, series.growth, size, style.colour("panel"), ink)


def _draw_under(sheet: Sheet, panel: _Panel, x: float, centres: list[float], floor: float) -> None:
    style = sheet.style
    muted = style.colour("muted")
    negative = min((mark.number or 0.0 for mark in panel.series.marks), default=0.0) < 0
    y = floor - 4 - (0.9 * panel.values.size + _AIR if negative else 0.0)
    outer = _outer(panel, x, centres)

    def draw_row(captions: Captions, top: float, colour: str) -> float:
        baseline = top - 0.7 * captions.size
        places = outer if captions.ends_only else centres
        captions.draw(sheet, places, [baseline] * len(centres), colour)
        return top - 0.9 * captions.size

    y = draw_row(panel.years, y, style.colour("text"))
    if panel.notes is not None:
        if panel.notes_title:
            y = draw_lines(sheet, panel.notes_title, x, y - 5, muted, "regular", style.small_size) - 2
        else:
            y -= 7
        draw_row(panel.notes, y, muted)
