"""What changed as JSON: without loss, nothing withheld in it, and as docs/diff.md says."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from regioplan_pdf.api import diff
from regioplan_pdf.diff.render.as_json import FORMAT, SCHEMA, ChangesError, changes_json, read_changes
from regioplan_pdf.model.changes import Course, EditionChanges, FigureChange, PlanChanges
from regioplan_pdf.model.figures import Period, Unit, Value
from schema_listing import schema_lines
from test_source import values_of

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "diff.md"
WITHHELD = FigureChange(
    "klanten",
    "Klanten",
    "",
    Unit.COUNT,
    Course.WITHHELD,
    Value(12.0, Unit.COUNT),
    Value(None, Unit.COUNT, withheld=True),
    Period(2023),
    Period(2024),
    "12",
    "te klein",
)


@pytest.fixture(scope="module")
def shipped() -> list[PlanChanges | EditionChanges]:
    return [
        diff("2023-2024/ggz/rotterdam", "2024-2025/ggz/rotterdam", ROOT / "content"),
        diff("2023-2024/ggz", "2024-2025/ggz", ROOT / "content"),
    ]


def plan(shipped: list[PlanChanges | EditionChanges]) -> PlanChanges:
    assert isinstance(shipped[0], PlanChanges)
    return shipped[0]


def test_all_that_is_shipped_comes_back_as_it_was(shipped):
    for changes in shipped:
        assert read_changes(changes_json(changes)) == changes


@pytest.mark.parametrize("kind", [PlanChanges, EditionChanges])
def test_any_comparison_comes_back_as_it_was(kind):
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(values_of(kind))
    def check(changes):
        assert read_changes(changes_json(changes)) == changes

    check()


def test_the_root(shipped):
    for changes, kind in zip(shipped, ("plan", "edition"), strict=True):
        text = changes_json(changes)
        root = json.loads(text)
        assert sorted(root) == sorted(["format", "schema", "program", "same", kind])
        assert (root["format"], root["schema"], root["same"]) == (FORMAT, SCHEMA, False)
        assert text.endswith("}\n") and "é" in text


def test_members_are_sorted_and_equal_comparisons_give_equal_text(shipped):
    def check(value: object) -> None:
        if isinstance(value, dict):
            assert list(value) == sorted(value)
        for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            check(each)

    text = changes_json(plan(shipped))
    check(json.loads(text))
    again = diff("2023-2024/ggz/rotterdam", "2024-2025/ggz/rotterdam", ROOT / "content")
    assert changes_json(again) == text


def test_a_withheld_figure_is_null(shipped):
    told = json.loads(changes_json(replace(plan(shipped), figures=(WITHHELD,))))["plan"]["figures"][0]
    assert told["new"] == {"number": None, "unit": "aantal", "withheld": True}
    assert not {"change", "difference", "relative", "benchmark_change"} & set(told)


def test_a_withheld_figure_with_its_number_is_neither_written_nor_read(shipped):
    leak = replace(WITHHELD, new=Value(7.0, Unit.COUNT, withheld=True))
    with pytest.raises(ChangesError, match="a withheld figure has a number"):
        changes_json(replace(plan(shipped), figures=(leak,)))
    root = json.loads(changes_json(replace(plan(shipped), figures=(WITHHELD,))))
    root["plan"]["figures"][0]["new"]["number"] = 7.0
    with pytest.raises(ChangesError, match="a withheld figure has a number"):
        read_changes(json.dumps(root))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "isn't sound JSON"),
        ("[1]", "isn't a comparison"),
        ('{"format": "regioplan"}', "isn't a comparison"),
        (f'{{"format": "{FORMAT}"}}', "has schema None"),
        (f'{{"format": "{FORMAT}", "schema": {SCHEMA + 1}}}', f"reads up to {SCHEMA}"),
        (f'{{"format": "{FORMAT}", "schema": {SCHEMA}}}', "malformed"),
        (f'{{"format": "{FORMAT}", "schema": {SCHEMA}, "plan": {{}}}}', "'old' is missing"),
        ("[" * 100_000, "isn't sound JSON"),
    ],
)
def test_what_is_no_comparison_is_refused(text, message):
    with pytest.raises(ChangesError, match=message):
        read_changes(text)


def test_the_page_has_the_schema_that_is_written():
    """When this fails the model has changed: mend the page, and see there whether SCHEMA must go up."""
    page = PAGE.read_text(encoding="utf-8")
    told = page.split("```text\n")[-1].split("```")[0].strip().splitlines()
    assert told == "\n".join(schema_lines(PlanChanges, EditionChanges)).strip().splitlines()
    assert f"version is {SCHEMA}" in page
