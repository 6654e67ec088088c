"""Links between the files of a site: each must lead to a file, and each anchor to a place in it."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

_ATTRIBUTE = re.compile(r'\s(id|href|src|srcset|poster|action|xlink:href)="([^"]*)"')
"""Attributes of our own pages: the templates put each between double quotes and escape those in a text."""
_NO_MARKUP = re.compile(r"(<(script|style)\b[^>]*>).*?(</\2>)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class DeadLink:
    """page: path of the page in the site; link: as it's written there."""

    page: str
    link: str


def find_dead_links(files: Mapping[str, bytes], base_url: str = "") -> tuple[DeadLink, ...]:
    """Links on the pages that lead to no file of the site, or to no place in it; in order of the pages.

    base_url: links that begin with it, or with its path, are the site's own too.
    """
    pages = {path: data.decode("utf-8", "replace") for path, data in files.items() if path.endswith(".html")}
    found = {path: list(_attributes(text)) for path, text in pages.items()}
    places = {path: {value for name, value in attributes if name == "id"} for path, attributes in found.items()}
    dead: dict[DeadLink, None] = {}
    for path, attributes in sorted(found.items()):
        for link in _links(attributes):
            target = _target(path, link, base_url)
            if target is None:
                continue
            file, anchor = target
            if file not in files or (anchor and anchor not in places.get(file, {anchor})):
                dead[DeadLink(path, link)] = None
    return tuple(dead)


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    for name, value in _ATTRIBUTE.findall(_NO_MARKUP.sub(r"\1\3", text)):
        yield name, html.unescape(value) if "&" in value else value


def _links(attributes: list[tuple[str, str]]) -> Iterator[str]:
    for name, value in attributes:
        if name == "srcset":
            yield from (part.split()[0] for part in value.split(",") if part.split())
        elif name != "id":
            yield value


def _target(page: str, link: str, base_url: str) -> tuple[str, str] | None:
    """File and anchor that a link leads to; None when it leaves the site."""
    if base_url and (link == base_url or link.startswith(f"{base_url}/")):
        link = f"{urlsplit(base_url).path}{link.removeprefix(base_url)}" or "/"
    try:
        parts = urlsplit(link)
    except ValueError:
        return "", ""
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if not path:
        return page, unquote(parts.fragment)
    if path.startswith("/"):
        root = urlsplit(base_url).path.rstrip("/")
        path = path.removeprefix(root) if path.startswith(f"{root}/") else path
    else:
        # Not clamped at the root, as browsers do: there may be more above the site than they know.
        path = posixpath.join(posixpath.dirname(page), path)
    file = posixpath.normpath(path).lstrip("/").removesuffix(".")
    if path.endswith(("/", "/.", "/..")) or not file:
        file = f"{file}/index.html".lstrip("/")
    return file, unquote(parts.fragment)
