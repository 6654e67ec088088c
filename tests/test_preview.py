"""The preview: what is made after a save, what the server gives and refuses, and the browser that follows."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest

from browser.chromium import PATIENCE, Chromium, View, eventually
from browser.html_validate import faults
from command import FONTS, call
from content_factory import write_content
from regioplan_pdf.preview.pages import proof_page
from regioplan_pdf.preview.server import PreviewServer
from regioplan_pdf.preview.watch import Watcher
from regioplan_pdf.preview.workshop import PICTURE_WIDTH, Workshop

KEY = "2023-2024/ggz/rotterdam"


def text_of(content: Path) -> Path:
    return content / f"{KEY}.md"


def save(path: Path, old: str, new: str) -> None:
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), encoding="utf-8")


def first_words(content: Path) -> str:
    """The first words of running text in a plan: what a test changes."""
    lines = text_of(content).read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line and not line.startswith(("#", "-", "{")))[:12]


# -- the workshop -------------------------------------------------------------------------


def test_a_plan_is_made_once_and_anew_after_a_save(content):
    workshop = Workshop(content, FONTS)
    first = workshop.proof(KEY)
    assert workshop.proof(KEY) is first
    assert first.pdf.startswith(b"%PDF")
    assert not first.failed
    words = first_words(content)
    save(text_of(content), words, "Pas opgeslagen")
    assert workshop.proof(KEY) is first, "nobody told of the save"
    workshop.note_saved((text_of(content),))
    second = workshop.proof(KEY)
    assert second.number == first.number + 1
    assert "Pas opgeslagen" in second.files[second.page].decode()
    assert "Pas opgeslagen" not in first.files[first.page].decode()


def test_a_save_of_the_settings_is_seen_too(content):
    workshop = Workshop(content, FONTS)
    workshop.proof(KEY)
    settings = content / "2023-2024/ggz/editie.toml"
    save(settings, 'titel = "Regioplan 2023/2024"', 'titel = "Regioplan anders"')
    workshop.note_saved((settings,))
    assert workshop.proof(KEY).title.startswith("Regioplan anders")


def test_a_fault_is_told_and_the_last_good_plan_stays(content):
    workshop = Workshop(content, FONTS)
    good = workshop.proof(KEY)
    save(text_of(content), first_words(content), "{{ bestaat_niet }} ")
    workshop.note_saved((text_of(content),))
    bad = workshop.proof(KEY)
    assert bad.failed
    assert any("bestaat_niet" in problem.message and problem.line for problem in bad.problems)
    assert bad.pdf == good.pdf
    assert bad.pdf_late and bad.page_late
    assert bad.files[bad.page] == good.files[good.page]
    page = proof_page(bad)
    assert f"{KEY}.md:" in page
    assert page.count("Dit is de laatste versie zonder fouten") == 2


def test_faults_from_the_start_leave_nothing_to_show_but_themselves(tmp_path):
    content = write_content(tmp_path / "content", edition="[editie]\n")
    proof = Workshop(content, FONTS).proof(KEY)
    assert proof.failed
    assert not proof.pdf and not proof.page
    page = proof_page(proof)
    assert "herstel eerst de fouten" in page
    assert "editie.toml" in page


def test_text_that_does_not_fit_still_has_its_web_page(content):
    with text_of(content).open("a", encoding="utf-8") as file:
        file.write("\n\n".join(["Een lange alinea die nergens meer bij past. " * 40] * 40))
    proof = Workshop(content, FONTS).proof(KEY)
    assert proof.failed
    assert not proof.pdf
    assert "nergens meer bij past" in proof.files[proof.page].decode()
    assert not proof.page_late


def test_a_plan_that_is_not_there(content):
    workshop = Workshop(content, FONTS)
    assert workshop.proof("2023-2024/ggz/atlantis") is None
    text_of(content).unlink()
    assert workshop.proof(KEY) is None


def test_the_pages_are_pictures_of_the_pdf(content):
    workshop = Workshop(content, FONTS)
    proof = workshop.proof(KEY)
    pictures = [workshop.picture(proof, page) for page in (1, 2)]
    assert pictures[0] != pictures[1]
    for picture in pictures:
        assert picture.startswith(b"\x89PNG")
        assert int.from_bytes(picture[16:20], "big") == PICTURE_WIDTH
    assert workshop.picture(proof, 1) is pictures[0]


def test_waiting_for_a_save_ends_with_it(content):
    workshop = Workshop(content, FONTS)
    assert workshop.wait_for_save(workshop.number, 0.01) == 1
    threading.Timer(0.05, workshop.note_saved, [()]).start()
    assert workshop.wait_for_save(1, PATIENCE) == 2


def test_a_save_is_noticed(content):
    seen: list[tuple[Path, ...]] = []
    noticed = threading.Event()

    def saved(paths: tuple[Path, ...]) -> None:
        seen.append(paths)
        noticed.set()

    watcher = Watcher((content, content / "not there"), saved)
    watcher.start()
    try:
        deadline = time.monotonic() + PATIENCE
        while not noticed.wait(0.2) and time.monotonic() < deadline:
            text_of(content).touch()  # until it has begun to watch
        assert any(path.name == "rotterdam.md" for paths in seen for path in paths)
    finally:
        watcher.stop()
        watcher.join(PATIENCE)
    assert not watcher.is_alive()


# -- the server ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@pytest.fixture
def server(content: Path) -> Iterator[PreviewServer]:
    made = PreviewServer(Workshop(content, FONTS), 0)
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.close()
    thread.join(PATIENCE)


def get(server: PreviewServer, path: str, host: str = "", method: str = "GET") -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=PATIENCE)
    try:
        connection.request(method, path, headers={"Host": host} if host else {})
        answer = connection.getresponse()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    finally:
        connection.close()


def test_everything_that_a_page_asks_for_is_there(server):
    listed = get(server, "/")
    assert listed.status == 200
    assert f'href="/plan/{KEY}/"' in listed.text
    page = get(server, f"/plan/{KEY}/")
    assert page.status == 200
    asked = links(page.text)
    assert {f"/pdf/{KEY}.pdf", "/proef.css", "/proef.js"} <= asked
    for link in asked - {"#inhoud"}:
        assert get(server, link).status == 200, link
    assert get(server, f"/pdf/{KEY}.pdf").headers["content-type"] == "application/pdf"


def links(page: str) -> set[str]:
    found: set[str] = set()

    class Parser(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.update(value for name, value in attrs if name in ("href", "src") and value)

    Parser().feed(page)
    return found


def test_only_this_computer_is_served(server):
    assert server.server_address[0] == "127.0.0.1"
    for host in ("evil.example", f"evil.example:{server.server_port}", "127.0.0.1", "127.0.0.1:1"):
        assert get(server, "/", host).status == 403
    assert get(server, "/", f"localhost:{server.server_port}").status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "/../../etc/passwd",
        "/plan/../../etc/",
        f"/web/{KEY}/../../../../editie.toml",
        f"/web/{KEY}/%2e%2e/%2e%2e/editie.toml",
        f"/web/{KEY}/nergens.html",
        f"/beeld/{KEY}/3.png",
        "/plan/2023-2024/ggz/atlantis/",
        "/pdf/2023-2024/ggz/atlantis.pdf",
    ],
)
def test_nothing_else_can_be_asked_for(server, path):
    assert get(server, path).status == 404


def test_pages_bring_their_policy_and_are_never_kept(server):
    page = get(server, f"/plan/{KEY}/")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"
    head = get(server, "/", method="HEAD")
    assert head.status == 200
    assert head.body == b""
    assert get(server, "/", method="POST").status == 501


def test_a_message_of_a_fault_is_shown_as_text(server, content):
    save(text_of(content), first_words(content), "<script>alert(1)</script> ")
    server.workshop.note_saved((text_of(content),))
    page = get(server, f"/plan/{KEY}/").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_browser_is_told_of_a_save(server):
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=PATIENCE)
    connection.request("GET", f"/gebeurtenissen?na={server.workshop.number}")
    answer = connection.getresponse()
    assert answer.getheader("Content-Type") == "text/event-stream"
    server.workshop.note_saved(())
    lines = iter(answer.readline, b"")
    assert next(line for line in lines if line.startswith(b"data:")) == b"data: 2\n"
    connection.close()


def test_a_browser_that_comes_late_is_told_at_once(server):
    server.workshop.note_saved(())
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=PATIENCE)
    connection.request("GET", "/gebeurtenissen?na=1")
    lines = iter(connection.getresponse().readline, b"")
    assert next(line for line in lines if line.startswith(b"data:")) == b"data: 2\n"
    connection.close()


# -- the command --------------------------------------------------------------------------


def test_a_taken_port(content, capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        ran = call(capsys, "preview", "--content", content, "--fonts", FONTS, "--port", port)
    assert ran.code == 2
    assert f"Port {port} can't be used" in ran.err
    assert "--port" in ran.err


def test_no_content_folder_and_no_port(tmp_path, capsys):
    ran = call(capsys, "preview", "--content", tmp_path / "none")
    assert ran.code == 2
    assert "There is no content folder" in ran.err
    assert call(capsys, "preview", "--port", "70000").code == 2


@pytest.fixture
def preview(content: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command in a process of its own, and its address."""
    command = [sys.executable, "-m", "regioplan_pdf", "preview", "--content", str(content)]
    process = subprocess.Popen(
        [*command, "--fonts", str(FONTS), "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        # A shell that starts the tests in the background turns Ctrl-C off for all below it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )
    assert process.stdout
    line = process.stdout.readline()
    yield process, line.split()[2]
    process.kill()
    process.wait(PATIENCE)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_is_how_it_ends(preview, number):
    process, address = preview
    assert address.startswith("http://127.0.0.1:")
    process.send_signal(number)
    out, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert "The preview is stopped." in out


# -- in the browser -----------------------------------------------------------------------

VIEWS = (View(1440, 900), View(1440, 900, dark=True), View(768, 1024), View(320, 640), View(320, 256, scale=4))


@pytest.mark.browser
@pytest.mark.parametrize("view", VIEWS, ids=str)
@pytest.mark.parametrize("faulty", [False, True], ids=["good", "faulty"])
def test_the_page_of_a_plan_is_accessible(server, content, chromium: Chromium, view, faulty):
    if faulty:
        save(text_of(content), first_words(content), "{{ bestaat_niet }} ")
    page = chromium.open(f"{server.address}plan/{KEY}/", view)
    assert page.axe() == ()
    assert page.foreign == ()
    assert page.messages == ()
    assert page.overflow() == ()


@pytest.mark.browser
@pytest.mark.parametrize("path", ["", "plan/2023-2024/ggz/atlantis/"])
def test_the_other_pages_are_accessible(server, chromium: Chromium, path):
    page = chromium.open(server.address + path, View())
    assert page.axe() == ()
    assert page.foreign == ()


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/", f"/plan/{KEY}/", "/plan/2023-2024/ggz/atlantis/"])
def test_the_pages_are_sound_html(server, chromium: Chromium, path):
    assert faults(chromium, get(server, path).text) == ()


@pytest.mark.browser
def test_a_saved_edit_and_a_fault_come_to_the_screen_by_themselves(preview, content, chromium: Chromium):
    _, address = preview
    page = chromium.open(f"{address}plan/{KEY}/", View(1440, 900))
    assert "Goed" in page.text("[role=status]")
    inside = "document.querySelector('iframe').contentDocument?.body?.textContent ?? ''"
    words = first_words(content)
    save(text_of(content), words, "Zojuist bewaard ")
    eventually(lambda: "Zojuist bewaard" in page.evaluate(inside))
    save(text_of(content), "Zojuist bewaard ", "{{ bestaat_niet }} ")
    eventually(lambda: "bestaat_niet" in page.text())
    assert f"{KEY}.md:" in page.text()
    eventually(lambda: "Zojuist bewaard" in page.evaluate(inside))  # the last good page stays
    save(text_of(content), "{{ bestaat_niet }} ", words)
    eventually(lambda: "Goed" in page.text("[role=status]"))
