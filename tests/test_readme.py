"""What README.md shows of the program is what the program does."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

from command import FONTS, call, trouble

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
FAULTS = {
    "2023-2024/ggz/rotterdam.md": ("{{ locaties_per_1000 }}", "{{ locaties_per_100 }}"),
    "2023-2024/ggz/cijfers.csv": ("rotterdam;ggz_klanten;2023;;1218;", "rotterdam;ggz_klanten;2023;;1.218;"),
}
"""By file: what stands there, and the slip of the pen that README tells of."""


def block_with(start: str) -> str:
    (found,) = (text for _, text in BLOCKS if start in text)
    return str(found)


def test_the_faults_are_those_that_are_printed(tmp_path, capsys):
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    for file, (right, wrong) in FAULTS.items():
        text = (content / file).read_text(encoding="utf-8")
        assert text.count(right) == 1
        (content / file).write_text(text.replace(right, wrong), encoding="utf-8")
    selection = ["rotterdam", "--edition", "2023-2024", "--sector", "ggz"]
    ran = call(capsys, "check", *selection, "--content", content, "--fonts", FONTS)
    assert ran.code == 1
    assert ran.err.strip() == block_with(": error: ").strip()


def test_the_trouble_in_json_is_what_is_printed(capsys):
    ran = call(capsys, "check", "roterdam", "--content", ROOT / "content", "--fonts", FONTS, "--json")
    assert trouble(ran, 2)
    assert ran.out.strip() == block_with('"error"').strip()


def test_every_command_and_option_in_the_examples_is_there(capsys):
    examples = [
        line.removeprefix("$ ").split("#")[0].split()
        for _, text in BLOCKS
        for line in text.splitlines()
        if line.startswith("$ ")
    ]
    assert len(examples) > 8
    helps: dict[str, str] = {}
    for program, command, *arguments in examples:
        assert program == "regioplan"
        if command not in helps:
            helps[command] = call(capsys, command, "--help").out
        for option in (word for word in arguments if word.startswith("-")):
            assert re.search(rf"{option}\b", helps[command]), f"{command} {option}"


def test_the_sources_of_the_gemeenten_are_named_with_their_licence():
    notice = (ROOT / "content" / "LICENTIES.md").read_text(encoding="utf-8")
    with (ROOT / "content" / "gemeenten.csv").open(encoding="utf-8-sig", newline="") as file:
        sources = {row["bron"] for row in csv.DictReader(file, delimiter=";")}
    strangers = [
        source
        for source in sources
        if not source.startswith(("github.com/michielwoerkom/regions ", "CBS Gebieden", "gemeentelijke herindeling "))
    ]
    assert strangers == []
    assert "Copyright (c) 2019 Michiel van Woerkom" in notice
    ours = (ROOT / "LICENSE").read_text(encoding="utf-8").partition("\n\nPermission")[2]
    assert " ".join(ours.split()) in " ".join(notice.replace("\n>", "\n").split())
    assert "content/LICENTIES.md" in README
