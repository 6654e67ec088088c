"""Texts of a chart as they are said aloud: signs, periods and names in words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from regioplan_pdf.dutch import MINUS, capitalize_first, format_date, format_month_axis, join_words, round_half_up
from regioplan_pdf.model.charts import Mark
from regioplan_pdf.model.figures import MISSING_TEXT, WITHHELD_TEXT

LONGEST = 450
"""Characters of an alternative text: about half a minute of speech."""
MOST_SENTENCES = 4

WITHHELD_WORDS = f"‘{WITHHELD_TEXT}’"
"""In a sentence the words stand in quotes, for they say what is printed, not how large it is."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the two parties are called: 'Rotterdam', 'alle Zilveren Kruis-regio’s' and 'ZK'.

    short: the benchmark's name in the labels of charts, which is spelled out here; '' for none.
    """

    region: str
    benchmark: str
    short: str = ""

    @property
    def together(self) -> str:
        """The benchmark in a sentence: one figure for all, and not one for each."""
        alone = not self.benchmark.startswith("alle ") or self.benchmark.endswith(" samen")
        return self.benchmark if alone else f"{self.benchmark} samen"

    def spell_out(self, label: str) -> str:
        """The benchmark's full name where a label has the short one; other labels as they are."""
        return capitalize_first(self.benchmark) if self.short and label == self.short else label


def tell_mark(mark: Mark) -> str:
    """A figure in a sentence: '65%', 'min 0,3%', '‘te klein’', 'onbekend'."""
    if mark.number is not None:
        return spell_sign(mark.text)
    return WITHHELD_WORDS if mark.withheld else MISSING_TEXT


def printed_number(mark: Mark) -> float:
    """A figure rounded as it's printed, so that what looks alike is alike; only asked of marks that are shown."""
    decimals = _DECIMALS.search(mark.text)
    return float(round_half_up(mark.number or 0.0, len(decimals[1]) if decimals else 0))


def print_mark(mark: Mark) -> str:
    """A figure in a cell: as it's printed, and the words for one that is withheld."""
    return WITHHELD_TEXT if mark.withheld and mark.number is None else mark.text


def spell_sign(text: str) -> str:
    """Write a sign before a number as a word, since it's often skipped when read aloud."""
    for sign, word in ((MINUS, "min"), ("+", "plus")):
        if text.startswith(sign):
            return f"{word} {text[len(sign) :]}"
    return text


@lru_cache(maxsize=256)
def spell_periods(text: str) -> str:
    """Write 'jan 2022 – feb 2023' as 'januari 2022 tot en met februari 2023', and a bare % as 'procent'."""
    text = _SHORT_MONTH.sub(lambda found: _full_months()[found[1]], text)
    text = _BETWEEN.sub(" tot en met ", text.replace("t/m", "tot en met"))
    return _BARE_PERCENT.sub("procent", text)


@lru_cache(maxsize=512)
def spell_month(year: int, month: int) -> str:
    """Write 'januari 2022'."""
    return format_date(datetime.date(year, month, 1)).removeprefix("1 ")


@lru_cache(maxsize=1)
def _full_months() -> dict[str, str]:
    return {format_month_axis(2000, month)[0]: spell_month(2000, month).split(" ")[0] for month in range(1, 13)}


_SHORT_MONTH = re.compile(r"\b(jan|feb|mrt|apr|jun|jul|aug|sep|okt|nov|dec)\b(?!\.)")
_BETWEEN = re.compile(r"(?<=\b\d{4})\s*[-–]\s*(?=(?:[a-z]+ )?\d{4}\b)")
_BARE_PERCENT = re.compile(r"(?<!\d)(?<!\d[\s\u00a0])%")
_DECIMALS = re.compile(r"\d,(\d+)")
_PICTURE = re.compile(r"^(?:grafiek|afbeelding|figuur|diagram|plaatje)\s+(?:van|met|over)\s+", re.IGNORECASE)
_DAY = re.compile(r"\d{1,2} [a-z]+ \d{4}")
_IN_TIME = re.compile(r"(?:[a-z]+ )?\d{4}")


def tell_when(label: str) -> str:
    """Write 'in 2023', 'in januari 2022', 'op 1 januari 2023'; 'bij Scenario 1' for no period."""
    spelled = spell_periods(label)
    if _DAY.fullmatch(spelled):
        return f"op {spelled}"
    return f"in {spelled}" if _IN_TIME.fullmatch(spelled) else f"bij {spelled}"


def tell_span(labels: tuple[str, ...]) -> str:
    """Write 'in 2023', 'in 2021 en 2023', 'van 2020 tot en met 2023'."""
    if len(labels) == 1:
        return tell_when(labels[0])
    years = [int(label) for label in labels if label.isdecimal()]
    if len(labels) > 2 and years == list(range(years[0], years[0] + len(labels)) if years else ()):
        return f"van {labels[0]} tot en met {labels[-1]}"
    return f"{tell_when(labels[0]).split(' ')[0]} {join_words([spell_periods(label) for label in labels])}"


def count_of(number: int, one: str, more: str) -> str:
    """Write '1 lijn', '2 lijnen'."""
    return f"{number} {one if number == 1 else more}"


def begin(measure: str, unit_line: str = "") -> str:
    """What is measured and in which unit, to begin a text with: 'Leeftijd (procent van klanten)'."""
    measure = capitalize_first(_PICTURE.sub("", measure.strip())) or "Cijfers"
    unit = f" ({spell_periods(unit_line)})" if unit_line else ""
    return spell_periods(measure) + unit


def join_sentences(opening: str, sentences: Iterable[str], closing: str = "") -> str:
    """One text of at most four sentences: the opening, what fits of the others in turn, the closing.

    Empty sentences are left out; the closing has its place kept for it.
    """
    told = [opening]
    room = LONGEST - len(closing)
    for sentence in sentences:
        fits = len(" ".join((*told, sentence))) < room and len(told) + bool(closing) < MOST_SENTENCES
        if sentence and fits:
            told.append(sentence)
    return " ".join((*told, closing) if closing else told)
