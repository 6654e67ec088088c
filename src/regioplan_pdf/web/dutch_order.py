"""Names in the order in which a Dutch reader looks for them."""

from __future__ import annotations

import re
import unicodedata

_SMALL_WORDS = re.compile(r"^['’‘`](?:[tns])[\s-]+", re.IGNORECASE)
_APART = re.compile(r"[^\w]+")


def sort_key(name: str) -> tuple[str, str]:
    """By the words, without accents and capitals; "'t Gooi" stands under the G.

    A hyphen or slash parts words like a space, so that 'Zuid-Holland Noord' comes before
    'Zuid-Hollandse Eilanden'.
    """
    plain = unicodedata.normalize("NFKD", _SMALL_WORDS.sub("", name))
    plain = "".join(char for char in plain if not unicodedata.combining(char)).casefold()
    return _APART.sub(" ", plain).strip(), name
