"""A last look at a finished PDF before it may replace an old one."""

from __future__ import annotations

import io

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject, PdfObject

from regioplan_pdf.errors import Problem, Severity
from regioplan_pdf.model.document import Document
from regioplan_pdf.pdf.style import PAGE_HEIGHT, PAGE_WIDTH

PAGES = 2
EMBEDDED = ("/FontFile", "/FontFile2", "/FontFile3")


def check_pdf(pdf: bytes, document: Document) -> tuple[Problem, ...]:
    """Whether the file has two A3 pages, all fonts embedded, a title and a language."""
    try:
        reader = PdfReader(io.BytesIO(pdf))
        found = [message for message in _faults(reader, document) if message]
    except PyPdfError as error:
        found = [f"the PDF can't be read back: {error}"]
    hint = "this is a fault of the program: please report it"
    return tuple(Problem(document.source, 0, Severity.ERROR, message, hint) for message in found)


def _faults(reader: PdfReader, document: Document) -> list[str]:
    faults: list[str] = []
    if len(reader.pages) != PAGES:
        faults.append(f"the PDF has {len(reader.pages)} pages instead of {PAGES}")
    for number, page in enumerate(reader.pages, 1):
        if abs(float(page.mediabox.width) - PAGE_WIDTH) > 0.1 or abs(float(page.mediabox.height) - PAGE_HEIGHT) > 0.1:
            faults.append(f"page {number} isn't A3 landscape")
        for name, reference in _dictionary(_dictionary(page["/Resources"]).get("/Font")).items():
            font = _dictionary(reference)
            descriptor = _dictionary(font.get("/FontDescriptor"))
            if not any(key in descriptor for key in EMBEDDED):
                faults.append(f"font {font.get('/BaseFont', name)} on page {number} isn't embedded")
    if not reader.metadata or reader.metadata.title != document.meta.title:
        faults.append("the PDF's title isn't the plan's")
    if _dictionary(reader.trailer["/Root"]).get("/Lang") != document.meta.language:
        faults.append("the PDF's language isn't set")
    return faults


def _dictionary(value: PdfObject | None) -> DictionaryObject:
    found = value.get_object() if value is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()
