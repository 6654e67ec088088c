"""Page 1: key figures, charts, and the text beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from regioplan_pdf import charts
from regioplan_pdf.charts.style import ChartStyle
from regioplan_pdf.model.document import Document, Section
from regioplan_pdf.pdf.cards import ROW_GAP, CardRow, arrange_rows, set_row, share_height
from regioplan_pdf.pdf.galley import Row, Typesetter, place_rows, rows_height
from regioplan_pdf.pdf.header import FOOTER_HEIGHT
from regioplan_pdf.pdf.keyfigures import set_strip, strip_height
from regioplan_pdf.pdf.sheet import AnchorItem, DrawingItem, RectItem, SheetItem, TextItem
from regioplan_pdf.pdf.style import CONTENT_WIDTH, HEADER_HEIGHT, MARGIN, PAGE_HEIGHT, BodyStyle

STRIP_TOP = HEADER_HEIGHT + 17
STRIP_GAP = 15.0
TITLE_HEIGHT = 30.0
SIDE_PADDING = 16.0
SIDE_GUTTER = 26.0
NARROWEST, WIDEST = 236.0, 428.0
WIDTH_STEP = 12.0
SIDE_PLACE = "zijkolom"
MAP_HEAD, MAP_GAP = 28.0, 24.0
MAP_TITLE = "De regio op de kaart"
SMALLEST_MAP = 0.75
"""The map is left out where it would be smaller than this part of the panel's width."""


@dataclass(frozen=True, slots=True)
class SideColumn:
    """The text beside the charts. width: of the panel; used: height of its text, pt."""

    width: float
    rows: tuple[Row, ...]
    used: float


def side_sections(document: Document) -> tuple[Section, ...]:
    """The text blocks that stand beside the charts."""
    return tuple(section for section in document.sections if section.place == SIDE_PLACE)


def area_top(document: Document, typesetter: Typesetter) -> float:
    """Where charts and side text begin, pt from the top of the page."""
    strip = strip_height(document, typesetter)
    return STRIP_TOP + (strip + STRIP_GAP * 2 if strip else 0.0)


def area_height(document: Document, typesetter: Typesetter) -> float:
    """Height for charts and side text, pt."""
    return PAGE_HEIGHT - FOOTER_HEIGHT - 6 - area_top(document, typesetter)


def side_rows(document: Document, width: float, typesetter: Typesetter, style: BodyStyle) -> tuple[Row, ...]:
    """The side text set in a panel of a width (pt)."""
    rows: list[Row] = []
    for section in side_sections(document):
        rows.extend(typesetter.section(section, width - 2 * SIDE_PADDING, style, rule=""))
    return tuple(rows)


def fit_side(document: Document, typesetter: Typesetter, style: BodyStyle) -> SideColumn | None:
    """The narrowest panel that holds the side text; None if the widest doesn't."""
    room = area_height(document, typesetter) - 2 * SIDE_PADDING
    if not side_sections(document):
        return SideColumn(0.0, (), 0.0)
    steps = int((WIDEST - NARROWEST) / WIDTH_STEP)
    low, high = 0, steps
    best: SideColumn | None = None
    while low <= high:
        middle = (low + high) // 2
        width = NARROWEST + middle * WIDTH_STEP
        rows = side_rows(document, width, typesetter, style)
        used = rows_height(rows)
        if used <= room:
            best = SideColumn(width, rows, used)
            high = middle - 1
        else:
            low = middle + 1
    return best


def set_figures_page(
    document: Document, side: SideColumn, typesetter: Typesetter, style: ChartStyle, columns: int
) -> tuple[SheetItem, ...]:
    """Everything between the header band and the footer of page 1, in reading order.

    Args:
        document: the plan.
        side: the side text as `fit_side` found it.
        typesetter, style: measures and colours.
        columns: how many chart columns.

    """
    colours = typesetter.colours
    items: list[SheetItem] = list(set_strip(document, STRIP_TOP, typesetter))
    top = area_top(document, typesetter)
    height = area_height(document, typesetter)
    if document.key_figures:
        items.append(RectItem(MARGIN, top - STRIP_GAP, CONTENT_WIDTH, 0.75, colours["rule"]))
    width = CONTENT_WIDTH - (side.width + SIDE_GUTTER if side.width else 0.0)
    cards = tuple(card for card in document.charts if card.page == 1)
    chart_top = top
    if document.charts_title and cards:
        title = typesetter.label(document.charts_title, "bold")
        items.append(AnchorItem("grafieken", MARGIN, top - 4, document.charts_title, 1))
        items.append(TextItem("grafieken", MARGIN, top + 15, title, 18.0, colours["heading"]))
        chart_top += TITLE_HEIGHT
    rows = arrange_rows(cards, columns, MARGIN, width, typesetter, style)
    items.extend(set_rows(rows, chart_top, top + height - chart_top, typesetter, style))
    if side.width:
        x = MARGIN + width + SIDE_GUTTER
        items.append(RectItem(x, top, side.width, height, colours["panel"]))
        items.extend(place_rows(side.rows, x + SIDE_PADDING, top + SIDE_PADDING))
        items.extend(_set_map(document, side, x, top, height, typesetter, style))
    return tuple(items)


def _set_map(
    document: Document,
    side: SideColumn,
    x: float,
    top: float,
    height: float,
    typesetter: Typesetter,
    style: ChartStyle,
) -> list[SheetItem]:
    """The map of the regions with their names, where the side text leaves room for it."""
    width = side.width - 2 * SIDE_PADDING
    room = height - side.used - 2 * SIDE_PADDING - MAP_GAP
    wanted = charts.heights(document.tile_map, width, style)
    if room < MAP_HEAD + wanted.ideal * SMALLEST_MAP:
        return []
    size = min(room - MAP_HEAD, wanted.maximum)
    y = top + height - SIDE_PADDING - size
    title = typesetter.label(MAP_TITLE, "bold")
    colours = typesetter.colours
    on_panel = replace(
        style,
        colours=style.colours
        | {"tile_this": colours["region"], "tile_sister": colours["category3"], "tile_other": colours["rule"]},
    )
    drawing = charts.draw(document.tile_map, width, size, on_panel)
    return [
        RectItem(x + SIDE_PADDING, y - MAP_HEAD, width, 0.75, colours["rule"]),
        TextItem("kaart-zijkolom.kop", x + SIDE_PADDING, y - MAP_HEAD + 19, title, 12.0, colours["heading"]),
        DrawingItem("kaart-zijkolom", x + SIDE_PADDING, y, drawing),
    ]


def set_rows(
    rows: tuple[CardRow, ...], top: float, height: float, typesetter: Typesetter, style: ChartStyle
) -> tuple[SheetItem, ...]:
    """Rows of chart cards that together fill a height (pt)."""
    items: list[SheetItem] = []
    if not rows:
        return ()
    y = top
    for row, share in zip(rows, share_height(rows, height), strict=True):
        items.extend(set_row(row, y, share, typesetter, style))
        y += share + ROW_GAP
    return tuple(items)
