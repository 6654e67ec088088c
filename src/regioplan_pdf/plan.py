"""A plan on its way, as plain values that can go from one process to another."""

from __future__ import annotations

import pickle
import traceback
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from regioplan_pdf.errors import Problem, Severity
from regioplan_pdf.load.folder import DocumentPath
from regioplan_pdf.model.document import Document
from regioplan_pdf.model.figures import Figures
from regioplan_pdf.packing import pack
from regioplan_pdf.pdf.attachment import Attachment
from regioplan_pdf.results import DocumentResult

if TYPE_CHECKING:
    from regioplan_pdf.pdf.fit import Layout


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan before it has pages.

    document: None when its content has faults. attachments: the files that go inside the PDF.
    problems: of this document alone; shared: of files that others need too. seconds: it took.
    """

    path: DocumentPath
    document: Document | None
    attachments: tuple[Attachment, ...]
    problems: tuple[Problem, ...]
    shared: tuple[Problem, ...]
    seconds: float


def pack_draft(draft: Draft) -> bytes:
    """A draft as bytes, for a process that prints it: without the figures, which pages don't ask for.

    What is drawn or told of them stands in charts, texts and attachments.
    """
    document = draft.document
    if document is not None:
        bare = Figures(document.figures.region_slug, document.figures.benchmark_slug)
        draft = replace(draft, document=replace(document, figures=bare))
    return pack(draft)


def unpack_draft(data: bytes) -> Draft:
    """The draft that `pack_draft` was given, without its figures."""
    draft: Draft = pickle.loads(data)
    return draft


@dataclass(frozen=True, slots=True)
class Plan:
    """A finished plan: its document, its pages and its bytes."""

    document: Document
    layout: Layout
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a document.

    result: its row of the report. pdf: empty when it failed. shared: faults of files that others need too.
    """

    result: DocumentResult
    pdf: bytes
    shared: tuple[Problem, ...]


def program_fault(path: DocumentPath, error: Exception) -> Problem:
    """A fault of the program itself, told as one of the document that it met."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    message = (
        f"The program itself failed on this plan: {type(error).__name__}: {error}"
        f" ({Path(where.filename).name}, line {where.lineno})."
    )
    return Problem(f"{path.key}.md", 0, Severity.ERROR, message, "this is a fault of the program: please report it")
