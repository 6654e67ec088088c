"""A small PDF, written by hand, that conforms to PDF/UA-1 and PDF/A-3a: for tests to break in one place.

data = write_pdf(PARTS)
data = write_pdf(replace_part(PARTS, "figure", "/Alt (Bars)", ""))

Each part is one object of the file under a name; `@name` in its text is a reference to another part. Nothing here
comes from the program: these bytes say what the validators answer for, whatever the program writes.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import ImageCms

FONT = Path(__file__).parent.parent / "fonts" / "SourceSansPro-It.ttf"
FIRST, LAST = 32, 126  # the characters of which the font's widths are given

Parts = Mapping[str, str | bytes]

XMP = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Regioplan Utrecht</rdf:li></rdf:Alt></dc:title>
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""

CONTENT_1 = """\
/Artifact BMC 0.9 g 0 0 595 30 re f EMC
0 g
/H1 <</MCID 0>> BDC BT /F1 20 Tf 40 780 Td (Utrecht) Tj ET EMC
/P <</MCID 1>> BDC BT /F1 10 Tf 40 750 Td (Het aantal klanten groeit. ) Tj ET EMC
/Link <</MCID 2>> BDC BT /F1 10 Tf 160 750 Td (Alle cijfers) Tj ET EMC
/Lbl <</MCID 3>> BDC BT /F1 10 Tf 40 720 Td (-) Tj ET EMC
/LBody <</MCID 4>> BDC BT /F1 10 Tf 50 720 Td (wachtlijst) Tj ET EMC
/TH <</MCID 5>> BDC BT /F1 10 Tf 40 690 Td (jaar) Tj ET EMC
/TH <</MCID 6>> BDC BT /F1 10 Tf 90 690 Td (klanten) Tj ET EMC
/TD <</MCID 7>> BDC BT /F1 10 Tf 40 676 Td (2023) Tj ET EMC
/TD <</MCID 8>> BDC BT /F1 10 Tf 90 676 Td (1451) Tj ET EMC
/Figure <</MCID 9>> BDC 0 0.3 0.5 rg 40 600 50 40 re f 100 600 50 60 re f EMC
0 g
/Caption <</MCID 10>> BDC BT /F1 10 Tf 40 580 Td (Klanten in twee jaren) Tj ET EMC
"""

CONTENT_2 = """\
/H2 <</MCID 0>> BDC BT /F1 16 Tf 40 780 Td (Wat er gebeurt) Tj ET EMC
/P <</MCID 1>> BDC BT /F1 10 Tf 40 750 Td (Er komt een huis bij.) Tj ET EMC
"""

_TEXTS = {
    "catalog": "<</Type/Catalog /Pages @pages /MarkInfo <</Marked true>> /Lang (nl-NL) /StructTreeRoot @tree"
    " /ViewerPreferences <</DisplayDocTitle true>> /Metadata @xmp /OutputIntents [@intent]"
    " /Names <</EmbeddedFiles <</Names [(klanten.csv) @attachment]>>>> /AF [@attachment]>>",
    "pages": "<</Type/Pages /Kids [@page_1 @page_2] /Count 2>>",
    "page_1": "<</Type/Page /Parent @pages /MediaBox [0 0 595 842] /Resources <</Font <</F1 @font>>>>"
    " /Contents @content_1 /StructParents 0 /Tabs /S /Annots [@annotation]>>",
    "page_2": "<</Type/Page /Parent @pages /MediaBox [0 0 595 842] /Resources <</Font <</F1 @font>>>>"
    " /Contents @content_2 /StructParents 1 /Tabs /S>>",
    "annotation": "<</Type/Annot /Subtype/Link /Rect [160 748 220 760] /Border [0 0 0] /F 4 /StructParent 2"
    " /Contents (Alle cijfers, op de site van het CBS) /A <</S/URI /URI (https://www.cbs.nl/)>>>>",
    "tree": "<</Type/StructTreeRoot /K @document /ParentTreeNextKey 3 /ParentTree <</Nums ["
    "0 [@h1 @p @link @lbl @lbody @th_1 @th_2 @td_1 @td_2 @figure @caption] 1 [@h2 @p_2] 2 @link]>>>>",
    "document": "<</S/Document /P @tree /K [@h1 @p @list @table @figure @h2 @p_2]>>",
    "h1": "<</S/H1 /P @document /Pg @page_1 /K 0>>",
    "p": "<</S/P /P @document /Pg @page_1 /K [1 @link]>>",
    "link": "<</S/Link /P @p /Pg @page_1 /K [2 <</Type/OBJR /Obj @annotation>>]>>",
    "list": "<</S/L /P @document /K [@item]>>",
    "item": "<</S/LI /P @list /K [@lbl @lbody]>>",
    "lbl": "<</S/Lbl /P @item /Pg @page_1 /K 3>>",
    "lbody": "<</S/LBody /P @item /Pg @page_1 /K 4>>",
    "table": "<</S/Table /P @document /K [@tr_1 @tr_2]>>",
    "tr_1": "<</S/TR /P @table /K [@th_1 @th_2]>>",
    "tr_2": "<</S/TR /P @table /K [@td_1 @td_2]>>",
    "th_1": "<</S/TH /P @tr_1 /Pg @page_1 /K 5 /A <</O/Table /Scope/Column>>>>",
    "th_2": "<</S/TH /P @tr_1 /Pg @page_1 /K 6 /A <</O/Table /Scope/Column>>>>",
    "td_1": "<</S/TD /P @tr_2 /Pg @page_1 /K 7>>",
    "td_2": "<</S/TD /P @tr_2 /Pg @page_1 /K 8>>",
    "figure": "<</S/Figure /P @document /Pg @page_1 /K [9 @caption] /Alt (1451 klanten, meer dan in 2022)"
    " /A <</O/Layout /BBox [40 600 150 660] /Placement/Block>>>>",
    "caption": "<</S/Caption /P @figure /Pg @page_1 /K 10>>",
    "h2": "<</S/H2 /P @document /Pg @page_2 /K 0>>",
    "p_2": "<</S/P /P @document /Pg @page_2 /K 1>>",
    "intent": "<</Type/OutputIntent /S/GTS_PDFA1 /OutputConditionIdentifier (sRGB) /DestOutputProfile @profile>>",
    "attachment": "<</Type/Filespec /F (klanten.csv) /UF (klanten.csv) /Desc (De cijfers) /AFRelationship/Data"
    " /EF <</F @csv /UF @csv>>>>",
}


@cache
def _font_parts() -> dict[str, str | bytes]:
    """The font with its widths: a whole TrueType file, embedded."""
    with TTFont(FONT) as font:
        scale = 1000 / font["head"].unitsPerEm
        names = font.getBestCmap()
        widths = [round(font["hmtx"][names[code]][0] * scale) for code in range(FIRST, LAST + 1)]
        box = [round(getattr(font["head"], side) * scale) for side in ("xMin", "yMin", "xMax", "yMax")]
    data = FONT.read_bytes()
    return {
        "font": f"<</Type/Font /Subtype/TrueType /BaseFont/SourceSansPro-It /Encoding/WinAnsiEncoding"
        f" /FirstChar {FIRST} /LastChar {LAST} /Widths {_array(widths)} /FontDescriptor @descriptor>>",
        "descriptor": f"<</Type/FontDescriptor /FontName/SourceSansPro-It /Flags 96 /FontBBox {_array(box)}"
        " /ItalicAngle -11 /Ascent 984 /Descent -273 /CapHeight 656 /StemV 80 /FontFile2 @font_file>>",
        "font_file": _stream(data, f"/Length1 {len(data)}"),
    }


def _array(numbers: list[int]) -> str:
    return "[" + " ".join(map(str, numbers)) + "]"


def _stream(data: bytes, entries: str = "") -> bytes:
    packed = zlib.compress(data)
    return f"<<{entries} /Filter/FlateDecode /Length {len(packed)}>>\nstream\n".encode() + packed + b"\nendstream"


def _plain_stream(text: str, entries: str = "") -> str:
    """A stream that isn't compressed, so that a test can change its text; `write_pdf` fills in the length."""
    return f"<<{entries} /Length LENGTH>>\nstream\n{text}\nendstream"


def make_parts() -> Parts:
    """The parts of the good file."""
    return {
        **_TEXTS,
        **_font_parts(),
        "content_1": _plain_stream(CONTENT_1),
        "content_2": _plain_stream(CONTENT_2),
        "xmp": _plain_stream(XMP, "/Type/Metadata /Subtype/XML"),
        "csv": _plain_stream("jaar;klanten\n2023;1451", "/Type/EmbeddedFile /Subtype/text#2fcsv"),
        "profile": _stream(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), "/N 3"),
        "trailer": "/Root @catalog /ID [<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]",
    }


def replace_part(parts: Parts, name: str, old: str, new: str) -> Parts:
    """The parts with another text in one of them; `old` must be there, or the test would break nothing."""
    text = parts[name]
    assert isinstance(text, str)
    assert old in text, f"{old!r} isn't in part {name}"
    return {**parts, name: text.replace(old, new)}


def write_pdf(parts: Parts) -> bytes:
    """The file: header, objects, cross-reference table, trailer."""
    names = [name for name in parts if name != "trailer"]
    numbers = {name: number for number, name in enumerate(names, 1)}
    data = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    offsets = []
    for name in names:
        offsets.append(len(data))
        data += f"{numbers[name]} 0 obj\n".encode() + _encode(parts[name], numbers) + b"\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    trailer = _encode(parts["trailer"], numbers).decode()
    data += (
        f"xref\n0 {len(names) + 1}\n0000000000 65535 f \n{table}"
        f"trailer\n<</Size {len(names) + 1} {trailer}>>\nstartxref\n{len(data)}\n%%EOF\n"
    ).encode()
    return data


def _encode(part: str | bytes, numbers: Mapping[str, int]) -> bytes:
    if isinstance(part, bytes):
        return part
    head, start, body = part.partition("\nstream\n")
    head = re.sub(r"@(\w+)", lambda found: f"{numbers[found[1]]} 0 R", head)
    length = len(body.removesuffix("\nendstream").encode())
    return (head.replace("LENGTH", str(length)) + start + body).encode()
