"""Which periods and categories a rule looks at."""

from __future__ import annotations

from regioplan_pdf.findings.derive import pick
from regioplan_pdf.findings.judgement import FindingContext, Options, read_words
from regioplan_pdf.model.figures import Period, Series, Unit, Value


def shown_periods(context: FindingContext) -> tuple[Period, ...]:
    """Give the chart's periods, else all that the region's series has, in time."""
    series = context.series()
    return tuple(sorted(context.periods or (series.periods if series else ())))


def last_period(context: FindingContext) -> Period | None:
    """Give the last period that is shown; None without figures."""
    periods = shown_periods(context)
    return periods[-1] if periods else None


def first_and_last(context: FindingContext) -> tuple[Period, Period] | None:
    """Give the first and the last period, None when there aren't two."""
    periods = shown_periods(context)
    return (periods[0], periods[-1]) if len(periods) > 1 else None


def shown_categories(context: FindingContext) -> tuple[str, ...]:
    """Give the chart's categories, else all that the region's series has."""
    series = context.series()
    return context.categories or (series_categories(series) if series else ())


def chosen_figure(options: Options, context: FindingContext, period: Period, *, benchmark: bool = False) -> Value:
    """Give the one figure at a period that a rule is about.

    That is the category of `categorie`, or those of `groep` added up. Without either it's
    the indicator's published total (`totaal`), else all categories that are shown added up;
    for an indicator without categories its only figure.
    """
    series = context.series(benchmark=benchmark)
    if series is None:
        return Value(None, Unit.COUNT)
    named = read_words(options, "groep") or read_words(options, "categorie")
    if not named and not context.categories and series_categories(series):
        spec = context.edition.indicators.get(series.indicator)
        total = context.series(spec.total, benchmark=benchmark) if spec and spec.total else None
        if total is not None:
            return total.at(period)
    return pick(series, period, named or shown_categories(context) or ("",))


def series_categories(series: Series) -> tuple[str, ...]:
    """Give the names of a series' categories; empty when it has none."""
    return tuple(name for name in series.categories if name)
