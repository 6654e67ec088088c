"""A text block as units: paragraphs, items of lists and subheadings, in the order of reading."""

from __future__ import annotations

from collections.abc import Iterator

from regioplan_pdf.model.changes import FigureSpan, Form, TextUnit
from regioplan_pdf.model.document import Section
from regioplan_pdf.model.text import Block, ListBlock, Paragraph, Role, Run, Subheading

_ROLES = {Role.LEAD_IN: Form.LEAD_IN, Role.OUTCOME: Form.OUTCOME}


def units_of(section: Section) -> tuple[TextUnit, ...]:
    """Every text under a block's heading. Ids are those of the plan's structure tree."""
    return tuple(
        unit for place, block in enumerate(section.blocks) for unit in _units(block, f"{section.id}.{place}", section)
    )


def _units(block: Block, node: str, section: Section, depth: int = 0, number: str = "") -> Iterator[TextUnit]:
    match block:
        case Paragraph():
            text, figures = _read_runs(block)
            form = _ROLES.get(block.role, Form.ITEM if depth else Form.PARAGRAPH)
            yield TextUnit(node, section.id, form, text, depth, number, figures)
        case Subheading():
            yield TextUnit(node, section.id, Form.SUBHEADING, block.text, depth)
        case ListBlock():
            for place, item in enumerate(block.items):
                label = f"{block.start + place}." if block.ordered else ""
                for part, inner in enumerate(item.blocks):
                    yield from _units(inner, f"{node}.{place}.{part}", section, depth + 1, "" if part else label)


def _read_runs(paragraph: Paragraph) -> tuple[str, tuple[FigureSpan, ...]]:
    """The text, and where it holds values of expressions."""
    parts: list[str] = []
    figures: list[FigureSpan] = []
    start = 0
    for run in paragraph.runs:
        if not isinstance(run, Run):
            continue
        parts.append(run.text)
        if run.figure:
            figures.append(FigureSpan(start, start + len(run.text), run.figure))
        start += len(run.text)
    return "".join(parts), tuple(figures)
