"""Lines of a page without its furniture, in the order in which a person reads them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from regioplan_pdf.diff.foreign.lines import Line

_MARGIN = 0.12
"""Running heads and feet stand in this part of the page, above and below."""
_EDGE = 0.06
"""Page numbers, and remarks that are no part of the text, stand in this part."""
_NEAR = 3.0
"""Two lines stand at the same place up to this many pt."""
_PAGE_NUMBER = re.compile(r"(?:pagina|pag\.?|blz\.?|p\.?|-|–)?\s*\d{1,3}(?:\s*(?:/|van|-|–)\s*\d{0,3})?", re.IGNORECASE)
_MOST_CROSSINGS = 0.3
"""From this share on of lines that continue in another column, the order of the file isn't that of reading."""
_LONG = 4
"""Words from which a line is running text and not a label."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """body: in reading order; margin: single remarks at the edges of a page; furniture: what pages repeat."""

    body: tuple[Line, ...]
    margin: tuple[Line, ...]
    furniture: tuple[Line, ...]


def sort_lines(lines: Sequence[Line]) -> Sorted:
    """Take the pages' furniture out and put the rest in order."""
    furniture = {id(line) for line in _furniture(lines)}
    rest = [line for line in lines if id(line) not in furniture]
    bands = _bands([line for line in lines if id(line) in furniture])
    usual = _usual_size(rest)
    margin = {
        id(line)
        for line in rest
        if _in_band(line, bands.get(line.page))
        or (_at_edge(line, _EDGE) and line.size < 0.95 * usual and not _in_column(line, rest))
    }
    body: list[Line] = []
    for _, page in groupby((line for line in rest if id(line) not in margin), key=lambda line: line.page):
        body += in_reading_order(list(page))
    return Sorted(
        tuple(body),
        tuple(line for line in rest if id(line) in margin),
        tuple(line for line in lines if id(line) in furniture),
    )


# -- furniture ----------------------------------------------------------------------------


def _furniture(lines: Sequence[Line]) -> list[Line]:
    """Lines that several pages have at the same place, and page numbers."""
    pages = len({line.page for line in lines})
    places: dict[tuple[str, int], list[Line]] = {}
    for line in lines:
        if _at_edge(line, _MARGIN):
            places.setdefault((_pattern(line.text), round(line.size)), []).append(line)
    found = [line for line in lines if _at_edge(line, _EDGE) and _PAGE_NUMBER.fullmatch(line.text)]
    if pages > 1:
        found += [line for same in places.values() for line in same if _repeated(line, same)]
    return found


def _repeated(line: Line, same: Sequence[Line]) -> bool:
    """Whether another page has it at the same height; left and right pages may mirror."""
    return any(other.page != line.page and abs(other.y - line.y) <= _NEAR for other in same)


def _bands(furniture: Sequence[Line]) -> dict[int, tuple[float, float]]:
    """For every page how far its running head reaches down, and its foot up: what else stands there is no text."""
    found: dict[int, tuple[float, float]] = {}
    for line in furniture:
        head, foot = found.get(line.page, (line.height, 0.0))
        if line.y > line.height / 2:
            head = min(head, line.y)
        else:
            foot = max(foot, line.y)
        found[line.page] = (head, foot)
    return found


def _in_band(line: Line, band: tuple[float, float] | None) -> bool:
    return band is not None and not band[1] + 1 < line.y < band[0] - 1


def _in_column(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line of the same size stands right over or under it: the foot of a column is no remark."""
    return any(
        other.page == line.page
        and round(other.size) == round(line.size)
        and abs(other.x - line.x) < 3
        and 0 < abs(other.y - line.y) < 2 * line.size
        for other in lines
    )


def _pattern(text: str) -> str:
    """Without the numbers that differ from page to page."""
    return re.sub(r"\d+", "#", " ".join(text.casefold().split()))


def _at_edge(line: Line, part: float) -> bool:
    return line.y < part * line.height or line.y > (1 - part) * line.height


def _usual_size(lines: Sequence[Line]) -> float:
    """The size that most letters have, in pt."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[round(line.size, 1)] += len(line.text)
    return max(letters, key=lambda size: (letters[size], size)) if letters else 0.0


# -- order --------------------------------------------------------------------------------


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """The lines of one page: as the file has them when that reads well, else by columns."""
    running = [line for line in lines if len(line.text.split()) >= _LONG]
    crossings = sum(_crosses(one, other) for one, other in pairwise(running))
    upward = sum(other.y > one.y + one.size and abs(other.x - one.x) < one.size for one, other in pairwise(running))
    if len(running) < 6 or (crossings + upward) / len(running) < _MOST_CROSSINGS:
        return list(lines)
    return _by_columns(lines)


def _crosses(one: Line, other: Line) -> bool:
    """Whether the second line stands beside the first and not under it."""
    return abs(one.y - other.y) < 0.6 * one.size and abs(one.x - other.x) > 5 * one.size


def _by_columns(lines: Sequence[Line]) -> list[Line]:
    """Full-width lines part the page in bands; in each band column after column."""
    lefts = _column_lefts(lines)
    if len(lefts) < 2:
        return sorted(lines, key=lambda line: (-round(line.y), line.x))
    bands: list[tuple[float, list[Line]]] = []
    wide = sorted((line for line in lines if _spans(line, lefts)), key=lambda line: -line.y)
    edges = [line.y for line in wide]
    for place in range(len(edges) + 1):
        top = edges[place - 1] if place else float("inf")
        foot = edges[place] if place < len(edges) else float("-inf")
        inside = [line for line in lines if foot < line.y < top and line not in wide]
        bands.append((top, inside))
    found: list[Line] = []
    for place, (_, band) in enumerate(bands):
        if place:
            found.append(wide[place - 1])
        found += sorted(band, key=lambda line: (_column(line, lefts), -round(line.y, 1), line.x))
    return found


def _column_lefts(lines: Sequence[Line]) -> list[float]:
    """Where columns of running text start: places that many lines share."""
    running = [line for line in lines if len(line.text.split()) >= _LONG]
    starts = Counter(round(line.x / 4) for line in running)
    lefts: list[float] = []
    least = max(3, len(running) // 25)
    for start, count in sorted(starts.items()):
        if count >= least and (not lefts or start * 4 - lefts[-1] > 60):
            lefts.append(start * 4)
    return lefts


def _column(line: Line, lefts: Sequence[float]) -> int:
    before = [place for place, left in enumerate(lefts) if left <= line.x + 8]
    return before[-1] if before else 0


def _spans(line: Line, lefts: Sequence[float]) -> bool:
    """Whether a line runs on into the next column."""
    column = _column(line, lefts)
    return column + 1 < len(lefts) and line.right > lefts[column + 1] + 40
