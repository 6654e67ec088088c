"""Work over processes, in order, with Ctrl-C in one place."""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import Any, TypeVar

from regioplan_pdf.errors import RegioplanError
from regioplan_pdf.machine import interrupts_held

_S = TypeVar("_S")
_T = TypeVar("_T")
_R = TypeVar("_R")

_work: Callable[[Any], object] | None = None
"""What this process makes of a task."""


def run_all(work: Callable[[_T], _R], tasks: Sequence[_T], jobs: int) -> Generator[_R]:
    """What `work` makes of every task, in their order, as soon as each is there. As `run_shared`."""
    return run_shared(_just, work, tasks, jobs)


def run_shared(work: Callable[[_S, _T], _R], shared: _S, tasks: Sequence[_T], jobs: int) -> Generator[_R]:
    """What `work` makes of every task, with what they have in common, in their order, as soon as each is there.

    work: a function of a module. Where processes can be forked they inherit `shared` and all that is
    loaded, else `shared` is sent to each process once.
    Raises RegioplanError when a process is ended from outside, and whatever `work` raises.
    """
    jobs = max(1, min(jobs, len(tasks)))
    if jobs == 1:
        yield from (work(shared, task) for task in tasks)
        return
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if can_fork else "spawn")
    gc.freeze()
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(work, shared))
    try:
        with interrupts_held():
            results: Iterator[_R] = pool.map(_do, tasks)
        yield from results
    except BrokenProcessPool as error:
        raise RegioplanError(
            "A process was ended from outside, perhaps because memory ran out; try again with --jobs 1."
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        gc.unfreeze()


def _just(work: Callable[[_T], _R], task: _T) -> _R:
    return work(task)


def _do(task: Any) -> Any:  # noqa: ANN401 - of whatever kind the work asks for
    assert _work is not None
    return _work(task)


def _start(work: Callable[[_S, _T], object], shared: _S) -> None:
    global _work  # noqa: PLW0603 - there's no other way to what a process was started with
    _work = partial(work, shared)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    gc.disable()  # a process lives for seconds; looking for garbage in circles takes a good part of them
