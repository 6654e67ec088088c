"""Shipped editions with figures changed to small ones: what a reader of text, files and charts can find out."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path

import pytest

from regioplan_pdf.errors import Problems
from regioplan_pdf.load import find_documents
from regioplan_pdf.pipeline import Plan, Workspace, make_plan
from regioplan_pdf.source import encode_figures, encode_source

ROOT = Path(__file__).parent.parent
GZ, GGZ, EARLIER_GGZ = "2023-2024/gz", "2024-2025/ggz", "2023-2024/ggz"


def plan_with(tmp_path: Path, folder: str, changes: dict[str, str], settings: tuple[str, str] = ("", "")) -> Plan:
    """Rotterdam's plan with numbers changed: 'rotterdam;wachtlijst;2024;;' -> '5'."""
    content, problems = copy_with(tmp_path, folder, changes, settings), Problems()
    workspace = Workspace(content, ROOT / "fonts")
    (path,) = (path for path in find_documents(content) if path.region == "rotterdam")
    plan = make_plan(workspace, path, problems)
    assert plan is not None, "\n".join(map(str, (*workspace.edition(path.folder).problems, *problems.found())))
    return plan


def copy_with(tmp_path: Path, folder: str, changes: dict[str, str], settings: tuple[str, str] = ("", "")) -> Path:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content" / folder, content / folder)
    for name in ("regios.csv", "gemeenten.csv", "thema.toml"):
        shutil.copy(ROOT / "content" / name, content / name)
    figures = content / folder / "cijfers.csv"
    table = figures.read_text(encoding="utf-8")
    for row, number in changes.items():
        assert table.count(f"\n{row}") == 1, row
        table = re.sub(rf"(\n{re.escape(row)})[^;]*", rf"\g<1>{number}", table)
    figures.write_text(table, encoding="utf-8")
    edition = content / folder / "editie.toml"
    edition.write_text(edition.read_text(encoding="utf-8").replace(*settings), encoding="utf-8")
    return content


def rows(plan: Plan) -> dict[tuple[str, str, str, str], str]:
    table = encode_figures(plan.document).decode("utf-8-sig")
    return {tuple(row[:4]): row[4] for row in csv.reader(io.StringIO(table), delimiter=";")}


PROFILE = ("rotterdam", "ggz_w_profiel", "2024")
SMALL = {
    "rotterdam;ggz_w_profiel;2024;1GGZ-W;": "1",
    "rotterdam;ggz_w_profiel;2024;2GGZ-W;": "51",
}


def test_a_base_that_nothing_shows_is_not_in_the_files(tmp_path):
    plan = plan_with(tmp_path, GZ, {})
    told = {indicator for _, indicator, _, _ in rows(plan)}
    assert "profiel_bij_vv" in told
    assert not told & {"vv_klanten", "vg_klanten"}
    assert "lg_klanten" in told  # the text names it


def test_a_count_that_tells_how_few_the_others_are_is_not_told_when_the_text_asks_for_it(tmp_path):
    content = copy_with(tmp_path, GZ, {})
    text = content / GZ / "rotterdam.md"
    text.write_text(text.read_text(encoding="utf-8").replace("{{ lg_klanten }}", "{{ vv_klanten }}"), encoding="utf-8")
    (path,) = find_documents(content)
    plan = make_plan(Workspace(content, ROOT / "fonts"), path, Problems())
    assert plan is not None
    found = rows(plan)
    assert found["rotterdam", "vv_klanten", "2023", ""] == "te klein"
    assert found["rotterdam", "sector_aanbieder", "2023", "V&V- of GGZ-aanbieder"] == "3,7"
    assert "151" not in encode_figures(plan.document).decode()


def test_an_aggregate_does_not_tell_a_profile_that_is_withheld(tmp_path):
    plan = plan_with(tmp_path, GGZ, SMALL)
    found = rows(plan)
    assert found[*PROFILE, "1GGZ-W"] == "te klein"
    aggregate, second = found["rotterdam", "aandeel_w1_w2", "2024", ""], found[*PROFILE, "2GGZ-W"]
    assert "te klein" in (aggregate, second)
    if aggregate == "te klein":
        assert sum(found[*PROFILE, f"{number}GGZ-W"] == "te klein" for number in range(1, 6)) > 1


def test_a_finding_does_not_add_up_a_group_of_which_one_is_withheld(tmp_path):
    plan = plan_with(tmp_path, GGZ, SMALL)
    (card,) = (card for card in plan.document.charts if card.id == "grafiek-ggz-w-indicaties")
    assert "52%" not in card.finding


@pytest.mark.parametrize("year", ["2023", "2024"])
def test_a_growth_goes_with_the_figure_that_is_withheld(tmp_path, year):
    changes = {f"rotterdam;klanten_per_10000;{year};;": "0,1"}
    found = rows(plan_with(tmp_path, GGZ, changes))
    assert found["rotterdam", "klanten_per_10000", year, ""] == "te klein"
    assert found["rotterdam", "groei_klantenratio", "2024", ""] == "te klein"


def test_a_chart_ties_a_growth_without_its_being_declared(tmp_path):
    changes = {"rotterdam;klanten_per_10000;2023;;": "0,1"}
    bare = ('verandering = true\ngroei_van = "klanten_per_10000"\n', "")
    assert rows(plan_with(tmp_path, GGZ, changes, bare))["rotterdam", "groei_klantenratio", "2024", ""] == "te klein"


def test_plans_that_differ_only_in_what_is_withheld_are_the_same_to_the_byte(tmp_path):
    """A share, its complement, the aggregate of it and a growth: none of them leaves a trace."""
    plans = [
        plan_with(
            tmp_path / first,
            GGZ,
            {
                "rotterdam;ggz_w_profiel;2024;1GGZ-W;": first,
                "rotterdam;ggz_w_profiel;2024;4GGZ-W;": fourth,
                "rotterdam;ggz_w_profiel;2024;5GGZ-W;": "15",
                "rotterdam;aandeel_w1_w2;2024;;": both,
                "rotterdam;klanten_per_10000;2023;;": "0,1",
                "rotterdam;groei_klantenratio;2024;;": growth,
            },
        )
        for first, fourth, both, growth in (("0,5", "12,5", "42,5", "5,2"), ("1,5", "11,5", "43,5", "9,9"))
    ]
    hidden = {key[1:] for key, number in rows(plans[0]).items() if number == "te klein"}
    assert hidden == {
        (*PROFILE[1:], "1GGZ-W"),
        (*PROFILE[1:], "4GGZ-W"),
        ("aandeel_w1_w2", "2024", ""),
        ("klanten_per_10000", "2023", ""),
        ("groei_klantenratio", "2024", ""),
    }
    assert plans[0].pdf == plans[1].pdf


def test_an_empty_base_is_told_with_its_line(tmp_path):
    content = copy_with(tmp_path, GGZ, {"rotterdam;klanten_eigen_omgeving;2024;;": ""})
    (path,) = find_documents(content)
    problems = Problems()
    assert make_plan(Workspace(content, ROOT / "fonts"), path, problems) is None
    (fault,) = problems.found()
    assert "'klanten_eigen_omgeving' of Rotterdam is empty for 2024" in fault.message
    assert "'leveringsvorm_eigen_omgeving'" in fault.message
    assert fault.line == 1 + [
        line.startswith("rotterdam;klanten_eigen_omgeving")
        for line in (content / GGZ / "cijfers.csv").read_text(encoding="utf-8").splitlines()
    ].index(True)


@pytest.mark.parametrize("folder", [GZ, GGZ])
def test_no_herkomst_of_a_withheld_figure_is_in_the_source(tmp_path, folder):
    changes = {"rotterdam;profiel_bij_vv;2023;6LG;": "95,0", "rotterdam;profiel_bij_vv;2023;Andere profielen;": "5,0"}
    if folder == GGZ:
        changes = SMALL
    content = copy_with(tmp_path, folder, changes)
    (path,) = find_documents(content)
    workspace = Workspace(content, ROOT / "fonts")
    plan = make_plan(workspace, path, Problems())
    assert plan is not None
    source = encode_source(plan.document, workspace.edition(path.folder).edition).decode()
    for value in (value for series in plan.document.figures.region.values() for value in series.values.values()):
        assert not value.withheld or value.herkomst in ("", "voorbeeld")
    assert "(100% min 25,2%)" not in source


SORTS = {
    "rotterdam;ggz_w_klanten;2023;;": "1213",
    "rotterdam;ggz_b_klanten;2023;;": "5",
    "rotterdam;zorgsoort;2023;GGZ-W;": "99,6",
    "rotterdam;zorgsoort;2023;GGZ-B;": "0,4",
}
FORMS = {"rotterdam;leveringsvorm;2023;Intramuraal;": "71,5", "rotterdam;leveringsvorm;2023;VPT;": "0,5"}


@pytest.mark.parametrize(
    ("filled", "empty"),
    [
        (SORTS, ("ggz_b_klanten;2023;;", "zorgsoort;2023;GGZ-B;")),
        (FORMS, ("leveringsvorm;2023;VPT;",)),
    ],
)
def test_a_small_figure_left_empty_gives_the_same_plan_to_the_byte_as_one_filled_in(tmp_path, filled, empty):
    """In charts, labels, prose, descriptions and data alike: nothing tells 5 of 1.218 persons."""
    told = "{{ ggz_klanten - ggz_w_klanten }} {{ leveringsvorm['VPT'] }}"
    changes = {**filled, **{f"rotterdam;{row}": "" for row in empty}}
    plans = [
        plan_with(tmp_path / name, EARLIER_GGZ, numbers, ('label = "inwoners"', f'label = "inwoners {told}"'))
        for name, numbers in (("filled", filled), ("empty", changes))
    ]
    assert plans[0].pdf == plans[1].pdf
    found = rows(plans[1])
    for row in empty:
        indicator, period, category, _ = row.split(";")
        assert found["rotterdam", indicator, period, category] == "te klein"
    met = repr(plans[1].document)
    for number in ("1213", "1.213", "99,6", "99.6"):
        assert number not in met
    assert "te klein" in met


def test_a_large_figure_left_empty_stays_unknown_and_takes_nothing_along(tmp_path):
    changes = {"rotterdam;ggz_b_klanten;2023;;": "", "rotterdam;zorgsoort;2023;GGZ-B;": ""}
    found = rows(plan_with(tmp_path, EARLIER_GGZ, changes))
    assert (
        found["rotterdam", "ggz_b_klanten", "2023", ""]
        == found["rotterdam", "zorgsoort", "2023", "GGZ-B"]
        != "te klein"
    )
    assert found["rotterdam", "ggz_w_klanten", "2023", ""] == "1046"
    assert found["rotterdam", "zorgsoort", "2023", "GGZ-W"] == "86"
