"""The block 'Gewijzigd sinds de vorige editie', written by the program into a plan."""

from __future__ import annotations

from dataclasses import replace

from regioplan_pdf.model.changes import Highlight, PlanChanges
from regioplan_pdf.model.content import CHANGES, BlockSpec, Edition
from regioplan_pdf.model.document import Document, Section
from regioplan_pdf.model.text import ListBlock, ListItem, Paragraph, Run

SIDE_COLUMN = "zijkolom"


def changes_spec(edition: Edition) -> BlockSpec | None:
    """The place that an edition has for the block; None when it has none."""
    return next((spec for spec in edition.blocks if spec.filling == CHANGES), None)


def with_changes(document: Document, edition: Edition, changes: PlanChanges) -> Document:
    """The plan with its changes in the edition's place for them; as it was, without place or changes."""
    spec = changes_spec(edition)
    if spec is None or not changes.highlights:
        return document
    told = changes.highlights[: spec.most]
    items = tuple(ListItem((Paragraph((Run(highlight.sentence),)),)) for highlight in told)
    section = Section(f"blok-{spec.id}", spec.title, spec.place, (ListBlock(items),), filling=CHANGES)
    return replace(
        document,
        sections=_in_order((*document.sections, section), edition),
        example_pages=_example_pages(document, spec, changes, told),
    )


def _in_order(sections: tuple[Section, ...], edition: Edition) -> tuple[Section, ...]:
    """The blocks as `compose` orders them: the side column's, then the edition's order."""
    order = {f"blok-{spec.id}": number for number, spec in enumerate(edition.blocks)}
    return tuple(sorted(sections, key=lambda section: (section.place != SIDE_COLUMN, order[section.id])))


def _example_pages(
    document: Document, spec: BlockSpec, changes: PlanChanges, told: tuple[Highlight, ...]
) -> tuple[bool, bool]:
    """Whether each page shows an example figure, with what is told of them here."""
    anchors = {highlight.anchor for highlight in told}
    example = any(figure.example and figure.anchor in anchors for figure in changes.figures)
    first, second = document.example_pages
    return (first or example, second) if spec.place == SIDE_COLUMN else (first, second or example)
