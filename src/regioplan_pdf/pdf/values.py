"""Numbers and strings as PDF writes them."""

from __future__ import annotations

from reportlab.pdfbase import rl_codecs

rl_codecs.RL_Codecs.register()


_FORMATS = tuple(f"%.{digits}f" for digits in range(4))


def number(value: float, digits: int = 2) -> str:
    """A number as PDF writes it: no exponent, no needless zeros."""
    text = _FORMATS[digits] % value
    if digits and text[-1] == "0":
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


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
