"""Named texts of one thing in two plans, compared field by field."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from regioplan_pdf.diff.text.words import compare_field
from regioplan_pdf.model.changes import Field, Kind

_compare = lru_cache(maxsize=4096)(compare_field)
"""Titles, units and definitions are the same in every region of an edition."""


def compare_texts(
    names: Sequence[str], old: Sequence[str] | None, new: Sequence[str] | None
) -> tuple[Kind, tuple[Field, ...]]:
    """Compare texts by name. old, new: None for a side that doesn't have the thing at all.

    Gives UNCHANGED, CHANGED, ADDED or REMOVED, and a field for every name.
    """
    nothing = ("",) * len(names)
    fields = tuple(_compare(*told) for told in zip(names, old or nothing, new or nothing, strict=True))
    if old is None or new is None:
        return (Kind.ADDED if old is None else Kind.REMOVED), fields
    return (Kind.CHANGED if any(field.changed for field in fields) else Kind.UNCHANGED), fields
