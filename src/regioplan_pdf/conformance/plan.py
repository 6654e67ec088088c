"""What a file must have to be the plan that it was made from: its pages, its language, what it says about itself."""

from __future__ import annotations

from regioplan_pdf.conformance.file import Page, PdfFile
from regioplan_pdf.conformance.finding import shorten
from regioplan_pdf.conformance.subject import Subject
from regioplan_pdf.conformance.values import Value
from regioplan_pdf.model.document import Document

PAGES = 2
A3_LANDSCAPE = (1190.55, 841.89)
"""Width and height, pt."""
DATES = ("CreationDate", "ModDate")
_BOXES = ("CropBox", "BleedBox", "TrimBox", "ArtBox")
_TOLERANCE = 0.1


def check_plan(subject: Subject, document: Document) -> None:
    """Two pages of A3, and the plan's own title, author, dates and language."""
    file, findings = subject.file, subject.findings
    if len(subject.pages) != PAGES:
        findings.add("pages", f"the file has {len(subject.pages)} pages instead of {PAGES}")
    for painted in subject.pages:
        if not _is_a3(file, painted.page):
            findings.add("pages", "the page isn't A3, lying", painted.page.number)
    language = file.text(file.catalog.get("Lang"))
    if language != document.meta.language:
        message = f"the language is '{shorten(language)}' instead of '{shorten(document.meta.language)}'"
        findings.add("language", message)
    _check_info(subject, document)


def _is_a3(file: PdfFile, page: Page) -> bool:
    """Whether all of a page is shown as it was drawn: A3, upright, at its size."""
    entries = page.entries
    boxes = [entries.get("MediaBox"), *(entries[name] for name in _BOXES if name in entries)]
    upright = file.number(entries.get("Rotate")) % 360 == 0 and file.number(entries.get("UserUnit"), 1.0) == 1.0
    return upright and all(_is_whole(file, box) for box in boxes)


def _is_whole(file: PdfFile, box: Value) -> bool:
    sides = [file.number(side) for side in file.array(box)]
    return len(sides) == 4 and all(
        abs(side - wanted) <= _TOLERANCE for side, wanted in zip(sides, (0.0, 0.0, *A3_LANDSCAPE), strict=True)
    )


def _check_info(subject: Subject, document: Document) -> None:
    """What Info says; that XMP says the same is another rule."""
    file, meta = subject.file, document.meta
    title = file.text(file.info.get("Title"))
    if title != meta.title:
        message = f"the title is '{shorten(title)}' instead of '{shorten(meta.title)}'"
        subject.findings.add("metadata-title", message)
    wanted = {"Author": meta.author, "Subject": meta.subject, "Keywords": meta.keywords}
    wanted |= dict.fromkeys(DATES, f"D:{meta.date:%Y%m%d}{meta.time.replace(':', '')}+00'00'")
    for key, text in wanted.items():
        found = file.text(file.info.get(key))
        if found != text:
            message = f"{key} is '{shorten(found)}' instead of '{shorten(text)}'"
            subject.findings.add("metadata-plan", message)
