"""Rules that set the region beside the benchmark, in the last period that is shown.

A difference counts from its threshold on. Two figures that are printed alike are never
called different, whatever hides behind the comma.
"""

from __future__ import annotations

from regioplan_pdf.dutch import format_value, join_words
from regioplan_pdf.findings.derive import (
    absolute,
    difference,
    growth,
    print_alike,
    relative_difference,
    shown_sign,
)
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
    read_word,
)
from regioplan_pdf.findings.select import chosen_figure, first_and_last, last_period, shown_categories
from regioplan_pdf.model.figures import Period, Series, Unit, Value

NO_GROWTH = "geen-groei"
"""The outcome when what is said to grow faster or slower doesn't grow."""
LEVEL_OUTCOMES = {"hoger": (), "lager": (), "vergelijkbaar": ()}


def compare_level(options: Options, context: FindingContext) -> Judgement:
    """`vergelijking`: the region's figure against the benchmark's, `drempel` in percent of it."""
    value, benchmark = level_pair(options, context)
    gap = relative_difference(value, benchmark)
    return judge_level(value, benchmark, gap, read_number(options, "drempel", 5))


def compare_group(options: Options, context: FindingContext) -> Judgement:
    """`groep-vergelijking`: a group's share against the benchmark's, `drempel` in points.

    {vooral} is the largest category of another indicator; unknown when a withheld one may
    be larger.
    """
    value, benchmark = level_pair(options, context)
    judged = judge_level(value, benchmark, difference(value, benchmark), read_number(options, "drempel", 1))
    other = context.series(read_word(options, "vooral"))
    largest = largest_category(other, context) if other and read_word(options, "vooral") else None
    words = {**judged.words, "vooral": largest}
    return Judgement(
        judged.outcome, words, judged.direction, judged.lean, judged.kind, judged.evidence, values=judged.values
    )


def compare_growth(options: Options, context: FindingContext) -> Judgement:
    """`groei-vergelijking`: growth from first to last period, `drempel` in points between growths.

    The growth is the published one where the chart prints that. A figure that didn't grow has an outcome of its
    own: what falls less than elsewhere doesn't grow faster.
    """
    span = first_and_last(context)
    if span is None:
        return Judgement(UNKNOWN)
    own, own_ends = _grown(options, context, span, benchmark=False)
    other, other_ends = _grown(options, context, span, benchmark=True)
    values = (*own_ends, *other_ends)
    if own.number is None or other.number is None:
        return Judgement(UNKNOWN, values=values)
    gap = difference(own, other)
    words = {"groei": format_value(own), "groei_referentie": format_value(other)}
    reached = reaches(gap, read_number(options, "drempel", 0.5)) and not print_alike(own, other)
    lean = Direction.of(gap.number or 0)
    direction = lean if reached else Direction.SAME
    outcome = {Direction.UP: "sneller", Direction.DOWN: "trager", Direction.SAME: "vergelijkbaar"}[direction]
    if shown_sign(own) is not Direction.UP:
        outcome, direction = NO_GROWTH, Direction.NONE
    evidence = f"growth of {words['groei']} against {words['groei_referentie']}"
    return Judgement(outcome, words, direction, lean, evidence=evidence, values=values)


def _grown(
    options: Options, context: FindingContext, span: tuple[Period, Period], *, benchmark: bool
) -> tuple[Value, list[Value]]:
    """The growth between two periods, and the figures that it's about; unknown when one of these is withheld."""
    ends = [chosen_figure(options, context, period, benchmark=benchmark) for period in span]
    series = context.series(context.growth, benchmark=benchmark) if context.growth else None
    published = series.at(max(series.periods)) if series is not None and series.periods else None
    if published is not None and published.known and not any(end.withheld for end in ends):
        return published, [*ends, published]
    return growth(*ends), ends


def list_differences(options: Options, context: FindingContext) -> Judgement:
    """`verschillen`: the categories that differ most, `drempel` in points, `hoogstens` each way.

    For figures that are no percentage the threshold is a percentage of the benchmark's. Of figures that are
    changes, none that is named may be a fall: see `compare_growth`.
    """
    region, benchmark, period = context.series(), context.series(benchmark=True), last_period(context)
    if region is None or benchmark is None or period is None:
        return Judgement(UNKNOWN)
    threshold, most = read_number(options, "drempel", 3), int(read_number(options, "hoogstens", 2))
    gap_of = difference if region.unit is Unit.PERCENT else relative_difference
    gaps: dict[str, float] = {}
    parts: list[Part] = []
    values: list[Value] = []
    names = shown_categories(context)
    for name in names:
        own, other = region.at(period, name), benchmark.at(period, name)
        values += (own, other)
        gap = gap_of(own, other).number
        if gap is None:
            continue
        alike = print_alike(own, other)
        gaps[name] = 0.0 if alike or abs(gap) < threshold else gap
        direction = Direction.SAME if alike else Direction.of(gap)
        parts.append(Part(name, direction, f"{format_value(own)} against {format_value(other)}"))
    more = _largest([name for name in names if gaps.get(name, 0) > 0], gaps, most)
    fewer = _largest([name for name in names if gaps.get(name, 0) < 0], gaps, most)
    outcome = _outcome_of_differences(more, fewer, complete=bool(names) and len(gaps) == len(names))
    told = (more + fewer) or list(gaps)
    spec = context.edition.indicators.get(region.indicator)
    changes = outcome != UNKNOWN and spec is not None and spec.change
    if changes and any(shown_sign(region.at(period, name)) is not Direction.UP for name in told):
        outcome = NO_GROWTH
    pairs = [(name, region.at(period, name), benchmark.at(period, name)) for name in told]
    figures = [f"{name} {format_value(own)} tegen {format_value(other)}" for name, own, other in pairs]
    words = {"meer": join_words(more), "minder": join_words(fewer), "cijfers": join_words(figures)}
    return Judgement(outcome, words, parts=tuple(parts), values=tuple(values))


def _outcome_of_differences(more: list[str], fewer: list[str], *, complete: bool) -> str:
    if more and fewer:
        return "verschil"
    if more or fewer:
        return "meer" if more else "minder"
    return "vergelijkbaar" if complete else UNKNOWN


def _largest(names: list[str], gaps: dict[str, float], most: int) -> list[str]:
    """Keep the `most` that differ most, in the order in which they are shown."""
    kept = sorted(names, key=lambda name: -abs(gaps[name]))[:most]
    return [name for name in names if name in kept]


def tell_values(options: Options, context: FindingContext) -> Judgement:
    """`zin`: one sentence, always; a withheld figure in it makes it unknown."""
    value, benchmark = level_pair(options, context)
    words = {"waarde": _shown(value), "referentie": _shown(benchmark)}
    return Judgement("altijd", words, values=(value, benchmark))


def level_pair(options: Options, context: FindingContext) -> tuple[Value, Value]:
    """Give the region's and the benchmark's figure in the last period that is shown."""
    period = last_period(context)
    if period is None:
        return Value(None, Unit.COUNT), Value(None, Unit.COUNT)
    return chosen_figure(options, context, period), chosen_figure(options, context, period, benchmark=True)


def judge_level(value: Value, benchmark: Value, gap: Value, threshold: float) -> Judgement:
    """Call a figure 'hoger', 'lager' or 'vergelijkbaar' by its gap with the benchmark.

    A benchmark of zero has no percentage: then any difference that can be seen counts.
    """
    if value.number is None or benchmark.number is None:
        return Judgement(UNKNOWN, values=(value, benchmark))
    size = float("inf") if gap.number is None else abs(gap.number)
    lean = Direction.of(round(value.number - benchmark.number, 9))
    direction = lean if size >= threshold and not print_alike(value, benchmark) else Direction.SAME
    outcome = "vergelijkbaar" if direction is Direction.SAME else str(direction)
    words = {
        "waarde": format_value(value),
        "referentie": format_value(benchmark),
        "verschil": format_value(absolute(difference(value, benchmark))),
    }
    evidence = f"{words['waarde']} against {words['referentie']} for the benchmark"
    return Judgement(outcome, words, direction, lean, Kind.LEVEL, evidence, values=(value, benchmark))


def largest_category(series: Series, context: FindingContext) -> str | None:
    """Name the largest category of the last period, None when that can't be said.

    A withheld category may be the largest one, unless the shares that are left over for
    the withheld ones together come below the largest that is known.
    """
    period = max(series.periods, default=None)
    names = [name for name in series.categories if name]
    values = {name: series.at(period, name) for name in names}
    known = {name: value.number for name, value in values.items() if value.number is not None}
    if not known:
        return None
    top = max(known, key=lambda name: known[name])
    spec = context.edition.indicators.get(series.indicator)
    if any(value.withheld for value in values.values()):
        shares = series.unit is Unit.PERCENT and spec is not None and spec.parts == "som"
        if not shares or 100 - sum(known.values()) >= known[top]:
            return None
    return top


def reaches(gap: Value, threshold: float) -> bool:
    """Whether a gap is as large as its threshold."""
    return gap.number is not None and abs(gap.number) >= threshold


def _shown(value: Value) -> str | None:
    return format_value(value) if value.known else None


RULES: dict[str, Rule] = {
    "vergelijking": Rule(
        compare_level,
        LEVEL_OUTCOMES,
        frozenset({"waarde", "referentie", "verschil"}),
        {"drempel": float, "categorie": str, "groep": list},
    ),
    "groep-vergelijking": Rule(
        compare_group,
        LEVEL_OUTCOMES,
        frozenset({"waarde", "referentie", "verschil", "vooral"}),
        {"drempel": float, "groep": list, "vooral": str},
        frozenset({"groep"}),
    ),
    "groei-vergelijking": Rule(
        compare_growth,
        {"sneller": (), "trager": (), "vergelijkbaar": (), NO_GROWTH: ()},
        frozenset({"groei", "groei_referentie"}),
        {"drempel": float},
        plain={NO_GROWTH: "{maat}: {groei} in {regio}, gemiddeld {groei_referentie}"},
    ),
    "verschillen": Rule(
        list_differences,
        {"verschil": (), "meer": (), "minder": (), "vergelijkbaar": (), NO_GROWTH: ()},
        frozenset({"meer", "minder", "cijfers"}),
        {"drempel": float, "hoogstens": float},
        plain={NO_GROWTH: "{maat} in {regio} en gemiddeld: {cijfers}"},
    ),
    "zin": Rule(tell_values, {"altijd": ()}, frozenset({"waarde", "referentie"})),
}
