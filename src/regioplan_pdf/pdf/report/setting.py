"""A report's blocks into strips, and at once into the structure that their lines will be claimed by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import count

from regioplan_pdf.pdf.galley import HEADING_RULE, Typesetter, keep_lines
from regioplan_pdf.pdf.report import style
from regioplan_pdf.pdf.report.content import (
    Block,
    Entries,
    Entry,
    Heading,
    Part,
    Passage,
    Points,
    Report,
    Rich,
    Table,
    Tile,
    Tiles,
    Tone,
    Words,
)
from regioplan_pdf.pdf.report.strips import Ground, LineItem, Strip, kept, on_ground, together, with_before
from regioplan_pdf.pdf.report.tables import set_table
from regioplan_pdf.pdf.report.words import SetLine, set_words
from regioplan_pdf.pdf.sheet import AnchorItem, RectItem
from regioplan_pdf.pdf.structure import Element, group

NO_TEXT = "–"
"""What stands where a text is empty: the structure must have something to hold."""
PAGE_WORD, ANY_PAGE = "blz.", 88
TILE_NUMBER, TILE_LABEL, FEWEST_TILES = 24.0, 9.5, 4


class Setter:
    """Sets blocks one after another.

    Args:
        typesetter: measures and breaks lines.
        pages: number of the page that each anchor stands on; None while that isn't known.

    """

    def __init__(self, typesetter: Typesetter, pages: Mapping[str, int] | None) -> None:
        self.typesetter = typesetter
        self.pages = pages
        self.titles: dict[str, str] = {}
        """What stands at every anchor."""
        self._numbers = count(1)

    def node(self) -> str:
        """An id for the next leaf of the structure."""
        return f"r{next(self._numbers)}"

    def colour(self, tone: Tone) -> str:
        """The theme's colour of a tone."""
        return self.typesetter.colours[tone]

    def page_of(self, target: str) -> str:
        """'blz. 5': where an anchor stands, as far as it's known."""
        return f"{PAGE_WORD}\u00a0{(self.pages or {}).get(target, ANY_PAGE)}"

    def leads(self, target: str) -> bool:
        """Whether a link has a place to lead to; while pages aren't known it's taken to have."""
        return bool(target) and (self.pages is None or target in self.pages)

    def anchor(self, target: str, title: str, x: float = style.MARGIN, level: int | None = None) -> AnchorItem:
        """An anchor, in the outline if it has a level there."""
        self.titles[target] = title
        return AnchorItem(target, x, 0.0, title if level is not None else "", level or 0)

    def set_part(self, part: Part) -> tuple[Element, list[Strip]]:
        """All blocks under one heading."""
        elements: list[Element] = []
        strips: list[Strip] = []
        for number, block in enumerate(part.blocks):
            element, block_strips = self.set_block(block)
            elements.append(element)
            if number and isinstance(part.blocks[number - 1], Heading):
                block_strips = with_before(block_strips, 0.0)
            strips.extend(block_strips)
        strips[0] = replace(strips[0], fresh=part.fresh, running=part.running)
        return group("Sect", *elements), strips

    def set_block(self, block: Block) -> tuple[Element, list[Strip]]:
        """One block."""
        match block:
            case Heading():
                return self._heading(block)
            case Passage():
                return self._passage(block)
            case Points():
                return self._points(block)
            case Entries():
                return self._entries(block)
            case Table():
                return set_table(block, self)
            case Tiles():
                return self._tiles(block)

    # -- lines --------------------------------------------------------------------------

    def lines(
        self, rich: Rich, measure: float, size: float, *, bold: bool = False, hyphenate: bool = True
    ) -> tuple[SetLine, ...]:
        """A paragraph's lines at a measure and size (pt)."""
        face = "bold" if bold else "regular"
        found = set_words(rich, measure, size, self.typesetter, face, hyphenate=hyphenate)
        return found or set_words((Words(NO_TEXT),), measure, size, self.typesetter, face)

    def label(self, text: str, *, bold: bool = False, tone: Tone | None = None) -> SetLine:
        """A line of its own."""
        return self.lines((Words(text, tone=tone),), 1e6, 10.0, bold=bold, hyphenate=False)[0]

    def fitted(self, text: str, room: float, size: float, *, bold: bool = False) -> SetLine:
        """A line of its own, cut short where it's wider than its room (pt) at a size (pt)."""
        line = self.label(text, bold=bold)
        while line.width * size / 1000 > room and len(text) > 1:
            text = text.rstrip("…")[:-1].rstrip() + "…"
            line = self.label(text, bold=bold)
        return line

    def paragraph(
        self, rich: Rich, node: str, x: float, measure: float, small: bool = False, tone: Tone = Tone.TEXT
    ) -> list[Strip]:
        """A paragraph, without widow or orphan."""
        size, leading = (style.SMALL, style.SMALL_LEADING) if small else (style.BODY, style.LEADING)
        lines = self.lines(rich, measure, size)
        return [
            Strip(
                leading,
                items=(LineItem(node, x, leading * style.BASELINE, line, size, self.colour(tone)),),
                keep=keep,
            )
            for line, keep in zip(lines, keep_lines(len(lines)), strict=True)
        ]

    # -- blocks -------------------------------------------------------------------------

    def _heading(self, block: Heading) -> tuple[Element, list[Strip]]:
        size, leading = style.HEADINGS[block.level]
        node = self.node()
        ruled = block.level == 2
        top = HEADING_RULE + 7.0 if ruled else 0.0
        label = self.label(block.label, bold=True) if block.label else None
        label_width = label.width * style.TINY / 1000 + 2 * style.CHIP + 12 if label else 0.0
        lines = self.lines((Words(block.text),), style.WIDTH - label_width, size, bold=True, hyphenate=False)
        strips: list[Strip] = []
        for number, line in enumerate(lines):
            y = (top if not number else 0.0) + leading * style.BASELINE
            items: list[LineItem | RectItem] = [LineItem(node, style.MARGIN, y, line, size, self.colour(Tone.HEADING))]
            if not number and ruled:
                items.insert(0, RectItem(style.MARGIN, 0.0, style.WIDTH, HEADING_RULE, self.colour(Tone.HEADING)))
            strips.append(Strip(leading + (0.0 if number else top), items=tuple(items), keep=True))
        elements: list[Element] = [Element(f"H{block.level}", node)]
        if label is not None:
            mark = self.node()
            strips[0] = replace(strips[0], items=(*strips[0].items, *self._chip(block, label, mark, top)))
            elements.append(Element("P", mark))
        anchors = (self.anchor(block.id, block.text, level=block.level - 2),) if block.id else ()
        strips[0] = replace(strips[0], before=style.BEFORE[block.level], anchors=anchors)
        strips[-1] = replace(strips[-1], height=strips[-1].height + style.AFTER[block.level])
        return (elements[0] if len(elements) == 1 else group("Div", *elements)), strips

    def _chip(self, block: Heading, label: SetLine, node: str, top: float) -> tuple[RectItem, LineItem]:
        """The word beside a heading, on a ground of its own at the right margin."""
        width = label.width * style.TINY / 1000
        x = style.MARGIN + style.WIDTH - width - style.CHIP
        y = top + style.HEADINGS[block.level][1] * style.BASELINE
        warns = block.tone is Tone.WARNING
        ground = self.typesetter.colours["example_background" if warns else "panel"]
        box = RectItem(x - style.CHIP, y - 10.5, width + 2 * style.CHIP, 15.0, ground)
        return box, LineItem(node, x, y, label, style.TINY, self.colour(block.tone))

    def _passage(self, block: Passage) -> tuple[Element, list[Strip]]:
        node = self.node()
        tone = Tone.MUTED if block.small else Tone.TEXT
        strips = self.paragraph(block.words, node, style.MARGIN, style.WIDTH, block.small, tone)
        strips = with_before(strips, style.GAP)
        return Element("P", node), kept(strips) if block.follows else strips

    def _points(self, block: Points) -> tuple[Element, list[Strip]]:
        """Sentences with their numbers before them and their pages behind them, on a panel."""
        left = style.MARGIN + style.PADDING
        number_width, page_width = 20.0, 46.0
        measure = style.WIDTH - 2 * style.PADDING - number_width - page_width
        right = style.MARGIN + style.WIDTH - style.PADDING
        ground = Ground(self.node(), style.MARGIN, style.WIDTH, self.typesetter.colours["panel"])
        items: list[Element] = []
        strips: list[Strip] = []
        for number, point in enumerate(block.points, 1):
            label, node = self.node(), self.node()
            own = self.paragraph(point.words, node, left + number_width, measure)
            y = style.LEADING * style.BASELINE
            accent = self.colour(Tone.ACCENT)
            texts: list[LineItem | RectItem] = [
                LineItem(label, left, y, self.label(f"{number}.", bold=True), style.BODY, accent)
            ]
            own[0] = replace(own[0], items=(*texts, *own[0].items), before=style.GAP if number > 1 else 0.0)
            body = [Element("P", node)]
            if self.leads(point.target):
                link = self.node()
                line = self.label(self.page_of(point.target), bold=True)
                x = right - line.width * style.SMALL / 1000
                shown = LineItem(link, x, y, line, style.SMALL, accent, point.target)
                # The page stands beside the first line, and is read after the last.
                last = own[-1]
                at = -(sum(strip.height for strip in own[:-1]))
                own[-1] = replace(last, items=(*last.items, replace(shown, y=y + at)))
                body.append(Element("P", link))
            items.append(group("LI", Element("Lbl", label), group("LBody", *body)))
            strips.extend(together(own))
        return group("L", *items, numbering="Decimal"), on_ground(strips, ground, style.PADDING, style.PADDING)

    def _entries(self, block: Entries) -> tuple[Element, list[Strip]]:
        items: list[Element] = []
        strips: list[Strip] = []
        for entry in block.entries:
            element, own = self._entry(entry)
            items.append(element)
            strips.extend(own)
        return group("L", *items, numbering="None"), strips

    def _entry(self, entry: Entry) -> tuple[Element, list[Strip]]:
        x, measure = style.MARGIN + style.GUTTER, style.WIDTH - style.GUTTER
        label = self.node()
        body: list[Element] = []
        strips: list[Strip] = []
        quiet, accent = entry.tone is Tone.MUTED, self.colour(Tone.ACCENT)
        for part in entry.parts:
            node = self.node()
            tone = Tone.MUTED if quiet else Tone.TEXT
            indent = style.INDENT if part.label else 0.0
            own = self.paragraph(part.words, node, x + indent, measure - indent, small=quiet, tone=tone)
            if part.label:
                hung = LineItem(node, x, own[0].items[0].y, self.label(part.label, bold=True), style.BODY, accent)
                own[0] = replace(own[0], items=(hung, *own[0].items))
            strips.extend(with_before(kept(own) if part.follows else own, style.GAP * 0.6))
            body.append(Element("P", node))
        for note in entry.notes:
            node = self.node()
            own = self.paragraph((Words(note),), node, x, measure, small=True, tone=Tone.MUTED)
            strips = kept(strips) + with_before(own, 1.0)
            body.append(Element("P", node))
        first = strips[0].items[-1].y
        shown = self._margin(entry.label, label, entry.tone, first)
        again = self._margin(f"{entry.label} (vervolg)", "", entry.tone, first)
        strips = [strips[0], *(replace(strip, again=again) for strip in strips[1:])]
        strips = [*(replace(strip, cost=1.0) for strip in strips[:-1]), strips[-1]]
        strips[0] = replace(strips[0], items=(*shown, *strips[0].items), before=style.GAP * 1.1)
        if entry.id:
            strips[0] = replace(strips[0], anchors=(self.anchor(entry.id, entry.title or entry.label),))
        if not quiet:
            bar = Ground(self.node(), x - 9.0, style.BAR, self.colour(entry.tone))
            strips = on_ground(strips, bar)
        return group("LI", Element("Lbl", label), group("LBody", *body)), strips

    def _margin(self, text: str, node: str, tone: Tone, y: float) -> tuple[LineItem, ...]:
        """A label in the margin. y: baseline of its first line, that of the text beside it."""
        lines = self.lines((Words(text),), style.GUTTER - 14, style.TINY, bold=True, hyphenate=False)
        return tuple(
            LineItem(node, style.MARGIN, y + number * style.MARGIN_LEADING, line, style.TINY, self.colour(tone))
            for number, line in enumerate(lines)
        )

    def _tiles(self, block: Tiles) -> tuple[Element, list[Strip]]:
        """Numbers with what they count, side by side."""
        width = (style.WIDTH + style.PADDING) / max(FEWEST_TILES, len(block.tiles))
        items: list[Element] = []
        shown: list[LineItem | RectItem] = []
        deepest = 0.0
        for place, tile in enumerate(block.tiles):
            element, own, depth = self._tile(tile, style.MARGIN + place * width, width - style.PADDING)
            items.append(element)
            shown.extend(own)
            deepest = max(deepest, depth)
        strip = Strip(deepest, style.GAP * 2, tuple(shown))
        return group("L", *items, numbering="None"), [strip]

    def _tile(self, tile: Tile, x: float, measure: float) -> tuple[Element, list[LineItem | RectItem], float]:
        number, label = self.node(), self.node()
        accent = self.colour(Tone.ACCENT)
        shown: list[LineItem | RectItem] = [
            RectItem(x, 0.0, measure, HEADING_RULE, self.typesetter.colours["rule"]),
            LineItem(number, x, 30.0, self.label(tile.number, bold=True), TILE_NUMBER, accent),
        ]
        y = 46.0
        for line in self.lines((Words(tile.label),), measure, TILE_LABEL, hyphenate=False):
            shown.append(LineItem(label, x, y, line, TILE_LABEL, self.colour(Tone.TEXT)))
            y += 12.5
        spans = group("P", Element("Span", number), Element("Span", label))
        return group("LI", group("LBody", spans)), shown, y - 6.0


def set_report(report: Report, setter: Setter) -> tuple[list[Element], list[Strip]]:
    """All parts under each other."""
    elements: list[Element] = []
    strips: list[Strip] = []
    for part in report.parts:
        element, own = setter.set_part(part)
        elements.append(element)
        strips.extend(own)
    return elements, strips
