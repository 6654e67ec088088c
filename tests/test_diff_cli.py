"""The command `regioplan diff`: exit codes like diff's, four formats, and output that is whole or not there."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from command import FONTS, call, run
from content_factory import EDITION, TEXT, write_content
from regioplan_pdf.api import build
from regioplan_pdf.diff.render.as_json import read_changes
from regioplan_pdf.model.changes import EditionChanges, PlanChanges

OLD, NEW = "2023-2024/ggz/rotterdam", "2024-2025/ggz/rotterdam"
NEXT = EDITION.replace("Regioplan 2023/2024", "Regioplan 2024/2025")
NAMELESS = "x" * 300
"""No system has a file with a name this long."""
HEAVY_PAGE = {"matplotlib", "reportlab", "PIL", "uharfbuzz"}


@pytest.fixture(scope="module")
def content(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("cli") / "content"
    write_content(root)
    write_content(
        root,
        edition=NEXT,
        slug="2024-2025",
        texts={"rotterdam": TEXT.replace("**twee keer**", "**drie keer**"), "utrecht": TEXT},
    )
    return root


@pytest.fixture
def diff(capsys, content):
    return lambda *arguments: call(capsys, "diff", *arguments, "--content", content)


class TestExitCodes:
    def test_different(self, diff):
        ran = diff(OLD, NEW)
        assert (ran.code, ran.err) == (1, "")
        assert ran.out.startswith("Wijzigingen\n")

    def test_the_same(self, diff, content, tmp_path):
        build(content, tmp_path, ["rotterdam"], "2023-2024", fonts=FONTS)
        ran = diff(OLD, tmp_path / "regioplan-ggz-rotterdam-2023-2024.pdf")
        assert (ran.code, ran.err) == (0, "")
        assert "Er is niets veranderd" in ran.out

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ((), "There is nothing to compare"),
            ((OLD,), "NEW is missing"),
            ((OLD, OLD), "are the same: there is nothing to compare"),
            ((OLD, "2024-2025/ggz"), "is a whole edition"),
            ((OLD, "2024-2025/ggz/utrecht"), "different regions: 'rotterdam' and 'utrecht'; add --force"),
            ((OLD, "nergens.pdf"), "There is no file 'nergens.pdf'"),
            ((OLD, "2024-2025/ggz/roterdam"), "did you mean 'rotterdam'?"),
            ((OLD, NEW, "-o", "a.docx"), "use .json, .html, .htm, .pdf, .txt, .text, or add --format"),
            ((OLD, NEW, "--format", "pdf", "--fonts", "nergens", "-o", "a.pdf"), "say with --fonts where it is"),
            ((OLD, NEW, "--format", "docx"), "invalid choice: 'docx'"),
            ((OLD, NEW, "--width", "20"), "'20' is not a width: give 60 to 200"),
            ((OLD, NEW, "--width", "²"), "is not a width"),
            ((OLD, NEW, "nog-een"), "unrecognized arguments"),
        ],
    )
    def test_trouble_is_one_message_and_2(self, diff, arguments, message, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        ran = diff(*arguments)
        assert ran.code == 2
        assert ran.out == ""
        assert message in ran.err
        assert "Traceback" not in ran.err
        assert list(tmp_path.iterdir()) == []

    def test_faults_in_the_content_are_trouble_too(self, capsys, tmp_path):
        content = write_content(tmp_path / "content", texts={"rotterdam": TEXT + "\n{{ niets }}\n", "utrecht": TEXT})
        ran = call(capsys, "diff", OLD, "2023-2024/ggz/utrecht", "--force", "--content", content)
        assert ran.code == 2
        assert "regioplan: The content has a fault; mend that first:" in ran.err
        assert "2023-2024/ggz/rotterdam.md:" in ran.err and "'niets'" in ran.err

    def test_output_that_cannot_be_written_is_trouble_too(self, diff, tmp_path):
        ran = diff(OLD, NEW, "-o", tmp_path / "geen-map" / "a.json")
        assert (ran.code, ran.out) == (2, "")
        assert "can't be written" in ran.err
        assert diff(OLD, NEW, "--format", "json", "-o", tmp_path).code == 2

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
    def test_a_full_disk_behind_the_screen(self, content):
        command = [sys.executable, "-m", "regioplan_pdf", "diff", OLD, NEW, "--content", str(content)]
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
        assert done.returncode == 2
        assert b"can't be written: no space left on device" in done.stderr and b"Traceback" not in done.stderr

    def test_a_fault_of_the_program_is_not_a_difference(self, diff, monkeypatch):
        def fail(*_: object) -> None:
            raise ZeroDivisionError("oei")

        monkeypatch.setattr("regioplan_pdf.diff.comparison.compare", fail)
        ran = diff(OLD, NEW)
        assert ran.code == 2
        assert "The program itself failed: ZeroDivisionError: oei" in ran.err and "please report it" in ran.err

    @pytest.mark.parametrize("sides", [(NAMELESS, NEW), (OLD, f"{NAMELESS}.pdf"), (OLD, NEW, "-o", f"{NAMELESS}.html")])
    def test_a_name_that_the_system_refuses(self, sides, diff):
        ran = diff(*sides)
        (name,) = [side for side in sides if NAMELESS in side]
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == f"regioplan: '{name}' can't be read or written: file name too long.\n"

    def test_a_reader_that_stops_early(self, content):
        command = [sys.executable, "-m", "regioplan_pdf", "diff", OLD, NEW, "--content", str(content)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None and process.stderr is not None
            process.stdout.close()
            assert process.stderr.read() == b""
            assert process.wait(60) == 1


class TestFormats:
    def test_the_ending_decides(self, diff, tmp_path):
        starts = {"json": b'{\n "format"', "html": b"<!doctype html>", "pdf": b"%PDF-1.7", "txt": b"Wijzigingen\n"}
        for ending, start in starts.items():
            file = tmp_path / f"w.{ending}"
            ran = diff(OLD, NEW, "-o", file, "--fonts", FONTS)
            assert (ran.code, ran.out, ran.err) == (1, "", "")
            assert file.read_bytes()[: len(start)].lower() == start.lower()
        assert len(PdfReader(tmp_path / "w.pdf").pages) >= 1
        assert len(list(tmp_path.iterdir())) == len(starts)

    def test_the_format_goes_before_the_ending(self, diff, tmp_path):
        diff(OLD, NEW, "--format", "json", "-o", tmp_path / "w.txt")
        assert isinstance(read_changes((tmp_path / "w.txt").read_text(encoding="utf-8")), PlanChanges)

    def test_to_the_screen(self, diff):
        assert json.loads(diff(OLD, NEW, "--format", "json").out)["same"] is False
        assert diff(OLD, NEW, "--format", "html").out.lower().startswith("<!doctype html>")

    def test_a_pdf_goes_into_a_pipe_as_bytes(self, content):
        command = [sys.executable, "-m", "regioplan_pdf", "diff", OLD, NEW, "--content", str(content)]
        done = subprocess.run(
            [*command, "--format", "pdf", "--fonts", str(FONTS)], capture_output=True, timeout=60, check=False
        )
        assert done.returncode == 1 and done.stdout.startswith(b"%PDF-") and done.stdout.rstrip().endswith(b"%%EOF")

    def test_a_file_is_replaced_or_left_alone(self, diff, tmp_path, monkeypatch):
        file = tmp_path / "w.json"
        file.write_text("oud")
        assert diff(OLD, NEW, "-o", file).code == 1
        assert file.read_text(encoding="utf-8").startswith("{")
        before = file.read_bytes()

        def fail(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Path, "replace", fail)
        ran = diff(OLD, NEW, "-o", file)
        assert (ran.code, file.read_bytes()) == (2, before)
        assert "no space left on device" in ran.err

    def test_what_is_compared_is_not_written_over(self, diff, content, tmp_path):
        build(content, tmp_path, ["rotterdam"], "2023-2024", fonts=FONTS)
        (pdf,) = tmp_path.glob("*.pdf")
        before = pdf.read_bytes()
        ran = diff(pdf, NEW, "-o", pdf)
        assert ran.code == 2 and "is what is compared" in ran.err
        assert pdf.read_bytes() == before

    def test_the_same_inputs_give_the_same_bytes(self, content, tmp_path):
        for ending in ("json", "html", "pdf", "txt"):
            files = [tmp_path / f"{seed}.{ending}" for seed in (1, 2)]
            for seed, file in enumerate(files, 1):
                ran = run(
                    "diff",
                    OLD,
                    NEW,
                    "--content",
                    content,
                    "--fonts",
                    FONTS,
                    "-o",
                    file,
                    PYTHONHASHSEED=str(seed),
                    TZ=f"UTC+{seed}",
                )
                assert ran.code == 1, ran.err
            assert files[0].read_bytes() == files[1].read_bytes(), ending


class TestSelection:
    def test_editions(self, diff):
        ran = diff("--from", "2023-2024", "--to", "2024-2025")
        assert ran.code == 1 and "Regio’s, de meest veranderde eerst" in ran.out
        found = read_changes(diff("2023-2024/ggz", "2024-2025/ggz", "--format", "json").out)
        assert isinstance(found, EditionChanges) and [plan.new.region for plan in found.plans] == [
            "rotterdam",
            "utrecht",
        ]

    def test_one_region_of_the_editions(self, diff):
        by_options = diff("--region", "Rijnmond", "--from", "2023-2024", "--to", "2024-2025", "--sector", "ggz")
        assert by_options.out == diff(OLD, NEW).out

    def test_what_is_left_out_is_told_beside_the_report(self, capsys, content, tmp_path):
        import shutil

        two = tmp_path / "content"
        shutil.copytree(content, two)
        shutil.copytree(two / "2023-2024/ggz", two / "2023-2024/gz")
        ran = call(capsys, "diff", "2023-2024", "2024-2025", "--format", "json", "--content", two)
        assert ran.err == "regioplan: Of '2023-2024' only sector ggz is compared, not gz.\n"
        assert json.loads(ran.out)["edition"]

    def test_stat(self, diff):
        assert "tekstblokken anders: +" in diff(OLD, NEW, "--stat").out


class TestScreen:
    def test_a_pipe_gets_no_colours_and_a_width_of_its_own(self, diff):
        ran = diff(OLD, NEW)
        assert "\x1b" not in ran.out and max(map(len, ran.out.splitlines())) <= 100
        assert max(map(len, diff(OLD, NEW, "--width", "60").out.splitlines())) <= 60
        assert "\x1b[" in diff(OLD, NEW, "--color", "always").out

    def on_a_terminal(self, content: Path, *arguments: str, **environment: str) -> tuple[int, str]:
        """Run on a terminal of 72 columns."""
        master, slave = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "regioplan_pdf", "diff", *arguments, "--content", str(content)],
            stdout=slave,
            stderr=slave,
            env=os.environ | {"COLUMNS": "72", "TERM": "xterm", "NO_COLOR": ""} | environment,
        )
        os.close(slave)
        parts: list[bytes] = []
        try:
            while part := os.read(master, 65536):
                parts.append(part)
        except OSError:
            pass  # Linux says so when the other end is closed
        os.close(master)
        return process.wait(60), b"".join(parts).decode(errors="replace")

    def test_a_terminal_gets_colours_and_its_own_width(self, content):
        code, out = self.on_a_terminal(content, OLD, NEW)
        assert code == 1 and "\x1b[" in out and "[-" in out
        code, out = self.on_a_terminal(content, OLD, NEW, "--color", "never")
        assert "\x1b" not in out
        assert 60 < max(map(len, out.splitlines())) <= 72

    def test_no_color(self, content):
        assert "\x1b" not in self.on_a_terminal(content, OLD, NEW, NO_COLOR="1")[1]

    def test_a_pdf_is_not_shown_on_a_terminal(self, content):
        code, out = self.on_a_terminal(content, OLD, NEW, "--format", "pdf")
        assert code == 2 and "add -o FILE.pdf" in out

    def test_letters_that_a_terminal_lacks_do_not_stop_it(self, content):
        code, out = self.on_a_terminal(content, OLD, NEW, PYTHONIOENCODING="ascii")
        assert code == 1 and "?" in out


class TestImports:
    def loaded(self, content: Path, *arguments: str) -> set[str]:
        code = (
            "import sys\nfrom regioplan_pdf.cli import main\n"
            f"try:\n main({['diff', *arguments, '--content', str(content)]!r})\nexcept SystemExit: pass\n"
            "print('\\n' + ' '.join({name.split('.')[0] for name in sys.modules}))"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
        return set(done.stdout.splitlines()[-1].split())

    @pytest.mark.parametrize("kind", ["terminal", "json", "html"])
    def test_no_page_is_made_for_a_report_that_is_none(self, content, kind):
        loaded = self.loaded(content, OLD, NEW, "--format", kind)
        # fontTools packs a web font's tables with HarfBuzz.
        assert loaded & HEAVY_PAGE <= ({"uharfbuzz"} if kind == "html" else set())
        assert kind == "terminal" or "rich" not in loaded

    @pytest.mark.parametrize("arguments", [("--help",), (OLD,), (OLD, OLD)])
    def test_help_and_wrong_usage_import_nothing_heavy(self, content, arguments):
        heavy = {"pandas", "numpy", "pypdf", "rich", "babel", "jinja2", "openpyxl", *HEAVY_PAGE}
        assert self.loaded(content, *arguments) & heavy == set()

    def test_help_tells_the_exit_codes(self, capsys):
        ran = call(capsys, "diff", "--help")
        assert ran.code == 0
        for told in ("0    the two say the same", "1    they differ", "2    trouble", "2023-2024/ggz/rotterdam"):
            assert told in ran.out
