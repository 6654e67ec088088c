"""`regioplan preview`: its arguments."""

from __future__ import annotations

import argparse
from pathlib import Path

from regioplan_pdf.commands.arguments import add_content
from regioplan_pdf.errors import ExitCode

SUMMARY = "show the plans in the browser while you write: made anew at every save"
DEFAULT_PORT = 8000
LAST_PORT = 65535
EPILOG = """Every plan has a page with its faults, the pages of the PDF and the web page side by side. Save a
file in the content folder, and the browser shows it. Nothing is written, and only this computer can look.

exit codes:
  0    stopped with Ctrl-C
  2    wrong usage, no content folder, or the port is taken
"""


def add_preview(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "preview",
        help=SUMMARY,
        description=SUMMARY[0].upper() + SUMMARY[1:] + ".",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(run=run_preview)
    add_content(command)
    command.add_argument("--fonts", type=Path, metavar="DIR", help="fonts folder (default: beside the content folder)")
    command.add_argument(
        "--port", type=_port, default=DEFAULT_PORT, metavar="N", help=f"0 for any free one (default: {DEFAULT_PORT})"
    )
    command.add_argument("--open", action="store_true", help="open the browser too")


def _port(text: str) -> int:
    if text.isdecimal() and int(text) <= LAST_PORT:
        return int(text)
    raise argparse.ArgumentTypeError(f"'{text}' is not a port: give a number from 0 to {LAST_PORT}")


def run_preview(arguments: argparse.Namespace) -> ExitCode:
    """Serve until Ctrl-C, which is how it is meant to end."""
    from regioplan_pdf.api import fonts_folder
    from regioplan_pdf.preview.serve import serve_preview

    fonts = arguments.fonts or fonts_folder(arguments.content)
    try:
        serve_preview(
            arguments.content, fonts, arguments.port, lambda line: print(line, flush=True), browse=arguments.open
        )
    except KeyboardInterrupt:
        print("\nThe preview is stopped.")
    return ExitCode.OK
