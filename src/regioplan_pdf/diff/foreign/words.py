"""Lines of a PDF back into running text: words that were broken at the end of a line made whole."""

from __future__ import annotations

import re
from collections.abc import Iterable

SOFT_HYPHEN = "\u00ad"
_LAST = re.compile(r"([\w'’]+)-$")
_FIRST = re.compile(r"[\w'’]+")
_LINKING = ("en", "of", "tot", "t/m", "als")
"""Words before which a hyphen stands for the rest of a compound: 'dag- of nachtopvang'."""
_CLASHING = frozenset(("aa", "ae", "ai", "au", "ee", "ei", "eu", "oe", "oi", "oo", "ou", "ui", "uu", "ij"))
"""Vowels that would be read as one without a hyphen: 'zee-eend', 'auto-ongeluk'."""


def join_lines(lines: Iterable[str], known: frozenset[str] = frozenset()) -> str:
    """One text of the lines of a paragraph.

    known: words, small letters, that the text has elsewhere; they decide whether a hyphen at the end of
    a line is part of the word.
    """
    text = ""
    for line in lines:
        text = _join(text, " ".join(line.split()), known) if text else " ".join(line.split())
    return text.replace(SOFT_HYPHEN, "")


def words_of(lines: Iterable[str]) -> frozenset[str]:
    """The words of lines that aren't broken at the end, in small letters."""
    found: set[str] = set()
    for line in lines:
        words = [match[0].casefold() for match in re.finditer(r"[\w'’]+(?:-[\w'’]+)*", line)]
        found.update(words[:-1] if line.rstrip().endswith(("-", SOFT_HYPHEN)) else words)
        # The first word may be the second half of one that was broken.
        if words and line[:1].islower():
            found.discard(words[0])
    return frozenset(found)


def _join(before: str, line: str, known: frozenset[str]) -> str:
    if before.endswith(SOFT_HYPHEN):
        return before + line
    if "://" in before.rsplit(" ", 1)[-1] and before.endswith("/"):
        return before + line
    last, first = _LAST.search(before), _FIRST.match(line)
    if last is None or first is None:
        return f"{before} {line}"
    if first[0].casefold() in _LINKING:
        return f"{before} {line}"
    return before + line if _keeps_hyphen(last[1], first[0], known) else before[:-1] + line


def _keeps_hyphen(left: str, right: str, known: frozenset[str]) -> bool:
    """Whether the hyphen between two halves is the word's own."""
    whole, parted = f"{left}{right}".casefold(), f"{left}-{right}".casefold()
    if parted in known and whole not in known:
        return True
    if whole in known:
        return False
    if not right[:1].islower() or not left[-1:].islower():
        return True  # 'GGZ-klanten', 'Noord-Holland', '2024-2026'
    return f"{left[-1]}{right[0]}" in _CLASHING and len(left) > 2
