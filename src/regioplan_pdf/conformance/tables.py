"""Tables: rows of cells, headers that say what they head, as many cells in each row."""

from __future__ import annotations

from collections.abc import Iterator

from regioplan_pdf.conformance.file import PdfFile
from regioplan_pdf.conformance.finding import shorten
from regioplan_pdf.conformance.subject import Subject
from regioplan_pdf.conformance.tree import Element, attributes

GROUPS = ("THead", "TBody", "TFoot")
_PARENTS = {
    "TR": ("Table", *GROUPS),
    "TH": ("TR",),
    "TD": ("TR",),
    **dict.fromkeys(GROUPS, ("Table",)),
}
_KIDS = {"Table": ("TR", "Caption", *GROUPS), "TR": ("TH", "TD"), **dict.fromkeys(GROUPS, ("TR",))}
_SCOPES = ("Row", "Column", "Both")
_MOST_SPAN = 1000


def check_tables(subject: Subject) -> None:
    """What stands in what, Scope, and regularity."""
    findings = subject.findings
    subject.judge_places(_judge_place)
    for header in subject.tagged("TH"):
        _check_header(subject, header)
    for table in subject.tagged("Table"):
        below = list(table.walk())
        _check_regular(subject, table, [row for row in below if row.tag == "TR" and _table_of(row) is table])
        if not any(cell.tag == "TH" for cell in below):
            findings.add("table-scope", f"a table {_first_words(subject, table)} has no headers", table.page)
    for element in subject.tagged(*_KIDS):
        if len(element.elements) < len(element.kids):
            findings.add("table-structure", f"{element.tag} holds content outside a cell", element.page)


def _judge_place(tag: str, above: str) -> Iterator[tuple[str, str]]:
    if tag in _PARENTS and above not in _PARENTS[tag]:
        yield "table-structure", f"{tag} stands in {above or 'nothing'}"
    elif above in _KIDS and tag not in _KIDS[above]:
        yield "table-structure", f"{tag} stands in {above}"


def _check_header(subject: Subject, header: Element) -> None:
    own = attributes(subject.file, header, "Table")
    if subject.file.name(own.get("Scope")) in _SCOPES or own.get("Headers"):
        return
    text = shorten(subject.text_of(header), 30)
    subject.findings.add(
        "table-scope", f"the header '{text}' doesn't say whether it heads a row or a column", header.page
    )


def _check_regular(subject: Subject, table: Element, rows: list[Element]) -> None:
    """As many columns in each row, cells over several rows counted in each."""
    carried: dict[int, int] = {}
    counts: list[int] = []
    for row in rows:
        taken, carried = carried, {}
        column = 0
        for cell in row.elements:
            while taken.get(column):
                column += 1
            across, down = _spans(subject.file, cell)
            for step in range(across):
                if down > 1:
                    carried[column + step] = down - 1
            column += across
        column = max([column, *(place + 1 for place, left in taken.items() if left)])
        carried |= {place: left - 1 for place, left in taken.items() if left > 1}
        counts.append(column)
    if len(set(counts)) > 1:
        listed = ", ".join(map(str, sorted(set(counts))[:5]))
        message = f"the rows of a table {_first_words(subject, table)} don't have as many columns: {listed}"
        subject.findings.add("table-regular", message, table.page)


def _table_of(element: Element) -> Element | None:
    above = element.parent
    while above is not None and above.tag != "Table":
        above = above.parent
    return above


def _spans(file: PdfFile, cell: Element) -> tuple[int, int]:
    """Over how many columns and rows a cell goes."""
    own = attributes(file, cell, "Table")
    if "ColSpan" not in own and "RowSpan" not in own:
        return 1, 1
    across, down = (max(1, min(_MOST_SPAN, int(file.number(own.get(name), 1)))) for name in ("ColSpan", "RowSpan"))
    return across, down


def _first_words(subject: Subject, table: Element) -> str:
    return f"('{shorten(subject.text_of(table), 30)}')"
