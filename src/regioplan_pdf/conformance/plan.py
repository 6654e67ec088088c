"""What a file must have to be the plan that it was made from: its pages, its title, its language."""

from __future__ import annotations

from regioplan_pdf.conformance.finding import shorten
from regioplan_pdf.conformance.subject import Subject
from regioplan_pdf.model.document import Document

PAGES = 2
A3_LANDSCAPE = (1190.55, 841.89)
"""Width and height, pt."""
_TOLERANCE = 0.1


def check_plan(subject: Subject, document: Document) -> None:
    """Two pages of A3, and the plan's own title, author and language."""
    file, findings = subject.file, subject.findings
    if len(subject.pages) != PAGES:
        findings.add("pages", f"the file has {len(subject.pages)} pages instead of {PAGES}")
    for painted in subject.pages:
        box = [file.number(side) for side in file.array(painted.page.entries.get("MediaBox"))]
        if len(box) != 4 or any(
            abs(high - low - side) > _TOLERANCE for low, high, side in zip(box[:2], box[2:], A3_LANDSCAPE, strict=True)
        ):
            findings.add("pages", "the page isn't A3, lying", painted.page.number)
    title = file.text(file.info.get("Title"))
    if title != document.meta.title:
        findings.add("metadata-title", f"the title is '{shorten(title)}' instead of '{shorten(document.meta.title)}'")
    language = file.text(file.catalog.get("Lang"))
    if language != document.meta.language:
        message = f"the language is '{shorten(language)}' instead of '{shorten(document.meta.language)}'"
        findings.add("language", message)
