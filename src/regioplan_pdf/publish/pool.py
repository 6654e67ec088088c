"""Work over processes, in order, with Ctrl-C in one place."""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from regioplan_pdf.errors import RegioplanError
from regioplan_pdf.machine import interrupts_held

_T = TypeVar("_T")
_R = TypeVar("_R")


def run_all(work: Callable[[_T], _R], tasks: Sequence[_T], jobs: int) -> Generator[_R]:
    """What `work` makes of every task, in their order, as soon as each is there.

    work: a function of a module. Where processes can be forked they inherit all that is loaded.
    Raises RegioplanError when a process is ended from outside, and whatever `work` raises.
    """
    jobs = max(1, min(jobs, len(tasks)))
    if jobs == 1:
        yield from map(work, tasks)
        return
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if can_fork else "spawn")
    gc.freeze()
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_start)
    try:
        with interrupts_held():
            results = pool.map(work, tasks)
        yield from results
    except BrokenProcessPool as error:
        raise RegioplanError(
            "A process was ended from outside, perhaps because memory ran out; try again with --jobs 1."
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        gc.unfreeze()


def _start() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    gc.disable()  # a process lives for seconds; looking for garbage in circles takes a good part of them
