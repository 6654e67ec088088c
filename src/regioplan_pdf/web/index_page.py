"""The pages on which a reader chooses: all plans, those of an edition, those of an edition's sector."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from regioplan_pdf.dutch import join_words
from regioplan_pdf.model.content import Region
from regioplan_pdf.publish.model import ROOT, Site, SitePlan
from regioplan_pdf.web.dutch_order import sort_key
from regioplan_pdf.web.frame import Crumb, Link, Pages
from regioplan_pdf.web.links import SEARCH_SCRIPT, edition_address, page_address, relative, sector_address
from regioplan_pdf.web.plan_page import edition_years


@dataclass(frozen=True, slots=True)
class Choice:
    """A link to a page like this one. current: it is this page, or the part of the site that it's in."""

    text: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """Links to pages like this one, under one name ('Editie')."""

    name: str
    links: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class PlanLink:
    """A link to a plan in a region's row: 'GGZ', '2023/2024'; example: it isn't ready."""

    sector: str
    years: str
    href: str
    example: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A region in the list, whether it has a plan or not. words: the names that it is found by, with '; ' between."""

    slug: str
    name: str
    plans: tuple[PlanLink, ...]
    words: str


@dataclass(frozen=True, slots=True)
class TileLink:
    """A region on the map. column, row: from 1; href: '' for a region without a plan."""

    slug: str
    name: str
    column: int
    row: int
    href: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What a page of choice shows. one_sector: every region has one plan at most, named by the region.

    newer: the same page of the newest edition, on pages of older ones.
    years_shown: whether links must say which edition they lead to.
    """

    address: str
    heading: str
    lead: str
    plans: tuple[SitePlan, ...]
    crumbs: tuple[Crumb, ...]
    choices: tuple[Choices, ...]
    newer: Link | None = None
    one_sector: bool = False
    years_shown: bool = False


def front_page(site: Site, pages: Pages, *, address: str = f"{ROOT}/") -> str:
    """Every region with its newest plan in each sector; address: where this copy of it stands."""
    newest = _newest(site.plans)
    editions = {plan.document.edition for plan in newest}
    lead = (
        "Een regioplan laat op twee bladzijden zien hoe het gaat met de langdurige zorg in een regio, en wat"
        " zorgkantoor, gemeenten en zorgaanbieders samen gaan doen. Kies uw regio op de kaart of in de lijst."
    )
    listing = Listing(
        address=address,
        heading="Regioplannen",
        lead=lead,
        plans=newest,
        crumbs=(),
        choices=tuple(
            Choices(years, _sectors(site, address, edition, current=None)) for edition, years in _years(site).items()
        ),
        years_shown=len(editions) > 1,
    )
    return _render(listing, site, pages, canonical=f"{ROOT}/")


def edition_page(edition: str, site: Site, pages: Pages) -> str:
    """The plans of an edition, of all sectors."""
    address = edition_address(edition)
    plans = tuple(plan for plan in site.plans if plan.document.edition == edition)
    years = edition_years(plans[0].document.edition_title)
    names = join_words(tuple(dict.fromkeys(plan.settings.sector_short for plan in plans)))
    listing = Listing(
        address=address,
        heading=f"Regioplannen {years}",
        lead=f"De regioplannen van {years} voor {names}. Kies uw regio op de kaart of in de lijst.",
        plans=plans,
        crumbs=(Crumb("Regioplannen", relative(address, f"{ROOT}/")), Crumb(years, "")),
        choices=(_editions(site, address, edition), Choices("Sector", _sectors(site, address, edition))),
        newer=_newer(site, address, edition),
    )
    return _render(listing, site, pages)


def sector_page(edition: str, sector: str, site: Site, pages: Pages) -> str:
    """The plans of one sector in an edition."""
    address = sector_address(edition, sector)
    plans = tuple(p for p in site.plans if (p.document.edition, p.document.sector) == (edition, sector))
    first = plans[0]
    years, short = edition_years(first.document.edition_title), first.settings.sector_short
    listing = Listing(
        address=address,
        heading=f"Regioplannen {short} {years}",
        lead=f"De regioplannen van {years} voor {first.document.sector_title}."
        " Kies uw regio op de kaart of in de lijst.",
        plans=plans,
        crumbs=(
            Crumb("Regioplannen", relative(address, f"{ROOT}/")),
            Crumb(years, relative(address, edition_address(edition))),
            Crumb(short, ""),
        ),
        choices=(_editions(site, address, edition), Choices("Sector", _sectors(site, address, edition, sector))),
        newer=_newer(site, address, edition, sector),
        one_sector=True,
    )
    return _render(listing, site, pages)


def not_found_page(pages: Pages) -> str:
    """The page for an address that doesn't exist; a host shows it at any address."""
    frame = pages.frame(
        "404.html",
        title="Deze pagina is er niet",
        description="Deze pagina is er niet of niet meer.",
        indexed=False,
        anywhere=True,
    )
    return pages.render("niet-gevonden.html", frame=frame)


def editions_of(site: Site) -> tuple[str, ...]:
    """Slugs of the editions on the site, newest first."""
    return tuple(dict.fromkeys(plan.document.edition for plan in site.plans))


def sectors_of(site: Site, edition: str) -> tuple[str, ...]:
    """Slugs of an edition's sectors, in the site's order."""
    return tuple(dict.fromkeys(plan.document.sector for plan in site.plans if plan.document.edition == edition))


def _render(listing: Listing, site: Site, pages: Pages, canonical: str | None = None) -> str:
    frame = pages.frame(
        listing.address,
        title=listing.heading,
        description=listing.lead,
        crumbs=listing.crumbs,
        canonical=canonical,
        indexed=any(plan.ready for plan in listing.plans),
        script=SEARCH_SCRIPT,
    )
    rows = _rows(listing, site)
    return pages.render(
        "keuze.html",
        frame=frame,
        listing=listing,
        rows=rows,
        tiles=_tiles(listing, site),
        with_plan=sum(1 for row in rows if row.plans),
    )


def _newest(plans: Iterable[SitePlan]) -> tuple[SitePlan, ...]:
    """Of each region and sector the plan of its newest edition."""
    found: dict[tuple[str, str], SitePlan] = {}
    for plan in plans:
        found.setdefault((plan.document.sector, plan.document.region), plan)
    return tuple(found.values())


def _years(site: Site) -> dict[str, str]:
    """Of each edition's slug its years ('2023/2024'), newest first."""
    return {plan.document.edition: edition_years(plan.document.edition_title) for plan in site.plans}


def _editions(site: Site, here: str, current: str) -> Choices:
    links = (
        Choice(years, relative(here, edition_address(edition)), edition == current)
        for edition, years in _years(site).items()
    )
    return Choices("Editie", tuple(links))


def _sectors(site: Site, here: str, edition: str, current: str | None = "") -> tuple[Choice, ...]:
    """An edition's sectors; current: the one that is shown, '' for all, None on a page of another kind."""
    names = {p.document.sector: p.settings.sector_short for p in site.plans if p.document.edition == edition}
    every = Choice("alle sectoren", relative(here, edition_address(edition)), current == "")
    return (
        every,
        *(Choice(name, relative(here, sector_address(edition, slug)), slug == current) for slug, name in names.items()),
    )


def _newer(site: Site, here: str, edition: str, sector: str = "") -> Link | None:
    """The newest edition's page for all sectors or for one; None on that page, or where it hasn't the sector."""
    newest = next(iter(editions_of(site)))
    if newest == edition or (sector and sector not in sectors_of(site, newest)):
        return None
    address = sector_address(newest, sector) if sector else edition_address(newest)
    return Link(f"Regioplannen {_years(site)[newest]}", relative(here, address))


def _rows(listing: Listing, site: Site) -> tuple[Row, ...]:
    by_region: dict[str, list[SitePlan]] = {}
    for plan in listing.plans:
        by_region.setdefault(plan.region.slug, []).append(plan)
    day = max((plan.published for plan in listing.plans), default=datetime.date.max)
    regions = sorted(site.regions, key=lambda region: sort_key(region.name))
    return tuple(
        Row(
            region.slug,
            region.name,
            tuple(_plan_link(plan, listing) for plan in by_region.get(region.slug, ())),
            _search_words(region, day),
        )
        for region in regions
    )


def _plan_link(plan: SitePlan, listing: Listing) -> PlanLink:
    years = edition_years(plan.document.edition_title) if listing.years_shown else ""
    href = relative(listing.address, page_address(plan))
    return PlanLink(plan.settings.sector_short, years, href, not plan.ready)


def _search_words(region: Region, day: datetime.date) -> str:
    """Its name, its other names and its gemeenten, but for what its name says already."""
    others = (*region.aliases, *region.municipalities_at(day))
    own = region.name.casefold()
    return "; ".join((region.name, *dict.fromkeys(name for name in others if name.casefold() not in own)))


def _tiles(listing: Listing, site: Site) -> tuple[TileLink, ...]:
    """The map row by row, from north to south: the order in which the keyboard goes over it."""
    plans: dict[str, list[SitePlan]] = {}
    for plan in listing.plans:
        plans.setdefault(plan.region.slug, []).append(plan)

    def href(region: Region) -> str:
        own = plans.get(region.slug, [])
        if len(own) == 1:
            return relative(listing.address, page_address(own[0]))
        return f"#regio-{region.slug}" if own else ""

    tiles = (TileLink(region.slug, region.name, *_place(region), href(region)) for region in site.regions)
    return tuple(sorted(tiles, key=lambda tile: (tile.row, tile.column)))


def _place(region: Region) -> tuple[int, int]:
    column, row = region.tile
    return column + 1, row + 1
