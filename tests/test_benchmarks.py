"""The pages that speed is compared with are real: two of them, with the plan's own text and charts."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from regioplan_pdf.load.folder import DocumentPath
from regioplan_pdf.model.document import Document
from regioplan_pdf.model.text import ListBlock, Paragraph, Run

typst = pytest.importorskip("typst", reason="the benchmark's packages aren't installed")

from benchmarks import shape, vary  # noqa: E402
from benchmarks.batch import copy_regions  # noqa: E402
from benchmarks.ordinary import OrdinaryWay  # noqa: E402
from benchmarks.ours import OurWay, Stages, freshen  # noqa: E402
from benchmarks.timing import Turns  # noqa: E402
from benchmarks.typst_way import TypstWay  # noqa: E402

ROOT = Path(__file__).parent.parent
PATH = DocumentPath("2023-2024", "ggz", "rotterdam", ROOT / "content/2023-2024/ggz/rotterdam.md")


@pytest.fixture(scope="module")
def way() -> OurWay:
    return OurWay(ROOT / "content", ROOT / "fonts")


@pytest.fixture(scope="module")
def document(way: OurWay) -> Document:
    return way.compose(way.load(PATH))


def squeeze(text: str) -> str:
    """Letters and digits only: line ends and hyphens differ between the ways."""
    return re.sub(r"[\W_]", "", text)


def paragraphs(blocks) -> list[str]:
    found = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append("".join(run.text for run in block.runs if isinstance(run, Run)))
        elif isinstance(block, ListBlock):
            for item in block.items:
                found += paragraphs(item.blocks)
    return found


def text_of(pdf: bytes) -> tuple[int, str]:
    reader = PdfReader(BytesIO(pdf))
    return len(reader.pages), squeeze("".join(page.extract_text() for page in reader.pages))


def missing(document: Document, found: str) -> list[str]:
    """What a reader of the plan would look for in vain."""
    wanted = [text for section in document.sections for text in (section.title, *paragraphs(section.blocks))]
    wanted += [figure.text for figure in document.key_figures]
    wanted += [figure.label for figure in document.key_figures]
    wanted += [card.finding for card in document.charts]
    wanted += [entry.explanation for entry in document.leeswijzer.entries]
    return [text for text in wanted if squeeze(text) not in found]


def test_our_own_way_makes_them_from_loaded_content(way: OurWay, document: Document) -> None:
    pages, found = text_of(way.make(way.load(PATH)))
    assert pages == 2
    assert missing(document, found) == []


def test_our_stages_are_all_timed(way: OurWay) -> None:
    stages = Stages()
    way.take_apart(way.load(PATH), stages)
    assert {"compose", "fit and set the pages", "charts", "draw on the canvas"} <= set(stages.times)
    assert all(time > 0 for times in stages.times.values() for time in times)


def test_ordinary_way_makes_the_same_two_pages(document: Document) -> None:
    pdf = OrdinaryWay(ROOT / "fonts", OurWay(ROOT / "content", ROOT / "fonts").workspace.theme).make(document)
    pages, found = text_of(pdf)
    assert pages == 2
    assert missing(document, found) == []
    images = sum(len(page.images) for page in PdfReader(BytesIO(pdf)).pages)
    assert images == len(shape.chart_specs(document))


def test_typst_makes_the_same_two_pages_with_the_charts_figures(way: OurWay, document: Document) -> None:
    pages, found = text_of(TypstWay(ROOT / "fonts", way.workspace.theme).make(document))
    assert pages == 2
    assert missing(document, found) == []
    first = document.charts[0].spec
    assert squeeze("".join(first.categories)) in found
    assert squeeze(document.charts[0].measure) in found


def test_fresh_content_has_other_words_and_the_same_figures(way: OurWay, document: Document) -> None:
    loaded = way.load(PATH)
    fresh = way.compose(freshen(loaded, 3))
    old, new = (paragraphs(one.sections[0].blocks) for one in (document, fresh))
    assert old != new
    assert [len(text) for text in old] == [len(text) for text in new]
    assert [figure.text for figure in fresh.key_figures] == [figure.text for figure in document.key_figures]
    assert fresh.charts[0].spec != document.charts[0].spec


def test_fresh_words_differ_every_round() -> None:
    made = {vary.vary_words("gezamenlijke afspraken tussen aanbieders", number) for number in range(1, 100)}
    assert len(made) == 99
    assert vary.vary_words("gezamenlijke afspraken", 0) == "gezamenlijke afspraken"


def test_expressions_and_headings_stay_in_fresh_markdown() -> None:
    source = "## Ontwikkelingen\n\nHier verblijven {{ sectorvreemd }} klanten, vooral ouderen met problemen.\n"
    varied = vary.vary_markdown(source, 2)
    assert varied.startswith("## Ontwikkelingen\n")
    assert "{{ sectorvreemd }}" in varied
    assert varied != source


def test_copied_regions_can_be_made(tmp_path: Path) -> None:
    copy_regions(ROOT / "content", "2023-2024/ggz", "rotterdam", tmp_path / "content", 2)
    copied = OurWay(tmp_path / "content", ROOT / "fonts")
    folder = tmp_path / "content/2023-2024/ggz"
    paths = [DocumentPath("2023-2024", "ggz", path.stem, path) for path in sorted(folder.glob("*.md"))]
    titles = [copied.compose(copied.load(path)).region_title for path in paths]
    assert titles == ["Amstelland en De Meerlanden", "Amsterdam"]


def test_ratio_is_the_median_of_the_turns() -> None:
    turns = Turns({"a": [1.0, 9.0, 4.0], "b": [10.0, 10.0, 10.0]})
    assert turns.ratio("a", "b") == pytest.approx(0.4)


def test_untagged_pages_have_the_same_text_and_no_structure(way: OurWay, document: Document) -> None:
    pdf = way.make_untagged(way.load(PATH))
    pages, found = text_of(pdf)
    assert pages == 2
    assert missing(document, found) == []
    reader = PdfReader(BytesIO(pdf))
    assert "/StructTreeRoot" not in reader.root_object
    assert b"BDC" not in b"".join(page.get_contents().get_data() for page in reader.pages)
    assert "/StructTreeRoot" in PdfReader(BytesIO(way.make_checked(way.load(PATH)))).root_object


def test_difference_is_the_median_of_the_turns() -> None:
    assert Turns({"a": [1.0, 9.0, 4.0], "b": [10.0, 5.0, 1.0]}).difference("a", "b") == pytest.approx(3.0)
