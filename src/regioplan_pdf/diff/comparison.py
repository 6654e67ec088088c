"""`regioplan diff` without its arguments: read both sides, compare them, show the outcome."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from regioplan_pdf.diff.read.inputs import Request, Sides, read_sides
from regioplan_pdf.errors import Problems, SelectionError
from regioplan_pdf.model.changes import EditionChanges, PlanChanges

if TYPE_CHECKING:
    from regioplan_pdf.model.content import Theme
    from regioplan_pdf.type.fonts import Fonts

__all__ = ["Request", "Show", "compare", "diff", "read_sides", "show"]

_NO_DATE = datetime.date(2000, 1, 1)
"""The date of a report on two PDFs that don't say which edition they are."""


@dataclass(frozen=True, slots=True)
class Show:
    """How an outcome is shown. width, colour, stat, full: of a terminal only, see `changes_text`.

    content: where the theme is; fonts: the folder with the font files of a PDF.
    """

    kind: str
    content: Path
    fonts: Path
    width: int = 100
    colour: bool = False
    stat: bool = False
    full: bool = False


def diff(request: Request) -> PlanChanges | EditionChanges:
    """What changed between the two plans or editions of a request. Raises RegioplanError."""
    return compare(read_sides(request))


def compare(sides: Sides) -> PlanChanges | EditionChanges:
    """What changed between two sides that have been read."""
    if sides.whole:
        from regioplan_pdf.diff.edition import compare_editions

        return compare_editions(sides.old, sides.new)
    from regioplan_pdf.diff.plan import compare_plans

    return compare_plans(sides.old[0], sides.new[0])


def show(changes: PlanChanges | EditionChanges, sides: Sides, how: Show) -> bytes:
    """An outcome as the bytes of a text, a page or a PDF. Raises SelectionError when a font is missing."""
    if how.kind == "terminal":
        from regioplan_pdf.diff.render.terminal import changes_text

        text = changes_text(changes, width=how.width, colour=how.colour, stat=how.stat, full=how.full)
        return text.encode()
    if how.kind == "json":
        from regioplan_pdf.diff.render.as_json import changes_json

        return changes_json(changes).encode()
    theme = _theme(how.content)
    if how.kind == "html":
        from regioplan_pdf.diff.render.html.page import changes_html

        return changes_html(changes, theme, font_faces=_font_faces(how.fonts, theme)).encode()
    from regioplan_pdf.diff.render.pdf import changes_pdf

    return changes_pdf(changes, theme, _fonts(how.fonts, theme), _date(sides))


def _theme(content: Path) -> Theme:
    """The theme; its faults are no matter here, and without one it's the default."""
    from regioplan_pdf.load import load_theme

    return load_theme(content, Problems())


def _font_faces(folder: Path, theme: Theme) -> str:
    """The theme's fonts for inside a page; '' when they aren't there, for a page can do without."""
    from regioplan_pdf.web.font_faces import ALWAYS_USED, inside_faces_css
    from regioplan_pdf.web.fonts import web_font

    paths = {face: folder / theme.fonts[face] for face in ALWAYS_USED}
    if not all(path.is_file() for path in paths.values()):
        return ""
    return inside_faces_css({face: web_font(path, face) for face, path in paths.items()})


def _fonts(folder: Path, theme: Theme) -> Fonts:
    for name in theme.fonts.values():
        if not (folder / name).is_file():
            raise SelectionError(f"The font file '{name}' isn't in the folder '{folder}'; say with --fonts where it is")
    from regioplan_pdf.type.fonts import Fonts

    return Fonts(folder, theme.fonts)


def _date(sides: Sides) -> datetime.date:
    """The new edition's own date, else the old one's, else the year that the edition is named after."""
    for subject in (*sides.new, *sides.old):
        if subject.settings is not None:
            return subject.settings.published
    for subject in (*sides.new, *sides.old):
        if subject.side.edition:
            return datetime.date(int(subject.side.edition[:4]), 1, 1)
    return _NO_DATE
