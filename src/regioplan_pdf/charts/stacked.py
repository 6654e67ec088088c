"""Stacked 100% bars, a row for each period, the benchmark's row last and set off.

A part's value stands inside it. Where it doesn't fit, the last part's value stands
behind the bar and the others' under it, each tied to its part by a leader. A share of zero has no part to tie to:
its value stands after a swatch, and the last's under the bar with the others. With the smallest
type, in a chart that is too low for that, all of them stand behind the bar, each after a swatch of
its colour; where that leaves too little of the bar they're left to the table of figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from regioplan_pdf.charts.gaps import clear_hatch, draw_stub
from regioplan_pdf.charts.heights import Heights, Stretch
from regioplan_pdf.charts.labels import (
    SMALLEST,
    LabelColumn,
    centred_baseline,
    draw_row_label,
    fit_column,
    mark_face,
    mark_text,
    sizes_down,
)
from regioplan_pdf.charts.legend import Legend, LegendItem, layout_legend
from regioplan_pdf.charts.palette import category_colours, ink_on
from regioplan_pdf.charts.strip import KEY, KEY_GAP, Strip, UnderValue, set_strip
from regioplan_pdf.charts.style import ChartStyle
from regioplan_pdf.model.charts import Mark, StackedBars, StackedRow

if TYPE_CHECKING:
    from regioplan_pdf.charts.sheet import Sheet

_LEAST, _IDEAL, _THICKEST, _MOST = 14.0, 22.0, 30.0, 54.0
"""A bar, pt. Past the thickest mostly the white between rows grows, up to 0.6 of the bar, and the chart fills its
card."""
_ROW_GAP, _SET_OFF, _AIR, _SWELL = 0.26, 0.5, 0.42, 0.22
"""The white between rows, over a row that is set off, and what of each pt past the thickest goes to white and bar."""
_WHITE_GAP = 1.2
_PADDING = 2.5
_BEHIND_GAP = 4.0
_MOST_BEHIND = 0.4
"""The part of a bar's room that values behind it may take."""


class _Cell(NamedTuple):
    """What of a part is the same at every width. share: its length in units of value."""

    mark: Mark
    text: str
    face: str
    share: float


class _Part(NamedTuple):
    """A part of a row: its mark, where it starts and ends (pt), and where its value stands."""

    mark: Mark
    category: int
    start: float
    end: float
    place: str


@dataclass(frozen=True, slots=True)
class _Plan:
    """Everything that follows from the width alone."""

    legend: Legend
    column: LabelColumn
    rows: tuple[tuple[_Part, ...], ...]
    size: float
    outside_size: float
    strips: tuple[Strip, ...]


def _face(row: StackedRow) -> str:
    return "regular" if row.benchmark else "bold"


def _shares(row: StackedRow, whole: float) -> list[float]:
    """The length of every mark in units; marks without a number share what is left."""
    known = sum(max(0.0, mark.number) for mark in row.marks if mark.number is not None)
    unknown = sum(mark.number is None for mark in row.marks)
    rest = max(0.0, whole - known) / unknown if unknown else 0.0
    return [rest if mark.number is None else max(0.0, mark.number) for mark in row.marks]


def _whole(spec: StackedBars) -> float:
    sums = [sum([max(0.0, mark.number or 0.0) for mark in row.marks]) for row in spec.rows]
    return max([100.0, *sums])


def _cells(row: StackedRow, whole: float) -> tuple[_Cell, ...]:
    face = _face(row)
    return tuple(
        _Cell(mark, mark_text(mark), mark_face(mark, face), share)
        for mark, share in zip(row.marks, _shares(row, whole), strict=True)
    )


def _fits(cell: _Cell, size: float, length: float, style: ChartStyle) -> bool:
    padding = 2 * _PADDING + (_WHITE_GAP if length else 0.0)
    return style.width(cell.text, cell.face, size) + padding <= length


def _inside_size(rows: Sequence[Sequence[_Cell]], whole: float, room: float, style: ChartStyle) -> float:
    """The largest size at which every value stands inside that could at the smallest."""
    sizes = tuple(sizes_down(style.value_size))
    tried = 0
    for row in rows:
        for cell in row:
            length = cell.share * room / whole
            if _fits(cell, SMALLEST, length, style):
                while not _fits(cell, sizes[tried], length, style):
                    tried += 1
    return sizes[tried]


def _place_row(
    row: Sequence[_Cell], left: float, unit: float, size: float, style: ChartStyle, outside: str
) -> tuple[_Part, ...]:
    """The parts of a bar. outside: the place of values that don't fit inside, but the last's."""
    parts: list[_Part] = []
    x = left
    last = len(row) - 1
    fitting = [_fits(cell, size, cell.share * unit, style) for cell in row]
    if row and not row[last].share and not all(fitting[:last]):
        last = -1
    for n, cell in enumerate(row):
        length = cell.share * unit
        place = "inside" if fitting[n] else "behind" if n == last else outside
        parts.append(_Part(cell.mark, n, x, x + length, place))
        x += length
    return tuple(parts)


def _plan(spec: StackedBars, style: ChartStyle, width: float, outside: str = "under") -> _Plan:
    """The chart at a width (pt). outside: where values stand that don't fit: 'under', 'behind' or ''."""
    colours = category_colours(len(spec.categories), style)
    items = [LegendItem(name, fill) for name, fill in zip(spec.categories, colours, strict=True)]
    column = fit_column([(row.label, _face(row)) for row in spec.rows], style, width)
    room, whole = width - column.width, _whole(spec)
    cells = [_cells(row, whole) for row in spec.rows]
    faces = [_face(row) for row in spec.rows]
    behind, size, rows = 0.0, style.value_size, []
    # A shorter bar can push one more value out behind it, so room is made twice.
    for _ in range(3):
        size = _inside_size(cells, whole, room - behind, style)
        rows = [_place_row(row, column.width, (room - behind) / whole, size, style, outside) for row in cells]
        needed = _behind_width(rows, faces, _outside_size(size, style), style)
        if needed <= behind:
            break
        behind = needed
    if outside == "behind" and behind > _MOST_BEHIND * room:
        return _plan(spec, style, width, "")
    outer = _outside_size(size, style)
    strips = [
        _set_under(row, parts, outer, column.width, width, style) for row, parts in zip(spec.rows, rows, strict=True)
    ]
    return _Plan(layout_legend(items, style, width), column, tuple(rows), size, outer, tuple(strips))


def _outside_size(size: float, style: ChartStyle) -> float:
    return max(SMALLEST, min(size, style.value_size - 0.5))


def _behind_width(rows: Sequence[tuple[_Part, ...]], faces: Sequence[str], size: float, style: ChartStyle) -> float:
    """The room in pt that values behind the bars take."""
    widest = 0.0
    for parts, face in zip(rows, faces, strict=True):
        # Most bars have none behind them; where there are, the last part's is one.
        if parts and (parts[-1].place == "behind" or any(part.place == "behind" for part in parts)):
            widest = max(widest, _set_behind(parts, face, size, style)[1])
    return widest


def _set_behind(
    parts: Sequence[_Part], face: str, size: float, style: ChartStyle
) -> tuple[tuple[tuple[_Part, float], ...], float]:
    """The values behind a bar, each with how far its text is from the bar's end, and what they take, pt.

    Words for missing figures are said once.
    """
    behind = [part for part in parts if part.place == "behind"]
    is_keyed = _is_keyed(behind)
    texts: set[str] = set()
    placed: list[tuple[_Part, float]] = []
    x = 0.0
    for part in behind:
        text = mark_text(part.mark)
        if part.mark.number is None and text in texts:
            continue
        texts.add(text)
        x += _BEHIND_GAP + (KEY + KEY_GAP if is_keyed else 0.0)
        placed.append((part, x))
        x += style.width(text, mark_face(part.mark, face), size)
    return tuple(placed), x


def _is_keyed(behind: Sequence[_Part]) -> bool:
    """Whether values behind a bar need swatches: a single one is the last part's, where that can be seen."""
    return len(behind) > 1 or any(_is_zero(part) for part in behind)


def _is_zero(part: _Part) -> bool:
    return part.mark.number is not None and part.end <= part.start


def _thickness(measure: float) -> float:
    return min(measure, _THICKEST) + _SWELL * max(0.0, measure - _THICKEST)


def _gap_before(spec: StackedBars, row: int, measure: float) -> float:
    if row == 0:
        return 0.0
    set_off = spec.rows[row].benchmark and not spec.rows[row - 1].benchmark
    air = max(0.0, measure - _THICKEST)
    return max(3.0, (measure - air) * (_SET_OFF if set_off else _ROW_GAP) + air * _AIR)


def _row_height(plan: _Plan, row: int, thickness: float) -> float:
    bar = thickness if plan.column.above else max(thickness, plan.column.height(row))
    return plan.column.head(row) + bar + plan.strips[row].height


def _stretch(spec: StackedBars, plan: _Plan) -> Stretch:
    column, count = plan.column, range(len(spec.rows))
    rows = [(column.head(n), 0.0 if column.above else column.height(n), plan.strips[n].height) for n in count]

    def total(measure: float) -> float:
        thickness, height = _thickness(measure), 0.0
        for n, (head, least, strip) in enumerate(rows):
            height += head + max(thickness, least) + strip + _gap_before(spec, n, measure)
        return plan.legend.height + height + 1

    return Stretch(total, _LEAST, _IDEAL, _MOST)


def stacked_heights(spec: StackedBars, width: float, style: ChartStyle) -> Heights:
    """Heights in pt at a width in pt."""
    plan = _plan(spec, style, width)
    heights = _stretch(spec, plan).heights()
    if _may_be_lower(plan, style):
        low = _stretch(spec, _plan(spec, style, width, "behind")).heights().minimum
        return Heights(min(low, heights.minimum), heights.ideal, heights.maximum)
    return heights


def _may_be_lower(plan: _Plan, style: ChartStyle) -> bool:
    """Whether values may leave the place under their bars: only where no smaller type could make room."""
    return style.value_size <= SMALLEST and any(strip.height for strip in plan.strips)


def draw_stacked(spec: StackedBars, sheet: Sheet) -> None:
    """Draw the bars on a sheet."""
    style = sheet.style
    plan = _plan(spec, style, sheet.width)
    if _may_be_lower(plan, style) and _stretch(spec, plan).heights().minimum > sheet.height + 1e-6:
        plan = _plan(spec, style, sheet.width, "behind")
    measure = _stretch(spec, plan).fit(sheet.height)
    thickness = _thickness(measure)
    y = plan.legend.draw(sheet, sheet.height)
    for n, row in enumerate(spec.rows):
        y -= _gap_before(spec, n, measure)
        height = _row_height(plan, n, thickness)
        middle = y - plan.column.head(n) - (height - plan.column.head(n) - plan.strips[n].height) / 2
        ink = style.colour("benchmark_text" if row.benchmark else "text")
        draw_row_label(sheet, plan.column, n, y, middle, ink, _face(row))
        _draw_row(sheet, plan, n, row, middle, thickness)
        plan.strips[n].draw(sheet, middle - thickness / 2, y - height)
        y -= height


def _draw_row(sheet: Sheet, plan: _Plan, number: int, row: StackedRow, middle: float, thickness: float) -> None:
    style, parts = sheet.style, plan.rows[number]
    colours = category_colours(len(parts), style)
    bottom = middle - thickness / 2
    last = max((n for n, part in enumerate(parts) if part.end > part.start), default=-1)
    for n, part in enumerate(parts):
        fill = colours[part.category]
        # The white gap is taken off the end, never more than a third of a sliver.
        gap = 0.0 if n == last else min(_WHITE_GAP, (part.end - part.start) / 3)
        if part.mark.number is None:
            draw_stub(sheet, part.mark, part.start, bottom, part.end - part.start - gap, thickness)
        else:
            sheet.bar(part.start, bottom, part.end - part.start - gap, thickness, fill)
        text, face = mark_text(part.mark), mark_face(part.mark, _face(row))
        if part.place == "inside":
            centre = (part.start + part.end - gap) / 2
            baseline = centred_baseline(middle, plan.size, style)
            ink = ink_on(fill, style)
            if part.mark.number is None:
                ink = style.colour("text")
                clear_hatch(sheet, centre, middle, style.width(text, face, plan.size), plan.size)
            sheet.text(centre, baseline, text, ink, face, plan.size, "middle")
    _draw_behind(sheet, plan, parts, _face(row), middle)
    if last < 0:
        sheet.rule((plan.column.width, bottom), (plan.column.width, bottom + thickness), style.colour("benchmark"), 0.8)


def _draw_behind(sheet: Sheet, plan: _Plan, parts: Sequence[_Part], face: str, middle: float) -> None:
    """The values behind a bar, more than one each after a swatch of its part's colour."""
    style, size = sheet.style, plan.outside_size
    baseline = centred_baseline(middle, size, style)
    colours = category_colours(len(parts), style)
    placed, _ = _set_behind(parts, face, size, style)
    is_keyed = _is_keyed([part for part in parts if part.place == "behind"])
    for part, offset in placed:
        x = parts[-1].end + offset
        if is_keyed:
            colour = style.colour("muted") if part.mark.number is None else colours[part.category]
            sheet.bar(x - KEY_GAP - KEY, baseline + 0.5, KEY, 0.55 * size, colour)
        sheet.text(x, baseline, mark_text(part.mark), style.colour("text"), mark_face(part.mark, face), size)


def _set_under(
    row: StackedRow, parts: Sequence[_Part], size: float, low: float, width: float, style: ChartStyle
) -> Strip:
    """Set the values that stand under the bar; words for missing figures are said once."""
    groups: dict[tuple[str, int], list[_Part]] = {}
    for part in parts:
        if part.place == "under":
            own = part.category if part.mark.number is not None else -1
            groups.setdefault((mark_text(part.mark), own), []).append(part)
    if not groups:
        return Strip()
    colours = category_colours(len(parts), style)
    values = []
    for (text, own), group in groups.items():
        face = mark_face(group[0].mark, _face(row))
        anchors = tuple((part.start + part.end) / 2 for part in group)
        colour = style.colour("muted") if own < 0 else colours[own]
        values.append(UnderValue(text, face, style.width(text, face, size), colour, anchors))
    keyed = any(part.place == "under" and _is_zero(part) for part in parts)
    return set_strip(values, size, max(0.0, low - 6), width, keyed=keyed)
