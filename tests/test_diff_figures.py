"""Figures of two plans beside each other: what a reader meets, the difference, and what is never told."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from diff_factory import (
    INDICATORS,
    LEVEL,
    compare,
    figure,
    figures,
    fitting,
    paragraph,
    series,
    settings,
    subject,
)
from figures_factory import WITHHELD, make_series
from regioplan_pdf.diff.figures.difference import find_difference
from regioplan_pdf.diff.figures.shown import find_shown, read_references
from regioplan_pdf.diff.plan import compare_plans
from regioplan_pdf.model.changes import Course, FigureChange, PlanChanges
from regioplan_pdf.model.content import ChartSettings, KeyFigureSpec
from regioplan_pdf.model.figures import EXAMPLE, Period, Unit, Value
from regioplan_pdf.privacy import Rules, withhold

NBSP = "\u00a0"


def value(number: float | None, unit: Unit = Unit.COUNT, decimals: int = 0) -> Value:
    return Value(number, unit, decimals)


def told(old: Value, new: Value) -> tuple[str, str, float]:
    found = find_difference(old, new)
    assert found is not None
    return found.text, found.relative, found.change


class TestDifference:
    @pytest.mark.parametrize(
        ("unit", "decimals", "old", "new", "text", "relative", "change"),
        [
            (Unit.PERCENT, 0, 15, 18, "+3 procentpunt", "", 3),
            (Unit.PERCENT, 1, 15.04, 18.01, "+3,0 procentpunt", "", 3),
            (Unit.PERCENT, 0, 18, 15, "−3 procentpunt", "", -3),
            (Unit.PERCENT_POINT, 1, 1, 2.5, "+1,5 procentpunt", "", 1.5),
            (Unit.COUNT, 0, 1218, 1326, "+108", "(+8,9%)", 108),
            (Unit.COUNT, 0, 1326, 1218, "−108", "(−8,1%)", -108),
            (Unit.COUNT, 0, 47, 44, "−3", "", -3),
            (Unit.COUNT, 0, 99, 199, "+100", "", 100),
            (Unit.COUNT, 0, 100, 200, "+100", "(+100,0%)", 100),
            (Unit.EURO, 0, 45_979, 47_179, "+€ 1.200", "(+2,6%)", 1200),
            (Unit.EURO, 0, 60, 40, "−€ 20", "", -20),
            (Unit.PER_1000, 0, 66, 48, "−18", "", -18),
            (Unit.PER_10000, 1, 16, 17.1, "+1,1", "", 1.1),
            (Unit.YEARS, 1, 49.8, 49.8, "0,0", "", 0),
            (Unit.COUNT, 0, 500, 500, "0", "", 0),
        ],
    )
    def test_in_the_units_own_way(self, unit, decimals, old, new, text, relative, change):
        assert told(value(old, unit, decimals), value(new, unit, decimals)) == (
            text.replace(" ", NBSP),
            relative,
            change,
        )

    def test_of_the_numbers_as_they_are_printed(self):
        # 2,4 to 2,6 is printed as 2 to 3; 16,6 to 17,4 as 17 to 17.
        assert told(value(2.4), value(2.6))[0] == "+1"
        assert told(value(16.6), value(17.4))[0] == "0"
        assert told(value(0.5), value(2.5))[0] == "+2"

    def test_of_numbers_with_unlike_digits(self):
        assert told(value(16, Unit.PER_10000), value(18.9, Unit.PER_10000, 1))[0] == "+2,9"

    def test_of_amounts_in_millions(self):
        old, new = value(60_140_000, Unit.EURO), value(64_559_999, Unit.EURO)
        assert told(old, new) == (f"+€{NBSP}4,5{NBSP}mln", "(+7,5%)", 4_500_000)
        assert told(new, old)[0] == f"−€{NBSP}4,5{NBSP}mln"

    def test_there_is_none_without_two_numbers_of_one_unit(self):
        assert find_difference(value(None), value(3)) is None
        assert find_difference(value(3), value(None)) is None
        assert find_difference(value(3), value(3, Unit.PERCENT)) is None

    @given(
        st.floats(-1e7, 1e7),
        st.floats(-1e7, 1e7),
        st.sampled_from([Unit.COUNT, Unit.PERCENT, Unit.EURO, Unit.PER_1000, Unit.YEARS]),
        st.integers(0, 2),
    )
    def test_swapping_negates_it(self, old, new, unit, decimals):
        one, two = value(old, unit, decimals), value(new, unit, decimals)
        there, back = find_difference(one, two), find_difference(two, one)
        assert there is not None
        assert back is not None
        assert there.change == -back.change
        assert there.text.lstrip("+−") == back.text.lstrip("+−")
        assert (there.text[0] == "+") is (back.text[0] == "−")


class TestCourses:
    @pytest.mark.parametrize(
        ("old", "new", "course", "difference"),
        [
            (66, 70, Course.RISEN, "+4"),
            (66, 48, Course.FALLEN, "−18"),
            (66, 66, Course.SAME, "0"),
            (66, 66.4, Course.SAME, "0"),
            (WITHHELD, 48, Course.WITHHELD, ""),
            (66, WITHHELD, Course.WITHHELD, ""),
            (None, 48, Course.UNKNOWN, ""),
            (WITHHELD, None, Course.WITHHELD, ""),
        ],
    )
    def test_of_two_figures(self, old, new, course, difference):
        found = figure(compare(figures(locaties=old), figures(locaties=new)), "locaties")
        assert found.course is course
        assert found.difference == difference
        assert (found.change is None) is (difference == "")

    def test_new_and_gone(self):
        changes = compare(figures(klanten=1218), figures(locaties=48))
        assert figure(changes, "klanten").course is Course.GONE
        assert figure(changes, "klanten").new is None
        assert figure(changes, "locaties").course is Course.NEW
        assert figure(changes, "locaties").old_period is None
        assert (figure(changes, "locaties").old_text, figure(changes, "locaties").new_text) == ("", "48")

    def test_a_month_and_a_year_are_not_compared(self):
        month = make_series("locaties", {"2023-02": 66}, Unit.PER_1000)
        found = figure(compare(figures(month), figures(locaties=70)), "locaties")
        assert found.course is Course.NOT_COMPARABLE
        assert found.reasons == ("het soort periode is anders",)
        assert (found.difference, found.change, found.old_text, found.new_text) == ("", None, "66", "70")

    def test_another_unit_is_not_compared(self):
        other = tuple(replace(spec, unit=Unit.PERCENT) if spec.id == "locaties" else spec for spec in INDICATORS)
        after = replace(fitting(figures(locaties=7)), indicators={spec.id: spec for spec in other})
        new = figures(make_series("locaties", {"2023": 7}, Unit.PERCENT))
        found = figure(compare(figures(locaties=66), new, None, after), "locaties")
        assert found.course is Course.NOT_COMPARABLE
        assert found.reasons == ("de eenheid is anders",)
        assert found.difference == ""

    def test_a_growth_is_compared_in_points_and_told_with_its_sign(self):
        keys = (KeyFigureSpec("groei", "groei", "groei"),)
        edition = settings(key_figures=keys, charts=())
        found = figure(compare(figures(groei=5.2), figures(groei=-1.0), edition, edition), "groei")
        assert (found.old_text, found.new_text) == ("+5,2%", "−1,0%")
        assert found.difference == f"−6,2{NBSP}procentpunt"

    def test_an_example_is_compared_and_marked(self):
        old = figures(series("locaties", 66, source=EXAMPLE))
        found = figure(compare(old, figures(locaties=70)), "locaties")
        assert found.example
        assert found.difference == "+4"


class TestBenchmark:
    def changes(self, old: tuple[object, object], new: tuple[object, object], *, finding: bool = True) -> FigureChange:
        keys = (KeyFigureSpec("locaties", "locaties", "locaties", "{bevinding}", finding=LEVEL if finding else None),)
        edition = settings(key_figures=keys, charts=())
        sides = (figures(series("locaties", own), benchmark=(series("locaties", other),)) for own, other in (old, new))
        return figure(compare(*sides, edition, edition), "locaties")

    def test_its_own_change_stands_beside(self):
        found = self.changes((66, 46), (70, 40))
        assert (found.benchmark_old, found.benchmark_new, found.benchmark_difference) == ("46", "40", "−6")
        assert found.benchmark_change == -6
        assert found.against_benchmark is True

    def test_with_the_benchmark(self):
        assert self.changes((66, 46), (70, 47)).against_benchmark is False
        assert self.changes((66, 46), (70, 46)).against_benchmark is None

    def test_one_that_the_plan_does_not_show_is_not_told(self):
        found = self.changes((66, 46), (70, 40), finding=False)
        assert (found.benchmark_old, found.benchmark_new, found.benchmark_difference) == ("", "", "")

    @pytest.mark.parametrize(("old", "new"), [((WITHHELD, 46), (70, 40)), ((66, WITHHELD), (70, 40))])
    def test_nothing_follows_for_a_withheld_one(self, old, new):
        found = self.changes(old, new)
        assert found.benchmark_difference == ""
        assert found.benchmark_change is None


class TestRevisions:
    KEYS = (KeyFigureSpec("klanten", "klanten", "klanten"),)
    LINES = (ChartSettings("verloop", "jaarkolommen", ("klanten",), "Klanten", "aantal"),)

    def changes(self, old: tuple[object, ...], new: tuple[object, ...], charts: tuple[ChartSettings, ...] = LINES):
        edition = settings(key_figures=self.KEYS, charts=charts)
        sides = figures(series("klanten", *old)), figures(series("klanten", *new, last=2024))
        return figure(compare(*sides, edition, edition), "klanten")

    def test_a_period_that_both_give_differently(self):
        found = self.changes((900, 1200), (1218, 1300))
        assert [(str(each.period), each.old, each.new, each.difference) for each in found.revisions] == [
            ("2023", "1.200", "1.218", "+18")
        ]
        assert (found.old_text, found.new_text, found.course) == ("1.200", "1.300", Course.RISEN)

    def test_a_period_that_both_give_alike(self):
        assert self.changes((900, 1200), (1200, 1300)).revisions == ()

    def test_one_that_only_looks_alike_is_none(self):
        assert self.changes((900, 1200), (1200.3, 1300)).revisions == ()

    @pytest.mark.parametrize(("old", "new"), [((900, WITHHELD), (1218, 1300)), ((900, 1200), (WITHHELD, 1300))])
    def test_of_a_withheld_figure_none_is_told(self, old, new):
        assert self.changes(old, new).revisions == ()

    def test_the_last_of_the_old_plan_counts_though_the_new_one_shows_only_its_own(self):
        assert len(self.changes((900, 1200), (1218, 1300), ()).revisions) == 1

    def test_a_period_that_neither_shows_is_background(self):
        assert self.changes((900, 800, 1200), (850, 1200, 1300), ()).revisions == ()


class TestShown:
    def shown(self, edition, seen, texts=None):
        plan = subject(edition, seen, texts=texts)
        found = find_shown(plan.document, plan.settings)
        return {cell: sorted(map(str, periods)) for cell, periods in found.periods.items()}

    def test_background_figures_are_left_out(self):
        seen = figures(series("klanten", 1100, 1218), series("locaties", 60, 66), kosten=5.0)
        edition = settings(key_figures=(KeyFigureSpec("locaties", "locaties", "locaties"),), charts=())
        assert self.shown(edition, seen) == {("locaties", ""): ["2023"]}

    def test_a_key_figure_shows_its_own_period(self):
        keys = (KeyFigureSpec("locaties", "locaties", "locaties", period="2022"),)
        seen = figures(series("locaties", 60, 66))
        assert self.shown(settings(key_figures=keys, charts=()), seen) == {("locaties", ""): ["2022"]}

    @pytest.mark.parametrize(
        ("kind", "periods", "expected"),
        [
            ("gestapeld", (), ["2022", "2023"]),
            ("gestapeld", ("2022",), ["2022"]),
            ("gestapeld-regio", (), ["2023"]),
            ("gepaard", ("2022",), ["2022"]),
            ("balkenlijst", (), ["2023"]),
        ],
    )
    def test_a_chart_shows_its_periods(self, kind, periods, expected):
        rows = {(year, name): 50 for year in ("2022", "2023") for name in ("MPT", "PGB")}
        charts = (ChartSettings("vormen", kind, ("vorm",), "Vorm", "%", periods=periods),)
        found = self.shown(settings(key_figures=(), charts=charts), figures(make_series("vorm", rows)))
        assert found == {("vorm", "MPT"): expected, ("vorm", "PGB"): expected}

    def test_a_chart_shows_its_categories(self):
        rows = {("2023", name): 50 for name in ("MPT", "PGB")}
        charts = (ChartSettings("vormen", "gepaard", ("vorm",), "Vorm", "%", categories=("PGB",)),)
        found = self.shown(settings(key_figures=(), charts=charts), figures(make_series("vorm", rows)))
        assert list(found) == [("vorm", "PGB")]

    def test_a_table_shows_its_rows_and_their_growth(self):
        rows = (
            {"indicator": "locaties", "label": "Locaties", "groei": "groei"},
            {"indicator": "klanten", "label": "K"},
        )
        charts = (ChartSettings("tabel", "tabel", ("locaties", "klanten"), "Cijfers", "", options={"rijen": rows}),)
        seen = figures(series("locaties", 60, 66), klanten=1218, groei=5.2, kosten=3.0)
        found = self.shown(settings(key_figures=(), charts=charts), seen)
        assert found == {("locaties", ""): ["2023"], ("groei", ""): ["2023"], ("klanten", ""): ["2023"]}

    def test_totals_notes_and_growth_of_a_chart(self):
        options = {"noot": "klanten", "noot_label": "klanten", "groei": "groei"}
        charts = (ChartSettings("verloop", "jaarkolommen", ("locaties",), "Locaties", "", options=options),)
        seen = figures(series("locaties", 60, 66), series("klanten", 900, 1218), series("groei", 4.0, 5.2))
        found = self.shown(settings(key_figures=(), charts=charts), seen)
        assert found == {
            ("locaties", ""): ["2022", "2023"],
            ("klanten", ""): ["2022", "2023"],
            ("groei", ""): ["2023"],
        }

    def test_a_figure_in_the_text(self):
        texts = {"valt-op": (paragraph("Er zijn ", "{{ locaties }}", " locaties en ", '{{ klanten["2022"] }}', "."),)}
        seen = figures(series("locaties", 60, 66), series("klanten", 900, 1218))
        found = self.shown(settings(key_figures=(), charts=()), seen, texts)
        assert found == {("locaties", ""): ["2023"], ("klanten", ""): ["2022"]}

    def test_what_is_calculated_of_several_figures_shows_none_of_them(self):
        texts = {
            "valt-op": (paragraph("{{ procent(100 * locaties / klanten) }}", " van ", "{{ klanten.referentie }}"),)
        }
        edition = settings(key_figures=(), charts=())
        seen = figures(
            locaties=66,
            klanten=1218,
        )
        seen = replace(seen, benchmark={"klanten": series("klanten", 9000)})
        assert self.shown(edition, seen, texts) == {}

    @pytest.mark.parametrize(
        ("source", "reference"),
        [
            ("klanten", ("klanten", (), False)),
            (" afgerond(klanten, -2) ", ("klanten", (), False)),
            ('vorm["MPT", "2021"]', ("vorm", ("MPT", "2021"), False)),
            ('procent(vorm.referentie["MPT"])', ("vorm", ("MPT",), True)),
            ('vorm["MPT"].referentie', ("vorm", ("MPT",), True)),
        ],
    )
    def test_what_an_expression_prints(self, source, reference):
        assert read_references(source) == (reference,)

    @pytest.mark.parametrize("source", ["klanten - 2", "-klanten", "3", "(", "a(b)(c)", "1/klanten"])
    def test_what_prints_no_figure(self, source):
        assert read_references(source) == ()


class TestNames:
    def name(self, edition, seen, indicator, texts=None):
        plan = subject(edition, seen, texts=texts)
        return find_shown(plan.document, plan.settings).names[indicator]

    def test_of_a_key_figure(self):
        assert self.name(fitting(figures(locaties=66)), figures(locaties=66), "locaties") == "Locaties in de regio"

    def test_of_a_chart(self):
        seen = figures(make_series("vorm", {("2023", "MPT"): 30, ("2023", "PGB"): 70}))
        assert self.name(fitting(seen), seen, "vorm") == "Leveringsvorm"

    def test_of_a_row_and_its_growth(self):
        rows = ({"indicator": "locaties", "label": "locaties per klant", "groei": "groei"},)
        charts = (ChartSettings("tabel", "tabel", ("locaties",), "Cijfers", "", options={"rijen": rows}),)
        edition, seen = settings(charts=charts, key_figures=()), figures(locaties=66, groei=5.2)
        assert self.name(edition, seen, "locaties") == "Locaties per klant"
        assert self.name(edition, seen, "groei") == "Locaties per klant (groei)"

    def test_of_a_figure_in_the_text_by_its_definition(self):
        edition = settings(charts=(), key_figures=())
        texts = {"valt-op": (paragraph("{{ locaties }}"),)}
        assert self.name(edition, figures(locaties=66), "locaties", texts) == "Definitie van locaties"

    def test_of_two_figures_of_one_definition_by_their_ids_too(self):
        edition = settings(charts=(), key_figures=())
        texts = {"valt-op": (paragraph("{{ klanten }}", " en ", "{{ ratio }}"),)}
        seen = figures(klanten=1218, ratio=16.0)
        assert self.name(edition, seen, "klanten", texts) == "Definitie van klanten (klanten)"
        assert self.name(edition, seen, "ratio", texts) == "Definitie van klanten (ratio)"

    def test_by_its_id_for_want_of_anything_else(self):
        edition = settings(charts=(), key_figures=())
        texts = {"valt-op": (paragraph("{{ kosten }}"),)}
        assert self.name(edition, figures(kosten=66.0), "kosten", texts) == "Kosten"

    def test_of_the_parts_of_a_key_figure_by_its_whole(self):
        parts = tuple(replace(spec, total="klanten") if spec.id == "vorm" else spec for spec in INDICATORS)
        keys = (KeyFigureSpec("k", "klanten", "klanten"), KeyFigureSpec("mpt", "vorm", "met MPT", category="MPT"))
        seen = figures(make_series("vorm", {("2023", "MPT"): 30, ("2023", "PGB"): 70}), klanten=1218)
        assert self.name(settings(indicators=parts, charts=(), key_figures=keys), seen, "vorm") == "Klanten"


# -- laws -------------------------------------------------------------------------------

NUMBERS = st.one_of(st.integers(10, 3000), st.none(), st.just(WITHHELD))


@st.composite
def plans(draw: st.DrawFn) -> PlanChanges:
    """Two plans of generated figures, some withheld or unknown, some of a month."""
    return compare(draw(seen()), draw(seen()))


@st.composite
def seen(draw: st.DrawFn):
    rows = []
    for indicator in ("klanten", "locaties", "kosten"):
        numbers = draw(st.lists(NUMBERS, min_size=1, max_size=3))
        if draw(st.booleans()) or indicator == "klanten":
            rows.append(series(indicator, *numbers, last=draw(st.integers(2022, 2024))))
    if draw(st.booleans()):
        shares = {("2023", name): draw(st.one_of(st.integers(0, 100), st.just(WITHHELD))) for name in ("MPT", "PGB")}
        rows.append(make_series("vorm", shares))
    return figures(*rows)


@hypothesis_settings(max_examples=60, deadline=None)
@given(seen(), seen())
def test_swapping_the_plans_negates_every_difference(old, new):
    there, back = compare(old, new), compare(new, old)
    mirror = {(each.indicator, each.category): each for each in back.figures}
    opposite = {
        Course.RISEN: Course.FALLEN,
        Course.FALLEN: Course.RISEN,
        Course.NEW: Course.GONE,
        Course.GONE: Course.NEW,
    }
    assert len(mirror) == len(there.figures)
    for each in there.figures:
        other = mirror[each.indicator, each.category]
        assert other.course is opposite.get(each.course, each.course)
        assert (other.old_text, other.new_text) == (each.new_text, each.old_text)
        assert (other.old, other.new, other.old_period) == (each.new, each.old, each.new_period)
        assert (each.change is None) is (other.change is None)
        assert each.change is None or each.change == -(other.change or 0)
        assert each.weight == other.weight
        assert [(one.period, one.old, one.new) for one in each.revisions] == [
            (one.period, one.new, one.old) for one in other.revisions
        ]


@hypothesis_settings(max_examples=40, deadline=None)
@given(seen())
def test_a_plan_with_itself_has_no_changed_figure(held):
    changes = compare(held, held)
    moved = {Course.RISEN, Course.FALLEN, Course.NEW, Course.GONE, Course.NOT_COMPARABLE}
    assert not {each.course for each in changes.figures} & moved
    assert not any(each.revisions for each in changes.figures)
    assert changes.highlights == ()


def all_texts(found: object) -> Iterator[str]:
    """Every text anywhere in a result, numbers included."""
    if isinstance(found, StrEnum) or found is None or isinstance(found, bool):
        return
    if isinstance(found, str | int | float):
        yield str(found)
    elif isinstance(found, tuple):
        for each in found:
            yield from all_texts(each)
    elif dataclasses.is_dataclass(found):
        for each in dataclasses.fields(found):
            yield from all_texts(getattr(found, each.name))


@hypothesis_settings(max_examples=80, deadline=None)
@given(
    st.integers(1, 9),
    st.integers(3000, 3999),
    st.sampled_from(["old", "new"]),
    st.lists(st.integers(4000, 4999), max_size=2),
)
def test_nothing_in_a_result_tells_a_withheld_figure(hidden, shown, where, earlier):
    """A withheld figure has no number any more; no difference may be told that would give it back."""
    with_hidden = figures(series("klanten", *earlier, WITHHELD))
    with_shown = figures(series("klanten", *earlier, shown))
    sides = (with_hidden, with_shown) if where == "old" else (with_shown, with_hidden)
    changes = compare(*sides)
    found = figure(changes, "klanten")
    assert found.course is Course.WITHHELD
    assert (found.difference, found.relative, found.change, found.benchmark_difference) == ("", "", None, "")
    assert found.revisions == ()
    digits = {re.sub(r"\D", "", text) for text in all_texts(replace(changes, old=changes.new))}
    assert not digits & {str(shown - hidden), str(hidden)} - {"1", "2", "3", "4", "5", "6", "7", "8", "9"}
    assert not [each for each in changes.highlights if "klanten" in each.sentence and re.search(r"\d", each.sentence)]


@hypothesis_settings(max_examples=60, deadline=None)
@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 3000), st.integers(0, 3000), st.booleans())
def test_what_a_withheld_number_was_makes_no_difference_to_the_result(one, other, total, later, swap):
    """From the raw numbers on: whatever was withheld, the whole comparison is the same."""

    def result(hidden: int) -> PlanChanges:
        raw = {name: series(name, number) for name, number in (("klanten", hidden), ("locaties", total))}
        rules = Rules.of({spec.id: spec for spec in INDICATORS})
        held = replace(figures(), region=withhold(raw, rules), benchmark=withhold(raw, rules))
        sides = [held, figures(series("klanten", later, last=2024), locaties=total)]
        return compare(*(reversed(sides) if swap else sides))

    assert result(one) == result(other)


@hypothesis_settings(max_examples=60, deadline=None)
@given(seen(), seen())
def test_a_difference_is_told_only_of_two_figures_that_are_shown(old, new):
    for each in compare(old, new).figures:
        told_of_both = each.course in (Course.SAME, Course.RISEN, Course.FALLEN)
        assert bool(each.difference) is told_of_both
        assert (each.change is not None) is told_of_both
        if told_of_both:
            assert each.old is not None
            assert each.new is not None
            assert each.old.known
            assert each.new.known
        assert 0 <= each.weight <= 1


def test_figures_stand_in_the_order_of_the_new_plan():
    rows = make_series("vorm", {("2023", "MPT"): 30, ("2023", "PGB"): 70})
    changes = compare(figures(klanten=1, locaties=2), figures(rows, locaties=2, kosten=3.0))
    assert [(each.indicator, each.category) for each in changes.figures] == [
        ("klanten", ""),
        ("locaties", ""),
        ("kosten", ""),
        ("vorm", "MPT"),
        ("vorm", "PGB"),
    ]


def test_the_last_figure_of_either_plan_is_compared():
    old = figures(series("locaties", 50, 60, last=2023))
    new = figures(series("locaties", 60, 70, last=2024))
    found = figure(compare(old, new), "locaties")
    assert (found.old_period, found.new_period) == (Period(2023), Period(2024))
    assert (found.old_text, found.new_text, found.difference) == ("60", "70", "+10")


def test_a_plan_without_figures_has_none_to_compare():
    empty = subject(settings(key_figures=(), charts=()), figures())
    assert compare_plans(empty, empty).figures == ()
