"""Figures in the text: what an expression prints, and what it refuses."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content_factory import EDITION, write_content
from regioplan_pdf.errors import Problems
from regioplan_pdf.expressions import ExpressionError, evaluate
from regioplan_pdf.load.edition import load_edition
from regioplan_pdf.model.content import Edition
from regioplan_pdf.model.figures import EXAMPLE, Figures, Period, Series, Unit, Value

INDICATORS = """
[[indicator]]
id = "kosten"
eenheid = "euro"
[[indicator]]
id = "geheim"
eenheid = "aantal"
[[indicator]]
id = "leeg"
eenheid = "aantal"
[[indicator]]
id = "nul"
eenheid = "aantal"
[[indicator]]
id = "niets"
eenheid = "aantal"
"""


def series(name, unit, decimals, *rows, categories=()):
    values = {
        (Period.parse(period), category): Value(number, unit, decimals, source)
        for period, category, number, source in rows
    }
    periods = tuple(sorted({period for period, _ in values}))
    return Series(name, "rotterdam", unit, decimals, values, periods, categories)


REGION = {
    "klanten": series("klanten", Unit.COUNT, 0, ("2022", "", 1109.0, "A"), ("2023", "", 1218.0, "B")),
    "leveringsvorm": series(
        "leveringsvorm",
        Unit.PERCENT,
        0,
        ("2022", "MPT", 13.0, EXAMPLE),
        ("2023", "MPT", 15.0, EXAMPLE),
        ("2023", "PGB", 12.0, "A"),
        categories=("MPT", "PGB"),
    ),
    "locaties_per_1000": series("locaties_per_1000", Unit.PER_1000, 1, ("2023", "", 65.96, "A")),
    "kosten": series("kosten", Unit.EURO, 0, ("2023", "", 64_600_000.0, "A")),
    "geheim": Series(
        "geheim",
        "rotterdam",
        Unit.COUNT,
        0,
        {(Period(2023), ""): Value(None, Unit.COUNT, 0, "A", True)},
        (Period(2023),),
        (),
    ),
    "leeg": series("leeg", Unit.COUNT, 0, ("2023", "", None, "A")),
    "nul": series("nul", Unit.COUNT, 0, ("2023", "", 0.0, "A")),
}
BENCHMARK = {
    "locaties_per_1000": series(
        "locaties_per_1000", Unit.PER_1000, 0, ("2023", "", 46.0, "A"), ("2024", "", 48.0, "A")
    ),
    "leveringsvorm": series("leveringsvorm", Unit.PERCENT, 0, ("2023", "MPT", 11.0, "A"), categories=("MPT",)),
}
FIGURES = Figures("rotterdam", "zilveren-kruis", MappingProxyType(REGION), MappingProxyType(BENCHMARK))


@pytest.fixture(scope="module")
def edition(tmp_path_factory) -> Edition:
    content = write_content(tmp_path_factory.mktemp("content"), edition=EDITION + INDICATORS)
    problems = Problems()
    found = load_edition(content / "2023-2024" / "ggz", content, problems)
    assert found is not None
    assert problems.found() == ()
    return found


PRINTED = [
    ("klanten", "1.218"),
    ("  klanten  ", "1.218"),
    ('klanten["2022"]', "1.109"),
    ("locaties_per_1000", "66,0"),
    ("locaties_per_1000.referentie", "46"),
    ('leveringsvorm["MPT"]', "15%"),
    ("leveringsvorm['MPT', '2022']", "13%"),
    ('leveringsvorm["MPT"].referentie', "11%"),
    ('leveringsvorm.referentie["MPT"]', "11%"),
    ('klanten - klanten["2022"]', "109"),
    ("klanten + 1", "1.219"),
    ("2 * klanten", "2.436"),
    ("klanten / 2", "609"),
    ("-klanten + 2 * +klanten", "1.218"),
    ('100 * klanten["2022"] / klanten', "91,1"),
    ('procent(100 * klanten["2022"] / klanten)', "91%"),
    ('procent(100 * klanten["2022"] / klanten, 1)', "91,1%"),
    ('100 * (klanten - klanten["2022"]) / klanten["2022"]', "9,8"),
    ("klanten / klanten", "1"),
    ("aantal(locaties_per_1000)", "66,0"),
    ("aantal(klanten / 7)", "174"),
    ("aantal(klanten / 7, 1)", "174,0"),
    ("aantal(7 / 3)", "2"),
    ("aantal(7 / 3, 2)", "2,33"),
    ('leveringsvorm["MPT"] + leveringsvorm["PGB"]', "27%"),
    ('leveringsvorm["MPT"] - leveringsvorm["MPT", "2022"]', "2 procentpunt"),
    ('punt(leveringsvorm["MPT"] - leveringsvorm["MPT", "2022"])', "2 procentpunt"),
    ("punt(1.5)", "1,5 procentpunt"),
    ("euro(7799)", "€ 7.799"),
    ("kosten / klanten", "€ 53.038"),
    ("miljoen(kosten)", "€ 64,6 mln"),
    ("afgerond(klanten, -2)", "1.200"),
    ("afgerond(locaties_per_1000)", "66"),
    ("afgerond(2.675, 2)", "2,68"),
    ("afgerond(-2.5)", "-3"),
    ("geheim", "te klein"),
    ("klanten - geheim", "te klein"),
    ("0 * geheim", "te klein"),
    ("geheim - geheim", "te klein"),
    ("procent(100 * geheim / klanten)", "te klein"),
    ("miljoen(geheim)", "te klein"),
    ("afgerond(geheim, -2)", "te klein"),
    ("geheim + leeg", "te klein"),
    ("leeg", "onbekend"),
    ("klanten + leeg", "onbekend"),
    ("miljoen(leeg)", "onbekend"),
]


@pytest.mark.parametrize(("source", "text"), PRINTED)
def test_what_is_printed(edition, source, text):
    # The Dutch way puts no-break spaces; which ones is the business of `dutch`.
    printed, *_ = evaluate(source, FIGURES, edition)
    assert printed.replace("\xa0", " ").replace("−", "-") == text


def test_values_keep_unit_source_and_secrecy(edition):
    def value(source: str) -> Value:
        return evaluate(source, FIGURES, edition)[1]

    assert value("klanten") == Value(1218.0, Unit.COUNT, 0, "B")
    assert value('klanten + klanten["2022"]').herkomst == "B; A"
    assert value('100 * leveringsvorm["MPT"] / klanten').example
    assert not value('leveringsvorm["PGB"]').example
    assert value("geheim + 1") == Value(None, Unit.COUNT, 0, "A", withheld=True)


REFUSED = [
    ("", "There is nothing to calculate.", "id of an indicator"),
    ("klantn", "There is no indicator 'klantn'.", "did you mean 'klanten'?"),
    ("niets", "There are no figures of 'niets' for 'rotterdam'.", "add them"),
    ("klanten.referentie", "There are no figures of 'klanten' for the benchmark.", "add them"),
    ("leveringsvorm", "'leveringsvorm' has categories; say which.", 'leveringsvorm["MPT"]'),
    ('leveringsvorm["MTP"]', "'leveringsvorm' has no category 'MTP'.", "did you mean 'MPT'?"),
    ('leveringsvorm["2023"]', "'leveringsvorm' has no category '2023'.", "known are"),
    ('klanten["2019"]', "There is no 'klanten' of 2019 for 'rotterdam'.", "there are: 2022, 2023"),
    ('klanten["jan"]', "'jan' is not a period.", "write 2023"),
    ("klanten[2022]", "Between [ ] goes a category, a period, or both, each between quotes.", "for example"),
    ('klanten["a", "b", "c"]', "Between [ ] goes a category, a period, or both, each between quotes.", "for example"),
    ('klanten["2022"]["2023"]', "'klanten' is followed by [ ] twice.", "write both in one"),
    ('(klanten + 1)["2022"]', "Only an indicator can be followed by [ ].", "for example"),
    ("klanten[1:2]", "Between [ ] goes a category, a period, or both, each between quotes.", "for example"),
    ("klanten.referenti", "'.referenti' can't be used.", "did you mean 'referentie'?"),
    ("klanten.__class__", "'.__class__' can't be used.", "only .referentie"),
    ("klanten / nul", "This divides by zero.", "choose another figure"),
    ("1 / 0", "This divides by zero.", "choose another figure"),
    ("klanten + kosten", "'aantal' + 'euro' makes no sense: the units differ.", "divide them"),
    ("klanten +", "'klanten +' can't be read as a calculation.", "missing bracket"),
    ("leveringsvorm[“MPT”]", "'leveringsvorm[“MPT”]' can't be read as a calculation.", "straight quotes"),
    ("klanten %", "'klanten %' can't be read as a calculation.", "leave out the %"),
    ("a = 1", "'a = 1' can't be read as a calculation.", "missing bracket"),
    ("klanten; klanten", "'klanten; klanten' can't be read as a calculation.", ""),
    ("import os", "'import os' can't be read as a calculation.", ""),
    ("klanten ** 9", "'klanten ** 9' uses something that isn't allowed here.", "allowed are"),
    ("klanten // 9", "'klanten // 9' uses something that isn't allowed here.", "allowed are"),
    ("klanten % 9", "'klanten % 9' uses something that isn't allowed here.", "allowed are"),
    ("klanten > 9", "'klanten > 9' uses something that isn't allowed here.", "allowed are"),
    ("klanten if 1 else 2", "'klanten if 1 else 2' uses something that isn't allowed here.", "allowed are"),
    ("lambda: 1", "'lambda: 1' uses something that isn't allowed here.", "allowed are"),
    ("[1, 2]", "'[1, 2]' uses something that isn't allowed here.", "allowed are"),
    ("1,5", "'1,5' uses something that isn't allowed here.", "allowed are"),
    ("f'{klanten}'", "uses something that isn't allowed here.", "allowed are"),
    ('"tekst"', "'tekst' is not a number.", "[ ]"),
    ('9 * "x"', "'x' is not a number.", "[ ]"),
    ("True", "True is not a number.", "[ ]"),
    ("1j", "1j is not a number.", "[ ]"),
    ("9" * 14, "The number 99999999999999 is too large.", ""),
    ("1e400", "The number inf is too large.", ""),
    ("*".join(["1000000000000"] * 14), "The outcome is too large.", ""),
    ("+".join(["klanten"] * 26), "is too long: 207 letters.", "at most 200"),
    ("(" * 150 + "1", "can't be read as a calculation.", ""),
    ("procent", "'procent' needs something between brackets.", "write procent(indicator)"),
    ("procnt(klanten)", "There is no function 'procnt'.", "did you mean 'procent'?"),
    ("__import__('os')", "There is no function '__import__'.", ""),
    ("klanten.referentie()", "This can't be called.", "allowed are"),
    (
        "procent()",
        "'procent' has the wrong number of things between its brackets.",
        "write procent(a) or procent(a, 1)",
    ),
    ("euro(klanten, 2)", "'euro' has the wrong number of things between its brackets.", "write euro(a)"),
    ("procent(a=1)", "'procent' has the wrong number of things between its brackets.", "write procent(a)"),
    ("procent(klanten, 1.5)", "The second thing in procent( , ) is a number of digits.", "from 0 to 4"),
    ("procent(klanten, -1)", "The second thing in procent( , ) is a number of digits.", "from 0 to 4"),
    ("afgerond(klanten, 99)", "The second thing in afgerond( , ) is a number of digits.", "from -9 to 4"),
    ("procent(klanten, geheim)", "The second thing in procent( , ) is a number of digits.", ""),
]


@pytest.mark.parametrize(("source", "message", "hint"), REFUSED)
def test_what_is_refused(edition, source, message, hint):
    with pytest.raises(ExpressionError) as caught:
        evaluate(source, FIGURES, edition)
    assert message in caught.value.message
    assert hint in caught.value.hint
    assert str(caught.value) == caught.value.message


@settings(max_examples=300, deadline=None)
@given(source=st.text(alphabet="klanten geheim().[]\"'+-*/,0129 {}:=<>!@#%^&|~\\\n", max_size=40))
def test_any_text_gives_a_figure_or_a_clear_error(edition, source):
    try:
        assert evaluate(source, FIGURES, edition)[0]
    except ExpressionError as fault:
        assert fault.message


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_what_is_withheld_never_prints_a_number(edition, data):
    """However the arithmetic is built, a withheld figure in it leaves nothing to read."""
    leaf = st.sampled_from(["klanten", "kosten / kosten", "2", "0", "100", "leeg", "geheim"])
    tree = st.recursive(
        leaf,
        lambda inner: st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        max_leaves=6,
    )
    source = f"{data.draw(tree)} * geheim"
    try:
        printed, value, _ = evaluate(source, FIGURES, edition)
        assert (printed, value.number) == ("te klein", None)
    except ExpressionError as fault:
        assert "large" in fault.message
