"""manifest.json: what is on a site, and the proof that a folder is a site of ours."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from regioplan_pdf import __version__
from regioplan_pdf.publish.model import ROOT, SitePlan

MANIFEST_NAME = "manifest.json"
FORMAT = "regioplan-site"
SCHEMA = 1
"""Goes up when an older program would misread a newer manifest."""
_KEY = re.compile(r"\d{4}-\d{4}/[a-z0-9-]+/[a-z0-9-]+")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """What is remembered of a plan that is online. pdf: its path in the site; sha256: of the PDF."""

    key: str
    region_code: str
    title: str
    pdf: str
    sha256: str
    modified: str
    changes: bool = False

    @property
    def edition(self) -> str:
        """'2023-2024'."""
        return self.key.split("/")[0]

    @property
    def address(self) -> str:
        """As SitePlan's."""
        return f"/{ROOT}/{self.key}/"


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file of the site; size in bytes."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The part of a manifest that the next publish needs.

    fingerprint: of all that the site was made from. pictures: how the thumbnails were made.
    redirects: old address -> address of now. files: by path, without the manifest itself.
    """

    fingerprint: str = ""
    pictures: str = ""
    plans: Mapping[str, PlanEntry] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, FileEntry] = field(default_factory=dict)


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a site; None when the folder has none of ours, or one that can't be read."""
    try:
        data = json.loads((folder / MANIFEST_NAME).read_text(encoding="utf-8"))
        if data["format"] != FORMAT or data["schema"] > SCHEMA:
            return None
        plans = [_read_plan(entry) for entry in data["plans"]]
        return Manifest(
            str(data["fingerprint"]),
            str(data["pictures"]),
            {plan.key: plan for plan in plans},
            {str(entry["from"]): str(entry["to"]) for entry in data["redirects"]},
            {str(e["path"]): FileEntry(int(e["size"]), str(e["sha256"])) for e in data["files"]},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _read_plan(entry: Mapping[str, Any]) -> PlanEntry:
    key, pdf = str(entry["key"]), str(entry["file"])
    folder, _, name = pdf.rpartition("/")
    # Whoever wrote this file, it names no place outside the site.
    if not _KEY.fullmatch(key) or folder != f"{ROOT}/{key}" or not _NAME.fullmatch(name):
        raise ValueError(f"'{pdf}' isn't the file of a plan")
    return PlanEntry(
        key,
        str(entry["region_code"]),
        str(entry["title"]),
        pdf,
        str(entry["sha256"]),
        str(entry["modified"]),
        entry["changes"] is not None,
    )


def manifest_json(
    plans: Iterable[SitePlan],
    files: Mapping[str, bytes],
    redirects: Mapping[str, str],
    *,
    fingerprint: str,
    pictures: str,
    base_url: str,
) -> bytes:
    """The manifest of a new site: UTF-8, in a fixed order, with a line feed at its end."""
    data = {
        "format": FORMAT,
        "schema": SCHEMA,
        "program": {"name": "regioplan-pdf", "version": __version__},
        "fingerprint": fingerprint,
        "pictures": pictures,
        "base_url": base_url,
        "plans": [_plan_json(plan) for plan in plans],
        "redirects": [{"from": old, "to": new} for old, new in sorted(redirects.items())],
        "files": [
            {"path": path, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for path, data in sorted(files.items())
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _plan_json(plan: SitePlan) -> dict[str, Any]:
    document, folder = plan.document, plan.address.strip("/")
    return {
        "key": plan.key,
        "title": plan.title,
        "page": plan.address,
        "file": f"{folder}/{plan.pdf_name}",
        "size": plan.size,
        "sha256": plan.sha256,
        "edition": document.edition,
        "edition_title": document.edition_title,
        "sector": document.sector,
        "sector_name": plan.settings.sector_short,
        "region": document.region,
        "region_code": plan.region.code,
        "region_name": document.region_title,
        "language": document.meta.language,
        "published": plan.published.isoformat(),
        "modified": plan.modified.isoformat(),
        "conformance": list(plan.conformance),
        "voorbeeld": document.example,
        "noindex": not plan.ready,
        "outdated": plan.outdated,
        "figures": f"{folder}/cijfers.csv",
        "changes": f"{plan.address}wijzigingen/" if plan.changes else None,
        "older": list(plan.older),
        "newer": list(plan.newer),
    }
