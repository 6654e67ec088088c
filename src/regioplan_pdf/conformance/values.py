"""PDF values as plain Python ones, and the reading of them: content streams and object streams.

pypdf reads any file, but one object at a time; a plan has hundreds in its object streams, and
thousands of operators on its pages. One regular expression a token is ten times as fast.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
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
_WORDS: dict[bytes, Value] = {b"true": True, b"false": False, b"null": None}
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_ESCAPE = re.compile(rb"\\(\r\n|[0-7]{1,3}|.)", re.DOTALL)
_BRACKET = re.compile(rb"\\.|[()]", re.DOTALL)
_INLINE_END = re.compile(rb"[" + _SPACE + rb"]EI(?![^" + _SPACE + rb"()<>\[\]{}/%])")


def decode_text(data: bytes) -> str:
    """A text string (PDF 1.7, 7.9.2.2); what has no byte order mark is taken for Latin-1."""
    if data.startswith(b"\xfe\xff"):
        return data[2:].decode("utf-16-be", "replace")
    if data.startswith(b"\xff\xfe"):
        return data[2:].decode("utf-16-le", "replace")
    return data.decode("latin-1")


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


def parse_value(data: bytes, position: int) -> Value:
    """The value that begins at a position. Raises Malformed."""
    stack: list[list[Value]] = []
    while True:
        token = _TOKEN.match(data, position)
        if token is None:
            raise Malformed("the value has no end")
        kind, position = token.lastindex, token.end()
        value: Value
        if kind == _NAME:
            value = _name(token[4])
        elif kind == _REF:
            value = Ref(int(token[1]))
        elif kind == _INT:
            value = int(token[2])
        elif kind == _REAL:
            value = _real(token[3])
        elif kind == _PLAIN:
            value = decode_text(token[5])
        elif kind == _STRING:
            raw, position = _string(data, position)
            value = decode_text(raw)
        elif kind == _HEX:
            value = decode_text(_hex(token[11]))
        elif kind in (_DICT, _ARRAY):
            if len(stack) >= MOST_NESTED:
                raise Malformed("values are nested too deep")
            stack.append([kind])
            continue
        elif kind in (_DICT_END, _ARRAY_END):
            value = _closed(stack, kind)
        elif kind == _WORD and token[12] in _WORDS:
            value = _WORDS[token[12]]
        else:
            raise Malformed("something that is no value")
        if not stack:
            return value
        stack[-1].append(value)


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


def operations(data: bytes) -> Iterator[tuple[bytes, list[Value]]]:
    """(operator, operands) of a content stream, in order; strings stay bytes.

    An inline image is one operation, BI. Raises Malformed.
    """
    operands: list[Value] = []
    stack: list[list[Value]] = []
    position, end = 0, len(data)
    match = _TOKEN.match
    while token := match(data, position):
        kind, position = token.lastindex, token.end()
        value: Value
        if kind == _WORD:
            word = token[12]
            if word in _WORDS:
                value = _WORDS[word]
            elif stack:
                raise Malformed("an operator inside an array")
            elif word == b"ID":
                found = _INLINE_END.search(data, position)
                position = found.end() if found else end
                yield b"BI", []
                operands = []
                continue
            elif word == b"BI":
                operands = []
                continue
            else:
                yield word, operands
                operands = []
                continue
        elif kind == _REAL:
            value = _real(token[3])
        elif kind == _INT:
            value = int(token[2])
        elif kind == _PLAIN:
            value = token[5]
        elif kind == _STRING:
            value, position = _string(data, position)
        elif kind == _NAME:
            value = _name(token[4])
        elif kind == _HEX:
            value = _hex(token[11])
        elif kind in (_DICT, _ARRAY):
            if len(stack) >= MOST_NESTED:
                raise Malformed("values are nested too deep")
            stack.append([kind])
            continue
        elif kind in (_DICT_END, _ARRAY_END):
            value = _closed(stack, kind)
        else:
            raise Malformed("something that is no operator")
        target = stack[-1] if stack else operands
        target.append(value)
        if len(target) > MOST_OPERANDS * (100 if stack else 1):
            raise Malformed("an operator with too many operands")
    if stack or (data[position:].strip(b"\x00\t\n\f\r ") and not data[position:].lstrip().startswith(b"%")):
        raise Malformed("it breaks off")
