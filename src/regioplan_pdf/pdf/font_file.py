"""Embedding font files without what a PDF has no use for: hints and names.

ReportLab embeds a subset with its hinting programs and a name table that holds the licence;
screens of today don't hint, and the licence ships with the fonts. Without them a plan is 8 kB
smaller. fontTools can do this too, but in 25 ms a font where this takes one.
Table formats: OpenType specification, 'glyf', 'loca', 'maxp'.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase.ttfonts import TTFont, TTFontFace

from regioplan_pdf.pdf.values import array

SYMBOLIC, NONSYMBOLIC = 1 << 2, 1 << 5
"""Flags of a font descriptor (PDF 1.7, 9.8.2): its characters are those of its own cmap, or of Latin text."""
DROPPED = (b"name", b"cvt ", b"fpgm", b"prep", b"gasp")
_ARGS_ARE_WORDS, _HAVE_SCALE, _MORE, _HAVE_XY_SCALE, _HAVE_TWO_BY_TWO, _HAVE_INSTRUCTIONS = (
    0x1, 0x8, 0x20, 0x40, 0x80, 0x100,
)  # fmt: skip


class LeanFace(TTFontFace):  # type: ignore[misc]
    """ReportLab's font face with leaner subsets."""

    def makeSubset(self, subset: Any) -> bytes:  # noqa: ANN401 - ReportLab's signature
        """The font file for these characters."""
        return strip_font(super().makeSubset(subset))

    @cached_property
    def descriptor(self) -> Mapping[str, str]:
        """The entries of a font descriptor that are the same in all files."""
        flags = self.flags & ~NONSYMBOLIC | SYMBOLIC
        return {
            "Type": "/FontDescriptor",
            "Ascent": fp_str(self.ascent),
            "CapHeight": fp_str(self.capHeight),
            "Descent": fp_str(self.descent),
            "Flags": str(flags),
            "FontBBox": array([fp_str(side) for side in self.bbox]),
            "ItalicAngle": fp_str(self.italicAngle),
            "StemV": str(self.stemV),
            "MissingWidth": fp_str(self.defaultWidth),
        }

    @cached_property
    def _widths(self) -> dict[int, str]:
        return {}

    def widths(self, chars: Sequence[int]) -> list[str]:
        """Widths (1/1000 em) as PDF writes them."""
        known = self._widths
        for char in chars:
            if char not in known:
                known[char] = fp_str(self.getCharWidth(char))
        return [known[char] for char in chars]


class LeanFont(TTFont):  # type: ignore[misc]
    """A font from a file, embedded lean."""

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path, asciiReadable=0, shapable=False)
        self.face.__class__ = LeanFace


def strip_font(data: bytes) -> bytes:
    """A TrueType file without hints and names, its outlines untouched."""
    tables = _read_tables(data)
    for tag in DROPPED:
        tables.pop(tag, None)
    long_offsets = struct.unpack_from(">h", tables[b"head"], 50)[0] == 1
    offsets = _read_offsets(tables[b"loca"], long_offsets)
    glyphs = [_strip_glyph(tables[b"glyf"][start:end]) for start, end in pairwise(offsets)]
    tables[b"glyf"], tables[b"loca"] = _write_glyphs(glyphs, long_offsets)
    maximum = bytearray(tables[b"maxp"])
    struct.pack_into(">7H", maximum, 14, 1, 0, 0, 0, 0, 0, 0)  # zones, twilight points, storage ... instructions
    tables[b"maxp"] = bytes(maximum)
    return _write_tables(data[:4], tables)


def _read_tables(data: bytes) -> dict[bytes, bytes]:
    (count,) = struct.unpack_from(">H", data, 4)
    tables: dict[bytes, bytes] = {}
    for index in range(count):
        tag, _, offset, length = struct.unpack_from(">4s3I", data, 12 + 16 * index)
        tables[tag] = data[offset : offset + length]
    return tables


def _read_offsets(loca: bytes, long_offsets: bool) -> list[int]:
    if long_offsets:
        return list(struct.unpack(f">{len(loca) // 4}I", loca))
    return [2 * half for half in struct.unpack(f">{len(loca) // 2}H", loca)]


def _write_glyphs(glyphs: list[bytes], long_offsets: bool) -> tuple[bytes, bytes]:
    """The tables glyf and loca."""
    offsets = [0]
    padded = []
    for glyph in glyphs:
        padded.append(glyph + b"\0" * (len(glyph) % 2))
        offsets.append(offsets[-1] + len(padded[-1]))
    if long_offsets:
        loca = struct.pack(f">{len(offsets)}I", *offsets)
    else:
        loca = struct.pack(f">{len(offsets)}H", *(offset // 2 for offset in offsets))
    return b"".join(padded), loca


def _strip_glyph(glyph: bytes) -> bytes:
    """A glyph description without its instructions."""
    if not glyph:
        return glyph
    (contours,) = struct.unpack_from(">h", glyph)
    if contours < 0:
        return _strip_composite(glyph)
    at = 10 + 2 * contours
    (length,) = struct.unpack_from(">H", glyph, at)
    return glyph[:at] + b"\0\0" + glyph[at + 2 + length :]


def _strip_composite(glyph: bytes) -> bytes:
    out = bytearray(glyph)
    at = 10
    while True:
        (flags,) = struct.unpack_from(">H", out, at)
        struct.pack_into(">H", out, at, flags & ~_HAVE_INSTRUCTIONS)
        at += 8 if flags & _ARGS_ARE_WORDS else 6
        if flags & _HAVE_SCALE:
            at += 2
        elif flags & _HAVE_XY_SCALE:
            at += 4
        elif flags & _HAVE_TWO_BY_TWO:
            at += 8
        if not flags & _MORE:
            return bytes(out[:at])


def _write_tables(version: bytes, tables: dict[bytes, bytes]) -> bytes:
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    head = version + struct.pack(">4H", count, power * 16, power.bit_length() - 1, (count - power) * 16)
    offset = 12 + 16 * count
    entries, bodies = [], []
    for tag, body in sorted(tables.items()):
        padded = body + b"\0" * (-len(body) % 4)
        entries.append(struct.pack(">4s3I", tag, _checksum(padded), offset, len(body)))
        bodies.append(padded)
        offset += len(padded)
    return head + b"".join(entries) + b"".join(bodies)


def _checksum(padded: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
