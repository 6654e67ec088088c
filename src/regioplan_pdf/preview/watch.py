"""Noticing that content was saved."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from watchfiles import watch

DEBOUNCE = 60
"""Milliseconds in which saves are taken together: an editor that saves writes more than once."""
STEP = 20
"""Milliseconds without a change after which they are told."""


class Watcher(threading.Thread):
    """Tells of every save in the folders, until it's stopped.

    Args:
        folders: watched with all that is below them; one that isn't there is passed over.
        saved: called with the files that changed.

    """

    def __init__(self, folders: tuple[Path, ...], saved: Callable[[tuple[Path, ...]], None]) -> None:
        super().__init__(name="watcher", daemon=True)
        self._folders = tuple(folder for folder in folders if folder.is_dir())
        self._saved = saved
        self._stop_event = threading.Event()

    def run(self) -> None:
        """Watch; called by `start`."""
        changes = watch(
            *self._folders, debounce=DEBOUNCE, step=STEP, stop_event=self._stop_event, raise_interrupt=False
        )
        for found in changes:
            self._saved(tuple(sorted(Path(name) for _, name in found)))

    def stop(self) -> None:
        """Stop watching."""
        self._stop_event.set()
