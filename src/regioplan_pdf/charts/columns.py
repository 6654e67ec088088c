"""Upright columns: how wide they are and where the texts over them stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from regioplan_pdf.charts.labels import SMALLEST, mark_face, mark_text, sizes_down
from regioplan_pdf.charts.style import ChartStyle
from regioplan_pdf.model.charts import Mark

if TYPE_CHECKING:
    from regioplan_pdf.charts.sheet import Sheet

_TEXT_GAP = 3.0


@dataclass(frozen=True, slots=True)
class Captions:
    """Texts over or under columns: at what size, and whether only the first and last fit."""

    texts: tuple[str, ...]
    faces: tuple[str, ...]
    size: float
    ends_only: bool

    def draw(self, sheet: Sheet, centres: Sequence[float], baselines: Sequence[float], colour: str) -> None:
        """Draw them over the columns' centres; the ends alone keep within the outer columns' sides."""
        last = len(self.texts) - 1
        for n, (text, face) in enumerate(zip(self.texts, self.faces, strict=True)):
            if not self.ends_only:
                sheet.text(centres[n], baselines[n], text, colour, face, self.size, "middle")
            elif n in (0, last):
                sheet.text(centres[n], baselines[n], text, colour, face, self.size, "start" if n == 0 else "end")


def fit_captions(texts: Sequence[str], faces: Sequence[str], size: float, pitch: float, style: ChartStyle) -> Captions:
    """The largest size at which each text fits its column's pitch; else only the ends."""
    for tried in sizes_down(size):
        widths = (style.width(text, face, tried) for text, face in zip(texts, faces, strict=True))
        if max(widths, default=0.0) + _TEXT_GAP <= pitch:
            return Captions(tuple(texts), tuple(faces), tried, ends_only=False)
    return Captions(tuple(texts), tuple(faces), SMALLEST, ends_only=True)


def mark_captions(marks: Sequence[Mark], face: str, size: float, pitch: float, style: ChartStyle) -> Captions:
    """Captions of figures."""
    return fit_captions(
        [mark_text(mark) for mark in marks], [mark_face(mark, face) for mark in marks], size, pitch, style
    )


def draw_pill(
    sheet: Sheet, centre: float, bottom: float, text: str, size: float, fill: str, ink: str, stroke: str = ""
) -> None:
    """A text on a rounded ground, `pill_height` tall."""
    width = sheet.style.width(text, "bold", size) + 1.1 * size
    height = pill_height(size)
    left = max(0.7, min(centre - width / 2, sheet.width - width - 0.7))
    sheet.rounded(left, bottom, width, height, height / 2, fill, stroke)
    baseline = bottom + height / 2 - sheet.style.cap_height * size / 2
    sheet.text(left + width / 2, baseline, text, ink, "bold", size, "middle")


def pill_height(size: float) -> float:
    """Height in pt of a pill with text of this size."""
    return 1.5 * size
