"""The outline: bookmarks in the order in which they were placed (PDF 1.7, 12.3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regioplan_pdf.pdf.serialise import PlanDocument
from regioplan_pdf.pdf.values import ascii_string, dictionary


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark; level: 0 is the outermost."""

    title: str
    level: int
    destination: str


def write_outline(document: PlanDocument, entries: Sequence[OutlineEntry]) -> str:
    """Write the outline, all of it unfolded; gives the reference.

    Raises ValueError for an entry that is more than one level under the one before it.
    """
    first = document.reserve(1 + len(entries))
    references = [f"{number} 0 R" for number in range(first, first + 1 + len(entries))]
    parents, kids = _nest(entries)
    counts = [0] * len(kids)  # of all that stand under each
    for place in range(len(entries), 0, -1):
        counts[parents[place]] += 1 + counts[place]
    for place, entry in enumerate(entries, 1):
        texts = {"Title": ascii_string(entry.title), "Parent": references[parents[place]], "Dest": entry.destination}
        siblings = kids[parents[place]]
        index = siblings.index(place)
        if index:
            texts["Prev"] = references[siblings[index - 1]]
        if index < len(siblings) - 1:
            texts["Next"] = references[siblings[index + 1]]
        document.write(first + place, dictionary(texts | _family(kids[place], counts[place], references)))
    document.write(first, dictionary({"Type": "/Outlines"} | _family(kids[0], counts[0], references)))
    return references[0]


def _nest(entries: Sequence[OutlineEntry]) -> tuple[list[int], list[list[int]]]:
    """The parent and the kids of the outline (0) and of every entry (1, 2, ...)."""
    parents = [0]
    kids: list[list[int]] = [[] for _ in range(len(entries) + 1)]
    path = [0]
    for place, entry in enumerate(entries, 1):
        if entry.level >= len(path):
            raise ValueError(f"outline entry '{entry.title}' has no parent")
        del path[entry.level + 1 :]
        parents.append(path[-1])
        kids[path[-1]].append(place)
        path.append(place)
    return parents, kids


def _family(kids: Sequence[int], count: int, references: Sequence[str]) -> dict[str, str]:
    """The entries that tell what stands under an entry."""
    if not kids:
        return {}
    return {"First": references[kids[0]], "Last": references[kids[-1]], "Count": str(count)}
