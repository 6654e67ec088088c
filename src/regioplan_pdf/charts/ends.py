"""Names and values at the end of lines, pushed apart so that none overlaps another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from regioplan_pdf.charts.labels import LEADING, block_height, force_lines
from regioplan_pdf.charts.layers import LINE
from regioplan_pdf.charts.spread import push_apart
from regioplan_pdf.charts.style import ChartStyle

if TYPE_CHECKING:
    from regioplan_pdf.charts.sheet import Sheet

REACH = 12.0
"""Room in pt between a line's end and its label, for the marker and a leader."""

END_REACH = 5.0
"""How far in pt labels may reach over the plot; under it they stay over the texts of the axis."""

_LABEL_SHARE = 0.42
_BETWEEN = 3.0


@dataclass(frozen=True, slots=True)
class EndText:
    """What stands at a line's end: a strong figure, a name, and a plain addition ('')."""

    figure: str
    name: str
    addition: str = ""
    figure_face: str = "bold"


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    face: str
    x: float
    row: int
    strong: bool


@dataclass(frozen=True, slots=True)
class EndBlock:
    """An end text set in rows; runs stand at x in pt from the block's left side."""

    runs: tuple[_Run, ...]
    rows: int
    size: float
    width: float

    @property
    def height(self) -> float:
        """Height in pt."""
        return block_height(self.rows, self.size)


def set_ends(ends: Sequence[EndText], style: ChartStyle, width: float) -> tuple[EndBlock, ...]:
    """Set end texts for a chart of `width` pt, all in the same manner.

    The name stands behind the figure when it fits there in two lines, else under it.
    """
    size = style.label_size
    measure = style.width
    limit = _LABEL_SHARE * width
    first = max((measure(end.figure, end.figure_face, size) for end in ends), default=0.0) + 5
    longest = max((measure(end.name, "regular", size) for end in ends), default=0.0)
    whole = [word for end in ends for word in (*end.name.split(), end.addition)]
    words = max((measure(word, "regular", size) for word in whole), default=0.0)
    if first + words <= limit and longest <= 1.7 * (limit - first):
        return tuple(_set_beside(end, first, limit, size, style) for end in ends)
    return tuple(_set_below(end, limit, max(9.0, size - 1), style) for end in ends)


def _set_beside(end: EndText, first: float, limit: float, size: float, style: ChartStyle) -> EndBlock:
    together = f"{end.name} {end.addition}".strip()
    if style.width(together, "regular", size) <= limit - first:
        lines = [together] if together else []
    else:
        lines = [*force_lines(end.name, "regular", size, limit - first, style, 3)] if end.name else []
        lines += [end.addition] if end.addition else []
    runs = [_Run(end.figure, end.figure_face, 0.0, 0, True)] if end.figure else []
    runs += [_Run(line, "regular", first, n, False) for n, line in enumerate(lines)]
    return _block(runs, size, style)


def _set_below(end: EndText, limit: float, size: float, style: ChartStyle) -> EndBlock:
    lines = [*force_lines(end.figure, end.figure_face, size, limit, style, 1)] if end.figure else []
    runs = [_Run(line, end.figure_face, 0.0, n, True) for n, line in enumerate(lines)]
    names = force_lines(end.name, "regular", size, limit, style, 3) if end.name else ()
    names += force_lines(end.addition, "regular", size, limit, style, 2) if end.addition else ()
    runs += [_Run(line, "regular", 0.0, len(lines) + n, False) for n, line in enumerate(names)]
    return _block(runs, size, style)


def _block(runs: Sequence[_Run], size: float, style: ChartStyle) -> EndBlock:
    width = max((run.x + style.width(run.text, run.face, size) for run in runs), default=0.0)
    return EndBlock(tuple(runs), max((run.row for run in runs), default=-1) + 1, size, width)


def ends_height(blocks: Sequence[EndBlock]) -> float:
    """The height in pt that the blocks need under one another."""
    return sum(block.height + _BETWEEN for block in blocks)


def draw_ends(
    sheet: Sheet,
    blocks: Sequence[EndBlock],
    levels: Sequence[float],
    colours: Sequence[str],
    x: float,
    low: float,
    high: float,
) -> None:
    """Draw blocks beside line ends.

    Args:
        sheet: to draw on.
        blocks: one for each line.
        levels: the heights at which the lines end, in pt.
        colours: inks of the strong figures and of leaders.
        x: where the lines end.
        low: lower end of the room for blocks.
        high: upper end of it.

    """
    wanted: list[float] = []
    for block, level in zip(blocks, levels, strict=True):
        # The first row is what should stand beside the line's end.
        wanted.append(level + 0.12 * block.size - (block.rows - 1) * LEADING * block.size / 2)
    extents = [block.height + _BETWEEN for block in blocks]
    centres = push_apart(wanted, extents, low, high)
    for block, level, centre, wish, colour in zip(blocks, levels, centres, wanted, colours, strict=True):
        top = centre + block.height / 2
        if abs(centre - wish) > 3.5:
            first = top - 0.37 * block.size
            sheet.rule((x + 3.5, level), (x + REACH - 2.5, first), colour, 0.7, layer=LINE)
        for run in block.runs:
            ink = colour if run.strong else sheet.style.colour("text")
            baseline = top - 0.7 * block.size - run.row * LEADING * block.size
            sheet.text(x + REACH + run.x, baseline, run.text, ink, run.face, block.size)
