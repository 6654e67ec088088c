"""What changed between two plans: typed values that every report is made from.

Made by `diff`, shown by `diff.render`. Nothing of either plan is lost: joining the old sides of
all pieces gives every text of the old plan, joining the new sides every text of the new one.
Changes stand in the order of the new plan, with what is gone at the place where it stood.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from regioplan_pdf.model.figures import Period, Unit, Value


class Op(StrEnum):
    """What happened to a stretch of text."""

    SAME = "gelijk"
    REMOVED = "weg"
    ADDED = "nieuw"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: words with the white space behind them, as either plan has them.

    old, new: '' on the side that doesn't have it. Both sides of a SAME piece are equal but for
    typography (quotes, hyphenation, white space), which doesn't count as a change.
    figure: the stretch is a number (with its unit), so that a change of it is one of a figure.
    """

    op: Op
    old: str
    new: str
    figure: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A named text and how it changed, such as a definition's 'bron' or a chart's 'bevinding'."""

    name: str
    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        """Whether the two texts differ."""
        return any(piece.op is not Op.SAME for piece in self.pieces)

    @property
    def old(self) -> str:
        """The text as the old plan has it."""
        return "".join(piece.old for piece in self.pieces)

    @property
    def new(self) -> str:
        """The text as the new plan has it."""
        return "".join(piece.new for piece in self.pieces)


# -- text -----------------------------------------------------------------------------


class Form(StrEnum):
    """What kind of text a unit is, by the word that a reader knows."""

    PARAGRAPH = "alinea"
    ITEM = "punt"
    SUBHEADING = "tussenkop"
    LEAD_IN = "inleiding"
    OUTCOME = "uitkomst"


@dataclass(frozen=True, slots=True)
class FigureSpan:
    """Where a text holds the value of an expression: text[start:end]."""

    start: int
    end: int
    expression: str


@dataclass(frozen=True, slots=True)
class TextUnit:
    """The smallest text that is matched: a paragraph, a list item's paragraph or a subheading.

    id: its node in the document ('blok-terugblik.2.0'); section: its block's ('blok-terugblik').
    depth: 0 for text of the block itself, 1 for a list's, 2 for a nested list's.
    number: what stands before a numbered item ('2.'), '' otherwise; it isn't compared.
    """

    id: str
    section: str
    form: Form
    text: str
    depth: int = 0
    number: str = ""
    figures: tuple[FigureSpan, ...] = ()


class Kind(StrEnum):
    """What happened to a unit of text, or to a block."""

    UNCHANGED = "ongewijzigd"
    CHANGED = "gewijzigd"
    ADDED = "nieuw"
    REMOVED = "vervallen"
    MOVED = "verplaatst"
    SPLIT = "gesplitst"
    MERGED = "samengevoegd"


@dataclass(frozen=True, slots=True)
class TextChange:
    """Units that belong together and what happened to them.

    old, new: one unit each, but several old ones when MERGED, several new ones when SPLIT; none
    on the side that doesn't have it. pieces: of the units' texts joined by a line feed, which
    stands in a piece of its own. moved: it stands at another place among its neighbours, or in
    another block; MOVED is for a unit that is otherwise unchanged.
    likeness: 0 to 1, how much of the words is shared.
    """

    kind: Kind
    old: tuple[TextUnit, ...]
    new: tuple[TextUnit, ...]
    pieces: tuple[Piece, ...]
    moved: bool = False
    likeness: float = 1.0

    @property
    def figures_only(self) -> bool:
        """Whether nothing but numbers changed in its words."""
        changed = [piece for piece in self.pieces if piece.op is not Op.SAME]
        return bool(changed) and all(piece.figure for piece in changed)

    @property
    def crossed(self) -> bool:
        """Whether it moved to another block."""
        return bool(self.old and self.new) and self.old[0].section != self.new[0].section


class Match(StrEnum):
    """How a block was recognised in the other plan."""

    ID = "kenmerk"
    ALIAS = "bekende andere naam"
    LIKENESS = "gelijkenis"
    NONE = ""


@dataclass(frozen=True, slots=True)
class BlockChange:
    """A text block of one plan or both. kind: UNCHANGED, CHANGED, ADDED, REMOVED or MOVED.

    title: pieces of the heading; a block with another heading is renamed. moved: it stands at another
    place among the blocks that both plans have. changes: the units of the new block, and those of
    the old one that are gone. A unit that moved to another block stands with that block only;
    gone_to: for every such unit, its id in the old plan and the new block's id.
    place: of the block in the new plan (the old one's when removed).
    """

    kind: Kind
    old_id: str
    new_id: str
    title: Field
    match: Match
    changes: tuple[TextChange, ...]
    likeness: float = 1.0
    moved: bool = False
    gone_to: tuple[tuple[str, str], ...] = ()
    place: str = ""

    @property
    def renamed(self) -> bool:
        """Whether the two plans give it another heading."""
        return bool(self.old_id and self.new_id) and self.title.changed

    @property
    def anchor(self) -> str:
        """The id of this change in a report."""
        return f"tekst-{(self.new_id or self.old_id).removeprefix('blok-')}"


# -- definitions ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DefinitionChange:
    """An entry of the Leeswijzer in one plan or both.

    kind: UNCHANGED, CHANGED, ADDED or REMOVED. fields: 'naam', 'bron', 'peildatum', 'toelichting',
    'nb', 'regioanalyse'. reasons: why figures can't be compared, in Dutch ('de toelichting is
    anders'); empty when they can. A peildatum that only moved along with the edition is no reason.
    indicators: ids of the indicators that either plan defines by it.
    """

    kind: Kind
    old_id: str
    new_id: str
    fields: tuple[Field, ...]
    reasons: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()

    @property
    def comparable(self) -> bool:
        """Whether figures of the two plans that follow this definition can be compared."""
        return not self.reasons

    @property
    def name(self) -> str:
        """The entry's name in the new plan, else in the old one."""
        field = self.fields[0]
        return field.new or field.old

    @property
    def anchor(self) -> str:
        """The id of this change in a report."""
        return f"definitie-{self.new_id or self.old_id}".replace("leeswijzer-", "")


# -- figures ----------------------------------------------------------------------------


class Course(StrEnum):
    """What became of a figure."""

    SAME = "gelijk gebleven"
    RISEN = "gestegen"
    FALLEN = "gedaald"
    NEW = "nieuw"
    GONE = "vervallen"
    NOT_COMPARABLE = "niet vergelijkbaar"
    WITHHELD = "te klein"
    """Withheld in one plan or both: no difference is told."""
    UNKNOWN = "onbekend"


@dataclass(frozen=True, slots=True)
class Revision:
    """A figure of one period that both plans give, and give differently ('herzien')."""

    period: Period
    old: str
    new: str
    difference: str = ""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure of an indicator: the last that the old plan has beside the last of the new.

    name: what is measured, in words; category: '' for none. old, new: as they may be shown,
    with the period that each is of; None when that plan doesn't have it.
    old_text, new_text: formatted. difference: in the unit's own way ('+3 procentpunt',
    '-12', '+EUR 1.200'), of the numbers as printed; relative: '(+8,9%)' where that says more,
    else ''. All '' unless course is SAME, RISEN or FALLEN.
    benchmark_...: the same of the benchmark, '' where a plan has none.
    benchmark_change: the benchmark's `change`; None where the region's own may not be told either.
    definition: anchor of the DefinitionChange that it follows, '' for none.
    reasons: why it is NOT_COMPARABLE, in Dutch ('de toelichting is anders').
    weight: 0 to 1, how early a reader should hear of it.
    """

    indicator: str
    name: str
    category: str
    unit: Unit
    course: Course
    old: Value | None
    new: Value | None
    old_period: Period | None
    new_period: Period | None
    old_text: str = ""
    new_text: str = ""
    difference: str = ""
    relative: str = ""
    change: float | None = None
    """The difference in the unit's own measure; None when none may be told."""
    benchmark_old: str = ""
    benchmark_new: str = ""
    benchmark_difference: str = ""
    revisions: tuple[Revision, ...] = ()
    definition: str = ""
    weight: float = 0.0
    reasons: tuple[str, ...] = ()
    benchmark_change: float | None = None

    @property
    def against_benchmark(self) -> bool | None:
        """Whether region and benchmark moved opposite ways; None when one didn't move or isn't known."""
        if not self.change or not self.benchmark_change:
            return None
        return (self.change > 0) is not (self.benchmark_change > 0)

    @property
    def changed(self) -> bool:
        """Whether there is something to tell; a figure that neither plan gives is nothing."""
        if self.course in (Course.WITHHELD, Course.UNKNOWN):
            return self.old_text != self.new_text or bool(self.revisions)
        return self.course is not Course.SAME or bool(self.revisions)

    @property
    def example(self) -> bool:
        """Whether either figure is a `voorbeeld`."""
        return any(value is not None and value.example for value in (self.old, self.new))

    @property
    def anchor(self) -> str:
        """The id of this change in a report."""
        category = "".join(letter if letter.isalnum() else "-" for letter in self.category.casefold())
        return f"cijfer-{self.indicator}" + (f"-{category}" if category else "")


@dataclass(frozen=True, slots=True)
class ChartChange:
    """A chart with its finding. kind: UNCHANGED, CHANGED, ADDED or REMOVED.

    fields: 'bevinding', 'titel', 'eenheid', 'titel tweede grafiek', 'voetnoot'.
    turned: the finding says the opposite of what it said, from old_outcome to new_outcome ('lager',
    'hoger'); never where its definition isn't comparable.
    comparable: False when a definition behind it changed.
    """

    kind: Kind
    old_id: str
    new_id: str
    fields: tuple[Field, ...]
    old_outcome: str = ""
    new_outcome: str = ""
    turned: bool = False
    comparable: bool = True

    @property
    def anchor(self) -> str:
        """The id of this change in a report."""
        return f"bevinding-{(self.new_id or self.old_id).removeprefix('grafiek-')}"


@dataclass(frozen=True, slots=True)
class KeyFigureChange:
    """A figure of the strip, with its texts. fields: 'waarde', 'naam', 'vergelijking'."""

    kind: Kind
    old_id: str
    new_id: str
    fields: tuple[Field, ...]
    figure: str = ""
    """Anchor of the FigureChange that tells the difference, '' for none."""

    @property
    def anchor(self) -> str:
        """The id of this change in a report."""
        return f"kerncijfer-{(self.new_id or self.old_id).removeprefix('kerncijfer-')}"


# -- a whole plan, a whole edition ------------------------------------------------------


class Origin(StrEnum):
    """Where one side of a comparison was read from."""

    CONTENT = "inhoud"
    PLAN = "pdf met bron"
    FOREIGN = "pdf zonder bron"


@dataclass(frozen=True, slots=True)
class Side:
    """Which plan one side of the comparison is.

    label: 'Regioplan 2023/2024 GGZ Rotterdam'; short: what tells it from the other ('2023/2024').
    file: name of the file without its folder. example: it holds `voorbeeld` figures.
    """

    label: str
    short: str
    origin: Origin
    file: str
    edition: str = ""
    sector: str = ""
    region: str = ""
    region_title: str = ""
    example: bool = False


class About(StrEnum):
    """What a highlight tells of."""

    TEXT = "tekst"
    FIGURE = "cijfer"
    DEFINITION = "definitie"
    FINDING = "bevinding"


@dataclass(frozen=True, slots=True)
class Highlight:
    """One sentence of 'Wat u als eerste moet weten'. weight: 0 to 1; anchor: where it's told in full."""

    about: About
    sentence: str
    weight: float
    anchor: str


@dataclass(frozen=True, slots=True)
class PlanChanges:
    """Everything that differs between two plans, and everything that doesn't.

    highlights: by weight, heaviest first. notes: what could not be compared, in Dutch sentences.
    figures_compared: False when a side is a PDF without its source.
    """

    old: Side
    new: Side
    highlights: tuple[Highlight, ...]
    key_figures: tuple[KeyFigureChange, ...]
    charts: tuple[ChartChange, ...]
    blocks: tuple[BlockChange, ...]
    figures: tuple[FigureChange, ...]
    definitions: tuple[DefinitionChange, ...]
    notes: tuple[str, ...] = ()
    figures_compared: bool = True

    @property
    def same(self) -> bool:
        """Whether the two plans say the same."""
        kinds = [
            *(figure.kind for figure in self.key_figures),
            *(chart.kind for chart in self.charts),
            *(block.kind for block in self.blocks),
            *(definition.kind for definition in self.definitions),
        ]
        return all(kind is Kind.UNCHANGED for kind in kinds) and not any(figure.changed for figure in self.figures)


@dataclass(frozen=True, slots=True)
class Everywhere:
    """A change that all regions that both editions have share, told once. count: of regions."""

    about: About
    sentence: str
    count: int


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """A block that stands in the new edition word for word as in the old. words: how many."""

    region: str
    region_title: str
    block: str
    title: str
    words: int


@dataclass(frozen=True, slots=True)
class RegionWeight:
    """How much of one region's plan changed. share: of its words, 0 to 1; figures: how many changed."""

    region: str
    region_title: str
    share: float
    figures: int


@dataclass(frozen=True, slots=True)
class EditionChanges:
    """One edition against another: every region that both have, and what holds for all.

    ranking: regions, the most changed first. everywhere: what is new or gone in all of them.
    carried_over: blocks that an editor left as they were. only_old, only_new: (slug, title).
    """

    old: Side
    new: Side
    plans: tuple[PlanChanges, ...]
    ranking: tuple[RegionWeight, ...]
    everywhere: tuple[Everywhere, ...]
    carried_over: tuple[CarriedOver, ...]
    only_old: tuple[tuple[str, str], ...] = ()
    only_new: tuple[tuple[str, str], ...] = ()

    @property
    def same(self) -> bool:
        """Whether the two editions say the same."""
        return not self.only_old and not self.only_new and all(plan.same for plan in self.plans)
