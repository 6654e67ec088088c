"""What publishing came to, on a terminal or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from regioplan_pdf.errors import printable
from regioplan_pdf.publish.outcome import FileSteps, Outcome, PlanStep, Step
from regioplan_pdf.publish.request import Progress
from regioplan_pdf.report import problem_json

JSON_VERSION = 1
_MOST_PATHS = 12
_WORDS = {"building": "building PDFs", "checking": "checking PDFs", "reading": "reading PDFs"}


@contextmanager
def progress_bar(*, quiet: bool) -> Iterator[Progress]:
    """A bar for each part of the work on standard error; nothing where that's no terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    # rich costs 50 ms, so it's imported when there is something to show.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description:<16}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading content", total=None)

        def advance(stage: str, done: int, total: int) -> None:
            bar.update(task, description=_WORDS.get(stage, stage), completed=done, total=total)

        yield advance


def print_outcome(outcome: Outcome) -> None:
    """Why plans are refused and what is wrong in their content on standard error; then a table and the files."""
    problems = outcome.build.all_problems()
    for problem in problems:
        print(problem, file=sys.stderr)
    for plan in outcome.refused:
        _print_refusal(plan)
    if problems or outcome.refused:
        print(file=sys.stderr)
    _print_table(outcome)
    if not outcome.empty:
        _print_files(outcome.files, told=outcome.dry_run)
    if outcome.external:
        print("links to other sites, which weren't visited:")
        for address, count in outcome.external.items():
            print(printable(f"  {address} ({count} plan{'s' * (count != 1)})"))
    if not outcome.sitemap and not outcome.empty:
        print("no sitemap.xml: it needs --base-url")
    print(_closing_line(outcome))


def _print_refusal(plan: PlanStep) -> None:
    stays = "; the version that is online stays" if plan.stays else ""
    print(f"{plan.key}: refused{stays}", file=sys.stderr)
    for reason in plan.reasons:
        print(printable(f"    {reason.why}: {' '.join(reason.details)}".rstrip(": ")), file=sys.stderr)


def _print_table(outcome: Outcome) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("plan", overflow="fold")
    table.add_column("kB", justify="right")
    table.add_column("remarks", overflow="fold")
    table.add_column("step")
    for plan in outcome.plans:
        size = f"{plan.size / 1000:.1f}" if plan.size else ""
        table.add_row(plan.key, size, ", ".join(_remarks(plan)), str(plan.step))
    width = None if sys.stdout.isatty() else 160
    Console(width=width, highlight=False).print(table)


def _remarks(plan: PlanStep) -> Iterator[str]:
    yield from (str(reason.why) for reason in plan.reasons)
    if plan.stays:
        yield "the earlier version stays"
    if plan.kept:
        yield "not of this selection"
    if plan.outdated:
        yield "its text has changed since"


def _print_files(files: FileSteps, *, told: bool) -> None:
    """How many files are added, replaced, unchanged and removed; for a dry run also which."""
    for step, paths in _by_step(files):
        print(f"{len(paths):>5} {step}")
        if told and step is not Step.UNCHANGED:
            for path in paths[:_MOST_PATHS]:
                print(f"        {path}")
            if len(paths) > _MOST_PATHS:
                print(f"        and {len(paths) - _MOST_PATHS} more (--json lists all)")
    if files.strangers:
        print(f"{len(files.strangers):>5} in the folder but not ours: they stay")


def _by_step(files: FileSteps) -> Iterator[tuple[Step, tuple[str, ...]]]:
    yield Step.ADDED, files.added
    yield Step.REPLACED, files.replaced
    yield Step.UNCHANGED, files.unchanged
    yield Step.REMOVED, files.removed


def _closing_line(outcome: Outcome) -> str:
    took = f"({outcome.seconds:.1f} s)"
    if outcome.empty:
        return f"No plan is ready, so '{outcome.target}' is left as it was {took}"
    counts = {step: sum(plan.step is step for plan in outcome.plans) for step in Step}
    plans = ", ".join(f"{count} {step}" for step, count in counts.items() if count)
    if outcome.dry_run:
        return f"Dry run: {plans} in {outcome.target}; nothing was written {took}"
    return f"{plans} in {outcome.target} {took}"


def outcome_json(outcome: Outcome) -> str:
    """The outcome as JSON: `version`, `exit_code`, `plans`, `files`, `external_links`, `problems`."""
    data = {
        "version": JSON_VERSION,
        "exit_code": int(outcome.exit_code),
        "target": outcome.target.as_posix(),
        "dry_run": outcome.dry_run,
        "empty": outcome.empty,
        "sitemap": outcome.sitemap,
        "seconds": round(outcome.seconds, 3),
        "plans": [_plan_json(plan) for plan in outcome.plans],
        "files": {str(step): list(paths) for step, paths in _by_step(outcome.files)}
        | {"strangers": list(outcome.files.strangers)},
        "external_links": [{"address": address, "plans": count} for address, count in outcome.external.items()],
        "problems": [problem_json(problem) for problem in outcome.build.all_problems()],
    }
    # Plain ASCII, so that no terminal or pipe can spoil it.
    return json.dumps(data, indent=2)


def _plan_json(plan: PlanStep) -> dict[str, Any]:
    return {
        "key": plan.key,
        "step": str(plan.step),
        "file": plan.pdf,
        "bytes": plan.size,
        "reasons": [{"why": str(reason.why), "details": list(reason.details)} for reason in plan.reasons],
        "stays": plan.stays,
        "kept": plan.kept,
        "outdated": plan.outdated,
    }
