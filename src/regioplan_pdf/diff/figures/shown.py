"""Which figures a reader can meet in a plan, and what they are called.

A plan's `Figures` hold more than it shows: the counts that shares are taken of, and earlier years.
A figure is met in a key figure, in a chart or table, or as the value of an expression in the text.
What an expression calculates from several figures is no figure of the data; it's compared as text.
So is the small print of a key figure: what it was made of isn't carried by the PDF.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from regioplan_pdf.dutch import capitalize_first
from regioplan_pdf.model.content import ChartSettings, Edition, KeyFigureSpec
from regioplan_pdf.model.document import Document
from regioplan_pdf.model.figures import Figures, Period, Series
from regioplan_pdf.model.text import Block, ListBlock, Paragraph, Run

Cell = tuple[str, str]
"""A figure by indicator and category ('' for none)."""

_COMPARING = frozenset({"vergelijking", "verschillen", "groei-vergelijking", "groep-vergelijking", "zin"})
"""Rules whose sentence sets a key figure beside the benchmark."""
_LAST_ONLY = frozenset({"gestapeld-regio", "gepaard", "balkenlijst", "scenario", "tabel"})
"""Kinds of charts that show nothing but the last of their periods."""


def in_words(category: str) -> str:
    """A category as it may be read: the part of a scenario without the sign between its names."""
    return category.replace("|", ", ")


@dataclass(slots=True)
class Shown:
    """What a plan shows.

    periods: of every figure, in the order in which a reader meets them. benchmark: those that stand
    beside the benchmark's. headline: key figures. told: those in the text. growths: indicators that
    a chart shows as the growth of another one. names: by indicator.
    """

    periods: dict[Cell, set[Period]] = field(default_factory=dict)
    benchmark: set[Cell] = field(default_factory=set)
    headline: set[Cell] = field(default_factory=set)
    told: set[Cell] = field(default_factory=set)
    growths: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)

    def note(self, cell: Cell, periods: Iterable[Period]) -> None:
        """Note that a figure is met, of these periods."""
        self.periods.setdefault(cell, set()).update(periods)

    def name(self, indicator: str, name: str) -> None:
        """Name an indicator, if it has no name yet."""
        if name:
            self.names.setdefault(indicator, capitalize_first(name))


def find_shown(document: Document, edition: Edition) -> Shown:
    """Everything that a plan shows as a figure."""
    shown = Shown()
    for spec in edition.key_figures:
        _note_key_figure(shown, spec, document.figures)
    for settings in edition.charts:
        for chart in (settings, settings.second):
            if chart is not None:
                _note_chart(shown, chart, document.figures)
    for section in document.sections:
        for source in _expressions(section.blocks):
            for name, keys, benchmark in read_references(source):
                _note_reference(shown, name, keys, document.figures, benchmark=benchmark)
    _name_all(shown, document, edition)
    return shown


def _note_key_figure(shown: Shown, spec: KeyFigureSpec, figures: Figures) -> None:
    series = figures.region.get(spec.indicator)
    if series is None or not series.periods:
        return
    cell = (spec.indicator, spec.category)
    shown.note(cell, [Period.parse(spec.period) if spec.period else max(series.periods)])
    shown.headline.add(cell)
    if spec.finding is not None and spec.finding.rule in _COMPARING:
        shown.benchmark.add(cell)


def _note_chart(shown: Shown, chart: ChartSettings, figures: Figures) -> None:
    compared = chart.benchmark and chart.kind not in ("prognose", "scenario", "lijnen", "balkenlijst")
    if chart.kind == "tabel":
        _note_table(shown, chart, figures, compared=compared and _has_column(chart, "referentie"))
        return
    for indicator in chart.indicators:
        series = figures.region.get(indicator)
        if series is None:
            continue
        names = chart.categories or series.categories or ("",)
        for name in names:
            _note_cell(shown, (indicator, name), chart, series, compared=compared)
    for option in ("totaal", "noot", "groei"):
        _note_option(shown, chart, option, figures)


def _note_cell(shown: Shown, cell: Cell, chart: ChartSettings, series: Series, *, compared: bool) -> None:
    periods = sorted(map(Period.parse, chart.periods) if chart.periods else series.periods)
    held = periods[-1:] if chart.kind in _LAST_ONLY else periods
    found = [period for period in held if (period, cell[1]) in series.values]
    if found:
        shown.note(cell, found)
        if compared:
            shown.benchmark.add(cell)


def _note_option(shown: Shown, chart: ChartSettings, option: str, figures: Figures) -> None:
    """Note the indicator that a chart shows besides: a total, figures below the years, a growth."""
    indicator = chart.options.get(option)
    series = figures.region.get(indicator) if isinstance(indicator, str) else None
    if series is None or not series.periods:
        return
    cell = (series.indicator, "")
    if option == "noot":
        main = figures.region.get(next(iter(chart.indicators), ""))
        years = map(Period.parse, chart.periods) if chart.periods else main.periods if main is not None else ()
        shown.note(cell, [period for period in years if (period, "") in series.values])
        return
    shown.note(cell, series.periods[-1:])
    if chart.benchmark:
        shown.benchmark.add(cell)
    if option == "groei":
        shown.growths.add(series.indicator)


def _note_table(shown: Shown, chart: ChartSettings, figures: Figures, *, compared: bool) -> None:
    for row in _rows(chart):
        indicator, category = row.get("indicator", ""), row.get("categorie", "")
        label, growth = row.get("label", ""), row.get("groei", "")
        shown.name(indicator, label)
        grown = figures.region.get(growth) if growth and _has_column(chart, "groei") else None
        series = figures.region.get(indicator)
        if series is not None:
            _note_cell(shown, (indicator, category), chart, series, compared=compared)
        if grown is not None and grown.periods:
            shown.growths.add(growth)
            shown.name(growth, f"{label} (groei)" if label else "")
            shown.note((growth, category if category in grown.categories else ""), grown.periods[-1:])


def _rows(chart: ChartSettings) -> Iterator[Mapping[str, str]]:
    rows = chart.options.get("rijen", ())
    if isinstance(rows, list | tuple) and rows:
        yield from ({str(key): str(text) for key, text in row.items()} for row in rows if isinstance(row, Mapping))
    else:
        yield from ({"indicator": name} for name in chart.indicators)


def _has_column(chart: ChartSettings, column: str) -> bool:
    columns = chart.options.get("kolommen", ())
    return not isinstance(columns, list | tuple) or not columns or column in columns


# -- in the text ------------------------------------------------------------------------


def _expressions(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from (run.figure for run in block.runs if isinstance(run, Run) and run.figure)
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from _expressions(item.blocks)


@lru_cache(maxsize=1024)
def read_references(source: str) -> tuple[tuple[str, tuple[str, ...], bool], ...]:
    """The figure that an expression prints: (indicator, keys between [ ], of the benchmark).

    Empty when it calculates something of several figures: then no figure is printed as it is.
    """
    try:
        node: ast.expr = ast.parse(source.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return ()
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
        node = node.args[0]
    keys: tuple[str, ...] = ()
    benchmark = False
    while isinstance(node, ast.Subscript | ast.Attribute):
        if isinstance(node, ast.Attribute):
            benchmark = True
        else:
            items = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            keys = tuple(str(item.value) for item in items if isinstance(item, ast.Constant))
        node = node.value
    return ((node.id, keys, benchmark),) if isinstance(node, ast.Name) else ()


def _note_reference(shown: Shown, name: str, keys: tuple[str, ...], figures: Figures, *, benchmark: bool) -> None:
    series = figures.region.get(name)
    if series is None or not series.periods:
        return
    category = keys[0] if keys and series.categories else ""
    text = keys[-1] if len(keys) > 1 or (keys and not category) else ""
    try:
        period = Period.parse(text) if text else series.periods[-1]
    except ValueError:
        return
    if benchmark:
        shown.benchmark.add((name, category))
    elif (period, category) in series.values:
        shown.note((name, category), [period])
        shown.told.add((name, category))


# -- names ------------------------------------------------------------------------------


def _name_all(shown: Shown, document: Document, edition: Edition) -> None:
    """Name every indicator by the words that stand nearest to it, its id only for want of any."""
    labels = {figure.id: figure.label for figure in document.key_figures}
    measures = {card.id: card.measure for card in document.charts}
    for spec in edition.key_figures:
        if not spec.category:
            shown.name(spec.indicator, labels.get(f"kerncijfer-{spec.id}", ""))
    for chart in edition.charts:
        if chart.kind != "tabel":
            shown.name(next(iter(chart.indicators), ""), measures.get(f"grafiek-{chart.id}", ""))
        growth = chart.options.get("groei")
        if isinstance(growth, str):
            shown.name(growth, f"{measures.get(f'grafiek-{chart.id}', '')} (groei)")
        # Its measure stands in the document with its unit behind it, so the setting is read.
        if chart.second is not None and "{{" not in chart.second.measure:
            shown.name(next(iter(chart.second.indicators), ""), chart.second.measure)
    nameless = dict.fromkeys(indicator for indicator, _ in shown.periods if indicator not in shown.names)
    entries = Counter(edition.indicators[name].entry for name in nameless if name in edition.indicators)
    for indicator in nameless:
        known = edition.indicators.get(indicator)
        if known is not None:
            shown.name(indicator, shown.names.get(known.total, ""))
            entry = edition.entries.get(known.entry)
            # An entry that defines several figures of the text isn't enough to tell them apart.
            aside = f" ({indicator.replace('_', ' ')})" if entries[known.entry] > 1 else ""
            shown.name(indicator, f"{entry.name}{aside}" if entry else "")
    for spec in edition.key_figures:
        shown.name(spec.indicator, labels.get(f"kerncijfer-{spec.id}", ""))
    for indicator in nameless:
        shown.name(indicator, indicator.replace("_", " "))
