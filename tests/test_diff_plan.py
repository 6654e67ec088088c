"""A whole plan against another: what is told first, what is noted, and the shipped pair as a person reads it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from changes_factory import BLOCKS, make_field
from diff_factory import (
    CHARTS,
    ENTRIES,
    KEYS,
    LEVEL,
    ROTTERDAM,
    UTRECHT,
    compare,
    figures,
    fitting,
    paragraph,
    series,
    settings,
    subject,
)
from figures_factory import WITHHELD, make_series
from regioplan_pdf.diff.highlights.tell import tell_outcome
from regioplan_pdf.diff.highlights.text import is_renamed, tell_list
from regioplan_pdf.diff.plan import compare_plans
from regioplan_pdf.diff.subject import Subject, subject_of
from regioplan_pdf.diff.totals import Totals, plan_totals
from regioplan_pdf.errors import Problems
from regioplan_pdf.load import find_documents
from regioplan_pdf.model.changes import (
    BlockChange,
    Course,
    DefinitionChange,
    Field,
    FigureChange,
    Kind,
    Match,
    Op,
    Origin,
    Piece,
    PlanChanges,
    Side,
    TextChange,
)
from regioplan_pdf.model.content import ChartSettings, KeyFigureSpec
from regioplan_pdf.model.figures import EXAMPLE, Figures, Unit
from regioplan_pdf.model.text import Block, ListBlock, ListItem, Subheading
from regioplan_pdf.pipeline import Workspace, make_document
from regioplan_pdf.source import decode_source, encode_source

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden" / "wijzigingen-rotterdam.txt"
UPDATE = "REGIOPLAN_UPDATE_GOLDEN"


@lru_cache(maxsize=1)
def shipped() -> dict[str, Subject]:
    """Every shipped plan, by its key."""
    workspace = Workspace(ROOT / "content", ROOT / "fonts")
    found = {}
    for path in find_documents(ROOT / "content"):
        document = make_document(workspace, path, Problems())
        edition = workspace.edition(path.folder).edition
        assert document is not None
        assert edition is not None
        found[path.key] = subject_of(document, edition, Origin.CONTENT, f"{path.key}.md")
    return found


# -- the golden -------------------------------------------------------------------------


def marked(pieces: tuple[Piece, ...]) -> str:
    """Words as 'was [-16-] {+17,1+} klanten'; a line feed between units as ¶."""
    told = []
    for op, group in groupby(pieces, key=lambda piece: piece.op):
        text = "".join(piece.old if op is Op.REMOVED else piece.new for piece in group).replace("\n", " ¶ ")
        left, right = {Op.SAME: ("", ""), Op.REMOVED: ("[-", "-]"), Op.ADDED: ("{+", "+}")}[op]
        behind = text[len(text.rstrip()) :]
        told.append(f"{left}{text.rstrip()}{right}{behind}")
    return "".join(told).rstrip()


def tell_field(field: Field) -> str:
    return f"    {field.name}: {marked(field.pieces)}"


def tell_unit(change: TextChange) -> str:
    moved = " (verplaatst)" if change.moved and change.kind is not Kind.MOVED else ""
    crossed = f" (uit {change.old[0].section})" if change.crossed else ""
    form = (change.new or change.old)[0].form
    text = "..." if change.kind is Kind.UNCHANGED else marked(change.pieces)
    if change.kind is Kind.UNCHANGED:
        text = " ".join(change.new[0].text.split()[:6]) + " ..."
    return f"  {change.kind}{moved}{crossed}, {form}: {text}"


def tell_block(block: BlockChange) -> Iterator[str]:
    match = f", herkend aan {block.match}" if block.match not in (Match.ID, Match.NONE) else ""
    yield f"{marked(block.title.pieces)}: {block.kind}{', verplaatst' if block.moved else ''}{match}"
    yield from map(tell_unit, block.changes)
    yield from (f"  naar {target}: {unit}" for unit, target in block.gone_to)
    yield ""


def tell_figure(figure: FigureChange) -> str:
    name = f"{figure.name}: {figure.category}" if figure.category else figure.name
    old, new = (
        f"{text} ({period})" if period else "-"
        for text, period in ((figure.old_text, figure.old_period), (figure.new_text, figure.new_period))
    )
    difference = f"; {figure.difference} {figure.relative}".rstrip() if figure.difference else ""
    benchmark = f"; gemiddeld {figure.benchmark_old or '-'} -> {figure.benchmark_new or '-'}"
    beside = benchmark if figure.benchmark_old or figure.benchmark_new else ""
    reasons = f" ({', '.join(figure.reasons)})" if figure.reasons else ""
    revised = "".join(f"; herzien {each.period}: {each.old} -> {each.new}" for each in figure.revisions)
    example = "; voorbeeld" if figure.example else ""
    return f"{name}: {old} -> {new}: {figure.course}{reasons}{difference}{beside}{revised}{example}"


def tell_definition(definition: DefinitionChange) -> Iterator[str]:
    reasons = f": {', '.join(definition.reasons)}" if definition.reasons else ""
    yield f"{definition.name}: {definition.kind}{', niet te vergelijken' if reasons else ''}{reasons}"
    yield from (tell_field(field) for field in definition.fields if field.changed)


def as_text(changes: PlanChanges) -> str:
    """Everything in a comparison, for a person to read."""
    lines = [f"{changes.old.label} -> {changes.new.label}", "", "# Wat u als eerste moet weten", ""]
    lines += [f"- {highlight.sentence} ({highlight.weight:.2f} {highlight.anchor})" for highlight in changes.highlights]
    lines += ["", *(f"Let op: {note}" for note in changes.notes), "", "# Kerncijfers", ""]
    for key in changes.key_figures:
        lines += [f"{key.new_id or key.old_id}: {key.kind}", *map(tell_field, key.fields)]
    lines += ["", "# Bevindingen", ""]
    for chart in changes.charts:
        outcomes = f" ({chart.old_outcome or '-'} -> {chart.new_outcome or '-'})"
        aside = ", omgeslagen" if chart.turned else "" if chart.comparable else ", niet te vergelijken"
        lines += [f"{chart.new_id or chart.old_id}: {chart.kind}{outcomes}{aside}"]
        lines += [tell_field(field) for field in chart.fields if field.pieces]
    lines += ["", "# Tekst", ""]
    for block in changes.blocks:
        lines += tell_block(block)
    lines += ["# Cijfers", "", *map(tell_figure, changes.figures), "", "# Definities", ""]
    for definition in changes.definitions:
        lines += tell_definition(definition)
    return "\n".join(lines).replace("\u00a0", " ") + "\n"


def test_the_shipped_pair_reads_as_a_person_would_tell_it():
    """Read by a person once; with REGIOPLAN_UPDATE_GOLDEN=1 the file is written anew, to be read again."""
    changes = compare_plans(shipped()["2023-2024/ggz/rotterdam"], shipped()["2024-2025/ggz/rotterdam"])
    told = as_text(changes)
    if os.environ.get(UPDATE):
        GOLDEN.write_text(told, encoding="utf-8")
    assert told == GOLDEN.read_text(encoding="utf-8")


def test_the_shipped_pair_tells_what_a_policymaker_should_know():
    changes = compare_plans(shipped()["2023-2024/ggz/rotterdam"], shipped()["2024-2025/ggz/rotterdam"])
    locations = next(each for each in changes.figures if each.indicator == "locaties_per_1000")
    assert locations.course is Course.NOT_COMPARABLE
    assert (locations.difference, locations.benchmark_difference) == ("", "")
    assert {"de bron is anders", "de toelichting is anders"} <= set(locations.reasons)
    new = {each.indicator for each in changes.figures if each.course is Course.NEW}
    assert {"ggz_geindiceerden", "kosten_per_klant", "gemiddelde_leeftijd"} <= new
    told = "\n".join(each.sentence for each in changes.highlights)
    for words in (
        "‘Locaties per 1.000 klanten’ is niet te vergelijken",
        "knelpunten’ is vervallen",
        "Taskforce complexe",
    ):
        assert words in told


# -- what is told first -----------------------------------------------------------------


class TestHighlights:
    def test_heaviest_first_and_no_more_than_a_dozen(self):
        for old, new in pairwise(shipped().values()):
            weights = [each.weight for each in compare_plans(old, new).highlights]
            assert weights == sorted(weights, reverse=True)
            assert len(weights) <= 12

    def test_every_sentence_leads_to_where_it_is_told_in_full(self):
        for old, new in pairwise(shipped().values()):
            changes = compare_plans(old, new)
            parts = (changes.key_figures, changes.charts, changes.blocks, changes.figures, changes.definitions)
            anchors = {each.anchor for part in parts for each in part}
            assert {each.anchor for each in changes.highlights} <= anchors

    def test_a_figure_that_rose(self):
        assert sentences(figures(klanten=1218), later(klanten=1526)) == [
            "‘Klanten in de regio’ steeg van 1.218 naar 1.526 (+25,3%)."
        ]
        assert sentences(figures(klanten=1526), later(klanten=1218)) == [
            "‘Klanten in de regio’ daalde van 1.526 naar 1.218 (−20,2%)."
        ]

    def test_one_that_hardly_moved_is_no_news(self):
        assert sentences(figures(locaties=1218), figures(locaties=1219)) == []
        assert sentences(figures(klanten=1218), figures(klanten=1218)) == []

    @pytest.mark.parametrize(
        ("own", "other", "tail"),
        [
            ((60, 90), (50, 40), ", terwijl het gemiddelde daalde van 50 naar 40"),
            ((60, 90), (50, 70), "; het gemiddelde steeg van 50 naar 70"),
            ((60, 90), (50, 50), "; het gemiddelde bleef 50"),
        ],
    )
    def test_with_what_the_benchmark_did(self, own, other, tail):
        keys = (KeyFigureSpec("locaties", "locaties", "locaties", "{bevinding}", finding=LEVEL),)
        edition = settings(key_figures=keys, charts=())
        sides = [
            figures(series("locaties", one, last=year), benchmark=(series("locaties", two, last=year),))
            for one, two, year in zip(own, other, (2023, 2024), strict=True)
        ]
        (told,) = [each.sentence for each in compare(*sides, edition, edition).highlights]
        assert told == f"‘Locaties’ steeg van 60 naar 90 (+30){tail}."

    def test_an_example_says_so(self):
        old, new = (
            figures(series("klanten", number, source=EXAMPLE, last=year))
            for number, year in ((1218, 2023), (1526, 2024))
        )
        assert sentences(old, new) == ["‘Klanten in de regio’ steeg van 1.218 naar 1.526 (+25,3%) (voorbeeldcijfers)."]

    def test_of_what_cannot_be_compared_no_rise_or_fall(self):
        entries = tuple(replace(entry, explanation="Vanaf vijf.") for entry in ENTRIES)
        after = replace(fitting(figures(locaties=66)), entries={entry.id: entry for entry in entries})
        told = compare(figures(locaties=66), figures(locaties=48), None, after).highlights
        assert [(each.sentence, each.anchor) for each in told] == [
            ("‘Locaties in de regio’ is niet te vergelijken: de toelichting is anders.", "definitie-locaties")
        ]

    def test_of_a_withheld_figure_nothing(self):
        assert sentences(figures(klanten=1218), figures(klanten=WITHHELD)) == []
        assert sentences(figures(klanten=WITHHELD), figures(klanten=1218)) == []

    def test_what_the_old_plan_told_of_its_last_year_was_revised(self):
        old, new = figures(series("locaties", 60, 66)), figures(series("locaties", 61, 67, last=2024))
        chart = ChartSettings("plekken", "jaarkolommen", ("locaties",), "Locaties", "")
        edition = settings(charts=(chart,), key_figures=())
        told = [each.sentence for each in compare(old, new, edition, edition).highlights]
        assert told == ["Herzien sinds het vorige plan: ‘Locaties’."]

    def test_of_two_regions_no_rise_or_fall(self):
        sides = [figures(klanten=number) for number in (1218, 1526)]
        one, two = (
            subject(fitting(side), side, region=region)
            for side, region in zip(sides, (ROTTERDAM, UTRECHT), strict=True)
        )
        told = [each.sentence for each in compare_plans(one, two).highlights]
        assert told == ["‘Klanten in de regio’ is 1.218 in Rotterdam en 1.526 in Utrecht."]

    def test_of_one_period_no_rise_but_a_revision(self):
        assert sentences(figures(klanten=1218), figures(klanten=1526)) == [
            "‘Klanten in de regio’ over 2023 is herzien, van 1.218 naar 1.526 (+25,3%)."
        ]

    def test_of_an_indicators_categories_the_one_that_moved_most(self):
        def shares(year: str, *numbers: int) -> Figures:
            return figures(make_series("vorm", {(year, "MPT"): numbers[0], (year, "PGB"): numbers[1]}))

        assert sentences(shares("2023", 40, 60), shares("2024", 48, 52)) == [
            "‘Leveringsvorm: MPT’ steeg van 40% naar 48% (+8\u00a0procentpunt)."
        ]

    def test_a_finding_that_turned(self):
        chart = ChartSettings("plekken", "jaarkolommen", ("locaties",), "Locaties", "per 1.000 klanten", LEVEL)
        edition = settings(charts=(chart,), key_figures=())
        sides = [figures(series("locaties", own), benchmark=(series("locaties", 50),)) for own in (60, 41)]
        told = compare(*sides, edition, edition).highlights
        assert told[0].sentence == "De bevinding bij ‘Locaties’ is omgeslagen: van ‘hoger’ naar ‘lager’."
        assert told[0].anchor == "bevinding-plekken"

    def test_outcomes_in_words(self):
        assert tell_outcome("iets-toegenomen+tegen") == "iets toegenomen"

    def test_lesser_definitions_together(self):
        rows = make_series("vorm", {("2023", "MPT"): 30, ("2023", "PGB"): 70})
        level = make_series("ratio", {"2023": 17}, Unit.PER_10000, 1)
        charts = (*CHARTS, ChartSettings("ratio", "jaarkolommen", ("ratio",), "Ratio", ""))
        before = settings(charts=charts, key_figures=KEYS[1:2])
        after = replace(before, entries={e.id: replace(e, source="Zorgatlas") for e in ENTRIES})
        held = figures(rows, level, locaties=66)
        assert [each.sentence for each in compare(held, held, before, after).highlights] == [
            "‘Locaties in de regio’ is niet te vergelijken: de bron is anders.",
            "Ook niet te vergelijken, door een andere definitie: ‘Leveringsvorm’ en ‘Ratio’.",
        ]

    def test_key_figures_that_came_and_went(self):
        held = figures(klanten=1218, locaties=66)
        one, two = (settings(charts=(), key_figures=(key,), entries=()) for key in KEYS[:2])
        told = [each.sentence for each in compare(held, held, one, two).highlights]
        assert told == ["Nieuwe kerncijfers: ‘locaties in de regio’.", "Geen kerncijfer meer: ‘klanten in de regio’."]

    def test_a_long_row_of_names_is_cut_short(self):
        assert tell_list(["a", "b", "c", "d", "e"]) == "‘a’, ‘b’, ‘c’, ‘d’ en ‘e’"
        assert tell_list(["a", "b", "c", "d", "e", "f"]) == "‘a’, ‘b’, ‘c’, ‘d’ en nog 2"
        assert tell_list(["Onderzoek ‘zzp’s’", "zzp’s"]) == "‘Onderzoek “zzp’s”’ en ‘zzp’s’"
        assert tell_list(["a", "a", "b"]) == "‘a’ en ‘b’"


class TestTextHighlights:
    LONG = " ".join(f"Dit is zin {number} van de oude tekst." for number in range(10))
    OTHER = " ".join(f"Nieuwe woorden, heel andere regels hier ({number})!" for number in range(10))

    def told(self, old: dict[str, tuple[Block, ...]], new: dict[str, tuple[Block, ...]], **titles: str) -> list[str]:
        edition = settings(key_figures=(), charts=())
        one = subject(edition, figures(), texts=old)
        two = subject(edition, figures(), texts=new, titles=titles.get("titles"))
        return [each.sentence for each in compare_plans(one, two).highlights]

    def test_a_block_that_came_or_went(self):
        text = {"valt-op": (paragraph("Een zin."),)}
        both = text | {"acties": (paragraph("Wij gaan iets doen."),)}
        assert self.told(text, both) == ["Het blok ‘Actielijnen’ is nieuw."]
        assert self.told(both, text) == ["Het blok ‘Actielijnen’ is vervallen."]

    def test_a_block_that_was_rewritten(self):
        old, new = {"valt-op": (paragraph(self.LONG),)}, {"valt-op": (paragraph(self.OTHER),)}
        assert self.told(old, new) == ["Het blok ‘Wat valt op?’ is bijna helemaal herschreven."]
        assert self.told(old, new, titles={"valt-op": "Kern"}) == [
            "Het blok ‘Wat valt op?’ heet nu ‘Kern’ en is bijna helemaal herschreven."
        ]

    def test_blocks_that_were_rewritten_together(self):
        old = {name: (paragraph(self.LONG),) for name in ("valt-op", "acties")}
        new = {name: (paragraph(self.OTHER),) for name in ("valt-op", "acties")}
        assert self.told(old, new)[0] == "Bijna helemaal herschreven: ‘Wat valt op?’ en ‘Actielijnen’."

    def test_another_heading_only(self):
        same = {"valt-op": (paragraph(self.LONG),)}
        assert self.told(same, same, titles={"valt-op": "Kern"}) == ["Het blok ‘Wat valt op?’ heet nu ‘Kern’."]

    def test_small_changes(self):
        old = {"valt-op": (paragraph(self.LONG), paragraph("Er zijn 16 tafels in de regio."))}
        assert self.told(old, {"valt-op": (*old["valt-op"][:1], paragraph("Er zijn 17 tafels in de regio."))}) == [
            "In ‘Wat valt op?’ zijn alleen getallen veranderd."
        ]
        assert self.told(old, {"valt-op": (*old["valt-op"][:1], paragraph("Er zijn geen tafels in de regio."))}) == [
            "Gewijzigde tekst in ‘Wat valt op?’: 1 aangepast."
        ]
        more = (*old["valt-op"][:1], paragraph("Wij doen dit."), paragraph("Anderen volgen later misschien."))
        assert self.told(old, {"valt-op": more}) == ["Gewijzigde teksten in ‘Wat valt op?’: 2 nieuw en 1 vervallen."]
        assert self.told(old, {"valt-op": tuple(reversed(old["valt-op"]))}) == [
            "In ‘Wat valt op?’ staan teksten in een andere volgorde."
        ]

    def test_a_new_heading_that_the_old_plan_spoke_of(self):
        words = paragraph("We beginnen met een regioportfolio.")
        old = {"valt-op": (paragraph(self.LONG),), "acties": (words,)}
        new = {"valt-op": (Subheading("Regioportfolio"), paragraph(self.LONG)), "acties": (words,)}
        assert self.told(old, new) == ["Nieuw in ‘Wat valt op?’: ‘Regioportfolio’ (eerder genoemd in ‘Actielijnen’)."]

    def test_a_heading_that_changed(self):
        old, new = (
            {"valt-op": (Subheading(head), paragraph(self.LONG))} for head in ("Inkoopbeleid 2024", "Inkoopdoelen 2024")
        )
        assert self.told(old, new) == ["In ‘Wat valt op?’: ‘Inkoopbeleid 2024’ is nu ‘Inkoopdoelen 2024’."]

    def test_a_heading_with_another_year_is_no_news(self):
        old, new = (
            {"valt-op": (Subheading(head), paragraph(self.LONG))} for head in ("Inkoopbeleid 2024", "Inkoopbeleid 2025")
        )
        assert self.told(old, new, titles={"valt-op": "Wat valt op?"}) == [
            "In ‘Wat valt op?’ zijn alleen getallen veranderd."
        ]

    def test_a_block_with_another_year_in_its_heading_is_not_renamed(self):
        assert is_renamed(BLOCKS[4])
        assert not is_renamed(replace(BLOCKS[4], title=make_field("kop", "Actielijnen [-2023-]{+2024+}")))

    def test_new_lines_of_action(self):
        kept = Subheading("Netwerk versterken")
        items = ListBlock(
            (
                ListItem((paragraph("Regiokaart maken. Die laat zien welke zorg er is."),)),
                ListItem((paragraph("zonder kop."),)),
            ),
            ordered=True,
        )
        old = {"acties": (kept, paragraph(self.LONG), Subheading("Beter plaatsen"))}
        new = {"acties": (kept, paragraph(self.LONG), Subheading("Instroom verminderen in de regio"), items)}
        assert self.told(old, new) == [
            "Nieuw in ‘Actielijnen’: ‘Instroom verminderen in de regio’ en ‘Regiokaart maken’.",
            "Vervallen uit ‘Actielijnen’: ‘Beter plaatsen’.",
        ]


# -- notes ------------------------------------------------------------------------------


class TestNotes:
    SEEN = figures(klanten=1218)

    def test_nothing_to_note(self):
        assert compare(self.SEEN, self.SEEN).notes == ()

    @pytest.mark.parametrize(
        ("old", "new", "note"),
        [
            (True, True, "Beide plannen bevatten voorbeeldcijfers: die geven geen echte ontwikkeling."),
            (True, False, "Het plan 2023/2024 bevat voorbeeldcijfers: die geven geen echte ontwikkeling."),
            (False, True, "Het plan 2024/2025 bevat voorbeeldcijfers: die geven geen echte ontwikkeling."),
        ],
    )
    def test_example_figures(self, old, new, note):
        one, two = (figures(series("klanten", 1218, source=EXAMPLE if example else "bron")) for example in (old, new))
        assert compare(one, two, None, fitting(two, 2024)).notes == (note,)

    def test_another_region_or_sector(self):
        other = replace(fitting(self.SEEN), sector="gz")
        old = subject(fitting(self.SEEN), self.SEEN)
        changes = compare_plans(old, subject(other, self.SEEN, region=UTRECHT))
        assert changes.notes == (
            "De plannen zijn van twee regio’s: Rotterdam en Utrecht.",
            "De plannen zijn van twee sectoren: GGZ en GZ.",
        )

    def test_a_foreign_pdf_is_compared_by_its_text_alone(self):
        plan = subject(fitting(self.SEEN), self.SEEN, texts={"valt-op": (paragraph("Een zin."),)})
        scan = Subject(Side("Plan uit 2019", "2019", Origin.FOREIGN, "plan.pdf"), plan.sections)
        for one, two in ((scan, plan), (plan, scan)):
            changes = compare_plans(one, two)
            assert not changes.figures_compared
            assert (changes.figures, changes.charts, changes.key_figures, changes.definitions) == ((), (), (), ())
            assert [block.kind for block in changes.blocks] == [Kind.UNCHANGED]
            assert changes.notes == (
                "Cijfers, definities en bevindingen zijn niet vergeleken: ‘plan.pdf’ is een PDF zonder bron.",
            )
            assert changes.same

    def test_two_foreign_pdfs(self):
        scans = [Subject(Side(name, name, Origin.FOREIGN, name), ()) for name in ("a.pdf", "b.pdf")]
        assert compare_plans(*scans).notes == (
            "Cijfers, definities en bevindingen zijn niet vergeleken: ‘a.pdf’ en ‘b.pdf’ zijn PDF’s zonder bron.",
        )


# -- laws -------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["2023-2024/ggz/rotterdam", "2023-2024/gz/rotterdam", "2024-2025/ggz/rotterdam"])
def test_a_shipped_plan_with_itself_is_the_same(key):
    changes = compare_plans(shipped()[key], shipped()[key])
    assert changes.same
    assert changes.highlights == ()
    assert plan_totals(changes).share == 0


def through_source(plan: Subject) -> Subject:
    """The plan as its PDF gives it back."""
    assert plan.document is not None
    assert plan.settings is not None
    source = decode_source(encode_source(plan.document, plan.settings))
    return replace(plan, sections=source.document.sections, document=source.document, settings=source.edition_facts)


@pytest.mark.parametrize(("one", "two"), [(True, True), (True, False), (False, True)])
def test_content_and_the_source_of_a_pdf_give_the_same(one, two):
    for old, new in pairwise(shipped().values()):
        read = through_source(old) if one else old, through_source(new) if two else new
        assert compare_plans(*read) == compare_plans(old, new)


WORDS = st.sampled_from(["regio", "Zorg", "klanten,", "16", "stuurgroep", "‘kaart’", "2023.", "é"])
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), max_size=4)


@st.composite
def plans(draw: st.DrawFn) -> Subject:
    """A plan of generated figures and text, with a figure calculated in it."""
    number = st.one_of(st.integers(10, 3000), st.just(WITHHELD))
    seen = figures(series("klanten", draw(number), draw(number)), locaties=draw(st.integers(1, 90)))
    chart = ChartSettings("plekken", "jaarkolommen", ("locaties",), "Locaties", "", LEVEL)
    edition = settings(draw(st.integers(2022, 2024)), key_figures=KEYS[:2], charts=(chart,))
    edition = replace(edition, entries={e.id: replace(e, source=draw(st.sampled_from("ab"))) for e in ENTRIES})
    seen = replace(seen, benchmark={"locaties": series("locaties", draw(st.integers(1, 90)))})
    texts = {name: tuple(map(paragraph, draw(TEXTS))) for name in ("valt-op", "acties")}
    texts["valt-op"] = (*texts["valt-op"], paragraph("Er zijn ", "{{ klanten }}", " klanten."))
    own = {"plekken": "Meer locaties dan elders"} if draw(st.booleans()) else {}
    return subject(edition, seen, texts=texts, overrides=own)


@hypothesis_settings(max_examples=40, deadline=None)
@given(plans(), plans())
def test_the_source_of_a_pdf_gives_the_same_for_any_plans(old, new):
    assert compare_plans(through_source(old), through_source(new)) == compare_plans(old, new)


@hypothesis_settings(max_examples=40, deadline=None)
@given(plans())
def test_any_plan_with_itself_is_the_same(plan):
    changes = compare_plans(plan, plan)
    assert changes.same
    assert changes.highlights == ()


@hypothesis_settings(max_examples=40, deadline=None)
@given(plans(), plans())
def test_swapping_swaps_the_sides_of_every_change(old, new):
    there, back = compare_plans(old, new), compare_plans(new, old)
    opposite = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED}
    assert there.same is back.same
    for parts in ("definitions", "charts", "key_figures"):
        mirror = {(each.new_id, each.old_id): each for each in getattr(back, parts)}
        for each in getattr(there, parts):
            other = mirror.pop((each.old_id, each.new_id))
            assert other.kind is opposite.get(each.kind, each.kind)
            assert [(field.name, field.old, field.new) for field in each.fields] == [
                (field.name, field.new, field.old) for field in other.fields
            ]
        assert mirror == {}
    assert {(c.old_outcome, c.new_outcome, c.turned) for c in there.charts} == {
        (c.new_outcome, c.old_outcome, c.turned) for c in back.charts
    }
    one, two = plan_totals(there), plan_totals(back)
    assert (one.old_words, one.added_words) == (two.new_words, two.removed_words)


@hypothesis_settings(max_examples=40, deadline=None)
@given(plans(), plans())
def test_every_text_of_both_plans_stands_in_the_result(old, new):
    changes = compare_plans(old, new)
    for side, name in ((old, "old"), (new, "new")):
        document = side.document
        assert document is not None
        told = {
            getattr(each, f"{name}_id"): [getattr(field, name) for field in each.fields] for each in changes.definitions
        }
        for entry in document.leeswijzer.entries:
            pages = ", ".join(map(str, entry.pages))
            texts = [entry.name, entry.source, entry.reference_date, entry.explanation, entry.nb, pages]
            assert told.pop(entry.id) == texts
        cards = {
            getattr(each, f"{name}_id"): [getattr(field, name) for field in each.fields] for each in changes.charts
        }
        for card in document.charts:
            assert cards[card.id] == [card.finding, card.measure, card.unit_line, card.second_measure, card.note]
        keys = {
            getattr(each, f"{name}_id"): [getattr(field, name) for field in each.fields] for each in changes.key_figures
        }
        for key in document.key_figures:
            assert keys[key.id] == [key.text, key.label, key.detail]


def test_totals_count_what_a_report_tells():
    edition = settings(key_figures=(), charts=())
    old = subject(
        edition,
        figures(),
        texts={"valt-op": (paragraph("Er zijn 16 klanten in de regio."), paragraph("Dit gaat weg."))},
    )
    new = subject(edition, figures(), texts={"valt-op": (paragraph("Er zijn 17 klanten in de regio."),)})
    totals = plan_totals(compare_plans(old, new))
    assert totals == Totals(
        old_words=13, new_words=10, kept_words=9, added_words=1, removed_words=4, changed=1, removed=1
    )
    assert totals.share == pytest.approx(5 / 23)


def later(**numbers: float) -> Figures:
    """Figures of 2024."""
    return figures(*(series(name, number, last=2024) for name, number in numbers.items()))


def sentences(old: Figures, new: Figures) -> list[str]:
    return [each.sentence for each in compare(old, new).highlights]
