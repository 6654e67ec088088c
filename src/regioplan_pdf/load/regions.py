"""The zorgkantoorregio's and their gemeenten: content/regios.csv and content/gemeenten.csv."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from regioplan_pdf.errors import Problems
from regioplan_pdf.load.folder import SLUG
from regioplan_pdf.load.quotes import curl_quotes
from regioplan_pdf.load.reading import read_text_file, stays_inside
from regioplan_pdf.load.tables import split_cells
from regioplan_pdf.model.content import Municipality, Region
from regioplan_pdf.suggest import find_alike, normalise_name

REGION_COLUMNS = ("code", "naam", "slug", "aliassen", "zorgkantoor", "kolom", "rij")
MUNICIPALITY_COLUMNS = ("regio", "gemeente", "geldig_vanaf", "geldig_tot", "bron")


@dataclass(frozen=True, slots=True)
class Regions:
    """All regions by slug, in the file's order, and by every name that they go by."""

    by_slug: Mapping[str, Region] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    """Slug by normalised name, slug, code or alias."""

    def find(self, name: str) -> Region | None:
        """The region of a name, slug, code or alias; capitals and accents don't matter."""
        slug = self.names.get(normalise_name(name))
        return self.by_slug[slug] if slug is not None else None

    def suggest(self, name: str) -> str:
        """A hint for an unknown name: "did you mean 'rotterdam'?", or where the names stand."""
        alike = find_alike(name, self.names)
        if alike:
            return f"did you mean '{self.names[alike]}'?"
        return "the regions and their names stand in regios.csv"


def load_regions(content: Path, problems: Problems) -> Regions:
    """Read regios.csv and gemeenten.csv; faulty rows are left out and noted."""
    faults = problems.within("regios.csv")
    regions: dict[str, Region] = {}
    names: dict[str, str] = {}
    tiles: dict[tuple[int, int], str] = {}
    for line, row in _read_rows(content, "regios.csv", REGION_COLUMNS, faults):
        region = _read_region(line, row, faults)
        if region is None:
            continue
        if region.slug in regions:
            faults.error(line, f"The slug '{region.slug}' is used twice.", "give every region a slug of its own")
            continue
        if region.tile in tiles:
            place = f"column {region.tile[0]}, row {region.tile[1]}"
            faults.error(line, f"'{region.name}' has the same place on the map as '{tiles[region.tile]}' ({place}).")
        tiles.setdefault(region.tile, region.name)
        regions[region.slug] = region
        for name in (region.slug, region.name, region.code, *region.aliases):
            owner = names.setdefault(normalise_name(name), region.slug)
            if owner != region.slug:
                faults.error(
                    line,
                    f"'{name}' is a name of two regions: '{owner}' and '{region.slug}'.",
                    "take the name out of one of the two",
                )
    found = Regions(regions, names)
    municipalities = _load_municipalities(content, found, problems.within("gemeenten.csv"))
    return Regions({slug: _with_municipalities(region, municipalities) for slug, region in regions.items()}, names)


def _read_region(line: int, row: Mapping[str, str], faults: Problems) -> Region | None:
    slug, name = row["slug"], row["naam"]
    if not name or not row["code"]:
        faults.error(line, "A region needs a code and a name; one of them is empty.")
        return None
    if not SLUG.fullmatch(slug):
        faults.error(
            line,
            f"The slug '{slug}' of '{name}' can't be a file name.",
            "use small letters, digits and hyphens only, for example 'midden-brabant'",
        )
        return None
    if not (row["kolom"].isdecimal() and row["rij"].isdecimal()):
        faults.error(
            line,
            f"The place of '{name}' on the map isn't two whole numbers: kolom '{row['kolom']}', rij '{row['rij']}'.",
            "column 0 is west, row 0 is north",
        )
        return None
    aliases = tuple(alias.strip() for alias in row["aliassen"].split(",") if alias.strip())
    tile = (int(row["kolom"]), int(row["rij"]))
    short = curl_quotes(row.get("kort", ""))
    return Region(row["code"], curl_quotes(name), slug, aliases, row["zorgkantoor"], tile, short=short, line=line)


def _load_municipalities(content: Path, regions: Regions, faults: Problems) -> Mapping[str, tuple[Municipality, ...]]:
    """Gemeenten by region slug, in the file's order."""
    found: dict[str, list[Municipality]] = {}
    for line, row in _read_rows(content, "gemeenten.csv", MUNICIPALITY_COLUMNS, faults):
        region = regions.find(row["regio"])
        if region is None:
            # When the regions couldn't be read at all, that has been told already.
            if regions.by_slug:
                faults.error(line, f"There is no region '{row['regio']}'.", regions.suggest(row["regio"]))
            continue
        if not row["gemeente"]:
            faults.error(line, "The name of the gemeente is empty.")
            continue
        start = _read_date(line, "geldig_vanaf", row, faults)
        end = _read_date(line, "geldig_tot", row, faults)
        if start and end and end < start:
            faults.error(line, f"'{row['gemeente']}' ends ({end}) before it starts ({start}).")
        found.setdefault(region.slug, []).append(Municipality(curl_quotes(row["gemeente"]), start, end))
    return {slug: tuple(items) for slug, items in found.items()}


def _with_municipalities(region: Region, found: Mapping[str, tuple[Municipality, ...]]) -> Region:
    return replace(region, municipalities=found.get(region.slug, ()))


def _read_date(line: int, column: str, row: Mapping[str, str], faults: Problems) -> datetime.date | None:
    text = row[column]
    if not text:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        faults.error(line, f"'{text}' in the column '{column}' isn't a date.", "write it as 2023-01-31")
        return None


def _read_rows(
    content: Path, file: str, columns: tuple[str, ...], faults: Problems
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Rows of a `;` file by column name, with their line; rows of a wrong length are noted."""
    path = content / file
    text = read_text_file(path, faults) if stays_inside(path, content, faults) else None
    if text is None:
        return
    lines = split_cells(text, ";", faults)
    if not lines:
        return
    header = [name.strip().casefold() for name in lines[0][1]]
    missing = [name for name in columns if name not in header]
    for name in missing:
        strangers = [column for column in header if column not in columns]
        alike = find_alike(name, strangers)
        hint = f"is '{alike}' meant?" if alike else "the columns are " + ";".join(columns)
        faults.error(1, f"The column '{name}' is missing.", hint)
    if missing:
        return
    for line, cells in lines[1:]:
        if len(cells) != len(header):
            faults.error(
                line,
                f"This row has {len(cells)} columns where the first line has {len(header)}.",
                "count the semicolons; put a text that holds one between double quotes",
            )
            continue
        yield line, dict(zip(header, (cell.strip() for cell in cells), strict=True))
