"""Which tokens of two rows are the same: the longest common row, kept from going quadratic."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from rapidfuzz.distance import LCSseq

Run = tuple[int, int, int]
"""A stretch that both rows have: where it starts in either, and how long it is."""

MOST_CELLS = 4_000_000
"""How large a gap (tokens by tokens) may be compared in full; the library's table takes 1/64 of it in words."""
_LONG = 5
_MOST_CELLS_BY_HAND = 200_000
_SHINGLES = (1, 3)


def match_rows(one: Sequence[str], two: Sequence[str]) -> list[Run]:
    """Common stretches in order, neighbours joined; the same for both orders of the rows."""
    numbers: dict[str, int] = {}
    left, right = ([numbers.setdefault(key, len(numbers)) for key in row] for row in (one, two))
    if list(two) < list(one):
        left, right = right, left
        return [(j, i, n) for i, j, n in _match(left, right, _telling(numbers))]
    return _match(left, right, _telling(numbers))


def _telling(numbers: Mapping[str, int]) -> frozenset[int]:
    """Numbers of the words that say something: long ones, abbreviations and figures."""
    return frozenset(
        number for key, number in numbers.items() if len(key) >= _LONG or key.isupper() or key[:1].isdigit()
    )


def _match(one: list[int], two: list[int], telling: frozenset[int]) -> list[Run]:
    runs: list[Run] = []
    # Gaps still to be compared, last first.
    todo = [(0, len(one), 0, len(two), 0)]
    while todo:
        a, b, c, d, depth = todo.pop()
        start = a
        while a < b and c < d and one[a] == two[c]:
            a, c = a + 1, c + 1
        if a > start:
            _add(runs, (start, c - (a - start), a - start))
        tail = 0
        while a < b and c < d and one[b - 1] == two[d - 1]:
            b, d, tail = b - 1, d - 1, tail + 1
        if tail:
            todo.append((b, b + tail, d, d + tail, depth))
        if a == b or c == d:
            continue
        if (b - a) * (d - c) <= MOST_CELLS:
            # The end of the rows comes off the stack afterwards, so order is kept.
            for run in _match_gap(one[a:b], two[c:d], telling):
                _add(runs, (a + run[0], c + run[1], run[2]))
        elif depth < len(_SHINGLES):
            todo.extend(reversed(_gaps(one, two, (a, b, c, d), depth)))
    return runs


def _match_gap(one: list[int], two: list[int], telling: frozenset[int]) -> Iterator[Run]:
    """The longest common row of telling words, then what else is common between those."""
    places = [[place for place, number in enumerate(row) if number in telling] for row in (one, two)]
    rows = [[row[place] for place in kept] for row, kept in zip((one, two), places, strict=True)]
    a = c = 0
    for block in LCSseq.opcodes(*rows).as_matching_blocks() if all(rows) else ():
        for step in range(block.size):
            b, d = places[0][block.a + step], places[1][block.b + step]
            yield from _match_rest(one, two, (a, b, c, d))
            yield b, d, 1
            a, c = b + 1, d + 1
    yield from _match_rest(one, two, (a, len(one), c, len(two)))


def _match_rest(one: list[int], two: list[int], gap: tuple[int, int, int, int]) -> Iterator[Run]:
    a, b, c, d = gap
    if a == b or c == d:
        return
    for block in LCSseq.opcodes(one[a:b], two[c:d]).as_matching_blocks():
        if block.size:
            yield a + block.a, c + block.b, block.size


def _add(runs: list[Run], run: Run) -> None:
    if runs and runs[-1][0] + runs[-1][2] == run[0] and runs[-1][1] + runs[-1][2] == run[1]:
        runs[-1] = (runs[-1][0], runs[-1][1], runs[-1][2] + run[2])
    else:
        runs.append(run)


def _gaps(
    one: list[int], two: list[int], gap: tuple[int, int, int, int], depth: int
) -> list[tuple[int, int, int, int, int]]:
    """Cut a large gap at tokens (or rows of them) that either side has once, in the order of both."""
    a, b, c, d = gap
    size = _SHINGLES[depth]
    places_one, places_two = _unique(one, a, b, size), _unique(two, c, d, size)
    shared = [(place, places_two[key]) for key, place in places_one.items() if key in places_two]
    kept = [shared[n] for n in increasing([place for _, place in shared])]
    if not kept:
        return [(a, b, c, d, depth + 1)]
    gaps = []
    for i, j in kept:
        gaps.append((a, i, c, j, depth + 1))
        a, c = i, j
    gaps.append((a, b, c, d, depth + 1))
    return gaps


def _unique(row: list[int], start: int, end: int, size: int) -> dict[tuple[int, ...], int]:
    """What stands once in row[start:end], with its place."""
    places = {tuple(row[place : place + size]): place for place in range(start, end - size + 1)}
    counts = Counter(tuple(row[place : place + size]) for place in range(start, end - size + 1))
    return {key: place for key, place in places.items() if counts[key] == 1}


def longest_run(one: Sequence[str], two: Sequence[str]) -> Run:
    """The longest stretch that both rows have; none when they are too long to look."""
    if len(one) * len(two) > _MOST_CELLS_BY_HAND:
        return 0, 0, 0
    found = SequenceMatcher(None, one, two, autojunk=False).find_longest_match()
    return found.a, found.b, found.size


def increasing(values: Sequence[int]) -> list[int]:
    """Places of the longest row of rising values."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        length = bisect_left(tails, value)
        before.append(ends[length - 1] if length else -1)
        if length == len(tails):
            tails.append(value)
            ends.append(place)
        else:
            tails[length], ends[length] = value, place
    chain = []
    place = ends[-1] if ends else -1
    while place >= 0:
        chain.append(place)
        place = before[place]
    return chain[::-1]
