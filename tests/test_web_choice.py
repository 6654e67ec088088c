"""The pages on which a reader chooses a region, and the pieces that a CMS takes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from regioplan_pdf.publish.model import ROOT
from regioplan_pdf.web.fragments import plan_fragment
from site_factory import shipped_site, site_of, write_site_content
from web_site import BASE, HOSTILE, big, files, rotterdam, shipped
from web_text import read


def test_all_31_regions_stand_on_every_page_of_choice_with_or_without_a_plan():
    for path in (
        "index.html",
        f"{ROOT}/index.html",
        f"{ROOT}/2023-2024/index.html",
        f"{ROOT}/2023-2024/ggz/index.html",
    ):
        root = read(shipped()[path])
        rows = root.find("regios").all("li")
        assert len(rows) == len(root.all(name="landkaart")[0].all("li")) == 31
        with_plan = {row.attributes["id"] for row in rows if row.all("a")}
        assert with_plan == {"regio-rotterdam", "regio-utrecht", "regio-zwolle"}
        assert sum("nog geen regioplan" in row.text() for row in rows) == 28


def test_regions_stand_in_dutch_order():
    names = [row.all(name="regio")[0].text() for row in read(shipped()["index.html"]).find("regios").all("li")]
    assert (
        names.index("’t Gooi") == names.index("Groningen") - 1 or names.index("'t Gooi") == names.index("Groningen") - 1
    )
    assert names[-5:] == ["Zuid-Holland Noord", "Zuid-Hollandse Eilanden", "Zuid-Limburg", "Zuidoost-Brabant", "Zwolle"]


def test_the_front_page_has_the_newest_plan_of_each_region_and_sector():
    rows = read(shipped()[f"{ROOT}/index.html"]).find("regios")
    links = {a.text(): a.attributes["href"] for a in rows.all("a")}
    assert links == {
        "GGZ 2024/2025 Rotterdam": "2024-2025/ggz/rotterdam/",
        "GZ 2023/2024 Rotterdam": "2023-2024/gz/rotterdam/",
        "GGZ 2023/2024 Utrecht": "2023-2024/ggz/utrecht/",
        "GGZ 2023/2024 Zwolle": "2023-2024/ggz/zwolle/",
    }


def test_the_front_page_offers_every_edition_and_sector():
    (nav,) = read(shipped()[f"{ROOT}/index.html"]).all(name="keuzes")
    assert [a.attributes["href"] for a in nav.all("a")] == [
        "2024-2025/",
        "2024-2025/ggz/",
        "2023-2024/",
        "2023-2024/ggz/",
        "2023-2024/gz/",
    ]


def test_pages_of_an_older_edition_lead_to_the_newest():
    def notices(path: str) -> list[str]:
        root = read(shipped()[f"{ROOT}/{path}index.html"])
        return [a.attributes["href"] for notice in root.all(name="notice") for a in notice.all("a")]

    assert notices("2023-2024/") == ["../2024-2025/"]
    assert notices("2023-2024/ggz/") == ["../../2024-2025/ggz/"]
    assert notices("2023-2024/gz/") == notices("2024-2025/") == notices("2024-2025/ggz/") == notices("") == []


def test_a_region_is_found_by_its_gemeenten_and_its_other_names():
    rows = read(shipped()["index.html"]).find("regios")
    assert "Capelle aan den IJssel" in rows.find("regio-rotterdam").attributes["data-zoek"]
    assert "Den Haag" in rows.find("regio-haaglanden").attributes["data-zoek"]


def test_93_plans_are_all_on_the_front_page_and_a_tile_leads_to_its_regions_row():
    root = read(big()[f"{ROOT}/index.html"])
    assert len(root.find("regios").all("a")) == 93
    tiles = root.all(name="landkaart")[0].all("a")
    assert len(tiles) == 31 and {a.attributes["href"] for a in tiles} == {
        f"#{row.attributes['id']}" for row in root.find("regios").all("li")
    }
    assert len(big()[f"{ROOT}/index.html"]) < 40_000


def test_a_tile_of_a_sectors_page_leads_to_the_plan():
    tiles = read(big()[f"{ROOT}/2023-2024/vv/index.html"]).all(name="landkaart")[0].all("a")
    assert "t-gooi/" in {a.attributes["href"] for a in tiles} and len(tiles) == 31


def test_the_map_has_the_shape_of_the_country():
    tiles = read(shipped()["index.html"]).all(name="landkaart")[0].all("li")
    places = {tile.attributes["data-regio"]: tile.attributes["class"] for tile in tiles}
    assert places["groningen"] == "k6 r1" and places["rotterdam"] == "k2 r6"
    assert len(set(places.values())) == 31
    css = shipped()[f"{ROOT}/assets/site.css"].decode()
    for place in places.values():
        column, row = place.split()
        assert f".{column} {{ grid-column: {column[1:]}; }}" in css and f".{row} {{ grid-row: {row[1:]}; }}" in css


def test_a_page_of_choice_without_a_ready_plan_isnt_indexed(tmp_path):
    content = write_site_content(tmp_path, slugs=("rotterdam", "t-gooi"), sectors=("ggz", "vv"))
    ready = site_of(content)
    key = "2023-2024/ggz/t-gooi"
    mixed = site_of(content, reasons={"2023-2024/ggz/rotterdam": ("concept",), key: ("concept",)})
    for site, path, indexed in (
        (ready, "2023-2024/ggz/", True),
        (mixed, "2023-2024/ggz/", False),
        (mixed, "2023-2024/", True),
        (mixed, "", True),
    ):
        root = read(files(site)[f"{ROOT}/{path}index.html"])
        assert (not [n for n in root.all("meta") if n.attributes.get("name") == "robots"]) == indexed


def test_a_site_without_a_plan_is_still_a_site():
    empty = files(replace(shipped_site(), plans=()))
    assert {path for path in empty if path.endswith(".html")} == {"index.html", "404.html", f"{ROOT}/index.html"}
    assert not read(empty["index.html"]).find("regios").all("a")


def test_the_page_for_wrong_addresses_works_below_any_folder():
    site = replace(shipped_site(), base_url="https://www.voorbeeld.nl/zorg")
    root = read(files(site)["404.html"])
    links = {n.attributes["href"] for n in root.walk() if "href" in n.attributes and n.attributes["href"] != "#inhoud"}
    assert "/zorg/regioplannen/" in links and "/zorg/regioplannen/assets/site.css" in links
    assert all(link.startswith(("/zorg/regioplannen/", "https://")) for link in links)


# Pieces for a CMS.


def test_a_fragment_links_to_the_page_and_to_the_pdf_by_name_kind_size_and_language():
    plan = replace(rotterdam(), reasons=())
    root = read(plan_fragment(plan, shipped_site()))
    page_link, pdf_link = root.all("a")
    assert page_link.attributes["href"] == plan.address
    assert pdf_link.text() == "Regioplan GGZ Rotterdam 2023/2024 (PDF, 45 kB, Nederlands)"
    assert pdf_link.attributes["href"] == plan.pdf_address
    assert {n.tag for n in root.walk()} == {"#page", "p", "a", "br"}
    assert not any(name in node.attributes for node in root.walk() for name in ("class", "style", "id"))


def test_a_fragment_has_whole_addresses_where_the_site_knows_them_and_says_that_a_plan_isnt_ready():
    plan = rotterdam()
    root = read(plan_fragment(plan, replace(shipped_site(), base_url=BASE)))
    assert [a.attributes["href"] for a in root.all("a")] == [BASE + plan.address, BASE + plan.pdf_address]
    assert "voorbeeld, nog niet vastgesteld" in root.text()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_fragment_escapes_names(text):
    plan = replace(rotterdam(), document=replace(rotterdam().document, region_title=text))
    assert {n.tag for n in read(plan_fragment(plan, shipped_site())).walk()} == {"#page", "p", "a", "br"}


def test_the_logo_comes_along_where_there_is_one(tmp_path):
    logo = tmp_path / "Logo.PNG"
    logo.write_bytes(b"\x89PNG")
    site = replace(shipped_site(), logo=logo, theme=replace(shipped_site().theme, logo_alt="Zorgkantoor"))
    made = files(site)
    assert made[f"{ROOT}/assets/logo.png"] == b"\x89PNG"
    (image,) = read(made["index.html"]).all("img")
    assert image.attributes["src"] == "regioplannen/assets/logo.png" and "Zorgkantoor" in image.attributes["alt"]
