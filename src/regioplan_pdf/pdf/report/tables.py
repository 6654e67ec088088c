"""Tables: rows set line by line over all columns, so that a long one may go on overleaf."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from regioplan_pdf.pdf.galley import keep_lines
from regioplan_pdf.pdf.report import style
from regioplan_pdf.pdf.report.content import Cell, Column, Row, Table, Tone, Words
from regioplan_pdf.pdf.report.strips import LineItem, Strip, kept
from regioplan_pdf.pdf.report.words import SetLine
from regioplan_pdf.pdf.sheet import RectItem
from regioplan_pdf.pdf.structure import Element, group

if TYPE_CHECKING:
    from regioplan_pdf.pdf.report.setting import Setter

WHOLE = 12
"""Rows of no more lines than this stand on one page."""
FEWEST_ROWS = 2
"""As many rows at least stand together at the head and at the end of a table."""
SHORT, SPLIT_COST = 8, 10.0
"""Up to so many rows, breaking a table over two pages costs so much."""
RULE = 0.6
HEAD_RULE = 1.2


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a column stands, pt."""

    x: float
    width: float
    right: bool


def set_table(table: Table, setter: Setter) -> tuple[Element, list[Strip]]:
    """A table: a row of column headers, then rows that begin with a row header."""
    places = _places(table.columns)
    nodes = [setter.node() for _ in table.columns]
    head = _head(table, places, nodes, setter)
    # Overleaf the header row is decoration: it has been read.
    again = tuple(replace(strip, items=tuple(_unread(item) for item in strip.items)) for strip in head)
    rows = [group("TR", *(Element("TH", node, scope="Column") for node in nodes))]
    strips = [replace(strip, keep=True) for strip in head]
    count = len(table.rows)
    for number, row in enumerate(table.rows, 1):
        element, own = _row(row, places, setter)
        rows.append(element)
        if number < FEWEST_ROWS or count - FEWEST_ROWS < number < count:
            own = kept(own)
        elif count <= SHORT:
            own[-1] = replace(own[-1], cost=SPLIT_COST)
        strips.extend(replace(strip, head=again) for strip in own)
    strips[0] = replace(strips[0], before=style.GAP)
    return group("Table", *rows), strips


def _unread(item: LineItem | RectItem) -> LineItem | RectItem:
    return replace(item, node="") if isinstance(item, LineItem) else item


def _places(columns: tuple[Column, ...]) -> list[_Place]:
    room = style.WIDTH - style.CELL_GAP * (len(columns) - 1)
    total = sum(column.share for column in columns)
    widths = [room * column.share / total for column in columns]
    lefts = accumulate((width + style.CELL_GAP for width in widths[:-1]), initial=style.MARGIN)
    return [_Place(x, width, c.right) for x, width, c in zip(lefts, widths, columns, strict=True)]


def _head(table: Table, places: list[_Place], nodes: list[str], setter: Setter) -> list[Strip]:
    """The header row as one strip, its titles on its foot."""
    size, leading = style.TINY, 11.5
    titles = [
        setter.lines((Words(column.title),), place.width, size, bold=True, hyphenate=False)
        for column, place in zip(table.columns, places, strict=True)
    ]
    deepest = max(map(len, titles))
    height = deepest * leading + 6.0
    items: list[LineItem | RectItem] = []
    for node, place, lines in zip(nodes, places, titles, strict=True):
        for number, line in enumerate(lines):
            y = (deepest - len(lines) + number) * leading + leading * style.BASELINE
            items.append(_item(node, place, y, line, size, setter.colour(Tone.MUTED)))
    items.append(RectItem(style.MARGIN, height - HEAD_RULE, style.WIDTH, HEAD_RULE, setter.colour(Tone.HEADING)))
    return [Strip(height, items=tuple(items))]


def _item(node: str, place: _Place, y: float, line: SetLine, size: float, colour: str, target: str = "") -> LineItem:
    shift = place.width - line.width * size / 1000 if place.right else 0.0
    return LineItem(node, place.x + max(0.0, shift), y, line, size, colour, target)


def _row(row: Row, places: list[_Place], setter: Setter) -> tuple[Element, list[Strip]]:
    cells: list[Element] = []
    columns: list[list[LineItem]] = []
    for number, (cell, place) in enumerate(zip(row.cells, places, strict=True)):
        element, lines = _cell(cell, place, number == 0, setter)
        cells.append(element)
        columns.append(lines)
    deepest = max(map(len, columns))
    keeps = (*(True,) * (deepest - 1), False) if deepest <= WHOLE else keep_lines(deepest)
    strips = [
        Strip(
            style.SMALL_LEADING,
            items=tuple(lines[number] for lines in columns if number < len(lines)),
            keep=keep,
            cost=1.0,
        )
        for number, keep in enumerate(keeps)
    ]
    strips = _padded(strips, setter)
    if row.id:
        strips[0] = replace(strips[0], anchors=(setter.anchor(row.id, row.title),))
    return group("TR", *cells), strips


def _padded(strips: list[Strip], setter: Setter) -> list[Strip]:
    """White over and under a row, and a rule at its foot."""
    first = strips[0]
    items = tuple(replace(item, y=item.y + style.CELL_PADDING) for item in first.items)
    strips[0] = replace(first, items=items, height=first.height + style.CELL_PADDING)
    last = strips[-1]
    height = last.height + style.CELL_PADDING
    rule = RectItem(style.MARGIN, height - RULE, style.WIDTH, RULE, setter.typesetter.colours["rule"])
    strips[-1] = replace(last, items=(*last.items, rule), height=height, cost=0.0)
    return strips


def _cell(cell: Cell, place: _Place, header: bool, setter: Setter) -> tuple[Element, list[LineItem]]:
    """A cell: one paragraph stands in it as it is, several each in a P."""
    tag, scope = ("TH", "Row") if header else ("TD", "")
    target = cell.target if setter.leads(cell.target) else ""
    first = cell.words or ((Words(setter.page_of(target)),) if target else ())
    paragraphs = [(first, style.SMALL, Tone.ACCENT if target else Tone.TEXT, target)]
    paragraphs += [(words, style.TINY, Tone.MUTED, "") for words in cell.under]
    inner: list[Element] = []
    lines: list[LineItem] = []
    baseline = style.SMALL_LEADING * style.BASELINE
    for words, size, tone, leads_to in paragraphs:
        node = setter.node()
        bold = words is first and (header or bool(target))
        found = setter.lines(words, place.width, size, bold=bold, hyphenate=not (header or place.right))
        lines.extend(_item(node, place, baseline, line, size, setter.colour(tone), leads_to) for line in found)
        inner.append(Element("P", node))
    if len(inner) == 1:
        return Element(tag, inner[0].node, scope=scope), lines
    return Element(tag, kids=[*inner], scope=scope), lines
