"""Figures that a plan shows and that are still to be filled in: a row without `waarde` and without `herkomst`.

A row that has a `herkomst` and no `waarde` says that the figure isn't known, which is something to publish.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from regioplan_pdf.errors import Problem, Problems, at_sheet
from regioplan_pdf.load.data import Dataset
from regioplan_pdf.load.regions import Regions
from regioplan_pdf.model.content import Edition
from regioplan_pdf.model.figures import Gap, Period
from regioplan_pdf.validate.rows import Check, all_rows

_HINT = "fill in waarde and herkomst; what isn't known keeps an empty waarde, with a herkomst that says so"
_MOST_PERIODS = 3


def check_gaps(
    gaps: Iterable[Gap], dataset: Dataset, edition: Edition, regions: Regions
) -> tuple[tuple[Gap, ...], tuple[Problem, ...]]:
    """The gaps that are open as the file has it, and a warning for each indicator of the region and the benchmark.

    What is withheld takes the herkomst of its neighbours along, so the rows have the last word.
    """
    lines = dict(_find_lines(frozenset(gaps), dataset))
    problems = Problems(dataset.file)
    grouped: dict[tuple[str, str], list[Gap]] = {}
    for gap in sorted(lines):
        grouped.setdefault((gap.region, gap.indicator), []).append(gap)
    names = Check(dataset, edition, regions)
    for (region, indicator), group in grouped.items():
        whose = f"'{indicator}' of {names.name(region)}"
        problems.warn(min(lines[gap] for gap in group), _say(whose, group), _HINT)
    return tuple(sorted(lines)), at_sheet(problems.found(), dataset.sheet)


def _find_lines(gaps: frozenset[Gap], dataset: Dataset) -> Iterator[tuple[Gap, int]]:
    """The line of each gap; 0 for one that has no row. Those whose row has a herkomst are left out."""
    rows: Mapping[Gap, tuple[int, str]] = {
        gap: (row.line, row.herkomst)
        for row in all_rows(dataset)
        if (gap := Gap(row.region, row.indicator, row.period, row.category)) in gaps
    }
    for gap in gaps:
        line, herkomst = rows.get(gap, (0, ""))
        if not herkomst:
            yield gap, line


def _say(whose: str, gaps: list[Gap]) -> str:
    when = _tell_periods(gap.period for gap in gaps)
    if len(gaps) == 1:
        return f"The figure of {whose} is empty ({when}), and the plan shows it."
    return f"{len(gaps)} figures of {whose} are empty ({when}), and the plan shows them."


def _tell_periods(periods: Iterable[Period]) -> str:
    """'2023, 2024', or the first and the last when there are many."""
    told = [str(period) for period in sorted(set(periods))]
    return ", ".join(told) if len(told) <= _MOST_PERIODS else f"{told[0]} to {told[-1]}"
