"""Faults and how they leave the program.

Every stage that can meet more than one fault gathers `Problem` values and hands
them back together; only what makes going on impossible is raised, as a
`RegioplanError`. The command line turns either into an exit code in one place.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from unicodedata import category


def printable(text: str) -> str:
    """A text as a terminal may show it: controls, and what turns or hides text, are written as Python does.

    What is quoted in a message may be anybody's.
    """
    if text.isprintable():
        return text
    return "".join(char if char == "\n" or category(char) not in _UNPRINTABLE else ascii(char)[1:-1] for char in text)


_UNPRINTABLE = frozenset(("Cc", "Cf", "Zl", "Zp", "Cs"))


class ExitCode(IntEnum):
    """Exit codes of the command `regioplan` (documented in README.md)."""

    OK = 0
    FAULTS = 1
    """One or more documents have faults in their content, or do not fit."""
    TROUBLE = 2
    """The question itself can't be answered: usage, unknown region or edition, no content."""
    OUTPUT = 3
    """The output folder or a file in it can't be written."""
    INTERRUPTED = 130


class Severity(StrEnum):
    """`ERROR` stops the document it belongs to; `WARNING` is only told."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in the content, addressed to the editor who can mend it.

    file: path relative to the content folder, with forward slashes ('' if none).
    line: 1-based line, or the row number as Excel shows it; 0 if the file as a whole.
    message: what is wrong, one sentence, in English, quoting the offending text.
    hint: what to do about it, or ''.
    """

    file: str
    line: int
    severity: Severity
    message: str
    hint: str = ""

    def located(self) -> str:
        """'file:line' as editors and terminals understand it."""
        if not self.file:
            return ""
        return f"{self.file}:{self.line}" if self.line else self.file

    def __str__(self) -> str:
        where = self.located()
        text = printable(f"{where}: {self.severity}: {self.message}" if where else f"{self.severity}: {self.message}")
        return f"{text}\n    hint: {printable(self.hint)}" if self.hint else text


class Problems:
    """A gatherer for one file: `problems.error(line, message, hint)`.

    The only mutable thing passed between functions of one stage; stages hand on
    the tuple that `found()` gives, sorted by file and line, without repeats.
    """

    def __init__(self, file: str = "") -> None:
        self.file = file
        self._found: list[Problem] = []

    def error(self, line: int, message: str, hint: str = "") -> None:
        """Note a fault that stops the document."""
        self._found.append(Problem(self.file, line, Severity.ERROR, message, hint))

    def warn(self, line: int, message: str, hint: str = "") -> None:
        """Note something that an editor should look at."""
        self._found.append(Problem(self.file, line, Severity.WARNING, message, hint))

    def extend(self, problems: Iterable[Problem]) -> None:
        """Take over problems that another stage found."""
        self._found.extend(problems)

    def within(self, file: str) -> Problems:
        """A gatherer for another file that fills the same list."""
        other = Problems(file)
        other._found = self._found
        return other

    def found(self) -> tuple[Problem, ...]:
        """All problems so far, sorted, each once."""
        return tuple(sorted(set(self._found)))

    @property
    def failed(self) -> bool:
        """Whether any of them is an error."""
        return has_errors(self._found)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any problem stops its document."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def reason_of(error: OSError) -> str:
    """Why a file can't be used, as the end of a sentence."""
    return (error.strerror or str(error)).lower()


def file_trouble(error: OSError) -> str:
    """An error of the system about a file that nobody expected, as a sentence; the error names the file."""
    name = os.fsdecode(error.filename) if isinstance(error.filename, bytes) else error.filename
    return f"'{name}' can't be read or written: {reason_of(error)}."


def at_sheet(problems: Iterable[Problem], sheet: str) -> tuple[Problem, ...]:
    """The same problems, told of a sheet of a workbook ('' for its only one)."""
    if not sheet:
        return tuple(problems)
    return tuple(replace(problem, message=f"Sheet '{sheet}': {problem.message}") for problem in problems)


class RegioplanError(Exception):
    """The root of what this package raises on purpose; `exit_code` says how it ends."""

    exit_code: ExitCode = ExitCode.TROUBLE


class ContentError(RegioplanError):
    """Content with faults; `problems` holds all of them."""

    exit_code = ExitCode.FAULTS

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class SelectionError(RegioplanError):
    """A region, edition, sector or folder that isn't there."""

    exit_code = ExitCode.TROUBLE


class OutputError(RegioplanError):
    """The output can't be written."""

    exit_code = ExitCode.OUTPUT
