"""Sheets onto the canvas: every item is painted where layout put it and tagged as what it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from regioplan_pdf.model.document import Document
from regioplan_pdf.pdf.attachment import Attachment
from regioplan_pdf.pdf.canvas import PlanCanvas
from regioplan_pdf.pdf.inline import any_of, link_contents
from regioplan_pdf.pdf.nodes import ARTIFACTS, FOOTER, HEADER, MAP, cell_node
from regioplan_pdf.pdf.sheet import AnchorItem, DrawingItem, ImageItem, RectItem, Sheet, TableItem, TextItem
from regioplan_pdf.pdf.structure import Element, build_structure
from regioplan_pdf.pdf.style import PAGE_HEIGHT, PAGE_WIDTH
from regioplan_pdf.pdf.tagging import Tagger
from regioplan_pdf.type.fonts import Fonts

_KINDS = {HEADER: "Header", FOOTER: "Footer"}


def draw_sheets(
    sheets: tuple[Sheet, ...], document: Document, fonts: Fonts, attachments: tuple[Attachment, ...] = ()
) -> bytes:
    """The PDF of these pages, tagged, with files inside.

    Raises TaggingError when pages and structure don't agree: a fault of the program.
    """
    nodes = frozenset(getattr(item, "node", "") for sheet in sheets for item in sheet.items)
    tagger = Tagger(build_structure(document, nodes))
    painter = _Painter(tagger, document, fonts)
    for sheet in sheets:
        painter.paint(sheet)
    return painter.canvas.finish(attachments)


@dataclass(slots=True)
class _Stretch:
    """Part of a line that is one thing: text, a link (target) or an abbreviation (expansion)."""

    pieces: list[tuple[str, str]]
    target: str = ""
    expansion: str = ""


class _Painter:
    canvas_class: type[PlanCanvas] = PlanCanvas

    def __init__(self, tagger: Tagger, document: Document, fonts: Fonts) -> None:
        self.canvas = self.canvas_class((PAGE_WIDTH, PAGE_HEIGHT), fonts, document.meta, tagger)
        self._fonts = fonts
        self._expansions = dict(document.abbreviations)
        self._abbreviation = any_of(self._expansions)
        self._expanded: set[tuple[str, str]] = set()
        """Abbreviations that have been expanded: the first in each text block, elsewhere the first on a page."""
        self._page = 1
        self._tagger = tagger
        self._contents = link_contents(document)
        self._link: tuple[str, str, Element] | None = None
        """The link that the last line ended in: node, target, element. It may go on in the next."""

    def paint(self, sheet: Sheet) -> None:
        """One page."""
        for item in sheet.items:
            match item:
                case TextItem():
                    self._paint_text(item)
                case RectItem():
                    self.canvas.artifact()
                    self.canvas.rect(item.x, PAGE_HEIGHT - item.y - item.height, item.width, item.height, item.fill)
                case DrawingItem():
                    self._paint_drawing(item)
                case TableItem():
                    self._paint_table(item)
                case AnchorItem():
                    self._place_anchor(item)
                case ImageItem():
                    y = PAGE_HEIGHT - item.y - item.height
                    element = self._claim(item.node)
                    if element is not None:
                        element.bbox = (item.x, y, item.x + item.width, y + item.height)
                    self.canvas.image(Path(item.path), item.x, y, item.width, item.height, item.background)
        self.canvas.end_page()
        self._page += 1

    def _claim(self, node: str) -> Element | None:
        """Open the mark of a node; None for what is no content."""
        if node in ARTIFACTS or (node == MAP and not self._tagger.knows(MAP)):
            self.canvas.artifact(_KINDS.get(node, ""))
            return None
        element = self._tagger.element(node)
        self.canvas.mark(element)
        return element

    def _paint_text(self, item: TextItem) -> None:
        """A line: a stretch of marked content for its text, and one for each link and abbreviation in it."""
        line, y = item.line, PAGE_HEIGHT - item.y
        stretches = self._stretches(item)
        x = item.x
        before, self._link = self._link, None
        for number, stretch in enumerate(stretches):
            is_last = number == len(stretches) - 1
            pieces = stretch.pieces
            if is_last and not line.torn and not pieces[-1][0].endswith(" "):
                # Words on two lines must not grow together in the extracted text.
                pieces = [*pieces[:-1], (f"{pieces[-1][0]} ", pieces[-1][1])]
            if stretch.target:
                self._open_link(item.node, stretch.target, before if number == 0 else None)
            elif stretch.expansion:
                self.canvas.mark(self._tagger.expand(self._tagger.element(item.node), stretch.expansion))
            else:
                self._claim(item.node)
            self.canvas.text(x, y, pieces, item.size, item.colour, soft_hyphen=line.hyphen and is_last)
            if is_last and not stretch.target:
                break  # nothing comes after it, so that its width doesn't matter
            width = sum(self._fonts.width(text, face, item.size) for text, face in stretch.pieces)
            if stretch.target and self._link is not None:
                area = (x, y - 0.25 * item.size, x + width, y + 0.8 * item.size)
                self.canvas.link(
                    self._link[2], stretch.target, area, self._contents.get(stretch.target, stretch.target)
                )
                if not is_last:
                    self._link = None
                self._underline(item, x, y, width)
            x += width
        if line.last:
            self._link = None

    def _underline(self, item: TextItem, x: float, y: float, width: float) -> None:
        """Show a link in running text as one; elsewhere its place says it."""
        if item.node.startswith("blok-"):
            self.canvas.artifact()
            self.canvas.rect(x, y - 0.17 * item.size, width, 0.055 * item.size, item.colour)

    def _stretches(self, item: TextItem) -> list[_Stretch]:
        """The line cut at its links, and at abbreviations that this block hasn't had yet."""
        stretches: list[_Stretch] = []
        last: _Stretch | None = None
        for piece in item.line.pieces:
            is_whole = self._abbreviation is None or piece.link or self._abbreviation.search(piece.text) is None
            for text, expansion in ((piece.text, ""),) if is_whole else self._cut(item.node, piece.text):
                if last is not None and not expansion and not last.expansion and last.target == piece.link:
                    last.pieces.append((text, piece.face))
                else:
                    last = _Stretch([(text, piece.face)], piece.link, expansion)
                    stretches.append(last)
        return stretches

    def _cut(self, node: str, text: str) -> list[tuple[str, str]]:
        """A text in parts, abbreviations with their expansion."""
        if self._abbreviation is None or node in ARTIFACTS or not self._tagger.knows(node):
            return [(text, "")]
        block = node.split(".", 1)[0] if node.startswith("blok-") else f"pagina-{self._page}"
        parts: list[tuple[str, str]] = []
        rest = 0
        for found in self._abbreviation.finditer(text):
            key = (block, found.group())
            if key in self._expanded:
                continue
            self._expanded.add(key)
            if found.start() > rest:
                parts.append((text[rest : found.start()], ""))
            parts.append((found.group(), self._expansions[found.group()]))
            rest = found.end()
        if rest < len(text):
            parts.append((text[rest:], ""))
        return parts

    def _open_link(self, node: str, target: str, before: tuple[str, str, Element] | None) -> None:
        """Go on with the link that the line before ended in, or begin a new one."""
        if before is None or before[:2] != (node, target):
            link = self._tagger.start_link(self._tagger.element(node))
            before = (node, target, link)
        self.canvas.mark(before[2])
        self._link = before

    def _paint_drawing(self, item: DrawingItem) -> None:
        drawing = item.drawing
        dx, dy = item.x, PAGE_HEIGHT - item.y - drawing.height
        element = self._claim(item.node)
        if element is not None:
            element.bbox = (dx, dy, dx + drawing.width, dy + drawing.height)
        for shape in drawing.shapes:
            self.canvas.path(
                shape.segments, dx, dy, shape.fill, shape.stroke, shape.line_width, shape.dash, shape.round_caps
            )
        for label in drawing.labels:
            self.canvas.text(dx + label.x, dy + label.y, ((label.text + " ", label.face),), label.size, label.colour)

    def _paint_table(self, item: TableItem) -> None:
        """The figures behind a chart, cell by cell, over the chart and unseen."""
        rows = (item.table.columns, *item.table.rows)
        widest = max(self._fonts.width(" ".join(row), "regular", 1.0) for row in rows)
        size = min(MOST_HIDDEN, item.height / len(rows), item.width / max(widest, 1.0))
        for number, row in enumerate(rows):
            cells = [
                (self._tagger.element(cell_node(item.node, number, column)), f"{text} ")
                for column, text in enumerate(row)
            ]
            self.canvas.hidden_texts(item.x, PAGE_HEIGHT - item.y - (number + 0.8) * size, cells, size)

    def _place_anchor(self, item: AnchorItem) -> None:
        self.canvas.anchor(item.node, item.x, PAGE_HEIGHT - item.y)
        if item.title:
            self.canvas.bookmark(item.title, item.node, item.level)


MOST_HIDDEN = 3.0
"""Size of unseen text, pt; less when a table has more rows than its chart has room for.

Far from the size of the labels that it lies over, or programs that put words together by their place on the
page take the two for one line, and glue them.
"""
