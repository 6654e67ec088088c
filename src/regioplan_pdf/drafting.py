"""The first half of a plan: from the content folder to a Draft, all that its pages are made of.

Needs no ReportLab and no matplotlib, as `press` needs no pandas: two processes can begin at once.
"""

from __future__ import annotations

import time
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from regioplan_pdf.documents import ContentFolder, read_document
from regioplan_pdf.errors import ContentError, Problems, RegioplanError
from regioplan_pdf.load import DocumentPath, find_rare_letters, read_text_file
from regioplan_pdf.look import open_look
from regioplan_pdf.model.content import Edition
from regioplan_pdf.model.document import Document
from regioplan_pdf.pdf.attachment import Attachment
from regioplan_pdf.pdf.coverage import check_characters, check_text_characters
from regioplan_pdf.plan import Draft, program_fault
from regioplan_pdf.source import FIGURES_NAME, SOURCE_NAME, encode_figures, encode_source
from regioplan_pdf.state import SHARED_FILES

if TYPE_CHECKING:
    from regioplan_pdf.charts.style import ChartStyle
    from regioplan_pdf.diff.read.earlier import EarlierPlans


class Workspace(ContentFolder):
    """The content folder with its shared parts read, and the fonts.

    Args:
        content: the content folder.
        fonts: the folder with the font files.
        old: the earlier edition that plans tell their changes since; '' for none.

    """

    def __init__(self, content: Path, fonts: Path, old: str = "") -> None:
        super().__init__(content)
        self.old = old
        self.fonts_folder = fonts
        self.look = open_look(content, fonts, self.theme)
        self.fonts = self.look.fonts
        problems = Problems()
        problems.extend((*self.problems, *self.look.problems))
        self.problems = problems.found()

    @cached_property
    def earlier(self) -> EarlierPlans:
        """The plans of the earlier edition. Raises SelectionError."""
        from regioplan_pdf.diff.read.earlier import Earlier, EarlierPlans

        return EarlierPlans(Earlier.find(self.old, self.content))

    @cached_property
    def style(self) -> ChartStyle | None:
        """Fonts and colours of the charts; None without fonts."""
        from regioplan_pdf.charts.style import ChartStyle

        return ChartStyle(self.fonts, dict(self.theme.colours)) if self.fonts else None


def draft_plan(workspace: Workspace, path: DocumentPath) -> Draft:
    """Everything up to the Document, and the files that go with it. Never raises."""
    began = time.perf_counter()
    problems = Problems()
    document: Document | None = None
    attachments: tuple[Attachment, ...] = ()
    shared = workspace.problems
    try:
        shared = tuple(sorted({*shared, *workspace.edition(path.folder).problems}))
        document, attachments = draft_document(workspace, path, problems)
    except Exception as error:
        document = None
        problems.extend((program_fault(path, error),))
    return Draft(path, document, attachments, problems.found(), shared, time.perf_counter() - began)


def draft_document(
    workspace: Workspace, path: DocumentPath, problems: Problems
) -> tuple[Document | None, tuple[Attachment, ...]]:
    """A document that the fonts can set, with its attachments; None when it has faults, which go into `problems`."""
    document = make_document(workspace, path, problems)
    edition = workspace.edition(path.folder).edition
    if document is None or edition is None or workspace.fonts is None:
        return None, ()
    if workspace.old:
        document = tell_changes(workspace, document, edition, problems)
    line = workspace.regions.by_slug[document.region].line
    files = (edition.file, edition.file.replace("editie.toml", "cijfers.csv"), *SHARED_FILES)
    find_places = cache(partial(find_rare_letters, workspace.content, files))
    problems.extend(check_characters(document, workspace.fonts, edition, line, find_places))
    return (None, ()) if problems.failed else (document, make_attachments(document, edition, not workspace.old))


def tell_changes(workspace: Workspace, document: Document, edition: Edition, problems: Problems) -> Document:
    """The document with what changed since the earlier edition; why it says nothing goes into `problems`."""
    from regioplan_pdf.diff.block import changes_spec, with_changes
    from regioplan_pdf.diff.plan import compare_plans
    from regioplan_pdf.diff.subject import subject_of
    from regioplan_pdf.model.changes import Origin
    from regioplan_pdf.source import edition_facts

    found = problems.within(document.source)
    new = subject_of(document, edition_facts(edition), Origin.CONTENT, document.source)
    try:
        old = workspace.earlier.before(new)
    except ContentError as error:
        problems.extend(error.problems)
        return document
    except RegioplanError as error:
        found.error(0, str(error), "mend it, or leave out --with-changes")
        return document
    if old is None:
        if workspace.earlier.may_precede(new):
            message = f"'{workspace.earlier.name}' has no earlier plan of this region: it tells no changes."
            found.warn(0, message, "give the edition that this region had a plan in")
        return document
    if changes_spec(edition) is None:
        message = "This edition has no place for what changed since the last."
        problems.within(edition.file).warn(0, message, 'add a [[blok]] with vulling = "wijzigingen"')
        return document
    return with_changes(document, edition, compare_plans(old, new))


def make_document(workspace: Workspace, path: DocumentPath, problems: Problems) -> Document | None:
    """Everything up to the Document, as `read_document`, with characters that the fonts lack as faults."""
    fonts = workspace.fonts
    if fonts is None:
        return read_document(workspace, path, problems)
    read_lines = cache(lambda: (read_text_file(path.path, Problems()) or "").split("\n"))
    return read_document(workspace, path, problems, lambda text: check_text_characters(text, fonts, read_lines))


def make_attachments(document: Document, edition: Edition, composed: bool) -> tuple[Attachment, ...]:
    """The files inside a plan: what it was made from, and its figures for a spreadsheet.

    composed: whether the document is as `compose` gave it.
    """
    return (
        Attachment(
            SOURCE_NAME,
            encode_source(document, edition, described=composed),
            "application/json",
            "De bron van dit regioplan: tekst, cijfers en definities",
            "Source",
        ),
        Attachment(FIGURES_NAME, encode_figures(document), "text/csv", "De cijfers bij dit regioplan", "Data"),
    )
