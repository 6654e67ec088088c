"""What the file says about itself: XMP and Info that agree, the two standards, sRGB, no machine's name."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from xml.etree import ElementTree

from regioplan_pdf.conformance.file import PdfFile
from regioplan_pdf.conformance.finding import Findings, shorten
from regioplan_pdf.conformance.subject import Subject
from regioplan_pdf.conformance.values import Name, Stream, Value

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_PDF = "{http://ns.adobe.com/pdf/1.3/}"
_PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
_PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"
_TEXTS = {
    "Title": f"{_DC}title",
    "Author": f"{_DC}creator",
    "Subject": f"{_DC}description",
    "Keywords": f"{_PDF}Keywords",
    "Creator": f"{_XMP}CreatorTool",
    "Producer": f"{_PDF}Producer",
}
"""What Info and XMP both tell."""
_DATES = {"CreationDate": f"{_XMP}CreateDate", "ModDate": f"{_XMP}ModifyDate"}
_PDF_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?'?)?.*")
_FOLDERS = ("home", "Users", "root", "tmp", "var", "mnt", "opt", "private", "srv")
"""Folders at the top of a machine that people and programs work in."""
_PLACE_SIGNS = (":/", ":\\", "\\\\")
_FOLDER = re.compile(f"/(?:{'|'.join(_FOLDERS)})/")
"""What a place on a machine has in it; looked for first, for that is a hundred times as fast as the pattern."""
_PLACE = re.compile(
    rf"file:/|(?<![\w.-])/(?:{'|'.join(_FOLDERS)})/\w"
    r"|(?<!\w)[A-Za-z]:[\\/]+[\w~$]|\\\\[\w.-]+\\\w"
)
"""A place on a machine: a file URL, a path of Unix, of Windows, of a server."""
_PROFILE_SPACE = slice(16, 20)
"""Where an ICC profile says what colours it is for."""
_PROFILE_HEAD = 132
_PROFILE_SIGNATURE = slice(36, 40)
_PROFILE_CLASSES = (b"mntr", b"prtr", b"scnr", b"spac")
_MOST_XMP = 1_000_000


def check_metadata(subject: Subject) -> None:
    """ID, XMP, Info, output intent and places."""
    file, findings = subject.file, subject.findings
    if len(file.array(file.trailer.get("ID"))) != 2:
        findings.add("id", "the file has no identifier (ID)")
    if not subject.pages:
        findings.add("pages", "the file has no pages")
    packet = file.data(file.catalog.get("Metadata"))[: _MOST_XMP + 1]
    texts = _read_xmp(packet, findings)
    if texts is not None:
        _check_claims(texts, findings)
        _check_agreement(file, texts, findings)
    _check_intent(subject)
    _check_places(subject, packet)


def _read_xmp(packet: bytes, findings: Findings) -> dict[str, str] | None:
    if not packet:
        findings.add("metadata-xmp", "the file has no XMP metadata")
        return None
    if len(packet) > _MOST_XMP or b"<!DOCTYPE" in packet or b"<!ENTITY" in packet:
        findings.add("metadata-xmp", "the XMP metadata isn't of an ordinary kind")
        return None
    try:
        root = ElementTree.fromstring(packet.decode("utf-8").strip("\ufeff\x00 \r\n"))
    except (ElementTree.ParseError, UnicodeDecodeError, RecursionError) as error:
        findings.add("metadata-xmp", f"the XMP metadata can't be read: {shorten(str(error))}")
        return None
    texts: dict[str, str] = {}
    for description in root.iter(f"{_RDF}Description"):
        texts |= description.attrib
        for part in description:
            items = [item.text or "" for item in part.iter(f"{_RDF}li")]
            texts[part.tag] = ", ".join(items) if items else part.text or ""
    return {name: text.strip() for name, text in texts.items()}


def _check_claims(texts: dict[str, str], findings: Findings) -> None:
    if texts.get(f"{_PDFUA}part") != "1":
        findings.add("metadata-pdfua", "the metadata doesn't say that the file conforms to PDF/UA-1")
    part, level = texts.get(f"{_PDFA}part", ""), texts.get(f"{_PDFA}conformance", "")
    if (part, level) != ("3", "A"):
        found = f"it says '{shorten(part + level)}'" if part else "it says nothing"
        findings.add("metadata-pdfa", f"the metadata doesn't say that the file conforms to PDF/A-3a: {found}")
    if not texts.get(f"{_DC}title"):
        findings.add("metadata-title", "the metadata has no title (dc:title)")


def _check_agreement(file: PdfFile, texts: dict[str, str], findings: Findings) -> None:
    """Whatever Info says, XMP says too."""
    for key, name in _TEXTS.items():
        if key not in file.info:
            continue
        own, other = file.text(file.info[key]).strip(), texts.get(name, "")
        if own != other:
            findings.add("metadata-agree", f"{key} is '{shorten(own)}' in Info and '{shorten(other)}' in XMP")
    for key, name in _DATES.items():
        own, other = file.text(file.info.get(key)), texts.get(name, "")
        if (own or other) and (_pdf_date(own) is None or _pdf_date(own) != _xmp_date(other)):
            findings.add("metadata-agree", f"{key} is '{shorten(own)}' in Info and '{shorten(other)}' in XMP")


def _pdf_date(text: str) -> datetime.datetime | None:
    found = _PDF_DATE.fullmatch(text)
    if not found:
        return None
    year, *rest = (int(part) if part else None for part in found.groups()[:6])
    month, day, hour, minute, second = rest
    shift = datetime.timedelta(hours=int(found[8] or 0), minutes=int(found[9] or 0))
    zone = datetime.timezone(-shift if found[7] == "-" else shift)
    try:
        return datetime.datetime(year or 1, month or 1, day or 1, hour or 0, minute or 0, second or 0, tzinfo=zone)
    except ValueError:
        return None


def _xmp_date(text: str) -> datetime.datetime | None:
    try:
        found = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=datetime.UTC)


# -- colours and places -----------------------------------------------------------------


def _check_intent(subject: Subject) -> None:
    """One output intent for PDF/A, with a profile of RGB, and no other kind of device colour."""
    file, findings = subject.file, subject.findings
    intents = [file.dictionary(one) for one in file.array(file.catalog.get("OutputIntents"))]
    chosen = [intent for intent in intents if file.name(intent.get("S")) == "GTS_PDFA1"]
    if not chosen:
        findings.add("output-intent", "the file doesn't say what its colours mean (output intent)")
        return
    profile = file.data(chosen[0].get("DestOutputProfile"))
    if profile[_PROFILE_SPACE] != b"RGB ":
        findings.add("output-intent", "the output intent has no profile of RGB colours")
        return
    if not _is_profile(profile):
        findings.add("output-intent", "the output intent's profile is damaged")
    for painted in subject.pages:
        group = file.dictionary(painted.page.entries.get("Group"))
        if file.name(group.get("CS")) == "DeviceCMYK":
            message = "the page is put together in inks (CMYK) in a file whose profile is RGB"
            findings.add("device-colour", message, painted.page.number)
        if "DeviceCMYK" in painted.device_colours:
            findings.add("device-colour", "inks (CMYK) are used in a file whose profile is RGB", painted.page.number)


def _is_profile(profile: bytes) -> bool:
    """Whether an ICC profile is as long as it says, of a kind for devices, and holds what its table lists."""
    if len(profile) < _PROFILE_HEAD or profile[_PROFILE_SIGNATURE] != b"acsp" or profile[12:16] not in _PROFILE_CLASSES:
        return False
    size, count = int.from_bytes(profile[:4]), int.from_bytes(profile[_PROFILE_HEAD - 4 : _PROFILE_HEAD])
    entries = [profile[at : at + 12] for at in range(_PROFILE_HEAD, min(len(profile), _PROFILE_HEAD + 12 * count), 12)]
    ends = [int.from_bytes(entry[4:8]) + int.from_bytes(entry[8:]) for entry in entries]
    return size == len(profile) and len(entries) == count > 0 and max(ends) <= size


def _check_places(subject: Subject, packet: bytes) -> None:
    """No file URL and no path in what the file says about itself or carries along."""
    for where, text in (("the XMP metadata", packet.decode("utf-8", "replace")), *_told_texts(subject)):
        place = find_place(text)
        if place:
            subject.findings.add("metadata-place", f"{where} names a place on a machine: '{shorten(place, 30)}'")


def find_place(text: str) -> str:
    """The first place on a machine in a text; '' for none."""
    for at in _signs(text):
        found = _PLACE.search(text, max(0, at - 4), at + 80)
        if found:
            return text[found.start() : found.start() + 40]
    return ""


def _signs(text: str) -> Iterator[int]:
    if "/" in text:
        yield from (found.start() for found in _FOLDER.finditer(text))
    for sign in _PLACE_SIGNS if "\\" in text else _PLACE_SIGNS[:1]:
        at = text.find(sign)
        while at >= 0:
            yield at
            at = text.find(sign, at + 1)


def _told_texts(subject: Subject) -> Iterator[tuple[str, str]]:
    file = subject.file
    for key, value in file.info.items():
        yield f"{key} in Info", file.text(value)
    for painted in subject.pages:
        for ref in file.array(painted.page.entries.get("Annots")):
            action = file.dictionary(file.dictionary(ref).get("A"))
            yield "a link", file.text(action.get("URI")) + file.text(action.get("F"))
    for value in file.array(file.catalog.get("AF")):
        specification = file.dictionary(value)
        yield from (("the name of an attached file", text) for text in _plain_texts(specification))
        held = file.get(file.dictionary(specification.get("EF")).get("F"))
        if isinstance(held, Stream) and file.name(held.entries.get("Subtype")).startswith(
            ("text/", "application/json")
        ):
            yield "an attached file", file.data(held).decode("utf-8", "replace")


def _plain_texts(entries: dict[str, Value]) -> Iterator[str]:
    for value in entries.values():
        if isinstance(value, str) and not isinstance(value, Name):
            yield value
