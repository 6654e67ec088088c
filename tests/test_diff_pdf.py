"""The 'Wijzigingsoverzicht' as PDF: what it says, how it breaks, and that it conforms."""

from __future__ import annotations

import datetime
import io
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from regioplan_pdf.api import diff
from regioplan_pdf.conformance import check_bytes
from regioplan_pdf.diff.render.as_json import read_changes
from regioplan_pdf.diff.render.overview.wording import begin, rich_of, side_of
from regioplan_pdf.diff.render.pdf import changes_pdf
from regioplan_pdf.errors import Problems
from regioplan_pdf.load import load_theme
from regioplan_pdf.model.changes import (
    About,
    BlockChange,
    CarriedOver,
    Course,
    DefinitionChange,
    EditionChanges,
    Field,
    FigureChange,
    Form,
    Highlight,
    Kind,
    Match,
    Op,
    Origin,
    Piece,
    PlanChanges,
    RegionWeight,
    Side,
    TextChange,
    TextUnit,
)
from regioplan_pdf.model.document import Meta
from regioplan_pdf.model.figures import Period, Unit, Value
from regioplan_pdf.pdf.galley import Typesetter
from regioplan_pdf.pdf.report import draw_report, style
from regioplan_pdf.pdf.report.content import (
    Cell,
    Column,
    Entries,
    Entry,
    Heading,
    Item,
    Mark,
    Part,
    Passage,
    Point,
    Points,
    Report,
    Row,
    Table,
    Tone,
    Words,
)
from regioplan_pdf.pdf.report.pages import make_pages
from regioplan_pdf.pdf.report.setting import Setter, set_report
from regioplan_pdf.pdf.report.strips import LineItem, Strip
from regioplan_pdf.pdf.report.words import SetLine, closing, opening, set_words
from regioplan_pdf.pdf.sheet import RectItem
from regioplan_pdf.type.fonts import Fonts
from validators import poppler, qpdf
from validators.verapdf import PROFILES, validate

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "content"
DATE = datetime.date(2024, 6, 1)
THEME = load_theme(CONTENT, Problems())
FONTS = Fonts(ROOT / "fonts", THEME.fonts)
TYPESETTER = Typesetter(FONTS, dict(THEME.colours))


def side(year: int, region: str = "rotterdam") -> Side:
    short = f"{year}/{year + 1}"
    title = region.capitalize()
    label = f"Regioplan {short} GGZ {title}"
    return Side(label, short, Origin.CONTENT, f"{year}.md", f"{year}-{year + 1}", "ggz", region, title)


def same(text: str) -> Piece:
    return Piece(Op.SAME, text, text)


def gone(text: str, *, figure: bool = False) -> Piece:
    return Piece(Op.REMOVED, text, "", figure)


def new(text: str, *, figure: bool = False) -> Piece:
    return Piece(Op.ADDED, "", text, figure)


def unit(place: int, text: str, section: str = "blok-a", form: Form = Form.PARAGRAPH) -> TextUnit:
    return TextUnit(f"{section}.{place}", section, form, text)


def block(name: str, *changes: TextChange, kind: Kind = Kind.CHANGED, old_title: str = "") -> BlockChange:
    title = Field("kop", (gone(f"{old_title} "), new(name)) if old_title else (same(name),))
    match = Match.ALIAS if old_title else Match.ID
    return BlockChange(kind, f"blok-{name.lower()}", f"blok-{name.lower()}", title, match, changes)


CHANGED = TextChange(
    Kind.CHANGED,
    (unit(0, "Er zijn 16 klanten."),),
    (unit(0, "Er zijn 17 cliënten."),),
    (
        same("Er zijn "),
        gone("16 ", figure=True),
        new("17 ", figure=True),
        gone("klanten"),
        new("cliënten"),
        same("."),
    ),
)
KEPT = TextChange(Kind.UNCHANGED, (unit(1, "Zo blijft het."),), (unit(1, "Zo blijft het."),), (same("Zo blijft het."),))
ADDED = TextChange(Kind.ADDED, (), (unit(2, "Dit is erbij."),), (new("Dit is erbij."),))


def figure(indicator: str, course: Course, old: str, now: str, difference: str = "", **more: object) -> FigureChange:
    def value(text: str) -> Value:
        return Value(float(text) if text.isdigit() else None, Unit.COUNT, withheld=text == "te klein")

    years = Period(2023), Period(2024)
    change = FigureChange(indicator, indicator, "", Unit.COUNT, course, value(old), value(now), *years, old, now)
    return replace(change, difference=difference, **more)


DEFINITION = DefinitionChange(
    Kind.CHANGED,
    "leeswijzer-locaties",
    "leeswijzer-locaties",
    (
        Field("naam", (same("Locaties"),)),
        Field("toelichting", (same("Vanaf "), gone("meer dan twee "), new("vijf "), same("klanten."))),
    ),
    ("de toelichting is anders",),
    ("locaties",),
)


def plan(region: str = "rotterdam", **more: object) -> PlanChanges:
    changes = PlanChanges(
        side(2023, region),
        side(2024, region),
        highlights=(Highlight(About.TEXT, "Het blok A is gewijzigd.", 0.9, "tekst-a"),),
        key_figures=(),
        charts=(),
        blocks=(block("A", CHANGED, KEPT, ADDED),),
        figures=(figure("klanten", Course.RISEN, "16", "17", "+1"),),
        definitions=(),
    )
    return replace(changes, **more)


def pdf_of(changes: PlanChanges | EditionChanges) -> bytes:
    return changes_pdf(changes, THEME, FONTS, DATE)


def pages_of(data: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def text_of(changes: PlanChanges | EditionChanges) -> str:
    return " ".join(pages_of(pdf_of(changes))).replace("\u00ad", "")


@lru_cache
def shipped() -> PlanChanges:
    changes = diff("2023-2024/ggz/rotterdam", "2024-2025/ggz/rotterdam", CONTENT)
    assert isinstance(changes, PlanChanges)
    return changes


@lru_cache
def shipped_pdf() -> bytes:
    return pdf_of(shipped())


def edition(*plans: PlanChanges, **more: object) -> EditionChanges:
    ranking = tuple(RegionWeight(p.new.region, p.new.region_title, 0.25, 2) for p in plans)
    whole = EditionChanges(replace(side(2023), file=""), replace(side(2024), file=""), plans, ranking, (), ())
    return replace(whole, **more)


# -- the file -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        shipped_pdf,
        lambda: pdf_of(plan()),
        lambda: pdf_of(edition(plan(), plan("utrecht"))),
        lambda: pdf_of(plan(blocks=(), figures=(), highlights=())),
        lambda: pdf_of(plan(old=replace(side(2023), origin=Origin.FOREIGN), figures_compared=False)),
    ],
    ids=["shipped", "small", "edition", "same", "foreign"],
)
def test_all_own_rules_find_nothing(data):
    assert check_bytes(data()) == ()


def test_the_file_says_what_it_is():
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(plan())))
    assert reader.metadata is not None
    assert reader.metadata.title == "Wijzigingsoverzicht GGZ Rotterdam: 2023/2024 en 2024/2025"
    assert reader.metadata["/CreationDate"] == "D:20240601120000+00'00'"
    assert reader.trailer["/Root"]["/Lang"] == "nl-NL"
    sizes = {(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in reader.pages}
    assert sizes == {(595, 842)}


def test_the_comparison_itself_is_inside():
    held = pypdf.PdfReader(io.BytesIO(pdf_of(plan()))).attachments["wijzigingen.json"]
    assert read_changes(held[0].decode()) == plan()


def test_the_same_changes_give_the_same_bytes():
    assert pdf_of(shipped()) == shipped_pdf()


def test_hash_seed_and_time_zone_make_no_difference():
    code = f"""if True:
        import datetime, hashlib, sys
        from pathlib import Path
        from regioplan_pdf.api import diff
        from regioplan_pdf.diff.render.pdf import changes_pdf
        from regioplan_pdf.errors import Problems
        from regioplan_pdf.load import load_theme
        from regioplan_pdf.type.fonts import Fonts
        content = Path({str(CONTENT)!r})
        theme = load_theme(content, Problems())
        changes = diff("2023-2024/ggz/rotterdam", "2024-2025/ggz/rotterdam", content)
        fonts = Fonts(content.parent / "fonts", theme.fonts)
        pdf = changes_pdf(changes, theme, fonts, datetime.date(2024, 6, 1))
        print(hashlib.sha256(pdf).hexdigest())
    """
    hashes = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        ).stdout
        for seed, zone in (("1", "UTC"), ("77", "Asia/Tokyo"))
    }
    assert len(hashes) == 1


# -- what it says -------------------------------------------------------------------------


def test_a_change_is_said_in_words_where_it_stands():
    told = "Er zijn [cijfer weg: 16] [cijfer nieuw: 17, einde] [weg: klanten] [nieuw: cliënten, einde]."
    assert told.replace(" ", "") in text_of(plan()).replace(" ", "")


def test_a_new_paragraph_is_labelled_and_not_announced_twice():
    text = text_of(plan())
    assert "Nieuw Dit is erbij." in text
    assert "[nieuw: Dit" not in text


def test_what_stayed_is_one_line():
    text = text_of(plan(figures=(figure("klanten", Course.SAME, "16", "16"), figure("kosten", Course.SAME, "5", "5"))))
    assert "Gelijk Eén alinea ongewijzigd." in text
    assert "Zo blijft het" not in text
    assert "Alle cijfers zijn gelijk gebleven: klanten en kosten." in text


def test_equal_plans_say_so():
    text = text_of(plan(blocks=(), figures=(), highlights=()))
    assert "De twee plannen zeggen hetzelfde: er is niets gewijzigd." in text
    assert "Zo leest u dit overzicht" not in text


def test_figures_stand_with_their_difference():
    changes = plan(figures=(figure("klanten", Course.RISEN, "16", "17", "+1", relative="(+6,3%)"),))
    assert "Klanten 16 17 +1 2023 2024 +6,3%" in text_of(changes)


def test_a_withheld_figure_has_no_difference():
    text = text_of(plan(figures=(figure("jeugd", Course.WITHHELD, "12", "te klein"),)))
    assert "Jeugd 12 te klein te klein 2023 2024" in text


def test_what_cannot_be_compared_leads_to_both_definitions():
    lost = figure("locaties", Course.NOT_COMPARABLE, "66", "48", definition=DEFINITION.anchor)
    text = text_of(plan(figures=(lost,), definitions=(DEFINITION,)))
    assert re.search(r"Locaties 66 48 blz\.\s\d 2023 2024", text)
    assert "De cijfers zijn niet te vergelijken: de toelichting is anders." in text
    assert "Vanaf [weg: meer dan twee, einde] klanten." in text
    assert "Vanaf [nieuw: vijf, einde] klanten." in text


def test_an_example_is_marked():
    value = Value(16.0, Unit.COUNT, herkomst="voorbeeld")
    text = text_of(plan(figures=(replace(figure("klanten", Course.RISEN, "16", "17", "+1"), old=value),)))
    assert "Waar ‘voorbeeld’ bij staat, heeft het cijfer nog geen bron." in text
    assert "2023 · voorbeeld 2024" in text


def test_a_renamed_block_says_how_it_was_recognised():
    text = text_of(plan(blocks=(block("Focus", CHANGED, old_title="Acties"),)))
    assert "Andere kop: [weg: Acties] [nieuw: Focus, einde]. Het blok is herkend aan een bekende andere naam." in text


def test_characters_that_the_fonts_lack_are_told():
    strange = replace(ADDED, new=(unit(2, "Zo 中 dus"),), pieces=(new("Zo 中 dus"),))
    data = pdf_of(plan(blocks=(block("A", strange),)))
    text = " ".join(pages_of(data))
    assert "Zo ? dus" in text
    assert "U+4E2D" in text
    assert check_bytes(data) == ()


def test_an_edition_has_an_overview_and_every_region():
    carried = (CarriedOver("utrecht", "Utrecht", "blok-b", "Knelpunten", 120),)
    whole = edition(
        plan(definitions=(DEFINITION,)),
        plan("utrecht", definitions=(DEFINITION,)),
        carried_over=carried,
        only_new=(("zwolle", "Zwolle"),),
    )
    data = pdf_of(whole)
    pages = pages_of(data)
    assert "Alleen in de nieuwe: Zwolle." in pages[0]
    assert "Utrecht Knelpunten 120" in " ".join(pages)
    assert " ".join(pages).count("De cijfers zijn niet te vergelijken: de toelichting is anders.") == 1
    titles = [entry.title for entry in pypdf.PdfReader(io.BytesIO(data)).outline if not isinstance(entry, list)]
    assert titles[-2:] == ["Rotterdam", "Utrecht"]


def test_links_lead_to_the_page_that_they_print():
    reader = pypdf.PdfReader(io.BytesIO(shipped_pdf()))
    numbers = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages, 1)}
    first = reader.pages[0]
    led = [numbers[annotation.get_object()["/Dest"][0].idnum] for annotation in first["/Annots"]]
    told = [int(number) for number in re.findall(r"blz\.\s(\d+)", first.extract_text())]
    assert led
    assert led == told


def test_a_highlight_without_a_place_has_no_link():
    lost = Highlight(About.TEXT, "Dit staat nergens.", 0.5, "tekst-nergens")
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(plan(highlights=(lost,)))))
    assert "Dit staat nergens." in reader.pages[0].extract_text()
    assert all("/Annots" not in page for page in reader.pages)


@pytest.mark.parametrize(("text", "begun"), [("één alinea", "Eén alinea"), ("twee punten", "Twee punten")])
def test_a_sentence_begins_as_dutch_does(text: str, begun: str):
    assert begin(text) == begun


# -- words and lines ----------------------------------------------------------------------

WORDS = st.text("abcdé ", min_size=1, max_size=12).filter(str.strip)
PIECES = st.lists(
    st.one_of(WORDS.map(same), st.tuples(WORDS, st.booleans()).map(lambda t: (gone if t[1] else new)(t[0]))),
    min_size=1,
    max_size=12,
)


def shown(lines: Sequence[SetLine], *without: Mark) -> str:
    """What is seen of set lines, without hyphens that aren't in the text and without white."""
    text = ""
    for line in lines:
        pieces = [(stretch.words.mark, piece) for stretch in line.stretches for piece, _ in stretch.pieces]
        if line.hyphen:
            pieces[-1] = (pieces[-1][0], pieces[-1][1][:-1])
        text += "".join(piece for mark, piece in pieces if mark not in without)
    return "".join(text.split())


@given(PIECES, st.sampled_from([60.0, 110.0, 400.0]))
def test_no_word_of_either_plan_is_lost(pieces: list[Piece], measure: float):
    lines = set_words(rich_of(pieces), measure, 10.0, TYPESETTER)
    assert shown(lines, Mark.REMOVED) == "".join("".join(piece.new for piece in pieces).split())
    assert shown(lines, Mark.ADDED) == "".join("".join(piece.old for piece in pieces).split())


@given(PIECES, st.sampled_from([60.0, 400.0]))
def test_every_mark_is_opened_once_and_closed_once(pieces: list[Piece], measure: float):
    rich = rich_of(pieces)
    lines = set_words(rich, measure, 10.0, TYPESETTER)
    told = [stretch for line in lines for stretch in line.stretches]
    marked = [words for words in rich if words.mark]
    assert [stretch.before for stretch in told if stretch.before] == [opening(words) for words in marked]
    assert sum(bool(stretch.behind) for stretch in told) == len(marked)


@given(PIECES)
def test_a_side_of_a_field_is_its_own_text(pieces: list[Piece]):
    field = Field("bron", tuple(pieces))
    for op, text in ((Op.REMOVED, field.old), (Op.ADDED, field.new)):
        told = "".join(words.text for words in side_of(field, op))
        assert told == (text or "–")


def test_an_end_is_said_unless_what_came_for_it_follows():
    rich = rich_of([gone("a "), new("b "), same("c "), gone("d "), same("e")])
    assert [closing(number, rich) for number in (1, 2, 4)] == ["]", ", einde]", ", einde]"]


# -- pages --------------------------------------------------------------------------------

STRIPS = st.lists(
    st.builds(
        Strip,
        height=st.floats(5, 90),
        before=st.floats(0, 40),
        keep=st.booleans(),
        cost=st.sampled_from([0.0, 1.0]),
        fresh=st.sampled_from([False] * 9 + [True]),
    ),
    min_size=1,
    max_size=60,
)


@given(STRIPS)
@hypothesis_settings(max_examples=60)
def test_every_strip_stands_on_a_page_once_and_in_its_place(strips: list[Strip]):
    marked = [
        replace(strip, items=(RectItem(float(number), 0.0, 1.0, strip.height, ""),))
        for number, strip in enumerate(strips)
    ]
    pages = make_pages(marked)
    assert [int(item.x) for page in pages for item in page.items] == list(range(len(strips)))
    for number, page in enumerate(pages):
        boxes = [(item.y, item.y + item.height) for item in page.items if isinstance(item, RectItem)]
        assert boxes[0][0] == pytest.approx(style.TOP if number else style.FIRST_TOP)
        assert boxes[-1][1] <= style.BOTTOM + 0.01
        assert all(end <= start + 0.01 for (_, end), (start, _) in pairwise(boxes))
        first, last = int(page.items[0].x), int(page.items[-1].x)
        assert not any(strip.fresh for strip in strips[first + 1 : last + 1])
        if strips[last].keep and last + 1 < len(strips) and not strips[last + 1].fresh:
            # Only where nothing on the page may end it.
            assert all(strip.keep for strip in strips[first : last + 1])


def report(*parts: Part) -> Report:
    meta = Meta("Titel", "Zorgkantoor", "Onderwerp", "woord", DATE)
    return Report("Soort", "Kop", "Ondertitel", "Soort Kop", "Zorgkantoor", meta, parts)


def plain(text: str) -> tuple[Words, ...]:
    return (Words(text),)


def test_a_heading_is_never_the_last_of_a_page():
    paragraphs = (Passage(plain("woord " * 60)), Heading(3, "Een tussenkop"))
    parts = Part((Heading(2, "Een kop", "kop"), *paragraphs * 14, Passage(plain("Het einde."))))
    setter = Setter(TYPESETTER, None)
    _, strips = set_report(report(parts), setter)
    for page in make_pages(strips):
        last = [item for item in page.items if isinstance(item, LineItem)][-1]
        assert last.size == style.BODY


def test_a_table_over_pages_repeats_its_head_unread():
    rows = tuple(Row((Cell(plain(f"rij {number}")), Cell(plain("waarde")))) for number in range(80))
    table = Table((Column("Wat", 50), Column("Hoeveel", 50, right=True)), rows)
    data = draw_report(report(Part((Heading(2, "Tabel"), table))), FONTS, THEME.colours)
    pages = pages_of(data)
    assert len(pages) > 2
    assert all("Wat Hoeveel" in page for page in pages)
    assert check_bytes(data) == ()
    reader = pypdf.PdfReader(io.BytesIO(data))
    scopes = [str(element["/A"]["/Scope"]) for element in elements(reader) if element["/S"] == "/TH"]
    assert (scopes.count("/Column"), scopes.count("/Row")) == (2, 80)


def elements(reader: pypdf.PdfReader) -> list[pypdf.generic.DictionaryObject]:
    """All structure elements of a file."""
    found, waiting = [], [reader.trailer["/Root"]["/StructTreeRoot"]["/K"]]
    while waiting:
        kid = waiting.pop().get_object()
        if isinstance(kid, list):
            waiting += kid
        elif isinstance(kid, dict) and "/S" in kid:
            found.append(kid)
            waiting.append(kid["/K"])
    return found


def test_marks_are_spans_that_say_what_their_line_stands_for():
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(plan())))
    kinds = [str(e["/A"]["/TextDecorationType"]) for e in elements(reader) if e["/S"] == "/Span" and "/A" in e]
    assert kinds.count("/LineThrough") == 3  # two in the text, one in the words on how to read it
    assert kinds.count("/Underline") == 4  # and the new paragraph
    assert not any("/Alt" in e or "/ActualText" in e or "/E" in e for e in elements(reader))


def test_a_label_goes_on_overleaf():
    parts = tuple(Item(plain("woord " * 80), "•") for _ in range(30))
    data = draw_report(
        report(Part((Heading(2, "Lijst"), Entries((Entry("Nieuw", parts, Tone.ACCENT),))))), FONTS, THEME.colours
    )
    pages = pages_of(data)
    assert len(pages) > 2
    assert all("(vervolg)" in page for page in pages[1:])
    assert check_bytes(data) == ()


def test_page_numbers_are_right_after_a_list_that_grows():
    points = Points(tuple(Point(plain("een zin " * 40), f"plaats{n}") for n in range(30)))
    parts = [Part((Heading(2, f"Deel {n}", f"plaats{n}"), Passage(plain("tekst"))), fresh=True) for n in range(30)]
    data = draw_report(report(Part((Heading(2, "Eerst"), points)), *parts), FONTS, THEME.colours)
    pages = pages_of(data)
    told = [int(number) for page in pages for number in re.findall(r"blz\.\s(\d+)", page)]
    assert told == [next(n for n, page in enumerate(pages, 1) if f"Deel {k} tekst" in page) for k in range(30)]


def test_long_names_stay_on_the_page():
    long = "Een heel lange naam voor een plan dat niemand zo noemen wil, maar die er toch is " * 3
    name = replace(side(2024), label=long, short=long, region_title=long)
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(plan(new=name))))
    furthest: list[float] = []

    def visit(text: str, _cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if text.strip():
            furthest.append(tm[4] + FONTS.width(text.strip(), "regular", size) * 0.9)

    reader.pages[0].extract_text(visitor_text=visit)
    assert max(furthest) < style.PAGE_WIDTH


# -- the validators -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("overzichten")
    made = {
        "shipped": shipped_pdf(),
        "small": pdf_of(plan(definitions=(DEFINITION,))),
        "edition": pdf_of(edition(plan(), plan("utrecht", definitions=(DEFINITION,)))),
    }
    for name, data in made.items():
        (folder / f"{name}.pdf").write_bytes(data)
    return {name: folder / f"{name}.pdf" for name in made}


@pytest.mark.validators
def test_vera_pdf_finds_nothing(files: dict[str, Path]):
    verdicts = validate(list(files.values()))
    assert len(verdicts) == len(files) * len(PROFILES)
    assert all(verdict.compliant for verdict in verdicts.values()), "\n".join(map(str, verdicts.values()))


@pytest.mark.validators
def test_qpdf_finds_nothing(files: dict[str, Path]):
    assert all(qpdf.check(path).sound for path in files.values())


@pytest.mark.validators
def test_poppler_reads_it_in_order(files: dict[str, Path]):
    told = poppler.structure(files["small"])
    lines = [line.strip() for line in told.splitlines()]
    headings = [lines[n + 1].strip('" ') for n, line in enumerate(lines) if re.match(r"H\d \(block\)", line)]
    assert headings[:3] == ["Rotterdam", "Wat u als eerste moet weten", "Cijfers"]
    assert headings[-1] == "Over deze vergelijking"
    assert '"[weg: klanten]"' in lines
    assert '"[nieuw: cliënten, einde]"' in lines
    assert "/TextDecorationType /LineThrough" in lines
    fonts = poppler.fonts(files["small"])
    assert fonts
    assert all(font.embedded and font.subset and font.unicode for font in fonts)
