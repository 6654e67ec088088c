"""The site in a real browser: accessible, by keyboard alone, without scripts, and asking nothing of other hosts."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from browser.chromium import VIEWS, Chromium, View, eventually
from browser.html_validate import faults
from regioplan_pdf.publish.model import ROOT, Site
from regioplan_pdf.source.csv_table import encode_figures
from site_factory import big_site, shipped_site
from web_site import big, files, shipped
from web_text import read

pytestmark = pytest.mark.browser

PICTURE = bytes.fromhex("52494646240000005745425056503820180000003001009d012a0100010002003425a400037000fefb940000")
"""A WebP of one pixel, in the place of the pictures of the PDF's pages."""


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, format, *args):
        """Nobody reads it."""


def write(folder: Path, site: Site, made: dict[str, bytes]) -> Path:
    """A site on disk, with something in the place of what other parts of the program make."""
    for path, data in made.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    for plan in site.plans:
        own = folder / ROOT / plan.key
        (own / plan.pdf_name).write_bytes(b"%PDF-1.7\n")
        (own / "cijfers.csv").write_bytes(encode_figures(plan.document))
        (own / "pagina-1.webp").write_bytes(PICTURE)
    return folder


@pytest.fixture(scope="module")
def host(tmp_path_factory) -> Iterator[str]:
    """The address of a server with the shipped site in /klein/ and that of 93 plans in /groot/."""
    folder = tmp_path_factory.mktemp("sites")
    write(folder / "klein", shipped_site(), shipped())
    write(folder / "groot", big_site(), big())
    marked = replace(
        shipped_site(), plans=tuple(replace(p, outdated=True, changes=False) for p in shipped_site().plans)
    )
    write(folder / "bewerkt", marked, files(marked))
    # The page for wrong addresses leads to the host's root, so it has to know where the site is.
    below = files(replace(shipped_site(), base_url="http://127.0.0.1/klein"))
    (folder / "klein" / "404.html").write_bytes(below["404.html"])
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


KINDS = {
    "voorkant-93": f"groot/{ROOT}/",
    "editie": f"klein/{ROOT}/2023-2024/",
    "sector": f"groot/{ROOT}/2023-2024/vv/",
    "plan-ggz": f"klein/{ROOT}/2023-2024/ggz/rotterdam/",
    "plan-gz": f"klein/{ROOT}/2023-2024/gz/rotterdam/",
    "plan-bewerkt": f"bewerkt/{ROOT}/2023-2024/ggz/zwolle/",
    "niet-gevonden": "klein/404.html",
}
"""Every kind of page, with awkward names and long texts among them."""
PLAN, FRONT, SECTOR = KINDS["plan-ggz"], KINDS["voorkant-93"], KINDS["sector"]


@pytest.mark.parametrize("view", VIEWS, ids=str)
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_accessible_whole_and_to_itself(chromium: Chromium, host: str, kind: str, view: View):
    page = chromium.open(f"{host}/{KINDS[kind]}", view)
    if kind.startswith("plan"):
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    assert page.axe() == ()
    assert page.overflow() == ()
    assert page.foreign == ()
    assert page.messages == ()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_valid_html(chromium: Chromium, kind: str):
    site, _, path = KINDS[kind].partition("/")
    made = {"klein": shipped, "groot": big, "bewerkt": shipped}[site]()
    assert faults(chromium, made[path if path.endswith(".html") else f"{path}index.html"].decode()) == ()


def test_the_check_finds_a_fault_where_there_is_one(chromium: Chromium, tmp_path: Path):
    """A page with the colours of a theme gone wrong and a picture without words is told."""
    bad = tmp_path / "bad.html"
    bad.write_text("<!DOCTYPE html><html><body><img src='x.png'><p style='color:#eee'>licht</p></body></html>")
    assert {"image-alt", "color-contrast", "html-has-lang"} <= {v.rule for v in chromium.open(bad).axe()}
    assert faults(chromium, bad.read_text()) != ()


@pytest.mark.parametrize("width", [320, 768, 1440, 2560])
def test_text_in_charts_is_from_9_9_to_20_px_and_one_drawing_shows(chromium: Chromium, host: str, width: int):
    for kind in ("plan-ggz", "plan-gz"):
        page = chromium.open(f"{host}/{KINDS[kind]}", View(width))
        scales = page.evaluate(
            "[...document.querySelectorAll('.grafiek')].map((box) => {"
            " const shown = [...box.querySelectorAll('svg')].filter((one) => one.getBoundingClientRect().width);"
            " const scale = shown[0].getBoundingClientRect().width / shown[0].viewBox.baseVal.width;"
            " const sizes = [...shown[0].querySelectorAll('g')].map((one) => one.getAttribute('font-size') * scale);"
            " return [shown.length, Math.min(...sizes), Math.max(...sizes)]; })"
        )
        root_size = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
        assert scales and all(shown == 1 for shown, _, _ in scales)
        assert min(low for _, low, _ in scales) >= 9.85
        assert max(high for _, _, high in scales) <= 20 * root_size / 16


def test_labels_in_charts_are_as_wide_as_they_were_measured(chromium: Chromium, host: str):
    """The browser sets them in the same font with the same kerning, so nothing can collide that didn't on paper."""
    page = chromium.open(f"{host}/{KINDS['plan-gz']}", View(1440))
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate("[...document.fonts].filter((font) => font.status === 'loaded').length")
    assert loaded >= 2
    found = page.evaluate(
        "[...document.querySelectorAll('.grafiek svg.midden')].flatMap((svg) => {"
        " const box = svg.viewBox.baseVal;"
        " return [...svg.querySelectorAll('text')].map((text) => { const own = text.getBBox();"
        "  return [text.textContent, own.x, own.x + own.width, box.width]; }); })"
    )
    assert len(found) > 100
    assert [row for row in found if row[1] < -0.5 or row[2] > row[3] + 0.5] == []


def test_in_the_dark_the_paper_is_dark_and_on_paper_it_is_white(chromium: Chromium, host: str):
    background = "getComputedStyle(document.body).backgroundColor"
    bar = "getComputedStyle(document.querySelector('.grafiek svg.midden path')).fill"
    light = chromium.open(f"{host}/{PLAN}", View())
    assert light.evaluate(background) == "rgb(255, 255, 255)"
    colour = light.evaluate(bar)
    dark = chromium.open(f"{host}/{PLAN}", View(dark=True))
    assert dark.evaluate(background) != "rgb(255, 255, 255)"
    assert dark.evaluate(bar) != colour
    printed = chromium.open(f"{host}/{PLAN}", View(dark=True), media="print")
    assert printed.evaluate(background) == "rgb(255, 255, 255)" and printed.evaluate(bar) == colour


def test_print_leaves_out_what_is_for_a_screen(chromium: Chromium, host: str):
    page = chromium.open(f"{host}/{PLAN}", View(width=700), media="print")
    assert not page.visible(".download") and not page.visible(".crumbs") and not page.visible(".skip-link")
    assert page.visible(".leeswijzer") and page.visible("#blok-actielijnen") and page.visible(".grafiek svg.midden")


# By keyboard alone.


def tab_until(page, wanted, most: int = 120):
    """Press Tab until the focus is on what is wanted; every stop on the way shows where it is."""
    for _ in range(most):
        page.press("Tab")
        focus = page.focused()
        assert focus.outline and focus.inside, focus
        if wanted(focus):
            return focus
    raise AssertionError("the keyboard doesn't get there")


def test_the_skip_link_comes_first_and_goes_to_the_content(chromium: Chromium, host: str):
    page = chromium.open(f"{host}/{PLAN}", View())
    page.press("Tab")
    assert page.focused().text == "Naar de inhoud" and page.focused().inside
    page.press("Enter")
    eventually(lambda: page.url.endswith("#inhoud"))
    page.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_figures_of_a_chart_open_with_the_keyboard(chromium: Chromium, host: str):
    page = chromium.open(f"{host}/{PLAN}", View())
    assert not page.visible("details table")
    tab_until(page, lambda focus: focus.tag == "summary")
    page.press("Enter")
    assert page.visible("details table")
    page.press("Space")
    assert not page.visible("details table")


def test_from_a_chart_to_the_leeswijzer_and_back(chromium: Chromium, host: str):
    page = chromium.open(f"{host}/{PLAN}", View())
    tab_until(page, lambda focus: focus.text.startswith("Leeswijzer") and focus.tag == "a")
    page.press("Enter")
    eventually(lambda: "#leeswijzer-" in page.url)
    tab_until(page, lambda focus: focus.text.startswith(("kerncijfer", "grafiek")), 3)
    page.press("Enter")
    eventually(lambda: "#kerncijfer-" in page.url or "#grafiek-" in page.url)


def test_a_region_is_chosen_on_the_map_by_keyboard(chromium: Chromium, host: str):
    page = chromium.open(f"{host}/{SECTOR}", View())
    tab_until(page, lambda focus: focus.text == "Utrecht")
    page.press("Enter")
    eventually(lambda: page.url.endswith("/vv/utrecht/"))


def test_the_map_of_several_sectors_leads_to_the_regions_row(chromium: Chromium, host: str):
    page = chromium.open(f"{host}/{FRONT}", View())
    page.click(".landkaart a[href='#regio-t-gooi']")
    eventually(lambda: page.url.endswith("#regio-t-gooi"))
    assert page.evaluate("document.querySelector('li:target').id") == "regio-t-gooi"


# Searching.


def shown_regions(page) -> list[str]:
    return page.evaluate(
        "[...document.querySelectorAll('#regios > li')].filter((row) => row.getBoundingClientRect().height)"
        ".map((row) => row.querySelector('.regio').textContent)"
    )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zuid holl", ["Zuid-Holland Noord", "Zuid-Hollandse Eilanden"]),
        ("gooi", ["'t Gooi"]),
        ("’t gooi", ["'t Gooi"]),
        ("FRYSLAN", ["Friesland"]),
        ("capelle", ["Rotterdam"]),
        ("den haag", ["Haaglanden"]),
        ("zzz", []),
    ],
)
def test_the_list_shrinks_as_you_type(chromium: Chromium, host: str, typed: str, found: list[str]):
    page = chromium.open(f"{host}/{FRONT}", View())
    assert len(shown_regions(page)) == 31
    page.fill("#zoekveld", typed)
    assert [name.replace("’", "'") for name in shown_regions(page)] == found
    told = page.text("#zoekstand")
    assert told == {0: "Geen regio of gemeente gevonden met deze naam.", 1: "1 regio gevonden"}.get(
        len(found), f"{len(found)} regio’s gevonden"
    )
    assert page.evaluate("document.querySelectorAll('.valt-af').length") == 31 - len(found)
    page.fill("#zoekveld", "")
    assert len(shown_regions(page)) == 31 and page.text("#zoekstand") == ""


def test_escape_empties_the_search_and_enter_goes_to_the_first_hit(chromium: Chromium, host: str):
    page = chromium.open(f"{host}/{SECTOR}", View())
    tab_until(page, lambda focus: focus.id == "zoekveld")
    page.press("t", "w", "e", "n")
    assert shown_regions(page) == ["Twente"]
    page.press("Escape")
    assert len(shown_regions(page)) == 31
    page.press("t", "w", "e", "n", "Enter")
    assert page.focused().text == "Twente"
    page.press("Enter")
    eventually(lambda: page.url.endswith("/vv/twente/"))


def test_a_page_with_a_search_is_accessible_while_searching(chromium: Chromium, host: str):
    for dark in (False, True):
        page = chromium.open(f"{host}/{FRONT}", View(dark=dark))
        page.fill("#zoekveld", "zuid")
        assert page.axe() == ()


# Without scripts, without a server.


def test_without_scripts_everything_is_there(chromium: Chromium, host: str):
    page = chromium.open(f"{host}/{FRONT}", View(scripts=False))
    assert not page.visible("#zoekveld")
    assert len(shown_regions(page)) == 31
    plan = chromium.open(f"{host}/{PLAN}", View(scripts=False))
    plan.click("summary")
    assert plan.visible("details table") and plan.visible(".grafiek svg.midden")
    assert plan.messages == ()


def test_a_plan_can_be_read_from_a_folder_without_a_server(chromium: Chromium, tmp_path: Path):
    write(tmp_path, shipped_site(), shipped())
    page = chromium.open(tmp_path / ROOT / "2023-2024" / "ggz" / "rotterdam" / "index.html", View())
    assert page.evaluate("getComputedStyle(document.querySelector('.band')).backgroundColor") == "rgb(10, 58, 90)"
    assert page.foreign == ()


def test_below_any_folder_of_a_host_the_pages_have_their_style(chromium: Chromium, host: str):
    for kind in ("editie", "plan-gz"):
        page = chromium.open(f"{host}/{KINDS[kind]}", View())
        asked = [address for address in page.requests if "/assets/" in address]
        assert any(address.endswith("/site.css") for address in asked)
        assert all(address.startswith(f"{host}/klein/{ROOT}/assets/") for address in asked)


def test_what_a_page_weighs_with_all_that_it_asks_for(chromium: Chromium, host: str):
    """Uncompressed, as a server without gzip would send it; without the picture of the PDF, which comes last."""
    for kind in ("plan-ggz", "plan-gz", "voorkant-93"):
        page = chromium.open(f"{host}/{KINDS[kind]}", View())
        weight = page.evaluate(
            "performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))"
            ".filter((one) => !one.name.endsWith('.webp')).reduce((sum, one) => sum + one.decodedBodySize, 0)"
        )
        assert 40_000 < weight < 150_000


# What a screen reader hears.


def test_a_screen_reader_hears_the_plan(chromium: Chromium, host: str):
    page = chromium.open(f"{host}/{PLAN}", View())
    tree = page.accessible_tree("main")
    card = shipped_site().plans[1].document.charts[0]
    assert 'heading "Regioplan 2023/2024 langdurige GGZ (Wlz) Rotterdam" [level=1]' in tree
    assert f'heading "{card.finding}" [level=3]' in tree
    assert 'img "Leveringsvorm van GGZ-klanten % van GGZ-klanten, januari"' in tree
    assert tree.count("- img") == len(read(shipped()[f"{ROOT}/2023-2024/ggz/rotterdam/index.html"]).all("svg", "smal"))


@pytest.mark.parametrize("width", [680, 768, 1024, 1200, 1440, 2560])
def test_no_name_on_the_map_is_broken_inside_a_word(chromium: Chromium, host: str, width: int):
    page = chromium.open(f"{host}/{SECTOR}", View(width))
    broken = page.evaluate(
        "[...document.querySelectorAll('.landkaart li > *')].flatMap((tile) => {"
        " const walker = document.createTreeWalker(tile, NodeFilter.SHOW_TEXT), found = [];"
        " for (let node = walker.nextNode(); node; node = walker.nextNode())"
        "  for (const word of node.data.matchAll(/[^\\s/-]+/g)) {"
        "   const range = document.createRange();"
        "   range.setStart(node, word.index); range.setEnd(node, word.index + word[0].length);"
        "   if (range.getClientRects().length > 1) found.push(word[0]); }"
        " return found; })"
    )
    assert broken == []
