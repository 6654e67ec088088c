"""The figures of a document as a table: what the PDF carries as `cijfers.csv`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain

from regioplan_pdf.model.document import Document
from regioplan_pdf.model.figures import WITHHELD_TEXT, Series, Value
from regioplan_pdf.source.latest import kept_for_latest

COLUMNS = ("regio", "indicator", "periode", "categorie", "waarde", "eenheid", "herkomst")


def encode_figures(document: Document) -> bytes:
    """All figures of a document as CSV the Dutch way, so that Excel opens it with a double click.

    `;` between columns, a decimal comma, UTF-8 with a byte order mark, CRLF. First the region's
    series, then the benchmark's, each by period and category. `waarde` is the full number, not
    the rounded one that is printed; 'te klein' for a withheld figure, empty for an unknown one.
    """
    rows = chain([COLUMNS], *map(_rows, document.figures.region.values()))
    return (_write(rows) + _benchmark_text(document.figures.benchmark)).encode("utf-8-sig")


@kept_for_latest
def _benchmark_text(benchmark: Mapping[str, Series]) -> str:
    return _write(chain(*map(_rows, benchmark.values())))


def _write(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    return text.getvalue()


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
