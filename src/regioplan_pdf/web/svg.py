"""A chart's Drawing as inline SVG: the same shapes and lines of text as on the page of the PDF.

A colour is a class ('f0A3A5A' fills, 's0A3A5A' strokes), so that the stylesheet can give it
another value in the dark: `dark.py` says which. Text is text, in the site's own font.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from regioplan_pdf.charts.drawing import Drawing, Label, Shape

_BOLD_FACES = ("bold", "bold_italic")
_Box = tuple[float, float, float, float]


def svg(drawing: Drawing, *, labelled_by: str, described_by: str = "", name: str = "") -> Markup:
    """The drawing as an `svg` that scales with the width it gets.

    labelled_by, described_by: ids of elements of the page that name it and tell what it shows.
    name: a class of its own ('breed').
    """
    described = f' aria-describedby="{escape(described_by)}"' if described_by else ""
    head = f'<svg class="{name}" ' if name else "<svg "
    head += f'viewBox="0 0 {_number(drawing.width)} {_number(drawing.height)}" role="img"'
    return Markup(f'{head} aria-labelledby="{escape(labelled_by)}"{described}>{_marks(drawing)}</svg>')


def decoration(drawing: Drawing, name: str = "") -> Markup:
    """The drawing as an `svg` that a screen reader passes over."""
    head = f'<svg class="{name}" ' if name else "<svg "
    box = f'viewBox="0 0 {_number(drawing.width)} {_number(drawing.height)}"'
    return Markup(f'{head}{box} aria-hidden="true" focusable="false">{_marks(drawing)}</svg>')


def colour_names(drawing: Drawing) -> frozenset[str]:
    """The classes of all colours of a drawing: 'f0A3A5A' for what is filled with it, 's0A3A5A' for its lines."""
    fills = {shape.fill for shape in drawing.shapes} | {label.colour for label in drawing.labels}
    strokes = {shape.stroke for shape in drawing.shapes}
    named = {f"f{colour[1:]}" for colour in fills if colour} | {f"s{colour[1:]}" for colour in strokes if colour}
    return frozenset(named)


def _marks(drawing: Drawing) -> str:
    shapes = "".join(_paths(drawing.shapes, drawing.height))
    return shapes + "".join(_texts(drawing.labels, drawing.height))


@dataclass(frozen=True, slots=True)
class _Look:
    fill: str
    stroke: str
    line_width: float
    dash: tuple[float, ...]
    round_caps: bool


@dataclass(slots=True)
class _Layer:
    """Shapes that look alike, painted as one path; boxes: what each covers."""

    look: _Look
    shapes: list[Shape]
    boxes: list[_Box]


def _layers(shapes: Sequence[Shape]) -> list[_Layer]:
    """Shapes by look; one is painted earlier than its turn only where nothing in between lies under it."""
    layers: list[_Layer] = []
    for shape in shapes:
        look = _Look(shape.fill, shape.stroke, shape.line_width, shape.dash, shape.round_caps)
        box = _box(shape)
        joined: _Layer | None = None
        for layer in reversed(layers):
            if layer.look == look:
                joined = layer
                break
            if any(_overlap(box, other) for other in layer.boxes):
                break
        if joined is None:
            layers.append(_Layer(look, [shape], [box]))
        else:
            joined.shapes.append(shape)
            joined.boxes.append(box)
    return layers


def _box(shape: Shape) -> _Box:
    """What a shape covers at most, its line included: left, bottom, right, top."""
    xs: list[float] = []
    ys: list[float] = []
    for kind, *values in shape.segments:
        numbers = [float(value) for value in values]
        if kind == "R":
            x, y, wide, high = numbers
            numbers = [x, y, x + wide, y + high]
        xs.extend(numbers[0::2])
        ys.extend(numbers[1::2])
    edge = shape.line_width if shape.stroke else 0.0
    return min(xs) - edge, min(ys) - edge, max(xs) + edge, max(ys) + edge


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _paths(shapes: Sequence[Shape], height: float) -> Iterator[str]:
    """A path for each layer of shapes that look alike."""
    for layer in _layers(shapes):
        look = layer.look
        names = " ".join(f"{kind}{colour[1:]}" for kind, colour in (("f", look.fill), ("s", look.stroke)) if colour)
        pen = "" if look.fill else ' fill="none"'
        if look.stroke:
            pen += f' stroke-width="{_number(look.line_width, 2)}"'
            if look.dash:
                pen += f' stroke-dasharray="{" ".join(_number(length) for length in look.dash)}"'
            if look.round_caps:
                pen += ' stroke-linecap="round" stroke-linejoin="round"'
        outline = "".join(_outline(shape.segments, height) for shape in layer.shapes)
        yield f'<path class="{names}"{pen} d="{outline}"/>'


def _outline(segments: Sequence[Sequence[str | float]], height: float) -> str:
    """The segments as path data, y downwards."""
    parts: list[str] = []
    for kind, *values in segments:
        numbers = [float(value) for value in values]
        if kind == "Z":
            parts.append("z")
        elif kind == "R":
            x, y, wide, high = numbers
            # Corners are rounded, not sizes, so that bars that touch keep touching.
            left, right = _number(x), _number(x + wide)
            parts.append(f"M{left} {_number(height - y - high)}H{right}V{_number(height - y)}H{left}z")
        else:
            turned = (_number(height - value if index % 2 else value) for index, value in enumerate(numbers))
            parts.append(f"{kind}{' '.join(turned)}")
    return "".join(parts)


def _texts(labels: Sequence[Label], height: float) -> Iterator[str]:
    """Labels in one face, size and colour share a group: they lie over everything and never over each other."""
    groups: dict[tuple[str, float, bool], list[str]] = {}
    for label in labels:
        text = f'<text x="{_number(label.x)}" y="{_number(height - label.y)}">{escape(label.text)}</text>'
        groups.setdefault((label.colour, label.size, label.face in _BOLD_FACES), []).append(text)
    for (colour, size, bold), texts in groups.items():
        yield f'<g class="f{colour[1:]}{" b" if bold else ""}" font-size="{_number(size)}">{"".join(texts)}</g>'


def _number(value: float, digits: int = 1) -> str:
    """A number without needless characters: '12.5', '.8', '0'."""
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    if text in ("-0", ""):
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
