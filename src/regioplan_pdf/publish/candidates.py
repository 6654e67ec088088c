"""The plans that may go online: those that were just built, and those that are online already."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from regioplan_pdf.api import build
from regioplan_pdf.load.folder import DocumentPath
from regioplan_pdf.publish.manifest import Manifest
from regioplan_pdf.publish.ready import Facts, Reason, Why, may_publish
from regioplan_pdf.publish.request import Request
from regioplan_pdf.results import DocumentResult, Report, Status
from regioplan_pdf.state import EDITION_FILES, STATE_FILE, BuildState, bytes_hash


@dataclass(frozen=True, slots=True)
class Candidate:
    """A PDF that may go online as the plan `key`.

    sha256: '' when there is no PDF. reasons: what speaks against it before it's opened.
    online: it is the version that is online. outdated: its text has changed since it was built.
    """

    key: str
    path: Path
    sha256: str
    reasons: tuple[Reason, ...] = ()
    online: bool = False
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """A version of a plan that goes online, or stays there. modified: ISO date."""

    candidate: Candidate
    facts: Facts
    reasons: tuple[Reason, ...]
    modified: str


@dataclass(frozen=True, slots=True)
class Choice:
    """chosen: by key. refused: of the selection, by key, whether an earlier version stays or not."""

    chosen: dict[str, Chosen]
    refused: dict[str, tuple[Reason, ...]]


def build_pdfs(request: Request, documents: Sequence[DocumentPath], stack: ExitStack) -> tuple[Report, Path]:
    """Build what is out of date; give the report and the folder that the PDFs are in.

    For a dry run that is a copy, which is gone when `stack` is closed: nothing is written then.
    Raises as `api.build`.
    """
    folder = request.pdfs
    if request.dry_run:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="regioplan-")))
        _copy_built(request.pdfs, folder)
    total, done = len(documents), 0

    def advance(_: DocumentResult) -> None:
        nonlocal done
        done += 1
        request.progress("building", done, total)

    report = build(
        request.content,
        folder,
        request.regions,
        request.edition,
        request.sector,
        jobs=request.jobs,
        fonts=request.fonts,
        progress=advance,
        old=request.old,
    )
    return report, folder


def _copy_built(pdfs: Path, folder: Path) -> None:
    if (pdfs / STATE_FILE).is_file():
        for path in (pdfs / STATE_FILE, *sorted(pdfs.glob("*.pdf"))):
            shutil.copy2(path, folder / path.name)


def new_candidates(report: Report, folder: Path) -> tuple[Candidate, ...]:
    """The selected plans as they were just built, or found to be up to date."""
    hashes = {key: str(entry.get("output")) for key, entry in BuildState.read(folder).entries.items()}
    return tuple(_new_candidate(result, folder, hashes) for result in report.documents)


def _new_candidate(result: DocumentResult, folder: Path, hashes: dict[str, str]) -> Candidate:
    path = folder / result.file
    if result.status in (Status.BUILT, Status.UNCHANGED):
        return Candidate(result.document, path, hashes[result.document])
    faults = tuple(str(problem).replace("\n    hint:", "; hint:") for problem in result.problems)
    told = faults or ("Its edition has faults: see above.",)
    if not path.is_file():
        return Candidate(result.document, path, "", (Reason(Why.FAULTY, told),))
    return Candidate(result.document, path, bytes_hash(path.read_bytes()), (Reason(Why.BEHIND, told),))


def online_candidates(
    request: Request, manifest: Manifest, intact: frozenset[str], documents: Iterable[DocumentPath]
) -> tuple[Candidate, ...]:
    """The plans that are online and still have a text. A PDF that was damaged there is taken from the built ones."""
    known = {document.key for document in documents}
    found = []
    for entry in manifest.plans.values():
        if entry.key in known:
            path = request.target / entry.pdf if entry.pdf in intact else request.pdfs / Path(entry.pdf).name
            found.append(Candidate(entry.key, path, entry.sha256, online=True))
    return tuple(found)


def content_hash(document: DocumentPath) -> str:
    """A hash of what an editor wrote for one plan: its text, its edition's settings and figures."""
    files = [document.path, *(document.folder / name for name in EDITION_FILES)]
    return bytes_hash(" ".join(bytes_hash(path.read_bytes()) if path.is_file() else "-" for path in files).encode())


def choose(
    new: Iterable[Candidate],
    online: Iterable[Candidate],
    facts: Mapping[str, Facts],
    previous: Manifest,
    request: Request,
) -> Choice:
    """The version of every plan that goes online: the new one when it may, else the one that is there if that may.

    facts: by the PDF's hash.
    """
    choice = Choice({}, {})
    for candidate in new:
        _weigh(choice, candidate, facts, previous, request, allow_examples=request.allow_examples)
    refused = frozenset(choice.refused)
    for candidate in online:
        if candidate.key not in choice.chosen:
            # What isn't of the selection was allowed before, and stays.
            allowed = request.allow_examples or candidate.key not in refused
            told = replace(candidate, outdated=candidate.outdated or candidate.key in refused)
            _weigh(choice, told, facts, previous, request, allow_examples=allowed)
    return choice


def _weigh(
    choice: Choice,
    candidate: Candidate,
    facts: Mapping[str, Facts],
    previous: Manifest,
    request: Request,
    *,
    allow_examples: bool,
) -> None:
    found = facts.get(candidate.sha256)
    reasons = candidate.reasons + (found.reasons_as(candidate.key) if found else ())
    if found is None or not may_publish(reasons, allow_examples=allow_examples):
        choice.refused.setdefault(candidate.key, reasons)
        return
    before = previous.plans.get(candidate.key)
    if before is not None and before.sha256 == candidate.sha256:
        day = before.modified
    else:
        day = request.date.isoformat() if request.date else found.published
    choice.chosen[candidate.key] = Chosen(candidate, found, reasons, day)
