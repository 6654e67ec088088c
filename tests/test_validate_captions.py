"""Captions against what their charts show."""

from __future__ import annotations

import pytest

from content_factory import EDITION, FIGURES, line_of, write_content
from regioplan_pdf.documents import ContentFolder
from regioplan_pdf.model.figures import Period
from regioplan_pdf.validate.captions import read_moments

CAPTION = 'eenheid = "% van klanten, januari"'


@pytest.mark.parametrize(
    ("caption", "moments"),
    [
        ("% van klanten, januari", []),
        ("2020-2023", ["2020", "2023"]),
        ("aantal klanten, jan 2022 \u2013 feb 2023", ["2022-01", "2023-02"]),
        ("januari t/m maart 2023", ["2023-01", "2023-03"]),
        ("stand op 1 Mei 2024", ["2024-05"]),
        ("in euro's, groei van 2020 tot 2023", ["2020", "2023"]),
        ("per 2.023 of 20234 inwoners, maandelijks", []),
        ("sept 2022, okt. 2022", ["2022-09", "2022-10"]),
    ],
)
def test_moments_in_a_caption(caption: str, moments: list[str]) -> None:
    assert read_moments(caption) == tuple(map(Period.parse, moments))


def warnings(root, edition, figures=FIGURES):
    content = write_content(root, edition=edition, figures=figures)
    found = ContentFolder(content).edition(content / "2023-2024" / "ggz")
    assert found.problems == ()
    assert len(set(found.by_region.values())) <= 1, "both regions have figures of the same periods"
    return [
        (problem.located(), str(problem.severity), problem.message) for problem in found.by_region.get("utrecht", ())
    ]


def test_a_caption_that_names_other_years_is_told(tmp_path):
    edition = EDITION.replace(CAPTION, 'eenheid = "% van klanten, 2021-2023"')
    where = f"2023-2024/ggz/editie.toml:{line_of(edition, '[[grafiek]]')}"
    said = "The chart 'leveringsvormen' says '% van klanten, 2021-2023', but shows 2022 to 2023."
    assert warnings(tmp_path, edition) == [(where, "warning", said)]


def test_without_perioden_the_figures_say_what_is_shown(tmp_path):
    edition = EDITION.replace(CAPTION, 'eenheid = "% van klanten, 2022-2023"').replace(
        'perioden = ["2022", "2023"]\n', ""
    )
    assert warnings(tmp_path / "a", edition) == []
    older = "".join(
        line.replace(";2022;", ";2021;") + "\n" for line in FIGURES.splitlines() if "leveringsvorm;2022" in line
    )
    [(_, _, said)] = warnings(tmp_path / "b", edition, FIGURES + older)
    assert said.endswith("but shows 2021 to 2023.")


ONE = EDITION.replace('perioden = ["2022", "2023"]\n', "").replace('soort = "gestapeld"', 'soort = "gestapeld-regio"')


@pytest.mark.parametrize(
    ("caption", "told"),
    [
        ("% van klanten, januari 2023", False),
        ("% van klanten, jan t/m 1 mei 2023", False),
        ("% van klanten, 2022/2023", False),
        ("% van klanten, sinds 2022", False),
        ("% van klanten, 2022", True),
        ("% van klanten, januari 2024", True),
        ("% van klanten, 2021-2022", True),
    ],
)
def test_a_chart_of_the_last_period(tmp_path, caption, told):
    assert bool(warnings(tmp_path, ONE.replace(CAPTION, f'eenheid = "{caption}"'))) is told


@pytest.mark.parametrize(
    ("caption", "told"),
    [
        ("% van klanten, stand 2023", False),
        ("% van klanten, 2022 en 2023", False),
        ("% van klanten, januari 2022 en 2023", False),
        ("% van klanten, stand 2024", True),
        ("% van klanten, 2022-2024", True),
        ("% van klanten, 2021", True),
    ],
)
def test_a_chart_of_several_periods(tmp_path, caption, told):
    assert bool(warnings(tmp_path, EDITION.replace(CAPTION, f'eenheid = "{caption}"'))) is told


LINES = """
[[grafiek]]
id = "wachtlijsten"
soort = "lijnen"
indicatoren = ["wachtlijst"]
titel = "Wachtlijst"
eenheid = "{caption}"
referentie = false
"""


@pytest.mark.parametrize(
    ("caption", "told"),
    [
        ("aantal, nov 2022 \u2013 jan 2023", False),
        ("aantal, november 2022 t/m januari 2023", False),
        ("aantal, 2022-2023", False),
        ("aantal, per maand", False),
        ("aantal, dec 2022 \u2013 jan 2023", True),
        ("aantal, nov 2022 \u2013 feb 2023", True),
        ("aantal, jan 2023 \u2013 feb 2024", True),
    ],
)
def test_a_chart_of_months(tmp_path, caption, told):
    wait = '[[indicator]]\nid = "wachtlijst"\neenheid = "aantal"\n\n[[kerncijfer]]'
    chart = LINES.format(caption=caption)
    edition = EDITION.replace("[[kerncijfer]]", wait, 1).replace("[[leeswijzer]]", chart + "\n[[leeswijzer]]", 1)
    rows = [
        f"{region};wachtlijst;{month};;40;aantal;x\n"
        for region in ("rotterdam", "utrecht")
        for month in ("2022-11", "2022-12", "2023-01")
    ]
    found = warnings(tmp_path, edition, FIGURES + "".join(rows))
    assert bool(found) is told
    assert all(said.endswith("but shows 2022-11 to 2023-01.") for _, _, said in found)
