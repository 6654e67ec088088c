"""The source that a plan carries: back without loss, nothing withheld in it, and clear about what isn't one."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import json
import subprocess
import sys
import typing
from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from command import FONTS
from figures_factory import WITHHELD, make_edition, make_entry, make_figures, make_series
from plan_factory import plan
from regioplan_pdf import __version__
from regioplan_pdf.compose.describe import describe_document
from regioplan_pdf.errors import ExitCode, Problems, RegioplanError
from regioplan_pdf.load import find_documents
from regioplan_pdf.model.charts import ChartSpec, Mark, PairedBars, PairedRow, TileMap
from regioplan_pdf.model.content import (
    BlockSpec,
    ChartSettings,
    Edition,
    FindingSpec,
    IndicatorSpec,
    KeyFigureSpec,
)
from regioplan_pdf.model.document import Document, KeyFigure, Leeswijzer, Meta, Section
from regioplan_pdf.model.figures import Figures, Period, Series, Unit, Value
from regioplan_pdf.model.text import Run
from regioplan_pdf.pipeline import Workspace, make_document
from regioplan_pdf.source import SCHEMA, SourceError, decode_source, edition_facts, encode_figures, encode_source
from regioplan_pdf.source.codec import field_hints, from_json, to_json, union_members
from regioplan_pdf.source.schema import MAX_BYTES, Program, Source, Wording
from regioplan_pdf.source.wording import digest_texts, wording_of
from schema_listing import schema_lines

CONTENT = Path(__file__).parent.parent / "content"
SCHEMA_PAGE = Path(__file__).parent.parent / "docs" / "source.md"
SHIPPED = find_documents(CONTENT)
EDITION = make_edition(
    (
        IndicatorSpec("klanten", Unit.COUNT, counts="personen", line=7),
        IndicatorSpec("vorm", Unit.PERCENT, base="klanten"),
    ),
    charts=(
        ChartSettings(
            "vormen",
            "tabel",
            ("vorm",),
            "Vormen",
            "%",
            FindingSpec("zin", {"altijd": "Een zin"}, {"drempel": 2.5, "groep": ("VPT", "MPT")}, 9),
            second=ChartSettings("vormen-tweede", "lijnen", ("klanten",), "Klanten", "aantal", line=12),
            options={"rijen": ({"indicator": "vorm", "label": "Vorm"},), "sorteren": False, "kolommen": ("regio",)},
            line=8,
        ),
    ),
    key_figures=(
        KeyFigureSpec("k", "klanten", "klanten", "{bevinding}", finding=FindingSpec("zin", {"altijd": "Ja"})),
    ),
    entries=(make_entry("klanten", (3, 4)),),
    blocks=(BlockSpec("terugblik", "Terugblik", "kolommen", aliases=("Bereikt",), line=5),),
)
FIGURES = make_figures(
    (
        make_series("klanten", {"2023": 1218, "2022": WITHHELD, "2021": None}, Unit.COUNT, region="rotterdam"),
        make_series("vorm", {("2023-02", "VPT"): 36.5, ("2023-02", "MPT"): -0.25}, decimals=1, region="rotterdam"),
    ),
    (make_series("klanten", {"2023": 1e16}, Unit.COUNT, region="zilveren-kruis"),),
)
PLAN = replace(plan(), figures=FIGURES)
DESCRIBED = describe_document(PLAN, EDITION)


@pytest.fixture(scope="module")
def shipped() -> list[tuple[Document, Edition]]:
    """Every document that is shipped, with its edition."""
    workspace, found = Workspace(CONTENT, FONTS), []
    for path in SHIPPED:
        problems = Problems()
        document, edition = make_document(workspace, path, problems), workspace.edition(path.folder).edition
        assert document is not None, "\n".join(map(str, problems.found()))
        assert edition is not None
        found.append((document, edition))
    return found


class TestLossless:
    def test_all_that_is_shipped(self, shipped):
        assert len(shipped) == len(SHIPPED) >= 5
        for document, edition in shipped:
            found = decode_source(encode_source(document, edition))
            assert found == Source(document, edition_facts(edition), SCHEMA, Program("regioplan-pdf", __version__))
            assert list(found.document.figures.region) == list(document.figures.region)
            assert list(found.edition_facts.indicators) == list(edition.indicators)

    def test_types_come_back_as_they_were(self):
        found = decode_source(encode_source(PLAN, EDITION))
        assert found.document == PLAN
        values = found.document.figures.region["klanten"].values
        assert {type(value.unit) for value in values.values()} == {Unit}
        assert {type(key[0]) for key in values} == {Period}
        assert type(found.document.meta.date) is datetime.date
        options = found.edition_facts.charts[0].options
        assert options == {
            "rijen": ({"indicator": "vorm", "label": "Vorm"},),
            "sorteren": False,
            "kolommen": ("regio",),
        }
        assert type(options["rijen"]) is tuple

    def test_the_edition_keeps_definitions_and_drops_sentences(self):
        facts = edition_facts(EDITION)
        text = encode_source(PLAN, EDITION).decode()
        assert "Een zin" not in text and "{bevinding}" not in text
        assert facts.charts[0].finding == FindingSpec("zin", {}, {"drempel": 2.5, "groep": ("VPT", "MPT")})
        assert facts.indicators["klanten"] == replace(EDITION.indicators["klanten"], line=0)
        assert facts.blocks == (BlockSpec("terugblik", "Terugblik", "kolommen", aliases=("Bereikt",)),)
        assert facts.charts[0].second == replace(EDITION.charts[0].second, line=0)
        assert edition_facts(facts) == facts

    def test_the_order_of_a_mapping_comes_back(self):
        keys = list(decode_source(encode_source(PLAN, EDITION)).document.figures.region["klanten"].values)
        assert [str(period) for period, _ in keys] == ["2023", "2022", "2021"]


# Any value of the model, made from its types alone.

TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
PERIODS = st.one_of(
    st.builds(Period, st.integers(1, 9999)),
    st.builds(Period, st.integers(1, 9999), st.integers(1, 12)),
    st.dates().map(lambda day: Period(day.year, day.month, day.day)),
)
SETTINGS = st.recursive(
    st.one_of(TEXTS, st.booleans(), st.integers(), NUMBERS),
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(TEXTS, inner, max_size=2),
    max_leaves=5,
)
PLAIN = {
    str: TEXTS,
    bool: st.booleans(),
    int: st.integers(),
    float: NUMBERS,
    object: SETTINGS,
    datetime.date: st.dates(),
    Period: PERIODS,
}


def values_of(hint: typing.Any) -> st.SearchStrategy[typing.Any]:
    """Values of a type; a withheld figure has no number."""
    members, optional = union_members(hint)
    if optional or len(members) > 1:
        return st.one_of(*([st.none()] if optional else []), *map(values_of, members))
    if hint in PLAIN:
        return PLAIN[hint]
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        rows = st.lists(values_of(arguments[0]), max_size=2).map(tuple)
        return rows if arguments[-1] is Ellipsis else st.tuples(*map(values_of, arguments))
    if origin is Mapping:
        return st.dictionaries(*map(values_of, arguments), max_size=2)
    if issubclass(hint, Enum):
        return st.sampled_from(hint)
    made = st.deferred(lambda: st.builds(hint, **{name: values_of(part) for name, part in field_hints(hint).items()}))
    return made.map(without_number) if hint in (Value, Mark) else made


def without_number(value: Value | Mark) -> Value | Mark:
    return replace(value, number=None) if value.withheld else value


class TestLosslessForAnyValue:
    @pytest.mark.parametrize("kind", [Section, Figures, KeyFigure, Leeswijzer, Meta, TileMap, Edition])
    def test_there_and_back(self, kind):
        check_there_and_back(kind)

    @pytest.mark.parametrize("kind", typing.get_args(ChartSpec), ids=lambda kind: kind.__name__)
    def test_every_kind_of_chart(self, kind):
        @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
        @given(values_of(kind))
        def check(spec):
            card = replace(PLAN.charts[0], spec=spec, second=spec)
            document = replace(PLAN, charts=(card,))
            data = encode_source(document, EDITION)
            assert decode_source(data).document == document
            assert json.loads(data)["document"]["charts"][0]["spec"]["kind"] == kind.__name__

        check()

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(values_of(Section), values_of(Figures))
    def test_text_and_figures_of_a_document(self, section, figures):
        document = replace(PLAN, sections=(section,), figures=figures)
        assert decode_source(encode_source(document, EDITION)).document == document


def check_there_and_back(kind: type) -> None:
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(values_of(kind))
    def check(value):
        data = json.loads(json.dumps(to_json(value, kind), allow_nan=False))
        assert from_json(data, kind) == value

    check()


class TestWording:
    """Charts and map are left out, and put into words anew; the file says which words it had."""

    def test_todays_words_are_told_by_their_absence(self):
        found = decode_source(encode_source(DESCRIBED, EDITION))
        assert (found.document, found.written_as) == (DESCRIBED, None)

    def test_other_words_are_known_by_their_digests(self):
        other = replace(DESCRIBED, map_alt="Anders")
        found = decode_source(encode_source(other, EDITION, described=True))
        assert found.document == DESCRIBED
        assert found.written_as == wording_of(other) == Wording(digest_texts(["Anders"]), wording_of(DESCRIBED).charts)

    def test_an_older_file_does_not_tell(self):
        root = json.loads(encode_source(DESCRIBED, EDITION))
        del root["wording"]
        assert decode_source(json.dumps(root).encode()).written_as == Wording()

    def test_words_of_ones_own_are_kept_and_need_no_digest(self):
        other = replace(DESCRIBED, map_alt="Anders")
        data = encode_source(other, EDITION)
        assert "wording" not in json.loads(data)
        assert (decode_source(data).document, decode_source(data).written_as) == (other, None)

    def test_a_digest_is_of_words_in_order(self):
        assert digest_texts(["Een  twee\n", "", "drie\u00advoud"]) == digest_texts(["Een twee", "drievoud"])
        assert digest_texts(["Een", "twee"]) != digest_texts(["Een twee"])
        assert digest_texts(["Een", "twee"]) == hashlib.sha256(b"Een\ntwee").hexdigest()[:16]
        assert digest_texts(["Een", "twee"]) != digest_texts(["twee", "Een"])

    def test_every_word_of_charts_and_map_counts(self):
        (card, *others) = DESCRIBED.charts
        assert card.table is not None
        table = replace(card.table, rows=(*card.table.rows, ("x", "1")))
        for changed_card in (replace(card, alt="x"), replace(card, second_alt="x"), replace(card, table=table)):
            other = replace(DESCRIBED, charts=(changed_card, *others))
            assert wording_of(other).charts != wording_of(DESCRIBED).charts
            assert wording_of(other).map == wording_of(DESCRIBED).map


class TestBytes:
    def test_compact_sorted_and_readable(self):
        document = describe_document(replace(PLAN, region_title="’t Gooi – Súdwest"), EDITION)
        data = encode_source(document, EDITION)
        root = json.loads(data)
        assert list(root) == ["described", "document", "edition", "format", "program", "schema", "wording"]
        assert (root["format"], root["schema"]) == ("regioplan", SCHEMA)
        assert root["program"] == {"name": "regioplan-pdf", "version": __version__}
        assert "’t Gooi – Súdwest".encode() in data
        assert data == json.dumps(root, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    def test_the_same_after_a_round_trip(self, shipped):
        for document, edition in shipped:
            data = encode_source(document, edition)
            found = decode_source(data)
            assert encode_source(found.document, found.edition_facts) == data

    def test_the_same_whether_or_not_its_charts_are_known_to_be_described(self, shipped):
        for document, edition in shipped:
            assert encode_source(document, edition, described=True) == encode_source(document, edition)

    def test_what_was_written_last_is_not_told_of_another(self, shipped):
        alone = [encode_source(document, edition) for document, edition in shipped]
        others = [replace(edition, title="Anders") for _, edition in shipped]
        assert all(b'"Anders"' in encode_source(shipped[0][0], other) for other in others)
        assert [encode_source(document, edition) for document, edition in reversed(shipped)] == alone[::-1]

    def test_the_same_in_another_process(self):
        """With another hash seed, time zone and locale."""
        code = "import sys, test_source as t; sys.stdout.buffer.write(t.encode_source(t.PLAN, t.EDITION))"
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=Path(__file__).parent,
            env={"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
            capture_output=True,
            check=True,
        )
        assert done.stdout == encode_source(PLAN, EDITION)

    def test_what_is_at_its_default_is_left_out(self):
        run = to_json(Run("tekst"), Run)
        assert run == {"text": "tekst"}
        assert to_json(Run("36%", bold=True, figure="vorm"), Run) == {"text": "36%", "bold": True, "figure": "vorm"}

    def test_numbers_are_numbers_and_periods_are_texts(self):
        assert to_json(FIGURES.region["klanten"], Series)["values"][:2] == [
            [["2023", ""], {"number": 1218.0, "unit": "aantal", "herkomst": "bron"}],
            [["2022", ""], {"number": None, "unit": "aantal", "herkomst": "bron", "withheld": True}],
        ]


class TestWithheld:
    @pytest.mark.parametrize("leak", [Value(7.0, Unit.COUNT, withheld=True), Mark(7, "te klein", withheld=True)])
    def test_a_number_that_should_be_gone_stops_the_encoding(self, leak):
        if isinstance(leak, Value):
            series = replace(FIGURES.region["klanten"], values={(Period(2023), ""): leak})
            document = replace(PLAN, figures=Figures("rotterdam", "zk", {"klanten": series}))
        else:
            paired = PairedBars("Rotterdam", "ZK", (PairedRow("VPT", leak),))
            document = replace(PLAN, charts=(replace(PLAN.charts[0], spec=paired),))
        with pytest.raises(SourceError, match="a withheld figure has a number"):
            encode_source(document, EDITION)

    def test_nor_is_it_read(self):
        data = encode_source(PLAN, EDITION)
        told = data.replace(
            b'"number":null,"unit":"aantal","withheld":true', b'"number":7.0,"unit":"aantal","withheld":true'
        )
        assert told != data
        with pytest.raises(
            SourceError, match=r"document\.figures\.region\[0\]\[1\]\.values\[1\]\[1\]: a withheld figure"
        ):
            decode_source(told)

    def test_figures_without_number_stay_so(self):
        values = decode_source(encode_source(PLAN, EDITION)).document.figures.region["klanten"].values
        assert values[Period(2022), ""] == Value(None, Unit.COUNT, 0, "bron", withheld=True)
        assert values[Period(2021), ""] == Value(None, Unit.COUNT, 0, "bron")


def changed(*path: str | int, to: object) -> bytes:
    """The source of PLAN with one value changed; `to` DELETE takes it away."""
    root = json.loads(encode_source(PLAN, EDITION))
    place = root
    for step in path[:-1]:
        place = place[step]
    if to is DELETE:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    return json.dumps(root).encode()


DELETE = object()
GOOD = encode_source(PLAN, EDITION)
FAULTS = {
    "empty": (b"", "isn't sound JSON: Expecting value"),
    "cut off": (GOOD[: len(GOOD) // 2], "isn't sound JSON"),
    "not UTF-8": (GOOD.replace(b"Rotterdam", b"Rotterd\xe4m", 1), "it isn't UTF-8"),
    "another JSON": (b'{"type": "FeatureCollection"}', "not of a regioplan"),
    "a list": (b"[1, 2]", "not of a regioplan"),
    "a number": (b"1", "not of a regioplan"),
    "too new": (changed("schema", to=SCHEMA + 1), f"has schema {SCHEMA + 1}; this program reads up to {SCHEMA}"),
    "no schema": (changed("schema", to=DELETE), "has no version"),
    "schema true": (changed("schema", to=True), "has no version"),
    "schema zero": (changed("schema", to=0), "has no version"),
    "no document": (changed("document", to=DELETE), "'document' is missing"),
    "no edition": (changed("edition", to=DELETE), "'edition' is missing"),
    "field gone": (changed("document", "charts", 0, "finding", to=DELETE), r"document.charts[0]: 'finding' is missing"),
    "wrong type": (changed("document", "region", to=5), "document.region: a text is expected, not a whole number"),
    "null": (changed("document", "charts", to=None), "document.charts: an array is expected, not null"),
    "flag": (changed("document", "charts", 0, "example", to=1), "charts[0].example: true or false is expected"),
    "integer": (changed("document", "charts", 0, "entry", to=1.0), "entry: a whole number is expected, not a number"),
    "pair": (changed("document", "heads", to=[]), "document.heads: an array of 2 is expected"),
    "kind": (changed("document", "charts", 0, "spec", "kind", to="Pie"), "spec: 'kind' must be one of StackedBars, "),
    "no kind": (changed("document", "charts", 0, "spec", "kind", to=DELETE), "spec: 'kind' must be one of"),
    "kind list": (changed("document", "charts", 0, "spec", "kind", to=[]), "spec: 'kind' must be one of"),
    "date": (changed("document", "meta", "date", to="1 juni"), "document.meta.date: '1 juni' can't stand here"),
    "unit": (changed("edition", "indicators", 0, 1, "unit", to="ons"), "indicators[0][1].unit: 'ons' can't stand here"),
    "key twice": (
        changed("edition", "indicators", 1, 0, to="klanten"),
        "edition.indicators: the same key is there twice",
    ),
    "wording": (
        GOOD.replace(b'{"described"', b'{"wording":{"map":5},"described"', 1),
        "wording.map: a text is expected, not a whole number",
    ),
    "member twice": (GOOD.replace(b'{"described"', b'{"format":"x","described"', 1), "the same member twice"),
    "infinite": (GOOD.replace(b"1218.0", b"1e999", 1), "the number is too large"),
    "huge integer": (GOOD.replace(b"1218.0", b"1" * 400, 1), "the number is too large"),
    "endless integer": (GOOD.replace(b"1218.0", b"1" * 5000, 1), "isn't sound JSON"),
    "not a number": (GOOD.replace(b"1218.0", b"NaN", 1), "NaN isn't a number"),
    "half a character": (
        changed("document", "region", to="\ud800"),
        "document.region: the text holds half a character",
    ),
    "deep": (b"[" * 200_000, "nested too deep"),
    "deep setting": (
        GOOD.replace(b'["drempel",2.5]', b'["drempel",' + b"[" * 5000 + b"]" * 5000 + b"]", 1),
        "nested too deep",
    ),
    "too large": (GOOD + b" " * MAX_BYTES, "more than 5 MB isn't read"),
}


class TestFaults:
    @pytest.mark.parametrize("name", FAULTS)
    def test_one_clear_line(self, name):
        data, message = FAULTS[name]
        assert data != GOOD
        with pytest.raises(SourceError) as raised:
            decode_source(data)
        assert message in str(raised.value)
        assert "\n" not in str(raised.value) and len(str(raised.value)) < 250
        assert isinstance(raised.value, RegioplanError)
        assert raised.value.exit_code is ExitCode.TROUBLE

    def test_what_a_newer_program_adds_is_passed_over(self):
        assert decode_source(changed("document", "mood", to="sunny")).document == PLAN
        assert decode_source(changed("document", "charts", 0, "spec", "depth", to=3)).document == PLAN

    @settings(max_examples=150, deadline=None)
    @given(st.integers(0, len(GOOD) - 1), st.binary(max_size=3), st.integers(0, 5))
    def test_any_damage_is_a_source_or_a_source_error(self, place, inserted, removed):
        try:
            found = decode_source(GOOD[:place] + inserted + GOOD[place + removed :])
        except SourceError as error:
            assert "\n" not in str(error)
        else:
            assert isinstance(found.document, Document)


class TestFigures:
    def test_the_dutch_way(self):
        data = encode_figures(PLAN)
        assert (
            data
            == (
                "\ufeffregio;indicator;periode;categorie;waarde;eenheid;herkomst\r\n"
                "rotterdam;klanten;2021;;;aantal;bron\r\n"
                "rotterdam;klanten;2022;;te klein;aantal;bron\r\n"
                "rotterdam;klanten;2023;;1218;aantal;bron\r\n"
                "rotterdam;vorm;2023-02;VPT;36,5;%;bron\r\n"
                "rotterdam;vorm;2023-02;MPT;-0,25;%;bron\r\n"
                "zilveren-kruis;klanten;2023;;10000000000000000;aantal;bron\r\n"
            ).encode()
        )

    def test_every_shipped_figure_is_in_it_once(self, shipped):
        for document, _ in shipped:
            rows = list(csv.DictReader(io.StringIO(encode_figures(document).decode("utf-8-sig")), delimiter=";"))
            expected = {
                (series.region, name, str(period), category): value
                for party in (document.figures.region, document.figures.benchmark)
                for name, series in party.items()
                for (period, category), value in series.values.items()
            }
            assert len(rows) == len(expected) > 20
            for row in rows:
                value = expected[row["regio"], row["indicator"], row["periode"], row["categorie"]]
                assert (row["eenheid"], row["herkomst"]) == (value.unit, value.herkomst)
                if value.number is None:
                    assert row["waarde"] == ("te klein" if value.withheld else "")
                else:
                    assert float(row["waarde"].replace(",", ".")) == value.number

    @settings(max_examples=50, deadline=None)
    @given(values_of(Figures))
    def test_any_text_and_number_come_back(self, figures):
        text = encode_figures(replace(PLAN, figures=figures)).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))[1:]
        values = [
            (series.indicator, category, value)
            for party in (figures.region, figures.benchmark)
            for series in party.values()
            for (period, category), value in sorted(series.values.items(), key=lambda item: item[0][0])
        ]
        assert sorted((row[1], row[3]) for row in rows) == sorted((name, category) for name, category, _ in values)
        numbers = sorted(float(row[4].replace(",", ".")) for row in rows if row[4] not in ("", "te klein"))
        assert numbers == sorted(value.number for _, _, value in values if value.number is not None)


# The schema that docs/source.md promises is the one that is written.


class TestSchemaPage:
    def test_the_page_has_the_schema_that_is_written(self):
        """When this fails the model has changed: mend the page, and see there whether SCHEMA must go up."""
        page = SCHEMA_PAGE.read_text(encoding="utf-8")
        told = page.split("```text\n")[1].split("```")[0].strip().splitlines()
        assert told == "\n".join(schema_lines(Document, Edition)).strip().splitlines()
        assert f"version is {SCHEMA}" in page
