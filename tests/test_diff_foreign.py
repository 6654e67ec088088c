"""Regioplannen that aren't ours: from any PDF's text to the blocks that the editions know, without losing a word."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from command import FONTS
from regioplan_pdf.api import diff
from regioplan_pdf.diff.foreign.headings import Heading, loosely
from regioplan_pdf.diff.foreign.lines import Line
from regioplan_pdf.diff.foreign.order import in_reading_order, sort_lines
from regioplan_pdf.diff.foreign.reader import Known, foreign_subject, read_foreign
from regioplan_pdf.diff.foreign.words import join_lines, words_of
from regioplan_pdf.diff.subject import Subject
from regioplan_pdf.diff.text.units import units_of
from regioplan_pdf.documents import ContentFolder, read_document
from regioplan_pdf.errors import Problems, RegioplanError
from regioplan_pdf.load import find_documents
from regioplan_pdf.model.changes import Form, Kind, Origin, PlanChanges
from regioplan_pdf.model.document import Document
from regioplan_pdf.model.text import ListBlock, Paragraph, Role, Subheading
from regioplan_pdf.source import SourceError, open_pdf

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "content"
PATHS = [path for path in find_documents(CONTENT) if path.sector == "ggz"]
KNOWN = Known(
    (
        Heading("Wat valt op?", "blok-valt-op", "zijkolom"),
        Heading("Samenwerking met partners in de regio", "blok-samenwerking", "kolommen"),
        Heading("Ontwikkelingen", "blok-ontwikkelingen", "kolommen"),
        Heading("Actielijnen 2023", "blok-actielijnen", "paneel"),
        Heading("Leeswijzer", "blok-leeswijzer", ""),
    ),
    {
        "rotterdam": ("rotterdam", "Rotterdam"),
        "rijnmond": ("rotterdam", "Rotterdam"),
        "utrecht": ("utrecht", "Utrecht"),
    },
    {"ggz": "ggz"},
)


# -- PDFs of another's making -----------------------------------------------------------


@dataclass(frozen=True)
class Word:
    """A text at a place, y from the foot of the page."""

    x: float
    y: float
    text: str
    size: float = 10
    bold: bool = False


def write_pdf(path: Path, pages: Sequence[Sequence[Word]], title: str = "") -> Path:
    canvas = Canvas(str(path), pagesize=(600, 800))
    canvas.setTitle(title)
    for page in pages:
        for word in page:
            canvas.setFont("Helvetica-Bold" if word.bold else "Helvetica", word.size)
            canvas.drawString(word.x, word.y, word.text)
        canvas.showPage()
    canvas.save()
    return path


def column(*texts: str | None, x: float = 50, y: float = 700, leading: float = 12) -> Iterator[Word]:
    """Lines under each other; '## ' is a heading, '**' a bold line, None half a line of room."""
    for text in texts:
        if text is None:
            y -= leading / 2
            continue
        if text.startswith("## "):
            y -= 10
            yield Word(x, y, text[3:], 14, True)
            y -= 6
        elif text.startswith("**"):
            yield Word(x, y, text[2:], 10, True)
        else:
            bare = text.lstrip(" ")
            yield Word(x + 5 * (len(text) - len(bare)), y, bare)
        y -= leading


def read(path: Path, known: Known = KNOWN) -> Subject:
    with open_pdf(path) as pdf:
        text = read_foreign(pdf)
    return foreign_subject(text, known)


def blocks_of(subject: Subject, section: str) -> tuple[object, ...]:
    return next(each.blocks for each in subject.sections if each.id == f"blok-{section}")


def texts_of(subject: Subject, section: str) -> list[str]:
    (found,) = [each for each in subject.sections if each.id == f"blok-{section}"]
    return [unit.text for unit in units_of(found)]


FILLER = (
    "## Wat valt op?",
    "In deze regio wonen veel mensen op een klein oppervlak bij elkaar.",
    "Dat geeft problemen die bij een grote stad horen, zo blijkt uit de cijfers.",
    "Het aanbod is breed, maar niet iedereen vindt snel een plek die past.",
)


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    content, found = ContentFolder(CONTENT), {}
    for path in PATHS:
        document = read_document(content, path, Problems())
        assert document is not None
        found[path.key] = document
    return found


class TestTheSameContentMadeOtherwise:
    """The benchmark's two other ways, and ours without its source, say what the content says."""

    def compare(self, tmp_path: Path, key: str, pdf: bytes) -> PlanChanges:
        file = tmp_path / "plan.pdf"
        file.write_bytes(pdf)
        changes = diff(key, file, CONTENT)
        assert isinstance(changes, PlanChanges)
        return changes

    def check(self, changes: PlanChanges, document: Document) -> None:
        """Every unit of every text block is recognised and unchanged."""
        blocks = [block for block in changes.blocks if block.old_id in {each.id for each in document.sections}]
        assert len(blocks) == len(document.sections)
        differing = [
            (change.kind, [unit.text for unit in (*change.old, *change.new)])
            for block in blocks
            for change in block.changes
            if change.kind is not Kind.UNCHANGED or change.moved
        ]
        assert differing == []
        assert [block.kind for block in blocks] == [Kind.UNCHANGED] * len(blocks)
        side = changes.new
        assert (side.edition, side.sector, side.region) == (document.edition, document.sector, document.region)
        assert side.origin is Origin.FOREIGN
        assert not changes.figures_compared and changes.figures == () and changes.notes

    @pytest.mark.parametrize("key", [path.key for path in PATHS])
    def test_typst(self, documents, key, tmp_path):
        pytest.importorskip("typst", reason="the benchmark's packages aren't installed")
        from benchmarks.typst_way import TypstWay

        pdf = TypstWay(FONTS, ContentFolder(CONTENT).theme).make(documents[key])
        changes = self.compare(tmp_path, key, pdf)
        self.check(changes, documents[key])
        self.check_every_word(tmp_path / "plan.pdf", documents[key])

    @pytest.mark.parametrize("key", [path.key for path in PATHS])
    def test_platypus(self, documents, key, tmp_path):
        pytest.importorskip("typst", reason="the benchmark's packages aren't installed")
        from benchmarks.ordinary import OrdinaryWay

        pdf = OrdinaryWay(FONTS, ContentFolder(CONTENT).theme).make(documents[key])
        changes = self.compare(tmp_path, key, pdf)
        self.check(changes, documents[key])
        self.check_every_word(tmp_path / "plan.pdf", documents[key])

    def check_every_word(self, file: Path, document: Document) -> None:
        """No word that pypdf finds on the pages is lost, but for what the pages repeat."""
        subject = read(file, Known(tuple(Heading(each.title, each.id, each.place) for each in document.sections)))
        told = Counter(
            letters(" ".join([section.title, *texts_of_section(subject, section.id)])) for section in subject.sections
        )
        kept = sum(len(text) * count for text, count in told.items())
        printed = "".join(letters(page.extract_text()) for page in PdfReader(file).pages)
        with open_pdf(file) as pdf:
            furniture = read_foreign(pdf).lines.furniture
        repeated = sum(len(letters(line.text)) for line in furniture)
        markers = len(letters("".join(re.findall(r"(?m)^\d{1,2}\.(?= )|^o(?= )|Uitkomst:", printed_lines(file)))))
        title = len(letters("Overige tekst"))
        assert len(printed) == kept + repeated + markers - title

    def test_ours_without_its_source(self, documents, tmp_path):
        from regioplan_pdf.api import build

        key = "2023-2024/ggz/rotterdam"
        build(CONTENT, tmp_path, ["rotterdam"], "2023-2024", "ggz", fonts=FONTS)
        writer = PdfWriter(clone_from=tmp_path / "regioplan-ggz-rotterdam-2023-2024.pdf")
        for name in ("/AF", "/Names"):
            writer._root_object.pop(name, None)
        stripped = io.BytesIO()
        writer.write(stripped)
        self.check(self.compare(tmp_path, key, stripped.getvalue()), documents[key])


def letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def printed_lines(file: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(file).pages)


def texts_of_section(subject: Subject, section: str) -> list[str]:
    return [unit.text for each in subject.sections if each.id == section for unit in units_of(each)]


class TestFurniture:
    def pages(self, *bodies: Sequence[Word]) -> list[list[Word]]:
        return [
            [
                Word(50, 770, "Regioplan 2023/2024 GGZ Rotterdam", 9),
                *body,
                Word(50, 20, "Zorgkantoor", 8),
                Word(500, 20, f"{number} / {len(bodies)}", 8),
            ]
            for number, body in enumerate(bodies, 1)
        ]

    def test_what_pages_repeat_is_no_text(self, tmp_path):
        pages = self.pages([*column(*FILLER)], [*column("## Ontwikkelingen", *FILLER[1:])])
        subject = read(write_pdf(tmp_path / "a.pdf", pages))
        assert [section.title for section in subject.sections] == ["Wat valt op?", "Ontwikkelingen"]
        assert texts_of(subject, "ontwikkelingen") == [" ".join(FILLER[1:])]
        side = subject.side
        assert (side.edition, side.sector, side.region, side.region_title) == (
            "2023-2024",
            "ggz",
            "rotterdam",
            "Rotterdam",
        )
        assert (side.label, side.short) == ("Regioplan 2023/2024 GGZ Rotterdam", "2023/2024")

    def test_a_page_number_on_a_single_page(self, tmp_path):
        subject = read(write_pdf(tmp_path / "a.pdf", [[*column(*FILLER), Word(290, 15, "1", 8)]]))
        assert texts_of(subject, "valt-op") == [" ".join(FILLER[1:])]

    def test_the_same_line_in_the_middle_of_two_pages_is_text(self, tmp_path):
        body = [*column(*FILLER, None, None, "Dit staat er twee keer.")]
        pages = [body, [*column("## Ontwikkelingen", *FILLER[1:], None, None, "Dit staat er twee keer.")]]
        subject = read(write_pdf(tmp_path / "a.pdf", pages))
        assert texts_of(subject, "valt-op")[-1] == texts_of(subject, "ontwikkelingen")[-1] == "Dit staat er twee keer."

    def test_a_remark_beside_the_running_head_stays_but_is_no_part_of_a_block(self, tmp_path):
        pages = self.pages([*column(*FILLER)], [*column(*FILLER[1:])])
        pages[1].insert(1, Word(400, 770, "Alleen op deze bladzijde", 9))
        subject = read(write_pdf(tmp_path / "a.pdf", pages))
        assert texts_of(subject, "overige-tekst") == ["Alleen op deze bladzijde"]
        assert len(texts_of(subject, "valt-op")) == 2

    def test_the_last_line_of_a_full_column_of_small_print_is_text(self):
        lines = [
            Line(0, 50, 700 - 12 * n, 10, f"Gewone tekst op regel nummer {n}.", False, 200, 800) for n in range(20)
        ]
        small = [Line(0, 50, 50 - 9 * n, 7, f"Kleine letters op regel {n}.", False, 200, 800) for n in range(4)]
        assert sort_lines([*lines, *small]).margin == ()
        lone = replace(small[-1], text="Los woord", x=300)
        assert sort_lines([*lines, *small, lone]).margin == (lone,)


class TestParagraphs:
    def read(self, tmp_path: Path, *texts: str | None) -> Subject:
        return read(
            write_pdf(tmp_path / "a.pdf", [[*column(*FILLER, "## Samenwerking met partners in de regio", *texts)]])
        )

    def test_room_between_lines_starts_a_paragraph(self, tmp_path):
        subject = self.read(tmp_path, "De eerste alinea heeft", "twee regels.", None, "De tweede heeft er een.")
        assert texts_of(subject, "samenwerking") == ["De eerste alinea heeft twee regels.", "De tweede heeft er een."]

    def test_a_broken_word_is_made_whole(self, tmp_path):
        subject = self.read(
            tmp_path,
            "Wij spreken met gemeenten over de samen-",
            "werking in de GGZ-",
            "sector, voor dag- en nacht-",
            "opvang.",
        )
        assert texts_of(subject, "samenwerking") == [
            "Wij spreken met gemeenten over de samenwerking in de GGZ-sector, voor dag- en nachtopvang."
        ]

    def test_bullets_become_items(self, tmp_path):
        subject = self.read(
            tmp_path,
            "Dit zijn de afspraken:",
            "• Wij delen kennis met elkaar, ook als dat",
            "   even tijd kost.",
            "• Wij zien elkaar.",
            "   – Elk kwartaal.",
            "• Wij vragen het cliënten.",
        )
        paragraph, items = blocks_of(subject, "samenwerking")
        assert isinstance(paragraph, Paragraph) and isinstance(items, ListBlock)
        assert [len(item.blocks) for item in items.items] == [1, 2, 1]
        assert [unit[0] for unit in units(subject, "samenwerking")] == [
            Form.PARAGRAPH,
            Form.ITEM,
            Form.ITEM,
            Form.ITEM,
            Form.ITEM,
        ]
        assert texts_of(subject, "samenwerking")[1:4] == [
            "Wij delen kennis met elkaar, ook als dat even tijd kost.",
            "Wij zien elkaar.",
            "Elk kwartaal.",
        ]

    def test_numbers_become_a_numbered_list_with_outcomes(self, tmp_path):
        subject = self.read(
            tmp_path,
            "1. Wij maken een plan.",
            "   Uitkomst: het plan ligt er.",
            "2. Wij voeren het uit, samen met",
            "   de gemeente.",
        )
        (block,) = blocks_of(subject, "samenwerking")
        assert isinstance(block, ListBlock) and (block.ordered, block.start) == (True, 1)
        roles = [part.role for item in block.items for part in item.blocks if isinstance(part, Paragraph)]
        assert roles == [Role.BODY, Role.OUTCOME, Role.BODY]
        assert texts_of(subject, "samenwerking") == [
            "Wij maken een plan.",
            "het plan ligt er.",
            "Wij voeren het uit, samen met de gemeente.",
        ]

    def test_a_year_at_the_start_of_a_line_is_no_number_of_an_item(self, tmp_path):
        subject = self.read(tmp_path, "Dit plan loopt tot en met het einde van", "2024. Daarna volgt een nieuw plan.")
        assert texts_of(subject, "samenwerking") == [
            "Dit plan loopt tot en met het einde van 2024. Daarna volgt een nieuw plan."
        ]

    def test_a_bold_line_is_a_subheading(self, tmp_path):
        subject = self.read(tmp_path, "**Inkoopbeleid", "Wij kopen zorg in voor drie jaar.")
        assert isinstance(blocks_of(subject, "samenwerking")[0], Subheading)

    def test_a_sentence_goes_on_in_the_next_column(self, tmp_path):
        left = [*column(*FILLER, None, "Deze zin begint links en gaat", x=50)]
        right = [*column("verder in de kolom ernaast.", None, "Een nieuwe alinea.", x=320)]
        subject = read(write_pdf(tmp_path / "a.pdf", [[*left, *right]]))
        assert texts_of(subject, "valt-op")[1:] == [
            "Deze zin begint links en gaat verder in de kolom ernaast.",
            "Een nieuwe alinea.",
        ]

    def test_in_a_panel_the_first_paragraph_leads_in(self, tmp_path):
        words = [
            *column(*FILLER, "## Actielijnen 2023", "Hier zetten we op in:", "• Meer plekken.", "• Minder regels.")
        ]
        subject = read(write_pdf(tmp_path / "a.pdf", [words]))
        assert units(subject, "actielijnen")[0] == (Form.LEAD_IN, "Hier zetten we op in:")


def units(subject: Subject, section: str) -> list[tuple[Form, str]]:
    return [
        (unit.form, unit.text) for each in subject.sections if each.id == f"blok-{section}" for unit in units_of(each)
    ]


class TestHeadings:
    @pytest.mark.parametrize(
        ("printed", "known"),
        [
            ("ACTIELIJNEN 2024", "Actielijnen 2023"),
            ("Wat valt op in deze regio", "Wat valt op in deze regio?"),
            ("Terugblik regionale projecten - bereikt", "Terugblik regionale projecten (bereikt)"),
            ("Activiteiten met cliënten", "Activiteiten met clienten"),
        ],
    )
    def test_capitals_years_accents_and_punctuation_do_not_matter(self, printed, known):
        assert loosely(printed) == loosely(known)

    def test_a_heading_over_two_lines(self, tmp_path):
        words = [*column(*FILLER)]
        words += [Word(320, 700, "Samenwerking met", 14, True), Word(320, 684, "partners in de regio", 14, True)]
        words += [*column("Wij werken samen.", x=320, y=666)]
        subject = read(write_pdf(tmp_path / "a.pdf", [words]))
        assert subject.sections[1].title == "Samenwerking met partners in de regio"
        assert texts_of(subject, "samenwerking") == ["Wij werken samen."]

    def test_a_slip_in_a_heading_that_stands_out(self, tmp_path):
        words = [*column(*FILLER, "## Samenwerking met de partners in de regio", "Wij werken samen.")]
        subject = read(write_pdf(tmp_path / "a.pdf", [words]))
        assert texts_of(subject, "samenwerking") == ["Wij werken samen."]

    def test_a_heading_as_plain_as_the_text(self, tmp_path):
        texts = [text.removeprefix("## ") for text in FILLER]
        words = [*column(*texts, "Ontwikkelingen", "Er verandert veel in de zorg.")]
        subject = read(write_pdf(tmp_path / "a.pdf", [words]))
        assert texts_of(subject, "ontwikkelingen") == ["Er verandert veel in de zorg."]

    def test_the_word_in_a_sentence_is_no_heading(self, tmp_path):
        words = [
            *column(*FILLER, None, "Hieronder vindt u alle nieuwe", "Ontwikkelingen", "die voor u van belang zijn.")
        ]
        subject = read(write_pdf(tmp_path / "a.pdf", [words]))
        assert [section.id for section in subject.sections] == ["blok-valt-op"]

    def test_a_heading_that_no_edition_knows_but_looks_like_the_others(self, tmp_path):
        words = [
            *column(
                *FILLER, "## Ontwikkelingen", "Er verandert veel.", "## Preventie en herstel", "Wij zijn er vroeg bij."
            )
        ]
        subject = read(write_pdf(tmp_path / "a.pdf", [words]))
        assert [(each.id, each.title) for each in subject.sections][2:] == [
            ("blok-preventie-en-herstel", "Preventie en herstel")
        ]

    def test_what_stands_before_the_first_heading_is_kept_apart(self, tmp_path):
        words = [Word(50, 740, "Een inleiding die bij geen blok hoort.", 10), *column(*FILLER)]
        subject = read(write_pdf(tmp_path / "a.pdf", [words]))
        assert [section.id for section in subject.sections] == ["blok-valt-op", "blok-overige-tekst"]
        assert texts_of(subject, "overige-tekst") == ["Een inleiding die bij geen blok hoort."]

    def test_the_leeswijzer_is_no_part_of_the_block_before_it(self, tmp_path):
        words = [
            *column(
                *FILLER, "## Leeswijzer", "**1 Aantal klanten", "Bron Declaraties", "**2 Locaties", "Bron Zorgatlas"
            )
        ]
        subject = read(write_pdf(tmp_path / "a.pdf", [words]))
        assert texts_of(subject, "leeswijzer") == ["1 Aantal klanten Bron Declaraties", "2 Locaties Bron Zorgatlas"]


class TestOrder:
    LEFT = tuple(f"Links staat op regel {n} een hele zin." for n in range(8))
    RIGHT = tuple(f"Rechts staat op regel {n} ook een zin." for n in range(8))

    def lines(self, pairs: Sequence[tuple[float, float, str]]) -> list[Line]:
        return [Line(0, x, y, 10, text, False, 5 * len(text), 800) for x, y, text in pairs]

    def test_rows_across_columns_are_read_by_column(self):
        rows = [
            each
            for n, (left, right) in enumerate(zip(self.LEFT, self.RIGHT, strict=True))
            for each in ((50.0, 700.0 - 12 * n, left), (320.0, 700.0 - 12 * n, right))
        ]
        found = in_reading_order(self.lines(rows))
        assert [line.text for line in found] == [*self.LEFT, *self.RIGHT]

    def test_an_order_that_reads_well_is_left_alone(self):
        """Also when the right column comes first in the file."""
        by_column = [(320.0, 700.0 - 12 * n, text) for n, text in enumerate(self.RIGHT)]
        by_column += [(50.0, 700.0 - 12 * n, text) for n, text in enumerate(self.LEFT)]
        assert [line.text for line in in_reading_order(self.lines(by_column))] == [*self.RIGHT, *self.LEFT]

    def test_a_file_from_the_foot_up(self):
        upward = [(50.0, 500.0 + 12 * n, text) for n, text in enumerate(self.LEFT)]
        assert [line.text for line in in_reading_order(self.lines(upward))] == list(self.LEFT[::-1])

    def test_in_a_pdf(self, tmp_path):
        left = [*column(FILLER[0], *self.LEFT, x=40)]
        right = [*column("## Ontwikkelingen", *self.RIGHT, x=320)]
        rows = sorted([*left, *right], key=lambda word: (-word.y, word.x))
        subject = read(write_pdf(tmp_path / "a.pdf", [rows]))
        assert texts_of(subject, "valt-op") == [" ".join(self.LEFT)]
        assert texts_of(subject, "ontwikkelingen") == [" ".join(self.RIGHT)]

    @given(st.permutations(range(12)))
    def test_no_line_is_lost_or_doubled(self, order):
        lines = self.lines([(50.0 + 270 * (n % 2), 700.0 - 12 * (n // 2), f"Dit is zin nummer {n}.") for n in order])
        found = in_reading_order(lines)
        assert Counter(line.text for line in found) == Counter(line.text for line in lines)


class TestWords:
    @pytest.mark.parametrize(
        ("lines", "text"),
        [
            (("samen-", "werking"), "samenwerking"),
            (("GGZ-", "klanten"), "GGZ-klanten"),
            (("GGZ-aan-", "bieders"), "GGZ-aanbieders"),
            (("Noord-", "Holland"), "Noord-Holland"),
            (("dag-", "en nachtopvang"), "dag- en nachtopvang"),
            (("in-,", "door- en uitstroom"), "in-, door- en uitstroom"),
            (("zee-", "eend"), "zee-eend"),
            (("2024-", "2026"), "2024-2026"),
            (("zorg\u00ad", "kantoor"), "zorgkantoor"),
            (("zorg\u00adkantoor", "is"), "zorgkantoor is"),
            (("https://example.nl/zorg/", "analyses"), "https://example.nl/zorg/analyses"),
            (("een  zin", "  met ruimte "), "een zin met ruimte"),
            ((), ""),
        ],
    )
    def test_lines_are_joined_the_dutch_way(self, lines, text):
        assert join_lines(lines) == text

    def test_the_rest_of_the_text_knows_which_words_have_a_hyphen(self):
        known = words_of(["In het regio-overleg spreken wij over na-ijlen."])
        assert join_lines(["regio-", "overleg"], known) == "regio-overleg"
        assert join_lines(["regio-", "overleg"]) == "regio-overleg"
        assert join_lines(["na-", "ijlen"], known) == "na-ijlen"
        assert join_lines(["over-", "leg"], words_of(["Het overleg is er."])) == "overleg"

    @given(st.lists(st.text(alphabet="abcdefgh -", min_size=1, max_size=20), max_size=6))
    def test_no_letter_is_lost(self, lines):
        assert letters(join_lines(lines)) == letters("".join(lines))


class TestTrouble:
    def fault(self, path: Path) -> str:
        with pytest.raises(RegioplanError) as caught:
            diff("2023-2024/ggz/rotterdam", path, CONTENT)
        assert caught.value.exit_code == 2
        message = str(caught.value)
        assert "\n" not in message and path.name in message
        return message

    def test_a_scan(self, tmp_path):
        canvas = Canvas(str(tmp_path / "scan.pdf"), pagesize=(600, 800))
        canvas.drawImage(ImageReader(str(ROOT / "docs/images/ggz-rotterdam-1.png")), 0, 0, 600, 400)
        canvas.save()
        assert "text recognised first (OCR)" in self.fault(tmp_path / "scan.pdf")

    def test_empty_pages(self, tmp_path):
        assert "is empty" in self.fault(write_pdf(tmp_path / "leeg.pdf", [[Word(50, 50, "Bijlage")]]))

    def test_not_a_regioplan(self, tmp_path):
        path = write_pdf(tmp_path / "folder.pdf", [[*column("## Onze dienstverlening", *FILLER[1:] * 3)]])
        message = self.fault(path)
        assert "isn't a regioplan" in message and "'Wat valt op in deze regio?'" in message

    def test_encrypted(self, tmp_path):
        writer = PdfWriter(clone_from=write_pdf(tmp_path / "open.pdf", [[*column(*FILLER)]]))
        writer.encrypt("geheim")
        writer.write(tmp_path / "dicht.pdf")
        assert "is encrypted" in self.fault(tmp_path / "dicht.pdf")

    def test_damaged(self, tmp_path):
        data = write_pdf(tmp_path / "heel.pdf", [[*column(*FILLER)]]).read_bytes()
        (tmp_path / "stuk.pdf").write_bytes(data[: len(data) // 2])
        assert "is cut off" in self.fault(tmp_path / "stuk.pdf")

    def test_not_a_pdf(self, tmp_path):
        (tmp_path / "brief.pdf").write_text("Geachte heer,")
        assert "isn't a PDF" in self.fault(tmp_path / "brief.pdf")

    def test_more_pages_than_a_plan_has(self, tmp_path):
        path = write_pdf(tmp_path / "boek.pdf", [[*column(*FILLER)]] * 61)
        assert "61 pages" in self.fault(path)

    def test_another_region_asks_for_force(self, tmp_path):
        text = [text.replace("Wat valt op?", "Wat valt op in deze regio?") for text in FILLER]
        page = [Word(50, 740, "Regioplan 2023/2024 GGZ Utrecht", 20), *column(*text)]
        path = write_pdf(tmp_path / "utrecht.pdf", [page])
        with pytest.raises(RegioplanError, match=r"different regions: 'rotterdam' and 'utrecht'; add --force"):
            diff("2023-2024/ggz/rotterdam", path, CONTENT)
        assert isinstance(diff("2023-2024/ggz/rotterdam", path, CONTENT, force=True), PlanChanges)

    def test_without_a_content_folder_the_other_side_knows_the_headings(self, tmp_path):
        ours = build_rotterdam(tmp_path)
        text = [text.replace("Wat valt op?", "Wat valt op in deze regio?") for text in FILLER]
        foreign = write_pdf(tmp_path / "ander.pdf", [[*column(*text)]])
        changes = diff(ours, foreign, tmp_path / "niets")
        assert isinstance(changes, PlanChanges)
        assert [block.match for block in changes.blocks if block.new_id == "blok-wat-valt-op"] == ["kenmerk"]
        other = write_pdf(tmp_path / "nog-een.pdf", [[*column(*text)]])
        with pytest.raises(RegioplanError, match="no content folder"):
            diff(other, foreign, tmp_path / "niets")

    def test_pypdf_that_stumbles_is_one_message(self, tmp_path, monkeypatch):
        def fail(*_: object, **__: object) -> None:
            raise KeyError("/Contents")

        path = write_pdf(tmp_path / "a.pdf", [[*column(*FILLER)]])
        monkeypatch.setattr("regioplan_pdf.diff.foreign.reader.read_lines", fail)
        with pytest.raises(SourceError, match="is damaged: KeyError"):
            read(path)


def build_rotterdam(out: Path) -> Path:
    from regioplan_pdf.api import build

    build(CONTENT, out, ["rotterdam"], "2023-2024", "ggz", fonts=FONTS)
    return out / "regioplan-ggz-rotterdam-2023-2024.pdf"


def test_which_plan_it_is_may_stand_in_the_title_only(tmp_path):
    path = write_pdf(tmp_path / "a.pdf", [[*column(*FILLER)]], title="Regioplan 2024-2025 GGZ Rijnmond")
    side = read(path).side
    assert (side.edition, side.sector, side.region_title) == ("2024-2025", "ggz", "Rotterdam")


def test_which_plan_it_is_may_stand_nowhere(tmp_path):
    side = read(write_pdf(tmp_path / "los.pdf", [[*column(*FILLER)]])).side
    assert (side.edition, side.sector, side.region) == ("", "", "")
    assert (side.label, side.short) == ("Regioplan los.pdf", "los.pdf")
