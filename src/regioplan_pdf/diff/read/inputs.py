"""Both sides of a comparison: what was asked for, read, and judged to be two of a kind.

>>> sides = read_sides(Request("2023-2024/ggz/rotterdam", "2024-2025/ggz/rotterdam"))  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from regioplan_pdf.diff.read.places import InContent, PdfFile, PdfFolder, Place, Wanted, find_place
from regioplan_pdf.errors import SelectionError

if TYPE_CHECKING:
    from regioplan_pdf.diff.read.reader import Reader, Unsettled
    from regioplan_pdf.diff.subject import Subject


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for.

    old, new: names or paths; '' for the editions `since` and `until` in the content folder. Beside
    folders of PDFs, `since` and `until` say which edition in them is meant.
    region, sector: limits to an edition, '' for none.
    force: compare plans of different regions or sectors too.
    content: the content folder, that needn't be there when both sides are PDFs of ours.
    """

    old: str = ""
    new: str = ""
    region: str = ""
    since: str = ""
    until: str = ""
    sector: str = ""
    force: bool = False
    content: Path = field(default_factory=lambda: Path("content"))


@dataclass(frozen=True, slots=True)
class Sides:
    """What is compared: one plan on each side, or with `whole` any number of them.

    remarks: what was left out, one sentence each, in English.
    """

    old: tuple[Subject, ...]
    new: tuple[Subject, ...]
    whole: bool
    remarks: tuple[str, ...] = ()


@dataclass(slots=True)
class _Side:
    """One side on its way from a name to plans. edition: which one of a folder is meant."""

    place: Place
    edition: str
    read: tuple[Subject, ...] = ()
    unsettled: Unsettled | None = None

    @property
    def whole(self) -> bool:
        """Whether an edition is meant."""
        return isinstance(self.place, PdfFolder) or (isinstance(self.place, InContent) and self.place.whole)

    @property
    def sectors(self) -> set[str]:
        """The sectors that it has, as far as that's known."""
        if isinstance(self.place, InContent):
            return set(self.place.sectors)
        return {plan.side.sector for plan in self.read} - {""}


def read_sides(request: Request) -> Sides:
    """Read both sides.

    Raises:
        SelectionError: the request means nothing, or not two of a kind.
        SourceError: a PDF that can't be read or isn't a regioplan.
        FaultyContentError: a text, a table of figures or settings with faults.

    """
    old, new = _sides(request)
    if _identity(old) == _identity(new):
        raise SelectionError(f"'{old.place.name}' and '{new.place.name}' are the same: there is nothing to compare.")
    if not request.region and old.whole is not new.whole:
        edition, plan = (old, new) if old.whole else (new, old)
        raise SelectionError(
            f"'{edition.place.name}' is a whole edition and '{plan.place.name}' is one plan;"
            " give two of a kind, or --region to take one plan out of the edition"
        )
    from regioplan_pdf.diff.read.reader import Reader

    reader = Reader(request.content)
    for side in (old, new):
        _read_pdfs(side, reader, request)
    remarks = _settle_sectors(old, new)
    for side in (old, new):
        if isinstance(side.place, InContent):
            side.read = reader.read_content(side.place.documents)
    _settle_foreign(old, new, reader)
    whole = old.whole and new.whole and not request.region
    if not request.force:
        _refuse_strangers(old.read, new.read, whole)
    return Sides(old.read, new.read, whole, remarks)


# -- what is asked for --------------------------------------------------------------------


def _sides(request: Request) -> tuple[_Side, _Side]:
    names = (request.old.strip(), request.new.strip())
    since, until = (each.strip().replace("/", "-") for each in (request.since, request.until))
    if not any(names) and (since or until):
        if not (since and until):
            missing = "--to" if since else "--from"
            raise SelectionError(f"{missing} is missing; give both editions: --from 2023-2024 --to 2024-2025")
        names = (since, until)
    elif not all(names):
        what = "NEW is missing: one plan can't be compared" if names[0] else "There is nothing to compare"
        raise SelectionError(f"{what}; give two plans, two editions, or --from and --to")
    wanted = Wanted(request.region.strip(), request.sector.strip())
    found = [
        _Side(find_place(name, request.content, wanted), edition)
        for name, edition in zip(names, (since, until), strict=True)
    ]
    for side, option in zip(found, ("--from", "--to"), strict=True):
        if side.edition and request.old.strip() and not isinstance(side.place, PdfFolder):
            raise SelectionError(f"'{side.place.name}' is no folder of PDFs, so {option} says nothing; leave it out")
    return found[0], found[1]


def _identity(side: _Side) -> object:
    """The same text or file twice is a slip; two files that are equal are simply the same."""
    if isinstance(side.place, InContent):
        return side.place.documents
    return side.place.path.resolve(), side.edition if isinstance(side.place, PdfFolder) else ""


def _read_pdfs(side: _Side, reader: Reader, request: Request) -> None:
    from regioplan_pdf.diff.subject import Subject

    place = side.place
    if isinstance(place, PdfFolder):
        side.read = reader.read_folder(place, side.edition, request.sector.strip().casefold(), request.region.strip())
    elif isinstance(place, PdfFile):
        plan = reader.read_pdf(place)
        if isinstance(plan, Subject):
            side.read = (plan,)
        else:
            side.unsettled = plan


def _settle_foreign(old: _Side, new: _Side, reader: Reader) -> None:
    """A foreign PDF by the other side's headings; what that prints beside its text stands then beside this one's."""
    pairs = [(side, other) for side, other in ((old, new), (new, old)) if side.unsettled is not None]
    for side, other in pairs:
        assert side.unsettled is not None
        side.read = (reader.settle(side.unsettled, other.read),)
    if len(pairs) == 1:
        from regioplan_pdf.diff.foreign.printed import with_printed

        ((side, other),) = pairs
        present = {section.id for section in side.read[0].sections}
        other.read = tuple(with_printed(subject, present) for subject in other.read)


def _settle_sectors(old: _Side, new: _Side) -> tuple[str, ...]:
    """Where no sector was given, take the one that both sides have; say which are left out."""
    known = [side.sectors for side in (old, new) if side.sectors]
    shared = set.intersection(*known) if known else set()
    remarks: list[str] = []
    for side in (old, new):
        sectors = sorted(side.sectors)
        if len(sectors) < 2:
            continue
        if len(shared) != 1:
            raise SelectionError(
                f"'{side.place.name}' has more than one sector: {', '.join(sectors)}; choose one with --sector"
            )
        (sector,) = shared
        left = ", ".join(each for each in sectors if each != sector)
        remarks.append(f"Of '{side.place.name}' only sector {sector} is compared, not {left}.")
        if isinstance(side.place, InContent):
            side.place = side.place.of_sector(sector)
        side.read = tuple(plan for plan in side.read if plan.side.sector == sector)
    return tuple(remarks)


def _refuse_strangers(old: Sequence[Subject], new: Sequence[Subject], whole: bool) -> None:
    """Plans of different sectors or regions are seldom meant to be compared."""
    for what in ("sector",) if whole else ("region", "sector"):
        left = {getattr(subject.side, what) for subject in old} - {""}
        right = {getattr(subject.side, what) for subject in new} - {""}
        if left and right and not left & right:
            told = f"'{', '.join(sorted(left))}' and '{', '.join(sorted(right))}'"
            raise SelectionError(f"These are of different {what}s: {told}; add --force to compare them all the same")
