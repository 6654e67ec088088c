"""What a plan prints beside its text blocks, as sections: to set against a PDF of which only the text is known."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from regioplan_pdf.diff.foreign.blocks import REST_ID, REST_TITLE
from regioplan_pdf.diff.foreign.headings import CHARTS_ID, LEESWIJZER_ID
from regioplan_pdf.diff.subject import Subject
from regioplan_pdf.model.document import ChartCard, Document, LeeswijzerEntry, Section
from regioplan_pdf.model.text import Paragraph, Run


def with_printed(subject: Subject, wanted: Container[str]) -> Subject:
    """The plan with sections for charts, Leeswijzer and the rest. wanted: ids of those that the other side has."""
    if subject.document is None:
        return subject
    more = [section for section in _printed(subject.document) if section.id in wanted and section.blocks]
    return replace(subject, sections=(*subject.sections, *more))


def _printed(document: Document) -> tuple[Section, ...]:
    charts = [text for card in document.charts for text in _card(card)]
    entries = [_entry(entry) for entry in document.leeswijzer.entries]
    if document.leeswijzer.link:
        entries.append(f"{document.leeswijzer.link_label} {document.leeswijzer.link}".strip())
    rest = [f"{head.title} {head.detail}" for head in document.heads]
    for figure in document.key_figures:
        number = f"{figure.text} {figure.entry or ''} {'voorbeeld' if figure.example else ''} {figure.label}"
        rest += [" ".join(number.split()), figure.detail]
    return (
        _section(CHARTS_ID, document.charts_title, charts),
        _section(LEESWIJZER_ID, document.leeswijzer.title, entries),
        _section(REST_ID, REST_TITLE, rest),
    )


def _section(section: str, title: str, texts: list[str]) -> Section:
    return Section(section, title, "", tuple(Paragraph((Run(text),)) for text in texts if text))


def _card(card: ChartCard) -> tuple[str, ...]:
    numbers = [str(number) for number in (card.entry, *(ref.number for ref in card.more_entries)) if number]
    foot = [f"Leeswijzer {', '.join(numbers)}"] if numbers else []
    if card.pages:
        foot.append("Regioanalyse p. " + ", ".join(map(str, card.pages)))
    if card.example:
        foot.append("voorbeeldcijfers")
    measure = f"{card.measure} {card.unit_line}".strip()
    return card.finding, measure, card.second_measure, card.note, " · ".join(foot)


def _entry(entry: LeeswijzerEntry) -> str:
    """As it is printed: number, name and what belongs to it, in one paragraph."""
    parts = [f"{entry.number} {entry.name}", f"Bron {entry.source}", f"Peildatum {entry.reference_date}"]
    parts.append(f"Toelichting {entry.explanation}")
    if entry.nb:
        parts.append(f"NB {entry.nb}")
    if entry.pages:
        parts.append("Regioanalyse p. " + ", ".join(map(str, entry.pages)))
    return " ".join(parts)
