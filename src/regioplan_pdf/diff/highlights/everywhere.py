"""What holds for all regions of an edition: told once, and what editors left as it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from regioplan_pdf.diff.figures.definition_rules import tell_reasons
from regioplan_pdf.diff.highlights.text import is_renamed, quote
from regioplan_pdf.model.changes import (
    About,
    BlockChange,
    CarriedOver,
    ChartChange,
    Course,
    DefinitionChange,
    Everywhere,
    Field,
    Kind,
    PlanChanges,
    TextChange,
    TextUnit,
)

MOST_WORDS = 14
"""So many words of a paragraph are quoted."""
LEAST_WORDS = 5
"""A paragraph of fewer words that two regions share is a coincidence."""


@dataclass(frozen=True, slots=True)
class _Fact:
    """Something that is so in one plan: facts with one key are the same fact."""

    key: tuple[str, ...]
    about: About
    sentence: str


def find_everywhere(plans: Sequence[PlanChanges]) -> tuple[Everywhere, ...]:
    """Give what changed alike in all plans, each once, in the order of the first plan.

    Of one region nothing is 'everywhere': then there's nothing to tell.
    """
    if len(plans) < 2:
        return ()
    held = [{fact.key for fact in _facts(plan)} for plan in plans[1:]]
    shared = {fact.key: fact for fact in _facts(plans[0]) if all(fact.key in keys for keys in held)}
    return tuple(Everywhere(fact.about, fact.sentence, len(plans)) for fact in shared.values())


def _facts(plan: PlanChanges) -> Iterator[_Fact]:
    for block in plan.blocks:
        yield from _block_facts(block)
    for definition in plan.definitions:
        yield from _definition_facts(definition)
    yield from _indicator_facts(plan)
    for chart in plan.charts:
        yield from _chart_facts(chart)


def _block_facts(block: BlockChange) -> Iterator[_Fact]:
    if block.kind is Kind.ADDED:
        yield _Fact(("blok", "nieuw", block.new_id), About.TEXT, f"Het blok {quote(block.title.new)} is nieuw.")
    elif block.kind is Kind.REMOVED:
        yield _Fact(("blok", "weg", block.old_id), About.TEXT, f"Het blok {quote(block.title.old)} is vervallen.")
    elif is_renamed(block):
        sentence = f"Het blok {quote(block.title.old)} heet nu {quote(block.title.new)}."
        yield _Fact(("blok", "naam", block.new_id, block.title.old, block.title.new), About.TEXT, sentence)
    # In a block that is itself new or gone, its text is no news.
    for change in block.changes:
        if change.kind is Kind.ADDED and block.kind is not Kind.ADDED:
            yield from _paragraph(change.new[0], block, "Nieuw in")
        elif change.kind is Kind.REMOVED and block.kind is not Kind.REMOVED:
            yield from _paragraph(change.old[0], block, "Vervallen uit")


def _paragraph(unit: TextUnit, block: BlockChange, words: str) -> Iterator[_Fact]:
    text = " ".join(unit.text.split())
    if len(text.split()) >= LEAST_WORDS:
        title = block.title.new or block.title.old
        yield _Fact(("alinea", words, text), About.TEXT, f"{words} {quote(title)}: {quote(_shortened(text))}.")


def _shortened(text: str) -> str:
    words = text.split()
    return text.rstrip(".;:") if len(words) <= MOST_WORDS else f"{' '.join(words[:MOST_WORDS])} …"


def _definition_facts(definition: DefinitionChange) -> Iterator[_Fact]:
    name, anchor = quote(definition.name), definition.anchor
    if definition.kind is Kind.ADDED:
        yield _Fact((anchor, "nieuw"), About.DEFINITION, f"De definitie {name} is nieuw.")
    elif definition.kind is Kind.REMOVED:
        yield _Fact((anchor, "weg"), About.DEFINITION, f"De definitie {name} is vervallen.")
    elif definition.reasons:
        sentence = f"De definitie {name} is zo veranderd dat cijfers niet te vergelijken zijn: "
        yield _Fact((anchor, *definition.reasons), About.DEFINITION, f"{sentence}{tell_reasons(definition.reasons)}.")


def _indicator_facts(plan: PlanChanges) -> Iterator[_Fact]:
    """Indicators of which every figure is new, or every figure gone."""
    courses: dict[str, set[Course]] = {}
    names: dict[str, str] = {}
    for figure in plan.figures:
        courses.setdefault(figure.indicator, set()).add(figure.course)
        names.setdefault(figure.indicator, figure.name)
    for indicator, found in courses.items():
        for course, what in ((Course.NEW, "nieuw"), (Course.GONE, "vervallen")):
            if found == {course}:
                sentence = f"Het cijfer {quote(names[indicator])} is {what}."
                yield _Fact(("cijfer", what, indicator), About.FIGURE, sentence)


def _chart_facts(chart: ChartChange) -> Iterator[_Fact]:
    title = quote(_titled(chart.fields))
    for kind, what in ((Kind.ADDED, "nieuw"), (Kind.REMOVED, "vervallen")):
        if chart.kind is kind:
            yield _Fact((chart.anchor, what), About.FINDING, f"De grafiek {title} is {what}.")
    if chart.turned:
        key = (chart.anchor, "om", chart.old_outcome, chart.new_outcome)
        sentence = (
            f"De bevinding bij {title} is omgeslagen, van {quote(chart.old_outcome)} naar {quote(chart.new_outcome)}."
        )
        yield _Fact(key, About.FINDING, sentence)


def _titled(fields: tuple[Field, ...]) -> str:
    return next((field.new or field.old for field in fields if field.name == "titel"), "")


# -- what editors left as it was ----------------------------------------------------------


def find_carried_over(plan: PlanChanges) -> Iterator[CarriedOver]:
    """Give the blocks whose text an editor left as it was.

    A figure that the program calculates anew, and another heading, which the edition gives, are no
    work of an editor. A block whose paragraphs only stand in another order counts as rewritten.
    """
    for block in plan.blocks:
        words = sum(len(unit.text.split()) for change in block.changes for unit in change.new)
        if words and block.old_id and block.new_id and not block.gone_to and all(map(_is_left, block.changes)):
            yield CarriedOver(plan.new.region, plan.new.region_title, block.new_id, block.title.new, words)


def _is_left(change: TextChange) -> bool:
    if change.kind is Kind.UNCHANGED:
        return not change.moved
    if change.kind is not Kind.CHANGED or change.moved or len(change.old) != 1 or len(change.new) != 1:
        return False
    return _without_figures(change.old[0]) == _without_figures(change.new[0])


def _without_figures(unit: TextUnit) -> tuple[str, ...]:
    """The words between calculated figures, and the expressions of these."""
    told: list[str] = []
    start = 0
    for span in unit.figures:
        told += (*unit.text[start : span.start].split(), span.expression)
        start = span.end
    return (*told, *unit.text[start:].split())
