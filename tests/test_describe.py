"""Charts in words and as tables: every kind, what is withheld, and the texts of all shipped plans."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts_support import TOO_SMALL, UNKNOWN, count, mark, share
from regioplan_pdf.compose.describe import Names, add_descriptions, describe_chart, describe_map, tabulate_chart
from regioplan_pdf.compose.describe.words import LONGEST, spell_periods, spell_sign, tell_span
from regioplan_pdf.errors import Problems
from regioplan_pdf.load import find_documents
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
from regioplan_pdf.model.document import ChartCard
from regioplan_pdf.pipeline import Workspace, make_document

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden" / "alt-teksten.txt"
UPDATE = "REGIOPLAN_UPDATE_GOLDEN"
NAMES = Names("Rotterdam", "alle ZK-regio’s", "ZK")
TOGETHER = "alle ZK-regio’s samen"
YEARS = ("2021", "2022", "2023")


def card(spec: ChartSpec, measure: str = "Leveringsvorm", unit_line: str = "% van klanten") -> ChartCard:
    return ChartCard("grafiek-vorm", "Meer zorg thuis", measure, unit_line, spec)


def alt(spec: ChartSpec, measure: str = "Leveringsvorm", unit_line: str = "% van klanten") -> str:
    return describe_chart(card(spec, measure, unit_line), 1, NAMES)


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=\.) (?=[A-Z])", text)


def shares(*values: float | Mark) -> tuple[Mark, ...]:
    return tuple(value if isinstance(value, Mark) else share(value) for value in values)


def counts(*values: int | Mark) -> tuple[Mark, ...]:
    return tuple(value if isinstance(value, Mark) else count(value) for value in values)


def over_time(*rows: tuple[Mark, ...], benchmark: tuple[Mark, ...] | None = None) -> StackedBars:
    names = ("Verblijf", "VPT", "MPT", "PGB")[: len(rows[0])]
    made = [StackedRow(str(2024 - len(rows) + n), row) for n, row in enumerate(rows)]
    return StackedBars(names, (*made, *((StackedRow("ZK 2023", benchmark, True),) if benchmark else ())))


def beside(own: tuple[Mark, ...], benchmark: tuple[Mark, ...] | None) -> StackedBars:
    rows = (StackedRow("Rotterdam", own), *((StackedRow("ZK", benchmark, True),) if benchmark else ()))
    return StackedBars(("GGZ", "GZ", "V&V", "Anders")[: len(own)], rows)


def paired(*rows: tuple[Mark, Mark | None]) -> PairedBars:
    made = tuple(PairedRow(f"groep {'ABCDEFGH'[n]}", own, other) for n, (own, other) in enumerate(rows))
    return PairedBars("Rotterdam", "Alle ZK-regio’s", made)


def listed(*marks: Mark, totals: tuple[BarRow, ...] = ()) -> BarList:
    return BarList(tuple(BarRow("ABCDEFGH"[n], each) for n, each in enumerate(marks)), totals)


# --- Each kind in words ------------------------------------------------------------------


def test_stacked_bars_over_time():
    spec = over_time(
        shares(71, 6, 10, 13), shares(68, 6, 13, 13), shares(65, 7, 15, 13), benchmark=shares(68, 8, 11, 13)
    )
    assert alt(spec) == (
        f"Leveringsvorm (procent van klanten): Rotterdam van 2021 tot en met 2023, naast {TOGETHER}."
        f" In 2023 is Verblijf het hoogst met 65% en VPT het laagst met 7%; in {TOGETHER} is Verblijf 68% en VPT 8%."
        " Sinds 2021 steeg MPT het meest (van 10% naar 15%) en daalde Verblijf het meest (van 71% naar 65%)."
    )


def test_stacked_bars_without_benchmark_or_change():
    text = alt(over_time(shares(70, 10, 10, 10), shares(70, 10, 10, 10)))
    assert "4 delen die samen 100% zijn" in text
    assert "zijn VPT, MPT en PGB het laagst met elk 10%" in text
    assert text.endswith("Sinds 2022 veranderde geen van de cijfers.")


def test_equal_changes_have_no_winner():
    assert "Sinds 2022 steeg onder meer VPT (van 10% naar 15%) en daalde Verblijf het meest" in alt(
        over_time(shares(70, 10, 10, 10), shares(60, 15, 15, 10))
    )


def test_a_whole_of_three_parts_is_told_in_full():
    assert alt(beside(shares(86, 9, 5), shares(80, 13, 7))) == (
        "Leveringsvorm (procent van klanten): 3 delen die samen 100% zijn."
        f" GGZ is 86% in Rotterdam, tegen 80% in {TOGETHER}; GZ 9% tegen 13%; V&V 5% tegen 7%."
    )


def test_a_region_like_the_benchmark():
    text = alt(beside(shares(80, 20), shares(80, 20)))
    assert text.endswith(f"De cijfers van Rotterdam zijn gelijk aan die van {TOGETHER}: GGZ 80% en GZ 20%.")


def test_a_whole_without_benchmark():
    assert alt(beside(shares(86, 14), None)).endswith("GGZ is 86% in Rotterdam; GZ 14%.")


def test_paired_bars():
    spec = paired(*((share(own), share(other)) for own, other in ((9, 8), (40, 31), (30, 38), (15, 17), (6, 6))))
    assert alt(spec) == (
        f"Leveringsvorm (procent van klanten): 5 groepen in Rotterdam, naast {TOGETHER}."
        " In Rotterdam is groep B het hoogst met 40% en groep E het laagst met 6%."
        f" Rotterdam ligt bij groep B het verst boven {TOGETHER} (40% tegen 31%)"
        " en bij groep C het verst eronder (30% tegen 38%)."
    )


def test_few_pairs_are_told_in_full():
    text = alt(paired((share(19), share(24)), (share(47), share(38)), (share(37), share(41))))
    assert (
        f"Groep A is 19% in Rotterdam, tegen 24% in {TOGETHER}; groep B 47% tegen 38%; groep C 37% tegen 41%." in text
    )
    assert text.endswith("Het verschil is het grootst bij groep B.")


def test_pairs_without_benchmark():
    text = alt(paired(*((share(own), None) for own in (9, 40, 30, 15))))
    assert text.endswith(
        "4 groepen in Rotterdam. In Rotterdam is groep B het hoogst met 40% en groep A het laagst met 9%."
    )


def test_pairs_that_are_all_alike_or_all_lower():
    assert "De cijfers zijn gelijk aan die van" in alt(paired(*((share(n), share(n)) for n in (9, 40, 30, 15))))
    text = alt(paired(*((share(n), share(n + 2 + n // 40)) for n in (9, 40, 30, 15))))
    assert f"ligt bij groep B het verst onder {TOGETHER} (40% tegen 43%)." in text
    assert "boven" not in text


def pairs_of(*rows: tuple[float, float]) -> PairedBars:
    return paired(*((share(own), share(other)) for own, other in rows))


def test_groups_that_differ_as_much_are_all_named():
    text = alt(pairs_of((7, 8), (30, 31), (40, 38), (18, 18), (5, 6)))
    assert text.endswith(
        f"Rotterdam ligt bij groep C het verst boven {TOGETHER} (40% tegen 38%) en bij groep A (7% tegen 8%),"
        " groep B (30% tegen 31%) en groep E (5% tegen 6%) het verst eronder."
    )


def test_differences_are_those_of_the_figures_that_are_printed():
    rows = ((Mark(7.4, "7%"), Mark(7.6, "8%")), (Mark(29.6, "30%"), Mark(31.4, "31%")), *((share(9), share(9)),) * 2)
    assert f"bij groep A (7% tegen 8%) en groep B (30% tegen 31%) het verst onder {TOGETHER}." in alt(paired(*rows))


def test_where_all_groups_differ_as_much_none_does_most():
    text = alt(pairs_of((9, 11), (40, 42), (30, 32), (15, 17)))
    assert text.endswith(f"Rotterdam ligt bij alle 4 groepen even ver onder {TOGETHER}.")
    text = alt(pairs_of(*((2, 1),) * 4, (5, 5)))
    assert text.endswith(f"Rotterdam ligt bij 4 groepen het verst boven {TOGETHER}.")
    beside_nothing = alt(paired(*((share(n), share(n + 2)) for n in (9, 40, 30)), (share(5), None)))
    assert "alle" not in beside_nothing.rpartition("Rotterdam ligt")[2].replace(TOGETHER, "")


def test_nothing_but_zeros():
    text = alt(pairs_of(*((0, 0),) * 4))
    assert "zijn alle 4 cijfers gelijk: 0%." in text
    assert text.endswith(f"De cijfers zijn gelijk aan die van {TOGETHER}.")
    assert not re.search(r"verst|hoogst|laagst", text)


def test_many_long_names_leave_their_figures_out_rather_than_the_sentence():
    rows = tuple(
        PairedRow(f"{'abcde'[n]}, thuis met een pakket", share(own), share(other))
        for n, (own, other) in enumerate(((7, 8), (30, 31), (40, 38), (18, 18), (5, 6)))
    )
    text = alt(PairedBars("Rotterdam", "ZK", rows), unit_line="procent van alle klanten in januari")
    assert "en bij a, thuis met een pakket, b, thuis met een pakket en e, thuis" in text
    assert len(text) <= LONGEST


def test_a_list_of_bars():
    totals = (BarRow("Rotterdam", share(6.9), "region"), BarRow("ZK", share(4.4), "benchmark"))
    text = alt(listed(*shares(32.1, 16.5, 7, -0.3, -13.6), totals=totals), "Klanten", "groei in %, 2020-2023")
    assert text == (
        "Klanten (groei in procent, 2020 tot en met 2023): 5 onderdelen van Rotterdam, van hoog naar laag."
        " Van alle cijfers is A het hoogst met 32,1% en E het laagst met min 13,6%; 2 liggen onder nul."
        f" Ter vergelijking: heel Rotterdam 6,9% en {TOGETHER} 4,4%; 3 van de 5 cijfers liggen boven Rotterdam."
    )


def test_bars_as_they_are_printed():
    text = alt(listed(*shares(5, 5, 5)))
    assert "van hoog naar laag" not in text
    assert "alle 3 cijfers gelijk: 5%." in text
    text = alt(listed(share(5), Mark(-0.3, "0%"), share(-2)))
    assert text.endswith("C het laagst met min 2%; 1 ligt onder nul.")


def test_a_list_of_one_bar():
    text = alt(listed(share(5)))
    assert text.endswith("1 onderdeel van Rotterdam. A: 5%.")


def test_columns_by_year():
    series = (
        YearSeries("Rotterdam", (mark(6.1), mark(6.3), mark(6.5)), "+6,9%"),
        YearSeries("ZK", (mark(5.0), mark(5.5), mark(5.2)), "+4,4%", benchmark=True),
    )
    text = alt(YearColumns(YEARS, series, "Klanten", counts(3785, 3900, 4120)), "Klanten per 1.000", "")
    assert text == (
        f"Klanten per 1.000: Rotterdam van 2021 tot en met 2023, naast {TOGETHER}."
        " In Rotterdam steeg het cijfer elk jaar, van 6,1 in 2021 naar 6,5 in 2023 (plus 6,9%)."
        f" In {TOGETHER} steeg het cijfer van 5 in 2021 naar 5,2 in 2023 (plus 4,4%),"
        " met 5,5 als hoogste cijfer in 2022."
        " Klanten: 3.785 in 2021 en 4.120 in 2023."
    )


def test_years_that_the_unit_line_tells_are_not_told_again():
    spec = YearColumns(("2020", "2023"), (YearSeries("Rotterdam", counts(30, 30)),))
    text = alt(spec, "Wachtlijst", "2020-2023")
    assert text.startswith("Wachtlijst (2020 tot en met 2023): Rotterdam.")
    assert "In Rotterdam was het cijfer in 2020 en in 2023 gelijk: 30." in text


def months(number: int) -> tuple[tuple[int, int], ...]:
    return tuple((2022 + n // 12, n % 12 + 1) for n in range(number))


def test_lines_over_months():
    spec = Lines(months(4), (LineSeries("Wacht", counts(33, 35, 35, 31)), LineSeries("Urgent", counts(14, 12, 15, 14))))
    assert alt(spec, "Wachtlijst", "klanten") == (
        "Wachtlijst (klanten): Rotterdam van januari 2022 tot en met april 2022, 2 lijnen met een cijfer per maand."
        " Wacht daalde van 33 naar 31, met 35 als hoogste cijfer (voor het eerst in februari 2022)."
        " Urgent begon en eindigde op 14, met 15 als hoogste cijfer in maart 2022 en 12 als laagste in februari 2022."
    )


def test_many_lines_are_told_by_their_extremes():
    spec = Lines(months(3), tuple(LineSeries("ABCD"[n], counts(20 + n, 30, 40 - n)) for n in range(4)))
    text = alt(spec, "Wachtlijst", "klanten")
    assert "In maart 2022 is A het hoogst met 40 en D het laagst met 37." in text
    assert "Sinds januari 2022 steeg A het meest (van 20 naar 40)." in text


def test_a_line_that_begins_late_is_dated():
    spec = Lines(months(4), (LineSeries("Wacht", (Mark(None, ""), *counts(33, 35, 31))),))
    text = alt(spec, "Wachtlijst", "klanten")
    assert (
        "Wacht daalde van 33 in februari 2022 naar 31 in april 2022, met 35 als hoogste cijfer in maart 2022." in text
    )
    assert text.endswith("Bij Wacht is het cijfer in 1 van de 4 maanden onbekend.")


def fan(*ends: Mark, start: tuple[Mark, ...] = (), years: tuple[int, ...] = (2023, 2040)) -> Fan:
    begin = start or (count(4120),)
    low, middle, high = (
        FanLine(name, (*begin, end), change)
        for name, end, change in zip(("Minimum", "Midden", "Maximum"), ends, ("−5%", "+24%", "+55%"), strict=True)
    )
    return Fan(years, low, middle, high)


def test_a_forecast():
    assert alt(fan(*counts(3910, 5110, 6380)), "Klanten", "aantal") == (
        "Klanten (aantal): verwachting voor Rotterdam in 2023 en 2040, met drie lijnen."
        " Alle lijnen beginnen in 2023 op 4.120."
        " In 2040 eindigt de laagste op 3.910 (min 5%), de middelste op 5.110 (plus 24%)"
        " en de hoogste op 6.380 (plus 55%)."
    )


def test_a_forecast_with_a_past():
    text = alt(fan(*counts(3910, 5110, 6380), start=counts(3785, 4120), years=(2020, 2023, 2040)), "Klanten", "")
    assert "Tot en met 2023 zijn ze gelijk: 3.785 in 2020 en 4.120 in 2023." in text


def scenarios(*columns: ScenarioColumn) -> Scenarios:
    return Scenarios(("Bestaand", "Extra"), columns)


def test_scenarios():
    spec = scenarios(
        ScenarioColumn("2023", (count(3928), Mark(0.0, "")), count(3928)),
        ScenarioColumn("Scenario 1", counts(3928, 232), count(4160), "49%"),
        ScenarioColumn("Scenario 2", counts(3928, 364), count(4292), "52%"),
    )
    assert alt(spec, "Plekken", "aantal") == (
        "Plekken (aantal): 3 kolommen voor Rotterdam."
        " Het totaal is 3.928 in 2023, 4.160 in Scenario 1 en 4.292 in Scenario 2."
        " Bestaand is steeds 3.928 en Extra loopt van 232 (Scenario 1) tot 364 (Scenario 2)."
        " Erboven staat 49% bij Scenario 1 en 52% bij Scenario 2."
    )


def test_a_forecast_that_ends_alike_has_no_lowest():
    same = fan(*counts(5110, 5110, 5110))
    spec = replace(same, low=replace(same.low, change="+24%"), high=replace(same.high, change="+24%"))
    assert alt(spec, "Klanten", "aantal").endswith("In 2040 eindigen alle lijnen op 5.110 (plus 24%).")


def test_scenarios_with_the_same_figure_are_all_named():
    columns = (
        ScenarioColumn(f"Plan {letter}", counts(8, extra), count(8 + extra))
        for letter, extra in zip("ABC", (4, 9, 9), strict=True)
    )
    assert "Bestaand is steeds 8 en Extra loopt van 4 (Plan A) tot 9 (Plan B en Plan C)." in alt(scenarios(*columns))


def table(*rows: tuple[Mark, ...]) -> SmallTable:
    return SmallTable(("Rotterdam", "ZK", "groei"), tuple(TableRow(f"rij {'ABCDE'[n]}", r) for n, r in enumerate(rows)))


def test_a_small_table():
    nothing = Mark(0.0, "–")
    spec = table(
        (mark(18.9), mark(19.4), mark(5.2, "+5,2%")), (mark(48), mark(36), nothing), (share(36), share(40), nothing)
    )
    assert alt(spec, "De regio", "laatste stand") == (
        f"De regio (laatste stand): 3 rijen over Rotterdam, naast {TOGETHER}."
        " Rotterdam is hoger bij rij B, en lager bij de andere 2."
        " Naar verhouding is het verschil het grootst bij rij B: 48 tegen 36."
        " Groei: rij A plus 5,2%."
    )


NOTHING = Mark(0.0, "–")
RANKED = "Naar verhouding is het verschil het grootst bij"


def side_by_side(*rows: tuple[Mark, Mark]) -> str:
    return alt(table(*((*row, NOTHING) for row in rows)), "De regio")


def test_rows_that_differ_as_much_in_proportion_are_all_named():
    text = side_by_side((mark(12), mark(10)), (mark(80), mark(100)), (mark(11), mark(11)))
    assert text.endswith(f"{RANKED} rij A (12 tegen 10) en rij B (80 tegen 100).")
    assert RANKED not in side_by_side((mark(12), mark(10)), (mark(80), mark(100)))


def test_proportions_are_those_of_the_figures_that_are_printed():
    text = side_by_side((Mark(12.4, "12"), mark(10)), (mark(120), Mark(99.6, "100")), (mark(11), mark(11)))
    assert text.endswith(f"{RANKED} rij A (12 tegen 10) en rij B (120 tegen 100).")


def test_a_difference_with_nothing_has_no_proportion():
    assert RANKED not in side_by_side((mark(5), mark(0)), (mark(12), mark(10)), (mark(11), mark(11)))
    assert RANKED not in side_by_side((mark(0), mark(0)), (mark(0), mark(0)))
    assert "De cijfers van Rotterdam zijn gelijk" in side_by_side((mark(0), mark(0)), (mark(0), mark(0)))


@pytest.mark.parametrize("hole", [TOO_SMALL, UNKNOWN])
def test_beside_a_figure_that_is_not_told_no_row_differs_most_and_others_are_named(hole):
    text = side_by_side((mark(14), mark(10)), (mark(8), mark(10)), (mark(7), mark(10)), (hole, mark(10)))
    assert RANKED not in text
    assert "de andere" not in text
    assert "De bekende cijfers van Rotterdam zijn gelijk" in side_by_side(
        (mark(14), mark(14)), (mark(8), mark(8)), (hole, mark(10))
    )


def test_a_second_chart_is_told_by_its_own_measure():
    second = replace(card(listed(share(5))), second=beside(shares(86, 14), None), second_measure="Zorg, %, 2023")
    assert describe_chart(second, 2, NAMES).startswith("Zorg, procent, 2023: 2 delen")
    assert describe_chart(card(listed(share(5))), 2, NAMES) == ""


@pytest.mark.parametrize(
    "measure", ["Grafiek van de leeftijd", "grafiek met de leeftijd", "Afbeelding van de leeftijd"]
)
def test_a_text_never_says_that_it_is_a_picture(measure):
    assert alt(listed(share(5)), measure).startswith("De leeftijd (procent van klanten)")


# --- What is withheld or missing -----------------------------------------------------------


def test_withheld_parts_are_named_and_not_ranked():
    text = alt(paired(*((own, share(25)) for own in (share(47), share(26), TOO_SMALL, TOO_SMALL))))
    assert "is van de bekende cijfers groep A het hoogst met 47%" in text
    assert "laagst" not in text
    assert "verst" not in text
    assert text.endswith("Bij groep C en groep D staat ‘te klein’.")


def test_missing_figures_are_called_unknown():
    text = alt(listed(share(5), share(4), share(-2), UNKNOWN))
    assert "Van de bekende cijfers is A het hoogst met 5% en C het laagst met min 2%" in text
    assert text.endswith("Bij D is het cijfer onbekend.")


def test_a_figure_that_is_alone_in_being_withheld_cannot_be_calculated():
    text = alt(beside((share(80), share(15), TOO_SMALL), shares(70, 20, 10)))
    assert "GGZ is 80%" in text
    assert "15%" not in text


def test_of_two_parts_neither_is_told_when_one_is_withheld():
    text = alt(beside((share(97), TOO_SMALL), shares(70, 30)))
    assert "97" not in text
    assert text.endswith("Bij GZ staat ‘te klein’.")


def test_all_withheld():
    for spec in (
        beside((TOO_SMALL,) * 3, None),
        paired(*(((TOO_SMALL, TOO_SMALL),) * 5)),
        listed(*((TOO_SMALL,) * 4)),
        over_time((TOO_SMALL,) * 4, (TOO_SMALL,) * 4),
        YearColumns(YEARS, (YearSeries("Rotterdam", (TOO_SMALL,) * 3, "+5%"),)),
        table(*(((TOO_SMALL,) * 3,) * 3)),
        fan(*((TOO_SMALL,) * 3), start=(TOO_SMALL,)),
    ):
        text = alt(spec, unit_line="")
        assert re.search(r"Bij alle \d+ cijfers staat ‘te klein’\.$", text), text
        assert not re.search(r"\d%|\d,\d", text.replace("100%", "")), text


def test_a_growth_is_not_told_beside_an_end_that_is_withheld():
    series = YearSeries("Rotterdam", (TOO_SMALL, count(20), count(30)), "+87,5%")
    spec = YearColumns(YEARS, (series,))
    assert "87,5" not in alt(spec)
    assert "In Rotterdam was het cijfer in 2021 ‘te klein’ en in 2023 30." in alt(spec)
    assert not any("87,5" in cell for row in tabulate_chart(spec, "Wachtlijst", NAMES).rows for cell in row)


def test_the_months_with_a_withheld_figure_are_counted():
    spec = Lines(months(4), (LineSeries("Urgent", counts(11, TOO_SMALL, TOO_SMALL, 10)),))
    text = alt(spec)
    assert "laagste" not in text
    assert text.endswith("Bij Urgent staat in 2 van de 4 maanden ‘te klein’.")


# Numbers told in the texts under test have a comma; years, counts and 100% have none.
TOKEN = re.compile(r"\d+,\d")


class Numbers:
    """Marks with a text of their own each, so that it's known which of them a text tells."""

    def __init__(self, parts: list[int]) -> None:
        self.parts = parts
        self.by_text: dict[str, float] = {}

    def mark(self, number: float) -> Mark:
        text = f"{len(self.by_text) + 1},5"
        self.by_text[text] = number
        return Mark(number, text)

    def row(self, shift: int = 0) -> tuple[Mark, ...]:
        """A whole of 100: the parts, moved on by `shift`."""
        whole = sum(self.parts)
        moved = self.parts[shift % len(self.parts) :] + self.parts[: shift % len(self.parts)]
        return tuple(self.mark(100 * part / whole) for part in moved)


def specs(numbers: Numbers) -> Iterator[tuple[ChartSpec, list[tuple[Mark, ...]]]]:
    """Every kind of chart, with the groups of marks in it that add up to a whole."""
    names = tuple("ABCDEFGH"[: len(numbers.parts)])
    rows = [numbers.row(shift) for shift in range(4)]
    stacked = [StackedRow(year, row) for year, row in zip(YEARS, rows, strict=False)]
    yield StackedBars(names, (*stacked, StackedRow("ZK 2023", rows[3], True))), rows
    yield StackedBars(names, (StackedRow("Rotterdam", rows[0]), StackedRow("ZK", rows[1], True))), rows[:2]
    pairs = tuple(PairedRow(name, own, other) for name, own, other in zip(names, *rows[:2], strict=True))
    yield PairedBars("Rotterdam", "Alle ZK-regio’s", pairs), rows[:2]
    total = numbers.mark(100)
    bars = tuple(BarRow(name, own) for name, own in zip(names, rows[0], strict=True))
    yield BarList(bars, (BarRow("Rotterdam", total, "region"),)), rows[:1]
    lines = tuple(LineSeries(name, tuple(row[n] for row in rows)) for n, name in enumerate(names))
    yield Lines(months(4), lines, "%"), rows
    cells = tuple(TableRow(name, (own, other)) for name, own, other in zip(names, *rows[:2], strict=True))
    yield SmallTable(("Rotterdam", "ZK"), cells), rows[:2]
    columns = tuple(ScenarioColumn(f"plan {'PQ'[n]}", rows[n], numbers.mark(100)) for n in range(2))
    yield Scenarios(names, columns), rows[:2]


def hide(spec: ChartSpec, hidden: Mark) -> ChartSpec:
    """The spec with one mark withheld."""

    def put(value: object) -> object:
        if value is hidden:
            return TOO_SMALL
        if isinstance(value, tuple):
            return tuple(put(part) for part in value)
        if hasattr(value, "__dataclass_fields__") and not isinstance(value, Mark):
            return type(value)(*(put(getattr(value, name)) for name in value.__dataclass_fields__))
        return value

    return put(spec)  # type: ignore[return-value]


@settings(max_examples=60, deadline=None)
@given(
    parts=st.lists(st.integers(0, 60), min_size=2, max_size=8).filter(lambda parts: sum(map(bool, parts)) > 1),
    place=st.integers(0, 1000),
)
def test_what_is_withheld_does_not_follow_from_the_text(parts, place):
    for number in range(7):
        numbers = Numbers(parts)
        spec, groups = list(specs(numbers))[number]
        marks = [each for group in groups for each in group]
        hidden = marks[place % len(marks)]
        text = alt(hide(spec, hidden), unit_line="")
        told = set(TOKEN.findall(text))
        assert hidden.text not in told
        assert "te klein" in text
        group = next(group for group in groups if hidden in group)
        rest = 100 - sum(each.number for each in group if each.text in told)
        assert len([each for each in group if each.number]) < 2 or not hidden.number or rest > hidden.number + 1e-6
        if hidden in groups[-1 if isinstance(spec, Lines) else 0] and not isinstance(spec, StackedBars):
            assert "het laagst" not in text


@settings(max_examples=40, deadline=None)
@given(values=st.lists(st.integers(0, 900), min_size=3, max_size=8), place=st.integers(0, 100))
def test_a_change_never_leads_back_to_a_withheld_end(values, place):
    numbers = Numbers([1])
    marks = tuple(numbers.mark(value) for value in values)
    hidden = marks[place % len(marks)]
    left = tuple(TOO_SMALL if each is hidden else each for each in marks)
    years = tuple(str(2015 + n) for n in range(len(values)))
    columns = alt(YearColumns(years, (YearSeries("Rotterdam", left, "+0,9%"),)), unit_line="")
    line = FanLine("Minimum", left, "+0,9%")
    forecast = alt(Fan(tuple(map(int, years)), line, line, line), unit_line="")
    for text in (columns, forecast):
        assert hidden.text not in TOKEN.findall(text)
        assert "te klein" in text
    assert ("0,9" in columns) is (left[0] is not TOO_SMALL and left[-1] is not TOO_SMALL)
    assert "0,9" not in forecast


@settings(max_examples=60, deadline=None)
@given(
    parts=st.lists(st.integers(0, 60), min_size=2, max_size=8).filter(lambda parts: sum(map(bool, parts)) > 1),
    hole=st.sampled_from([TOO_SMALL, UNKNOWN, None]),
    place=st.integers(0, 1000),
)
def test_a_text_is_short_and_whole(parts, hole, place):
    for number in range(7):
        spec, groups = list(specs(Numbers(parts)))[number]
        if hole is not None:
            marks = [each for group in groups for each in group]
            spec = hide(spec, marks[place % len(marks)])
        text = alt(spec)
        assert text.startswith("Leveringsvorm (procent van klanten)")
        assert text.endswith(".")
        assert 1 <= len(sentences(text)) <= 4
        assert len(text) <= LONGEST
        assert "  " not in text
        assert "None" not in text


def test_the_longest_labels_do_not_make_a_speech():
    label = "Zorg met verblijf en behandeling, langdurig ja"
    spec = StackedBars(
        tuple(f"{label} {letter}" for letter in "ABCD"),
        tuple(StackedRow(year, shares(40, 30, 20, 10)) for year in YEARS),
    )
    assert len(alt(spec, measure=label, unit_line=label)) <= LONGEST


# --- Tables --------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(parts=st.lists(st.integers(1, 60), min_size=2, max_size=8), place=st.integers(0, 1000))
def test_a_table_has_every_figure_once(parts, place):
    for number in range(7):
        numbers = Numbers(parts)
        spec, groups = list(specs(numbers))[number]
        marks = [each for group in groups for each in group]
        hidden = marks[place % len(marks)]
        made = tabulate_chart(hide(spec, hidden), "Maat", NAMES)
        shown = Counter(cell for row in made.rows for cell in row[1:])
        held = marks + [each.total for each in spec.columns] if isinstance(spec, Scenarios) else marks
        held += [row.mark for row in spec.totals] if isinstance(spec, BarList) else []
        assert shown == Counter("te klein" if each is hidden else each.text for each in held)
        assert all(len(row) == len(made.columns) for row in made.rows)
        assert all(made.columns)
        assert all(row[0] for row in made.rows)


def test_a_table_of_stacked_bars_spells_the_benchmark_out():
    spec = over_time(shares(71, 29), shares(65, 35), benchmark=shares(68, 32))
    made = tabulate_chart(spec, "Leveringsvorm, %", NAMES)
    assert made.caption == "Leveringsvorm, %"
    assert made.columns == ("Regio en periode", "Verblijf", "VPT")
    assert [row[0] for row in made.rows] == ["Rotterdam, 2022", "Rotterdam, 2023", "Alle ZK-regio’s, 2023"]


def test_a_caption_names_the_region_where_no_cell_does():
    spec = Lines(((2022, 1), (2022, 2)), (LineSeries("Wacht", (TOO_SMALL, Mark(None, ""))),))
    made = tabulate_chart(spec, "Wachtlijst", NAMES)
    assert made.caption == "Wachtlijst, Rotterdam"
    assert made.columns == ("Maand", "Wacht")
    assert made.rows == (("januari 2022", "te klein"), ("februari 2022", ""))


def test_tables_of_years_and_forecasts_tell_the_change_too():
    series = (
        YearSeries("Rotterdam", counts(40, 44, 46), "+15%"),
        YearSeries("ZK", counts(60, 61, 62), "", benchmark=True),
    )
    years = tabulate_chart(YearColumns(YEARS, series, "Klanten", counts(7, 8, 9)), "Wachtlijst", NAMES)
    assert years.columns == ("Periode", "Rotterdam", "Alle ZK-regio’s", "Klanten")
    assert years.rows[0] == ("2021", "40", "60", "7")
    assert years.rows[-1] == ("Verandering van 2021 naar 2023", "+15%", "", "")
    forecast = tabulate_chart(fan(*counts(3910, 5110, 6380)), "Klanten", NAMES)
    assert forecast.rows == (
        ("2023", "4.120", "4.120", "4.120"),
        ("2040", "3.910", "5.110", "6.380"),
        ("Verandering tot 2040", "−5%", "+24%", "+55%"),
    )


def test_tables_of_pairs_bars_scenarios_and_cells():
    pairs = tabulate_chart(paired((share(9), UNKNOWN), (share(40), share(31))), "Maat", NAMES)
    assert pairs.columns == ("Groep", "Rotterdam", "Alle ZK-regio’s")
    assert pairs.rows[0] == ("groep A", "9%", "onbekend")
    alone = tabulate_chart(paired((share(9), None)), "Maat", NAMES)
    assert alone.columns == ("Groep", "Rotterdam")
    totals = (BarRow("Rotterdam", share(6), "region"), BarRow("ZK", share(4), "benchmark"))
    bars = tabulate_chart(listed(share(-3), totals=totals), "Maat", NAMES)
    assert bars.rows == (("A", "−3%"), ("Rotterdam, hele regio", "6%"), ("Alle ZK-regio’s", "4%"))
    plans = tabulate_chart(scenarios(ScenarioColumn("2023", counts(7, 8), count(15), "49%")), "Maat", NAMES)
    assert plans.columns == ("Kolom", "Bestaand", "Extra", "Totaal", "Aandeel")
    assert plans.rows == (("2023", "7", "8", "15", "49%"),)
    cells = tabulate_chart(table((mark(1), TOO_SMALL, Mark(0.0, "–"))), "Maat", NAMES)
    assert cells.columns == ("Onderwerp", "Rotterdam", "Alle ZK-regio’s", "Groei")
    assert cells.rows == (("rij A", "1", "te klein", "–"),)


def test_a_card_gets_its_texts_and_tables():
    made = add_descriptions(
        replace(card(listed(share(5))), second=beside(shares(86, 14), None), second_measure="Zorg, %"), NAMES
    )
    assert made.alt
    assert made.second_alt
    assert made.table is not None
    assert made.table.caption == "Leveringsvorm, % van klanten, Rotterdam"
    assert made.second_table is not None
    assert made.second_table.caption == "Zorg, %"
    assert add_descriptions(card(listed(share(5))), NAMES).second_table is None


# --- Words ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("aantal klanten, jan 2022 – feb 2023", "aantal klanten, januari 2022 tot en met februari 2023"),
        ("2020-2023", "2020 tot en met 2023"),
        ("% van klanten, mrt 2023", "procent van klanten, maart 2023"),
        ("groei in %, 2020-2023", "groei in procent, 2020 tot en met 2023"),
        ("36% van 2020", "36% van 2020"),
        ("jan t/m 1 mei 2024", "januari tot en met 1 mei 2024"),
        ("edities 2023/2024", "edities 2023/2024"),
        ("0-18 jaar", "0-18 jaar"),
    ],
)
def test_periods_and_percents_are_spelled_out(written, said):
    assert spell_periods(written) == said


def test_signs_are_spelled_out():
    assert [spell_sign(text) for text in ("−0,3%", "+6,9%", "12")] == ["min 0,3%", "plus 6,9%", "12"]


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        (("2023",), "in 2023"),
        (("2021", "2023"), "in 2021 en 2023"),
        (YEARS, "van 2021 tot en met 2023"),
        (("2019", "2021", "2023"), "in 2019, 2021 en 2023"),
        (("jan 2022", "feb 2023"), "in januari 2022 en februari 2023"),
        (("1 januari 2022", "1 januari 2023"), "op 1 januari 2022 en 1 januari 2023"),
    ],
)
def test_spans(labels, said):
    assert tell_span(labels) == said


def test_a_benchmark_that_is_one_thing_is_not_called_together():
    assert Names("Utrecht", "Nederland").together == "Nederland"
    assert Names("Utrecht", "alle regio’s samen").together == "alle regio’s samen"
    assert Names("Utrecht", "alle regio’s").together == "alle regio’s samen"


# --- The map -------------------------------------------------------------------------------


def tiles(*sisters: str) -> TileMap:
    names = ("Noord", "West", "Midden", "Oost", "Zuid")
    places = ((1, 0), (0, 1), (1, 1), (2, 1), (1, 2))
    return TileMap(
        tuple(
            Tile(name[0], name, *place, "this" if name == "Midden" else "sister" if name in sisters else "other")
            for name, place in zip(names, places, strict=True)
        )
    )


def test_the_map_tells_neighbours_and_sisters():
    assert describe_map(tiles("Noord", "Zuid"), "Midden") == (
        "Kaart van de 5 zorgkantoorregio’s."
        " De regio Midden ligt in het midden van het land, op deze kaart naast Noord in het noorden,"
        " Oost in het oosten,"
        " Zuid in het zuiden en West in het westen."
        " De 2 andere regio’s van hetzelfde zorgkantoor zijn Noord en Zuid."
    )


def test_a_map_with_one_sister_or_none():
    assert describe_map(tiles("Oost"), "Midden").endswith("De andere regio van hetzelfde zorgkantoor is Oost.")
    assert describe_map(tiles(), "Midden").endswith("Hetzelfde zorgkantoor heeft geen andere regio’s.")


def test_a_map_without_this_region():
    assert describe_map(TileMap((Tile("A", "A", 0, 0),)), "B") == "Kaart van de 1 zorgkantoorregio’s."


# --- What is shipped -----------------------------------------------------------------------


def shipped() -> Iterator[tuple[str, str, str]]:
    """Document, node and text of every picture in the shipped plans."""
    workspace = Workspace(ROOT / "content", ROOT / "fonts")
    for path in find_documents(ROOT / "content"):
        document = make_document(workspace, path, Problems())
        assert document is not None, path.key
        yield path.key, "kaart", document.map_alt
        for each in document.charts:
            yield path.key, each.id, each.alt
            assert each.table is not None
            assert each.finding not in each.alt
            if each.second is not None:
                yield path.key, f"{each.id}.2", each.second_alt
                assert each.second_table is not None


def test_the_texts_of_the_shipped_plans_are_as_they_were_read():
    """Read by a person once; with REGIOPLAN_UPDATE_GOLDEN=1 the file is written anew, to be read again."""
    found = list(shipped())
    text = "".join(f"{document}  {node}\n  {words}\n\n" for document, node, words in found)
    if os.environ.get(UPDATE):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")
    assert all(words and len(words) <= LONGEST and len(sentences(words)) <= 4 for _, _, words in found)
