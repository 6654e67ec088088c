"""Lines in reading order into paragraphs, items of lists and headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from regioplan_pdf.diff.foreign.headings import Heading, find_headings
from regioplan_pdf.diff.foreign.lines import Line
from regioplan_pdf.diff.foreign.words import join_lines, words_of

_BULLET = re.compile("([•◦▪■●○‣➢►✓·*–—§-]|[\x7f\uf0a7\uf0b7\uf0fc]|o(?=\\s))\\s*")
_LONE_BULLET = re.compile("[•◦▪■●○‣➢►✓·*–—§\x7f\uf0a7\uf0b7\uf0fc-]|\\d{1,2}[.)]")
_NUMBER = re.compile(r"(\d{1,2})[.)]\s+(?=\S)")
_OUTCOME = re.compile(r"uitkomst\s*:", re.IGNORECASE)
_ENDS = (".", "!", "?", ":", ";", "”", "’")
_ROOM = 1.22
"""From this many times the usual distance between lines a new paragraph starts."""
_OTHER_SIZE = 0.08
_MOST_SUBHEADING = 90
"""Letters that a subheading has at most."""


@dataclass(slots=True)
class Group:
    """Lines that are one text. marker: '•' or '2.', '' for none; x: of the marker or the first line.

    text_x: where the text behind the marker goes on; heading: the known heading that it is.
    """

    lines: list[Line]
    marker: str = ""
    x: float = 0.0
    text_x: float = 0.0
    heading: Heading | None = None
    text: str = ""

    @property
    def number(self) -> int:
        """The number of a numbered item, 0 for none."""
        digits = self.marker.rstrip(".)")
        return int(digits) if digits.isdecimal() else 0

    @property
    def style(self) -> tuple[int, bool]:
        """Size in half points and weight: what headings of one level share."""
        return round(2 * self.lines[0].size), all(line.bold for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Usual:
    """What most lines are like. leading: distance of lines by size; size: of running text."""

    size: float
    leading: dict[int, float] = field(default_factory=dict)

    def room(self, line: Line) -> float:
        """The largest distance to the line before that is still within a paragraph."""
        return _ROOM * self.leading.get(round(line.size), 1.3 * line.size)


def make_groups(lines: Sequence[Line], known: Sequence[Heading]) -> list[Group]:
    """Paragraphs, items and headings of lines in reading order, each with its text."""
    lines = _with_markers(lines)
    usual = _usual(lines)
    headings = find_headings(lines, known, usual.size)
    vocabulary = words_of(line.text for line in lines)
    groups: list[Group] = []
    place = 0
    while place < len(lines):
        if place in headings:
            heading, count = headings[place]
            groups.append(Group(list(lines[place : place + count]), heading=heading))
            place += count
            continue
        line = lines[place]
        group = groups[-1] if groups and groups[-1].heading is None else None
        if group is None or _starts_new(group, line, usual):
            groups.append(_begin(line))
        else:
            _go_on(group, line)
        place += 1
    for group in groups:
        group.text = _text_of(group, vocabulary)
    return [group for group in groups if group.text]


def is_subheading(group: Group, following: Group | None, usual_size: float) -> bool:
    """Whether a group stands out as a heading inside a block, with text under it."""
    if group.marker or following is None or len(group.text) > _MOST_SUBHEADING or group.text.endswith((".", ",", ";")):
        return False
    if sum(letter.isalpha() for letter in group.text) < 4:
        return False
    size, bold = group.style
    return bold or size > 2 * usual_size * (1 + _OTHER_SIZE)


def usual_size(groups: Sequence[Group]) -> float:
    """The size of running text, in pt."""
    return _usual([line for group in groups for line in group.lines]).size


# -- where a new one starts -----------------------------------------------------------------


def _starts_new(group: Group, line: Line, usual: _Usual) -> bool:
    last = group.lines[-1]
    if _marker(line.text) or _OUTCOME.match(line.text):
        return True
    if abs(line.size - last.size) > _OTHER_SIZE * max(line.size, last.size):
        return True
    goes_on = not _ended(last) and (_starts_small(line) or last.text.endswith("-"))
    drop = last.y - line.y
    elsewhere = line.page != last.page or drop < -0.5 * line.size or abs(line.x - last.x) > 80
    other_weight = last.bold != line.bold and not group.marker
    outdented = bool(group.marker) and len(group.lines) > 1 and line.x < last.x - 3
    if elsewhere or other_weight or outdented:
        return not goes_on
    early = _ended(last) and not _starts_small(line) and _broke_early(group, line)
    # Lines that are set wide apart are still one sentence.
    far = drop > (2.6 * line.size if goes_on else usual.room(line))
    return early or far


def _ended(line: Line) -> bool:
    return line.text.endswith(_ENDS)


def _starts_small(line: Line) -> bool:
    return line.text[:1].islower()


def _broke_early(group: Group, line: Line) -> bool:
    """Whether the next word would have fitted on the line before: the break is meant."""
    last = group.lines[-1]
    if len(group.lines) < 2:
        return False
    room = max(each.right for each in group.lines) - last.right
    word = line.text.split(" ", 1)[0]
    return room > 0.6 * line.size * (len(word) + 1) + 4 * line.size


def _begin(line: Line) -> Group:
    marker = _marker(line.text)
    if not marker:
        return Group([line], x=line.x, text_x=line.x)
    return Group([line], marker, line.x, line.x + 0.5 * line.size * (len(marker) + 1))


def _go_on(group: Group, line: Line) -> None:
    if group.marker and len(group.lines) == 1:
        group.text_x = max(line.x, group.x)
    group.lines.append(line)


# -- markers --------------------------------------------------------------------------------


def _marker(text: str) -> str:
    """'•' for any bullet, '2.' for a number, '' for none."""
    number = _NUMBER.match(text)
    if number:
        return f"{number[1]}."
    bullet = _BULLET.match(text)
    # A hyphen or an asterisk is a bullet only when a space stands behind it.
    spaced = bullet is not None and (bullet[0] != bullet[1] or bullet[1] in "\x7f\uf0a7\uf0b7\uf0fc•")
    return "•" if bullet is not None and spaced and bullet.end() < len(text) else ""


def _with_markers(lines: Sequence[Line]) -> list[Line]:
    """Bullets and numbers that stand on a line of their own put before the text that they belong to."""
    found: list[Line] = []
    for line in lines:
        before = found[-1] if found else None
        if (
            before is not None
            and _LONE_BULLET.fullmatch(before.text)
            and before.page == line.page
            and abs(before.y - line.y) <= 0.8 * line.size
            and 0 < line.x - before.x < 5 * line.size
        ):
            found[-1] = replace(line, text=f"{before.text} {line.text}", x=before.x)
        else:
            found.append(line)
    return found


def _text_of(group: Group, vocabulary: frozenset[str]) -> str:
    text = join_lines((line.text for line in group.lines), vocabulary)
    if not group.marker:
        return text
    found = _NUMBER.match(text) or _BULLET.match(text)
    return text[found.end() :] if found else text


# -- what is usual --------------------------------------------------------------------------


def _usual(lines: Sequence[Line]) -> _Usual:
    letters: Counter[float] = Counter()
    for line in lines:
        letters[round(line.size, 1)] += len(line.text)
    size = max(letters, key=lambda each: (letters[each], each)) if letters else 10.0
    return _Usual(size, dict(_leadings(lines)))


def _leadings(lines: Sequence[Line]) -> Iterator[tuple[int, float]]:
    """The distance between lines that is most usual, for every size."""
    drops: dict[int, Counter[float]] = {}
    for one, other in pairwise(lines):
        drop = one.y - other.y
        same = one.page == other.page and round(one.size) == round(other.size) and abs(one.x - other.x) < 40
        if same and 0.8 * one.size < drop < 3 * one.size:
            drops.setdefault(round(one.size), Counter())[round(2 * drop) / 2] += 1
    for size, counts in drops.items():
        yield size, min(counts, key=lambda drop: (-counts[drop], drop))
