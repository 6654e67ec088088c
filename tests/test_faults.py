"""Every fault an editor can make, through the command: message, file, line, hint, exit code, what stays."""

from __future__ import annotations

import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pypdf import PdfReader

from command import FONTS, Ran, call, run
from content_factory import EDITION, FIGURES, REGIONS, TEXT, THEME, change_figure, line_of, write_content

ROTTERDAM = "regioplan-ggz-rotterdam-2023-2024.pdf"
UTRECHT = "regioplan-ggz-utrecht-2023-2024.pdf"
OLD = b"%PDF-1.4 the old plan"
MD = "2023-2024/ggz/rotterdam.md"
CSV = "2023-2024/ggz/cijfers.csv"
TOML = "2023-2024/ggz/editie.toml"
SAVE_TEXT = "save it as UTF-8: in Notepad 'Save as' with Encoding 'UTF-8'"
NO_LINK = "a link starts with https://, http://, mailto: or tel:"
MANY_WORDS = " ".join(f"woord{number}" for number in range(3000))


@dataclass(frozen=True)
class Fault:
    """A change to the small content folder, and what must be said of it.

    changes: arguments of `write_content`. stops: which plans aren't made.
    """

    name: str
    changes: Mapping[str, object]
    where: str
    message: str
    hint: str
    stops: tuple[str, ...] = field(default=(ROTTERDAM,))


BOTH = (ROTTERDAM, UTRECHT)


def in_text(name: str, old: str, new: str, line: int, message: str, hint: str) -> Fault:
    """A fault at a line of Rotterdam's text; `old` '' adds `new` at the end."""
    changed = TEXT.replace(old, new, 1) if old else TEXT + new
    assert changed != TEXT
    where = f"{MD}:{line}" if line else MD
    return Fault(name, {"texts": {"rotterdam": changed, "utrecht": TEXT}}, where, message, hint)


def as_text(name: str, text: str | bytes, line: int, message: str, hint: str) -> Fault:
    where = f"{MD}:{line}" if line else MD
    return Fault(name, {"texts": {"rotterdam": text, "utrecht": TEXT}}, where, message, hint)


def in_value(name: str, row: str, value: str, message: str, hint: str, line: int = 0) -> Fault:
    """A fault in the value of one row of the figures."""
    where = f"{CSV}:{line or line_of(FIGURES, row)}"
    return Fault(name, {"figures": change_figure(row, value)}, where, message, hint)


def extra_row(name: str, row: str, message: str, hint: str, stops: tuple[str, ...] = (ROTTERDAM,)) -> Fault:
    """A fault in a row added to the figures."""
    where = f"{CSV}:{len(FIGURES.splitlines()) + 1}"
    return Fault(name, {"figures": f"{FIGURES}{row}\n"}, where, message, hint, stops)


def without_rows(start: str) -> str:
    kept = [line for line in FIGURES.splitlines(keepends=True) if not line.startswith(start)]
    assert len(kept) < len(FIGURES.splitlines())
    return "".join(kept)


def in_settings(name: str, old: str, new: str, start: str, message: str, hint: str) -> Fault:
    """A fault in editie.toml, at the line that starts with `start` ('' for none)."""
    assert old in EDITION
    changed = EDITION.replace(old, new, 1)
    where = f"{TOML}:{line_of(changed, start)}" if start else TOML
    return Fault(name, {"edition": changed}, where, message, hint, BOTH)


HERE = "Hier zetten"
"""How line 14 of the text starts."""
MPT = "rotterdam;leveringsvorm;2023;MPT;"
KLANTEN = "rotterdam;klanten;2023;;"
FIGURE = "{{ locaties_per_1000 }}"
LINK = "https://example.nl/analyses"
END = line_of(TEXT, "2. Kortere") + 2
"""The line after TEXT and an empty line."""

BLOCKS = (
    as_text(
        "missing block",
        TEXT[TEXT.index("## Samenwerking") :],
        0,
        "The block 'Wat valt op in deze regio?' is missing.",
        "add '## Wat valt op in deze regio?', or set verplicht = false in editie.toml",
    ),
    in_text(
        "unknown block", "", "\n## Projekten\n\nEen.\n", END, "There is no block 'Projekten'.", "mean 'Projecten'?"
    ),
    in_text(
        "doubled block",
        "",
        "\n## Actielijnen 2023\n\nNog eens.\n",
        END,
        "The block 'Actielijnen 2023' is there twice.",
        "the first is at line 12; make them one",
    ),
    in_text(
        "block doubled under its other name",
        "",
        "\n## Regionale afstemming\n\nNog eens.\n",
        END,
        "The block 'Regionale afstemming' is there twice.",
        "the first is at line 5; make them one",
    ),
    in_text("empty block", "", "\n## Projecten\n", END, "The block 'Projecten' is empty.", "write its text under"),
    as_text(
        "text before a block",
        "Zomaar.\n\n" + TEXT,
        1,
        "There is text before the first '##' heading, so it belongs to no block.",
        "put a heading of a block over it",
    ),
)
MARKDOWN = (
    in_text("image", HERE, f"![kaart](kaart.png)\n{HERE}", 14, "An image can't stand in the text.", "leave it out"),
    in_text("HTML", HERE, f"<div>x</div>\n\n{HERE}", 14, "HTML can't stand in the text: '<div>x</div>'.", "leave it"),
    in_text("HTML in a line", HERE, "Hier <b>zetten</b>", 14, "HTML can't stand in the text: '<b>'.", "**bold**"),
    in_text(
        "table", HERE, f"| a | b |\n|---|---|\n| 1 | 2 |\n\n{HERE}", 14, "A table can't stand in", "make it a list"
    ),
    in_text("code block", HERE, f"```\nx\n```\n\n{HERE}", 14, "A block of code can't stand in the text.", "leave out"),
    in_text(
        "code in a line", HERE, "Hier `zetten`", 14, "Code between backticks can't stand in the text: 'zetten'.", ""
    ),
    in_text("quote", HERE, f"> x\n\n{HERE}", 14, "A quotation block can't stand in the text.", "leave out the '>'"),
    in_text("rule", HERE, f"---\n\n{HERE}", 14, "A rule can't stand in the text.", "leave the line out"),
    in_text(
        "link ftp",
        LINK,
        "ftp://example.nl/a",
        7,
        "The link to 'ftp://example.nl/a' can't be used: it isn't on the web",
        NO_LINK,
    ),
    in_text(
        "link script",
        LINK,
        "javascript:x()",
        7,
        "The link to 'javascript:x()' can't be used: it isn't on the web",
        NO_LINK,
    ),
    in_text(
        "link to a file",
        LINK,
        "../geheim.md",
        7,
        "The link to '../geheim.md' can't be used: it isn't on the web",
        NO_LINK,
    ),
    in_text(
        "link to nowhere",
        LINK,
        "#leveringsvorm",
        7,
        "The link '#leveringsvorm' leads to no chart or Leeswijzer entry.",
        "did you mean 'leveringsvormen'?",
    ),
)
EXPRESSIONS = (
    in_text(
        "unknown name",
        FIGURE,
        "{{ locatie_per_1000 }}",
        3,
        "There is no indicator 'locatie_per_1000'.",
        "did you mean 'locaties_per_1000'?",
    ),
    in_text(
        "unknown category",
        FIGURE,
        '{{ leveringsvorm["MTP"] }}',
        3,
        "'leveringsvorm' has no category 'MTP'.",
        "did you mean 'MPT'?",
    ),
    in_text("unknown period", FIGURE, '{{ klanten["2019"] }}', 3, "2019", ""),
    in_text(
        "a call out of the box", FIGURE, '{{ __import__("os") }}', 3, "There is no function '__import__'.", "aantal"
    ),
    in_text("no end", FIGURE, "{{ klanten", 3, "A figure starts with '{{' but doesn't end with '}}'.", "on one line"),
)
FILES = (
    as_text(
        "Windows-1252 text",
        TEXT.replace(HERE, "Cliënten zetten").encode("cp1252"),
        14,
        "The file 'rotterdam.md' isn't saved as UTF-8 but as Windows-1252 (the first sign: 'ë').",
        SAVE_TEXT,
    ),
    as_text(
        "UTF-16 text", TEXT.encode("utf-16"), 0, "The file 'rotterdam.md' isn't UTF-8 text but 'Unicode'", SAVE_TEXT
    ),
    as_text("empty text", "", 0, "The file 'rotterdam.md' is empty.", "fill it, or take it out of the folder"),
    as_text("blank text", " \r\n\t\n", 0, "The file 'rotterdam.md' is empty.", "fill it, or take it out of the folder"),
    Fault(
        "Windows-1252 figures",
        {"figures": FIGURES.replace("Regioplan", "Regioplän", 1).encode("cp1252")},
        f"{CSV}:3",
        "The file 'cijfers.csv' isn't saved as UTF-8 but as Windows-1252 (the first sign: 'ä').",
        "save it from Excel as 'CSV UTF-8 (Comma delimited)'",
        BOTH,
    ),
    Fault("empty figures", {"figures": ""}, CSV, "The file 'cijfers.csv' is empty.", "fill it", BOTH),
    Fault("no figures", {"figures": None}, CSV, "The file 'cijfers.csv' isn't there.", "put it back", BOTH),
    Fault("empty settings", {"edition": ""}, TOML, "The file 'editie.toml' is empty.", "fill it", BOTH),
    Fault("empty theme", {"theme": "\n"}, "thema.toml", "The file 'thema.toml' is empty.", "fill it", BOTH),
    Fault("empty regions", {"regions": ""}, "regios.csv", "The file 'regios.csv' is empty.", "fill it", BOTH),
)
VALUES = (
    in_value("text for a number", KLANTEN, "veel", "'veel' is not a number.", "leave the cell empty"),
    in_value(
        "ambiguous thousands",
        KLANTEN,
        "1.451",
        "'1.451' is ambiguous: it could be 1451 or 1,451.",
        "write 1451 without a point, or 1,451 if that is meant",
    ),
    in_value(
        "sign of the unit", KLANTEN, "36%", "'36%' is not a number only.", "the unit stands in the column eenheid"
    ),
    in_value(
        "share over 100",
        MPT,
        "130",
        "The share 'leveringsvorm' is 130%, which is outside 0-100.",
        "mend it; if 'leveringsvorm' is a growth, set verandering = true in editie.toml",
    ),
    in_value("share under 0", MPT, "-2", "The share 'leveringsvorm' is -2%, which is outside 0-100.", "mend it"),
    in_value(
        "parts that don't add up",
        MPT,
        "30",
        "The parts of 'leveringsvorm' of Rotterdam in 2023 add up to 110%, not to 100%.",
        'if clients are counted in more than one part, set som = "dubbel" in editie.toml',
        line_of(FIGURES, "rotterdam;leveringsvorm;2023;Intramuraal"),
    ),
)
ROWS = (
    extra_row(
        "row twice",
        f"{KLANTEN}1201;aantal;voorbeeld",
        "This figure of Rotterdam is there twice: 'klanten', 2023.",
        "the first is at line 3; keep one of them",
    ),
    extra_row(
        "unknown region of a row",
        "roterdam;klanten;2021;;1201;aantal;voorbeeld",
        "There is no region 'roterdam'.",
        "did you mean 'rotterdam'?",
        BOTH,
    ),
    extra_row(
        "unknown indicator of a row",
        "rotterdam;klantne;2021;;1201;aantal;voorbeeld",
        "There is no indicator 'klantne'.",
        "did you mean 'klanten'?",
    ),
    extra_row("wrong unit", "rotterdam;klanten;2021;;12;%;voorbeeld", "'klanten' is in 'aantal'", "write aantal"),
    extra_row(
        "row too short",
        "rotterdam;klanten;2021;1201;aantal;voorbeeld",
        "This row has 6 columns where the first line has 7.",
        "between double quotes",
    ),
    extra_row(
        "no period",
        "rotterdam;klanten;jan 2021;;1201;aantal;voorbeeld",
        "'jan 2021' is not a period.",
        "write 2023, 2023-02 or 2023-01-01",
    ),
    Fault(
        "missing period",
        {"figures": without_rows("rotterdam;leveringsvorm;2023")},
        CSV,
        "Rotterdam has no figures of 'leveringsvorm' for 2023, which chart 'leveringsvormen' needs.",
        "add the rows; leave 'waarde' empty when a figure isn't known",
    ),
    Fault(
        "missing benchmark",
        {"figures": without_rows("zilveren-kruis;leveringsvorm")},
        CSV,
        "The benchmark ('zilveren-kruis') has no figures of 'leveringsvorm', which chart 'leveringsvormen' needs.",
        "add the benchmark's rows, or set referentie = false for the chart",
        BOTH,
    ),
    Fault(
        "region without figures",
        {"figures": without_rows("rotterdam")},
        CSV,
        "There are no figures of Rotterdam.",
        "add its rows",
    ),
)
SETTINGS = (
    in_settings(
        "unknown setting",
        "detail = ",
        "detial = ",
        "detial",
        "'detial' is not a setting of [pagina1].",
        "did you mean 'detail'?",
    ),
    in_settings("broken setting", "minimum = 10", "minimum = = 10", "minimum", "This line can't be read as", "name = "),
    in_settings(
        "unknown indicator of a chart",
        '["leveringsvorm"]',
        '["leveringsvrm"]',
        "[[grafiek]]",
        "The chart 'leveringsvormen' shows an indicator that isn't there: 'leveringsvrm'.",
        "did you mean 'leveringsvorm'?",
    ),
    Fault(
        "logo out of the folder",
        {"theme": f'{THEME}\n[logo]\nbestand = "../../geheim.png"\nalt = "Logo"\n'},
        "thema.toml:6",
        "The logo '../../geheim.png' is outside the content folder.",
        "put the file in the content folder",
        BOTH,
    ),
    Fault(
        "font out of the folder",
        {"theme": f'{THEME}\n[lettertypen]\nregular = "../geheim.ttf"\n'},
        "thema.toml:6",
        "'../geheim.ttf' is not the name of a font file.",
        "write the name only, ending in .ttf",
        BOTH,
    ),
    Fault(
        "font that isn't there",
        {"theme": f'{THEME}\n[lettertypen]\nregular = "Nergens.ttf"\n'},
        "thema.toml",
        "The font file 'Nergens.ttf' isn't in the folder 'fonts'.",
        "put it there",
        BOTH,
    ),
    Fault(
        "a file after no region",
        {"texts": {"roterdam": TEXT, "utrecht": TEXT}},
        "2023-2024/ggz/roterdam.md",
        "The file is named after no region: 'roterdam'.",
        "did you mean 'rotterdam'?",
        ("regioplan-ggz-roterdam-2023-2024.pdf",),
    ),
    Fault(
        "a name as a file's name",
        {"texts": {"Rijnmond": TEXT, "utrecht": TEXT}},
        "2023-2024/ggz/Rijnmond.md",
        "The file is named after no region: 'Rijnmond'.",
        "rename it to 'rotterdam.md'",
        ("regioplan-ggz-Rijnmond-2023-2024.pdf",),
    ),
)
CHARACTERS = (
    in_text(
        "character the fonts lack",
        HERE,
        "Hier 漢 zetten",
        14,
        "The fonts have no character '漢' (U+6F22, cjk unified ideograph-6f22), in 'Hier 漢 zetten we op in:'.",
        "leave it out, or write it another way",
    ),
    in_text(
        "character the fonts lack further on in a paragraph",
        "Partners overleggen",
        "Partners spreken\nelkaar ☂ vaak\nen overleggen",
        8,
        "The fonts have no character '☂' (U+2602, umbrella), in 'ners spreken elkaar ☂ vaak en overleggen'.",
        "leave it out",
    ),
    in_text(
        "character the fonts lack further on in an item",
        "- Een eerste afspraak",
        "- Een\n  eerste **☂**\n  afspraak",
        10,
        "The fonts have no character '☂' (U+2602, umbrella), in '☂'.",
        "leave it out",
    ),
    in_text(
        "character the fonts lack in a heading",
        "## Actielijnen 2023",
        "## Actielijnen 2023\n\n### Wonen → thuis ☂",
        14,
        "The fonts have no character '☂' (U+2602, umbrella), in 'Wonen → thuis ☂'.",
        "leave it out",
    ),
    in_settings(
        "character the fonts lack in a label",
        'label = "GGZ-klanten"',
        'label = "GGZ-klanten ☂"',
        'label = "GGZ-klanten ☂"',
        "The fonts have no character '☂' (U+2602, umbrella), in 'GGZ-klanten ☂'.",
        "leave it out",
    ),
    Fault(
        "character the fonts lack in a chart",
        {"edition": EDITION.replace('"MPT"', '"MPT ☂"'), "figures": FIGURES.replace(";MPT;", ";MPT ☂;")},
        f"{TOML}:{line_of(EDITION, 'bevinding.groep')}",
        "The fonts have no character '☂' (U+2602, umbrella), in 'MPT ☂'.",
        "leave it out",
        BOTH,
    ),
    Fault(
        "character the fonts lack in the office's name",
        {"theme": THEME.replace('naam = "Zorgkantoor"', 'naam = "Zorgkantoor ☂"')},
        f"thema.toml:{line_of(THEME, 'naam = ')}",
        "The fonts have no character '☂' (U+2602, umbrella), in ",
        "leave it out",
        BOTH,
    ),
    Fault(
        "character the fonts lack in a region's name",
        {"regions": REGIONS.replace("ZK20;Rotterdam;", "ZK20;Rotterdam ☂;")},
        "regios.csv:2",
        "The fonts have no character '☂' (U+2602, umbrella), in 'Rotterdam ☂'.",
        "leave it out",
    ),
)
LENGTHS = (
    in_text(
        "far too long on page 2",
        "Partners overleggen",
        f"Partners overleggen {MANY_WORDS}",
        5,
        "Page 2 is too full at 10 pt: 'Samenwerking met partners in de regio' has about",
        "shorten this block",
    ),
    in_text(
        "far too long on page 1",
        "In deze regio",
        f"{MANY_WORDS[:10_000]} in deze regio",
        1,
        "Page 1 is too full at 10 pt: 'Wat valt op in deze regio?' has about",
        "shorten this block",
    ),
)
FAULTS = (*BLOCKS, *MARKDOWN, *EXPRESSIONS, *FILES, *VALUES, *ROWS, *SETTINGS, *CHARACTERS, *LENGTHS)


def build(capsys: pytest.CaptureFixture[str], content: Path, out: Path, *more: object) -> Ran:
    return call(capsys, "build", "--content", content, "--out", out, "--fonts", FONTS, "--jobs", 1, *more)


def check(capsys: pytest.CaptureFixture[str], content: Path, *more: object) -> Ran:
    return call(capsys, "check", "--content", content, "--fonts", FONTS, "--jobs", 1, *more)


def old_plans(out: Path, *names: str) -> None:
    out.mkdir()
    for name in names:
        (out / name).write_bytes(OLD)


def files_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def told(ran: Ran) -> list[tuple[str, str]]:
    """(first line, hint) of every problem on standard error."""
    found: list[tuple[str, str]] = []
    for line in ran.err.splitlines():
        if line.startswith("    hint: "):
            found[-1] = (found[-1][0], line.removeprefix("    hint: "))
        elif line:
            found.append((line, ""))
    return found


def is_whole(path: Path) -> bool:
    return len(PdfReader(path).pages) == 2


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault(fault: Fault, tmp_path: Path, capsys):
    content = write_content(tmp_path / "content", **fault.changes)  # type: ignore[arg-type]
    out = tmp_path / "out"
    old_plans(out, *fault.stops)
    ran = build(capsys, content, out)

    assert ran.code == 1
    first = next((lines for lines in told(ran) if lines[0].startswith(f"{fault.where}: error: ")), None)
    assert first is not None, ran.err
    message, hint = next(
        (lines for lines in told(ran) if lines[0].startswith(f"{fault.where}: error: ") and fault.message in lines[0]),
        first,
    )
    assert fault.message in message
    assert fault.hint in hint
    assert hint

    # What was there stays; what has no fault is made; nothing else is left.
    made = {UTRECHT} - set(fault.stops)
    assert files_in(out) == {".regioplan.json", *fault.stops, *made}
    assert all((out / name).read_bytes() == OLD for name in fault.stops)
    assert all(is_whole(out / name) for name in made)
    for name in (*fault.stops, *made):
        assert ("failed" if name in fault.stops else "built") in next(
            line for line in ran.out.splitlines() if name in line
        )

    # `check` says the same and writes nothing.
    before = {path: path.read_bytes() for path in sorted(tmp_path.rglob("*")) if path.is_file()}
    only = ("rotterdam",) if fault.stops == (ROTTERDAM,) else ()
    checked = check(capsys, content, *only)
    assert (checked.code, checked.err) == (1, ran.err)
    assert {path: path.read_bytes() for path in sorted(tmp_path.rglob("*")) if path.is_file()} == before


def test_text_that_is_too_long_says_lines_and_words(tmp_path, capsys):
    texts = {"rotterdam": TEXT.replace("Partners overleggen", f"Partners overleggen {MANY_WORDS}")}
    ran = check(capsys, write_content(tmp_path / "content", texts=texts))
    assert ran.code == 1
    message = next(line for line, _ in told(ran) if line.startswith(f"{MD}:5: error: "))
    found = re.search(r"has about (\d+) lines, (\d+) too many \(about (\d+) of its (\d+) words\)", message)
    assert found is not None, message
    lines, lines_over, words_over, words = map(int, found.groups())
    assert 0 < lines_over < lines
    assert words == pytest.approx(3015, abs=2)
    assert words_over / words == pytest.approx(lines_over / lines, abs=0.02)


def test_all_faults_of_all_files_are_told_in_one_run(tmp_path, capsys):
    content = write_content(
        tmp_path / "content",
        theme=f'{THEME}\n[kleuren]\ntekst = "#000000"\n',
        regions=REGIONS.replace(";4;3", ";2;4"),
        edition=EDITION.replace("[privacy]", "[privcy]"),
        figures=change_figure(KLANTEN, "1.451", change_figure(MPT, "veel")),
        texts={
            "rotterdam": TEXT.replace(HERE, "Hier `zetten` 漢 {{ onbekend }}").replace("(https:", "(ftp:"),
            "utrecht": TEXT.replace(FIGURE, "{{ klantn }}") + "\n## Projekten\n\nTekst.\n",
        },
    )
    ran = build(capsys, content, tmp_path / "out")
    assert ran.code == 1
    utrecht = MD.replace("rotterdam", "utrecht")
    assert [line.split(" error: ")[0] + " " + line.split(" error: ")[1][:24] for line, _ in told(ran)] == [
        f"{CSV}:3: '1.451' is ambiguous: it",
        f"{CSV}:8: 'veel' is not a number.",
        f"{TOML}:22: 'privcy' is not a settin",
        f"{MD}:7: The link to 'ftp://examp",
        f"{MD}:14: Code between backticks c",
        f"{MD}:14: The fonts have no charac",
        f"{MD}:14: There is no indicator 'o",
        f"{utrecht}:3: There is no indicator 'k",
        f"{utrecht}:19: There is no block 'Proje",
        "regios.csv:3: 'Utrecht' has the same p",
        "thema.toml:6: There is no colour for '",
    ]
    assert "11 errors" in ran.out


def test_faults_of_the_text_are_gathered_with_those_of_its_expressions(tmp_path, capsys):
    text = TEXT.replace(HERE, '{{ klantn }} {{ leveringsvorm["MTP"] }} `x` 漢') + "\n## Projecten\n"
    ran = check(capsys, write_content(tmp_path / "content", texts={"rotterdam": text}))
    assert [line.removeprefix(MD)[:30] for line, _ in told(ran)] == [
        ":14: error: 'leveringsvorm' ha",
        ":14: error: Code between backt",
        ":14: error: The fonts have no ",
        ":14: error: There is no indica",
        ":19: error: The block 'Project",
    ]


FAULTY_TEXT = TEXT.replace(
    HERE,
    '{{ klantn }} {{ leveringsvorm["MTP"] }} {{ leveringsvorm["MPT", "2019"] }}\n'
    '{{ klanten / 0 }} {{ klanten["2021"] }} {{ klanten["2023"] }} {{ locaties_per_1000.referentie }}',
)
FAULTY_TEXT += "\n## Bevindingen\n\n- leveringsvormen: Al {{ klntn }}\n- nergens: Al {{ aantal(veel) }}\n"
FAULTS_OF_TEXT = [
    f"{MD}:14: error: 'leveringsvorm' has no category 'MTP'.",
    f"{MD}:14: error: There is no 'leveringsvorm' of 2019 for 'rotterdam'.",
    f"{MD}:14: error: There is no indicator 'klantn'.",
    f"{MD}:15: error: This divides by zero.",
    f"{MD}:22: error: There is no indicator 'klntn'.",
    f"{MD}:23: error: There is no chart 'nergens' to put a sentence over.",
    f"{MD}:23: error: There is no indicator 'veel'.",
]
NO_2021 = f"{MD}:15: error: There is no 'klanten' of 2021 for 'rotterdam'."
DOUBLED = FIGURES.replace(
    ";66;per 1.000;Regioplan\n", ";66;per 1.000;Regioplan\nrotterdam;locaties_per_1000;2023;;6;jaar;x\n"
)
TWICE = [
    f"{CSV}:11: error: 'locaties_per_1000' is in 'per 1.000', but this row says 'jaar'.",
    f"{CSV}:11: error: This figure of Rotterdam is there twice: 'locaties_per_1000', 2023.",
]


@pytest.mark.parametrize(
    ("figures", "said", "text"),
    [
        (FIGURES, [], [*FAULTS_OF_TEXT, NO_2021]),
        (
            change_figure(KLANTEN, "dertien"),
            [f"{CSV}:3: error: 'dertien' is not a number."],
            [*FAULTS_OF_TEXT, NO_2021],
        ),
        (
            FIGURES.replace("rotterdam;klanten;2023", "rotterdam;klanten;20-23"),
            [f"{CSV}:3: error: '20-23' is not a period."],
            FAULTS_OF_TEXT,
        ),
        (
            change_figure(MPT, "25", FIGURES.replace("rotterdam;klanten;2023", "roterdam;klanten;2023")),
            [
                f"{CSV}:3: error: There is no region 'roterdam'.",
                f"{CSV}:7: error: The parts of 'leveringsvorm' of Rotterdam in 2023 add up to 105%, not to 100%.",
            ],
            FAULTS_OF_TEXT,
        ),
        (
            DOUBLED.replace("rotterdam;klanten;2023;;", "rotterdam;klanten;2023;"),
            [f"{CSV}:3: error: This row has 6 columns where the first line has 7.", *TWICE],
            FAULTS_OF_TEXT,
        ),
        (
            FIGURES.replace("zilveren-kruis;locaties_per_1000;2023", "zilveren-kruis;locaties_per_1000;nu"),
            [f"{CSV}:27: error: 'nu' is not a period."],
            [*FAULTS_OF_TEXT, NO_2021],
        ),
        (
            without_rows("rotterdam;locaties").replace("rotterdam;klanten;2023;;1200;", "rotterdam;klanten;x;;veel;"),
            [
                f"{CSV}:3: error: 'veel' is not a number.",
                f"{CSV}:3: error: 'x' is not a period.",
                f"{CSV}: error: Rotterdam has no figures of 'locaties_per_1000', which key figure 'locaties_per_1000'"
                " needs.",
            ],
            FAULTS_OF_TEXT,
        ),
        (
            without_rows("rotterdam"),
            [f"{CSV}: error: There are no figures of Rotterdam."],
            [line for line in FAULTS_OF_TEXT if "2019" not in line and "zero" not in line and "MTP" not in line],
        ),
        (
            None,
            [f"{CSV}: error: The file 'cijfers.csv' isn't there."],
            [line for line in FAULTS_OF_TEXT if "2019" not in line and "zero" not in line and "MTP" not in line],
        ),
    ],
)
def test_a_fault_of_the_figures_hides_no_others_and_has_no_followers(figures, said, text, tmp_path, capsys):
    content = write_content(tmp_path / "content", figures=figures, texts={"rotterdam": FAULTY_TEXT})
    ran = build(capsys, content, tmp_path / "out")
    assert ran.code == 1
    assert sorted(line for line, _ in told(ran)) == sorted([*said, *text])
    assert files_in(tmp_path / "out") == {".regioplan.json"}


def test_expressions_of_settings_are_told_beside_faults_of_figures(tmp_path, capsys):
    edition = EDITION.replace('label = "GGZ-klanten"', 'label = "van {{ klntn }}"').replace(
        "januari 2023", "{{ 1/0 }}", 1
    )
    figures = change_figure(KLANTEN, "dertien")
    ran = check(
        capsys, write_content(tmp_path / "content", edition=edition, figures=figures, texts={"rotterdam": TEXT})
    )
    assert [line for line, _ in told(ran)] == [
        f"{CSV}:3: error: 'dertien' is not a number.",
        f"{TOML}: error: This divides by zero.",
        f"{TOML}:{line_of(edition, '[[kerncijfer]]')}: error: There is no indicator 'klntn'.",
    ]


def test_an_error_of_a_shared_file_is_told_once(tmp_path, capsys):
    ran = check(capsys, write_content(tmp_path / "content", edition=EDITION.replace("[privacy]", "[privcy]")))
    assert [line for line, _ in told(ran)] == [f"{TOML}:22: error: 'privcy' is not a setting of the file."]


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        (
            "BOM",
            {"texts": {"rotterdam": b"\xef\xbb\xbf" + TEXT.encode()}, "figures": b"\xef\xbb\xbf" + FIGURES.encode()},
        ),
        ("CRLF", {"texts": {"rotterdam": TEXT.replace("\n", "\r\n")}, "figures": FIGURES.replace("\n", "\r\n")}),
        ("both", {"texts": {"rotterdam": b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()}}),
        ("settings", {"texts": {"rotterdam": TEXT}, "edition": "\ufeff" + EDITION.replace("\n", "\r\n")}),
        ("regions", {"texts": {"rotterdam": TEXT}, "regions": "\ufeff" + REGIONS.replace("\n", "\r\n")}),
    ],
)
def test_a_byte_order_mark_and_windows_line_ends_simply_work(name, changes, tmp_path, capsys):
    plain = write_content(tmp_path / "plain", texts={"rotterdam": TEXT})
    windows = write_content(tmp_path / "windows", **changes)
    assert build(capsys, plain, tmp_path / "out").code == 0
    ran = build(capsys, windows, tmp_path / "out2")
    assert (ran.code, ran.err) == (0, "")
    assert (tmp_path / "out2" / ROTTERDAM).read_bytes() == (tmp_path / "out" / ROTTERDAM).read_bytes()


def test_parts_may_exceed_the_whole_when_clients_count_twice(tmp_path, capsys):
    edition = EDITION.replace('som = "som"', 'som = "dubbel"').replace('soort = "gestapeld"', 'soort = "gepaard"')
    ran = check(capsys, write_content(tmp_path / "content", edition=edition, figures=change_figure(MPT, "30")))
    assert (ran.code, ran.err) == (0, "")


def test_a_sentence_against_the_figures_is_a_warning(tmp_path, capsys):
    text = TEXT + "\n## Bevindingen\n\n- leveringsvormen: Het MPT is gedaald\n"
    ran = build(capsys, write_content(tmp_path / "content", texts={"rotterdam": text}), tmp_path / "out")
    assert ran.code == 0
    assert ran.err.startswith(f"{MD}:21: warning: The sentence over the chart 'leveringsvormen' goes against")
    assert is_whole(tmp_path / "out" / ROTTERDAM)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["roterdam"], "There is no region 'roterdam'; did you mean 'rotterdam'?"),
        (["rotterdam", "utrecth"], "There is no region 'utrecth'; did you mean 'utrecht'?"),
        (["../../etc/passwd"], "There is no region '../../etc/passwd'"),
        (["--edition", "2022-2023"], "There is no edition '2022-2023'; there are: 2023-2024"),
        (["--edition", "../x"], "There is no edition '..-x'"),
        (["--sector", "gzz"], "There is no sector 'gzz'; did you mean 'ggz'?"),
        (["--content", "nergens"], "There is no content folder 'nergens'."),
    ],
)
@pytest.mark.parametrize("command", ["build", "check"])
def test_a_question_that_cannot_be_answered(command, arguments, message, content, tmp_path, capsys):
    out = ["--out", tmp_path / "out"] if command == "build" else []
    ran = call(capsys, command, "--content", content, "--fonts", FONTS, *out, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"regioplan: {message}")
    assert not (tmp_path / "out").exists()


def test_a_link_to_nowhere_is_told_once(tmp_path, capsys):
    text = TEXT.replace(LINK, "#nergens", 1)
    ran = check(capsys, write_content(tmp_path / "content", texts={"rotterdam": text}))
    assert ran.err.count("The link '#nergens' leads to no chart or Leeswijzer entry.") == 1
    assert "hint: the ids stand in editie.toml" in ran.err


def test_the_address_of_a_link_is_written_in_ascii_and_its_text_stays(tmp_path, capsys):
    links = ("HTTPS://A.nl", "mailto:jan@a.nl?subject=Vraag", "https://café.nl/é?q=ü", "https://[::1]/", "http://a")
    text = TEXT.replace(f"[de analyses]({LINK})", ", ".join(f"[analyse {link}]({link})" for link in links), 1)
    content = write_content(tmp_path / "content", texts={"rotterdam": text})
    assert build(capsys, content, tmp_path / "out").code == 0
    page = PdfReader(tmp_path / "out" / ROTTERDAM).pages[1]
    actions = [note.get_object()["/A"] for note in page["/Annots"] if "/A" in note.get_object()]
    written = {action["/URI"] for action in actions}
    assert {"https://a.nl", "mailto:jan@a.nl?subject=Vraag", "https://[::1]/", "http://a"} <= written
    assert "https://xn--caf-dma.nl/%C3%A9?q=%C3%BC" in written
    assert "https://café.nl/é?q=ü" in page.extract_text().replace("\n", "")


def test_a_character_the_fonts_lack_is_told_at_every_line_that_has_it(tmp_path, capsys):
    text = TEXT.replace("In deze regio", "In &#9730; deze\nregio").replace(
        "Partners overleggen", "Partners\n☂ **of ☂**\nen ☂"
    )
    ran = check(capsys, write_content(tmp_path / "content", texts={"rotterdam": text}))
    assert [line.split(" The fonts")[0] for line, _ in told(ran)] == [f"{MD}:{line}: error:" for line in (3, 9, 10)]
    assert "umbrella), in 'en ☂ **twee keer**" in ran.err


def test_characters_that_cannot_be_seen_are_told_by_number_with_their_place(tmp_path, capsys):
    text = TEXT.replace("Een eerste", "Een\u200e eerste").replace("Een tweede", "Een q\u0308 tweede")
    edition = EDITION.replace('titel = "Leveringsvorm', 'titel = "Levering\\u200Esvorm')
    edition = edition.replace("volgt uit de prestatiecodes", "volgt uit 漢 de prestatiecodes")
    regions = REGIONS.replace(";Utrecht;", ";Utr漢cht;")
    texts = {"rotterdam": text, "utrecht": TEXT}
    told = check(capsys, write_content(tmp_path / "a", texts=texts)).err
    assert f"{MD}:9: error: The fonts have no character (U+200E, left-to-right mark), in 'Een\\u200e eerste" in told
    assert f"{MD}:10: error: The fonts have no character (U+0308, combining diaeresis), in 'Een q\u0308 twee" in told
    told = check(capsys, write_content(tmp_path / "b", edition=edition, regions=regions)).err
    chart, entry = line_of(edition, "[[grafiek]]"), line_of(edition, 'toelichting = "Het type')
    assert f"{TOML}:{chart}: error: The fonts have no character (U+200E, left-to-right mark), in 'Lever" in told
    assert f"{TOML}:{entry}: error: The fonts have no character '漢' (U+6F22, cjk unified ideograph-6f22), in" in told
    assert "regios.csv:3: error: The fonts have no character '漢' (U+6F22" in told
    assert "fault of the program" not in told


def test_control_characters_of_content_reach_no_terminal(tmp_path, capsys):
    text = TEXT.replace("Een eerste", "Een \x1b[31mrode eerste").replace(f"({LINK})", "(<x:\x1b]0;titel\x07>)", 1)
    ran = check(capsys, write_content(tmp_path / "content", texts={"rotterdam": text}))
    assert "\x1b" not in ran.err + ran.out
    assert "The link to 'x:\\x1b]0;titel\\x07' can't be used" in ran.err
    assert "The fonts have no character (U+001B, a control character), in 'Een \\x1b[31mrode eerste" in ran.err


SENTENCES = " ".join(["Iedere klant met een geldige indicatie telt mee, ook wie nog geen zorg van ons krijgt."] * 60)


def test_a_leeswijzer_that_is_too_long_is_named_with_its_longest_entry(tmp_path, capsys):
    edition = EDITION.replace("Het type zorg volgt uit de prestatiecodes.", SENTENCES * 4)
    ran = check(capsys, write_content(tmp_path / "content", edition=edition, texts={"rotterdam": TEXT}))
    line = line_of(edition, 'naam = "Verhouding') - 2
    assert f"{TOML}:{line}: error: Page 2 is too full: the Leeswijzer takes " in ran.err
    assert "The longest entry is 'Verhouding tussen leveringsvormen', of 3" in ran.err
    assert "'Samenwerking met partners in de regio' has about" not in ran.err


def test_a_long_sentence_over_a_chart_is_told_at_its_line(tmp_path, capsys):
    text = f"{TEXT}\n## Bevindingen\n\n- leveringsvormen: {SENTENCES}\n"
    ran = check(capsys, write_content(tmp_path / "content", texts={"rotterdam": text}))
    line = line_of(text, "- leveringsvormen")
    assert f"{MD}:{line}: error: Page 1 is too full: the sentence over 'Leveringsvorm van GGZ-klanten' takes" in ran.err
    assert "hint: make it at most 3 lines, about " in ran.err
    assert "has no room for its" not in ran.err


def test_no_block_is_told_to_lose_more_lines_than_it_has(tmp_path, capsys):
    edition = EDITION.replace("Het type zorg volgt uit de prestatiecodes.", SENTENCES * 2)
    text = TEXT.replace(HERE, f"{SENTENCES} {HERE}")
    ran = check(capsys, write_content(tmp_path / "content", edition=edition, texts={"rotterdam": text}))
    counts = re.findall(r"has about (\d+) lines, (\d+) too many \(about (\d+) of its (\d+) words\)", ran.err)
    assert all(int(over) <= int(has) and int(fewer) <= int(words) for has, over, fewer, words in counts)
    assert "the Leeswijzer takes" in ran.err


def test_a_region_without_a_text(tmp_path, capsys):
    content = write_content(tmp_path / "content", texts={"utrecht": TEXT})
    ran = check(capsys, content, "Rijnmond")
    assert ran.code == 2
    assert "There is no text for Rotterdam in this selection: 'rotterdam.md' is missing." in ran.err


def test_an_empty_content_folder(tmp_path, capsys):
    (tmp_path / "content").mkdir()
    ran = check(capsys, tmp_path / "content")
    assert ran.code == 2
    assert "There is nothing to build in" in ran.err


def test_a_text_that_is_a_link_out_of_the_content_folder(tmp_path, capsys):
    content = write_content(tmp_path / "content", texts={"utrecht": TEXT})
    (tmp_path / "geheim.md").write_text(TEXT)
    (content / "2023-2024/ggz/rotterdam.md").symlink_to(tmp_path / "geheim.md")
    ran = build(capsys, content, tmp_path / "out")
    assert ran.code == 1
    assert f"{MD}: error: The file 'rotterdam.md' is a link to outside the content folder." in ran.err
    assert files_in(tmp_path / "out") == {".regioplan.json", UTRECHT}


INPUTS = [
    *("regios.csv", "gemeenten.csv", "thema.toml"),
    *("2023-2024/ggz/editie.toml", "2023-2024/ggz/cijfers.csv", "2023-2024/ggz/cijfers.xlsx"),
]


@pytest.mark.parametrize("file", INPUTS)
def test_any_file_that_is_a_link_out_of_the_content_folder(file, tmp_path, capsys):
    content = write_content(tmp_path / "content")
    place, outside = content / file, tmp_path / "elders"
    if file.endswith(".xlsx"):
        (content / "2023-2024/ggz/cijfers.csv").rename(outside)
    else:
        place.rename(outside)
    place.symlink_to(outside)
    ran = build(capsys, content, tmp_path / "out")
    assert ran.code == 1
    assert f"{file}: error: The file '{place.name}' is a link to outside the content folder." in ran.err
    assert "    hint: copy it there" in ran.err
    assert files_in(tmp_path / "out") == {".regioplan.json"}


def test_a_link_inside_the_content_folder_is_an_ordinary_file(tmp_path, capsys):
    content = write_content(tmp_path / "content")
    (content / "bron").mkdir()
    (content / "2023-2024/ggz/cijfers.csv").rename(content / "bron/alles.csv")
    (content / "2023-2024/ggz/cijfers.csv").symlink_to("../../bron/alles.csv")
    (tmp_path / "anders").symlink_to(content)
    assert check(capsys, content).code == 0
    assert check(capsys, tmp_path / "anders").code == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without pipes in folders")
@pytest.mark.parametrize("file", INPUTS)
def test_a_pipe_in_the_place_of_a_file_does_not_hang(file, tmp_path):
    content = write_content(tmp_path / "content")
    if file.endswith(".xlsx"):
        (content / "2023-2024/ggz/cijfers.csv").unlink()
    (content / file).unlink(missing_ok=True)
    os.mkfifo(content / file)
    assert run("build", "--content", content, "--out", tmp_path / "out", "--fonts", FONTS).code == 1
    ran = run("check", "--content", content, "--fonts", FONTS)
    assert ran.code == 1
    assert f"{file}: error: '{(content / file).name}' isn't a file but a pipe or a device." in ran.err


def test_a_logo_that_is_a_link_out_of_the_content_folder(tmp_path, capsys):
    content = write_content(tmp_path / "content", theme=f'{THEME}\n[logo]\nbestand = "logo.png"\nalt = "Logo"\n')
    (tmp_path / "geheim.png").write_bytes(b"x")
    (content / "logo.png").symlink_to(tmp_path / "geheim.png")
    ran = check(capsys, content)
    assert ran.code == 1
    assert "thema.toml:6: error: The logo 'logo.png' is outside the content folder." in ran.err


def test_a_broken_logo_is_a_fault_not_a_crash(tmp_path, capsys):
    content = write_content(tmp_path / "content", theme=f'{THEME}\n[logo]\nbestand = "logo.png"\nalt = "Logo"\n')
    (content / "logo.png").write_bytes(b"no picture")
    ran = build(capsys, content, tmp_path / "out")
    assert ran.code == 1
    assert "thema.toml: error: The logo 'logo.png' can't be read as a picture." in ran.err
    assert files_in(tmp_path / "out") == {".regioplan.json"}


def test_a_broken_font_is_a_fault_not_a_crash(content, tmp_path, capsys):
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    for path in FONTS.glob("*.ttf"):
        (fonts / path.name).symlink_to(path)
    broken = fonts / "SourceSansPro-It.ttf"
    broken.unlink()
    broken.write_bytes(b"no font")
    ran = call(capsys, "check", "--content", content, "--fonts", fonts, "--jobs", 1)
    assert ran.code == 1
    assert "thema.toml: error: The file 'SourceSansPro-It.ttf' isn't a TrueType font." in ran.err


@pytest.mark.parametrize(
    ("size", "fault"),
    [
        (50_000, "is cut off: it has 50000 of its "),
        (100, "stops after 100 bytes, in the list of its tables."),
        (12, "stops after 12 bytes, in the list of its tables."),
    ],
)
@pytest.mark.parametrize("name", ["SourceSansPro-Regular.ttf", "SourceSansPro-It.ttf"])
def test_a_font_that_was_cut_off_is_named(name, size, fault, content, tmp_path, capsys):
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    for path in FONTS.glob("*.ttf"):
        (fonts / path.name).write_bytes(path.read_bytes()[: size if path.name == name else None])
    ran = call(capsys, "check", "--content", content, "--fonts", fonts, "--jobs", 1)
    assert ran.code == 1
    assert ran.err.count("error: ") == 1
    assert f"thema.toml: error: The file '{name}' {fault}" in ran.err
    assert "hint: put a sound .ttf file in its place" in ran.err


@pytest.mark.parametrize("epoch", ["abc", "99999999999999", "-5", "1.5"])
def test_a_moment_that_is_none_is_told_once(epoch, content, monkeypatch, capsys):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    ran = check(capsys, content)
    assert ran.code == 1
    assert ran.err == (
        f"error: The environment variable SOURCE_DATE_EPOCH is '{epoch}', which is no number of seconds since 1970.\n"
        "    hint: unset it, or give whole seconds, for example 1700000000\n\n"
    )


# Output that can't be written. Tests may run as root, so no permissions are used.


def test_out_is_a_file(content, tmp_path, capsys):
    (tmp_path / "out").write_bytes(b"mine")
    ran = build(capsys, content, tmp_path / "out")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith(f"regioplan: The output folder '{tmp_path / 'out'}' can't be made: ")
    assert (tmp_path / "out").read_bytes() == b"mine"


def test_out_is_under_a_file(content, tmp_path, capsys):
    (tmp_path / "file").write_bytes(b"mine")
    ran = build(capsys, content, tmp_path / "file" / "out")
    assert ran.code == 3
    assert "can't be made: not a directory." in ran.err


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a file system that nobody can write")
def test_out_is_where_nobody_can_write(content, capsys):
    ran = build(capsys, content, Path("/proc/regioplan-out"))
    assert ran.code == 3
    assert "regioplan: The output folder '/proc/regioplan-out' can't be made" in ran.err


def test_a_pdf_that_cannot_be_replaced_does_not_stop_the_others(content, tmp_path, capsys):
    out = tmp_path / "out"
    (out / ROTTERDAM).mkdir(parents=True)
    ran = build(capsys, content, out)
    assert ran.code == 3
    assert f"error: '{out / ROTTERDAM}' can't be written: " in ran.err
    assert "unwritten" in next(line for line in ran.out.splitlines() if ROTTERDAM in line)
    assert is_whole(out / UTRECHT)
    assert files_in(out) == {".regioplan.json", ROTTERDAM, UTRECHT}


def limit_files(most: int) -> None:
    """Let this process write no file larger than `most` bytes, as a full disk would."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def test_a_full_disk_leaves_the_old_plans_whole_and_nothing_half_written(content, tmp_path):
    out = tmp_path / "out"
    old_plans(out, ROTTERDAM, UTRECHT)
    arguments = ["build", "--content", content, "--out", out, "--fonts", FONTS, "--jobs", 2]
    # A PDF doesn't fit, but a pipe between processes isn't a file and the state is small.
    ran = run(*arguments, before=lambda: limit_files(8000), PYTHONDONTWRITEBYTECODE="1")
    assert ran.code == 3, ran.err
    assert ran.out.count(" unwritten ") == 2
    for name in (ROTTERDAM, UTRECHT):
        assert f"error: '{out / name}' can't be written: file too large." in ran.err
        assert (out / name).read_bytes() == OLD
    assert "Traceback" not in ran.err
    assert files_in(out) <= {ROTTERDAM, UTRECHT, ".regioplan.json"}


def test_a_disk_too_full_for_anything(content, tmp_path):
    out = tmp_path / "out"
    ran = run(
        *("build", "--content", content, "--out", out, "--fonts", FONTS, "--jobs", 1),
        before=lambda: limit_files(10),
        PYTHONDONTWRITEBYTECODE="1",
    )
    assert ran.code == 3, ran.err
    assert "Traceback" not in ran.err
    assert f"error: '{out / ROTTERDAM}' can't be written: file too large." in ran.err
    assert files_in(out) == set()


# Ctrl-C: a real signal to a real process group, as a terminal sends it.


PLANS = 12


def many_regions(folder: Path, count: int) -> Path:
    """A content folder with so many plans that a build takes a while."""
    names = [f"regio-{number:02}" for number in range(count)]
    head, *_ = REGIONS.splitlines()
    width = head.count(";") - 3
    rows = [
        f"ZK{n:02};Regio {n:02};{name};;Kantoor{';' * (width - 3)};{n % 6};{n // 6}" for n, name in enumerate(names)
    ]
    own = [line for line in FIGURES.splitlines() if line.startswith("rotterdam;")]
    rest = [line for line in FIGURES.splitlines() if not line.startswith(("rotterdam;", "utrecht;"))]
    figures = rest + [line.replace("rotterdam", name, 1) for name in names for line in own]
    return write_content(
        folder,
        regions="\n".join([head, *rows]) + "\n",
        municipalities="regio;gemeente;geldig_vanaf;geldig_tot;bron\n",
        figures="\n".join(figures) + "\n",
        texts=dict.fromkeys(names, TEXT),
    )


def heed_ctrl_c() -> None:
    """Listen to Ctrl-C, also when the tests run in the background, where a shell turns it off."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def processes_of(group: int) -> list[str]:
    """The processes of a process group, zombies aside."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            found.append(stat.parent.name)
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="counts processes in /proc")
@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_in_the_middle_of_a_build(jobs, tmp_path):
    content = many_regions(tmp_path / "content", PLANS)
    out = tmp_path / "out"
    arguments = ["build", "--content", content, "--out", out, "--fonts", FONTS, "--jobs", jobs]
    process = subprocess.Popen(
        [sys.executable, "-m", "regioplan_pdf", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heed_ctrl_c,  # noqa: PLW1509 - no threads here
    )
    try:
        deadline = time.monotonic() + 30
        while len(list(out.glob("*.pdf"))) < 2 and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.005)
        os.killpg(process.pid, signal.SIGINT)
        printed, errors = process.communicate(timeout=30)
    finally:
        if process.poll() is None:
            process.kill()
    assert process.returncode == 130, errors
    assert errors.strip() == "regioplan: stopped; the documents that were finished are whole."
    assert printed == ""
    assert processes_of(process.pid) == []
    plans = sorted(out.glob("*.pdf"))
    assert 2 <= len(plans) < PLANS
    assert all(is_whole(path) for path in plans)
    assert files_in(out) == {".regioplan.json", *(path.name for path in plans)}

    # The next run goes on where this one stopped.
    ran = run(*arguments, "--json")
    assert ran.code == 0
    assert ran.out.count('"unchanged"') == len(plans)
    assert ran.out.count('"built"') == PLANS - len(plans)
