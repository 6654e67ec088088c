"""Colours of a theme that can't be told apart, said before anything is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from command import FONTS, call
from content_factory import THEME, write_content
from regioplan_pdf.errors import ExitCode, Severity
from regioplan_pdf.load.theme import DEFAULT_COLOURS, DEFAULT_FONTS
from regioplan_pdf.model.content import Theme
from regioplan_pdf.model.contrast import contrast, needed_contrast
from regioplan_pdf.validate.theme import check_theme_colours


def theme(**colours: str) -> Theme:
    return Theme("Zorgkantoor", "", DEFAULT_COLOURS | colours, DEFAULT_FONTS, file="thema.toml")


def test_the_contrast_is_that_of_wcag():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert contrast("#FFFFFF", "#777777") == contrast("#777777", "#FFFFFF")


@pytest.mark.parametrize(
    ("size", "bold", "needed"), [(17.9, False, 4.5), (18, False, 3), (14, True, 3), (13.9, True, 4.5)]
)
def test_large_text_needs_less(size: float, bold: bool, needed: float):
    assert needed_contrast(size, bold=bold) == needed


def test_the_default_colours_are_told_apart():
    assert check_theme_colours(theme()) == ()


@pytest.mark.parametrize(
    ("colours", "message"),
    [
        ({"band_text": "#2F86B0"}, "'band_text' (#2F86B0)"),
        ({"muted": "#8794A3"}, "'muted' (#8794A3) has a contrast of 3.1 with the white of the page; 4.5 is needed."),
        ({"panel": "#888888"}, "'text' (#1B2A3A) has a contrast of 4.1 with 'panel' (#888888)"),
        ({"example_background": "#E2A23A"}, "'example_text' (#8A3412)"),
        ({"benchmark": "#A9B8C6"}, "'benchmark' (#A9B8C6)"),
        ({"text": "#5B6875"}, "'category5' (#A9B8C6)"),
    ],
)
def test_a_pair_with_too_little_contrast_is_warned_of(colours: dict[str, str], message: str):
    problems = check_theme_colours(theme(**colours))
    assert any(message in problem.message for problem in problems)
    assert {problem.severity for problem in problems} == {Severity.WARNING}
    assert {problem.file for problem in problems} == {"thema.toml"}


def test_a_light_category_is_told_by_the_value_on_it():
    assert check_theme_colours(theme(category3="#CFE8E4")) == ()


def test_check_and_build_tell_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    bad = f'{THEME}\n[kleuren]\nmuted = "#AAAAAA"\n'
    content = write_content(tmp_path / "content", theme=bad)
    ran = call(capsys, "check", "--content", content, "--fonts", FONTS)
    assert ran.code == ExitCode.OK
    assert "thema.toml: warning: The colour 'muted' (#AAAAAA)" in ran.err
