"""What columns by year, lines over months and forecasts show, in words."""

from __future__ import annotations

from collections.abc import Sequence

from regioplan_pdf.compose.describe.ranks import Pair, tell_course, tell_extremes, tell_moves, tell_turns
from regioplan_pdf.compose.describe.secrecy import Item, is_complete, is_shown, known_ends, stands_alone, tell_gaps
from regioplan_pdf.compose.describe.words import (
    WITHHELD_WORDS,
    Names,
    count_of,
    join_sentences,
    spell_month,
    spell_sign,
    tell_mark,
    tell_span,
    tell_when,
)
from regioplan_pdf.dutch import capitalize_first, join_words
from regioplan_pdf.model.charts import Fan, FanLine, Lines, LineSeries, Mark, YearColumns, YearSeries
from regioplan_pdf.model.figures import MISSING_TEXT

MOST_TOLD = 2
"""Up to here the course of every line is told, of more only the extremes and the changes."""


def describe_years(spec: YearColumns, subject: str, names: Names) -> str:
    """Say how the region's figure went over the years, and the benchmark's."""
    beside = any(each.benchmark for each in spec.series)
    opening = f"{subject}: {names.region}{_tell_years(spec.years, subject)}"
    opening += f", naast {names.together}." if beside else "."
    sentences = [_tell_series(each, spec.years, names) for each in spec.series]
    if spec.notes and is_complete((*spec.notes, *(mark for each in spec.series for mark in each.marks))):
        label = spec.notes_label or "Ter vergelijking"
        sentences.append(f"{label}: {_tell_short(spec.notes, spec.years)}.")
    items = [
        Item(f"{names.together if each.benchmark else names.region} {tell_when(year)}", mark)
        for each in spec.series
        for year, mark in zip(spec.years, each.marks, strict=True)
    ]
    between = [Item(item.label, item.mark) for item in items]
    label = spec.notes_label[:1].lower() + spec.notes_label[1:]
    between += [
        Item(f"{label} {tell_when(year)}", mark) for year, mark in zip(spec.years, spec.notes, strict=bool(spec.notes))
    ]
    return join_sentences(opening, sentences, tell_gaps(between))


def _tell_years(years: tuple[str, ...], subject: str) -> str:
    """Name the years, unless what is measured does so."""
    return "" if not years or {years[0], years[-1]} <= set(_words(subject)) else f" {tell_span(years)}"


def _words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in text).split()


def _tell_series(series: YearSeries, years: tuple[str, ...], names: Names) -> str:
    if not series.marks or not any(map(is_shown, series.marks)):
        return ""
    party = names.together if series.benchmark else names.region
    course = tell_course(series.marks, years, series.growth if known_ends(series.marks) else "")
    verb, _, rest = course.partition(" ")
    turns = tell_turns(series.marks, years)
    return f"In {party} {verb} het cijfer {rest}{f', {turns}' if turns else ''}."


def _tell_short(marks: Sequence[Mark], labels: Sequence[str]) -> str:
    """Say only how it began and ended: '3.785 in 2020 en 4.120 in 2023'."""
    ends = ((marks[0], labels[0]), (marks[-1], labels[-1]))
    return join_words(list(dict.fromkeys(f"{tell_mark(mark)} {tell_when(label)}" for mark, label in ends)))


def describe_lines(spec: Lines, subject: str, names: Names) -> str:
    """Say how each line went over the months, or of many what is highest and what changed most."""
    months = [spell_month(*month) for month in spec.months]
    series = [_hide_rest(each, spec) for each in spec.series]
    span = f" van {months[0]} tot en met {months[-1]}" if len(months) > 1 else f" in {months[0]}" if months else ""
    if months and months[0] in subject and months[-1] in subject:
        span = ""
    count = count_of(len(series), "lijn", "lijnen")
    opening = f"{subject}: {names.region}{span}, {count} met een cijfer per maand."
    closing = _tell_line_gaps(spec)
    if not months:
        return opening
    if len(series) <= MOST_TOLD:
        told = [_tell_line(each, months) for each in series]
        return join_sentences(opening, told, closing)
    lasts = [Item(each.name, each.marks[-1]) for each in series]
    pairs = [Pair(each.name, each.marks[0], each.marks[-1]) for each in series]
    sentences = (
        tell_extremes(
            capitalize_first(tell_when(months[-1])),
            [item for item in lasts if is_shown(item.mark)],
            [item.mark for item in lasts],
        ),
        tell_moves(
            f"Sinds {months[0]}",
            [pair for pair in pairs if pair.known],
            complete=all(pair.known for pair in pairs),
        ),
    )
    return join_sentences(opening, sentences, closing)


def _hide_rest(series: LineSeries, spec: Lines) -> LineSeries:
    """Leave out the shares of a month in which just one share is withheld: it is the rest of 100%."""
    if spec.unit != "%":
        return series
    alone = [stands_alone([each.marks[n] for each in spec.series]) for n in range(len(spec.months))]
    marks = tuple(Mark(None, "") if alone[n] else mark for n, mark in enumerate(series.marks))
    return LineSeries(series.name, marks)


def _tell_line(series: LineSeries, months: list[str]) -> str:
    """Say how a line went; where an end isn't known, from its first to its last figure."""
    shown = [n for n, mark in enumerate(series.marks) if is_shown(mark)]
    if not shown:
        return ""
    first, last = shown[0], shown[-1]
    marks, labels = series.marks[first : last + 1], months[first : last + 1]
    turns = tell_turns(marks, labels)
    dated = len(shown) == 1 or len(marks) < len(months)
    return f"{series.name} {tell_course(marks, labels, dated=dated)}{f', {turns}' if turns else ''}."


def _tell_line_gaps(spec: Lines) -> str:
    """Say of each line in how many months it has no figure."""
    told = []
    for series in spec.series:
        withheld = sum(mark.number is None and mark.withheld for mark in series.marks)
        missing = sum(mark.number is None and not mark.withheld for mark in series.marks)
        of = f"van de {len(series.marks)} maanden"
        if withheld:
            told.append(f"bij {series.name} staat in {withheld} {of} {WITHHELD_WORDS}")
        if missing:
            told.append(f"bij {series.name} is het cijfer in {missing} {of} {MISSING_TEXT}")
    return f"{capitalize_first(join_words(told))}." if told else ""


def describe_fan(spec: Fan, subject: str, names: Names) -> str:
    """Say where a forecast begins, and where its lowest, middle and highest course end."""
    lines = (spec.low, spec.middle, spec.high)
    years = tuple(str(year) for year in spec.years)
    opening = f"{subject}: verwachting voor {names.region}{_tell_years(years, subject)}, met drie lijnen."
    items = [
        Item(f"{line.name} {tell_when(year)}", mark)
        for line in lines
        for year, mark in zip(years, line.marks, strict=True)
    ]
    closing = tell_gaps(items)
    if not years:
        return opening
    return join_sentences(opening, (_tell_start(lines, years), _tell_ends(lines, years[-1])), closing)


def _tell_ends(lines: tuple[FanLine, FanLine, FanLine], year: str) -> str:
    """Say where the three courses end: they have ranks unless they end alike."""
    shown = [line for line in lines if is_shown(line.marks[-1])]
    when = capitalize_first(tell_when(year))
    if len(shown) == len(lines) and len({_tell_end(line) for line in lines}) == 1:
        return f"{when} eindigen alle lijnen {_tell_end(lines[0])}."
    ranks = zip(("de laagste", "de middelste", "de hoogste"), lines, strict=True)
    ends = [f"{rank} {_tell_end(line)}" for rank, line in ranks if line in shown]
    return f"{when} eindigt {join_words(ends)}." if ends else ""


def _tell_end(line: FanLine) -> str:
    change = f" ({spell_sign(line.change)})" if line.change and is_complete(line.marks) else ""
    return f"op {tell_mark(line.marks[-1])}{change}"


def _tell_start(lines: tuple[FanLine, FanLine, FanLine], years: tuple[str, ...]) -> str:
    """Say what the figure is where the three courses part, and before that where it began."""
    together = []
    for n in range(len(years) - 1):
        texts = {line.marks[n].text for line in lines}
        if len(texts) > 1 or not all(is_shown(line.marks[n]) for line in lines):
            break
        together.append(n)
    if not together:
        return ""
    first, last = together[0], together[-1]
    start = tell_mark(lines[0].marks[first])
    if first == last:
        return f"Alle lijnen beginnen {tell_when(years[first])} op {start}."
    end = tell_mark(lines[0].marks[last])
    return f"Tot en met {years[last]} zijn ze gelijk: {start} {tell_when(years[first])} en {end} in {years[last]}."
