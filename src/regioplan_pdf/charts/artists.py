"""Artists of our own: the bars, straight lines and labels that a chart has most of.

matplotlib stacks and draws them like its patches, but they hold plain numbers and hand the
renderer finished shapes: a chart of forty bars then costs about what one patch does.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from matplotlib.artist import Artist
from matplotlib.colors import to_rgba

from regioplan_pdf.charts.drawing import Label, Shape
from regioplan_pdf.charts.renderer import DrawingRenderer, flatten_colour


@lru_cache(maxsize=256)
def solid_colour(colour: str) -> str:
    """'#RRGGBB' for a colour in any of matplotlib's notations; '' if invisible."""
    return flatten_colour(to_rgba(colour))


class Bar(NamedTuple):
    """An upright rectangle. (x, y): its lower left corner."""

    x: float
    y: float
    width: float
    height: float
    fill: str


class Rule(NamedTuple):
    """A straight line from start to end. dash: lengths on and off in pt, () for solid."""

    start: tuple[float, float]
    end: tuple[float, float]
    colour: str
    line_width: float
    dash: tuple[float, ...]


class Bars(Artist):
    """Filled rectangles, painted in order."""

    def __init__(self, bars: Sequence[Bar], layer: int) -> None:
        super().__init__()
        self.bars = tuple(bars)
        self.set_zorder(layer)

    def draw(self, renderer: DrawingRenderer) -> None:  # type: ignore[override]
        """Hand over the bars; sides are measured between their rounded-off ends as a path's would be."""
        for bar in self.bars:
            fill = solid_colour(bar.fill)
            if fill:
                x, y = bar.x, bar.y
                width, height = x + bar.width - x, y + bar.height - y
                segment = ("R", round(x, 3), round(y, 3), round(width, 3), round(height, 3))
                renderer.shapes.append(Shape((segment,), fill))


class Rules(Artist):
    """Straight lines, painted in order."""

    def __init__(self, rules: Sequence[Rule], layer: int, *, round_caps: bool) -> None:
        super().__init__()
        self.rules = tuple(rules)
        self.round_caps = round_caps
        self.set_zorder(layer)

    def draw(self, renderer: DrawingRenderer) -> None:  # type: ignore[override]
        """Hand over the lines."""
        for rule in self.rules:
            stroke = solid_colour(rule.colour) if rule.line_width > 0 else ""
            if stroke:
                (x0, y0), (x1, y1) = rule.start, rule.end
                segments = (("M", round(x0, 3), round(y0, 3)), ("L", round(x1, 3), round(y1, 3)))
                renderer.shapes.append(
                    Shape(segments, "", stroke, round(rule.line_width, 3), rule.dash, self.round_caps)
                )


class LabelArtist(Artist):
    """Lines of text that are measured beforehand and handed to the renderer untouched."""

    def __init__(self, labels: Sequence[Label]) -> None:
        super().__init__()
        self.labels = tuple(labels)

    def draw(self, renderer: DrawingRenderer) -> None:  # type: ignore[override]
        """Hand over the labels."""
        renderer.labels.extend(self.labels)
