"""What the file says about itself: XMP that agrees with Info, the colour profile, attachments.

Conformance is claimed for PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3) at once.
"""

from __future__ import annotations

import datetime
import hashlib
import struct
from functools import cache
from html import escape
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString, PDFText

from regioplan_pdf.model.document import Meta
from regioplan_pdf.pdf.attachment import Attachment
from regioplan_pdf.pdf.serialise import stream_object

PRODUCER = "regioplan-pdf"
HASH_KEY = "RegioplanHash"
"""Key in Info of the hash over pages and attachments, for who wants to see that a file is untouched."""
COLOUR_SPACE = "sRGB IEC61966-2.1"

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer><pdf:Keywords>{keywords}</pdf:Keywords>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


class FixedTime:
    """ReportLab's time stamp, taken from the edition instead of the clock: noon, UTC."""

    def __init__(self, day: datetime.date) -> None:
        moment = datetime.datetime(day.year, day.month, day.day, 12, tzinfo=datetime.UTC)
        self.t = moment.timestamp()
        self.lt = moment.timetuple()
        self.YMDhms = tuple(self.lt)[:6]
        self.dhh = self.dmm = 0
        self.tzname = "UTC"
        self.datetime = moment
        self.asctime = moment.strftime("%Y-%m-%d")


def xmp_packet(meta: Meta) -> bytes:
    """The metadata of a plan as XMP."""
    texts = {
        "title": meta.title,
        "author": meta.author,
        "subject": meta.subject,
        "keywords": meta.keywords,
        "language": meta.language,
        "producer": PRODUCER,
        "date": f"{meta.date.isoformat()}T12:00:00+00:00",
    }
    return _XMP.format(**{name: escape(text, quote=False) for name, text in texts.items()}).encode("utf-8")


@cache
def srgb_profile() -> bytes:
    """An ICC profile of sRGB, without the time at which it was made."""
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    return bytes(profile)


def output_intent(document: Any) -> PDFArray:  # noqa: ANN401 - ReportLab's PDFDocument
    """What the colours of the file mean."""
    profile = document.Reference(stream_object({"N": 3}, srgb_profile()))
    return PDFArray(
        [
            PDFDictionary(
                {
                    "Type": PDFName("OutputIntent"),
                    "S": PDFName("GTS_PDFA1"),
                    "OutputConditionIdentifier": PDFString(COLOUR_SPACE),
                    "Info": PDFString(COLOUR_SPACE),
                    "RegistryName": PDFString("http://www.color.org"),
                    "DestOutputProfile": profile,
                }
            )
        ]
    )


def add_attachments(document: Any, attachments: tuple[Attachment, ...], date: Any) -> tuple[PDFArray, PDFDictionary]:  # noqa: ANN401
    """Embed files; gives the catalog's AF and the name tree of embedded files."""
    specs: list[Any] = []
    names: list[Any] = []
    for attachment in sorted(attachments, key=lambda one: one.name):
        parameters = PDFDictionary(
            {
                "Size": len(attachment.data),
                "ModDate": date,
                "CheckSum": PDFText(hashlib.md5(attachment.data, usedforsecurity=False).digest(), enc="raw"),
            }
        )
        held = stream_object(
            {
                "Type": PDFName("EmbeddedFile"),
                "Subtype": "/" + attachment.mime.replace("/", "#2F"),
                "Params": parameters,
            },
            attachment.data,
        )
        embedded = PDFDictionary({"F": document.Reference(held), "UF": document.Reference(held)})
        spec = document.Reference(
            PDFDictionary(
                {
                    "Type": PDFName("Filespec"),
                    "F": PDFString(attachment.name),
                    "UF": PDFString(attachment.name),
                    "Desc": PDFString(attachment.description),
                    "AFRelationship": PDFName(attachment.relationship),
                    "EF": embedded,
                }
            )
        )
        specs.append(spec)
        names += [PDFString(attachment.name), spec]
    tree = PDFDictionary({"EmbeddedFiles": PDFDictionary({"Names": PDFArray(names)})})
    return PDFArray(specs), tree


def content_hash(pages: list[bytes], attachments: tuple[Attachment, ...]) -> str:
    """SHA-256 over the pages' content streams and the attachments by name."""
    digest = hashlib.sha256()
    for page in pages:
        digest.update(page)
    for attachment in sorted(attachments, key=lambda one: one.name):
        digest.update(attachment.data)
    return digest.hexdigest()
