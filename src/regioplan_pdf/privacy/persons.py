"""How many persons a figure is about, and whether that is too few."""

from __future__ import annotations

from collections.abc import Mapping

from regioplan_pdf.model.content import IndicatorSpec
from regioplan_pdf.model.figures import Period, Series, Unit
from regioplan_pdf.privacy.links import Cell, matches, nearest

PERSONS = "personen"
PER = {Unit.PERCENT: 100.0, Unit.PER_1000: 1_000.0, Unit.PER_10000: 10_000.0}
_AVERAGES = (Unit.EURO, Unit.YEARS, Unit.WEEKS)
SLACK = 1e-6
"""Room for rounding in floating point, in persons."""


def is_guarded(spec: IndicatorSpec) -> bool:
    """Whether a figure can be too small by itself; any other may still have to go with one."""
    return spec.counts == PERSONS


class Persons:
    """The persons that figures of one party are about, by the series that count them.

    floor: counts that the party has at least, in the place of bases that it has no figures of.
    """

    def __init__(
        self, series: Mapping[str, Series], indicators: Mapping[str, IndicatorSpec], floor: Mapping[str, Series]
    ) -> None:
        self.series = series
        self._indicators = indicators
        self._floor = floor
        self._wholes: dict[str, Mapping[Period, float | None]] = {}

    def behind(self, spec: IndicatorSpec, period: Period, category: str) -> float | None:
        """How many persons a share, rate or average is taken of; None if that isn't known.

        Of the figure's own period, else of the nearest one. A count that is given as unknown is
        not replaced by that of another period.
        """
        base = self.series.get(spec.base)
        if base is None or not base.values:
            base = self._floor.get(spec.base)
            if base is None:
                return None
        if category and (period, category) in base.values and spec.parts != "som":
            # Not a distribution over the categories but a figure of each: its own base.
            return base.values[period, category].number
        wholes = self._wholes.get(spec.base)
        if wholes is None:
            wholes = self._wholes[spec.base] = _sum_wholes(base)
        if period in wholes:
            return wholes[period]
        held = [at for at, number in wholes.items() if number is not None or matches(at, period)]
        at = nearest(period, held)
        return wholes[at] if at is not None else None

    def size(self, cell: Cell) -> float | None:
        """How many persons a figure stands for; its number when it can't be said, None when it's unknown."""
        found = self.series.get(cell[0])
        value = found.values.get(cell[1:]) if found is not None else None
        spec = self._indicators.get(cell[0])
        if value is None or value.number is None or spec is None or spec.unit not in PER:
            return None if value is None else value.number
        base = self.behind(spec, cell[1], cell[2]) if spec.base else None
        return value.number if base is None else value.number / PER[spec.unit] * base

    def scale(self, cell: Cell) -> float | None:
        """How many persons a figure of 1 stands for; None when that can't be said."""
        spec = self._indicators.get(cell[0])
        if spec is None or (spec.unit is not Unit.COUNT and (spec.unit not in PER or not spec.base)):
            return None
        if spec.unit is Unit.COUNT:
            return 1.0
        base = self.behind(spec, cell[1], cell[2])
        return None if base is None else base / PER[spec.unit]

    def whole(self, cell: Cell) -> float:
        """What the parts of a distribution make up: all persons of its base, or 100 without one."""
        spec = self._indicators[cell[0]]
        base = self.behind(spec, cell[1], "") if spec.base else None
        return 100.0 if base is None else base


def _sum_wholes(base: Series) -> Mapping[Period, float | None]:
    """The whole of every period when it is given, else all parts together; None when none is known."""
    whole = any(not part for _, part in base.values)
    by_period: dict[Period, list[float]] = {}
    for (at, part), value in base.values.items():
        if not (whole and part):
            numbers = by_period.setdefault(at, [])
            if value.number is not None:
                numbers.append(value.number)
    return {period: sum(numbers) if numbers else None for period, numbers in by_period.items()}


def is_small(spec: IndicatorSpec, cell: Cell, number: float, persons: Persons) -> bool:
    """Whether a figure is about fewer persons than may be shown, or about nobody knows how many."""
    least = spec.minimum - SLACK
    if spec.unit is Unit.COUNT:
        return number < least
    if spec.unit in PER and number == 0:
        return True
    if not spec.base:  # of which the edition's check warns
        return False
    base = persons.behind(spec, cell[1], cell[2])
    if spec.unit in PER:
        if base is None:
            return True
        found = number / PER[spec.unit] * base
        # Who isn't in a share by itself is a group as well; in a distribution it has figures of its own.
        rest = base - found if spec.unit is Unit.PERCENT and spec.parts != "som" else base
        return min(found, rest) < least
    return spec.unit in _AVERAGES and (base is None or base < least)


def is_growth_small(spec: IndicatorSpec, cell: Cell, persons: Persons) -> bool:
    """Whether a growth is of fewer persons than may be shown, in its own period or one before."""
    if not spec.base:
        return False
    now = persons.behind(spec, cell[1], cell[2])
    base = persons.series.get(spec.base)
    before = [
        value.number
        for (period, category), value in (base.values.items() if base is not None else ())
        if period <= cell[1] and category in ("", cell[2]) and value.number is not None
    ]
    return now is None or min((now, *before)) < spec.minimum - SLACK
