"""The pages of the preview itself: the list of plans, and one plan with what there is to mend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from regioplan_pdf.errors import Problem, Severity
from regioplan_pdf.load.folder import DocumentPath
from regioplan_pdf.model.content import Theme
from regioplan_pdf.preview.proof import Proof
from regioplan_pdf.preview.workshop import PAGES
from regioplan_pdf.web.look import tokens_css
from regioplan_pdf.web.templating import BASE_CSS, environment, read_css

_FOLDER = Path(__file__).parent
STATIC = _FOLDER / "static"
SCRIPT = (STATIC / "proef.js").read_bytes()


@dataclass(frozen=True, slots=True)
class Row:
    """A fault as the page lists it. where: 'file:line'."""

    where: str
    serious: bool
    message: str
    hint: str


def list_page(documents: Sequence[DocumentPath], number: int) -> str:
    """All plans that can be looked at. number: of the last save."""
    editions: dict[str, list[DocumentPath]] = {}
    for document in documents:
        editions.setdefault(f"{document.edition.replace('-', '/')} {document.sector.upper()}", []).append(document)
    return _engine().get_template("lijst.html").render(editions=sorted(editions.items(), reverse=True), number=number)


def proof_page(proof: Proof) -> str:
    """One plan: faults first, then the PDF's pages beside the web page."""
    rows = [_row(problem) for problem in sorted(proof.problems, key=_gravest_first)]
    return (
        _engine()
        .get_template("proef.html")
        .render(proof=proof, rows=rows, pages=range(1, PAGES + 1), errors=sum(row.serious for row in rows))
    )


def missing_page(key: str, number: int) -> str:
    """A plan that isn't there, or not any more; it's shown as soon as its text is saved."""
    return _engine().get_template("weg.html").render(key=key, number=number)


def preview_css(theme: Theme) -> str:
    """The stylesheet of these pages, in the theme's colours."""
    return f"{tokens_css(theme)}\n{read_css(BASE_CSS, STATIC / 'proef.css')}"


def _engine() -> Environment:
    return environment(_FOLDER / "templates")


def _row(problem: Problem) -> Row:
    return Row(problem.located(), problem.severity is Severity.ERROR, problem.message, problem.hint)


def _gravest_first(problem: Problem) -> tuple[bool, Problem]:
    return problem.severity is not Severity.ERROR, problem
