"""Figures, key figures and findings in the 'Wijzigingsoverzicht'."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import NamedTuple

from regioplan_pdf.diff.render.overview.wording import NOTHING, Anchors, field_name, plain, rich_of, tone_of
from regioplan_pdf.diff.render.wording import LABELS
from regioplan_pdf.dutch import capitalize_first, format_period, join_words
from regioplan_pdf.model.changes import (
    ChartChange,
    Course,
    FigureChange,
    KeyFigureChange,
    Kind,
    PlanChanges,
    Revision,
)
from regioplan_pdf.model.figures import EXAMPLE, WITHHELD_TEXT, Period, Value
from regioplan_pdf.pdf.report.content import (
    Block,
    Cell,
    Column,
    Entries,
    Entry,
    Heading,
    Item,
    Passage,
    Rich,
    Row,
    Table,
    Tone,
    Words,
)


class _Group(NamedTuple):
    """Figures that are told of in one way. told: what is said of all."""

    title: str
    courses: tuple[Course, ...]
    told: str = ""


_GROUPS = (
    _Group("Te vergelijken", (Course.RISEN, Course.FALLEN, Course.SAME, Course.WITHHELD, Course.UNKNOWN)),
    _Group(
        "Niet vergelijkbaar",
        (Course.NOT_COMPARABLE,),
        "Deze cijfers zijn op een andere manier bepaald dan in het oude plan. Een verschil zegt dus niets.",
    ),
    _Group("Nieuwe cijfers", (Course.NEW,)),
    _Group("Vervallen cijfers", (Course.GONE,)),
)
_NO_DIFFERENCE = {Course.WITHHELD: WITHHELD_TEXT, Course.SAME: "gelijk", Course.UNKNOWN: "onbekend"}
_TURNED = "Gedraaid"
EXAMPLES = "Waar ‘voorbeeld’ bij staat, heeft het cijfer nog geen bron."


def figure_blocks(changes: PlanChanges, level: int, anchors: Anchors) -> tuple[Block, ...]:
    """The figures by what became of them, what stayed the same, and the strip of key figures."""
    if not changes.figures_compared or not (changes.figures or changes.key_figures):
        return ()
    shown = [figure for figure in changes.figures if figure.changed]
    same = [figure for figure in changes.figures if not figure.changed]
    blocks: list[Block] = [Heading(level, "Cijfers", anchors.of("cijfers"))]
    if any(figure.example for figure in shown):
        blocks.append(Passage(plain(EXAMPLES), small=True, follows=True))
    for group in _GROUPS:
        figures = [figure for figure in shown if figure.course in group.courses]
        if figures:
            blocks.append(Heading(level + 1, group.title))
            blocks += [Passage(plain(group.told), follows=True)] if group.told else []
            blocks.append(_table(figures, changes, anchors))
    if same:
        lead = "Gelijk gebleven: " if shown else "Alle cijfers zijn gelijk gebleven: "
        blocks.append(Passage(plain(f"{lead}{join_words(_names(same))}."), small=True))
    entries = tuple(_key_figure(figure, anchors) for figure in changes.key_figures if figure.kind is not Kind.UNCHANGED)
    if entries:
        blocks += [Heading(level + 1, "De strook met kerncijfers"), Entries(entries)]
    return tuple(blocks)


def _names(figures: Sequence[FigureChange]) -> list[str]:
    """The figures by name, the categories of one indicator together."""
    names: list[str] = []
    for name, group in groupby(figures, lambda figure: figure.name):
        categories = [figure.category for figure in group if figure.category]
        names.append(f"{name} ({join_words(categories)})" if categories else name)
    return names


def _table(figures: Sequence[FigureChange], changes: PlanChanges, anchors: Anchors) -> Table:
    """A table of figures of one group, its columns after what the group has."""
    course = figures[0].course
    alone = course in (Course.NEW, Course.GONE)
    columns: list[tuple[Column, Callable[[FigureChange], Cell]]]
    columns = [(Column("Cijfer", 42 if alone else 34), partial(_name, anchors=anchors))]
    if alone:
        side = changes.new if course is Course.NEW else changes.old
        columns += [(Column("Periode", 20), _period), (Column(side.short, 17, right=True), _alone)]
    else:
        columns += [
            (Column(changes.old.short, 19, right=True), _old),
            (Column(changes.new.short, 19, right=True), _new),
        ]
        if course is not Course.NOT_COMPARABLE:
            columns.append((Column("Verschil", 17, right=True), _difference))
    if any(figure.benchmark_old or figure.benchmark_new for figure in figures):
        columns.append((Column("Referentie", 17, right=True), _benchmark))
    if course is Course.NOT_COMPARABLE and any(figure.definition for figure in figures):
        columns.append((Column("Definitie", 11, right=True), partial(_definition, anchors=anchors)))
    rows = (
        Row(tuple(cell(figure) for _, cell in columns), anchors.of(figure.anchor), figure_name(figure))
        for figure in figures
    )
    return Table(tuple(column for column, _ in columns), tuple(rows))


def figure_name(figure: FigureChange) -> str:
    """What is measured, with its category."""
    return capitalize_first(figure.name) + (f": {figure.category}" if figure.category else "")


def _name(figure: FigureChange, anchors: Anchors) -> Cell:
    return Cell(plain(figure_name(figure)), tuple(plain(_revision(each)) for each in figure.revisions))


def _revision(revision: Revision) -> str:
    difference = f" ({revision.difference})" if revision.difference else ""
    return f"Herzien: {format_period(revision.period)} was {revision.old}, is nu {revision.new}{difference}"


def _old(figure: FigureChange) -> Cell:
    return _value(figure.old, figure.old_text, figure.old_period)


def _new(figure: FigureChange) -> Cell:
    return _value(figure.new, figure.new_text, figure.new_period)


def _alone(figure: FigureChange) -> Cell:
    """The figure of the only plan that has it."""
    return Cell(plain(figure.new_text or figure.old_text or NOTHING))


def _period(figure: FigureChange) -> Cell:
    """The period of the only plan that has it."""
    told = _told(figure.new, figure.new_period) or _told(figure.old, figure.old_period)
    return Cell(told or plain(NOTHING))


def _value(value: Value | None, text: str, period: Period | None) -> Cell:
    """A figure over its period, and whether it's an example."""
    told = _told(value, period)
    return Cell(plain(text or NOTHING), (told,) if told else ())


def _told(value: Value | None, period: Period | None) -> Rich:
    if value is None:
        return ()
    told = [Words(format_period(period))] if period is not None else []
    if value.example:
        told += [Words(" · ")] if told else []
        told.append(Words(EXAMPLE, tone=Tone.WARNING))
    return tuple(told)


def _difference(figure: FigureChange) -> Cell:
    if not figure.difference:
        return Cell(plain(_NO_DIFFERENCE.get(figure.course, NOTHING)))
    under = (plain(figure.relative.strip("()")),) if figure.relative else ()
    return Cell((Words(figure.difference, bold=True),), under)


def _benchmark(figure: FigureChange) -> Cell:
    old, new = figure.benchmark_old, figure.benchmark_new
    if not (old or new):
        return Cell(plain(NOTHING))
    course = plain(f"{old} → {new}") if old and new else plain(new or old)
    return Cell(plain(figure.benchmark_difference), (course,)) if figure.benchmark_difference else Cell(course)


def _definition(figure: FigureChange, anchors: Anchors) -> Cell:
    return Cell(target=anchors.of(figure.definition)) if figure.definition else Cell(plain(NOTHING))


def _key_figure(figure: KeyFigureChange, anchors: Anchors) -> Entry:
    fields = [field for field in figure.fields if field.new or field.old]
    whole = figure.kind in (Kind.ADDED, Kind.REMOVED)
    words: list[Words] = []
    for field in fields:
        words += [Words(" · ", tone=Tone.MUTED)] if words else []
        words += rich_of(field.pieces, whole=whole)
    title = next((field.new or field.old for field in fields if field.name == "naam"), "")
    return Entry(
        LABELS[figure.kind], (Item(tuple(words)),), tone_of(figure.kind), id=anchors.of(figure.anchor), title=title
    )


# -- findings ---------------------------------------------------------------------------


def finding_blocks(changes: PlanChanges, level: int, anchors: Anchors) -> tuple[Block, ...]:
    """What the charts conclude, and what else changed of them."""
    shown = [chart for chart in changes.charts if chart.kind is not Kind.UNCHANGED]
    if not shown:
        return ()
    heading = Heading(level, "Bevindingen bij de grafieken", anchors.of("bevindingen"))
    same = len(changes.charts) - len(shown)
    entries = Entries(tuple(_chart(chart, anchors) for chart in sorted(shown, key=lambda chart: not chart.turned)))
    if not same:
        return heading, entries
    text = f"Bij {'één grafiek' if same == 1 else f'{same} grafieken'} veranderde niets."
    return heading, entries, Passage(plain(text), small=True)


def _chart(chart: ChartChange, anchors: Anchors) -> Entry:
    whole = chart.kind in (Kind.ADDED, Kind.REMOVED)
    finding, *others = (rich_of(field.pieces, whole=whole) for field in chart.fields if field.old or field.new)
    names = [field_name(field) for field in chart.fields[1:] if field.old or field.new]
    changed = [field.changed for field in chart.fields[1:] if field.old or field.new]
    parts: list[Rich] = [finding]
    if whole:
        told = [(*words, Words(". ")) for words in others]
        parts += [tuple(replace(word, tone=Tone.MUTED) for words in told for word in words)] if told else []
    else:
        named = zip(names, others, changed, strict=True)
        parts += [(Words(f"{name}: ", tone=Tone.MUTED), *words) for name, words, differs in named if differs]
    notes: list[str] = []
    label, tone = LABELS[chart.kind], tone_of(chart.kind)
    if chart.turned:
        label, tone = _TURNED, Tone.WARNING
        notes.append(f"Van ‘{chart.old_outcome}’ naar ‘{chart.new_outcome}’.")
    if not chart.comparable:
        notes.append("Let op: de definitie veranderde. De cijfers zijn niet vergelijkbaar.")
    title = next((field.new or field.old for field in chart.fields if field.name == "bevinding"), "")
    return Entry(label, tuple(map(Item, parts)), tone, tuple(notes), anchors.of(chart.anchor), title)
