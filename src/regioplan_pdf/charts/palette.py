"""Colour arithmetic: contrast, tints and the order of category colours.

Contrast is WCAG 2's ratio of relative luminances, 1 to 21. Every chart picks its ink
by computing it, so a theme with other colours stays legible.
"""

from __future__ import annotations

from functools import lru_cache

from regioplan_pdf.charts.style import ChartStyle
from regioplan_pdf.model.contrast import GRAPHIC_CONTRAST, TEXT_CONTRAST, contrast, luminance

__all__ = ["GRAPHIC_CONTRAST", "TEXT_CONTRAST", "contrast", "luminance"]

GREY_CONTRAST = 1.3
WHITE = "#FFFFFF"


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


@lru_cache(maxsize=512)
def mix(colour: str, other: str, share: float) -> str:
    """`colour` with `share` (0-1) of `other` in it."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


@lru_cache(maxsize=512)
def darken_until(colour: str, background: str, ratio: float) -> str:
    """The colour itself, or the lightest darker shade of it that reaches `ratio`."""
    for step in range(0, 100, 4):
        shade = mix(colour, "#000000", step / 100)
        if contrast(shade, background) >= ratio:
            return shade
    return "#000000"


def _better_ink(fill: str, text: str) -> str:
    return text if contrast(text, fill) >= contrast(WHITE, fill) else WHITE


def ink_on(fill: str, style: ChartStyle) -> str:
    """White or the theme's text colour, whichever reads best on `fill`."""
    return _better_ink(fill, style.colour("text"))


def _make_legible(fill: str, text: str) -> str:
    """A fill that text can be printed on.

    A mid-tone carries neither white nor dark text at 4.5:1; it is darkened just so far
    that white does.
    """
    if contrast(fill, _better_ink(fill, text)) >= TEXT_CONTRAST:
        return fill
    return darken_until(fill, WHITE, TEXT_CONTRAST)


def ink_of(colour: str) -> str:
    """The colour for text on white in the manner of `colour`."""
    return darken_until(colour, WHITE, TEXT_CONTRAST)


def _lighten_apart(colour: str, other: str) -> str:
    """The colour, or the first lighter tint of it that grey print tells from `other`."""
    for step in range(0, 60, 4):
        tint = mix(colour, WHITE, step / 100)
        if contrast(tint, other) >= GREY_CONTRAST:
            return tint
    return colour


def category_colours(count: int, style: ChartStyle) -> tuple[str, ...]:
    """Fills for `count` categories in order, each fit for text.

    Up to four follow the theme, but for a lighter third where it would look like the
    fourth in grey print, and three skip it. More alternate dark and light.
    """
    return _category_colours(count, tuple(style.colour(f"category{n}") for n in range(1, 7)), style.colour("text"))


@lru_cache(maxsize=64)
def _category_colours(count: int, theme: tuple[str, ...], text: str) -> tuple[str, ...]:
    c1, c2, c3, c4, c5, c6 = theme
    c3 = _lighten_apart(c3, c4)
    if count == 3:
        chosen = [c1, c2, c4]
    elif count <= 4:
        chosen = [c1, c2, c3, c4][:count]
    else:
        many = (c1, c3, c2, c4, mix(c1, c2, 0.45), c5, c6, mix(c2, WHITE, 0.72))
        chosen = [many[n % 8] for n in range(count)]
    return tuple(_make_legible(colour, text) for colour in chosen)
