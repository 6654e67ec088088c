"""What may be said of a chart in which figures are withheld, and how that is told.

What is too small has no number any more, and two of a sum are withheld at least. These are
second locks: a text never ranks a withheld figure, and never names all that is left when one
alone is missing, so that it can't be calculated from the words either.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from regioplan_pdf.compose.chart_source import ABSENT, NOT_APPLICABLE
from regioplan_pdf.compose.describe.words import WITHHELD_WORDS, printed_number
from regioplan_pdf.dutch import capitalize_first, join_words
from regioplan_pdf.model.charts import Mark
from regioplan_pdf.model.figures import MISSING_TEXT

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Item:
    """A mark and what it's about, as it's called in a sentence."""

    label: str
    mark: Mark

    @property
    def number(self) -> float:
        """The mark's number as it's printed; only asked of marks that are shown."""
        return printed_number(self.mark)


def is_shown(mark: Mark | None) -> bool:
    """Whether a mark has a figure that a reader sees."""
    return mark is not None and mark.number is not None and mark.text not in (ABSENT.text, NOT_APPLICABLE.text)


def is_withheld(mark: Mark | None) -> bool:
    """Whether a mark's figure is too small to publish."""
    return mark is not None and mark.number is None and mark.withheld


def is_missing(mark: Mark | None) -> bool:
    """Whether a mark's figure isn't known, and the chart says so."""
    return mark is not None and mark.number is None and not mark.withheld and bool(mark.text)


def is_complete(marks: Iterable[Mark | None]) -> bool:
    """Whether no figure is withheld or missing, so that they can be ranked."""
    return all(mark is None or mark.number is not None for mark in marks)


def known_ends(marks: Sequence[Mark]) -> bool:
    """Whether first and last figure are shown, so that the change between them gives nothing away."""
    return bool(marks) and is_shown(marks[0]) and is_shown(marks[-1])


def stands_alone(marks: Sequence[Mark]) -> bool:
    """Whether just one figure of a whole is hidden: it would follow from the others and their sum."""
    return sum(map(is_withheld, marks)) == 1 and not any(map(is_missing, marks))


def find_open(groups: Iterable[Sequence[Mark]]) -> frozenset[int]:
    """Give the places whose figures may be told.

    groups: marks that may add up to a known whole, all with the same places. Of a group in
    which one figure alone is hidden, the smallest other one that isn't zero stays untold.
    """
    held = [tuple(group) for group in groups]
    closed: set[int] = set()
    for group in held:
        others = [n for n, mark in enumerate(group) if is_shown(mark) and mark.number]
        if stands_alone(group) and others and not closed.intersection(others):
            closed.add(min(others, key=lambda n: abs(group[n].number or 0.0)))
    return frozenset(range(max(map(len, held), default=0))) - closed


def tell_gaps(items: Sequence[Item], what: str = "cijfers") -> str:
    """Say where 'te klein' stands and what isn't known; '' when all is there."""
    withheld = [item.label for item in items if is_withheld(item.mark)]
    missing = [item.label for item in items if is_missing(item.mark)]
    parts = []
    if withheld:
        parts.append(f"{_tell_places(withheld, len(items), what)} staat {WITHHELD_WORDS}")
    if missing:
        parts.append(f"{_tell_places(missing, len(items), what)} is het cijfer {MISSING_TEXT}")
    return f"{capitalize_first(' en '.join(parts))}." if parts else ""


def _tell_places(labels: list[str], count: int, what: str) -> str:
    if len(labels) == count > 1:
        return f"bij alle {count} {what}"
    if len(labels) <= _MOST_NAMED:
        return f"bij {join_words(labels)}"
    return f"bij {len(labels)} van de {count} {what}"
