"""The pieces that charts share: spreading, breaking, scales, colours and the renderer."""

from __future__ import annotations

import itertools
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.collections import PathCollection
from matplotlib.patches import Circle, Ellipse, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

from charts_support import COLOURS, draw_at, share, style
from regioplan_pdf.charts import Label, Shape
from regioplan_pdf.charts.artists import LabelArtist
from regioplan_pdf.charts.heights import Stretch
from regioplan_pdf.charts.labels import break_lines, fit_column, force_lines
from regioplan_pdf.charts.layers import GRID, LINE
from regioplan_pdf.charts.legend import LegendItem, layout_legend
from regioplan_pdf.charts.palette import category_colours, contrast, darken_until, ink_on, mix
from regioplan_pdf.charts.renderer import ArtistStack, convert_path, flatten_colour
from regioplan_pdf.charts.scale import axis_ticks, fit_bar_scale, format_tick
from regioplan_pdf.charts.sheet import Sheet
from regioplan_pdf.charts.spread import push_apart
from regioplan_pdf.charts.strip import UnderValue, set_strip
from regioplan_pdf.model.charts import BarList, BarRow

STYLE = style()


def legend_rows(count: int, width: float) -> list[int]:
    legend = layout_legend([LegendItem("Leveringsvorm", "#000000")] * count, STYLE, width)
    return [len(row) for row in legend.rows]


def test_a_legend_narrows_its_gaps_before_it_takes_a_second_row() -> None:
    one = layout_legend([LegendItem("Leveringsvorm", "#000000")], STYLE, 500).rows[0][0]
    (second,) = layout_legend([LegendItem("Leveringsvorm", "#000000")] * 2, STYLE, 500).rows[0][1:]
    length = second.x - 15 - one.x
    assert legend_rows(3, 3 * length + 2 * 15) == [3]
    assert legend_rows(3, 3 * length + 2 * 9) == [3]
    assert legend_rows(3, 3 * length + 2 * 9 - 1) == [2, 1]


def test_a_legend_that_wraps_has_even_rows() -> None:
    (row,) = layout_legend([LegendItem("Leveringsvorm", "#000000")] * 6, STYLE, 2000).rows
    five = row[5].x + 1
    assert legend_rows(6, five) == [3, 3]
    assert legend_rows(0, five) == []


@given(st.lists(st.text("abcdefgh ", min_size=1, max_size=30), max_size=9), st.floats(120, 500))
def test_a_legend_keeps_its_order_and_its_width(names: list[str], width: float) -> None:
    legend = layout_legend([LegendItem(name, "#000000") for name in names], STYLE, width)
    assert [placed.item.name for row in legend.rows for placed in row] == names
    for row in legend.rows:
        for placed, after in itertools.pairwise(row):
            longest = max(STYLE.width(line, "regular", STYLE.label_size) for line in placed.lines)
            assert placed.x + longest < after.x
        end = max(STYLE.width(line, "regular", STYLE.label_size) for line in row[-1].lines)
        assert row[-1].x + end <= width


def test_apart_labels_stay_where_they_are() -> None:
    assert push_apart([10, 50, 30], [10, 10, 10], 0, 100) == [10, 50, 30]


def test_colliding_labels_move_equally_far() -> None:
    assert push_apart([50, 50], [10, 10], 0, 100) == [45, 55]


def test_labels_at_the_edge_are_held_inside() -> None:
    assert push_apart([0, 1, 99], [10, 10, 10], 0, 100) == [5, 15, 95]


@settings(deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.floats(-50, 250), st.floats(1, 20)), min_size=1, max_size=9))
def test_spread_labels_never_overlap(wishes: list[tuple[float, float]]) -> None:
    wanted, extents = [w for w, _ in wishes], [e for _, e in wishes]
    centres = push_apart(wanted, extents, 0, 200)
    spans = sorted((c - e / 2, c + e / 2) for c, e in zip(centres, extents, strict=True))
    assert spans[0][0] >= -1e-6
    assert spans[-1][1] <= 200 + 1e-6
    assert all(right[0] >= left[1] - 1e-6 for left, right in itertools.pairwise(spans))


def test_text_breaks_into_lines_of_like_length() -> None:
    lines = break_lines("Capelle aan den IJssel", "regular", 11, 80, STYLE)
    assert lines == ("Capelle aan", "den IJssel")


def test_text_breaks_after_a_hyphen() -> None:
    assert break_lines("Hillegersberg-Schiebroek", "regular", 11, 80, STYLE) == ("Hillegersberg-", "Schiebroek")


def test_word_that_fits_nowhere_is_not_broken_unless_forced() -> None:
    word = "Gehandicaptenzorgaanbieders"
    assert break_lines(word, "regular", 11, 80, STYLE) is None
    forced = force_lines(word, "regular", 11, 80, STYLE)
    assert all(STYLE.width(line, "regular", 11) <= 80 for line in forced)
    assert forced[0].endswith("-")


def test_long_labels_go_above_their_bars() -> None:
    assert not fit_column([("Noord", "regular")], STYLE, 300).above
    assert fit_column([("Gehandicaptenzorgaanbiedersnetwerk", "regular")], STYLE, 300).above


def test_one_long_word_among_many_labels_is_broken_and_keeps_the_rest_beside_their_bars() -> None:
    long, short = ("Gehandicaptenzorgaanbiedersnetwerk", "regular"), ("Noord", "regular")
    column = fit_column([short, short, long, short], STYLE, 300)
    assert not column.above
    assert column.size == STYLE.label_size
    assert column.blocks[0] == ("Noord",)
    assert "".join(column.blocks[2]).replace("-", "") == long[0]
    assert fit_column([short, long, long, short], STYLE, 300).above
    # What three lines can't hold is never cut.
    assert fit_column([short, short, (3 * long[0], "regular"), short], STYLE, 300).above


@settings(deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(0, 60)), min_size=1, max_size=16))
def test_scale_keeps_bars_and_texts_in_the_room(bars: list[tuple[float, float]]) -> None:
    scale = fit_bar_scale(bars, 100, 400)
    for value, text in bars:
        end = scale.at(value)
        assert (end - text >= 100 - 1e-6) if value < 0 else (end + text <= 400 + 1e-6)
    assert scale.at(0) >= 100


def test_axis_ticks_are_round_and_include_zero() -> None:
    assert axis_ticks(0, 46, 3) == (0, 20, 40)
    assert axis_ticks(0, 0, 3) == (0,)
    assert 0 in axis_ticks(-12, 30, 5)
    assert axis_ticks(0, 2, 4) == (0, 0.5, 1, 1.5, 2)


def test_ticks_are_written_the_dutch_way() -> None:
    assert [format_tick(value) for value in (0, 1500, 2.5, -20)] == ["0", "1.500", "2,5", "−20"]


def test_stretch_is_exact_at_its_ends_and_in_between() -> None:
    stretch = Stretch(lambda pitch: 10 + 4 * pitch, 5, 10, 20)
    assert [stretch.fit(height) for height in (30, 90, 900)] == pytest.approx([5, 20, 20], abs=1e-4)
    assert stretch.fit(50) == pytest.approx(10, abs=1e-4)


def test_mid_tones_are_darkened_until_text_reads() -> None:
    assert contrast(COLOURS["category2"], ink_on(COLOURS["category2"], STYLE)) < 4.5
    dark, middle = category_colours(2, STYLE)
    assert contrast(middle, ink_on(middle, STYLE)) >= 4.5
    assert dark == COLOURS["category1"]
    assert contrast(darken_until("#E2A23A", "#FFFFFF", 4.5), "#FFFFFF") >= 4.5
    assert mix("#000000", "#FFFFFF", 0.5) == "#808080"


def test_strip_that_is_too_full_gets_swatches_on_more_lines() -> None:
    values = [UnderValue("12,5%", "bold", 30, "#123456", (30.0 + 40 * n,)) for n in range(8)]
    assert not set_strip(values[:4], 10, 10, 180).keyed
    full = set_strip(values, 10, 40, 180)
    assert full.keyed
    assert full.height > set_strip(values[:4], 10, 10, 180).height
    assert all(left + 30 <= 180 for _, left in full.places)


def test_rectangle_stays_a_rectangle() -> None:
    path = Path([(1, 2), (11, 2), (11, 7), (1, 7), (1, 2)], [1, 2, 2, 2, 79])
    assert convert_path(path, IdentityTransform()) == (("R", 1, 2, 10, 5),)
    slanted = Path([(1, 2), (11, 3), (11, 7), (1, 7), (1, 2)], [1, 2, 2, 2, 79])
    assert [segment[0] for segment in convert_path(slanted, IdentityTransform())] == ["M", "L", "L", "L", "Z"]


def test_patch_becomes_a_filled_rectangle() -> None:
    canvas = ArtistStack(100, 50)
    canvas.add(Rectangle((10, 5), 30, 20, facecolor="#006C8E", linewidth=0, transform=IdentityTransform()))
    (shape,) = canvas.render().shapes
    assert shape == Shape((("R", 10, 5, 30, 20),), "#006C8E")


def test_curves_are_kept_as_curves() -> None:
    canvas = ArtistStack(100, 50)
    canvas.add(Circle((50, 25), 10, facecolor="#006C8E", linewidth=0, transform=IdentityTransform()))
    (shape,) = canvas.render().shapes
    assert {segment[0] for segment in shape.segments} == {"M", "C", "Z"}
    ends = [(float(s[-2]), float(s[-1])) for s in shape.segments if s[0] == "C"]
    assert all(((x - 50) ** 2 + (y - 25) ** 2) ** 0.5 == pytest.approx(10, abs=0.01) for x, y in ends)


def test_quadratic_curves_become_cubic() -> None:
    path = Path([(0, 0), (10, 20), (20, 0)], [Path.MOVETO, Path.CURVE3, Path.CURVE3])
    assert convert_path(path, IdentityTransform())[1] == ("C", 6.667, 13.333, 13.333, 13.333, 20, 0)


def test_alpha_is_flattened_on_white() -> None:
    assert flatten_colour((0.0, 0.0, 0.0, 0.5)) == "#808080"
    assert flatten_colour((0.2, 0.2, 0.2, 0.0)) == ""
    canvas = ArtistStack(100, 50)
    canvas.add(Ellipse((50, 25), 20, 10, facecolor="#000000", alpha=0.5, linewidth=0, transform=IdentityTransform()))
    assert canvas.render().shapes[0].fill == "#808080"


def test_dashes_are_in_pt() -> None:
    sheet = Sheet(100, 50, STYLE)
    sheet.line([(0, 0), (50, 50), (90, 0)], "#123456", 2.0, (6.0, 3.0))
    sheet.rule((0, 0), (10, 0), "#654321", 0.5, (2.0, 1.0))
    dashes = {shape.stroke: (shape.dash, shape.line_width) for shape in sheet.finish().shapes}
    assert dashes == {"#123456": ((6, 3), 2), "#654321": ((2, 1), 0.5)}


def test_labels_pass_through_untouched_and_matplotlib_text_is_refused() -> None:
    label = Label(1, 2, "Rotterdam", "bold", 11, "#000000", 50)
    canvas = ArtistStack(100, 50)
    canvas.add(LabelArtist([label]))
    assert canvas.render().labels == (label,)
    canvas.add(Text(10, 10, "Rotterdam"))
    with pytest.raises(NotImplementedError, match="LabelArtist"):
        canvas.render()


def test_collections_and_images_are_refused() -> None:
    canvas = ArtistStack(100, 50)
    square = Path([(0, 0), (1, 0), (1, 1)])
    canvas.add(PathCollection([square], offsets=[(5, 5), (9, 9)], transform=IdentityTransform()))
    with pytest.raises(NotImplementedError, match="Bars"):
        canvas.render()


def test_bars_and_rules_are_painted_in_their_layers() -> None:
    sheet = Sheet(100, 50, STYLE)
    sheet.rule((0, 10), (100, 10), "#abc", 0.5, layer=GRID)
    sheet.rule((0, 0), (0, 50), "#123456", 1.0, layer=LINE, round_caps=True)
    sheet.bar(0, 2, 30.00049, 6, "#006c8e")
    sheet.bar(0, 2, 0, 6, "#006c8e")
    assert sheet.finish().shapes == (
        Shape((("M", 0, 10), ("L", 100, 10)), "", "#AABBCC", 0.5),
        Shape((("R", 0, 2, 30, 6),), "#006C8E"),
        Shape((("M", 0, 0), ("L", 0, 50)), "", "#123456", 1.0, (), True),
    )


def test_drawing_leaves_the_backends_of_matplotlib_alone() -> None:
    code = (
        "import sys; from regioplan_pdf.charts import draw; from charts_support import style, share;"
        "from regioplan_pdf.model.charts import BarList, BarRow;"
        "draw(BarList((BarRow('Noord', share(3)),)), 300, 90, style());"
        "heavy = {'matplotlib.backend_bases', 'matplotlib.text', 'matplotlib.collections'};"
        "assert not heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": ":".join(sys.path)})


def test_drawing_has_the_size_that_was_asked() -> None:
    drawing = draw_at(BarList((BarRow("Noord", share(3)),)), 317.5, 93.25)
    assert (drawing.width, drawing.height) == (317.5, 93.25)


def test_matplotlib_is_imported_only_when_something_is_drawn() -> None:
    code = (
        "import sys; from regioplan_pdf.charts import heights; from charts_support import style, share;"
        "from regioplan_pdf.model.charts import BarList, BarRow;"
        "heights(BarList((BarRow('Noord', share(3)),)), 300, style()); assert 'matplotlib' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": ":".join(sys.path)})
