"""The sheet a chart is drawn on: matplotlib artists placed in pt, without Axes.

Bars and rules are gathered, one artist for all of a layer. Layers settle what lies over what.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from matplotlib.artist import Artist
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from regioplan_pdf.charts.artists import Bar, Bars, LabelArtist, Rule, Rules
from regioplan_pdf.charts.drawing import Drawing, Label
from regioplan_pdf.charts.layers import AREA, BAR, GRID, LINE, MARK
from regioplan_pdf.charts.renderer import ArtistStack
from regioplan_pdf.charts.style import ChartStyle

if TYPE_CHECKING:
    from matplotlib.typing import LineStyleType

_ARC = 0.5523
_ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}


def _line_style(dash: tuple[float, ...], line_width: float) -> LineStyleType:
    """The line style for a dash in pt: matplotlib multiplies dashes by the line's width."""
    return (0.0, tuple(length / line_width for length in dash)) if dash else "solid"


class Sheet:
    """Takes bars, rules, lines, areas and labels; origin lower left, y upwards, pt."""

    def __init__(self, width: float, height: float, style: ChartStyle) -> None:
        self.width = width
        self.height = height
        self.style = style
        self._artists = ArtistStack(width, height)
        self._labels: list[Label] = []
        self._bars: list[Bar] = []
        self._rules: dict[tuple[int, bool], list[Rule]] = {}

    def _place(self, artist: Artist, layer: int) -> None:
        artist.set_transform(IdentityTransform())
        artist.set_zorder(layer)
        self._artists.add(artist)

    def bar(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """A filled rectangle; one without an area is left out."""
        if width > 0 and height > 0:
            self._bars.append(Bar(x, y, width, height, fill))

    def rule(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        colour: str,
        line_width: float = 0.75,
        dash: tuple[float, ...] = (),
        layer: int = GRID,
        round_caps: bool = False,
    ) -> None:
        """A straight line."""
        self._rules.setdefault((layer, round_caps), []).append(Rule(start, end, colour, line_width, dash))

    def line(
        self, points: Sequence[tuple[float, float]], colour: str, line_width: float, dash: tuple[float, ...] = ()
    ) -> None:
        """A line through points, with round joins."""
        xs, ys = zip(*points, strict=True)
        artist = Line2D(xs, ys, color=colour, linewidth=line_width, solid_capstyle="round", dash_capstyle="butt")
        artist.set_solid_joinstyle("round")
        if dash:
            artist.set_linestyle(_line_style(dash, line_width))
        self._place(artist, LINE)

    def area(
        self,
        points: Sequence[tuple[float, float]],
        fill: str,
        stroke: str = "",
        line_width: float = 0.0,
        dash: tuple[float, ...] = (),
        layer: int = AREA,
    ) -> None:
        """A closed polygon, filled and outlined when those colours are given."""
        ring = points if points[0] == points[-1] else (*points, points[0])
        patch = PathPatch(
            Path(ring, closed=True),
            facecolor=fill or "none",
            edgecolor=stroke or "none",
            linewidth=line_width if stroke else 0.0,
        )
        if dash and stroke:
            patch.set_linestyle(_line_style(dash, line_width))
        self._place(patch, layer)

    def rounded(
        self, x: float, y: float, width: float, height: float, radius: float, fill: str, stroke: str = ""
    ) -> None:
        """A rectangle with round corners, on the layer of marks; a disc when all are equal."""
        r = min(radius, width / 2, height / 2)
        k = r * (1 - _ARC)
        x1, y1 = x + width, y + height
        points = [(x + r, y), (x1 - r, y), (x1 - k, y), (x1, y + k), (x1, y + r), (x1, y1 - r)]
        points += [(x1, y1 - k), (x1 - k, y1), (x1 - r, y1), (x + r, y1), (x + k, y1), (x, y1 - k), (x, y1 - r)]
        points += [(x, y + r), (x, y + k), (x + k, y), (x + r, y), (x + r, y)]
        side = [Path.LINETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]
        path = Path(points, [Path.MOVETO, *side * 4, Path.CLOSEPOLY])
        edge = {"edgecolor": stroke, "linewidth": 1.25} if stroke else {"edgecolor": "none", "linewidth": 0.0}
        self._place(PathPatch(path, facecolor=fill or "none", **edge), MARK)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        colour: str,
        face: str = "regular",
        size: float = 0.0,
        anchor: str = "start",
    ) -> float:
        """A label with its baseline at y; anchor 'start', 'middle' or 'end' is what x is of it.

        Returns its width. A label is kept within the sheet's sides.
        """
        if not text:
            return 0.0
        size = size or self.style.label_size
        width = self.style.width(text, face, size)
        left = x - width * _ANCHORS[anchor]
        left = max(0.0, min(left, self.width - width))
        self._labels.append(Label(round(left, 3), round(y, 3), text, face, round(size, 3), colour, round(width, 3)))
        return width

    def finish(self) -> Drawing:
        """Everything that was placed, as a value."""
        if self._bars:
            self._artists.add(Bars(self._bars, BAR))
        for (layer, round_caps), rules in self._rules.items():
            self._artists.add(Rules(rules, layer, round_caps=round_caps))
        self._artists.add(LabelArtist(self._labels))
        return self._artists.render()
