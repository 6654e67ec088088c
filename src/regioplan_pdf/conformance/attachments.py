"""Files inside the file: each with a name, a type, and what it is to the document."""

from __future__ import annotations

import re

from regioplan_pdf.conformance.finding import shorten
from regioplan_pdf.conformance.subject import Subject
from regioplan_pdf.conformance.values import Stream, Value

RELATIONSHIPS = ("Source", "Data", "Alternative", "Supplement", "Unspecified")
_MIME = re.compile(r"[\w.+-]+/[\w.+-]+")
_MOST_NODES = 1000


def check_attachments(subject: Subject) -> None:
    """Every file in the name tree, and that the document knows it as its own."""
    file = subject.file
    associated = file.array(file.catalog.get("AF"))
    held = _specifications(subject)
    for value in associated:
        if value not in held:
            entries = file.dictionary(value)
            name = shorten(file.text(entries.get("UF")) or file.text(entries.get("F")) or "without a name", 40)
            subject.findings.add("attachment", f"the file '{name}' isn't among those attached (EmbeddedFiles)")
    for value in held:
        entries = file.dictionary(value)
        name = shorten(file.text(entries.get("UF")) or file.text(entries.get("F")) or "without a name", 40)
        for fault in _faults(subject, entries):
            subject.findings.add("attachment", f"the attached file '{name}' {fault}")
        if value not in associated:
            subject.findings.add("attachment", f"the attached file '{name}' belongs to nothing (AF)")


def _specifications(subject: Subject) -> list[Value]:
    file = subject.file
    found: list[Value] = []
    waiting = [file.dictionary(file.catalog.get("Names")).get("EmbeddedFiles")]
    for _ in range(_MOST_NODES):
        if not waiting:
            break
        node = file.dictionary(waiting.pop())
        found.extend(file.array(node.get("Names"))[1::2])
        waiting.extend(file.array(node.get("Kids")))
    return found


def _faults(subject: Subject, entries: dict[str, Value]) -> list[str]:
    file = subject.file
    faults: list[str] = []
    if not file.text(entries.get("F")) or not file.text(entries.get("UF")):
        faults.append("lacks one of its two names (F, UF)")
    if file.name(entries.get("AFRelationship")) not in RELATIONSHIPS:
        faults.append("doesn't say what it is to the document (AFRelationship)")
    if not file.text(entries.get("Desc")):
        faults.append("has no description")
    held = file.get(file.dictionary(entries.get("EF")).get("F"))
    if not isinstance(held, Stream):
        faults.append("isn't in the file")
        return faults
    if not _MIME.fullmatch(file.name(held.entries.get("Subtype"))):
        faults.append("has no media type")
    if not file.dictionary(held.entries.get("Params")).get("ModDate"):
        faults.append("has no date")
    return faults
