"""All pages of a site, with the files that they share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path

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
from regioplan_pdf.web.spread import Spread, one_by_one
from regioplan_pdf.web.templating import BASE_CSS, STATIC, environment, read_css

INDEX = "index.html"
SITE_CSS = STATIC / "site.css"
_ITALIC, _BOLD_ITALIC = re.compile("(?<!<strong>)<em>"), re.compile("<strong><em>")


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page as HTML in UTF-8, and what it needs of the files that pages share.

    characters: of its text. faces: of the font. colours: classes of colours that its charts use,
    or those of pages made before it.
    """

    data: bytes
    characters: frozenset[str]
    faces: frozenset[str]
    colours: frozenset[str] = frozenset()


class _Press:
    """What makes the plans' pages; another process to which it's sent has its own templates and fonts."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def __reduce__(self) -> tuple[Callable[[Site], _Press], tuple[Site]]:
        return _Press, (self._site,)

    @cached_property
    def pages(self) -> Pages:
        return Pages(self._site, _environment(), _logo_name(self._site))

    @cached_property
    def _painter(self) -> Painter:
        return Painter(screen_style(self._site.theme, Fonts(self._site.fonts, self._site.theme.fonts)))

    def make(self, plan: SitePlan) -> MadePage:
        text = plan_page(plan, self._site, self.pages, self._painter)
        return _made(text, frozenset(self._painter.colours))

    def make_nth(self, number: int) -> MadePage:
        return self.make(self._site.plans[number])


def prepare() -> None:
    """Load what pages are made with: a quarter of a second that may pass while other processes work."""
    import_module("regioplan_pdf.charts.sheet")
    engine = _environment()
    for name in engine.list_templates():
        engine.get_template(name)


def site_pages(site: Site, spread: Spread = one_by_one) -> Iterator[SiteFile]:
    """Every page, and the stylesheet, fonts, script and logo that pages share.

    The plans' pages come first, in the site's order; PDFs, figures, pictures of pages and the pages
    with changes are not made here. The same site gives the same bytes, however its work is spread.
    """
    press = _Press(site)
    needs = _made("")
    for plan, page in zip(site.plans, _plan_pages(site, press, spread), strict=True):
        needs = _both(needs, page)
        yield _page(page_address(plan), page)
    for address, text in _choice_pages(site, press.pages):
        page = _made(text)
        needs = _both(needs, page)
        yield _page(address, page)
    yield SiteFile("404.html", not_found_page(press.pages).encode("utf-8"))
    yield from _assets(site, needs, spread)


def single_page(plan: SitePlan, site: Site) -> tuple[SiteFile, ...]:
    """One plan's page with the stylesheet, fonts and logo that it needs: for a preview."""
    page = _Press(site).make(plan)
    return (_page(page_address(plan), page), *_assets(site, page, one_by_one))


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


def _logo_name(site: Site) -> str:
    return f"logo{site.logo.suffix.lower()}" if site.logo is not None else ""


def _page(address: str, page: MadePage) -> SiteFile:
    return SiteFile(f"{address}{INDEX}", page.data)


def _made(text: str, colours: frozenset[str] = frozenset()) -> MadePage:
    return MadePage(text.encode("utf-8"), frozenset(text), _faces(text), colours)


def _both(one: MadePage, other: MadePage) -> MadePage:
    """What two pages need together, as a page without a text."""
    faces = one.faces | other.faces
    return MadePage(b"", one.characters | other.characters, faces, one.colours | other.colours)


def _plan_pages(site: Site, press: _Press, spread: Spread) -> Iterator[MadePage]:
    # The first is made here: other processes inherit the templates, fonts and libraries that it took.
    yield from map(press.make, site.plans[:1])
    yield from spread(_Press.make_nth, press, range(1, len(site.plans)))


def _choice_pages(site: Site, pages: Pages) -> Iterator[tuple[str, str]]:
    yield "", front_page(site, pages, address="")
    yield f"{ROOT}/", front_page(site, pages)
    for edition in editions_of(site):
        yield edition_address(edition), edition_page(edition, site, pages)
        for sector in sectors_of(site, edition):
            yield sector_address(edition, sector), sector_page(edition, sector, site, pages)


def _assets(site: Site, needs: MadePage, spread: Spread) -> Iterator[SiteFile]:
    faces = tuple(face for face in FACES if face in needs.faces)
    style = stylesheet(site.theme, faces, needs.colours)
    yield SiteFile(f"{ASSETS}/{STYLESHEET}", style.encode("utf-8"))
    extra = "".join(sorted(char for char in needs.characters - set(ALWAYS) if ord(char) >= 0x20))
    fonts = [(site.fonts / site.theme.fonts[face], face) for face in faces]
    for face, data in zip(faces, spread(_web_font, extra, fonts), strict=True):
        yield SiteFile(f"{ASSETS}/{FACES[face][0]}", data)
    yield SiteFile(f"{ASSETS}/{SEARCH_SCRIPT}", (STATIC / SEARCH_SCRIPT).read_bytes())
    if site.logo is not None:
        yield SiteFile(f"{ASSETS}/{_logo_name(site)}", site.logo.read_bytes())


def _web_font(extra: str, font: tuple[Path, str]) -> bytes:
    return web_font(*font, extra)


def _faces(text: str) -> frozenset[str]:
    """Regular and bold are on every page; the italics only where an editor uses them."""
    marks = {"italic": _ITALIC, "bold_italic": _BOLD_ITALIC}
    return frozenset(face for face in FACES if face not in marks or marks[face].search(text))
