"""Documents over processes: same results, same order of writing, whatever the number of jobs."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from regioplan_pdf.load.folder import DocumentPath
from regioplan_pdf.pipeline import Workspace, run_document
from regioplan_pdf.results import DocumentResult

_workspace: Workspace | None = None
"""The content that a worker process works on: inherited by fork, read anew where there's no fork."""


def run_documents(
    workspace: Workspace, documents: Sequence[DocumentPath], jobs: int
) -> Iterator[tuple[DocumentResult, bytes]]:
    """Results and bytes of the documents, in their order, as soon as each is there."""
    jobs = max(1, min(jobs, len(documents)))
    if jobs == 1:
        for document in documents:
            yield run_document(workspace, document)
        return
    global _workspace  # noqa: PLW0603 - fork hands the loaded content to the workers for nothing
    _workspace = workspace
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if can_fork else "spawn")
    pool = ProcessPoolExecutor(
        jobs, mp_context=context, initializer=_start, initargs=(workspace.content, workspace.fonts_folder, can_fork)
    )
    try:
        yield from pool.map(_run, documents)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        _workspace = None


def _start(content: Path, fonts: Path, inherited: bool) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    global _workspace  # noqa: PLW0603
    if not inherited:
        _workspace = Workspace(content, fonts)


def _run(document: DocumentPath) -> tuple[DocumentResult, bytes]:
    assert _workspace is not None
    return run_document(_workspace, document)
