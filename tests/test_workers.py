"""Documents over processes: the same as in one, whatever ends or fails on the way."""

from __future__ import annotations

import multiprocessing
import os
import signal
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from command import FONTS
from content_factory import TEXT, write_content
from regioplan_pdf import drafting, workers
from regioplan_pdf.errors import RegioplanError
from regioplan_pdf.load.folder import DocumentPath, find_documents
from regioplan_pdf.model.figures import Figures
from regioplan_pdf.plan import Made, pack_draft, unpack_draft
from regioplan_pdf.results import Status

can_fork = pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="nothing to fork")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_content(tmp_path / "content", texts={"rotterdam": TEXT, "utrecht": TEXT})


def run(content: Path, jobs: int) -> list[Made]:
    """What came of all documents, without the time that it took."""
    with closing(workers.run_documents(content, FONTS, find_documents(content), jobs)) as made:
        return [replace(one, result=replace(one.result, seconds=0.0)) for one in made]


def test_two_processes_make_what_one_makes(content: Path):
    alone = run(content, 1)
    assert [one.result.status for one in alone] == [Status.CHECKED] * 2
    assert run(content, 2) == alone


def test_without_fork_it_comes_to_the_same(content: Path, monkeypatch: pytest.MonkeyPatch):
    alone = run(content, 1)
    monkeypatch.setattr(workers, "_context", lambda: multiprocessing.get_context("spawn"))
    assert run(content, 2) == alone


def test_a_faulty_text_stops_no_other(content: Path):
    (content / "2023-2024/ggz/rotterdam.md").write_text("## Onbekend\n\nTekst.\n", encoding="utf-8")
    alone = run(content, 1)
    assert [one.result.status for one in alone] == [Status.FAILED, Status.CHECKED]
    assert run(content, 2) == alone


def test_fonts_that_are_missing_are_told_once_and_stop_all(content: Path, tmp_path: Path):
    documents = find_documents(content)
    with closing(workers.run_documents(content, tmp_path, documents, 2)) as made:
        found = list(made)
    assert [one.result.status for one in found] == [Status.FAILED] * 2
    assert found[0].shared == found[1].shared
    assert any("SourceSansPro-Regular.ttf" in str(problem) for problem in found[0].shared)


def test_a_draft_arrives_whole_but_for_its_figures(content: Path):
    workspace = drafting.Workspace(content, FONTS)
    draft = drafting.draft_plan(workspace, find_documents(content)[0])
    document = draft.document
    assert document is not None
    bare = replace(document, figures=Figures("rotterdam", "zilveren-kruis"))
    assert unpack_draft(pack_draft(draft)) == replace(draft, document=bare)
    failed = replace(draft, document=None, attachments=(), problems=draft.shared)
    assert unpack_draft(pack_draft(failed)) == failed


@pytest.mark.parametrize("jobs", [1, 2])
def test_no_content_is_read_before_what_comes_first(content: Path, jobs: int):
    def first() -> None:
        (content / "2023-2024/ggz/rotterdam.md").write_text("## Onbekend\n\nTekst.\n", encoding="utf-8")

    with closing(workers.run_documents(content, FONTS, find_documents(content), jobs, first=first)) as made:
        assert [one.result.status for one in made] == [Status.FAILED, Status.CHECKED]


def test_a_failure_of_what_comes_first_ends_all(content: Path):
    def first() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(workers.run_documents(content, FONTS, find_documents(content), 2, first=first))
    assert multiprocessing.active_children() == []


@can_fork
def test_what_stops_the_reader_is_raised_here(content: Path, monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object) -> None:
        raise RegioplanError("The content can't be read.")

    monkeypatch.setattr(drafting, "Workspace", fail)
    with pytest.raises(RegioplanError, match="can't be read"):
        run(content, 2)
    assert multiprocessing.active_children() == []


@can_fork
def test_a_reader_that_is_killed(content: Path, monkeypatch: pytest.MonkeyPatch):
    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(drafting, "draft_plan", die)
    with pytest.raises(RegioplanError, match="ended from outside"):
        run(content, 2)
    assert multiprocessing.active_children() == []


@can_fork
def test_a_maker_that_is_killed(content: Path, monkeypatch: pytest.MonkeyPatch):
    from regioplan_pdf import press

    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(press, "print_draft", die)
    with pytest.raises(RegioplanError, match="ended from outside"):
        run(content, 2)
    assert multiprocessing.active_children() == []


@can_fork
def test_closing_it_halfway_ends_the_processes(content: Path):
    made = workers.run_documents(content, FONTS, find_documents(content), 2)
    assert next(made).result.status is Status.CHECKED
    made.close()
    assert multiprocessing.active_children() == []


def test_a_fault_of_the_program_is_told_of_the_plan_that_met_it(content: Path, monkeypatch: pytest.MonkeyPatch):
    read = drafting.read_document

    def fail(folder: object, path: DocumentPath, *rest: object) -> object:
        if path.region == "rotterdam":
            raise ZeroDivisionError("nothing to divide by")
        return read(folder, path, *rest)

    monkeypatch.setattr(drafting, "read_document", fail)
    for jobs in (1, 2) if "fork" in multiprocessing.get_all_start_methods() else (1,):
        first, second = run(content, jobs)
        assert (first.result.status, second.result.status) == (Status.FAILED, Status.CHECKED)
        assert "The program itself failed on this plan: ZeroDivisionError" in first.result.problems[0].message
