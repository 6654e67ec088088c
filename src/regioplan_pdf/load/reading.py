"""Text files as editors save them: UTF-8 with or without BOM, any kind of line end."""

from __future__ import annotations

import stat
from collections.abc import Mapping, Sequence
from pathlib import Path

from regioplan_pdf.errors import Problems
from regioplan_pdf.load.letters import clean_text

LAST_COMMON = "\u017f"
"""The last letter of those that every font has."""
_UTF8_BOM = b"\xef\xbb\xbf"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")

_SAVE_AS_UTF8 = (
    "save it as UTF-8: in Notepad 'Save as' with Encoding 'UTF-8'; "
    "in Word 'Save as' plain text with encoding 'Unicode (UTF-8)'"
)
_SAVE_CSV_AS_UTF8 = "save it from Excel as 'CSV UTF-8 (Comma delimited)', or in Notepad with Encoding 'UTF-8'"


def relative_name(path: Path, content: Path) -> str:
    """The name of a file in messages: relative to the content folder, forward slashes."""
    try:
        return path.relative_to(content).as_posix()
    except ValueError:
        return path.name


def stays_inside(path: Path, content: Path, problems: Problems) -> bool:
    """Whether a file of the content isn't a link to outside its folder, which is told.

    What is printed must be what stands in the folder, wherever it is copied to, and nothing else of this computer.
    """
    try:
        inside = path.resolve().is_relative_to(content.resolve())
    except (OSError, RuntimeError):  # links in a circle, which reading will tell
        return True
    if not inside:
        problems.error(0, f"The file '{path.name}' is a link to outside the content folder.", "copy it there")
    return inside


def is_ordinary(path: Path, problems: Problems) -> bool:
    """Whether it isn't a pipe or a device, which may never end and is told. Leaves all else to who reads it."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return True
    ordinary = stat.S_ISREG(mode) or stat.S_ISDIR(mode)
    if not ordinary:
        problems.error(0, f"'{path.name}' isn't a file but a pipe or a device.", "put the file itself there")
    return ordinary


def read_text_file(path: Path, problems: Problems) -> str | None:
    """The text of a file, clean and with Unix line ends, or None after a fault has been noted."""
    if not is_ordinary(path, problems):
        return None
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        problems.error(0, f"The file '{path.name}' isn't there.", "put it back, or check how its name is spelled")
        return None
    except OSError as fault:
        reason = (fault.strerror or "unknown reason").lower()
        problems.error(
            0, f"The file '{path.name}' can't be read: {reason}.", "close it elsewhere, check its permissions"
        )
        return None
    text = _decode_text(raw, path, problems)
    if text is None:
        return None
    if not text.strip():
        problems.error(0, f"The file '{path.name}' is empty.", "fill it, or take it out of the folder")
        return None
    return clean_text(text.replace("\r\n", "\n").replace("\r", "\n"))


def find_rare_letters(content: Path, files: Sequence[str]) -> Mapping[str, Sequence[tuple[str, int]]]:
    """Where each character stands that a font may lack: (file, 1-based line), in the order of the files.

    Args:
        content: the content folder.
        files: text files in it; one that isn't there has none.

    """
    found: dict[str, list[tuple[str, int]]] = {}
    for file in files:
        path = content / file
        text = (read_text_file(path, Problems()) if path.is_file() else None) or ""
        for number, line in enumerate(text.split("\n"), start=1):
            for char in dict.fromkeys(line):
                if char > LAST_COMMON or not char.isprintable():
                    found.setdefault(char, []).append((file, number))
    return found


def _decode_text(raw: bytes, path: Path, problems: Problems) -> str | None:
    hint = _SAVE_CSV_AS_UTF8 if path.suffix.lower() == ".csv" else _SAVE_AS_UTF8
    if raw.startswith(_UTF16_BOMS) or b"\x00" in raw:
        problems.error(0, f"The file '{path.name}' isn't UTF-8 text but 'Unicode' (UTF-16), or not text at all.", hint)
        return None
    raw = raw.removeprefix(_UTF8_BOM)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        shown = raw[fault.start : fault.start + 1].decode("cp1252", errors="replace")
        problems.error(
            line, f"The file '{path.name}' isn't saved as UTF-8 but as Windows-1252 (the first sign: '{shown}').", hint
        )
        return None
