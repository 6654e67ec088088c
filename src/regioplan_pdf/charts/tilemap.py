"""The zorgkantoorregio's as square tiles: this one lit, its sisters tinted.

Where the tiles are large enough for names, a key stands over them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from regioplan_pdf.charts.heights import Heights
from regioplan_pdf.charts.labels import SMALLEST, block_height, break_lines, draw_lines
from regioplan_pdf.charts.legend import Legend, LegendItem, layout_legend
from regioplan_pdf.charts.palette import TEXT_CONTRAST, WHITE, contrast, darken_until, ink_on
from regioplan_pdf.charts.style import ChartStyle
from regioplan_pdf.model.charts import Tile, TileMap

if TYPE_CHECKING:
    from regioplan_pdf.charts.sheet import Sheet

_CODE = re.compile(r"[A-Za-z]+(\d+)")
_NAMED_FROM = 20.0
_LEAST, _MOST = 5.0, 64.0
_PADDING = 2.0
_ROLES = {"this": "tile_this", "sister": "tile_sister", "other": "tile_other"}


def _grid(spec: TileMap) -> tuple[int, int]:
    columns = max((tile.column for tile in spec.tiles), default=0) + 1
    return columns, max((tile.row for tile in spec.tiles), default=0) + 1


def _side(pitch: float) -> float:
    """The side in pt of a tile, without the white round it."""
    return pitch - max(0.8, min(2.5, pitch * 0.09))


def _key(spec: TileMap, style: ChartStyle, width: float) -> Legend:
    """What the colours of this region's tile and of its sisters mean."""
    names = [tile.name for tile in spec.tiles if tile.state == "this"][:1]
    items = [LegendItem(name, style.colour("tile_this"), "bold") for name in names]
    sisters = sum(tile.state == "sister" for tile in spec.tiles)
    if sisters:
        name = f"andere regio{'’s' if sisters > 1 else ''} van dit zorgkantoor"
        items.append(LegendItem(name, style.colour("tile_sister")))
    return layout_legend(items, style, width)


def tilemap_heights(spec: TileMap, width: float, style: ChartStyle) -> Heights:
    """Heights in pt: tiles as large as the width allows, none smaller than 5 pt."""
    columns, rows = _grid(spec)
    pitch = min(width / columns, _MOST)
    key = _key(spec, style, width).height if _side(pitch) >= _NAMED_FROM else 0.0
    ideal = pitch * rows + key
    return Heights(min(ideal, _LEAST * rows), ideal, ideal)


def draw_tilemap(spec: TileMap, sheet: Sheet) -> None:
    """Draw the tiles, centred between the sheet's sides, under their key where they have names."""
    columns, rows = _grid(spec)
    key = _key(spec, sheet.style, sheet.width)
    top = sheet.height - key.height
    pitch = min(sheet.width / columns, top / rows, _MOST)
    if _side(pitch) < _NAMED_FROM:
        top = sheet.height
        pitch = min(sheet.width / columns, top / rows, _MOST)
    else:
        key.draw(sheet, sheet.height)
    side = _side(pitch)
    gap = pitch - side
    left = (sheet.width - pitch * columns) / 2
    names = _name_tiles(spec, side - 2 * _PADDING, sheet.style) if side >= _NAMED_FROM else [()] * len(spec.tiles)
    for tile, lines in zip(spec.tiles, names, strict=True):
        x = left + tile.column * pitch + gap / 2
        y = top - (tile.row + 1) * pitch + gap / 2
        fill = sheet.style.colour(_ROLES.get(tile.state, "tile_other"))
        sheet.bar(x, y, side, side, fill)
        if tile.state == "this":
            # Larger than the rest, so that it's found without colour too.
            sheet.bar(x - gap / 2, y - gap / 2, pitch, pitch, fill)
        _draw_name(sheet, tile, lines, x + side / 2, y + side / 2, fill)


def _face(tile: Tile) -> str:
    return "bold" if tile.state == "this" else "regular"


def _name_tiles(spec: TileMap, room: float, style: ChartStyle) -> Sequence[tuple[str, ...]]:
    """The lines on every tile, `room` pt wide and high: all regions' names, else all their codes.

    Where not even all codes fit, each tile has its code, else the code's figures, else nothing.
    """
    codes = [_fit_name(tile.code, tile, room, style) for tile in spec.tiles]
    for names in ([_fit_name(tile.name, tile, room, style) for tile in spec.tiles], codes):
        if all(names):
            return names
    numbers = [_CODE.fullmatch(tile.code) for tile in spec.tiles]
    digits = [number.group(1) if number else "" for number in numbers]
    return [
        code or _fit_name(figures, tile, room, style)
        for code, figures, tile in zip(codes, digits, spec.tiles, strict=True)
    ]


def _fit_name(text: str, tile: Tile, room: float, style: ChartStyle) -> tuple[str, ...]:
    """The text in up to three lines; none where it doesn't fit."""
    lines = break_lines(text, _face(tile), SMALLEST, room, style, 3) if text else None
    return lines if lines is not None and block_height(len(lines), SMALLEST) <= room else ()


def _draw_name(sheet: Sheet, tile: Tile, lines: Sequence[str], centre: float, middle: float, fill: str) -> None:
    style = sheet.style
    ink = ink_on(fill, style)
    if contrast(ink, fill) < TEXT_CONTRAST:
        ink = darken_until(style.colour("text"), fill, TEXT_CONTRAST) if ink != WHITE else WHITE
    top = middle + block_height(len(lines), SMALLEST) / 2
    draw_lines(sheet, lines, centre, top, ink, _face(tile), SMALLEST, "middle")
