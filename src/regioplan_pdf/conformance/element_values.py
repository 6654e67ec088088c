"""The dictionary of a structure element, read whole: a plan has hundreds, all written alike."""

from __future__ import annotations

import re
from functools import lru_cache

from regioplan_pdf.conformance.values import (
    Malformed,
    Name,
    Value,
    decode_text,
    parse_value,
    read_hex,
    read_name,
    read_reference,
    read_whole,
    unescape,
)

_ELEMENT = re.compile(
    rb"""<<
    (?: /S\ ?/(%(tag)s)\ ?/P\ (%(whole)s)\ 0\ R            # 1, 2 kind and parent
      | /P\ (%(whole)s)\ 0\ R\ ?/S\ ?/(%(tag)s) )          # 3, 4 in the other order
    (?: \ ?/Pg\ (%(whole)s)\ 0\ R )?                       # 5 page
    (?: \ ?/Alt\ ?(%(text)s) )?                            # 6 alternative text
    (?: \ ?/E\ ?(%(text)s) )?                              # 7 expansion
    (?: \ ?/A\ ?(<</O\ ?/[^<>()]*+>>) )?                   # 8 attributes, all names and numbers
    \ ?/K\ ?
    (?: (%(whole)s)(?:\ 0\ (R))?                           # 9, 10 one kid: content or an element
      | \[((?: %(whole)s(?:\ 0\ R)?+\ ?+                   # 11 kids
             | <</Type\ ?/OBJR\ ?/Pg\ %(whole)s\ 0\ R\ ?/Obj\ %(whole)s\ 0\ R>>\ ?+ )++)\] )
    >>"""
    % {b"tag": rb"[A-Za-z0-9]++", b"whole": rb"\d{1,9}+", b"text": rb"\((?:[^()\\]++|\\.)*+\)|<[0-9A-Fa-f]*+>"},
    re.DOTALL | re.VERBOSE,
)
"""A structure element as this program and others write most of them."""
_KID = re.compile(rb"<</Type ?/OBJR ?/Pg (\d+) 0 R ?/Obj (\d+) 0 R>>|(\d+)( 0 R)?")


def read_element(data: bytes, position: int) -> dict[str, Value] | None:
    """A structure element as most are written; None for anything else, which `parse_value` reads."""
    found = _ELEMENT.match(data, position)
    if found is None:
        return None
    tag, parent, parent_first, tag_last, page, alt, expansion, attributes, kid, is_reference, kids = found.groups()
    entries: dict[str, Value] = {"S": read_name(tag or tag_last), "P": read_reference(parent or parent_first)}
    if page:
        entries["Pg"] = read_reference(page)
    if alt:
        entries["Alt"] = _whole_text(alt)
    if expansion:
        entries["E"] = _whole_text(expansion)
    if kid:
        entries["K"] = read_reference(kid) if is_reference else int(kid)
    else:
        entries["K"] = _kids(kids)
    if attributes:
        try:
            entries["A"] = _attributes(attributes)
        except Malformed:
            return None
    return entries


@lru_cache(maxsize=64)
def _attributes(data: bytes) -> dict[str, Value]:
    """The attributes of an element, which many have in common: not to be changed."""
    value: dict[str, Value] = parse_value(data, 0)
    return value


def _whole_text(data: bytes) -> str:
    """The text of a string, brackets and all."""
    return decode_text(unescape(data[1:-1]) if data[0] == ord("(") else read_hex(data[1:-1]))


def _kids(listed: bytes) -> list[Value]:
    """Marks and elements, or links between them."""
    if b"<" in listed:
        return [_kid(*parts) for parts in _KID.findall(listed)]
    words = listed.split()
    if b"R" not in listed:
        return [read_whole(word) for word in words]
    if words[2::3].count(b"R") * 3 == len(words):
        return [read_reference(number) for number in words[::3]]
    return [_kid(*parts) for parts in _KID.findall(listed)]


def _kid(page: bytes, annotation: bytes, number: bytes, is_reference: bytes) -> Value:
    if number:
        return read_reference(number) if is_reference else read_whole(number)
    return {"Type": Name("OBJR"), "Pg": read_reference(page), "Obj": read_reference(annotation)}
