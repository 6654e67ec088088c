"""What the commands that make plans have in common: the choice of documents, and how they end."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from regioplan_pdf.errors import ExitCode

EXIT_CODES = """exit codes:
  0    all is well
  1    faults in the content, or text that doesn't fit: those documents weren't written
  2    wrong usage, an unknown region, edition or sector, a file that can't be read, or nothing to do
  3    the output can't be written
  130  stopped with Ctrl-C; what was finished is whole
"""


def add_command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], ExitCode],
    summary: str,
) -> argparse.ArgumentParser:
    """Add a command of `regioplan` to its parser."""
    command = commands.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(run=run)
    return command


def add_old(command: argparse.ArgumentParser) -> None:
    """Let a command tell changes."""
    command.add_argument(
        "--with-changes",
        dest="old",
        default="",
        metavar="OLD",
        help="tell in each plan what changed since OLD: an edition, a PDF or a folder of PDFs",
    )


def add_content(command: argparse.ArgumentParser) -> None:
    """Let a command say where the content is."""
    command.add_argument(
        "--content", type=Path, default=Path("content"), metavar="DIR", help="content folder (default: content)"
    )


def add_selection(
    command: argparse.ArgumentParser, metavar: str = "REGION", which: str = "slug, name or code (default: all regions)"
) -> None:
    """Let a command choose documents, and say what they're made with."""
    command.add_argument("regions", nargs="*", metavar=metavar, help=which)
    command.add_argument("--edition", metavar="E", help="only this edition, for example 2024-2025")
    command.add_argument("--sector", metavar="S", help="only this sector, for example ggz")
    add_content(command)
    command.add_argument("--fonts", type=Path, metavar="DIR", help="fonts folder (default: beside the content folder)")
    command.add_argument(
        "--jobs", type=_jobs, default=0, metavar="N", help="processes to work with (default: one a core)"
    )
    command.add_argument("--json", action="store_true", help="print the report as JSON")


def _jobs(text: str) -> int:
    try:
        jobs = int(text)
    except ValueError:
        jobs = 0
    if jobs < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number of processes: give 1 or more")
    return jobs
