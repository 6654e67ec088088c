"""Documents, regions, theme and text files as they are found on disk."""

from __future__ import annotations

import datetime
import subprocess
import sys

import pytest

from content_factory import MUNICIPALITIES, REGIONS, THEME, write_content
from regioplan_pdf import load
from regioplan_pdf.errors import Problems, SelectionError
from regioplan_pdf.load.folder import find_documents
from regioplan_pdf.load.reading import read_text_file
from regioplan_pdf.load.regions import load_regions
from regioplan_pdf.load.theme import load_theme


def told(problems: Problems) -> list[tuple[str, str, str]]:
    return [(problem.located(), problem.message, problem.hint) for problem in problems.found()]


def test_documents_are_found_from_names_alone(content):
    folder = content / "2023-2024" / "ggz"
    (folder / "README.md").write_text("not a region")
    (content / "LICENTIES.md").write_text("not an edition")
    (folder / ".hidden.md").write_text("not a region")
    (content / "archief" / "ggz").mkdir(parents=True)
    (content / "archief" / "ggz" / "oud.md").write_text("not an edition")
    found = find_documents(content)
    assert [document.key for document in found] == ["2023-2024/ggz/rotterdam", "2023-2024/ggz/utrecht"]
    assert found[0].path == folder / "rotterdam.md"


def test_no_content_folder(tmp_path):
    with pytest.raises(SelectionError, match="no content folder"):
        find_documents(tmp_path / "weg")


@pytest.mark.parametrize(
    ("module", "stranger"),
    [
        ("load.data", "pandas"),
        ("load.edition", "pandas"),
        ("validate", "pandas"),
        ("privacy", "pandas"),
        ("expressions", "pandas"),
        ("load.folder", "markdown_it"),
        ("load.folder", "babel"),
    ],
)
def test_heavy_imports_stay_behind_their_fence(module, stranger):
    code = f"import sys, regioplan_pdf.{module}; sys.exit('{stranger}' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_name_of_the_package_can_be_had():
    for name in load.__all__:
        assert getattr(load, name).__module__.startswith("regioplan_pdf.load.")
    with pytest.raises(AttributeError, match="no attribute 'weg'"):
        load.weg  # noqa: B018


@pytest.mark.parametrize("raw", [b"caf\xc3\xa9\n", b"\xef\xbb\xbfcaf\xc3\xa9\n", b"caf\xc3\xa9\r\n"])
def test_text_files_with_bom_or_crlf_are_read(tmp_path, raw):
    path = tmp_path / "a.md"
    path.write_bytes(raw)
    problems = Problems("a.md")
    assert read_text_file(path, problems) == "café\n"
    assert problems.found() == ()


@pytest.mark.parametrize(
    ("name", "raw", "where", "message", "hint"),
    [
        (
            "a.md",
            b"een\ntwee\ncaf\xe9\n",
            "a.md:3",
            "isn't saved as UTF-8 but as Windows-1252 (the first sign: 'é')",
            "Notepad",
        ),
        ("a.csv", b"caf\xe9\n", "a.csv:1", "Windows-1252", "'CSV UTF-8 (Comma delimited)'"),
        ("a.md", "café\n".encode("utf-16"), "a.md", "UTF-16", "UTF-8"),
        ("a.md", b"", "a.md", "The file 'a.md' is empty.", "fill it"),
        ("a.md", b"\xef\xbb\xbf \r\n", "a.md", "The file 'a.md' is empty.", "fill it"),
        ("a.md", None, "a.md", "The file 'a.md' isn't there.", "put it back"),
    ],
)
def test_faults_of_text_files(tmp_path, name, raw, where, message, hint):
    if raw is not None:
        (tmp_path / name).write_bytes(raw)
    problems = Problems(name)
    assert read_text_file(tmp_path / name, problems) is None
    [(place, said, advice)] = told(problems)
    assert place == where
    assert message in said
    assert hint in advice


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path):
    (tmp_path / "a.md").mkdir()
    problems = Problems("a.md")
    assert read_text_file(tmp_path / "a.md", problems) is None
    assert "can't be read" in told(problems)[0][1]


def test_regions(content):
    problems = Problems()
    regions = load_regions(content, problems)
    assert problems.found() == ()
    assert list(regions.by_slug) == ["rotterdam", "utrecht"]
    for name in ("rotterdam", "ROTTERDAM", "zk20", " Rijnmond ", "Rótterdam e.o."):
        assert regions.find(name) is regions.by_slug["rotterdam"]
    assert regions.find("Zeeland") is None
    assert regions.suggest("Roterdam") == "did you mean 'rotterdam'?"
    assert regions.suggest("xyz") == "the regions and their names stand in regios.csv"
    utrecht = regions.by_slug["utrecht"]
    assert utrecht.tile == (4, 3)
    assert utrecht.municipalities_at(datetime.date(2018, 1, 1)) == ("Utrecht", "Vianen")
    assert utrecht.municipalities_at(datetime.date(2023, 1, 1)) == ("Utrecht", "Vijfheerenlanden")


@pytest.mark.parametrize(
    ("old", "new", "where", "message"),
    [
        ("code;naam", "code;name", "regios.csv:1", "The column 'naam' is missing."),
        (
            ";rotterdam;",
            ";../rotterdam;",
            "regios.csv:2",
            "The slug '../rotterdam' of 'Rotterdam' can't be a file name.",
        ),
        (
            ";rotterdam;",
            ";zuid/holland;",
            "regios.csv:2",
            "The slug 'zuid/holland' of 'Rotterdam' can't be a file name.",
        ),
        ("ZK21;Utrecht;utrecht", "ZK21;Utrecht;rotterdam", "regios.csv:3", "The slug 'rotterdam' is used twice."),
        ("Utrecht stad", "Rijnmond", "regios.csv:3", "'Rijnmond' is a name of two regions: 'rotterdam' and 'utrecht'."),
        ("4;3", "2;4", "regios.csv:3", "'Utrecht' has the same place on the map as 'Rotterdam' (column 2, row 4)."),
        (
            "4;3",
            "x;3",
            "regios.csv:3",
            "The place of 'Utrecht' on the map isn't two whole numbers: kolom 'x', rij '3'.",
        ),
        ("4;3", "4", "regios.csv:3", "This row has 6 columns where the first line has 7."),
        ("ZK21;Utrecht;", "ZK21;;", "regios.csv:3", "A region needs a code and a name; one of them is empty."),
    ],
)
def test_faults_of_regions(tmp_path, old, new, where, message):
    content = write_content(tmp_path, regions=REGIONS.replace(old, new, 1))
    problems = Problems()
    load_regions(content, problems)
    assert (where, message) in [(place, said) for place, said, _ in told(problems)]


@pytest.mark.parametrize(
    ("old", "new", "line", "message", "hint"),
    [
        ("rotterdam;Rotterdam", "roterdam;Rotterdam", 2, "There is no region 'roterdam'.", "did you mean 'rotterdam'?"),
        (
            "2018-12-31",
            "31-12-2018",
            5,
            "'31-12-2018' in the column 'geldig_tot' isn't a date.",
            "write it as 2023-01-31",
        ),
        ("utrecht;Utrecht;;", "utrecht;;;", 4, "The name of the gemeente is empty.", ""),
        ("Vianen;;2018", "Vianen;2019-01-01;2018", 5, "'Vianen' ends (2018-12-31) before it starts (2019-01-01).", ""),
    ],
)
def test_faults_of_municipalities(tmp_path, old, new, line, message, hint):
    content = write_content(tmp_path, municipalities=MUNICIPALITIES.replace(old, new, 1))
    problems = Problems()
    load_regions(content, problems)
    assert told(problems) == [(f"gemeenten.csv:{line}", message, hint)]


def test_theme_has_defaults(content):
    problems = Problems()
    theme = load_theme(content, problems)
    assert problems.found() == ()
    assert (theme.office, theme.office_url) == ("Zorgkantoor", "https://example.nl/zorgkantoor")
    assert theme.colours["region"] == "#006C8E"
    assert theme.fonts["bold"] == "SourceSansPro-Semibold.ttf"
    assert theme.logo == ""


def test_theme_of_an_office(tmp_path):
    extra = '[kleuren]\nregion = "#aabbcc"\n[logo]\nbestand = "logo.png"\nalt = "Logo van het zorgkantoor"\n'
    content = write_content(tmp_path, theme=THEME + extra)
    (content / "logo.png").write_bytes(b"png")
    problems = Problems()
    theme = load_theme(content, problems)
    assert problems.found() == ()
    assert (theme.colours["region"], theme.colours["text"]) == ("#AABBCC", "#1B2A3A")
    assert (theme.logo, theme.logo_alt) == ("logo.png", "Logo van het zorgkantoor")


@pytest.mark.parametrize(
    ("extra", "line", "message", "hint"),
    [
        ('[kleuren]\nregoin = "#AABBCC"', 5, "There is no colour for 'regoin'.", "did you mean 'region'?"),
        ('[kleuren]\nregion = "blauw"', 5, "'blauw' is not a colour.", "write it as #RRGGBB, for example #006C8E"),
        ("[kleuren]\nregion = 12", 5, "The setting 'region' in [kleuren] is not a text between double quotes.", "12"),
        ('[lettertypen]\nbold = "../x.ttf"', 5, "'../x.ttf' is not the name of a font file.", "ending in .ttf"),
        ('[lettertypen]\nvet = "x.ttf"', 5, "There is no font for 'vet'.", "known are"),
        ('[logo]\nbestand = "../../x.png"', 5, "The logo '../../x.png' is outside the content folder.", "put the file"),
        ('[logo]\nbestand = "/etc/passwd"', 5, "The logo '/etc/passwd' is outside the content folder.", "put the file"),
        ('[logo]\nbestand = "weg.png"', 5, "The logo 'weg.png' isn't there.", "check the name"),
        ('[logo]\nbestand = "thema.toml"', 4, "The logo has no 'alt'.", "what the logo shows"),
        ("[kleurn]", 4, "'kleurn' is not a setting of the file.", "did you mean 'kleuren'?"),
        ("[kleuren", 4, "This line can't be read as a setting", "missing quote or bracket"),
    ],
)
def test_faults_of_the_theme(tmp_path, extra, line, message, hint):
    content = write_content(tmp_path, theme=THEME + extra + "\n")
    problems = Problems()
    load_theme(content, problems)
    [(place, said, advice)] = told(problems)
    assert place == f"thema.toml:{line}"
    assert message in said
    assert hint in advice


def test_a_region_may_have_a_short_name_for_its_tile(tmp_path):
    regions = "code;naam;kort;slug;aliassen;zorgkantoor;kolom;rij\nZK20;Rotterdam;R'dam;rotterdam;;Zilveren Kruis;2;4\n"
    municipalities = "regio;gemeente;geldig_vanaf;geldig_tot;bron\nrotterdam;Rotterdam;;;CBS\n"
    content = write_content(tmp_path / "content", regions=regions, municipalities=municipalities)
    problems = Problems()
    region = load_regions(content, problems).by_slug["rotterdam"]
    assert problems.found() == ()
    assert region.short == "R’dam"
    assert region.municipalities[0].name == "Rotterdam"
