"""Strips onto pages: as few as it takes, broken where it hurts least."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from regioplan_pdf.pdf.report import style
from regioplan_pdf.pdf.report.strips import Ground, Item, Strip
from regioplan_pdf.pdf.sheet import RectItem

NEW_PAGE = 40.0
"""What a page more costs, in lines of slack."""
CHOICES = 16
"""How many places are tried to end a page at, from its foot up."""
ROUNDING = 1e-6
"""Costs that are this near are equal: the fuller page is taken."""
BREAK_WEIGHT = 3.0


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one page, in pt from the top left corner. running: what its head says."""

    items: tuple[Item, ...]
    running: str = ""


def make_pages(strips: Sequence[Strip]) -> tuple[Page, ...]:
    """Break strips into pages and give everything its place."""
    starts = [number for number, strip in enumerate(strips) if strip.fresh and number]
    pages: list[Page] = []
    running = ""
    for start, end in pairwise((0, *starts, len(strips))):
        chapter = strips[start:end]
        for first, last in _break(chapter, not pages):
            shown = chapter[first:last]
            running = shown[0].running or running
            pages.append(Page(_place(shown, style.TOP if pages else style.FIRST_TOP), running))
            running = next((strip.running for strip in reversed(shown) if strip.running), running)
    return tuple(pages)


def _break(strips: Sequence[Strip], first_page: bool) -> list[tuple[int, int]]:
    """The best places to end pages: least slack, in lines, plus the cost of every break."""
    count = len(strips)
    until = [0.0, *accumulate(strip.before + strip.height for strip in strips)]
    room = style.BOTTOM - style.TOP
    costs = [0.0] * (count + 1)
    nexts = [count] * (count + 1)
    for start in range(count - 1, -1, -1):
        limit = style.BOTTOM - style.FIRST_TOP if first_page and not start else room
        best = float("inf")
        for end in _ends(strips, until, start, limit):
            # White that a page's head drops counts as used: dropping it is no reason to end a page early or late.
            slack = (limit - _height(strips, until, start, end) - strips[start].before) / style.LEADING
            cost = 0.0 if end == count else slack + BREAK_WEIGHT * strips[end - 1].cost
            cost += NEW_PAGE + costs[end]
            if cost < best - ROUNDING:
                best, nexts[start] = cost, end
        costs[start] = best
    found: list[tuple[int, int]] = []
    start = 0
    while start < count:
        found.append((start, nexts[start]))
        start = nexts[start]
    return found


def _height(strips: Sequence[Strip], until: Sequence[float], start: int, end: int) -> float:
    head = sum(strip.height for strip in strips[start].head)
    return until[end] - until[start] - strips[start].before + head


def _ends(strips: Sequence[Strip], until: Sequence[float], start: int, limit: float) -> list[int]:
    """The last places within a page where it may end; where none may, the last that it has room for."""
    found: list[int] = []
    head = sum(strip.height for strip in strips[start].head)
    foot = until[start] + strips[start].before + limit - head + ROUNDING
    end = max(start + 1, bisect_right(until, foot) - 1)
    reached = end
    while end > start and len(found) < CHOICES:
        if end == len(strips) or not strips[end - 1].keep:
            found.append(end)
        end -= 1
    return found or [reached]


def _place(strips: Sequence[Strip], top: float) -> tuple[Item, ...]:
    """Everything on a page: what lies behind first, then strip after strip."""
    y = top
    tops: list[float] = []
    shown = [*strips[0].head, *strips]
    for number, strip in enumerate(shown):
        y += strip.before if number > len(strips[0].head) else 0.0
        tops.append(y)
        y += strip.height
    items: list[Item] = list(_grounds(shown, tops))
    items.extend(replace(item, y=item.y + tops[len(strips[0].head)]) for item in strips[0].again)
    for strip, own in zip(shown, tops, strict=True):
        items.extend(replace(anchor, y=own - 6.0) for anchor in strip.anchors)
        items.extend(replace(item, y=item.y + own) for item in strip.items)
    return tuple(items)


def _grounds(strips: Sequence[Strip], tops: Sequence[float]) -> list[RectItem]:
    """One rectangle for each panel or bar, however many strips stand on it."""
    spans: dict[str, tuple[Ground, float, float]] = {}
    for strip, top in zip(strips, tops, strict=True):
        for ground in strip.grounds:
            _, begin, _ = spans.get(ground.id, (ground, top, top))
            spans[ground.id] = (ground, begin, top + strip.height)
    return [RectItem(g.x, begin, g.width, end - begin, g.fill) for g, begin, end in spans.values()]
