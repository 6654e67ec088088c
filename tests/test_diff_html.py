"""The page that tells what changed: everything is in it, escaped, and it works without a script."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import changes_factory as made
from browser.chromium import VIEWS, Chromium, Page, View, eventually
from browser.html_validate import faults
from regioplan_pdf.diff.edition import compare_editions
from regioplan_pdf.diff.plan import compare_plans
from regioplan_pdf.diff.render.html.page import Link, changes_html
from regioplan_pdf.diff.render.html.pieces import marked, one_side, whole
from regioplan_pdf.diff.subject import Subject, subject_of
from regioplan_pdf.documents import ContentFolder, read_document
from regioplan_pdf.errors import Problems, RegioplanError
from regioplan_pdf.load import find_documents
from regioplan_pdf.load.theme import DEFAULT_COLOURS, DEFAULT_FONTS
from regioplan_pdf.model.changes import Course, EditionChanges, Kind, Op, Origin, Piece, PlanChanges
from regioplan_pdf.model.content import Theme

CONTENT = Path(__file__).parent.parent / "content"
THEME = Theme("Zorgkantoor", "", DEFAULT_COLOURS, DEFAULT_FONTS)
VOID = {"meta", "br", "input", "rect", "img", "link"}


class Reader(HTMLParser):
    """The text of a page with and without what only a listener gets, and every id, link and tag."""

    def __init__(self, html: str, without: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.without = without
        self.stack: list[tuple[str, bool]] = []
        self.text = ""
        self.heard = ""
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.headings: list[int] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.append(tag)
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if "href" in values else []
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        unseen = tag in (*self.without, "style", "title") or "visually-hidden" in (values.get("class") or "")
        unseen = unseen or "pilcrow" in (values.get("class") or "")
        if tag == "br":
            self.text += " "
        if tag not in VOID:
            self.stack.append((tag, unseen))

    def handle_endtag(self, tag):
        self.text += " " if tag in ("th", "td", "p", "li", "dd") else ""
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if not any(unseen for _, unseen in self.stack):
            self.text += data
        self.heard += data


def words(text: str) -> str:
    """The letters of a text; a capital at the start of a sentence is no difference, so either may be shown."""
    return "".join(text.split()).casefold()


@cache
def subjects() -> dict[str, Subject]:
    content = ContentFolder(CONTENT)
    found = {}
    for path in find_documents(CONTENT):
        document = read_document(content, path, Problems())
        settings_ = content.edition(path.folder).edition
        assert document is not None and settings_ is not None
        found[path.key] = subject_of(document, settings_, Origin.CONTENT, f"{path.key}.md")
    return found


@cache
def real() -> PlanChanges:
    return compare_plans(subjects()["2023-2024/ggz/rotterdam"], subjects()["2024-2025/ggz/rotterdam"])


@cache
def real_edition() -> EditionChanges:
    old = [subject for key, subject in subjects().items() if key.startswith("2023-2024/ggz")]
    return compare_editions(old, [subject for key, subject in subjects().items() if key.startswith("2024-2025/ggz")])


ALL = {
    "plan": lambda: made.PLAN,
    "foreign": lambda: made.FOREIGN,
    "same": lambda: made.SAME,
    "edition": lambda: made.EDITION,
    "real": real,
    "real-edition": real_edition,
}


@cache
def page_of(name: str) -> str:
    return changes_html(ALL[name](), THEME)


@cache
def read(name: str) -> Reader:
    return Reader(page_of(name))


# -- pieces -------------------------------------------------------------------------------

WORDS = st.text(st.sampled_from("ab<&>\"'é 1,%\n"), min_size=1, max_size=8)


@st.composite
def pieces(draw: st.DrawFn) -> tuple[Piece, ...]:
    found = []
    for op in draw(st.lists(st.sampled_from(Op), max_size=8)):
        text = draw(WORDS)
        old, new = (text if op is not Op.ADDED else ""), (text if op is not Op.REMOVED else "")
        found.append(Piece(op, old, new, draw(st.booleans())))
    return tuple(found)


@settings(deadline=None)
@given(pieces())
def test_both_texts_can_be_read_back_from_the_marks(row):
    html = str(marked(row))
    assert words(Reader(html, without=("ins",)).text) == words("".join(piece.old for piece in row))
    assert words(Reader(html, without=("del",)).text) == words("".join(piece.new for piece in row))


@settings(deadline=None)
@given(pieces())
def test_a_side_has_its_own_text_and_nothing_of_the_other(row):
    for op, tag, text in ((Op.REMOVED, "ins", "old"), (Op.ADDED, "del", "new")):
        html = str(one_side(row, op))
        assert f"<{tag}" not in html
        assert words(Reader(html).text) == words("".join(getattr(piece, text) for piece in row))


def test_a_replacement_is_announced_once_whatever_its_number_of_pieces():
    row = (
        *made.pieces("Het steeg van [-16 -][-klanten -]{+17,1 +}{+klanten en +}{+18 +}naar meer."),
        Piece(Op.SAME, " Punt.", " Punt."),
    )
    html = str(marked(row))
    assert html.count("visually-hidden") == 3
    assert (html.count("<del>"), html.count("<ins>")) == (1, 1)
    assert " ".join(Reader(html).heard.split()) == (
        "Het steeg van Begin wijziging: 16 klanten , wordt: 17,1 klanten en 18 Einde wijziging. naar meer. Punt."
    )


def test_an_addition_alone_and_a_removal_alone_say_what_they_are():
    html = str(marked(made.pieces("Een {+nieuw +}woord, een [-oud -]woord.")))
    assert " ".join(Reader(html).heard.split()) == (
        "Een Begin toevoeging: nieuw Einde toevoeging. woord, een Begin vervallen tekst: oud Einde vervallen tekst."
        " woord."
    )
    assert "</ins> woord" in html


def test_a_figure_that_changed_stands_out_among_words():
    html = str(marked(made.pieces("Het gaat om [-14% -]{+12% +}van allen.")))
    assert '<b class="figure">14%</b>' in html and '<b class="figure">12%</b>' in html


def test_a_text_that_is_new_as_a_whole_has_no_marks_in_it():
    assert str(whole((Piece(Op.ADDED, "", "A & "), Piece(Op.ADDED, "", "B", True)))) == "A &amp; B"


# -- the page -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ALL)
def test_the_page_is_whole_and_its_parts_are_found(name):
    page = read(name)
    assert page.headings[0] == 1 and page.headings.count(1) == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(page.headings))
    assert len(page.ids) == len(set(page.ids))
    targets = {link[1:] for link in page.links if link.startswith("#")}
    assert targets - set(page.ids) == set()
    assert [link for link in page.links if not link.startswith("#")] == []
    assert all(page.tags.count(tag) == 1 for tag in ("main", "header", "footer", "aside", "nav"))
    assert "script" not in page.tags


@pytest.mark.parametrize("name", ["plan", "foreign", "same", "real"])
def test_nothing_of_either_plan_is_lost(name):
    changes = ALL[name]()
    page = page_of(name)
    seen = words(Reader(page).text)
    old, new = (words(Reader(page, without=(tag,)).text) for tag in ("ins", "del"))
    for block in changes.blocks:
        for change in block.changes:
            rows = [piece for piece in change.pieces if piece.old or piece.new]
            assert words("".join(piece.old for piece in rows)) in old, change
            if change.kind is not Kind.REMOVED:
                assert words("".join(piece.new for piece in rows)) in new, change
        for piece in block.title.pieces:
            assert words(piece.old) in seen and words(piece.new) in seen
    for thing in (*changes.charts, *changes.definitions, *changes.key_figures):
        for field in thing.fields:
            assert words(field.old) in old and words(field.new) in new, field
    for figure in changes.figures:
        assert words(figure.old_text) in seen and words(figure.new_text) in seen
        assert words(figure.difference) in seen


@pytest.mark.parametrize("name", ["plan", "real"])
def test_every_highlight_leads_to_where_it_is_told(name):
    changes, page = ALL[name](), read(name)
    for highlight in changes.highlights:
        assert highlight.sentence in page.text
        assert f"#{highlight.anchor}" in page.links and highlight.anchor in page.ids


def test_every_change_can_be_linked_to_by_its_anchor():
    page = read("plan")
    plan = made.PLAN
    for thing in (*plan.blocks, *plan.figures, *plan.definitions, *plan.charts, *plan.key_figures):
        assert thing.anchor in page.ids


def row_of(html: str, anchor: str) -> str:
    found = re.search(rf'<tr id="{re.escape(anchor)}">.*?</tr>', html, re.DOTALL)
    assert found, anchor
    return " ".join(Reader(found[0]).text.split())


def test_the_figures_are_told_in_words_and_signs():
    html = page_of("plan")
    assert "16,0 2023 17,1 2024 ▲ +1,1 gestegen, anders dan de referentie 16,0 → 15,5 −0,5" in row_of(
        html, "cijfer-klanten_per_10000"
    )
    assert "2022 is herzien: eerst 15,0, nu 15,2 (+0,2)" in row_of(html, "cijfer-klanten_per_10000")
    assert "▼ −3 procentpunt gedaald" in row_of(html, "cijfer-leveringsvorm-mpt")
    assert "2024, voorbeeld" in row_of(html, "cijfer-leveringsvorm-mpt")
    locations = row_of(html, "cijfer-locaties_per_1000")
    assert "niet vergelijkbaar de bron is anders, de peildatum is anders en de toelichting is anders" in locations
    assert "definitie ‘Locaties per klant’" in locations
    assert not re.search(r"[▲▼]|gestegen|gedaald", locations)


def test_a_withheld_figure_has_no_difference_even_when_one_is_handed_over():
    (figure,) = (figure for figure in made.FIGURES if figure.course is Course.WITHHELD)
    assert row_of(page_of("plan"), figure.anchor).endswith("14 feb 2023 te klein feb 2024 te klein")
    slip = replace(figure, difference="−9", relative="(−64%)", change=-9.0)
    html = changes_html(replace(made.PLAN, figures=(slip,)), THEME)
    assert "−9" not in html and "64%" not in html


def test_categories_that_differ_in_signs_only_keep_their_own_rows():
    pair = tuple(replace(made.FIGURES[2], category=category) for category in ("A+B", "A-B"))
    page = Reader(changes_html(replace(made.PLAN, figures=pair, key_figures=()), THEME))
    assert {"cijfer-leveringsvorm-a-b", "cijfer-leveringsvorm-a-b-2"} <= set(page.ids)


def test_definitions_stand_beside_each_other():
    html = page_of("plan")
    (table,) = re.findall(r'<section[^>]*id="definitie-locaties">.*?</section>', html, re.DOTALL)
    assert "Niet vergelijkbaar: de bron is anders, de peildatum is anders en de toelichting is anders." in table
    (explained,) = re.findall(r"<tr><th[^>]*>Toelichting</th>(.*?)</tr>", table, re.DOTALL)
    old, new = re.findall(r"<td.*?</td>", explained, re.DOTALL)
    assert words(Reader(old).text) == words("Op één postcode wonen meer dan twee klanten.")
    assert words(Reader(new).text) == words("Op één postcode wonen minstens 5 klanten.")
    assert "<del>" in old and "<ins>" in new and "#cijfer-locaties_per_1000" in table


def test_what_moved_says_from_where_and_to_where():
    page = read("plan")
    text = " ".join(page.text.split())
    assert "Stond in het blok ‘Regionale afstemming in de regio’." in text
    assert "‘Samergo ondersteunt de partijen.’ staat nu in het blok ‘Ontwikkelingen’." in text
    assert "#stuk-ontwikkelingen_4" in page.links
    assert "Stond op een andere plaats in dit blok." in text
    assert "Was één alinea, zijn er nu 2." in text
    assert "Samengevoegd uit 2 punten." in text
    assert "Stond in het blok ‘Ontwikkelingen’" not in text and "Stond in het blok ‘Knelpunten’" not in text
    assert "herkend aan een bekende andere naam" in text and "herkend aan de gelijkenis van de tekst" in text


def test_what_did_not_change_is_folded_but_there():
    html = page_of("plan")
    (fold,) = re.findall(r"<details[^>]*>\s*<summary>2\u00a0punten ongewijzigd</summary>.*?</details>", html, re.DOTALL)
    assert "complexe zorg organiseren;" in fold and "ook voor ouderen." in fold


def test_a_foreign_plan_has_text_only_and_says_so():
    page = read("foreign")
    assert "Cijfers, definities en bevindingen zijn niet vergeleken: ‘scan-regioplan.pdf’" in page.text
    assert {"cijfers", "definities", "bevindingen", "toon-alles"} & set(page.ids) == set()


def test_two_plans_that_are_the_same_say_so():
    assert "Deze twee plannen zeggen hetzelfde." in read("same").text


def test_an_edition_tells_the_order_what_is_everywhere_and_what_was_carried_over():
    page = read("edition")
    text = " ".join(page.text.split())
    assert text.index("Rotterdam 62% 6") < text.index("Utrecht 31% 1")
    assert "Alleen in 2024/2025: Apeldoorn." in text and "Alleen in 2023/2024: Zwolle." in text
    assert "De definitie ‘Kosten per klant’ is overal nieuw. definitie 2 regio’s" in text
    assert "Utrecht: Meer weten? (4 woorden)" in text
    assert {"rotterdam-eerst", "rotterdam-tekst-projecten", "utrecht-tekst-projecten"} <= set(page.ids)
    assert {"#rotterdam-eerst", "#utrecht-eerst", "#utrecht-tekst-colofon"} <= set(page.links)


def test_two_plans_of_one_region_keep_their_own_ids():
    page = Reader(changes_html(replace(made.EDITION, plans=(made.PLAN, made.PLAN)), THEME))
    assert len(page.ids) == len(set(page.ids))
    assert {"rotterdam-tekst-projecten", "rotterdam-2-tekst-projecten"} <= set(page.ids)


def test_the_same_comparison_gives_the_same_page():
    assert changes_html(made.PLAN, THEME) == page_of("plan")
    assert changes_html(made.EDITION, THEME) == page_of("edition")


def test_examples_keep_the_page_out_of_search_engines():
    assert '<meta name="robots" content="noindex">' in page_of("plan")
    plain = replace(made.PLAN, old=replace(made.OLD, example=False), new=replace(made.NEW, example=False))
    assert "noindex" not in changes_html(plain, THEME)


def test_links_back_are_shown_and_can_not_run_anything():
    html = changes_html(made.PLAN, THEME, (Link("Naar het plan", "../"), Link("Site", "https://voorbeeld.nl/a:b")))
    assert '<a href="../">Naar het plan</a>' in html and "https://voorbeeld.nl/a:b" in html
    for address in ("javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "java\tscript:alert(1)"):
        with pytest.raises(RegioplanError, match="can't be linked to"):
            Link("Klik", address)


EVIL = (
    '</style><script>window.hacked = 1</script><img src=x onerror="window.hacked = 1"> javascript:alert(1)'
    " \"'`{{ 7*7 }}"
)


def hostile() -> PlanChanges:
    """The plan with markup in every text that content can bring in."""

    def spoil(value):
        if isinstance(value, tuple):
            return tuple(spoil(each) for each in value)
        if isinstance(value, Piece):
            return replace(value, old=value.old and value.old + EVIL, new=value.new and value.new + EVIL)
        changes = {}
        for name in getattr(value, "__dataclass_fields__", {}):
            part = getattr(value, name)
            if isinstance(part, tuple) and part and not isinstance(part[0], str):
                changes[name] = spoil(part)
            elif name in _TEXTS and isinstance(part, str) and part:
                changes[name] = part + EVIL
            elif name == "title":
                changes[name] = spoil(part)
        return replace(value, **changes) if changes else value

    sides = {name: spoil(getattr(made.PLAN, name)) for name in ("old", "new")}
    return replace(spoil(made.PLAN), **sides, notes=(EVIL,), definitions=spoil(made.DEFINITIONS))


_TEXTS = {
    *("label", "short", "file", "region_title", "sentence", "old_text", "new_text", "difference", "relative"),
    *("category", "number", "old_outcome", "new_outcome", "benchmark_old", "benchmark_new", "name"),
}


def test_hostile_text_stays_text():
    html = changes_html(hostile(), replace(THEME, office=EVIL))
    page = Reader(html)
    assert not {"script", "img", "em"} & set(page.tags)
    assert html.count("</style>") == 1
    assert html.count("&lt;script&gt;window.hacked") > 100
    assert "{{ 7*7 }}" in html
    assert [link for link in page.links if not link.startswith("#")] == []


# -- in the browser -------------------------------------------------------------------------


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wijzigingen")
    for name in ALL:
        (folder / f"{name}.html").write_text(page_of(name), encoding="utf-8")
    (folder / "hostile.html").write_text(changes_html(hostile(), THEME), encoding="utf-8")
    return folder


@pytest.mark.browser
@pytest.mark.parametrize("name", [*ALL, "hostile"])
def test_the_page_is_valid_html(chromium: Chromium, pages: Path, name: str):
    assert faults(chromium, (pages / f"{name}.html").read_text(encoding="utf-8")) == ()


@pytest.mark.browser
@pytest.mark.parametrize("view", VIEWS, ids=str)
@pytest.mark.parametrize("name", ["plan", "edition"])
def test_the_page_is_accessible_in_every_view(chromium: Chromium, pages: Path, name: str, view: View):
    page = chromium.open(pages / f"{name}.html", view)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert page.axe() == ()
    assert (page.foreign, page.messages, page.overflow()) == ((), (), ())
    assert len(page.requests) == 1


@pytest.mark.browser
@pytest.mark.parametrize("name", ["real", "foreign", "same", "hostile"])
@pytest.mark.parametrize("view", [View(320), View(1440, dark=True)], ids=str)
def test_other_pages_are_accessible_too(chromium: Chromium, pages: Path, name: str, view: View):
    page = chromium.open(pages / f"{name}.html", view)
    assert page.axe() == ()
    assert (page.foreign, page.messages, page.evaluate("window.hacked ?? 0")) == ((), (), 0)
    # A figure of 150 characters doesn't fit in its column, and needn't.
    assert page.overflow() == () or (name, view.width) == ("hostile", 1440)


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1440])
def test_old_and_new_stand_beside_each_other_when_asked(chromium: Chromium, pages: Path, width: int):
    page = chromium.open(pages / "plan.html", View(width))
    assert not page.visible(".beside") and page.visible(".inline")
    page.click("#vorm-naast")
    assert page.visible(".beside") and not page.visible(".inline")
    assert page.axe() == () and page.overflow() == ()


PARTS = ("cijfers", "definities", "bevindingen", "tekst")


def shown_parts(page: Page) -> tuple[str, ...]:
    return tuple(part for part in PARTS if page.visible(f".part-{part}"))


@pytest.mark.browser
def test_the_filter_and_the_view_need_no_script(chromium: Chromium, pages: Path):
    page = chromium.open(pages / "plan.html", View(scripts=False))
    assert shown_parts(page) == PARTS
    for part in PARTS:
        page.click(f"#toon-{part}")
        assert shown_parts(page) == (part,)
    assert page.text(".highlights").count("\n") < 4 and "Projecten" in page.text(".highlights")
    assert "definitie" not in page.text(".highlights")
    page.click("#vorm-naast")
    assert page.visible(".beside")
    page.click("#toon-alles")
    assert shown_parts(page) == PARTS


@pytest.mark.browser
def test_everything_works_from_the_keyboard(chromium: Chromium, pages: Path):
    page = chromium.open(pages / "plan.html")
    page.press("Tab")
    assert page.focused().text == "Naar de wijzigingen"
    stops = []
    for _ in range(60):
        page.press("Tab")
        stops.append(page.focused())
        if stops[-1].tag == "body":
            break
    reached = [stop for stop in stops if stop.tag != "body"]
    assert {"a", "input", "summary"} <= {stop.tag for stop in reached}
    assert all(stop.inside for stop in reached)
    assert [stop for stop in reached if not stop.outline and stop.tag != "input"] == []
    page.evaluate("document.getElementById('toon-alles').focus()")
    page.press("ArrowDown")
    assert shown_parts(page) == ("cijfers",)
    ring = "getComputedStyle(document.activeElement.closest('label')).outlineWidth"
    assert page.evaluate(ring) == "3px"


@pytest.mark.browser
def test_a_fold_opens_from_the_keyboard(chromium: Chromium, pages: Path):
    page = chromium.open(pages / "plan.html")
    page.click("#toon-tekst")
    assert not page.visible(".block .fold .line")
    page.evaluate("document.querySelector('.block .fold summary').focus()")
    page.press("Enter")
    assert page.visible(".block .fold .line")


@pytest.mark.browser
def test_a_link_into_a_region_opens_it(chromium: Chromium, pages: Path):
    page = chromium.open(pages / "edition.html", View(scripts=False))
    assert not page.visible("#rotterdam-tekst-projecten")
    page.click('.carried a[href="#utrecht-tekst-colofon"]')
    eventually(lambda: page.visible("#utrecht-eerst") and not page.visible("#rotterdam-eerst"))
    page.click('.ranking a[href="#rotterdam-eerst"]')
    eventually(lambda: page.visible("#rotterdam-eerst"))


@pytest.mark.browser
def test_print_shows_what_is_folded_and_leaves_out_the_controls(chromium: Chromium, pages: Path):
    page = chromium.open(pages / "plan.html", media="print")
    assert page.visible(".block .fold .line")
    assert not page.visible(".side") and not page.visible(".skip-link")


@pytest.mark.browser
def test_what_changed_shows_without_colour(chromium: Chromium, pages: Path):
    page = chromium.open(pages / "plan.html", View(forced_colors=True))
    style = "['.inline ins', '.inline del'].map(at => getComputedStyle(document.querySelector(at)).textDecorationLine)"
    assert page.evaluate(style) == ["underline", "line-through"]
    borders = (
        "['.added > .run', '.removed > .run'].map(at => getComputedStyle(document.querySelector(at)).borderLeftStyle)"
    )
    assert page.evaluate(borders) == ["solid", "dashed"]
    # Chromium paints forced colours without telling them to scripts, which is what axe-core asks.
    assert page.axe({"color-contrast": {"enabled": False}}) == ()


@pytest.mark.browser
def test_a_screen_reader_hears_a_change_as_one_sentence(chromium: Chromium, pages: Path):
    page = chromium.open(pages / "plan.html")
    tree = page.accessible_tree("#tekst-wat-valt-op")
    assert 'deletion: "Begin wijziging: 14%"' in tree
    assert 'insertion: ", wordt: 12% Einde wijziging."' in tree
    assert re.search(r"Nieuw ?: 1 alinea\.", tree) and "Einde toevoeging." in tree
