"""From pages to bytes: what a reader of the PDF finds in it."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from extremes import described
from plan_factory import FONTS, STYLE, plan, typesetter
from regioplan_pdf.model.content import RegionText, TextBlock
from regioplan_pdf.model.document import Document
from regioplan_pdf.pdf.canvas import number
from regioplan_pdf.pdf.check import check_pdf
from regioplan_pdf.pdf.coverage import check_text_characters
from regioplan_pdf.pdf.draw import draw_sheets
from regioplan_pdf.pdf.fit import Layout, lay_out
from regioplan_pdf.pdf.outline import OutlineEntry, write_outline
from regioplan_pdf.pdf.serialise import PlanDocument


def pdf_of(document: Document) -> bytes:
    layout = lay_out(document, typesetter(), STYLE)
    assert isinstance(layout, Layout)
    return draw_sheets(layout.sheets, document, FONTS)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return pdf_of(plan())


@pytest.fixture(scope="module")
def reader(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def test_two_pages_a3_landscape(reader: pypdf.PdfReader):
    assert [(round(float(p.mediabox.width)), round(float(p.mediabox.height))) for p in reader.pages] == [
        (1191, 842)
    ] * 2


def test_the_file_says_what_it_is(reader: pypdf.PdfReader):
    assert reader.metadata is not None
    assert reader.metadata.title == "Regioplan 2023/2024 GGZ Rotterdam"
    assert reader.metadata.author == "Zorgkantoor"
    assert reader.metadata.subject == "Onderwerp"
    assert reader.metadata["/Keywords"] == "wlz"
    assert reader.metadata["/CreationDate"] == "D:20230601120000+00'00'"
    assert reader.trailer["/Root"]["/Lang"] == "nl-NL"


def test_every_font_is_embedded_as_a_subset(reader: pypdf.PdfReader):
    names = set()
    for page in reader.pages:
        for reference in page["/Resources"]["/Font"].get_object().values():
            font = reference.get_object()
            assert "/FontFile2" in font["/FontDescriptor"].get_object()
            names.add(font["/BaseFont"])
    assert names
    assert all("SourceSansPro" in name and "+" in name for name in names)


def test_words_come_out_whole(reader: pypdf.PdfReader):
    text = " ".join(page.extract_text() for page in reader.pages)
    words = re.sub(r"\s+", " ", text.replace("\u00ad", ""))
    for word in ("samenwerken,", "zorgaanbieders", "complexe zorgvraag", "Leeswijzer", "voorbeeldcijfers"):
        assert word in words
    assert "zorgkantoorafhoe" not in words


def test_links_are_live(reader: pypdf.PdfReader):
    addresses, places = [], []
    for page in reader.pages:
        for reference in page.get("/Annots", []):
            annotation = reference.get_object()
            action = annotation.get("/A")
            if action:
                addresses.append(action.get_object()["/URI"])
            else:
                places.append(
                    (reader.get_page_number(page), reader.get_page_number(annotation["/Dest"][0].get_object()))
                )
    assert set(addresses) == {"https://example.org/a"}
    assert places.count((0, 1)) == 5 + 4  # every key figure and every chart to its Leeswijzer entry
    assert places.count((1, 0)) >= 7  # and every entry back


def test_bookmarks_lead_through_the_plan(reader: pypdf.PdfReader):
    titles = [[entry.title for entry in part] if isinstance(part, list) else part.title for part in reader.outline]
    assert titles[0] == "Cijfers en beeld"
    assert "Bevinding 1 over het aandeel" in titles[1]
    assert titles[2] == "Samenwerking"
    assert "Leeswijzer" in titles[3]
    outline = reader.trailer["/Root"]["/Outlines"]
    assert outline["/Count"] == sum(len(part) if isinstance(part, list) else 1 for part in titles)


def test_a_bookmark_stands_at_most_one_level_under_the_one_before_it():
    with pytest.raises(ValueError, match="'Diep' has no parent"):
        write_outline(
            PlanDocument.of(Canvas(io.BytesIO())), [OutlineEntry("Kop", 0, "[]"), OutlineEntry("Diep", 2, "[]")]
        )


def test_a_file_stays_small(pdf: bytes):
    assert len(pdf) < 60_000


def test_same_document_same_bytes(pdf: bytes):
    assert pdf_of(plan()) == pdf


def test_other_clock_hash_seed_and_time_zone_same_bytes(pdf: bytes):
    program = "import sys, test_draw, plan_factory; sys.stdout.buffer.write(test_draw.pdf_of(plan_factory.plan()))"
    here = Path(__file__).parent
    for seed, zone in (("1", "Pacific/Auckland"), ("4711", "America/Caracas")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(here), "LC_ALL": "C"}
        made = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, check=True, cwd=here
        )
        assert made.stdout == pdf


def test_numbers_have_no_exponent_and_no_needless_zeros():
    assert [number(value) for value in (0.00001, -0.001, 12.0, 12.345, 100.0, 1e6)] == [
        "0", "0", "12", "12.35", "100", "1000000",
    ]  # fmt: skip


def test_a_good_file_passes_the_check():
    document = described(plan())
    assert check_pdf(pdf_of(document), document) == ()


def test_a_broken_file_is_found_out(pdf: bytes):
    assert "can't be read back" in check_pdf(pdf[:2000], plan())[0].message


def test_a_third_page_a_wrong_title_and_a_foreign_font_are_found_out(pdf: bytes):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    writer.add_metadata({"/Title": "iets anders"})
    writer.add_blank_page(595, 842)
    del writer.root_object["/Lang"]
    fonts = writer.pages[0]["/Resources"]["/Font"].get_object()
    font = next(iter(fonts.values())).get_object()
    font[pypdf.generic.NameObject("/FontDescriptor")] = pypdf.generic.DictionaryObject()
    broken = io.BytesIO()
    writer.write(broken)
    messages = " ".join(problem.message for problem in check_pdf(broken.getvalue(), plan()))
    for part in ("3 pages", "isn't A3, lying (page 3)", "isn't embedded", "the title is", "doesn't say in which"):
        assert part in messages


def test_a_character_without_a_glyph_is_named_with_its_place():
    import dataclasses

    from plan_factory import paragraph

    document = plan()
    bad = dataclasses.replace(paragraph("Een lach 😀 in de tekst"), line=12)
    problems = check_text_characters(
        RegionText("rotterdam", document.source, (TextBlock("a", "Kop", (bad,), 11),)), FONTS, list
    )
    (problem,) = problems
    assert (problem.file, problem.line) == ("2023-2024/ggz/rotterdam.md", 12)
    assert problem.message == "The fonts have no character '😀' (U+1F600, grinning face), in 'Een lach 😀 in de tekst'."
