"""A PDF as plain Python values, read with pypdf; its object streams by `values`, all at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from regioplan_pdf.conformance.values import Malformed, Name, Ref, Stream, Value, decode_text, parse_value
from regioplan_pdf.source import SourceError

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES = 200
MOST_UNFOLDED = 60_000_000
"""Bytes that all streams which are looked at may become together."""
MOST_OPERATIONS = 300_000
"""Operators on all pages together. A plan has under 10,000."""
_INHERITED = ("Resources", "MediaBox")


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its number from 1, its object and what it holds, with what it inherits."""

    number: int
    ref: Ref
    entries: dict[str, Value]


class PdfFile:
    """Objects by reference, looked up once.

    Args:
        reader: pypdf's view of the file.

    """

    def __init__(self, reader: PdfReader) -> None:
        self._reader = reader
        self._objects: dict[int, Value] = {}
        self._opened: set[int] = set()
        self._left = MOST_UNFOLDED
        self._operations_left = MOST_OPERATIONS

    def get(self, value: Value) -> Value:
        """What a reference refers to; any other value itself."""
        for _ in range(20):
            if not isinstance(value, Ref):
                return value
            if value.number not in self._objects:
                self._read(value.number)
            value = self._objects.get(value.number)
        return None

    def dictionary(self, value: Value) -> dict[str, Value]:
        """A dictionary, or a stream's; an empty one for anything else."""
        found = self.get(value)
        if isinstance(found, Stream):
            return found.entries
        return found if isinstance(found, dict) else {}

    def array(self, value: Value) -> list[Value]:
        """An array, or one of a single value; an empty one for nothing."""
        found = self.get(value)
        if found is None:
            return []
        return found if isinstance(found, list) else [value]

    def text(self, value: Value) -> str:
        """A text string; '' for anything else."""
        found = self.get(value)
        return found if isinstance(found, str) and not isinstance(found, Name) else ""

    def name(self, value: Value) -> str:
        """A name; '' for anything else."""
        found = self.get(value)
        return found if isinstance(found, Name) else ""

    def number(self, value: Value, default: float = 0.0) -> float:
        """A number; the default for anything else."""
        found = self.get(value)
        return found if isinstance(found, (int, float)) and not isinstance(found, bool) else default

    def data(self, value: Value) -> bytes:
        """A stream's bytes, decompressed; none for anything else. Raises SourceError when it's too much."""
        found = self.get(value)
        if not isinstance(found, Stream):
            return b""
        data = found.read()
        self._left -= len(data)
        if self._left < 0:
            raise SourceError("The PDF unfolds into more than is read: it isn't an ordinary PDF.")
        return data

    def count_operation(self) -> None:
        """Note that an operator is carried out. Raises SourceError when it's one too many."""
        self._operations_left -= 1
        if self._operations_left < 0:
            raise SourceError(f"The PDF's pages have more than {MOST_OPERATIONS} operators: it isn't a plan.")

    @cached_property
    def trailer(self) -> dict[str, Value]:
        """The trailer."""
        found = self._plain(self._reader.trailer)
        return found if isinstance(found, dict) else {}

    @cached_property
    def catalog(self) -> dict[str, Value]:
        """The document catalog."""
        return self.dictionary(self.trailer.get("Root"))

    @cached_property
    def info(self) -> dict[str, Value]:
        """The document information dictionary."""
        return self.dictionary(self.trailer.get("Info"))

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages in order. Raises SourceError for a tree without end."""
        return tuple(self._walk_pages())

    def content(self, page: Page) -> bytes:
        """A page's content, decompressed."""
        return b"\n".join(self.data(part) for part in self.array(page.entries.get("Contents")))

    def _walk_pages(self) -> Iterator[Page]:
        waiting: list[tuple[Value, dict[str, Value]]] = [(self.catalog.get("Pages"), {})]
        seen: set[Ref] = set()
        number = 0
        while waiting:
            ref, inherited = waiting.pop()
            if not isinstance(ref, Ref) or ref in seen:
                raise SourceError("The PDF is damaged: its pages can't be counted.")
            seen.add(ref)
            entries = self.dictionary(ref)
            inherited = inherited | {key: entries[key] for key in _INHERITED if key in entries}
            if "Kids" in entries:
                waiting.extend((kid, inherited) for kid in reversed(self.array(entries["Kids"])))
                continue
            number += 1
            if number > MOST_PAGES:
                raise SourceError(f"The PDF has more than {MOST_PAGES} pages: it isn't a plan.")
            yield Page(number, ref, inherited | entries)

    # -- reading ----------------------------------------------------------------------

    def _read(self, number: int) -> None:
        held = self._reader.xref_objStm.get(number)
        if held is not None and held[0] not in self._opened:
            self._opened.add(held[0])
            self._open_stream(held[0])
        if number not in self._objects:
            from pypdf.generic import IndirectObject

            self._objects[number] = self._plain(IndirectObject(number, 0, self._reader).get_object())

    def _open_stream(self, number: int) -> None:
        """All objects of an object stream; pypdf reads one by one those that aren't written as they should."""
        stream = self.get(Ref(number))
        if not isinstance(stream, Stream):
            return
        data = self.data(stream)
        first = int(self.number(stream.entries.get("First")))
        try:
            heads = [int(word) for word in data[:first].split()]
            for index, (own, offset) in enumerate(zip(heads[::2], heads[1::2], strict=True)):
                if self._reader.xref_objStm.get(own) == (number, index):
                    self._objects[own] = parse_value(data, first + offset)
        except (ValueError, Malformed):
            return

    def _plain(self, value: object, depth: int = 0) -> Value:
        """One of pypdf's objects as a plain value; streams are read when they're asked for."""
        from pypdf import generic

        if depth > 60:
            raise SourceError("The PDF is damaged: its objects are nested too deep.")
        if isinstance(value, generic.DictionaryObject):
            entries = {key[1:]: self._plain(value.raw_get(key), depth + 1) for key in value}
            return Stream(entries, value.get_data) if isinstance(value, generic.StreamObject) else entries
        if isinstance(value, generic.ArrayObject):
            return [self._plain(item, depth + 1) for item in list.__iter__(value)]
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
