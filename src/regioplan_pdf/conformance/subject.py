"""A file as the rules see it: its objects, its structure and what its pages show."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from regioplan_pdf.conformance.file import PdfFile
from regioplan_pdf.conformance.finding import Findings
from regioplan_pdf.conformance.font_tables import FontTable, read_font
from regioplan_pdf.conformance.painted import Painted
from regioplan_pdf.conformance.tree import Element, MarkKey
from regioplan_pdf.conformance.values import Ref, Value

BLOCKS = frozenset(
    (
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "P",
        "H",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "THead",
        "TBody",
        "TFoot",
        "TR",
        "TH",
        "TD",
        "Figure",
        "Formula",
        "Form",
    )
)
"""Tags whose text stands apart from what is before and after it."""


@dataclass(frozen=True)
class Subject:
    """What is judged. root: of the structure; elements: all, in reading order; pages: as painted; fonts: by object."""

    file: PdfFile
    findings: Findings
    root: Element
    elements: tuple[Element, ...]
    pages: tuple[Painted, ...]
    fonts: dict[Value, FontTable] = field(default_factory=dict)

    def font(self, value: Value) -> FontTable:
        """A font resource, read once."""
        key = value if isinstance(value, Ref) else id(value)
        found = self.fonts.get(key)
        if found is None:
            found = self.fonts[key] = read_font(self.file, value)
        return found

    def tagged(self, *tags: str) -> list[Element]:
        """The elements of some kinds, in reading order."""
        return [element for element in self.elements if element.tag in tags]

    def judge_places(self, judge: Callable[[str, str], Iterable[tuple[str, str]]]) -> None:
        """Tell of elements that stand where they mayn't.

        judge: gives the rules that are broken, with what is wrong, by an element's kind and the kind of
        the one that it stands in. A plan has hundreds of elements and a dozen of these pairs.
        """
        faults = {pair: found for pair in self._pairs if (found := tuple(judge(*pair)))}
        for element in self.elements if faults else ():
            for rule, message in faults.get((element.tag, element.above), ()):
                self.findings.add(rule, message, element.page)

    @cached_property
    def _pairs(self) -> set[tuple[str, str]]:
        return {(element.tag, element.above) for element in self.elements}

    @cached_property
    def texts(self) -> dict[MarkKey, str]:
        """The text of every stretch of marked content."""
        return {key: "".join(texts) for page in self.pages for key, texts in page.texts.items()}

    def text_of(self, element: Element, without: frozenset[str] = frozenset()) -> str:
        """The text of an element in reading order, blocks parted by a space.

        without: tags of which the text is left out.
        """
        parts: list[str] = []
        if element.tag not in without:
            self._add_texts(element, without, parts)
        return "".join(parts)

    def _add_texts(self, element: Element, without: frozenset[str], parts: list[str]) -> None:
        """Go down the tree, which is never deeper than its reader allows."""
        apart = element.tag in BLOCKS
        if apart:
            parts.append(" ")
        replaced = self.file.text(element.entries["ActualText"]) if "ActualText" in element.entries else ""
        if replaced:
            parts.append(replaced)
        else:
            for kid in element.kids:
                if type(kid) is MarkKey:
                    parts.append(self.texts.get(kid, ""))
                elif type(kid) is Element and kid.tag not in without:
                    self._add_texts(kid, without, parts)
        if apart:
            parts.append(" ")
