"""poppler: the structure tree as text that a person can read, and the fonts in the file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from validators.commands import Ended, ValidatorFailed, find_command, run_command

_PACKAGE = "poppler-utils"


@dataclass(frozen=True, slots=True)
class Font:
    """One row of `pdffonts`."""

    name: str
    kind: str
    encoding: str
    embedded: bool
    subset: bool
    unicode: bool
    """Whether the font says which characters its glyphs stand for (a ToUnicode table)."""


def structure(path: Path) -> str:
    """The structure elements with their text, in reading order, as `pdfinfo -struct-text` prints them.

    Empty where the file isn't tagged.

    Raises:
        ValidatorMissing: poppler's tools aren't installed.
        ValidatorFailed: poppler can't read the file.
    """
    return _run_tool("pdfinfo", "-struct-text", path).out


def words(path: Path) -> tuple[str, ...]:
    """The words as `pdftotext` puts them together by their place on the page, without regard for tags.

    Raises:
        ValidatorMissing: poppler's tools aren't installed.
        ValidatorFailed: poppler can't read the file.
    """
    return tuple(re.sub("\u00ad\\s*", "", _run_tool("pdftotext", path, "-").out).split())


def fonts(path: Path) -> tuple[Font, ...]:
    """The fonts in the file, in the order of `pdffonts`.

    Raises:
        ValidatorMissing: poppler's tools aren't installed.
        ValidatorFailed: poppler can't read the file.
    """
    lines = _run_tool("pdffonts", path).out.splitlines()
    if len(lines) < 2 or not lines[0].startswith("name"):
        raise ValidatorFailed(f"pdffonts printed no table for {path.name}")
    return tuple(_read_row(line) for line in lines[2:])


def _run_tool(name: str, *arguments: str | Path) -> Ended:
    ended = run_command([find_command(name, _PACKAGE), *arguments])
    if ended.code:
        raise ValidatorFailed(f"{name}: {ended.err.strip()}")
    return ended


# A long name pushes the rest of its row to the right, so columns are told apart by what they hold, not by place.
_ROW = re.compile(
    r"(?P<name>\S+)\s+(?P<kind>\S+(?: \S+)*)\s+(?P<encoding>\S+)"
    r"\s+(?P<emb>yes|no)\s+(?P<sub>yes|no)\s+(?P<uni>yes|no)\s+\d+\s+\d+\s*"
)


def _read_row(line: str) -> Font:
    row = _ROW.fullmatch(line)
    if row is None:
        raise ValidatorFailed(f"pdffonts printed a row of another form: {line!r}")
    return Font(
        row["name"], row["kind"], row["encoding"], row["emb"] == "yes", row["sub"] == "yes", row["uni"] == "yes"
    )
