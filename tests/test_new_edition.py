"""Next year's edition by copying: years, comments, headings, figures, faults, nothing left behind."""

from __future__ import annotations

import csv
import datetime
import io
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

import regioplan_pdf.new_edition as module
from content_factory import EDITION, FIGURES, TEXT, line_of, write_content
from regioplan_pdf.documents import ContentFolder, read_document
from regioplan_pdf.errors import ContentError, OutputError, Problems, SelectionError
from regioplan_pdf.load import find_documents, load_dataset, load_edition, load_region_text, load_regions
from regioplan_pdf.model.charts import Lines
from regioplan_pdf.new_edition import NewEdition, create_edition

OLD, NEW = "2023-2024", "2024-2025"
HEADER = "regio;indicator;periode;categorie;waarde;eenheid;herkomst\n"


def read(content: Path, name: str, edition: str = NEW) -> str:
    return (content / edition / "ggz" / name).read_text(encoding="utf-8")


def revise(content: Path, name: str) -> None:
    """Take out the line that says that a text was copied."""
    _, _, text = read(content, name).partition("\n")
    (content / NEW / "ggz" / name).write_text(text, encoding="utf-8")


def tree(content: Path) -> dict[str, bytes]:
    return {path.relative_to(content).as_posix(): path.read_bytes() for path in content.rglob("*") if path.is_file()}


def told(made: NewEdition, name: str) -> list[tuple[int, str]]:
    return [(todo.line, todo.what) for todo in made.todo if todo.file == f"{NEW}/ggz/{name}"]


# editie.toml


def test_only_years_change_in_the_settings(content: Path) -> None:
    create_edition(content, NEW, OLD)
    changed = [
        (old, new)
        for old, new in zip(EDITION.splitlines(), _without_aliases(read(content, "editie.toml")), strict=True)
        if old != new
    ]
    assert changed == [
        ('titel = "Regioplan 2023/2024"', 'titel = "Regioplan 2024/2025"'),
        ("peildatum = 2023-01-01", "peildatum = 2024-01-01"),
        ("gepubliceerd = 2023-06-01", "gepubliceerd = 2024-06-01"),
        ('detail = "peildatum 1 januari 2023"', 'detail = "peildatum 1 januari 2024"'),
        ('detail = "terugblik 2022, vooruitblik 2023"', 'detail = "terugblik 2023, vooruitblik 2024"'),
        ('kop = "Actielijnen 2023"', 'kop = "Actielijnen 2024"'),
        ('perioden = ["2022", "2023"]', 'perioden = ["2023", "2024"]'),
        ('peildatum = "januari 2023"', 'peildatum = "januari 2024"'),
        ('peildatum = "januari 2022 en 2023"', 'peildatum = "januari 2023 en 2024"'),
        ('peildatum = "januari 2023"', 'peildatum = "januari 2024"'),
    ]


def _without_aliases(text: str) -> list[str]:
    added = ('aliassen = ["Actielijnen 2023"]', 'status = "concept"')
    return [line for line in text.splitlines() if line not in added]


def test_a_new_edition_is_a_concept_and_the_list_says_what_ends_that(content: Path) -> None:
    made = create_edition(content, NEW, OLD)
    lines = read(content, "editie.toml").splitlines()
    place = lines.index('status = "concept"')
    assert lines[place - 1] == "gepubliceerd = 2024-06-01"
    what = 'take out status = "concept" when the edition is ready: until then it stays off the website'
    assert (place + 1, what) in told(made, "editie.toml")
    edition = load_edition(content / NEW / "ggz", content, Problems())
    assert edition is not None
    assert edition.concept


def test_lines_in_the_list_are_those_of_the_new_file(content: Path) -> None:
    made = create_edition(content, NEW, OLD)
    lines = read(content, "editie.toml").splitlines()
    entries = [(line, what) for line, what in told(made, "editie.toml") if "Leeswijzer" in what]
    # The status and the alias that was added to the last block pushed them down.
    assert [lines[line - 1] for line, _ in entries] == ['id = "klanten"', 'id = "leveringsvormen"', 'id = "locaties"']
    assert entries[0][1] == (
        "check Leeswijzer entry 'klanten': peildatum 'januari 2024'; bron; toelichting; "
        "pages of the regioanalyse 11, 17"
    )


def test_a_leeswijzer_entry_tells_years_that_stayed(tmp_path: Path) -> None:
    edition = EDITION.replace('nb = "Kleine groepen', 'nb = "Tot 2021 en in 2022 kleine groepen')
    made = create_edition(write_content(tmp_path / "c", edition=edition), NEW, OLD)
    assert any("nb (still says 2021, 2022)" in what for _, what in told(made, "editie.toml"))


# Figures


def test_every_row_goes_a_year_on(content: Path) -> None:
    made = create_edition(content, NEW, OLD)
    lines = read(content, "cijfers.csv").splitlines()
    assert lines[:10] == [
        HEADER.strip(),
        "rotterdam;klanten;2023;;1200;aantal;Regioplan",
        "rotterdam;klanten;2024;;;aantal;",
        "rotterdam;leveringsvorm;2023;Intramuraal;65;%;voorbeeld",
        "rotterdam;leveringsvorm;2023;MPT;20;%;voorbeeld",
        "rotterdam;leveringsvorm;2023;PGB;15;%;voorbeeld",
        "rotterdam;leveringsvorm;2024;Intramuraal;;%;",
        "rotterdam;leveringsvorm;2024;MPT;;%;",
        "rotterdam;leveringsvorm;2024;PGB;;%;",
        "rotterdam;locaties_per_1000;2024;;;per 1.000;",
    ]
    assert len(lines) == len(FIGURES.splitlines())
    assert told(made, "cijfers.csv") == [
        (3, "fill in waarde and herkomst of 'klanten': 3 empty figures (2024); 2023 copied, 2022 left out"),
        (7, "fill in waarde and herkomst of 'leveringsvorm': 9 empty figures (2024); 2023 copied, 2022 left out"),
        (10, "fill in waarde and herkomst of 'locaties_per_1000': 3 empty figures (2024); 2023 left out"),
    ]


def new_periods(tmp_path: Path, periods: list[str], new: str = NEW) -> tuple[list[str], list[str]]:
    """The periods of the new edition that have a figure, and those that are to be filled in."""
    rows = "".join(f"rotterdam;klanten;{period};;1;aantal;x\n" for period in periods)
    content = write_content(tmp_path / "c", figures=HEADER + rows)
    create_edition(content, new, OLD)
    records = list(csv.DictReader(io.StringIO(read(content, "cijfers.csv", new)), delimiter=";"))
    assert len(records) == len(periods)
    return (
        [record["periode"] for record in records if record["waarde"]],
        [record["periode"] for record in records if not record["waarde"]],
    )


def test_months_go_on_to_as_many_months(tmp_path: Path) -> None:
    months = [f"2022-{month:02d}" for month in range(1, 13)] + ["2023-01", "2023-02"]
    fresh = [f"2023-{month:02d}" for month in range(3, 13)] + ["2024-01", "2024-02"]
    assert new_periods(tmp_path, months) == (["2023-01", "2023-02"], fresh)


@pytest.mark.parametrize(
    ("periods", "new", "kept", "fresh"),
    [
        (["2023"], NEW, [], ["2024"]),
        (["2022"], NEW, [], ["2023"]),
        (["2021", "2022", "2023"], NEW, ["2022", "2023"], ["2024"]),
        (["2023", "2022", "2021"], NEW, ["2023", "2022"], ["2024"]),
        (["2021", "2022", "2023"], "2025-2026", ["2023"], ["2024", "2025"]),
        (["2023", "2040"], NEW, [], ["2024", "2041"]),
        (["2022", "2023", "2024", "2025"], NEW, ["2023"], ["2024", "2025", "2026"]),
        (["2023-01-01"], NEW, [], ["2024-01-01"]),
        (["2024-02-29"], NEW, [], ["2025-02-28"]),
        (["2023", "onbekend"], NEW, ["onbekend"], ["2024"]),
    ],
)
def test_a_series_keeps_its_length(
    tmp_path: Path, periods: list[str], new: str, kept: list[str], fresh: list[str]
) -> None:
    assert new_periods(tmp_path, periods, new) == (kept, fresh)


def test_a_forecast_is_told(tmp_path: Path) -> None:
    rows = "rotterdam;klanten;2023;;1;aantal;x\nrotterdam;klanten;2040;;2;aantal;x\n"
    made = create_edition(write_content(tmp_path / "c", figures=HEADER + rows), NEW, OLD)
    assert told(made, "cijfers.csv")[0][1] == (
        "fill in waarde and herkomst of 'klanten': 2 empty figures (2024, 2041); 2023, 2040 left out; "
        "it looks ahead: correct the new years where they stay as they were"
    )


def test_a_row_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    rows = "rotterdam;klanten;2023;;1;aantal;x\nrotterdam;klanten;vorig jaar;;2;aantal;x\nrotterdam;klanten;2022\n"
    made = create_edition(write_content(tmp_path / "c", figures=HEADER + rows), NEW, OLD)
    unread = "this row couldn't be read and was copied as it is: mend its period, or take it out"
    assert told(made, "cijfers.csv")[:2] == [(3, unread), (4, unread)]


LINES = """
[[grafiek]]
id = "wachtlijsten"
soort = "lijnen"
indicatoren = ["wachtlijst"]
titel = "Wachtlijst"
eenheid = "aantal klanten, nov 2022 – jan 2023"
referentie = false
bevinding.regel = "ontwikkeling"

[grafiek.bevinding.zinnen]
toegenomen = "van {eerste} naar {waarde}"
gelijk = "van {eerste} naar {waarde}"
gedaald = "van {eerste} naar {waarde}"
"""


def test_caption_chart_and_finding_of_the_new_edition_agree(tmp_path: Path) -> None:
    wait = '[[indicator]]\nid = "wachtlijst"\neenheid = "aantal"\n\n[[kerncijfer]]'
    edition = EDITION.replace("[[kerncijfer]]", wait, 1).replace("[[leeswijzer]]", LINES + "\n[[leeswijzer]]", 1)
    months = [f"{2022 + m // 12}-{m % 12 + 1:02d}" for m in range(10, 13)]
    rows = "".join(
        f"{region};wachtlijst;{month};;{40 + place};aantal;x\n"
        for region in ("rotterdam", "utrecht")
        for place, month in enumerate(months)
    )
    content = write_content(tmp_path / "c", edition=edition, figures=FIGURES + rows)
    create_edition(content, NEW, OLD)
    path = content / NEW / "ggz" / "cijfers.csv"
    records = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")), delimiter=";"))
    shares = {"Intramuraal": "60", "MPT": "25", "PGB": "15"}
    for place, record in enumerate(records):
        if not record["waarde"]:
            record |= {"waarde": shares.get(record["categorie"] or "", str(50 + place)), "herkomst": "x"}
    lines = [";".join(map(str, record.values())) for record in records]
    path.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    revise(content, "rotterdam.md")
    folder, problems = ContentFolder(content), Problems()
    document = read_document(folder, next(d for d in find_documents(content) if d.edition == NEW), problems)
    assert problems.found() == ()
    assert document is not None
    card = next(card for card in document.charts if card.id == "grafiek-wachtlijsten")
    assert card.unit_line == "aantal klanten, nov 2023 – jan 2024"
    assert isinstance(card.spec, Lines)
    assert (card.spec.months[0], card.spec.months[-1]) == ((2023, 11), (2024, 1))


def test_the_english_dialect_quotes_what_holds_a_comma(tmp_path: Path) -> None:
    figures = (
        "regio,indicator,periode,categorie,waarde,eenheid,herkomst,opmerking\r\n"
        'rotterdam,vorm,2022,"VPT, MPT",36.5,%,"Plan, p. 3",let op\r\n'
        'rotterdam,vorm,2023,"VPT, MPT",37.5,%,"Plan, p. 4",let weer op\r\n'
    )
    content = write_content(tmp_path / "c", figures=figures)
    create_edition(content, NEW, OLD)
    raw = (content / NEW / "ggz" / "cijfers.csv").read_bytes().decode()
    header, _, last, _ = figures.split("\r\n")
    assert raw == f'{header}\r\n{last}\r\nrotterdam,vorm,2024,"VPT, MPT",,%,,\r\n'


def test_byte_order_mark_and_line_ends_stay(tmp_path: Path) -> None:
    figures = b"\xef\xbb\xbf" + (HEADER + "rotterdam;vorm;2023;caf\u00e9;1;aantal;x").replace("\n", "\r\n").encode()
    content = write_content(tmp_path / "c", figures=figures)
    create_edition(content, NEW, OLD)
    raw = (content / NEW / "ggz" / "cijfers.csv").read_bytes()
    assert raw == b"\xef\xbb\xbf" + (HEADER + "rotterdam;vorm;2024;caf\u00e9;;aantal;\n").replace("\n", "\r\n").encode()


def test_a_text_over_two_lines_stays_whole(tmp_path: Path) -> None:
    rows = (
        'rotterdam;klanten;2022;;0;aantal;x\nrotterdam;klanten;2023;;1;aantal;"Plan\nblad 3"\n'
        "\nrotterdam;vorm;2023;;2;aantal;x\n"
    )
    content = write_content(tmp_path / "c", figures=HEADER + rows)
    made = create_edition(content, NEW, OLD)
    assert read(content, "cijfers.csv") == (
        HEADER + 'rotterdam;klanten;2023;;1;aantal;"Plan\nblad 3"\nrotterdam;klanten;2024;;;aantal;\n'
        "\nrotterdam;vorm;2024;;;aantal;\n"
    )
    assert [line for line, _ in told(made, "cijfers.csv")] == [4, 6]


def write_workbook(path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("regio", "indicator", "periode", "categorie", "waarde", "eenheid", "herkomst"),
        ("rotterdam", "klanten", 2022, None, 1100, "aantal", "voorbeeld"),
        ("rotterdam", "klanten", 2023, None, 1200, "aantal", "Regioplan"),
        ("rotterdam", "wachtlijst", "2023-01", None, 9.5, "aantal", "voorbeeld"),
        ("utrecht", "stand", datetime.datetime(2024, 2, 29), "A", 1, "aantal", "voorbeeld"),
        ("utrecht", "klanten", 2023, None, 950, "aantal", "voorbeeld"),
    ):
        sheet.append(row)
    sheet["A2"].font = Font(bold=True)
    sheet["C5"].number_format = "dd-mm-yyyy"
    sheet["E3"].comment = Comment("nagerekend", "redactie")
    sheet["E6"].comment = Comment("oud", "redactie")
    sheet.auto_filter.ref = "A1:G6"
    book.save(path)


def test_a_workbook_gets_the_same_rows(tmp_path: Path) -> None:
    content = write_content(tmp_path / "c", figures=None)
    write_workbook(content / OLD / "ggz" / "cijfers.xlsx")
    made = create_edition(content, NEW, OLD)
    sheet = load_workbook(content / NEW / "ggz" / "cijfers.xlsx").worksheets[0]
    assert [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)] == [
        ("rotterdam", "klanten", 2023, None, 1200, "aantal", "Regioplan"),
        ("rotterdam", "klanten", 2024, None, None, "aantal", None),
        ("rotterdam", "wachtlijst", "2024-01", None, None, "aantal", None),
        ("utrecht", "stand", datetime.datetime(2025, 2, 28), "A", None, "aantal", None),
        ("utrecht", "klanten", 2024, None, None, "aantal", None),
    ]
    assert sheet["A2"].font.bold and not sheet["A3"].font.bold
    assert sheet["C5"].number_format == "dd-mm-yyyy"
    assert sheet.auto_filter.ref == "A1:G6"
    notes = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    assert notes == {"E2": "nagerekend"}
    assert [line for line, _ in told(made, "cijfers.xlsx")] == [3, 4, 5]
    assert f"{NEW}/ggz/cijfers.xlsx" in made.files


def test_a_workbook_behind_a_hidden_sheet_with_merged_cells(tmp_path: Path) -> None:
    content = write_content(tmp_path / "c", figures=None)
    path = content / OLD / "ggz" / "cijfers.xlsx"
    write_workbook(path)
    book = load_workbook(path)
    book.worksheets[0].merge_cells("E2:E3")
    book.worksheets[0].merge_cells("G4:H4")
    book.create_sheet("Oud", 0).sheet_state = "hidden"
    book.active = 1
    book.save(path)
    made = create_edition(content, NEW, OLD)
    hidden, sheet = load_workbook(content / NEW / "ggz" / "cijfers.xlsx").worksheets
    assert hidden.max_row == 1
    assert [cell.value for cell in sheet["C"][1:]] == [2023, 2023, "2024-01", datetime.datetime(2025, 2, 28), 2024]
    assert (3, "this row couldn't be read") in [(line, what[:25]) for line, what in told(made, "cijfers.xlsx")]


def test_formulas_are_told(tmp_path: Path) -> None:
    content = write_content(tmp_path / "c", figures=None)
    path = content / OLD / "ggz" / "cijfers.xlsx"
    write_workbook(path)
    book = load_workbook(path)
    book.worksheets[0]["E2"] = "=600*2"
    book.save(path)
    made = create_edition(content, NEW, OLD)
    assert "formulas" in told(made, "cijfers.xlsx")[0][1]


# Texts


def test_a_text_keeps_its_words_under_the_new_headings(tmp_path: Path) -> None:
    text = TEXT.replace("## Actielijnen 2023", "##  actielijnen  2023 ##") + "\nIn 2023 besluiten we.\n"
    content = write_content(tmp_path / "c", texts={"rotterdam": text})
    made = create_edition(content, NEW, OLD)
    mark = "<!-- Overgenomen uit 2023-2024: herzie elk blok en haal deze regel weg. -->\n"
    new = read(content, "rotterdam.md")
    assert new == mark + text.replace("##  actielijnen  2023 ##", "##  Actielijnen 2024 ##")
    assert told(made, "rotterdam.md") == [
        (1, "revise every block, which was copied from 2023-2024, and take out this line"),
        (line_of(new, "In 2023"), "check the year: 'In 2023 besluiten we.'"),
    ]


def test_a_second_copy_has_one_mark(content: Path) -> None:
    create_edition(content, NEW, OLD)
    create_edition(content, "2025-2026", NEW)
    lines = read(content, "rotterdam.md", "2025-2026").splitlines()
    assert lines[0] == "<!-- Overgenomen uit 2024-2025: herzie elk blok en haal deze regel weg. -->"
    assert lines[1:] == TEXT.replace("Actielijnen 2023", "Actielijnen 2025").splitlines()


def test_the_copy_loads_without_faults(content: Path) -> None:
    create_edition(content, NEW, OLD)
    folder, problems = content / NEW / "ggz", Problems()
    edition = load_edition(folder, content, problems)
    assert edition is not None
    text = load_region_text(folder / "rotterdam.md", content, edition, problems)
    dataset = load_dataset(folder, content, edition, load_regions(content, problems), problems)
    assert dataset is not None
    assert (problems.found(), dataset.faults) == ((), ())
    assert [block.id for block in text.blocks] == ["wat-valt-op", "samenwerking", "actielijnen"]
    assert len(dataset.frame) == len(FIGURES.splitlines()) - 1


def test_other_files_are_told_not_copied(content: Path) -> None:
    (content / OLD / "ggz" / "notities.docx").write_bytes(b"x")
    (content / OLD / "ggz" / "~$cijfers.xlsx").write_bytes(b"x")
    made = create_edition(content, NEW, OLD)
    assert [todo.file for todo in made.todo if "not copied" in todo.what] == [f"{OLD}/ggz/notities.docx"]
    assert sorted(path.name for path in (content / NEW / "ggz").iterdir()) == [
        "cijfers.csv", "editie.toml", "rotterdam.md", "utrecht.md",
    ]  # fmt: skip


# Folders and faults


def test_the_result_names_what_was_written(content: Path) -> None:
    before = tree(content)
    made = create_edition(content, NEW, OLD)
    assert made.folder == content / NEW
    assert made.files == tuple(f"{NEW}/ggz/{n}" for n in ("editie.toml", "cijfers.csv", "rotterdam.md", "utrecht.md"))
    after = tree(content)
    assert set(after) == set(before) | set(made.files)
    assert {name: after[name] for name in before} == before
    order = list(dict.fromkeys(todo.file.rpartition("/")[2] for todo in made.todo))
    assert order == ["editie.toml", "cijfers.csv", "rotterdam.md", "utrecht.md"]


def test_the_copy_has_the_ordinary_permissions(content: Path) -> None:
    create_edition(content, NEW, OLD)
    assert (content / NEW).stat().st_mode == (content / OLD).stat().st_mode


def test_one_sector_can_join_an_edition(tmp_path: Path) -> None:
    content = write_content(tmp_path / "c")
    write_content(tmp_path / "c", sector="gz")
    first = create_edition(content, NEW, OLD, "ggz")
    assert [path.name for path in (content / NEW).iterdir()] == ["ggz"]
    kept = tree(content / NEW)
    second = create_edition(content, NEW, OLD, "gz")
    assert first.folder == second.folder == content / NEW
    assert sorted(path.name for path in (content / NEW).iterdir()) == ["ggz", "gz"]
    assert {name: data for name, data in tree(content / NEW).items() if name.startswith("ggz/")} == kept


@pytest.mark.parametrize(
    ("new", "old", "sector", "message"),
    [
        ("2025", OLD, None, "two years in a row"),
        ("2025-2027", OLD, None, "two years in a row"),
        ("../2025-2026", OLD, None, "two years in a row"),
        (NEW, "2032-2024", None, "did you mean '2023-2024'"),
        (NEW, "..", None, "no edition '..'"),
        (NEW, OLD, "gzz", "did you mean 'ggz'"),
        (NEW, OLD, "../ggz", "no sector '../ggz'"),
        ("2022-2023", OLD, None, "lies before"),
        (OLD, OLD, None, "exists already"),
        (OLD, OLD, "ggz", "exists already"),
    ],
)
def test_wrong_names_change_nothing(content: Path, new: str, old: str, sector: str | None, message: str) -> None:
    before = sorted(content.rglob("*"))
    with pytest.raises(SelectionError) as caught:
        create_edition(content, new, old, sector)
    assert message in str(caught.value)
    assert sorted(content.rglob("*")) == before


def test_nothing_is_overwritten(content: Path) -> None:
    (content / NEW / "gz").mkdir(parents=True)
    with pytest.raises(SelectionError) as caught:
        create_edition(content, NEW, OLD)
    assert "exists already" in str(caught.value)
    assert "--sector ggz" in str(caught.value)
    assert [path.name for path in (content / NEW).rglob("*")] == ["gz"]


def test_no_content_folder(tmp_path: Path) -> None:
    with pytest.raises(SelectionError):
        create_edition(tmp_path / "weg", NEW, OLD)


def test_all_unreadable_files_are_told_at_once(tmp_path: Path) -> None:
    content = write_content(tmp_path / "c", edition="[editie\n", figures="a;b\n", texts={"rotterdam": b"caf\xe9"})
    with pytest.raises(ContentError) as caught:
        create_edition(content, NEW, OLD)
    files = {problem.file.rpartition("/")[2] for problem in caught.value.problems}
    assert files == {"editie.toml", "cijfers.csv", "rotterdam.md"}
    assert not (content / NEW).exists()


@pytest.mark.parametrize("name", ["editie.toml", "cijfers.csv"])
def test_a_missing_file_is_told(content: Path, name: str) -> None:
    (content / OLD / "ggz" / name).unlink()
    with pytest.raises(ContentError) as caught:
        create_edition(content, NEW, OLD)
    assert [problem.file for problem in caught.value.problems] == [f"{OLD}/ggz/{name}"]


@pytest.mark.parametrize(
    ("fault", "raised"),
    [(OSError(28, "No space left on device"), OutputError), (KeyboardInterrupt(), KeyboardInterrupt)],
)
def test_nothing_is_left_behind(
    content: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException, raised: type[BaseException]
) -> None:
    before = sorted(content.rglob("*"))
    written: list[Path] = []
    write = module._write_like

    def write_once(source: Path, target: Path, text: str) -> None:
        if written:
            raise fault
        write(source, target, text)
        written.append(target)

    monkeypatch.setattr(module, "_write_like", write_once)
    with pytest.raises(raised):
        create_edition(content, NEW, OLD)
    assert len(written) == 1
    assert sorted(content.rglob("*")) == before


def test_a_folder_that_cannot_be_written(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    with pytest.raises(OutputError) as caught:
        create_edition(content, NEW, OLD)
    assert "permission denied" in str(caught.value)
