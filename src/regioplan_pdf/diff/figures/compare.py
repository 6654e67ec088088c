"""Every figure that either plan shows: the last of the old one beside the last of the new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from regioplan_pdf.diff.figures.definition_rules import PERIOD, UNIT
from regioplan_pdf.diff.figures.definitions import Definitions
from regioplan_pdf.diff.figures.difference import Difference, find_difference, print_value
from regioplan_pdf.diff.figures.pairs import in_order
from regioplan_pdf.diff.figures.shown import Cell, Shown, find_shown, in_words
from regioplan_pdf.diff.figures.weight import weigh
from regioplan_pdf.model.changes import Course, FigureChange, Revision
from regioplan_pdf.model.content import Edition
from regioplan_pdf.model.document import Document
from regioplan_pdf.model.figures import Figures, Period, Unit, Value


@dataclass(frozen=True, slots=True)
class Seen:
    """A figure as a reader of one plan meets it, and the benchmark's of the same period beside it."""

    period: Period
    value: Value
    text: str
    benchmark: Value | None
    benchmark_text: str


@dataclass(frozen=True, slots=True)
class FigureSide:
    """The figures of one plan, and which of them it shows."""

    figures: Figures
    edition: Edition
    shown: Shown

    @classmethod
    def of(cls, document: Document, edition: Edition) -> FigureSide:
        """Read what a plan shows."""
        return cls(document.figures, edition, find_shown(document, edition))

    def last(self, cell: Cell) -> Seen | None:
        """The last figure that a reader meets, None when the plan doesn't show it."""
        series, periods = self.figures.region.get(cell[0]), self.shown.periods.get(cell)
        if series is None or not periods:
            return None
        period = max(periods)
        held = self.figures.benchmark.get(cell[0]) if cell in self.shown.benchmark else None
        beside = held.values.get((period, cell[1])) if held is not None else None
        value = series.at(period, cell[1])
        return Seen(period, value, self.text(cell, value), beside, self.text(cell, beside) if beside else "")

    def text(self, cell: Cell, value: Value) -> str:
        """A figure as the plan prints it; a growth with its sign."""
        spec = self.edition.indicators.get(cell[0])
        growth = cell[0] in self.shown.growths or (spec is not None and spec.change)
        return print_value(value, signed=growth)


@dataclass(frozen=True, slots=True)
class FigureComparison:
    """What figures are compared with: both plans, their definitions, and where these are told."""

    old: FigureSide
    new: FigureSide
    definitions: Definitions = field(default_factory=Definitions)
    anchors: Mapping[str, str] = field(default_factory=dict)


def compare_figures(sides: FigureComparison) -> tuple[FigureChange, ...]:
    """Compare every figure that either plan shows, in the order in which a reader meets them."""
    return tuple(_compare_cell(sides, cell) for cell in _cells(sides.old.shown, sides.new.shown))


def _cells(old: Shown, new: Shown) -> Iterator[Cell]:
    before, after = tuple(old.periods), tuple(new.periods)
    places = {cell: place for place, cell in enumerate(after)}
    partner = {place: places[cell] for place, cell in enumerate(before) if cell in places}
    for one, two in in_order(len(before), len(after), partner):
        if two is not None:
            yield after[two]
        elif one is not None:
            yield before[one]


def _compare_cell(sides: FigureComparison, cell: Cell) -> FigureChange:
    indicator, category = cell
    old, new = sides.old.last(cell), sides.new.last(cell)
    reasons = _reasons(sides, indicator, old, new)
    difference = find_difference(old.value, new.value) if old and new and not reasons else None
    moved = find_difference(old.benchmark, new.benchmark) if old and new and difference else None
    change = FigureChange(
        indicator,
        sides.new.shown.names.get(indicator) or sides.old.shown.names[indicator],
        in_words(category),
        _unit(sides, indicator),
        _course(old, new, reasons, difference),
        old.value if old else None,
        new.value if new else None,
        old.period if old else None,
        new.period if new else None,
        old.text if old else "",
        new.text if new else "",
        difference.text if difference else "",
        difference.relative if difference else "",
        difference.change if difference else None,
        old.benchmark_text if old else "",
        new.benchmark_text if new else "",
        moved.text if moved else "",
        tuple(_revisions(sides, cell)) if old and new and not reasons else (),
        sides.anchors.get(indicator, ""),
        reasons=reasons,
        benchmark_change=moved.change if moved else None,
    )
    shown = sides.old.shown, sides.new.shown
    return weigh(
        change, headline=any(cell in each.headline for each in shown), told=any(cell in each.told for each in shown)
    )


def _unit(sides: FigureComparison, indicator: str) -> Unit:
    """The unit in the new plan, else in the old one."""
    series = sides.new.figures.region.get(indicator) or sides.old.figures.region[indicator]
    return series.unit


def _reasons(sides: FigureComparison, indicator: str, old: Seen | None, new: Seen | None) -> tuple[str, ...]:
    """Why the two can't be compared; empty when they can, or when a plan doesn't show it."""
    if old is None or new is None:
        return ()
    found = list(sides.definitions.reasons.get(indicator, ()))
    if old.value.unit is not new.value.unit and UNIT not in found:
        found.append(UNIT)
    if _kind(old.period) != _kind(new.period):
        found.append(PERIOD)
    return tuple(found)


def _kind(period: Period) -> tuple[bool, bool]:
    """Whether it's a month, whether it's a day."""
    return bool(period.month), bool(period.day)


def _course(old: Seen | None, new: Seen | None, reasons: tuple[str, ...], difference: Difference | None) -> Course:
    if old is None or new is None:
        return Course.NEW if old is None else Course.GONE
    if reasons:
        return Course.NOT_COMPARABLE
    if old.value.withheld or new.value.withheld:
        return Course.WITHHELD
    if difference is None:
        return Course.UNKNOWN
    return Course.SAME if not difference.change else Course.RISEN if difference.change > 0 else Course.FALLEN


def _revisions(sides: FigureComparison, cell: Cell) -> Iterator[Revision]:
    """Figures of one period that both plans hold and either shows, and that read differently.

    One that is withheld in a plan is passed over: beside the other's it would give itself away.
    """
    old, new = (side.figures.region.get(cell[0]) for side in (sides.old, sides.new))
    if old is None or new is None or old.region != new.region:
        return
    for period in sorted(sides.old.shown.periods.get(cell, set()) | sides.new.shown.periods.get(cell, set())):
        one, two = old.values.get((period, cell[1])), new.values.get((period, cell[1]))
        difference = find_difference(one, two)
        if one is not None and two is not None and difference is not None and difference.change:
            yield Revision(period, sides.old.text(cell, one), sides.new.text(cell, two), difference.text)
