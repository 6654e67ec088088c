"""Which words stay on the line of the word before them: dates, amounts, units, page numbers."""

from __future__ import annotations

import re

_MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    "|jan|feb|mrt|apr|jun|jul|aug|sep|okt|nov|dec"
)
_UNITS = "miljoen|miljard|mln|mld|procent|procentpunten|procentpunt"
_NUMBER = r"\d+(?:[.,]\d+)*"
_CLUE = re.compile(r"\d|€|te klein|t/m ")
"""No text without one of these has words to hold together: looking for one is quick."""
_TIED = re.compile(
    rf"(?<![\w.,])(?:(?:\d{{1,2}} )?(?:{_MONTHS})\b\.?(?: \d{{4}}\b)?"  # 1 januari 2024, 1 mei, jan 2022
    rf"|€[ \u00a0]{_NUMBER}(?:[ \u00a0](?:{_UNITS})\b)?"  # € 64,6 mln
    rf"|{_NUMBER} (?:{_UNITS})\b"  # 181 miljoen
    r"|p\.[ \u00a0]\d+(?:, \d+){0,2}"  # p. 6, 15
    r"|te klein\b"
    r"|t/m (?=\S))"  # t/m 2024
)


def tied_words(text: str) -> frozenset[int]:
    """The words of a text that no line should begin with, by their number.

    Words are what stands between spaces; the first is 0.
    """
    if _CLUE.search(text) is None:
        return frozenset()
    spaces = [at for match in _TIED.finditer(text) for at in range(*match.span()) if text[at] == " "]
    return frozenset([sum(map(bool, text[:at].split(" "))) for at in spaces])
