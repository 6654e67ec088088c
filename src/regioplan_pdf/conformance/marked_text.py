"""A page read through for its marks and its texts alone: half the work of following colours and places too."""

from __future__ import annotations

import re

from regioplan_pdf.conformance.content import HANDLERS, NO_FONT, PageReader
from regioplan_pdf.conformance.font_tables import FontTable
from regioplan_pdf.conformance.painted import Shown
from regioplan_pdf.conformance.tree import MarkKey
from regioplan_pdf.conformance.values import (
    GAP,
    LITERAL,
    NAME,
    NUMBER,
    SHOWN_ARRAY,
    SLOW,
    TEXTS,
    WORD_END,
    Value,
    read_name,
    slow_operation,
    unescape,
)

_SKIPPED = rb"re|rg|RG|[mlchwJjgGvynMi]|W\*?|cm|BT|ET|T[dDmcwzLsr]|T\*|cs|CS|scn?|SCN?|ri"
"""Operators that only colours and places depend on."""
_PASSAGE = re.compile(
    rb"%(gap)s*+(?:(?:%(number)s%(gap)s+)*+(?:%(skipped)s)%(gap)s+)*+(?:"
    rb"(?:/(%(name)s)%(gap)s+(%(number)s)%(gap)s+Tf%(gap)s+)?"  # 1, 2 a font
    rb"(?:%(literal)s%(gap)s*Tj|%(array)s%(gap)s*TJ)"  # 3, 4 a text
    rb"|/([A-Za-z0-9]+)%(gap)s*<<%(gap)s*/MCID%(gap)s+(\d+)%(gap)s*>>%(gap)s*BDC"  # 5, 6
    rb"|(EMC)"  # 7
    rb"|(?:/(%(name)s)%(gap)s+)?((?:%(number)s%(gap)s+)*+)([A-Za-z'\"][A-Za-z0-9*]*+)"  # 8, 9, 10 any operator
    rb")%(end)s"
    % {
        b"gap": GAP,
        b"number": NUMBER,
        b"skipped": _SKIPPED,
        b"name": NAME,
        b"literal": LITERAL,
        b"array": SHOWN_ARRAY,
        b"end": WORD_END,
    },
    re.DOTALL,
)
"""What is skipped, and the next instruction that matters."""
_LITERAL, _ARRAY, _MARK, _END, _ANY = 3, 4, 6, 7, 10
_PLACES = b"cm g rg RG cs sc scn re m l c v y W W* n BT Td TD T* Tm Tc Tw Tz TL Ts Tr".split()
_WANTED = {operator: handle for operator, handle in HANDLERS.items() if operator not in _PLACES}


class TextReader(PageReader):
    """Reads one page's marks and texts; what is shown has no place, size or colour."""

    def _run(self, data: bytes, resources: dict[str, Value]) -> None:
        outer, self._resources = self._resources, resources
        fonts: dict[bytes, FontTable] = {}
        position = 0
        match, show, count = _PASSAGE.match, self._show_text, self._file.count_operation
        while True:
            count()
            found = match(data, position)
            kind = found.lastindex if found else 0
            if found is None or (kind == _ANY and found[_ANY] in SLOW):
                operator, operands, position = slow_operation(data, position)
                if not operator:
                    break
                self._handle(operator, operands)
                continue
            position = found.end()
            if kind in (_LITERAL, _ARRAY):
                name = found[1]
                if name:
                    self._choose(name, found[2], fonts)
                show(unescape(found[_LITERAL] if kind == _LITERAL else b"".join(TEXTS.findall(found[_ARRAY]))))
            elif kind == _MARK:
                self.open_mark(found[5] == b"Artifact", MarkKey(self._container, int(found[6])), str(found[5], "ascii"))
            elif kind == _END:
                self.end_mark([])
            elif found[_ANY] in _WANTED:
                operands = [float(number) for number in found[9].split()]
                self._handle(found[_ANY], [read_name(found[8]), *operands] if found[8] else operands)
        self._resources = outer

    def _choose(self, name: bytes, size: bytes, fonts: dict[bytes, FontTable]) -> None:
        """Take a font; fonts: those of the resources that were looked up already."""
        if name in fonts:
            self._state.font = fonts[name]
            return
        self._handle(b"Tf", [read_name(name), float(size)])
        if self._state.font is not None:
            fonts[name] = self._state.font

    def _handle(self, operator: bytes, operands: list[Value]) -> None:
        handler = _WANTED.get(operator)
        if handler is not None:
            self._carry_out(handler, operator, operands)

    def _show(self, parts: list[Value]) -> None:
        self._show_text(b"".join([part for part in parts if isinstance(part, bytes)]))

    def _show_text(self, codes: bytes) -> None:
        marks, font = self._marks, self._state.font
        if font is None:
            self._note_painting("text")
            self._tell("content-syntax", NO_FONT)
            return
        text = font.text(codes)
        self.painted.shown.append(Shown(text, font, 0.0, "", 0.0, 0.0, (0.0, 0.0), 0, False))
        if len(marks) == 1 and marks[0].key is not None and not marks[0].replaced:
            self.painted.texts[marks[0].key].append(text)
            self.painted.fonts[font.name] = font
            return
        self._note_painting("text")
        self._note_text(text, font)
