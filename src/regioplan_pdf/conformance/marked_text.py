"""A page read through for its marks and its texts alone, a whole stretch of marked content at a time.

A plan's page is a row of stretches, `/P <</MCID 4>> BDC ... EMC`, one after the other, which show text and
paint plain paths. One regular expression reads such a stretch whole. Whatever is written otherwise, or would
be told of, is read operator by operator, as `PageReader` does.
"""

from __future__ import annotations

import re

from regioplan_pdf.conformance.content import HANDLERS, NO_FONT, WRONG_OPERANDS, PageReader
from regioplan_pdf.conformance.font_tables import FontTable
from regioplan_pdf.conformance.tree import MarkKey
from regioplan_pdf.conformance.values import GAP, NAME, WORD_END, Value, read_name, slow_operation, unescape

_PIECES = {
    b"gap": GAP,
    b"name": NAME,
    b"end": WORD_END,
    b"number": rb"[+-]?+(?:\d++\.?+\d*+|\.\d++)",
    b"literal": rb"\((?:[^()\\]++|\\.)*+\)",
    b"skipped": rb"re|rg|RG|[mlchwJjgGvynMi]|W\*?|cm|BT|ET|T[dDmcwzLsr]|T\*|cs|CS|scn?|SCN?|ri",
}
"""skipped: operators that only colours and places depend on."""
_STRETCH = re.compile(
    rb"""
    %(gap)s*+ (?: (?:%(number)s %(gap)s++)*+ (?:%(skipped)s) %(gap)s++ )*+
    (?P<stretch>
        /(?: (?!Artifact[^A-Za-z0-9]) [A-Za-z0-9]++ %(gap)s*+ << %(gap)s*+ /MCID %(gap)s++ (?P<mcid>\d{1,9}+) %(gap)s*+ >>
              %(gap)s*+ BDC
          |  Artifact (?: %(gap)s++ BMC
                       |  %(gap)s*+ << (?:%(gap)s*+ /(?:Type|Subtype) %(gap)s*+ /%(name)s)*+ %(gap)s*+ >> %(gap)s*+ BDC )
         )
        %(gap)s++
        (?P<body> (?:
            # The numbers and operators of paths and colours, which leave texts alone; the last is an operator.
            [0-9.+\-\x00\t\n\f\r cefghjlmnrvwyGJMRSW*]++ (?<=[cefghjlmnrwvyGJMSW*]%(gap)s)
        |   \[ [0-9.\x00\t\n\f\r ]*+ \] %(gap)s*+ %(number)s %(gap)s++ d %(gap)s++
        |   (?:BT|ET) %(gap)s++
        |   %(number)s %(gap)s++ (?:Tr | %(number)s %(gap)s++ Td) %(gap)s++
        |   /%(name)s %(gap)s++ %(number)s %(gap)s++ Tf %(gap)s++
        |   %(literal)s %(gap)s*+ Tj %(gap)s++
        |   \[ (?:%(literal)s | [0-9.+\-\x00\t\n\f\r ]++)*+ \] %(gap)s*+ TJ %(gap)s++
        )*+ )
        EMC %(end)s
    )?
    """
    % _PIECES,
    re.DOTALL | re.VERBOSE,
)
"""What is skipped, and a stretch: tagged by its MCID or an artifact. All within is possessive: it's tried only once."""
_LITERAL = re.compile(rb"\(((?:[^()\\]++|\\.)*+)\)", re.DOTALL)
_FONT_OR_LITERAL = re.compile(rb"/(" + NAME + rb")|" + _LITERAL.pattern, re.DOTALL)
_RARE = re.compile(rb"\\[^()nr\\]")
_PLACES = b"cm g rg RG cs sc scn re m l c v y W W* n BT Td TD T* Tm Tc Tw Tz TL Ts Tr".split()
_WANTED = {operator: handle for operator, handle in HANDLERS.items() if operator not in _PLACES}


class TextReader(PageReader):
    """Reads one page's marks and texts; nothing has a place, size or colour."""

    def _run(self, data: bytes, resources: dict[str, Value]) -> None:
        outer, self._resources = self._resources, resources
        fonts: dict[bytes, FontTable | None] = {}
        position = 0
        while True:
            if not self._marks and (found := _STRETCH.match(data, position)):
                stretch, mcid, body = found.groups()
                position = found.end()
                if stretch:
                    if self._take_stretch(mcid, body, fonts):
                        continue
                    position -= len(stretch)
            self._file.count_operations()
            operator, operands, position = slow_operation(data, position)
            if not operator:
                break
            handler = _WANTED.get(operator)
            if handler is not None:
                self._carry_out(handler, operator, operands)
        self._resources = outer

    def _take_stretch(self, mcid: bytes | None, body: bytes, fonts: dict[bytes, FontTable | None]) -> bool:
        """Note the texts of a stretch. False when there may be something to tell about it, and it must be read again.

        mcid: None for an artifact. fonts: those of the resources that were looked up already.
        """
        painted, font = self.painted, self._state.font
        key = MarkKey(self._container, int(mcid)) if mcid else None
        texts: list[str] = []
        count = 1
        for name, literals in _runs(body):
            if name:
                font = fonts[name] if name in fonts else fonts.setdefault(name, self._find_font(name))
                if font is None:
                    return False
            if literals:
                count += len(literals)
                text = font.plain_text(_unescape_all(literals)) if font else None
                if font is None or text is None:
                    return False
                texts.append(text)
                painted.fonts[font.name] = font
        if key is not None:
            if key in painted.texts:
                return False
            painted.texts[key] = texts
        self._state.font = font
        self._file.count_operations(count)
        return True

    def _find_font(self, name: bytes) -> FontTable | None:
        """A font of the resources; None for one that can't be read, which choosing it will tell."""
        try:
            return self._read_font(self._resource("Font", read_name(name)))
        except WRONG_OPERANDS:
            return None

    def _show(self, parts: list[Value]) -> None:
        self._note_painting("text")
        font = self._state.font
        if font is None:
            self._tell("content-syntax", NO_FONT)
            return
        self._note_text(font.text(b"".join([part for part in parts if isinstance(part, bytes)])), font)


def _runs(body: bytes) -> list[tuple[bytes, list[bytes]]]:
    """The fonts that are chosen in a stretch, each with the strings that follow; b'' for the one before."""
    if b"/" not in body:
        return [(b"", _LITERAL.findall(body))] if b"(" in body else []
    literals: list[bytes] = []
    runs = [(b"", literals)]
    for name, literal in _FONT_OR_LITERAL.findall(body):
        if name:
            literals = []
            runs.append((name, literals))
        else:
            literals.append(literal)
    return runs


def _unescape_all(literals: list[bytes]) -> bytes:
    data = b"".join(literals)
    if b"\\" not in data:
        return data
    # Other escapes than these may seem to go on in the next string.
    return b"".join(map(unescape, literals)) if _RARE.search(data) else unescape(data)
