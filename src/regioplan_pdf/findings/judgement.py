"""The values that the rules of `findings` take and give."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from regioplan_pdf.model.content import ChartSettings, Edition
from regioplan_pdf.model.figures import Figures, Period, Series, Value

UNKNOWN = "onbekend"
"""The outcome of every rule when a figure that it needs is withheld or missing."""


class Direction(StrEnum):
    """Which way figures point: against the benchmark, or against an earlier period."""

    UP = "hoger"
    DOWN = "lager"
    SAME = "gelijk"
    NONE = ""

    @classmethod
    def of(cls, difference: float) -> Direction:
        """Tell the sign of a difference."""
        if difference == 0:
            return cls.SAME
        return cls.UP if difference > 0 else cls.DOWN


class Kind(StrEnum):
    """What a direction is about, so that an editor's words are weighed for what they say."""

    LEVEL = "niveau"
    """Against the benchmark: 'hoger', 'minder'."""
    CHANGE = "verandering"
    """In time: 'toegenomen', 'daalt'."""
    BOTH = "beide"
    """Growth by category, where either kind of word is used."""


@dataclass(frozen=True, slots=True)
class FindingContext:
    """What a rule looks at: the figures and settings of one chart or key figure.

    indicators: ids, the main one first; measure: what the chart measures, for the neutral
    sentence ('' beside a key figure); categories, periods: those shown, empty for all;
    columns: the columns of a scenario chart, today's first; growth: the indicator of the published
    growth that the chart prints, '' for none.
    """

    region_name: str
    edition: Edition
    figures: Figures
    indicators: tuple[str, ...]
    measure: str = ""
    categories: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    columns: tuple[str, ...] = ()
    growth: str = ""

    @classmethod
    def of_chart(cls, chart: ChartSettings, region_name: str, edition: Edition, figures: Figures) -> FindingContext:
        """Look at what a chart shows."""
        columns = chart.options.get("kolommen", ())
        return cls(
            region_name,
            edition,
            figures,
            chart.indicators,
            chart.measure,
            chart.categories,
            tuple(map(Period.parse, chart.periods)),
            tuple(map(str, columns)) if isinstance(columns, list | tuple) else (),
            _printed_growth(chart),
        )

    def series(self, indicator: str = "", *, benchmark: bool = False) -> Series | None:
        """Give the region's (or the benchmark's) series, by default of the main indicator."""
        held = self.figures.benchmark if benchmark else self.figures.region
        return held.get(indicator or (self.indicators[0] if self.indicators else ""))


def _printed_growth(chart: ChartSettings) -> str:
    """Name the growth that stands beside the chart's main figure: of the columns, or of its row in a table."""
    growth, rows = chart.options.get("groei", ""), chart.options.get("rijen", ())
    if isinstance(growth, str) and growth:
        return growth
    for row in rows if isinstance(rows, list | tuple) else ():
        if isinstance(row, Mapping) and row.get("indicator") in chart.indicators[:1]:
            return str(row.get("groei", ""))
    return ""


@dataclass(frozen=True, slots=True)
class Part:
    """The direction of one category, and the figures that show it ('31% against 24%')."""

    name: str
    direction: Direction
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule makes of the figures, before it is put in words.

    words: what stands in the placeholders; None where a figure is withheld or missing, so
        that a sentence which uses it can't be made.
    lean: the bare sign of the difference, also when it is too small to mention.
    evidence: the figures behind it, for messages. values: all that was weighed.
    """

    outcome: str
    words: Mapping[str, str | None] = field(default_factory=dict)
    direction: Direction = Direction.NONE
    lean: Direction = Direction.NONE
    kind: Kind = Kind.LEVEL
    evidence: str = ""
    parts: tuple[Part, ...] = ()
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """The sentence over a chart. It may still hold {{ expressions }}.

    outcome: the rule's outcome ('toegenomen'), 'onbekend' when a figure is withheld.
    example: whether a figure behind it is a `voorbeeld`.
    """

    outcome: str
    sentence: str
    direction: Direction = Direction.NONE
    lean: Direction = Direction.NONE
    kind: Kind = Kind.LEVEL
    evidence: str = ""
    parts: tuple[Part, ...] = ()
    example: bool = False


Options = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule and what an edition may write for it.

    outcomes: each with the outcomes whose sentence stands in when it has none of its own.
    words: names of its placeholders; options: name -> type of its settings; needed: those that have no default.
    plain: outcome -> what is said when an edition has no sentence for it: the figures, and no more. For rare ones.
    """

    judge: Callable[[Options, FindingContext], Judgement]
    outcomes: Mapping[str, tuple[str, ...]]
    words: frozenset[str] = frozenset()
    options: Mapping[str, type] = field(default_factory=dict)
    needed: frozenset[str] = frozenset()
    plain: Mapping[str, str] = field(default_factory=dict)


def read_number(options: Options, name: str, default: float) -> float:
    """Read a threshold; the default when it is absent or no number (`check_findings` tells)."""
    value = options.get(name, default)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else default


def read_words(options: Options, name: str) -> tuple[str, ...]:
    """Read a list of words; one word alone counts as a list of one."""
    value = options.get(name, ())
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(str(word) for word in value) if isinstance(value, list | tuple) else ()


def read_word(options: Options, name: str) -> str:
    """Read one word, '' by default."""
    value = options.get(name, "")
    return value if isinstance(value, str) else ""
