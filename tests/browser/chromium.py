"""Chromium without a window, driven for real; one browser serves all the checks of a run.

A test takes the fixture `chromium` and carries `pytest.mark.browser`:

    page = chromium.open(path_or_url, View(width=320, dark=True))
    assert page.axe() == ()                 # axe-core: WCAG 2.2 AA and best practice
    assert page.foreign == ()               # addresses at other hosts that it asked for; none is reached
    assert page.messages == ()              # errors and warnings in the console, CSP's among them
    assert page.overflow() == ()            # nothing makes it scroll sideways
    page = chromium.open(path_or_url, View(scripts=False))
    page.press("Tab", "Enter"); page.focused().text
    eventually(lambda: page.url.endswith("#inhoud"))    # a page goes somewhere in its own time

`VIEWS` are the ways in which every page is looked at. A page lives until the next `open`. A tool that isn't
there makes the test fail: `make browser` gets the packages, chromium and node come from the system.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest

_FOLDER = Path(__file__).parent
TIME_LIMIT = 90
"""Seconds for one request to the browser; then it's ended."""
PATIENCE = 30
"""Seconds that a test waits for what takes far less; this says nothing of how quick it is."""


class BrowserMissing(Exception):
    """A tool that the checks need isn't there; the message says how to get it."""


class BrowserFailed(Exception):
    """The browser couldn't do what was asked; the message is its own."""


@dataclass(frozen=True, slots=True)
class View:
    """How a page is looked at: width and height in CSS px; scale: device pixels in each."""

    width: int = 1280
    height: int = 900
    dark: bool = False
    scripts: bool = True
    scale: float = 1
    forced_colors: bool = False
    reduced_motion: bool = True

    def __str__(self) -> str:
        zoom = f"-zoom{self.scale:.0%}" if self.scale != 1 else ""
        return f"{self.width}{zoom}-{'dark' if self.dark else 'light'}"


VIEWS = tuple(
    View(width, height, dark=dark, scale=scale)
    for dark in (False, True)
    for width, height, scale in ((320, 640, 1), (768, 1024, 1), (1440, 900, 1), (320, 256, 4))
)
"""Phone, tablet and desk, and a window of 1280 by 1024 at 400% zoom; each in light and in dark."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule of axe-core that is broken, and where: (selector, what is wrong)."""

    rule: str
    help: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Focus:
    """The element that has the focus. outline: '' when no ring shows; inside: whether it's in the window."""

    tag: str
    id: str
    text: str
    outline: str
    inside: bool


class Page:
    """The page that the browser shows."""

    def __init__(self, chromium: Chromium, status: int) -> None:
        self._chromium = chromium
        self.status = status
        """The HTTP status; 200 for a file."""

    def axe(self, rules: Mapping[str, Mapping[str, bool]] | None = None) -> tuple[Violation, ...]:
        """Everything that axe-core finds, itself a script. rules: {'region': {'enabled': False}} to leave one out."""
        found = self._chromium.ask("axe", rules=rules or {})
        assert found["passes"], "axe-core looked at nothing"
        return _violations(found["violations"])

    def doubts(self) -> tuple[Violation, ...]:
        """What axe-core couldn't decide ('incomplete')."""
        return _violations(self._chromium.ask("axe", rules={})["incomplete"])

    def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression in the page, also when scripts are off (but no timers then)."""
        return self._chromium.ask("evaluate", expression=expression)

    def text(self, selector: str = "body") -> str:
        """The text of the first element that fits, as it shows: hidden text isn't in it."""
        return str(self._chromium.ask("text", selector=selector))

    def visible(self, selector: str) -> bool:
        """Whether the first element that fits shows."""
        return bool(self._chromium.ask("visible", selector=selector))

    def accessible_tree(self, selector: str = "body") -> str:
        """The roles and names that a screen reader meets, as YAML."""
        return str(self._chromium.ask("aria", selector=selector))

    def press(self, *keys: str) -> None:
        """Press keys one after another: 'Tab', 'Shift+Tab', 'Enter', 'ArrowDown', 'a'."""
        self._chromium.ask("press", keys=keys)

    def click(self, selector: str) -> None:
        """Click the first element that fits, once it shows."""
        self._chromium.ask("click", selector=selector)

    def fill(self, selector: str, text: str) -> None:
        """Type a text into a field."""
        self._chromium.ask("fill", selector=selector, text=text)

    def focused(self) -> Focus:
        """The element that has the focus."""
        return Focus(**self._chromium.ask("focused"))

    def resize(self, width: int, height: int) -> None:
        """Give the window another size, in CSS px."""
        self._chromium.ask("resize", width=width, height=height)

    def screenshot(self, path: Path, *, whole: bool = True) -> None:
        """A PNG of the whole page, or of what the window shows."""
        self._chromium.ask("screenshot", path=str(path), whole=whole)

    def overflow(self) -> tuple[str, ...]:
        """Elements that stick out at the right when the page scrolls sideways; () when it doesn't."""
        found: list[str] = self.evaluate(_OVERFLOW)
        return tuple(found)

    @property
    def url(self) -> str:
        """Where the page is now; after a link, ask it `eventually`."""
        return str(self._chromium.ask("seen")["url"])

    @property
    def requests(self) -> tuple[str, ...]:
        """Every address that it asked for, its own first."""
        return tuple(self._chromium.ask("seen")["requests"])

    @property
    def foreign(self) -> tuple[str, ...]:
        """The addresses at other hosts that it asked for."""
        return tuple(self._chromium.ask("seen")["foreign"])

    @property
    def messages(self) -> tuple[str, ...]:
        """Errors and warnings in the console."""
        return tuple(self._chromium.ask("seen")["messages"])


class Chromium:
    """A running browser; `with` ends it."""

    def __init__(self) -> None:
        node, browser = _find("node", "nodejs npm"), _find("chromium", "chromium")
        if not (_FOLDER / "node_modules" / "playwright-core").is_dir():
            raise BrowserMissing("playwright-core is missing: make browser, or npm ci in tests/browser")
        command = [node, str(_FOLDER / "driver.mjs"), browser]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
        )

    def __enter__(self) -> Chromium:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._process.communicate(timeout=TIME_LIMIT)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()

    def open(self, target: Path | str, view: View | None = None, *, media: str = "") -> Page:
        """Open a file or an address. media: 'print' to see it as it would be printed.

        Raises:
            BrowserFailed: there is nothing at the address.
        """
        url = target.resolve().as_uri() if isinstance(target, Path) else target
        return Page(self, self.ask("open", url=url, view=asdict(view or View()), media=media)["status"])

    def ask(self, deed: str, **arguments: Any) -> Any:
        """Have the driver do something, and give its answer.

        Raises:
            BrowserFailed: it couldn't, it ended, or it took longer than `TIME_LIMIT`.
        """
        assert self._process.stdin is not None and self._process.stdout is not None
        watch = threading.Timer(TIME_LIMIT, self._process.kill)
        watch.start()
        try:
            self._process.stdin.write(json.dumps({"do": deed, **arguments}) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        finally:
            watch.cancel()
        if not line:
            told = self._process.stderr.read() if self._process.stderr else ""
            raise BrowserFailed(f"The browser ended during '{deed}'. {told[-2000:]}")
        answer = json.loads(line)
        if "error" in answer:
            raise BrowserFailed(f"{deed}: {answer['error']}")
        return answer["ok"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """The browser of this run, started by the first test that asks for it."""
    with Chromium() as running:
        yield running


def eventually(holds: Callable[[], object]) -> None:
    """Wait until something holds on a page.

    For what comes after a link, a save or a load: a key press or a click has been handled when it returns, but
    the page may still be on its way. What fails meanwhile, as on a page that is being left, counts as not yet.

    Raises:
        AssertionError: it doesn't hold after `PATIENCE`.
    """
    deadline = time.monotonic() + PATIENCE
    while True:
        failed: Exception | None = None
        try:
            if holds():
                return
        except Exception as error:
            failed = error
        assert time.monotonic() < deadline, f"it doesn't come to hold: {failed or 'it is false'}"
        time.sleep(0.05)


def _find(command: str, package: str) -> str:
    found = shutil.which(command)
    if found is None:
        raise BrowserMissing(f"{command} is missing: apt-get install {package}")
    return found


def _violations(found: list[dict[str, Any]]) -> tuple[Violation, ...]:
    return tuple(
        Violation(
            rule["rule"],
            rule["help"],
            tuple((node["target"], f"{node['summary']} -- {node['html']}") for node in rule["nodes"]),
        )
        for rule in found
    )


_OVERFLOW = """(() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const clips = (element) => {
    for (let up = element.parentElement; up && up !== document.body; up = up.parentElement)
      if (getComputedStyle(up).overflowX !== "visible") return true;
    return false;
  };
  return [...document.body.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > wide + 0.5 && !clips(element))
    .map((element) => element.outerHTML.slice(0, 120));
})()"""
