"""What many documents share is made into its source once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_T = TypeVar("_T")
_R = TypeVar("_R")


def kept_for_latest(make: Callable[[_T], _R]) -> Callable[[_T], _R]:
    """Keep what `make` made of its latest argument, for as long as the very same object is given again.

    Documents of an edition come one after the other, with one edition and one benchmark between them.
    Neither what is given nor what is made may change later.
    """
    latest: tuple[_T, _R] | None = None

    def kept(value: _T) -> _R:
        nonlocal latest
        known = latest
        if known is None or known[0] is not value:
            known = latest = (value, make(value))
        return known[1]

    return kept
