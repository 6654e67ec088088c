"""A site from chosen plans: the Site that pages are made from, and every file of it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from regioplan_pdf.diff.subject import subject_of
from regioplan_pdf.errors import ContentError, ExitCode, Problems, RegioplanError
from regioplan_pdf.load import load_regions, load_theme
from regioplan_pdf.model.changes import Origin
from regioplan_pdf.model.content import Theme
from regioplan_pdf.publish.arrange import arrange_plans
from regioplan_pdf.publish.candidates import Chosen
from regioplan_pdf.publish.examine import Contents
from regioplan_pdf.publish.files import SITEMAP, cms_files, plan_files, sitemap_xml
from regioplan_pdf.publish.manifest import MANIFEST_NAME, Manifest, manifest_json
from regioplan_pdf.publish.model import CHANGES_FOLDER, Site, SitePlan
from regioplan_pdf.publish.page_links import find_dead_links
from regioplan_pdf.publish.pool import run_all, run_shared
from regioplan_pdf.publish.redirects import find_redirects, redirect_pages
from regioplan_pdf.publish.request import Request

_S = TypeVar("_S")
_T = TypeVar("_T")
_R = TypeVar("_R")


class DeadLinkError(RegioplanError):
    """A page of the site leads nowhere; `keys` are the plans whose own pages do, with where they lead."""

    exit_code = ExitCode.FAULTS

    def __init__(self, message: str, keys: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__(message)
        self.keys = keys


def make_site(request: Request, chosen: Iterable[Chosen], contents: Mapping[str, Contents]) -> Site:
    """The site with plans and their places. contents: by the PDF's hash. Raises ContentError."""
    problems = Problems()
    regions, theme = load_regions(request.content, problems), load_theme(request.content, problems)
    if problems.failed:
        raise ContentError(problems.found())
    plans = []
    for each in chosen:
        found = contents[each.candidate.sha256]
        plans.append(
            SitePlan(
                document=found.document,
                settings=found.settings,
                region=regions.by_slug[found.document.region],
                pdf_name=found.document.file_name,
                size=len(found.pdf),
                sha256=each.candidate.sha256,
                published=found.settings.published,
                modified=datetime.date.fromisoformat(each.modified),
                conformance=each.facts.conformance,
                reasons=tuple(str(reason.why) for reason in each.reasons),
                outdated=each.candidate.outdated,
            )
        )
    arranged = tuple(replace(plan, changes=bool(plan.older)) for plan in arrange_plans(plans))
    return Site(
        arranged,
        tuple(regions.by_slug.values()),
        theme,
        request.fonts,
        request.base_url,
        request.content / theme.logo if theme.logo else None,
    )


def make_files(
    site: Site,
    contents: Mapping[str, Contents],
    pictures: Mapping[str, tuple[bytes, ...]],
    previous: Manifest,
    request: Request,
    *,
    fingerprint: str,
    recipe: str,
    strangers: Iterable[str],
) -> dict[str, bytes]:
    """Every file of the site by path.

    contents, pictures: by the PDF's hash. strangers: paths that are there already, to which pages may link.

    Raises DeadLinkError when a page of it leads nowhere, OutputError when two files want one path.
    """
    from regioplan_pdf.web.site_pages import site_pages

    def spread(work: Callable[[_S, _T], _R], shared: _S, tasks: Sequence[_T], /) -> Iterable[_R]:
        return run_shared(work, shared, tasks, request.jobs)

    files: dict[str, bytes] = {}
    total = len(site.plans)
    for number, file in enumerate(site_pages(site, spread)):
        _put(files, file.path, file.data)
        request.progress("pages", min(number + 1, total), total)
    pages = tuple(path for path in files if path.endswith(".html"))
    changes = dict(_changes_pages(site, request))
    for plan in site.plans:
        for path, data in plan_files(plan, contents[plan.sha256], pictures[plan.sha256]):
            _put(files, path, data)
    pdfs = {plan.key: contents[plan.sha256].pdf for plan in site.plans}
    redirects = find_redirects(site.plans, previous)
    for path, data in (*changes.items(), *cms_files(site, pdfs)):
        _put(files, path, data)
    for path, data in redirect_pages(redirects, site.plans, site.base_url).items():
        _put(files, path, data)
    if site.base_url:
        _put(files, SITEMAP, sitemap_xml(site, (*pages, *changes)))
    _check_links(site, files, strangers)
    files[MANIFEST_NAME] = manifest_json(
        site.plans, files, redirects, fingerprint=fingerprint, pictures=recipe, base_url=site.base_url
    )
    return files


def _put(files: dict[str, bytes], path: str, data: bytes) -> None:
    if path in files or path == MANIFEST_NAME:
        raise RegioplanError(f"The program itself failed: two files of the site are '{path}'. Please report it.")
    files[path] = data


def _check_links(site: Site, files: Mapping[str, bytes], strangers: Iterable[str]) -> None:
    # A fragment is made to be pasted elsewhere: its links lead nowhere from where it lies.
    there = {path: data for path, data in files.items() if not path.startswith("cms/")}
    dead = find_dead_links({**dict.fromkeys(strangers, b""), MANIFEST_NAME: b"", **there}, site.base_url)
    if not dead:
        return
    owners: dict[str, list[str]] = {}
    for link in dead:
        for plan in site.plans:
            if f"/{link.page}".startswith(plan.address):
                told = f"Its page '{link.page}' links to '{link.link}', which isn't there."
                owners.setdefault(plan.key, []).append(told)
    listed = ", ".join(f"'{link.link}' on '{link.page}'" for link in dead[:5])
    raise DeadLinkError(
        f"The program itself failed: {len(dead)} links of the site lead nowhere ({listed}). Please report it.",
        {key: tuple(told) for key, told in owners.items()},
    )


# -- what changed since the edition before ----------------------------------------------


def _changes_pages(site: Site, request: Request) -> Iterable[tuple[str, bytes]]:
    pairs = []
    for plan in site.plans:
        older = site.plan(plan.older[0]) if plan.changes else None
        if older is not None:
            pairs.append((older, plan, site.theme))
    for number, (pair, page) in enumerate(zip(pairs, run_all(_changes_page, pairs, request.jobs), strict=True)):
        request.progress("changes", number + 1, len(pairs))
        yield f"{changes_address(pair[1])}index.html", page


def changes_address(plan: SitePlan) -> str:
    """'regioplannen/2024-2025/ggz/rotterdam/wijzigingen/'."""
    return f"{plan.address.strip('/')}/{CHANGES_FOLDER}/"


def _changes_page(pair: tuple[SitePlan, SitePlan, Theme]) -> bytes:
    from regioplan_pdf.diff.plan import compare_plans
    from regioplan_pdf.diff.render.html.page import Link, changes_html
    from regioplan_pdf.web.font_faces import ALWAYS_USED, font_faces_css
    from regioplan_pdf.web.links import ASSETS, relative

    older, newer, theme = pair
    old = subject_of(older.document, older.settings, Origin.PLAN, older.pdf_name)
    new = subject_of(newer.document, newer.settings, Origin.PLAN, newer.pdf_name)
    faces = font_faces_css(ALWAYS_USED, relative(changes_address(newer), f"{ASSETS}/"))
    back = Link(f"Naar het {newer.title[0].lower()}{newer.title[1:]}", "../")
    return changes_html(compare_plans(old, new), theme, (back,), faces).encode()
