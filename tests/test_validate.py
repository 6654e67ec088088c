"""Settings and texts that can be read but don't fit together."""

from __future__ import annotations

import pytest

from content_factory import EDITION, TEXT, line_of, write_content
from regioplan_pdf.errors import Problems, Severity
from regioplan_pdf.load import find_documents, load_edition, load_region_text, load_regions
from regioplan_pdf.validate.edition import check_document_path, check_edition, check_region_text

SETTINGS_FILE = "2023-2024/ggz/editie.toml"
TEXT_FILE = "2023-2024/ggz/rotterdam.md"


def told(problems, severity=Severity.ERROR):
    return [(p.located(), p.message, p.hint) for p in problems if p.severity is severity]


def read_edition(root, edition=EDITION):
    content = write_content(root, edition=edition)
    problems = Problems()
    found = load_edition(content / "2023-2024" / "ggz", content, problems)
    assert not problems.failed, problems.found()
    return found


def check_text(root, text):
    content = write_content(root, texts={"rotterdam": text})
    edition = load_edition(content / "2023-2024" / "ggz", content, Problems())
    read = load_region_text(content / TEXT_FILE, content, edition, Problems())
    return told(check_region_text(read, edition))


def test_the_small_content_has_no_faults(tmp_path):
    assert check_edition(read_edition(tmp_path)) == ()
    assert check_text(tmp_path, TEXT) == []


# --- editie.toml -----------------------------------------------------------------------

LINKED = """[[indicator]]
id = "mpt_klanten"
eenheid = "aantal"
telt = "personen"
{link}

[[kerncijfer]]"""


@pytest.mark.parametrize(
    ("link", "message", "hint"),
    [
        ('is = "leveringsvrm|MPT"', "The 'is' of 'mpt_klanten' is no indicator: 'leveringsvrm'.", "'leveringsvorm'?"),
        ('is = "leveringsvorm|MTP"', "names a category that 'leveringsvorm' doesn't have: 'MTP'.", "'MPT'?"),
        ('som_van = ["klanten", "leveringsvorm"]', "doesn't say which category of 'leveringsvorm' it means.", "|"),
        ('deel_van = "mpt_klanten"', "The 'deel_van' of 'mpt_klanten' is 'mpt_klanten' itself.", "another"),
        ('deel_van = "klanten|MPT"', "names a category that 'klanten' doesn't have: 'MPT'.", 'write "klanten"'),
        ('groei_van = "klanten"', "'mpt_klanten' has 'groei_van', but isn't said to be a growth.", "verandering"),
        ('verandering = true\nis = "klanten"', "is a growth: it can't count persons of another figure.", "groei_van"),
        (
            'categorieen = ["MPT", "PGB"]\nis = "leveringsvorm|MPT"',
            "names one category, but 'mpt_klanten' has categories itself.",
            'alone when each category is that of the other: "leveringsvorm"',
        ),
    ],
)
def test_what_a_figure_is_tied_to_must_be_there(tmp_path, link, message, hint):
    edition = EDITION.replace("[[kerncijfer]]", LINKED.format(link=link), 1)
    [(place, said, advice)] = told(check_edition(read_edition(tmp_path, edition)))
    assert message in said
    assert hint in advice
    line = line_of(edition, 'id = "mpt_klanten"') - 1
    assert place == f"{SETTINGS_FILE}:{line}"


def test_only_figures_about_persons_are_tied(tmp_path):
    link = 'is = "locaties_per_1000"'
    edition = EDITION.replace("[[kerncijfer]]", LINKED.format(link=link).replace('telt = "personen"\n', ""), 1)
    [(_, message, _)] = told(check_edition(read_edition(tmp_path, edition)))
    assert message.endswith("ties figures that aren't about persons: 'mpt_klanten', 'locaties_per_1000'.")


@pytest.mark.parametrize(
    "link",
    [
        'is = "leveringsvorm|MPT"',
        'deel_van = "klanten"',
        'som_van = ["leveringsvorm|MPT", "leveringsvorm|PGB"]',
        'verandering = true\ngroei_van = "leveringsvorm|MPT"',
        'categorieen = ["MPT"]\nis = "leveringsvorm"',
    ],
)
def test_what_a_figure_may_be_tied_to(tmp_path, link):
    edition = EDITION.replace("[[kerncijfer]]", LINKED.format(link=link), 1)
    assert check_edition(read_edition(tmp_path, edition)) == ()


def test_a_growth_of_persons_says_of_which(tmp_path):
    edition = EDITION.replace("[[kerncijfer]]", LINKED.format(link="verandering = true"), 1)
    [(_, message, hint)] = told(check_edition(read_edition(tmp_path, edition)), Severity.WARNING)
    assert message.startswith("'mpt_klanten' is a growth of persons but doesn't say of which")
    assert "groei_van" in hint


EDITION_FAULTS = [
    # what stands there, what takes its place, the start of the table's line, message, hint
    (
        'id = "projecten"',
        'id = "samenwerking"',
        "[[blok]]",
        "There are two blocks 'samenwerking'.",
        "the first is at line",
    ),
    (
        'kop = "Projecten"',
        'kop = "regionale Afstemming"',
        "[[blok]]",
        "The heading 'regionale afstemming' of block 'projecten' belongs to 'samenwerking' already.",
        "aliassen",
    ),
    (
        'kop = "Projecten"',
        'kop = "Bevindingen"',
        "[[blok]]",
        "The heading 'bevindingen' of block 'projecten' belongs to 'Bevindingen' already.",
        "aliassen",
    ),
    (
        'leeswijzer = "locaties"',
        'leeswijzer = "locatie"',
        "[[indicator]]",
        "The indicator 'locaties_per_1000' refers to a Leeswijzer entry 'locatie' that isn't there.",
        "did you mean 'locaties'?",
    ),
    (
        'basis = "klanten"',
        'basis = "klant"',
        "[[indicator]]",
        "The 'basis' of 'leveringsvorm' is no other indicator: 'klant'.",
        "did you mean 'klanten'?",
    ),
    (
        'basis = "klanten"',
        'basis = "leveringsvorm"',
        "[[indicator]]",
        "The 'basis' of 'leveringsvorm' is no other indicator: 'leveringsvorm'.",
        "",
    ),
    (
        'basis = "klanten"',
        'basis = "locaties_per_1000"',
        "[[indicator]]",
        "The 'basis' of 'leveringsvorm' isn't a number of persons: 'locaties_per_1000'.",
        "'aantal'",
    ),
    (
        'som = "som"',
        'som = "som"\ntotaal = "klantn"',
        "[[indicator]]",
        "The 'totaal' of 'leveringsvorm' is no other indicator: 'klantn'.",
        "did you mean 'klanten'?",
    ),
    (
        'indicator = "locaties_per_1000"',
        'indicator = "locaties"',
        "[[kerncijfer]]",
        "The key figure 'locaties' shows an indicator that isn't there: 'locaties'.",
        "did you mean 'locaties_per_1000'?",
    ),
    (
        'indicator = "locaties_per_1000"',
        'id = "klanten"\nindicator = "locaties_per_1000"',
        "[[kerncijfer]]",
        "There are two key figures 'klanten'.",
        "the first is at line",
    ),
    (
        'indicator = "klanten"',
        'indicator = "leveringsvorm"',
        "[[kerncijfer]]",
        "The key figure 'leveringsvorm' doesn't say which category it shows.",
        'add categorie = "Intramuraal"',
    ),
    (
        'indicator = "klanten"',
        'indicator = "leveringsvorm"\ncategorie = "MTP"',
        "[[kerncijfer]]",
        "The key figure 'leveringsvorm' shows a category that 'leveringsvorm' doesn't have: 'MTP'.",
        "did you mean 'MPT'?",
    ),
    (
        'indicatoren = ["leveringsvorm"]',
        'indicatoren = ["leveringsvrm"]',
        "[[grafiek]]",
        "The chart 'leveringsvormen' shows an indicator that isn't there: 'leveringsvrm'.",
        "did you mean 'leveringsvorm'?",
    ),
    (
        'indicatoren = ["leveringsvorm"]',
        'indicatoren = ["leveringsvorm", "klanten"]',
        "[[grafiek]]",
        "The chart 'leveringsvormen' has 2 indicators; 'gestapeld' takes one indicator.",
        "",
    ),
    (
        'indicatoren = ["leveringsvorm"]',
        'indicatoren = ["klanten"]',
        "[[grafiek]]",
        "The chart 'leveringsvormen' stacks parts to 100%, but 'klanten' is in 'aantal'.",
        "choose an indicator in '%'",
    ),
    (
        'soort = "gestapeld"',
        'soort = "jaarkolommen"',
        "[[grafiek]]",
        "The chart 'leveringsvormen' can't show categories, but 'leveringsvorm' has them.",
        "without categories",
    ),
    (
        'soort = "gestapeld"',
        'soort = "scenario"',
        "[[grafiek]]",
        "The chart 'leveringsvormen' has 1 indicators; 'scenario' takes 2 indicators.",
        "",
    ),
    (
        'soort = "gestapeld"',
        'soort = "balkenlijst"\ntotaal = "klantn"',
        "[[grafiek]]",
        "The chart 'leveringsvormen' shows an indicator that isn't there: 'klantn'.",
        "did you mean 'klanten'?",
    ),
    (
        'soort = "gestapeld"',
        'soort = "gestapeld"\ncategorieen = ["PBG"]',
        "[[grafiek]]",
        "The chart 'leveringsvormen' shows a category that 'leveringsvorm' doesn't have: 'PBG'.",
        "did you mean 'PGB'?",
    ),
    (
        'soort = "gestapeld"',
        'soort = "gestapeld"\nleeswijzer = "weg"',
        "[[grafiek]]",
        "The chart 'leveringsvormen' refers to a Leeswijzer entry 'weg' that isn't there.",
        "known are",
    ),
    (
        'soort = "gestapeld"',
        'soort = "gestapeld"\nbreedte = 3',
        "[[grafiek]]",
        "The chart 'leveringsvormen' is 3 columns wide, but page 1 has 2.",
        "'breedte'",
    ),
]


@pytest.mark.parametrize(("old", "new", "start", "message", "hint"), EDITION_FAULTS)
def test_faults_between_settings(tmp_path, old, new, start, message, hint):
    assert old in EDITION
    text = EDITION.replace(old, new, 1)
    problems = told(check_edition(read_edition(tmp_path, text)))
    lines = [f"{SETTINGS_FILE}:{n}" for n, line in enumerate(text.splitlines(), start=1) if line == start]
    assert any(place in lines and said == message and hint in advice for place, said, advice in problems), problems


def test_rows_of_a_table_and_doubled_charts(tmp_path):
    extra = """
[[grafiek]]
id = "leveringsvormen"
soort = "tabel"
titel = "Tabel"
rijen = [{ indicator = "klantn" }, { indicator = "leveringsvorm", categorie = "MTP", groei = "groi" }]
"""
    line = EDITION.count("\n") + 2
    problems = told(check_edition(read_edition(tmp_path, EDITION + extra)))
    assert {(place, said) for place, said, _ in problems} == {
        (f"{SETTINGS_FILE}:{line}", "There are two charts 'leveringsvormen'."),
        (f"{SETTINGS_FILE}:{line}", "The chart 'leveringsvormen' shows an indicator that isn't there: 'klantn'."),
        (f"{SETTINGS_FILE}:{line}", "The chart 'leveringsvormen' shows an indicator that isn't there: 'groi'."),
        (
            f"{SETTINGS_FILE}:{line}",
            "The chart 'leveringsvormen' shows a category that 'leveringsvorm' doesn't have: 'MTP'.",
        ),
    }


def test_a_share_of_persons_without_a_base_is_warned_of(tmp_path):
    edition = read_edition(tmp_path, EDITION.replace('basis = "klanten"\n', ""))
    [(place, message, hint)] = told(check_edition(edition), Severity.WARNING)
    assert message == "'leveringsvorm' is about persons but has no 'basis', so small numbers behind it can't be found."
    assert "add basis" in hint
    assert place.startswith(SETTINGS_FILE)


# --- a region's text --------------------------------------------------------------------

TEXT_FAULTS = [
    (
        "## Actielijnen 2023",
        "## Actielijn 2023",
        "## Actielijn 2023",
        "There is no block 'Actielijn 2023'.",
        "did you mean 'Actielijnen 2023'?",
    ),
    (
        "## Actielijnen 2023",
        "## Iets heel anders",
        "## Iets",
        "There is no block 'Iets heel anders'.",
        "'kop' of a [[blok]]",
    ),
    (
        "## Actielijnen 2023",
        "## Regionale afstemming",
        "## Regionale",
        "The block 'Regionale afstemming' is there twice.",
        "the first is at line 5; make them one",
    ),
    (
        "## Actielijnen 2023",
        "## Iets heel anders",
        "",
        "The block 'Actielijnen 2023' is missing.",
        "add '## Actielijnen 2023'",
    ),
    (
        "## Actielijnen 2023",
        "## Projecten\n\n## Actielijnen 2023",
        "## Projecten",
        "The block 'Projecten' is empty.",
        "write its text",
    ),
    (
        "https://example.nl/analyses",
        "#leveringsvorm",
        "Partners",
        "The link '#leveringsvorm' leads to no chart or Leeswijzer entry.",
        "did you mean 'leveringsvormen'?",
    ),
    (
        "- Een eerste afspraak",
        "- [Een](#weg) afspraak",
        "- [Een]",
        "The link '#weg' leads to no chart or Leeswijzer entry.",
        "",
    ),
    (
        "## Actielijnen 2023",
        "## Bevindingen\n\n- leveringsvorm: Meer\n\n## Actielijnen 2023",
        "- leveringsvorm",
        "There is no chart 'leveringsvorm' to put a sentence over.",
        "did you mean 'leveringsvormen'?",
    ),
]


@pytest.mark.parametrize(("old", "new", "start", "message", "hint"), TEXT_FAULTS)
def test_faults_of_a_text(tmp_path, old, new, start, message, hint):
    assert old in TEXT
    text = TEXT.replace(old, new, 1)
    where = f"{TEXT_FILE}:{line_of(text, start)}" if start else TEXT_FILE
    problems = check_text(tmp_path, text)
    assert any((place, said) == (where, message) and hint in advice for place, said, advice in problems), problems


def test_an_unreadable_text_is_not_told_again(tmp_path):
    assert check_text(tmp_path, "") == []


def test_document_names(tmp_path):
    content = write_content(
        tmp_path / "content", texts={"rotterdam": TEXT, "rijnmond": TEXT, "utrect": TEXT, "Utrecht": TEXT}
    )
    outside = tmp_path / "elders.md"
    outside.write_text(TEXT)
    (content / "2023-2024" / "ggz" / "utrecht.md").symlink_to(outside)
    regions = load_regions(content, Problems())
    found = {d.region: told(check_document_path(d, regions, content)) for d in find_documents(content)}
    assert found["rotterdam"] == []
    folder = "2023-2024/ggz"
    assert found["rijnmond"] == [
        (f"{folder}/rijnmond.md", "The file is named after no region: 'rijnmond'.", "rename it to 'rotterdam.md'")
    ]
    assert found["utrect"] == [
        (f"{folder}/utrect.md", "The file is named after no region: 'utrect'.", "did you mean 'utrecht'?")
    ]
    assert found["Utrecht"][0][2] == "rename it to 'utrecht.md'"
    assert found["utrecht"][0][1] == "The file 'utrecht.md' is a link to outside the content folder."
