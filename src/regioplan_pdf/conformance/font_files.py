"""The font files inside a file: whether they are fonts at all, and as wide as the PDF says (ISO 14289-1 7.21).

Only what tells in little time: a TrueType file must have the tables that a viewer can't do without, each
whole; how wide its glyphs are is read for the codes that are shown. Outlines aren't looked at.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from regioplan_pdf.conformance.file import PdfFile
from regioplan_pdf.conformance.finding import join_some, shorten
from regioplan_pdf.conformance.font_tables import EMBEDDED, FontTable
from regioplan_pdf.conformance.subject import Subject
from regioplan_pdf.conformance.values import Stream, Value

_TRUETYPE = (b"\x00\x01\x00\x00", b"true")
_STARTS = {"FontFile": (b"%!", b"\x80\x01"), "FontFile2": _TRUETYPE, "FontFile3": (b"OTTO", b"\x01\x00", *_TRUETYPE)}
"""How a font file begins, by the entry that holds it."""
_NEEDED = (b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp")
"""Tables of a TrueType file (PDF 1.7, 9.9)."""
_MAGIC = 0x5F0F3CF5
_SYMBOLIC = 1 << 2
_PRIVATE = 0xF000
"""Where a symbolic font may have its codes."""
_TOLERANCE = 1.0
"""1/1000 em."""


def check_font_files(subject: Subject) -> None:
    """Each font that the pages name."""
    file = subject.file
    for painted in subject.pages:
        listed = file.dictionary(file.dictionary(painted.page.entries.get("Resources")).get("Font"))
        for value in listed.values():
            table = subject.font(value)
            for rule, fault in _faults(file, file.dictionary(value), table):
                subject.findings.add(rule, f"the font {shorten(table.name, 40)} {fault}", painted.page.number)


def _faults(file: PdfFile, font: dict[str, Value], table: FontTable) -> Iterator[tuple[str, str]]:
    """What is wrong with the file of a font, with the rule; that there's no mention of one is told elsewhere."""
    below = file.array(font.get("DescendantFonts"))
    own = file.dictionary(below[0]) if table.wide and below else font
    descriptor = file.dictionary(own.get("FontDescriptor"))
    key = next((key for key in EMBEDDED if key in descriptor), "")
    if not key:
        return
    held = file.get(descriptor[key])
    if not isinstance(held, Stream):
        yield "font-embedded", "isn't there: its file is missing"
        return
    data = file.data(held)
    if not data.startswith(_STARTS[key]):
        yield "font-embedded", "is something else than a font"
    elif key == "FontFile2":
        try:
            outlines = _read_outlines(data)
            wrong = sorted(_wrong_widths(table, outlines, _glyphs(file, own, descriptor, outlines, wide=table.wide)))
        except (struct.error, KeyError, ValueError):
            yield "font-embedded", "is damaged: its file lacks a table, or a part of one"
            return
        if wrong:
            yield "font-widths", f"is given other widths than its own, for codes {join_some(map(str, wrong))}"


@dataclass(frozen=True, slots=True)
class _Outlines:
    """What is read of a TrueType file. advances: 1/1000 em by glyph, the last goes for all that follow."""

    tables: dict[bytes, bytes]
    count: int
    advances: list[float]

    def advance(self, glyph: int) -> float:
        """How wide a glyph is."""
        return self.advances[min(glyph, len(self.advances) - 1)]


def _read_outlines(data: bytes) -> _Outlines:
    """The tables of a font. Raises struct.error, KeyError or ValueError for one that isn't whole."""
    (count,) = struct.unpack_from(">H", data, 4)
    tables: dict[bytes, bytes] = {}
    for place in range(12, 12 + 16 * count, 16):
        tag, _, start, length = struct.unpack_from(">4sLLL", data, place)
        if start + length > len(data):
            raise ValueError("a table goes on after the end")
        tables[tag] = data[start : start + length]
    magic, _, units = struct.unpack_from(">LHH", tables[b"head"], 12)
    (long_offsets,) = struct.unpack_from(">h", tables[b"head"], 50)
    (glyphs,) = struct.unpack_from(">H", tables[b"maxp"], 4)
    (metrics,) = struct.unpack_from(">H", tables[b"hhea"], 34)
    if magic != _MAGIC or not units or not 0 < metrics <= glyphs or any(tag not in tables for tag in _NEEDED):
        raise ValueError("no font")
    if len(tables[b"loca"]) < (glyphs + 1) * (4 if long_offsets else 2):
        raise ValueError("a glyph has no place")
    widths = struct.unpack_from(f">{2 * metrics}H", tables[b"hmtx"])[::2]
    return _Outlines(tables, glyphs, [1000 * width / units for width in widths])


def _glyphs(
    file: PdfFile, font: dict[str, Value], descriptor: dict[str, Value], outlines: _Outlines, *, wide: bool
) -> Mapping[int, int]:
    """Glyphs by code; none of a font whose codes stand for glyphs in a way that isn't followed."""
    if wide:
        return dict(enumerate(range(outlines.count))) if file.name(font.get("CIDToGIDMap")) == "Identity" else {}
    flags = int(file.number(descriptor.get("Flags")))
    if not flags & _SYMBOLIC or "Encoding" in font:
        return {}
    return {code: glyph for code, glyph in _characters(outlines.tables[b"cmap"]).items() if glyph < outlines.count}


def _characters(table: bytes) -> dict[int, int]:
    """Glyphs by code of a symbolic font: of its map for (3, 0), else of that for (1, 0)."""
    (count,) = struct.unpack_from(">H", table, 2)
    maps = {}
    for place in range(4, 4 + 8 * count, 8):
        platform, encoding, offset = struct.unpack_from(">HHL", table, place)
        maps[platform, encoding] = offset
    offset = maps.get((3, 0), maps.get((1, 0)))
    if offset is None:
        return {}
    (kind,) = struct.unpack_from(">H", table, offset)
    if kind == 0:
        return dict(enumerate(table[offset + 6 : offset + 262]))
    if kind == 6:
        first, entries = struct.unpack_from(">HH", table, offset + 6)
        return dict(enumerate(struct.unpack_from(f">{entries}H", table, offset + 10), first))
    return _segments(table, offset) if kind == 4 else {}


def _segments(table: bytes, offset: int) -> dict[int, int]:
    """A map of ranges (format 4), for the codes that one byte can have."""
    segments = struct.unpack_from(">H", table, offset + 6)[0] // 2
    at = offset + 14
    ends, starts, shifts, ranges = (
        struct.unpack_from(f">{segments}H", table, at + 2 * segments * number + (2 if number else 0))
        for number in range(4)
    )
    found: dict[int, int] = {}
    for number, (start, end, shift, jump) in enumerate(zip(starts, ends, shifts, ranges, strict=True)):
        for char in range(max(start, 0), end + 1):
            if not (char < 256 or _PRIVATE <= char < _PRIVATE + 256):
                break
            glyph = char
            if jump:
                place = at + 6 * segments + 2 + 2 * number + jump + 2 * (char - start)
                (glyph,) = struct.unpack_from(">H", table, place)
            found[char & 0xFF] = (glyph + shift) & 0xFFFF if glyph or not jump else 0
    return found


def _wrong_widths(table: FontTable, outlines: _Outlines, glyphs: Mapping[int, int]) -> Iterator[int]:
    """The codes that are shown, and are another width than their glyphs."""
    for code in table.shown_codes() if glyphs else ():
        width = table.widths.get(code, table.default_width)
        if code in glyphs and abs(outlines.advance(glyphs[code]) - width) > _TOLERANCE:
            yield code
