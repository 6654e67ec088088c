"""What an argument of `regioplan diff` means: a plan or an edition in content, a PDF, a folder of PDFs.

Only names are looked at here; nothing but the list of regions is read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from regioplan_pdf.errors import Problems, SelectionError
from regioplan_pdf.load.folder import DocumentPath, find_documents
from regioplan_pdf.load.regions import load_regions
from regioplan_pdf.suggest import did_you_mean, normalise_name

_KEY = re.compile(r"(?P<before>.*?)(?:^|(?<=/))(?P<edition>\d{4}[-/]\d{4})(?:/(?P<second>[^/]+))?(?:/(?P<third>.+))?")
"""'2023-2024/ggz/rotterdam', also with a folder before it and with '2023/2024'."""


@dataclass(frozen=True, slots=True)
class InContent:
    """Texts in the content folder. whole: an edition is meant, not one plan.

    A plan has several documents when its sector wasn't given and more than one has it.
    """

    name: str
    documents: tuple[DocumentPath, ...]
    whole: bool

    @property
    def sectors(self) -> tuple[str, ...]:
        """The sectors of its documents, sorted."""
        return tuple(sorted({document.sector for document in self.documents}))

    def of_sector(self, sector: str) -> InContent:
        """Those of one sector only."""
        return replace(self, documents=tuple(each for each in self.documents if each.sector == sector))


@dataclass(frozen=True, slots=True)
class PdfFile:
    """One PDF, of our making or not. name: as the user wrote it."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class PdfFolder:
    """A folder whose PDFs are together an edition."""

    name: str
    path: Path
    files: tuple[Path, ...]


Place = InContent | PdfFile | PdfFolder


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the options narrow an argument down to; '' for no limit."""

    region: str = ""
    sector: str = ""


def find_place(name: str, content: Path, wanted: Wanted) -> Place:
    """What a name means.

    Args:
        name: '2023-2024/ggz/rotterdam', '2023-2024', or a path to a text, a PDF or a folder of PDFs.
        content: the content folder.
        wanted: which region and sector of an edition.

    Raises:
        SelectionError: it means nothing. The message says what was looked for and what there is.

    """
    text = name.strip()
    if not text:
        raise SelectionError("An empty name is no plan; give for example 2023-2024/ggz/rotterdam or a PDF.")
    path = Path(text)
    if path.suffix.lower() == ".pdf" and not path.is_dir():
        return PdfFile(name, path)
    found = _find_in_content(text, content, wanted)
    if found is not None:
        return found
    if path.is_dir():
        return _pdf_folder(name, path)
    if path.suffix.lower() == ".md":
        raise SelectionError(
            f"'{name}' isn't a text in the content folder '{content}'; say with --content where that is."
        )
    if path.is_file():
        return PdfFile(name, path)
    raise SelectionError(
        f"'{name}' is neither a plan, nor an edition, nor a PDF;"
        " write 2023-2024/ggz/rotterdam, 2023-2024/ggz, or the path of a PDF or of a folder of PDFs"
    )


def _pdf_folder(name: str, path: Path) -> PdfFolder:
    files = tuple(
        sorted(
            file
            for file in path.iterdir()
            if file.suffix.lower() == ".pdf" and not file.name.startswith((".", "~")) and file.is_file()
        )
    )
    if not files:
        raise SelectionError(f"There is no PDF in the folder '{name}', and it isn't an edition in the content folder.")
    return PdfFolder(name, path, files)


# -- in the content folder ----------------------------------------------------------------


def _find_in_content(text: str, content: Path, wanted: Wanted) -> InContent | None:
    """The documents that a name means; None when it doesn't look like a name in the content folder."""
    written = _within(Path(text), content) or text.replace("\\", "/")
    written = re.sub(r"/+", "/", written).strip("/").removeprefix("./")
    written = re.sub(r"\.md$", "", written, flags=re.IGNORECASE)
    found = _KEY.fullmatch(written)
    if found is None or (found["before"] and not _same_folder(Path(found["before"]), content)):
        return None
    edition = found["edition"].replace("/", "-")
    if Path(text).is_dir() and not (content / edition).is_dir():
        return None  # a folder of PDFs that has the name of an edition
    documents = find_documents(content)
    known = sorted({document.edition for document in documents})
    if edition not in known:
        # Years are all alike, so no year is proposed for another.
        raise SelectionError(f"There is no edition '{edition}' in '{content}'; there are: {_listed(known)}")
    documents = tuple(document for document in documents if document.edition == edition)
    return _narrow(text, content, documents, (found["second"] or "", found["third"] or ""), wanted)


def _narrow(
    name: str, content: Path, documents: tuple[DocumentPath, ...], parts: tuple[str, str], wanted: Wanted
) -> InContent:
    second, third = parts
    sectors = sorted({document.sector for document in documents})
    sector, region = wanted.sector.strip().casefold(), third
    if second and second.casefold() in sectors:
        if sector and sector != second.casefold():
            raise SelectionError(f"'{name}' is of sector '{second}', not of '{wanted.sector}'; leave out --sector.")
        sector = second.casefold()
    elif second and third:
        hint = did_you_mean(second, sectors, otherwise=f"there are: {_listed(sectors)}")
        raise SelectionError(f"There is no sector '{second}' in '{name}'; {hint}")
    elif second:
        region = second  # '2023-2024/rotterdam'
    if sector and sector not in sectors:
        hint = did_you_mean(sector, sectors, otherwise=f"there are: {_listed(sectors)}")
        raise SelectionError(f"There is no sector '{sector}' in edition {documents[0].edition}; {hint}")
    if sector:
        documents = tuple(document for document in documents if document.sector == sector)
    region = region or wanted.region
    if not region:
        return InContent(name, documents, whole=True)
    return InContent(name, _of_region(name, content, documents, region), whole=False)


def _of_region(name: str, content: Path, documents: tuple[DocumentPath, ...], region: str) -> tuple[DocumentPath, ...]:
    regions = load_regions(content, Problems())
    known = regions.find(region)
    slug = known.slug if known else normalise_name(region)
    found = tuple(document for document in documents if document.region == slug)
    if found:
        return found
    present = sorted({document.region for document in documents})
    if known is None:
        hint = did_you_mean(slug, present) if len(present) == 1 else regions.suggest(region)
        raise SelectionError(f"There is no region '{region}' (in '{name}'); {hint}")
    where = documents[0].edition
    raise SelectionError(
        f"Edition {where} has no text for {known.name}: '{slug}.md' is missing; it has: {_listed(present)}"
    )


def _within(path: Path, content: Path) -> str:
    """A path inside the content folder, as seen from there; '' for any other."""
    try:
        inside = _absolute(path).relative_to(_absolute(content))
    except ValueError:
        return ""
    return inside.as_posix() if inside.parts else ""


def _same_folder(one: Path, other: Path) -> bool:
    return _absolute(one) == _absolute(other)


def _absolute(path: Path) -> Path:
    """Without `..`, but with links as they are: what a link leads to may lie elsewhere."""
    return Path(os.path.normpath(path.absolute()))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"
