"""Whether a page is valid HTML, by html-validate: nesting, attributes, ids, references, labels.

assert faults(chromium, path.read_text(encoding="utf-8")) == ()
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from browser.chromium import Chromium

_RULES: Mapping[str, object] = {
    "doctype-style": "off",  # '<!doctype html>' is as good in small letters
    "void-style": "off",  # both ways of writing '<br>' are HTML
    "no-inline-style": "error",
    "no-missing-references": "error",
    "long-title": "off",  # a title names the region in full
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What html-validate says of a place in the page."""

    rule: str
    message: str
    line: int
    column: int


def faults(chromium: Chromium, html: str, rules: Mapping[str, object] | None = None) -> tuple[Fault, ...]:
    """Every fault of a whole page. rules: other settings for html-validate, by rule."""
    return tuple(Fault(**found) for found in chromium.ask("validate", html=html, rules={**_RULES, **(rules or {})}))
