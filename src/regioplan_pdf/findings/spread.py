"""Rules about a spread of figures: the extremes of a list, the range of scenarios."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from regioplan_pdf.dutch import format_number, format_value, join_words
from regioplan_pdf.findings.derive import print_alike, shown_number, shown_sign
from regioplan_pdf.findings.judgement import (
    UNKNOWN,
    Direction,
    FindingContext,
    Judgement,
    Kind,
    Options,
    Part,
    Rule,
    read_number,
    read_words,
)
from regioplan_pdf.findings.select import shown_categories, shown_periods


def tell_extremes(options: Options, context: FindingContext) -> Judgement:
    """`uitersten`: which categories stand highest and lowest, where each figure is a change.

    Only 'gemengd' says nothing of all categories: every other outcome needs every figure, for with one withheld
    it would say what way that one goes. Categories that are printed alike are named together.
    """
    series, periods = context.series(), shown_periods(context)
    if series is None or not periods:
        return Judgement(UNKNOWN, kind=Kind.BOTH)
    values = {name: series.at(periods[-1], name) for name in shown_categories(context)}
    known = {name: value for name, value in values.items() if value.known}
    numbers = {name: shown_number(value) for name, value in known.items()}
    signs = {name: shown_sign(value) for name, value in known.items()}
    up = [name for name, sign in signs.items() if sign is Direction.UP]
    down = [name for name, sign in signs.items() if sign is Direction.DOWN]
    outcome = _outcome_of_extremes(numbers, up, down)
    if not known or (outcome != "gemengd" and len(known) < len(values)):
        return Judgement(UNKNOWN, kind=Kind.BOTH, values=tuple(values.values()))
    count = max(1, int(read_number(options, "aantal", 2)))
    top, bottom = _both_ends(outcome, numbers, up, down, count)
    words = {
        "hoogste": join_words(top) or None,
        "laagste": join_words(bottom) or None,
        "aantal_hoger": format_number(len(up)),
        "aantal_lager": format_number(len(down)),
        "waarde": format_value(next(iter(known.values()))),
    }
    direction = {"alle-hoger": Direction.UP, "alle-lager": Direction.DOWN}.get(outcome, Direction.NONE)
    parts = tuple(Part(name, sign, format_value(known[name])) for name, sign in signs.items())
    evidence = f"{len(up)} higher, {len(down)} lower"
    return Judgement(outcome, words, direction, direction, Kind.BOTH, evidence, parts, tuple(values.values()))


def _outcome_of_extremes(numbers: Mapping[str, float], up: Sequence[str], down: Sequence[str]) -> str:
    if up and down:
        return "gemengd"
    if len(set(numbers.values())) < 2 and len(numbers) > 1:
        return "gelijk"
    if len(numbers) in (len(up), len(down)):
        return "alle-hoger" if up else "alle-lager"
    return "niet-lager" if up else "niet-hoger"


def _both_ends(
    outcome: str, numbers: Mapping[str, float], up: Sequence[str], down: Sequence[str], count: int
) -> tuple[list[str], list[str]]:
    """The highest and the lowest; those that the outcome is about come first, and no category is both."""
    if outcome == "gemengd":
        return _outermost(up, numbers, count, -1), _outermost(down, numbers, count, 1)
    if outcome in ("alle-lager", "niet-hoger"):
        bottom = _outermost(list(numbers), numbers, count, 1)
        return _outermost([name for name in numbers if name not in bottom], numbers, count, -1), bottom
    top = _outermost(list(numbers), numbers, count, -1)
    return top, _outermost([name for name in numbers if name not in top], numbers, count, 1)


def _outermost(names: Sequence[str], numbers: Mapping[str, float], count: int, sign: int) -> list[str]:
    """The first `count` in rank with all that are printed like the last of them; sign: 1 for the lowest, -1 highest."""
    ranked = sorted(names, key=lambda name: sign * numbers[name])
    if len(ranked) <= count:
        return ranked
    return [name for name in ranked if sign * numbers[name] <= sign * numbers[ranked[count - 1]]]


def tell_scenarios(options: Options, context: FindingContext) -> Judgement:
    """`scenario`: the lowest and highest figure that one part has over the scenarios.

    Columns are those after today's; a column that lacks the part doesn't count.
    """
    series, part = context.series(), read_words(options, "deel")
    if series is None or not part or not series.periods:
        return Judgement(UNKNOWN, kind=Kind.CHANGE)
    period = max(context.periods or series.periods)
    found = [
        (series.values[key])
        for column in context.columns[1:]
        if (key := (period, f"{column}|{part[0]}")) in series.values
    ]
    numbers = [value for value in found if value.number is not None]
    if not numbers or len(numbers) < len(found):
        return Judgement(UNKNOWN, kind=Kind.CHANGE, values=tuple(found))
    low = min(numbers, key=lambda value: value.number or 0)
    high = max(numbers, key=lambda value: value.number or 0)
    words = {"laag": format_value(low), "hoog": format_value(high), "jaar": str(period.year)}
    return Judgement("gelijk" if print_alike(low, high) else "bereik", words, kind=Kind.CHANGE, values=tuple(found))


RULES: dict[str, Rule] = {
    "uitersten": Rule(
        tell_extremes,
        {"gemengd": (), "alle-hoger": (), "alle-lager": (), "niet-lager": (), "niet-hoger": (), "gelijk": ()},
        frozenset({"hoogste", "laagste", "aantal_hoger", "aantal_lager", "waarde"}),
        {"aantal": float},
        plain={
            "niet-lager": "{maat}: het hoogst in {hoogste}, nergens een daling",
            "niet-hoger": "{maat}: het laagst in {laagste}, nergens een stijging",
            "gelijk": "{maat}: overal {waarde}",
        },
    ),
    "scenario": Rule(
        tell_scenarios,
        {"bereik": (), "gelijk": ()},
        frozenset({"laag", "hoog", "jaar"}),
        {"deel": str},
        frozenset({"deel"}),
        {"gelijk": "{maat}: {laag} in {jaar}, in elk scenario"},
    ),
}
