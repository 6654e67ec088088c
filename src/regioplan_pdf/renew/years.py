"""Moving the years in dates, periods and Dutch sentences."""

from __future__ import annotations

import calendar
import datetime
import re

from regioplan_pdf.model.figures import Period

# A year inside a word or a longer number is none: 'capaciteit_2028', '12023'. The letter of an
# escape (\n) before it isn't part of a word.
_START = r"(?:(?<![\w.,])|(?<=[^\w][.,])|(?<=\\n)|(?<=\\t))"
_YEAR = rf"{_START}20[0-9]{{2}}(?!\w)"
_MOVABLE = re.compile(
    r"(?P<url>https?://\S+)"
    rf"|(?P<iso>{_START}20[0-9]{{2}}-[0-9]{{2}}-[0-9]{{2}}(?!\w))"
    rf"|(?P<leap>\b29 +feb(?:ruari|\.)? +)(?P<leap_year>20[0-9]{{2}})(?!\w)"
    rf"|(?P<short>{_START}20[0-9]{{2}})/(?P<short_end>[0-9]{{2}})(?!\w)"
    rf"|(?P<year>{_YEAR})"
)
_EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_QUOTED_PERIOD = re.compile(r"""(?P<quote>\\?["'])(?P<period>20[0-9]{2}(?:-[0-9]{2}){0,2})(?P=quote)""")
_ANY_YEAR = re.compile(r"(?<!\d)20[0-9]{2}(?!\d)")
_WHOLE_YEAR = re.compile(_YEAR)


def shift_date(date: datetime.date, years: int) -> datetime.date:
    """The same day in another year; 29 February becomes the 28th where there is none."""
    year = date.year + years
    return date.replace(year=year, day=min(date.day, calendar.monthrange(year, date.month)[1]))


def shift_period(period: Period, years: int) -> Period:
    """The same year, month or day so many years on."""
    if not period.day:
        return Period(period.year + years, period.month)
    moved = shift_date(datetime.date(period.year, period.month, period.day), years)
    return Period(moved.year, moved.month, moved.day)


def shift_text(text: str, years: int) -> str:
    """A sentence with its years moved: '2024/2025' to '2025/2026', '1 januari 2024' to '1 januari 2025'.

    Only years from 2000 to 2099 move. What stands in an address stays; in an expression only
    the periods move (`gz["2020"]`), not the names of categories.
    """
    parts: list[str] = []
    place = 0
    for expression in _EXPRESSION.finditer(text):
        parts.append(_shift_plain(text[place : expression.start()], years))
        parts.append(_QUOTED_PERIOD.sub(lambda found: _shift_quoted(found, years), expression[0]))
        place = expression.end()
    parts.append(_shift_plain(text[place:], years))
    return "".join(parts)


def find_year(text: str, *, inside_words: bool = False) -> re.Match[str] | None:
    """The first year from 2000 to 2099; `inside_words` also finds the one in 'capaciteit_2028'."""
    return (_ANY_YEAR if inside_words else _WHOLE_YEAR).search(text)


def names_period(text: str) -> bool:
    """Whether an expression in it asks for the figure of a period: `{{ gz["2020"] }}`."""
    return any(_QUOTED_PERIOD.search(found[0]) for found in _EXPRESSION.finditer(text))


def find_years(text: str) -> tuple[int, ...]:
    """Every year in a sentence, in its order, each once."""
    return tuple(dict.fromkeys(int(found[0]) for found in _WHOLE_YEAR.finditer(text)))


def _shift_plain(text: str, years: int) -> str:
    return _MOVABLE.sub(lambda found: _shift_found(found, years), text)


def _shift_found(found: re.Match[str], years: int) -> str:
    match found.lastgroup:
        case "iso":
            return _shift_iso(found[0], years)
        case "leap_year":
            year = int(found["leap_year"]) + years
            day = found["leap"] if calendar.isleap(year) else found["leap"].replace("29", "28", 1)
            return f"{day}{year}"
        case "short_end":
            return f"{int(found['short']) + years}/{(int(found['short_end']) + years) % 100:02d}"
        case "year":
            return str(int(found[0]) + years)
        case _:
            return found[0]


def _shift_quoted(found: re.Match[str], years: int) -> str:
    return f"{found['quote']}{_shift_iso(found['period'], years)}{found['quote']}"


def _shift_iso(text: str, years: int) -> str:
    """A period as it is written in the figures; one that is no date only gets its year moved."""
    try:
        return str(shift_period(Period.parse(text), years))
    except ValueError:
        return f"{int(text[:4]) + years}{text[4:]}"
