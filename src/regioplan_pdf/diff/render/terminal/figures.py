"""The figures that changed, as a table; on a narrow screen each on lines of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from regioplan_pdf.diff.render.terminal.pieces import ADDED, BOLD, MUTED, REMOVED, WARN, heading, row
from regioplan_pdf.dutch import format_period
from regioplan_pdf.model.changes import Course, FigureChange, PlanChanges

TABLE_WIDTH = 90
"""From this width on the figures stand in a table."""
_TOLD = (Course.RISEN, Course.FALLEN, Course.SAME)
_NOTHING = "–"


def figure_parts(changes: PlanChanges, width: int) -> Iterator[RenderableType]:
    """The figures: what changed, by weight, and how many didn't."""
    if not changes.figures:
        return
    changed = sorted((figure for figure in changes.figures if figure.changed), key=lambda figure: -figure.weight)
    yield heading("Cijfers")
    both = [figure for figure in changed if figure.course not in (Course.NEW, Course.GONE)]
    if both:
        old, new = changes.old.short, changes.new.short
        if old == new:
            old, new = "oud", "nieuw"
        yield _table(both, old, new) if width >= TABLE_WIDTH else _list(both, old, new)
    yield from _revisions(changed)
    for course, style in ((Course.NEW, ADDED), (Course.GONE, REMOVED)):
        alone = [_alone(figure) for figure in changed if figure.course is course]
        if alone:
            yield row(str(course), Text("; ").join(alone), style)
    rest = len(changes.figures) - len(changed)
    if rest:
        verb = "cijfer is gelijk gebleven" if rest == 1 else "cijfers zijn gelijk gebleven"
        yield Padding(Text(f"{rest} {verb}.", MUTED), (0, 0, 0, 2))


def _alone(figure: FigureChange) -> Text:
    """A figure that only one plan has, with its value: 'Wachtlijst 42 (referentie 38)'."""
    new = figure.course is Course.NEW
    text = Text.assemble(name_of(figure), " ", (figure.new_text if new else figure.old_text, BOLD))
    benchmark = figure.benchmark_new if new else figure.benchmark_old
    told = [f"referentie {benchmark}"] if benchmark else []
    if figure.example:
        told.append("voorbeeld")
    if told:
        text.append(f" ({', '.join(told)})", MUTED)
    return text


def name_of(figure: FigureChange) -> str:
    """'Leveringsvorm: MPT'."""
    return f"{figure.name}: {figure.category}" if figure.category else figure.name


def what_became(figure: FigureChange) -> str:
    """'+1,1 (+6,9%)', or in words why there is no difference."""
    if figure.course in _TOLD and figure.difference:
        return f"{figure.difference} {figure.relative}".strip()
    return str(figure.course)


def _style(figure: FigureChange) -> str:
    return WARN if figure.course in (Course.NOT_COMPARABLE, Course.WITHHELD) else ""


def _table(figures: Sequence[FigureChange], old: str, new: str) -> RenderableType:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    table.add_column("cijfer", overflow="fold", ratio=None)
    for title in (old, new):
        table.add_column(title, justify="right", no_wrap=True)
    table.add_column("wat ervan werd", overflow="fold")
    benchmark = any(figure.benchmark_old or figure.benchmark_new for figure in figures)
    if benchmark:
        table.add_column("referentie", overflow="fold")
    for figure in figures:
        cells = [
            _named(figure),
            Text(figure.old_text or _NOTHING),
            Text(figure.new_text or _NOTHING, BOLD),
            Text(what_became(figure), _style(figure)),
        ]
        if benchmark:
            cells.append(Text(_benchmark(figure), MUTED))
        table.add_row(*cells)
    return Padding(table, (0, 0, 0, 2))


def _list(figures: Sequence[FigureChange], old: str, new: str) -> RenderableType:
    grid = Table.grid()
    grid.add_column(overflow="fold")
    for figure in figures:
        grid.add_row(_named(figure))
        line = Text.assemble(
            (f"{old}: ", MUTED), figure.old_text or _NOTHING, (f"  {new}: ", MUTED), (figure.new_text or _NOTHING, BOLD)
        )
        line.append("  " + what_became(figure), _style(figure))
        grid.add_row(Padding(line, (0, 0, 0, 2)))
        if figure.benchmark_old or figure.benchmark_new:
            grid.add_row(Padding(Text(f"referentie: {_benchmark(figure)}", MUTED), (0, 0, 0, 2)))
    return Padding(grid, (0, 0, 0, 2))


def _named(figure: FigureChange) -> Text:
    name = Text(name_of(figure))
    if figure.example:
        name.append(" voorbeeld", WARN)
    return name


def _benchmark(figure: FigureChange) -> str:
    if not figure.benchmark_old and not figure.benchmark_new:
        return ""
    told = f"{figure.benchmark_old or _NOTHING} → {figure.benchmark_new or _NOTHING}"
    return f"{told} ({figure.benchmark_difference})" if figure.benchmark_difference else told


def _revisions(figures: Sequence[FigureChange]) -> Iterator[RenderableType]:
    """Figures of one period that the two plans give differently."""
    for figure in figures:
        for revision in figure.revisions:
            period = format_period(revision.period)
            told = f"{name_of(figure)}, {period}: eerst {revision.old}, nu {revision.new}"
            body = Text(f"{told} ({revision.difference})" if revision.difference else told)
            yield row("herzien", body, WARN)
