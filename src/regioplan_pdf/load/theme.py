"""An office's own look: content/thema.toml."""

from __future__ import annotations

import re
from pathlib import Path
from types import MappingProxyType

from regioplan_pdf.errors import Problems
from regioplan_pdf.load.reading import read_text_file, stays_inside
from regioplan_pdf.load.settings import Settings, parse_settings
from regioplan_pdf.model.content import Theme
from regioplan_pdf.suggest import did_you_mean

DEFAULT_COLOURS = MappingProxyType(
    {
        "text": "#1B2A3A",
        "heading": "#0A3A5A",
        "region": "#006C8E",
        "benchmark": "#8794A3",
        "benchmark_text": "#5B6875",
        "category1": "#0A3A5A",
        "category2": "#2F86B0",
        "category3": "#7CC2B8",
        "category4": "#E2A23A",
        "category5": "#A9B8C6",
        "category6": "#C8501E",
        "warning": "#C8501E",
        "panel": "#F1F6F8",
        "rule": "#C9D3DB",
        "muted": "#5B6875",
        "band": "#0A3A5A",
        "band_text": "#FFFFFF",
        "tile_this": "#E8A33D",
        "tile_sister": "#7DA9C4",
        "tile_other": "#2A5675",
        "example_background": "#FCE8DF",
        "example_text": "#8A3412",
    }
)
DEFAULT_FONTS = MappingProxyType(
    {
        "regular": "SourceSansPro-Regular.ttf",
        "bold": "SourceSansPro-Semibold.ttf",
        "italic": "SourceSansPro-It.ttf",
        "bold_italic": "SourceSansPro-SemiboldIt.ttf",
    }
)
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_FILE = "thema.toml"


def load_theme(content: Path, problems: Problems) -> Theme:
    """Read thema.toml; what it leaves out, or gets wrong, has the default."""
    faults = problems.within(_FILE)
    path = content / _FILE
    text = read_text_file(path, faults) if stays_inside(path, content, faults) else None
    settings = parse_settings(text, faults) if text is not None else None
    if settings is None:
        return Theme("", "", DEFAULT_COLOURS, DEFAULT_FONTS, file=_FILE)
    office, url = _read_office(settings)
    logo, logo_alt = _read_logo(settings, content)
    theme = Theme(office, url, _read_colours(settings), _read_fonts(settings), logo, logo_alt, _FILE)
    settings.close()
    return theme


def _read_office(settings: Settings) -> tuple[str, str]:
    office = settings.table_at("zorgkantoor")
    if office is None:
        settings.problems.error(0, "The table [zorgkantoor] is missing.", 'add [zorgkantoor] with naam = "..."')
        return "", ""
    name, url = office.text("naam"), office.web_address("url", "")
    office.close()
    return name, url


def _read_colours(settings: Settings) -> dict[str, str]:
    colours = dict(DEFAULT_COLOURS)
    table = settings.table_at("kleuren")
    if table is None:
        return colours
    for role, colour in table.text_table().items():
        if role not in DEFAULT_COLOURS:
            table.fault(role, f"There is no colour for '{role}'.", did_you_mean(role, DEFAULT_COLOURS))
        elif not _COLOUR.fullmatch(colour):
            table.fault(role, f"'{colour}' is not a colour.", "write it as #RRGGBB, for example #006C8E")
        else:
            colours[role] = colour.upper()
    return colours


def _read_fonts(settings: Settings) -> dict[str, str]:
    fonts = dict(DEFAULT_FONTS)
    table = settings.table_at("lettertypen")
    if table is None:
        return fonts
    for role, name in table.text_table().items():
        if role not in DEFAULT_FONTS:
            table.fault(role, f"There is no font for '{role}'.", did_you_mean(role, DEFAULT_FONTS))
        elif Path(name).name != name or "\\" in name or Path(name).suffix.lower() != ".ttf":
            table.fault(role, f"'{name}' is not the name of a font file.", "write the name only, ending in .ttf")
        else:
            fonts[role] = name
    return fonts


def _read_logo(settings: Settings, content: Path) -> tuple[str, str]:
    table = settings.table_at("logo")
    if table is None:
        return "", ""
    name, alt = table.text("bestand", ""), table.text("alt", "")
    table.close()
    if not name:
        return "", ""
    place = (content / name.replace("\\", "/")).resolve()
    if not place.is_relative_to(content.resolve()):
        table.fault(
            "bestand", f"The logo '{name}' is outside the content folder.", "put the file in the content folder"
        )
        return "", ""
    if not place.is_file():
        table.fault("bestand", f"The logo '{name}' isn't there.", "check the name, or leave it empty for no logo")
        return "", ""
    if not alt.strip():
        table.fault("alt", "The logo has no 'alt'.", "say in words what the logo shows, for readers who can't see it")
    return name, alt
