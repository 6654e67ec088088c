"""What is wrong with content that could be read: settings and texts that don't fit together.

`check_dataset` for the figures stands in `validate.figures`, `check_expressions` in `validate.expressions`; both
are offered from here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from regioplan_pdf.errors import Problem, Problems
from regioplan_pdf.load.folder import DocumentPath
from regioplan_pdf.load.reading import stays_inside
from regioplan_pdf.load.regions import Regions
from regioplan_pdf.load.text import OVERRIDES_TITLE
from regioplan_pdf.load.vocabulary import CHART_KINDS, PERSONS, ChartKind
from regioplan_pdf.model.content import ChartSettings, Edition, IndicatorSpec, RegionText
from regioplan_pdf.model.figures import Unit
from regioplan_pdf.model.text import Block, Expression, ListBlock, Paragraph, Run
from regioplan_pdf.suggest import did_you_mean, did_you_mean_place, normalise_name
from regioplan_pdf.validate.expressions import check_expressions
from regioplan_pdf.validate.figures import check_dataset
from regioplan_pdf.validate.privacy import check_links

__all__ = [
    "all_charts",
    "check_dataset",
    "check_document_path",
    "check_edition",
    "check_expressions",
    "check_region_text",
]


def all_charts(edition: Edition) -> Iterator[ChartSettings]:
    """Every chart of an edition, the second ones too."""
    for chart in edition.charts:
        yield chart
        if chart.second:
            yield chart.second


def check_document_path(document: DocumentPath, regions: Regions, content: Path) -> tuple[Problem, ...]:
    """Whether a text's file name is the slug of a region, and the file inside the content folder."""
    problems = Problems(f"{document.key}{document.path.suffix}")
    stays_inside(document.path, content, problems)
    if document.region not in regions.by_slug and regions.by_slug:
        region = regions.find(document.region)
        hint = f"rename it to '{region.slug}.md'" if region else regions.suggest(document.region)
        problems.error(0, f"The file is named after no region: '{document.region}'.", hint)
    return problems.found()


def check_edition(edition: Edition) -> tuple[Problem, ...]:
    """Names in editie.toml that refer to nothing, that stand twice, or that don't fit a chart."""
    problems = Problems(edition.file)
    _check_blocks(edition, problems)
    for spec in edition.indicators.values():
        _check_indicator(spec, edition, problems)
    check_links(edition, problems)
    _check_unique(((figure.id, figure.line) for figure in edition.key_figures), "key figures", problems)
    for figure in edition.key_figures:
        known = _known_indicator(figure.indicator, f"key figure '{figure.id}'", figure.line, edition, problems)
        if known and known.categories and not figure.category:
            hint = f'add categorie = "{known.categories[0]}" or another'
            problems.error(figure.line, f"The key figure '{figure.id}' doesn't say which category it shows.", hint)
        elif known and figure.category:
            _check_categories((figure.category,), known, f"key figure '{figure.id}'", figure.line, problems)
    charts = tuple(all_charts(edition))
    _check_unique(((chart.id, chart.line) for chart in charts), "charts", problems)
    for chart in charts:
        _check_chart(chart, edition, problems)
    return problems.found()


def _check_unique(ids: Iterable[tuple[str, int]], what: str, problems: Problems) -> None:
    first: dict[str, int] = {}
    for name, line in ids:
        if name and name in first:
            problems.error(line, f"There are two {what} '{name}'.", f"the first is at line {first[name]}")
        first.setdefault(name, line)


def _check_blocks(edition: Edition, problems: Problems) -> None:
    if not edition.blocks:
        problems.error(0, "There is no [[blok]], so no text can be printed.", "add a [[blok]] for each '##' heading")
    _check_unique(((block.id, block.line) for block in edition.blocks), "blocks", problems)
    filled = [block for block in edition.blocks if block.filling]
    for block in filled[1:]:
        message = f"The block '{block.id}' has the same 'vulling' as '{filled[0].id}'."
        problems.error(block.line, message, "one place for it is enough")
    owners: dict[str, str] = {normalise_name(OVERRIDES_TITLE): OVERRIDES_TITLE}
    for block in edition.blocks:
        for title in dict.fromkeys(normalise_name(name) for name in (block.title, *block.aliases)):
            owner = owners.setdefault(title, block.id)
            if owner != block.id and title:
                problems.error(
                    block.line,
                    f"The heading '{title}' of block '{block.id}' belongs to '{owner}' already.",
                    "take it out of 'kop' or 'aliassen' of one of the two",
                )


def _check_indicator(spec: IndicatorSpec, edition: Edition, problems: Problems) -> None:
    if spec.entry and spec.entry not in edition.entries:
        hint = did_you_mean(spec.entry, edition.entries)
        problems.error(
            spec.line, f"The indicator '{spec.id}' refers to a Leeswijzer entry '{spec.entry}' that isn't there.", hint
        )
    for setting, name in (("basis", spec.base), ("totaal", spec.total)):
        if not name:
            continue
        if name not in edition.indicators or name == spec.id:
            hint = did_you_mean(name, (other for other in edition.indicators if other != spec.id))
            problems.error(spec.line, f"The '{setting}' of '{spec.id}' is no other indicator: '{name}'.", hint)
        elif setting == "basis" and edition.indicators[name].unit is not Unit.COUNT:
            problems.error(
                spec.line, f"The 'basis' of '{spec.id}' isn't a number of persons: '{name}'.", "choose one in 'aantal'"
            )
    if spec.counts == PERSONS and spec.unit is not Unit.COUNT and not spec.base and not spec.change:
        problems.warn(
            spec.line,
            f"'{spec.id}' is about persons but has no 'basis', so small numbers behind it can't be found.",
            "add basis = the indicator that counts the persons it is taken of",
        )


def _known_indicator(name: str, owner: str, line: int, edition: Edition, problems: Problems) -> IndicatorSpec | None:
    spec = edition.indicators.get(name)
    if spec is None and name:
        hint = did_you_mean(name, edition.indicators, otherwise="the [[indicator]] tables say which there are")
        problems.error(line, f"The {owner} shows an indicator that isn't there: '{name}'.", hint)
    return spec


def _check_categories(names: Iterable[str], spec: IndicatorSpec, owner: str, line: int, problems: Problems) -> None:
    for name in names:
        if spec.categories and name not in spec.categories:
            hint = did_you_mean(name, spec.categories)
            problems.error(line, f"The {owner} shows a category that '{spec.id}' doesn't have: '{name}'.", hint)


def _check_chart(chart: ChartSettings, edition: Edition, problems: Problems) -> None:
    owner = f"chart '{chart.id}'"
    if chart.entry and chart.entry not in edition.entries:
        hint = did_you_mean(chart.entry, edition.entries)
        problems.error(chart.line, f"The {owner} refers to a Leeswijzer entry '{chart.entry}' that isn't there.", hint)
    if chart.page == 1 and chart.span > edition.chart_columns:
        problems.error(
            chart.line,
            f"The {owner} is {chart.span} columns wide, but page 1 has {edition.chart_columns}.",
            "make 'breedte' smaller or 'grafiekkolommen' larger",
        )
    specs = [_known_indicator(name, owner, chart.line, edition, problems) for name in chart.indicators]
    kind = CHART_KINDS.get(chart.kind)
    if kind is None:
        return
    low, high = kind.indicators
    if high and not low <= len(specs) <= high:
        needed = "one indicator" if high == 1 else f"{high} indicators"
        problems.error(chart.line, f"The {owner} has {len(specs)} indicators; '{chart.kind}' takes {needed}.")
    main = specs[0] if specs else None
    if main:
        _check_main_indicator(chart, kind, main, problems)
    _check_options(chart, edition, problems)


def _check_main_indicator(chart: ChartSettings, kind: ChartKind, main: IndicatorSpec, problems: Problems) -> None:
    owner = f"chart '{chart.id}'"
    _check_categories(chart.categories, main, owner, chart.line, problems)
    if kind.shares and main.unit is not Unit.PERCENT:
        problems.error(
            chart.line,
            f"The {owner} stacks parts to 100%, but '{main.id}' is in '{main.unit}'.",
            "choose an indicator in '%', or another 'soort'",
        )
    if kind.categories is False and main.categories:
        problems.error(
            chart.line,
            f"The {owner} can't show categories, but '{main.id}' has them.",
            "choose an indicator without categories, or another 'soort'",
        )


def _check_options(chart: ChartSettings, edition: Edition, problems: Problems) -> None:
    """Indicators that only one kind of chart refers to."""
    owner = f"chart '{chart.id}'"
    for option in ("totaal", "noot", "groei"):
        name = chart.options.get(option)
        if isinstance(name, str) and name:
            _known_indicator(name, owner, chart.line, edition, problems)
    rows = chart.options.get("rijen", ())
    for row in rows if isinstance(rows, tuple) else ():
        spec = _known_indicator(row["indicator"], owner, chart.line, edition, problems)
        _known_indicator(row["groei"], owner, chart.line, edition, problems)
        if spec and row["categorie"]:
            _check_categories((row["categorie"],), spec, owner, chart.line, problems)


def check_region_text(text: RegionText, edition: Edition) -> tuple[Problem, ...]:
    """Blocks that are missing, unknown or there twice; sentences and links that lead nowhere."""
    problems = Problems(text.file)
    if not text.blocks and not text.overrides:
        # The file couldn't be read or has no headings; that has been told.
        return ()
    first: dict[str, int] = {}
    filled = {spec.id for spec in edition.blocks if spec.filling}
    for block in text.blocks:
        if not block.title:
            continue  # told where it was read
        if not block.id:
            names = [name for spec in edition.blocks for name in (spec.title, *spec.aliases)]
            hint = did_you_mean(
                block.title, names, otherwise="the headings stand in editie.toml, as 'kop' of a [[blok]]"
            )
            problems.error(block.line, f"There is no block '{block.title}'.", hint)
        elif block.id in first:
            hint = f"the first is at line {first[block.id]}; make them one"
            problems.error(block.line, f"The block '{block.title}' is there twice.", hint)
        elif not block.blocks:
            problems.error(block.line, f"The block '{block.title}' is empty.", "write its text under the heading")
        elif block.id in filled:
            hint = "leave it out of the text, or leave out 'vulling' in editie.toml"
            problems.error(block.line, f"The block '{block.title}' is written by the program.", hint)
        first.setdefault(block.id, block.line)
    for spec in edition.blocks:
        if spec.required and spec.id not in first:
            hint = f"add '## {spec.title}', or set verplicht = false in editie.toml"
            problems.error(0, f"The block '{spec.title}' is missing.", hint)
    charts = [chart.id for chart in edition.charts]
    for chart, (_, line) in text.overrides.items():
        if chart not in charts:
            problems.error(line, f"There is no chart '{chart}' to put a sentence over.", did_you_mean(chart, charts))
    _check_anchors(text, edition, problems)
    if text.copied_from:
        message = f"The text is still that of {text.copied_from}: this line says that it was copied and not revised."
        problems.warn(text.copied_line, message, "revise every block, then take out this line")
    return problems.found()


def _check_anchors(text: RegionText, edition: Edition, problems: Problems) -> None:
    anchors = dict.fromkeys(
        [
            *(chart.id for chart in all_charts(edition)),
            *edition.entries,
            *(f"grafiek-{chart.id}" for chart in edition.charts),
            *(f"leeswijzer-{entry}" for entry in edition.entries),
            *(f"kerncijfer-{figure.id}" for figure in edition.key_figures),
            *(f"blok-{block.id}" for block in edition.blocks),
        ]
    )
    for block in text.blocks:
        for run, line in _linked_runs(block.blocks):
            name = run.link.removeprefix("#")
            if run.link.startswith("#") and name not in anchors:
                hint = did_you_mean_place(name, anchors)
                problems.error(line, f"The link '#{name}' leads to no chart or Leeswijzer entry.", hint)


def _linked_runs(blocks: Iterable[Block]) -> Iterator[tuple[Run | Expression, int]]:
    """Every run that is a link, with the line of its paragraph."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from ((run, block.line) for run in block.runs if run.link)
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from _linked_runs(item.blocks)
