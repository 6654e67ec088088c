"""The words of the 'Wijzigingsoverzicht', and pieces of text as marked words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from regioplan_pdf.diff.render.wording import FORMS
from regioplan_pdf.dutch import capitalize_first, join_words
from regioplan_pdf.model.changes import Field, Form, Kind, Op, Piece, Side
from regioplan_pdf.pdf.report.content import Mark, Passage, Rich, Tone, Words

_NAMES = {"nb": "NB"}
MOST_CODES = 8
NOTHING = "–"
"""What stands in a cell that has no value."""
MARKS = {Op.SAME: Mark.PLAIN, Op.REMOVED: Mark.REMOVED, Op.ADDED: Mark.ADDED}
TONES = {Kind.ADDED: Tone.ACCENT, Kind.REMOVED: Tone.WARNING, Kind.UNCHANGED: Tone.MUTED}
"""Of the labels; what isn't here has the colour of headings."""
_NUMBERS = ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")


@dataclass(frozen=True, slots=True)
class Anchors:
    """Names of places in a report. prefix: tells one region's from another's.

    shared: those of what is told once for all regions, and so has no prefix.
    """

    prefix: str = ""
    shared: frozenset[str] = frozenset()

    def of(self, anchor: str) -> str:
        """The name of a place."""
        return anchor if anchor in self.shared else f"{self.prefix}{anchor}"


def tone_of(kind: Kind) -> Tone:
    """The colour of a kind's label."""
    return TONES.get(kind, Tone.HEADING)


def field_name(field: Field) -> str:
    """The name of a field as a label."""
    return _NAMES.get(field.name, capitalize_first(field.name))


def plain(text: str) -> Rich:
    """A text without marks."""
    return (Words(text),)


def rich_of(pieces: Iterable[Piece], *, whole: bool = False) -> Rich:
    """A text with its changes in it: what is gone before what came for it.

    whole: all of it is new or gone, and a label says so.
    """
    words: list[Words] = []
    before: Piece | None = None
    for piece in pieces:
        text = _flat(piece.old if piece.op is Op.REMOVED else piece.new)
        if before is not None and piece.op is Op.REMOVED and before.op is Op.SAME and _parted(before):
            words.append(Words(" "))
        if text and whole:
            tone = Tone.MUTED if piece.op is Op.REMOVED else None
            words.append(Words(text, mark=MARKS[piece.op], told=False, soft=True, tone=tone))
        elif text:
            words.append(Words(text, mark=MARKS[piece.op], figure=piece.figure, bold=_bold(piece)))
        before = piece
    return tuple(words)


def _parted(piece: Piece) -> bool:
    """Whether the old plan has white behind words where the new one has none."""
    return piece.old[-1:].isspace() and not piece.new[-1:].isspace()


def _bold(piece: Piece) -> bool:
    """A figure that changed is bold, for it's no mere word."""
    return piece.figure and piece.op is not Op.SAME


def side_of(field: Field, op: Op) -> Rich:
    """A field as one plan has it, its own words marked. op: REMOVED for the old plan, ADDED for the new."""
    words = []
    for piece in field.pieces:
        text = piece.old if op is Op.REMOVED else piece.new
        if text and piece.op in (Op.SAME, op):
            words.append(Words(_flat(text), mark=MARKS[piece.op], figure=piece.figure, bold=_bold(piece), soft=True))
    return tuple(words) or plain(NOTHING)


def paragraphs_of(pieces: Sequence[Piece], *, parted: bool) -> tuple[Rich, ...]:
    """A unit's text; where it was split, in the paragraphs that it became.

    parted: a line feed among the pieces ends a paragraph; else it's white.
    """
    paragraphs: list[list[Piece]] = [[]]
    for piece in pieces:
        if parted and "\n" in (piece.new or piece.old) and not (piece.new or piece.old).strip():
            paragraphs.append([])
        else:
            paragraphs[-1].append(piece)
    return tuple(rich_of(pieces) for pieces in paragraphs if pieces)


def _flat(text: str) -> str:
    return text.replace("\n", " ")


def count_of(number: int) -> str:
    """A number in a sentence: in letters up to twelve."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def counted(number: int, one: str, many: str) -> str:
    """'één alinea', 'drie alinea’s'."""
    return f"{count_of(number)} {one if number == 1 else many}"


def lacking_passage(characters: Sequence[str]) -> Passage:
    """What is said of characters that the fonts don't have."""
    codes = join_words([f"U+{ord(char):04X}" for char in characters[:MOST_CODES]])
    more = " en andere" if len(characters) > MOST_CODES else ""
    text = f"Waar ‘?’ staat in tekst die het niet heeft, heeft het lettertype het teken niet: {codes}{more}."
    return Passage(plain(text), small=True)


def begin(text: str) -> str:
    """A text at the start of a sentence: a capital E has no accent there."""
    return "Eén" + text[3:] if text.startswith("één") else capitalize_first(text)


def count_forms(forms: Sequence[Form]) -> str:
    """'twee alinea’s en één punt'."""
    return join_words([counted(forms.count(form), *FORMS[form]) for form in dict.fromkeys(forms)])


def quoted(title: str) -> str:
    """A title in a sentence."""
    return f"‘{title}’"


def place_name(side: Side) -> str:
    """The region, else the plan's own name."""
    return side.region_title or side.label


def sector_name(side: Side) -> str:
    """The sector as it's printed: 'GGZ'."""
    return side.sector.upper()
