"""Text as HTML: nothing of an editor's becomes markup, and no link passes that isn't one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plan_factory import item, paragraph, plan
from regioplan_pdf.model.text import ListBlock, ListItem, Paragraph, Role, Run, Subheading
from regioplan_pdf.web.dutch_order import sort_key
from regioplan_pdf.web.prose import Prose, document_nodes, safe_link
from web_site import HOSTILE
from web_text import read


def prose(**abbreviations: str) -> Prose:
    return Prose(replace(plan(), abbreviations=tuple(abbreviations.items())))


@pytest.mark.parametrize(
    "link",
    [
        "https://www.zilverenkruis.nl/zorgkantoor?a=1&b=2#kop",
        "http://voorbeeld.nl",
        "HTTPS://voorbeeld.nl/a",
        "mailto:zorgkantoor@voorbeeld.nl",
        "#grafiek-1",
        "#blok-opvallend",
    ],
)
def test_a_link_to_the_web_to_an_address_or_into_the_plan_passes(link):
    assert safe_link(link, frozenset(document_nodes(plan()))) == link


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        " javascript:alert(1)",
        "\u00a0javascript:alert(1)",
        "\u200bjavascript:alert(1)",
        "javascript&colon;alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//elders.nl/x",
        "/pad",
        "../pad",
        "https:elders.nl",
        "https://",
        "https:///pad",
        "http://[",
        "https://elders.nl/\nx",
        'https://elders.nl/" onclick="x',
        "mailto:",
        "mailto:niemand",
        "#",
        "#nergens",
        "blob:https://elders.nl/x",
        "",
    ],
)
def test_any_other_link_becomes_its_text(link):
    assert safe_link(link, frozenset(document_nodes(plan()))) == ""
    assert prose().runs((Run("tekst", link=link),)) == "tekst"


@given(st.text(min_size=1))
@example("javascript:alert(1)")
@example("https://a")
def test_whatever_passes_is_of_a_known_kind(link):
    passed = safe_link(link)
    assert passed in ("", link)
    assert not passed or passed.lower().startswith(("http://", "https://", "mailto:", "tel:"))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_markup_is_shown_as_it_is_typed(text):
    blocks = (
        Paragraph((Run(text, bold=True, link="https://a.nl"), Run(text, italic=True))),
        Subheading(text),
        ListBlock((item(text),)),
    )
    page = read(prose(GGZ=text).blocks(blocks, "blok-opvallend"))
    assert page.text() == " ".join(" ".join([text * 2, text, text]).split())
    assert {node.tag for node in page.walk()} <= {"#page", "p", "a", "strong", "em", "h3", "ul", "li", "abbr"}


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"))), st.text(alphabet="abcGZ <>&\"'", min_size=1))
def test_no_character_is_lost_whatever_the_text_and_its_abbreviations(text, word):
    marked = Prose(replace(plan(), abbreviations=((word, "betekenis"),))).text(text)
    assert read(f"<p>{marked}</p>").text().split() == text.split()


def test_runs_are_bold_italic_and_linked():
    runs = (Run("a "), Run("b", bold=True), Run("c", italic=True), Run("d", bold=True, italic=True))
    assert prose().runs(runs) == "a <strong>b</strong><em>c</em><strong><em>d</em></strong>"


def test_neighbours_with_one_link_are_one_link():
    runs = (Run("a", link="https://a.nl"), Run("b", bold=True, link="https://a.nl"), Run("c", link="https://c.nl"))
    assert prose().runs(runs) == ('<a href="https://a.nl">a<strong>b</strong></a><a href="https://c.nl">c</a>')


def test_an_outcome_says_that_it_is_one():
    assert prose().blocks((paragraph("het lukte", Role.OUTCOME),), "blok-x") == (
        '<p class="uitkomst"><strong>Uitkomst:</strong> het lukte</p>'
    )


def test_lists_nest_and_count_from_where_they_start():
    nested = ListItem((paragraph("een"), ListBlock((item("binnen"),))))
    page = read(prose().blocks((ListBlock((nested, item("twee")), ordered=True, start=3),), "blok-x"))
    (ordered,) = page.all("ol")
    assert ordered.attributes == {"start": "3"}
    assert [node.text() for node in page.all("li")] == ["een binnen", "binnen", "twee"]
    assert [node.tag for node in page.all("ul")] == ["ul"]


def test_an_abbreviation_is_explained_once_in_each_block_and_once_outside_them():
    made = prose(GGZ="geestelijke gezondheidszorg", GZ="gehandicaptenzorg")
    texts = [
        made.text("GGZ en GGZ"),
        made.text("GGZ-wonen"),
        made.text("GGZ, GZ", "blok-a"),
        made.text("GGZ", "blok-b"),
    ]
    assert [text.count('<abbr title="geestelijke gezondheidszorg">GGZ</abbr>') for text in texts] == [1, 0, 1, 1]
    assert '<abbr title="gehandicaptenzorg">GZ</abbr>' in texts[2]
    assert made.explained == (("GGZ", "geestelijke gezondheidszorg"), ("GZ", "gehandicaptenzorg"))


def test_an_abbreviation_inside_a_word_is_none():
    assert "abbr" not in prose(GZ="gehandicaptenzorg").text("GGZ en GZw")


def test_names_stand_where_a_dutch_reader_looks():
    names = ["Zuid-Hollandse Eilanden", "’t Gooi", "Groningen", "Zuid-Holland Noord", "'t Gooi", "Friesland", "Fryslân"]
    names += ["Noordoost-Brabant", "Noord- en Midden-Limburg", "Noord-Holland Noord"]
    assert sorted(names, key=sort_key) == [
        "Friesland",
        "Fryslân",
        "'t Gooi",
        "’t Gooi",
        "Groningen",
        "Noord- en Midden-Limburg",
        "Noord-Holland Noord",
        "Noordoost-Brabant",
        "Zuid-Holland Noord",
        "Zuid-Hollandse Eilanden",
    ]
