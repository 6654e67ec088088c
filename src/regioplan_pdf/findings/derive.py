"""Figures made of other figures, so that what is withheld stays withheld.

Every function gives a Value: without a number when any part has none, withheld when any
part is, and `voorbeeld` when any part is. Differences are rounded to nine digits, so that
binary noise can't carry a figure over a threshold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from regioplan_pdf.dutch import format_value, round_half_up
from regioplan_pdf.findings.judgement import Direction
from regioplan_pdf.model.figures import EXAMPLE, Period, Series, Unit, Value

GROWTH_DECIMALS = 1


def sum_values(values: Iterable[Value], unit: Unit = Unit.COUNT, decimals: int = 0) -> Value:
    """Add up figures of one unit; `unit` and `decimals` are for an empty row."""
    parts = tuple(values)
    if not parts:
        return Value(None, unit, decimals)
    return _derive(parts, sum, parts[0].unit, parts[0].decimals)


def difference(a: Value, b: Value) -> Value:
    """Subtract `b` from `a`; between percentages in percentage points."""
    unit = Unit.PERCENT_POINT if a.unit is Unit.PERCENT else a.unit
    return _derive((a, b), lambda numbers: numbers[0] - numbers[1], unit, a.decimals)


def relative_difference(a: Value, b: Value) -> Value:
    """How much `a` differs from `b`, in percent of `b`; unknown when `b` is zero."""
    if b.number == 0:
        return Value(None, Unit.PERCENT, GROWTH_DECIMALS, _source((a, b)))
    return _derive(
        (a, b), lambda numbers: 100 * (numbers[0] - numbers[1]) / abs(numbers[1]), Unit.PERCENT, GROWTH_DECIMALS
    )


def growth(first: Value, last: Value) -> Value:
    """Growth from `first` to `last` in percent, one decimal; unknown from zero."""
    return relative_difference(last, first)


def series_growth(series: Series, periods: tuple[Period, ...], category: str = "") -> Value:
    """Growth from the first to the last of `periods`; unknown when there is only one."""
    if len(periods) < 2:
        return Value(None, Unit.PERCENT, GROWTH_DECIMALS)
    return growth(series.at(periods[0], category), series.at(periods[-1], category))


def pick(series: Series, period: Period, categories: tuple[str, ...]) -> Value:
    """Give one category at a period, or several added up."""
    if len(categories) == 1:
        return series.at(period, categories[0])
    return sum_values((series.at(period, name) for name in categories), series.unit, series.decimals)


def absolute(value: Value) -> Value:
    """Give the figure without its sign."""
    return value if value.number is None else replace(value, number=abs(value.number))


def print_alike(a: Value, b: Value) -> bool:
    """Whether a reader sees the same figure twice, so that neither may be called higher."""
    return format_value(a) == format_value(b)


def shown_number(value: Value) -> float:
    """Give the figure as a reader sees it: 0,04 printed as 0,0 is zero. Zero when there is none."""
    return float(round_half_up(value.number or 0, value.decimals))


def shown_sign(value: Value) -> Direction:
    """Tell the sign that a reader sees."""
    return Direction.of(shown_number(value))


def _derive(parts: tuple[Value, ...], make: Callable[[list[float]], float], unit: Unit, decimals: int) -> Value:
    numbers = [part.number for part in parts if part.number is not None]
    source = _source(parts)
    if len(numbers) < len(parts):
        return Value(None, unit, decimals, source, withheld=any(part.withheld for part in parts))
    return Value(round(make(numbers), 9), unit, decimals, source)


def _source(parts: tuple[Value, ...]) -> str:
    return EXAMPLE if any(part.example for part in parts) else parts[0].herkomst
