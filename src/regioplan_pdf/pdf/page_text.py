"""Page 2: text in columns, the panel of lines of action, the Leeswijzer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from regioplan_pdf.charts.style import ChartStyle
from regioplan_pdf.model.document import Document
from regioplan_pdf.pdf.cards import ROW_GAP, CardRow, arrange_rows, set_row
from regioplan_pdf.pdf.columns import Galley, least_height
from regioplan_pdf.pdf.galley import Row, Typesetter, place_rows, rows_height
from regioplan_pdf.pdf.leeswijzer import Band, place_band
from regioplan_pdf.pdf.nodes import COLUMN_PLACE, PANEL_PLACE
from regioplan_pdf.pdf.sheet import RectItem, SheetItem
from regioplan_pdf.pdf.style import CONTENT_WIDTH, MARGIN, BodyStyle

FEWEST_LINES_OVER_PANEL = 6
MOST_SPREAD = 2.0
"""The most white (pt) that is added to a gap between paragraphs to end columns at one height."""
MOST_SPREAD_IN_PANEL = 6.0
"""The same in a panel, that may be much higher than its text."""
MOST_HOLE = 70.0
"""More white than this (pt) is not hidden inside or over the panel but left at its foot."""
MOST_GROWTH = 3
"""By how many lines columns or a panel may be higher than they must be, to end evenly and leave lists whole."""
GROWTH_WEIGHT = 1.0
"""How much a panel's growth counts, in squared lines, against white at the foot of columns."""
SIGHTLY = 6.0
"""Columns that cost no more than this, in squared lines, need no other height."""


@dataclass(frozen=True, slots=True)
class TextArea:
    """The text of page 2, broken into columns, and the panel in the last of them.

    columns: the rows of each column; panel: rows of each column of the panel, whose
    outer box is `span` columns wide and `panel_height` pt high. height: of the whole.
    slack: the emptiest column's share of white, a fraction of the height. unsightly: what
    white at the foot of columns and breaks in bad places cost together, in squared lines.
    """

    style: BodyStyle
    columns: tuple[tuple[Row, ...], ...]
    panel: tuple[tuple[Row, ...], ...]
    span: int
    panel_height: float
    measure: float
    height: float
    slack: float
    unsightly: float
    way: _Way

    def evened(self, room: float) -> TextArea:
        """The same text within `room` pt, with its columns as even and its lists as whole as can be."""
        return self.way.evened(self, room)


def chart_rows(document: Document, typesetter: Typesetter, style: ChartStyle) -> tuple[CardRow, ...]:
    """The charts of page 2, side by side over the text."""
    cards = tuple(card for card in document.charts if card.page == 2)
    if not cards:
        return ()
    columns = sum(card.span for card in cards)
    return tuple(arrange_rows(cards, min(columns, 4), MARGIN, CONTENT_WIDTH, typesetter, style))


def column_measure(columns: int, style: BodyStyle) -> float:
    """Width of one of `columns` text columns, pt."""
    return (CONTENT_WIDTH - style.gutter * (columns - 1)) / columns


def flow_rows(document: Document, measure: float, typesetter: Typesetter, style: BodyStyle) -> tuple[Row, ...]:
    """All blocks that run through the columns, set at a measure (pt)."""
    rows: list[Row] = []
    for section in document.sections:
        if section.place == COLUMN_PLACE:
            rows.extend(typesetter.section(section, measure, style))
    return tuple(rows)


def panel_rows(document: Document, measure: float, typesetter: Typesetter, style: BodyStyle) -> tuple[Row, ...]:
    """The blocks of the panel, set at a measure (pt)."""
    rows: list[Row] = []
    for section in document.sections:
        if section.place == PANEL_PLACE:
            rows.extend(typesetter.section(section, measure, style, rule=""))
    return tuple(rows)


@dataclass(frozen=True, slots=True, eq=False)
class _Way:
    """A way to arrange the text: its columns, and the panel under those that it spans or alone in them.

    low: the least height that is worth trying, pt. panel: (), with a span of 0, for none.
    shared: text stands over the panel too, in the columns that it spans.
    """

    galley: Galley
    columns: int
    style: BodyStyle
    low: float
    span: int = 0
    panel: tuple[tuple[Row, ...], ...] = ()
    panel_height: float = 0.0
    shared: bool = False

    def limits(self, height: float, grown: float = 0.0) -> tuple[float, ...]:
        """The height for text in each column when the whole has this height and the panel grows by `grown`, pt."""
        over = height - self.panel_height - grown - self.style.panel_gap if self.shared else 0.0
        if over < FEWEST_LINES_OVER_PANEL * self.style.leading:
            over = 0.0
        return (height,) * (self.columns - self.span) + (over,) * self.span

    def holds(self, room: float) -> bool:
        """Whether the text fits within `room` pt."""
        return self._low(room) <= room and self.galley.fits(self.limits(room))

    def _low(self, room: float) -> float:
        # Without a panel, white that is dropped at columns' heads can make a text fit that seems too long.
        return self.low if self.span else min(self.low, room)

    def area(self, room: float) -> TextArea | None:
        """The text in columns as low as they can be, None if that's over `room` (pt)."""
        low = self._low(room)
        height = least_height(self.galley, self.limits, low, room) if low <= room else None
        return self._filled(height) if height is not None else None

    def evened(self, area: TextArea, room: float) -> TextArea:
        """The area, or a more sightly one: a little higher, or over a panel that is, within `room` pt.

        Its emptiest column is no emptier.
        """
        line, best = self.style.leading, area
        steps = [step * line / 2 for step in range(MOST_GROWTH * 2 + 1)]
        for higher in steps:
            if best.unsightly <= SIGHTLY or area.height + higher > room:
                break
            for grown in steps if self.shared else steps[:1]:
                tried = self._filled(area.height + higher, grown)
                if tried is not None and tried.unsightly < best.unsightly and tried.slack <= area.slack:
                    best = tried
        return best

    def _filled(self, height: float, grown: float = 0.0) -> TextArea | None:
        """The text in columns of this height over a panel that is `grown` pt higher than it must be."""
        limits, line = self.limits(height, grown), self.style.leading
        filled = self.galley.fill(limits, line)
        if filled is None:
            return None
        panel_height = self.panel_height + grown
        under = panel_height + self.style.panel_gap if self.shared else 0.0
        first = self.columns - self.span
        used = [column.height + (under if n >= first else 0.0) for n, column in enumerate(filled)]
        if self.span and not self.shared:
            used[first:] = [panel_height] * self.span
        return TextArea(
            self.style,
            tuple(self.galley.rows[column.start : column.end] for column in filled),
            self.panel,
            self.span,
            panel_height,
            column_measure(self.columns, self.style),
            height,
            1 - min(used) / height if height else 0.0,
            self.galley.cost(filled, limits, line) + GROWTH_WEIGHT * (grown / line) ** 2,
            self,
        )


class TextFitter:
    """Puts the text of a plan in columns; what doesn't depend on the room for them is kept."""

    def __init__(self, document: Document, typesetter: Typesetter) -> None:
        self._document = document
        self._typesetter = typesetter
        self._ways: dict[tuple[int, BodyStyle], tuple[_Way, ...]] = {}

    def holds(self, columns: int, room: float, style: BodyStyle) -> bool:
        """Whether all text fits in `columns` columns within `room` pt."""
        return any(way.holds(room) for way in self._arranged(columns, style))

    def fit(self, columns: int, room: float, style: BodyStyle) -> TextArea | None:
        """The evenest way to put all text in `columns` columns within `room` pt; None if none fits."""
        found = [way.area(room) for way in self._arranged(columns, style)]
        areas = [area for area in found if area is not None]
        return min(areas, key=lambda area: area.height * (1 + 0.6 * area.slack), default=None)

    def _arranged(self, columns: int, style: BodyStyle) -> tuple[_Way, ...]:
        key = (columns, style)
        if key not in self._ways:
            self._ways[key] = tuple(self._arrange(columns, style))
        return self._ways[key]

    def _arrange(self, columns: int, style: BodyStyle) -> Iterator[_Way]:
        """Without a panel, or with one that is one or two columns wide: under text, or alone."""
        document, typesetter = self._document, self._typesetter
        measure = column_measure(columns, style)
        galley = Galley(flow_rows(document, measure, typesetter, style))
        low = galley.height(0, len(galley.rows)) / columns
        for span in range(1, min(2, columns - 1) + 1):
            rows = panel_rows(document, measure - 2 * style.panel_padding / span, typesetter, style)
            if not rows:
                yield _Way(galley, columns, style, low)
                return
            panel = _balance(Galley(rows), span, style)
            height = max(rows_height(column) for column in panel) + 2 * style.panel_padding
            over = FEWEST_LINES_OVER_PANEL * style.leading
            yield _Way(galley, columns, style, max(height + over, low), span, panel, height, shared=True)
            yield _Way(galley, columns, style, max(height, low), span, panel, height)


def _balance(galley: Galley, columns: int, style: BodyStyle) -> tuple[tuple[Row, ...], ...]:
    if columns == 1:
        return (galley.rows,)
    total = galley.height(0, len(galley.rows))
    height = least_height(galley, lambda h: (h,) * columns, total / columns, total + 1) or total
    filled = galley.fill((height,) * columns, style.leading) or ()
    return tuple(galley.rows[column.start : column.end] for column in filled)


def set_text_page(
    document: Document,
    area: TextArea,
    band: Band,
    card_rows: Sequence[CardRow],
    charts_height: float,
    typesetter: Typesetter,
    style: ChartStyle,
) -> tuple[SheetItem, ...]:
    """Everything under the header band of page 2 but the footer, in reading order."""
    items: list[SheetItem] = []
    body = area.style
    y = body.top
    for row in card_rows:
        items.extend(set_row(row, y, charts_height, typesetter, style))
        y += charts_height + ROW_GAP
    bottom = band.text_bottom
    height = bottom - y
    for number, rows in enumerate(area.columns):
        x = MARGIN + number * (area.measure + body.gutter)
        over = number >= len(area.columns) - area.span
        goal = height - (area.panel_height + body.panel_gap if over and rows else 0.0)
        items.extend(place_rows(rows, x, y, _spread(rows, goal)))
    if area.panel:
        items.extend(_set_panel(area, y, bottom, typesetter))
    items.extend(place_band(document, band, typesetter))
    return tuple(items)


def _spread(rows: tuple[Row, ...], goal: float) -> float:
    """How much white to add between paragraphs so that a column ends at its goal, pt."""
    gaps = sum(1 for row in rows[1:] if row.before)
    missing = goal - rows_height(rows)
    if not gaps or missing <= 0 or missing > goal * 0.12:
        return 0.0
    return min(missing / gaps, MOST_SPREAD)


def _set_panel(area: TextArea, top: float, bottom: float, typesetter: Typesetter) -> list[SheetItem]:
    """The panel: at the foot of its columns, right under the text if that leaves a hole, or alone."""
    colours, body = typesetter.colours, area.style
    first = len(area.columns) - area.span
    over = [rows_height(rows) for rows in area.columns[first:] if rows]
    x = MARGIN + first * (area.measure + body.gutter)
    width = area.measure * area.span + body.gutter * (area.span - 1)
    if over:
        height = area.panel_height
        under_text = top + max(over) + body.panel_gap
        y = bottom - height if bottom - height - under_text < MOST_HOLE else under_text
    else:
        hole = bottom - top - area.panel_height
        height = area.panel_height + (hole if hole < MOST_HOLE else 0.0)
        y = top
    items: list[SheetItem] = [
        RectItem(x, y, width, height, colours["panel"]),
        RectItem(x, y, width, 2.0, colours["warning"]),
    ]
    inner = area.measure - 2 * body.panel_padding / area.span
    for number, rows in enumerate(area.panel):
        left = x + body.panel_padding + number * (inner + body.gutter)
        gaps = sum(1 for row in rows[1:] if row.before)
        missing = max(0.0, height - 2 * body.panel_padding - rows_height(rows))
        spread = min(missing / gaps, MOST_SPREAD_IN_PANEL) if gaps else 0.0
        items.extend(place_rows(rows, left, y + body.panel_padding, spread))
    return items
