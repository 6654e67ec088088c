"""Figures that are left empty: which a reader could fill in by the others, and which of them are too small.

What is told is rounded, so what follows lies in a range. It counts as too small as soon as the range
holds a number of persons from one up to the minimum; when nobody can be left, nobody is told of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from regioplan_pdf.model.figures import Unit
from regioplan_pdf.privacy.links import Cell, matches
from regioplan_pdf.privacy.network import MOST_ROUNDED, Network, Sum
from regioplan_pdf.privacy.persons import SLACK
from regioplan_pdf.privacy.rows import Row, drop_zeros, eliminate


class Range(NamedTuple):
    """Between which numbers of persons a figure lies."""

    least: float
    most: float

    @classmethod
    def around(cls, middle: float, spread: float) -> Range:
        """What is at most `spread` off; no persons are fewer than none."""
        return cls(max(0.0, middle - spread), max(0.0, middle + spread))

    def times(self, factor: float) -> Range:
        """The same in another measure."""
        return Range(self.least * factor, self.most * factor)

    def meet(self, other: Range) -> Range:
        """What both allow; all that either allows when they contradict each other."""
        least, most = max(self.least, other.least), min(self.most, other.most)
        return Range(least, most) if least <= most + SLACK else self.join(other)

    def join(self, other: Range) -> Range:
        """All that either allows."""
        return Range(min(self.least, other.least), max(self.most, other.most))

    def is_few(self, minimum: float) -> bool:
        """Whether it may be someone, but fewer than the minimum."""
        return self.least < minimum - SLACK and self.most >= 1 - SLACK


def find_few(network: Network, empty: Iterable[Cell]) -> set[Cell]:
    """The empty figures that a reader could fill in with too few persons, or bound that closely.

    What follows is noted in the network, with the rests that follow.

    Args:
        network: all that ties the party's figures together.
        empty: its figures about persons that have no number.

    """
    cells = set(empty)
    network.untold.update(_find_untold(network, cells))
    known: dict[Cell, Range] = {}
    while more := _follow(list(_rows(network, known))) or _grow(network, known):
        known.update(more)
    few = {node for node, found in known.items() if _is_few(network, node, found)}
    network.filled.update((node, found.least) for node, found in known.items())
    for node, found in _bound(list(_rows(network, known))):
        if _is_few(network, node, found):
            few.add(node)
            network.filled.setdefault(node, 0.0)
    # As good as told, for no sum says it: what it gives away is found like what a number does.
    network.untold.difference_update(list(_find_grown(network, known)))
    network.rests.update((node, network.filled[node]) for node in few & network.open_rests)
    return few.difference(network.open_rests) | {cell for cell in cells if _is_few_by_itself(network, cell, known)}


def _find_untold(network: Network, empty: set[Cell]) -> Iterator[Cell]:
    """What stands for figures of which none is told, in whatever unit."""
    summed = {cell for each in network.sums for cell, _ in each.cells()}
    for node in {network.node(cell) for cell in empty | summed}:
        if network.size(node) is None:
            yield node


# -- too few ------------------------------------------------------------------------------


def _is_few(network: Network, node: Cell, found: Range) -> bool:
    counted = node in network.open_rests or any(network.persons.scale(cell) for cell in network.members(node))
    return counted and found.is_few(network.minimum(node))


def _is_few_by_itself(network: Network, cell: Cell, known: Mapping[Cell, Range]) -> bool:
    """Whether an empty figure is too small by what is told of the same persons, or leaves out too few."""
    spec, found = network.rules.indicators[cell[0]], known.get(network.node(cell))
    size = network.size(cell)
    if found is None and size is not None:
        found = Range(size, size)
    scale = network.persons.scale(cell)
    if found is None or not scale:
        return False
    if spec.unit is Unit.PERCENT and spec.parts != "som":
        outside = Range(100 * scale - found.most, 100 * scale - found.least)
        return found.is_few(spec.minimum) or outside.is_few(spec.minimum)
    return found.is_few(spec.minimum)


# -- what follows -------------------------------------------------------------------------


def _rows(network: Network, known: Mapping[Cell, Range]) -> Iterator[Row]:
    """What each sum says of the figures that are empty and not known yet, the least rounded first."""
    rows = (
        _make_row(network, each, known)
        for each in network.sums
        if each.told and any(network.node(cell) in network.untold for cell, _ in each.cells())
    )
    yield from sorted((row for row in rows if row.factors), key=lambda row: row.spread)


def _make_row(network: Network, each: Sum, known: Mapping[Cell, Range]) -> Row:
    factors: dict[Cell, float] = {}
    value, spread = each.whole, 0.0
    for cell, factor in each.cells():
        node = network.node(cell)
        found = _range(network, node, known)
        if found is None:
            factors[node] = factors.get(node, 0.0) + factor
        else:
            value -= factor * (found.least + found.most) / 2
            spread += abs(factor) * (found.most - found.least) / 2
    if each.total is None:  # however many shares are rounded, more than this isn't taken for 100
        spread = min(spread, MOST_ROUNDED / 100 * each.whole)
    return Row(drop_zeros(factors), value, (each,), spread)


def _range(network: Network, node: Cell, known: Mapping[Cell, Range]) -> Range | None:
    """How many persons figures stand for, by the one that is told most precisely; None when it's unknown."""
    if node in known:
        return known[node]
    if node in network.untold:
        return None
    sizes = ((_spread(network, cell), network.persons.size(cell)) for cell in network.members(node))
    told = [(spread, size) for spread, size in sizes if size is not None]
    return Range.around(*reversed(min(told))) if told else None


def _spread(network: Network, cell: Cell) -> float:
    """How many persons a figure may be off because it's rounded."""
    return _half_step(network, cell) * (network.persons.scale(cell) or 1.0)


def _half_step(network: Network, cell: Cell) -> float:
    """Half of the last digit that a figure is written with, in its own unit; whole persons aren't rounded."""
    found = network.persons.series.get(cell[0])
    value = found.values.get(cell[1:]) if found is not None else None
    if value is None or value.number is None:
        return 0.0
    if value.number == int(value.number):
        return 0.0 if value.unit is Unit.COUNT else 0.5
    exponent = Decimal(repr(value.number)).as_tuple().exponent
    return 0.5 * 10.0 ** int(exponent)


def _follow(rows: list[Row]) -> dict[Cell, Range]:
    """The figures that follow from sums, each of them or several put together."""
    found: dict[Cell, Range] = {}
    for row in _put_together(rows):
        if len(row.factors) == 1 and row.value is not None:
            ((node, factor),) = row.factors.items()
            own = Range.around(row.value / factor, row.spread / abs(factor))
            found[node] = own.meet(found[node]) if node in found else own
    return found


def _put_together(rows: list[Row]) -> Iterator[Row]:
    exact = [row for row in rows if row.exact]
    yield from exact
    if len(exact) > 1:
        yield from eliminate(exact)


def _bound(rows: list[Row]) -> Iterator[tuple[Cell, Range]]:
    """What can't be told apart, with how many it is together: none of them can be more.

    With parts that overlap the rest is the least that the one of them can be.
    """
    for row in (*_put_together(rows), *(row for row in rows if not row.exact and len(row.factors) == 1)):
        signs = {factor > 0 for factor in row.factors.values()}
        if len(signs) == 1 and row.value is not None:
            for node, factor in row.factors.items():
                yield node, Range.around(row.value / factor, row.spread / abs(factor))


# -- growths ------------------------------------------------------------------------------


def _grow(network: Network, known: Mapping[Cell, Range]) -> dict[Cell, Range]:
    """The figures that follow from a growth and the other end of it.

    From when it is the growth isn't declared: any period before may be meant.
    """
    ends: dict[Cell, list[Cell]] = {}
    for grown, growths in network.growths.items():
        for growth in growths:
            ends.setdefault(growth, []).append(grown)
    found: dict[Cell, Range] = {}
    for growth, cells in ends.items():
        now = [cell for cell in cells if matches(cell[1], growth[1])]
        for last in now:
            for first in cells:
                if first not in now:
                    for node, own in _grow_one(network, growth, first, last, known):
                        found[node] = own.join(found[node]) if node in found else own
    return found


def _find_grown(network: Network, known: Mapping[Cell, Range]) -> Iterator[Cell]:
    """The empty figures that a growth tells, whatever else does."""
    for node in (known.keys() & network.untold) if network.growths else ():
        if node in _grow(network, {other: found for other, found in known.items() if other != node}):
            yield node


def _grow_one(
    network: Network, growth: Cell, first: Cell, last: Cell, known: Mapping[Cell, Range]
) -> Iterator[tuple[Cell, Range]]:
    """The one end of a growth that isn't known, by the other one."""
    value = network.persons.series[growth[0]].values[growth[1:]]
    scales = network.persons.scale(first), network.persons.scale(last)
    before, after = (_range(network, network.node(cell), known) for cell in (first, last))
    if value.number is None or not scales[0] or not scales[1] or (before is None) == (after is None):
        return
    step = _half_step(network, growth)
    if before is not None:
        own = _add(before.times(1 / scales[0]), value.number, step, value.unit)
        yield network.node(last), own.times(scales[1])
    elif after is not None:
        own = _take(after.times(1 / scales[1]), value.number, step, value.unit)
        yield network.node(first), own.times(scales[0])


def _add(before: Range, growth: float, step: float, unit: Unit) -> Range:
    """A figure after a growth, in its own unit."""
    if unit is not Unit.PERCENT:
        return Range(max(0.0, before.least + growth - step), max(0.0, before.most + growth + step))
    least, most = (max(0.0, 1 + (growth + way * step) / 100) for way in (-1, 1))
    return Range(before.least * least, before.most * most)


def _take(after: Range, growth: float, step: float, unit: Unit) -> Range:
    """A figure before a growth, in its own unit."""
    if unit is not Unit.PERCENT:
        return _add(after, -growth, step, unit)
    least, most = (max(SLACK, 1 + (growth + way * step) / 100) for way in (-1, 1))
    return Range(after.least / most, after.most / least)
