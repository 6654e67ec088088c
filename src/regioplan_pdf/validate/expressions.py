"""Expressions that can't be calculated, told even when the figures, the settings or the text have other faults."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from regioplan_pdf.compose.prose import split_expressions
from regioplan_pdf.errors import Problem, Problems
from regioplan_pdf.expressions import find_fault
from regioplan_pdf.model.content import Edition, RegionText
from regioplan_pdf.model.figures import Figures
from regioplan_pdf.model.text import Block, Expression, ListBlock, Paragraph

Located = tuple[str, int, str]
"""An expression, its line and its file."""


@dataclass(frozen=True, slots=True)
class Askable:
    """What an expression can ask for: the figures that there are, without their numbers.

    doubtful: indicators of which rows have faults or aren't there, which has been told: nothing is said of what
    seems to be missing among them.
    """

    figures: Figures
    doubtful: Collection[str]


def check_expressions(text: RegionText, edition: Edition, askable: Askable) -> tuple[Problem, ...]:
    """Expressions that can't be read, that name what isn't there, or that can't be calculated with any figures."""
    problems = Problems(text.file)
    for source, line, file in (*_in_text(text), *_in_settings(edition)):
        fault = find_fault(source, edition, askable.figures, askable.doubtful)
        if fault:
            problems.within(file).error(line, fault.message, fault.hint)
    return problems.found()


def _in_text(text: RegionText) -> Iterator[Located]:
    """The expressions of the text blocks and of the sentences over charts, those that aren't printed too."""
    for block in text.blocks:
        yield from ((run.source, run.line, text.file) for run in _in_blocks(block.blocks))
    for sentence, line in text.overrides.values():
        yield from _in_setting(sentence, line, text.file)


def _in_settings(edition: Edition) -> Iterator[Located]:
    """The expressions that every plan of an edition calculates; which finding it tells depends on its figures."""
    for text in (text for head in edition.heads for text in head):
        yield from _in_setting(text, 0, edition.file)
    for figure in edition.key_figures:
        for text in (figure.label, figure.detail):
            yield from _in_setting(text, figure.line, edition.file)
    for chart in edition.charts:
        second = chart.second
        for text in (
            chart.measure,
            chart.unit_line,
            chart.note,
            *((second.measure, second.unit_line) if second else ()),
        ):
            yield from _in_setting(text, chart.line, edition.file)


def _in_setting(text: str, line: int, file: str) -> Iterator[Located]:
    yield from ((source, line, file) for source in split_expressions(text)[1::2])


def _in_blocks(blocks: Iterable[Block]) -> Iterator[Expression]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from (run for run in block.runs if isinstance(run, Expression))
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from _in_blocks(item.blocks)
