"""The values that don't fit in their part of a bar: set under it, tied to their parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from regioplan_pdf.charts.layers import MARK
from regioplan_pdf.charts.spread import push_apart

if TYPE_CHECKING:
    from regioplan_pdf.charts.sheet import Sheet

_LEADER = 4.5
_BETWEEN = 4.0
_LINE = 0.98
_FAR = 26.0
KEY, KEY_GAP, _KEY_BETWEEN = 5.0, 3.0, 9.0
"""A swatch before a value, the white behind it, and that before the next, pt."""


@dataclass(frozen=True, slots=True)
class UnderValue:
    """A value with its width and the middles of the parts that it belongs to, all in pt.

    colour: of the leader; the category's own.
    """

    text: str
    face: str
    width: float
    colour: str
    anchors: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """Values with their places: (line, left end in pt). keyed: swatches instead of leaders."""

    values: tuple[UnderValue, ...] = ()
    places: tuple[tuple[int, float], ...] = ()
    size: float = 0.0
    keyed: bool = False

    @property
    def height(self) -> float:
        """Height in pt under the bar."""
        if not self.values:
            return 0.0
        return _LEADER + _LINE * self.size * (1 + max(line for line, _ in self.places))

    def draw(self, sheet: Sheet, bar_bottom: float, bottom: float) -> None:
        """Draw between the bar and `bottom`."""
        ink = sheet.style.colour("text")
        lines = 1 + max((line for line, _ in self.places), default=0)
        for value, (line, left) in zip(self.values, self.places, strict=True):
            baseline = bottom + 0.2 * self.size + (lines - 1 - line) * _LINE * self.size
            sheet.text(left, baseline, value.text, ink, value.face, self.size)
            if self.keyed:
                sheet.bar(left - KEY_GAP - KEY, baseline + 0.5, KEY, 0.55 * self.size, value.colour)
                continue
            head = (left + value.width / 2, baseline + 0.74 * self.size)
            for anchor in value.anchors:
                sheet.rule((anchor, bar_bottom - 0.6), head, value.colour, 1.1, layer=MARK)


def set_strip(values: Sequence[UnderValue], size: float, low: float, width: float, *, keyed: bool = False) -> Strip:
    """Place values under a bar that starts at `low` on a chart of `width` pt.

    On one line near their parts when they fit on it; where that's too crowded for leaders,
    in order on as many lines as it takes, each behind a swatch of its category. keyed: so at any rate.
    """
    total = sum(value.width + _BETWEEN for value in values)
    if total <= width and not keyed:
        start = low if total <= width - low else 0.0
        wanted = [sum(value.anchors) / len(value.anchors) for value in values]
        centres = push_apart(wanted, [value.width + _BETWEEN for value in values], start, width)
        lefts = [centre - value.width / 2 for value, centre in zip(values, centres, strict=True)]
        moves = [abs(one - other) for one, other in zip(wanted, centres, strict=True)]
        if max(moves, default=0.0) <= _FAR:
            return Strip(tuple(values), tuple((0, left) for left in lefts), size)
    return _set_keyed(values, size, low, width)


def _set_keyed(values: Sequence[UnderValue], size: float, low: float, width: float) -> Strip:
    """Values behind swatches: on one line about under their parts, or on more from the left."""
    total = sum(KEY + KEY_GAP + value.width + _KEY_BETWEEN for value in values) - _KEY_BETWEEN
    middle = sum(sum(value.anchors) / len(value.anchors) for value in values) / max(1, len(values))
    places: list[tuple[int, float]] = []
    start = low + 6 if total <= width - low - 6 else 0.0
    line, x = 0, max(start, min(middle - total / 2, width - total))
    for value in values:
        length = KEY + KEY_GAP + value.width
        if x > 0 and x + length > width:
            line, x = line + 1, 0.0
        places.append((line, x + KEY + KEY_GAP))
        x += length + _KEY_BETWEEN
    return Strip(tuple(values), tuple(places), size, keyed=True)
