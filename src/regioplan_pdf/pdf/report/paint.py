"""A report's pages onto the canvas: every line tagged as what it is, marks told in colour, line and word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from regioplan_pdf.model.document import Meta
from regioplan_pdf.pdf.attachment import Attachment
from regioplan_pdf.pdf.canvas import PlanCanvas
from regioplan_pdf.pdf.nodes import FOOTER, HEADER
from regioplan_pdf.pdf.report import style
from regioplan_pdf.pdf.report.content import Mark, Tone
from regioplan_pdf.pdf.report.strips import Item, LineItem
from regioplan_pdf.pdf.report.words import Stretch
from regioplan_pdf.pdf.sheet import AnchorItem, RectItem
from regioplan_pdf.pdf.structure import Element
from regioplan_pdf.pdf.tagging import Tagger
from regioplan_pdf.type.fonts import Fonts

_KINDS = {HEADER: "Header", FOOTER: "Footer"}
_DECORATIONS = {Mark.REMOVED: "LineThrough", Mark.ADDED: "Underline"}
_TONES = {Mark.REMOVED: Tone.WARNING, Mark.ADDED: Tone.ACCENT}
_HEIGHTS = {Mark.REMOVED: 0.235, Mark.ADDED: -0.17}
"""Where the line through or under words runs, in parts of the size over the baseline."""
THICKNESS = 0.06
SOFT = 0.38
"""How much of its colour a soft line keeps; the rest is white."""
BEFORE, BEHIND = 1.9, 0.7
"""Width (pt) of what is said and not seen: in the white before the words, and over the end of their last letter."""


class ReportPainter:
    """Paints pages of items.

    Args:
        root: the structure that the items' nodes belong to.
        meta: what the file says about itself.
        fonts: the theme's fonts.
        colours: the theme's colours.
        titles: what stands at every anchor.

    """

    def __init__(
        self, root: Element, meta: Meta, fonts: Fonts, colours: Mapping[str, str], titles: Mapping[str, str]
    ) -> None:
        self._tagger = Tagger(root)
        self._canvas = PlanCanvas((style.PAGE_WIDTH, style.PAGE_HEIGHT), fonts, meta, self._tagger)
        self._colours = colours
        self._titles = titles
        self._spans: dict[tuple[str, int], Element] = {}

    def paint(self, items: Sequence[Item]) -> None:
        """One page."""
        for item in items:
            match item:
                case LineItem():
                    self._line(item)
                case RectItem():
                    self._rect(item.x, item.y, item.width, item.height, item.fill)
                case AnchorItem():
                    self._canvas.anchor(item.node, item.x, style.PAGE_HEIGHT - item.y)
                    if item.title:
                        self._canvas.bookmark(item.title, item.node, item.level)
        self._canvas.end_page()

    def finish(self, attachments: tuple[Attachment, ...]) -> bytes:
        """The whole PDF. Raises TaggingError when pages and structure don't agree."""
        return self._canvas.finish(attachments)

    def _rect(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        self._canvas.artifact()
        self._canvas.rect(x, style.PAGE_HEIGHT - y - height, width, height, fill)

    def _line(self, item: LineItem) -> None:
        line, x = item.line, item.x
        self._decorate(item)
        for number, stretch in enumerate(line.stretches):
            ends = number == len(line.stretches) - 1
            element = self._claim(item, stretch)
            self._stretch(item, stretch, x, element, ends)
            x += stretch.width * item.size / 1000
        if item.target:
            self._link(item)

    def _decorate(self, item: LineItem) -> None:
        """The lines through and under the words, before the words."""
        x = item.x
        stretches = item.line.stretches
        for number, stretch in enumerate(stretches):
            width = stretch.width * item.size / 1000
            words = stretch.words
            if not stretch.number and 0 < number < len(stretches) - 1:
                before, after = stretches[number - 1].words, stretches[number + 1].words
                words = before if before.mark is after.mark else words  # the white between two words of one mark
            if words.mark:
                y = item.y - _HEIGHTS[words.mark] * item.size
                colour = self._colours[_TONES[words.mark]]
                colour = _lightened(colour) if words.soft else colour
                self._rect(x, y, width, THICKNESS * item.size, colour)
            x += width

    def _claim(self, item: LineItem, stretch: Stretch) -> Element | None:
        """Open the mark that a stretch belongs to: its paragraph, a Span or a Link in it."""
        if self._tagger.is_artifact(item.node):
            self._canvas.artifact(_KINDS.get(item.node, ""))
            return None
        parent = self._tagger.element(item.node)
        element = parent
        key = (item.node, stretch.number)
        if item.target:
            key = (item.node, -1)
            element = self._spans.get(key) or self._spans.setdefault(key, self._tagger.start_link(parent))
        elif stretch.words.mark:
            found = self._spans.get(key)
            if found is None:
                found = self._spans[key] = self._tagger.decorate(parent, _DECORATIONS[stretch.words.mark])
            element = found
        self._canvas.mark(element)
        return element

    def _stretch(self, item: LineItem, stretch: Stretch, x: float, element: Element | None, ends: bool) -> None:
        y = style.PAGE_HEIGHT - item.y
        words = stretch.words
        tone = words.tone if words.soft else _TONES.get(words.mark) or words.tone
        colour = self._colours[tone] if tone else item.colour
        pieces = list(stretch.pieces)
        if stretch.before and element is not None:
            self._canvas.unseen(x - BEFORE, y, stretch.before, BEFORE, item.size)
        if ends and not item.line.glued and not pieces[-1][0].endswith(" ") and not stretch.behind:
            # Words on two lines must not grow together in the extracted text.
            pieces[-1] = (f"{pieces[-1][0]} ", pieces[-1][1])
        self._canvas.text(x, y, pieces, item.size, colour, soft_hyphen=item.line.hyphen and ends)
        if stretch.behind and element is not None:
            behind = f"{stretch.behind} " if ends else stretch.behind
            end = x + stretch.width * item.size / 1000
            self._canvas.unseen(end - BEHIND, y, behind, BEHIND, item.size)

    def _link(self, item: LineItem) -> None:
        link = self._spans[(item.node, -1)]
        y = style.PAGE_HEIGHT - item.y
        area = (item.x, y - 0.3 * item.size, item.x + item.width, y + 0.85 * item.size)
        self._canvas.link(link, f"#{item.target}", area, f"Naar: {self._titles.get(item.target, item.target)}")


def _lightened(colour: str) -> str:
    """A colour on its way to white: '#RRGGBB'."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * SOFT):02X}" for part in parts)
