"""Numbers and strings as PDF writes them."""

from __future__ import annotations

import codecs
from collections.abc import Mapping, Sequence

from reportlab.pdfbase import rl_codecs

rl_codecs.RL_Codecs.register()


_ESCAPES = {byte: f"\\{byte:03o}" for byte in (*range(32), *range(127, 256))} | {
    ord(char): f"\\{char}" for char in "\\()"
}
_FORMATS = tuple(f"%.{digits}f" for digits in range(4))


def number(value: float, digits: int = 2) -> str:
    """A number as PDF writes it: no exponent, no needless zeros."""
    text = _FORMATS[digits] % value
    if text[-1] == "0":
        text = text.rstrip("0").rstrip(".") if digits else text
        return "0" if text == "-0" else text
    return text


def tenths(form: str, values: tuple[float, ...]) -> str:
    """A form ('%.1f %.1f Td') with these numbers in it, as `number` would write each.

    Behind every number in the form stands a space.
    """
    text = (form % values).replace(".0 ", " ")
    return text.replace("-0 ", "0 ") if "-0 " in text else text


def text_string(text: str) -> str:
    """A text string object (PDF 1.7, 7.9.2.2): in PDFDocEncoding where that has all of it, else UTF-16.

    Every character of the result stands for one byte (Latin-1).
    """
    try:
        encoded = text.encode("pdfdoc")
    except UnicodeEncodeError:
        return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
    for byte in (b"\\", b"(", b")"):
        encoded = encoded.replace(byte, b"\\" + byte)
    return f"({encoded.decode('latin-1')})"


def ascii_string(text: str) -> str:
    """A text string object in ASCII: a byte that isn't is written as its octal number."""
    try:
        encoded = text.encode("pdfdoc")
    except UnicodeEncodeError:
        encoded = codecs.BOM_UTF16_BE + text.encode("utf-16-be")
    return f"({encoded.decode('latin-1').translate(_ESCAPES)})"


def dictionary(entries: Mapping[str, str]) -> str:
    """A dictionary object, its keys in order of the alphabet, six on a line."""
    return f"<<\n{_rows([f'/{key} {value}' for key, value in sorted(entries.items())], 6)}\n>>"


def array(items: Sequence[str]) -> str:
    """An array object, ten items on a line."""
    return f"[ {_rows(items, 10)} ]"


def _rows(items: Sequence[str], width: int) -> str:
    """Items apart by a space, in lines: readers of PDF needn't take any length of them."""
    return " \n  ".join([" ".join(items[start : start + width]) for start in range(0, len(items), width)])
