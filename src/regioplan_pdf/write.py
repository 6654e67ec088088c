"""Files out: all of it or nothing, and an old file stays until its successor is whole."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from regioplan_pdf.errors import OutputError, reason_of


def prepare_folder(folder: Path) -> None:
    """Make the output folder. Raises OutputError if that can't be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"The output folder '{folder}' can't be made: {reason_of(error)}.") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputError(f"The output folder '{folder}' can't be written to: check its permissions.")


def replace_file(path: Path, data: bytes) -> None:
    """Write a file in one step: a reader sees the old one or the new one, whole.

    Raises OutputError if it can't be written (no permission, disk full, open elsewhere on
    Windows); the old file is untouched then, and nothing else is left behind.
    """
    # The name is known before the file is there, so that it's removed whenever Ctrl-C comes.
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError as error:
        _remove(temporary)
        raise OutputError(f"'{path}' can't be written: {reason_of(error)}. An old file is untouched.") from error
    except BaseException:
        _remove(temporary)
        raise


def _remove(temporary: Path) -> None:
    with contextlib.suppress(OSError):
        temporary.unlink()
