"""Lines, fans, tables and the tile map: what they say and where."""

from __future__ import annotations

import pytest

from charts_support import (
    COLOURS,
    TOO_SMALL,
    UNKNOWN,
    bars,
    count,
    draw_at,
    find_label,
    mark,
    shape_box,
    style,
    texts,
)
from regioplan_pdf.charts import Drawing, heights
from regioplan_pdf.charts.gaps import STUB
from regioplan_pdf.charts.palette import WHITE, contrast
from regioplan_pdf.model.charts import Fan, FanLine, Lines, LineSeries, Mark, SmallTable, TableRow, Tile, TileMap

MONTHS = tuple((2022 + n // 12, n % 12 + 1) for n in range(14))


def strokes(drawing: Drawing, points: int) -> list[tuple[tuple[str | float, ...], ...]]:
    return [shape.segments for shape in drawing.shapes if shape.stroke and len(shape.segments) == points]


def test_line_heights_are_proportional_above_zero() -> None:
    spec = Lines(MONTHS[:3], (LineSeries("Wacht", (mark(0), mark(10), mark(5))),), "klanten")
    (line,) = strokes(draw_at(spec, 300, 200), 3)
    zero, ten, five = (float(segment[2]) for segment in line)
    assert ten - zero == pytest.approx(2 * (five - zero), abs=0.01)
    assert ten > zero


def test_months_name_the_year_once_and_at_january() -> None:
    spec = Lines(MONTHS, (LineSeries("Wacht", tuple(mark(5) for _ in MONTHS)),))
    drawn = texts(draw_at(spec, 400, 200))
    assert [text for text in drawn if text in ("jan", "apr", "jul", "okt")] == ["jan", "apr", "jul", "okt", "jan"]
    assert [text for text in drawn if text.startswith("20")] == ["2022", "2023"]


def test_series_differ_in_dash_as_well_as_colour() -> None:
    series = tuple(LineSeries(f"Lijn {n}", (mark(n), mark(n), mark(n))) for n in range(1, 5))
    drawing = draw_at(Lines(MONTHS[:3], series), 400, 200)
    lines = [shape for shape in drawing.shapes if shape.stroke and len(shape.segments) == 3]
    assert len({shape.dash for shape in lines}) == 4
    assert len({shape.stroke for shape in lines}) == 4
    assert all(contrast(shape.stroke, WHITE) >= 3 for shape in lines)


def test_line_breaks_where_a_month_is_missing() -> None:
    marks = (mark(1), mark(2), UNKNOWN, mark(3), mark(4), mark(5))
    drawing = draw_at(Lines(MONTHS[:6], (LineSeries("Wacht", marks),)), 400, 200)
    runs = sorted(len(shape.segments) for shape in drawing.shapes if shape.line_width > 2)
    assert runs == [2, 3]


def hatched(drawing: Drawing) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right and top of every hatched stub: its outline is all thin lines of 0,8 pt in one grey."""
    sides = [
        shape_box(shape)
        for shape in drawing.shapes
        if shape.stroke == COLOURS["benchmark"] and shape.line_width == 0.8 and not shape.dash
    ]
    level = [side for side in sides if side[1] == side[3]]
    return [
        (low[0], low[1], low[2], high[1])
        for low in level
        for high in level
        if (low[0], low[2]) == (high[0], high[2]) and 0 < high[1] - low[1] <= STUB
    ]


def lines_of(*series: tuple[Mark, ...]) -> Lines:
    return Lines(MONTHS[: len(series[0])], tuple(LineSeries(f"Lijn {n}", marks) for n, marks in enumerate(series)))


def zero_level(drawing: Drawing) -> float:
    """The height of zero's line: it is as low as the figure before it, half a capital lower than its foot."""
    return find_label(drawing, "0").y + style().cap_height * style().small_size / 2


def test_withheld_months_are_a_hatched_stub_on_the_axis_with_a_key() -> None:
    whole = draw_at(lines_of((mark(30), mark(40), mark(50))), 400, 200)
    part = draw_at(lines_of((mark(30), TOO_SMALL, TOO_SMALL, mark(50), TOO_SMALL, mark(40))), 400, 200)
    assert "te klein" not in texts(whole)
    assert not hatched(whole)
    key, *stubs = sorted(hatched(part), key=lambda box: -box[1])
    assert find_label(part, "te klein").x > key[2]
    assert key[1] == pytest.approx(find_label(part, "te klein").y, abs=0.5)
    (joined, alone) = sorted(stubs)
    assert joined[2] - joined[0] == pytest.approx(2 * (alone[2] - alone[0]), abs=1)
    assert all(stub[1] == pytest.approx(zero_level(part), abs=0.5) for stub in stubs)
    # Nothing stands on zero's line itself: a mark there would say zero.
    assert not [shape for shape in part.shapes if shape.fill == WHITE]


def test_months_that_are_withheld_in_more_series_have_one_stub() -> None:
    rows = (mark(30), TOO_SMALL, mark(50)), (TOO_SMALL, TOO_SMALL, mark(5)), (mark(3), TOO_SMALL, TOO_SMALL)
    drawing = draw_at(lines_of(*rows), 400, 200)
    _, *stubs = sorted(hatched(drawing), key=lambda box: -box[1])
    assert len(stubs) == 1
    flat = [
        shape_box(shape) for shape in drawing.shapes if shape.stroke == COLOURS["benchmark"] and shape.line_width == 0.8
    ]
    zero = max((box for box in flat if box[1] == box[3]), key=lambda box: box[2] - box[0])
    assert zero[0] <= stubs[0][0] <= zero[0] + 0.5
    assert zero[2] - 0.5 <= stubs[0][2] <= zero[2]


def test_line_that_ends_withheld_is_named_beside_its_stub() -> None:
    drawing = draw_at(lines_of((mark(30), mark(40)), (mark(12), TOO_SMALL)), 400, 200)
    label = find_label(drawing, "Lijn 1")
    _, stub = sorted(hatched(drawing), key=lambda box: -box[1])
    middle = label.y + style().cap_height * label.size / 2
    assert stub[1] < middle < stub[3]
    assert stub[0] < label.x


def test_stub_of_a_single_month_among_many_can_be_seen() -> None:
    months = tuple((2013 + n // 12, n % 12 + 1) for n in range(130))
    marks = tuple(TOO_SMALL if n == 70 else mark(40) for n in range(130))
    _, stub = sorted(hatched(draw_at(Lines(months, (LineSeries("Wacht", marks),)), 200, 200)), key=lambda box: -box[1])
    assert stub[2] - stub[0] > 3


def test_line_is_named_at_its_end_in_the_order_of_the_ends() -> None:
    series = (LineSeries("laag", (mark(5), mark(4))), LineSeries("hoog", (mark(5), mark(4.2))))
    drawing = draw_at(Lines(MONTHS[:2], series), 400, 200)
    assert find_label(drawing, "hoog").y > find_label(drawing, "laag").y
    assert find_label(drawing, "4,2").y == find_label(drawing, "hoog").y
    assert find_label(drawing, "4,2").face == "bold"


def test_axis_is_in_dutch_and_starts_at_zero() -> None:
    spec = Lines(MONTHS[:2], (LineSeries("Wacht", (count(2400), count(2500))),))
    drawn = texts(draw_at(spec, 400, 200))
    assert "0" in drawn
    assert "1.000" in drawn


def test_fan_shows_start_ends_changes_and_first_and_last_year() -> None:
    low, middle, high = (tuple(count(3785 + step * n) for n in range(18)) for step in (-7, 20, 47))
    spec = Fan(
        tuple(range(2023, 2041)),
        FanLine("minimum", low, "−3%"),
        FanLine("midden", middle, "+9%"),
        FanLine("maximum", high, "+21%"),
    )
    drawing = draw_at(spec, 420, 200)
    assert {"2023", "2040", "3.785", "−3%", "+9%", "+21%"} <= set(texts(drawing))
    assert find_label(drawing, "+21%").y > find_label(drawing, "+9%").y > find_label(drawing, "−3%").y
    band = max((shape for shape in drawing.shapes if shape.fill and not shape.stroke), key=lambda s: len(s.segments))
    assert len(band.segments) >= 36
    assert contrast(band.fill, WHITE) < 1.5


def test_table_figures_are_aligned_at_the_right() -> None:
    rows = (
        TableRow("Klanten", (count(1451), count(22310), mark(4, "+4,2%"))),
        TableRow("Kosten", (mark(1, "€ 64.600"), TOO_SMALL, mark(-1, "−8,0%")), strong=True),
    )
    drawing = draw_at(SmallTable(("Rotterdam", "ZK", "groei"), rows, "indicator"), 400, 100)
    columns = (("Rotterdam", "1.451", "€ 64.600"), ("ZK", "22.310", "te klein"), ("groei", "+4,2%", "−8,0%"))
    for texts_of_column in columns:
        labels = [find_label(drawing, text) for text in texts_of_column]
        rights = {round(label.x + label.width, 1) for label in labels}
        assert max(rights) - min(rights) <= 0.11
    assert find_label(drawing, "22.310").colour == COLOURS["benchmark_text"]
    assert find_label(drawing, "+4,2%").colour == COLOURS["text"]
    assert find_label(drawing, "Kosten").face == "bold"
    assert find_label(drawing, "Klanten").face == "regular"


def test_growth_in_the_second_column_is_not_muted() -> None:
    rows = (TableRow("Klanten", (count(1451), mark(4, "+4,2%"))),)
    drawing = draw_at(SmallTable(("Rotterdam", "groei"), rows), 400, 60)
    assert find_label(drawing, "+4,2%").colour == COLOURS["text"]


def test_tiles_are_square_and_lit_by_state() -> None:
    tiles = (
        Tile("ZK10", "Rotterdam", 0, 1, "this"),
        Tile("ZK11", "Utrecht", 1, 0, "sister"),
        Tile("ZK12", "Zwolle", 1, 1),
    )
    small, large = draw_at(TileMap(tiles), 20, 20), draw_at(TileMap(tiles), 200, 180)
    assert not small.labels
    assert len(bars(small)) == 4
    assert texts(large)[2:] == ["Rotterdam", "Utrecht", "Zwolle"]
    assert all(width == pytest.approx(height) for _, _, width, height in bars(large))
    (_, sister), (other,) = bars(large, COLOURS["tile_sister"]), bars(large, COLOURS["tile_other"])
    assert sister[1] > other[1]
    assert bars(large, COLOURS["tile_this"])[1][0] < other[0]


@pytest.mark.parametrize(
    ("sisters", "told"),
    [
        (0, ["Rotterdam"]),
        (1, ["Rotterdam", "andere regio van dit zorgkantoor"]),
        (2, ["Rotterdam", "andere regio’s van dit zorgkantoor"]),
    ],
)
def test_large_map_tells_what_its_colours_mean(sisters: int, told: list[str]) -> None:
    made = [Tile(f"ZK{n}", "Utrecht", n % 3, n // 3, "sister" if n <= sisters else "other") for n in range(1, 9)]
    spec = TileMap((Tile("ZK0", "Rotterdam", 0, 0, "this"), *made))
    drawing = draw_at(spec, 220, heights(spec, 220, style()).ideal)
    assert texts(drawing)[: len(told)] == told
    assert texts(drawing)[len(told) :].count("Utrecht") == 8
    swatches = [find_label(drawing, text) for text in told]
    for role, label in zip(("tile_this", "tile_sister"), swatches, strict=False):
        assert any(x < label.x and y <= label.y + 4 <= y + h for x, y, _, h in bars(drawing, COLOURS[role]))


def test_tiles_have_names_or_codes_and_never_some_of_each() -> None:
    names = ("Rotterdam", "’t Gooi", "Amstelland en De Meerlanden")
    spec = TileMap(tuple(Tile(f"T{n}", name, n, 0, "this" if n == 0 else "other") for n, name in enumerate(names)))
    seen = set()
    for width in range(70, 260, 6):
        drawn = " ".join(texts(draw_at(spec, width, 200))[1:])
        assert drawn in (" ".join(f"T{n}" for n in range(3)), "Rotterdam ’t Gooi Amstelland en De Meerlanden"), width
        seen.add(drawn)
    assert len(seen) == 2


def test_small_tiles_carry_the_code() -> None:
    drawing = draw_at(TileMap((Tile("ZK10", "Noord- en Midden-Limburg", 0, 0, "this"),)), 26, 26)
    assert texts(drawing) in (["ZK10"], ["10"])


def test_more_bars_ask_for_more_height() -> None:
    def series(number: int) -> Lines:
        return Lines(MONTHS[:2], tuple(LineSeries(f"Lijn {n}", (mark(1), mark(1))) for n in range(number)))

    assert heights(series(12), 300, style()).minimum > heights(series(2), 300, style()).minimum
