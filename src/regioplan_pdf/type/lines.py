"""Breaking a paragraph into lines, ragged right.

A paragraph is measured once, in 1/1000 em (`measure_paragraph`), and can then be broken at
any size and width (`break_lines`) without touching the fonts again: looking for the body
size that fits a page costs additions only. Both are remembered from one plan to the next,
for the plans of an edition have much of their text in common.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from regioplan_pdf.model.text import Run
from regioplan_pdf.type.fonts import Fonts
from regioplan_pdf.type.hyphenation import break_points
from regioplan_pdf.type.ties import tied_words

RAG = 0.22
"""A word is hyphenated only when the line would else stay shorter than this part of the measure."""
MOST_HYPHENS_IN_A_ROW = 2
BALANCE_STEP = 6.0
"""To how many pt the measure of a balanced heading is found."""
_FACES = {
    (False, False): "regular",
    (True, False): "bold",
    (False, True): "italic",
    (True, True): "bold_italic",
}
_BOLD = (_FACES[True, False], _FACES[True, True])


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one run that are never torn apart but by hyphenation."""

    text: str
    face: str
    width: float
    link: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Break:
    """A place to end a line inside a word: before character `index` of one of its pieces."""

    piece: int
    index: int
    hyphen: bool


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """What stands between two spaces; `space` is the width of the one before it."""

    pieces: tuple[Piece, ...]
    width: float
    space: float
    can_break: bool

    @property
    def is_bold(self) -> bool:
        """Whether it begins in bold, as what leads into a paragraph does."""
        return self.pieces[0].face in _BOLD


class Line:
    """A set line. width: 1/1000 em.

    torn: ends inside a word, that goes on in the next line. hyphen: with a hyphen that isn't in the
    text. last: the paragraph ends here.
    Its words are joined into pieces when somebody asks: most lines are set only to see
    whether they fit.
    """

    __slots__ = ("_pieces", "_words", "hyphen", "last", "torn", "width")

    def __init__(
        self, words: tuple[Word, ...], width: float, *, torn: bool = False, hyphen: bool = False, last: bool = True
    ) -> None:
        self._words = words
        self._pieces: tuple[Piece, ...] | None = None
        self.width = width
        self.torn = torn
        self.hyphen = hyphen
        self.last = last

    @classmethod
    def of(cls, *pieces: Piece) -> Line:
        """A line of its own, made of these pieces."""
        width = sum(piece.width for piece in pieces)
        return cls((Word(pieces, width, 0.0, False),), width)

    def with_pieces(self, *pieces: Piece) -> Line:
        """Other pieces, ending as this line does."""
        line = Line.of(*pieces)
        line.torn, line.hyphen, line.last = self.torn, self.hyphen, self.last
        return line

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Left to right, spaces included; neighbours of one face and link are one piece."""
        if self._pieces is None:
            self._pieces = _joined(self._words)
        return self._pieces

    @property
    def text(self) -> str:
        """The characters of the line."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """A paragraph ready to be broken; `words` in order.

    ends: where each word ends when all stand on one line, 1/1000 em.
    tied: the words that stay on the line of the word before them, as long as that leaves a line anything.
    """

    words: tuple[Word, ...]
    ends: tuple[float, ...]
    tied: frozenset[int] = frozenset()

    @classmethod
    def of(cls, words: Sequence[Word], tied: frozenset[int] = frozenset()) -> Measured:
        """These words as a paragraph."""
        return cls(tuple(words), tuple(accumulate([word.space + word.width for word in words])), tied)

    @property
    def width(self) -> float:
        """Width of the whole text on one line, 1/1000 em."""
        return self.ends[-1] if self.ends else 0.0


def face_of(run: Run, base: str = "regular") -> str:
    """The face of a run in text whose own face is `base`."""
    bold = run.bold or base.startswith("bold")
    italic = run.italic or base.endswith("italic")
    return _FACES[bold, italic]


def measure_paragraph(runs: Sequence[Run], fonts: Fonts, base: str = "regular", *, hyphenate: bool = True) -> Measured:
    """Cut runs into words and measure them.

    Args:
        runs: the paragraph's text.
        fonts: the plan's fonts.
        base: the face of plain runs.
        hyphenate: body text is hyphenated, headings are not.

    """
    words: list[Word] = []
    pieces: list[Piece] = []  # of a word that has begun
    space = 0.0  # before the word that has begun, or is next to begin
    for run in runs:
        face, link = face_of(run, base), run.link
        widths = fonts.widths(face)
        first, *others = run.text.replace("\n", " ").split(" ")
        if first:
            pieces.append(Piece(first, face, widths[first], link))
        if not others:
            continue
        if pieces:
            words.append(_word(pieces, space, hyphenate))
            pieces = []
        blank = widths[" "]
        space = blank if words else 0.0
        *between, last = others
        for part in between:
            if part:
                words.append(_plain_word(part, face, widths[part], link, space, hyphenate))
                space = blank
        if last:
            pieces.append(Piece(last, face, widths[last], link))
    if pieces:
        words.append(_word(pieces, space, hyphenate))
    return Measured.of(words, tied_words("".join([run.text for run in runs]).replace("\n", " ")))


def _word(pieces: Sequence[Piece], space: float, can_break: bool) -> Word:
    if len(pieces) == 1:
        (piece,) = pieces
        return _plain_word(piece.text, piece.face, piece.width, piece.link, space, can_break)
    return Word(tuple(pieces), sum(piece.width for piece in pieces), space, can_break)


@lru_cache(maxsize=50_000)
def _plain_word(text: str, face: str, width: float, link: str, space: float, can_break: bool) -> Word:
    """A word of one piece, the same object for the same word: nearly all words are met again and again."""
    return Word((Piece(text, face, width, link),), width, space, can_break)


@lru_cache(maxsize=20_000)
def word_breaks(word: Word) -> tuple[Break, ...]:
    """The ways to break one word over two lines, longest head first."""
    found = [
        Break(number, index, hyphen)
        for number, piece in enumerate(word.pieces)
        for index, hyphen in break_points(piece.text)
    ]
    return tuple(reversed(found))


def _before_tied(tied: frozenset[int], after: int, first: int) -> int:
    """Where a line ends that would end before word `after`, which is tied to the one before it.

    It ends before the words that hold together, or among them if they are all that the line has (from word
    `first`): they are too long for a line.
    """
    end = after
    while end in tied:
        end -= 1
    return end if end > first else after


class LineBreaker:
    """Measures and breaks paragraphs in one set of fonts; what it did before is found back.

    What it remembers goes with it: a new set of fonts leaves nothing of the old behind.
    """

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._measured = lru_cache(maxsize=4096)(self._measure)
        self._broken = lru_cache(maxsize=8192)(self._break_at)
        self._balanced = lru_cache(maxsize=1024)(self._balance)
        self._head = lru_cache(maxsize=8192)(self._cut_head)
        self._tail = lru_cache(maxsize=8192)(self._cut_tail)

    def measured(self, runs: tuple[Run, ...], face: str = "regular", *, hyphenate: bool = True) -> Measured:
        """The paragraph's words with their widths; see `measure_paragraph`."""
        return self._measured(runs, face, hyphenate)

    def break_lines(self, paragraph: Measured, measure: float, size: float) -> tuple[Line, ...]:
        """Set a paragraph.

        Args:
            paragraph: the measured text.
            measure: width of the line, pt.
            size: size of the type, pt.

        """
        return self._broken(paragraph, measure * 1000 / size)

    def balanced(self, heading: Measured, measure: float, size: float) -> tuple[Line, ...]:
        """A heading in lines of about the same length, as few as the measure (pt) allows."""
        return self._balanced(heading, measure, size)

    def _balance(self, words: Measured, measure: float, size: float) -> tuple[Line, ...]:
        lines = self.break_lines(words, measure, size)
        low, high = measure / 2, measure
        while len(lines) > 1 and high - low > BALANCE_STEP:
            middle = (low + high) / 2
            tried = self.break_lines(words, middle, size)
            if len(tried) == len(lines) and all(line.width * size / 1000 <= middle for line in tried):
                lines, high = tried, middle
            else:
                low = middle
        return lines

    def _measure(self, runs: tuple[Run, ...], face: str, hyphenate: bool) -> Measured:
        return measure_paragraph(runs, self._fonts, face, hyphenate=hyphenate)

    def _break_at(self, paragraph: Measured, limit: float) -> tuple[Line, ...]:
        """The lines of a paragraph within `limit`, 1/1000 em.

        No hyphen stands before the last line, unless its word is too long for a line: it would hold a part
        of a word only. A bold word is broken only when it's too long for a line.
        """
        words, ends, tied = paragraph.words, paragraph.ends, paragraph.tied
        count = len(words)
        ragged = limit * (1 - RAG)
        lines: list[Line] = []
        hyphens = 0
        place = 0  # of the first word that isn't set yet
        rest: Word | None = None  # of a word that was broken; it stands before that one
        while place < count or rest is not None:
            row: tuple[Word, ...] = ()
            after, x = place, 0.0
            if rest is None or rest.width <= limit:
                begin = ends[place] - words[place].width if rest is None else ends[place - 1] - rest.width
                after = bisect_right(ends, limit + begin, place)
                if after in tied:
                    after = _before_tied(tied, after, place if rest is None else place - 1)
                row = words[place:after] if rest is None else (rest, *words[place:after])
                x = ends[after - 1] - begin if row else 0.0
                if after == count:
                    lines.append(Line(row, x))
                    break
            over = words[after] if row or rest is None else rest
            following = after if over is rest else after + 1
            if over.can_break and not (row and (x > ragged or over.is_bold)):
                room = limit - x - (over.space if row else 0.0)
                is_last = following == count and over.width <= limit
                found = self._best_break(over, room, hyphens, is_last)
                if found is not None:
                    head = self._head(over, found)
                    width = x + (over.space if row else 0.0) + head.width
                    lines.append(Line((*row, head), width, torn=True, hyphen=found.hyphen, last=False))
                    hyphens = hyphens + 1 if found.hyphen else 0
                    place, rest = following, self._tail(over, found)
                    continue
            if row:
                lines.append(Line(row, x, last=False))
                place = after
            else:  # a word that is too long, and can't be broken
                lines.append(Line((over,), over.width, last=following == count))
                place = following
            hyphens, rest = 0, None
        return tuple(lines)

    def _best_break(self, word: Word, room: float, hyphens: int, is_last: bool) -> Break | None:
        """The break with the longest head that fits; heads are measured no further than that.

        is_last: the word ends the paragraph, so that no hyphen may break it.
        """
        for place in word_breaks(word):
            if place.hyphen and (is_last or hyphens >= MOST_HYPHENS_IN_A_ROW):
                continue
            if is_last and word.pieces[place.piece].text[place.index - 1] == "-":
                continue
            if self._head(word, place).width <= room:
                return place
        return None

    def _cut_head(self, word: Word, place: Break) -> Word:
        """What stays on the line, behind the space that the word has before it."""
        piece = word.pieces[place.piece]
        text = piece.text[: place.index] + ("-" if place.hyphen else "")
        pieces = (*word.pieces[: place.piece], self._cut(piece, text))
        return Word(pieces, sum(piece.width for piece in pieces), word.space, False)

    def _cut_tail(self, word: Word, place: Break) -> Word:
        """What goes on in the next line."""
        piece = word.pieces[place.piece]
        pieces = (self._cut(piece, piece.text[place.index :]), *word.pieces[place.piece + 1 :])
        return Word(pieces, sum(piece.width for piece in pieces), 0.0, True)

    def _cut(self, piece: Piece, text: str) -> Piece:
        return Piece(text, piece.face, self._fonts.shape(text, piece.face).width, piece.link)


@lru_cache(maxsize=2)
def line_breaker(fonts: Fonts) -> LineBreaker:
    """The line breaker of a set of fonts, the same for plan after plan."""
    return LineBreaker(fonts)


def _joined(words: Sequence[Word]) -> tuple[Piece, ...]:
    """The words with their spaces, as few pieces as faces and links allow."""
    joined: list[Piece] = []
    texts: list[str] = []
    face = link = ""
    width = 0.0

    def close() -> None:
        if texts:
            joined.append(Piece("".join(texts), face, width, link))

    for index, word in enumerate(words):
        if index:
            if link and link != word.pieces[0].link:
                close()
                texts, width, link = [], 0.0, ""
            texts.append(" ")
            width += word.space
        for piece in word.pieces:
            if texts and (piece.face != face or piece.link != link):
                close()
                texts, width = [], 0.0
            face, link = piece.face, piece.link
            texts.append(piece.text)
            width += piece.width
    close()
    return tuple(joined)
