"""Contrast of text with what it stands on, as far as painting order tells: the last area filled under it."""

from __future__ import annotations

from collections.abc import Iterable

from regioplan_pdf.conformance.finding import shorten
from regioplan_pdf.conformance.painted import Fill, Painted, Shown
from regioplan_pdf.conformance.subject import Subject
from regioplan_pdf.model.contrast import contrast, needed_contrast

PAPER = "#FFFFFF"
_BAND = 24.0
"""Height (pt) of the strips of a page by which filled areas are looked up."""
_MOST_BANDS = 400
_MIDDLE = 0.3
"""Height of the middle of small letters, in parts of the size."""
_ROUNDING = 0.005


def check_colours(subject: Subject) -> None:
    """Every shown string at both ends; what stands on a picture, a slant or a gradient isn't judged."""
    for painted in subject.pages:
        strips = _Strips(painted.fills)
        told: set[tuple[str, str]] = set()
        for shown in painted.shown:
            if shown.hidden or not shown.colour or not shown.text.strip():
                continue
            for background in _backgrounds(shown, strips):
                _judge(subject, painted, shown, background, told)


def _backgrounds(shown: Shown, strips: _Strips) -> Iterable[str]:
    across, up = shown.along
    found = {
        strips.colour_at(shown.x + part * across, shown.y + part * up + _MIDDLE * shown.size, shown.order)
        for part in (0.05, 0.8)
    }
    return sorted(found - {""})


def _judge(subject: Subject, painted: Painted, shown: Shown, background: str, told: set[tuple[str, str]]) -> None:
    pair = (shown.colour, background)
    ratio = contrast(*pair)
    needed = needed_contrast(shown.size + _ROUNDING, bold=shown.font.bold)
    if ratio + _ROUNDING < needed and pair not in told:
        told.add(pair)
        message = (
            f"{shown.colour} on {background} has a contrast of {ratio:.1f}, under {needed:g}: "
            f"'{shorten(shown.text, 30)}', {shown.size:g} pt"
        )
        subject.findings.add("contrast", message, painted.page.number)


class _Strips:
    """Filled areas by the strips of the page that they cross."""

    def __init__(self, fills: Iterable[Fill]) -> None:
        self._strips: dict[int, list[Fill]] = {}
        self._everywhere: list[Fill] = []
        for fill in fills:
            low, high = int(max(-1e6, fill.box[1]) // _BAND), int(min(1e6, fill.box[3]) // _BAND)
            if high - low > _MOST_BANDS:
                self._everywhere.append(fill)
                continue
            for strip in range(low, high + 1):
                self._strips.setdefault(strip, []).append(fill)

    def colour_at(self, x: float, y: float, order: int) -> str:
        """The colour at a point before the operation `order`; '' when it can't be told."""
        last: Fill | None = None
        strip = self._strips.get(int(max(-1e6, min(1e6, y)) // _BAND), ())
        for fills in (strip, self._everywhere):
            for fill in reversed(fills):
                left, low, right, high = fill.box
                if fill.order < order and left <= x <= right and low <= y <= high:
                    if last is None or fill.order > last.order:
                        last = fill
                    break
        if last is None:
            return PAPER
        return last.colour if last.exact else ""
