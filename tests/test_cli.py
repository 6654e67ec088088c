"""The command: help, options, what it prints where, exit codes."""

from __future__ import annotations

import errno
import json
import os
import pty
import re
import select
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from command import FONTS, call, run, trouble
from content_factory import EDITION, TEXT, write_content
from regioplan_pdf import __version__
from regioplan_pdf import report as report_module
from regioplan_pdf.errors import ExitCode
from regioplan_pdf.results import DocumentResult, Status

PDF = "regioplan-ggz-rotterdam-2023-2024.pdf"
OVERRIDE = "\n## Bevindingen\n\n- leveringsvormen: Het MPT is gedaald\n"
"""A sentence that goes against the figures: a warning."""


ROOT = Path(__file__).parent.parent


@pytest.fixture
def arguments(content: Path, tmp_path: Path) -> list[object]:
    """What follows `regioplan build` in most tests."""
    return ["--content", content, "--out", tmp_path / "out", "--fonts", FONTS, "--jobs", 1]


def rows(table: str) -> dict[str, list[str]]:
    """The cells behind the file's name, by file."""
    lines = [line.split() for line in table.splitlines() if ".pdf" in line]
    return {cells[0]: cells[1:] for cells in lines}


class TestHelp:
    @pytest.mark.parametrize("command", [[], ["build"], ["check"], ["new"]])
    def test_help_documents_the_exit_codes(self, command, capsys):
        ran = call(capsys, *command, "--help")
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.startswith(f"usage: regioplan{' ' if command else ''}{' '.join(command)} [")
        found = dict(re.findall(r"^  (\d+) +(.+)$", ran.out, re.MULTILINE))
        assert {int(code) for code in found} == set(ExitCode)
        assert found["3"] == "the output can't be written"

    @pytest.mark.parametrize(
        ("command", "options"),
        [
            ("build", "REGION --edition --sector --content --out --with-changes --fonts --jobs --force --json"),
            ("check", "REGION --edition --sector --content --with-changes --fonts --jobs --json"),
            ("new", "EDITION --from --sector --content"),
        ],
    )
    def test_help_names_every_option(self, command, options, capsys):
        ran = call(capsys, command, "--help")
        assert [option for option in options.split() if option not in ran.out] == []
        assert set(re.findall(r"--[a-z]+(?:-[a-z]+)*", ran.out)) == {o for o in options.split() if o[0] == "-"} | {
            "--help"
        }

    def test_the_commands(self, capsys):
        ran = call(capsys, "--help")
        for command in ("build", "check", "new"):
            assert re.search(rf"^    {command} +\w", ran.out, re.MULTILINE)

    def test_version(self, capsys):
        assert call(capsys, "--version").out == f"regioplan {__version__}\n"

    def test_as_a_module_and_as_a_command(self):
        ran = run("--version")
        assert (ran.code, ran.out, ran.err) == (0, f"regioplan {__version__}\n", "")
        script = Path(sys.executable).with_name("regioplan")
        done = subprocess.run([script, "--version"], capture_output=True, text=True, check=True)
        assert done.stdout == ran.out


class TestUsage:
    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ([], "required: COMMAND"),
            (["bild"], "invalid choice: 'bild'"),
            (["build", "--jobs", "0"], "'0' is not a number of processes: give 1 or more"),
            (["build", "--jobs", "veel"], "'veel' is not a number of processes: give 1 or more"),
            (["build", "--uit", "x"], "unrecognized arguments: --uit"),
            (["check", "--force"], "unrecognized arguments: --force"),
            (["new", "2025-2026"], "required: --from"),
            (["new", "--from", "2023-2024"], "required: EDITION"),
        ],
    )
    def test_wrong_usage(self, arguments, message, capsys):
        ran = call(capsys, *arguments)
        assert (ran.code, ran.out) == (2, "")
        assert message in ran.err

    def test_defaults_are_the_folders_here(self, tmp_path, monkeypatch, capsys):
        write_content(tmp_path / "content", texts={"rotterdam": TEXT})
        (tmp_path / "fonts").symlink_to(FONTS)
        monkeypatch.chdir(tmp_path)
        assert call(capsys, "build").code == 0
        assert (tmp_path / "out" / PDF).is_file()


class TestTable:
    def test_build(self, arguments, tmp_path, capsys):
        ran = call(capsys, "build", *arguments)
        assert (ran.code, ran.err) == (0, "")
        heading = next(line for line in ran.out.splitlines() if "body" in line)
        assert heading.split() == ["file", "body", "fill", "kB", "ms", "figures", "status"]
        found = rows(ran.out)
        assert list(found) == [PDF, PDF.replace("rotterdam", "utrecht")]
        body, unit, fill, kilobytes, milliseconds, figures, status = found[PDF]
        assert (unit, figures, status) == ("pt", "voorbeeld", "built")
        assert 10 <= float(body) <= 12.5
        assert re.fullmatch(r"\d+%", fill)
        assert float(kilobytes) == pytest.approx((tmp_path / "out" / PDF).stat().st_size / 1000, abs=0.06)
        assert int(milliseconds) > 0
        assert re.fullmatch(r"2 built in .*/out \(\d+\.\d s\)", ran.out.splitlines()[-1])

    @pytest.mark.parametrize("count", [0, 1, 3])
    @pytest.mark.parametrize("region", ["ee", "amstelland-en-de-meerlanden" * 5])
    def test_a_pipe_gets_the_table_that_rich_would_set(self, count, region, capsys):
        kinds = (
            DocumentResult("", f"regioplan-ggz-{region}.pdf", Status.BUILT, 9.5, 1.0, 654321, 0.0671, True),
            DocumentResult("", "regioplan-ggz-rotterdam.pdf", Status.FAILED, seconds=1.5),
            DocumentResult("", "regioplan-ggz-b.pdf", Status.UNCHANGED, 12.25, 0.05, 432, 0.0, False),
        )
        cells = [report_module._cells(result) for result in kinds[:count]]
        report_module._print_rich_table(cells)
        assert capsys.readouterr().out.splitlines() == list(report_module._plain_table(cells))

    def test_a_second_build(self, arguments, capsys):
        first = rows(call(capsys, "build", *arguments).out)
        ran = call(capsys, "build", *arguments)
        assert ran.code == 0
        for name, cells in rows(ran.out).items():
            assert cells == [*first[name][:4], "voorbeeld", "unchanged"]
        assert ran.out.splitlines()[-1].startswith("2 unchanged in ")
        forced = call(capsys, "build", *arguments, "--force")
        assert forced.out.splitlines()[-1].startswith("2 built in ")

    def test_check(self, arguments, tmp_path, capsys):
        del arguments[2:4]
        ran = call(capsys, "check", *arguments)
        assert (ran.code, ran.err) == (0, "")
        assert {cells[-1] for cells in rows(ran.out).values()} == {"checked"}
        assert re.fullmatch(r"2 checked \(\d+\.\d s\)", ran.out.splitlines()[-1])
        assert not (tmp_path / "out").exists()

    def test_real_figures_only_are_not_called_an_example(self, tmp_path, capsys):
        from content_factory import FIGURES

        content = write_content(tmp_path / "content", figures=FIGURES.replace("voorbeeld", "Declaraties"))
        ran = call(capsys, "check", "--content", content, "--fonts", FONTS, "--jobs", 1)
        assert "voorbeeld" not in ran.out

    def test_faults_go_to_standard_error_and_the_table_to_standard_output(self, tmp_path, capsys):
        content = write_content(tmp_path / "content", texts={"rotterdam": "", "utrecht": TEXT + OVERRIDE})
        out = tmp_path / "out"
        ran = call(capsys, "build", "--content", content, "--out", out, "--fonts", FONTS, "--jobs", 1)
        assert ran.code == 1
        assert ran.err.splitlines()[:2] == [
            "2023-2024/ggz/rotterdam.md: error: The file 'rotterdam.md' is empty.",
            "    hint: fill it, or take it out of the folder",
        ]
        assert "2023-2024/ggz/utrecht.md:21: warning: " in ran.err
        assert "error:" not in ran.out
        assert rows(ran.out)[PDF][-1] == "failed"
        assert ran.out.splitlines()[-1].startswith("1 built, 1 failed, 1 error, 1 warning in ")

    def test_a_long_name_is_not_cut_in_a_pipe(self, tmp_path, capsys):
        from content_factory import FIGURES, REGIONS

        name = "rotterdam-en-alle-gemeenten-er-omheen-tot-aan-de-zee-toe"
        content = write_content(
            tmp_path / "content",
            regions=REGIONS.replace(";rotterdam;", f";{name};"),
            municipalities="regio;gemeente;geldig_vanaf;geldig_tot;bron\n",
            figures=FIGURES.replace("rotterdam;", f"{name};"),
            texts={name: TEXT},
        )
        ran = call(capsys, "check", "--content", content, "--fonts", FONTS, "--jobs", 1)
        assert ran.code == 0
        assert f"regioplan-ggz-{name}-2023-2024.pdf" in ran.out


class TestJson:
    def test_build(self, arguments, tmp_path, capsys):
        ran = call(capsys, "build", *arguments, "--json")
        assert (ran.code, ran.err) == (0, "")
        data = json.loads(ran.out)
        assert (data["version"], data["exit_code"], data["problems"]) == (1, 0, [])
        assert data["seconds"] > 0
        assert set(data) == {"version", "exit_code", "seconds", "documents", "problems"}
        first = data["documents"][0]
        assert {key: first[key] for key in ("document", "file", "status", "voorbeeld", "problems")} == {
            "document": "2023-2024/ggz/rotterdam",
            "file": PDF,
            "status": "built",
            "voorbeeld": True,
            "problems": [],
        }
        assert first["bytes"] == (tmp_path / "out" / PDF).stat().st_size
        assert 10 <= first["body_pt"] <= 12.5
        assert 0 < first["fill"] <= 1
        assert first["ms"] > 0
        assert len(first) == 9

    def test_faults_are_in_it_and_not_beside_it(self, tmp_path, capsys):
        edition = EDITION.replace("[privacy]", "[privcy]")
        content = write_content(tmp_path / "content", edition=edition, texts={"rotterdam": TEXT + "\n☂ `x`\n"})
        ran = call(capsys, "check", "--content", content, "--fonts", FONTS, "--jobs", 1, "--json")
        assert (ran.code, ran.err) == (1, "")
        data = json.loads(ran.out)
        assert data["exit_code"] == 1
        assert data["problems"] == [
            {
                "file": "2023-2024/ggz/editie.toml",
                "line": 22,
                "severity": "error",
                "message": "'privcy' is not a setting of the file.",
                "hint": "did you mean 'privacy'?",
            }
        ]
        (document,) = data["documents"]
        assert (document["status"], document["bytes"]) == ("failed", 0)
        assert [(problem["line"], problem["message"][:20]) for problem in document["problems"]] == [
            (19, "Code between backtic"),
            (19, "The fonts have no ch"),
        ]
        assert "'☂'" in document["problems"][1]["message"]

    def test_any_terminal_can_hold_it(self, tmp_path, capsys):
        content = write_content(tmp_path / "content", texts={"rotterdam": TEXT + "\n☂\n"})
        arguments = ["check", "--content", content, "--fonts", FONTS, "--jobs", 1]
        ran = call(capsys, *arguments, "--json")
        assert ran.out.isascii()
        assert "☂" in json.loads(ran.out)["documents"][0]["problems"][0]["message"]
        shown = run(*arguments, PYTHONIOENCODING="cp1252")
        assert shown.code == 1
        assert "U+2602, umbrella" in shown.err
        assert PDF in shown.out

    @pytest.mark.parametrize("command", ["build", "check", "publish"])
    def test_a_question_without_answer_says_so_in_json(self, command, content, tmp_path, capsys):
        ran = call(capsys, command, "roterdam", "--content", content, "--out", tmp_path / "out", "--json")
        if command == "check":
            ran = call(capsys, command, "roterdam", "--content", content, "--json")
        told = trouble(ran, 2)
        assert told.startswith("There is no region 'roterdam'")
        assert ran.err == f"regioplan: {told}\n"

    def test_so_does_output_that_cannot_be_written(self, content, tmp_path, capsys):
        (tmp_path / "out").write_text("no folder")
        arguments = ["--content", content, "--fonts", FONTS, "--out", tmp_path / "out"]
        assert "can't be" in trouble(call(capsys, "build", *arguments, "--json"), 3)

    @pytest.mark.parametrize(
        "arguments",
        [["build", "--jobs", "geen"], ["check", "--weg"], ["publish", "--date", "1"], ["inspect"], ["weg"], []],
    )
    def test_so_does_wrong_usage(self, arguments, capsys):
        ran = call(capsys, *arguments, "--json")
        told = trouble(ran, 2)
        assert ran.err.endswith(f"error: {told}\n")
        assert call(capsys, *arguments).out == ""

    def test_so_does_ctrl_c(self, content, monkeypatch, capsys):
        def stop(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("regioplan_pdf.api.select_documents", stop)
        assert trouble(call(capsys, "build", "--content", content, "--json"), 130).startswith("stopped")


class TestExitCodes:
    @pytest.mark.parametrize(
        ("changes", "more", "code"),
        [
            ({}, [], ExitCode.OK),
            ({"texts": {"rotterdam": TEXT + OVERRIDE}}, [], ExitCode.OK),
            ({"texts": {"rotterdam": ""}}, [], ExitCode.FAULTS),
            ({"texts": {"rotterdam": "", "utrecht": TEXT}}, ["utrecht"], ExitCode.OK),
            ({"edition": ""}, [], ExitCode.FAULTS),
            ({}, ["nergens"], ExitCode.TROUBLE),
            ({}, ["--edition", "1999-2000"], ExitCode.TROUBLE),
            ({"texts": {}}, [], ExitCode.TROUBLE),
            ({}, ["--out", "/dev/null"], ExitCode.OUTPUT),
            ({}, ["--out", "/dev/null/out"], ExitCode.OUTPUT),
        ],
    )
    def test_build(self, changes, more, code, tmp_path, capsys):
        content = write_content(tmp_path / "content", **changes)
        arguments = ["--content", content, "--out", tmp_path / "out", "--fonts", FONTS, "--jobs", 1]
        assert call(capsys, "build", *arguments, *more).code == code

    def test_they_come_out_of_a_real_process(self, content, tmp_path):
        assert run("build", "nergens", "--content", content).code == 2
        assert run("build", "--content", content, "--out", "/dev/null/out").code == 3

    @pytest.mark.parametrize("command", ["build", "check", "publish", "preview"])
    def test_a_name_that_the_system_refuses(self, command, tmp_path, capsys, monkeypatch):
        monkeypatch.chdir(tmp_path)
        ran = call(capsys, command, "--content", "x" * 300)
        assert (ran.code, ran.out) == (ExitCode.TROUBLE, "")
        assert ran.err == f"regioplan: '{'x' * 300}' can't be read or written: file name too long.\n"

    def test_a_file_that_fails_is_told_as_json_too(self, content, tmp_path, capsys, monkeypatch):
        def fail(*_: object, **more: object) -> None:
            raise OSError(errno.EIO, "Input/output error", b"schijf/\x1b.md")

        monkeypatch.setattr("regioplan_pdf.api.check", fail)
        ran = call(capsys, "check", "--content", content, "--json")
        assert ran.code == ExitCode.TROUBLE
        assert ran.err == "regioplan: 'schijf/\\x1b.md' can't be read or written: input/output error.\n"
        message = "'schijf/\x1b.md' can't be read or written: input/output error."
        assert json.loads(ran.out) == {"version": 1, "exit_code": 2, "error": {"message": message}}

    @pytest.mark.parametrize("more", [(), ("--json",), ("--json", "nergens")])
    def test_an_output_that_is_full(self, more, content):
        command = [sys.executable, "-m", "regioplan_pdf", "check", "--content", str(content), "--fonts", str(FONTS)]
        with Path("/dev/full").open("w") as full:
            done = subprocess.run([*command, *more], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        assert done.returncode == 3
        assert "Traceback" not in done.stderr
        assert done.stderr.splitlines()[-1] == "regioplan: what was found can't be printed: no space left on device"

    def test_a_reader_that_has_seen_enough(self, content):
        command = f"{sys.executable} -m regioplan_pdf check --content {content} --fonts {FONTS} --json | head -c 1"
        done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
        assert (done.stdout, done.stderr) == ("{", "")


class TestInterrupt:
    CODE = """
import sys
class Stop:
    def find_spec(self, name, path=None, target=None):
        if name == {!r}:
            raise KeyboardInterrupt
sys.meta_path.insert(0, Stop())
sys.argv = ["regioplan", "--help"]
from regioplan_pdf.__main__ import run
sys.exit(run())
"""

    @pytest.mark.parametrize("module", ["regioplan_pdf.cli", "regioplan_pdf.commands.diff"])
    def test_ctrl_c_while_the_program_is_loaded(self, module):
        code = self.CODE.format(module)
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (130, "", "\nregioplan: stopped.\n")

    def test_the_installed_command_begins_there(self):
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        assert project["scripts"] == {"regioplan": "regioplan_pdf.__main__:run"}


class TestNew:
    def test_it_copies_an_edition_and_says_what_to_do(self, content, capsys):
        ran = call(capsys, "new", "2024-2025", "--from", "2023-2024", "--content", content)
        assert (ran.code, ran.err) == (0, "")
        folder = content / "2024-2025" / "ggz"
        copied = {path.name for path in folder.iterdir()}
        assert copied == {"editie.toml", "cijfers.csv", "rotterdam.md", "utrecht.md"}
        lines = ran.out.splitlines()
        assert lines[0] == f"Made {content / '2024-2025'} with 4 files. To do, {len(lines) - 1} things:"
        todo = [re.fullmatch(r"  \[ \] (\S+?)(?::(\d+))?: (.+)", line) for line in lines[1:]]
        assert len(todo) > 3
        assert all(todo)
        files = {found[1] for found in todo if found}
        assert f"2024-2025/{'ggz'}/editie.toml" in files
        assert all((content / name).is_file() for name in files)
        assert 'titel = "Regioplan 2024/2025"' in (folder / "editie.toml").read_text(encoding="utf-8")

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["2023-2024", "--from", "2023-2024"], "2023-2024"),
            (["2024-2025", "--from", "2022-2023"], "2022-2023"),
            (["../weg", "--from", "2023-2024"], "..-weg"),
            (["2024-2025", "--from", "2023-2024", "--sector", "gz"], "gz"),
        ],
    )
    def test_what_cannot_be_copied(self, arguments, message, content, capsys):
        before = sorted(content.rglob("*"))
        ran = call(capsys, "new", *arguments, "--content", content)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("regioplan: ")
        assert message in ran.err
        assert sorted(content.rglob("*")) == before

    def test_the_copy_is_built_like_any_other(self, content, tmp_path, capsys):
        call(capsys, "new", "2024-2025", "--from", "2023-2024", "--content", content)
        ran = call(capsys, "check", "--edition", "2024-2025", "--content", content, "--fonts", FONTS, "--jobs", 1)
        assert "Traceback" not in ran.err
        assert list(rows(ran.out)) == [
            "regioplan-ggz-rotterdam-2024-2025.pdf",
            "regioplan-ggz-utrecht-2024-2025.pdf",
        ]


def read_terminal(handle: int, process: subprocess.Popen[bytes]) -> str:
    """All that a process writes to a terminal."""
    data = b""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        ready, _, _ = select.select([handle], [], [], 0.1)
        if ready:
            try:
                part = os.read(handle, 65536)
            except OSError:  # Linux' way to say that the other end is closed
                break
            if not part:
                break
            data += part
        elif process.poll() is not None:
            break
    return data.decode("utf-8", "replace")


class TestProgress:
    def on_terminal(self, arguments: list[object]) -> tuple[str, str]:
        """Standard error as a terminal of 100 columns, and standard output as a pipe."""
        parent, child = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "regioplan_pdf", "build", *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=child,
            env=os.environ | {"TERM": "xterm-256color", "COLUMNS": "100"},
        )
        os.close(child)
        try:
            errors = read_terminal(parent, process)
            assert process.stdout is not None
            return errors, process.stdout.read().decode("utf-8")
        finally:
            os.close(parent)
            process.wait(timeout=30)
            assert process.stdout is not None
            process.stdout.close()

    def test_a_terminal_shows_a_bar_that_goes_away(self, arguments):
        errors, printed = self.on_terminal(arguments)
        assert "2/2" in errors
        assert "━" in errors
        assert "2023-2024/ggz/utrecht" in errors
        # It's wiped out at the end, and never among the table.
        assert errors.rstrip().endswith("\x1b[2K")
        assert "━" not in printed
        assert "\x1b" not in printed
        assert len(rows(printed)) == 2

    def test_with_json_there_is_no_bar(self, arguments, capsys):
        call(capsys, "build", *arguments)
        errors, printed = self.on_terminal([*arguments, "--json"])
        assert errors == ""
        assert json.loads(printed)["exit_code"] == 0

    def test_a_pipe_shows_none(self, arguments, capsys):
        call(capsys, "build", *arguments)
        ran = run("build", *arguments)
        assert (ran.code, ran.err) == (0, "")
        assert "\x1b" not in ran.out


def test_a_reader_that_stops_early_gets_no_traceback(content):
    command = [
        sys.executable,
        "-m",
        "regioplan_pdf",
        "check",
        "--content",
        str(content),
        "--fonts",
        str(FONTS),
        "--json",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(timeout=60) == 0
