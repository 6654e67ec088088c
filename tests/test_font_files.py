"""What is read of the font files inside a file: their maps of codes, in the forms that a small font has."""

from __future__ import annotations

import struct

import pytest

from regioplan_pdf.conformance.font_files import _characters

SHIFT = (7 - 0xF041) & 0xFFFF
BYTES = struct.pack(">3H256B", 0, 262, 0, *range(3), *bytes(253))
TRIMMED = struct.pack(">5H3H", 6, 16, 0, 65, 3, 7, 8, 9)
SHIFTED = struct.pack(">7H 2H H 2H 2H 2H", 4, 32, 0, 4, 0, 0, 0, 0xF043, 0xFFFF, 0, 0xF041, 0xFFFF, SHIFT, 1, 0, 0)
LISTED = struct.pack(">7H 2H H 2H 2H 2H 3H", 4, 38, 0, 4, 0, 0, 0, 67, 0xFFFF, 0, 65, 0xFFFF, 0, 1, 4, 0, 7, 0, 9)


def table(*maps: tuple[int, int, bytes]) -> bytes:
    """A cmap of these maps: platform, encoding, data."""
    heads, data = b"", b""
    for platform, encoding, own in maps:
        heads += struct.pack(">HHL", platform, encoding, 4 + 8 * len(maps) + len(data))
        data += own
    return struct.pack(">HH", 0, len(maps)) + heads + data


@pytest.mark.parametrize(
    ("maps", "glyphs"),
    [
        (((1, 0, BYTES),), {0: 0, 1: 1, 2: 2, 255: 0}),
        (((1, 0, TRIMMED),), {65: 7, 66: 8, 67: 9}),
        (((3, 0, SHIFTED),), {65: 7, 66: 8, 67: 9}),
        (((3, 0, LISTED),), {65: 7, 66: 0, 67: 9}),
        (((1, 0, BYTES), (3, 0, SHIFTED)), {65: 7, 66: 8, 67: 9}),
    ],
)
def test_the_glyph_of_a_code(maps: tuple[tuple[int, int, bytes], ...], glyphs: dict[int, int]):
    assert glyphs.items() <= _characters(table(*maps)).items()


def test_a_font_for_other_codes_is_left_alone():
    assert _characters(table((3, 1, SHIFTED))) == {}


@pytest.mark.parametrize("kept", range(4, 44, 3))
def test_a_map_that_breaks_off_is_told(kept: int):
    with pytest.raises(struct.error):
        _characters(table((3, 0, SHIFTED))[:kept])
