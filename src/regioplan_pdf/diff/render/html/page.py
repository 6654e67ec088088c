"""What changed, as one web page that needs nothing else: no script and no request to another host.

Filters and views are radio buttons that the stylesheet reads (`:has()`); a browser that can't do that
shows everything. The page's policy allows its own stylesheet and fonts, and nothing more.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from regioplan_pdf.diff.render.html import figures as parts
from regioplan_pdf.diff.render.html.text import Block, text_blocks, told_totals
from regioplan_pdf.diff.totals import plan_totals
from regioplan_pdf.dutch import format_number
from regioplan_pdf.errors import RegioplanError
from regioplan_pdf.model.changes import EditionChanges, Kind, Origin, PlanChanges, RegionWeight, Side
from regioplan_pdf.model.content import Theme
from regioplan_pdf.web.look import tokens_css
from regioplan_pdf.web.templating import BASE_CSS, count, environment, read_css

_FOLDER = Path(__file__).parent
TEMPLATES = _FOLDER / "templates"
STYLE = _FOLDER / "static" / "changes.css"

_ORIGINS = {
    Origin.CONTENT: "uit de teksten en cijfers zelf",
    Origin.PLAN: "uit de bron in de PDF",
    Origin.FOREIGN: "uit een PDF zonder bron: alleen de tekst",
}
_SAFE_SCHEMES = ("", "http", "https")


@dataclass(frozen=True, slots=True)
class Link:
    """A link in the band, such as back to the plan. address: relative, http or https."""

    text: str
    address: str

    def __post_init__(self) -> None:
        """Refuse an address that could run a script."""
        scheme = self.address.partition(":")[0] if ":" in self.address.split("/")[0] else ""
        if scheme.strip().casefold() not in _SAFE_SCHEMES:
            raise RegioplanError(f"'{self.address}' can't be linked to; give a relative, http or https address.")


@dataclass(frozen=True, slots=True)
class _Kind:
    """A part of the page that the filter knows. id: of its radio button and, with a prefix, of its section."""

    id: str
    title: str
    number: int
    told: str


@dataclass(frozen=True, slots=True)
class _Plan:
    """One plan's changes, ready to be shown. level: of its headings; prefix: of its ids."""

    changes: PlanChanges
    prefix: str
    level: int
    old: str
    new: str
    highlights: tuple[tuple[str, str, str], ...]
    groups: tuple[parts.FigureGroup, ...]
    key_figures: tuple[parts.KeyFigure, ...]
    definitions: tuple[parts.Definition, ...]
    findings: tuple[parts.Finding, ...]
    blocks: tuple[Block, ...]
    kinds: tuple[_Kind, ...]
    facts: str


def changes_html(
    changes: PlanChanges | EditionChanges, theme: Theme, links: Sequence[Link] = (), font_faces: str = ""
) -> str:
    """The whole page, in Dutch.

    links: for in the band, such as back to the plan. font_faces: rules of `web.font_faces`, '' for the fonts of the
    reader's own computer. With figures that are an example it asks search engines to leave it out.
    """
    style = Markup(font_faces + tokens_css(theme)) + "\n" + read_css(BASE_CSS, STYLE)
    shared = {
        "theme": theme,
        "style": style,
        "policy": _policy(style),
        "links": tuple(links),
        "origins": _ORIGINS,
        "changes": changes,
        "noindex": changes.old.example or changes.new.example,
        "sides": (("Oud", changes.old), ("Nieuw", changes.new)),
    }
    engine = environment(TEMPLATES)
    if isinstance(changes, PlanChanges):
        plan = _plan(changes, "", 2)
        return engine.get_template("plan.html").render(**shared, plan=plan, kinds=plan.kinds, title=_title(changes))
    plans = tuple(_plan(each, prefix, 4) for each, prefix in zip(changes.plans, _prefixes(changes), strict=True))
    return engine.get_template("edition.html").render(
        **shared,
        plans=plans,
        kinds=_sum(plans),
        title=_title(changes),
        ranking=tuple(_ranked(weight, plans) for weight in changes.ranking),
        carried_over=_carried_over(changes),
    )


# -- the page -----------------------------------------------------------------------------


def _policy(style: Markup) -> str:
    """Nothing but the page's own stylesheet, named by its hash, and fonts inside it or beside the page."""
    digest = base64.b64encode(hashlib.sha256(f"\n{style}\n".encode()).digest()).decode("ascii")
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; font-src 'self' data:; base-uri 'none'; form-action 'none'"
    )


def _title(changes: PlanChanges | EditionChanges) -> str:
    """'Wat er veranderde in Rotterdam'."""
    if isinstance(changes, EditionChanges):
        return "Wat er veranderde in alle regio’s"
    old, new = changes.old, changes.new
    if new.region_title and old.region_title in ("", new.region_title):
        return f"Wat er veranderde in {new.region_title}"
    return "Wat er verschilt tussen twee regioplannen"


def _shorts(old: Side, new: Side) -> tuple[str, str]:
    """What tells one side from the other: the editions, else 'oud' and 'nieuw'."""
    if old.short != new.short and max(len(old.short), len(new.short)) <= 12:
        return old.short, new.short
    return "oud", "nieuw"


# -- one plan -----------------------------------------------------------------------------


def _plan(changes: PlanChanges, prefix: str, level: int) -> _Plan:
    old, new = _shorts(changes.old, changes.new)
    totals = plan_totals(changes)
    made = _Plan(
        changes=changes,
        prefix=prefix,
        level=level,
        old=old,
        new=new,
        highlights=tuple((str(each.about), each.sentence, prefix + each.anchor) for each in changes.highlights),
        groups=parts.figure_groups(changes, prefix),
        key_figures=parts.key_figures(changes, prefix),
        definitions=parts.definitions(changes, prefix),
        findings=parts.findings(changes, prefix),
        blocks=text_blocks(changes.blocks, prefix),
        kinds=tuple(_kinds(changes)),
        facts=", ".join(told_totals(totals)),
    )
    return made


def _kinds(changes: PlanChanges) -> Iterator[_Kind]:
    if changes.figures_compared:
        figures = sum(figure.changed for figure in changes.figures)
        yield _Kind("cijfers", "Cijfers", figures, count(figures, "cijfer", "cijfers"))
        definitions = _changed(changes.definitions)
        yield _Kind("definities", "Definities", definitions, count(definitions, "definitie", "definities"))
        findings = _changed(changes.charts)
        yield _Kind("bevindingen", "Bevindingen", findings, count(findings, "bevinding", "bevindingen"))
    blocks = sum(block.kind is not Kind.UNCHANGED or block.renamed or bool(block.gone_to) for block in changes.blocks)
    yield _Kind("tekst", "Tekst", blocks, count(blocks, "tekstblok", "tekstblokken"))


def _changed(items: Iterable[object]) -> int:
    return sum(getattr(item, "kind", Kind.UNCHANGED) is not Kind.UNCHANGED for item in items)


# -- an edition ---------------------------------------------------------------------------


def _prefixes(changes: EditionChanges) -> tuple[str, ...]:
    """What the ids of each plan begin with: its region, with a number where that comes again."""
    taken: Counter[str] = Counter()
    found = []
    for plan in changes.plans:
        region = plan.new.region or plan.old.region or "plan"
        taken[region] += 1
        found.append(f"{region}-" if taken[region] == 1 else f"{region}-{taken[region]}-")
    return tuple(found)


def _sum(plans: Sequence[_Plan]) -> tuple[_Kind, ...]:
    """The kinds of all plans together."""
    found: dict[str, _Kind] = {}
    for kind in (kind for plan in plans for kind in plan.kinds):
        before = found.get(kind.id)
        number = kind.number + (before.number if before else 0)
        found[kind.id] = _Kind(kind.id, kind.title, number, "")
    return tuple(found.values())


def _ranked(weight: RegionWeight, plans: Sequence[_Plan]) -> tuple[str, str, float, str, int]:
    """(anchor, region, share, '62%', figures); the anchor is '' for a region without a section.

    It's inside the fold, for then a browser opens that.
    """
    there = any(plan.prefix == f"{weight.region}-" for plan in plans)
    anchor = f"{weight.region}-eerst" if there else ""
    return anchor, weight.region_title, weight.share, f"{format_number(100 * weight.share)}%", weight.figures


def _carried_over(changes: EditionChanges) -> tuple[tuple[str, tuple[tuple[str, str, int], ...]], ...]:
    """Per region: (title, ((anchor, block's title, words), ...)), in the order given."""
    found: dict[str, list[tuple[str, str, int]]] = {}
    for block in changes.carried_over:
        anchor = f"{block.region}-tekst-{block.block.removeprefix('blok-')}"
        found.setdefault(block.region_title, []).append((anchor, block.title, block.words))
    return tuple((region, tuple(blocks)) for region, blocks in found.items())
