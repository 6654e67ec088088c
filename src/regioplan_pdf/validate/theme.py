"""Whether the colours of a theme can be told apart from what they stand on (WCAG 2.1, 1.4.3 and 1.4.11)."""

from __future__ import annotations

from collections.abc import Mapping

from regioplan_pdf.errors import Problem, Problems
from regioplan_pdf.model.content import Theme
from regioplan_pdf.model.contrast import GRAPHIC_CONTRAST, TEXT_CONTRAST, contrast

PAPER = "#FFFFFF"
_TEXTS = (
    ("text", ""),
    ("text", "panel"),
    ("heading", ""),
    ("heading", "panel"),
    ("muted", ""),
    ("muted", "panel"),
    ("benchmark_text", ""),
    ("band_text", "band"),
    ("example_text", ""),
    ("example_text", "example_background"),
    ("region", "panel"),
)
"""A colour that text is set in, and what it's set on ('' for the paper). Labels of lists are in `region`."""
_AREAS = ("region", "benchmark")
_CATEGORIES = tuple(f"category{number}" for number in range(1, 7))


def check_theme_colours(theme: Theme) -> tuple[Problem, ...]:
    """A warning for every pair of colours with too little contrast."""
    problems = Problems(theme.file)
    for name, background in _TEXTS:
        _check_pair(theme.colours, name, background, TEXT_CONTRAST, problems)
    for name in _AREAS:
        _check_pair(theme.colours, name, "", GRAPHIC_CONTRAST, problems)
    for name in _CATEGORIES:
        # A light category is told by the value that is printed on it, dark on light.
        if contrast(theme.colours["text"], theme.colours[name]) < TEXT_CONTRAST:
            _check_pair(theme.colours, name, "", GRAPHIC_CONTRAST, problems)
    return problems.found()


def _check_pair(colours: Mapping[str, str], name: str, background: str, needed: float, problems: Problems) -> None:
    under = colours[background] if background else PAPER
    ratio = contrast(colours[name], under)
    if ratio >= needed:
        return
    where = f"'{background}' ({under})" if background else "the white of the page"
    problems.warn(
        0,
        f"The colour '{name}' ({colours[name]}) has a contrast of {ratio:.1f} with {where}; {needed:g} is needed.",
        "make one of the two darker or lighter under [kleuren]",
    )
