"""Statistical disclosure control: which figures about people are too small to publish.

Primary: a count of persons under its minimum (zero included) is withheld, and so is a share,
rate or average that is about fewer persons than that. Secondary: where parts and their
total are both told, a single withheld one could be calculated from the rest, so a second one
goes with it (cf. the handbook of Hundepool et al., 'Statistical Disclosure Control').
A figure that is withheld loses its number here for good.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from regioplan_pdf.model.content import IndicatorSpec
from regioplan_pdf.model.figures import Period, Series, Unit, Value

Cell = tuple[str, Period, str]
"""A figure of one party: indicator id, period and category."""

_PERSONS = "personen"
_PER = {Unit.PERCENT: 100.0, Unit.PER_1000: 1_000.0, Unit.PER_10000: 10_000.0}
_AVERAGES = (Unit.EURO, Unit.YEARS, Unit.WEEKS)
_SLACK = 1e-6
"""Room for rounding in floating point, in persons."""


@dataclass(frozen=True, slots=True)
class _Sum:
    """Figures of which one follows from all the others: parts, and their total when told."""

    parts: tuple[Cell, ...]
    total: Cell | None
    exact: bool
    """Whether the parts add up exactly, so that the withheld ones' sum is known."""


def withhold(series: Mapping[str, Series], indicators: Mapping[str, IndicatorSpec]) -> Mapping[str, Series]:
    """The series of one party (a region or the benchmark) without the figures that are too small.

    series: all that is known of the party, by indicator id, with every number still there.
    """
    withheld = find_withheld(series, indicators)
    return {name: _without(found, {cell[1:] for cell in withheld if cell[0] == name}) for name, found in series.items()}


def find_withheld(series: Mapping[str, Series], indicators: Mapping[str, IndicatorSpec]) -> frozenset[Cell]:
    """The figures that may not be published: the small ones and those that give them away."""
    guarded = {name: found for name, found in series.items() if name in indicators and _is_guarded(indicators[name])}
    persons = _Persons(series)
    withheld = {
        (name, period, category)
        for name, found in guarded.items()
        for period, category in found.values
        if _is_small(found, period, category, indicators[name], persons)
    }
    twins = _find_twins(guarded, indicators)
    sums = tuple(_find_sums(guarded, series, indicators))
    size = -1
    # Each step may uncover a need elsewhere; figures only ever go, so this ends.
    while size != len(withheld):
        size = len(withheld)
        for cell in tuple(withheld):
            withheld.update(twins.get(cell, ()))
        for each in sums:
            withheld.update(_protect_sum(each, withheld, series))
    return frozenset(withheld)


def _without(series: Series, withheld: set[tuple[Period, str]]) -> Series:
    values = {
        key: Value(None, value.unit, value.decimals, value.herkomst, withheld=True) if key in withheld else value
        for key, value in series.values.items()
    }
    return Series(
        series.indicator, series.region, series.unit, series.decimals, values, series.periods, series.categories
    )


def _is_guarded(spec: IndicatorSpec) -> bool:
    return spec.counts == _PERSONS and not spec.change


def _is_small(found: Series, period: Period, category: str, spec: IndicatorSpec, persons: _Persons) -> bool:
    """Whether a figure is about fewer persons than may be shown."""
    number = found.values[period, category].number
    if number is None:
        return False
    if spec.unit is Unit.COUNT:
        return number < spec.minimum - _SLACK
    base = persons.behind(spec, period, category)
    if base is None:
        return False
    if spec.unit in _PER:
        return number / _PER[spec.unit] * base < spec.minimum - _SLACK
    return spec.unit in _AVERAGES and base < spec.minimum - _SLACK


class _Persons:
    """The persons that shares, rates and averages are taken of, by the series that count them."""

    def __init__(self, series: Mapping[str, Series]) -> None:
        self._series = series
        self._wholes: dict[str, Mapping[Period, float]] = {}

    def behind(self, spec: IndicatorSpec, period: Period, category: str) -> float | None:
        """How many a figure of an indicator is about, at its own or the nearest period; None if that isn't known."""
        base = self._series.get(spec.base)
        if base is None or not base.values:
            return None
        if category and (period, category) in base.values and spec.parts != "som":
            # Not a distribution over the categories but a figure of each: its own base.
            return base.values[period, category].number
        wholes = self._wholes.get(spec.base)
        if wholes is None:
            wholes = self._wholes[spec.base] = _sum_wholes(base)
        return wholes[_nearest(period, wholes)] if wholes else None


def _sum_wholes(base: Series) -> Mapping[Period, float]:
    """The whole of every period when it is given, else all parts together."""
    whole = any(not part for _, part in base.values)
    by_period: dict[Period, list[float]] = {}
    for (at, part), value in base.values.items():
        if value.number is not None and not (whole and part):
            by_period.setdefault(at, []).append(value.number)
    return {period: sum(numbers) for period, numbers in by_period.items()}


def _nearest(period: Period, known: Mapping[Period, object]) -> Period:
    """The same period, else the last one before it, else the first one after it."""
    same = [at for at in known if _matches(at, period)]
    if same:
        return period if period in known else min(same)
    earlier = [at for at in known if at < period]
    return max(earlier) if earlier else min(known)


def _matches(one: Period, other: Period) -> bool:
    """Whether two periods are about the same moment: '2023' and '2023-01-01' are."""
    return (
        one.year == other.year
        and (one.month == other.month or not one.month or not other.month)
        and (one.day == other.day or not one.day or not other.day)
    )


def _find_twins(series: Mapping[str, Series], indicators: Mapping[str, IndicatorSpec]) -> Mapping[Cell, set[Cell]]:
    """Figures that say the same in another measure: counts and shares of the same categories."""
    twins: dict[Cell, set[Cell]] = {}
    for one in series:
        for other in series:
            if one != other and _are_related(indicators[one], indicators[other]):
                for period, category in series[one].values:
                    if not category:
                        continue
                    same = {
                        (other, at, part)
                        for at, part in series[other].values
                        if part == category and _matches(at, period)
                    }
                    if same:
                        twins.setdefault((one, period, category), set()).update(same)
    return twins


def _are_related(one: IndicatorSpec, other: IndicatorSpec) -> bool:
    """Whether two indicators are taken of the same persons, so that one tells the other."""
    if one.categories and other.categories and set(one.categories) != set(other.categories):
        return False
    roots = {one.base, one.total, one.id} & {other.base, other.total, other.id}
    return bool(roots - {""})


def _find_sums(
    guarded: Mapping[str, Series], series: Mapping[str, Series], indicators: Mapping[str, IndicatorSpec]
) -> Iterator[_Sum]:
    """Every set of figures that add up: categories to a whole, indicators to a total."""
    linked: dict[tuple[str, Period], list[Cell]] = {}
    for name, found in guarded.items():
        spec = indicators[name]
        total_unit = indicators[spec.total].unit if spec.total in indicators else None
        for period in dict.fromkeys(at for at, _ in found.values):
            parts = tuple((name, period, part) for at, part in found.values if at == period and part)
            own = (name, period, "") if (period, "") in found.values else None
            if parts:
                total = _cell_at(spec.total, period, series) if total_unit is spec.unit else None
                if total or own or spec.parts == "som":
                    yield _Sum(parts, total or own, exact=spec.parts != "dubbel")
            elif own and total_unit is spec.unit:
                linked.setdefault((spec.total, period), []).append(own)
    for (total_name, period), cells in linked.items():
        whole = _cell_at(total_name, period, series)
        if whole is not None and len(cells) > 1:
            yield _Sum(tuple(cells), whole, exact=all(indicators[cell[0]].parts != "dubbel" for cell in cells))


def _cell_at(name: str, period: Period, series: Mapping[str, Series]) -> Cell | None:
    """The figure without category at a period, if the party has it."""
    found = series.get(name)
    if found is None:
        return None
    same = [at for at, part in found.values if not part and _matches(at, period)]
    if not same:
        return None
    return (name, period if period in same else min(same), "")


def _protect_sum(group: _Sum, withheld: set[Cell], series: Mapping[str, Series]) -> set[Cell]:
    """What has to go as well so that nothing withheld follows from what is told."""

    def number(cell: Cell) -> float | None:
        return series[cell[0]].values[cell[1:]].number

    added: set[Cell] = set()
    # Smallest first, so that the least is lost; the total only when no part is left.
    order = sorted((cell for cell in group.parts if number(cell) is not None), key=lambda cell: number(cell) or 0.0)
    for cell in (*order, *((group.total,) if group.total else ())):
        gone = [each for each in (*group.parts, group.total) if each and each in withheld | added]
        unknown = [each for each in group.parts if number(each) is None]
        if not gone or _is_safe(gone, unknown, group, series):
            break
        if cell not in withheld:
            added.add(cell)
    return added


def _is_safe(gone: list[Cell], unknown: list[Cell], group: _Sum, series: Mapping[str, Series]) -> bool:
    """Whether a reader who adds and subtracts is left with more than one possibility.

    Two withheld parts aren't enough when they sum to nothing: then each of them is zero.
    """
    if len(gone) + len(unknown) < 2:
        return False
    if unknown or not group.exact or (group.total is not None and group.total in gone):
        return True
    first = series[gone[0][0]]
    step = 0.5 if first.unit is Unit.COUNT else 0.5 * 10.0**-first.decimals
    return sum(series[cell[0]].values[cell[1:]].number or 0.0 for cell in gone) >= step
