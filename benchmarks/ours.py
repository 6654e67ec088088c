"""This program, taken apart: loaded content in, bytes out, and the time of every stage."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import vary
from benchmarks.untagged import draw_untagged
from regioplan_pdf import charts
from regioplan_pdf.compose import compose
from regioplan_pdf.drafting import make_attachments
from regioplan_pdf.errors import Problems
from regioplan_pdf.indicators import figures_for
from regioplan_pdf.load import load_region_text
from regioplan_pdf.load.folder import DocumentPath
from regioplan_pdf.machine import uncollected
from regioplan_pdf.model.charts import ChartSpec
from regioplan_pdf.model.content import Edition, RegionText
from regioplan_pdf.model.document import Document
from regioplan_pdf.model.figures import Figures
from regioplan_pdf.pdf.check import check_pdf
from regioplan_pdf.pdf.coverage import check_characters
from regioplan_pdf.pdf.draw import draw_sheets
from regioplan_pdf.pdf.fit import Layout, lay_out
from regioplan_pdf.pdf.galley import Typesetter
from regioplan_pdf.pipeline import Workspace
from regioplan_pdf.press import print_document


class CannotMake(Exception):
    """A document has faults, so there is nothing to measure."""


@dataclass(slots=True)
class Stages:
    """Milliseconds of each stage, by name, over all runs."""

    times: dict[str, list[float]] = field(default_factory=dict)

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Add the time of what's inside to a stage."""
        began = time.perf_counter()
        yield
        self.times.setdefault(name, []).append((time.perf_counter() - began) * 1000)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document's content as it was read; `figures` are what it may show."""

    path: DocumentPath
    edition: Edition
    text: RegionText
    figures: Figures


class OurWay:
    """Makes plans with this program from content that is already loaded."""

    def __init__(self, content: Path, fonts: Path) -> None:
        self.workspace = Workspace(content, fonts)

    def load(self, path: DocumentPath) -> Loaded:
        """Read one document's content. Raises CannotMake."""
        held = self.workspace.edition(path.folder)
        problems = Problems()
        if held.edition is None or held.dataset is None:
            raise CannotMake(f"{path.key}: the edition has faults; run `regioplan check`")
        text = load_region_text(path.path, self.workspace.content, held.edition, problems)
        if problems.failed:
            raise CannotMake(f"{path.key}: {problems.found()[0].message}")
        return Loaded(path, held.edition, text, figures_for(held.dataset, held.edition, path.region))

    def compose(self, loaded: Loaded) -> Document:
        """The document of loaded content. Raises CannotMake."""
        problems = Problems()
        workspace = self.workspace
        region = workspace.regions.by_slug[loaded.path.region]
        document = compose(
            loaded.edition, region, workspace.regions, loaded.text, loaded.figures, workspace.theme, problems
        )
        if document is None:
            raise CannotMake(f"{loaded.path.key}: {problems.found()[0].message}")
        return document

    def lay_out(self, document: Document) -> Layout:
        """The pages of a document. Raises CannotMake."""
        workspace = self.workspace
        assert workspace.fonts is not None
        assert workspace.style is not None
        typesetter = Typesetter(workspace.fonts, dict(workspace.theme.colours))
        layout = lay_out(document, typesetter, workspace.style)
        if not isinstance(layout, Layout):
            raise CannotMake(f"{document.source}: {layout[0].message}")
        return layout

    @uncollected()
    def make(self, loaded: Loaded) -> bytes:
        """Loaded content to the bytes that `regioplan build` writes: with tags and its source inside, and checked.

        Raises CannotMake.
        """
        document = self.compose(loaded)
        problems = Problems()
        attachments = make_attachments(document, loaded.edition, composed=True)
        plan = print_document(self.workspace.look, document, attachments, problems)
        if plan is None:
            raise CannotMake(f"{document.source}: {problems.found()[0].message}")
        return plan.pdf

    @uncollected()
    def make_checked(self, loaded: Loaded) -> bytes:
        """Loaded content to bytes that were found to conform, without source inside. Raises CannotMake."""
        document = self.compose(loaded)
        layout = self.lay_out(document)
        assert self.workspace.fonts is not None
        pdf = draw_sheets(layout.sheets, document, self.workspace.fonts)
        faults = check_pdf(pdf, document)
        if faults:
            raise CannotMake(f"{document.source}: {faults[0].message}")
        return pdf

    @uncollected()
    def make_untagged(self, loaded: Loaded) -> bytes:
        """Loaded content to bytes that nobody can read aloud, and nobody looks at again."""
        document = self.compose(loaded)
        assert self.workspace.fonts is not None
        return draw_untagged(self.lay_out(document).sheets, document, self.workspace.fonts)

    def draw_charts(self, specs: list[ChartSpec], sizes: list[tuple[float, float]]) -> None:
        """All charts of a document, and nothing else."""
        assert self.workspace.style is not None
        for spec, (width, height) in zip(specs, sizes, strict=True):
            charts.draw(spec, width, height, self.workspace.style)

    def take_apart(self, loaded: Loaded, stages: Stages) -> None:
        """Time the stages of one document."""
        workspace, path = self.workspace, loaded.path
        with stages.timed("read the text"):
            load_region_text(path.path, workspace.content, loaded.edition, Problems())
        dataset = workspace.edition(path.folder).dataset
        assert dataset is not None
        assert workspace.fonts is not None
        with stages.timed("figures"):
            figures_for(dataset, loaded.edition, path.region)
        with stages.timed("compose"):
            document = self.compose(loaded)
        with stages.timed("check characters"):
            check_characters(document, workspace.fonts, loaded.edition, 0, dict)
        drawing = 0.0

        def timed_draw(draw: Callable[..., Any]) -> Callable[..., Any]:
            def wrapped(*arguments: Any) -> Any:
                nonlocal drawing
                began = time.perf_counter()
                result = draw(*arguments)
                drawing += time.perf_counter() - began
                return result

            return wrapped

        original = charts.draw
        charts.draw = timed_draw(original)
        try:
            began = time.perf_counter()
            layout = self.lay_out(document)
            took = time.perf_counter() - began
        finally:
            charts.draw = original
        stages.times.setdefault("fit and set the pages", []).append((took - drawing) * 1000)
        stages.times.setdefault("charts", []).append(drawing * 1000)
        with stages.timed("draw on the canvas"):
            pdf = draw_sheets(layout.sheets, document, workspace.fonts)
        with stages.timed("check the PDF"):
            check_pdf(pdf, document)


def read_edition(content: Path, fonts: Path, path: DocumentPath, stages: Stages) -> None:
    """Time what all documents of an edition share."""
    with stages.timed("regions, theme, fonts (once a run)"):
        workspace = Workspace(content, fonts)
    with stages.timed("edition and figures (once an edition)"):
        workspace.edition(path.folder)


def freshen(loaded: Loaded, number: int) -> Loaded:
    """The same content with words and numbers that no earlier round had."""
    text, figures = vary.vary_text(loaded.text, number), vary.vary_figures(loaded.figures, number)
    return Loaded(loaded.path, loaded.edition, text, figures)
