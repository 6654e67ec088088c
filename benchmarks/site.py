"""A whole website from the command line: 31 regions, three sectors, two processes."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.batch import Launched, copy_regions, launch, our_command

FOLDER, REGION = "2023-2024/ggz", "rotterdam"
"""The plan that all others are copies of."""
MORE_SECTORS = {"gz": "GZ", "vv": "V&V"}


class SiteBatch:
    """Copies of one plan for as many regions in three sectors, and the site that they make."""

    def __init__(self, content: Path, fonts: Path, scratch: Path, count: int) -> None:
        self.content, self.fonts = scratch / "content", fonts
        self.pdfs, self.site = scratch / "out", scratch / "site"
        copy_regions(content, FOLDER, REGION, self.content, count)
        for sector, name in MORE_SECTORS.items():
            copy = self.content / Path(FOLDER).parent / sector
            shutil.copytree(self.content / FOLDER, copy)
            settings = (copy / "editie.toml").read_text(encoding="utf-8")
            settings = settings.replace('sector_kort = "GGZ"', f'sector_kort = "{name}"')
            (copy / "editie.toml").write_text(settings, encoding="utf-8", newline="\n")
        self.count = count * (1 + len(MORE_SECTORS))

    def build(self) -> Launched:
        """`regioplan build --force`."""
        return launch(our_command("build", *self._places(), "--out", str(self.pdfs), "--force"))

    def publish(self, *, anew: bool = False) -> Launched:
        """`regioplan publish`. anew: as if there were no site yet and nothing is known of the PDFs."""
        if anew:
            shutil.rmtree(self.site, ignore_errors=True)
            (self.pdfs / ".regioplan-publish.json").unlink(missing_ok=True)
        places = ("--pdfs", str(self.pdfs), "--out", str(self.site), "--allow-voorbeeld")
        return launch(our_command("publish", *self._places(), *places))

    def _places(self) -> tuple[str, ...]:
        return ("--content", str(self.content), "--fonts", str(self.fonts), "--jobs", "2")
