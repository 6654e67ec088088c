"""The words that editie.toml may use for places, parts and kinds of charts.

docs/content.md explains each of them to editors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

PLACES = ("zijkolom", "kolommen", "paneel")
CHANGES_TITLE = "Gewijzigd sinds de vorige editie"
MOST_CHANGES = 5
PARTS = ("", "som", "dubbel")
PERSONS = "personen"
TABLE_COLUMNS = ("regio", "referentie", "groei")


@dataclass(frozen=True, slots=True)
class ChartKind:
    """What a kind of chart asks of an editor.

    options: setting -> 'text', 'texts', 'flag', 'number', 'integer' or 'rows'.
    indicators: least and greatest number of indicators (0: any).
    shares: whether it needs a `%` indicator; parts: whether its categories make up 100%.
    categories: True when its indicator must have them, False when it can't, None for either.
    benchmark: whether it draws the benchmark's figures when `referentie` is true.
    """

    options: Mapping[str, str]
    indicators: tuple[int, int] = (1, 1)
    shares: bool = False
    categories: bool | None = None
    benchmark: bool = False


def _kind(
    options: dict[str, str] | None = None,
    indicators: tuple[int, int] = (1, 1),
    *,
    shares: bool = False,
    categories: bool | None = None,
    benchmark: bool = False,
) -> ChartKind:
    return ChartKind(MappingProxyType(options or {}), indicators, shares, categories, benchmark)


CHART_KINDS: Mapping[str, ChartKind] = MappingProxyType(
    {
        "gestapeld": _kind(shares=True, categories=True, benchmark=True),
        "gestapeld-regio": _kind(shares=True, categories=True, benchmark=True),
        "gepaard": _kind(categories=True, benchmark=True),
        "balkenlijst": _kind({"sorteren": "flag", "totaal": "text"}, categories=True),
        "jaarkolommen": _kind(
            {"noot": "text", "noot_label": "text", "groei": "text"}, categories=False, benchmark=True
        ),
        "lijnen": _kind(),
        "prognose": _kind(),
        "scenario": _kind({"kolommen": "texts", "delen": "texts"}, (2, 2)),
        "tabel": _kind({"kolommen": "texts", "rijen": "rows"}, (0, 0)),
    }
)
ROW_SETTINGS = ("indicator", "label", "categorie", "groei")


BENCHMARK_RULES = frozenset(
    {"vergelijking", "verschillen", "groei-vergelijking", "groep-vergelijking"},
)
"""Rules of findings that compare with the benchmark, so that its figures must be there."""
