"""Where a Dutch word may be broken."""

from __future__ import annotations

import re
from functools import lru_cache

from regioplan_pdf.type.patterns import dutch_patterns

FEWEST_LETTERS = 3
"""Never fewer letters than this before or after a hyphen."""
LONG_PART = 13
"""In a word with a hyphen of its own ('GGZ-aanbieder') only parts of this length are hyphenated."""

_LETTERS = re.compile(r"[^\W\d_]+")
_REMARK = re.compile("\u00a0\\([^\\s()]*\\)")
"""A word in brackets tied to what stands before it, as in '66 (voorbeeld)': it isn't hyphenated."""
_EXPLICIT = re.compile(r"(?<=[^\W_]{2})[-/](?=[^\W_]{3})")
SHORTEST_COMPOUND = 20
"""A word with a hyphen of its own is broken after it from this length on.

Most programs that copy text drop a hyphen at a line's end, and 'GGZ-/aanbieder' becomes 'GGZaanbieder'.
"""


@lru_cache(maxsize=20_000)
def break_points(word: str) -> tuple[tuple[int, bool], ...]:
    """Places in `word` where a line may end.

    Returns:
        (index, hyphen): the line ends before character `index`; `hyphen` says that a hyphen
        is to be printed there (False after a hyphen or slash that the word has itself).
        Abbreviations and words with capitals inside ('GGZ', 'PvdA') are never hyphenated.

    """
    if "://" in word or word.count("/") > 1:
        return tuple((match.end(), False) for match in re.finditer(r"/(?=.)", word))  # an address gets no hyphens
    points = [(match.end(), False) for match in _EXPLICIT.finditer(word)]
    shortest = LONG_PART if points else 2 * FEWEST_LETTERS
    if len(word) < SHORTEST_COMPOUND:
        points = [(end, hyphen) for end, hyphen in points if word[end - 1] == "/"]
    remarks = [match.span() for match in _REMARK.finditer(word)]
    for match in _LETTERS.finditer(word):
        part = match.group()
        if len(part) < shortest or not part[1:].islower():
            continue
        if any(start < match.start() < end for start, end in remarks):
            continue
        places = dutch_patterns().positions(part)
        last = len(part) - FEWEST_LETTERS
        points.extend([(match.start() + int(at), True) for at in places if FEWEST_LETTERS <= at <= last])
    return tuple(sorted(points))
