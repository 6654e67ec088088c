"""The parts of a new edition: years in a sentence, and editie.toml edited in its own text."""

from __future__ import annotations

import datetime
import tomllib

import pytest

from regioplan_pdf.model.figures import Period
from regioplan_pdf.renew.settings import renew_settings
from regioplan_pdf.renew.years import shift_date, shift_period, shift_text


def renew_line(line: str, years: int = 1, categories: tuple[str, ...] = ()) -> str:
    return renew_settings(line + "\n", years, categories, "editie.toml", 2024).text.rstrip("\n")


# Years in text and dates


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Regioplan 2024/2025", "Regioplan 2025/2026"),
        ("peildatum 1 januari 2024", "peildatum 1 januari 2025"),
        ("terugblik 2023, focus 2024", "terugblik 2024, focus 2025"),
        ("januari 2021, 2022 en 2023", "januari 2022, 2023 en 2024"),
        ("2020-2023", "2021-2024"),
        ("seizoen 2023/24", "seizoen 2024/25"),
        ("stand op 29 februari 2024", "stand op 28 februari 2025"),
        ("2024-02-29", "2025-02-28"),
        ("prognose (2018).", "prognose (2019)."),
        ("1999 en 2100 en 12023 en 20231 en 2.024", "1999 en 2100 en 12023 en 20231 en 2.024"),
        ("{{ capaciteit_2028 }}", "{{ capaciteit_2028 }}"),
        ('in 2020 {{ gz["2020"] }} en {{ wacht["2022-11"] }}', 'in 2021 {{ gz["2021"] }} en {{ wacht["2023-11"] }}'),
        ('{{ plekken["2023|Bestaand 2023"] + 2023 }}', '{{ plekken["2023|Bestaand 2023"] + 2023 }}'),
        ("zie https://example.nl/2023/plan in 2023", "zie https://example.nl/2023/plan in 2024"),
    ],
)
def test_years_in_a_sentence_move(old: str, new: str) -> None:
    assert shift_text(old, 1) == new


def test_leap_days_stay_real_dates() -> None:
    leap = datetime.date(2024, 2, 29)
    assert shift_date(leap, 1) == datetime.date(2025, 2, 28)
    assert shift_date(leap, 4) == datetime.date(2028, 2, 29)
    assert shift_period(Period(2024, 2, 29), 1) == Period(2025, 2, 28)
    assert shift_period(Period(2023, 12), 2) == Period(2025, 12)


# editie.toml


def test_comments_and_layout_stay() -> None:
    text = "# Regioplan 2023\n\n[editie]   # kop\npeildatum   = 2023-01-01     # stand 2023\ntitel = 'Plan 2023'\n"
    renewed = renew_settings(text, 1, (), "editie.toml", 2024)
    assert renewed.text == (
        "# Regioplan 2023\n\n[editie]   # kop\npeildatum   = 2024-01-01     # stand 2023\n"
        "status = \"concept\"\ntitel = 'Plan 2024'\n"
    )
    comments = [todo.line for todo in renewed.todo if "comment" in todo.what]
    assert comments == [1, 4]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("gepubliceerd = 2023-06-01 # dag\ntitel = 'a'", "gepubliceerd = 2024-06-01 # dag\n+\ntitel = 'a'"),
        ("titel = 'a'\n\n[pagina1]\ntitel = 'b'", "titel = 'a'\n+\n\n[pagina1]\ntitel = 'b'"),
        ("titel = 'a'", "titel = 'a'\n+"),
        ('titel = """a\nb"""\nx = 1', 'titel = """a\nb"""\n+\nx = 1'),
        ("titel = 'a'\nstatus   = 'definitief'  # af", "titel = 'a'\nstatus   = \"concept\"  # af"),
        ("# status = 'definitief'\ntitel = 'a'", "# status = 'definitief'\ntitel = 'a'\n+"),
        ("status = \"concept\"\ntitel = 'a'", "+\ntitel = 'a'"),
    ],
)
def test_the_status_becomes_concept_and_all_else_stays(old: str, new: str) -> None:
    renewed = renew_settings(f"[editie]\n{old}", 1, (), "editie.toml", 2024)
    assert renewed.text == "[editie]\n" + new.replace("+", 'status = "concept"')
    assert tomllib.loads(renewed.text)["editie"]["status"] == "concept"
    (line,) = [todo.line for todo in renewed.todo if "take out status" in todo.what]
    assert renewed.text.splitlines()[line - 1].startswith("status")


@pytest.mark.parametrize("setting", ["url", "toelichting", "nb", "id", "bron"])
def test_frozen_settings_keep_their_year_and_are_told(setting: str) -> None:
    text = f'[[grafiek]]\n{setting} = "plan-2023"\n'
    renewed = renew_settings(text, 1, (), "editie.toml", 2024)
    assert renewed.text == text
    assert [(todo.line, todo.what) for todo in renewed.todo] == [
        (2, f"check the year in '{setting}', it was not changed: 'plan-2023'")
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('label = "GZ-klanten in 2023"', 'label = "GZ-klanten in 2024"'),
        (
            'bevinding.zinnen = { "a+b" = "In 2023", c = "2022" }',
            'bevinding.zinnen = { "a+b" = "In 2024", c = "2023" }',
        ),
        (
            'rijen = [\n { groei = "g-2023", label = "In 2023" },\n]',
            'rijen = [\n { groei = "g-2023", label = "In 2024" },\n]',
        ),
        ('detail = "{{ gz[\\"2020\\"] }} in 2020"', 'detail = "{{ gz[\\"2021\\"] }} in 2021"'),
        ('detail = """\nIn 2023\n"""', 'detail = """\nIn 2024\n"""'),
        ('detail = "eerst\\n2023"', 'detail = "eerst\\n2024"'),
        ('indicatoren = ["a-2023"]', 'indicatoren = ["a-2023"]'),
        ('aliassen = ["Focus in 2023"]', 'aliassen = ["Focus in 2023"]'),
        ("minimum = 2023", "minimum = 2023"),
        ('kolommen = ["2023", "Scenario"]', 'kolommen = ["2024", "Scenario"]'),
    ],
)
def test_a_setting_moves_or_stays(old: str, new: str) -> None:
    assert renew_line(f"[[grafiek]]\n{old}") == f"[[grafiek]]\n{new}"


def test_names_of_categories_stay_for_the_figures_go_by_them() -> None:
    text = '[[grafiek]]\nkolommen = ["2023", "Later"]\ndelen = ["Bestaand 2023"]\n'
    renewed = renew_settings(text, 1, ("2023|Bestaand 2023",), "editie.toml", 2024)
    assert renewed.text == text
    assert [todo.line for todo in renewed.todo] == [2]
    assert "'2023', 'Bestaand 2023'" in renewed.todo[0].what


def test_the_year_of_a_forecast_moves_and_is_told() -> None:
    renewed = renew_settings('[[grafiek]]\neenheid = "klanten, 2023-2040"\n', 1, (), "editie.toml", 2024)
    assert renewed.text == '[[grafiek]]\neenheid = "klanten, 2024-2041"\n'
    assert [todo.what for todo in renewed.todo] == ["check the year of the forecast in 'eenheid': 2040 became 2041"]


def test_a_caption_whose_year_moved_is_told_with_its_line() -> None:
    text = '[[grafiek]]\nid = "w"\neenheid = "jan 2022 – feb 2023"\nperioden = ["2022", "2023"]\n'
    renewed = renew_settings(text, 1, (), "editie.toml", 2024)
    assert [(todo.line, todo.what) for todo in renewed.todo] == [
        (3, "check that 'eenheid' still says what the figures do, its year was moved: 'jan 2023 – feb 2024'")
    ]


@pytest.mark.parametrize(
    ("aliases", "expected"),
    [
        ("", ["Actielijnen 2023"]),
        ("aliassen = []\n", ["Actielijnen 2023"]),
        ('aliassen = ["Focus"]\n', ["Actielijnen 2023", "Focus"]),
        ('aliassen = [\n  # ook\n  "Focus",\n]\n', ["Actielijnen 2023", "Focus"]),
        ('aliassen = ["Actielijnen 2023"]\n', ["Actielijnen 2023"]),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_the_old_heading_becomes_an_alias(aliases: str, expected: list[str], first: bool) -> None:
    heading = 'kop = "Actielijnen 2023" # let op\n'
    own = aliases + heading if first else heading + aliases
    text = '[[blok]]\nkop = "Eerste"\naliassen = []\n\n[[blok]]\nid = "a"\n' + own
    renewed = renew_settings(text, 1, (), "editie.toml", 2024)
    blocks = tomllib.loads(renewed.text)["blok"]
    assert blocks == [{"kop": "Eerste", "aliassen": []}, {"id": "a", "kop": "Actielijnen 2024", "aliassen": expected}]
    assert renewed.headings == {"Actielijnen 2023": "Actielijnen 2024"}
    assert "# let op" in renewed.text
