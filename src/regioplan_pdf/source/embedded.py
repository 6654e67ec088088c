"""Files inside a PDF, and what tells whether it was changed; the PDF may be anybody's, or broken.

Nothing that a file says is believed before its size is known: `open_pdf` bounds the file,
`_Budget` what comes out of its streams, and a timer how long all of it may take.
"""

from __future__ import annotations

import hashlib
import io
import logging
import re
import signal
import stat
import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from regioplan_pdf.errors import RegioplanError
from regioplan_pdf.source.decode import decode_source
from regioplan_pdf.source.schema import SOURCE_NAME, Source, SourceError
from regioplan_pdf.source.views import FILE_HASH_KEY, MAX_STREAM, OpenPdf, PdfValue, View

if TYPE_CHECKING:
    from types import FrameType

    from pypdf import PdfReader

MAX_FILE = 50_000_000
"""The largest PDF that is read, bytes. Plans are under 100 kB."""
MAX_TOTAL = 60_000_000
"""The most that all streams that are looked at may become together."""
MAX_ASCII85 = 5_000_000
"""The most that a stream of ASCII85 may be, packed or not, bytes: what unpacks it takes many times as much memory."""
MAX_SECONDS = 20.0
_MAX_FILES = 100
_MAX_DEPTH = 20
_MAX_NODES = 2_000
_FILE_HASH = re.compile(FILE_HASH_KEY.encode() + rb"\s*\(([0-9a-f]{64})\)")


@dataclass(frozen=True, slots=True)
class EmbeddedFile:
    """A file inside a PDF. relationship: 'Source', 'Data', ...; '' when it doesn't say."""

    name: str
    data: bytes
    relationship: str = ""
    media_type: str = ""


@contextmanager
def open_pdf(path: Path) -> Iterator[OpenPdf]:
    """A PDF of unknown make, for as long as the block lasts; all of pypdf's work belongs in it.

    Raises:
        SourceError: no file, no PDF, too large, encrypted, cut off or damaged - here or by
            anything that the block asks of it. One line that says which.

    """
    data = _read_file(path)
    with ExitStack() as stack:
        stack.enter_context(_quiet())
        stack.enter_context(_time_limit(path))
        try:
            pdf = OpenPdf(path, data, lambda: _open(path, data, stack))
            _ = pdf.view  # a file that nobody can read is refused before the block begins
            yield pdf
        except SourceError as error:
            raise error if str(path) in str(error) else SourceError(f"'{path}': {error}") from None
        except RegioplanError:
            raise
        except MemoryError:
            raise SourceError(f"'{path}' asks for more memory than there is.") from None
        except Exception as error:  # pypdf lets everything through that a broken file can make Python raise
            from pypdf.errors import LimitReachedError

            if isinstance(error, LimitReachedError):
                raise SourceError(f"'{path}' unfolds into more than is read: it isn't an ordinary PDF.") from error
            raise SourceError(f"'{path}' is damaged: {_one_line(error)}.") from error


def read_source(path: Path) -> Source:
    """The source inside a plan's PDF. Raises SourceError, also when there is none."""
    with open_pdf(path) as pdf:
        file = find_file(embedded_files(pdf.view), SOURCE_NAME)
        if file is None:
            raise SourceError(f"'{path}' carries no source: it isn't a plan of this program, or it was stripped.")
        return decode_source(file.data)


def find_file(files: Iterable[EmbeddedFile], name: str) -> EmbeddedFile | None:
    """The file of that name. Raises SourceError when two different ones have it."""
    found = [file for file in files if file.name == name]
    if len(found) > 1:
        raise SourceError(f"The PDF carries two different files '{name}'.")
    return found[0] if found else None


# -- what is inside ---------------------------------------------------------------------


def embedded_files(reader: View) -> tuple[EmbeddedFile, ...]:
    """The files in /Names /EmbeddedFiles and in the catalog's /AF, each once, by name.

    Raises pypdf's errors, and SourceError when there is more than is read.
    """
    catalog = as_dict(reader.trailer.get("/Root"))
    tree = as_dict(as_dict(catalog.get("/Names")).get("/EmbeddedFiles"))
    budget = _Budget()
    found: dict[EmbeddedFile, None] = {}
    for name, specification in (*_names(tree), *(("", each) for each in as_list(catalog.get("/AF")))):
        file = _embedded_file(name, as_dict(specification), budget)
        if file is not None:
            found[file] = None
        if len(found) > _MAX_FILES:
            raise SourceError(f"The PDF carries more than {_MAX_FILES} files.")
    return tuple(sorted(found, key=lambda file: (file.name, file.data)))


def _names(tree: dict[str, PdfValue]) -> list[tuple[str, PdfValue]]:
    """The leaves of a name tree, which a broken file may make endless."""
    found: list[tuple[str, PdfValue]] = []
    nodes = [(tree, 0)]
    seen = 0
    while nodes:
        node, depth = nodes.pop()
        seen += 1
        if depth > _MAX_DEPTH or seen > _MAX_NODES:
            raise SourceError("The PDF's list of embedded files has no end.")
        leaves = as_list(node.get("/Names"))
        found.extend((str(name), leaf) for name, leaf in zip(leaves[::2], leaves[1::2], strict=False))
        nodes.extend((as_dict(kid), depth + 1) for kid in reversed(as_list(node.get("/Kids"))))
    return found


def _embedded_file(name: str, specification: dict[str, PdfValue], budget: _Budget) -> EmbeddedFile | None:
    streams = as_dict(specification.get("/EF"))
    stream = as_dict(streams.get("/UF") or streams.get("/F"))
    if not hasattr(stream, "get_data"):
        return None
    shown = specification.get("/UF") or specification.get("/F") or name
    return EmbeddedFile(
        str(resolve(shown)),
        budget.take(stream),
        str(specification.get("/AFRelationship", "")).removeprefix("/"),
        str(stream.get("/Subtype", "")).removeprefix("/"),
    )


class _Budget:
    """What may still come out of streams: a file of 50 MB could else become gigabytes."""

    def __init__(self) -> None:
        self._left = MAX_TOTAL

    def take(self, stream: PdfValue) -> bytes:
        """A stream's bytes, decompressed."""
        data = bytes(stream.get_data())
        self._left -= len(data)
        if len(data) > MAX_STREAM or self._left < 0:
            raise SourceError(f"The PDF unfolds into more than {MAX_STREAM / 1e6:g} MB: it isn't an ordinary PDF.")
        return data


# -- whether it was changed -------------------------------------------------------------


def hash_content(pages: Iterable[bytes], files: Iterable[tuple[str, bytes]]) -> str:
    """SHA-256 in hex over what a plan shows and carries.

    Args:
        pages: each page's content stream, decompressed.
        files: name and bytes of every embedded file; they are taken by name, whatever their order.

    """
    digest = hashlib.sha256()
    for part in (*pages, *(data for _, data in sorted(files))):
        digest.update(part)
    return digest.hexdigest()


def content_hash(reader: View) -> str:
    """`hash_content` of a PDF that has been written."""
    files = ((file.name, file.data) for file in embedded_files(reader))
    return hash_content(page_contents(reader.pages), files)


def file_hash(data: bytes) -> str:
    """SHA-256 in hex over all bytes of a PDF, with zeros where that hash stands.

    '' when it stands nowhere, or in several places: then the file isn't as it was written.
    """
    places = [found.span(1) for found in _FILE_HASH.finditer(data)]
    if len(places) != 1:
        return ""
    ((start, end),) = places
    return hashlib.sha256(b"".join((data[:start], b"0" * (end - start), data[end:]))).hexdigest()


def page_contents(pages: Iterable[PdfValue]) -> tuple[bytes, ...]:
    """The content of every page, decompressed. Raises SourceError when it is more than is read."""
    budget = _Budget()
    return tuple(_page_content(page, budget) for page in pages)


def _page_content(page: PdfValue, budget: _Budget) -> bytes:
    contents = resolve(page.get("/Contents"))
    parts = contents if isinstance(contents, list) else [contents]
    streams = (resolve(part) for part in parts)
    return b"".join(budget.take(stream) for stream in streams if hasattr(stream, "get_data"))


# -- pypdf's values ---------------------------------------------------------------------


def resolve(value: PdfValue) -> PdfValue:
    """What a reference refers to; any other value itself."""
    return value.get_object() if hasattr(value, "get_object") else value


def as_dict(value: PdfValue) -> dict[str, PdfValue]:
    """A dictionary or stream, resolved; an empty one for anything else."""
    found = resolve(value)
    return found if isinstance(found, dict) else {}


def as_list(value: PdfValue) -> list[PdfValue]:
    """An array, resolved; an empty one for anything else."""
    found = resolve(value)
    return found if isinstance(found, list) else []


# -- opening ----------------------------------------------------------------------------


def _read_file(path: Path) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise SourceError(f"'{path}' is a folder, not a PDF.")
        if not stat.S_ISREG(status.st_mode):
            raise SourceError(f"'{path}' isn't a file.")
        if status.st_size > MAX_FILE:
            raise SourceError(f"'{path}' is {status.st_size / 1e6:.0f} MB; more than {MAX_FILE / 1e6:g} MB isn't read.")
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except FileNotFoundError:
        raise SourceError(f"There is no file '{path}'.") from None
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise SourceError(f"'{path}' can't be read: {reason}.") from None
    if not data:
        raise SourceError(f"'{path}' is empty.")
    if b"%PDF-" not in data[:1024]:
        raise SourceError(f"'{path}' isn't a PDF.")
    if len(data) > MAX_FILE:
        raise SourceError(f"'{path}' grows while it's read.")
    if b"%%EOF" not in data[-1024:]:
        raise SourceError(f"'{path}' is cut off: the end of the file is missing.")
    return data


def _open(path: Path, data: bytes, stack: ExitStack) -> PdfReader:
    from pypdf import PdfReader, apply_configuration
    from pypdf.errors import DependencyError

    limits = apply_configuration(
        zlib_maximum_output_length=MAX_STREAM,
        lzw_maximum_output_length=MAX_STREAM,
        run_length_maximum_output_length=MAX_STREAM,
        array_based_stream_maximum_output_length=MAX_STREAM,
        stream_decoding_work_maximum_length=2 * MAX_STREAM,
        zlib_maximum_recovery_input_length=1_000_000,
    )
    stack.enter_context(limits)
    stack.enter_context(_bounded_ascii85())
    locked = SourceError(f"'{path}' is encrypted: save it without a password first.")
    try:
        reader = PdfReader(io.BytesIO(data))
    except DependencyError:
        # pypdf tries the empty password at once, and for AES-256 it needs a library that we don't.
        raise locked from None
    if reader.is_encrypted:
        raise locked
    if not len(reader.pages):
        raise SourceError(f"'{path}' is damaged: it has no pages.")
    return reader


@contextmanager
def _bounded_ascii85() -> Iterator[None]:
    """With a bound on the one filter that pypdf has none for: a 'z' stands for four bytes, and costs it ninety."""
    from pypdf import filters
    from pypdf.errors import LimitReachedError

    before = filters.ASCII85Decode

    class Bounded(before):  # type: ignore[misc, valid-type]
        @staticmethod
        def decode(data: str | bytes, *rest: PdfValue, **more: PdfValue) -> bytes:
            packed = data.encode() if isinstance(data, str) else data
            if len(packed) > MAX_ASCII85 or 4 * packed.count(b"z") > MAX_ASCII85:
                raise LimitReachedError(f"ASCII85 of more than {MAX_ASCII85} bytes.")
            return bytes(before.decode(packed, *rest, **more))

    filters.ASCII85Decode = Bounded  # type: ignore[misc]
    try:
        yield
    finally:
        filters.ASCII85Decode = before  # type: ignore[misc]


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the remarks that pypdf logs about faults it can live with."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)


class _OutOfTime(BaseException):
    """Not an Exception, so that nothing in between takes it for a fault of the file."""


@contextmanager
def _time_limit(path: Path) -> Iterator[None]:
    """MAX_SECONDS for the block, where the system has a timer for it: not on Windows, not in threads."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise _OutOfTime

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, MAX_SECONDS, 1)
    try:
        yield
    except _OutOfTime:
        raise SourceError(
            f"'{path}' takes more than {MAX_SECONDS:g} seconds to read: it isn't an ordinary PDF."
        ) from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _one_line(error: Exception) -> str:
    text = " ".join(str(error).split())[:100].rstrip(".")
    printable = "".join(letter if letter.isprintable() else "?" for letter in text)
    return f"{type(error).__name__}: {printable}" if printable else type(error).__name__
