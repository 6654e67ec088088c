"""The command `regioplan`: arguments in, exit codes out; nothing else.

Only argparse is imported before it's known what to do: `regioplan --help` is instant.
"""

from __future__ import annotations

import argparse
import atexit
import gc
import os
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from regioplan_pdf import __version__
from regioplan_pdf.commands.arguments import EXIT_CODES, add_command, add_content, add_old, add_selection
from regioplan_pdf.commands.diff import add_diff
from regioplan_pdf.commands.preview import add_preview
from regioplan_pdf.commands.publish import add_publish
from regioplan_pdf.errors import ExitCode, RegioplanError, SelectionError, file_trouble, printable, reason_of

if TYPE_CHECKING:
    from regioplan_pdf.results import Report

STOPPED = "stopped; the documents that were finished are whole."


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command. Returns the exit code; never raises but SystemExit from argparse."""
    as_json = "--json" in (sys.argv[1:] if argv is None else argv)
    try:
        arguments = _parser(as_json=as_json).parse_args(argv)
        _stop_on_sigterm()
        _spare_work()
        code = int(arguments.run(arguments))
        sys.stdout.flush()
        return code
    except RegioplanError as error:
        return _tell_trouble(str(error), error.exit_code, as_json=as_json)
    except BrokenPipeError:
        _print_nowhere()  # whoever read us (`| head`) has seen enough
        return int(ExitCode.OK)
    except OSError as error:
        if error.filename is None:
            return _tell_unprinted(error)
        return _tell_trouble(file_trouble(error), ExitCode.TROUBLE, as_json=as_json)
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return _tell_trouble(STOPPED, ExitCode.INTERRUPTED, as_json=as_json)


def _print_nowhere() -> None:
    """Let go of the output: what is left of it must not complain at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell_unprinted(error: OSError) -> int:
    """Say that the outcome can't be printed, where it would have been."""
    _print_nowhere()
    print(f"regioplan: what was found can't be printed: {printable(reason_of(error))}", file=sys.stderr)
    return int(ExitCode.OUTPUT)


def _tell_trouble(message: str, code: ExitCode, *, as_json: bool) -> int:
    """Say why there is no outcome; a program that asked for JSON gets it in the outcome's place.

    Returns the exit code, which is another one when that can't be printed.
    """
    print(f"regioplan: {printable(message)}", file=sys.stderr)
    if as_json:
        from regioplan_pdf.report import trouble_json

        try:
            print(trouble_json(message, code), flush=True)
        except BrokenPipeError:
            _print_nowhere()
        except OSError as error:
            return _tell_unprinted(error)
    return int(code)


class _JsonParser(argparse.ArgumentParser):
    """A parser that tells wrong usage as JSON too; those of its commands are of this kind as well."""

    def error(self, message: str) -> NoReturn:
        from regioplan_pdf.report import trouble_json

        print(trouble_json(message, ExitCode.TROUBLE), flush=True)
        super().error(message)


def _stop_on_sigterm() -> None:
    """Let a polite kill end like Ctrl-C: workers stopped, nothing half-written."""

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, stop)


def _spare_work() -> None:
    """Keep libraries from work that nothing comes of.

    No figure of ours is large enough for the threads that numpy starts for matrices: to start and end
    them takes half the time of loading it. And at the end of the program Python looks for garbage in
    circles among all that was loaded, to leave it to the system a moment later.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    atexit.register(gc.freeze)


def _parser(*, as_json: bool) -> argparse.ArgumentParser:
    parser = (_JsonParser if as_json else argparse.ArgumentParser)(
        prog="regioplan",
        description="Make two-page regioplan PDFs from the text, figures and definitions in a content folder.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"regioplan {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    build = add_command(commands, "build", _build, "write the PDFs of all documents, or of some")
    add_selection(build)
    build.add_argument("--out", type=Path, default=Path("out"), metavar="DIR", help="output folder (default: out)")
    add_old(build)
    build.add_argument("--force", action="store_true", help="also build what hasn't changed")
    check = add_command(
        commands, "check", _check, "say all that build would say of the plans, without writing; or judge PDFs"
    )
    add_selection(check, "REGION|FILE.pdf", "slug, name or code (default: all regions); or PDFs to judge")
    add_old(check)
    new = add_command(commands, "new", _new, "start a new edition from an old one")
    new.add_argument("edition", metavar="EDITION", help="the new edition, for example 2025-2026")
    new.add_argument("--from", dest="old", required=True, metavar="EDITION", help="the edition to copy")
    new.add_argument("--sector", metavar="S", help="only this sector, for example ggz (default: all)")
    add_content(new)
    add_diff(commands)
    add_publish(commands)
    add_preview(commands)
    inspect = add_command(
        commands, "inspect", _inspect, "say what a PDF is, what it carries and whether it was changed"
    )
    inspect.add_argument("file", type=Path, metavar="FILE", help="a PDF, made by this program or not")
    inspect.add_argument("--extract", type=Path, metavar="DIR", help="write the files inside it to this folder")
    inspect.add_argument("--json", action="store_true", help="print what was found as JSON")
    return parser


def _build(arguments: argparse.Namespace) -> ExitCode:
    from regioplan_pdf.api import build, select_documents
    from regioplan_pdf.machine import usable_cores
    from regioplan_pdf.report import progress_bar

    selection = (arguments.regions, arguments.edition, arguments.sector)
    count = len(select_documents(arguments.content, *selection))
    with progress_bar(count, quiet=arguments.json) as progress:
        report = build(
            arguments.content,
            arguments.out,
            *selection,
            jobs=arguments.jobs or usable_cores(),
            force=arguments.force,
            fonts=arguments.fonts,
            progress=progress,
            old=arguments.old,
        )
    return _tell(report, arguments, arguments.out)


def _check(arguments: argparse.Namespace) -> ExitCode:
    files = [Path(name) for name in arguments.regions if name.lower().endswith(".pdf")]
    if files:
        return _check_files(files, arguments)
    from regioplan_pdf.api import check, select_documents
    from regioplan_pdf.machine import usable_cores
    from regioplan_pdf.report import progress_bar

    selection = (arguments.regions, arguments.edition, arguments.sector)
    count = len(select_documents(arguments.content, *selection))
    with progress_bar(count, quiet=arguments.json) as progress:
        report = check(
            arguments.content,
            *selection,
            jobs=arguments.jobs or usable_cores(),
            fonts=arguments.fonts,
            progress=progress,
            old=arguments.old,
        )
    return _tell(report, arguments, None)


def _check_files(files: list[Path], arguments: argparse.Namespace) -> ExitCode:
    from regioplan_pdf.conformance import check_files
    from regioplan_pdf.report import file_reports_json, print_file_report

    if len(files) != len(arguments.regions):
        raise SelectionError("Give either PDFs or regions, not both.")
    reports = []
    for report in check_files(files):
        reports.append(report)
        if not arguments.json:
            print_file_report(report)
    if arguments.json:
        print(file_reports_json(reports))
    return max(report.exit_code for report in reports)


def _tell(report: Report, arguments: argparse.Namespace, out: Path | None) -> ExitCode:
    from regioplan_pdf.report import print_report, report_json

    if arguments.json:
        print(report_json(report))
    else:
        print_report(report, out)
    return report.exit_code


def _new(arguments: argparse.Namespace) -> ExitCode:
    from regioplan_pdf.new_edition import create_edition
    from regioplan_pdf.report import print_new_edition

    made = create_edition(arguments.content, arguments.edition, arguments.old, arguments.sector)
    print_new_edition(made)
    return ExitCode.OK


def _inspect(arguments: argparse.Namespace) -> ExitCode:
    from regioplan_pdf.inspect_pdf import inspect_pdf
    from regioplan_pdf.report import inspection_json, print_inspection
    from regioplan_pdf.source import extract_files

    found = inspect_pdf(arguments.file)
    written = extract_files(arguments.file, arguments.extract) if arguments.extract else ()
    if arguments.json:
        print(inspection_json(found, written))
    else:
        print_inspection(found, written)
    return ExitCode.OK
