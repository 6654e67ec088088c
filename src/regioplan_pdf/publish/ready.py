"""What keeps a plan off the website: reasons with a name, for the report and for the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from regioplan_pdf.model.address import is_address
from regioplan_pdf.model.document import Document
from regioplan_pdf.model.figures import Gap
from regioplan_pdf.model.text import Block, ListBlock, Run, Subheading

_MOST_GAPS = 3


class Why(StrEnum):
    """Why a plan isn't ready, as the page says it ('Dit regioplan bevat voorbeeldcijfers')."""

    EXAMPLES = "bevat voorbeeldcijfers"
    CONCEPT = "is nog een concept"
    EMPTY = "mist nog cijfers"
    COPIED = "heeft nog de tekst van een eerdere editie"
    INACCESSIBLE = "voldoet niet aan de eisen voor toegankelijkheid"
    DEAD_LINK = "heeft een link die nergens heen leidt"
    TOUCHED = "is veranderd nadat het gemaakt is"
    BEHIND = "is ouder dan de inhoud"
    FAULTY = "heeft fouten in de inhoud"
    STRANGE = "is een ander plan dan de naam zegt"
    UNREADABLE = "is niet te lezen"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. details: English sentences for who must mend it."""

    why: Why
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What was found out about one PDF, whatever it is wanted for.

    key: of the plan inside it, '' when there is none. published: ISO date of the edition.
    conformance: what it claims. external: the addresses that it links to outside the site.
    """

    key: str
    published: str = ""
    conformance: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    external: tuple[str, ...] = ()

    def reasons_as(self, key: str) -> tuple[Reason, ...]:
        """Why it isn't ready to be published as the plan `key`."""
        if self.key in ("", key):
            return self.reasons
        strange = Reason(Why.STRANGE, (f"The PDF holds the plan {self.key}, not {key}.",))
        return (*self.reasons, strange)


def may_publish(reasons: Iterable[Reason], *, allow_examples: bool) -> bool:
    """Whether a plan with these reasons goes online, marked or not."""
    return all(allow_examples and reason.why is Why.EXAMPLES for reason in reasons)


def document_reasons(document: Document, *, concept: bool) -> Iterator[Reason]:
    """What in a plan itself keeps it from being ready."""
    if document.example:
        yield Reason(Why.EXAMPLES, ("It shows figures whose herkomst is 'voorbeeld'.",))
    if concept:
        yield Reason(Why.CONCEPT, ('Its edition has status = "concept" in editie.toml.',))
    if document.gaps:
        yield Reason(Why.EMPTY, tuple(_tell_gaps(document.gaps)))
    if document.copied_from:
        yield Reason(Why.COPIED, (f"A comment in its text says that it was copied from {document.copied_from}.",))
    dead = dead_links(document)
    if dead:
        yield Reason(Why.DEAD_LINK, tuple(f"'{link}' leads nowhere." for link in dead))


def _tell_gaps(gaps: Iterable[Gap]) -> Iterator[str]:
    """A sentence for each indicator that shows figures which are still to be filled in, up to a few."""
    periods: dict[tuple[str, str], list[str]] = {}
    for gap in gaps:
        periods.setdefault((gap.region, gap.indicator), []).append(str(gap.period))
    told = [f"'{name}' of '{region}' is empty for {_span(found)}." for (region, name), found in periods.items()]
    yield from told[:_MOST_GAPS]
    if len(told) > _MOST_GAPS:
        yield f"So are {len(told) - _MOST_GAPS} more."


def _span(periods: list[str]) -> str:
    return periods[0] if periods[0] == periods[-1] else f"{periods[0]} to {periods[-1]}"


def dead_links(document: Document) -> tuple[str, ...]:
    """Links to a place that the plan doesn't have, or of a kind that no page can follow; each once."""
    places = set(_places(document))
    internal = (link for link in _links(document) if not is_address(link))
    return tuple(dict.fromkeys(link for link in internal if link.removeprefix("#") not in places or link[0] != "#"))


def external_links(document: Document) -> tuple[str, ...]:
    """Addresses outside the plan that it links to, each once, in order."""
    return tuple(dict.fromkeys(link for link in _links(document) if is_address(link)))


def _places(document: Document) -> Iterator[str]:
    yield from (figure.id for figure in document.key_figures)
    yield from (card.id for card in document.charts)
    yield from (section.id for section in document.sections)
    yield from (entry.id for entry in document.leeswijzer.entries)


def _links(document: Document) -> Iterator[str]:
    yield from (f"#{figure.entry_id}" for figure in document.key_figures if figure.entry_id)
    yield from (f"#{card.entry_id}" for card in document.charts if card.entry_id)
    yield from (f"#{ref.id}" for card in document.charts for ref in card.more_entries)
    for section in document.sections:
        for block in section.blocks:
            yield from _block_links(block)
    for entry in document.leeswijzer.entries:
        yield from (f"#{user}" for user in entry.used_by)
    if document.leeswijzer.link:
        yield document.leeswijzer.link


def _block_links(block: Block) -> Iterator[str]:
    if isinstance(block, ListBlock):
        for item in block.items:
            for each in item.blocks:
                yield from _block_links(each)
    elif not isinstance(block, Subheading):
        yield from (run.link for run in block.runs if isinstance(run, Run) and run.link)
