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
def read_name(data: bytes) -> Name:
    """A name from its bytes, without the slash."""
    if b"#" in data:
        data = re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), data)
    return Name(data.decode("utf-8", "replace"))


def read_hex(data: bytes) -> bytes:
    """A hexadecimal string's bytes."""
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
    if b"\\\\" in data:
        return b"\\".join([unescape(part) for part in data.split(b"\\\\")])
    # The escapes that are met most are undone quickest.
    data = data.replace(b"\\r", b"\r").replace(b"\\n", b"\n").replace(b"\\(", b"(").replace(b"\\)", b")")
    return _ESCAPE.sub(_escaped, data) if b"\\" in data else data


def _escaped(found: re.Match[bytes]) -> bytes:
    own = found[1]
    if own[0] in b"01234567":
        return bytes([int(own, 8) & 255])
    return _ESCAPED.get(own, own)


_ENTRY_PARTS = {
    b"gap": rb"[" + _SPACE + rb"]",
    b"name": rb"[^" + _SPACE + rb"()<>\[\]{}/%]++",
    b"reference": rb"\d++[ ]0[ ]R",
    b"whole": rb"-?+\d++(?![" + _SPACE + rb"]++\d++[" + _SPACE + rb"]++R)",
    b"string": rb"\((?:[^()\\]++|\\.)*+\)",
    b"items": rb"(?: [" + _SPACE + rb"]*+ (?: [+-]?+(?:\d++\.?+\d*+|\.\d++) (?=[" + _SPACE + rb"/\]])"
    rb"| R (?=[" + _SPACE + rb"/\]]) | /[^" + _SPACE + rb"()<>\[\]{}/%]++ ))*+ [" + _SPACE + rb"]*+",
    b"end": rb"(?=[" + _SPACE + rb"/>])",
}
"""items: of an array without strings, arrays and dictionaries in it.

Possessive: else a number can be parted in many ways, and all are tried in vain.
"""
_ENTRY = re.compile(
    rb"""%(gap)s*+ /(%(name)s) %(gap)s*+
    (?: (%(reference)s) | /(%(name)s) | (%(whole)s) | (%(string)s) | \[(%(items)s)\] ) %(end)s"""
    % _ENTRY_PARTS,
    re.DOTALL | re.VERBOSE,
)
"""An entry of a dictionary: 1 its key; 2 to 6 its value, of a kind that is met often."""
_FLAT = re.compile(
    rb"""(?: %(gap)s*+ /%(name)s %(gap)s*+
    (?: %(reference)s | /%(name)s | %(whole)s | %(string)s | \[%(items)s\] ) %(end)s )*+ %(gap)s*+ >>"""
    % _ENTRY_PARTS,
    re.DOTALL | re.VERBOSE,
)
"""The rest of a dictionary that has only such entries. (No group may stand in what is possessive: Python loses it.)"""
_REFS = re.compile(rb"\[(\d++ 0 R(?: \d++ 0 R)*+) ?\]")
"""An array of references, which may be hundreds."""


def parse_value(data: bytes, position: int) -> Value:
    """The value that begins at a position. Raises Malformed."""
    return read_value(data, position, decode=True)[0]


@lru_cache(maxsize=4096)
def read_reference(number: bytes) -> Ref:
    """A reference from its object's number. Raises Malformed."""
    return Ref(read_whole(number))


def read_whole(digits: bytes) -> int:
    """A whole number. Raises Malformed for thousands of digits, which Python doesn't read and no file needs."""
    try:
        return int(digits)
    except ValueError:
        raise Malformed("a number that is too long") from None


def read_value(data: bytes, position: int, *, decode: bool) -> tuple[Value, int]:
    """A value and where it ends; decode: strings become texts. Raises Malformed."""
    stack: list[list[Value]] = []
    value: Value
    while True:
        if stack and len(stack[-1]) % 2 and stack[-1][0] == _DICT and (entry := _ENTRY.match(data, position)):
            key, reference, name, *others = entry.groups(b"")
            value = read_name(name) if name else _entry_value(reference, *others, decode=decode)
            stack[-1] += (read_name(key), value)
            position = entry.end()
            continue
        token = _TOKEN.match(data, position)
        if token is None:
            raise Malformed("the value has no end")
        kind, position = token.lastindex, token.end()
        if kind == _ARRAY and (listed := _REFS.match(data, position - 1)):
            value, position = [read_reference(number) for number in listed[1].split()[::3]], listed.end()
        elif kind == _DICT and (flat := _FLAT.match(data, position)):
            value, position = _flat_dictionary(flat[0], decode=decode), flat.end()
        elif kind in (_DICT, _ARRAY):
            if len(stack) >= MOST_NESTED:
                raise Malformed("values are nested too deep")
            stack.append([kind])
            continue
        elif kind in (_DICT_END, _ARRAY_END):
            value = _closed(stack, kind)
        elif kind in _STRINGS:
            raw, position = _raw_string(data, token)
            value = decode_text(raw) if decode else raw
        else:
            value = _simple_value(token)
        if not stack:
            return value, position
        stack[-1].append(value)


def _flat_dictionary(rest: bytes, *, decode: bool) -> dict[str, Value]:
    return {
        read_name(key): read_name(name) if name else _entry_value(reference, whole, text, listed, decode=decode)
        for key, reference, name, whole, text, listed in _ENTRY.findall(rest)
    }


def _entry_value(reference: bytes, whole: bytes, text: bytes, listed: bytes, *, decode: bool) -> Value:
    """The value of an entry that isn't a name: one of these."""
    if reference:
        return read_reference(reference[:-4])
    if whole:
        return read_whole(whole)
    if text:
        raw = unescape(text[1:-1])
        return decode_text(raw) if decode else raw
    return _items(listed)


def _items(listed: bytes) -> list[Value]:
    """The numbers, names and references of an array."""
    words = listed.replace(b"\0", b" ").replace(b"/", b" /").split()
    try:
        if b"/" not in listed and b"R" not in listed:
            return [float(word) if b"." in word else int(word) for word in words]
        items: list[Value] = []
        for place, word in enumerate(words):
            if word == b"R":
                number, generation = words[place - 2 : place]
                if not (number.isdigit() and generation.isdigit()):
                    raise Malformed("a reference to nothing")
                items[-2:] = [read_reference(number)]
            else:
                items.append(read_name(word[1:]) if word[0] == ord("/") else float(word) if b"." in word else int(word))
    except ValueError:
        raise Malformed("an array of something else") from None
    return items


def _simple_value(token: re.Match[bytes]) -> Value:
    """A name, number, reference or keyword."""
    kind = token.lastindex
    if kind == _NAME:
        return read_name(token[4])
    if kind == _REF:
        return read_reference(token[1])
    if kind == _INT:
        return read_whole(token[2])
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
        return read_hex(token[11]), token.end()
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


NUMBER = rb"[+-]?(?:\d+\.?\d*|\.\d+)"
GAP = rb"[" + _SPACE + rb"]"
NAME = rb"[^" + _SPACE + rb"()<>\[\]{}/%]+"
LITERAL = rb"\(([^()\\]*(?:\\.[^()\\]*)*)\)"
SHOWN_ARRAY = rb"\[((?:\([^()\\]*(?:\\.[^()\\]*)*\)|[^()\[\]<>/%A-Za-z]++)*+)\]"
WORD_END = rb"(?![^" + _SPACE + rb"()<>\[\]{}/%])"
_INSTRUCTION = re.compile(
    rb"%(gap)s*+(?:"
    rb"(?:/(%(name)s)%(gap)s+)?"  # 1 a name
    rb"((?:%(number)s%(gap)s+)*+)"  # 2 numbers
    rb"([A-Za-z'\"][A-Za-z0-9*]*+)"  # 3 the operator
    rb"|%(literal)s%(gap)s*Tj"  # 4
    rb"|%(array)s%(gap)s*TJ"  # 5
    rb"|/([A-Za-z0-9]+)%(gap)s*<<%(gap)s*/MCID%(gap)s+(\d+)%(gap)s*>>%(gap)s*BDC"  # 6, 7
    rb")%(end)s"
    % {b"gap": GAP, b"name": NAME, b"number": NUMBER, b"literal": LITERAL, b"array": SHOWN_ARRAY, b"end": WORD_END},
    re.DOTALL,
)
"""The instructions that make up nearly all of a page, whole."""
_ARRAY_PART = re.compile(LITERAL + rb"|(" + NUMBER + rb")", re.DOTALL)
TEXTS = re.compile(LITERAL, re.DOTALL)
SLOW = frozenset((b"true", b"false", b"null", b"BI", b"ID", b"EI"))
"""Words that look like operators and aren't, or not alone."""


def operations(data: bytes, wanted: Container[bytes]) -> Iterator[tuple[bytes, list[Value]]]:
    """(operator, operands) of the wanted operators of a content stream, in order; strings stay bytes.

    An inline image is one operation, BI. Raises Malformed.
    """
    position = 0
    match = _INSTRUCTION.match
    while True:
        found = match(data, position)
        if found is None or found[3] in SLOW:
            operator, operands, position = slow_operation(data, position)
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
                yield operator, [read_name(named), *operands] if named else operands
        elif kind == 4:
            yield b"Tj", [unescape(found[4])]
        elif kind == 5:
            yield b"TJ", [_array_parts(found[5])]
        else:
            yield b"BDC", [read_name(found[6]), {"MCID": int(found[7])}]


def _array_parts(data: bytes) -> list[Value]:
    """The strings and numbers of an array that shows text."""
    return [
        float(number) if number else unescape(text) if b"\\" in text else text
        for text, number in _ARRAY_PART.findall(data)
    ]


def slow_operation(data: bytes, position: int) -> tuple[bytes, list[Value], int]:
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
        value, position = read_value(data, position, decode=False)
        operands.append(value)
        if len(operands) > MOST_OPERANDS:
            raise Malformed("an operator with too many operands")
    rest = data[position:].lstrip(b"\x00\t\n\f\r ")
    if operands or (rest and not rest.startswith(b"%")):
        raise Malformed("it breaks off")
    return b"", [], len(data)
