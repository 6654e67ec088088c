"""What is asked of publish."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from regioplan_pdf.errors import SelectionError

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and of how much."""


def _quiet(stage: str, done: int, total: int) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Request:
    """A selection and where everything is.

    regions, edition, sector: as `select_documents` takes them. target: the site's folder; pdfs: of
    the built PDFs. base_url: where the site will stand, '' when unknown. date: what is new or
    changed gets this day as its own, else its edition's. old: as `build` takes it, for plans that tell
    what changed. jobs: processes.
    """

    content: Path
    fonts: Path
    target: Path
    pdfs: Path
    regions: tuple[str, ...] = ()
    edition: str | None = None
    sector: str | None = None
    base_url: str = ""
    date: datetime.date | None = None
    allow_examples: bool = False
    dry_run: bool = False
    old: str = ""
    jobs: int = 1
    progress: Progress = field(default=_quiet)


def check_base_url(text: str) -> str:
    """'https://www.voorbeeld.nl' of any way to write it. Raises SelectionError."""
    address = text.strip().rstrip("/")
    try:
        parts = urlsplit(address)
        sound = parts.scheme in ("http", "https") and "." in (parts.hostname or "") and not parts.query + parts.fragment
        _ = parts.port
    except ValueError:
        sound = False
    if not sound or any(letter.isspace() or letter in "\"'<>" for letter in address):
        raise SelectionError(f"'{text}' is no address of a website: give one like https://www.voorbeeld.nl.")
    return address


def check_places(request: Request) -> None:
    """Raise SelectionError when the site would lie over what it's made from."""
    target = request.target.resolve()
    for what, place in (("content", request.content), ("fonts", request.fonts), ("PDFs", request.pdfs)):
        if place.resolve().is_relative_to(target):
            raise SelectionError(
                f"The site can't be made in '{request.target}', for the {what} are in it: choose another folder."
            )
