"""The source that a plan carries inside it: text and figures as JSON, and the figures as CSV.

`encode_source` and `encode_figures` make the two files, `decode_source` reads the first back
without loss, `open_pdf` and `read_source` get them out of a PDF. docs/source.md is the schema.
Each is imported when it's first asked for: who writes a source needs nothing to read one.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regioplan_pdf.source.csv_table import encode_figures
    from regioplan_pdf.source.decode import decode_source
    from regioplan_pdf.source.embedded import (
        EmbeddedFile,
        content_hash,
        embedded_files,
        file_hash,
        hash_content,
        open_pdf,
        read_source,
    )
    from regioplan_pdf.source.encode import encode_source
    from regioplan_pdf.source.extract import extract_files
    from regioplan_pdf.source.schema import (
        FIGURES_NAME,
        SCHEMA,
        SOURCE_NAME,
        Program,
        Source,
        SourceError,
        edition_facts,
    )

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
    "file_hash",
    "hash_content",
    "open_pdf",
    "read_source",
]

_HOMES = {
    "encode_figures": "csv_table",
    "decode_source": "decode",
    "encode_source": "encode",
    "extract_files": "extract",
    **dict.fromkeys(
        ("EmbeddedFile", "content_hash", "embedded_files", "file_hash", "hash_content", "open_pdf", "read_source"),
        "embedded",
    ),
    **dict.fromkeys(
        ("FIGURES_NAME", "SCHEMA", "SOURCE_NAME", "Program", "Source", "SourceError", "edition_facts"), "schema"
    ),
}


def __getattr__(name: str) -> object:
    """Import what is asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
