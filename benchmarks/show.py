"""Results as tables on the terminal, and as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from statistics import median

from rich.console import Console
from rich.table import Table

from benchmarks.measure import OURS, Results
from benchmarks.timing import Target, Turns


def show_results(results: Results, console: Console) -> None:
    """Print every table for which something was measured."""
    if results.documents:
        console.print(_turns_table("A warm document with all its charts, ms", results.documents, results.all_documents))
        console.print(_made_table(results))
    if results.charts.times:
        console.print(_turns_table("The charts of a document alone, ms", {}, results.charts))
    if results.tags.times:
        console.print(_tags_table(results))
    if results.stages.times:
        console.print(_stages_table(results))
    if results.commands:
        console.print(_commands_table(results))
    for reason in results.skipped:
        console.print(f"Left out: {reason}", style="yellow", markup=False)
    if results.targets:
        console.print(_targets_table(results.targets))


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    table.add_column(columns[0])
    for column in columns[1:]:
        table.add_column(column, justify="right")
    return table


def _turns_table(title: str, documents: dict[str, Turns], together: Turns) -> Table:
    ways = list(together.times)
    ratios = [way for way in ways if way != OURS]
    table = _table(title, "document", *ways, *(f"{OURS} : {way}" for way in ratios))
    for name, turns in (documents | {"all, median": together}).items():
        times = (f"{turns.median(way):.0f}" for way in ways)
        table.add_row(name, *times, *(f"{turns.ratio(OURS, way):.3f}" for way in ratios))
    return table


def _made_table(results: Results) -> Table:
    ways = list(dict.fromkeys(made.way for made in results.made))
    table = _table("What they made: pages, kB", "document", *ways)
    for document in dict.fromkeys(made.document for made in results.made):
        of = {made.way: made for made in results.made if made.document == document}
        table.add_row(document, *(f"{of[way].pages} p, {of[way].kilobytes:.0f}" for way in ways))
    return table


def _tags_table(results: Results) -> Table:
    table = _table("Tags and check, ms", "a warm document", "median", "lowest", "highest")
    for way, times in results.tags.times.items():
        table.add_row(way, f"{median(times):.1f}", f"{min(times):.1f}", f"{max(times):.1f}")
    return table


def _stages_table(results: Results) -> Table:
    table = _table("Our stages, ms", "stage", "median", "lowest", "highest")
    for name, times in results.stages.times.items():
        table.add_row(name, f"{median(times):.1f}", f"{min(times):.1f}", f"{max(times):.1f}")
    return table


def _commands_table(results: Results) -> Table:
    count = f" ({results.batch_count} documents, two processes)" if results.batch_count else ""
    table = _table(f"From the command line{count}", "command", "s", "peak MB a process", "largest file, kB")
    for name, runs in results.commands.items():
        sizes = results.batch_sizes.get(name)
        seconds = " ".join(f"{run.seconds:.2f}" for run in runs)
        megabytes = f"{max(run.megabytes for run in runs):.0f}"
        table.add_row(name, seconds, megabytes, f"{sizes[-1] / 1000:.0f}" if sizes else "")
    return table


def _targets_table(targets: list[Target]) -> Table:
    table = _table("Targets", "what", "found", "at most", "")
    for target in targets:
        unit = f" {target.unit}" if target.unit else " x"
        digits = 3 if target.unit in ("", "s") else 0
        verdict = "[green]met[/]" if target.met else "[red]missed[/]"
        table.add_row(target.name, f"{target.found:.{digits}f}{unit}", f"{target.limit:g}{unit}", verdict)
    return table


def results_json(results: Results) -> str:
    """Every single time that was taken, and the targets."""
    data = asdict(results)
    data["targets"] = [asdict(target) | {"met": target.met} for target in results.targets]
    return json.dumps(data, indent=1, ensure_ascii=False)
