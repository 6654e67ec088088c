"""Documents over processes: same results, same order of writing, whatever the number of jobs."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import signal
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from regioplan_pdf.errors import RegioplanError
from regioplan_pdf.load.folder import DocumentPath
from regioplan_pdf.pipeline import Workspace, run_document, warm_up
from regioplan_pdf.results import DocumentResult

_workspace: Workspace | None = None
"""The content that a worker process works on: inherited by fork, read anew where there's no fork."""


def run_documents(
    workspace: Workspace, documents: Sequence[DocumentPath], jobs: int
) -> Generator[tuple[DocumentResult, bytes]]:
    """Results and bytes of the documents, in their order, as soon as each is there.

    Raises RegioplanError when a process is ended from outside. Closing the iterator ends the
    processes; work that has begun is finished first, which takes a second at most.
    """
    jobs = max(1, min(jobs, len(documents)))
    if jobs == 1:
        for document in documents:
            yield run_document(workspace, document)
        return
    global _workspace  # noqa: PLW0603 - fork hands the loaded content to the workers for nothing
    _workspace = workspace
    warm_up(workspace)
    gc.collect()
    gc.freeze()  # what is loaded now is never collected: workers needn't look at it, nor copy its pages
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if can_fork else "spawn")
    pool = ProcessPoolExecutor(
        jobs, mp_context=context, initializer=_start, initargs=(workspace.content, workspace.fonts_folder, can_fork)
    )
    try:
        with _interrupts_held():
            results = pool.map(_run, documents)
        yield from results
    except BrokenProcessPool as error:
        raise RegioplanError(
            "A process was ended from outside, perhaps because memory ran out; try again with --jobs 1."
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        gc.unfreeze()
        _workspace = None


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Keep Ctrl-C waiting while processes start: they'd die of it before they can turn it off."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start(content: Path, fonts: Path, inherited: bool) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    global _workspace  # noqa: PLW0603
    if not inherited:
        _workspace = Workspace(content, fonts)


def _run(document: DocumentPath) -> tuple[DocumentResult, bytes]:
    if _workspace is None:
        raise RuntimeError("a worker has no content to work on")
    return run_document(_workspace, document)
