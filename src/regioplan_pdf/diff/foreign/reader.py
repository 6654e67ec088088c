"""A regioplan that isn't ours: the text of any PDF, cut into the blocks that the editions know.

Figures and definitions aren't compared: without its source a PDF doesn't say which number is which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from regioplan_pdf.diff.foreign.blocks import REST_ID, make_sections
from regioplan_pdf.diff.foreign.headings import Heading
from regioplan_pdf.diff.foreign.lines import Line, has_pictures, read_lines
from regioplan_pdf.diff.foreign.order import Sorted, sort_lines
from regioplan_pdf.diff.subject import Subject
from regioplan_pdf.model.changes import Origin, Side
from regioplan_pdf.source import SourceError
from regioplan_pdf.suggest import normalise_name

if TYPE_CHECKING:
    from regioplan_pdf.source.views import OpenPdf

LEAST_LETTERS = 100
"""Letters that a plan has at least; a scan has none, or those of a stamp."""
_TITLE = re.compile(r"regioplan\w*\s+(\d{4})\s*[/–-]\s*(\d{4}|\d{2})(?!\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Known:
    """What the editions know. headings: to look for, the most likely ones first.

    regions: title by name or alias in small letters; slugs: slug by title. sectors: slug by short
    name in small letters ('ggz').
    """

    headings: tuple[Heading, ...]
    regions: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    sectors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ForeignText:
    """The text of a PDF. title: what its metadata say it's called."""

    file: str
    lines: Sorted
    title: str


def read_foreign(pdf: OpenPdf) -> ForeignText:
    """The lines of an open PDF.

    Raises pypdf's errors, and SourceError when there is no text in it: a scan, or an empty page.
    """
    lines = read_lines(pdf.reader)
    letters = sum(letter.isalpha() for line in lines for letter in line.text)
    if letters < LEAST_LETTERS:
        name = pdf.path
        if has_pictures(pdf.reader):
            raise SourceError(
                f"'{name}' has no text to compare, only pictures: it's probably a scan."
                " Have its text recognised first (OCR), and give the PDF that comes out of that."
            )
        raise SourceError(f"'{name}' is empty: it has hardly any text to compare.")
    metadata = pdf.reader.metadata
    return ForeignText(pdf.path.name, sort_lines(lines), str((metadata.title if metadata else None) or ""))


def foreign_subject(text: ForeignText, known: Known) -> Subject:
    """The plan that a text is. Raises SourceError when it has none of the known headings."""
    sections = make_sections(text.lines.body, text.lines.margin, known.headings)
    ids = {heading.id for heading in known.headings if heading.place}
    if not any(section.id in ids for section in sections):
        example = next((heading.title for heading in known.headings if heading.place), "")
        looked = f" None of its lines is a heading that is known, such as '{example}'." if example else ""
        raise SourceError(f"'{text.file}' isn't a regioplan, as far as can be seen.{looked}")
    # What stands outside the blocks comes last: it isn't what a reader looks for first.
    ordered = sorted(sections, key=lambda section: (section.id not in ids, section.id == REST_ID))
    return Subject(_side(text, known), tuple(ordered))


# -- which plan it is -----------------------------------------------------------------------


def _side(text: ForeignText, known: Known) -> Side:
    titles = _titles(text)
    edition = _edition(titles)
    region, region_title = _region(titles, known)
    sector = _sector(titles, known)
    short = edition.replace("-", "/")
    label = " ".join(part for part in ("Regioplan", short, sector.upper(), region_title) if part)
    return Side(
        label=label if edition or region else f"Regioplan {text.file}",
        short=short or text.file,
        origin=Origin.FOREIGN,
        file=text.file,
        edition=edition,
        sector=sector,
        region=region,
        region_title=region_title,
    )


def _titles(text: ForeignText) -> list[str]:
    """What may tell which plan it is: the PDF's title, lines that say 'regioplan', running heads, large lines."""
    body = [line for line in text.lines.body if line.page == 0]
    largest = sorted(body, key=lambda line: -line.size)[:3]
    telling = [*text.lines.furniture, *text.lines.margin, *body]
    named = [line for line in telling if _TITLE.search(line.text)]
    return [text.title, *(line.text for line in _once([*named, *text.lines.furniture, *largest]))]


def _once(lines: Iterable[Line]) -> Sequence[Line]:
    return list({id(line): line for line in lines}.values())


def _edition(titles: Iterable[str]) -> str:
    for title in titles:
        found = _TITLE.search(title)
        if found:
            first, second = found[1], found[2]
            return f"{first}-{second if len(second) == 4 else first[:2] + second}"
    return ""


def _region(titles: Iterable[str], known: Known) -> tuple[str, str]:
    """Slug and title of the one region that the titles name; '' when they name none or several."""
    for title in titles:
        words = f" {' '.join(re.split(r'[^a-z0-9&]+', normalise_name(title)))} "
        found = {region for name, region in known.regions.items() if f" {name} " in words}
        if len(found) == 1:
            return found.pop()
    return "", ""


def _sector(titles: Iterable[str], known: Known) -> str:
    for title in titles:
        words = re.split(r"[^a-z0-9&]+", normalise_name(title))
        found = {slug for name, slug in known.sectors.items() if name in words}
        if len(found) == 1:
            return found.pop()
    return ""
