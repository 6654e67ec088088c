"""The shipped check on files: good ones pass, each way to break one is found, bad input is told in one line."""

from __future__ import annotations

import base64
import io
import json
import time
import tracemalloc
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from command import call
from mutants import (
    MUTANTS,
    Mutant,
    content_of,
    edit_content,
    elements,
    good_plan,
    links,
    make_mutant,
    name,
    set_content,
)
from regioplan_pdf.conformance import check_bytes, check_file
from regioplan_pdf.conformance.rules import RULES
from regioplan_pdf.errors import ExitCode
from regioplan_pdf.model.document import ChartCard, Document
from regioplan_pdf.source import SourceError
from tagged_pdf import make_parts, replace_part, write_pdf


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return good_plan(tmp_path_factory.mktemp("mutants"))


def rules_of(data: bytes) -> set[str]:
    return {finding.rule for finding in check_bytes(data)}


# -- mutants ----------------------------------------------------------------------------


def test_a_good_file_has_no_findings(good: bytes):
    assert check_bytes(good) == ()


def test_a_good_file_written_by_another_program_has_no_findings(good: bytes):
    assert check_bytes(make_mutant(good, None)) == ()


def test_there_are_mutants_for_most_rules():
    assert len(MUTANTS) >= 20
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS)
    assert {mutant.rule for mutant in MUTANTS} <= RULES.keys()


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_mutant_is_caught_by_its_rule(good: bytes, mutant: Mutant):
    assert mutant.rule in rules_of(make_mutant(good, mutant.change))


@pytest.fixture(scope="session")
def verdicts(good: bytes, tmp_path_factory: pytest.TempPathFactory):
    from validators.verapdf import validate

    folder = tmp_path_factory.mktemp("vera")
    files = {mutant.name: make_mutant(good, mutant.change) for mutant in MUTANTS}
    for stem, data in {**files, "good": make_mutant(good, None)}.items():
        (folder / f"{stem}.pdf").write_bytes(data)
    found = validate(sorted(folder.glob("*.pdf")))
    return {(path.stem, profile): result for (path, profile), result in found.items()}


@pytest.mark.validators
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_vera_pdf_finds_nothing_in_the_good_file(verdicts, profile: str):
    assert verdicts["good", profile].compliant, str(verdicts["good", profile])


@pytest.mark.validators
@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_vera_pdf_catches_the_mutants_that_the_table_says_it_covers(verdicts, mutant: Mutant):
    broken = {f"{profile} {rule}" for profile in ("ua1", "3a") for rule in verdicts[mutant.name, profile].broken}
    assert set(mutant.vera) <= broken
    assert bool(mutant.vera) == bool(broken)


@pytest.mark.parametrize("rule", sorted(RULES.keys() - {mutant.rule for mutant in MUTANTS}))
def test_a_rule_without_a_mutant_has_a_test_of_its_own(rule: str):
    assert rule in TESTED_BELOW


TESTED_BELOW = {"id", "structure-tree", "content-syntax", "heading-empty"}


def test_a_file_without_an_identifier_is_found_out():
    parts = make_parts()
    assert "id" not in rules_of(write_pdf(parts))
    identifier = "/ID [<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]"
    assert "id" in rules_of(write_pdf(replace_part(parts, "trailer", identifier, "")))


def test_a_third_page_is_found_out_by_build(good: bytes):
    from regioplan_pdf.conformance import check_document
    from regioplan_pdf.conformance.extraction import source_inside
    from regioplan_pdf.conformance.file import PdfFile
    from regioplan_pdf.conformance.objects import PypdfObjects

    source = source_inside(PdfFile(PypdfObjects(PdfReader(io.BytesIO(good)))))
    assert source is not None
    document = source.document
    assert check_document(good, document) == ()
    more = make_mutant(good, lambda writer: writer.add_blank_page(1190.55, 841.89) and None)
    assert {finding.rule for finding in check_document(more, document)} == {"pages"}


# -- charts in other words ----------------------------------------------------------------


def reword(document: Document) -> Document:
    """The plan as a program that has other words for charts and map would describe it."""

    def reword_card(card: ChartCard) -> ChartCard:
        assert card.table is not None
        rows = tuple((f"Rij {row[0]}", *row[1:]) for row in card.table.rows)
        return replace(card, alt=f"Anders gezegd. {card.alt}", table=replace(card.table, rows=rows))

    charts = tuple(map(reword_card, document.charts))
    return replace(document, charts=charts, map_alt="Waar de regio ligt.")


@pytest.fixture(scope="session")
def reworded(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return good_plan(tmp_path_factory.mktemp("reworded"), reword)


@pytest.fixture(scope="session")
def undigested(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The same, from before the digests."""
    return good_plan(tmp_path_factory.mktemp("undigested"), reword, without_wording)


def without_wording(source: bytes) -> bytes:
    root = json.loads(source)
    del root["wording"]
    return json.dumps(root).encode()


def change_alternative(writer: PdfWriter) -> None:
    figure = elements(writer, "Figure")[-1]
    figure[name("Alt")] = TextStringObject(f"{figure['/Alt']} En meer.")


def change_map(writer: PdfWriter) -> None:
    (figure,) = (each for each in elements(writer, "Figure") if each["/Alt"] == "Waar de regio ligt.")
    figure[name("Alt")] = TextStringObject("Elders.")


def change_cell(writer: PdfWriter) -> None:
    elements(writer, "TD")[-1][name("ActualText")] = TextStringObject("12345")


def change_heading(writer: PdfWriter) -> None:
    elements(writer, "H2")[-1][name("ActualText")] = TextStringObject("Een andere kop")


def test_a_file_whose_charts_are_in_other_words_than_todays_is_good(reworded: bytes, tmp_path: Path):
    report = check_file(save(tmp_path, reworded))
    assert (report.findings, report.notes) == ((), ())
    assert check_bytes(make_mutant(reworded, None)) == ()


@pytest.mark.parametrize("change", [change_alternative, change_map, change_cell])
def test_its_own_words_are_compared_with_those_that_it_was_written_with(reworded: bytes, change):
    assert rules_of(make_mutant(reworded, change)) == {"extraction-alt"}


@pytest.mark.parametrize(
    "name_of", ["scopes_exchanged", "row_headers_as_cells", "tables_as_text", "headings_as_paragraphs"]
)
def test_its_tables_are_tables_as_ever(reworded: bytes, undigested: bytes, name_of: str):
    mutant = next(one for one in MUTANTS if one.name == name_of)
    for data in (reworded, undigested):
        assert mutant.rule in rules_of(make_mutant(data, mutant.change))


def test_its_other_text_is_compared_as_ever(reworded: bytes, undigested: bytes):
    for data in (reworded, undigested):
        assert rules_of(make_mutant(data, change_heading)) == {"extraction"}


def test_other_words_in_a_file_that_does_not_tell_its_own_are_no_fault(undigested: bytes, tmp_path: Path):
    report = check_file(save(tmp_path, undigested))
    assert report.findings == ()
    (note,) = report.notes
    assert note == "The charts' words weren't compared: this program has others, and the file doesn't say which it had."


def test_nor_is_there_a_note_when_it_has_todays(tmp_path: Path):
    report = check_file(save(tmp_path, good_plan(tmp_path, keep=without_wording)))
    assert (report.findings, report.notes) == ((), ())


def test_inks_are_found_out(good: bytes):
    assert "device-colour" in rules_of(make_mutant(good, lambda w: edit_content(w, "EMC", "EMC 0 0 0 1 k")))


@pytest.mark.parametrize(("known", "rules"), [("plaats", set()), ("elders", {"link-target", "plan-link"})])
@pytest.mark.parametrize("old", [True, False], ids=["old kind", "tree"])
def test_a_place_by_its_name_is_looked_up(good: bytes, known: str, rules: set[str], old: bool):
    """In the catalog's Dests, or in a tree of names that has branches."""

    def give_name(writer: PdfWriter) -> None:
        link = next(one for one in links(writer) if "/Dest" in one)
        place = link["/Dest"].get_object()
        link[name("Dest")] = TextStringObject("plaats")
        if old:
            writer.root_object[name("Dests")] = DictionaryObject({name(known): DictionaryObject({name("D"): place})})
            return
        leaf = DictionaryObject({name("Names"): ArrayObject([TextStringObject(known), place])})
        empty = DictionaryObject({name("Names"): ArrayObject()})
        branch = DictionaryObject({name("Kids"): ArrayObject([writer._add_object(leaf)])})
        kids = ArrayObject([writer._add_object(branch), writer._add_object(empty)])
        writer.root_object["/Names"].get_object()[name("Dests")] = DictionaryObject({name("Kids"): kids})

    assert rules_of(make_mutant(good, give_name)) == rules


def test_a_tree_of_names_without_end_is_left(good: bytes):
    def circle(writer: PdfWriter) -> None:
        next(one for one in links(writer) if "/Dest" in one)[name("Dest")] = TextStringObject("plaats")
        tree = DictionaryObject()
        tree[name("Kids")] = ArrayObject([writer._add_object(tree)] * 3)
        writer.root_object["/Names"].get_object()[name("Dests")] = tree.indirect_reference

    assert "link-target" in rules_of(make_mutant(good, circle))


@pytest.mark.parametrize("junk", ["[1 2", "(abc", "1 0 0", "<< /A >> BDC", "( x ) Tj >>"])
def test_content_that_is_no_content_is_found_out(good: bytes, junk: str):
    mutant = make_mutant(good, lambda writer: set_content(writer, 1, content_of(writer, 1) + "\n" + junk))
    assert "content-syntax" in rules_of(mutant)


def test_a_heading_without_text_is_found_out(good: bytes):
    def empty(writer: PdfWriter) -> None:
        elements(writer, "H1")[0][name("ActualText")] = TextStringObject(" ")

    assert "heading-empty" in rules_of(make_mutant(good, empty))


@pytest.mark.parametrize(
    ("shown", "whole"), [("Rotter\u00addam ", True), ("Rotter-dam ", False), ("Rotter dam ", False)]
)
def test_a_word_over_two_lines_must_come_out_whole(good: bytes, shown: str, whole: bool):
    def break_word(writer: PdfWriter) -> None:
        elements(writer, "H1")[0][name("ActualText")] = TextStringObject(shown)

    assert ("extraction" in rules_of(make_mutant(good, break_word))) is not whole


def test_text_that_stands_for_other_text_on_the_page_is_read(good: bytes):
    def replace_text(writer: PdfWriter, shown: str) -> None:
        edit_content(
            writer, r"(/H1 <</MCID \d+>> BDC)([\s\S]*?)EMC", rf"\1 /Span <</ActualText ({shown})>> BDC\2EMC EMC"
        )

    assert rules_of(make_mutant(good, lambda writer: replace_text(writer, "Rotterdam "))) == set()
    assert rules_of(make_mutant(good, lambda writer: replace_text(writer, "Utrecht "))) == {"extraction"}


# -- foreign files and bad input --------------------------------------------------------


def trouble(path: Path) -> str:
    began = time.perf_counter()
    with pytest.raises(SourceError) as caught:
        check_file(path)
    assert time.perf_counter() - began < 25
    message = str(caught.value)
    assert message
    assert "\n" not in message
    return message


def save(folder: Path, data: bytes) -> Path:
    path = folder / "bad.pdf"
    path.write_bytes(data)
    return path


def test_a_good_file_of_another_make_is_judged_by_the_same_rules(tmp_path: Path):
    parts = make_parts()
    report = check_file(save(tmp_path, write_pdf(parts)))
    assert {finding.rule for finding in report.findings} <= {"attachment", "list-structure"}
    assert report.notes
    worse = write_pdf(replace_part(parts, "figure", "/Alt (1451 klanten, meer dan in 2022)", ""))
    assert "figure-alt" in {finding.rule for finding in check_file(save(tmp_path, worse)).findings}


def test_an_untagged_file_is_judged(tmp_path: Path):
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(tmp_path / "blank.pdf")
    found = {finding.rule for finding in check_file(tmp_path / "blank.pdf").findings}
    assert {"structure-tree", "marked", "language", "metadata-xmp", "output-intent", "display-title"} <= found


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_file(good: bytes, tmp_path: Path, part: float):
    assert "cut off" in trouble(save(tmp_path, good[: int(len(good) * part)]))


def test_an_encrypted_file(good: bytes, tmp_path: Path):
    writer = PdfWriter(clone_from=io.BytesIO(good))
    writer.encrypt("geheim", algorithm="RC4-128")
    writer.write(tmp_path / "secret.pdf")
    assert "encrypted" in trouble(tmp_path / "secret.pdf")


def test_a_huge_file_isn_t_read(good: bytes, tmp_path: Path):
    path = save(tmp_path, good)
    with path.open("r+b") as file:
        file.truncate(60_000_000)
    assert "MB" in trouble(path)


@pytest.mark.parametrize("data", [b"", b"geen pdf", b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF\n", b"\x00" * 5000])
def test_no_pdf(tmp_path: Path, data: bytes):
    trouble(save(tmp_path, data))


def test_no_file(tmp_path: Path):
    assert "no file" in trouble(tmp_path / "weg.pdf")


def test_a_structure_without_end_is_told(good: bytes, tmp_path: Path):
    def deepen(writer: PdfWriter) -> None:
        above = elements(writer)[0]
        for _ in range(400):
            below = writer._add_object(DictionaryObject({name("S"): name("Div"), name("P"): above.indirect_reference}))
            above[name("K")] = ArrayObject([below])
            above = below.get_object()

    assert "levels deep" in trouble(save(tmp_path, make_mutant(good, deepen)))


def test_pages_that_hold_each_other_are_told(good: bytes, tmp_path: Path):
    def circle(writer: PdfWriter) -> None:
        pages = writer.root_object["/Pages"].get_object()
        pages["/Kids"].append(pages.indirect_reference)

    trouble(save(tmp_path, make_mutant(good, circle)))


def test_a_parent_tree_without_end_is_told(good: bytes, tmp_path: Path):
    def circle(writer: PdfWriter) -> None:
        tree = writer.root_object["/StructTreeRoot"]["/ParentTree"].get_object()
        tree[name("Kids")] = ArrayObject([tree.indirect_reference])

    assert "no end" in trouble(save(tmp_path, make_mutant(good, circle)))


def test_a_stream_that_unfolds_into_gigabytes_is_told(good: bytes, tmp_path: Path):
    def bomb(writer: PdfWriter) -> None:
        stream = DecodedStreamObject()
        stream.set_data(b" " * 100_000_000)
        writer.pages[0][name("Contents")] = writer._add_object(stream.flate_encode())

    assert "unfolds" in trouble(save(tmp_path, make_mutant(good, bomb)))


@pytest.mark.parametrize("filters", [["/ASCII85Decode"], ["/FlateDecode", "/ASCII85Decode"]])
def test_a_stream_of_ascii85_that_unfolds_into_too_much_is_told(good: bytes, tmp_path: Path, filters: list[str]):
    """Each 'z' is four bytes, and took ninety to unpack."""

    def bomb(writer: PdfWriter) -> None:
        stream = StreamObject()
        data = b"z" * 5_000_000
        stream._data = zlib.compress(data) if len(filters) > 1 else data
        stream[name("Filter")] = ArrayObject(map(NameObject, filters))
        writer.pages[0][name("Contents")] = writer._add_object(stream)

    path = save(tmp_path, make_mutant(good, bomb))
    tracemalloc.start()
    assert "unfolds" in trouble(path)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 100_000_000


def test_ascii85_of_an_ordinary_size_is_read(good: bytes, tmp_path: Path):
    def write_otherwise(writer: PdfWriter) -> None:
        stream = StreamObject()
        stream._data = base64.a85encode(content_of(writer, 0).encode("latin-1")) + b"~>"
        stream[name("Filter")] = NameObject("/ASCII85Decode")
        writer.pages[0][name("Contents")] = writer._add_object(stream)

    assert check_file(save(tmp_path, make_mutant(good, write_otherwise))).findings == ()


def test_a_form_that_paints_itself_is_found_out(good: bytes):
    def circle(writer: PdfWriter) -> None:
        form = DecodedStreamObject()
        form.update({name("Type"): name("XObject"), name("Subtype"): name("Form")})
        form.set_data(b"/X Do /X Do")
        held = writer._add_object(form)
        writer.pages[0]["/Resources"].get_object()[name("XObject")] = DictionaryObject({name("X"): held})
        set_content(writer, 0, content_of(writer, 0) + "\n/Artifact BMC /X Do EMC")

    assert "content-syntax" in rules_of(make_mutant(good, circle))


def test_a_page_of_endless_operators_is_told(good: bytes, tmp_path: Path):
    flood = make_mutant(good, lambda writer: set_content(writer, 0, "/P <</MCID 0>> BDC " * 400_000))
    assert "more than" in trouble(save(tmp_path, flood))


def test_every_byte_may_be_wrong(good: bytes, tmp_path: Path):
    """Damage anywhere gives a verdict or one line of trouble, never another error."""
    for place in range(20, len(good) - 1030, max(1, len(good) // 60)):
        damaged = bytearray(good)
        damaged[place : place + 8] = b"\xff(<[\x00>>1"
        path = save(tmp_path, bytes(damaged))
        try:
            check_file(path)
        except SourceError as error:
            assert "\n" not in str(error)


# -- the command ------------------------------------------------------------------------


def test_the_command_judges_files(good: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    sound, broken = tmp_path / "goed.pdf", tmp_path / "fout.PDF"
    sound.write_bytes(good)
    ran = call(capsys, "check", sound)
    assert (ran.code, ran.err) == (ExitCode.OK, "")
    assert "no faults" in ran.out
    mutant = next(one for one in MUTANTS if one.name == "figure_without_alternative")
    broken.write_bytes(make_mutant(good, mutant.change))
    ran = call(capsys, "check", sound, broken)
    assert ran.code == ExitCode.FAULTS
    assert f"{broken}: [ISO 14289-1 7.3] a figure has no alternative text (page 1)" in ran.err
    assert "hint: say in words" in ran.err
    ran = call(capsys, "check", broken, tmp_path / "weg.pdf", sound)
    assert ran.code == ExitCode.TROUBLE
    assert "There is no file" in ran.err
    assert "goed.pdf: no faults" in ran.out


def test_the_command_tells_machines(good: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    sound, broken = tmp_path / "goed.pdf", tmp_path / "fout.pdf"
    sound.write_bytes(good)
    broken.write_bytes(good[:4000])
    ran = call(capsys, "check", "--json", sound, broken)
    told = json.loads(ran.out)
    assert (ran.code, told["exit_code"], ran.err) == (2, 2, "")
    assert [file["exit_code"] for file in told["files"]] == [0, 2]
    assert "cut off" in told["files"][1]["trouble"]


def test_files_and_regions_don_t_mix(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    ran = call(capsys, "check", "rotterdam", tmp_path / "a.pdf")
    assert ran.code == ExitCode.TROUBLE
    assert "not both" in ran.err


def test_a_plan_is_judged_in_a_fifth_of_a_second(good: bytes, tmp_path: Path):
    path = save(tmp_path, good)
    check_file(path)
    began = time.process_time()
    check_file(path)
    assert time.process_time() - began < 0.2
