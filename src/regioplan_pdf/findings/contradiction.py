"""Whether an editor's own sentence says the opposite of the figures.

Words are weighed, not understood: a sentence is only called a contradiction when all
that it says about a direction goes against the figures. Words about the benchmark
('hoger', 'vaker') and words about time ('gestegen', 'neemt af') are kept apart, and a
'niet' turns a claim into its denial.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from regioplan_pdf.findings.judgement import Direction, Finding, Kind, Part

_AVERAGE = r"\s+het\s+(?:\w+\s+)?(?:[\w-]+-)?gemiddelde"
_LEVEL_UP = (
    rf"hogere?|meer|vaker|grotere?|sneller|harder|sterker|bovengemiddeld|boven{_AVERAGE}|"
    r"relatief\s+(?:veel|vaak|hoog|hoge|groot)|kom(?:t|en)\b[^.;,]{0,40}?\bvaak\s+voor|veel(?=\s+\d)"
)
_LEVEL_DOWN = (
    rf"lagere?|minder|kleinere?|trager|langzamer|benedengemiddeld|onder{_AVERAGE}|"
    r"relatief\s+(?:weinig|zelden|laag|lage|klein)|kom(?:t|en)\b[^.;,]{0,40}?\bzelden\s+voor|weinig(?=\s+\d)"
)
_CHANGE_UP = (
    r"toegenomen|toename|toeneemt|toenam(?:en)?|n(?:eemt|emen|am|amen)\b[^.;,]{0,60}?\btoe|gestegen|stijgt|stijgen|"
    r"stijgende?|stijging|steeg|stegen|groeit|groeien|groeiende?|groeide|groei|gegroeid|opgelopen|"
    r"lo(?:opt|pen)\b[^.;,]{0,60}?\bop|liep(?:en)?\b[^.;,]{0,60}?\bop|verdubbel(?:d|t|en|de|den)|"
    r"(?:word(?:t|en)|werd(?:en)?)\s+(?:\w+\s+)?(?:langer|groter)|(?:langer|groter)\s+geworden"
)
_CHANGE_DOWN = (
    r"afgenomen|afname|afneemt|afnam(?:en)?|n(?:eemt|emen|am|amen)\b[^.;,]{0,60}?\baf|gedaald|daalt|dalen|dalende?|"
    r"daling|daalde|daalden|krimpt|krimpen|krimp|gekrompen|teruggelopen|verminderd|"
    r"lo(?:opt|pen)\b[^.;,]{0,60}?\bterug|liep(?:en)?\b[^.;,]{0,60}?\bterug|gehalveerd|halveer(?:t|de|den)|"
    r"(?:word(?:t|en)|werd(?:en)?)\s+(?:\w+\s+)?(?:korter|kleiner)|(?:korter|kleiner)\s+geworden"
)
_SAME = r"gelijk|gelijkgebleven|vergelijkbare?|stabiel|stabiele|onveranderd|evenveel|even\s+(?:veel|vaak|hoog|groot)"

_WORDS = re.compile(
    rf"(?<![\w-])(?:(?P<level_up>{_LEVEL_UP})|(?P<level_down>{_LEVEL_DOWN})|(?P<change_up>{_CHANGE_UP})"
    rf"|(?P<change_down>{_CHANGE_DOWN})|(?P<same>{_SAME}))(?![\w-])",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;:.]|\b(?:maar|terwijl|hoewel|en)\b", re.IGNORECASE)
_NOT_BEFORE = re.compile(r"\b(?:niet|geen|nooit)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_NOT_AFTER = re.compile(r"^\s+(?:\w+\s+){0,2}(?:niet|nauwelijks)\b", re.IGNORECASE)
_NOT_INSIDE = re.compile(r"\b(?:niet|nauwelijks)\b", re.IGNORECASE)
_FINITE = re.compile(
    r"stijgt|stijgen|steeg|stegen|groeit|groeien|groeide|daalt|dalen|daalde|daalden|krimpt|krimpen", re.I
)
_SOFT = re.compile(r"\b(?:iets|licht|lichte|lichtelijk|een\s+fractie)\s+(?:\w+\s+)?$", re.IGNORECASE)
_SOFT_AFTER = re.compile(r"^\s+(?:\w+\s+)?(?:iets|licht|lichtelijk|een\s+fractie)\b", re.IGNORECASE)
_ENDED = re.compile(
    r"^[^.;,]{0,30}?\b(?:gestopt|gestuit|stopt|stokt|tot\s+stilstand|tot\s+staan|voorbij|ten\s+einde|uitgebleven)\b",
    re.I,
)
"""What ends a movement that is named: 'de daling is gestopt'."""
_AMOUNT = re.compile(r"^\s+dan\s+(?:\d|de\s+helft|een\b|één|twee|drie|vier|vijf|tien|honderd|ruim|half)", re.IGNORECASE)
_DEGREE = re.compile(r"^\s+(?:snel|sterk|hard|snelle|sterke|harde|vlug)\b", re.IGNORECASE)
_OF_CHANGE = re.compile(
    r"^\s+(?:gestegen|gegroeid|toegenomen|gedaald|afgenomen|groei|stijging|daling|toename|afname)", re.I
)
_THAN = re.compile(r"^[^.;,]{0,60}?\bdan\s+(?P<what>[^.;,]+)", re.IGNORECASE)
_TIME = re.compile(
    r"^(?:in\s+(?:\d|jan|feb|ma|apr|me|ju|au|sep|ok|no|de)|vorig|eerder|voorheen|een\s+jaar|begin|eind|\d{4})", re.I
)


@dataclass(frozen=True, slots=True)
class _Claim:
    """One direction word in a sentence. denied: a 'niet' goes with it; soft: 'iets'."""

    word: str
    start: int
    direction: Direction
    kind: Kind
    denied: bool = False
    soft: bool = False


def contradicts(override: str, finding: Finding) -> str | None:
    """Tell how an editor's sentence goes against the figures; None when it doesn't."""
    told = _contradicts_parts(override, finding)
    if told or finding.direction is Direction.NONE:
        return told
    claims = [
        claim for claim in _claims(override, finding.kind) if claim.kind is Kind.BOTH or _counts(claim, finding.kind)
    ]
    if not claims or any(_agrees(claim, finding.direction, finding.lean) for claim in claims):
        return None
    said = f"niet {claims[0].word}" if claims[0].denied else claims[0].word
    return f"the sentence says '{said}', but the figures say '{finding.outcome}': {finding.evidence}"


def _contradicts_parts(override: str, finding: Finding) -> str | None:
    """Weigh what is said of each category: 'meer 2GGZ-W en minder 3GGZ-W'."""
    for clause in _clauses(override, finding.kind):
        claims = [claim for claim in _claims(clause, finding.kind) if _counts(claim, finding.kind)]
        for part in finding.parts:
            claim = _claim_on(part, clause, claims)
            if claim and not _agrees(claim, part.direction, part.direction):
                said = f"niet {claim.word}" if claim.denied else claim.word
                figures = {Direction.UP: "higher", Direction.DOWN: "lower", Direction.SAME: "the same"}[part.direction]
                return f"the sentence says '{said}' of '{part.name}', but its figure is {figures}: {part.evidence}"
    return None


def _claim_on(part: Part, clause: str, claims: list[_Claim]) -> _Claim | None:
    """Find the claim nearest to a category's name, one before the name first."""
    named = re.search(rf"(?<![\w-]){re.escape(part.name)}(?![\w-])", clause, re.IGNORECASE)
    if not named or part.direction is Direction.NONE:
        return None
    before = [claim for claim in claims if claim.start < named.start()]
    after = [claim for claim in claims if claim.start > named.start()]
    if before:
        return before[-1]
    return after[0] if after else None


def _agrees(claim: _Claim, direction: Direction, lean: Direction) -> bool:
    if claim.denied:
        return claim.direction is not direction
    return claim.direction is direction or (claim.soft and claim.direction is lean and direction is Direction.SAME)


def _counts(claim: _Claim, kind: Kind) -> bool:
    """Whether a claim is about what the finding is about."""
    return claim.kind is Kind.BOTH or kind is Kind.BOTH or claim.kind is kind


def _clauses(sentence: str, kind: Kind) -> Iterator[str]:
    """Cut a sentence at commas and conjunctions, but leave no piece without a claim."""
    pieces: list[str] = []
    start = 0
    for end in [*(found.start() for found in _CLAUSE_END.finditer(sentence)), len(sentence)]:
        piece = sentence[start:end]
        has_claim = any(True for _ in _claims(piece, kind))
        if pieces and (not has_claim or not any(True for _ in _claims(pieces[-1], kind))):
            pieces[-1] += piece
        else:
            pieces.append(piece)
        start = end
    return iter(pieces)


def _claims(sentence: str, kind: Kind) -> Iterator[_Claim]:
    for found in _WORDS.finditer(sentence):
        before, after, word = sentence[: found.start()], sentence[found.end() :], found.group()
        group = found.lastgroup or ""
        if group.startswith("level") and not _is_comparison(word, before, after, kind):
            continue
        clause = _CLAUSE_END.split(before)[-1]
        denied = bool(
            _NOT_BEFORE.search(clause)
            or _NOT_INSIDE.search(word)
            or (_FINITE.fullmatch(word) and _NOT_AFTER.match(after))
        )
        direction = _direction_of(group, after)
        meant = Kind.BOTH if group == "same" else _kind_of(group, after)
        yield _Claim(
            word, found.start(), direction, meant, denied, bool(_SOFT.search(clause) or _SOFT_AFTER.match(after))
        )


def _direction_of(group: str, after: str) -> Direction:
    """Tell where a word points; a movement that is said to have ended points nowhere."""
    if group == "same" or (group.startswith("change") and _ENDED.match(after)):
        return Direction.SAME
    return Direction.UP if group.endswith("up") else Direction.DOWN


def _is_comparison(word: str, before: str, after: str, kind: Kind) -> bool:
    """Whether 'meer', 'minder' and their like compare; not in 'onder meer', 'meer dan de helft'."""
    lowered = word.lower()
    if lowered in ("meer", "minder") and (_AMOUNT.match(after) or re.search(r"\bonder\s+$", before, re.I)):
        return False
    if lowered == "meer" and re.search(r"\bniet\s+$", before, re.I) and not re.match(r"\s+\w*\s*dan\b", after):
        return False
    if kind is Kind.CHANGE:
        degree = lowered in ("sneller", "harder", "sterker", "trager", "langzamer")
        return not (degree or _DEGREE.match(after) or _OF_CHANGE.match(after))
    return True


def _kind_of(group: str, after: str) -> Kind:
    """Tell what a word is about: 'lager dan in 2021' is about time, 'lager' alone may be."""
    if group.startswith("change"):
        return Kind.CHANGE
    than = _THAN.match(after)
    if not than:
        return Kind.BOTH
    return Kind.CHANGE if _TIME.match(than.group("what")) else Kind.LEVEL
