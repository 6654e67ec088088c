"""One plan against another: everything that differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from regioplan_pdf.diff.figures.charts import compare_charts
from regioplan_pdf.diff.figures.compare import FigureComparison, FigureSide, compare_figures
from regioplan_pdf.diff.figures.definitions import Definitions, anchors_of, compare_definitions, compare_settings
from regioplan_pdf.diff.figures.key_figures import compare_key_figures
from regioplan_pdf.diff.highlights.tell import tell_highlights
from regioplan_pdf.diff.subject import Subject
from regioplan_pdf.diff.text.blocks import compare_sections
from regioplan_pdf.dutch import capitalize_first, join_words
from regioplan_pdf.model.changes import Origin, PlanChanges, Side
from regioplan_pdf.model.content import Edition
from regioplan_pdf.model.document import Document


def compare_plans(old: Subject, new: Subject, definitions: Definitions | None = None) -> PlanChanges:
    """Compare two plans. With a PDF without its source on a side only their texts are compared.

    definitions: of the two editions, when they have been compared before.
    """
    notes = tuple(_notes(old.side, new.side))
    changes = PlanChanges(old.side, new.side, (), (), (), compare_sections(old, new), (), (), notes, False)
    if old.document and old.settings and new.document and new.settings:
        whole = (old.document, old.settings), (new.document, new.settings)
        changes = _with_figures(changes, *whole, definitions or compare_settings(old.settings, new.settings))
    return replace(changes, highlights=tell_highlights(changes))


def _with_figures(
    changes: PlanChanges, old: tuple[Document, Edition], new: tuple[Document, Edition], definitions: Definitions
) -> PlanChanges:
    """Add all that isn't text."""
    printed = compare_definitions(old[0].leeswijzer, new[0].leeswijzer, definitions)
    anchors = anchors_of(printed, old[1], new[1])
    figures = compare_figures(FigureComparison(FigureSide.of(*old), FigureSide.of(*new), definitions, anchors))
    return replace(
        changes,
        key_figures=compare_key_figures(old, new, figures),
        charts=compare_charts(old, new, definitions),
        figures=figures,
        definitions=printed,
        figures_compared=True,
    )


def _notes(old: Side, new: Side) -> Iterator[str]:
    """What could not be compared, or should be read with care."""
    foreign = [side for side in (old, new) if side.origin is Origin.FOREIGN]
    if foreign:
        names = list(dict.fromkeys(f"‘{side.file}’" for side in foreign))
        verb = "is een PDF zonder bron" if len(names) == 1 else "zijn PDF’s zonder bron"
        yield f"Cijfers, definities en bevindingen zijn niet vergeleken: {join_words(names)} {verb}."
        return
    if old.region != new.region:
        yield f"De plannen zijn van twee regio’s: {old.region_title} en {new.region_title}."
    if old.sector != new.sector:
        yield f"De plannen zijn van twee sectoren: {old.sector.upper()} en {new.sector.upper()}."
    examples = [f"het plan {side.short}" for side in (old, new) if side.example]
    if len(examples) == 2:
        yield "Beide plannen bevatten voorbeeldcijfers: die geven geen echte ontwikkeling."
    elif examples:
        yield f"{capitalize_first(examples[0])} bevat voorbeeldcijfers: die geven geen echte ontwikkeling."
