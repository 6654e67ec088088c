"""Why figures of two definitions can't be compared, in Dutch.

Weighed are bron, the rule of the peildatum, toelichting, and an indicator's own settings. Years
that moved along with the edition change nothing, typography neither. The name of an entry and its
pages say nothing about the figure. An NB is no reason either: it warns of what is withheld or
counted double, and where that is more than a warning it stands in the indicator's settings
(`minimum`, `som`), which are weighed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from regioplan_pdf.dutch import join_words
from regioplan_pdf.model.content import EntrySpec, IndicatorSpec

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_NUMERIC_DATE = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.]((?:19|20)\d{2})(?!\d)")
_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_SHORT_MONTHS = {**{month[:3]: month for month in _MONTHS}, "mrt": "maart", "sept": "september"}
_SHORT_MONTH = re.compile(r"\b(" + "|".join(sorted(_SHORT_MONTHS, key=len, reverse=True)) + r")\b\.?")
_SPACE_BEFORE = re.compile(r"\s+([,;:.])")
_SIGNS = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "\u2011": "-", "\u00ad": ""}
)

SOURCE, RULE, EXPLANATION = "de bron is anders", "de peildatum is anders", "de toelichting is anders"
ONLY_NEW = "alleen het nieuwe plan geeft een definitie"
ONLY_OLD = "alleen het oude plan geeft een definitie"
UNIT, PERIOD = "de eenheid is anders", "het soort periode is anders"
_DIFFERS = " is anders"


def why_entries_differ(old: EntrySpec | None, new: EntrySpec | None) -> tuple[str, ...]:
    """Why figures by two entries of the Leeswijzer can't be compared; empty when they can."""
    if old is None or new is None:
        return () if old is new else (ONLY_OLD,) if old else (ONLY_NEW,)
    told = (
        (SOURCE, old.source, new.source),
        (RULE, old.reference_date, new.reference_date),
        (EXPLANATION, old.explanation, new.explanation),
    )
    return tuple(reason for reason, one, two in told if not says_the_same(one, two))


def why_settings_differ(old: IndicatorSpec, new: IndicatorSpec) -> tuple[str, ...]:
    """Why two figures of an indicator can't be compared by how it is counted."""
    told = (
        (UNIT, old.unit, new.unit),
        ("de basis is anders", old.base, new.base),
        ("de optelling is anders", old.parts, new.parts),
        ("de telling is anders", old.counts, new.counts),
        ("de ondergrens is anders", _minimum(old), _minimum(new)),
    )
    return tuple(reason for reason, one, two in told if one != two)


def tell_reasons(reasons: Sequence[str]) -> str:
    """Reasons in one clause: 'de bron en de toelichting zijn anders'; '' for none."""
    alike = [reason.removesuffix(_DIFFERS) for reason in reasons if reason.endswith(_DIFFERS)]
    told = [reason for reason in reasons if not reason.endswith(_DIFFERS)]
    if alike:
        told.insert(0, f"{join_words(alike)} {'is' if len(alike) == 1 else 'zijn'} anders")
    return "; ".join(told)


def _minimum(spec: IndicatorSpec) -> int:
    """The threshold, 0 where it guards nothing."""
    return spec.minimum if spec.counts else 0


def says_the_same(old: str, new: str) -> bool:
    """Whether two texts differ in nothing but typography and years that all moved equally far.

    A range that became longer doesn't pass: then its first and last year moved differently.
    """
    (one, first), (two, last) = _skeleton(old), _skeleton(new)
    return one == two and len({after - before for before, after in zip(first, last, strict=True)}) < 2


@lru_cache(maxsize=1024)
def _skeleton(text: str) -> tuple[str, tuple[int, ...]]:
    """The text without years, and the years; dates and months in one way of writing."""
    plain = " ".join(unicodedata.normalize("NFKC", text).translate(_SIGNS).split()).casefold().rstrip(".")
    plain = _SPACE_BEFORE.sub(r"\1", plain).replace("tot en met", "t/m").replace(" - ", "-")
    plain = _NUMERIC_DATE.sub(_in_words, plain)
    plain = _SHORT_MONTH.sub(lambda found: _SHORT_MONTHS[found.group(1)], plain)
    return _YEAR.sub("jjjj", plain), tuple(int(year) for year in _YEAR.findall(plain))


def _in_words(found: re.Match[str]) -> str:
    day, month, year = found.groups()
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}" if 1 <= int(month) <= 12 else found.group()
