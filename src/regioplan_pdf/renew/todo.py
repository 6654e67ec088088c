"""What is left for an editor to do in a new edition."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to fill in or to check.

    file: relative to the content folder, forward slashes. line: 1-based line in the new file, or
    Excel's row number; 0 for the file as a whole. what: in English with the Dutch field terms.
    """

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.what}"


def shorten(text: str, around: int = 0, width: int = 70) -> str:
    """At most `width` signs of a text on one line, with the place `around` in sight."""
    start = 0 if around < width - 10 else around - width // 2
    end = start + width
    cut = " ".join(text[start:end].split())
    return ("..." if start else "") + cut + ("..." if end < len(text) else "")
