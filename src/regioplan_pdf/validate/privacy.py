"""What the guard of privacy can't do without: declarations that name figures, counts behind shares."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from regioplan_pdf.errors import Problems
from regioplan_pdf.load.vocabulary import PERSONS
from regioplan_pdf.model.content import Edition, IndicatorSpec
from regioplan_pdf.model.figures import Period, Unit
from regioplan_pdf.privacy.links import Reference, Rules, matches
from regioplan_pdf.suggest import did_you_mean

_NAMES_CATEGORY = 'a category is named behind its indicator: "sector_aanbieder|V&V-aanbieder"'


def check_links(edition: Edition, problems: Problems) -> None:
    """Declarations of what a figure is the sum, a part or the growth of, that name nothing."""
    grown = Rules.of_edition(edition, ()).growths
    for spec in edition.indicators.values():
        for setting, text in _declared(spec):
            _check_link(spec, setting, text, edition, problems)
        if spec.growth_of and not spec.change:
            hint = "set verandering = true, or leave out groei_van"
            problems.error(spec.line, f"'{spec.id}' has 'groei_van', but isn't said to be a growth.", hint)
        if spec.change and (spec.same or spec.sum_of or spec.part_of):
            hint = "leave it out; groei_van says what it is the growth of"
            problems.error(spec.line, f"'{spec.id}' is a growth: it can't count persons of another figure.", hint)
        if spec.change and spec.counts == PERSONS and spec.id not in grown:
            problems.warn(
                spec.line,
                f"'{spec.id}' is a growth of persons but doesn't say of which, so it may tell a withheld number.",
                "add groei_van = the indicator that it is the growth of",
            )


def _declared(spec: IndicatorSpec) -> Iterator[tuple[str, str]]:
    for setting, text in (("is", spec.same), ("deel_van", spec.part_of), ("groei_van", spec.growth_of)):
        if text:
            yield setting, text
    yield from (("som_van", text) for text in spec.sum_of)


def _check_link(spec: IndicatorSpec, setting: str, text: str, edition: Edition, problems: Problems) -> None:
    named = Reference.parse(text)
    other = edition.indicators.get(named.indicator)
    what = f"The '{setting}' of '{spec.id}'"
    if other is None:
        hint = did_you_mean(named.indicator, (name for name in edition.indicators if name != spec.id))
        problems.error(spec.line, f"{what} is no indicator: '{named.indicator}'.", hint)
    elif other.id == spec.id and (not named.category or named.category in spec.categories or not spec.categories):
        problems.error(spec.line, f"{what} is '{spec.id}' itself.", "name another indicator")
    elif named.category and named.category not in other.categories:
        hint = did_you_mean(named.category, other.categories, otherwise=f'write "{other.id}"')
        problems.error(spec.line, f"{what} names a category that '{other.id}' doesn't have: '{named.category}'.", hint)
    elif named.category and spec.categories and setting != "groei_van":
        hint = f'name the indicator alone when each category is that of the other: "{other.id}"'
        problems.error(spec.line, f"{what} names one category, but '{spec.id}' has categories itself.", hint)
    elif not named.category and other.categories and not set(spec.categories) & set(other.categories):
        problems.error(spec.line, f"{what} doesn't say which category of '{other.id}' it means.", _NAMES_CATEGORY)
    elif setting != "groei_van" and PERSONS not in (spec.counts, other.counts):
        hint = 'set telt = "personen" if these are numbers of people, else leave it out'
        problems.error(spec.line, f"{what} ties figures that aren't about persons: '{spec.id}', '{other.id}'.", hint)


# -- the counts behind shares -------------------------------------------------------------


class _Row(Protocol):
    """What is looked at of a row of the figures."""

    @property
    def period(self) -> Period: ...
    @property
    def category(self) -> str: ...
    @property
    def value(self) -> float: ...
    @property
    def line(self) -> int: ...


class UnknownBase(NamedTuple):
    """A count that isn't known, at its line (0: no row), without which a share can't be shown."""

    region: str
    base: str
    indicator: str
    period: Period
    category: str
    line: int


def find_unknown_bases(
    by_indicator: Mapping[tuple[str, str], Sequence[_Row]], edition: Edition, regions: Collection[str]
) -> Iterator[UnknownBase]:
    """The empty counts behind figures about persons, each once; of whole series that aren't there `needs` tells."""
    told: set[tuple[str, str, int]] = set()
    for (region, name), rows in by_indicator.items():
        spec = edition.indicators.get(name)
        if spec is None or spec.counts != PERSONS or not spec.base or spec.unit is Unit.COUNT or region not in regions:
            continue
        bases = by_indicator.get((region, spec.base), ())
        for row in rows:
            empty = None if math.isnan(row.value) else _unknown(spec, row, bases)
            if empty is not None and (region, spec.base, empty.line) not in told:
                told.add((region, spec.base, empty.line))
                yield UnknownBase(region, spec.base, name, empty.period, empty.category, empty.line)


def _unknown(spec: IndicatorSpec, row: _Row, bases: Sequence[_Row]) -> _Row | None:
    """The row that should have said how many persons a share is taken of, when it's empty."""
    own = [base for base in bases if row.category and (base.period, base.category) == (row.period, row.category)]
    if own and spec.parts != "som":
        return own[0] if math.isnan(own[0].value) else None
    whole = [base for base in bases if not base.category] or bases
    same = [base for base in whole if base.period == row.period] or [
        base for base in whole if matches(base.period, row.period)
    ]
    held = same or whole
    return held[0] if held and all(math.isnan(base.value) for base in held) else None
