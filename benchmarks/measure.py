"""The measurements; each fills its part of the results."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from pypdf import PdfReader
from io import BytesIO

from benchmarks import shape
from benchmarks.batch import Batch, Launched, launch, our_command
from benchmarks.ordinary import OrdinaryWay
from benchmarks.ours import CannotMake, Loaded, OurWay, Stages, freshen, read_edition
from benchmarks.timing import Target, Turns
from benchmarks.typst_way import TypstWay
from regioplan_pdf import charts
from regioplan_pdf.load.folder import DocumentPath, find_documents

OURS, ORDINARY, TYPST, TAGGED = "regioplan", "ordinary", "typst", "typst, tagged"
CHART_WIDTH = 380.0
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
    stages: Stages = field(default_factory=Stages)
    batch: dict[str, list[Launched]] = field(default_factory=dict)
    batch_count: int = 0
    batch_sizes: dict[str, list[int]] = field(default_factory=dict)
    targets: list[Target] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


class Bench:
    """The ways, set up once, and the content they are measured with."""

    def __init__(self, content: Path, fonts: Path, scratch: Path, rounds: int, *, quick: bool) -> None:
        self.content, self.fonts, self.scratch = content, fonts, scratch
        self.rounds, self.quick = rounds, quick
        self.results = Results()
        self.ours = OurWay(content, fonts)
        theme = self.ours.workspace.theme
        self.ordinary = OrdinaryWay(fonts, theme)
        self.typst = {False: TypstWay(fonts, theme), True: TypstWay(fonts, theme, tags=True)}
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
        """Content that nothing has seen yet and that we can make."""
        while True:
            self._fresh += 1
            fresh = freshen(loaded, self._fresh)
            try:
                self.ours.lay_out(self.ours.compose(fresh))
            except CannotMake as fault:
                # Turning letters round can make a page overflow that was as good as full.
                if self._fresh > 200:
                    raise CannotMake(f"{fault} (with other words)") from fault
            else:
                return freshen(loaded, self._fresh)

    def measure_documents(self) -> None:
        """Warm documents with all their charts."""
        results = self.results
        for loaded in self.loaded:
            document = self.ours.compose(loaded)
            for way, pdf in (
                (OURS, self.ours.make(loaded)),
                (ORDINARY, self.ordinary.make(document)),
                (TYPST, self.typst[False].make(document)),
                (TAGGED, self.typst[True].make(document)),
            ):
                pages = len(PdfReader(BytesIO(pdf)).pages)
                results.made.append(Made(loaded.path.key, way, pages, len(pdf) / 1000))
        for _ in range(self.rounds):
            for loaded in self.loaded:
                self._turn(loaded, results.documents.setdefault(loaded.path.key, Turns()))
        for turns in results.documents.values():
            for way, times in turns.times.items():
                results.all_documents.times.setdefault(way, []).extend(times)
        turns = results.all_documents
        results.targets += [
            Target("a warm document, by the ordinary way's time", turns.ratio(OURS, ORDINARY), 0.1),
            Target("a warm document, by Typst's time", turns.ratio(OURS, TYPST), 2.5),
            Target("the largest file", max(made.kilobytes for made in results.made if made.way == OURS), 60, "kB"),
        ]

    def _turn(self, loaded: Loaded, turns: Turns) -> None:
        self._fresh += 1
        fresh = freshen(loaded, self._fresh)
        document = self.ours.compose(loaded if self._fresh == 0 else freshen(loaded, self._fresh))
        tagged = self.ours.compose(freshen(loaded, self._fresh + 100_000))
        turns.take(
            {
                OURS: lambda: self.ours.make(fresh),
                ORDINARY: lambda: self.ordinary.make(document),
                TYPST: lambda: self.typst[False].make(document),
                TAGGED: lambda: self.typst[True].make(tagged),
            }
        )
