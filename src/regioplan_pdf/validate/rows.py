"""The rows of the figures as the checks see them, and where their faults go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from regioplan_pdf.errors import Problems
from regioplan_pdf.load.data import ALL_REGIONS, FRAME_COLUMNS, Dataset
from regioplan_pdf.load.regions import Regions
from regioplan_pdf.model.content import Edition
from regioplan_pdf.model.figures import Period


class Row(NamedTuple):
    """A row of the dataset's frame; a named tuple, for there are thousands."""

    region: str
    indicator: str
    period: Period
    category: str
    value: float
    unit: str
    herkomst: str
    line: int


@dataclass(slots=True)
class Check:
    """The faults found so far, by the region that they stop."""

    dataset: Dataset
    edition: Edition
    regions: Regions
    found: dict[str, Problems] = field(default_factory=dict)
    errors: int = 0
    suspect: set[tuple[str, str]] = field(default_factory=set)
    """(region, indicator) of which a row is faulty ('' for any): what else seems to be missing isn't told."""
    missing: set[tuple[str, str]] = field(default_factory=set)
    """(region, indicator) of which is told that rows aren't there."""

    def __post_init__(self) -> None:
        self.suspect.update(self.dataset.left_out)

    def is_suspect(self, region: str, indicator: str) -> bool:
        """Whether a row of an indicator and a region is faulty, or was left out of what may be theirs."""
        left_out = self.dataset.left_out
        return any((owner, indicator) in self.suspect or (owner, "") in left_out for owner in (region, ALL_REGIONS))

    def may_have(self, region: str, indicator: str) -> bool:
        """Whether figures of an indicator and a region that aren't there may be in a row with a fault."""
        return (region, "") in self.suspect or self.is_suspect(region, indicator)

    def error(self, region: str, line: int, message: str, hint: str = "") -> None:
        """Note a fault in the figures; one of the benchmark stops every document."""
        self.errors += 1
        stops = ALL_REGIONS if region == self.edition.benchmark else region
        self.found.setdefault(stops, Problems(self.dataset.file)).error(line, message, hint)

    def warn_of_settings(self, region: str, line: int, message: str, hint: str = "") -> None:
        """Note that editie.toml says something else than the figures of a region."""
        self.found.setdefault(region, Problems(self.dataset.file)).within(self.edition.file).warn(line, message, hint)

    def name(self, region: str) -> str:
        """How a region is called in a message."""
        if region == self.edition.benchmark:
            return f"the benchmark ('{region}')"
        known = self.regions.by_slug.get(region)
        return known.name if known else f"'{region}'"


def all_rows(dataset: Dataset) -> Iterator[Row]:
    """Every row of a dataset, in the file's order."""
    columns = (dataset.frame[name].tolist() for name in FRAME_COLUMNS)
    return (Row(*cells) for cells in zip(*columns, strict=True))


def say(number: float) -> str:
    """A number in a message, as an editor would write it."""
    return f"{round(number, 4):.10g}".replace(".", ",")
