"""A file inside a PDF, as a plain value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the PDF. relationship: 'Source' or 'Data' (PDF 2.0, 14.13)."""

    name: str
    data: bytes
    mime: str
    description: str
    relationship: str
