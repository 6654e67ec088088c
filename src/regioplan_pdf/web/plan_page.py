"""A plan as a web page, from the same Document as its PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from regioplan_pdf.dutch import format_date, format_number
from regioplan_pdf.model.document import ChartCard, Document, LeeswijzerEntry, Section
from regioplan_pdf.model.figures import EXAMPLE
from regioplan_pdf.publish.model import CHANGES_FOLDER, FIGURES_FILE, ROOT, THUMBNAIL_FILES, Site, SitePlan
from regioplan_pdf.web.chart_views import Painter
from regioplan_pdf.web.frame import Crumb, Frame, Link, Pages
from regioplan_pdf.web.json_ld import plan_json_ld
from regioplan_pdf.web.links import edition_address, page_address, relative, sector_address
from regioplan_pdf.web.prose import Prose, safe_link

SIDE_PLACE, PANEL_PLACE = "zijkolom", "paneel"
KILO, MEGA = 1000, 1_000_000


@dataclass(frozen=True, slots=True)
class Pictures:
    """A card's chart and its second one as SVG; '' where a table does it."""

    first: Markup
    second: Markup


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of 'Over dit regioplan'."""

    name: str
    text: str


def plan_page(plan: SitePlan, site: Site, pages: Pages, painter: Painter) -> str:
    """The page of a plan as HTML."""
    document = plan.document
    here = page_address(plan)
    prose = Prose(document)
    return pages.render(
        "plan.html",
        frame=_frame(plan, site, pages),
        plan=plan,
        document=document,
        prose=prose,
        pictures={card.id: _pictures(card, painter) for card in document.charts},
        region_map=painter.region_map(document.tile_map),
        first_charts=[card for card in document.charts if card.page == 1],
        later_charts=[card for card in document.charts if card.page != 1],
        side=_placed(document, SIDE_PLACE),
        flowing=tuple(s for s in document.sections if s.place not in (SIDE_PLACE, PANEL_PLACE)),
        panel=_placed(document, PANEL_PLACE),
        used_by=_uses(document),
        analyses_link=safe_link(document.leeswijzer.link),
        download=f"PDF, {file_size(plan.size)}",
        figures_file=FIGURES_FILE,
        thumbnail=THUMBNAIL_FILES[0],
        newer=_edition_links(plan.newer, site, here),
        older=_edition_links(plan.older, site, here),
        changes=_changes_link(plan, site),
        facts=_facts(plan),
        example_word=EXAMPLE,
    )


def file_size(size: int) -> str:
    """A size in bytes as '45 kB' or '1,2 MB'; never '0 kB'."""
    if size >= MEGA:
        return f"{format_number(size / MEGA, 1)} MB"
    return f"{format_number(max(1, size / KILO))} kB"


def edition_years(title: str) -> str:
    """What tells an edition from others: '2023/2024' of 'Regioplan 2023/2024'."""
    head, _, years = title.partition(" ")
    return years if head.casefold() == "regioplan" and years else title


def _frame(plan: SitePlan, site: Site, pages: Pages) -> Frame:
    document = plan.document
    here = page_address(plan)
    crumbs = (
        Crumb("Regioplannen", relative(here, f"{ROOT}/")),
        Crumb(edition_years(document.edition_title), relative(here, edition_address(document.edition))),
        Crumb(plan.settings.sector_short, relative(here, sector_address(document.edition, document.sector))),
        Crumb(document.region_title, ""),
    )
    return pages.frame(
        here,
        title=plan.title,
        description=_description(document),
        crumbs=crumbs,
        indexed=plan.ready,
        json_ld=plan_json_ld(plan, site),
        running=document.footer,
    )


def _description(document: Document) -> str:
    """For who finds the page in a search engine: what it is, and what the charts find."""
    findings = ". ".join(card.finding.rstrip(".") for card in document.charts[:2])
    about = f"{document.edition_title} voor {document.sector_title} in de zorgkantoorregio {document.region_title}."
    return f"{about} {findings}." if findings else about


def _pictures(card: ChartCard, painter: Painter) -> Pictures:
    broad = card.span > 1
    first = painter.chart(card.spec, f"{card.id}-maat", f"{card.id}-alt" if card.alt else "", broad=broad)
    if card.second is None:
        return Pictures(first, Markup())
    named = f"{card.id}-maat2" if card.second_measure else f"{card.id}-maat"
    described = f"{card.id}-alt2" if card.second_alt else ""
    return Pictures(first, painter.chart(card.second, named, described, broad=broad))


def _placed(document: Document, place: str) -> tuple[Section, ...]:
    return tuple(section for section in document.sections if section.place == place)


def _uses(document: Document) -> Mapping[str, tuple[Link, ...]]:
    """Of each Leeswijzer entry: links to what it defines."""
    names = {card.id: f"grafiek ‘{card.measure}’" for card in document.charts}
    names |= {figure.id: f"kerncijfer ‘{figure.label}’" for figure in document.key_figures}

    def links(entry: LeeswijzerEntry) -> tuple[Link, ...]:
        return tuple(Link(names[node], f"#{node}") for node in dict.fromkeys(entry.used_by) if node in names)

    return {entry.id: links(entry) for entry in document.leeswijzer.entries}


def _edition_links(keys: tuple[str, ...], site: Site, here: str) -> tuple[Link, ...]:
    others = (site.plan(key) for key in keys)
    return tuple(
        Link(other.document.edition_title, relative(here, page_address(other))) for other in others if other is not None
    )


def _changes_link(plan: SitePlan, site: Site) -> Link | None:
    if not plan.changes:
        return None
    before = site.plan(plan.older[0]) if plan.older else None
    since = f" sinds {edition_years(before.document.edition_title)}" if before is not None else ""
    return Link(f"Wat is er veranderd{since}?", f"{CHANGES_FOLDER}/")


def _facts(plan: SitePlan) -> tuple[Fact, ...]:
    facts = [
        Fact("Regio", plan.document.region_title),
        Fact("Sector", plan.document.sector_title),
        Fact("Peildatum", format_date(plan.settings.reference_date)),
        Fact("Gepubliceerd", format_date(plan.published)),
    ]
    if plan.modified != plan.published:
        facts.append(Fact("Laatst gewijzigd", format_date(plan.modified)))
    facts.append(Fact("Status", "vastgesteld" if plan.ready else "voorbeeld, nog niet vastgesteld"))
    if plan.conformance:
        facts.append(Fact("Toegankelijke PDF", " en ".join(plan.conformance)))
    return tuple(facts)
