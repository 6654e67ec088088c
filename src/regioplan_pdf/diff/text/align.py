"""Which units of two plans belong together, by what they say and not by where they stand.

First units that are the same, then those that are clearly alike, then paragraphs that were split
or merged, then what is alike enough given its surroundings, at last subheadings by what follows
them. Works on both plans as a whole; `homes` says which blocks belong together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from regioplan_pdf.diff.text.align_row import Row, Table, find_pairs
from regioplan_pdf.diff.text.align_split import link_merged, link_split
from regioplan_pdf.diff.text.likeness import letters_likeness, squeezed
from regioplan_pdf.diff.text.match import match_rows
from regioplan_pdf.model.changes import TextUnit

CLEARLY = 0.62
"""Likeness from which two units belong together, whatever stands round them."""
ENOUGH = 0.46
"""Likeness, with what the surroundings add, from which two units belong together."""
LEAST = 0.2
"""Likeness under which surroundings are of no help."""
SAME_HOME, SAME_FORM, SAME_HEADING, NEIGHBOUR = 0.06, 0.02, 0.04, 0.04
TOPIC_ALIKE, SAME_TOPIC = 0.45, 0.4
"""How alike the topics of two units must be to count, and how much."""
IN_FULL = 0.4
"""How far it counts that one text holds the other in full, be it far longer."""
TEMPLATE = 0.12
"""How much less alike a neighbour may be to count as cut from the same pattern."""
HEADING_ALIKE = 0.35
"""How like each other, by letters, two subheadings must be over text that belongs together."""
_SMALL_GAP, _BAND = 64, 2

Link = tuple[tuple[int, ...], tuple[int, ...]]
"""Numbers of old and of new units that belong together."""


def align(
    old: Sequence[TextUnit], new: Sequence[TextUnit], old_homes: Sequence[int], new_homes: Sequence[int]
) -> tuple[Link, ...]:
    """Find which units belong together; a unit that is in no link is in one plan only."""
    table = Table(Row(old, old_homes), Row(new, new_homes))
    link_same(table)
    if table.old.free() and table.new.free():
        link_rest(table)
    return tuple((tuple(ones), tuple(twos)) for ones, twos in table.links)


def link_rest(table: Table) -> None:
    """Link what isn't the same in both plans."""
    table.weigh()
    table.pairs = find_pairs(table)
    link_clear(table)
    found = -1
    while found < len(table.old.link) + len(table.new.link):
        found = len(table.old.link) + len(table.new.link)
        link_split(table)
        link_merged(table)
        link_likely(table)
    link_headings(table)


def link_same(table: Table) -> None:
    """Link units with the same text: in one block first, keeping their order as far as possible."""
    old, new = table.old, table.new
    places: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, row in enumerate((old, new)):
        for number, home in enumerate(row.homes):
            places[home][side].append(number)
    for ones, twos in places.values():
        if not ones or not twos:
            continue
        keys = [[squeezed(row.units[n].text) for n in numbers] for row, numbers in ((old, ones), (new, twos))]
        for i, j, length in match_rows(*keys):
            for step in range(length):
                table.join(ones[i + step], twos[j + step])
        _link_in_order(table, ones, twos)
    _link_in_order(table, filter(old.may_cross, old.free()), filter(new.may_cross, new.free()))


def _link_in_order(table: Table, ones: Iterable[int], twos: Iterable[int]) -> None:
    """Link free units with the same text, the first with the first."""
    waiting: dict[str, list[int]] = defaultdict(list)
    for two in twos:
        if two not in table.new.link:
            waiting[squeezed(table.new.units[two].text)].append(two)
    for queue in waiting.values():
        queue.reverse()
    for one in ones:
        queue = waiting.get(squeezed(table.old.units[one].text), [])
        if queue and one not in table.old.link:
            table.join(one, queue.pop())


def link_clear(table: Table) -> None:
    """Link free units that are clearly alike, wherever they stand."""
    _link_scored(table, lambda one, two, likeness: likeness if likeness >= CLEARLY else 0.0)


def link_likely(table: Table) -> None:
    """Link free units that are alike enough for the place that they stand at."""

    def score(one: int, two: int, likeness: float) -> float:
        extra = surroundings(table, one, two)
        if table.same_home(one, two):
            topics = table.topics(one, two)
            if topics >= TOPIC_ALIKE:
                extra += SAME_TOPIC * topics
                likeness = max(likeness, table.titled_likeness(one, two))
            likeness += IN_FULL * max(0.0, table.contained(one, two) - likeness)
        if likeness < LEAST:
            return 0.0
        score = likeness + extra
        return score if score >= ENOUGH else 0.0

    _link_scored(table, score)


def _link_scored(table: Table, score: Callable[[int, int, float], float]) -> None:
    """Link free units, those with the highest score first; none that score 0."""
    found: list[tuple[float, float, int, int]] = []
    count_old, count_new = max(1, len(table.old.units)), max(1, len(table.new.units))
    for one, two in sorted({*table.pairs, *_by_place(table)}):
        if one in table.old.link or two in table.new.link:
            continue
        if not table.same_home(one, two) and not (table.old.may_cross(one) and table.new.may_cross(two)):
            continue
        points = score(one, two, table.likeness(one, two))
        if points:
            found.append((-points, abs(one / count_old - two / count_new), one, two))
    for *_, one, two in sorted(found):
        if one not in table.old.link and two not in table.new.link and not _is_chance(table, one, two):
            table.join(one, two)


def _is_chance(table: Table, one: int, two: int) -> bool:
    """Whether two units are only alike as all their neighbours are, and stand on either side of one of those.

    'In Kampen wachten 14 klanten' isn't 'In Staphorst wachten 12 klanten' when both stand in a list
    of such lines, and lines between them went with others.
    """
    least = table.likeness(one, two) - TEMPLATE
    others_new = (n for n in table.new.beside(two) if table.likeness(one, n) >= least)
    others_old = (n for n in table.old.beside(one) if table.likeness(n, two) >= least)
    if next(others_new, None) is None or next(others_old, None) is None:
        return False
    before = table.old.last_link(one), table.new.last_link(two)
    return None not in before and before[0] != before[1]


def surroundings(table: Table, one: int, two: int) -> float:
    """What the places of two units add to their likeness."""
    extra = SAME_FORM if table.old.units[one].form is table.new.units[two].form else 0.0
    if not table.same_home(one, two):
        return extra
    extra += SAME_HOME
    if table.linked(table.old.heading[one], table.new.heading[two]):
        extra += SAME_HEADING
    return extra + NEIGHBOUR * sum(table.linked(one + step, two + step) for step in (-1, 1))


def link_headings(table: Table) -> None:
    """Link free subheadings whose text belongs together: most of it, or some when they are alike themselves."""
    under: dict[tuple[int, int], int] = defaultdict(int)
    sizes: tuple[Counter[int], Counter[int]] = (Counter(table.old.heading), Counter(table.new.heading))
    for ones, twos in table.links:
        pair = table.old.heading[ones[0]], table.new.heading[twos[0]]
        if min(pair) >= 0 and pair[0] not in table.old.link and pair[1] not in table.new.link:
            under[pair] += len(ones) + len(twos)
    scored = []
    for (one, two), count in under.items():
        likeness = letters_likeness(table.old.units[one].text, table.new.units[two].text)
        if likeness >= HEADING_ALIKE or 2 * count > sizes[0][one] + sizes[1][two]:
            scored.append((-count, -likeness, one, two))
    for *_, one, two in sorted(scored):
        if one not in table.old.link and two not in table.new.link:
            table.join(one, two)


def _by_place(table: Table) -> Iterator[tuple[int, int]]:
    """Free units that stand at the same place behind one that is known already."""
    gaps: dict[tuple[int, int], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, row in enumerate((table.old, table.new)):
        last = home = -1
        for number in range(len(row.units)):
            if row.homes[number] != home:
                last, home = -1, row.homes[number]
            link = row.link.get(number)
            if link is None:
                gaps[home, last][side].append(number)
            else:
                last = link
    for ones, twos in gaps.values():
        everything = len(ones) * len(twos) <= _SMALL_GAP
        for place, one in enumerate(ones):
            near = twos if everything else twos[max(0, place - _BAND) : place + _BAND + 1]
            yield from ((one, two) for two in near)
