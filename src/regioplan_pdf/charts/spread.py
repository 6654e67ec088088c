"""Keeps labels on a line apart: the least movement that leaves none overlapping."""

from __future__ import annotations

from collections.abc import Sequence


def push_apart(wanted: Sequence[float], extents: Sequence[float], low: float, high: float) -> list[float]:
    """Centres as near to `wanted` as can be, so that no two extents overlap.

    Neighbours that collide are moved as one block to their mean wish (pooling of
    adjacent violators: the least-squares answer), then all are held in low..high.
    With too little room the last ones pass `high`.

    Args:
        wanted: wished centres, in any order; equal wishes keep their order.
        extents: the length that each takes, its spacing included.
        low: lower end of the line.
        high: upper end of the line.

    """
    order = sorted(range(len(wanted)), key=lambda n: (wanted[n], n))
    offsets: list[float] = []
    total = 0.0
    for n in order:
        offsets.append(total + extents[n] / 2)
        total += extents[n]
    blocks: list[tuple[float, int]] = []
    for position, n in enumerate(order):
        blocks.append((wanted[n] - offsets[position], 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (mean2, size2), (mean1, size1) = blocks.pop(), blocks.pop()
            blocks.append(((mean1 * size1 + mean2 * size2) / (size1 + size2), size1 + size2))
    starts = [mean for mean, size in blocks for _ in range(size)]
    last = max(low, high - total)
    centres = [0.0] * len(wanted)
    for position, n in enumerate(order):
        centres[n] = min(max(starts[position], low), last) + offsets[position]
    return centres
