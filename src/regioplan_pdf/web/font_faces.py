"""The faces of the site's font: their files, and the rules that name them."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping

FAMILY = "Regioplan Sans"
FACES = {
    "regular": ("regioplan-sans.woff2", "Regular", 400, "normal"),
    "bold": ("regioplan-sans-halfvet.woff2", "SemiBold", 600, "normal"),
    "italic": ("regioplan-sans-cursief.woff2", "Italic", 400, "italic"),
    "bold_italic": ("regioplan-sans-halfvet-cursief.woff2", "SemiBold Italic", 600, "italic"),
}
"""Of each face: its file on the site, its style's name, weight and style in the stylesheet."""
ALWAYS_USED = ("regular", "bold")
"""The faces that every page of the site has."""


def font_faces_css(faces: Iterable[str], folder: str = "") -> str:
    """The `@font-face` rules. folder: where the files are, from the stylesheet's place ('../assets/')."""
    return _rules({face: f"{folder}{FACES[face][0]}" for face in faces})


def inside_faces_css(fonts: Mapping[str, bytes]) -> str:
    """The `@font-face` rules with the fonts inside them, for a page that needs nothing else. fonts: WOFF2 by face."""
    return _rules(
        {face: f"data:font/woff2;base64,{base64.b64encode(data).decode('ascii')}" for face, data in fonts.items()}
    )


def _rules(sources: Mapping[str, str]) -> str:
    return "".join(
        f'@font-face{{font-family:"{FAMILY}";src:url("{source}") format("woff2");'
        f"font-weight:{FACES[face][2]};font-style:{FACES[face][3]};font-display:swap}}\n"
        for face, source in sources.items()
    )
