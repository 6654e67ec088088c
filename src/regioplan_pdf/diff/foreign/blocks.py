"""Paragraphs of any PDF into sections, as the text blocks of a plan are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from regioplan_pdf.diff.foreign.headings import LEESWIJZER_ID, Heading, loosely
from regioplan_pdf.diff.foreign.lines import Line
from regioplan_pdf.diff.foreign.paragraphs import Group, is_subheading, make_groups, usual_size
from regioplan_pdf.model.document import Section
from regioplan_pdf.model.text import Block, ListBlock, ListItem, Paragraph, Role, Run, Subheading

REST_ID = "blok-overige-tekst"
REST_TITLE = "Overige tekst"
"""Where text stands that belongs to no heading, so that no word is lost."""
PANEL = "paneel"
_ENTRY = re.compile(r"\d{1,2}\.?\s+\S")
"""How an entry of the Leeswijzer starts: with its number."""
_LEAST_LABELS = 4
"""Labels that stand one after another in a drawing at least."""
_LABEL = 6
"""Words that a label in a chart has at most."""
_OUTCOME = re.compile(r"uitkomst\s*:\s*", re.IGNORECASE)
_COLUMN = 80.0
"""Two markers whose places differ more than this, in pt, stand in different columns."""


@dataclass(slots=True)
class _Part:
    """A section that is being filled."""

    id: str
    title: str
    place: str
    groups: list[Group] = field(default_factory=list)


def make_sections(lines: Sequence[Line], margin: Sequence[Line], known: Sequence[Heading]) -> tuple[Section, ...]:
    """The sections of lines in reading order; text before the first heading stands in the last one.

    margin: remarks at the edges of the pages.
    """
    groups = make_groups(lines, known)
    size = usual_size(groups)
    level = _heading_style(groups)
    rest = _Part(REST_ID, REST_TITLE, "")
    parts: dict[str, _Part] = {}
    current = rest
    for group in groups:
        if group.heading is not None:
            current = _part(parts, group.heading.id, group.text, group.heading.place)
        elif level is not None and group.style == level and _could_be_heading(group):
            current = _part(parts, f"blok-{loosely(group.text).replace(' ', '-')}", group.text, "kolommen")
        else:
            current.groups.append(group)
    rest.groups += [Group([line], x=line.x, text_x=line.x, text=line.text) for line in margin]
    found = [*parts.values(), *([rest] if rest.groups else [])]
    return tuple(
        Section(
            part.id,
            part.title,
            part.place,
            make_blocks(part.groups, part.place, size) if part.place else _printed_blocks(part.id, part.groups),
        )
        for part in found
    )


def _part(parts: dict[str, _Part], section: str, title: str, place: str) -> _Part:
    """The section of a heading; one that is met twice goes on where it was."""
    return parts.setdefault(section, _Part(section, title, place))


def _heading_style(groups: Iterable[Group]) -> tuple[int, bool] | None:
    """How headings of text blocks look, when two or more look alike; others that do are blocks too."""
    styles = Counter(group.style for group in groups if group.heading is not None and group.heading.place)
    usual = Counter(group.style for group in groups if group.heading is None)
    if not styles:
        return None
    ((style, count),) = styles.most_common(1)
    return style if count > 1 and usual[style] <= 2 * count else None


def _could_be_heading(group: Group) -> bool:
    text = group.text
    return not group.marker and 3 < len(text) <= 80 and text[:1].isupper() and not text.endswith((".", ",", ";", ":"))


# -- blocks -------------------------------------------------------------------------------


def make_blocks(groups: Sequence[Group], place: str, size: float) -> tuple[Block, ...]:
    """Paragraphs, subheadings and lists of a section. size: of running text, in pt."""
    found: list[Block] = []
    groups = _with_labels_joined(groups)
    builder: _Lists | None = None
    for number, group in enumerate(groups):
        following = groups[number + 1] if number + 1 < len(groups) else None
        if builder is not None and builder.take(group):
            continue
        if builder is not None:
            found.append(builder.made())
            builder = None
        if group.marker:
            builder = _Lists(group)
        elif is_subheading(group, following, size):
            found.append(Subheading(group.text))
        else:
            found.append(Paragraph((Run(group.text),)))
    if builder is not None:
        found.append(builder.made())
    followed = len(found) > 1 and isinstance(found[1], ListBlock | Subheading)
    if place == PANEL and followed and isinstance(found[0], Paragraph):
        found[0] = replace(found[0], role=Role.LEAD_IN)
    return tuple(found)


def _with_labels_joined(groups: Sequence[Group]) -> list[Group]:
    """Names on a map or in a drawing, one after another, as one text: they are no paragraphs."""
    found: list[Group] = []
    for labels, same in groupby(groups, key=_is_label):
        row = list(same)
        if not labels or len(row) < _LEAST_LABELS:
            found += row
        else:
            found.append(replace(row[0], lines=[row[0].lines[0]], text=" ".join(group.text for group in row)))
    return found


def _is_label(group: Group) -> bool:
    return not group.marker and len(group.text.split()) <= 3 and len(group.text) <= 20 and group.text[-1].isalnum()


# -- what stands round the text blocks --------------------------------------------------------


def _printed_blocks(section: str, groups: Sequence[Group]) -> tuple[Block, ...]:
    """Charts, Leeswijzer and the rest as paragraphs: every entry one, labels that follow each other one."""
    texts: list[str] = []
    open_entry = False
    before_is_label = False
    for group in groups:
        text = f"{group.marker} {group.text}".strip()
        starts = bool(_ENTRY.match(text)) and all(line.bold for line in group.lines[:1])
        label = len(text.split()) <= _LABEL and not text.endswith((".", "!", "?"))
        if section == LEESWIJZER_ID:
            joined = open_entry and not starts and "://" not in text
        else:
            joined = label and before_is_label
        if joined and texts:
            texts[-1] += f" {text}"
        else:
            texts.append(text)
        open_entry = open_entry or starts
        before_is_label = label
    return tuple(Paragraph((Run(text),)) for text in texts)


class _Lists:
    """A list that is being filled, with a list in its items where markers stand deeper."""

    def __init__(self, first: Group) -> None:
        self.first = first
        self.x = first.x
        self.text_x = first.text_x
        self.items: list[list[Paragraph | list[Paragraph]]] = [[_paragraph(first)]]
        self.inner: Group | None = None

    def take(self, group: Group) -> bool:
        """Add a group if it belongs to the list."""
        beside = abs(group.x - self.x) > _COLUMN
        if not group.marker:
            return self._take_paragraph(group, beside)
        same_kind = bool(group.number) == bool(self.first.number)
        deeper = not beside and group.x > self.x + 4
        if not deeper and not same_kind and self.first.number and beside:
            deeper = True  # bullets under a number go on in the next column
        if deeper:
            self._nest(group)
            return True
        if not same_kind or (group.number and group.number != self.first.number + len(self.items)):
            return False
        self.x, self.text_x = group.x, group.text_x
        self.items.append([_paragraph(group)])
        self.inner = None
        return True

    def _nest(self, group: Group) -> None:
        item = self.items[-1]
        last = item[-1]
        if isinstance(last, list):
            last.append(_paragraph(group))
        else:
            item.append([_paragraph(group)])
        self.inner = group

    def _take_paragraph(self, group: Group, beside: bool) -> bool:
        """A second paragraph of an item: the outcome, or text as deep as the item's."""
        outcome = _OUTCOME.match(group.text) is not None
        inside = not beside and group.x > self.x + 4 and not all(line.bold for line in group.lines)
        if not outcome and not inside:
            return False
        self.items[-1].append(_paragraph(group, inside=True))
        return True

    def made(self) -> ListBlock:
        """The list as a block."""
        items = tuple(
            ListItem(
                tuple(
                    ListBlock(tuple(ListItem((each,)) for each in part)) if isinstance(part, list) else part
                    for part in item
                )
            )
            for item in self.items
        )
        return ListBlock(items, ordered=bool(self.first.number), start=self.first.number or 1)


def _paragraph(group: Group, *, inside: bool = False) -> Paragraph:
    outcome = _OUTCOME.match(group.text) if inside else None
    text = group.text[outcome.end() :] if outcome else group.text
    return Paragraph((Run(text),), Role.OUTCOME if outcome and text else Role.BODY)
