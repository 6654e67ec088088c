"""The JSON that a plan carries back into a document and its edition, without loss."""

from __future__ import annotations

import json
from typing import TypeVar

from regioplan_pdf.compose.describe import describe_document
from regioplan_pdf.model.content import Edition
from regioplan_pdf.model.document import Document
from regioplan_pdf.source.codec import Json, Mismatch, from_json
from regioplan_pdf.source.schema import FORMAT, MAX_BYTES, SCHEMA, Program, Source, SourceError, Wording
from regioplan_pdf.source.wording import wording_of

_T = TypeVar("_T")


def decode_source(data: bytes) -> Source:
    """What `encode_source` was given, with the words that this program has for its charts and map.

    Raises:
        SourceError: not JSON, not a source, a newer schema, more than MAX_BYTES, a wrong type
            anywhere, or a withheld figure with a number. One line that says which.

    """
    if len(data) > MAX_BYTES:
        raise SourceError(f"The source is {len(data) / 1e6:.1f} MB; more than {MAX_BYTES / 1e6:g} MB isn't read.")
    root = _parse(data)
    if not isinstance(root, dict) or root.get("format") != FORMAT:
        raise SourceError(f"The source is JSON, but not of a regioplan: its 'format' isn't '{FORMAT}'.")
    schema = root.get("schema")
    if type(schema) is not int or schema < 1:
        raise SourceError("The source has no version: 'schema' must be a whole number from 1.")
    if schema > SCHEMA:
        raise SourceError(f"The source has schema {schema}; this program reads up to {SCHEMA}: use a newer one.")
    try:
        document = _member(root, "document", Document)
        edition = _member(root, "edition", Edition)
        program = _member(root, "program", Program)
        wording = _member(root, "wording", Wording) if "wording" in root else Wording()
    except Mismatch as mismatch:
        raise SourceError(f"The source is malformed: {mismatch}.") from None
    except RecursionError:
        raise SourceError("The source is malformed: it's nested too deep.") from None
    if root.get("described") is not True:
        return Source(document, edition, schema, program)
    try:
        document = describe_document(document, edition)
    except (ArithmeticError, LookupError, ValueError):
        raise SourceError("The source is malformed: a chart in it can't be described.") from None
    return Source(document, edition, schema, program, None if wording == wording_of(document) else wording)


def _member(root: dict[str, Json], name: str, hint: type[_T]) -> _T:
    if name not in root:
        raise Mismatch(f"'{name}' is missing")
    try:
        found: _T = from_json(root[name], hint)
    except Mismatch as mismatch:
        raise mismatch.within(name) from None
    return found


def _parse(data: bytes) -> Json:
    try:
        return json.loads(data.decode(), parse_constant=_refuse_constant, object_pairs_hook=_unique_members)
    except UnicodeDecodeError:
        reason = "it isn't UTF-8"
    except json.JSONDecodeError as error:
        reason = f"{error.msg} at line {error.lineno}, column {error.colno}"
    except ValueError as error:
        reason = str(error)
    except RecursionError:
        reason = "it's nested too deep"
    raise SourceError(f"The source isn't sound JSON: {reason}.")


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} isn't a number")


def _unique_members(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("an object has the same member twice")
    return found
