"""The text of two plans: units, which belong together, what moved, and the laws of a comparison."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diff_pairs import pairs_of, precision_recall, read_labelled, subject, told
from regioplan_pdf.diff.subject import Subject
from regioplan_pdf.diff.text import align_row
from regioplan_pdf.diff.text.blocks import compare_sections
from regioplan_pdf.diff.text.order import find_moved
from regioplan_pdf.diff.text.units import units_of
from regioplan_pdf.model.changes import BlockChange, FigureSpan, Form, Kind, Match, Op, TextChange, TextUnit
from regioplan_pdf.model.content import BlockSpec, Edition
from regioplan_pdf.model.document import Section
from regioplan_pdf.model.text import ListBlock, ListItem, Paragraph, Role, Run, Subheading

ONE = "De stuurgroep bestaat uit het zorgkantoor en drie grote aanbieders in de Wlz."
TWO = "Steeds meer cliënten hebben een indicatie voor beschermd wonen en langdurige begeleiding."
THREE = "Medewerkers vinden en vasthouden kost in de hele regio elk jaar meer moeite en geld."
FOUR = "Het rapport over ontbrekende leefmilieus verschijnt volgens planning in het najaar."
TEXTS = (ONE, TWO, THREE, FOUR)
LAW = settings(deadline=None, derandomize=True)


def section(name: str, *texts: str | Paragraph | Subheading | ListBlock, title: str = "") -> Section:
    blocks = tuple(Paragraph((Run(text),)) if isinstance(text, str) else text for text in texts)
    return Section(f"blok-{name}", title or f"Kop {name}", "kolommen", blocks)


def items(*texts: str, ordered: bool = False, start: int = 1) -> ListBlock:
    return ListBlock(tuple(ListItem((Paragraph((Run(text),)),)) for text in texts), ordered, start)


def compare(old: list[Section], new: list[Section]) -> tuple[BlockChange, ...]:
    return compare_sections(subject(old), subject(new))


def changes_of(old: list[Section], new: list[Section]) -> list[tuple[Kind, str, str]]:
    return [
        (change.kind, "|".join(u.text for u in change.old), "|".join(u.text for u in change.new))
        for block in compare(old, new)
        for change in block.changes
    ]


def kinds(blocks: tuple[BlockChange, ...]) -> list[Kind]:
    return [change.kind for block in blocks for change in block.changes]


# -- units ------------------------------------------------------------------------------


def test_units_have_the_ids_of_the_structure_tree():
    inner = ListBlock((ListItem((Paragraph((Run("dieper"),)),)),))
    item = ListItem((Paragraph((Run("Punt."),)), inner, Paragraph((Run("gelukt."),), Role.OUTCOME)))
    found = units_of(
        section("x", Paragraph((Run("Vooraf."),), Role.LEAD_IN), Subheading("Kop"), ListBlock((item,), True, 3), "Na.")
    )
    assert [(u.id, u.form, u.text, u.depth, u.number) for u in found] == [
        ("blok-x.0", Form.LEAD_IN, "Vooraf.", 0, ""),
        ("blok-x.1", Form.SUBHEADING, "Kop", 0, ""),
        ("blok-x.2.0.0", Form.ITEM, "Punt.", 1, "3."),
        ("blok-x.2.0.1.0.0", Form.ITEM, "dieper", 2, ""),
        ("blok-x.2.0.2", Form.OUTCOME, "gelukt.", 1, ""),
        ("blok-x.3", Form.PARAGRAPH, "Na.", 0, ""),
    ]
    assert {u.section for u in found} == {"blok-x"}


def test_units_tell_where_values_of_expressions_stand():
    runs = (Run("Er zijn "), Run("te klein", figure="jeugd"), Run(" klanten, "), Run("12%", bold=True, figure="a"))
    (found,) = units_of(section("x", Paragraph(runs)))
    assert found.text == "Er zijn te klein klanten, 12%"
    assert found.figures == (FigureSpan(8, 16, "jeugd"), FigureSpan(26, 29, "a"))


def test_ids_are_those_that_the_page_is_tagged_with():
    from plan_factory import plan
    from regioplan_pdf.pdf.structure import build_structure

    document = plan(words=900)
    nodes = {element.node for element in build_structure(document, frozenset()).walk()}
    ids = [unit.id for part in document.sections for unit in units_of(part)]
    assert len(ids) == len(set(ids)) > 10
    assert set(ids) <= nodes


# -- matching ---------------------------------------------------------------------------


def test_a_reworded_paragraph_is_changed_and_not_gone_and_new():
    reworded = "Drie grote aanbieders in de Wlz vormen samen met het zorgkantoor de stuurgroep."
    assert changes_of([section("a", TWO, ONE)], [section("a", reworded, TWO)])[0][0] is Kind.CHANGED


def test_paragraphs_on_one_subject_that_say_other_things_are_gone_and_new():
    new = "Wie beschermd woont, betaalt dit jaar een hogere eigen bijdrage aan het CAK."
    assert changes_of([section("a", TWO)], [section("a", new)]) == [
        (Kind.REMOVED, TWO, ""),
        (Kind.ADDED, "", new),
    ]


def test_the_fewest_units_move():
    assert [kind for kind, *_ in changes_of([section("a", *TEXTS)], [section("a", FOUR, ONE, TWO, THREE)])] == [
        Kind.MOVED,
        Kind.UNCHANGED,
        Kind.UNCHANGED,
        Kind.UNCHANGED,
    ]


def test_of_two_units_that_changed_places_the_lighter_one_moved():
    found = changes_of([section("a", ONE, "Kort en goed.")], [section("a", "Kort en goed.", ONE)])
    assert [kind for kind, *_ in found] == [Kind.MOVED, Kind.UNCHANGED]


def test_a_unit_that_moved_to_another_block_stands_there_only():
    old = [section("a", ONE, TWO), section("b", THREE)]
    new = [section("a", ONE), section("b", THREE, TWO.replace("Steeds", "Nog steeds"))]
    first, second = compare(old, new)
    assert [(c.kind, c.moved) for c in first.changes] == [(Kind.UNCHANGED, False)]
    assert first.gone_to == (("blok-a.1", "blok-b"),)
    assert [(c.kind, c.moved, c.crossed) for c in second.changes] == [
        (Kind.UNCHANGED, False, False),
        (Kind.CHANGED, True, True),
    ]
    assert (first.kind, second.kind) == (Kind.CHANGED, Kind.CHANGED)


def test_a_subheading_is_not_recognised_in_another_block():
    old = [section("a", Subheading("Arbeidsmarkt"), ONE), section("b", TWO)]
    new = [section("a", ONE), section("b", Subheading("Arbeidsmarkt"), TWO)]
    assert [kind for kind, *_ in changes_of(old, new)].count(Kind.MOVED) == 0


def test_a_subheading_is_renamed_when_what_follows_it_is_the_same():
    old = [section("a", Subheading("Arbeidsmarkt"), ONE, Subheading("Geld"), TWO)]
    new = [section("a", Subheading("Personeel"), ONE, Subheading("Geld"), TWO)]
    assert changes_of(old, new)[0] == (Kind.CHANGED, "Arbeidsmarkt", "Personeel")


def test_a_paragraph_is_split_into_an_introduction_and_items():
    old = section("a", f"{ONE} {TWO} {THREE}")
    new = section("a", ONE, items(TWO, THREE))
    (change,) = compare([old], [new])[0].changes
    assert (change.kind, len(change.old), len(change.new)) == (Kind.SPLIT, 1, 3)
    assert [piece.new for piece in change.pieces if piece.op is Op.ADDED] == ["\n", "\n"]
    (back,) = compare([new], [old])[0].changes
    assert (back.kind, len(back.old), len(back.new)) == (Kind.MERGED, 3, 1)


def test_a_sentence_that_stands_alone_now_was_split_off():
    assert changes_of([section("a", f"{ONE} {TWO}", THREE)], [section("a", ONE, TWO, THREE)]) == [
        (Kind.SPLIT, f"{ONE} {TWO}", f"{ONE}|{TWO}"),
        (Kind.UNCHANGED, THREE, THREE),
    ]


def test_a_new_sentence_beside_a_paragraph_is_no_part_of_it():
    new = "Vrijwilligers rijden voortaan ook in het weekend met de buurtbus."
    assert [kind for kind, *_ in changes_of([section("a", ONE)], [section("a", ONE, new)])] == [
        Kind.UNCHANGED,
        Kind.ADDED,
    ]


def test_lines_cut_from_one_pattern_keep_to_their_own_names():
    def line(name: str, count: int) -> str:
        return f"In {name} wachten {count} klanten langer dan de norm voorschrijft."

    old = [section("a", items(line("Zwolle", 4), line("Kampen", 5), line("Hardenberg", 6)))]
    new = [section("a", items(line("Zwolle", 5), line("Hardenberg", 4), line("Staphorst", 6)))]
    assert [kind for kind, *_ in changes_of(old, new)] == [Kind.CHANGED, Kind.REMOVED, Kind.CHANGED, Kind.ADDED]


def test_the_same_paragraph_many_times_is_matched_in_order():
    blocks = compare([section("a", *["Zelfde."] * 5)], [section("a", *["Zelfde."] * 3)])
    assert kinds(blocks) == [Kind.UNCHANGED] * 3 + [Kind.REMOVED] * 2


def test_what_is_gone_stands_where_it_stood():
    found = changes_of([section("a", ONE, TWO, THREE)], [section("a", ONE, THREE, FOUR)])
    assert [kind for kind, *_ in found] == [Kind.UNCHANGED, Kind.REMOVED, Kind.UNCHANGED, Kind.ADDED]


def test_an_empty_paragraph_is_a_unit_too():
    assert kinds(compare([section("a", "", ONE)], [section("a", ONE, "")])) == [Kind.UNCHANGED, Kind.MOVED]
    assert kinds(compare([section("a")], [section("a", "")])) == [Kind.ADDED]


def test_typography_is_no_change_of_a_unit():
    assert changes_of([section("a", "De regio’s in ’t Gooi.")], [section("a", "De regio's in 't  Gooi.")]) == [
        (Kind.UNCHANGED, "De regio’s in ’t Gooi.", "De regio's in 't  Gooi.")
    ]


def test_only_numbers_changed():
    (block,) = compare(
        [section("a", "Er zijn 16 klanten in de regio.")], [section("a", "Er zijn 17 klanten in de regio.")]
    )
    assert block.changes[0].figures_only
    assert 0.8 < block.changes[0].likeness < 1


# -- blocks -----------------------------------------------------------------------------


def edition(*blocks: BlockSpec) -> Edition:
    import datetime

    day = datetime.date(2024, 1, 1)
    heads = (("", ""), ("", ""))
    return Edition(
        *("2024-2025", "ggz", "Regioplan", "GGZ", "ggz", day, day, "zk", "zk", "ZK", heads, "", 2, 10),
        blocks,
        *({}, (), (), {}),
    )


def known(sections: list[Section], *blocks: BlockSpec) -> Subject:
    return replace(subject(sections), settings=edition(*blocks))


@pytest.mark.parametrize(
    ("old", "new", "names", "expected"),
    [
        (("a", "Samenwerking"), ("a", "Samenwerking"), (), Match.ID),
        (("a", "Samenwerking"), ("a", "Iets anders"), (), Match.ID),
        (("a", "Samenwerking"), ("a", "Regionale afstemming"), ("Regionale afstemming",), Match.ALIAS),
        (("a", "Samenwerking"), ("b", "Regionale afstemming"), ("Regionale afstemming",), Match.ALIAS),
        (("a", "Samenwerking"), ("b", "Samenwerking in de regio"), (), Match.LIKENESS),
        (("a", "Samenwerking"), ("b", "Geld"), (), Match.LIKENESS),
    ],
)
def test_a_block_is_recognised_by_id_by_name_or_by_likeness(old, new, names, expected):
    spec = BlockSpec("a", "Samenwerking", "kolommen", aliases=names)
    one = [section(old[0], ONE, TWO, title=old[1])]
    two = [section(new[0], ONE, TWO, title=new[1])]
    for left, right in ((known(one, spec), subject(two)), (subject(two), known(one, spec))):
        (block,) = compare_sections(left, right)
        assert block.match is expected
        assert block.renamed is (old[1] != new[1])
        assert kinds((block,)) == [Kind.UNCHANGED, Kind.UNCHANGED]


def test_blocks_that_have_nothing_in_common_are_gone_and_new():
    blocks = compare([section("a", ONE, title="Samenwerking")], [section("b", THREE, title="Wachttijden")])
    assert [(block.kind, block.match, block.old_id, block.new_id) for block in blocks] == [
        (Kind.REMOVED, Match.NONE, "blok-a", ""),
        (Kind.ADDED, Match.NONE, "", "blok-b"),
    ]


def test_a_block_with_another_heading_is_changed():
    (block,) = compare([section("a", ONE, title="Actielijnen 2023")], [section("a", ONE, title="Focus in 2024")])
    assert (block.kind, block.renamed, block.title.old, block.title.new) == (
        Kind.CHANGED,
        True,
        "Actielijnen 2023",
        "Focus in 2024",
    )


def test_a_block_that_is_gone_stands_where_it_stood():
    names = [
        block.new_id or block.old_id
        for block in compare(
            [section(n, t) for n, t in zip("abc", TEXTS, strict=False)],
            [section("a", ONE), section("c", THREE), section("d", FOUR)],
        )
    ]
    assert names == ["blok-a", "blok-b", "blok-c", "blok-d"]


# -- moving -----------------------------------------------------------------------------


@LAW
@given(st.permutations(range(8)), st.lists(st.integers(1, 9), min_size=8, max_size=8))
def test_what_did_not_move_is_in_order_and_nothing_more_could_stay(order, weights):
    places = [(old, new, weights[old]) for new, old in enumerate(order)]
    stays = sorted((old, new) for n, (old, new, _) in enumerate(places) if n not in find_moved(places))
    assert [new for _, new in stays] == sorted(new for _, new in stays)
    longest = [1] * 8
    for end in range(8):
        longest[end] = 1 + max((longest[n] for n in range(end) if order[n] < order[end]), default=0)
    assert len(stays) == max(longest)


# -- laws -------------------------------------------------------------------------------

WORDS = (
    *(
        "zorgkantoor",
        "gemeente",
        "aanbieders",
        "cliënten",
        "wachtlijst",
        "woonplek",
        "begeleiding",
        "behandeling",
        "verslaving",
        "huisarts",
    ),
    *(
        "stuurgroep",
        "regioplan",
        "indicatie",
        "instroom",
        "doorstroom",
        "personeel",
        "innovatie",
        "werkgroep",
        "netwerk",
        "bijeenkomst",
    ),
    *("de", "het", "een", "en", "van", "in", "op", "met", "voor", "niet"),
    *("we", "is", "zijn", "12", "2024", "5,2%", "Wlz", "GGZ", "zzp’s", "3GGZ-W"),
    *("‘plek’"),
)
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(lambda words: " ".join(words) + ".")
PARAGRAPHS = st.lists(SENTENCES, max_size=3).map(" ".join)
BLOCKS = st.one_of(
    PARAGRAPHS,
    PARAGRAPHS,
    st.lists(PARAGRAPHS, min_size=1, max_size=3).map(lambda texts: items(*texts)),
    st.sampled_from([Subheading("Arbeidsmarkt"), Subheading("Complexe zorg"), Subheading("Geld")]),
)
NAMES = st.lists(st.sampled_from("abcdef"), unique=True, max_size=4)


@st.composite
def plans(draw: st.DrawFn) -> list[Section]:
    return [
        section(name, *draw(st.lists(BLOCKS, max_size=5)), title=draw(st.sampled_from(["Geld", "Zorg", f"Kop {name}"])))
        for name in draw(NAMES)
    ]


@st.composite
def pairs_of_plans(draw: st.DrawFn) -> tuple[list[Section], list[Section]]:
    """Two plans that share blocks and paragraphs, in another order and with other ones between."""
    old = draw(plans())
    own = draw(plans())
    pool = [block for part in (*old, *own) for block in part.blocks]
    if not pool:
        return old, own
    new = [
        replace(part, blocks=tuple(draw(st.lists(st.sampled_from(pool), max_size=5)))) if draw(st.booleans()) else part
        for part in draw(st.permutations(own))
    ]
    taken = {part.id for part in new}
    return old, [*new, *(part for part in old if part.id not in taken and draw(st.booleans()))]


def all_units(sections: list[Section]) -> Counter[tuple[str, str]]:
    return Counter((unit.id, unit.text) for part in sections for unit in units_of(part))


def side_units(blocks: tuple[BlockChange, ...], side: str) -> Counter[tuple[str, str]]:
    units: list[TextUnit] = [u for block in blocks for change in block.changes for u in getattr(change, side)]
    return Counter((unit.id, unit.text) for unit in units)


@LAW
@given(plans())
def test_a_plan_does_not_differ_from_itself(sections):
    blocks = compare(sections, sections)
    assert [block.kind for block in blocks] == [Kind.UNCHANGED] * len(sections)
    assert set(kinds(blocks)) <= {Kind.UNCHANGED}
    assert not any(block.moved or block.gone_to or block.renamed for block in blocks)


@LAW
@given(pairs_of_plans())
def test_every_unit_of_both_plans_is_told_once(pair):
    old, new = pair
    blocks = compare(old, new)
    assert side_units(blocks, "old") == all_units(old)
    assert side_units(blocks, "new") == all_units(new)
    assert Counter(block.title.old for block in blocks if block.old_id) == Counter(part.title for part in old)
    assert [block.title.new for block in blocks if block.new_id] == [part.title for part in new]


@LAW
@given(pairs_of_plans())
def test_pieces_give_the_texts_of_their_units_back(pair):
    for block in compare(*pair):
        for change in block.changes:
            assert "".join(piece.old for piece in change.pieces) == "\n".join(unit.text for unit in change.old)
            assert "".join(piece.new for piece in change.pieces) == "\n".join(unit.text for unit in change.new)


def mirrored(change: TextChange) -> tuple[object, ...]:
    swap = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED, Kind.SPLIT: Kind.MERGED, Kind.MERGED: Kind.SPLIT}
    return swap.get(change.kind, change.kind), change.new, change.old, change.moved, change.likeness


@LAW
@given(pairs_of_plans())
def test_swapping_the_plans_mirrors_every_change(pair):
    old, new = pair
    there, back = compare(old, new), compare(new, old)
    forward = [(c.kind, c.old, c.new, c.moved, c.likeness) for block in there for c in block.changes]
    backward = [mirrored(change) for block in back for change in block.changes]
    assert sorted(forward, key=repr) == sorted(backward, key=repr)
    assert sorted((b.old_id, b.new_id, b.match, b.moved) for b in there) == sorted(
        (b.new_id, b.old_id, b.match, b.moved) for b in back
    )


@LAW
@given(plans().flatmap(lambda sections: st.tuples(st.just(sections), st.permutations(sections))))
def test_shuffling_blocks_gives_moves_of_blocks_only(pair):
    blocks = compare(*pair)
    assert {block.kind for block in blocks} <= {Kind.UNCHANGED, Kind.MOVED}
    assert set(kinds(blocks)) <= {Kind.UNCHANGED}


@LAW
@given(st.data())
def test_shuffling_paragraphs_gives_moves_of_paragraphs_only(data):
    sections = data.draw(plans())
    shuffled = [replace(part, blocks=tuple(data.draw(st.permutations(part.blocks)))) for part in sections]
    blocks = compare(sections, shuffled)
    assert set(kinds(blocks)) <= {Kind.UNCHANGED, Kind.MOVED}
    assert not any(block.moved or block.gone_to for block in blocks)


@LAW
@given(pairs_of_plans())
def test_what_went_to_another_block_is_told_by_the_block_that_it_left(pair):
    old, new = pair
    blocks = compare(old, new)
    went = {(unit.id, block.new_id) for block in blocks for c in block.changes if c.new for unit in c.old}
    told_by = {found for block in blocks for found in block.gone_to}
    stayed = {block.old_id: block.new_id for block in blocks if block.old_id}
    expected = {(one, to) for one, to in went if stayed[one.split(".")[0]] != to}
    assert told_by == expected


@LAW
@given(pairs_of_plans())
def test_a_change_is_told_in_the_block_of_its_new_units(pair):
    for block in compare(*pair):
        assert {unit.section for change in block.changes for unit in change.new} <= {block.new_id}
        gone = {unit.section for change in block.changes if not change.new for unit in change.old}
        assert gone <= {block.old_id}


# -- hand-labelled ------------------------------------------------------------------------


def test_labels_know_every_unit_and_are_many():
    labelled = read_labelled()
    assert sum(len(document.pairs) for document in labelled) >= 60
    for document in labelled:
        for side, sections in ((0, document.old.sections), (1, document.new.sections)):
            ids = [unit for change in document.truth for unit in change[side]]
            assert sorted(ids) == sorted(unit.id for part in sections for unit in units_of(part))
    assert {kind for document in labelled for *_, kind in document.truth} == set(Kind)


def test_alignment_of_the_labelled_pairs_is_right_in_19_of_20():
    found, right = set(), set()
    for document in read_labelled():
        changes = told(compare_sections(document.old, document.new))
        found |= {(document.name, *pair) for pair in pairs_of(changes)}
        right |= {(document.name, *pair) for pair in document.pairs}
    precision, recall = precision_recall(frozenset(found), frozenset(right))
    assert precision >= 0.95
    assert recall >= 0.95


def test_kinds_of_the_labelled_changes_are_right_in_19_of_20():
    found, right = set(), set()
    for document in read_labelled():
        found |= {(document.name, *change) for change in told(compare_sections(document.old, document.new))}
        right |= {(document.name, *change) for change in document.truth}
    precision, recall = precision_recall(frozenset(found), frozenset(right))
    assert precision >= 0.95
    assert recall >= 0.95


# -- size ---------------------------------------------------------------------------------


@pytest.fixture
def compared(monkeypatch) -> Counter[str]:
    """Counts the pairs of units that are compared."""
    counts: Counter[str] = Counter()
    likeness = align_row.Table.likeness

    def counted(table, one, two):
        counts["pairs"] += 1
        return likeness(table, one, two)

    monkeypatch.setattr(align_row.Table, "likeness", counted)
    return counts


@pytest.mark.parametrize(
    "text", ["Regel {n} zegt hetzelfde als alle andere.", "woord{n} naast{n} ander{m} {n}", "a{n} b{m}"]
)
def test_the_work_does_not_grow_with_the_square_of_the_plan(compared, text):
    def plan(count: int, shift: int) -> list[Section]:
        return [section("a", *(text.format(n=n + shift, m=n % 50 + shift) for n in range(count)))]

    work = []
    for count in (100, 800):
        compare(plan(count, 0), plan(count, 3))
        work.append(compared.pop("pairs", 0))
    assert work[1] <= 12 * max(work[0], 100)


def test_ten_thousand_paragraphs_of_which_half_moved(compared):
    texts = [f"Alinea {n} van {n * 7}." for n in range(10_000)]
    blocks = compare([section("a", *texts)], [section("a", *texts[5000:], *texts[:5000])])
    assert Counter(kinds(blocks)) == {Kind.UNCHANGED: 5000, Kind.MOVED: 5000}
    assert compared == {}
