"""The figures of an edition: cijfers.csv or cijfers.xlsx as a typed table."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from regioplan_pdf.errors import Problem, Problems, Severity
from regioplan_pdf.load.numbers import number_fault, parse_number
from regioplan_pdf.load.quotes import curl_quotes
from regioplan_pdf.load.reading import relative_name, stays_inside
from regioplan_pdf.load.regions import Regions
from regioplan_pdf.load.tables import RawRow, RawTable, read_csv_table
from regioplan_pdf.model.content import Edition
from regioplan_pdf.model.figures import EXAMPLE, Period
from regioplan_pdf.suggest import find_alike, normalise_name

if TYPE_CHECKING:
    import pandas as pd

ALL_REGIONS = ""
"""The region of a fault that stops every document of the edition."""
MOST = 1e15
"""No figure is larger; up to here every whole number is exact."""
FRAME_COLUMNS = ("region", "indicator", "period", "category", "value", "unit", "herkomst", "line")


@dataclass(frozen=True, slots=True)
class RowFault:
    """A fault in a row, with the region that it stops (ALL_REGIONS: every one)."""

    region: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Dataset:
    """The sound rows of an edition's figures, and the faults of the others.

    file: relative to the content folder. frame: a row for each region (slug, or the edition's
    benchmark), indicator, period (a `Period`) and category ('' for none), with value (float in
    the unit's own measure, NaN if unknown or not a number), unit, herkomst and line (1-based;
    Excel's row number). left_out: region and indicator of every row that had to be left out ('' for one
    that can't be told, so that it may be any), of which nothing can be said that is missing. sheet: the name of the
    workbook's sheet that was read, if it has more.
    """

    file: str
    frame: pd.DataFrame
    faults: tuple[RowFault, ...] = ()
    left_out: frozenset[tuple[str, str]] = frozenset()
    sheet: str = ""


def warm_up() -> None:
    """Load what reading the first figures would."""
    import pandas  # noqa: F401


def load_dataset(folder: Path, content: Path, edition: Edition, regions: Regions, problems: Problems) -> Dataset | None:
    """Read the figures of content/<edition>/<sector>; None if the file as a whole can't be used.

    Faults of the file go to `problems`; faults of a row go with the dataset, for they stop only
    the region that the row is about.
    """
    table, file = _read_table(folder, content, problems)
    if table is None:
        return None
    import pandas as pd

    reader = _RowReader(file, table, edition, regions)
    rows = [read for row in table.rows if (read := reader.read(row)) is not None]
    frame = pd.DataFrame(rows, columns=list(FRAME_COLUMNS)).astype({"value": float, "line": int})
    return Dataset(file, frame, tuple(reader.faults), frozenset(reader.left_out), table.sheet)


def _read_table(folder: Path, content: Path, problems: Problems) -> tuple[RawTable | None, str]:
    comma, excel = folder / "cijfers.csv", folder / "cijfers.xlsx"
    if comma.exists() and excel.exists():
        problems.within(relative_name(excel, content)).error(
            0, "There is a cijfers.csv as well as a cijfers.xlsx.", "keep the one that holds the figures"
        )
        return None, ""
    path = excel if excel.exists() else comma
    file = relative_name(path, content)
    faults = problems.within(file)
    if not stays_inside(path, content, faults):
        return None, file
    if path is comma:
        return read_csv_table(comma, faults), file
    from regioplan_pdf.load.workbook import read_xlsx_table

    return read_xlsx_table(excel, faults), file


@dataclass(slots=True)
class _RowReader:
    """Rows of texts into typed rows, one after the other; gathers what is wrong with them."""

    file: str
    table: RawTable
    edition: Edition
    regions: Regions
    faults: list[RowFault] = field(default_factory=list)
    left_out: set[tuple[str, str]] = field(default_factory=set)
    slugs: dict[str, str | None] = field(default_factory=dict)
    """Slug by the name that the file uses; None for an unknown name."""

    def read(self, row: RawRow) -> tuple[object, ...] | None:
        """The typed cells in the order of FRAME_COLUMNS; None if the row can't be placed."""
        name, indicator, period_text, category, value_text, unit, source = row.cells
        herkomst = EXAMPLE if source.casefold() == EXAMPLE else source
        # A name that isn't known is told once; without any region that has been told already.
        first = name not in self.slugs
        region = self._find_region(name)
        stops = ALL_REGIONS if region is None or region == self.edition.benchmark else region
        told: list[tuple[str, str]] = []
        period = _parse_period(period_text)
        value = row.number
        if row.fault:
            told.extend([] if row.retold else [row.fault])
        else:
            if region is None and first and self.regions.by_slug:
                told.append(_unknown_region(name, self.edition, self.regions))
            if period is None:
                told.append((f"'{period_text}' is not a period.", "write 2023, 2023-02 or 2023-01-01"))
            if value is None and value_text:
                value = parse_number(value_text, self.table.decimal)
                told.extend([number_fault(value_text, self.table)] if value is None else [])
            if value is not None and not abs(value) <= MOST:
                told.append(_too_large(value_text))
                value = None
            if value_text and not herkomst:
                told.append(("The figure has no 'herkomst'.", "write its source, or the word voorbeeld"))
            if herkomst and herkomst != EXAMPLE and find_alike(herkomst, [EXAMPLE]):
                # An example that isn't known as one would be printed as if it were real.
                told.append((f"The herkomst '{herkomst}' looks like an example.", f"write just: {EXAMPLE}"))
        self.faults.extend(
            RowFault(stops, Problem(self.file, row.line, Severity.ERROR, message, hint)) for message, hint in told
        )
        if row.fault or region is None or period is None:
            known = self.edition.indicators
            self.left_out.add(
                (region or ALL_REGIONS, indicator if indicator in known else find_alike(indicator, known))
            )
            return None
        return (
            region,
            indicator,
            period,
            curl_quotes(category),
            math.nan if value is None else value,
            unit,
            herkomst,
            row.line,
        )

    def _find_region(self, name: str) -> str | None:
        if name not in self.slugs:
            benchmark = self.edition.benchmark
            names = (normalise_name(benchmark), normalise_name(self.edition.benchmark_name))
            region = self.regions.find(name)
            found = region.slug if region else None
            self.slugs[name] = benchmark if normalise_name(name) in names else found
        return self.slugs[name]


def _unknown_region(name: str, edition: Edition, regions: Regions) -> tuple[str, str]:
    if not name:
        return "The region of this row is empty.", "write the region's slug, or the benchmark's"
    if find_alike(name, [edition.benchmark]):
        return f"There is no region '{name}'.", f"did you mean '{edition.benchmark}'?"
    return f"There is no region '{name}'.", regions.suggest(name)


@lru_cache(maxsize=1024)
def _parse_period(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except ValueError:
        return None


def _too_large(text: str) -> tuple[str, str]:
    """A number that nothing of a region can be, and that no chart has room for."""
    said = f"'{text}'" if len(text) <= 25 else f"A number of {len(text)} signs ('{text[:15]}...')"
    return f"{said} is too large for a figure.", "check whether figures have run together"
