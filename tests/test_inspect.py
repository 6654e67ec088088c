"""`regioplan inspect`: what a PDF is and carries, whether it was changed, and no surprises from strange files."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import re
import resource
import signal
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from command import FONTS, Ran, call, run
from plan_factory import FONTS as PLAN_FONTS
from plan_factory import STYLE, plan, typesetter
from regioplan_pdf.errors import OutputError
from regioplan_pdf.inspect_pdf import FontFact, Inspection, inspect_pdf
from regioplan_pdf.pdf.draw import draw_sheets
from regioplan_pdf.pdf.fit import Layout, lay_out
from regioplan_pdf.pdf.metadata import Attachment, seal
from regioplan_pdf.source import (
    FIGURES_NAME,
    SOURCE_NAME,
    SourceError,
    content_hash,
    embedded,
    encode_figures,
    encode_source,
    extract_files,
    file_hash,
    open_pdf,
    read_source,
)
from test_source import EDITION, PLAN

SOURCE = encode_source(PLAN, EDITION)
TABLE = encode_figures(PLAN)
FILES = ((SOURCE_NAME, SOURCE, "/Source"), (FIGURES_NAME, TABLE, "/Data"))
SIZE = (1190.55, 841.89)
XMP = b"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="3" pdfaid:conformance="A"/>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


@cache
def drawn(words: str = "Tekst van het plan", body: float = 11.25) -> bytes:
    """Two pages in a font that is embedded: running text of the plan's own length, and a longer Leeswijzer."""
    pdfmetrics.registerFont(TTFont("Regular", str(FONTS / "SourceSansPro-Regular.ttf"), asciiReadable=0))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, SIZE, invariant=1, initialFontName="Regular", lang="nl-NL")
    canvas.setTitle("Regioplan 2023/2024 GGZ Rotterdam")
    canvas.setProducer("regioplan-pdf")
    for size, text in ((body, words), (10.0, "x" * 12_000), (30.0, "Kop")):
        canvas.setFont("Regular", size)
        canvas.drawString(50, 400, text)
    canvas.showPage()
    canvas.setFont("Regular", body)
    canvas.drawString(50, 400, "y" * 4_200)
    canvas.save()
    return buffer.getvalue()


def written(
    files: tuple[tuple[str, bytes, str], ...] = FILES,
    *,
    marked: bool = True,
    sealed: bool = True,
    change: Callable[[PdfWriter], object] | None = None,
    **options: object,
) -> bytes:
    """A plan's PDF with files inside it, tags and metadata.

    marked: with the hash of its content; sealed: with the one of the whole file too.
    """
    reader = PdfReader(io.BytesIO(drawn(**options)))
    writer = PdfWriter()
    writer.append(reader, import_outline=False)
    for name, data, relationship in files:
        attached = writer.add_attachment(name, data)
        attached.pdf_object[NameObject("/AFRelationship")] = NameObject(relationship)
    root = writer.root_object
    if files:
        names = root["/Names"]["/EmbeddedFiles"]["/Names"]
        root[NameObject("/AF")] = ArrayObject(names[1::2])
    metadata = DecodedStreamObject()
    metadata.set_data(XMP)
    metadata.update({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
    root[NameObject("/Metadata")] = writer._add_object(metadata)
    root[NameObject("/Lang")] = TextStringObject("nl-NL")
    root[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
    root[NameObject("/StructTreeRoot")] = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
    info = {"/Title": "Regioplan 2023/2024 GGZ Rotterdam", "/Producer": "regioplan-pdf"}
    info |= {"/CreationDate": "D:20230601120000Z", "/ModDate": "D:20230601140000+02'00'"}
    if marked:
        info["/RegioplanHash"] = content_hash(PdfReader(io.BytesIO(saved(writer))))
    if marked and sealed:
        info["/RegioplanFileHash"] = "0" * 64
    writer.add_metadata(info)
    if change:
        change(writer)
    return seal(saved(writer))


def saved(writer: PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


GOOD = written()
FOREIGN = drawn()


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return put(tmp_path, GOOD)


def put(folder: Path, data: bytes, name: str = "plan.pdf") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def look(folder: Path, data: bytes) -> Inspection:
    return inspect_pdf(put(folder, data))


class TestWhatIsTold:
    def test_everything_about_a_plan(self, good):
        found = inspect_pdf(good)
        assert found == replace(
            found,
            file=str(good),
            size=len(GOOD),
            sha256=hashlib.sha256(GOOD).hexdigest(),
            pages=2,
            width=420.0,
            height=297.0,
            body=11.25,
            title="Regioplan 2023/2024 GGZ Rotterdam",
            language="nl-NL",
            tagged=True,
            conformance=("PDF/UA-1", "PDF/A-3a"),
            producer="regioplan-pdf",
            created="2023-06-01T12:00:00Z",
            modified="2023-06-01T14:00:00+02:00",
            source_fault="",
            untouched=True,
            content_untouched=True,
        )
        assert found.source is not None
        assert found.source.document == PLAN
        assert [(file.name, file.size, file.sha256, file.relationship) for file in found.files] == [
            (FIGURES_NAME, len(TABLE), hashlib.sha256(TABLE).hexdigest(), "Data"),
            (SOURCE_NAME, len(SOURCE), hashlib.sha256(SOURCE).hexdigest(), "Source"),
        ]

    def test_the_body_size_is_the_texts_not_the_most_used(self, tmp_path):
        """The Leeswijzer of `drawn` has three times as many characters, in 10 pt."""
        assert look(tmp_path, written(body=12.5)).body == 12.5

    def test_fonts(self, good, tmp_path):
        assert inspect_pdf(good).fonts == (FontFact("SourceSansPro-Regular", embedded=True, subset=True),)
        buffer = io.BytesIO()
        canvas = Canvas(buffer)
        canvas.drawString(50, 50, "Helvetica")
        canvas.save()
        (font,) = look(tmp_path, buffer.getvalue()).fonts
        assert font == FontFact("Helvetica", embedded=False, subset=False)

    def test_a_foreign_pdf_shows_what_it_has(self, tmp_path):
        found = look(tmp_path, FOREIGN)
        assert (found.pages, found.title, found.tagged) == (2, "Regioplan 2023/2024 GGZ Rotterdam", False)
        assert (found.source, found.conformance, found.files, found.untouched) == (None, (), (), None)
        assert "carries no source" in found.source_fault

    @pytest.mark.parametrize(
        ("source", "message"),
        [
            (b"{}", "not of a regioplan"),
            (SOURCE.replace(b'"schema":1', b'"schema":2'), "schema 2; this program reads up to 1"),
            (SOURCE[:100], "isn't sound JSON"),
        ],
    )
    def test_a_source_that_cannot_be_read_is_told_and_the_rest_shown(self, tmp_path, source, message):
        found = look(tmp_path, written(((SOURCE_NAME, source, "/Source"),)))
        assert found.source is None
        assert message in found.source_fault
        assert (found.pages, found.untouched) == (2, True)

    @pytest.mark.parametrize(
        ("written_as", "told"),
        [
            ("D:20230601120000+00'00'", "2023-06-01T12:00:00Z"),
            ("D:20230601120000-05'30'", "2023-06-01T12:00:00-05:30"),
            ("D:202306", "2023-06"),
            ("D:20230601120000", "2023-06-01T12:00:00"),
            ("gisteren", "gisteren"),
            ("D:2023\x1b[31m", "D:2023 [31m"),
        ],
    )
    def test_dates(self, tmp_path, written_as, told):
        data = written(change=lambda writer: writer.add_metadata({"/CreationDate": written_as}))
        assert look(tmp_path, data).created == told

    @pytest.mark.parametrize(
        "xmp",
        [
            b"<not xml",
            b"",
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a xmlns="http://www.aiim.org/pdfa/ns/id/">&b;</a>',
            b"<a>" * 50_000,
        ],
    )
    def test_metadata_that_cannot_be_read_claim_nothing(self, tmp_path, xmp):
        data = written(change=lambda writer: writer.root_object["/Metadata"].get_object().set_data(xmp))
        assert look(tmp_path, data).conformance == ()


@cache
def drawn_plan() -> tuple[bytes, float]:
    """A plan as this program writes it, and the size of its text."""
    layout = lay_out(PLAN, typesetter(), STYLE, "")
    assert isinstance(layout, Layout)
    attachments = tuple(
        Attachment(name, data, "application/octet-stream", name, relationship.removeprefix("/"))
        for name, data, relationship in FILES
    )
    return draw_sheets(layout.sheets, PLAN, PLAN_FONTS, attachments), layout.body


@pytest.fixture
def plan_pdf() -> bytes:
    return drawn_plan()[0]


def test_a_plan_that_this_program_wrote(tmp_path):
    """The whole way: writer and reader agree about names, hashes and size."""
    data, body = drawn_plan()
    found = look(tmp_path, data)
    assert (found.untouched, found.body, found.tagged, found.source_fault) == (True, body, True, "")
    assert found.conformance == ("PDF/UA-1", "PDF/A-3a")
    assert found.source is not None and found.source.document == PLAN
    assert all(font.embedded and font.subset for font in found.fonts) and found.fonts


def _nothing(writer: PdfWriter) -> None:
    """Saving alone."""


def _a_link(writer: PdfWriter) -> None:
    (link, *_) = (each.get_object() for page in writer.pages for each in page["/Annots"])
    link[NameObject("/A")] = DictionaryObject({NameObject("/URI"): TextStringObject("https://example.org")})


def _an_alternative_text(writer: PdfWriter) -> None:
    figures = (each.get_object() for each in writer._objects if each is not None)
    (figure, *_) = (each for each in figures if isinstance(each, DictionaryObject) and each.get("/S") == "/Figure")
    figure[NameObject("/Alt")] = TextStringObject("Iets anders")


def _the_language(writer: PdfWriter) -> None:
    writer.root_object[NameObject("/Lang")] = TextStringObject("en")


def _the_tags(writer: PdfWriter) -> None:
    del writer.root_object["/StructTreeRoot"]


def _the_title(writer: PdfWriter) -> None:
    writer.add_metadata({"/Title": "Een ander plan"})


def _a_font(writer: PdfWriter) -> None:
    (font, *_) = writer.pages[0]["/Resources"]["/Font"].values()
    del font.get_object()["/ToUnicode"]


def _an_empty_page(writer: PdfWriter) -> None:
    writer.add_blank_page()


def _a_script(writer: PdfWriter) -> None:
    script = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x()")})
    writer.root_object[NameObject("/OpenAction")] = script


def _a_stamp(writer: PdfWriter) -> None:
    stamp = {"/Type": NameObject("/Annot"), "/Subtype": NameObject("/Stamp"), "/Contents": TextStringObject("Concept")}
    stamp["/Rect"] = ArrayObject(map(NumberObject, (0, 0, 100, 100)))
    writer.pages[0]["/Annots"].append(
        writer._add_object(DictionaryObject({NameObject(k): v for k, v in stamp.items()}))
    )


CHANGES = (_nothing, _a_link, _an_alternative_text, _the_language, _the_tags, _the_title, _a_font, _an_empty_page)
CHANGES += (_a_script, _a_stamp)


class TestUntouched:
    def test_the_hash_is_of_pages_then_files_by_name(self):
        reader = PdfReader(io.BytesIO(GOOD))
        parts = [page["/Contents"].get_object().get_data() for page in reader.pages]
        expected = hashlib.sha256(b"".join([*parts, TABLE, SOURCE])).hexdigest()
        assert content_hash(reader) == expected == reader.metadata["/RegioplanHash"]

    def test_as_written(self, good):
        found = inspect_pdf(good)
        assert (found.untouched, found.untouched_why) == (
            True,
            "every byte is as it was written",
        )

    def test_the_hash_of_the_file_is_of_all_bytes_with_zeros_for_itself(self, plan_pdf):
        (stored,) = re.findall(rb"/RegioplanFileHash \((\w{64})\)", plan_pdf)
        assert hashlib.sha256(plan_pdf.replace(stored, b"0" * 64)).hexdigest().encode() == stored
        assert file_hash(plan_pdf).encode() == stored
        assert PdfReader(io.BytesIO(plan_pdf)).metadata["/RegioplanFileHash"].encode() == stored

    def test_another_page_content(self, tmp_path):
        stored = {"/RegioplanHash": PdfReader(io.BytesIO(GOOD)).metadata["/RegioplanHash"]}
        data = written(words="Tekst van het planx", change=lambda writer: writer.add_metadata(stored))
        assert look(tmp_path, data).untouched is False

    def test_another_figure_in_the_table(self, tmp_path):
        stored = {"/RegioplanHash": PdfReader(io.BytesIO(GOOD)).metadata["/RegioplanHash"]}
        files = (FILES[0], (FIGURES_NAME, TABLE.replace(b"1218", b"1219"), "/Data"))
        found = look(tmp_path, written(files, change=lambda writer: writer.add_metadata(stored)))
        assert (found.untouched, found.untouched_why) == (False, "pages or attachments were changed")

    def test_a_file_added(self, tmp_path):
        data = written(change=lambda writer: writer.add_attachment("notitie.txt", b"later"))
        assert look(tmp_path, data).untouched is False

    def test_a_second_revision(self, tmp_path):
        writer = PdfWriter(io.BytesIO(GOOD), incremental=True)
        writer.add_metadata({"/Title": "Een ander plan"})
        data = saved(writer)
        assert data.startswith(GOOD)
        found = look(tmp_path, data)
        assert (found.untouched, found.title) == (False, "Een ander plan")
        assert found.untouched_why == "saved again (2 revisions), but pages and attachments are as they were"

    def test_something_behind_the_end(self, tmp_path):
        found = look(tmp_path, GOOD + b"\n%appended")
        assert (found.untouched, found.untouched_why) == (
            False,
            "something was added behind its end, but pages and attachments are as they were",
        )
        assert found.content_untouched is True

    def test_without_a_hash_it_cannot_be_told(self, tmp_path):
        found = look(tmp_path, written(marked=False))
        assert (found.untouched, found.untouched_why) == (None, "it carries no hash to tell by")
        assert found.content_untouched is None

    def test_of_a_plan_from_before_the_hash_of_the_file_only_its_content_can_be_told(self, tmp_path):
        found = look(tmp_path, written(sealed=False))
        assert (found.untouched, found.content_untouched) == (None, True)
        assert found.untouched_why == "pages and attachments are as they were, but it carries no hash of the rest"

    def test_every_byte_counts(self, plan_pdf, tmp_path):
        """Whatever bit is another, the file isn't untouched, if it can still be read."""
        for place in range(20, len(plan_pdf) - 40, len(plan_pdf) // 40):
            data = plan_pdf[:place] + bytes([plan_pdf[place] ^ 1]) + plan_pdf[place + 1 :]
            with contextlib.suppress(SourceError):
                assert look(tmp_path, data).untouched is not True, place

    @pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
    def test_what_another_program_may_change_behind_the_pages(self, plan_pdf, tmp_path, change):
        writer = PdfWriter(clone_from=io.BytesIO(plan_pdf))
        change(writer)
        found = look(tmp_path, saved(writer))
        assert (found.untouched, found.content_untouched) == (False, True)
        assert found.untouched_why == "rewritten by another program, but pages and attachments are as they were"


class TestCommand:
    def test_for_people(self, good, capsys):
        ran = call(capsys, "inspect", good)
        assert (ran.code, ran.err) == (0, "")
        told = dict(re.findall(r"^(\S+) {2,}(.+)$", ran.out, re.MULTILINE))
        assert told["edition"] == "2023-2024 (Regioplan 2023/2024)"
        assert told["sector"] == "ggz (langdurige GGZ (Wlz))"
        assert told["region"] == "rotterdam (Rotterdam)"
        assert told["pages"] == "2 of 420 x 297 mm"
        assert told["body"] == "11.25 pt"
        assert told["claims"] == "PDF/UA-1, PDF/A-3a"
        assert told["tagged"] == "yes"
        assert told["font"] == "SourceSansPro-Regular (subset)"
        assert told["untouched"].startswith("yes: ")
        assert told["SHA-256"].startswith(hashlib.sha256(GOOD).hexdigest())
        assert f"{hashlib.sha256(SOURCE).hexdigest()}  regioplan.json, {len(SOURCE)} bytes, Source" in ran.out
        assert f"{hashlib.sha256(TABLE).hexdigest()}  cijfers.csv" in ran.out

    def test_for_machines(self, good, capsys):
        ran = call(capsys, "inspect", good, "--json")
        told = json.loads(ran.out)
        assert (ran.code, ran.err, told["version"], told["extracted"]) == (0, "", 1, [])
        assert told["source"] == {
            "schema": 1,
            "program": {"name": "regioplan-pdf", "version": "0.1.0"},
            "edition": "2023-2024",
            "sector": "ggz",
            "region": "rotterdam",
            "edition_title": "Regioplan 2023/2024",
            "sector_title": "langdurige GGZ (Wlz)",
            "region_title": "Rotterdam",
            "voorbeeld": True,
        }
        assert told["conformance"] == ["PDF/UA-1", "PDF/A-3a"]
        assert (told["untouched"], told["content_untouched"]) == (True, True)

    def test_a_plan_that_was_saved_anew(self, tmp_path, capsys):
        path = put(tmp_path, saved(PdfWriter(clone_from=io.BytesIO(GOOD))))
        why = "rewritten by another program, but pages and attachments are as they were"
        assert f"untouched     no: {why}" in call(capsys, "inspect", path).out
        told = json.loads(call(capsys, "inspect", path, "--json").out)
        assert (told["untouched"], told["content_untouched"], told["untouched_why"]) == (False, True, why)

    def test_a_foreign_pdf_is_no_trouble(self, tmp_path, capsys):
        path = put(tmp_path, FOREIGN)
        ran = call(capsys, "inspect", path)
        assert (ran.code, ran.err) == (0, "")
        assert "The PDF carries no source" in ran.out
        assert json.loads(call(capsys, "inspect", path, "--json").out)["source"] is None

    def test_a_title_cannot_steer_the_terminal(self, tmp_path):
        title = "Plan\x1b]0;x\x07\n\u202eeinde"
        data = written(change=lambda writer: writer.add_metadata({"/Title": title}))
        ran = run("inspect", put(tmp_path, data), PYTHONIOENCODING="ascii")
        assert (ran.code, ran.err) == (0, "")
        assert "title         Plan ]0;x einde" in ran.out

    def test_in_a_process_of_its_own(self, good):
        ran = run("inspect", good)
        assert (ran.code, ran.err) == (0, "")
        assert "untouched     yes" in ran.out


class TestExtract:
    def test_the_files_come_out_as_they_went_in(self, good, tmp_path, capsys):
        folder = tmp_path / "new" / "folder"
        ran = call(capsys, "inspect", good, "--extract", folder)
        assert (ran.code, ran.err) == (0, "")
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == {SOURCE_NAME: SOURCE, FIGURES_NAME: TABLE}
        assert f"extracted     {folder / SOURCE_NAME}" in ran.out
        assert call(capsys, "inspect", good, "--extract", folder).code == 0

    def test_another_file_is_never_replaced(self, good, tmp_path, capsys):
        folder = tmp_path / "ggz"
        folder.mkdir()
        (folder / FIGURES_NAME).write_text("an editor's own figures")
        ran = call(capsys, "inspect", good, "--extract", folder)
        assert (ran.code, ran.out) == (3, "")
        assert (
            ran.err == f"regioplan: There is another '{folder / FIGURES_NAME}' already: extract to an empty folder.\n"
        )
        assert [path.name for path in folder.iterdir()] == [FIGURES_NAME]
        assert (folder / FIGURES_NAME).read_text() == "an editor's own figures"

    def test_nor_what_a_link_points_to(self, good, tmp_path):
        folder, elsewhere = tmp_path / "folder", tmp_path / "elsewhere.json"
        folder.mkdir()
        (folder / SOURCE_NAME).symlink_to(elsewhere)
        with pytest.raises(OutputError, match="There is another"):
            extract_files(good, folder)
        assert not elsewhere.exists()

    def test_all_or_nothing(self, good, tmp_path, monkeypatch):
        folder, replaced = tmp_path / "folder", Path.replace

        def fail(self, target):
            if Path(target).name == SOURCE_NAME:
                raise OSError(28, "No space left on device")
            return replaced(self, target)

        monkeypatch.setattr(Path, "replace", fail)
        with pytest.raises(OutputError, match="no space left on device"):
            extract_files(good, folder)
        assert list(folder.iterdir()) == []

    def test_a_folder_that_is_a_file(self, good, tmp_path, capsys):
        ran = call(capsys, "inspect", good, "--extract", good)
        assert (ran.code, ran.out) == (3, "")
        assert ran.err.count("\n") == 1

    @pytest.mark.parametrize(
        ("name", "safe"),
        [
            ("../../uit.txt", "uit.txt"),
            ("/etc/uit.txt", "uit.txt"),
            ("C:\\map\\uit.txt", "uit.txt"),
            ("..", "bestand"),
            (".profile", "profile"),
            ("a\x1b[2Jb\n.txt", "a_[2Jb_.txt"),
            ("con.txt", "_con.txt"),
            ("CIJFERS.CSV", "CIJFERS.CSV"),
            ("u:it?.txt", "u_it_.txt"),
            ("x" * 300, "x" * 100),
        ],
    )
    def test_names_stay_inside_the_folder(self, tmp_path, name, safe):
        folder = tmp_path / "in" / "side"
        files = ((SOURCE_NAME, SOURCE, "/Source"), (name, b"bijlage", "/Data"))
        made = extract_files(put(tmp_path, written(files)), folder)
        assert {path.name for path in folder.iterdir()} == {path.name for path in made} == {SOURCE_NAME, safe}
        assert (folder / safe).read_bytes() == b"bijlage"
        assert {path.name for path in tmp_path.iterdir()} == {"plan.pdf", "in"}

    def test_two_names_that_are_one_on_some_systems(self, tmp_path):
        files = (*FILES, ("Cijfers.csv", b"1", "/Data"), ("map/cijfers.csv", b"2", "/Data"))
        made = extract_files(put(tmp_path, written(files)), tmp_path / "out")
        assert len({path.name.casefold() for path in made}) == 4
        assert {path.read_bytes() for path in made} == {SOURCE, TABLE, b"1", b"2"}

    def test_nothing_to_extract(self, tmp_path, capsys):
        for data in (FOREIGN, written((("notitie.txt", b"los", "/Data"),))):
            ran = call(capsys, "inspect", put(tmp_path, data), "--extract", tmp_path / "out")
            assert (ran.code, ran.out) == (2, "")
            assert "carries no source, so there is nothing to extract" in ran.err
            assert not (tmp_path / "out").exists()


class TestReadSource:
    def test_back_from_the_pdf(self, good):
        assert read_source(good).document == PLAN

    def test_no_source(self, tmp_path):
        with pytest.raises(SourceError, match=r"plan.pdf' carries no source"):
            read_source(put(tmp_path, FOREIGN))

    def test_a_malformed_source_names_the_file(self, tmp_path):
        with pytest.raises(SourceError, match=r"plan.pdf': The source isn't sound JSON"):
            read_source(put(tmp_path, written(((SOURCE_NAME, b"{", "/Source"),))))

    def test_two_sources(self, tmp_path):
        files = (*FILES, (SOURCE_NAME, encode_source(plan(), EDITION), "/Source"))
        with pytest.raises(SourceError, match=r"carries two different files 'regioplan\.json'"):
            read_source(put(tmp_path, written(files)))


def encrypted() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(GOOD)))
    writer.encrypt("geheim", algorithm="RC4-128")
    return saved(writer)


def encrypted_aes() -> bytes:
    """As qpdf and Acrobat encrypt today (AES-256): pypdf needs a library for it that nothing else does."""
    keys = f"/O <{'00' * 48}> /U <{'00' * 48}> /OE <{'00' * 32}> /UE <{'00' * 32}> /Perms <{'00' * 16}>"
    filters = "/CF << /StdCF << /AuthEvent /DocOpen /CFM /AESV3 /Length 32 >> >> /StmF /StdCF /StrF /StdCF"
    entry = f"/Encrypt << /Filter /Standard /V 5 /R 6 /Length 256 /P -4 {filters} {keys} >> /ID [<00> <00>]"
    plain = saved(PdfWriter(clone_from=PdfReader(io.BytesIO(GOOD))))
    start = plain.rindex(b"trailer\n<<") + len(b"trailer\n<<")
    return plain[:start] + b"\n" + entry.encode() + plain[start:]


def without_pages() -> bytes:
    return saved(PdfWriter())


BAD = {
    "empty": (b"", "is empty"),
    "no PDF": (b"PK\x03\x04 an Excel file", "isn't a PDF"),
    "text": (b"Regioplan", "isn't a PDF"),
    "only a head": (b"%PDF-1.7\n", "is cut off: the end of the file is missing"),
    "half": (GOOD[: len(GOOD) // 2], "is cut off: the end of the file is missing"),
    "without its end": (GOOD[:-8], "is cut off: the end of the file is missing"),
    "only head and tail": (b"%PDF-1.7\nstartxref\n0\n%%EOF\n", "is damaged: "),
    "encrypted": (encrypted(), "is encrypted"),
    "encrypted with AES-256": (encrypted_aes(), "is encrypted"),
    "no pages": (without_pages(), "it has no pages"),
}


def refused(ran: Ran, message: str) -> None:
    """One clear line on standard error, nothing else but the same as JSON where asked for, and exit code 2."""
    assert ran.code == 2
    if ran.out:
        told = json.loads(ran.out)
        assert told == {"version": 1, "exit_code": 2, "error": {"message": ran.err.removeprefix("regioplan: ")[:-1]}}
    assert ran.err.startswith("regioplan: ") and ran.err.count("\n") == 1 and len(ran.err) < 400
    assert message in ran.err


class TestBadInput:
    @pytest.mark.parametrize("name", BAD)
    def test_one_clear_line(self, name, tmp_path, capsys, caplog):
        data, message = BAD[name]
        path = put(tmp_path, data)
        refused(call(capsys, "inspect", path), message)
        refused(call(capsys, "inspect", path, "--json", "--extract", tmp_path / "out"), message)
        assert str(path) in call(capsys, "inspect", path).err
        assert caplog.text == ""

    def test_what_isnt_a_file(self, tmp_path, capsys):
        refused(call(capsys, "inspect", tmp_path / "weg.pdf"), "There is no file")
        refused(call(capsys, "inspect", tmp_path), "is a folder, not a PDF")
        refused(call(capsys, "inspect", "/dev/zero"), "isn't a file")
        os.mkfifo(tmp_path / "pijp.pdf")
        refused(call(capsys, "inspect", tmp_path / "pijp.pdf"), "isn't a file")
        refused(call(capsys, "inspect", "a\0b"), "can't be read")
        refused(call(capsys, "inspect", "x" * 300), "can't be read")

    def test_no_traceback_nor_remarks_in_a_process_of_its_own(self, tmp_path):
        """pypdf logs what it can mend; a person has no use for that."""
        for number, data in enumerate((BAD["only head and tail"][0], GOOD.replace(b"startxref\n", b"startxref\n9"))):
            ran = run("inspect", put(tmp_path, data, f"{number}.pdf"))
            assert ran.err.count("\n") <= 1 and "Traceback" not in ran.err
            assert (ran.code, ran.err == "") in ((0, True), (2, False))

    def test_a_huge_file_is_refused_unread(self, tmp_path, capsys):
        path = put(tmp_path, GOOD)
        with path.open("r+b") as file:
            file.truncate(60_000_000_000)
        began = time.perf_counter()
        refused(call(capsys, "inspect", path), "is 60000 MB; more than 50 MB isn't read")
        assert time.perf_counter() - began < 2


def bomb(size: int) -> bytes:
    """Zeros, a thousand times smaller when compressed."""
    squeezer = zlib.compressobj(9)
    return b"".join([*(squeezer.compress(bytes(1_000_000)) for _ in range(size // 1_000_000)), squeezer.flush()])


def compressed(data: bytes) -> StreamObject:
    stream = DecodedStreamObject()
    stream._data = data
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    return StreamObject.initialize_from_dictionary(
        {**stream, "__streamdata__": data, NameObject("/Length"): NumberObject(len(data))}
    )


MEMORY = (1_500_000_000, 1_500_000_000)


class TestBombs:
    """Small files that unfold into gigabytes, or never end."""

    def refuse(self, tmp_path: Path, data: bytes, message: str = "unfolds into more than") -> None:
        path = put(tmp_path, data)
        refused(run("inspect", path, before=lambda: resource.setrlimit(resource.RLIMIT_AS, MEMORY)), message)

    def test_an_embedded_file(self, tmp_path):
        def swell(writer: PdfWriter) -> None:
            specification = writer.root_object["/AF"][0].get_object()
            specification["/EF"][NameObject("/F")] = writer._add_object(compressed(bomb(200_000_000)))
            specification["/EF"].pop("/UF", None)

        self.refuse(tmp_path, written(change=swell))

    def test_many_pages_of_the_same_stream(self, tmp_path):
        """Each page is within bounds; together they aren't."""

        def swell(writer: PdfWriter) -> None:
            stream = writer._add_object(compressed(bomb(15_000_000)))
            for _ in range(40):
                writer.add_blank_page(100, 100)[NameObject("/Contents")] = stream

        began = time.perf_counter()
        self.refuse(tmp_path, written(change=swell))
        assert time.perf_counter() - began < 15

    def test_metadata(self, tmp_path):
        def swell(writer: PdfWriter) -> None:
            writer.root_object[NameObject("/Metadata")] = writer._add_object(compressed(bomb(200_000_000)))

        self.refuse(tmp_path, written(change=swell))

    def test_a_list_of_files_without_end(self, tmp_path):
        def loop(writer: PdfWriter) -> None:
            tree = writer.root_object["/Names"]["/EmbeddedFiles"]
            node = writer._add_object(DictionaryObject())
            node.get_object()[NameObject("/Kids")] = ArrayObject([node, node])
            tree[NameObject("/Kids")] = ArrayObject([node])

        self.refuse(tmp_path, written(change=loop), "has no end")

    def test_pages_that_are_their_own_parents(self, tmp_path):
        def loop(writer: PdfWriter) -> None:
            pages = writer.root_object["/Pages"]
            pages[NameObject("/Kids")] = ArrayObject([writer.root_object.raw_get("/Pages")])

        self.refuse(tmp_path, written(change=loop), "")

    def test_forms_within_forms_without_end(self, tmp_path):
        def loop(writer: PdfWriter) -> None:
            form = writer._add_object(DecodedStreamObject())
            resources = DictionaryObject({NameObject("/XObject"): DictionaryObject({NameObject("/A"): form})})
            form.get_object()[NameObject("/Resources")] = resources
            writer.pages[0]["/Resources"][NameObject("/XObject")] = DictionaryObject({NameObject("/A"): form})

        assert look(tmp_path, written(change=loop)).pages == 2

    def test_time_runs_out(self, tmp_path, monkeypatch):
        monkeypatch.setattr(embedded, "MAX_SECONDS", 0.2)
        path = put(tmp_path, GOOD)
        began = time.perf_counter()
        with pytest.raises(SourceError, match=r"takes more than 0.2 seconds"), open_pdf(path):
            while time.perf_counter() - began < 10:
                pass
        assert time.perf_counter() - began < 5
        assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def survive(folder: Path, data: bytes) -> None:
    """Either it's told what the file is, or there is one clear line."""
    try:
        found = look(folder, data)
    except SourceError as error:
        assert "\n" not in str(error) and len(str(error)) < 400
    else:
        assert found.pages > 0
        assert found.source is None or found.source.document == PLAN or not found.untouched


SMALL = written(words="klein")
QUICK = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


class TestMutations:
    """Random damage never ends in a traceback."""

    @QUICK
    @given(st.lists(st.tuples(st.integers(0, len(SMALL) - 1), st.integers(1, 255)), min_size=1, max_size=8))
    def test_flipped_bytes(self, tmp_path, flips):
        data = bytearray(SMALL)
        for place, mask in flips:
            data[place] ^= mask
        survive(tmp_path, bytes(data))

    @QUICK
    @given(st.integers(0, len(SMALL)), st.booleans())
    def test_cut_off(self, tmp_path, length, ended):
        survive(tmp_path, SMALL[:length] + (b"\nstartxref\n0\n%%EOF\n" if ended else b""))

    @QUICK
    @given(st.integers(0, len(SMALL)), st.integers(0, 300), st.binary(max_size=40))
    def test_pieces_replaced(self, tmp_path, place, removed, inserted):
        survive(tmp_path, SMALL[:place] + inserted + SMALL[place + removed :])

    @QUICK
    @given(
        st.sampled_from([name for name in re.findall(rb"/[A-Z][A-Za-z]+", SMALL) if len(name) < 20]),
        st.sampled_from([b"/Kids", b"/Null", b"null", b"[", b"<<", b"1 0 R", b"-1", b"(x)", b"99999999999999999999"]),
        st.integers(0, 5),
    )
    def test_names_replaced(self, tmp_path, name, other, count):
        places = [found.start() for found in re.finditer(re.escape(name), SMALL)]
        place = places[count % len(places)]
        survive(tmp_path, SMALL[:place] + other + SMALL[place + len(name) :])

    @QUICK
    @given(st.binary(max_size=200))
    def test_any_bytes_after_a_head(self, tmp_path, data):
        survive(tmp_path, b"%PDF-1.7\n" + data + b"\nstartxref\n9\n%%EOF\n")
