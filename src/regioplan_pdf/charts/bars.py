"""A horizontal bar from zero with its value at the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from regioplan_pdf.charts.gaps import STUB, draw_stub
from regioplan_pdf.charts.labels import centred_baseline, mark_face, mark_text
from regioplan_pdf.charts.scale import BarScale, fit_bar_scale
from regioplan_pdf.charts.style import ChartStyle
from regioplan_pdf.model.charts import Mark

if TYPE_CHECKING:
    from regioplan_pdf.charts.sheet import Sheet

VALUE_GAP = 5.0


@dataclass(frozen=True, slots=True)
class BarLook:
    """How a bar and its value look: fill colour, ink colour, face and size of the value."""

    fill: str
    ink: str
    face: str
    size: float


def bar_scale(bars: Iterable[tuple[Mark, BarLook]], style: ChartStyle, low: float, high: float) -> BarScale:
    """The scale for bars with their values, between low and high in pt."""
    spans: list[tuple[float, float]] = []
    for mark, look in bars:
        text = style.width(mark_text(mark), mark_face(mark, look.face), look.size) + VALUE_GAP
        spans.append((mark.number, text) if mark.number is not None else (0.0, text + STUB))
    return fit_bar_scale(spans, low, high)


def draw_bar(sheet: Sheet, scale: BarScale, mark: Mark, look: BarLook, bottom: float, thickness: float) -> None:
    """Draw one bar with its value, or a stub with the words for what is missing."""
    baseline = centred_baseline(bottom + thickness / 2, look.size, sheet.style)
    text, face = mark_text(mark), mark_face(mark, look.face)
    if mark.number is None:
        draw_stub(sheet, mark, scale.zero, bottom, STUB, thickness)
        x = scale.zero + STUB + VALUE_GAP
        sheet.text(x, baseline, text, sheet.style.colour("muted"), face, look.size)
        return
    end = scale.at(mark.number)
    sheet.bar(min(end, scale.zero), bottom, abs(end - scale.zero), thickness, look.fill)
    if mark.number < 0:
        sheet.text(end - VALUE_GAP, baseline, text, look.ink, face, look.size, "end")
    else:
        sheet.text(end + VALUE_GAP, baseline, text, look.ink, face, look.size)


def draw_zero_tick(sheet: Sheet, scale: BarScale, bottom: float, thickness: float) -> None:
    """Zero's line at one bar only, where labels stand above the bars and a long line would cross them."""
    draw_zero_line(sheet, scale, bottom + thickness + 1, bottom - 1)


def draw_zero_line(sheet: Sheet, scale: BarScale, top: float, bottom: float) -> None:
    """The thin upright line that all bars start from."""
    sheet.rule((scale.zero, bottom), (scale.zero, top), sheet.style.colour("benchmark"), 0.8, layer=4)
