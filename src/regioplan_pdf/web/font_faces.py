"""The faces of the site's font: their files, and the rules that name them."""

from __future__ import annotations

FAMILY = "Regioplan Sans"
FACES = {
    "regular": ("regioplan-sans.woff2", "Regular", 400, "normal"),
    "bold": ("regioplan-sans-halfvet.woff2", "SemiBold", 600, "normal"),
    "italic": ("regioplan-sans-cursief.woff2", "Italic", 400, "italic"),
    "bold_italic": ("regioplan-sans-halfvet-cursief.woff2", "SemiBold Italic", 600, "italic"),
}
"""Of each face: its file on the site, its style's name, weight and style in the stylesheet."""


def font_faces_css(faces: tuple[str, ...]) -> str:
    """The `@font-face` rules; the files stand beside the stylesheet."""
    return "".join(
        f'@font-face{{font-family:"{FAMILY}";src:url("{name}") format("woff2");'
        f"font-weight:{weight};font-style:{style};font-display:swap}}\n"
        for name, _, weight, style in (FACES[face] for face in faces)
    )
