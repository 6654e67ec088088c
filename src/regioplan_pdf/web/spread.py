"""How a site's work is spread: who makes the pages needn't know whether there are other processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

_S = TypeVar("_S")
_T = TypeVar("_T")
_R = TypeVar("_R")


class Spread(Protocol):
    """Gives what `work` makes of every task, in their order; `shared` is what all tasks have in common."""

    def __call__(self, work: Callable[[_S, _T], _R], shared: _S, tasks: Sequence[_T], /) -> Iterable[_R]:
        """Do the work."""
        ...


def one_by_one(work: Callable[[_S, _T], _R], shared: _S, tasks: Sequence[_T], /) -> Iterable[_R]:
    """Work that is done here, each task when its outcome is asked for."""
    return (work(shared, task) for task in tasks)
