"""Files out: all of it or nothing, and an old file stays until its successor is whole."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from regioplan_pdf.errors import OutputError


def prepare_folder(folder: Path) -> None:
    """Make the output folder. Raises OutputError if that can't be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"The output folder '{folder}' can't be made: {_reason(error)}.") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputError(f"The output folder '{folder}' can't be written to: check its permissions.")


def replace_file(path: Path, data: bytes) -> None:
    """Write a file in one step: a reader sees the old one or the new one, whole.

    Raises OutputError if it can't be written (no permission, disk full); the old file is
    untouched then, and nothing else is left behind.
    """
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(_usual_mode())
        Path(temporary).replace(path)
    except OSError as error:
        _remove(temporary)
        raise OutputError(f"'{path}' can't be written: {_reason(error)}. The old file, if any, is untouched.") from error
    except BaseException:
        _remove(temporary)
        raise


def _remove(temporary: str) -> None:
    if temporary:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()


def _usual_mode() -> int:
    """Permissions that a new file gets; a temporary file has none for others."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
