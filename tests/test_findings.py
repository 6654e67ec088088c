from dataclasses import replace

import pytest

from figures_factory import WITHHELD, make_edition, make_figures, make_series
from regioplan_pdf.findings import Direction, FindingContext, check_findings, contradicts, find
from regioplan_pdf.findings.rules import RULES
from regioplan_pdf.model.content import ChartSettings, FindingSpec, IndicatorSpec, KeyFigureSpec
from regioplan_pdf.model.figures import Unit

NBSP = "\u00a0"
UNKNOWN = "Leveringsvorm: te weinig cijfers voor een uitspraak over Rotterdam"


def context(region, benchmark=None, *, others=(), indicators=(), **settings):
    figures = make_figures((region, *others), (benchmark,) if benchmark else ())
    edition = make_edition(indicators)
    return FindingContext("Rotterdam", edition, figures, (region.indicator,), "Leveringsvorm", **settings)


def outcomes(rule, text="{regio}"):
    return {outcome: f"{outcome}: {text}" for outcome in RULES[rule].outcomes}


def spec(rule, text="{regio}", **options):
    return FindingSpec(rule, outcomes(rule, text), options)


def level(own, other, unit=Unit.PER_1000, decimals=0):
    return context(make_series("a", {"2023": own}, unit, decimals), make_series("a", {"2023": other}, unit, decimals))


class TestVergelijking:
    @pytest.mark.parametrize(
        ("own", "other", "outcome"),
        [
            (66, 46, "hoger"),
            (105, 100, "hoger"),
            (104, 100, "vergelijkbaar"),
            (100, 100, "vergelijkbaar"),
            (96, 100, "vergelijkbaar"),
            (95, 100, "lager"),
            (3, 0, "hoger"),
            (0, 0, "vergelijkbaar"),
        ],
    )
    def test_threshold_is_five_percent_of_the_benchmark(self, own, other, outcome):
        assert find(spec("vergelijking"), level(own, other)).outcome == outcome

    def test_threshold_can_be_set(self):
        assert find(spec("vergelijking", drempel=4), level(104, 100)).outcome == "hoger"

    def test_what_is_printed_alike_is_never_called_different(self):
        assert find(spec("vergelijking"), level(16.4, 15.6)).outcome == "vergelijkbaar"
        assert find(spec("vergelijking"), level(16.4, 15.6, decimals=1)).outcome == "hoger"

    def test_words(self):
        text = "{regio}: {waarde} tegen {referentie}, {verschil} verschil ({referentie_naam}, {referentie_kort})"
        found = find(spec("vergelijking", text), level(30, 36, Unit.PERCENT))
        assert found.sentence == (
            f"lager: Rotterdam: 30% tegen 36%, 6{NBSP}procentpunt verschil (alle regio's samen, ZK)"
        )
        assert found.direction is Direction.DOWN

    def test_group_is_added_up(self):
        own = make_series("a", {("2023", "1GGZ-W"): 12, ("2023", "2GGZ-W"): 40, ("2023", "3GGZ-W"): 48})
        other = make_series("a", {("2023", "1GGZ-W"): 10, ("2023", "2GGZ-W"): 30, ("2023", "3GGZ-W"): 60})
        found = find(spec("vergelijking", "{waarde} {referentie}", groep=("1GGZ-W", "2GGZ-W")), context(own, other))
        assert found.sentence == "hoger: 52% 40%"

    @pytest.mark.parametrize(("own", "other"), [(WITHHELD, 20), (20, WITHHELD), (None, 20), (20, None)])
    def test_nothing_is_told_of_what_is_withheld_or_missing(self, own, other):
        found = find(spec("vergelijking", "{waarde} {referentie}"), level(own, other))
        assert (found.outcome, found.sentence, found.direction) == ("onbekend", UNKNOWN, Direction.NONE)

    def test_benchmark_of_another_period_is_not_used(self):
        series = make_series("a", {"2023": 10})
        assert find(spec("vergelijking"), context(series, make_series("a", {"2022": 10}))).outcome == "onbekend"

    def test_own_neutral_sentence(self):
        sentences = {**outcomes("vergelijking"), "onbekend": "Over {regio} is niets te zeggen"}
        found = find(FindingSpec("vergelijking", sentences), level(WITHHELD, 20))
        assert found.sentence == "Over Rotterdam is niets te zeggen"

    def test_published_total_stands_for_all_categories(self):
        parts = {("2023", "intramuraal"): WITHHELD, ("2023", "thuis"): 50}
        own, total = make_series("a", parts, Unit.COUNT), make_series("alles", {"2023": 70}, Unit.COUNT)
        indicator = IndicatorSpec("a", Unit.COUNT, total="alles", categories=("intramuraal", "thuis"))
        seen = context(own, None, others=(total,), indicators=(indicator,))
        seen = replace(seen, figures=replace(seen.figures, benchmark={"alles": total, "a": own}))
        assert find(spec("vergelijking", "{waarde}"), seen).sentence == "vergelijkbaar: 70"

    def test_example_is_told(self):
        own = make_series("a", {"2023": 10}, source="voorbeeld")
        assert find(spec("vergelijking"), context(own, make_series("a", {"2023": 10}))).example
        assert not find(spec("vergelijking"), level(10, 10)).example


def change(first, last, unit=Unit.COUNT):
    return context(make_series("a", {"2021": first, "2022": 1, "2023": last}, unit))


class TestOntwikkeling:
    @pytest.mark.parametrize(
        ("first", "last", "outcome"),
        [
            (100, 110, "toegenomen"),
            (1000, 1099, "iets-toegenomen"),
            (100, 101, "iets-toegenomen"),
            (1000, 1009, "gelijk"),
            (100, 100, "gelijk"),
            (1000, 991, "gelijk"),
            (100, 99, "iets-gedaald"),
            (47, 44, "iets-gedaald"),
            (1000, 901, "iets-gedaald"),
            (100, 90, "gedaald"),
            (0, 5, "toegenomen"),
        ],
    )
    def test_thresholds_in_percent(self, first, last, outcome):
        assert find(spec("ontwikkeling"), change(first, last)).outcome == outcome

    @pytest.mark.parametrize(
        ("first", "last", "outcome"), [(20, 29, "iets-toegenomen"), (20, 30, "toegenomen"), (20, 19, "iets-gedaald")]
    )
    def test_shares_change_in_points(self, first, last, outcome):
        assert find(spec("ontwikkeling"), change(first, last, Unit.PERCENT)).outcome == outcome

    def test_no_threshold_at_all(self):
        options = {"gelijk": 0, "iets": 0}
        assert find(spec("ontwikkeling", **options), change(100, 100)).outcome == "gelijk"
        assert find(spec("ontwikkeling", **options), change(100, 101)).outcome == "toegenomen"

    def test_words_have_no_sign_for_the_sentence_says_the_direction(self):
        text = "van {eerste} in {eerste_periode} naar {waarde} in {periode}: {verschil}, {groei}"
        found = find(spec("ontwikkeling", text), change(1200, 1000))
        assert found.sentence == "gedaald: van 1.200 in 2021 naar 1.000 in 2023: 200, 16,7%"

    def test_growth_from_zero_is_not_told(self):
        assert find(spec("ontwikkeling", "{groei}"), change(0, 5)).outcome == "onbekend"

    def test_slight_change_falls_back_on_the_plain_sentence(self):
        found = find(FindingSpec("ontwikkeling", {"toegenomen": "Meer in {regio}"}), change(100, 101))
        assert (found.outcome, found.sentence) == ("toegenomen", "Meer in Rotterdam")

    @pytest.mark.parametrize(("first", "last"), [(WITHHELD, 30), (30, WITHHELD), (None, 30)])
    def test_withheld(self, first, last):
        found = find(spec("ontwikkeling", "{waarde} {eerste}"), change(first, last))
        assert (found.outcome, found.sentence) == ("onbekend", UNKNOWN)

    def test_one_period_is_no_development(self):
        assert find(spec("ontwikkeling"), context(make_series("a", {"2023": 5}))).outcome == "onbekend"

    def test_categories_of_counts_are_added_up(self):
        rows = {
            ("2022-01", "urgent"): 14,
            ("2022-01", "wacht"): 33,
            ("2023-02", "urgent"): 13,
            ("2023-02", "wacht"): 31,
        }
        found = find(spec("ontwikkeling", "{eerste} {waarde} {periode}"), context(make_series("a", rows, Unit.COUNT)))
        assert found.sentence == "iets-gedaald: 47 44 feb 2023"


def forms(**changes):
    """Shares of 2021 and 2023 by category."""
    rows = {("2021", name): pair[0] for name, pair in changes.items()}
    rows |= {("2023", name): pair[1] for name, pair in changes.items()}
    return context(make_series("a", rows))


def group_spec(text="vooral {vooral}, tegen {tegen}", **options):
    return spec("ontwikkeling-groep", text, groep=("VPT", "MPT", "PGB"), **options)


class TestOntwikkelingGroep:
    @pytest.mark.parametrize(
        ("last", "outcome"),
        [(12, "toegenomen"), (11, "iets-toegenomen"), (10, "gelijk"), (9, "iets-gedaald"), (8, "gedaald")],
    )
    def test_thresholds_in_points(self, last, outcome):
        assert find(group_spec(), forms(VPT=(5, 5), MPT=(10, last), PGB=(13, 13))).outcome == outcome

    def test_chief_is_the_one_that_moved_most_along(self):
        found = find(group_spec(), forms(VPT=(6, 7), MPT=(10, 15), PGB=(13, 13)))
        assert found.sentence == "toegenomen: vooral MPT, tegen "
        fallen = find(group_spec(), forms(VPT=(6, 5), MPT=(15, 10), PGB=(13, 13)))
        assert fallen.sentence == "gedaald: vooral MPT, tegen "

    def test_one_that_moved_the_other_way_is_named(self):
        found = find(group_spec(), forms(VPT=(6, 7), MPT=(10, 18), PGB=(13, 11)))
        assert (found.outcome, found.sentence) == ("toegenomen+tegen", "toegenomen+tegen: vooral MPT, tegen PGB")

    def test_one_that_hardly_moved_is_not(self):
        found = find(group_spec(), forms(VPT=(6, 7), MPT=(10, 18), PGB=(13, 12.2)))
        assert found.outcome == "toegenomen"

    def test_sentence_without_the_other_way_stands_in(self):
        sentences = {"toegenomen": "meer {vooral}"}
        options = {"groep": ("VPT", "MPT", "PGB")}
        found = find(
            FindingSpec("ontwikkeling-groep", sentences, options), forms(VPT=(6, 7), MPT=(10, 18), PGB=(13, 11))
        )
        assert (found.outcome, found.sentence) == ("toegenomen", "meer MPT")

    def test_group_that_stayed_the_same(self):
        still = find(group_spec(), forms(VPT=(6, 6), MPT=(10, 10), PGB=(13, 13)))
        assert still.sentence == "gelijk: vooral , tegen "
        shifted = find(group_spec(), forms(VPT=(6, 6), MPT=(10, 15), PGB=(13, 8)))
        assert shifted.sentence == "gelijk+tegen: vooral MPT, tegen PGB"

    def test_withheld_part(self):
        found = find(group_spec(), forms(VPT=(6, WITHHELD), MPT=(10, 18), PGB=(13, 11)))
        assert (found.outcome, found.sentence, found.parts) == ("onbekend", UNKNOWN, ())


def profiles(own, other):
    names = [f"{number}GGZ-W" for number in range(1, len(own) + 1)]
    return context(
        make_series("a", {("2023", name): number for name, number in zip(names, own, strict=True)}),
        make_series("a", {("2023", name): number for name, number in zip(names, other, strict=True)}),
    )


class TestVerschillen:
    TEXT = "meer {meer}, minder {minder}"

    @pytest.mark.parametrize(
        ("own", "other", "sentence"),
        [
            ((9, 40, 30, 21), (8, 31, 38, 23), "verschil: meer 2GGZ-W, minder 3GGZ-W"),
            ((9, 34, 36, 21), (8, 31, 38, 23), "meer: meer 2GGZ-W, minder "),
            ((9, 33, 35, 23), (8, 31, 38, 23), "minder: meer , minder 3GGZ-W"),
            ((9, 33, 36, 22), (8, 31, 38, 23), "vergelijkbaar: meer , minder "),
            ((20, 30, 40, 10), (10, 20, 30, 40), "verschil: meer 1GGZ-W en 2GGZ-W, minder 4GGZ-W"),
        ],
    )
    def test_outcomes(self, own, other, sentence):
        assert find(spec("verschillen", self.TEXT), profiles(own, other)).sentence == sentence

    def test_largest_are_kept_in_the_order_shown(self):
        found = find(spec("verschillen", "{meer}", hoogstens=2), profiles((14, 15, 19, 2), (10, 10, 10, 70)))
        assert found.sentence == "verschil: 2GGZ-W en 3GGZ-W"

    def test_withheld_categories_are_passed_over(self):
        found = find(spec("verschillen", self.TEXT), profiles((WITHHELD, 40, 30), (8, 31, 38)))
        assert found.sentence == "verschil: meer 2GGZ-W, minder 3GGZ-W"
        assert all(part.name != "1GGZ-W" for part in found.parts)

    def test_alike_is_not_said_when_one_is_withheld(self):
        assert find(spec("verschillen"), profiles((WITHHELD, 31, 38), (8, 31, 38))).outcome == "onbekend"

    def test_a_change_that_is_no_growth_is_told_by_its_figures(self):
        changes = (IndicatorSpec("a", "A", Unit.PERCENT, change=True),)
        own = make_series("a", {("2023", "GGZ-W"): -3, ("2023", "GGZ-B"): 2}, Unit.PERCENT, 1)
        other = make_series("a", {("2023", "GGZ-W"): -5, ("2023", "GGZ-B"): 2}, Unit.PERCENT, 1)
        four = {name: name for name in ("verschil", "meer", "minder", "vergelijkbaar")}
        found = find(FindingSpec("verschillen", four, {"drempel": 1}), context(own, other, indicators=changes))
        assert found.sentence == "Leveringsvorm in Rotterdam en gemiddeld: GGZ-W \u22123,0% tegen \u22125,0%"


class TestGroeiVergelijking:
    @pytest.mark.parametrize(
        ("own", "other", "outcome"),
        [(105, 103, "sneller"), (100.5, 100, "sneller"), (100.4, 100, "vergelijkbaar"), (101, 103, "trager")],
    )
    def test_threshold_in_points(self, own, other, outcome):
        seen = context(make_series("a", {"2020": 100, "2023": own}), make_series("a", {"2020": 100, "2023": other}))
        assert find(spec("groei-vergelijking"), seen).outcome == outcome

    def test_words(self):
        seen = context(make_series("a", {"2020": 100, "2023": 102}), make_series("a", {"2020": 50, "2023": 52.2}))
        found = find(spec("groei-vergelijking", "{groei} tegen {groei_referentie}"), seen)
        assert found.sentence == "trager: 2,0% tegen 4,4%"

    @pytest.mark.parametrize(("own", "told"), [(98, "\u22122,0%"), (100, "0,0%"), (99.96, "0,0%")])
    def test_what_does_not_grow_is_not_said_to_grow_faster(self, own, told):
        seen = context(make_series("a", {"2020": 100, "2023": own}), make_series("a", {"2020": 100, "2023": 95}))
        three = FindingSpec("groei-vergelijking", {"sneller": "x", "trager": "y", "vergelijkbaar": "z"})
        found = find(three, seen)
        assert found.sentence == f"Leveringsvorm: {told} in Rotterdam, gemiddeld \u22125,0%"
        assert contradicts("Het daalt minder hard dan gemiddeld", found) is None

    def test_the_published_growth_that_a_chart_prints_is_the_one_that_is_told(self):
        series = make_series("a", {"2020": 6.8, "2023": 6.9}, Unit.PER_1000, 1)
        published = make_series("groei", {"2023": -0.4}, Unit.PERCENT, 1)
        chart = ChartSettings("c", "jaarkolommen", ("a",), "Klanten", "", options={"groei": "groei"})
        seen = FindingContext.of_chart(
            chart, "Rotterdam", make_edition(()), make_figures((series, published), (series, published))
        )
        assert find(spec("groei-vergelijking", "{groei}"), seen).sentence == "geen-groei: \u22120,4%"

    def test_a_published_growth_does_not_tell_of_a_withheld_figure(self):
        series = make_series("a", {"2020": WITHHELD, "2023": 12})
        published = make_series("groei", {"2023": 33.3}, Unit.PERCENT, 1)
        rows = [{"indicator": "a", "groei": "groei"}]
        chart = ChartSettings("c", "tabel", ("a",), "Klanten", "", options={"rijen": rows})
        seen = FindingContext.of_chart(
            chart, "Rotterdam", make_edition(()), make_figures((series, published), (series, published))
        )
        assert seen.growth == "groei"
        assert find(spec("groei-vergelijking", "{groei}"), seen).outcome == "onbekend"

    @pytest.mark.parametrize("numbers", [(WITHHELD, 100), (100, WITHHELD), (0, 100)])
    def test_unknown(self, numbers):
        own = make_series("a", {"2020": numbers[0], "2023": numbers[1]})
        assert (
            find(spec("groei-vergelijking"), context(own, make_series("a", {"2020": 1, "2023": 2}))).outcome
            == "onbekend"
        )


def areas(**numbers):
    return context(make_series("a", {("2023", name): number for name, number in numbers.items()}, decimals=1))


class TestUitersten:
    TEXT = "{hoogste} / {laagste} / {aantal_hoger} / {aantal_lager}"

    @pytest.mark.parametrize(
        ("numbers", "sentence"),
        [
            ({"Noord": 12, "Zuid": -5, "Oost": 3, "West": -9}, "gemengd: Noord en Oost / West en Zuid / 2 / 2"),
            ({"Noord": 12, "Zuid": 5, "Oost": 3}, "alle-hoger: Noord en Zuid / Oost / 3 / 0"),
            ({"Noord": -12, "Zuid": -5, "Oost": -1}, "alle-lager: Oost / Noord en Zuid / 0 / 3"),
            ({"Noord": 12, "Zuid": -5, "Oost": 0}, "gemengd: Noord / Zuid / 1 / 1"),
            ({"Noord": 12, "Zuid": 0.04, "Oost": 3}, "niet-lager: Noord en Oost / Zuid / 2 / 0"),
            ({"Noord": -12, "Zuid": 0, "Oost": -3}, "niet-hoger: Zuid / Noord en Oost / 0 / 2"),
            # What is printed alike is named together.
            ({"Noord": 9, "Zuid": 5, "Oost": 5.04, "West": 1}, "alle-hoger: Noord, Zuid en Oost / West / 4 / 0"),
            ({"Noord": 5, "Zuid": -9, "Oost": -9}, "gemengd: Noord / Zuid en Oost / 1 / 2"),
        ],
    )
    def test_outcomes(self, numbers, sentence):
        assert find(spec("uitersten", self.TEXT), areas(**numbers)).sentence == sentence

    def test_all_the_same(self):
        assert find(spec("uitersten", "{waarde}"), areas(Noord=0, Zuid=0)).sentence == "gelijk: 0,0%"
        assert find(spec("uitersten", "{waarde}"), areas(Noord=-3, Zuid=-3.04)).sentence == "gelijk: −3,0%"

    def test_a_name_that_is_not_there_makes_no_half_sentence(self):
        assert find(spec("uitersten", self.TEXT), areas(Noord=12, Zuid=5)).sentence == UNKNOWN

    def test_rare_outcomes_need_no_sentence(self):
        bare = FindingSpec("uitersten", {"gemengd": "{hoogste}", "alle-hoger": "x", "alle-lager": "y"})
        assert find(bare, areas(Noord=12, Zuid=0, Oost=3)).sentence == (
            "Leveringsvorm: het hoogst in Noord en Oost, nergens een daling"
        )
        assert find(bare, areas(Noord=-2, Zuid=0)).sentence.startswith("Leveringsvorm: het laagst in")
        assert find(bare, areas(Noord=0, Zuid=0)).sentence.startswith("Leveringsvorm: overal 0")

    def test_withheld_area_forbids_to_speak_of_all(self):
        assert find(spec("uitersten", self.TEXT), areas(Noord=12, Zuid=5, Oost=WITHHELD)).sentence == UNKNOWN
        mixed = find(spec("uitersten", self.TEXT, aantal=1), areas(Noord=12, Zuid=-5, Oost=WITHHELD))
        assert mixed.sentence == "gemengd: Noord / Zuid / 1 / 1"

    def test_nothing_known(self):
        assert find(spec("uitersten"), areas(Noord=WITHHELD, Zuid=None)).outcome == "onbekend"


class TestPrognose:
    def forecast(self, **last):
        rows = {("2023", name): 4120 for name in last} | {("2040", name): number for name, number in last.items()}
        return context(make_series("a", rows, Unit.COUNT))

    def test_changes_are_signed(self):
        found = find(
            spec("prognose", "{laag} {midden} {hoog} {jaar}"), self.forecast(minimum=3910, midden=5110, maximum=6380)
        )
        assert found.sentence == "waaier: \u22125% +24% +55% 2040"

    def test_it_starts_where_the_courses_part(self):
        rows = {(year, name): 100 for year in ("2020", "2021") for name in ("minimum", "midden", "maximum")}
        rows |= {("2023", name): 200 for name in ("minimum", "midden", "maximum")}
        rows |= {("2040", "minimum"): 200, ("2040", "midden"): 220, ("2040", "maximum"): 300}
        found = find(spec("prognose", "{laag} {midden} {hoog}"), context(make_series("a", rows, Unit.COUNT)))
        assert found.sentence == "waaier: 0% +10% +50%"

    def test_unknown(self):
        found = find(spec("prognose", "{laag}"), self.forecast(minimum=WITHHELD, midden=5110, maximum=6380))
        assert found.outcome == "onbekend"


class TestScenario:
    def scenarios(self, *numbers):
        rows = {("2028", "2023|Extra thuis"): 1}
        rows |= {("2028", f"Scenario {place}|Extra thuis"): number for place, number in enumerate(numbers, start=1)}
        columns = ("2023", *(f"Scenario {place}" for place in range(1, len(numbers) + 1)))
        return context(make_series("a", rows, Unit.COUNT), columns=columns)

    def test_range_over_the_scenarios_without_today(self):
        found = find(spec("scenario", "{laag} {hoog} {jaar}", deel="Extra thuis"), self.scenarios(232, 1496, 364))
        assert found.sentence == "bereik: 232 1.496 2028"

    def test_unknown(self):
        found = find(spec("scenario", "{laag}", deel="Extra thuis"), self.scenarios(232, WITHHELD))
        assert found.outcome == "onbekend"


class TestGroepVergelijking:
    def seen(self, own, other, **profile):
        rows = make_series("profiel", {("2023", name): number for name, number in profile.items()})
        indicator = IndicatorSpec("profiel", Unit.PERCENT, parts="som")
        return context(
            make_series("a", {("2023", "V&V"): own, ("2023", "GZ"): 5, ("2023", "GGZ"): 95 - own}),
            make_series("a", {("2023", "V&V"): other, ("2023", "GZ"): 5, ("2023", "GGZ"): 95 - other}),
            others=(rows,),
            indicators=(indicator,),
        )

    def judge(self, seen, text="{waarde} {referentie} {vooral}"):
        return find(spec("groep-vergelijking", text, groep=("V&V", "GZ"), vooral="profiel"), seen)

    @pytest.mark.parametrize(("own", "outcome"), [(11, "hoger"), (10, "vergelijkbaar"), (9, "lager")])
    def test_threshold_is_one_point(self, own, outcome):
        assert self.judge(self.seen(own, 10, A=60, B=40)).outcome == outcome

    def test_words(self):
        assert self.judge(self.seen(9, 15, A=40, B=60)).sentence == "lager: 14% 20% B"

    def test_largest_is_told_when_the_withheld_ones_together_are_smaller(self):
        assert self.judge(self.seen(9, 15, A=60, B=WITHHELD, C=WITHHELD)).sentence == "lager: 14% 20% A"

    def test_largest_is_not_told_when_a_withheld_one_may_be_larger(self):
        seen = self.seen(9, 15, A=40, B=WITHHELD, C=WITHHELD)
        assert self.judge(seen).outcome == "onbekend"
        assert self.judge(seen, "{waarde}").sentence == "lager: 14%"


class TestZin:
    def test_sentence_with_and_without_figures(self):
        assert find(spec("zin", "{waarde} ({referentie})"), level(14, 20)).sentence == "altijd: 14 (20)"
        assert find(spec("zin", "{regio}"), level(WITHHELD, None)).sentence == "altijd: Rotterdam"
        assert find(spec("zin", "{waarde}"), level(WITHHELD, 20)).sentence == UNKNOWN


def test_expressions_are_left_alone():
    found = find(spec("vergelijking", "{regio} {{ a }} {{ b.referentie }}"), level(66, 46))
    assert found.sentence == "hoger: Rotterdam {{ a }} {{ b.referentie }}"


def test_beside_a_key_figure_the_neutral_sentence_is_short():
    seen = replace(level(WITHHELD, 20), measure="")
    assert find(spec("vergelijking"), seen).sentence == "te weinig cijfers voor een vergelijking"


class TestCheck:
    def problems(self, finding, categories=(), unit=Unit.PERCENT):
        chart = ChartSettings("g", "gepaard", ("a",), "Titel", "%", replace(finding, line=12))
        edition = make_edition((IndicatorSpec("a", unit, categories=categories),), charts=(chart,))
        return check_findings(edition)

    def test_nothing_wrong(self):
        assert self.problems(spec("vergelijking", "{regio} {waarde} {{ a }}")) == ()

    def test_missing_sentence(self):
        (problem,) = self.problems(FindingSpec("vergelijking", {"hoger": "a", "lager": "b"}))
        assert (problem.file, problem.line) == ("2023-2024/ggz/editie.toml", 12)
        assert "no sentence for the outcome 'vergelijkbaar'" in problem.message

    def test_slight_outcomes_have_a_stand_in(self):
        sentences = {"toegenomen": "a", "gelijk": "b", "gedaald": "c"}
        assert self.problems(FindingSpec("ontwikkeling", sentences)) == ()
        assert self.problems(FindingSpec("ontwikkeling-groep", sentences, {"groep": ("x",)})) == ()

    def test_unknown_placeholder(self):
        (problem, *_) = self.problems(spec("vergelijking", "{warde}"))
        assert "unknown placeholder '{warde}'" in problem.message
        assert problem.hint == "did you mean 'waarde'?"

    @pytest.mark.parametrize("text", ["{regio", "regio}", "{{ a }", "{ {regio}"])
    def test_loose_brace(self, text):
        assert any("brace that isn't closed" in problem.message for problem in self.problems(spec("zin", text)))

    def test_unknown_category(self):
        finding = spec("ontwikkeling", categorie="MTP")
        (problem,) = self.problems(finding, ("MPT", "VPT"))
        assert "no category 'MTP'" in problem.message
        assert problem.hint == "did you mean 'MPT'?"

    def test_share_without_a_choice_of_category(self):
        (problem,) = self.problems(spec("ontwikkeling"), ("MPT", "VPT"))
        assert "doesn't know which category" in problem.message
        assert self.problems(spec("ontwikkeling"), ("MPT", "VPT"), Unit.COUNT) == ()

    def test_needed_option(self):
        (problem,) = self.problems(spec("scenario"))
        assert "needs 'deel'" in problem.message

    @pytest.mark.parametrize("options", [{"drempel": -1}, {"hoogstens": 0}, {"hoogstens": 1.5}])
    def test_impossible_number(self, options):
        (problem,) = self.problems(spec("verschillen", **options))
        assert next(iter(options)) in problem.message

    def test_unknown_other_indicator(self):
        (problem,) = self.problems(spec("groep-vergelijking", groep=("x",), vooral="b"))
        assert "no indicator 'b'" in problem.message

    def test_key_figures_too(self):
        figure = KeyFigureSpec("k", "a", "label", finding=FindingSpec("zin", {}, line=7))
        (problem,) = check_findings(make_edition((IndicatorSpec("a", Unit.COUNT),), key_figures=(figure,)))
        assert (problem.line, "kerncijfer 'k'" in problem.message) == (7, True)


LOWER = find(spec("vergelijking"), level(36, 46))
HIGHER = find(spec("vergelijking"), level(66, 46))
ALIKE = find(spec("vergelijking"), level(47, 46))
RISEN = find(spec("ontwikkeling"), change(36, 46))
FALLEN = find(spec("ontwikkeling"), change(46, 36))
STABLE = find(spec("ontwikkeling"), change(1000, 1001))
FASTER = find(
    spec("groei-vergelijking"),
    context(make_series("a", {"2020": 100, "2023": 110}), make_series("a", {"2020": 100, "2023": 103})),
)
PROFILES = find(spec("verschillen"), profiles((9, 40, 30, 21), (8, 31, 38, 23)))
FORMS = find(group_spec(), forms(VPT=(6, 7), MPT=(10, 18), PGB=(13, 11)))


@pytest.mark.parametrize(
    ("sentence", "finding"),
    [
        ("Rotterdam ligt hoger dan gemiddeld", LOWER),
        ("In Rotterdam zijn relatief veel locaties", LOWER),
        ("Meer locaties in Rotterdam", LOWER),
        ("Ongeveer gelijk aan het gemiddelde", LOWER),
        ("Niet lager dan gemiddeld", LOWER),
        ("Relatief weinig locaties", HIGHER),
        ("Klanten zitten minder vaak bij een ander", HIGHER),
        ("Niet hoger dan gemiddeld", HIGHER),
        ("Hoger dan gemiddeld", ALIKE),
        ("Iets lager dan gemiddeld", ALIKE),
        ("Het aandeel is gedaald", RISEN),
        ("Het aandeel neemt in Rotterdam af", RISEN),
        ("Het aandeel groeit niet", RISEN),
        ("Het aandeel is stabiel", RISEN),
        ("Het aandeel is lager dan in 2021", RISEN),
        ("Minder wachtenden in Rotterdam", RISEN),
        ("Het aantal wachtenden is toegenomen", FALLEN),
        ("Het aantal wachtenden neemt niet af", FALLEN),
        ("De wachtlijst loopt op", FALLEN),
        ("De wachtlijst liep verder op", FALLEN),
        ("De wachtlijst wordt langer", FALLEN),
        ("De wachtlijst is verdubbeld", FALLEN),
        ("Het aantal is gehalveerd", RISEN),
        ("De wachtlijst wordt steeds korter", RISEN),
        ("De groei is gestopt", RISEN),
        ("De daling is voorbij", FALLEN),
        ("Sectorvreemde zorg komt in Rotterdam vaak voor", LOWER),
        ("Onder het ZK-gemiddelde", HIGHER),
        ("Boven het landelijk gemiddelde", LOWER),
        ("Veel 3GGZ-W, weinig 2GGZ-W", PROFILES),
        ("Het aantal stijgt", STABLE),
        ("Rotterdam groeit minder snel dan gemiddeld", FASTER),
        ("De groei is lager dan elders", FASTER),
        ("Relatief veel 3GGZ-W", PROFILES),
        ("Meer 2GGZ-W en 3GGZ-W dan gemiddeld", PROFILES),
        ("2GGZ-W komt vaker voor, 3GGZ-W ook vaker", PROFILES),
        ("Zorg in eigen omgeving groeit, vooral PGB groeit", FORMS),
        ("Het aandeel MPT daalt", FORMS),
    ],
)
def test_contradictions(sentence, finding):
    assert contradicts(sentence, finding)


@pytest.mark.parametrize(
    ("sentence", "finding"),
    [
        ("Rotterdam ligt lager dan gemiddeld", LOWER),
        ("Niet hoger dan gemiddeld", LOWER),
        ("In Rotterdam is het aandeel gestegen", LOWER),
        ("Rotterdam heeft veel zorgaanbieders", LOWER),
        ("Lager dan gemiddeld, maar hoger dan in Utrecht", LOWER),
        ("Onder meer in Rotterdam", LOWER),
        ("Meer dan de helft woont zelfstandig", LOWER),
        ("Meer dan 30 locaties", LOWER),
        ("Iets hoger dan gemiddeld", ALIKE),
        ("Vergelijkbaar met het gemiddelde", ALIKE),
        ("Niet hoger dan gemiddeld", ALIKE),
        ("Het aandeel is toegenomen", RISEN),
        ("Het aandeel neemt toe", RISEN),
        ("Het aandeel daalt niet", RISEN),
        ("Het aandeel is toegenomen, maar lager dan gemiddeld", RISEN),
        ("Rotterdam ligt lager dan gemiddeld", RISEN),
        ("Minder snel gestegen dan elders", RISEN),
        ("Het aantal stijgt niet meer", FALLEN),
        ("De wachtlijst loopt terug", FALLEN),
        ("Het aantal is nauwelijks gelijk te noemen en gedaald", FALLEN),
        ("De wachtlijst is stabiel", STABLE),
        ("Iets gestegen", STABLE),
        ("De daling is gestopt", STABLE),
        ("De groei is tot stilstand gekomen", STABLE),
        ("De wachtlijst stijgt licht", STABLE),
        ("Veel 2GGZ-W, weinig 3GGZ-W", PROFILES),
        ("Zorg bij een ander komt vaak voor", HIGHER),
        ("Sectorvreemde zorg komt niet vaak voor", LOWER),
        ("Rotterdam groeit sneller dan gemiddeld", FASTER),
        ("De groei is hoger dan elders", FASTER),
        ("Meer 2GGZ-W en minder 3GGZ-W dan gemiddeld", PROFILES),
        ("2GGZ-W komt vaker voor en 3GGZ-W minder vaak", PROFILES),
        ("2GGZ-W en 1GGZ-W komen vaker voor", PROFILES),
        ("Zorg in eigen omgeving groeit, vooral MPT", FORMS),
        ("Vooral MPT groeit, PGB daalt", FORMS),
        ("Rotterdam in beeld", HIGHER),
        ("", HIGHER),
        ("Hoger dan gemiddeld", find(spec("vergelijking"), level(WITHHELD, 46))),
    ],
)
def test_no_contradictions(sentence, finding):
    assert contradicts(sentence, finding) is None


def test_contradiction_names_the_figures():
    message = contradicts("Rotterdam ligt hoger", LOWER)
    assert message == "the sentence says 'hoger', but the figures say 'lager': 36 against 46 for the benchmark"
    assert "30% against 38%" in contradicts("Veel meer 3GGZ-W", PROFILES)
    assert "36 in 2021, 46 in 2023" in contradicts("Het is gedaald", RISEN)
