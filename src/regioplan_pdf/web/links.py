"""Addresses on the site: links from page to page are relative, so that it works in any folder of any host."""

from __future__ import annotations

from urllib.parse import urlsplit

from regioplan_pdf.publish.model import ROOT, Site, SitePlan

ASSETS = f"{ROOT}/assets"
"""The folder of the stylesheet, the fonts and the script."""
STYLESHEET = "site.css"
SEARCH_SCRIPT = "zoeken.js"


def relative(here: str, there: str) -> str:
    """The link from one address to another, both from the site's root without a slash before them.

    An address that ends in '/' is a page; here: 'regioplannen/2023-2024/', there: 'regioplannen/'
    gives '../'. The page itself is './'.
    """
    *from_folders, _ = here.split("/")
    *to_folders, name = there.split("/")
    shared = 0
    for one, other in zip(from_folders, to_folders, strict=False):
        if one != other:
            break
        shared += 1
    steps = [".."] * (len(from_folders) - shared) + to_folders[shared:]
    path = "/".join(steps)
    return f"{path}/{name}" if path else name or "./"


def absolute(site: Site, address: str) -> str:
    """The whole address ('https://...') of a place on the site; '' when the site doesn't know its own."""
    return f"{site.base_url}/{address.removeprefix('/')}" if site.base_url else ""


def from_host(site: Site, address: str) -> str:
    """The address from the host's root ('/regioplannen/'), for the one page that can stand anywhere: the 404."""
    return f"{urlsplit(site.base_url).path.rstrip('/')}/{address.removeprefix('/')}"


def page_address(plan: SitePlan) -> str:
    """'regioplannen/2023-2024/ggz/rotterdam/'."""
    return plan.address.removeprefix("/")


def edition_address(edition: str) -> str:
    """'regioplannen/2023-2024/'."""
    return f"{ROOT}/{edition}/"


def sector_address(edition: str, sector: str) -> str:
    """'regioplannen/2023-2024/ggz/'."""
    return f"{ROOT}/{edition}/{sector}/"
