"""How much text there is: the least height that it can take, and its words."""

from __future__ import annotations

from math import ceil

from regioplan_pdf.model.document import Section
from regioplan_pdf.model.text import Block, ListBlock, Paragraph, Run, Subheading
from regioplan_pdf.pdf.galley import Typesetter


def least_lines(section: Section, measure: float, size: float, typesetter: Typesetter) -> int:
    """The number of lines of a block that no line breaking can undercut.

    Headings and indents are left out. measure, size: in pt.
    """
    return sum(_least_lines(block, measure * 1000 / size, typesetter) for block in section.blocks)


def _least_lines(block: Block, limit: float, typesetter: Typesetter) -> int:
    match block:
        case Paragraph():
            width = typesetter.measured(tuple(run for run in block.runs if isinstance(run, Run))).width
        case Subheading():
            width = typesetter.measured((Run(block.text),), "bold", hyphenate=False).width
        case ListBlock():
            return sum(_least_lines(child, limit, typesetter) for item in block.items for child in item.blocks)
    return max(1, ceil(width / limit - 1e-9))


def count_words(block: Block) -> int:
    """Words in a block of text."""
    match block:
        case Paragraph():
            text = "".join(run.text for run in block.runs if isinstance(run, Run))
            return sum(any(map(str.isalnum, word)) for word in text.split())
        case Subheading():
            return len(block.text.split())
        case ListBlock():
            return sum(count_words(child) for item in block.items for child in item.blocks)
