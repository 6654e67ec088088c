"""What is put online: plans as they were built, and the files that a site is made of."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from regioplan_pdf.model.content import Edition, Region, Theme
from regioplan_pdf.model.document import Document

ROOT = "regioplannen"
"""The folder at the site's root that every address begins with."""
FIGURES_FILE = "cijfers.csv"
"""A plan's figures, in its folder beside index.html and the PDF."""
THUMBNAIL_FILES = ("pagina-1.webp", "pagina-2.webp")
"""Pictures of the PDF's pages, in the plan's folder."""
THUMBNAIL_SIZE = (480, 340)
"""Their width and height, px."""
CHANGES_FOLDER = "wijzigingen"
"""The page with what changed since the previous edition, in the plan's folder ('wijzigingen/index.html')."""


@dataclass(frozen=True, slots=True)
class SitePlan:
    """A plan on the site: its built PDF, and the document that the PDF carries inside.

    size: of the PDF in bytes; sha256: of the PDF, in hex. modified: when what it says last
    changed (the edition's date of publication until then). conformance: 'PDF/UA-1', 'PDF/A-3a'.
    reasons: why it isn't ready ('bevat voorbeeldcijfers'), in Dutch; published all the same,
    with a mark and noindex, when the reasons allow it.
    older, newer: keys of the same region's and sector's editions on this site, newest first.
    changes: whether its folder has the page with what changed since the edition before it.
    outdated: what is online isn't the newest text: it was ready, what has been written since isn't.
    """

    document: Document
    settings: Edition
    region: Region
    pdf_name: str
    size: int
    sha256: str
    published: datetime.date
    modified: datetime.date
    conformance: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    older: tuple[str, ...] = ()
    newer: tuple[str, ...] = ()
    changes: bool = False
    outdated: bool = False

    @property
    def key(self) -> str:
        """'2023-2024/ggz/rotterdam', unique on a site."""
        return f"{self.document.edition}/{self.document.sector}/{self.document.region}"

    @property
    def address(self) -> str:
        """'/regioplannen/2023-2024/ggz/rotterdam/', the same for as long as the plan is online."""
        return f"/{ROOT}/{self.key}/"

    @property
    def pdf_address(self) -> str:
        """'/regioplannen/2023-2024/ggz/rotterdam/regioplan-ggz-rotterdam-2023-2024.pdf'."""
        return self.address + self.pdf_name

    @property
    def title(self) -> str:
        """'Regioplan 2023/2024 GGZ Rotterdam'."""
        return f"{self.document.edition_title} {self.settings.sector_short} {self.document.region_title}"

    @property
    def ready(self) -> bool:
        """Whether nothing stands in the way of publishing it."""
        return not self.reasons


@dataclass(frozen=True, slots=True)
class Site:
    """All that pages are made from. base_url: 'https://www.voorbeeld.nl' without a slash at its end, '' when unknown.

    plans: by edition (newest first), sector, region's name. regions: all 31, whether they have a plan or not.
    fonts: folder of the theme's font files. logo: the office's logo (PNG, JPEG), None for none.
    """

    plans: tuple[SitePlan, ...]
    regions: tuple[Region, ...]
    theme: Theme
    fonts: Path
    base_url: str = ""
    logo: Path | None = None

    def plan(self, key: str) -> SitePlan | None:
        """The plan with a key; None when it isn't on the site."""
        return next((plan for plan in self.plans if plan.key == key), None)


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file of the site: path from the site's folder, with '/' ('regioplannen/index.html')."""

    path: str
    data: bytes
