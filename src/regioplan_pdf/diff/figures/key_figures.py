"""The strip of key figures: what was in it, what is in it now."""

from __future__ import annotations

from collections.abc import Iterator

from regioplan_pdf.diff.figures.fields import compare_texts
from regioplan_pdf.diff.figures.pairs import at, pair_places
from regioplan_pdf.diff.figures.shown import in_words
from regioplan_pdf.model.changes import FigureChange, KeyFigureChange
from regioplan_pdf.model.content import Edition, KeyFigureSpec
from regioplan_pdf.model.document import Document, KeyFigure


def compare_key_figures(
    old: tuple[Document, Edition], new: tuple[Document, Edition], figures: tuple[FigureChange, ...]
) -> tuple[KeyFigureChange, ...]:
    """Pair key figures by id, else by what they show, and compare their texts."""
    before, after = old[0].key_figures, new[0].key_figures
    cells = [_cells(edition) for _, edition in (old, new)]
    anchors = {(change.indicator, change.category): change.anchor for change in figures}
    return tuple(
        _compare(at(before, one), at(after, two), cells, anchors)
        for one, two in pair_places(before, after, _votes(before, after, cells))
    )


def _cells(edition: Edition) -> dict[str, tuple[str, str]]:
    return {f"kerncijfer-{spec.id}": _cell(spec) for spec in edition.key_figures}


def _cell(spec: KeyFigureSpec) -> tuple[str, str]:
    return spec.indicator, in_words(spec.category)


def _votes(
    before: tuple[KeyFigure, ...], after: tuple[KeyFigure, ...], cells: list[dict[str, tuple[str, str]]]
) -> Iterator[tuple[int, int, float]]:
    for one, old in enumerate(before):
        for two, new in enumerate(after):
            if old.id == new.id:
                yield one, two, 2.0
            elif old.id in cells[0] and cells[0][old.id] == cells[1].get(new.id):
                yield one, two, 1.0


def _compare(
    old: KeyFigure | None,
    new: KeyFigure | None,
    cells: list[dict[str, tuple[str, str]]],
    anchors: dict[tuple[str, str], str],
) -> KeyFigureChange:
    names = ("waarde", "naam", "vergelijking")
    kind, fields = compare_texts(names, *(_texts(each) if each else None for each in (old, new)))
    cell = cells[1].get(new.id) if new is not None else cells[0].get(old.id) if old is not None else None
    anchor = anchors.get(cell, "") if cell else ""
    return KeyFigureChange(kind, old.id if old else "", new.id if new else "", fields, anchor)


def _texts(figure: KeyFigure) -> tuple[str, ...]:
    return figure.text, figure.label, figure.detail
