"""What changed as a PDF: the 'Wijzigingsoverzicht', in the house style of the plans."""

from __future__ import annotations

import datetime

from regioplan_pdf.diff.render.as_json import changes_json
from regioplan_pdf.diff.render.overview.edition import edition_parts
from regioplan_pdf.diff.render.overview.plan import plan_parts
from regioplan_pdf.diff.render.overview.wording import lacking_passage, place_name, sector_name
from regioplan_pdf.model.changes import EditionChanges, PlanChanges
from regioplan_pdf.model.content import Theme
from regioplan_pdf.model.document import Meta
from regioplan_pdf.pdf.attachment import Attachment
from regioplan_pdf.pdf.report import draw_report
from regioplan_pdf.pdf.report.content import Part, Report
from regioplan_pdf.type.fonts import Fonts

TITLE = "Wijzigingsoverzicht"
CHANGES_NAME = "wijzigingen.json"
"""Name of the file inside that holds the whole comparison, without loss."""


def changes_pdf(
    changes: PlanChanges | EditionChanges, theme: Theme, fonts: Fonts, date: datetime.date, language: str = "nl-NL"
) -> bytes:
    """The 'Wijzigingsoverzicht' as PDF/UA-1 and PDF/A-3a, with the comparison as JSON inside.

    Args:
        changes: of two plans or two editions.
        theme: colours and the office's name.
        fonts: the theme's fonts.
        date: what the file gives as its date; the new edition's, so that bytes don't depend on the clock.
        language: of the text.

    """
    text = changes_json(changes)
    report = make_report(changes, theme, date, language, _lacking(text, fonts))
    described = "De vergelijking zelf, om met een programma te lezen"
    attachment = Attachment(CHANGES_NAME, text.encode("utf-8"), "application/json", described, "Source")
    return draw_report(report, fonts, theme.colours, (attachment,))


def _lacking(text: str, fonts: Fonts) -> tuple[str, ...]:
    """The characters that the report can't show as they are."""
    return tuple(char for char in fonts.missing(text, "regular") if char.isprintable())


def make_report(
    changes: PlanChanges | EditionChanges,
    theme: Theme,
    date: datetime.date,
    language: str,
    lacking: tuple[str, ...] = (),
) -> Report:
    """The report that is drawn. lacking: characters that stand in it as '?'."""
    old, new = changes.old, changes.new
    sector = sector_name(new) or sector_name(old)
    whole = isinstance(changes, EditionChanges)
    place = "alle regio’s" if whole else place_name(new)
    if not whole and place_name(old) != place:
        place = f"{place_name(old)} en {place}"
    subject = " ".join(part for part in (sector, place) if part)
    title = f"{TITLE} {subject}: {old.short} en {new.short}"
    return Report(
        kicker=f"{TITLE}  ·  {sector}" if sector else TITLE,
        headline="Alle regio’s" if whole else place,
        standfirst=f"Regioplan {new.short}, vergeleken met {old.short}",
        running=f"{TITLE} {subject}",
        footer=f"{theme.office} · {old.short} en {new.short}",
        meta=Meta(
            title,
            theme.office,
            f"Wat er veranderde tussen {old.label} en {new.label}",
            ", ".join(dict.fromkeys(word for word in ("wijzigingen", "regioplan", sector, place) if word)),
            date,
            language,
        ),
        parts=(
            *(edition_parts(changes) if isinstance(changes, EditionChanges) else plan_parts(changes)),
            *((Part((lacking_passage(lacking),)),) if lacking else ()),
        ),
    )
