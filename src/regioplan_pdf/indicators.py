"""From the table of figures to what one document may say: pandas ends here."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

from regioplan_pdf.load.data import Dataset
from regioplan_pdf.model.content import Edition, IndicatorSpec
from regioplan_pdf.model.figures import Figures, Period, Series, Value
from regioplan_pdf.privacy import withhold

_Row: TypeAlias = tuple[str, Period, str, float, str]
"""Indicator, period, category, value and herkomst."""


class EditionFigures:
    """The figures of an edition, for one document after the other.

    The table is read once, and what is said of the benchmark is the same in every document.
    """

    def __init__(self, dataset: Dataset, edition: Edition) -> None:
        self._dataset = dataset
        self._edition = edition

    def of(self, region: str) -> Figures:
        """The series of a region and of the benchmark, without what is too small to publish.

        The dataset must have passed `validate.check_dataset` for this region; rows of indicators
        that the edition doesn't know are passed over.
        """
        return Figures(
            region_slug=region,
            benchmark_slug=self._edition.benchmark,
            region=self._series(region),
            benchmark=self._benchmark,
        )

    @cached_property
    def _benchmark(self) -> Mapping[str, Series]:
        return self._series(self._edition.benchmark)

    def _series(self, region: str) -> Mapping[str, Series]:
        rows = self._rows.get(region, ())
        return withhold(_all_series(rows, self._edition, region), self._edition.indicators)

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
