"""What a reader who adds and subtracts can find out, and what has to go so that it isn't much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from regioplan_pdf.privacy.links import Cell
from regioplan_pdf.privacy.network import Network, Sum
from regioplan_pdf.privacy.persons import SLACK
from regioplan_pdf.privacy.rows import Row, drop_zeros, eliminate


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
) -> Iterator[Row]:
    """Rows that tell a withheld figure, or that it lies between bounds closer than the minimum.

    Each sum by itself first; then what follows from several of them together.
    """
    rows = list(_rows(network, hidden | network.untold))
    alone = [row for row in rows if _tells(network, row, hidden, primary) and tuple(row.factors) not in hopeless]
    yield from alone
    exact = [row for row in rows if row.exact]
    if not alone and len(exact) > 1:
        for row in eliminate(exact):
            if _tells(network, row, hidden, primary) and tuple(row.factors) not in hopeless:
                yield row


def _rows(network: Network, hidden: Set[Cell]) -> Iterator[Row]:
    """What each sum says of the figures in it that aren't told, withheld or empty."""
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
        factors = drop_zeros(factors)
        if factors:
            # Rounded parts don't quite add up; the smaller of the two is the one to fear.
            value = min(told, untold, key=abs) if all_known else told
            yield Row(factors, value if each.exact else None, (each,))


def _tells(network: Network, row: Row, hidden: set[Cell], primary: set[Cell]) -> bool:
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


def _cheapest(network: Network, row: Row, hidden: set[Cell]) -> Cell | None:
    """The figure that is missed least: one that no chart shows, then the smallest part, a total last."""
    gone = hidden | network.untold

    def cost(cell: Cell, *, total: bool) -> tuple[bool, bool, float, Cell]:
        members = network.members(network.node(cell))
        shown = any(name in network.rules.visible for name, _, _ in members)
        return shown, total, network.size(cell) or 0.0, cell

    def told(sums: Iterable[Sum]) -> list[tuple[bool, bool, float, Cell]]:
        return [
            cost(cell, total=cell == each.total)
            for each in sums
            for cell, _ in each.cells()
            if network.node(cell) not in gone and network.size(cell) is not None
        ]

    found = told(row.sums)
    if not found:
        nodes = {network.node(cell) for each in row.sums for cell, _ in each.cells()}
        found = told(each for each in network.sums if any(network.node(cell) in nodes for cell, _ in each.cells()))
    return network.node(min(found)[3]) if found else None
