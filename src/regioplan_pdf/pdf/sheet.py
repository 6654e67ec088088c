"""A page as a list of things with a place: what layout hands to drawing.

Coordinates are in pt from the top left corner of the page, y downwards. Items stand in
reading order. `node` is the id of the Document's node that an item shows ('' for
decoration), so that later stages can tie marks on the page to the plan's structure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from regioplan_pdf.charts.drawing import Drawing
from regioplan_pdf.model.charts import DataTable
from regioplan_pdf.type.lines import Line


class TextItem(NamedTuple):
    """One line of text. (x, y): left end of the baseline; size in pt; colour '#RRGGBB'.

    A named tuple, for it's quickly made: there is one for every line of every size that is tried.
    """

    node: str
    x: float
    y: float
    line: Line
    size: float
    colour: str

    @property
    def text(self) -> str:
        """The characters of the line."""
        return self.line.text

    @property
    def width(self) -> float:
        """Width of the line, pt."""
        return self.line.width * self.size / 1000


@dataclass(frozen=True, slots=True)
class RectItem:
    """A filled rectangle: band, panel or rule. (x, y): its top left corner."""

    x: float
    y: float
    width: float
    height: float
    fill: str


@dataclass(frozen=True, slots=True)
class DrawingItem:
    """A chart or map. (x, y): top left corner of the drawing's box."""

    node: str
    x: float
    y: float
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class TableItem:
    """The figures behind a chart, to be read aloud. (x, y): top left corner of the chart's box.

    Its cells are nodes of their own, see `nodes.cell_node`.
    """

    node: str
    x: float
    y: float
    width: float
    height: float
    table: DataTable


@dataclass(frozen=True, slots=True)
class ImageItem:
    """The office's logo, scaled into a box. path: of the picture's file; background: the colour behind it."""

    node: str
    x: float
    y: float
    width: float
    height: float
    path: str
    background: str


@dataclass(frozen=True, slots=True)
class AnchorItem:
    """A place that links and bookmarks go to.

    title: of the bookmark, '' for an anchor without one; level: 0 is the outermost.
    """

    node: str
    x: float
    y: float
    title: str = ""
    level: int = 0


SheetItem = TextItem | RectItem | DrawingItem | TableItem | ImageItem | AnchorItem


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page, in reading order; decoration first where it lies under text."""

    items: tuple[SheetItem, ...]
