"""What the source of a plan is made of: names, version, and the two halves that are kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

from regioplan_pdf.errors import ExitCode, RegioplanError
from regioplan_pdf.model.content import ChartSettings, Edition, FindingSpec
from regioplan_pdf.model.document import Document

FORMAT = "regioplan"
"""The member `format` of every source: tells it from any other JSON."""
SCHEMA = 1
"""The version of the schema. It goes up when an older program would misread a newer source."""
SOURCE_NAME = "regioplan.json"
FIGURES_NAME = "cijfers.csv"
MAX_BYTES = 5_000_000
"""The largest source that is read. Those of real plans are about 100 kB."""


class SourceError(RegioplanError):
    """A PDF or a source that can't be read; the message is one line."""

    exit_code = ExitCode.TROUBLE


@dataclass(frozen=True, slots=True)
class Program:
    """The program that wrote a source."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Wording:
    """Digests of the words for the map, and for all charts with their tables; '' where they aren't known."""

    map: str = ""
    charts: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """What a plan was made from.

    edition_facts: the edition as `edition_facts` gives it: whole but for unused sentences.
    written_as: how charts and map were put into words in the file, where that may be otherwise than
    in `document`, which has the words of this program; None when they are the same.
    """

    document: Document
    edition_facts: Edition
    schema: int
    program: Program
    written_as: Wording | None = None


def edition_facts(edition: Edition) -> Edition:
    """The edition without its templates of sentences, places for the program's blocks and line numbers.

    The sentences that were chosen stand in the document; the ones that weren't, about what
    did not happen, have no place in a file that is published. Two editions that define an
    indicator alike give equal values here.
    """
    return replace(
        edition,
        blocks=tuple(replace(block, line=0) for block in edition.blocks if not block.filling),
        indicators={name: replace(spec, line=0) for name, spec in edition.indicators.items()},
        key_figures=tuple(
            replace(spec, detail="", finding=_facts(spec.finding), line=0) for spec in edition.key_figures
        ),
        charts=tuple(map(_chart_facts, edition.charts)),
        entries={name: replace(entry, line=0) for name, entry in edition.entries.items()},
    )


def _chart_facts(chart: ChartSettings) -> ChartSettings:
    second = _chart_facts(chart.second) if chart.second else None
    return replace(chart, finding=_facts(chart.finding), second=second, line=0)


def _facts(finding: FindingSpec | None) -> FindingSpec | None:
    return replace(finding, sentences={}, line=0) if finding else None
