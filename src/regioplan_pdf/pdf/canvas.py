"""The one place that speaks ReportLab: a canvas that paints text, shapes and links.

Text is painted glyph for glyph with the kerning that HarfBuzz found (ReportLab's own text
objects can't kern), in subsets of the theme's fonts. Nothing is drawn with transparency.
Coordinates here are PDF's: origin at the lower left, y upwards, in pt.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from regioplan_pdf.model.document import Meta
from regioplan_pdf.type.fonts import FACES, Fonts

rl_config.useA85 = 0  # binary streams: a tenth smaller

PRODUCER = "regioplan-pdf"


class _FixedTime:
    """ReportLab's time stamp, taken from the edition instead of the clock."""

    def __init__(self, day: datetime.date) -> None:
        moment = datetime.datetime(day.year, day.month, day.day, 12, tzinfo=datetime.UTC)
        self.t = moment.timestamp()
        self.lt = moment.timetuple()
        self.YMDhms = tuple(self.lt)[:6]
        self.dhh = self.dmm = 0
        self.tzname = "UTC"
        self.datetime = moment
        self.asctime = moment.strftime("%Y-%m-%d")


@cache
def _load_font(name: str, path: str) -> TTFont:
    font = TTFont(name, path, asciiReadable=0, shapable=False)
    pdfmetrics.registerFont(font)
    return font


def register_fonts(fonts: Fonts) -> dict[str, TTFont]:
    """ReportLab's font for every face; each file is read once in a process."""
    return {face: _load_font(f"plan-{fonts.paths[face].stem}", str(fonts.paths[face])) for face in FACES}


@cache
def can_draw_image(path: Path) -> bool:
    """Whether a file is a whole picture of a kind that a PDF can hold."""
    try:
        ImageReader(str(path)).getRGBData()
    except Exception:  # the readers of pictures raise many kinds for a file that is none
        return False
    return True


def _colour(value: str) -> str:
    return " ".join(number(int(value[i : i + 2], 16) / 255, 3) for i in (1, 3, 5))


def number(value: float, digits: int = 2) -> str:
    """A number as PDF writes it: no exponent, no needless zeros."""
    text = f"{value:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


_ESCAPES = {byte: chr(byte) for byte in range(256)} | {
    ord("("): "\\(",
    ord(")"): "\\)",
    ord("\\"): "\\\\",
    10: "\\n",
    13: "\\r",
}


class PlanCanvas:
    """Paints one plan. `finish()` gives the bytes of the PDF.

    Args:
        size: width and height of the pages, pt.
        fonts: the theme's fonts.
        meta: title, author, language and date of the document.

    """

    def __init__(self, size: tuple[float, float], fonts: Fonts, meta: Meta) -> None:
        self._fonts = fonts
        self._faces = register_fonts(fonts)
        self._buffer = io.BytesIO()
        self._canvas = Canvas(
            self._buffer,
            pagesize=size,
            invariant=1,
            pageCompression=1,
            pdfVersion=(1, 7),
            lang=meta.language,
            initialFontName=self._faces["regular"].fontName,
        )
        self._doc = self._canvas._doc
        self._doc._timeStamp = _FixedTime(meta.date)
        self._canvas.setTitle(meta.title)
        self._canvas.setAuthor(meta.author)
        self._canvas.setSubject(meta.subject)
        self._canvas.setKeywords(meta.keywords)
        self._canvas.setCreator(PRODUCER)
        self._canvas.setProducer(PRODUCER)
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self._out: list[str] = []
        self._fill = ""
        self._strings: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}

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
        parts = [_segment(segment, dx, dy) for segment in segments]
        if stroke:
            dashes = " ".join(number(length) for length in dash)
            caps = 1 if round_caps else 0
            self._out.append(f"{_colour(stroke)} RG {number(line_width)} w [{dashes}] 0 d {caps} J {caps} j")
        if fill:
            self.set_fill(fill)
        parts.append("B" if fill and stroke else "f" if fill else "S")
        self._out.append(" ".join(parts))

    def text(
        self,
        x: float,
        y: float,
        pieces: Sequence[tuple[str, str]],
        size: float,
        colour: str,
        soft_hyphen: bool = False,
    ) -> None:
        """A line of text from (x, y) on, kerned.

        Args:
            x, y: left end of the baseline.
            pieces: (text, face), left to right.
            size: pt.
            colour: '#RRGGBB'.
            soft_hyphen: the last character is a hyphen made by hyphenation: it is marked, so
                that the word comes out whole when the text is extracted.

        """
        self.set_fill(colour)
        out = [f"BT {number(x)} {number(y)} Td"]
        last = len(pieces) - 1
        for index, (text, face) in enumerate(pieces):
            shown = text[:-1] if soft_hyphen and index == last else text
            out.extend(f"{font} {number(size, 3)} Tf {strings}" for font, strings in self._show(shown, face))
            if soft_hyphen and index == last:
                out.append("/Span <</ActualText <FEFF00AD>>> BDC")
                out.extend(f"{font} {number(size, 3)} Tf {strings}" for font, strings in self._show("-", face))
                out.append("EMC")
        out.append("ET")
        self._out.append(" ".join(out))

    def _show(self, text: str, face: str) -> tuple[tuple[str, str], ...]:
        """(font name, show operator) for a text; more than one only past 256 characters."""
        found = self._strings.get((text, face))
        if found is not None:
            return found
        font = self._faces[face]
        kerns = dict(self._fonts.shape(text, face).kerns)
        shown: list[tuple[str, str]] = []
        index = 0
        for subset, codes in font.splitString(text, self._doc):
            name = font.getSubsetInternalName(subset, self._doc)
            parts: list[str] = []
            run: list[str] = []
            for code in codes:
                run.append(_ESCAPES[code])
                kern = kerns.get(index)
                if kern:
                    parts.append(f"({''.join(run)}){-kern}")
                    run = []
                index += 1
            if run:
                parts.append(f"({''.join(run)})")
            operator = f"{parts[0]} Tj" if len(parts) == 1 and run else f"[{''.join(parts)}] TJ"
            shown.append((name, operator))
        result = self._strings[(text, face)] = tuple(shown)
        return result

    def image(self, path: Path, x: float, y: float, width: float, height: float) -> None:
        """A picture scaled into a box without distortion, right-aligned in it."""
        self._flush()
        reader = ImageReader(str(path))
        own_width, own_height = reader.getSize()
        scale = min(width / own_width, height / own_height)
        drawn = own_width * scale
        self._canvas.drawImage(
            reader, x + width - drawn, y + (height - own_height * scale) / 2, drawn, own_height * scale
        )
        self._fill = ""

    # -- places -----------------------------------------------------------------------

    def anchor(self, name: str, x: float, y: float) -> None:
        """A place that links can go to."""
        self._canvas.bookmarkHorizontalAbsolute(name, y, x)

    def bookmark(self, title: str, name: str, level: int) -> None:
        """An entry in the outline that goes to an anchor."""
        self._canvas.addOutlineEntry(title, name, level)

    def link(self, target: str, rect: tuple[float, float, float, float]) -> None:
        """A clickable area (x0, y0, x1, y1) to a URL or to '#anchor'."""
        if target.startswith("#"):
            self._canvas.linkRect("", target[1:], rect, thickness=0)
        else:
            self._canvas.linkURL(target, rect, relative=0, thickness=0)

    # -- pages ------------------------------------------------------------------------

    def end_page(self) -> None:
        """Close this page; what follows is painted on the next."""
        self._flush()
        self._canvas.showPage()
        self._fill = ""

    def finish(self) -> bytes:
        """The whole PDF."""
        self._canvas.save()
        return self._buffer.getvalue()

    def _flush(self) -> None:
        if self._out:
            self._canvas._code.append("\n".join(self._out))
            self._out = []


def _segment(segment: Sequence[str | float], dx: float, dy: float) -> str:
    kind, *numbers = segment
    values = [float(value) for value in numbers]
    if kind == "Z":
        return "h"
    if kind == "R":
        x, y, width, height = values
        return f"{number(x + dx)} {number(y + dy)} {number(width)} {number(height)} re"
    moved = [number(value + (dy if index % 2 else dx)) for index, value in enumerate(values)]
    return " ".join((*moved, {"M": "m", "L": "l", "C": "c"}[str(kind)]))
