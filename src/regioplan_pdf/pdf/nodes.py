"""Ids of the nodes that only pages have, beside those that the Document gives."""

from __future__ import annotations

REGION = "regio"
EDITION = "editie"
LOGO = "logo"
MAP = "kaart"
SIDE_MAP = "kaart-zijkolom"
SIDE_MAP_TITLE = "kaart-zijkolom.kop"
CHARTS_TITLE = "grafieken"
LEESWIJZER = "leeswijzer"
EXAMPLE_MARK = "voorbeeld"

SIDE_PLACE, COLUMN_PLACE, PANEL_PLACE = "zijkolom", "kolommen", "paneel"
"""Where a text block stands: beside the charts, in the columns of page 2, in the panel there."""

HEADER = "koptekst"
"""The header band where it repeats what has been read: no part of the content."""
FOOTER = "voettekst"
"""The running line at a page's foot."""
ARTIFACTS = frozenset(("", HEADER, FOOTER))


def page_head(page: int) -> str:
    """The text on the right of a page's header band; `page` is 0 or 1."""
    return f"pagina-{page + 1}"


def cell_node(table: str, row: int, column: int) -> str:
    """A cell of the table behind a chart; row 0 holds the column headers."""
    return f"{table}.{row}.{column}"
