"""What the two sides of a comparison can be, and one clear message for everything that they can't."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from command import FONTS
from content_factory import EDITION, FIGURES, TEXT, write_content
from regioplan_pdf.api import build, diff
from regioplan_pdf.diff.comparison import compare
from regioplan_pdf.diff.read.inputs import Request, read_sides
from regioplan_pdf.diff.read.places import InContent, PdfFile, PdfFolder, Wanted, find_place
from regioplan_pdf.diff.read.reader import FaultyContentError
from regioplan_pdf.errors import ExitCode, RegioplanError, SelectionError
from regioplan_pdf.model.changes import EditionChanges, Origin, PlanChanges

NEXT = EDITION.replace("Regioplan 2023/2024", "Regioplan 2024/2025")
NEXT_TEXT = TEXT.replace("Actielijnen 2023", "Actielijnen 2024")


@pytest.fixture(scope="module")
def content(tmp_path_factory) -> Path:
    """Two editions of two regions, and a second sector in the first."""
    root = tmp_path_factory.mktemp("inputs") / "content"
    write_content(root)
    write_content(root, edition=EDITION.replace('sector_kort = "GGZ"', 'sector_kort = "GZ"'), sector="gz")
    (root / "2023-2024/gz/utrecht.md").unlink()
    write_content(
        root,
        edition=NEXT.replace("Actielijnen 2023", "Actielijnen 2024"),
        slug="2024-2025",
        texts={"rotterdam": NEXT_TEXT},
    )
    return root


@pytest.fixture(scope="module")
def out(content, tmp_path_factory) -> Path:
    """Our PDFs of all of it."""
    folder = tmp_path_factory.mktemp("out")
    assert build(content, folder, fonts=FONTS).exit_code is ExitCode.OK
    return folder


def keys(place: object) -> list[str]:
    assert isinstance(place, InContent)
    return [document.key for document in place.documents]


def fault(*args: object, **kwargs: object) -> str:
    with pytest.raises(RegioplanError) as caught:
        read_sides(Request(*map(str, args), **kwargs))
    assert caught.value.exit_code == 2
    return str(caught.value)


class TestPlaces:
    ONE = "2023-2024/ggz/rotterdam"

    @pytest.mark.parametrize(
        "name",
        [
            "2023-2024/ggz/rotterdam",
            "2023-2024/ggz/rotterdam.md",
            " 2023-2024/ggz/Rotterdam ",
            "2023-2024/GGZ/ZK20",
            "2023-2024/ggz/Rijnmond",
            "2023/2024/ggz/rotterdam",
            "2023-2024\\ggz\\rotterdam",
            "./2023-2024//ggz/rotterdam/",
        ],
    )
    def test_names_of_one_plan(self, content, name):
        place = find_place(name, content, Wanted())
        assert keys(place) == [self.ONE]
        assert isinstance(place, InContent) and not place.whole

    @pytest.mark.parametrize("name", ["content/2023-2024/ggz/rotterdam.md", "content/2023-2024/ggz/rotterdam"])
    def test_paths_into_the_content_folder(self, content, name, monkeypatch):
        monkeypatch.chdir(content.parent)
        assert keys(find_place(name, Path("content"), Wanted())) == [self.ONE]
        assert keys(find_place(str(content.parent / name), Path("content"), Wanted())) == [self.ONE]
        assert keys(find_place(f"../{content.parent.name}/{name}", content, Wanted())) == [self.ONE]

    def test_an_edition(self, content):
        assert keys(find_place("2023-2024/ggz", content, Wanted())) == [self.ONE, "2023-2024/ggz/utrecht"]
        both = find_place("2023-2024", content, Wanted())
        assert isinstance(both, InContent) and both.whole and both.sectors == ("ggz", "gz")
        assert keys(find_place("2023-2024", content, Wanted(sector="GZ"))) == ["2023-2024/gz/rotterdam"]
        assert keys(find_place("2023-2024", content, Wanted("Utrecht stad"))) == ["2023-2024/ggz/utrecht"]

    def test_a_region_without_its_sector(self, content):
        assert keys(find_place("2023-2024/utrecht", content, Wanted())) == ["2023-2024/ggz/utrecht"]
        assert keys(find_place("2023-2024/rotterdam", content, Wanted())) == [self.ONE, "2023-2024/gz/rotterdam"]

    def test_pdfs(self, content, out):
        file = next(out.glob("*.pdf"))
        assert find_place(str(file), content, Wanted()) == PdfFile(str(file), file)
        assert isinstance(find_place("er/is/geen.PDF", content, Wanted()), PdfFile)
        folder = find_place(str(out), content, Wanted())
        assert isinstance(folder, PdfFolder) and len(folder.files) == 4

    def test_a_folder_of_pdfs_named_after_an_edition(self, content, out, tmp_path, monkeypatch):
        shutil.copytree(out, tmp_path / "2025-2026")
        monkeypatch.chdir(tmp_path)
        assert isinstance(find_place("2025-2026", content, Wanted()), PdfFolder)

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            ("2022-2023/ggz/rotterdam", "There is no edition '2022-2023' in '.*'; there are: 2023-2024, 2024-2025"),
            ("2023-2024/ggs/rotterdam", r"There is no sector 'ggs' .*; did you mean 'ggz'\?"),
            ("2023-2024/ggz/roterdam", r"There is no region 'roterdam' .*; did you mean 'rotterdam'\?"),
            (
                "2024-2025/ggz/utrecht",
                "Edition 2024-2025 has no text for Utrecht: 'utrecht.md' is missing; it has: rotterdam",
            ),
            ("elders/plan.md", "isn't a text in the content folder"),
            ("rotterdam", "neither a plan, nor an edition, nor a PDF"),
            ("  ", "An empty name is no plan"),
        ],
    )
    def test_names_that_mean_nothing(self, content, name, message):
        with pytest.raises(SelectionError, match=message):
            find_place(name, content, Wanted())

    def test_an_empty_folder(self, content, tmp_path):
        with pytest.raises(SelectionError, match="There is no PDF in the folder"):
            find_place(str(tmp_path), content, Wanted())

    def test_a_sector_that_contradicts_the_name(self, content):
        with pytest.raises(SelectionError, match="is of sector 'ggz', not of 'gz'"):
            find_place("2023-2024/ggz", content, Wanted(sector="gz"))

    def test_no_content_folder(self, tmp_path):
        with pytest.raises(SelectionError, match="There is no content folder"):
            find_place("2023-2024/ggz", tmp_path / "niets", Wanted())


class TestSides:
    OLD, NEW = "2023-2024/ggz/rotterdam", "2024-2025/ggz/rotterdam"

    def test_two_plans_in_content(self, content):
        sides = read_sides(Request(self.OLD, self.NEW, content=content))
        (old,), (new,) = sides.old, sides.new
        assert not sides.whole and sides.remarks == ()
        assert (old.side.origin, old.side.file) == (Origin.CONTENT, "2023-2024/ggz/rotterdam.md")
        assert (new.side.edition, new.side.region_title) == ("2024-2025", "Rotterdam")

    def test_content_and_pdf_and_back_give_the_same_comparison(self, content, out):
        """The law: whatever it's read from, it's the same plan."""
        pdfs = [out / f"regioplan-ggz-rotterdam-{edition}.pdf" for edition in ("2023-2024", "2024-2025")]
        told = diff(self.OLD, self.NEW, content)
        assert isinstance(told, PlanChanges) and not told.same
        for old in (self.OLD, pdfs[0]):
            for new in (self.NEW, pdfs[1]):
                found = diff(old, new, content)
                assert isinstance(found, PlanChanges)
                for part in ("highlights", "key_figures", "charts", "blocks", "figures", "definitions", "notes"):
                    assert getattr(found, part) == getattr(told, part)
        assert diff(pdfs[0], self.OLD, content).same and diff(self.OLD, pdfs[0], content).same

    def test_pdfs_of_ours_need_no_content_folder(self, out, tmp_path):
        pdfs = [out / f"regioplan-ggz-rotterdam-{edition}.pdf" for edition in ("2023-2024", "2024-2025")]
        assert isinstance(diff(*pdfs, tmp_path / "niets"), PlanChanges)

    def test_editions(self, content):
        sides = read_sides(Request(since="2023-2024", until="2024-2025", content=content))
        assert sides.whole
        assert [plan.side.region for plan in sides.old] == ["rotterdam", "utrecht"]
        assert sides.remarks == ("Of '2023-2024' only sector ggz is compared, not gz.",)
        assert isinstance(compare(sides), EditionChanges)
        one = read_sides(Request(since="2023/2024", until="2024-2025", region="ZK20", content=content))
        assert not one.whole and len(one.old) == len(one.new) == 1

    def test_a_folder_of_pdfs_against_an_edition(self, content, out):
        sides = read_sides(Request(str(out), "2024-2025/ggz", since="2023-2024", content=content))
        assert sides.whole
        assert [(plan.side.edition, plan.side.sector) for plan in sides.old] == [("2023-2024", "ggz")] * 2
        both = Request(str(out), str(out), since="2023-2024", until="2024-2025", content=content)
        assert isinstance(compare(read_sides(both)), EditionChanges)
        one = Request(str(out), "2024-2025", "Rijnmond", since="2023-2024", content=content)
        assert [plan.side.region for plan in read_sides(one).old] == ["rotterdam"]

    def test_identical_bytes_under_two_names_are_simply_the_same(self, content, out, tmp_path):
        pdf = out / "regioplan-ggz-rotterdam-2023-2024.pdf"
        shutil.copy(pdf, tmp_path / "kopie.pdf")
        assert diff(pdf, tmp_path / "kopie.pdf", content).same


class TestTrouble:
    OLD, NEW = TestSides.OLD, TestSides.NEW

    def test_nothing_or_half_is_given(self, content):
        assert "There is nothing to compare; give two plans" in fault(content=content)
        assert "NEW is missing" in fault(self.OLD, content=content)
        assert "--to is missing" in fault(since="2023-2024", content=content)
        assert "--from is missing" in fault(until="2023-2024", content=content)
        assert "so --from says nothing" in fault(self.OLD, self.NEW, since="2023-2024", content=content)

    @pytest.mark.parametrize("other", ["2023-2024/ggz/rotterdam.md", "2023-2024/ggz/Rijnmond", "2023/2024/rotterdam"])
    def test_the_same_plan_twice(self, content, other):
        sector = "ggz" if other.count("/") == 2 and "ggz" not in other else ""
        assert "are the same: there is nothing to compare" in fault(self.OLD, other, sector=sector, content=content)

    def test_the_same_file_twice(self, content, out, tmp_path):
        pdf = out / "regioplan-ggz-rotterdam-2023-2024.pdf"
        (tmp_path / "link.pdf").symlink_to(pdf)
        assert "are the same" in fault(pdf, pdf.parent / "." / pdf.name, content=content)
        assert "are the same" in fault(pdf, tmp_path / "link.pdf", content=content)
        assert "are the same" in fault(out, out, content=content)

    def test_an_edition_against_one_plan(self, content):
        message = fault("2023-2024/ggz", self.NEW, content=content)
        assert "'2023-2024/ggz' is a whole edition and '2024-2025/ggz/rotterdam' is one plan" in message
        assert "is a whole edition" in fault(self.NEW, "2023-2024/ggz", content=content)

    def test_other_regions_and_sectors_ask_for_force(self, content):
        plans = ("2023-2024/ggz/utrecht", self.NEW)
        assert "different regions: 'utrecht' and 'rotterdam'; add --force" in fault(*plans, content=content)
        assert not read_sides(Request(*plans, force=True, content=content)).whole
        plans = ("2023-2024/gz/rotterdam", self.NEW)
        assert "different sectors: 'gz' and 'ggz'; add --force" in fault(*plans, content=content)
        assert "different sectors" in fault("2023-2024/gz", "2024-2025/ggz", content=content)

    def test_more_than_one_sector_on_both_sides(self, content, tmp_path):
        two = tmp_path / "content"
        shutil.copytree(content, two)
        shutil.copytree(two / "2024-2025/ggz", two / "2024-2025/gz")
        assert "has more than one sector: ggz, gz; choose one with --sector" in fault(
            "2023-2024", "2024-2025", content=two
        )
        assert read_sides(Request("2023-2024", "2024-2025", sector="gz", content=two)).whole

    def test_a_folder_with_more_than_one_edition(self, content, out):
        message = fault(out, "2024-2025", content=content)
        assert "holds plans of more than one edition: 2023-2024, 2024-2025" in message
        assert "No PDF in" in fault(out, "2024-2025", since="2020-2021", content=content)

    def test_a_folder_with_the_same_plan_twice(self, content, out, tmp_path):
        for name in ("a.pdf", "b.pdf"):
            shutil.copy(out / "regioplan-ggz-utrecht-2023-2024.pdf", tmp_path / name)
        assert "holds the same plan twice: 'a.pdf' and 'b.pdf'" in fault(tmp_path, "2024-2025", content=content)

    def test_a_folder_with_a_pdf_of_anothers_making(self, content, out, tmp_path):
        from test_diff_foreign import FILLER, column, write_pdf

        write_pdf(tmp_path / "ander.pdf", [[*column(*FILLER)]])
        assert "ander.pdf' carries no source" in fault(tmp_path, "2024-2025", content=content)

    def test_faults_in_the_content_are_told_together(self, tmp_path):
        texts = {"rotterdam": TEXT.replace("## Actielijnen 2023", "## Acties"), "utrecht": TEXT}
        content = write_content(tmp_path / "content", texts=texts, figures=FIGURES.replace(";1200;", ";veel;"))
        write_content(content, slug="2024-2025", edition=NEXT)
        with pytest.raises(FaultyContentError) as caught:
            read_sides(Request("2023-2024", "2024-2025", content=content))
        assert caught.value.exit_code == 2
        message = str(caught.value)
        assert message.startswith("The content has ") and "mend that first" in message
        assert "2023-2024/ggz/cijfers.csv:3: error: 'veel'" in message
        assert "2023-2024/ggz/rotterdam.md:" in message and "'Acties'" in message

    def test_an_empty_text(self, tmp_path):
        content = write_content(tmp_path / "content", texts={"rotterdam": "", "utrecht": TEXT})
        with pytest.raises(FaultyContentError, match=r"rotterdam\.md"):
            read_sides(Request("2023-2024/ggz/rotterdam", "2023-2024/ggz/utrecht", force=True, content=content))

    def test_a_missing_font_or_logo_is_no_matter(self, tmp_path):
        theme = '[zorgkantoor]\nnaam = "Z"\nurl = "https://example.nl"\n[lettertypen]\nregular = "geen.ttf"\n'
        content = write_content(tmp_path / "content", theme=theme)
        sides = read_sides(Request("2023-2024/ggz/rotterdam", "2023-2024/ggz/utrecht", force=True, content=content))
        assert len(sides.old) == 1
