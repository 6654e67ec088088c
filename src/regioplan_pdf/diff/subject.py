"""A plan as it is compared: from content, from one of our PDFs, or from a PDF of another's making."""

from __future__ import annotations

from dataclasses import dataclass

from regioplan_pdf.model.changes import Origin, Side
from regioplan_pdf.model.content import Edition
from regioplan_pdf.model.document import Document, Section


@dataclass(frozen=True, slots=True)
class Subject:
    """One plan to compare.

    sections: the text blocks; all that a PDF without its source has.
    document, settings: None for such a PDF: its figures and definitions aren't compared.
    """

    side: Side
    sections: tuple[Section, ...]
    document: Document | None = None
    settings: Edition | None = None


def subject_of(document: Document, settings: Edition, origin: Origin, file: str) -> Subject:
    """A plan of ours. settings: the edition, as read or as the PDF carries it."""
    sector = settings.sector_short
    side = Side(
        label=f"{document.edition_title} {sector} {document.region_title}",
        short=document.edition.replace("-", "/"),
        origin=origin,
        file=file,
        edition=document.edition,
        sector=document.sector,
        region=document.region,
        region_title=document.region_title,
        example=document.example,
    )
    # What the program wrote about an earlier edition is no text of the plan.
    sections = tuple(section for section in document.sections if not section.filling)
    return Subject(side, sections, document, settings)
