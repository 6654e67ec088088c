"""The figures of one party and what ties them together: same persons, sums, growths.

Shares, rates and counts of the same persons are one node: the base of a share is taken as known
to everybody, so that each tells the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from regioplan_pdf.model.content import IndicatorSpec
from regioplan_pdf.model.figures import Period, Series, Unit
from regioplan_pdf.privacy.links import Cell, Reference, Rules, find_cells, matches
from regioplan_pdf.privacy.persons import PER, PERSONS, SLACK, Persons

REST = "(rest)"
"""Stands before the id of a figure for the persons that it leaves out, of whom no figure tells."""


_ROUNDED, MOST_ROUNDED = 0.5, 2.0
"""How far shares may be from 100 because each is rounded: for each, and at most."""


class Sum(NamedTuple):
    """Figures that add up: `parts` to `total`, each part counted once and the total `times`.

    total: None when the whole isn't a figure but a number that everybody knows, `whole`.
    exact: False when the parts overlap: then one follows from all the others at best roughly.
    told: False when nothing that is shown tells the whole, only who knows it from elsewhere.
    """

    parts: tuple[Cell, ...]
    total: Cell | None
    whole: float = 0.0
    exact: bool = True
    times: float = 1.0
    told: bool = True

    def cells(self) -> Iterator[tuple[Cell, float]]:
        """Every figure with its factor in 'parts minus total is the whole'."""
        yield from ((cell, 1.0) for cell in self.parts)
        if self.total is not None:
            yield self.total, -self.times


@dataclass(slots=True)
class Network:
    """What follows from what.

    growths: the growths that go with a withheld figure. quotients: (base, figure): when the base is
    withheld, the figure tells it. rests: persons that a figure leaves out and that are too few to
    be told of, with their number. open_rests: the same where either figure is empty, so that it has
    yet to be found how many they are. untold, filled: what stands for figures that are empty; how
    many persons those are at least, as far as it follows from others.
    """

    rules: Rules
    persons: Persons
    sums: list[Sum] = field(default_factory=list)
    growths: dict[Cell, list[Cell]] = field(default_factory=dict)
    quotients: list[tuple[Cell, Cell]] = field(default_factory=list)
    rests: dict[Cell, float] = field(default_factory=dict)
    open_rests: set[Cell] = field(default_factory=set)
    untold: set[Cell] = field(default_factory=set)
    filled: dict[Cell, float] = field(default_factory=dict)
    _parents: dict[Cell, Cell] = field(default_factory=dict)
    _members: dict[Cell, list[Cell]] = field(default_factory=dict)

    def node(self, cell: Cell) -> Cell:
        """The figure that stands for all that are about the same persons."""
        while cell in self._parents:
            cell = self._parents[cell]
        return cell

    def members(self, node: Cell) -> list[Cell]:
        """All figures about the same persons."""
        return self._members.get(node, [node])

    def join(self, one: Cell, other: Cell) -> None:
        """Two figures are about the same persons."""
        one, other = self.node(one), self.node(other)
        if one != other:
            self._members[one] = [*self.members(one), *self.members(other)]
            self._parents[other] = one

    def size(self, cell: Cell) -> float | None:
        """How many persons a figure stands for, else another figure about the same; None when unknown."""
        if cell in self.rests:
            return self.rests[cell]
        sizes = (self.persons.size(each) for each in (cell, *self.members(self.node(cell))))
        found = next((size for size in sizes if size is not None), None)
        return self.filled.get(self.node(cell)) if found is None else found

    def minimum(self, node: Cell) -> float:
        """The smallest count that may be shown of these persons."""
        specs = [
            self.rules.indicators.get(name.removeprefix(REST))  # no id has brackets
            for name, _, _ in self.members(node)
        ]
        return max((spec.minimum for spec in specs if spec is not None and spec.counts == PERSONS), default=0)


def tie(series: Mapping[str, Series], rules: Rules, persons: Persons) -> Network:
    """Everything that ties the figures of one party together."""
    network = Network(rules, persons)
    known = {name: found for name, found in series.items() if name in rules.indicators}
    guarded = {name: found for name, found in known.items() if rules.indicators[name].counts == PERSONS}
    counted = {name: found for name, found in guarded.items() if not rules.indicators[name].change}
    _join_alike(network, counted)
    for name, found in known.items():
        spec = rules.indicators[name]
        if spec.same or spec.sum_of or spec.part_of:
            _tie_declared(network, spec, found, series)
    network.sums.extend(_find_sums(counted, series, rules.indicators, persons))
    _tie_growths(network, known, series)
    _tie_quotients(network, counted, series)
    return network


# -- the same persons ---------------------------------------------------------------------


def _join_alike(network: Network, series: Mapping[str, Series]) -> None:
    """Join counts and shares of the same categories, when they are taken of the same persons."""
    indicators = network.rules.indicators
    names = list(series)
    for place, one in enumerate(names):
        if series[one].categories:
            for other in names[place + 1 :]:
                if series[other].categories and _are_related(indicators[one], indicators[other]):
                    for period, category in series[one].values:
                        if category:
                            _equate(network, (one, period, category), Reference(other, category), series)


def _are_related(one: IndicatorSpec, other: IndicatorSpec) -> bool:
    """Whether two indicators are taken of the same persons, so that one tells the other."""
    if one.categories and other.categories and set(one.categories) != set(other.categories):
        return False
    roots = {one.base, one.total, one.id} & {other.base, other.total, other.id}
    return bool(roots - {""})


def _equate(network: Network, cell: Cell, other: Reference, series: Mapping[str, Series]) -> None:
    """Two figures are the same; a year's figure is the average of what is given of its months."""
    found = find_cells(series, other.indicator, cell[1], other.category)
    if len(found) > 1:
        network.sums.append(Sum(found, cell, times=len(found)))
        return
    for same in found:
        back = find_cells(series, cell[0], same[1], cell[2])
        if len(back) == 1:
            network.join(cell, same)
        elif cell == back[0]:  # once for all months of the year
            network.sums.append(Sum(back, same, times=len(back)))


# -- what an edition declares -------------------------------------------------------------


def _tie_declared(network: Network, spec: IndicatorSpec, found: Series, series: Mapping[str, Series]) -> None:
    for period, category in found.values:
        cell = (spec.id, period, category)
        if spec.same:
            _equate(network, cell, _own_category(spec.same, category), series)
        if spec.sum_of:
            parts = [
                find_cells(series, name, period, part)
                for name, part in (_own_category(text, category) for text in spec.sum_of)
            ]
            if all(len(part) == 1 for part in parts):
                network.sums.append(Sum(tuple(part for (part,) in parts), cell))
        if spec.part_of:
            whole = find_cells(series, *_place(_own_category(spec.part_of, category), period))
            if len(whole) == 1:
                _tie_rest(network, cell, whole[0])


def _place(reference: Reference, period: Period) -> tuple[str, Period, str]:
    return reference.indicator, period, reference.category


def _own_category(text: str, category: str) -> Reference:
    """What a declaration names; without a category of its own the figure's."""
    found = Reference.parse(text)
    return found if found.category else Reference(found.indicator, category)


def _tie_rest(network: Network, cell: Cell, whole: Cell) -> None:
    """A figure is a part of another one: the persons that it leaves out follow from the two."""
    part, all_of_it = network.persons.size(cell), network.persons.size(whole)
    rest: Cell = (f"{REST}{cell[0]}", cell[1], cell[2])
    if part is None or all_of_it is None:
        network.open_rests.add(rest)
        network.sums.append(Sum((cell, rest), whole))
        return
    minimum = max(network.minimum(network.node(cell)), network.minimum(network.node(whole)))
    if all_of_it - part < minimum - SLACK:
        network.rests[rest] = max(0.0, all_of_it - part)
        network.sums.append(Sum((cell, rest), whole))


def _tie_growths(network: Network, known: Mapping[str, Series], series: Mapping[str, Series]) -> None:
    """A growth tells either end by the other: it goes with a figure that is withheld in one of them."""
    for name, references in network.rules.growths.items():
        for period, category in known[name].values if name in known else ():
            for reference in references:
                grown = series.get(reference.indicator)
                if grown is None:
                    continue
                for at, part in grown.values:
                    wanted = reference.category or (category if category in grown.categories else "")
                    if part == wanted and (at <= period or matches(at, period)):
                        network.growths.setdefault((reference.indicator, at, part), []).append((name, period, category))


def _tie_quotients(network: Network, counted: Mapping[str, Series], series: Mapping[str, Series]) -> None:
    """A share beside the count of the same persons tells its base; so does an average beside its total."""
    for name, found in counted.items():
        spec = network.rules.indicators[name]
        if not spec.base or spec.unit is Unit.COUNT:
            continue
        for period, category in found.values:
            cell = (name, period, category)
            others = [
                each
                for each in network.members(network.node(cell))
                if network.rules.indicators[each[0]].base != spec.base
            ]
            if others if spec.unit in PER else spec.total:
                for part in dict.fromkeys((category, "")):
                    network.quotients.extend((base, cell) for base in find_cells(series, spec.base, period, part))


# -- sums ---------------------------------------------------------------------------------


def _find_sums(
    guarded: Mapping[str, Series],
    series: Mapping[str, Series],
    indicators: Mapping[str, IndicatorSpec],
    persons: Persons,
) -> Iterator[Sum]:
    """Every set of figures that add up by their settings: categories to a whole, indicators to a total."""
    linked: dict[tuple[str, Period], list[Cell]] = {}
    for name, found in guarded.items():
        spec = indicators[name]
        total_unit = indicators[spec.total].unit if spec.total in indicators else None
        periods: dict[Period, list[str]] = {}
        for period, category in found.values:
            periods.setdefault(period, []).append(category)
        for period, categories in periods.items():
            parts = tuple((name, period, part) for part in categories if part)
            own = (name, period, "") if "" in categories else None
            if parts:
                total = _total_at(spec.total, period, series) if total_unit is spec.unit else None
                if total or own:
                    yield Sum(parts, total or own, exact=spec.parts != "dubbel")
                if _is_whole(spec, found, parts, series.get(spec.base)) and (
                    spec.unit is Unit.PERCENT or not (total or own)
                ):
                    yield Sum(parts, None, _known_whole(parts, spec, persons), told=spec.unit is Unit.PERCENT)
            elif own and total_unit is spec.unit:
                linked.setdefault((spec.total, period), []).append(own)
    for (total_name, period), cells in linked.items():
        whole = _total_at(total_name, period, series)
        if whole is not None and len(cells) > 1:
            yield Sum(tuple(cells), whole, exact=all(indicators[cell[0]].parts != "dubbel" for cell in cells))


def _is_whole(spec: IndicatorSpec, series: Series, parts: tuple[Cell, ...], base: Series | None) -> bool:
    """Whether parts make up a whole that everybody knows: as is declared, or as shares that add up to 100 do."""
    if spec.parts or spec.unit is not Unit.PERCENT or len(parts) < 2:
        return spec.parts == "som"
    if base is not None and base.categories:  # each is a share of persons of its own
        return False
    if _make_100([series.values[cell[1:]].number for cell in parts]):
        return True
    # One that is empty keeps them from it; those of another period may show that they do.
    return any(series.values[cell[1:]].number is None for cell in parts) and any(
        None not in numbers and _make_100(numbers) for numbers in _by_period(series)
    )


def _make_100(numbers: Sequence[float | None]) -> bool:
    """Whether shares add up to 100, each of them rounded."""
    return abs(sum(number or 0.0 for number in numbers) - 100) <= min(_ROUNDED * len(numbers), MOST_ROUNDED)


def _by_period(series: Series) -> Iterator[list[float | None]]:
    """The numbers of all categories, period by period."""
    for period in series.periods:
        yield [value.number for (at, part), value in series.values.items() if part and at == period]


def _known_whole(parts: Iterable[Cell], spec: IndicatorSpec, persons: Persons) -> float:
    """What parts make up of which no total is given: who knows it from elsewhere can calculate."""
    cells = tuple(parts)
    if spec.unit is Unit.PERCENT:
        return persons.whole(cells[0])
    return sum(persons.size(cell) or 0.0 for cell in cells)


def _total_at(name: str, period: Period, series: Mapping[str, Series]) -> Cell | None:
    """The figure without category at a period, if the party has it."""
    found = find_cells(series, name, period, "")
    return found[0] if found else None
