"""Specs of the charts that look ahead: the fan of a forecast, and scenarios."""

from __future__ import annotations

from regioplan_pdf.compose.chart_source import ABSENT, ChartFault, ChartSource
from regioplan_pdf.dutch import capitalize_first, format_signed
from regioplan_pdf.findings.changes import FAN, forecast_changes
from regioplan_pdf.findings.derive import sum_values
from regioplan_pdf.model.charts import Fan, FanLine, ScenarioColumn, Scenarios
from regioplan_pdf.model.figures import Period, Series


def build_fan(source: ChartSource) -> Fan:
    """`prognose`: minimum, middle and maximum, each with its change in percent."""
    series = source.main
    periods = source.periods(series)
    lacking = [name for name in FAN if name not in series.categories]
    if lacking:
        raise ChartFault(
            f"a forecast needs the categories minimum, midden and maximum; '{lacking[0]}' is missing",
            f"add rows with categorie '{lacking[0]}' to the figures",
        )
    changes = forecast_changes(series, periods)
    low, middle, high = (
        FanLine(
            capitalize_first(name),
            tuple(source.mark_at(series, period, name) for period in periods),
            format_signed(changes[place]) if changes and changes[place].known else "",
        )
        for place, name in enumerate(FAN)
    )
    return Fan(tuple(period.year for period in periods), low, middle, high)


def build_scenarios(source: ChartSource) -> Scenarios:
    """`scenario`: stacked columns of '<column>|<part>', with a share told over each.

    A part that a column has no row for is not there, which is something else than unknown.
    """
    series = source.main
    period = source.periods(series)[-1]
    columns = source.option_list("kolommen") or _halves(series, 0)
    parts = source.option_list("delen") or _halves(series, 1)
    shares = source.series(source.settings.indicators[1]) if len(source.settings.indicators) > 1 else None
    built = tuple(_build_column(source, series, period, name, parts, shares) for name in columns)
    return Scenarios(parts, built)


def _halves(series: Series, half: int) -> tuple[str, ...]:
    """Give all columns (0) or parts (1) of a series, in the order of its categories."""
    found = (name.split("|", 1)[half] for name in series.categories if "|" in name)
    return tuple(dict.fromkeys(found))


def _build_column(
    source: ChartSource, series: Series, period: Period, name: str, parts: tuple[str, ...], shares: Series | None
) -> ScenarioColumn:
    values = [series.values.get((period, f"{name}|{part}")) for part in parts]
    present = [value for value in values if value is not None]
    if not present:
        raise ChartFault(
            f"the figures have no category '{name}|...' for the column '{name}'",
            f"the categories of '{series.indicator}' are written as '{name}|{parts[0] if parts else 'deel'}'",
        )
    for part in parts:
        source.note_gap(series, period, f"{name}|{part}")
    marks = tuple(source.mark(value) if value is not None else ABSENT for value in values)
    share = shares.values.get((source.periods(shares)[-1], name)) if shares else None
    if shares:
        source.note_gap(shares, source.periods(shares)[-1], name)
    return ScenarioColumn(name, marks, source.mark(sum_values(present)), source.mark(share).text if share else "")
