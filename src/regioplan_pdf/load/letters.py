"""Letters as they're printed, however they were typed: composed, without characters that nobody sees.

A font sets letters without putting marks over them, so 'e' with a separate diaeresis becomes 'ë'.
"""

from __future__ import annotations

import unicodedata

LINE_STEERING = ("\u00ad", "\u200b", "\u2060", "\ufeff")
"""Soft hyphen, zero width space, word joiner, and the mark of byte order: they say where a line may break.

Words are broken after Dutch patterns, so these are left out. Other characters that can't be seen are
told as missing from the fonts.
"""


def clean_text(text: str) -> str:
    """A text in composed letters, without characters that only steer where lines break."""
    if text.isascii():
        return text
    for char in LINE_STEERING:
        text = text.replace(char, "")
    return unicodedata.normalize("NFC", text)
