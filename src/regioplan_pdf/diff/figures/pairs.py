"""Pairing what two plans have: by key, by votes or by likeness, and in which order pairs are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

Pair = tuple[int | None, int | None]
"""The places of two things that belong together; None where only one plan has it."""

_T = TypeVar("_T")


def pair_places(old: Sequence[object], new: Sequence[object], votes: Iterable[tuple[int, int, float]]) -> list[Pair]:
    """Pair places of two rows by votes (old place, new place, strength), strongest first.

    Equally strong votes are taken from the start of the rows, so that swapping the rows swaps
    every pair. Gives the pairs in the order of `in_order`.
    """
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for one, two, _ in sorted(votes, key=lambda vote: (-vote[2], vote[0] + vote[1])):
        if one not in partner and two not in taken:
            partner[one] = two
            taken.add(two)
    return in_order(len(old), len(new), partner)


def in_order(old: int, new: int, partner: dict[int, int]) -> list[Pair]:
    """Give pairs in the order of the new row, with what is gone at the place where it stood.

    old, new: how many there are; partner: old place -> new place.
    """
    owner = {two: one for one, two in partner.items()}
    behind: dict[int | None, list[int]] = {}
    anchor: int | None = None
    for one in range(old):
        if one in partner:
            anchor = partner[one]
        else:
            behind.setdefault(anchor, []).append(one)
    pairs: list[Pair] = [(one, None) for one in behind.get(None, ())]
    for two in range(new):
        pairs.append((owner.get(two), two))
        pairs.extend((one, None) for one in behind.get(two, ()))
    return pairs


def at(row: Sequence[_T], place: int | None) -> _T | None:
    """The thing at a place, None where there is none."""
    return None if place is None else row[place]
