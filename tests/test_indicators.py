"""From the table to a document's figures."""

from __future__ import annotations

import pytest

from content_factory import EDITION, FIGURES, change_figure, write_content
from regioplan_pdf.errors import Problems
from regioplan_pdf.indicators import EditionFigures, figures_for
from regioplan_pdf.load import load_dataset, load_edition, load_regions
from regioplan_pdf.model.figures import Period, Unit, Value


def figures(root, rows=FIGURES, region="rotterdam", edition=EDITION):
    content = write_content(root, figures=rows, edition=edition)
    problems = Problems()
    folder = content / "2023-2024" / "ggz"
    settings = load_edition(folder, content, problems)
    dataset = load_dataset(folder, content, settings, load_regions(content, problems), problems)
    assert problems.found() == ()
    return figures_for(dataset, settings, region)


def test_series_of_region_and_benchmark(tmp_path):
    found = figures(tmp_path)
    assert (found.region_slug, found.benchmark_slug) == ("rotterdam", "zilveren-kruis")
    assert list(found.region) == ["klanten", "leveringsvorm", "locaties_per_1000"]
    series = found.region["leveringsvorm"]
    assert series.periods == (Period(2022), Period(2023))
    assert series.categories == ("Intramuraal", "MPT", "PGB")
    assert series.at(None, "MPT") == Value(20.0, Unit.PERCENT, 0, "voorbeeld")
    assert found.benchmark["leveringsvorm"].at(Period(2022), "MPT").number == 12.0
    assert found.region["klanten"].categories == ()
    assert found.region["klanten"].at(Period(2023)).herkomst == "Regioplan"
    assert type(series.at(None, "MPT").number) is float


def test_order_of_categories_and_periods(tmp_path):
    edition = EDITION.replace('categorieen = ["Intramuraal", "MPT", "PGB"]', 'categorieen = ["PGB", "MPT"]')
    rows = "\n".join([FIGURES.splitlines()[0], *reversed(FIGURES.splitlines()[1:])]) + "\n"
    series = figures(tmp_path, rows, edition=edition).region["leveringsvorm"]
    assert series.categories == ("PGB", "MPT", "Intramuraal")
    assert series.periods == (Period(2022), Period(2023))


def test_unknown_values_are_missing_not_withheld(tmp_path):
    found = figures(tmp_path, change_figure("rotterdam;klanten;2023;;", ""))
    assert found.region["klanten"].at() == Value(None, Unit.COUNT, 0, "Regioplan")


@pytest.mark.parametrize("owner", ["rotterdam", "zilveren-kruis"])
def test_small_numbers_are_gone_for_region_and_benchmark(tmp_path, owner):
    # 0.5% of 1,200 (or 0.05% of 12,000) is 6 persons; a second part goes with it.
    small = "0,5" if owner == "rotterdam" else "0,05"
    rows = change_figure(f"{owner};leveringsvorm;2023;MPT;", small)
    rows = change_figure(f"{owner};leveringsvorm;2023;Intramuraal;", "84,5", rows)
    found = figures(tmp_path, rows)
    series = (found.region if owner == "rotterdam" else found.benchmark)["leveringsvorm"]
    shown = {part: series.at(Period(2023), part) for part in series.categories}
    assert {part: value.withheld for part, value in shown.items()} == {"Intramuraal": False, "MPT": True, "PGB": True}
    assert {part: value.number for part, value in shown.items() if value.withheld} == {"MPT": None, "PGB": None}
    assert not any(value.withheld for (period, _), value in series.values.items() if period == Period(2022))


def test_a_region_without_figures(tmp_path):
    found = figures(tmp_path, region="zwolle")
    assert found.region == {}
    assert "klanten" in found.benchmark


def test_all_documents_of_an_edition_share_the_benchmark(tmp_path):
    content = write_content(tmp_path)
    problems = Problems()
    folder = content / "2023-2024" / "ggz"
    settings = load_edition(folder, content, problems)
    dataset = load_dataset(folder, content, settings, load_regions(content, problems), problems)
    edition = EditionFigures(dataset, settings)
    found = {region: edition.of(region) for region in ("rotterdam", "utrecht", "zwolle")}
    assert found == {region: figures_for(dataset, settings, region) for region in found}
    assert found["rotterdam"].benchmark is found["utrecht"].benchmark
    assert found["zwolle"].region == {}
