"""Whether the fonts have every character of a plan, told before anything is drawn."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from regioplan_pdf.errors import Problem, Severity
from regioplan_pdf.model.document import Document
from regioplan_pdf.model.text import Block, ListBlock, Paragraph, Run, Subheading
from regioplan_pdf.type.fonts import Fonts
from regioplan_pdf.type.lines import face_of

Spot = tuple[str, int, str, str]
"""A text to be printed: (file, line, face, text)."""


def check_characters(document: Document, fonts: Fonts, edition_file: str) -> tuple[Problem, ...]:
    """A problem for every character that a font lacks, each once per file and line.

    Args:
        document: the plan.
        fonts: the theme's fonts.
        edition_file: where texts that aren't the region's own come from.

    """
    found: dict[tuple[str, int, str], Problem] = {}
    for file, line, face, text in (*_region_texts(document), *_edition_texts(document, edition_file)):
        for char in fonts.missing(text, face):
            found.setdefault((file, line, char), _problem(file, line, char, text))
    return tuple(found.values())


def _problem(file: str, line: int, char: str, text: str) -> Problem:
    name = unicodedata.name(char, "unnamed character").lower()
    at = text.index(char)
    near = text[max(0, at - 20) : at + 20].strip()
    return Problem(
        file,
        line,
        Severity.ERROR,
        f"the fonts have no character '{char}' (U+{ord(char):04X}, {name}), in '{near}'",
        "leave it out, or write it another way",
    )


def _region_texts(document: Document) -> Iterator[Spot]:
    for section in document.sections:
        yield document.source, section.line, "bold", section.title
        yield from _block_texts(section.blocks, document.source, section.line)


def _block_texts(blocks: Iterable[Block | Paragraph | ListBlock], file: str, line: int) -> Iterator[Spot]:
    for block in blocks:
        here = block.line or line
        match block:
            case Paragraph():
                for run in block.runs:
                    if isinstance(run, Run):
                        yield file, here, face_of(run), run.text
            case Subheading():
                yield file, here, "bold", block.text
            case ListBlock():
                for item in block.items:
                    yield from _block_texts(item.blocks, file, here)


def _edition_texts(document: Document, file: str) -> Iterator[Spot]:
    for head in document.heads:
        yield file, 0, "bold", head.title
        yield file, 0, "regular", head.detail
    for text in (document.edition_title, document.sector_title, document.footer):
        yield file, 0, "regular", text
    for figure in document.key_figures:
        yield file, 0, "bold", f"{figure.text}{figure.label}"
        yield file, 0, "regular", figure.detail
    for card in document.charts:
        yield file, 0, "bold", f"{card.finding}{card.measure}{card.second_measure}"
        yield file, 0, "regular", f"{card.unit_line}{card.note}"
    for entry in document.leeswijzer.entries:
        yield file, 0, "bold", entry.name
        yield file, 0, "regular", f"{entry.source}{entry.reference_date}{entry.explanation}{entry.nb}"
