"""Text as the pipeline hands it on: paragraphs, lists and the runs inside them.

Written by `load` from Markdown (with expressions still in it), evaluated by
`compose`, measured by `pdf`. Text never holds markup: what is bold is said by a run.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style.

    link: 'https://...', 'mailto:...' or '#id' for a place inside the plan; '' for none.
    figure: the expression whose value this text is ('locaties_per_1000'), '' for plain
        text. It lets a comparison of two plans tell a changed figure from a changed word.
    """

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Expression:
    """`{{ ... }}` in the text of an editor, not yet evaluated; `line` is where it stands."""

    source: str
    line: int
    bold: bool = False
    italic: bool = False
    link: str = ""


class Role(StrEnum):
    """What a paragraph is for."""

    BODY = "tekst"
    LEAD_IN = "inleiding"
    """The sentence before a list of lines of action."""
    OUTCOME = "uitkomst"
    """'Uitkomst: ...' in the terugblik; its text comes without that word."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `runs` holds expressions until `compose` has evaluated them."""

    runs: tuple[Run | Expression, ...]
    role: Role = Role.BODY
    line: int = 0


@dataclass(frozen=True, slots=True)
class Subheading:
    """A `###` heading inside a text block; plain text."""

    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item: paragraphs, and possibly one list nested in it (once, no deeper)."""

    blocks: tuple[Paragraph | ListBlock, ...]


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; numbered lists count from `start`."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1
    line: int = 0


Block = Paragraph | Subheading | ListBlock
