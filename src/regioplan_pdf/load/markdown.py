"""The Markdown parser of region texts: CommonMark, and `{{ ... }}` before all else."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

EXPRESSION = "expression"
"""Type of the token that holds what stands between `{{` and `}}`."""

_EXPRESSION = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


@cache
def build_parser() -> MarkdownIt:
    """A parser that recognises more than a plan may hold, so that the rest can be told.

    Tables are read to be refused; links of any kind are read so that their scheme is judged.
    """
    parser = MarkdownIt("commonmark").enable("table")
    parser.inline.ruler.before("text", EXPRESSION, _read_expression)
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


def _read_expression(state: StateInline, silent: bool) -> bool:
    """Take `{{ ... }}` whole, so that a `*` or `_` inside is never read as Markdown."""
    found = _EXPRESSION.match(state.src, state.pos)
    if not found or found.end() > state.posMax:
        return False
    if not silent:
        token = state.push(EXPRESSION, "", 0)
        token.content = " ".join(found[1].split())
        # Line ends inside it count for the lines of what follows.
        token.meta = {"lines": found[1].count("\n")}
    state.pos = found.end()
    return True
