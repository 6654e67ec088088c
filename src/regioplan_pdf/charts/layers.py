"""Layers of a sheet, from the back to the front; labels lie over all."""

GRID, AREA, BAR, LINE, MARK = 1, 2, 3, 4, 5
