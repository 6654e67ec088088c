"""What sums say of figures that aren't told, and what follows when they are put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from regioplan_pdf.privacy.links import Cell
from regioplan_pdf.privacy.network import Sum

_ZERO = 1e-9


@dataclass(frozen=True, slots=True)
class Row:
    """What a reader knows of figures that aren't told: their sum, each by its factor, is `value`.

    value: None when it can't be bounded. sums: what it was made of. spread: how many persons the
    value may be off because figures that are told are rounded; only where that is counted with.
    """

    factors: dict[Cell, float]
    value: float | None
    sums: tuple[Sum, ...]
    spread: float = 0.0

    @property
    def exact(self) -> bool:
        """Whether none of its sums has parts that overlap."""
        return all(each.exact for each in self.sums)


def drop_zeros(factors: Mapping[Cell, float]) -> dict[Cell, float]:
    """The factors of figures that haven't cancelled out."""
    return {node: factor for node, factor in factors.items() if abs(factor) > _ZERO}


def eliminate(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows in reduced echelon form (Gauss-Jordan): a figure that follows stands alone in one."""
    done: list[tuple[Cell, Row]] = []
    for row in rows:
        left = row
        for pivot, other in done:
            left = _subtract(left, other, pivot)
        if left.factors:
            pivot = min(left.factors)
            done = [*((held, _subtract(other, left, pivot)) for held, other in done), (pivot, left)]
    yield from (row for _, row in done)


def _subtract(row: Row, other: Row, pivot: Cell) -> Row:
    """A row without one of its figures, by another row that has it."""
    if pivot not in row.factors:
        return row
    times = row.factors[pivot] / other.factors[pivot]
    factors = dict(row.factors)
    for node, factor in other.factors.items():
        factors[node] = factors.get(node, 0.0) - times * factor
    value = None if row.value is None or other.value is None else row.value - times * other.value
    return Row(
        drop_zeros(factors),
        value,
        tuple(dict.fromkeys((*row.sums, *other.sums))),
        row.spread + abs(times) * other.spread,
    )
