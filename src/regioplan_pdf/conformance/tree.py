"""The structure tree of a file, read into elements; a broken one may go round for ever."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from regioplan_pdf.conformance.file import PdfFile
from regioplan_pdf.conformance.finding import Findings
from regioplan_pdf.conformance.values import Name, Ref, Value
from regioplan_pdf.source.schema import SourceError

MOST_ELEMENTS = 50_000
DEEPEST = 100


class MarkKey(NamedTuple):
    """Marked content: the page or form it stands in, and its MCID."""

    container: int
    mcid: int


class AnnotationKey(NamedTuple):
    """An annotation that is part of the structure."""

    number: int


@dataclass(slots=True, eq=False)
class Element:
    """A structure element. tag: after the role map; page: of its first mark, 0 for none."""

    tag: str
    number: int
    entries: dict[str, Value]
    parent: Element | None = None
    kids: list[Element | MarkKey | AnnotationKey] = field(default_factory=list)
    page: int = 0

    @property
    def above(self) -> str:
        """The tag of the element that it stands in; '' under the root."""
        return self.parent.tag if self.parent else ""

    @property
    def elements(self) -> list[Element]:
        """The elements right under it."""
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def walk(self) -> Iterator[Element]:
        """The element and all below it, in reading order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(reversed(element.elements))

    def under(self, tag: str) -> bool:
        """Whether an element of that kind stands over it."""
        above = self.parent
        while above is not None and above.tag != tag:
            above = above.parent
        return above is not None


class TreeReader:
    """Reads the tree once.

    Args:
        file: the PDF.
        findings: gets cycles and references to nothing.

    """

    def __init__(self, file: PdfFile, findings: Findings) -> None:
        self._file = file
        self._findings = findings
        self._root = file.dictionary(file.catalog.get("StructTreeRoot"))
        self._roles = file.dictionary(self._root.get("RoleMap"))
        self._pages = {page.ref.number: page.number for page in file.pages}
        self._seen: set[int] = set()
        self._tags: dict[Value, str] = {}
        """Kinds of elements, as they're written: after the role map."""
        self.elements: list[Element] = []
        """All that were read, in reading order."""

    def read(self) -> Element:
        """The root of the tree, as an element without a tag. Raises SourceError when it has no end."""
        top = Element("", 0, self._root)
        self._read_kids(top, self._root.get("K"), 0, 0)
        return top

    def _read_kids(self, parent: Element, kids: Value, page: int, depth: int) -> None:
        if depth > DEEPEST:
            raise SourceError(f"The PDF's structure is more than {DEEPEST} levels deep: it isn't an ordinary PDF.")
        file = self._file
        for kid in kids if type(kids) is list else file.array(kids):
            entries = file.get(kid) if type(kid) is Ref else kid
            if type(entries) is dict:
                if "Type" in entries:
                    self._read_kid(parent, kid, entries, page, depth)
                else:
                    self._read_element(parent, kid, entries, page, depth)
            elif type(entries) is int:
                parent.kids.append(MarkKey(page, entries))
                if not parent.page:
                    parent.page = self._pages.get(page, 0)
            else:
                message = f"{_named(parent)} holds something that is no part of a structure"
                self._findings.add("structure-tree", message)
        if not parent.page:
            parent.page = next((kid.page for kid in parent.elements if kid.page), 0)

    def _read_kid(self, parent: Element, kid: Value, entries: dict[str, Value], page: int, depth: int) -> None:
        """A mark or annotation that is told of in a dictionary, or an element that says that it's one."""
        file = self._file
        kind = file.name(entries["Type"])
        if kind == "MCR":
            page = _page(entries, page)
            stream = entries.get("Stm")
            container = stream.number if isinstance(stream, Ref) else page
            parent.kids.append(MarkKey(container, int(file.number(entries.get("MCID"), -1))))
            parent.page = parent.page or self._pages.get(page or container, 0)
        elif kind == "OBJR":
            target = entries.get("Obj")
            parent.kids.append(AnnotationKey(target.number if isinstance(target, Ref) else 0))
        else:
            self._read_element(parent, kid, entries, page, depth)

    def _read_element(self, parent: Element, kid: Value, entries: dict[str, Value], page: int, depth: int) -> None:
        page = _page(entries, page)
        number = kid.number if type(kid) is Ref else 0
        if number:
            if number in self._seen:
                self._findings.add("structure-cycle", f"element {number} stands in the structure more than once")
                return
            self._seen.add(number)
        if len(self.elements) >= MOST_ELEMENTS:
            raise SourceError(f"The PDF's structure has more than {MOST_ELEMENTS} elements: it isn't a plan.")
        kind = entries.get("S")
        tag = self._tags.get(kind) if type(kind) is Name else self._tag(kind)
        if tag is None:
            tag = self._tags[kind] = self._tag(kind)
        element = Element(tag, number, entries, parent)
        parent.kids.append(element)
        self.elements.append(element)
        above = entries.get("P")
        if parent.number and isinstance(above, Ref) and above.number != parent.number:
            self._findings.add("structure-tree", f"{_named(element)} names another parent than the one it stands in")
        self._read_kids(element, entries.get("K"), page, depth + 1)

    def _tag(self, kind: Value) -> str:
        tag = self._file.name(kind)
        for _ in range(10):
            if tag not in self._roles:
                break
            tag = self._file.name(self._roles[tag])
        return str(tag)


def _page(entries: dict[str, Value], inherited: int) -> int:
    own = entries.get("Pg")
    return own.number if type(own) is Ref else inherited


def _named(element: Element) -> str:
    return f"{element.tag or 'the root'} ({element.number})"


def attributes(file: PdfFile, element: Element, owner: str) -> dict[str, Value]:
    """The attributes of an element that an owner gives a meaning ('Table', 'Layout'): not to be changed."""
    own = element.entries.get("A")
    if type(own) is dict and "C" not in element.entries:
        return own if file.name(own.get("O")) == owner else {}
    parts: list[Value] = []
    found: dict[str, Value] = {}
    if "C" in element.entries:
        classes = file.dictionary(file.dictionary(file.catalog.get("StructTreeRoot")).get("ClassMap"))
        for name in file.array(element.entries["C"]):
            parts += file.array(classes.get(file.name(name)))
    for part in (*parts, *file.array(own)):
        entries = file.dictionary(part)
        if file.name(entries.get("O")) == owner:
            found |= entries
    return found
