"""Content as it is read from disk: regions, an edition's settings, a region's text.

Filled by `load`, judged by `validate`. Ids are the words an editor writes in the files;
docs/content.md explains each setting to them and gives the same names.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from regioplan_pdf.model.figures import Unit
from regioplan_pdf.model.text import Block


@dataclass(frozen=True, slots=True)
class Municipality:
    """A gemeente in a region for a stretch of time; None means 'no known end (start)'."""

    name: str
    valid_from: datetime.date | None = None
    valid_until: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """A zorgkantoorregio. code: CBS code 'ZK20'. tile: (column, row) on the tile map.

    short: the name on a tile, up to about four letters ('Rot'); '' for the code. line: in regios.csv.
    """

    code: str
    name: str
    slug: str
    aliases: tuple[str, ...]
    office: str
    tile: tuple[int, int]
    municipalities: tuple[Municipality, ...] = ()
    short: str = ""
    line: int = 0

    def municipalities_at(self, day: datetime.date) -> tuple[str, ...]:
        """Names of the gemeenten in this region on a day, in the file's order."""
        return tuple(
            m.name
            for m in self.municipalities
            if (m.valid_from is None or m.valid_from <= day) and (m.valid_until is None or day <= m.valid_until)
        )


@dataclass(frozen=True, slots=True)
class IndicatorSpec:
    """An `[[indicator]]`: what is measured and how it is guarded.

    counts: 'personen' when it counts people (directly, or as a share or rate of people),
        else '' - only figures about people are ever withheld.
    base: indicator id of the persons that a share or rate is taken of, to find the count
        behind it; the count is share/100 * base, or rate/per * base (base: inhabitants).
    minimum: the smallest count of persons that may be shown (the edition's, unless set here).
    parts: 'som' when the categories of one period make up the whole (100 for shares),
        'dubbel' when clients are counted double so that they may exceed it, '' otherwise.
    total: indicator id of the published total of the categories, if there is one.
    entry: id of the Leeswijzer entry that defines it ('' for none).
    change: a `%` that is a growth or a difference: it may be negative or over 100.
    same, sum_of, part_of: 'indicator' or 'indicator|category': the figure that counts the same
        persons; those that add up to this one; the one whose persons these are a part of.
    growth_of: the same for a growth: the figure that grew.
    """

    id: str
    unit: Unit
    decimals: int = 0
    counts: str = ""
    base: str = ""
    minimum: int = 10
    parts: str = ""
    total: str = ""
    entry: str = ""
    categories: tuple[str, ...] = ()
    line: int = 0
    change: bool = False
    same: str = ""
    sum_of: tuple[str, ...] = ()
    part_of: str = ""
    growth_of: str = ""


@dataclass(frozen=True, slots=True)
class FindingSpec:
    """How the sentence over a chart (or beside a key figure) is made.

    rule: name of a rule in `findings`; options: its thresholds and choices;
    sentences: for each outcome of the rule, a template with {placeholders}.
    """

    rule: str
    sentences: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, object] = field(default_factory=dict)
    line: int = 0


@dataclass(frozen=True, slots=True)
class KeyFigureSpec:
    """A `[[kerncijfer]]`. detail: a template, may hold {{ expressions }} and {bevinding}."""

    id: str
    indicator: str
    label: str
    detail: str = ""
    category: str = ""
    period: str = ""
    finding: FindingSpec | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class ChartSettings:
    """A `[[grafiek]]`. kind: name of a chart kind; options: what only that kind knows.

    indicators: ids, the main one first (its Leeswijzer entry is the card's, unless `entry`).
    """

    id: str
    kind: str
    indicators: tuple[str, ...]
    measure: str
    unit_line: str
    finding: FindingSpec | None = None
    entry: str = ""
    periods: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    benchmark: bool = True
    page: int = 1
    span: int = 1
    note: str = ""
    second: ChartSettings | None = None
    options: Mapping[str, object] = field(default_factory=dict)
    line: int = 0


CHANGES = "wijzigingen"
FILLINGS = (CHANGES,)


@dataclass(frozen=True, slots=True)
class BlockSpec:
    """A `[[blok]]`: which text block stands where. place: 'zijkolom', 'kolommen', 'paneel'.

    filling: one of FILLINGS, for a block that the program writes when it's asked to; '' for an
    editor's. most: how many sentences it may hold.
    """

    id: str
    title: str
    place: str
    required: bool = True
    aliases: tuple[str, ...] = ()
    line: int = 0
    filling: str = ""
    most: int = 5


@dataclass(frozen=True, slots=True)
class EntrySpec:
    """A `[[leeswijzer]]` entry: the definition behind an indicator."""

    id: str
    name: str
    source: str
    reference_date: str
    explanation: str
    nb: str = ""
    pages: tuple[int, ...] = ()
    line: int = 0


FINAL, CONCEPT = "definitief", "concept"
STATUSES = (FINAL, CONCEPT)


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of one sector: content/<slug>/<sector>/editie.toml.

    benchmark: the slug that stands for it in the figures' column `regio`.
    benchmark_name: in a sentence ('alle Zilveren Kruis-regio's'); benchmark_short: in a
    chart's row ('ZK'). published: the date that the PDF carries. status: one of STATUSES.
    """

    slug: str
    sector: str
    title: str
    sector_short: str
    sector_title: str
    reference_date: datetime.date
    published: datetime.date
    benchmark: str
    benchmark_name: str
    benchmark_short: str
    heads: tuple[tuple[str, str], tuple[str, str]]
    charts_title: str
    chart_columns: int
    minimum: int
    blocks: tuple[BlockSpec, ...]
    indicators: Mapping[str, IndicatorSpec]
    key_figures: tuple[KeyFigureSpec, ...]
    charts: tuple[ChartSettings, ...]
    entries: Mapping[str, EntrySpec]
    analyses_label: str = ""
    analyses_url: str = ""
    keywords: tuple[str, ...] = ()
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    file: str = ""
    status: str = FINAL

    @property
    def concept(self) -> bool:
        """Whether its plans aren't final yet: they say so, and stay off the website."""
        return self.status == CONCEPT

    @property
    def key(self) -> str:
        """'2023-2024/ggz', the folder of this edition under the content folder."""
        return f"{self.slug}/{self.sector}"


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A `##` block in a region's file, matched to its BlockSpec by `id`."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class RegionText:
    """A region's Markdown file. overrides: chart id -> (sentence, line).

    copied_from: the edition that a comment says it was copied from, '' for none; copied_line: of that comment.
    """

    region: str
    file: str
    blocks: tuple[TextBlock, ...]
    overrides: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    copied_from: str = ""
    copied_line: int = 0


@dataclass(frozen=True, slots=True)
class Theme:
    """content/thema.toml: colours ('#RRGGBB' by role), fonts, logo and the office's name.

    fonts: 'regular', 'bold', 'italic', 'bold_italic' -> file name in the fonts folder.
    logo: path relative to the theme file, '' for none; logo_alt: what it shows.
    """

    office: str
    office_url: str
    colours: Mapping[str, str]
    fonts: Mapping[str, str]
    logo: str = ""
    logo_alt: str = ""
    file: str = ""
