"""Text blocks set in one endless column: rows with the rules for breaking between them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from regioplan_pdf.charts.heights import Heights
from regioplan_pdf.model.document import Section
from regioplan_pdf.model.text import Run
from regioplan_pdf.pdf.parts import LONE_ITEM_COST, OUTCOME_LABEL, SHORT_ITEM, Part, section_parts
from regioplan_pdf.pdf.sheet import AnchorItem, RectItem, SheetItem, TextItem
from regioplan_pdf.pdf.style import BASELINE, BodyStyle
from regioplan_pdf.type.fonts import Fonts
from regioplan_pdf.type.lines import Line, Measured, Piece, line_breaker

if TYPE_CHECKING:
    from regioplan_pdf.pdf.cards import CardTexts

HEADING_RULE = 1.5
"""Height of the rule over a heading."""


class Row(NamedTuple):
    """One line of a galley; a named tuple, for hundreds are made for every size that is tried.

    height: its own; before: white above it, dropped at a column's head.
    texts, rules: in pt from the row's top left.
    keep: no column may end after it; cost: of ending one after it, in lines.
    anchor: the node that a heading row is the anchor of, with its title.
    """

    height: float
    before: float
    texts: tuple[TextItem, ...]
    rules: tuple[RectItem, ...] = ()
    keep: bool = False
    cost: float = 0.0
    anchor: str = ""
    title: str = ""

    def with_keep(self, keep: bool) -> Row:
        """The same row, kept with the next or not."""
        return self._replace(keep=keep)


class Typesetter:
    """Turns the text of one plan into rows; every block is measured once for all sizes and widths, by its id."""

    def __init__(self, fonts: Fonts, colours: dict[str, str]) -> None:
        self.fonts = fonts
        self.colours = colours
        self.chart_heights: dict[tuple[str, int, float, float], Heights] = {}
        """Heights of the plan's charts by card, first or second chart, width and type size."""
        self.card_texts: dict[tuple[str, float], CardTexts] = {}
        """The lines of the plan's cards by card and width."""
        self._breaker = line_breaker(fonts)
        self._parts: dict[str, tuple[Part, ...]] = {}
        self._sections: dict[tuple[str, float, BodyStyle, str], tuple[Row, ...]] = {}

    def lines(
        self, runs: tuple[Run, ...], measure: float, size: float, face: str = "regular", *, hyphenate: bool = True
    ) -> tuple[Line, ...]:
        """The lines of a paragraph at a width and size (pt)."""
        return self.broken(self.measured(runs, face, hyphenate=hyphenate), measure, size)

    def broken(self, words: Measured, measure: float, size: float) -> tuple[Line, ...]:
        """The lines of measured words at a width and size (pt)."""
        return self._breaker.break_lines(words, measure, size)

    def balanced(self, text: str, measure: float, size: float) -> tuple[Line, ...]:
        """A bold heading in lines of about the same length, as few as the measure (pt) allows."""
        return self._breaker.balanced(self.measured((Run(text),), "bold", hyphenate=False), measure, size)

    def measured(self, runs: tuple[Run, ...], face: str = "regular", *, hyphenate: bool = True) -> Measured:
        """The paragraph's words with their widths."""
        return self._breaker.measured(runs, face, hyphenate=hyphenate)

    def piece(self, text: str, face: str = "regular", link: str = "") -> Piece:
        """A text that is never broken, measured."""
        return Piece(text, face, self.fonts.shape(text, face).width, link)

    def label(self, text: str, face: str = "regular", link: str = "") -> Line:
        """A line of its own that is never broken."""
        return Line.of(self.piece(text, face, link))

    def heading(self, section: Section, measure: float, style: BodyStyle, *, rule: str = "heading") -> tuple[Row, ...]:
        """A block's heading under its rule; never ends a column."""
        size = style.heading
        leading = size * 1.18
        lines = self.balanced(section.title, measure, size)
        top = HEADING_RULE + size * 0.42 if rule else 0.0
        rows: list[Row] = []
        for number, line in enumerate(lines):
            lead = top if number == 0 else 0.0
            rows.append(
                Row(
                    height=leading + lead + (style.heading_after if number == len(lines) - 1 else 0.0),
                    before=style.heading_before if number == 0 else 0.0,
                    texts=(self._text(line, 0.0, lead + leading * BASELINE, size, "heading", section.id),),
                    rules=(RectItem(0.0, 0.0, measure, HEADING_RULE, self.colours[rule]),) if lead else (),
                    keep=True,
                    anchor=section.id if number == 0 else "",
                    title=section.title,
                )
            )
        return tuple(rows)

    def section(self, section: Section, measure: float, style: BodyStyle, *, rule: str = "heading") -> tuple[Row, ...]:
        """A whole text block: its heading and everything under it; set once for each width and style."""
        key = (section.id, measure, style, rule)
        found = self._sections.get(key)
        if found is None:
            found = self._sections[key] = self._set_section(section, measure, style, rule)
        return found

    def _set_section(self, section: Section, measure: float, style: BodyStyle, rule: str) -> tuple[Row, ...]:
        parts = self._parts.get(section.id)
        if parts is None:
            parts = self._parts[section.id] = section_parts(section, self._measure)
        rows = list(self.heading(section, measure, style, rule=rule))
        for part in parts:
            own = self._set_part(part, measure, style)
            if len(own) <= SHORT_ITEM and own:
                if part.last:
                    rows[-1] = rows[-1]._replace(cost=max(rows[-1].cost, LONE_ITEM_COST))
                elif part.first:
                    own[-1] = own[-1]._replace(cost=LONE_ITEM_COST)
            rows.extend(own)
        return tuple(rows)

    def _measure(self, runs: tuple[Run, ...], face: str, hyphenate: bool) -> Measured:
        return self._breaker.measured(runs, face, hyphenate=hyphenate)

    def _set_part(self, part: Part, measure: float, style: BodyStyle) -> list[Row]:
        """A paragraph or subheading; widows and orphans are kept together with their neighbours."""
        size, leading, node, cost = style.size * part.scale, style.leading, part.node, part.cost
        x, y, ink = indent(part.depth, style), leading * BASELINE, self.colours[part.colour]
        set_lines = self._breaker.balanced if part.subheading else self._breaker.break_lines
        lines = set_lines(part.words, measure - x, size)
        if not lines:
            return []
        keeps = (True,) * len(lines) if part.subheading else keep_lines(len(lines))
        rows = [
            Row(leading, 0.0, (TextItem(node, x, y, line, size, ink),), (), keep, cost)
            for line, keep in zip(lines, keeps, strict=True)
        ]
        texts = self._outcome(rows[0].texts[0]) if part.outcome else rows[0].texts
        for bullet in reversed(part.bullets):
            mark, left = self.label(bullet.text, "bold"), indent(bullet.depth, style)
            texts = (TextItem(bullet.node, left, y, mark, size, self.colours["region"]), *texts)
        rows[0] = Row(leading, part.before.at(style), texts, (), keeps[0], cost)
        rows[-1] = rows[-1]._replace(keep=part.keep_last, cost=part.cost_last)
        return rows

    def _outcome(self, text: TextItem) -> tuple[TextItem, ...]:
        """The first line of an outcome, its label in the region's colour."""
        label, *rest = text.line.pieces
        own = len(OUTCOME_LABEL)
        first = self.label(label.text[:own], "bold")
        remaining = ([self.piece(label.text[own:], label.face)] if label.text[own:] else []) + rest
        head = text._replace(line=first, colour=self.colours["region"])
        if not remaining:
            return (head,)
        after = text.line.with_pieces(*remaining)
        return head, text._replace(x=text.x + first.width * text.size / 1000, line=after)

    def _text(self, line: Line, x: float, y: float, size: float, colour: str, node: str) -> TextItem:
        return TextItem(node, x, y, line, size, self.colours[colour])


def indent(depth: int, style: BodyStyle) -> float:
    """How far so many indents are from the left, pt."""
    x = 0.0
    for _ in range(depth):
        x += style.indent
    return x


@lru_cache(maxsize=256)
def keep_lines(count: int) -> tuple[bool, ...]:
    """Which lines of a paragraph keep with the next: no widow, no orphan.

    Two lines at least stand on either side of a break; three lines stay together.
    """
    if count <= 3:
        return (*(True,) * (count - 1), False) if count else ()
    return (True, *(False,) * (count - 3), True, False)


def rows_height(rows: Iterable[Row]) -> float:
    """Height of rows set as one column, pt; the white above the first doesn't count."""
    total = 0.0
    for number, row in enumerate(rows):
        total += row.height + (row.before if number else 0.0)
    return total


def place_rows(rows: Iterable[Row], x: float, y: float, spread: float = 0.0) -> tuple[SheetItem, ...]:
    """Rows at a place on the page, top down from (x, y), with the anchors of their blocks.

    spread: pt added to every white between paragraphs, to end columns at one height.
    """
    items: list[SheetItem] = []
    top = y
    for number, row in enumerate(rows):
        if number:
            top += row.before + (spread if row.before else 0.0)
        if row.anchor:
            items.append(AnchorItem(row.anchor, x, top - 4, row.title, 1))
        items.extend([RectItem(r.x + x, r.y + top, r.width, r.height, r.fill) for r in row.rules])
        items.extend([TextItem(t.node, t.x + x, t.y + top, t.line, t.size, t.colour) for t in row.texts])
        top += row.height
    return tuple(items)
