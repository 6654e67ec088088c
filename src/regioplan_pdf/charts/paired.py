"""Paired bars: for every category the region's bar and, under it, the benchmark's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from regioplan_pdf.charts.bars import BarLook, bar_scale, draw_bar, draw_zero_line, draw_zero_tick
from regioplan_pdf.charts.heights import Heights, Stretch
from regioplan_pdf.charts.labels import ASCENT, DESCENT, LabelColumn, draw_row_label, fit_column
from regioplan_pdf.charts.legend import Legend, LegendItem, layout_legend
from regioplan_pdf.charts.style import ChartStyle
from regioplan_pdf.model.charts import PairedBars, PairedRow

if TYPE_CHECKING:
    from regioplan_pdf.charts.sheet import Sheet

_IDEAL, _THICKEST, _MOST = 13.0, 24.0, 40.0
"""The region's bar, pt. Past the thickest only the white between rows grows, and the chart fills its card."""
_BENCHMARK_SHARE = 0.7
_BETWEEN = 1.2
_ROW_GAP = 0.62


def _legend(spec: PairedBars, style: ChartStyle, width: float) -> Legend:
    items = [LegendItem(spec.region_name, style.colour("region"), "bold")]
    if any(row.benchmark is not None for row in spec.rows):
        items.append(LegendItem(spec.benchmark_name, style.colour("benchmark"), ink="benchmark_text"))
    return layout_legend(items, style, width)


def _column(spec: PairedBars, style: ChartStyle, width: float) -> LabelColumn:
    return fit_column([(row.label, "regular") for row in spec.rows], style, width)


def _looks(style: ChartStyle) -> tuple[BarLook, BarLook]:
    size = style.value_size
    region = BarLook(style.colour("region"), style.colour("text"), "bold", size)
    grey = style.colour("benchmark_text")
    return region, BarLook(style.colour("benchmark"), grey, "regular", max(9.0, size - 1))


def _least(style: ChartStyle) -> float:
    """The thickness in pt at which the value of one bar just clears that of the other."""
    upper, lower = (look.size for look in _looks(style))
    apart = DESCENT * upper + ASCENT * lower + style.cap_height / 2 * (upper - lower) + 0.4
    return (apart - _BETWEEN) / (0.5 + _BENCHMARK_SHARE / 2)


def _bars_height(row: PairedRow, thickness: float) -> float:
    if row.benchmark is None:
        return thickness
    return thickness * (1 + _BENCHMARK_SHARE) + _BETWEEN


def _row_height(row: PairedRow, number: int, column: LabelColumn, thickness: float) -> float:
    bars = _bars_height(row, thickness)
    if column.above:
        return column.head(number) + bars
    return max(bars, column.height(number) + 1)


def _stretch(spec: PairedBars, legend: Legend, column: LabelColumn, style: ChartStyle) -> Stretch:
    labels = [(column.head(n) if column.above else column.height(n) + 1) for n in range(len(spec.rows))]

    def total(measure: float) -> float:
        thickness, rows = min(measure, _THICKEST), 0.0
        for row, label in zip(spec.rows, labels, strict=True):
            bars = _bars_height(row, thickness)
            rows += label + bars if column.above else max(bars, label)
        return legend.height + rows + max(0, len(spec.rows) - 1) * _gap(measure) + 2

    least = min(_least(style), _THICKEST)
    return Stretch(total, least, max(least, _IDEAL), _MOST)


def _gap(measure: float) -> float:
    return max(3.0, measure * _ROW_GAP)


def paired_heights(spec: PairedBars, width: float, style: ChartStyle) -> Heights:
    """Heights in pt at a width in pt."""
    return _stretch(spec, _legend(spec, style, width), _column(spec, style, width), style).heights()


def draw_paired(spec: PairedBars, sheet: Sheet) -> None:
    """Draw the bars on a sheet."""
    style = sheet.style
    legend, column = _legend(spec, style, sheet.width), _column(spec, style, sheet.width)
    measure = _stretch(spec, legend, column, style).fit(sheet.height)
    thickness, gap = min(measure, _THICKEST), _gap(measure)
    region, benchmark = _looks(style)
    marks = [(row.region, region) for row in spec.rows]
    marks += [(row.benchmark, benchmark) for row in spec.rows if row.benchmark is not None]
    scale = bar_scale(marks, style, column.width, sheet.width)
    top = y = legend.draw(sheet, sheet.height)
    for n, row in enumerate(spec.rows):
        height = _row_height(row, n, column, thickness)
        slot = height - column.head(n)
        middle = y - column.head(n) - slot / 2
        draw_row_label(sheet, column, n, y, middle, style.colour("text"), "regular")
        if row.benchmark is None:
            draw_bar(sheet, scale, row.region, region, middle - thickness / 2, thickness)
        else:
            upper = middle + _bars_height(row, thickness) / 2
            second = thickness * _BENCHMARK_SHARE
            draw_bar(sheet, scale, row.region, region, upper - thickness, thickness)
            draw_bar(sheet, scale, row.benchmark, benchmark, upper - thickness - _BETWEEN - second, second)
        if column.above:
            bars = _bars_height(row, thickness)
            draw_zero_tick(sheet, scale, middle - bars / 2, bars)
        y -= height + gap
    if spec.rows and not column.above:
        draw_zero_line(sheet, scale, top + 1, y + gap - 1)
