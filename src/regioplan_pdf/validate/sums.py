"""Parts that don't add up: to 100, to the total beside them, or that exceed it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from regioplan_pdf.load.vocabulary import CHART_KINDS
from regioplan_pdf.model.content import Edition, IndicatorSpec
from regioplan_pdf.model.figures import Period, Unit
from regioplan_pdf.validate.rows import Check, Row, say

_SUM_SLACK, _MOST_SUM_SLACK = 0.5, 2.0
"""How far parts may be from 100 because each is rounded: for each part, and at most."""
_DOUBLE = "dubbel"
_TWICE = 'if clients are counted in more than one part, set som = "dubbel" in editie.toml'

ByIndicator = Mapping[tuple[str, str], list[Row]]
"""Rows by region and indicator."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of a total in one period.

    name: what they are called in a message. whole: whether they are all of its parts. double: whether
    clients may be counted in more than one, so that together they may exceed it.
    """

    name: str
    total: IndicatorSpec
    period: Period
    rows: Sequence[Row]
    whole: bool
    double: bool


def check_sums(by_indicator: ByIndicator, check: Check) -> None:
    """Tell of parts that don't add up to 100, or to the total that is given beside them."""
    stacked = _stacked_indicators(check.edition)
    sound = {
        key: rows
        for key, rows in by_indicator.items()
        if key[1] in check.edition.indicators and not check.is_suspect(*key)
    }
    for (_, name), rows in sound.items():
        spec = check.edition.indicators[name]
        if spec.unit is Unit.PERCENT and (spec.parts == "som" or (name in stacked and spec.parts != _DOUBLE)):
            for period, group in _by_period(rows, categories=True).items():
                _check_percentages(spec, period, group, check)
    for parts in (*_categories_of_totals(sound, check.edition), *_indicators_of_totals(sound, check.edition)):
        _check_total(parts, sound.get((parts.rows[0].region, parts.total.id), ()), check)


def _stacked_indicators(edition: Edition) -> frozenset[str]:
    """Indicators of which a chart stacks the parts to 100%."""
    return frozenset(
        name
        for chart in edition.charts
        for each in (chart, chart.second)
        if each and each.kind in CHART_KINDS and CHART_KINDS[each.kind].shares
        for name in each.indicators
    )


def _by_period(rows: Sequence[Row], *, categories: bool) -> Mapping[Period, list[Row]]:
    """The rows with a category, or those without, by period."""
    groups: dict[Period, list[Row]] = {}
    for row in rows:
        if bool(row.category) is categories:
            groups.setdefault(row.period, []).append(row)
    return groups


def _total_of(spec: IndicatorSpec, edition: Edition) -> IndicatorSpec | None:
    """The indicator that is the sum of this one, when both are told in one measure."""
    total = edition.indicators.get(spec.total)
    return total if total and total.unit is spec.unit and not spec.change else None


def _categories_of_totals(sound: ByIndicator, edition: Edition) -> Iterator[_Parts]:
    """The categories of every indicator that names a total."""
    for (_, name), rows in sound.items():
        spec = edition.indicators[name]
        total = _total_of(spec, edition)
        if total:
            for period, group in _by_period(rows, categories=True).items():
                called = f"The parts of '{name}'"
                yield _Parts(called, total, period, group, whole=True, double=spec.parts == _DOUBLE)


def _indicators_of_totals(sound: ByIndicator, edition: Edition) -> Iterator[_Parts]:
    """The indicators without categories that name the same total; one by itself is only a part of it."""
    linked: dict[tuple[str, str, Period], list[Row]] = {}
    for (region, name), rows in sound.items():
        total = _total_of(edition.indicators[name], edition)
        if total:
            for period, group in _by_period(rows, categories=False).items():
                linked.setdefault((region, total.id, period), []).extend(group)
    for (_, total_id, period), group in linked.items():
        names = dict.fromkeys(row.indicator for row in group)
        known = sum(spec.total == total_id and not spec.categories for spec in edition.indicators.values())
        double = any(edition.indicators[name].parts == _DOUBLE for name in names)
        shown = " and ".join(f"'{name}'" for name in names)
        yield _Parts(shown, edition.indicators[total_id], period, group, 1 < len(names) == known, double)


def _check_percentages(spec: IndicatorSpec, period: Period, group: list[Row], check: Check) -> None:
    known = [row.value for row in group if not math.isnan(row.value)]
    total, slack = sum(known), min(_SUM_SLACK * len(group), _MOST_SUM_SLACK) + 1e-9
    if total <= 100 + slack and (total >= 100 - slack or len(known) < len(group)):
        return
    hint = "percentages are written as 36, not as 0,36" if total <= 1.1 else f"mend the figures; {_TWICE}"
    check.error(
        group[0].region,
        group[0].line,
        f"The parts of '{spec.id}' of {check.name(group[0].region)} in {period} add up to {say(total)}%, not to 100%.",
        hint,
    )


def _check_total(parts: _Parts, totals: Sequence[Row], check: Check) -> None:
    whole = [row for row in totals if row.period == parts.period and not row.category and not math.isnan(row.value)]
    if not whole:
        return
    total, owner = whole[0].value, check.name(parts.rows[0].region)
    slack = _slack(parts)
    known = [row for row in parts.rows if not math.isnan(row.value)]
    larger = [row for row in known if row.value > total + slack]
    for row in larger:
        part = f"'{row.indicator}'" + (f", '{row.category}'," if row.category else "")
        check.error(
            row.region,
            row.line,
            f"{part} of {owner} in {parts.period} is {say(row.value)}, more than '{parts.total.id}',"
            f" which is {say(total)}.",
            f"a part can't be more than the whole: mend one of the two (the whole is at line {whole[0].line})",
        )
    added = sum(row.value for row in known)
    short = added < total - slack and parts.whole and len(known) == len(parts.rows)
    if larger or parts.double or not (short or added > total + slack):
        return
    check.error(
        parts.rows[0].region,
        parts.rows[0].line,
        f"{parts.name} of {owner} in {parts.period} add up to {say(added)}, but '{parts.total.id}' is {say(total)}.",
        f"mend the figures (the total is at line {whole[0].line}); {_TWICE}",
    )


def _slack(parts: _Parts) -> float:
    """How far parts may be from their total: persons are whole, other figures are rounded."""
    if parts.total.unit is Unit.COUNT:
        return _SUM_SLACK
    return _SUM_SLACK * 10.0**-parts.total.decimals * (len(parts.rows) + 1)
