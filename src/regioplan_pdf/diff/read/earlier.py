"""OLD of `build --with-changes`: the plans of an earlier edition, found by sector and region."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from regioplan_pdf.diff.read.places import InContent, PdfFile, PdfFolder, Place, Wanted, find_place
from regioplan_pdf.load.folder import DocumentPath
from regioplan_pdf.state import EDITION_FILES

if TYPE_CHECKING:
    from regioplan_pdf.diff.read.reader import Reader
    from regioplan_pdf.diff.subject import Subject


@dataclass(frozen=True, slots=True)
class Earlier:
    """What OLD means, before any of it is read. content: the content folder."""

    place: Place
    content: Path

    @classmethod
    def find(cls, name: str, content: Path) -> Earlier:
        """OLD by its name: an edition or plan in content, a PDF or a folder of PDFs. Raises SelectionError."""
        return cls(find_place(name, content, Wanted()), content)

    def files(self, document: DocumentPath) -> tuple[Path, ...]:
        """The files that a document's changes are made from, beside its own."""
        match self.place:
            case PdfFile():
                return (self.place.path,)
            case PdfFolder():
                return self.place.files
            case InContent():
                paths = self._paths(document.sector, document.region)
                return tuple(
                    file for path in paths for file in (*(path.folder / name for name in EDITION_FILES), path.path)
                )

    def documents(self, sector: str, region: str) -> tuple[DocumentPath, ...]:
        """The text in content that is the earlier plan of a sector and region: one or none."""
        return self._paths(sector, region)

    def _paths(self, sector: str, region: str) -> tuple[DocumentPath, ...]:
        if not isinstance(self.place, InContent):
            return ()
        return tuple(path for path in self.place.documents if (path.sector, path.region) == (sector, region))


class EarlierPlans:
    """Reads the plans of an earlier edition, each when it's first asked for."""

    def __init__(self, earlier: Earlier) -> None:
        self._earlier = earlier
        self._made: Reader | None = None
        self._pdfs: tuple[Subject, ...] | None = None

    @property
    def name(self) -> str:
        """OLD as it was written."""
        return self._earlier.place.name

    def before(self, new: Subject) -> Subject | None:
        """The earlier plan of the same sector and region; None when there is none, or it isn't earlier.

        Raises RegioplanError when it can't be read.
        """
        found = [plan for plan in self._plans(new) if _precedes(plan, new)]
        return found[0] if found else None

    def may_precede(self, new: Subject) -> bool:
        """Whether OLD is an edition before a plan's, so that it could have had one of its region."""
        place = self._earlier.place
        if isinstance(place, InContent):
            return any(path.edition < new.side.edition and path.sector == new.side.sector for path in place.documents)
        return any(plan.side.edition < new.side.edition for plan in self._plans(new))

    @property
    def _reader(self) -> Reader:
        if self._made is None:
            from regioplan_pdf.diff.read.reader import Reader

            self._made = Reader(self._earlier.content)
        return self._made

    def _plans(self, new: Subject) -> tuple[Subject, ...]:
        from regioplan_pdf.diff.subject import Subject

        place = self._earlier.place
        if isinstance(place, InContent):
            return self._reader.read_content(self._earlier.documents(new.side.sector, new.side.region))
        if self._pdfs is None:
            if isinstance(place, PdfFolder):
                self._pdfs = self._reader.read_folder(place, "", "", "")
            else:
                plan = self._reader.read_pdf(place)
                # What the headings of a PDF of another's making mean depends on the plan that it's beside.
                if not isinstance(plan, Subject):
                    return (self._reader.settle(plan, (new,)),)
                self._pdfs = (plan,)
        return self._pdfs


def _precedes(old: Subject, new: Subject) -> bool:
    """Whether a plan is of the same sector and region and of an earlier edition, as far as it says."""
    pairs = ((old.side.sector, new.side.sector), (old.side.region, new.side.region))
    return all(not one or one == other for one, other in pairs) and old.side.edition < new.side.edition
