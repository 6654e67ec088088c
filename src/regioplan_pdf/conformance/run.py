"""All rules on one file, in a fixed order."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from regioplan_pdf.conformance.attachments import check_attachments
from regioplan_pdf.conformance.catalog import check_catalog
from regioplan_pdf.conformance.colours import check_colours
from regioplan_pdf.conformance.content import PageReader
from regioplan_pdf.conformance.extraction import check_extraction, check_figures_file, find_source
from regioplan_pdf.conformance.figures import check_figures
from regioplan_pdf.conformance.file import PdfFile
from regioplan_pdf.conformance.finding import Finding, Findings, Report
from regioplan_pdf.conformance.font_files import check_font_files
from regioplan_pdf.conformance.font_tables import FontTable
from regioplan_pdf.conformance.headings import check_headings
from regioplan_pdf.conformance.links import check_links
from regioplan_pdf.conformance.lists import check_lists
from regioplan_pdf.conformance.marked_text import TextReader
from regioplan_pdf.conformance.metadata import check_metadata
from regioplan_pdf.conformance.objects import NotPlain, Objects, PlainObjects, PypdfObjects
from regioplan_pdf.conformance.plan import check_plan
from regioplan_pdf.conformance.plan_structure import check_plan_structure
from regioplan_pdf.conformance.structure import check_structure
from regioplan_pdf.conformance.subject import Subject
from regioplan_pdf.conformance.tables import check_tables
from regioplan_pdf.conformance.text import check_text
from regioplan_pdf.conformance.tree import TreeReader
from regioplan_pdf.conformance.values import Value
from regioplan_pdf.errors import RegioplanError
from regioplan_pdf.model.document import Document

if TYPE_CHECKING:
    from regioplan_pdf.source.schema import Source, Wording
    from regioplan_pdf.source.views import OpenPdf

CHECKS: tuple[Callable[[Subject], None], ...] = (
    check_metadata,
    check_text,
    check_structure,
    check_headings,
    check_tables,
    check_lists,
    check_figures,
    check_links,
    check_attachments,
    check_catalog,
)
"""The rules that need no places and colours on the page, nor a source."""


def check_file(path: Path) -> Report:
    """Judge a file of any make, within bounded time and memory.

    Raises SourceError when it can't be read: no PDF, encrypted, cut off, damaged or too large.
    """
    from regioplan_pdf.source import open_pdf

    with open_pdf(path) as pdf:
        return check_open(pdf)


def check_open(pdf: OpenPdf, source: Source | None = None) -> Report:
    """Judge a file that is open already, against its source if that is read already. Raises as `check_file`."""
    began = time.perf_counter()
    document, written_as = (source.document, source.written_as) if source else (None, None)
    subject = judge(pdf.plain or PdfFile(PypdfObjects(pdf.reader)), document, written_as)
    return Report(
        str(pdf.path),
        subject.findings.found(),
        tuple(subject.findings.notes),
        len(subject.pages),
        len(subject.elements),
        len(subject.file.array(subject.file.catalog.get("AF"))),
        time.perf_counter() - began,
    )


def check_files(paths: Iterable[Path]) -> Iterator[Report]:
    """Judge files one by one; one that can't be read doesn't stop the others."""
    for path in paths:
        try:
            yield check_file(path)
        except RegioplanError as error:
            yield Report(str(path), (), trouble=str(error))


def check_bytes(data: bytes) -> tuple[Finding, ...]:
    """Judge a file in memory, against the source inside it. Raises pypdf's errors and SourceError."""
    return judge(PdfFile(_objects(data)), None).findings.found()


def check_document(data: bytes, document: Document) -> tuple[Finding, ...]:
    """Judge a file in memory, against the plan that it was made from. Raises as `check_bytes`.

    For `build`, where each millisecond counts: all rules but contrast, for which every colour and
    place on the page must be followed, and but the comparison of structures. Contrast depends on the
    theme and the kind of chart, which `check_theme_colours` and the charts' own choice of ink see to;
    the structure was written from the very tree that it would be compared with.
    """
    return judge(PdfFile(_objects(data)), document, places=False).findings.found()


def _objects(data: bytes) -> Objects:
    try:
        return PlainObjects(data)
    except NotPlain:
        from pypdf import PdfReader

        return PypdfObjects(PdfReader(io.BytesIO(data)))


def judge(
    file: PdfFile, document: Document | None, written_as: Wording | None = None, *, places: bool = True
) -> Subject:
    """A file with all that is to be said of it, by the rules and by a plan: the one given, or the one inside it."""
    subject = read_subject(file, places=places)
    for check in CHECKS:
        check(subject)
    if places:
        check_colours(subject)
        check_font_files(subject)
    if document is None and (source := find_source(subject)) is not None:
        document, written_as = source.document, source.written_as
    if document is not None:
        check_plan(subject, document)
        check_extraction(subject, document, written_as)
        if places:
            check_plan_structure(subject, document, reworded=written_as is not None)
            check_figures_file(subject, document)
    return subject


def read_subject(file: PdfFile, *, places: bool = True) -> Subject:
    """A file read through for its structure and its pages. places: and for where on them all stands."""
    findings = Findings()
    fonts: dict[Value, FontTable] = {}
    tree = TreeReader(file, findings)
    root = tree.read()
    reader = PageReader if places else TextReader
    pages = tuple(reader(file, page, findings, fonts).read() for page in file.pages)
    return Subject(file, findings, root, tuple(tree.elements), pages, fonts)
