"""The files of a site: 93 plans over three sectors, lists for machines, links, redirects."""

from __future__ import annotations

import csv
import datetime
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from command import FONTS
from regioplan_pdf.publish.arrange import arrange_plans
from regioplan_pdf.publish.examine import Contents
from regioplan_pdf.publish.files import cms_files, kilobytes, links_csv, robots_lines, sitemap_xml
from regioplan_pdf.publish.manifest import Manifest, PlanEntry, read_manifest
from regioplan_pdf.publish.model import Site, SitePlan
from regioplan_pdf.publish.page_links import DeadLink, find_dead_links
from regioplan_pdf.publish.redirects import find_redirects, redirect_pages
from regioplan_pdf.publish.request import Request
from regioplan_pdf.publish.site_files import DeadLinkError, make_files
from regioplan_pdf.web.spread import Spread
from site_factory import all_regions, big_site

SITEMAP_SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def of(site: Site, *keys: str) -> Site:
    """The site with only some of its plans."""
    return replace(site, plans=arrange_plans(plan for plan in site.plans if plan.key in keys))


def pdf_of(plan: SitePlan) -> bytes:
    return f"%PDF of {plan.key}".encode()


def make(site: Site, previous: Manifest | None = None, strangers: tuple[str, ...] = ()) -> dict[str, bytes]:
    """All files of a site, with PDFs and pictures made up."""
    contents = {plan.sha256: Contents(plan.document, plan.settings, pdf_of(plan), b"a;b\r\n") for plan in site.plans}
    pictures = {plan.sha256: (b"one", b"two") for plan in site.plans}
    request = Request(Path("content"), FONTS, Path("site"), Path("out"))
    return make_files(
        site,
        contents,
        pictures,
        previous or Manifest(),
        request,
        fingerprint="f",
        recipe="r",
        strangers=strangers,
    )


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return make(replace(big_site(), base_url="https://www.voorbeeld.nl"))


# -- 93 plans ---------------------------------------------------------------------------


def test_each_of_93_plans_has_its_folder(files):
    folders = [path.removesuffix("/index.html") for path in files if path.count("/") == 4 and path.endswith(".html")]
    plans = {path for path in folders if path.startswith("regioplannen/")}
    wanted = {
        f"regioplannen/2023-2024/{sector}/{row['slug']}" for row in all_regions() for sector in ("ggz", "gz", "vv")
    }
    assert plans == wanted
    assert len(plans) == 93
    for folder in plans:
        _, edition, sector, slug = folder.split("/")
        assert {f"{folder}/{name}" for name in ("cijfers.csv", "pagina-1.webp", "pagina-2.webp")} <= files.keys()
        assert f"{folder}/regioplan-{sector}-{slug}-{edition}.pdf" in files
        assert f"cms/fragmenten/{edition}/{sector}/{slug}.html" in files


def test_every_link_of_93_plans_leads_somewhere(files):
    there = {path: data for path, data in files.items() if not path.startswith("cms/")}
    assert find_dead_links(there, "https://www.voorbeeld.nl") == ()
    links = sum(data.count(b'href="') for path, data in there.items() if path.endswith(".html"))
    assert links > 93 * 5


def test_the_manifest_has_them_in_the_order_of_the_site(files, tmp_path):
    plans = json.loads(files["manifest.json"])["plans"]
    assert [plan["sector"] for plan in plans] == ["ggz"] * 31 + ["gz"] * 31 + ["vv"] * 31
    ggz = [plan["region_name"] for plan in plans[:31]]
    assert ggz.index("’t Gooi") == ggz.index("Friesland") + 1
    assert ggz.index("Zuid-Hollandse Eilanden") == ggz.index("Zuid-Holland Noord") + 1
    (tmp_path / "manifest.json").write_bytes(files["manifest.json"])
    found = read_manifest(tmp_path)
    assert found is not None
    assert len(found.plans) == 93
    assert set(found.files) == files.keys() - {"manifest.json"}


def test_the_zip_holds_all_three_sectors_and_is_the_same_every_time(files):
    data = files["cms/regioplannen-2023-2024.zip"]
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        names = file.namelist()
    assert len(names) == 93
    assert names == sorted(names)
    site = big_site()
    again = dict(cms_files(site, {plan.key: pdf_of(plan) for plan in reversed(site.plans)}))
    assert again["cms/regioplannen-2023-2024.zip"] == data


def test_the_sitemap_has_every_page_once(files):
    root = ElementTree.fromstring(files["regioplannen/sitemap.xml"])
    places = [element.text or "" for element in root.findall("s:url/s:loc", SITEMAP_SPACE)]
    days = {element.text for element in root.findall("s:url/s:lastmod", SITEMAP_SPACE)}
    assert len(places) == len(set(places)) == 1 + 1 + 3 + 93
    assert "https://www.voorbeeld.nl/regioplannen/2023-2024/vv/t-gooi/" in places
    assert days == {"2023-06-01"}


def test_a_v_and_v_in_a_name_is_no_markup_anywhere(files):
    assert "Regioplan 2023/2024 V&amp;V ’t Gooi" in files["regioplannen/2023-2024/vv/t-gooi/index.html"].decode()
    rows = csv.DictReader(io.StringIO(files["cms/links.csv"].decode("utf-8-sig")), delimiter=";")
    assert "Regioplan 2023/2024 V&V ’t Gooi" in [row["titel"] for row in rows]


# -- lists ------------------------------------------------------------------------------

GOOI, EILANDEN = "2023-2024/ggz/t-gooi", "2023-2024/ggz/zuid-hollandse-eilanden"


@pytest.fixture
def two() -> Site:
    return of(big_site(), GOOI, EILANDEN)


def changed(site: Site, key: str, **values: object) -> Site:
    plans = (replace(plan, **values) if plan.key == key else plan for plan in site.plans)
    return replace(site, plans=tuple(plans))


def test_a_page_changed_with_the_last_plan_under_it(two):
    site = changed(replace(two, base_url="https://x.nl"), GOOI, modified=datetime.date(2024, 2, 1))
    pages = ["regioplannen/index.html", f"regioplannen/{EILANDEN}/index.html", "index.html", "404.html"]
    told = ElementTree.fromstring(sitemap_xml(site, pages))
    found = [(url[0].text, url[1].text) for url in told]
    assert found == [
        (f"https://x.nl/regioplannen/{EILANDEN}/", "2023-06-01"),
        ("https://x.nl/regioplannen/", "2024-02-01"),
    ]


def test_plans_that_arent_ready_are_kept_from_search_engines(two):
    site = changed(replace(two, base_url="https://x.nl"), GOOI, reasons=("bevat voorbeeldcijfers",))
    assert GOOI not in sitemap_xml(site, [f"regioplannen/{GOOI}/index.html"]).decode()
    lines = robots_lines(site).decode().splitlines()
    assert f"Disallow: /regioplannen/{GOOI}/cijfers.csv" in lines
    assert lines[-1] == "Sitemap: https://x.nl/regioplannen/sitemap.xml"
    assert not any(line.startswith(("Disallow", "User-agent")) for line in robots_lines(two).decode().splitlines())


def test_the_list_of_links_is_a_dutch_table(two):
    site = changed(two, GOOI, size=45_123, modified=datetime.date(2024, 2, 1))
    header, gooi, *_ = links_csv(site).decode("utf-8-sig").split("\r\n")
    assert header == "titel;editie;sector;regio;regiocode;pagina;pdf;kB;gepubliceerd;gewijzigd;voorbeeld;cijfers"
    assert gooi == (
        "Regioplan 2023/2024 GGZ ’t Gooi;2023-2024;GGZ;’t Gooi;ZK21;"
        f"/regioplannen/{GOOI}/;/regioplannen/{GOOI}/regioplan-ggz-t-gooi-2023-2024.pdf;45;01-06-2023;01-02-2024;nee;"
        f"/regioplannen/{GOOI}/cijfers.csv"
    )


@pytest.mark.parametrize(("size", "told"), [(1, "1"), (999, "1"), (45_499, "45"), (45_501, "46")])
def test_sizes_are_in_whole_kilobytes(size, told):
    assert kilobytes(size) == told


def test_plans_are_in_order_and_know_their_editions(two):
    (gooi, eilanden) = two.plans
    older = replace(gooi, document=replace(gooi.document, edition="2022-2023"))
    oldest = replace(gooi, document=replace(gooi.document, edition="2021-2022"))
    plans = arrange_plans([oldest, eilanden, gooi, older])
    assert [plan.key for plan in plans] == [gooi.key, eilanden.key, older.key, oldest.key]
    assert [plan.older for plan in plans] == [(older.key, oldest.key), (), (oldest.key,), ()]
    assert [plan.newer for plan in plans] == [(), (), (gooi.key,), (gooi.key, older.key)]


def test_an_edition_under_another_slug_is_still_the_same_region(two):
    gooi = two.plans[0]
    document = replace(gooi.document, edition="2022-2023", region="gooi")
    older = replace(gooi, document=document, region=replace(gooi.region, slug="gooi"))
    assert arrange_plans([older, gooi])[0].older == ("2022-2023/ggz/gooi",)


# -- links ------------------------------------------------------------------------------

PAGES = {
    "index.html": b'<a id="top" href="a/">a</a><a href="#top">t</a><img src="a/p.webp" srcset="a/p.webp, a/q.webp 2x">',
    "a/index.html": b'<a href="../">up</a><a href="../#top">up</a><a href="b%20c.pdf">b</a><a href="/a/">self</a>',
    "a/p.webp": b"",
    "a/q.webp": b"",
    "a/b c.pdf": b"",
}


def test_sound_links_are_left_alone():
    outside = b'<a href="https://example.nl/x">x</a><a href="mailto:a@b.nl">m</a><script>x = \' href="no"\'</script>'
    assert find_dead_links(PAGES | {"c.html": outside}) == ()


@pytest.mark.parametrize(
    "link",
    ["b/", "nope.html", "#nope", "index.html#nope", "../../a/", "/b/", "a", "a/p.webp/", "a/nope.pdf?x=1", "http://[x"],
)
def test_a_link_that_leads_nowhere_is_found(link):
    page = f'<a href="{link}">x</a>'.encode()
    assert find_dead_links(PAGES | {"c.html": page}) == (DeadLink("c.html", link),)


def test_own_addresses_are_followed_too():
    page = b'<a href="https://x.nl/zorg/a/">a</a><a href="/zorg/a/">a</a><a href="https://x.nl/zorg/b/">b</a>'
    assert find_dead_links(PAGES | {"c.html": page}, "https://x.nl/zorg") == (
        DeadLink("c.html", "https://x.nl/zorg/b/"),
    )


def test_a_page_with_a_dead_link_names_the_plan_that_it_is_of(two, monkeypatch):
    from regioplan_pdf.web import site_pages as module

    real = module.site_pages

    def broken(site: Site, spread: Spread):
        for file in real(site, spread):
            spoilt = file.path == f"regioplannen/{GOOI}/index.html"
            yield replace(file, data=file.data.replace(b"</main>", b'<a href="weg/">x</a></main>')) if spoilt else file

    monkeypatch.setattr(module, "site_pages", broken)
    with pytest.raises(DeadLinkError) as caught:
        make(two)
    told = f"Its page 'regioplannen/{GOOI}/index.html' links to 'weg/', which isn't there."
    assert caught.value.keys == {GOOI: (told,)}
    assert f"regioplannen/{GOOI}/index.html" in make(two, strangers=(f"regioplannen/{GOOI}/weg/index.html",))


# -- redirects --------------------------------------------------------------------------


def entry(key: str, code: str) -> PlanEntry:
    name = "-".join(("regioplan", key.split("/")[1], key.split("/")[2], key.split("/", maxsplit=1)[0]))
    return PlanEntry(key, code, "", f"regioplannen/{key}/{name}.pdf", "", "2023-06-01")


def before(*plans: PlanEntry, redirects: dict[str, str] | None = None) -> Manifest:
    return Manifest(plans={plan.key: plan for plan in plans}, redirects=redirects or {})


def test_a_plan_under_a_new_slug_is_known_by_its_regions_code(two):
    found = find_redirects(two.plans, before(entry("2023-2024/ggz/gooi", "ZK21"), entry(EILANDEN, "ZK29")))
    assert found == {
        "/regioplannen/2023-2024/ggz/gooi/": f"/regioplannen/{GOOI}/",
        "/regioplannen/2023-2024/ggz/gooi/regioplan-ggz-gooi-2023-2024.pdf": two.plans[0].pdf_address,
    }


def test_redirects_dont_lead_to_redirects(two):
    renamed = entry("2023-2024/ggz/gooi", "ZK21")
    older = {"/regioplannen/2023-2024/ggz/gooiland/": "/regioplannen/2023-2024/ggz/gooi/"}
    found = find_redirects(two.plans, before(renamed, redirects=older))
    assert found["/regioplannen/2023-2024/ggz/gooiland/"] == f"/regioplannen/{GOOI}/"


def test_a_redirect_goes_when_nothing_stands_at_its_end(two):
    gone = {"/regioplannen/2023-2024/ggz/x/": "/regioplannen/2023-2024/ggz/weg/"}
    assert find_redirects(two.plans, before(redirects=gone)) == {}


def test_a_redirect_gives_way_to_a_plan(two):
    there = {f"/regioplannen/{GOOI}/": f"/regioplannen/{EILANDEN}/"}
    assert find_redirects(two.plans, before(redirects=there)) == {}


def test_a_plan_that_is_gone_leads_nowhere(two):
    assert find_redirects(two.plans, before(entry("2023-2024/gz/t-gooi", "ZK21"))) == {}


def test_only_an_alias_that_is_a_slug_is_an_address(two):
    gooi = two.plans[0]
    plan = replace(gooi, region=replace(gooi.region, aliases=("Gooi en Vecht", "gooi-vecht")))
    assert find_redirects([plan], None) == {"/regioplannen/2023-2024/ggz/gooi-vecht/": f"/regioplannen/{GOOI}/"}


def test_a_redirect_page_leads_on_without_script_and_escapes_what_it_says(two):
    plan = two.plans[0]
    vv = replace(plan, settings=replace(plan.settings, sector_short='V&V "<b>'))
    old = "/regioplannen/2023-2024/ggz/gooi/"
    pages = redirect_pages({old: plan.address, f"{old}x.pdf": plan.pdf_address}, [vv], "")
    assert list(pages) == ["regioplannen/2023-2024/ggz/gooi/index.html"]
    page = pages["regioplannen/2023-2024/ggz/gooi/index.html"].decode()
    assert 'content="0; url=../t-gooi/"' in page
    assert "V&amp;V &quot;&lt;b&gt;" in page
    assert "<b>" not in page
    assert "<script" not in page
