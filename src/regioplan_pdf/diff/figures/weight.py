"""How early a reader should hear of a figure."""

from __future__ import annotations

from dataclasses import replace

from regioplan_pdf.model.changes import Course, FigureChange
from regioplan_pdf.model.figures import Unit

_LARGE_POINTS = 10.0
_LARGE_SHARE = 0.25
"""A change of this many percentage points, or of this part of the old figure, weighs in full."""


def weigh(change: FigureChange, *, headline: bool, told: bool) -> FigureChange:
    """Give a figure its weight: where it stands, how much it moved, and whether against the benchmark."""
    place = 0.5 if headline else 0.4 if told else 0.25
    match change.course:
        case Course.SAME:
            weight = 0.05 if not change.revisions else place
        case Course.NOT_COMPARABLE:
            weight = place + 0.35
        case Course.NEW | Course.GONE:
            weight = place
        case Course.RISEN | Course.FALLEN:
            weight = place + 0.35 * size(change) + (0.1 if change.against_benchmark else 0.0)
        case _:
            weight = place / 2
    return replace(change, weight=round(min(weight, 1.0), 4))


def size(change: FigureChange) -> float:
    """How large a change is, 0 to 1; the same whichever plan is the older."""
    if change.change is None:
        return 0.0
    if change.unit in (Unit.PERCENT, Unit.PERCENT_POINT):
        return min(abs(change.change) / _LARGE_POINTS, 1.0)
    numbers = [abs(value.number) for value in (change.old, change.new) if value is not None and value.number]
    return min(abs(change.change) / max(numbers) / _LARGE_SHARE, 1.0) if numbers else 0.0
