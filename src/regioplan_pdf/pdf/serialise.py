"""Writing the file: object streams, a cross-reference stream, an /ID made of the content.

ReportLab's own writer breaks PDF/A (6.1.7.1: no end of line before `endstream`) and can't
put objects in streams, which saves a third of a plan's size. Streams are packed by libdeflate: files as
small as zlib's in a third of the time, and the same bytes on every machine, whatever zlib a Python came with.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping
from itertools import accumulate
from typing import cast

from deflate import zlib_compress
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from regioplan_pdf.pdf.values import dictionary

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
OBJECTS_PER_STREAM = 2000
_ENTRY = struct.Struct(">BIH")
"""A row of the cross-reference stream: kind, offset or stream, generation or index."""
END = b"endstream"
QUICK, HARD = 6, 10
"""How hard streams are compressed, 1 to 12: HARD takes ten times as long as QUICK, for 5% less."""
LARGE = 50_000
"""Bytes from which a stream is compressed HARD, so that a file with much in it stays small too."""


def compress(data: bytes) -> bytes:
    """A stream's data for the filter FlateDecode."""
    return bytes(zlib_compress(data, HARD if len(data) > LARGE else QUICK))


class PlanDocument(pdfdoc.PDFDocument):  # type: ignore[misc]
    """ReportLab's document, written our way, with objects of which we know the text beside those of ReportLab."""

    @classmethod
    def of(cls, canvas: Canvas) -> PlanDocument:
        """The document of a canvas."""
        document = canvas._doc
        document.__class__ = cls
        document._texts = {}
        document._streams = {}
        document._legible = set()
        return cast("PlanDocument", document)

    def reserve(self, count: int) -> int:
        """Numbers for that many objects of ours; gives the first."""
        first: int = self.objectcounter + 1
        self.objectcounter += count
        return first

    def write(self, number: int, text: str) -> None:
        """The object of a reserved number; its characters are the bytes of the file (Latin-1)."""
        self._texts[number] = text

    def refer(self, held: pdfdoc.PDFObject) -> str:
        """The reference to an object of ReportLab's; it's in the file from now on."""
        reference: bytes = self.Reference(held).format(self)
        return reference.decode()

    def add(self, text: str) -> str:
        """A new object; gives the reference to it."""
        number = self.reserve(1)
        self._texts[number] = text
        return f"{number} 0 R"

    def add_legible(self, text: str) -> str:
        """A new object that isn't compressed, so that it can be found in the bytes of the file."""
        reference = self.add(text)
        self._legible.add(self.objectcounter)
        return reference

    def add_stream(self, entries: Mapping[str, str], data: bytes) -> str:
        """A new stream, compressed; gives the reference to it."""
        return self.add_packed(entries, compress(data))

    def add_packed(self, entries: Mapping[str, str], packed: bytes) -> str:
        """A new stream of data that is compressed already."""
        number = self.reserve(1)
        head = dictionary({**entries, "Filter": "[ /FlateDecode ]", "Length": str(len(packed))})
        self._streams[number] = b"%s\nstream\n%s\nendstream" % (head.encode("latin-1"), packed)
        return f"{number} 0 R"

    def finish(self, catalog: str, info: str) -> bytes:
        """The whole file; catalog, info: references."""
        file = _File()
        loose: dict[int, str] = {}
        number = 1
        while number <= self.objectcounter:  # formatting may register more of them
            text = self._texts.get(number)
            if text is None:
                body = self._streams.get(number) or self._body(number)
                if body.endswith(END):
                    file.add(number, body)
                    number += 1
                    continue
                text = body.decode("latin-1")
            if number in self._legible:
                file.add(number, text.encode("latin-1"))
            else:
                loose[number] = text
            number += 1
        numbers = list(loose)
        for start in range(0, len(numbers), OBJECTS_PER_STREAM):
            file.add_packed(number, {own: loose[own] for own in numbers[start : start + OBJECTS_PER_STREAM]})
            number += 1
        return file.finish(number, catalog.encode(), info.encode())

    def _body(self, number: int) -> bytes:
        """An object of ReportLab's."""
        held = self.idToObject[self.numberToId[number]]
        body: bytes = pdfdoc.format(held, self, toplevel=1).rstrip(b"\n")
        return body[: -len(END)] + b"\n" + END if body.endswith(END) else body


class _File:
    def __init__(self) -> None:
        self._parts = [HEADER]
        self._length = len(HEADER)
        self._entries: dict[int, bytes] = {0: _ENTRY.pack(0, 0, 65535)}

    def add(self, number: int, body: bytes) -> None:
        part = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        self._entries[number] = _ENTRY.pack(1, self._length, 0)
        self._parts.append(part)
        self._length += len(part)

    def add_packed(self, number: int, objects: dict[int, str]) -> None:
        offsets = accumulate([len(body) + 1 for body in objects.values()], initial=0)
        head = " ".join([f"{own} {offset}" for own, offset in zip(objects, offsets, strict=False)]) + "\n"
        self._entries.update({own: _ENTRY.pack(2, number, index) for index, own in enumerate(objects)})
        entries = b"/Type /ObjStm /N %d /First %d" % (len(objects), len(head))
        self.add(number, _stream(entries, (head + "\n".join(objects.values())).encode("latin-1")))

    def finish(self, number: int, catalog: bytes, info: bytes) -> bytes:
        start = self._length
        self._entries[number] = _ENTRY.pack(1, start, 0)
        table = _predict(b"".join([self._entries[n] for n in range(number + 1)]), _ENTRY.size)
        identity = hashlib.sha256(b"".join(self._parts)).hexdigest()[:32].encode()
        root = b"/Root %s /Info %s /ID [<%s> <%s>]" % (catalog, info, identity, identity)
        rows = b"/W [1 4 2] /DecodeParms <</Predictor 12 /Columns %d>>" % _ENTRY.size
        entries = b"/Type /XRef /Size %d %s %s" % (number + 1, rows, root)
        self.add(number, _stream(entries, table))
        self._parts.append(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)


def _predict(table: bytes, width: int) -> bytes:
    """Rows as the difference with the one above (PNG's 'up'): a table of offsets shrinks to a third.

    All bytes are subtracted at once, as two large numbers: the highest bit of each is kept out of
    it, so that no byte borrows from the next.
    """
    high = int.from_bytes(b"\x80" * len(table), "big")
    new = int.from_bytes(table, "big")
    old = int.from_bytes(bytes(width) + table[:-width], "big")
    difference = ((new | high) - (old & ~high)) ^ (~(new ^ old) & high)
    below = difference.to_bytes(len(table), "big")
    return b"".join([b"\2" + below[start : start + width] for start in range(0, len(below), width)])


def _stream(entries: bytes, data: bytes) -> bytes:
    packed = compress(data)
    return b"<<%s /Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream" % (entries, len(packed), packed)
