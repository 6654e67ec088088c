"""Times taken in turn, and the targets that they are held against.

Machines are noisy and busy with other work, so ways are timed A B A B and compared round by round:
the ratio is the median of each round's ratio, never a time against one of another run.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from statistics import median


def take_time(work: Callable[[], object]) -> float:
    """Milliseconds that `work` takes, after clearing away what earlier work left behind.

    What all ways together have loaded is set apart first, so that nobody pays for the search for
    garbage in the libraries of another.
    """
    gc.collect()
    gc.freeze()
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


@dataclass(slots=True)
class Turns:
    """Times in ms by way; entry n of every way is of the same round and document."""

    times: dict[str, list[float]] = field(default_factory=dict)

    def take(self, ways: Mapping[str, Callable[[], object]]) -> None:
        """Time every way once; who goes first changes from turn to turn."""
        names = list(ways)
        done = len(next(iter(self.times.values()), []))
        first = done % len(names)
        taken = {name: take_time(ways[name]) for name in names[first:] + names[:first]}
        for name, took in taken.items():
            self.times.setdefault(name, []).append(took)

    def median(self, way: str) -> float:
        """Median time of a way, ms."""
        return median(self.times[way])

    def ratio(self, way: str, other: str) -> float:
        """Median over the turns of the time of `way` by that of `other`."""
        return median(one / two for one, two in zip(self.times[way], self.times[other], strict=True))

    def difference(self, way: str, other: str) -> float:
        """Median over the turns of the time of `way` less that of `other`, ms."""
        return median(one - two for one, two in zip(self.times[way], self.times[other], strict=True))


@dataclass(frozen=True, slots=True)
class Target:
    """What was asked and what was found. unit: '', 's', 'ms', 'MB' or 'kB'."""

    name: str
    found: float
    limit: float
    unit: str = ""

    @property
    def met(self) -> bool:
        """Whether it's within the limit."""
        return self.found <= self.limit
