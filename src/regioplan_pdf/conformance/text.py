"""Text: fonts that are in the file and say their characters; the language; the title bar."""

from __future__ import annotations

import re

from regioplan_pdf.conformance.finding import join_some, shorten
from regioplan_pdf.conformance.font_tables import NO_TEXT, UNKNOWN, FontTable
from regioplan_pdf.conformance.painted import Painted
from regioplan_pdf.conformance.subject import Subject

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def check_text(subject: Subject) -> None:
    """Fonts, characters, language, DisplayDocTitle and Marked."""
    file, findings = subject.file, subject.findings
    if file.dictionary(file.catalog.get("MarkInfo")).get("Marked") is not True:
        findings.add("marked", "the file doesn't say that it's tagged (Marked)")
    if file.get(file.dictionary(file.catalog.get("MarkInfo")).get("Suspects")) is True:
        findings.add("marked", "the file says that its tags may be wrong (Suspects)")
    preferences = file.dictionary(file.catalog.get("ViewerPreferences"))
    if file.get(preferences.get("DisplayDocTitle")) is not True:
        findings.add("display-title", "the window's title is the file's name instead of the document's title")
    language = file.text(file.catalog.get("Lang"))
    if not _LANGUAGE.fullmatch(language):
        findings.add(
            "language",
            f"the language of the document is '{shorten(language)}'"
            if language
            else "the file doesn't say in which language it is",
        )
    for element in subject.elements:
        own = element.entries.get("Lang")
        if own is not None and not _LANGUAGE.fullmatch(file.text(own)):
            findings.add("language", f"an element {element.tag} has no sound language", element.page)
    for painted in subject.pages:
        _check_fonts(subject, painted)
        _check_characters(subject, painted)


def _check_fonts(subject: Subject, painted: Painted) -> None:
    """The fonts of a page's resources, used or not: both standards count those that are used, a viewer loads all."""
    file, findings, page = subject.file, subject.findings, painted.page
    fonts = {font.name: font for font in painted.fonts.values()}
    resources = file.dictionary(file.dictionary(page.entries.get("Resources")).get("Font"))
    for value in resources.values():
        font = subject.font(value)
        fonts.setdefault(font.name, font)
    for name, font in sorted(fonts.items()):
        if not font.embedded:
            findings.add("font-embedded", f"the font {shorten(name)} isn't embedded", page.number)
        if not font.mapped:
            findings.add("font-unicode", f"the font {shorten(name)} doesn't say which characters it has", page.number)


def _check_characters(subject: Subject, painted: Painted) -> None:
    """What is shown has characters: no .notdef, no code that the font doesn't know."""
    lost: dict[FontTable, set[str]] = {}
    for font, text in painted.flawed:
        if not font.mapped:
            continue
        if UNKNOWN in text:
            lost.setdefault(font, set()).add(shorten(text.replace(UNKNOWN, "?"), 30))
        if any(char in text for char in NO_TEXT):
            near = shorten(text, 30)
            subject.findings.add(
                "font-notdef", f"a character that the font lacks is shown, near '{near}'", painted.page.number
            )
    for font, texts in lost.items():
        message = f"{shorten(font.name)} shows signs whose characters it doesn't tell, in {join_some(sorted(texts))}"
        subject.findings.add("font-unicode", message, painted.page.number)
