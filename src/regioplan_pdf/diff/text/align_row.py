"""The units of two plans while they are being aligned: what belongs together so far."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from regioplan_pdf.diff.text.likeness import (
    Features,
    Weighed,
    Weights,
    features_of,
    is_short,
    letters_likeness,
    squeezed,
    topic_of,
)
from regioplan_pdf.model.changes import Form, TextUnit

LEAST_TO_CROSS = 24
"""Letters that a text must have to be recognised in another block."""
_BESIDE = 4
_RAREST, _MOST_UNITS, _MOST_CANDIDATES = 16, 40, 8
_BIT, _HELD = 0.1, 0.25
LETTERS = 0.9
"""What letters alike count for in short texts, by words alike."""


@dataclass(slots=True)
class Row:
    """The units of one plan. homes: equal in both plans for blocks that belong together.

    heading: number of the subheading that a unit stands under, -1 for none.
    words: of each unit, with their weight; short: whether it has only a few.
    link: number of the link that holds a unit.
    """

    units: Sequence[TextUnit]
    homes: Sequence[int]
    heading: list[int] = field(default_factory=list)
    words: list[Weighed] = field(default_factory=list)
    short: list[bool] = field(default_factory=list)
    link: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        last = -1
        for number, unit in enumerate(self.units):
            if number and self.homes[number] != self.homes[number - 1]:
                last = -1
            self.heading.append(last)
            if unit.form is Form.SUBHEADING:
                last = number

    def weigh(self, weights: Weights) -> None:
        """Find the words of every unit."""
        self.words = [weights.weigh_text(unit.text) for unit in self.units]
        self.short = [is_short(unit.text) for unit in self.units]

    def free(self) -> list[int]:
        """Units that no link holds."""
        return [number for number in range(len(self.units)) if number not in self.link]

    def features(self, number: int) -> Features:
        """The words of a unit."""
        return features_of(self.units[number].text)

    def joined(self, numbers: Iterable[int]) -> Features:
        """The words of several units."""
        words: Counter[str] = Counter()
        for number in numbers:
            words.update(self.features(number))
        return words

    def topic(self, number: int) -> str:
        """What a unit is about: the few words that it begins with, else the subheading right over it."""
        unit = self.units[number]
        if unit.form is Form.SUBHEADING:
            return ""
        return topic_of(unit.text) or self.title(number)

    def title(self, number: int) -> str:
        """The subheading right over a unit, '' for none or where the unit opens with a title of its own."""
        over = self.heading[number]
        if over < 0 or over != number - 1 or topic_of(self.units[number].text):
            return ""
        return self.units[over].text

    def beside(self, number: int) -> Iterator[int]:
        """The few units on either side of one, in its block and of its form."""
        for other in range(max(0, number - _BESIDE), min(len(self.units), number + _BESIDE + 1)):
            alike = self.homes[other] == self.homes[number] and self.units[other].form is self.units[number].form
            if other != number and alike:
                yield other

    def last_link(self, number: int) -> int | None:
        """The link of the nearest linked unit before one, a few places up at most; None for none."""
        for other in range(number - 1, max(-1, number - _BESIDE - 1), -1):
            if self.homes[other] == self.homes[number] and other in self.link:
                return self.link[other]
        return None

    def may_cross(self, number: int) -> bool:
        """Whether a unit says enough to be recognised in another block."""
        unit = self.units[number]
        return unit.form is not Form.SUBHEADING and len(squeezed(unit.text)) >= LEAST_TO_CROSS


@dataclass(slots=True)
class Table:
    """Both plans, and the links found so far: lists of old and of new numbers."""

    old: Row
    new: Row
    weights: Weights = field(default_factory=lambda: Weights([]))
    links: list[tuple[list[int], list[int]]] = field(default_factory=list)
    pairs: list[tuple[int, int]] = field(default_factory=list)
    """Units that may belong together, because they share rare words."""
    known: dict[tuple[int, int], int] = field(default_factory=dict)
    """Weight of the words that an old and a new unit share."""

    def weigh(self) -> None:
        """Find the words of every unit of both plans, and what they weigh."""
        self.weights = Weights([unit.text for row in (self.old, self.new) for unit in row.units])
        for row in (self.old, self.new):
            row.weigh(self.weights)

    def turn(self) -> Table:
        """The same with the plans in the other order."""
        links = [(list(twos), list(ones)) for ones, twos in self.links]
        known = {(two, one): shared for (one, two), shared in self.known.items()}
        pairs = sorted((two, one) for one, two in self.pairs)
        return Table(self.new, self.old, self.weights, links, pairs, known)

    def join(self, one: int, two: int) -> None:
        """Note that two units belong together."""
        self.old.link[one] = self.new.link[two] = len(self.links)
        self.links.append(([one], [two]))

    def linked(self, one: int, two: int) -> bool:
        """Whether two units belong together; also asked of numbers that are no unit."""
        link = self.old.link.get(one)
        return link is not None and link == self.new.link.get(two)

    def same_home(self, one: int, two: int) -> bool:
        """Whether two units stand in the same block."""
        return self.old.homes[one] == self.new.homes[two]

    def shared(self, one: int, two: int) -> int:
        """The weight of the words that two units share."""
        found = self.known.get((one, two))
        if found is None:
            found = self.known[one, two] = self.weights.shared(self.old.words[one], self.new.words[two])
        return found

    def likeness(self, one: int, two: int) -> float:
        """How alike the texts of two units are."""
        total = self.old.words[one].total + self.new.words[two].total
        likeness = 2 * self.shared(one, two) / total if total else 1.0
        if self.old.short[one] and self.new.short[two]:
            letters = letters_likeness(self.old.units[one].text, self.new.units[two].text)
            return max(likeness, letters * LETTERS)
        return likeness

    def contained(self, one: int, two: int) -> float:
        """How much of the one unit the other has too, the way round that is most; 0 for a few words."""
        if self.old.short[one] or self.new.short[two]:
            return 0.0
        return self.shared(one, two) / min(self.old.words[one].total, self.new.words[two].total)

    def topics(self, one: int, two: int) -> float:
        """How alike the topics of two units are; 0 when either has none."""
        a, b = self.old.topic(one), self.new.topic(two)
        weigh = self.weights.weigh_text
        return self.weights.likeness(weigh(a), weigh(b)) if a and b else 0.0

    def titled_likeness(self, one: int, two: int) -> float:
        """How alike two units are, where one has over it what the other opens with; else 0."""
        a, b = self.old.title(one), self.new.title(two)
        if bool(a) is bool(b):
            return 0.0
        sides = ((self.old, one, a), (self.new, two, b))
        words = [self.weights.weigh(row.joined((n - 1, n) if title else (n,))) for row, n, title in sides]
        return self.weights.likeness(*words)


def find_pairs(table: Table) -> list[tuple[int, int]]:
    """Free units that are a bit alike: for every one the few of the other plan that share most of its rare words."""
    pairs = set(_sharing(table.old, table.new, table.weights))
    pairs.update((one, two) for two, one in _sharing(table.new, table.old, table.weights))
    return [(one, two) for one, two in sorted(pairs) if table.likeness(one, two) >= _BIT or _holds(table, one, two)]


def _holds(table: Table, one: int, two: int) -> bool:
    return table.shared(one, two) >= _HELD * min(table.old.words[one].total, table.new.words[two].total)


def _sharing(row: Row, other: Row, weights: Weights) -> Iterator[tuple[int, int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for number in other.free():
        for word in other.words[number].words:
            holders[word].append(number)
    known = {word: (-weights.of(word), word) for word, units in holders.items() if len(units) <= _MOST_UNITS}
    for number in row.free():
        words = sorted([known[word] for word in row.words[number].words if word in known])
        shared: dict[int, int] = defaultdict(int)
        for weight, word in words[:_RAREST]:
            for found in holders[word]:
                shared[found] += weight
        for _, found in sorted([(weight, found) for found, weight in shared.items()])[:_MOST_CANDIDATES]:
            yield number, found
