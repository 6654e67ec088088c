"""Two texts word by word: what counts as a change, what a figure is, and that nothing gets lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from regioplan_pdf.diff.text import match as word_match
from regioplan_pdf.diff.text.words import compare_field, compare_units, compare_words
from regioplan_pdf.model.changes import FigureSpan, Form, Op, Piece, TextUnit

LAW = settings(deadline=None, derandomize=True)
MARKS = {Op.SAME: "{}", Op.REMOVED: "[-{}]", Op.ADDED: "[+{}]"}

WORDS = st.sampled_from(
    [
        *("de", "het", "een", "en", "van", "in", "regio", "Regio", "zorgkantoor", "aanbieders", "gemeente", "ge-"),
        *("meente", "dag-", "of", "nachtopvang", "Wlz", "GGZ-W", "3GGZ-W", "zzp's", "zzp’s", "’t", "cliënten", "€"),
        *("64,6", "mln", "5,2%", "4.120", "1", "januari", "2024", "2023/2024", "te", "klein", ".", ",", ":", "(", ")"),
        *("“", "”", '"', "–", "-", "...", "…", "!", "\u00ad", "ﬁnanciën", "m²"),
    ]
)
SPACES = st.sampled_from(["", " ", " ", " ", "\n", "\u00a0", "  "])
TEXTS = st.lists(st.tuples(WORDS, SPACES), max_size=30).map(
    lambda parts: "".join(word + space for word, space in parts)
)
ANY_TEXTS = TEXTS | st.text(max_size=60)


def shown(pieces: tuple[Piece, ...]) -> str:
    """Pieces in one line: 'van [-zes ][+zeven ]regio’s'; the new side where both are the same."""
    return "".join(MARKS[piece.op].format(piece.new or piece.old) for piece in pieces)


def compare(old: str, new: str) -> str:
    return shown(compare_words(old, new))


def same(old: str, new: str) -> bool:
    return all(piece.op is Op.SAME for piece in compare_words(old, new))


def figures(old: str, new: str) -> list[str]:
    return [piece.old or piece.new for piece in compare_words(old, new) if piece.figure]


# -- laws -----------------------------------------------------------------------------


@LAW
@given(ANY_TEXTS, ANY_TEXTS)
@example("ge- meente", "gemeente")
@example("", " ")
@example("\u00ad", "a")
@example("a\n", "\n")
def test_joining_the_sides_gives_both_texts_back(old, new):
    pieces = compare_words(old, new)
    assert "".join(piece.old for piece in pieces) == old
    assert "".join(piece.new for piece in pieces) == new


@LAW
@given(ANY_TEXTS)
def test_a_text_is_the_same_as_itself(text):
    assert same(text, text)


@LAW
@given(ANY_TEXTS, ANY_TEXTS)
def test_a_piece_that_is_gone_or_new_has_one_side_only(old, new):
    for piece in compare_words(old, new):
        assert (piece.op is Op.REMOVED) <= (piece.new == "")
        assert (piece.op is Op.ADDED) <= (piece.old == "")


@LAW
@given(ANY_TEXTS, ANY_TEXTS)
def test_swapping_the_texts_swaps_what_is_gone_and_what_is_new(old, new):
    other = {Op.REMOVED: Op.ADDED, Op.ADDED: Op.REMOVED, Op.SAME: Op.SAME}

    def in_order(pieces):
        return sorted((piece.op, piece.old, piece.new, piece.figure) for piece in pieces)

    there, back = compare_words(old, new), compare_words(new, old)
    assert in_order(there) == in_order(Piece(other[p.op], p.new, p.old, p.figure) for p in back)
    assert [p.new for p in there if p.op is Op.ADDED] == [p.old for p in back if p.op is Op.REMOVED]


@LAW
@given(ANY_TEXTS, ANY_TEXTS)
def test_neighbours_of_one_kind_are_one_piece(old, new):
    pieces = compare_words(old, new)
    for one, two in pairwise(pieces):
        assert (one.op, one.figure) != (two.op, two.figure) or not (one.old + one.new).strip()


@LAW
@given(st.lists(WORDS.filter(lambda word: word[-1] not in "-–€\u00ad"), max_size=20), st.lists(SPACES.filter(bool)))
def test_white_space_never_counts(words, spaces):
    spaced = "".join(word + space for word, space in zip(words, [*spaces, *[" "] * len(words)], strict=False))
    assert same(" ".join(words), spaced)


@LAW
@given(TEXTS)
def test_shape_of_quotes_and_dashes_never_counts(text):
    assert same(text, text.translate(str.maketrans("’“”–", '\'""-')))


# -- typography doesn't count, words do --------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("de regio’s en zzp’s", "de regio's en zzp's"),
        ("het rapport ‘Leefmilieus’", 'het rapport "Leefmilieus"'),
        ("in ’t Gooi", "in 't Gooi"),
        ("de ge- meente beslist", "de gemeente beslist"),
        ("de ge-\nmeente beslist", "de gemeente beslist"),
        ("de ge\u00admeente beslist", "de gemeente beslist"),
        ("de ge\u00ad\nmeente beslist", "de gemeente beslist"),
        ("de ge- meente", "de gemeen- te"),
        ("het regio-portfolio", "het regioportfolio"),
        ("de GGZ‑aanbieders", "de GGZ-aanbieders"),
        ("zorg – en meer", "zorg - en meer"),
        ("van 2024–2026", "van 2024-2026"),
        ("één  regio\u00a0nu", "één regio nu"),
        ("ﬁnanciële ﬂexibiliteit", "financiële flexibiliteit"),
        ("cli\u0065\u0308nten", "cliënten"),
        ("en zo voort…", "en zo voort..."),
        ("€ 64,6 mln", "€64,6 mln"),
        ("5,2 %", "5,2%"),
        ("4.120 klanten", "4120 klanten"),
        ("De stuurgroep blijft.", "de stuurgroep blijft."),
        ("een woord\u200b hier", "een woord hier"),
    ],
)
def test_typography_does_not_count(old, new):
    assert same(old, new)
    assert same(new, old)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("in de regio.", "in de regio,", "in de regio[-.][+,]"),
        ("de wlz is er", "de Wlz is er", "de [-wlz ][+Wlz ]is er"),
        ("dag- of nachtopvang", "dag of nachtopvang", "[-dag- ][+dag ]of nachtopvang"),
        ("in- en uitstroom", "in- of uitstroom", "in- [-en ][+of ]uitstroom"),
        ("te veel zorg", "teveel zorg", "[-te veel ][+teveel ]zorg"),
        ("profiel 3GGZ-W", "profiel 4GGZ-W", "profiel [-3GGZ-W][+4GGZ-W]"),
        ("10² meter", "102 meter", "[-10² ][+102 ]meter"),
        ("", "Nieuw.", "[+Nieuw.]"),
        ("Weg.", "", "[-Weg.]"),
    ],
)
def test_words_and_marks_do_count(old, new, expected):
    assert compare(old, new) == expected


def test_only_a_mark_changes_and_not_the_word_before_it():
    pieces = compare_words("Dat is zo in de regio.", "Dat is zo in de regio, zeggen zij.")
    assert shown(pieces) == "Dat is zo in de regio[+, zeggen zij]."


def test_a_capital_at_the_start_of_a_sentence_does_not_count_but_a_name_keeps_it():
    assert compare("De regio groeit.", "Ook de regio groeit.") == "[+Ook ]de regio groeit."
    assert compare("Rotterdam groeit.", "In Rotterdam groeit het.") == "[+In ]Rotterdam groeit [+het]."
    assert compare("In rotterdam. Rotterdam groeit.", "In Rotterdam. Rotterdam groeit.").startswith("In [-rotterdam]")


# -- figures ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("4.120", "4.201"),
        ("5,2%", "5,4%"),
        ("5,2 %", "6 %"),
        ("€ 64,6 mln", "€ 70 mln"),
        ("€ 7.799", "€ 7.800"),
        ("1,5 procentpunt", "2 procentpunten"),
        ("1 januari 2024", "1 juli 2024"),
        ("januari 2023", "februari 2023"),
        ("01-01-2023", "01-07-2024"),
        ("2023/2024", "2024/2025"),
        ("2024-2026", "2025-2027"),
        ("-5%", "3%"),
        ("5 miljoen", "6 miljard"),
        ("16", "17,1"),
    ],
)
def test_a_number_with_its_unit_is_one_figure(old, new):
    pieces = compare_words(f"Dat is nu {old} in totaal.", f"Dat is nu {new} in totaal.")
    assert [(piece.op, (piece.old or piece.new).strip()) for piece in pieces if piece.figure] == [
        (Op.REMOVED, old),
        (Op.ADDED, new),
    ]
    assert [piece.figure for piece in pieces] == [False, True, True, False]


@pytest.mark.parametrize("word", ["3GGZ-W", "W1", "24-uurszorg", "1e", "COVID-19", "drie", "A3"])
def test_a_name_with_a_digit_is_no_figure(word):
    assert figures(f"profiel {word} hier", f"profiel {word} daar") == []


def test_the_value_of_an_expression_is_a_figure_whatever_it_says():
    old, new = "Er zijn te klein klanten.", "Er zijn 12 klanten."
    pieces = compare_words(old, new, (FigureSpan(8, 16, "jeugd"),), (FigureSpan(8, 10, "jeugd"),))
    assert shown(pieces) == "Er zijn [-te klein ][+12 ]klanten."
    assert [piece.figure for piece in pieces] == [False, True, True, False]


def test_a_figure_that_only_one_side_marks_is_the_same_where_the_words_are():
    pieces = compare_words("Het zijn er te klein.", "Het zijn er te klein.", (FigureSpan(12, 20, "x"),))
    assert {piece.op for piece in pieces} == {Op.SAME}


def test_figures_stand_beside_the_ones_that_took_their_place():
    old = "heeft Rotterdam 16 klanten"
    new = "heeft de regio 19 klanten"
    assert compare(old, new) == "heeft [-Rotterdam ][+de regio ][-16 ][+19 ]klanten"


# -- fit to read --------------------------------------------------------------------------


def test_a_lone_small_word_between_long_changes_is_part_of_the_change():
    old = "Wachtlijsten groeien overal sinds vorig jaar de behandeling stokt vaak bij jongeren."
    new = "Corporaties bouwen nauwelijks betaalbare appartementen de doorstroming hapert daarom elders ook."
    assert compare(old, new) == f"[-{old[:-1]}][+{new[:-1]}]."


def test_a_small_word_between_short_changes_stays():
    assert compare("in 2023 de stuurgroep", "in 2024 de werkgroep") == "in [-2023 ][+2024 ]de [-stuurgroep][+werkgroep]"


def test_a_sentence_that_is_added_runs_from_its_first_word_to_its_full_stop():
    old = "De regio groeit. De zorg is duur."
    new = "De regio groeit. De klant wacht lang. De zorg is duur."
    assert compare(old, new) == "De regio groeit. [+De klant wacht lang. ]De zorg is duur."
    assert compare(new, old) == "De regio groeit. [-De klant wacht lang. ]De zorg is duur."


def test_words_that_say_something_are_kept_rather_than_small_ones():
    old = "Tafel voor complexe casuïstiek komt er."
    new = "Taskforce complexe casuïstiek, voor wie het moeilijk heeft."
    assert "complexe casuïstiek" in compare(old, new)


def test_a_field_has_its_name_and_both_texts():
    field = compare_field("bron", "CBS, 2022", "CBS, 2023")
    assert (field.name, field.old, field.new, field.changed) == ("bron", "CBS, 2022", "CBS, 2023", True)
    assert not compare_field("bron", "CBS ’22", "CBS '22").changed


# -- several units ----------------------------------------------------------------------


def unit(text: str) -> TextUnit:
    return TextUnit("blok-x.0", "blok-x", Form.PARAGRAPH, text)


def test_the_break_between_units_is_a_piece_of_its_own():
    pieces = compare_units([unit("De ene zin. De andere zin.")], [unit("De ene zin."), unit("De andere zin.")])
    assert [(piece.op, piece.old, piece.new) for piece in pieces] == [
        (Op.SAME, "De ene zin. ", "De ene zin."),
        (Op.ADDED, "", "\n"),
        (Op.SAME, "De andere zin.", "De andere zin."),
    ]


@LAW
@given(st.lists(TEXTS, min_size=1, max_size=4), TEXTS)
def test_units_joined_by_line_feeds_come_back(olds, new):
    for one, two in ((olds, [new]), ([new], olds)):
        pieces = compare_units([unit(text) for text in one], [unit(text) for text in two])
        assert "".join(piece.old for piece in pieces) == "\n".join(one)
        assert "".join(piece.new for piece in pieces) == "\n".join(two)


# -- size -------------------------------------------------------------------------------


def cells(monkeypatch, old: str, new: str) -> int:
    """How many pairs of tokens the library is asked to compare."""
    asked = 0
    opcodes = word_match.LCSseq.opcodes

    def count(one, two, **more):
        nonlocal asked
        asked += len(one) * len(two)
        return opcodes(one, two, **more)

    monkeypatch.setattr(word_match.LCSseq, "opcodes", staticmethod(count))
    compare_words(old, new)
    monkeypatch.setattr(word_match.LCSseq, "opcodes", staticmethod(opcodes))
    return asked


@pytest.mark.parametrize("shared", [True, False])
def test_the_work_does_not_grow_with_the_square_of_the_text(monkeypatch, shared):
    def text(count: int, name: str) -> str:
        kept = "woord" if shared else name
        return " ".join(f"{kept}{n}x" if n % 7 else f"{name} de een {n % 5}" for n in range(count))

    small, large = (cells(monkeypatch, text(n, "oud"), text(n, "nieuw")) for n in (2_000, 20_000))
    assert large <= 20 * max(small, word_match.MOST_CELLS)
