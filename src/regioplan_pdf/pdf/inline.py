"""What stands in running text beside words: abbreviations that are explained, links that say where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterable

from regioplan_pdf.model.document import Document


def any_of(words: Iterable[str]) -> re.Pattern[str] | None:
    """Any of these as a whole word, the longest that fits.

    The characters of the words come first in the pattern, and what stands before them is looked at
    afterwards: then `re` skips at once to where a word can begin.
    """
    escaped = [re.escape(word) for word in sorted(words, key=len, reverse=True)]
    return re.compile("|".join(rf"{word}(?<!\w{word})(?!\w)" for word in escaped)) if escaped else None


def link_contents(document: Document) -> dict[str, str]:
    """What links inside the plan lead to, in words."""
    contents = {f"#{card.id}": f"Naar de grafiek: {card.finding}" for card in document.charts}
    contents |= {f"#{figure.id}": f"Naar het kerncijfer: {figure.label}" for figure in document.key_figures}
    contents |= {f"#{section.id}": f"Naar het blok: {section.title}" for section in document.sections}
    contents |= {
        f"#{entry.id}": f"Naar de Leeswijzer, nummer {entry.number}: {entry.name}"
        for entry in document.leeswijzer.entries
    }
    return contents
