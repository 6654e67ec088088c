"""PDF values as plain Python ones, and the reading of them: content streams and object streams.

pypdf reads any file, but one object at a time; a plan has hundreds in its object streams, and
thousands of operators on its pages. One regular expression a token is ten times as fast.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

Value: TypeAlias = Any
"""None, bool, int, float, str (a text), Name, Ref, list, dict or Stream."""
MOST_NESTED = 60
"""How deep arrays and dictionaries may be nested."""
MOST_OPERANDS = 10_000


class Malformed(Exception):
    """Bytes that are no PDF value."""


class Name(str):
    """A name object, without its slash."""

    __slots__ = ()


class Ref(NamedTuple):
    """A reference to an indirect object."""

    number: int


@dataclass(slots=True, eq=False)
class Stream:
    """A stream: its dictionary, and how to get its bytes, decompressed."""

    entries: dict[str, Value]
    read: Callable[[], bytes] = field(repr=False)


_SPACE = rb"\x00\t\n\f\r "
_TOKEN = re.compile(
    rb"(?:[" + _SPACE + rb"]+|%[^\r\n]*)*+(?:"
    rb"(\d+)[" + _SPACE + rb"]+\d+[" + _SPACE + rb"]+R(?![^" + _SPACE + rb"()<>\[\]{}/%])"  # 1 reference
    rb"|([+-]?\d+(?![\d.]))"  # 2 whole number
    rb"|([+-]*(?:\d+\.\d*|\.\d+)-?\d*)"  # 3 number
    rb"|/([^" + _SPACE + rb"()<>\[\]{}/%]*)"  # 4 name
    rb"|\(([^()\\]*)\)"  # 5 plain string
    rb"|(\()"  # 6 string with brackets or escapes
    rb"|(<<)"  # 7
    rb"|(>>)"  # 8
    rb"|(\[)"  # 9
    rb"|(\])"  # 10
    rb"|<([0-9A-Fa-f" + _SPACE + rb"]*)>"  # 11 hexadecimal string
    rb"|([^" + _SPACE + rb"()<>\[\]{}/%]+)"  # 12 keyword
    rb"|([{}<>)])"  # 13 what can't stand here
    rb")"
)
_REF, _INT, _REAL, _NAME, _PLAIN, _STRING, _DICT, _DICT_END, _ARRAY, _ARRAY_END, _HEX, _WORD, _STRAY = range(1, 14)
_STRINGS = (_PLAIN, _STRING, _HEX)
_WORDS: dict[bytes, Value] = {b"true": True, b"false": False, b"null": None}
_PDF_DOC = dict(enumerate("•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\ufffd€", 0x80))
"""Where PDFDocEncoding (PDF 1.7, annex D) isn't Latin-1."""
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_ESCAPE = re.compile(rb"\\(\r\n|[0-7]{1,3}|.)", re.DOTALL)
_BRACKET = re.compile(rb"\\.|[()]", re.DOTALL)
_INLINE_END = re.compile(rb"[" + _SPACE + rb"]EI(?![^" + _SPACE + rb"()<>\[\]{}/%])")


def decode_text(data: bytes) -> str:
    """A text string (PDF 1.7, 7.9.2.2): UTF-16 or UTF-8 with a byte order mark, or PDFDocEncoding."""
    if data.startswith(b"\xfe\xff"):
        return data[2:].decode("utf-16-be", "replace")
    if data.startswith(b"\xff\xfe"):
        return data[2:].decode("utf-16-le", "replace")
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", "replace")
    return data.decode("latin-1") if data.isascii() else data.decode("latin-1").translate(_PDF_DOC)


@lru_cache(maxsize=4096)
def _name(data: bytes) -> Name:
    if b"#" in data:
        data = re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), data)
    return Name(data.decode("utf-8", "replace"))


def _hex(data: bytes) -> bytes:
    digits = b"".join(data.split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def _string(data: bytes, start: int) -> tuple[bytes, int]:
    """The string whose opening bracket ends at `start`, and where it ends itself."""
    depth, position = 1, start
    while depth:
        found = _BRACKET.search(data, position)
        if found is None:
            raise Malformed("a string has no end")
        position = found.end()
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
    return unescape(data[start : position - 1]), position


def unescape(data: bytes) -> bytes:
    """A literal string's bytes."""
    if b"\\" not in data:
        return data
    return _ESCAPE.sub(_escaped, data)


def _escaped(found: re.Match[bytes]) -> bytes:
    own = found[1]
    if own[0] in b"01234567":
        return bytes([int(own, 8) & 255])
    return _ESCAPED.get(own, own)


_LEAF = re.compile(
    rb"<</S ?/([A-Za-z0-9]+) ?/P (\d+) 0 R(?: ?/Pg (\d+) 0 R)?(?: ?/A ?<</O ?/Table ?/Scope ?/([A-Za-z]+)>>)?"
    rb" ?/K (?:(\d+)(?: 0 (R))?|\[([\d ]+)\])>>"
)
"""A structure element as this program and others write most of them."""


def parse_value(data: bytes, position: int) -> Value:
    """The value that begins at a position. Raises Malformed."""
    leaf = _LEAF.match(data, position)
    return _leaf(leaf) if leaf else _read_value(data, position, decode=True)[0]


def _leaf(found: re.Match[bytes]) -> dict[str, Value]:
    tag, parent, page, scope, kid, is_reference, kids = found.groups()
    entries: dict[str, Value] = {"S": _name(tag), "P": Ref(int(parent))}
    if page:
        entries["Pg"] = Ref(int(page))
    if scope:
        entries["A"] = {"O": Name("Table"), "Scope": _name(scope)}
    if kid:
        entries["K"] = Ref(int(kid)) if is_reference else int(kid)
    else:
        entries["K"] = [int(number) for number in kids.split()]
    return entries


def _read_value(data: bytes, position: int, *, decode: bool) -> tuple[Value, int]:
    """A value and where it ends; decode: strings become texts."""
    stack: list[list[Value]] = []
    while True:
        token = _TOKEN.match(data, position)
        if token is None:
            raise Malformed("the value has no end")
        kind, position = token.lastindex, token.end()
        value: Value
        if kind in (_DICT, _ARRAY):
            if len(stack) >= MOST_NESTED:
                raise Malformed("values are nested too deep")
            stack.append([kind])
            continue
        if kind in (_DICT_END, _ARRAY_END):
            value = _closed(stack, kind)
        elif kind in _STRINGS:
            raw, position = _raw_string(data, token)
            value = decode_text(raw) if decode else raw
        else:
            value = _simple_value(token)
        if not stack:
            return value, position
        stack[-1].append(value)


def _simple_value(token: re.Match[bytes]) -> Value:
    """A name, number, reference or keyword."""
    kind = token.lastindex
    if kind == _NAME:
        return _name(token[4])
    if kind == _REF:
        return Ref(int(token[1]))
    if kind == _INT:
        return int(token[2])
    if kind == _REAL:
        return _real(token[3])
    if kind == _WORD and token[12] in _WORDS:
        return _WORDS[token[12]]
    raise Malformed("something that is no value")


def _raw_string(data: bytes, token: re.Match[bytes]) -> tuple[bytes, int]:
    """A string's bytes and where it ends."""
    kind = token.lastindex
    if kind == _PLAIN:
        return token[5], token.end()
    if kind == _HEX:
        return _hex(token[11]), token.end()
    return _string(data, token.end())


def _closed(stack: list[list[Value]], kind: int) -> Value:
    opened = stack.pop() if stack else [0]
    if opened[0] != kind - 1:
        raise Malformed("brackets that don't match")
    items = opened[1:]
    if kind == _ARRAY_END:
        return items
    if len(items) % 2 or not all(isinstance(key, Name) for key in items[::2]):
        raise Malformed("a dictionary without its keys")
    return dict(zip(items[::2], items[1::2], strict=True))


def _real(data: bytes) -> float:
    try:
        return float(data)
    except ValueError:
        return 0.0


_NUMBER = rb"[+-]?(?:\d+\.?\d*|\.\d+)"
_GAP = rb"[" + _SPACE + rb"]"
_LITERAL = rb"\(([^()\\]*(?:\\.[^()\\]*)*)\)"
_INSTRUCTION = re.compile(
    _GAP + rb"*+(?:"
    rb"(?:/([^" + _SPACE + rb"()<>\[\]{}/%]+)" + _GAP + rb"+)?"  # 1 a name
    rb"((?:" + _NUMBER + _GAP + rb"+)*+)"  # 2 numbers
    rb"([A-Za-z'\"][A-Za-z0-9*]*+)"  # 3 the operator
    rb"|" + _LITERAL + _GAP + rb"*Tj"  # 4
    rb"|\[((?:\([^()\\]*(?:\\.[^()\\]*)*\)|[^()\[\]<>/%A-Za-z]++)*+)\]" + _GAP + rb"*TJ"  # 5
    rb"|/([A-Za-z0-9]+)"
    + _GAP
    + rb"*<<"
    + _GAP
    + rb"*/MCID"
    + _GAP
    + rb"+(\d+)"
    + _GAP
    + rb"*>>"
    + _GAP
    + rb"*BDC"  # 6, 7
    rb")(?![^" + _SPACE + rb"()<>\[\]{}/%])",
    re.DOTALL,
)
"""The instructions that make up nearly all of a page, whole."""
_ARRAY_PART = re.compile(_LITERAL + rb"|(" + _NUMBER + rb")", re.DOTALL)
_TEXTS = re.compile(_LITERAL, re.DOTALL)
_SLOW = frozenset((b"true", b"false", b"null", b"BI", b"ID", b"EI"))


def operations(data: bytes, wanted: Container[bytes], *, kerned: bool = True) -> Iterator[tuple[bytes, list[Value]]]:
    """(operator, operands) of the wanted operators of a content stream, in order; strings stay bytes.

    An inline image is one operation, BI. kerned: keep the numbers in arrays of text. Raises Malformed.
    """
    position = 0
    match = _INSTRUCTION.match
    while True:
        found = match(data, position)
        if found is None or found[3] in _SLOW:
            operator, operands, position = _slow_operation(data, position)
            if not operator:
                return
            if operator in wanted:
                yield operator, operands
            continue
        position = found.end()
        kind = found.lastindex
        if kind == 3:
            operator = found[3]
            if operator in wanted:
                named, numbers = found[1], found[2]
                operands = [float(word) for word in numbers.split()] if numbers else []
                yield operator, [_name(named), *operands] if named else operands
        elif kind == 4:
            yield b"Tj", [unescape(found[4])]
        elif kind == 5:
            yield b"TJ", [_array_parts(found[5])] if kerned else [[unescape(b"".join(_TEXTS.findall(found[5])))]]
        else:
            yield b"BDC", [_name(found[6]), {"MCID": int(found[7])}]


def _array_parts(data: bytes) -> list[Value]:
    """The strings and numbers of an array that shows text."""
    return [float(part[2]) if part[2] else unescape(part[1] or b"") for part in _ARRAY_PART.finditer(data)]


def _slow_operation(data: bytes, position: int) -> tuple[bytes, list[Value], int]:
    """Any operation, token by token, and where it ends; no operator at the end of the data."""
    operands: list[Value] = []
    while token := _TOKEN.match(data, position):
        if token.lastindex == _WORD and token[12] not in _WORDS:
            word, position = token[12], token.end()
            if word == b"BI":
                operands = []
            elif word == b"ID":
                end = _INLINE_END.search(data, position)
                return b"BI", [], end.end() if end else len(data)
            else:
                return word, operands, position
            continue
        value, position = _read_value(data, position, decode=False)
        operands.append(value)
        if len(operands) > MOST_OPERANDS:
            raise Malformed("an operator with too many operands")
    rest = data[position:].lstrip(b"\x00\t\n\f\r ")
    if operands or (rest and not rest.startswith(b"%")):
        raise Malformed("it breaks off")
    return b"", [], len(data)
