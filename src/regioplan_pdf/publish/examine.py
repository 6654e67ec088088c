"""One look into each PDF: whether it's ready, and all that its part of the site is made from."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from regioplan_pdf.conformance.run import check_open
from regioplan_pdf.errors import RegioplanError, Severity
from regioplan_pdf.inspect_pdf import Vouched, vouch
from regioplan_pdf.model.content import Edition
from regioplan_pdf.model.document import Document
from regioplan_pdf.packing import pack
from regioplan_pdf.publish.ready import Facts, Reason, Why, document_reasons, external_links
from regioplan_pdf.publish.thumbnails import make_thumbnails
from regioplan_pdf.source import FIGURES_NAME, SOURCE_NAME, Source, SourceError, decode_source, embedded_files, open_pdf
from regioplan_pdf.source.embedded import EmbeddedFile
from regioplan_pdf.source.views import OpenPdf

_MOST_DETAILS = 5


@dataclass(frozen=True, slots=True)
class Task:
    """A PDF to look into. sha256: as it's expected to be, in hex.

    judge: find its facts; load: read what the site needs of it; draw: make its pictures.
    """

    path: Path
    sha256: str
    judge: bool
    load: bool
    draw: bool


@dataclass(frozen=True, slots=True)
class Contents:
    """What the site is made from: a plan's document, its edition, its bytes and its figures as CSV."""

    document: Document
    settings: Edition
    pdf: bytes
    figures: bytes


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found; None and () for what wasn't asked, or can't be had."""

    sha256: str
    facts: Facts | None = None
    contents: Contents | None = None
    pictures: tuple[bytes, ...] = ()


def examine(task: Task) -> Examined:
    """Look into a PDF of whatever make. Never raises for what is wrong with it: the facts say so."""
    try:
        with open_pdf(task.path) as pdf:
            if hashlib.sha256(pdf.data).hexdigest() != task.sha256:
                return Examined(task.sha256, _unreadable("It was changed while it was being read."))
            facts, contents = _judge(pdf) if task.judge else (None, None)
            if task.load:
                contents = contents or _load(pdf)
            data = pdf.data
        pictures = make_thumbnails(data) if task.draw and contents else ()
    except RegioplanError as error:
        return Examined(task.sha256, _unreadable(str(error)))
    return Examined(task.sha256, facts, contents if task.load else None, pictures)


def examine_packed(task: Task) -> bytes:
    """What `examine` finds, for another process."""
    return pack(examine(task))


def unpack(data: bytes) -> Examined:
    """What `examine_packed` was given."""
    found: Examined = pickle.loads(data)
    return found


def _unreadable(why: str) -> Facts:
    return Facts("", reasons=(Reason(Why.UNREADABLE, (why,)),))


def _judge(pdf: OpenPdf) -> tuple[Facts, Contents | None]:
    found = vouch(pdf)
    if found.source is None:
        return _unreadable(found.source_fault), None
    source, document, settings = found.source, found.source.document, found.source.edition_facts
    facts = Facts(
        key=f"{document.edition}/{document.sector}/{document.region}",
        published=settings.published.isoformat(),
        conformance=found.conformance,
        reasons=(*document_reasons(document, concept=settings.concept), *_file_reasons(pdf, found, source)),
        external=external_links(document),
    )
    return facts, Contents(document, settings, pdf.data, _figures(found.files))


def _file_reasons(pdf: OpenPdf, found: Vouched, source: Source) -> Iterator[Reason]:
    report = check_open(pdf, source)
    broken = [str(finding) for finding in report.findings if finding.severity is Severity.ERROR]
    if broken:
        more = [f"... and {len(broken) - _MOST_DETAILS} more."] if len(broken) > _MOST_DETAILS else []
        yield Reason(Why.INACCESSIBLE, (*broken[:_MOST_DETAILS], *more))
    # A plan from before there was a hash of all of it is taken at the word of the one that it has.
    if found.untouched is False or not found.content_untouched:
        why = found.untouched_why
        yield Reason(Why.TOUCHED, (f"{why[0].upper()}{why[1:]}.",))


def _load(pdf: OpenPdf) -> Contents:
    files = {file.name: file.data for file in embedded_files(pdf.view)}
    if SOURCE_NAME not in files:
        raise SourceError(f"'{pdf.path}' carries no source.")
    source = decode_source(files[SOURCE_NAME])
    return Contents(source.document, source.edition_facts, pdf.data, files.get(FIGURES_NAME, b""))


def _figures(files: Iterable[EmbeddedFile]) -> bytes:
    return next((file.data for file in files if file.name == FIGURES_NAME), b"")
