"""The strip of key figures at the head of page 1."""

from __future__ import annotations

from regioplan_pdf.model.document import Document, KeyFigure
from regioplan_pdf.model.figures import EXAMPLE
from regioplan_pdf.model.text import Run
from regioplan_pdf.pdf.galley import Typesetter
from regioplan_pdf.pdf.sheet import AnchorItem, RectItem, SheetItem, TextItem
from regioplan_pdf.pdf.style import CONTENT_WIDTH, MARGIN
from regioplan_pdf.type.lines import Line

NUMBER_SIZE = 31.0
LABEL_SIZE = 12.0
LABEL_LEADING = 15.0
DETAIL_SIZE = 10.5
DETAIL_LEADING = 13.5
INSET = 12.0
"""From a key figure's rule to its text."""
BAR = 2.0
NUMBER_HEIGHT = 31.0
EXAMPLE_ROOM = 56.0
"""What the mark of an example figure takes beside it."""


def _texts(figure: KeyFigure, width: float, typesetter: Typesetter) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    text = f"{figure.detail} ({EXAMPLE})" if figure.detail_example and not figure.example else figure.detail
    detail = (Run(text),)
    return (
        typesetter.lines((Run(figure.label),), width, LABEL_SIZE, "bold", hyphenate=False),
        typesetter.lines(detail, width, DETAIL_SIZE, hyphenate=False) if figure.detail else (),
    )


def _widths(document: Document) -> float:
    return CONTENT_WIDTH / max(1, len(document.key_figures))


def strip_height(document: Document, typesetter: Typesetter) -> float:
    """Height of the strip, pt; 0 for a plan without key figures."""
    if not document.key_figures:
        return 0.0
    width = _widths(document) - INSET - 14
    tallest = 0.0
    for figure in document.key_figures:
        label, detail = _texts(figure, width, typesetter)
        tallest = max(tallest, NUMBER_HEIGHT + LABEL_LEADING * len(label) + DETAIL_LEADING * len(detail))
    return tallest


def set_strip(document: Document, y: float, typesetter: Typesetter) -> tuple[SheetItem, ...]:
    """The key figures side by side, the strip's top at y."""
    colours = typesetter.colours
    height = strip_height(document, typesetter)
    column = _widths(document)
    items: list[SheetItem] = []
    for index, figure in enumerate(document.key_figures):
        x = MARGIN + index * column
        text_x = x + INSET
        items.append(RectItem(x, y, BAR, height, colours["region" if index == 0 else "rule"]))
        items.append(AnchorItem(figure.id, x, y - 4))
        link = f"#{figure.entry_id}" if figure.entry else ""
        number = typesetter.label(figure.text, "bold")
        mark_room = EXAMPLE_ROOM if figure.example else 14
        size = min(NUMBER_SIZE, (column - INSET - mark_room) * 1000 / number.width)
        items.append(TextItem(f"{figure.id}.getal", text_x, y + 22, number, size, colours["heading"]))
        label, detail = _texts(figure, column - INSET - 14, typesetter)
        top = y + NUMBER_HEIGHT
        for line in label:
            items.append(_line(f"{figure.id}.label", line, text_x, top + 10, LABEL_SIZE, colours["heading"]))
            top += LABEL_LEADING
        for line in detail:
            items.append(_line(f"{figure.id}.detail", line, text_x, top + 9, DETAIL_SIZE, colours["muted"]))
            top += DETAIL_LEADING
        beside = text_x + number.width * size / 1000 + 3
        if link:
            items.append(_entry_mark(figure, beside, y + 8, typesetter, link))
        if figure.example:
            mark = typesetter.label(EXAMPLE)
            items.append(TextItem(f"{figure.id}.voorbeeld", beside, y + 22, mark, 9.0, colours["example_text"]))
    return tuple(items)


def _entry_mark(figure: KeyFigure, x: float, y: float, typesetter: Typesetter, link: str) -> TextItem:
    """The number of its Leeswijzer entry, as a small raised link."""
    piece = typesetter.label(str(figure.entry), "regular", link)
    return TextItem(f"{figure.id}.verwijzing", x, y, piece, 9.0, typesetter.colours["muted"])


def _line(node: str, line: Line, x: float, y: float, size: float, colour: str) -> TextItem:
    return TextItem(node, x, y, line, size, colour)
