"""Font files for PDFs: whole fonts that hold only the characters asked for."""

from __future__ import annotations

import io
import struct

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from plan_factory import FONTS
from regioplan_pdf.pdf.font_file import MAGIC, LeanFace, LeanFont

CHARS = [0, ord("A"), ord("é"), ord("ǖ"), 0x1234, ord("A"), ord("!")]
"""Two that are put together from others, one that isn't in the font, one twice."""


@pytest.fixture(scope="module", params=["regular", "bold_italic"])
def path(request: pytest.FixtureRequest) -> str:
    return str(FONTS.paths[request.param])


@pytest.fixture(scope="module")
def face(path: str) -> LeanFace:
    return LeanFont(f"test-{path}", path).face


def outline(font: TTFont, glyph: str) -> object:
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[glyph].draw(pen)
    return pen.value, glyphs[glyph].width


def test_the_codes_of_a_subset_show_the_glyphs_of_its_characters(face: LeanFace, path: str):
    whole, subset = TTFont(path), TTFont(io.BytesIO(face.make_subset(CHARS)))
    (table,) = subset["cmap"].tables
    names = whole.getBestCmap()
    for code, char in enumerate(CHARS):
        expected = outline(whole, names.get(char, ".notdef"))
        assert outline(subset, table.cmap.get(code, ".notdef")) == expected, chr(char)


def test_a_subset_has_no_hints_names_or_other_glyphs(face: LeanFace):
    subset = TTFont(io.BytesIO(face.make_subset(CHARS)))
    assert set(subset.keys()) - {"GlyphOrder"} == {
        "OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "post",
    }  # fmt: skip
    programs = [getattr(subset["glyf"][name], "program", None) for name in subset.getGlyphOrder()]
    assert not any(program.getBytecode() for program in programs if program)
    parts = {part for name in subset.getGlyphOrder() for part in subset["glyf"][name].getComponentNames(subset["glyf"])}
    assert len(subset.getGlyphOrder()) == 5 + len(parts - set(subset.getGlyphOrder()[:5]))


def test_the_words_of_a_subset_add_up(face: LeanFace):
    data = face.make_subset(CHARS)
    assert len(data) % 4 == 0
    assert sum(struct.unpack(f">{len(data) // 4}I", data)) & 0xFFFFFFFF == MAGIC


def test_a_subset_does_not_depend_on_those_before_it(face: LeanFace, path: str):
    face.make_subset([ord(char) for char in "éüABC"])
    assert face.make_subset(CHARS) == LeanFont("test-fresh", path).face.make_subset(CHARS)
