"""Structure and content agree: what is on the pages is claimed once, by elements of known kinds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from regioplan_pdf.conformance.file import PdfFile
from regioplan_pdf.conformance.finding import join_some, shorten
from regioplan_pdf.conformance.subject import BLOCKS, Subject
from regioplan_pdf.conformance.tree import AnnotationKey, Element, MarkKey
from regioplan_pdf.conformance.values import Ref, Value
from regioplan_pdf.source.schema import SourceError

INLINE = frozenset(
    (
        "Span",
        "Quote",
        "Note",
        "Reference",
        "BibEntry",
        "Code",
        "Link",
        "Annot",
        "Ruby",
        "Warichu",
        "Figure",
        "Formula",
        "Form",
        "Lbl",
    )
)
STANDARD = INLINE | BLOCKS | frozenset(("NonStruct", "Private", "RB", "RP", "RT", "WP", "WT"))
INLINE_ONLY = frozenset(("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Span", "Link", "Lbl"))
"""Kinds that hold text, not blocks. (A label may stand in a heading or paragraph.)"""
MAY_BE_EMPTY = frozenset(("TD", "TH", "NonStruct", "Private"))
_MOST_NODES = 5_000


def check_structure(subject: Subject) -> None:
    """Kinds, emptiness, owners and the parent tree."""
    if not subject.elements:
        subject.findings.add("structure-tree", "the file isn't tagged: it has no structure")
    _check_roles(subject)
    subject.judge_places(_judge_place)
    for element in subject.elements:
        if not element.kids and element.tag not in MAY_BE_EMPTY:
            subject.findings.add("structure-empty", f"an element {element.tag} has nothing in it", element.page)
    owners = _owners(subject)
    _check_claims(subject, owners)
    _check_parent_tree(subject, owners)


def _check_roles(subject: Subject) -> None:
    """Kinds of another make lead to standard ones, which are what they are."""
    file = subject.file
    roles = file.dictionary(file.dictionary(file.catalog.get("StructTreeRoot")).get("RoleMap"))
    for kind in roles:
        named = shorten(kind, 30)
        if kind in STANDARD:
            subject.findings.add("structure-type", f"the standard kind '{named}' is made into another (RoleMap)")
        seen, last = {kind}, file.name(roles[kind])
        while last in roles and last not in seen:
            seen.add(last)
            last = file.name(roles[last])
        if last in seen:
            subject.findings.add("structure-type", f"the kind '{named}' leads back to itself (RoleMap)")


def _judge_place(tag: str, above: str) -> Iterator[tuple[str, str]]:
    if tag not in STANDARD:
        yield "structure-type", f"'{tag}' is no standard kind of element, nor mapped to one"
    if above in INLINE_ONLY and tag in STANDARD and tag not in INLINE:
        yield "structure-nesting", f"{tag} stands in {above}, which holds only text"
    if tag == "Document" and above:
        yield "structure-nesting", f"Document stands in {above}"


def _owners(subject: Subject) -> dict[MarkKey, Element]:
    owners: dict[MarkKey, Element] = {}
    for element in subject.elements:
        for kid in element.kids:
            if type(kid) is MarkKey and owners.setdefault(kid, element) is not element:
                message = f"MCID {kid.mcid} belongs to two elements: {owners[kid].tag} and {element.tag}"
                subject.findings.add("content-owner", message, element.page)
    return owners


def _check_claims(subject: Subject, owners: Mapping[MarkKey, Element]) -> None:
    """Every mark has an owner, and every owner its marks."""
    painted: dict[MarkKey, int] = {}
    for one in subject.pages:
        painted |= dict.fromkeys(one.texts, one.page.number)
    if painted.keys() == owners.keys():
        return
    for key, page in painted.items():
        if key not in owners:
            subject.findings.add("content-owner", f"tagged content (MCID {key.mcid}) belongs to no element", page)
    for key, element in owners.items():
        if key not in painted:
            message = f"an element {element.tag} holds MCID {key.mcid}, which isn't on its page"
            subject.findings.add("content-owner", message, element.page)


# -- the parent tree --------------------------------------------------------------------


def parent_tree(file: PdfFile) -> dict[int, Value]:
    """The leaves of the parent tree by number. Raises SourceError when it has no end."""
    found: dict[int, Value] = {}
    waiting: list[Value] = [file.dictionary(file.catalog.get("StructTreeRoot")).get("ParentTree")]
    seen = 0
    while waiting:
        node = file.dictionary(waiting.pop())
        seen += 1
        if seen > _MOST_NODES:
            raise SourceError("The PDF's parent tree has no end.")
        numbers = file.array(node.get("Nums"))
        for key, leaf in zip(numbers[::2], numbers[1::2], strict=False):
            found[int(file.number(key, -1))] = leaf
        waiting.extend(file.array(node.get("Kids")))
    return found


def _check_parent_tree(subject: Subject, owners: Mapping[MarkKey, Element]) -> None:
    file, findings = subject.file, subject.findings
    tree = parent_tree(file)
    by_container: dict[int, dict[int, Element]] = {}
    for key, element in owners.items():
        by_container.setdefault(key.container, {})[key.mcid] = element
    for container, claimed in by_container.items():
        number = file.dictionary(Ref(container)).get("StructParents")
        page = next(iter(claimed.values())).page
        if not isinstance(number, int):
            findings.add("parent-tree", "the page doesn't say where its content is in the parent tree", page)
            continue
        listed = file.array(tree.get(number))
        wrong = [
            f"MCID {mcid} ({element.tag})"
            for mcid, element in claimed.items()
            if not 0 <= mcid < len(listed) or type(listed[mcid]) is not Ref or listed[mcid].number != element.number
        ]
        if wrong:
            findings.add("parent-tree", f"the parent tree doesn't lead to the owner of {join_some(wrong)}", page)


def annotation_owners(subject: Subject) -> dict[int, Element]:
    """The element that holds each annotation, by the annotation's object number."""
    return {
        kid.number: element for element in subject.elements for kid in element.kids if isinstance(kid, AnnotationKey)
    }
