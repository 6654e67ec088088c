"""Paragraphs that were split into several, or merged into one.

An old unit was split when several new ones hold it between them: each adds words of it that the
others don't have. Merged is the same with the plans turned round.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from regioplan_pdf.diff.text.align_row import Row, Table
from regioplan_pdf.diff.text.likeness import Features, features_of, is_short, topic_of
from regioplan_pdf.diff.text.match import longest_run
from regioplan_pdf.diff.text.tokens import tokens_of
from regioplan_pdf.model.changes import Form

WHOLE = 0.5
"""How like the old unit all new ones together must be."""
PART = 0.45
"""How much of a new one must stand in what the others left of the old one."""
MAYBE, RUN = 0.3, 5
"""Less of it is enough when it has so many words in a row in common with the old one."""
HEADING = 0.45
"""How like the opening words of the old unit a subheading must be to be a part of it."""
_WINDOW = 8
"""How many places the parts may stand apart."""


def link_split(table: Table) -> None:
    """Widen links, or make new ones, for old units that were split."""
    found = []
    for one, candidates in _candidates(table):
        parts, whole = _choose(table, one, candidates)
        if len(parts) > 1:
            found.append((-whole, one, parts))
    for _, one, parts in sorted(found):
        link = table.old.link.get(one)
        own = table.links[link][1] if link is not None else []
        if any(part in table.new.link and part not in own for part in parts):
            continue
        if link is None:
            link = table.old.link[one] = len(table.links)
            table.links.append(([one], []))
        table.links[link][1][:] = parts
        table.new.link.update(dict.fromkeys(parts, link))


def link_merged(table: Table) -> None:
    """Widen links, or make new ones, for new units that were merged from old ones."""
    turned = table.turn()
    link_split(turned)
    table.links[:] = [(twos, ones) for ones, twos in turned.links]


def _candidates(table: Table) -> list[tuple[int, list[int]]]:
    """For every old unit that may have been split, the new ones that may be its parts."""
    parts: dict[int, list[int]] = defaultdict(list)
    for one, two in table.pairs:
        if two in table.new.link or not _may_be_split(table, one):
            continue
        if table.shared(one, two) >= MAYBE * table.new.words[two].total:
            parts[one].append(two)
    return [(one, found) for one, found in sorted(parts.items())]


def _may_be_split(table: Table, one: int) -> bool:
    """Not a unit that is the same in both plans, nor one that has been merged or split already."""
    if table.old.units[one].form is Form.SUBHEADING:
        return False
    link = table.old.link.get(one)
    if link is None:
        return True
    ones, twos = table.links[link]
    return len(ones) == 1 and (len(twos) > 1 or table.old.features(one) != table.new.features(twos[0]))


def _choose(table: Table, one: int, candidates: Sequence[int]) -> tuple[list[int], float]:
    """The parts of an old unit, in order, and how like it they are together."""
    weights = table.weights
    whole = weights.weigh(table.old.features(one))
    link = table.old.link.get(one)
    parts = list(table.links[link][1]) if link is not None else []
    if not parts:
        parts = [max(candidates, key=lambda two: (table.likeness(one, two), -two))]
        if not table.same_home(one, parts[0]) and not table.new.may_cross(parts[0]):
            return [], 0.0
    left = sorted(set(candidates) - set(parts))
    while left:
        near = [(_adds(table, one, two, parts), two) for two in left if _stands_near(table.new, two, parts)]
        adds, best = max(near, key=lambda found: (found[0], -found[1]), default=(0.0, -1))
        likeness = weights.likeness(whole, weights.weigh(table.new.joined(parts)))
        if adds < max(PART, likeness / 2 + 0.05):
            break
        parts.append(best)
        left.remove(best)
    likeness = weights.likeness(whole, weights.weigh(table.new.joined(parts)))
    if link is None and likeness < WHOLE:
        return [], likeness
    return sorted(parts), likeness


def _adds(table: Table, one: int, two: int, parts: Sequence[int]) -> float:
    """How much of a new unit stands in what the parts leave of the old one, 0 to 1."""
    old, unit, weights = table.old.units[one], table.new.units[two], table.weights
    words = weights.weigh_text(unit.text)
    if unit.form is Form.SUBHEADING:
        topic = topic_of(old.text)
        alike = bool(topic) and weights.likeness(weights.weigh_text(topic), words) >= HEADING
        return 1.0 if alike and table.new.heading[min(parts)] == two else 0.0
    share = weights.contained(words, weights.weigh(_minus(features_of(old.text), table.new.joined(parts))))
    if MAYBE <= share < PART + 0.1 and _run(table, one, two, parts) >= RUN:
        return max(share, PART + 0.1)
    return share


def _run(table: Table, one: int, two: int, parts: Sequence[int]) -> int:
    """Words in a row that a new unit shares with an old one, where no part has a longer row."""
    other = [token.key for token in tokens_of(table.old.units[one].text)]
    start, _, length = longest_run(other, _keys(table, two))
    taken = [longest_run(other[start : start + length], _keys(table, part))[2] for part in parts]
    return length if all(length > found for found in taken) else 0


def _keys(table: Table, two: int) -> list[str]:
    return [token.key for token in tokens_of(table.new.units[two].text)]


def _minus(whole: Features, taken: Features) -> Features:
    left = Counter(whole)
    left.subtract(taken)
    return +left


def _stands_near(row: Row, two: int, parts: Sequence[int]) -> bool:
    """A part stands in the block of the others, a few words or a subheading right beside one."""
    unit = row.units[two]
    if row.homes[two] != row.homes[parts[0]]:
        return False
    reach = 1 if unit.form is Form.SUBHEADING or is_short(unit.text) else _WINDOW
    return any(abs(two - part) <= reach for part in parts)
