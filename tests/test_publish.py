"""`regioplan publish` from the command line, on a small content folder of its own."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from command import FONTS, Ran, call
from content_factory import FIGURES, TEXT, line_of
from regioplan_pdf.new_edition import create_edition
from regioplan_pdf.publish import run as publish_run
from regioplan_pdf.publish.manifest import read_manifest
from regioplan_pdf.source import read_source
from site_factory import FINAL_FIGURES, region_figures, write_site_content

REGIONS = ("t-gooi", "zuid-hollandse-eilanden")
GOOI, EILANDEN = (f"2023-2024/ggz/{slug}" for slug in REGIONS)


class Office:
    """A content folder, its PDFs and its site, all in one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.content, self.pdfs, self.site = root / "content", root / "out", root / "out" / "site"

    def publish(self, capsys: pytest.CaptureFixture[str], *options: object) -> Ran:
        places = ("--content", self.content, "--fonts", FONTS, "--pdfs", self.pdfs, "--out", self.site, "--jobs", 1)
        return call(capsys, "publish", *places, *options)

    def outcome(self, capsys: pytest.CaptureFixture[str], *options: object) -> dict:
        ran = self.publish(capsys, "--json", *options)
        found = json.loads(ran.out)
        assert found["exit_code"] == ran.code
        return found

    def manifest(self) -> dict:
        return json.loads((self.site / "manifest.json").read_text(encoding="utf-8"))

    def page(self, key: str) -> str:
        return (self.site / "regioplannen" / key / "index.html").read_text(encoding="utf-8")

    def write(self, path: str, old: str, new: str) -> None:
        place = self.content / path
        text = place.read_text(encoding="utf-8")
        assert old in text
        place.write_text(text.replace(old, new), encoding="utf-8")


def steps(outcome: dict) -> dict[str, str]:
    return {plan["key"]: plan["step"] for plan in outcome["plans"]}


def whys(outcome: dict, key: str) -> list[str]:
    (plan,) = [plan for plan in outcome["plans"] if plan["key"] == key]
    return [reason["why"] for reason in plan["reasons"]]


def tree(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file in a folder with its bytes and its time."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def contents(folder: Path) -> dict[str, bytes]:
    return {path: data for path, (data, _) in tree(folder).items()}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two plans, built and published once; tests work on copies."""
    root = tmp_path_factory.mktemp("office")
    office = Office(root)
    write_site_content(office.content, slugs=REGIONS, sectors=("ggz",))
    from regioplan_pdf.publish.request import Request

    outcome = publish_run.publish(Request(office.content, FONTS, office.site, office.pdfs))
    assert outcome.exit_code == 0
    return root


@pytest.fixture
def office(published: Path, tmp_path: Path) -> Office:
    """A site with two plans."""
    return Office(Path(shutil.copytree(published, tmp_path / "office")))


@pytest.fixture
def unpublished(office: Office) -> Office:
    """Two plans that are built but not online."""
    shutil.rmtree(office.site)
    return office


# -- a whole site -----------------------------------------------------------------------


def test_a_site_has_all_its_parts(office):
    there = contents(office.site)
    for key in (GOOI, EILANDEN):
        slug = key.rpartition("/")[2]
        pdf = f"regioplan-ggz-{slug}-2023-2024.pdf"
        assert there[f"regioplannen/{key}/{pdf}"] == (office.pdfs / pdf).read_bytes()
        assert there[f"regioplannen/{key}/cijfers.csv"].startswith(b"\xef\xbb\xbfregio;indicator;")
        assert there[f"regioplannen/{key}/pagina-1.webp"][8:12] == b"WEBP"
        assert there[f"regioplannen/{key}/pagina-2.webp"] != there[f"regioplannen/{key}/pagina-1.webp"]
        assert pdf in there[f"cms/fragmenten/{key}.html"].decode()
    assert {"index.html", "regioplannen/index.html", "cms/links.csv", "cms/robots.txt"} <= there.keys()
    assert "’t Gooi" in there[f"regioplannen/{GOOI}/index.html"].decode()


def test_the_manifest_names_every_file_with_its_hash(office):
    manifest, there = office.manifest(), contents(office.site)
    listed = {entry["path"]: (entry["size"], entry["sha256"]) for entry in manifest["files"]}
    del there["manifest.json"]
    assert listed == {path: (len(data), hashlib.sha256(data).hexdigest()) for path, data in there.items()}


def test_the_manifest_says_of_a_plan_what_a_web_team_asks(office):
    (plan,) = [plan for plan in office.manifest()["plans"] if plan["key"] == GOOI]
    data = (office.site / plan["file"]).read_bytes()
    assert plan | {"size": 0} == {
        "key": GOOI,
        "title": "Regioplan 2023/2024 GGZ ’t Gooi",
        "page": f"/regioplannen/{GOOI}/",
        "file": f"regioplannen/{GOOI}/regioplan-ggz-t-gooi-2023-2024.pdf",
        "size": 0,
        "sha256": hashlib.sha256(data).hexdigest(),
        "edition": "2023-2024",
        "edition_title": "Regioplan 2023/2024",
        "sector": "ggz",
        "sector_name": "GGZ",
        "region": "t-gooi",
        "region_code": "ZK21",
        "region_name": "’t Gooi",
        "language": "nl-NL",
        "published": "2023-06-01",
        "modified": "2023-06-01",
        "conformance": ["PDF/UA-1", "PDF/A-3a"],
        "voorbeeld": False,
        "noindex": False,
        "outdated": False,
        "figures": f"regioplannen/{GOOI}/cijfers.csv",
        "changes": None,
        "older": [],
        "newer": [],
    }
    assert plan["size"] == len(data)


def test_the_zip_of_an_edition_holds_its_pdfs(office):
    with zipfile.ZipFile(office.site / "cms" / "regioplannen-2023-2024.zip") as file:
        held = {name: file.read(name) for name in file.namelist()}
        assert file.testzip() is None
        assert {info.date_time for info in file.infolist()} == {(2023, 6, 1, 0, 0, 0)}
    assert list(held) == [f"regioplan-ggz-{slug}-2023-2024.pdf" for slug in REGIONS]
    assert held == {name: (office.pdfs / name).read_bytes() for name in held}


def test_the_list_of_links_opens_in_a_dutch_excel(office):
    data = (office.site / "cms" / "links.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert [row["regio"] for row in rows] == ["’t Gooi", "Zuid-Hollandse Eilanden"]
    assert rows[0]["pdf"] == f"/regioplannen/{GOOI}/regioplan-ggz-t-gooi-2023-2024.pdf"
    assert (rows[0]["gepubliceerd"], rows[0]["voorbeeld"]) == ("01-06-2023", "nee")


def test_nothing_is_left_beside_the_site(office):
    assert sorted(path.name for path in office.pdfs.iterdir() if not path.name.endswith(".pdf")) == [
        ".regioplan-publish.json",
        ".regioplan.json",
        "site",
    ]


def test_the_same_plans_give_the_same_bytes_whatever_the_number_of_processes(unpublished, office, capsys, tmp_path):
    assert office.publish(capsys, "--jobs", 2, "--out", tmp_path / "two").code == 0
    assert office.publish(capsys, "--jobs", 1, "--out", tmp_path / "one").code == 0
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


# -- again ------------------------------------------------------------------------------


def test_nothing_changed_nothing_written(office, capsys):
    before = tree(office.root)
    found = office.outcome(capsys)
    assert set(steps(found).values()) == {"unchanged"}
    assert (found["files"]["added"], found["files"]["replaced"], found["files"]["removed"]) == ([], [], [])
    assert len(found["files"]["unchanged"]) == len(contents(office.site))
    assert tree(office.root) == before


def test_a_run_with_nothing_to_do_imports_nothing_heavy(office):
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from regioplan_pdf.publish.request import Request\nfrom regioplan_pdf.publish.run import publish\n"
        f"request = Request(Path({str(office.content)!r}), Path({str(FONTS)!r}), Path({str(office.site)!r}),"
        f" Path({str(office.pdfs)!r}))\n"
        "outcome = publish(request)\nassert not outcome.files.changed and outcome.exit_code == 0\n"
        "print(' '.join({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    heavy = {"pandas", "numpy", "matplotlib", "reportlab", "pypdf", "pypdfium2", "PIL", "jinja2", "rich", "babel"}
    assert set(done.stdout.split()) & heavy == set()


def test_a_changed_plan_is_replaced_and_the_others_keep_bytes_and_times(office, capsys):
    before = tree(office.site)
    office.write(f"{GOOI}.md", "Een tweede afspraak", "Een heel andere afspraak")
    found = office.outcome(capsys)
    assert steps(found) == {GOOI: "replaced", EILANDEN: "unchanged"}
    after = tree(office.site)
    assert "Een heel andere afspraak" in office.page(GOOI)
    kept = {path for path in before if before[path] == after[path]}
    assert kept == set(found["files"]["unchanged"])
    assert {f"regioplannen/{EILANDEN}/index.html", f"regioplannen/{EILANDEN}/pagina-1.webp"} <= kept
    changed = {path for path in before if before[path][0] != after[path][0]}
    assert changed == set(found["files"]["replaced"])
    assert f"regioplannen/{GOOI}/regioplan-ggz-t-gooi-2023-2024.pdf" in changed
    assert found["files"]["added"] == found["files"]["removed"] == []


def test_a_file_that_was_damaged_online_is_mended(office, capsys):
    wanted = contents(office.site)
    (office.site / "regioplannen" / GOOI / "index.html").write_text("stuk", encoding="utf-8")
    (office.site / "regioplannen" / EILANDEN / "regioplan-ggz-zuid-hollandse-eilanden-2023-2024.pdf").unlink()
    found = office.outcome(capsys)
    assert len(found["files"]["replaced"]) == 2
    assert contents(office.site) == wanted


def test_a_plan_without_a_text_is_removed(office, capsys):
    (office.content / f"{EILANDEN}.md").unlink()
    figures = office.content / "2023-2024" / "ggz" / "cijfers.csv"
    figures.write_text(region_figures(REGIONS[:1]), encoding="utf-8")
    found = office.outcome(capsys)
    assert steps(found)[EILANDEN] == "removed"
    assert f"regioplannen/{EILANDEN}/index.html" in found["files"]["removed"]
    assert not (office.site / "regioplannen" / EILANDEN).exists()
    assert EILANDEN not in (office.site / "regioplannen" / "2023-2024" / "ggz" / "index.html").read_text("utf-8")


def test_a_selection_leaves_the_rest_of_the_site(office, capsys):
    office.write(f"{GOOI}.md", "Een tweede afspraak", "Een heel andere afspraak")
    office.write(f"{EILANDEN}.md", "Een tweede afspraak", "Ook hier een andere afspraak")
    found = office.outcome(capsys, "'t Gooi")
    assert steps(found) == {GOOI: "replaced", EILANDEN: "unchanged"}
    assert "Een heel andere afspraak" in office.page(GOOI)
    assert "Ook hier een andere" not in office.page(EILANDEN)
    (kept,) = [plan for plan in found["plans"] if plan["key"] == EILANDEN]
    assert (kept["kept"], kept["outdated"]) == (True, True)
    assert [plan["outdated"] for plan in office.manifest()["plans"] if plan["key"] == EILANDEN] == [True]
    found = office.outcome(capsys)
    assert steps(found) == {GOOI: "unchanged", EILANDEN: "replaced"}
    assert [plan["outdated"] for plan in office.manifest()["plans"]] == [False, False]


# -- days and addresses -----------------------------------------------------------------


def test_a_day_is_kept_until_the_plan_changes(office, capsys):
    office.write(f"{GOOI}.md", "Een tweede afspraak", "Een heel andere afspraak")
    base = ("--base-url", "https://www.voorbeeld.nl/")
    assert office.publish(capsys, *base, "--date", "2023-09-15").code == 0
    assert office.publish(capsys, *base, "--date", "2024-01-01").code == 0
    modified = {plan["key"]: plan["modified"] for plan in office.manifest()["plans"]}
    assert modified == {GOOI: "2023-09-15", EILANDEN: "2023-06-01"}
    sitemap = (office.site / "regioplannen" / "sitemap.xml").read_text("utf-8")
    assert f"<loc>https://www.voorbeeld.nl/regioplannen/{GOOI}/</loc><lastmod>2023-09-15</lastmod>" in sitemap
    assert f"<loc>https://www.voorbeeld.nl/regioplannen/{EILANDEN}/</loc><lastmod>2023-06-01</lastmod>" in sitemap
    assert "<loc>https://www.voorbeeld.nl/regioplannen/2023-2024/ggz/</loc><lastmod>2023-09-15</lastmod>" in sitemap
    fragment = (office.site / "cms" / "fragmenten" / f"{GOOI}.html").read_text("utf-8")
    assert f"https://www.voorbeeld.nl/regioplannen/{GOOI}/regioplan-ggz-t-gooi-2023-2024.pdf" in fragment


def test_without_an_address_there_is_no_sitemap_and_that_is_said(office, capsys):
    assert not (office.site / "regioplannen" / "sitemap.xml").exists()
    assert "no sitemap.xml: it needs --base-url" in office.publish(capsys).out


@pytest.mark.parametrize("address", ["voorbeeld", "ftp://voorbeeld.nl", "https://", "https://a b.nl", "https://x.nl?y"])
def test_a_wrong_address_is_refused(office, capsys, address):
    ran = office.publish(capsys, "--base-url", address)
    assert (ran.code, "is no address of a website" in ran.err) == (2, True)


def test_a_wrong_day_is_refused(office, capsys):
    assert office.publish(capsys, "--date", "morgen").code == 2


def test_a_changed_slug_leaves_a_page_that_leads_on(office, capsys):
    rename(office, "t-gooi", "gooi-en-vechtstreek")
    found = office.outcome(capsys, "--base-url", "https://www.voorbeeld.nl")
    new = "2023-2024/ggz/gooi-en-vechtstreek"
    assert steps(found) == {GOOI: "removed", new: "added", EILANDEN: "unchanged"}
    page = office.page(GOOI)
    assert '<meta http-equiv="refresh" content="0; url=../gooi-en-vechtstreek/">' in page
    assert f'<link rel="canonical" href="https://www.voorbeeld.nl/regioplannen/{new}/">' in page
    assert {"from": f"/regioplannen/{GOOI}/", "to": f"/regioplannen/{new}/"} in office.manifest()["redirects"]
    old_pdf = f"/regioplannen/{GOOI}/regioplan-ggz-t-gooi-2023-2024.pdf"
    new_pdf = f"/regioplannen/{new}/regioplan-ggz-gooi-en-vechtstreek-2023-2024.pdf"
    assert {"from": old_pdf, "to": new_pdf} in office.manifest()["redirects"]
    assert GOOI not in (office.site / "regioplannen" / "sitemap.xml").read_text("utf-8")
    rename(office, "gooi-en-vechtstreek", "gooi")
    assert office.publish(capsys, "--base-url", "https://www.voorbeeld.nl").code == 0
    assert "url=../gooi/" in office.page(GOOI)
    assert "url=../gooi/" in office.page(new)
    assert steps(office.outcome(capsys, "--base-url", "https://www.voorbeeld.nl"))["2023-2024/ggz/gooi"] == "unchanged"


def rename(office: Office, old: str, new: str) -> None:
    office.write("regios.csv", f";{old};", f";{new};")
    gemeenten = (office.content / "gemeenten.csv").read_text("utf-8")
    (office.content / "gemeenten.csv").write_text(gemeenten.replace(f"{old};", f"{new};"), encoding="utf-8")
    office.write("2023-2024/ggz/cijfers.csv", f"{old};", f"{new};")
    (office.content / "2023-2024" / "ggz" / f"{old}.md").rename(office.content / "2023-2024" / "ggz" / f"{new}.md")


def test_an_alias_that_is_a_slug_is_an_old_address(office, capsys):
    office.write("regios.csv", "'t Gooi;Gooi;t-gooi;", "'t Gooi;Gooi;t-gooi;gooi-vecht, ")
    assert office.publish(capsys).code == 0
    assert "url=../t-gooi/" in office.page("2023-2024/ggz/gooi-vecht")


# -- what isn't ready -------------------------------------------------------------------


def example_figures(office: Office, slug: str) -> None:
    """Let one region have example figures."""
    final = region_figures(REGIONS).splitlines()
    examples = region_figures(REGIONS, FIGURES).splitlines()
    lines = [b if a.startswith(f"{slug};") else a for a, b in zip(final, examples, strict=True)]
    (office.content / "2023-2024" / "ggz" / "cijfers.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_a_plan_with_example_figures_stays_out_and_the_others_go(unpublished, capsys):
    example_figures(unpublished, "t-gooi")
    ran = unpublished.publish(capsys)
    assert ran.code == 1
    assert f"{GOOI}: refused" in ran.err
    assert "bevat voorbeeldcijfers" in ran.err
    assert not (unpublished.site / "regioplannen" / GOOI).exists()
    assert (unpublished.site / "regioplannen" / EILANDEN / "index.html").is_file()


def test_with_allow_voorbeeld_it_goes_with_a_mark_and_without_search_engines(unpublished, capsys):
    example_figures(unpublished, "t-gooi")
    base = ("--base-url", "https://www.voorbeeld.nl")
    found = unpublished.outcome(capsys, "--allow-voorbeeld", *base)
    assert found["exit_code"] == 0
    assert whys(found, GOOI) == ["bevat voorbeeldcijfers"]
    assert "noindex" in unpublished.page(GOOI)
    assert "noindex" not in unpublished.page(EILANDEN)
    plans = {plan["key"]: (plan["voorbeeld"], plan["noindex"]) for plan in unpublished.manifest()["plans"]}
    assert plans == {GOOI: (True, True), EILANDEN: (False, False)}
    assert GOOI not in (unpublished.site / "regioplannen" / "sitemap.xml").read_text("utf-8")
    robots = (unpublished.site / "cms" / "robots.txt").read_text("utf-8")
    assert f"Disallow: /regioplannen/{GOOI}/regioplan-ggz-t-gooi-2023-2024.pdf" in robots
    assert EILANDEN not in robots
    found = unpublished.outcome(capsys, *base)
    assert (found["exit_code"], steps(found)[GOOI]) == (1, "refused")
    assert not (unpublished.site / "regioplannen" / GOOI).exists()


def test_a_selection_keeps_an_example_that_was_allowed_before(unpublished, capsys):
    example_figures(unpublished, "t-gooi")
    assert unpublished.publish(capsys, "--allow-voorbeeld").code == 0
    found = unpublished.outcome(capsys, "zuid-hollandse-eilanden")
    assert (found["exit_code"], steps(found)[GOOI]) == (0, "unchanged")
    assert "noindex" in unpublished.page(GOOI)


def test_when_no_plan_is_ready_nothing_is_made(unpublished, capsys):
    (unpublished.content / "2023-2024" / "ggz" / "cijfers.csv").write_text(region_figures(REGIONS, FIGURES), "utf-8")
    ran = unpublished.publish(capsys)
    assert (ran.code, "No plan is ready" in ran.out) == (1, True)
    assert not unpublished.site.exists()


def test_when_no_plan_is_ready_any_more_the_site_stays(office, capsys):
    before = tree(office.site)
    office.write("2023-2024/ggz/editie.toml", "[editie]\n", '[editie]\nstatus = "concept"\n')
    found = office.outcome(capsys)
    assert found["exit_code"] == 1
    assert whys(found, GOOI) == ["is nog een concept"]
    assert [plan["stays"] for plan in found["plans"]] == [True, True]
    # The earlier versions were ready, so they stay; their pages say that there is a newer text.
    assert all(plan["outdated"] for plan in office.manifest()["plans"])
    pdfs = [path for path in before if path.endswith(".pdf")]
    assert [tree(office.site)[path] for path in pdfs] == [before[path] for path in pdfs]


def test_a_plan_that_still_has_an_empty_figure_is_refused_with_the_reason(office, capsys):
    figures = office.content / "2023-2024/ggz/cijfers.csv"
    lines = figures.read_text(encoding="utf-8").splitlines()
    emptied = [";".join((*line.split(";")[:4], "", line.split(";")[5], "")) for line in lines]
    row = next(place for place, line in enumerate(lines) if line.startswith("t-gooi;locaties_per_1000"))
    lines[row] = emptied[row]
    figures.write_text("\n".join(lines) + "\n", encoding="utf-8")
    ran = office.publish(capsys, "--allow-voorbeeld")
    assert ran.code == 1
    assert f"cijfers.csv:{row + 1}: warning: The figure of 'locaties_per_1000' of ’t Gooi is empty (2023)" in ran.err
    assert f"{GOOI}: refused; the version that is online stays\n    mist nog cijfers: " in ran.err
    assert "'locaties_per_1000' of 't-gooi' is empty for 2023." in ran.err
    assert "onbekend" not in office.page(GOOI)
    figures.write_text("\n".join(lines).replace(emptied[row], f"{emptied[row]}niet geteld") + "\n", encoding="utf-8")
    assert whys(office.outcome(capsys), GOOI) == []
    assert "onbekend" in office.page(GOOI)


def test_a_plan_with_last_years_text_is_refused_until_its_mark_is_gone(unpublished, capsys):
    mark = "<!-- Overgenomen uit 2022-2023: herzie elk blok en haal deze regel weg. -->\n"
    path = unpublished.content / f"{GOOI}.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(mark + text, encoding="utf-8")
    found = unpublished.outcome(capsys, "--allow-voorbeeld")
    assert (found["exit_code"], steps(found)) == (1, {GOOI: "refused", EILANDEN: "added"})
    assert whys(found, GOOI) == ["heeft nog de tekst van een eerdere editie"]
    assert "The text is still that of 2022-2023" in found["problems"][0]["message"]
    path.write_text(text, encoding="utf-8")
    assert steps(unpublished.outcome(capsys))[GOOI] == "added"


def test_an_edition_that_was_just_made_stays_out_whatever_its_status(office, capsys):
    create_edition(office.content, "2024-2025", "2023-2024")
    office.write("2024-2025/ggz/editie.toml", 'basis = "klanten"\n', "")  # else the benchmark's must be filled in
    key = GOOI.replace("2023-2024", "2024-2025")
    copied = ["mist nog cijfers", "heeft nog de tekst van een eerdere editie"]
    found = office.outcome(capsys, "--edition", "2024-2025", "--allow-voorbeeld")
    assert (steps(found)[key], whys(found, key)) == ("refused", ["is nog een concept", *copied])
    office.write("2024-2025/ggz/editie.toml", 'status = "concept"\n', "")
    found = office.outcome(capsys, "--edition", "2024-2025", "--allow-voorbeeld")
    assert (steps(found)[key], whys(found, key)) == ("refused", copied)
    assert set(steps(found).values()) == {"refused", "unchanged"}


def test_a_concept_stays_out_and_its_pdf_says_so(unpublished, capsys):
    unpublished.write("2023-2024/ggz/editie.toml", "[editie]\n", '[editie]\nstatus = "concept"\n')
    found = unpublished.outcome(capsys, "--allow-voorbeeld")
    assert (found["exit_code"], found["empty"]) == (1, True)
    source = read_source(unpublished.pdfs / "regioplan-ggz-t-gooi-2023-2024.pdf")
    assert source.edition_facts.concept
    assert source.document.footer == "Zorgkantoor · Regioplan 2023/2024 GGZ ’t Gooi · Concept"


def test_faults_in_the_content_leave_the_earlier_version_online(office, capsys):
    before = tree(office.site)
    office.write(f"{GOOI}.md", "{{ locaties_per_1000 }}", "{{ geen_cijfer }}")
    found = office.outcome(capsys)
    assert found["exit_code"] == 1
    assert steps(found)[GOOI] == "refused"
    assert whys(found, GOOI) == ["is ouder dan de inhoud"]
    line = line_of(TEXT, "In deze regio")
    assert (
        f"{GOOI}.md:{line}: error: There is no indicator 'geen_cijfer'."
        in found["plans"][0]["reasons"][0]["details"][0]
    )
    pdf = f"regioplannen/{GOOI}/regioplan-ggz-t-gooi-2023-2024.pdf"
    assert tree(office.site)[pdf] == before[pdf]
    assert [plan["outdated"] for plan in office.manifest()["plans"]] == [True, False]


def test_faults_in_a_plan_that_was_never_online_keep_it_out(unpublished, capsys):
    unpublished.write(f"{GOOI}.md", "{{ locaties_per_1000 }}", "{{ geen_cijfer }}")
    (unpublished.pdfs / "regioplan-ggz-t-gooi-2023-2024.pdf").unlink()
    found = unpublished.outcome(capsys)
    assert whys(found, GOOI) == ["heeft fouten in de inhoud"]
    assert not (unpublished.site / "regioplannen" / GOOI).exists()
    assert (unpublished.site / "regioplannen" / EILANDEN).exists()


def test_links_to_other_sites_are_listed(office, capsys):
    found = office.outcome(capsys)
    assert found["external_links"] == [{"address": "https://example.nl/analyses", "plans": 2}]


# -- a plan before it acts --------------------------------------------------------------


def test_a_dry_run_writes_nothing_and_says_what_then_happens(office, capsys):
    office.write(f"{GOOI}.md", "Een tweede afspraak", "Een heel andere afspraak")
    office.write(f"{EILANDEN}.md", "{{ locaties_per_1000 }}", "{{ geen_cijfer }}")
    before = tree(office.root)
    dry = office.outcome(capsys, "--dry-run")
    assert tree(office.root) == before
    assert not [path for path in office.pdfs.iterdir() if "regioplan-lock" in path.name]
    real = office.outcome(capsys)
    for found in (dry, real):
        del found["seconds"], found["dry_run"]
    assert dry == real
    assert steps(real) == {GOOI: "replaced", EILANDEN: "refused"}


def test_a_dry_run_makes_no_folder(tmp_path, capsys):
    office = Office(tmp_path)
    write_site_content(office.content, slugs=REGIONS[:1], sectors=("ggz",))
    found = office.outcome(capsys, "--dry-run")
    assert steps(found) == {GOOI: "added"}
    assert not office.pdfs.exists()


def test_a_dry_run_lists_paths_and_counts(office, capsys):
    (office.content / f"{EILANDEN}.md").unlink()
    (office.content / "2023-2024" / "ggz" / "cijfers.csv").write_text(region_figures(REGIONS[:1]), "utf-8")
    printed = office.publish(capsys, "--dry-run").out
    assert f"regioplannen/{EILANDEN}/index.html" in printed
    assert "Dry run: 1 unchanged, 1 removed" in printed


# -- editions ---------------------------------------------------------------------------


def test_two_editions_know_each_other(tmp_path, capsys):
    office = Office(tmp_path)
    write_site_content(office.content, slugs=REGIONS[:1], sectors=("ggz",), editions=("2022-2023", "2023-2024"))
    assert office.publish(capsys, "--base-url", "https://www.voorbeeld.nl").code == 0
    plans = {plan["key"]: plan for plan in office.manifest()["plans"]}
    old = "2022-2023/ggz/t-gooi"
    assert (plans[GOOI]["older"], plans[GOOI]["newer"]) == ([old], [])
    assert (plans[old]["older"], plans[old]["newer"]) == ([], [GOOI])
    assert plans[GOOI]["changes"] == f"/regioplannen/{GOOI}/wijzigingen/"
    assert plans[old]["changes"] is None
    changes = (office.site / "regioplannen" / GOOI / "wijzigingen" / "index.html").read_text("utf-8")
    assert "2022/2023" in changes
    assert "2023/2024" in changes
    assert f"/{GOOI}/wijzigingen/</loc>" in (office.site / "regioplannen" / "sitemap.xml").read_text("utf-8")
    assert (office.site / "cms" / "regioplannen-2022-2023.zip").is_file()


def test_a_comparison_with_an_example_isnt_in_the_sitemap(tmp_path, capsys):
    office = Office(tmp_path)
    write_site_content(office.content, slugs=REGIONS[:1], sectors=("ggz",), editions=("2022-2023", "2023-2024"))
    figures = office.content / "2022-2023" / "ggz" / "cijfers.csv"
    figures.write_text(region_figures(REGIONS[:1], FIGURES), encoding="utf-8")
    assert office.publish(capsys, "--allow-voorbeeld", "--base-url", "https://www.voorbeeld.nl").code == 0
    sitemap = (office.site / "regioplannen" / "sitemap.xml").read_text("utf-8")
    assert f"/{GOOI}/</loc>" in sitemap
    assert "wijzigingen" not in sitemap


# -- selections and folders -------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("atlantis",), "There is no region 'atlantis'"),
        (("--edition", "1999-2000"), "There is no edition"),
        (("--sector", "xyz"), "There is no sector"),
    ],
)
def test_an_unknown_selection_is_wrong_usage(office, capsys, options, said):
    before = tree(office.site)
    ran = office.publish(capsys, *options)
    assert (ran.code, said in ran.err) == (2, True)
    assert tree(office.site) == before


def test_the_site_isnt_made_over_what_it_is_made_from(office, capsys):
    for place in (office.content, office.root, office.pdfs):
        before = tree(office.root)
        ran = office.publish(capsys, "--out", place)
        assert (ran.code, "are in it: choose another folder" in ran.err) == (2, True)
        assert tree(office.root) == before


def test_a_manifest_of_ours_that_is_damaged_makes_the_folder_a_strangers(office, capsys):
    (office.site / "manifest.json").write_text('{"format": "regioplan-site"', encoding="utf-8")
    before = tree(office.site)
    ran = office.publish(capsys)
    assert (ran.code, "has no manifest.json of this program, so it isn't touched" in ran.err) == (3, True)
    assert tree(office.site) == before


def test_a_manifest_cant_lead_out_of_the_site(office):
    data = office.manifest()
    data["plans"][0]["file"] = "../../content/regios.csv"
    (office.site / "manifest.json").write_text(json.dumps(data), encoding="utf-8")
    assert read_manifest(office.site) is None


def test_json_is_all_there_is_on_standard_output(office, capsys):
    ran = office.publish(capsys, "--json")
    assert json.loads(ran.out)["version"] == 1
    assert ran.err == ""


def test_figures_of_the_factory_have_no_examples():
    assert "voorbeeld" not in FINAL_FIGURES


# -- plans that tell what changed -------------------------------------------------------

PLACE = '[[blok]]\nid = "wijzigingen"\nkop = "Wat is er veranderd?"\nplaats = "kolommen"\nvulling = "wijzigingen"\n\n'


def test_plans_that_tell_what_changed_are_published_as_they_were_built(tmp_path, capsys):
    office = Office(tmp_path)
    write_site_content(office.content, slugs=REGIONS[:1], sectors=("ggz",), editions=("2022-2023", "2023-2024"))
    before = '[[blok]]\nid = "samenwerking"'
    office.write("2023-2024/ggz/editie.toml", before, PLACE + before)
    office.write("2023-2024/ggz/cijfers.csv", "t-gooi;locaties_per_1000;2023;;66", "t-gooi;locaties_per_1000;2023;;166")
    pdf = office.pdfs / "regioplan-ggz-t-gooi-2023-2024.pdf"
    places = ("--content", office.content, "--fonts", FONTS, "--jobs", 1, "--with-changes", "2022-2023")
    assert call(capsys, "build", *places, "--out", office.pdfs, "--edition", "2023-2024").code == 0
    built = pdf.read_bytes()
    assert "Wat is er veranderd?" in [section.title for section in read_source(pdf).document.sections]
    assert office.publish(capsys, "--edition", "2023-2024", "--with-changes", "2022-2023").code == 0
    assert pdf.read_bytes() == built
    assert (office.site / "regioplannen" / GOOI / pdf.name).read_bytes() == built
