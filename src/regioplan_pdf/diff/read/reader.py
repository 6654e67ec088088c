"""Reads the plans of a comparison: from content, from the source in a PDF of ours, from any PDF's text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from regioplan_pdf.diff.foreign.headings import Heading, headings_of_edition, headings_of_sections
from regioplan_pdf.diff.foreign.reader import ForeignText, Known, foreign_subject, read_foreign
from regioplan_pdf.diff.read.places import PdfFile, PdfFolder
from regioplan_pdf.diff.subject import Subject, subject_of
from regioplan_pdf.documents import ContentFolder, read_document
from regioplan_pdf.errors import ContentError, ExitCode, Problem, Problems, SelectionError, Severity
from regioplan_pdf.load import load_edition
from regioplan_pdf.load.folder import DocumentPath, find_documents
from regioplan_pdf.model.changes import Origin
from regioplan_pdf.model.content import Edition
from regioplan_pdf.source import SOURCE_NAME, SourceError, decode_source, edition_facts, embedded_files, open_pdf
from regioplan_pdf.source.embedded import find_file
from regioplan_pdf.suggest import normalise_name


class FaultyContentError(ContentError):
    """Content with faults can't be compared; the message has all of them, with file and line."""

    exit_code = ExitCode.TROUBLE

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__(problems)
        faults = "a fault" if len(self.problems) == 1 else f"{len(self.problems)} faults"
        self.args = (f"The content has {faults}; mend that first:\n" + "\n".join(map(str, self.problems)),)


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A PDF that isn't ours: what its headings mean is known when the other side is."""

    text: ForeignText


class Reader:
    """Reads plans; the content folder is opened once, and only when it's needed."""

    def __init__(self, content: Path) -> None:
        self.path = content
        self._content: ContentFolder | None = None

    @property
    def content(self) -> ContentFolder:
        """The content folder, opened."""
        if self._content is None:
            self._content = ContentFolder(self.path)
        return self._content

    def read_content(self, documents: Iterable[DocumentPath]) -> tuple[Subject, ...]:
        """Plans from their texts. Raises FaultyContentError with the faults of all of them."""
        problems = Problems()
        problems.extend(self.content.problems)
        found: list[Subject] = []
        for path in documents:
            edition = self.content.edition(path.folder)
            problems.extend(edition.problems)
            faults = Problems()
            document = read_document(self.content, path, faults)
            problems.extend(faults.found())
            if document is not None and edition.edition is not None:
                # Facts only, as a PDF carries them: content and PDF must give the same comparison.
                found.append(subject_of(document, edition_facts(edition.edition), Origin.CONTENT, f"{path.key}.md"))
        if problems.failed:
            raise FaultyContentError(each for each in problems.found() if each.severity is Severity.ERROR)
        return tuple(found)

    def read_pdf(self, place: PdfFile) -> Subject | Unsettled:
        """A plan of ours from the source in its PDF, or the text of any other PDF. Raises SourceError."""
        with open_pdf(place.path) as pdf:
            file = find_file(embedded_files(pdf.view), SOURCE_NAME)
            if file is None:
                return Unsettled(read_foreign(pdf))
            source = decode_source(file.data)
        return subject_of(source.document, source.edition_facts, Origin.PLAN, place.path.name)

    def read_folder(self, place: PdfFolder, edition: str, sector: str, region: str) -> tuple[Subject, ...]:
        """The plans in a folder. edition, sector, region: '' for all. Raises SourceError, SelectionError."""
        found: list[Subject] = []
        for path in place.files:
            plan = self.read_pdf(PdfFile(path.name, path))
            if isinstance(plan, Unsettled):
                raise SourceError(
                    f"'{path}' carries no source: an edition is compared from plans of this program only."
                    " Compare that PDF on its own, or take it out of the folder."
                )
            found.append(plan)
        slug = self._region_slug(region)
        limits = (("edition", edition), ("sector", sector), ("region", slug))
        for what, wanted in limits:
            present = sorted({getattr(plan.side, what) for plan in found})
            found = [plan for plan in found if not wanted or getattr(plan.side, what) == wanted]
            if not found:
                message = f"No PDF in '{place.name}' is of {what} '{wanted}'; there are: {', '.join(present)}"
                raise SelectionError(message)
        _refuse_twice(found, place)
        return tuple(found)

    def _region_slug(self, name: str) -> str:
        if not name:
            return ""
        region = self.content.regions.find(name) if self.path.is_dir() else None
        return region.slug if region else normalise_name(name)

    def settle(self, plan: Unsettled, other: Sequence[Subject]) -> Subject:
        """A foreign PDF as a plan, by the headings of the other side and of all editions. Raises SourceError."""
        headings: list[Heading] = []
        for subject in other:
            if subject.settings is not None:
                headings += headings_of_edition(subject.settings)
            headings += headings_of_sections(subject.sections, subject.document)
        regions = {
            normalise_name(subject.side.region_title): (subject.side.region, subject.side.region_title)
            for subject in other
            if subject.side.region_title
        }
        sectors: dict[str, str] = {}
        if self.path.is_dir():
            for edition in self._editions():
                headings += headings_of_edition(edition)
                sectors[normalise_name(edition.sector_short)] = edition.sector
            for region in self.content.regions.by_slug.values():
                for name in (region.name, region.slug, *region.aliases):
                    regions.setdefault(normalise_name(name), (region.slug, region.name))
        if not headings:
            raise SelectionError(
                f"'{plan.text.file}' isn't a PDF of ours, and there is no content folder '{self.path}' that says"
                " which headings a regioplan has; say with --content where that is"
            )
        return foreign_subject(plan.text, Known(tuple(headings), regions, sectors))

    def _editions(self) -> Iterator[Edition]:
        """The settings of all editions, newest first; faults in them are no matter here."""
        folders = {document.folder for document in find_documents(self.path)}
        for folder in sorted(folders, reverse=True):
            edition = load_edition(folder, self.path, Problems())
            if edition is not None:
                yield edition


def _refuse_twice(plans: Sequence[Subject], place: PdfFolder) -> None:
    """A folder is one edition of one sector: no plan may be there twice."""
    editions = sorted({plan.side.edition for plan in plans})
    if len(editions) > 1:
        raise SelectionError(
            f"'{place.name}' holds plans of more than one edition: {', '.join(editions)};"
            " choose with --from (of OLD) and --to (of NEW)"
        )
    seen: dict[tuple[str, str], str] = {}
    for plan in plans:
        first = seen.setdefault((plan.side.sector, plan.side.region), plan.side.file)
        if first != plan.side.file:
            raise SelectionError(f"'{place.name}' holds the same plan twice: '{first}' and '{plan.side.file}'.")
