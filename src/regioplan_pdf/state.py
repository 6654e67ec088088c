"""What was built from what: lets a run skip documents whose inputs haven't changed.

`.regioplan.json` in the output folder holds, for every PDF, a hash of all its inputs and one
of the PDF itself, with the row that the report shows for it. Nothing here imports more than
the standard library: a run with nothing to do should take no time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
import re
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from regioplan_pdf import __version__
from regioplan_pdf.errors import Problem, Severity
from regioplan_pdf.load.folder import DocumentPath
from regioplan_pdf.results import DocumentResult, Status
from regioplan_pdf.write import replace_file

STATE_FILE = ".regioplan.json"
STATE_VERSION = 2
LIBRARIES = (
    "babel",
    "deflate",
    "markdown-it-py",
    "matplotlib",
    "numpy",
    "openpyxl",
    "pandas",
    "pillow",
    "pypdf",
    "pyphen",
    "rapidfuzz",
    "reportlab",
    "simpleeval",
    "uharfbuzz",
)
"""Libraries that a PDF's bytes may depend on: they read figures and text, compare with an earlier plan
(pypdf and rapidfuzz), set and draw. Pillow gives the colour profile that is in every PDF."""
THEME_FILE = "thema.toml"
SHARED_FILES = (THEME_FILE, "regios.csv", "gemeenten.csv")
EDITION_FILES = ("editie.toml", "cijfers.csv", "cijfers.xlsx")


def bytes_hash(data: bytes) -> str:
    """SHA-256 of a file's bytes, as kept in the state."""
    return hashlib.sha256(data).hexdigest()


@cache
def program_hash() -> str:
    """A hash of this program and of the libraries that shape its output."""
    digest = hashlib.sha256(f"{__version__} python {platform.python_version()}".encode())
    for name, version in _installed_versions().items():
        digest.update(f"{name} {version}".encode())
    root = Path(__file__).parent
    for path in sorted(root.rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _installed_versions() -> dict[str, str]:
    """The version of each of LIBRARIES, '-' for one that isn't there.

    Taken from the names of the folders that installers leave beside a library: importlib.metadata
    reads the same names, but loads the reader of e-mail with it, a tenth of a run with nothing to do.
    """
    found: dict[str, str] = {}
    for folder in sys.path:
        with contextlib.suppress(OSError):
            for path in sorted(Path(folder).glob("*.dist-info")):
                name, _, version = path.stem.partition("-")
                found.setdefault(_normal(name), version)
    return {name: found.get(_normal(name), "-") for name in LIBRARIES}


def _normal(name: str) -> str:
    """A library's name as all its spellings have it: 'markdown_it_py'."""
    return re.sub(r"[-_.]+", "_", name).lower()


class Inputs:
    """Hashes of what documents are made from; every file is read once.

    Args:
        content: the content folder.
        fonts: the folder with the font files.

    """

    def __init__(self, content: Path, fonts: Path) -> None:
        self._files: dict[Path, str] = {}
        shared = [content / name for name in SHARED_FILES]
        shared += sorted(path for path in fonts.glob("*") if path.is_file())
        shared += [content / name for name in _logos(content / THEME_FILE)]
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        self._shared = f"{program_hash()} {epoch} {self._hash_files(shared)}"

    @property
    def shared(self) -> str:
        """What all documents are made from: the program and its libraries, regions, theme, fonts, logo."""
        return self._shared

    def hash_of(self, document: DocumentPath, earlier: Iterable[Path] | None = None) -> str:
        """A hash of everything that a document is made from.

        earlier: the files of the earlier plan that it tells its changes since; None when it tells none.
        """
        files = [document.folder / name for name in EDITION_FILES]
        own = self._hash_files([*files, document.path])
        if earlier is not None:
            own = f"{own} {self._hash_files(earlier)}"
        return bytes_hash(f"{self._shared} {document.key} {own}".encode())

    def _hash_files(self, paths: Iterable[Path]) -> str:
        return bytes_hash("\n".join(f"{path.name} {self._hash_file(path)}" for path in paths).encode())

    def _hash_file(self, path: Path) -> str:
        if path not in self._files:
            try:
                # A pipe or a device, which is told elsewhere, may never end.
                self._files[path] = bytes_hash(path.read_bytes()) if path.is_file() else "-"
            except OSError:
                self._files[path] = "-"
        return self._files[path]


def _logos(theme: Path) -> tuple[str, ...]:
    """The logo that thema.toml names; none when it can't be read, which is told elsewhere."""
    try:
        logo = tomllib.loads(theme.read_text(encoding="utf-8-sig") if theme.is_file() else "")["logo"]["bestand"]
    except (OSError, ValueError, KeyError, TypeError):
        return ()
    return (logo,) if isinstance(logo, str) and logo else ()


@dataclass(frozen=True, slots=True)
class Kept:
    """What is remembered of a document. shared: problems of files that others need too."""

    result: DocumentResult
    shared: tuple[Problem, ...]


@dataclass(slots=True)
class BuildState:
    """The state of an output folder, read once and saved after a run."""

    folder: Path
    entries: dict[str, dict[str, Any]]

    @classmethod
    def read(cls, folder: Path) -> BuildState:
        """The state as the last run left it; empty if there is none or it can't be read."""
        try:
            data = json.loads((folder / STATE_FILE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return cls(folder, {})
        if not isinstance(data, dict) or data.get("version") != STATE_VERSION:
            return cls(folder, {})
        documents = data.get("documents")
        return cls(folder, documents if isinstance(documents, dict) else {})

    def unchanged(self, document: DocumentPath, inputs: str) -> Kept | None:
        """What is kept of a document whose inputs and PDF are as they were, else None."""
        entry = self.entries.get(document.key)
        if not isinstance(entry, dict) or entry.get("inputs") != inputs:
            return None
        try:
            if bytes_hash((self.folder / entry["file"]).read_bytes()) != entry["output"]:
                return None
            result = DocumentResult(
                document.key,
                str(entry["file"]),
                Status.UNCHANGED,
                float(entry["body"]),
                float(entry["fill"]),
                int(entry["size"]),
                0.0,
                bool(entry["example"]),
                _read_problems(entry["problems"]),
            )
            return Kept(result, _read_problems(entry["shared"]))
        except (KeyError, TypeError, ValueError, IndexError, OSError):
            return None

    def note(self, result: DocumentResult, inputs: str, output: str, shared: Iterable[Problem]) -> None:
        """Remember a document that was just built.

        Args:
            result: its row of the report.
            inputs: the hash of all that it was made from.
            output: the hash of its PDF.
            shared: warnings about files that others need too.

        """
        self.entries[result.document] = {
            "file": result.file,
            "inputs": inputs,
            "output": output,
            "body": result.body,
            "fill": round(result.fill, 4),
            "size": result.size,
            "example": result.example,
            "problems": _list_problems(result.problems),
            "shared": _list_problems(shared),
        }

    def save(self) -> None:
        """Write the state. Raises OutputError."""
        data = {"version": STATE_VERSION, "documents": dict(sorted(self.entries.items()))}
        text = json.dumps(data, ensure_ascii=False, indent=1)
        replace_file(self.folder / STATE_FILE, text.encode("utf-8"))


def _list_problems(problems: Iterable[Problem]) -> list[list[Any]]:
    return [[p.file, p.line, str(p.severity), p.message, p.hint] for p in problems]


def _read_problems(rows: list[list[Any]]) -> tuple[Problem, ...]:
    return tuple(Problem(str(p[0]), int(p[1]), Severity(p[2]), str(p[3]), str(p[4])) for p in rows)
