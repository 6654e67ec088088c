"""Marks on the page, claimed by the structure tree: each exactly once, or the build fails."""

from __future__ import annotations

from regioplan_pdf.pdf.nodes import ARTIFACTS
from regioplan_pdf.pdf.structure import AnnotationMark, ContentMark, Element


class TaggingError(Exception):
    """A mark without an element, an element without a mark, or two elements for one node."""


class Tagger:
    """Hands out marked-content ids while pages are painted.

    Args:
        root: the structure tree of the plan.

    """

    def __init__(self, root: Element) -> None:
        self.root = root
        self._by_node: dict[str, Element] = {}
        for element in root.walk():
            if element.node and self._by_node.setdefault(element.node, element) is not element:
                raise TaggingError(f"two elements claim '{element.node}'")
        self.pages: list[list[Element]] = [[]]
        """For every page the elements by their MCID."""
        self.elements: list[Element] = []
        """All of them in reading order, once the pages are closed."""
        self.annotations: list[Element] = []
        """The Link elements by the number of their annotation."""

    def element(self, node: str) -> Element:
        """The element of a node. Raises TaggingError if the tree doesn't know it."""
        found = self._by_node.get(node)
        if found is None:
            raise TaggingError(f"nothing in the structure claims '{node}'")
        return found

    def knows(self, node: str) -> bool:
        """Whether the tree has an element for a node."""
        return node in self._by_node

    def is_artifact(self, node: str) -> bool:
        """Whether a node is no part of the content."""
        return node in ARTIFACTS

    def mark(self, element: Element) -> int:
        """A new MCID on this page for an element."""
        marks = self.pages[-1]
        mcid = len(marks)
        marks.append(element)
        element.kids.append(ContentMark(len(self.pages) - 1, mcid))
        return mcid

    def start_link(self, parent: Element) -> Element:
        """A Link element in the running text of its parent."""
        link = Element("Link")
        parent.kids.append(link)
        return link

    def expand(self, parent: Element, expansion: str) -> Element:
        """A Span in the running text of its parent, for an abbreviation."""
        span = Element("Span", expansion=expansion)
        parent.kids.append(span)
        return span

    def decorate(self, parent: Element, decoration: str) -> Element:
        """A Span in the running text of its parent, for words with a line through or under them."""
        span = Element("Span", decoration=decoration)
        parent.kids.append(span)
        return span

    def annotate(self, link: Element) -> int:
        """A number for an annotation of a link; a link over two lines has two."""
        number = len(self.annotations)
        self.annotations.append(link)
        link.kids.append(AnnotationMark(len(self.pages) - 1, number))
        return number

    def end_page(self) -> None:
        """Go on to the next page."""
        self.pages.append([])

    def close(self) -> None:
        """Check that every leaf has been drawn. Raises TaggingError."""
        self.elements = self.root.walk()
        empty = [e.node or e.tag for e in self.elements if not e.kids and not e.optional]
        if empty:
            raise TaggingError(f"never drawn: {', '.join(empty[:5])}")
        if not self.pages[-1]:
            self.pages.pop()
