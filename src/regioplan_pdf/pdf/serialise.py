"""Writing the file: object streams, a cross-reference stream, an /ID made of the content.

ReportLab's own writer breaks PDF/A (6.1.7.1: no end of line before `endstream`) and can't
put objects in streams, which saves a third of a plan's size.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from typing import Any

from reportlab.pdfbase import pdfdoc

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
OBJECTS_PER_STREAM = 2000
ENTRY = ">BIH"
"""A row of the cross-reference stream: kind, offset or stream, generation or index."""
END = b"endstream"
TABLES_LEVEL = 7
"""How hard objects and their table are compressed: 9 takes three times as long, for a tenth of a percent."""


class RawObject(pdfdoc.PDFObject):  # type: ignore[misc]
    """An indirect object whose bytes are known (Latin-1), once its text is set."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.text = ""

    def format(self, document: Any) -> bytes:  # noqa: ANN401 - ReportLab's signature
        """The bytes of the object."""
        return self.text.encode("latin-1")


class PlanDocument(pdfdoc.PDFDocument):  # type: ignore[misc]
    """ReportLab's document, written our way. Set as the class of a canvas's document."""

    def format(self) -> bytes:
        """The whole file."""
        self.Reference(self.Catalog)
        self.Reference(self.info)
        bodies = self._bodies()
        file = _File()
        loose = {number: body for number, body in bodies.items() if not body.endswith(END)}
        for number, body in bodies.items():
            if number not in loose:
                file.add(number, body)
        following = len(bodies) + 1
        numbers = list(loose)
        for start in range(0, len(numbers), OBJECTS_PER_STREAM):
            packed = numbers[start : start + OBJECTS_PER_STREAM]
            file.add_packed(following, {number: loose[number] for number in packed})
            following += 1
        catalog, info = (self.Reference(o).format(self) for o in (self.Catalog, self.info))
        return file.finish(following, catalog, info)

    def _bodies(self) -> dict[int, bytes]:
        """Every object by number; formatting may register more of them."""
        bodies: dict[int, bytes] = {}
        number = 1
        while number in self.numberToId:
            held = self.idToObject[self.numberToId[number]]
            if isinstance(held, RawObject):
                bodies[number] = held.text.encode("latin-1")
                number += 1
                continue
            body: bytes = pdfdoc.format(held, self, toplevel=1).rstrip(b"\n")
            if body.endswith(END):
                body = body[: -len(END)] + b"\n" + END
            bodies[number] = body
            number += 1
        return bodies


class _File:
    def __init__(self) -> None:
        self._parts = [HEADER]
        self._length = len(HEADER)
        self._entries: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}

    def add(self, number: int, body: bytes) -> None:
        part = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        self._entries[number] = (1, self._length, 0)
        self._parts.append(part)
        self._length += len(part)

    def add_packed(self, number: int, objects: dict[int, bytes]) -> None:
        heads: list[bytes] = []
        offset = 0
        for index, (own, body) in enumerate(objects.items()):
            heads.append(b"%d %d" % (own, offset))
            offset += len(body) + 1
            self._entries[own] = (2, number, index)
        head = b" ".join(heads) + b"\n"
        entries = b"/Type /ObjStm /N %d /First %d" % (len(objects), len(head))
        self.add(number, _stream(entries, head + b"\n".join(objects.values())))

    def finish(self, number: int, catalog: bytes, info: bytes) -> bytes:
        start = self._length
        self._entries[number] = (1, start, 0)
        table = _predict([struct.pack(ENTRY, *self._entries[n]) for n in range(number + 1)])
        identity = hashlib.sha256(b"".join(self._parts)).hexdigest()[:32].encode()
        root = b"/Root %s /Info %s /ID [<%s> <%s>]" % (catalog, info, identity, identity)
        rows = b"/W [1 4 2] /DecodeParms <</Predictor 12 /Columns %d>>" % struct.calcsize(ENTRY)
        entries = b"/Type /XRef /Size %d %s %s" % (number + 1, rows, root)
        self.add(number, _stream(entries, table))
        self._parts.append(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)


def _predict(rows: list[bytes]) -> bytes:
    """Rows as the difference with the one above (PNG's 'up'): a table of offsets shrinks to a third."""
    width = len(rows[0])
    table = b"".join(rows)
    below = bytes([(new - old) & 0xFF for new, old in zip(table, bytes(width) + table, strict=False)])
    return b"".join([b"\2" + below[start : start + width] for start in range(0, len(below), width)])


def _stream(entries: bytes, data: bytes) -> bytes:
    packed = zlib.compress(data, TABLES_LEVEL)
    return b"<<%s /Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream" % (entries, len(packed), packed)


class _Compress(pdfdoc.PDFStreamFilterZCompress):  # type: ignore[misc]
    """Deflate, as small as it gets: pages are written once and read for years."""

    def encode(self, text: bytes | str) -> bytes:
        """The compressed stream."""
        return zlib.compress(text.encode("utf8") if isinstance(text, str) else text, 9)


COMPRESS = _Compress()


def stream_object(entries: dict[str, Any], data: bytes) -> pdfdoc.PDFStream:
    """A compressed stream for ReportLab to hold."""
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary(entries), data, [COMPRESS])
