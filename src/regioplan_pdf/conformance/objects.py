"""Where the objects of a file are, and how one is read: by pypdf, or directly in a file that is plainly written.

pypdf reads any file, and mends many. A plan has one cross-reference stream, hundreds of objects in an
object stream, and nothing but Deflate: such a file is read here in a fifth of the time. Whatever isn't as
plain as that goes to pypdf, so that a file is judged alike whoever reads it.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Protocol

from regioplan_pdf.conformance.values import Malformed, Name, Ref, Stream, Value, decode_text, read_value
from regioplan_pdf.source.schema import SourceError

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_DATA = 60_000_000
"""Bytes that one stream may become."""
_LAST = re.compile(rb"startxref[\r\n ]+(\d{1,10})[\r\n ]+%%EOF[\r\n ]*\Z")
_HEAD = re.compile(rb"(\d{1,10}) (\d{1,5}) obj")
_STREAM = re.compile(rb"[\x00\t\n\f\r ]*stream\r?\n")
_STREAM_END = re.compile(rb"[\r\n]*endstream[\r\n ]+endobj")
_OBJECT_END = re.compile(rb"[\x00\t\n\f\r ]*endobj")
_UP = 12
"""The predictor by which a row is written as its difference with the one above."""
_IN_FILE, _IN_STREAM = 1, 2


class Objects(Protocol):
    """The objects of a file by number."""

    def trailer(self) -> Value:
        """The trailer."""
        ...

    def place(self, number: int) -> tuple[int, int] | None:
        """The object stream that holds an object, and its index there; None for one of its own."""
        ...

    def read(self, number: int) -> Value:
        """An object that stands by itself, or that its stream didn't give; None for one that isn't there."""
        ...


class PypdfObjects:
    """The objects of any file, as pypdf finds them. Raises pypdf's errors."""

    def __init__(self, reader: PdfReader) -> None:
        self._reader = reader

    def trailer(self) -> Value:
        """The trailer."""
        return _plain(self._reader.trailer)

    def place(self, number: int) -> tuple[int, int] | None:
        """The object stream that holds an object, and its index there."""
        return self._reader.xref_objStm.get(number)

    def read(self, number: int) -> Value:
        """Any object."""
        from pypdf.generic import IndirectObject

        return _plain(IndirectObject(number, 0, self._reader).get_object())


class NotPlain(Exception):
    """A file, or an object of it, that only pypdf can be trusted with."""


class PlainObjects:
    """The objects of a plainly written file.

    Raises NotPlain for another kind of file; reading an object of that kind is left to pypdf,
    and raises what that raises.

    Args:
        data: the file.
        reader: pypdf's reader of it. Where it's given, streams that can't be unpacked are pypdf's to mend.
        most: bytes that one stream may become.

    """

    def __init__(self, data: bytes, reader: Callable[[], PdfReader] | None = None, most: int | None = None) -> None:
        self._data, self._reader = data, reader
        self._most = MOST_DATA if most is None else most
        last = _LAST.search(data, max(0, len(data) - 64))
        if last is None:
            raise NotPlain
        table = self._indirect(int(last[1]))
        if not isinstance(table, Stream):
            raise NotPlain
        self._trailer = table.entries
        if table.entries.get("Type") != "XRef" or not _UNKNOWN.isdisjoint(table.entries):
            raise NotPlain
        self._offsets, self._packed = _places(table)

    def trailer(self) -> Value:
        """The trailer."""
        return self._trailer

    @property
    def packed(self) -> Iterable[int]:
        """The numbers of the objects in streams."""
        return self._packed.keys()

    def place(self, number: int) -> tuple[int, int] | None:
        """The object stream that holds an object, and its index there."""
        return self._packed.get(number)

    def read(self, number: int) -> Value:
        """Any object."""
        if number in self._offsets:
            try:
                return self._indirect(self._offsets[number], number)
            except NotPlain:
                pass
        elif number not in self._packed:
            return None
        return self._by_pypdf.read(number)

    @cached_property
    def _by_pypdf(self) -> PypdfObjects:
        if self._reader is not None:
            return PypdfObjects(self._reader())
        from pypdf import PdfReader

        return PypdfObjects(PdfReader(io.BytesIO(self._data)))

    def _indirect(self, offset: int, number: int | None = None) -> Value:
        """The object that is written at an offset."""
        data = self._data
        head = _HEAD.match(data, offset)
        if head is None or (number is not None and int(head[1]) != number):
            raise NotPlain
        try:
            value, end = read_value(data, head.end(), decode=True)
        except Malformed:
            raise NotPlain from None
        begin = _STREAM.match(data, end)
        if begin is None:
            if _OBJECT_END.match(data, end) is None:
                raise NotPlain
            return value
        length = value.get("Length") if isinstance(value, dict) else None
        if not isinstance(length, int) or length < 0 or _STREAM_END.match(data, begin.end() + length) is None:
            raise NotPlain
        packed = data[begin.end() : begin.end() + length]
        if value.get("Filter") not in (None, "FlateDecode", ["FlateDecode"]) or "F" in value:
            raise NotPlain
        if "DecodeParms" in value and value.get("Type") != "XRef":
            raise NotPlain
        return Stream(value, lambda: self._unfold(packed, number) if "Filter" in value else packed)

    def _unfold(self, packed: bytes, number: int | None) -> bytes:
        """A stream's bytes. number: of its object, None for the table of them, which is for nobody to mend."""
        try:
            return _unfold(packed, self._most)
        except SourceError:
            mended = self._by_pypdf.read(number) if self._reader is not None and number is not None else None
            if not isinstance(mended, Stream):
                raise
        return mended.read()


_UNKNOWN = frozenset(("Prev", "XRefStm", "Encrypt", "Index"))
"""Entries of a file that was updated, or is kept from readers."""


def _unfold(packed: bytes, most: int) -> bytes:
    unfolding = zlib.decompressobj()
    try:
        data = unfolding.decompress(packed, most)
    except zlib.error:
        raise SourceError("The PDF is damaged: a stream in it can't be unpacked.") from None
    if not unfolding.eof:
        raise SourceError("The PDF is damaged: a stream in it breaks off, or has no end.")
    return data


def _places(table: Stream) -> tuple[dict[int, int], dict[int, tuple[int, int]]]:
    """The objects' offsets in the file, and the stream and index of those in streams (PDF 1.7, 7.5.8.3)."""
    widths = table.entries.get("W")
    if not isinstance(widths, list) or len(widths) != 3 or not all(isinstance(w, int) and 0 < w < 9 for w in widths):
        raise NotPlain
    columns = _columns(table, sum(widths))
    fields = []
    for width in widths:
        field, *more = columns[:width]
        columns = columns[width:]
        for column in more:
            field = [high << 8 | low for high, low in zip(field, column, strict=True)] if any(field) else column
        fields.append(field)
    kinds, first, second = fields
    offsets = {number: offset for number, offset in enumerate(first) if kinds[number] == _IN_FILE}
    places = enumerate(zip(first, second, strict=True))
    return offsets, {number: place for number, place in places if kinds[number] == _IN_STREAM}


def _columns(table: Stream, width: int) -> list[list[int]]:
    """The bytes of the table's rows, column by column."""
    data = table.read()
    how = table.entries.get("DecodeParms", {})
    if not how:
        return [list(data[at::width]) for at in range(width)]
    if not isinstance(how, dict) or how.get("Predictor") != _UP or how.get("Columns") != width:
        raise NotPlain
    if len(data) % (width + 1) or any(kind != 2 for kind in data[:: width + 1]):
        raise NotPlain
    return [_totals(data[at :: width + 1]) for at in range(1, width + 1)]


def _totals(differences: bytes) -> list[int]:
    """What bytes are that are written as differences; those of large numbers are none at all."""
    if not any(differences):
        return list(differences)
    return [total & 255 for total in accumulate(differences)]


# -- pypdf's objects --------------------------------------------------------------------


def _plain(value: object, depth: int = 0) -> Value:
    """One of pypdf's objects as a plain value; streams are read when they're asked for."""
    from pypdf import generic

    if depth > 60:
        raise SourceError("The PDF is damaged: its objects are nested too deep.")
    if isinstance(value, generic.DictionaryObject):
        entries = {key[1:]: _plain(value.raw_get(key), depth + 1) for key in value}
        return Stream(entries, value.get_data) if isinstance(value, generic.StreamObject) else entries
    if isinstance(value, generic.ArrayObject):
        return [_plain(item, depth + 1) for item in list.__iter__(value)]
    return _plain_leaf(value)


def _plain_leaf(value: object) -> Value:
    from pypdf import generic

    match value:
        case generic.IndirectObject():
            plain: Value = Ref(value.idnum)
        case generic.NameObject():
            plain = Name(value[1:])
        case generic.TextStringObject() | generic.ByteStringObject():
            plain = decode_text(value.original_bytes)
        case generic.BooleanObject():
            plain = bool(value.value)
        case int():
            plain = int(value)
        case float():
            plain = float(value)
        case _:
            plain = None
    return plain
