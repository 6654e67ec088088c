"""Headings of text blocks that the editions know, found in the lines of any PDF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from regioplan_pdf.diff.foreign.lines import Line
from regioplan_pdf.diff.foreign.words import join_lines
from regioplan_pdf.model.content import Edition
from regioplan_pdf.model.document import Document, Section
from regioplan_pdf.suggest import normalise_name

_MOST_LINES = 3
"""Lines that a heading takes at most."""
_ALIKE = 91.0
"""Score (0-100) from which a line that stands out is a heading with a slip in it."""
_LEAST_LETTERS = 8
CHARTS_ID, LEESWIJZER_ID = "blok-grafieken", "blok-leeswijzer"
"""Sections for what is printed beside the text blocks."""
_LEESWIJZER = ("Leeswijzer", "Leeswijzer en definities")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading to look for. id: of its section ('blok-terugblik'); place: '' for what is no text block."""

    title: str
    id: str
    place: str


def headings_of_edition(edition: Edition) -> tuple[Heading, ...]:
    """The headings of an edition's text blocks, their aliases, and those that part other text from them."""
    blocks = [
        Heading(title, f"blok-{block.id}", block.place)
        for block in edition.blocks
        for title in (block.title, *block.aliases)
    ]
    other = [Heading(edition.charts_title, CHARTS_ID, "")] if edition.charts_title else []
    return (*blocks, *other, *(Heading(title, LEESWIJZER_ID, "") for title in _LEESWIJZER))


def headings_of_sections(sections: Iterable[Section], document: Document | None) -> tuple[Heading, ...]:
    """The headings of a plan that was read, for when there is no content folder."""
    found = [Heading(section.title, section.id, section.place) for section in sections]
    if document is not None:
        found.append(Heading(document.charts_title, CHARTS_ID, ""))
    return (*found, *(Heading(title, LEESWIJZER_ID, "") for title in _LEESWIJZER))


def loosely(title: str) -> str:
    """A heading as it is compared: no capitals, accents, punctuation or years."""
    return " ".join(re.sub(r"[^a-z&]+", " ", normalise_name(title)).split())


def find_headings(lines: Sequence[Line], known: Sequence[Heading], size: float) -> dict[int, tuple[Heading, int]]:
    """Where lines are a known heading, with how many lines it takes. size: of running text, in pt."""
    by_title: dict[str, Heading] = {}
    for heading in known:
        by_title.setdefault(loosely(heading.title), heading)
    by_title.pop("", None)
    found: dict[int, tuple[Heading, int]] = {}
    place = 0
    while place < len(lines):
        hit = _heading_at(lines, place, by_title, size)
        if hit is None:
            place += 1
        else:
            found[place] = hit
            place += hit[1]
    return found


def _heading_at(
    lines: Sequence[Line], place: int, by_title: dict[str, Heading], size: float
) -> tuple[Heading, int] | None:
    first = lines[place]
    stands_out = first.bold or first.size > 1.08 * size
    for count in range(min(_MOST_LINES, len(lines) - place), 0, -1):
        part = lines[place : place + count]
        if any(not _alike(first, line) for line in part):
            continue
        title = loosely(join_lines(line.text for line in part))
        heading = by_title.get(title)
        if heading is not None and (stands_out or _stands_alone(lines, place, count)):
            return heading, count
        if heading is None and stands_out and len(title) >= _LEAST_LETTERS:
            heading = _nearly(title, by_title)
            if heading is not None:
                return heading, count
    return None


def _alike(one: Line, other: Line) -> bool:
    return one.page == other.page and one.bold == other.bold and abs(one.size - other.size) < 0.5


def _stands_alone(lines: Sequence[Line], place: int, count: int) -> bool:
    """Whether lines in the style of running text are no part of a sentence."""
    first, last = lines[place], lines[place + count - 1]
    if first.text[:1].islower() or last.text.endswith((".", ",", ";")):
        return False
    before = lines[place - 1] if place else None
    after = lines[place + count] if place + count < len(lines) else None
    parted = before is None or before.text.endswith((".", "!", "?", ":")) or before.y - first.y > 1.6 * first.size
    return parted and (after is None or not after.text[:1].islower())


def _nearly(title: str, by_title: dict[str, Heading]) -> Heading | None:
    from rapidfuzz import fuzz, process

    found = process.extractOne(title, list(by_title), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return by_title[found[0]] if found else None
