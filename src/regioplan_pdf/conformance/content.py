"""What stands on a page: marked content with its text, colours and places, in painting order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from regioplan_pdf.conformance.file import Page, PdfFile
from regioplan_pdf.conformance.finding import Findings
from regioplan_pdf.conformance.font_tables import FLAW, FontTable, read_font
from regioplan_pdf.conformance.painted import (
    IDENTITY,
    Box,
    Fill,
    Matrix,
    Painted,
    Shown,
    multiply,
    to_colour,
    to_matrix,
)
from regioplan_pdf.conformance.tree import MarkKey
from regioplan_pdf.conformance.values import Malformed, Name, Stream, Value, decode_text, operations

Operands: TypeAlias = list[Value]
DEEPEST_FORM = 6
MOST_STATES = 500
HIDDEN = 3
"""Text rendering mode of text that isn't painted."""
_BLACK = "#000000"
NO_FONT = "a text is shown without a font"
WRONG_OPERANDS = (IndexError, TypeError, ValueError, OverflowError)
"""What an operator raises whose operands, or what they name, are of a wrong kind."""


@dataclass(slots=True)
class _State:
    """The graphics state, as far as it's followed."""

    ctm: Matrix = IDENTITY
    fill: str = _BLACK
    font: FontTable | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
    clipped: bool = False


@dataclass(slots=True)
class _Mark:
    """An open stretch of marked content."""

    key: MarkKey | None
    artifact: bool
    replaced: bool = False


class PageReader:
    """Reads one page's content through.

    Args:
        file: the PDF.
        page: the page.
        findings: gets what is untagged, wrongly nested or transparent.
        fonts: the fonts read so far, by object.

    """

    def __init__(self, file: PdfFile, page: Page, findings: Findings, fonts: dict[Value, FontTable]) -> None:
        self._file = file
        self._findings = findings
        self._all_fonts = fonts
        self.painted = Painted(page)
        self._number = page.number
        self._container = page.ref.number
        self._resources: dict[str, Value] = {}
        self._state = _State()
        self._saved: list[_State] = []
        self._marks: list[_Mark] = []
        self._matrix = self._line = IDENTITY
        self._points: list[tuple[float, float]] = []
        self._boxes: list[Box] | None = []
        self._pending_clip = False
        self._order = 0
        self._forms: list[int] = []

    def read(self) -> Painted:
        """The page; what can't be read is told and left."""
        page = self.painted.page
        try:
            self._run(self._file.content(page), self._file.dictionary(page.entries.get("Resources")))
        except Malformed as error:
            self._tell("content-syntax", f"the page's content can't be read: {error}")
        if self._marks:
            self._tell("content-nesting", f"{len(self._marks)} marked stretches of content are never closed")
        return self.painted

    def _tell(self, rule: str, message: str) -> None:
        self._findings.add(rule, message, self._number)

    def _run(self, data: bytes, resources: dict[str, Value]) -> None:
        outer, self._resources = self._resources, resources
        count = self._file.count_operations
        for operator, operands in operations(data, HANDLERS):
            self._order += 1
            count()
            try:
                HANDLERS[operator](self, operands)
            except WRONG_OPERANDS:
                self._tell("content-syntax", f"the operator '{operator.decode('latin-1')[:8]}' has wrong operands")
        self._resources = outer

    def _resource(self, kind: str, name: Value) -> Value:
        return self._file.dictionary(self._resources.get(kind)).get(name)

    # -- marks ------------------------------------------------------------------------

    def begin_mark(self, operands: Operands) -> None:
        """BDC and BMC."""
        tag = operands[0]
        properties = operands[1] if len(operands) > 1 else {}
        if isinstance(properties, Name):
            properties = self._file.dictionary(self._resource("Properties", properties))
        mcid = self._file.get(properties.get("MCID"))
        key = MarkKey(self._container, mcid) if isinstance(mcid, int) else None
        replaced = "ActualText" in properties
        self.open_mark(tag == "Artifact", key, str(tag), replaced=replaced)
        if replaced:
            text = properties["ActualText"]
            self._give_text(decode_text(text) if isinstance(text, bytes) else self._file.text(text))

    def open_mark(self, artifact: bool, key: MarkKey | None, tag: str, *, replaced: bool = False) -> None:
        """Begin a stretch; key: of what is tagged; replaced: another text stands for what it shows."""
        marks = self._marks
        if marks and (key is not None or artifact):
            owned = any(mark.key for mark in marks)
            if artifact and owned:
                self._tell("content-nesting", "an artifact stands inside tagged content")
            if key is not None and any(mark.artifact for mark in marks):
                self._tell("content-nesting", f"tagged content ({tag}, MCID {key.mcid}) stands inside an artifact")
            if key is not None and owned:
                message = f"tagged content ({tag}, MCID {key.mcid}) stands inside other tagged content"
                self._tell("content-nesting", message)
        if key is not None:
            if key in self.painted.texts:
                self._tell("content-owner", f"MCID {key.mcid} is used for two stretches of content")
            self.painted.texts.setdefault(key, [])
        marks.append(_Mark(key, artifact, replaced))

    def end_mark(self, _operands: Operands) -> None:
        """EMC."""
        if self._marks:
            self._marks.pop()
        else:
            self._tell("content-nesting", "a marked stretch of content is closed that was never opened")

    def _note_painting(self, what: str) -> None:
        for mark in self._marks:
            if mark.artifact or mark.key is not None:
                return
        self._tell("content-untagged", f"{what} is neither tagged nor an artifact")

    def _key(self) -> MarkKey | None:
        """The mark that what is painted belongs to."""
        return next((mark.key for mark in reversed(self._marks) if mark.key is not None), None)

    def _give_text(self, text: str) -> None:
        for mark in reversed(self._marks):
            if mark.key is not None:
                self.painted.texts[mark.key].append(text)
                return

    # -- state ------------------------------------------------------------------------

    def save(self, _operands: Operands) -> None:
        """Q."""
        if len(self._saved) >= MOST_STATES:
            raise Malformed("too many states are saved")
        self._saved.append(replace(self._state))

    def restore(self, _operands: Operands) -> None:
        """Q."""
        if self._saved:
            self._state = self._saved.pop()

    def transform(self, operands: Operands) -> None:
        """Cm."""
        self._state.ctm = multiply(to_matrix(operands), self._state.ctm)

    def set_state(self, operands: Operands) -> None:
        """Gs."""
        entries = self._file.dictionary(self._resource("ExtGState", operands[0]))
        solid = all(self._file.number(entries.get(key), 1.0) == 1.0 for key in ("ca", "CA"))
        blend = self._file.name(entries.get("BM")) or "Normal"
        mask = entries.get("SMask")
        if not solid or blend not in ("Normal", "Compatible") or (mask is not None and self._file.name(mask) != "None"):
            self._tell("transparency", "something is drawn with transparency")
        font = self._file.array(entries.get("Font"))
        if len(font) == 2:
            self._set_font(font[0], self._file.number(font[1]))

    def set_grey(self, operands: Operands) -> None:
        """G."""
        self._state.fill = to_colour(operands[0], operands[0], operands[0])
        self.painted.device_colours.add("DeviceGray")

    def set_rgb(self, operands: Operands) -> None:
        """Rg."""
        self._state.fill = to_colour(*operands)
        self.painted.device_colours.add("DeviceRGB")

    def set_cmyk(self, operands: Operands) -> None:
        """K."""
        cyan, magenta, yellow, black = operands
        self._state.fill = to_colour(*((1 - ink) * (1 - black) for ink in (cyan, magenta, yellow)))
        self.painted.device_colours.add("DeviceCMYK")

    def set_stroke_rgb(self, _operands: Operands) -> None:
        """RG."""
        self.painted.device_colours.add("DeviceRGB")

    def set_stroke_cmyk(self, _operands: Operands) -> None:
        """K."""
        self.painted.device_colours.add("DeviceCMYK")

    def set_space(self, _operands: Operands) -> None:
        """cs: black, until a colour is chosen."""
        self._state.fill = _BLACK

    def set_colour(self, operands: Operands) -> None:
        """Sc and scn, by their number of components; a pattern is a colour that can't be told."""
        parts = [part for part in operands if isinstance(part, (int, float))]
        if len(parts) == 1 and len(operands) == 1:
            self._state.fill = to_colour(*parts * 3)
        else:
            self._state.fill = to_colour(*parts) if len(parts) == 3 and len(operands) == 3 else ""

    # -- paths ------------------------------------------------------------------------

    def add_rectangle(self, operands: Operands) -> None:
        """Re."""
        x, y, width, height = operands
        a, b, c, d, e, f = self._state.ctm
        corners = [(a * u + c * v + e, b * u + d * v + f) for u, v in ((x, y), (x + width, y + height))]
        (left, low), (right, high) = corners
        if self._boxes is not None and b == 0 and c == 0:
            self._boxes.append((min(left, right), min(low, high), max(left, right), max(low, high)))
        else:
            self._boxes = None
        self._points += corners
        if b or c:
            self._points += [(a * u + c * v + e, b * u + d * v + f) for u, v in ((x + width, y), (x, y + height))]

    def add_points(self, operands: Operands) -> None:
        """m, l, c, v and y."""
        a, b, c, d, e, f = self._state.ctm
        self._boxes = None
        for u, v in zip(operands[::2], operands[1::2], strict=True):
            self._points.append((a * u + c * v + e, b * u + d * v + f))

    def clip(self, _operands: Operands) -> None:
        """W and W*."""
        self._pending_clip = True

    def fill_path(self, _operands: Operands) -> None:
        """f, B and their kin."""
        self._note_painting("a shape")
        state = self._state
        exact, key = not state.clipped, self._key()
        if self._boxes is not None:
            self.painted.fills += [Fill(box, state.fill, exact, self._order, key, state.clipped) for box in self._boxes]
        elif self._points:
            self._add_vague(self._points)
        self.end_path([])

    def stroke_path(self, _operands: Operands) -> None:
        """S and s."""
        self._note_painting("a line")
        self.end_path([])

    def end_path(self, _operands: Operands) -> None:
        """N."""
        if self._pending_clip:
            self._state.clipped = True
        self._pending_clip = False
        self._points, self._boxes = [], []

    def _add_vague(self, points: list[tuple[float, float]]) -> None:
        across, up = [x for x, _ in points], [y for _, y in points]
        box, clipped = (min(across), min(up), max(across), max(up)), self._state.clipped
        self.painted.fills.append(Fill(box, "", False, self._order, self._key(), clipped))

    def shade(self, _operands: Operands) -> None:
        """sh: it may be anywhere."""
        self._note_painting("a gradient")
        self.painted.fills.append(Fill((-1e9, -1e9, 1e9, 1e9), "", False, self._order))

    # -- pictures and forms -----------------------------------------------------------

    def inline_image(self, _operands: Operands) -> None:
        """BI ... EI."""
        self._note_painting("a picture")
        self._add_unit_square()

    def _add_unit_square(self) -> None:
        a, b, c, d, e, f = self._state.ctm
        self._add_vague([(a * u + c * v + e, b * u + d * v + f) for u, v in ((0, 0), (1, 0), (0, 1), (1, 1))])

    def paint_object(self, operands: Operands) -> None:
        """Do."""
        ref = self._resource("XObject", operands[0])
        held = self._file.get(ref)
        if not isinstance(held, Stream):
            self._tell("content-syntax", f"'{operands[0]}' is painted but isn't there")
            return
        if self._file.name(held.entries.get("Subtype")) != "Form":
            self._note_painting("a picture")
            if "SMask" in held.entries:
                self._tell("transparency", "a picture has a transparent part")
            self._add_unit_square()
            return
        number = getattr(ref, "number", 0)
        if number in self._forms or len(self._forms) >= DEEPEST_FORM:
            raise Malformed("a form holds itself")
        self._paint_form(held, number)

    def _paint_form(self, form: Stream, number: int) -> None:
        own, container = self._state, self._container
        matrix = self._file.array(form.entries.get("Matrix"))
        self._state = replace(own, clipped=True)
        if len(matrix) == 6:
            self._state.ctm = multiply(to_matrix(matrix), own.ctm)
        self._forms.append(number)
        if "StructParents" in form.entries:
            self._container = number
        resources = self._file.dictionary(form.entries.get("Resources")) or self._resources
        self._run(self._file.data(form), resources)
        self._forms.pop()
        self._state, self._container = own, container

    # -- text -------------------------------------------------------------------------

    def begin_text(self, _operands: Operands) -> None:
        """BT."""
        self._matrix = self._line = IDENTITY

    def choose_font(self, operands: Operands) -> None:
        """Tf."""
        name, size = operands
        self._set_font(self._resource("Font", name), float(size))

    def _set_font(self, value: Value, size: float) -> None:
        self._state.font, self._state.size = self._read_font(value), size

    def _read_font(self, value: Value) -> FontTable:
        key = value if not isinstance(value, (dict, list)) else id(value)
        font = self._all_fonts.get(key)
        if font is None:
            font = self._all_fonts[key] = read_font(self._file, value)
        return font

    def move(self, operands: Operands) -> None:
        """Td."""
        x, y = operands
        a, b, c, d, e, f = self._line
        self._line = self._matrix = (a, b, c, d, x * a + y * c + e, x * b + y * d + f)

    def move_leading(self, operands: Operands) -> None:
        """TD."""
        self._state.leading = -operands[1]
        self.move(operands)

    def next_line(self, _operands: Operands) -> None:
        """T*."""
        self.move([0.0, -self._state.leading])

    def set_matrix(self, operands: Operands) -> None:
        """Tm."""
        self._line = self._matrix = to_matrix(operands)

    def show(self, operands: Operands) -> None:
        """Tj."""
        self._show([operands[0]])

    def show_array(self, operands: Operands) -> None:
        """TJ."""
        self._show(operands[0])

    def show_line(self, operands: Operands) -> None:
        """'."""
        self.next_line([])
        self._show([operands[0]])

    def show_spaced(self, operands: Operands) -> None:
        """The double quote: ', with spacing of its own."""
        self._state.word_spacing, self._state.spacing = float(operands[0]), float(operands[1])
        self.show_line([operands[2]])

    def _show(self, parts: list[Value]) -> None:
        self._note_painting("text")
        state = self._state
        if state.font is None:
            self._tell("content-syntax", NO_FONT)
            return
        texts: list[str] = []
        units = 0.0
        extra = 0.0
        for part in parts:
            if isinstance(part, bytes):
                text, width, count = state.font.show(part)
                texts.append(text)
                units += width
                if state.spacing or state.word_spacing:
                    extra += state.spacing * count + state.word_spacing * part.count(b" ")
            else:
                units -= part
        text = "".join(texts)
        advance = (units * state.size / 1000 + extra) * state.scale
        a, b, c, d, e, f = self._matrix
        self._matrix = (a, b, c, d, e + advance * a, f + advance * b)
        g, h, i, j, k, m = state.ctm
        x, y = e + state.rise * c, f + state.rise * d
        along = (advance * a * g + advance * b * i, advance * a * h + advance * b * j)
        size = state.size * ((c * g + d * i) ** 2 + (c * h + d * j) ** 2) ** 0.5
        place = (x * g + y * i + k, x * h + y * j + m)
        hidden = state.mode == HIDDEN
        self.painted.shown.append(
            Shown(text, state.font, size, state.fill, *place, along, self._order, hidden, self._key())
        )
        self._note_text(text, state.font)

    def _note_text(self, text: str, font: FontTable) -> None:
        self.painted.fonts[font.name] = font
        if FLAW.search(text):
            self.painted.flawed.append((font, text))
        for mark in self._marks:
            if mark.replaced:
                return
        self._give_text(text)


def _setter(name: str, *, factor: float = 1.0) -> Callable[[PageReader, Operands], None]:
    """An operator that sets one number of the state."""

    def handle(reader: PageReader, operands: Operands) -> None:
        setattr(reader._state, name, float(operands[0]) * factor)

    return handle


Handler: TypeAlias = Callable[[PageReader, Operands], None]
HANDLERS: dict[bytes, Handler] = {
    b"BDC": PageReader.begin_mark,
    b"BMC": PageReader.begin_mark,
    b"EMC": PageReader.end_mark,
    b"q": PageReader.save,
    b"Q": PageReader.restore,
    b"cm": PageReader.transform,
    b"gs": PageReader.set_state,
    b"g": PageReader.set_grey,
    b"rg": PageReader.set_rgb,
    b"k": PageReader.set_cmyk,
    b"RG": PageReader.set_stroke_rgb,
    b"K": PageReader.set_stroke_cmyk,
    b"cs": PageReader.set_space,
    b"sc": PageReader.set_colour,
    b"scn": PageReader.set_colour,
    b"re": PageReader.add_rectangle,
    **dict.fromkeys((b"m", b"l", b"c", b"v", b"y"), PageReader.add_points),
    **dict.fromkeys((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"), PageReader.fill_path),
    **dict.fromkeys((b"S", b"s"), PageReader.stroke_path),
    **dict.fromkeys((b"W", b"W*"), PageReader.clip),
    b"n": PageReader.end_path,
    b"sh": PageReader.shade,
    b"BI": PageReader.inline_image,
    b"Do": PageReader.paint_object,
    b"BT": PageReader.begin_text,
    b"Tf": PageReader.choose_font,
    b"Td": PageReader.move,
    b"TD": PageReader.move_leading,
    b"T*": PageReader.next_line,
    b"Tm": PageReader.set_matrix,
    b"Tj": PageReader.show,
    b"TJ": PageReader.show_array,
    b"'": PageReader.show_line,
    b'"': PageReader.show_spaced,
    b"Tc": _setter("spacing"),
    b"Tw": _setter("word_spacing"),
    b"Tz": _setter("scale", factor=0.01),
    b"TL": _setter("leading"),
    b"Ts": _setter("rise"),
    b"Tr": _setter("mode"),
}
