"""Figures as the pipeline hands them on once pandas has done its work.

A `Value` is what may be published. A count that is withheld for privacy has lost its
number for good before it gets here: no later stage can print it by accident.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

WITHHELD_TEXT = "te klein"
"""What a reader sees in the place of a withheld figure."""
MISSING_TEXT = "onbekend"
"""What a reader sees in the place of a figure that the data do not have."""
EXAMPLE = "voorbeeld"
"""The herkomst of a figure that no source gives."""


class Unit(StrEnum):
    """Units of measurement, by the word that stands in the column `eenheid`.

    Percentages are held as percent (36.0 is 36%), never as a fraction; euro in whole euros.
    """

    COUNT = "aantal"
    PERCENT = "%"
    PERCENT_POINT = "procentpunt"
    EURO = "euro"
    PER_1000 = "per 1.000"
    PER_10000 = "per 10.000"
    YEARS = "jaar"
    WEEKS = "weken"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A year ('2023'), a month ('2023-02') or a day ('2023-01-01'); sorts in time."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read '2023', '2023-02' or '2023-02-01'. Raises ValueError."""
        found = _PERIOD.fullmatch(text.strip())
        if not found:
            raise ValueError(f"'{text}' is not a period")
        year, month, day = (int(part or 0) for part in found.groups())
        datetime.date(year, month or 1, day or 1)
        return cls(year, month, day)

    def __str__(self) -> str:
        month = f"-{self.month:02d}" if self.month else ""
        day = f"-{self.day:02d}" if self.day else ""
        return f"{self.year:04d}{month}{day}"


_PERIOD = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Value:
    """One figure as it may be shown.

    number: in the unit's own measure; None when withheld or missing.
    decimals: how many digits after the comma are printed.
    herkomst: the source, or 'voorbeeld'; for a derived figure, 'voorbeeld' if any part is.
    withheld: the figure exists but is too small to publish.
    """

    number: float | None
    unit: Unit
    decimals: int = 0
    herkomst: str = ""
    withheld: bool = False

    @property
    def example(self) -> bool:
        """Whether the figure is an example that no source gives."""
        return self.herkomst == EXAMPLE

    @property
    def known(self) -> bool:
        """Whether there is a number to show."""
        return self.number is not None


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """A figure that is still to be filled in: it has no number, and no herkomst that says why.

    region: the region's slug, or the benchmark's.
    """

    region: str
    indicator: str
    period: Period
    category: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator of one region (or of the benchmark), all periods and categories.

    values: by (period, category); the category is '' for an indicator without categories.
    periods, categories: in the order to show them (time; the edition's order, else the data's).
    """

    indicator: str
    region: str
    unit: Unit
    decimals: int
    values: Mapping[tuple[Period, str], Value]
    periods: tuple[Period, ...]
    categories: tuple[str, ...]

    def at(self, period: Period | None = None, category: str = "") -> Value:
        """The value at a period (default: the last); a missing Value if there is none."""
        key = (self.periods[-1] if period is None and self.periods else period, category)
        found = self.values.get(key)  # type: ignore[arg-type]
        return found if found is not None else Value(None, self.unit, self.decimals)

    def gap_at(self, period: Period, category: str = "") -> Gap | None:
        """The gap at a place; None where a figure is known, withheld, or not known for a reason that is given."""
        value = self.at(period, category)
        filled = value.known or value.withheld or value.herkomst
        return None if filled else Gap(self.region, self.indicator, period, category)


@dataclass(frozen=True, slots=True)
class Figures:
    """All that one document may say in figures: its region's series and the benchmark's.

    region, benchmark: by indicator id. An indicator that is absent has no data.
    """

    region_slug: str
    benchmark_slug: str
    region: Mapping[str, Series] = field(default_factory=dict)
    benchmark: Mapping[str, Series] = field(default_factory=dict)
