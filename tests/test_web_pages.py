"""The pages of a site: what the Document says is on them, once and in order, and nothing else can get in."""

from __future__ import annotations

import hashlib
import itertools
import json
import pickle
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

import pytest

from regioplan_pdf.model.document import Document
from regioplan_pdf.model.text import ListBlock, Paragraph, Run, Subheading
from regioplan_pdf.publish.model import ROOT, Site
from regioplan_pdf.source.csv_table import encode_figures
from regioplan_pdf.web.frame import POLICY
from regioplan_pdf.web.links import relative
from regioplan_pdf.web.plan_page import file_size
from regioplan_pdf.web.site_pages import single_page, site_pages
from site_factory import big_site, shipped_site
from web_site import BASE, HOSTILE, KEYS, big, files, page, page_of, rotterdam, shipped
from web_text import Node, read, stands_in, words


def block_texts(blocks) -> list[str]:
    texts: list[str] = []
    for block in blocks:
        match block:
            case Paragraph():
                texts.append("".join(run.text for run in block.runs))
            case Subheading():
                texts.append(block.text)
            case ListBlock():
                for one in block.items:
                    texts.extend(block_texts(one.blocks))
    return texts


def told(document: Document) -> list[str]:
    """Every text of a plan, in the order in which a reader meets it."""
    texts = [document.edition_title, document.sector_title, document.region_title]
    texts += [document.heads[0].title, document.heads[0].detail]
    for figure in document.key_figures:
        texts += [figure.text, figure.label, figure.detail]
    texts.append(document.charts_title)
    cards = sorted(document.charts, key=lambda card: card.page)
    places = {"zijkolom": 1, "kolommen": 3, "paneel": 4}
    sections = sorted(document.sections, key=lambda section: places[section.place])
    texts += [text for card in cards if card.page == 1 for text in card_texts(card)]
    texts += [text for s in sections if s.place == "zijkolom" for text in (s.title, *block_texts(s.blocks))]
    texts += [document.heads[1].title, document.heads[1].detail]
    texts += [text for card in cards if card.page == 2 for text in card_texts(card)]
    texts += [text for s in sections if s.place != "zijkolom" for text in (s.title, *block_texts(s.blocks))]
    texts.append(document.leeswijzer.title)
    for entry in document.leeswijzer.entries:
        texts += [str(entry.number), entry.name, entry.source, entry.reference_date, entry.explanation, entry.nb]
        texts += [", ".join(map(str, entry.pages))]
    return texts


def card_texts(card) -> list[str]:
    texts = [card.finding, card.measure, card.unit_line, card.second_measure if card.second else ""]
    return [*texts, f"Leeswijzer {card.entry}" if card.entry else "", ", ".join(map(str, card.pages)), card.note]


# What a plan's page says.


@pytest.mark.parametrize("key", KEYS)
def test_a_page_says_what_its_document_says_in_the_same_order(key):
    document = next(plan.document for plan in shipped_site().plans if plan.key == key)
    (main,) = page_of(key).all("main")
    spoken = words(main.text(without=("svg", "script", "table")))
    place = 0
    for text in filter(None, told(document)):
        after = stands_in(text, spoken, place)
        assert after >= 0, f"{text!r} isn't on the page after {' '.join(spoken[max(0, place - 8) : place])!r}"
        place = after


@pytest.mark.parametrize("key", KEYS)
def test_a_page_adds_no_words_but_those_of_its_furniture(key):
    """Text of the model out, what is left is a short list of words that the page itself says."""
    document = next(plan.document for plan in shipped_site().plans if plan.key == key)
    (main,) = page_of(key).all("main")
    spoken = words(main.text(without=("svg", "script", "table")))
    rest, place = [], 0
    for text in filter(None, told(document)):
        after = stands_in(text, spoken, place)
        rest += spoken[place : after - len(words(text))]
        place = after
    furniture = set(
        words(
            "Dit is een voorbeeld nog geen vastgesteld regioplan Bevat voorbeeldcijfers Download dit regioplan PDF kB"
            " Kerncijfers Leeswijzer voorbeeld Cijfers bij deze grafiek Regioanalyse p Bron Peildatum Toelichting NB"
            " Terug naar grafiek kerncijfer Uitkomst Er is een nieuwere editie van dit regioplan Regioplan Meer"
            " grafieken"
        )
    )
    names = set(words(" ".join((document.map_alt, *(c.measure for c in document.charts)))))
    names |= set(words(" ".join((*(f.label for f in document.key_figures), *(c.alt for c in document.charts)))))
    names |= set(words(" ".join((*(c.second_alt + c.second_measure for c in document.charts),))))
    extra = [word for word in rest if word not in furniture | names and not word.isdecimal()]
    assert extra == []


@pytest.mark.parametrize("key", KEYS)
def test_the_tables_hold_the_figures_of_the_document(key):
    document = next(plan.document for plan in shipped_site().plans if plan.key == key)
    wanted = [table for card in document.charts for table in (card.table, card.second_table) if table is not None]
    found = page_of(key).all("table")
    assert len(found) == len(wanted) > 0
    for table, data in zip(found, wanted, strict=True):
        rows = [[cell.text() for cell in row.kids if isinstance(cell, Node)] for row in table.all("tr")]
        assert rows == [[" ".join(c.split()) for c in row] for row in (data.columns, *data.rows)]
        assert table.all("caption")[0].text() == data.caption
        assert [cell.attributes.get("scope") for cell in table.all("th")] == (
            ["col"] * len(data.columns) + ["row"] * len(data.rows)
        )


@pytest.mark.parametrize("key", KEYS)
def test_every_chart_is_there_with_its_words(key):
    document = next(plan.document for plan in shipped_site().plans if plan.key == key)
    for card in document.charts:
        section = page_of(key).find(card.id)
        assert section.all("h3")[0].text() == " ".join(card.finding.split())
        pictures = section.all("svg")
        for picture in pictures:
            page_of(key).find(picture.attributes["aria-labelledby"])
            described = page_of(key).find(picture.attributes["aria-describedby"])
            assert described.text() in (" ".join(card.alt.split()), " ".join(card.second_alt.split()))
        assert pictures or section.all("table")


@pytest.mark.parametrize("path", [path for path in shipped() if path.endswith(".html")])
def test_a_page_is_in_order(path):
    """One h1, headings without a gap, ids once, Dutch, landmarks, a title, no style or script inside."""
    root = read(shipped()[path])
    levels = [int(node.tag[1]) for node in root.walk() if re.fullmatch("h[1-6]", node.tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    ids = [node.attributes["id"] for node in root.walk() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    assert root.all("html")[0].attributes == {"lang": "nl"}
    assert [len(root.all(tag)) for tag in ("main", "title", "footer")] == [1, 1, 1]
    for node in root.walk():
        assert "style" not in node.attributes and node.tag not in ("style", "iframe", "object", "embed", "base")
        assert not any(name.startswith("on") for name in node.attributes)
        if node.tag == "script":
            assert node.attributes.get("src") or node.attributes.get("type") == "application/ld+json"
    policies = [n.attributes["content"] for n in root.all("meta") if n.attributes.get("http-equiv")]
    assert policies == [POLICY] and "unsafe" not in POLICY and POLICY.startswith("default-src 'none'")


def known_addresses(site: Site, made: dict[str, bytes]) -> set[str]:
    """Every file of a site, also those that aren't pages."""
    known = set(made)
    for plan in site.plans:
        known |= {f"{ROOT}/{plan.key}/{name}" for name in (plan.pdf_name, "cijfers.csv", "pagina-1.webp")}
        known |= {f"{ROOT}/{plan.key}/wijzigingen/index.html"} if plan.changes else set()
    return known


@pytest.mark.parametrize(("site", "made"), [(shipped_site, shipped), (big_site, big)])
def test_every_link_leads_to_something(site, made):
    known = known_addresses(site(), made())
    anchors = {
        path: {n.attributes.get("id") for n in read(data).walk()}
        for path, data in made().items()
        if path.endswith(".html")
    }
    for path, data in made().items():
        if not path.endswith(".html"):
            continue
        for node in read(data).walk():
            for name in ("href", "src"):
                link = node.attributes.get(name, "")
                if not link or link.startswith(("http:", "https:")):
                    continue
                target, _, anchor = urljoin(f"http://host/{path}", link).removeprefix("http://host/").partition("#")
                target = target + "index.html" if target.endswith("/") or not target else target
                assert target in known, (path, link)
                assert not anchor or anchor in anchors[target], (path, link)


def test_links_between_pages_are_relative_but_for_the_page_that_stands_anywhere():
    for path, data in shipped().items():
        if path.endswith(".html"):
            links = [n.attributes.get("href", "") for n in read(data).walk() if n.tag in ("a", "link")]
            assert any(link.startswith("/") for link in links) == (path == "404.html")


@pytest.mark.parametrize(
    ("here", "there", "link"),
    [
        ("", "regioplannen/", "regioplannen/"),
        ("regioplannen/", "regioplannen/", "./"),
        ("regioplannen/a/b/", "regioplannen/", "../../"),
        ("regioplannen/a/b/", "regioplannen/assets/site.css", "../../assets/site.css"),
        ("regioplannen/a/b/", "regioplannen/a/b/plan.pdf", "plan.pdf"),
        ("regioplannen/a/b/", "regioplannen/a/c/", "../c/"),
        ("404.html", "regioplannen/", "regioplannen/"),
    ],
)
def test_a_relative_link_goes_up_and_down(here, there, link):
    assert relative(here, there) == link
    assert urljoin(f"https://a.nl/x/{here}", link) == f"https://a.nl/x/{there}"


@pytest.mark.parametrize("key", KEYS)
def test_a_page_with_its_style_and_fonts_is_under_150_kb(key):
    own = shipped()
    size = len(own[f"{ROOT}/{key}/index.html"])
    size += sum(len(data) for path, data in own.items() if path.startswith(f"{ROOT}/assets/"))
    assert size < 150_000


def test_the_same_site_has_the_same_bytes():
    assert shipped() == {file.path: file.data for file in site_pages(shipped_site())}


def test_work_that_is_sent_to_another_process_gives_the_same_bytes():
    """Also where processes can't be forked: what they share is pickled then."""

    def sent(work: Callable[[Any, Any], Any], shared: object, tasks: Sequence[object], /) -> Iterable[Any]:
        for task in tasks:
            there, what, with_what = pickle.loads(pickle.dumps((work, shared, task)))
            yield pickle.loads(pickle.dumps(there(what, with_what)))

    assert shipped() == {file.path: file.data for file in site_pages(shipped_site(), sent)}


def test_a_single_page_is_the_same_page_as_in_the_site():
    (plan,) = (plan for plan in shipped_site().plans if plan.key == KEYS[-1])
    first, *assets = single_page(plan, shipped_site())
    assert shipped()[first.path] == first.data
    assert f"{ROOT}/assets/site.css" in {file.path for file in assets}


# Ready or not, older and newer.


def test_a_plan_that_isnt_ready_says_so_and_isnt_indexed():
    plan = replace(rotterdam(), reasons=("bevat voorbeeldcijfers", "de status is ‘concept’"))
    found = page(plan)
    assert "Dit is een voorbeeld" in found.text() and "De status is ‘concept’." in found.text()
    assert [n.attributes["content"] for n in found.all("meta") if n.attributes.get("name") == "robots"] == ["noindex"]


def test_a_plan_that_is_ready_has_no_mark():
    found = page(replace(rotterdam(), reasons=(), newer=()))
    assert not found.all(name="notice")
    assert not [n for n in found.all("meta") if n.attributes.get("name") == "robots"]


def test_an_example_figure_is_marked_where_it_stands():
    found = page_of("2023-2024/ggz/rotterdam")
    for figure in rotterdam().document.key_figures:
        node = found.find(figure.id)
        assert ("voorbeeld" in node.text()) == (figure.example or figure.detail_example)
    for card in rotterdam().document.charts:
        assert ("voorbeeldcijfers" in found.find(card.id).text()) == card.example


def test_an_older_page_leads_to_the_newer_edition_before_anything_else():
    (main,) = page_of("2023-2024/ggz/rotterdam").all("main")
    text = main.text()
    assert text.index("Er is een nieuwere editie") < text.index("Rotterdam")
    (notice,) = main.all(name="nieuwer")
    assert notice.all("a")[0].attributes["href"] == "../../../2024-2025/ggz/rotterdam/"
    assert "Eerdere editie: Regioplan 2023/2024" in page_of("2024-2025/ggz/rotterdam").text()


def test_a_plan_whose_newest_text_isnt_ready_says_that_it_is_being_worked_on():
    assert "Aan dit regioplan wordt gewerkt" in page(replace(rotterdam(), outdated=True)).text()
    assert "wordt gewerkt" not in page(rotterdam()).text()


def test_a_page_leads_to_what_changed_where_there_is_such_a_page():
    plan = next(plan for plan in shipped_site().plans if plan.key == "2024-2025/ggz/rotterdam")
    assert "Wat is er veranderd sinds 2023/2024?" in page(replace(plan, changes=True)).text()
    assert "Wat is er veranderd" not in page(replace(plan, changes=False)).text()


def test_withheld_figures_say_so_in_chart_and_table():
    found = page_of("2023-2024/ggz/zwolle")
    assert any("te klein" in table.text() for table in found.all("table"))
    assert any("te klein" in svg.text(without=()) for svg in found.all("svg"))


@pytest.mark.parametrize(("size", "text"), [(1, "1 kB"), (44_600, "45 kB"), (999_400, "999 kB"), (1_250_000, "1,3 MB")])
def test_a_size_is_told_as_people_do(size, text):
    assert file_size(size) == text


# What machines read.


def test_the_head_knows_the_address_where_the_site_does():
    site = replace(shipped_site(), base_url=BASE)
    head = page(site.plans[0], site)
    (canonical,) = [n for n in head.all("link") if n.attributes["rel"] == "canonical"]
    assert canonical.attributes["href"] == f"{BASE}{site.plans[0].address}"
    assert not [n for n in page_of(KEYS[0]).all("link") if n.attributes["rel"] == "canonical"]
    fronts = [read(data) for path, data in files(site).items() if path in ("index.html", f"{ROOT}/index.html")]
    assert {n.attributes["href"] for f in fronts for n in f.all("link") if n.attributes["rel"] == "canonical"} == {
        f"{BASE}/{ROOT}/"
    }


def test_the_data_for_machines_has_the_document_and_the_figures_with_their_checksums():
    plan, site = rotterdam(), replace(shipped_site(), base_url=BASE)
    (script,) = [n for n in page(plan, site).all("script") if "json" in n.attributes.get("type", "")]
    document, dataset = json.loads(script.kids[0])["@graph"]
    assert (document["@type"], dataset["@type"]) == ("DigitalDocument", "Dataset")
    assert document["encoding"]["contentUrl"] == f"{BASE}{plan.pdf_address}"
    assert document["encoding"]["sha256"] == document["encoding"]["spdx:checksum"]["spdx:checksumValue"] == plan.sha256
    figures = hashlib.sha256(encode_figures(plan.document)).hexdigest()
    assert dataset["distribution"]["sha256"] == figures
    assert dataset["distribution"]["contentUrl"] == f"{BASE}{plan.address}cijfers.csv"
    assert document["datePublished"] == "2023-06-01" and document["creativeWorkStatus"] == "Draft"


# Content that tries to be more than text.


@pytest.mark.parametrize("text", [*HOSTILE, "</script><script>alert(1)</script>", "]]>", "\u2028"])
def test_nothing_in_the_content_becomes_markup(text):
    plan = rotterdam()
    document = plan.document
    card = replace(
        document.charts[0],
        finding=text,
        measure=text,
        unit_line=text,
        note=text,
        alt=text,
        second_measure=text,
        table=replace(document.charts[0].table, caption=text, columns=(text, text), rows=((text, text),)),
    )
    figure = replace(document.key_figures[0], text=text, label=text, detail=text)
    entry = replace(document.leeswijzer.entries[0], name=text, source=text, explanation=text, nb=text)
    section = replace(document.sections[0], title=text, blocks=(Paragraph((Run(text),)), Subheading(text)))
    hostile = replace(
        document,
        region_title=text,
        edition_title=text,
        sector_title=text,
        charts_title=text,
        footer=text,
        charts=(card, *document.charts[1:]),
        key_figures=(figure, *document.key_figures[1:]),
        sections=(section, *document.sections[1:]),
        map_alt=text,
        abbreviations=((text, text), ("GGZ", text)),
        leeswijzer=replace(
            document.leeswijzer,
            title=text,
            entries=(entry, *document.leeswijzer.entries[1:]),
            link="javascript:alert(1)",
            link_label=text,
        ),
        meta=replace(document.meta, subject=text, keywords=text),
    )
    bad = replace(plan, document=hostile, reasons=(text,))
    site = replace(shipped_site(), plans=(bad,), theme=replace(shipped_site().theme, office=text, office_url="data:x"))
    before = page(plan, replace(site, theme=shipped_site().theme))
    for path, data in files(site).items():
        if not path.endswith(".html"):
            continue
        root = read(data)
        assert b"javascript:" not in data
        for node in root.walk():
            assert not any(name.startswith("on") for name in node.attributes), (path, node)
            assert node.attributes.get("src") != "x"
        assert len(root.all("h1")) == 1
    after = page(bad, site)
    assert {n.tag for n in after.walk()} <= {n.tag for n in before.walk()} | {"abbr"}
    assert len(after.all("script")) == len(before.all("script")) == 1
    json.loads(after.all("script")[0].kids[0])
