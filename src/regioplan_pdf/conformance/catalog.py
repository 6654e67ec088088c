"""What a file would do by itself, show at will, or ask: a plan does nothing of the kind."""

from __future__ import annotations

from regioplan_pdf.conformance.finding import shorten
from regioplan_pdf.conformance.subject import Subject
from regioplan_pdf.conformance.values import Value

HARMLESS = ("GoTo", "URI", "Named", "GoToR", "GoToE", "Thread", "SubmitForm")
"""Kinds of actions that PDF/A-3 leaves a file."""
_MOST_ACTIONS = 100


def check_catalog(subject: Subject) -> None:
    """Actions, forms of another kind, layers."""
    file, findings = subject.file, subject.findings
    catalog = file.catalog
    _check_action(subject, catalog.get("OpenAction"), "the file when it's opened")
    if "AA" in catalog:
        findings.add("action", "the file does something by itself (AA)")
    if "JavaScript" in file.dictionary(catalog.get("Names")):
        findings.add("action", "the file holds scripts (JavaScript)")
    for painted in subject.pages:
        annotations = [file.dictionary(one) for one in file.array(painted.page.entries.get("Annots"))]
        if "AA" in painted.page.entries or any("AA" in entries for entries in annotations):
            findings.add("action", "the page does something by itself (AA)", painted.page.number)
        for entries in annotations:
            if "A" in entries:
                _check_action(subject, entries["A"], "an annotation", painted.page.number)
    form = file.dictionary(catalog.get("AcroForm"))
    if (
        "XFA" in form
        or file.get(catalog.get("NeedsRendering")) is True
        or file.get(form.get("NeedAppearances")) is True
    ):
        findings.add("form", "the file holds a form that a viewer must draw (XFA, NeedAppearances)")
    _check_layers(subject)


def _check_action(subject: Subject, value: Value, whose: str, page: int = 0) -> None:
    """An action and those that follow it; a place is none."""
    file = subject.file
    waiting = [value]
    for _ in range(_MOST_ACTIONS):
        if not waiting:
            return
        action = file.get(waiting.pop())
        if isinstance(action, dict):
            kind = file.name(action.get("S"))
            if "S" in action and kind not in HARMLESS:
                subject.findings.add("action", f"{whose} does '{shorten(kind, 20)}'", page)
            waiting.extend(file.array(action.get("Next")))


def _check_layers(subject: Subject) -> None:
    """Layers have a name, and don't go on and off by themselves."""
    file = subject.file
    layers = file.dictionary(file.catalog.get("OCProperties"))
    if "OCProperties" not in file.catalog:
        return
    for value in (layers.get("D"), *file.array(layers.get("Configs"))):
        setting = file.dictionary(value)
        if not file.text(setting.get("Name")):
            subject.findings.add("layers", "the file's layers have a setting without a name")
        if "AS" in setting:
            subject.findings.add("layers", "the file's layers go on and off by themselves (AS)")
