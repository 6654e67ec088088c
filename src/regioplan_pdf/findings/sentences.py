"""Templates with {placeholders}, and what is said when figures are withheld.

`{{ expressions }}` are left as they stand: `compose` evaluates them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from regioplan_pdf.findings.judgement import UNKNOWN, FindingContext, Rule

COMMON_WORDS = frozenset({"regio", "referentie_naam", "referentie_kort", "maat"})
"""Placeholders that every sentence knows."""

_TOKEN = re.compile(r"\{\{.*?\}\}|\{([^{}]*)\}", re.DOTALL)
_BRACE = re.compile(r"[{}]")


def fill_template(template: str, words: Mapping[str, str | None]) -> str | None:
    """Put words in a template's placeholders; None when one of them has no word."""
    missing = False

    def put(found: re.Match[str]) -> str:
        nonlocal missing
        name = found.group(1)
        if name is None:
            return found.group()
        word = words.get(name.strip())
        missing = missing or word is None
        return word or ""

    text = _TOKEN.sub(put, template)
    return None if missing else text


def find_placeholders(template: str) -> tuple[str, ...]:
    """Give the names between single braces, in order."""
    return tuple(name.strip() for name in _names(template))


def has_loose_brace(template: str) -> bool:
    """Whether a brace is left over that belongs to no placeholder and no expression."""
    return bool(_BRACE.search(_TOKEN.sub("", template)))


def _names(template: str) -> Iterator[str]:
    for found in _TOKEN.finditer(template):
        if found.group(1) is not None:
            yield found.group(1)


def common_words(context: FindingContext) -> dict[str, str | None]:
    """Give the words for the placeholders that every sentence knows; {maat} is what a chart measures."""
    return {
        "regio": context.region_name,
        "referentie_naam": context.edition.benchmark_name,
        "referentie_kort": context.edition.benchmark_short,
        "maat": context.measure or None,
    }


def neutral_sentence(sentences: Mapping[str, str], context: FindingContext) -> str:
    """Say that nothing can be said, in the edition's words if it has them."""
    given = sentences.get(UNKNOWN)
    made = fill_template(given, common_words(context)) if given else None
    if made:
        return made
    if context.measure:
        return f"{context.measure}: te weinig cijfers voor een uitspraak over {context.region_name}"
    return "te weinig cijfers voor een vergelijking"


def pick_sentence(sentences: Mapping[str, str], outcome: str, rule: Rule) -> tuple[str, str] | None:
    """Give the outcome whose sentence is used and that sentence; None without any."""
    for name in (outcome, *rule.outcomes.get(outcome, ())):
        if sentences.get(name):
            return name, sentences[name]
    return (outcome, rule.plain[outcome]) if outcome in rule.plain else None
