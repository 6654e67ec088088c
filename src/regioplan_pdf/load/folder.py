"""Which documents there are, from the names in the content folder alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from regioplan_pdf.errors import SelectionError

EDITION_NAME = re.compile(r"\d{4}-\d{4}")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""A name that is safe in a path and in a link: small letters, digits and single hyphens."""


@dataclass(frozen=True, slots=True, order=True)
class DocumentPath:
    """One region's text, so one plan: slugs of edition ('2023-2024'), sector and region."""

    edition: str
    sector: str
    region: str
    path: Path

    @property
    def folder(self) -> Path:
        """The folder of the edition and sector, with editie.toml and the figures."""
        return self.path.parent

    @property
    def key(self) -> str:
        """'2023-2024/ggz/rotterdam'."""
        return f"{self.edition}/{self.sector}/{self.region}"


def find_documents(content: Path) -> tuple[DocumentPath, ...]:
    """All documents in the content folder, sorted by edition, sector and region.

    Reads no file. Folders that don't look like an edition ('2023-2024') are passed over, and so
    are hidden files and README.md. Raises SelectionError if there is no such folder.
    """
    if not content.is_dir():
        raise SelectionError(f"There is no content folder '{content}'.")
    return tuple(
        sorted(
            DocumentPath(edition.name, sector.name, text.stem, text)
            for edition in content.iterdir()
            if EDITION_NAME.fullmatch(edition.name) and edition.is_dir()
            for sector in edition.iterdir()
            if SLUG.fullmatch(sector.name) and sector.is_dir()
            for text in sector.iterdir()
            if _is_region_text(text)
        )
    )


def _is_region_text(path: Path) -> bool:
    name = path.name
    return (
        path.suffix.lower() == ".md"
        and not name.startswith((".", "_", "~"))
        and path.stem.casefold() != "readme"
        and path.is_file()
    )
