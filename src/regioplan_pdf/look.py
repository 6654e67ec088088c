"""What plans look like: the theme with its fonts, opened and found sound."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from regioplan_pdf.errors import Problem, Problems
from regioplan_pdf.model.content import Theme
from regioplan_pdf.type.font_tables import find_font_fault
from regioplan_pdf.type.fonts import Fonts
from regioplan_pdf.validate.theme import check_theme_colours


@dataclass(frozen=True, slots=True)
class Look:
    """A theme that plans can be made with.

    fonts: None when one of them is missing or unsound. logo: the path of the picture, '' for none.
    problems: of colours, fonts and logo; an error among them stops every plan.
    """

    theme: Theme
    fonts: Fonts | None
    logo: str
    problems: tuple[Problem, ...]


def open_look(content: Path, fonts: Path, theme: Theme) -> Look:
    """Open the fonts and the logo of a theme.

    Args:
        content: the content folder, where the logo is.
        fonts: the folder with the font files.
        theme: as it was read.

    """
    problems = Problems()
    opened = _open_fonts(fonts, theme, problems)
    logo = content / theme.logo if theme.logo else None
    if logo is not None:
        from regioplan_pdf.pdf.picture import find_picture_fault

        fault, hint = find_picture_fault(logo)
        if fault:
            problems.within(theme.file).error(0, f"The logo '{theme.logo}' {fault}.", hint)
    problems.extend(check_theme_colours(theme))
    return Look(theme, opened, str(logo) if logo else "", problems.found())


def _open_fonts(folder: Path, theme: Theme, problems: Problems) -> Fonts | None:
    faults = Problems(theme.file)
    for name in dict.fromkeys(theme.fonts.values()):
        path = folder / name
        if not path.is_file():
            message = f"The font file '{name}' isn't in the folder '{folder.name}'."
            faults.error(0, message, "put it there, or mend [lettertypen]")
            continue
        fault = find_font_fault(path.read_bytes())
        if fault:
            faults.error(0, f"The file '{name}' {fault}.", "put a sound .ttf file in its place")
    problems.extend(faults.found())
    return None if faults.failed else Fonts(folder, theme.fonts)
