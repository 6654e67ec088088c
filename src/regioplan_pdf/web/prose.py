"""The text of a plan as HTML: runs, lists, links that may pass, abbreviations with what they stand for.

Text comes from editors and is never trusted: everything is escaped, and a link passes only when it
leads to http(s), to an e-mail address, to a telephone or to a node of the same plan. Any other becomes its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from regioplan_pdf.model.address import is_address
from regioplan_pdf.model.document import Document
from regioplan_pdf.model.text import Block, Expression, ListBlock, ListItem, Paragraph, Role, Run, Subheading

OUTCOME = "Uitkomst:"
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff<>\"\\^`{|}]")
"""Characters that no address holds as they are; browsers skip some of them when they look for the scheme."""


class Prose:
    """Writes one plan's text as HTML.

    An abbreviation is explained where it comes first in a text block, and elsewhere where it comes
    first on the page, so that a screen reader isn't made to repeat it in every line.
    """

    def __init__(self, document: Document) -> None:
        self._expansions = dict(document.abbreviations)
        words = "|".join(re.escape(word) for word in sorted(self._expansions, key=len, reverse=True) if word)
        self._abbreviation = re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else None
        self._explained: set[tuple[str, str]] = set()
        self._nodes = frozenset(document_nodes(document))

    @property
    def explained(self) -> tuple[tuple[str, str], ...]:
        """The abbreviations that have been met so far, in order, with what they stand for."""
        met = {word for _, word in self._explained}
        return tuple((word, text) for word, text in sorted(self._expansions.items(), key=_by_word) if word in met)

    def text(self, text: str, block: str = "") -> Markup:
        """Plain text; block: id of the text block that it stands in, '' outside of them."""
        if self._abbreviation is None:
            return escape(text)
        parts: list[str] = []
        rest = 0
        for found in self._abbreviation.finditer(text):
            word = found.group()
            if (block, word) in self._explained:
                continue
            self._explained.add((block, word))
            parts.append(escape(text[rest : found.start()]))
            parts.append(f'<abbr title="{escape(self._expansions[word])}">{escape(word)}</abbr>')
            rest = found.end()
        parts.append(escape(text[rest:]))
        return Markup("".join(parts))

    def runs(self, runs: Iterable[Run | Expression], block: str = "") -> Markup:
        """Runs with their bold, italic and links; neighbours with the same link are one link."""
        parts: list[str] = []
        target = ""
        for run in runs:
            if isinstance(run, Expression):
                continue
            link = safe_link(run.link, self._nodes)
            if link != target:
                parts.append("</a>" if target else "")
                parts.append(f'<a href="{escape(link)}">' if link else "")
                target = link
            # An explanation inside a link would hide where the link leads.
            shown: str = escape(run.text) if link else self.text(run.text, block)
            shown = f"<em>{shown}</em>" if run.italic else shown
            parts.append(f"<strong>{shown}</strong>" if run.bold else shown)
        parts.append("</a>" if target else "")
        return Markup("".join(parts))

    def blocks(self, blocks: Iterable[Block], block: str, level: int = 3) -> Markup:
        """Paragraphs, lists and subheadings of a text block; level: of its subheadings."""
        return Markup("\n".join(self._block(one, block, level) for one in blocks))

    def _block(self, one: Block, block: str, level: int) -> str:
        match one:
            case Subheading():
                return f"<h{level}>{self.text(one.text, block)}</h{level}>"
            case ListBlock():
                return self._list(one, block, level)
            case Paragraph():
                return self._paragraph(one, block)

    def _paragraph(self, paragraph: Paragraph, block: str) -> str:
        text = self.runs(paragraph.runs, block)
        match paragraph.role:
            case Role.OUTCOME:
                return f'<p class="uitkomst"><strong>{OUTCOME}</strong> {text}</p>'
            case Role.LEAD_IN:
                return f'<p class="inleiding">{text}</p>'
            case _:
                return f"<p>{text}</p>"

    def _list(self, one: ListBlock, block: str, level: int) -> str:
        tag = "ol" if one.ordered else "ul"
        start = f' start="{one.start}"' if one.ordered and one.start != 1 else ""
        items = "".join(f"<li>{self._item(item, block, level)}</li>\n" for item in one.items)
        return f"<{tag}{start}>\n{items}</{tag}>"

    def _item(self, item: ListItem, block: str, level: int) -> str:
        return "\n".join(self._block(one, block, level) for one in item.blocks)


def _by_word(pair: tuple[str, str]) -> tuple[str, str]:
    return pair[0].casefold(), pair[0]


def document_nodes(document: Document) -> Iterator[str]:
    """The ids that a page of this plan has, to which links inside it may lead."""
    yield from (card.id for card in document.charts)
    yield from (figure.id for figure in document.key_figures)
    yield from (section.id for section in document.sections)
    yield from (entry.id for entry in document.leeswijzer.entries)


def safe_link(link: str, nodes: frozenset[str] = frozenset()) -> str:
    """The link when it may stand on a page, else ''.

    nodes: ids on the same page, for links like '#grafiek-wachtlijst'.
    """
    if not link or _UNSEEN.search(link):
        return ""
    if link.startswith("#"):
        return link if link[1:] in nodes else ""
    return link if is_address(link) else ""
