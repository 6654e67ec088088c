"""A list of bars from zero, with the totals to compare with set off below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from regioplan_pdf.charts.bars import BarLook, bar_scale, draw_bar, draw_zero_line, draw_zero_tick
from regioplan_pdf.charts.heights import Heights, Stretch
from regioplan_pdf.charts.labels import LabelColumn, draw_row_label, fit_column
from regioplan_pdf.charts.palette import GRAPHIC_CONTRAST, WHITE, darken_until, mix
from regioplan_pdf.charts.style import ChartStyle
from regioplan_pdf.model.charts import BarList, BarRow

if TYPE_CHECKING:
    from regioplan_pdf.charts.sheet import Sheet

_LEAST, _IDEAL, _MOST = 10.5, 17.0, 25.0
"""Pitch of the rows in pt."""

_BAR_SHARE, _BAR_MOST = 0.7, 16.0
_HUNG_SHARE, _HANG = 0.6, 1.5
"""Under a label over it, a bar is thinner and hangs so far (pt) below it; the white stands below the bar."""
_SET_OFF = 9.0


def _rows(spec: BarList) -> tuple[BarRow, ...]:
    return spec.rows + spec.totals


def _face(row: BarRow) -> str:
    return "bold" if row.emphasis == "region" else "regular"


def _column(spec: BarList, style: ChartStyle, width: float) -> LabelColumn:
    return fit_column([(row.label, _face(row)) for row in _rows(spec)], style, width)


def _look(row: BarRow, spec: BarList, style: ChartStyle) -> BarLook:
    size = style.value_size
    if row.emphasis == "benchmark":
        return BarLook(style.colour("benchmark"), style.colour("benchmark_text"), "regular", size)
    if row.emphasis == "region" or not spec.totals:
        return BarLook(style.colour("region"), style.colour("text"), "bold", size)
    tint = darken_until(mix(style.colour("region"), WHITE, 0.34), WHITE, GRAPHIC_CONTRAST)
    return BarLook(tint, style.colour("text"), "regular", size)


def _row_height(column: LabelColumn, number: int, pitch: float) -> float:
    if column.above:
        return column.head(number) + pitch
    return max(pitch, column.height(number) + 4)


def _stretch(spec: BarList, column: LabelColumn, style: ChartStyle) -> Stretch:
    set_off = _SET_OFF if spec.totals and spec.rows else 0.0

    def total(pitch: float) -> float:
        return sum(_row_height(column, n, pitch) for n in range(len(_rows(spec)))) + set_off + 1

    least = max(_LEAST, 0.95 * style.value_size)
    return Stretch(total, least, max(least, _IDEAL), _MOST)


def barlist_heights(spec: BarList, width: float, style: ChartStyle) -> Heights:
    """Heights in pt at a width in pt."""
    return _stretch(spec, _column(spec, style, width), style).heights()


def draw_barlist(spec: BarList, sheet: Sheet) -> None:
    """Draw the list on a sheet."""
    style, rows = sheet.style, _rows(spec)
    column = _column(spec, style, sheet.width)
    pitch = _stretch(spec, column, style).fit(sheet.height)
    thickness = min(_BAR_MOST, pitch * (_HUNG_SHARE if column.above else _BAR_SHARE))
    looks = [_look(row, spec, style) for row in rows]
    scale = bar_scale(
        [(row.mark, look) for row, look in zip(rows, looks, strict=True)], style, column.width, sheet.width
    )
    y = start = sheet.height
    for n, (row, look) in enumerate(zip(rows, looks, strict=True)):
        if n == len(spec.rows) and n:
            if not column.above:
                draw_zero_line(sheet, scale, start, y)
            middle = y - _SET_OFF / 2
            sheet.rule((0.0, middle), (sheet.width, middle), style.colour("rule"), 0.6)
            y = start = y - _SET_OFF
        height = _row_height(column, n, pitch)
        centre = y - (column.height(n) + _HANG + thickness / 2 if column.above else height / 2)
        muted = row.emphasis == "benchmark"
        ink = style.colour("benchmark_text" if muted else "text")
        draw_row_label(sheet, column, n, y, centre, ink, _face(row))
        draw_bar(sheet, scale, row.mark, look, centre - thickness / 2, thickness)
        if column.above:
            draw_zero_tick(sheet, scale, centre - thickness / 2, thickness)
        y -= height
    if rows and not column.above:
        draw_zero_line(sheet, scale, start, y)
