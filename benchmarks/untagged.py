"""The same pages without tags: what a plan would cost if nobody had to hear it. Only for comparison.

Nothing is marked, the tables behind the charts and the expansions of abbreviations are left out, and
there is no structure. The file conforms to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from regioplan_pdf.model.document import Document
from regioplan_pdf.pdf.canvas import PlanCanvas
from regioplan_pdf.pdf.draw import _Painter
from regioplan_pdf.pdf.sheet import Sheet
from regioplan_pdf.pdf.structure import Element
from regioplan_pdf.pdf.tagging import Tagger
from regioplan_pdf.type.fonts import Fonts


def draw_untagged(sheets: Iterable[Sheet], document: Document, fonts: Fonts) -> bytes:
    """The PDF of these pages without tags and without files inside."""
    painter = _UntaggedPainter(_NoTagger(), document, fonts)
    for sheet in sheets:
        painter.paint(sheet)
    return painter.canvas.finish()


class _NoTagger(Tagger):
    """Knows no nodes, and gives one element for all of them."""

    def __init__(self) -> None:
        super().__init__(Element("Document", optional=True))

    def element(self, node: str) -> Element:
        return self.root

    def mark(self, element: Element) -> int:
        return 0

    def start_link(self, parent: Element) -> Element:
        return self.root

    def annotate(self, link: Element) -> int:
        return 0


class _UntaggedCanvas(PlanCanvas):
    def mark(self, element: Element) -> None:
        pass

    def artifact(self, kind: str = "") -> None:
        pass

    def hidden_texts(self, x: float, y: float, texts: Iterable[tuple[Element, str]], size: float) -> None:
        pass

    def _write_structure(self, pages: list[str], links: list[str]) -> None:
        return None


class _UntaggedPainter(_Painter):
    canvas_class = _UntaggedCanvas

    def _paint_table(self, item: object) -> None:
        pass
