"""Figures, key figures, findings and definitions as the page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count, groupby

from markupsafe import Markup

from regioplan_pdf.diff.render.html.pieces import marked, one_side, whole
from regioplan_pdf.diff.render.html.text import field_named, field_title
from regioplan_pdf.diff.render.wording import LABELS
from regioplan_pdf.dutch import capitalize_first, format_period, join_words
from regioplan_pdf.model.changes import (
    ChartChange,
    Course,
    DefinitionChange,
    Field,
    FigureChange,
    KeyFigureChange,
    Kind,
    Op,
    PlanChanges,
)
from regioplan_pdf.model.figures import Period, Value

_SIGNS: Mapping[Course, str] = {Course.RISEN: "▲", Course.FALLEN: "▼", Course.SAME: "="}
_GROUPS: tuple[tuple[str, tuple[Course, ...]], ...] = (
    ("Wat steeg en wat daalde", (Course.RISEN, Course.FALLEN)),
    ("Niet vergelijkbaar", (Course.NOT_COMPARABLE,)),
    ("Te klein of onbekend", (Course.WITHHELD, Course.UNKNOWN)),
    ("Nieuwe cijfers", (Course.NEW,)),
    ("Vervallen cijfers", (Course.GONE,)),
    ("Gelijk gebleven", (Course.SAME,)),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as one plan gives it. text: '' when that plan doesn't have it; period: of what it is."""

    text: str
    period: str
    example: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. name: of the category where its indicator has them.

    sign, course: '▲' and 'gestegen'. remark: why there is no difference, and target: (anchor, name) of
    the definition that changed.
    benchmark: (old, new, difference). against: it moved the other way than the benchmark.
    """

    id: str
    name: str
    old: Shown
    new: Shown
    sign: str
    course: str
    difference: str
    relative: str
    remark: str
    target: tuple[str, str] | None
    benchmark: tuple[str, str, str]
    against: bool
    revisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """The figures of one indicator. name: '' when its one row has it.

    remark, target: of all its rows, when they share them; the rows then have none.
    """

    name: str
    rows: tuple[Row, ...]
    remark: str = ""
    target: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures that share what became of them. sides: whether both plans can have them; number: of figures."""

    id: str
    title: str
    indicators: tuple[Indicator, ...]
    number: int
    sides: str
    benchmark: bool


def figure_groups(changes: PlanChanges, prefix: str) -> tuple[FigureGroup, ...]:
    """The figures by what became of them, heaviest first, the categories of an indicator together."""
    names = {definition.anchor: definition.name for definition in changes.definitions}
    groups: list[FigureGroup] = []
    taken: set[str] = set()
    for place, (title, courses) in enumerate(_GROUPS):
        found = [figure for figure in changes.figures if figure.course in courses]
        if not found:
            continue
        sides = {Course.NEW: "new", Course.GONE: "old"}.get(courses[0], "both")
        benchmark = any(figure.benchmark_old or figure.benchmark_new for figure in found)
        indicators = tuple(_distinct(_indicators(found, prefix, names), taken))
        groups.append(FigureGroup(f"{prefix}cijfers-{place + 1}", title, indicators, len(found), sides, benchmark))
    return tuple(groups)


def _distinct(indicators: Iterable[Indicator], taken: set[str]) -> Iterable[Indicator]:
    """Give rows ids of their own: two categories can differ in signs only ('A+B', 'A-B')."""
    for indicator in indicators:
        rows = []
        for row in indicator.rows:
            names = (row.id if number == 1 else f"{row.id}-{number}" for number in count(1))
            free = next(name for name in names if name not in taken)
            taken.add(free)
            rows.append(replace(row, id=free))
        yield replace(indicator, rows=tuple(rows))


def _indicators(figures: Sequence[FigureChange], prefix: str, names: Mapping[str, str]) -> Iterable[Indicator]:
    first = {figure.indicator: place for place, figure in reversed(list(enumerate(figures)))}
    weight = {
        indicator: max(figure.weight for figure in figures if figure.indicator == indicator) for indicator in first
    }
    ordered = sorted(figures, key=lambda figure: (-weight[figure.indicator], first[figure.indicator]))
    for _, group in groupby(ordered, lambda figure: figure.indicator):
        members = tuple(group)
        categories = any(figure.category for figure in members)
        rows = tuple(_row(figure, prefix, names) for figure in members)
        shared = {(row.remark, row.target) for row in rows}
        if categories and len(shared) == 1:
            remark, target = shared.pop()
            bare = tuple(replace(row, remark="", target=None) for row in rows)
            yield Indicator(capitalize_first(members[0].name), bare, remark, target)
        else:
            yield Indicator(capitalize_first(members[0].name) if categories else "", rows)


def _row(figure: FigureChange, prefix: str, names: Mapping[str, str]) -> Row:
    name = names.get(figure.definition)
    told = bool(figure.difference) and figure.course in _SIGNS
    return Row(
        id=prefix + figure.anchor,
        name=capitalize_first(figure.category or figure.name),
        old=_shown(figure.old, figure.old_text, figure.old_period),
        new=_shown(figure.new, figure.new_text, figure.new_period),
        sign=_SIGNS.get(figure.course, "") if told else "",
        course=str(figure.course),
        difference=figure.difference if told else "",
        relative=figure.relative if told else "",
        remark="" if told or figure.course is not Course.NOT_COMPARABLE else join_words(figure.reasons),
        target=(prefix + figure.definition, name) if name and figure.course is Course.NOT_COMPARABLE else None,
        benchmark=(figure.benchmark_old, figure.benchmark_new, figure.benchmark_difference),
        against=bool(figure.against_benchmark),
        revisions=tuple(
            f"{format_period(revision.period)} is herzien: eerst {revision.old}, nu {revision.new}"
            + (f" ({revision.difference})" if revision.difference else "")
            for revision in figure.revisions
        ),
    )


def _shown(value: Value | None, text: str, period: Period | None) -> Shown:
    if value is None:
        return Shown("", "", False)
    return Shown(text, format_period(period) if period else "", value.example)


# -- key figures, findings ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NamedText:
    """A field. text: with its changes; old, new: as each plan has it."""

    name: str
    text: Markup
    old: Markup
    new: Markup
    changed: bool


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure of the strip. target: anchor of the row that tells its difference, '' for none."""

    id: str
    name: str
    label: str
    value: Markup
    title: Markup
    comparison: Markup
    target: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A chart. turn: 'van ‘lager’ naar ‘hoger’' when its finding turned; fields: what else there is of it."""

    id: str
    name: str
    label: str
    sentence: Markup
    turn: str
    comparable: bool
    fields: tuple[NamedText, ...]


def key_figures(changes: PlanChanges, prefix: str) -> tuple[KeyFigure, ...]:
    """The strip, in its order."""
    rows = {figure.anchor for figure in changes.figures}
    return tuple(_key_figure(figure, prefix, rows) for figure in changes.key_figures)


def _key_figure(figure: KeyFigureChange, prefix: str, rows: set[str]) -> KeyFigure:
    value, title, comparison = (_text(field_named(figure.fields, name), figure.kind) for name in _STRIP)
    target = prefix + figure.figure if figure.figure in rows else ""
    kind = figure.kind
    return KeyFigure(
        prefix + figure.anchor, kind.name.lower(), LABELS[kind], value.text, title.text, comparison.text, target
    )


_STRIP = ("waarde", "naam", "vergelijking")


def findings(changes: PlanChanges, prefix: str) -> tuple[Finding, ...]:
    """The charts: turned findings first, then what changed, then what didn't."""
    order = (Kind.CHANGED, Kind.ADDED, Kind.REMOVED)
    ranked = sorted(
        changes.charts,
        key=lambda chart: (not chart.turned, order.index(chart.kind) if chart.kind in order else len(order)),
    )
    return tuple(_finding(chart, prefix) for chart in ranked)


def _finding(chart: ChartChange, prefix: str) -> Finding:
    shown = [_text(field, chart.kind) for field in chart.fields if field.old or field.new]
    sentence = next((field for field in shown if field.name == "bevinding"), None)
    return Finding(
        id=prefix + chart.anchor,
        name=chart.kind.name.lower(),
        label="Omgeslagen" if chart.turned else LABELS[chart.kind],
        sentence=sentence.text if sentence else shown[0].text if shown else Markup(""),
        turn=f"van ‘{chart.old_outcome}’ naar ‘{chart.new_outcome}’" if chart.turned else "",
        comparable=chart.comparable,
        fields=tuple(_titled(field) for field in shown if field is not sentence),
    )


def _text(field: Field, kind: Kind) -> NamedText:
    told = whole(field.pieces) if kind in (Kind.ADDED, Kind.REMOVED) else marked(field.pieces)
    old, new = one_side(field.pieces, Op.REMOVED), one_side(field.pieces, Op.ADDED)
    return NamedText(field.name, told, old, new, field.changed)


def _titled(field: NamedText) -> NamedText:
    return NamedText(field_title(field.name), field.text, field.old, field.new, field.changed)


# -- definitions ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Definition:
    """An entry of the Leeswijzer. reasons: why its figures can't be compared, in one sentence.

    figures: (anchor, name) of the figures that follow it.
    """

    id: str
    name: str
    label: str
    title: str
    reasons: str
    fields: tuple[NamedText, ...]
    figures: tuple[tuple[str, str], ...]


def definitions(changes: PlanChanges, prefix: str) -> tuple[Definition, ...]:
    """The entries: those by which figures can't be compared first, then what changed, then what didn't."""
    order = (Kind.CHANGED, Kind.ADDED, Kind.REMOVED)
    ranked = sorted(
        changes.definitions,
        key=lambda each: (each.comparable, order.index(each.kind) if each.kind in order else len(order)),
    )
    return tuple(_definition(each, changes.figures, prefix) for each in ranked)


def _definition(definition: DefinitionChange, figures: Sequence[FigureChange], prefix: str) -> Definition:
    followers: dict[str, tuple[str, str]] = {}
    for figure in figures:
        if figure.definition == definition.anchor:
            followers.setdefault(figure.indicator, (prefix + figure.anchor, capitalize_first(figure.name)))
    shown = [field for field in definition.fields if field.old or field.new]
    return Definition(
        id=prefix + definition.anchor,
        name=definition.kind.name.lower(),
        label=LABELS[definition.kind],
        title=definition.name,
        reasons=join_words(definition.reasons),
        fields=tuple(_titled(_text(field, definition.kind)) for field in shown),
        figures=tuple(followers.values()),
    )
