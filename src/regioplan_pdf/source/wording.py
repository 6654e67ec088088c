"""How the charts and the map of a plan were put into words, as digests of a few characters.

The words follow from the rest of a plan, so its source leaves them out. A later program may put
them otherwise; by these a file's own words can still be known for those that it was written with.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from regioplan_pdf.model.document import Document
from regioplan_pdf.source.schema import Wording

_DIGITS = 16


def wording_of(document: Document) -> Wording:
    """The digests of the words for a document's map, and for its charts in the order of the pages."""
    cards = sorted(document.charts, key=lambda card: card.page)
    tables = [table for card in cards for table in (card.table, card.second_table) if table is not None]
    return Wording(
        digest_texts((document.map_alt,)),
        digest_texts(
            (
                *(text for card in cards for text in (card.alt, card.second_alt)),
                *(cell for table in tables for row in (table.columns, *table.rows) for cell in row),
            )
        ),
    )


def digest_texts(texts: Iterable[str]) -> str:
    """A short digest of texts in their order; empty ones and the kind of white space don't count."""
    words = "\n".join(filter(None, map(normalise, texts)))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def normalise(text: str) -> str:
    """One space between words, and words that were broken over two lines whole again."""
    return " ".join(text.replace("\u00ad", "").split())
