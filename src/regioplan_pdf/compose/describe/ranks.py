"""Sentences about the highest, the lowest, the change and the difference."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from regioplan_pdf.compose.describe.secrecy import Item, is_complete, is_shown, is_withheld
from regioplan_pdf.compose.describe.words import printed_number, spell_sign, tell_mark, tell_when
from regioplan_pdf.dutch import capitalize_first, join_words
from regioplan_pdf.model.charts import Mark

MOST_TIED = 3
"""Up to here all that share a rank are named."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures of one thing: before and after, or the benchmark's and the region's."""

    label: str
    first: Mark
    last: Mark

    @property
    def known(self) -> bool:
        """Whether both are shown."""
        return is_shown(self.first) and is_shown(self.last)

    @property
    def change(self) -> float:
        """How much the last is over the first, as they're printed; zero when that's alike."""
        if self.first.text == self.last.text:
            return 0.0
        return round(printed_number(self.last) - printed_number(self.first), 9)


def top(items: Sequence[Item]) -> list[Item]:
    """Give the highest, and all that are printed like it."""
    best = max(items, key=lambda item: item.number)
    return [item for item in items if item.mark.text == best.mark.text]


def bottom(items: Sequence[Item]) -> list[Item]:
    """Give the lowest, and all that are printed like it."""
    least = min(items, key=lambda item: item.number)
    return [item for item in items if item.mark.text == least.mark.text]


def tell_extremes(where: str, items: Sequence[Item], marks: Sequence[Mark]) -> str:
    """Say which is highest and which lowest: 'In 2023 is A het hoogst met 65% en B het laagst met 7%'.

    Args:
        where: place or time, with a capital; '' for a sentence without it.
        items: figures that are shown.
        marks: all of which they are a part. Beside a withheld figure the lowest isn't told.

    """
    if not items:
        return ""
    high, low = top(items), bottom(items)
    value = tell_mark(items[0].mark)
    if len(items) == 1:
        return f"{where} is {items[0].label} {value}." if where else f"{items[0].label}: {value}."
    known = "" if is_complete(marks) else "bekende "
    if len(high) == len(items):
        return capitalize_first(f"{where} zijn alle {len(items)} {known}cijfers gelijk: {value}.".lstrip())
    if where:
        begin = f"{where} {_verb(high)}{' van de bekende cijfers' if known else ''}"
    else:
        begin = f"{'Van de bekende cijfers' if known else 'Van alle cijfers'} {_verb(high)}"
    sentence = f"{begin} {_tell_rank(high, 'het hoogst')}"
    if any(map(is_withheld, marks)):
        return f"{sentence}."
    again = f" {_verb(low)}" if _verb(low) != _verb(high) else ""
    return f"{sentence} en{again} {_tell_rank(low, 'het laagst')}."


def _verb(items: list[Item]) -> str:
    return "is" if len(items) == 1 else "zijn"


def _tell_rank(items: list[Item], rank: str) -> str:
    each = "elk " if len(items) > 1 else ""
    named = join_words([item.label for item in items]) if len(items) <= MOST_TIED else f"{len(items)} cijfers"
    return f"{named} {rank} met {each}{tell_mark(items[0].mark)}"


def tell_against(pair: Pair) -> str:
    """Say both figures of a pair: '7% tegen 8%'."""
    return f"{tell_mark(pair.last)} tegen {tell_mark(pair.first)}"


def tell_moves(since: str, pairs: Sequence[Pair], *, complete: bool) -> str:
    """Say what rose and what fell most: 'Sinds 2021 steeg A het meest (van 10% naar 15%)'.

    pairs: of which both figures are shown; complete: whether these are all.
    """
    if not pairs:
        return ""
    told = [
        text
        for text in (
            _tell_move(pairs, max, "steeg", complete=complete),
            _tell_move(pairs, min, "daalde", complete=complete),
        )
        if text
    ]
    if not told:
        return f"{since} veranderde geen van de {'' if complete else 'bekende '}cijfers."
    return f"{since} {' en '.join(told)}."


def _tell_move(pairs: Sequence[Pair], pick: Callable[..., Pair], verb: str, *, complete: bool) -> str:
    most = pick(pairs, key=lambda pair: pair.change)
    if (most.change <= 0) if pick is max else (most.change >= 0):
        return ""
    alike = sum(pair.change == most.change for pair in pairs) > 1
    most_words = " onder meer" if alike or not complete else ""
    rank = "" if most_words else " het meest"
    return f"{verb}{most_words} {most.label}{rank} (van {tell_mark(most.first)} naar {tell_mark(most.last)})"


def tell_course(marks: Sequence[Mark], labels: Sequence[str], growth: str = "", *, dated: bool = True) -> str:
    """Say how a figure went: 'steeg elk jaar, van 6,1 in 2020 naar 6,5 in 2023 (plus 6,9%)'.

    dated: with the periods of both ends. An end that is withheld or missing is told as such,
    and then no change is.
    """
    first, last = marks[0], marks[-1]
    start, end = f" {tell_when(labels[0])}", f" {tell_when(labels[-1])}"
    if len(marks) == 1:
        return f"was{start} {tell_mark(last)}"
    if not (is_shown(first) and is_shown(last)):
        return f"was{start} {tell_mark(first)} en{end} {tell_mark(last)}"
    if not dated:
        start = end = ""
    if first.text == last.text:
        return f"was{start} en{end} gelijk: {tell_mark(last)}" if dated else f"begon en eindigde op {tell_mark(last)}"
    verb = "steeg" if (last.number or 0.0) > (first.number or 0.0) else "daalde"
    steady = " elk jaar" if is_steady(marks) and labels[0].isdecimal() else ""
    change = f" ({spell_sign(growth)})" if growth else ""
    comma = "," if steady else ""
    return f"{verb}{steady}{comma} van {tell_mark(first)}{start} naar {tell_mark(last)}{end}{change}"


def is_steady(marks: Sequence[Mark]) -> bool:
    """Whether three figures or more go one way at every step, as they're printed."""
    if len(marks) < 3 or not all(map(is_shown, marks)):
        return False
    steps = [Pair("", one, other).change for one, other in pairwise(marks)]
    return all(step > 0 for step in steps) or all(step < 0 for step in steps)


def tell_turns(marks: Sequence[Mark], labels: Sequence[str]) -> str:
    """Say what lies outside the ends: 'met 35 als hoogste in maart 2022'; '' for nothing.

    With figures withheld the lowest isn't told: what is withheld is likely to be lower.
    """
    shown = [Item(label, mark) for label, mark in zip(labels, marks, strict=True) if is_shown(mark)]
    if not shown:
        return ""
    ends = {mark.text for mark in (marks[0], marks[-1])}
    complete = len(shown) == len(marks)
    known = "" if complete else " bekende"
    told = []
    high, low = top(shown), bottom(shown)
    if high[0].mark.text not in ends:
        told.append(f"{tell_mark(high[0].mark)} als hoogste{known} cijfer {_first_time(high)}")
    if complete and low[0].mark.text not in ends:
        told.append(f"{tell_mark(low[0].mark)} als laagste {_first_time(low)}")
    return f"met {' en '.join(told)}" if told else ""


def _first_time(items: list[Item]) -> str:
    when = tell_when(items[0].label)
    return when if len(items) == 1 else f"(voor het eerst {when})"
