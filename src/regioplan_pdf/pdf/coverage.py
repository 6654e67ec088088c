"""Whether the fonts have every character of a plan, told before anything is drawn."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass

from regioplan_pdf.errors import Problem, Severity
from regioplan_pdf.model.content import Edition, RegionText
from regioplan_pdf.model.document import Document
from regioplan_pdf.model.text import Block, ListBlock, Paragraph, Run, Subheading
from regioplan_pdf.type.fonts import Fonts
from regioplan_pdf.type.lines import face_of

REGIONS_FILE = "regios.csv"

Place = tuple[str, int]
"""Where a text stands: (file, line)."""
ReadLines = Callable[[], Sequence[str]]
FindPlaces = Callable[[], Mapping[str, Sequence[Place]]]
Spot = tuple[str, int, str, str]
"""A text to be printed: (file, line, face, text)."""


def check_text_characters(text: RegionText, fonts: Fonts, read_lines: ReadLines) -> tuple[Problem, ...]:
    """A problem for every character of a region's text that a font lacks, at each line that has it.

    Needs no figures, so that it can be told beside their faults.

    Args:
        text: the region's text.
        fonts: the theme's fonts.
        read_lines: gives the lines of the text's file; asked for when a character is missing.

    """
    blocks = (
        spot for block in text.blocks for spot in _section_texts(block.title, block.line, block.blocks, text.file)
    )
    sentences = ((text.file, line, "bold", sentence) for sentence, line in text.overrides.values())
    spots = (*blocks, *sentences)
    starts = sorted({line for _, line, _, _ in spots})
    found: dict[tuple[int, str], Problem] = {}
    for file, start, face, printed in spots:
        for char in fonts.missing(printed, face):
            lines = _lines_with(char, start, starts, read_lines()) or ((start, printed),)
            for line, written in lines:
                # On one line of a paragraph it's quoted as it is printed, without Markdown.
                shown = printed if len(lines) == 1 else written
                found.setdefault((line, char), _problem((file, line), char, shown))
    return tuple(found.values())


def _lines_with(char: str, start: int, starts: Sequence[int], lines: Sequence[str]) -> Sequence[tuple[int, str]]:
    """The lines with a character, each with its number, from that of a paragraph to where the next one starts.

    None where it was written as something else ('&#9730;').
    """
    after = bisect_right(starts, start)
    end = starts[after] if after < len(starts) else len(lines) + 1
    return [(number, lines[number - 1]) for number in range(max(start, 1), end) if char in lines[number - 1]]


def check_characters(
    document: Document, fonts: Fonts, edition: Edition, region_line: int, find_places: FindPlaces
) -> tuple[Problem, ...]:
    """A problem for every character that a font lacks, each once per file and line.

    Args:
        document: the plan.
        fonts: the theme's fonts.
        edition: where texts that aren't the region's own come from.
        region_line: where the region stands in regios.csv.
        find_places: finds where a character stands in the edition's settings and in what these take texts from
            (figures, theme, regions); asked for when one is missing.

    """
    named = _check_spots([(REGIONS_FILE, region_line, "bold", document.region_title)], fonts)
    # The region's name stands in many sentences; a character of it is told of its own file only.
    name = document.region_title if named else ""
    return (
        *named,
        *_check_spots(_region_texts(document), fonts),
        *_check_spots(_edition_texts(document, edition), fonts, name, find_places),
    )


def _check_spots(
    spots: Iterable[Spot], fonts: Fonts, apart_from: str = "", find_places: FindPlaces = dict
) -> tuple[Problem, ...]:
    """The characters that fonts lack.

    apart_from: characters that are told elsewhere. find_places: gives the places of a character.
    """
    found: dict[tuple[Place, str], Problem] = {}
    for file, start, face, text in spots:
        for char in fonts.missing(text, face):
            if char not in apart_from:
                place = _nearest((file, start), find_places().get(char, ()))
                found.setdefault((place, char), _problem(place, char, text))
    return tuple(found.values())


def _nearest(spot: Place, places: Sequence[Place]) -> Place:
    """The place that a character of a text must have come from.

    In the text's own file the first from its line on, or else the first; then the first in any file; without any,
    the text's own.
    """
    file, start = spot
    own = [place for place in places if place[0] == file]
    after = [place for place in own if place[1] >= start]
    return next(iter((*after, *own, *places, spot)))


def _problem(place: Place, char: str, text: str) -> Problem:
    name = unicodedata.name(char, "a control character").lower()
    at = text.index(char)
    near = text[max(0, at - 20) : at + 20].strip()
    # What can't be seen by itself is told by its number alone.
    shown = f"'{char}' " if char.isprintable() and not unicodedata.combining(char) else ""
    number = f"(U+{ord(char):04X}, {name})"
    return Problem(
        *place,
        Severity.ERROR,
        f"The fonts have no character {shown}{number}, in '{near}'.",
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


def _edition_texts(document: Document, edition: Edition) -> Iterator[Spot]:
    """What comes from an edition's settings; lines are those where a table of settings begins."""
    file = edition.file
    for head in document.heads:
        yield file, 0, "bold", head.title
        yield file, 0, "regular", head.detail
    titles = (document.edition_title, document.sector_title, document.charts_title)
    for text in (*titles, document.footer, document.leeswijzer.title, document.leeswijzer.link_label):
        yield file, 0, "bold", text
    for figure, spec in zip(document.key_figures, edition.key_figures, strict=True):
        yield file, spec.line, "bold", figure.text
        yield file, spec.line, "bold", figure.label
        yield file, spec.line, "regular", figure.detail
    lines = {f"grafiek-{chart.id}": chart.line for chart in edition.charts}
    for card in document.charts:
        line = lines.get(card.id, 0)
        for text in (card.finding, card.measure, card.second_measure, *_texts_in(card.spec), *_texts_in(card.second)):
            yield file, line, "bold", text
        yield file, line, "regular", card.unit_line
        yield file, line, "regular", card.note
    lines = {f"leeswijzer-{entry.id}": entry.line for entry in edition.entries.values()}
    for entry in document.leeswijzer.entries:
        line = lines.get(entry.id, 0)
        yield file, line, "bold", entry.name
        for text in (entry.source, entry.reference_date, entry.explanation, entry.nb):
            yield file, line, "regular", text


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
