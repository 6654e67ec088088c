"""What can be wrong with the findings of an edition, before any figure is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from regioplan_pdf.errors import Problem, Problems
from regioplan_pdf.findings.changes import AGAINST
from regioplan_pdf.findings.judgement import UNKNOWN, Rule, read_word, read_words
from regioplan_pdf.findings.rules import RULES
from regioplan_pdf.findings.sentences import COMMON_WORDS, find_placeholders, has_loose_brace, pick_sentence
from regioplan_pdf.model.content import Edition, FindingSpec
from regioplan_pdf.model.figures import Unit
from regioplan_pdf.suggest import did_you_mean

_WHOLE = ("aantal", "hoogstens")
"""Options that say how many categories a sentence names."""


@dataclass(frozen=True, slots=True)
class _Faults:
    """Faults of one finding, told with the name of its chart or key figure."""

    problems: Problems
    owner: str
    line: int

    def error(self, message: str, hint: str = "") -> None:
        self.problems.error(self.line, f"In {self.owner}: {message}.", hint)

    def warn(self, message: str, hint: str = "") -> None:
        self.problems.warn(self.line, f"In {self.owner}: {message}.", hint)


def check_findings(edition: Edition) -> tuple[Problem, ...]:
    """Check every finding of an edition: categories, sentences and their placeholders.

    Names of rules, options and outcomes have been checked when the edition was read.
    """
    problems = Problems(edition.file)
    for owner, spec, indicator in _findings(edition):
        rule = RULES.get(spec.rule)
        if rule is not None:
            faults = _Faults(problems, owner, spec.line)
            _check_options(spec, rule, faults)
            _check_categories(spec, rule, edition, indicator, faults)
            _check_sentences(spec, rule, faults)
    return problems.found()


def _findings(edition: Edition) -> Iterator[tuple[str, FindingSpec, str]]:
    for figure in edition.key_figures:
        if figure.finding:
            yield f"kerncijfer '{figure.id}'", figure.finding, "" if figure.category else figure.indicator
    for chart in edition.charts:
        if chart.finding:
            yield f"grafiek '{chart.id}'", chart.finding, chart.indicators[0] if chart.indicators else ""


def _check_options(spec: FindingSpec, rule: Rule, faults: _Faults) -> None:
    for name, value in spec.options.items():
        if isinstance(value, int | float) and value < 0:
            faults.error(f"'{name}' is {value}, but it can't be below zero")
        elif name in _WHOLE and isinstance(value, int | float) and (value < 1 or value != int(value)):
            faults.error(f"'{name}' is {value}, but it must be 1, 2, 3 or more")
    for name in sorted(rule.needed - set(spec.options)):
        faults.error(f"the rule '{spec.rule}' needs '{name}'", f"write bevinding.{name} = ...")


def _check_categories(spec: FindingSpec, rule: Rule, edition: Edition, indicator: str, faults: _Faults) -> None:
    """Check that named categories exist, and that shares are not added up to 100 for nothing."""
    other = read_word(spec.options, "vooral")
    if other and other not in edition.indicators:
        faults.error(f"there is no indicator '{other}' for 'vooral'", did_you_mean(other, edition.indicators))
    known = edition.indicators.get(indicator)
    if known is None or not known.categories:
        return
    named = (*read_words(spec.options, "groep"), *read_words(spec.options, "categorie"))
    for name in named:
        if name not in known.categories:
            hint = did_you_mean(name, known.categories)
            faults.error(f"the indicator '{indicator}' has no category '{name}'", hint)
    if "categorie" in rule.options and not named and known.unit is not Unit.COUNT and not known.total:
        faults.error(
            f"the rule '{spec.rule}' doesn't know which category of '{indicator}' it is about",
            "write bevinding.categorie or bevinding.groep",
        )


def _check_sentences(spec: FindingSpec, rule: Rule, faults: _Faults) -> None:
    for outcome, template in spec.sentences.items():
        if has_loose_brace(template):
            faults.error(
                f"the sentence for '{outcome}' has a brace that isn't closed: '{template}'",
                "a placeholder is {naam}, an expression is {{ naam }}",
            )
        known = COMMON_WORDS if outcome == UNKNOWN else rule.words | COMMON_WORDS
        for name in find_placeholders(template):
            _check_placeholder(name, outcome, known, faults)
    for outcome in rule.outcomes:
        if pick_sentence(spec.sentences, outcome, rule) is None and not outcome.endswith(AGAINST):
            faults.error(
                f"there is no sentence for the outcome '{outcome}' of the rule '{spec.rule}'",
                f'add {outcome} = "..." to bevinding.zinnen',
            )


def _check_placeholder(name: str, outcome: str, known: frozenset[str], faults: _Faults) -> None:
    if name not in known:
        hint = did_you_mean(name, sorted(known))
        faults.error(f"the sentence for '{outcome}' has an unknown placeholder '{{{name}}}'", hint)
    elif name == "tegen" and not outcome.endswith(AGAINST):
        hint = f"use it in a sentence for '{outcome}+tegen'"
        faults.warn(f"{{tegen}} in the sentence for '{outcome}' is empty when no category moved the other way", hint)
    elif name == "vooral" and outcome == "gelijk":
        faults.warn("{vooral} is empty in the sentence for 'gelijk'", "leave it out")
