"""PDF values and content streams, read from bytes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regioplan_pdf.conformance import values
from regioplan_pdf.conformance.element_values import read_element
from regioplan_pdf.conformance.metadata import find_place
from regioplan_pdf.conformance.values import Malformed, Name, Ref, Value, decode_text, operations, parse_value, unescape


class Everything:
    """Wants every operator."""

    def __contains__(self, operator: object) -> bool:
        return True


def read(data: bytes) -> list[tuple[bytes, list[Value]]]:
    return list(operations(data, Everything()))


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (b"12", 12),
        (b"-1.50 ", -1.5),
        (b".5", 0.5),
        (b"4.", 4.0),
        (b"true", True),
        (b"null", None),
        (b"/Naam#20x", Name("Naam x")),
        (b"12 0 R", Ref(12)),
        (b"[1 2 0 R 3]", [1, Ref(2), 3]),
        (b"<</A 1/B[(x)(y)]>>", {"A": 1, "B": ["x", "y"]}),
        (b"<</A<</B/C>>>>", {"A": {"B": "C"}}),
        (b"(een (twee) \\) \\101\\n)", "een (twee) ) A\n"),
        (b"(regel\\\nverder)", "regelverder"),
        (b"<41 4>", "A@"),
        (b"<FEFF00E9>", "é"),
        (b"% remark\n 7", 7),
    ],
)
def test_a_value(data: bytes, value: Value):
    found = parse_value(data, 0)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "data", [b"", b"(abc", b"[1 2", b"<</A>>", b"<<1 2>>", b"]", b"[>>", b"hallo", b"[" * 100, b"(" * 100_000]
)
def test_no_value(data: bytes):
    with pytest.raises(Malformed):
        parse_value(data, 0)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xfe\xff\x20\x19", "’"),
        (b"\xff\xfe\x19\x20", "’"),
        (b"\xef\xbb\xbf\xc3\xa9", "é"),
        (b"\x90", "’"),
        (b"\xe9", "é"),
    ],
)
def test_a_text_string_is_in_one_of_four_encodings(data: bytes, text: str):
    assert decode_text(data) == text


def test_pdf_doc_encoding_is_that_of_the_standard():
    assert decode_text(b"\x80\x84\x85\x8d\x8e\x8f\x92\x9e\xa0") == "•—–“”‘™ž€"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"1 0 0 rg", [(b"rg", [1, 0, 0])]),
        (b"/F1+0 12 Tf", [(b"Tf", ["F1+0", 12])]),
        (b"(a\\)b) Tj T*", [(b"Tj", [b"a)b"]), (b"T*", [])]),
        (b"[(a)-10(b)]TJ", [(b"TJ", [[b"a", -10, b"b"]])]),
        (b"[<4142> 5 (c(d))] TJ", [(b"TJ", [[b"AB", 5, b"c(d)"]])]),
        (b"/P <</MCID 7>> BDC EMC", [(b"BDC", ["P", {"MCID": 7}]), (b"EMC", [])]),
        (
            b"/Span <</ActualText <FEFF00AD>/Lang(nl)>> BDC",
            [(b"BDC", ["Span", {"ActualText": b"\xfe\xff\x00\xad", "Lang": b"nl"}])],
        ),
        (b"/Artifact /MC0 BDC", [(b"BDC", ["Artifact", "MC0"])]),
        (b"q\n% EMC\nQ", [(b"q", []), (b"Q", [])]),
        (b"BI /W 1 /H 1 ID \x00EI\xff EI Q", [(b"BI", []), (b"Q", [])]),
        (b"0 0 m 1.5 -.5 l S", [(b"m", [0, 0]), (b"l", [1.5, -0.5]), (b"S", [])]),
        (b"1 2 3 true sc", [(b"sc", [1, 2, 3, True])]),
        (b"d0 (x)' f*", [(b"d0", []), (b"'", [b"x"]), (b"f*", [])]),
        (b"", []),
        (b" \n% only a remark", []),
    ],
)
def test_operations(data: bytes, found: list[tuple[bytes, list[Value]]]):
    assert read(data) == found


def test_only_wanted_operators_are_given():
    assert list(operations(b"q 1 g (x) Tj Q", {b"Tj"})) == [(b"Tj", [b"x"])]


@pytest.mark.parametrize("data", [b"1 2", b"(abc", b"[(a) Tj", b"<</A 1", b"q >> Q", b"{ }"])
def test_no_operations(data: bytes):
    with pytest.raises(Malformed):
        read(data)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("gemaakt in /home/jan/plannen", "/home/jan/plannen"),
        ("C:\\Users\\Jan\\plan.md", "C:\\Users\\Jan\\plan.md"),
        ("D:/plannen/a", "D:/plannen/a"),
        ("file:///etc/x", "file:///etc/x"),
        ("\\\\server\\map", "\\\\server\\map"),
        ("https://example.nl/home/jan", ""),
        ("Leeftijd: 18/64, zie a/b en 1:/2", ""),
        ("https://example.nl:/x", ""),
        ("", ""),
    ],
)
def test_a_place_on_a_machine(text: str, place: str):
    assert find_place(text) == place


@given(
    st.lists(st.sampled_from([b"\\\\", b"\\n", b"\\r", b"\\(", b"\\)", b"\\101", b"\\t", b"\\\n", b"\\x", b"n", b"("]))
)
def test_escapes_are_undone_from_left_to_right(parts: list[bytes]):
    meant = {b"\\\\": b"\\", b"\\n": b"\n", b"\\r": b"\r", b"\\(": b"(", b"\\)": b")", b"\\101": b"A", b"\\t": b"\t"}
    meant |= {b"\\\n": b"", b"\\x": b"x"}
    assert unescape(b"".join(parts)) == b"".join(meant.get(part, part) for part in parts)


NAMES = st.sampled_from([b"/A", b"/S", b"/Naam#20x", b"/K"])
NUMBERS = st.sampled_from([b"0", b"-12", b"+3", b"1.5", b"-.5", b"4.", b"00"])
REFERENCES = st.sampled_from([b"3 0 R", b"12 0 R", b"3  0\nR", b"3 1 R"])
STRINGS = st.sampled_from([b"()", b"(een)", b"(a\\)b)", b"(a(b)c)", b"<FEFF00E9>", b"(\\101)", b"<4>"])
LEAVES = NAMES | NUMBERS | REFERENCES | STRINGS | st.sampled_from([b"true", b"null", b"R", b"x", b"%c\n"])
GAPS = st.sampled_from([b" ", b"\n", b"  ", b""])


@st.composite
def written(draw: st.DrawFn, within: st.SearchStrategy[bytes]) -> bytes:
    """An array or dictionary, which may be broken."""
    parts = draw(st.lists(within, max_size=6))
    if draw(st.booleans()):
        return b"[" + b"".join(part + draw(GAPS) for part in parts) + b"]"
    entries = (draw(NAMES) + draw(GAPS) + part + draw(GAPS) for part in parts)
    return b"<<" + draw(GAPS) + b"".join(entries) + b">>"


def typed(value: Value) -> object:
    """A value that equals only one of the same types."""
    if isinstance(value, dict):
        return {key: typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [typed(item) for item in value]
    return type(value), value


def outcome(data: bytes) -> object:
    try:
        return typed(parse_value(data, 0))
    except Malformed:
        return "malformed"


def outcome_by_tokens(data: bytes) -> object:
    with pytest.MonkeyPatch.context() as patch:
        for pattern in ("_FLAT", "_ENTRY", "_REFS"):
            patch.setattr(values, pattern, re.compile(rb"(?!)"))
        return outcome(data)


@given(st.recursive(LEAVES, written, max_leaves=12))
def test_values_read_at_once_are_those_read_token_by_token(data: bytes):
    assert outcome(data) == outcome_by_tokens(data)


@pytest.mark.parametrize(
    "data",
    [
        b"<</P 3 0 R/S/P/K 7>>",
        b"<</S /P /P 3 0 R /Pg 4 0 R /K 5 0 R>>",
        b"<</P 3 0 R/S/Span/Pg 4 0 R/E(voluit \\(zo\\))/K[1 5 0 R 2]>>",
        b"<</P 3 0 R/S/Figure/Pg 4 0 R/Alt<FEFF00E9>/A<</O/Layout/Placement/Block/BBox[0 1.5 2 3]>>/K 1>>",
        b"<</P 3 0 R/S/TH/Pg 4 0 R/A<</O/Table/Scope/Row>>/K[5 0 R 6 0 R]>>",
        b"<</P 3 0 R/S/L/A<</O/List/ListNumbering/Disc>>/K[5 0 R]>>",
        b"<</P 3 0 R/S/Link/Pg 4 0 R/K[11 <</Type/OBJR/Pg 4 0 R/Obj 2 0 R>>]>>",
        b"<</P 3 0 R/S/P/A<</O/X 1 0>>/K 1>>",
        b"<</P 3 0 R/S/P/K %s>>" % (b"1" * 5000),
        b"<</P 3 0 R/S/P/K[1 2 0]>>",
    ],
)
def test_an_element_read_whole_is_the_one_read_token_by_token(data: bytes):
    found = read_element(data, 0)
    assert (typed(found) if found else "malformed") == outcome_by_tokens(data)


@pytest.mark.parametrize("data", [b"%d", b"<</A %d>>", b"[%d]", b"%d 0 R", b"<</P 3 0 R/S/P/K %d>>"])
def test_a_number_of_thousands_of_digits_is_no_value(data: bytes):
    with pytest.raises(Malformed):
        parse_value(data.replace(b"%d", b"1" * 5000), 0)


def test_an_element_over_many_pages_is_read_at_once():
    """Its kids are of a kind that the quick pattern doesn't know: trying all ways to part the digits took for ever."""
    numbers = " ".join(map(str, range(100, 160)))
    data = f"<</S /P /P 3 0 R /Pg 4 0 R /K [{numbers} <</Type /MCR /Pg 5 0 R /MCID 7>>]>>".encode()
    assert read_element(data, 0) is None
    found = parse_value(data, 0)
    assert found["K"][:2] == [100, 101]
    assert found["K"][-1]["MCID"] == 7
