"""Plans in the order of a site, each knowing its older and newer editions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from regioplan_pdf.publish.model import SitePlan
from regioplan_pdf.web.dutch_order import sort_key


def arrange_plans(plans: Iterable[SitePlan]) -> tuple[SitePlan, ...]:
    """Plans by edition (newest first), sector and region's name, with `older` and `newer` filled in."""
    ordered = sorted(plans, key=lambda plan: (plan.document.sector, sort_key(plan.region.name), plan.key))
    ordered.sort(key=lambda plan: plan.document.edition, reverse=True)
    editions: dict[tuple[str, str], list[SitePlan]] = {}
    for plan in ordered:
        editions.setdefault((plan.document.sector, plan.region.code), []).append(plan)
    return tuple(_between(plan, editions[plan.document.sector, plan.region.code]) for plan in ordered)


def _between(plan: SitePlan, editions: list[SitePlan]) -> SitePlan:
    place = editions.index(plan)
    older, newer = editions[place + 1 :], editions[:place]
    return replace(plan, older=tuple(each.key for each in older), newer=tuple(each.key for each in newer))
