"""What every page shares: colours that can be read whatever the theme, templates that escape, a browser that sees."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader, UndefinedError
from markupsafe import Markup

from browser.chromium import BrowserFailed, Chromium, View, eventually
from browser.html_validate import faults
from regioplan_pdf.errors import Problems
from regioplan_pdf.load.theme import DEFAULT_COLOURS, DEFAULT_FONTS, load_theme
from regioplan_pdf.model.content import Theme
from regioplan_pdf.model.contrast import contrast
from regioplan_pdf.model.figures import Period, Unit, Value
from regioplan_pdf.web.look import DARK_PAPER, PAIRS, SURFACES, mix, palette, readable, tokens_css
from regioplan_pdf.web.templating import BASE_CSS, count, environment, read_css

CONTENT = Path(__file__).parent.parent / "content"
THEME = Theme("Zorgkantoor", "", DEFAULT_COLOURS, DEFAULT_FONTS)
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


def faint(colours, dark: bool) -> list[tuple[str, str, float]]:
    found = palette(Theme("", "", colours, DEFAULT_FONTS), dark=dark)
    return [
        (ink, on, round(contrast(found[ink], found[on]), 2))
        for ink, on, needed in PAIRS
        if contrast(found[ink], found[on]) < needed
    ]


# -- colours ------------------------------------------------------------------------------


@pytest.mark.parametrize("dark", [False, True])
def test_every_pair_of_the_shipped_theme_can_be_read(dark):
    shipped = load_theme(CONTENT, Problems())
    assert faint(shipped.colours, dark) == []


@settings(max_examples=60, deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys(DEFAULT_COLOURS, COLOURS)), st.booleans())
def test_every_pair_of_any_theme_can_be_read(colours, dark):
    assert faint(colours, dark) == []


def test_the_pairs_name_every_surface_for_text():
    assert {on for ink, on, _ in PAIRS if ink == "text"} == set(SURFACES)
    assert {"ins-text", "del-text", "link", "muted", "example-text", "band-muted"} <= {ink for ink, _, _ in PAIRS}


def test_a_colour_that_is_right_stays_as_the_office_has_it():
    light = palette(THEME, dark=False)
    assert (light["text"], light["heading"], light["region"]) == ("#1B2A3A", "#0A3A5A", "#006C8E")
    assert (light["paper"], light["band"], light["band-text"]) == ("#FFFFFF", "#0A3A5A", "#FFFFFF")


def test_the_dark_page_is_dark_and_its_text_light():
    dark = palette(THEME, dark=True)
    assert dark["paper"] == DARK_PAPER
    assert contrast(dark["text"], "#000000") > contrast(dark["paper"], "#000000") * 5
    assert dark["band"] == palette(THEME, dark=False)["band"]


@pytest.mark.parametrize("dark", [False, True])
def test_what_is_new_and_what_is_gone_are_different_colours_on_different_grounds(dark):
    found = palette(THEME, dark=dark)
    assert len({found[role] for role in ("ins", "del", "paper", "panel")}) == 4
    assert len({found[role] for role in ("ins-line", "del-line", "text")}) == 3


def test_a_colour_moves_no_further_than_it_must():
    assert readable("#006C8E", ("#FFFFFF",), 4.5, "#000000") == "#006C8E"
    moved = readable("#8794A3", ("#FFFFFF",), 4.5, "#000000")
    assert 4.5 <= contrast(moved, "#FFFFFF") < 4.7
    assert mix("#000000", "#FFFFFF", 0.5) == "#808080"


def test_the_tokens_are_custom_properties_of_both_schemes_and_print_is_light():
    css = tokens_css(THEME)
    light, dark = css.split("@media screen and (prefers-color-scheme:dark)")
    assert "--text:#1B2A3A;" in light and f"--paper:{DARK_PAPER};" in dark
    names = set(re.findall(r"--([a-z0-9-]+):", light))
    assert names == set(re.findall(r"--([a-z0-9-]+):", dark))
    assert {"band-text", "example-background", "category6", "tile-sister"} <= names


def test_the_stylesheet_uses_only_tokens_that_there_are():
    css = read_css(BASE_CSS)
    own = set(re.findall(r"(?:^|[\s{;])--([a-z0-9-]+):", css))
    assert set(re.findall(r"var\(--([a-z0-9-]+)", css)) - own - set(palette(THEME, dark=False)) == set()
    assert "/*" not in css and "http" not in css.replace('[href^="http"]', "")


def test_a_stylesheet_that_would_end_its_element_is_refused(tmp_path):
    (tmp_path / "bad.css").write_text('a::after { content: "</style>" }', encoding="utf-8")
    with pytest.raises(ValueError, match="style element"):
        read_css(tmp_path / "bad.css")


# -- templates ----------------------------------------------------------------------------


def render(template: str, **values: object) -> str:
    engine = environment().overlay(loader=DictLoader({"page.txt": template}))
    return engine.get_template("page.txt").render(**values)


def test_all_text_is_escaped_whatever_the_template_is_called():
    assert render("{{ text }}", text="<script>&'\"") == "&lt;script&gt;&amp;&#39;&#34;"
    assert render("{{ text }}", text=Markup("<b>1</b>")) == "<b>1</b>"


def test_what_is_undefined_is_an_error():
    with pytest.raises(UndefinedError):
        render("{{ nothing }}")
    with pytest.raises(UndefinedError):
        render("{% if text.nothing %}{% endif %}", text="a")


def test_numbers_and_dates_are_dutch():
    euro = Value(45_979.0, Unit.EURO)
    shown = render(
        "{{ 1451.0|number }} {{ 0.55|number(1) }} {{ euro|value }} {{ day|date }} {{ month|period }}"
        " {{ 1200|count('woord', 'woorden') }} {{ names|in_words }}",
        euro=euro,
        day=datetime.date(2024, 1, 1),
        month=Period(2023, 2),
        names=["a", "b", "c"],
    )
    assert shown == "1.451 0,6 €\u00a045.979 1 januari 2024 feb 2023 1.200\u00a0woorden a, b en c"
    assert (count(1, "alinea", "alinea’s"), count(0, "punt", "punten")) == ("1\u00a0alinea", "0\u00a0punten")


def test_the_engine_is_made_once_for_the_same_folders(tmp_path):
    (tmp_path / "own.html").write_text("eigen", encoding="utf-8")
    assert environment(tmp_path) is environment(tmp_path)
    assert environment(tmp_path).get_template("own.html").render() == "eigen"


# -- the browser --------------------------------------------------------------------------

BAD = """<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>Fout</title><style>p { color: #bbb }</style>
<script>document.title = "gedraaid"</script></head>
<body><h1>Kop</h1><p id="a">te licht</p><p id="a">twee keer</p>
<img src="https://elders.example/beeld.png"><a href="#a">naar a</a>
<div style="width: 900px">breed</div></body></html>"""
GOOD = f"""<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>Goed</title>
<style>{tokens_css(THEME)}{read_css(BASE_CSS)}</style></head>
<body><a class="skip-link" href="#inhoud">Naar de inhoud</a><header class="band"><h1>Kop</h1></header>
<main id="inhoud" tabindex="-1" class="inside"><p class="lead">Tekst met <a href="#inhoud">een link</a>.</p>
<p class="muted">Zacht, <del>weg</del> en <ins>nieuw</ins>.</p><p class="notice">Let op.</p>
<div class="panel"><p class="muted">Paneel</p><label>Zoek <input type="search"></label></div>
<div class="card"><p><span class="tag example">voorbeeld</span></p></div></main></body></html>"""


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.html"
    path.write_text(BAD, encoding="utf-8")
    return path


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.html"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.mark.browser
def test_the_browser_finds_what_is_wrong(chromium: Chromium, bad: Path):
    page = chromium.open(bad, View(width=320))
    assert {"color-contrast", "image-alt", "landmark-one-main"} <= {found.rule for found in page.axe()}
    assert page.foreign == ("https://elders.example/beeld.png",)
    assert len(page.messages) == 1
    assert any("900px" in found for found in page.overflow())
    assert page.evaluate("document.title") == "gedraaid"


@pytest.mark.browser
def test_the_browser_can_leave_scripts_off(chromium: Chromium, bad: Path):
    page = chromium.open(bad, View(scripts=False))
    assert page.evaluate("document.title") == "Fout"
    with pytest.raises(BrowserFailed, match="script"):
        page.axe()


@pytest.mark.browser
def test_the_browser_says_what_it_can_not_open(chromium: Chromium, tmp_path: Path):
    with pytest.raises(BrowserFailed, match="ERR_FILE_NOT_FOUND"):
        chromium.open(tmp_path / "nergens.html")


@pytest.mark.browser
def test_html_validate_finds_what_is_wrong(chromium: Chromium):
    assert {"no-dup-id", "wcag/h37", "no-inline-style"} <= {found.rule for found in faults(chromium, BAD)}


@pytest.mark.browser
@pytest.mark.parametrize("view", [View(320), View(320, dark=True), View(1440), View(1440, dark=True)], ids=str)
def test_the_base_is_accessible(chromium: Chromium, good: Path, view: View):
    page = chromium.open(good, view)
    assert page.axe() == ()
    assert (page.foreign, page.messages, page.overflow()) == ((), (), ())


@pytest.mark.browser
def test_the_base_is_told_apart_without_colour(chromium: Chromium, good: Path):
    page = chromium.open(good, View(forced_colors=True))
    lines = page.evaluate("['ins','del'].map(tag => getComputedStyle(document.querySelector(tag)).textDecorationLine)")
    assert lines == ["underline", "line-through"]


@pytest.mark.browser
def test_the_skip_link_comes_first_shows_itself_and_works(chromium: Chromium, good: Path):
    page = chromium.open(good)
    page.press("Tab")
    first = page.focused()
    assert (first.text, first.inside) == ("Naar de inhoud", True)
    assert first.outline.startswith("3px solid")
    page.press("Enter")
    eventually(lambda: page.focused().id == "inhoud")


@pytest.mark.browser
def test_print_is_light(chromium: Chromium, good: Path):
    ground = "getComputedStyle(document.body).backgroundColor"
    assert chromium.open(good, View(dark=True)).evaluate(ground) == "rgb(16, 26, 35)"
    assert chromium.open(good, View(dark=True), media="print").evaluate(ground) == "rgb(255, 255, 255)"
