"""How a text is shown: the codes of its characters in this file, kerned with what HarfBuzz found.

A text-showing operator is made in two steps. `Kerned` puts marks for kerning between the characters:
these are the same in every document, and words are kept. `FaceText` then translates characters and
marks in one pass: what code a character has depends on what the document used before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise

from regioplan_pdf.type.fonts import LAST_CHARACTER, Fonts

SOFT_HYPHEN = "\u00ad"
SMALLEST_KERN = 10
"""Kerning under this (1/1000 em, an eighth of a pt in body text) isn't worth its bytes."""
_NO_KERN = 0x108000
"""The mark for a kern of k is the character at this place + k: past all that text can have."""
LINES_KEPT = 4096
"""Lines that are remembered for the next plans, which share their labels and explanations."""

Shown = tuple[tuple[str, str], ...]
"""(font name, operator): more than one only past 256 characters of a face."""

ESCAPES = tuple(
    {ord("("): "\\(", ord(")"): "\\)", ord("\\"): "\\\\", 10: "\\n", 13: "\\r"}.get(
        byte, chr(byte) if byte < 128 else f"\\{byte:03o}"
    )
    for byte in range(256)
)
"""How a byte is written in a literal string."""


class Kerned(dict[str, str]):
    """Words of a face with marks for kerning in them, made when they're first asked for."""

    def __init__(self, fonts: Fonts, face: str) -> None:
        super().__init__()
        self._fonts = fonts
        self._face = face
        self._plain: set[str] = set()
        """What can stand around a space ('n d') without kerning at it."""
        self.line: Callable[[str], str] = lru_cache(LINES_KEPT)(self._line)
        """A line of text with its marks."""

    def __missing__(self, word: str) -> str:
        marked = self[word] = self._mark(word)
        return marked

    def _line(self, text: str) -> str:
        words = text.split(" ")
        joints = [f"{before[-1:]} {after[:1]}" for before, after in pairwise(words)]
        if self._plain.issuperset(joints) or self._learn(joints):
            marked = " ".join(map(self.__getitem__, words))
        else:
            marked = self._mark(text)
        return _without_last_mark(marked)

    def _learn(self, joints: list[str]) -> bool:
        """Whether none of these is kerned."""
        self._plain.update(joint for joint in joints if self._mark(joint) == joint)
        return self._plain.issuperset(joints)

    def _mark(self, text: str) -> str:
        parts: list[str] = []
        done = 0
        for index, kern in self._fonts.kerns(text.replace(SOFT_HYPHEN, "-"), self._face):
            if kern >= SMALLEST_KERN or kern <= -SMALLEST_KERN:
                parts += text[done : index + 1], chr(_NO_KERN + kern)
                done = index + 1
        return "".join((*parts, text[done:]))


@lru_cache(maxsize=16)
def kerned(fonts: Fonts, face: str) -> Kerned:
    """The words of a face: kept from plan to plan."""
    return Kerned(fonts, face)


class Codes(dict[int, str]):
    """The table for `str.translate`: a character gets its code in this file when it's first met.

    Args:
        encode: gives a character's font, by its name in the file, and its code there.

    """

    def __init__(self, encode: Callable[[int], tuple[str, int]]) -> None:
        super().__init__()
        self._encode = encode
        self.fonts: dict[int, str] = {}
        """Names of the fonts that characters are in."""
        self.only_font: str | None = ""
        """The name of the one font that all are in, None when there are more."""

    def __missing__(self, char: int) -> str:
        if char > LAST_CHARACTER:
            written = f"){_NO_KERN - char}("
        else:
            name, code = self._encode(char)
            written = ESCAPES[code]
            self.only_font = name if self.only_font in ("", name) else None
            self.fonts[char] = name
        self[char] = written
        return written


class FaceText(dict[str, Shown]):
    """How the texts of one face are shown in one file, made when they're first asked for.

    Args:
        words: of the face.
        encode: gives a character's font, by its name in the file, and its code there.

    """

    def __init__(self, words: Kerned, encode: Callable[[int], tuple[str, int]]) -> None:
        super().__init__()
        self._line = words.line
        self._codes = Codes(encode)

    def __missing__(self, text: str) -> Shown:
        marked = self._line(text)
        codes = self._codes
        operator = _operator(marked.translate(codes), len(marked) != len(text))
        name = codes.only_font
        shown = self[text] = ((name, operator),) if name is not None else tuple(self._stretches(marked))
        return shown

    def _stretches(self, marked: str) -> Iterator[tuple[str, str]]:
        """A text in stretches of one font each; there's no kerning between them."""
        fonts = self._codes.fonts
        name, stretch = "", ""
        for char in marked:
            own = fonts.get(ord(char), name)
            if own != name and stretch:
                yield name, self._stretch(stretch)
                stretch = ""
            name = own
            stretch += char
        yield name, self._stretch(stretch)

    def _stretch(self, marked: str) -> str:
        marked = _without_last_mark(marked)
        return _operator(marked.translate(self._codes), any(ord(char) > LAST_CHARACTER for char in marked))


def _without_last_mark(marked: str) -> str:
    return marked[:-1] if marked and ord(marked[-1]) > LAST_CHARACTER else marked


def _operator(written: str, is_kerned: bool) -> str:
    return f"[({written})] TJ" if is_kerned else f"({written}) Tj"
