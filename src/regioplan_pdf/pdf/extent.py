"""How much text there is: widths on one endless line, and words."""

from __future__ import annotations

from regioplan_pdf.model.document import Section
from regioplan_pdf.model.text import Block, ListBlock, Paragraph, Run, Subheading
from regioplan_pdf.pdf.galley import Typesetter


def section_ems(section: Section, typesetter: Typesetter) -> float:
    """Width of all text of a block on one line, 1/1000 em."""
    return sum(block_ems(block, typesetter) for block in section.blocks)


def block_ems(block: Block, typesetter: Typesetter) -> float:
    """Width of a block of text on one line, 1/1000 em."""
    match block:
        case Paragraph():
            return typesetter.measured(tuple(run for run in block.runs if isinstance(run, Run))).width
        case Subheading():
            return typesetter.measured((Run(block.text),), "bold", hyphenate=False).width
        case ListBlock():
            return sum(block_ems(child, typesetter) for item in block.items for child in item.blocks)


def count_words(block: Block) -> int:
    """Words in a block of text."""
    match block:
        case Paragraph():
            return sum(len(run.text.split()) for run in block.runs if isinstance(run, Run))
        case Subheading():
            return len(block.text.split())
        case ListBlock():
            return sum(count_words(child) for item in block.items for child in item.blocks)
