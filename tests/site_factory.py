"""Sites of whatever size, from generated content: 31 regions x 3 sectors, or a few of them.

site = big_site()                                     # 93 plans without a PDF: for pages
content = write_site_content(tmp_path / "content")    # the same as files: for `regioplan publish`
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from content_factory import EDITION, FIGURES, TEXT, write_content
from regioplan_pdf.errors import Problems
from regioplan_pdf.load import find_documents
from regioplan_pdf.pipeline import Workspace, make_document
from regioplan_pdf.publish.model import Site, SitePlan

ROOT = Path(__file__).parent.parent
FONTS = ROOT / "fonts"
CONTENT = ROOT / "content"
SECTORS: Mapping[str, tuple[str, str]] = {
    "ggz": ("GGZ", "langdurige GGZ (Wlz)"),
    "gz": ("GZ", "gehandicaptenzorg (Wlz)"),
    "vv": ("V&V", "verpleging en verzorging (Wlz)"),
}
"""Short and long name of each sector."""
FINAL_FIGURES = FIGURES.replace(";voorbeeld", ";Declaraties")
"""No figure in it is a `voorbeeld`."""


@cache
def all_regions() -> tuple[dict[str, str], ...]:
    """The rows of the shipped regios.csv, 't Gooi and Zuid-Hollandse Eilanden among them."""
    with (CONTENT / "regios.csv").open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv.DictReader(file, delimiter=";"))


def edition_text(slug: str, sector: str) -> str:
    """The settings of an edition: the sector's names, and the years moved along."""
    first, second = slug.split("-")
    short, title = SECTORS[sector]
    text = EDITION.replace("Regioplan 2023/2024", f"Regioplan {first}/{second}")
    text = text.replace('"GGZ"', f'"{short}"').replace("langdurige GGZ (Wlz)", title)
    return text.replace("gepubliceerd = 2023-06-01", f"gepubliceerd = {first}-06-01")


def region_figures(slugs: Sequence[str], figures: str = FINAL_FIGURES, step: int = 0) -> str:
    """Figures for these regions, each a little different; the benchmark's as they are.

    step: moves the clients' number of every region, so that two editions differ.
    """
    header, *rows = figures.splitlines()
    own = [row.split(";", 1)[1] for row in rows if row.startswith("rotterdam;")]
    lines = [header, *(row for row in rows if row.startswith("zilveren-kruis;"))]
    for number, slug in enumerate(slugs):
        for row in own:
            cells = row.split(";")
            if cells[0] == "klanten":
                cells[3] = str(int(cells[3]) + 17 * number + step)
            lines.append(f"{slug};{';'.join(cells)}")
    return "\n".join(lines) + "\n"


def write_site_content(
    root: Path,
    *,
    slugs: Sequence[str] = (),
    sectors: Sequence[str] = tuple(SECTORS),
    editions: Sequence[str] = ("2023-2024",),
    figures: str = FINAL_FIGURES,
    text: str = TEXT,
) -> Path:
    """Write a content folder with a plan for each region, sector and edition, and give it back.

    slugs: of the regions that have a plan; all 31 by default. regios.csv always has all 31.
    """
    chosen = tuple(slugs) or tuple(row["slug"] for row in all_regions())
    for step, edition in enumerate(editions):
        for sector in sectors:
            write_content(
                root,
                edition=edition_text(edition, sector),
                figures=region_figures(chosen, figures, 3 * step),
                texts={slug: text.replace("Een eerste afspraak", f"Een afspraak over {slug}") for slug in chosen},
                regions=(CONTENT / "regios.csv").read_text(encoding="utf-8-sig"),
                municipalities=(CONTENT / "gemeenten.csv").read_text(encoding="utf-8-sig"),
                slug=edition,
                sector=sector,
            )
    return root


def site_of(content: Path, *, base_url: str = "", reasons: Mapping[str, tuple[str, ...]] | None = None) -> Site:
    """The site of a content folder, composed but not typeset: size and hash of its PDFs are made up.

    reasons: by a plan's key, why it isn't ready; 'bevat voorbeeldcijfers' comes by itself.
    """
    workspace = Workspace(content, FONTS)
    plans: list[SitePlan] = []
    for path in find_documents(content):
        problems = Problems()
        document = make_document(workspace, path, problems)
        settings = workspace.edition(path.folder).edition
        assert document is not None and settings is not None, "\n".join(map(str, problems.found()))
        why = (reasons or {}).get(path.key, ("bevat voorbeeldcijfers",) if document.example else ())
        plans.append(
            SitePlan(
                document=document,
                settings=settings,
                region=workspace.regions.by_slug[path.region],
                pdf_name=document.file_name,
                size=45_000 + len(path.key),
                sha256=hashlib.sha256(path.key.encode()).hexdigest(),
                published=settings.published,
                modified=settings.published,
                conformance=("PDF/UA-1", "PDF/A-3a"),
                reasons=why,
            )
        )
    from regioplan_pdf.publish.arrange import arrange_plans

    return Site(
        arrange_plans(plans), tuple(workspace.regions.by_slug.values()), workspace.theme, FONTS, base_url=base_url
    )


@cache
def big_site() -> Site:
    """93 plans: 31 regions, 3 sectors, one edition."""
    with TemporaryDirectory() as folder:
        return site_of(write_site_content(Path(folder) / "content"))


@cache
def shipped_site() -> Site:
    """The plans of the shipped content: two editions, two sectors, all with example figures."""
    return site_of(CONTENT)
