"""How tall a chart would like to be, and how it uses what it gets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heights:
    """Heights in pt: nothing collides from `minimum` on, and past `maximum` nothing grows."""

    minimum: float
    ideal: float
    maximum: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """A chart whose height follows from one measure (a bar's thickness, a row's pitch).

    total: the height in pt for a value of that measure; it never falls when that grows.
    """

    total: Callable[[float], float]
    least: float
    ideal: float
    most: float

    def heights(self) -> Heights:
        """The heights at the least, the ideal and the most."""
        return Heights(self.total(self.least), self.total(self.ideal), self.total(self.most))

    def fit(self, height: float) -> float:
        """The largest value from least to most whose height is within `height`."""
        if self.total(self.most) <= height + 1e-6:
            return self.most
        low, high = self.least, self.most
        for _ in range(24):
            middle = (low + high) / 2
            if self.total(middle) <= height:
                low = middle
            else:
                high = middle
        return low
