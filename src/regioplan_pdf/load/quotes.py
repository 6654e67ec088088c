"""Quotes and apostrophes as a typesetter writes them, whatever the keyboard gave."""

from __future__ import annotations

import re
from typing import Any

from regioplan_pdf.load.letters import clean_text

_EXPRESSION = re.compile(r"(\{\{.*?\}\})", re.DOTALL)
_QUOTED = re.compile(r"(?<![^\s(\[/-])'(?![tsnmrk]\b|\s)([^']*[^'\s])'(?!\w)")
_DOUBLE = re.compile(r'(?<![^\s(\[/-])"([^"]+)"')


def curl_quotes(text: str) -> str:
    """Make "regio's", "'t Gooi" and "'woord'" into regio’s, ’t Gooi and ‘woord’.

    What stands in {{ }} is left as it is. Inches, minutes and code don't occur in a regioplan.
    """
    if "'" not in text and '"' not in text:
        return text
    if "{{" in text:
        return "".join(part if part.startswith("{{") else curl_quotes(part) for part in _EXPRESSION.split(text) if part)
    text = _DOUBLE.sub("“\\1”", text)
    return _QUOTED.sub("‘\\1’", text).replace("'", "’")


def curl_values(value: Any) -> Any:  # noqa: ANN401 - whatever TOML holds
    """The same for every text in nested tables and lists; names of settings stay as they are."""
    match value:
        case str():
            return curl_quotes(clean_text(value))  # an escape ("\\u00AD") is only now the character itself
        case dict():
            return {name: curl_values(held) for name, held in value.items()}
        case list():
            return [curl_values(held) for held in value]
    return value
