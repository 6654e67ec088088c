"""Sizes and distances of a report, in pt: A4 standing, to be read on a screen or from paper."""

from __future__ import annotations

PAGE_WIDTH = 595.28
PAGE_HEIGHT = 841.89
MARGIN = 50.0
WIDTH = PAGE_WIDTH - 2 * MARGIN
BAND_HEIGHT = 136.0
"""The band at the head of the first page."""
FIRST_TOP = BAND_HEIGHT + 26.0
TOP = 70.0
"""Where text begins on the other pages, under the running line."""
BOTTOM = PAGE_HEIGHT - 52.0
"""Where text ends, over the footer."""

BODY, LEADING = 10.5, 15.0
SMALL, SMALL_LEADING = 9.5, 13.0
TINY = 9.0
"""Nothing is set smaller than this."""
HEADINGS = {2: (18.0, 23.0), 3: (13.0, 17.0), 4: (11.0, 15.0)}
"""Size and leading of the headings by level."""
BEFORE = {2: 30.0, 3: 20.0, 4: 14.0}
"""White over a heading."""
AFTER = {2: 8.0, 3: 5.0, 4: 3.0}

GAP = 7.0
"""White between paragraphs and list items."""
GUTTER = 84.0
"""The margin that an entry's label stands in."""
INDENT = 15.0
"""What a list's text stands in from its bullet."""
MARGIN_LEADING = 11.0
"""From line to line of such a label."""
BAR = 2.5
"""Width of the bar beside a text that is new or gone."""
PADDING = 14.0
"""Of a panel."""
CHIP = 7.0
"""White before and behind the word in a chip."""
CELL_GAP = 12.0
"""White between two columns of a table."""
CELL_PADDING = 5.0
"""White over and under a table's row."""
BASELINE = 0.74
"""Where the baseline stands in a line's leading, from its top."""
