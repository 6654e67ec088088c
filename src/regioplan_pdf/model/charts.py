"""What each kind of chart is told: typed specs with every text already in Dutch.

A spec says what to show, never where or in which colour. `charts.draw(spec, width,
height, style)` turns it into a `Drawing`; `compose` makes it from the figures.
A mark's `number` places it; its `text` is what is printed beside it, so that chart,
prose and alternative text can't differ. A withheld mark has no number.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure in a chart: `number` is None when it is withheld or unknown."""

    number: float | None
    text: str
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class StackedRow:
    """A bar of parts that make up 100%. `benchmark` rows stand last, set off."""

    label: str
    marks: tuple[Mark, ...]
    benchmark: bool = False


@dataclass(frozen=True, slots=True)
class StackedBars:
    """Stacked 100% bars, a row for each period (or region) and one for the benchmark."""

    categories: tuple[str, ...]
    rows: tuple[StackedRow, ...]


@dataclass(frozen=True, slots=True)
class PairedRow:
    """A category with the region's figure and the benchmark's (None: no benchmark)."""

    label: str
    region: Mark
    benchmark: Mark | None = None


@dataclass(frozen=True, slots=True)
class PairedBars:
    """Two zero-based bars a category: the region first and bold, the benchmark grey."""

    region_name: str
    benchmark_name: str
    rows: tuple[PairedRow, ...]


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar; `emphasis` 'region' and 'benchmark' rows are totals to compare with."""

    label: str
    mark: Mark
    emphasis: str = ""


@dataclass(frozen=True, slots=True)
class BarList:
    """Horizontal bars from zero, positive to the right, negative to the left.

    totals: the region's own and the benchmark's row, set off below the list.
    """

    rows: tuple[BarRow, ...]
    totals: tuple[BarRow, ...] = ()


@dataclass(frozen=True, slots=True)
class YearSeries:
    """The columns of one party; `growth` ('+6,9%') is what happened from first to last."""

    name: str
    marks: tuple[Mark, ...]
    growth: str = ""
    benchmark: bool = False


@dataclass(frozen=True, slots=True)
class YearColumns:
    """Columns by year for the region and the benchmark, zero-based, with growth labels.

    notes: a line of small figures under the years ('3.785', ...), headed by `notes_label`;
    empty for none.
    """

    years: tuple[str, ...]
    series: tuple[YearSeries, ...]
    notes_label: str = ""
    notes: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class LineSeries:
    """One line; where a mark has no number the line is broken."""

    name: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines over months, named at their end, zero-based.

    months: (year, month), one for each mark of every series, in order.
    unit: what the value axis counts, for its label ('klanten').
    """

    months: tuple[tuple[int, int], ...]
    series: tuple[LineSeries, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class FanLine:
    """One course of a forecast, with what it ends at and how much that changes."""

    name: str
    marks: tuple[Mark, ...]
    change: str = ""


@dataclass(frozen=True, slots=True)
class Fan:
    """A forecast: minimum, middle and maximum from one starting point.

    years: the position of every mark on the time axis; labels for the axis are these years.
    """

    years: tuple[int, ...]
    low: FanLine
    middle: FanLine
    high: FanLine


@dataclass(frozen=True, slots=True)
class ScenarioColumn:
    """A stacked column of counts: `marks` follow `Scenarios.parts`, `total` on top.

    share: a percentage told over the column ('49%'), '' for none.
    """

    label: str
    marks: tuple[Mark, ...]
    total: Mark
    share: str = ""


@dataclass(frozen=True, slots=True)
class Scenarios:
    """Columns for today and each scenario; `share_label` says what the percentages are."""

    parts: tuple[str, ...]
    columns: tuple[ScenarioColumn, ...]
    share_label: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a small table; `strong` for the one a reader must not miss."""

    label: str
    cells: tuple[Mark, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class SmallTable:
    """A small table: a label column, then figures (region, benchmark, growth ...)."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    label_heading: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """A zorgkantoorregio on the tile map. state: 'this', 'sister' (same office) or 'other'.

    code: what stands on a tile that is too small for the name: a short name, or the CBS code.
    """

    code: str
    name: str
    column: int
    row: int
    state: str = "other"


@dataclass(frozen=True, slots=True)
class TileMap:
    """The 31 zorgkantoorregio's as tiles: column 0 is west, row 0 is north."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class DataTable:
    """The full figures of a chart: every mark once, as printed.

    columns: headers, the first over the row headers. rows: cells as text, the first of each
    is the row's header.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


ChartSpec = StackedBars | PairedBars | BarList | YearColumns | Lines | Fan | Scenarios | SmallTable
