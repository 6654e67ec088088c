"""One edition against another: which regions changed most, what is new everywhere, what was left as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from regioplan_pdf.diff.render.terminal.pieces import ADDED, BOLD, MUTED, REMOVED, heading, listed, row
from regioplan_pdf.diff.totals import plan_totals
from regioplan_pdf.dutch import format_number
from regioplan_pdf.model.changes import CarriedOver, EditionChanges, Kind, PlanChanges

MakePlan = Callable[[PlanChanges], Iterable[RenderableType]]


def edition_parts(changes: EditionChanges, make_plan: MakePlan, *, full: bool) -> Iterator[RenderableType]:
    """The report of an edition without its head. make_plan: the full report of one region."""
    if changes.same:
        return
    yield from _regions(changes)
    yield from _everywhere(changes)
    yield from _carried_over(changes)
    if full:
        for plan in changes.plans:
            yield Padding(Text(f"═══ {plan.new.region_title or plan.new.label} ", BOLD), (2, 0, 0, 0))
            yield from make_plan(plan)
        return
    yield from _summaries(changes)


def _regions(changes: EditionChanges) -> Iterator[RenderableType]:
    yield heading("Regio’s, de meest veranderde eerst")
    for label, style, regions in (("vervallen", REMOVED, changes.only_old), ("nieuw", ADDED, changes.only_new)):
        if regions:
            yield row(label, Text(listed(title for _, title in regions)), style)
    if not changes.ranking:
        yield row("", Text("Geen enkele regio staat in beide edities."))
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("regio", overflow="fold")
    table.add_column("woorden anders", justify="right")
    table.add_column("cijfers anders", justify="right")
    for region in changes.ranking:
        share = f"{format_number(100 * region.share)}%"
        table.add_row(Text(region.region_title), share, str(region.figures))
    yield Padding(table, (0, 0, 0, 2))


def _everywhere(changes: EditionChanges) -> Iterator[RenderableType]:
    if not changes.everywhere:
        return
    yield heading("In alle regio’s die beide edities hebben")
    for each in changes.everywhere:
        yield row(str(each.about), Text(each.sentence))


def _carried_over(changes: EditionChanges) -> Iterator[RenderableType]:
    if not changes.carried_over:
        return
    yield heading("Ongewijzigd overgenomen")
    for title, blocks in groupby(changes.carried_over, key=lambda block: block.region_title):
        yield row(title, Text(listed(map(_told, blocks))), BOLD)


def _told(block: CarriedOver) -> str:
    return f"{block.title} ({block.words} {'woord' if block.words == 1 else 'woorden'})"


def _summaries(changes: EditionChanges) -> Iterator[RenderableType]:
    yield heading("Per regio")
    for plan in changes.plans:
        yield Padding(Text(plan.new.region_title or plan.new.label, BOLD), (0, 0, 0, 2))
        yield row("", Text(_summary(plan)))
        for highlight in plan.highlights[:3]:
            yield row("", Text(f"• {highlight.sentence}"))
    yield Padding(
        Text("Met --full staan alle wijzigingen per regio erbij, of vraag één regio met --region.", MUTED), (1, 0, 0, 2)
    )


def _summary(plan: PlanChanges) -> str:
    if plan.same:
        return "Niets veranderd."
    totals = plan_totals(plan)
    blocks = sum(block.kind is not Kind.UNCHANGED for block in plan.blocks)
    figures = sum(figure.changed for figure in plan.figures)
    definitions = sum(definition.kind is not Kind.UNCHANGED for definition in plan.definitions)
    return (
        f"{blocks} van {len(plan.blocks)} tekstblokken anders (+{totals.added_words} −{totals.removed_words} woorden),"
        f" {figures} cijfers en {definitions} definities anders"
    )
