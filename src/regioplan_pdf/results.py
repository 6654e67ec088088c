"""What building or checking a plan came to: the rows of the report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from regioplan_pdf.errors import ExitCode, Problem, has_errors


class Status(StrEnum):
    """How a document ended."""

    BUILT = "built"
    UNCHANGED = "unchanged"
    CHECKED = "checked"
    FAILED = "failed"
    """Its content has faults, or doesn't fit."""
    UNWRITTEN = "unwritten"
    """It was made, but its file can't be written."""


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """One document.

    document: '2023-2024/ggz/rotterdam'; file: the PDF's name; body: size in pt; fill: part
    of page 2's text area that is used (0-1); size: of the file in bytes; seconds: it took;
    example: whether a page shows `voorbeeld` figures; problems: of this document alone.
    """

    document: str
    file: str
    status: Status
    body: float = 0.0
    fill: float = 0.0
    size: int = 0
    seconds: float = 0.0
    example: bool = False
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run. problems: of files that more than one document needs, each told once."""

    documents: tuple[DocumentResult, ...]
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0

    def all_problems(self) -> tuple[Problem, ...]:
        """Every problem of the run, each once, sorted by file and line."""
        found = set(self.problems)
        for result in self.documents:
            found.update(result.problems)
        return tuple(sorted(found))

    @property
    def exit_code(self) -> ExitCode:
        """OUTPUT when a file can't be written, FAULTS when content has faults, else OK."""
        if any(result.status is Status.UNWRITTEN for result in self.documents):
            return ExitCode.OUTPUT
        failed = any(result.status is Status.FAILED for result in self.documents)
        return ExitCode.FAULTS if failed or has_errors(self.problems) else ExitCode.OK
