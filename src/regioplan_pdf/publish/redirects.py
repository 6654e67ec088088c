"""Old addresses that lead to new ones: a region whose slug changed, and its other names."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping

from regioplan_pdf.load.folder import SLUG
from regioplan_pdf.publish.manifest import Manifest
from regioplan_pdf.publish.model import ROOT, SitePlan

_PAGE = """\
<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}: deze pagina is verhuisd</title>
<meta http-equiv="refresh" content="0; url={link}">
<link rel="canonical" href="{canonical}">
<meta name="robots" content="noindex">
</head>
<body>
<main>
<h1>Deze pagina is verhuisd</h1>
<p>U vindt het {title} voortaan op <a href="{link}">een ander adres</a>.</p>
</main>
</body>
</html>
"""


def find_redirects(plans: Iterable[SitePlan], previous: Manifest | None) -> dict[str, str]:
    """Old address -> address of now, of pages ('/regioplannen/.../') and of PDFs.

    A plan that was online under another slug is known by its region's code. An alias in
    regios.csv that is written as a slug ('gooi') is an old address too. What no plan answers to any
    more has no redirect; what a plan stands at itself needs none.
    """
    plans = tuple(plans)
    found: dict[str, str] = {}
    if previous is not None:
        found |= _carried_over(plans, previous)
        found |= _renamed(plans, previous)
    for plan in plans:
        for alias in plan.region.aliases:
            if SLUG.fullmatch(alias):
                found.setdefault(_address(plan, alias), plan.address)
    taken = {plan.address for plan in plans} | {plan.pdf_address for plan in plans}
    return {old: new for old, new in sorted(found.items()) if old not in taken}


def _address(plan: SitePlan, slug: str) -> str:
    return f"/{ROOT}/{plan.document.edition}/{plan.document.sector}/{slug}/"


def _carried_over(plans: Iterable[SitePlan], previous: Manifest) -> dict[str, str]:
    """Redirects of before, each led on to where the plan is now."""
    now = {plan.address: plan.address for plan in plans} | {plan.pdf_address: plan.pdf_address for plan in plans}
    now |= _renamed(plans, previous)
    return {old: now[new] for old, new in previous.redirects.items() if new in now}


def _renamed(plans: Iterable[SitePlan], previous: Manifest) -> dict[str, str]:
    places = {(plan.document.edition, plan.document.sector, plan.region.code): plan for plan in plans}
    keys = {plan.key for plan in places.values()}
    found: dict[str, str] = {}
    for entry in previous.plans.values():
        edition, sector, _ = entry.key.split("/")
        plan = places.get((edition, sector, entry.region_code))
        if plan is not None and entry.key not in keys:
            found[entry.address] = plan.address
            found[f"/{entry.pdf}"] = plan.pdf_address
    return found


def redirect_pages(redirects: Mapping[str, str], plans: Iterable[SitePlan], base_url: str) -> dict[str, bytes]:
    """A page at every old address of a page, by its path in the site."""
    titles = {plan.address: plan.title for plan in plans}
    return {
        f"{old.strip('/')}/index.html": _redirect_page(old, new, titles[new], base_url)
        for old, new in redirects.items()
        if old.endswith("/")
    }


def _redirect_page(old: str, new: str, title: str, base_url: str) -> bytes:
    # Old and new are plans of one edition and sector, so they stand beside each other.
    slug = new.strip("/").rpartition("/")[2]
    link = f"../{slug}/" if old.count("/") == new.count("/") else new
    canonical = f"{base_url}{new}" if base_url else link
    values = {"title": title, "link": link, "canonical": canonical}
    return _PAGE.format_map({name: html.escape(value) for name, value in values.items()}).encode()
