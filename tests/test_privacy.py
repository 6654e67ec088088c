"""What is withheld because it is about too few persons, and what goes with it."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regioplan_pdf.model.content import IndicatorSpec
from regioplan_pdf.model.figures import Period, Series, Unit, Value
from regioplan_pdf.privacy import find_withheld, withhold

YEAR = Period(2023)


def spec(name, unit=Unit.COUNT, **settings_):
    return IndicatorSpec(name, unit, counts=settings_.pop("counts", "personen"), **settings_)


def series(name, unit=Unit.COUNT, period=YEAR, **numbers):
    """Numbers by category; '_' is the whole."""
    values = {(period, "" if part == "_" else part): Value(number, unit, 0, "bron") for part, number in numbers.items()}
    return Series(name, "x", unit, 0, values, (period,), tuple(part for part in numbers if part != "_"))


def gone(specs, *all_series):
    found = find_withheld({each.indicator: each for each in all_series}, {each.id: each for each in specs})
    return {(name, part) for name, _, part in found}


def test_withheld_numbers_are_gone_for_good():
    found = withhold({"a": series("a", x=9.0, y=10.0)}, {"a": spec("a")})
    assert found["a"].values[YEAR, "x"] == Value(None, Unit.COUNT, 0, "bron", withheld=True)
    assert found["a"].values[YEAR, "y"] == Value(10.0, Unit.COUNT, 0, "bron")
    assert (found["a"].periods, found["a"].categories) == ((YEAR,), ("x", "y"))


@pytest.mark.parametrize(
    ("number", "minimum", "small"), [(9, 10, True), (10, 10, False), (0, 10, True), (19, 20, True), (None, 10, False)]
)
def test_counts_below_the_minimum(number, minimum, small):
    assert bool(gone([spec("a", minimum=minimum)], series("a", _=number))) is small


def test_only_persons_are_guarded():
    assert gone([spec("a", counts="")], series("a", _=1)) == set()
    assert (
        gone(
            [spec("a", Unit.PERCENT, base="b", change=True), spec("b")],
            series("a", Unit.PERCENT, _=1),
            series("b", _=100),
        )
        == set()
    )
    assert gone([], series("a", _=1)) == set()


@pytest.mark.parametrize(
    ("unit", "number", "base", "small"),
    [
        (Unit.PERCENT, 10, 100, False),
        (Unit.PERCENT, 9, 100, True),
        (Unit.PERCENT, 20, 50, False),
        (Unit.PERCENT, 0, 5000, True),
        (Unit.PER_1000, 2, 5000, False),
        (Unit.PER_1000, 1.9, 5000, True),
        (Unit.PER_10000, 16, 761562, False),
        (Unit.PER_10000, 1, 50000, True),
        (Unit.EURO, 7799, 9, True),
        (Unit.EURO, 7799, 10, False),
        (Unit.WEEKS, 12, 5, True),
    ],
)
def test_the_count_behind_a_share_rate_or_average(unit, number, base, small):
    specs = [spec("a", unit, base="b"), spec("b", counts="")]
    assert (("a", "") in gone(specs, series("a", unit, _=number), series("b", _=base))) is small


@pytest.mark.parametrize(
    ("bases", "period", "small"),
    [
        ({"2021": 50, "2023": 500}, "2023", False),
        ({"2021": 50, "2022": 500}, "2023", False),
        ({"2021": 500, "2022": 50}, "2023", True),
        ({"2024": 50, "2025": 500}, "2023", True),
        ({"2022": 50, "2023-01-01": 500}, "2023", False),
    ],
)
def test_the_nearest_base(bases, period, small):
    values = {(Period.parse(at), ""): Value(float(number), Unit.COUNT) for at, number in bases.items()}
    base = Series("b", "x", Unit.COUNT, 0, values, tuple(Period.parse(at) for at in bases), ())
    share = series("a", Unit.PERCENT, Period.parse(period), _=10)
    specs = [spec("a", Unit.PERCENT, base="b"), spec("b", counts="")]
    assert bool(gone(specs, share, base)) is small


def test_a_share_without_figures_of_its_base_is_shown():
    assert gone([spec("a", Unit.PERCENT, base="b"), spec("b")], series("a", Unit.PERCENT, _=1)) == set()


def test_a_single_withheld_part_takes_the_next_smallest_along():
    shares = series("a", Unit.PERCENT, w=60, x=25, y=14, z=1)
    specs = [spec("a", Unit.PERCENT, base="b", parts="som"), spec("b")]
    assert gone(specs, shares, series("b", _=500)) == {("a", "z"), ("a", "y")}


def test_two_withheld_parts_are_enough():
    shares = series("a", Unit.PERCENT, w=84, x=14, y=1, z=1)
    specs = [spec("a", Unit.PERCENT, base="b", parts="som"), spec("b")]
    assert gone(specs, shares, series("b", _=500)) == {("a", "z"), ("a", "y")}


def test_two_empty_parts_are_not_enough():
    assert gone([spec("a", parts="som")], series("a", w=100, x=50, y=0, z=0)) == {("a", "x"), ("a", "y"), ("a", "z")}


def test_without_a_known_total_nothing_follows():
    assert gone([spec("a")], series("a", x=100, y=5)) == {("a", "y")}


def test_a_published_total():
    specs = [spec("a", total="t"), spec("t")]
    parts = series("a", x=100, y=50, z=5)
    assert gone(specs, parts, series("t", _=155)) == {("a", "z"), ("a", "y")}
    assert gone(specs, parts) == {("a", "z")}
    assert gone(specs, parts, series("t", period=Period(2022), _=155)) == {("a", "z")}


def test_a_total_that_is_not_about_persons_itself_still_tells():
    assert gone([spec("a", total="t"), spec("t", counts="")], series("a", x=100, y=5), series("t", _=105)) == {
        ("a", "y"),
        ("a", "x"),
    }


def test_a_whole_in_the_indicator_itself():
    assert gone([spec("a")], series("a", _=155, x=100, y=50, z=5)) == {("a", "z"), ("a", "y")}


def test_linked_indicators_with_a_total():
    specs = [spec("all"), spec("w", total="all"), spec("b", total="all")]
    assert gone(specs, series("all", _=108), series("w", _=100), series("b", _=8)) == {("b", ""), ("w", "")}
    assert gone(specs, series("all", _=120), series("w", _=100), series("b", _=20)) == set()


def test_a_total_withheld_for_another_reason_can_not_be_added_up():
    # 't' goes along with 'small' because both make up 'whole'; then the parts of 't' tell it.
    specs = [spec("whole"), spec("t", total="whole"), spec("small", total="whole"), spec("a", total="t")]
    found = gone(specs, series("whole", _=108), series("t", _=100), series("small", _=8), series("a", x=60, y=40))
    assert found == {("small", ""), ("t", ""), ("a", "y")}


def test_counts_and_shares_of_the_same_parts_go_together():
    specs = [
        spec("n", parts="som", categories=("x", "y", "z")),
        spec("s", Unit.PERCENT, base="n", parts="som", categories=("x", "y", "z")),
    ]
    found = gone(specs, series("n", x=900, y=91, z=9), series("s", Unit.PERCENT, x=90, y=9, z=1))
    assert found == {("n", "z"), ("n", "y"), ("s", "z"), ("s", "y")}


def test_a_share_that_is_withheld_takes_its_count_along():
    specs = [
        spec("n", minimum=10, total="t", categories=("x", "y", "z")),
        spec("s", Unit.PERCENT, base="t", minimum=20, categories=("x", "y", "z")),
        spec("t"),
    ]
    found = gone(
        specs, series("n", x=900, y=85, z=15), series("s", Unit.PERCENT, x=90, y=8.5, z=1.5), series("t", _=1000)
    )
    assert found == {("s", "z"), ("n", "z"), ("n", "y"), ("s", "y")}


def test_a_base_by_category_is_the_count_behind_each_share():
    specs = [spec("s", Unit.PERCENT, base="n"), spec("n")]
    found = gone(specs, series("s", Unit.PERCENT, x=50, y=50), series("n", x=100, y=16))
    assert ("s", "y") in found
    assert ("s", "x") not in found


def test_parts_that_overlap_still_need_two():
    specs = [spec("a", parts="dubbel", total="t"), spec("t")]
    assert gone(specs, series("a", x=866, y=501, z=6), series("t", _=1366)) == {("a", "z"), ("a", "y")}


def test_other_periods_are_left_alone():
    values = {
        (Period(year), part): Value(float(number), Unit.COUNT)
        for year, part, number in [(2022, "x", 50), (2022, "y", 50), (2023, "x", 95), (2023, "y", 5)]
    }
    both = Series("a", "x", Unit.COUNT, 0, values, (Period(2022), Period(2023)), ("x", "y"))
    found = find_withheld({"a": both}, {"a": spec("a", parts="som")})
    assert {period for _, period, _ in found} == {Period(2023)}


# --- properties -------------------------------------------------------------------------

counts = st.lists(st.one_of(st.integers(0, 25), st.integers(0, 400)), min_size=2, max_size=5)
minima = st.sampled_from([3, 5, 10, 20])


def solutions(numbers, hidden, total):
    """Counts that the hidden parts could have, given the shown ones and the total (a few are enough)."""
    left = total - sum(number for place, number in enumerate(numbers) if place not in hidden)
    most = min(left, 3)
    return {
        (*first, left - sum(first)) for first in product(range(most + 1), repeat=len(hidden) - 1) if sum(first) <= left
    }


@settings(max_examples=300, deadline=None)
@given(counts, minima)
def test_no_withheld_count_follows_from_a_shown_total(numbers, minimum):
    parts = series("a", **{f"c{place}": float(number) for place, number in enumerate(numbers)})
    total = series("t", _=float(sum(numbers)))
    shown = withhold(
        {"a": parts, "t": total}, {"a": spec("a", total="t", minimum=minimum), "t": spec("t", minimum=minimum)}
    )
    values = [shown["a"].values[YEAR, f"c{place}"] for place in range(len(numbers))]
    assert all(value.number is None for value, number in zip(values, numbers, strict=True) if number < minimum)
    hidden = [place for place, value in enumerate(values) if value.withheld]
    told = shown["t"].values[YEAR, ""].number
    if hidden and told is not None:
        possible = solutions(numbers, hidden, int(told))
        for place in range(len(hidden)):
            assert len({counts_[place] for counts_ in possible}) > 1, "a reader can work this count out"


@settings(max_examples=300, deadline=None)
@given(counts, minima)
def test_shares_and_counts_hide_the_same_and_nothing_follows(numbers, minimum):
    total = sum(numbers)
    if not total:
        return
    names = tuple(f"c{place}" for place in range(len(numbers)))
    specs = {
        "n": spec("n", parts="som", total="t", minimum=minimum, categories=names),
        "s": spec("s", Unit.PERCENT, base="t", parts="som", minimum=minimum, categories=names),
        "t": spec("t", minimum=minimum),
    }
    shown = withhold(
        {
            "n": series("n", **dict(zip(names, map(float, numbers), strict=True))),
            "s": series(
                "s", Unit.PERCENT, **{name: 100 * number / total for name, number in zip(names, numbers, strict=True)}
            ),
            "t": series("t", _=float(total)),
        },
        specs,
    )
    hidden = {name: {part for (_, part), value in shown[name].values.items() if value.withheld} for name in ("n", "s")}
    assert hidden["n"] == hidden["s"]
    assert {name for name, number in zip(names, numbers, strict=True) if number < minimum} <= hidden["n"]
    if shown["t"].values[YEAR, ""].known:
        assert len(hidden["n"]) != 1


@settings(max_examples=200, deadline=None)
@given(counts, minima)
def test_nothing_is_withheld_without_a_small_number(numbers, minimum):
    large = [number + minimum for number in numbers]
    parts = series("a", **{f"c{place}": float(number) for place, number in enumerate(large)})
    assert gone([spec("a", parts="som", minimum=minimum)], parts) == set()
