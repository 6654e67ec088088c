"""Marks and structure agree, or nothing is made: the build fails on a mark or an element too many."""

from __future__ import annotations

import pytest

from regioplan_pdf.pdf.structure import ContentMark, Element, group
from regioplan_pdf.pdf.tagging import Tagger, TaggingError


def test_an_element_that_is_never_drawn_is_told():
    tagger = Tagger(group("Document", Element("H1", "regio"), Element("P", "editie")))
    tagger.mark(tagger.element("regio"))
    with pytest.raises(TaggingError, match=r"^never drawn: editie$"):
        tagger.close()


def test_a_group_without_anything_in_it_is_told_by_its_kind():
    tagger = Tagger(group("Document", Element("H1", "regio"), group("Sect")))
    tagger.mark(tagger.element("regio"))
    with pytest.raises(TaggingError, match="never drawn: Sect"):
        tagger.close()


def test_no_more_than_five_are_told():
    with pytest.raises(TaggingError) as caught:
        Tagger(group("Document", *(Element("P", f"alinea-{n}") for n in range(9)))).close()
    assert str(caught.value).count("alinea") == 5


def test_an_element_that_may_stay_without_marks_may():
    tagger = Tagger(group("Document", Element("P", "regio"), Element("P", "rest", optional=True)))
    tagger.mark(tagger.element("regio"))
    tagger.close()
    assert len(tagger.elements) == 3


def test_two_elements_for_one_node_are_told():
    with pytest.raises(TaggingError, match="two elements claim 'regio'"):
        Tagger(group("Document", Element("H1", "regio"), group("Sect", Element("P", "regio"))))


def test_groups_have_no_node_to_share():
    Tagger(group("Document", group("Sect", Element("P", "een")), group("Sect", Element("P", "twee"))))


def test_a_mark_that_nothing_claims_is_told():
    tagger = Tagger(group("Document", Element("P", "regio")))
    with pytest.raises(TaggingError, match="nothing in the structure claims 'elders'"):
        tagger.element("elders")
    assert not tagger.knows("elders")


def test_marks_are_counted_on_each_page():
    tagger = Tagger(group("Document", Element("P", "regio")))
    element = tagger.element("regio")
    numbers = [tagger.mark(element), tagger.mark(element)]
    tagger.end_page()
    numbers.append(tagger.mark(element))
    tagger.end_page()
    tagger.close()
    assert numbers == [0, 1, 0]
    assert element.kids == [ContentMark(0, 0), ContentMark(0, 1), ContentMark(1, 0)]
    assert [len(page) for page in tagger.pages] == [2, 1]
