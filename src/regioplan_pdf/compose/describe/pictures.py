"""What scenarios, small tables and the map of the regions show, in words."""

from __future__ import annotations

from collections.abc import Sequence

from regioplan_pdf.compose.describe.ranks import MOST_TIED, Pair, bottom, tell_against, top
from regioplan_pdf.compose.describe.secrecy import (
    Item,
    find_open,
    is_complete,
    is_shown,
    is_withheld,
    stands_alone,
    tell_gaps,
)
from regioplan_pdf.compose.describe.words import Names, count_of, join_sentences, printed_number, spell_sign, tell_mark
from regioplan_pdf.dutch import capitalize_first, join_words
from regioplan_pdf.model.charts import ScenarioColumn, Scenarios, SmallTable, Tile, TileMap

_COMPASS = (("noorden", 0, -1), ("oosten", 1, 0), ("zuiden", 0, 1), ("westen", -1, 0))
_MOST_NAMED = 3


def describe_scenarios(spec: Scenarios, subject: str, names: Names) -> str:
    """Say what every column adds up to, between what each part lies, and the shares over them."""
    count = count_of(len(spec.columns), "kolom", "kolommen")
    opening = f"{subject}: {count} voor {names.region}."
    is_open = [column for column in spec.columns if not stands_alone((*column.marks, column.total))]
    sentences = (_tell_totals(is_open), _tell_parts(spec, is_open), _tell_shares(spec, is_open))
    items = [
        Item(f"{part} in {column.label}", mark)
        for column in spec.columns
        for part, mark in zip((*spec.parts, "het totaal"), (*column.marks, column.total), strict=True)
    ]
    return join_sentences(opening, sentences, tell_gaps(items))


def _tell_totals(columns: Sequence[ScenarioColumn]) -> str:
    """Say the totals, columns with the same one together."""
    alike: dict[str, list[str]] = {}
    for column in columns:
        if is_shown(column.total):
            alike.setdefault(tell_mark(column.total), []).append(column.label)
    told = [f"{text} in {join_words(labels)}" for text, labels in alike.items()]
    return f"Het totaal is {join_words(told)}." if told else ""


def _tell_parts(spec: Scenarios, columns: Sequence[ScenarioColumn]) -> str:
    """Say of each part what its lowest and highest figure is, or its one figure."""
    told = []
    for n, part in enumerate(spec.parts):
        items = [Item(column.label, column.marks[n]) for column in columns if is_shown(column.marks[n])]
        if not items:
            continue
        low, high = bottom(items), top(items)
        if len(low) == len(items):
            always = " steeds" if len(items) > 1 else ""
            told.append(f"{part} is{always} {tell_mark(items[0].mark)}")
        else:
            ends = f"{_tell_place_of(low)} tot {_tell_place_of(high)}"
            known = "" if is_complete(column.marks[n] for column in spec.columns) else ", voor zover bekend,"
            told.append(f"{part} loopt{known} van {ends}")
    return f"{capitalize_first(join_words(told))}." if told else ""


def _tell_place_of(items: Sequence[Item]) -> str:
    """Say a figure and the columns that have it: '364 (Scenario 2 en Scenario 3)'."""
    labels = [item.label for item in items]
    return (
        f"{tell_mark(items[0].mark)} ({join_words(labels) if len(labels) <= MOST_TIED else f'{len(labels)} kolommen'})"
    )


def _tell_shares(spec: Scenarios, columns: Sequence[ScenarioColumn]) -> str:
    told = [f"{spell_sign(column.share)} bij {column.label}" for column in columns if column.share]
    label = f"{spec.share_label}: " if spec.share_label else "Erboven staat "
    return f"{label}{join_words(told)}." if told else ""


def describe_table(spec: SmallTable, subject: str, names: Names) -> str:
    """Say where the region is over and under the benchmark, and what grew."""
    heads = [names.spell_out(name) for name in spec.columns]
    own = heads.index(names.region) if names.region in heads else None
    beside = next((n for n, name in enumerate(heads) if name.casefold() == names.benchmark.casefold()), None)
    compared = f", naast {names.together}" if beside is not None else ""
    opening = f"{subject}: {count_of(len(spec.rows), 'rij', 'rijen')} over {names.region}{compared}."
    is_open = find_open(tuple(row.cells[n] for row in spec.rows) for n in range(len(heads)))
    rows = [row for n, row in enumerate(spec.rows) if n in is_open]
    sentences = []
    if own is not None and beside is not None:
        pairs = [Pair(row.label, row.cells[beside], row.cells[own]) for row in rows]
        known = [pair for pair in pairs if pair.known]
        complete = is_complete(row.cells[n] for row in spec.rows for n in (own, beside))
        sentences.append(_tell_sides(known, names, len(spec.rows), complete=complete))
        sentences.append(_tell_widest(known) if complete else "")
    elif own is not None:
        told = [f"{row.label} {tell_mark(row.cells[own])}" for row in rows if is_shown(row.cells[own])]
        sentences.append(f"{capitalize_first(join_words(told[:_MOST_NAMED]))}." if told else "")
    for n, name in enumerate(heads):
        if n not in (own, beside):
            # A change beside a figure that is withheld could lead back to it.
            kept = [row for row in rows if is_shown(row.cells[n]) and not any(map(is_withheld, row.cells))]
            told = [f"{row.label} {tell_mark(row.cells[n])}" for row in kept]
            sentences.append(f"{capitalize_first(name)}: {join_words(told)}." if told else "")
    items = [
        Item(row.label if n == own else f"{row.label} ({heads[n]})", mark)
        for row in spec.rows
        for n, mark in enumerate(row.cells)
    ]
    return join_sentences(opening, sentences, tell_gaps(items))


def _tell_sides(pairs: Sequence[Pair], names: Names, rows: int, *, complete: bool) -> str:
    """Say at which rows the region is over the benchmark, and at which under it. rows: all that there are."""
    over = [pair.label for pair in pairs if pair.change > 0]
    under = [pair.label for pair in pairs if pair.change < 0]
    told: list[str] = []
    for word, labels in (("hoger", over), ("lager", under)):
        rest = told and len(labels) > 1 and len(over) + len(under) == rows
        named = f"de andere {len(labels)}" if rest else join_words(labels)
        if labels:
            told.append(f"{word} bij {named}")
    if not told:
        known = "" if complete else "bekende "
        return f"De {known}cijfers van {names.region} zijn gelijk aan die ernaast." if pairs else ""
    return f"{names.region} is {', en '.join(told)}."


def _tell_widest(pairs: Sequence[Pair]) -> str:
    """Say where region and benchmark differ most, in proportion: the rows have units of their own.

    Nothing is told where a proportion can't be, with nothing to compare with, nor where all are alike.
    """
    if any(pair.change and not printed_number(pair.first) for pair in pairs):
        return ""
    ratios = [round(abs(pair.change / printed_number(pair.first)), 9) if pair.change else 0.0 for pair in pairs]
    widest = [pair for pair, ratio in zip(pairs, ratios, strict=True) if ratio == max(ratios)]
    if len(widest) == len(pairs) or len(widest) > MOST_TIED:
        return ""
    start = "Naar verhouding is het verschil het grootst bij"
    if len(widest) == 1:
        return f"{start} {widest[0].label}: {tell_against(widest[0])}."
    return f"{start} {join_words([f'{pair.label} ({tell_against(pair)})' for pair in widest])}."


def describe_map(tile_map: TileMap, region_title: str) -> str:
    """Say where the region lies among its neighbours, and which regions its zorgkantoor has too."""
    opening = f"Kaart van de {len(tile_map.tiles)} zorgkantoorregio’s."
    this = next((tile for tile in tile_map.tiles if tile.state == "this"), None)
    if this is None:
        return opening
    sisters = [tile.name for tile in tile_map.tiles if tile.state == "sister"]
    place = f"De regio {region_title} ligt in {_tell_place(this, tile_map)}{_tell_neighbours(this, tile_map)}."
    if not sisters:
        return f"{opening} {place} Hetzelfde zorgkantoor heeft geen andere regio’s."
    others = "De andere regio van hetzelfde zorgkantoor is" if len(sisters) == 1 else _many(len(sisters))
    return f"{opening} {place} {others} {join_words(sisters)}."


def _many(count: int) -> str:
    return f"De {count} andere regio’s van hetzelfde zorgkantoor zijn"


def _tell_place(this: Tile, tile_map: TileMap) -> str:
    """Give the part of the country: the map in thirds from west to east and from north to south."""
    width = max(tile.column for tile in tile_map.tiles) or 1
    height = max(tile.row for tile in tile_map.tiles) or 1
    across = this.column / width
    down = this.row / height
    north = "noord" if down < 1 / 3 else "zuid" if down > 2 / 3 else ""
    east = "west" if across < 1 / 3 else "oost" if across > 2 / 3 else ""
    return f"het {north}{east}en van het land" if north or east else "het midden van het land"


def _tell_neighbours(this: Tile, tile_map: TileMap) -> str:
    held = {(tile.column, tile.row): tile.name for tile in tile_map.tiles}
    near = [(held.get((this.column + across, this.row + down)), side) for side, across, down in _COMPASS]
    told = [f"{name} in het {side}" for name, side in near if name]
    return f", op deze kaart naast {join_words(told)}" if told else ""
