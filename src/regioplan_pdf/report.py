"""The report on a terminal: a progress bar, the faults, a table; or JSON for machines."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from regioplan_pdf.errors import Problem, Severity, printable
from regioplan_pdf.results import DocumentResult, Report, Status

if TYPE_CHECKING:
    from regioplan_pdf import conformance
    from regioplan_pdf.api import Progress
    from regioplan_pdf.inspect_pdf import Inspection
    from regioplan_pdf.new_edition import NewEdition

JSON_VERSION = 1
COLUMNS: tuple[tuple[str, Literal["left", "right"]], ...] = (
    ("file", "left"),
    ("body", "right"),
    ("fill", "right"),
    ("kB", "right"),
    ("ms", "right"),
    ("figures", "left"),
    ("status", "left"),
)
ASK_FOR_STYLE = frozenset({"FORCE_COLOR", "TTY_COMPATIBLE"})
"""Variables that make rich treat a pipe as a terminal."""


@contextmanager
def progress_bar(total: int, *, quiet: bool) -> Iterator[Progress | None]:
    """A bar that counts documents on standard error; nothing where that's no terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    # rich costs 50 ms, so it's imported when there is something to show.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description:<34}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading content", total=total)

        def advance(result: DocumentResult) -> None:
            bar.update(task, advance=1, description=result.document)

        yield advance


def print_report(report: Report, out: Path | None) -> None:
    """Faults on standard error, then a table of the documents and a closing line."""
    problems = report.all_problems()
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print(file=sys.stderr)
    _print_table(report)
    print(_closing_line(report, problems, out))


def _print_table(report: Report) -> None:
    rows = [_cells(result) for result in report.documents]
    encoding = (sys.stdout.encoding or "").lower()
    if sys.stdout.isatty() or os.environ.keys() & ASK_FOR_STYLE or not encoding.startswith("utf"):
        _print_rich_table(rows)
    else:
        # In a pipe or a log there is no edge to fold at and nothing to make bold: rich isn't missed, nor are its 40 ms.
        print("\n".join(_plain_table(rows)))


def _print_rich_table(rows: Sequence[tuple[str, ...]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading, side in COLUMNS:
        table.add_column(heading, justify=side, overflow="fold" if heading == "file" else "ellipsis")
    for row in rows:
        table.add_row(*row)
    longest = max((len(row[0]) for row in rows), default=0)
    width = None if sys.stdout.isatty() else max(120, longest + 80)
    Console(width=width, highlight=False).print(table)


def _plain_table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """The lines of the table as rich sets them where nothing has to be folded."""
    headings = tuple(heading for heading, _ in COLUMNS)
    widths = [max(map(len, column)) for column in zip(headings, *rows, strict=True)]
    full = sum(widths) + 3 * (len(widths) - 1)
    yield " " * (full + 2)
    for row in (headings, *rows):
        cells = (
            cell.rjust(width) if side == "right" else cell.ljust(width)
            for cell, width, (_, side) in zip(row, widths, COLUMNS, strict=True)
        )
        yield f" {'   '.join(cells)} "
        if row is headings:
            yield f" {'─' * full} "
    yield " " * (full + 2)


def _cells(result: DocumentResult) -> tuple[str, ...]:
    milliseconds = f"{result.seconds * 1000:.0f}" if result.seconds else ""
    if result.status in (Status.FAILED, Status.UNWRITTEN):
        return (result.file, "", "", "", milliseconds, "", str(result.status))
    return (
        result.file,
        f"{result.body:g} pt",
        f"{result.fill:.0%}",
        f"{result.size / 1000:.1f}",
        milliseconds,
        "voorbeeld" if result.example else "",
        str(result.status),
    )


def _closing_line(report: Report, problems: tuple[Problem, ...], out: Path | None) -> str:
    counts = {status: sum(result.status is status for result in report.documents) for status in Status}
    parts = [f"{count} {status}" for status, count in counts.items() if count]
    faults = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - faults
    if faults:
        parts.append(f"{faults} error{'s' * (faults > 1)}")
    if warnings:
        parts.append(f"{warnings} warning{'s' * (warnings > 1)}")
    where = f" in {out}" if out is not None else ""
    return f"{', '.join(parts)}{where} ({report.seconds:.1f} s)"


def report_json(report: Report) -> str:
    """The report as JSON: `version`, `exit_code`, `documents`, `problems`."""
    data = {
        "version": JSON_VERSION,
        "exit_code": int(report.exit_code),
        "seconds": round(report.seconds, 3),
        "documents": [
            {
                "document": result.document,
                "file": result.file,
                "status": str(result.status),
                "body_pt": result.body,
                "fill": round(result.fill, 4),
                "bytes": result.size,
                "ms": round(result.seconds * 1000),
                "voorbeeld": result.example,
                "problems": [problem_json(problem) for problem in result.problems],
            }
            for result in report.documents
        ],
        "problems": [problem_json(problem) for problem in report.problems],
    }
    # Plain ASCII, so that no terminal or pipe can spoil it.
    return json.dumps(data, indent=2)


def problem_json(problem: Problem) -> dict[str, Any]:
    """A problem as a report in JSON has it."""
    return {
        "file": problem.file,
        "line": problem.line,
        "severity": str(problem.severity),
        "message": problem.message,
        "hint": problem.hint,
    }


def trouble_json(message: str, code: int) -> str:
    """Why there is no outcome, for whoever asked for it as JSON: `version`, `exit_code`, `error`."""
    return json.dumps({"version": JSON_VERSION, "exit_code": int(code), "error": {"message": message}}, indent=2)


def print_new_edition(made: NewEdition) -> None:
    """What was copied, and the list of what an editor has to fill in."""
    print(f"Made {made.folder} with {len(made.files)} files. To do, {len(made.todo)} things:")
    for todo in made.todo:
        where = f"{todo.file}:{todo.line}" if todo.line else todo.file
        print(printable(f"  [ ] {where}: {todo.what}"))


def print_inspection(found: Inspection, written: Iterable[Path] = ()) -> None:
    """What a PDF is and carries, a line for each; then the files that were extracted."""
    lines = [*_source_lines(found), *_file_lines(found), *_hash_lines(found)]
    lines += [("extracted", str(path)) for path in written]
    encoding = sys.stdout.encoding or "utf-8"
    for label, text in lines:
        # The text may be anybody's: a letter that this terminal doesn't have must not end the program.
        print(printable(f"{label:<13} {text}".rstrip()).encode(encoding, "replace").decode(encoding))


def _source_lines(found: Inspection) -> Iterator[tuple[str, str]]:
    yield "file", found.file
    yield "title", found.title or "none"
    if found.source is None:
        yield "source", found.source_fault
        return
    document, program = found.source.document, found.source.program
    yield "edition", f"{document.edition} ({document.edition_title})"
    yield "sector", f"{document.sector} ({document.sector_title})"
    yield "region", f"{document.region} ({document.region_title})"
    yield "source", f"schema {found.source.schema}, by {program.name} {program.version}"
    yield "figures", "with examples (voorbeeld)" if document.example else "all with a source"


def _file_lines(found: Inspection) -> Iterator[tuple[str, str]]:
    yield "pages", f"{found.pages} of {found.width:g} x {found.height:g} mm"
    if found.body:
        yield "body", f"{found.body:g} pt"
    yield "claims", ", ".join(found.conformance) or "no standard"
    yield "language", found.language or "not set"
    yield "tagged", "yes" if found.tagged else "no"
    for font in found.fonts:
        how = ("subset" if font.subset else "whole") if font.embedded else "not embedded"
        yield "font", f"{font.name} ({how})"
    yield "producer", found.producer or "not set"
    yield "created", found.created or "not set"
    yield "modified", found.modified or "not set"


def _hash_lines(found: Inspection) -> Iterator[tuple[str, str]]:
    answer = {True: "yes", False: "no", None: "can't be told"}[found.untouched]
    yield "untouched", f"{answer}: {found.untouched_why}"
    yield "SHA-256", f"{found.sha256}  this file, {found.size} bytes"
    for file in found.files:
        relationship = f", {file.relationship}" if file.relationship else ""
        yield "", f"{file.sha256}  {file.name}, {file.size} bytes{relationship}"


def inspection_json(found: Inspection, written: Iterable[Path] = ()) -> str:
    """The inspection as JSON: the fields of `Inspection`, `source` in short, `extracted`, `version`."""
    data = asdict(replace(found, source=None))
    if found.source is not None:
        document = found.source.document
        data["source"] = {
            "schema": found.source.schema,
            "program": asdict(found.source.program),
            "edition": document.edition,
            "sector": document.sector,
            "region": document.region,
            "edition_title": document.edition_title,
            "sector_title": document.sector_title,
            "region_title": document.region_title,
            "voorbeeld": document.example,
        }
    return json.dumps({"version": JSON_VERSION} | data | {"extracted": [str(path) for path in written]}, indent=2)


def print_file_report(report: conformance.Report) -> None:
    """What a PDF breaks on standard error, with what to do; a line about the file on standard output."""
    if report.trouble:
        print(f"regioplan: {printable(report.trouble)}", file=sys.stderr)
        return
    for finding in report.findings:
        mark = "warning: " if finding.severity is Severity.WARNING else ""
        print(printable(f"{report.file}: {mark}{finding}"), file=sys.stderr)
        if finding.hint:
            print(f"    hint: {finding.hint}", file=sys.stderr)
    for note in report.notes:
        print(printable(f"{report.file}: {note}"), file=sys.stderr)
    faults = sum(finding.severity is Severity.ERROR for finding in report.findings)
    verdict = f"{faults} fault{'s' * (faults != 1)}" if faults else "no faults"
    print(
        f"{report.file}: {verdict} (pages: {report.pages}, elements: {report.elements},"
        f" attachments: {report.attachments}; {report.seconds * 1000:.0f} ms)"
    )


def file_reports_json(reports: Sequence[conformance.Report]) -> str:
    """The reports on PDFs as JSON: `version`, `exit_code`, `files`."""
    data = {
        "version": JSON_VERSION,
        "exit_code": max(int(report.exit_code) for report in reports),
        "files": [
            {
                "file": report.file,
                "exit_code": int(report.exit_code),
                "trouble": report.trouble,
                "pages": report.pages,
                "elements": report.elements,
                "attachments": report.attachments,
                "ms": round(report.seconds * 1000),
                "notes": list(report.notes),
                "findings": [
                    {
                        "clause": finding.clause,
                        "rule": finding.rule,
                        "severity": str(finding.severity),
                        "page": finding.page,
                        "message": finding.message,
                        "hint": finding.hint,
                    }
                    for finding in report.findings
                ],
            }
            for report in reports
        ],
    }
    return json.dumps(data, indent=2)
