"""The zorgkantoorregio's as square tiles: this one lit, its sisters tinted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from regioplan_pdf.charts.heights import Heights
from regioplan_pdf.charts.labels import SMALLEST, block_height, break_lines, draw_lines
from regioplan_pdf.charts.palette import TEXT_CONTRAST, WHITE, contrast, darken_until, ink_on
from regioplan_pdf.model.charts import Tile, TileMap

if TYPE_CHECKING:
    from regioplan_pdf.charts.sheet import Sheet

_CODE = re.compile(r"[A-Za-z]+(\d+)")
_NAMED_FROM = 20.0
_LEAST, _MOST = 5.0, 64.0
_ROLES = {"this": "tile_this", "sister": "tile_sister", "other": "tile_other"}


def _grid(spec: TileMap) -> tuple[int, int]:
    columns = max((tile.column for tile in spec.tiles), default=0) + 1
    return columns, max((tile.row for tile in spec.tiles), default=0) + 1


def tilemap_heights(spec: TileMap, width: float) -> Heights:
    """Heights in pt: tiles as large as the width allows, none smaller than 5 pt."""
    columns, rows = _grid(spec)
    ideal = min(width / columns, _MOST) * rows
    return Heights(min(ideal, _LEAST * rows), ideal, ideal)


def draw_tilemap(spec: TileMap, sheet: Sheet) -> None:
    """Draw the tiles, centred between the sheet's sides."""
    columns, rows = _grid(spec)
    pitch = min(sheet.width / columns, sheet.height / rows, _MOST)
    gap = max(0.8, min(2.5, pitch * 0.09))
    side = pitch - gap
    left = (sheet.width - pitch * columns) / 2
    for tile in spec.tiles:
        x = left + tile.column * pitch + gap / 2
        y = sheet.height - (tile.row + 1) * pitch + gap / 2
        fill = sheet.style.colour(_ROLES.get(tile.state, "tile_other"))
        sheet.bar(x, y, side, side, fill)
        if tile.state == "this":
            # Larger than the rest, so that it's found without colour too.
            sheet.bar(x - gap / 2, y - gap / 2, pitch, pitch, fill)
        if side >= _NAMED_FROM:
            _draw_name(sheet, tile, x + side / 2, y + side / 2, side - 4, fill)


def _draw_name(sheet: Sheet, tile: Tile, centre: float, middle: float, room: float, fill: str) -> None:
    """The region's name in up to three lines, else its code, else the code's figures."""
    style = sheet.style
    face = "bold" if tile.state == "this" else "regular"
    ink = ink_on(fill, style)
    if contrast(ink, fill) < TEXT_CONTRAST:
        ink = darken_until(style.colour("text"), fill, TEXT_CONTRAST) if ink != WHITE else WHITE
    number = _CODE.fullmatch(tile.code)
    digits = number.group(1) if number else ""
    for text in (tile.name, tile.code, digits):
        lines = break_lines(text, face, SMALLEST, room, style, 3) if text else None
        if lines is not None and block_height(len(lines), SMALLEST) <= room:
            top = middle + block_height(len(lines), SMALLEST) / 2
            draw_lines(sheet, lines, centre, top, ink, face, SMALLEST, "middle")
            return
