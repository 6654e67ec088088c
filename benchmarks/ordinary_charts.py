"""Charts the ordinary way: a pyplot figure for each, saved as a PNG of 200 dpi."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
from matplotlib import font_manager
from matplotlib.axes import Axes

from regioplan_pdf.model.charts import (
    BarList,
    ChartSpec,
    Fan,
    Lines,
    Mark,
    PairedBars,
    Scenarios,
    StackedBars,
    YearColumns,
)

DPI = 200
LOW = 110
"""A chart lower than this (pt) has smaller type."""
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
Colours = Mapping[str, str]


def set_up(fonts: Sequence[Path], colours: Colours) -> None:
    """Make pyplot use the plan's fonts and colours."""
    for path in fonts:
        font_manager.fontManager.addfont(str(path))
    family = font_manager.FontProperties(fname=str(fonts[0])).get_name()
    plt.rcParams.update(
        {
            "font.family": family,
            "font.size": 10,
            "text.color": colours["text"],
            "axes.labelcolor": colours["text"],
            "xtick.color": colours["text"],
            "ytick.color": colours["text"],
            "axes.spines.top": False,
            "axes.spines.right": False,
            "legend.frameon": False,
            "legend.fontsize": 10,
        }
    )


def save_chart(spec: ChartSpec, width: float, height: float, colours: Colours) -> bytes:
    """A PNG of a chart of `width` by `height` pt."""
    plt.rcParams["font.size"] = plt.rcParams["legend.fontsize"] = 8 if height < LOW else 10
    fig, ax = plt.subplots(figsize=(width / 72, height / 72))
    _PLOTS[type(spec)](ax, spec, colours)
    fig.tight_layout()
    buffer = io.BytesIO()
    fig.savefig(buffer, format="png", dpi=DPI)
    plt.close(fig)
    return buffer.getvalue()


def _values(marks: Sequence[Mark]) -> list[float]:
    return [mark.number or 0.0 for mark in marks]


def _texts(marks: Sequence[Mark]) -> list[str]:
    return [mark.text for mark in marks]


def _categories(colours: Colours) -> list[str]:
    return [colours[f"category{number}"] for number in (1, 2, 3, 4, 5, 6)] + [colours["region"], colours["benchmark"]]


def _bare(ax: Axes, *, left: bool = True) -> None:
    ax.spines["bottom"].set_visible(False)
    ax.spines["left"].set_visible(left)
    ax.set_xticks([])
    ax.tick_params(axis="y", length=0)


def _legend(ax: Axes, columns: int) -> None:
    ax.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=columns, borderaxespad=0, handlelength=1, columnspacing=1)


def plot_stacked(ax: Axes, spec: StackedBars, colours: Colours) -> None:
    labels = [row.label for row in spec.rows]
    left = [0.0] * len(labels)
    for index, (name, colour) in enumerate(zip(spec.categories, _categories(colours), strict=False)):
        marks = [row.marks[index] for row in spec.rows]
        bars = ax.barh(labels, _values(marks), left=left, color=colour, label=name, height=0.7, edgecolor="white")
        ink = "white" if index < 2 else colours["text"]
        texts = [mark.text if (mark.number or 0) >= 4 else "" for mark in marks]
        ax.bar_label(bars, texts, label_type="center", color=ink, fontweight="semibold")
        left = [start + value for start, value in zip(left, _values(marks), strict=True)]
    ax.invert_yaxis()
    ax.set_xlim(0, 100)
    _bare(ax, left=False)
    _legend(ax, min(5, len(spec.categories)))


def plot_paired(ax: Axes, spec: PairedBars, colours: Colours) -> None:
    places = range(len(spec.rows))
    region = [row.region for row in spec.rows]
    bars = ax.barh([p - 0.2 for p in places], _values(region), 0.38, color=colours["region"], label=spec.region_name)
    ax.bar_label(bars, _texts(region), padding=3, fontweight="semibold")
    other = [row.benchmark for row in spec.rows if row.benchmark is not None]
    if len(other) == len(region):
        where = [p + 0.2 for p in places]
        bars = ax.barh(where, _values(other), 0.38, color=colours["benchmark"], label=spec.benchmark_name)
        ax.bar_label(bars, _texts(other), padding=3, color=colours["benchmark_text"])
    ax.set_yticks(list(places), [row.label for row in spec.rows])
    ax.invert_yaxis()
    ax.margins(x=0.1)
    _bare(ax)
    _legend(ax, 2)


def plot_barlist(ax: Axes, spec: BarList, colours: Colours) -> None:
    rows = (*spec.rows, *spec.totals)
    fills = [colours["benchmark" if row.emphasis == "benchmark" else "region"] for row in rows]
    marks = [row.mark for row in rows]
    bars = ax.barh(range(len(rows)), _values(marks), 0.7, color=fills)
    ax.bar_label(bars, _texts(marks), padding=3)
    ax.set_yticks(range(len(rows)), [row.label for row in rows])
    ax.axvline(0, color=colours["text"], linewidth=0.8)
    ax.invert_yaxis()
    ax.margins(x=0.25)
    _bare(ax, left=False)


def plot_years(ax: Axes, spec: YearColumns, colours: Colours) -> None:
    width = 0.8 / len(spec.series)
    for index, series in enumerate(spec.series):
        colour = colours["benchmark" if series.benchmark else "region"]
        places = [year + index * width for year in range(len(spec.years))]
        name = f"{series.name} ({series.growth})" if series.growth else series.name
        bars = ax.bar(places, _values(series.marks), width * 0.92, color=colour, label=name)
        ax.bar_label(bars, _texts(series.marks), padding=2)
    labels = [f"{year}\n{note.text}" for year, note in zip(spec.years, spec.notes, strict=True)] if spec.notes else ()
    middle = width * (len(spec.series) - 1) / 2
    ax.set_xticks([year + middle for year in range(len(spec.years))], labels or spec.years)
    if spec.notes_label:
        ax.set_xlabel(spec.notes_label)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    _legend(ax, 2)


def plot_lines(ax: Axes, spec: Lines, colours: Colours) -> None:
    places = range(len(spec.months))
    for series, colour in zip(spec.series, _categories(colours), strict=False):
        values = [float("nan") if mark.number is None else mark.number for mark in series.marks]
        ax.plot(places, values, color=colour, linewidth=2)
        ax.plot(places[-1:], values[-1:], "o", color=colour)
        label = f"{series.marks[-1].text} {series.name}"
        ax.annotate(label, (places[-1], values[-1]), (8, 0), textcoords="offset points", va="center", color=colour)
    ticks = list(places)[::3]
    names = [f"{MONTHS[month - 1]}\n{year}" for year, month in spec.months]
    ax.set_xticks(ticks, [names[tick] for tick in ticks])
    ax.set_ylim(bottom=0)
    ax.set_ylabel(spec.unit)
    ax.grid(axis="y", color=colours["rule"])


def plot_fan(ax: Axes, spec: Fan, colours: Colours) -> None:
    low, middle, high = (_values(line.marks) for line in (spec.low, spec.middle, spec.high))
    ax.fill_between(spec.years, low, high, color=colours["category3"], alpha=0.4)
    for line, values in ((spec.low, low), (spec.middle, middle), (spec.high, high)):
        ax.plot(spec.years, values, color=colours["region"], linewidth=2 if line is spec.middle else 1)
        label = f"{line.name}: {line.marks[-1].text} ({line.change})"
        ax.annotate(label, (spec.years[-1], values[-1]), (6, 0), textcoords="offset points", va="center")
    ax.set_xticks(spec.years)
    ax.set_ylim(bottom=0)
    ax.grid(axis="y", color=colours["rule"])


def plot_scenarios(ax: Axes, spec: Scenarios, colours: Colours) -> None:
    labels = [column.label for column in spec.columns]
    bottom = [0.0] * len(labels)
    for index, (name, colour) in enumerate(zip(spec.parts, _categories(colours), strict=False)):
        marks = [column.marks[index] for column in spec.columns]
        bars = ax.bar(labels, _values(marks), 0.6, bottom=bottom, color=colour, label=name)
        ax.bar_label(bars, _texts(marks), label_type="center", color="white" if index < 2 else colours["text"])
        bottom = [start + value for start, value in zip(bottom, _values(marks), strict=True)]
    for place, column in enumerate(spec.columns):
        text = f"{column.total.text}\n{column.share}" if column.share else column.total.text
        ax.annotate(text, (place, bottom[place]), (0, 3), textcoords="offset points", ha="center", weight="semibold")
    ax.margins(y=0.2)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    _legend(ax, 2)


_PLOTS: dict[type, Callable[[Axes, Any, Colours], None]] = {
    StackedBars: plot_stacked,
    PairedBars: plot_paired,
    BarList: plot_barlist,
    YearColumns: plot_years,
    Lines: plot_lines,
    Fan: plot_fan,
    Scenarios: plot_scenarios,
}
