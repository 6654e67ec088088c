"""A file as the rules see it: its objects, its structure and what its pages show."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from regioplan_pdf.conformance.file import PdfFile
from regioplan_pdf.conformance.finding import Findings
from regioplan_pdf.conformance.font_tables import FontTable, read_font
from regioplan_pdf.conformance.painted import Painted
from regioplan_pdf.conformance.tree import AnnotationKey, Element, MarkKey
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
    """What is judged: root of the structure, pages as painted; fonts: by object."""

    file: PdfFile
    findings: Findings
    root: Element
    pages: tuple[Painted, ...]
    fonts: dict[Value, FontTable] = field(default_factory=dict)

    def font(self, value: Value) -> FontTable:
        """A font resource, read once."""
        key = value if isinstance(value, Ref) else id(value)
        found = self.fonts.get(key)
        if found is None:
            found = self.fonts[key] = read_font(self.file, value)
        return found

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """All structure elements, in reading order."""
        return tuple(self.root.walk())[1:]

    @cached_property
    def texts(self) -> dict[MarkKey, str]:
        """The text of every stretch of marked content."""
        return {key: "".join(texts) for page in self.pages for key, texts in page.texts.items()}

    def text_of(self, element: Element, without: frozenset[str] = frozenset()) -> str:
        """The text of an element in reading order, blocks parted by a space.

        without: tags of which the text is left out.
        """
        parts: list[str] = []
        waiting: list[Element | MarkKey | AnnotationKey | str] = [element]
        while waiting:
            kid = waiting.pop()
            if isinstance(kid, str):
                parts.append(kid)
            elif isinstance(kid, MarkKey):
                parts.append(self.texts.get(kid, ""))
            elif isinstance(kid, Element) and kid.tag not in without:
                replaced = self.file.text(kid.entries.get("ActualText"))
                apart = kid.tag in BLOCKS
                inner: list[Element | MarkKey | AnnotationKey | str] = [replaced] if replaced else [*kid.kids]
                waiting.extend(reversed([" ", *inner, " "] if apart else inner))
        return "".join(parts)
