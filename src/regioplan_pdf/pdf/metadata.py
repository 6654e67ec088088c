"""What the file says about itself: XMP that agrees with Info, the colour profile, attachments.

Conformance is claimed for PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3) at once.
"""

from __future__ import annotations

import hashlib
import struct
from functools import cache
from html import escape

from regioplan_pdf.model.document import Meta
from regioplan_pdf.pdf.attachment import Attachment
from regioplan_pdf.pdf.serialise import PlanDocument, compress
from regioplan_pdf.pdf.values import array, ascii_string, dictionary

PRODUCER = "regioplan-pdf"
HASH_KEY = "RegioplanHash"
"""Key in Info of the hash over pages and attachments, for who wants to see that a file is untouched."""
FILE_HASH_KEY = "RegioplanFileHash"
"""Key in Info of the hash over all bytes of the file, its own counted as zeros: nothing at all was changed."""
_UNSEALED = "0" * 64
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


def pdf_date(meta: Meta) -> str:
    """The date of a document as a date object, UTC."""
    return ascii_string(f"D:{meta.date:%Y%m%d}{meta.time.replace(':', '')}+00'00'")


def info(meta: Meta, digest: str) -> str:
    """The Info dictionary; digest: of the content. The one of the file is for `seal` to fill in."""
    texts = {
        "Title": meta.title,
        "Author": meta.author,
        "Subject": meta.subject,
        "Keywords": meta.keywords,
        "Creator": PRODUCER,
        "Producer": PRODUCER,
        HASH_KEY: digest,
        FILE_HASH_KEY: _UNSEALED,
    }
    dates = dict.fromkeys(("CreationDate", "ModDate"), pdf_date(meta))
    return dictionary({key: ascii_string(text) for key, text in texts.items()} | dates)


def xmp_packet(meta: Meta) -> bytes:
    """The metadata of a plan as XMP."""
    texts = {
        "title": meta.title,
        "author": meta.author,
        "subject": meta.subject,
        "keywords": meta.keywords,
        "language": meta.language,
        "producer": PRODUCER,
        "date": f"{meta.date.isoformat()}T{meta.time}+00:00",
    }
    return _XMP.format(**{name: escape(text, quote=False) for name, text in texts.items()}).encode("utf-8")


@cache
def srgb_profile() -> bytes:
    """An ICC profile of sRGB, without the time at which it was made, compressed."""
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    return compress(bytes(profile))


def output_intent(document: PlanDocument) -> str:
    """What the colours of the file mean."""
    space = ascii_string(COLOUR_SPACE)
    intent = {
        "Type": "/OutputIntent",
        "S": "/GTS_PDFA1",
        "OutputConditionIdentifier": space,
        "Info": space,
        "RegistryName": ascii_string("http://www.color.org"),
        "DestOutputProfile": document.add_packed({"N": "3"}, srgb_profile()),
    }
    return array([dictionary(intent)])


def add_xmp(document: PlanDocument, meta: Meta) -> str:
    """Put the metadata in the file; gives the reference."""
    return document.add_stream({"Type": "/Metadata", "Subtype": "/XML"}, xmp_packet(meta))


def add_attachments(document: PlanDocument, attachments: tuple[Attachment, ...], meta: Meta) -> tuple[str, str]:
    """Embed files; gives the catalog's AF and Names, with the tree of embedded files."""
    specs: list[str] = []
    names: list[str] = []
    for attachment in sorted(attachments, key=lambda one: one.name):
        name = ascii_string(attachment.name)
        parameters = {
            "Size": str(len(attachment.data)),
            "ModDate": pdf_date(meta),
            "CheckSum": f"<{hashlib.md5(attachment.data, usedforsecurity=False).hexdigest()}>",
        }
        entries = {
            "Type": "/EmbeddedFile",
            "Subtype": f"/{attachment.mime.replace('/', '#2F')}",
            "Params": dictionary(parameters),
        }
        held = document.add_stream(entries, attachment.data)
        spec = {
            "Type": "/Filespec",
            "F": name,
            "UF": name,
            "Desc": ascii_string(attachment.description),
            "AFRelationship": f"/{attachment.relationship}",
            "EF": dictionary({"F": held, "UF": held}),
        }
        specs.append(document.add(dictionary(spec)))
        names += name, specs[-1]
    tree = dictionary({"EmbeddedFiles": dictionary({"Names": array(names)})})
    return array(specs), tree


def seal(data: bytes) -> bytes:
    """A finished file with the hash over its bytes in the place that `info` keeps for it."""
    entry = f"/{FILE_HASH_KEY} ({_UNSEALED})".encode()
    sealed = entry.replace(_UNSEALED.encode(), hashlib.sha256(data).hexdigest().encode())
    return data.replace(entry, sealed, 1)


def content_hash(pages: list[bytes], attachments: tuple[Attachment, ...]) -> str:
    """SHA-256 over the pages' content streams and the attachments by name."""
    digest = hashlib.sha256()
    for page in pages:
        digest.update(page)
    for attachment in sorted(attachments, key=lambda one: one.name):
        digest.update(attachment.data)
    return digest.hexdigest()
