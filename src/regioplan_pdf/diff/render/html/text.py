"""Text blocks as the page shows them: runs of what is new, gone or unchanged, and units that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from regioplan_pdf.diff.render.html.pieces import marked, one_side, whole
from regioplan_pdf.diff.render.wording import FORMS, LABELS
from regioplan_pdf.diff.totals import Totals, block_totals
from regioplan_pdf.dutch import capitalize_first, join_words
from regioplan_pdf.model.changes import BlockChange, Field, Form, Kind, Match, Op, TextChange, TextUnit
from regioplan_pdf.web.templating import count

_RECOGNISED: Mapping[Match, str] = {
    Match.ALIAS: "herkend aan een bekende andere naam",
    Match.LIKENESS: "herkend aan de gelijkenis van de tekst",
}
_SNIPPET = 60
"""Characters of a unit that are enough to recognise it by."""


@dataclass(frozen=True, slots=True)
class Line:
    """One unit of a run. name: its form as a class ('item'); before: what stands before it ('2.')."""

    name: str
    depth: int
    before: str
    text: Markup


@dataclass(frozen=True, slots=True)
class Run:
    """Units next to each other that are all new, all gone, or all as they were.

    name: 'added', 'removed' or 'unchanged'; told: '3 alinea’s en 1 punt'.
    """

    name: str
    label: str
    told: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Units that changed, moved, were split or merged.

    note: how, in words; origin: (anchor, title) of the block that it came from.
    inline: changes in the text; old, new: each plan's own text, '' where nothing but its place changed.
    """

    id: str
    name: str
    label: str
    note: str
    origin: tuple[str, str] | None
    line: Line
    old: Markup
    new: Markup


@dataclass(frozen=True, slots=True)
class Gone:
    """A unit that went to another block: its first words, and the block's title and the unit's anchor there."""

    snippet: str
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Block:
    """A text block. former: its heading in the old plan when it's another; facts: what else is told of it."""

    id: str
    name: str
    label: str
    title: str
    former: str
    facts: tuple[str, ...]
    parts: tuple[Run | Change, ...]
    gone: tuple[Gone, ...]
    changed: bool


def text_blocks(blocks: Sequence[BlockChange], prefix: str) -> tuple[Block, ...]:
    """All blocks in their order. prefix: of all ids, for a page with more than one plan."""
    whereabouts = _Whereabouts.of(blocks, prefix)
    return tuple(_block(block, prefix, whereabouts) for block in blocks)


@dataclass(frozen=True, slots=True)
class _Whereabouts:
    """Where things are told: the title and anchor of each block by its ids, the anchor of each old unit."""

    prefix: str
    titles: Mapping[str, str]
    anchors: Mapping[str, str]
    units: Mapping[str, tuple[str, str]]

    @classmethod
    def of(cls, blocks: Sequence[BlockChange], prefix: str) -> _Whereabouts:
        titles = {block.old_id: block.title.old for block in blocks if block.old_id}
        anchors = {block.old_id: prefix + block.anchor for block in blocks if block.old_id}
        titles |= {block.new_id: block.title.new for block in blocks if block.new_id}
        anchors |= {block.new_id: prefix + block.anchor for block in blocks if block.new_id}
        units = {
            unit.id: (prefix + _anchor(change), unit.text)
            for block in blocks
            for change in block.changes
            for unit in change.old
        }
        return cls(prefix, titles, anchors, units)

    def origin(self, change: TextChange) -> tuple[str, str] | None:
        """Anchor and title of the block that a unit came from; None when it's still in it, whatever its id."""
        old, new = change.old[0].section, change.new[0].section
        if self.anchors.get(old) == self.anchors.get(new):
            return None
        return self.anchors.get(old, ""), self.titles.get(old, "")


def _anchor(change: TextChange) -> str:
    return "stuk-" + (change.new or change.old)[0].id.removeprefix("blok-").replace(".", "_")


def _block(block: BlockChange, prefix: str, whereabouts: _Whereabouts) -> Block:
    gone = []
    for unit, target in block.gone_to:
        anchor, text = whereabouts.units.get(unit, (whereabouts.anchors.get(target, ""), ""))
        gone.append(Gone(_snippet(text), whereabouts.titles.get(target, ""), anchor))
    changed = block.kind is not Kind.UNCHANGED or block.renamed or bool(gone)
    title = block.title.new if block.new_id else block.title.old
    return Block(
        id=prefix + block.anchor,
        name=block.kind.name.lower(),
        label=LABELS[block.kind],
        title=title,
        former=block.title.old if block.renamed else "",
        facts=tuple(_facts(block)),
        parts=tuple(_parts(block, whereabouts)),
        gone=tuple(gone),
        changed=changed,
    )


def _facts(block: BlockChange) -> Iterator[str]:
    if block.old_id and block.new_id and block.match in _RECOGNISED:
        yield _RECOGNISED[block.match]
    if block.moved and block.kind is not Kind.MOVED:
        yield "staat op een andere plaats"
    yield from told_totals(block_totals(block))


def told_totals(totals: Totals) -> Iterator[str]:
    """'120 woorden erbij', '45 woorden weg'."""
    if totals.added_words:
        yield count(totals.added_words, "woord", "woorden") + " erbij"
    if totals.removed_words:
        yield count(totals.removed_words, "woord", "woorden") + " weg"


# -- the units of a block -------------------------------------------------------------------


def _parts(block: BlockChange, whereabouts: _Whereabouts) -> Iterator[Run | Change]:
    for kind, group in groupby(block.changes, lambda change: (change.kind, change.moved)):
        changes = tuple(group)
        if kind[0] in (Kind.ADDED, Kind.REMOVED) or kind == (Kind.UNCHANGED, False):
            yield _run(changes)
        else:
            yield from (_change(change, whereabouts) for change in changes)


def _run(changes: Sequence[TextChange]) -> Run:
    kind = changes[0].kind
    units = [(change.new or change.old)[0] for change in changes]
    lines = tuple(_line(unit, whole(change.pieces)) for unit, change in zip(units, changes, strict=True))
    return Run(kind.name.lower(), LABELS[kind], count_forms([unit.form for unit in units]), lines)


def _change(change: TextChange, whereabouts: _Whereabouts) -> Change:
    unit = (change.new or change.old)[0]
    reworded = any(piece.op is not Op.SAME for piece in change.pieces)
    origin = whereabouts.origin(change)
    return Change(
        id=whereabouts.prefix + _anchor(change),
        name=change.kind.name.lower(),
        label=_label(change),
        note=" ".join(_notes(change, here=origin is None)),
        origin=origin,
        line=_line(unit, marked(change.pieces)),
        old=one_side(change.pieces, Op.REMOVED) if reworded else Markup(""),
        new=one_side(change.pieces, Op.ADDED) if reworded else Markup(""),
    )


def _label(change: TextChange) -> str:
    if change.kind in (Kind.MOVED, Kind.UNCHANGED):
        return LABELS[Kind.MOVED]
    label = LABELS[change.kind]
    if change.kind is Kind.CHANGED and change.figures_only:
        label = "Alleen cijfers gewijzigd"
    return f"{label} en verplaatst" if change.moved else label


def _notes(change: TextChange, *, here: bool) -> Iterator[str]:
    if change.moved and here:
        yield "Stond op een andere plaats in dit blok."
    if change.kind is Kind.SPLIT:
        yield f"Was één {FORMS[change.old[0].form][0]}, zijn er nu {len(change.new)}."
    if change.kind is Kind.MERGED:
        yield f"Samengevoegd uit {count_forms([unit.form for unit in change.old])}."


def _line(unit: TextUnit, text: Markup) -> Line:
    before = unit.number or "•" if unit.form is Form.ITEM else ""
    if unit.form is Form.OUTCOME:
        before = "Uitkomst:"
    return Line(unit.form.name.lower().replace("_", "-"), unit.depth, before, text)


def count_forms(forms: Sequence[Form]) -> str:
    """'2 alinea’s en 1 punt'."""
    return join_words([count(forms.count(form), *FORMS[form]) for form in dict.fromkeys(forms)])


def field_named(fields: Iterable[Field], name: str) -> Field:
    """The field with a name; one without text when there is none."""
    return next((field for field in fields if field.name == name), Field(name, ()))


def field_title(name: str) -> str:
    """The name of a field as a label: 'Toelichting', 'NB'."""
    return "NB" if name == "nb" else capitalize_first(name)


def _snippet(text: str) -> str:
    flat = " ".join(text.split())
    if len(flat) <= _SNIPPET:
        return flat
    return flat[:_SNIPPET].rsplit(" ", 1)[0].rstrip(",;:.") + "…"
