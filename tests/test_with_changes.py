"""`build --with-changes`: what changed since an earlier edition, told in the plan itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pypdf
import pytest

from command import FONTS, call
from content_factory import EDITION, FIGURES, TEXT, change_figure, write_content
from regioplan_pdf.api import build, check, diff
from regioplan_pdf.conformance import check_bytes
from regioplan_pdf.errors import ExitCode, SelectionError
from regioplan_pdf.model.changes import PlanChanges
from regioplan_pdf.results import Report, Status
from regioplan_pdf.source import SOURCE_NAME, decode_source

TITLE = "Gewijzigd sinds de vorige editie"
PLACE = """
[[blok]]
id = "wijzigingen"
plaats = "kolommen"
vulling = "wijzigingen"
"""
OLD, NEW = "2023-2024", "2024-2025"
NEW_FILE = "regioplan-ggz-rotterdam-2024-2025.pdf"
OLD_FILE = "regioplan-ggz-rotterdam-2023-2024.pdf"
NEW_TEXT = TEXT.replace("twee keer", "vier keer").replace("- Een tweede afspraak", "- Een betere afspraak")
NEW_FIGURES = change_figure("rotterdam;klanten;2023;;", "1500", FIGURES)


def with_place(place: str = PLACE, edition: str = EDITION) -> str:
    """The settings of the new edition."""
    edition = edition.replace("Regioplan 2023/2024", "Regioplan 2024/2025")
    before, after = edition.split('[[blok]]\nid = "projecten"', 1)
    return f'{before}{place.lstrip()}\n[[blok]]\nid = "projecten"{after}'


def two_editions(root: Path, **new: object) -> Path:
    """A content folder of Rotterdam in two editions."""
    write_content(root, texts={"rotterdam": TEXT})
    settings = {"edition": with_place(), "figures": NEW_FIGURES, "texts": {"rotterdam": NEW_TEXT}} | new
    return write_content(root, slug=NEW, **settings)


def make(content: Path, out: Path, old: str | Path = OLD, **more: object) -> Report:
    return build(content, out, edition=NEW, fonts=FONTS, old=old, **more)


def text_of(path: Path) -> str:
    reader = pypdf.PdfReader(path)
    return " ".join(" ".join(page.extract_text().replace("\u00ad\n", "").split()) for page in reader.pages)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return two_editions(tmp_path / "content")


def test_the_plan_tells_what_changed(content: Path, tmp_path: Path):
    report = make(content, tmp_path / "out")
    assert report.exit_code is ExitCode.OK, report.all_problems()
    pdf = (tmp_path / "out" / NEW_FILE).read_bytes()
    changes = diff(f"{OLD}/ggz/rotterdam", f"{NEW}/ggz/rotterdam", content)
    assert isinstance(changes, PlanChanges)
    text = text_of(tmp_path / "out" / NEW_FILE)
    assert changes.highlights
    for highlight in changes.highlights[:5]:
        assert highlight.sentence in text
    assert check_bytes(pdf) == ()


def test_the_block_stands_where_the_edition_puts_it(content: Path, tmp_path: Path):
    make(content, tmp_path / "out")
    reader = pypdf.PdfReader(tmp_path / "out" / NEW_FILE)
    titles = [entry.title for part in reader.outline if isinstance(part, list) for entry in part]
    place = titles.index(TITLE)
    assert titles[place - 1] == "Samenwerking met partners in de regio"
    assert titles[place + 1] == "Actielijnen 2023"


def test_without_the_option_the_place_changes_nothing(tmp_path: Path):
    bare = two_editions(tmp_path / "bare", edition=with_place(""))
    content = two_editions(tmp_path / "content")
    for folder in (bare, content):
        assert make(folder, tmp_path / folder.name / "out", old="").exit_code is ExitCode.OK
    made = [(folder / "out" / NEW_FILE).read_bytes() for folder in (bare, content)]
    assert made[0] == made[1]
    assert TITLE not in text_of(content / "out" / NEW_FILE)


@pytest.mark.parametrize(("setting", "count"), [("aantal = 1", 1), ("aantal = 2", 2)])
def test_the_edition_says_how_much_is_told(tmp_path: Path, setting: str, count: int):
    content = two_editions(tmp_path / "content", edition=with_place(f"{PLACE.rstrip()}\n{setting}\n"))
    make(content, tmp_path / "out")
    (section,) = [each for each in sections(tmp_path / "out" / NEW_FILE) if each.filling]
    (listed,) = section.blocks
    assert len(listed.items) == count
    assert section.title == TITLE


def sections(path: Path) -> tuple[object, ...]:
    return decode_source(pypdf.PdfReader(path).attachments[SOURCE_NAME][0]).document.sections


def test_a_heading_of_its_own(tmp_path: Path):
    content = two_editions(tmp_path / "content", edition=with_place(f'{PLACE.rstrip()}\nkop = "Wat is er anders?"\n'))
    make(content, tmp_path / "out")
    assert "Wat is er anders?" in text_of(tmp_path / "out" / NEW_FILE)


def test_old_may_be_a_pdf_or_a_folder_of_them(content: Path, tmp_path: Path):
    build(content, tmp_path / "old", edition=OLD, fonts=FONTS)
    made = set()
    for old in (OLD, f"{OLD}/ggz/rotterdam", tmp_path / "old", tmp_path / "old" / OLD_FILE):
        assert make(content, tmp_path / "out", old, force=True).exit_code is ExitCode.OK
        made.add((tmp_path / "out" / NEW_FILE).read_bytes())
    assert len(made) == 1


def test_old_may_be_a_pdf_of_anothers_making(content: Path, tmp_path: Path):
    build(content, tmp_path / "old", edition=OLD, fonts=FONTS)
    writer = pypdf.PdfWriter()
    for page in pypdf.PdfReader(tmp_path / "old" / OLD_FILE).pages:
        writer.add_page(page)
    writer.write(tmp_path / "foreign.pdf")
    assert make(content, tmp_path / "out", tmp_path / "foreign.pdf").exit_code is ExitCode.OK
    assert TITLE in text_of(tmp_path / "out" / NEW_FILE)


def test_two_processes_make_the_same_bytes(content: Path, tmp_path: Path):
    for jobs in (1, 2):
        build(content, tmp_path / str(jobs), fonts=FONTS, old=OLD, jobs=jobs)
    assert (tmp_path / "1" / NEW_FILE).read_bytes() == (tmp_path / "2" / NEW_FILE).read_bytes()


def test_a_plan_has_no_changes_since_its_own_edition(content: Path, tmp_path: Path):
    report = build(content, tmp_path / "out", fonts=FONTS, old=OLD)
    assert report.all_problems() == ()
    assert TITLE not in text_of(tmp_path / "out" / OLD_FILE)
    assert TITLE in text_of(tmp_path / "out" / NEW_FILE)


def test_equal_plans_have_no_block(tmp_path: Path):
    settings = with_place().replace("Regioplan 2024/2025", "Regioplan 2023/2024")
    content = two_editions(tmp_path / "content", edition=settings, figures=FIGURES, texts={"rotterdam": TEXT})
    assert make(content, tmp_path / "out").exit_code is ExitCode.OK
    assert TITLE not in text_of(tmp_path / "out" / NEW_FILE)


# -- what is built again ------------------------------------------------------------------


def status(report: Report) -> Status:
    (result,) = report.documents
    return result.status


def test_nothing_is_built_twice(content: Path, tmp_path: Path):
    assert [status(make(content, tmp_path / "out")) for _ in range(2)] == [Status.BUILT, Status.UNCHANGED]


def test_another_old_text_is_noticed(content: Path, tmp_path: Path):
    make(content, tmp_path / "out")
    path = content / OLD / "ggz" / "rotterdam.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Kortere", "Langere"), encoding="utf-8")
    assert status(make(content, tmp_path / "out")) is Status.BUILT


def test_leaving_the_option_out_is_noticed(content: Path, tmp_path: Path):
    make(content, tmp_path / "out")
    assert status(make(content, tmp_path / "out", old="")) is Status.BUILT
    assert TITLE not in text_of(tmp_path / "out" / NEW_FILE)


def test_another_old_pdf_is_noticed(content: Path, tmp_path: Path):
    build(content, tmp_path / "old", edition=OLD, fonts=FONTS)
    kept = tmp_path / "plan.pdf"
    shutil.copy(tmp_path / "old" / OLD_FILE, kept)
    make(content, tmp_path / "out", kept)
    path = content / OLD / "ggz" / "rotterdam.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Kortere", "Langere"), encoding="utf-8")
    assert status(make(content, tmp_path / "out", kept)) is Status.UNCHANGED
    build(content, tmp_path / "old", edition=OLD, fonts=FONTS)
    shutil.copy(tmp_path / "old" / OLD_FILE, kept)
    assert status(make(content, tmp_path / "out", kept)) is Status.BUILT


# -- what is left out of a comparison -----------------------------------------------------


def test_the_block_is_no_text_of_the_plan(content: Path, tmp_path: Path):
    make(content, tmp_path / "with")
    make(content, tmp_path / "without", old="")
    old = f"{OLD}/ggz/rotterdam"
    with_block, without = (diff(old, tmp_path / name / NEW_FILE, content) for name in ("with", "without"))
    assert isinstance(with_block, PlanChanges)
    assert isinstance(without, PlanChanges)
    assert with_block.blocks == without.blocks
    assert with_block.highlights == without.highlights


# -- faults -------------------------------------------------------------------------------


def messages(report: Report) -> list[str]:
    return [f"{problem.severity}: {problem.message}" for problem in report.all_problems()]


def test_a_region_that_old_lacks_has_no_block_and_a_warning(tmp_path: Path):
    content = two_editions(tmp_path / "content", texts={"rotterdam": NEW_TEXT, "utrecht": NEW_TEXT})
    report = make(content, tmp_path / "out")
    assert report.exit_code is ExitCode.OK
    assert messages(report) == [f"warning: '{OLD}' has no earlier plan of this region: it tells no changes."]
    assert TITLE not in text_of(tmp_path / "out" / "regioplan-ggz-utrecht-2024-2025.pdf")


def test_an_edition_without_a_place_is_told(tmp_path: Path):
    content = two_editions(tmp_path / "content", edition=with_place(""))
    report = make(content, tmp_path / "out")
    assert report.exit_code is ExitCode.OK
    assert messages(report) == ["warning: This edition has no place for what changed since the last."]


def test_an_editor_does_not_write_the_block(tmp_path: Path):
    text = f"{NEW_TEXT}\n## {TITLE}\n\nVan alles.\n"
    content = two_editions(tmp_path / "content", texts={"rotterdam": text})
    report = make(content, tmp_path / "out", old="")
    assert messages(report) == [f"error: The block '{TITLE}' is written by the program."]


def test_one_place_is_enough(tmp_path: Path):
    other = PLACE.replace('id = "wijzigingen"', 'id = "nog-eens"\nkop = "Nog eens"')
    content = two_editions(tmp_path / "content", edition=with_place(PLACE + other))
    report = make(content, tmp_path / "out", old="")
    assert messages(report) == ["error: The block 'nog-eens' has the same 'vulling' as 'wijzigingen'."]


def test_only_known_fillings(tmp_path: Path):
    place = PLACE.replace('vulling = "wijzigingen"', 'kop = "Anders"\nvulling = "wijziging"')
    content = two_editions(tmp_path / "content", edition=with_place(place))
    (problem,) = make(content, tmp_path / "out", old="").all_problems()
    assert problem.message == "'wijziging' can't be the 'vulling' of [[blok]]."
    assert "wijzigingen" in problem.hint


def test_faults_in_the_old_edition_are_told(content: Path, tmp_path: Path):
    (content / OLD / "ggz" / "rotterdam.md").write_text("## Een blok dat er niet is\n\nTekst.\n", encoding="utf-8")
    report = make(content, tmp_path / "out")
    assert report.exit_code is ExitCode.FAULTS
    assert "error: There is no block 'Een blok dat er niet is'." in messages(report)


def test_an_unreadable_pdf_is_told(content: Path, tmp_path: Path):
    (tmp_path / "plan.pdf").write_bytes(b"no pdf")
    report = make(content, tmp_path / "out", tmp_path / "plan.pdf")
    assert report.exit_code is ExitCode.FAULTS
    (problem,) = report.all_problems()
    assert "plan.pdf" in problem.message


@pytest.mark.parametrize("run", [build, check])
def test_an_old_that_means_nothing_stops_everything(content: Path, tmp_path: Path, run):
    arguments = (content, tmp_path / "out") if run is build else (content,)
    with pytest.raises(SelectionError, match="neither a plan, nor an edition, nor a PDF"):
        run(*arguments, fonts=FONTS, old="vorig-jaar")


def test_the_command(content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    common = ("--content", content, "--fonts", FONTS, "--edition", NEW, "--with-changes", OLD, "--jobs", "1")
    assert call(capsys, "check", *common).code == 0
    assert call(capsys, "build", "--out", tmp_path / "out", *common).code == 0
    assert TITLE in text_of(tmp_path / "out" / NEW_FILE)
    assert call(capsys, "build", "--out", tmp_path / "out", *common[:-4], "--with-changes", "x").code == 2


def test_an_example_in_the_block_marks_its_page(tmp_path: Path):
    old = change_figure("rotterdam;klanten;2023;;", "1200", FIGURES).replace(
        "1200;aantal;Regioplan", "1200;aantal;voorbeeld"
    )
    content = tmp_path / "content"
    write_content(content, texts={"rotterdam": TEXT}, figures=old)
    new = "\n".join(line.replace(";voorbeeld", ";Bron") for line in NEW_FIGURES.splitlines()) + "\n"
    write_content(content, slug=NEW, edition=with_place(), figures=new, texts={"rotterdam": NEW_TEXT})
    make(content, tmp_path / "with")
    make(content, tmp_path / "without", old="")
    marks = [
        ["Bevat voorbeeldcijfers" in page.extract_text() for page in pypdf.PdfReader(tmp_path / name / NEW_FILE).pages]
        for name in ("with", "without")
    ]
    assert marks == [[False, True], [False, False]]
