"""What a PDF says about itself, what it carries, and whether it's as it was written."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from regioplan_pdf.model.document import Document, runs_text
from regioplan_pdf.model.text import Block, ListBlock, Run, Subheading
from regioplan_pdf.source.decode import decode_source
from regioplan_pdf.source.embedded import (
    EmbeddedFile,
    as_dict,
    as_list,
    embedded_files,
    file_hash,
    find_file,
    hash_content,
    open_pdf,
    page_contents,
    resolve,
)
from regioplan_pdf.source.schema import SOURCE_NAME, Source, SourceError
from regioplan_pdf.source.views import FILE_HASH_KEY, HASH_KEY, OpenPdf, PdfValue

MOST_PAGES = 50
"""Pages that are looked at for fonts and sizes; a plan has two."""
BODY_SIZES = (10.0, 12.5)
"""The smallest and the largest size of running text in a plan, pt."""
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_SUBSET = re.compile(r"[A-Z]{6}\+")
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(Z|[+-]\d\d'?(?:\d\d)?'?)?")
_XMP_SPACES = {
    "http://www.aiim.org/pdfa/ns/id/": "pdfa",
    "http://www.aiim.org/pdfua/ns/id/": "pdfua",
}
_REVISION = re.compile(rb"(?:^|[\r\n])startxref[ \t]*[\r\n]")
_SHOWN = re.compile(rb"/\S+\s+([0-9.]+)\s+Tf\b|\(((?:\\.|[^\\()])*)\)|<([0-9A-Fa-f\s]*)>(?!>)", re.DOTALL)
"""In a content stream: the choice of a size, or a string that is shown in it."""
_NUMBER = re.compile(rb"\d+(?:\.\d*)?")


@dataclass(frozen=True, slots=True)
class FontFact:
    """A font that the pages use; subset: only the glyphs that are needed are in the file."""

    name: str
    embedded: bool
    subset: bool


@dataclass(frozen=True, slots=True)
class FileFact:
    """A file inside the PDF; size in bytes."""

    name: str
    size: int
    sha256: str
    relationship: str


@dataclass(frozen=True, slots=True)
class Inspection:
    """All that `regioplan inspect` tells.

    file: as it was given. size: bytes. width, height: of the first page, mm. body: the size in
    which most of the text is set, pt; 0 when there is none. conformance: what the metadata
    claim ('PDF/UA-1', 'PDF/A-3A'), which isn't the same as what is so. created, modified: ISO
    8601 as far as the file tells. source: None when there is none, or it can't be read; then
    source_fault says why. untouched: whether all of it is as it was written; None when the file carries
    no hash to tell by. untouched_why says in words what was found. content_untouched: the same of
    what its pages draw and of the files that it carries, which a program that saves it anew may leave alone.
    """

    file: str
    size: int
    sha256: str
    pages: int
    width: float
    height: float
    body: float
    title: str
    language: str
    tagged: bool
    conformance: tuple[str, ...]
    fonts: tuple[FontFact, ...]
    producer: str
    created: str
    modified: str
    files: tuple[FileFact, ...]
    source: Source | None
    source_fault: str
    untouched: bool | None
    untouched_why: str
    content_untouched: bool | None


@dataclass(frozen=True, slots=True)
class Vouched:
    """Of an Inspection: what tells whether a PDF is a plan as it was written, with the files that it carries."""

    files: tuple[EmbeddedFile, ...]
    source: Source | None
    source_fault: str
    conformance: tuple[str, ...]
    untouched: bool | None
    untouched_why: str
    content_untouched: bool | None


@dataclass(frozen=True, slots=True)
class _Judged:
    """Whether a file, and whether its pages and attachments are as they were written; None for unknown."""

    whole: bool | None
    content: bool | None
    why: str


def inspect_pdf(path: Path) -> Inspection:
    """Look at a PDF of whatever make.

    Raises:
        SourceError: it can't be read: no PDF, encrypted, damaged, cut off, too large.

    """
    with open_pdf(path) as pdf:
        return inspect_open(pdf)


def inspect_open(pdf: OpenPdf) -> Inspection:
    """Look at a PDF that is open already. Raises as `inspect_pdf`."""
    view = pdf.view
    catalog, info = as_dict(view.trailer.get("/Root")), as_dict(view.trailer.get("/Info"))
    vouched = vouch(pdf)
    source = vouched.source
    pages = [view.pages[index] for index in range(min(len(view.pages), MOST_PAGES))]
    width, height = _page_size(pages[0])
    return Inspection(
        file=str(pdf.path),
        size=len(pdf.data),
        sha256=hashlib.sha256(pdf.data).hexdigest(),
        pages=len(view.pages),
        width=round(width / 72 * 25.4, 1),
        height=round(height / 72 * 25.4, 1),
        body=_body_size(page_contents(pages), source.document) if source else 0.0,
        title=_text(info.get("/Title")),
        language=_text(catalog.get("/Lang")),
        tagged=resolve(as_dict(catalog.get("/MarkInfo")).get("/Marked")) == True  # noqa: E712 - pypdf's own boolean
        and bool(as_dict(catalog.get("/StructTreeRoot"))),
        conformance=vouched.conformance,
        fonts=_fonts(pages),
        producer=_text(info.get("/Producer")),
        created=_date(_text(info.get("/CreationDate"))),
        modified=_date(_text(info.get("/ModDate"))),
        files=tuple(
            FileFact(file.name, len(file.data), hashlib.sha256(file.data).hexdigest(), file.relationship)
            for file in vouched.files
        ),
        source=source,
        source_fault=vouched.source_fault,
        untouched=vouched.untouched,
        untouched_why=vouched.untouched_why,
        content_untouched=vouched.content_untouched,
    )


def vouch(pdf: OpenPdf) -> Vouched:
    """Look at a PDF that is open already no further than to know what it is. Raises as `inspect_pdf`."""
    view = pdf.view
    files = embedded_files(view)
    source, fault = _read_source(files)
    judged = _judge_untouched(pdf, files)
    catalog = as_dict(view.trailer.get("/Root"))
    claims = _claims(as_dict(catalog.get("/Metadata")))
    return Vouched(files, source, fault, claims, judged.whole, judged.why, judged.content)


def _read_source(files: tuple[EmbeddedFile, ...]) -> tuple[Source | None, str]:
    try:
        file = find_file(files, SOURCE_NAME)
        if file is None:
            return None, "The PDF carries no source: it isn't a plan of this program, or it was stripped."
        return decode_source(file.data), ""
    except SourceError as error:
        return None, str(error)


def _judge_untouched(pdf: OpenPdf, files: tuple[EmbeddedFile, ...]) -> _Judged:
    """Whether the whole file, or else its pages and the files in it, are as they were written."""
    info = as_dict(pdf.view.trailer.get("/Info"))
    of_content, of_file = _text(info.get(HASH_KEY)), _text(info.get(FILE_HASH_KEY))
    if not of_content:
        return _Judged(None, None, "it carries no hash to tell by")
    if of_content != hash_content(page_contents(pdf.view.pages), ((file.name, file.data) for file in files)):
        return _Judged(False, False, "pages or attachments were changed")
    if of_file and of_file == file_hash(pdf.data):
        return _Judged(True, True, "every byte is as it was written")
    how = _how_saved(pdf.data) or ("rewritten by another program" if of_file else "")
    if not how:
        return _Judged(None, True, "pages and attachments are as they were, but it carries no hash of the rest")
    return _Judged(False, True, f"{how}, but pages and attachments are as they were")


def _how_saved(data: bytes) -> str:
    """What in the bytes shows that the file was added to; '' for nothing."""
    revisions = len(_REVISION.findall(data))
    if revisions != 1:
        return f"saved again ({revisions} revisions)"
    return "" if re.search(rb"%%EOF[\r\n]*\Z", data) else "something was added behind its end"


def _page_size(page: PdfValue) -> tuple[float, float]:
    """Width and height, pt; pypdf has its own ways with a page that has no size, or an odd one."""
    if hasattr(page, "mediabox"):
        return float(page.mediabox.width), float(page.mediabox.height)
    left, bottom, right, top = as_list(page.get("/MediaBox"))
    return right - left, top - bottom


# -- what the file says -----------------------------------------------------------------


def _text(value: PdfValue) -> str:
    """A text without what could disturb a terminal."""
    found = resolve(value)
    if isinstance(found, bytes):
        found = found.decode("latin-1")
    if not isinstance(found, str):
        return ""
    shown = "".join(letter if letter.isprintable() else " " for letter in found[:1000])
    return " ".join(shown.split())


def _date(text: str) -> str:
    """'2023-06-01T12:00:00Z' from "D:20230601120000Z"; what can't be read stays as it is."""
    found = _DATE.fullmatch(text)
    if not found:
        return text
    year, month, day, hour, minute, second, zone = found.groups()
    date = "-".join(part for part in (year, month, day) if part)
    if not hour:
        return date
    digits = re.sub(r"\D", "", zone or "")
    offset = f"{zone[0]}{digits[:2]}:{digits[2:] or '00'}" if digits.strip("0") and zone else "Z" if zone else ""
    return f"{date}T{hour}:{minute or '00'}:{second or '00'}{offset}"


def _claims(metadata: dict[str, PdfValue]) -> tuple[str, ...]:
    """The standards that the XMP metadata name."""
    if not hasattr(metadata, "get_data"):
        return ()
    data = metadata.get_data()
    # Entities are how XML becomes a bomb; XMP has no use for them.
    if len(data) > 1_000_000 or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return ()
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError):
        return ()
    said = dict(_xmp_properties(root))
    claims = []
    if "pdfua.part" in said:
        claims.append(f"PDF/UA-{said['pdfua.part']}")
    if "pdfa.part" in said:
        claims.append(f"PDF/A-{said['pdfa.part']}{said.get('pdfa.conformance', '').lower()}")
    return tuple(claims)


def _xmp_properties(root: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """('pdfa.part', '3') and the like, whether written as elements or as attributes."""
    for element in root.iter():
        for name, value in ((element.tag, element.text or ""), *element.attrib.items()):
            space, _, local = name.removeprefix("{").rpartition("}") if isinstance(name, str) else ("", "", "")
            if space in _XMP_SPACES and value.strip():
                yield f"{_XMP_SPACES[space]}.{local}", _text(value[:20])


def _fonts(pages: list[PdfValue]) -> tuple[FontFact, ...]:
    """The fonts of the pages and of the forms on them."""
    found: dict[FontFact, None] = {}
    todo = [as_dict(page.get("/Resources")) for page in pages]
    seen: list[dict[str, PdfValue]] = []
    while todo and len(seen) < 500:
        resources = todo.pop()
        if any(resources is each for each in seen):
            continue
        seen.append(resources)
        for name, font in as_dict(resources.get("/Font")).items():
            found[_font_fact(str(name), as_dict(font))] = None
        forms = (as_dict(each) for each in as_dict(resources.get("/XObject")).values())
        todo.extend(as_dict(form["/Resources"]) for form in forms if "/Resources" in form)
    return tuple(sorted(found, key=lambda font: (font.name, font.embedded)))


def _font_fact(name: str, font: dict[str, PdfValue]) -> FontFact:
    descendants = as_list(font.get("/DescendantFonts"))
    inner = as_dict(descendants[0]) if descendants else font
    descriptor = as_dict(inner.get("/FontDescriptor"))
    embedded = any(key in descriptor for key in _FONT_FILES) or font.get("/Subtype") == "/Type3"
    base = _text(font.get("/BaseFont")).removeprefix("/") or name.removeprefix("/")
    return FontFact(_SUBSET.sub("", base), embedded, bool(_SUBSET.match(base)))


def _body_size(contents: tuple[bytes, ...], document: Document) -> float:
    """The size in which as many characters are set as the plan has running text.

    That there are most of it doesn't tell: in a short plan the Leeswijzer is longer than the text.
    """
    shown: dict[float, int] = {}
    size = 0.0
    for chosen, literal, digits in (found for content in contents for found in _SHOWN.findall(content)):
        if chosen:
            size = float(chosen) if _NUMBER.fullmatch(chosen) else 0.0
        else:
            shown[size] = shown.get(size, 0) + (len(literal) or len(digits) // 2)
    expected = sum(_length(block) for section in document.sections for block in section.blocks)
    likely = [each for each in shown if BODY_SIZES[0] <= each <= BODY_SIZES[1]]
    return min(likely, key=lambda each: (abs(shown[each] - expected), each), default=0.0)


def _length(block: Block) -> int:
    if isinstance(block, ListBlock):
        return sum(_length(each) for item in block.items for each in item.blocks)
    if isinstance(block, Subheading):
        return len(block.text)
    return len(runs_text(tuple(run for run in block.runs if isinstance(run, Run))))
