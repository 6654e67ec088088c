"""Literal figures and editions for tests of findings and compose."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from regioplan_pdf.model.content import BlockSpec, ChartSettings, Edition, EntrySpec, IndicatorSpec, KeyFigureSpec
from regioplan_pdf.model.figures import Figures, Period, Series, Unit, Value

WITHHELD = "te klein"
Number = float | int | str | None
Rows = Mapping[str | tuple[str, str], Number]


def make_value(number: Number, unit: Unit, decimals: int = 0, source: str = "bron") -> Value:
    """A figure; WITHHELD for one that is withheld, None for one that is missing."""
    if isinstance(number, str):
        return Value(None, unit, decimals, source, withheld=True)
    return Value(None if number is None else float(number), unit, decimals, source)


def make_series(
    indicator: str, rows: Rows, unit: Unit = Unit.PERCENT, decimals: int = 0, source: str = "bron", region: str = "r"
) -> Series:
    """A series of {period: number} or {(period, category): number}, in that order."""
    values: dict[tuple[Period, str], Value] = {}
    for key, number in rows.items():
        period, category = (key, "") if isinstance(key, str) else key
        values[Period.parse(period), category] = make_value(number, unit, decimals, source)
    return Series(
        indicator,
        region,
        unit,
        decimals,
        values,
        tuple(sorted({period for period, _ in values})),
        tuple(dict.fromkeys(category for _, category in values)),
    )


def make_figures(region: tuple[Series, ...], benchmark: tuple[Series, ...] = ()) -> Figures:
    return Figures(
        "rotterdam",
        "zilveren-kruis",
        {series.indicator: series for series in region},
        {series.indicator: series for series in benchmark},
    )


def make_edition(
    indicators: tuple[IndicatorSpec, ...] = (),
    *,
    charts: tuple[ChartSettings, ...] = (),
    key_figures: tuple[KeyFigureSpec, ...] = (),
    entries: tuple[EntrySpec, ...] = (),
    blocks: tuple[BlockSpec, ...] = (),
) -> Edition:
    return Edition(
        slug="2023-2024",
        sector="ggz",
        title="Regioplan 2023/2024",
        sector_short="GGZ",
        sector_title="langdurige GGZ (Wlz)",
        reference_date=datetime.date(2023, 1, 1),
        published=datetime.date(2023, 6, 1),
        benchmark="zilveren-kruis",
        benchmark_name="alle regio's samen",
        benchmark_short="ZK",
        heads=(("Cijfers", "peildatum"), ("Samenwerking", "terugblik")),
        charts_title="Vraag",
        chart_columns=3,
        minimum=10,
        blocks=blocks,
        indicators={spec.id: spec for spec in indicators},
        key_figures=key_figures,
        charts=charts,
        entries={entry.id: entry for entry in entries},
        analyses_label="Alle analyses",
        analyses_url="https://example.nl/analyses",
        keywords=("regioplan", "Wlz"),
        file="2023-2024/ggz/editie.toml",
    )


def make_entry(name: str, pages: tuple[int, ...] = ()) -> EntrySpec:
    return EntrySpec(name, f"Definitie van {name}", "Declaraties", "januari 2023", "Iedereen telt mee.", pages=pages)
