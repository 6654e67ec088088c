"""A plan as a literal, for the tests of layout and drawing."""

from __future__ import annotations

import datetime
from pathlib import Path

from regioplan_pdf.charts.style import ChartStyle
from regioplan_pdf.load.theme import DEFAULT_COLOURS, DEFAULT_FONTS
from regioplan_pdf.model.charts import Mark, PairedBars, PairedRow, StackedBars, StackedRow, Tile, TileMap
from regioplan_pdf.model.document import (
    ChartCard,
    Document,
    KeyFigure,
    Leeswijzer,
    LeeswijzerEntry,
    Meta,
    PageHead,
    Section,
)
from regioplan_pdf.model.figures import Figures
from regioplan_pdf.model.text import ListBlock, ListItem, Paragraph, Role, Run, Subheading
from regioplan_pdf.pdf.galley import Typesetter
from regioplan_pdf.type.fonts import Fonts

FONTS_FOLDER = Path(__file__).parent.parent / "fonts"
FONTS = Fonts(FONTS_FOLDER, DEFAULT_FONTS)
COLOURS = dict(DEFAULT_COLOURS)
STYLE = ChartStyle(FONTS, COLOURS)
SENTENCE = (
    "De zorgaanbieders in de regio spreken met gemeente en zorgkantoor af hoe zij samenwerken,"
    " zodat cliënten met een complexe zorgvraag sneller een passende plek vinden."
)
"""24 words."""


def typesetter() -> Typesetter:
    return Typesetter(FONTS, COLOURS)


def paragraph(text: str = SENTENCE, role: Role = Role.BODY) -> Paragraph:
    return Paragraph((Run(text),), role)


def item(*texts: str) -> ListItem:
    return ListItem(tuple(paragraph(text) for text in texts))


def mark(number: float) -> Mark:
    return Mark(number, f"{number:g}%")


def chart(number: int, page: int = 1) -> ChartCard:
    stacked = StackedBars(
        ("Intramuraal", "VPT", "MPT", "PGB"),
        tuple(StackedRow(label, tuple(map(mark, (50, 10, 20, 20)))) for label in ("2021", "2022", "2023")),
    )
    paired = PairedBars(
        "Rotterdam", "Alle regio’s", tuple(PairedRow(f"{n}GGZ-W", mark(n * 9), mark(20)) for n in range(1, 6))
    )
    return ChartCard(
        f"grafiek-{number}",
        f"Bevinding {number} over het aandeel",
        "Leveringsvorm",
        "% van klanten, januari",
        stacked if number % 2 else paired,
        entry=1,
        entry_id="leeswijzer-1",
        pages=(13,),
        example=number == 1,
        page=page,
    )


def section(name: str, place: str, words: int, *, items: int = 0) -> Section:
    sentences = max(1, words // 24)
    lengths = [3] * (sentences // 3) + ([sentences % 3] if sentences % 3 else [])
    blocks: list[Paragraph | ListBlock | Subheading] = [paragraph(" ".join([SENTENCE] * n)) for n in lengths]
    if items:
        blocks += [Subheading("Wat we doen"), ListBlock(tuple(item(SENTENCE) for _ in range(items)), ordered=True)]
    return Section(f"blok-{name}", f"Kop van {name}", place, tuple(blocks), 3)


def entry(number: int) -> LeeswijzerEntry:
    return LeeswijzerEntry(
        f"leeswijzer-{number}",
        number,
        f"Indicator nummer {number}",
        "CBS, Declaratiegegevens Zilveren Kruis",
        "januari 2021, 2022 en 2023",
        "Alle GGZ-klanten met een geldige declaratie en indicatie in januari tellen mee, ook wie geen zorg krijgt.",
        (6, 11, 17),
        used_by=("grafiek-1",),
    )


def plan(
    *,
    words: int = 700,
    charts: int = 4,
    entries: int = 7,
    region: str = "Rotterdam",
    sections: tuple[Section, ...] = (),
) -> Document:
    """A plan with about `words` words of narrative."""
    side, flow, panel = words * 25 // 100, words * 55 // 100, words * 20 // 100
    sections = sections or (
        section("opvallend", "zijkolom", side),
        section("samenwerking", "kolommen", flow // 3),
        section("ontwikkelingen", "kolommen", flow // 3),
        section("terugblik", "kolommen", flow // 6, items=flow // 6 // 24),
        section("actielijnen", "paneel", panel // 2, items=max(1, panel // 2 // 24)),
    )
    tiles = tuple(Tile(f"ZK{n:02}", f"Regio {n}", n % 6, n // 6, "this" if n == 9 else "other") for n in range(31))
    return Document(
        "2023-2024",
        "ggz",
        region.casefold(),
        "Regioplan 2023/2024",
        "langdurige GGZ (Wlz)",
        region,
        (PageHead("Cijfers en beeld", "peildatum 1 januari 2023"), PageHead("Samenwerking", "terugblik 2022")),
        "Huidige vraagontwikkeling",
        TileMap(tiles),
        tuple(
            KeyFigure(f"kerncijfer-{n}", "1.218", "GGZ-klanten", "gelijk aan alle regio’s (1.218)", 1, "leeswijzer-1")
            for n in range(5)
        ),
        tuple(chart(n) for n in range(1, charts + 1)),
        sections,
        Leeswijzer("Leeswijzer", tuple(entry(n) for n in range(1, entries + 1)), "Analyses", "https://example.org/a"),
        f"Zorgkantoor · Regioplan 2023/2024 GGZ {region}",
        Meta("Regioplan 2023/2024 GGZ Rotterdam", "Zorgkantoor", "Onderwerp", "wlz", datetime.date(2023, 6, 1)),
        Figures(region.casefold(), "zilveren-kruis"),
        (True, False),
        "2023-2024/ggz/rotterdam.md",
    )
