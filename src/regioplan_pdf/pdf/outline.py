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
    root = document.reserve(1)
    first = document.reserve(len(entries))
    kids: list[list[int]] = [[] for _ in range(len(entries) + 1)]
    """Of each entry by its number in the file, counted from the root's."""
    parents = [0]
    path = [0]
    for place, entry in enumerate(entries, 1):
        if entry.level >= len(path):
            raise ValueError(f"outline entry '{entry.title}' has no parent")
        del path[entry.level + 1 :]
        parents.append(path[-1])
        kids[path[-1]].append(place)
        path.append(place)
    counts = [0] * len(kids)
    for place in range(len(entries), 0, -1):
        counts[parents[place]] += 1 + counts[place]
    references = [f"{root} 0 R", *(f"{number} 0 R" for number in range(first, first + len(entries)))]
    for place, entry in enumerate(entries, 1):
        texts = {"Title": ascii_string(entry.title), "Parent": references[parents[place]], "Dest": entry.destination}
        siblings = kids[parents[place]]
        index = siblings.index(place)
        if index:
            texts["Prev"] = references[siblings[index - 1]]
        if index < len(siblings) - 1:
            texts["Next"] = references[siblings[index + 1]]
        document.write(first + place - 1, dictionary(texts | _family(kids[place], counts[place], references)))
    folds = sum(map(bool, kids[1:]))  # counted twice, as ReportLab does
    document.write(root, dictionary({"Type": "/Outlines"} | _family(kids[0], counts[0] + folds, references)))
    return references[0]


def _family(kids: Sequence[int], count: int, references: Sequence[str]) -> dict[str, str]:
    """The entries that tell what stands under an entry."""
    if not kids:
        return {}
    return {"First": references[kids[0]], "Last": references[kids[-1]], "Count": str(count)}
