"""The Leeswijzer of two plans: which definitions changed, and which figures they part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from regioplan_pdf.diff.figures.definition_rules import why_entries_differ, why_settings_differ
from regioplan_pdf.diff.figures.fields import compare_texts
from regioplan_pdf.diff.figures.pairs import at, pair_places
from regioplan_pdf.model.changes import DefinitionChange
from regioplan_pdf.model.content import Edition, EntrySpec
from regioplan_pdf.model.document import Leeswijzer

ALIKE = 0.7
"""From this likeness on, two names are held to be of one definition."""
_BY_ID, _BY_INDICATOR = 1000.0, 1.0
"""Strength of a vote: an id goes before any number of indicators, an indicator before any likeness."""
_FIELDS = ("naam", "bron", "peildatum", "toelichting", "nb", "regioanalyse")


@dataclass(frozen=True, slots=True)
class Definitions:
    """All definitions of two editions, compared once for all their plans.

    changes: of every entry that the settings have, used in a plan or not.
    reasons: by indicator that both editions have, why its figures can't be compared.
    """

    changes: tuple[DefinitionChange, ...] = ()
    reasons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def compare_settings(old: Edition, new: Edition) -> Definitions:
    """Compare all definitions of two editions."""
    both = [name for name in new.indicators if name in old.indicators]
    reasons = {name: _why_not(old, new, name) for name in both}
    return Definitions(tuple(_changes(old, new)), reasons)


def compare_definitions(old: Leeswijzer, new: Leeswijzer, definitions: Definitions) -> tuple[DefinitionChange, ...]:
    """What became of the definitions that either plan prints."""
    before, after = ({entry.id for entry in side.entries} for side in (old, new))
    return tuple(
        told
        for change in definitions.changes
        if (told := _as_printed(change, change.old_id in before, change.new_id in after)) is not None
    )


def _as_printed(change: DefinitionChange, in_old: bool, in_new: bool) -> DefinitionChange | None:
    """The change as a plan's Leeswijzer shows it: an entry that isn't printed isn't there."""
    if in_old is bool(change.old_id) and in_new is bool(change.new_id):
        return change
    if not in_old and not in_new:
        return None
    kind, fields = compare_texts(
        [each.name for each in change.fields],
        [each.old for each in change.fields] if in_old else None,
        [each.new for each in change.fields] if in_new else None,
    )
    ids = (change.old_id, "") if in_old else ("", change.new_id)
    return replace(change, kind=kind, old_id=ids[0], new_id=ids[1], fields=fields, reasons=())


def _changes(old: Edition, new: Edition) -> Iterator[DefinitionChange]:
    before, after = tuple(old.entries.values()), tuple(new.entries.values())
    for one, two in pair_places(before, after, _votes(old, new)):
        yield _compare_entries(at(before, one), at(after, two), old, new)


def _votes(old: Edition, new: Edition) -> Iterator[tuple[int, int, float]]:
    """Which entries may belong together: by id, through indicators that point to both, by name."""
    places = {name: place for place, name in enumerate(new.entries)}
    shared: dict[tuple[str, str], int] = {}
    for name, spec in old.indicators.items():
        other = new.indicators.get(name)
        if other is not None and spec.entry in old.entries and other.entry in new.entries:
            shared[spec.entry, other.entry] = shared.get((spec.entry, other.entry), 0) + 1
    for one, (name, entry) in enumerate(old.entries.items()):
        if name in places:
            yield one, places[name], _BY_ID
        for two, (other_name, other_entry) in enumerate(new.entries.items()):
            count = shared.get((name, other_name), 0)
            likeness = fuzz.token_sort_ratio(entry.name.casefold(), other_entry.name.casefold()) / 100
            if count:
                yield one, two, _BY_INDICATOR + count
            elif likeness >= ALIKE:
                yield one, two, likeness


def _compare_entries(before: EntrySpec | None, after: EntrySpec | None, old: Edition, new: Edition) -> DefinitionChange:
    kind, fields = compare_texts(_FIELDS, *(_texts(entry) if entry else None for entry in (before, after)))
    defined = [name for name, spec in new.indicators.items() if after and spec.entry == after.id]
    defined_before = [name for name, spec in old.indicators.items() if before and spec.entry == before.id]
    reasons: tuple[str, ...] = ()
    if before is not None and after is not None:
        reasons = (*why_entries_differ(before, after), *_common(old, new, defined_before, defined))
    return DefinitionChange(
        kind,
        f"leeswijzer-{before.id}" if before else "",
        f"leeswijzer-{after.id}" if after else "",
        fields,
        reasons,
        tuple(dict.fromkeys((*defined, *defined_before))),
    )


def _texts(entry: EntrySpec) -> tuple[str, ...]:
    pages = ", ".join(map(str, entry.pages))
    return entry.name, entry.source, entry.reference_date, entry.explanation, entry.nb, pages


def _common(old: Edition, new: Edition, before: list[str], after: list[str]) -> tuple[str, ...]:
    """Reasons in the settings that hold for every indicator that both editions define by this entry."""
    found = [why_settings_differ(old.indicators[name], new.indicators[name]) for name in after if name in before]
    return tuple(reason for reason in found[0] if all(reason in each for each in found)) if found else ()


def _why_not(old: Edition, new: Edition, indicator: str) -> tuple[str, ...]:
    """Why figures of an indicator can't be compared; empty when they can.

    An indicator that is defined by another entry now is compared by what the two entries say.
    """
    one, two = old.indicators[indicator], new.indicators[indicator]
    entries = why_entries_differ(old.entries.get(one.entry), new.entries.get(two.entry))
    return (*entries, *why_settings_differ(one, two))


def anchors_of(printed: tuple[DefinitionChange, ...], old: Edition, new: Edition) -> Mapping[str, str]:
    """Where a report tells of an indicator's definition: by indicator, where it tells of it at all."""
    found: dict[str, str] = {}
    for edition, by_entry in (
        (old, {change.old_id: change.anchor for change in printed}),
        (new, {change.new_id: change.anchor for change in printed}),
    ):
        for name, spec in edition.indicators.items():
            anchor = by_entry.get(f"leeswijzer-{spec.entry}", "") if spec.entry else ""
            if anchor:
                found[name] = anchor
    return found
