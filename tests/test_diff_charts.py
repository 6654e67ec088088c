"""Charts of two plans: which belong together, what changed round them, and findings that turned."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diff_factory import ENTRIES, INDICATORS, LEVELS, compare, figures, series, settings, subject
from figures_factory import WITHHELD, make_series
from regioplan_pdf.diff.plan import compare_plans
from regioplan_pdf.model.changes import ChartChange, Kind, PlanChanges
from regioplan_pdf.model.content import ChartSettings, FindingSpec, KeyFigureSpec
from regioplan_pdf.source.schema import edition_facts

TIME = {
    "toegenomen": "Het aantal is toegenomen",
    "gelijk": "Het aantal is gelijk gebleven",
    "gedaald": "Het aantal is gedaald",
}
LEVEL = FindingSpec("vergelijking", LEVELS)
CHANGE = FindingSpec("ontwikkeling", TIME)


def chart(name: str = "plekken", finding: FindingSpec | None = LEVEL, **changes: object) -> ChartSettings:
    made = ChartSettings(name, "jaarkolommen", ("locaties",), "Locaties", "per 1.000 klanten", finding)
    return replace(made, **changes)  # type: ignore[arg-type]


def seen(own: object, benchmark: object = 50, *earlier: object):
    return figures(series("locaties", *earlier, own), benchmark=(series("locaties", *earlier, benchmark),))


def told(old, new, one: ChartSettings | None = None, two: ChartSettings | None = None, **later: object) -> ChartChange:
    """The one chart of two plans; `later` changes the newer edition."""
    before = settings(charts=(one or chart(),), key_figures=())
    after = settings(2024, charts=(two or one or chart(),), key_figures=(), **later)  # type: ignore[arg-type]
    (found,) = compare(old, new, before, after).charts
    return found


class TestPairs:
    def ids(self, before: tuple[ChartSettings, ...], after: tuple[ChartSettings, ...]) -> list[tuple[str, str, Kind]]:
        one, two = (settings(charts=charts, key_figures=()) for charts in (before, after))
        found = compare(seen(60), seen(60), one, two).charts
        return [(each.old_id[8:], each.new_id[8:], each.kind) for each in found]

    def test_by_id(self):
        assert self.ids((chart("a"), chart("b")), (chart("b"), chart("a"))) == [
            ("b", "b", Kind.UNCHANGED),
            ("a", "a", Kind.UNCHANGED),
        ]

    def test_by_main_indicator(self):
        assert self.ids((chart("a"),), (chart("b"),)) == [("a", "b", Kind.UNCHANGED)]

    def test_an_id_goes_before_an_indicator(self):
        assert self.ids((chart("a"),), (chart("b"), chart("a"))) == [("", "b", Kind.ADDED), ("a", "a", Kind.UNCHANGED)]

    def test_new_and_gone(self):
        one, two = settings(charts=(chart(),), key_figures=()), settings(charts=(), key_figures=())
        (gone,) = compare(seen(60), seen(60), one, two).charts
        (new,) = compare(seen(60), seen(60), two, one).charts
        assert (gone.kind, gone.old_outcome, gone.new_outcome) == (Kind.REMOVED, "hoger", "")
        assert (new.kind, new.old_outcome, new.new_outcome) == (Kind.ADDED, "", "hoger")
        assert new.comparable
        assert not new.turned


class TestFields:
    def test_all_that_stands_round_a_chart(self):
        second = chart("tweede", None, measure="Meer locaties", unit_line="aantal")
        after = chart(measure="Plekken", unit_line="aantal", note="Tot 1 mei", second=second)
        found = told(seen(60), seen(40), chart(), after)
        assert found.kind is Kind.CHANGED
        assert [(field.name, field.old, field.new) for field in found.fields] == [
            ("bevinding", "Rotterdam: meer dan gemiddeld", "Rotterdam: minder dan gemiddeld"),
            ("titel", "Locaties", "Plekken"),
            ("eenheid", "per 1.000 klanten", "aantal"),
            ("titel tweede grafiek", "", "Meer locaties, aantal"),
            ("voetnoot", "", "Tot 1 mei"),
        ]


class TestTurned:
    @pytest.mark.parametrize(
        ("old", "new", "outcomes", "turned"),
        [
            (60, 40, ("hoger", "lager"), True),
            (40, 60, ("lager", "hoger"), True),
            (60, 70, ("hoger", "hoger"), False),
            (60, 50, ("hoger", "vergelijkbaar"), False),
            (WITHHELD, 40, ("onbekend", "lager"), False),
            (60, WITHHELD, ("hoger", "onbekend"), False),
            (60, None, ("hoger", "onbekend"), False),
        ],
    )
    def test_against_the_benchmark(self, old, new, outcomes, turned):
        found = told(seen(old), seen(new))
        assert (found.old_outcome, found.new_outcome) == outcomes
        assert found.turned is turned

    @pytest.mark.parametrize(
        ("old", "new", "outcomes", "turned"),
        [
            ((50, 60), (60, 50), ("toegenomen", "gedaald"), True),
            ((50, 60), (60, 58), ("toegenomen", "iets-gedaald"), True),
            ((50, 60), (60, 60), ("toegenomen", "gelijk"), False),
        ],
    )
    def test_in_time(self, old, new, outcomes, turned):
        found = told(figures(series("locaties", *old)), figures(series("locaties", *new)), chart(finding=CHANGE))
        assert (found.old_outcome, found.new_outcome) == outcomes
        assert found.turned is turned

    def test_not_when_the_definition_is_another(self):
        entries = tuple(replace(entry, source="Zorgatlas") for entry in ENTRIES)
        found = told(seen(60), seen(40), entries=entries)
        assert not found.comparable
        assert not found.turned

    def test_not_when_the_main_indicator_is_another(self):
        other = figures(klanten=40)
        other = replace(other, benchmark={"klanten": series("klanten", 50)})
        found = told(seen(60), other, chart(), chart(indicators=("klanten",)))
        assert (found.old_outcome, found.new_outcome) == ("hoger", "lager")
        assert not found.comparable
        assert not found.turned

    def test_not_when_the_rule_is_another(self):
        found = told(seen(60), seen(40, 50, 60), chart(), chart(finding=CHANGE))
        assert (found.old_outcome, found.new_outcome) == ("hoger", "gedaald")
        assert found.comparable
        assert not found.turned

    def test_not_when_it_is_about_another_category(self):
        rows = {("2023", "MPT"): 60, ("2023", "PGB"): 40}
        even = {("2023", "MPT"): 50, ("2023", "PGB"): 50}
        held = figures(make_series("vorm", rows), benchmark=(make_series("vorm", even),))
        one, two = (
            chart(
                kind="gepaard",
                indicators=("vorm",),
                finding=FindingSpec("vergelijking", LEVELS, {"categorie": name}),
            )
            for name in ("MPT", "PGB")
        )
        found = told(held, held, one, two)
        assert (found.old_outcome, found.new_outcome) == ("hoger", "lager")
        assert not found.turned

    def test_when_only_the_threshold_is_another(self):
        wider = chart(finding=FindingSpec("vergelijking", LEVELS, {"drempel": 15}))
        found = told(seen(60), seen(40), chart(), wider)
        assert found.turned

    def test_a_chart_without_a_finding(self):
        found = told(seen(60), seen(40), chart(finding=None))
        assert (found.old_outcome, found.new_outcome, found.turned) == ("", "", False)

    def test_a_second_indicator_with_another_definition_parts_them_too(self):
        indicators = tuple(replace(spec, base="inwoners") if spec.id == "groei" else spec for spec in INDICATORS)
        table = chart(kind="tabel", indicators=("locaties", "groei"), finding=LEVEL)
        held = replace(seen(60), region=dict(seen(60).region) | {"groei": series("groei", 4.0)})
        assert not told(held, held, table, table, indicators=indicators).comparable


class TestOwnSentences:
    def told(self, old: str, new: str, numbers: tuple[int, int] = (60, 40)) -> ChartChange:
        edition = settings(charts=(chart(),), key_figures=())
        plans = (
            subject(edition, seen(number), overrides={"plekken": sentence} if sentence else None)
            for number, sentence in zip(numbers, (old, new), strict=True)
        )
        (found,) = compare_plans(*plans).charts
        return found

    def test_one_that_agrees_with_its_figures_changes_nothing(self):
        assert self.told("", "In Rotterdam zijn duidelijk minder locaties dan elders").turned

    def test_one_that_claims_otherwise_counts_by_its_words(self):
        found = self.told("", "In Rotterdam zijn meer locaties dan elders")
        assert (found.old_outcome, found.new_outcome) == ("hoger", "hoger")
        assert not found.turned

    def test_one_that_claims_otherwise_can_turn(self):
        assert self.told("", "In Rotterdam zijn minder locaties dan elders", (60, 60)).turned

    def test_one_that_claims_nothing_leaves_it_to_the_figures(self):
        assert self.told("", "Rotterdam heeft een eigen verhaal").turned


class TestKeyFigures:
    def changes(self, old: tuple[KeyFigureSpec, ...], new: tuple[KeyFigureSpec, ...]) -> PlanChanges:
        held = figures(klanten=1218, locaties=66)
        return compare(held, held, *(settings(key_figures=keys, charts=()) for keys in (old, new)))

    def test_by_id(self):
        changes = self.changes(
            (KeyFigureSpec("a", "klanten", "klanten"),), (KeyFigureSpec("a", "locaties", "plekken"),)
        )
        (found,) = changes.key_figures
        assert found.kind is Kind.CHANGED
        assert [(field.name, field.old, field.new) for field in found.fields] == [
            ("waarde", "1.218", "66"),
            ("naam", "klanten", "plekken"),
            ("vergelijking", "", ""),
        ]
        assert found.figure == "cijfer-locaties"

    def test_by_what_it_shows(self):
        changes = self.changes((KeyFigureSpec("a", "klanten", "klanten"),), (KeyFigureSpec("b", "klanten", "klanten"),))
        (found,) = changes.key_figures
        assert (found.old_id, found.new_id, found.kind) == ("kerncijfer-a", "kerncijfer-b", Kind.UNCHANGED)

    def test_new_and_gone(self):
        changes = self.changes(
            (KeyFigureSpec("a", "klanten", "klanten"),), (KeyFigureSpec("b", "locaties", "plekken"),)
        )
        assert [(each.kind, each.figure) for each in changes.key_figures] == [
            (Kind.REMOVED, "cijfer-klanten"),
            (Kind.ADDED, "cijfer-locaties"),
        ]

    def test_a_withheld_one(self):
        edition = settings(key_figures=(KeyFigureSpec("a", "klanten", "klanten"),), charts=())
        (found,) = compare(figures(klanten=12), figures(klanten=WITHHELD), edition, edition).key_figures
        assert (found.fields[0].old, found.fields[0].new) == ("12", "te klein")


def test_settings_as_a_pdf_carries_them_give_the_same():
    edition = settings(charts=(chart(),), key_figures=())
    old, new = subject(edition, seen(60)), subject(edition, seen(40), overrides={"plekken": "Meer locaties dan elders"})
    bare = [replace(plan, settings=edition_facts(edition)) for plan in (old, new)]
    assert compare_plans(*bare) == compare_plans(old, new)
