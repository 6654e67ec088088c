"""The old site or the new one, whole: full disks, killed runs, two at once, folders that aren't ours."""

from __future__ import annotations

import errno
import hashlib
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from command import FONTS, Ran, call, run
from regioplan_pdf.errors import OutputError
from regioplan_pdf.publish import switch
from regioplan_pdf.publish.lock import locked
from regioplan_pdf.publish.manifest import FileEntry, Manifest, manifest_json
from regioplan_pdf.publish.request import Request
from regioplan_pdf.publish.run import publish
from regioplan_pdf.publish.switch import check_target, find_strangers, intact_files, put_in_place, recover
from site_factory import write_site_content

MANIFEST = manifest_json((), {}, {}, fingerprint="f", pictures="p", base_url="")
OLD = {"manifest.json": MANIFEST, "index.html": b"old", "a/b/plan.pdf": b"plan", "a/gone.html": b"gone"}
NEW = {"manifest.json": MANIFEST + b"\n", "index.html": b"new", "a/b/plan.pdf": b"plan", "c/more.html": b"more"}
KEPT = ("a/b/plan.pdf",)


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def read(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(params=["exchange", "rename twice"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to switch: in one step, and the one of systems that can't do that."""
    if request.param == "rename twice":
        monkeypatch.setattr(switch, "_exchange", lambda one, other: False)
    elif not sys.platform.startswith("linux"):
        pytest.skip("this system can't exchange two folders")
    return str(request.param)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write(tmp_path / "site", OLD)


def test_a_new_site_takes_the_place_of_the_old(site, way):
    before = (site / "a/b/plan.pdf").stat()
    put_in_place(site, NEW, KEPT, ())
    assert read(site) == NEW
    after = (site / "a/b/plan.pdf").stat()
    assert (after.st_mtime_ns, after.st_nlink) == (before.st_mtime_ns, 1)
    assert names(site.parent) == ["site"]


def test_a_first_site_is_made_in_a_new_and_in_an_empty_folder(tmp_path, way):
    put_in_place(tmp_path / "new", NEW, (), ())
    (tmp_path / "empty").mkdir()
    put_in_place(tmp_path / "empty", NEW, (), ())
    assert read(tmp_path / "new") == read(tmp_path / "empty") == NEW
    assert names(tmp_path) == ["empty", "new"]


def test_one_step_is_tried_for_real_on_this_system(site, monkeypatch):
    if not sys.platform.startswith("linux"):
        pytest.skip("this system can't exchange two folders")
    monkeypatch.setattr(switch, "_rename_twice", lambda staging, target: pytest.fail("two steps were needed"))
    put_in_place(site, NEW, KEPT, ())
    assert read(site) == NEW


def test_kept_files_are_copied_with_their_times_where_links_cant_be_made(site, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    before = (site / "a/b/plan.pdf").stat().st_mtime_ns
    put_in_place(site, NEW, KEPT, ())
    assert read(site) == NEW
    assert (site / "a/b/plan.pdf").stat().st_mtime_ns == before


def test_files_that_arent_ours_are_taken_along(site, way):
    write(site, {".htaccess": b"theirs", "a/theirs/logo.png": b"logo"})
    (site / "empty").mkdir()
    (site / "link").symlink_to("index.html")
    manifest = Manifest(files={path: FileEntry(0, "") for path in OLD if path != "manifest.json"})
    strangers = find_strangers(site, manifest)
    assert strangers == (".htaccess", "a/theirs/logo.png", "empty", "link")
    put_in_place(site, NEW, KEPT, strangers)
    assert read(site) == NEW | {".htaccess": b"theirs", "a/theirs/logo.png": b"logo", "link": b"new"}
    assert (site / "link").is_symlink()
    assert (site / "empty").is_dir()


def test_a_strangers_link_out_of_the_site_isnt_followed(site, tmp_path, way):
    outside = write(tmp_path / "outside", {"precious": b"1"})
    (site / "out").symlink_to(outside)
    strangers = find_strangers(site, Manifest(files={path: FileEntry(0, "") for path in OLD}))
    assert strangers == ("out",)
    put_in_place(site, NEW, KEPT, strangers)
    assert (site / "out").is_symlink()
    assert read(outside) == {"precious": b"1"}


def test_intact_files_are_those_with_the_bytes_of_the_manifest(site):
    right = FileEntry(3, hashlib.sha256(b"old").hexdigest())
    manifest = Manifest(files={"index.html": right, "a/gone.html": right, "nowhere": right})
    assert intact_files(site, manifest) == {"index.html"}


# -- whatever stops it ------------------------------------------------------------------


def stop_at(number: int, error: BaseException) -> Callable[[Path, bytes], int]:
    """A write_bytes that fails the so-manieth time, half-way the file."""
    written = 0

    def write_bytes(path: Path, data: bytes) -> int:
        nonlocal written
        written += 1
        with path.open("wb") as file:
            file.write(data if written < number else data[: len(data) // 2])
            if written >= number:
                raise error
        return len(data)

    return write_bytes


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_disk_that_fills_up_leaves_the_old_site_and_no_litter(site, monkeypatch, number):
    monkeypatch.setattr(Path, "write_bytes", stop_at(number, OSError(errno.ENOSPC, "No space left on device")))
    with pytest.raises(OutputError, match=r"no space left on device\. What was there is untouched") as caught:
        put_in_place(site, NEW, KEPT, ())
    assert caught.value.exit_code == 3
    assert read(site) == OLD
    assert names(site.parent) == ["site"]


def test_ctrl_c_leaves_the_old_site_and_no_litter(site, monkeypatch):
    monkeypatch.setattr(Path, "write_bytes", stop_at(2, KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        put_in_place(site, NEW, KEPT, ())
    assert read(site) == OLD
    assert names(site.parent) == ["site"]


def test_a_second_rename_that_fails_is_undone(site, monkeypatch):
    monkeypatch.setattr(switch, "_exchange", lambda one, other: False)
    real = Path.rename

    def rename(path: Path, target: Path) -> Path:
        if path == switch.staging_folder(site):
            raise OSError(errno.EACCES, "Permission denied")
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(OutputError, match="permission denied"):
        put_in_place(site, NEW, KEPT, ())
    assert read(site) == OLD
    assert names(site.parent) == ["site"]


KILLED = """
    import os, signal, sys
    from pathlib import Path
    sys.path.insert(0, {tests!r})
    from regioplan_pdf.publish import switch
    from test_publish_switch import KEPT, NEW
    site = Path({site!r})
    def kill(*_, **__):
        os.kill(os.getpid(), signal.SIGKILL)
    {where}
    switch.put_in_place(site, NEW, KEPT, ())
"""
MOMENTS = {
    "while it's being made": "switch._take_along = kill",
    "before the switch": "switch._switch = kill",
    "after the exchange": "switch.shutil.rmtree = kill",
    "between two renames": (
        "switch._exchange = lambda one, other: False\n"
        "    real = Path.rename\n"
        "    Path.rename = lambda path, target: kill() if path == switch.staging_folder(site) else real(path, target)"
    ),
    "after two renames": "switch._exchange = lambda one, other: False\n    switch.shutil.rmtree = kill",
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_run_that_is_killed_leaves_a_whole_site_for_the_next(site, moment):
    script = KILLED.format(tests=str(Path(__file__).parent), site=str(site), where=MOMENTS[moment])
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL
    assert len(names(site.parent)) == 2
    recover(site)
    assert names(site.parent) == ["site"]
    assert read(site) == (NEW if moment.startswith("after") else OLD)
    put_in_place(site, NEW, KEPT, ())
    assert read(site) == NEW


# -- folders that aren't ours -----------------------------------------------------------


def test_a_folder_that_isnt_a_site_of_ours_is_never_touched(tmp_path):
    for files in ({"letter.docx": b"1"}, {"manifest.json": b'{"name": "An app"}'}, {"manifest.json": b"{"}):
        folder = write(tmp_path / f"folder-{len(names(tmp_path))}", files)
        with pytest.raises(OutputError, match=r"isn't empty and has no manifest\.json of this program"):
            check_target(folder)
        assert read(folder) == files


def test_a_new_an_empty_and_an_own_folder_will_do(site, tmp_path):
    (tmp_path / "empty").mkdir()
    assert check_target(tmp_path / "new") is None
    assert check_target(tmp_path / "empty") is None
    found = check_target(site)
    assert found is not None
    assert found.fingerprint == "f"


def test_a_file_cant_be_the_site(tmp_path):
    (tmp_path / "site").write_text("a file", encoding="utf-8")
    with pytest.raises(OutputError, match="is a file"):
        check_target(tmp_path / "site")


# -- two at once ------------------------------------------------------------------------

HOLDER = """
    import sys, time
    from pathlib import Path
    from regioplan_pdf.publish.lock import locked
    with locked(Path({site!r})):
        print("held", flush=True)
        time.sleep(60)
"""


@pytest.fixture
def holder(site: Path) -> subprocess.Popen[str]:
    """Another process that is publishing to the site."""
    script = textwrap.dedent(HOLDER.format(site=str(site)))
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_the_second_of_two_is_turned_away(site, holder):
    with pytest.raises(OutputError, match="Another publish is busy"), locked(site):
        pytest.fail("both have the lock")


def test_the_lock_of_a_killed_run_is_free(site, holder):
    holder.kill()
    holder.wait()
    with locked(site):
        pass
    assert names(site.parent) == ["site"]


def test_a_process_that_is_forked_doesnt_keep_the_lock(site):
    with locked(site):
        child = os.fork()
        if child == 0:
            signal.pause()
            os._exit(0)
    try:
        with locked(site):
            pass
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


# -- all of it, from the command line ---------------------------------------------------


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan that is online, with a text that has changed since and is built already."""
    root = tmp_path_factory.mktemp("office")
    content = write_site_content(root / "content", slugs=["t-gooi"], sectors=["ggz"])
    request = Request(content, FONTS, root / "site", root / "out")
    assert publish(request).exit_code == 0
    text = content / "2023-2024" / "ggz" / "t-gooi.md"
    text.write_text(text.read_text("utf-8").replace("Een tweede", "Een andere"), encoding="utf-8")
    assert publish(Request(content, FONTS, root / "other", root / "out")).exit_code == 0
    return root


def command(office: Path) -> tuple[object, ...]:
    places = ("--content", office / "content", "--fonts", FONTS, "--pdfs", office / "out", "--out", office / "site")
    return ("publish", *places, "--jobs", 1)


def test_a_full_disk_is_told_with_exit_code_3(office):
    def little_room() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (8000, 8000))

    before, beside = read(office / "site"), names(office)
    ran: Ran = run(*command(office), before=little_room)
    assert ran.code == 3
    assert "can't be written: file too large. What was there is untouched." in ran.err
    assert read(office / "site") == before
    assert names(office) == beside


def test_the_second_publish_says_so_and_exits(office, capsys):
    before = read(office / "site")
    with locked(office / "site"):
        ran: Ran = run(*command(office))
    assert (ran.code, "Another publish is busy" in ran.err) == (3, True)
    assert read(office / "site") == before


def test_a_folder_of_somebody_else_is_told_with_exit_code_3(office, tmp_path, capsys):
    theirs = write(tmp_path / "theirs", {"index.html": b"another site"})
    ran = call(capsys, *command(office), "--out", theirs)
    assert (ran.code, "isn't empty and has no manifest.json" in ran.err) == (3, True)
    assert read(theirs) == {"index.html": b"another site"}
    assert names(tmp_path) == ["theirs"]


def test_ctrl_c_ends_with_its_own_exit_code(office, capsys, monkeypatch):
    before, beside = read(office / "site"), names(office)
    monkeypatch.setattr(switch, "_take_along", lambda source, place: (_ for _ in ()).throw(KeyboardInterrupt))
    ran = call(capsys, *command(office))
    assert ran.code == 130
    assert read(office / "site") == before
    assert names(office) == beside


READER = """
    import sys
    from pathlib import Path
    def look():
        try:
            return Path(sys.argv[1]).read_text("utf-8")
        except FileNotFoundError:  # the old page went while it was being looked up
            return Path(sys.argv[1]).read_text("utf-8")
    print("ready", flush=True)
    seen = {look()}
    while not any("Een andere" in text for text in seen):
        seen.add(look())
    print(len(seen), all(text.rstrip().endswith("</html>") for text in seen))
"""


def test_a_visitor_never_sees_half_a_site(office, capsys):
    """Another process reads the site all the while: every page that it gets is a whole one, of the old or the new."""
    if not sys.platform.startswith("linux"):
        pytest.skip("elsewhere there is a moment without a site")
    page = office / "site" / "regioplannen" / "2023-2024" / "ggz" / "t-gooi" / "index.html"
    script = textwrap.dedent(READER)
    reader = subprocess.Popen([sys.executable, "-c", script, str(page)], stdout=subprocess.PIPE, text=True)
    assert reader.stdout is not None
    assert reader.stdout.readline() == "ready\n"
    assert call(capsys, *command(office)).code == 0
    told, _ = reader.communicate(timeout=30)
    assert told == "2 True\n"
    assert reader.returncode == 0
