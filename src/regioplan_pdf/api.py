"""The library: build and check regioplannen. Reads as the pipeline on one screen.

>>> from pathlib import Path
>>> report = build(Path("content"), Path("out"), regions=["rotterdam"])  # doctest: +SKIP
>>> report.exit_code  # doctest: +SKIP
<ExitCode.OK: 0>
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from regioplan_pdf.errors import OutputError, Problem, Problems, SelectionError, Severity
from regioplan_pdf.load.folder import DocumentPath, find_documents
from regioplan_pdf.results import DocumentResult, Report, Status
from regioplan_pdf.state import BuildState, Inputs, bytes_hash
from regioplan_pdf.suggest import did_you_mean
from regioplan_pdf.write import prepare_folder, replace_file

if TYPE_CHECKING:
    from regioplan_pdf.diff.read.earlier import Earlier
    from regioplan_pdf.model.changes import EditionChanges, PlanChanges
    from regioplan_pdf.plan import Made

Progress = Callable[[DocumentResult], None]
"""Called with every document as soon as it's done."""


def fonts_folder(content: Path) -> Path:
    """Where the fonts are: the folder `fonts` beside the content folder."""
    return content.resolve().parent / "fonts"


def select_documents(
    content: Path, regions: Sequence[str] = (), edition: str | None = None, sector: str | None = None
) -> tuple[DocumentPath, ...]:
    """The documents that a selection means.

    Args:
        content: the content folder.
        regions: slugs, names, aliases or codes; empty for all.
        edition: '2023-2024' (or '2023/2024'), None for all.
        sector: 'ggz', None for all.

    Raises:
        SelectionError: an unknown region, edition or sector, or nothing to build.

    """
    documents = find_documents(content)
    if edition is not None:
        edition = edition.strip().replace("/", "-")
        documents = _only(documents, edition, {d.edition for d in documents}, "edition", lambda d: d.edition)
    if sector is not None:
        sector = sector.strip().casefold()
        documents = _only(documents, sector, {d.sector for d in documents}, "sector", lambda d: d.sector)
    if regions:
        slugs = set(_region_slugs(content, regions, documents))
        documents = tuple(d for d in documents if d.region in slugs)
    if not documents:
        raise SelectionError(f"There is nothing to build in '{content}': no <regio>.md in a folder like 2023-2024/ggz.")
    return documents


def _only(
    documents: tuple[DocumentPath, ...],
    wanted: str,
    known: Iterable[str],
    what: str,
    key: Callable[[DocumentPath], str],
) -> tuple[DocumentPath, ...]:
    known = sorted(known)
    if wanted not in known:
        # Years are all alike, so no year is proposed for another.
        listed = f"there are: {', '.join(known) or 'none'}"
        hint = listed if what == "edition" else did_you_mean(wanted, known, otherwise=listed)
        raise SelectionError(f"There is no {what} '{wanted}'; {hint}")
    return tuple(d for d in documents if key(d) == wanted)


def _region_slugs(content: Path, names: Sequence[str], documents: tuple[DocumentPath, ...]) -> Iterator[str]:
    from regioplan_pdf.load.regions import load_regions

    regions = load_regions(content, Problems())
    present = {d.region for d in documents}
    for name in names:
        region = regions.find(name)
        slug = region.slug if region else name.casefold()
        if slug not in present:
            if region:
                raise SelectionError(f"There is no text for {region.name} in this selection: '{slug}.md' is missing.")
            hint = did_you_mean(slug, sorted(present)) or regions.suggest(name)
            raise SelectionError(f"There is no region '{name}'; {hint}")
        yield slug


def build(
    content: Path,
    out: Path,
    regions: Sequence[str] = (),
    edition: str | None = None,
    sector: str | None = None,
    *,
    jobs: int = 1,
    force: bool = False,
    fonts: Path | None = None,
    progress: Progress | None = None,
    old: str | Path = "",
) -> Report:
    """Write the PDF of every selected document whose inputs changed.

    A document with faults doesn't stop the others, and leaves its old PDF as it was.

    Args:
        content: the content folder.
        out: where the PDFs go; made if it isn't there.
        regions, edition, sector: the selection, see `select_documents`.
        jobs: processes to work with.
        force: build even what hasn't changed.
        fonts: folder of the font files, default the one beside `content`.
        progress: told of every document as it's done.
        old: an earlier edition, or PDFs of one: plans tell what changed since, where they have a place for it.

    Raises:
        SelectionError: the selection or `old` means nothing.
        OutputError: `out` can't be made or written; a single PDF that can't be written is
            `unwritten` in the report instead, and the others are still made.

    """
    began = time.perf_counter()
    fonts = fonts or fonts_folder(content)
    documents = select_documents(content, regions, edition, sector)
    prepare_folder(out)
    state = BuildState.read(out)
    earlier = _earlier(old, content)
    hashes: dict[str, str] = {}

    def note_inputs() -> None:
        if not hashes:
            inputs = Inputs(content, fonts)
            for document in documents:
                hashes[document.key] = inputs.hash_of(document, earlier.files(document) if earlier else None)

    results: dict[str, DocumentResult] = {}
    shared: set[Problem] = set()
    todo = list(documents)
    if not force and any(document.key in state.entries for document in documents):
        # Some may be left as they are. Else all are sure to be made, and work on them begins before inputs are noted.
        note_inputs()
        todo.clear()
        for document in documents:
            kept = state.unchanged(document, hashes[document.key])
            if kept is None:
                todo.append(document)
            else:
                results[document.key] = kept.result
                shared.update(kept.shared)
                _tell(progress, kept.result)
    if todo:
        from regioplan_pdf.workers import run_documents

        with (
            closing(run_documents(content, fonts, todo, jobs, str(old), note_inputs)) as made,
            closing(_write_all(made, shared, out, hashes, state)) as written,
        ):
            for done in written:
                results[done.document] = done
                _tell(progress, done)
    shared.update(_orphans(content, out, state))
    ordered = tuple(results[document.key] for document in documents)
    return Report(ordered, tuple(sorted(shared)), time.perf_counter() - began)


def _earlier(old: str | Path, content: Path) -> Earlier | None:
    """What `old` means; None when there is none. Raises SelectionError."""
    if not str(old):
        return None
    from regioplan_pdf.diff.read.earlier import Earlier

    return Earlier.find(str(old), content)


def _orphans(content: Path, out: Path, state: BuildState) -> Iterator[Problem]:
    """Say which PDFs of ours belong to no text any more; they are left alone."""
    known = {document.key for document in find_documents(content)}
    for key, entry in sorted(state.entries.items()):
        file = entry.get("file") if isinstance(entry, dict) else None
        if key not in known and isinstance(file, str) and (out / file).is_file():
            message = f"'{file}' in the output folder belongs to no text any more: {key}.md is gone."
            yield Problem("", 0, Severity.WARNING, message, "remove it, if it shouldn't be published")


def _write_all(
    made: Iterable[Made],
    shared: set[Problem],
    out: Path,
    hashes: dict[str, str],
    state: BuildState,
) -> Generator[DocumentResult]:
    """Write every PDF as it comes, and the state at the end, also after Ctrl-C.

    What is wrong with files that more than one document needs goes into `shared`.
    A PDF that can't be written (open elsewhere, disk full) doesn't stop the others.
    """
    unwritten = False
    finished = False
    try:
        for one in made:
            result, pdf = one.result, one.pdf
            shared.update(one.shared)
            if result.status is Status.FAILED:
                yield result
                continue
            try:
                replace_file(out / result.file, pdf)
            except OutputError as error:
                unwritten = True
                problem = Problem("", 0, Severity.ERROR, str(error), "make room, or close the file where it's open")
                yield replace(result, status=Status.UNWRITTEN, problems=(*result.problems, problem))
                continue
            done = replace(result, status=Status.BUILT)
            state.note(done, hashes[done.document], bytes_hash(pdf), one.shared)
            yield done
        finished = True
    finally:
        try:
            state.save()
        except OutputError:
            # What couldn't be written has been told; an interrupt goes before it.
            if finished and not unwritten:
                raise


def check(
    content: Path,
    regions: Sequence[str] = (),
    edition: str | None = None,
    sector: str | None = None,
    *,
    jobs: int = 1,
    fonts: Path | None = None,
    progress: Progress | None = None,
    old: str | Path = "",
) -> Report:
    """Say what `build` would say of the plans, without writing anything.

    What `build` says of its output folder - PDFs that belong to no text any more - isn't said here.
    Takes the same selection as `build`, and the same `old`. Raises SelectionError.
    """
    from regioplan_pdf.workers import run_documents

    began = time.perf_counter()
    documents = select_documents(content, regions, edition, sector)
    results: list[DocumentResult] = []
    shared: set[Problem] = set()
    _earlier(old, content)
    with closing(run_documents(content, fonts or fonts_folder(content), documents, jobs, str(old))) as made:
        for one in made:
            results.append(one.result)
            shared.update(one.shared)
            _tell(progress, one.result)
    return Report(tuple(results), tuple(sorted(shared)), time.perf_counter() - began)


def diff(
    old: str | Path,
    new: str | Path,
    content: Path = Path("content"),
    *,
    region: str = "",
    sector: str = "",
    force: bool = False,
) -> PlanChanges | EditionChanges:
    """What changed between two plans or two editions; docs/diff.md tells what they can be.

    Args:
        old, new: '2023-2024/ggz/rotterdam', '2023-2024/ggz', a PDF, or a folder of PDFs of ours.
        content: the content folder.
        region, sector: only these of an edition.
        force: compare plans of different regions or sectors too.

    Raises:
        RegioplanError: either can't be read, or they aren't two of a kind.

    """
    from regioplan_pdf.diff.comparison import Request
    from regioplan_pdf.diff.comparison import diff as compare

    return compare(Request(str(old), str(new), region, sector=sector, force=force, content=content))


def _tell(progress: Progress | None, result: DocumentResult) -> None:
    if progress is not None:
        progress(result)
