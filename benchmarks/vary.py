"""Another plan of the same length: fresh words and figures, so that no cache knows it yet.

A program that makes 31 plans in a row meets new text in each. Timing one plan over and over would
measure caches - Typst even keeps whole paragraphs between runs - so every round changes a quarter
of the longer words and, invisibly, every figure.
"""

from __future__ import annotations

import re
from dataclasses import replace

from regioplan_pdf.model.content import RegionText
from regioplan_pdf.model.figures import Figures, Series
from regioplan_pdf.model.text import Block, ListBlock, ListItem, Paragraph, Run

EVERY = 4
_WORD = re.compile(r"\b[a-zéëïöü]{6,}\b")
_KEPT = re.compile(r"(\{\{.*?\}\}|\]\([^)]*\)|https?://\S+)")


def vary_words(text: str, number: int) -> str:
    """Every fourth longer word with two letters that say `number` (up to 675); 0 changes nothing."""
    if not number:
        return text
    first, second = (chr(ord("a") + digit % 26) for digit in (number, number // 26))
    count = number

    def change(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        word = found.group()
        return word if count % EVERY else word[0] + first + second + word[3:]

    return _WORD.sub(change, text)


def vary_markdown(source: str, number: int) -> str:
    """A region's file with other words; headings, expressions and links stay."""
    lines = []
    for line in source.splitlines():
        if line.startswith("#") or line.strip().startswith(("Uitkomst", "grafiek", "---")):
            lines.append(line)
        else:
            parts = _KEPT.split(line)
            lines.append("".join(part if place % 2 else vary_words(part, number) for place, part in enumerate(parts)))
    return "\n".join(lines) + "\n"


def vary_text(text: RegionText, number: int) -> RegionText:
    """The text blocks with other words."""
    blocks = tuple(
        replace(block, blocks=tuple(vary_block(child, number) for child in block.blocks)) for block in text.blocks
    )
    return replace(text, blocks=blocks)


def vary_block(block: Block, number: int) -> Block:
    """A block of text with a quarter of its longer words changed."""
    if isinstance(block, Paragraph):
        return _vary_paragraph(block, number)
    return _vary_list(block, number) if isinstance(block, ListBlock) else block


def _vary_paragraph(paragraph: Paragraph, number: int) -> Paragraph:
    runs = tuple(
        replace(run, text=vary_words(run.text, number)) if isinstance(run, Run) else run for run in paragraph.runs
    )
    return replace(paragraph, runs=runs)


def _vary_list(block: ListBlock, number: int) -> ListBlock:
    items = tuple(
        ListItem(
            tuple(
                _vary_list(child, number) if isinstance(child, ListBlock) else _vary_paragraph(child, number)
                for child in item.blocks
            )
        )
        for item in block.items
    )
    return replace(block, items=items)


def vary_figures(figures: Figures, number: int) -> Figures:
    """Every number a billionth part larger a round: it prints the same, but no cache knows it."""
    factor = 1 + number / 1e9
    region = {name: _vary_series(series, factor) for name, series in figures.region.items()}
    benchmark = {name: _vary_series(series, factor) for name, series in figures.benchmark.items()}
    return replace(figures, region=region, benchmark=benchmark)


def _vary_series(series: Series, factor: float) -> Series:
    values = {
        key: value if value.number is None else replace(value, number=value.number * factor)
        for key, value in series.values.items()
    }
    return replace(series, values=values)
