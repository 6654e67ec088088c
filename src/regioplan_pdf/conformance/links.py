"""Links and other annotations: part of the structure, with words for what they lead to."""

from __future__ import annotations

from regioplan_pdf.conformance.file import Page
from regioplan_pdf.conformance.finding import shorten
from regioplan_pdf.conformance.structure import annotation_owners, parent_tree
from regioplan_pdf.conformance.subject import Subject
from regioplan_pdf.conformance.tree import Element
from regioplan_pdf.conformance.values import Ref, Value
from regioplan_pdf.model.address import is_written

PRINT, HIDDEN_FLAGS = 4, 1 | 2 | 32


def check_links(subject: Subject) -> None:
    """Every annotation of every page."""
    owners = annotation_owners(subject)
    parents = parent_tree(subject.file)
    for painted in subject.pages:
        page = painted.page
        annotations = subject.file.array(page.entries.get("Annots"))
        if annotations and subject.file.name(page.entries.get("Tabs")) != "S":
            message = "the tab key doesn't follow the structure on a page with links"
            subject.findings.add("tab-order", message, page.number)
        for ref in annotations:
            _check_annotation(subject, ref, page, owners, parents)


def _check_annotation(
    subject: Subject, ref: Value, page: Page, owners: dict[int, Element], parents: dict[int, Value]
) -> None:
    file, findings = subject.file, subject.findings
    entries = file.dictionary(ref)
    kind = file.name(entries.get("Subtype"))
    if kind == "Popup":
        return
    contents = shorten(file.text(entries.get("Contents")), 40)
    named = f"the link '{contents}'" if kind == "Link" and contents else f"a {kind.lower() or 'nameless'} annotation"
    if not contents and kind != "Widget":
        findings.add("link-contents", f"{named} doesn't say what it leads to", page.number)
    flags = int(file.number(entries.get("F")))
    if not flags & PRINT or flags & HIDDEN_FLAGS:
        findings.add("link-flags", f"{named} isn't marked to be printed and shown", page.number)
    owner = owners.get(ref.number) if isinstance(ref, Ref) else None
    wanted = {"Link": "Link", "Widget": "Form"}.get(kind, "Annot")
    if owner is None or owner.tag != wanted:
        findings.add("link-structure", f"{named} belongs to no element {wanted} of the structure", page.number)
    parent = parents.get(int(file.number(entries.get("StructParent"), -1)))
    if parent is None or (owner is not None and parent != Ref(owner.number)):
        findings.add(
            "link-parent", f"{named} can't be found from the page: its parent in the structure is wrong", page.number
        )
    if kind == "Link":
        _check_target(subject, entries, named, page)


def _check_target(subject: Subject, entries: dict[str, Value], named: str, page: Page) -> None:
    file = subject.file
    action = file.dictionary(entries.get("A"))
    kind = file.name(action.get("S"))
    if kind == "URI":
        uri = file.text(action.get("URI"))
        if not is_written(uri):
            subject.findings.add("link-target", f"{named} leads to '{shorten(uri)}', which is no address", page.number)
        return
    target = entries.get("Dest", action.get("D"))
    if kind not in ("", "GoTo") or not _is_place(subject, target):
        subject.findings.add("link-target", f"{named} leads nowhere", page.number)


def _is_place(subject: Subject, target: Value) -> bool:
    """Whether a destination is one of the file's pages."""
    place = destination(subject, target)
    return bool(place) and place[0] in {painted.page.ref for painted in subject.pages}


def destination(subject: Subject, target: Value) -> list[Value]:
    """The page of a destination and where on it, its name looked up; nothing for what is none."""
    file = subject.file
    found = file.get(target)
    if isinstance(found, str):
        found = file.get(_named_places(subject).get(found))
    if isinstance(found, dict):
        found = file.get(found.get("D"))
    return found if isinstance(found, list) else []


def _named_places(subject: Subject) -> dict[str, Value]:
    """The places that have a name, of the old kind and the new."""
    file = subject.file
    places: dict[str, Value] = dict(file.dictionary(file.catalog.get("Dests")))
    waiting = [file.dictionary(file.catalog.get("Names")).get("Dests")]
    for _ in range(1000):
        if not waiting:
            break
        node = file.dictionary(waiting.pop())
        leaves = file.array(node.get("Names"))
        places |= {str(file.get(name)): leaf for name, leaf in zip(leaves[::2], leaves[1::2], strict=False)}
        waiting.extend(file.array(node.get("Kids")))
    return places
