"""Whether a font file has all of its tables, told before anything reads them.

A file that was cut off or fetched by halves opens all the same, and fails at the first character
past its end. Format: OpenType specification, 'Table Directory'.
"""

from __future__ import annotations

import struct

TRUETYPE_STARTS = (b"\x00\x01\x00\x00", b"true")
"""The first bytes of a font file with TrueType outlines, the kind that can be embedded."""
NEEDED = frozenset((b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"name", b"post"))
_HEAD, _ENTRY = struct.Struct(">4sH6x"), struct.Struct(">4s4x2I")


def find_font_fault(data: bytes) -> str:
    """What is wrong with a font file, as the end of a sentence; '' for a sound one."""
    if data[:4] not in TRUETYPE_STARTS:
        return "isn't a TrueType font"
    try:
        _, count = _HEAD.unpack_from(data)
        tables = [_ENTRY.unpack_from(data, _HEAD.size + number * _ENTRY.size) for number in range(count)]
    except struct.error:
        return f"stops after {len(data)} bytes, in the list of its tables"
    end = max((offset + length for _, offset, length in tables), default=0)
    if end > len(data):
        return f"is cut off: it has {len(data)} of its {end} bytes"
    missing = sorted(NEEDED - {tag for tag, _, _ in tables})
    return f"has no table '{missing[0].decode('ascii')}'" if missing else ""
