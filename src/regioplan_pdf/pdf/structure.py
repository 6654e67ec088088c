"""The structure tree of a plan: what each mark on the pages is, in the order of reading.

Built from the Document before anything is drawn. A leaf has the id of the Document's node
whose marks it will hold; drawing claims it (`tagging.Tagger`), and a leaf that nobody claims,
or a mark that finds no leaf, fails the build. Tags are those of PDF 1.7.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from regioplan_pdf.model.charts import DataTable
from regioplan_pdf.model.document import ChartCard, Document, KeyFigure, LeeswijzerEntry, Section
from regioplan_pdf.model.text import ListBlock, ListItem, Paragraph, Subheading
from regioplan_pdf.pdf.nodes import (
    CHARTS_TITLE,
    EDITION,
    EXAMPLE_MARK,
    LEESWIJZER,
    LOGO,
    MAP,
    PANEL_PLACE,
    REGION,
    SIDE_MAP,
    SIDE_MAP_TITLE,
    SIDE_PLACE,
    cell_node,
    page_head,
)


@dataclass(frozen=True, slots=True)
class ContentMark:
    """Marked content on a page: its MCID."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class AnnotationMark:
    """A link annotation on a page, by its number in the document."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Element:
    """A structure element.

    node: id of the node whose marks it holds, '' for a group. kids: elements, and after
    drawing its marks, in reading order. alt: alternative text.
    expansion: what an abbreviation stands for. scope: of a TH. numbering:
    of an L. bbox: of a Figure, pt from the lower left. optional: may stay without marks.
    decoration: of a Span: 'LineThrough' or 'Underline'.
    """

    tag: str
    node: str = ""
    kids: list[Element | ContentMark | AnnotationMark] = field(default_factory=list)
    alt: str = ""
    expansion: str = ""
    scope: str = ""
    numbering: str = ""
    bbox: tuple[float, float, float, float] | None = None
    optional: bool = False
    decoration: str = ""

    def walk(self) -> list[Element]:
        """The element and all below it, in reading order."""
        found: list[Element] = []
        waiting = [self]
        while waiting:
            element = waiting.pop()
            found.append(element)
            if element.kids:
                waiting += [kid for kid in reversed(element.kids) if isinstance(kid, Element)]
        return found


def group(tag: str, *kids: Element | None, numbering: str = "") -> Element:
    """An element that only holds others; what is None is left out."""
    return Element(tag, kids=[kid for kid in kids if kid is not None], numbering=numbering)


def build_structure(document: Document, nodes: frozenset[str]) -> Element:
    """The tree of a plan.

    Args:
        document: the plan.
        nodes: ids of all nodes that stand on the pages: a few of them stand there only when
            there's room (the map beside the text) or need (the mark for example figures).

    """
    first = group(
        "Sect",
        Element("H1", REGION),
        Element("P", EDITION),
        Element("P", page_head(0)),
        Element("Figure", LOGO, alt=document.logo_alt) if LOGO in nodes else None,
        Element("Figure", MAP, alt=document.map_alt) if SIDE_MAP not in nodes and MAP in nodes else None,
        _key_figures(document.key_figures),
        _charts(document, 1),
        *(_section(section) for section in document.sections if section.place == SIDE_PLACE),
        *_side_map(document, nodes),
        _example(1, nodes),
    )
    flowing = [section for section in document.sections if section.place not in (SIDE_PLACE, PANEL_PLACE)]
    panel = [section for section in document.sections if section.place == PANEL_PLACE]
    second = group(
        "Sect",
        Element("P", page_head(1)),
        _charts(document, 2),
        *map(_section, (*flowing, *panel)),
        _leeswijzer(document),
        _example(2, nodes),
    )
    return group("Document", first, second)


def _example(page: int, nodes: frozenset[str]) -> Element | None:
    node = f"{EXAMPLE_MARK}-{page}"
    return Element("P", node) if node in nodes else None


def _side_map(document: Document, nodes: frozenset[str]) -> tuple[Element, ...]:
    if SIDE_MAP not in nodes:
        return ()
    return Element("H2", SIDE_MAP_TITLE), Element("Figure", SIDE_MAP, alt=document.map_alt)


def _key_figures(figures: tuple[KeyFigure, ...]) -> Element | None:
    if not figures:
        return None
    return group("L", *(group("LI", _key_figure(figure)) for figure in figures), numbering="None")


def _key_figure(figure: KeyFigure) -> Element:
    """Number and what it counts as one paragraph; then the comparison, then the reference."""
    return group(
        "LBody",
        group(
            "P",
            Element("Span", f"{figure.id}.getal"),
            Element("Span", f"{figure.id}.label"),
            Element("Span", f"{figure.id}.voorbeeld") if figure.example else None,
        ),
        Element("P", f"{figure.id}.detail") if figure.detail else None,
        Element("P", f"{figure.id}.verwijzing") if figure.entry else None,
    )


def _charts(document: Document, page: int) -> Element | None:
    cards = [card for card in document.charts if card.page == page]
    if not cards:
        return None
    titled = page == 1 and bool(document.charts_title)
    heading = Element("H2", CHARTS_TITLE) if titled else None
    return group("Sect", heading, *(_card(card, "H3" if titled else "H2") for card in cards))


def _card(card: ChartCard, heading: str) -> Element:
    has_foot = bool(card.entry or card.pages or card.example or card.note)
    return group(
        "Sect",
        Element(heading, f"{card.id}.bevinding"),
        Element("P", f"{card.id}.maat"),
        Element("Figure", card.id, alt=card.alt),
        build_table(card.table, f"{card.id}.tabel") if card.table is not None else None,
        Element("P", f"{card.id}.maat2") if card.second is not None and card.second_measure else None,
        Element("Figure", f"{card.id}.2", alt=card.second_alt) if card.second is not None else None,
        build_table(card.second_table, f"{card.id}.tabel2") if card.second_table is not None else None,
        Element("P", f"{card.id}.voet") if has_foot else None,
    )


def build_table(table: DataTable, node: str) -> Element:
    """The figures of a chart: a row of column headers, then rows that begin with a row header."""
    head = group("TR", *(_cell("TH", cell_node(node, 0, n), "Column") for n in range(len(table.columns))))
    rows = (
        group(
            "TR",
            *(_cell("TD" if n else "TH", cell_node(node, r, n), "" if n else "Row") for n in range(len(row))),
        )
        for r, row in enumerate(table.rows, 1)
    )
    return group("Table", head, *rows)


def _cell(tag: str, node: str, scope: str) -> Element:
    return Element(tag, node, scope=scope)


def _section(section: Section) -> Element:
    blocks = (_block(block, f"{section.id}.{n}") for n, block in enumerate(section.blocks))
    return group("Sect", Element("H2", section.id), *blocks)


def _block(block: Paragraph | Subheading | ListBlock, node: str) -> Element:
    match block:
        case Paragraph():
            return Element("P", node)
        case Subheading():
            return Element("H3", node)
        case ListBlock():
            items = (_item(item, f"{node}.{n}") for n, item in enumerate(block.items))
            return group("L", *items, numbering="Decimal" if block.ordered else "Disc")


def _item(item: ListItem, node: str) -> Element:
    body = (_block(block, f"{node}.{n}") for n, block in enumerate(item.blocks))
    return group("LI", Element("Lbl", f"{node}.label"), group("LBody", *body))


def _leeswijzer(document: Document) -> Element:
    leeswijzer = document.leeswijzer
    link: Iterable[Element] = ()
    if leeswijzer.link:
        link = (Element("H3", f"{LEESWIJZER}.alle"), Element("P", f"{LEESWIJZER}.link"))
    return group("Sect", Element("H2", f"{LEESWIJZER}.kop"), *map(_entry, leeswijzer.entries), *link)


def _entry(entry: LeeswijzerEntry) -> Element:
    return group("Sect", Element("H3", f"{entry.id}.naam"), Element("P", f"{entry.id}.tekst"))
