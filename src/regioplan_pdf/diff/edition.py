"""One edition against another: every region that both have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from regioplan_pdf.diff.figures.definitions import Definitions, compare_settings
from regioplan_pdf.diff.highlights.everywhere import find_carried_over, find_everywhere
from regioplan_pdf.diff.plan import compare_plans
from regioplan_pdf.diff.subject import Subject
from regioplan_pdf.diff.totals import plan_totals
from regioplan_pdf.model.changes import EditionChanges, PlanChanges, RegionWeight, Side
from regioplan_pdf.model.content import Edition


def compare_editions(old: Sequence[Subject], new: Sequence[Subject]) -> EditionChanges:
    """Compare the plans that belong together: of one region and one sector. In the order of `new`.

    A plan that doesn't say what region it's of (a PDF without its source) has no counterpart. Either
    side must hold a plan. What is the same in all regions is told in `everywhere`, unless there's
    but one region.
    """
    before, after = (_by_region(side) for side in (old, new))
    known = _Known()
    plans = tuple(
        compare_plans(before[key], each, known.definitions(before[key], each))
        for key, each in after.items()
        if key in before
    )
    return EditionChanges(
        _edition_side(old),
        _edition_side(new),
        plans,
        tuple(sorted(map(_weight, plans), key=lambda weight: (-weight.share, -weight.figures, weight.region))),
        find_everywhere(plans),
        tuple(found for plan in plans for found in find_carried_over(plan)),
        tuple(_name(each) for key, each in before.items() if key not in after),
        tuple(_name(each) for key, each in after.items() if key not in before),
    )


def _by_region(side: Sequence[Subject]) -> dict[tuple[str, ...], Subject]:
    """Plans by sector and region; one without a region by its own name, so that it's like no other."""
    return {
        (each.side.sector, each.side.region)
        if each.side.region
        else (each.side.label, each.side.file, str(place)): each
        for place, each in enumerate(side)
    }


def _name(subject: Subject) -> tuple[str, str]:
    return subject.side.region, subject.side.region_title or subject.side.label


class _Known:
    """Definitions that were compared already: plans read from PDFs have equal settings, not the same."""

    def __init__(self) -> None:
        self._found: list[tuple[Edition, Edition, Definitions]] = []

    def definitions(self, old: Subject, new: Subject) -> Definitions | None:
        if old.settings is None or new.settings is None:
            return None
        for one, two, definitions in self._found:
            if (one is old.settings or one == old.settings) and (two is new.settings or two == new.settings):
                return definitions
        definitions = compare_settings(old.settings, new.settings)
        self._found.append((old.settings, new.settings, definitions))
        return definitions


def _edition_side(side: Sequence[Subject]) -> Side:
    first = side[0].side
    label = first.label.removesuffix(f" {first.region_title}")
    example = any(each.side.example for each in side)
    return replace(first, label=label, region="", region_title="", file="", example=example)


def _weight(plan: PlanChanges) -> RegionWeight:
    figures = sum(figure.changed for figure in plan.figures)
    return RegionWeight(plan.new.region, plan.new.region_title, round(plan_totals(plan).share, 4), figures)
