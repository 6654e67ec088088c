"""Font files cut down to the characters that a document uses, without hints and names.

ReportLab reads the file; its own subsets keep hinting programs and a name table that holds the
licence, and read every glyph anew for every document. Screens of today don't hint, and the licence
ships with the fonts. What a glyph is without its hints is found once in a process.
Table formats: OpenType specification, 'glyf', 'loca', 'hmtx', 'cmap', 'head'.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase.ttfonts import TTFont, TTFontFace

from regioplan_pdf.pdf.values import array

SYMBOLIC, NONSYMBOLIC = 1 << 2, 1 << 5
"""Flags of a font descriptor (PDF 1.7, 9.8.2): its characters are those of its own cmap, or of Latin text."""
MAGIC = 0xB1B0AFBA
"""What the words of a font file add up to, with the adjustment in its head."""
_ARGS_ARE_WORDS, _HAVE_SCALE, _MORE, _HAVE_XY_SCALE, _HAVE_TWO_BY_TWO, _HAVE_INSTRUCTIONS = (
    0x1, 0x8, 0x20, 0x40, 0x80, 0x100,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph description without instructions.

    parts: of a composite, (where its number stands in the data, glyph).
    """

    data: bytes
    parts: tuple[tuple[int, int], ...] = ()


class LeanFace(TTFontFace):  # type: ignore[misc]
    """ReportLab's font face with lean subsets."""

    @cached_property
    def _glyphs(self) -> dict[int, Glyph]:
        return {}

    def glyph(self, number: int) -> Glyph:
        """A glyph of the whole font."""
        found = self._glyphs.get(number)
        if found is None:
            start, end = self.glyphPos[number : number + 2]
            data = self.get_chunk(self.get_table_pos("glyf")[0] + start, end - start)
            found = self._glyphs[number] = strip_glyph(data)
        return found

    def make_subset(self, chars: Sequence[int]) -> bytes:
        """A font file in which these characters have the codes 0, 1, 2, ..."""
        codes = [self.charToGlyph.get(char, 0) for char in chars]
        numbers = {old: new for new, old in enumerate(dict.fromkeys((0, *codes)))}
        glyphs: list[bytes] = []
        for old in (waiting := list(numbers)):
            glyph = self.glyph(old)
            data = glyph.data
            for at, part in glyph.parts:
                if part not in numbers:
                    numbers[part] = len(numbers)
                    waiting.append(part)  # and so comes by in this loop
                data = data[:at] + struct.pack(">H", numbers[part]) + data[at + 2 :]
            glyphs.append(data)
        glyf, loca, is_long = _write_glyphs(glyphs)
        hmtx, advances = _write_metrics([self.hmetrics[old] for old in numbers])
        tables = {
            b"cmap": _write_cmap([numbers[code] for code in codes]),
            b"glyf": glyf,
            b"head": _set(self._copied["head"], (8, ">I", 0), (50, ">h", int(is_long))),
            b"hhea": _set(self._copied["hhea"], (34, ">H", advances)),
            b"hmtx": hmtx,
            b"loca": loca,
            b"maxp": _set(self._copied["maxp"], (4, ">H", len(numbers))),
            b"post": self._copied["post"],
        }
        return _write_tables({b"OS/2": self._copied["OS/2"]} | tables if "OS/2" in self._copied else tables)

    @cached_property
    def _copied(self) -> Mapping[str, bytes]:
        """The tables that are the same in every subset, but for a number in them."""
        tags = ("OS/2", "head", "hhea", "maxp", "post")
        tables: dict[str, bytes] = {tag: self.get_table(tag) for tag in tags if tag in self.table}
        # No zones, twilight points, storage, ... , instructions; no names of glyphs.
        no_programs = [(14 + 2 * place, ">H", int(place == 0)) for place in range(7)]
        tables["maxp"] = _set(tables["maxp"], *no_programs)
        tables["post"] = b"\0\3\0\0" + tables["post"][4:16] + bytes(16)
        return tables

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


def strip_glyph(data: bytes) -> Glyph:
    """A glyph description without its instructions."""
    if not data:
        return Glyph(data)
    (contours,) = struct.unpack_from(">h", data)
    if contours < 0:
        return _strip_composite(data)
    at = 10 + 2 * contours
    (length,) = struct.unpack_from(">H", data, at)
    return Glyph(data[:at] + b"\0\0" + data[at + 2 + length :])


def _strip_composite(data: bytes) -> Glyph:
    out = bytearray(data)
    parts: list[tuple[int, int]] = []
    at = 10
    while True:
        flags, part = struct.unpack_from(">2H", out, at)
        struct.pack_into(">H", out, at, flags & ~_HAVE_INSTRUCTIONS)
        parts.append((at + 2, part))
        at += 8 if flags & _ARGS_ARE_WORDS else 6
        if flags & _HAVE_SCALE:
            at += 2
        elif flags & _HAVE_XY_SCALE:
            at += 4
        elif flags & _HAVE_TWO_BY_TWO:
            at += 8
        if not flags & _MORE:
            return Glyph(bytes(out[:at]), tuple(parts))


def _set(table: bytes, *values: tuple[int, str, int]) -> bytes:
    """A table with numbers in other places: (offset, format, number)."""
    changed = bytearray(table)
    for offset, form, value in values:
        struct.pack_into(form, changed, offset, value)
    return bytes(changed)


def _write_glyphs(glyphs: Sequence[bytes]) -> tuple[bytes, bytes, bool]:
    """The tables glyf and loca, and whether the second has long offsets."""
    padded = [glyph + b"\0" if len(glyph) % 2 else glyph for glyph in glyphs]
    offsets = [*accumulate(map(len, padded), initial=0)]
    is_long = offsets[-1] // 2 > 0xFFFF
    places = offsets if is_long else [offset // 2 for offset in offsets]
    return b"".join(padded), struct.pack(f">{len(places)}{'I' if is_long else 'H'}", *places), is_long


def _write_metrics(metrics: Sequence[tuple[float, int]]) -> tuple[bytes, int]:
    """The table hmtx and how many advances are in it: the last one counts for all glyphs that follow."""
    count = len(metrics)
    while count > 1 and metrics[count - 1][0] == metrics[count - 2][0]:
        count -= 1
    numbers = [int(number) for pair in metrics[:count] for number in pair]
    numbers += [bearing for _, bearing in metrics[count:]]
    return struct.pack(f">{len(numbers)}H", *numbers), count


def _write_cmap(glyphs: Sequence[int]) -> bytes:
    """A table cmap for the Macintosh with one subtable of format 6: the glyphs of codes from 0 on."""
    head = struct.pack(">4HI", 0, 1, 1, 0, 12)
    count = len(glyphs)
    return head + struct.pack(f">{5 + count}H", 6, 10 + 2 * count, 0, 0, count, *glyphs)


def _write_tables(tables: Mapping[bytes, bytes]) -> bytes:
    """A TrueType file of tables whose tags are in order."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    head = struct.pack(">I4H", 0x10000, count, power * 16, power.bit_length() - 1, (count - power) * 16)
    offset = 12 + 16 * count
    total = 0
    bodies: list[bytes] = []
    for tag, body in tables.items():
        padded = body + bytes(-len(body) % 4)
        checksum = _checksum(padded)
        head += struct.pack(">4s3I", tag, checksum, offset, len(body))
        bodies.append(padded)
        offset += len(padded)
        total += checksum
    adjustment = (MAGIC - total - _checksum(head)) & 0xFFFFFFFF
    place = list(tables).index(b"head")
    bodies[place] = _set(bodies[place], (8, ">I", adjustment))
    return head + b"".join(bodies)


def _checksum(padded: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
