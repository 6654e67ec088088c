"""The charts of a plan as SVG, drawn for the widths that a reader's screen may give them.

Text in a chart grows and shrinks with it, so a chart is drawn more than once: for a phone, for a
card in a row, and for a card over two columns. The stylesheet shows the one that suits the card
(`static/site.css`, 'grafiek').
"""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from regioplan_pdf import charts
from regioplan_pdf.charts.drawing import Drawing
from regioplan_pdf.charts.style import ChartStyle
from regioplan_pdf.model.charts import ChartSpec, SmallTable, TileMap
from regioplan_pdf.model.content import Theme
from regioplan_pdf.type.fonts import Fonts
from regioplan_pdf.web.svg import colour_names, decoration, svg

NARROW, MIDDLE, BROAD = 230.0, 320.0, 560.0
"""Widths in pt that charts are drawn at. They are shown from 288, 352 and 640 px on: 1.1 px to a pt at least,
so that labels of 11 pt are over 12 px and the smallest text, 9 pt, is 9.9 px."""
ROOMY = 1.3
"""How much higher than ideal a chart is, where it can use that: a page that scrolls has the room."""
MAP_SIZE = 62.0
"""Height of the map in the header band, pt."""


@dataclass(frozen=True, slots=True)
class Painter:
    """Draws charts in the theme's colours and fonts, and remembers the classes of the colours it used."""

    style: ChartStyle
    colours: set[str] = field(default_factory=set)

    def chart(self, spec: ChartSpec, labelled_by: str, described_by: str, *, broad: bool = False) -> Markup:
        """A chart at each width that its card can have; '' for a table, which a page sets as one."""
        if isinstance(spec, SmallTable):
            return Markup()
        widths = (("smal", NARROW), ("midden", MIDDLE), *((("breed", BROAD),) if broad else ()))
        return Markup("").join(
            svg(self._draw(spec, width), labelled_by=labelled_by, described_by=described_by, name=name)
            for name, width in widths
        )

    def region_map(self, tile_map: TileMap) -> Markup:
        """The small map in the header band; a text beside it tells what it shows."""
        columns = 1 + max((tile.column for tile in tile_map.tiles), default=0)
        rows = 1 + max((tile.row for tile in tile_map.tiles), default=0)
        drawing = charts.draw(tile_map, MAP_SIZE * columns / rows, MAP_SIZE, self.style)
        self.colours.update(colour_names(drawing))
        return decoration(drawing, "kaartje")

    def _draw(self, spec: ChartSpec, width: float) -> Drawing:
        wanted = charts.heights(spec, width, self.style)
        height = min(wanted.maximum, wanted.ideal * ROOMY)
        drawing = charts.draw(spec, width, height, self.style)
        self.colours.update(colour_names(drawing))
        return drawing


def screen_style(theme: Theme, fonts: Fonts) -> ChartStyle:
    """The charts' style: the sizes of the PDF's, in the theme's colours."""
    return ChartStyle(fonts, dict(theme.colours))
