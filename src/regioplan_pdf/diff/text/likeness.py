"""How much two stretches of text are alike: the rarer the words they share, the more.

Words count by their stem, so that 'gemeente' and 'gemeenten', 'complex' and 'complexe' are the
same word. Weights are whole numbers: sums come out alike in any order.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Indel

from regioplan_pdf.diff.text.tokens import plain_text, tokens_of

_ENDING = re.compile(r"(?<=\w{4})(?:'?en|'?s|e|n)$")
_STEM = 8
"""Letters that a longer word counts by."""
_SHORT = 3
"""Up to so many letters a word hardly says anything (articles, prepositions)."""
_SHORT_SHARE, _FIGURE_SHARE = 0.3, 0.25
_FEW_WORDS = 5
_TOPIC_WORDS = 7

Features = Mapping[str, int]
"""How often a text has each of its words."""


@lru_cache(maxsize=4096)
def features_of(text: str) -> Features:
    """The words of a text as they are compared, with how often it has them."""
    return Counter(_feature(token.key, figure=token.figure) for token in tokens_of(text) if token.word)


def _feature(key: str, *, figure: bool) -> str:
    return f"#{key}" if figure else _ENDING.sub("", key.casefold().strip("'-"))[:_STEM]


@lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """A text without white space, case, hyphens and the shape of quotes: what is the same has this the same."""
    return "".join(plain_text(text).casefold().replace("-", "").replace("'", '"').split())


class Weighed(NamedTuple):
    """The words of a text, and the weight of all of them."""

    words: Features
    total: int


class Weights:
    """What each word of two plans weighs: more for one that few of their units have."""

    def __init__(self, texts: Sequence[str]) -> None:
        spread: Counter[str] = Counter()
        for text in texts:
            spread.update(features_of(text).keys())
        self._weights = {word: _weigh(word, len(texts) / units) for word, units in spread.items()}
        self._known: dict[str, Weighed] = {}

    def of(self, word: str) -> int:
        """The weight of one word."""
        return self._weights[word]

    def weigh(self, words: Features) -> Weighed:
        """Words of these texts with the weight of them all."""
        weights = self._weights
        return Weighed(words, sum([weights[word] * times for word, times in words.items()]))

    def weigh_text(self, text: str) -> Weighed:
        """A text, or a part of one, with the weight of its words."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self.weigh(features_of(text))
        return known

    def shared(self, one: Weighed, two: Weighed) -> int:
        """The weight of the words that both have."""
        weights, left, right = self._weights, one.words, two.words
        return sum([weights[word] * min(left[word], right[word]) for word in left.keys() & right.keys()])

    def likeness(self, one: Weighed, two: Weighed) -> float:
        """0 to 1: the weight that is shared, of all weight."""
        total = one.total + two.total
        return 2 * self.shared(one, two) / total if total else 1.0

    def contained(self, part: Weighed, whole: Weighed) -> float:
        """0 to 1: how much of a part the whole has too."""
        return self.shared(part, whole) / part.total if part.total else 0.0


def _weigh(word: str, rarity: float) -> int:
    weight = 100 * math.log2(1 + rarity)
    if word.startswith("#"):
        weight *= _FIGURE_SHARE
    elif len(word) <= _SHORT:
        weight *= _SHORT_SHARE
    return max(1, round(weight))


def letters_likeness(one: str, two: str) -> float:
    """0 to 1: how alike two short texts are, letter by letter."""
    return float(Indel.normalized_similarity(squeezed(one), squeezed(two)))


@lru_cache(maxsize=4096)
def is_short(text: str) -> bool:
    """Whether a text has too few words to go by its words alone."""
    return sum(features_of(text).values()) <= _FEW_WORDS


@lru_cache(maxsize=4096)
def topic_of(text: str) -> str:
    """The few words that a text opens with as if they were its heading ('Werksessie data. ...'), '' for none."""
    words = 0
    end = 0
    for token in tokens_of(text):
        end += len(token.raw)
        words += token.word
        if words > _TOPIC_WORDS:
            return ""
        if token.key in (".", ":") and end < len(text):
            return text[:end].rstrip(" .:")
    return ""
