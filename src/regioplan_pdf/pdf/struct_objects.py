"""The structure tree as PDF objects (PDF 1.7, 14.7): written by hand, for there are hundreds."""

from __future__ import annotations

from typing import Any

from regioplan_pdf.pdf.serialise import RawObject
from regioplan_pdf.pdf.structure import AnnotationMark, ContentMark, Element
from regioplan_pdf.pdf.tagging import Tagger
from regioplan_pdf.pdf.values import number, text_string


def add_structure(document: Any, tagger: Tagger, pages: list[str], annotations: list[str]) -> Any:  # noqa: ANN401
    """Register the tree with a ReportLab document.

    Args:
        document: ReportLab's PDFDocument.
        tagger: after drawing.
        pages, annotations: '12 0 R' of every page and link annotation.

    Returns:
        The reference to the StructTreeRoot.

    """
    raws = {id(element): RawObject() for element in tagger.root.walk()}
    refs = {key: _reference(document, raw) for key, raw in raws.items()}
    root = RawObject()
    root_ref = _reference(document, root)
    _write(tagger.root, root_ref, raws, refs, pages, annotations)
    numbers: list[str] = []
    for page, elements in enumerate(tagger.pages):
        marks = RawObject()
        marks.text = f"[{' '.join(refs[id(element)] for element in elements)}]"
        numbers.append(f"{page} {_reference(document, marks)}")
    first = len(tagger.pages)
    numbers += [f"{first + n} {refs[id(link)]}" for n, link in enumerate(tagger.annotations)]
    tree = RawObject()
    tree.text = f"<</Nums [{' '.join(numbers)}]>>"
    root.text = (
        f"<</Type /StructTreeRoot /K {refs[id(tagger.root)]} /ParentTree {_reference(document, tree)}"
        f" /ParentTreeNextKey {first + len(tagger.annotations)}>>"
    )
    return document.Reference(root)


def _reference(document: Any, raw: RawObject) -> str:  # noqa: ANN401
    document.Reference(raw)  # ReportLab numbers objects in the order in which they are registered
    return f"{document.objectcounter} 0 R"


def _write(
    element: Element,
    parent: str,
    raws: dict[int, RawObject],
    refs: dict[int, str],
    pages: list[str],
    annotations: list[str],
) -> None:
    own = refs[id(element)]
    marks = [kid for kid in element.kids if not isinstance(kid, Element)]
    page = marks[0].page if marks else None
    parts = [f"<</P {parent}/S/{element.tag}"]
    if page is not None:
        parts.append(f"/Pg {pages[page]}")
    if element.alt:
        parts.append(f"/Alt{text_string(element.alt)}")
    if element.expansion:
        parts.append(f"/E{text_string(element.expansion)}")
    attributes = _attributes(element)
    if attributes:
        parts.append(f"/A{attributes}")
    kids: list[str] = []
    for kid in element.kids:
        match kid:
            case Element():
                _write(kid, own, raws, refs, pages, annotations)
                kids.append(refs[id(kid)])
            case ContentMark():
                plain = kid.page == page
                kids.append(str(kid.mcid) if plain else f"<</Type/MCR/Pg {pages[kid.page]}/MCID {kid.mcid}>>")
            case AnnotationMark():
                kids.append(f"<</Type/OBJR/Pg {pages[kid.page]}/Obj {annotations[kid.number]}>>")
    parts.append(f"/K {kids[0]}>>" if len(kids) == 1 else f"/K[{' '.join(kids)}]>>")
    raws[id(element)].text = "".join(parts)


def _attributes(element: Element) -> str:
    if element.scope:
        return f"<</O/Table/Scope/{element.scope}>>"
    if element.numbering:
        return f"<</O/List/ListNumbering/{element.numbering}>>"
    if element.decoration:
        return f"<</O/Layout/TextDecorationType/{element.decoration}>>"
    if element.bbox is not None:
        box = " ".join(number(value) for value in element.bbox)
        return f"<</O/Layout/Placement/Block/BBox[{box}]>>"
    return ""
