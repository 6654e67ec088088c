"""A page read through for its marks and its texts alone, a whole stretch of marked content at a time.

A plan's page is a row of stretches, `/P <</MCID 4>> BDC ... EMC`, one after the other, which show text and
paint plain paths. One regular expression tells whether all of a page is like that, another what is in it. A page
with anything that is written otherwise, or that would be told of, is left to `PageReader`.
"""

from __future__ import annotations

import re
from codecs import charmap_decode
from collections.abc import Mapping

from regioplan_pdf.conformance.content import WRONG_OPERANDS, PageReader
from regioplan_pdf.conformance.font_tables import FontTable
from regioplan_pdf.conformance.tree import MarkKey
from regioplan_pdf.conformance.values import GAP, WORD_END, Value, read_name

_ESCAPES = (b"\\\\", b"\\(", b"\\)", b"\\r", b"\\n")
"""In strings; the backslash itself is first. Other escapes are hardly met."""
_MEANT = b"\\()\r\n"
_PIECES = {
    b"gap": GAP,
    b"name": rb"[A-Za-z0-9+._-]++",
    b"mcid": rb"<< %(gap)s*+ /MCID %(gap)s++ " % {b"gap": GAP},
    b"number": rb"[+-]?+(?:\d++\.?+\d*+|\.\d++)",
    b"string": rb"\([^()\\]*+\)",
    b"skipped": rb"re|rg|RG|[mlchwJjgGvynMi]|W\*?|cm|BT|ET|T[dDmcwzLsr]|T\*|cs|CS|scn?|SCN?|ri",
}
"""Nothing but strings may have a byte that stands for another. skipped: what only colours and places depend on."""
_MOST_PLAIN = 2_000_000
"""Bytes of a page's content that are read at once. A plan's has 30,000."""
_SETTINGS = rb"%(gap)s*+ (?: (?:%(number)s %(gap)s++)*+ (?:%(skipped)s) %(gap)s++ )*+" % _PIECES
_BEGIN = (
    rb"""
    /(?: (?!Artifact[^A-Za-z0-9]) [A-Za-z0-9]++ %(gap)s*+ %(mcid)s \d{1,9}+ %(gap)s*+ >> %(gap)s*+ BDC
    |    Artifact %(gap)s++ BMC
    |    Artifact %(gap)s*+ << (?: %(gap)s*+ /(?:Type|Subtype) %(gap)s*+ /%(name)s )*+ %(gap)s*+ >> %(gap)s*+ BDC
    ) %(gap)s++
    """
    % _PIECES
)
_INSTRUCTION = (
    # The numbers and operators of paths and colours, which leave texts alone; the last is an operator.
    rb"""
        [0-9.+\-\x00\t\n\f\r cefghjlmnrwvyGJMRSW*]++ (?<=[cefghjlmnrwvyGJMSW*]%(gap)s)
    |   \[ [0-9.\x00\t\n\f\r ]*+ \] %(gap)s*+ %(number)s %(gap)s++ d %(gap)s++
    |   (?:BT|ET) %(gap)s++
    |   %(number)s %(gap)s++ (?:Tr | %(number)s %(gap)s++ Td) %(gap)s++
    |   /%(name)s %(gap)s++ %(number)s %(gap)s++ Tf %(gap)s++
    |   %(string)s %(gap)s*+ Tj %(gap)s++
    |   \[ (?:%(string)s | [0-9.+\-\x00\t\n\f\r ]++)*+ \] %(gap)s*+ TJ %(gap)s++
    """
    % _PIECES
)
_PLAIN = re.compile(
    rb"(?: %(settings)s %(begin)s (?:%(instruction)s)*+ EMC %(end)s )*+ %(settings)s"
    % {b"settings": _SETTINGS, b"begin": _BEGIN, b"instruction": _INSTRUCTION, b"end": WORD_END},
    re.VERBOSE,
)
"""A page of nothing but stretches, tagged by their MCID or artifacts. All is possessive: nothing is tried twice."""
_BETWEEN = re.compile(rb"\)[^(/]*+\(")
"""What stands between two strings in one font, and so in one stretch."""
_EVENT = re.compile(
    rb"""
    [^(/]*+
    (?: (?P<string>\([^()]*+)
      | / (?: (?P<font>%(name)s) %(gap)s++ %(number)s %(gap)s++ Tf
            | [A-Za-z0-9]++ %(gap)s*+ %(mcid)s (?P<mcid>\d++)
            | (?P<artifact>Artifact)
            | %(name)s )
      | \Z )
    """
    % _PIECES,
    re.VERBOSE,
)
"""What there is to know of a plain page, from the beginning to the end; other names are of kinds of artifacts."""


class TextReader(PageReader):
    """Reads one page's marks and texts; nothing has a place, size or colour."""

    def _run(self, data: bytes, resources: dict[str, Value]) -> None:
        outer, self._resources = self._resources, resources
        taken = not self._marks and self._take_stretches(data)
        self._resources = outer
        if not taken:
            super()._run(data, resources)

    def _take_stretches(self, data: bytes) -> bool:
        """Note the texts of all stretches. False, and nothing is noted, if that isn't all there is to it."""
        if len(data) > _MOST_PLAIN:
            return False
        data, stand_ins = _without_escapes(data)
        if not _PLAIN.fullmatch(data):
            return False
        events = _EVENT.findall(_BETWEEN.sub(b"", data))
        self._file.count_operations(len(events))
        fonts = _Fonts(self, stand_ins)
        texts: dict[MarkKey, list[str]] = {}
        own: list[str] = []
        for string, font, mcid, artifact in events:
            if string:
                text = fonts.text(string[1:])
                if text is None:
                    return False
                own.append(text)
            elif mcid:
                key = MarkKey(self._container, int(mcid))
                if key in texts or key in self.painted.texts:
                    return False
                own = texts[key] = []
            elif font:
                if not fonts.choose(font):
                    return False
            elif artifact:
                own = []
        self._state.font = fonts.chosen
        self.painted.texts |= texts
        self.painted.fonts |= fonts.used
        return True

    def find_font(self, name: bytes) -> FontTable | None:
        """A font of the resources; None for one that can't be read, which choosing it will tell."""
        try:
            return self._read_font(self._resource("Font", read_name(name)))
        except WRONG_OPERANDS:
            return None


class _Fonts:
    """The fonts of a page, as they're chosen.

    Args:
        reader: of the page.
        stand_ins: the byte that stands for another, by that other.

    """

    def __init__(self, reader: TextReader, stand_ins: Mapping[int, int]) -> None:
        self._reader = reader
        self._stand_ins = stand_ins
        self.chosen = reader._state.font
        self.used: dict[str, FontTable] = {}
        self._characters = self._characters_of(self.chosen)
        self._known: dict[bytes, tuple[FontTable | None, str]] = {}

    def choose(self, name: bytes) -> bool:
        """Take another font; False for one that can't be read."""
        if name not in self._known:
            font = self._reader.find_font(name)
            self._known[name] = (font, self._characters_of(font))
        self.chosen, self._characters = self._known[name]
        return self.chosen is not None

    def text(self, codes: bytes) -> str | None:
        """The text of codes; None when it isn't all sound characters."""
        if self.chosen is None:
            return None
        self.used[self.chosen.name] = self.chosen
        try:
            return charmap_decode(codes, "strict", self._characters)[0]
        except UnicodeDecodeError:
            return None

    def _characters_of(self, font: FontTable | None) -> str:
        characters = list(font.characters) if font else []
        for meant, stand_in in self._stand_ins.items() if characters else ():
            characters[stand_in] = characters[meant]
        return "".join(characters)


def _without_escapes(data: bytes) -> tuple[bytes, dict[int, int]]:
    """Content with a byte that it doesn't have in the place of each escape, so that no string has a bracket in it.

    Also gives these bytes by those that they stand for. A backslash that is left belongs to another
    escape, or there aren't bytes enough: no stretch has one, in our eyes.
    """
    stand_ins: dict[int, int] = {}
    if b"\\" in data:
        unused = (byte for byte in range(0xFF, 0x7F, -1) if byte not in data)
        for escape, meant, byte in zip(_ESCAPES, _MEANT, unused, strict=False):
            data = data.replace(escape, bytes([byte]))
            stand_ins[meant] = byte
    return data, stand_ins
