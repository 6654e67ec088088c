"""What frames a page: the header band, the running footer, the mark for example figures."""

from __future__ import annotations

from regioplan_pdf import charts
from regioplan_pdf.charts.style import ChartStyle
from regioplan_pdf.model.document import Document
from regioplan_pdf.pdf.galley import Typesetter
from regioplan_pdf.pdf.nodes import EDITION, FOOTER, HEADER, LOGO, MAP, REGION, page_head
from regioplan_pdf.pdf.nodes import EXAMPLE_MARK as EXAMPLE
from regioplan_pdf.pdf.sheet import AnchorItem, DrawingItem, ImageItem, RectItem, SheetItem, TextItem
from regioplan_pdf.pdf.style import CONTENT_WIDTH, HEADER_HEIGHT, MARGIN, PAGE_HEIGHT, PAGE_WIDTH
from regioplan_pdf.type.lines import Line

FOOTER_SIZE = 9.0
FOOTER_BASELINE = PAGE_HEIGHT - 15.0
FOOTER_HEIGHT = 30.0
"""What the footer takes at the foot of a page."""
REGION_SIZE = 34.0
MAP_HEIGHT = 62.0
LOGO_HEIGHT = 40.0
LOGO_WIDTH = 120.0
EXAMPLE_MARK = "Bevat voorbeeldcijfers"
EXAMPLE_EXPLAINED = ": waar ‘voorbeeld’ bij staat, heeft het cijfer nog geen bron"


def set_header(
    document: Document, page: int, typesetter: Typesetter, style: ChartStyle, logo: str = ""
) -> tuple[SheetItem, ...]:
    """The band at the head of a page.

    Args:
        document: the plan.
        page: 0 or 1.
        typesetter: measures text.
        style: for the tile map.
        logo: path of the logo file, '' for none.

    """
    colours = typesetter.colours
    head = document.heads[page]
    items: list[SheetItem] = [
        RectItem(0, 0, PAGE_WIDTH, HEADER_HEIGHT, colours["band"]),
        AnchorItem(page_head(page), MARGIN, 0, head.title),
    ]
    right = PAGE_WIDTH - MARGIN
    map_width = MAP_HEIGHT * _map_ratio(document)
    drawing = charts.draw(document.tile_map, map_width, MAP_HEIGHT, style)
    items.append(DrawingItem(HEADER if page else MAP, right - map_width, (HEADER_HEIGHT - MAP_HEIGHT) / 2, drawing))
    right -= map_width + 20
    if logo:
        items.append(
            ImageItem(
                HEADER if page else LOGO,
                right - LOGO_WIDTH,
                (HEADER_HEIGHT - LOGO_HEIGHT) / 2,
                LOGO_WIDTH,
                LOGO_HEIGHT,
                logo,
                colours["band"],
            )
        )
        right -= LOGO_WIDTH + 20
    detail_width = 0.0
    for text, face, y in ((head.title, "bold", 35.0), (head.detail, "regular", 50.0)):
        piece = typesetter.label(text, face)
        width = piece.width * 12 / 1000
        detail_width = max(detail_width, width)
        items.append(TextItem(page_head(page), right - width, y, piece, 12.0, colours["band_text"]))
    kicker = typesetter.label(f"{document.edition_title}  ·  {document.sector_title}")
    items.append(TextItem(HEADER if page else EDITION, MARGIN, 26.0, kicker, 14.0, colours["band_text"]))
    items.append(_region_name(document, page, typesetter, right - detail_width - MARGIN - 24))
    return tuple(items)


def _region_name(document: Document, page: int, typesetter: Typesetter, room: float) -> TextItem:
    name = typesetter.label(document.region_title, "bold")
    size = min(REGION_SIZE, room * 1000 / name.width)
    return TextItem(HEADER if page else REGION, MARGIN, 60.0, name, size, typesetter.colours["band_text"])


def _map_ratio(document: Document) -> float:
    tiles = document.tile_map.tiles
    columns = 1 + max(tile.column for tile in tiles) - min(tile.column for tile in tiles)
    rows = 1 + max(tile.row for tile in tiles) - min(tile.row for tile in tiles)
    return columns / rows


def set_footer(document: Document, page: int, typesetter: Typesetter) -> tuple[SheetItem, ...]:
    """The running line at a page's foot, and the mark for example figures if it has any."""
    colours = typesetter.colours
    size = FOOTER_SIZE
    items: list[SheetItem] = []
    text = typesetter.label(f"{document.footer} · {page + 1} / 2")
    width = text.width * size / 1000
    items.append(TextItem(FOOTER, MARGIN + CONTENT_WIDTH - width, FOOTER_BASELINE, text, size, colours["muted"]))
    if document.example_pages[page]:
        mark = Line.of(typesetter.piece(EXAMPLE_MARK, "bold"), typesetter.piece(EXAMPLE_EXPLAINED))
        width = mark.width * size / 1000
        items.append(RectItem(MARGIN, FOOTER_BASELINE - 10.5, width + 14, 15, colours["example_background"]))
        items.append(
            TextItem(f"{EXAMPLE}-{page + 1}", MARGIN + 7, FOOTER_BASELINE, mark, size, colours["example_text"])
        )
    return tuple(items)
