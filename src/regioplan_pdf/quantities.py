"""What an expression calculates with: figures that keep their unit, source and secrecy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from regioplan_pdf.dutch import round_half_up
from regioplan_pdf.errors import ExitCode, RegioplanError
from regioplan_pdf.model.content import IndicatorSpec
from regioplan_pdf.model.figures import EXAMPLE, Figures, Gap, Period, Series, Unit, Value
from regioplan_pdf.suggest import did_you_mean

_Calculation = Callable[[float, float], float]


class ExpressionError(RegioplanError):
    """A `{{ ... }}` that can't be evaluated: one sentence, and what to do about it."""

    exit_code = ExitCode.FAULTS

    def __init__(self, message: str, hint: str = "") -> None:
        self.message = message
        self.hint = hint
        super().__init__(message)


class AbsentError(ExpressionError):
    """An expression that asks for what isn't among the figures: it may be there when they are mended."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number on its way through a calculation.

    unit: None for a bare number. decimals: None when nothing says how many to print.
    style: 'miljoen' when it is to be printed in millions. gaps: figures that went into it and are still to be
    filled in.
    """

    number: float | None
    unit: Unit | None = None
    decimals: int | None = None
    herkomst: str = ""
    withheld: bool = False
    style: str = ""
    gaps: tuple[Gap, ...] = ()

    def to_value(self) -> Value:
        """The figure as the pipeline knows it; a bare number is a count."""
        decimals = self.decimals
        if decimals is None:
            whole = self.number is None or abs(self.number - round(self.number)) < 0.05
            decimals = 0 if whole else 1
        return Value(self.number, self.unit or Unit.COUNT, decimals, self.herkomst, self.withheld)

    def add(self, other: Quantity) -> Quantity:
        """The sum; both must be of one measure."""
        return self._combine(other, self._common_unit(other, "+"), lambda a, b: a + b)

    def subtract(self, other: Quantity) -> Quantity:
        """The difference; of two percentages it is in percentage points."""
        unit = self._common_unit(other, "-")
        if unit is Unit.PERCENT and self.unit is other.unit:
            unit = Unit.PERCENT_POINT
        return self._combine(other, unit, lambda a, b: a - b)

    def multiply(self, other: Quantity) -> Quantity:
        """The product; a bare number keeps the other's unit, two figures have none."""
        unit = None if self.unit and other.unit else self.unit or other.unit
        return self._combine(other, unit, lambda a, b: a * b, plain=unit is None)

    def divide(self, other: Quantity) -> Quantity:
        """The ratio; euros by a count stay euros, any other two figures have no unit."""
        if other.number == 0:
            raise ExpressionError("This divides by zero.", "choose another figure to divide by")
        unit = self.unit if not other.unit else None
        if self.unit is Unit.EURO and other.unit is Unit.COUNT:
            unit = Unit.EURO
        return self._combine(other, unit, lambda a, b: a / b, plain=unit is None)

    def rounded(self, digits: int) -> Quantity:
        """Rounded half away from zero, as people do; -2 is to hundreds."""
        decimals = max(digits, 0)
        if self.number is None:
            return replace(self, decimals=decimals)
        return replace(self, number=float(round_half_up(self.number, digits)), decimals=decimals)

    def _common_unit(self, other: Quantity, sign: str) -> Unit | None:
        units = {unit for unit in (self.unit, other.unit) if unit is not None}
        if len(units) <= 1:
            return self.unit or other.unit
        if units == {Unit.PERCENT, Unit.PERCENT_POINT}:
            return Unit.PERCENT
        raise ExpressionError(
            f"'{self.unit}' {sign} '{other.unit}' makes no sense: the units differ.",
            "compare figures of one unit, or divide them",
        )

    def _combine(self, other: Quantity, unit: Unit | None, calculate: _Calculation, *, plain: bool = False) -> Quantity:
        """The outcome of a calculation; unknown and withheld win over every number."""
        known = self.number is not None and other.number is not None
        decimals = [each for each in (self.decimals, other.decimals) if each is not None]
        try:
            number = calculate(self.number or 0.0, other.number or 0.0) if known else None
        except OverflowError as fault:
            raise ExpressionError("The outcome is too large.") from fault
        return Quantity(
            number,
            unit,
            None if plain or not decimals else max(decimals),
            _join_sources(self.herkomst, other.herkomst),
            self.withheld or other.withheld,
            gaps=(*self.gaps, *other.gaps),
        )


def _join_sources(one: str, other: str) -> str:
    if EXAMPLE in (one, other):
        return EXAMPLE
    return "; ".join(dict.fromkeys(source for source in (*one.split("; "), *other.split("; ")) if source))


@dataclass(frozen=True, slots=True)
class Reference:
    """An indicator by name, not yet narrowed down to one of its figures."""

    figures: Figures
    spec: IndicatorSpec
    benchmark: bool = False
    keys: tuple[str, ...] = ()

    def of_benchmark(self) -> Reference:
        """The same figure of the benchmark."""
        return replace(self, benchmark=True)

    def select(self, keys: tuple[str, ...]) -> Reference:
        """The figure of a category, of a period, or of both."""
        if self.keys:
            raise ExpressionError(f"'{self.spec.id}' is followed by [ ] twice.", 'write both in one: ["MPT", "2021"]')
        return replace(self, keys=keys)

    def to_quantity(self) -> Quantity:
        """The figure itself. Raises ExpressionError when there is none of that name."""
        series = (self.figures.benchmark if self.benchmark else self.figures.region).get(self.spec.id)
        whose = "the benchmark" if self.benchmark else f"'{self.figures.region_slug}'"
        if series is None:
            raise AbsentError(f"There are no figures of '{self.spec.id}' for {whose}.", "add them to the figures")
        category, period = self._split_keys(series)
        if category and category not in series.categories:
            fault = AbsentError if category in self.spec.categories or not self.spec.categories else ExpressionError
            raise fault(f"'{self.spec.id}' has no category '{category}'.", did_you_mean(category, series.categories))
        at = self._find_period(series, period, whose)
        if not category and series.categories and (at, "") not in series.values:
            raise ExpressionError(
                f"'{self.spec.id}' has categories; say which.", f'for example {self.spec.id}["{series.categories[0]}"]'
            )
        value = series.at(at, category)
        gap = series.gap_at(at, category)
        gaps = (gap,) if gap else ()
        return Quantity(value.number, value.unit, value.decimals, value.herkomst, value.withheld, gaps=gaps)

    def _split_keys(self, series: Series) -> tuple[str, str]:
        """Category and period, each '' when it wasn't written."""
        if len(self.keys) == 2:
            return self.keys[0], self.keys[1]
        if not self.keys:
            return "", ""
        return (self.keys[0], "") if series.categories else ("", self.keys[0])

    def _find_period(self, series: Series, text: str, whose: str) -> Period:
        if not text:
            return self._last_period(series)
        try:
            period = Period.parse(text)
        except ValueError as fault:
            raise ExpressionError(f"'{text}' is not a period.", "write 2023, 2023-02 or 2023-01-01") from fault
        if period not in series.periods:
            known = ", ".join(map(str, series.periods))
            raise AbsentError(f"There is no '{self.spec.id}' of {text} for {whose}.", f"there are: {known}")
        return period

    def _last_period(self, series: Series) -> Period:
        """The last period; of the benchmark, the region's last one where both have it."""
        own = self.figures.region.get(self.spec.id)
        if self.benchmark and own is not None and own.periods and own.periods[-1] in series.periods:
            return own.periods[-1]
        return series.periods[-1]
