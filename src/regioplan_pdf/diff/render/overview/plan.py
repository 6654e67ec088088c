"""One comparison of two plans as parts of a report."""

from __future__ import annotations

from collections.abc import Collection

from regioplan_pdf.diff.render.overview.definitions import definition_blocks
from regioplan_pdf.diff.render.overview.figures import figure_blocks, finding_blocks
from regioplan_pdf.diff.render.overview.text import text_blocks
from regioplan_pdf.diff.render.overview.wording import Anchors, plain
from regioplan_pdf.model.changes import Course, DefinitionChange, Kind, Origin, PlanChanges, Side
from regioplan_pdf.pdf.report.content import (
    Block,
    Cell,
    Column,
    Heading,
    Mark,
    Part,
    Passage,
    Point,
    Points,
    Row,
    Table,
    Tile,
    Tiles,
    Words,
)

FIRST = "Wat u als eerste moet weten"
ABOUT = "Over deze vergelijking"
SAME = "De twee plannen zeggen hetzelfde: er is niets gewijzigd."
_ORIGINS = {
    Origin.CONTENT: "de inhoud",
    Origin.PLAN: "een pdf met de bron erin",
    Origin.FOREIGN: "een pdf zonder bron: alleen de tekst is vergeleken",
}


def plan_parts(changes: PlanChanges) -> tuple[Part, ...]:
    """A report on two plans, part by part."""
    details = detail_parts(changes, 2, Anchors())
    about = Part(about_blocks(changes.old, changes.new), running=ABOUT)
    return Part(_opening(changes), running=FIRST), *details, about


def _opening(changes: PlanChanges) -> tuple[Block, ...]:
    return count_tiles(changes), *first_blocks(changes, 2, Anchors()), *(() if changes.same else (legend(),))


def first_blocks(changes: PlanChanges, level: int, anchors: Anchors) -> tuple[Block, ...]:
    """The highlights with the places that tell more, and what could not be compared."""
    heading = Heading(level, FIRST, anchors.of("eerst"))
    if changes.same:
        return heading, Passage(plain(SAME)), *_notes(changes)
    points = tuple(Point(plain(each.sentence), anchors.of(each.anchor)) for each in changes.highlights)
    return heading, *((Points(points),) if points else ()), *_notes(changes)


def _notes(changes: PlanChanges) -> tuple[Block, ...]:
    return tuple(Passage((Words("Let op. ", bold=True), Words(note))) for note in changes.notes)


def detail_parts(
    changes: PlanChanges, level: int, anchors: Anchors, told: Collection[DefinitionChange] = (), running: str = ""
) -> tuple[Part, ...]:
    """Figures, definitions, findings and text, each a part; what holds nothing is left out."""
    parts = (
        figure_blocks(changes, level, anchors),
        definition_blocks(changes, level, anchors, told),
        finding_blocks(changes, level, anchors),
        text_blocks(changes, level, anchors),
    )
    return tuple(Part(blocks, running=_running(running, blocks[0])) for blocks in parts if blocks)


def _running(place: str, heading: Block) -> str:
    """What a page's head says: the region of an edition, and the heading."""
    title = heading.text if isinstance(heading, Heading) else ""
    return f"{place} · {title}" if place else title


def count_tiles(changes: PlanChanges) -> Tiles:
    """How much changed, in a strip of numbers; what didn't change at all is left out, but for the text."""
    blocks = [block for block in changes.blocks if block.kind is not Kind.UNCHANGED or block.renamed]
    tiles = [Tile(f"{len(blocks)} van {len(changes.blocks)}", "tekstblokken veranderden")]
    if changes.figures_compared:
        courses = [figure.course for figure in changes.figures]
        turned = sum(chart.turned for chart in changes.charts)
        definitions = sum(each.kind is not Kind.UNCHANGED for each in changes.definitions)
        counts = (
            (
                courses.count(Course.RISEN) + courses.count(Course.FALLEN),
                "cijfer steeg of daalde",
                "cijfers stegen of daalden",
            ),
            (courses.count(Course.NOT_COMPARABLE), "cijfer is niet vergelijkbaar", "cijfers zijn niet vergelijkbaar"),
            (courses.count(Course.NEW), "cijfer is nieuw", "cijfers zijn nieuw"),
            (definitions, "definitie veranderde", "definities veranderden"),
            (turned, "bevinding draaide om", "bevindingen draaiden om"),
        )
        tiles += [tile(*count) for count in counts if count[0]]
    return Tiles(tuple(tiles))


def tile(number: int, one: str, many: str) -> Tile:
    """A number with what it counts, in the singular or plural."""
    return Tile(str(number), one if number == 1 else many)


def legend() -> Passage:
    """How to read the marks."""
    return Passage(
        (
            Words("Zo leest u dit overzicht. ", bold=True),
            Words("Een "),
            Words("doorgestreept woord", mark=Mark.REMOVED),
            Words(" stond in het oude plan en is weg. Een "),
            Words("onderstreept woord", mark=Mark.ADDED),
            Words(" is nieuw. Een cijfer dat veranderde, is vet. "),
            Words("Wie laat voorlezen, hoort ‘weg’ of ‘nieuw’ ervoor en ‘einde’ erna."),
        ),
        small=True,
    )


def about_blocks(old: Side, new: Side) -> tuple[Block, ...]:
    """Which plans were compared."""
    columns = (Column("Onderdeel", 18), Column("Oude plan", 41), Column("Nieuwe plan", 41))
    rows = (
        Row((Cell(plain("Plan")), Cell(plain(old.label)), Cell(plain(new.label)))),
        Row((Cell(plain("Gelezen uit")), _origin(old), _origin(new))),
    )
    return Heading(2, ABOUT, "over"), Table(columns, rows)


def _origin(side: Side) -> Cell:
    under = (side.file, "Er zijn voorbeeldcijfers bij." if side.example else "")
    return Cell(plain(_ORIGINS[side.origin]), tuple(plain(text) for text in under if text))
