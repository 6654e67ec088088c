"""What changed, on a terminal: colour and words, never colour alone.

Taken away is `[-so-]` and in red, new is `{+so+}` and in green; a label says what happened.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from regioplan_pdf.diff.render.terminal.edition import edition_parts
from regioplan_pdf.diff.render.terminal.figures import figure_parts
from regioplan_pdf.diff.render.terminal.pieces import BOLD, MUTED, WARN, Row, bullet, heading
from regioplan_pdf.diff.render.terminal.stat import block_lines
from regioplan_pdf.diff.render.terminal.text import chart_parts, definition_parts, key_figure_parts, text_parts
from regioplan_pdf.model.changes import EditionChanges, PlanChanges, Side

SAME = "Er is niets veranderd: beide zeggen hetzelfde."


def changes_text(
    changes: PlanChanges | EditionChanges,
    *,
    width: int = 100,
    colour: bool = False,
    stat: bool = False,
    full: bool = False,
) -> str:
    """A comparison as lines of text.

    Args:
        changes: of two plans or two editions.
        width: characters on a line, at least 40.
        colour: with escape codes for colours; without them there are none at all.
        stat: one line a text block, with figures and definitions.
        full: for editions: everything of every region.

    """
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    parts = (
        edition_parts(changes, lambda plan: plan_parts(plan, width, stat=stat), full=full or stat)
        if isinstance(changes, EditionChanges)
        else plan_parts(changes, width, stat=stat)
    )
    for part in (*_head(changes), *parts):
        console.print(part)
    lines = (line.rstrip() for line in out.getvalue().splitlines())
    return "\n".join(lines) + "\n"


def _head(changes: PlanChanges | EditionChanges) -> Iterator[RenderableType]:
    yield Text.assemble(("Wijzigingen", BOLD))
    for word, side, other in (("oud  ", changes.old, "only_old"), ("nieuw", changes.new, "only_new")):
        if isinstance(changes, EditionChanges):
            yield _side_line(word, side, _count(len(changes.plans) + len(getattr(changes, other))))
        else:
            yield _side_line(word, side, f"{side.file} ({side.origin})")
    if changes.same:
        yield Text()
        yield Text(SAME)


def _count(regions: int) -> str:
    return "1 regio" if regions == 1 else f"{regions} regio’s"


def _side_line(word: str, side: Side, source: str) -> RenderableType:
    line = Text.assemble((side.label, BOLD), (f"  {source}", MUTED))
    if side.example:
        line.append("  met voorbeeldcijfers", WARN)
    return Row(Text(word, MUTED), line, width=len(word) + 1)


def plan_parts(changes: PlanChanges, width: int, *, stat: bool = False) -> Iterator[RenderableType]:
    """The report of one plan without its head, part by part."""
    for note in changes.notes:
        yield Padding(Text.assemble(("Let op: ", WARN), note), (0, 0, 0, 2))
    if changes.same and not stat:
        return
    if changes.highlights and not stat:
        yield heading("Wat u als eerste moet weten")
        for highlight in changes.highlights:
            yield bullet(highlight.sentence)
    yield from figure_parts(changes, width)
    yield from definition_parts(changes, stat=stat)
    if stat:
        yield from block_lines(changes, width)
        return
    yield from chart_parts(changes)
    yield from key_figure_parts(changes)
    yield from text_parts(changes)
