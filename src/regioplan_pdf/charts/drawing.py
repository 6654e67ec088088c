"""The result of drawing a chart: a value that any surface can paint.

Origin at the lower left of the chart's box, y upwards, all in pt. Shapes and labels are named
tuples: a plan has hundreds, and those are made four times as fast as dataclasses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Label(NamedTuple):
    """A line of text; (x, y) is the left end of its baseline, `width` as measured."""

    x: float
    y: float
    text: str
    face: str
    size: float
    colour: str
    width: float


class Shape(NamedTuple):
    """A path that is filled, stroked or both.

    segments: ('M'|'L', x, y), ('C', x1, y1, x2, y2, x, y), ('Z',) or
    ('R', x, y, width, height) for a whole rectangle. fill, stroke: '#RRGGBB' or ''.
    line_width in pt; dash: lengths on/off in pt, () for solid.
    """

    segments: tuple[tuple[str | float, ...], ...]
    fill: str = ""
    stroke: str = ""
    line_width: float = 0.0
    dash: tuple[float, ...] = ()
    round_caps: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes in painting order, then labels on top. width, height: the box in pt."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    labels: tuple[Label, ...]
