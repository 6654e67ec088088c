"""Documents over processes: same results, same order of writing, whatever the number of jobs.

With more jobs than one the two halves of the work begin at once, in processes that each load only
the libraries of their half; what both need is loaded before they part:

    reader     content folder -> Drafts, one after the other       (pandas, Markdown)
    this one   takes the Drafts, hands them out, gives the results in order
    makers     Draft -> PDF, so many at a time as there are jobs   (HarfBuzz, matplotlib, ReportLab)

A Draft passes through this process as the bytes that it came in: only its maker unpacks it.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from regioplan_pdf.errors import Problems, RegioplanError
from regioplan_pdf.load.folder import DocumentPath
from regioplan_pdf.machine import interrupts_held, uncollected

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, SpawnContext

    from regioplan_pdf.look import Look
    from regioplan_pdf.plan import Made

ENDED = "A process was ended from outside, perhaps because memory ran out; try again with --jobs 1."
PIPE_BYTES = 1 << 20
PLANS_PER_CLEARING = 20
"""After so many plans a maker looks for garbage. Looking after each takes a twentieth of the time."""

_look: Look | None = None
"""What a maker makes plans with: inherited by fork, opened anew where there's no fork."""
_made = 0
"""How many plans this process has made."""


def _nothing() -> None:
    """Do nothing: before content is read, or as a maker's first work."""


def run_documents(
    content: Path,
    fonts: Path,
    documents: Sequence[DocumentPath],
    jobs: int,
    old: str = "",
    first: Callable[[], None] = _nothing,
) -> Generator[Made]:
    """What came of the documents, in their order, as soon as each is there.

    Args:
        content, fonts: their folders.
        documents: at least one.
        jobs: processes to make plans with.
        old: the earlier edition that they tell their changes since, '' for none.
        first: called once, before any content is read, while other processes load.

    Raises RegioplanError when a process is ended from outside. Closing the iterator ends the
    processes; work that has begun is finished first, which takes a second at most.

    """
    jobs = max(1, min(jobs, len(documents)))
    work = (content, fonts, documents, old, first)
    return _run_alone(*work) if jobs == 1 else _run_together(*work, jobs)


def _run_alone(
    content: Path, fonts: Path, documents: Sequence[DocumentPath], old: str, first: Callable[[], None]
) -> Generator[Made]:
    first()
    with uncollected():
        from regioplan_pdf.pipeline import Workspace, run_document
        from regioplan_pdf.press import warm_up

        workspace = Workspace(content, fonts, old)
        with contextlib.suppress(Exception):  # each plan that needs what can't be loaded will tell
            warm_up(workspace.look)
        _leave_uncollected()
    for document in documents:
        yield run_document(workspace, document)


def _run_together(
    content: Path,
    fonts: Path,
    documents: Sequence[DocumentPath],
    old: str,
    first: Callable[[], None],
    jobs: int,
) -> Generator[Made]:
    context = _context()
    can_fork = context.get_start_method() == "fork"
    drafts, sending = _wide_pipe(context)
    leave, giving = context.Pipe(duplex=False)
    reader = context.Process(target=_read, args=(leave, giving, sending, content, fonts, documents, old), daemon=True)
    with contextlib.ExitStack() as ending:
        if can_fork:
            ending.enter_context(uncollected())
            _load_shared()
        with interrupts_held():
            reader.start()
            ending.callback(reader.join)
            ending.callback(reader.terminate)
            ending.enter_context(drafts)
            ending.enter_context(giving)
        leave.close()
        sending.close()  # the reader has the only other end: when it's gone, we are told
        first()
        with contextlib.suppress(OSError):  # a reader that is gone is told of where its drafts are waited for
            giving.send(None)
        if can_fork:
            ending.enter_context(_press_opened(content, fonts))
        pool = ProcessPoolExecutor(
            jobs, mp_context=context, initializer=_start_maker, initargs=(content, fonts, can_fork)
        )
        ending.callback(pool.shutdown, wait=True, cancel_futures=True)
        with interrupts_held():
            pool.submit(_nothing)  # starts the makers, while the first draft is on its way
        try:
            yield from _in_order(drafts, pool, len(documents))
        except BrokenProcessPool as error:
            raise RegioplanError(ENDED) from error


def _context() -> ForkContext | SpawnContext:
    if "fork" in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


def _wide_pipe(context: ForkContext | SpawnContext) -> tuple[Connection, Connection]:
    """A pipe that holds a dozen drafts where that's possible: the reader can go on while this process loads."""
    drafts, sending = context.Pipe(duplex=False)
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(sending.fileno(), fcntl.F_SETPIPE_SZ, PIPE_BYTES)
    return drafts, sending


def _in_order(drafts: Connection, pool: ProcessPoolExecutor, count: int) -> Iterator[Made]:
    """Hand out the drafts as they come; reading one takes a tenth of the time of making it."""
    making: deque[Future[Made]] = deque()
    for _ in range(count):
        draft = _receive(drafts)
        making.append(pool.submit(_make, draft))
        while making and making[0].done():
            yield making.popleft().result()
    while making:
        yield making.popleft().result()


def _receive(drafts: Connection) -> bytes:
    try:
        draft = drafts.recv_bytes()
        fault = None if draft else drafts.recv()
    except (EOFError, OSError) as error:
        raise RegioplanError(ENDED) from error
    if isinstance(fault, Exception):
        raise fault
    return draft


def _load_shared() -> None:
    """What reader and makers both need: loaded before they part by fork, instead of in each."""
    import numpy.ma  # noqa: F401

    from regioplan_pdf import look, plan  # noqa: F401
    from regioplan_pdf.load import theme  # noqa: F401
    from regioplan_pdf.model import charts  # noqa: F401
    from regioplan_pdf.type import hyphenation  # noqa: F401


def _leave_uncollected() -> None:
    """Leave what is loaded now out of every search for garbage, here and in processes that inherit it.

    Once is enough: it's the libraries that count, and what a caller's own garbage holds stays with them.
    """
    if not gc.get_freeze_count():
        gc.freeze()


# -- the reader -------------------------------------------------------------------------


def _read(
    leave: Connection,
    giving: Connection,
    sending: Connection,
    content: Path,
    fonts: Path,
    documents: Sequence[DocumentPath],
    old: str,
) -> None:
    """Send the Draft of every document, in their order; nothing and an error for what stops them all.

    leave: tells when content may be read. giving: its other end, which the parent alone should hold.
    """
    giving.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # this is how it ends us
    gc.disable()
    from regioplan_pdf.drafting import Workspace, draft_plan
    from regioplan_pdf.load.data import warm_up
    from regioplan_pdf.plan import pack_draft

    warm_up()
    with contextlib.suppress(BrokenPipeError, EOFError):  # nobody listens any more
        leave.recv()
        try:
            workspace = Workspace(content, fonts, old)
            for document in documents:
                sending.send_bytes(pack_draft(draft_plan(workspace, document)))
        except Exception as error:
            sending.send_bytes(b"")
            sending.send(error)


# -- the makers -------------------------------------------------------------------------


@contextlib.contextmanager
def _press_opened(content: Path, fonts: Path) -> Iterator[None]:
    """All that the first plan would load, for fork to hand to the makers for nothing."""
    global _look  # noqa: PLW0603
    _look = _open_look(content, fonts)
    _leave_uncollected()
    try:
        yield
    finally:
        _look = None


def _open_look(content: Path, fonts: Path) -> Look:
    from regioplan_pdf.load.theme import load_theme
    from regioplan_pdf.look import open_look
    from regioplan_pdf.press import warm_up

    look = open_look(content, fonts, load_theme(content, Problems()))  # faults are the reader's to tell
    with contextlib.suppress(Exception):  # each plan that needs what can't be loaded will tell
        warm_up(look)
    return look


def _start_maker(content: Path, fonts: Path, inherited: bool) -> None:
    global _look  # noqa: PLW0603
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    gc.disable()
    if not inherited:
        _look = _open_look(content, fonts)
    gc.freeze()  # what is loaded now is never garbage: no need to look at it, nor to copy its pages


def _make(draft: bytes) -> Made:
    global _made  # noqa: PLW0603
    from regioplan_pdf.plan import unpack_draft
    from regioplan_pdf.press import print_draft

    if _look is None:
        raise RuntimeError("a maker has no look to make plans with")
    made = print_draft(_look, unpack_draft(draft))
    _made += 1
    if _made % PLANS_PER_CLEARING == 0:
        gc.collect()
    return made
