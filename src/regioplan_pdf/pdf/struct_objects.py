"""The structure tree as PDF objects (PDF 1.7, 14.7): written by hand, for there are hundreds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from regioplan_pdf.pdf.serialise import PlanDocument
from regioplan_pdf.pdf.structure import AnnotationMark, ContentMark, Element
from regioplan_pdf.pdf.tagging import Tagger
from regioplan_pdf.pdf.values import number, text_string


def add_structure(document: PlanDocument, tagger: Tagger, pages: Sequence[str], annotations: Sequence[str]) -> str:
    """Write the tree.

    Args:
        document: gets the objects.
        tagger: closed, after drawing.
        pages, annotations: '12 0 R' of every page and link annotation.

    Returns:
        The reference to the StructTreeRoot.

    """
    elements = tagger.elements
    first = document.reserve(len(elements))
    refs = {element: f"{place} 0 R" for place, element in enumerate(elements, first)}
    root = document.reserve(1)
    parents = {tagger.root: f"{root} 0 R"}
    for place, element in enumerate(elements, first):
        document.write(place, _element(element, parents, refs, pages, annotations))
    numbers: list[str] = []
    for page, marked in enumerate(tagger.pages):
        marks = document.reserve(1)
        document.write(marks, f"[{' '.join([refs[element] for element in marked])}]")
        numbers.append(f"{page} {marks} 0 R")
    links = len(tagger.pages)
    numbers += [f"{links + n} {refs[link]}" for n, link in enumerate(tagger.annotations)]
    tree = document.reserve(1)
    document.write(tree, f"<</Nums [{' '.join(numbers)}]>>")
    following = links + len(tagger.annotations)
    entries = f"/K {refs[tagger.root]} /ParentTree {tree} 0 R /ParentTreeNextKey {following}"
    document.write(root, f"<</Type /StructTreeRoot {entries}>>")
    return f"{root} 0 R"


def _element(
    element: Element,
    parents: dict[Element, str],
    refs: Mapping[Element, str],
    pages: Sequence[str],
    annotations: Sequence[str],
) -> str:
    """The object of an element; tells its kids in `parents` who their parent is."""
    own = refs[element]
    page = -1
    kids: list[str] = []
    for kid in element.kids:
        match kid:
            case ContentMark():
                page = kid.page if page < 0 else page
                plain = kid.page == page
                kids.append(f"{kid.mcid}" if plain else f"<</Type/MCR/Pg {pages[kid.page]}/MCID {kid.mcid}>>")
            case Element():
                parents[kid] = own
                kids.append(refs[kid])
            case AnnotationMark():
                page = kid.page if page < 0 else page
                kids.append(f"<</Type/OBJR/Pg {pages[kid.page]}/Obj {annotations[kid.number]}>>")
    on_page = f"/Pg {pages[page]}" if page >= 0 else ""
    held = f" {kids[0]}" if len(kids) == 1 else f"[{' '.join(kids)}]"
    return f"<</P {parents[element]}/S/{element.tag}{on_page}{_properties(element)}/K{held}>>"


def _properties(element: Element) -> str:
    """What an element is beside its tag: texts that stand for it, then its attributes."""
    alt = f"/Alt{text_string(element.alt)}" if element.alt else ""
    expansion = f"/E{text_string(element.expansion)}" if element.expansion else ""
    if element.scope:
        return f"{alt}{expansion}/A<</O/Table/Scope/{element.scope}>>"
    if element.numbering:
        return f"{alt}{expansion}/A<</O/List/ListNumbering/{element.numbering}>>"
    if element.decoration:
        return f"{alt}{expansion}/A<</O/Layout/TextDecorationType/{element.decoration}>>"
    if element.bbox is not None:
        box = " ".join(number(value) for value in element.bbox)
        return f"{alt}{expansion}/A<</O/Layout/Placement/Block/BBox[{box}]>>"
    return alt + expansion
