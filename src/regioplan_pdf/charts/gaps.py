"""How a figure that isn't there is drawn: hatched when withheld, dashed when unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from regioplan_pdf.charts.layers import LINE
from regioplan_pdf.model.charts import Mark

if TYPE_CHECKING:
    from regioplan_pdf.charts.sheet import Sheet

STUB = 16.0
"""Length in pt of the stub that stands for a bar without a figure."""

_HATCH_STEP = 3.6


def draw_stub(sheet: Sheet, mark: Mark, x: float, y: float, width: float, height: float, layer: int = LINE) -> None:
    """Draw the place of a missing figure: an outline, hatched when it's withheld for privacy.

    The hatch is explicit lines, so that it prints on any surface.
    """
    if width < 1.5 or height < 1.5:
        return
    colour = sheet.style.colour("benchmark")
    left, bottom, right, top = x + 0.4, y + 0.4, x + width - 0.4, y + height - 0.4
    dash = () if mark.withheld else (2.0, 1.6)
    corners = ((left, bottom), (right, bottom), (right, top), (left, top))
    for start, end in zip(corners, (*corners[1:], corners[0]), strict=True):
        sheet.rule(start, end, colour, 0.8, dash, layer)
    if not mark.withheld:
        return
    tall = top - bottom
    shift = left - tall + _HATCH_STEP
    while shift < right:
        # The line x = shift + t, y = bottom + t, held within the outline.
        first, last = max(left - shift, 0.0), min(right - shift, tall)
        if last - first > 0.3:
            sheet.rule((shift + first, bottom + first), (shift + last, bottom + last), colour, 0.6, (), layer)
        shift += _HATCH_STEP


def clear_hatch(sheet: Sheet, centre: float, middle: float, width: float, size: float) -> None:
    """Clear the hatch behind words of `width` pt that stand in a stub."""
    tall = 0.86 * size
    sheet.rounded(centre - width / 2 - 2, middle - tall / 2, width + 4, tall, 2.0, "#FFFFFF")
