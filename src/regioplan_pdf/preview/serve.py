"""The preview from its start to Ctrl-C."""

from __future__ import annotations

import time
import webbrowser
from collections.abc import Callable
from pathlib import Path

from regioplan_pdf.load.folder import find_documents
from regioplan_pdf.preview.server import PreviewServer
from regioplan_pdf.preview.watch import Watcher
from regioplan_pdf.preview.workshop import Workshop

Tell = Callable[[str], None]


def serve_preview(content: Path, fonts: Path, port: int, tell: Tell, *, browse: bool = False) -> None:
    """Show the plans of a content folder on this computer until KeyboardInterrupt.

    Args:
        content: the content folder.
        fonts: the folder with the font files.
        port: 0 for any that is free.
        tell: told, in a line each, where to look and what was saved.
        browse: open the browser too.

    Raises:
        SelectionError: there is no such content folder, or the port is taken.

    """
    find_documents(content)
    workshop = Workshop(content, fonts)
    server = PreviewServer(workshop, port)

    def saved(paths: tuple[Path, ...]) -> None:
        workshop.note_saved(paths)
        # A program that saves may put a temporary file in place: that one is gone by now.
        names = ", ".join(dict.fromkeys(path.name for path in paths if path.is_file()))
        tell(f"{time.strftime('%H:%M:%S')}  saved: {names or 'a file is gone'}")

    watcher = Watcher((content, fonts), saved)
    watcher.start()
    tell(f"Preview on {server.address} (only on this computer); Ctrl-C to stop.")
    if browse:
        webbrowser.open(server.address)
    try:
        server.serve_forever(poll_interval=0.1)
    finally:
        watcher.stop()
        server.close()
