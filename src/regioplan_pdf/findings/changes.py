"""Rules about time: what became of a figure since the first period that is shown.

A change of less than `gelijk` is none, one of less than `iets` is slight; the thresholds
themselves belong to the larger class. Figures that are printed alike didn't change.
"""

from __future__ import annotations

from dataclasses import replace

from regioplan_pdf.dutch import format_period, format_signed, format_value
from regioplan_pdf.findings.derive import absolute, difference, growth, print_alike, sum_values
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
from regioplan_pdf.findings.select import chosen_figure, first_and_last, shown_periods
from regioplan_pdf.model.figures import Period, Series, Unit, Value

CHANGE_OUTCOMES: dict[str, tuple[str, ...]] = {
    "toegenomen": (),
    "iets-toegenomen": ("toegenomen",),
    "gelijk": (),
    "iets-gedaald": ("gedaald",),
    "gedaald": (),
}
AGAINST = "+tegen"
"""Ends the outcome of a group's change when one of its categories moved the other way."""
FAN = ("minimum", "midden", "maximum")
"""The categories of a forecast."""


def tell_change(options: Options, context: FindingContext) -> Judgement:
    """`ontwikkeling`: from the first to the last period, in percent or, for shares, in points."""
    span = first_and_last(context)
    if span is None:
        return Judgement(UNKNOWN, kind=Kind.CHANGE)
    first, last = (chosen_figure(options, context, period) for period in span)
    return judge_change(first, last, span, read_number(options, "gelijk", 1), read_number(options, "iets", 10))


def judge_change(first: Value, last: Value, span: tuple[Period, Period], same: float, slight: float) -> Judgement:
    """Name a change by its size; from zero any visible growth is a full one."""
    if first.number is None or last.number is None:
        return Judgement(UNKNOWN, kind=Kind.CHANGE, values=(first, last))
    change, grown = difference(last, first), growth(first, last)
    measured = change if last.unit is Unit.PERCENT else grown
    size = float("inf") if measured.number is None else abs(measured.number)
    lean = Direction.of(change.number or 0)
    direction = Direction.SAME if size < same or print_alike(first, last) else lean
    outcome = {Direction.UP: "toegenomen", Direction.DOWN: "gedaald", Direction.SAME: "gelijk"}[direction]
    if direction is not Direction.SAME and size < slight:
        outcome = f"iets-{outcome}"
    words = {
        "waarde": format_value(last),
        "eerste": format_value(first),
        "verschil": format_value(absolute(change)),
        "groei": format_value(absolute(grown)) if grown.known else None,
        "eerste_periode": format_period(span[0]),
        "periode": format_period(span[1]),
    }
    evidence = f"{words['eerste']} in {span[0]}, {words['waarde']} in {span[1]}"
    return Judgement(outcome, words, direction, lean, Kind.CHANGE, evidence, values=(first, last))


def tell_group_change(options: Options, context: FindingContext) -> Judgement:
    """`ontwikkeling-groep`: a group's share in time, and which category moved it.

    {vooral} moved most in the group's direction; {tegen} moved most against it, if by
    `gelijk` or more. In a group that stayed the same both are told or neither: the one
    that rose most and the one that fell most.
    """
    span, series = first_and_last(context), context.series()
    names = read_words(options, "groep")
    if span is None or series is None or not names:
        return Judgement(UNKNOWN, kind=Kind.CHANGE)
    pairs = {name: (series.at(span[0], name), series.at(span[1], name)) for name in names}
    first, last = (sum_values(pair[end] for pair in pairs.values()) for end in (0, 1))
    same = read_number(options, "gelijk", 1)
    judged = judge_change(first, last, span, same, read_number(options, "iets", 2))
    if judged.outcome == UNKNOWN:
        return replace(judged, values=tuple(value for pair in pairs.values() for value in pair))
    sign = -1 if judged.direction is Direction.DOWN else 1
    along = {name: sign * (difference(after, before).number or 0) for name, (before, after) in pairs.items()}
    chief = max(names, key=lambda name: along[name])
    rival = min(names, key=lambda name: along[name])
    against = rival if along[rival] <= -same and along[rival] < 0 else ""
    if judged.direction is Direction.SAME:
        # Told only when categories moved against each other inside a group that stayed the same.
        chief, against = (chief, against) if against and along[chief] >= same else ("", "")
    words = {**judged.words, "vooral": chief, "tegen": against}
    outcome = judged.outcome + (AGAINST if against else "")
    parts = tuple(_part_in_time(name, *pair) for name, pair in pairs.items())
    values = tuple(value for pair in pairs.values() for value in pair)
    return replace(judged, outcome=outcome, words=words, parts=parts, values=values)


def _part_in_time(name: str, before: Value, after: Value) -> Part:
    moved = Direction.SAME if print_alike(before, after) else Direction.of(difference(after, before).number or 0)
    return Part(name, moved, f"{format_value(before)} first, {format_value(after)} last")


def tell_forecast(options: Options, context: FindingContext) -> Judgement:
    """`prognose`: how much lowest, middle and highest course change up to the last year."""
    series, periods = context.series(), shown_periods(context)
    changes = forecast_changes(series, periods) if series else None
    if changes is None:
        return Judgement(UNKNOWN, kind=Kind.CHANGE)
    low, middle, high = changes
    words = {
        "laag": format_signed(low) if low.known else None,
        "midden": format_signed(middle) if middle.known else None,
        "hoog": format_signed(high) if high.known else None,
        "jaar": str(periods[-1].year),
    }
    if any(word is None for word in words.values()):
        return Judgement(UNKNOWN, kind=Kind.CHANGE, values=changes)
    lean = Direction.of(middle.number or 0)
    mixed = (low.number or 0) < 0 < (high.number or 0)
    evidence = f"{words['laag']} to {words['hoog']}, {words['midden']} in the middle"
    direction = Direction.NONE if mixed else lean
    outcome = "waaier" if words["laag"] != words["hoog"] else "gelijk"
    return Judgement(outcome, words, direction, lean, Kind.CHANGE, evidence, values=changes)


def forecast_changes(series: Series, periods: tuple[Period, ...]) -> tuple[Value, Value, Value] | None:
    """Give the change of minimum, middle and maximum in percent, from their starting point.

    The three start in the last period in which they are still the same figure; where
    they never are, in the first that has all three. Whole percents, for a forecast
    knows no tenths.
    """
    complete = [period for period in periods if all(series.at(period, name).known for name in FAN)]
    if len(complete) < 2:
        return None
    together = [period for period in complete[:-1] if len({series.at(period, name).number for name in FAN}) == 1]
    start, end = (together[-1] if together else complete[0]), complete[-1]
    low, middle, high = (replace(growth(series.at(start, name), series.at(end, name)), decimals=0) for name in FAN)
    return low, middle, high


_CHANGE_WORDS = frozenset({"waarde", "eerste", "verschil", "groei", "periode", "eerste_periode"})

RULES: dict[str, Rule] = {
    "ontwikkeling": Rule(
        tell_change,
        CHANGE_OUTCOMES,
        _CHANGE_WORDS,
        {"gelijk": float, "iets": float, "categorie": str, "groep": list},
    ),
    "ontwikkeling-groep": Rule(
        tell_group_change,
        {
            **CHANGE_OUTCOMES,
            "toegenomen+tegen": ("toegenomen",),
            "gelijk+tegen": ("gelijk",),
            "iets-toegenomen+tegen": ("iets-toegenomen", "toegenomen+tegen", "toegenomen"),
            "iets-gedaald+tegen": ("iets-gedaald", "gedaald+tegen", "gedaald"),
            "gedaald+tegen": ("gedaald",),
        },
        _CHANGE_WORDS | {"vooral", "tegen"},
        {"gelijk": float, "iets": float, "groep": list},
        frozenset({"groep"}),
    ),
    "prognose": Rule(
        tell_forecast,
        {"waaier": (), "gelijk": ()},
        frozenset({"laag", "midden", "hoog", "jaar"}),
        plain={"gelijk": "{maat}: {midden} tot {jaar}"},
    ),
}
