"""The files of a site besides its pages: PDFs, figures, pictures, what a CMS wants, lists for machines."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape

from regioplan_pdf.publish.examine import Contents
from regioplan_pdf.publish.model import CHANGES_FOLDER, FIGURES_FILE, ROOT, THUMBNAIL_FILES, Site, SitePlan

CMS = "cms"
"""The folder with pieces to paste or attach; it needn't be online."""
SITEMAP = f"{ROOT}/sitemap.xml"
LINK_COLUMNS = (
    *("titel", "editie", "sector", "regio", "regiocode", "pagina", "pdf", "kB"),
    *("gepubliceerd", "gewijzigd", "voorbeeld", "cijfers"),
)
_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP can hold."""


def plan_files(plan: SitePlan, contents: Contents, pictures: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    """What stands in a plan's folder beside its page."""
    folder = plan.address.strip("/")
    yield f"{folder}/{plan.pdf_name}", contents.pdf
    yield f"{folder}/{FIGURES_FILE}", contents.figures
    for name, picture in zip(THUMBNAIL_FILES, pictures, strict=True):
        yield f"{folder}/{name}", picture


def cms_files(site: Site, pdfs: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Pieces for a CMS. pdfs: by a plan's key."""
    from regioplan_pdf.web.fragments import plan_fragment

    for plan in site.plans:
        yield f"{CMS}/fragmenten/{plan.key}.html", plan_fragment(plan, site).encode()
    for edition in dict.fromkeys(plan.document.edition for plan in site.plans):
        plans = [plan for plan in site.plans if plan.document.edition == edition]
        yield f"{CMS}/regioplannen-{edition}.zip", _zip(plans, pdfs)
    yield f"{CMS}/links.csv", links_csv(site)
    yield f"{CMS}/robots.txt", robots_lines(site)


def _zip(plans: Iterable[SitePlan], pdfs: Mapping[str, bytes]) -> bytes:
    """PDFs in one ZIP, by name and uncompressed (they are so already): the same PDFs give the same bytes."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as file:
        for plan in sorted(plans, key=lambda plan: plan.pdf_name):
            day = plan.modified
            moment = (day.year, day.month, day.day, 0, 0, 0) if day.year >= _OLDEST[0] else _OLDEST
            info = zipfile.ZipInfo(plan.pdf_name, moment)
            info.create_system = 3  # whatever system this runs on
            info.external_attr = 0o644 << 16
            file.writestr(info, pdfs[plan.key])
    return data.getvalue()


def links_csv(site: Site) -> bytes:
    """All plans with their addresses, the way a Dutch Excel opens a table."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(LINK_COLUMNS)
    for plan in site.plans:
        document = plan.document
        writer.writerow(
            (
                plan.title,
                document.edition,
                plan.settings.sector_short,
                document.region_title,
                plan.region.code,
                site.base_url + plan.address,
                site.base_url + plan.pdf_address,
                kilobytes(plan.size),
                _day(plan.published),
                _day(plan.modified),
                "ja" if document.example else "nee",
                f"{site.base_url}{plan.address}{FIGURES_FILE}",
            )
        )
    return text.getvalue().encode("utf-8-sig")


def kilobytes(size: int) -> str:
    """'45' of 45.123 bytes; at least 1."""
    return str(max(1, round(size / 1000)))


def _day(day: datetime.date) -> str:
    return f"{day.day:02d}-{day.month:02d}-{day.year}"


def robots_lines(site: Site) -> bytes:
    """What the website's robots.txt should say of this site; the pages say it of themselves."""
    hidden = [plan for plan in site.plans if not plan.ready]
    lines = ["# Regels voor robots.txt in de hoofdmap van de website. Staat daar al een robots.txt? Voeg ze toe."]
    if hidden:
        lines += [
            "# Deze plannen horen niet in een zoekmachine. Hun pagina's zeggen dat zelf; een PDF kan dat niet.",
            "# Beter nog: laat de webserver deze bestanden sturen met de kop 'X-Robots-Tag: noindex'.",
            "User-agent: *",
        ]
        for plan in hidden:
            lines += [f"Disallow: {plan.pdf_address}", f"Disallow: {plan.address}{FIGURES_FILE}"]
    if site.base_url:
        lines += ["", f"Sitemap: {site.base_url}/{SITEMAP}"]
    return ("\n".join(lines) + "\n").encode()


def sitemap_xml(site: Site, pages: Iterable[str]) -> bytes:
    """Every page that may be found, with the day on which it last changed.

    pages: paths of pages in the site, redirects not among them. A page that isn't a plan's
    changed with the last of the plans under it.
    """
    hidden = tuple(_hidden_places(site))
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    for path in sorted(pages):
        if not path.endswith("/index.html"):
            continue
        address = f"/{path.removesuffix('index.html')}"
        days = [plan.modified for plan in site.plans if _belongs(plan.address, address)]
        if days and not address.startswith(hidden):
            place = escape(site.base_url + address)
            lines.append(f"<url><loc>{place}</loc><lastmod>{max(days).isoformat()}</lastmod></url>")
    return "\n".join((*lines, "</urlset>", "")).encode()


def _hidden_places(site: Site) -> Iterator[str]:
    """Addresses of plans that aren't ready, and of pages that compare one with another that isn't."""
    ready = {plan.key: plan.ready for plan in site.plans}
    for plan in site.plans:
        if not plan.ready:
            yield plan.address
        elif plan.changes and not ready[plan.older[0]]:
            yield f"{plan.address}{CHANGES_FOLDER}/"


def _belongs(plan: str, page: str) -> bool:
    """Whether a plan's address is under a page's, or a page's under the plan's."""
    return plan.startswith(page) or page.startswith(plan)
