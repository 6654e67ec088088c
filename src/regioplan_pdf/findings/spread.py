"""Rules about a spread of figures: the extremes of a list, the range of scenarios."""

from __future__ import annotations

from regioplan_pdf.dutch import format_number, format_value, join_words, round_half_up
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
from regioplan_pdf.model.figures import Value


def tell_extremes(options: Options, context: FindingContext) -> Judgement:
    """`uitersten`: which categories stand highest and lowest, where each figure is a change.

    'alle-hoger' and 'alle-lager' need every figure: with one withheld they would say
    what way that one goes.
    """
    series, periods = context.series(), shown_periods(context)
    if series is None or not periods:
        return Judgement(UNKNOWN, kind=Kind.BOTH)
    names = shown_categories(context)
    values = {name: series.at(periods[-1], name) for name in names}
    known = {name: value for name, value in values.items() if value.known}
    signs = {name: _shown_sign(value) for name, value in known.items()}
    up = sum(sign is Direction.UP for sign in signs.values())
    down = sum(sign is Direction.DOWN for sign in signs.values())
    one_way = bool(known) and len(known) in (up, down)
    if not known or (one_way and len(known) < len(values)):
        return Judgement(UNKNOWN, kind=Kind.BOTH, values=tuple(values.values()))
    count = max(1, int(read_number(options, "aantal", 2)))
    ranked = sorted(known, key=lambda name: -(known[name].number or 0))
    top = ranked[:count]
    bottom = [name for name in reversed(ranked) if name not in top][:count]
    words = {
        "hoogste": join_words(top),
        "laagste": join_words(bottom),
        "aantal_hoger": format_number(up),
        "aantal_lager": format_number(down),
    }
    outcome = "gemengd" if not one_way else "alle-hoger" if up else "alle-lager"
    direction = Direction.NONE if not one_way else Direction.UP if up else Direction.DOWN
    parts = tuple(Part(name, sign, format_value(known[name])) for name, sign in signs.items())
    evidence = f"{up} higher, {down} lower"
    return Judgement(outcome, words, direction, direction, Kind.BOTH, evidence, parts, tuple(values.values()))


def _shown_sign(value: Value) -> Direction:
    """Tell the sign that a reader sees: 0,04 printed as 0,0 has none."""
    return Direction.of(float(round_half_up(value.number or 0, value.decimals)))


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
    return Judgement("bereik", words, kind=Kind.CHANGE, values=tuple(found))


RULES: dict[str, Rule] = {
    "uitersten": Rule(
        tell_extremes,
        {"gemengd": (), "alle-hoger": (), "alle-lager": ()},
        frozenset({"hoogste", "laagste", "aantal_hoger", "aantal_lager"}),
        {"aantal": float},
    ),
    "scenario": Rule(
        tell_scenarios, {"bereik": ()}, frozenset({"laag", "hoog", "jaar"}), {"deel": str}, frozenset({"deel"})
    ),
}
