"""Words into lines: the plan's own line breaking, with what is gone and new kept apart.

A mark is told three ways, for nobody may depend on one: in colour, by a line through or under the words, and
in words ('weg', 'nieuw'), which are painted unseen, a hair wide, before and behind the stretch: read aloud
and copied in their place, without moving a letter. PDF 1.7 has no tag for an insertion or deletion; `Alt` and
`ActualText` would replace the words instead of announcing them, and `E` is for abbreviations, so each stretch
is a Span with the attribute TextDecorationType that its line through or under it stands for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from regioplan_pdf.model.text import Run
from regioplan_pdf.pdf.galley import Typesetter
from regioplan_pdf.pdf.report.content import Mark, Rich, Words
from regioplan_pdf.type.fonts import Fonts
from regioplan_pdf.type.lines import Line, Piece, face_of

NO_CHARACTER = "?"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a line that is one thing. width: 1/1000 em.

    number: of the Words in its paragraph, for a stretch that goes on in the next line.
    before, behind: what is said and not seen.
    """

    words: Words
    number: int
    pieces: tuple[tuple[str, str], ...]
    width: float
    before: str = ""
    behind: str = ""


@dataclass(frozen=True, slots=True)
class SetLine:
    """A set line. width: 1/1000 em; hyphen: it ends with one that isn't in the text."""

    stretches: tuple[Stretch, ...]
    width: float
    hyphen: bool = False
    glued: bool = False
    """The next line goes on within the word."""


def set_words(
    rich: Rich, measure: float, size: float, typesetter: Typesetter, face: str = "regular", *, hyphenate: bool = True
) -> tuple[SetLine, ...]:
    """Break a paragraph into lines of a measure (pt) at a size (pt)."""
    parted = part_marks(settable(rich, face, typesetter.fonts))
    # What keeps stretches apart through line breaking is the link that a run may have.
    runs = tuple(Run(words.text, bold=words.bold, link=str(number)) for number, words in enumerate(parted, 1))
    lines = typesetter.lines(runs, measure, size, face, hyphenate=hyphenate)
    cut = [_cut(line, parted) for line in lines]
    return tuple(_announce(cut, parted))


def settable(rich: Rich, face: str, fonts: Fonts) -> Rich:
    """The words with NO_CHARACTER for what the fonts lack: text may come from any PDF."""
    found: list[Words] = []
    for words in rich:
        text = words.text
        for char in fonts.missing(text, face_of(Run("", bold=words.bold), face)):
            text = text.replace(char, NO_CHARACTER)
        found.append(words if text == words.text else replace(words, text=text))
    return tuple(found)


def part_marks(rich: Rich) -> Rich:
    """The words with white between what is gone and what came for it, where they would touch."""
    parted: list[Words] = []
    for words in rich:
        if not words.text:
            continue
        before = parted[-1] if parted else None
        touching = before is not None and not before.text[-1:].isspace() and not words.text[:1].isspace()
        if before is not None and touching and before.mark and words.mark not in (Mark.PLAIN, before.mark):
            parted.append(Words(" "))
        parted.append(words)
    return tuple(parted)


def _cut(line: Line, parted: Rich) -> SetLine:
    stretches: list[Stretch] = []
    for piece in line.pieces:
        if not piece.link:  # the space between two stretches
            stretches.append(Stretch(Words(piece.text), 0, ((piece.text, piece.face),), piece.width))
            continue
        number = int(piece.link)
        last = stretches[-1] if stretches else None
        if last is not None and last.number == number:
            stretches[-1] = _joined(last, piece)
        else:
            stretches.append(Stretch(parted[number - 1], number, ((piece.text, piece.face),), piece.width))
    return SetLine(tuple(stretches), line.width, line.hyphen, line.torn)


def _joined(stretch: Stretch, piece: Piece) -> Stretch:
    return replace(stretch, pieces=(*stretch.pieces, (piece.text, piece.face)), width=stretch.width + piece.width)


def _announce(lines: list[SetLine], parted: Rich) -> list[SetLine]:
    """Put the words that tell a mark before its first stretch and behind its last."""
    seen = [stretch.number for line in lines for stretch in line.stretches if stretch.number]
    last_at = {number: place for place, number in enumerate(seen)}
    place = -1
    begun: set[int] = set()
    announced: list[SetLine] = []
    for line in lines:
        stretches: list[Stretch] = []
        for found in line.stretches:
            stretch = found
            if stretch.number:
                place += 1
            if stretch.number and stretch.words.mark and stretch.words.told:
                if stretch.number not in begun:
                    begun.add(stretch.number)
                    stretch = replace(stretch, before=opening(stretch.words))
                if last_at[stretch.number] == place:
                    stretch = replace(stretch, behind=closing(stretch.number, parted))
            stretches.append(stretch)
        announced.append(replace(line, stretches=tuple(stretches)))
    return announced


def opening(words: Words) -> str:
    """What is said before a stretch that is gone or new."""
    return f"[{'cijfer ' if words.figure else ''}{words.mark}: "


def closing(number: int, parted: Rich) -> str:
    """What is said behind it: that it ends, unless what came for it follows at once."""
    following = next((words for words in parted[number:] if words.text.strip()), None)
    replaced = parted[number - 1].mark is Mark.REMOVED and following is not None and following.mark is Mark.ADDED
    return "]" if replaced else ", einde]"
