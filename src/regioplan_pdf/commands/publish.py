"""`regioplan publish`: its arguments, made into a request, and what is told of the outcome."""

from __future__ import annotations

import argparse
import datetime
import sys
from pathlib import Path

from regioplan_pdf.commands.arguments import add_command, add_old, add_selection
from regioplan_pdf.errors import ExitCode

SUMMARY = "make the website of all plans, or bring some of them to it"
EPILOG = """exit codes:
  0    every plan is published, or was already
  1    some plans are refused, with the reason; the others are published
  2    wrong usage, an unknown region, edition or sector, a file that can't be read, or nothing to do
  3    the site or a PDF can't be written, or another publish is busy; what was online is untouched
  130  stopped with Ctrl-C; what was online is untouched
"""


def add_publish(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = add_command(commands, "publish", run_publish, SUMMARY)
    command.epilog = EPILOG
    add_selection(command)
    add_old(command)
    command.add_argument(
        "--out", type=Path, default=Path("out/site"), metavar="DIR", help="the site's folder (default: out/site)"
    )
    command.add_argument(
        "--pdfs",
        type=Path,
        default=Path("out"),
        metavar="DIR",
        help="where the PDFs are, or will be built (default: out)",
    )
    command.add_argument(
        "--allow-voorbeeld",
        action="store_true",
        help="also publish plans with example figures, marked as such and hidden from search engines",
    )
    command.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
    command.add_argument(
        "--base-url", default="", metavar="URL", help="where the site will stand, for its sitemap and whole links"
    )
    command.add_argument(
        "--date", type=_day, metavar="DAY", help="the day that new and changed plans carry (default: their edition's)"
    )


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a day: write it as 2024-01-31") from None


def run_publish(arguments: argparse.Namespace) -> ExitCode:
    """Publish as the arguments say, and tell of it."""
    from regioplan_pdf.api import fonts_folder
    from regioplan_pdf.machine import usable_cores
    from regioplan_pdf.publish.report import outcome_json, print_outcome, progress_bar
    from regioplan_pdf.publish.request import Request, check_base_url
    from regioplan_pdf.publish.run import publish

    with progress_bar(quiet=arguments.json) as progress:
        request = Request(
            content=arguments.content,
            fonts=arguments.fonts or fonts_folder(arguments.content),
            target=arguments.out,
            pdfs=arguments.pdfs,
            regions=tuple(arguments.regions),
            edition=arguments.edition,
            sector=arguments.sector,
            base_url=check_base_url(arguments.base_url) if arguments.base_url else "",
            date=arguments.date,
            allow_examples=arguments.allow_voorbeeld,
            dry_run=arguments.dry_run,
            old=arguments.old,
            jobs=arguments.jobs or usable_cores(),
            progress=progress,
        )
        outcome = publish(request)
    if arguments.json:
        print(outcome_json(outcome))
    else:
        sys.stdout.flush()
        print_outcome(outcome)
    return outcome.exit_code
