"""A whole year's work from the command line: 31 regions, two processes."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import vary

LAUNCHER = Path(__file__).parent / "launch.py"
ROOT = Path(__file__).parent.parent
SHARED = ("thema.toml", "regios.csv", "gemeenten.csv")


@dataclass(frozen=True, slots=True)
class Launched:
    """How a command went. megabytes: peak of its largest process."""

    seconds: float
    megabytes: float


class CommandFailed(Exception):
    """A command that is to be measured went wrong."""


def launch(command: Sequence[str]) -> Launched:
    """Run a command in a process of its own and measure it. Raises CommandFailed."""
    done = subprocess.run(
        [sys.executable, "-S", str(LAUNCHER), *command], capture_output=True, text=True, check=True, cwd=ROOT
    )
    found = json.loads(done.stdout)
    if found["code"] != 0:
        raise CommandFailed(f"{' '.join(command)}\n{found['errors']}")
    return Launched(found["seconds"], found["megabytes"])


def our_command(*arguments: str) -> list[str]:
    """The command `regioplan`."""
    script = Path(sys.executable).parent / "regioplan"
    start = [str(script)] if script.exists() else [sys.executable, "-m", "regioplan_pdf"]
    return [*start, *arguments]


def copy_regions(content: Path, folder: str, region: str, target: Path, count: int) -> None:
    """A content folder in which the first `count` regions have a copy of one region's plan.

    Args:
        content: the content folder to copy from.
        folder: edition and sector, for example '2023-2024/ggz'.
        region: slug of the region to copy; it's one of the copies.
        target: the folder to make.
        count: how many regions, up to 31.
    """
    (target / folder).mkdir(parents=True)
    for name in SHARED:
        shutil.copy(content / name, target / name)
    shutil.copy(content / folder / "editie.toml", target / folder / "editie.toml")
    with (content / "regios.csv").open(encoding="utf-8-sig", newline="") as file:
        slugs = [row["slug"] for row in csv.DictReader(file, delimiter=";")][:count]
    text = (content / folder / f"{region}.md").read_text(encoding="utf-8")
    header, *rows = (content / folder / "cijfers.csv").read_text(encoding="utf-8-sig").splitlines()
    known = {line.split(";", 1)[0] for line in rows}
    others = known - {path.stem for path in (content / folder).glob("*.md")}
    lines = [header, *(row for row in rows if row.split(";", 1)[0] in others)]
    own = [row.split(";", 1)[1] for row in rows if row.split(";", 1)[0] == region]
    for number, slug in enumerate(slugs):
        copy = target / folder / f"{slug}.md"
        copy.write_text(vary.vary_markdown(text, number), encoding="utf-8", newline="\n")
        lines += [f"{slug};{rest}" for rest in own]
    (target / folder / "cijfers.csv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


class Batch:
    """The same plans from the same content folder, from the command line: our way and the ordinary way."""

    def __init__(self, content: Path, fonts: Path, folder: str, region: str, scratch: Path, count: int) -> None:
        self.content = scratch / "content"
        self.fonts = fonts
        self.out = scratch / "out"
        self.ordinary_out = scratch / "ordinary"
        self.ordinary_out.mkdir(parents=True)
        copy_regions(content, folder, region, self.content, count)

    def ours(self, *, force: bool = True) -> Launched:
        """`regioplan build` with two processes."""
        command = our_command("build", "--content", str(self.content), "--fonts", str(self.fonts))
        return launch([*command, "--out", str(self.out), "--jobs", "2", *(["--force"] if force else [])])

    def ordinary(self) -> Launched:
        """Platypus and pyplot with two processes."""
        arguments = [str(self.content), str(self.fonts), str(self.ordinary_out), "2"]
        return launch([sys.executable, "-m", "benchmarks.ordinary", *arguments])

    @staticmethod
    def sizes(folder: Path) -> list[int]:
        """Sizes of the PDFs in a folder, bytes."""
        return sorted(path.stat().st_size for path in folder.glob("*.pdf"))
