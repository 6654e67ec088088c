"""Breaking a galley into columns of even height."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from regioplan_pdf.pdf.galley import Row

PRECISION = 0.5
"""To how many pt the height of balanced columns is found."""
BREAK_WEIGHT = 2.0
"""How much a row's cost of breaking counts against squared lines of slack."""


@dataclass(frozen=True, slots=True)
class Column:
    """Rows `start` up to (not including) `end` of a galley, and their height in pt."""

    start: int
    end: int
    height: float


class Galley:
    """Rows with their heights added up, so that any stretch is measured in one step."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = tuple(rows)
        self._until = [0.0]
        for row in self.rows:
            self._until.append(self._until[-1] + row.before + row.height)
        self._legal = [end for end in range(1, len(self.rows) + 1) if end == len(self.rows) or not rows[end - 1].keep]

    def height(self, start: int, end: int) -> float:
        """Height of rows start..end as one column, pt."""
        if end <= start:
            return 0.0
        return self._until[end] - self._until[start] - self.rows[start].before

    def ends(self, start: int, limit: float) -> list[int]:
        """The places where a column from `start` may end within `limit` pt, shortest first."""
        reach = self._until[start] + self.rows[start].before + limit + 1e-6
        last = bisect_right(self._until, reach) - 1
        return self._legal[bisect_right(self._legal, start) : bisect_right(self._legal, last)]

    def fits(self, limits: Sequence[float]) -> bool:
        """Whether all rows go into columns of these heights (pt)."""
        start = 0
        for limit in limits:
            if start == len(self.rows):
                return True
            ends = self.ends(start, limit) if limit > 0 else []
            if ends:
                start = ends[-1]
        return start == len(self.rows)

    def fill(self, limits: Sequence[float], line: float) -> tuple[Column, ...] | None:
        """The best way to fill columns of these heights, None if the rows don't fit.

        Best: least slack (squared, in lines of `line` pt) plus the cost of each break.
        A column without room for a row stays empty.
        """
        count = len(self.rows)

        @cache
        def best(column: int, start: int) -> tuple[float, tuple[int, ...]] | None:
            if column == len(limits):
                return (0.0, ()) if start == count else None
            if start == count:
                return 0.0, (count,) * (len(limits) - column)
            found: tuple[float, tuple[int, ...]] | None = None
            options = self.ends(start, limits[column]) if limits[column] > 0 else []
            for end in options[-14:] or [start]:
                rest = best(column + 1, end)
                if rest is None:
                    continue
                slack = max(0.0, limits[column] - self.height(start, end)) / line
                broken = self.rows[end - 1].cost if start < end < count else 0.0
                cost = slack * slack + BREAK_WEIGHT * broken + rest[0]
                if found is None or cost < found[0]:
                    found = (cost, (end, *rest[1]))
            return found

        answer = best(0, 0)
        if answer is None:
            return None
        starts = (0, *answer[1][:-1])
        return tuple(Column(s, e, self.height(s, e)) for s, e in zip(starts, answer[1], strict=True))


def least_height(galley: Galley, limits: Callable[[float], Sequence[float]], low: float, high: float) -> float | None:
    """The smallest height at which the galley fits its columns, within PRECISION.

    Args:
        galley: the rows.
        limits: from a common height to the height of each column.
        low, high: where to look, pt.

    Returns:
        The height in pt; None if even `high` is too little.

    """
    if not galley.fits(limits(high)):
        return None
    if galley.fits(limits(low)):
        return low
    while high - low > PRECISION:
        middle = (low + high) / 2
        if galley.fits(limits(middle)):
            high = middle
        else:
            low = middle
    return high
