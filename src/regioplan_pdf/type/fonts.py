"""The fonts of a plan: which file is which face, how wide a text is, where it is kerned.

HarfBuzz shapes every word once, with kerning and nothing else: no ligature or other
substitution, so that a glyph is a character and text comes out of the PDF as it went in.
All widths inside are in 1/1000 em, so that they hold for every size.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from unicodedata import category

import uharfbuzz

FACES = ("regular", "bold", "italic", "bold_italic")

LAST_CHARACTER = 0xFFFF

_UNSEEN = frozenset(("Cc", "Cf", "Mn", "Me", "Zl", "Zp"))
"""Kinds of characters that can't be set by themselves: controls, and marks over another letter."""

_FEATURES = {"kern": True} | dict.fromkeys(
    ("liga", "clig", "calt", "ccmp", "locl", "rlig", "rclt", "mark", "mkmk", "dlig"), False
)


@dataclass(frozen=True, slots=True)
class Shaped:
    """A text in one face. width: 1/1000 em, kerning included.

    kerns: (index, adjustment): after character `index` the pen moves by `adjustment`
    1/1000 em more (negative: closer) than the glyph's own width.
    """

    text: str
    width: float
    kerns: tuple[tuple[int, int], ...]


_EMPTY = Shaped("", 0.0, ())


class _Face:
    def __init__(self, path: Path) -> None:
        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
        self.font = uharfbuzz.Font(face)
        self.scale = 1000 / face.upem
        self.settable = frozenset(
            chr(code) for code in face.unicodes if code <= LAST_CHARACTER and category(chr(code)) not in _UNSEEN
        )
        self.cache: dict[str, Shaped] = {}
        self.advances: dict[int, int] = {}
        self.widths = _Widths(self)
        self.kerns = _Kerns(self)

    def shaped(self, text: str) -> Shaped:
        """A text, shaped once."""
        if not text:
            return _EMPTY
        shaped = self.cache.get(text)
        if shaped is None:
            shaped = self.cache[text] = self.shape(text)
        return shaped

    def shape(self, text: str) -> Shaped:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.direction = "ltr"
        buffer.script = "Latn"
        buffer.language = "nl"
        uharfbuzz.shape(self.font, buffer, _FEATURES)
        kerns: list[tuple[int, int]] = []
        width = 0
        for index, (info, position) in enumerate(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)):
            glyph, advance = info.codepoint, position.x_advance
            own = self.advances.get(glyph)
            if own is None:
                own = self.advances[glyph] = self.font.get_glyph_h_advance(glyph)
            if advance != own:
                kerns.append((index, round((advance - own) * self.scale)))
            width += advance
        return Shaped(text, width * self.scale, tuple(kerns))


class _Widths(dict[str, float]):
    """Widths by text, measured when they're first asked for."""

    def __init__(self, face: _Face) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, text: str) -> float:
        width = self[text] = self._face.shaped(text).width
        return width


class _Kerns(dict[str, tuple[tuple[int, int], ...]]):
    """Kerns by text, found when they're first asked for."""

    def __init__(self, face: _Face) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, text: str) -> tuple[tuple[int, int], ...]:
        kerns = self[text] = self._face.shaped(text).kerns
        return kerns


class Fonts:
    """The four faces of a theme, read once and kept for a whole run.

    Args:
        folder: where the font files are.
        files: face ('regular', 'bold', 'italic', 'bold_italic') -> file name.

    Raises:
        FileNotFoundError: a font file isn't there.

    """

    def __init__(self, folder: Path, files: Mapping[str, str]) -> None:
        self.paths = {face: folder / files[face] for face in FACES}
        for path in self.paths.values():
            if not path.is_file():
                raise FileNotFoundError(path.name)
        self._faces = {face: _Face(path) for face, path in self.paths.items()}

    def shape(self, text: str, face: str) -> Shaped:
        """The text with its width and kerning; cached for the life of the fonts."""
        return self._faces[face].shaped(text)

    def widths(self, face: str) -> Mapping[str, float]:
        """The width of any text in a face, 1/1000 em, kerning included."""
        return self._faces[face].widths

    def kerns(self, text: str, face: str) -> tuple[tuple[int, int], ...]:
        """Where a line of text is kerned; put together from its words, which are measured already.

        A space is kerned as it is between the last letter before it and the first one after it.
        """
        found: list[tuple[int, int]] = []
        kerns = self._faces[face].kerns
        start = 0
        before = ""
        for word in text.split(" "):
            if start:
                for index, kern in kerns[f"{before} {word[:1]}"]:
                    found.append((start - len(before) - 1 + index, kern))
            for index, kern in kerns[word]:
                found.append((start + index, kern))
            before = word[-1:]
            start += len(word) + 1
        return tuple(found)

    def width(self, text: str, face: str, size: float) -> float:
        """Width in pt of a line of text at `size` pt."""
        return self._faces[face].widths[text] * size / 1000

    def missing(self, text: str, face: str) -> tuple[str, ...]:
        """The characters of `text` that can't be set in the face, each once, in order.

        They have no glyph, would be set beside the letter that they belong over, can't be seen, or lie past
        U+FFFF: ReportLab can't say in the PDF what those are.
        """
        settable = self._faces[face].settable
        if settable.issuperset(text):
            return ()
        return tuple(dict.fromkeys(char for char in text if char not in settable))
