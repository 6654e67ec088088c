"""A matplotlib backend that yields a `Drawing`: a value, without a file or a canvas.

The figure's resolution is 72 dpi, so that a pixel is a pt. Alpha is flattened on white,
since archival PDF is simplest without transparency. Text comes in through `draw_label`
only, already measured in the page's fonts: matplotlib's own text would be laid out in
others. Clipping and images are not supported; charts keep their artists inside the box.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.path import Path
from matplotlib.transforms import Affine2DBase, IdentityTransform, Transform
from numpy.typing import NDArray

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


class DrawingRenderer(RendererBase):
    """Collects what matplotlib paints as shapes and labels."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self.width = width
        self.height = height
        self.shapes: list[Shape] = []
        self.labels: list[Label] = []

    def get_canvas_width_height(self) -> tuple[float, float]:
        """The box in pt."""
        return self.width, self.height

    def points_to_pixels(self, points: float) -> float:  # type: ignore[override]
        """A pixel is a pt here."""
        return points

    def flipy(self) -> bool:
        """Y goes upwards."""
        return False

    def draw_label(self, label: Label) -> None:
        """Take a label as it is."""
        self.labels.append(label)

    def draw_path(  # type: ignore[override]  # colours come as numbers here, never as names
        self, gc: GraphicsContextBase, path: Path, transform: Transform, rgbFace: Sequence[float] | None = None
    ) -> None:
        """Take one path with its fill and stroke."""
        fill = flatten_colour(rgbFace) if rgbFace is not None else ""
        line_width = float(gc.get_linewidth())
        stroke = flatten_colour(gc.get_rgb()) if line_width > 0 else ""
        dashes = gc.get_dashes()[1]
        dash = () if dashes is None else tuple(np.asarray(dashes, dtype=float).tolist())
        self._add(path, transform, fill, stroke, line_width, dash, gc.get_capstyle() == "round")

    def _add(
        self,
        path: Path,
        transform: Transform,
        fill: str,
        stroke: str,
        line_width: float,
        dash: tuple[float, ...],
        round_caps: bool,
    ) -> None:
        if not fill and not stroke:
            return
        segments = convert_path(path, transform)
        if segments:
            dash = tuple(round(float(v), 3) for v in dash)
            width = round(line_width, 3) if stroke else 0.0
            self.shapes.append(Shape(segments, fill, stroke, width, dash if stroke else (), round_caps))

    def draw_path_collection(  # type: ignore[override]  # as Collection.draw calls it
        self,
        gc: GraphicsContextBase,
        master_transform: Transform,
        paths: Sequence[Path],
        all_transforms: Sequence[object],
        offsets: NDArray[np.float64],
        offset_trans: Transform,
        facecolors: Sequence[Sequence[float]],
        edgecolors: Sequence[Sequence[float]],
        linewidths: Sequence[float],
        linestyles: Sequence[tuple[float, Sequence[float] | None]],
        *rest: object,
        **more: object,
    ) -> None:
        """Take a whole collection in one go, without a graphics context for each path.

        Raises:
            NotImplementedError: the collection repeats its paths at offsets.

        """
        if len(all_transforms) or np.any(offsets):
            raise NotImplementedError("collections with offsets are not supported: give each path its own place")
        if not len(paths):
            return  # matplotlib's trial call, which finds out what arguments are taken
        fills = [_flatten(tuple(colour)) for colour in np.asarray(facecolors).tolist()] or [""]
        strokes = [_flatten(tuple(colour)) for colour in np.asarray(edgecolors).tolist()] or [""]
        widths = [float(width) for width in linewidths] or [0.0]
        dashes = [tuple(dash or ()) for _, dash in linestyles] or [()]
        round_caps = gc.get_capstyle() == "round"
        plain = isinstance(master_transform, Affine2DBase) and np.array_equal(master_transform.get_matrix(), np.eye(3))
        transform = IdentityTransform() if plain else master_transform
        for n, path in enumerate(paths):
            width = widths[n % len(widths)]
            stroke = strokes[n % len(strokes)] if width > 0 else ""
            self._add(path, transform, fills[n % len(fills)], stroke, width, dashes[n % len(dashes)], round_caps)

    def draw_text(self, *args: object, **kwargs: object) -> None:
        """Refuse matplotlib's own text.

        Raises:
            NotImplementedError: always; a LabelArtist belongs in its place.

        """
        raise NotImplementedError("matplotlib text is not supported: place a LabelArtist")

    def draw_image(self, *args: object, **kwargs: object) -> None:
        """Refuse bitmaps.

        Raises:
            NotImplementedError: always; charts are vectors.

        """
        raise NotImplementedError("images are not supported: charts are vectors")


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
        renderer = DrawingRenderer(self.width, self.height)
        for artist in sorted(self._artists, key=lambda one: one.get_zorder()):
            artist.draw(renderer)
        return Drawing(round(self.width, 3), round(self.height, 3), tuple(renderer.shapes), tuple(renderer.labels))


class LabelArtist(Artist):
    """Lines of text that are measured beforehand and handed to the renderer untouched."""

    def __init__(self, labels: Sequence[Label]) -> None:
        super().__init__()
        self.labels = tuple(labels)

    def draw(self, renderer: RendererBase) -> None:
        """Hand over the labels; a renderer that isn't ours has no use for them."""
        if isinstance(renderer, DrawingRenderer):
            for label in self.labels:
                renderer.draw_label(label)
