"""What earlier runs found out about PDFs, so that none is looked into twice.

`.regioplan-publish.json` stands beside the PDFs and isn't published. Whatever is wrong with it,
the PDFs are simply looked into again.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from regioplan_pdf.errors import OutputError
from regioplan_pdf.publish.ready import Facts, Reason, Why
from regioplan_pdf.write import replace_file

MEMORY_FILE = ".regioplan-publish.json"
_VERSION = 1
_MOST = 2000
"""PDFs that are remembered; the longest ago are forgotten."""


class Memory:
    """Facts by the PDF's hash, and what its content was like when it was built.

    Args:
        folder: of the PDFs.
        program: hash of the program; another one judges anew.

    """

    def __init__(self, folder: Path, program: str) -> None:
        self._path = folder / MEMORY_FILE
        self._program = program
        self._facts: dict[str, Facts] = {}
        self._content: dict[str, str] = {}
        self._saved: tuple[dict[str, Facts], dict[str, str]] | None = None
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            self._read(json.loads(self._path.read_text(encoding="utf-8")))
            self._saved = (dict(self._facts), dict(self._content))

    def _read(self, data: Mapping[str, Any]) -> None:
        if data["version"] != _VERSION:
            return
        content = {str(sha256): str(found) for sha256, found in data["content"].items()}
        if data["program"] == self._program:
            self._facts = {str(sha256): _read_facts(found) for sha256, found in data["facts"].items()}
        self._content = content

    def facts(self, sha256: str) -> Facts | None:
        """What is known of a PDF."""
        return self._facts.get(sha256)

    def content(self, sha256: str) -> str:
        """The hash of the content that a PDF was built from, '' when it isn't known."""
        return self._content.get(sha256, "")

    def note_facts(self, sha256: str, facts: Facts) -> None:
        """Remember what was found in a PDF, unless that may be otherwise the next time."""
        if not any(reason.why is Why.UNREADABLE for reason in facts.reasons):
            self._facts[sha256] = facts

    def note_content(self, sha256: str, content: str) -> None:
        """Remember what a PDF was built from."""
        self._content[sha256] = content

    def save(self) -> None:
        """Write it, if there is something new. That it can't be written is no reason to stop."""
        if self._saved == (self._facts, self._content):
            return
        data = {
            "version": _VERSION,
            "program": self._program,
            "content": dict(list(self._content.items())[-_MOST:]),
            "facts": {sha256: asdict(facts) for sha256, facts in list(self._facts.items())[-_MOST:]},
        }
        with contextlib.suppress(OutputError):
            replace_file(self._path, json.dumps(data, ensure_ascii=False, indent=1).encode())


def _read_facts(data: Mapping[str, Any]) -> Facts:
    return Facts(
        str(data["key"]),
        str(data["published"]),
        tuple(map(str, data["conformance"])),
        tuple(Reason(Why(each["why"]), tuple(map(str, each["details"]))) for each in data["reasons"]),
        tuple(map(str, data["external"])),
    )
