"""What the other ways share: the measures of the page and which chart stands where.

They set their text at one size that holds every plan in content/. Trying sizes, balancing columns
and checking the result is work that only this program does, and it's in its own times.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from regioplan_pdf.model.charts import ChartSpec, SmallTable
from regioplan_pdf.model.document import ChartCard, Document, LeeswijzerEntry, Section

PAGE_WIDTH, PAGE_HEIGHT = 420 / 25.4 * 72, 297 / 25.4 * 72
MARGIN = 34.0
HEADER = 78.0
STRIP_TOP, STRIP_HEIGHT = 90.0, 104.0
CHARTS_TOP = 198.0
FOOT = 30.0
SIDE_WIDTH = 316.0
GUTTER = 24.0
TEXT_TOP = 94.0
BAND_HEIGHT = 224.0
TEXT_COLUMNS = 4
CARD_HEAD, CARD_FOOT = 56.0, 18.0
PAGE_2_CHARTS = 212.0
BODY, LEADING = 10.0, 12.6
SMALL, SMALL_LEADING = 8.5, 10.6
CONTENT = PAGE_WIDTH - 2 * MARGIN
TEXT_WIDTH = (CONTENT - GUTTER * (TEXT_COLUMNS - 1)) / TEXT_COLUMNS


def cards_on(document: Document, page: int) -> tuple[ChartCard, ...]:
    """The charts of a page."""
    return tuple(card for card in document.charts if card.page == page)


def chart_columns(document: Document, page: int) -> int:
    """Charts beside each other: all of them on page 2; on page 1 no more than two rows."""
    cards = cards_on(document, page)
    return max(1, len(cards)) if page == 2 else max(document.chart_columns, math.ceil(len(cards) / 2))


def rows_of(cards: Sequence[ChartCard], columns: int) -> list[Sequence[ChartCard]]:
    """Charts row by row."""
    return [cards[start : start + columns] for start in range(0, len(cards), columns)]


def sections_at(document: Document, *places: str) -> tuple[Section, ...]:
    """The text blocks that stand in a place."""
    return tuple(section for section in document.sections if section.place in places)


def split_entries(entries: Sequence[LeeswijzerEntry], columns: int) -> list[list[LeeswijzerEntry]]:
    """The Leeswijzer's entries over columns of about the same length."""
    lengths = [len(entry.name) + len(entry.source) + len(entry.explanation) + len(entry.nb) + 90 for entry in entries]
    total, done = sum(lengths), 0
    split: list[list[LeeswijzerEntry]] = [[] for _ in range(columns)]
    for entry, length in zip(entries, lengths, strict=True):
        split[min(columns - 1, int((done + length / 2) * columns / total))].append(entry)
        done += length
    return split


def chart_specs(document: Document) -> list[ChartSpec]:
    """Everything that is drawn as a chart; a small table is none."""
    found = [spec for card in document.charts for spec in (card.spec, card.second) if spec is not None]
    return [spec for spec in found if not isinstance(spec, SmallTable)]


def foot_text(card: ChartCard) -> str:
    """The line under a chart, after the link to the Leeswijzer."""
    parts = []
    if card.pages:
        parts.append("Regioanalyse p. " + ", ".join(map(str, card.pages)))
    if card.example:
        parts.append("voorbeeldcijfers")
    if card.note:
        parts.append(card.note)
    return " · ".join(parts)
