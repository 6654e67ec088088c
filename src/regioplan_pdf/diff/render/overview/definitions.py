"""Definitions in the 'Wijzigingsoverzicht': both texts beside each other."""

from __future__ import annotations

from collections.abc import Collection

from regioplan_pdf.diff.figures.definition_rules import tell_reasons
from regioplan_pdf.diff.render.overview.wording import Anchors, field_name, plain, side_of, tone_of
from regioplan_pdf.diff.render.wording import LABELS
from regioplan_pdf.dutch import join_words
from regioplan_pdf.model.changes import DefinitionChange, Field, Kind, Op, PlanChanges, Side
from regioplan_pdf.pdf.report.content import (
    Block,
    Cell,
    Column,
    Entries,
    Entry,
    Heading,
    Item,
    Passage,
    Row,
    Table,
    Tone,
    Words,
)

NOT_COMPARABLE = "niet vergelijkbaar"


def definition_blocks(
    changes: PlanChanges, level: int, anchors: Anchors, told: Collection[DefinitionChange] = ()
) -> tuple[Block, ...]:
    """The Leeswijzer's entries that changed, are new or gone; `told` are left out, for they stand elsewhere."""
    shown = [each for each in changes.definitions if each.kind is not Kind.UNCHANGED and each not in told]
    if not shown:
        return ()
    same = [each.name for each in changes.definitions if each.kind is Kind.UNCHANGED]
    return (
        Heading(level, "Definities", anchors.of("definities")),
        *changed_definitions(shown, changes.old, changes.new, level + 1, anchors),
        *((Passage(plain(f"Ongewijzigd: {join_words(same)}."), small=True),) if same else ()),
    )


def changed_definitions(
    shown: Collection[DefinitionChange], old: Side, new: Side, level: int, anchors: Anchors
) -> tuple[Block, ...]:
    """Definitions that changed, those that can't be compared first; then the new and the gone."""
    blocks: list[Block] = []
    changed = [each for each in shown if each.kind not in (Kind.ADDED, Kind.REMOVED)]
    for definition in sorted(changed, key=lambda each: each.comparable):
        blocks.extend(_changed(definition, old, new, level, anchors))
    for kind, title in ((Kind.ADDED, "Nieuwe definities"), (Kind.REMOVED, "Vervallen definities")):
        entries = tuple(_whole(definition, anchors) for definition in shown if definition.kind is kind)
        if entries:
            blocks += [Heading(level, title), Entries(entries)]
    return tuple(blocks)


def _changed(definition: DefinitionChange, old: Side, new: Side, level: int, anchors: Anchors) -> tuple[Block, ...]:
    label, tone = ("vergelijkbaar", Tone.MUTED) if definition.comparable else (NOT_COMPARABLE, Tone.WARNING)
    heading = Heading(level, definition.name, anchors.of(definition.anchor), label, tone)
    rows = tuple(_row(field) for field in definition.fields if field.changed)
    table = Table((Column("Onderdeel", 18), Column(old.short, 41), Column(new.short, 41)), rows)
    if definition.comparable:
        return heading, table
    text = f"De cijfers zijn niet te vergelijken: {tell_reasons(definition.reasons)}."
    return heading, Passage(plain(text), follows=True), table


def _row(field: Field) -> Row:
    return Row((Cell(plain(field_name(field))), Cell(side_of(field, Op.REMOVED)), Cell(side_of(field, Op.ADDED))))


def _whole(definition: DefinitionChange, anchors: Anchors) -> Entry:
    words = [Words(f"{definition.name}. ", bold=True)]
    for field in definition.fields[1:]:
        text = field.new if definition.kind is Kind.ADDED else field.old
        if text:
            words += [Words(f"{field_name(field)} ", bold=True), Words(_sentence(text))]
    return Entry(
        LABELS[definition.kind],
        (Item(tuple(words)),),
        tone_of(definition.kind),
        id=anchors.of(definition.anchor),
        title=definition.name,
    )


def _sentence(text: str) -> str:
    return f"{text} " if text.endswith((".", "!", "?")) else f"{text}. "
