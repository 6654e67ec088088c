"""Everything that a reader sees as a number, an amount, a date or a list in words.

The conventions are those of CLDR's nl-NL by way of Babel, which is imported here and
nowhere else, with four choices of our own:

- halves are rounded away from zero (2,5 -> 3; -2,5 -> -3), as readers do it and not to
  the even digit; noise of binary fractions past the 13th significant digit is dropped first;
- a minus is U+2212, the sign that is as wide as a plus; what rounds to zero has no sign;
- a number and its unit are kept on one line by a no-break space (U+00A0);
- abbreviated months have no point: 'jan', 'feb', 'mrt'.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date as babel_format_date
from babel.numbers import NumberPattern, get_currency_symbol, parse_pattern

from regioplan_pdf.model.figures import MISSING_TEXT, WITHHELD_TEXT, Period, Unit, Value

_LOCALE = Locale.parse("nl_NL")
NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"

_EURO = str(get_currency_symbol("EUR", locale=_LOCALE))


def round_half_up(x: float, decimals: int = 0) -> Decimal:
    """Round halves away from zero; negative `decimals` round to tens, hundreds, ...

    Raises ValueError when `x` is infinite or not a number.
    """
    if not math.isfinite(x):
        raise ValueError(f"{x} is not a figure that can be shown")
    exact = Decimal(f"{x:.13g}")
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return rounded if rounded else abs(rounded)


@lru_cache(maxsize=8192)
def format_number(x: float, decimals: int = 0) -> str:
    """Print '1.451', '0,6', '−12'. Negative `decimals` round to tens (-1), hundreds (-2), ..."""
    rounded = round_half_up(x, decimals)
    text = str(_pattern(max(decimals, 0)).apply(abs(rounded), _LOCALE))
    return MINUS + text if rounded < 0 else text


def format_value(v: Value) -> str:
    """Print a figure with the sign of its unit: '36%', '€ 7.799', '1.451', '1,5 procentpunt'.

    Counts, rates, years and weeks are plain numbers: what they count stands in the label
    or in the sentence. 'te klein' when withheld, 'onbekend' when there is no figure.
    """
    if v.number is None:
        return WITHHELD_TEXT if v.withheld else MISSING_TEXT
    return _with_unit(format_number(v.number, v.decimals), v.unit)


def format_signed(v: Value) -> str:
    """Print a change: '+6,9%', '−0,3%', '+1,5 procentpunt'; zero has no sign."""
    if v.number is None:
        return format_value(v)
    rounded = round_half_up(v.number, v.decimals)
    text = _with_unit(format_number(v.number, v.decimals), v.unit)
    return f"+{text}" if rounded > 0 else text


def format_millions(x: float, decimals: int = 1) -> str:
    """Print an amount in whole euros as '€ 64,6 mln', with no-break spaces."""
    millions = format_number(x / 1_000_000, decimals)
    return f"{_with_unit(millions, Unit.EURO)}{NO_BREAK_SPACE}mln"


def format_headline(v: Value) -> str:
    """Print a figure as a key figure: as `format_value`, but amounts from a million in millions."""
    if v.unit is Unit.EURO and v.number is not None and abs(v.number) >= 1_000_000:
        return format_millions(v.number)
    return format_value(v)


def format_date(date: datetime.date) -> str:
    """Print '1 januari 2024'."""
    return _date(date, "d MMMM y")


def format_period(period: Period) -> str:
    """Print '2023' for a year, 'jan 2022' for a month, '1 januari 2023' for a day."""
    if period.day:
        return format_date(datetime.date(period.year, period.month, period.day))
    if period.month:
        return " ".join(format_month_axis(period.year, period.month))
    return str(period.year)


def format_month_axis(year: int, month: int) -> tuple[str, str]:
    """Give the two lines of a month on an axis: ('jan', '2022')."""
    return _date(datetime.date(year, month, 1), "LLL").rstrip("."), str(year)


def join_words(words: Sequence[str]) -> str:
    """Join as 'a', 'a en b', 'a, b en c'; '' for nothing."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} en {words[-1]}"


def capitalize_first(text: str) -> str:
    """Put a capital at the start, by the Dutch rules: 'IJs', ``'s Avonds``."""
    if text[:1] in "'’" and text[2:3] == " ":
        return text[:3] + capitalize_first(text[3:])
    if text.startswith("ij"):
        return "IJ" + text[2:]
    return text[:1].upper() + text[1:]


def _with_unit(number: str, unit: Unit) -> str:
    if unit is Unit.PERCENT:
        return f"{number}%"
    if unit is Unit.PERCENT_POINT:
        return f"{number}{NO_BREAK_SPACE}procentpunt"
    if unit is Unit.EURO:
        sign, digits = (MINUS, number[1:]) if number.startswith(MINUS) else ("", number)
        return f"{sign}{_EURO}{NO_BREAK_SPACE}{digits}"
    return number


@lru_cache(maxsize=16)
def _pattern(decimals: int) -> NumberPattern:
    return parse_pattern("#,##0" + ("." + "0" * decimals if decimals else ""))


@lru_cache(maxsize=512)
def _date(date: datetime.date, pattern: str) -> str:
    return str(babel_format_date(date, format=pattern, locale=_LOCALE))
