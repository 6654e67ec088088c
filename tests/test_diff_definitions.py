"""Which definitions belong together, and when they part the figures that follow them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diff_factory import ENTRIES, INDICATORS, KEYS, KLANTEN, LOCATIES, VORM, compare, figure, figures, settings, subject
from figures_factory import make_entry
from regioplan_pdf.diff.figures.definition_rules import says_the_same, tell_reasons, why_settings_differ
from regioplan_pdf.diff.figures.definitions import compare_settings
from regioplan_pdf.diff.plan import compare_plans
from regioplan_pdf.model.changes import Course, DefinitionChange, Kind
from regioplan_pdf.model.content import EntrySpec, IndicatorSpec
from regioplan_pdf.model.figures import Unit

SEEN = figures(klanten=1218, locaties=66)


def entries(**changes: object) -> tuple[EntrySpec, ...]:
    """The entries, with that of the locations changed."""
    return tuple(replace(entry, **changes) if entry.id == "locaties" else entry for entry in ENTRIES)  # type: ignore[arg-type]


def changed(**changes: object) -> DefinitionChange:
    told = compare_settings(settings(), settings(2024, entries=entries(**changes)))
    return next(each for each in told.changes if each.new_id == "leeswijzer-locaties")


def pairs(
    old: tuple[EntrySpec, ...],
    new: tuple[EntrySpec, ...],
    before: tuple[IndicatorSpec, ...] = INDICATORS,
    after: tuple[IndicatorSpec, ...] = INDICATORS,
) -> set[tuple[str, str]]:
    one, two = settings(entries=old, indicators=before), settings(entries=new, indicators=after)
    told = compare_settings(one, two).changes
    return {(each.old_id.removeprefix("leeswijzer-"), each.new_id.removeprefix("leeswijzer-")) for each in told}


class TestTheSameRule:
    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("1 januari 2023", "1 januari 2024"),
            ("januari 2021, 2022 en 2023", "januari 2022, 2023 en 2024"),
            ("januari 2022 t/m februari 2023", "januari 2023 tot en met februari 2024"),
            ("1 januari 2023", "1 Januari  2024."),
            ("1-1-2023", "1 januari 2024"),
            ("1 jan. 2023", "01-01-2024"),
            ("Iedereen telt mee.", "Iedereen telt mee."),
            ("De regio’s ‘samen’", "De regio's 'samen'"),
            ("Groei sinds 2022 – in procenten", "Groei sinds 2023 - in procenten"),
        ],
    )
    def test_dates_that_moved_along_and_typography(self, old, new):
        assert says_the_same(old, new)
        assert says_the_same(new, old)

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("januari 2023", "1 januari 2024"),
            ("1 januari 2023", "1 juli 2024"),
            ("januari 2021, 2022 en 2023", "januari 2021, 2022, 2023 en 2024"),
            ("januari 2021 t/m januari 2023", "januari 2021 t/m januari 2024"),
            ("januari 2022 t/m februari 2023", "januari 2023 t/m maart 2024"),
            ("1-1-2023", "1-2-2024"),
            ("meer dan twee klanten", "minstens 5 klanten"),
            ("minstens 2000 klanten", "minstens 5000 klanten"),
            ("minstens 3 klanten", "minstens 5 klanten"),
            ("Declaratiegegevens", "Declaratiegegevens, Zorgatlas"),
        ],
    )
    def test_other_rules(self, old, new):
        assert not says_the_same(old, new)
        assert not says_the_same(new, old)

    @given(
        st.lists(st.integers(1990, 2060), min_size=1, max_size=4),
        st.integers(-5, 5),
        st.integers(1, 3),
        st.sampled_from(["januari {}", "1 mei {}", "t/m {}", "{}"]),
    )
    def test_years_that_move_together_are_no_change_and_one_that_lags_is(self, years, shift, lag, form):
        def text(of: list[int]) -> str:
            return ", ".join(form.format(year) for year in of)

        moved = [year + shift for year in years]
        assert says_the_same(text(years), text(moved))
        assert says_the_same(text(years), text([*moved[:-1], moved[-1] + lag])) is (len(years) == 1)


class TestReasons:
    @pytest.mark.parametrize(
        ("changes", "reasons"),
        [
            ({"source": "Zorgatlas"}, ("de bron is anders",)),
            ({"reference_date": "1 januari 2024"}, ("de peildatum is anders",)),
            ({"reference_date": "januari 2024"}, ()),
            ({"explanation": "Vanaf vijf klanten."}, ("de toelichting is anders",)),
            (
                {"source": "Zorgatlas", "explanation": "Vanaf vijf."},
                ("de bron is anders", "de toelichting is anders"),
            ),
            ({"name": "Locaties per klant"}, ()),
            ({"nb": "Kleine aantallen blijven weg."}, ()),
            ({"pages": (4, 5)}, ()),
        ],
    )
    def test_what_parts_figures(self, changes, reasons):
        told = changed(**changes)
        assert told.kind is Kind.CHANGED
        assert told.reasons == reasons
        assert told.comparable is not bool(reasons)

    def test_an_entry_that_says_the_same_is_unchanged(self):
        told = changed()
        assert told.kind is Kind.UNCHANGED
        assert told.reasons == ()
        assert told.indicators == ("locaties",)

    def test_every_field_is_told(self):
        told = changed(name="Locaties per klant", pages=(4, 5), nb="Kleine aantallen blijven weg.")
        assert [(field.name, field.changed) for field in told.fields] == [
            ("naam", True),
            ("bron", False),
            ("peildatum", False),
            ("toelichting", False),
            ("nb", True),
            ("regioanalyse", True),
        ]
        assert told.name == "Locaties per klant"
        assert told.fields[-1].new == "4, 5"

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"unit": Unit.COUNT}, "de eenheid is anders"),
            ({"base": "inwoners"}, "de basis is anders"),
            ({"parts": "som"}, "de optelling is anders"),
            ({"counts": "personen"}, "de telling is anders"),
        ],
    )
    def test_settings_of_an_indicator(self, changes, reason):
        assert reason in why_settings_differ(LOCATIES, replace(LOCATIES, **changes))

    def test_a_threshold_counts_where_it_guards_something(self):
        assert why_settings_differ(KLANTEN, replace(KLANTEN, minimum=20)) == ("de ondergrens is anders",)
        assert why_settings_differ(LOCATIES, replace(LOCATIES, minimum=20)) == ()

    @pytest.mark.parametrize("changes", [{"decimals": 2}, {"line": 9}, {"categories": ("a",)}, {"total": "x"}])
    def test_settings_that_change_no_figure(self, changes):
        assert why_settings_differ(LOCATIES, replace(LOCATIES, **changes)) == ()

    def test_in_one_clause(self):
        assert tell_reasons(()) == ""
        assert tell_reasons(("de bron is anders",)) == "de bron is anders"
        assert tell_reasons(("de bron is anders", "de basis is anders")) == "de bron en de basis zijn anders"
        assert (
            tell_reasons(("alleen het nieuwe plan geeft een definitie", "de basis is anders"))
            == "de basis is anders; alleen het nieuwe plan geeft een definitie"
        )

    def test_a_reason_of_one_of_two_indicators_is_its_own(self):
        after = (replace(KLANTEN, minimum=20), *INDICATORS[1:])
        told = compare_settings(settings(), settings(indicators=after))
        assert told.reasons["klanten"] == ("de ondergrens is anders",)
        assert told.reasons["ratio"] == ()
        assert all(change.comparable for change in told.changes)

    def test_a_reason_that_all_its_indicators_share_is_the_definitions(self):
        after = tuple(replace(spec, base="inwoners") if spec.id == "vorm" else spec for spec in INDICATORS)
        told = compare_settings(settings(), settings(indicators=after))
        assert [change.reasons for change in told.changes if change.new_id == "leeswijzer-vormen"] == [
            ("de basis is anders",)
        ]


class TestPairs:
    def test_by_id_before_all_else(self):
        one, two = make_entry("locaties"), replace(make_entry("locaties"), name="Heel iets anders")
        assert pairs((one,), (two,)) == {("locaties", "locaties")}

    def test_by_the_indicators_that_point_to_them(self):
        old, new = replace(make_entry("oud"), name="Inwoners"), replace(make_entry("nieuw"), name="Klantenratio")
        before = (replace(KLANTEN, entry="oud"), replace(LOCATIES, entry="oud"))
        after = (replace(KLANTEN, entry="nieuw"), replace(LOCATIES, entry=""))
        assert pairs((old,), (new,), before=before, after=after) == {("oud", "nieuw")}

    def test_most_indicators_win(self):
        before = tuple(replace(spec, entry="oud") for spec in (KLANTEN, LOCATIES, VORM))
        after = (replace(KLANTEN, entry="een"), replace(LOCATIES, entry="twee"), replace(VORM, entry="twee"))
        names = {"oud": "Aantal", "een": "Mensen", "twee": "Plekken"}
        old, one, two = (replace(make_entry(name), name=told) for name, told in names.items())
        assert pairs((old,), (one, two), before=before, after=after) == {("", "een"), ("oud", "twee")}

    def test_by_likeness_of_name(self):
        old, new = (
            replace(make_entry("a"), name="Gemiddelde leeftijd"),
            replace(make_entry("b"), name="Leeftijd, gemiddelde"),
        )
        assert pairs((old,), (new,)) == {("a", "b")}

    def test_names_that_are_not_alike(self):
        old, new = (
            replace(make_entry("a"), name="Gemiddelde leeftijd"),
            replace(make_entry("b"), name="Kosten per klant"),
        )
        assert pairs((old,), (new,)) == {("a", ""), ("", "b")}

    @given(st.permutations(ENTRIES), st.permutations(ENTRIES), st.sets(st.sampled_from(["klanten", "locaties"])))
    def test_swapping_swaps_the_pairs(self, old, new, gone):
        new = tuple(entry for entry in new if entry.id not in gone)
        assert {(b, a) for a, b in pairs(new, tuple(old))} == pairs(tuple(old), new)

    def test_in_the_order_of_the_new_plan_with_what_is_gone_where_it_stood(self):
        a, b, c, d = (replace(make_entry(name), name=name * 8) for name in "abcd")
        told = compare_settings(settings(entries=(a, b, c)), settings(entries=(c, d, a))).changes
        assert [(each.old_id[-1:], each.new_id[-1:]) for each in told] == [("c", "c"), ("", "d"), ("a", "a"), ("b", "")]


class TestFigures:
    def test_another_entry_that_says_the_same_parts_nothing(self):
        renamed = tuple(replace(entry, id="plekken") if entry.id == "locaties" else entry for entry in ENTRIES)
        after = tuple(replace(spec, entry="plekken") if spec.id == "locaties" else spec for spec in INDICATORS)
        told = compare(SEEN, figures(klanten=1218, locaties=70), None, keyed(indicators=after, entries=renamed))
        assert figure(told, "locaties").course is Course.RISEN
        assert figure(told, "locaties").definition == "definitie-plekken"

    def test_another_entry_that_says_something_else(self):
        after = tuple(replace(spec, entry="vormen") if spec.id == "locaties" else spec for spec in INDICATORS)
        other = tuple(replace(entry, explanation="Anders.") if entry.id == "vormen" else entry for entry in ENTRIES)
        told = compare(SEEN, figures(klanten=1218, locaties=70), None, keyed(indicators=after, entries=other))
        assert figure(told, "locaties").course is Course.NOT_COMPARABLE
        assert figure(told, "locaties").reasons == ("de toelichting is anders",)

    def test_an_indicator_without_an_entry_has_no_definition(self):
        told = compare(figures(kosten=100.0), figures(kosten=120.0))
        assert figure(told, "kosten").definition == ""
        assert figure(told, "kosten").course is Course.RISEN

    @pytest.mark.parametrize("swap", [False, True])
    def test_a_definition_in_only_one_plan(self, swap):
        without = tuple(replace(spec, entry="") if spec.id == "locaties" else spec for spec in INDICATORS)
        editions = [keyed(indicators=without), keyed()]
        told = compare(SEEN, SEEN, *(reversed(editions) if swap else editions))
        which = "oude" if swap else "nieuwe"
        assert figure(told, "locaties").reasons == (f"alleen het {which} plan geeft een definitie",)

    def test_an_entry_that_a_plan_does_not_print_is_not_there(self):
        printed = compare(SEEN, figures(klanten=1218), keyed(), keyed("klanten")).definitions
        assert {each.old_id or each.new_id: each.kind for each in printed} == {
            "leeswijzer-klanten": Kind.UNCHANGED,
            "leeswijzer-locaties": Kind.REMOVED,
        }
        gone = next(each for each in printed if each.kind is Kind.REMOVED)
        assert gone.fields[0].old == "Definitie van locaties"
        assert all(field.new == "" for field in gone.fields)

    def test_the_plan_with_itself(self):
        plan = subject(keyed(), SEEN)
        assert {each.kind for each in compare_plans(plan, plan).definitions} == {Kind.UNCHANGED}


def keyed(*shown: str, indicators: tuple[IndicatorSpec, ...] = INDICATORS, entries: tuple[EntrySpec, ...] = ENTRIES):
    """An edition with these key figures and no charts."""
    keys = tuple(key for key in KEYS if key.id in (shown or ("klanten", "locaties")))
    return settings(indicators=indicators, entries=entries, key_figures=keys, charts=())
