"""Stacked columns of counts for today and each scenario, with the total and a share on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from regioplan_pdf.charts.columns import Captions, draw_pill, mark_captions, pill_height
from regioplan_pdf.charts.gaps import clear_hatch, draw_stub
from regioplan_pdf.charts.heights import Heights, Stretch
from regioplan_pdf.charts.labels import (
    SMALLEST,
    block_height,
    centred_baseline,
    draw_lines,
    force_lines,
    mark_face,
    mark_text,
)
from regioplan_pdf.charts.layers import LINE
from regioplan_pdf.charts.legend import Legend, LegendItem, layout_legend
from regioplan_pdf.charts.palette import category_colours, ink_on
from regioplan_pdf.charts.spread import push_apart
from regioplan_pdf.charts.style import ChartStyle
from regioplan_pdf.model.charts import Mark, ScenarioColumn, Scenarios

if TYPE_CHECKING:
    from regioplan_pdf.charts.sheet import Sheet

_LEAST, _IDEAL, _MOST = 70.0, 130.0, 230.0
"""Height in pt of the tallest column."""

_COLUMN_SHARE, _COLUMN_MOST = 0.56, 74.0
_WHITE_GAP = 1.2
_STUB_HEIGHT = 15.0
_LABEL_LINES = 5
_REACH = 5.0


@dataclass(frozen=True, slots=True)
class _Plan:
    """What follows from the width. pitch, thickness: of columns, in pt."""

    legend: Legend
    share_lines: tuple[str, ...]
    totals: Captions
    labels: tuple[tuple[str, ...], ...]
    label_size: float
    pitch: float
    thickness: float
    value_size: float
    has_shares: bool

    @property
    def foot(self) -> float:
        """Height in pt of the names under the columns."""
        return 5 + max((block_height(len(lines), self.label_size) for lines in self.labels), default=0.0) + 1


def _labels(spec: Scenarios, room: float, style: ChartStyle) -> tuple[tuple[tuple[str, ...], ...], float]:
    size = style.label_size
    if any(style.width(w, "bold", size) > room for column in spec.columns for w in column.label.split()):
        size = SMALLEST
    return tuple(force_lines(c.label, "regular", size, room, style, _LABEL_LINES) for c in spec.columns), size


def _plan(spec: Scenarios, style: ChartStyle, width: float) -> _Plan:
    colours = category_colours(len(spec.parts), style)
    items = [LegendItem(name, fill) for name, fill in zip(spec.parts, colours, strict=True)]
    pitch = width / max(1, len(spec.columns))
    has_shares = any(column.share for column in spec.columns)
    size = style.value_size
    marks = [mark for column in spec.columns for mark in column.marks]
    widest = max((style.width(mark_text(mark), "regular", size) for mark in marks), default=0.0)
    if widest + 6 > 0.9 * pitch:
        size = SMALLEST
        widest = max(style.width(mark_text(mark), "regular", size) for mark in marks)
    thickness = min(max(pitch * _COLUMN_SHARE, min(widest + 6, 0.92 * pitch)), max(_COLUMN_MOST, widest + 6))
    labels, label_size = _labels(spec, pitch - 6, style)
    return _Plan(
        layout_legend(items, style, width),
        force_lines(spec.share_label, "regular", style.small_size, width - 34, style)
        if spec.share_label and has_shares
        else (),
        mark_captions([column.total for column in spec.columns], "bold", style.value_size, pitch, style),
        labels,
        label_size,
        pitch,
        thickness,
        size,
        has_shares,
    )


def _key_height(plan: _Plan, style: ChartStyle) -> float:
    return block_height(len(plan.share_lines), style.small_size) + 8 if plan.share_lines else 0.0


def _head(plan: _Plan, style: ChartStyle) -> float:
    """Height over the tallest column."""
    pill = pill_height(style.value_size) + 5 if plan.has_shares else 0.0
    return plan.legend.height + _key_height(plan, style) + pill + 0.9 * plan.totals.size + 4


def _stretch(plan: _Plan, style: ChartStyle) -> Stretch:
    def total(plot: float) -> float:
        return _head(plan, style) + plot + plan.foot

    return Stretch(total, _LEAST, _IDEAL, _MOST)


def scenarios_heights(spec: Scenarios, width: float, style: ChartStyle) -> Heights:
    """Heights in pt at a width in pt."""
    return _stretch(_plan(spec, style, width), style).heights()


def _length(column: ScenarioColumn, unit: float) -> float:
    known = sum(max(0.0, mark.number) * unit for mark in column.marks if mark.number is not None)
    return known + sum(_STUB_HEIGHT for mark in column.marks if mark.number is None)


def _unit(spec: Scenarios, plot: float) -> float:
    """Pt for one client: the tallest column, its stubs included, fills the plot."""
    units = [
        (plot - _STUB_HEIGHT * sum(mark.number is None for mark in column.marks)) / known
        for column in spec.columns
        if (known := sum(max(0.0, mark.number or 0.0) for mark in column.marks)) > 0
    ]
    return max(0.0, min(units, default=0.0))


def draw_scenarios(spec: Scenarios, sheet: Sheet) -> None:
    """Draw the columns on a sheet."""
    style = sheet.style
    plan = _plan(spec, style, sheet.width)
    plot = _stretch(plan, style).fit(sheet.height)
    unit = _unit(spec, plot)
    y = plan.legend.draw(sheet, sheet.height)
    _draw_key(sheet, plan, y)
    floor = sheet.height - _head(plan, style) - plot
    offset = _column_offset(spec, plan, unit, style)
    centres = [plan.pitch * n + offset for n in range(len(spec.columns))]
    tops = [floor + _length(column, unit) for column in spec.columns]
    highest = max(tops, default=floor)
    level = [highest] * len(tops) if plan.totals.ends_only else tops
    outer = [0.0, *centres[1:-1], sheet.width] if plan.totals.ends_only and len(centres) > 1 else centres
    plan.totals.draw(sheet, outer, [top + 4 + 0.1 * plan.totals.size for top in level], style.colour("text"))
    for column, lines, centre, top in zip(spec.columns, plan.labels, centres, level, strict=True):
        _draw_column(sheet, plan, column, centre, floor, unit)
        draw_lines(sheet, lines, centre, floor - 5, style.colour("text"), "regular", plan.label_size, "middle")
        if column.share:
            bottom = top + 4 + 0.9 * plan.totals.size + 3
            size = _pill_size(column.share, plan.pitch, style)
            draw_pill(
                sheet, centre, bottom, column.share, size, "#FFFFFF", style.colour("text"), style.colour("region")
            )
    sheet.rule((0.0, floor), (sheet.width, floor), style.colour("benchmark"), 0.8, layer=LINE)


def _pill_size(text: str, pitch: float, style: ChartStyle) -> float:
    width = style.width(text, "bold", style.value_size) + 1.1 * style.value_size
    return style.value_size if width + 3 <= pitch else SMALLEST


def _column_offset(spec: Scenarios, plan: _Plan, unit: float, style: ChartStyle) -> float:
    """A column's middle in its pitch: so far to the left as values beside columns ask."""
    size = plan.value_size
    beside = [
        style.width(mark_text(mark), mark_face(mark, "regular"), size)
        for column in spec.columns
        for mark in column.marks
        if mark.number is None or 0 < mark.number * unit < size
    ]
    if not beside:
        return plan.pitch / 2
    wide = [plan.thickness + 4]
    wide += [style.width(column.share, "bold", style.value_size) + 1.5 * style.value_size for column in spec.columns]
    wide += [style.width(text, "bold", plan.totals.size) for text in plan.totals.texts]
    wide += [style.width(line, "regular", plan.label_size) for lines in plan.labels for line in lines]
    least = min(plan.pitch, max(wide) + 2) / 2
    return max(least, min(plan.pitch / 2, plan.pitch - plan.thickness / 2 - max(beside) - _REACH - 2))


def _draw_key(sheet: Sheet, plan: _Plan, top: float) -> None:
    """An empty pill with what the percentages in pills are."""
    if not plan.share_lines:
        return
    style, size = sheet.style, sheet.style.small_size
    middle = top - 0.45 * size
    sheet.rounded(0.7, middle - 5, 22, 10, 5, "#FFFFFF", style.colour("region"))
    baseline = centred_baseline(middle, size, style)
    sheet.text(11.7, baseline, "%", style.colour("text"), "bold", SMALLEST, "middle")
    draw_lines(sheet, plan.share_lines, 28.0, baseline + 0.7 * size, style.colour("text"), "regular", size)


def _draw_column(sheet: Sheet, plan: _Plan, column: ScenarioColumn, centre: float, floor: float, unit: float) -> None:
    """The first part at the foot; a value that doesn't fit stands to the right of its part."""
    style = sheet.style
    colours = category_colours(len(column.marks), style)
    left = centre - plan.thickness / 2
    size = plan.value_size
    outside: list[tuple[Mark, float]] = []
    y = floor
    for mark, fill in zip(column.marks, colours, strict=True):
        length = _STUB_HEIGHT if mark.number is None else max(0.0, mark.number) * unit
        gap = min(_WHITE_GAP, length / 3)
        text, face = mark_text(mark), mark_face(mark, "regular")
        if mark.number is None:
            draw_stub(sheet, mark, left, y, plan.thickness, length - gap)
        else:
            sheet.bar(left, y, plan.thickness, length - gap, fill)
        if mark.number is not None and length == 0:
            continue
        inside = length - gap >= 0.95 * size and style.width(text, face, size) + 4 <= plan.thickness
        if inside:
            middle = y + (length - gap) / 2
            ink = ink_on(fill, style)
            if mark.number is None:
                ink = style.colour("text")
                clear_hatch(sheet, centre, middle, style.width(text, face, size), size)
            sheet.text(centre, centred_baseline(middle, size, style), text, ink, face, size, "middle")
        else:
            outside.append((mark, y + (length - gap) / 2))
        y += length
    _draw_outside(sheet, plan, outside, left + plan.thickness, floor, y)


def _draw_outside(
    sheet: Sheet, plan: _Plan, outside: Sequence[tuple[Mark, float]], x: float, low: float, high: float
) -> None:
    """Values beside a column, where the room up to the next column holds them."""
    style = sheet.style
    size = min(plan.value_size, style.value_size - 0.5)
    size = max(SMALLEST, size)
    room = plan.pitch - plan.thickness - _REACH - 1
    kept = [
        (mark, level)
        for mark, level in outside
        if style.width(mark_text(mark), mark_face(mark, "regular"), size) <= room
        and x + _REACH + style.width(mark_text(mark), mark_face(mark, "regular"), size) <= sheet.width
    ]
    extents = [0.95 * size] * len(kept)
    middles = push_apart([level for _, level in kept], extents, low, max(high, low + sum(extents)))
    for (mark, level), middle in zip(kept, middles, strict=True):
        # A level leader would read as a minus sign: it's drawn only when it slopes.
        if abs(level - middle) > 3:
            sheet.rule((x + 0.5, level), (x + _REACH - 1, middle), style.colour("benchmark"), 0.7, layer=LINE)
        baseline = middle - 0.25 * size
        sheet.text(x + _REACH, baseline, mark_text(mark), style.colour("text"), mark_face(mark, "regular"), size)
