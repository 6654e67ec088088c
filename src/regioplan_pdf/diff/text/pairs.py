"""Which text blocks of two plans are one block: by id, by a known other name, else by likeness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from regioplan_pdf.diff.subject import Subject
from regioplan_pdf.diff.text.likeness import Weights, letters_likeness
from regioplan_pdf.diff.text.units import units_of
from regioplan_pdf.model.changes import Match
from regioplan_pdf.model.document import Section
from regioplan_pdf.suggest import normalise_name

ALIKE = 0.5
"""Likeness of heading or text from which blocks without a common name are one."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Numbers of an old and a new block that are one."""

    old: int
    new: int
    match: Match


def pair_blocks(old: Subject, new: Subject) -> tuple[Pair, ...]:
    """Find the blocks that both plans have."""
    pairs: list[Pair] = []
    _pair_by_id(old, new, pairs)
    _pair_by_name(old, new, pairs)
    _pair_by_likeness(old, new, pairs)
    return tuple(sorted(pairs, key=lambda pair: (pair.new, pair.old)))


def _free(pairs: Sequence[Pair], subject: Subject, side: str) -> list[int]:
    taken = {getattr(pair, side) for pair in pairs}
    return [number for number in range(len(subject.sections)) if number not in taken]


def _names(subject: Subject, section: Section) -> set[str]:
    """Every heading that the edition knows a block by."""
    names = {section.title}
    for spec in subject.settings.blocks if subject.settings else ():
        known = (spec.title, *spec.aliases)
        if f"blok-{spec.id}" == section.id or normalise_name(section.title) in map(normalise_name, known):
            names.update(known)
    return {normalise_name(name) for name in names}


def _named_alike(old: Subject, new: Subject, one: Section, two: Section) -> bool:
    return normalise_name(two.title) in _names(old, one) or normalise_name(one.title) in _names(new, two)


def _pair_by_id(old: Subject, new: Subject, pairs: list[Pair]) -> None:
    places: dict[str, list[int]] = {}
    for number, section in enumerate(new.sections):
        places.setdefault(section.id, []).append(number)
    for number, section in enumerate(old.sections):
        if not places.get(section.id):
            continue
        found = places[section.id].pop(0)
        other = new.sections[found]
        renamed = normalise_name(section.title) != normalise_name(other.title)
        by_name = renamed and _named_alike(old, new, section, other)
        pairs.append(Pair(number, found, Match.ALIAS if by_name else Match.ID))


def _pair_by_name(old: Subject, new: Subject, pairs: list[Pair]) -> None:
    for number in _free(pairs, old, "old"):
        for other in _free(pairs, new, "new"):
            if _named_alike(old, new, old.sections[number], new.sections[other]):
                pairs.append(Pair(number, other, Match.ALIAS))
                break


def _pair_by_likeness(old: Subject, new: Subject, pairs: list[Pair]) -> None:
    ones, twos = _free(pairs, old, "old"), _free(pairs, new, "new")
    if not ones or not twos:
        return
    old_texts, new_texts = (list(_texts(subject)) for subject in (old, new))
    weights = Weights((*old_texts, *new_texts))
    scored = []
    for one in ones:
        for two in twos:
            heading = letters_likeness(old.sections[one].title, new.sections[two].title)
            text = weights.likeness(weights.weigh_text(old_texts[one]), weights.weigh_text(new_texts[two]))
            scored.append((-max(text, (heading + text) / 2), one, two))
    for score, one, two in sorted(scored):
        if -score >= ALIKE and one in _free(pairs, old, "old") and two in _free(pairs, new, "new"):
            pairs.append(Pair(one, two, Match.LIKENESS))


def _texts(subject: Subject) -> Iterator[str]:
    for section in subject.sections:
        yield "\n".join((section.title, *(unit.text for unit in units_of(section))))
