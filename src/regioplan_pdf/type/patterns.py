"""Pyphen's Dutch hyphenation patterns, read in bulk.

Pyphen parses its dictionary pattern by pattern, which takes longer than setting a whole plan.
A pattern like `.aan5` is letters with a digit between some of them; its letters and its form
(`xxxx5`) come from two passes over the whole file, and thousands of patterns share a form.
How patterns are applied to a word is Pyphen's.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyphen

LANGUAGE = "nl_NL"

_DIGITS = b"0123456789"
_LETTER = ord("x")
_FORMS = bytes(code if code in _DIGITS + b"\n" else _LETTER for code in range(256))
_BEYOND = (b"%", b"/", b"^", b"\r", b"\t", b" ", b"HYPHENMIN")
"""Signs of a dictionary with comments, alternatives or settings: that's left to Pyphen."""


class _Patterns(pyphen.HyphDict):  # type: ignore[misc]
    """The patterns of a dictionary that has nothing but patterns, a byte for every character."""

    def __init__(self, encoding: str, body: bytes) -> None:
        letters = body.translate(None, _DIGITS).decode(encoding).split("\n")
        forms = map(_values, body.translate(_FORMS).split(b"\n"))
        self.patterns = {key: form for key, form in zip(letters, forms, strict=True) if form}
        self.cache: dict[str, list[int]] = {}
        self.maxlen = max(map(len, self.patterns))


@cache
def _values(form: bytes) -> tuple[int, tuple[int, ...]] | None:
    """Where the digits of a form begin, in letters, and what they are; None for no digit but 0."""
    values = [0]
    for code in form:
        if code == _LETTER:
            values.append(0)
        else:
            values[-1] = int(chr(code))
    places = [place for place, value in enumerate(values) if value]
    return (places[0], tuple(values[places[0] : places[-1] + 1])) if places else None


@cache
def dutch_patterns() -> pyphen.HyphDict:
    """The Dutch patterns, ready for `positions(word)`."""
    path = Path(str(pyphen.LANGUAGES[LANGUAGE]))
    first, _, body = path.read_bytes().partition(b"\n")
    encoding = first.decode("ascii").strip()
    if not encoding.upper().startswith("ISO8859") or any(mark in body for mark in _BEYOND):
        return pyphen.HyphDict(pyphen.LANGUAGES[LANGUAGE])
    return _Patterns(encoding, body)
