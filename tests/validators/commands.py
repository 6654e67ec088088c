"""Find the tools that the validators need, and run them within a time limit."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

TIME_LIMIT = 120  # seconds, for one run of a small tool
_UNTRANSLATED = {"LC_ALL": "C.UTF-8", "TZ": "UTC"}


class ValidatorMissing(Exception):
    """A tool that a check needs isn't on this machine; the message says how to install it."""

    def __init__(self, tool: str, remedy: str) -> None:
        super().__init__(f"{tool} is missing: {remedy}")
        self.tool = tool
        self.remedy = remedy


class ValidatorFailed(Exception):
    """A tool ended in a way that says nothing about the file: it crashed, hung, or printed something else."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a tool ended: its exit code and what it printed."""

    code: int
    out: str
    err: str


def find_command(name: str, debian_package: str) -> str:
    """The path of a command.

    Raises:
        ValidatorMissing: it isn't there.
    """
    found = shutil.which(name)
    if found is None:
        raise ValidatorMissing(name, f"apt-get install {debian_package}")
    return found


def run_command(arguments: Sequence[str | Path], *, given: str = "", limit: float = TIME_LIMIT) -> Ended:
    """Run a tool with `given` on its standard input; UTF-8 in and out, messages untranslated.

    Raises:
        ValidatorFailed: it took longer than `limit` seconds.
    """
    try:
        ended = subprocess.run(
            [str(argument) for argument in arguments],
            input=given.encode(),
            capture_output=True,
            timeout=limit,
            check=False,
            env=os.environ | _UNTRANSLATED,
        )
    except subprocess.TimeoutExpired as slow:
        raise ValidatorFailed(f"{arguments[0]} took more than {limit:g} s") from slow
    return Ended(ended.returncode, ended.stdout.decode(errors="replace"), ended.stderr.decode(errors="replace"))
