"""The site's fonts: the theme's own files, cut down to the characters that pages use, as WOFF2.

A cut font is a changed font, and the Open Font License reserves a font's name for the font as it
was: so the files and the stylesheet call it 'Regioplan Sans'.
"""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from regioplan_pdf.web.font_faces import FACES, FAMILY

ALWAYS = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100)))) + "\u2010\u2011\u2012–—‘’‚“”„†‡•…‰′″‹›€™−≈≠≤≥→←"
"""Latin as Dutch and its neighbours write it, with the marks of printed text: page furniture and names."""
_NAMES_KEPT = (0, 13, 14)
"""Copyright, licence and where the licence stands."""
_TRADEMARK, _FAMILY, _STYLE, _UNIQUE, _FULL, _POSTSCRIPT = 7, 1, 2, 3, 4, 6


@lru_cache(maxsize=16)
def web_font(path: Path, face: str, extra: str = "") -> bytes:
    """The WOFF2 of a font file for a face ('regular', 'bold', ...); the same bytes each time.

    extra: characters beyond `ALWAYS` that pages use, sorted.
    """
    options = Options()
    options.flavor = "woff2"
    options.layout_features = ["kern"]
    options.hinting = False
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    font = TTFont(path, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(text=ALWAYS + extra)
    subsetter.subset(font)
    _rename(font, FACES[face][1])
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out, reorderTables=True)
    return out.getvalue()


def _rename(font: TTFont, style: str) -> None:
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in _NAMES_KEPT and record.platformID == 3]
    postscript = f"{FAMILY.replace(' ', '')}-{style.replace(' ', '')}"
    called = {_FAMILY: FAMILY, _STYLE: style, _UNIQUE: postscript, _FULL: f"{FAMILY} {style}", _POSTSCRIPT: postscript}
    for number, text in called.items():
        names.setName(text, number, 3, 1, 0x409)
