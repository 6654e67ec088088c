"""The source that a plan carries inside it: text and figures as JSON, and the figures as CSV.

`encode_source` and `encode_figures` make the two files, `decode_source` reads the first back
without loss, `open_pdf` and `read_source` get them out of a PDF. docs/source.md is the schema.
"""

from __future__ import annotations

from regioplan_pdf.source.csv_table import encode_figures
from regioplan_pdf.source.decode import decode_source
from regioplan_pdf.source.embedded import (
    EmbeddedFile,
    content_hash,
    embedded_files,
    hash_content,
    open_pdf,
    read_source,
)
from regioplan_pdf.source.encode import encode_source
from regioplan_pdf.source.extract import extract_files
from regioplan_pdf.source.schema import FIGURES_NAME, SCHEMA, SOURCE_NAME, Program, Source, SourceError, edition_facts

__all__ = [
    "FIGURES_NAME",
    "SCHEMA",
    "SOURCE_NAME",
    "EmbeddedFile",
    "Program",
    "Source",
    "SourceError",
    "content_hash",
    "decode_source",
    "edition_facts",
    "embedded_files",
    "encode_figures",
    "encode_source",
    "extract_files",
    "hash_content",
    "open_pdf",
    "read_source",
]
