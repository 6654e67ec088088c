"""The template engine as every page uses it: all text escaped, nothing undefined, Dutch numbers and dates."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from regioplan_pdf import dutch

_FOLDER = Path(__file__).parent
TEMPLATES = _FOLDER / "templates"
STATIC = _FOLDER / "static"
BASE_CSS = STATIC / "basis.css"


@lru_cache(maxsize=8)
def environment(*folders: Path) -> Environment:
    """The engine for templates in `folders`, then in `web/templates`; made once for the same folders.

    Filters: number (a float; decimals), count (3 | count('alinea', "alinea's")), value and signed (a
    Value), millions (euros), date, period, in_words (a list: 'a, b en c') and capital (of a sentence).
    """
    made = Environment(
        loader=FileSystemLoader([*folders, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {
        "number": dutch.format_number,
        "count": count,
        "value": dutch.format_value,
        "signed": dutch.format_signed,
        "headline": dutch.format_headline,
        "millions": dutch.format_millions,
        "date": dutch.format_date,
        "period": dutch.format_period,
        "in_words": dutch.join_words,
        "capital": dutch.capitalize_first,
    }
    return made


def count(number: int, one: str, more: str) -> str:
    """'1 alinea', "3 alinea's", '1.200 woorden', with a no-break space."""
    return f"{dutch.format_number(number)}{dutch.NO_BREAK_SPACE}{one if number == 1 else more}"


@lru_cache(maxsize=16)
def read_css(*paths: Path) -> Markup:
    """Stylesheets one behind the other for inside a `style` element, without comments and indents.

    Raises ValueError when one holds '</', which would end the element.
    """
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    if "</" in text:
        raise ValueError(f"{paths} would end the style element")
    bare = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return Markup("\n".join(line for line in map(str.strip, bare.splitlines()) if line))
