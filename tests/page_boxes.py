"""Where text stands on a page, to see that nothing overlaps or leaves it."""

from __future__ import annotations

from regioplan_pdf.pdf.sheet import DrawingItem, ImageItem, RectItem, Sheet, TextItem
from regioplan_pdf.pdf.style import PAGE_HEIGHT, PAGE_WIDTH

Box = tuple[float, float, float, float, str]
"""Left, top, right and bottom in pt from the page's top left corner, and what it is."""

ASCENT, DESCENT = 0.7, 0.2
"""How far letters reach over and under the baseline, times the size."""
TOUCH = 0.1
"""How far two boxes may be in each other before they overlap, pt."""


def boxes(sheet: Sheet) -> list[Box]:
    """Every line of text of a page, those inside its charts too."""
    found: list[Box] = []
    for item in sheet.items:
        if isinstance(item, TextItem):
            top, bottom = item.y - ASCENT * item.size, item.y + DESCENT * item.size
            found.append((item.x, top, item.x + item.width, bottom, item.text))
        elif isinstance(item, DrawingItem):
            foot = item.y + item.drawing.height
            for label in item.drawing.labels:
                left, base = item.x + label.x, foot - label.y
                top, bottom = base - ASCENT * label.size, base + DESCENT * label.size
                found.append((left, top, left + label.width, bottom, label.text))
    return found


def drawings(sheet: Sheet) -> list[Box]:
    """Every chart and map of a page."""
    return [
        (item.x, item.y, item.x + item.drawing.width, item.y + item.drawing.height, item.node)
        for item in sheet.items
        if isinstance(item, DrawingItem)
    ]


def overlaps(found: list[Box]) -> list[tuple[str, str]]:
    """The pairs of boxes that lie over each other."""
    pairs = []
    found = sorted(found)
    for index, (left, top, right, bottom, text) in enumerate(found):
        for other_left, other_top, other_right, other_bottom, other in found[index + 1 :]:
            if other_left >= right - TOUCH:
                break
            deep = min(bottom, other_bottom) - max(top, other_top)
            wide = min(right, other_right) - max(left, other_left)
            if deep > TOUCH and wide > TOUCH:
                pairs.append((text, other))
    return pairs


def outside(sheet: Sheet) -> list[str]:
    """What stands partly off the page."""
    found = [*boxes(sheet), *drawings(sheet)]
    for item in sheet.items:
        if isinstance(item, RectItem):
            found.append((item.x, item.y, item.x + item.width, item.y + item.height, "rectangle"))
        elif isinstance(item, ImageItem):
            found.append((item.x, item.y, item.x + item.width, item.y + item.height, item.path))
    return [
        text
        for left, top, right, bottom, text in found
        if left < -0.01 or top < -0.01 or right > PAGE_WIDTH + 0.01 or bottom > PAGE_HEIGHT + 0.01
    ]


def strayed(sheet: Sheet) -> list[str]:
    """Labels of charts that leave the box of their own drawing."""
    found = []
    for item in sheet.items:
        if isinstance(item, DrawingItem):
            for label in item.drawing.labels:
                wide = label.x >= -1 and label.x + label.width <= item.drawing.width + 1
                high = label.y - DESCENT * label.size >= -1 and label.y + ASCENT * label.size <= item.drawing.height + 1
                if not (wide and high):
                    found.append(f"{item.node}: {label.text}")
    return found
