"""What a page tells machines about a plan: the document and the figures behind it, each with its checksum.

Words are those of schema.org; the checksum is SPDX's, as DCAT-AP has it for datasets.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from markupsafe import Markup

from regioplan_pdf.publish.model import FIGURES_FILE, Site, SitePlan
from regioplan_pdf.source.csv_table import encode_figures
from regioplan_pdf.web.links import absolute
from regioplan_pdf.web.prose import safe_link

CONTEXT = ["https://schema.org", {"spdx": "http://spdx.org/rdf/terms#"}]
_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def script_data(data: object) -> Markup:
    """JSON that can stand in a `script` element: no character in it ends that element."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE))


def plan_json_ld(plan: SitePlan, site: Site) -> Markup:
    """A `DigitalDocument` (the page and its PDF) and a `Dataset` (its figures).

    Addresses are whole when the site knows its own, else relative to the page.
    """
    page = absolute(site, plan.address) or "./"
    document = plan.document
    publisher = _without_empty(
        {"@type": "Organization", "name": site.theme.office or "Zorgkantoor", "url": safe_link(site.theme.office_url)}
    )
    shared = {
        "inLanguage": "nl-NL",
        "datePublished": plan.published.isoformat(),
        "dateModified": plan.modified.isoformat(),
        "publisher": publisher,
        "spatialCoverage": {"@type": "AdministrativeArea", "name": plan.region.name, "identifier": plan.region.code},
    }
    digital = {
        "@type": "DigitalDocument",
        "@id": f"{page}#regioplan",
        "name": plan.title,
        "url": page,
        "about": document.meta.subject,
        "keywords": document.meta.keywords,
        "creativeWorkStatus": "Published" if plan.ready else "Draft",
        **shared,
        "encoding": _file(plan.pdf_name, page, "application/pdf", plan.size, plan.sha256),
    }
    figures = encode_figures(document)
    dataset = {
        "@type": "Dataset",
        "@id": f"{page}#cijfers",
        "name": f"Cijfers bij {plan.title}",
        "description": f"Alle cijfers van {plan.title}: van de regio en van {plan.settings.benchmark_name}.",
        "isPartOf": {"@id": f"{page}#regioplan"},
        "variableMeasured": [entry.name for entry in document.leeswijzer.entries],
        **shared,
        "distribution": {
            **_file(FIGURES_FILE, page, "text/csv", len(figures), hashlib.sha256(figures).hexdigest()),
            "@type": "DataDownload",
        },
    }
    return script_data({"@context": CONTEXT, "@graph": [_without_empty(digital), _without_empty(dataset)]})


def _file(name: str, page: str, media_type: str, size: int, sha256: str) -> dict[str, object]:
    return {
        "@type": "MediaObject",
        "contentUrl": f"{page}{name}",
        "encodingFormat": media_type,
        "contentSize": f"{size} B",
        "sha256": sha256,
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": sha256,
        },
    }


def _without_empty(data: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in data.items() if value not in ("", [], None)}
