"""Lists: items in lists, labels and bodies in items."""

from __future__ import annotations

from collections.abc import Iterator

from regioplan_pdf.conformance.subject import Subject
from regioplan_pdf.conformance.tree import Element, attributes

_PARENTS = {
    "LI": ("L",),
    "LBody": ("LI",),
    "Lbl": ("LI", "Note", "BibEntry", "TOCI", "Figure", "Form", "P", "Reference"),
}
_KIDS = {"L": ("L", "LI", "Caption"), "LI": ("Lbl", "LBody")}


def check_lists(subject: Subject) -> None:
    """What stands in what, and that a list with labels says how it's numbered."""
    findings = subject.findings
    subject.judge_places(_judge_place)
    for element in subject.tagged(*_KIDS):
        tag = element.tag
        if len(element.elements) < len(element.kids):
            findings.add("list-structure", f"{tag} holds content outside an item", element.page)
        if tag == "LI" and not any(kid.tag == "LBody" for kid in element.elements):
            findings.add("list-structure", "a list item has no body", element.page)
        if tag == "L" and _is_labelled(element) and not attributes(subject.file, element, "List").get("ListNumbering"):
            findings.add("list-structure", "a list with labels doesn't say how it's numbered", element.page)


def _judge_place(tag: str, above: str) -> Iterator[tuple[str, str]]:
    if tag in _PARENTS and above not in _PARENTS[tag]:
        yield "list-structure", f"{tag} stands in {above or 'nothing'}"
    elif above in _KIDS and tag not in _KIDS[above]:
        yield "list-structure", f"{tag} stands in {above}"


def _is_labelled(element: Element) -> bool:
    return any(kid.tag == "Lbl" for item in element.elements for kid in item.elements)
