"""A PDF as plain Python values; its object streams are read by `values`, each object when it's asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from regioplan_pdf.conformance.element_values import read_element
from regioplan_pdf.conformance.objects import Objects
from regioplan_pdf.conformance.values import Malformed, Name, Ref, Stream, Value, parse_value
from regioplan_pdf.source.schema import SourceError

MOST_PAGES = 200
MOST_UNFOLDED = 60_000_000
"""Bytes that all streams which are looked at may become together."""
MOST_OPERATIONS = 300_000
"""Operators on all pages together. A plan has under 10,000."""
MOST_AT_ONCE = 10_000
"""Objects of a stream that are read when it's opened, if they're structure elements, as nearly all are."""
_INHERITED = ("Resources", "MediaBox", "CropBox", "Rotate")


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its number from 1, its object and what it holds, with what it inherits."""

    number: int
    ref: Ref
    entries: dict[str, Value]


class PdfFile:
    """Objects by reference, looked up once.

    Args:
        objects: where they are.

    """

    def __init__(self, objects: Objects) -> None:
        self._source = objects
        self._objects: dict[int, Value] = {}
        self._opened: set[int] = set()
        self._packed: dict[int, tuple[bytes, int]] = {}
        """Of objects in streams that were opened: where each begins."""
        self._left = MOST_UNFOLDED
        self._operations_left = MOST_OPERATIONS

    def get(self, value: Value) -> Value:
        """What a reference refers to; any other value itself."""
        if type(value) is not Ref:
            return value
        number = value.number
        found = self._objects[number] if number in self._objects else self._read(number)
        return self._follow(found) if type(found) is Ref else found

    def _follow(self, value: Value) -> Value:
        """What a reference leads to over others, which may go round."""
        for _ in range(20):
            if type(value) is not Ref:
                return value
            value = self._objects[value.number] if value.number in self._objects else self._read(value.number)
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

    def count_operations(self, count: int = 1) -> None:
        """Note that operators are carried out. Raises SourceError when they become too many."""
        self._operations_left -= count
        if self._operations_left < 0:
            raise SourceError(f"The PDF's pages have more than {MOST_OPERATIONS} operators: it isn't a plan.")

    @cached_property
    def trailer(self) -> dict[str, Value]:
        """The trailer."""
        found = self._source.trailer()
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

    def _read(self, number: int) -> Value:
        if number not in self._packed:
            held = self._source.place(number)
            if held is not None and held[0] not in self._opened:
                self._opened.add(held[0])
                self._open_stream(held[0])
        value: Value
        try:
            value = parse_value(*self._packed[number])
        except (KeyError, Malformed):
            value = self._source.read(number)
        self._objects[number] = value
        return value

    def _open_stream(self, number: int) -> None:
        """Find the objects of an object stream; those that aren't where they should be are left to pypdf."""
        stream = self.get(Ref(number))
        if not isinstance(stream, Stream):
            return
        data = self.data(stream)
        first = int(self.number(stream.entries.get("First")))
        try:
            heads = [int(word) for word in data[:first].split()]
        except ValueError:
            return
        place = self._source.place
        for index, (own, offset) in enumerate(zip(heads[::2], heads[1::2], strict=False)):
            if place(own) == (number, index):
                self._packed[own] = (data, first + offset)
                element = read_element(data, first + offset) if index < MOST_AT_ONCE else None
                if element is not None:
                    self._objects.setdefault(own, element)
