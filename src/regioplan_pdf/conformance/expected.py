"""The texts of a plan in the order in which a person reads them, taken from its Document alone.

Made without looking at how pages are drawn, so that it can tell whether they were drawn right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from regioplan_pdf.model.charts import DataTable
from regioplan_pdf.model.document import ChartCard, Document, KeyFigure, Leeswijzer, LeeswijzerEntry, Section, runs_text
from regioplan_pdf.model.text import Block, ListBlock, Paragraph, Role, Run, Subheading

BESIDE_CHARTS, PANEL = "zijkolom", "paneel"
EXAMPLE, EXAMPLE_FIGURES = "voorbeeld", "voorbeeldcijfers"
MAP_TITLE = "De regio op de kaart"
"""Over a map that stands under the side text where there is room for it."""
_EXAMPLES_EXPLAINED = "Bevat voorbeeldcijfers: waar ‘voorbeeld’ bij staat, heeft het cijfer nog geen bron"
_ALL_ANALYSES = "Alle analyses"
_OUTCOME = "Uitkomst: "
_BULLETS = ("•", "–")
_SENTENCE_ENDS = (".", "!", "?")


def expected_texts(document: Document, *, with_map: bool = False) -> Iterator[str]:
    """Every text of both pages that isn't in a drawing, to the last number and mark; some may be empty.

    with_map: a map stands under the side text.
    """
    yield document.region_title
    yield f"{document.edition_title} · {document.sector_title}"
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
    yield MAP_TITLE if with_map else ""
    yield _EXAMPLES_EXPLAINED if document.example_pages[0] else ""
    yield from _head(document, 1)
    yield from _cards(document, 2)
    for section in (*flowing, *panel):
        yield from _section(section)
    yield from _leeswijzer(document.leeswijzer)
    yield _EXAMPLES_EXPLAINED if document.example_pages[1] else ""


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
    yield EXAMPLE if figure.example else ""
    marked = figure.detail and figure.detail_example and not figure.example
    yield f"{figure.detail} ({EXAMPLE})" if marked else figure.detail
    yield str(figure.entry) if figure.entry else ""


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
    yield _foot(card)


def _foot(card: ChartCard) -> str:
    """'Leeswijzer 5, 6 · Regioanalyse p. 13 · voorbeeldcijfers'."""
    numbers = ([card.entry] if card.entry else []) + [ref.number for ref in card.more_entries]
    parts = [
        f"Leeswijzer {_listed(numbers)}" if card.entry else _listed(numbers),
        f"Regioanalyse p. {_listed(card.pages)}" if card.pages else "",
        EXAMPLE_FIGURES if card.example else "",
        card.note,
    ]
    return " · ".join(part for part in parts if part)


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))


def _table(table: DataTable | None) -> Iterator[str]:
    for row in (table.columns, *table.rows) if table is not None else ():
        yield from row


def _section(section: Section) -> Iterator[str]:
    yield section.title
    for block in section.blocks:
        yield from _block(block, 0)


def _block(block: Block, depth: int) -> Iterator[str]:
    match block:
        case Paragraph():
            label = _OUTCOME if block.role is Role.OUTCOME else ""
            yield label + runs_text(tuple(run for run in block.runs if isinstance(run, Run)))
        case Subheading():
            yield block.text
        case ListBlock():
            for number, item in enumerate(block.items, block.start):
                yield f"{number}." if block.ordered else _BULLETS[min(depth, 1)]
                for inner in item.blocks:
                    yield from _block(inner, depth + 1)


def _leeswijzer(leeswijzer: Leeswijzer) -> Iterator[str]:
    yield leeswijzer.title
    for entry in leeswijzer.entries:
        yield f"{entry.number} {entry.name}"
        yield _definition(entry)
    if leeswijzer.link:
        yield leeswijzer.link_label or _ALL_ANALYSES
        yield leeswijzer.link.removeprefix("https://").removeprefix("http://").removeprefix("www.")


def _definition(entry: LeeswijzerEntry) -> str:
    """Each part under its label, as a sentence."""
    pages = f"p. {_listed(entry.pages)}" if entry.pages else ""
    parts = (
        ("Bron", entry.source),
        ("Peildatum", entry.reference_date),
        ("Toelichting", entry.explanation),
        ("NB", entry.nb),
        ("Regioanalyse", pages),
    )
    told = ""
    for label, text in parts:
        if text:
            glue = "" if not told else " " if told.endswith(_SENTENCE_ENDS) else ". "
            told += f"{glue}{label} {text}"
    return told
