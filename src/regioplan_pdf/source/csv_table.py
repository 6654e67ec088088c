"""The figures of a document as a table: what the PDF carries as `cijfers.csv`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

from regioplan_pdf.model.document import Document
from regioplan_pdf.model.figures import WITHHELD_TEXT, Series, Value

COLUMNS = ("regio", "indicator", "periode", "categorie", "waarde", "eenheid", "herkomst")


def encode_figures(document: Document) -> bytes:
    """All figures of a document as CSV the Dutch way, so that Excel opens it with a double click.

    `;` between columns, a decimal comma, UTF-8 with a byte order mark, CRLF. First the region's
    series, then the benchmark's, each by period and category. `waarde` is the full number, not
    the rounded one that is printed; 'te klein' for a withheld figure, empty for an unknown one.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for series in (*document.figures.region.values(), *document.figures.benchmark.values()):
        writer.writerows(_rows(series))
    return text.getvalue().encode("utf-8-sig")


def _rows(series: Series) -> Iterator[tuple[str, ...]]:
    order = {category: index for index, category in enumerate(("", *series.categories))}
    keys = sorted(series.values, key=lambda key: (key[0], order.get(key[1], len(order)), key[1]))
    for period, category in keys:
        value = series.values[period, category]
        yield (
            series.region,
            series.indicator,
            str(period),
            category,
            _number(value),
            str(value.unit),
            value.herkomst,
        )


def _number(value: Value) -> str:
    if value.number is None:
        return WITHHELD_TEXT if value.withheld else ""
    # As short as it can be and still the same number; never with an exponent.
    text = f"{Decimal(repr(float(value.number))):f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace(".", ",")
