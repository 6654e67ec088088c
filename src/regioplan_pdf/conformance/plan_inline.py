"""Links and abbreviations in the running text of a finished plan, against its Document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from regioplan_pdf.conformance.finding import shorten
from regioplan_pdf.conformance.links import destination
from regioplan_pdf.conformance.subject import Subject
from regioplan_pdf.conformance.tree import AnnotationKey, Element, MarkKey
from regioplan_pdf.conformance.values import Ref, Value
from regioplan_pdf.model.address import AddressError, write_address
from regioplan_pdf.model.document import Document
from regioplan_pdf.model.text import Block, ListBlock, Paragraph, Run, Subheading
from regioplan_pdf.pdf.inline import any_of, link_contents
from regioplan_pdf.pdf.nodes import CHARTS_TITLE, LEESWIJZER

_BLOCK = "blok-"
_UNEXPLAINED = ("TH", "TD", "Figure")
"""Leaves in which nothing is explained."""
_ASIDE = 1.0
"""How far (pt) the text that a link leads to may stand left of the place, or above it."""


@dataclass(frozen=True, slots=True)
class _Linked:
    """A text that leads somewhere."""

    target: str
    text: str


# -- links ------------------------------------------------------------------------------


def check_plan_links(subject: Subject, document: Document, leaves: Mapping[str, Element]) -> None:
    """Each link of the plan is there, says where it leads, and leads there."""
    planned = _planned_links(document)
    places = _Places(subject, document, leaves)
    contents = link_contents(document)
    for node, leaf in leaves.items():
        found = [kid for kid in leaf.elements if kid.tag == "Link"]
        wanted = _joined(planned.get(node, ()))
        if not found and not wanted:
            continue
        targets = [_target_of(subject, link, wanted, places) for link in found]
        texts = [_packed(subject.text_of(link)) for link in found]
        if _joined(map(_Linked, targets, texts)) != wanted:
            listed = ", ".join(f"'{shorten(one.text, 20)}' to {shorten(one.target, 40)}" for one in wanted) or "none"
            message = f"the links in '{shorten(subject.text_of(leaf), 30)}' aren't those of the plan: {listed}"
            subject.findings.add("plan-link", message, leaf.page)
            continue
        for link, target in zip(found, targets, strict=True):
            _check_contents(subject, link, contents.get(target, target))


def _planned_links(document: Document) -> dict[str, list[_Linked]]:
    """The links of a plan by the node that they stand in."""
    found: dict[str, list[_Linked]] = {}
    for figure in document.key_figures:
        if figure.entry:
            found[f"{figure.id}.verwijzing"] = [_Linked(f"#{figure.entry_id}", str(figure.entry))]
    for card in document.charts:
        entries = [_Linked(f"#{card.entry_id}", f"Leeswijzer{card.entry}")] if card.entry else []
        found[f"{card.id}.voet"] = [*entries, *(_Linked(f"#{ref.id}", str(ref.number)) for ref in card.more_entries)]
    for entry in document.leeswijzer.entries:
        if entry.used_by:
            found[f"{entry.id}.naam"] = [_Linked(f"#{entry.used_by[0]}", f"{entry.number} {entry.name}")]
    link = document.leeswijzer.link
    shown = link.removeprefix("https://").removeprefix("http://").removeprefix("www.")
    found[f"{LEESWIJZER}.link"] = [_Linked(link, shown)] if link else []
    for node, runs in _block_runs(document):
        found[node] = [_Linked(run.link, run.text) for run in runs if run.link]
    return found


def _joined(links: Iterable[_Linked]) -> list[_Linked]:
    """Neighbours that lead to one place as one: a link goes on over the end of a line, and through bold words."""
    told = (link for link in links if link.text.strip())
    groups = groupby(told, key=lambda link: link.target)
    return [_Linked(target, _packed("".join(link.text for link in group))) for target, group in groups]


def _packed(text: str) -> str:
    """The letters of a text: how it's broken into lines is of no account."""
    return "".join(text.replace("\u00ad", "").split())


def _annotations(subject: Subject, link: Element) -> list[dict[str, Value]]:
    file = subject.file
    return [file.dictionary(Ref(kid.number)) for kid in link.kids if isinstance(kid, AnnotationKey)]


def _target_of(subject: Subject, link: Element, wanted: list[_Linked], places: _Places) -> str:
    """Where a link of the file leads, as the Document would say it; '' for nowhere, or two places."""
    file = subject.file
    addresses = {_written(one.target): one.target for one in wanted if not one.target.startswith("#")}
    found: set[str] = set()
    for entries in _annotations(subject, link):
        action = file.dictionary(entries.get("A"))
        if "URI" in action:
            address = file.text(action["URI"])
            found.add(addresses.get(address, address))
        else:
            found.add(places.target(entries.get("Dest", action.get("D")), [one.target for one in wanted]))
    return found.pop() if len(found) == 1 else ""


def _written(address: str) -> str:
    try:
        return write_address(address)
    except AddressError:
        return address


def _check_contents(subject: Subject, link: Element, wanted: str) -> None:
    for entries in _annotations(subject, link):
        contents = subject.file.text(entries.get("Contents"))
        if wanted and contents != wanted:
            message = f"a link says that it leads to '{shorten(contents, 40)}', not '{shorten(wanted, 40)}'"
            subject.findings.add("plan-link", message, link.page)


class _Places:
    """What stands at the places that links lead to: the text that begins right under one.

    Args:
        subject: the file.
        document: the plan.
        leaves: the elements by node.

    """

    def __init__(self, subject: Subject, document: Document, leaves: Mapping[str, Element]) -> None:
        self._subject = subject
        first = {target: _first_mark(leaves[node]) for target, node in _first_nodes(document) if node in leaves}
        begins = {mark: target for target, mark in first.items() if mark is not None}
        self._known = frozenset(begins.values())
        self._starts: list[tuple[Ref, float, float, str]] = []
        for painted in subject.pages:
            for shown in painted.shown:
                if shown.key in begins:
                    self._starts.append((painted.page.ref, shown.x, shown.y, begins.pop(shown.key)))

    def target(self, value: Value, wanted: Iterable[str]) -> str:
        """The id that a destination is the place of, with its '#'; '' for none.

        wanted: what the link should lead to; of a place that no text begins at, it can't be told otherwise.
        """
        place = destination(self._subject, value)
        elsewhere = [target for target in wanted if target.startswith("#") and target not in self._known]
        if len(place) < 4 or elsewhere:
            return elsewhere[0] if place and elsewhere else ""
        x, y = (self._subject.file.number(number, -1e9) for number in place[2:4])
        near = [
            (abs(left - x) + abs(base - y), target)
            for page, left, base, target in self._starts
            if page == place[0] and left > x - _ASIDE and base < y + _ASIDE
        ]
        return min(near)[1] if near else ""


def _first_nodes(document: Document) -> Iterator[tuple[str, str]]:
    """What links can lead to, with the node of its first text."""
    yield from ((f"#{card.id}", f"{card.id}.bevinding") for card in document.charts)
    yield from ((f"#{figure.id}", f"{figure.id}.getal") for figure in document.key_figures)
    yield from ((f"#{section.id}", section.id) for section in document.sections)
    yield from ((f"#{entry.id}", f"{entry.id}.naam") for entry in document.leeswijzer.entries)
    yield f"#{CHARTS_TITLE}", CHARTS_TITLE
    yield f"#{LEESWIJZER}", f"{LEESWIJZER}.kop"


def _first_mark(element: Element) -> MarkKey | None:
    for kid in element.kids:
        found = kid if isinstance(kid, MarkKey) else _first_mark(kid) if isinstance(kid, Element) else None
        if found is not None:
            return found
    return None


# -- abbreviations ----------------------------------------------------------------------


def check_expansions(subject: Subject, document: Document, leaves: Mapping[str, Element]) -> None:
    """Each abbreviation is explained once in a text block, elsewhere once on a page, as the edition explains it.

    One that is broken over two lines isn't: those with a space or hyphen in them aren't asked for.
    """
    meanings = dict(document.abbreviations)
    pattern = any_of(meanings)
    pieces = {node: _pieces(runs) for node, runs in _block_runs(document)}
    explained: dict[str, set[str]] = {}
    met: dict[tuple[str, str], Element] = {}
    for node, leaf in leaves.items():
        if pattern is None or leaf.tag in _UNEXPLAINED:
            continue
        place = node.split(".", 1)[0] if node.startswith(_BLOCK) else f"page {leaf.page}"
        spans = [span for span in leaf.elements if span.tag == "Span"]
        explained.setdefault(place, set()).update(_judge_span(subject, span, meanings) for span in spans)
        words = {word for word in pattern.findall(_without_links(subject, leaf)) if word.isalnum()}
        for word in words.intersection(pattern.findall(pieces[node])) if words and node in pieces else words:
            met.setdefault((place, word), leaf)
    for (place, word), leaf in met.items():
        if word not in explained[place]:
            subject.findings.add("plan-expansion", f"'{word}' isn't explained (E)", leaf.page)


def _judge_span(subject: Subject, span: Element, meanings: Mapping[str, str]) -> str:
    """The abbreviation that a Span explains; tells of one that explains something else."""
    word = " ".join(subject.text_of(span).split())
    own = subject.file.text(span.entries.get("E"))
    if not own or meanings.get(word) != own:
        message = f"'{shorten(word, 30)}' is explained (E) as '{shorten(own, 40)}', which the plan doesn't"
        subject.findings.add("plan-expansion", message, span.page)
    return word


def _without_links(subject: Subject, leaf: Element) -> str:
    """The text of a leaf as it's written, cut at its links."""
    parts: list[str] = []
    for kid in leaf.kids:
        if isinstance(kid, MarkKey):
            parts.append(subject.texts.get(kid, ""))
        elif isinstance(kid, Element):
            parts.append("\n" if kid.tag == "Link" else subject.text_of(kid))
    return "".join(parts)


# -- the runs of text blocks ------------------------------------------------------------


def _pieces(runs: Iterable[Run]) -> str:
    """The stretches of one style that aren't links, parted."""
    groups = groupby(runs, key=lambda run: (run.bold, run.italic, run.link))
    return "\n".join("".join(run.text for run in group) for (_, _, link), group in groups if not link)


def _block_runs(document: Document) -> Iterator[tuple[str, tuple[Run, ...]]]:
    """The paragraphs and subheadings of all text blocks by their node."""
    for section in document.sections:
        for number, block in enumerate(section.blocks):
            yield from _runs(block, f"{section.id}.{number}")


def _runs(block: Block, node: str) -> Iterator[tuple[str, tuple[Run, ...]]]:
    match block:
        case Paragraph():
            yield node, tuple(run for run in block.runs if isinstance(run, Run))
        case Subheading():
            yield node, (Run(block.text),)
        case ListBlock():
            for number, item in enumerate(block.items):
                for place, inner in enumerate(item.blocks):
                    yield from _runs(inner, f"{node}.{number}.{place}")
