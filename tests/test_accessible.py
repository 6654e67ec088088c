"""Every plan conforms to PDF/UA-1 and PDF/A-3a: said by the validators, shown as text for a reviewer.

These tests need veraPDF, qpdf, poppler and pdf.js; a validator that isn't there fails them.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from extremes import all_extremes
from plan_factory import FONTS, STYLE, typesetter
from regioplan_pdf.api import build
from regioplan_pdf.pdf.draw import draw_sheets
from regioplan_pdf.pdf.fit import Layout, lay_out
from validators import pdfjs, poppler, qpdf
from validators.verapdf import PROFILES, validate

pytestmark = pytest.mark.validators

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden" / "structuur"
CONTENT = ROOT / "content"
PLANS = sorted(path.relative_to(CONTENT).with_suffix("").as_posix() for path in CONTENT.glob("*/*/*.md"))
EXTREMES = [name for name, _ in all_extremes()]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All shipped plans and all extremes, as files."""
    out = tmp_path_factory.mktemp("plans")
    report = build(ROOT / "content", out, jobs=2)
    assert report.exit_code == 0, report.all_problems()
    for name, document in all_extremes():
        layout = lay_out(document, typesetter(), STYLE)
        assert isinstance(layout, Layout), layout
        (out / f"{name}.pdf").write_bytes(draw_sheets(layout.sheets, document, FONTS))
    return out


def file_of(plan: str) -> str:
    edition, sector, region = plan.split("/")
    return f"regioplan-{sector}-{region}-{edition}.pdf"


@pytest.fixture(scope="session")
def verdicts(folder: Path):
    return validate(sorted(folder.glob("*.pdf")))


@pytest.mark.parametrize("name", [*map(file_of, PLANS), *(f"{name}.pdf" for name in EXTREMES)])
@pytest.mark.parametrize("profile", PROFILES)
def test_vera_pdf_finds_nothing(folder: Path, verdicts, name: str, profile: str):
    verdict = verdicts[folder / name, profile]
    assert verdict.compliant, str(verdict)
    assert verdict.rules > 100


@pytest.mark.parametrize("name", [*map(file_of, PLANS), *(f"{name}.pdf" for name in EXTREMES)])
def test_qpdf_finds_the_file_sound(folder: Path, name: str):
    checked = qpdf.check(folder / name)
    assert checked.sound, checked.report


@pytest.mark.parametrize("plan", PLANS)
def test_the_structure_reads_like_the_plan_told_aloud(folder: Path, plan: str):
    """The listing is kept as a golden text: read its diff as somebody who can't see the page."""
    told = poppler.structure(folder / file_of(plan))
    golden = GOLDEN / f"{plan.replace('/', '-')}.txt"
    if os.environ.get("REGIOPLAN_UPDATE_GOLDEN"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("plan", PLANS)
def test_words_stay_apart_for_a_program_that_goes_by_their_place(folder: Path, plan: str):
    """The figures behind a chart lie unseen over its labels, and words are broken at line ends."""
    told = poppler.structure(folder / file_of(plan)).replace("\u00ad", "")
    known = set("".join(re.findall(r'^ *"(.*)"$', told, re.MULTILINE)).split())
    assert len(known) > 300

    def is_glued(word: str) -> bool:
        return word not in known and any(word[:at] in known and word[at:] in known for at in range(2, len(word) - 1))

    assert [word for word in poppler.words(folder / file_of(plan)) if is_glued(word)] == []


@pytest.mark.parametrize("plan", PLANS)
def test_pdf_js_sees_the_same_tree(folder: Path, plan: str):
    tree = pdfjs.structure(folder / file_of(plan))
    marked, _, rest = tree.partition("[unmarked text]")
    for tag in ("H1", "H2", "H3", "Figure", "Table", "TH", "TD", "LI", "Link"):
        assert tag in marked
    assert not rest.partition("[text]")[0].strip().strip("-"), rest[:300]


def test_fonts_are_embedded_subsets(folder: Path):
    for path in folder.glob("*.pdf"):
        assert all(font.embedded and font.subset for font in poppler.fonts(path)), path.name


LATER = """
import sys, time
real = time.time
time.time = lambda: real() + 400_000_000
from regioplan_pdf.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("program", "environment", "arguments"),
    [
        ("later", {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}, ("--jobs", "2")),
        ("now", {"TZ": "America/Adak", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "77"}, ("--jobs", "1")),
    ],
)
def test_another_clock_zone_locale_seed_job_count_and_folder_give_the_same_bytes(
    folder: Path, tmp_path: Path, program: str, environment: dict[str, str], arguments: tuple[str, ...]
):
    start = [sys.executable, "-c", LATER] if program == "later" else [sys.executable, "-m", "regioplan_pdf"]
    command = [*start, "build", "--content", str(ROOT / "content"), "--out", str(tmp_path / "else where"), *arguments]
    surroundings = os.environ | environment
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr
    for plan in PLANS:
        name = file_of(plan)
        assert (tmp_path / "else where" / name).read_bytes() == (folder / name).read_bytes(), name
