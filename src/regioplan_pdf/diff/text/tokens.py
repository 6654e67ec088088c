"""Text cut into words, figures and marks, each with a key by which it's compared.

A token keeps the white space behind it, so that joining the tokens gives the text back. Keys know
nothing of typography: quotes, dashes, ligatures, soft hyphens and white space are the same in any
shape. Case counts, but for a capital that a word only has because a sentence begins with it
(`paired_keys`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from regioplan_pdf.model.changes import FigureSpan

_HYPHENS = "-\u2010\u2011\u2012\u2013"
_DASHES = _HYPHENS + "\u2014\u2015\u2212"
_SINGLE = "'\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4`"
_DOUBLE = '"\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u2039\u203a'
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff"
_SOFT = "\u00ad"
_WHITE = rf"[\s{_UNSEEN}]"
_LETTER = r"[\w\u0300-\u036f]"
_MONTH = "(?i:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
_NUMBER = r"(?:\d{1,3}(?:[.\u00a0\u202f]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)*)"
_UNIT = r"(?i:procentpunten|procentpunt|procent|miljoen|miljard|duizend|mln|mld|euro)"
_AMOUNT = (
    rf"(?:(?:€|\bEUR\b)\s*)?(?:(?<!\w)[-+±\u2212\u2013])?{_NUMBER}(?:[-\u2013/]{_NUMBER})*"
    rf"(?!{_LETTER}|[{_HYPHENS}][^\W\d])(?:\s*[%‰€]|\s+{_UNIT}\b)?"
)
_DATE = rf"\b\d{{1,2}}\s+{_MONTH}\b(?:\s+\d{{4}}\b)?|\b{_MONTH}\s+\d{{4}}\b"
_WORD = (
    rf"(?:[{_SINGLE}](?=[a-zA-Z]\b))?{_LETTER}+"
    rf"(?:(?:{_SOFT}\s*|[{_UNSEEN}]+|[{_HYPHENS}{_SINGLE}&]){_LETTER}+)*(?:[{_HYPHENS}](?=\s))?"
)
_TOKEN = re.compile(rf"(?:({_DATE}|{_AMOUNT})|({_WORD})|(\.{{2,}}|[^\s{_UNSEEN}])){_WHITE}*")
_FIGURE, _MARK = 1, 3
"""Groups of the pattern."""
_SPACE = re.compile(rf"{_WHITE}*")
_THOUSANDS = re.compile(r"(?<=\d)[.\s](?=\d{3}(?!\d))")
_IN_WORD_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_UNSEEN_IN_WORD = re.compile(rf"{_SOFT}\s*|[{_UNSEEN}]")
_PLAIN = str.maketrans({**dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_SINGLE, "'"), **dict.fromkeys(_DOUBLE, '"')})
_SENTENCE_ENDS = frozenset(".!?:")
_QUOTE = '"'


class Token(NamedTuple):
    """A word, a figure or a mark, with the white space behind it.

    key: what is compared. word: it's a word or a figure, no mark. starts: a sentence begins here.
    hangs: the word ends in a hyphen with white space behind it ('ge- meente', 'dag- of nachtopvang').
    """

    raw: str
    key: str
    word: bool = True
    figure: bool = False
    starts: bool = False
    hangs: bool = False


BREAK = Token("\n", "\n", word=False)
"""Stands between the texts of two units; no text makes a token with this key."""


@lru_cache(maxsize=4096)
def tokens_of(text: str) -> tuple[Token, ...]:
    """All tokens of a text; a text of white space alone has none."""
    return tuple(_read_tokens(text))


def _read_tokens(text: str) -> Iterator[Token]:
    space = _SPACE.match(text)
    start = space.end() if space else 0
    pending: Token | None = None
    begins = True
    for match in _TOKEN.finditer(text, start):
        raw = match.group()
        token = _make_token(match, raw, begins=begins)
        if pending is None:
            pending = token._replace(raw=text[:start] + raw) if start else token
        elif not token.key:
            pending = pending._replace(raw=pending.raw + raw)
            continue
        else:
            yield pending
            pending = token
        begins = token.key[-1:] in _SENTENCE_ENDS or (begins and not token.word)
    if pending is not None:
        yield pending


def _make_token(match: re.Match[str], raw: str, *, begins: bool) -> Token:
    kind = match.lastindex or _MARK
    bare = match.group(kind)
    if kind == _FIGURE:
        return Token(raw, _figure_key(bare), figure=True, starts=begins)
    key = plain_text(bare)
    if kind == _MARK:
        return Token(raw, _QUOTE if key in ("'", _QUOTE) else key, word=False)
    if "-" in key:
        key = _IN_WORD_HYPHEN.sub("", key)
    return Token(raw, key, starts=begins, hangs=key.endswith("-"))


def _figure_key(text: str) -> str:
    """'€ 64,6 mln' and '€64,6 mln' are one figure, and so are '4.120' and '4120'."""
    return "".join(_THOUSANDS.sub("", plain_text(text)).casefold().split())


def plain_text(text: str) -> str:
    """A text without its typography. Superscripts stay what they are: 10² isn't 102."""
    if text.isascii():
        return text.replace("`", "'")
    text = text.translate(_PLAIN)
    if not any(unicodedata.category(letter) == "No" for letter in text):
        text = unicodedata.normalize("NFKC", text)
    return _UNSEEN_IN_WORD.sub("", text)


def mark_figures(tokens: Sequence[Token], spans: Iterable[FigureSpan]) -> tuple[Token, ...]:
    """The tokens, those that touch a span of an expression's value as figures."""
    places = sorted((span.start, span.end) for span in spans if span.end > span.start)
    if not places:
        return tuple(tokens)
    marked: list[Token] = []
    place = number = 0
    for token in tokens:
        end = place + len(token.raw.rstrip())
        while number < len(places) and places[number][1] <= place:
            number += 1
        touches = number < len(places) and places[number][0] < end
        marked.append(token._replace(figure=True) if touches and token.word else token)
        place += len(token.raw)
    return tuple(marked)


def paired_tokens(old: Sequence[Token], new: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """Both texts with keys that only make sense side by side.

    A word cut by a hyphen at a line's end is one word where the other text has it whole; 'dag- of
    nachtopvang' stays as it is. A capital at a sentence's start goes, unless the word has one in
    the middle of a sentence too.
    """
    if any(token.hangs for token in old) or any(token.hangs for token in new):
        old_whole, new_whole = _joinable(old), _joinable(new)
        old, new = _join(old, new_whole), _join(new, old_whole)
    names = {token.key for token in (*old, *new) if token.word and not token.starts}
    return _lower_starts(old, names), _lower_starts(new, names)


def _joinable(tokens: Sequence[Token]) -> frozenset[str]:
    """Every whole word, and every word that joining at a hyphen would make."""
    joined = (_joined_key(one, two) for one, two in pairwise(tokens) if one.hangs)
    return frozenset((*(token.key for token in tokens if token.word), *joined))


def _joined_key(one: Token, two: Token) -> str:
    return one.key[:-1] + two.key


def _join(tokens: Sequence[Token], known: frozenset[str]) -> list[Token]:
    joined: list[Token] = []
    for token in tokens:
        last = joined[-1] if joined else None
        if last is not None and last.hangs and token.word and _joined_key(last, token) in known:
            joined[-1] = token._replace(raw=last.raw + token.raw, key=_joined_key(last, token), starts=last.starts)
        else:
            joined.append(token)
    return joined


def _lower_starts(tokens: Sequence[Token], names: set[str]) -> list[Token]:
    return [
        token._replace(key=token.key[0].lower() + token.key[1:])
        if token.starts and token.key not in names and token.key[:1].isupper() and token.key[1:].islower()
        else token
        for token in tokens
    ]
