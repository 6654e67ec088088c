"""What a check finds: a rule, where it comes from, what is wrong here and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from regioplan_pdf.conformance.rules import RULES
from regioplan_pdf.errors import ExitCode, Severity

MOST_OF_A_KIND = 10
"""How often one rule is told of; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that a file breaks.

    clause: of the standard ('ISO 14289-1 7.3'). rule: its short id. page: from 1, 0 for the
    file as a whole. hint: what to do about it.
    """

    clause: str
    rule: str
    message: str
    hint: str = ""
    page: int = 0
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        where = f" (page {self.page})" if self.page else ""
        return f"[{self.clause}] {self.message}{where}"


@dataclass(frozen=True, slots=True)
class Report:
    """What is said of one file.

    notes: what could not be judged. pages, elements, attachments: how many were looked at.
    trouble: why the file couldn't be read; nothing else is known then.
    """

    file: str
    findings: tuple[Finding, ...]
    notes: tuple[str, ...] = ()
    pages: int = 0
    elements: int = 0
    attachments: int = 0
    seconds: float = field(default=0.0, compare=False)
    trouble: str = ""

    @property
    def exit_code(self) -> ExitCode:
        """TROUBLE for a file that can't be read, FAULTS when a rule is broken; a warning breaks none."""
        if self.trouble:
            return ExitCode.TROUBLE
        broken = any(finding.severity is Severity.ERROR for finding in self.findings)
        return ExitCode.FAULTS if broken else ExitCode.OK


class Findings:
    """A gatherer for one file: `findings.add('figure-alt', message, page)`."""

    def __init__(self) -> None:
        self._found: dict[Finding, None] = {}
        self._counts: dict[str, int] = {}
        self.notes: list[str] = []

    def add(self, rule: str, message: str, page: int = 0) -> None:
        """Note that a rule is broken."""
        known = RULES[rule]
        finding = Finding(known.clause, rule, message, known.hint, page, known.severity)
        if finding in self._found:
            return
        count = self._counts[rule] = self._counts.get(rule, 0) + 1
        if count <= MOST_OF_A_KIND:
            self._found[finding] = None

    def found(self) -> tuple[Finding, ...]:
        """All findings in the order of the rules, then of the pages."""
        order = {rule: number for number, rule in enumerate(RULES)}
        more = (
            Finding(
                RULES[rule].clause, rule, f"... and {count - MOST_OF_A_KIND} more of these", "", 0, RULES[rule].severity
            )
            for rule, count in self._counts.items()
            if count > MOST_OF_A_KIND
        )
        return tuple(sorted((*self._found, *more), key=lambda one: order[one.rule]))


def shorten(text: str, most: int = 60) -> str:
    """The beginning of a text, for in a message; nothing in it can upset a terminal."""
    flat = text[: 4 * most]
    if not flat.isprintable():
        flat = "".join([char if char.isprintable() else " " for char in flat])
    flat = " ".join(flat.split())
    return flat if len(flat) <= most else f"{flat[: most - 1]}…"


def join_some(names: Iterable[str], most: int = 3) -> str:
    """The first few of some names."""
    listed = list(names)
    return ", ".join(listed[:most]) + (f" and {len(listed) - most} more" if len(listed) > most else "")
