"""Fonts, hyphenation and line breaking."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyphen import LANGUAGES, HyphDict

from plan_factory import FONTS
from regioplan_pdf.model.text import Run
from regioplan_pdf.type.hyphenation import FEWEST_LETTERS, break_points
from regioplan_pdf.type.lines import MOST_HYPHENS_IN_A_ROW, LineBreaker, measure_paragraph
from regioplan_pdf.type.patterns import LANGUAGE, dutch_patterns
from regioplan_pdf.type.ties import tied_words

WORDS = st.sampled_from(
    [
        "de",
        "zorgkantoorregio",
        "samenwerking",
        "cliënten",
        "GGZ-aanbieders",
        "multiproblematiek",
        "in",
        "1.218",
        "woonomgeving",
        "verantwoordelijkheid",
        "Wlz",
        "én",
        "Capelle",
        "IJssel",
        "zorg/ondersteuning",
        "plaatsingstafel",
    ]
)


def lines_of(text: str, measure: float, size: float = 12.0) -> list[str]:
    return [line.text for line in LineBreaker(FONTS).break_lines(measure_paragraph([Run(text)], FONTS), measure, size)]


def test_kerning_makes_av_narrower_than_its_letters():
    apart = FONTS.shape("A", "regular").width + FONTS.shape("V", "regular").width
    assert FONTS.shape("AV", "regular").width < apart
    assert FONTS.shape("AV", "regular").kerns[0][0] == 0
    assert FONTS.shape("AV", "regular").kerns[0][1] < 0


def test_a_glyph_is_a_character_also_where_the_font_has_ligatures():
    assert len(FONTS.shape("ffi", "regular").text) == 3
    widths = sum(FONTS.shape(char, "regular").width for char in "ffi")
    assert abs(FONTS.shape("ffi", "regular").width - widths) < 60


def test_missing_characters_are_named_once_in_order():
    assert FONTS.missing("goed 😀 漢 😀", "regular") == ("😀", "漢")


def test_digits_are_tabular():
    assert len({FONTS.shape(digit, "bold").width for digit in "0123456789"}) == 1


def test_a_dutch_word_breaks_where_dutch_breaks_it():
    heads = ["samenwerking"[:at] for at, _ in break_points("samenwerking")]
    assert heads == ["samen", "samenwer"]


def test_patterns_read_in_bulk_are_those_that_pyphen_reads():
    read, theirs = dutch_patterns(), HyphDict(LANGUAGES[LANGUAGE])
    assert type(read) is not HyphDict
    assert (read.patterns, read.maxlen) == (theirs.patterns, theirs.maxlen)
    assert read.positions("verantwoordelijkheid") == theirs.positions("verantwoordelijkheid")


def test_the_mark_behind_an_example_figure_is_not_hyphenated():
    assert break_points("66\u00a0(voorbeeld)") == ()
    assert break_points("66\u00a0(voorbeeld),") == ()
    assert break_points("(voorbeeld)") != ()


@given(st.lists(WORDS, min_size=2, max_size=30), st.floats(60, 300))
def test_a_paragraph_never_ends_in_a_part_of_a_hyphenated_word(words: list[str], measure: float):
    lines = lines_of(" ".join(words), measure)
    if len(lines) > 1 and lines[-2].endswith("-") and " " not in lines[-1]:
        last = words[-1]
        assert FONTS.width(last, "regular", 12.0) > measure, lines


def test_a_last_word_that_is_too_long_for_a_line_is_hyphenated_all_the_same():
    assert lines_of("de verantwoordelijkheidsgebieden", 100) == ["de verantwoorde-", "lijkheidsgebieden"]


def test_abbreviations_and_names_with_capitals_inside_are_not_hyphenated():
    assert break_points("GGZIBW") == ()
    assert break_points("McDonaldson") == ()


def test_only_a_long_word_is_broken_after_its_own_hyphen():
    """Programs that copy text drop a hyphen at a line's end."""
    assert break_points("GGZ-aanbieders") == ()
    assert (14, False) in break_points("Hillegersberg-Schiebroek")
    assert break_points("en/of/dan") == ((3, False), (6, False))


def test_an_address_is_broken_after_its_slashes_only():
    address = "https://www.zilverenkruis.nl/uw-zorgkantoor/analyses"
    places = break_points(address)
    assert places and all(not hyphen and address[at - 1] == "/" for at, hyphen in places)


def test_a_line_that_ends_behind_a_hyphen_knows_whether_the_word_goes_on():
    def ends(text: str, measure: float) -> list[tuple[str, bool]]:
        lines = LineBreaker(FONTS).break_lines(measure_paragraph([Run(text)], FONTS), measure, 12)
        return [(line.text, line.torn) for line in lines]

    assert ends("Noord- en Midden-Limburg", 40)[:2] == [("Noord-", False), ("en", False)]
    torn = ends("zorgkantoor", 40)
    assert [goes_on for _, goes_on in torn] == [True] * (len(torn) - 1) + [False]
    assert len(torn) > 1


@given(st.lists(WORDS, min_size=1, max_size=60), st.floats(90, 400))
def test_lines_keep_every_character_and_stay_within_the_measure(words: list[str], measure: float):
    paragraph = measure_paragraph([Run(" ".join(words))], FONTS)
    lines = LineBreaker(FONTS).break_lines(paragraph, measure, 12)
    text = "".join(line.text[:-1] if line.hyphen else line.text + ("" if line.torn else " ") for line in lines)
    assert text.split() == words
    longest = max(FONTS.width(word, "regular", 12) for word in words)
    assert all(line.width * 12 / 1000 <= max(measure, longest) + 1e-6 for line in lines)
    assert [line.last for line in lines] == [False] * (len(lines) - 1) + [True]


@given(st.lists(WORDS, min_size=5, max_size=60), st.floats(90, 300))
def test_no_more_hyphens_in_a_row_than_allowed_and_never_two_letters_alone(words: list[str], measure: float):
    lines = LineBreaker(FONTS).break_lines(measure_paragraph([Run(" ".join(words))], FONTS), measure, 12)
    row = 0
    for line in lines:
        row = row + 1 if line.hyphen else 0
        assert row <= MOST_HYPHENS_IN_A_ROW
        if line.hyphen:
            assert len(line.text.split()[-1].rstrip("-")) >= FEWEST_LETTERS


def test_bold_inside_a_word_keeps_the_word_whole():
    paragraph = measure_paragraph([Run("een "), Run("vet", bold=True), Run(", woord")], FONTS)
    assert [len(word.pieces) for word in paragraph.words] == [1, 2, 1]


def test_a_link_over_two_words_is_one_piece_with_its_space():
    paragraph = measure_paragraph([Run("zie "), Run("deze site", link="https://a.nl"), Run(" ook")], FONTS)
    (line,) = LineBreaker(FONTS).break_lines(paragraph, 400, 12)
    assert [(piece.text, piece.link) for piece in line.pieces] == [
        ("zie ", ""),
        ("deze site", "https://a.nl"),
        (" ook", ""),
    ]


def test_a_long_word_alone_is_broken_rather_than_left_out():
    assert lines_of("arbeidsongeschiktheidsverzekeringsmaatschappij", 90)[0].endswith("-")


@given(st.lists(WORDS, min_size=1, max_size=12), st.sampled_from(["regular", "bold", "italic"]))
def test_a_line_is_kerned_as_if_it_were_shaped_whole(words: list[str], face: str):
    for text in (" ".join(words), " ".join(words) + " ", f"AV {words[0]} To, ‘Ta’ {words[-1]}"):
        assert FONTS.kerns(text, face) == FONTS.shape(text, face).kerns


@given(st.lists(WORDS, min_size=1, max_size=40), st.floats(60, 300))
def test_lines_are_as_full_as_they_can_be(words: list[str], measure: float):
    """No line has room for what begins the next one: a whole word, or its first part."""
    lines = LineBreaker(FONTS).break_lines(measure_paragraph([Run(" ".join(words))], FONTS), measure, 12)
    for line, following in pairwise(lines):
        if not line.hyphen and not line.text.endswith(("-", "/")):
            first = following.text.split(" ")[0]
            assert FONTS.width(f"{line.text} {first}", "regular", 12) > measure - 1e-6 or following.hyphen


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("Peildatum 1 januari 2024 is", "1 januari 2024"),
        ("vanaf 1 mei zijn", "1 mei"),
        ("sinds (jan 2022) al", "(jan 2022)"),
        ("voor € 181 miljoen zorg", "€ 181 miljoen"),
        ("voor € 64,6 mln, ruim", "€ 64,6 mln,"),
        ("ruim 1.218 miljoen euro", "1.218 miljoen"),
        ("daalde 1,5 procentpunt, zie", "1,5 procentpunt,"),
        ("zie p. 6, 15 en", "p. 6, 15"),
        ("zie Regioanalyse\u00a0p.\u00a01, 2, 13", "Regioanalyse\u00a0p.\u00a01, 2, 13"),
        ("dat is te klein om", "te klein"),
        ("jaren t/m 2024 waren", "t/m 2024"),
        ("van 1 mei t/m 31 december 2023 en", "1 mei|t/m 31 december 2023"),
    ],
)
def test_dates_amounts_and_pages_hold_together(text: str, together: str):
    words = text.split(" ")
    groups: list[list[str]] = []
    for number, word in enumerate(words):
        if number in tied_words(text):
            groups[-1].append(word)
        else:
            groups.append([word])
    assert "|".join(" ".join(group) for group in groups if len(group) > 1) == together


@pytest.mark.parametrize(
    "text", ["in 2024 zijn er 3 mensen", "het is te laat", "3.1 januari", "tot en met", "", "1 meid"]
)
def test_other_words_may_part(text: str):
    assert tied_words(text) == frozenset()


TIED = st.sampled_from(["1 januari 2024", "€ 181 miljoen", "t/m 31 december 2023", "p. 6, 15", "te klein"])


@given(st.lists(st.one_of(WORDS, TIED), min_size=1, max_size=40), st.floats(20, 300))
def test_what_holds_together_is_parted_only_in_lines_that_are_too_narrow_for_it(parts: list[str], measure: float):
    text = " ".join(parts)
    lines = LineBreaker(FONTS).break_lines(measure_paragraph([Run(text)], FONTS), measure, 12)
    joined = "".join(line.text[:-1] if line.hyphen else line.text + ("" if line.torn else " ") for line in lines)
    assert joined.strip() == text
    longest = max(FONTS.width(word, "regular", 12) for word in text.split(" "))
    assert all(line.width * 12 / 1000 <= max(measure, longest) + 1e-6 for line in lines)
    tied = tied_words(text)
    number = 0
    for line in lines:
        words = line.text.split(" ")
        if number in tied and not line.torn:
            start = number
            while start in tied:
                start -= 1
            end = number
            while end + 1 in tied:
                end += 1
            group = " ".join(text.split(" ")[start : end + 1])
            assert FONTS.width(group, "regular", 12) > measure - 1e-6, (line.text, group)
        number += len(words) - line.torn


def test_a_date_over_two_runs_holds_together():
    paragraph = measure_paragraph([Run("peildatum 1 "), Run("januari", bold=True), Run(" 2024")], FONTS)
    lines = LineBreaker(FONTS).break_lines(paragraph, 90, 12)
    assert [line.text for line in lines] == ["peildatum", "1 januari 2024"]


def test_a_bold_word_is_hyphenated_only_when_it_is_too_long_for_a_line():
    def ends(measure: float) -> list[str]:
        runs = [Run("Het netwerk "), Run("versterken.", bold=True), Run(" We zien")]
        lines = LineBreaker(FONTS).break_lines(measure_paragraph(runs, FONTS), measure, 12)
        return [line.text for line in lines]

    assert all(any("versterken." in line for line in ends(measure)) for measure in range(70, 200))
    assert any(line.endswith("-") for line in ends(50))
    assert any(line.endswith("verster-") for line in lines_of("Het netwerk versterken. We zien", 110))
