"""Finding the largest body size at which a whole plan stands on its two pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from regioplan_pdf.charts.style import ChartStyle
from regioplan_pdf.errors import Problem
from regioplan_pdf.model.document import Document
from regioplan_pdf.pdf.cards import ROW_GAP, CardRow
from regioplan_pdf.pdf.extent import block_widths, least_lines
from regioplan_pdf.pdf.galley import Typesetter
from regioplan_pdf.pdf.header import set_footer, set_header
from regioplan_pdf.pdf.leeswijzer import LEADINGS, TIGHTEST_LEADING, Band, band_setter, size_for
from regioplan_pdf.pdf.nodes import SIDE_PLACE
from regioplan_pdf.pdf.overflow import overflow_problems
from regioplan_pdf.pdf.page_figures import (
    ChartGrid,
    SideColumn,
    fit_grid,
    fit_side,
    loosen_side,
    set_figures_page,
)
from regioplan_pdf.pdf.page_text import (
    TextArea,
    TextFitter,
    chart_rows,
    column_measure,
    set_text_page,
)
from regioplan_pdf.pdf.sheet import Sheet
from regioplan_pdf.pdf.style import (
    BODY_STEP,
    LARGEST_BODY,
    SMALLEST_BODY,
    SMALLEST_TYPE,
    TEXT_COLUMNS,
    TIGHT,
    TIGHTEST,
    BodyStyle,
)

FEWEST_TEXT_COLUMNS = 3
HANDSOME = 0.9
"""A page of which this part is filled needs no further help."""
LOOSENESS_STEPS = 5
MOST_AIR = 36.0
"""How much white the Leeswijzer takes over from a text area that stays half empty, pt."""
UNEVEN = 0.13
"""Columns may differ by this part of their height without being thought uneven."""
SHORTEST_COLUMN = 0.15
"""How much of a column may stay white, a fraction of the tallest, where another size does better."""
UNSIGHTLY = 14.0
"""What columns may cost, in squared lines, where another size does better: a list torn, or four lines of white."""
SMALLER_FOR_BALANCE = 0.5
"""By how much the type may be smaller for the sake of even columns, pt."""
TIGHT_UP_TO = 10.5
"""Type up to this size (pt) may have a little less leading (1.24) when it fits no other way."""
BAND_STEP = 0.5
"""By how much the Leeswijzer grows at a time on a page with room to spare, pt."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A way to set the plan. body: size in pt; fill: how much of page 2's text area is used."""

    body: float
    looseness: float
    side: SideColumn
    grid: ChartGrid
    area: TextArea
    band: Band
    card_rows: tuple[CardRow, ...]
    charts_height: float
    room: float

    @property
    def fill(self) -> float:
        """Height of the text over the height that it has, 0-1."""
        return self.area.height / self.room

    @property
    def score(self) -> float:
        """Fill, less what columns of uneven height cost."""
        return self.fill - max(0.0, self.area.slack - UNEVEN)


@dataclass(frozen=True, slots=True)
class Layout:
    """Two finished pages and how they came out."""

    sheets: tuple[Sheet, Sheet]
    body: float
    fill: float


def lay_out(
    document: Document, typesetter: Typesetter, style: ChartStyle, logo: str = ""
) -> Layout | tuple[Problem, ...]:
    """Lay out a plan on two pages.

    Returns:
        The pages; or, if the text is too long for SMALLEST_BODY, a problem for every text
        block that says how many lines and about how many words are too many.

    """
    fit = find_fit(document, typesetter, style)
    if fit is None:
        return overflow_problems(document, typesetter, style)
    first = (
        *set_header(document, 0, typesetter, style, logo),
        *set_figures_page(document, fit.side, fit.grid, typesetter),
        *set_footer(document, 0, typesetter),
    )
    second = (
        *set_header(document, 1, typesetter, style, logo),
        *set_text_page(document, fit.area, fit.band, fit.card_rows, fit.charts_height, typesetter, style),
        *set_footer(document, 1, typesetter),
    )
    return Layout((Sheet(first), Sheet(second)), fit.body, fit.fill)


def body_sizes() -> Iterator[float]:
    """The sizes that are tried, largest first, pt."""
    steps = round((LARGEST_BODY - SMALLEST_BODY) / BODY_STEP)
    for step in range(steps + 1):
        yield LARGEST_BODY - step * BODY_STEP


def find_fit(document: Document, typesetter: Typesetter, style: ChartStyle) -> Fit | None:
    """The largest body size at which all fits, then as much air as the pages have room for.

    Where that leaves a column short or tears a list, a slightly smaller size is taken if it does better, and
    fills the page as well.
    """
    fitter = _Fitter(document, typesetter, style)
    fits: list[Fit] = []
    for size in body_sizes():
        if fits and size < fits[0].body - SMALLER_FOR_BALANCE:
            break
        fit = fitter.fit_size(size)
        if fit is None or (fits and fit.fill < min(HANDSOME, fits[0].fill)):
            continue
        if fit.area.slack <= SHORTEST_COLUMN and fit.area.unsightly <= UNSIGHTLY:
            return fit
        fits.append(fit)
    return next((fit for fit in fits if fit.area.slack <= SHORTEST_COLUMN), fits[0] if fits else None)


def _loosenesses(size: float) -> tuple[float, ...]:
    """How loosely text is tried at a size (pt), before it's loosened further: as usual, then ever tighter."""
    if size > TIGHT_UP_TO:
        return (0.0,)
    return (0.0, TIGHT) if size > SMALLEST_BODY else (0.0, TIGHT, TIGHTEST)


class _Fitter:
    """Tries sizes for one plan; what doesn't change between tries is kept."""

    def __init__(self, document: Document, typesetter: Typesetter, style: ChartStyle) -> None:
        self.document = document
        self.typesetter = typesetter
        self.card_rows = chart_rows(document, typesetter, style)
        self._style = style
        self._text = TextFitter(document, typesetter)
        self.band = band_setter(document.leeswijzer, typesetter).set
        """The Leeswijzer at a size (pt) and leading (times the size), set once."""
        self._grids: dict[float, ChartGrid | None] = {}
        flowing = (section for section in document.sections if section.place != SIDE_PLACE)
        self._widths = tuple(width for section in flowing for width in block_widths(section, typesetter))

    def lowest_band(self, body: BodyStyle) -> Band:
        """The Leeswijzer at its lowest beside text that is set like this."""
        tightest = body == BodyStyle.at(body.size, TIGHTEST)
        return self.band(SMALLEST_TYPE, TIGHTEST_LEADING if tightest else LEADINGS[0])

    def grid(self, side: SideColumn) -> ChartGrid | None:
        """The charts of page 1 beside this panel, None if they don't fit."""
        if side.width not in self._grids:
            self._grids[side.width] = fit_grid(self.document, side.width, self.typesetter, self._style)
        return self._grids[side.width]

    def surely_too_long(self, body: BodyStyle) -> bool:
        """Whether the text can't fit however its lines are broken (cheap, and never wrong).

        Counts the fewest lines there can be, and no white but that between paragraphs.
        """
        charts = sum([row.minimum + ROW_GAP for row in self.card_rows])
        room = self.lowest_band(body).text_bottom - body.top - charts
        measure = column_measure(TEXT_COLUMNS, body)
        lines = least_lines(self._widths, measure, body.size)
        return lines * body.leading > TEXT_COLUMNS * room

    def fit_size(self, size: float) -> Fit | None:
        """The plan at one size (pt) with all the air that it has room for, None if it doesn't fit."""
        for looseness in _loosenesses(size):
            if not self.surely_too_long(BodyStyle.at(size, looseness)):
                fit = self.find_at(size, looseness)
                if fit is not None:
                    return self.loosen(fit)
        return None

    def find_at(self, size: float, looseness: float) -> Fit | None:
        """The plan at one size, None if it doesn't fit; what fails most often is tried first."""
        body = BodyStyle.at(size, looseness)
        low = _height(self.card_rows, "minimum")
        band = self.lowest_band(body)
        room = band.text_bottom - body.top
        room -= (low + ROW_GAP) * len(self.card_rows)
        if not self._text.holds(TEXT_COLUMNS, room, body):
            return None
        side = fit_side(self.document, self.typesetter, body)
        if side is None or self.grid(side) is None:
            return None
        usual = self.band(size_for(size)) if looseness > TIGHTEST else band
        return self.fit_at(size, looseness, TEXT_COLUMNS, side, (band,) if usual is band else (usual, band))

    def fit_at(
        self, size: float, looseness: float, columns: int, side: SideColumn, bands: tuple[Band, ...]
    ) -> Fit | None:
        """The plan at one size, with the first Leeswijzer and the largest charts that leave room for the text."""
        body = BodyStyle.at(size, looseness)
        rows = self.card_rows
        for band in bands:
            for height in dict.fromkeys((_height(rows, "ideal"), _height(rows, "minimum"))):
                room = band.text_bottom - body.top - (height + ROW_GAP) * len(rows)
                area = self._text.fit(columns, room, body) if room > 0 else None
                if area is not None and (grid := self.grid(side)) is not None:
                    return Fit(size, looseness, side, grid, area, band, rows, height, room)
        return None

    def loosen(self, fit: Fit) -> Fit:
        """Give pages with room to spare wider leading, wider columns and a larger Leeswijzer."""
        best = fit
        for band in self._bands_from(fit):
            if best.fill >= HANDSOME:
                break
            for columns in (TEXT_COLUMNS, FEWEST_TEXT_COLUMNS):
                if best.fill >= HANDSOME:
                    break
                best = max(best, self._loosest(fit, columns, band), key=lambda tried: tried.score)
        if best.fill < HANDSOME:
            air = min(MOST_AIR, (best.room - best.area.height) / 2)
            best = replace(best, band=best.band.with_air(air), room=best.room - air)
        best = replace(best, area=best.area.evened(best.room))
        if best.looseness != fit.looseness:
            side = fit_side(self.document, self.typesetter, BodyStyle.at(best.body, best.looseness))
            grid = self.grid(side) if side is not None else None
            if side is not None and grid is not None:
                best = replace(best, side=side, grid=grid)
        side = loosen_side(self.document, best.side, best.grid, best.body, best.looseness, self.typesetter)
        return replace(best, side=side)

    def _bands_from(self, fit: Fit) -> Iterator[Band]:
        """Ever larger ways to set the Leeswijzer: first the type, up to nearly the body's, then the leading."""
        size = fit.band.size
        yield self.band(size)
        while size + BAND_STEP <= fit.body - BAND_STEP:
            size += BAND_STEP
            yield self.band(size)
        for leading in LEADINGS[1:]:
            yield self.band(size, leading)

    def _loosest(self, fit: Fit, columns: int, band: Band) -> Fit:
        """The widest leading at which the plan still fits with this many columns and this Leeswijzer."""
        best, low, high = fit, fit.looseness, 1.0
        for step in range(LOOSENESS_STEPS):
            looseness = 1.0 if step == 0 else (low + high) / 2
            tried = self.fit_at(fit.body, looseness, columns, fit.side, (band,))
            if tried is None or tried.charts_height != fit.charts_height:
                high = looseness
                continue
            low = looseness
            best = max(best, tried, key=lambda one: one.score)
            if step == 0:
                break
        return best


def _height(rows: tuple[CardRow, ...], which: str) -> float:
    return max((getattr(row, which) for row in rows), default=0.0)
