"""Pieces of text as HTML: `ins` and `del`, with words for who hears the page.

A run of changed words is announced once, however many pieces it has; what is gone and what came for
it are one announcement: 'Begin wijziging: 16, wordt: 17,1. Einde wijziging.'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from markupsafe import Markup

from regioplan_pdf.model.changes import Op, Piece


def _heard(words: str) -> str:
    return f'<span class="visually-hidden">{words}</span>'


_ADDED = (_heard(" Begin toevoeging: "), _heard(" Einde toevoeging. "))
_REMOVED = (_heard(" Begin vervallen tekst: "), _heard(" Einde vervallen tekst. "))
_REPLACED = (_heard(" Begin wijziging: "), _heard(", wordt: "), _heard(" Einde wijziging. "))
_PILCROW = '<span class="pilcrow" aria-hidden="true">¶</span>'
_BREAKS = {
    Op.SAME: ("", "<br>"),
    Op.REMOVED: (_PILCROW + _heard(" Hier begon een nieuwe alinea. "), " "),
    Op.ADDED: (_PILCROW + _heard(" Hier begint een nieuwe alinea. "), "<br>"),
}
"""A line feed, where two units were joined: what is marked of it, and what follows."""


def marked(pieces: Sequence[Piece]) -> Markup:
    """A text with its changes in it: what is gone struck through, before what came for it underlined."""
    return Markup("".join(_marked(list(_runs(pieces)))))


def one_side(pieces: Iterable[Piece], op: Op) -> Markup:
    """A text as one plan has it, with only its own words marked. op: REMOVED for the old plan, ADDED for the new."""
    start, end = _REMOVED if op is Op.REMOVED else _ADDED
    parts: list[str] = []
    for kind, run in _runs([piece for piece in pieces if piece.op in (Op.SAME, op)]):
        if kind is Op.SAME:
            parts.append(_lines("".join(piece.old if op is Op.REMOVED else piece.new for piece in run)))
        else:
            parts.append(_stretch(run, kind, start, end))
    return Markup("".join(parts))


def whole(pieces: Iterable[Piece]) -> Markup:
    """A text that is new or gone as a whole, or didn't change: a label says so, nothing is marked in it."""
    return Markup(_lines("".join(piece.new if piece.op is not Op.REMOVED else piece.old for piece in pieces)))


# -- from here on texts are HTML: whatever a plan says is escaped in `_lines` and `_words` ---


def _runs(pieces: Iterable[Piece]) -> Iterator[tuple[Op, tuple[Piece, ...]]]:
    for op, group in groupby((piece for piece in pieces if piece.old or piece.new), lambda piece: piece.op):
        yield op, tuple(group)


def _marked(runs: Sequence[tuple[Op, tuple[Piece, ...]]]) -> Iterator[str]:
    at = 0
    while at < len(runs):
        op, run = runs[at]
        following = runs[at + 1] if at + 1 < len(runs) else None
        if op is Op.SAME:
            yield _lines("".join(piece.new for piece in run))
            if following is not None and _parted(run[-1]):
                yield " "
        elif op is Op.REMOVED and following is not None and following[0] is Op.ADDED:
            start, between, end = _REPLACED
            yield _stretch(run, Op.REMOVED, start, "").rstrip() + " "
            yield _stretch(following[1], Op.ADDED, between, end)
            at += 1
        else:
            yield _stretch(run, op, *(_ADDED if op is Op.ADDED else _REMOVED))
        at += 1


def _parted(piece: Piece) -> bool:
    """Whether the old plan has white behind words where the new one has none."""
    return piece.old[-1:].isspace() and not piece.new[-1:].isspace()


def _stretch(run: Sequence[Piece], op: Op, start: str, end: str) -> str:
    """A run in its element; the white behind its last word stays outside, unmarked."""
    tag = "del" if op is Op.REMOVED else "ins"
    texts = [(piece.old if op is Op.REMOVED else piece.new, piece.figure) for piece in run]
    bare = "".join(text for text, _ in texts)
    if not bare.strip():
        told, follows = _BREAKS[op]
        return f"<{tag}>{told}</{tag}>{follows}" if "\n" in bare else bare
    white = bare[len(bare.rstrip(" ")) :]
    last, figure = texts[-1]
    texts[-1] = (last[: max(0, len(last) - len(white))], figure)
    inner = "".join(_words(text, figure, op) for text, figure in texts)
    return f"<{tag}>{start}{inner}{end}</{tag}>{white}"


def _words(text: str, figure: bool, op: Op) -> str:
    if not figure or not text:
        return _lines(text, op)
    shown = text.rstrip(" ")
    return f'<b class="figure">{_lines(shown, op)}</b>{text[len(shown) :]}'


def _lines(text: str, op: Op = Op.SAME) -> str:
    return "".join(_BREAKS[op]).join(map(escape, text.split("\n")))
