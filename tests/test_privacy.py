"""What is withheld because it is about too few persons, and what goes with it."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from regioplan_pdf.model.content import IndicatorSpec
from regioplan_pdf.model.figures import Period, Series, Unit, Value
from regioplan_pdf.privacy import Rules
from regioplan_pdf.privacy import find_withheld as find_withheld_by
from regioplan_pdf.privacy import withhold as withhold_by

YEAR = Period(2023)


def find_withheld(figures, indicators, visible=None):
    return find_withheld_by(figures, Rules.of(indicators, visible))


def withhold(figures, indicators, visible=None):
    return withhold_by(figures, Rules.of(indicators, visible))


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
    assert found["a"].values[YEAR, "x"] == Value(None, Unit.COUNT, 0, withheld=True)
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


@pytest.mark.parametrize("unit", [Unit.PERCENT, Unit.PER_1000, Unit.EURO])
def test_a_share_of_nobody_knows_how_many_is_withheld(unit):
    specs = [spec("a", unit, base="b"), spec("b")]
    assert gone(specs, series("a", unit, _=50)) == {("a", "")}
    assert gone(specs, series("a", unit, _=50), series("b", _=None)) == {("a", "")}


def test_a_count_given_as_unknown_is_not_replaced_by_that_of_another_year():
    values = {(Period(2022), ""): Value(500.0, Unit.COUNT), (YEAR, ""): Value(None, Unit.COUNT)}
    base = Series("b", "x", Unit.COUNT, 0, values, (Period(2022), YEAR), ())
    specs = [spec("a", Unit.PERCENT, base="b"), spec("b")]
    assert gone(specs, series("a", Unit.PERCENT, _=50), base) == {("a", "")}


def test_a_party_has_no_fewer_persons_than_its_parts():
    specs = {"a": spec("a", Unit.PERCENT, base="b"), "b": spec("b")}
    share = {"a": series("a", Unit.PERCENT, _=50)}
    assert not find_withheld_by(share, Rules.of(specs), {"b": series("b", _=500.0)})
    assert find_withheld_by(share, Rules.of(specs), {"b": series("b", _=15.0)})


def test_without_a_base_nothing_but_zero_is_known_to_be_small():
    assert gone([spec("a", Unit.PERCENT)], series("a", Unit.PERCENT, x=1, y=0)) == {("a", "y")}


@pytest.mark.parametrize(("share", "small"), [(99.5, True), (100, True), (99, False), (98, False)])
def test_who_is_not_in_a_share_is_a_group_as_well(share, small):
    specs = [spec("a", Unit.PERCENT, base="b"), spec("b")]
    assert bool(gone(specs, series("a", Unit.PERCENT, _=share), series("b", _=1000))) is small


def test_a_single_withheld_part_takes_the_next_smallest_along():
    shares = series("a", Unit.PERCENT, w=60, x=25, y=14, z=1)
    specs = [spec("a", Unit.PERCENT, base="b", parts="som"), spec("b")]
    assert gone(specs, shares, series("b", _=500)) == {("a", "z"), ("a", "y")}


def test_shares_that_add_up_to_100_are_parts_whether_or_not_it_is_said():
    specs = [spec("a", Unit.PERCENT, base="b"), spec("b")]
    base = series("b", _=500)
    assert gone(specs, series("a", Unit.PERCENT, w=60, x=25, y=14, z=1), base) == {("a", "z"), ("a", "y")}
    assert gone(specs, series("a", Unit.PERCENT, w=60, x=25, y=4, z=1), base) == {("a", "z")}


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


# --- what an edition declares -----------------------------------------------------------


def profiles(**settings_):
    return spec("s", Unit.PERCENT, base="t", parts="som", categories=("v", "w", "x", "y", "z"), **settings_)


def test_a_count_of_a_category_goes_with_its_share():
    parts = series("s", Unit.PERCENT, w=60, x=25, y=14.2, z=0.8)
    count = spec("n", same="s|z")
    found = gone([profiles(), count, spec("t")], parts, series("n", _=8.0), series("t", _=1000.0))
    assert found == {("s", "z"), ("n", ""), ("s", "y")}
    # The second part that goes takes the count of the same persons along.
    second = gone([profiles(), spec("n", same="s|y"), spec("t")], parts, series("n", _=142.0), series("t", _=1000.0))
    assert second == {("s", "z"), ("n", ""), ("s", "y")}


def test_the_same_categories_under_another_name():
    numbers = {"n": series("n", x=60.0, y=50.0, z=4.0), "m": series("m", x=60.0, y=50.0, z=4.0)}
    specs = [spec("n", parts="som"), spec("m", same="n", minimum=3)]
    assert gone(specs, *numbers.values()) == {(name, part) for name in "nm" for part in "yz"}


def test_an_aggregate_of_categories_does_not_give_one_away():
    parts = series("s", Unit.PERCENT, v=1, w=51, x=30, y=13, z=5)
    specs = [profiles(minimum=20), spec("sum", Unit.PERCENT, base="t", sum_of=("s|v", "s|w"), minimum=20), spec("t")]
    found = gone(specs, parts, series("sum", Unit.PERCENT, _=52), series("t", _=1250.0))
    assert found == {("s", "v"), ("s", "w")}
    unseen = find_withheld(
        {"s": parts, "sum": series("sum", Unit.PERCENT, _=52), "t": series("t", _=1250.0)},
        {each.id: each for each in specs},
        visible={"s", "t"},
    )
    assert {(name, part) for name, _, part in unseen} == {("s", "v"), ("s", "z"), ("sum", "")}


def test_what_several_sums_tell_together():
    # 'p' = x + y and 'q' = y + z are told, and so is 'r' = x + z: three unknowns in three sums.
    specs = [
        spec("n", categories=("x", "y", "z")),
        *(spec(name, sum_of=(f"n|{one}", f"n|{two}")) for name, one, two in ("pxy", "qyz", "rxz")),
    ]
    numbers = [series("n", x=4.0, y=5.0, z=6.0), series("p", _=9.0), series("q", _=11.0), series("r", _=10.0)]
    found = gone([replace(each, minimum=7) for each in specs], *numbers)
    assert {("n", "x"), ("n", "y"), ("n", "z")} < found


def test_a_small_rest_of_a_part_is_not_told():
    """3,7% of 4.120 are 152 persons; that 151 of them are at one kind of provider tells of the other."""
    specs = [
        spec("s", Unit.PERCENT, base="t", parts="som", categories=("own", "other")),
        spec("part", part_of="s|other"),
        spec("t"),
    ]
    numbers = [series("s", Unit.PERCENT, own=96.3, other=3.7), series("part", _=151.0), series("t", _=4120.0)]
    assert gone(specs, *numbers) == {("part", "")}
    assert gone(specs, numbers[0], series("part", _=120.0), numbers[2]) == set()
    unseen = Rules.of({each.id: each for each in specs}, visible={"part", "t"})
    found = find_withheld_by({each.indicator: each for each in numbers}, unseen)
    assert {(name, part) for name, _, part in found} == {("s", "own"), ("s", "other")}


def test_what_no_chart_shows_goes_first():
    specs = {each.id: each for each in (spec("t", sum_of=("a", "b", "c")), *(spec(name) for name in "abc"))}
    numbers = {name: series(name, _=number) for name, number in (("t", 105.0), ("a", 5.0), ("b", 20.0), ("c", 80.0))}
    for visible, second in ((None, "b"), ({"t", "a", "b"}, "c"), ({"a", "b", "c"}, "t")):
        assert {name for name, _, _ in find_withheld(numbers, specs, visible)} == {"a", second}


def test_together_the_withheld_are_not_fewer_than_the_minimum():
    assert gone([spec("a", total="t"), spec("t")], series("a", w=90.0, x=30.0, y=3.0, z=2.0), series("t", _=125.0)) == {
        ("a", "z"),
        ("a", "y"),
        ("a", "x"),
    }


def test_the_base_that_a_share_and_a_count_tell():
    specs = [
        spec("all"),
        spec("w", total="all"),
        spec("b", total="all"),
        spec("s", Unit.PERCENT, base="w"),
        spec("n", same="s"),
    ]
    numbers = [series("all", _=108.0), series("w", _=100.0), series("b", _=8.0)]
    found = gone(specs, *numbers, series("s", Unit.PERCENT, _=40.0), series("n", _=40.0))
    assert found == {("b", ""), ("w", ""), ("s", ""), ("n", "")}


def test_an_average_beside_its_total_tells_its_base():
    specs = [spec("all"), spec("w", total="all"), spec("b", total="all"), spec("cost", Unit.EURO, counts="")]
    numbers = [series("all", _=108.0), series("w", _=100.0), series("b", _=8.0), series("cost", Unit.EURO, _=5000.0)]
    each = series("each", Unit.EURO, _=50.0)
    assert ("each", "") in gone([*specs, spec("each", Unit.EURO, base="w", total="cost")], *numbers, each)
    assert ("each", "") not in gone([*specs, spec("each", Unit.EURO, base="w")], *numbers, each)


def years(name, unit=Unit.COUNT, **numbers):
    """Numbers by year, 'y2022'."""
    values = {(Period(int(at[1:])), ""): Value(number, unit) for at, number in numbers.items()}
    return Series(name, "x", unit, 0, values, tuple(period for period, _ in values), ())


@pytest.mark.parametrize(("first", "last"), [(20.0, 5.0), (5.0, 20.0)])
@pytest.mark.parametrize("settings_", [{"growth_of": "n"}, {"base": "n"}])
def test_a_growth_goes_with_either_of_its_ends(first, last, settings_):
    growth = years("g", Unit.PERCENT, y2023=-75.0)
    numbers = years("n", y2022=first, y2023=last)
    assert ("g", "") in gone([spec("g", Unit.PERCENT, change=True, **settings_), spec("n")], growth, numbers)
    large = years("n", y2022=200.0, y2023=150.0)
    assert gone([spec("g", Unit.PERCENT, change=True, **settings_), spec("n")], growth, large) == set()


def test_a_growth_that_is_not_about_persons_itself_goes_too():
    specs = [spec("g", Unit.PERCENT, change=True, counts="", growth_of="n"), spec("n")]
    assert ("g", "") in gone(specs, years("g", Unit.PERCENT, y2023=5.0), years("n", y2023=5.0))
    assert gone(specs, years("g", Unit.PERCENT, y2022=5.0), years("n", y2022=50.0, y2023=5.0)) == {("n", "")}


def test_the_average_of_a_year_tells_its_last_month():
    months = {(Period(2023, month), ""): Value(4.0 if month == 3 else 20.0, Unit.COUNT) for month in range(1, 7)}
    by_month = Series("m", "x", Unit.COUNT, 0, months, tuple(at for at, _ in months), ())
    found = find_withheld(
        {"m": by_month, "y": series("y", _=104 / 6)}, {"m": spec("m"), "y": spec("y", same="m")}, visible={"m"}
    )
    assert found == {("m", Period(2023, 3), ""), ("y", YEAR, "")}


# --- empty figures ----------------------------------------------------------------------

SORTS = [
    spec("t"),
    spec("w", total="t", same="s|W"),
    spec("b", total="t", same="s|B"),
    spec("s", Unit.PERCENT, base="t", parts="som", categories=("W", "B")),
]


def sorts(w, b, share_w, share_b):
    numbers = (series("t", _=1218.0), series("w", _=w), series("b", _=b))
    return (*numbers, series("s", Unit.PERCENT, W=share_w, B=share_b))


def test_an_empty_count_that_is_small_goes_as_if_it_were_filled_in():
    """1.218 minus 1.213 is 5, and 100% minus 99,6% of 1.218 is about as many."""
    both = {("b", ""), ("s", "B"), ("w", ""), ("s", "W")}
    assert gone(SORTS, *sorts(1213.0, 5.0, 99.6, 0.4)) == both
    assert gone(SORTS, *sorts(1213.0, None, 99.6, None)) == both
    assert gone(SORTS, *sorts(None, None, 99.6, None)) == both
    assert gone(SORTS, *sorts(1213.0, None, None, None)) == both


def test_an_empty_figure_that_is_large_or_does_not_follow_stays_unknown():
    assert gone(SORTS, *sorts(1046.0, None, 86.0, None)) == set()
    assert gone(SORTS, *sorts(None, None, None, None)) == set()
    assert gone([spec("a", total="t"), spec("t")], series("a", x=95.0, y=None), series("t", _=None)) == set()
    assert gone([spec("a", parts="som")], series("a", x=95.0, y=None)) == set()


def test_an_empty_figure_that_is_small_is_withheld_and_not_unknown():
    figures = {"a": series("a", x=95.0, y=80.0, z=None), "t": series("t", _=180.0)}
    found = withhold(figures, {"a": spec("a", total="t"), "t": spec("t")})["a"]
    assert found.values[YEAR, "z"] == found.values[YEAR, "y"] == Value(None, Unit.COUNT, 0, withheld=True)
    assert found.values[YEAR, "x"].known


@pytest.mark.parametrize(("rest", "small"), [(0, False), (1, True), (9, True), (10, False)])
def test_a_rest_that_is_nobody_tells_of_nobody(rest, small):
    found = gone([spec("a", total="t"), spec("t")], series("a", x=90.0, y=None), series("t", _=90.0 + rest))
    assert (("a", "y") in found) is small


@pytest.mark.parametrize(
    ("first", "small"),
    [(71.5, True), (71.0, True), (70.5, True), (69.5, False), (69.0, False), (65.0, False)],
)
def test_rounded_shares_leave_a_rest_that_lies_between_bounds(first, small):
    """Half a percent off each, or less for a share with a digit more: of 1.218 persons, 6 or 0,6."""
    specs = [spec("t"), spec("l", Unit.PERCENT, base="t", parts="som")]
    found = gone(specs, series("t", _=1218.0), series("l", Unit.PERCENT, i=first, v=None, m=15.0, p=13.0))
    assert found == ({("l", "v"), ("l", "p")} if small else set())


def test_a_count_tells_more_precisely_than_a_share():
    """30 of 1.000 are left, though the shares by themselves leave 25 to 35 and the minimum is 28."""
    specs = [
        spec("n", total="t", minimum=28, categories=("x", "y")),
        spec("s", Unit.PERCENT, base="t", parts="som", minimum=28, categories=("x", "y")),
        spec("t"),
    ]
    shares, total = series("s", Unit.PERCENT, x=97.0, y=None), series("t", _=1000.0)
    assert gone(specs, series("n", x=970.0, y=None), shares, total) == set()
    assert ("s", "y") in gone(specs, series("n", x=None, y=None), shares, total)


def test_shares_that_make_100_in_another_period_do_with_an_empty_one_too():
    def of(last):
        numbers = {(2022, "x"): 80.0, (2022, "y"): 20.0, (2023, "x"): 95.0, (2023, "y"): last}
        values = {(Period(year), part): Value(number, Unit.PERCENT) for (year, part), number in numbers.items()}
        return Series("s", "x", Unit.PERCENT, 0, values, (Period(2022), YEAR), ("x", "y"))

    specs = [spec("s", Unit.PERCENT, base="t"), spec("t")]
    assert gone(specs, of(None), series("t", _=150.0)) == {("s", "x"), ("s", "y")}
    assert gone(specs, of(None), series("t", _=1500.0)) == set()
    assert gone(specs, series("s", Unit.PERCENT, x=60.0, y=None), series("t", _=20.0)) == {
        ("s", "x")
    }  # 8 are not in it


def test_empty_figures_that_are_few_together_are_few_each():
    specs = [spec("a", total="t"), spec("t")]
    assert gone(specs, series("a", w=90.0, x=30.0, y=None, z=None), series("t", _=125.0)) == {
        ("a", "z"),
        ("a", "y"),
        ("a", "x"),
    }
    assert gone(specs, series("a", w=90.0, x=30.0, y=None, z=None), series("t", _=220.0)) == set()


def test_what_follows_from_a_figure_that_follows():
    """'b' is 120 minus 60, and of those 60 its 'x' leaves 5."""
    specs = [spec("t"), spec("a", total="t"), spec("b", total="t"), spec("p", total="b")]
    found = gone(specs, series("t", _=120.0), series("a", _=60.0), series("b", _=None), series("p", x=55.0, y=None))
    assert found == {("p", "y"), ("p", "x")}


def test_what_several_sums_tell_together_of_empty_figures():
    specs = [
        spec("n", categories=("x", "y", "z")),
        *(spec(name, sum_of=(f"n|{one}", f"n|{two}")) for name, one, two in ("pxy", "qyz", "rxz")),
    ]
    numbers = [series("n", x=None, y=None, z=None), series("p", _=25.0), series("q", _=45.0), series("r", _=30.0)]
    found = gone(specs, *numbers)
    assert ("n", "x") in found
    assert len(found & {("p", ""), ("q", ""), ("r", "")}) == 1


def test_an_empty_figure_through_which_a_withheld_one_would_follow():
    """'b' isn't small and needn't go, but with it told by 't' and 'a' its part 'y' would be."""
    specs = [spec("t"), spec("a", total="t"), spec("b", total="t"), spec("p", total="b")]
    numbers = [series("t", _=220.0), series("a", _=60.0), series("b", _=None)]
    assert gone(specs, *numbers, series("p", x=155.0, y=5.0)) == {("p", "y"), ("a", "")}
    assert gone(specs, numbers[0], series("a", _=None), numbers[2], series("p", x=155.0, y=5.0)) == {("p", "y")}


def test_an_empty_count_beside_a_share_of_the_same_persons_has_its_own_minimum():
    specs = [spec("n", same="s|x", minimum=20), spec("s", Unit.PERCENT, base="t"), spec("t")]
    numbers = [series("n", _=None), series("t", _=1000.0)]
    assert gone(specs, *numbers, series("s", Unit.PERCENT, x=1.5, y=50.0)) == {("n", ""), ("s", "x")}
    assert gone(specs, *numbers, series("s", Unit.PERCENT, x=2.5, y=50.0)) == set()


def test_an_empty_share_that_leaves_out_too_few():
    specs = [spec("n", same="s"), spec("s", Unit.PERCENT, base="t"), spec("t")]
    numbers = [series("s", Unit.PERCENT, _=None), series("t", _=1000.0)]
    assert gone(specs, series("n", _=995.0), *numbers) == {("n", ""), ("s", "")}
    assert gone(specs, series("n", _=990.0), *numbers) == set()


def test_an_empty_part_and_the_rest_that_it_leaves():
    """'part' is 160 minus 9 by one sum, and leaves one of the 152 that 'all' are."""
    specs = [spec("all"), spec("whole"), spec("part", total="whole", part_of="all"), spec("more", total="whole")]
    numbers = [series("all", _=152.0), series("whole", _=180.0), series("more", _=29.0)]
    withheld = gone(specs, *numbers, series("part", _=151.0))
    assert withheld
    assert gone(specs, *numbers, series("part", _=None)) - {("part", "")}
    assert gone(specs, series("all", _=180.0), *numbers[1:], series("part", _=None)) == set()


def test_parts_that_overlap_leave_a_rest_at_best_roughly():
    specs = [spec("a", parts="dubbel", total="t"), spec("t")]
    assert gone(specs, series("a", x=860.0, y=500.0, z=None), series("t", _=1366.0)) == {("a", "z"), ("a", "y")}
    assert gone(specs, series("a", x=866.0, y=520.0, z=None), series("t", _=1366.0)) == set()


@pytest.mark.parametrize(
    ("unit", "growth", "first", "last", "small"),
    [
        (Unit.PERCENT, -95.0, 100.0, None, "y2023"),
        (Unit.PERCENT, -85.0, 100.0, None, ""),
        (Unit.PERCENT, 1900.0, None, 100.0, "y2022"),
        (Unit.PERCENT, 50.0, None, 100.0, ""),
        (Unit.PERCENT, 50.0, None, None, ""),
    ],
)
def test_an_empty_end_of_a_growth(unit, growth, first, last, small):
    specs = [spec("g", unit, change=True, growth_of="n"), spec("n")]
    figures = {"g": years("g", unit, y2023=growth), "n": years("n", y2022=first, y2023=last)}
    found = find_withheld(figures, {each.id: each for each in specs})
    if small:
        assert found == {("n", Period(int(small[1:])), ""), ("g", YEAR, "")}
    else:
        assert found == frozenset()


def test_an_empty_end_of_a_growth_in_points():
    specs = [spec("g", Unit.PERCENT_POINT, change=True, growth_of="s"), spec("s", Unit.PERCENT, base="t"), spec("t")]
    points, total = years("g", Unit.PERCENT_POINT, y2023=-20.0), years("t", y2022=500.0, y2023=500.0)
    figures = (points, years("s", Unit.PERCENT, y2022=21.0, y2023=None), total)
    assert gone(specs, *figures) == {("s", ""), ("g", "")}
    assert gone(specs, points, years("s", Unit.PERCENT, y2022=31.0, y2023=None), total) == set()


def test_an_empty_end_of_a_growth_does_not_tell_a_part_of_it():
    """110 by the growth, so that the 105 of 'x' leave 5 for 'y'."""
    specs = [spec("g", Unit.PERCENT, change=True, growth_of="n"), spec("n"), spec("p", total="n")]
    growth, numbers = years("g", Unit.PERCENT, y2023=10.0), years("n", y2022=100.0, y2023=None)
    assert gone(specs, growth, numbers, series("p", x=105.0, y=5.0)) == {("p", "y"), ("p", "x")}


def test_an_empty_month_of_which_the_year_tells():
    months = {(Period(2023, month), ""): Value(None if month == 3 else 20.0, Unit.COUNT) for month in range(1, 7)}
    by_month = Series("m", "x", Unit.COUNT, 0, months, tuple(at for at, _ in months), ())
    specs = {"m": spec("m"), "y": spec("y", same="m")}
    found = find_withheld({"m": by_month, "y": series("y", _=17.3)}, specs, visible={"m"})
    assert found == {("m", Period(2023, 3), ""), ("y", YEAR, "")}
    assert find_withheld({"m": by_month, "y": series("y", _=20.0)}, specs) == frozenset()


@pytest.mark.parametrize("settings_", [{}, {"base": "t"}])
def test_nothing_is_said_of_empty_shares_of_nobody_knows_how_many(settings_):
    specs = [spec("s", Unit.PERCENT, parts="som", **settings_), spec("t")]
    found = gone(specs, series("s", Unit.PERCENT, x=60.0, y=39.0, z=None), series("t", _=None))
    assert ("s", "z") not in found


# --- the herkomst -----------------------------------------------------------------------


def test_no_herkomst_tells_how_a_withheld_figure_was_calculated():
    def sourced(name, unit=Unit.COUNT, **numbers):
        values = {
            (YEAR, part): Value(number, unit, 0, f"CBS, p. 3 (100% min {number}%)") for part, number in numbers.items()
        }
        return Series(name, "x", unit, 0, values, (YEAR,), tuple(numbers))

    shares = sourced("s", Unit.PERCENT, x=60, y=39, z=1)
    kept = sourced("k", x=50)
    shown = withhold(
        {"s": shares, "k": kept, "t": series("t", _=500.0)}, {"s": profiles(), "k": spec("k"), "t": spec("t")}
    )
    told = {part: value.herkomst for (_, part), value in shown["s"].values.items()}
    assert told == {"x": "CBS, p. 3", "y": "", "z": ""}
    assert shown["k"] == kept


def test_an_example_stays_one_when_it_is_withheld():
    values = {(YEAR, ""): Value(3.0, Unit.COUNT, 0, "voorbeeld")}
    found = withhold({"a": Series("a", "x", Unit.COUNT, 0, values, (YEAR,), ())}, {"a": spec("a")})
    assert found["a"].at().example


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
    assume(total)
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


def span_of(shown, aggregate):
    """What is shown of four parts, their total and an aggregate: which parts each figure adds up."""
    rows = [[part == own for part in "abcd"] for own in "abcd" if shown["n"].values[YEAR, own].known]
    if shown["t"].values[YEAR, ""].known:
        rows.append([True] * 4)
    if shown["s"].values[YEAR, ""].known:
        rows.append([part in aggregate for part in "abcd"])
    return np.array(rows, dtype=float).reshape(len(rows), 4)


def is_in(row, matrix):
    """Whether a sum of parts follows from the sums in a matrix."""
    return bool(len(matrix)) and np.linalg.matrix_rank(np.vstack([matrix, row])) == np.linalg.matrix_rank(matrix)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.integers(0, 60), min_size=4, max_size=4), minima, st.sets(st.sampled_from("abcd"), min_size=2))
def test_no_withheld_count_is_in_the_span_of_all_sums(numbers, minimum, aggregate):
    """By linear algebra: what is shown leaves every withheld count room."""
    count = dict(zip("abcd", map(float, numbers), strict=True))
    specs = {
        "n": spec("n", total="t", minimum=minimum, categories=tuple("abcd")),
        "t": spec("t", minimum=minimum),
        "s": spec("s", minimum=minimum, sum_of=tuple(f"n|{part}" for part in sorted(aggregate))),
    }
    shown = withhold(
        {
            "n": series("n", **count),
            "t": series("t", _=sum(count.values())),
            "s": series("s", _=sum(count[part] for part in aggregate)),
        },
        specs,
    )
    matrix = span_of(shown, aggregate)
    for place, own in enumerate("abcd"):
        if not shown["n"].values[YEAR, own].known:
            assert not is_in(np.eye(4)[place], matrix), f"{own} follows"


holes = st.sets(st.integers(0, 4), min_size=1, max_size=3)


@settings(max_examples=300, deadline=None)
@given(counts, minima, st.data())
def test_a_small_count_left_empty_is_as_one_filled_in(numbers, minimum, data):
    place = data.draw(st.integers(0, len(numbers) - 1))
    numbers = [*numbers[:place], data.draw(st.integers(1, minimum - 1)), *numbers[place + 1 :]]
    names = tuple(f"c{number}" for number in range(len(numbers)))
    specs = [spec("n", total="t", minimum=minimum, categories=names), spec("t", minimum=minimum)]
    filled = {name: float(number) for name, number in zip(names, numbers, strict=True)}
    total = series("t", _=float(sum(numbers)))
    empty = {**filled, names[place]: None}
    assert gone(specs, series("n", **empty), total) == gone(specs, series("n", **filled), total)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.integers(0, 60), min_size=4, max_size=4), minima, holes, st.sets(st.sampled_from("abcd"), min_size=2)
)
def test_no_small_count_can_be_solved_for_wherever_figures_are_empty(numbers, minimum, empty, aggregate):
    """By linear algebra over what is shown: whoever is few, in a figure that is empty or not, doesn't follow."""
    count = dict(zip("abcd", map(float, numbers), strict=True))
    told: dict[str, float | None] = {part: None if place in empty else count[part] for place, part in enumerate("abcd")}
    specs = {
        "n": spec("n", total="t", minimum=minimum, categories=tuple("abcd")),
        "t": spec("t", minimum=minimum),
        "s": spec("s", minimum=minimum, sum_of=tuple(f"n|{part}" for part in sorted(aggregate))),
    }
    added = None if 4 in empty else sum(count[part] for part in aggregate)
    shown = withhold({"n": series("n", **told), "t": series("t", _=sum(numbers)), "s": series("s", _=added)}, specs)
    matrix = span_of(shown, aggregate)
    few = {part: np.eye(4)[place] for place, part in enumerate("abcd") if 0 < count[part] < minimum}
    if 0 < sum(count[part] for part in aggregate) < minimum:
        few["the aggregate"] = np.array([part in aggregate for part in "abcd"], dtype=float)
    for name, row in few.items():
        assert not is_in(row, matrix), f"{name} follows"


@settings(max_examples=300, deadline=None)
@given(counts, st.sampled_from([0, 1]), st.integers(0, 4), st.integers(1, 40))
def test_no_rounded_shares_leave_a_small_rest(numbers, decimals, place, size):
    """What is shown of a distribution, with any one share left empty, leaves no rest from 1 up to the minimum."""
    total = sum(numbers) * size
    assume(total)
    names = [f"c{number}" for number in range(len(numbers))]
    shares = {name: round(100 * number * size / total, decimals) for name, number in zip(names, numbers, strict=True)}
    true = numbers[place % len(numbers)] * size
    empty = {**shares, names[place % len(numbers)]: None}
    specs = {"s": spec("s", Unit.PERCENT, base="t", parts="som"), "t": spec("t")}
    shown = withhold({"s": series("s", Unit.PERCENT, **empty), "t": series("t", _=float(total))}, specs)
    unknown = [name for name in names if not shown["s"].values[YEAR, name].known]
    if 0 < true < 10 and total >= 10:
        assert len(unknown) > 1 or not shown["t"].values[YEAR, ""].known


@settings(max_examples=200, deadline=None)
@given(counts, minima, st.integers(0, 4))
def test_no_large_count_is_withheld_because_one_is_empty(numbers, minimum, place):
    large = {f"c{number}": float(count + minimum) for number, count in enumerate(numbers)}
    total = series("t", _=sum(large.values()))
    specs = [spec("a", total="t", minimum=minimum), spec("t", minimum=minimum)]
    assert gone(specs, series("a", **{**large, f"c{place % len(large)}": None}), total) == set()
