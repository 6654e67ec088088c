"""The texts of a plan in the order in which a person reads them, taken from its Document alone.

Made without looking at how pages are drawn, so that it can tell whether they were drawn right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from regioplan_pdf.model.charts import DataTable
from regioplan_pdf.model.document import ChartCard, Document, KeyFigure, LeeswijzerEntry, Section, runs_text
from regioplan_pdf.model.text import Block, ListBlock, ListItem, Paragraph, Run, Subheading

BESIDE_CHARTS, PANEL = "zijkolom", "paneel"
ADDED = re.compile(
    r"(?:\s|·|\.(?!\w)|,|•|–(?!\w)|\d+\.?(?!\w)|\(voorbeeld\)|voorbeeldcijfers|voorbeeld"
    r"|Uitkomst:|Bron|Peildatum|Toelichting|NB|Regioanalyse|p\.|Leeswijzer|Alle analyses|De regio op de kaart"
    r"|Bevat voorbeeldcijfers: waar ‘voorbeeld’ bij staat, heeft het cijfer nog geen bron)*+"
)
"""What stands between the texts of a plan: labels, numbers of entries, marks of example figures."""


def expected_texts(document: Document) -> Iterator[str]:
    """Every text of both pages that isn't in a drawing."""
    yield document.region_title
    yield document.edition_title
    yield document.sector_title
    yield from _head(document, 0)
    for figure in document.key_figures:
        yield from _key_figure(figure)
    if any(card.page == 1 for card in document.charts):
        yield document.charts_title
    yield from _cards(document, 1)
    beside = [section for section in document.sections if section.place == BESIDE_CHARTS]
    flowing = [section for section in document.sections if section.place not in (BESIDE_CHARTS, PANEL)]
    panel = [section for section in document.sections if section.place == PANEL]
    for section in beside:
        yield from _section(section)
    yield from _head(document, 1)
    yield from _cards(document, 2)
    for section in (*flowing, *panel):
        yield from _section(section)
    yield document.leeswijzer.title
    for entry in document.leeswijzer.entries:
        yield from _entry(entry)
    if document.leeswijzer.link:
        yield document.leeswijzer.link_label
        yield re.sub(r"^https?://(?:www\.)?", "", document.leeswijzer.link)


def expected_alternatives(document: Document) -> Iterator[str]:
    """What the charts show, in words and in order."""
    for page in (1, 2):
        for card in document.charts:
            if card.page == page:
                yield card.alt
                yield card.second_alt


def _head(document: Document, page: int) -> Iterator[str]:
    yield document.heads[page].title
    yield document.heads[page].detail


def _key_figure(figure: KeyFigure) -> Iterator[str]:
    yield figure.text
    yield figure.label
    yield figure.detail


def _cards(document: Document, page: int) -> Iterator[str]:
    for card in document.charts:
        if card.page == page:
            yield from _card(card)


def _card(card: ChartCard) -> Iterator[str]:
    yield card.finding
    yield card.measure
    yield card.unit_line
    yield from _table(card.table)
    if card.second is not None:
        yield card.second_measure
    yield from _table(card.second_table)
    yield card.note


def _table(table: DataTable | None) -> Iterator[str]:
    for row in (table.columns, *table.rows) if table is not None else ():
        yield from row


def _section(section: Section) -> Iterator[str]:
    yield section.title
    for block in section.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield runs_text(tuple(run for run in block.runs if isinstance(run, Run)))
        case Subheading():
            yield block.text
        case ListBlock():
            for item in block.items:
                yield from _item(item)


def _item(item: ListItem) -> Iterator[str]:
    for block in item.blocks:
        yield from _block(block)


def _entry(entry: LeeswijzerEntry) -> Iterator[str]:
    yield entry.name
    yield entry.source
    yield entry.reference_date
    yield entry.explanation
    yield entry.nb
