"""No label overlaps another and nothing leaves the chart's box, for every kind at its extremes."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from charts_support import (
    TOO_SMALL,
    TOUCH,
    UNKNOWN,
    bars,
    count,
    draw_at,
    find_faults,
    label_box,
    mark,
    share,
    style,
    texts,
)
from regioplan_pdf.charts import heights
from regioplan_pdf.charts.strip import KEY, KEY_GAP
from regioplan_pdf.model.charts import (
    BarList,
    BarRow,
    ChartSpec,
    Fan,
    FanLine,
    Lines,
    LineSeries,
    Mark,
    PairedBars,
    PairedRow,
    ScenarioColumn,
    Scenarios,
    SmallTable,
    StackedBars,
    StackedRow,
    TableRow,
    Tile,
    TileMap,
    YearColumns,
    YearSeries,
)

LONG = "Zorg met verblijf en behandeling, langdurig ja"  # 46 characters
LONG_WORD = "Gehandicaptenzorgaanbiedersnetwerkorganisatie"  # 45 characters, nowhere to break
HUGE = mark(1234567, "1.234.567")


def stacked(categories: int, *rows: tuple[Mark, ...], label: str = "2023") -> StackedBars:
    names = tuple(f"{n + 1}VG" for n in range(categories))
    made = [StackedRow(f"{label}" if n == 0 else f"{2020 + n}", row) for n, row in enumerate(rows)]
    return StackedBars(names, (*made, StackedRow("ZK 2023", rows[-1], True)))


def shares(*values: float) -> tuple[Mark, ...]:
    return tuple(share(value) for value in values)


def paired(*rows: tuple[Mark, Mark | None], label: str = "2GGZ-W") -> PairedBars:
    made = tuple(PairedRow(f"{label}", region, benchmark) for region, benchmark in rows)
    return PairedBars("Rotterdam", "Alle Zilveren Kruis-regio’s", made)


def listed(*marks: Mark, label: str = "Kralingen-Crooswijk", totals: bool = True) -> BarList:
    rows = tuple(BarRow(f"{label}", each) for each in marks)
    compare = (BarRow("Rotterdam", marks[0], "region"), BarRow("Alle regio’s", marks[-1], "benchmark"))
    return BarList(rows, compare if totals else ())


def years(*marks: Mark, growth: str = "+6,9%", notes: tuple[Mark, ...] = ()) -> YearColumns:
    names = tuple(str(2024 - len(marks) + n) for n in range(len(marks)))
    series = (
        YearSeries("Rotterdam", marks, growth),
        YearSeries("Alle Zilveren Kruis-regio’s samen", tuple(reversed(marks)), "+5,0%", True),
    )
    return YearColumns(names, series, "Aantal klanten in de regio" if notes else "", notes)


def lined(*series: tuple[Mark, ...], names: tuple[str, ...] = (), start: int = 0) -> Lines:
    months = tuple((2022 + (start + n) // 12, (start + n) % 12 + 1) for n in range(len(series[0])))
    names = names or ("Wacht op voorkeur", "Actief plaatsen", "Urgent plaatsen", "Wacht uit voorzorg", "Overig")
    return Lines(months, tuple(LineSeries(n, m) for n, m in zip(names, series, strict=False)), "klanten")


def fan(low: tuple[Mark, ...], middle: tuple[Mark, ...], high: tuple[Mark, ...]) -> Fan:
    ends = FanLine("minimum", low, "−3%"), FanLine("midden", middle, "+9%"), FanLine("maximum", high, "+21%")
    return Fan(tuple(2023 + n for n in range(len(low))), *ends)


def scenarios(*columns: tuple[Mark, ...], label: str = "Scenario 1: huidige verdeling blijft") -> Scenarios:
    parts = tuple(f"Deel {n + 1} in eigen omgeving" for n in range(len(columns[0])))
    total = count(3970) if columns[0][0] is not HUGE else HUGE
    made = tuple(ScenarioColumn(label, marks, total, "49%") for marks in columns)
    return Scenarios(parts, made, "aandeel zorg in eigen omgeving")


def table(*rows: tuple[Mark, ...], label: str = "Kosten per klant") -> SmallTable:
    made = tuple(TableRow(label, cells, n == 1) for n, cells in enumerate(rows))
    return SmallTable(
        ("Rotterdam", "Alle Zilveren Kruis-regio’s", "Groei 2022-2023")[: len(rows[0])], made, "indicator"
    )


def tiles() -> TileMap:
    states = ("this", "sister", "other")
    made = tuple(
        Tile(f"ZK{n:02d}", "Noord- en Midden-Limburg" if n % 2 else "Utrecht", n % 6, n // 6, states[n % 3])
        for n in range(31)
    )
    return TileMap(made)


SPECS: dict[str, ChartSpec | TileMap] = {
    "stacked": stacked(4, shares(58, 8, 12, 22), shares(51, 10, 19, 20)),
    "stacked 0 and 100": stacked(4, shares(0, 0, 0, 100), shares(100, 0, 0, 0), shares(0, 100, 0, 0)),
    "stacked all zero": stacked(3, shares(0, 0, 0), shares(0, 0, 0)),
    "stacked eight, seven of them 1%": stacked(8, shares(1, 1, 1, 1, 1, 1, 1, 93), shares(93, 1, 1, 1, 1, 1, 1, 1)),
    "stacked eight even": stacked(8, *[shares(*[12.5] * 8)] * 4),
    "stacked withheld": stacked(4, (share(70), TOO_SMALL, share(28), TOO_SMALL), (TOO_SMALL,) * 4),
    "stacked unknown": stacked(3, (UNKNOWN, UNKNOWN, UNKNOWN), (share(40), UNKNOWN, share(60))),
    "stacked over 100": stacked(4, shares(60, 30, 40, 20)),
    "stacked long label": stacked(3, shares(86, 9, 5), label=LONG),
    "stacked long word": stacked(3, shares(86, 9, 5), label=LONG_WORD),
    "stacked one row": StackedBars(("Intramuraal",), (StackedRow("2023", shares(100)),)),
    "stacked long categories": StackedBars((LONG, LONG_WORD, LONG), (StackedRow("2023", shares(50, 1, 49)),)),
    "stacked none": StackedBars(("a", "b"), ()),
    "paired": paired(*[(share(a), share(b)) for a, b in [(6, 5), (31, 24), (38, 45), (19, 20), (6, 6)]]),
    "paired one": paired((share(100), share(0))),
    "paired sixteen": paired(*[(share(n), share(16 - n)) for n in range(16)]),
    "paired equal": paired(*[(share(50), share(50))] * 5),
    "paired all zero": paired(*[(share(0), share(0))] * 3),
    "paired negatives": paired((share(-12), share(8)), (share(14), share(-30)), (share(-1), None)),
    "paired missing": paired((TOO_SMALL, share(4)), (share(9), TOO_SMALL), (UNKNOWN, UNKNOWN), (share(5), None)),
    "paired long label": paired((share(100), share(99)), (share(3), share(4)), label=LONG),
    "paired long word": paired((share(100), share(99)), (share(3), share(4)), label=LONG_WORD),
    "paired huge": paired((HUGE, HUGE), (mark(1), HUGE)),
    "list sixteen": listed(*[share(12 - 1.5 * n) for n in range(16)]),
    "list one": listed(share(100), totals=False),
    "list all negative": listed(*[share(-n) for n in range(1, 8)]),
    "list all zero": listed(*[share(0)] * 4),
    "list equal": listed(*[share(7)] * 16),
    "list missing": listed(share(-4), TOO_SMALL, UNKNOWN, share(12)),
    "list long labels": listed(*[share(5)] * 16, label=LONG),
    "list long words": listed(share(5), share(-5), label=LONG_WORD),
    "list huge": listed(HUGE, mark(-1234567, "−1.234.567"), mark(0)),
    "list only totals": BarList((), (BarRow("Rotterdam", share(4), "region"),)),
    "list none": BarList(()),
    "years": years(mark(4.6), mark(4.7), mark(4.8), mark(4.9), notes=tuple(count(n) for n in (3541, 3622, 3701, 3785))),
    "years one": years(mark(4.6)),
    "years twelve": years(*[mark(40 + n) for n in range(12)]),
    "years huge": years(*[HUGE] * 5, notes=(HUGE,) * 5),
    "years all zero": years(*[mark(0)] * 4),
    "years missing": years(mark(5), TOO_SMALL, UNKNOWN, mark(6), growth=""),
    "years only missing": years(TOO_SMALL, UNKNOWN, growth="onbekend"),
    "years negative": years(mark(-5), mark(4), mark(-1)),
    "years long name": YearColumns(("2022", "2023"), (YearSeries(LONG, (mark(1), mark(2)), "+100%"),)),
    "years none": YearColumns((), ()),
    "lines": lined(
        tuple(mark(n) for n in (42, 43, 45, 44, 43, 42, 40, 41, 40, 39, 38, 37, 37, 36)),
        tuple(mark(n) for n in (14, 14, 13, 13, 12, 13, 12, 11, 11, 10, 10, 11, 10, 10)),
        tuple(mark(n) for n in (3, 2, 3, 2, 2, 3, 2, 1, 2, 2, 1, 2, 1, 1)),
    ),
    "lines equal": lined(*[tuple(mark(5) for _ in range(14))] * 5),
    "lines all zero": lined(*[tuple(mark(0) for _ in range(24))] * 3, start=7),
    "lines one month": lined((mark(4),), (mark(5),)),
    "lines two months": lined((mark(4), mark(6)), (mark(5), mark(1)), start=10),
    "lines ten years": lined(tuple(mark(n) for n in range(120)), start=3),
    "lines gaps": lined((mark(9), TOO_SMALL, UNKNOWN, mark(12), TOO_SMALL), (UNKNOWN,) * 5, (TOO_SMALL,) * 5),
    "lines huge": lined((HUGE, mark(1), HUGE), (mark(3), HUGE, HUGE)),
    "lines long names": lined((mark(4), mark(6)), (mark(5), mark(6)), names=(LONG, LONG_WORD)),
    "lines negative": lined((mark(-4), mark(6)), (mark(5), mark(-12))),
    "lines none": Lines(((2023, 1),), ()),
    "fan": fan(
        tuple(mark(3785 - 7 * n, "3.671") for n in range(18)),
        tuple(mark(3785 + 20 * n, "4.126") for n in range(18)),
        tuple(mark(3785 + 47 * n, "4.580") for n in range(18)),
    ),
    "fan steep": fan((mark(10), mark(0)), (mark(10), mark(50)), (mark(10), mark(400))),
    "fan equal": fan(*[tuple(mark(5) for _ in range(6))] * 3),
    "fan all zero": fan(*[(mark(0), mark(0))] * 3),
    "fan gaps": fan((mark(5), UNKNOWN, mark(4)), (mark(5), mark(6), mark(7)), (mark(5), TOO_SMALL, UNKNOWN)),
    "fan huge": fan(*[(HUGE, HUGE, HUGE)] * 3),
    "scenarios": scenarios((count(1930), count(1855), count(0)), (count(1760), count(1960), count(250))),
    "scenarios four": scenarios(*[(count(1760), count(1960), count(20))] * 4),
    "scenarios one": scenarios((count(5),)),
    "scenarios all zero": scenarios(*[(mark(0), mark(0))] * 3),
    "scenarios withheld": scenarios((count(1930), TOO_SMALL, count(20)), (UNKNOWN, UNKNOWN, UNKNOWN)),
    "scenarios huge": scenarios(*[(HUGE, HUGE)] * 4),
    "scenarios long": scenarios(*[(count(17), count(90))] * 4, label=LONG_WORD),
    "scenarios none": Scenarios(("a",), ()),
    "table": table((count(1451), count(22310), mark(4.2, "+4,2%")), (TOO_SMALL, UNKNOWN, mark(None, "–"))),
    "table one": table((HUGE,)),
    "table sixteen": table(*[(HUGE, HUGE, mark(-8, "−8,0%"))] * 16),
    "table long": table((count(1), count(2), mark(0, "0%")), (HUGE, TOO_SMALL, TOO_SMALL), label=LONG),
    "table long word": table((count(1), count(2), mark(0, "0%")), label=LONG_WORD),
    "table none": SmallTable(("Rotterdam",), ()),
    "tiles": tiles(),
}


@pytest.mark.parametrize("width", [180, 200, 300, 410, 600])
@pytest.mark.parametrize("name", SPECS)
def test_nothing_overlaps_or_leaves_the_box(name: str, width: float) -> None:
    spec = SPECS[name]
    wish = heights(spec, width, style())
    assert 0 <= wish.minimum <= wish.ideal <= wish.maximum
    for height in {wish.minimum, (wish.minimum + wish.ideal) / 2, wish.ideal, wish.maximum, wish.maximum + 180}:
        faults = find_faults(draw_at(spec, width, max(height, 1.0)))
        assert not faults, (height, faults)


@pytest.mark.parametrize("name", SPECS)
def test_other_text_sizes_hold_too(name: str) -> None:
    for size in (9.0, 12.5):
        wish = heights(SPECS[name], 280, style(size))
        faults = find_faults(draw_at(SPECS[name], 280, max(wish.minimum, 1.0), size))
        assert not faults, (size, faults)


@pytest.mark.parametrize("name", SPECS)
def test_drawing_is_the_same_every_time(name: str) -> None:
    assert draw_at(SPECS[name], 320, 240) == draw_at(SPECS[name], 320, 240)


@pytest.mark.parametrize("name", SPECS)
def test_past_the_maximum_only_emptiness_grows(name: str) -> None:
    wish = heights(SPECS[name], 320, style())
    at, past = draw_at(SPECS[name], 320, max(1.0, wish.maximum)), draw_at(SPECS[name], 320, wish.maximum + 100)
    assert texts(past) == texts(at)
    for one, other in zip(at.labels, past.labels, strict=True):
        assert past.height - other.y == pytest.approx(at.height - one.y, abs=0.02)


@pytest.mark.parametrize("width", [180, 200, 300, 410, 600])
@pytest.mark.parametrize("size", [9.0, 11.0])
def test_every_share_of_zero_has_the_swatch_of_its_part(width: float, size: float) -> None:
    rows = shares(0, 0, 0, 100), shares(100, 0, 0, 0), shares(0, 100, 0, 0), shares(70, 30, 0, 0), shares(50, 30, 20, 0)
    spec = stacked(4, *rows)
    wish = heights(spec, width, style(size))
    for height in (wish.minimum, wish.ideal, wish.maximum):
        drawing = draw_at(spec, width, height, size)
        for label in (label for label in drawing.labels if label.text == "0%"):
            before = [
                bar
                for bar in bars(drawing)
                if bar[2] == KEY and bar[0] + KEY + KEY_GAP == pytest.approx(label.x, abs=0.01)
            ]
            assert any(label.y <= y <= label.y + label.size for _, y, _, _ in before), (height, label)
        # In the smallest type of a low chart they may be left to the table of figures.
        assert texts(drawing).count("0%") == 13 or (size == 9.0 and height == wish.minimum)


AXIS_TEXTS = re.compile(r"20\d\d|jan|feb|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec")


@pytest.mark.parametrize("width", [180, 200, 300, 410, 600])
@pytest.mark.parametrize("name", [name for name in SPECS if name.startswith(("fan", "lines"))])
def test_names_at_the_end_of_lines_stay_over_the_texts_of_the_axis(name: str, width: float) -> None:
    wish = heights(SPECS[name], width, style())
    for height in (wish.minimum, wish.ideal):
        labels = draw_at(SPECS[name], width, height).labels
        under = [label for label in labels if AXIS_TEXTS.fullmatch(label.text)]
        last = max(under, key=lambda label: label.x)
        ends = [label for label in labels if label.x > last.x + last.width / 2 and label not in under]
        foot = max(label_box(label)[3] for label in under)
        assert all(label_box(label)[1] >= foot - TOUCH for label in ends), height


words = st.text("abcdefgh -/", min_size=1, max_size=45).map(lambda text: text.strip() or "x")
numbers = st.floats(-100, 100, allow_nan=False).map(lambda value: round(value, 1))
figures = st.one_of(numbers.map(share), st.just(TOO_SMALL), st.just(UNKNOWN), st.integers(0, 9_999_999).map(count))
widths = st.integers(200, 600)
quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


def assert_sound(spec: ChartSpec, width: float, give: float, size: float = 11.0) -> None:
    wish = heights(spec, width, style(size))
    drawing = draw_at(spec, width, wish.minimum + give * (wish.maximum - wish.minimum), size)
    assert not find_faults(drawing)


@quick
@given(st.lists(st.tuples(words, figures, st.none() | figures), min_size=1, max_size=16), widths, st.floats(0, 2))
def test_any_paired_bars(rows: list[tuple[str, Mark, Mark | None]], width: int, give: float) -> None:
    spec = PairedBars("Rotterdam", "Alle Zilveren Kruis-regio’s", tuple(PairedRow(*row) for row in rows))
    assert_sound(spec, width, give)


@quick
@given(st.lists(st.tuples(words, figures), min_size=1, max_size=16), widths, st.floats(0, 2))
def test_any_bar_list(rows: list[tuple[str, Mark]], width: int, give: float) -> None:
    made = tuple(BarRow(*row) for row in rows)
    assert_sound(BarList(made, (BarRow("Rotterdam", made[0].mark, "region"),)), width, give)


@st.composite
def stacked_specs(draw: st.DrawFn) -> StackedBars:
    categories = draw(st.integers(1, 8))
    part = st.one_of(st.integers(0, 100).map(share), st.just(TOO_SMALL), st.just(UNKNOWN))
    rows = draw(st.lists(st.tuples(words, st.lists(part, min_size=categories, max_size=categories)), max_size=6))
    made = tuple(StackedRow(label, tuple(marks), benchmark=n == len(rows) - 1) for n, (label, marks) in enumerate(rows))
    return StackedBars(tuple(draw(words) for _ in range(categories)), made)


@quick
@given(stacked_specs(), widths, st.floats(0, 2), st.sampled_from([9.0, 11.0]))
def test_any_stacked_bars(spec: StackedBars, width: int, give: float, size: float) -> None:
    assert_sound(spec, width, give, size)


@pytest.mark.parametrize("width", [180, 200, 300, 410, 600])
@pytest.mark.parametrize("name", [name for name in SPECS if name.startswith("stacked")])
def test_stacked_bars_in_the_smallest_type_are_sound_at_their_lowest(name: str, width: float) -> None:
    assert_sound(SPECS[name], width, 0.0, 9.0)


@quick
@given(st.lists(st.lists(figures, min_size=6, max_size=6), min_size=1, max_size=5), widths, st.floats(0, 2))
def test_any_lines(series: list[list[Mark]], width: int, give: float) -> None:
    assert_sound(lined(*[tuple(marks) for marks in series], start=5), width, give)
