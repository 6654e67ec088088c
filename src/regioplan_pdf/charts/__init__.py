"""Charts: a spec in, a `Drawing` out.

Each kind has a module with two functions: how tall it likes to be, and how it is drawn.
matplotlib is imported when something is drawn, not before.
"""

from __future__ import annotations

from regioplan_pdf.charts.barlist import barlist_heights, draw_barlist
from regioplan_pdf.charts.drawing import Drawing, Label, Shape
from regioplan_pdf.charts.fan import draw_fan, fan_heights
from regioplan_pdf.charts.heights import Heights
from regioplan_pdf.charts.lines import draw_line_chart, line_chart_heights
from regioplan_pdf.charts.paired import draw_paired, paired_heights
from regioplan_pdf.charts.scenarios import draw_scenarios, scenarios_heights
from regioplan_pdf.charts.stacked import draw_stacked, stacked_heights
from regioplan_pdf.charts.style import ChartStyle, TextMeasure
from regioplan_pdf.charts.table import draw_table, table_heights
from regioplan_pdf.charts.tilemap import draw_tilemap, tilemap_heights
from regioplan_pdf.charts.years import draw_years, years_heights
from regioplan_pdf.model.charts import (
    BarList,
    ChartSpec,
    Fan,
    Lines,
    PairedBars,
    Scenarios,
    SmallTable,
    StackedBars,
    TileMap,
    YearColumns,
)

__all__ = ["ChartStyle", "Drawing", "Heights", "Label", "Shape", "TextMeasure", "draw", "heights"]


def heights(spec: ChartSpec | TileMap, width: float, style: ChartStyle) -> Heights:
    """The heights in pt that suit a chart of `width` pt.

    From the minimum on nothing collides; past the maximum the chart stays at the top
    and leaves the rest of its box empty.
    """
    match spec:
        case StackedBars():
            found = stacked_heights(spec, width, style)
        case PairedBars():
            found = paired_heights(spec, width, style)
        case BarList():
            found = barlist_heights(spec, width, style)
        case YearColumns():
            found = years_heights(spec, width, style)
        case Lines():
            found = line_chart_heights(spec, width, style)
        case Fan():
            found = fan_heights(spec, width, style)
        case Scenarios():
            found = scenarios_heights(spec, width, style)
        case SmallTable():
            found = table_heights(spec, width, style)
        case TileMap():
            found = tilemap_heights(spec, width, style)
    return found


def draw(spec: ChartSpec | TileMap, width: float, height: float, style: ChartStyle) -> Drawing:
    """Draw a chart in a box of `width` by `height` pt; content starts at the top."""
    from regioplan_pdf.charts.sheet import Sheet

    sheet = Sheet(width, height, style)
    match spec:
        case StackedBars():
            draw_stacked(spec, sheet)
        case PairedBars():
            draw_paired(spec, sheet)
        case BarList():
            draw_barlist(spec, sheet)
        case YearColumns():
            draw_years(spec, sheet)
        case Lines():
            draw_line_chart(spec, sheet)
        case Fan():
            draw_fan(spec, sheet)
        case Scenarios():
            draw_scenarios(spec, sheet)
        case SmallTable():
            draw_table(spec, sheet)
        case TileMap():
            draw_tilemap(spec, sheet)
    return sheet.finish()
