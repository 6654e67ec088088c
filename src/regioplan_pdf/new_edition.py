"""Next year's edition, made by copying last year's: `regioplan new 2025-2026 --from 2024-2025`."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from regioplan_pdf.errors import ContentError, OutputError, Problems, SelectionError
from regioplan_pdf.load.folder import EDITION_NAME, SLUG
from regioplan_pdf.load.reading import read_text_file, relative_name, stays_inside
from regioplan_pdf.load.settings import parse_settings
from regioplan_pdf.load.tables import COLUMNS, RawTable, read_csv_table
from regioplan_pdf.load.text import COPY_MARK
from regioplan_pdf.load.workbook import read_xlsx_table
from regioplan_pdf.renew.figures import RowPlan, plan_rows, renew_csv, renew_xlsx
from regioplan_pdf.renew.settings import known_categories, renew_settings
from regioplan_pdf.renew.todo import Todo, shorten
from regioplan_pdf.renew.years import find_year, names_period
from regioplan_pdf.suggest import did_you_mean, normalise_name

__all__ = ["NewEdition", "Todo", "create_edition"]

_NAME = re.compile(r"(20[0-9]{2})-(20[0-9]{2})")
_HEADING = re.compile(r"(?P<mark> {0,3}##[ \t]+)(?P<title>.*?)(?P<rest>(?:[ \t]+#+)?[ \t]*)")
_COPY_MARK = re.compile(r"<!-- Overgenomen uit [0-9]{4}-[0-9]{4}: [^\n]*-->\n(?:[ \t]*\n)?")
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class NewEdition:
    """folder: the edition's. files: what was written, relative to the content folder. todo: in order."""

    folder: Path
    files: tuple[str, ...]
    todo: tuple[Todo, ...]


@dataclass(frozen=True, slots=True)
class _Copying:
    """What all files of a new edition share. last_year: the last year of the old edition's name."""

    content: Path
    old: str
    new: str
    years: int
    last_year: int


@dataclass(frozen=True, slots=True)
class _Source:
    """The files of a sector in the old edition: tables and texts by the name of their file."""

    sector: str
    folder: Path
    settings: str
    tables: Mapping[str, RawTable]
    texts: Mapping[str, str]


def create_edition(content: Path, new: str, old: str, sector: str | None = None) -> NewEdition:
    """Copy edition `old` to `new` with its years moved, and list what an editor must fill in.

    new, old: '2025-2026' (or '2025/2026'). sector: only this one; it may be added to an edition that is there
    already without it. All or nothing: the copy appears when it's whole, and nothing is overwritten.

    Raises SelectionError (no such edition or sector, a wrong name, a folder that exists already),
    ContentError (a file of the old edition can't be read), OutputError (it can't be written).
    """
    new, old = (name.strip().replace("/", "-") for name in (new, old))
    copying = _check_names(content, new, old)
    sectors = _pick_sectors(content / old, sector)
    _refuse_existing(content, new, sectors, sector)
    sources = _read_sources(copying, sectors)
    # A sector that joins an edition is put in place alone; else the edition as a whole.
    joins = (content / new).is_dir()
    parent = content / new if joins else content
    try:
        with tempfile.TemporaryDirectory(dir=parent, prefix=f".{new}-") as workshop:
            # A folder inside the temporary one gets the ordinary permissions.
            draft = Path(workshop) / new
            draft.mkdir()
            results = [_write_sector(copying, source, draft / source.sector) for source in sources]
            final = content / new / sectors[0] if joins else content / new
            if final.exists():
                raise SelectionError(
                    f"The folder '{relative_name(final, content)}' exists already; nothing was changed."
                )
            (draft / sectors[0] if joins else draft).replace(final)
    except OSError as fault:
        reason = (fault.strerror or "unknown reason").lower()
        raise OutputError(f"The new edition can't be written in '{parent}': {reason}.") from fault
    files = tuple(file for written, _ in results for file in written)
    return NewEdition(content / new, files, tuple(todo for _, told in results for todo in told))


def _check_names(content: Path, new: str, old: str) -> _Copying:
    if not content.is_dir():
        raise SelectionError(f"There is no content folder '{content}'.")
    new_start = _start_year(new)
    known = sorted(
        folder.name for folder in content.iterdir() if EDITION_NAME.fullmatch(folder.name) and folder.is_dir()
    )
    if old not in known:
        hint = did_you_mean(old, known)
        raise SelectionError(f"There is no edition '{old}' to copy" + (f"; {hint}" if hint else "."))
    years = new_start - _start_year(old)
    if years < 0:
        raise SelectionError(f"The new edition '{new}' lies before '{old}'; copy from an older edition.")
    return _Copying(content, old, new, years, _start_year(old) + 1)


def _start_year(name: str) -> int:
    found = _NAME.fullmatch(name)
    if not found or int(found[2]) != int(found[1]) + 1:
        raise SelectionError(f"'{name}' is not the name of an edition; write two years in a row, like 2025-2026.")
    return int(found[1])


def _pick_sectors(folder: Path, sector: str | None) -> tuple[str, ...]:
    known = sorted(path.name for path in folder.iterdir() if SLUG.fullmatch(path.name) and _is_sector(path))
    if not known:
        raise SelectionError(f"The edition '{folder.name}' has no sectors to copy.")
    if sector is None:
        return tuple(known)
    if sector not in known:
        raise SelectionError(f"The edition '{folder.name}' has no sector '{sector}'; {did_you_mean(sector, known)}")
    return (sector,)


def _is_sector(folder: Path) -> bool:
    """Whether a folder holds anything that belongs to an edition."""
    return folder.is_dir() and any(
        path.name in ("editie.toml", "cijfers.csv", "cijfers.xlsx") or _is_region_text(path)
        for path in folder.iterdir()
    )


def _refuse_existing(content: Path, new: str, sectors: Collection[str], sector: str | None) -> None:
    """Raise SelectionError if the copy would come in the place of something."""
    folder = content / new
    if sector is not None and (folder / sector).exists():
        raise SelectionError(f"The folder '{new}/{sector}' exists already; nothing was changed.")
    if sector is not None and (folder.is_dir() or not folder.exists()):
        return
    if folder.exists():
        lacking = [name for name in sectors if not (folder / name).exists()]
        hint = f" To add a sector, give it: --sector {lacking[0]}." if lacking and folder.is_dir() else ""
        raise SelectionError(f"The folder '{new}' exists already; nothing was changed.{hint}")


def _read_sources(copying: _Copying, sectors: Collection[str]) -> tuple[_Source, ...]:
    """Everything that is copied. Raises ContentError with all that can't be read."""
    problems = Problems()
    sources = tuple(_read_source(copying.content, copying.content / copying.old / name, problems) for name in sectors)
    if problems.failed:
        raise ContentError(problems.found())
    return sources


def _read_source(content: Path, folder: Path, problems: Problems) -> _Source:
    def read(path: Path) -> str:
        faults = problems.within(relative_name(path, content))
        return (read_text_file(path, faults) if stays_inside(path, content, faults) else None) or ""

    settings = read(folder / "editie.toml")
    parse_settings(settings, problems.within(relative_name(folder / "editie.toml", content)))
    paths = sorted(path for path in folder.iterdir() if _is_region_text(path))
    return _Source(
        folder.name,
        folder,
        settings,
        dict(_read_tables(folder, content, problems)),
        {path.name: read(path) for path in paths},
    )


def _write_sector(copying: _Copying, source: _Source, draft: Path) -> tuple[tuple[str, ...], tuple[Todo, ...]]:
    """Write the new files of a sector in `draft`; their names and what is to be done in them."""
    draft.mkdir()
    folder, prefix = source.folder, f"{copying.new}/{source.sector}"
    rows = [row for table in source.tables.values() for row in table.rows]
    categories = known_categories(source.settings) | {row.cells[COLUMNS.index("categorie")] for row in rows}
    renewed = renew_settings(source.settings, copying.years, categories, f"{prefix}/editie.toml", copying.last_year)
    _write_like(folder / "editie.toml", draft / "editie.toml", renewed.text)
    todo = list(renewed.todo)
    for name, table in source.tables.items():
        plan = plan_rows(table.rows, copying.years, copying.last_year)
        todo += _write_figures(folder / name, draft / name, plan, f"{prefix}/{name}")
    for name, text in source.texts.items():
        new_text = _renew_text(text, copying.old, renewed.headings)
        _write_like(folder / name, draft / name, new_text)
        todo += _check_text(new_text, f"{prefix}/{name}", copying.old, renewed.headings)
    written = ["editie.toml", *source.tables, *source.texts]
    todo += _tell_left_out(folder, written, f"{copying.old}/{source.sector}")
    return tuple(f"{prefix}/{name}" for name in written), tuple(todo)


def _read_tables(source: Path, content: Path, problems: Problems) -> Iterator[tuple[str, RawTable]]:
    """The figures' file; a missing cijfers.csv is a fault unless there is a workbook."""
    for name, read in (("cijfers.csv", read_csv_table), ("cijfers.xlsx", read_xlsx_table)):
        path = source / name
        if not path.exists() and (name.endswith(".xlsx") or (source / "cijfers.xlsx").exists()):
            continue
        faults = problems.within(relative_name(path, content))
        table = read(path, faults) if stays_inside(path, content, faults) else None
        if table is not None:
            yield name, table


def _is_region_text(path: Path) -> bool:
    """Whether it's a text that makes a plan, as `find_documents` has it."""
    passed_over = path.name.startswith((".", "_", "~")) or path.stem.casefold() == "readme"
    return path.suffix.lower() == ".md" and not passed_over and path.is_file()


def _write_figures(source: Path, target: Path, plan: RowPlan, file: str) -> tuple[Todo, ...]:
    if source.suffix == ".xlsx":
        return renew_xlsx(source, target, plan, file)
    text, todo = renew_csv(read_text_file(source, Problems()) or "", plan, file)
    _write_like(source, target, text)
    return todo


def _write_like(source: Path, target: Path, text: str) -> None:
    """Write a text with the line ends and the byte order mark of the file that it comes from."""
    raw = source.read_bytes()
    ends = "\r\n" if b"\r\n" in raw else "\n"
    start = _BOM if raw.startswith(_BOM) else b""
    target.write_bytes(start + text.replace("\n", ends).encode("utf-8"))


def _renew_text(text: str, old: str, headings: Mapping[str, str]) -> str:
    """A region's text under this year's headings, with a first line that says where it's from."""
    wanted = {normalise_name(name): new for name, new in headings.items()}
    lines = []
    for line in _COPY_MARK.sub("", text, count=1).split("\n"):
        heading = _HEADING.fullmatch(line)
        new = wanted.get(normalise_name(heading["title"])) if heading else None
        lines.append(f"{heading['mark']}{new}{heading['rest']}" if heading and new else line)
    return "\n".join((COPY_MARK.format(edition=old), *lines))


def _check_text(text: str, file: str, old: str, headings: Mapping[str, str]) -> Iterator[Todo]:
    """The whole text, and each line with a year but the headings that were renewed."""
    yield Todo(file, 1, f"revise every block, which was copied from {old}, and take out this line")
    renewed = {normalise_name(name) for name in headings.values()}
    for number, line in enumerate(text.split("\n"), start=1):
        heading = _HEADING.fullmatch(line)
        year = find_year(line)
        if number > 1 and year and not (heading and normalise_name(heading["title"]) in renewed):
            asked = " and the period of each figure (one that is left out is refused)" if names_period(line) else ""
            yield Todo(file, number, f"check the year{asked}: '{shorten(line, year.start())}'")


def _tell_left_out(source: Path, written: Collection[str], folder: str) -> Iterator[Todo]:
    for path in sorted(source.iterdir()):
        if path.name not in written and not path.name.startswith((".", "~")):
            yield Todo(f"{folder}/{path.name}", 0, "was not copied: copy it by hand if it's still needed")
