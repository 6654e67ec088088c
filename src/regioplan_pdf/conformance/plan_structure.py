"""The structure of a finished plan against the one that its Document asks for, element by element.

A file may be changed into another that is tagged just as soundly: headings into paragraphs, tables into text.
Built by the code that tags a plan when it's drawn, so that only what the file has of it is in question.
"""

from __future__ import annotations

from regioplan_pdf.conformance.finding import join_some, shorten
from regioplan_pdf.conformance.plan_inline import check_expansions, check_plan_links
from regioplan_pdf.conformance.subject import Subject
from regioplan_pdf.conformance.tree import Element, attributes
from regioplan_pdf.model.charts import DataTable
from regioplan_pdf.model.document import Document
from regioplan_pdf.pdf.nodes import EXAMPLE_MARK, LOGO, MAP, SIDE_MAP
from regioplan_pdf.pdf.structure import Element as Planned
from regioplan_pdf.pdf.structure import build_structure, build_table

_TELLING = {
    "Scope": "Table",
    "RowSpan": "Table",
    "ColSpan": "Table",
    "Headers": "Table",
    "ListNumbering": "List",
}
"""Attributes that a reader hears of, with their owners."""
_RUNNING = ("Link", "Span")
"""What may stand in the text of an element beside its marks."""


def check_plan_structure(subject: Subject, document: Document, *, reworded: bool = False) -> None:
    """Kinds, order, attributes, alternative texts, links and expansions.

    reworded: the file may put charts and map into other words than the plan.
    """
    if not subject.elements:
        return
    planned = build_structure(document, _nodes(subject, document))
    comparison = _Comparison(subject, document, reworded=reworded)
    comparison.compare_kids(Planned("", kids=[planned]), subject.root)
    check_plan_links(subject, document, comparison.leaves)
    check_expansions(subject, document, comparison.leaves)


def _nodes(subject: Subject, document: Document) -> frozenset[str]:
    """What stands on the pages of all that needn't: told by the figures at the beginning, and under the side text."""
    nodes = {f"{EXAMPLE_MARK}-{page}" for page, has in enumerate(document.example_pages, 1) if has}
    top = next((kid for element in subject.root.elements for kid in element.elements), None)
    figures = [kid for kid in top.elements if kid.tag == "Figure"] if top else []
    beside = bool(figures) and top is not None and any(kid.tag == "Sect" for kid in _before(top, figures[-1]))
    nodes |= {SIDE_MAP} if beside else {MAP}
    return frozenset(nodes | ({LOGO} if len(figures) > 1 else set()))


def _before(parent: Element, last: Element) -> list[Element]:
    return parent.elements[: parent.elements.index(last)]


class _Comparison:
    """Goes down both trees at once.

    Args:
        subject: the file.
        document: the plan.
        reworded: what charts and map are told as, and how many rows their tables have, is the file's own.

    """

    def __init__(self, subject: Subject, document: Document, *, reworded: bool) -> None:
        self._subject = subject
        self._reworded = reworded
        self._language = document.meta.language
        self.leaves: dict[str, Element] = {}
        """The elements by the node that they show."""

    def compare_kids(self, planned: Planned, found: Element) -> None:
        """The elements in a group; where there aren't as many, up to the first that is of another kind."""
        wanted = [kid for kid in planned.kids if isinstance(kid, Planned)]
        has = found.elements
        whole = len(wanted) == len(has) == len(found.kids)
        if not whole:
            message = f"{self._named(found)} holds {len(found.kids)} parts where the plan has {len(wanted)}"
            self._tell(message, found)
        for one, other in zip(wanted, has, strict=False):
            if not whole and one.tag != other.tag:
                break
            self._compare(one, other)

    def _compare(self, planned: Planned, found: Element) -> None:
        if planned.tag != found.tag:
            self._tell(f"{self._named(found)} is {planned.tag} in the plan", found)
        else:
            self._compare_entries(planned, found)
        if planned.node:
            self.leaves[planned.node] = found
            strange = sorted({kid.tag for kid in found.elements if kid.tag not in _RUNNING})
            if strange:
                self._tell(f"{self._named(found)} holds {join_some(strange)}, and only text in the plan", found)
        else:
            is_own = self._reworded and planned.tag == found.tag == "Table"
            self.compare_kids(_table_like(found) if is_own else planned, found)

    def _compare_entries(self, planned: Planned, found: Element) -> None:
        file, entries = self._subject.file, found.entries
        if planned.scope or planned.numbering or "A" in entries or "C" in entries:
            wanted = {"Scope": planned.scope, "ListNumbering": planned.numbering}
            for name, owner in _TELLING.items():
                own = attributes(file, found, owner)
                if (file.name(own.get(name)) or name in own) != (wanted.get(name) or False):
                    told = f"{name} {file.name(own.get(name))}" if name in own else f"no {name}"
                    message = f"{self._named(found)} has {told}, and {wanted.get(name) or 'none'} in the plan"
                    self._tell(message, found)
        named = (planned.alt or "Alt" in entries) and not (self._reworded and planned.node != LOGO)
        if named and _words(file.text(entries.get("Alt"))) != _words(planned.alt):
            message = f"the alternative text '{shorten(file.text(entries.get('Alt')), 40)}' isn't that of the plan here"
            self._subject.findings.add("extraction-alt", message, found.page)
        if "E" in entries:
            self._tell(f"{self._named(found)} is explained as another text as a whole (E)", found)
        if "Lang" in entries and file.text(entries["Lang"]) != self._language:
            language = shorten(file.text(entries["Lang"]), 20)
            message = f"the language of {self._named(found)} is '{language}', not the plan's"
            self._subject.findings.add("language", message, found.page)

    def _named(self, element: Element) -> str:
        text = shorten(self._subject.text_of(element), 30)
        return f"{element.tag or 'the structure'} ('{text}')"

    def _tell(self, message: str, element: Element) -> None:
        self._subject.findings.add("plan-structure", message, element.page)


def _table_like(found: Element) -> Planned:
    """A chart's table of as many rows and cells as one of the file."""
    columns, *rows = [("",) * len(row.elements) for row in found.elements] or [()]
    return build_table(DataTable("", columns, tuple(rows)), "")


def _words(text: str) -> str:
    return " ".join(text.split())
