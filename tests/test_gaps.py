"""Figures that a plan shows and that are still to be filled in, and texts that are still last year's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from command import FONTS, call
from content_factory import EDITION, FIGURES, TEXT, change_figure, line_of, write_content
from figures_factory import WITHHELD, make_edition, make_figures, make_series
from regioplan_pdf.compose.chart_source import ChartSource
from regioplan_pdf.compose.chart_specs import build_spec
from regioplan_pdf.documents import ContentFolder, read_document
from regioplan_pdf.errors import Problems, Severity
from regioplan_pdf.expressions import evaluate
from regioplan_pdf.load import find_documents
from regioplan_pdf.model.content import ChartSettings, IndicatorSpec
from regioplan_pdf.model.document import Document
from regioplan_pdf.model.figures import Figures, Gap, Period, Series, Unit
from regioplan_pdf.new_edition import create_edition

FILE = "2023-2024/ggz/cijfers.csv"
HINT = "fill in waarde and herkomst; what isn't known keeps an empty waarde, with a herkomst that says so"
MARK = "<!-- Overgenomen uit 2022-2023: herzie elk blok en haal deze regel weg. -->\n"


def emptied(*rows: str, herkomst: str = "") -> str:
    """The figures without waarde in the rows that start so, and with this herkomst there."""
    lines = []
    for line in FIGURES.splitlines():
        cells = line.split(";")
        if line.startswith(rows):
            cells[4], cells[6] = "", herkomst
        lines.append(";".join(cells))
    return "\n".join(lines) + "\n"


def read(root: Path, region: str = "rotterdam", **changes: str | Mapping[str, str]) -> tuple[Document | None, Problems]:
    content = write_content(root / "content", **changes)  # type: ignore[arg-type]
    problems = Problems()
    path = next(each for each in find_documents(content) if each.region == region)
    return read_document(ContentFolder(content), path, problems), problems


def told(problems: Problems) -> list[tuple[str, str]]:
    assert all(problem.severity is Severity.WARNING for problem in problems.found())
    return [(problem.located(), problem.message) for problem in problems.found()]


# -- where they are told ----------------------------------------------------------------


def test_a_plan_without_gaps_says_nothing(tmp_path):
    document, problems = read(tmp_path)
    assert document is not None
    assert (document.gaps, document.copied_from, told(problems)) == ((), "", [])


def test_the_figure_of_a_tile_and_of_the_text_is_told_once(tmp_path):
    row = "rotterdam;locaties_per_1000;2023"
    document, problems = read(tmp_path, figures=emptied(row))
    assert document is not None
    assert "onbekend" in document.key_figures[1].text
    assert document.gaps == (Gap("rotterdam", "locaties_per_1000", Period(2023)),)
    where = f"{FILE}:{line_of(FIGURES, row)}"
    assert told(problems) == [
        (where, "The figure of 'locaties_per_1000' of Rotterdam is empty (2023), and the plan shows it.")
    ]
    assert problems.found()[0].hint == HINT


def test_the_figures_of_a_chart_are_gathered_by_indicator_and_party(tmp_path):
    rows = "rotterdam;leveringsvorm;2022", "rotterdam;leveringsvorm;2023", "zilveren-kruis;leveringsvorm;2023"
    document, problems = read(tmp_path, figures=emptied(*rows))
    assert document is not None
    assert len(document.gaps) == 9
    assert told(problems) == [
        (
            f"{FILE}:{line_of(FIGURES, rows[0])}",
            "6 figures of 'leveringsvorm' of Rotterdam are empty (2022, 2023), and the plan shows them.",
        ),
        (
            f"{FILE}:{line_of(FIGURES, rows[2])}",
            "3 figures of 'leveringsvorm' of the benchmark ('zilveren-kruis') are empty (2023), "
            "and the plan shows them.",
        ),
    ]


def test_a_tile_that_is_compared_needs_the_benchmark(tmp_path):
    row = "zilveren-kruis;locaties_per_1000"
    _, problems = read(tmp_path, figures=emptied(row))
    assert [where for where, _ in told(problems)] == [f"{FILE}:{line_of(FIGURES, row)}"]


def test_the_figure_behind_a_calculation_is_told(tmp_path):
    text = TEXT.replace("{{ locaties_per_1000 }}", '{{ procent(100 * klanten["2022"] / klanten) }}')
    edition = EDITION.replace('telt = "personen"\nbasis = "klanten"\nsom = "som"\n', "")
    row = "rotterdam;klanten;2022"
    texts = {"rotterdam": text, "utrecht": TEXT}
    document, problems = read(tmp_path, figures=emptied(row), edition=edition, texts=texts)
    assert document is not None
    assert document.gaps == (Gap("rotterdam", "klanten", Period(2022)),)
    assert [where for where, _ in told(problems)] == [f"{FILE}:{line_of(FIGURES, row)}"]


def test_what_the_plan_does_not_show_is_not_told(tmp_path):
    edition = EDITION.replace('telt = "personen"\nbasis = "klanten"\nsom = "som"\n', "")
    document, problems = read(tmp_path, figures=emptied("rotterdam;klanten;2022", "utrecht"), edition=edition)
    assert document is not None
    assert (document.gaps, told(problems)) == ((), [])


def test_a_figure_that_is_not_known_by_its_herkomst_is_not_told(tmp_path):
    figures = emptied("rotterdam;locaties", "zilveren-kruis;locaties", herkomst="Zorgatlas (niet geteld)")
    document, problems = read(tmp_path, figures=figures)
    assert document is not None
    assert "onbekend" in document.key_figures[1].text
    assert (document.gaps, told(problems)) == ((), [])


def test_a_herkomst_that_goes_with_a_withheld_figure_counts_all_the_same(tmp_path):
    figures = change_figure("rotterdam;klanten;2023;;", "4", emptied("rotterdam;klanten;2022", herkomst="(n = 3)"))
    edition = EDITION.replace('basis = "klanten"\n', "")
    text = TEXT.replace("{{ locaties_per_1000 }}", '{{ klanten["2022"] }}')
    document, problems = read(tmp_path, figures=figures, edition=edition, texts={"rotterdam": text, "utrecht": TEXT})
    assert document is not None
    assert document.key_figures[0].text == "te klein"
    assert document.figures.region["klanten"].at(Period(2022)).herkomst == ""
    assert document.gaps == ()
    assert [message for _, message in told(problems) if "empty" in message] == []


def test_a_withheld_figure_is_not_told(tmp_path):
    figures = change_figure("rotterdam;klanten;2023;;", "4")
    document, problems = read(tmp_path, figures=figures)
    assert document is not None
    assert document.key_figures[0].text == "te klein"
    assert (document.gaps, told(problems)) == ((), [])


@pytest.mark.parametrize("expression", ["wacht + klein", "klein - wacht", "100 * wacht / klein"])
def test_what_is_too_small_hides_what_is_unknown(expression):
    edition = make_edition((IndicatorSpec("wacht", Unit.COUNT), IndicatorSpec("klein", Unit.COUNT)))
    series = (
        make_series("wacht", {"2023": None}, Unit.COUNT, source=""),
        make_series("klein", {"2023": WITHHELD}, Unit.COUNT),
    )
    text, _, gaps = evaluate(expression, make_figures(series), edition)
    assert (text, gaps) == ("te klein", ())
    assert len(evaluate("wacht + wacht", make_figures(series), edition)[2]) == 2


# -- charts of every kind ---------------------------------------------------------------

YEARS = ("2022", "2023")
FORMS = ("thuis", "elders")


def of(indicator: str, party: str = "region", last: float | None = None, categories=("",), unit=Unit.COUNT) -> Series:
    """A series of which the last of two years is to be filled in."""
    years = {(YEARS[0], name): 50 for name in categories}
    return make_series(
        indicator, years | {(YEARS[1], name): last for name in categories}, unit, source="", region=party
    )


def gaps_in(chart: ChartSettings, *region: Series, benchmark: tuple[Series, ...] = ()) -> set[tuple[str, str]]:
    """Party and place of each gap that making a chart finds."""
    indicators = tuple(IndicatorSpec(series.indicator, series.unit) for series in region)
    figures: Figures = make_figures(region, benchmark)
    source = ChartSource(chart, make_edition(indicators), figures, "Rotterdam")
    build_spec(source)
    return {(gap.region, f"{gap.indicator} {gap.period} {gap.category}".rstrip()) for gap in source.gaps}


@pytest.mark.parametrize("kind", ["gestapeld", "gestapeld-regio", "gepaard"])
def test_bars_with_categories(kind):
    chart = ChartSettings("a", kind, ("vorm",), "", "")
    found = gaps_in(
        chart, of("vorm", categories=FORMS, unit=Unit.PERCENT), benchmark=(of("vorm", "zk", categories=FORMS),)
    )
    assert found == {(party, f"vorm 2023 {name}") for party in ("region", "zk") for name in FORMS}


def test_a_list_of_bars_and_its_total():
    chart = ChartSettings("a", "balkenlijst", ("vorm",), "", "", options={"totaal": "som"})
    found = gaps_in(chart, of("vorm", categories=FORMS), of("som"), benchmark=(of("som", "zk"),))
    assert found == {*(("region", f"vorm 2023 {name}") for name in FORMS), ("region", "som 2023"), ("zk", "som 2023")}


def test_columns_with_what_stands_round_them():
    chart = ChartSettings("a", "jaarkolommen", ("klanten",), "", "", options={"noot": "wacht", "groei": "groei"})
    region = (of("klanten"), of("wacht"), of("groei", unit=Unit.PERCENT))
    benchmark = (of("klanten", "zk", 40), of("groei", "zk", unit=Unit.PERCENT))
    assert gaps_in(chart, *region, benchmark=benchmark) == {
        ("region", "klanten 2023"), ("region", "wacht 2023"), ("region", "groei 2023"), ("zk", "groei 2023"),
    }  # fmt: skip


def test_lines_over_months():
    series = make_series("wacht", {"2023-01": 4, "2023-02": None}, Unit.COUNT, source="")
    assert gaps_in(ChartSettings("a", "lijnen", ("wacht",), "", ""), series) == {("r", "wacht 2023-02")}


def test_a_forecast():
    series = of("prognose", categories=("minimum", "midden", "maximum"))
    found = gaps_in(ChartSettings("a", "prognose", ("prognose",), "", ""), series)
    assert found == {("region", f"prognose 2023 {name}") for name in ("minimum", "midden", "maximum")}


def test_scenarios_but_not_a_part_that_a_column_does_not_have():
    places = make_series("plekken", dict.fromkeys([("2023", "Nu|Thuis"), ("2023", "Later|Elders")]), source="")
    shares = make_series("deel", {("2023", "Nu"): None}, source="")
    chart = ChartSettings("a", "scenario", ("plekken", "deel"), "", "")
    assert gaps_in(chart, places, shares) == {
        ("r", "plekken 2023 Nu|Thuis"), ("r", "plekken 2023 Later|Elders"), ("r", "deel 2023 Nu"),
    }  # fmt: skip


def test_a_table():
    rows = ({"indicator": "klanten", "label": "Klanten", "categorie": "", "groei": "groei"},)
    chart = ChartSettings("a", "tabel", (), "", "", options={"rijen": rows})
    found = gaps_in(chart, of("klanten"), of("groei", unit=Unit.PERCENT), benchmark=(of("klanten", "zk"),))
    assert found == {("region", "klanten 2023"), ("region", "groei 2023"), ("zk", "klanten 2023")}


def test_a_benchmark_that_is_left_out_or_has_no_rows_is_not_told():
    hidden = ChartSettings("a", "jaarkolommen", ("klanten",), "", "", benchmark=False)
    assert gaps_in(hidden, of("klanten", last=60), benchmark=(of("klanten", "zk"),)) == set()
    shown = ChartSettings("a", "jaarkolommen", ("klanten",), "", "", periods=("2023",))
    earlier = make_series("klanten", {"2020": 5}, Unit.COUNT, region="zk")
    assert gaps_in(shown, of("klanten", last=60), benchmark=(earlier,)) == set()


# -- texts that were copied -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (MARK + TEXT, 1),
        ("\n" + MARK + "\n" + TEXT, 2),
        ("<!--\n  eerst\n-->\n<!--   Overgenomen uit 2022-2023 -->\n" + TEXT, 4),
        (TEXT.replace("- Een eerste", MARK + "\n- Een eerste"), line_of(TEXT, "- Een eerste")),
    ],
)
def test_a_text_that_was_copied_is_told(tmp_path, text, line):
    document, problems = read(tmp_path, texts={"rotterdam": text, "utrecht": TEXT})
    assert document is not None
    assert document.copied_from == "2022-2023"
    assert told(problems) == [
        (
            f"2023-2024/ggz/rotterdam.md:{line}",
            "The text is still that of 2022-2023: this line says that it was copied and not revised.",
        )
    ]
    assert problems.found()[0].hint == "revise every block, then take out this line"


@pytest.mark.parametrize("start", ["", "<!-- Herzien uit 2022-2023 -->\n", "<!-- Overgenomen uit de notulen -->\n"])
def test_another_comment_says_nothing(tmp_path, start):
    document, problems = read(tmp_path, texts={"rotterdam": start + TEXT, "utrecht": TEXT})
    assert document is not None
    assert (document.copied_from, told(problems)) == ("", [])


# -- a new edition ----------------------------------------------------------------------


def test_a_new_edition_is_not_passed_in_silence(tmp_path, capsys):
    content = write_content(tmp_path / "content", figures=FIGURES + "zilveren-kruis;klanten;2022;;9000;aantal;x\n")
    create_edition(content, "2024-2025", "2023-2024")
    ran = call(capsys, "check", "--edition", "2024-2025", "--content", content, "--fonts", FONTS, "--jobs", 1)
    assert ran.code == 0
    warnings = [line for line in ran.err.splitlines() if ": warning: " in line]
    assert [line for line in warnings if "rotterdam" in line.lower()] == [
        "2024-2025/ggz/cijfers.csv:3: warning: "
        "The figure of 'klanten' of Rotterdam is empty (2024), and the plan shows it.",
        "2024-2025/ggz/cijfers.csv:7: warning: "
        "3 figures of 'leveringsvorm' of Rotterdam are empty (2024), and the plan shows them.",
        "2024-2025/ggz/cijfers.csv:10: warning: "
        "The figure of 'locaties_per_1000' of Rotterdam is empty (2024), and the plan shows it.",
        "2024-2025/ggz/rotterdam.md:1: warning: "
        "The text is still that of 2023-2024: this line says that it was copied and not revised.",
    ]
    assert len(warnings) == len(set(warnings)) == 10
