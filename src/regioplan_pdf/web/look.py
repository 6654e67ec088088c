"""A theme's colours as web pages use them, in light and in dark.

The page guarantees what WCAG 2.2 asks whatever an office puts in its theme: a colour that would be
too faint for its use is made darker (lighter in the dark) until it isn't. `PAIRS` says what stands
on what. Print and light screens share the light colours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from regioplan_pdf.model.content import Theme
from regioplan_pdf.model.contrast import GRAPHIC_CONTRAST, TEXT_CONTRAST, contrast
from regioplan_pdf.web.dark import in_the_dark

WHITE, BLACK = "#FFFFFF", "#000000"
DARK_PAPER = "#101A23"
"""What stands for white paper in the dark."""
_FAINTEST_PANEL = 1.18
"""The most contrast that a panel may have with the paper: text must stand on both."""
_SAME_IN_THE_DARK = ("band", "band_text", "tile_this", "tile_sister", "tile_other")
"""The band is dark already."""

SURFACES = ("paper", "panel", "card")
PAIRS: tuple[tuple[str, str, float], ...] = (
    *((ink, on, TEXT_CONTRAST) for ink in ("text", "heading", "muted", "link", "region", "warning") for on in SURFACES),
    *((ink, on, GRAPHIC_CONTRAST) for ink in ("line", "focus", "benchmark") for on in SURFACES),
    *(("benchmark-text", on, TEXT_CONTRAST) for on in SURFACES),
    *((ink, "band", TEXT_CONTRAST) for ink in ("band-text", "band-muted", "band-link")),
    *((ink, "band", GRAPHIC_CONTRAST) for ink in ("band-focus", "band-line")),
    ("example-text", "example-background", TEXT_CONTRAST),
    ("ins-text", "ins", TEXT_CONTRAST),
    ("del-text", "del", TEXT_CONTRAST),
    *(("ins-line", on, GRAPHIC_CONTRAST) for on in ("ins", *SURFACES)),
    *(("del-line", on, GRAPHIC_CONTRAST) for on in ("del", *SURFACES)),
    ("on-accent", "accent", TEXT_CONTRAST),
    *(("accent", on, GRAPHIC_CONTRAST) for on in SURFACES),
    ("on-urgent", "urgent", TEXT_CONTRAST),
)
"""What stands on what, and the contrast that it must have."""


def tokens_css(theme: Theme) -> str:
    """The palettes as custom properties ('--band-text') of the page, light and dark."""
    light, dark = (_properties(palette(theme, dark=dark)) for dark in (False, True))
    scheme = f":root{{color-scheme:light dark;{light}}}"
    return f"{scheme}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"


def palette(theme: Theme, *, dark: bool) -> Mapping[str, str]:
    """'#RRGGBB' by role: the theme's own roles (with '-' for '_') and those that pages add.

    paper, panel, card: what text stands on; line: edges of controls; accent, urgent: filled marks, with
    on-accent, on-urgent for the words in them; ins, del: what was added and what is gone, with
    -text and -line, which is also how they're underlined and struck through.
    """
    return _palette(tuple(sorted(theme.colours.items())), dark)


@lru_cache(maxsize=16)
def _palette(colours: tuple[tuple[str, str], ...], dark: bool) -> Mapping[str, str]:
    theme = dict(colours)
    paper = DARK_PAPER if dark else WHITE
    end = WHITE if dark else BLACK

    def turned(colour: str) -> str:
        return in_the_dark(colour, paper) if dark else colour.upper()

    found = {
        role.replace("_", "-"): colour.upper() if role in _SAME_IN_THE_DARK else turned(colour)
        for role, colour in theme.items()
    }
    panel = _fainter(found["panel"], paper)
    surfaces = {"paper": paper, "panel": panel, "card": mix(paper, WHITE, 0.045) if dark else WHITE}
    on = tuple(surfaces.values())

    def ink(role: str, ratio: float = TEXT_CONTRAST) -> str:
        return readable(found[role], on, ratio, end)

    found |= surfaces
    found |= {role: ink(role) for role in ("text", "heading", "muted", "region", "warning", "benchmark-text")}
    found |= {"benchmark": ink("benchmark", GRAPHIC_CONTRAST), "link": found["region"], "focus": found["region"]}
    found["line"] = readable(mix(found["muted"], paper, 0.35), on, GRAPHIC_CONTRAST, end)
    found["accent"], found["urgent"] = found["region"], found["warning"]
    found["on-accent"], found["on-urgent"] = (_best_on(found[role], paper) for role in ("accent", "urgent"))
    mark = found["example-background"]
    found["example-text"] = readable(found["example-text"], (mark,), TEXT_CONTRAST, _far_from(mark))
    return MappingProxyType(found | _band(found) | _edits(found, paper, on, end))


def _band(found: Mapping[str, str]) -> dict[str, str]:
    """The header band and what stands on it; the same in light and dark."""
    band = found["band"]
    end = _far_from(band)
    text = readable(found["band-text"], (band,), TEXT_CONTRAST, end)
    return {
        "band-text": text,
        "band-link": text,
        "band-focus": text,
        "band-muted": readable(mix(text, band, 0.2), (band,), TEXT_CONTRAST, end),
        "band-line": readable(mix(text, band, 0.5), (band,), GRAPHIC_CONTRAST, end),
    }


def _edits(found: Mapping[str, str], paper: str, on: tuple[str, ...], end: str) -> dict[str, str]:
    """Blue-green for what is new and orange for what is gone: the two that colour-blind readers tell apart."""
    made = {}
    for role, colour in (("ins", found["region"]), ("del", found["warning"])):
        made[role] = mix(paper, colour, 0.16 if paper == WHITE else 0.24)
        made[f"{role}-text"] = readable(mix(colour, found["text"], 0.35), (made[role],), TEXT_CONTRAST, end)
        made[f"{role}-line"] = readable(colour, (made[role], *on), GRAPHIC_CONTRAST, end)
    return made


def readable(colour: str, on: Iterable[str], ratio: float, end: str) -> str:
    """The colour, moved towards `end` (black or white) as little as gives it `ratio` on all of `on`."""
    grounds = tuple(on)
    for step in range(101):
        moved = mix(colour, end, step / 100)
        if all(contrast(moved, ground) >= ratio for ground in grounds):
            return moved
    return end


def mix(one: str, other: str, share: float) -> str:
    """'#RRGGBB' between two colours; share: of the other, 0 to 1."""
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def _fainter(panel: str, paper: str) -> str:
    """The panel's colour, brought so near to the paper that the same text can stand on both."""
    steps = (mix(panel, paper, step / 100) for step in range(101))
    return next(colour for colour in steps if contrast(colour, paper) <= _FAINTEST_PANEL)


def _far_from(colour: str) -> str:
    """Black or white, whichever has the most contrast with a colour: at least 4.58."""
    return max((WHITE, BLACK), key=lambda end: contrast(end, colour))


def _best_on(colour: str, paper: str) -> str:
    """The paper's colour where it can be read on a filled mark, else black or white."""
    ends = (paper, WHITE, BLACK)
    return next((end for end in ends if contrast(end, colour) >= TEXT_CONTRAST), paper)


def _properties(colours: Mapping[str, str]) -> str:
    return "".join(f"--{role}:{colour};" for role, colour in sorted(colours.items()))
