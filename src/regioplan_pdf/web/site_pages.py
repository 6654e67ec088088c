"""All pages of a site, with the files that they share."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import Environment
from markupsafe import Markup, escape

from regioplan_pdf.model.content import Theme
from regioplan_pdf.publish.model import ROOT, Site, SiteFile, SitePlan
from regioplan_pdf.type.fonts import Fonts
from regioplan_pdf.web.chart_views import Painter, screen_style
from regioplan_pdf.web.dark import colours_css
from regioplan_pdf.web.font_faces import FACES, font_faces_css
from regioplan_pdf.web.fonts import ALWAYS, web_font
from regioplan_pdf.web.frame import Pages
from regioplan_pdf.web.index_page import (
    edition_page,
    editions_of,
    front_page,
    not_found_page,
    sector_page,
    sectors_of,
)
from regioplan_pdf.web.links import ASSETS, SEARCH_SCRIPT, STYLESHEET, edition_address, page_address, sector_address
from regioplan_pdf.web.look import DARK_PAPER, tokens_css
from regioplan_pdf.web.plan_page import plan_page
from regioplan_pdf.web.templating import BASE_CSS, STATIC, environment, read_css

INDEX = "index.html"
SITE_CSS = STATIC / "site.css"
_ITALIC, _BOLD_ITALIC = re.compile("(?<!<strong>)<em>"), re.compile("<strong><em>")


def site_pages(site: Site) -> Iterator[SiteFile]:
    """Every page, and the stylesheet, fonts, script and logo that pages share.

    The plans' pages come first, in the site's order; PDFs, figures, pictures of pages and the pages
    with changes are not made here. The same site gives the same bytes.
    """
    pages = Pages(site, _environment(), _logo_name(site))
    painter = _painter(site)
    texts: list[str] = []
    for plan in site.plans:
        texts.append(plan_page(plan, site, pages, painter))
        yield _page(page_address(plan), texts[-1])
    for address, text in _choice_pages(site, pages):
        texts.append(text)
        yield _page(address, text)
    yield SiteFile("404.html", not_found_page(site, pages).encode("utf-8"))
    yield from _assets(site, painter, texts)


def single_page(plan: SitePlan, site: Site) -> tuple[SiteFile, ...]:
    """One plan's page with the stylesheet, fonts and logo that it needs: for a preview."""
    painter = _painter(site)
    text = plan_page(plan, site, Pages(site, _environment(), _logo_name(site)), painter)
    return (_page(page_address(plan), text), *_assets(site, painter, [text]))


def stylesheet(theme: Theme, faces: tuple[str, ...] = (), colours: frozenset[str] = frozenset()) -> str:
    """The site's stylesheet. faces: which fonts there are; colours: the classes of those that charts use."""
    in_the_dark = "".join(f".grafiek {rule}\n" for rule in colours_css(colours, DARK_PAPER).splitlines())
    return "\n".join(
        (
            font_faces_css(faces) + tokens_css(theme),
            read_css(BASE_CSS, SITE_CSS),
            colours_css(colours) + f"@media screen and (prefers-color-scheme:dark){{\n{in_the_dark}}}",
        )
    )


def _environment() -> Environment:
    made = environment()
    made.filters["breakable"] = _breakable
    return made


def _breakable(name: str) -> Markup:
    """A name that may break after a slash or hyphen, to fit on a tile."""
    return escape(name).replace("/", Markup("/<wbr>"))


def _painter(site: Site) -> Painter:
    return Painter(screen_style(site.theme, Fonts(site.fonts, site.theme.fonts)))


def _logo_name(site: Site) -> str:
    return f"logo{site.logo.suffix.lower()}" if site.logo is not None else ""


def _page(address: str, text: str) -> SiteFile:
    return SiteFile(f"{address}{INDEX}", text.encode("utf-8"))


def _choice_pages(site: Site, pages: Pages) -> Iterator[tuple[str, str]]:
    yield "", front_page(site, pages, address="")
    yield f"{ROOT}/", front_page(site, pages)
    for edition in editions_of(site):
        yield edition_address(edition), edition_page(edition, site, pages)
        for sector in sectors_of(site, edition):
            yield sector_address(edition, sector), sector_page(edition, sector, site, pages)


def _assets(site: Site, painter: Painter, texts: list[str]) -> Iterator[SiteFile]:
    faces = _faces(texts)
    style = stylesheet(site.theme, faces, frozenset(painter.colours))
    yield SiteFile(f"{ASSETS}/{STYLESHEET}", style.encode("utf-8"))
    used = frozenset().union(*map(set, texts))
    extra = "".join(sorted(char for char in used - set(ALWAYS) if ord(char) >= 0x20))
    for face in faces:
        path = site.fonts / site.theme.fonts[face]
        yield SiteFile(f"{ASSETS}/{FACES[face][0]}", web_font(path, face, extra))
    yield SiteFile(f"{ASSETS}/{SEARCH_SCRIPT}", (STATIC / SEARCH_SCRIPT).read_bytes())
    if site.logo is not None:
        yield SiteFile(f"{ASSETS}/{_logo_name(site)}", site.logo.read_bytes())


def _faces(texts: list[str]) -> tuple[str, ...]:
    """Regular and bold are on every page; the italics only where an editor uses them."""
    marks = {"italic": _ITALIC, "bold_italic": _BOLD_ITALIC}
    return tuple(face for face in FACES if face not in marks or any(marks[face].search(text) for text in texts))
