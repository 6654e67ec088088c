"""What a page says, read from its HTML: for tests that compare it with what it was made from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "path")
)


@dataclass(slots=True)
class Node:
    """An element: its attributes, and the texts and elements in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    kids: list[Node | str] = field(default_factory=list)

    def walk(self):
        """The element and all below it."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    def all(self, tag: str = "", name: str = ""):
        """Elements by tag and class."""
        return [
            node
            for node in self.walk()
            if (not tag or node.tag == tag) and (not name or name in node.attributes.get("class", "").split())
        ]

    def find(self, id: str) -> Node:
        """The element with an id."""
        (found,) = [node for node in self.walk() if node.attributes.get("id") == id]
        return found

    def text(self, without: tuple[str, ...] = ("svg", "script", "style")) -> str:
        """The text, white space put together; without: elements that are passed over."""
        return " ".join("".join(self._texts(without)).split())

    def _texts(self, without: tuple[str, ...]):
        if self.tag in without:
            return
        for kid in self.kids:
            if isinstance(kid, str):
                yield kid
            else:
                yield from kid._texts(without)
        if self.tag not in ("a", "abbr", "b", "strong", "em", "span", "wbr", "text"):
            yield " "


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("#page")
        self._open = [self.root]

    def handle_starttag(self, tag, attrs):
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].kids.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_startendtag(self, tag, attrs):
        self._open[-1].kids.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag):
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data):
        self._open[-1].kids.append(data)


def read(html: str | bytes) -> Node:
    """The elements of a page; fails when they aren't closed in order."""
    reader = _Reader()
    reader.feed(html.decode() if isinstance(html, bytes) else html)
    reader.close()
    assert len(reader._open) == 1, f"<{reader._open[-1].tag}> isn't closed"
    return reader.root


def words(text: str) -> list[str]:
    """The words of a text, without marks and spaces."""
    return re.findall(r"\w+", text.replace("\u00ad", ""))


def stands_in(part: str, whole: list[str], start: int = 0) -> int:
    """Where a text's words stand in a row of words from `start` on: the place after them, -1 for nowhere."""
    wanted = words(part)
    for at in range(start, len(whole) - len(wanted) + 1):
        if whole[at : at + len(wanted)] == wanted:
            return at + len(wanted)
    return -1
