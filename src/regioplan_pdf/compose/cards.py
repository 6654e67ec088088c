"""Key figures and chart cards: a figure or chart with all that stands round it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regioplan_pdf.compose.chart_source import ChartFault, ChartSource
from regioplan_pdf.compose.chart_specs import build_spec
from regioplan_pdf.compose.leeswijzer import entry_node
from regioplan_pdf.compose.prose import Prose
from regioplan_pdf.dutch import capitalize_first, format_headline, join_words
from regioplan_pdf.findings import Finding, FindingContext, contradicts, find
from regioplan_pdf.findings.sentences import fill_template, find_placeholders
from regioplan_pdf.load.vocabulary import BENCHMARK_RULES
from regioplan_pdf.model.charts import ChartSpec
from regioplan_pdf.model.content import ChartSettings, KeyFigureSpec, Region, RegionText
from regioplan_pdf.model.document import ChartCard, EntryRef, KeyFigure
from regioplan_pdf.model.figures import Period, Series, Unit, Value
from regioplan_pdf.suggest import did_you_mean

MOST_MUNICIPALITIES = 4
"""Up to here gemeenten are named; more of them are counted, for a key figure has two lines."""

_DETAIL_WORDS = ("bevinding", "gemeenten", "regio", "referentie_naam", "referentie_kort")


@dataclass(frozen=True, slots=True)
class CardMaker:
    """Makes the cards of one document."""

    prose: Prose
    region: Region
    text: RegionText

    def make_key_figure(self, spec: KeyFigureSpec) -> KeyFigure:
        """Make a tile of the strip: the figure, its label and how it compares."""
        node = f"kerncijfer-{spec.id}"
        edition, figures = self.prose.edition, self.prose.figures
        indicator = edition.indicators.get(spec.indicator)
        entry_id = indicator.entry if indicator else ""
        entry = self.prose.uses.note(entry_id, node)
        series = figures.region.get(spec.indicator)
        period = _period_of(spec, series)
        value = series.at(period, spec.category) if series and period else Value(None, Unit.COUNT)
        if series and period:
            self._note_gaps(spec, series, period)
        label = self.prose.tell_text(spec.label, spec.line, node)
        until = tuple(held for held in series.periods if held <= period) if series and period else ()
        template, finding = self._fill_detail(spec, until)
        detail = self.prose.tell_text(template, spec.line, node)
        shown = finding is not None and finding.example and "bevinding" in find_placeholders(spec.detail)
        return KeyFigure(
            node,
            format_headline(value),
            label.text,
            detail.text,
            entry,
            entry_node(entry_id) if entry else "",
            example=value.example or label.example,
            withheld=value.withheld,
            detail_example=detail.example or shown,
        )

    def _note_gaps(self, spec: KeyFigureSpec, series: Series, period: Period) -> None:
        """Remember the figure, and that of the benchmark beside it, when they're still to be filled in."""
        compares = spec.finding is not None and spec.finding.rule in BENCHMARK_RULES
        benchmark = self.prose.figures.benchmark.get(spec.indicator) if compares else None
        for held in (series, benchmark):
            gap = held.gap_at(period, spec.category) if held and (period, spec.category) in held.values else None
            if gap:
                self.prose.gaps.add(gap)

    def _fill_detail(self, spec: KeyFigureSpec, periods: tuple[Period, ...]) -> tuple[str, Finding | None]:
        """Put the finding, the gemeenten and names in the template under a key figure.

        periods: those up to the one that the key figure shows.
        """
        edition = self.prose.edition
        finding = None
        if spec.finding is not None:
            context = FindingContext(
                self.region.name,
                edition,
                self.prose.figures,
                (spec.indicator,),
                categories=(spec.category,) if spec.category else (),
                periods=periods,
            )
            finding = find(spec.finding, context)
        words = {
            "bevinding": finding.sentence if finding else "",
            "gemeenten": tell_municipalities(self.region.municipalities_at(edition.reference_date)),
            "regio": self.region.name,
            "referentie_naam": edition.benchmark_name,
            "referentie_kort": edition.benchmark_short,
        }
        for name in find_placeholders(spec.detail):
            if name not in words:
                self.prose.problems.within(edition.file).error(
                    spec.line,
                    f"The detail of the key figure '{spec.id}' has an unknown placeholder '{{{name}}}'.",
                    did_you_mean(name, _DETAIL_WORDS),
                )
        return fill_template(spec.detail, {**dict.fromkeys(find_placeholders(spec.detail), ""), **words}) or "", finding

    def make_card(self, settings: ChartSettings) -> ChartCard | None:
        """Make a chart with its finding; None, with a problem, when it can't be drawn."""
        node = f"grafiek-{settings.id}"
        first = self._source(settings)
        second = self._source(settings.second) if settings.second else None
        spec = self._build(first)
        second_spec = self._build(second) if second else None
        if spec is None or (second is not None and second_spec is None):
            return None
        self.prose.gaps.update(first.gaps, second.gaps if second else ())
        entry_id = settings.entry or next(filter(None, map(self._entry_of, settings.indicators)), "")
        entry = self.prose.uses.note(entry_id, node)
        used = [name for source in (first, second) if source for name in source.indicators]
        more = self._more_entries(used, entry_id, node)
        sentence, finding_example = self._tell_finding(settings, node)
        told = [
            self.prose.tell_text(text, settings.line, node)
            for text in (settings.measure, settings.unit_line, _second_measure(settings), settings.note)
        ]
        measure, unit_line, second_measure, note = (piece.text for piece in told)
        shown = (*first.shown, *(second.shown if second else ()))
        return ChartCard(
            node,
            sentence,
            measure,
            unit_line,
            spec,
            entry,
            entry_node(entry_id) if entry else "",
            tuple(sorted({page for name in (entry_id, *more) for page in self.prose.uses.pages(name)})),
            example=finding_example or any(value.example for value in shown) or any(piece.example for piece in told),
            page=settings.page,
            span=settings.span,
            second=second_spec,
            second_measure=second_measure,
            note=note,
            more_entries=tuple(EntryRef(number, entry_node(name)) for name, number in more.items()),
            finding_line=self.text.overrides.get(settings.id, ("", 0))[1],
        )

    def _more_entries(self, indicators: Sequence[str], entry: str, node: str) -> dict[str, int]:
        """Note the entries of a chart's other indicators; give their numbers by id, in the order of the numbers."""
        found = {name: self.prose.uses.note(name, node) for name in map(self._entry_of, indicators)}
        others = {name: number for name, number in found.items() if number and name != entry}
        return dict(sorted(others.items(), key=lambda item: item[1]))

    def _source(self, settings: ChartSettings) -> ChartSource:
        return ChartSource(settings, self.prose.edition, self.prose.figures, self.region.name)

    def _build(self, source: ChartSource) -> ChartSpec | None:
        try:
            return build_spec(source)
        except ChartFault as fault:
            problems = self.prose.problems.within(self.prose.edition.file)
            message = f"The chart '{source.settings.id}' can't be made: {fault.message}."
            problems.error(source.settings.line, message, fault.hint)
            return None

    def _entry_of(self, indicator: str) -> str:
        spec = self.prose.edition.indicators.get(indicator)
        return spec.entry if spec else ""

    def _tell_finding(self, settings: ChartSettings, node: str) -> tuple[str, bool]:
        """Give the sentence over a chart, the editor's own first; and whether it is an example's."""
        made = (
            find(
                settings.finding,
                FindingContext.of_chart(settings, self.region.name, self.prose.edition, self.prose.figures),
            )
            if settings.finding
            else None
        )
        if settings.id in self.text.overrides:
            sentence, line = self.text.overrides[settings.id]
            told = self.prose.tell_text(sentence, line, node, self.text.file)
            against = contradicts(told.text, made) if made else None
            if against:
                self.prose.problems.within(self.text.file).warn(
                    line,
                    f"The sentence over the chart '{settings.id}' goes against the figures: {against}.",
                    f"the figures would say: {self.prose.tell_text(made.sentence, line, node).text}" if made else "",
                )
            return capitalize_first(told.text), told.example
        if made is None or settings.finding is None:
            return "", False
        told = self.prose.tell_text(made.sentence, settings.finding.line, node)
        return capitalize_first(told.text), made.example or told.example


def tell_municipalities(names: tuple[str, ...]) -> str:
    """Name the gemeenten of a region: 'A, B en C', or '26 gemeenten' when there are many."""
    return join_words(names) if len(names) <= MOST_MUNICIPALITIES else f"{len(names)} gemeenten"


def _period_of(spec: KeyFigureSpec, series: Series | None) -> Period | None:
    if spec.period:
        return Period.parse(spec.period)
    return max(series.periods, default=None) if series else None


def _second_measure(settings: ChartSettings) -> str:
    """Give what a second chart measures, with its unit and date after it."""
    if settings.second is None:
        return ""
    return ", ".join(text for text in (settings.second.measure, settings.second.unit_line) if text)
