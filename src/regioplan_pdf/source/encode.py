"""A document and its edition as JSON: what the PDF carries as `regioplan.json`."""

from __future__ import annotations

import json

from regioplan_pdf import __version__
from regioplan_pdf.compose.describe import describe_document, undescribe_document
from regioplan_pdf.model.content import Edition
from regioplan_pdf.model.document import Document
from regioplan_pdf.source.codec import Mismatch, to_json
from regioplan_pdf.source.schema import FORMAT, SCHEMA, Program, SourceError, edition_facts

PROGRAM = Program("regioplan-pdf", __version__)


def encode_source(document: Document, edition: Edition) -> bytes:
    """The source of a plan: UTF-8, members sorted, no white space; docs/source.md is its schema.

    What is said of charts and map follows from the rest: it's left out where it does, and
    `described` says so.

    Equal arguments give equal bytes, as long as their mappings have the same order.

    Raises:
        SourceError: a figure that is withheld still has its number.

    """
    bare = undescribe_document(document)
    follows = _follows(document, bare, edition)
    try:
        root = {
            "format": FORMAT,
            "schema": SCHEMA,
            "program": to_json(PROGRAM, Program),
            "described": follows,
            "document": to_json(bare if follows else document, Document),
            "edition": to_json(edition_facts(edition), Edition),
        }
    except Mismatch as mismatch:
        raise SourceError(f"The source of '{document.source}' isn't written: {mismatch}.") from None
    text = json.dumps(root, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def _follows(document: Document, bare: Document, edition: Edition) -> bool:
    """Whether what is said of charts and map is what this program would say of them."""
    try:
        return describe_document(bare, edition) == document
    except (ArithmeticError, LookupError, ValueError):  # a spec that isn't sound enough to be described
        return False
