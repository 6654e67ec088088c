"""What the chart tests share: a style with the real fonts, boxes of labels, and specs."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations
from pathlib import Path

from regioplan_pdf.charts import ChartStyle, Drawing, Label, Shape, draw
from regioplan_pdf.charts.style import TextMeasure
from regioplan_pdf.load.theme import DEFAULT_COLOURS, DEFAULT_FONTS
from regioplan_pdf.model.charts import ChartSpec, Mark, TileMap
from regioplan_pdf.type.fonts import Fonts

FONT_FOLDER = Path(__file__).parent.parent / "fonts"
FILES = DEFAULT_FONTS
COLOURS = dict(DEFAULT_COLOURS)
TOUCH = 0.05
"""Pt by which boxes may touch: coordinates are rounded."""


@lru_cache(maxsize=1)
def fonts() -> TextMeasure:
    return Fonts(FONT_FOLDER, FILES)


def style(size: float = 11.0) -> ChartStyle:
    return ChartStyle(fonts(), COLOURS, label_size=size, value_size=size, small_size=max(9.0, size - 1.5))


def mark(number: float | None, text: str | None = None, withheld: bool = False) -> Mark:
    if number is None:
        return Mark(None, text or "", withheld)
    return Mark(number, f"{number:g}".replace(".", ",").replace("-", "−") if text is None else text)


def share(number: float) -> Mark:
    return Mark(number, f"{number:g}%".replace(".", ",").replace("-", "−"))


def count(number: int) -> Mark:
    return Mark(number, f"{number:,}".replace(",", "."))


TOO_SMALL = Mark(None, "te klein", True)
UNKNOWN = Mark(None, "onbekend")

Box = tuple[float, float, float, float]


def label_box(label: Label) -> Box:
    """Left, bottom, right, top of a line of text."""
    return label.x, label.y - 0.2 * label.size, label.x + label.width, label.y + 0.7 * label.size


def shape_box(shape: Shape) -> Box:
    xs: list[float] = []
    ys: list[float] = []
    for kind, *numbers in shape.segments:
        values = [float(number) for number in numbers]
        if kind == "R":
            x, y, width, height = values
            values = [x, y, x + width, y + height]
        xs += values[::2]
        ys += values[1::2]
    return min(xs), min(ys), max(xs), max(ys)


def overlap(one: Box, other: Box, touch: float = TOUCH) -> bool:
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > touch and min(one[3], other[3]) - max(one[1], other[1]) > touch
    )


def find_faults(drawing: Drawing) -> list[str]:
    """Every label that's too small, overlaps another or leaves the box, and every such shape."""
    faults = [f"{label.text!r} at {label.size} pt" for label in drawing.labels if label.size < 9]
    width, height = drawing.width + TOUCH, drawing.height + TOUCH
    for name, box in [(repr(label.text), label_box(label)) for label in drawing.labels] + [
        (str(shape.segments[0]), shape_box(shape)) for shape in drawing.shapes
    ]:
        if box[0] < -TOUCH or box[1] < -TOUCH or box[2] > width or box[3] > height:
            faults.append(f"{name} leaves the box: {box}")
    for one, other in combinations(drawing.labels, 2):
        if overlap(label_box(one), label_box(other)):
            faults.append(f"{one.text!r} overlaps {other.text!r}")
    return faults


def draw_at(spec: ChartSpec | TileMap, width: float, height: float, size: float = 11.0) -> Drawing:
    return draw(spec, width, height, style(size))


def bars(drawing: Drawing, fill: str | None = None) -> list[Box]:
    """Filled rectangles as (x, y, width, height), of one colour or of all, in painting order."""
    return [
        (float(s[1]), float(s[2]), float(s[3]), float(s[4]))
        for shape in drawing.shapes
        for s in shape.segments
        if s[0] == "R" and shape.fill and (fill is None or shape.fill == fill)
    ]


def texts(drawing: Drawing) -> list[str]:
    return [label.text for label in drawing.labels]


def find_label(drawing: Drawing, text: str) -> Label:
    return next(label for label in drawing.labels if label.text == text)
