"""The second half of a plan: from a Draft to its pages and its bytes."""

from __future__ import annotations

import time
from collections.abc import Sequence

from regioplan_pdf.charts.style import ChartStyle
from regioplan_pdf.errors import Problem, Problems
from regioplan_pdf.look import Look
from regioplan_pdf.model.document import Document
from regioplan_pdf.pdf.attachment import Attachment
from regioplan_pdf.pdf.check import check_pdf
from regioplan_pdf.pdf.draw import draw_sheets
from regioplan_pdf.pdf.fit import Layout, lay_out
from regioplan_pdf.pdf.galley import Typesetter
from regioplan_pdf.plan import Draft, Made, Plan, program_fault
from regioplan_pdf.results import DocumentResult, Status


def print_document(
    look: Look, document: Document, attachments: tuple[Attachment, ...], problems: Problems
) -> Plan | None:
    """Lay out, draw and check a document; None when that brings out faults, which go into `problems`."""
    if look.fonts is None:
        return None
    colours = dict(look.theme.colours)
    layout = lay_out(document, Typesetter(look.fonts, colours), ChartStyle(look.fonts, colours), look.logo)
    if not isinstance(layout, Layout):
        problems.extend(layout)
        return None
    pdf = draw_sheets(layout.sheets, document, look.fonts, attachments)
    problems.extend(check_pdf(pdf, document))
    return None if problems.failed else Plan(document, layout, pdf)


def print_draft(look: Look, draft: Draft) -> Made:
    """A document's row of the report and its bytes. Never raises."""
    began = time.perf_counter()
    problems = Problems()
    problems.extend(draft.problems)
    plan = None
    try:
        if draft.document is not None:
            plan = print_document(look, draft.document, draft.attachments, problems)
    except Exception as error:
        problems.extend((program_fault(draft.path, error),))
    result = _result(draft, plan, problems.found(), draft.seconds + time.perf_counter() - began)
    return Made(result, plan.pdf if plan else b"", draft.shared)


def _result(draft: Draft, plan: Plan | None, problems: Sequence[Problem], seconds: float) -> DocumentResult:
    path = draft.path
    file = f"regioplan-{path.sector}-{path.region}-{path.edition}.pdf"
    if plan is None:
        return DocumentResult(path.key, file, Status.FAILED, seconds=seconds, problems=tuple(problems))
    return DocumentResult(
        path.key,
        file,
        Status.CHECKED,
        plan.layout.body,
        plan.layout.fill,
        len(plan.pdf),
        seconds,
        plan.document.example,
        tuple(problems),
    )


def warm_up(look: Look) -> None:
    """Load what the first plan would: done once before processes part, instead of in each."""
    from regioplan_pdf.charts import sheet  # noqa: F401
    from regioplan_pdf.pdf.canvas import register_fonts
    from regioplan_pdf.pdf.metadata import srgb_profile
    from regioplan_pdf.type.hyphenation import break_points

    break_points("zorgkantoorregio")
    srgb_profile()
    if look.fonts is not None:
        register_fonts(look.fonts)
