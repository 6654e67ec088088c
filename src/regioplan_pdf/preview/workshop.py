"""Plans made on demand, and anew once their content was saved."""

from __future__ import annotations

import hashlib
import io
import threading
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from regioplan_pdf.drafting import Workspace, draft_document, make_document
from regioplan_pdf.errors import Problems, RegioplanError
from regioplan_pdf.load import load_theme
from regioplan_pdf.load.folder import DocumentPath, find_documents
from regioplan_pdf.model.content import Edition, Theme
from regioplan_pdf.model.document import Document
from regioplan_pdf.plan import Plan, program_fault
from regioplan_pdf.press import print_document
from regioplan_pdf.preview.proof import Proof
from regioplan_pdf.publish.model import FIGURES_FILE, Site, SitePlan
from regioplan_pdf.publish.ready import document_reasons
from regioplan_pdf.source import encode_figures
from regioplan_pdf.web.links import page_address
from regioplan_pdf.web.site_pages import single_page

PICTURE_WIDTH = 1600
"""Of a page of the PDF on the screen, px."""
PAGES = 2


class Workshop:
    """Makes plans from a content folder; safe to ask from several threads.

    Args:
        content: the content folder.
        fonts: the folder with the font files.

    """

    def __init__(self, content: Path, fonts: Path) -> None:
        self._content = content
        self._fonts = fonts
        self._making = threading.Lock()
        self._workspace: Workspace | None = None
        self._proofs: dict[str, Proof] = {}
        self._pictures: dict[tuple[str, int], bytes] = {}
        self._number = 1
        self._saved = threading.Condition()

    @property
    def number(self) -> int:
        """How many saves there have been, counted from 1."""
        return self._number

    def documents(self) -> tuple[DocumentPath, ...]:
        """The plans that there are now."""
        return find_documents(self._content)

    def theme(self) -> Theme:
        """The office's colours as they are now, the defaults where its file has faults."""
        return load_theme(self._content, Problems())

    def note_saved(self, paths: Iterable[Path]) -> None:
        """Take over that files were saved: what was made of them is made anew when it's asked for."""
        texts_only = all(path.suffix == ".md" for path in paths)
        with self._making:
            if not texts_only:
                self._workspace = None
        with self._saved:
            self._number += 1
            self._saved.notify_all()

    def wait_for_save(self, since: int, seconds: float) -> int:
        """The number of the last save, as soon as it's another than `since`, or after so many seconds."""
        with self._saved:
            self._saved.wait_for(lambda: self._number != since, timeout=seconds)
            return self._number

    def proof(self, key: str) -> Proof | None:
        """A plan as its content stands now; None when there is no such plan."""
        path = next((each for each in self.documents() if each.key == key), None)
        if path is None:
            return None
        with self._making:
            last = self._proofs.get(key)
            if last is None or last.number != self._number:
                last = self._proofs[key] = self._make(path, last)
                self._pictures = {each: made for each, made in self._pictures.items() if each[0] != key}
            return last

    def picture(self, proof: Proof, page: int) -> bytes:
        """A page of a plan's PDF as PNG, PICTURE_WIDTH px wide. page: 1 or 2."""
        with self._making:
            held = self._pictures.get((proof.key, page))
            if held is None:
                held = self._pictures[proof.key, page] = paint_page(proof.pdf, page)
            return held

    def _make(self, path: DocumentPath, last: Proof | None) -> Proof:
        began = time.perf_counter()
        number, problems = self._number, Problems()
        proof = Proof(path.key, last.title if last else path.key, number)
        try:
            proof = self._fill(proof, path, problems)
        except RegioplanError as error:
            problems.error(0, str(error))
        except Exception as error:
            problems.extend((program_fault(path, error),))
        if last is not None and not proof.pdf:
            proof = replace(proof, pdf=last.pdf, body=last.body, pdf_late=bool(last.pdf))
        if last is not None and not proof.page:
            proof = replace(proof, files=last.files, page=last.page, page_late=bool(last.page))
        return replace(proof, problems=problems.found(), seconds=time.perf_counter() - began)

    def _fill(self, proof: Proof, path: DocumentPath, problems: Problems) -> Proof:
        if self._workspace is None:
            self._workspace = Workspace(self._content, self._fonts)
        workspace = self._workspace
        content = workspace.edition(path.folder)
        problems.extend((*workspace.problems, *content.problems))
        document, attachments = draft_document(workspace, path, problems)
        if document is None:
            # Characters that the fonts lack stop the PDF, not the web page.
            document = make_document(workspace, path, Problems())
            return _with_page(proof, document, None, content.edition, workspace) if document else proof
        plan = print_document(workspace.look, document, attachments, problems)
        return _with_page(proof, document, plan, content.edition, workspace)


def _with_page(
    proof: Proof, document: Document, plan: Plan | None, edition: Edition | None, workspace: Workspace
) -> Proof:
    """The proof with the plan's web page, and its PDF when there is one."""
    if edition is None or workspace.fonts is None:
        return proof
    pdf = plan.pdf if plan else b""
    shown = _site_plan(document, edition, pdf, workspace)
    theme = workspace.theme
    logo = workspace.content / theme.logo if theme.logo else None
    site = Site((shown,), tuple(workspace.regions.by_slug.values()), theme, workspace.fonts_folder, logo=logo)
    files = {file.path: file.data for file in single_page(shown, site)}
    folder = page_address(shown)
    files |= {f"{folder}{shown.pdf_name}": pdf, f"{folder}{FIGURES_FILE}": encode_figures(document)}
    body = plan.layout.body if plan else 0.0
    return replace(proof, title=shown.title, pdf=pdf, files=files, page=f"{folder}index.html", body=body)


def _site_plan(document: Document, edition: Edition, pdf: bytes, workspace: Workspace) -> SitePlan:
    return SitePlan(
        document=document,
        settings=edition,
        region=workspace.regions.by_slug[document.region],
        pdf_name=document.file_name,
        size=len(pdf),
        sha256=hashlib.sha256(pdf).hexdigest(),
        published=edition.published,
        modified=edition.published,
        reasons=tuple(str(reason.why) for reason in document_reasons(document, concept=edition.concept)),
    )


def paint_page(pdf: bytes, page: int) -> bytes:
    """A page of a PDF as PNG, PICTURE_WIDTH px wide. page: from 1."""
    import pypdfium2  # type: ignore[import-untyped]

    with pypdfium2.PdfDocument(pdf) as document:
        found = document[page - 1]
        image = found.render(scale=PICTURE_WIDTH / found.get_width()).to_pil()
    data = io.BytesIO()
    image.save(data, "PNG", compress_level=1)  # it goes no further than this computer: quick before small
    return data.getvalue()
