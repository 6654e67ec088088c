"""qpdf: is the file sound as a PDF (cross-reference table, streams, objects)?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from validators.commands import find_command, run_command


@dataclass(frozen=True, slots=True)
class Check:
    """The verdict of `qpdf --check`; a warning counts as unsound."""

    sound: bool
    report: str


def check(path: Path) -> Check:
    """Let qpdf read the whole file.

    Raises:
        ValidatorMissing: qpdf isn't installed.
    """
    ended = run_command([find_command("qpdf", "qpdf"), "--check", path])
    return Check(ended.code == 0, (ended.out + ended.err).strip())
