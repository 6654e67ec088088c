"""What is wrong with the figures: rows that fit no indicator, that contradict or that are missing."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from regioplan_pdf.errors import Problem, Problems, at_sheet
from regioplan_pdf.load.data import ALL_REGIONS, Dataset
from regioplan_pdf.load.regions import Regions
from regioplan_pdf.load.vocabulary import PERSONS
from regioplan_pdf.model.content import Edition, IndicatorSpec
from regioplan_pdf.model.figures import Period, Unit
from regioplan_pdf.suggest import did_you_mean, find_alike
from regioplan_pdf.validate.captions import find_contradictions
from regioplan_pdf.validate.needs import Keys, Need, find_needs
from regioplan_pdf.validate.privacy import find_unknown_bases
from regioplan_pdf.validate.rows import Check, Row, all_rows, say
from regioplan_pdf.validate.sums import check_sums


class FigureFaults(NamedTuple):
    """The faults in an edition's figures.

    shared: those of every plan. by_region: those of one, by its region's slug. doubtful: region and indicator of
    which rows have faults or aren't there ('' for any).
    """

    shared: tuple[Problem, ...]
    by_region: Mapping[str, tuple[Problem, ...]]
    doubtful: frozenset[tuple[str, str]]


def check_dataset(
    dataset: Dataset, edition: Edition, regions: Regions, selected_regions: Iterable[str]
) -> FigureFaults:
    """The faults in an edition's figures, each by the plans that it stops.

    The sums and gaps of an indicator and region aren't judged when one of its rows is at fault. Every plan is stopped
    by a fault of the benchmark and of a row whose region isn't known. Rows of regions that aren't selected are passed
    over.
    """
    wanted = dict.fromkeys((*selected_regions, edition.benchmark))
    check = Check(dataset, edition, regions)
    for fault in dataset.faults:
        if fault.region == ALL_REGIONS or fault.region in wanted:
            check.found.setdefault(fault.region, Problems(dataset.file)).extend([fault.problem])
    rows = [row for row in all_rows(dataset) if row.region in wanted]
    by_indicator: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        by_indicator.setdefault((row.region, row.indicator), []).append(row)
    for (region, name), group in by_indicator.items():
        spec = edition.indicators.get(name)
        if spec is None:
            _tell_unknown_indicator(region, name, group, check)
        else:
            _check_rows(region, spec, group, check)
    check_sums(by_indicator, check)
    _check_needs(by_indicator, wanted, check)
    _check_bases(by_indicator, wanted, check)
    _check_captions(by_indicator, check)
    found = {region: _told_of_sheet(problems.found(), dataset) for region, problems in check.found.items()}
    return FigureFaults(found.pop(ALL_REGIONS, ()), found, frozenset(check.suspect | check.missing))


def _told_of_sheet(problems: Iterable[Problem], dataset: Dataset) -> tuple[Problem, ...]:
    """Name the sheet in what is told of a workbook with more of them."""
    return tuple(
        each for one in problems for each in at_sheet([one], dataset.sheet if one.file == dataset.file else "")
    )


def _more(rows: Collection[object]) -> str:
    return f" ({len(rows)} rows)" if len(rows) > 1 else ""


def _tell_unknown_indicator(region: str, name: str, rows: list[Row], check: Check) -> None:
    hint = did_you_mean(name, check.edition.indicators, otherwise="the [[indicator]] tables of editie.toml say which")
    told = f"There is no indicator '{name}'" if name else "The indicator of this row is empty"
    check.error(region, rows[0].line, f"{told}{_more(rows)}.", hint)
    check.suspect.add((region, find_alike(name, check.edition.indicators)))


def _check_rows(region: str, spec: IndicatorSpec, rows: list[Row], check: Check) -> None:
    """The faults that each row of an indicator can have by itself."""
    before = check.errors
    _check_units(region, spec, rows, check)
    _check_categories(region, spec, rows, check)
    first: dict[tuple[Period, str], int] = {}
    for row in rows:
        key = (row.period, row.category)
        if key in first:
            what = f"'{spec.id}', {row.period}" + (f", '{row.category}'" if row.category else "")
            hint = f"the first is at line {first[key]}; keep one of them"
            check.error(region, row.line, f"This figure of {check.name(region)} is there twice: {what}.", hint)
        first.setdefault(key, row.line)
        _check_range(spec, row, check)
    _check_overlap(region, spec, rows, check)
    if check.errors != before:
        check.suspect.add((region, spec.id))


def _check_overlap(region: str, spec: IndicatorSpec, rows: list[Row], check: Check) -> None:
    """A year and a month of that year, or a month and a day: the later would be taken for a next period."""
    lines: dict[Period, int] = {}
    for row in rows:
        lines.setdefault(row.period, row.line)
    for period, line in lines.items():
        wider = (Period(period.year), Period(period.year, period.month)) if period.day else (Period(period.year),)
        for other in wider:
            if period.month and other in lines:
                check.error(
                    region,
                    line,
                    f"'{spec.id}' of {check.name(region)} has figures of {period} as well as of {other}.",
                    f"write the period in the same way in all rows; {other} is at line {lines[other]}",
                )


def _check_units(region: str, spec: IndicatorSpec, rows: list[Row], check: Check) -> None:
    wrong: dict[str, list[Row]] = {}
    for row in rows:
        if row.unit != spec.unit:
            wrong.setdefault(row.unit, []).append(row)
    for unit, group in wrong.items():
        line = group[0].line
        if unit in list(Unit):
            message = f"'{spec.id}' is in '{spec.unit}', but this row says '{unit}'{_more(group)}."
            check.error(region, line, message, f"write {spec.unit}, or change 'eenheid' in editie.toml")
        elif unit:
            hint = did_you_mean(unit, map(str, Unit))
            check.error(region, line, f"There is no unit '{unit}'{_more(group)}.", hint)
        else:
            check.error(region, line, f"The 'eenheid' of this row is empty{_more(group)}.", f"write {spec.unit}")


def _check_categories(region: str, spec: IndicatorSpec, rows: list[Row], check: Check) -> None:
    wrong: dict[str, list[Row]] = {}
    for row in rows:
        if spec.categories and row.category not in spec.categories:
            wrong.setdefault(row.category, []).append(row)
    for category, group in wrong.items():
        hint = did_you_mean(category, spec.categories)
        told = f"'{spec.id}' has no category '{category}'" if category else f"'{spec.id}' needs a category"
        check.error(region, group[0].line, f"{told}{_more(group)}.", hint)


def _check_range(spec: IndicatorSpec, row: Row, check: Check) -> None:
    if math.isnan(row.value) or spec.change:
        return
    if spec.unit is Unit.PERCENT and not 0 <= row.value <= 100:
        check.error(
            row.region,
            row.line,
            f"The share '{spec.id}' is {say(row.value)}%, which is outside 0-100.",
            f"mend it; if '{spec.id}' is a growth, set verandering = true in editie.toml",
        )
    elif spec.unit is Unit.COUNT and spec.counts == PERSONS and row.value < 0:
        check.error(row.region, row.line, f"'{spec.id}' is {say(row.value)}, but persons can't be fewer than none.")


def _check_needs(by_indicator: Mapping[tuple[str, str], list[Row]], wanted: Iterable[str], check: Check) -> None:
    """Figures that a chart, a key figure or the guard of privacy needs and that aren't there."""
    present: dict[str, dict[str, Keys]] = {}
    for (owner, name), rows in by_indicator.items():
        present.setdefault(owner, {})[name] = {(row.period, row.category) for row in rows}
    benchmark = present.get(check.edition.benchmark, {})
    latest: Mapping[str, Keys] = {}
    unmet: tuple[Need, ...] = ()
    for region in wanted:
        if region == check.edition.benchmark:
            continue
        own = present.get(region)
        if own is None:
            if any(owner in (region, ALL_REGIONS) for owner, _ in check.dataset.left_out):
                continue
            check.missing.add((region, ""))
            check.error(region, 0, f"There are no figures of {check.name(region)}.", "add its rows")
            continue
        if own != latest:  # most regions have figures of the same
            latest = own
            needs = find_needs(check.edition, own)
            unmet = tuple(
                need
                for need in needs
                if not need.is_met((benchmark if need.benchmark else own).get(need.indicator, set()))
            )
        for need in unmet:
            _tell_need(need, region, (benchmark if need.benchmark else own).get(need.indicator, set()), check)


def _tell_need(need: Need, region: str, keys: Keys, check: Check) -> None:
    """Tell what is missing of a need, unless what is there is faulty or can't be told."""
    owner = check.edition.benchmark if need.benchmark else region
    if need.indicator not in check.edition.indicators or any(
        check.may_have(each, need.indicator) for each in (owner, region)
    ):
        return
    check.missing.add((owner, need.indicator))
    message = (
        f"{check.name(owner)} has no figures of '{need.indicator}'{need.describe(keys)}, which {need.owner} needs."
    )
    check.error(owner, 0, message[0].upper() + message[1:], need.hint)


def _check_bases(by_indicator: Mapping[tuple[str, str], list[Row]], wanted: Collection[str], check: Check) -> None:
    """Numbers of persons that are left empty, so that what is too small among their shares can't be found."""
    faulty = {fault.problem.line for fault in check.dataset.faults}
    for each in find_unknown_bases(by_indicator, check.edition, wanted):
        suspect = any(check.is_suspect(each.region, name) for name in (each.base, each.indicator))
        if each.line in faulty or suspect:
            continue
        what = f"'{each.base}'" + (f", '{each.category}'" if each.category else "")
        check.error(
            each.region,
            each.line,
            f"{what} of {check.name(each.region)} is empty for {each.period}, "
            f"so small numbers of persons behind '{each.indicator}' can't be found.",
            f"fill in how many they are, which no plan shows unless it's asked to; "
            f"if that isn't known, leave 'waarde' of '{each.indicator}' empty too",
        )


def _check_captions(by_indicator: Mapping[tuple[str, str], list[Row]], check: Check) -> None:
    """Warn of captions that name other periods than a region's figures give their chart."""
    periods: dict[str, dict[str, frozenset[Period]]] = {}
    for (region, name), rows in by_indicator.items():
        if region != check.edition.benchmark and not check.is_suspect(region, name):
            periods.setdefault(region, {})[name] = frozenset(row.period for row in rows)
    latest: Mapping[str, frozenset[Period]] = {}
    found: tuple[tuple[int, str, str], ...] = ()
    for region, own in periods.items():
        if own != latest:  # most regions have figures of the same
            latest = own
            found = tuple(find_contradictions(check.edition, own))
        for line, message, hint in found:
            check.warn_of_settings(region, line, message, hint)
