"""The sentence over each chart, made from its figures by rules with thresholds.

docs/content.md has the table of rules, their options, outcomes and placeholders. A rule
(`levels`, `changes`, `spread`) is a pure function from figures to a `Judgement`; this
module puts the judgement in the edition's words. A figure that is withheld or missing
makes the outcome 'onbekend', so that no sentence tells what a chart keeps back.
"""

from __future__ import annotations

from regioplan_pdf.findings.check import check_findings
from regioplan_pdf.findings.contradiction import contradicts
from regioplan_pdf.findings.judgement import UNKNOWN, Direction, Finding, FindingContext, Kind, Part
from regioplan_pdf.findings.rules import RULES
from regioplan_pdf.findings.sentences import common_words, fill_template, neutral_sentence, pick_sentence
from regioplan_pdf.model.content import FindingSpec

__all__ = [
    "UNKNOWN",
    "Direction",
    "Finding",
    "FindingContext",
    "Kind",
    "Part",
    "check_findings",
    "contradicts",
    "find",
]


def find(spec: FindingSpec, context: FindingContext) -> Finding:
    """Make the sentence that the figures ask for; its {{ expressions }} are left in it.

    Raises KeyError for a rule that doesn't exist: `check_findings` tells that to the editor.
    """
    rule = RULES[spec.rule]
    judged = rule.judge(spec.options, context)
    example = any(value.example for value in judged.values)
    chosen = pick_sentence(spec.sentences, judged.outcome, rule)
    if judged.outcome != UNKNOWN and chosen:
        outcome, template = chosen
        sentence = fill_template(template, {**judged.words, **common_words(context)})
        if sentence is not None:
            return Finding(
                outcome,
                sentence,
                judged.direction,
                judged.lean,
                judged.kind,
                judged.evidence,
                judged.parts,
                example,
            )
    return Finding(UNKNOWN, neutral_sentence(spec.sentences, context), kind=judged.kind)
