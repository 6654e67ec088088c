"""The pages of the test sites, each made once."""

from __future__ import annotations

from functools import cache

from regioplan_pdf.publish.model import ROOT, Site, SitePlan
from regioplan_pdf.web.site_pages import single_page, site_pages
from site_factory import big_site, shipped_site
from web_text import Node, read

KEYS = tuple(plan.key for plan in shipped_site().plans)
BASE = "https://www.voorbeeld.nl"
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</p></section><h1>Anders",
    '" onmouseover="alert(1)',
    "&lt;b&gt; &amp; <!-- weg -->",
    "{{ 7 * 7 }} {% raw %}",
)
"""Texts that would be markup if nobody escaped them."""


def files(site: Site) -> dict[str, bytes]:
    """Every file that `site_pages` makes, by path; fails when one is made twice."""
    found: dict[str, bytes] = {}
    for file in site_pages(site):
        assert file.path not in found
        found[file.path] = file.data
    return found


@cache
def shipped() -> dict[str, bytes]:
    """The site of the shipped content."""
    return files(shipped_site())


@cache
def big() -> dict[str, bytes]:
    """The site of 93 plans."""
    return files(big_site())


@cache
def page_of(key: str) -> Node:
    """A plan's page in the site of the shipped content."""
    return read(shipped()[f"{ROOT}/{key}/index.html"])


def page(plan: SitePlan, site: Site | None = None) -> Node:
    """The page of a plan that isn't in the site itself."""
    return read(single_page(plan, site or shipped_site())[0].data)


def rotterdam() -> SitePlan:
    """A plan with example figures, and with a newer edition."""
    return next(plan for plan in shipped_site().plans if plan.key == "2023-2024/ggz/rotterdam")
