"""How much changed, in words and units: the counts that every report tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from operator import attrgetter

from regioplan_pdf.model.changes import BlockChange, Kind, Op, Piece, PlanChanges, TextChange


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts of one block or of a whole plan, the headings of blocks included.

    old_words, new_words: of either text; kept_words: of the new text, those that the old one has too.
    unchanged, ...: units by what happened to them; a unit that moved and was also reworded counts in
    `changed` (or `split`, `merged`) and in `moved`, a pair of units once.
    """

    old_words: int = 0
    new_words: int = 0
    kept_words: int = 0
    added_words: int = 0
    removed_words: int = 0
    unchanged: int = 0
    changed: int = 0
    added: int = 0
    removed: int = 0
    moved: int = 0
    split: int = 0
    merged: int = 0

    def __add__(self, other: Totals) -> Totals:
        return add_totals((self, other))

    @property
    def share(self) -> float:
        """How much of the words of both texts changed, 0 to 1; 0 for texts without words."""
        words = self.old_words + self.new_words
        return (self.added_words + self.removed_words) / words if words else 0.0


_COUNTS = attrgetter(*(each.name for each in fields(Totals)))
_UNIT = {
    Kind.UNCHANGED: Totals(unchanged=1),
    Kind.CHANGED: Totals(changed=1),
    Kind.ADDED: Totals(added=1),
    Kind.REMOVED: Totals(removed=1),
    Kind.SPLIT: Totals(split=1),
    Kind.MERGED: Totals(merged=1),
    Kind.MOVED: Totals(),
}


def add_totals(counted: Iterable[Totals]) -> Totals:
    """Add up; nothing counted is nothing."""
    return Totals(*map(sum, zip(*map(_COUNTS, counted), strict=True)))


def piece_totals(pieces: Iterable[Piece]) -> Totals:
    """Words of a row of pieces."""
    old = new = kept = added = removed = 0
    for piece in pieces:
        before, after = len(piece.old.split()), len(piece.new.split())
        old, new = old + before, new + after
        if piece.op is Op.SAME:
            kept += after
        else:
            added, removed = added + after, removed + before
    return Totals(old, new, kept, added, removed)


def _change(change: TextChange) -> Iterator[Totals]:
    """Counts of one unit, or of units that belong together."""
    yield piece_totals(change.pieces)
    yield _UNIT[change.kind]
    if change.moved or change.kind is Kind.MOVED:
        yield Totals(moved=1)


def block_totals(block: BlockChange) -> Totals:
    """Counts of one text block with its heading."""
    return add_totals(
        (piece_totals(block.title.pieces), *(each for change in block.changes for each in _change(change)))
    )


def plan_totals(plan: PlanChanges) -> Totals:
    """Counts of all text blocks of a plan."""
    return add_totals(map(block_totals, plan.blocks))
