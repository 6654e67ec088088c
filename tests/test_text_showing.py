"""Text-showing operators: kerning between codes, in a font of which we know all kerns."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plan_factory import FONTS
from regioplan_pdf.pdf.text_showing import SOFT_HYPHEN, FaceText, Kerned
from regioplan_pdf.type.fonts import Fonts


class PairFonts(Fonts):
    """Kerns pairs of characters, also around spaces."""

    def __init__(self, pairs: dict[str, int]) -> None:
        self.pairs = pairs
        self.asked: list[str] = []

    def kerns(self, text: str, face: str) -> tuple[tuple[int, int], ...]:
        self.asked.append(text)
        found = ((index, self.pairs.get(text[index : index + 2])) for index in range(len(text)))
        return tuple((index, kern) for index, kern in found if kern is not None)


def as_itself(char: int) -> tuple[str, int]:
    return "/F1+0", char & 0xFF


def by_size(char: int) -> tuple[str, int]:
    return ("/F1+0", char) if char < 256 else ("/F1+1", char & 0xFF)


def shown(text: str, pairs: dict[str, int], encode: Callable[[int], tuple[str, int]] = as_itself) -> object:
    return FaceText(Kerned(PairFonts(pairs), "regular"), encode)[text]


@pytest.mark.parametrize(
    ("text", "pairs", "operator"),
    [
        ("Zorg", {}, "(Zorg) Tj"),
        ("Tot", {"To": -40}, "[(T)40(ot)] TJ"),
        ("Tot AV", {"To": -40, "AV": 25}, "[(T)40(ot A)-25(V)] TJ"),
        ("Tot", {"To": -9}, "(Tot) Tj"),
        ("r A", {" A": -30}, "[(r )30(A)] TJ"),
        ("r A", {"r ": 12, " A": -30}, "[(r)-12( )30(A)] TJ"),
        ("r A To", {"r ": 12, "To": -40}, "[(r)-12( A T)40(o)] TJ"),
        ("T ", {"T ": 20}, "[(T)-20( )] TJ"),
        ("Tot", {"t": 20}, "(Tot) Tj"),
        (f"T{SOFT_HYPHEN}", {"T-": -40}, "[(T)40(\\255)] TJ"),
        ("(a\\b)", {"a\\": 50}, "[(\\(a)-50(\\\\b\\))] TJ"),
        ("é", {}, "(\\351) Tj"),
    ],
)
def test_an_operator(text: str, pairs: dict[str, int], operator: str):
    assert shown(text, pairs) == (("/F1+0", operator),)


def test_a_text_in_two_fonts_is_shown_in_stretches_without_kerning_between_them():
    pairs = {"To": -40, "oЖ": 50, "ЖЖ": -20, "Жx": 30}
    assert shown("ToЖЖx", pairs, by_size) == (
        ("/F1+0", "[(T)40(o)] TJ"),
        ("/F1+1", "[(\x16)20(\x16)] TJ"),
        ("/F1+0", "(x) Tj"),
    )


def test_a_word_is_kerned_once_and_a_line_is_remembered():
    fonts = PairFonts({"To": -40})
    words = Kerned(fonts, "regular")
    first = FaceText(words, as_itself)["Tot en"]
    asked = len(fonts.asked)
    assert FaceText(words, as_itself)["Tot en"] == first
    FaceText(words, as_itself)["en Tot"]
    assert set(fonts.asked[asked:]) == {"n T"}


def test_characters_get_their_codes_in_the_order_of_the_text():
    met: list[str] = []

    def encode(char: int) -> tuple[str, int]:
        met.append(chr(char))
        return "/F1+0", len(met)

    FaceText(Kerned(FONTS, "regular"), encode)["Tot AV"]
    assert "".join(met) == "Tot AV"
