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
        return marked[:-1] if marked and ord(marked[-1]) > LAST_CHARACTER else marked

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


class FaceText(dict[int, str]):
    """The texts of one face in one file.

    As a dictionary it's the table for `str.translate`: a character gets its code when it's first met.

    Args:
        words: of the face.
        encode: gives a character's font, by its name in the file, and its code there.

    """

    def __init__(self, words: Kerned, encode: Callable[[int], tuple[str, int]]) -> None:
        super().__init__()
        self._line = words.line
        self._encode = encode
        self._names: dict[int, str] = {}
        self._name = ""
        self._shown: dict[str, Shown] = {}

    def __missing__(self, char: int) -> str:
        if char > LAST_CHARACTER:
            written = f"){_NO_KERN - char}("
        else:
            name, code = self._encode(char)
            written = ESCAPES[code]
            self._names[char] = name
            self._name = name if self._name in ("", name) else "several"
        self[char] = written
        return written

    def show(self, text: str) -> Shown:
        """The operators that show a text."""
        shown = self._shown.get(text)
        if shown is None:
            marked = self._line(text)
            operator = _operator(marked.translate(self), len(marked) != len(text))
            shown = ((self._name, operator),) if self._name != "several" else tuple(self._stretches(marked))
            self._shown[text] = shown
        return shown

    def _stretches(self, marked: str) -> Iterator[tuple[str, str]]:
        """A text in stretches of one font each; there's no kerning between them."""
        name, stretch = "", ""
        for char in marked:
            own = self._names.get(ord(char), name)
            if own != name and stretch:
                yield name, self._stretch(stretch)
                stretch = ""
            name = own
            stretch += char
        yield name, self._stretch(stretch)

    def _stretch(self, marked: str) -> str:
        end = len(marked) - (ord(marked[-1]) > LAST_CHARACTER)
        marked = marked[:end]
        return _operator(marked.translate(self), any(ord(char) > LAST_CHARACTER for char in marked))


def _operator(written: str, is_kerned: bool) -> str:
    return f"[({written})] TJ" if is_kerned else f"({written}) Tj"
