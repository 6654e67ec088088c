"""What to tell an editor whose text doesn't fit at the smallest size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from regioplan_pdf.charts.style import ChartStyle
from regioplan_pdf.errors import Problem, Severity
from regioplan_pdf.model.document import Document, LeeswijzerEntry, Section
from regioplan_pdf.pdf.cards import FINDING_LEADING, FINDING_SIZE, ROW_GAP, CardRow
from regioplan_pdf.pdf.extent import block_widths, count_words, least_lines
from regioplan_pdf.pdf.galley import Typesetter, rows_height
from regioplan_pdf.pdf.leeswijzer import TIGHTEST_LEADING, band_setter
from regioplan_pdf.pdf.nodes import SIDE_PLACE
from regioplan_pdf.pdf.page_figures import (
    SIDE_PADDING,
    WIDEST,
    area_height,
    chart_room,
    fit_side,
    grid_height,
    side_rows,
    smallest_grid,
)
from regioplan_pdf.pdf.page_text import TextFitter, chart_rows, column_measure
from regioplan_pdf.pdf.style import (
    HEADER_HEIGHT,
    PAGE_HEIGHT,
    SMALLEST_BODY,
    SMALLEST_TYPE,
    TEXT_COLUMNS,
    TIGHTEST,
    BodyStyle,
)

ENDLESS = 20_000.0
"""A page height (pt) that holds any text: to see how much a text that doesn't fit needs."""

MOST_FINDING_LINES = 3
"""An editor's sentence over a chart that takes more lines is told when the page is too full."""
LARGEST_BAND = 0.4
"""The part of page 2 that the Leeswijzer may take before it's told to be too long."""


def overflow_problems(document: Document, typesetter: Typesetter, style: ChartStyle) -> tuple[Problem, ...]:
    """What is too long at the smallest size: charts, the Leeswijzer, and the text block by block."""
    body = BodyStyle.at(SMALLEST_BODY, TIGHTEST)
    problems: list[Problem] = list(_crowded_charts(document, typesetter, style, body))
    side = rows_height(side_rows(document, WIDEST, typesetter, body))
    room = area_height(document, typesetter) - 2 * SIDE_PADDING
    if side > room:
        sections = [section for section in document.sections if section.place == SIDE_PLACE]
        problems.extend(_share(document, sections, (side - room) / body.leading, typesetter, WIDEST - 2 * SIDE_PADDING))
    rows = chart_rows(document, typesetter, style)
    band = band_setter(document.leeswijzer, typesetter).set(SMALLEST_TYPE, TIGHTEST_LEADING)
    height = band.text_bottom - body.top - sum(row.minimum + ROW_GAP for row in rows)
    needed = TextFitter(document, typesetter).fit(TEXT_COLUMNS, ENDLESS, body)
    if needed is None or needed.height > height or not problems:
        over = needed.height - height if needed else ENDLESS
        others = [*_long_sentences(document, rows, typesetter), *_long_leeswijzer(document, band.height, over)]
        problems.extend(problem for problem, _ in others)
        over -= sum(surplus for _, surplus in others)
        if over > 0 or not problems:
            sections = [section for section in document.sections if section.place != SIDE_PLACE]
            lines = max(1.0, over * TEXT_COLUMNS / body.leading)
            problems.extend(_share(document, sections, lines, typesetter, column_measure(TEXT_COLUMNS, body)))
    return tuple(problems)


def _crowded_charts(
    document: Document, typesetter: Typesetter, style: ChartStyle, body: BodyStyle
) -> Iterator[Problem]:
    """Say how much too high the charts of page 1 are, even beside the smallest text."""
    side = fit_side(document, typesetter, body)
    grid = smallest_grid(document, side.width if side else WIDEST, typesetter, style)
    over = grid_height(grid.rows) - chart_room(document, typesetter)
    if over <= 0:
        return
    for problem, surplus in _long_sentences(document, grid.rows, typesetter):
        yield problem
        over -= surplus
    if over > 0:
        count = sum(len(row.cards) for row in grid.rows)
        yield Problem(
            _edition_file(document),
            0,
            Severity.ERROR,
            f"Page 1 has no room for its {count} charts: they are {over:.0f} pt too high together.",
            "move one with pagina = 2, shorten its sentences or footnote, or shorten the text beside the charts",
        )


def _edition_file(document: Document) -> str:
    return f"{document.edition}/{document.sector}/editie.toml"


def _long_sentences(
    document: Document, rows: Iterable[CardRow], typesetter: Typesetter
) -> Iterator[tuple[Problem, float]]:
    """The sentences of an editor that take far more than their lines, each with the height that is too much, pt."""
    for row in rows:
        for card, _, width in row.cards:
            lines = len(typesetter.balanced(card.finding, width, FINDING_SIZE)) if card.finding_line else 0
            if lines > MOST_FINDING_LINES:
                words = len(card.finding.split())
                problem = Problem(
                    document.source,
                    card.finding_line,
                    Severity.ERROR,
                    f"Page {card.page} is too full: the sentence over '{card.measure}' takes {lines} lines"
                    f" ({words} words).",
                    f"make it at most {MOST_FINDING_LINES} lines, about {words * MOST_FINDING_LINES // lines} words",
                )
                yield problem, (lines - MOST_FINDING_LINES) * FINDING_LEADING


def _long_leeswijzer(document: Document, height: float, over: float) -> Iterator[tuple[Problem, float]]:
    """The Leeswijzer when it takes more than its share of page 2, with the height that it should give up, pt."""
    share = (PAGE_HEIGHT - HEADER_HEIGHT) * LARGEST_BAND
    entries = document.leeswijzer.entries
    if height <= share or not entries:
        return
    longest = max(entries, key=_entry_words)
    words, total = _entry_words(longest), sum(map(_entry_words, entries))
    surplus = min(over, height - share)
    part = f"{height / (PAGE_HEIGHT - HEADER_HEIGHT):.0%} of it at {SMALLEST_TYPE:g} pt"
    fewer = min(total - len(entries), max(1, round(total * surplus / height)))
    yield (
        Problem(
            _edition_file(document),
            longest.line,
            Severity.ERROR,
            f"Page 2 is too full: the Leeswijzer takes {part}, about"
            f" {fewer} of its {total} words too many. The longest entry is '{longest.name}', of {words} words.",
            "shorten its toelichting or nb, or those of other entries",
        ),
        surplus,
    )


def _entry_words(entry: LeeswijzerEntry) -> int:
    return len(f"{entry.name} {entry.source} {entry.reference_date} {entry.explanation} {entry.nb}".split())


def _share(
    document: Document, sections: list[Section], lines: float, typesetter: Typesetter, measure: float
) -> list[Problem]:
    """Divide the lines that are too many over the blocks, by their length."""
    lengths = [least_lines(block_widths(section, typesetter), measure, SMALLEST_BODY) for section in sections]
    lines = min(lines, sum(lengths))
    page = 1 if sections and sections[0].place == SIDE_PLACE else 2
    problems = []
    for section, has in zip(sections, lengths, strict=True):
        words = sum(count_words(block) for block in section.blocks)
        too_many = min(has, max(1, round(lines * has / sum(lengths))))
        fewer = min(max(1, words - 1), max(1, round(words * too_many / max(has, too_many))))
        problems.append(
            Problem(
                document.source,
                section.line,
                Severity.ERROR,
                f"Page {page} is too full at {SMALLEST_BODY:g} pt: '{section.title}' has about {has} lines,"
                f" {too_many} too many (about {fewer} of its {words} words).",
                "shorten this block, or another on the same page by as much",
            )
        )
    return problems
