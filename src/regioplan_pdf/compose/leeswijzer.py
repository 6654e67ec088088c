"""The Leeswijzer: which definitions a plan needs, numbered in the order of first use."""

from __future__ import annotations

from dataclasses import dataclass, field

from regioplan_pdf.model.content import Edition, EntrySpec
from regioplan_pdf.model.document import Leeswijzer, LeeswijzerEntry

TITLE = "Leeswijzer"


@dataclass(slots=True)
class Uses:
    """Gathers who uses which entry; the first use gives an entry its number."""

    edition: Edition
    _nodes: dict[str, list[str]] = field(default_factory=dict)

    def note(self, entry: str, node: str) -> int:
        """Note that a node uses an entry; give the entry's number, 0 for one that isn't there."""
        if entry not in self.edition.entries:
            return 0
        nodes = self._nodes.setdefault(entry, [])
        if node and node not in nodes:
            nodes.append(node)
        return list(self._nodes).index(entry) + 1

    def pages(self, entry: str) -> tuple[int, ...]:
        """Give the pages of the regioanalyse that an entry names."""
        spec = self.edition.entries.get(entry)
        return spec.pages if spec else ()

    def close(self) -> Leeswijzer:
        """Make the Leeswijzer of all that was used."""
        entries = tuple(
            _make_entry(self.edition.entries[name], number, tuple(nodes))
            for number, (name, nodes) in enumerate(self._nodes.items(), start=1)
        )
        return Leeswijzer(TITLE, entries, self.edition.analyses_label, self.edition.analyses_url)


def entry_node(entry: str) -> str:
    """Give the id of the node that an entry of the edition becomes."""
    return f"leeswijzer-{entry}"


def _make_entry(spec: EntrySpec, number: int, nodes: tuple[str, ...]) -> LeeswijzerEntry:
    return LeeswijzerEntry(
        entry_node(spec.id),
        number,
        spec.name,
        spec.source,
        spec.reference_date,
        spec.explanation,
        spec.pages,
        spec.nb,
        nodes,
        spec.line,
    )
