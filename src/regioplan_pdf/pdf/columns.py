"""Breaking a galley into columns of even height."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from regioplan_pdf.pdf.galley import Row

PRECISION = 0.5
"""To how many pt the height of balanced columns is found."""
MOST_ENDS = 14
"""How many of the longest ways to end a column are looked into."""
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
        until = 0.0
        self._until = [until]
        for row in self.rows:
            until = until + row.before + row.height
            self._until.append(until)
        count = len(self.rows)
        self._legal = [end for end, row in enumerate(self.rows, 1) if end == count or not row.keep]

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
        rows, until, count, last = self.rows, self._until, len(self.rows), len(limits) - 1
        known: dict[tuple[int, int], tuple[float, tuple[int, ...]] | None] = {}

        def best(column: int, start: int) -> tuple[float, tuple[int, ...]] | None:
            """The least cost of the rows from `start` in the columns from `column`, and where those end."""
            if start == count:
                return 0.0, (count,) * (len(limits) - column)
            if column > last:
                return None
            if (column, start) in known:
                return known[column, start]
            found: tuple[float, tuple[int, ...]] | None = None
            limit = limits[column]
            ends = self.ends(start, limit)[-MOST_ENDS:] if limit > 0 else []
            if column == last:
                ends = ends[-1:]
            # The longest first: what leaves more slack than the best so far costs needn't be looked into.
            for end in reversed(ends or [start]):
                height = until[end] - until[start] - rows[start].before if end > start else 0.0
                slack = max(0.0, limit - height) / line
                if found is not None and slack * slack > found[0]:
                    break
                rest = best(column + 1, end)
                if rest is None:
                    continue
                broken = rows[end - 1].cost if start < end < count else 0.0
                cost = slack * slack + BREAK_WEIGHT * broken + rest[0]
                if found is None or cost <= found[0]:
                    found = (cost, (end, *rest[1]))
            known[column, start] = found
            return found

        answer = best(0, 0)
        if answer is None:
            return None
        starts = (0, *answer[1][:-1])
        return tuple(Column(s, e, self.height(s, e)) for s, e in zip(starts, answer[1], strict=True))

    def cost(self, columns: Sequence[Column], limits: Sequence[float], line: float) -> float:
        """What columns of these heights cost, as `fill` counts it, with those that stay empty."""
        rows, count = self.rows, len(self.rows)
        broken = sum([rows[column.end - 1].cost for column in columns if column.start < column.end < count])
        slack = [limit - column.height for column, limit in zip(columns, limits, strict=True)]
        return sum([(white / line) ** 2 for white in slack]) + BREAK_WEIGHT * broken


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
