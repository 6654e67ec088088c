"""Plans at the edge of what may come, as documents: all of them must conform like any other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fontTools.ttLib import TTFont

from plan_factory import FONTS, SENTENCE, chart, item, paragraph, plan, section
from regioplan_pdf.compose.describe import Names, add_descriptions, describe_map
from regioplan_pdf.model.charts import (
    BarList,
    BarRow,
    Lines,
    LineSeries,
    Mark,
    PairedBars,
    PairedRow,
    StackedBars,
    StackedRow,
)
from regioplan_pdf.model.document import ChartCard, Document, Section
from regioplan_pdf.model.text import ListBlock, ListItem, Paragraph, Role, Run

NAMES = Names("Rotterdam", "alle Zilveren Kruis-regio’s")
HIDDEN = Mark(None, "te klein", withheld=True)
ADDRESS = "https://www.zilverenkruis.nl/zorgkantoor/zorgaanbieders/uw-zorgverlening/analyses"


def described(document: Document) -> Document:
    """The document with its alternative texts and tables, as `compose` would give it."""
    charts = tuple(add_descriptions(card, NAMES) for card in document.charts)
    return replace(document, charts=charts, map_alt=describe_map(document.tile_map, document.region_title))


def longest_region_name() -> Document:
    return plan(region="Zuid-Hollandse Eilanden, Waardenland en Westland Schieland Delfland")


def everything_withheld() -> Document:
    """A region so small that no figure may be shown."""
    stacked = StackedBars(("Intramuraal", "VPT"), (StackedRow("2023", (HIDDEN, HIDDEN)),))
    rows = tuple(PairedRow(f"{n}GGZ-W", HIDDEN, Mark(20, "20%")) for n in (1, 2))
    paired = PairedBars("Klein", "Alle regio’s", rows)
    months = tuple((2022, month) for month in range(1, 13))
    lines = Lines(months, (LineSeries("Wacht op voorkeur", (HIDDEN,) * 12), LineSeries("Urgent", (HIDDEN,) * 12)))
    bars = BarList(tuple(BarRow(name, HIDDEN) for name in ("Noord", "Zuid")), (BarRow("Regio", HIDDEN, "region"),))
    cards = tuple(replace(chart(n), spec=spec) for n, spec in enumerate((stacked, paired, lines, bars), 1))
    document = plan(charts=0)
    figures = tuple(replace(figure, text="te klein", withheld=True) for figure in document.key_figures)
    return replace(document, charts=cards, key_figures=figures)


def at_ten_points() -> Document:
    """A plan that only fits with the least white, its Leeswijzer split over columns."""
    return plan(words=1800, charts=6, entries=9)


def nested_lists_and_long_links() -> Document:
    """Lists in lists, and links that run over a line's end, some in bold."""
    link = Paragraph(
        (Run("Zie "), Run(f"{SENTENCE} {SENTENCE}", link=ADDRESS), Run(" en "), Run(ADDRESS, link=ADDRESS))
    )
    inner = ListBlock((ListItem((link,)), item("kort")), ordered=True, start=7)
    outer = ListBlock(
        (ListItem((paragraph(), inner)), ListItem((paragraph(), paragraph("We gaan door.", Role.OUTCOME)))),
        ordered=False,
    )
    strong = Paragraph((Run("Vet: ", bold=True), Run("een lange schuine verwijzing", italic=True, link="#grafiek-1")))
    blocks = (paragraph(), outer, strong, ListBlock((ListItem((strong,)), item(SENTENCE)), ordered=True))
    sections = (
        section("opvallend", "zijkolom", 120),
        Section("blok-lijsten", "Lijsten in lijsten", "kolommen", blocks),
        section("samenwerking", "kolommen", 240),
        Section("blok-actielijnen", "Actielijnen", "paneel", (paragraph(role=Role.LEAD_IN), outer)),
    )
    return plan(sections=sections)


def without_benchmark() -> Document:
    """Charts of the region alone."""
    paired = PairedBars("Rotterdam", "", tuple(PairedRow(f"{n}GGZ-W", Mark(n * 10, f"{n * 10}%")) for n in (1, 2, 3)))
    return replace(plan(charts=3), charts=tuple(replace(chart(n), spec=paired) for n in (1, 2, 3)))


def every_glyph() -> Document:
    """Each character that the regular face has, in words of twenty."""
    with TTFont(FONTS.paths["regular"]) as font:
        codes = sorted(font.getBestCmap())
    characters = [chr(code) for code in codes if chr(code).isprintable() and not chr(code).isspace() and code != 0xAD]
    faces = [character for character in characters if not FONTS.missing(character, "bold")]
    words = ["".join(faces[at : at + 20]) for at in range(0, len(faces), 20)]
    half = len(words) // 2
    sections = (
        section("opvallend", "zijkolom", 48),
        Section("blok-tekens", "Alle tekens", "kolommen", (paragraph(" ".join(words[:half])),)),
        Section("blok-meer", "En de rest", "kolommen", (Paragraph((Run(" ".join(words[half:]), bold=True),)),)),
    )
    return plan(sections=sections, charts=2)


def all_extremes() -> Iterator[tuple[str, Document]]:
    """Name and document of each."""
    for make in (
        longest_region_name,
        everything_withheld,
        at_ten_points,
        nested_lists_and_long_links,
        without_benchmark,
        every_glyph,
    ):
        yield make.__name__, described(make())


def without_alternative(card: ChartCard) -> ChartCard:
    """A card as no composer would leave it."""
    return replace(card, alt="", table=None)
