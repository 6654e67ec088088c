"""Which text blocks of two plans belong together, and what happened to the text in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from regioplan_pdf.diff.subject import Subject
from regioplan_pdf.diff.text.align import Link, align
from regioplan_pdf.diff.text.order import find_moved
from regioplan_pdf.diff.text.pairs import Pair, pair_blocks
from regioplan_pdf.diff.text.tokens import tokens_of
from regioplan_pdf.diff.text.units import units_of
from regioplan_pdf.diff.text.words import compare_field, compare_units
from regioplan_pdf.model.changes import BlockChange, Kind, Match, Op, Piece, TextChange, TextUnit
from regioplan_pdf.model.document import Section

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Text:
    """The units of a plan, and which block each stands in (by number)."""

    sections: tuple[Section, ...]
    units: tuple[TextUnit, ...]
    blocks: tuple[int, ...]

    def key(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """Everything it says, to put two plans in an order that doesn't depend on which is the old one."""
        return (
            tuple((section.id, section.title) for section in self.sections),
            tuple((unit.id, unit.text) for unit in self.units),
        )


def _text_of(subject: Subject) -> Text:
    units = [units_of(section) for section in subject.sections]
    return Text(
        subject.sections,
        tuple(unit for found in units for unit in found),
        tuple(number for number, found in enumerate(units) for _ in found),
    )


def compare_sections(old: Subject, new: Subject) -> tuple[BlockChange, ...]:
    """Compare all text blocks of two plans."""
    one, two = _text_of(old), _text_of(new)
    # Which plan is the old one may make no difference to what belongs together.
    turned = two.key() < one.key()
    if turned:
        pairs = [Pair(pair.new, pair.old, pair.match) for pair in pair_blocks(new, old)]
        links = [(ones, twos) for twos, ones in _align(two, one, [Pair(p.new, p.old, p.match) for p in pairs])]
    else:
        pairs = list(pair_blocks(old, new))
        links = list(_align(one, two, pairs))
    return _Teller(one, two, pairs, links, turned=turned).tell()


def _align(old: Text, new: Text, pairs: Iterable[Pair]) -> Sequence[Link]:
    """Links between the units, with blocks that are one as the same home."""
    common = {pair.new: pair.old for pair in pairs}
    homes = [common.get(block, len(old.sections) + block) for block in new.blocks]
    return align(old.units, new.units, old.blocks, homes)


@dataclass(slots=True)
class _Teller:
    """Puts what was found in the order in which it's told."""

    old: Text
    new: Text
    pairs: list[Pair]
    links: list[Link]
    turned: bool

    def tell(self) -> tuple[BlockChange, ...]:
        old_of = {pair.new: pair for pair in self.pairs}
        moved_units = self._moved_units(old_of)
        by_block: dict[int, list[tuple[int, Link]]] = defaultdict(list)
        for number, (ones, twos) in enumerate(self.links):
            by_block[self.new.blocks[twos[0]]].append((number, (ones, twos)))
        moved_blocks = self._moved_blocks()
        told = []
        for block in range(len(self.new.sections)):
            told.append(self._tell_block(block, old_of.get(block), by_block[block], moved_units, block in moved_blocks))
        kept = {pair.old for pair in self.pairs}
        places = {pair.old: pair.new for pair in self.pairs if pair.new not in moved_blocks}
        gone = {block: self._tell_removed(block) for block in range(len(self.old.sections)) if block not in kept}
        return tuple(_insert(list(enumerate(told)), gone, places))

    def _moved_blocks(self) -> frozenset[int]:
        """Numbers of the new blocks that moved among those that both plans have."""
        weights = [_block_words(text) for text in (self.old, self.new)]
        places = [(pair.old, pair.new, weights[0][pair.old] + weights[1][pair.new]) for pair in self.pairs]
        if self.turned:
            places = [(new, old, weight) for old, new, weight in places]
        return frozenset(self.pairs[number].new for number in find_moved(places))

    def _moved_units(self, old_of: dict[int, Pair]) -> frozenset[int]:
        """Numbers of the links whose units moved."""
        moved: set[int] = set()
        groups: dict[int, list[int]] = defaultdict(list)
        for number, (ones, twos) in enumerate(self.links):
            block = self.new.blocks[twos[0]]
            pair = old_of.get(block)
            if pair is None or pair.old != self.old.blocks[ones[0]]:
                moved.add(number)
            else:
                groups[block].append(number)
        for numbers in groups.values():
            places = []
            for number in numbers:
                ones, twos = self.links[number]
                weight = sum(_count_words(self.new.units[two].text) for two in twos)
                weight += sum(_count_words(self.old.units[one].text) for one in ones)
                place = (twos[0], ones[0]) if self.turned else (ones[0], twos[0])
                places.append((*place, weight))
            moved.update(numbers[n] for n in find_moved(places))
        return frozenset(moved)

    def _tell_block(
        self,
        block: int,
        pair: Pair | None,
        links: Sequence[tuple[int, Link]],
        moved_units: frozenset[int],
        moved: bool,
    ) -> BlockChange:
        section = self.new.sections[block]
        was = self.old.sections[pair.old] if pair else None
        changes: dict[int, TextChange] = {}
        places: dict[int, int] = {}
        taken: set[int] = set()
        for number, (ones, twos) in links:
            changes[twos[0]] = self._tell_link(ones, twos, moved=number in moved_units)
            taken.update(twos)
            for one in ones:
                if pair and self.old.blocks[one] == pair.old and number not in moved_units:
                    places[one] = twos[0]
        for two, home in enumerate(self.new.blocks):
            if home == block and two not in taken:
                changes[two] = self._tell_one((), (self.new.units[two],))
        gone, gone_to = self._gone(pair.old) if pair else ({}, ())
        told = tuple(_insert(sorted(changes.items()), gone, places))
        title = compare_field("kop", was.title if was else "", section.title)
        changed = title.changed or bool(gone_to) or any(change.kind is not Kind.UNCHANGED for change in told)
        kind = Kind.ADDED if was is None else Kind.CHANGED if changed else Kind.MOVED if moved else Kind.UNCHANGED
        return BlockChange(
            kind,
            was.id if was else "",
            section.id,
            title,
            pair.match if pair else Match.NONE,
            told,
            _likeness((title.pieces, *(change.pieces for change in told))) if was else 0.0,
            moved,
            gone_to,
            section.place,
        )

    def _tell_removed(self, block: int) -> BlockChange:
        section = self.old.sections[block]
        gone, gone_to = self._gone(block)
        changes = tuple(gone[one] for one in sorted(gone))
        title = compare_field("kop", section.title, "")
        return BlockChange(
            Kind.REMOVED, section.id, "", title, Match.NONE, changes, 0.0, gone_to=gone_to, place=section.place
        )

    def _gone(self, block: int) -> tuple[dict[int, TextChange], tuple[tuple[str, str], ...]]:
        """What an old block has no more: units that are gone, and where others went."""
        linked = {one: twos[0] for ones, twos in self.links for one in ones}
        with_block = {pair.old: pair.new for pair in self.pairs}
        gone: dict[int, TextChange] = {}
        gone_to: list[tuple[str, str]] = []
        for one, home in enumerate(self.old.blocks):
            if home != block:
                continue
            unit = self.old.units[one]
            if one not in linked:
                gone[one] = self._tell_one((unit,), ())
            elif self.new.blocks[linked[one]] != with_block.get(block):
                gone_to.append((unit.id, self.new.sections[self.new.blocks[linked[one]]].id))
        return gone, tuple(gone_to)

    def _tell_one(self, old: tuple[TextUnit, ...], new: tuple[TextUnit, ...]) -> TextChange:
        kind = Kind.REMOVED if old else Kind.ADDED
        return TextChange(kind, old, new, compare_units(old, new), likeness=0.0)

    def _tell_link(self, ones: tuple[int, ...], twos: tuple[int, ...], *, moved: bool) -> TextChange:
        old, new = tuple(self.old.units[n] for n in ones), tuple(self.new.units[n] for n in twos)
        pieces = compare_units(old, new)
        changed = any(piece.op is not Op.SAME for piece in pieces)
        if len(old) > 1:
            kind = Kind.MERGED
        elif len(new) > 1:
            kind = Kind.SPLIT
        else:
            kind = Kind.CHANGED if changed else Kind.MOVED if moved else Kind.UNCHANGED
        return TextChange(kind, old, new, pieces, moved, _likeness((pieces,)))


def _insert(told: list[tuple[int, T]], gone: dict[int, T], places: dict[int, int]) -> Iterable[T]:
    """What stands in the new plan, with what is gone behind what it stood behind in the old one.

    told: in order, with its number; places: the number of what is told for an old number that stayed.
    """
    after: dict[int, list[T]] = defaultdict(list)
    last = -1
    for old in sorted({*gone, *places}):
        if old in gone:
            after[last].append(gone[old])
        else:
            last = places[old]
    yield from after[-1]
    for number, change in told:
        yield change
        yield from after[number]


def _block_words(text: Text) -> list[int]:
    words = [0] * len(text.sections)
    for unit, block in zip(text.units, text.blocks, strict=True):
        words[block] += _count_words(unit.text)
    return words


def _count_words(text: str) -> int:
    return sum(token.word for token in tokens_of(text))


def _likeness(texts: Iterable[tuple[Piece, ...]]) -> float:
    """0 to 1: how many of all words stand in both plans, text by text and in any order."""
    shared = total = 0
    for pieces in texts:
        old, new = (_words("".join(side)) for side in ((p.old for p in pieces), (p.new for p in pieces)))
        total += old.total() + new.total()
        shared += 2 * (old & new).total()
    return shared / total if total else 1.0


def _words(text: str) -> Counter[str]:
    return Counter(token.key.casefold() for token in tokens_of(text) if token.word)
