"""A canvas that paints text, shapes and links, over ReportLab's: that keeps the pages and pictures.

Text is painted glyph for glyph with the kerning that HarfBuzz found (ReportLab's own text
objects can't kern), in subsets of the theme's fonts. Nothing is drawn with transparency.
Coordinates here are PDF's: origin at the lower left, y upwards, in pt.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from reportlab import rl_config
from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import BasicFonts, PDFCatalog, PDFPage
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from regioplan_pdf.model.address import write_address
from regioplan_pdf.model.document import Meta
from regioplan_pdf.pdf.attachment import Attachment
from regioplan_pdf.pdf.embedded_fonts import EmbeddedFont
from regioplan_pdf.pdf.font_file import LeanFont
from regioplan_pdf.pdf.metadata import add_attachments, add_xmp, content_hash, info, output_intent, seal
from regioplan_pdf.pdf.outline import OutlineEntry, write_outline
from regioplan_pdf.pdf.serialise import PlanDocument
from regioplan_pdf.pdf.struct_objects import add_structure
from regioplan_pdf.pdf.structure import Element
from regioplan_pdf.pdf.tagging import Tagger
from regioplan_pdf.pdf.text_showing import SOFT_HYPHEN, FaceText, kerned
from regioplan_pdf.pdf.values import array, dictionary, number, tenths, text_string
from regioplan_pdf.type.fonts import FACES, Fonts

rl_config.useA85 = 0  # binary streams: a tenth smaller


@cache
def _load_font(name: str, path: str) -> TTFont:
    font = LeanFont(name, path)
    pdfmetrics.registerFont(font)
    return font


def register_font(fonts: Fonts, face: str) -> TTFont:
    """ReportLab's font for a face; a file is read once in a process."""
    path = fonts.paths[face]
    return _load_font(f"plan-{path.stem}", str(path))


def register_fonts(fonts: Fonts) -> dict[str, TTFont]:
    """ReportLab's font for every face."""
    return {face: register_font(fonts, face) for face in FACES}


@cache
def _colour(value: str) -> str:
    return " ".join(number(int(value[i : i + 2], 16) / 255, 3) for i in (1, 3, 5))


INVISIBLE = 3
"""Text rendering mode of text that is there to be read aloud only."""


class PlanCanvas:
    """Paints one plan, every mark inside an element of its structure or an artifact.

    Args:
        size: width and height of the pages, pt.
        fonts: the theme's fonts.
        meta: title, author, language and date of the document.
        tagger: the structure that marks are claimed by.

    """

    def __init__(
        self,
        size: tuple[float, float],
        fonts: Fonts,
        meta: Meta,
        tagger: Tagger,
    ) -> None:
        self._fonts = fonts
        self._meta = meta
        self._tagger = tagger
        self._canvas = Canvas(
            io.BytesIO(),
            pagesize=size,
            invariant=1,
            pageCompression=1,
            pdfVersion=(1, 7),
            lang=meta.language,
            initialFontName=register_font(fonts, "regular").fontName,
        )
        self._doc = PlanDocument.of(self._canvas)
        self._out: list[str] = []
        self._fill = self._pen = self._font = self._name = ""
        self._size = 0.0
        self._open: object = None
        self._streams: list[bytes] = []
        """The content of the pages."""
        self._annotations: list[_Annotation] = []
        self._anchors: dict[str, tuple[int, float, float]] = {}
        """Page and place of every anchor by name."""
        self._bookmarks: list[tuple[str, str, int]] = []
        self._embedded: dict[str, EmbeddedFont] = {}
        """The faces that the document uses, in order of their first character."""
        self._texts = {face: FaceText(kerned(fonts, face), partial(self._encode, face)) for face in FACES}

    # -- marking ----------------------------------------------------------------------

    def mark(self, element: Element) -> None:
        """What follows belongs to a structure element, until the next mark or artifact."""
        if self._open is not element:
            self.end_mark()
            self._out.append(f"/{element.tag} <</MCID {self._tagger.mark(element)}>> BDC")
            self._open = element

    def artifact(self, kind: str = "") -> None:
        """What follows is decoration; kind: 'Header' or 'Footer' for what pages repeat."""
        if self._open != ("artifact", kind):
            self.end_mark()
            entries = f"<</Type /Pagination /Subtype /{kind}>> BDC" if kind else "BMC"
            self._out.append(f"/Artifact {entries}")
            self._open = ("artifact", kind)

    def end_mark(self) -> None:
        """Close the stretch that is open."""
        if self._open is not None:
            self._out.append("EMC")
            self._open = None

    # -- painting ---------------------------------------------------------------------

    def set_fill(self, colour: str) -> None:
        """The colour ('#RRGGBB') of what is filled from now on."""
        if colour != self._fill:
            self._fill = colour
            self._out.append(f"{_colour(colour)} rg")

    def rect(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle; (x, y) is its lower left corner."""
        self.set_fill(colour)
        self._out.append(f"{number(x)} {number(y)} {number(width)} {number(height)} re f")

    def path(
        self,
        segments: Iterable[Sequence[str | float]],
        dx: float,
        dy: float,
        fill: str = "",
        stroke: str = "",
        line_width: float = 0.0,
        dash: Sequence[float] = (),
        round_caps: bool = False,
    ) -> None:
        """A path of `charts.drawing.Shape` segments, moved by (dx, dy)."""
        if stroke:
            dashes = " ".join(number(length) for length in dash)
            caps = 1 if round_caps else 0
            pen = f"{_colour(stroke)} RG {number(line_width)} w [{dashes}] 0 d {caps} J {caps} j"
            if pen != self._pen:
                self._pen = pen
                self._out.append(pen)
        if fill:
            self.set_fill(fill)
        operator = "B" if fill and stroke else "f" if fill else "S"
        self._out.append(f"{_path(segments, dx, dy)} {operator}")

    def text(
        self,
        x: float,
        y: float,
        pieces: Sequence[tuple[str, str]],
        size: float,
        colour: str,
        *,
        soft_hyphen: bool = False,
    ) -> None:
        """A line of text from (x, y) on, kerned.

        Args:
            x, y: left end of the baseline.
            pieces: (text, face), left to right.
            size: pt.
            colour: '#RRGGBB'.
            soft_hyphen: the last character is a hyphen made by hyphenation: it is shown as the
                character for that, so that the word comes out whole when the text is extracted.

        """
        self.set_fill(colour)
        out = [tenths("BT %.1f %.1f Td", (x, y))]
        if soft_hyphen:
            text, face = pieces[-1]
            pieces = [*pieces[:-1], (text[:-1] + SOFT_HYPHEN, face)]
        for text, face in pieces:
            for name, operator in self._texts[face][text]:
                if size != self._size or name != self._name:
                    self._select(out, name, size)
                out.append(operator)
        out.append("ET")
        self._out.append(" ".join(out))

    def hidden_texts(self, x: float, y: float, texts: Iterable[tuple[Element, str]], size: float) -> None:
        """A line of texts that are read aloud and copied, but not seen.

        Args:
            x, y: where the line begins, pt.
            texts: elements and their characters, left to right.
            size: pt.

        """
        self.end_mark()
        out = [f"BT {INVISIBLE} Tr {number(x, 0)} {number(y, 0)} Td"]
        for element, text in texts:
            out.append(f"/{element.tag} <</MCID {self._tagger.mark(element)}>> BDC")
            self._append(out, text, size)
            out.append("EMC")
        out.append("0 Tr ET")
        self._out.append(" ".join(out))

    def unseen(self, x: float, y: float, text: str, width: float, size: float) -> None:
        """Text that is read aloud and copied, but not seen, squeezed into a width (pt), in the mark that is open."""
        scale = 100 * width / self._fonts.width(text, "regular", size)
        out = [f"BT {INVISIBLE} Tr {number(scale)} Tz {number(x, 1)} {number(y, 1)} Td"]
        self._append(out, text, size)
        self._out.append(" ".join((*out, "100 Tz 0 Tr ET")))

    def _append(self, out: list[str], text: str, size: float) -> None:
        """A text in the regular face."""
        for name, operator in self._texts["regular"][text]:
            self._select(out, name, size)
            out.append(operator)

    def _select(self, out: list[str], name: str, size: float) -> None:
        """The font of what follows, unless it's that already."""
        self._name, self._size = name, size
        font = f"{name} {number(size)} Tf"
        if font != self._font:
            self._font = font
            out.append(font)

    def _encode(self, face: str, char: int) -> tuple[str, int]:
        """The font resource that has a character of a face, and its code there."""
        font = self._embedded.get(face)
        if font is None:
            font = self._embedded[face] = EmbeddedFont(
                register_font(self._fonts, face).face, f"F{len(self._embedded) + 1}"
            )
        return font.encode(char)

    def image(self, path: Path, x: float, y: float, width: float, height: float, background: str) -> None:
        """A picture scaled into a box without distortion, right-aligned in it.

        background: the colour ('#RRGGBB') behind it.
        """
        from regioplan_pdf.pdf.picture import load_picture  # most plans have none, and needn't wait for it

        picture = load_picture(path, background, width, height)
        name = self._doc.getXObjectName(picture.name)
        if name not in self._doc.idToObject:
            held = picture.as_object()
            self._canvas._setXObjects(held)
            self._doc.Reference(held, name)
            self._doc.addForm(picture.name, held)
        self._canvas._currentPageHasImages = 1
        self._canvas._formsinuse.append(picture.name)
        wide, high = picture.box
        place = f"{number(wide)} 0 0 {number(high)} {number(x + width - wide)} {number(y + (height - high) / 2)}"
        self._out.append(f"q {place} cm /{name} Do Q")

    # -- places -----------------------------------------------------------------------

    def anchor(self, name: str, x: float, y: float) -> None:
        """A place that links can go to."""
        self._anchors[name] = (len(self._tagger.pages) - 1, x, y)

    def bookmark(self, title: str, name: str, level: int) -> None:
        """An entry in the outline that goes to an anchor."""
        self._bookmarks.append((title, name, level))

    def link(self, link: Element, target: str, rect: tuple[float, float, float, float], contents: str) -> None:
        """A clickable area (x0, y0, x1, y1) of a Link element, to a URL or to '#anchor'.

        contents: what the link leads to, for who can't see where it stands.
        """
        own = self._doc.reserve(1)
        self._canvas._annotationrefs.append(f"{own} 0 R")
        box = " ".join(number(value) for value in rect)
        entries = f"/Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[{box}]/Contents{text_string(contents)}"
        self._annotations.append(_Annotation(own, entries, target, self._tagger.annotate(link)))

    # -- pages ------------------------------------------------------------------------

    def end_page(self) -> None:
        """Close this page; what follows is painted on the next."""
        self.end_mark()
        self._flush()
        self._canvas.showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self._doc.Pages.pages) - 1
        page.Tabs = "/S"
        self._streams.append(page.stream.encode("ascii"))
        self._tagger.end_page()
        self._fill = self._pen = self._font = self._name = ""

    def finish(self, attachments: tuple[Attachment, ...] = ()) -> bytes:
        """The whole PDF. Raises TaggingError if a part of the structure was never drawn."""
        self._tagger.close()
        document, catalog, meta = self._doc, self._doc.Catalog, self._meta
        pages = [document.refer(page) for page in document.Pages.pages]
        for link in self._annotations:
            entries = f"{link.entries}{self._action(link.target, pages)}/StructParent {len(pages) + link.number}"
            document.write(link.own, f"<<{entries}>>")
        catalog.__NoDefault__ = [*PDFCatalog.__NoDefault__, "OutputIntents", "AF"]
        catalog.__Refs__ = ["Pages"]
        links = [f"{link.own} 0 R" for link in self._annotations]
        catalog.StructTreeRoot = self._write_structure(pages, links)
        catalog.MarkInfo = dictionary({"Marked": "true"})
        catalog.ViewerPreferences = dictionary({"DisplayDocTitle": "true"})
        catalog.OutputIntents = output_intent(document)
        catalog.Metadata = add_xmp(document, meta)
        if attachments:
            catalog.AF, catalog.Names = add_attachments(document, attachments, meta)
        for font in self._embedded.values():
            document.idToObject[BasicFonts].dict.update(font.write(document))
        root = document.refer(catalog)
        about = document.add_legible(info(meta, content_hash(self._streams, attachments)))
        catalog.Outlines = self._write_outline(pages) if self._bookmarks else None
        document.refer(document.Pages)
        for page, stream in zip(document.Pages.pages, self._streams, strict=True):
            page.Contents = document.add_stream({}, stream)
        return seal(document.finish(root, about))

    def _write_structure(self, pages: list[str], links: list[str]) -> str | None:
        """Write the structure; gives the reference to its root. pages, links: references."""
        return add_structure(self._doc, self._tagger, pages, links)

    def _write_outline(self, pages: list[str]) -> str:
        """Write the bookmarks; pages: '12 0 R' of each."""
        entries = []
        for title, name, level in self._bookmarks:
            page, x, y = self._anchors[name]
            destination = array([pages[page], "/XYZ", fp_str(x), fp_str(y), "0"])
            entries.append(OutlineEntry(title, level, destination))
        return write_outline(self._doc, entries)

    def _action(self, target: str, pages: list[str]) -> str:
        """Where a link goes; pages: '12 0 R' of each."""
        if not target.startswith("#"):
            return f"/A<</S/URI/URI{text_string(write_address(target))}>>"
        page, x, y = self._anchors[target[1:]]
        return f"/Dest[{pages[page]}/XYZ {number(x)} {number(y)} 0]"

    def _flush(self) -> None:
        if self._out:
            self._canvas._code.append("\n".join(self._out))
            self._out = []


@dataclass(frozen=True, slots=True)
class _Annotation:
    """A link on a page.

    own: its number in the file. entries: those that are known when it's placed. number: among all links.
    """

    own: int
    entries: str
    target: str
    number: int


_FORMS = {"M": "%.1f %.1f m", "L": "%.1f %.1f l", "C": "%.1f %.1f %.1f %.1f %.1f %.1f c", "Z": "h"}


def _path(segments: Iterable[Sequence[str | float]], dx: float, dy: float) -> str:
    """The operators that make a path of segments."""
    forms: list[str] = []
    values: list[float] = []
    for kind, *numbers in segments:
        if kind == "R":
            x, y, width, height = map(float, numbers)
            forms.append(f"{number(x + dx)} {number(y + dy)} {number(width)} {number(height)} re")
        else:
            forms.append(_FORMS[str(kind)])
            places = [float(value) for value in numbers]
            places[::2] = [x + dx for x in places[::2]]
            places[1::2] = [y + dy for y in places[1::2]]
            values += places
    return tenths(" ".join(forms), tuple(values)) if values else " ".join(forms)
