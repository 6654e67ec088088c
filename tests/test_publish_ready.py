"""What keeps a plan off the website: its own text, and the PDF as it is."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import NameObject

from command import FONTS
from content_factory import FIGURES, TEXT, write_content
from plan_factory import plan
from regioplan_pdf.api import build
from regioplan_pdf.errors import Problems
from regioplan_pdf.load import find_documents
from regioplan_pdf.model.figures import Gap, Period
from regioplan_pdf.model.text import ListBlock, ListItem, Paragraph, Run
from regioplan_pdf.pipeline import Workspace, make_document
from regioplan_pdf.publish.examine import Examined, Task, examine
from regioplan_pdf.publish.memory import MEMORY_FILE, Memory
from regioplan_pdf.publish.ready import (
    Facts,
    Reason,
    Why,
    dead_links,
    document_reasons,
    external_links,
    may_publish,
)
from regioplan_pdf.source import FIGURES_NAME, SOURCE_NAME, embedded_files, open_pdf
from site_factory import region_figures

KEY = "2023-2024/ggz/rotterdam"


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the PDFs of a final plan (Rotterdam) and of one with examples (Utrecht)."""
    root = tmp_path_factory.mktemp("ready")
    utrecht = [line for line in FIGURES.splitlines() if line.startswith("utrecht")]
    figures = region_figures(["rotterdam"]) + "\n".join(utrecht) + "\n"
    content = write_content(root / "content", figures=figures)
    assert build(content, root / "out", fonts=FONTS).exit_code == 0
    return root / "out"


@pytest.fixture
def pdf(pdfs: Path) -> Path:
    return pdfs / "regioplan-ggz-rotterdam-2023-2024.pdf"


def look(path: Path, **wanted: bool) -> Examined:
    asked = {"judge": True, "load": True, "draw": False} | wanted
    return examine(Task(path, hashlib.sha256(path.read_bytes()).hexdigest(), **asked))


def whys(found: Examined) -> list[Why]:
    assert found.facts is not None
    return [reason.why for reason in found.facts.reasons]


def rewritten(path: Path, target: Path, change=lambda writer: None) -> Path:
    writer = PdfWriter(clone_from=path)
    change(writer)
    writer.write(target)
    return target


# -- the PDF ----------------------------------------------------------------------------


def test_a_final_plan_is_ready(pdf):
    found = look(pdf)
    assert found.facts == Facts(KEY, "2023-06-01", ("PDF/UA-1", "PDF/A-3a"), (), ("https://example.nl/analyses",))
    assert found.facts.reasons_as(KEY) == ()


def test_its_contents_are_those_that_the_pdf_carries(pdf):
    contents = look(pdf).contents
    with open_pdf(pdf) as opened:
        files = {file.name: file.data for file in embedded_files(opened.reader)}
    assert contents is not None
    assert contents.figures == files[FIGURES_NAME]
    assert contents.pdf == pdf.read_bytes()
    assert contents.document.region_title == "Rotterdam"
    assert look(pdf, judge=False).contents == contents


def test_examples_are_told(pdfs):
    assert whys(look(pdfs / "regioplan-ggz-utrecht-2023-2024.pdf")) == [Why.EXAMPLES]


def test_a_pdf_with_another_page_was_touched(pdf, tmp_path):
    def draw(writer: PdfWriter) -> None:
        writer.pages[0]["/Contents"].get_object().set_data(b"0 0 m 1 1 l S")

    found = look(rewritten(pdf, tmp_path / "saved.pdf", draw))
    assert Why.TOUCHED in whys(found)


def test_something_behind_its_end_is_told(pdf, tmp_path):
    changed = tmp_path / "longer.pdf"
    changed.write_bytes(pdf.read_bytes() + b"% more\n")
    (reason,) = look(changed).facts.reasons
    assert reason == Reason(
        Why.TOUCHED, ("Something was added behind its end, but pages and attachments are as they were.",)
    )


def test_a_pdf_that_was_saved_anew_was_touched(pdf, tmp_path):
    (reason,) = look(rewritten(pdf, tmp_path / "saved.pdf", lambda writer: None)).facts.reasons
    assert reason.why is Why.TOUCHED
    assert reason.details == ("Rewritten by another program, but pages and attachments are as they were.",)


def test_a_pdf_from_before_the_hash_of_all_of_it_is_ready(pdf, tmp_path):
    def forget(writer: PdfWriter) -> None:
        del writer._info.get_object()["/RegioplanFileHash"]

    assert look(rewritten(pdf, tmp_path / "older.pdf", forget)).facts.reasons == ()


def test_a_pdf_without_tags_isnt_accessible(pdf, tmp_path):
    def strip(writer: PdfWriter) -> None:
        del writer.root_object[NameObject("/StructTreeRoot")]

    found = look(rewritten(pdf, tmp_path / "stripped.pdf", strip))
    (reason,) = [reason for reason in found.facts.reasons if reason.why is Why.INACCESSIBLE]
    assert "[" in reason.details[0]
    assert len(reason.details) <= 6


def test_another_plan_under_this_name_is_told(pdf):
    reasons = look(pdf).facts.reasons_as("2023-2024/ggz/utrecht")
    assert reasons == (Reason(Why.STRANGE, (f"The PDF holds the plan {KEY}, not 2023-2024/ggz/utrecht.",)),)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"no pdf at all", None])
def test_what_cant_be_read_is_told(pdf, tmp_path, data):
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(pdf.read_bytes()[:9000] if data is None else data)
    found = look(broken, draw=True)
    assert whys(found) == [Why.UNREADABLE]
    assert found.contents is None
    assert found.pictures == ()


def test_a_pdf_without_its_source_is_unreadable(pdf, tmp_path):
    def strip(writer: PdfWriter) -> None:
        del writer.root_object[NameObject("/AF")], writer.root_object[NameObject("/Names")]

    stripped = rewritten(pdf, tmp_path / "stripped.pdf", strip)
    assert SOURCE_NAME.encode() not in stripped.read_bytes()
    assert whys(look(stripped)) == [Why.UNREADABLE]
    assert whys(look(stripped, judge=False)) == [Why.UNREADABLE]


def test_a_pdf_that_changes_while_its_being_read_is_told(pdf):
    found = examine(Task(pdf, "0" * 64, judge=True, load=True, draw=True))
    assert whys(found) == [Why.UNREADABLE]


def test_pictures_are_small_and_the_same_every_time(pdf):
    first, again = look(pdf, draw=True).pictures, look(pdf, draw=True).pictures
    assert first == again
    assert len(first) == 2
    assert all(len(picture) < 30_000 for picture in first)
    for picture in first:
        with Image.open(io.BytesIO(picture)) as image:
            assert (image.format, image.size) == ("WEBP", (480, 340))


# -- the text ---------------------------------------------------------------------------


def linked(*links: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Run("Zie "), Run("hier", link=link))) for link in links)


def with_links(*links: str):
    document = plan()
    first, *rest = document.sections
    return replace(document, sections=(replace(first, blocks=(*first.blocks, *linked(*links))), *rest))


def test_links_to_places_in_the_plan_are_sound():
    document = with_links("#grafiek-1", "#leeswijzer-2", "#blok-actielijnen", "#kerncijfer-0")
    assert dead_links(document) == ()


@pytest.mark.parametrize(
    "link", ["#grafiek-99", "#", "javascript:alert(1)", "data:text/html,x", "//example.nl", "x.html", "https://a..nl"]
)
def test_links_that_lead_nowhere_are_dead(link):
    assert dead_links(with_links("#grafiek-1", link, link)) == (link,)
    (reason,) = [each for each in document_reasons(with_links(link), concept=False) if each.why is Why.DEAD_LINK]
    assert reason.details == (f"'{link}' leads nowhere.",)


@pytest.mark.parametrize(
    "link",
    [
        "https://localhost/",
        "https://café.nl/é",
        "mailto:a@b.nl?subject=Een%20vraag",
        "mailto:a@b.nl,c@d.nl",
        "tel:+31-20-1234567",
    ],
)
def test_every_link_that_build_accepts_is_sound(link, tmp_path):
    text = TEXT.replace("https://example.nl/analyses", link)
    content = write_content(tmp_path, figures=region_figures(["rotterdam"]), texts={"rotterdam": text})
    (path,) = find_documents(content)
    problems = Problems()
    document = make_document(Workspace(content, FONTS), path, problems)
    assert document is not None, problems.found()
    assert link in external_links(document)
    assert list(document_reasons(document, concept=False)) == []


def test_links_in_lists_are_followed_too():
    document = plan()
    inner = ListBlock((ListItem(linked("#nergens")),))
    outer = ListBlock((ListItem((*linked("https://example.org/b"), inner)),))
    first, *rest = document.sections
    document = replace(document, sections=(replace(first, blocks=(outer,)), *rest))
    assert dead_links(document) == ("#nergens",)
    assert external_links(document) == ("https://example.org/b", "https://example.org/a")


def test_a_reference_to_a_definition_that_isnt_there_is_dead():
    document = plan()
    figure, *others = document.key_figures
    document = replace(document, key_figures=(replace(figure, entry_id="leeswijzer-weg"), *others))
    assert dead_links(document) == ("#leeswijzer-weg",)


def test_links_to_other_sites_are_listed_once():
    links = ("https://example.nl/b", "mailto:a@example.nl", "https://example.nl/b")
    assert external_links(with_links(*links)) == (
        "https://example.nl/b",
        "mailto:a@example.nl",
        "https://example.org/a",
    )


def test_a_concept_is_a_reason():
    document = replace(plan(), example_pages=(False, False))
    assert [reason.why for reason in document_reasons(document, concept=True)] == [Why.CONCEPT]
    assert list(document_reasons(document, concept=False)) == []


def test_figures_that_are_still_to_be_filled_in_are_a_reason():
    gaps = [Gap("rotterdam", "klanten", Period(year)) for year in (2022, 2023)]
    gaps += [Gap("rotterdam", "vorm", Period(2023), name) for name in ("MPT", "PGB")]
    document = replace(plan(), example_pages=(False, False), gaps=tuple(gaps))
    told = ("'klanten' of 'rotterdam' is empty for 2022 to 2023.", "'vorm' of 'rotterdam' is empty for 2023.")
    assert list(document_reasons(document, concept=False)) == [Reason(Why.EMPTY, told)]
    many = replace(document, gaps=tuple(Gap("rotterdam", f"i{number}", Period(2023)) for number in range(9)))
    (reason,) = document_reasons(many, concept=False)
    assert (len(reason.details), reason.details[-1]) == (4, "So are 6 more.")


def test_a_text_that_was_copied_is_a_reason():
    document = replace(plan(), example_pages=(False, False), copied_from="2022-2023")
    (reason,) = document_reasons(document, concept=False)
    assert reason == Reason(Why.COPIED, ("A comment in its text says that it was copied from 2022-2023.",))


@pytest.mark.parametrize(
    ("why", "without", "allowed"),
    [((), True, True), ((Why.EXAMPLES,), False, True), ((Why.EXAMPLES, Why.CONCEPT), False, False)]
    + [((why,), False, False) for why in Why if why is not Why.EXAMPLES],
)
def test_only_examples_can_be_allowed(why, without, allowed):
    reasons = [Reason(each) for each in why]
    assert may_publish(reasons, allow_examples=False) is without
    assert may_publish(reasons, allow_examples=True) is allowed


# -- what is remembered -----------------------------------------------------------------

FACTS = Facts(KEY, "2023-06-01", ("PDF/UA-1",), (Reason(Why.TOUCHED, ("It was.",)),), ("https://example.nl",))


def test_what_was_found_is_remembered_for_the_same_program(tmp_path):
    memory = Memory(tmp_path, "program")
    memory.note_facts("sha", FACTS)
    memory.note_content("sha", "content")
    memory.save()
    again = Memory(tmp_path, "program")
    assert (again.facts("sha"), again.content("sha")) == (FACTS, "content")
    other = Memory(tmp_path, "another program")
    assert (other.facts("sha"), other.content("sha")) == (None, "content")


def test_what_couldnt_be_read_is_tried_again(tmp_path):
    memory = Memory(tmp_path, "program")
    memory.note_facts("sha", Facts("", reasons=(Reason(Why.UNREADABLE, ("A disk error.",)),)))
    assert memory.facts("sha") is None


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'{"version": 1}', b'{"version": 1, "program": "program", "facts": 1}']
)
def test_a_damaged_memory_is_forgotten(tmp_path, data):
    (tmp_path / MEMORY_FILE).write_bytes(data)
    memory = Memory(tmp_path, "program")
    assert memory.facts("sha") is None
    memory.note_facts("sha", FACTS)
    memory.save()
    assert Memory(tmp_path, "program").facts("sha") == FACTS


def test_a_memory_that_cant_be_written_stops_nothing(tmp_path):
    memory = Memory(tmp_path / "gone", "program")
    memory.note_facts("sha", FACTS)
    memory.save()
    assert not (tmp_path / "gone").exists()
