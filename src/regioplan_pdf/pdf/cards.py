"""Chart cards: the finding, what is measured, the chart, and where it's explained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from regioplan_pdf import charts
from regioplan_pdf.charts.style import ChartStyle
from regioplan_pdf.model.document import ChartCard
from regioplan_pdf.model.text import Run
from regioplan_pdf.pdf.galley import Typesetter
from regioplan_pdf.pdf.sheet import AnchorItem, DrawingItem, RectItem, SheetItem, TableItem, TextItem
from regioplan_pdf.type.lines import Line

FINDING_SIZE = 13.5
FINDING_LEADING = 16.5
MEASURE_SIZE = 10.5
MEASURE_LEADING = 13.5
FOOT_SIZE = 9.0
FOOT_LEADING = 11.5
FOOT_GAP = 8.0
"""White between a chart and the line under it."""
TOP = 8.0
"""From the rule over a card to the top of its finding."""
CHART_GAP = 6.0
SECOND_GAP = 11.0
"""White between a chart and the heading of the second under the same finding."""
RULE = 1.5
CARD_GUTTER = 24.0
ROW_GAP = 13.0
EXAMPLE_TEXT = "voorbeeldcijfers"
DOT = "·"
"""Stands between the parts of a card's foot."""


@dataclass(frozen=True, slots=True)
class CardTexts:
    """The lines over, between and under the charts of a card, broken to its width."""

    finding: tuple[Line, ...]
    measure: tuple[Line, ...]
    second_measure: tuple[Line, ...]
    foot: tuple[Line, ...]

    @property
    def head(self) -> float:
        """Height over the first chart, pt."""
        return RULE + TOP + FINDING_LEADING * len(self.finding) + MEASURE_LEADING * len(self.measure) + CHART_GAP

    @property
    def between(self) -> float:
        """Height between the first chart and a second, pt."""
        lines = len(self.second_measure)
        return SECOND_GAP + CHART_GAP + MEASURE_LEADING * lines if lines else SECOND_GAP

    @property
    def under(self) -> float:
        """Height under the charts, pt."""
        return FOOT_GAP + FOOT_LEADING * len(self.foot)


@dataclass(frozen=True, slots=True)
class CardSize:
    """How high a card wants to be at its width, pt. head, foot: what stands over and under the chart."""

    head: float
    foot: float
    minimum: float
    ideal: float
    maximum: float


@dataclass(frozen=True, slots=True)
class CardRow:
    """Cards side by side: the card, its x and width, and the height that the row needs.

    head, foot: of the tallest, so that charts stand in line.
    """

    cards: tuple[tuple[ChartCard, float, float], ...]
    head: float
    foot: float
    minimum: float
    ideal: float
    maximum: float


def _chart_heights(
    card: ChartCard, number: int, width: float, typesetter: Typesetter, style: ChartStyle
) -> charts.Heights:
    """What heights suit a card's first or second chart; measured once for a width and type size."""
    key = (card.id, number, width, style.label_size)
    found = typesetter.chart_heights.get(key)
    if found is None:
        spec = card.second if number == 2 and card.second is not None else card.spec
        found = typesetter.chart_heights[key] = charts.heights(spec, width, style)
    return found


def _texts(card: ChartCard, width: float, typesetter: Typesetter) -> CardTexts:
    """The card's lines; broken once for a width, whatever the size of the type in its charts."""
    key = (card.id, width)
    found = typesetter.card_texts.get(key)
    if found is None:
        second = (Run(card.second_measure),) if card.second_measure else ()
        foot = typesetter.lines(_foot_runs(card), width, FOOT_SIZE, hyphenate=False)
        found = typesetter.card_texts[key] = CardTexts(
            typesetter.balanced(card.finding, width, FINDING_SIZE),
            typesetter.lines(_measure_runs(card.measure, card.unit_line), width, MEASURE_SIZE, hyphenate=False),
            typesetter.lines(second, width, MEASURE_SIZE, "bold", hyphenate=False),
            tuple(_without_outer_dots(line, typesetter) for line in foot),
        )
    return found


def _without_outer_dots(line: Line, typesetter: Typesetter) -> Line:
    """A line of a card's foot without the dot that would hang at its begin or end: the new line parts as well."""
    pieces = line.pieces
    texts = [piece.text for piece in pieces]
    texts[0] = texts[0].removeprefix(f"{DOT} ")
    if line.text.endswith(f" {DOT}"):
        texts[-1] = texts[-1].removesuffix(DOT)
        end = -1 if texts[-1] else -2
        texts[end] = texts[end].rstrip(" ")
    if texts == [piece.text for piece in pieces]:
        return line
    kept = [(text, piece) for text, piece in zip(texts, pieces, strict=True) if text]
    return line.with_pieces(*[typesetter.piece(text, piece.face, piece.link) for text, piece in kept])


def _measure_runs(measure: str, unit_line: str) -> tuple[Run, ...]:
    return (Run(measure, bold=True), Run(f" {unit_line}")) if unit_line else (Run(measure, bold=True),)


def measure_card(card: ChartCard, width: float, typesetter: Typesetter, style: ChartStyle) -> CardSize:
    """What height a card needs at a width (pt)."""
    texts = _texts(card, width, typesetter)
    head, foot = texts.head, texts.under
    wanted = _chart_heights(card, 1, width, typesetter, style)
    low, ideal, high = wanted.minimum, wanted.ideal, wanted.maximum
    if card.second is not None:
        more = _chart_heights(card, 2, width, typesetter, style)
        extra = texts.between
        low, ideal, high = (
            low + more.minimum + extra,
            ideal + more.ideal + extra,
            high + more.maximum + extra,
        )
    rest = head + foot
    return CardSize(head, foot, low + rest, ideal + rest, high + rest)


def arrange_rows(
    cards: Sequence[ChartCard], columns: int, x: float, width: float, typesetter: Typesetter, style: ChartStyle
) -> Iterator[CardRow]:
    """Put cards in rows of `columns`, in reading order; a last row is spread over the width.

    A row is measured when it's asked for.
    """
    rows: list[list[ChartCard]] = []
    room = 0
    for card in cards:
        span = min(card.span, columns)
        if not rows or span > room:
            rows.append([])
            room = columns
        rows[-1].append(card)
        room -= span
    for row in rows:
        yield _arrange_row(row, columns, x, width, typesetter, style)


def _arrange_row(
    row: Sequence[ChartCard], columns: int, x: float, width: float, typesetter: Typesetter, style: ChartStyle
) -> CardRow:
    spans = [min(card.span, columns) for card in row]
    total = sum(spans)
    unit = (width - CARD_GUTTER * (total - 1)) / total
    placed = []
    left = x
    for card, span in zip(row, spans, strict=True):
        card_width = unit * span + CARD_GUTTER * (span - 1)
        placed.append((card, left, card_width))
        left += card_width + CARD_GUTTER
    sizes = [measure_card(card, card_width, typesetter, style) for card, _, card_width in placed]
    head = max(size.head for size in sizes)
    foot = max(size.foot for size in sizes)
    over = [head + foot - size.head - size.foot for size in sizes]
    return CardRow(
        tuple(placed),
        head,
        foot,
        max(size.minimum + extra for size, extra in zip(sizes, over, strict=True)),
        max(size.ideal + extra for size, extra in zip(sizes, over, strict=True)),
        max(size.maximum + extra for size, extra in zip(sizes, over, strict=True)),
    )


def share_height(rows: Sequence[CardRow], height: float) -> tuple[float, ...]:
    """Divide a height (pt) over rows: by their ideals, no row under its minimum.

    A row that would get more than its maximum leaves the rest to the others; what nobody
    wants is shared by all.
    """
    room = height - ROW_GAP * (len(rows) - 1)
    low, ideal = sum(r.minimum for r in rows), sum(r.ideal for r in rows)
    if room <= ideal:
        part = 0.0 if ideal == low else max(0.0, (room - low) / (ideal - low))
        return tuple(r.minimum + part * (r.ideal - r.minimum) for r in rows)
    high = sum(r.maximum for r in rows)
    part = 1.0 if high == ideal else min(1.0, (room - ideal) / (high - ideal))
    shared = [r.ideal + part * (r.maximum - r.ideal) for r in rows]
    left = (room - sum(shared)) / len(rows)
    return tuple(size + max(0.0, left) for size in shared)


def set_row(row: CardRow, y: float, height: float, typesetter: Typesetter, style: ChartStyle) -> tuple[SheetItem, ...]:
    """A row of cards on the page, its top at y."""
    items: list[SheetItem] = []
    for card, x, width in row.cards:
        items.extend(_set_head(card, x, y, width, typesetter))
        chart_height = height - row.head - row.foot
        items.extend(_set_charts(card, x, y + row.head, width, chart_height, typesetter, style))
        top = y + height - row.foot + FOOT_GAP
        for number, line in enumerate(_texts(card, width, typesetter).foot):
            baseline = top + 9 + number * FOOT_LEADING
            items.append(_line(f"{card.id}.voet", line, x, baseline, FOOT_SIZE, typesetter.colours["muted"]))
    return tuple(items)


def _set_head(card: ChartCard, x: float, y: float, width: float, typesetter: Typesetter) -> list[SheetItem]:
    colours = typesetter.colours
    items: list[SheetItem] = [
        RectItem(x, y, width, RULE, colours["heading"]),
        AnchorItem(card.id, x, y - 4, card.finding, 1),
    ]
    texts = _texts(card, width, typesetter)
    top = y + RULE + TOP
    for line in texts.finding:
        items.append(_line(f"{card.id}.bevinding", line, x, top + 12, FINDING_SIZE, colours["heading"]))
        top += FINDING_LEADING
    for line in texts.measure:
        items.append(_line(f"{card.id}.maat", line, x, top + 10, MEASURE_SIZE, colours["text"]))
        top += MEASURE_LEADING
    return items


def _set_charts(
    card: ChartCard, x: float, y: float, width: float, height: float, typesetter: Typesetter, style: ChartStyle
) -> list[SheetItem]:
    if card.second is None:
        return [
            DrawingItem(card.id, x, y, charts.draw(card.spec, width, height, style)),
            *_figures(card, x, y, width, height),
        ]
    first, second = (_chart_heights(card, number, width, typesetter, style) for number in (1, 2))
    texts = _texts(card, width, typesetter)
    extra = texts.between
    room = height - extra
    slack = room - first.ideal - second.ideal
    upper = first.ideal + slack * first.ideal / (first.ideal + second.ideal)
    items: list[SheetItem] = [DrawingItem(card.id, x, y, charts.draw(card.spec, width, upper, style))]
    items.extend(_figures(card, x, y, width, upper))
    top = y + upper + SECOND_GAP
    for line in texts.second_measure:
        items.append(_line(f"{card.id}.maat2", line, x, top + 10, MEASURE_SIZE, typesetter.colours["text"]))
        top += MEASURE_LEADING
    second_drawing = charts.draw(card.second, width, room - upper, style)
    items.append(DrawingItem(f"{card.id}.2", x, y + upper + extra, second_drawing))
    if card.second_table is not None:
        below = y + upper + extra
        items.append(TableItem(f"{card.id}.tabel2", x, below, width, room - upper, card.second_table))
    return items


def _figures(card: ChartCard, x: float, y: float, width: float, height: float) -> tuple[SheetItem, ...]:
    """The figures behind the first chart, to be read aloud after it."""
    return (TableItem(f"{card.id}.tabel", x, y, width, height, card.table),) if card.table is not None else ()


def _foot_runs(card: ChartCard) -> tuple[Run, ...]:
    """'Leeswijzer 5, 6 · Regioanalyse p. 13 · voorbeeldcijfers'; each entry is a link."""
    entries: list[Run] = []
    if card.entry:
        entries.append(Run(f"Leeswijzer\u00a0{card.entry}", link=f"#{card.entry_id}"))
    for ref in card.more_entries:
        entries.extend((Run(", "), Run(str(ref.number), link=f"#{ref.id}")))
    runs: list[Run] = []
    if card.pages:
        runs.append(Run("Regioanalyse p.\u00a0" + ", ".join(map(str, card.pages))))
    if card.example:
        runs.append(Run(EXAMPLE_TEXT, bold=True))
    if card.note:
        runs.append(Run(card.note))
    rest = [part for run in runs for part in (Run(f" {DOT} "), run)]
    return (*entries, *(rest if entries else rest[1:]))


def _line(node: str, line: Line, x: float, y: float, size: float, colour: str) -> TextItem:
    return TextItem(node, x, y, line, size, colour)
