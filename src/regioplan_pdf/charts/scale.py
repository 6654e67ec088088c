"""Scales: how long a bar is, and which values an axis names. Always from zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class BarScale:
    """Zero's place in pt and the length in pt of one unit."""

    zero: float
    unit: float

    def at(self, value: float) -> float:
        """The place of a value."""
        return self.zero + value * self.unit


def fit_bar_scale(bars: Sequence[tuple[float, float]], low: float, high: float) -> BarScale:
    """The largest scale at which every bar and the text at its end stay in low..high.

    Args:
        bars: (value, length in pt that its text takes past its end); text stands left of
            a negative bar's end, right of another.
        low: lower end of the room.
        high: upper end of the room.

    """
    right = [(max(value, 0.0), text) for value, text in bars if value >= 0] or [(0.0, 0.0)]
    left = [(-value, text) for value, text in bars if value < 0] or [(0.0, 0.0)]
    room = high - low
    unit = 0.0
    spans = [(v + w, room - a - b) for v, a in right for w, b in left if v + w > 1e-9]
    if spans:
        unit = max(0.0, min(space / span for span, space in spans))
    zero = low + max(value * unit + text for value, text in left)
    return BarScale(zero, unit)


@lru_cache(maxsize=256)
def axis_ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Round values for an axis, zero among them, from at or under `low` to at most `high`.

    most: about how many steps at most.
    """
    from matplotlib.ticker import MaxNLocator

    if high <= 0 and low >= 0:
        return (0.0,)
    whole = high - low >= most
    locator = MaxNLocator(nbins=max(2, most), steps=[1, 2, 2.5, 5, 10], integer=whole)
    values = [float(value) for value in locator.tick_values(min(low, 0.0), max(high, 0.0))]
    inside = tuple(
        round(value, 10) for value in values if value <= high * 1.0001 and value >= low - (values[1] - values[0])
    )
    return inside or (0.0,)


def format_tick(value: float) -> str:
    """A tick the Dutch way: 1.500 and 2,5."""
    text = f"{value:,.10f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,")).replace("-", "−")
