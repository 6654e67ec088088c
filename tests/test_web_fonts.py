"""The site's fonts: small, the same each time, and under a name of their own."""

from __future__ import annotations

import io

import pytest
from fontTools.ttLib import TTFont

from regioplan_pdf.load.theme import DEFAULT_FONTS
from regioplan_pdf.type.fonts import Fonts
from regioplan_pdf.web.font_faces import FACES, font_faces_css
from regioplan_pdf.web.fonts import ALWAYS, web_font
from site_factory import FONTS


def opened(face: str, extra: str = "") -> TTFont:
    return TTFont(io.BytesIO(web_font(FONTS / DEFAULT_FONTS[face], face, extra)))


@pytest.mark.parametrize("face", FACES)
def test_a_font_is_small_and_is_called_by_another_name(face):
    assert len(web_font(FONTS / DEFAULT_FONTS[face], face)) < 20_000
    names = {record.nameID: record.toUnicode() for record in opened(face)["name"].names}
    assert names[1] == "Regioplan Sans"
    assert not any("Source" in text for number, text in names.items() if number not in (0, 13, 14))
    assert "SIL" in names[13] and "Copyright" in names[0]


def test_the_same_font_has_the_same_bytes():
    path = FONTS / DEFAULT_FONTS["regular"]
    assert web_font(path, "regular") == web_font.__wrapped__(path, "regular")


def test_it_has_the_characters_of_dutch_and_those_that_are_asked_for():
    own = set(TTFont(FONTS / DEFAULT_FONTS["regular"]).getBestCmap())
    assert set(map(ord, "Aéëïöü€’‘–−·…'IJ ")) <= set(opened("regular").getBestCmap())
    assert set(opened("regular").getBestCmap()) == own & set(map(ord, ALWAYS))
    assert ord("Ω") in own - set(map(ord, ALWAYS))
    assert ord("Ω") in opened("regular", "Ω").getBestCmap()


def test_a_text_is_as_wide_as_in_the_pdf(tmp_path):
    """Kerning came along: a label that was measured for the chart has that width in the browser."""
    (tmp_path / "a.ttf").write_bytes(b"")
    for face in FACES:
        font = opened(face)
        font.flavor = None
        font.save(tmp_path / DEFAULT_FONTS[face])
    ours, theirs = Fonts(tmp_path, DEFAULT_FONTS), Fonts(FONTS, DEFAULT_FONTS)
    for face in FACES:
        for text in ("Te Werk, Vervoer", "AVOWAY 1.451 € 7,5%", "’t Gooi – IJsselmonde"):
            assert ours.width(text, face, 10) == pytest.approx(theirs.width(text, face, 10))


def test_the_stylesheet_names_the_fonts_that_there_are():
    css = font_faces_css(("regular", "italic"))
    assert css.count("@font-face") == 2 and css.count("font-display:swap") == 2
    assert "regioplan-sans.woff2" in css and "font-style:italic" in css and "halfvet" not in css
