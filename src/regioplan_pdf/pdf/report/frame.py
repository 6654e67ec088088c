"""What frames a report's pages: the band of the first, the running line of the others, the foot of all."""

from __future__ import annotations

from regioplan_pdf.pdf.nodes import FOOTER, HEADER
from regioplan_pdf.pdf.report import style
from regioplan_pdf.pdf.report.content import Report, Tone
from regioplan_pdf.pdf.report.setting import Setter
from regioplan_pdf.pdf.report.strips import Item, LineItem
from regioplan_pdf.pdf.sheet import RectItem
from regioplan_pdf.pdf.structure import Element, group

HEADLINE = 34.0
SMALLEST_HEADLINE = 20.0
KICKER = 13.0
RUNNING_BASELINE = 40.0
FOOT_BASELINE = style.PAGE_HEIGHT - 26.0


def set_band(report: Report, setter: Setter) -> tuple[Element, tuple[Item, ...]]:
    """The band of the first page; its headline is the heading of the whole."""
    colours = setter.typesetter.colours
    ink = colours["band_text"]
    kicker, headline, standfirst = setter.node(), setter.node(), setter.node()
    line = setter.label(report.headline, bold=True)
    size = max(SMALLEST_HEADLINE, min(HEADLINE, style.WIDTH * 1000 / line.width))
    line = setter.fitted(report.headline, style.WIDTH, size, bold=True)
    over, under = (setter.fitted(text, style.WIDTH, KICKER) for text in (report.kicker, report.standfirst))
    items = (
        RectItem(0.0, 0.0, style.PAGE_WIDTH, style.BAND_HEIGHT, colours["band"]),
        LineItem(kicker, style.MARGIN, 46.0, over, KICKER, ink),
        LineItem(headline, style.MARGIN, 84.0, line, size, ink),
        LineItem(standfirst, style.MARGIN, 112.0, under, KICKER, ink),
    )
    return group("Sect", Element("H1", headline), Element("P", kicker), Element("P", standfirst)), items


def set_running(report: Report, running: str, setter: Setter) -> tuple[Item, ...]:
    """The line at the head of a page that isn't the first."""
    muted, rule = setter.colour(Tone.MUTED), setter.typesetter.colours["rule"]
    half = style.WIDTH / 2 - style.GAP
    left = setter.fitted(report.running, half, style.TINY, bold=True)
    right = setter.fitted(running or report.kicker, half, style.TINY)
    x = style.MARGIN + style.WIDTH - right.width * style.TINY / 1000
    return (
        LineItem(HEADER, style.MARGIN, RUNNING_BASELINE, left, style.TINY, muted),
        LineItem(HEADER, x, RUNNING_BASELINE, right, style.TINY, muted),
        RectItem(style.MARGIN, RUNNING_BASELINE + 7.0, style.WIDTH, 0.6, rule),
    )


def set_foot(report: Report, page: int, pages: int, setter: Setter) -> tuple[Item, ...]:
    """The line at a page's foot; `page` counts from 1."""
    muted = setter.colour(Tone.MUTED)
    number = setter.label(f"bladzijde {page} van {pages}")
    x = style.MARGIN + style.WIDTH - number.width * style.TINY / 1000
    return (
        LineItem(
            FOOTER,
            style.MARGIN,
            FOOT_BASELINE,
            setter.fitted(report.footer, x - style.MARGIN - style.GAP, style.TINY),
            style.TINY,
            muted,
        ),
        LineItem(FOOTER, x, FOOT_BASELINE, number, style.TINY, muted),
    )
