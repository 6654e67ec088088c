"""A colour's counterpart in the dark: as far from dark paper as the colour is from white.

WCAG's contrast is a quotient of luminances, so keeping each colour's contrast with the paper keeps
the contrast between any two of them as well: what is legible on a bar stays legible on it.
Tints stay tints, faint lines stay faint, and white becomes the paper itself.
"""

from __future__ import annotations

import colorsys
import math
from collections.abc import Iterable
from functools import lru_cache

from regioplan_pdf.model.contrast import luminance

_FLARE = 0.05
"""What WCAG adds to a luminance for the light of a room."""
_MOST_SATURATED = 0.72
"""Light tints of full saturation glare on a dark page."""


@lru_cache(maxsize=1024)
def in_the_dark(colour: str, paper: str) -> str:
    """What stands for '#RRGGBB' on dark `paper` instead of on white.

    As light as it must be for the same contrast with the paper; white where nothing is light enough.
    """
    wanted = 1.05 / (luminance(colour) + _FLARE) * (luminance(paper) + _FLARE) - _FLARE
    if wanted <= luminance(paper) + 1e-9:
        return paper
    if wanted >= 1.0:
        return "#FFFFFF"
    hue, _, saturation = colorsys.rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)))
    return _with_luminance(hue, min(saturation, _MOST_SATURATED), wanted)


def colours_css(names: Iterable[str], paper: str = "") -> str:
    """The rules for the classes of `svg.colour_names`; with the colours' counterparts on `paper` if that is given."""
    rules = []
    for name in sorted(names):
        colour = f"#{name[1:]}"
        what = "fill" if name.startswith("f") else "stroke"
        rules.append(f".{name}{{{what}:{in_the_dark(colour, paper) if paper else colour}}}\n")
    return "".join(rules)


def _with_luminance(hue: float, saturation: float, wanted: float) -> str:
    """The lightness of a hue that reaches a luminance, and no less than that."""
    low, high = 0.0, 1.0
    for _ in range(24):
        middle = (low + high) / 2
        if luminance(_hex(hue, middle, saturation)) < wanted:
            low = middle
        else:
            high = middle
    return _hex(hue, high, saturation)


def _hex(hue: float, lightness: float, saturation: float) -> str:
    """Rounded upwards: never darker than asked for."""
    return "#" + "".join(
        f"{math.ceil(part * 255 - 1e-6):02X}" for part in colorsys.hls_to_rgb(hue, lightness, saturation)
    )
