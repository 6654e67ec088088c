"""Sheets onto the canvas: every item is painted where layout put it, in reading order."""

from __future__ import annotations

from pathlib import Path

from regioplan_pdf.model.document import Meta
from regioplan_pdf.pdf.canvas import PlanCanvas
from regioplan_pdf.pdf.sheet import AnchorItem, DrawingItem, ImageItem, RectItem, Sheet, TextItem
from regioplan_pdf.pdf.style import PAGE_HEIGHT, PAGE_WIDTH
from regioplan_pdf.type.fonts import Fonts


def draw_sheets(sheets: tuple[Sheet, ...], fonts: Fonts, meta: Meta) -> bytes:
    """The PDF of these pages."""
    canvas = PlanCanvas((PAGE_WIDTH, PAGE_HEIGHT), fonts, meta)
    for sheet in sheets:
        for item in sheet.items:
            match item:
                case TextItem():
                    _draw_text(canvas, item)
                case RectItem():
                    canvas.rect(item.x, PAGE_HEIGHT - item.y - item.height, item.width, item.height, item.fill)
                case DrawingItem():
                    _draw_drawing(canvas, item)
                case AnchorItem():
                    _draw_anchor(canvas, item)
                case ImageItem():
                    y = PAGE_HEIGHT - item.y - item.height
                    canvas.image(Path(item.path), item.x, y, item.width, item.height)
        canvas.end_page()
    return canvas.finish()


def _draw_text(canvas: PlanCanvas, item: TextItem) -> None:
    line, y = item.line, PAGE_HEIGHT - item.y
    pieces = [(piece.text, piece.face) for piece in line.pieces]
    if not line.hyphen and not line.last and not line.text.endswith(("-", "/", " ")):
        text, face = pieces[-1]
        pieces[-1] = (text + " ", face)  # words on two lines must not grow together in the extracted text
    canvas.text(item.x, y, pieces, item.size, item.colour, line.hyphen)
    x = item.x
    start, target = x, ""
    for piece in line.pieces:
        if piece.link != target:
            _link(canvas, target, start, x, y, item.size)
            start, target = x, piece.link
        x += piece.width * item.size / 1000
    _link(canvas, target, start, x, y, item.size)


def _link(canvas: PlanCanvas, target: str, left: float, right: float, y: float, size: float) -> None:
    if target:
        canvas.link(target, (left, y - 0.25 * size, right, y + 0.8 * size))


def _draw_drawing(canvas: PlanCanvas, item: DrawingItem) -> None:
    dx, dy = item.x, PAGE_HEIGHT - item.y - item.drawing.height
    for shape in item.drawing.shapes:
        canvas.path(shape.segments, dx, dy, shape.fill, shape.stroke, shape.line_width, shape.dash, shape.round_caps)
    for label in item.drawing.labels:
        canvas.text(dx + label.x, dy + label.y, ((label.text + " ", label.face),), label.size, label.colour)


def _draw_anchor(canvas: PlanCanvas, item: AnchorItem) -> None:
    canvas.anchor(item.node, item.x, PAGE_HEIGHT - item.y)
    if item.title:
        canvas.bookmark(item.title, item.node, item.level)
