"""What publishing came to: the plans one by one, the files, and what to tell of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from regioplan_pdf.errors import ExitCode
from regioplan_pdf.publish.ready import Reason
from regioplan_pdf.results import Report, Status


class Step(StrEnum):
    """What becomes of a plan, or of a file."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A plan. reasons: why it's refused, or marked. stays: an earlier version, which was ready, stays online.

    kept: it isn't of this selection; outdated: its text has changed since. size: of the PDF, bytes.
    """

    key: str
    step: Step
    pdf: str = ""
    size: int = 0
    reasons: tuple[Reason, ...] = ()
    stays: bool = False
    kept: bool = False
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class FileSteps:
    """Paths of the site's files, sorted. strangers: files in the folder that aren't ours, which stay."""

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether there is something to do."""
        return bool(self.added or self.replaced or self.removed)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A whole run.

    build: of the PDFs, first. external: addresses outside the site, with how many plans link to
    each; they aren't visited. sitemap: whether there is one. empty: no plan is ready, so nothing was done.
    """

    target: Path
    dry_run: bool
    plans: tuple[PlanStep, ...]
    files: FileSteps
    build: Report
    external: Mapping[str, int]
    sitemap: bool = True
    empty: bool = False
    seconds: float = 0.0

    @property
    def refused(self) -> tuple[PlanStep, ...]:
        """The plans that weren't published."""
        return tuple(plan for plan in self.plans if plan.step is Step.REFUSED)

    @property
    def exit_code(self) -> ExitCode:
        """OUTPUT when a PDF can't be written, FAULTS when a plan is refused, else OK."""
        if any(result.status is Status.UNWRITTEN for result in self.build.documents):
            return ExitCode.OUTPUT
        return ExitCode.FAULTS if self.refused else ExitCode.OK
