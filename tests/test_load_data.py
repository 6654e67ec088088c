"""The figures' file: CSV the Dutch and the English way, Excel, and faulty cells."""

from __future__ import annotations

import datetime
import math
import re
import zipfile

import openpyxl
import pytest

from content_factory import FIGURES, change_figure, line_of, write_content
from regioplan_pdf.errors import Problems
from regioplan_pdf.load.data import ALL_REGIONS, load_dataset
from regioplan_pdf.load.edition import load_edition
from regioplan_pdf.load.numbers import number_fault, parse_number
from regioplan_pdf.load.regions import load_regions
from regioplan_pdf.load.tables import RawTable
from regioplan_pdf.model.figures import Period

FILE = "2023-2024/ggz/cijfers.csv"
HEADER = FIGURES.splitlines()[0]


def load(content):
    problems = Problems()
    folder = content / "2023-2024" / "ggz"
    edition = load_edition(folder, content, problems)
    assert edition is not None
    dataset = load_dataset(folder, content, edition, load_regions(content, problems), problems)
    return dataset, [(problem.located(), problem.message, problem.hint) for problem in problems.found()]


def load_rows(root, *rows, header=HEADER):
    dataset, problems = load(write_content(root, figures="\n".join([header, *rows]) + "\n"))
    assert problems == []
    return dataset


def save_xlsx(content, rows, number_format=None, merged=(), hidden=None, others=()):
    """Save rows as a workbook, behind a hidden sheet and before other sheets by these names."""
    folder = content / "2023-2024" / "ggz"
    (folder / "cijfers.csv").unlink(missing_ok=True)
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    if hidden:
        book.create_sheet(hidden, 0).sheet_state = "hidden"
        book.active = 1
    for name in others:
        book.create_sheet(name)
    if number_format:
        book.active["E2"].number_format = number_format
    book.save(folder / "cijfers.xlsx")


def faults(dataset):
    return [
        (fault.region, fault.problem.located(), fault.problem.message, fault.problem.hint) for fault in dataset.faults
    ]


def test_dutch_csv(content):
    dataset, problems = load(content)
    assert problems == []
    assert dataset.faults == ()
    assert dataset.file == FILE
    row = dataset.frame[dataset.frame["line"] == line_of(FIGURES, "utrecht;leveringsvorm;2023;Intramuraal")].iloc[0]
    assert (row.region, row.indicator, row.period) == ("utrecht", "leveringsvorm", Period(2023))
    assert (row.category, row.value, row.unit, row.herkomst) == ("Intramuraal", 70.5, "%", "voorbeeld")


def test_english_csv(tmp_path):
    dataset = load_rows(
        tmp_path,
        "Rotterdam,klanten,2023-01-01,,12.5,aantal,CBS",
        'ZK20,klanten,2023-02,"a, b",-3,aantal,CBS',
        header=HEADER.replace(";", ","),
    )
    assert dataset.faults == ()
    assert dataset.frame["value"].tolist() == [12.5, -3.0]
    assert dataset.frame["category"].tolist() == ["", "a, b"]
    assert dataset.frame["period"].tolist() == [Period(2023, 1, 1), Period(2023, 2)]
    assert set(dataset.frame["region"]) == {"rotterdam"}


def test_names_bom_crlf_empty_rows_and_unknown_values(tmp_path):
    rows = ["Rijnmond;klanten;2023;;;aantal;;later", "Alle Zilveren Kruis-regio's;klanten;2023;;5,25;aantal;x;"]
    text = "\r\n".join([f"\ufeff{HEADER.upper()};opmerking", ";;;;;;;", *rows, ""])
    dataset, problems = load(write_content(tmp_path, figures=text))
    assert (problems, dataset.faults) == ([], ())
    assert dataset.frame["region"].tolist() == ["rotterdam", "zilveren-kruis"]
    assert math.isnan(dataset.frame["value"][0])
    assert dataset.frame["value"][1] == 5.25
    assert dataset.frame["line"].tolist() == [3, 4]


NUMBERS = [
    (
        "1.451",
        "'1.451' is ambiguous: it could be 1451 or 1,451.",
        "write 1451 without a point, or 1,451 if that is meant",
    ),
    ("-1.451", "'-1.451' is ambiguous: it could be -1451 or -1,451.", "write -1451 without a point"),
    ("1.234.567", "'1.234.567' is written with points between the thousands.", "write 1234567 without a point"),
    ("16.1", "'16.1' doesn't have the decimal comma of this file.", "so write 16,1"),
    ("veel", "'veel' is not a number.", "leave the cell empty when the figure isn't known"),
    ("<10", "'<10' is not a number.", "write the true number, however small: the program withholds it ('te klein')"),
    ("< 10", "'< 10' is not a number.", "write the true number, however small"),
    ("minder dan 10", "'minder dan 10' is not a number.", "write the true number, however small"),
    ("<1%", "'<1%' is not a number.", "write the true number, however small"),
    ("Te klein", "'Te klein' is not a number.", "write the true number, however small"),
    ("36%", "'36%' is not a number only.", "the unit stands in the column eenheid"),
    ("€ 7799", "'€ 7799' is not a number only.", "the unit stands in the column eenheid"),
    ("1,451,2", "'1,451,2' is not a number.", "leave the cell empty"),
    ("1.218,0", "'1.218,0' is written with a point between the thousands.", "write 1218,0"),
    ("1,218.5", "'1,218.5' is written with a comma between the thousands.", "write 1218,5"),
    ("1,234,567", "'1,234,567' is written with commas between the thousands.", "write 1234567 without a comma"),
    ("761 562", "'761 562' is written with spaces between its digits.", "write 761562"),
    ("-761\u00a0562,5", "'-761\u00a0562,5' is written with spaces between its digits.", "write -761562,5"),
    ("761 562.5", "'761 562.5' doesn't have the decimal comma of this file.", "so write 761562,5"),
    ("\u221216", "'\u221216' is written with the sign '\u2212'.", "write -16"),
    ("\u20131,451", "'\u20131,451' is written with the sign '\u2013'.", "write -1,451"),
    (
        "\u22121.451",
        "'\u22121.451' is ambiguous: it could be -1451 or -1,451.",
        "write -1451 without a point, or -1,451",
    ),
    ("+1,5", "'+1,5' is written with the sign '+'.", "write 1,5"),
    ("\u2013", "'\u2013' is not a number.", "leave the cell empty"),
    ("12 34", "'12 34' is not a number.", "leave the cell empty"),
    ("1e3", "'1e3' is not a number.", "leave the cell empty"),
    ("#N/B", "'#N/B' is not a number.", "leave the cell empty"),
    ("nan", "'nan' is not a number.", "leave the cell empty"),
    ("9" * 400, "A number of 400 signs ('999999999999999...') is too large for a figure.", "run together"),
    ("-1200000000000000,5", "'-1200000000000000,5' is too large for a figure.", "run together"),
]


@pytest.mark.parametrize(("text", "message", "hint"), NUMBERS)
def test_text_in_the_place_of_a_number(tmp_path, text, message, hint):
    figures = change_figure("rotterdam;klanten;2023;;", text)
    dataset, problems = load(write_content(tmp_path, figures=figures))
    assert problems == []
    [(region, place, said, advice)] = faults(dataset)
    assert (region, place, said) == ("rotterdam", f"{FILE}:{line_of(figures, 'rotterdam;klanten;2023')}", message)
    assert hint in advice


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "1.451",
            "'1.451' is ambiguous: it could be 1451 or 1,451.",
            "write 1451 without a point, or 1.4510 if that is meant",
        ),
        (
            '"1,218"',
            "'1,218' is ambiguous: it could be 1218 or 1.218.",
            "write 1218 without a comma, or 1.2180 if that is meant",
        ),
        (
            '"761,562"',
            "'761,562' is ambiguous: it could be 761562 or 761.562.",
            "write 761562 without a comma, or 761.5620 if that is meant",
        ),
        ('"1,234,567"', "'1,234,567' is written with commas between the thousands.", "write 1234567 without a comma"),
        ('"1,218.0"', "'1,218.0' is written with a comma between the thousands.", "write 1218.0"),
        ('"1.218,5"', "'1.218,5' is written with a point between the thousands.", "write 1218.5"),
        ("761 562.5", "'761 562.5' is written with spaces between its digits.", "write 761562.5"),
        ('"1234,567"', "'1234,567' doesn't have the decimal point of this file.", "so write 1234.567"),
        ('"16,1"', "'16,1' doesn't have the decimal point of this file.", "so write 16.1"),
    ],
)
def test_text_in_the_place_of_a_number_in_english(tmp_path, text, message, hint):
    dataset = load_rows(tmp_path, f"rotterdam,klanten,2023,,{text},aantal,x", header=HEADER.replace(";", ","))
    [(_, place, said, advice)] = faults(dataset)
    assert (place, said) == (f"{FILE}:2", message)
    assert hint in advice


NEARLY_NUMBERS = ["1.218", "761,562", "1.218,0", "1,218.0", "1.234.567", "1,234,567.8", "0,451", "0.451", "12,3456"]
NEARLY_NUMBERS += ["1 218", "761\u202f562,25", "\u2212 16", "+16", "\u221216.5", "- 1 218.125", "+1,451", "1 451.5"]


@pytest.mark.parametrize("decimal", [",", "."])
@pytest.mark.parametrize("excel", [False, True])
@pytest.mark.parametrize("text", NEARLY_NUMBERS)
def test_what_a_hint_says_to_write_is_read(text, decimal, excel):
    if parse_number(text, decimal) is None:
        message, hint = number_fault(text, RawTable((), decimal, excel))
        assert "is not a number" not in message
        proposed = re.findall(r"(?:write|type|or) (-?[\d.,]+)(?=[, ]|$)", hint)
        assert proposed
        assert all(parse_number(each.rstrip(","), decimal) is not None for each in proposed), hint


@pytest.mark.parametrize(
    ("text", "value"), [("0,451", 0.451), ("1451", 1451), ("1,451", 1.451), ("-3", -3), ("007", 7)]
)
def test_plain_numbers(tmp_path, text, value):
    dataset = load_rows(tmp_path, f"rotterdam;klanten;2023;;{text};aantal;x")
    assert dataset.faults == ()
    assert dataset.frame["value"].tolist() == [value]


@pytest.mark.parametrize(
    ("row", "region", "message", "hint"),
    [
        (
            "Roterdam;klanten;2023;;5;aantal;x",
            ALL_REGIONS,
            "There is no region 'Roterdam'.",
            "did you mean 'rotterdam'?",
        ),
        (
            "zilverenkruis;klanten;2023;;5;aantal;x",
            ALL_REGIONS,
            "There is no region 'zilverenkruis'.",
            "'zilveren-kruis'",
        ),
        (";klanten;2023;;5;aantal;x", ALL_REGIONS, "The region of this row is empty.", "slug"),
        (
            "utrecht;klanten;jan-23;;5;aantal;x",
            "utrecht",
            "'jan-23' is not a period.",
            "write 2023, 2023-02 or 2023-01-01",
        ),
        ("utrecht;klanten;2023-13;;5;aantal;x", "utrecht", "'2023-13' is not a period.", "write 2023"),
        ("utrecht;klanten;;;5;aantal;x", "utrecht", "'' is not a period.", "write 2023"),
        ("utrecht;klanten;2023;;5;aantal;", "utrecht", "The figure has no 'herkomst'.", "voorbeeld"),
        ("zilveren-kruis;klanten;2023;;5;aantal;", ALL_REGIONS, "The figure has no 'herkomst'.", "voorbeeld"),
        (
            "utrecht;klanten;2023;;5;aantal",
            "utrecht",
            "This row has 6 columns where the first line has 7.",
            "semicolon",
        ),
        (
            "utrecht;klanten;2023;a;b;5;aantal;x",
            "utrecht",
            "This row has 8 columns where the first line has 7.",
            "quotes",
        ),
    ],
)
def test_faults_of_a_row_stop_its_region(tmp_path, row, region, message, hint):
    dataset = load_rows(tmp_path, "rotterdam;klanten;2023;;5;aantal;x", row)
    [(stopped, place, said, advice)] = faults(dataset)
    assert (stopped, place, said) == (region, f"{FILE}:3", message)
    assert hint in advice


@pytest.mark.parametrize(
    ("figures", "where", "message", "hint"),
    [
        (
            FIGURES.replace("herkomst", "herkomts", 1),
            f"{FILE}:1",
            "The column 'herkomst' is missing.",
            "is 'herkomts' meant?",
        ),
        (FIGURES.replace(";eenheid", "", 1), f"{FILE}:1", "The column 'eenheid' is missing.", "the columns are regio,"),
        (FIGURES.replace("eenheid", "waarde", 1), f"{FILE}:1", "The column 'waarde' is there 2 times.", "keep one"),
        (
            FIGURES.replace(";", "\t"),
            f"{FILE}:1",
            "The first line doesn't part the columns with ';' or ',': 'regio",
            "regio,",
        ),
        ("", FILE, "The file 'cijfers.csv' is empty.", "fill it"),
        (
            FIGURES.encode().replace(b"voorbeeld", b"caf\xe9", 1),
            f"{FILE}:2",
            "isn't saved as UTF-8 but as Windows-1252",
            "'CSV UTF-8",
        ),
        (None, FILE, "The file 'cijfers.csv' isn't there.", "put it back"),
    ],
)
def test_faults_of_the_whole_file(tmp_path, figures, where, message, hint):
    dataset, problems = load(write_content(tmp_path, figures=figures))
    assert dataset is None
    assert any(place == where and message in said and hint in advice for place, said, advice in problems), problems


def test_voorbeeld_is_known_however_it_is_written(tmp_path):
    dataset = load_rows(tmp_path, "utrecht;klanten;2023;;5;aantal;Voorbeeld ")
    assert dataset.frame["herkomst"].tolist() == ["voorbeeld"]


def test_an_unknown_region_is_told_once(tmp_path):
    dataset = load_rows(tmp_path, *(f"Roterdam;klanten;{year};;5;aantal;x" for year in (2021, 2022, 2023)))
    assert [place for _, place, _, _ in faults(dataset)] == [f"{FILE}:2"]


def test_quotes_that_do_not_match(tmp_path):
    rows = [
        HEADER,
        "utrecht;klanten;2022;;5;aantal;x",
        'utrecht;klanten;2023;"a;5;aantal;x',
        "utrecht;klanten;2024;;5;aantal;x",
    ]
    dataset, problems = load(write_content(tmp_path, figures="\n".join(rows)))
    assert dataset is None
    [(place, message, hint)] = problems
    assert (place, message) == (
        f"{FILE}:3",
        "The double quotes of this row don't match, so its columns can't be told apart.",
    )
    assert "before and after" in hint


def test_a_quoted_cell_of_two_lines_keeps_the_count(tmp_path):
    dataset = load_rows(tmp_path, 'utrecht;klanten;2022;;5;aantal;"a\nb"', "utrecht;klanten;2023;;veel;aantal;x")
    assert [place for _, place, _, _ in faults(dataset)] == [f"{FILE}:4"]


def test_xlsx(content):
    save_xlsx(
        content,
        [
            HEADER.split(";"),
            ["rotterdam", "klanten", 2022, None, 1100, "aantal", "CBS"],
            [],
            ["rotterdam", "leveringsvorm", "2023", "MPT", "20,5", "%", "CBS"],
            ["rotterdam", "klanten", datetime.date(2023, 1, 1), "", 12.25, "aantal", "CBS"],
            ["utrecht", "klanten", 2023.0, None, None, "aantal", None],
            ["utrecht", "klanten", 2022, None, "1.451", "aantal", "CBS"],
        ],
    )
    dataset, problems = load(content)
    assert problems == []
    assert dataset.file == "2023-2024/ggz/cijfers.xlsx"
    assert dataset.frame["value"].tolist()[:3] == [1100, 20.5, 12.25]
    assert dataset.frame["period"].tolist()[:3] == [Period(2022), Period(2023), Period(2023, 1, 1)]
    assert dataset.frame["line"].tolist() == [2, 4, 5, 6, 7]
    [(region, place, said, _)] = faults(dataset)
    assert (region, place) == ("utrecht", "2023-2024/ggz/cijfers.xlsx:7")
    assert "'1.451' is ambiguous" in said


def test_letters_of_a_workbook_are_composed(content):
    rows = [HEADER.split(";"), ["rotterdam", "klanten", 2022, None, 1100, "aantal", "Catego\u200briee\u0308n, p. 1"]]
    save_xlsx(content, rows)
    dataset, problems = load(content)
    assert problems == []
    assert dataset.frame["herkomst"].tolist() == ["Categorie\u00ebn, p. 1"]


def test_xlsx_cell_formatted_as_percentage(content):
    save_xlsx(content, [HEADER.split(";"), ["utrecht", "leveringsvorm", 2023, "MPT", 0.365, "%", "CBS"]], "0.0%")
    dataset, _ = load(content)
    [(region, place, said, hint)] = faults(dataset)
    assert (region, place) == ("utrecht", "2023-2024/ggz/cijfers.xlsx:2")
    assert said == "The cell shows 36.5% but holds 0.365."
    assert hint == "give the column the format 'Number' and write 36,5"


@pytest.mark.parametrize(
    ("number_format", "percent"),
    [
        ("0%", True),
        ("0.00%;[Red]-0.00%", True),
        ('0.0" procent "%', True),
        ('0"%"', False),
        ("0\\%", False),
        ('[>1]0"% van 100%";General', False),
        ("0_%", False),
        ("General", False),
    ],
)
def test_a_percent_sign_that_is_only_written_is_none(content, number_format, percent):
    save_xlsx(content, [HEADER.split(";"), ["utrecht", "leveringsvorm", 2023, "MPT", 15, "%", "CBS"]], number_format)
    dataset, _ = load(content)
    assert bool(dataset.faults) is percent
    assert percent or dataset.frame["value"].tolist() == [15]


def test_a_text_in_excel_is_told_in_words_of_excel(content):
    row = ["utrecht", "klanten", 2023, None, "761562.5", "aantal", "CBS"]
    save_xlsx(content, [HEADER.split(";"), row])
    [(_, place, said, hint)] = faults(load(content)[0])
    assert place == "2023-2024/ggz/cijfers.xlsx:2"
    assert said == "'761562.5' is a text with a decimal point, not a number."
    assert hint == "give the cell the format 'Number' and type 761562,5 in it"


def test_too_large_a_number_in_excel(content):
    rows = [["utrecht", "klanten", year, None, value, "aantal", "CBS"] for year, value in ((2022, 1e300), (2023, 1e15))]
    save_xlsx(content, [HEADER.split(";"), *rows])
    [(_, place, said, _)] = faults(load(content)[0])
    assert place == "2023-2024/ggz/cijfers.xlsx:2"
    assert said == "A number of 301 signs ('100000000000000...') is too large for a figure."


def test_a_row_of_spaces_in_excel_is_none(content):
    row = ["utrecht", "klanten", 2023, None, 5, "aantal", "CBS"]
    save_xlsx(content, [HEADER.split(";"), ["  ", None, " ", "\t"], row, ["", " "]])
    dataset, problems = load(content)
    assert (problems, dataset.faults) == ([], ())
    assert dataset.frame["line"].tolist() == [3]


def test_a_formula_without_its_outcome_is_told(content):
    rows = [
        ["utrecht", "klanten", 2022, None, "=5+6", "aantal", "CBS"],
        ["rotterdam", "klanten", 2023, None, None, "aantal", "CBS"],
        ["rotterdam", "klanten", 2022, None, 5, "aantal", "CBS", "=1+1"],
        [None, None, None, None, "=7+8", None, None],
    ]
    save_xlsx(content, [HEADER.split(";"), *rows])
    dataset, problems = load(content)
    assert problems == []
    file = "2023-2024/ggz/cijfers.xlsx"
    said = "The cell of 'waarde' holds a formula without its outcome."
    assert [found[:3] for found in faults(dataset)] == [
        ("utrecht", f"{file}:2", said),
        (ALL_REGIONS, f"{file}:5", said),
    ]
    assert "save it there" in faults(dataset)[0][3]
    assert dataset.frame["line"].tolist() == [3, 4]


def test_a_formula_with_its_outcome_is_read(content):
    save_xlsx(content, [HEADER.split(";"), ["utrecht", "klanten", 2023, "=A9", "=5+6", "aantal", "CBS"]])
    path = content / "2023-2024" / "ggz" / "cijfers.xlsx"
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    sheet = sheet.replace(b"<f>5+6</f><v></v>", b"<f>5+6</f><v>11</v>").replace(
        b"<f>5+6</f><v />", b"<f>5+6</f><v>11</v>"
    )
    sheet = sheet.replace(b'<c r="D2">', b'<c r="D2" t="str">')
    parts["xl/worksheets/sheet1.xml"] = sheet
    with zipfile.ZipFile(path, "w") as book:
        for name, data in parts.items():
            book.writestr(name, data)
    dataset, problems = load(content)
    assert (problems, dataset.faults) == ([], ())
    assert dataset.frame["value"].tolist() == [11]


def test_the_first_sheet_that_is_not_hidden_is_read(content):
    save_xlsx(content, [HEADER.split(";"), ["utrecht", "klanten", 2023, None, 5, "aantal", "CBS"]], hidden="Oud")
    dataset, problems = load(content)
    assert (problems, dataset.faults) == ([], ())
    assert (dataset.frame["value"].tolist(), dataset.sheet) == ([5], "Sheet")


def test_the_sheet_is_named_when_there_are_more(content):
    rows = [HEADER.replace("herkomst", "herkomts").split(";"), ["utrecht"]]
    save_xlsx(content, rows, others=["Uitleg"])
    [(place, message, _)] = load(content)[1]
    assert (place, message) == (
        "2023-2024/ggz/cijfers.xlsx:1",
        "Sheet 'Sheet': The column 'herkomst' is missing.",
    )
    save_xlsx(content, [], hidden="Oud")
    assert load(content)[1][0][1] == "Sheet 'Sheet': The first visible sheet of 'cijfers.xlsx' is empty."
    save_xlsx(content, rows)
    assert load(content)[1][0][1] == "The column 'herkomst' is missing."


MERGED_ROWS = [
    ["rotterdam", "klanten", 2022, None, 1100, "aantal", "CBS"],
    ["rotterdam", "klanten", 2023, None, 1200, "aantal", "CBS"],
    ["rotterdam", "klanten", 2024, None, 1300, "aantal", "CBS"],
    ["utrecht", "klanten", 2023, None, 900, "aantal", "CBS"],
]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ("E2:E3", [("rotterdam", 3, "waarde")]),
        ("E2:E5", [("rotterdam", 3, "waarde"), ("utrecht", 5, "waarde")]),
        ("G3:G4", [("rotterdam", 4, "herkomst")]),
        ("A2:A4", [(ALL_REGIONS, 3, "regio")]),
        ("F1:F2", [("rotterdam", 2, "eenheid")]),
        ("C5:E5", [("utrecht", 5, "categorie")]),
        ("D2:D5", []),
        ("H2:H5", []),
        ("D2:E2", []),
    ],
)
def test_cells_of_a_workbook_that_are_merged(content, cells, told):
    rows = [list(row) for row in MERGED_ROWS]
    if cells == "D2:E2":
        rows[0][4] = None
    save_xlsx(content, [[*HEADER.split(";"), "opmerking"], *rows], merged=[cells])
    dataset, problems = load(content)
    assert problems == []
    assert faults(dataset) == [
        (
            region,
            f"2023-2024/ggz/cijfers.xlsx:{line}",
            f"The cells {cells} are merged, so this row has no '{column}' of its own.",
            "split the cells ('Merge & Center' in Excel's menu Home), and fill in each of them",
        )
        for region, line, column in told
    ]


def test_merged_cells_that_nothing_is_read_from(content):
    rows = [list(row) for row in MERGED_ROWS]
    rows[0][6] = None
    rows[0][4] = rows[1][4] = rows[1][6] = None
    save_xlsx(content, [HEADER.split(";"), *rows], merged=["E2:E3", "G2:G3"])
    dataset, problems = load(content)
    assert (problems, dataset.faults) == ([], ())


def test_faults_of_xlsx(content):
    folder = content / "2023-2024" / "ggz"
    save_xlsx(content, [])
    assert load(content)[1][0][1] == "The first visible sheet of 'cijfers.xlsx' is empty."
    (folder / "cijfers.xlsx").write_bytes(b"no workbook")
    assert load(content)[1][0][1] == "The file 'cijfers.xlsx' can't be read as an Excel workbook."
    (folder / "cijfers.csv").write_text(FIGURES)
    [(place, message, hint)] = load(content)[1]
    assert place == "2023-2024/ggz/cijfers.xlsx"
    assert message == "There is a cijfers.csv as well as a cijfers.xlsx."
    assert hint == "keep the one that holds the figures"
