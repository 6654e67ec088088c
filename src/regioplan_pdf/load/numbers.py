"""Numbers as texts: in the file's own way of writing, or a fault that says how to write that very number."""

from __future__ import annotations

import re

from regioplan_pdf.load.tables import RawTable

_NUMBERS = {",": re.compile(r"-?\d+(?:,\d+)?"), ".": re.compile(r"-?\d+(?:\.\d+)?")}
_MARKS = {".": "point", ",": "comma"}
_GROUPED = {mark: re.compile(rf"-?[1-9]\d{{0,2}}(?:\{mark}\d{{3}})+") for mark in _MARKS}
"""A number in groups of three, by the mark between them; a single one may be a decimal mark as well."""
_GROUPED_WITH_DECIMALS = {
    mark: re.compile(rf"-?[1-9]\d{{0,2}}(?:\{mark}\d{{3}})+[{other}]\d+") for mark, other in ((".", ","), (",", "."))
}
_OTHER_MARK = {",": re.compile(r"-?\d+\.\d+"), ".": re.compile(r"-?\d+,\d+")}
_SPACES = " \u00a0\u2007\u2009\u202f"
_SPACED = re.compile(rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?:[.,]\d+)?")
_SIGNED = re.compile(rf"([+\-\u2010-\u2015\u2212])[{_SPACES}]*(\d.*)")
"""A plus, or a minus by whatever name, before the first digit."""
_TOO_FEW = re.compile(r"(?:[<≤]|minder dan|hoogstens|onder|max).*\d.*|te (?:klein|weinig)", re.IGNORECASE)
_TOO_FEW_WORDS = "write the true number, however small: the program withholds it ('te klein')"


def parse_number(text: str, decimal: str) -> float | None:
    """A number in the file's own way of writing; None for anything else."""
    if not _NUMBERS[decimal].fullmatch(text) or _GROUPED["."].fullmatch(text):
        return None
    return float(text.replace(",", "."))


def number_fault(text: str, table: RawTable) -> tuple[str, str]:
    """What is wrong with a text in a number's place, and what to write."""
    bare, decimal = _tidy(text), table.decimal
    if parse_number(bare, decimal) is not None:
        spaced = any(space in text for space in _SPACES)
        what = "spaces between its digits" if spaced else f"the sign '{text[0]}'"
        return f"'{text}' is written with {what}.", _write(bare, table)
    for mark, name in _MARKS.items():
        if _GROUPED[mark].fullmatch(bare):
            return _grouped_fault(text, bare, mark, table)
        if _GROUPED_WITH_DECIMALS[mark].fullmatch(bare):
            plain = re.sub("[.,]", decimal, bare.replace(mark, ""))
            return f"'{text}' is written with a {name} between the thousands.", _write(plain, table)
    if _OTHER_MARK[decimal].fullmatch(bare):
        return _mark_fault(text, re.sub("[.,]", decimal, bare), table)
    return _no_number(text)


def _no_number(text: str) -> tuple[str, str]:
    """What is wrong with a text that isn't a number in any way of writing, or more than one."""
    if _TOO_FEW.fullmatch(text):
        return f"'{text}' is not a number.", _TOO_FEW_WORDS
    if re.search(r"\d\s*(?:%|euro|jaar|weken)|€", text, re.IGNORECASE):
        return f"'{text}' is not a number only.", "write the number alone; the unit stands in the column eenheid"
    return f"'{text}' is not a number.", "leave the cell empty when the figure isn't known"


def _tidy(text: str) -> str:
    """A number with a plain minus or none, and without spaces between its thousands."""
    signed = _SIGNED.fullmatch(text)
    sign, digits = (signed[1].replace("+", ""), signed[2]) if signed else ("", text)
    if _SPACED.fullmatch(digits):
        digits = re.sub(f"[{_SPACES}]", "", digits)
    return ("-" if sign else "") + digits


def _write(plain: str, table: RawTable) -> str:
    return f"give the cell the format 'Number' and type {plain} in it" if table.excel else f"write {plain}"


def _grouped_fault(text: str, bare: str, mark: str, table: RawTable) -> tuple[str, str]:
    """A number in groups of three; with one mark nobody can tell whether it parts thousands or decimals."""
    plain, name = bare.replace(mark, ""), _MARKS[mark]
    written = f"write {plain} without a {name}"
    if bare.count(mark) > 1:
        return f"'{text}' is written with {name}s between the thousands.", written
    # In a file with decimal points '1.451' is refused for what it may mean, so that a digit must tell.
    fraction = bare.replace(mark, ",") if table.decimal == "," else bare.replace(mark, ".") + "0"
    other = bare.replace(mark, "," if mark == "." else ".")
    return f"'{text}' is ambiguous: it could be {plain} or {other}.", f"{written}, or {fraction} if that is meant"


def _mark_fault(text: str, plain: str, table: RawTable) -> tuple[str, str]:
    """A number with the decimal mark of the other way of writing."""
    if table.excel:
        return f"'{text}' is a text with a decimal point, not a number.", _write(plain, table)
    mark, separator = ("comma", ";") if table.decimal == "," else ("point", ",")
    return (
        f"'{text}' doesn't have the decimal {mark} of this file.",
        f"columns are parted by '{separator}', so write {plain}",
    )
