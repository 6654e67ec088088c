from dataclasses import replace
from pathlib import Path

import pytest

from figures_factory import WITHHELD, make_edition, make_entry, make_figures, make_series
from regioplan_pdf.compose import compose
from regioplan_pdf.compose.chart_source import ChartFault, ChartSource
from regioplan_pdf.compose.chart_specs import BUILDERS, build_spec
from regioplan_pdf.errors import Problems, Severity
from regioplan_pdf.load.regions import Regions
from regioplan_pdf.model.charts import Mark
from regioplan_pdf.model.content import (
    BlockSpec,
    ChartSettings,
    FindingSpec,
    IndicatorSpec,
    KeyFigureSpec,
    Municipality,
    Region,
    RegionText,
    TextBlock,
    Theme,
)
from regioplan_pdf.model.document import EntryRef
from regioplan_pdf.model.figures import Unit
from regioplan_pdf.model.text import Expression, ListBlock, ListItem, Paragraph, Role, Run, Subheading

NBSP = "\u00a0"
ROTTERDAM = Region(
    "ZK20",
    "Rotterdam",
    "rotterdam",
    (),
    "Zilveren Kruis",
    (2, 4),
    (Municipality("Rotterdam"), Municipality("Capelle aan den IJssel"), Municipality("Krimpen aan den IJssel")),
)
UTRECHT = Region("ZK21", "Utrecht", "utrecht", (), "Zilveren Kruis", (4, 3))
ARNHEM = Region("ZK10", "Arnhem", "arnhem", (), "Menzis", (6, 4))
REGIONS = Regions({region.slug: region for region in (ROTTERDAM, UTRECHT, ARNHEM)})
THEME = Theme("Zorgkantoor Voorbeeld", "https://example.nl", {}, {})
FORMS = {
    ("2021", "thuis"): 29,
    ("2021", "intramuraal"): 71,
    ("2023", "thuis"): 35,
    ("2023", "intramuraal"): 65,
}
LEVELS = {"hoger": "{regio}: veel", "lager": "{regio}: weinig", "vergelijkbaar": "{regio}: gewoon"}


def edition(**changes):
    """Two indicators with an entry each, one key figure, one chart."""
    settings = {
        "charts": (ChartSettings("vormen", "gestapeld", ("vorm",), "Leveringsvorm", "% van klanten", line=40),),
        "key_figures": (KeyFigureSpec("locaties", "locaties", "locaties per 1.000 klanten", line=20),),
        "entries": (make_entry("vormen", (13,)), make_entry("locaties"), make_entry("wachtlijst")),
        "blocks": (
            BlockSpec("knelpunten", "Knelpunten", "kolommen"),
            BlockSpec("valt-op", "Wat valt op?", "zijkolom"),
            BlockSpec("acties", "Actielijnen", "paneel"),
        ),
    }
    indicators = (
        IndicatorSpec("vorm", Unit.PERCENT, entry="vormen", categories=("thuis", "intramuraal")),
        IndicatorSpec("locaties", Unit.PER_1000, entry="locaties"),
        IndicatorSpec("wachtlijst", Unit.COUNT, entry="wachtlijst"),
    )
    return make_edition(indicators, **(settings | changes))


def figures(*, forms=FORMS, sources=("bron", "bron", "bron"), benchmark=46):
    region = (
        make_series("vorm", forms, source=sources[0]),
        make_series("locaties", {"2023": 66}, Unit.PER_1000, source=sources[1]),
        make_series("wachtlijst", {"2023": 44}, Unit.COUNT, source=sources[2]),
    )
    return make_figures(region, (make_series("locaties", {"2023": benchmark}, Unit.PER_1000),))


def text(*blocks, **overrides):
    return RegionText("rotterdam", "2023-2024/ggz/rotterdam.md", blocks, overrides)


def block(name, *runs, line=3):
    return TextBlock(name, name.title(), (Paragraph(runs, line=line),), line)


def paragraph(source):
    return Paragraph((Run("Er wachten "), Expression(source, 3), Run(" mensen.")), line=3)


def compose_plan(of=None, said=None, seen=None, region=ROTTERDAM):
    problems = Problems()
    document = compose(of or edition(), region, REGIONS, said or text(), seen or figures(), THEME, problems)
    return document, problems.found()


def compose_well(*args, **kwargs):
    document, problems = compose_plan(*args, **kwargs)
    assert document is not None
    assert not problems
    return document


class TestFrame:
    def test_titles_and_meta(self):
        document = compose_well()
        assert document.file_name == "regioplan-ggz-rotterdam-2023-2024.pdf"
        assert document.footer == "Zorgkantoor Voorbeeld · Regioplan 2023/2024 GGZ Rotterdam"
        assert document.meta.title == "Regioplan 2023/2024 GGZ Rotterdam"
        assert document.meta.author == "Zorgkantoor Voorbeeld"
        assert document.meta.keywords == (
            "regioplan, Wlz, GGZ, Rotterdam, Capelle aan den IJssel, Krimpen aan den IJssel"
        )
        assert document.meta.date.isoformat() == "2023-06-01"
        assert [head.detail for head in document.heads] == ["peildatum", "terugblik"]
        assert document.chart_columns == 3

    def test_tile_map_lights_the_region_and_tints_its_sisters(self):
        states = {tile.name: tile.state for tile in compose_well().tile_map.tiles}
        assert states == {"Rotterdam": "this", "Utrecht": "sister", "Arnhem": "other"}
        assert (compose_well().tile_map.tiles[0].column, compose_well().tile_map.tiles[0].row) == (2, 4)

    def test_sections_stand_in_the_editions_order_side_column_first(self):
        named = replace(block("valt-op", Run("a")), title="Wat valt op?")
        untitled = replace(block("knelpunten", Run("b")), title="")
        said = text(block("acties", Run("c")), named, untitled)
        sections = compose_well(said=said).sections
        assert [(section.id, section.title, section.place) for section in sections] == [
            ("blok-valt-op", "Wat valt op?", "zijkolom"),
            ("blok-knelpunten", "Knelpunten", "kolommen"),
            ("blok-acties", "Acties", "paneel"),
        ]

    def test_same_input_same_document(self):
        assert compose_well() == compose_well()


class TestKeyFigures:
    def make(self, seen=None, region=ROTTERDAM, **changes):
        figure = KeyFigureSpec("locaties", "locaties", "locaties", **changes)
        return compose_well(edition(key_figures=(figure,)), seen=seen, region=region).key_figures[0]

    def test_figure_and_its_place_in_the_leeswijzer(self):
        made = self.make()
        assert (made.id, made.text, made.entry, made.entry_id) == (
            "kerncijfer-locaties",
            "66",
            1,
            "leeswijzer-locaties",
        )

    def test_detail_with_finding_expression_and_names(self):
        finding = FindingSpec("vergelijking", {**LEVELS, "hoger": "relatief veel: {referentie_naam} {referentie}"})
        made = self.make(detail="{bevinding}; {{ wachtlijst }} wachten in {regio}", finding=finding)
        assert made.detail == "relatief veel: alle regio's samen 46; 44 wachten in Rotterdam"

    def test_gemeenten_are_named_or_counted(self):
        assert self.make(detail="{gemeenten}").detail == "Rotterdam, Capelle aan den IJssel en Krimpen aan den IJssel"
        many = replace(ROTTERDAM, municipalities=tuple(Municipality(name) for name in "abcde"))
        assert self.make(detail="{gemeenten}", region=many).detail == "5 gemeenten"

    def test_withheld(self):
        seen = make_figures((make_series("locaties", {"2023": WITHHELD}, Unit.PER_1000),))
        document, _ = compose_plan(edition(charts=()), seen=seen)
        assert (document.key_figures[0].text, document.key_figures[0].withheld) == ("te klein", True)

    def test_earlier_period_is_compared_with_what_came_before(self):
        rows = {"2021": 40, "2022": 50, "2023": 10}
        finding = FindingSpec("ontwikkeling", {"toegenomen": "was {eerste}", "gelijk": "=", "gedaald": "-"})
        figure = KeyFigureSpec("l", "locaties", "l", "{bevinding}", period="2022", finding=finding)
        seen = make_figures((make_series("locaties", rows, Unit.PER_1000),))
        made = compose_well(edition(charts=(), key_figures=(figure,)), seen=seen).key_figures[0]
        assert (made.text, made.detail) == ("50", "was 40")

    def test_large_amounts_in_millions(self):
        indicator = IndicatorSpec("kosten", Unit.EURO)
        of = replace(
            edition(charts=(), key_figures=(KeyFigureSpec("k", "kosten", "kosten"),)), indicators={"kosten": indicator}
        )
        made = compose_well(of, seen=make_figures((make_series("kosten", {"2023": 64_600_000}, Unit.EURO),)))
        assert made.key_figures[0].text == f"€{NBSP}64,6{NBSP}mln"

    def test_unknown_placeholder(self):
        of = edition(key_figures=(KeyFigureSpec("l", "locaties", "l", detail="{gemeente}", line=20),))
        document, (problem,) = compose_plan(of)
        assert document is None
        assert problem.located() == "2023-2024/ggz/editie.toml:20"
        assert problem.hint == "did you mean 'gemeenten'?"

    def test_example_benchmark_in_the_detail(self):
        finding = FindingSpec("vergelijking", LEVELS)
        seen = figures()
        example = make_series("locaties", {"2023": 46}, Unit.PER_1000, source="voorbeeld")
        seen = replace(seen, benchmark={"locaties": example})
        shown = self.make(seen, detail="{bevinding}", finding=finding)
        assert shown.detail_example
        assert not shown.example
        assert not self.make(seen, detail="zonder", finding=finding).detail_example


class TestLeeswijzer:
    def test_numbered_by_first_use(self):
        said = text(
            block("knelpunten", Expression("wachtlijst", 5)),
            block("valt-op", Expression("vorm['thuis']", 9), Expression("locaties", 9)),
        )
        entries = compose_well(said=said).leeswijzer.entries
        assert [(entry.number, entry.id, entry.used_by) for entry in entries] == [
            (1, "leeswijzer-locaties", ("kerncijfer-locaties", "blok-valt-op")),
            (2, "leeswijzer-vormen", ("grafiek-vormen", "blok-valt-op")),
            (3, "leeswijzer-wachtlijst", ("blok-knelpunten",)),
        ]

    def test_unused_definitions_are_left_out(self):
        leeswijzer = compose_well().leeswijzer
        assert [entry.id for entry in leeswijzer.entries] == ["leeswijzer-locaties", "leeswijzer-vormen"]
        assert (leeswijzer.link_label, leeswijzer.link) == ("Alle analyses", "https://example.nl/analyses")

    def test_cards_refer_to_their_entry_and_pages(self):
        (card,) = compose_well().charts
        assert (card.id, card.entry, card.entry_id, card.pages) == ("grafiek-vormen", 2, "leeswijzer-vormen", (13,))

    def test_entry_that_the_chart_names_itself(self):
        (chart,) = edition().charts
        (card,) = compose_well(edition(charts=(replace(chart, entry="wachtlijst"),))).charts
        assert card.entry_id == "leeswijzer-wachtlijst"

    def test_a_link_to_an_entry_uses_it(self):
        document = compose_well(said=text(block("valt-op", Run("zie", link="#leeswijzer-wachtlijst"))))
        assert document.leeswijzer.entries[-1].used_by == ("blok-valt-op",)


class TestText:
    def test_expressions_become_runs_that_name_their_figure(self):
        said = text(block("valt-op", Run("Er zijn "), Expression(" locaties ", 3, bold=True), Run(".")))
        (paragraph,) = compose_well(said=said).sections[0].blocks
        assert paragraph.runs == (Run("Er zijn "), Run("66", bold=True, figure="locaties"), Run("."))

    def test_inside_nested_lists_and_subheadings(self):
        inner = ListBlock((ListItem((Paragraph((Expression("locaties", 4),)),)),))
        outer = ListBlock((ListItem((Paragraph((Run("a"),), Role.OUTCOME), inner)),), ordered=True)
        said = text(TextBlock("acties", "Acties", (Subheading("Nu {{ wachtlijst }}", 2), outer)))
        heading, made = compose_well(said=said).sections[0].blocks
        first, nested = made.items[0].blocks
        assert heading.text == "Nu 44"
        assert first.role is Role.OUTCOME
        assert nested.items[0].blocks[0].runs[0].text == "66"

    def test_withheld_figures_stay_so_in_prose(self):
        seen = figures(forms={("2023", "thuis"): WITHHELD, ("2023", "intramuraal"): 90})
        said = text(block("valt-op", Expression('100 - vorm["thuis"]', 3)))
        assert compose_well(said=said, seen=seen).sections[0].blocks[0].runs[0].text == "te klein"

    def test_every_unknown_name_is_told_with_its_line(self):
        said = text(block("valt-op", Expression("locatie", 7), Expression("wachtlijsten", 8)))
        document, problems = compose_plan(said=said)
        assert document is None
        assert [problem.located() for problem in problems] == [
            "2023-2024/ggz/rotterdam.md:7",
            "2023-2024/ggz/rotterdam.md:8",
        ]
        assert problems[0].hint == "did you mean 'locaties'?"

    def test_unknown_name_in_a_setting(self):
        (chart,) = edition().charts
        document, (problem,) = compose_plan(edition(charts=(replace(chart, note="{{ lokaties }}"),)))
        assert document is None
        assert problem.located() == "2023-2024/ggz/editie.toml:40"

    @pytest.mark.parametrize(
        ("link", "target"),
        [
            ("#grafiek-vormen", "#grafiek-vormen"),
            ("#vormen", "#grafiek-vormen"),
            ("#leeswijzer-vormen", "#leeswijzer-vormen"),
            ("#wachtlijst", "#leeswijzer-wachtlijst"),
            ("#kerncijfer-locaties", "#kerncijfer-locaties"),
            ("#blok-valt-op", "#blok-valt-op"),
            ("https://example.nl/#vormen", "https://example.nl/#vormen"),
        ],
    )
    def test_links(self, link, target):
        document = compose_well(said=text(block("valt-op", Run("zie", link=link))))
        assert document.sections[0].blocks[0].runs[0].link == target

    def test_link_to_nowhere(self):
        document, (problem,) = compose_plan(said=text(block("valt-op", Run("zie", link="#grafiek-vorm"), line=6)))
        assert document is None
        assert problem.located() == "2023-2024/ggz/rotterdam.md:6"
        assert problem.hint == "did you mean 'grafiek-vormen'?"


class TestFindings:
    def chart(self, **changes):
        finding = FindingSpec("vergelijking", LEVELS, {}, 44)
        return ChartSettings("loc", "jaarkolommen", ("locaties",), "Locaties", "", finding, line=40, **changes)

    def finding_of(self, chart, **overrides):
        document, problems = compose_plan(edition(charts=(chart,)), text(**overrides))
        return document.charts[0].finding, problems

    def test_sentence_is_made_with_a_capital(self):
        sentences = {**LEVELS, "hoger": "in {regio}: {{ locaties }} tegen {{ locaties.referentie }}"}
        chart = replace(self.chart(), finding=FindingSpec("vergelijking", sentences))
        assert self.finding_of(chart) == ("In Rotterdam: 66 tegen 46", ())

    def test_chart_without_a_finding(self):
        assert self.finding_of(replace(self.chart(), finding=None)) == ("", ())

    def test_the_editors_own_sentence(self):
        assert self.finding_of(self.chart(), loc=("Hier zijn {{ locaties }} locaties", 9)) == (
            "Hier zijn 66 locaties",
            (),
        )

    def test_the_editors_sentence_goes_against_the_figures(self):
        sentence, (problem,) = self.finding_of(self.chart(), loc=("Hier zijn minder locaties", 9))
        assert sentence == "Hier zijn minder locaties"
        assert problem.severity is Severity.WARNING
        assert problem.located() == "2023-2024/ggz/rotterdam.md:9"
        assert "66 against 46" in problem.message
        assert problem.hint == "the figures would say: Rotterdam: veel"


class TestExamples:
    def pages(self, *sources, said=None, **changes):
        return compose_well(edition(**changes), said, figures(sources=sources)).example_pages

    def test_nothing_is_an_example(self):
        assert self.pages("bron", "bron", "bron") == (False, False)

    def test_chart(self):
        document = compose_well(seen=figures(sources=("voorbeeld", "bron", "bron")))
        assert document.charts[0].example
        assert document.example_pages == (True, False)
        assert document.example

    def test_chart_on_page_two(self):
        (chart,) = edition().charts
        assert self.pages("voorbeeld", "bron", "bron", charts=(replace(chart, page=2),)) == (False, True)

    def test_key_figure(self):
        document = compose_well(seen=figures(sources=("bron", "voorbeeld", "bron")))
        assert [document.key_figures[0].example, document.charts[0].example] == [True, False]
        assert document.example_pages == (True, False)

    def test_prose(self):
        side, columns = block("valt-op", Expression("wachtlijst", 3)), block("acties", Expression("wachtlijst", 3))
        assert self.pages("bron", "bron", "voorbeeld") == (False, False)
        assert self.pages("bron", "bron", "voorbeeld", said=text(side)) == (True, False)
        assert self.pages("bron", "bron", "voorbeeld", said=text(columns)) == (False, True)

    @pytest.mark.parametrize(("source", "mark"), [("bron", ""), ("voorbeeld", "\u00a0(voorbeeld)")])
    def test_prose_says_so_behind_the_figure(self, source, mark):
        said = TextBlock("acties", "Acties", (Subheading("{{ wachtlijst }} mensen", 4), paragraph("wachtlijst")), 3)
        (section,) = compose_well(said=text(said), seen=figures(sources=("bron", "bron", source))).sections
        heading, told = section.blocks
        assert heading.text == f"44 mensen{mark}"
        assert "".join(run.text for run in told.runs) == f"Er wachten 44{mark} mensen."
        assert [run.figure for run in told.runs if run.figure] == ["wachtlijst"]


def source(kind, region, benchmark=None, *, others=(), other_benchmarks=(), **settings):
    """A chart of one indicator 'a'; `others` are indicators that its options name."""
    held = (region, *others)
    indicators = settings.pop("indicators", ("a",))
    return ChartSource(
        ChartSettings("g", kind, indicators, "Titel", "%", line=4, **settings),
        make_edition(tuple(IndicatorSpec(series.indicator, series.unit) for series in held)),
        make_figures(held, (*((benchmark,) if benchmark else ()), *other_benchmarks)),
        "Rotterdam",
    )


def texts(marks):
    return [mark.text for mark in marks]


class TestCharts:
    def test_stacked_bars_by_period_with_the_benchmark_last(self):
        own = make_series("a", FORMS)
        other = make_series("a", {("2023", "thuis"): 32, ("2023", "intramuraal"): 68})
        spec = build_spec(source("gestapeld", own, other))
        assert spec.categories == ("thuis", "intramuraal")
        assert [(row.label, texts(row.marks), row.benchmark) for row in spec.rows] == [
            ("2021", ["29%", "71%"], False),
            ("2023", ["35%", "65%"], False),
            ("ZK 2023", ["32%", "68%"], True),
        ]

    @pytest.mark.parametrize("setting", [{"benchmark": False}, {"categories": ("thuis",)}])
    def test_stacked_bars_without_benchmark(self, setting):
        spec = build_spec(source("gestapeld", make_series("a", FORMS), periods=("2023",), **setting))
        assert [row.label for row in spec.rows] == ["2023"]

    def test_benchmark_of_another_year_is_left_out(self):
        old = make_series("a", {("2021", "thuis"): 32, ("2021", "intramuraal"): 68})
        assert len(build_spec(source("gestapeld-regio", make_series("a", FORMS), old)).rows) == 1

    def test_stacked_bars_of_region_and_benchmark(self):
        spec = build_spec(source("gestapeld-regio", make_series("a", FORMS), make_series("a", FORMS)))
        assert [(row.label, row.benchmark) for row in spec.rows] == [("Rotterdam", False), ("ZK", True)]

    def test_withheld_marks_have_no_number(self):
        own = make_series("a", {("2023", "thuis"): WITHHELD, ("2023", "intramuraal"): None})
        (row,) = build_spec(source("gestapeld-regio", own)).rows
        assert row.marks == (Mark(None, "te klein", withheld=True), Mark(None, "onbekend"))

    def test_paired_bars(self):
        own, other = make_series("a", {("2023", "x"): 40}), make_series("a", {("2023", "x"): 31})
        spec = build_spec(source("gepaard", own, other))
        assert (spec.region_name, spec.benchmark_name) == ("Rotterdam", "Alle regio's samen")
        assert [(row.label, row.region.text, row.benchmark.text) for row in spec.rows] == [("x", "40%", "31%")]
        assert build_spec(source("gepaard", own)).rows[0].benchmark is None

    def test_bar_list_is_sorted_with_the_withheld_last(self):
        own = make_series(
            "a", {("2023", name): number for name, number in zip("abcd", (5, WITHHELD, -3, 9), strict=True)}
        )
        assert [row.label for row in build_spec(source("balkenlijst", own)).rows] == ["d", "a", "c", "b"]
        unsorted = source("balkenlijst", own, options={"sorteren": False})
        assert [row.label for row in build_spec(unsorted).rows] == ["a", "b", "c", "d"]

    def test_bar_list_with_totals(self):
        total, other = make_series("b", {"2023": 6.9}, decimals=1), make_series("b", {"2023": 4.4}, decimals=1)
        chart = source(
            "balkenlijst",
            make_series("a", {("2023", "x"): 5}),
            others=(total,),
            other_benchmarks=(other,),
            options={"totaal": "b"},
        )
        assert [(row.label, row.mark.text, row.emphasis) for row in build_spec(chart).totals] == [
            ("Rotterdam", "6,9%", "region"),
            ("ZK", "4,4%", "benchmark"),
        ]
        assert chart.indicators == ["a", "b"]

    def test_year_columns_with_growth_and_notes(self):
        own = make_series("a", {"2020": 5.1, "2023": 5.45}, Unit.PER_1000, 1)
        other = make_series("a", {"2020": 6.8, "2023": 7.1}, Unit.PER_1000, 1)
        notes = make_series("n", {"2020": 3785, "2023": 4120}, Unit.COUNT)
        options = {"noot": "n", "noot_label": "Klanten"}
        spec = build_spec(source("jaarkolommen", own, other, others=(notes,), options=options))
        assert spec.years == ("2020", "2023")
        assert [(series.name, series.growth, series.benchmark) for series in spec.series] == [
            ("Rotterdam", "+6,9%", False),
            ("ZK", "+4,4%", True),
        ]
        assert (spec.notes_label, texts(spec.notes)) == ("Klanten", ["3.785", "4.120"])

    @pytest.mark.parametrize(
        ("rows", "unit", "growth"),
        [
            ({"2020": WITHHELD, "2023": 40}, Unit.COUNT, ""),
            ({"2020": 40, "2023": None}, Unit.COUNT, ""),
            ({"2020": 0, "2023": 4}, Unit.COUNT, ""),
            ({"2023": 4}, Unit.COUNT, ""),
            ({"2020": 4, "2023": 4}, Unit.COUNT, "0,0%"),
            ({"2020": 33, "2023": 36}, Unit.PERCENT, f"+3{NBSP}procentpunt"),
        ],
    )
    def test_growth_labels(self, rows, unit, growth):
        assert build_spec(source("jaarkolommen", make_series("a", rows, unit))).series[0].growth == growth

    def test_published_growth(self):
        own, other = make_series("a", {"2020": 1, "2023": 2}), make_series("a", {"2020": 1, "2023": 3})
        given = make_series("b", {"2023": 6.9}, decimals=1, source="voorbeeld")
        chart = source("jaarkolommen", own, other, others=(given,), options={"groei": "b"})
        assert [series.growth for series in build_spec(chart).series] == ["+6,9%", ""]
        assert any(value.example for value in chart.shown)

    def test_lines_run_over_all_months(self):
        rows = {("2022-11", "wacht"): 33, ("2022-12", "wacht"): WITHHELD, ("2023-02", "wacht"): 31}
        spec = build_spec(source("lijnen", make_series("a", rows, Unit.COUNT)))
        assert spec.months == ((2022, 11), (2022, 12), (2023, 1), (2023, 2))
        assert [(line.name, texts(line.marks)) for line in spec.series] == [("wacht", ["33", "te klein", "", "31"])]

    def test_lines_of_one_figure(self):
        spec = build_spec(source("lijnen", make_series("a", {"2022-11": 1, "2022-12": 2}, Unit.COUNT)))
        assert [line.name for line in spec.series] == ["Rotterdam"]

    def test_fan(self):
        last = {"minimum": 3910, "midden": 5110, "maximum": 6380}
        rows = {("2023", name): 4120 for name in last} | {("2040", name): number for name, number in last.items()}
        spec = build_spec(source("prognose", make_series("a", rows, Unit.COUNT)))
        assert spec.years == (2023, 2040)
        assert [(line.name, texts(line.marks), line.change) for line in (spec.low, spec.middle, spec.high)] == [
            ("Minimum", ["4.120", "3.910"], "\u22125%"),
            ("Midden", ["4.120", "5.110"], "+24%"),
            ("Maximum", ["4.120", "6.380"], "+55%"),
        ]

    def test_scenarios(self):
        rows = {("2028", "Nu|Basis"): 3928, ("2028", "Straks|Basis"): 3928, ("2028", "Straks|Extra"): 232}
        share = make_series("b", {("2028", "Straks"): 49})
        chart = source("scenario", make_series("a", rows, Unit.COUNT), others=(share,), indicators=("a", "b"))
        spec = build_spec(chart)
        assert spec.parts == ("Basis", "Extra")
        assert [(column.label, texts(column.marks), column.total.text, column.share) for column in spec.columns] == [
            ("Nu", ["3.928", ""], "3.928", ""),
            ("Straks", ["3.928", "232"], "4.160", "49%"),
        ]

    def test_scenario_total_of_a_withheld_part_is_withheld(self):
        rows = {("2028", "Nu|Basis"): 3928, ("2028", "Nu|Extra"): WITHHELD}
        spec = build_spec(source("scenario", make_series("a", rows, Unit.COUNT)))
        assert spec.columns[0].total == Mark(None, "te klein", withheld=True)

    def test_table(self):
        own, other = make_series("a", {"2023": 7799}, Unit.EURO), make_series("a", {"2023": 6486}, Unit.EURO)
        grown, bare = make_series("g", {"2023": 5.2}, decimals=1), make_series("b", {"2022": 12}, Unit.COUNT)
        rows = ({"indicator": "a", "label": "Kosten", "groei": "g"}, {"indicator": "b", "label": "Locaties"})
        chart = source("tabel", own, other, others=(grown, bare), options={"rijen": rows})
        spec = build_spec(chart)
        assert spec.columns == ("Rotterdam", "ZK", "groei")
        assert [(row.label, texts(row.cells)) for row in spec.rows] == [
            ("Kosten", [f"€{NBSP}7.799", f"€{NBSP}6.486", "+5,2%"]),
            ("Locaties", ["12", "–", "–"]),
        ]

    def test_table_columns(self):
        chart = source("tabel", make_series("a", {"2023": 5}), options={"kolommen": ("regio",)})
        assert [(row.label, texts(row.cells)) for row in build_spec(chart).rows] == [("a", ["5%"])]

    def test_every_kind_of_the_vocabulary_has_a_builder(self):
        from regioplan_pdf.load.vocabulary import CHART_KINDS

        assert set(BUILDERS) == set(CHART_KINDS)

    @pytest.mark.parametrize(
        ("chart", "message"),
        [
            (source("taart", make_series("a", FORMS)), "no kind of chart 'taart'"),
            (source("gepaard", make_series("a", {"2023": 5})), "needs categories"),
            (source("gepaard", make_series("a", FORMS), indicators=("b",)), "no indicator 'b'"),
            (source("gepaard", make_series("a", {})), "has no figures"),
            (source("lijnen", make_series("a", {"2023": 5})), "needs months"),
            (source("prognose", make_series("a", {("2023", "minimum"): 5})), "'midden' is missing"),
            (
                source("scenario", make_series("a", {("2028", "Nu|Basis"): 5}), options={"kolommen": ("Straks",)}),
                "no category 'Straks|...'",
            ),
        ],
    )
    def test_charts_that_cannot_be_made(self, chart, message):
        with pytest.raises(ChartFault, match=message.replace("|", r"\|")):
            build_spec(chart)

    def test_a_chart_that_cannot_be_made_is_told(self):
        (chart,) = edition().charts
        document, (problem,) = compose_plan(edition(charts=(replace(chart, indicators=("vrom",)),)))
        assert document is None
        assert problem.located() == "2023-2024/ggz/editie.toml:40"
        assert problem.hint == "did you mean 'vorm'?"

    def test_second_chart_of_a_card(self):
        (chart,) = edition().charts
        second = ChartSettings("klein", "jaarkolommen", ("locaties",), "Locaties", "per 1.000")
        seen = figures(sources=("bron", "voorbeeld", "bron"))
        (card,) = compose_well(edition(charts=(replace(chart, second=second),)), seen=seen).charts
        assert card.second_measure == "Locaties, per 1.000"
        assert texts(card.second.series[0].marks) == ["66"]
        assert card.example

    def test_a_card_refers_to_the_entries_of_all_its_figures(self):
        (chart,) = edition().charts
        second = ChartSettings("klein", "jaarkolommen", ("locaties",), "Locaties", "per 1.000")
        entries = (make_entry("vormen", (13,)), make_entry("locaties", (4, 13)), make_entry("wachtlijst"))
        (card,) = compose_well(edition(charts=(replace(chart, second=second),), entries=entries)).charts
        numbers = {entry.id: entry.number for entry in compose_well().leeswijzer.entries}
        assert (card.entry, card.entry_id) == (numbers["leeswijzer-vormen"], "leeswijzer-vormen")
        assert card.more_entries == (EntryRef(numbers["leeswijzer-locaties"], "leeswijzer-locaties"),)
        assert card.pages == (4, 13)
        (alone,) = compose_well().charts
        assert alone.more_entries == ()


def test_shipped_content_can_be_composed():
    from regioplan_pdf.findings import check_findings
    from regioplan_pdf.indicators import figures_for
    from regioplan_pdf.load import find_documents, load_dataset, load_edition, load_region_text, load_regions

    content = Path(__file__).parents[1] / "content"
    problems = Problems()
    regions = load_regions(content, problems)
    for path in find_documents(content):
        of = load_edition(path.folder, content, problems)
        assert of is not None
        problems.extend(check_findings(of))
        dataset = load_dataset(path.folder, content, of, regions, problems)
        said = load_region_text(path.path, content, of, problems)
        region = regions.by_slug[path.region]
        seen = figures_for(dataset, of, path.region)
        document = compose(of, region, regions, said, seen, THEME, problems)
        assert problems.found() == ()
        assert document is not None
        assert all(card.finding and "{" not in card.finding for card in document.charts)
        assert not any("te weinig cijfers" in card.finding for card in document.charts)
        numbers = {entry.id: entry.number for entry in document.leeswijzer.entries}
        assert list(numbers.values()) == list(range(1, len(numbers) + 1))
        assert all(numbers[card.entry_id] == card.entry for card in document.charts if card.entry)
