"""`regioplan diff`: its arguments, and what is done with the outcome.

Exit codes are those of diff: 0 the same, 1 different, 2 trouble of whatever kind.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import traceback
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

from regioplan_pdf.commands.arguments import add_content
from regioplan_pdf.errors import OutputError, RegioplanError, SelectionError, file_trouble, printable, reason_of

if TYPE_CHECKING:
    from regioplan_pdf.diff.comparison import Show

FORMATS = ("terminal", "json", "html", "pdf")
ENDINGS = {".json": "json", ".html": "html", ".htm": "html", ".pdf": "pdf", ".txt": "terminal", ".text": "terminal"}
LEAST_WIDTH, MOST_WIDTH = 60, 200
PIPE_WIDTH = 100
"""Characters on a line where there is no terminal to ask."""
SUMMARY = "tell what changed between two plans or two editions: text, figures, definitions"
EPILOG = """OLD and NEW can be, in any mixture:
  2023-2024/ggz/rotterdam   a plan in the content folder
  2023-2024/ggz             a whole edition; 2023-2024 when it has one sector
  plan.pdf                  a regioplan as PDF: one of ours, or anybody's (text only)
  folder/                   a folder of PDFs of ours, as an edition

examples:
  regioplan diff 2023-2024/ggz/rotterdam 2024-2025/ggz/rotterdam
  regioplan diff --region rotterdam --from 2023-2024 --to 2024-2025
  regioplan diff 2023-2024/ggz 2024-2025/ggz --stat
  regioplan diff old.pdf 2024-2025/ggz/rotterdam -o changes.html

exit codes (as those of diff):
  0    the two say the same
  1    they differ
  2    trouble: wrong usage, a PDF that can't be read or isn't a regioplan, faults in the content,
       plans of different regions or sectors without --force, or output that can't be written
  130  stopped with Ctrl-C
"""


class Outcome(IntEnum):
    """Exit codes of `regioplan diff`."""

    SAME = 0
    DIFFERENT = 1
    TROUBLE = 2


def add_diff(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "diff",
        help=SUMMARY,
        description=SUMMARY[0].upper() + SUMMARY[1:] + ".",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(run=run_diff)
    command.add_argument("old", nargs="?", default="", metavar="OLD", help="the old plan or edition")
    command.add_argument("new", nargs="?", default="", metavar="NEW", help="the new plan or edition")
    command.add_argument("--from", dest="since", default="", metavar="E", help="the old edition, instead of OLD")
    command.add_argument("--to", dest="until", default="", metavar="E", help="the new edition, instead of NEW")
    command.add_argument("--region", default="", metavar="R", help="only this region of the editions")
    command.add_argument("--sector", default="", metavar="S", help="only this sector, for example ggz")
    add_content(command)
    command.add_argument(
        "--fonts", type=Path, metavar="DIR", help="fonts for a PDF (default: beside the content folder)"
    )
    command.add_argument("--format", choices=FORMATS, help="default: by the ending of FILE, else terminal")
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="write to this file instead of the screen")
    command.add_argument("--stat", action="store_true", help="one line a text block, with figures and definitions")
    command.add_argument("--full", action="store_true", help="for editions: every region's changes in full")
    command.add_argument("--force", action="store_true", help="also compare different regions or sectors")
    command.add_argument(
        "--width", type=_width, metavar="N", help=f"{LEAST_WIDTH} to {MOST_WIDTH} (default: the screen's)"
    )
    command.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colours (default: auto)")


def _width(text: str) -> int:
    if text.isdecimal() and LEAST_WIDTH <= int(text) <= MOST_WIDTH:
        return int(text)
    raise argparse.ArgumentTypeError(f"'{text}' is not a width: give {LEAST_WIDTH} to {MOST_WIDTH}")


def run_diff(arguments: argparse.Namespace) -> Outcome:
    """Compare and show. Raises nothing but KeyboardInterrupt: all else ends as trouble."""
    try:
        return _run(arguments)
    except Exception as error:
        # An exit code of 1 would say that the plans differ.
        print(f"regioplan: {printable(_trouble(error))}", file=sys.stderr)
    return Outcome.TROUBLE


def _trouble(error: Exception) -> str:
    if isinstance(error, RegioplanError):
        return str(error)
    if isinstance(error, OSError) and error.filename is not None:
        return file_trouble(error)
    where = traceback.extract_tb(error.__traceback__)[-1]
    message = f"{type(error).__name__}: {error} ({Path(where.filename).name}, line {where.lineno})"
    return f"The program itself failed: {message}; please report it."


def _run(arguments: argparse.Namespace) -> Outcome:
    from regioplan_pdf.diff.comparison import compare, show
    from regioplan_pdf.diff.read.inputs import Request, read_sides

    kind = _format(arguments)
    _refuse_output(kind, arguments)
    sides = read_sides(
        Request(
            arguments.old,
            arguments.new,
            arguments.region,
            arguments.since,
            arguments.until,
            arguments.sector,
            arguments.force,
            arguments.content,
        )
    )
    for remark in sides.remarks:
        print(f"regioplan: {printable(remark)}", file=sys.stderr)
    changes = compare(sides)
    data = show(changes, sides, _how(kind, arguments))
    try:
        _put(data, arguments.output)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read us (`| head`) has seen enough; what is left must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise OutputError(f"The changes can't be written: {reason_of(error)}.") from error
    return Outcome.SAME if changes.same else Outcome.DIFFERENT


def _format(arguments: argparse.Namespace) -> str:
    if arguments.format:
        return str(arguments.format)
    if arguments.output is None:
        return "terminal"
    found = ENDINGS.get(arguments.output.suffix.lower())
    if found is None:
        raise SelectionError(
            f"The ending of '{arguments.output}' doesn't say which format is meant;"
            f" use {', '.join(ENDINGS)}, or add --format"
        )
    return found


def _refuse_output(kind: str, arguments: argparse.Namespace) -> None:
    output: Path | None = arguments.output
    if output is None:
        if kind == "pdf" and sys.stdout.isatty():
            raise SelectionError("A PDF isn't shown on a screen; add -o FILE.pdf")
        return
    if output.is_dir():
        raise OutputError(f"'{output}' is a folder; give the name of a file.")
    for name in (arguments.old, arguments.new):
        if name and output.resolve() == Path(name).resolve():
            raise OutputError(f"'{output}' is what is compared; write the changes to another file.")


def _how(kind: str, arguments: argparse.Namespace) -> Show:
    from regioplan_pdf.api import fonts_folder
    from regioplan_pdf.diff.comparison import Show

    on_screen = arguments.output is None and sys.stdout.isatty()
    return Show(
        kind,
        arguments.content,
        arguments.fonts or fonts_folder(arguments.content),
        width=arguments.width or (_screen_width() if on_screen else PIPE_WIDTH),
        colour=arguments.color == "always" or (arguments.color == "auto" and on_screen and _colours_welcome()),
        stat=arguments.stat,
        full=arguments.full,
    )


def _screen_width() -> int:
    return max(LEAST_WIDTH, min(MOST_WIDTH, shutil.get_terminal_size((PIPE_WIDTH, 24)).columns))


def _colours_welcome() -> bool:
    """See no-color.org."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _put(data: bytes, output: Path | None) -> None:
    if output is not None:
        from regioplan_pdf.write import replace_file

        replace_file(output, data)
        return
    stream = getattr(sys.stdout, "buffer", None)
    if stream is not None and not sys.stdout.isatty():
        sys.stdout.flush()
        stream.write(data)
        stream.flush()
        return
    # A screen that hasn't every letter shows a question mark for it.
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(data.decode().encode(encoding, "replace").decode(encoding))
