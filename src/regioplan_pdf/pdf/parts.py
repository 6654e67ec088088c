"""A text block as a flat row of parts: all of it that is the same at every size and width.

A block is set at many sizes before one fits. Its tree of lists and paragraphs is walked once,
and its words are measured once; setting it is then one pass over the parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from regioplan_pdf.model.document import Section
from regioplan_pdf.model.text import ListBlock, ListItem, Paragraph, Role, Run, Subheading
from regioplan_pdf.pdf.style import BodyStyle
from regioplan_pdf.type.lines import Measured

SPLIT_ITEM_COST = 2.0
"""What it costs to break a list item over two columns, in lines of slack."""
LONE_ITEM_COST = 6.0
"""What it costs to leave the first or last item of a list alone in a column, in lines of slack."""
SHORT_ITEM = 2
"""An item of more lines than this may stand alone."""
OUTCOME_LABEL = "Uitkomst: "
SUBHEADING_SCALE = 1.04
"""The size of a subheading, times the body's."""
BULLETS = ("•", "–")

Measure = Callable[[tuple[Run, ...], str, bool], Measured]
"""Measures runs in a face, to be hyphenated or not."""


class White(Enum):
    """The kinds of white over a part."""

    NONE = "none"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    SUBHEADING = "subheading"

    def at(self, style: BodyStyle) -> float:
        """Its height in pt."""
        if self is White.ITEM:
            return style.item_gap
        if self is White.PARAGRAPH:
            return style.gap
        return style.gap * 1.25 if self is White.SUBHEADING else 0.0


@dataclass(frozen=True, slots=True)
class Bullet:
    """The mark before a list item, `depth` indents from the left."""

    node: str
    text: str
    depth: int


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph or subheading of a block.

    depth: its indents from the left. before: the white over it, dropped at a column's head.
    first, last: all of the first or last item of a list, that shouldn't stand alone in a column if it's short.
    subheading: its lines are even, and no column may end among them. keep_last: no column may end
    after it. cost: of ending one after one of its lines but the last. scale: its size, times the body's.
    """

    node: str
    words: Measured
    before: White
    colour: str = "text"
    depth: int = 0
    bullets: tuple[Bullet, ...] = ()
    subheading: bool = False
    keep_last: bool = False
    cost: float = 0.0
    cost_last: float = 0.0
    scale: float = 1.0
    outcome: bool = False
    first: bool = False
    last: bool = False


def section_parts(section: Section, measure: Measure) -> tuple[Part, ...]:
    """The parts of a block under its heading."""
    parts: list[Part] = []
    blocks = section.blocks
    for index, block in enumerate(blocks):
        node = f"{section.id}.{index}"
        after_heading = index == 0 or isinstance(blocks[index - 1], Subheading)
        match block:
            case Paragraph():
                before = White.NONE if after_heading or block.role is Role.OUTCOME else White.PARAGRAPH
                follows = index + 1 < len(blocks) and isinstance(blocks[index + 1], ListBlock)
                parts.append(_paragraph(block, node, before, measure, keep_last=follows))
            case Subheading():
                words = measure((Run(block.text),), "bold", False)
                white = White.NONE if after_heading else White.SUBHEADING
                parts.append(
                    Part(node, words, white, "heading", subheading=True, keep_last=True, scale=SUBHEADING_SCALE)
                )
            case ListBlock():
                white = White.NONE if after_heading else White.PARAGRAPH
                parts.extend(_list(block, node, white, measure, 0))
    return tuple(parts)


def _paragraph(
    paragraph: Paragraph,
    node: str,
    before: White,
    measure: Measure,
    *,
    depth: int = 0,
    bullets: tuple[Bullet, ...] = (),
    keep_last: bool = False,
    cost: float = 0.0,
    cost_last: float = 0.0,
) -> Part:
    runs = tuple(run for run in paragraph.runs if isinstance(run, Run))
    outcome = paragraph.role is Role.OUTCOME
    if outcome:
        runs = (Run(OUTCOME_LABEL, bold=True), *runs)
    return Part(
        node,
        measure(runs, "regular", True),
        before,
        "muted" if paragraph.role is Role.LEAD_IN else "text",
        depth,
        bullets,
        keep_last=keep_last,
        cost=cost,
        cost_last=cost_last,
        outcome=outcome,
    )


def _list(block: ListBlock, node: str, first: White, measure: Measure, depth: int) -> Iterator[Part]:
    final = len(block.items) - 1
    for number, item in enumerate(block.items):
        text = f"{block.start + number}." if block.ordered else BULLETS[min(depth, 1)]
        own = f"{node}.{number}"
        bullet = Bullet(f"{own}.label", text, depth)
        parts = _item(item, own, bullet, White.ITEM if number else first, measure)
        if final and len(parts) == 1:
            yield replace(parts[0], first=number == 0, last=number == final)
        else:
            yield from parts


def _item(item: ListItem, node: str, bullet: Bullet, first: White, measure: Measure) -> list[Part]:
    """An item: its first two blocks stand in one column, and to break it has a cost."""
    parts: list[Part] = []
    inner = bullet.depth + 1
    for index, block in enumerate(item.blocks):
        child = f"{node}.{index}"
        more = index + 1 < len(item.blocks)
        keep = index == 0 and more
        bullets = () if parts else (bullet,)
        if isinstance(block, Paragraph):
            white = first if index == 0 else White.NONE if block.role is Role.OUTCOME else White.ITEM
            cost_last = SPLIT_ITEM_COST if more else 0.0
            part = _paragraph(
                block,
                child,
                white,
                measure,
                depth=inner,
                bullets=bullets,
                keep_last=keep,
                cost=SPLIT_ITEM_COST,
                cost_last=cost_last,
            )
            parts.append(part)
            continue
        nested = list(_list(block, child, first if index == 0 else White.ITEM, measure, inner))
        if nested:
            nested[0] = replace(nested[0], bullets=(*bullets, *nested[0].bullets))
            nested[-1] = replace(nested[-1], keep_last=keep or nested[-1].keep_last)
        parts.extend(nested)
    return parts
