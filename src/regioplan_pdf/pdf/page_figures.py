"""Page 1: key figures, charts, and the text beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from regioplan_pdf import charts
from regioplan_pdf.charts.style import ChartStyle
from regioplan_pdf.model.document import ChartCard, Document, Section
from regioplan_pdf.pdf.cards import CARD_GUTTER, ROW_GAP, CardRow, arrange_rows, set_row, share_height
from regioplan_pdf.pdf.galley import Row, Typesetter, place_rows, rows_height
from regioplan_pdf.pdf.header import FOOTER_HEIGHT
from regioplan_pdf.pdf.keyfigures import set_strip, strip_height
from regioplan_pdf.pdf.nodes import SIDE_PLACE
from regioplan_pdf.pdf.sheet import AnchorItem, DrawingItem, RectItem, SheetItem, TextItem
from regioplan_pdf.pdf.style import CONTENT_WIDTH, HEADER_HEIGHT, MARGIN, PAGE_HEIGHT, SMALLEST_TYPE, BodyStyle

STRIP_TOP = HEADER_HEIGHT + 17
STRIP_GAP = 13.0
AREA_BOTTOM = PAGE_HEIGHT - FOOTER_HEIGHT - 6
TITLE_HEIGHT = 27.0
SIDE_PADDING = 16.0
SIDE_GUTTER = 26.0
NARROWEST, WIDEST = 236.0, 428.0
WIDTH_STEP = 12.0
MOST_CHART_COLUMNS = 3
NARROWEST_CARD = 205.0
CHART_TYPE = (11.0, 10.5, 10.0, 9.5, 9.0)
"""Sizes (pt) of the labels in charts, the first that fits is taken."""
FULL_PANEL = 0.92
"""A panel of which text fills this part needs no more white."""
SIDE_LARGER = (1.5, 1.25, 1.0, 0.75, 0.5, 0.25, 0.0)
"""By how much (pt) the panel's type may be larger than the body's, largest first."""
SIDE_LOOSENESS = (0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1)
"""How much looser than tight text the panel may be set, loosest first."""
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
    return AREA_BOTTOM - area_top(document, typesetter)


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


def loosen_side(
    document: Document, side: SideColumn, grid: ChartGrid, size: float, looseness: float, typesetter: Typesetter
) -> SideColumn:
    """The panel with larger type and more white between its lines, where it has room to spare.

    Its headings keep their size, and the map under the text stays as it is.

    Args:
        document: the plan.
        side: the text as `fit_side` found it.
        grid: the charts beside it.
        size: of the body, pt; looseness: of the body, see `BodyStyle.at`.
        typesetter: measures and colours.

    """
    room = area_height(document, typesetter) - 2 * SIDE_PADDING
    if not side.rows or side.used >= FULL_PANEL * room:
        return side
    map_size = map_height(document, side, typesetter, grid.style)

    def set_at(larger: float, looser: float) -> SideColumn | None:
        style = replace(BodyStyle.at(size + larger, looser), heading=BodyStyle.at(size).heading)
        rows = side_rows(document, side.width, typesetter, style)
        tried = SideColumn(side.width, rows, rows_height(rows))
        if tried.used > room or map_height(document, tried, typesetter, grid.style) < map_size:
            return None
        return tried

    for larger in SIDE_LARGER:
        fitting = set_at(larger, looseness)
        if fitting is not None:
            looser = (set_at(larger, looser) for looser in SIDE_LOOSENESS if looser > looseness)
            return next((tried for tried in looser if tried is not None), fitting)
    return side


def figure_cards(document: Document) -> tuple[ChartCard, ...]:
    """The charts of page 1."""
    return tuple(card for card in document.charts if card.page == 1)


def chart_width(side_width: float) -> float:
    """Width for the charts beside a panel (0 for none), pt."""
    return CONTENT_WIDTH - (side_width + SIDE_GUTTER if side_width else 0.0)


def chart_room(document: Document, typesetter: Typesetter) -> float:
    """Height for the rows of charts, pt."""
    title = TITLE_HEIGHT if document.charts_title and figure_cards(document) else 0.0
    return area_height(document, typesetter) - title


@dataclass(frozen=True, slots=True)
class ChartGrid:
    """The rows of charts of page 1, and the style that their labels are set in."""

    rows: tuple[CardRow, ...]
    style: ChartStyle


def fit_grid(document: Document, side_width: float, typesetter: Typesetter, style: ChartStyle) -> ChartGrid | None:
    """The charts beside a panel, their labels as large as fits; None if even the smallest don't."""
    room = chart_room(document, typesetter)
    for size in CHART_TYPE:
        typed = _with_type(style, size)
        for rows in _arrangements(document, side_width, typesetter, typed):
            fitting = _rows_within(rows, room)
            if fitting is not None:
                return ChartGrid(fitting, typed)
    return None


def smallest_grid(document: Document, side_width: float, typesetter: Typesetter, style: ChartStyle) -> ChartGrid:
    """The charts beside a panel at their lowest, whether that fits or not."""
    typed = _with_type(style, CHART_TYPE[-1])
    arranged = [tuple(rows) for rows in _arrangements(document, side_width, typesetter, typed)]
    room = chart_room(document, typesetter)
    fitting = next((rows for rows in arranged if grid_height(rows) <= room), None)
    return ChartGrid(min(arranged, key=grid_height) if fitting is None else fitting, typed)


def _rows_within(rows: Iterable[CardRow], room: float) -> tuple[CardRow, ...] | None:
    """The rows, None as soon as they are higher than `room` (pt) together."""
    found: list[CardRow] = []
    for row in rows:
        found.append(row)
        if grid_height(found) > room:
            return None
    return tuple(found)


def _with_type(style: ChartStyle, size: float) -> ChartStyle:
    return replace(style, label_size=size, value_size=size, small_size=max(SMALLEST_TYPE, size - 1.5))


def _arrangements(
    document: Document, side_width: float, typesetter: Typesetter, style: ChartStyle
) -> Iterator[Iterator[CardRow]]:
    """The rows of charts in the edition's number of columns, then in ever more that are wide enough."""
    cards = figure_cards(document)
    width = chart_width(side_width)
    first = document.chart_columns
    for columns in range(first, max(MOST_CHART_COLUMNS, first) + 1):
        if columns > first and (width - CARD_GUTTER * (columns - 1)) / columns < NARROWEST_CARD:
            break
        yield arrange_rows(cards, columns, MARGIN, width, typesetter, style)


def grid_height(rows: Sequence[CardRow]) -> float:
    """The least height of rows of charts, pt."""
    return sum(row.minimum for row in rows) + ROW_GAP * max(0, len(rows) - 1)


def set_figures_page(
    document: Document, side: SideColumn, grid: ChartGrid, typesetter: Typesetter
) -> tuple[SheetItem, ...]:
    """Everything between the header band and the footer of page 1, in reading order.

    Args:
        document: the plan.
        side: the side text as `fit_side` found it.
        grid: the charts as `fit_grid` arranged them.
        typesetter: measures and colours.

    """
    colours = typesetter.colours
    items: list[SheetItem] = list(set_strip(document, STRIP_TOP, typesetter))
    top = area_top(document, typesetter)
    height = AREA_BOTTOM - top
    if document.key_figures:
        items.append(RectItem(MARGIN, top - STRIP_GAP, CONTENT_WIDTH, 0.75, colours["rule"]))
    width = chart_width(side.width)
    cards = figure_cards(document)
    chart_top = top
    if document.charts_title and cards:
        title = typesetter.label(document.charts_title, "bold")
        items.append(AnchorItem("grafieken", MARGIN, top - 4, document.charts_title, 1))
        items.append(TextItem("grafieken", MARGIN, top + 15, title, 18.0, colours["heading"]))
        chart_top += TITLE_HEIGHT
    items.extend(set_rows(grid.rows, chart_top, top + height - chart_top, typesetter, grid.style))
    if side.width:
        x = MARGIN + width + SIDE_GUTTER
        items.append(RectItem(x, top, side.width, height, colours["panel"]))
        items.extend(place_rows(side.rows, x + SIDE_PADDING, top + SIDE_PADDING))
        items.extend(_set_map(document, side, x, top, height, typesetter, grid.style))
    return tuple(items)


def map_height(document: Document, side: SideColumn, typesetter: Typesetter, style: ChartStyle) -> float:
    """How high the map under the side text is (pt); 0 where there's no room for it."""
    room = area_height(document, typesetter) - side.used - 2 * SIDE_PADDING - MAP_GAP
    wanted = charts.heights(document.tile_map, side.width - 2 * SIDE_PADDING, style)
    return 0.0 if room < MAP_HEAD + wanted.ideal * SMALLEST_MAP else min(room - MAP_HEAD, wanted.maximum)


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
    size = map_height(document, side, typesetter, style)
    if not size:
        return []
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
