"""Charts as inline SVG: the same shapes and texts as on paper, legible in light and in dark."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_factory import STYLE
from regioplan_pdf import charts
from regioplan_pdf.charts.drawing import Drawing, Label, Shape
from regioplan_pdf.model.charts import SmallTable
from regioplan_pdf.model.contrast import TEXT_CONTRAST, contrast
from regioplan_pdf.web.chart_views import BROAD, MIDDLE, NARROW, Painter, screen_style
from regioplan_pdf.web.dark import colours_css, in_the_dark
from regioplan_pdf.web.look import DARK_PAPER
from regioplan_pdf.web.svg import colour_names, decoration, svg
from site_factory import FONTS, shipped_site

COLOURS = st.from_regex(r"#[0-9A-F]{6}", fullmatch=True)
RED, BLUE = "#C8501E", "#0A3A5A"


def drawn(*shapes: Shape, labels: tuple[Label, ...] = ()) -> ElementTree.Element:
    return ElementTree.fromstring(svg(Drawing(100, 50, shapes, labels), labelled_by="a", described_by="b"))


def path(*segments: tuple[str | float, ...], **look: object) -> str:
    (found,) = drawn(Shape(segments, **{"fill": RED, **look})).iter("path")
    return found.attrib["d"]


def specs():
    for plan in shipped_site().plans:
        for card in plan.document.charts:
            yield from (spec for spec in (card.spec, card.second) if spec and not isinstance(spec, SmallTable))


def drawings(width: float) -> list[Drawing]:
    site = shipped_site()
    from regioplan_pdf.type.fonts import Fonts

    style = screen_style(site.theme, Fonts(FONTS, site.theme.fonts))
    return [charts.draw(spec, width, charts.heights(spec, width, style).ideal, style) for spec in specs()]


def test_an_svg_has_the_size_of_the_drawing_and_the_name_of_its_card():
    root = drawn()
    assert (root.attrib["viewBox"], root.attrib["role"]) == ("0 0 100 50", "img")
    assert (root.attrib["aria-labelledby"], root.attrib["aria-describedby"]) == ("a", "b")


def test_y_runs_downwards():
    assert path(("M", 0.0, 0.0), ("L", 10.0, 50.0), ("Z",)) == "M0 50L10 0z"


def test_a_rectangle_is_a_path_round_its_corners():
    assert path(("R", 5.0, 10.0, 20.0, 15.5)) == "M5 24.5H25V40H5z"


def test_a_curve_has_all_its_points():
    assert path(("M", 1.0, 1.0), ("C", 1.5, 2.0, 3.0, 4.0, 5.0, 6.25)) == "M1 49C1.5 48 3 46 5 43.8"


def bar(x: float, fill: str, width: float = 5.0) -> Shape:
    return Shape((("R", x, 0.0, width, 5.0),), fill)


def layers(*shapes: Shape) -> list[tuple[str, int]]:
    return [(one.attrib["class"], one.attrib["d"].count("M")) for one in drawn(*shapes).iter("path")]


def test_bars_of_one_colour_are_one_path_where_nothing_lies_between():
    apart = (bar(0, RED), bar(10, BLUE), bar(20, RED), bar(15, BLUE))
    assert layers(*apart) == [("fC8501E", 2), ("f0A3A5A", 2)]


def test_what_lies_over_something_stays_over_it():
    assert layers(bar(0, RED), bar(2, BLUE), bar(4, RED)) == [("fC8501E", 1), ("f0A3A5A", 1), ("fC8501E", 1)]
    line = Shape((("M", 12.0, 0.0), ("L", 12.0, 9.0)), "", BLUE, 1.0)
    assert [names for names, _ in layers(bar(0, RED), line, bar(12.5, RED))] == ["fC8501E", "s0A3A5A", "fC8501E"]


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 6), st.sampled_from([RED, BLUE, "#7CC2B8"])), max_size=9))
def test_a_pixel_has_the_colour_of_the_last_bar_over_it(bars):
    """Painted by path, every place has the colour that it had painted by bar."""
    root = drawn(*(bar(float(x), fill, float(width)) for x, width, fill in bars))
    painted: dict[int, str] = {}
    for one in root.iter("path"):
        for left, right in re.findall(r"M([\d.]+) [\d.]+H([\d.]+)V", one.attrib["d"]):
            painted |= dict.fromkeys(range(int(left), int(right)), f"#{one.attrib['class'][1:]}")
    wanted: dict[int, str] = {}
    for x, width, fill in bars:
        wanted |= dict.fromkeys(range(x, x + width), fill)
    assert painted == wanted


def test_a_line_keeps_its_width_its_dashes_and_its_round_ends():
    (found,) = drawn(Shape((("M", 0.0, 0.0), ("L", 9.0, 9.0)), "", BLUE, 2.25, (3.0, 2.0), True)).iter("path")
    assert found.attrib["class"] == "s0A3A5A"
    assert (found.attrib["fill"], found.attrib["stroke-width"]) == ("none", "2.25")
    assert (found.attrib["stroke-dasharray"], found.attrib["stroke-linecap"]) == ("3 2", "round")


def test_text_is_text_and_can_hold_anything():
    label = Label(1.25, 40.0, "<b>5 & 6</b>\"'", "bold", 11.0, RED, 30.0)
    (group,) = drawn(labels=(label,)).iter("g")
    assert (group.attrib["class"], group.attrib["font-size"]) == ("fC8501E b", "11")
    assert [(t.attrib["x"], t.attrib["y"], t.text) for t in group] == [("1.2", "10", "<b>5 & 6</b>\"'")]


def test_a_decoration_is_passed_over_by_a_screen_reader():
    root = ElementTree.fromstring(decoration(Drawing(10, 10, (), ()), "kaartje"))
    assert root.attrib["aria-hidden"] == "true" and "role" not in root.attrib


@pytest.mark.parametrize("width", [NARROW, MIDDLE, BROAD])
def test_every_shipped_chart_comes_over_whole(width):
    """Each text at its place, each path, no more and no less."""
    for drawing in drawings(width):
        root = ElementTree.fromstring(svg(drawing, labelled_by="a"))
        texts = sorted((t.text, float(t.attrib["x"]), float(t.attrib["y"])) for t in root.iter("text"))
        labels = sorted((one.text, round(one.x, 1), round(drawing.height - one.y, 1)) for one in drawing.labels)
        assert [text for text, _, _ in texts] == [text for text, _, _ in labels]
        for (_, x, y), (_, wanted_x, wanted_y) in zip(texts, labels, strict=True):
            assert abs(x - wanted_x) < 0.11 and abs(y - wanted_y) < 0.11
        moves = sum(one.attrib["d"].count("M") for one in root.iter("path"))
        assert moves == sum(part[0] in "MR" for shape in drawing.shapes for part in shape.segments)
        numbers = [float(n) for one in root.iter("path") for n in re.findall(r"-?[\d.]+", one.attrib["d"])]
        assert all(-3 < number < max(drawing.width, drawing.height) + 3 for number in numbers)


@pytest.mark.parametrize(("width", "shown_from"), [(NARROW, 288), (MIDDLE, 352), (BROAD, 640)])
def test_text_in_a_chart_is_never_under_9_9_px(width, shown_from):
    sizes = {label.size for drawing in drawings(width) for label in drawing.labels}
    assert min(sizes) * shown_from / width >= 9.9


def test_a_label_stays_inside_its_drawing():
    for drawing in drawings(NARROW):
        for label in drawing.labels:
            assert label.x >= -0.01 and label.x + label.width <= drawing.width + 0.01, label


def test_a_painter_knows_every_colour_that_its_charts_have():
    painter = Painter(STYLE)
    html = "".join(painter.chart(spec, "a", "b", broad=True) for spec in specs())
    used = {name for names in re.findall(r'class="([^"]+)"', html) for name in names.split() if len(name) == 7}
    assert used == painter.colours
    rules = colours_css(used).split()
    assert rules == [f".{n}{{{'fill' if n[0] == 'f' else 'stroke'}:#{n[1:]}}}" for n in sorted(used)]


def test_a_card_has_a_drawing_for_each_width_that_it_can_have():
    painter = Painter(STYLE)
    spec = next(iter(specs()))
    assert re.findall(r'<svg class="(\w+)"', painter.chart(spec, "a", "")) == ["smal", "midden"]
    assert re.findall(r'<svg class="(\w+)"', painter.chart(spec, "a", "", broad=True)) == ["smal", "midden", "breed"]


def test_a_table_is_no_picture():
    assert Painter(STYLE).chart(SmallTable(("a",), ()), "a", "b") == ""


# In the dark.


@given(COLOURS)
def test_a_colour_is_as_far_from_dark_paper_as_from_white(colour):
    most = contrast("#FFFFFF", DARK_PAPER)
    found = contrast(in_the_dark(colour, DARK_PAPER), DARK_PAPER)
    assert found >= min(contrast(colour, "#FFFFFF"), most) - 1e-9
    assert found <= contrast(colour, "#FFFFFF") * 1.12


@given(COLOURS, COLOURS)
def test_what_is_legible_on_a_bar_is_legible_on_it_in_the_dark(ink, fill):
    most = contrast("#FFFFFF", DARK_PAPER)
    if contrast(ink, "#FFFFFF") > most or contrast(fill, "#FFFFFF") > most:
        return  # nothing is lighter than white
    dark = contrast(in_the_dark(ink, DARK_PAPER), in_the_dark(fill, DARK_PAPER))
    assert dark >= contrast(ink, fill) / 1.12


def test_white_becomes_the_paper_and_black_white():
    assert in_the_dark("#FFFFFF", DARK_PAPER) == DARK_PAPER
    assert in_the_dark("#000000", DARK_PAPER) == "#FFFFFF"


def ground(label: Label, drawing: Drawing) -> str:
    """The colour under the middle of a label: of the last filled rectangle there, else white."""
    x, y = label.x + label.width / 2, label.y + 0.33 * label.size
    fill = "#FFFFFF"
    for shape in drawing.shapes:
        for kind, *numbers in shape.segments:
            if kind == "R" and shape.fill:
                left, bottom, wide, high = (float(number) for number in numbers)
                fill = shape.fill if left <= x <= left + wide and bottom <= y <= bottom + high else fill
    return fill


def test_every_value_in_a_shipped_chart_is_legible_on_what_it_stands_on_in_light_and_dark():
    checked = inside = 0
    for drawing in (*drawings(NARROW), *drawings(MIDDLE)):
        for label in drawing.labels:
            under = ground(label, drawing)
            checked, inside = checked + 1, inside + (under != "#FFFFFF")
            assert contrast(label.colour, under) >= TEXT_CONTRAST, label
            dark = contrast(in_the_dark(label.colour, DARK_PAPER), in_the_dark(under, DARK_PAPER))
            assert dark >= TEXT_CONTRAST, (label, under)
    assert checked > 500 and inside > 80


def test_colour_names_a_drawing_are_those_of_fills_lines_and_labels():
    label = Label(0.0, 0.0, "a", "regular", 9.0, "#111111", 5.0)
    drawing = Drawing(9, 9, (Shape((("R", 0.0, 0.0, 1.0, 1.0),), RED, BLUE, 1.0),), (label,))
    assert colour_names(drawing) == {"fC8501E", "s0A3A5A", "f111111"}
