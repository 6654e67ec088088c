"""What was built from what: lets a run skip documents whose inputs haven't changed.

`.regioplan.json` in the output folder holds, for every PDF, a hash of all its inputs and one
of the PDF itself, with the row that the report shows for it. Nothing here imports more than
the standard library: a run with nothing to do should take no time.
"""

from __future__ import annotations

import hashlib
import json
import platform
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from regioplan_pdf import __version__
from regioplan_pdf.errors import Problem, Severity
from regioplan_pdf.load.folder import DocumentPath
from regioplan_pdf.results import DocumentResult, Status
from regioplan_pdf.write import replace_file

STATE_FILE = ".regioplan.json"
STATE_VERSION = 1
LIBRARIES = ("babel", "matplotlib", "pandas", "pyphen", "reportlab", "uharfbuzz", "markdown-it-py", "simpleeval")
"""Libraries that a PDF's bytes may depend on."""
SHARED_FILES = ("thema.toml", "regios.csv", "gemeenten.csv")
EDITION_FILES = ("editie.toml", "cijfers.csv", "cijfers.xlsx")


@cache
def _file_hash(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return "-"


def bytes_hash(data: bytes) -> str:
    """SHA-256 of a file's bytes, as kept in the state."""
    return hashlib.sha256(data).hexdigest()


@cache
def program_hash() -> str:
    """A hash of this program and of the libraries that shape its output."""
    digest = hashlib.sha256(f"{__version__} python {platform.python_version()}".encode())
    for name in LIBRARIES:
        try:
            digest.update(f"{name} {version(name)}".encode())
        except PackageNotFoundError:
            digest.update(f"{name} -".encode())
    root = Path(__file__).parent
    for path in sorted(root.rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def inputs_hash(document: DocumentPath, content: Path, fonts: Path) -> str:
    """A hash of everything that a document is made from."""
    files = [content / name for name in SHARED_FILES]
    files += [document.folder / name for name in EDITION_FILES]
    files.append(document.path)
    files += sorted(path for path in fonts.glob("*") if path.is_file())
    files += sorted(path for path in content.glob("*") if path.suffix.lower() in (".png", ".jpg", ".jpeg"))
    digest = hashlib.sha256(program_hash().encode())
    digest.update(document.key.encode())
    for path in files:
        digest.update(f"{path.name} {_file_hash(path)}\n".encode())
    return digest.hexdigest()


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

    def unchanged(self, document: DocumentPath, inputs: str) -> DocumentResult | None:
        """The kept result of a document whose inputs and PDF are as they were, else None."""
        entry = self.entries.get(document.key)
        if not isinstance(entry, dict) or entry.get("inputs") != inputs:
            return None
        try:
            if bytes_hash((self.folder / entry["file"]).read_bytes()) != entry["output"]:
                return None
            return DocumentResult(
                document.key,
                entry["file"],
                Status.UNCHANGED,
                entry["body"],
                entry["fill"],
                entry["size"],
                0.0,
                entry["example"],
                tuple(Problem(p[0], p[1], Severity(p[2]), p[3], p[4]) for p in entry["problems"]),
            )
        except (KeyError, TypeError, ValueError, IndexError, OSError):
            return None

    def note(self, result: DocumentResult, inputs: str, output: str) -> None:
        """Remember a document that was just built."""
        self.entries[result.document] = {
            "file": result.file,
            "inputs": inputs,
            "output": output,
            "body": result.body,
            "fill": round(result.fill, 4),
            "size": result.size,
            "example": result.example,
            "problems": [[p.file, p.line, str(p.severity), p.message, p.hint] for p in result.problems],
        }

    def save(self) -> None:
        """Write the state. Raises OutputError."""
        data = {"version": STATE_VERSION, "documents": dict(sorted(self.entries.items()))}
        text = json.dumps(data, ensure_ascii=False, indent=1)
        replace_file(self.folder / STATE_FILE, text.encode("utf-8"))


