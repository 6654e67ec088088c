"""Which of a row of things moved: the fewest that explain the new order."""

from __future__ import annotations

from collections.abc import Sequence

Place = tuple[int, int, int]
"""Where a thing stood in the old row and in the new one, and its weight (words)."""


def find_moved(places: Sequence[Place]) -> frozenset[int]:
    """Numbers of the things that moved: the fewest, and of equally few those with the least weight.

    The first of the two places decides between ways that are equally good.
    """
    order = sorted(range(len(places)), key=lambda n: (places[n][0], places[n][1]))
    ranks = {place: rank for rank, place in enumerate(sorted({place[1] for place in places}), 1)}
    best: list[tuple[int, int, int]] = [(0, 0, -1)] * (len(ranks) + 1)
    before: dict[int, int] = {}
    for number in order:
        _, new, weight = places[number]
        length, heft, last = _best_up_to(best, ranks[new] - 1)
        before[number] = last
        _note(best, ranks[new], (length + 1, heft + weight, number))
    stays: set[int] = set()
    number = _best_up_to(best, len(ranks))[2]
    while number >= 0:
        stays.add(number)
        number = before[number]
    return frozenset(range(len(places))) - stays


def _best_up_to(best: list[tuple[int, int, int]], rank: int) -> tuple[int, int, int]:
    """The best chain that ends at a rank or before it (a Fenwick tree of maxima)."""
    found = best[0]
    while rank > 0:
        if best[rank][:2] > found[:2]:
            found = best[rank]
        rank -= rank & -rank
    return found


def _note(best: list[tuple[int, int, int]], rank: int, chain: tuple[int, int, int]) -> None:
    while rank < len(best):
        if chain[:2] > best[rank][:2]:
            best[rank] = chain
        rank += rank & -rank
