"""Text of editors with its expressions worked out, links checked, and their use noted."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from regioplan_pdf.compose.leeswijzer import Uses
from regioplan_pdf.errors import Problems
from regioplan_pdf.expressions import ExpressionError, evaluate
from regioplan_pdf.model.content import Edition
from regioplan_pdf.model.figures import EXAMPLE, Figures, Gap
from regioplan_pdf.model.text import Block, Expression, ListBlock, ListItem, Paragraph, Run
from regioplan_pdf.suggest import did_you_mean_place

_EXPRESSION = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
EXAMPLE_MARK = f"\u00a0({EXAMPLE})"
"""Stands behind every figure in running text that no source gives."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an expression came to.

    example: whether a figure in it is a `voorbeeld`; known: whether a number is shown, not why there is none.
    gaps: figures in it that are still to be filled in.
    """

    text: str
    example: bool = False
    known: bool = True
    gaps: tuple[Gap, ...] = ()

    @property
    def mark(self) -> str:
        """What stands behind it in running text."""
        return EXAMPLE_MARK if self.example and self.known else ""


@dataclass(slots=True)
class Prose:
    """Works out the text of one document.

    targets: what a link may name after '#', with the id of the node that it leads to.
    Problems and uses of Leeswijzer entries are gathered in `problems` and `uses`, figures that are
    still to be filled in in `gaps`; every expression is calculated once, however often it's written.
    """

    edition: Edition
    figures: Figures
    problems: Problems
    uses: Uses
    targets: dict[str, str]
    gaps: set[Gap] = field(default_factory=set)
    _told: dict[str, Told | ExpressionError] = field(default_factory=dict)

    def tell_expression(self, source: str, line: int, node: str, file: str) -> Told:
        """Calculate one expression for a node; a fault is noted and prints as it was written."""
        source = source.strip()
        told = self._told.get(source)
        if told is None:
            told = self._told[source] = self._calculate(source)
        if isinstance(told, ExpressionError):
            self.problems.within(file).error(line, told.message, told.hint)
            return Told(f"{{{{ {source} }}}}")
        self.gaps.update(told.gaps)
        for name in names_in(source):
            spec = self.edition.indicators.get(name)
            if spec is not None:
                self.uses.note(spec.entry, node)
        return told

    def _calculate(self, source: str) -> Told | ExpressionError:
        try:
            text, value, gaps = evaluate(source, self.figures, self.edition)
            return Told(text, value.example, value.number is not None, gaps)
        except ExpressionError as fault:
            return fault

    def tell_text(self, text: str, line: int, node: str, file: str = "") -> Told:
        """Work out the {{ expressions }} of a setting or sentence; `file`: the edition's."""
        if "{{" not in text:
            return Told(text)
        pieces: list[str] = []
        example = known = False
        for place, piece in enumerate(split_expressions(text)):
            if place % 2:
                told = self.tell_expression(piece, line, node, file or self.edition.file)
                pieces.append(told.text)
                example = example or told.example
                known = known or bool(told.mark)
            else:
                pieces.append(piece)
        return Told("".join(pieces), example, known)

    def tell_blocks(self, blocks: tuple[Block, ...], node: str, file: str) -> tuple[tuple[Block, ...], bool]:
        """Work out the blocks of a section; also whether they show an example figure."""
        teller = _BlockTeller(self, node, file)
        return tuple(teller.tell_block(block) for block in blocks), teller.example

    def find_target(self, link: str, line: int, file: str, node: str) -> str:
        """Give the link to the node that '#...' means; note a fault when there is none."""
        name = link[1:]
        target = self.targets.get(name, "")
        if not target:
            # In the words of `validate`, which finds it too: a fault is told once.
            message = f"The link '#{name}' leads to no chart or Leeswijzer entry."
            self.problems.within(file).error(line, message, did_you_mean_place(name, self.targets))
            return link
        if target.startswith("leeswijzer-"):
            self.uses.note(target.removeprefix("leeswijzer-"), node)
        return f"#{target}"


@dataclass(slots=True)
class _BlockTeller:
    """Walks the blocks of one section."""

    prose: Prose
    node: str
    file: str
    example: bool = False

    def tell_block(self, block: Block) -> Block:
        if isinstance(block, Paragraph):
            return self._tell_paragraph(block)
        if isinstance(block, ListBlock):
            return self._tell_list(block)
        told = self.prose.tell_text(block.text, block.line, self.node, self.file)
        self.example = self.example or told.example
        return replace(block, text=told.text + told.mark)

    def _tell_list(self, block: ListBlock) -> ListBlock:
        return replace(block, items=tuple(ListItem(tuple(self._tell_items(item))) for item in block.items))

    def _tell_items(self, item: ListItem) -> Iterator[Paragraph | ListBlock]:
        for block in item.blocks:
            yield self._tell_list(block) if isinstance(block, ListBlock) else self._tell_paragraph(block)

    def _tell_paragraph(self, paragraph: Paragraph) -> Paragraph:
        return replace(
            paragraph, runs=tuple(told for run in paragraph.runs for told in self._tell_run(run, paragraph.line))
        )

    def _tell_run(self, run: Run | Expression, line: int) -> Iterator[Run]:
        link = run.link
        if link.startswith("#"):
            link = self.prose.find_target(link, line, self.file, self.node)
        if isinstance(run, Run):
            yield replace(run, link=link)
            return
        told = self.prose.tell_expression(run.source, run.line, self.node, self.file)
        yield Run(told.text, run.bold, run.italic, link, figure=run.source.strip())
        self.example = self.example or told.example
        if told.mark:
            yield Run(told.mark)


@lru_cache(maxsize=1024)
def split_expressions(text: str) -> tuple[str, ...]:
    """Cut text at its expressions: text, source, text, source, ..., text."""
    return tuple(_EXPRESSION.split(text))


@lru_cache(maxsize=1024)
def names_in(source: str) -> tuple[str, ...]:
    """Give the names in an expression that can be calculated, in the order of reading."""
    nodes = (node for node in ast.walk(ast.parse(source, mode="eval")) if isinstance(node, ast.Name))
    return tuple(dict.fromkeys(node.id for node in sorted(nodes, key=lambda node: (node.lineno, node.col_offset))))
