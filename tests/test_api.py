"""The library: what is selected, what is built again, and that the same content gives the same bytes."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from command import FONTS
from content_factory import EDITION, FIGURES, REGIONS, TEXT, THEME, change_figure, write_content
from regioplan_pdf.api import build, check, fonts_folder, select_documents
from regioplan_pdf.errors import ExitCode, OutputError, Problem, SelectionError, Severity
from regioplan_pdf.results import DocumentResult, Report, Status
from regioplan_pdf.source import read_source

ROTTERDAM, UTRECHT = "2023-2024/ggz/rotterdam", "2023-2024/ggz/utrecht"
PDF = "regioplan-ggz-rotterdam-2023-2024.pdf"


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """Content of two editions and two sectors: five documents."""
    content = write_content(tmp_path / "content")
    write_content(content, slug="2024-2025")
    write_content(content, sector="gz", texts={"rotterdam": TEXT})
    return content


@pytest.fixture
def built(content: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Content that is built already, and where."""
    assert build(content, tmp_path / "out", fonts=FONTS).exit_code is ExitCode.OK
    return content, tmp_path / "out"


def keys(selected: object) -> list[str]:
    return [document.key for document in selected]  # type: ignore[attr-defined]


def statuses(report: Report) -> dict[str, str]:
    return {result.document: str(result.status) for result in report.documents}


class TestSelection:
    def test_everything_in_order(self, two):
        assert keys(select_documents(two)) == [
            ROTTERDAM,
            UTRECHT,
            "2023-2024/gz/rotterdam",
            "2024-2025/ggz/rotterdam",
            "2024-2025/ggz/utrecht",
        ]

    @pytest.mark.parametrize("name", ["rotterdam", "Rotterdam", " rotterdam ", "ZK20", "Rijnmond", "ROTTERDAM E.O."])
    def test_a_region_by_any_of_its_names(self, name, content):
        assert keys(select_documents(content, [name])) == [ROTTERDAM]

    @pytest.mark.parametrize("edition", ["2024-2025", "2024/2025", " 2024-2025 "])
    def test_an_edition(self, edition, two):
        assert keys(select_documents(two, edition=edition)) == ["2024-2025/ggz/rotterdam", "2024-2025/ggz/utrecht"]

    @pytest.mark.parametrize("sector", ["gz", "GZ"])
    def test_a_sector(self, sector, two):
        assert keys(select_documents(two, sector=sector)) == ["2023-2024/gz/rotterdam"]

    def test_all_three(self, two):
        assert keys(select_documents(two, ["utrecht", "rotterdam"], "2023-2024", "ggz")) == [ROTTERDAM, UTRECHT]

    def test_a_region_twice_is_one_document(self, content):
        assert keys(select_documents(content, ["rotterdam", "ZK20"])) == [ROTTERDAM]

    @pytest.mark.parametrize(
        ("regions", "edition", "sector", "message"),
        [
            (["roterdam"], None, None, "There is no region 'roterdam'; did you mean 'rotterdam'"),
            (["xyz"], None, None, "There is no region 'xyz'; "),
            ([], "2025-2026", None, "There is no edition '2025-2026'; there are: 2023-2024, 2024-2025"),
            ([], None, "vv", "There is no sector 'vv'; "),
            (["utrecht"], None, "gz", "There is no text for Utrecht in this selection: 'utrecht.md' is missing"),
            ([], "2024-2025", "gz", "There is no sector 'gz'; "),
        ],
    )
    def test_what_is_not_there(self, regions, edition, sector, message, two):
        with pytest.raises(SelectionError) as caught:
            select_documents(two, regions, edition, sector)
        assert str(caught.value).startswith(message)
        assert caught.value.exit_code is ExitCode.TROUBLE

    def test_regions_that_cannot_be_read_do_not_hide_documents(self, tmp_path):
        content = write_content(tmp_path / "content", regions="")
        assert keys(select_documents(content, ["rotterdam"])) == [ROTTERDAM]

    def test_build_takes_a_selection(self, two, tmp_path):
        report = build(two, tmp_path / "out", ["rotterdam"], edition="2023-2024", fonts=FONTS)
        assert statuses(report) == {ROTTERDAM: "built", "2023-2024/gz/rotterdam": "built"}
        assert sorted(path.name for path in (tmp_path / "out").glob("*.pdf")) == [
            PDF,
            "regioplan-gz-rotterdam-2023-2024.pdf",
        ]

    def test_check_takes_a_selection_and_writes_nothing(self, two, tmp_path):
        before = sorted(tmp_path.rglob("*"))
        report = check(two, ["utrecht"], sector="ggz", fonts=FONTS)
        assert statuses(report) == {UTRECHT: "checked", "2024-2025/ggz/utrecht": "checked"}
        assert sorted(tmp_path.rglob("*")) == before

    def test_fonts_stand_beside_the_content(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        assert fonts_folder(Path("content")) == tmp_path.resolve() / "fonts"
        content = write_content(tmp_path / "content", texts={"rotterdam": TEXT})
        shutil.copytree(FONTS, tmp_path / "fonts")
        assert check(content).exit_code is ExitCode.OK
        assert build(Path("content"), Path("out")).exit_code is ExitCode.OK


class TestReport:
    def test_a_built_document(self, content, tmp_path):
        report = build(content, tmp_path / "out", ["rotterdam"], fonts=FONTS)
        (result,) = report.documents
        assert (result.document, result.file, result.status, result.example) == (ROTTERDAM, PDF, Status.BUILT, True)
        assert result.size == (tmp_path / "out" / PDF).stat().st_size
        assert 10 <= result.body <= 12.5
        assert 0 < result.fill <= 1
        assert 0 < result.seconds <= report.seconds
        assert report.all_problems() == ()

    def test_real_figures_only_are_no_example(self, tmp_path):
        content = write_content(tmp_path / "content", figures=FIGURES.replace("voorbeeld", "Declaraties"))
        assert [result.example for result in check(content, fonts=FONTS).documents] == [False, False]

    def test_a_failed_one_beside_a_good_one(self, tmp_path):
        content = write_content(tmp_path / "content", texts={"rotterdam": "", "utrecht": TEXT})
        report = build(content, tmp_path / "out", fonts=FONTS)
        assert statuses(report) == {ROTTERDAM: "failed", UTRECHT: "built"}
        assert report.exit_code is ExitCode.FAULTS
        assert [problem.file for problem in report.all_problems()] == ["2023-2024/ggz/rotterdam.md"]
        assert report.problems == ()

    def test_a_shared_fault_stands_apart(self, tmp_path):
        content = write_content(tmp_path / "content", edition=EDITION.replace("[privacy]", "[privcy]"))
        report = check(content, fonts=FONTS)
        assert [problem.file for problem in report.problems] == ["2023-2024/ggz/editie.toml"]
        assert [result.problems for result in report.documents] == [(), ()]
        assert report.exit_code is ExitCode.FAULTS

    @pytest.mark.parametrize("jobs", [1, 2])
    def test_progress_is_told_of_every_document_once(self, jobs, content, tmp_path):
        told: list[DocumentResult] = []
        report = build(content, tmp_path / "out", fonts=FONTS, jobs=jobs, progress=told.append)
        assert tuple(told) == report.documents
        told.clear()
        (tmp_path / "out" / PDF).unlink()
        build(content, tmp_path / "out", fonts=FONTS, jobs=jobs, progress=told.append)
        # What needs no work is told first.
        assert [(result.document, str(result.status)) for result in told] == [
            (UTRECHT, "unchanged"),
            (ROTTERDAM, "built"),
        ]
        told.clear()
        assert check(content, fonts=FONTS, jobs=jobs, progress=told.append).documents == tuple(told)

    def test_a_caller_that_stops_keeps_what_was_finished(self, content, tmp_path):
        def stop(result: DocumentResult) -> None:
            raise RuntimeError("enough")

        with pytest.raises(RuntimeError, match="enough"):
            build(content, tmp_path / "out", fonts=FONTS, progress=stop)
        assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [".regioplan.json", PDF]
        assert statuses(build(content, tmp_path / "out", fonts=FONTS)) == {ROTTERDAM: "unchanged", UTRECHT: "built"}

    def test_an_output_folder_that_cannot_be_made(self, content, tmp_path):
        (tmp_path / "out").write_bytes(b"")
        with pytest.raises(OutputError):
            build(content, tmp_path / "out", fonts=FONTS)

    def test_a_pdf_that_cannot_be_written(self, content, tmp_path):
        (tmp_path / "out" / PDF).mkdir(parents=True)
        report = build(content, tmp_path / "out", fonts=FONTS)
        assert statuses(report) == {ROTTERDAM: "unwritten", UTRECHT: "built"}
        assert report.exit_code is ExitCode.OUTPUT
        (tmp_path / "out" / PDF).rmdir()
        assert statuses(build(content, tmp_path / "out", fonts=FONTS)) == {ROTTERDAM: "built", UTRECHT: "unchanged"}


class TestUnchanged:
    def test_a_second_run_does_nothing(self, built):
        content, out = built
        before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in out.glob("*.pdf")}
        report = build(content, out, fonts=FONTS)
        assert statuses(report) == {ROTTERDAM: "unchanged", UTRECHT: "unchanged"}
        assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in out.glob("*.pdf")} == before

    def test_its_row_is_that_of_the_run_that_built_it(self, content, tmp_path):
        first = build(content, tmp_path / "out", fonts=FONTS).documents
        second = build(content, tmp_path / "out", fonts=FONTS).documents
        for old, new in zip(first, second, strict=True):
            assert (new.file, new.body, new.size, new.example) == (old.file, old.body, old.size, old.example)
            assert new.fill == pytest.approx(old.fill, abs=1e-4)
            assert new.seconds == 0

    def test_force(self, built):
        content, out = built
        assert set(statuses(build(content, out, fonts=FONTS, force=True)).values()) == {"built"}

    @pytest.mark.parametrize(
        ("changes", "rebuilt"),
        [
            ({"texts": {"rotterdam": TEXT.replace("thuis", "in de wijk"), "utrecht": TEXT}}, {ROTTERDAM}),
            ({"figures": change_figure("rotterdam;klanten;2023;;", "1205")}, {ROTTERDAM, UTRECHT}),
            ({"edition": EDITION.replace("GGZ-klanten", "Klanten")}, {ROTTERDAM, UTRECHT}),
            ({"theme": THEME.replace("Zorgkantoor", "Kantoor")}, {ROTTERDAM, UTRECHT}),
            ({"regions": REGIONS.replace("Rotterdam e.o.", "Groot-Rotterdam")}, {ROTTERDAM, UTRECHT}),
            ({}, set()),
        ],
        ids=["text", "figures", "settings", "theme", "regions", "nothing"],
    )
    def test_a_change_of_content_in_the_same_process(self, changes, rebuilt, built):
        content, out = built
        write_content(content, **changes)
        found = statuses(build(content, out, fonts=FONTS))
        assert {document for document, status in found.items() if status == "built"} == rebuilt

    def test_a_change_of_the_fonts(self, built, tmp_path):
        content, out = built
        fonts = shutil.copytree(FONTS, tmp_path / "fonts")
        assert set(statuses(build(content, out, fonts=fonts)).values()) == {"unchanged"}
        (fonts / "SourceSansPro-It.ttf").write_bytes((FONTS / "SourceSansPro-SemiboldIt.ttf").read_bytes())
        assert set(statuses(build(content, out, fonts=fonts)).values()) == {"built"}

    @pytest.mark.parametrize("harm", ["tampered", "cut", "deleted"])
    def test_a_pdf_that_was_harmed_is_made_again(self, harm, built):
        content, out = built
        path = out / PDF
        good = path.read_bytes()
        if harm == "deleted":
            path.unlink()
        else:
            path.write_bytes(good.replace(b"%%EOF", b"%%EOG") if harm == "tampered" else good[:-10])
        assert statuses(build(content, out, fonts=FONTS)) == {ROTTERDAM: "built", UTRECHT: "unchanged"}
        assert path.read_bytes() == good

    def test_a_selection_leaves_the_rest_of_the_state(self, built):
        content, out = built
        write_content(content, texts={"rotterdam": TEXT + "\nNog een zin.\n", "utrecht": TEXT})
        assert statuses(build(content, out, ["rotterdam"], fonts=FONTS)) == {ROTTERDAM: "built"}
        assert statuses(build(content, out, fonts=FONTS)) == {ROTTERDAM: "unchanged", UTRECHT: "unchanged"}

    def test_a_fault_that_is_mended_to_what_it_was(self, built):
        content, out = built
        write_content(content, texts={"rotterdam": "", "utrecht": TEXT})
        assert statuses(build(content, out, fonts=FONTS)) == {ROTTERDAM: "failed", UTRECHT: "unchanged"}
        write_content(content)
        assert statuses(build(content, out, fonts=FONTS)) == {ROTTERDAM: "unchanged", UTRECHT: "unchanged"}

    def test_warnings_of_unchanged_documents_are_still_told(self, tmp_path):
        # One of the text, and one of the settings: persons without a basis.
        text = TEXT + "\n## Bevindingen\n\n- leveringsvormen: Het MPT is gedaald\n"
        edition = EDITION.replace('basis = "klanten"\n', "")
        content = write_content(tmp_path / "content", edition=edition, texts={"rotterdam": text, "utrecht": TEXT})
        first = build(content, tmp_path / "out", fonts=FONTS)
        second = build(content, tmp_path / "out", fonts=FONTS)
        assert set(statuses(second).values()) == {"unchanged"}
        assert [problem.file for problem in second.all_problems()] == [
            "2023-2024/ggz/editie.toml",
            "2023-2024/ggz/rotterdam.md",
        ]
        assert second.all_problems() == first.all_problems() == check(content, fonts=FONTS).all_problems()
        assert second.problems == first.problems
        assert second.exit_code is ExitCode.OK

    def test_a_plan_whose_text_is_gone_stays_but_is_no_longer_reported(self, built):
        content, out = built
        old = (out / PDF).read_bytes()
        (content / "2023-2024/ggz/rotterdam.md").unlink()
        assert statuses(build(content, out, fonts=FONTS)) == {UTRECHT: "unchanged"}
        assert (out / PDF).read_bytes() == old
        write_content(content)
        assert statuses(build(content, out, fonts=FONTS)) == {ROTTERDAM: "unchanged", UTRECHT: "unchanged"}

    def test_a_plan_whose_text_is_gone_is_warned_of_while_its_pdf_is_there(self, built):
        content, out = built
        (content / f"{ROTTERDAM}.md").unlink()
        message = f"'{PDF}' in the output folder belongs to no text any more: {ROTTERDAM}.md is gone."
        told = (Problem("", 0, Severity.WARNING, message, "remove it, if it shouldn't be published"),)
        for selection in ([], ["utrecht"]):
            report = build(content, out, selection, fonts=FONTS)
            assert (report.problems, report.exit_code) == (told, ExitCode.OK)
        assert check(content, fonts=FONTS).problems == ()
        (out / PDF).unlink()
        assert build(content, out, fonts=FONTS).problems == ()

    def test_other_files_in_the_output_folder_are_left_alone(self, content, tmp_path):
        out = tmp_path / "out"
        out.mkdir()
        (out / "notulen.pdf").write_bytes(b"mine")
        build(content, out, fonts=FONTS, force=True)
        assert (out / "notulen.pdf").read_bytes() == b"mine"


class TestSameBytes:
    def pdfs(self, out: Path) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in out.glob("*.pdf")}

    def test_whatever_the_jobs_the_order_the_folder_and_the_working_directory(self, content, tmp_path, monkeypatch):
        build(content, tmp_path / "one", fonts=FONTS, jobs=1)
        expected = self.pdfs(tmp_path / "one")
        assert len(expected) == 2

        build(content, tmp_path / "two", fonts=FONTS, jobs=2)
        assert self.pdfs(tmp_path / "two") == expected

        for region in ("utrecht", "rotterdam"):
            build(content, tmp_path / "order", [region], fonts=FONTS)
        assert self.pdfs(tmp_path / "order") == expected

        elsewhere = tmp_path / "ergens anders" / "inhoud"
        shutil.copytree(content, elsewhere)
        monkeypatch.chdir(elsewhere.parent)
        build(Path("inhoud"), Path("uit"), fonts=Path(os.path.relpath(FONTS)))
        assert self.pdfs(elsewhere.parent / "uit") == expected

    def test_no_path_and_no_clock_in_a_file(self, built, tmp_path):
        _, out = built
        for name, data in self.pdfs(out).items():
            assert str(tmp_path).encode() not in data
            metadata = PdfReader(out / name).metadata
            assert metadata is not None
            # The edition's day of publication, whatever day it is.
            assert (metadata.creation_date_raw or "")[:10] == "D:20230601"
            assert (metadata.modification_date_raw or "D:20230601")[:10] == "D:20230601"

    def test_line_ends_are_no_difference(self, content, tmp_path):
        build(content, tmp_path / "one", ["rotterdam"], fonts=FONTS)
        windows = write_content(tmp_path / "windows", texts={"rotterdam": TEXT.replace("\n", "\r\n")})
        build(windows, tmp_path / "two", fonts=FONTS)
        assert self.pdfs(tmp_path / "one") == self.pdfs(tmp_path / "two")


@pytest.mark.parametrize(
    ("epoch", "written", "xmp"),
    [
        ("1700000000", "D:20231114221320+00'00'", "2023-11-14T22:13:20+00:00"),
        ("0", "D:19700101000000+00'00'", "1970-01-01T00:00:00+00:00"),
        ("", "D:20230601120000+00'00'", "2023-06-01T12:00:00+00:00"),
    ],
)
def test_the_moment_in_a_pdf_is_that_of_source_date_epoch_or_else_the_editions_day(
    content, tmp_path, monkeypatch, epoch, written, xmp
):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert build(content, tmp_path, ["rotterdam"], fonts=FONTS, jobs=1).exit_code is ExitCode.OK
    reader = PdfReader(tmp_path / PDF)
    assert reader.metadata is not None
    assert (reader.metadata["/CreationDate"], reader.metadata["/ModDate"]) == (written, written)
    packet = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert f"<xmp:CreateDate>{xmp}</xmp:CreateDate><xmp:ModifyDate>{xmp}</xmp:ModifyDate>" in packet
    attached = [each.get_object() for each in reader.trailer["/Root"]["/AF"]]
    assert {each["/EF"]["/F"]["/Params"]["/ModDate"] for each in attached} == {written}
    meta = read_source(tmp_path / PDF).document.meta
    assert f"{meta.date}T{meta.time}+00:00" == xmp
