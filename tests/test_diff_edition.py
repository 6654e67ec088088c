"""An edition against another: which regions belong together, what holds for all, and what was left as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diff_factory import (
    BLOCKS,
    ENTRIES,
    ROTTERDAM,
    UTRECHT,
    ZWOLLE,
    figures,
    fitting,
    paragraph,
    settings,
    subject,
)
from figures_factory import make_entry
from regioplan_pdf.diff import edition as edition_module
from regioplan_pdf.diff.edition import compare_editions
from regioplan_pdf.diff.figures.definitions import compare_settings
from regioplan_pdf.diff.subject import Subject
from regioplan_pdf.model.changes import EditionChanges, Origin, Side
from regioplan_pdf.model.content import BlockSpec, Edition, KeyFigureSpec, Region
from regioplan_pdf.model.document import Section
from regioplan_pdf.source.schema import edition_facts

SEEN = figures(klanten=1218, locaties=66)
OPENING = "Deze regio heeft veel aanbieders die met elkaar samenwerken aan passende zorg."
CLOSING = "Wij gaan door met de regiotafel, want die helpt cliënten in de regio sneller aan een plek."

QUOTED = "‘Wij gaan door met de regiotafel, want die helpt cliënten in de regio sneller …’"
"""As much of it as is told."""


def plan(region: Region, *texts: str, year: int = 2023, actions: str = "", edition: Edition | None = None) -> Subject:
    """A plan with these paragraphs in its first block."""
    told = {"valt-op": tuple(paragraph(*text.split("|")) for text in texts)}
    if actions:
        told["acties"] = (paragraph(actions),)
    used = edition or fitting(SEEN, year)
    present = {name: blocks for name, blocks in told.items() if name in {block.id for block in used.blocks}}
    return subject(used, SEEN, texts=present, region=region)


def told(changes: EditionChanges) -> list[str]:
    return [each.sentence for each in changes.everywhere]


class TestPairs:
    def test_by_region(self):
        old = [plan(region, OPENING) for region in (ROTTERDAM, UTRECHT)]
        new = [plan(region, OPENING, year=2024) for region in (ZWOLLE, UTRECHT)]
        changes = compare_editions(old, new)
        assert [each.new.region for each in changes.plans] == ["utrecht"]
        assert changes.only_old == (("rotterdam", "Rotterdam"),)
        assert changes.only_new == (("zwolle", "Zwolle"),)
        assert not changes.same

    def test_in_the_order_of_the_new_edition(self):
        regions = (ZWOLLE, ROTTERDAM, UTRECHT)
        changes = compare_editions(
            [plan(region, OPENING) for region in reversed(regions)],
            [plan(region, OPENING, year=2024) for region in regions],
        )
        assert [each.new.region_title for each in changes.plans] == ["Zwolle", "Rotterdam", "Utrecht"]

    def test_by_sector(self):
        other = replace(fitting(SEEN), sector="gz")
        old = [plan(ROTTERDAM, OPENING), plan(ROTTERDAM, CLOSING, edition=other)]
        changes = compare_editions(old, old)
        assert len(changes.plans) == 2
        assert changes.same

    def test_a_plan_without_a_region_has_no_counterpart(self):
        side = Side("scan.pdf", "scan.pdf", Origin.FOREIGN, "scan.pdf")
        scans = [Subject(side, (Section("blok-1", "Kop", "kolommen", ()),))] * 2
        changes = compare_editions([plan(ROTTERDAM, OPENING), *scans], [plan(ROTTERDAM, OPENING)])
        assert len(changes.plans) == 1
        assert changes.only_old == (("", "scan.pdf"), ("", "scan.pdf"))

    def test_the_sides_are_of_no_region(self):
        changes = compare_editions([plan(ROTTERDAM, OPENING)], [plan(ROTTERDAM, OPENING, year=2024)])
        assert changes.new.label == "Regioplan 2024/2025 GGZ"
        assert (changes.new.region, changes.new.region_title, changes.new.short) == ("", "", "2024/2025")


class TestRanking:
    def test_the_most_changed_first(self):
        old = [plan(region, OPENING, CLOSING) for region in (ROTTERDAM, UTRECHT, ZWOLLE)]
        new = [
            plan(ROTTERDAM, OPENING, CLOSING, year=2024),
            plan(UTRECHT, "Iets heel anders staat hier nu.", year=2024),
            plan(ZWOLLE, OPENING, "Wij stoppen ermee.", year=2024),
        ]
        changes = compare_editions(old, new)
        assert [each.region for each in changes.ranking] == ["utrecht", "zwolle", "rotterdam"]
        assert changes.ranking[0].share > changes.ranking[1].share > 0
        assert changes.ranking[2].share == 0.0

    def test_regions_that_changed_alike_by_their_figures_then_their_name(self):
        old = [subject(fitting(SEEN), SEEN, region=region) for region in (ROTTERDAM, UTRECHT, ZWOLLE)]
        more = figures(klanten=1300, locaties=66)
        new = [
            subject(fitting(SEEN), more if region is ZWOLLE else SEEN, region=region)
            for region in (ZWOLLE, UTRECHT, ROTTERDAM)
        ]
        changes = compare_editions(old, new)
        assert [(each.region, each.figures) for each in changes.ranking] == [
            ("zwolle", 1),
            ("rotterdam", 0),
            ("utrecht", 0),
        ]


class TestEverywhere:
    REGIONS = (ROTTERDAM, UTRECHT)

    def changes(self, old: dict, new: dict, regions=REGIONS) -> EditionChanges:
        before = [plan(region, *old.get("texts", ()), edition=old.get("edition")) for region in regions]
        after = [plan(region, *new.get("texts", ()), edition=new.get("edition")) for region in regions]
        return compare_editions(before, after)

    def test_a_paragraph_that_is_new_in_all_regions(self):
        found = self.changes({"texts": (OPENING,)}, {"texts": (OPENING, CLOSING)}).everywhere
        assert [(each.sentence, each.count) for each in found] == [
            (
                f"Nieuw in ‘Wat valt op?’: {QUOTED}.",
                2,
            )
        ]

    def test_one_that_is_gone_from_all_regions(self):
        assert told(self.changes({"texts": (OPENING, CLOSING)}, {"texts": (OPENING,)})) == [
            f"Vervallen uit ‘Wat valt op?’: {QUOTED}."
        ]

    def test_what_only_some_regions_have_is_not_told(self):
        old = [plan(region, OPENING) for region in self.REGIONS]
        new = [plan(ROTTERDAM, OPENING, CLOSING), plan(UTRECHT, OPENING)]
        assert told(compare_editions(old, new)) == []

    def test_of_one_region_nothing_is_everywhere(self):
        assert told(self.changes({"texts": (OPENING,)}, {"texts": (OPENING, CLOSING)}, (ROTTERDAM,))) == []

    def test_a_new_block(self):
        old = [plan(region, OPENING) for region in self.REGIONS]
        new = [plan(region, OPENING, actions=CLOSING) for region in self.REGIONS]
        assert told(compare_editions(old, new)) == ["Het blok ‘Actielijnen’ is nieuw."]
        assert told(compare_editions(new, old)) == ["Het blok ‘Actielijnen’ is vervallen."]

    def test_another_heading(self):
        renamed = replace(fitting(SEEN), blocks=(BlockSpec("valt-op", "Kern", "zijkolom"), BLOCKS[1]))
        assert told(self.changes({"texts": (OPENING,)}, {"texts": (OPENING,), "edition": renamed})) == [
            "Het blok ‘Wat valt op?’ heet nu ‘Kern’."
        ]

    def test_definitions_and_figures(self):
        keys = (KeyFigureSpec("klanten", "klanten", "klanten"),)
        entries = (replace(make_entry("klanten"), source="Zorgatlas"), *ENTRIES[1:])
        new = settings(key_figures=keys, charts=(), entries=entries)
        assert told(self.changes({"texts": (OPENING,)}, {"texts": (OPENING,), "edition": new})) == [
            "De definitie ‘Definitie van klanten’ is zo veranderd dat cijfers niet te vergelijken zijn:"
            " de bron is anders.",
            "De definitie ‘Definitie van locaties’ is vervallen.",
            "Het cijfer ‘Locaties in de regio’ is vervallen.",
        ]


class TestCarriedOver:
    def found(self, old: Subject, new: Subject) -> list[tuple[str, int]]:
        return [(each.title, each.words) for each in compare_editions([old], [new]).carried_over]

    def test_a_block_that_was_left_as_it_was(self):
        old, new = plan(ROTTERDAM, OPENING, actions="Doorgaan."), plan(ROTTERDAM, OPENING, actions="Stoppen.")
        assert self.found(old, new) == [("Wat valt op?", 12)]

    def test_another_heading_is_no_work_of_an_editor(self):
        renamed = replace(fitting(SEEN), blocks=(BlockSpec("valt-op", "Kern", "zijkolom"), BLOCKS[1]))
        assert self.found(plan(ROTTERDAM, OPENING), plan(ROTTERDAM, OPENING, edition=renamed)) == [("Kern", 12)]

    def test_a_calculated_figure_is_no_work_of_an_editor(self):
        texts = {"valt-op": (paragraph("Er zijn hier ", "{{ locaties }}", " locaties."),)}
        old, new = (subject(fitting(SEEN), figures(klanten=1218, locaties=number), texts=texts) for number in (66, 48))
        assert self.found(old, new) == [("Wat valt op?", 5)]

    def test_a_number_that_was_typed_is(self):
        old, new = plan(ROTTERDAM, "Er zijn hier 66 locaties."), plan(ROTTERDAM, "Er zijn hier 48 locaties.")
        assert self.found(old, new) == []

    def test_another_calculated_figure_is(self):
        old, new = (
            subject(fitting(SEEN), SEEN, texts={"valt-op": (paragraph("Er zijn er ", source, "."),)})
            for source in ("{{ locaties }}", "{{ klanten }}")
        )
        assert self.found(old, new) == []

    def test_another_order_is(self):
        assert self.found(plan(ROTTERDAM, OPENING, CLOSING), plan(ROTTERDAM, CLOSING, OPENING)) == []

    def test_a_block_without_text_is_nothing_to_do(self):
        assert self.found(plan(ROTTERDAM), plan(ROTTERDAM)) == []


def test_definitions_are_compared_once_for_all_regions(monkeypatch: pytest.MonkeyPatch):
    """Also where every plan has its own settings, as plans that are read from PDFs do."""
    calls = []

    def counted(old: Edition, new: Edition):
        calls.append((old, new))
        return compare_settings(old, new)

    monkeypatch.setattr(edition_module, "compare_settings", counted)
    old, new = (
        [replace(each, settings=edition_facts(each.settings)) for each in plans]
        for plans in (
            [plan(region, OPENING) for region in (ROTTERDAM, UTRECHT, ZWOLLE)],
            [plan(region, OPENING, year=2024) for region in (ROTTERDAM, UTRECHT, ZWOLLE)],
        )
    )
    changes = compare_editions(old, new)
    assert len(changes.plans) == 3
    assert len(calls) == 1


def test_an_edition_with_itself_is_the_same():
    plans = [plan(region, OPENING, actions=CLOSING) for region in (ROTTERDAM, UTRECHT)]
    changes = compare_editions(plans, plans)
    assert changes.same
    assert changes.everywhere == ()
    assert len(changes.carried_over) == 4
