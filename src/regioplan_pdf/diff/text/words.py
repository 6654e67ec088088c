"""What changed between two texts, word by word, in pieces that a person can read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from regioplan_pdf.diff.text.match import Run, match_rows
from regioplan_pdf.diff.text.tidy import tidy_runs
from regioplan_pdf.diff.text.tokens import BREAK, Token, mark_figures, paired_tokens, tokens_of
from regioplan_pdf.model.changes import Field, FigureSpan, Op, Piece, TextUnit

_FEW_WORDS = 3
"""Up to so many words between figures, each figure of a change stands beside the one that took its place."""


def compare_words(
    old: str, new: str, old_figures: tuple[FigureSpan, ...] = (), new_figures: tuple[FigureSpan, ...] = ()
) -> tuple[Piece, ...]:
    """Compare two texts. Joining the old sides of the pieces gives the old text, the new sides the new one."""
    if not tokens_of(old) and not tokens_of(new):
        return (Piece(Op.SAME, old, new),) if old or new else ()
    pieces = _compare(mark_figures(tokens_of(old), old_figures), mark_figures(tokens_of(new), new_figures))
    # A text of white space has no tokens; it's nothing, but it may not get lost.
    lost_old, lost_new = ("" if tokens_of(text) else text for text in (old, new))
    return (Piece(Op.SAME, lost_old, lost_new), *pieces) if lost_old or lost_new else pieces


def compare_units(old: Sequence[TextUnit], new: Sequence[TextUnit]) -> tuple[Piece, ...]:
    """Compare the texts of units, joined by line feeds that are pieces of their own."""
    if len(old) <= 1 and len(new) <= 1:
        one, two = (units[0] if units else None for units in (old, new))
        return compare_words(
            one.text if one else "", two.text if two else "", one.figures if one else (), two.figures if two else ()
        )
    return _compare(_unit_tokens(old), _unit_tokens(new))


def compare_field(name: str, old: str, new: str) -> Field:
    """Compare two texts that have a name."""
    return Field(name, compare_words(old, new))


def _unit_tokens(units: Sequence[TextUnit]) -> tuple[Token, ...]:
    tokens: list[Token] = []
    for number, unit in enumerate(units):
        if number:
            tokens.append(BREAK)
        tokens.extend(mark_figures(tokens_of(unit.text), unit.figures))
    return tuple(tokens)


def _compare(old: Sequence[Token], new: Sequence[Token]) -> tuple[Piece, ...]:
    if not old or not new or old == new:
        return tuple(_merge(_parts(old, new, [(0, 0, min(len(old), len(new)))])))
    one, two = paired_tokens(old, new)
    runs = tidy_runs(one, two, match_rows([token.key for token in one], [token.key for token in two]))
    return tuple(_merge(_parts(one, two, runs)))


_Part = tuple[Op, bool, str, str]
"""One token on its way to a piece: what happened to it, whether it's a figure, and both sides."""


def _parts(old: Sequence[Token], new: Sequence[Token], runs: Sequence[Run]) -> Iterator[_Part]:
    a = b = 0
    for i, j, length in (*runs, (len(old), len(new), 0)):
        yield from _gap(old[a:i], new[b:j])
        for one, two in zip(old[i : i + length], new[j : j + length], strict=True):
            yield Op.SAME, one.figure or two.figure, one.raw, two.raw
        a, b = i + length, j + length


def _gap(removed: Sequence[Token], added: Sequence[Token]) -> Iterator[_Part]:
    """What is gone, then what is new; with each figure beside the one that took its place, where that's clear."""
    for left, right in _stretches(removed, added):
        for token in left:
            yield Op.REMOVED, token.figure, token.raw, ""
        for token in right:
            yield Op.ADDED, token.figure, "", token.raw


def _stretches(removed: Sequence[Token], added: Sequence[Token]) -> list[tuple[Sequence[Token], Sequence[Token]]]:
    places = [[n for n, token in enumerate(tokens) if token.figure] for tokens in (removed, added)]
    stretches: list[tuple[Sequence[Token], Sequence[Token]]] = []
    a = b = 0
    if len(places[0]) == len(places[1]):
        for i, j in zip(*places, strict=True):
            stretches += [(removed[a:i], added[b:j]), (removed[i : i + 1], added[j : j + 1])]
            a, b = i + 1, j + 1
    stretches.append((removed[a:], added[b:]))
    if any(sum(token.word for token in tokens) > _FEW_WORDS for pair in stretches for tokens in pair):
        return [(removed, added)]
    return stretches


def _merge(parts: Iterable[_Part]) -> Iterator[Piece]:
    """Neighbours of one kind as one piece; a line feed between units stays a piece of its own."""

    def kind(part: _Part) -> tuple[Op, bool, bool]:
        return part[0], part[1], BREAK.raw in part[2:]

    for (op, figure, alone), group in groupby(parts, kind):
        members = list(group)
        if alone:
            yield from (Piece(op, old, new) for *_, old, new in members)
        else:
            yield Piece(op, "".join([part[2] for part in members]), "".join([part[3] for part in members]), figure)
