"""One document through all stages: load, validate, figures, compose, lay out, draw, check.

`drafting` has the stages up to the Document, `press` those from there; `workers` does the two in
processes of their own.
"""

from __future__ import annotations

from regioplan_pdf.drafting import Workspace, draft_document, draft_plan, make_document
from regioplan_pdf.errors import Problems
from regioplan_pdf.load.folder import DocumentPath
from regioplan_pdf.machine import uncollected
from regioplan_pdf.plan import Made, Plan
from regioplan_pdf.press import print_document, print_draft

__all__ = ["Made", "Plan", "Workspace", "make_document", "make_plan", "run_document"]


def make_plan(workspace: Workspace, path: DocumentPath, problems: Problems) -> Plan | None:
    """A plan's pages and bytes; None when it has faults, which go into `problems`."""
    document, attachments = draft_document(workspace, path, problems)
    return None if document is None else print_document(workspace.look, document, attachments, problems)


def run_document(workspace: Workspace, path: DocumentPath) -> Made:
    """A document's row of the report and its bytes (empty when it failed). Never raises."""
    with uncollected():
        return print_draft(workspace.look, draft_plan(workspace, path))
