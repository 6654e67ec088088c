"""editie.toml: what is read from it, and every way in which it can be wrong."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from content_factory import EDITION, line_of, write_content
from regioplan_pdf.errors import Problems
from regioplan_pdf.load.edition import load_edition
from regioplan_pdf.load.toml_lines import find_line, index_lines
from regioplan_pdf.model.content import Edition
from regioplan_pdf.model.figures import Unit

FILE = "2023-2024/ggz/editie.toml"


def load(root: Path, edition: str) -> tuple[Edition | None, list[tuple[str, str, str]]]:
    content = write_content(root, edition=edition)
    problems = Problems()
    found = load_edition(content / "2023-2024" / "ggz", content, problems)
    return found, [(problem.located(), problem.message, problem.hint) for problem in problems.found()]


def test_an_edition(tmp_path):
    edition, problems = load(tmp_path, EDITION)
    assert problems == []
    assert (edition.slug, edition.sector, edition.key, edition.file) == ("2023-2024", "ggz", "2023-2024/ggz", FILE)
    assert edition.reference_date == datetime.date(2023, 1, 1)
    assert edition.heads[0] == ("Cijfers en beeld van de regio", "peildatum 1 januari 2023")
    assert (edition.charts_title, edition.chart_columns, edition.minimum) == ("Huidige vraagontwikkeling", 2, 10)
    assert [(block.id, block.place, block.required) for block in edition.blocks] == [
        ("wat-valt-op", "zijkolom", True),
        ("samenwerking", "kolommen", True),
        ("projecten", "kolommen", False),
        ("actielijnen", "paneel", True),
    ]
    assert edition.indicators["leveringsvorm"].unit is Unit.PERCENT
    assert edition.indicators["leveringsvorm"].categories == ("Intramuraal", "MPT", "PGB")
    assert edition.indicators["leveringsvorm"].minimum == 10
    assert [figure.id for figure in edition.key_figures] == ["klanten", "locaties_per_1000"]
    assert edition.key_figures[1].finding.rule == "vergelijking"
    chart = edition.charts[0]
    assert (chart.id, chart.kind, chart.periods, chart.benchmark) == (
        "leveringsvormen",
        "gestapeld",
        ("2022", "2023"),
        True,
    )
    assert chart.finding.options == {"groep": ("MPT", "PGB")}
    assert chart.line == line_of(EDITION, "[[grafiek]]")
    assert edition.entries["leveringsvormen"].pages == (13,)
    assert edition.abbreviations["V&V"] == "verpleging en verzorging"


def test_a_table_with_rows_and_a_second_chart(tmp_path):
    extra = """
[[grafiek]]
id = "kern"
soort = "tabel"
titel = "In het kort"
kolommen = ["regio", "groei"]
rijen = [
    { indicator = "klanten", label = "Klanten" },
    { indicator = "leveringsvorm", categorie = "MPT" },
]
[grafiek.tweede]
soort = "balkenlijst"
indicatoren = ["leveringsvorm"]
titel = "Nog eens"
sorteren = false
"""
    edition, problems = load(tmp_path, EDITION + extra)
    assert problems == []
    chart = edition.charts[1]
    assert chart.indicators == ("klanten", "leveringsvorm")
    assert chart.options["rijen"][1] == {"indicator": "leveringsvorm", "label": "", "categorie": "MPT", "groei": ""}
    assert (chart.second.id, chart.second.options) == ("kern-tweede", {"sorteren": False})


def test_a_key_figure_shown_twice_has_two_ids(tmp_path):
    edition, problems = load(
        tmp_path, EDITION + '[[kerncijfer]]\nindicator = "klanten"\nperiode = "2022"\nlabel = "toen"\n'
    )
    assert problems == []
    assert [figure.id for figure in edition.key_figures] == ["klanten", "locaties_per_1000", "klanten-2"]


SETTINGS = [
    # what stands there, what takes its place, the start of the faulty line, message, hint
    (
        'titel = "Regioplan 2023/2024"',
        'titel = "Regioplan',
        "titel",
        "This line can't be read as a setting",
        "missing quote",
    ),
    (
        "sector_kort",
        "sector_krt",
        "sector_krt",
        "'sector_krt' is not a setting of [editie].",
        "did you mean 'sector_kort'?",
    ),
    ("sector_kort", "sector_krt", "[editie]", "The setting 'sector_kort' is missing in [editie].", "add a text"),
    (
        'sector_kort = "GGZ"',
        'sector_kort = ""',
        "sector_kort",
        "The setting 'sector_kort' in [editie] is empty.",
        "fill it in",
    ),
    (
        "peildatum = 2023-01-01",
        'peildatum = "2023-01-01"',
        "peildatum",
        "is not a date like 2023-01-31",
        "the text '2023-01-01'",
    ),
    ("peildatum = 2023-01-01", "peildatum = 2023-01-01T10:00:00", "peildatum", "is not a date like 2023-01-31", "now"),
    ('trefwoorden = ["regioplan", "Wlz"]', 'trefwoorden = "Wlz"', "trefwoorden", "is not a list", "the text 'Wlz' now"),
    (
        'trefwoorden = ["regioplan", "Wlz"]',
        "trefwoorden = [1]",
        "trefwoorden",
        "holds something that isn't a text",
        '["a"',
    ),
    (
        "grafiekkolommen = 2",
        "grafiekkolommen = 9",
        "grafiekkolommen",
        "The setting 'grafiekkolommen' in [pagina1] is 9.",
        "from 1 to 4",
    ),
    ("grafiekkolommen = 2", 'grafiekkolommen = "2"', "grafiekkolommen", "is not a whole number", "the text '2' now"),
    ("minimum = 10", "minimum = 0", "minimum", "The setting 'minimum' in [privacy] is 0.", "from 1 to 1000"),
    ("minimum = 10", "minimum = true", "minimum", "is not a whole number", "true or false now"),
    (
        "minimum = 10",
        "minimaal = 10",
        "minimaal",
        "'minimaal' is not a setting of [privacy].",
        "did you mean 'minimum'?",
    ),
    (
        "https://example.nl/analyses",
        "www.example.nl",
        "url",
        "'www.example.nl' is not a web address: it isn't on",
        "https",
    ),
    ("https://example.nl/analyses", "https://", "url", "'https://' is not a web address: it has no name of", "https"),
    (
        "https://example.nl/analyses",
        "https://a b",
        "url",
        "'https://a b' is not a web address: it has a space",
        "https",
    ),
    ("https://example.nl/analyses", "mailto:a@b.nl", "url", "'mailto:a@b.nl' is not a web address: it isn't", "https"),
    (
        'plaats = "zijkolom"',
        'plaats = "zijkolm"',
        'plaats = "zijkolm"',
        "'zijkolm' can't be the 'plaats' of [[blok]].",
        "did you mean 'zijkolom'?",
    ),
    ('id = "projecten"', 'id = "pro jecten"', 'id = "pro jecten"', "'pro jecten' can't be an id.", "without spaces"),
    (
        "verplicht = false",
        'verplicht = "nee"',
        "verplicht",
        "The setting 'verplicht' in [[blok]] is not true or false",
        "the text 'nee' now",
    ),
    (
        'id = "locaties_per_1000"',
        'id = "locaties-per"',
        'id = "locaties-per"',
        "'locaties-per' can't be the id of an indicator.",
        "{{ }}",
    ),
    ('id = "locaties_per_1000"', 'id = "in"', 'id = "in"', "'in' can't be the id of an indicator.", "{{ }}"),
    (
        'id = "locaties_per_1000"',
        'id = "klanten"',
        'id = "klanten"',
        "There are two indicators 'klanten'.",
        "the first is at line",
    ),
    (
        'eenheid = "per 1.000"',
        'eenheid = "per 1000"',
        'eenheid = "per 1000"',
        "'per 1000' can't be the 'eenheid' of [[indicator]].",
        "did you mean 'per 1.000'?",
    ),
    (
        'telt = "personen"',
        'telt = "mensen"',
        'telt = "mensen"',
        "'mensen' can't be the 'telt' of [[indicator]].",
        "personen",
    ),
    (
        'som = "som"',
        'som = "dubel"',
        'som = "dubel"',
        "'dubel' can't be the 'som' of [[indicator]].",
        "did you mean 'dubbel'?",
    ),
    (
        'soort = "gestapeld"',
        'soort = "taart"',
        'soort = "taart"',
        "'taart' can't be the 'soort' of [[grafiek]].",
        "gestapeld",
    ),
    ('["2022", "2023"]', '["2022", "23"]', "perioden", "'23' is not a period.", "write 2023, 2023-02 or 2023-01-01"),
    (
        'indicatoren = ["leveringsvorm"]',
        "",
        "soort",
        "The setting 'indicatoren' is missing in [[grafiek]].",
        "add indicatoren",
    ),
    (
        'soort = "gestapeld"',
        'soort = "gestapeld"\nsorteren = true',
        "sorteren",
        "'sorteren' is not a setting of [[grafiek]].",
        "",
    ),
    (
        '"ontwikkeling-groep"',
        '"ontwikeling"',
        'bevinding.regel = "ontwikeling"',
        "'ontwikeling' can't be the 'regel' of [grafiek.bevinding].",
        "did you mean 'ontwikkeling'?",
    ),
    (
        "toegenomen =",
        "toegenommen =",
        "toegenommen",
        "The rule 'ontwikkeling-groep' has no outcome 'toegenommen'.",
        "did you mean 'toegenomen'?",
    ),
    (
        "bevinding.groep",
        "bevinding.groepen",
        "bevinding.groepen",
        "'groepen' is not a setting of [grafiek.bevinding].",
        "did you mean 'groep'?",
    ),
    (
        'bevinding.groep = ["MPT", "PGB"]',
        "bevinding.iets = -1",
        "bevinding.iets",
        "The setting 'iets' in [grafiek.bevinding] is -1.",
        "can't be under 0",
    ),
    ("regioanalyse = [13]", 'regioanalyse = ["13"]', 'regioanalyse = ["13"]', "isn't a whole number", "[13]"),
    (
        'id = "locaties"',
        'id = "klanten"',
        'id = "klanten"',
        "There are two Leeswijzer entries 'klanten'.",
        "the first is at line",
    ),
    (
        "[afkortingen]",
        "[afkorting]",
        "[afkorting]",
        "'afkorting' is not a setting of the file.",
        "did you mean 'afkortingen'?",
    ),
    (
        'Wlz = "Wet langdurige zorg"',
        "Wlz = 1",
        "Wlz",
        "The setting 'Wlz' in [afkortingen] is not a text",
        "the number 1 now",
    ),
    ("[pagina2]", "[pagina3]", "[pagina3]", "'pagina3' is not a setting of the file.", "did you mean 'pagina2'?"),
]


@pytest.mark.parametrize(("old", "new", "start", "message", "hint"), SETTINGS)
def test_faulty_settings(tmp_path, old, new, start, message, hint):
    assert old in EDITION
    # The last place, so that a table's second row is meant where there are more.
    text = new.join(EDITION.rsplit(old, 1))
    _, problems = load(tmp_path, text)
    lines = [number for number, line in enumerate(text.splitlines(), start=1) if line.startswith(start)]
    assert any(
        place in [f"{FILE}:{line}" for line in lines] and message in said and hint in advice
        for place, said, advice in problems
    ), problems


@pytest.mark.parametrize("name", ["[editie]", "[pagina1]"])
def test_missing_tables(tmp_path, name):
    _, problems = load(tmp_path, EDITION.replace(name, "[weg]", 1))
    assert any(place == FILE and said == f"The table {name} is missing." for place, said, _ in problems)


def test_no_settings_file(tmp_path):
    content = write_content(tmp_path)
    (content / FILE).unlink()
    problems = Problems()
    assert load_edition(content / "2023-2024" / "ggz", content, problems) is None
    assert [(p.file, p.message) for p in problems.found()] == [(FILE, "The file 'editie.toml' isn't there.")]


def test_lines_of_settings():
    text = """\
# [[niet]]
a = "[["
[[x]]
lijst = [
  "[y]",   # ]
  "z = 1",
]
tekst = \"\"\"
b = 2
\"\"\"
c.d = { e = 1 }
[x.onder]
"f g" = 1
[[x]]
lijst = []
[[x.rij]]
k = 1
"""
    lines = index_lines(text)
    assert lines[("x", 0)] == 3
    assert lines[("x", 0, "lijst")] == 4
    assert lines[("x", 0, "tekst")] == 8
    assert lines[("x", 0, "c", "d")] == 11
    assert find_line(lines, ("x", 0, "c", "d", "e")) == 11
    assert lines[("x", 0, "onder", "f g")] == 13
    assert (lines[("x", 1)], lines[("x", 1, "lijst")]) == (14, 15)
    assert lines[("x", 1, "rij", 0, "k")] == 17
    assert ("x", 0, "b") not in lines
    assert find_line(lines, ("weg",)) == 0
