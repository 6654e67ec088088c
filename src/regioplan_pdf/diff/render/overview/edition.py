"""A comparison of two editions as parts of a report: what holds for all, then region after region."""

from __future__ import annotations

from itertools import groupby

from regioplan_pdf.diff.render.overview.definitions import changed_definitions
from regioplan_pdf.diff.render.overview.plan import ABOUT, about_blocks, detail_parts, first_blocks, legend, tile
from regioplan_pdf.diff.render.overview.wording import Anchors, place_name, plain
from regioplan_pdf.dutch import format_number, join_words
from regioplan_pdf.model.changes import CarriedOver, DefinitionChange, EditionChanges, Kind, PlanChanges
from regioplan_pdf.pdf.report.content import (
    Block,
    Cell,
    Column,
    Entries,
    Entry,
    Heading,
    Item,
    Part,
    Passage,
    Row,
    Table,
    Tiles,
    Tone,
)

OVERVIEW = "Alle regio’s"
EVERYWHERE = "Nieuw of anders in alle regio’s"
RANKING = "Waar veranderde het meest?"
CARRIED = "Ongewijzigd overgenomen"
LITTLE = 0.095
"""Under this share a percentage has a decimal."""
SAME = "De twee edities zeggen hetzelfde: er is niets gewijzigd."


def edition_parts(changes: EditionChanges) -> tuple[Part, ...]:
    """The overview, then every region that both editions have."""
    shared = _shared_definitions(changes.plans)
    overview = (_ranking(changes), _carried(changes), _shared(changes, shared))
    parts = [Part(_opening(changes), running=OVERVIEW)]
    parts += [Part(blocks, running=OVERVIEW) for blocks in overview if blocks]
    parts.append(Part(about_blocks(changes.old, changes.new), running=ABOUT))
    for plan in changes.plans:
        parts.extend(_region(plan, shared))
    return tuple(parts)


def prefix_of(plan: PlanChanges) -> str:
    """What tells a region's anchors from another's."""
    return f"{plan.new.region or plan.old.region}."


def _opening(changes: EditionChanges) -> tuple[Block, ...]:
    changed = sum(not plan.same for plan in changes.plans)
    everywhere, carried = len(changes.everywhere), len(changes.carried_over)
    blocks: list[Block] = [
        Tiles(
            (
                tile(len(changes.plans), "regio staat in beide edities", "regio’s staan in beide edities"),
                tile(changed, "regio heeft een ander plan", "regio’s hebben een ander plan"),
                tile(everywhere, "wijziging geldt in alle regio’s", "wijzigingen gelden in alle regio’s"),
                tile(carried, "blok is ongewijzigd overgenomen", "blokken zijn ongewijzigd overgenomen"),
            )
        ),
        Heading(2, EVERYWHERE, "overal"),
    ]
    if changes.same:
        blocks.append(Passage(plain(SAME)))
    elif changes.everywhere:
        entries = (
            Entry(f"{each.count} regio’s", (Item(plain(each.sentence)),), Tone.HEADING) for each in changes.everywhere
        )
        blocks.append(Entries(tuple(entries)))
    else:
        blocks.append(Passage(plain("Er is geen wijziging die in alle regio’s hetzelfde is.")))
    for told, regions in (("Alleen in de oude editie", changes.only_old), ("Alleen in de nieuwe", changes.only_new)):
        if regions:
            blocks.append(Passage(plain(f"{told}: {join_words([title for _, title in regions])}.")))
    if not changes.same:
        blocks.append(legend())
    return tuple(blocks)


def _ranking(changes: EditionChanges) -> tuple[Block, ...]:
    if not changes.ranking:
        return ()
    columns = (
        Column("Regio", 40),
        Column("Deel van de woorden dat veranderde", 30, right=True),
        Column("Cijfers die veranderden", 30, right=True),
    )
    rows = tuple(
        Row(
            (
                Cell(plain(each.region_title), target=f"{each.region}."),
                Cell(plain(f"{format_number(100 * each.share, 1 if each.share < LITTLE else 0)}%")),
                Cell(plain(format_number(each.figures))),
            )
        )
        for each in changes.ranking
    )
    return Heading(2, RANKING, "rangorde"), Table(columns, rows)


def _carried(changes: EditionChanges) -> tuple[Block, ...]:
    if not changes.carried_over:
        return ()
    text = "Deze blokken staan woord voor woord in beide edities. Kijk na of ze nog kloppen."
    columns = (Column("Regio", 30), Column("Blokken", 55), Column("Woorden", 15, right=True))
    rows = tuple(_carried_row(tuple(blocks)) for _, blocks in groupby(changes.carried_over, lambda each: each.region))
    return Heading(2, CARRIED, "overgenomen"), Passage(plain(text), follows=True), Table(columns, rows)


def _carried_row(blocks: tuple[CarriedOver, ...]) -> Row:
    titles = "; ".join(each.title for each in blocks)
    words = format_number(sum(each.words for each in blocks))
    return Row((Cell(plain(blocks[0].region_title)), Cell(plain(titles)), Cell(plain(words))))


def _shared_definitions(plans: tuple[PlanChanges, ...]) -> tuple[DefinitionChange, ...]:
    """The definitions that changed in the same way in all regions: told once."""
    if len(plans) < 2:
        return ()
    first, *others = plans
    return tuple(
        each
        for each in first.definitions
        if each.kind is not Kind.UNCHANGED and all(each in plan.definitions for plan in others)
    )


def _shared(changes: EditionChanges, shared: tuple[DefinitionChange, ...]) -> tuple[Block, ...]:
    if not shared:
        return ()
    heading = Heading(2, "Definities in alle regio’s", "definities")
    return heading, *changed_definitions(shared, changes.old, changes.new, 3, Anchors())


def _region(plan: PlanChanges, shared: tuple[DefinitionChange, ...]) -> tuple[Part, ...]:
    name = place_name(plan.new)
    anchors = Anchors(prefix_of(plan), frozenset(each.anchor for each in shared))
    first = (Heading(2, name, anchors.prefix), *first_blocks(plan, 3, anchors))
    details = detail_parts(plan, 3, anchors, shared, name)
    return Part(first, fresh=True, running=name), *details
