"""A document and its edition as JSON: what the PDF carries as `regioplan.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from regioplan_pdf import __version__
from regioplan_pdf.compose.describe import describe_document, undescribe_document
from regioplan_pdf.model.content import Edition
from regioplan_pdf.model.document import Document
from regioplan_pdf.model.figures import Series
from regioplan_pdf.source.codec import Json, Mismatch, to_json
from regioplan_pdf.source.latest import kept_for_latest
from regioplan_pdf.source.schema import FORMAT, SCHEMA, Program, SourceError, Wording, edition_facts
from regioplan_pdf.source.wording import wording_of

PROGRAM = Program("regioplan-pdf", __version__)


def encode_source(document: Document, edition: Edition, *, described: bool = False) -> bytes:
    """The source of a plan: UTF-8, members sorted, no white space; docs/source.md is its schema.

    What is said of charts and map follows from the rest: it's left out where it does, and
    `described` says so, and `wording` how it was said.

    Equal arguments give equal bytes, as long as their mappings have the same order.

    Args:
        document: the plan.
        edition: what it's a plan of.
        described: whether it's known to say of charts and map what `describe_document` does, as
            it comes from `compose`; else that is found out.

    Raises:
        SourceError: a figure that is withheld still has its number.

    """
    bare = undescribe_document(document)
    follows = described or _follows(document, bare, edition)
    try:
        members = {
            "format": _write(FORMAT),
            "schema": _write(SCHEMA),
            "program": _write(to_json(PROGRAM, Program)),
            "described": _write(follows),
            **({"wording": _write(to_json(wording_of(document), Wording))} if follows else {}),
            "document": _write(_document_json(bare if follows else document)),
            "edition": _edition_text(edition),
        }
    except Mismatch as mismatch:
        raise SourceError(f"The source of '{document.source}' isn't written: {mismatch}.") from None
    return f"{{{','.join(f'{_write(name)}:{members[name]}' for name in sorted(members))}}}".encode()


def _write(data: Json) -> str:
    return json.dumps(data, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def _document_json(document: Document) -> Json:
    benchmark = document.figures.benchmark
    data = to_json(replace(document, figures=replace(document.figures, benchmark={})), Document)
    if benchmark:
        data["figures"]["benchmark"] = _benchmark_json(benchmark)
    return data


@kept_for_latest
def _benchmark_json(benchmark: Mapping[str, Series]) -> Json:
    return to_json(benchmark, Mapping[str, Series])


@kept_for_latest
def _edition_text(edition: Edition) -> str:
    return _write(to_json(edition_facts(edition), Edition))


def _follows(document: Document, bare: Document, edition: Edition) -> bool:
    """Whether what is said of charts and map is what this program would say of them."""
    try:
        return describe_document(bare, edition) == document
    except (ArithmeticError, LookupError, ValueError):  # a spec that isn't sound enough to be described
        return False
