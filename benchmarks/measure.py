"""The measurements; each fills its part of the results."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from statistics import median

from pypdf import PdfReader

from benchmarks import shape
from benchmarks.batch import Batch, Launched, launch, our_command
from benchmarks.ordinary import OrdinaryWay
from benchmarks.ours import CannotMake, Loaded, OurWay, Stages, freshen, read_edition
from benchmarks.site import SiteBatch
from benchmarks.timing import Target, Turns
from benchmarks.typst_way import TypstWay
from regioplan_pdf import charts
from regioplan_pdf.load.folder import find_documents

OURS, ORDINARY, TYPST = "regioplan", "ordinary", "typst"
CHART_WIDTH = 380.0
HELP = "regioplan --help"
TAGGED, UNTAGGED = "tagged and checked", "without tags and check"
BATCH_FOLDER, BATCH_REGION = "2023-2024/ggz", "rotterdam"


@dataclass(frozen=True, slots=True)
class Made:
    """What a way made of a document."""

    document: str
    way: str
    pages: int
    kilobytes: float


@dataclass(slots=True)
class Results:
    """Everything that was found. skipped: documents that couldn't be made, with why."""

    made: list[Made] = field(default_factory=list)
    documents: dict[str, Turns] = field(default_factory=dict)
    all_documents: Turns = field(default_factory=Turns)
    charts: Turns = field(default_factory=Turns)
    tags: Turns = field(default_factory=Turns)
    stages: Stages = field(default_factory=Stages)
    commands: dict[str, list[Launched]] = field(default_factory=dict)
    batch_count: int = 0
    batch_sizes: dict[str, list[int]] = field(default_factory=dict)
    targets: list[Target] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


class Bench:
    """The ways, set up once, and the content they are measured with."""

    def __init__(self, content: Path, fonts: Path, scratch: Path, rounds: int, *, quick: bool, tagged: bool) -> None:
        self.content, self.fonts, self.scratch = content, fonts, scratch
        self.rounds, self.quick = rounds, quick
        self.results = Results()
        self.ours = OurWay(content, fonts)
        theme = self.ours.workspace.theme
        self.ordinary = OrdinaryWay(fonts, theme)
        self.typst = TypstWay(fonts, theme, tags=tagged)
        self.loaded = list(self._load())
        self._fresh = 0

    def _load(self) -> list[Loaded]:
        found: list[Loaded] = []
        for path in find_documents(self.content):
            try:
                loaded = self.ours.load(path)
                self.ours.make(loaded)
                found.append(loaded)
            except CannotMake as fault:
                self.results.skipped.append(str(fault))
            if self.quick and found:
                break
        if not found:
            raise CannotMake("no document can be made: " + "; ".join(self.results.skipped))
        return found

    def _next(self, loaded: Loaded) -> Loaded:
        """Content that no way has seen yet."""
        self._fresh += 1
        return freshen(loaded, self._fresh)

    def _each_round(self, turn: Callable[[Loaded], None]) -> None:
        for _ in range(self.rounds):
            for loaded in self.loaded:
                try:
                    turn(loaded)
                except CannotMake as fault:  # a page that was as good as full may not hold other words
                    self.results.skipped.append(f"one turn: {fault}")

    def measure_documents(self) -> None:
        """Warm documents with all their charts."""
        results = self.results
        for loaded in self.loaded:
            document = self.ours.compose(loaded)
            for way, pdf in (
                (OURS, self.ours.make(loaded)),
                (ORDINARY, self.ordinary.make(document)),
                (TYPST, self.typst.make(document)),
            ):
                pages = len(PdfReader(BytesIO(pdf)).pages)
                results.made.append(Made(loaded.path.key, way, pages, len(pdf) / 1000))
        self._each_round(self._time_document)
        for turns in results.documents.values():
            for way, times in turns.times.items():
                results.all_documents.times.setdefault(way, []).extend(times)
        turns = results.all_documents
        results.targets += [
            Target("a warm document, by the ordinary way's time", turns.ratio(OURS, ORDINARY), 0.1),
            Target("a warm document, by Typst's time", turns.ratio(OURS, TYPST), 2.5),
            Target("the largest file", max(made.kilobytes for made in results.made if made.way == OURS), 60, "kB"),
        ]

    def _time_document(self, loaded: Loaded) -> None:
        fresh = self._next(loaded)
        document = self.ours.compose(fresh)
        self.results.documents.setdefault(loaded.path.key, Turns()).take(
            {
                OURS: lambda: self.ours.make(fresh),
                ORDINARY: lambda: self.ordinary.make(document),
                TYPST: lambda: self.typst.make(document),
            }
        )

    def measure_charts(self) -> None:
        """Only the charts of each document, all of one width and of the height that suits them."""
        self._each_round(self._time_charts)
        ratio = self.results.charts.ratio(OURS, ORDINARY)
        self.results.targets.append(Target("charts alone, by the ordinary charts' time", ratio, 0.5))

    def _time_charts(self, loaded: Loaded) -> None:
        specs = shape.chart_specs(self.ours.compose(self._next(loaded)))
        style = self.ours.workspace.style
        assert style is not None
        sizes = [(CHART_WIDTH, charts.heights(spec, CHART_WIDTH, style).ideal) for spec in specs]
        self.results.charts.take(
            {
                OURS: lambda: self.ours.draw_charts(specs, sizes),
                ORDINARY: lambda: [self.ordinary.chart(spec, *size) for spec, size in zip(specs, sizes, strict=True)],
            }
        )

    def measure_tags(self) -> None:
        """What tagging, and the check of the finished file, add to a warm document."""
        self._each_round(self._time_tags)
        added = self.results.tags.difference(TAGGED, UNTAGGED)
        self.results.targets.append(Target("what tags and check add to a warm document", added, 40, "ms"))

    def _time_tags(self, loaded: Loaded) -> None:
        # Each of the two meets words that are new to it: what one has measured would be there for the other.
        one, other = self._next(loaded), self._next(loaded)
        self.results.tags.take(
            {TAGGED: lambda: self.ours.make_checked(one), UNTAGGED: lambda: self.ours.make_untagged(other)}
        )

    def measure_stages(self) -> None:
        """Our own stages, one by one."""
        stages = self.results.stages
        read_edition(self.content, self.fonts, self.loaded[0].path, stages)
        self._each_round(lambda loaded: self.ours.take_apart(self._next(loaded), stages))

    def measure_batch(self) -> None:
        """31 documents with two processes, and again with nothing changed."""
        results = self.results
        results.batch_count = 6 if self.quick else 31
        scratch = self.scratch / "batch"
        batch = Batch(self.content, self.fonts, BATCH_FOLDER, BATCH_REGION, scratch, results.batch_count)
        runs = results.commands
        again = f"{OURS}, nothing changed"
        runs[OURS], runs[ORDINARY] = [], []
        for _ in range(self.rounds):
            runs[OURS].append(batch.ours())
            runs[ORDINARY].append(batch.ordinary())
        runs[again] = [batch.ours(force=False) for _ in range(3)]
        results.batch_sizes = {OURS: batch.sizes(batch.out), ORDINARY: batch.sizes(batch.ordinary_out)}
        pairs = zip(runs[OURS], runs[ORDINARY], strict=True)
        ratio = median(ours.seconds / ordinary.seconds for ours, ordinary in pairs)
        name = f"{results.batch_count} documents, two processes, by the ordinary way's time"
        results.targets += [
            Target(name, ratio, 0.125),
            Target("a second run with nothing changed", median(run.seconds for run in runs[again]), 0.7, "s"),
            Target("peak memory of a process", max(run.megabytes for run in runs[OURS]), 250, "MB"),
            Target(f"the largest of {results.batch_count} files", max(results.batch_sizes[OURS]) / 1000, 60, "kB"),
        ]

    def measure_publish(self) -> None:
        """93 plans to a website from built PDFs, and again with nothing changed."""
        batch = SiteBatch(self.content, self.fonts, self.scratch / "publish", 2 if self.quick else 31)
        runs, name = self.results.commands, f"{batch.count} plans"
        built = runs[f"build, {name}"] = [batch.build() for _ in range(2)]
        made = runs[f"publish, {name}"] = [batch.publish(anew=True) for _ in range(2)]
        again = runs[f"publish, {name}, nothing changed"] = [batch.publish() for _ in range(3)]
        ratio = median(run.seconds for run in made) / median(run.seconds for run in built)
        self.results.targets += [
            Target(f"a website of {name}, by the time of building them", ratio, 2.0),
            Target("a website with nothing changed", median(run.seconds for run in again), 1.0, "s"),
        ]

    def measure_help(self) -> None:
        """How soon `regioplan --help` answers."""
        launch(our_command("--help"))
        runs = self.results.commands[HELP] = [launch(our_command("--help")) for _ in range(5)]
        self.results.targets.append(Target("regioplan --help", median(run.seconds for run in runs), 0.2, "s"))
