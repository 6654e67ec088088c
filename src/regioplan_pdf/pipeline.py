"""One document through all stages: load, validate, figures, compose, lay out, draw, check.

A `Workspace` holds what documents share - regions, theme, fonts, an edition with its figures -
each read once, however many plans are made of it.
"""

from __future__ import annotations

import datetime
import gc
import os
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from regioplan_pdf.charts.style import ChartStyle
from regioplan_pdf.compose import compose
from regioplan_pdf.errors import Problem, Problems, has_errors
from regioplan_pdf.findings import check_findings
from regioplan_pdf.indicators import figures_for
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
from regioplan_pdf.model.content import Edition, Theme
from regioplan_pdf.model.document import Document
from regioplan_pdf.pdf.canvas import can_draw_image
from regioplan_pdf.pdf.check import check_pdf
from regioplan_pdf.pdf.coverage import check_characters, check_text_characters
from regioplan_pdf.pdf.draw import draw_sheets
from regioplan_pdf.pdf.fit import Layout, lay_out
from regioplan_pdf.pdf.galley import Typesetter
from regioplan_pdf.pdf.metadata import Attachment
from regioplan_pdf.results import DocumentResult, Status
from regioplan_pdf.source import FIGURES_NAME, SOURCE_NAME, encode_figures, encode_source
from regioplan_pdf.type.fonts import Fonts
from regioplan_pdf.validate.edition import check_document_path, check_edition, check_expressions, check_region_text
from regioplan_pdf.validate.figures import check_dataset
from regioplan_pdf.validate.theme import check_theme_colours

TRUETYPE_STARTS = (b"\x00\x01\x00\x00", b"true")
"""The first bytes of a font file with TrueType outlines, the kind that can be embedded."""


@dataclass(frozen=True, slots=True)
class EditionContent:
    """An edition and its figures, with their faults.

    problems: of the files as a whole; by_region: of rows that only one region's plan needs.
    """

    edition: Edition | None
    dataset: Dataset | None
    problems: tuple[Problem, ...]
    by_region: dict[str, tuple[Problem, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """A finished plan: its document, its pages and its bytes."""

    document: Document
    layout: Layout
    pdf: bytes


class Workspace:
    """The content folder with its shared parts read.

    Args:
        content: the content folder.
        fonts: the folder with the font files.

    """

    def __init__(self, content: Path, fonts: Path) -> None:
        self.content = content
        self.fonts_folder = fonts
        problems = Problems()
        self.regions: Regions = load_regions(content, problems)
        self.theme: Theme = load_theme(content, problems)
        self.fonts: Fonts | None = _load_fonts(fonts, self.theme, problems)
        _check_logo(content, self.theme, problems)
        problems.extend(check_theme_colours(self.theme))
        self.problems = problems.found()
        self.style = ChartStyle(self.fonts, dict(self.theme.colours)) if self.fonts else None
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
        shared, by_region = check_dataset(dataset, edition, self.regions, selected)
        problems.extend(shared)
        return EditionContent(edition, dataset, problems.found(), dict(by_region))


def _load_fonts(folder: Path, theme: Theme, problems: Problems) -> Fonts | None:
    faults = Problems(theme.file)
    for name in dict.fromkeys(theme.fonts.values()):
        path = folder / name
        if not path.is_file():
            message = f"The font file '{name}' isn't in the folder '{folder.name}'."
            faults.error(0, message, "put it there, or mend [lettertypen]")
        elif path.read_bytes()[:4] not in TRUETYPE_STARTS:
            faults.error(0, f"The file '{name}' isn't a TrueType font.", "put a sound .ttf file in its place")
    problems.extend(faults.found())
    return None if faults.failed else Fonts(folder, theme.fonts)


def _check_logo(content: Path, theme: Theme, problems: Problems) -> None:
    if theme.logo and not can_draw_image(content / theme.logo):
        message = f"The logo '{theme.logo}' can't be read as a picture."
        problems.within(theme.file).error(0, message, "save it again as PNG or JPEG")


def make_document(workspace: Workspace, path: DocumentPath, problems: Problems) -> Document | None:
    """Everything up to the Document; faults of this document go into `problems`.

    The text is read and checked even when figures or settings have faults, and its expressions
    are calculated even when the text has others, so that an editor hears of everything at once.
    """
    content = workspace.edition(path.folder)
    edition, dataset = content.edition, content.dataset
    problems.extend(check_document_path(path, workspace.regions, workspace.content))
    figure_faults = content.by_region.get(path.region, ())
    problems.extend(figure_faults)
    if edition is None:
        return None
    text = load_region_text(path.path, workspace.content, edition, problems)
    problems.extend(check_region_text(text, edition))
    if workspace.fonts is not None:
        problems.extend(check_text_characters(text, workspace.fonts))
    region = workspace.regions.by_slug.get(path.region)
    unsound = has_errors((*workspace.problems, *content.problems, *figure_faults))
    if unsound or region is None or dataset is None:
        problems.extend(check_expressions(text, edition))
        return None
    figures = figures_for(dataset, edition, path.region)
    document = compose(edition, region, workspace.regions, text, figures, workspace.theme, problems)
    return None if problems.failed or document is None else _dated(document)


def _dated(document: Document) -> Document:
    """The document with the date of SOURCE_DATE_EPOCH (reproducible-builds.org), where that is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not epoch.isdecimal():
        return document
    day = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    return replace(document, meta=replace(document.meta, date=day))


def make_plan(workspace: Workspace, path: DocumentPath, problems: Problems) -> Plan | None:
    """A plan's pages and bytes; None when it has faults, which go into `problems`."""
    document = make_document(workspace, path, problems)
    if document is None or workspace.fonts is None or workspace.style is None:
        return None
    edition = workspace.edition(path.folder).edition
    edition_file = edition.file if edition else ""
    problems.extend(check_characters(document, workspace.fonts, edition_file))
    if problems.failed:
        return None
    typesetter = Typesetter(workspace.fonts, dict(workspace.theme.colours))
    logo = str(workspace.content / workspace.theme.logo) if workspace.theme.logo else ""
    layout = lay_out(document, typesetter, workspace.style, logo)
    if not isinstance(layout, Layout):
        problems.extend(layout)
        return None
    attachments = make_attachments(document, edition) if edition else ()
    pdf = draw_sheets(layout.sheets, document, workspace.fonts, attachments)
    problems.extend(check_pdf(pdf, document))
    return None if problems.failed else Plan(document, layout, pdf)


def make_attachments(document: Document, edition: Edition) -> tuple[Attachment, ...]:
    """The files inside a plan: what it was made from, and its figures for a spreadsheet."""
    return (
        Attachment(
            SOURCE_NAME,
            encode_source(document, edition),
            "application/json",
            "De bron van dit regioplan: tekst, cijfers en definities",
            "Source",
        ),
        Attachment(FIGURES_NAME, encode_figures(document), "text/csv", "De cijfers bij dit regioplan", "Data"),
    )


def warm_up(workspace: Workspace) -> None:
    """Load what the first document would: done once before processes part, instead of in each."""
    from regioplan_pdf.charts import sheet  # noqa: F401
    from regioplan_pdf.pdf.canvas import register_fonts
    from regioplan_pdf.type.hyphenation import break_points

    break_points("zorgkantoorregio")
    if workspace.fonts is not None:
        register_fonts(workspace.fonts)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Leave the search for garbage in circles until a plan is done.

    A plan hardly makes any, and each search looks through all of pandas and matplotlib: that took a
    quarter of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def run_document(workspace: Workspace, path: DocumentPath) -> tuple[DocumentResult, bytes]:
    """A document's row of the report and its bytes (empty when it failed)."""
    began = time.perf_counter()
    problems = Problems()
    try:
        with _uncollected():
            plan = make_plan(workspace, path, problems)
    except Exception as error:
        plan = None
        where = traceback.extract_tb(error.__traceback__)[-1]
        problems.within(f"{path.key}.md").error(
            0,
            f"The program itself failed on this plan: {type(error).__name__}: {error}"
            f" ({Path(where.filename).name}, line {where.lineno}).",
            "this is a fault of the program: please report it",
        )
    seconds = time.perf_counter() - began
    file = f"regioplan-{path.sector}-{path.region}-{path.edition}.pdf"
    if plan is None:
        return DocumentResult(path.key, file, Status.FAILED, seconds=seconds, problems=problems.found()), b""
    layout = plan.layout
    result = DocumentResult(
        path.key,
        file,
        Status.CHECKED,
        layout.body,
        layout.fill,
        len(plan.pdf),
        seconds,
        plan.document.example,
        problems.found(),
    )
    return result, plan.pdf
