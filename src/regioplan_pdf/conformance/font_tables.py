"""What a font in a file says: which characters its codes stand for, and how wide they are."""

from __future__ import annotations

import re
from codecs import charmap_decode
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, islice

from regioplan_pdf.conformance.file import PdfFile
from regioplan_pdf.conformance.values import Value

EMBEDDED = ("FontFile", "FontFile2", "FontFile3")
MOST_CODES = 70_000
_PAIRS = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_CHAR = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>\s*(?:<([0-9A-Fa-f\s]*)>|\[([^\]]*)\])")
_ITEM = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_BOLD = re.compile("bold|black|heavy", re.IGNORECASE)
_CODECS = {"WinAnsiEncoding": "cp1252", "MacRomanEncoding": "mac_roman"}
UNKNOWN = "\ufffd"
"""The text of a code that its font doesn't know."""
NO_TEXT = ("\x00", "\ufeff", "\ufffe")
"""Characters that a font says its code has when it has none: .notdef."""
FLAW = re.compile(f"[{UNKNOWN}{''.join(NO_TEXT)}]")
_UNDEFINED = "\ufffe"
"""What `charmap_decode` takes for a code without a character."""


@dataclass(slots=True, eq=False)
class FontTable:
    """A font. wide: two bytes a code. texts: characters by code; widths: 1/1000 em by code."""

    name: str
    bold: bool
    wide: bool
    embedded: bool
    mapped: bool
    texts: dict[int, str]
    widths: dict[int, float]
    default_width: float
    _shown: dict[bytes, tuple[str, float, int]] = field(default_factory=dict)
    characters: str = field(init=False, default="")
    """The character of each code of one byte that has one, and one only."""

    def __post_init__(self) -> None:
        if not self.wide:
            characters = [_UNDEFINED] * 256
            for code, text in self.texts.items():
                if code < 256 and len(text) == 1:
                    characters[code] = text
            self.characters = FLAW.sub(_UNDEFINED, "".join(characters))

    def show(self, data: bytes) -> tuple[str, float, int]:
        """The text of a string, its width (1/1000 em) and how many codes it has."""
        found = self._shown.get(data)
        if found is None:
            codes = self._codes(data) if self.wide else data
            width_of, other = self.widths.get, self.default_width
            width = sum([width_of(code, other) for code in codes])
            found = self._shown[data] = (self.text(data), width, len(codes))
        return found

    def text(self, data: bytes) -> str:
        """The text of a string."""
        if self.wide:
            return "".join([self.texts.get(code, UNKNOWN) for code in self._codes(data)])
        plain = self.plain_text(data)
        return "".join([self.texts.get(code, UNKNOWN) for code in data]) if plain is None else plain

    def plain_text(self, data: bytes) -> str | None:
        """The text of a string with a sound character for each code; None of another.

        Nearly all are; the codec reads them ten times as fast as a table does.
        """
        try:
            return charmap_decode(data, "strict", self.characters)[0]
        except UnicodeDecodeError:
            return None

    def shown_codes(self) -> set[int]:
        """The codes of all that was shown."""
        return {code for data in self._shown for code in self._codes(data)}

    def _codes(self, data: bytes) -> list[int]:
        if not self.wide:
            return list(data)
        return [first << 8 | second for first, second in zip(data[::2], data[1::2], strict=False)]


def read_font(file: PdfFile, value: Value) -> FontTable:
    """The tables of a font resource."""
    font = file.dictionary(value)
    wide = file.name(font.get("Subtype")) == "Type0"
    below = file.array(font.get("DescendantFonts"))
    own = file.dictionary(below[0]) if wide and below else font
    descriptor = file.dictionary(own.get("FontDescriptor"))
    name = file.name(font.get("BaseFont"))
    drawn = file.name(font.get("Subtype")) == "Type3"
    texts = _unicode_map(file.data(font.get("ToUnicode"))) if font.get("ToUnicode") else _encoded(file, font)
    widths = _wide_widths(file, own) if wide else _widths(file, own)
    return FontTable(
        name or "a font without a name",
        bool(_BOLD.search(name)),
        wide,
        drawn or any(key in descriptor for key in EMBEDDED),
        bool(texts),
        texts,
        widths,
        file.number(own.get("DW"), 1000.0) if wide else file.number(descriptor.get("MissingWidth")),
    )


def _encoded(file: PdfFile, font: dict[str, Value]) -> dict[int, str]:
    """The characters of a font that has a standard encoding instead of a map."""
    codec = _CODECS.get(file.name(font.get("Encoding")))
    if codec is None:
        return {}
    return {code: bytes([code]).decode(codec, "replace") for code in range(32, 256)}


def _unicode_map(data: bytes) -> dict[int, str]:
    pairs = (_chars(body) if kind == b"char" else _ranges(body) for kind, body in _PAIRS.findall(data))
    return dict(islice(chain.from_iterable(pairs), MOST_CODES))


def _chars(body: bytes) -> list[tuple[int, str]]:
    return [(_number(code), _text(text)) for code, text in _CHAR.findall(body)]


def _ranges(body: bytes) -> Iterator[tuple[int, str]]:
    for low, high, first, listed in _RANGE.findall(body):
        start = _number(low)
        if listed:
            yield from ((start + step, _text(item)) for step, item in enumerate(_ITEM.findall(listed)))
            continue
        begin = _text(first)
        for step in range(min(_number(high) - start + 1, MOST_CODES)):
            yield start + step, begin[:-1] + chr(min(ord(begin[-1]) + step, 0x10FFFF)) if begin else ""


@lru_cache(maxsize=1024)
def _number(digits: bytes) -> int:
    return int(b"".join(digits.split()) or b"0", 16)


@lru_cache(maxsize=1024)
def _text(digits: bytes) -> str:
    packed = b"".join(digits.split())
    return bytes.fromhex(packed.decode() + "0" * (len(packed) % 2)).decode("utf-16-be", "replace")


def _widths(file: PdfFile, font: dict[str, Value]) -> dict[int, float]:
    first = int(file.number(font.get("FirstChar")))
    widths = file.array(font.get("Widths"))
    if not {type(width) for width in widths} <= {int}:
        widths = [file.number(width) for width in widths]
    return dict(enumerate(widths, first))


def _wide_widths(file: PdfFile, font: dict[str, Value]) -> dict[int, float]:
    """The widths of a composite font: `code [w w ...]` or `first last w`."""
    items = file.array(font.get("W"))
    widths: dict[int, float] = {}
    place = 0
    while place + 1 < len(items) and len(widths) < MOST_CODES:
        first = int(file.number(items[place]))
        second = file.get(items[place + 1])
        if isinstance(second, list):
            widths |= {first + step: file.number(width) for step, width in enumerate(second)}
            place += 2
            continue
        last = min(int(file.number(second)), first + MOST_CODES)
        width = file.number(items[place + 2]) if place + 2 < len(items) else 0.0
        widths |= dict.fromkeys(range(first, last + 1), width)
        place += 3
    return widths
