"""Bars start at zero and are as long as their figures; what is missing is drawn as missing."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts_support import (
    COLOURS,
    TOO_SMALL,
    UNKNOWN,
    bars,
    count,
    draw_at,
    find_label,
    label_box,
    mark,
    overlap,
    share,
    style,
    texts,
)
from regioplan_pdf.charts import Drawing, heights
from regioplan_pdf.charts.palette import category_colours, contrast
from regioplan_pdf.model.charts import (
    BarList,
    BarRow,
    Mark,
    PairedBars,
    PairedRow,
    ScenarioColumn,
    Scenarios,
    StackedBars,
    StackedRow,
    YearColumns,
    YearSeries,
)

REGION, BENCHMARK = COLOURS["region"], COLOURS["benchmark"]


def draw_stacked_rows(*rows: tuple[Mark, ...], width: float = 400) -> Drawing:
    names = tuple(f"{n + 1}VG" for n in range(len(rows[0])))
    spec = StackedBars(names, tuple(StackedRow(f"{2020 + n}", row) for n, row in enumerate(rows)))
    return draw_at(spec, width, heights(spec, width, style()).ideal)


def shares(*values: float) -> tuple[Mark, ...]:
    return tuple(share(value) for value in values)


def test_paired_bars_start_at_zero_and_are_proportional() -> None:
    rows = tuple(PairedRow(f"{a}", share(a), share(b)) for a, b in [(10, 40), (20, 5), (40, 20)])
    drawing = draw_at(PairedBars("Rotterdam", "ZK", rows), 300, 160)
    region = [bar for bar in bars(drawing, REGION) if bar[2] != bar[3]]
    benchmark = [bar for bar in bars(drawing, BENCHMARK) if bar[2] != bar[3]]
    assert len({bar[0] for bar in region + benchmark}) == 1
    unit = region[0][2] / 10
    assert [bar[2] for bar in region] == pytest.approx([10 * unit, 20 * unit, 40 * unit], abs=0.01)
    assert [bar[2] for bar in benchmark] == pytest.approx([40 * unit, 5 * unit, 20 * unit], abs=0.01)
    assert all(one[1] > other[1] and one[3] > other[3] for one, other in zip(region, benchmark, strict=True))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(st.integers(-500, 500), min_size=1, max_size=16), st.integers(200, 600))
def test_listed_bars_are_proportional_from_one_zero(values: list[int], width: int) -> None:
    spec = BarList(tuple(BarRow("Noord", mark(value)) for value in values))
    drawing = draw_at(spec, width, heights(spec, width, style()).ideal)
    drawn = bars(drawing, REGION)
    shown = [value for value in values if value]
    assert len(drawn) == len(shown)
    if not shown:
        return
    zeros = [x if value > 0 else x + length for value, (x, _, length, _) in zip(shown, drawn, strict=True)]
    assert max(zeros) - min(zeros) < 0.01
    longest, most = max(zip((bar[2] for bar in drawn), (abs(value) for value in shown), strict=True))
    for value, (_, _, length, _) in zip(shown, drawn, strict=True):
        assert length == pytest.approx(abs(value) * longest / most, abs=0.01)


def test_value_stands_beyond_the_end_of_its_bar() -> None:
    spec = BarList((BarRow("Noord", mark(5)), BarRow("Zuid", mark(-5)), BarRow("West", mark(0))))
    drawing = draw_at(spec, 300, 60)
    above, below = bars(drawing, REGION)
    assert find_label(drawing, "5").x >= above[0] + above[2]
    negative = find_label(drawing, "−5")
    assert negative.x + negative.width <= below[0]
    assert find_label(drawing, "0").x >= below[0] + below[2]


def test_benchmark_is_grey_and_muted_and_the_region_bold() -> None:
    spec = BarList(
        (BarRow("Noord", share(4)),), (BarRow("Rotterdam", share(3), "region"), BarRow("ZK", share(2), "benchmark"))
    )
    drawing = draw_at(spec, 300, 90)
    assert len(bars(drawing, REGION)) == len(bars(drawing, BENCHMARK)) == 1
    assert find_label(drawing, "Rotterdam").face == "bold"
    assert find_label(drawing, "ZK").colour == COLOURS["benchmark_text"]
    assert bars(drawing, BENCHMARK)[0][1] < bars(drawing, REGION)[0][1] < find_label(drawing, "Noord").y


def test_stacked_parts_follow_their_shares_with_white_between() -> None:
    drawing = draw_stacked_rows(shares(50, 30, 20))
    fills = category_colours(3, style())
    first, second, third = (max(bars(drawing, fill), key=lambda bar: bar[2]) for fill in fills)
    unit = (third[0] + third[2] - first[0]) / 100
    assert second[0] - first[0] == pytest.approx(50 * unit, abs=0.01)
    assert third[0] - second[0] == pytest.approx(30 * unit, abs=0.01)
    assert 0.5 < second[0] - (first[0] + first[2]) < 2


def test_shares_over_a_hundred_keep_one_scale_for_all_rows() -> None:
    drawing = draw_stacked_rows(shares(60, 60), shares(60, 40))
    wide = [bar for bar in bars(drawing, category_colours(2, style())[0]) if bar[2] > 20]
    assert wide[0][2] == wide[1][2]
    ends = [bar[0] + bar[2] for bar in bars(drawing, category_colours(2, style())[1]) if bar[2] > 20]
    assert ends[0] > ends[1]


def test_values_leave_the_place_under_a_bar_only_where_no_smaller_type_makes_room() -> None:
    names = ("GGZ-aanbieder", "V&V-aanbieder", "GZ-aanbieder")
    spec = StackedBars(names, (StackedRow("Rotterdam", shares(98, 1, 1)), StackedRow("ZK", shares(1, 98, 1), True)))
    low, high = heights(spec, 400, style(9.0)), heights(spec, 400, style(9.5))
    assert high.minimum - low.minimum > 20
    tight, wide = draw_at(spec, 400, low.minimum, 9.0), draw_at(spec, 400, low.ideal, 9.0)
    assert texts(tight).count("1%") == texts(wide).count("1%") == 4
    for drawing, under in ((tight, 0), (wide, 2)):
        rows = [label.y for label in drawing.labels if label.text == "98%"]
        assert sum(min(abs(label.y - y) for y in rows) > 5 for label in drawing.labels if label.text == "1%") == under


def test_many_values_that_have_no_room_at_all_are_left_to_the_table() -> None:
    spec = StackedBars(tuple("abcdefgh"), (StackedRow("Rotterdam", shares(93, 1, 1, 1, 1, 1, 1, 1)),))
    low = heights(spec, 200, style(9.0))
    assert texts(draw_at(spec, 200, low.minimum, 9.0)).count("1%") == 1
    assert texts(draw_at(spec, 200, low.ideal, 9.0)).count("1%") == 7


@pytest.mark.parametrize("width", [200, 400])
def test_value_is_inside_its_part_or_outside_every_bar(width: float) -> None:
    drawing = draw_stacked_rows(shares(86, 9, 5), shares(80, 13, 7), shares(1, 98, 1), width=width)
    boxes = [(x, y, x + w, y + h) for x, y, w, h in bars(drawing)]
    values = [label for label in drawing.labels if label.text.endswith("%")]
    assert len(values) == 9
    for label in values:
        box = label_box(label)
        touched = [other for other in boxes if overlap(box, other, 0.3)]
        inside = [b for b in touched if b[0] <= box[0] and box[2] <= b[2] and b[1] <= box[1] and box[3] <= b[3]]
        assert touched == inside


def test_value_in_a_part_contrasts_with_it() -> None:
    drawing = draw_stacked_rows(shares(*[12.5] * 8), width=600)
    fills = category_colours(8, style())
    values = [label for label in drawing.labels if label.text == "12,5%"]
    assert len(values) == 8
    assert all(contrast(label.colour, fill) >= 4.5 for label, fill in zip(values, fills, strict=True))


def test_neighbouring_categories_differ_in_lightness() -> None:
    for number in range(2, 9):
        fills = category_colours(number, style())
        assert len(set(fills)) == number
    for number in (2, 3, 4):
        fills = category_colours(number, style())
        assert all(contrast(one, other) >= 1.3 for one, other in combinations(fills, 2))
    eight = category_colours(8, style())
    assert all(contrast(one, other) > 1.5 for one, other in pairwise(eight))


def test_withheld_bar_is_hatched_and_says_so() -> None:
    def lines(drawing: Drawing) -> int:
        return sum(shape.stroke == BENCHMARK and not shape.fill for shape in drawing.shapes)

    known, withheld, unknown = (
        draw_at(BarList((BarRow("Noord", each), BarRow("Zuid", mark(9)))), 300, 40)
        for each in (mark(8), TOO_SMALL, UNKNOWN)
    )
    assert "te klein" in texts(withheld)
    assert find_label(withheld, "te klein").face == "regular"
    assert len(bars(withheld, REGION)) == 1
    assert lines(withheld) > lines(unknown) > lines(known)
    assert any(shape.dash for shape in unknown.shapes)
    assert not any(shape.dash for shape in withheld.shapes)


def test_missing_mark_without_text_still_speaks() -> None:
    spec = BarList((BarRow("Noord", Mark(None, "", True)), BarRow("Zuid", Mark(None, ""))))
    assert texts(draw_at(spec, 300, 40)) == ["Noord", "te klein", "Zuid", "onbekend"]


@pytest.mark.parametrize("paired", [True, False])
def test_a_chart_with_room_to_spare_fills_it(paired: bool) -> None:
    rows = [("jong", 20, 30), ("oud", 40, 10), ("heel oud", 15, 35)]
    spec: PairedBars | StackedBars = PairedBars("R", "ZK", tuple(PairedRow(n, share(a), share(b)) for n, a, b in rows))
    if not paired:
        spec = StackedBars(("a", "b"), tuple(StackedRow(n, (share(a), share(100 - a))) for n, a, _ in rows))
    wanted = heights(spec, 300, style())
    drawn = [draw_at(spec, 300, height) for height in (wanted.ideal, wanted.maximum - 20, wanted.maximum)]
    fill = REGION if paired else category_colours(2, style())[0]
    thick = [max(bar[3] for bar in bars(drawing, fill)) for drawing in drawn]
    foot = [min(bar[1] for bar in bars(drawing)) for drawing in drawn]
    assert thick[0] < thick[1] <= thick[2] <= 36
    assert all(y < 6 for y in foot)


def test_bars_never_grow_fat() -> None:
    specs = {
        16: BarList((BarRow("Noord", share(8)),)),
        24: PairedBars("R", "ZK", (PairedRow("1", share(8), share(9)),)),
        36: StackedBars(("a", "b"), (StackedRow("1", (share(80), share(20))),)),
    }
    for most, spec in specs.items():
        assert max(bar[3] for bar in bars(draw_at(spec, 300, 500))) <= most
    assert max(bar[3] for bar in bars(draw_stacked_rows(shares(60, 40)))) <= 30


def test_year_columns_are_proportional_on_one_scale() -> None:
    series = (
        YearSeries("Rotterdam", (mark(2), mark(4)), "+100%"),
        YearSeries("ZK", (mark(8), mark(8)), "0%", True),
    )
    drawing = draw_at(YearColumns(("2022", "2023"), series), 400, 180)
    heights_drawn = [bar[3] for bar in bars(drawing)]
    assert heights_drawn == pytest.approx([h * heights_drawn[0] / 2 for h in (2, 4, 8, 8)], abs=0.01)
    assert len({bar[1] for bar in bars(drawing)}) == 1
    assert {"+100%", "0%"} <= set(texts(drawing))


def test_year_columns_too_narrow_for_figures_stand_under_one_another() -> None:
    marks = tuple(count(1_234_567 + n) for n in range(4))
    spec = YearColumns(("2020", "2021", "2022", "2023"), (YearSeries("R", marks), YearSeries("ZK", marks, "", True)))
    narrow, wide = draw_at(spec, 220, 400), draw_at(spec, 600, 400)
    assert find_label(narrow, "ZK").y < find_label(narrow, "R").y
    assert find_label(wide, "ZK").y == find_label(wide, "R").y


def test_scenario_columns_stack_from_zero() -> None:
    columns = (
        ScenarioColumn("2023", (count(200), count(100)), count(300), "33%"),
        ScenarioColumn("2028", (count(200), count(200)), count(400), "50%"),
    )
    drawing = draw_at(Scenarios(("Intramuraal", "Thuis"), columns, "aandeel thuis"), 300, 260)
    parts = [bar for bar in bars(drawing) if bar[2] > 20]
    unit = (parts[0][3] + 1.2) / 200
    assert [bar[3] + 1.2 for bar in parts] == pytest.approx([200 * unit, 100 * unit, 200 * unit, 200 * unit], abs=0.01)
    assert parts[0][1] == parts[2][1]
    assert parts[1][1] == pytest.approx(parts[0][1] + 200 * unit, abs=0.01)
    assert {"300", "400", "33%", "50%", "aandeel thuis"} <= set(texts(drawing))


@pytest.mark.parametrize("size", [9.0, 11.0])
@pytest.mark.parametrize("width", [180, 260, 410])
def test_label_over_its_bar_is_nearer_to_it_than_to_the_bar_above(width: float, size: float) -> None:
    words = ["Gehandicaptenzorgaanbiedersnetwerkorganisatie", "Verpleeghuisorganisatiesamenwerkingsverband", "Noord"]
    spec = BarList(tuple(BarRow(word, mark(9 - n)) for n, word in enumerate(words)))
    wish = heights(spec, width, style(size))
    for height in (wish.minimum, wish.ideal, wish.maximum):
        drawing = draw_at(spec, width, height, size)
        figures = {mark(9 - n).text for n in range(3)}
        boxes = [label_box(label) for label in drawing.labels if label.text not in figures]
        drawn = sorted(bars(drawing), key=lambda bar: -bar[1])
        assert len(drawn) == 3
        for n, (_, bottom, _, thickness) in enumerate(drawn):
            own = [box for box in boxes if box[1] >= bottom + thickness and (n == 0 or box[3] <= drawn[n - 1][1])]
            assert own
            under = min(box[1] for box in own) - bottom - thickness
            assert under == pytest.approx(1.5, abs=0.01)
            if n:
                assert drawn[n - 1][1] - max(box[3] for box in own) > 2 * under


def test_rows_with_all_the_room_they_use_are_at_most_six_tenths_of_their_bars_apart() -> None:
    stack = StackedBars(("a", "b"), tuple(StackedRow(f"{year}", (share(60), share(40))) for year in range(2021, 2024)))
    pairs = PairedBars("R", "ZK", tuple(PairedRow(f"{n}GGZ", share(40), share(30)) for n in range(3)))
    drawn = [draw_at(spec, 420, heights(spec, 420, style()).maximum) for spec in (stack, pairs)]
    for drawing, fills in zip(drawn, ((category_colours(2, style())[0],), (REGION, COLOURS["benchmark"])), strict=True):
        spans = sorted(
            {(round(y, 2), round(y + h, 2)) for fill in fills for _, y, _, h in bars(drawing, fill) if h > 12}
        )
        if len(fills) == 2:
            spans = [(lower[0], upper[1]) for lower, upper in zip(spans[::2], spans[1::2], strict=True)]
        assert len(spans) == 3
        for (bottom, top), (following, _) in pairwise(spans):
            assert following - top <= 0.6 * (top - bottom)
            assert following - top >= 0.25 * (top - bottom)
