"""Strips: what a report is made of between setting and pages. A strip is never broken over two pages."""

from __future__ import annotations

from dataclasses import dataclass, replace

from regioplan_pdf.pdf.report.words import SetLine
from regioplan_pdf.pdf.sheet import AnchorItem, RectItem


@dataclass(frozen=True, slots=True)
class LineItem:
    """One line of text. (x, y): left end of the baseline; node: whose text it is, '' for decoration.

    target: the place that the whole line leads to, '' for none.
    """

    node: str
    x: float
    y: float
    line: SetLine
    size: float
    colour: str
    target: str = ""

    @property
    def width(self) -> float:
        """Width of the line, pt."""
        return self.line.width * self.size / 1000


Item = LineItem | RectItem | AnchorItem


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies behind strips that follow each other: a panel or a bar. id: tells it from the next."""

    id: str
    x: float
    width: float
    fill: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A line with its rules for breaking pages, as `galley.Row` is for the plan's columns.

    height: its own; before: white above it, dropped at a page's head. items: in pt from its top left.
    keep: no page may end after it; cost: of ending one after it, in lines of slack.
    grounds: behind it, and behind the white above it where the strip above has the same.
    head: set anew over it when a page begins with it (the header row of a table).
    again: lines shown beside it when a page begins with it (the label of an entry that goes on).
    fresh: it begins a page; running: what the heads of its pages say from here on, '' for as before.
    """

    height: float
    before: float = 0.0
    items: tuple[LineItem | RectItem, ...] = ()
    keep: bool = False
    cost: float = 0.0
    anchors: tuple[AnchorItem, ...] = ()
    grounds: tuple[Ground, ...] = ()
    head: tuple[Strip, ...] = ()
    again: tuple[LineItem, ...] = ()
    fresh: bool = False
    running: str = ""


def kept(strips: list[Strip]) -> list[Strip]:
    """The strips, the last kept with what follows."""
    return [*strips[:-1], replace(strips[-1], keep=True)] if strips else []


def together(strips: list[Strip]) -> list[Strip]:
    """The strips, none of them parted from the next."""
    return [*(replace(strip, keep=True) for strip in strips[:-1]), *strips[-1:]]


def on_ground(strips: list[Strip], ground: Ground, over: float = 0.0, under: float = 0.0) -> list[Strip]:
    """The strips on a panel or beside a bar. over, under: padding in it, pt."""
    if not strips:
        return []
    grounded = [replace(strip, grounds=(ground, *strip.grounds)) for strip in strips]
    if over:
        grounded[0] = _lowered(grounded[0], over)
    if under:
        grounded[-1] = replace(grounded[-1], height=grounded[-1].height + under)
    return grounded


def _lowered(strip: Strip, by: float) -> Strip:
    items = tuple(replace(item, y=item.y + by) for item in strip.items)
    return replace(strip, items=items, height=strip.height + by)


def with_before(strips: list[Strip], before: float) -> list[Strip]:
    """The strips with other white above the first."""
    return [replace(strips[0], before=before), *strips[1:]] if strips else []
