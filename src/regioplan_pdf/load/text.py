"""A region's text: Markdown into blocks of paragraphs, subheadings and lists."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from markdown_it.tree import SyntaxTreeNode

from regioplan_pdf.errors import Problems
from regioplan_pdf.load.markdown import build_parser
from regioplan_pdf.load.reading import read_text_file, relative_name
from regioplan_pdf.load.text_runs import Runs, has_text, read_runs
from regioplan_pdf.model.content import BlockSpec, Edition, RegionText, TextBlock
from regioplan_pdf.model.text import Block, Expression, ListBlock, ListItem, Paragraph, Role, Run, Subheading
from regioplan_pdf.suggest import normalise_name

OVERRIDES_TITLE = "Bevindingen"
"""The `##` block that isn't printed: an editor's own sentences over charts."""
COPY_MARK = "<!-- Overgenomen uit {edition}: herzie elk blok en haal deze regel weg. -->"
"""The line that `regioplan new` puts over a copied text, until it's revised."""

_COPIED = re.compile(r"<!--\s*Overgenomen uit ([0-9]{4}-[0-9]{4})\b")
_OUTCOME = re.compile(r"\s*uitkomst\s*:\s*", re.IGNORECASE)
_OVERRIDE = re.compile(r"\s*([\w-]+)\s*:\s*(.+)", re.DOTALL)
_COMMENTS = re.compile(r"(?:\s*<!--.*?-->)+\s*", re.DOTALL)
_REFUSED = {
    "fence": ("A block of code can't stand in the text.", "leave out the lines with ``` or ~~~"),
    "code_block": (
        "This text is indented so far that it is read as code.",
        "take out the spaces at the start of the line",
    ),
    "blockquote": ("A quotation block can't stand in the text.", "leave out the '>' at the start of the line"),
    "hr": ("A rule can't stand in the text.", "leave the line out; headings part the text already"),
    "table": ("A table can't stand in the text.", "make it a list, or a chart of the kind 'tabel'"),
}


def load_region_text(path: Path, content: Path, edition: Edition, problems: Problems) -> RegionText:
    """Read a region's Markdown file; what can't be printed is noted and left out."""
    file = relative_name(path, content)
    faults = problems.within(file)
    text = read_text_file(path, faults)
    if text is None:
        return RegionText(path.stem, file, ())
    blocks: list[TextBlock] = []
    overrides: dict[str, tuple[str, int]] = {}
    for heading, body in _split_blocks(SyntaxTreeNode(build_parser().parse(text)), faults):
        title, line = _heading_text(heading, faults), _line_of(heading)
        if normalise_name(title) == normalise_name(OVERRIDES_TITLE):
            overrides.update(_read_overrides(body, overrides, faults))
            continue
        spec = _find_block(title, edition)
        read = tuple(block for node in body for block in _read_block(node, 0, faults))
        _check_outcomes(read, faults)
        if spec and spec.place == "paneel":
            read = _mark_lead_in(read)
        blocks.append(TextBlock(spec.id if spec else "", title, read, line))
    copied = _COPIED.search(text)
    origin = (copied[1], text.count("\n", 0, copied.start()) + 1) if copied else ("", 0)
    return RegionText(path.stem, file, tuple(blocks), overrides, *origin)


def _split_blocks(root: SyntaxTreeNode, faults: Problems) -> list[tuple[SyntaxTreeNode, list[SyntaxTreeNode]]]:
    """The `##` headings, each with what stands under it."""
    found: list[tuple[SyntaxTreeNode, list[SyntaxTreeNode]]] = []
    early = False
    for node in root.children:
        if node.type == "heading" and node.tag == "h2" and node.markup == "##":
            found.append((node, []))
        elif found:
            found[-1][1].append(node)
        elif not early and not _is_comment(node) and not (node.type == "heading" and _refuse_heading(node, faults)):
            faults.error(
                _line_of(node),
                "There is text before the first '##' heading, so it belongs to no block.",
                "put a heading of a block over it, for example '## Wat valt op in deze regio?'",
            )
            early = True
    if not found and not faults.failed:
        faults.error(0, "There is no '##' heading, so there is no text to print.", "start with the heading of a block")
    return found


def _find_block(title: str, edition: Edition) -> BlockSpec | None:
    wanted = normalise_name(title)
    for spec in edition.blocks:
        if wanted in (normalise_name(name) for name in (spec.title, *spec.aliases)):
            return spec
    return None


def _read_block(node: SyntaxTreeNode, depth: int, faults: Problems) -> tuple[Block, ...]:
    """A node of the tree as text; depth counts the lists round it. Empty when refused."""
    line = _line_of(node)
    match node.type:
        case "paragraph":
            runs = _read_inline(node, faults)
            paragraph = Paragraph(runs, line=line)
            return (_mark_outcome(paragraph, depth, faults),) if has_text(runs) else ()
        case "heading":
            return _read_heading(node, depth, faults)
        case "bullet_list" | "ordered_list":
            return _read_list(node, depth, faults)
        case "html_block":
            _check_html(node, faults)
            return ()
        case _:
            message, hint = _REFUSED.get(node.type, (f"'{node.type}' can't stand in the text.", ""))
            faults.error(line, message, hint)
            return ()


def _read_list(node: SyntaxTreeNode, depth: int, faults: Problems) -> tuple[ListBlock, ...]:
    line = _line_of(node)
    if depth == 2:
        faults.error(line, "This list is nested twice.", "a list can hold one list; make the inner one a sentence")
        return ()
    ordered = node.type == "ordered_list"
    items: list[ListItem] = []
    for item in node.children:
        blocks = [block for child in item.children for block in _read_block(child, depth + 1, faults)]
        kept = tuple(block for block in blocks if not isinstance(block, Subheading))
        if kept:
            items.append(ListItem(kept))
        elif not item.children:
            faults.error(_line_of(item), "This item of a list is empty.", "fill it, or take it out")
    start = int(node.attrs.get("start", 1)) if ordered else 1
    return (ListBlock(tuple(items), ordered, start, line),) if items else ()


def _read_heading(node: SyntaxTreeNode, depth: int, faults: Problems) -> tuple[Subheading, ...]:
    if _refuse_heading(node, faults):
        return ()
    if depth:
        faults.error(_line_of(node), "A heading can't stand inside a list.", "end the list first, with an empty line")
        return ()
    return (Subheading(_heading_text(node, faults), _line_of(node)),)


def _refuse_heading(node: SyntaxTreeNode, faults: Problems) -> bool:
    """Note a heading of a level or a shape that a plan doesn't know."""
    if node.markup.startswith(("-", "=")):
        faults.error(
            _line_of(node),
            f"A line of '{node.markup[0]}' under a text makes it a heading.",
            "write '## ' before a heading instead, and leave an empty line before a dash",
        )
        return True
    if node.tag not in ("h2", "h3"):
        faults.error(
            _line_of(node),
            f"A heading with {node.markup} can't stand in the text.",
            "use ## for a block and ### for a heading inside it",
        )
        return True
    return False


def _heading_text(node: SyntaxTreeNode, faults: Problems) -> str:
    """The plain text of a heading; bold and italic are left out."""
    line = _line_of(node)
    runs = _read_inline(node, faults)
    if any(isinstance(run, Expression) for run in runs):
        faults.error(line, "A heading can't hold a figure.", "write the figure in the text under it")
    if any(run.link for run in runs):
        faults.error(line, "A heading can't hold a link.", "put the link in the text under it")
    text = " ".join("".join(run.text for run in runs if isinstance(run, Run)).split())
    if not has_text(runs):
        faults.error(line, f"A heading with {node.markup} has no text.", "write the heading behind it")
    return text


def _read_inline(node: SyntaxTreeNode, faults: Problems) -> Runs:
    inline = node.children[0].token if node.children else None
    return read_runs(inline.children or (), _line_of(node), faults) if inline else ()


def _mark_outcome(paragraph: Paragraph, depth: int, faults: Problems) -> Paragraph:
    """'Uitkomst: ...' as a paragraph of its own in a list item, without that word."""
    plain = _plain_text(paragraph.runs)
    found = _OUTCOME.match(plain)
    if depth and found:
        runs = _cut_start(paragraph.runs, found.end())
        if not runs:
            faults.error(
                paragraph.line, "There is nothing behind 'Uitkomst:'.", "write the outcome, or leave the line out"
            )
        return replace(paragraph, runs=runs, role=Role.OUTCOME)
    if depth and re.search(r"(?<=[.!?]) Uitkomst: ", plain):
        faults.warn(
            paragraph.line,
            "'Uitkomst:' stands in the middle of a paragraph, so it is printed as ordinary text.",
            "leave an empty line before it and indent it as far as the item's text",
        )
    return paragraph


def _check_outcomes(blocks: Sequence[Block], faults: Problems) -> None:
    """Warn of an outcome behind a list that was meant to be in its last item."""
    for before, block in pairwise(blocks):
        if isinstance(before, ListBlock) and isinstance(block, Paragraph) and _OUTCOME.match(_plain_text(block.runs)):
            faults.warn(
                block.line,
                "'Uitkomst:' stands behind the list instead of in an item, so it is printed as ordinary text.",
                "indent it as far as the item's text",
            )


def _plain_text(runs: Runs) -> str:
    """Runs without their faces, and with a digit for every figure."""
    return "".join(run.text if isinstance(run, Run) else "0" for run in runs)


def _cut_start(runs: Runs, length: int) -> Runs:
    """The runs without their first `length` letters."""
    kept: list[Run | Expression] = []
    for run in runs:
        if isinstance(run, Run) and length > 0:
            text = run.text[length:]
            length -= len(run.text)
            if text:
                kept.append(replace(run, text=text))
        else:
            kept.append(run)
    if kept and isinstance(kept[0], Run):
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
    return tuple(run for run in kept if isinstance(run, Expression) or run.text)


def _mark_lead_in(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """In a panel, the first paragraph is the lead-in when a list or a heading follows it."""
    if len(blocks) > 1 and isinstance(blocks[0], Paragraph) and isinstance(blocks[1], ListBlock | Subheading):
        return (replace(blocks[0], role=Role.LEAD_IN), *blocks[1:])
    return blocks


def _read_overrides(
    body: list[SyntaxTreeNode], known: Mapping[str, tuple[str, int]], faults: Problems
) -> dict[str, tuple[str, int]]:
    """The items `- chart: sentence` of the block Bevindingen."""
    found: dict[str, tuple[str, int]] = dict(known)
    hint = "write '- id of a chart: the sentence'"
    for node in body:
        if _is_comment(node):
            continue
        if node.type != "bullet_list":
            faults.error(_line_of(node), f"The block '{OVERRIDES_TITLE}' holds something that isn't a list.", hint)
            continue
        for item in node.children:
            line = _line_of(item)
            match = None
            if len(item.children) == 1 and item.children[0].type == "paragraph":
                runs = _read_inline(item.children[0], faults)
                match = _OVERRIDE.fullmatch(_source_text(runs))
                _check_plain(runs, line, faults)
            if match is None:
                faults.error(line, f"This item of '{OVERRIDES_TITLE}' isn't a chart with a sentence.", hint)
            elif match[1] in found:
                faults.error(
                    line, f"The chart '{match[1]}' has two sentences.", f"the first is at line {found[match[1]][1]}"
                )
            else:
                found[match[1]] = (match[2].strip(), line)
    return found


def _check_plain(runs: Runs, line: int, faults: Problems) -> None:
    """A sentence over a chart is plain text: what it would lose is told."""
    if any(run.link for run in runs):
        faults.error(line, "A sentence over a chart can't hold a link.", "put the link in a text block")
    if any(run.bold or run.italic for run in runs):
        faults.warn(
            line,
            "A sentence over a chart is printed in one face: its bold and italic are left out.",
            "take out the asterisks",
        )


def _source_text(runs: Runs) -> str:
    """Runs as plain text, with expressions as they were written."""
    return "".join(run.text if isinstance(run, Run) else "{{ " + run.source + " }}" for run in runs)


def _is_comment(node: SyntaxTreeNode) -> bool:
    return node.type == "html_block" and bool(_COMMENTS.fullmatch(node.content))


def _check_html(node: SyntaxTreeNode, faults: Problems) -> None:
    """Comments on lines of their own are left out; all other HTML is a fault."""
    if _is_comment(node):
        return
    line = _line_of(node)
    if node.content.lstrip().startswith("<!--") and "-->" not in node.content:
        faults.error(line, "This comment has no end, so all that follows would be left out.", "close it with '-->'")
        return
    shown = node.content.strip().splitlines()[0]
    faults.error(line, f"HTML can't stand in the text: '{shown}'.", "leave it out, or use Markdown")


def _line_of(node: SyntaxTreeNode) -> int:
    return node.map[0] + 1 if node.map else 0
