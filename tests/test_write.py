"""Files out: all of it or nothing."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from regioplan_pdf.errors import ExitCode, OutputError
from regioplan_pdf.write import prepare_folder, replace_file


def test_a_new_file(tmp_path: Path):
    replace_file(tmp_path / "a.pdf", b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.pdf": b"new"}


def test_an_old_file_gives_way(tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(b"a longer old file")
    replace_file(tmp_path / "a.pdf", b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.pdf": b"new"}


def test_a_reader_of_the_old_file_keeps_it_whole(tmp_path: Path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    with path.open("rb") as reader:
        replace_file(path, b"new")
        assert reader.read() == b"old"
    assert path.read_bytes() == b"new"


def test_others_may_read_it_as_they_may_any_new_file(tmp_path: Path):
    before = os.umask(0o022)
    try:
        replace_file(tmp_path / "a.pdf", b"new")
    finally:
        os.umask(before)
    assert (tmp_path / "a.pdf").stat().st_mode & 0o777 == 0o644


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_device_is_told_as_such(tmp_path: Path):
    # The temporary file is a link to a full device, so that writing it fails halfway.
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    (tmp_path / f".a.pdf.{os.getpid()}.part").symlink_to("/dev/full")
    with pytest.raises(OutputError, match="can't be written: no space left on device") as caught:
        replace_file(path, b"new" * 10_000)
    assert caught.value.exit_code is ExitCode.OUTPUT
    assert {found.name: found.read_bytes() for found in tmp_path.iterdir()} == {"a.pdf": b"old"}


def test_a_folder_in_the_file_s_place(tmp_path: Path):
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(OutputError, match=r"a\.pdf' can't be written: .*An old file is untouched"):
        replace_file(tmp_path / "a.pdf", b"new")
    assert [found.name for found in tmp_path.iterdir()] == ["a.pdf"]


def test_no_folder(tmp_path: Path):
    with pytest.raises(OutputError, match="no such file or directory"):
        replace_file(tmp_path / "gone" / "a.pdf", b"new")
    assert list(tmp_path.iterdir()) == []


def test_an_interrupt_while_writing_leaves_nothing(tmp_path: Path, monkeypatch):
    def interrupted(self: Path, target: Path) -> None:
        raise KeyboardInterrupt

    (tmp_path / "a.pdf").write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        replace_file(tmp_path / "a.pdf", b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.pdf": b"old"}


def test_a_folder_is_made_with_those_above_it(tmp_path: Path):
    prepare_folder(tmp_path / "a" / "b")
    prepare_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


def test_a_folder_that_cannot_be_made(tmp_path: Path):
    (tmp_path / "a").write_bytes(b"")
    for folder in (tmp_path / "a", tmp_path / "a" / "b"):
        with pytest.raises(OutputError, match="can't be made"):
            prepare_folder(folder)


def test_a_folder_that_may_not_be_written():
    """In a child process that has given up root's rights, if it had them: root may write anywhere."""
    with tempfile.TemporaryDirectory() as name:
        outer, folder = Path(name), Path(name) / "out"
        outer.chmod(0o755)
        folder.mkdir(mode=0o555)
        child = os.fork()
        if child == 0:
            code = 1
            try:
                if os.geteuid() == 0:
                    os.setuid(65534)
                prepare_folder(folder)
            except OutputError as error:
                code = 42 if "check its permissions" in str(error) else 2
            finally:
                os._exit(code)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 42
