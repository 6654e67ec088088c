"""A small table: figures aligned at the right under their headings, thin rules between rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from regioplan_pdf.charts.heights import Heights, Stretch
from regioplan_pdf.charts.labels import (
    ASCENT,
    LEADING,
    block_height,
    centred_baseline,
    draw_lines,
    force_lines,
    mark_text,
    sizes_down,
)
from regioplan_pdf.charts.layers import GRID
from regioplan_pdf.charts.style import ChartStyle
from regioplan_pdf.model.charts import Mark, SmallTable, TableRow

if TYPE_CHECKING:
    from regioplan_pdf.charts.sheet import Sheet

_PADDING_LEAST, _PADDING_IDEAL, _PADDING_MOST = 2.5, 6.0, 14.0
"""Space in pt over and under the text of a row."""

_GAP = 14.0
_GAP_LEAST = 6.0
_LABEL_LEAST = 0.3
_SIGNS = ("+", "-", "−", "–")


@dataclass(frozen=True, slots=True)
class _Plan:
    """Texts and widths that follow from the chart's width. rights: right ends of columns."""

    size: float
    labels: tuple[tuple[str, ...], ...]
    headings: tuple[tuple[str, ...], ...]
    label_heading: tuple[str, ...]
    rights: tuple[float, ...]
    heading_size: float

    @property
    def head_lines(self) -> int:
        return max(len(lines) for lines in (*self.headings, self.label_heading, ("",)))


def _face(spec: SmallTable, row: int, column: int) -> str:
    mark = spec.rows[row].cells[column]
    if mark.number is None and not mark.text.strip(" –-"):
        return "regular"
    if mark.number is None and not mark.text.startswith(_SIGNS):
        return "regular"
    if spec.rows[row].strong or column == 0:
        return "bold"
    return "regular"


def _is_growth(spec: SmallTable, column: int) -> bool:
    cells = [mark_text(row.cells[column]) for row in spec.rows]
    return bool(cells) and all(text.startswith(_SIGNS) or text[:1] in ("0", "") for text in cells)


def benchmark_column(spec: SmallTable) -> int:
    """Which column is muted: the second, unless that tells growth; -1 for none."""
    return 1 if len(spec.columns) > 1 and not _is_growth(spec, 1) else -1


def _cells_width(spec: SmallTable, column: int, size: float, style: ChartStyle) -> float:
    return max(
        (style.width(mark_text(row.cells[column]), _face(spec, n, column), size) for n, row in enumerate(spec.rows)),
        default=0.0,
    )


def _longest_word(texts: Sequence[str], face: str, size: float, style: ChartStyle) -> float:
    return max((style.width(word, face, size) for text in texts for word in text.split()), default=0.0)


def _fit_columns(spec: SmallTable, style: ChartStyle, width: float) -> tuple[float, float, list[float]]:
    """The text size, the gap before each column, and the columns' widths, all in pt.

    The size shrinks until figures, whole words of headings and of labels fit beside one
    another; then headings may widen their column as far as the labels can spare the room.
    """
    heads = style.small_size
    words = [_longest_word([text], "regular", heads, style) for text in spec.columns]
    labels = [row.label for row in spec.rows]
    size, gap, columns = style.value_size, _GAP, words
    for size in sizes_down(style.value_size):
        cells = [_cells_width(spec, n, size, style) for n in range(len(spec.columns))]
        columns = [max(cell, word) for cell, word in zip(cells, words, strict=True)]
        room = width - max(_longest_word(labels, "bold", size, style), _LABEL_LEAST * width)
        gap = _GAP if sum(columns) + _GAP * len(columns) <= room else _GAP_LEAST
        if sum(columns) + gap * len(columns) <= room:
            break
    else:
        # A heading's word may be broken, a figure never.
        over = sum(columns) + gap * len(columns) - room
        yielding = sum(column - cell for column, cell in zip(columns, cells, strict=True))
        share = min(1.0, over / yielding) if yielding > 0 else 0.0
        columns = [column - (column - cell) * share for column, cell in zip(columns, cells, strict=True)]
    longest = max((style.width(row.label, _label_face(row), size) for row in spec.rows), default=0.0)
    spare = width - min(longest, 0.5 * width) - sum(columns) - gap * len(columns)
    wishes = [min(0.4 * width, style.width(text, "regular", heads)) for text in spec.columns]
    more = [max(0.0, wish - column) for wish, column in zip(wishes, columns, strict=True)]
    share = min(1.0, max(0.0, spare) / sum(more)) if sum(more) > 0 else 0.0
    return size, gap, [column + extra * share for column, extra in zip(columns, more, strict=True)]


def _plan(spec: SmallTable, style: ChartStyle, width: float) -> _Plan:
    """Columns as wide as their figures ask; the labels get the rest, on more lines if need be."""
    heading_size = style.small_size
    size, gap, columns = _fit_columns(spec, style, width)
    room = max(width - sum(columns) - gap * len(columns), 20.0)
    rights: list[float] = []
    x = width
    for column in reversed(columns):
        rights.insert(0, x)
        x -= column + gap
    headings = [
        force_lines(text, "regular", heading_size, max(column + max(gap - 9, 0.0), 12.0), style, 3)
        for text, column in zip(spec.columns, columns, strict=True)
    ]
    label_heading = force_lines(spec.label_heading, "regular", heading_size, room, style, 3)
    labels = [force_lines(row.label, _label_face(row), size, room, style, 3) for row in spec.rows]
    return _Plan(
        size, tuple(labels), tuple(headings), label_heading if spec.label_heading else (), tuple(rights), heading_size
    )


def _label_face(row: TableRow) -> str:
    return "bold" if row.strong else "regular"


def _head_height(plan: _Plan) -> float:
    return block_height(plan.head_lines, plan.heading_size) + 5


def _stretch(spec: SmallTable, plan: _Plan) -> Stretch:
    def total(padding: float) -> float:
        rows = sum(block_height(len(lines), plan.size) + 2 * padding for lines in plan.labels)
        return _head_height(plan) + rows + 1

    return Stretch(total, _PADDING_LEAST, _PADDING_IDEAL, _PADDING_MOST)


def table_heights(spec: SmallTable, width: float, style: ChartStyle) -> Heights:
    """Heights in pt at a width in pt."""
    return _stretch(spec, _plan(spec, style, width)).heights()


def draw_table(spec: SmallTable, sheet: Sheet) -> None:
    """Draw the table on a sheet."""
    style = sheet.style
    plan = _plan(spec, style, sheet.width)
    padding = _stretch(spec, plan).fit(sheet.height)
    muted_column = benchmark_column(spec)
    muted = style.colour("muted")
    y = sheet.height - _head_height(plan)
    _draw_head(sheet, plan, muted)
    sheet.rule((0.0, y), (sheet.width, y), style.colour("heading"), 1.0, layer=GRID)
    for n, (row, lines) in enumerate(zip(spec.rows, plan.labels, strict=True)):
        height = block_height(len(lines), plan.size) + 2 * padding
        middle = y - height / 2
        first = centred_baseline(middle, plan.size, style) + (len(lines) - 1) * LEADING * plan.size / 2
        draw_lines(sheet, lines, 0.0, first + ASCENT * plan.size, style.colour("text"), _label_face(row), plan.size)
        for column, (mark, right) in enumerate(zip(row.cells, plan.rights, strict=True)):
            ink = style.colour("benchmark_text") if column == muted_column else _ink(mark, style)
            baseline = centred_baseline(middle, plan.size, style)
            sheet.text(right, baseline, mark_text(mark), ink, _face(spec, n, column), plan.size, "end")
        y -= height
        sheet.rule((0.0, y), (sheet.width, y), style.colour("rule"), 0.5, layer=GRID)


def _ink(mark: Mark, style: ChartStyle) -> str:
    return style.colour("muted" if mark.number is None and mark.withheld else "text")


def _draw_head(sheet: Sheet, plan: _Plan, ink: str) -> None:
    """Headings stand on the rule: short ones as low as the tallest."""
    size = plan.heading_size
    foot = sheet.height - block_height(plan.head_lines, size)
    for lines, right in zip(plan.headings, plan.rights, strict=True):
        draw_lines(sheet, lines, right, foot + block_height(len(lines), size), ink, "regular", size, "end")
    if plan.label_heading:
        lines = plan.label_heading
        draw_lines(sheet, lines, 0.0, foot + block_height(len(lines), size), ink, "regular", size)
