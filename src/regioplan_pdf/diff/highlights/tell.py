"""What a policymaker should know first: one short sentence each, made from what was found.

A definition that parts two figures goes before a finding that turned, that before a block that came
or went, and that before figures, by how much they moved. Of what can't be compared no rise or fall
is told, of what is withheld nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from regioplan_pdf.diff.figures.definition_rules import tell_reasons
from regioplan_pdf.diff.figures.weight import size
from regioplan_pdf.diff.highlights.text import quote, tell_list, tell_text
from regioplan_pdf.dutch import format_period, join_words
from regioplan_pdf.model.changes import (
    About,
    ChartChange,
    Course,
    DefinitionChange,
    FigureChange,
    Highlight,
    KeyFigureChange,
    Kind,
    PlanChanges,
    Side,
)

MOST = 12
LEAST_FIGURE, LEAST_SIZE = 0.45, 0.1
"""Weight and size from which a figure that rose or fell is a highlight."""
LEAST_APART = 0.7
"""Weight from which figures that can't be compared are told with their reasons."""
_TURNED, _REDEFINED, _REVISED = 0.9, 0.55, 0.5
_NEW_KEY, _GONE_KEY, _NEW_ENTRY, _GONE_ENTRY, _NEW_CHART = 0.66, 0.64, 0.57, 0.5, 0.4
_RULE_SIGNS = str.maketrans("-", " ")


@dataclass(frozen=True, slots=True)
class _Apart:
    """Figures that can't be compared for the same reasons."""

    anchor: str
    reasons: tuple[str, ...]
    names: list[str]
    weight: float


def tell_highlights(changes: PlanChanges) -> tuple[Highlight, ...]:
    """Tell at most a dozen things, the weightiest first; what weighs the same in the order of the plan."""
    found = sorted(_all(changes), key=lambda highlight: -highlight.weight)
    return tuple(found[:MOST])


def _all(changes: PlanChanges) -> Iterator[Highlight]:
    yield from _tell_apart(changes)
    yield from (_tell_turn(chart, changes.old, changes.new) for chart in changes.charts if chart.turned)
    for figure in _news(changes.figures):
        yield Highlight(About.FIGURE, tell_figure(figure, changes.old, changes.new), figure.weight, figure.anchor)
    yield from _tell_revisions(changes.figures)
    yield from tell_text(changes.blocks)
    yield from _tell_key_figures(changes.key_figures)
    yield from _tell_definitions(changes.definitions)
    yield from _tell_charts(changes.charts)


def _tell_apart(changes: PlanChanges) -> Iterator[Highlight]:
    """Tell what can't be compared: once for a definition, and the lesser ones together."""
    groups = list(_find_apart(changes))
    lesser = [group for group in groups if group.weight < LEAST_APART]
    for group in groups:
        if group not in lesser or len(lesser) == 1:
            yield Highlight(About.DEFINITION, _apart(group.names, group.reasons), group.weight, group.anchor)
    if len(lesser) > 1:
        names = [name for group in lesser for name in group.names]
        also = "Ook niet" if len(groups) > len(lesser) else "Niet"
        sentence = f"{also} te vergelijken, door een andere definitie: {tell_list(names)}."
        yield Highlight(About.DEFINITION, sentence, max(group.weight for group in lesser), lesser[0].anchor)


def _find_apart(changes: PlanChanges) -> Iterator[_Apart]:
    groups: dict[tuple[str, tuple[str, ...]], list[FigureChange]] = {}
    for figure in changes.figures:
        if figure.course is Course.NOT_COMPARABLE:
            groups.setdefault((figure.definition or figure.anchor, figure.reasons), []).append(figure)
    for (anchor, reasons), figures in groups.items():
        yield _Apart(anchor, reasons, [figure.name for figure in figures], max(figure.weight for figure in figures))
    told = {anchor for anchor, _ in groups}
    for definition in changes.definitions:
        names = _still_shown(definition, changes.figures) if definition.reasons else []
        if names and definition.anchor not in told:
            yield _Apart(definition.anchor, definition.reasons, names, _REDEFINED)


def _still_shown(definition: DefinitionChange, figures: tuple[FigureChange, ...]) -> list[str]:
    """Names of indicators that both plans show, but in other categories, so that no figure has its like."""
    courses: dict[str, set[Course]] = {}
    for figure in figures:
        if figure.indicator in definition.indicators:
            courses.setdefault(figure.indicator, set()).add(figure.course)
    return [
        next(figure.name for figure in figures if figure.indicator == indicator)
        for indicator, found in courses.items()
        if found >= {Course.NEW, Course.GONE}
    ]


def _apart(names: Sequence[str], reasons: tuple[str, ...]) -> str:
    told = list(dict.fromkeys(map(quote, names)))
    verb = "is" if len(told) == 1 else "zijn"
    return f"{join_words(told)} {verb} niet te vergelijken: {tell_reasons(reasons)}."


def _tell_turn(chart: ChartChange, old_side: Side, new_side: Side) -> Highlight:
    title = next(field.new for field in chart.fields if field.name == "titel")
    old, new = (quote(tell_outcome(outcome)) for outcome in (chart.old_outcome, chart.new_outcome))
    sentence = f"De bevinding bij {quote(title)} is omgeslagen: van {old} naar {new}."
    if (old_side.region, old_side.sector) != (new_side.region, new_side.sector):
        one, two = _where(old_side, new_side)
        sentence = f"De bevinding bij {quote(title)} is tegengesteld: {old} in {one}, {new} in {two}."
    return Highlight(About.FINDING, sentence, _TURNED, chart.anchor)


def tell_outcome(outcome: str) -> str:
    """An outcome of a rule in words: 'iets toegenomen'."""
    return outcome.split("+", maxsplit=1)[0].translate(_RULE_SIGNS)


def _news(figures: tuple[FigureChange, ...]) -> Iterator[FigureChange]:
    """Figures that moved enough to be told; of an indicator's categories the one that weighs most."""
    heaviest: dict[str, FigureChange] = {}
    for figure in figures:
        moved = figure.course in (Course.RISEN, Course.FALLEN) and size(figure) >= LEAST_SIZE
        known = heaviest.get(figure.indicator)
        if moved and figure.weight >= LEAST_FIGURE and (known is None or figure.weight > known.weight):
            heaviest[figure.indicator] = figure
    return iter(heaviest.values())


def _tell_revisions(figures: tuple[FigureChange, ...]) -> Iterator[Highlight]:
    """Tell of which figures the new plan gives the old plan's last period differently."""
    found = [
        figure
        for figure in figures
        if figure.old_period != figure.new_period and figure.old_period in [each.period for each in figure.revisions]
    ]
    if found:
        sentence = f"Herzien sinds het vorige plan: {tell_list([figure.name for figure in found])}."
        yield Highlight(About.FIGURE, sentence, _REVISED, found[0].anchor)


def tell_figure(figure: FigureChange, old: Side, new: Side) -> str:
    """A figure that rose or fell, with what the benchmark did.

    Of two regions the figures stand side by side; of one period they're a revision: neither is a rise.
    """
    name = quote(f"{figure.name}: {figure.category}" if figure.category else figure.name)
    example = " (voorbeeldcijfers)" if figure.example else ""
    if (old.region, old.sector) != (new.region, new.sector):
        one, two = _where(old, new)
        return f"{name} is {figure.old_text} in {one} en {figure.new_text} in {two}{example}."
    course = f"van {figure.old_text} naar {figure.new_text} ({figure.relative.strip('()') or figure.difference})"
    if figure.new_period is not None and figure.old_period == figure.new_period:
        return f"{name} over {format_period(figure.new_period)} is herzien, {course}{example}."
    return f"{name} {_verb(figure.change)} {course}{_beside(figure)}{example}."


def _where(old: Side, new: Side) -> tuple[str, str]:
    """Names that tell the two plans apart: by region, else by sector."""
    if old.region != new.region:
        return old.region_title, new.region_title
    return f"het plan {old.sector.upper()}", f"het plan {new.sector.upper()}"


def _beside(figure: FigureChange) -> str:
    if figure.benchmark_change is None:
        return ""
    if not figure.benchmark_change:
        return f"; het gemiddelde bleef {figure.benchmark_new}"
    link = ", terwijl het gemiddelde" if figure.against_benchmark else "; het gemiddelde"
    return f"{link} {_verb(figure.benchmark_change)} van {figure.benchmark_old} naar {figure.benchmark_new}"


def _verb(change: float | None) -> str:
    return "steeg" if change and change > 0 else "daalde"


def _tell_key_figures(keys: tuple[KeyFigureChange, ...]) -> Iterator[Highlight]:
    for kind, words, weight in (
        (Kind.ADDED, "Nieuwe kerncijfers", _NEW_KEY),
        (Kind.REMOVED, "Geen kerncijfer meer", _GONE_KEY),
    ):
        found = [key for key in keys if key.kind is kind]
        names = [next(field.new or field.old for field in key.fields if field.name == "naam") for key in found]
        if found:
            yield Highlight(About.FIGURE, f"{words}: {tell_list(names)}.", weight, found[0].anchor)


def _tell_definitions(definitions: tuple[DefinitionChange, ...]) -> Iterator[Highlight]:
    for kind, words, weight in (
        (Kind.ADDED, "Nieuw in de Leeswijzer", _NEW_ENTRY),
        (Kind.REMOVED, "Vervallen uit de Leeswijzer", _GONE_ENTRY),
    ):
        found = [definition for definition in definitions if definition.kind is kind]
        if found:
            names = [definition.name for definition in found]
            yield Highlight(About.DEFINITION, f"{words}: {tell_list(names)}.", weight, found[0].anchor)


def _tell_charts(charts: tuple[ChartChange, ...]) -> Iterator[Highlight]:
    for kind, words in ((Kind.ADDED, "Nieuwe grafieken"), (Kind.REMOVED, "Vervallen grafieken")):
        found = [chart for chart in charts if chart.kind is kind]
        names = [next(field.new or field.old for field in chart.fields if field.name == "titel") for chart in found]
        if found:
            yield Highlight(About.FINDING, f"{words}: {tell_list(names)}.", _NEW_CHART, found[0].anchor)
