"""Makes a comparison of words fit to read, without making it less true.

A lone 'de' that happens to stand in both texts between two long changes is no help to a reader:
it becomes part of the change. A sentence that is added runs from its first word to its full stop.
"""

from __future__ import annotations

from collections.abc import Sequence

from regioplan_pdf.diff.text.match import Run
from regioplan_pdf.diff.text.tokens import BREAK, Token

_NAME = 4
"""What a figure, or an abbreviation in capitals, is worth, in letters."""
_FREE_LETTERS = 2
"""So many letters of every word are worth nothing: 'de' is no anchor, 'gemeente' is."""
_ENDS = frozenset(".!?:;\n")
_STOPS = frozenset(",)-")


def tidy_runs(old: Sequence[Token], new: Sequence[Token], runs: Sequence[Run]) -> list[Run]:
    """Common stretches, those left out that only break up a long change, the others moved to where sentences end."""
    kept = _drop_islands(old, new, runs)
    slid: list[Run] = []
    for number, run in enumerate(kept):
        slid.append(run)
        if number:
            slid[-2:] = _slide(old, new, slid[-2], slid[-1])
    return [run for run in slid if run[2]]


def _drop_islands(old: Sequence[Token], new: Sequence[Token], runs: Sequence[Run]) -> list[Run]:
    counts = [_count(tokens) for tokens in (old, new)]

    def width(before: Run, after: Run) -> int:
        """Words of the change between two runs, on the side that has most."""
        ends = before[0] + before[2], before[1] + before[2]
        return max(counts[side][after[side]] - counts[side][ends[side]] for side in (0, 1))

    start, end = (0, 0, 0), (len(old), len(new), 0)
    kept = [start]
    for run in (*runs, end):
        while len(kept) > 1:
            least = min(width(kept[-2], kept[-1]), width(kept[-1], run))
            if least <= _FREE_LETTERS or _worth(old, new, kept[-1], least - _FREE_LETTERS) > least - _FREE_LETTERS:
                break
            kept.pop()
        kept.append(run)
    return kept[1:-1]


def _count(tokens: Sequence[Token]) -> list[int]:
    """How many words stand before each token."""
    counts = [0]
    for token in tokens:
        counts.append(counts[-1] + token.word)
    return counts


def _worth(old: Sequence[Token], new: Sequence[Token], run: Run, enough: int) -> int:
    """What a common stretch tells a reader, in letters; counted up to what is enough."""
    worth = 0
    for one, two in zip(old[run[0] : run[0] + run[2]], new[run[1] : run[1] + run[2]], strict=True):
        if one is BREAK:
            return enough + 1
        if one.word:
            name = one.figure or two.figure or one.key.isupper()
            worth += _NAME if name else max(0, len(one.key) - _FREE_LETTERS)
        if worth > enough:
            break
    return worth


def _slide(old: Sequence[Token], new: Sequence[Token], before: Run, after: Run) -> tuple[Run, Run]:
    """Move a stretch that only one text has along its neighbours, to the ends of sentences where that can be."""
    ends = before[0] + before[2], before[1] + before[2]
    gaps = after[0] - ends[0], after[1] - ends[1]
    if bool(gaps[0]) is bool(gaps[1]):
        return before, after
    row, start, size = (old, ends[0], gaps[0]) if gaps[0] else (new, ends[1], gaps[1])
    left = right = 0
    while left < before[2] and row[start - left - 1].key == row[start + size - left - 1].key:
        left += 1
    while right < after[2] and row[start + right].key == row[start + size + right].key:
        right += 1
    steps = sorted(range(-left, right + 1), key=abs)
    step = max(steps, key=lambda step: _fit(row, start + step, start + size + step))
    return (before[0], before[1], before[2] + step), (after[0] + step, after[1] + step, after[2] - step)


def _fit(row: Sequence[Token], start: int, end: int) -> int:
    """How well a stretch begins where a sentence begins, and ends where one ends."""
    before, last = row[start - 1].key if start else "\n", row[end - 1].key
    return _edge(before) + _edge(last)


def _edge(key: str) -> int:
    return 2 if key in _ENDS or set(key) == {"."} else 1 if key in _STOPS else 0
