import datetime

import pytest

from regioplan_pdf import dutch
from regioplan_pdf.model.figures import Period, Unit, Value

NBSP = "\u00a0"
MINUS = "\u2212"


@pytest.mark.parametrize(
    ("number", "decimals", "text"),
    [
        (1451, 0, "1.451"),
        (999, 0, "999"),
        (1234567.891, 2, "1.234.567,89"),
        (0, 0, "0"),
        (0, 1, "0,0"),
        (5.2, 1, "5,2"),
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-2.5, 0, MINUS + "3"),
        (2.675, 2, "2,68"),
        (1.005, 2, "1,01"),
        (0.1 + 0.2, 1, "0,3"),
        (3 * 0.15, 1, "0,5"),
        (-0.04, 1, "0,0"),
        (-0.4, 0, "0"),
        (-0.0, 0, "0"),
        (1250, -2, "1.300"),
        (1249, -2, "1.200"),
        (-1250, -2, MINUS + "1.300"),
        (49, -2, "0"),
    ],
)
def test_numbers_are_rounded_half_up_and_grouped(number, decimals, text):
    assert dutch.format_number(number, decimals) == text


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_figure_is_refused(number):
    with pytest.raises(ValueError, match="not a figure"):
        dutch.format_number(number)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Value(36, Unit.PERCENT), "36%"),
        (Value(5.2, Unit.PERCENT, 1), "5,2%"),
        (Value(-0.3, Unit.PERCENT, 1), f"{MINUS}0,3%"),
        (Value(7799, Unit.EURO), f"€{NBSP}7.799"),
        (Value(-7799, Unit.EURO), f"{MINUS}€{NBSP}7.799"),
        (Value(1451, Unit.COUNT), "1.451"),
        (Value(66, Unit.PER_1000), "66"),
        (Value(15.9, Unit.PER_10000, 1), "15,9"),
        (Value(1.5, Unit.PERCENT_POINT, 1), f"1,5{NBSP}procentpunt"),
        (Value(42, Unit.YEARS), "42"),
        (Value(None, Unit.COUNT), "onbekend"),
        (Value(None, Unit.PERCENT, withheld=True), "te klein"),
    ],
)
def test_values_carry_the_sign_of_their_unit(value, text):
    assert dutch.format_value(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Value(6.9, Unit.PERCENT, 1), "+6,9%"),
        (Value(-0.3, Unit.PERCENT, 1), f"{MINUS}0,3%"),
        (Value(0, Unit.PERCENT), "0%"),
        (Value(0.04, Unit.PERCENT, 1), "0,0%"),
        (Value(-0.04, Unit.PERCENT, 1), "0,0%"),
        (Value(1.5, Unit.PERCENT_POINT, 1), f"+1,5{NBSP}procentpunt"),
        (Value(120, Unit.EURO), f"+€{NBSP}120"),
        (Value(None, Unit.PERCENT, withheld=True), "te klein"),
        (Value(None, Unit.PERCENT), "onbekend"),
    ],
)
def test_changes_are_signed(value, text):
    assert dutch.format_signed(value) == text


def test_millions():
    assert dutch.format_millions(64_554_321) == f"€{NBSP}64,6{NBSP}mln"
    assert dutch.format_millions(1_000_000, 0) == f"€{NBSP}1{NBSP}mln"
    assert dutch.format_millions(-2_350_000) == f"{MINUS}€{NBSP}2,4{NBSP}mln"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Value(64_600_000, Unit.EURO), f"€{NBSP}64,6{NBSP}mln"),
        (Value(999_999, Unit.EURO), f"€{NBSP}999.999"),
        (Value(1_388_000, Unit.COUNT), "1.388.000"),
        (Value(None, Unit.EURO, withheld=True), "te klein"),
    ],
)
def test_headlines_put_large_amounts_in_millions(value, text):
    assert dutch.format_headline(value) == text


def test_dates_and_periods():
    assert dutch.format_date(datetime.date(2024, 1, 1)) == "1 januari 2024"
    assert dutch.format_period(Period(2023)) == "2023"
    assert dutch.format_period(Period(2022, 1)) == "jan 2022"
    assert dutch.format_period(Period(2023, 1, 1)) == "1 januari 2023"


def test_months_on_an_axis_have_no_point():
    names = [dutch.format_month_axis(2022, month) for month in range(1, 13)]
    words = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
    assert names == [(word, "2022") for word in words]


@pytest.mark.parametrize(
    ("words", "text"),
    [((), ""), (("a",), "a"), (("a", "b"), "a en b"), (("a", "b", "c"), "a, b en c")],
)
def test_lists_in_words(words, text):
    assert dutch.join_words(words) == text


@pytest.mark.parametrize(
    ("text", "capital"),
    [
        ("alle regio's", "Alle regio's"),
        ("ijmond groeit", "IJmond groeit"),
        ("'s avonds", "'s Avonds"),
        ("’t Gooi", "’t Gooi"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch"),
        ("élan", "Élan"),
        ("16 klanten", "16 klanten"),
        ("", ""),
    ],
)
def test_capital_at_the_start(text, capital):
    assert dutch.capitalize_first(text) == capital
