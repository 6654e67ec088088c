"""Figures that can be read but don't fit their edition, or that aren't there."""

from __future__ import annotations

import openpyxl
import pytest

from content_factory import EDITION, FIGURES, change_figure, line_of, write_content
from regioplan_pdf.errors import Problems
from regioplan_pdf.load import load_dataset, load_edition, load_regions
from regioplan_pdf.load.data import ALL_REGIONS
from regioplan_pdf.validate.edition import check_dataset

FIGURES_FILE = "2023-2024/ggz/cijfers.csv"


def told(problems):
    return [(p.located(), p.message, p.hint) for p in problems]


def check_figures(root, figures, edition=EDITION, selected=("rotterdam", "utrecht")):
    content = write_content(root, figures=figures, edition=edition)
    problems = Problems()
    folder = content / "2023-2024" / "ggz"
    settings = load_edition(folder, content, problems)
    regions = load_regions(content, problems)
    dataset = load_dataset(folder, content, settings, regions, problems)
    assert problems.found() == ()
    shared, by_region, _ = check_dataset(dataset, settings, regions, selected)
    return {region: told(found) for region, found in {ALL_REGIONS: shared, **by_region}.items() if found}


def test_the_small_content_has_no_faults(tmp_path):
    assert check_figures(tmp_path, FIGURES) == {}


ROW = "rotterdam;leveringsvorm;2023;MPT"
FIGURE_FAULTS = [
    # what stands there, what takes its place, region, start of the line ('' for the file), message, hint
    (
        "rotterdam;klanten;2022",
        "rotterdam;klantn;2022",
        "rotterdam",
        "rotterdam;klantn",
        "There is no indicator 'klantn'.",
        "did you mean 'klanten'?",
    ),
    (
        "rotterdam;klanten;2022",
        "rotterdam;;2022",
        "rotterdam",
        "rotterdam;;",
        "The indicator of this row is empty.",
        "editie.toml",
    ),
    (
        f"{ROW};20;%",
        f"{ROW};20;aantal",
        "rotterdam",
        ROW,
        "'leveringsvorm' is in '%', but this row says 'aantal'.",
        "write %",
    ),
    (
        "1200;aantal",
        "1200;aantl",
        "rotterdam",
        "rotterdam;klanten;2023",
        "There is no unit 'aantl'.",
        "did you mean 'aantal'?",
    ),
    (
        "1200;aantal",
        "1200;",
        "rotterdam",
        "rotterdam;klanten;2023",
        "The 'eenheid' of this row is empty.",
        "write aantal",
    ),
    (
        f"{ROW};",
        "rotterdam;leveringsvorm;2023;MTP;",
        "rotterdam",
        "rotterdam;leveringsvorm;2023;MTP",
        "'leveringsvorm' has no category 'MTP'.",
        "did you mean 'MPT'?",
    ),
    (
        f"{ROW};",
        "rotterdam;leveringsvorm;2023;;",
        "rotterdam",
        "rotterdam;leveringsvorm;2023;;",
        "'leveringsvorm' needs a category.",
        "known are: Intramuraal, MPT, PGB",
    ),
    (
        f"{ROW};20",
        f"{ROW};120",
        "rotterdam",
        ROW,
        "The share 'leveringsvorm' is 120%, which is outside 0-100.",
        "verandering = true",
    ),
    (
        f"{ROW};20",
        f"{ROW};-0,5",
        "rotterdam",
        ROW,
        "The share 'leveringsvorm' is -0,5%, which is outside 0-100.",
        "verandering = true",
    ),
    (
        "rotterdam;klanten;2023;;1200;",
        "rotterdam;klanten;2023;;-5;",
        "rotterdam",
        "rotterdam;klanten;2023",
        "'klanten' is -5, but persons can't be fewer than none.",
        "",
    ),
    (
        f"{ROW};20",
        f"{ROW};23",
        "rotterdam",
        "rotterdam;leveringsvorm;2023;Intramuraal",
        "The parts of 'leveringsvorm' of Rotterdam in 2023 add up to 103%, not to 100%.",
        'som = "dubbel"',
    ),
    (
        "rotterdam;klanten;2023",
        "rotterdam;klanten;2022",
        "rotterdam",
        "rotterdam;klanten;2022;;1200",
        "This figure of Rotterdam is there twice: 'klanten', 2022.",
        "the first is at line 2; keep one of them",
    ),
    (
        "utrecht;leveringsvorm;2023;PGB",
        "utrecht;leveringsvorm;2023;MPT",
        "utrecht",
        "utrecht;leveringsvorm;2023;MPT;15,5",
        "This figure of Utrecht is there twice: 'leveringsvorm', 2023, 'MPT'.",
        "keep one",
    ),
    (
        "zilveren-kruis;leveringsvorm;2023;MPT;14",
        "zilveren-kruis;leveringsvorm;2023;MPT;114",
        ALL_REGIONS,
        "zilveren-kruis;leveringsvorm;2023;MPT",
        "The share 'leveringsvorm' is 114%, which is outside 0-100.",
        "",
    ),
    (
        "zilveren-kruis;leveringsvorm;2023;MPT;14",
        "zilveren-kruis;leveringsvorm;2023;MPT;10",
        ALL_REGIONS,
        "zilveren-kruis;leveringsvorm;2023;Intra",
        "The parts of 'leveringsvorm' of the benchmark ('zilveren-kruis') in 2023 add up to 96%, not to 100%.",
        "",
    ),
]


@pytest.mark.parametrize(("old", "new", "region", "start", "message", "hint"), FIGURE_FAULTS)
def test_faults_of_figures(tmp_path, old, new, region, start, message, hint):
    assert FIGURES.count(old) == 1
    figures = FIGURES.replace(old, new)
    found = check_figures(tmp_path, figures)
    assert list(found) == [region], "only the documents that the fault is about are stopped"
    [(place, said, advice)] = found[region]
    assert (place, said) == (f"{FIGURES_FILE}:{line_of(figures, start)}", message)
    assert hint in advice


def test_a_workbook_with_more_sheets_names_the_one_that_was_read(tmp_path):
    content = write_content(tmp_path)
    folder = content / "2023-2024" / "ggz"
    (folder / "cijfers.csv").unlink()
    book = openpyxl.Workbook()
    book.create_sheet("Uitleg")
    book.active.title = "Cijfers"
    rows = FIGURES.replace("rotterdam;klanten;2022;;1100", "rotterdam;klanten;2022;;veel").splitlines()
    for row in rows:
        if not row.startswith("utrecht;klanten"):
            book.active.append(row.split(";"))
    book.save(folder / "cijfers.xlsx")
    problems = Problems()
    settings, regions = load_edition(folder, content, problems), load_regions(content, problems)
    dataset = load_dataset(folder, content, settings, regions, problems)
    _, found, _ = check_dataset(dataset, settings, regions, ["rotterdam", "utrecht"])
    assert [problem.message for problem in found["rotterdam"]] == ["Sheet 'Cijfers': 'veel' is not a number."]
    assert found["utrecht"][0].message.startswith("Sheet 'Cijfers': Utrecht has no figures of 'klanten'")


def without(*starts):
    return "".join(line for line in FIGURES.splitlines(keepends=True) if not line.startswith(starts))


MISSING = [
    (("rotterdam;klanten;",), "rotterdam", "Rotterdam has no figures of 'klanten', which key figure 'klanten' needs."),
    (
        ("rotterdam;locaties",),
        "rotterdam",
        "Rotterdam has no figures of 'locaties_per_1000', which key figure 'locaties_per_1000' needs.",
    ),
    (
        ("rotterdam;leveringsvorm;2022",),
        "rotterdam",
        "Rotterdam has no figures of 'leveringsvorm' for 2022, which chart 'leveringsvormen' needs.",
    ),
    (
        ("rotterdam;leveringsvorm",),
        "rotterdam",
        "Rotterdam has no figures of 'leveringsvorm', which chart 'leveringsvormen' needs.",
    ),
    (("utrecht;",), "utrecht", "There are no figures of Utrecht."),
    (
        ("zilveren-kruis;leveringsvorm",),
        ALL_REGIONS,
        "The benchmark ('zilveren-kruis') has no figures of 'leveringsvorm', which chart 'leveringsvormen' needs.",
    ),
    (
        ("zilveren-kruis;leveringsvorm;2023",),
        ALL_REGIONS,
        "The benchmark ('zilveren-kruis') has no figures of 'leveringsvorm' for 2023, "
        "which chart 'leveringsvormen' needs.",
    ),
    (
        ("zilveren-kruis;locaties",),
        ALL_REGIONS,
        "The benchmark ('zilveren-kruis') has no figures of 'locaties_per_1000', "
        "which key figure 'locaties_per_1000' needs.",
    ),
]


@pytest.mark.parametrize(("starts", "region", "message"), MISSING)
def test_missing_figures(tmp_path, starts, region, message):
    found = check_figures(tmp_path, without(*starts))
    assert (FIGURES_FILE, message) in [(place, said) for place, said, _ in found[region]]
    assert set(found) == {region}


def test_a_missing_category_is_told_when_the_rest_could_be_whole(tmp_path):
    figures = without("utrecht;leveringsvorm;2023;MPT")
    figures = change_figure("utrecht;leveringsvorm;2023;PGB;", "29,5", figures)
    message = "Utrecht has no figures of 'leveringsvorm' for 'MPT' in 2023, which chart 'leveringsvormen' needs."
    [(place, said, hint)] = check_figures(tmp_path, figures)["utrecht"]
    assert (place, said) == (FIGURES_FILE, message)
    assert "leave 'waarde' empty" in hint


def test_the_base_of_a_share_is_needed_to_guard_it(tmp_path):
    edition = EDITION.replace('[[kerncijfer]]\nindicator = "klanten"\nlabel = "GGZ-klanten"\n', "")
    found = check_figures(tmp_path, without("utrecht;klanten"), edition)
    [(_, message, _)] = found["utrecht"]
    assert (
        message
        == "Utrecht has no figures of 'klanten', which 'leveringsvorm' (to find small numbers of persons) needs."
    )


def test_an_unknown_value_is_no_missing_figure(tmp_path):
    assert check_figures(tmp_path, change_figure("utrecht;leveringsvorm;2023;MPT;", "")) == {}


def test_an_unknown_base_would_let_small_numbers_through(tmp_path):
    figures = change_figure("utrecht;klanten;2023;;", "")
    [(place, message, hint)] = check_figures(tmp_path, figures)["utrecht"]
    assert place == f"{FIGURES_FILE}:{line_of(figures, 'utrecht;klanten;2023')}"
    assert message == (
        "'klanten' of Utrecht is empty for 2023, so small numbers of persons behind 'leveringsvorm' can't be found."
    )
    assert hint == (
        "fill in how many they are, which no plan shows unless it's asked to; "
        "if that isn't known, leave 'waarde' of 'leveringsvorm' empty too"
    )


def test_an_unknown_base_is_no_fault_when_its_shares_are_unknown_too(tmp_path):
    figures = change_figure("utrecht;klanten;2023;;", "")
    for part in ("Intramuraal", "MPT", "PGB"):
        figures = change_figure(f"utrecht;leveringsvorm;2023;{part};", "", figures)
    assert check_figures(tmp_path, figures) == {}


def test_an_unknown_base_of_the_benchmark_stops_every_plan(tmp_path):
    figures = change_figure("zilveren-kruis;klanten;2023;;", "")
    [(_, message, _)] = check_figures(tmp_path, figures)[ALL_REGIONS]
    assert message.startswith("'klanten' of the benchmark ('zilveren-kruis') is empty for 2023")


@pytest.mark.parametrize("value", ["20,9", "18,6", "21,5", "18,5"])
def test_parts_may_be_off_by_their_rounding(tmp_path, value):
    assert check_figures(tmp_path, change_figure(f"{ROW};", value)) == {}


@pytest.mark.parametrize("value", ["21,6", "18,4"])
def test_parts_may_not_be_off_by_more(tmp_path, value):
    assert set(check_figures(tmp_path, change_figure(f"{ROW};", value))) == {"rotterdam"}


def test_parts_may_exceed_when_clients_count_twice(tmp_path):
    edition = EDITION.replace('som = "som"', 'som = "dubbel"')
    assert check_figures(tmp_path, change_figure(f"{ROW};", "40"), edition) == {}


def test_a_stacked_chart_needs_parts_of_a_whole(tmp_path):
    edition = EDITION.replace('som = "som"\n', "")
    assert set(check_figures(tmp_path, change_figure(f"{ROW};", "40"), edition)) == {"rotterdam"}


def test_fractions_in_the_place_of_percentages(tmp_path):
    figures = FIGURES
    for part, value in (("Intramuraal", "0,65"), ("MPT", "0,20"), ("PGB", "0,15")):
        figures = change_figure(f"rotterdam;leveringsvorm;2023;{part};", value, figures)
    [(_, message, hint)] = check_figures(tmp_path, figures)["rotterdam"]
    assert message == "The parts of 'leveringsvorm' of Rotterdam in 2023 add up to 1%, not to 100%."
    assert hint == "percentages are written as 36, not as 0,36"


def test_a_growth_may_be_negative(tmp_path):
    edition = EDITION.replace(
        "[[kerncijfer]]", '[[indicator]]\nid = "groei"\neenheid = "%"\nverandering = true\n\n[[kerncijfer]]', 1
    )
    figures = FIGURES + "rotterdam;groei;2023;;-12;%;CBS\nutrecht;groei;2023;;140;%;CBS\n"
    assert check_figures(tmp_path, figures, edition) == {}


def test_counts_add_up_to_their_total(tmp_path):
    extra = '[[indicator]]\nid = "vorm"\neenheid = "aantal"\nsom = "som"\ntotaal = "klanten"\n'
    extra += 'categorieen = ["thuis", "elders"]\n\n'
    edition = EDITION.replace("[[kerncijfer]]", extra + "[[kerncijfer]]", 1)
    figures = FIGURES + "rotterdam;vorm;2023;thuis;500;aantal;x\nrotterdam;vorm;2023;elders;700;aantal;x\n"
    assert check_figures(tmp_path / "a", figures, edition) == {}
    [(place, message, _)] = check_figures(tmp_path / "b", figures.replace(";700;", ";650;"), edition)["rotterdam"]
    assert place == f"{FIGURES_FILE}:{line_of(figures, 'rotterdam;vorm')}"
    assert message == "The parts of 'vorm' of Rotterdam in 2023 add up to 1150, but 'klanten' is 1200."


def test_faults_of_rows_come_with_the_rest(tmp_path):
    figures = change_figure("utrecht;klanten;2023;;", "1.451")
    found = check_figures(tmp_path, figures + "Roterdam;klanten;2021;;5;aantal;x\n")
    assert [said for _, said, _ in found["utrecht"]] == ["'1.451' is ambiguous: it could be 1451 or 1,451."]
    assert [said for _, said, _ in found[ALL_REGIONS]] == ["There is no region 'Roterdam'."]
    assert "rotterdam" not in found


def test_regions_that_are_not_selected_are_passed_over(tmp_path):
    figures = change_figure("utrecht;leveringsvorm;2023;MPT;", "140", change_figure("utrecht;klanten;2023;;", "veel"))
    assert check_figures(tmp_path, figures, selected=("rotterdam",)) == {}


PARTS = """[[indicator]]
id = "klanten_w"
eenheid = "aantal"
totaal = "klanten"

[[indicator]]
id = "klanten_b"
eenheid = "aantal"
totaal = "klanten"

"""


def check_parts(root, w, b, parts=PARTS, more=""):
    """The messages on two indicators without categories that make up 1200 klanten."""
    edition = EDITION.replace("[[kerncijfer]]", parts + "[[kerncijfer]]", 1)
    rows = f"rotterdam;klanten_w;2023;;{w};aantal;x\nrotterdam;klanten_b;2023;;{b};aantal;x\n"
    found = check_figures(root, FIGURES + rows + more, edition).get("rotterdam", [])
    assert all(place.startswith(f"{FIGURES_FILE}:") for place, _, _ in found)
    return [(int(place.rpartition(":")[2]), said, hint) for place, said, hint in found]


W_LINE = FIGURES.count("\n") + 1


@pytest.mark.parametrize(("w", "b"), [("1000", "200"), ("1000", ""), ("1200", "0"), ("", "")])
def test_indicators_that_make_up_their_total(tmp_path, w, b):
    assert check_parts(tmp_path, w, b) == []


def test_indicators_that_do_not_add_up_to_their_total(tmp_path):
    said = "'klanten_w' and 'klanten_b' of Rotterdam in 2023 add up to 1118, but 'klanten' is 1200."
    [(line, message, hint)] = check_parts(tmp_path, "1046", "72")
    assert (line, message) == (W_LINE, said)
    assert hint.startswith("mend the figures (the total is at line 3);")
    assert 'som = "dubbel"' in hint


def test_known_parts_may_not_exceed_the_total_either(tmp_path):
    [(_, message, _)] = check_parts(
        tmp_path,
        "1046",
        "172",
        PARTS + PARTS[: len(PARTS) // 2].replace("_w", "_c"),
        "rotterdam;klanten_c;2023;;;aantal;\n",
    )
    assert message == (
        "'klanten_w' and 'klanten_b' and 'klanten_c' of Rotterdam in 2023 add up to 1218, but 'klanten' is 1200."
    )


def test_a_part_is_never_more_than_the_whole(tmp_path):
    [(line, message, hint)] = check_parts(tmp_path, "2046", "172")
    assert (line, message) == (W_LINE, "'klanten_w' of Rotterdam in 2023 is 2046, more than 'klanten', which is 1200.")
    assert hint == "a part can't be more than the whole: mend one of the two (the whole is at line 3)"


def test_a_single_part_need_not_be_the_whole(tmp_path):
    edition = EDITION.replace("[[kerncijfer]]", PARTS[: len(PARTS) // 2] + "\n[[kerncijfer]]", 1)
    row = "rotterdam;klanten_w;2023;;{};aantal;x\n"
    assert check_figures(tmp_path / "a", FIGURES + row.format(700), edition) == {}
    assert set(check_figures(tmp_path / "b", FIGURES + row.format(1700), edition)) == {"rotterdam"}


def test_parts_that_count_twice_may_exceed_the_whole_but_each_may_not(tmp_path):
    double = PARTS.replace('"aantal"\n', '"aantal"\nsom = "dubbel"\n')
    assert check_parts(tmp_path / "a", "1046", "900", double) == []
    [(_, message, _)] = check_parts(tmp_path / "b", "1046", "8600", double)
    assert message == "'klanten_b' of Rotterdam in 2023 is 8600, more than 'klanten', which is 1200."


@pytest.mark.parametrize(("setting", "value", "message"), [
    ("dubbel", "1100", None),
    ("dubbel", "8600", "'vorm', 'elders', of Rotterdam in 2023 is 8600, more than 'klanten', which is 1200."),
    ("som", "8600", "'vorm', 'elders', of Rotterdam in 2023 is 8600, more than 'klanten', which is 1200."),
    ("", "650", "The parts of 'vorm' of Rotterdam in 2023 add up to 1150, but 'klanten' is 1200."),
])  # fmt: skip
def test_a_category_against_the_total(tmp_path, setting, value, message):
    extra = f'[[indicator]]\nid = "vorm"\neenheid = "aantal"\nsom = "{setting}"\ntotaal = "klanten"\n'
    extra += 'categorieen = ["thuis", "elders"]\n\n'
    edition = EDITION.replace("[[kerncijfer]]", extra + "[[kerncijfer]]", 1)
    figures = FIGURES + f"rotterdam;vorm;2023;thuis;500;aantal;x\nrotterdam;vorm;2023;elders;{value};aantal;x\n"
    found = check_figures(tmp_path, figures, edition).get("rotterdam", [])
    assert [said for _, said, _ in found] == ([message] if message else [])


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("2023", "2023-01", True),
        ("2023-01-01", "2023", True),
        ("2023-01-01", "2023-01", True),
        ("2022", "2023-01", False),
    ],
)
def test_a_year_and_a_month_of_it_are_one_figure_twice(tmp_path, first, second, told):
    rows = "".join(f"rotterdam;inwoners;{period};;5;aantal;x\n" for period in (first, second))
    edition = EDITION.replace(
        "[[kerncijfer]]", '[[indicator]]\nid = "inwoners"\neenheid = "aantal"\n\n[[kerncijfer]]', 1
    )
    found = check_figures(tmp_path, FIGURES + rows, edition).get("rotterdam", [])
    narrow, wide = sorted((first, second), key=len, reverse=True)
    lines = {first: W_LINE, second: W_LINE + 1}
    assert (
        found
        == [
            (
                f"{FIGURES_FILE}:{lines[narrow]}",
                f"'inwoners' of Rotterdam has figures of {narrow} as well as of {wide}.",
                f"write the period in the same way in all rows; {wide} is at line {lines[wide]}",
            )
        ]
        * told
    )
