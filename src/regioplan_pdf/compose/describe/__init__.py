"""Charts for those who don't see them: in words, and as a table of all their figures.

A text is made only of what the card and its specs hold, so that it can't say more than the
chart does. It's read after the finding, the measure and the unit line; the table follows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Literal

from regioplan_pdf.compose.describe.bars import describe_bar_list, describe_paired, describe_stacked
from regioplan_pdf.compose.describe.courses import describe_fan, describe_lines, describe_years
from regioplan_pdf.compose.describe.pictures import describe_map, describe_scenarios, describe_table
from regioplan_pdf.compose.describe.tables import tabulate_chart
from regioplan_pdf.compose.describe.words import Names, begin
from regioplan_pdf.model.charts import (
    BarList,
    Fan,
    Lines,
    PairedBars,
    Scenarios,
    SmallTable,
    StackedBars,
    YearColumns,
)
from regioplan_pdf.model.content import Edition
from regioplan_pdf.model.document import ChartCard, Document

__all__ = [
    "Names",
    "add_descriptions",
    "describe_chart",
    "describe_document",
    "describe_map",
    "tabulate_chart",
    "undescribe_document",
]


def describe_chart(card: ChartCard, number: Literal[1, 2], names: Names) -> str:
    """Tell in plain Dutch what a card's first or second chart shows; '' when there is no such chart.

    At most four sentences: what is measured, then the shape of it, then what is withheld.
    """
    spec = card.spec if number == 1 else card.second
    if spec is None:
        return ""
    subject = begin(card.measure, card.unit_line) if number == 1 else begin(card.second_measure)
    return _DESCRIBERS[type(spec)](spec, subject, names)


def add_descriptions(card: ChartCard, names: Names) -> ChartCard:
    """Give a card the texts and tables of its charts."""
    measure = ", ".join(text for text in (card.measure, card.unit_line) if text)
    return replace(
        card,
        alt=describe_chart(card, 1, names),
        table=tabulate_chart(card.spec, measure, names),
        second_alt=describe_chart(card, 2, names),
        second_table=tabulate_chart(card.second, card.second_measure, names) if card.second else None,
    )


def describe_document(document: Document, edition: Edition) -> Document:
    """Give a document the texts and tables of its charts and map, which follow from the rest of it."""
    names = Names(document.region_title, edition.benchmark_name, edition.benchmark_short)
    return replace(
        document,
        charts=tuple(add_descriptions(card, names) for card in document.charts),
        map_alt=describe_map(document.tile_map, document.region_title),
    )


def undescribe_document(document: Document) -> Document:
    """The document without what `describe_document` gives it."""
    bare = (replace(card, alt="", table=None, second_alt="", second_table=None) for card in document.charts)
    return replace(document, charts=tuple(bare), map_alt="")


_DESCRIBERS: Mapping[type, Callable[..., str]] = {
    StackedBars: describe_stacked,
    PairedBars: describe_paired,
    BarList: describe_bar_list,
    YearColumns: describe_years,
    Lines: describe_lines,
    Fan: describe_fan,
    Scenarios: describe_scenarios,
    SmallTable: describe_table,
}
