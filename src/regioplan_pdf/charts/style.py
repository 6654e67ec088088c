"""What a chart needs to know of the page it will stand on: fonts, sizes, colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class TextMeasure(Protocol):
    """Measures a line of text; `type.fonts.Fonts` is the one that the pages use."""

    def width(self, text: str, face: str, size: float) -> float:
        """Width in pt of `text` in a face ('regular', 'bold') at `size` pt."""
        ...


@dataclass(frozen=True, slots=True)
class ChartStyle:
    """Fonts and colours for one drawing. Colours are '#RRGGBB'; sizes are pt.

    label_size: category names, legends; value_size: figures; small_size: axis labels.
    None is ever under 9. cap_height: height of capitals as a fraction of the size.
    """

    measure: TextMeasure
    colours: dict[str, str]
    label_size: float = 11.0
    value_size: float = 11.0
    small_size: float = 9.5
    cap_height: float = 0.66

    def width(self, text: str, face: str, size: float) -> float:
        """Width in pt of a line of text; nothing is 0 wide."""
        return self.measure.width(text, face, size) if text else 0.0

    def colour(self, role: str) -> str:
        """The theme's colour for a role ('region', 'benchmark', 'category1' ...)."""
        return self.colours[role]
