"""A PDF that is being read, as pypdf shows it, or as it's shown without pypdf when this program wrote it.

pypdf parses every object of a file before it can say how many pages there are, which for a plan takes
longer than all that is asked of it. A plan that is as plain as it was written is read by `conformance`
instead, and shown here in pypdf's terms, so that what asks for an entry needn't know who read it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from regioplan_pdf.source.schema import SourceError

if TYPE_CHECKING:
    from pypdf import PdfReader

    from regioplan_pdf.conformance.file import PdfFile
    from regioplan_pdf.conformance.values import Ref, Value

PdfValue: TypeAlias = Any
"""Any of pypdf's objects, or a reference to one: what a file says it is may be something else."""

HASH_KEY = "/RegioplanHash"
"""The key in the Info dictionary that holds `content_hash`."""
FILE_HASH_KEY = "/RegioplanFileHash"
"""The key in the Info dictionary that holds `file_hash`. Files from before it was written have none."""
MAX_STREAM = 20_000_000
"""The most that one compressed stream may become."""


class View(Protocol):
    """What is asked of a PDF: pypdf's reader, or `PlainView`."""

    @property
    def trailer(self) -> PdfValue:
        """The trailer, a dictionary."""
        ...

    @property
    def pages(self) -> PdfValue:
        """The pages in order, with what they inherit."""
        ...


class OpenPdf:
    """A PDF that is being read: its bytes and the views of them.

    Args:
        path: where it is.
        data: its bytes.
        open_reader: opens it with pypdf, within the limits for a file of unknown make.

    """

    def __init__(self, path: Path, data: bytes, open_reader: Callable[[], PdfReader]) -> None:
        self.path, self.data = path, data
        self._open_reader = open_reader

    @cached_property
    def reader(self) -> PdfReader:
        """The view of pypdf, made when it's first asked for. Raises pypdf's errors and SourceError."""
        return self._open_reader()

    @cached_property
    def plain(self) -> PdfFile | None:
        """The file as `conformance` reads it without pypdf; None when it isn't plainly a plan of this program.

        Raises as `reader` when an object of it is damaged.
        """
        from regioplan_pdf.conformance.file import PdfFile
        from regioplan_pdf.conformance.objects import NotPlain, PlainObjects
        from regioplan_pdf.conformance.values import Ref

        try:
            objects = PlainObjects(self.data, lambda: self.reader, MAX_STREAM)
            file = PdfFile(objects)
            if HASH_KEY[1:] not in file.info or not _has_plain_pages(file):
                return None
            for number in objects.packed:
                file.get(Ref(number))  # one that is damaged is pypdf's, which refuses the whole file for it
            return file
        except (NotPlain, SourceError):
            return None  # what is the matter with it is for pypdf to find out, or to mend

    @cached_property
    def view(self) -> View:
        """Whichever view there is at the least cost; both show the same. Raises as `reader`."""
        return self.reader if self.plain is None else PlainView(self.plain)


class PlainView:
    """A plainly written file in pypdf's terms: names and keys with a slash, references that `resolve` follows."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._shown: dict[Ref, PdfValue] = {}

    @cached_property
    def trailer(self) -> PdfValue:
        """The trailer."""
        return self.show(self._file.trailer)

    @cached_property
    def pages(self) -> PdfValue:
        """The pages in order, with what they inherit."""
        return [self.show(page.entries) for page in self._file.pages]

    def follow(self, ref: Ref) -> PdfValue:
        """What a reference leads to: the same object each time."""
        if ref not in self._shown:
            self._shown[ref] = self.show(self._file.get(ref))
        return self._shown[ref]

    def show(self, value: Value) -> PdfValue:
        """A value in pypdf's terms; what it refers to is shown when it's asked for."""
        from regioplan_pdf.conformance.values import Name, Ref, Stream

        match value:
            case Ref():
                return _Reference(self, value)
            case Name():
                return f"/{value}"
            case dict():
                return {f"/{key}": self.show(each) for key, each in value.items()}
            case list():
                return [self.show(each) for each in value]
            case Stream():
                return _ShownStream(self.show(value.entries), value.read)
        return value


class _Reference:
    """A reference to an object of a plain file."""

    __slots__ = ("_ref", "_view")

    def __init__(self, view: PlainView, ref: Ref) -> None:
        self._view, self._ref = view, ref

    def get_object(self) -> PdfValue:
        """What it refers to."""
        return self._view.follow(self._ref)


class _ShownStream(dict[str, PdfValue]):
    """A stream's dictionary, with its bytes."""

    def __init__(self, entries: dict[str, PdfValue], read: Callable[[], bytes]) -> None:
        super().__init__(entries)
        self._read = read

    def get_data(self) -> bytes:
        """The bytes, decompressed; unpacked once, as several ask for them."""
        return self._data

    @cached_property
    def _data(self) -> bytes:
        return self._read()


def _has_plain_pages(file: PdfFile) -> bool:
    """Whether the pages stand in one row and each has a size: any other tree is read, or refused, by pypdf."""
    from regioplan_pdf.conformance.values import Ref

    root = file.dictionary(file.catalog.get("Pages"))
    kids = file.get(root.get("Kids"))
    if root.get("Type") != "Pages" or not isinstance(kids, list) or not all(isinstance(kid, Ref) for kid in kids):
        return False
    if any(file.dictionary(kid).get("Type") != "Page" or "Kids" in file.dictionary(kid) for kid in kids):
        return False
    return bool(kids) and all(_is_box(page.entries.get("MediaBox")) for page in file.pages)


def _is_box(value: Value) -> bool:
    return isinstance(value, list) and len(value) == 4 and all(type(each) in (int, float) for each in value)
