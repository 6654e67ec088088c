"""Which indicators an edition or a text names: only those can be met in a plan.

What no chart, key figure or expression names, such as the count that a share is taken of, isn't
handed to a document, so that the files inside a PDF don't tell it either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from regioplan_pdf.compose.prose import names_in, split_expressions
from regioplan_pdf.model.content import ChartSettings, Edition, FindingSpec, RegionText
from regioplan_pdf.model.text import Block, Expression, ListBlock, Paragraph


def named_by_edition(edition: Edition) -> frozenset[str]:
    """The indicators that charts, key figures and their sentences show or are judged by."""
    found: set[str] = set()
    for figure in edition.key_figures:
        found.add(figure.indicator)
        found.update(_in_texts((figure.label, figure.detail)))
        found.update(_in_finding(figure.finding))
    for settings in edition.charts:
        for chart in (settings, settings.second):
            if chart is not None:
                found.update(_in_chart(chart))
    found.update(_in_texts((edition.charts_title, *(text for head in edition.heads for text in head))))
    # A finding about all categories together is told by their total.
    found.update(edition.indicators[name].total for name in tuple(found) if name in edition.indicators)
    return frozenset(found & set(edition.indicators))


def named_by_text(text: RegionText) -> frozenset[str]:
    """The indicators in the expressions of a region's text, and of its own sentences over charts."""
    sources = [source for block in text.blocks for source in _in_blocks(block.blocks)]
    found = {name for source in sources for name in _in_expression(source)}
    return frozenset((*found, *_in_texts(sentence for sentence, _ in text.overrides.values())))


def _in_chart(chart: ChartSettings) -> Iterator[str]:
    yield from chart.indicators
    yield from (value for value in chart.options.values() if isinstance(value, str))
    rows = chart.options.get("rijen", ())
    for row in rows if isinstance(rows, tuple) else ():
        yield from (row["indicator"], row["groei"])
    yield from _in_texts((chart.measure, chart.unit_line, chart.note))
    yield from _in_finding(chart.finding)


def _in_finding(finding: FindingSpec | None) -> Iterator[str]:
    if finding is not None:
        yield from (value for value in finding.options.values() if isinstance(value, str))
        yield from _in_texts(finding.sentences.values())


def _in_blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from (run.source for run in block.runs if isinstance(run, Expression))
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from _in_blocks(item.blocks)
        else:
            yield from split_expressions(block.text)[1::2]


def _in_texts(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for source in split_expressions(text)[1::2]:
            yield from _in_expression(source)


def _in_expression(source: str) -> tuple[str, ...]:
    try:
        return names_in(source.strip())
    except (SyntaxError, ValueError, MemoryError, RecursionError):  # told when it's calculated
        return ()
