"""Whether the fonts have every character of a plan, told before anything is drawn."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from regioplan_pdf.errors import Problem, Severity
from regioplan_pdf.model.content import RegionText
from regioplan_pdf.model.document import Document
from regioplan_pdf.model.text import Block, ListBlock, Paragraph, Run, Subheading
from regioplan_pdf.type.fonts import Fonts
from regioplan_pdf.type.lines import face_of

REGIONS_FILE = "regios.csv"

Spot = tuple[str, int, str, str]
"""A text to be printed: (file, line, face, text)."""


def check_text_characters(text: RegionText, fonts: Fonts) -> tuple[Problem, ...]:
    """A problem for every character of a region's text that a font lacks.

    Needs no figures, so that it can be told beside their faults.
    """
    return _check_spots(
        (spot for block in text.blocks for spot in _section_texts(block.title, block.line, block.blocks, text.file)),
        fonts,
    )


def check_characters(document: Document, fonts: Fonts, edition_file: str) -> tuple[Problem, ...]:
    """A problem for every character that a font lacks, each once per file and line.

    Args:
        document: the plan.
        fonts: the theme's fonts.
        edition_file: where texts that aren't the region's own come from.

    """
    named = _check_spots([(REGIONS_FILE, 0, "bold", document.region_title)], fonts)
    # The region's name stands in many sentences; a character of it is told of its own file only.
    name = document.region_title if named else ""
    return (
        *named,
        *_check_spots(_region_texts(document), fonts),
        *_check_spots(_edition_texts(document, edition_file), fonts, apart_from=name),
    )


def _check_spots(spots: Iterable[Spot], fonts: Fonts, apart_from: str = "") -> tuple[Problem, ...]:
    found: dict[tuple[str, int, str], Problem] = {}
    for file, line, face, text in spots:
        for char in fonts.missing(text, face):
            if char not in apart_from:
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
        f"The fonts have no character '{char}' (U+{ord(char):04X}, {name}), in '{near}'.",
        "leave it out, or write it another way",
    )


def _region_texts(document: Document) -> Iterator[Spot]:
    for section in document.sections:
        yield from _section_texts(section.title, section.line, section.blocks, document.source)


def _section_texts(title: str, line: int, blocks: Iterable[Block], file: str) -> Iterator[Spot]:
    yield file, line, "bold", title
    yield from _block_texts(blocks, file, line)


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
    titles = (document.edition_title, document.sector_title, document.charts_title)
    for text in (*titles, document.footer, document.leeswijzer.title, document.leeswijzer.link_label):
        yield file, 0, "bold", text
    for figure in document.key_figures:
        yield file, 0, "bold", figure.text
        yield file, 0, "bold", figure.label
        yield file, 0, "regular", figure.detail
    for card in document.charts:
        for text in (card.finding, card.measure, card.second_measure, *_texts_in(card.spec), *_texts_in(card.second)):
            yield file, 0, "bold", text
        yield file, 0, "regular", card.unit_line
        yield file, 0, "regular", card.note
    for entry in document.leeswijzer.entries:
        yield file, 0, "bold", entry.name
        for text in (entry.source, entry.reference_date, entry.explanation, entry.nb):
            yield file, 0, "regular", text


def _texts_in(value: object) -> Iterator[str]:
    """Every text in a chart's spec, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts_in(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            yield from _texts_in(getattr(value, part.name))
