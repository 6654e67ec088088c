"""Reports: tagged A4 documents of any length in the house style of the plans.

`content` is what a report says, `setting` and `tables` give it lines and structure, `pages` breaks it,
`frame` puts band, head and foot round it, `paint` draws. Fonts, line breaking, tags and the writing of the file
are the plan's own.
"""

from __future__ import annotations

from collections.abc import Mapping

from regioplan_pdf.pdf.attachment import Attachment
from regioplan_pdf.pdf.galley import Typesetter
from regioplan_pdf.pdf.report.content import Report
from regioplan_pdf.pdf.report.frame import set_band, set_foot, set_running
from regioplan_pdf.pdf.report.pages import Page, make_pages
from regioplan_pdf.pdf.report.paint import ReportPainter
from regioplan_pdf.pdf.report.setting import Setter, set_report
from regioplan_pdf.pdf.sheet import AnchorItem
from regioplan_pdf.pdf.structure import Element, group
from regioplan_pdf.type.fonts import Fonts

__all__ = ["draw_report"]

MOST_ROUNDS = 4


def draw_report(
    report: Report, fonts: Fonts, colours: Mapping[str, str], attachments: tuple[Attachment, ...] = ()
) -> bytes:
    """The PDF of a report, tagged, with files inside.

    Its pages are laid out until the page numbers in it are right: nearly always twice.
    Raises TaggingError when pages and structure don't agree: a fault of the program.
    """
    typesetter = Typesetter(fonts, dict(colours))
    numbers: dict[str, int] | None = None
    for _ in range(MOST_ROUNDS):
        setter = Setter(typesetter, numbers)
        band, band_items = set_band(report, setter)
        elements, strips = set_report(report, setter)
        pages = make_pages(strips)
        found = _numbers(pages)
        if found == numbers:
            break
        numbers = found
    painter = ReportPainter(_root(band, elements), report.meta, fonts, colours, setter.titles)
    for number, page in enumerate(pages, 1):
        head = band_items if number == 1 else set_running(report, page.running, setter)
        painter.paint((*head, *page.items, *set_foot(report, number, len(pages), setter)))
    return painter.finish(attachments)


def _root(band: Element, elements: list[Element]) -> Element:
    return group("Document", band, *elements)


def _numbers(pages: tuple[Page, ...]) -> dict[str, int]:
    """The page of every anchor, counted from 1."""
    return {
        item.node: number for number, page in enumerate(pages, 1) for item in page.items if isinstance(item, AnchorItem)
    }
