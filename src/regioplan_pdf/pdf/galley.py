"""Text blocks set in one endless column: rows with the rules for breaking between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from regioplan_pdf.charts.heights import Heights
from regioplan_pdf.model.document import Section
from regioplan_pdf.model.text import ListBlock, ListItem, Paragraph, Role, Run, Subheading
from regioplan_pdf.pdf.sheet import AnchorItem, RectItem, SheetItem, TextItem
from regioplan_pdf.pdf.style import BASELINE, BodyStyle
from regioplan_pdf.type.fonts import Fonts
from regioplan_pdf.type.lines import Line, LineBreaker, Measured, Piece, measure_paragraph

HEADING_RULE = 1.5
"""Height of the rule over a heading."""
SPLIT_ITEM_COST = 2.0
"""What it costs to break a list item over two columns, in lines of slack."""
OUTCOME_LABEL = "Uitkomst: "
BALANCE_STEP = 6.0
"""To how many pt the measure of a balanced heading is found."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a galley.

    height: its own; before: white above it, dropped at a column's head.
    keep: no column may end after it; cost: of ending one after it, in lines.
    texts, rules: in pt from the row's top left. node: for the anchor of a heading row.
    """

    height: float
    before: float
    texts: tuple[TextItem, ...]
    rules: tuple[RectItem, ...] = ()
    keep: bool = False
    cost: float = 0.0
    anchor: str = ""
    title: str = ""

    def with_before(self, before: float) -> Row:
        """The same row with other white above it, pt."""
        return Row(self.height, before, self.texts, self.rules, self.keep, self.cost, self.anchor, self.title)

    def with_keep(self, keep: bool) -> Row:
        """The same row, kept with the next or not."""
        return Row(self.height, self.before, self.texts, self.rules, keep, self.cost, self.anchor, self.title)


class Typesetter:
    """Turns text into rows. Measures every paragraph once for all sizes and widths."""

    def __init__(self, fonts: Fonts, colours: dict[str, str]) -> None:
        self.fonts = fonts
        self.colours = colours
        self.chart_heights: dict[tuple[str, int, float, float], Heights] = {}
        """Heights of the plan's charts by card, first or second chart, width and type size."""
        self._breaker = LineBreaker(fonts)
        self._measured: dict[tuple[tuple[Run, ...], str, bool], Measured] = {}
        self._paragraphs: dict[str, Measured] = {}
        self._sections: dict[tuple[str, float, BodyStyle, str], tuple[Row, ...]] = {}
        self._by_node: dict[tuple[str, float, float], tuple[Line, ...]] = {}
        self._lines: dict[tuple[tuple[Run, ...], float, float, str, bool], tuple[Line, ...]] = {}

    def lines(
        self, runs: tuple[Run, ...], measure: float, size: float, face: str = "regular", *, hyphenate: bool = True
    ) -> tuple[Line, ...]:
        """The lines of a paragraph at a width and size (pt)."""
        key = (runs, measure, size, face, hyphenate)
        found = self._lines.get(key)
        if found is None:
            measured = self.measured(runs, face, hyphenate=hyphenate)
            found = self._lines[key] = self._breaker.break_lines(measured, measure, size)
        return found

    def balanced(self, text: str, measure: float, size: float) -> tuple[Line, ...]:
        """A bold heading in lines of about the same length, as few as the measure (pt) allows."""
        runs = (Run(text),)
        lines = self.lines(runs, measure, size, "bold", hyphenate=False)
        low, high = measure / 2, measure
        while len(lines) > 1 and high - low > BALANCE_STEP:
            middle = (low + high) / 2
            tried = self.lines(runs, middle, size, "bold", hyphenate=False)
            if len(tried) == len(lines) and all(line.width * size / 1000 <= middle for line in tried):
                lines, high = tried, middle
            else:
                low = middle
        return lines

    def measured(self, runs: tuple[Run, ...], face: str = "regular", *, hyphenate: bool = True) -> Measured:
        """The paragraph's words with their widths."""
        key = (runs, face, hyphenate)
        found = self._measured.get(key)
        if found is None:
            found = self._measured[key] = measure_paragraph(runs, self.fonts, face, hyphenate=hyphenate)
        return found

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
        rows = list(self.heading(section, measure, style, rule=rule))
        for index, block in enumerate(section.blocks):
            node = f"{section.id}.{index}"
            first = index == 0
            match block:
                case Paragraph():
                    set_rows = self.paragraph(block, node, measure, style)
                    follows = index + 1 < len(section.blocks) and isinstance(section.blocks[index + 1], ListBlock)
                    if follows:
                        set_rows = (*set_rows[:-1], set_rows[-1].with_keep(True))
                case Subheading():
                    set_rows = self._subheading(block, node, measure, style)
                case ListBlock():
                    set_rows = self._list(block, node, measure, style)
            after_heading = first or isinstance(section.blocks[index - 1], Subheading)
            rows.extend(_with_first(set_rows, before=0.0 if after_heading else None))
        return tuple(rows)

    def paragraph(
        self, paragraph: Paragraph, node: str, measure: float, style: BodyStyle, x: float = 0.0, cost: float = 0.0
    ) -> tuple[Row, ...]:
        """A paragraph; widows and orphans are kept together with their neighbours.

        x: indent in pt; cost: of breaking a column after one of its lines.
        """
        runs = tuple(run for run in paragraph.runs if isinstance(run, Run))
        colour = "text"
        if paragraph.role is Role.OUTCOME:
            runs = (Run(OUTCOME_LABEL, bold=True), *runs)
        elif paragraph.role is Role.LEAD_IN:
            colour = "muted"
        lines = self._node_lines(node, runs, measure - x, style.size)
        y, size, leading, ink = style.leading * BASELINE, style.size, style.leading, self.colours[colour]
        rows = [
            Row(leading, 0.0, (TextItem(node, x, y, line, size, ink),), (), keep, cost)
            for line, keep in zip(lines, keep_lines(len(lines)), strict=True)
        ]
        if rows and paragraph.role is Role.OUTCOME:
            (text,) = rows[0].texts
            rows[0] = Row(leading, 0.0, self._outcome(text), (), rows[0].keep, cost)
        elif rows:
            rows[0] = rows[0].with_before(style.gap)
        return tuple(rows)

    def _node_lines(self, node: str, runs: tuple[Run, ...], measure: float, size: float) -> tuple[Line, ...]:
        """The lines of a paragraph of the plan, kept by its id: quicker than by its text."""
        key = (node, measure, size)
        found = self._by_node.get(key)
        if found is None:
            paragraph = self._paragraphs.get(node)
            if paragraph is None:
                paragraph = self._paragraphs[node] = self.measured(runs)
            found = self._by_node[key] = self._breaker.break_lines(paragraph, measure, size)
        return found

    def _outcome(self, text: TextItem) -> tuple[TextItem, ...]:
        """The first line of an outcome, its label in the region's colour."""
        label, *rest = text.line.pieces
        own = len(OUTCOME_LABEL)
        first = self.label(label.text[:own], "bold")
        remaining = ([self.piece(label.text[own:], label.face)] if label.text[own:] else []) + rest
        head = replace(text, line=first, colour=self.colours["region"])
        if not remaining:
            return (head,)
        after = Line.of(*remaining)
        after.hyphen, after.last = text.line.hyphen, text.line.last
        return head, replace(text, x=text.x + first.width * text.size / 1000, line=after)

    def _subheading(self, block: Subheading, node: str, measure: float, style: BodyStyle) -> tuple[Row, ...]:
        size = style.size * 1.04
        lines = self.lines((Run(block.text),), measure, size, "bold", hyphenate=False)
        return tuple(
            Row(
                style.leading,
                style.gap * 1.25 if number == 0 else 0.0,
                (self._text(line, 0.0, style.leading * BASELINE, size, "heading", node),),
                keep=True,
            )
            for number, line in enumerate(lines)
        )

    def _list(
        self, block: ListBlock, node: str, measure: float, style: BodyStyle, x: float = 0.0, depth: int = 0
    ) -> tuple[Row, ...]:
        rows: list[Row] = []
        for number, item in enumerate(block.items):
            label = f"{block.start + number}." if block.ordered else ("•", "–")[min(depth, 1)]
            item_rows = self._item(item, f"{node}.{number}", label, measure, style, x, depth)
            before = (style.gap if depth == 0 else style.item_gap) if number == 0 else style.item_gap
            rows.extend(_with_first(item_rows, before=before))
        return tuple(rows)

    def _item(
        self, item: ListItem, node: str, label: str, measure: float, style: BodyStyle, x: float, depth: int
    ) -> tuple[Row, ...]:
        rows: list[Row] = []
        inner = x + style.indent
        for index, block in enumerate(item.blocks):
            child = f"{node}.{index}"
            if isinstance(block, Paragraph):
                child_rows = self.paragraph(block, child, measure, style, inner, SPLIT_ITEM_COST)
                small = block.role is Role.OUTCOME
                child_rows = _with_first(child_rows, before=0.0 if index == 0 or small else style.item_gap)
            else:
                child_rows = self._list(block, child, measure, style, inner, depth + 1)
            if rows and index == 1:
                rows[-1] = rows[-1].with_keep(True)
            rows.extend(child_rows)
        colour = self.colours["region"]
        bullet = TextItem(f"{node}.label", x, style.leading * BASELINE, self.label(label, "bold"), style.size, colour)
        rows[0] = replace(rows[0], texts=(bullet, *rows[0].texts))
        rows[-1] = replace(rows[-1], cost=0.0)
        return tuple(rows)

    def _text(self, line: Line, x: float, y: float, size: float, colour: str, node: str) -> TextItem:
        return TextItem(node, x, y, line, size, self.colours[colour])


def keep_lines(count: int) -> tuple[bool, ...]:
    """Which lines of a paragraph keep with the next: no widow, no orphan.

    Two lines at least stand on either side of a break; three lines stay together.
    """
    if count <= 3:
        return (*(True,) * (count - 1), False) if count else ()
    return (True, *(False,) * (count - 3), True, False)


def _with_first(rows: Sequence[Row], before: float | None) -> tuple[Row, ...]:
    if before is None or not rows:
        return tuple(rows)
    return (rows[0].with_before(before), *rows[1:])


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
