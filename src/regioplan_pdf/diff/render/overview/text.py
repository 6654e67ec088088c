"""The text blocks in the 'Wijzigingsoverzicht', word for word; what stayed the same in one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from regioplan_pdf.diff.render.overview.wording import (
    Anchors,
    begin,
    count_forms,
    counted,
    paragraphs_of,
    plain,
    quoted,
    rich_of,
    tone_of,
)
from regioplan_pdf.diff.render.wording import LABELS
from regioplan_pdf.dutch import join_words
from regioplan_pdf.model.changes import BlockChange, Form, Kind, Match, PlanChanges, TextChange, TextUnit
from regioplan_pdf.pdf.report.content import Block, Entries, Entry, Heading, Item, Passage, Rich, Tone, Words

OUTCOME = "Uitkomst: "


def text_blocks(changes: PlanChanges, level: int, anchors: Anchors) -> tuple[Block, ...]:
    """All text blocks that changed, then the names of those that didn't."""
    if not changes.blocks:
        return ()
    titles = _titles(changes.blocks)
    blocks: list[Block] = [Heading(level, "Tekst", anchors.of("tekst"))]
    same: list[str] = []
    for block in changes.blocks:
        if block.kind is Kind.UNCHANGED and not block.renamed and not block.gone_to:
            same.append(block.title.new or block.title.old)
        else:
            blocks.extend(_block(block, level + 1, anchors, titles))
    if same:
        text = f"Woord voor woord gelijk gebleven: {join_words([quoted(title) for title in same])}."
        blocks.append(Passage(plain(text), small=True))
    return tuple(blocks)


def _titles(blocks: Sequence[BlockChange]) -> dict[str, str]:
    """The heading of every block, by its id in either plan."""
    titles = {block.old_id: block.title.old for block in blocks if block.old_id}
    return titles | {block.new_id: block.title.new for block in blocks if block.new_id}


def _block(block: BlockChange, level: int, anchors: Anchors, titles: Mapping[str, str]) -> tuple[Block, ...]:
    title = block.title.new or block.title.old
    label = LABELS[block.kind].lower()
    heading = Heading(level, title, anchors.of(block.anchor), label, tone_of(block.kind))
    blocks: list[Block] = [heading]
    told = _told_of(block)
    if told:
        blocks.append(Passage(told, small=True, follows=True))
    entries = _entries(block, titles)
    if entries:
        blocks.append(Entries(entries))
    elif not told:
        blocks.append(Passage(plain("Dit blok heeft geen tekst."), small=True))
    return tuple(blocks)


def _told_of(block: BlockChange) -> Rich:
    """Another heading, another place, and how the block was recognised."""
    words: list[Words] = []
    if block.renamed:
        words += [Words("Andere kop: "), *rich_of(block.title.pieces), Words(". ")]
        if block.match is Match.ALIAS:
            words.append(Words("Het blok is herkend aan een bekende andere naam. "))
        elif block.match is Match.LIKENESS:
            words.append(Words("Het blok is herkend aan de gelijkenis van de tekst. "))
    if block.moved:
        words.append(Words("Het blok staat op een andere plaats. "))
    return tuple(words)


def _entries(block: BlockChange, titles: Mapping[str, str]) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    for kind, group in groupby(block.changes, lambda change: change.kind):
        changes = tuple(group)
        if kind is Kind.UNCHANGED:
            forms = [unit.form for change in changes for unit in change.new]
            text = f"{begin(count_forms(forms))} ongewijzigd."
            entries.append(Entry("Gelijk", (Item(plain(text)),)))  # shorter than what the line itself says
        elif kind in (Kind.ADDED, Kind.REMOVED):
            parts = [_dressed((c.new or c.old)[0], rich_of(c.pieces, whole=True)) for c in changes]
            entries.append(Entry(LABELS[kind], _led(parts), tone_of(kind)))
        else:
            entries.extend(_entry(change, titles) for change in changes)
    entries.extend(_gone(block.gone_to, titles))
    return tuple(entries)


def _entry(change: TextChange, titles: Mapping[str, str]) -> Entry:
    label = LABELS[change.kind]
    if change.kind is Kind.CHANGED and change.figures_only:
        label = "Cijfer gewijzigd"
    elif change.moved and change.kind is not Kind.MOVED:
        label = f"{label} en verplaatst"
    unit = (change.new or change.old)[0]
    first, *others = paragraphs_of(change.pieces, parted=change.kind is Kind.SPLIT) or (plain(unit.text),)
    parts = (_dressed(unit, first), *map(Item, others))
    return Entry(label, parts, tone_of(change.kind), _notes(change, titles))


def _dressed(unit: TextUnit, words: Rich) -> Item:
    """A unit's words with what the page has before them."""
    match unit.form:
        case Form.SUBHEADING:
            return Item(tuple(replace(each, bold=True, tone=Tone.HEADING) for each in words), follows=True)
        case Form.OUTCOME:
            return Item((Words(OUTCOME, bold=True, tone=Tone.ACCENT), *words))
        case Form.ITEM:
            return Item(words, unit.number or "•")
        case _:
            return Item(words)


def _led(parts: Sequence[Item]) -> tuple[Item, ...]:
    """Parts of which a sentence before a list stays with it."""
    leads = [not part.label and bool(after.label) for part, after in pairwise(parts)]
    leads.append(False)
    return tuple(replace(part, follows=part.follows or lead) for part, lead in zip(parts, leads, strict=True))


def _notes(change: TextChange, titles: Mapping[str, str]) -> tuple[str, ...]:
    notes: list[str] = []
    if change.crossed:
        notes.append(f"Stond in het blok {quoted(titles.get(change.old[0].section, ''))}.")
    elif change.kind is Kind.MOVED:
        notes.append("Staat op een andere plaats in dit blok.")
    if change.kind is Kind.SPLIT:
        notes.append("Was één geheel.")
    if change.kind is Kind.MERGED:
        notes.append(f"Samengevoegd uit {count_forms([unit.form for unit in change.old])}.")
    return tuple(notes)


def _gone(gone_to: Sequence[tuple[str, str]], titles: Mapping[str, str]) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    for target in dict.fromkeys(new for _, new in gone_to):
        number = sum(1 for _, new in gone_to if new == target)
        text = f"{begin(counted(number, 'onderdeel staat', 'onderdelen staan'))} nu in het blok"
        told = plain(f"{text} {quoted(titles.get(target, ''))}.")
        entries.append(Entry(LABELS[Kind.MOVED], (Item(told),)))
    return tuple(entries)
