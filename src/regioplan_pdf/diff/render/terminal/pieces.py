"""Words that went and came, as a terminal shows them; and the styles of all of the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.console import Console, ConsoleOptions, RenderableType
from rich.padding import Padding
from rich.text import Text

from regioplan_pdf.model.changes import Op, Piece

BOLD = "bold"
MUTED = "dim"
WARN = "yellow"
REMOVED = "red strike"
ADDED = "green"
HEADING = "bold cyan"

LABEL_WIDTH = 13
"""Characters for the word that says what happened; 'samengevoegd' is the longest."""
_MOST_SAME = 45
"""Words of an unchanged stretch between changes that are shown in full."""
_KEPT = 12
"""Words that are left of a longer one, at either end."""


def heading(text: str) -> RenderableType:
    """A heading with an empty line before it."""
    return Padding(Text(text, HEADING), (1, 0, 0, 0))


@dataclass(frozen=True, slots=True)
class Row:
    """A label and beside it a text that wraps under itself. width: of the label's column.

    A label that is too long stands on a line of its own.
    """

    label: Text
    body: Text
    indent: int = 2
    width: int = LABEL_WIDTH

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        left = self.indent + self.width + 1
        lines = self.body.wrap(console, max(options.max_width - left, 1), overflow="fold")
        first = Text(" " * self.indent).append_text(self.label)
        if self.label.cell_len > self.width:
            yield first
            first = Text()
        first.append(" " * (left - first.cell_len))
        for number, line in enumerate(lines or [Text()]):
            line.rstrip()
            told = first if number == 0 else Text(" " * left)
            told.append_text(line)
            told.no_wrap = True
            yield told


def row(label: str, body: Text, style: str = MUTED, indent: int = 2) -> RenderableType:
    """A word that says what happened, and beside it a text."""
    return Row(Text(label, style), body, indent)


def bullet(text: str, indent: int = 2) -> RenderableType:
    """A sentence behind a dot, that wraps under itself."""
    return Row(Text("•"), Text(text), indent, 1)


def marked(pieces: Sequence[Piece], *, before: str = "") -> Text:
    """Pieces of a changed text with what went between [- -] and what came between {+ +}.

    Long stretches that stayed the same are shortened to their ends.
    """
    text = Text(before)
    rows = _stretches(pieces)
    for place, (op, words) in enumerate(rows):
        if op is Op.SAME:
            text.append(_shortened(words, first=place == 0, last=place == len(rows) - 1))
        elif op is Op.REMOVED:
            _append_mark(text, words, "[-", "-]", REMOVED)
        else:
            _append_mark(text, words, "{+", "+}", ADDED)
    text.rstrip()
    return text


def rewritten(pieces: Sequence[Piece]) -> bool:
    """Whether so little stayed the same that two texts read better than one with marks."""
    same = sum(len(piece.new.split()) for piece in pieces if piece.op is Op.SAME)
    counts = [sum(len(each.split()) for each in side) for side in _sides(pieces)]
    if not all(counts):
        return False
    other = max(counts) - same
    return other > 8 and same < 0.5 * (same + other)


def before_and_after(pieces: Sequence[Piece], name: str = "") -> tuple[Text, Text]:
    """The old text and the new, each with a word before it. name: of the text, '' for none."""
    old, new = ("".join(side).strip() for side in _sides(pieces))
    return (
        Text.assemble((f"{name}was: ", MUTED), (_one_line(old), REMOVED)),
        Text.assemble((f"{name}nu: ", MUTED), (_one_line(new), ADDED)),
    )


def _sides(pieces: Sequence[Piece]) -> tuple[list[str], list[str]]:
    return [piece.old for piece in pieces], [piece.new for piece in pieces]


def _stretches(pieces: Sequence[Piece]) -> list[tuple[Op, str]]:
    """Pieces of one kind that follow each other as one; between changes what went stands before what came."""
    found: list[tuple[Op, str]] = []
    for same, group in groupby(pieces, key=lambda piece: piece.op is Op.SAME):
        row = list(group)
        if same:
            found.append((Op.SAME, _one_line("".join(piece.new for piece in row))))
            continue
        old = "".join(piece.old for piece in row if piece.op is Op.REMOVED)
        new = "".join(piece.new for piece in row if piece.op is Op.ADDED)
        found += [(op, _one_line(text)) for op, text in ((Op.REMOVED, old), (Op.ADDED, new)) if text]
    return found


def _append_mark(text: Text, words: str, start: str, end: str, style: str) -> None:
    bare = words.strip()
    if not bare:
        text.append("" if text.plain.endswith(" ") else words)
        return
    text.append(words[: len(words) - len(words.lstrip())])
    text.append(f"{start}{bare}{end}", style)
    text.append(words[len(words.rstrip()) :])


def _one_line(text: str) -> str:
    """Where texts were joined stands a pilcrow."""
    return text.replace("\n", " ¶ ")


def _shortened(text: str, *, first: bool, last: bool) -> str:
    words = text.split(" ")
    if len(words) <= _MOST_SAME:
        return text
    start = [] if first else words[:_KEPT]
    end = [] if last else words[-_KEPT:]
    return " ".join([*start, "(…)", *end])


def listed(names: Iterable[str]) -> str:
    """'A; B; C': titles may hold commas."""
    return "; ".join(names)
