"""How much text there is: the least height that it can take, and its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil

from regioplan_pdf.model.document import Section
from regioplan_pdf.model.text import Block, ListBlock, Paragraph, Run, Subheading
from regioplan_pdf.pdf.galley import Typesetter


def block_widths(section: Section, typesetter: Typesetter) -> tuple[float, ...]:
    """Width of each paragraph of a block on one line, 1/1000 em."""
    return tuple(width for block in section.blocks for width in _widths(block, typesetter))


def _widths(block: Block, typesetter: Typesetter) -> Iterator[float]:
    match block:
        case Paragraph():
            yield typesetter.measured(tuple(run for run in block.runs if isinstance(run, Run))).width
        case Subheading():
            yield typesetter.measured((Run(block.text),), "bold", hyphenate=False).width
        case ListBlock():
            for item in block.items:
                for child in item.blocks:
                    yield from _widths(child, typesetter)


def least_lines(widths: Iterable[float], measure: float, size: float) -> int:
    """The number of lines that no line breaking can undercut; indents are left out.

    widths: of paragraphs, 1/1000 em. measure, size: in pt.
    """
    limit = measure * 1000 / size
    return sum([max(1, ceil(width / limit - 1e-9)) for width in widths])


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
