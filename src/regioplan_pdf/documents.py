"""From the content folder to Documents: load, validate, figures, compose; no page, font or chart.

A `ContentFolder` holds what documents share - regions, theme, an edition with its figures - each
read once, however many documents are made of it. `pipeline.Workspace` adds what a page needs.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from regioplan_pdf.compose import compose
from regioplan_pdf.errors import Problem, Problems, has_errors
from regioplan_pdf.findings import check_findings
from regioplan_pdf.indicators import EditionFigures
from regioplan_pdf.load import (
    Dataset,
    DocumentPath,
    Regions,
    load_dataset,
    load_edition,
    load_region_text,
    load_regions,
    load_theme,
)
from regioplan_pdf.load.data import ALL_REGIONS
from regioplan_pdf.mentions import named_by_text
from regioplan_pdf.model.content import Edition, RegionText, Theme
from regioplan_pdf.model.document import Document
from regioplan_pdf.model.figures import Figures
from regioplan_pdf.validate.edition import check_document_path, check_edition, check_region_text
from regioplan_pdf.validate.expressions import Askable, check_expressions
from regioplan_pdf.validate.figures import check_dataset
from regioplan_pdf.validate.gaps import check_gaps

EPOCH = "SOURCE_DATE_EPOCH"
LAST_SECOND = 253_402_300_799
"""The end of the year 9999."""


@dataclass(frozen=True, slots=True)
class EditionContent:
    """An edition and its figures, with their faults.

    problems: of the files as a whole; by_region: of rows that only one region's plan needs.
    figures: what documents may say of the dataset; None without one. doubtful: region and indicator of which
    rows have faults or aren't there ('' for any).
    """

    edition: Edition | None
    dataset: Dataset | None
    problems: tuple[Problem, ...]
    by_region: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    figures: EditionFigures | None = None
    doubtful: frozenset[tuple[str, str]] = frozenset()

    def askable(self, region: str) -> Askable:
        """What the expressions of a region's text can ask for, so far as that is known."""
        indicators = self.edition.indicators if self.edition else {}
        figures = self.figures.askable(region) if self.figures else Figures(region, "")
        owners = (region, figures.benchmark_slug, ALL_REGIONS)
        unsure = {name for owner, name in self.doubtful if owner in owners}
        return Askable(figures, indicators.keys() if "" in unsure or not figures.region else unsure)


class ContentFolder:
    """The content folder with its shared parts read.

    problems: faults in regions and theme. They stop every document.
    """

    def __init__(self, content: Path) -> None:
        self.content = content
        problems = Problems()
        self.regions: Regions = load_regions(content, problems)
        self.theme: Theme = load_theme(content, problems)
        _check_epoch(problems)
        self.problems = problems.found()
        self._editions: dict[Path, EditionContent] = {}

    def edition(self, folder: Path) -> EditionContent:
        """The edition in a folder, read on first use."""
        found = self._editions.get(folder)
        if found is None:
            found = self._editions[folder] = self._read_edition(folder)
        return found

    def _read_edition(self, folder: Path) -> EditionContent:
        problems = Problems()
        edition = load_edition(folder, self.content, problems)
        if edition is None:
            return EditionContent(None, None, problems.found())
        problems.extend(check_edition(edition))
        problems.extend(check_findings(edition))
        dataset = load_dataset(folder, self.content, edition, self.regions, problems)
        if dataset is None:
            return EditionContent(edition, None, problems.found())
        selected = tuple(sorted(path.stem for path in folder.glob("*.md")))
        faults = check_dataset(dataset, edition, self.regions, selected)
        problems.extend(faults.shared)
        figures = EditionFigures(dataset, edition)
        return EditionContent(edition, dataset, problems.found(), dict(faults.by_region), figures, faults.doubtful)


def read_document(
    content: ContentFolder,
    path: DocumentPath,
    problems: Problems,
    check_text: Callable[[RegionText], Iterable[Problem]] | None = None,
) -> Document | None:
    """Everything up to the Document; faults of this document go into `problems`.

    The text and its expressions are checked even when figures, settings or the text itself have faults, so far as
    these leave that, so that an editor hears of everything at once.
    check_text: what else the text must keep to, such as the characters that the fonts have.
    """
    found = content.edition(path.folder)
    edition = found.edition
    problems.extend(check_document_path(path, content.regions, content.content))
    figure_faults = found.by_region.get(path.region, ())
    problems.extend(figure_faults)
    if edition is None:
        return None
    text = load_region_text(path.path, content.content, edition, problems)
    problems.extend(check_region_text(text, edition))
    if check_text is not None:
        problems.extend(check_text(text))
    region = content.regions.by_slug.get(path.region)
    unsound = has_errors((*content.problems, *found.problems, *figure_faults))
    if unsound or region is None or found.figures is None:
        problems.extend(check_expressions(text, edition, found.askable(path.region)))
        return None
    figures = found.figures.of(path.region, named_by_text(text))
    document = compose(edition, region, content.regions, text, figures, content.theme, problems)
    if document is not None and document.gaps and found.dataset is not None:
        gaps, warnings = check_gaps(document.gaps, found.dataset, edition, content.regions)
        document = replace(document, gaps=gaps)
        problems.extend(warnings)
    if problems.failed or document is None:
        # What stands under no block and over no chart of the edition wasn't met above.
        problems.extend(check_expressions(text, edition, found.askable(path.region)))
        return None
    return _dated(document)


def _check_epoch(problems: Problems) -> None:
    """SOURCE_DATE_EPOCH must be a moment that a PDF can name: it concerns every document, and is told once."""
    epoch = os.environ.get(EPOCH, "").strip()
    sound = epoch.isascii() and epoch.isdecimal() and len(epoch) <= len(str(LAST_SECOND)) and int(epoch) <= LAST_SECOND
    if epoch and not sound:
        message = f"The environment variable {EPOCH} is '{epoch}', which is no number of seconds since 1970."
        problems.within("").error(0, message, "unset it, or give whole seconds, for example 1700000000")


def _dated(document: Document) -> Document:
    """The document with the moment of SOURCE_DATE_EPOCH (reproducible-builds.org), where that is set."""
    epoch = os.environ.get(EPOCH, "").strip()
    if not epoch:
        return document
    moment = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
    return replace(document, meta=replace(document.meta, date=moment.date(), time=f"{moment:%H:%M:%S}"))
