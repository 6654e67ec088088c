"""One publish at a time for a folder."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from regioplan_pdf.errors import OutputError, reason_of


@contextlib.contextmanager
def locked(target: Path) -> Iterator[None]:
    """Hold the lock of a site's folder: a file beside it, which is gone afterwards.

    The system lets go of it whenever the process ends, also when it's killed.

    Raises OutputError when another run has it, or it can't be made.
    """
    path = target.with_name(f".{target.name}.regioplan-lock")
    descriptor = _take(path, target)
    _held.add(descriptor)
    try:
        yield
    finally:
        # Gone before it's let go of: who gets hold of a lock that is gone must not take it for one.
        with contextlib.suppress(OSError):
            path.unlink()
        _held.discard(descriptor)
        os.close(descriptor)


_held: set[int] = set()


def _let_go() -> None:
    """In a process that was forked: it may outlive its parent, and the lock must not."""
    for descriptor in _held:
        os.close(descriptor)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


def _take(path: Path, target: Path) -> int:
    try:
        while True:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
            if not _try_lock(descriptor):
                os.close(descriptor)
                raise OutputError(f"Another publish is busy with '{target}': wait until it's done.")
            if _is_at(descriptor, path):
                return descriptor
            os.close(descriptor)
    except OSError as error:
        raise OutputError(f"'{path}' can't be written: {reason_of(error)}.") from error


def _is_at(descriptor: int, path: Path) -> bool:
    """Whether the file that was opened is still the one at that place."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _try_lock(descriptor: int) -> bool:
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
