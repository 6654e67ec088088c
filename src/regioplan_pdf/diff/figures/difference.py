"""The difference of two figures as a reader would work it out: from the numbers as they are printed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from regioplan_pdf.dutch import format_headline, format_millions, format_signed, format_value, round_half_up
from regioplan_pdf.model.figures import Unit, Value

MILLION = 1_000_000
TELLING = 100
"""From this number on, one more or less is at most a percent, so that a percentage says something."""


@dataclass(frozen=True, slots=True)
class Difference:
    """new minus old. change: in the unit's own measure, euros in euros."""

    text: str
    relative: str
    change: float


def print_value(value: Value, *, signed: bool = False) -> str:
    """A figure as a plan prints it: amounts from a million in millions, a growth with its sign."""
    return format_signed(value) if signed else format_headline(value)


def printed(value: Value) -> Decimal | None:
    """The number that a reader sees, None when there is none."""
    if value.number is None:
        return None
    if _in_millions(value):
        return round_half_up(value.number / MILLION, 1) * MILLION
    return round_half_up(value.number, value.decimals)


def find_difference(old: Value | None, new: Value | None) -> Difference | None:
    """Give the difference; None when either isn't there or has no number, or their units differ.

    Between percentages it's in percentage points. Counts and amounts have it relative as well, where
    the old one is large enough for that to say something.
    """
    if old is None or new is None or old.unit is not new.unit:
        return None
    before, after = printed(old), printed(new)
    if before is None or after is None:
        return None
    change = after - before
    unit = Unit.PERCENT_POINT if old.unit is Unit.PERCENT else old.unit
    value = Value(float(change), unit, max(old.decimals, new.decimals))
    text = format_signed(value)
    if _in_millions(old) and _in_millions(new):
        text = ("+" if change > 0 else "") + format_millions(float(change)) if change else format_value(value)
    return Difference(text, _relative(before, change, old.unit), float(change))


def _relative(before: Decimal, change: Decimal, unit: Unit) -> str:
    if unit not in (Unit.COUNT, Unit.EURO) or abs(before) < TELLING or not change:
        return ""
    return f"({format_signed(Value(float(100 * change / abs(before)), Unit.PERCENT, 1))})"


def _in_millions(value: Value) -> bool:
    return value.unit is Unit.EURO and value.number is not None and abs(value.number) >= MILLION
