"""Headings: one of the first level to begin with, and no level skipped on the way down."""

from __future__ import annotations

from regioplan_pdf.conformance.finding import shorten
from regioplan_pdf.conformance.subject import Subject

_HEADINGS = ("H", "H1", "H2", "H3", "H4", "H5", "H6")


def check_headings(subject: Subject) -> None:
    """The order of the headings, and that each says something."""
    last = 0
    first = ""
    for element in subject.tagged(*_HEADINGS):
        first = first or element.tag
        text = shorten(subject.text_of(element), 40)
        if not text:
            subject.findings.add("heading-empty", f"a heading {element.tag} has no text", element.page)
        level = _HEADINGS.index(element.tag)
        if not level:
            continue
        if last and level > last + 1:
            message = f"H{level} '{text}' follows H{last}: a level is skipped"
            subject.findings.add("heading-skipped", message, element.page)
        last = level
    if subject.elements and first != "H1":
        message = f"the first heading is {first}, not H1" if first else "there are no headings"
        subject.findings.add("heading-first", message)
