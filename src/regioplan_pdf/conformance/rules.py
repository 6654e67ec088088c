"""The rules by id: the clause that each comes from, and what to do when it's broken.

ISO 14289-1 is PDF/UA-1, ISO 19005-3 PDF/A-3, ISO 32000-1 PDF itself; 'regioplan' marks what
this program promises and no standard asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from regioplan_pdf.errors import Severity

UA, A3, WCAG, OWN = "ISO 14289-1", "ISO 19005-3", "WCAG 2.1", "regioplan"
_MAKE_AGAIN = "make the file again with `regioplan build`; if it stays, report it: it's a fault of the program"


@dataclass(frozen=True, slots=True)
class Rule:
    """Where a rule comes from and what to do about it."""

    clause: str
    hint: str = _MAKE_AGAIN
    severity: Severity = Severity.ERROR


RULES: Mapping[str, Rule] = {
    "id": Rule(f"{A3} 6.1.3"),
    "pages": Rule(OWN),
    "metadata-xmp": Rule(f"{A3} 6.6.2.1"),
    "metadata-pdfua": Rule(f"{UA} 5"),
    "metadata-pdfa": Rule(f"{A3} 6.6.4"),
    "metadata-title": Rule(f"{UA} 7.1", "give the document a title"),
    "metadata-agree": Rule(
        f"{A3} 6.6.3", "the properties of the document were changed after it was made: make it again"
    ),
    "metadata-plan": Rule(OWN),
    "metadata-place": Rule(OWN, "make the file again: nothing in it may tell on which machine it was made"),
    "display-title": Rule(f"{UA} 7.1"),
    "language": Rule(f"{UA} 7.2", "set the language of the document, for example nl-NL"),
    "marked": Rule(f"{UA} 7.1"),
    "output-intent": Rule(f"{A3} 6.2.3"),
    "device-colour": Rule(f"{A3} 6.2.4.3"),
    "structure-tree": Rule(f"{UA} 7.1", "only a tagged PDF can be read aloud: make the file again from its source"),
    "structure-cycle": Rule("ISO 32000-1 14.7.2"),
    "structure-type": Rule(f"{UA} 7.1"),
    "structure-nesting": Rule(f"{UA} 7.2"),
    "structure-empty": Rule(OWN),
    "parent-tree": Rule("ISO 32000-1 14.7.4.4"),
    "content-owner": Rule(f"{UA} 7.1"),
    "content-nesting": Rule(f"{UA} 7.1"),
    "content-untagged": Rule(f"{UA} 7.1"),
    "content-syntax": Rule("ISO 32000-1 7.8.2"),
    "heading-first": Rule(f"{UA} 7.4.2"),
    "heading-skipped": Rule(f"{UA} 7.4.2", "use ## for a block and ### for a part of it, without a level between"),
    "heading-empty": Rule(f"{UA} 7.4.2", "give the heading a text"),
    "table-structure": Rule(f"{UA} 7.2"),
    "table-scope": Rule(f"{UA} 7.5"),
    "table-regular": Rule(f"{UA} 7.2"),
    "list-structure": Rule(f"{UA} 7.2"),
    "figure-alt": Rule(f"{UA} 7.3", "say in words what the figure shows: unit, period, extremes"),
    "figure-alt-words": Rule(f"{WCAG} 1.1.1", "say what the figure tells, not that it is one"),
    "figure-bbox": Rule(f"{UA} 7.3"),
    "link-structure": Rule(f"{UA} 7.18.5"),
    "link-contents": Rule(f"{UA} 7.18.5"),
    "link-parent": Rule(f"{UA} 7.18.1"),
    "link-flags": Rule(f"{A3} 6.3.2"),
    "link-target": Rule(OWN, "mend the link in the text: it must lead to a place or an address that exists"),
    "action": Rule(f"{A3} 6.5.1", "take out what the file does by itself, or make it again from its source"),
    "form": Rule(f"{A3} 6.4.2"),
    "layers": Rule(f"{UA} 7.10"),
    "tab-order": Rule(f"{UA} 7.18.3"),
    "font-embedded": Rule(f"{UA} 7.21.4.1", "embed all fonts; the standard ones too"),
    "font-unicode": Rule(f"{UA} 7.21.7"),
    "font-notdef": Rule(f"{UA} 7.21.8", "leave the character out, or take a font that has it"),
    "font-widths": Rule(f"{UA} 7.21.5"),
    "transparency": Rule(OWN, "draw without transparency: contrast can't be told through it"),
    "contrast": Rule(f"{WCAG} 1.4.3", "make one of the two colours darker or lighter, in [kleuren] of thema.toml"),
    "attachment": Rule(f"{A3} 6.8"),
    "source": Rule(OWN),
    "extraction": Rule(f"{WCAG} 1.3.2"),
    "plan-structure": Rule(f"{WCAG} 1.3.1"),
    "plan-link": Rule(f"{WCAG} 2.4.4"),
    "plan-expansion": Rule(f"{WCAG} 3.1.4"),
    "extraction-alt": Rule(f"{WCAG} 1.1.1"),
}
