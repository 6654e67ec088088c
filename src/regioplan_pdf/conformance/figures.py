"""Figures: an alternative text that says something, and a box that says where they are."""

from __future__ import annotations

import re

from regioplan_pdf.conformance.finding import shorten
from regioplan_pdf.conformance.subject import Subject
from regioplan_pdf.conformance.tree import Element, MarkKey, attributes

_NO_NEWS = re.compile(
    r"(?:(?:een|de|dit is een|hier staat een)\s+)?"
    r"(?:(?:staaf|lijn|cirkel|kolom|taart)?(?:grafiek|diagram)|afbeelding|figuur|plaatje|foto|image|figure|chart|graph)"
    r"(?:\s+(?:van|met|over|of)\b|\s*\d*\s*$)",
    re.IGNORECASE,
)
"""Words that a screen reader says itself: it announces a figure as one."""
_FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|svg|gif|pdf|tiff?)", re.IGNORECASE)
_TOLERANCE = 1.0
_SPILL = 3.0
"""How far (pt) what a figure shows may stand out of its box."""


def check_figures(subject: Subject) -> None:
    """Alternative texts and boxes."""
    figures = subject.tagged("Figure", "Formula")
    owners = {kid: figure for figure in figures for kid in figure.kids if isinstance(kid, MarkKey)}
    shown = _shown_in(subject, owners)
    for element in figures:
        _check_alternative(subject, element)
        _check_box(subject, element, shown.get(element, []))


def _shown_in(subject: Subject, owners: dict[MarkKey, Element]) -> dict[Element, list[tuple[float, float]]]:
    """Where each figure has texts and areas: their first corners; nothing when places aren't followed."""
    found: dict[Element, list[tuple[float, float]]] = {}
    for painted in subject.pages:
        for shown in painted.shown:
            if shown.key in owners:
                found.setdefault(owners[shown.key], []).append((shown.x, shown.y))
        for fill in painted.fills:
            if fill.key in owners and not fill.clipped:
                found.setdefault(owners[fill.key], []).append(fill.box[:2])
    return found


def _check_alternative(subject: Subject, figure: Element) -> None:
    file, findings = subject.file, subject.findings
    alt = file.text(figure.entries.get("Alt")).strip()
    if not alt and not file.text(figure.entries.get("ActualText")).strip():
        findings.add("figure-alt", f"a {figure.tag.lower()} has no alternative text", figure.page)
    elif _NO_NEWS.match(alt) or _FILE_NAME.fullmatch(alt):
        findings.add("figure-alt-words", f"the alternative text begins with '{shorten(alt, 40)}'", figure.page)


def _check_box(subject: Subject, figure: Element, shown: list[tuple[float, float]]) -> None:
    file, findings = subject.file, subject.findings
    box = [file.number(side, -1e9) for side in file.array(attributes(file, figure, "Layout").get("BBox"))]
    if len(box) != 4:
        findings.add("figure-bbox", "a figure has no box (BBox)", figure.page)
        return
    page = next((painted.page for painted in subject.pages if painted.page.number == figure.page), None)
    media = [file.number(side) for side in file.array(page.entries.get("MediaBox"))] if page else []
    left, low, right, high = box
    inside = len(media) != 4 or (
        left >= media[0] - _TOLERANCE
        and low >= media[1] - _TOLERANCE
        and right <= media[2] + _TOLERANCE
        and high <= media[3] + _TOLERANCE
    )
    if not inside or right <= left or high <= low:
        findings.add("figure-bbox", "the box (BBox) of a figure isn't on its page", figure.page)
    elif any(
        not (left <= x + _SPILL and x - _SPILL <= right and low <= y + _SPILL and y - _SPILL <= high) for x, y in shown
    ):
        findings.add("figure-bbox", "the box (BBox) of a figure isn't where the figure is", figure.page)
