"""A line for every text block, as `git diff --stat` does: words that came and went."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from regioplan_pdf.diff.render.terminal.pieces import ADDED, BOLD, MUTED, REMOVED, heading
from regioplan_pdf.diff.totals import Totals, block_totals
from regioplan_pdf.model.changes import Kind, PlanChanges

_MOST_SIGNS = 40
_LEAST_SIGNS = 8
_BESIDE = 52
"""Characters that the columns beside title and bar take, with their distances."""


def block_lines(changes: PlanChanges, width: int) -> Iterator[RenderableType]:
    """Title, what happened, units, words, and a bar of plus and minus signs."""
    counts = [block_totals(block) for block in changes.blocks]
    most = max((count.added_words + count.removed_words for count in counts), default=0)
    room = max(_LEAST_SIGNS, min(_MOST_SIGNS, width - _BESIDE - 24))
    table = Table.grid(padding=(0, 2))
    table.add_column(overflow="fold")
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    for block, count in zip(changes.blocks, counts, strict=True):
        words = f"+{count.added_words} −{count.removed_words}" if count.added_words or count.removed_words else ""
        table.add_row(
            Text(block.title.new or block.title.old, "" if block.kind is not Kind.UNCHANGED else MUTED),
            Text(str(block.kind), MUTED),
            Text(words),
            _bar(count, most, room),
        )
    yield heading("Tekst, in woorden")
    yield Padding(table, (0, 0, 0, 2))
    added, removed = sum(count.added_words for count in counts), sum(count.removed_words for count in counts)
    changed = sum(block.kind is not Kind.UNCHANGED for block in changes.blocks)
    total = f"{changed} van {len(changes.blocks)} tekstblokken anders: +{added} −{removed} woorden"
    yield Padding(Text(total, BOLD), (0, 0, 0, 2))


def _bar(count: Totals, most: int, room: int) -> Text:
    total = count.added_words + count.removed_words
    if not total:
        return Text()
    signs = total if most <= room else max(1, round(total * room / most))
    plus = round(signs * count.added_words / total)
    if count.added_words and count.removed_words and signs > 1:
        plus = min(max(1, plus), signs - 1)
    return Text.assemble(("+" * plus, ADDED), ("-" * (signs - plus), REMOVED))
