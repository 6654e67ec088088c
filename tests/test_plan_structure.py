"""Whatever stands in a plan, its own PDF has what the plan asks for: nothing is asked for in vain."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from plan_factory import FONTS, STYLE, item, paragraph, plan, section, typesetter
from regioplan_pdf.conformance.file import PdfFile
from regioplan_pdf.conformance.objects import PlainObjects
from regioplan_pdf.conformance.run import judge
from regioplan_pdf.model.document import Document, EntryRef, Section
from regioplan_pdf.model.text import ListBlock, ListItem, Paragraph, Role, Run, Subheading
from regioplan_pdf.pdf.draw import draw_sheets
from regioplan_pdf.pdf.fit import Layout, lay_out

ABBREVIATIONS = (
    ("GGZ", "geestelijke gezondheidszorg"),
    ("GGZ-W", "GGZ wonen"),
    ("GGZ B", "GGZ met behandeling"),
    ("Wlz", "Wet langdurige zorg"),
    ("casemanager", "wie de zorg voor een cliënt regelt"),
)
TARGETS = (
    "",
    "#leeswijzer-1",
    "#leeswijzer-2",
    "#blok-een",
    "#grafiek-1",
    "#kerncijfer-0",
    "https://example.org/über",
)
WORDS = st.sampled_from(
    [
        "GGZ",
        "GGZ-W",
        "GGZ B",
        "Wlz",
        "casemanager",
        "casemanagers",
        "Wlz-zorg",
        "zorgverzekeringswet",
        "en/of",
        "12%",
        "a",
    ]
)


def found_in(document: Document, logo: str = "") -> list[str]:
    layout = lay_out(document, typesetter(), STYLE, logo)
    assert isinstance(layout, Layout), layout
    pdf = draw_sheets(layout.sheets, document, FONTS)
    told = ("attachment", "source", "figure-alt")  # these plans have no files and no words for their charts
    found = judge(PdfFile(PlainObjects(pdf)), document).findings.found()
    return [f"{one.rule}: {one.message}" for one in found if one.rule not in told]


def runs(*texts: str | tuple[str, str]) -> Paragraph:
    """A paragraph of plain texts, and of texts with what they link to."""
    return Paragraph(tuple(Run(one) if isinstance(one, str) else Run(one[0], link=one[1]) for one in texts))


def with_blocks(*blocks: Paragraph | ListBlock | Subheading, place: str = "kolommen") -> Document:
    sections = (
        section("zij", "zijkolom", 60),
        Section("blok-een", "Over de GGZ en de Wlz", place, blocks),
        section("twee", "kolommen", 200, items=3),
        section("drie", "paneel", 40, items=2),
    )
    return replace(plan(sections=sections), abbreviations=ABBREVIATIONS)


@st.composite
def paragraphs(draw: st.DrawFn) -> Paragraph:
    def run() -> Run:
        text = " ".join(draw(st.lists(WORDS, min_size=1, max_size=6)))
        space = draw(st.sampled_from(["", " "]))
        return Run(text + space, draw(st.booleans()), draw(st.booleans()), draw(st.sampled_from(TARGETS)))

    return Paragraph(tuple(run() for _ in range(draw(st.integers(1, 6)))), draw(st.sampled_from(Role)))


@settings(max_examples=25, deadline=None)
@given(st.lists(paragraphs(), min_size=1, max_size=8), st.sampled_from(["kolommen", "paneel", "zijkolom"]))
def test_running_text_of_any_kind(own: list[Paragraph], place: str):
    assert found_in(with_blocks(*own, place=place)) == []


LISTS = (
    ListBlock((item("een", "twee"), item("drie")), ordered=True, start=7),
    ListBlock((ListItem((paragraph("een"), ListBlock((item("twee"), item("drie"))))), item("vier"))),
    ListBlock((ListItem((paragraph("een"), ListBlock((item("twee"), item("drie")), ordered=True))),)),
    ListBlock((ListItem((paragraph("een"), paragraph("twee", Role.OUTCOME))),)),
    ListBlock((ListItem((runs(("een", "#grafiek-1"), " of ", ("twee", "#grafiek-2")),)),)),
)


@pytest.mark.parametrize("block", LISTS, ids=range(len(LISTS)))
@pytest.mark.parametrize("place", ["kolommen", "paneel", "zijkolom"])
def test_lists(block: ListBlock, place: str):
    assert found_in(with_blocks(Subheading("Wat we doen in de Wlz"), block, place=place)) == []


PLAN = plan()
EXAMPLES = tuple(replace(one, example=n == 1, detail_example=n < 3) for n, one in enumerate(PLAN.key_figures))
FIRST, *OTHERS = PLAN.charts
UNUSED = tuple(replace(one, used_by=(), nb="Let op!", pages=()) for one in PLAN.leeswijzer.entries)
VARIANTS = {
    "no key figures": replace(PLAN, key_figures=()),
    "examples": replace(PLAN, key_figures=EXAMPLES, example_pages=(True, True)),
    "no references": replace(PLAN, key_figures=tuple(replace(one, entry=0, entry_id="") for one in PLAN.key_figures)),
    "no charts": replace(plan(charts=0), leeswijzer=replace(PLAN.leeswijzer, entries=UNUSED)),
    "a chart on page 2": replace(PLAN, charts=(replace(FIRST, page=2), *OTHERS)),
    "only charts on page 2": replace(PLAN, charts=(replace(FIRST, page=2),)),
    "two charts in one": replace(
        PLAN, charts=(replace(FIRST, second=OTHERS[0].spec, second_measure="Nog een"), *OTHERS)
    ),
    "more entries": replace(
        PLAN,
        charts=(replace(FIRST, more_entries=(EntryRef(3, "leeswijzer-3"), EntryRef(4, "leeswijzer-4"))), *OTHERS),
    ),
    "a note alone": replace(
        PLAN, charts=(replace(FIRST, entry=0, entry_id="", pages=(), example=False, note="Let op"), *OTHERS)
    ),
    "nothing under a chart": replace(
        PLAN, charts=(replace(FIRST, entry=0, entry_id="", pages=(), example=False), *OTHERS)
    ),
    "no title over charts": replace(PLAN, charts_title=""),
    "little text": plan(words=150),
    "no link": replace(PLAN, leeswijzer=replace(PLAN.leeswijzer, link="")),
    "a link without words": replace(PLAN, leeswijzer=replace(PLAN.leeswijzer, link_label="", link="http://a.nl/b")),
    "entries that nothing refers to": replace(PLAN, leeswijzer=replace(PLAN.leeswijzer, entries=UNUSED)),
}


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("with_logo", [False, True], ids=["", "logo"])
def test_what_may_be_there_or_not(tmp_path: Path, variant: str, with_logo: bool):
    path = tmp_path / "logo.png"
    Image.new("RGB", (60, 20), "#0A3A5A").save(path)
    document = replace(VARIANTS[variant], abbreviations=ABBREVIATIONS, map_alt="Kaart", logo_alt="Logo")
    assert found_in(document, str(path) if with_logo else "") == []
