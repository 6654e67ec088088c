"""How right and how fast a comparison of plans is: hand-labelled pairs, the shipped plans, half a megabyte of text."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from benchmarks.timing import Target, take_time
from benchmarks.vary import vary_block
from regioplan_pdf.diff.edition import compare_editions
from regioplan_pdf.diff.plan import compare_plans
from regioplan_pdf.diff.subject import Subject, subject_of
from regioplan_pdf.diff.text.blocks import compare_sections
from regioplan_pdf.diff.text.units import units_of
from regioplan_pdf.errors import Problems
from regioplan_pdf.load.folder import DocumentPath
from regioplan_pdf.model.changes import Origin, Side
from regioplan_pdf.model.document import Section
from regioplan_pdf.model.text import Paragraph, Run
from regioplan_pdf.pipeline import Workspace, make_document

TESTS = Path(__file__).parent.parent / "tests"
OLD, NEW = ("2023-2024", "ggz", "rotterdam"), ("2024-2025", "ggz", "rotterdam")
REGIONS = 31
EDITIONS = "31 regions against 31"
PARAGRAPHS, WORDS, BLOCKS = 2000, 38, 20
"""Half a megabyte."""


@dataclass(frozen=True, slots=True)
class Rightness:
    """How right the alignment of one labelled plan is: precision and recall of its pairs and of its changes."""

    name: str
    pairs: int
    changes: int
    of_pairs: tuple[float, float]
    of_changes: tuple[float, float]


@dataclass(frozen=True, slots=True)
class DiffResults:
    """rightness: by plan, the last of all together. times: ms by what was compared."""

    rightness: tuple[Rightness, ...]
    times: tuple[tuple[str, float], ...]

    @property
    def targets(self) -> tuple[Target, ...]:
        """What was asked."""
        worst = min(*self.rightness[-1].of_pairs, *self.rightness[-1].of_changes)
        times = dict(self.times)
        return (
            Target("labelled pairs and changes that a comparison gets wrong", 1 - worst, 0.05),
            Target("comparing two shipped plans, warm", times["two shipped plans, warm"], 50, "ms"),
            Target("comparing 31 regions with 31", times[EDITIONS] / 1000, 2, "s"),
            Target(
                "comparing 500 kB of edited text, by 50 kB of it", times["500 kB, edited"] / times["50 kB, edited"], 20
            ),
        )


def measure_rightness() -> Iterator[Rightness]:
    """Compare every labelled plan with its labels; they stand with the tests."""
    if str(TESTS) not in sys.path:
        sys.path.append(str(TESTS))
    from diff_pairs import pairs_of, precision_recall, read_labelled, told

    found: set[object] = set()
    right: set[object] = set()
    found_pairs: set[object] = set()
    right_pairs: set[object] = set()
    for document in read_labelled():
        changes = told(compare_sections(document.old, document.new))
        pairs = pairs_of(changes)
        yield Rightness(
            document.name,
            len(document.pairs),
            len(document.truth),
            precision_recall(pairs, document.pairs),
            precision_recall(changes, document.truth),
        )
        found |= {(document.name, change) for change in changes}
        right |= {(document.name, change) for change in document.truth}
        found_pairs |= {(document.name, pair) for pair in pairs}
        right_pairs |= {(document.name, pair) for pair in document.pairs}
    of_pairs = precision_recall(frozenset(found_pairs), frozenset(right_pairs))
    of_changes = precision_recall(frozenset(found), frozenset(right))
    yield Rightness("all", len(right_pairs), len(right), of_pairs, of_changes)


def shipped(content: Path, workspace: Workspace, place: tuple[str, str, str]) -> Subject:
    """A plan of the content folder, to compare."""
    edition, sector, region = place
    path = DocumentPath(edition, sector, region, content / edition / sector / f"{region}.md")
    document = make_document(workspace, path, Problems())
    settings = workspace.edition(path.folder).edition
    assert document is not None, f"{path.key} has faults"
    assert settings is not None, f"{path.folder} has faults"
    return subject_of(document, settings, Origin.CONTENT, f"{path.key}.md")


def made_up(paragraphs: Sequence[str]) -> Subject:
    """Paragraphs as a plan of blocks of one size."""
    size = -(-len(paragraphs) // BLOCKS)
    blocks = [
        tuple(Paragraph((Run(text),)) for text in paragraphs[n : n + size]) for n in range(0, len(paragraphs), size)
    ]
    sections = [Section(f"blok-{n}", f"Blok {n}", "kolommen", block) for n, block in enumerate(blocks)]
    return Subject(Side("Groot plan", "groot", Origin.FOREIGN, "groot.pdf"), tuple(sections))


def as_region(subject: Subject, number: int) -> Subject:
    """The plan under another region's name, in words of its own."""
    region = f"regio-{number}"
    sections = tuple(
        replace(section, blocks=tuple(vary_block(block, number) for block in section.blocks))
        for section in subject.sections
    )
    side = replace(subject.side, region=region, region_title=region.capitalize())
    return replace(subject, side=side, sections=sections)


def edit(text: str, words: Sequence[str], chance: random.Random) -> str:
    """A paragraph with one word in six replaced."""
    return " ".join(chance.choice(words) if chance.random() < 1 / 6 else word for word in text.split())


def measure_times(content: Path, workspace: Workspace, rounds: int) -> Iterator[tuple[str, float]]:
    """Median times of comparing shipped plans, and plans far larger than any."""
    old, new = (shipped(content, workspace, place) for place in (OLD, NEW))
    compare_plans(old, new)

    def timed(work: Callable[[], object], turns: int = rounds) -> float:
        return median(take_time(work) for _ in range(turns))

    yield "two shipped plans, warm", timed(lambda: compare_plans(old, new), max(5, rounds))
    yield "their text alone, warm", timed(lambda: compare_sections(old, new), max(5, rounds))
    regions = range(1, REGIONS + 1)
    olds, news = ([as_region(subject, number) for number in regions] for subject in (old, new))
    yield EDITIONS, timed(lambda: compare_editions(olds, news), 1)
    words = [word for part in (*old.sections, *new.sections) for unit in units_of(part) for word in unit.text.split()]
    chance = random.Random(2024)
    texts = [" ".join(chance.choice(words) for _ in range(WORDS)) for _ in range(PARAGRAPHS)]
    others = [" ".join(chance.choice(words) for _ in range(WORDS)) for _ in range(PARAGRAPHS)]
    edited = [edit(text, words, chance) for text in texts]
    tenth = PARAGRAPHS // 10
    shuffled = chance.sample(edited, len(edited))
    for name, one, two in (
        ("500 kB, the same", texts, texts),
        ("50 kB, edited", texts[:tenth], edited[:tenth]),
        ("500 kB, edited", texts, edited),
        ("500 kB, edited and shuffled", texts, shuffled),
        ("500 kB, all other", texts, others),
        ("500 kB in one paragraph, edited", [" ".join(texts)], [" ".join(edited)]),
    ):
        left, right = made_up(one), made_up(two)
        yield name, timed(lambda left=left, right=right: compare_sections(left, right), 1)


def measure_diff(content: Path, workspace: Workspace, rounds: int) -> DiffResults:
    """Everything about comparisons."""
    return DiffResults(tuple(measure_rightness()), tuple(measure_times(content, workspace, rounds)))


def show_diff(results: DiffResults, console: Console) -> None:
    """Print what was found."""
    table = Table(title="Alignment of hand-labelled plans", title_justify="left", title_style="bold")
    table.add_column("plan")
    for column in ("pairs", "precision", "recall", "changes with their kind", "precision", "recall"):
        table.add_column(column, justify="right")
    for each in results.rightness:
        numbers = (f"{each.pairs}", *map("{:.3f}".format, each.of_pairs))
        table.add_row(each.name, *numbers, f"{each.changes}", *map("{:.3f}".format, each.of_changes))
    console.print(table)
    times = Table(title="Comparing plans, ms", title_justify="left", title_style="bold")
    times.add_column("what")
    times.add_column("median", justify="right")
    for name, took in results.times:
        times.add_row(name, f"{took:,.1f}")
    console.print(times)
