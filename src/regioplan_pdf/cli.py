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
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from regioplan_pdf import __version__
from regioplan_pdf.commands.diff import add_diff
from regioplan_pdf.commands.preview import add_preview
from regioplan_pdf.errors import ExitCode, RegioplanError, SelectionError, file_trouble, printable
from regioplan_pdf.publish.command import add_publish_options, run_publish

if TYPE_CHECKING:
    from regioplan_pdf.results import Report

STOPPED = "stopped; the documents that were finished are whole."
EXIT_CODES = """exit codes:
  0    all is well
  1    faults in the content, or text that doesn't fit: those documents weren't written
  2    wrong usage, an unknown region, edition or sector, a file that can't be read, or nothing to do
  3    the output can't be written
  130  stopped with Ctrl-C; what was finished is whole
"""


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
    print(f"regioplan: what was found can't be printed: {printable(error.strerror or str(error))}", file=sys.stderr)
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
    build = _command(commands, "build", _build, "write the PDFs of all documents, or of some")
    _add_selection(build)
    build.add_argument("--out", type=Path, default=Path("out"), metavar="DIR", help="output folder (default: out)")
    _add_old(build)
    build.add_argument("--force", action="store_true", help="also build what hasn't changed")
    check = _command(commands, "check", _check, "say everything that build would say, without writing; or judge PDFs")
    _add_selection(check, "REGION|FILE.pdf", "slug, name or code (default: all regions); or PDFs to judge")
    _add_old(check)
    new = _command(commands, "new", _new, "start a new edition from an old one")
    new.add_argument("edition", metavar="EDITION", help="the new edition, for example 2025-2026")
    new.add_argument("--from", dest="old", required=True, metavar="EDITION", help="the edition to copy")
    new.add_argument("--sector", metavar="S", help="only this sector, for example ggz (default: all)")
    _add_content(new)
    add_diff(commands)
    publish = _command(commands, "publish", run_publish, "make the website of all plans, or bring some of them to it")
    _add_selection(publish)
    _add_old(publish)
    add_publish_options(publish)
    add_preview(commands)
    inspect = _command(commands, "inspect", _inspect, "say what a PDF is, what it carries and whether it was changed")
    inspect.add_argument("file", type=Path, metavar="FILE", help="a PDF, made by this program or not")
    inspect.add_argument("--extract", type=Path, metavar="DIR", help="write the files inside it to this folder")
    inspect.add_argument("--json", action="store_true", help="print what was found as JSON")
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], ExitCode],
    summary: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(run=run)
    return command


def _add_old(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--with-changes",
        dest="old",
        default="",
        metavar="OLD",
        help="tell in each plan what changed since OLD: an edition, a PDF or a folder of PDFs",
    )


def _add_content(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--content", type=Path, default=Path("content"), metavar="DIR", help="content folder (default: content)"
    )


def _add_selection(
    command: argparse.ArgumentParser, metavar: str = "REGION", which: str = "slug, name or code (default: all regions)"
) -> None:
    command.add_argument("regions", nargs="*", metavar=metavar, help=which)
    command.add_argument("--edition", metavar="E", help="only this edition, for example 2024-2025")
    command.add_argument("--sector", metavar="S", help="only this sector, for example ggz")
    _add_content(command)
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
