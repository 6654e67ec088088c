"""Captions that name other years or months than their chart shows.

Both come from an editor: the caption from editie.toml, the periods from there or from the figures. A chart
that draws four years under '2021-2023' is wrong in one of the two, and only an editor knows in which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from functools import lru_cache

from regioplan_pdf.model.content import ChartSettings, Edition
from regioplan_pdf.model.figures import Period

_MONTH_NAMES = (
    *("jan(?:uari)?", "feb(?:ruari)?", "mrt|maart", "apr(?:il)?", "mei", "juni?"),
    *("juli?", "aug(?:ustus)?", "sept?(?:ember)?", "okt(?:ober)?", "nov(?:ember)?", "dec(?:ember)?"),
)
_MOMENT = re.compile(
    "|".join(rf"\b(?P<m{number}>{name})\b" for number, name in enumerate(_MONTH_NAMES, start=1))
    + r"|(?<![\d.,])(?P<year>20\d\d)(?!\d|[.,]\d)",
    re.IGNORECASE,
)
_SPREAD = ("gestapeld", "jaarkolommen", "lijnen", "prognose")
"""Kinds that draw every period; the others draw the last."""
_LAST = ("gestapeld-regio", "gepaard", "balkenlijst")
_SINCE = re.compile(r"\b(?:sinds|vanaf|ten opzichte van|vergeleken met)\b|\bt\.o\.v\.", re.IGNORECASE)
_CHOOSE = 'correct \'eenheid\', or choose what to show: perioden = ["{first}", ..., "{last}"]'


def find_contradictions(edition: Edition, own: Mapping[str, Set[Period]]) -> Iterator[tuple[int, str, str]]:
    """Line in editie.toml, message and hint for every caption that isn't about what its chart shows.

    own: the periods that a region has figures of, by indicator.
    """
    for chart in edition.charts:
        for each in (chart, chart.second):
            if each is None or not each.indicators:
                continue
            if each.kind == "scenario":
                yield from _check_scenario(each)
                continue
            spec = edition.indicators.get(each.indicators[0])
            periods = _shown(each, own.get(each.indicators[0], frozenset()))
            if periods and spec and not _agrees(each, periods, growth=spec.change):
                yield each.line, _say(each, periods), _CHOOSE.format(first=periods[0], last=periods[-1])


def _shown(chart: ChartSettings, periods: Set[Period]) -> list[Period]:
    """The periods that a chart shows, in time."""
    try:
        chosen = sorted(Period.parse(text) for text in chart.periods) or sorted(periods)
    except ValueError:  # told when the settings were read
        return []
    return chosen if chart.kind in _SPREAD else chosen[-1:]


def _agrees(chart: ChartSettings, periods: list[Period], *, growth: bool) -> bool:
    moments = read_moments(chart.unit_line)
    if not moments or chart.kind not in (*_SPREAD, *_LAST):
        return True
    first, last = periods[0], periods[-1]
    years = [moment.year for moment in moments]
    if chart.kind in _LAST:
        if last.month and moments[-1].month and last.month != moments[-1].month:
            return False
        # A growth is told with the year that it starts from, and a season with both its years.
        open_ended = growth or _SINCE.search(chart.unit_line) is not None
        return last.year in years or (open_ended and max(years) < last.year and len(set(years)) == 1)
    if len(set(years)) == 1 and len(moments) == 1:
        return first.year <= years[0] <= last.year
    if first.month and last.month and moments[0].month and moments[-1].month:
        return [(at.year, at.month) for at in (first, last)] == [
            (at.year, at.month) for at in (moments[0], moments[-1])
        ]
    return (min(years), max(years)) == (first.year, last.year)


@lru_cache(maxsize=256)
def read_moments(caption: str) -> tuple[Period, ...]:
    """The years and months that a caption names, in its order: 'jan 2022 – feb 2023', 'januari t/m maart 2023'."""
    found: list[Period] = []
    waiting: list[int] = []
    for moment in _MOMENT.finditer(caption):
        if moment["year"]:
            found += [Period(int(moment["year"]), month) for month in waiting or (0,)]
            waiting = []
        else:
            waiting.append(int(str(moment.lastgroup)[1:]))
    return tuple(found)


def _check_scenario(chart: ChartSettings) -> Iterator[tuple[int, str, str]]:
    """A column that is a year, under words that name other years."""
    named = {moment.year for moment in read_moments(f"{chart.measure} {chart.unit_line}")}
    columns = chart.options.get("kolommen", ())
    for column in columns if isinstance(columns, tuple) else ():
        if named and re.fullmatch(r"20\d\d", str(column)) and int(column) not in named:
            message = f"The chart '{chart.id}' has a column '{column}', but its words name {_list(named)}."
            yield chart.line, message, "correct 'titel' or 'eenheid', or rename the column here and in the figures"


def _say(chart: ChartSettings, periods: list[Period]) -> str:
    shows = str(periods[-1]) if len(periods) == 1 else f"{periods[0]} to {periods[-1]}"
    return f"The chart '{chart.id}' says '{chart.unit_line}', but shows {shows}."


def _list(years: Set[int]) -> str:
    return " and ".join(map(str, sorted(years)))
