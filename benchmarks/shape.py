"""What the other ways share: the measures of the page and which chart stands where.

Their size of type is estimated from the number of letters, as somebody who sets one plan would choose
it by eye. Trying sizes, balancing columns and checking the result is work that only this program does,
and it's in its own times.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from regioplan_pdf.model.charts import ChartSpec, SmallTable
from regioplan_pdf.model.document import ChartCard, Document, LeeswijzerEntry, Section
from regioplan_pdf.model.text import Block, ListBlock, Run, Subheading

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
BODY_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0)
LEADING = 1.26
"""Leading, by the size of the type."""
LETTER = 0.47
"""Width of a letter by the size of the type, on average and a little over."""
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


def body_size(document: Document) -> float:
    """The largest size of type at which the text ought to fit on both pages, pt."""
    side = PAGE_HEIGHT - CHARTS_TOP - FOOT - 24
    charts = PAGE_2_CHARTS if cards_on(document, 2) else 0.0
    columns = (PAGE_HEIGHT - TEXT_TOP - FOOT - BAND_HEIGHT - 8 - charts - 10) * TEXT_COLUMNS
    for size in BODY_SIZES:
        fits = text_height(sections_at(document, "zijkolom"), SIDE_WIDTH - 24, size) <= side
        if fits and text_height(sections_at(document, "kolommen", "paneel"), TEXT_WIDTH, size) <= columns:
            return size
    return BODY_SIZES[-1]


def text_height(sections: Sequence[Section], width: float, size: float) -> float:
    """About how tall text stands in a column, pt."""
    return sum(32 + sum(_block_height(block, width, size) for block in section.blocks) for section in sections)


def _block_height(block: Block, width: float, size: float) -> float:
    if isinstance(block, ListBlock):
        return sum(_block_height(child, width - 14, size) for item in block.items for child in item.blocks)
    letters = (
        len(block.text) if isinstance(block, Subheading) else sum(len(r.text) for r in block.runs if isinstance(r, Run))
    )
    return math.ceil(letters * LETTER * size / width) * size * LEADING + 6


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
