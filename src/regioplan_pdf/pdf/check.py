"""A last look at a finished PDF before it may replace an old one."""

from __future__ import annotations

from regioplan_pdf.conformance import check_document
from regioplan_pdf.errors import Problem, RegioplanError, Severity
from regioplan_pdf.model.document import Document

HINT = "this is a fault of the program: please report it"


def check_pdf(pdf: bytes, document: Document) -> tuple[Problem, ...]:
    """Whether the file conforms, and says in the order of reading what the plan says.

    All rules of `regioplan check FILE.pdf` but contrast, for which every colour and place on the
    page must be followed: it takes two and a half times as long.
    """
    try:
        findings = check_document(pdf, document)
    except _reading_errors() as error:
        return (Problem(document.source, 0, Severity.ERROR, f"the PDF can't be read back: {error}", HINT),)
    return tuple(Problem(document.source, 0, found.severity, str(found), HINT) for found in findings)


def _reading_errors() -> tuple[type[Exception], ...]:
    """What it raises that a file can't be read; imported only when something is raised."""
    from pypdf.errors import PyPdfError

    return (PyPdfError, RegioplanError)
