"""A matplotlib backend that yields a `Drawing`: a value, without a file or a canvas.

The figure's resolution is 72 dpi, so that a pixel is a pt. Alpha is flattened on white,
since archival PDF is simplest without transparency. Text comes in through a LabelArtist
only, already measured in the page's fonts: matplotlib's own text would be laid out in
others. Clipping and images are not supported; charts keep their artists inside the box.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from matplotlib.artist import Artist
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform, Transform

from regioplan_pdf.charts.drawing import Drawing, Label, Shape

RESOLUTION = 72.0
_CURVE3, _CURVE4, _MOVE, _CLOSE = Path.CURVE3, Path.CURVE4, Path.MOVETO, Path.CLOSEPOLY
_RECTANGLE = (Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY)
_Segments = tuple[tuple[str | float, ...], ...]


def flatten_colour(rgba: Sequence[float]) -> str:
    """'#RRGGBB' of a colour of 3 or 4 numbers 0-1, laid over white; '' if invisible."""
    return _flatten(tuple(rgba))


@lru_cache(maxsize=1024)
def _flatten(rgba: tuple[float, ...]) -> str:
    alpha = float(rgba[3]) if len(rgba) > 3 else 1.0
    if alpha <= 0:
        return ""
    return "#" + "".join(f"{round((float(v) * alpha + 1 - alpha) * 255):02X}" for v in rgba[:3])


def _rectangle(points: list[list[float]]) -> tuple[str, float, float, float, float] | None:
    """The 'R' segment when the first four points are an upright rectangle."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points[:4]
    upright = (x0 == x3 and x1 == x2 and y0 == y1 and y2 == y3) or (x0 == x1 and x2 == x3 and y0 == y3 and y1 == y2)
    if not upright:
        return None
    left, bottom = min(x0, x2), min(y0, y2)
    return "R", round(left, 3), round(bottom, 3), round(abs(x2 - x0), 3), round(abs(y2 - y0), 3)


def convert_path(path: Path, transform: Transform) -> _Segments:
    """The segments of a path; vertices that are not finite break the line."""
    vertices = path.vertices
    if not isinstance(transform, IdentityTransform):
        vertices = transform.transform(vertices)
    points: list[list[float]] = np.asarray(vertices, dtype=float).tolist()
    codes = None if path.codes is None else tuple(np.asarray(path.codes).tolist())
    if codes == _RECTANGLE:
        rectangle = _rectangle(points)
        if rectangle is not None:
            return (rectangle,)
    if codes is None:
        return tuple(("L" if n else "M", round(x, 3), round(y, 3)) for n, (x, y) in enumerate(points))
    return _convert_coded(points, codes)


def _convert_coded(points: list[list[float]], codes: Sequence[int]) -> _Segments:
    segments: list[tuple[str | float, ...]] = []
    here = (0.0, 0.0)
    n = 0
    while n < len(codes):
        code = codes[n]
        if code == _CLOSE:
            segments.append(("Z",))
            n += 1
            continue
        if code == _CURVE4:
            flat = [v for point in points[n : n + 3] for v in point]
            n += 3
        elif code == _CURVE3:
            (qx, qy), (x, y) = points[n], points[n + 1]
            flat = [
                here[0] + 2 / 3 * (qx - here[0]),
                here[1] + 2 / 3 * (qy - here[1]),
                x + 2 / 3 * (qx - x),
                y + 2 / 3 * (qy - y),
                x,
                y,
            ]
            n += 2
        else:
            flat = points[n]
            n += 1
        kind = "C" if len(flat) == 6 else "M" if code == _MOVE else "L"
        segments.append((kind, *(round(v, 3) for v in flat)))
        here = (flat[-2], flat[-1])
    return tuple(segments)


class Pen:
    """The graphics context of a path: what a Shape can hold of it, and nothing else.

    Artists set more (clipping, snapping, hatches of their own); that has no place in a chart.
    """

    __slots__ = ("dash", "foreground", "line_width", "round_caps")

    def __init__(self) -> None:
        self.line_width = 1.0
        self.foreground: Sequence[float] = (0.0, 0.0, 0.0, 1.0)
        self.dash: tuple[float, ...] = ()
        self.round_caps = False

    def set_linewidth(self, width: float) -> None:
        """How thick the line is, pt."""
        self.line_width = float(width)

    def set_foreground(self, colour: Sequence[float], isRGBA: bool = False) -> None:
        """The line's colour: artists hand it over as numbers, with their alpha in it."""
        self.foreground = colour

    def set_dashes(self, offset: float, dashes: Sequence[float] | None) -> None:
        """Lengths on and off in pt, None for a solid line."""
        self.dash = () if dashes is None else tuple(float(length) for length in dashes)

    def set_capstyle(self, cap: str) -> None:
        """How the line ends."""
        self.round_caps = cap == "round"

    def _ignore(self, *_: object) -> None:
        """Nothing: settings without a meaning here."""

    set_alpha = set_antialiased = set_clip_path = set_clip_rectangle = _ignore
    set_joinstyle = set_snap = set_url = restore = _ignore


class DrawingRenderer:
    """Collects what matplotlib paints as shapes and labels.

    Stands where matplotlib has a RendererBase, and has of that what patches, lines and our own
    artists ask for: the module that holds the base takes longer to import than a plan to draw.
    """

    _raster_depth = 0
    _rasterizing = False

    def __init__(self) -> None:
        self.shapes: list[Shape] = []
        self.labels: list[Label] = []

    def new_gc(self) -> Pen:
        """A graphics context for the next path."""
        return Pen()

    def open_group(self, name: str, gid: str | None = None) -> None:
        """Groups are not kept."""

    def close_group(self, name: str) -> None:
        """Groups are not kept."""

    def points_to_pixels(self, points: float) -> float:
        """A pixel is a pt here."""
        return points

    def draw_path(self, gc: Pen, path: Path, transform: Transform, rgbFace: Sequence[float] | None = None) -> None:
        """Take one path with its fill and stroke."""
        fill = flatten_colour(rgbFace) if rgbFace is not None else ""
        stroke = flatten_colour(gc.foreground) if gc.line_width > 0 else ""
        if not fill and not stroke:
            return
        segments = convert_path(path, transform)
        if segments:
            width = round(gc.line_width, 3) if stroke else 0.0
            dash = tuple(round(length, 3) for length in gc.dash) if stroke else ()
            self.shapes.append(Shape(segments, fill, stroke, width, dash, gc.round_caps))

    def get_text_width_height_descent(self, *args: object, **kwargs: object) -> None:
        """Refuse matplotlib's own text, which is measured before it's drawn.

        Raises:
            NotImplementedError: always; a LabelArtist belongs in its place.

        """
        raise NotImplementedError("matplotlib text is not supported: place a LabelArtist")

    def draw_path_collection(self, *args: object, **kwargs: object) -> None:
        """Refuse collections.

        Raises:
            NotImplementedError: always; each path has a place of its own.

        """
        raise NotImplementedError("collections are not supported: place Bars, Rules or patches")

    def draw_image(self, *args: object, **kwargs: object) -> None:
        """Refuse bitmaps.

        Raises:
            NotImplementedError: always; charts are vectors.

        """
        raise NotImplementedError("images are not supported: charts are vectors")

    draw_markers = draw_path_collection


class ArtistStack:
    """Artists in pt, drawn from the back to the front.

    Stands where matplotlib has a Figure: of that an artist asks the resolution only, and
    importing and making Figures takes longer than drawing six charts.
    """

    dpi = RESOLUTION

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self._artists: list[Artist] = []

    def get_figure(self, root: bool = False) -> ArtistStack:
        """The stack itself; artists ask their figure for the root."""
        return self

    def add(self, artist: Artist) -> None:
        """Put an artist on the stack; its z-order says how high."""
        artist.set_figure(self)  # type: ignore[arg-type]
        self._artists.append(artist)

    def render(self) -> Drawing:
        """Draw all artists."""
        renderer = DrawingRenderer()
        for artist in sorted(self._artists, key=lambda one: one.get_zorder()):
            artist.draw(renderer)  # type: ignore[arg-type]
        return Drawing(round(self.width, 3), round(self.height, 3), tuple(renderer.shapes), tuple(renderer.labels))
