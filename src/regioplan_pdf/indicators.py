"""From the table of figures to what one document may say: pandas ends here."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from regioplan_pdf.load.data import Dataset
from regioplan_pdf.model.content import Edition, IndicatorSpec
from regioplan_pdf.model.figures import Figures, Period, Series, Value
from regioplan_pdf.privacy import withhold

if TYPE_CHECKING:
    import pandas as pd


def figures_for(dataset: Dataset, edition: Edition, region_slug: str) -> Figures:
    """The series of a region and of the benchmark, without what is too small to publish.

    The dataset must have passed `validate.check_dataset` for this region; rows of indicators
    that the edition doesn't know are passed over.
    """
    return Figures(
        region_slug=region_slug,
        benchmark_slug=edition.benchmark,
        region=withhold(_all_series(dataset.frame, edition, region_slug), edition.indicators),
        benchmark=withhold(_all_series(dataset.frame, edition, edition.benchmark), edition.indicators),
    )


def _all_series(frame: pd.DataFrame, edition: Edition, region: str) -> Mapping[str, Series]:
    """Every series of one party, in the order of the edition's indicators."""
    rows = frame.loc[frame["region"] == region]
    # Grouped here: for a few hundred rows pandas' own grouping takes ten times as long.
    found: dict[str, dict[tuple[Period, str], Value]] = {}
    columns = (rows[name].tolist() for name in ("indicator", "period", "category", "value", "herkomst"))
    for name, period, category, number, herkomst in zip(*columns, strict=True):
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
