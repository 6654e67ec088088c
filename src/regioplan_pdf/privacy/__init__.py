"""Statistical disclosure control: which figures about people are too small to publish.

Primary: a count of persons under its minimum (zero included) is withheld, and so is a share,
rate or average that is about fewer persons than that, or about an unknown number of them.
Secondary: figures are tied to each other - parts and total, share and count, sum, growth, by
their categories or as an edition declares it - and whatever would let a withheld figure be
calculated, or bounded more closely than the minimum, goes with it (cf. the handbook of
Hundepool et al., 'Statistical Disclosure Control'). A figure that is withheld loses its number
here for good, and its herkomst, which may say how it was calculated.

An empty figure is no refuge: when a reader could fill it in by the others, and with too few
persons, it is withheld like one that is filled in. Any other stays unknown.

`links` reads what an edition declares, `persons` counts, `network` ties the figures of one
party together, `empty` fills in what follows, `solve` finds what gives a withheld figure away;
both put `rows` together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from regioplan_pdf.model.figures import EXAMPLE, Period, Series, Value
from regioplan_pdf.privacy.empty import find_few
from regioplan_pdf.privacy.links import Cell, Rules, find_tied
from regioplan_pdf.privacy.network import tie
from regioplan_pdf.privacy.persons import Persons, is_growth_small, is_guarded, is_small
from regioplan_pdf.privacy.solve import protect

_CALCULATION = re.compile(r"\s*\([^)]*\d.*", re.DOTALL)
"""From a bracket with a number in it to the end."""

__all__ = ["Cell", "Rules", "find_withheld", "withhold"]


def withhold(
    series: Mapping[str, Series], rules: Rules, floor: Mapping[str, Series] | None = None
) -> Mapping[str, Series]:
    """The series of one party (a region or the benchmark) without the figures that are too small.

    Args:
        series: all that is known of the party, by indicator id, with every number still there.
        rules: what the edition says of its indicators.
        floor: counts of which the party is known to have no fewer, for bases that it has no figures of.

    """
    withheld: dict[str, set[tuple[Period, str]]] = {}
    for name, period, category in find_withheld(series, rules, floor):
        withheld.setdefault(name, set()).add((period, category))
    if not withheld:
        return series
    near = find_tied(withheld, rules.indicators)
    return {
        name: _without(found, withheld.get(name, set())) if name in near else found for name, found in series.items()
    }


def find_withheld(
    series: Mapping[str, Series], rules: Rules, floor: Mapping[str, Series] | None = None
) -> frozenset[Cell]:
    """The figures that may not be published: the small ones, empty ones that are small, what gives them away."""
    persons = Persons(series, rules.indicators, floor or {})
    small: set[Cell] = set()
    empty: set[Cell] = set()
    for name, found in series.items():
        if name in rules.indicators and is_guarded(rules.indicators[name]):
            for (period, category), value in found.values.items():
                if value.number is None:
                    empty.add((name, period, category))
                elif _may_not_be_told(rules, persons, (name, period, category), value.number):
                    small.add((name, period, category))
    if not small and not empty and not rules.has_rests:
        return frozenset()
    network = tie(series, rules, persons)
    if empty:
        small |= find_few(network, empty)
    return protect(network, small)


def _may_not_be_told(rules: Rules, persons: Persons, cell: Cell, number: float) -> bool:
    spec = rules.indicators[cell[0]]
    return is_growth_small(spec, cell, persons) if spec.change else is_small(spec, cell, number, persons)


def _without(series: Series, withheld: set[tuple[Period, str]]) -> Series:
    """The series with withheld figures emptied.

    No herkomst is left that says how a figure was calculated: that of a shown figure may name the
    numbers of a withheld one ('100% min 25,2%').
    """
    values = {
        key: Value(None, value.unit, value.decimals, EXAMPLE if value.example else "", withheld=True)
        if key in withheld
        else Value(value.number, value.unit, value.decimals, _CALCULATION.sub("", value.herkomst))
        for key, value in series.values.items()
    }
    return Series(
        series.indicator, series.region, series.unit, series.decimals, values, series.periods, series.categories
    )
