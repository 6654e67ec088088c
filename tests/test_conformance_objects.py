"""The quick way through a file of our own sees what the thorough way sees."""

from __future__ import annotations

import io
import random
import re
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from mutants import MUTANTS, Mutant, good_plan, make_mutant
from regioplan_pdf.conformance import check_bytes, check_document
from regioplan_pdf.conformance.content import PageReader
from regioplan_pdf.conformance.extraction import source_inside
from regioplan_pdf.conformance.file import Page, PdfFile
from regioplan_pdf.conformance.finding import Findings
from regioplan_pdf.conformance.marked_text import TextReader
from regioplan_pdf.conformance.objects import NotPlain, Objects, PlainObjects, PypdfObjects
from regioplan_pdf.conformance.painted import Painted
from regioplan_pdf.conformance.run import check_open
from regioplan_pdf.conformance.values import Ref, Stream, Value
from regioplan_pdf.inspect_pdf import inspect_open
from regioplan_pdf.model.document import Document
from regioplan_pdf.source import SourceError, open_pdf
from regioplan_pdf.source.views import OpenPdf


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return good_plan(tmp_path_factory.mktemp("objects"))


@pytest.fixture(scope="session")
def document(good: bytes) -> Document:
    found = source_inside(PdfFile(PlainObjects(good)))
    assert found is not None
    return found.document


def by_pypdf(data: bytes) -> PypdfObjects:
    return PypdfObjects(PdfReader(io.BytesIO(data)))


def seen(file: PdfFile, number: int) -> Value:
    """An object, its stream unpacked."""
    found = file.get(Ref(number))
    return ({**found.entries, "Length": 0}, found.read()) if isinstance(found, Stream) else found


def count_of(objects: Objects) -> int:
    return int(objects.trailer()["Size"])


def test_every_object_is_what_pypdf_finds(good: bytes):
    plain, thorough = PdfFile(PlainObjects(good)), PdfFile(by_pypdf(good))
    count = count_of(PlainObjects(good))
    assert count > 100
    for number in range(1, count):
        one, other = seen(plain, number), seen(thorough, number)
        if isinstance(one, tuple) and one[0].get("Type") == "XRef":
            continue
        assert one == other, f"object {number}"
    for key in ("Root", "Info", "ID"):
        assert plain.trailer[key] == thorough.trailer[key]


def test_an_object_that_isnt_there_is_nothing(good: bytes):
    assert PdfFile(PlainObjects(good)).get(Ref(99_999)) is None


def test_our_own_files_are_plain_and_anothers_arent(good: bytes):
    PlainObjects(good)
    with pytest.raises(NotPlain):
        PlainObjects(make_mutant(good, None))


@pytest.mark.parametrize("cut", [b"", b"%PDF-1.7\n", b"%PDF-1.7\nstartxref\n9\n%%EOF", b"startxref\n99999999\n%%EOF"])
def test_no_file_at_all(cut: bytes):
    with pytest.raises(NotPlain):
        PlainObjects(cut)


def test_a_file_that_was_added_to_isnt_plain(good: bytes):
    place = good.rindex(b"/Type /XRef")
    with pytest.raises(NotPlain):
        PlainObjects(good[:place] + b"/Prev 12 " + good[place:])


def test_an_offset_that_is_wrong_is_left_to_pypdf(good: bytes):
    """One byte more before the objects: pypdf looks for them, or says that the file can't be read."""
    moved = good.replace(b"%PDF-1.7\n", b"%PDF-1.7\n\n", 1)
    with pytest.raises(NotPlain):
        PlainObjects(moved)


def test_a_stream_that_cant_be_unpacked_is_told(good: bytes):
    (packed,) = re.findall(rb"/Type /ObjStm .*?stream\n(.*?)\nendstream", good, re.DOTALL)[:1]
    broken = good.replace(packed, packed[:20] + bytes(len(packed) - 20))
    with pytest.raises(SourceError, match="can't be unpacked"):
        check_bytes(broken)


def test_a_stream_that_grows_without_end_is_stopped(good: bytes, monkeypatch: pytest.MonkeyPatch):
    from regioplan_pdf.conformance import objects

    monkeypatch.setattr(objects, "MOST_DATA", 1000)
    with pytest.raises(SourceError, match="has no end"):
        check_bytes(good)


# -- a file of unknown make -------------------------------------------------------------


def told_of(path: Path) -> object:
    """All that is told of a file, or why it isn't read."""
    try:
        with open_pdf(path) as pdf:
            return inspect_open(pdf), replace(check_open(pdf), seconds=0.0)
    except SourceError as error:
        return str(error)


def told_twice(path: Path, data: bytes) -> tuple[object, object]:
    """What is told of a file at the least cost, and what with pypdf's help."""
    path.write_bytes(data)
    quick = told_of(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(OpenPdf, "plain", None)
        return quick, told_of(path)


def test_our_own_file_is_told_of_without_pypdf(good: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    quick, thorough = told_twice(tmp_path / "plan.pdf", good)
    assert quick == thorough
    monkeypatch.delattr("pypdf.PdfReader")
    assert told_of(tmp_path / "plan.pdf") == quick


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_is_told_of_as_pypdf_finds_it(good: bytes, tmp_path: Path, seed: int):
    chance = random.Random(seed)
    data = bytearray(good)
    for _ in range(chance.choice((1, 1, 3))):
        from_end = chance.randrange(len(data) if chance.random() < 0.5 else 3000)
        data[len(data) - 1 - from_end] = chance.randrange(256)
    quick, thorough = told_twice(tmp_path / "plan.pdf", bytes(data))
    assert quick == thorough


def test_a_stream_that_grows_too_large_is_told_of_as_pypdf_finds_it(
    good: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("regioplan_pdf.source.views.MAX_STREAM", 4000)
    monkeypatch.setattr("regioplan_pdf.source.embedded.MAX_STREAM", 4000)
    quick, thorough = told_twice(tmp_path / "plan.pdf", good)
    assert quick == thorough
    assert isinstance(quick, str)


# -- pages ------------------------------------------------------------------------------


def seen_on(page: Painted) -> tuple[object, ...]:
    texts = {key: "".join(texts) for key, texts in page.texts.items()}
    return texts, [(font.name, text) for font, text in page.flawed], set(page.fonts)


def read_both(data: bytes) -> tuple[list[object], list[object]]:
    found = []
    for reader in (PageReader, TextReader):
        file, findings = PdfFile(PlainObjects(data)), Findings()
        pages = [reader(file, page, findings, {}).read() for page in file.pages]
        found.append([seen_on(page) for page in pages])
        found[-1].append(findings.found())
    return found[0], found[1]


def test_marks_and_texts_are_the_same_without_places(good: bytes):
    thorough, quick = read_both(good)
    assert quick == thorough
    assert sum(len(texts) for texts, *_ in thorough[:-1]) > 50


def test_our_own_pages_are_plain(good: bytes):
    """None is left to the thorough reader, which notes each string that is shown."""
    file = PdfFile(PlainObjects(good))
    assert not any(TextReader(file, page, Findings(), {}).read().shown for page in file.pages)


CONTENTS = {
    "plain": b"/P <</MCID 0>> BDC BT 1 0 0 1 0 0 Tm /F1+0 9 Tf (ab) Tj [(c)-20(d)] TJ ET EMC",
    "untagged": b"BT /F1+0 9 Tf (ab) Tj ET 1 0 0 rg 0 0 9 9 re f",
    "nested": b"/P <</MCID 0>> BDC /Artifact BMC 0 0 9 9 re f EMC /Span <</MCID 1>> BDC EMC EMC",
    "twice": b"/P <</MCID 0>> BDC EMC /P <</MCID 0>> BDC EMC",
    "open": b"/P <</MCID 0>> BDC BT /F1+0 9 Tf (ab) Tj",
    "closed": b"EMC EMC",
    "replaced": b"/Span <</MCID 0 /ActualText (voluit)>> BDC BT /F1+0 9 Tf (ab) Tj ET EMC",
    "escaped": b"/P <</MCID 0>> BDC BT /F1+0 9 Tf (a\\)b\\\\c) Tj <6162> Tj (x) ' 1 2 (y) \" ET EMC",
    "states": b"/P <</MCID 0>> BDC q BT /F1+0 9 Tf (a) Tj ET Q BT /F2+0 9 Tf (b) Tj ET EMC",
    "dashes": b"/Artifact BMC [2 1] 0 d 0 0 m 9 9 l S EMC % remark\n/P <</MCID 0>> BDC BT /F1+0 9 Tf (a) Tj ET EMC",
    "picture": b"BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI /Artifact BMC BI /W 1 ID (EMC) EI EMC",
    "inks": b"/Artifact BMC 0 0 0 1 k 0 0 9 9 re f EMC",
    "operands": b"/P <</MCID 0>> BDC BT /F1+0 9 9 Tf (a) Tj ET EMC",
    "broken": b"/P <</MCID 0>> BDC BT /F1+0 9 Tf (ab Tj ET EMC",
}


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS.keys())
def test_any_content_is_read_alike(good: bytes, content: bytes, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(PdfFile, "content", lambda self, page: content)
    thorough, quick = read_both(good)
    assert quick == thorough


STRETCHES = (b"/P <</MCID %d>> BDC ", b"/Artifact BMC ", b"/Artifact <</Type /Pagination>> BDC ", b"/Span BMC ")
SHOWN = (
    b"(a) Tj ",
    b"[(ab)-20(\\\\\\()3(\\r)]TJ ",
    b"(\\\\) Tj ",
    b"() Tj ",
    b"(\\1)(2) Tj ",
    b"[(\\1)(2)] TJ ",
    b"(/F2+0 9 Tf) Tj ",
    b"(a(b)c) Tj ",
    b"(EMC \\( BDC) Tj ",
    b"[(EMC)(/P)]TJ ",
    b"<6162> Tj ",
    b"(\xff) Tj ",
    b"(\x00) Tj ",
    b"1 0 R (a) Tj ",
    b"[1 2] (a) Tj ",
    b"1 (a) Tj ",
)
OTHERS = (
    b"BT ",
    b"ET ",
    b"EMC\n",
    b"/F1+0 9 Tf ",
    b"/F2+0 8.5 Tf ",
    b"/F9 9 Tf ",
    b"/F1\\( 9 Tf ",
    b"0 0 m 9 9 l S ",
    b"[2 1] 0 d ",
    b"[] 0 d\n",
    b"1 0 0 rg 0 0 9 9 re f\n",
    b"0 0 0 1 k ",
    b"q ",
    b"Q ",
    b"1 2 Td ",
    b"3 Tr ",
    b"% EMC (\n",
    b"/X Do ",
    b"/G gs ",
    b"<</A 1>> ",
    b"null ",
    b"] ",
    b"\\r ",
)


class WithContent(PdfFile):
    """A file whose pages show something else."""

    shows = b""

    def content(self, page: Page) -> bytes:
        return self.shows


@given(st.data())
def test_whatever_pieces_a_page_is_of_it_is_read_alike(good: bytes, data: st.DataObject):
    """Stretches that are plain and ones that nearly are, whole and cut through by others."""
    pieces = [b"/F1+0 9 Tf "] if data.draw(st.booleans()) else []
    for number in range(data.draw(st.integers(0, 4))):
        begin = data.draw(st.sampled_from(STRETCHES))
        pieces.append(begin % data.draw(st.sampled_from((number, 0))) if b"%d" in begin else begin)
        pieces += data.draw(st.lists(st.sampled_from(SHOWN) | st.sampled_from(OTHERS), max_size=5))
        pieces.append(b"EMC ")
    found = []
    for reader in (PageReader, TextReader):
        file, findings = WithContent(PlainObjects(good)), Findings()
        file.shows = b"".join(pieces)
        page = reader(file, file.pages[0], findings, {}).read()
        found.append((seen_on(page), findings.found()))
    assert found[1] == found[0]


NOT_BY_BUILD = {"contrast", "font-widths", "source", "plan-structure", "plan-link", "plan-expansion"}
"""Rules that need places on the page, are of the source, or of what build wrote by the same code."""
ONLY_BY_PLACE = {"box_beside_its_figure", "section_in_another_language", "paragraph_with_an_alternative"}
FONT_FILES = {one.name for one in MUTANTS if one.name.startswith("font_file_")}


@pytest.mark.parametrize(
    "mutant",
    [one for one in MUTANTS if one.rule not in NOT_BY_BUILD and one.name not in ONLY_BY_PLACE | FONT_FILES],
    ids=lambda mutant: mutant.name,
)
def test_build_too_catches_each_mutant(good: bytes, document: Document, mutant: Mutant):
    found = check_document(make_mutant(good, mutant.change), document)
    assert mutant.rule in {finding.rule for finding in found}


def test_a_table_of_objects_may_be_written_without_differences(good: bytes):
    """Cross-reference streams with and without a predictor are read alike."""
    place = int(re.findall(rb"startxref\n(\d+)", good)[-1])
    head, body = good[:place], good[place:]
    packed = re.findall(rb"stream\n(.*?)\nendstream", body, re.DOTALL)[0]
    table = zlib.decompress(packed)
    rows, above = [], bytes(7)
    for start in range(0, len(table), 8):
        above = bytes((old + new) & 255 for old, new in zip(above, table[start + 1 : start + 8], strict=True))
        rows.append(above)
    again = zlib.compress(b"".join(rows))
    plain = re.sub(rb" /DecodeParms <<.*?>>", b"", body, count=1).replace(packed, again)
    plain = re.sub(rb"/Length \d+", b"/Length %d" % len(again), plain, count=1)
    assert seen(PdfFile(PlainObjects(head + plain)), 5) == seen(PdfFile(PlainObjects(good)), 5)
