"""What the builders of chart specs read from, and the record of what they showed."""

from __future__ import annotations

from dataclasses import dataclass, field

from regioplan_pdf.dutch import format_period, format_signed, format_value
from regioplan_pdf.model.charts import Mark
from regioplan_pdf.model.content import ChartSettings, Edition
from regioplan_pdf.model.figures import Figures, Gap, Period, Series, Value
from regioplan_pdf.suggest import did_you_mean


class ChartFault(Exception):
    """A chart that can't be made of these figures; `hint` says what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class ChartSource:
    """One chart's settings and figures.

    shown: every value that became a mark, so that a chart with a `voorbeeld` says so;
    indicators: every indicator that was read, for the Leeswijzer; gaps: the figures that are
    still to be filled in. All are filled while the spec is built and read once it's done.
    """

    settings: ChartSettings
    edition: Edition
    figures: Figures
    region_name: str
    shown: list[Value] = field(default_factory=list)
    indicators: list[str] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)

    @property
    def main(self) -> Series:
        """The region's series of the main indicator."""
        return self.series(self.main_id)

    @property
    def main_id(self) -> str:
        """The id of the main indicator."""
        if not self.settings.indicators:
            raise ChartFault("it names no indicator", 'add indicatoren = ["..."]')
        return self.settings.indicators[0]

    def series(self, indicator: str) -> Series:
        """The region's series of an indicator.

        Raises ChartFault for an indicator that the edition or the region doesn't have.
        """
        if indicator not in self.edition.indicators:
            raise ChartFault(f"there is no indicator '{indicator}'", did_you_mean(indicator, self.edition.indicators))
        self.note(indicator)
        series = self.figures.region.get(indicator)
        if series is None or not series.periods:
            raise ChartFault(
                f"region '{self.figures.region_slug}' has no figures for the indicator '{indicator}'",
                "add them to the edition's figures",
            )
        return series

    def benchmark(self, indicator: str) -> Series | None:
        """The benchmark's series, None if it has none or the chart leaves it out."""
        return self.figures.benchmark.get(indicator) if self.settings.benchmark else None

    def note(self, indicator: str) -> None:
        """Remember that an indicator is shown."""
        if indicator not in self.indicators:
            self.indicators.append(indicator)

    def periods(self, series: Series) -> tuple[Period, ...]:
        """The periods to show: the chart's own, else the series', in time."""
        own = tuple(Period.parse(text) for text in self.settings.periods)
        return tuple(sorted(own or series.periods))

    def categories(self, series: Series) -> tuple[str, ...]:
        """The categories to show: the chart's own, else the series'."""
        found = self.settings.categories or tuple(name for name in series.categories if name)
        if not found:
            raise ChartFault(
                f"a chart of the kind '{self.settings.kind}' needs categories, and '{series.indicator}' has none"
            )
        return found

    def mark(self, value: Value, *, signed: bool = False) -> Mark:
        """Make a mark of a value and remember it."""
        self.shown.append(value)
        text = format_signed(value) if signed else format_value(value)
        return Mark(value.number, text, value.withheld)

    def mark_at(self, series: Series, period: Period, category: str = "", *, signed: bool = False) -> Mark:
        """Make the mark of a figure, and remember it when it's still to be filled in."""
        self.note_gap(series, period, category)
        return self.mark(series.at(period, category), signed=signed)

    def marks(self, series: Series, period: Period, categories: tuple[str, ...]) -> tuple[Mark, ...]:
        """Make the marks of several categories at a period."""
        return tuple(self.mark_at(series, period, name) for name in categories)

    def note_gap(self, series: Series, period: Period, category: str = "") -> None:
        """Remember a figure that is still to be filled in; one without a row isn't there by intention."""
        gap = series.gap_at(period, category) if (period, category) in series.values else None
        if gap:
            self.gaps.append(gap)

    def has_any(self, series: Series, periods: tuple[Period, ...], categories: tuple[str, ...] = ("",)) -> bool:
        """Whether a series has a figure, shown or withheld, at any of these places; else it's left out of the chart.

        What is left out for being still to be filled in is remembered.
        """
        places = [(period, name) for period in periods for name in categories]
        found = any(value.known or value.withheld for value in (series.at(*place) for place in places))
        if not found:
            for place in places:
                self.note_gap(series, *place)
        return found

    def label(self, period: Period) -> str:
        """How a period is printed beside its bar."""
        return format_period(period)

    def option(self, name: str) -> str:
        """A setting of this kind that is one word, '' when it isn't there."""
        value = self.settings.options.get(name, "")
        return value if isinstance(value, str) else ""

    def option_list(self, name: str) -> tuple[str, ...]:
        """A setting of this kind that is a list of words, empty when it isn't there."""
        value = self.settings.options.get(name, ())
        return tuple(str(word) for word in value) if isinstance(value, list | tuple) else ()


EMPTY_MARK = Mark(None, "")
"""A place where nothing is to be shown, not even that it is unknown."""
NOT_APPLICABLE = Mark(0.0, "–")
"""A cell of a table that has nothing to say."""
ABSENT = Mark(0.0, "")
"""A part that isn't there, which is something else than unknown: nothing is drawn or printed for it."""
