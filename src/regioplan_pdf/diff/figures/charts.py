"""Charts and what their findings say: paired, their texts compared, and whether a finding turned.

What a finding says is worked out again from the figures by its rule, for a plan that was read from its
PDF doesn't carry the templates of its sentence. A sentence over a chart may be an editor's own: where
its words claim a direction that the rule doesn't give, the words count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from regioplan_pdf.diff.figures.definitions import Definitions
from regioplan_pdf.diff.figures.fields import compare_texts
from regioplan_pdf.diff.figures.pairs import at, pair_places
from regioplan_pdf.findings import UNKNOWN, Direction, Finding, FindingContext, contradicts
from regioplan_pdf.findings.judgement import Judgement
from regioplan_pdf.findings.judgement import Kind as About
from regioplan_pdf.findings.rules import RULES
from regioplan_pdf.model.changes import ChartChange
from regioplan_pdf.model.content import ChartSettings, Edition
from regioplan_pdf.model.document import ChartCard, Document

_OPPOSITE = {Direction.UP: Direction.DOWN, Direction.DOWN: Direction.UP}
_CLAIMS = {
    About.LEVEL: {Direction.UP: "hoger", Direction.DOWN: "lager"},
    About.CHANGE: {Direction.UP: "toegenomen", Direction.DOWN: "gedaald"},
    About.BOTH: {Direction.UP: "hoger", Direction.DOWN: "lager"},
}
"""What the words of an editor's sentence come to, in the words of outcomes."""
_SUBJECT_OPTIONS = ("categorie", "groep", "deel")
"""Options of a rule that say what a finding is about; its other options are thresholds."""


@dataclass(frozen=True, slots=True)
class Card:
    """A chart of one plan with its settings, and what its finding says.

    outcome: '' without a finding; direction: of what it says, NONE when that isn't up or down.
    """

    card: ChartCard
    settings: ChartSettings | None
    outcome: str = ""
    direction: Direction = Direction.NONE
    about: About = About.LEVEL


def compare_charts(
    old: tuple[Document, Edition], new: tuple[Document, Edition], definitions: Definitions
) -> tuple[ChartChange, ...]:
    """Pair the charts of two plans by id, else by their main indicator, and compare them."""
    before, after = (tuple(_cards(*side)) for side in (old, new))
    return tuple(
        _compare(at(before, one), at(after, two), definitions)
        for one, two in pair_places(before, after, _votes(before, after))
    )


def _cards(document: Document, edition: Edition) -> Iterator[Card]:
    settings = {f"grafiek-{chart.id}": chart for chart in edition.charts}
    for card in document.charts:
        chart = settings.get(card.id)
        yield _judge(card, chart, document, edition) if chart is not None else Card(card, None)


def _judge(card: ChartCard, chart: ChartSettings, document: Document, edition: Edition) -> Card:
    rule = RULES.get(chart.finding.rule) if chart.finding is not None else None
    if rule is None or chart.finding is None:
        return Card(card, chart)
    context = FindingContext.of_chart(chart, document.region_title, edition, document.figures)
    judged = rule.judge(chart.finding.options, context)
    if judged.outcome == UNKNOWN:
        return Card(card, chart, UNKNOWN)
    said = Finding(judged.outcome, card.finding, judged.direction, judged.lean, judged.kind)
    if _speaks_of_one_way(judged) and contradicts(card.finding, said):
        claimed = _claimed(card.finding, judged.kind)
        if claimed is not Direction.NONE:
            return Card(card, chart, _CLAIMS[judged.kind][claimed], claimed, judged.kind)
    if None in judged.words.values() and _claimed(card.finding, judged.kind) is Direction.NONE:
        # A figure that the sentence may need is withheld or missing: then nothing may have been said.
        return Card(card, chart, UNKNOWN)
    return Card(card, chart, judged.outcome, judged.direction, judged.kind)


def _speaks_of_one_way(judged: Judgement) -> bool:
    """Whether a rule speaks of one direction, so that words can go against it."""
    return judged.direction is not Direction.NONE and not judged.parts


def _claimed(sentence: str, about: About) -> Direction:
    """The direction that a sentence claims: the one that it would contradict the opposite of."""
    against = {
        direction: contradicts(sentence, Finding("", sentence, direction, direction, about)) is not None
        for direction in _OPPOSITE
    }
    for direction, opposite in _OPPOSITE.items():
        if against[opposite] and not against[direction]:
            return direction
    return Direction.NONE


def _votes(before: tuple[Card, ...], after: tuple[Card, ...]) -> Iterator[tuple[int, int, float]]:
    for one, old in enumerate(before):
        for two, new in enumerate(after):
            if old.card.id == new.card.id:
                yield one, two, 2.0
            elif _main(old) and _main(old) == _main(new):
                yield one, two, 1.0


def _main(card: Card) -> str:
    """The main indicator; '' for a chart that has none, or is a table of several."""
    if card.settings is None or card.settings.kind == "tabel":
        return ""
    return next(iter(card.settings.indicators), "")


def _compare(old: Card | None, new: Card | None, definitions: Definitions) -> ChartChange:
    names = ("bevinding", "titel", "eenheid", "titel tweede grafiek", "voetnoot")
    kind, fields = compare_texts(names, *(_texts(each.card) if each else None for each in (old, new)))
    comparable = _comparable(old, new, definitions)
    return ChartChange(
        kind,
        old.card.id if old else "",
        new.card.id if new else "",
        fields,
        old.outcome if old else "",
        new.outcome if new else "",
        turned=comparable and old is not None and new is not None and _turned(old, new),
        comparable=comparable,
    )


def _texts(card: ChartCard) -> tuple[str, ...]:
    return card.finding, card.measure, card.unit_line, card.second_measure, card.note


def _comparable(old: Card | None, new: Card | None, definitions: Definitions) -> bool:
    """Whether two charts show figures that can be compared; a chart on its own leaves nothing to doubt."""
    if old is None or new is None or old.settings is None or new.settings is None:
        return True
    before, after = old.settings.indicators, new.settings.indicators
    if before[:1] != after[:1]:
        return False
    return not any(definitions.reasons.get(name) for name in before if name in after)


def _turned(old: Card, new: Card) -> bool:
    """Whether the two say opposite things of the same thing."""
    if _OPPOSITE.get(old.direction) is not new.direction or old.about is not new.about:
        return False
    one, two = (card.settings.finding if card.settings else None for card in (old, new))
    if one is None or two is None or one.rule != two.rule:
        return False
    return all(one.options.get(name) == two.options.get(name) for name in _SUBJECT_OPTIONS)
