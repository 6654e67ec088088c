"""Two pages, always: the body size, the balance of columns, what happens when text is too long."""

from __future__ import annotations

from dataclasses import replace

import pytest

from page_boxes import boxes, overlaps
from plan_factory import STYLE, chart, plan, section, typesetter
from regioplan_pdf.errors import Problem
from regioplan_pdf.model.document import Document, Section
from regioplan_pdf.pdf.cards import _texts
from regioplan_pdf.pdf.fit import (
    SHORTEST_COLUMN,
    SMALLER_FOR_BALANCE,
    Fit,
    Layout,
    _Fitter,
    body_sizes,
    find_fit,
    lay_out,
)
from regioplan_pdf.pdf.galley import rows_height
from regioplan_pdf.pdf.page_figures import (
    FULL_PANEL,
    SIDE_LARGER,
    SIDE_PADDING,
    area_height,
    fit_side,
    map_height,
    side_rows,
)
from regioplan_pdf.pdf.sheet import DrawingItem, RectItem, TextItem
from regioplan_pdf.pdf.style import LARGEST_BODY, PAGE_HEIGHT, PAGE_WIDTH, SMALLEST_BODY, SMALLEST_TYPE, BodyStyle

SENTENCE_WORDS = 25
"""Words of a sentence of `plan_factory`, as they're told."""


def fit_of(document: Document) -> Fit:
    fit = find_fit(document, typesetter(), STYLE)
    assert fit is not None
    return fit


def layout_of(document: Document) -> Layout:
    layout = lay_out(document, typesetter(), STYLE)
    assert isinstance(layout, Layout), layout
    return layout


def test_sizes_go_from_twelve_and_a_half_down_to_ten():
    sizes = list(body_sizes())
    assert sizes[0] == LARGEST_BODY == 12.5
    assert sizes[-1] == SMALLEST_BODY == 10
    assert sizes == sorted(sizes, reverse=True)


def test_twelve_hundred_words_six_charts_and_nine_entries_fit():
    assert layout_of(plan(words=1200, charts=6, entries=9)).body >= 10


@pytest.mark.parametrize("words", [500, 700, 900])
def test_a_page_is_never_half_empty(words: int):
    assert layout_of(plan(words=words)).fill >= 0.85


def test_the_largest_size_that_fits_is_taken():
    document = plan(words=1000)
    fit = fit_of(document)
    larger = [size for size in body_sizes() if size > fit.body]
    assert larger
    assert SMALLEST_BODY <= fit.body < LARGEST_BODY


def test_less_text_never_gets_smaller_type():
    bodies = [fit_of(plan(words=words)).body for words in (400, 700, 1000, 1250)]
    assert bodies == sorted(bodies, reverse=True)


@pytest.mark.parametrize(("slack", "cost"), [(0.0, 0.0), (0.13, 0.0), (0.14, 0.01), (0.4, 0.27)])
def test_columns_of_uneven_height_cost_what_they_differ_more_than_is_seen(slack: float, cost: float):
    fit = fit_of(plan())
    uneven = replace(fit, area=replace(fit.area, slack=slack))
    assert uneven.score == pytest.approx(fit.fill - cost)


def test_a_fuller_page_is_not_worth_uneven_columns():
    fit = fit_of(plan(words=500))
    assert (len(fit.area.columns), fit.looseness) == (3, 1.0)
    assert fit.area.slack < 0.05
    # With a column more it would be fuller.
    assert fit.fill < 0.9


def test_columns_that_differ_a_little_are_worth_a_fuller_page():
    fit = fit_of(plan(words=440))
    assert (len(fit.area.columns), fit.body) == (3, 12.5)
    assert 0.13 < fit.area.slack < 0.25
    assert fit.fill > 0.8


@pytest.mark.parametrize("words", [600, 800, 1000, 1200])
def test_the_shortest_column_is_at_least_85_percent_of_the_tallest(words: int):
    area = fit_of(plan(words=words)).area
    first = len(area.columns) - area.span
    heights = []
    for number, rows in enumerate(area.columns):
        height = rows_height(rows)
        if number >= first:
            height += area.panel_height + (area.style.panel_gap if rows else 0)
        heights.append(height)
    assert min(heights) >= 0.85 * max(heights)


@pytest.mark.parametrize("words", [500, 700, 900, 1000, 1100])
def test_columns_that_are_evened_cost_less_and_stay_in_their_room(words: int):
    document = plan(words=words)
    fitter = _Fitter(document, typesetter(), STYLE)
    side = fit_side(document, typesetter(), BodyStyle.at(11))
    assert side is not None
    fit = fitter.fit_at(11, 0.0, 4, side, (fitter.band(9.0),))
    assert fit is not None
    evened = fit.area.evened(fit.room)
    assert evened.unsightly <= fit.area.unsightly
    assert evened.slack <= fit.area.slack
    assert evened.height <= fit.room
    rows = [row for column in fit.area.columns for row in column]
    assert [row for column in evened.columns for row in column] == rows
    first = len(evened.columns) - evened.span
    for column in evened.columns[first:]:
        assert rows_height(column) + evened.panel_height <= evened.height + 1e-6


@pytest.mark.parametrize("words", [150, 700, 1250])
def test_nothing_leaves_the_page_and_no_type_is_under_nine_points(words: int):
    for sheet in layout_of(plan(words=words, region="Zuid-Hollandse Eilanden, Waardenland en omstreken")).sheets:
        for item in sheet.items:
            match item:
                case TextItem():
                    assert item.size >= SMALLEST_TYPE
                    assert 0 <= item.x <= item.x + item.width <= PAGE_WIDTH
                    assert 0 <= item.y <= PAGE_HEIGHT
                case RectItem():
                    assert item.x + item.width <= PAGE_WIDTH + 0.01
                    assert item.y + item.height <= PAGE_HEIGHT + 0.01
                case DrawingItem():
                    assert item.x + item.drawing.width <= PAGE_WIDTH
                    assert item.y + item.drawing.height <= PAGE_HEIGHT


@pytest.mark.parametrize("words", [150, 500, 800, 1250])
@pytest.mark.parametrize("charts", [2, 4, 6])
def test_no_text_overlaps_another(words: int, charts: int):
    for sheet in layout_of(plan(words=words, charts=charts, entries=9)).sheets:
        assert overlaps(boxes(sheet)) == []


def test_text_that_is_too_long_says_per_block_by_how_much():
    document = plan(words=2600)
    problems = lay_out(document, typesetter(), STYLE)
    assert isinstance(problems, tuple)
    assert all(isinstance(problem, Problem) for problem in problems)
    told = {problem.message.split("'")[1] for problem in problems}
    assert told == {s.title for s in document.sections}
    page2 = next(problem for problem in problems if "ontwikkelingen" in problem.message)
    assert page2.file == "2023-2024/ggz/rotterdam.md"
    assert page2.line == 3
    assert "Page 2 is too full at 10 pt" in page2.message
    assert "too many (about" in page2.message
    assert "shorten this block" in page2.hint


def test_taking_out_about_what_is_said_makes_it_fit():
    words = 2000
    problems = lay_out(plan(words=words), typesetter(), STYLE)
    assert isinstance(problems, tuple)
    too_many = sum(int(problem.message.split("(about ")[1].split()[0]) for problem in problems)
    assert 0 < too_many < words
    assert isinstance(lay_out(plan(words=int((words - too_many) * 0.93)), typesetter(), STYLE), Layout)


def blocks(*words: int) -> tuple[Section, ...]:
    """A short panel beside the charts, and three blocks on page 2 of at most these words."""
    named = zip(("samenwerking", "knelpunten", "actielijnen"), ("kolommen", "kolommen", "paneel"), words, strict=True)
    flowing = (section(name, place, count // SENTENCE_WORDS * 24) for name, place, count in named)
    return (section("opvallend", "zijkolom", 60), *flowing)


TOO_LONG = [
    ((1250, 300, 200), [(150, 10, 83), (36, 2, 17), (24, 2, 17)]),
    ((1650, 400, 200), [(198, 55, 458), (48, 13, 108), (24, 7, 58)]),
    ((1975, 200, 100), [(237, 69, 575), (24, 7, 58), (12, 3, 25)]),
]
"""Words of the blocks, and what is told of each: its lines, how many are too many, and how many words."""


@pytest.mark.parametrize(("words", "told"), TOO_LONG)
def test_lines_and_words_that_are_too_many_are_told_block_by_block(words, told):
    problems = lay_out(plan(sections=blocks(*words), charts=2, entries=3), typesetter(), STYLE)
    assert isinstance(problems, tuple)
    names = ("samenwerking", "knelpunten", "actielijnen")
    assert [problem.message for problem in problems] == [
        f"Page 2 is too full at 10 pt: 'Kop van {name}' has about {lines} lines, {many} too many"
        f" (about {fewer} of its {count} words)."
        for name, count, (lines, many, fewer) in zip(names, words, told, strict=True)
    ]


@pytest.mark.parametrize(("words", "told"), TOO_LONG)
def test_without_the_words_that_are_told_it_fits_and_with_half_of_them_it_does_not(words, told):
    def left(part: float) -> Layout | tuple[Problem, ...]:
        counts = (round(count - part * fewer) for count, (_, _, fewer) in zip(words, told, strict=True))
        return lay_out(plan(sections=blocks(*counts), charts=2, entries=3), typesetter(), STYLE)

    assert isinstance(left(1), Layout)
    if min(fewer for _, _, fewer in told) > SENTENCE_WORDS:
        assert not isinstance(left(0.5), Layout)


def test_only_the_page_that_is_too_full_is_told():
    sections = (
        section("opvallend", "zijkolom", 1300),
        section("samenwerking", "kolommen", 200),
        section("actielijnen", "paneel", 60),
    )
    problems = lay_out(plan(sections=sections), typesetter(), STYLE)
    assert isinstance(problems, tuple)
    assert [problem.message for problem in problems] == [
        "Page 1 is too full at 10 pt: 'Kop van opvallend' has about 108 lines, 65 too many"
        " (about 812 of its 1350 words)."
    ]
    shorter = (section("opvallend", "zijkolom", (1350 - 812) // SENTENCE_WORDS * 24), *sections[1:])
    assert isinstance(lay_out(plan(sections=shorter), typesetter(), STYLE), Layout)


def test_a_plan_without_a_panel_or_side_text_still_stands():
    sections = (section("samenwerking", "kolommen", 600),)
    assert layout_of(plan(sections=sections)).fill > 0.8


def test_a_plan_with_all_its_text_beside_the_charts_still_stands():
    document = plan(words=600)
    beside = tuple(one for one in document.sections if one.place == "zijkolom")
    assert layout_of(replace(document, sections=beside)).fill == 0


def test_charts_may_stand_on_page_two():
    document = plan(words=500, charts=3)
    import dataclasses

    moved = dataclasses.replace(
        document,
        charts=tuple(dataclasses.replace(card, page=2) if n else card for n, card in enumerate(document.charts)),
    )
    second = layout_of(moved).sheets[1]
    assert {item.node for item in second.items if isinstance(item, DrawingItem)} >= {"grafiek-2", "grafiek-3"}


def test_a_page_with_example_figures_says_so_and_the_other_doesnt():
    first, second = layout_of(plan()).sheets
    texts = [[item.text for item in sheet.items if isinstance(item, TextItem)] for sheet in (first, second)]
    assert any("Bevat voorbeeldcijfers" in text for text in texts[0])
    assert any(text.endswith("voorbeeldcijfers") and text.startswith("Leeswijzer") for text in texts[0])
    assert not any("voorbeeldcijfers" in text for text in texts[1])


def test_too_many_charts_on_page_one_are_told_not_drawn_over_each_other():
    problems = lay_out(plan(words=300, charts=14), typesetter(), STYLE)
    assert isinstance(problems, tuple)
    crowded = problems[0]
    assert crowded.file == "2023-2024/ggz/editie.toml"
    assert "Page 1 has no room for its 14 charts" in crowded.message
    assert "pagina = 2" in crowded.hint


def test_more_chart_columns_are_taken_when_the_edition_s_number_would_not_fit():
    layout = layout_of(plan(words=500, charts=6))
    drawings = [item for item in layout.sheets[0].items if isinstance(item, DrawingItem) and "grafiek" in item.node]
    assert len({round(item.x) for item in drawings}) in (2, 3)
    assert max(item.y + item.drawing.height for item in drawings) < PAGE_HEIGHT - 30


def test_a_slightly_smaller_size_is_taken_when_only_its_columns_end_evenly():
    document = plan(
        sections=(
            section("opvallend", "zijkolom", 120),
            section("samenwerking", "kolommen", 72),
            section("ontwikkelingen", "kolommen", 96, items=2),
            section("terugblik", "kolommen", 48, items=3),
            section("actielijnen", "paneel", 48, items=7),
        )
    )
    fitter = _Fitter(document, typesetter(), STYLE)
    larger, taken = fitter.fit_size(LARGEST_BODY), fit_of(document)
    assert larger is not None
    assert larger.area.slack > SHORTEST_COLUMN >= taken.area.slack
    assert LARGEST_BODY - SMALLER_FOR_BALANCE <= taken.body < LARGEST_BODY


def plan_beside(sentences: int, flow: int) -> Document:
    """A plan with so many sentences beside the charts, and words in two blocks of page 2."""
    return plan(
        sections=(
            section("opvallend", "zijkolom", 24 * sentences),
            section("samenwerking", "kolommen", flow),
            section("ontwikkelingen", "kolommen", flow),
            section("actielijnen", "paneel", 96, items=2),
        )
    )


@pytest.mark.parametrize(("sentences", "flow"), [(6, 300), (7, 400), (8, 500)])
def test_text_that_leaves_too_little_room_for_the_map_gets_air(sentences: int, flow: int):
    document = plan_beside(sentences, flow)
    fit = fit_of(document)
    room = area_height(document, typesetter()) - 2 * SIDE_PADDING
    usual = rows_height(side_rows(document, fit.side.width, typesetter(), BodyStyle.at(fit.body, fit.looseness)))
    assert usual < FULL_PANEL * room
    assert usual < fit.side.used <= room
    assert fit.side.used > 0.85 * room


@pytest.mark.parametrize(("sentences", "flow"), [(3, 300), (6, 300), (7, 400)])
def test_the_panel_s_type_is_larger_than_the_body_s_where_there_is_room_and_its_headings_are_not(
    sentences: int, flow: int
):
    fit = fit_of(plan_beside(sentences, flow))
    sizes = {text.size for row in fit.side.rows if not row.anchor and not row.keep for text in row.texts}
    assert max(sizes) > fit.body
    assert max(sizes) <= fit.body + max(SIDE_LARGER)
    headings = {text.size for row in fit.side.rows if row.anchor for text in row.texts}
    assert headings == {BodyStyle.at(fit.body).heading}


def test_text_that_fills_its_panel_stays_as_it_is():
    document = plan_beside(10, 400)
    fit = fit_of(document)
    usual = rows_height(side_rows(document, fit.side.width, typesetter(), BodyStyle.at(fit.body, fit.looseness)))
    assert fit.side.used == pytest.approx(usual)
    assert not map_height(document, fit.side, typesetter(), fit.grid.style)


@pytest.mark.parametrize(("sentences", "flow"), [(2, 300), (4, 300)])
def test_larger_text_leaves_the_map_under_it_as_it_is(sentences: int, flow: int):
    document = plan_beside(sentences, flow)
    fit = fit_of(document)
    usual = fit_side(document, typesetter(), BodyStyle.at(fit.body, fit.looseness))
    assert usual is not None
    assert fit.side.used >= usual.used
    assert map_height(document, fit.side, typesetter(), fit.grid.style) > 0
    sizes = [map_height(document, side, typesetter(), fit.grid.style) for side in (fit.side, usual)]
    assert sizes[0] == sizes[1]


def test_no_dot_hangs_at_the_end_or_begin_of_a_line_under_a_chart():
    whole = "Leeswijzer\u00a01 · Regioanalyse p.\u00a03 · voorbeeldcijfers · Groei: klanten sinds 2023"
    card = replace(chart(1), pages=(3,), example=True, note="Groei: klanten sinds 2023")
    broken = 0
    for width in range(80, 400, 5):
        lines = _texts(card, width, typesetter()).foot
        texts = [line.text for line in lines]
        assert not any(text.startswith("·") or text.endswith("·") for text in texts)
        assert " ".join(" ".join(texts).replace("·", "").split()) == " ".join(whole.replace("·", "").split())
        assert [line.last for line in lines] == [False] * (len(lines) - 1) + [True]
        broken += len(lines) > 1
        assert len(lines) > 1 or texts == [whole]
    assert broken
