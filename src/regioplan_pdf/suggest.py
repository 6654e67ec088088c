"""'Did you mean': the known word that an unknown one is most likely a slip of."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_ENOUGH_ALIKE = 65.0
"""Score (0-100) from which a word is close enough to be proposed."""

_LEAST_PREFIX = 4
"""Letters that the start of a longer word must have to be proposed."""

NODE_KINDS = ("grafiek-", "leeswijzer-", "kerncijfer-", "blok-")
"""How the full names of places in a plan start."""


@lru_cache(maxsize=4096)
def normalise_name(name: str) -> str:
    """A name as it is compared: no capitals, no accents, single spaces.

    'Súdwest-Fryslân ' and 'sudwest-fryslan' become the same, and so do straight and curly apostrophes.
    """
    decomposed = unicodedata.normalize("NFKD", name.replace("’", "'"))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(bare.casefold().split())


def find_alike(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, as it is spelled in `known`; '' if none is like it."""
    choices = {choice: normalise_name(choice) for choice in dict.fromkeys(known) if choice}
    wanted = normalise_name(word)
    if any(_may_be_alike(wanted, name) for name in choices.values()):
        from rapidfuzz import fuzz, process

        found = process.extractOne(wanted, choices, scorer=fuzz.ratio, score_cutoff=_ENOUGH_ALIKE)
        if found:
            return str(found[2])
    # A name cut short ('locaties' for 'locaties_per_1000') is unlike in length only.
    longer = [choice for choice, name in choices.items() if len(wanted) >= _LEAST_PREFIX and name.startswith(wanted)]
    return longer[0] if len(longer) == 1 else ""


def _may_be_alike(one: str, other: str) -> bool:
    """Whether two names are near enough in length: what most are too far apart in needs no library to tell."""
    most = 200 * min(len(one), len(other))  # the score when the shorter stands in the longer, times their letters
    return most >= _ENOUGH_ALIKE * (len(one) + len(other))


def did_you_mean(word: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """A hint: "did you mean 'x'?", else `otherwise` ('' for a list of what is known)."""
    choices = [choice for choice in dict.fromkeys(known) if choice]
    alike = find_alike(word, choices)
    if alike:
        return f"did you mean '{alike}'?"
    if otherwise or not choices:
        return otherwise
    return "known are: " + ", ".join(choices)


def did_you_mean_place(name: str, places: Iterable[str]) -> str:
    """A hint for a link to '#name', which is none of the places in the plan."""
    full = name.startswith(NODE_KINDS)
    alike = [place for place in places if place.startswith(NODE_KINDS) is full]
    return did_you_mean(name, alike, otherwise="the ids stand in editie.toml, at every [[grafiek]] and [[leeswijzer]]")
