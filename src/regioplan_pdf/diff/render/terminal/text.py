"""Definitions, findings, key figures and text blocks that changed, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from regioplan_pdf.diff.figures.definition_rules import tell_reasons
from regioplan_pdf.diff.render.terminal.pieces import (
    ADDED,
    BOLD,
    MUTED,
    REMOVED,
    WARN,
    before_and_after,
    heading,
    listed,
    marked,
    rewritten,
    row,
)
from regioplan_pdf.model.changes import (
    BlockChange,
    ChartChange,
    DefinitionChange,
    Field,
    Form,
    KeyFigureChange,
    Kind,
    Match,
    Op,
    PlanChanges,
    TextChange,
    TextUnit,
)

_STYLES: Mapping[Kind, str] = {Kind.ADDED: ADDED, Kind.REMOVED: REMOVED, Kind.CHANGED: WARN}


# -- definitions --------------------------------------------------------------------------


def definition_parts(changes: PlanChanges, *, stat: bool = False) -> Iterator[RenderableType]:
    """The entries of the Leeswijzer that changed."""
    changed = [each for each in changes.definitions if each.kind is not Kind.UNCHANGED]
    if not changed:
        return
    yield heading("Definities in de leeswijzer")
    for definition in changed:
        yield row(str(definition.kind), _definition_name(definition), _STYLES.get(definition.kind, MUTED))
        if not stat:
            yield from _fields(definition.fields, definition.kind)
    same = [each.name for each in changes.definitions if each.kind is Kind.UNCHANGED]
    if same:
        yield row("ongewijzigd", Text(listed(same), MUTED))


def _definition_name(definition: DefinitionChange) -> Text:
    text = Text(definition.name, BOLD)
    if definition.reasons:
        text.append(f"  niet vergelijkbaar: {tell_reasons(definition.reasons)}", WARN)
    return text


def _fields(fields: Iterable[Field], kind: Kind, skip: tuple[str, ...] = ("naam",)) -> Iterator[RenderableType]:
    """Of a changed thing the texts that changed, of a new or vanished one all texts."""
    whole = kind in (Kind.ADDED, Kind.REMOVED)
    for field in fields:
        text = field.new or field.old
        if not text or (whole and field.name in skip) or not (whole or field.changed):
            continue
        name = (f"{field.name}: ", MUTED)
        if whole:
            yield row("", Text.assemble(name, text))
        elif rewritten(field.pieces):
            for side in before_and_after(field.pieces, f"{field.name}, "):
                yield row("", side)
        else:
            yield row("", Text.assemble(name, marked(field.pieces)))


# -- findings and key figures ---------------------------------------------------------------


def chart_parts(changes: PlanChanges) -> Iterator[RenderableType]:
    """The charts whose sentence or labels changed."""
    changed = [chart for chart in changes.charts if chart.kind is not Kind.UNCHANGED]
    if not changed:
        return
    yield heading("Grafieken en bevindingen")
    for chart in changed:
        yield from _card(chart, chart.kind, _turn(chart))
    same = len(changes.charts) - len(changed)
    if same:
        told = "1 grafiek zegt hetzelfde" if same == 1 else f"{same} grafieken zeggen hetzelfde"
        yield row("ongewijzigd", Text(f"{told}.", MUTED))


def _turn(chart: ChartChange) -> str:
    if chart.turned:
        return f"omgeslagen: van {chart.old_outcome} naar {chart.new_outcome}"
    return "" if chart.comparable else "niet vergelijkbaar: de definitie is anders"


def key_figure_parts(changes: PlanChanges) -> Iterator[RenderableType]:
    """The key figures whose value or texts changed."""
    changed = [figure for figure in changes.key_figures if figure.kind is not Kind.UNCHANGED]
    if not changed:
        return
    yield heading("Kerncijfers")
    for figure in changed:
        yield from _card(figure, figure.kind, "")
    same = len(changes.key_figures) - len(changed)
    if same:
        told = "1 kerncijfer zegt hetzelfde" if same == 1 else f"{same} kerncijfers zeggen hetzelfde"
        yield row("ongewijzigd", Text(f"{told}.", MUTED))


def _card(card: ChartChange | KeyFigureChange, kind: Kind, remark: str) -> Iterator[RenderableType]:
    fields = {field.name: field for field in card.fields}
    title = fields.get("titel") or fields.get("naam")
    name = Text((title.new or title.old) if title else "", BOLD)
    if remark:
        name.append(f"  {remark}", WARN)
    yield row(str(kind), name, _STYLES.get(kind, MUTED))
    yield from _fields(card.fields, kind, skip=("titel", "naam"))


# -- text -----------------------------------------------------------------------------------


def text_parts(changes: PlanChanges) -> Iterator[RenderableType]:
    """Every text block that changed with all its changes, and the names of the others."""
    titles = {each: block.title.new or block.title.old for block in changes.blocks for each in _ids(block)}
    yield heading("Tekst")
    for block in changes.blocks:
        if block.kind is not Kind.UNCHANGED:
            yield from _block(block, titles)
    same = [titles[block.new_id or block.old_id] for block in changes.blocks if block.kind is Kind.UNCHANGED]
    if same:
        yield Padding(row("ongewijzigd", Text(listed(same), MUTED), indent=0), (1, 0, 0, 2))


def _ids(block: BlockChange) -> tuple[str, ...]:
    return tuple(each for each in (block.old_id, block.new_id) if each)


def _block(block: BlockChange, titles: Mapping[str, str]) -> Iterator[RenderableType]:
    yield Padding(block_title(block), (1, 0, 0, 2))
    if block.renamed:
        yield row("heette", Text(block.title.old))
    unchanged = 0
    for change in block.changes:
        if change.kind is Kind.UNCHANGED and not change.moved:
            unchanged += 1
        else:
            yield from _text_rows(change, titles)
    if unchanged:
        told = "1 tekstdeel" if unchanged == 1 else f"{unchanged} tekstdelen"
        yield row("ongewijzigd", Text(told, MUTED))
    if block.gone_to:
        count = len(block.gone_to)
        where = listed(dict.fromkeys(titles.get(each, each) for _, each in block.gone_to))
        told = f"{'1 tekstdeel staat' if count == 1 else f'{count} tekstdelen staan'} nu bij: {where}"
        yield row("verplaatst", Text(told, MUTED))


def block_title(block: BlockChange) -> Text:
    """'Actielijnen 2024 · gewijzigd, verplaatst, herkend aan bekende andere naam'."""
    text = Text(block.title.new or block.title.old, BOLD)
    words = [str(block.kind)]
    if block.moved and block.kind is not Kind.MOVED:
        words.append("staat op een andere plaats")
    if block.renamed:
        words.append("andere kop")
    if block.match in (Match.ALIAS, Match.LIKENESS):
        words.append(f"herkend aan {block.match}")
    text.append(f" · {', '.join(words)}", _STYLES.get(block.kind, MUTED))
    return text


def _text_rows(change: TextChange, titles: Mapping[str, str]) -> Iterator[RenderableType]:
    unit = (change.new or change.old)[0]
    if change.kind in (Kind.ADDED, Kind.REMOVED):
        units = change.new or change.old
        body = Text(_before(unit) + " ¶ ".join(each.text for each in units))
    elif all(piece.op is Op.SAME for piece in change.pieces):
        body = Text(_before(unit) + _start(unit.text), MUTED)
    elif rewritten(change.pieces):
        was, body = before_and_after(change.pieces)
        yield row(str(change.kind), was, _STYLES.get(change.kind, WARN))
    else:
        body = marked(change.pieces, before=_before(unit))
    if change.crossed:
        body.append(f"  (stond bij: {titles.get(change.old[0].section, change.old[0].section)})", MUTED)
    elif change.moved and change.kind is not Kind.MOVED:
        body.append("  (staat op een andere plaats)", MUTED)
    label = "cijfer anders" if change.kind is Kind.CHANGED and change.figures_only else str(change.kind)
    label = "" if body.plain.startswith("nu: ") else label
    yield row(label, body, _STYLES.get(change.kind, WARN))


def _before(unit: TextUnit) -> str:
    if unit.form is Form.ITEM:
        return f"{unit.number or '•'} "
    return {Form.SUBHEADING: "Tussenkop: ", Form.OUTCOME: "Uitkomst: "}.get(unit.form, "")


def _start(text: str) -> str:
    words = text.split()
    return text if len(words) <= 16 else " ".join(words[:16]) + " (…)"
