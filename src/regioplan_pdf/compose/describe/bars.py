"""What stacked bars, paired bars and lists of bars show, in words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Literal

from regioplan_pdf.compose.describe.ranks import MOST_TIED, Pair, bottom, tell_against, tell_extremes, tell_moves, top
from regioplan_pdf.compose.describe.secrecy import Item, find_open, is_complete, is_shown, is_withheld, tell_gaps
from regioplan_pdf.compose.describe.words import (
    Names,
    count_of,
    join_sentences,
    printed_number,
    spell_periods,
    tell_mark,
    tell_span,
    tell_when,
)
from regioplan_pdf.dutch import capitalize_first, join_words
from regioplan_pdf.model.charts import BarList, BarRow, Mark, PairedBars, StackedBars, StackedRow

MOST_LISTED = 3
"""Up to here every category is told, with the benchmark's figure beside it."""


def describe_stacked(spec: StackedBars, subject: str, names: Names) -> str:
    """Say how a whole is divided: over time, or in the region beside the benchmark."""
    own = [row for row in spec.rows if not row.benchmark]
    beside = next((row for row in spec.rows if row.benchmark), None)
    if not own:
        return f"{subject}."
    is_open = find_open(row.marks for row in spec.rows)
    by_period = own[-1].label != names.region
    closing = tell_gaps(_stacked_items(spec, own[-1], names), "cijfers")
    if len(own) == 1 and len(spec.categories) <= MOST_LISTED:
        opening = f"{subject}: {_count_parts(spec)}."
        pairs = _row_pairs(spec, beside, own[0], is_open)
        return join_sentences(opening, (_tell_pairs(pairs, names, compared=beside is not None),), closing)
    opening = f"{subject}: {names.region}"
    where = f"In {names.region}"
    if by_period:
        opening += f" {tell_span(tuple(row.label for row in own))}"
        where = capitalize_first(tell_when(own[-1].label))
    opening += f", naast {names.together}." if beside else f", {_count_parts(spec)}."
    sentences = [_tell_row(where, spec, own[-1], beside, is_open, names)]
    if len(own) > 1:
        pairs = _row_pairs(spec, own[0], own[-1], is_open)
        complete = is_complete((*own[0].marks, *own[-1].marks))
        since = f"Sinds {spell_periods(own[0].label)}"
        sentences.append(tell_moves(since, [pair for pair in pairs if pair.known], complete=complete))
    return join_sentences(opening, sentences, closing)


def _count_parts(spec: StackedBars) -> str:
    return count_of(len(spec.categories), "deel van 100%", "delen die samen 100% zijn")


def _row_pairs(spec: StackedBars, first: StackedRow | None, last: StackedRow, is_open: frozenset[int]) -> list[Pair]:
    """Pair the parts of two rows that may be told; the last with itself when there is no first."""
    before = (first or last).marks
    return [
        Pair(name, before[n], last.marks[n])
        for n, name in enumerate(spec.categories)
        if n in is_open and is_shown(last.marks[n])
    ]


def _tell_row(
    where: str, spec: StackedBars, row: StackedRow, beside: StackedRow | None, is_open: frozenset[int], names: Names
) -> str:
    """Say what the largest and the smallest part is, and what they are for the benchmark."""
    items = [
        Item(name, row.marks[n]) for n, name in enumerate(spec.categories) if n in is_open and is_shown(row.marks[n])
    ]
    sentence = tell_extremes(where, items, row.marks)
    if not sentence or beside is None:
        return sentence
    ranked = (top(items), [] if any(map(is_withheld, row.marks)) else bottom(items))
    told = dict.fromkeys(ends[0].label for ends in ranked if len(ends) == 1)
    marks = dict(zip(spec.categories, beside.marks, strict=True))
    figures = [f"{label} {tell_mark(marks[label])}" for label in told if is_shown(marks[label])]
    return f"{sentence[:-1]}; in {names.together} is {join_words(figures)}." if figures else sentence


def _stacked_items(spec: StackedBars, last: StackedRow, names: Names) -> list[Item]:
    """All marks, named with their period or party unless they stand in the region's last row."""
    items = []
    for row in spec.rows:
        where = f" in {names.together}" if row.benchmark else "" if row is last else f" {tell_when(row.label)}"
        items += [Item(f"{name}{where}", mark) for name, mark in zip(spec.categories, row.marks, strict=True)]
    return items


def _tell_pairs(pairs: Sequence[Pair], names: Names, *, compared: bool) -> str:
    """Say of each category what it is in the region and for the benchmark."""
    if compared and len(pairs) > 1 and all(pair.known and not pair.change for pair in pairs):
        figures = join_words([f"{pair.label} {tell_mark(pair.last)}" for pair in pairs])
        return f"De cijfers van {names.region} zijn gelijk aan die van {names.together}: {figures}."
    told: list[str] = []
    for pair in pairs:
        place = "" if told else f" in {names.region}"
        text = f"{pair.label}{' is' if not told else ''} {tell_mark(pair.last)}{place}"
        if compared and is_shown(pair.first):
            text += f"{'' if told else ','} tegen {tell_mark(pair.first)}"
            text += "" if told else f" in {names.together}"
        told.append(text)
    return f"{capitalize_first('; '.join(told))}." if told else ""


def describe_paired(spec: PairedBars, subject: str, names: Names) -> str:
    """Say what is highest in the region, and where it differs most from the benchmark."""
    compared = any(row.benchmark is not None for row in spec.rows)
    own = tuple(row.region for row in spec.rows)
    # A row without a benchmark of its own has nothing to hide there.
    others = tuple(row.benchmark for row in spec.rows if row.benchmark is not None)
    is_open = find_open((own, others) if len(others) == len(own) else (own,))
    pairs = [
        Pair(row.label, row.benchmark or row.region, row.region)
        for n, row in enumerate(spec.rows)
        if n in is_open and is_shown(row.region)
    ]
    items = [Item(row.label, row.region) for row in spec.rows]
    items += [Item(f"{row.label} in {names.together}", row.benchmark) for row in spec.rows if row.benchmark]
    closing = tell_gaps(items)
    complete = is_complete((*own, *others))
    if len(spec.rows) <= MOST_LISTED:
        sentences = [_tell_pairs(pairs, names, compared=compared)]
        if len(spec.rows) > 2 and compared and complete:
            sentences.append(_tell_widest(pairs))
        return join_sentences(f"{subject}.", sentences, closing)
    opening = f"{subject}: {len(spec.rows)} groepen in {names.region}{f', naast {names.together}' if compared else ''}."
    shown = [Item(pair.label, pair.last) for pair in pairs]
    extremes = tell_extremes(f"In {names.region}", shown, own)
    known = [pair for pair in pairs if pair.known and pair.first is not pair.last]
    tell = partial(_tell_differences, known if compared else (), names, len(spec.rows), complete=complete)
    text = join_sentences(opening, (extremes, tell(figures=True)), closing)
    return text if tell(figures=True) in text else join_sentences(opening, (extremes, tell(figures=False)), closing)


def _tell_widest(pairs: Sequence[Pair]) -> str:
    gaps = [abs(pair.change) for pair in pairs if pair.known]
    widest = [pair for pair in pairs if pair.known and abs(pair.change) == max(gaps)]
    return f"Het verschil is het grootst bij {widest[0].label}." if len(widest) == 1 else ""


def _tell_differences(pairs: Sequence[Pair], names: Names, rows: int, *, complete: bool, figures: bool) -> str:
    """Say where the region is furthest over and under the benchmark.

    Args:
        pairs: of which both figures are shown.
        names: of region and benchmark.
        rows: how many groups there are in the chart.
        complete: whether no figure is withheld or missing.
        figures: whether they're told of groups that share a place too.

    """
    if not pairs:
        return ""
    tell = partial(_tell_furthest, rows=rows, complete=complete, figures=figures)
    over, under = _furthest(pairs, 1), _furthest(pairs, -1)
    told = [tell(over, f"boven {names.together}")] if over else []
    if under:
        told.append(tell(under, "eronder" if told else f"onder {names.together}"))
    if not told:
        return f"De {'' if complete else 'bekende '}cijfers zijn gelijk aan die van {names.together}."
    return f"{names.region} ligt {' en '.join(told)}."


def _furthest(pairs: Sequence[Pair], side: Literal[1, -1]) -> list[Pair]:
    """The pairs that differ most to one side, all that do so as much; none when no pair lies there."""
    most = max(side * pair.change for pair in pairs)
    return [pair for pair in pairs if side * pair.change == most] if most > 0 else []


def _tell_furthest(pairs: Sequence[Pair], where: str, rows: int, *, complete: bool, figures: bool) -> str:
    """Say at which groups the region lies furthest over or under; beside withheld figures only that it does."""
    first = pairs[0]
    if not complete:
        return f"onder meer bij {first.label} {where} ({tell_against(first)})"
    if len(pairs) == 1:
        return f"bij {first.label} het verst {where} ({tell_against(first)})"
    if len(pairs) == rows:
        return f"bij alle {rows} groepen even ver {where}"
    if len(pairs) > MOST_TIED:
        return f"bij {len(pairs)} groepen het verst {where}"
    named = [f"{pair.label} ({tell_against(pair)})" if figures else pair.label for pair in pairs]
    return f"bij {join_words(named)} het verst {where}"


def describe_bar_list(spec: BarList, subject: str, names: Names) -> str:
    """Say which bars are longest either way, how many lie below zero, and the totals."""
    marks = tuple(row.mark for row in spec.rows)
    is_open = find_open((marks,))
    items = [Item(row.label, row.mark) for row in spec.rows]
    shown = [item for n, item in enumerate(items) if n in is_open and is_shown(item.mark)]
    known = [item for item in items if is_shown(item.mark)]
    gaps = [*items, *(Item(_total_name(row, names), row.mark) for row in spec.totals)]
    opening = (
        f"{subject}: {count_of(len(spec.rows), 'onderdeel', 'onderdelen')} van {names.region}{_tell_order(known)}."
    )
    return join_sentences(opening, (_tell_ends(shown, marks), _tell_totals(spec, known, names)), tell_gaps(gaps))


def _tell_order(items: Sequence[Item]) -> str:
    numbers = [item.number for item in items]
    falls = len(set(numbers)) > 1 and numbers == sorted(numbers, reverse=True)
    return ", van hoog naar laag" if falls else ""


def _tell_ends(items: Sequence[Item], marks: Sequence[Mark]) -> str:
    """Say what the highest and lowest bar is, and how many lie below zero."""
    sentence = tell_extremes("", items, marks)
    below = sum(item.number < 0 for item in items)
    if not below or len(items) == 1 or any(map(is_withheld, marks)):
        return sentence
    lie = "ligt" if below == 1 else "liggen"
    return f"{sentence[:-1]}; {below} {lie} onder nul."


def _tell_totals(spec: BarList, known: Sequence[Item], names: Names) -> str:
    """Say what the region's and the benchmark's own figure is, and how many lie over the region's."""
    totals = [row for row in spec.totals if is_shown(row.mark)]
    if not totals:
        return ""
    told = [f"{_total_name(row, names)} {tell_mark(row.mark)}" for row in totals]
    sentence = f"Ter vergelijking: {join_words(told)}"
    region = next((row.mark for row in totals if row.emphasis == "region"), None)
    if region is None or len(known) < MOST_LISTED:
        return f"{sentence}."
    over = sum(item.number > printed_number(region) for item in known)
    whole = "" if len(known) == len(spec.rows) else " bekende"
    lie = "ligt" if over == 1 else "liggen"
    return f"{sentence}; {over} van de {len(known)}{whole} cijfers {lie} boven {names.region}."


def _total_name(row: BarRow, names: Names) -> str:
    return names.together if row.emphasis == "benchmark" else f"heel {row.label}"
