"""What every page of the site has round its content: head, path to the page, footer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from regioplan_pdf.publish.model import ROOT, Site
from regioplan_pdf.web.links import ASSETS, STYLESHEET, absolute, from_host, relative
from regioplan_pdf.web.prose import safe_link

TEMPLATES = Path(__file__).parent / "templates"
POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; script-src 'self';"
    " base-uri 'none'; form-action 'none'"
)
"""The Content-Security-Policy of every page: nothing from elsewhere, nothing in the page itself."""


_NOTHING = Markup()


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its text."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the path to a page; the last, the page itself, has no href."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The head and frame of one page.

    assets: link to the folder of stylesheet and script, ends in '/'. canonical: '' when unknown.
    indexed: whether search engines may show it. script: file in the assets, '' for none.
    running: the line at the foot of the page.
    """

    title: str
    description: str
    office: str
    office_url: str
    home: str
    assets: str
    stylesheet: str
    policy: str
    crumbs: tuple[Crumb, ...] = ()
    canonical: str = ""
    indexed: bool = True
    json_ld: Markup = _NOTHING
    script: str = ""
    running: str = ""
    logo: str = ""
    logo_alt: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """Renders pages of one site.

    logo: name of the logo's file in the assets, '' for none.
    """

    site: Site
    environment: Environment
    logo: str = ""

    def frame(
        self,
        address: str,
        *,
        title: str,
        description: str,
        crumbs: Sequence[Crumb] = (),
        canonical: str | None = None,
        indexed: bool = True,
        json_ld: Markup = _NOTHING,
        script: str = "",
        running: str = "",
        anywhere: bool = False,
    ) -> Frame:
        """The frame of the page at an address (from the site's root, without a slash before it).

        canonical: the address that it is known by, where that is another. anywhere: the page is
        shown at whatever address, so that its links begin at the host.
        """
        theme = self.site.theme
        assets = from_host(self.site, f"{ASSETS}/") if anywhere else relative(address, f"{ASSETS}/")
        return Frame(
            title=title,
            description=description,
            office=theme.office or "Zorgkantoor",
            office_url=safe_link(theme.office_url),
            home=from_host(self.site, f"{ROOT}/") if anywhere else relative(address, f"{ROOT}/"),
            assets=assets,
            stylesheet=assets + STYLESHEET,
            policy=POLICY,
            crumbs=tuple(crumbs),
            canonical=absolute(self.site, address if canonical is None else canonical),
            indexed=indexed,
            json_ld=json_ld,
            script=assets + script if script else "",
            running=running,
            logo=assets + self.logo if self.logo else "",
            logo_alt=theme.logo_alt,
        )

    def render(self, template: str, **values: object) -> str:
        """A template of `templates/` with these values."""
        return self.environment.get_template(template).render(**values)
