"""From the table of figures to what one document may say: pandas ends here."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

from regioplan_pdf.load.data import Dataset
from regioplan_pdf.mentions import named_by_edition
from regioplan_pdf.model.content import Edition, IndicatorSpec
from regioplan_pdf.model.figures import Figures, Period, Series, Value
from regioplan_pdf.privacy import Rules, withhold

_Row: TypeAlias = tuple[str, Period, str, float, str]
"""Indicator, period, category, value and herkomst."""


class EditionFigures:
    """The figures of an edition, for one document after the other.

    The table is read once, and what is said of the benchmark is the same in every document.
    """

    def __init__(self, dataset: Dataset, edition: Edition) -> None:
        self._dataset = dataset
        self._edition = edition
        self._benchmarks: dict[frozenset[str] | None, Mapping[str, Series]] = {}

    def of(self, region: str, named: Collection[str] | None = None) -> Figures:
        """The series of a region and of the benchmark, without what is too small to publish.

        The dataset must have passed `validate.check_dataset` for this region; rows of indicators
        that the edition doesn't know are passed over.

        Args:
            region: its slug.
            named: the indicators that the region's text names. With it, only those are given, and the
                ones that the edition's charts and key figures name; without it, all.

        """
        others = None if named is None else frozenset(named) - self._named
        return Figures(
            region_slug=region,
            benchmark_slug=self._edition.benchmark,
            region=self._kept(withhold(self._series(region), self._rules), others),
            benchmark=self._benchmark_with(others),
        )

    def askable(self, region: str) -> Figures:
        """Which figures there are of a region and of the benchmark, all without a number.

        It says what an expression can ask for, also when the dataset has faults: nothing is calculated from it.
        """
        benchmark = self._edition.benchmark
        return Figures(region, benchmark, self._unnumbered(region), self._unnumbered(benchmark))

    def _unnumbered(self, region: str) -> Mapping[str, Series]:
        rows = ((name, period, category, math.nan, "") for name, period, category, _, _ in self._rows.get(region, ()))
        return _all_series(rows, self._edition, region)

    def _kept(self, series: Mapping[str, Series], others: Collection[str] | None) -> Mapping[str, Series]:
        if others is None:
            return series
        return {name: found for name, found in series.items() if name in self._named or name in others}

    def _benchmark_with(self, others: frozenset[str] | None) -> Mapping[str, Series]:
        """The benchmark's series; the very same object for texts that name the same."""
        held = None if others is None else frozenset(name for name in others if name in self._benchmark)
        found = self._benchmarks.get(held)
        if found is None:
            found = self._benchmarks[held] = self._kept(self._benchmark, held)
        return found

    @cached_property
    def _named(self) -> frozenset[str]:
        return named_by_edition(self._edition)

    @cached_property
    def _rules(self) -> Rules:
        return Rules.of_edition(self._edition, self._named)

    @cached_property
    def _benchmark(self) -> Mapping[str, Series]:
        return withhold(self._series(self._edition.benchmark), self._rules, _largest_bases(self._regions()))

    def _regions(self) -> Iterable[Mapping[str, Series]]:
        bases = {spec.base for spec in self._edition.indicators.values() if spec.base}
        for region in self._rows:
            if region != self._edition.benchmark:
                found = self._series(region)
                yield {name: found[name] for name in bases if name in found}

    def _series(self, region: str) -> Mapping[str, Series]:
        return _all_series(self._rows.get(region, ()), self._edition, region)

    @cached_property
    def _rows(self) -> Mapping[str, Sequence[_Row]]:
        """The rows of every party, in the order of the table."""
        # Grouped here: for some thousands of rows pandas' own grouping takes ten times as long.
        frame = self._dataset.frame
        found: dict[str, list[_Row]] = {}
        columns = (frame[name].tolist() for name in ("indicator", "period", "category", "value", "herkomst"))
        for region, row in zip(frame["region"].tolist(), zip(*columns, strict=True), strict=True):
            found.setdefault(region, []).append(row)
        return found


def figures_for(dataset: Dataset, edition: Edition, region_slug: str) -> Figures:
    """The figures of a single document, as `EditionFigures` gives them."""
    return EditionFigures(dataset, edition).of(region_slug)


def _largest_bases(regions: Iterable[Mapping[str, Series]]) -> Mapping[str, Series]:
    """The largest count that any region has of each base: the benchmark, which they are part of, has no fewer."""
    values: dict[str, dict[tuple[Period, str], Value]] = {}
    specs: dict[str, Series] = {}
    for region in regions:
        for name, series in region.items():
            specs.setdefault(name, series)
            known = values.setdefault(name, {})
            for key, value in series.values.items():
                if value.number is not None and value.number > (known[key].number or 0.0 if key in known else -1.0):
                    known[key] = value
    return {
        name: Series(name, "", series.unit, series.decimals, values[name], series.periods, series.categories)
        for name, series in specs.items()
        if values[name]
    }


def _all_series(rows: Iterable[_Row], edition: Edition, region: str) -> Mapping[str, Series]:
    """Every series of one party, in the order of the edition's indicators."""
    found: dict[str, dict[tuple[Period, str], Value]] = {}
    for name, period, category, number, herkomst in rows:
        spec = edition.indicators.get(name)
        if spec is not None:
            known = None if math.isnan(number) else float(number)
            found.setdefault(name, {})[period, category] = Value(known, spec.unit, spec.decimals, herkomst)
    return {name: _make_series(spec, region, found[name]) for name, spec in edition.indicators.items() if name in found}


def _make_series(spec: IndicatorSpec, region: str, values: Mapping[tuple[Period, str], Value]) -> Series:
    present = dict.fromkeys(category for _, category in values if category)
    declared = [category for category in spec.categories if category in present]
    others = [category for category in present if category not in spec.categories]
    return Series(
        indicator=spec.id,
        region=region,
        unit=spec.unit,
        decimals=spec.decimals,
        values=values,
        periods=tuple(sorted({period for period, _ in values})),
        categories=(*declared, *others),
    )
