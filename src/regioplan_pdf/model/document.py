"""The Document: a whole regioplan without one coordinate.

The PDF, and whatever else is made of a plan, is made from this and from nothing else.
Every node that a reader can meet has an `id`, unique in the document and stable over
editions; layout carries it along, so that marks on the page can be traced to it.
Fields that aren't compared say where in the content something stands, for messages: they are no
part of the plan, and of what a PDF carries.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from regioplan_pdf.model.charts import ChartSpec, DataTable, TileMap
from regioplan_pdf.model.figures import Figures, Gap
from regioplan_pdf.model.text import Block, Run


@dataclass(frozen=True, slots=True)
class PageHead:
    """What the right side of a page's header band says."""

    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure in the strip: large, what it counts, and how it compares.

    detail: one sentence in words, with the benchmark's value where there is one.
    entry: its number in the Leeswijzer, 0 for none; entry_id: that entry's id.
    example: the figure itself is a `voorbeeld`; detail_example: one in the detail is.
    """

    id: str
    text: str
    label: str
    detail: str = ""
    entry: int = 0
    entry_id: str = ""
    example: bool = False
    withheld: bool = False
    detail_example: bool = False


@dataclass(frozen=True, slots=True)
class EntryRef:
    """An entry of the Leeswijzer as a chart refers to it: its number and its id."""

    number: int
    id: str


@dataclass(frozen=True, slots=True)
class ChartCard:
    """A chart with all that stands round it.

    finding: the sentence over it, made from the numbers (or the editor's own).
    measure: what is measured ('Leveringsvorm van GGZ-klanten'), printed bold;
    unit_line: unit and date ('% van klanten, januari'), printed after it.
    second: a chart that belongs to the same finding, with its own measure.
    entry, entry_id: number and id in the Leeswijzer; more_entries: those of its other
    indicators; pages: of the regioanalyse, for all of them.
    page: 1 or 2; span: how many chart columns it takes.
    alt, table (and second_...): for who doesn't see the chart: in words, and all its figures.
    finding_line: where an editor's own sentence stands in the Markdown file; 0 for one that was made.
    """

    id: str
    finding: str
    measure: str
    unit_line: str
    spec: ChartSpec
    entry: int = 0
    entry_id: str = ""
    pages: tuple[int, ...] = ()
    example: bool = False
    page: int = 1
    span: int = 1
    second: ChartSpec | None = None
    second_measure: str = ""
    note: str = ""
    more_entries: tuple[EntryRef, ...] = ()
    alt: str = ""
    table: DataTable | None = None
    second_alt: str = ""
    second_table: DataTable | None = None
    finding_line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Section:
    """A text block under its heading. place: 'zijkolom', 'kolommen' or 'paneel'.

    filling: what the program made its text of ('wijzigingen'); '' for an editor's.
    """

    id: str
    title: str
    place: str
    blocks: tuple[Block, ...]
    line: int = 0
    filling: str = ""


@dataclass(frozen=True, slots=True)
class LeeswijzerEntry:
    """The definition of an indicator; `used_by` are the ids of the nodes that refer to it.

    line: in editie.toml.
    """

    id: str
    number: int
    name: str
    source: str
    reference_date: str
    explanation: str
    pages: tuple[int, ...] = ()
    nb: str = ""
    used_by: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Leeswijzer:
    """The band that closes the plan."""

    title: str
    entries: tuple[LeeswijzerEntry, ...]
    link_label: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Meta:
    """What the PDF says about itself.

    date: the edition's, or another that was given, never the clock's. time: of that day, UTC; noon
    where only the day is known.
    """

    title: str
    author: str
    subject: str
    keywords: str
    date: datetime.date
    language: str = "nl-NL"
    time: str = "12:00:00"


@dataclass(frozen=True, slots=True)
class Document:
    """A regioplan, ready to be laid out.

    edition, sector, region: slugs ('2023-2024', 'ggz', 'rotterdam').
    edition_title: 'Regioplan 2023/2024'; sector_title: 'langdurige GGZ (Wlz)'.
    footer: the running line at a page's foot, without the page number.
    figures: what the charts and the prose were made from (withheld numbers are gone).
    example: whether any figure on either page is a `voorbeeld`.
    source: the Markdown file, relative to the content folder, for messages.
    chart_columns: how many columns of charts page 1 has.
    map_alt, logo_alt: what the map of the regions and the office's logo show, in words.
    abbreviations: with what they stand for.
    gaps: the figures that it shows and that are still to be filled in, sorted.
    copied_from: the edition that its text was copied from and not revised since; '' for none.
    """

    edition: str
    sector: str
    region: str
    edition_title: str
    sector_title: str
    region_title: str
    heads: tuple[PageHead, PageHead]
    charts_title: str
    tile_map: TileMap
    key_figures: tuple[KeyFigure, ...]
    charts: tuple[ChartCard, ...]
    sections: tuple[Section, ...]
    leeswijzer: Leeswijzer
    footer: str
    meta: Meta
    figures: Figures
    example_pages: tuple[bool, bool]
    source: str = ""
    chart_columns: int = 2
    map_alt: str = ""
    logo_alt: str = ""
    abbreviations: tuple[tuple[str, str], ...] = ()
    gaps: tuple[Gap, ...] = ()
    copied_from: str = ""

    @property
    def example(self) -> bool:
        """Whether a page shows example figures."""
        return any(self.example_pages)

    @property
    def file_name(self) -> str:
        """'regioplan-ggz-rotterdam-2023-2024.pdf'."""
        return f"regioplan-{self.sector}-{self.region}-{self.edition}.pdf"


def runs_text(runs: tuple[Run, ...]) -> str:
    """The plain text of a row of runs."""
    return "".join(run.text for run in runs)
