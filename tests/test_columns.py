"""Breaking a galley into columns."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_factory import item, paragraph, section, typesetter
from regioplan_pdf.model.document import Section
from regioplan_pdf.model.text import ListBlock, ListItem, Paragraph, Role, Run, Subheading
from regioplan_pdf.pdf.columns import BREAK_WEIGHT, PRECISION, Galley, least_height
from regioplan_pdf.pdf.galley import Row, keep_lines, place_rows, rows_height
from regioplan_pdf.pdf.parts import LONE_ITEM_COST, OUTCOME_LABEL
from regioplan_pdf.pdf.sheet import AnchorItem, TextItem
from regioplan_pdf.pdf.style import BodyStyle

STYLE = BodyStyle.at(12)


def rows(*keeps: bool, before: float = 0.0) -> list[Row]:
    return [Row(10.0, before if n else 0.0, (), keep=keep) for n, keep in enumerate(keeps)]


def test_height_leaves_out_the_white_above_the_first_row():
    galley = Galley(rows(False, False, False, before=4))
    assert galley.height(0, 3) == 38
    assert galley.height(1, 3) == 24


def test_a_column_never_ends_after_a_row_that_keeps():
    galley = Galley(rows(False, True, False, False))
    columns = galley.fill((20, 20), 10)
    assert columns is None
    columns = galley.fill((30, 30), 10)
    assert columns is not None
    assert [(c.start, c.end) for c in columns] in ([(0, 1), (1, 4)], [(0, 3), (3, 4)])


def test_even_columns_are_found():
    galley = Galley(rows(*[False] * 12))
    height = least_height(galley, lambda h: (h,) * 3, 30, 200)
    assert height is not None
    assert 40 <= height <= 40 + PRECISION


def test_too_much_text_has_no_height():
    assert least_height(Galley(rows(*[False] * 12)), lambda h: (h,) * 3, 10, 39) is None


@given(st.lists(st.booleans(), min_size=1, max_size=60), st.integers(1, 4))
def test_columns_hold_all_rows_once_in_order_and_break_only_where_they_may(keeps: list[bool], count: int):
    galley = Galley(rows(*keeps[:-1], False, before=3))
    total = galley.height(0, len(keeps))
    height = least_height(galley, lambda h: (h,) * count, total / count, total)
    assert height is not None
    columns = galley.fill((height,) * count, 10)
    assert columns is not None
    assert columns[0].start == 0
    assert columns[-1].end == len(keeps)
    for before, after in itertools.pairwise(columns):
        assert before.end == after.start
        assert before.end in (0, len(keeps)) or not galley.rows[before.end - 1].keep
    assert all(column.height <= height + 1e-6 for column in columns)


def test_no_widow_no_orphan_and_three_lines_stay_together():
    assert keep_lines(0) == ()
    assert keep_lines(1) == (False,)
    assert keep_lines(3) == (True, True, False)
    assert keep_lines(4) == (True, False, True, False)
    assert keep_lines(6) == (True, False, False, False, True, False)


def test_a_heading_keeps_with_what_follows():
    set_rows = typesetter().section(section("x", "kolommen", 100), 250, STYLE)
    headings = [row for row in set_rows if row.anchor]
    assert headings
    assert all(row.keep for row in headings)


def test_a_subheading_stands_in_lines_of_about_the_same_length():
    title = "Uitvoering regioaanpak verminderen instroom"
    blocks = (Subheading(title), paragraph("Kort."))
    setter = typesetter()
    for measure in range(150, 400, 10):
        set_rows = setter.section(Section("s", "Kop", "kolommen", blocks), measure, STYLE)
        lines = [text for row in set_rows for text in row.texts if text.node == "s.0"]
        assert " ".join(line.text for line in lines) == title
        assert len(lines) == len(setter.lines((Run(title),), measure, lines[0].size, "bold", hyphenate=False))
        assert len(lines) != 2 or min(line.width for line in lines) > 0.6 * max(line.width for line in lines)


def ends_of(count: int, long: int = 0) -> list[float]:
    """What it costs to end a column after each item of a list; item `long` (from 1) takes many lines."""
    items = [item("kort" if number != long else "heel lang " * 20) for number in range(1, count + 1)]
    rows = typesetter().section(Section("s", "Kop", "kolommen", (ListBlock(tuple(items)),)), 250, STYLE)
    return [row.cost for row in rows if row.texts[-1].line.last and not row.anchor]


def test_a_short_item_is_not_left_alone_at_either_end_of_its_list():
    assert ends_of(1) == [0.0]
    assert ends_of(2) == [LONE_ITEM_COST, 0.0]
    assert ends_of(3) == [LONE_ITEM_COST, LONE_ITEM_COST, 0.0]
    assert ends_of(5) == [LONE_ITEM_COST, 0.0, 0.0, LONE_ITEM_COST, 0.0]
    assert ends_of(4, long=1) == [0.0, 0.0, LONE_ITEM_COST, 0.0]
    assert ends_of(4, long=4) == [LONE_ITEM_COST, 0.0, 0.0, 0.0]


def test_a_sentence_that_leads_into_a_list_keeps_with_it():
    blocks = (
        paragraph("Dit zijn de punten die in de regio het vaakst genoemd zijn:"),
        ListBlock((item("een"), item("twee"))),
    )
    set_rows = typesetter().section(Section("s", "Kop", "kolommen", blocks), 250, STYLE)
    lead = next(n for n, row in enumerate(set_rows) if any("genoemd" in text.text for text in row.texts))
    assert set_rows[lead].keep


def test_an_outcome_says_so_in_words():
    blocks = (
        ListBlock((ListItem((paragraph("Werksessie."), paragraph("we sluiten aan.", Role.OUTCOME))),), ordered=True),
    )
    set_rows = typesetter().section(Section("s", "Terugblik", "kolommen", blocks), 250, STYLE)
    texts = [text.text for row in set_rows for text in row.texts]
    assert OUTCOME_LABEL in texts
    assert " ".join(texts).replace("  ", " ").endswith("Uitkomst: we sluiten aan.")


def test_nested_lists_are_indented_and_numbered_by_their_own_marks():
    nested = ListBlock((item("klein"),))
    outer = ListBlock((ListItem((paragraph("groot"), nested)),), ordered=True, start=3)
    set_rows = typesetter().section(Section("s", "Kop", "kolommen", (outer,)), 250, STYLE)
    texts = {text.text: text.x for row in set_rows for text in row.texts}
    assert texts["3."] == 0
    assert texts["–"] == texts["groot"]
    assert texts["klein"] > texts["groot"]


@given(
    st.lists(st.tuples(st.sampled_from([8.0, 10.0, 13.0]), st.booleans(), st.sampled_from([0.0, 2.0])), min_size=1),
    st.lists(st.sampled_from([0.0, 18.0, 25.0, 44.0, 60.0]), min_size=1, max_size=3),
)
def test_columns_are_filled_in_the_best_way_that_there_is(made: list[tuple[float, bool, float]], limits: list[float]):
    galley = Galley([Row(height, 1.0, (), keep=keep, cost=cost) for height, keep, cost in made[:9]])
    count = len(galley.rows)

    def costs(ways: Sequence[int]) -> float:
        """What it costs to end columns at these rows; infinite where that may not be."""
        total, start = 0.0, 0
        for end, limit in zip(ways, limits, strict=True):
            if start == count:
                break
            legal = galley.ends(start, limit) if limit else []
            if end not in (legal or [start]):
                return math.inf
            broken = galley.rows[end - 1].cost if start < end < count else 0.0
            total += ((limit - galley.height(start, end)) / 10) ** 2 + BREAK_WEIGHT * broken
            start = end
        return total if start == count else math.inf

    every = itertools.combinations_with_replacement(range(count + 1), len(limits))
    least = min(map(costs, every))
    filled = galley.fill(limits, 10)
    assert (filled is None) == (least == math.inf)
    assert filled is None or costs([column.end for column in filled]) == pytest.approx(least)


@pytest.mark.parametrize(
    ("cost", "end"),
    [
        (0.0, 2),  # 1² + 0,8² = 1,64 lines of slack, where the whole first column would leave 1,8² = 3,24
        (0.75, 2),  # 1,64 + 2 × 0,75 = 3,14
        (0.85, 3),  # 1,64 + 2 × 0,85 = 3,34
        (9.0, 3),
    ],
)
def test_a_break_that_costs_more_than_uneven_columns_is_avoided(cost: float, end: int):
    galley = Galley([Row(10.0, 0.0, (), cost=cost if number == 1 else 0.0) for number in range(4)])
    columns = galley.fill((30.0, 28.0), 10.0)
    assert columns is not None
    assert [(column.start, column.end) for column in columns] == [(0, end), (end, 4)]


def test_placing_rows_keeps_their_order_and_makes_anchors():
    set_rows = typesetter().section(section("x", "kolommen", 60), 250, STYLE)
    items = place_rows(set_rows, 100, 200)
    assert [i.node for i in items if isinstance(i, AnchorItem)] == ["blok-x"]
    tops = [i.y for i in items if isinstance(i, TextItem)]
    assert tops == sorted(tops)
    assert max(tops) <= 200 + rows_height(set_rows)


def test_the_first_word_of_an_outcome_stands_before_its_text_on_one_line():
    outcome = Paragraph((Run("kort"),), Role.OUTCOME)
    *_, row = typesetter().section(Section("n", "Kop", "kolommen", (outcome,)), 250, STYLE)
    label, rest = row.texts
    assert rest.x > label.x + label.width - 0.01


@pytest.mark.parametrize(
    "text", ["https://www.voorbeeld.nl/een-pad/dat/ver/door-loopt.", "de verantwoordelijkheidsgebieden van velen."]
)
def test_an_outcome_that_tears_a_word_ends_its_first_line_as_any_paragraph_does(text: str):
    setter = typesetter()
    outcome = Paragraph((Run(text),), Role.OUTCOME)
    torn = 0
    for measure in range(120, 300, 5):
        plain = setter.lines((Run(OUTCOME_LABEL, bold=True), *outcome.runs), measure, STYLE.size)[0]
        rows = setter.section(Section("n", "Kop", "kolommen", (outcome,)), measure, STYLE)
        line = next(row for row in rows if row.texts[0].line.text == OUTCOME_LABEL).texts[1].line
        assert (line.torn, line.hyphen, line.last) == (plain.torn, plain.hyphen, plain.last)
        torn += line.torn
    assert torn
