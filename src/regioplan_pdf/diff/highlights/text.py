"""What changed in the text, in sentences: blocks, what they're called, and what is new under them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from regioplan_pdf.diff.figures.definition_rules import says_the_same
from regioplan_pdf.diff.totals import Totals, block_totals
from regioplan_pdf.dutch import join_words
from regioplan_pdf.model.changes import About, BlockChange, Form, Highlight, Kind, TextUnit

PANEL, SIDE_COLUMN = "paneel", "zijkolom"
"""Places: of the lines of action, and of what stands beside the figures."""
MOST_NAMED = 5
"""So many things are named in one sentence; more are counted."""
MUCH_WORDS, FEW_WORDS = 150, 50
"""A block of so many words weighs in full; with fewer than the least it's too short to be called rewritten."""
_BLOCK, _ACTIONS, _GONE_ACTIONS = 0.7, 0.68, 0.66
_HEADS, _GONE_HEADS, _REWRITTEN, _RENAMED, _SMALL = 0.54, 0.4, 0.54, 0.38, 0.25
_MOSTLY, _NEARLY_ALL = 0.5, 0.8
"""Parts of the words that must have changed for a block to be called rewritten."""
_LONGEST_HEAD, _LONG_WORD = 80, 8
_QUOTED = re.compile(r"‘([^‘]*?)’(?!\w)")
_ASIDE = 0.08


def tell_text(blocks: tuple[BlockChange, ...]) -> Iterator[Highlight]:
    """Tell what a reader should know of the text, in the order of the plan."""
    counted = [(block, block_totals(block)) for block in blocks]
    kept = [(block, totals) for block, totals in counted if block.kind not in (Kind.ADDED, Kind.REMOVED)]
    for block, totals in counted:
        if block.kind in (Kind.ADDED, Kind.REMOVED):
            yield _tell_block(block, totals)
    rewritten = [(block, totals) for block, totals in kept if _is_rewritten(totals)]
    yield from _tell_rewritten(rewritten)
    large = [block.new_id for block, _ in rewritten]
    for block, totals in kept:
        # The sentence on a single rewritten block has told its new heading.
        if is_renamed(block) and not (len(rewritten) == 1 and rewritten[0][0] is block):
            sentence = f"Het blok {quote(block.title.old)} heet nu {quote(block.title.new)}."
            yield Highlight(About.TEXT, sentence, _RENAMED, block.anchor)
        heads = list(_tell_heads(block, totals, blocks))
        yield from heads or (() if block.new_id in large else _tell_small(block, totals))


def is_renamed(block: BlockChange) -> bool:
    """Whether a block has another heading, and not only another year in it."""
    return block.renamed and not says_the_same(block.title.old, block.title.new)


def quote(text: str) -> str:
    """A name or a heading between Dutch quotation marks; what was quoted in it gets double ones."""
    inner = _QUOTED.sub(r"“\1”", text)
    return f"‘{inner}’"


def tell_list(names: Sequence[str]) -> str:
    """Names between quotation marks, a long row of them cut short: '‘a’, ‘b’ en nog 3'."""
    told = [quote(name) for name in dict.fromkeys(names)]
    if len(told) > MOST_NAMED:
        told = [", ".join(told[: MOST_NAMED - 1]), f"nog {len(told) - MOST_NAMED + 1}"]
    return join_words(told)


def _tell_block(block: BlockChange, totals: Totals) -> Highlight:
    weight = _BLOCK + 0.1 * min((totals.old_words + totals.new_words) / MUCH_WORDS, 1)
    what = "nieuw" if block.kind is Kind.ADDED else "vervallen"
    return Highlight(About.TEXT, f"Het blok {quote(_title(block))} is {what}.", round(weight, 4), block.anchor)


def _is_rewritten(totals: Totals) -> bool:
    return totals.old_words + totals.new_words >= FEW_WORDS and totals.share >= _MOSTLY


def _tell_rewritten(found: list[tuple[BlockChange, Totals]]) -> Iterator[Highlight]:
    """Tell which blocks were rewritten: one with its old name, more of them in a row."""
    if not found:
        return
    share = min(totals.share for _, totals in found)
    how = "bijna helemaal" if share >= _NEARLY_ALL else "grotendeels"
    titles = [block.title for block, _ in found]
    if len(titles) > 1:
        sentence = f"{how.capitalize()} herschreven: {tell_list([title.new for title in titles])}."
    elif is_renamed(found[0][0]):
        sentence = f"Het blok {quote(titles[0].old)} heet nu {quote(titles[0].new)} en is {how} herschreven."
    else:
        sentence = f"Het blok {quote(titles[0].new)} is {how} herschreven."
    yield Highlight(About.TEXT, sentence, round(_REWRITTEN + 0.1 * share, 4), found[0][0].anchor)


def _tell_small(block: BlockChange, totals: Totals) -> Iterator[Highlight]:
    """Tell how many texts of a block changed, where there's no more to say."""
    changed = totals.changed + totals.split + totals.merged
    counts = (("aangepast", changed), ("nieuw", totals.added), ("vervallen", totals.removed))
    told = [f"{count} {what}" for what, count in counts if count]
    if told and all(change.figures_only for change in block.changes if change.kind is not Kind.UNCHANGED):
        sentence = f"In {quote(_title(block))} zijn alleen getallen veranderd."
    elif told:
        texts = "tekst" if changed + totals.added + totals.removed == 1 else "teksten"
        sentence = f"Gewijzigde {texts} in {quote(_title(block))}: {join_words(told)}."
    elif totals.moved:
        sentence = f"In {quote(_title(block))} staan teksten in een andere volgorde."
    else:
        return
    yield Highlight(About.TEXT, sentence, round(_SMALL + 0.1 * totals.share, 4), block.anchor)


def _tell_heads(block: BlockChange, totals: Totals, blocks: tuple[BlockChange, ...]) -> Iterator[Highlight]:
    """Tell of new, renamed and vanished subheadings and named items; those in the panel are lines of action."""
    new = [head for change in block.changes if change.kind is Kind.ADDED for head in _heads(change.new)]
    gone = [head for change in block.changes if change.kind is Kind.REMOVED for head in _heads(change.old)]
    told = [*_tell_new(new, block, blocks), *_tell_renamed(block)]
    if told:
        weight = _ACTIONS if block.place == PANEL else _HEADS + 0.06 * min(totals.added_words / MUCH_WORDS, 1)
        weight -= _ASIDE if block.place == SIDE_COLUMN else 0
        sentence = f"{'Nieuw in' if new else 'In'} {quote(block.title.new)}: {'; '.join(told)}."
        yield Highlight(About.TEXT, sentence, round(weight, 4), block.anchor)
    if gone:
        weight = (
            _GONE_ACTIONS if block.place == PANEL else _GONE_HEADS + 0.06 * min(totals.removed_words / MUCH_WORDS, 1)
        )
        now = f" (nu {quote(block.title.new)})" if is_renamed(block) else ""
        sentence = f"Vervallen uit {quote(block.title.old)}{now}: {tell_list(gone)}."
        yield Highlight(About.TEXT, sentence, round(weight, 4), block.anchor)


def _tell_new(heads: list[str], block: BlockChange, blocks: tuple[BlockChange, ...]) -> Iterator[str]:
    """New heads, with the block of the old plan that spoke of one already, if only one did."""
    if not heads:
        return
    earlier = {head: title for head in heads if (title := _mentioned(head, block, blocks))}
    if len(heads) > MOST_NAMED:
        yield tell_list(heads)
    else:
        named = [
            f"{quote(head)} (eerder genoemd in {quote(earlier[head])})" if head in earlier else quote(head)
            for head in dict.fromkeys(heads)
        ]
        yield join_words(named)


def _mentioned(head: str, block: BlockChange, blocks: tuple[BlockChange, ...]) -> str:
    """The heading of the one other block of the old plan whose text has a head of one long word; '' for none."""
    if len(head.split()) != 1 or len(head) < _LONG_WORD:
        return ""
    word = re.compile(rf"\b{re.escape(head)}\b", re.IGNORECASE)
    # A unit that moved to another block still says where it stood.
    found = dict.fromkeys(
        unit.section for each in blocks for change in each.changes for unit in change.old if word.search(unit.text)
    )
    titles = {each.old_id: each.title.old for each in blocks if each.old_id}
    return titles.get(next(iter(found)), "") if len(found) == 1 and block.old_id not in found else ""


def _tell_renamed(block: BlockChange) -> Iterator[str]:
    """What has another subheading or name but is still the same."""
    for change in block.changes:
        if change.old and change.new:
            before, after = (next(_heads(units[:1]), "") for units in (change.old, change.new))
            if before and after and not says_the_same(before, after):
                yield f"{quote(before)} is nu {quote(after)}"


def _heads(units: tuple[TextUnit, ...]) -> Iterator[str]:
    """A subheading, or the words that an item of a numbered list begins with."""
    for unit in units:
        if unit.form is Form.SUBHEADING:
            yield unit.text.strip()
        elif unit.form is Form.ITEM and unit.number:
            head, point, rest = unit.text.partition(". ")
            if point and rest.strip() and len(head) <= _LONGEST_HEAD:
                yield head


def _title(block: BlockChange) -> str:
    return block.title.new or block.title.old
