"""What the machine offers, how processes on it are begun, and when memory is cleared."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
from collections.abc import Iterator


def usable_cores() -> int:
    """How many cores this process may use; at least 1."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


@contextlib.contextmanager
def interrupts_held() -> Iterator[None]:
    """Keep Ctrl-C waiting while processes start: they'd die of it before they can turn it off."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Leave the search for garbage in circles until this is done.

    Loading libraries sets it off again and again, and a plan hardly makes any: each search looks through
    all of pandas and matplotlib. That took a quarter of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
