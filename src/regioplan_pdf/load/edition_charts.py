"""The charts and key figures of an edition, with the rules of their findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from regioplan_pdf.findings.judgement import UNKNOWN
from regioplan_pdf.findings.rules import RULES
from regioplan_pdf.load.settings import Settings
from regioplan_pdf.load.vocabulary import CHART_KINDS, ROW_SETTINGS, TABLE_COLUMNS
from regioplan_pdf.model.content import ChartSettings, FindingSpec, KeyFigureSpec
from regioplan_pdf.model.figures import Period
from regioplan_pdf.suggest import did_you_mean

_OPTION_KINDS: Mapping[type, str] = {float: "number", str: "text", list: "texts"}


def read_key_figures(root: Settings) -> tuple[KeyFigureSpec, ...]:
    """All `[[kerncijfer]]`; their ids are their indicators', numbered when used again."""
    found: list[KeyFigureSpec] = []
    used: dict[str, int] = {}
    for table in root.tables("kerncijfer"):
        indicator = table.text("indicator")
        used[indicator] = used.get(indicator, 0) + 1
        standard = indicator if used[indicator] == 1 else f"{indicator}-{used[indicator]}"
        period = table.text("periode", "")
        if period:
            _check_period(table, "periode", period)
        found.append(
            KeyFigureSpec(
                id=table.text("id", standard) or standard,
                indicator=indicator,
                label=table.text("label"),
                detail=table.text("detail", ""),
                category=table.text("categorie", ""),
                period=period,
                finding=_read_finding(table),
                line=table.line,
            )
        )
        table.close()
    return tuple(found)


def read_charts(root: Settings) -> tuple[ChartSettings, ...]:
    """All `[[grafiek]]`, each with the second chart that belongs to it."""
    return tuple(_read_chart(table) for table in root.tables("grafiek"))


def _read_chart(table: Settings, parent: str = "") -> ChartSettings:
    """A chart; `parent` is the id of the chart that this is the second of."""
    kind = table.choice("soort", CHART_KINDS)
    options = _read_chart_options(table, kind)
    second = table.table_at("tweede") if not parent else None
    chart_id = table.text("id", f"{parent}-tweede" if parent else None)
    chart = ChartSettings(
        id=chart_id,
        kind=kind,
        indicators=_read_chart_indicators(table, options),
        measure=table.text("titel"),
        unit_line=table.text("eenheid", ""),
        finding=_read_finding(table) if not parent else None,
        entry=table.text("leeswijzer", ""),
        periods=table.texts("perioden"),
        categories=table.texts("categorieen"),
        benchmark=table.flag("referentie", True),
        page=table.integer("pagina", 1, low=1, high=2),
        span=table.integer("breedte", 1, low=1, high=4),
        note=table.text("voetnoot", ""),
        second=_read_chart(second, chart_id) if second else None,
        options=options,
        line=table.line,
    )
    for period in chart.periods:
        _check_period(table, "perioden", period)
    table.close()
    return chart


def _read_chart_indicators(table: Settings, options: Mapping[str, object]) -> tuple[str, ...]:
    """The indicators of a chart; a table may leave them to its rows."""
    rows = options.get("rijen", ())
    if not table.has("indicatoren") and isinstance(rows, tuple) and rows:
        table.mark_asked("indicatoren")
        return tuple(dict.fromkeys(row["indicator"] for row in rows if row["indicator"]))
    if not table.has("indicatoren"):
        table.fault("soort", f"The setting 'indicatoren' is missing in {table.title}.", 'add indicatoren = ["..."]')
    return table.texts("indicatoren")


def _read_chart_options(table: Settings, kind: str) -> Mapping[str, object]:
    """What only this kind of chart knows; only what was written."""
    if kind not in CHART_KINDS:
        # The kind's own fault has been told; its options can't be judged.
        table.mark_asked(*(name for known in CHART_KINDS.values() for name in known.options))
        return {}
    options = _read_options(table, CHART_KINDS[kind].options)
    columns = options.get("kolommen", ())
    if kind == "tabel" and isinstance(columns, tuple):
        for column in columns:
            if column not in TABLE_COLUMNS:
                table.fault("kolommen", f"A table has no column '{column}'.", did_you_mean(column, TABLE_COLUMNS))
    return options


def _read_finding(table: Settings) -> FindingSpec | None:
    """The rule of a finding, its thresholds and its sentences."""
    finding = table.table_at("bevinding")
    if finding is None:
        return None
    rule = finding.choice("regel", RULES)
    sentences = finding.table_at("zinnen")
    texts = sentences.text_table() if sentences else {}
    if rule not in RULES:
        return None
    outcomes = (*RULES[rule].outcomes, UNKNOWN)
    for outcome in texts:
        if sentences and outcome not in outcomes:
            hint = did_you_mean(outcome, outcomes)
            sentences.fault(outcome, f"The rule '{rule}' has no outcome '{outcome}'.", hint)
    if not texts:
        finding.fault("regel", f"The rule '{rule}' has no sentences.", "add bevinding.zinnen = { ... }")
    kinds = {name: _OPTION_KINDS[kind] for name, kind in RULES[rule].options.items()}
    options = _read_options(finding, kinds)
    finding.close()
    return FindingSpec(rule, texts, options, finding.line)


def _read_options(table: Settings, known: Mapping[str, str]) -> Mapping[str, object]:
    """The options that were written, each of its kind; lists as tuples."""
    readers: Mapping[str, Callable[[str], object]] = {
        "text": table.text,
        "texts": table.texts,
        "number": table.number,
        "flag": lambda name: table.flag(name, True),
        "integer": lambda name: table.integer(name, 1, low=1, high=100),
        "rows": lambda name: tuple(_read_row(row) for row in table.tables(name)),
    }
    table.mark_asked(*known)
    read = {name: readers[kind](name) for name, kind in known.items() if table.has(name)}
    return {name: value for name, value in read.items() if value is not None}


def _read_row(row: Settings) -> dict[str, str]:
    """A row of a small table: always all of its settings, '' for what isn't there."""
    texts = {name: row.text(name, "") for name in ROW_SETTINGS}
    if not texts["indicator"]:
        row.fault("indicator", "A row of the table has no 'indicator'.", 'write { indicator = "...", label = "..." }')
    row.close()
    return texts


def _check_period(table: Settings, name: str, period: str) -> None:
    try:
        Period.parse(period)
    except ValueError:
        table.fault(name, f"'{period}' is not a period.", "write 2023, 2023-02 or 2023-01-01")
