"""The fonts inside one file: which characters have which code in which subset, and the objects for them.

A simple font has 256 codes (PDF 1.7, 9.6), so a face that has more characters in use becomes several.
"""

from __future__ import annotations

from collections.abc import Mapping

from reportlab.pdfbase.ttfonts import SUBSETN, makeToUnicodeCMap

from regioplan_pdf.pdf.font_file import LeanFace
from regioplan_pdf.pdf.serialise import PlanDocument
from regioplan_pdf.pdf.values import array, dictionary

FIRST_CODES = [0, *[32] * 32]
"""Codes 1 to 31 are free; 0 is for what the face doesn't have, and 32 is a space in every subset."""
SPACE, NO_BREAK_SPACE = 0x20, 0xA0


class EmbeddedFont:
    """A face in a file.

    Args:
        face: the font.
        name: of its font resources, without the number of the subset.

    """

    def __init__(self, face: LeanFace, name: str) -> None:
        self._face = face
        self._name = name
        self._subsets = [FIRST_CODES[:]]
        self._codes = {0: 0, SPACE: SPACE}
        self._next = 1

    def encode(self, char: int) -> tuple[str, int]:
        """The font resource that has a character, and its code there."""
        char = SPACE if char == NO_BREAK_SPACE else char
        code = self._codes.get(char)
        if code is None:
            code = self._codes[char] = self._add(char) if char in self._face.charToGlyph else 0
        return f"/{self._name}+{code >> 8}", code & 0xFF

    def _add(self, char: int) -> int:
        code = self._next
        if code & 0xFF == SPACE:
            if code != SPACE:
                self._subsets[-1].append(SPACE)
            code += 1
        if code & 0xFF == 0:
            self._subsets.append([0])
            code += 1
        if code < len(FIRST_CODES):
            self._subsets[0][code] = char
        else:
            self._subsets[-1].append(char)
        self._next = code + 1
        return code

    def write(self, document: PlanDocument) -> dict[str, str]:
        """Write the objects; gives the references to the fonts by resource name."""
        return {
            f"{self._name}+{number}": self._write_subset(document, number, chars)
            for number, chars in enumerate(self._subsets)
        }

    def _write_subset(self, document: PlanDocument, number: int, chars: list[int]) -> str:
        face = self._face
        name = (SUBSETN(number) + b"+" + face.name + face.subfontNameX).decode("pdfdoc")
        unicode_map = document.add_stream({}, makeToUnicodeCMap(name, chars).encode("ascii"))
        file = face.make_subset(chars)
        font_file = document.add_stream({"Length1": str(len(file))}, file)
        descriptor = document.add(dictionary(_descriptor(face, name, font_file)))
        entries = {
            "Type": "/Font",
            "Subtype": "/TrueType",
            "Name": f"/{self._name}+{number}",
            "BaseFont": f"/{name}",
            "FirstChar": "0",
            "LastChar": str(len(chars) - 1),
            "Widths": array(face.widths(chars)),
            "ToUnicode": unicode_map,
            "FontDescriptor": descriptor,
        }
        return document.add(dictionary(entries))


def _descriptor(face: LeanFace, name: str, font_file: str) -> Mapping[str, str]:
    return {**face.descriptor, "FontName": f"/{name}", "FontFile2": font_file}
