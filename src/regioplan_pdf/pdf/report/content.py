"""What a report says, without a place on a page: headings, passages, lists and tables.

A report is any tagged A4 document in the house style. Whoever makes one (`diff.render.pdf`) writes these
values; `setting` gives them lines, `pages` gives them pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from regioplan_pdf.model.document import Meta


class Mark(StrEnum):
    """Whether words are as they were, gone or new. The words are those that are read aloud."""

    PLAIN = ""
    REMOVED = "weg"
    ADDED = "nieuw"


class Tone(StrEnum):
    """What colour words or a label have, by role in the theme."""

    TEXT = "text"
    MUTED = "muted"
    HEADING = "heading"
    ACCENT = "region"
    WARNING = "example_text"


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text in one style.

    figure: it is a number, and the change one of a figure. told: the mark is said in words to who can't
    see it; not needed where a label beside the text says it already. soft: a mark on text that must stay
    easy to read, being long or standing beside its other version: a light line, and no colour.
    """

    text: str
    bold: bool = False
    mark: Mark = Mark.PLAIN
    figure: bool = False
    tone: Tone | None = None
    told: bool = True
    soft: bool = False


Rich = tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2, 3 or 4. id: its anchor; label: a word beside it, in the colour of its tone."""

    level: int
    text: str
    id: str = ""
    label: str = ""
    tone: Tone = Tone.ACCENT


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph. small: an aside, in the size of tables; follows: it belongs to what stands after it."""

    words: Rich
    small: bool = False
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """An item of a numbered list. target: id of the place that tells more, '' for none."""

    words: Rich
    target: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """A numbered list in a panel, every item with the page that it leads to."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph of an entry. label: what hangs before it, '•' or '2.'; follows: as of a Passage."""

    words: Rich
    label: str = ""
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """Text with a label in the margin. parts: its paragraphs; notes: what is said of it, under it."""

    label: str
    parts: tuple[Item, ...]
    tone: Tone = Tone.MUTED
    notes: tuple[str, ...] = ()
    id: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Entries:
    """A list of labelled texts."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its first line, and lines in small under it.

    target: id of the place that its first line leads to; without words that's the number of its page.
    """

    words: Rich = ()
    under: tuple[Rich, ...] = ()
    target: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row; the first cell is its header. id, title: its anchor and what that is of."""

    cells: tuple[Cell, ...]
    id: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column. share: of the table's width; right: its cells are set to the right."""

    title: str
    share: float
    right: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row, which every page that it goes on to repeats."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """A number, large, and what it counts."""

    number: str
    label: str


@dataclass(frozen=True, slots=True)
class Tiles:
    """A strip of numbers beside each other."""

    tiles: tuple[Tile, ...]


Block = Heading | Passage | Points | Entries | Table | Tiles


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks under a heading of level 2. fresh: it begins a page; running: what its pages say at their head."""

    blocks: tuple[Block, ...]
    fresh: bool = False
    running: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report.

    kicker, headline, standfirst: the band at its head; the headline is its heading of level 1.
    running: at the head of every other page. footer: at the foot of all, without the page number.
    """

    kicker: str
    headline: str
    standfirst: str
    running: str
    footer: str
    meta: Meta
    parts: tuple[Part, ...]
