"""What changed on a terminal: words beside colour, within the width, nothing withheld, nothing lost."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from changes_factory import EDITION, FOREIGN, PLAN, SAME, pieces
from regioplan_pdf.diff.render.terminal import changes_text
from regioplan_pdf.diff.render.terminal.pieces import before_and_after, marked, rewritten
from regioplan_pdf.model.changes import Course, EditionChanges, Kind, Op, PlanChanges

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
ALL = {"plan": PLAN, "foreign": FOREIGN, "edition": EDITION, "same": SAME}


def flat(text: str) -> str:
    """As one line: where it wraps is no matter."""
    return " ".join(text.split())


def headings(text: str) -> list[str]:
    return [line for line in text.splitlines() if line and not line.startswith(" ")]


class TestMarks:
    def test_what_went_and_what_came_are_marked_in_words(self):
        text = marked(pieces("was [-16 -]{+17,1 +}klanten[-, samen-]"))
        assert text.plain == "was [-16-] {+17,1+} klanten[-, samen-]"

    def test_stretches_of_one_kind_are_one_mark_and_what_went_stands_first(self):
        assert marked(pieces("{+een +}[-de -]{+nieuwe +}[-oude -]zin")).plain == "[-de oude-] {+een nieuwe+} zin"

    def test_colours_are_there_too(self):
        styles = {str(span.style) for span in marked(pieces("[-oud-]{+nieuw+}")).spans}
        assert styles == {"red strike", "green"}

    def test_joined_texts_have_a_pilcrow_between_them(self):
        assert marked(pieces("een.[-\n-]{+ +}Twee.")).plain == "een. [-¶-] Twee."

    def test_a_long_unchanged_stretch_is_shortened_to_its_ends(self):
        same = " ".join(f"w{n}" for n in range(100))
        text = marked(pieces(f"[-a -]{same} {{+b+}}")).plain
        assert text.startswith("[-a-] w0 w1") and text.endswith("w99 {+b+}") and "(…)" in text
        assert len(text.split()) < 40
        assert marked(pieces(f"{same} {{+b+}}")).plain.startswith("(…) ")

    def test_texts_that_share_little_stand_under_each_other(self):
        other = pieces(
            "[-Een locatie telt mee als er twee klanten wonen -]{+Hoeveel plekken de regio heeft per duizend +}."
        )
        assert rewritten(other)
        assert not rewritten(pieces("Een zin waarin [-één-]{+een+} woord anders is dan het vorig jaar was."))
        assert not rewritten(
            pieces("{+Alleen nieuw, en dat is dus geen herschreven tekst om naast elkaar te zetten.+}")
        )
        was, now = before_and_after(other, "toelichting, ")
        assert was.plain == "toelichting, was: Een locatie telt mee als er twee klanten wonen ."
        assert now.plain == "toelichting, nu: Hoeveel plekken de regio heeft per duizend ."

    @given(
        st.lists(st.tuples(st.sampled_from(["", "-", "+"]), st.from_regex(r"[a-z]{1,6} ", fullmatch=True)), max_size=12)
    )
    def test_no_word_is_lost_in_a_short_text(self, parts):
        text = "".join(word if not sign else f"[-{word}-]" if sign == "-" else f"{{+{word}+}}" for sign, word in parts)
        shown = re.sub(r"\[-|-\]|\{\+|\+\}", " ", marked(pieces(text)).plain)
        assert sorted(shown.split()) == sorted(word.strip() for _, word in parts)


class TestForm:
    @pytest.mark.parametrize("name", ALL)
    @pytest.mark.parametrize("width", [60, 80, 90, 100, 137, 200])
    def test_no_line_is_wider_than_the_screen(self, name, width):
        for options in ({}, {"stat": True}, {"full": True}):
            text = changes_text(ALL[name], width=width, **options)
            assert max(map(cell_len, text.splitlines())) <= width
            assert all(line == line.rstrip() for line in text.splitlines()) and text.endswith("\n")

    @pytest.mark.parametrize("name", ALL)
    def test_colour_adds_escape_codes_and_nothing_else(self, name):
        plain, coloured = (changes_text(ALL[name], width=100, colour=colour) for colour in (False, True))
        assert "\x1b" not in plain
        assert "\x1b[" in coloured
        assert [line.rstrip() for line in ESCAPE.sub("", coloured).splitlines()] == plain.splitlines()

    def test_it_depends_on_nothing_around_it(self, monkeypatch):
        before = changes_text(PLAN, width=100)
        for name, value in (
            ("COLUMNS", "40"),
            ("NO_COLOR", "1"),
            ("FORCE_COLOR", "1"),
            ("TERM", "dumb"),
            ("LINES", "3"),
        ):
            monkeypatch.setenv(name, value)
        assert changes_text(PLAN, width=100) == before

    def test_markup_in_a_text_is_text(self):
        side = replace(PLAN.old, label="Regioplan [bold]X[/] :smile:")
        assert "Regioplan [bold]X[/] :smile:" in changes_text(replace(PLAN, old=side), width=100)
        assert "<em>nood</em> & zonder" in flat(changes_text(PLAN, width=200))


class TestPlan:
    def test_the_order_is_that_of_importance(self):
        assert headings(changes_text(PLAN, width=100)) == [
            "Wijzigingen",
            "Wat u als eerste moet weten",
            "Cijfers",
            "Definities in de leeswijzer",
            "Grafieken en bevindingen",
            "Kerncijfers",
            "Tekst",
        ]

    def test_both_plans_and_the_notes_are_told_first(self):
        text = flat(changes_text(FOREIGN, width=200))
        assert "oud " in text and FOREIGN.old.label in text and f"{FOREIGN.old.file} ({FOREIGN.old.origin})" in text
        for note in FOREIGN.notes:
            assert f"Let op: {note}" in text
        assert FOREIGN.notes

    def test_every_highlight_in_its_order(self):
        text = flat(changes_text(PLAN, width=120))
        places = [text.index(f"• {flat(highlight.sentence)}") for highlight in PLAN.highlights]
        assert places == sorted(places) and places

    def test_the_same_is_said_in_words(self):
        same = "Er is niets veranderd: beide zeggen hetzelfde."
        assert headings(changes_text(SAME, width=80)) == ["Wijzigingen", same]

    def test_a_figure_has_both_values_its_difference_and_the_benchmarks(self):
        for width in (60, 140):
            text = flat(changes_text(PLAN, width=width))
            for told in ("1.218", "1.326", "+108 (+8,9%)", "16,0 → 15,5 (−0,5)", "−3 procentpunt"):
                assert told in text, (width, told)

    def test_a_revision_is_told_apart(self):
        assert "herzien GGZ-klanten per 10.000 inwoners, 2022: eerst 15,0, nu 15,2 (+0,2)" in flat(
            changes_text(PLAN, width=140)
        )

    def test_what_has_no_difference_says_why_in_words(self):
        text = flat(changes_text(PLAN, width=160))
        courses = {figure.course for figure in PLAN.figures}
        assert {Course.NOT_COMPARABLE, Course.WITHHELD, Course.NEW, Course.GONE} <= courses
        for course in (Course.NOT_COMPARABLE, Course.WITHHELD, Course.NEW, Course.GONE):
            assert str(course) in text

    def test_a_withheld_figure_shows_no_difference(self):
        """Also when a careless caller left one in."""
        (figure,) = [each for each in PLAN.figures if each.course is Course.WITHHELD]
        careless = replace(figure, difference="+987654", relative="(+987654%)")
        for width in (60, 140):
            assert "987654" not in changes_text(replace(PLAN, figures=(careless,)), width=width)

    def test_a_definition_that_changed_says_that_figures_cannot_be_compared(self):
        text = flat(changes_text(PLAN, width=200))
        assert "niet vergelijkbaar: de bron, de peildatum en de toelichting zijn anders" in text
        assert "naam: [-Intramurale locaties-]{+Locaties per klant+}" in text
        assert "ongewijzigd Aantal GGZ-klanten" in text

    def test_a_finding_that_turned(self):
        (turned,) = [chart for chart in PLAN.charts if chart.turned]
        text = flat(changes_text(PLAN, width=200))
        assert f"omgeslagen: van {turned.old_outcome} naar {turned.new_outcome}" in text

    def test_every_block_tells_what_happened_to_it(self):
        text = flat(changes_text(PLAN, width=200))
        assert (
            "Regionale afstemming in de regio · gewijzigd, staat op een andere plaats, andere kop, herkend aan" in text
        )
        assert "heette Samenwerking met partners in de regio" in text
        assert "Ontwikkelingen · gewijzigd, andere kop, herkend aan gelijkenis" in text
        assert "Terugblik · vervallen" in text
        assert "Meer weten? · verplaatst" in text

    @pytest.mark.parametrize(
        "told",
        [
            "cijfer anders Het gaat om ongeveer [-14%-] {+12%+} van de klanten.",
            "nieuw De kosten per klant zijn relatief laag.",
            "vervallen 1. Werksessie data.",
            "vervallen Uitkomst: we houden aandacht voor data.",
            "nieuw Tussenkop: Taskforce complexe casuïstiek",
            "samengevoegd Er is weinig personeel.",
            "gesplitst We maken een kaart van het aanbod",
            "verplaatst Samergo ondersteunt de partijen. (stond bij: Regionale afstemming in de regio)",
            "verplaatst 1 tekstdeel staat nu bij: Ontwikkelingen",
            "ongewijzigd 1 tekstdeel",
        ],
    )
    def test_every_kind_of_change_has_its_word(self, told):
        assert told in flat(changes_text(PLAN, width=200))

    def test_every_word_that_changed_is_there(self):
        text = flat(changes_text(PLAN, width=200))
        for block in PLAN.blocks:
            for change in block.changes:
                for piece in change.pieces:
                    if piece.op is not Op.SAME:
                        assert flat(piece.old or piece.new) in text.replace(" ¶ ", " ") or "\n" in piece.old + piece.new


class TestStat:
    def test_a_line_for_every_block_with_words_and_signs(self):
        text = changes_text(PLAN, width=120, stat=True)
        assert headings(text) == ["Wijzigingen", "Cijfers", "Definities in de leeswijzer", "Tekst, in woorden"]
        (line,) = [line for line in text.splitlines() if line.strip().startswith("Terugblik")]
        assert re.fullmatch(r"\s+Terugblik\s+vervallen\s+\+0 −8  --------", line)
        (line,) = [line for line in text.splitlines() if line.strip().startswith("Meer weten?")]
        assert re.fullmatch(r"\s+Meer weten\?\s+verplaatst", line)
        count = sum(block.kind is not Kind.UNCHANGED for block in PLAN.blocks)
        assert f"{count} van {len(PLAN.blocks)} tekstblokken anders: +" in text

    def test_nothing_changed(self):
        text = changes_text(SAME, width=80, stat=True)
        assert f"0 van {len(SAME.blocks)} tekstblokken anders: +0 −0 woorden" in text


class TestEdition:
    def test_the_order(self):
        assert headings(changes_text(EDITION, width=100)) == [
            "Wijzigingen",
            "Regio’s, de meest veranderde eerst",
            "In alle regio’s die beide edities hebben",
            "Ongewijzigd overgenomen",
            "Per regio",
        ]

    def test_ranking_everywhere_and_what_was_left(self):
        text = flat(changes_text(EDITION, width=160))
        for region in EDITION.ranking:
            assert region.region_title in text
        for each in EDITION.everywhere:
            assert flat(each.sentence) in text
        for block in EDITION.carried_over:
            assert f"{block.title} ({block.words} woord" in text
        for _, title in (*EDITION.only_old, *EDITION.only_new):
            assert title in text

    def test_in_full_every_region_has_its_report(self):
        short, full = (changes_text(EDITION, width=120, full=full) for full in (False, True))
        assert "Met --full" in short and "Met --full" not in full
        assert full.count("═══") == len(EDITION.plans)
        assert "Het gaat om ongeveer [-14%-] {+12%+} van de klanten." in flat(full)

    def test_with_stat_every_region_has_its_lines(self):
        text = changes_text(EDITION, width=120, stat=True)
        assert text.count("tekstblokken anders: +") == len(EDITION.plans)

    def test_no_region_in_common(self):
        apart = EditionChanges(EDITION.old, EDITION.new, (), (), (), (), (("a", "Aa"),), (("b", "Bee"),))
        text = flat(changes_text(apart, width=80))
        assert "Geen enkele regio staat in beide edities." in text and "vervallen Aa" in text and "nieuw Bee" in text


def test_the_factory_covers_what_is_tested_here():
    kinds = {change.kind for block in PLAN.blocks for change in block.changes}
    assert kinds == set(Kind)
    assert isinstance(PLAN, PlanChanges)
