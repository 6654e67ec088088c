"""From content and figures to a Document: everything a reader meets, without coordinates.

The order of work is the order of the page, for the first use of a definition gives its
number in the Leeswijzer: key figures, charts, then the text.
"""

from __future__ import annotations

from dataclasses import replace

from regioplan_pdf.compose.cards import CardMaker
from regioplan_pdf.compose.describe import describe_document
from regioplan_pdf.compose.leeswijzer import Uses
from regioplan_pdf.compose.prose import Prose
from regioplan_pdf.errors import Problems
from regioplan_pdf.load.regions import Regions
from regioplan_pdf.model.charts import Tile, TileMap
from regioplan_pdf.model.content import Edition, Region, RegionText, Theme
from regioplan_pdf.model.document import ChartCard, Document, KeyFigure, Leeswijzer, Meta, PageHead, Section
from regioplan_pdf.model.figures import Figures

__all__ = ["compose"]

SIDE_COLUMN = "zijkolom"
"""The place on page 1; sections in any other place stand on page 2."""


def compose(
    edition: Edition,
    region: Region,
    regions: Regions,
    text: RegionText,
    figures: Figures,
    theme: Theme,
    problems: Problems,
) -> Document | None:
    """Compose one regioplan; None when its content has faults, which are then in `problems`."""
    found = Problems(text.file)
    uses = Uses(edition)
    prose = Prose(edition, figures, found, uses, _link_targets(edition, text))
    cards = CardMaker(prose, region, text)
    key_figures = tuple(cards.make_key_figure(spec) for spec in edition.key_figures)
    in_order = sorted(edition.charts, key=lambda settings: settings.page)
    charts = tuple(card for card in map(cards.make_card, in_order) if card is not None)
    sections, text_examples = _make_sections(edition, text, prose)
    heads = _make_heads(edition, prose)
    title = f"{edition.title} {edition.sector_short} {region.name}"
    tile_map = _make_tile_map(region, regions)
    problems.extend(found.found())
    if found.failed:
        return None
    document = Document(
        edition=edition.slug,
        sector=edition.sector,
        region=region.slug,
        edition_title=edition.title,
        sector_title=edition.sector_title,
        region_title=region.name,
        heads=heads,
        charts_title=edition.charts_title,
        tile_map=tile_map,
        key_figures=key_figures,
        charts=charts,
        sections=sections,
        leeswijzer=_make_leeswijzer(uses, theme),
        footer=" · ".join((theme.office, title, *(["Concept"] if edition.concept else []))),
        meta=_make_meta(edition, region, theme, title),
        figures=figures,
        example_pages=_example_pages(key_figures, charts, text_examples),
        source=text.file,
        chart_columns=edition.chart_columns,
        logo_alt=theme.logo_alt or theme.office,
        abbreviations=tuple(sorted(edition.abbreviations.items())),
        gaps=tuple(sorted(prose.gaps)),
        copied_from=text.copied_from,
    )
    return describe_document(document, edition)


def _link_targets(edition: Edition, text: RegionText) -> dict[str, str]:
    """Give the node id for every name that may stand after '#' in a link.

    A bare id means the chart before the Leeswijzer entry; a second chart is found at the
    card that it stands in.
    """
    targets: dict[str, str] = {}
    for chart in edition.charts:
        node = targets[f"grafiek-{chart.id}"] = f"grafiek-{chart.id}"
        if chart.second:
            targets[f"grafiek-{chart.second.id}"] = node
    for entry in edition.entries:
        targets[f"leeswijzer-{entry}"] = f"leeswijzer-{entry}"
    targets.update({f"kerncijfer-{spec.id}": f"kerncijfer-{spec.id}" for spec in edition.key_figures})
    targets.update({f"blok-{block.id}": f"blok-{block.id}" for block in text.blocks})
    for full, node in tuple(targets.items()):
        kind, bare = full.split("-", 1)
        if kind in ("grafiek", "leeswijzer"):
            targets.setdefault(bare, node)
    return targets


def _make_sections(edition: Edition, text: RegionText, prose: Prose) -> tuple[tuple[Section, ...], tuple[bool, bool]]:
    """Make the text blocks in the edition's order; and whether each page's show an example."""
    held = {block.id: block for block in text.blocks}
    sections: list[Section] = []
    examples = [False, False]
    # The side column stands on page 1, so its definitions come before those of page 2.
    for spec in sorted(edition.blocks, key=lambda spec: spec.place != SIDE_COLUMN):
        block = held.get(spec.id)
        if block is None:
            continue
        node = f"blok-{spec.id}"
        blocks, example = prose.tell_blocks(block.blocks, node, text.file)
        page = 0 if spec.place == SIDE_COLUMN else 1
        examples[page] = examples[page] or example
        sections.append(Section(node, block.title or spec.title, spec.place, blocks, block.line))
    return tuple(sections), (examples[0], examples[1])


def _make_leeswijzer(uses: Uses, theme: Theme) -> Leeswijzer:
    """Close the Leeswijzer; without a link to the analyses it leads to the office."""
    leeswijzer = uses.close()
    if leeswijzer.link or not theme.office_url:
        return leeswijzer
    return replace(leeswijzer, link_label=theme.office, link=theme.office_url)


def _make_heads(edition: Edition, prose: Prose) -> tuple[PageHead, PageHead]:
    first, second = (
        PageHead(prose.tell_text(title, 0, "").text, prose.tell_text(detail, 0, "").text)
        for title, detail in edition.heads
    )
    return first, second


def _make_tile_map(region: Region, regions: Regions) -> TileMap:
    """Light this region and tint its sisters, the regions of the same zorgkantoor."""
    tiles = []
    for other in regions.by_slug.values():
        sister = bool(other.office) and other.office == region.office
        state = "this" if other.slug == region.slug else "sister" if sister else "other"
        tiles.append(Tile(other.short or other.code, other.name, *other.tile, state))
    return TileMap(tuple(tiles))


def _make_meta(edition: Edition, region: Region, theme: Theme, title: str) -> Meta:
    subject = f"{edition.title} {edition.sector_title} voor de zorgkantoorregio {region.name}"
    gemeenten = region.municipalities_at(edition.reference_date)
    words = dict.fromkeys((*edition.keywords, edition.sector_short, region.name, *gemeenten))
    return Meta(title, theme.office, subject, ", ".join(words), edition.published)


def _example_pages(
    key_figures: tuple[KeyFigure, ...], charts: tuple[ChartCard, ...], texts: tuple[bool, bool]
) -> tuple[bool, bool]:
    """Tell of each page whether a figure on it is a `voorbeeld`; key figures stand on page 1."""
    strip = any(figure.example or figure.detail_example for figure in key_figures)
    first, second = (any(card.example for card in charts if card.page == page) for page in (1, 2))
    return texts[0] or strip or first, texts[1] or second
