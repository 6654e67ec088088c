"""What docs/ says of content and commands is what the program knows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from command import call
from regioplan_pdf.errors import Problems
from regioplan_pdf.load.regions import MUNICIPALITY_COLUMNS, REGION_COLUMNS
from regioplan_pdf.load.theme import DEFAULT_COLOURS, DEFAULT_FONTS, load_theme

ROOT = Path(__file__).parent.parent
CONTENT = (ROOT / "docs" / "content.md").read_text(encoding="utf-8")
DIFF = (ROOT / "docs" / "diff.md").read_text(encoding="utf-8")


def part(heading: str) -> str:
    """A chapter of docs/content.md."""
    return CONTENT.partition(f"\n## {heading}")[2].partition("\n## ")[0]


def test_every_colour_is_told_with_its_default():
    told: dict[str, str] = {}
    for row in re.findall(r"^\| (`.+) \| .+ \| (`#.+) \|$", part("The look"), re.MULTILINE):
        roles, colours = (re.findall("`(.+?)`", cell) for cell in row)
        if "..." in row[0]:
            roles = [f"category{number}" for number in range(1, 7)]
        told |= dict(zip(roles, colours, strict=True))
    assert told == dict(DEFAULT_COLOURS)


def test_the_example_of_a_theme_has_no_faults(tmp_path):
    (example,) = re.findall(r"```toml\n(.*?)```", part("The look"), re.DOTALL)
    (tmp_path / "thema.toml").write_text(example, encoding="utf-8")
    (tmp_path / "logo.png").write_bytes(b"")
    problems = Problems()
    theme = load_theme(tmp_path, problems)
    assert problems.found() == ()
    assert (theme.office, theme.logo, theme.logo_alt) == ("Zorgkantoor", "logo.png", "Zorgkantoor Voorbeeld")
    assert all(f"`{role}`" in part("The look") for role in DEFAULT_FONTS)


def test_every_column_of_the_regions_is_told():
    first = re.findall(r"^\| (`.+?) \|", part("Regions"), re.MULTILINE)
    told = {name for cell in first for name in re.findall("`(.+?)`", cell)}
    assert told == {*REGION_COLUMNS, "kort", *MUNICIPALITY_COLUMNS, "regios.csv", "gemeenten.csv"}


def examples() -> list[str]:
    """The names of a plan that docs/diff.md gives."""
    (row,) = (line for line in DIFF.splitlines() if "other names and code" in line)
    return re.findall(r'`"?([^`"]+/ggz/[^`"]+?)"?`', row)


@pytest.mark.parametrize("name", examples())
def test_a_plan_can_be_named_as_the_examples_name_it(name, capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    assert call(capsys, "diff", name, "2024-2025/ggz/rotterdam").code == 1


def test_there_are_four_examples_of_a_name():
    assert len(examples()) == 4
