"""What a reader who adds and subtracts can find out, and what has to go so that it isn't much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from regioplan_pdf.privacy.links import Cell
from regioplan_pdf.privacy.network import Network, Sum
from regioplan_pdf.privacy.persons import SLACK

_ZERO = 1e-9


@dataclass(frozen=True, slots=True)
class _Row:
    """What a reader knows of figures that aren't told: their sum, each by its factor, is `value`.

    value: None when it can't be bounded. sums: what it was made of.
    """

    factors: dict[Cell, float]
    value: float | None
    sums: tuple[Sum, ...]


def protect(network: Network, small: Iterable[Cell]) -> frozenset[Cell]:
    """All figures that have to be withheld so that none of the small ones can be found out."""
    primary = {network.node(cell) for cell in small} | set(network.rests)
    hidden = _with_dependents(network, primary)
    hopeless: set[tuple[Cell, ...]] = set()
    while True:
        rows = list(_find_leaks(network, hidden, primary, hopeless))
        if not rows:
            break
        chosen = _cheapest(network, rows[0], hidden)
        if chosen is None:
            hopeless.add(tuple(rows[0].factors))
        else:
            # Each may uncover a need elsewhere; figures only ever go, so this ends.
            hidden = _with_dependents(network, {*hidden, chosen})
    return frozenset(cell for node in hidden for cell in network.members(node) if cell not in network.rests)


def _with_dependents(network: Network, hidden: Iterable[Cell]) -> set[Cell]:
    """Nodes that are withheld, with the growths and shares that would tell them."""
    found = set(hidden)
    queue = list(found)
    while queue:
        node = queue.pop()
        members = network.members(node)
        more = {network.node(growth) for cell in members for growth in network.growths.get(cell, ())}
        more |= {network.node(cell) for base, cell in network.quotients if network.node(base) == node}
        queue.extend(more - found)
        found |= more
    return found


def _find_leaks(
    network: Network, hidden: set[Cell], primary: set[Cell], hopeless: set[tuple[Cell, ...]]
) -> Iterator[_Row]:
    """Rows that tell a withheld figure, or that it lies between bounds closer than the minimum.

    Each sum by itself first; then what follows from several of them together.
    """
    rows = list(_rows(network, hidden))
    alone = [row for row in rows if _tells(network, row, hidden, primary) and tuple(row.factors) not in hopeless]
    yield from alone
    exact = [row for row in rows if all(each.exact for each in row.sums)]
    if not alone and len(exact) > 1:
        for row in _eliminate(exact):
            if _tells(network, row, hidden, primary) and tuple(row.factors) not in hopeless:
                yield row


def _rows(network: Network, hidden: set[Cell]) -> Iterator[_Row]:
    """What each sum says of the figures in it that aren't told."""
    for each in network.sums:
        cells = [(cell, network.node(cell), factor) for cell, factor in each.cells()]
        if not any(node in hidden for _, node, _ in cells):
            continue
        factors: dict[Cell, float] = {}
        told, untold, all_known = each.whole, 0.0, True
        for cell, node, factor in cells:
            size = network.size(cell)
            if node not in hidden and size is not None:
                told -= factor * size
                continue
            factors[node] = factors.get(node, 0.0) + factor
            all_known = all_known and size is not None
            untold += factor * (size or 0.0)
        factors = {node: factor for node, factor in factors.items() if abs(factor) > _ZERO}
        if factors:
            # Rounded parts don't quite add up; the smaller of the two is the one to fear.
            value = min(told, untold, key=abs) if all_known else told
            yield _Row(factors, value if each.exact else None, (each,))


def _tells(network: Network, row: _Row, hidden: set[Cell], primary: set[Cell]) -> bool:
    """Whether a withheld figure follows from a row, or bounds that are closer than its minimum."""
    if not any(node in hidden for node in row.factors):
        return False
    if len(row.factors) == 1:
        return True
    signs = {factor > 0 for factor in row.factors.values()}
    small = [node for node in row.factors if node in primary]
    if row.value is None or len(signs) > 1 or not small:
        return False
    # No count is negative: each of them lies between zero and the sum of all.
    return any(abs(row.value / row.factors[node]) < network.minimum(node) - SLACK for node in small)


def _cheapest(network: Network, row: _Row, hidden: set[Cell]) -> Cell | None:
    """The figure that is missed least: one that no chart shows, then the smallest part, a total last."""

    def cost(cell: Cell, *, total: bool) -> tuple[bool, bool, float, Cell]:
        members = network.members(network.node(cell))
        shown = any(name in network.rules.visible for name, _, _ in members)
        return shown, total, network.size(cell) or 0.0, cell

    def told(sums: Iterable[Sum]) -> list[tuple[bool, bool, float, Cell]]:
        return [
            cost(cell, total=cell == each.total)
            for each in sums
            for cell, _ in each.cells()
            if network.node(cell) not in hidden and network.size(cell) is not None
        ]

    found = told(row.sums)
    if not found:
        nodes = {network.node(cell) for each in row.sums for cell, _ in each.cells()}
        found = told(each for each in network.sums if any(network.node(cell) in nodes for cell, _ in each.cells()))
    return network.node(min(found)[3]) if found else None


def _eliminate(rows: list[_Row]) -> Iterator[_Row]:
    """The rows in reduced echelon form (Gauss-Jordan): a figure that follows stands alone in one."""
    done: list[tuple[Cell, _Row]] = []
    for row in rows:
        left = row
        for pivot, other in done:
            left = _subtract(left, other, pivot)
        if left.factors:
            pivot = min(left.factors)
            done = [*((held, _subtract(other, left, pivot)) for held, other in done), (pivot, left)]
    yield from (row for _, row in done)


def _subtract(row: _Row, other: _Row, pivot: Cell) -> _Row:
    """A row without one of its figures, by another row that has it."""
    if pivot not in row.factors:
        return row
    times = row.factors[pivot] / other.factors[pivot]
    factors = dict(row.factors)
    for node, factor in other.factors.items():
        factors[node] = factors.get(node, 0.0) - times * factor
    value = None if row.value is None or other.value is None else row.value - times * other.value
    return _Row(
        {node: factor for node, factor in factors.items() if abs(factor) > _ZERO},
        value,
        tuple(dict.fromkeys((*row.sums, *other.sums))),
    )
