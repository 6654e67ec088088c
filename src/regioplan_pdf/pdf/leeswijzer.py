"""The Leeswijzer: the band that closes page 2.

As a rule its title stands over the columns and an entry stays whole. On a page that fits no other way
('tightest') the title heads the first column, and an entry may go on in the next one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from regioplan_pdf.model.document import Document, Leeswijzer, LeeswijzerEntry
from regioplan_pdf.model.text import Run
from regioplan_pdf.pdf.columns import Galley, least_height
from regioplan_pdf.pdf.galley import Row, Typesetter, keep_lines, place_rows
from regioplan_pdf.pdf.header import FOOTER_HEIGHT
from regioplan_pdf.pdf.sheet import AnchorItem, RectItem, SheetItem, TextItem
from regioplan_pdf.pdf.style import BASELINE, CONTENT_WIDTH, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, SMALLEST_TYPE
from regioplan_pdf.type.fonts import Fonts
from regioplan_pdf.type.lines import Measured

LARGEST = 10.5
LEADINGS = (1.26, 1.38, 1.5)
"""Leading of the entries, times their size: the usual one, then wider for a page with room to spare."""
TIGHTEST_LEADING = 1.16
"""The leading on a page that fits no other way."""
GUTTER = 24.0
COLUMNS = (4, 5)
TITLE_SIZE = 15.0
TITLE_HEIGHT, TIGHTEST_TITLE_HEIGHT = 25.0, 19.0
PADDING = 11.0
GAP, TIGHTEST_GAP = 17.0, 10.0
"""White between the text and the band, pt: as usual, and on a page that fits no other way."""
SPLIT_COST = 2.0
"""What it costs to split an entry, in lines of slack."""
LABEL_SPACES = ("\u00a0", " ")
"""What stands after a label: a space that keeps the next word on its line, or one that doesn't."""
NODE = "leeswijzer"


@dataclass(frozen=True, slots=True)
class Band:
    """The Leeswijzer set at one size. height: of the whole band with the footer, pt.

    air: extra white over and under the entries, pt; part of the height.
    tightest: with the title in the first column, and less white between the text and the band.
    """

    size: float
    columns: tuple[tuple[Row, ...], ...]
    measure: float
    height: float
    air: float = 0.0
    tightest: bool = False

    @property
    def text_bottom(self) -> float:
        """Where the text over the band must end, pt from the top of the page."""
        return PAGE_HEIGHT - self.height - (TIGHTEST_GAP if self.tightest else GAP)

    def with_air(self, air: float) -> Band:
        """The same band with more white (pt) in it."""
        return replace(self, height=self.height + air - self.air, air=air)


def size_for(body: float) -> float:
    """The Leeswijzer's size beside a body size, pt; never under SMALLEST_TYPE."""
    return max(SMALLEST_TYPE, min(LARGEST, body * 0.8))


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry with its words measured, for whatever size and width."""

    id: str
    name: Measured
    definition: Measured


def band_setter(leeswijzer: Leeswijzer, typesetter: Typesetter) -> BandSetter:
    """What sets a Leeswijzer: the same for all plans of an edition that have the same one."""
    return _band_setter(leeswijzer, typesetter.fonts, tuple(typesetter.colours.items()))


@lru_cache(maxsize=16)
def _band_setter(leeswijzer: Leeswijzer, fonts: Fonts, colours: tuple[tuple[str, str], ...]) -> BandSetter:
    return BandSetter(leeswijzer, Typesetter(fonts, dict(colours)))


class BandSetter:
    """Sets a Leeswijzer at any size; its words are measured once, and so is every size and leading."""

    def __init__(self, leeswijzer: Leeswijzer, typesetter: Typesetter) -> None:
        self._leeswijzer = leeswijzer
        self._typesetter = typesetter
        entries = leeswijzer.entries
        self._entries = {
            space: tuple(_measured_entry(entry, typesetter, space) for entry in entries) for space in LABEL_SPACES
        }
        self._bands: dict[tuple[float, float], Band] = {}

    def set(self, size: float, leading: float = LEADINGS[0]) -> Band:
        """Set the entries at a size (pt) and leading (times the size), in as many columns as is lowest.

        Columns are balanced; a label ends a line only where that makes the band lower. A leading under the usual
        one makes the tightest band: see above.
        """
        key = (size, leading)
        if key not in self._bands:
            ways = [self._set_columns(size, columns, leading, space) for space in LABEL_SPACES for columns in COLUMNS]
            self._bands[key] = min(ways, key=lambda band: round(band.height))
        return self._bands[key]

    def _set_columns(self, size: float, columns: int, leading: float, space: str) -> Band:
        measure = (CONTENT_WIDTH - GUTTER * (columns - 1)) / columns
        tightest = leading < LEADINGS[0]
        rows: list[Row] = []
        if tightest:
            title = _title_item(self._leeswijzer, self._typesetter, 0, TITLE_SIZE * BASELINE)
            rows.append(Row(TIGHTEST_TITLE_HEIGHT, 0.0, (title,), keep=True))
        for entry in self._entries[space]:
            rows.extend(_entry_rows(entry, measure, size, size * leading, self._typesetter, whole=not tightest))
        rows.extend(_link_rows(self._leeswijzer, measure, size, size * leading, self._typesetter))
        galley = Galley(rows)
        total = galley.height(0, len(rows))
        height = least_height(galley, lambda h: (h,) * columns, total / columns, total + 1) or total
        filled = galley.fill((height,) * columns, size * 1.3) or ()
        return Band(
            size,
            tuple(galley.rows[column.start : column.end] for column in filled),
            measure,
            PADDING + (0.0 if tightest else TITLE_HEIGHT) + height + FOOTER_HEIGHT,
            tightest=tightest,
        )


def _measured_entry(entry: LeeswijzerEntry, typesetter: Typesetter, space: str) -> _Entry:
    link = f"#{entry.used_by[0]}" if entry.used_by else ""
    name = (Run(f"{entry.number} {entry.name}", link=link),)
    return _Entry(
        entry.id,
        typesetter.measured(name, "bold", hyphenate=False),
        typesetter.measured(definition_runs(entry, space), hyphenate=False),
    )


def _title_item(leeswijzer: Leeswijzer, typesetter: Typesetter, x: float, y: float) -> TextItem:
    title = typesetter.label(leeswijzer.title, "bold")
    return TextItem(f"{NODE}.kop", x, y, title, TITLE_SIZE, typesetter.colours["heading"])


def _entry_rows(
    entry: _Entry, measure: float, size: float, leading: float, typesetter: Typesetter, *, whole: bool
) -> list[Row]:
    """The lines of an entry. whole: it isn't split over columns."""
    colours = typesetter.colours
    rows: list[Row] = []
    size_up = size * 1.06
    node = f"{entry.id}.naam"
    for number, line in enumerate(typesetter.broken(entry.name, measure, size_up)):
        text = TextItem(node, 0, size, line, size_up, colours["heading"])
        before, anchor = (0.0, "") if number else (_gap(size, leading), entry.id)
        rows.append(Row(leading * 1.04, before, (text,), keep=True, anchor=anchor))
    node, ink = f"{entry.id}.tekst", colours["text"]
    lines = typesetter.broken(entry.definition, measure, size)
    keeps = (*(True,) * (len(lines) - 1), False) if whole else keep_lines(len(lines))
    for line, keep in zip(lines, keeps, strict=True):
        rows.append(Row(leading, 0.0, (TextItem(node, 0, size, line, size, ink),), (), keep, SPLIT_COST))
    return [*rows[:-1], rows[-1]._replace(keep=False, cost=0.0)]


def definition_runs(entry: LeeswijzerEntry, space: str) -> tuple[Run, ...]:
    """Bron, Peildatum, Toelichting, NB and the pages, as one paragraph.

    space: what stands after each label, see LABEL_SPACES.
    """
    parts = [("Bron", entry.source), ("Peildatum", entry.reference_date), ("Toelichting", entry.explanation)]
    parts.append(("NB", entry.nb))
    if entry.pages:
        parts.append(("Regioanalyse", "p.\u00a0" + ", ".join(map(str, entry.pages))))
    runs: list[Run] = []
    for label, text in parts:
        if not text:
            continue
        glue = " " if runs else ""
        if glue and not runs[-1].text.endswith((".", "!", "?")):
            glue = ". "
        told = (Run(f"{label}{space}", bold=True), Run(text))
        runs.extend((Run(glue), *told) if glue else told)
    return tuple(runs)


def _gap(size: float, leading: float) -> float:
    """The white over an entry, pt; size, leading: in pt."""
    return leading * (0.62 if leading >= LEADINGS[0] * size else 0.45)


def _link_rows(
    leeswijzer: Leeswijzer, measure: float, size: float, leading: float, typesetter: Typesetter
) -> list[Row]:
    if not leeswijzer.link:
        return []
    shown = leeswijzer.link.removeprefix("https://").removeprefix("http://").removeprefix("www.")
    label = typesetter.label(leeswijzer.link_label or "Alle analyses", "bold")
    head = TextItem(f"{NODE}.alle", 0, size, label, size * 1.06, typesetter.colours["heading"])
    rows = [Row(leading * 1.04, _gap(size, leading), (head,), keep=True)]
    runs = (Run(shown, link=leeswijzer.link),)
    for line in typesetter.lines(runs, measure, size):
        colour = typesetter.colours["region"]
        text = TextItem(f"{NODE}.link", 0, size, line, size, colour)
        rows.append(Row(leading, 0.0, (text,), keep=True))
    return [*rows[:-1], rows[-1].with_keep(False)]


def place_band(document: Document, band: Band, typesetter: Typesetter) -> tuple[SheetItem, ...]:
    """The band at the foot of the page."""
    colours = typesetter.colours
    top = PAGE_HEIGHT - band.height
    items: list[SheetItem] = [
        RectItem(0, top, PAGE_WIDTH, band.height, colours["panel"]),
        RectItem(0, top, PAGE_WIDTH, 0.75, colours["rule"]),
        AnchorItem(NODE, MARGIN, top, document.leeswijzer.title, 1),
    ]
    y = top + PADDING + band.air * 0.3
    if not band.tightest:
        items.append(_title_item(document.leeswijzer, typesetter, MARGIN, y + 13))
        y += TITLE_HEIGHT + band.air * 0.2
    for number, rows in enumerate(band.columns):
        items.extend(place_rows(rows, MARGIN + number * (band.measure + GUTTER), y))
    return tuple(items)
