"""Sizes and distances of a page, all in pt, all derived from the body size."""

from __future__ import annotations

from dataclasses import dataclass

PAGE_WIDTH = 1190.55
PAGE_HEIGHT = 841.89
"""A3 landscape."""
MARGIN = 34.0
HEADER_HEIGHT = 78.0
CONTENT_WIDTH = PAGE_WIDTH - 2 * MARGIN

LARGEST_BODY = 12.5
SMALLEST_BODY = 10.0
BODY_STEP = 0.25
SMALLEST_TYPE = 9.0
"""Nothing on a page is ever set smaller."""

TEXT_COLUMNS = 4
"""Columns of text on page 2, unless there is too little of it."""
TIGHT = -0.3
"""The looseness of a page that fits no other way: a leading of 1.24."""
TIGHTEST = -0.5
"""The last resort, at SMALLEST_BODY only: a leading of 1.2, so 10 pt on 12, and less white round the text."""

BASELINE = 0.76
"""Where the baseline stands in a line's leading, from its top."""


@dataclass(frozen=True, slots=True)
class BodyStyle:
    """How running text is set.

    size: of the type; leading: from baseline to baseline; gap: between paragraphs;
    item_gap: between list items; indent: of a list's text.
    heading: size of `##`; heading_before, heading_after: the white round it.
    top: where the text of page 2 begins; gutter: between its columns; panel_gap, panel_padding:
    the white over and inside a panel.
    """

    size: float
    leading: float
    gap: float
    item_gap: float
    indent: float
    heading: float
    heading_before: float
    heading_after: float
    top: float
    gutter: float
    panel_gap: float
    panel_padding: float

    @classmethod
    def at(cls, size: float, looseness: float = 0.0) -> BodyStyle:
        """The style at a body size.

        Args:
            size: body size in pt.
            looseness: 0 for text that fits, up to 1 for a page with room to spare (wider
                leading and more white, never larger type), a little under 0 for a full one.

        """
        leading = size * (1.30 + 0.20 * looseness)
        tightest = looseness <= TIGHTEST
        return cls(
            size=size,
            leading=leading,
            gap=leading * max(0.32, 0.42 + 0.5 * looseness),
            item_gap=leading * max(0.2, 0.22 + 0.4 * looseness),
            indent=size * 1.35,
            heading=max(15.0, size * (1.4 + 0.12 * max(0.0, looseness))),
            heading_before=leading * (1.0 + 1.3 * looseness),
            heading_after=leading * (0.22 + 0.4 * looseness),
            top=HEADER_HEIGHT + (13.0 if tightest else 18.0),
            gutter=20.0 if tightest else 26.0,
            panel_gap=12.0 if tightest else 16.0,
            panel_padding=11.0 if tightest else 14.0,
        )
