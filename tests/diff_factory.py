"""Plans to compare, composed from literal figures and settings."""

from __future__ import annotations

from dataclasses import replace

from figures_factory import make_edition, make_entry, make_figures, make_series
from regioplan_pdf.compose import compose
from regioplan_pdf.diff.plan import compare_plans
from regioplan_pdf.diff.subject import Subject, subject_of
from regioplan_pdf.errors import Problems
from regioplan_pdf.load.regions import Regions
from regioplan_pdf.model.changes import FigureChange, Origin, PlanChanges
from regioplan_pdf.model.content import (
    BlockSpec,
    ChartSettings,
    Edition,
    EntrySpec,
    FindingSpec,
    IndicatorSpec,
    KeyFigureSpec,
    Region,
    RegionText,
    TextBlock,
    Theme,
)
from regioplan_pdf.model.figures import Figures, Series, Unit
from regioplan_pdf.model.text import Expression, Paragraph, Run

ROTTERDAM = Region("ZK20", "Rotterdam", "rotterdam", (), "Zorgkantoor", (2, 4))
UTRECHT = Region("ZK21", "Utrecht", "utrecht", (), "Zorgkantoor", (4, 3))
ZWOLLE = Region("ZK06", "Zwolle", "zwolle", (), "Zorgkantoor", (5, 2))
REGIONS = Regions({region.slug: region for region in (ROTTERDAM, UTRECHT, ZWOLLE)})
THEME = Theme("Zorgkantoor", "https://example.nl", {}, {})
LEVELS = {
    "hoger": "{regio}: meer dan gemiddeld",
    "lager": "{regio}: minder dan gemiddeld",
    "vergelijkbaar": "{regio}: gelijk",
}

KLANTEN = IndicatorSpec("klanten", Unit.COUNT, counts="personen", entry="klanten")
RATIO = IndicatorSpec("ratio", Unit.PER_10000, decimals=1, entry="klanten")
LOCATIES = IndicatorSpec("locaties", Unit.PER_1000, entry="locaties")
VORM = IndicatorSpec("vorm", Unit.PERCENT, base="klanten", parts="som", entry="vormen", categories=("MPT", "PGB"))
KOSTEN = IndicatorSpec("kosten", Unit.EURO)
GROEI = IndicatorSpec("groei", Unit.PERCENT, decimals=1, change=True)
INDICATORS = (KLANTEN, RATIO, LOCATIES, VORM, KOSTEN, GROEI)
ENTRIES = tuple(make_entry(name) for name in ("klanten", "locaties", "vormen"))
KEYS = tuple(KeyFigureSpec(name, name, f"{name} in de regio") for name in ("klanten", "locaties", "kosten"))
LEVEL = FindingSpec("vergelijking", LEVELS)
CHARTS = (ChartSettings("vormen", "gepaard", ("vorm",), "Leveringsvorm", "% van klanten"),)
BLOCKS = (BlockSpec("valt-op", "Wat valt op?", "zijkolom"), BlockSpec("acties", "Actielijnen", "paneel"))


def settings(
    year: int = 2023,
    *,
    indicators: tuple[IndicatorSpec, ...] = INDICATORS,
    entries: tuple[EntrySpec, ...] = ENTRIES,
    key_figures: tuple[KeyFigureSpec, ...] = KEYS,
    charts: tuple[ChartSettings, ...] = CHARTS,
    blocks: tuple[BlockSpec, ...] = BLOCKS,
) -> Edition:
    """An edition of a year."""
    edition = make_edition(indicators, charts=charts, key_figures=key_figures, entries=entries, blocks=blocks)
    return replace(edition, slug=f"{year}-{year + 1}", title=f"Regioplan {year}/{year + 1}")


def series(indicator: str, *numbers: object, **options: object) -> Series:
    """A series of one figure a year, the last of 2023 unless `last` says otherwise."""
    last = int(str(options.pop("last", 2023)))
    rows = {str(last - len(numbers) + 1 + place): number for place, number in enumerate(numbers)}
    unit = next(spec.unit for spec in INDICATORS if spec.id == indicator)
    decimals = next(spec.decimals for spec in INDICATORS if spec.id == indicator)
    # As the pipeline makes it: no category is no category at all.
    return replace(make_series(indicator, rows, unit, decimals, **options), categories=())  # type: ignore[arg-type]


def figures(*region: Series, benchmark: tuple[Series, ...] = (), **key_figures: object) -> Figures:
    """Figures of these series, or of one figure of 2023 for each indicator that is named."""
    named = tuple(series(name, number) for name, number in key_figures.items())
    return make_figures((*region, *named), benchmark)


def paragraph(*parts: str) -> Paragraph:
    """A paragraph; a part in {{ }} is an expression."""
    return Paragraph(
        tuple(Expression(part.strip("{ }"), 3) if part.startswith("{{") else Run(part) for part in parts), line=3
    )


def subject(
    edition: Edition,
    seen: Figures,
    *,
    texts: dict[str, tuple[Paragraph, ...]] | None = None,
    titles: dict[str, str] | None = None,
    overrides: dict[str, str] | None = None,
    region: Region = ROTTERDAM,
    origin: Origin = Origin.CONTENT,
) -> Subject:
    """A plan, composed as the program does it."""
    problems = Problems()
    given = {spec.id: spec.title for spec in edition.blocks} | (titles or {})
    blocks = tuple(TextBlock(name, given[name], told, 3) for name, told in (texts or {}).items())
    own = {name: (sentence, 2) for name, sentence in (overrides or {}).items()}
    text = RegionText(region.slug, f"{edition.slug}/ggz/{region.slug}.md", blocks, own)
    document = compose(edition, region, REGIONS, text, seen, THEME, problems)
    assert document is not None, "\n".join(map(str, problems.found()))
    return subject_of(document, edition, origin, text.file)


def compare(old: Figures, new: Figures, before: Edition | None = None, after: Edition | None = None) -> PlanChanges:
    """Two plans that show the same things, by default by the same definitions."""
    one, two = before or fitting(old), after or fitting(new)
    return compare_plans(subject(one, old), subject(two, new))


def fitting(seen: Figures, year: int = 2023) -> Edition:
    """An edition with only those key figures and charts that there are figures for."""
    keys = tuple(key for key in KEYS if key.indicator in seen.region)
    charts = tuple(chart for chart in CHARTS if chart.indicators[0] in seen.region)
    return settings(year, key_figures=keys, charts=charts)


def figure(changes: PlanChanges, indicator: str, category: str = "") -> FigureChange:
    """The one change of a figure."""
    return next(each for each in changes.figures if (each.indicator, each.category) == (indicator, category))
