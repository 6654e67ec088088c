"""Which figures an edition's charts and key figures can't do without."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from regioplan_pdf.load.vocabulary import BENCHMARK_RULES, CHART_KINDS, PERSONS
from regioplan_pdf.model.content import ChartSettings, Edition, KeyFigureSpec
from regioplan_pdf.model.figures import Period, Unit

Keys = Set[tuple[Period, str]]
"""Periods and categories that an indicator has figures of."""

_ADD_ROWS = "add the rows; leave 'waarde' empty when a figure isn't known"
_NO_BENCHMARK = "add the benchmark's rows, or set referentie = false for the chart"


@dataclass(frozen=True, slots=True)
class Need:
    """Figures that something needs: of an indicator, in a period, of some categories.

    owner: what needs them, in words. benchmark: of the benchmark rather than the region.
    period: None for any. categories: all that must be there in the period; () for any.
    """

    owner: str
    indicator: str
    benchmark: bool = False
    period: Period | None = None
    categories: tuple[str, ...] = ()
    hint: str = _ADD_ROWS

    def is_met(self, keys: Keys) -> bool:
        """Whether the figures are there."""
        return bool(keys) and self._has_period(keys) and not self._missing(keys)

    def describe(self, keys: Keys) -> str:
        """What of the indicator is missing, to follow its name in a message."""
        if not keys:
            return ""
        if not self._has_period(keys):
            return f" for {self.period}"
        when = f" in {self.period}" if self.period else ""
        return " for " + ", ".join(f"'{name}'" for name in self._missing(keys)) + when

    def _has_period(self, keys: Keys) -> bool:
        return self.period is None or any(period == self.period for period, _ in keys)

    def _missing(self, keys: Keys) -> list[str]:
        return [
            name
            for name in self.categories
            if not any(category == name and self.period in (None, period) for period, category in keys)
        ]


def find_needs(edition: Edition, own: Mapping[str, Keys]) -> Iterator[Need]:
    """All that a region's plan needs; `own`: what the region has, by indicator."""
    for figure in edition.key_figures:
        yield from _key_figure_needs(figure)
    for chart in edition.charts:
        for each in (chart, chart.second):
            if each:
                yield from _chart_needs(each, edition, own)
    for spec in edition.indicators.values():
        about_persons = spec.counts == PERSONS and spec.unit is not Unit.COUNT and not spec.change
        if spec.id in own and spec.base and about_persons:
            owner = f"'{spec.id}' (to find small numbers of persons)"
            yield Need(owner, spec.base)


def _key_figure_needs(figure: KeyFigureSpec) -> Iterator[Need]:
    owner = f"key figure '{figure.id}'"
    categories = (figure.category,) if figure.category else ()
    period = _parse(figure.period)
    yield Need(owner, figure.indicator, period=period, categories=categories)
    if figure.finding and figure.finding.rule in BENCHMARK_RULES:
        hint = "add the benchmark's rows, or another 'bevinding.regel'"
        yield Need(owner, figure.indicator, benchmark=True, period=period, categories=categories, hint=hint)


def _chart_needs(chart: ChartSettings, edition: Edition, own: Mapping[str, Keys]) -> Iterator[Need]:
    owner = f"chart '{chart.id}'"
    if chart.kind == "tabel":
        yield from _table_needs(chart, owner)
        return
    for option in ("totaal", "noot", "groei"):
        name = chart.options.get(option)
        if isinstance(name, str) and name:
            yield Need(owner, name)
    for name in chart.indicators[1:]:
        yield Need(owner, name)
    if not chart.indicators:
        return
    main = chart.indicators[0]
    spec = edition.indicators.get(main)
    categories = chart.categories or (spec.categories if spec else ())
    periods = [period for text in chart.periods if (period := _parse(text))] or _shown_periods(
        chart, own.get(main, set())
    )
    if not periods:
        yield Need(owner, main)
    for period in periods:
        yield Need(owner, main, period=period, categories=categories)
    kind = CHART_KINDS.get(chart.kind)
    draws = kind is not None and kind.benchmark and chart.benchmark
    tells = chart.finding is not None and chart.finding.rule in BENCHMARK_RULES
    if draws and periods:
        for period in periods if chart.kind == "jaarkolommen" else periods[-1:]:
            yield Need(owner, main, benchmark=True, period=period, categories=categories, hint=_NO_BENCHMARK)
    elif draws or tells:
        yield Need(owner, main, benchmark=True, hint=_NO_BENCHMARK)


def _shown_periods(chart: ChartSettings, keys: Keys) -> list[Period]:
    """The periods that a chart shows when the edition leaves that to the figures."""
    periods = sorted({period for period, _ in keys})
    return periods if chart.kind in ("gestapeld", "jaarkolommen", "lijnen", "prognose") else periods[-1:]


def _table_needs(chart: ChartSettings, owner: str) -> Iterator[Need]:
    columns = chart.options.get("kolommen", ("regio", "referentie"))
    shown = columns if isinstance(columns, tuple) else ()
    rows = chart.options.get("rijen", ())
    for row in rows if isinstance(rows, tuple) else ():
        categories = (row["categorie"],) if row["categorie"] else ()
        yield Need(owner, row["indicator"], categories=categories)
        if "referentie" in shown and chart.benchmark:
            yield Need(owner, row["indicator"], benchmark=True, categories=categories, hint=_NO_BENCHMARK)
        if "groei" in shown and row["groei"]:
            yield Need(owner, row["groei"])


def _parse(text: str) -> Period | None:
    """A period of the settings; None for none (a faulty one has been told)."""
    try:
        return Period.parse(text) if text else None
    except ValueError:
        return None
