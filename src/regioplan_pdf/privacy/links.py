"""What an edition declares of its indicators that matters to privacy, and how periods meet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from regioplan_pdf.model.content import ChartSettings, Edition, IndicatorSpec
from regioplan_pdf.model.figures import Period, Series

Cell = tuple[str, Period, str]
"""A figure of one party: indicator id, period and category."""


class Reference(NamedTuple):
    """What a declaration names: an indicator, and one of its categories ('' for none or for each)."""

    indicator: str
    category: str = ""

    @classmethod
    def parse(cls, text: str) -> Reference:
        """Read 'sector_aanbieder|VV-aanbieder'; a category may hold a '|' itself."""
        indicator, _, category = text.partition("|")
        return cls(indicator.strip(), category.strip())


@dataclass(frozen=True, slots=True)
class Rules:
    """What is to be known of an edition to guard its figures.

    visible: indicators that its charts and key figures show: withheld last when something has to go.
    growths: of which figures an indicator is the growth, declared or by a chart that sets it beside them.
    """

    indicators: Mapping[str, IndicatorSpec]
    visible: Collection[str] = ()
    growths: Mapping[str, tuple[Reference, ...]] = field(default_factory=dict)
    has_rests: bool = False

    @classmethod
    def of(cls, indicators: Mapping[str, IndicatorSpec], visible: Collection[str] | None = None) -> Rules:
        """The rules of indicators by themselves; `visible`: all of them unless it's said."""
        growths = {
            name: tuple(Reference.parse(text) for text in (spec.growth_of, spec.base if spec.change else "") if text)
            for name, spec in indicators.items()
        }
        return cls(
            indicators,
            frozenset(indicators if visible is None else visible),
            {name: found for name, found in growths.items() if found},
            any(spec.part_of for spec in indicators.values()),
        )

    @classmethod
    def of_edition(cls, edition: Edition, visible: Collection[str]) -> Rules:
        """The rules of an edition, with the growths that its charts set beside a figure."""
        rules = cls.of(edition.indicators, visible)
        growths = dict(rules.growths)
        for chart in edition.charts:
            for each in (chart, chart.second):
                for growth, grown in find_chart_growths(each) if each else ():
                    growths[growth] = tuple(dict.fromkeys((*growths.get(growth, ()), grown)))
        return cls(rules.indicators, rules.visible, growths, rules.has_rests)


def find_chart_growths(chart: ChartSettings) -> Iterator[tuple[str, Reference]]:
    """The indicators that a chart shows as a growth, each with what it's the growth of."""
    growth = chart.options.get("groei")
    if isinstance(growth, str) and growth:
        yield from ((growth, Reference(name)) for name in chart.indicators[:1])
    rows = chart.options.get("rijen", ())
    for row in rows if isinstance(rows, tuple) else ():
        if row["groei"]:
            yield row["groei"], Reference(row["indicator"], row["categorie"])


def find_tied(names: Collection[str], indicators: Mapping[str, IndicatorSpec]) -> frozenset[str]:
    """Indicators by name, and those that a setting of either side ties to one of them."""
    found = set(names)
    for name, spec in indicators.items():
        references = (spec.same, *spec.sum_of, spec.part_of, spec.growth_of)
        tied = {spec.base, spec.total, *(Reference.parse(text).indicator for text in references)} - {""}
        if name in names:
            found |= tied
        elif not tied.isdisjoint(names):
            found.add(name)
    return frozenset(found)


def matches(one: Period, other: Period) -> bool:
    """Whether two periods are about the same moment: '2023' and '2023-01-01' are."""
    return (
        one.year == other.year
        and (one.month == other.month or not one.month or not other.month)
        and (one.day == other.day or not one.day or not other.day)
    )


def nearest(period: Period, known: Iterable[Period]) -> Period | None:
    """The same period, else the last one before it, else the first one after it."""
    held = tuple(known)
    if not held or period in held:
        return period if held else None
    same = [at for at in held if matches(at, period)]
    if same:
        return min(same)
    earlier = [at for at in held if at < period]
    return max(earlier) if earlier else min(held)


def find_cells(series: Mapping[str, Series], name: str, period: Period, category: str) -> tuple[Cell, ...]:
    """The party's figures of a category at a period; several when the period is a year and they are of its months."""
    found = series.get(name)
    if found is None:
        return ()
    if (period, category) in found.values:
        return ((name, period, category),)
    return tuple((name, at, part) for at, part in sorted(found.values) if part == category and matches(at, period))
