"""WCAG 2's contrast between two colours: the ratio of their relative luminances, 1 to 21."""

from __future__ import annotations

from functools import lru_cache

TEXT_CONTRAST = 4.5
LARGE_TEXT_CONTRAST = 3.0
"""For text of 18 pt and more, or 14 pt and more when it's bold."""
GRAPHIC_CONTRAST = 3.0
LARGE_SIZE, LARGE_BOLD_SIZE = 18.0, 14.0


@lru_cache(maxsize=512)
def luminance(colour: str) -> float:
    """Relative luminance of '#RRGGBB', 0 (black) to 1 (white)."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def needed_contrast(size: float, *, bold: bool) -> float:
    """The ratio that text of a size (pt) must have with what it stands on."""
    large = size >= (LARGE_BOLD_SIZE if bold else LARGE_SIZE)
    return LARGE_TEXT_CONTRAST if large else TEXT_CONTRAST
