"""A full plan still fits: 1,200 words of text, six charts and a Leeswijzer of nine entries at 10 pt or more."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest

from plan_factory import FONTS, STYLE, typesetter
from regioplan_pdf.documents import ContentFolder, read_document
from regioplan_pdf.errors import Problems
from regioplan_pdf.load import find_documents
from regioplan_pdf.model.document import Document, Section, runs_text
from regioplan_pdf.model.text import Block, ListBlock, Paragraph, Run
from regioplan_pdf.pdf.check import check_pdf
from regioplan_pdf.pdf.draw import draw_sheets
from regioplan_pdf.pdf.extent import count_words
from regioplan_pdf.pdf.fit import Layout, find_fit, lay_out
from regioplan_pdf.pdf.galley import rows_height
from regioplan_pdf.pdf.leeswijzer import COLUMNS, LEADINGS, TIGHTEST_LEADING, BandSetter
from regioplan_pdf.pdf.parts import LONE_ITEM_COST
from regioplan_pdf.pdf.sheet import TextItem
from regioplan_pdf.pdf.style import SMALLEST_BODY

CONTENT = Path(__file__).parent.parent / "content"
PLAN = "2024-2025/ggz/rotterdam"
WORDS = 1200


def shipped() -> Document:
    path = next(document for document in find_documents(CONTENT) if document.key == PLAN)
    document = read_document(ContentFolder(CONTENT), path, Problems())
    assert document is not None
    return document


def words_of(section: Section) -> int:
    return sum(map(count_words, section.blocks))


def lengthened(section: Section, words: int, kinds: tuple[type, ...]) -> Section:
    """The block with its own parts of these kinds again and again, the last cut short, up to so many words."""
    blocks = list(section.blocks)
    missing = words - words_of(section)
    parts: Iterator[Block] = cycle([block for block in section.blocks if isinstance(block, kinds)] or [PLAIN])
    while missing > 0:
        part = next(parts)
        if count_words(part) > missing:
            told = runs_text(part.runs) if isinstance(part, Paragraph) else runs_text(PLAIN.runs)
            part = Paragraph((Run(" ".join(told.split()[:missing]).rstrip(",;:.") + "."),))
        blocks.append(part)
        missing -= count_words(part)
    return replace(section, blocks=tuple(blocks))


PLAIN = Paragraph((Run("Het zorgkantoor en de aanbieders in deze regio werken samen aan passende zorg. " * 8),))


def of_words(document: Document, words: int, beside: float, kinds: tuple[type, ...]) -> Document:
    """The plan with so many words, `beside` (0-1) of them beside the charts, blocks in their own proportion."""
    sections = []
    for section in document.sections:
        side = section.place == "zijkolom"
        own = sum(words_of(one) for one in document.sections if (one.place == "zijkolom") == side)
        share = (beside if side else 1 - beside) * words_of(section) / own
        sections.append(lengthened(section, round(words * share), kinds))
    return replace(document, sections=tuple(sections))


def test_the_shipped_plan_tears_no_list_and_ends_evenly_over_its_panel():
    fit = find_fit(shipped(), typesetter(), STYLE)
    assert fit is not None
    area = fit.area
    assert all(rows[-1].cost < LONE_ITEM_COST for rows in area.columns)
    over = [rows_height(rows) for rows in area.columns[len(area.columns) - area.span :]]
    assert len(over) == 2
    assert max(over) - min(over) <= area.style.leading
    assert area.height - area.panel_height - area.style.panel_gap - max(over) <= 2 * area.style.leading


@pytest.mark.parametrize("leading", [TIGHTEST_LEADING, LEADINGS[0]])
@pytest.mark.parametrize("size", [9.0, 9.5, 10.0])
def test_no_date_and_no_list_of_pages_is_parted_in_the_leeswijzer(size: float, leading: float):
    band = BandSetter(shipped().leeswijzer, typesetter()).set(size, leading)
    texts = [text for rows in band.columns for row in rows for text in row.texts]
    ends = [text.text for text in texts if not text.line.last]
    assert not [
        end for end in ends if re.search(r"(\bPeildatum\s\d+|t/m \d+| januari| mei| december|t/m|p\.|\d,)$", end)
    ]


@pytest.mark.parametrize("size", [9.0, 9.5, 10.0])
def test_a_label_of_the_leeswijzer_ends_a_line_only_where_that_makes_it_lower(size: float):
    setter = BandSetter(shipped().leeswijzer, typesetter())
    band = setter.set(size)
    ends = [text.text for rows in band.columns for row in rows for text in row.texts]
    held = min(setter._set_columns(size, columns, LEADINGS[0], "\u00a0").height for columns in COLUMNS)
    assert band.height <= held + 1
    assert band.height < held or not any(end.endswith(("Bron", "Peildatum", "Toelichting", "NB")) for end in ends)


def test_the_shipped_plan_has_six_charts_and_nine_entries():
    assert len(shipped().charts) == 6
    assert len(shipped().leeswijzer.entries) == 9


@pytest.mark.parametrize(
    ("beside", "kinds"), [(0.15, (Paragraph,)), (0.22, (Paragraph, ListBlock)), (0.2, (object,)), (0.3, (object,))]
)
def test_twelve_hundred_words_fit(beside, kinds):
    """More paragraphs, or more of everything: headings and lists take more room than their words."""
    plan = of_words(shipped(), WORDS, beside, kinds)
    assert abs(sum(map(words_of, plan.sections)) - WORDS) <= 3
    outcome = lay_out(plan, typesetter(), STYLE)
    assert isinstance(outcome, Layout), "\n".join(map(str, outcome))
    assert outcome.body >= SMALLEST_BODY


def full() -> tuple[Document, Layout]:
    """A plan that only fits with the least white."""
    plan = of_words(shipped(), WORDS, 0.2, (object,))
    outcome = lay_out(plan, typesetter(), STYLE)
    assert isinstance(outcome, Layout)
    return plan, outcome


def test_a_full_plan_conforms():
    plan, layout = full()
    assert check_pdf(draw_sheets(layout.sheets, plan, FONTS), plan) == ()


def test_a_full_leeswijzer_begins_in_its_first_column_and_leaves_no_line_alone():
    plan, layout = full()
    texts = [item for item in layout.sheets[1].items if isinstance(item, TextItem)]
    title = next(item for item in texts if item.node == "leeswijzer.kop")
    first = next(item for item in texts if item.node == f"{plan.leeswijzer.entries[0].id}.naam")
    others = [item.y for item in texts if item.node.startswith("leeswijzer") and item.x > first.x]
    assert title.x == first.x and title.y < first.y
    assert min(others) < first.y
    split = 0
    for entry in plan.leeswijzer.entries:
        columns = Counter(item.x for item in texts if item.node == f"{entry.id}.tekst")
        split += len(columns) - 1
        assert min(columns.values()) >= 2
    assert split
