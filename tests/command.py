"""The command `regioplan` as a test calls it: in this process, or in one of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from regioplan_pdf.cli import main

FONTS = Path(__file__).parent.parent / "fonts"


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


def call(capsys: pytest.CaptureFixture[str], *arguments: object) -> Ran:
    """Run the command in this process: as the real one, without its start-up time."""
    capsys.readouterr()
    try:
        code = main([str(argument) for argument in arguments])
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    printed = capsys.readouterr()
    return Ran(code, printed.out, printed.err)


def run(
    *arguments: object,
    cwd: Path | None = None,
    before: Callable[[], None] | None = None,
    **environment: str,
) -> Ran:
    """Run the command in a process of its own. before: called in that process before it starts."""
    done = subprocess.run(
        [sys.executable, "-m", "regioplan_pdf", *map(str, arguments)],
        cwd=cwd,
        env=os.environ | environment,
        capture_output=True,
        encoding="utf-8",
        preexec_fn=before,
        timeout=60,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def trouble(ran: Ran, code: int) -> str:
    """The message of a command that ended without an outcome, as the JSON on standard output has it."""
    told = json.loads(ran.out)
    assert ran.code == told["exit_code"] == code
    assert (told["version"], list(told), list(told["error"])) == (1, ["version", "exit_code", "error"], ["message"])
    return str(told["error"]["message"])
