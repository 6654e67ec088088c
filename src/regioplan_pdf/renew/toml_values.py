"""Where the values of a TOML file stand in its text, so that they can be changed in place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"(?P<comment>\#[^\n]*)"
    r'|(?P<text>"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\')'
    r"|(?P<newline>\n)"
    r"|(?P<space>[ \t\r]+)"
    r"|(?P<mark>[\[\]{},=])"
    r"|(?P<word>[^\s\"'\#\[\]{},=]+)",
    re.DOTALL,
)
_HEADER = re.compile(r"(\[\[?)([^\[\]\n]*)\]\]?[ \t]*")


@dataclass(frozen=True, slots=True)
class TomlValue:
    """One text, date or number in the file, or the bracket that opens a list.

    header: the table that it stands in and, for `[[blok]]`, the how many-th it is, from 1.
    key: the last part of the setting's name. raw: as it is written, quotes and escapes as well.
    """

    start: int
    end: int
    raw: str
    line: int
    header: tuple[str, int]
    key: str

    @property
    def is_text(self) -> bool:
        """Whether it is a text between quotes."""
        return self.raw.startswith(('"', "'"))

    @property
    def plain(self) -> str:
        """The text that it stands for; what isn't a text as it is written."""
        return read_text_value(self.raw) if self.is_text else self.raw


def read_text_value(raw: str) -> str:
    """The text that is written so in TOML."""
    return str(tomllib.loads(f"x = {raw}")["x"])


@dataclass(slots=True)
class _Scan:
    """Where a walk through the file has got to."""

    header: tuple[str, int] = ("", 0)
    counts: dict[str, int] = field(default_factory=dict)
    keys: list[str] = field(default_factory=lambda: [""])
    """The setting being read, one for each list or inline table round it."""
    open: list[str] = field(default_factory=list)
    name: list[str] = field(default_factory=list)
    """Parts of the name that has been read since the last setting."""


def walk_tokens(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Every token and the line that it starts on."""
    line = 1
    for token in _TOKEN.finditer(text):
        yield token, line
        line += token[0].count("\n")


def walk_values(text: str) -> Iterator[TomlValue]:
    """Every text, date and number that is the value of a setting or stands in its list."""
    scan = _Scan()
    skip_to, fresh = 0, True
    for token, line in walk_tokens(text):
        if token.start() < skip_to or token.lastgroup in ("comment", "space"):
            continue
        if token.lastgroup == "newline":
            if not scan.open:
                scan.keys[-1], scan.name, fresh = "", [], True
            continue
        header = _HEADER.match(text, token.start()) if fresh and not scan.open else None
        fresh = False
        if header and token[0] == "[":
            skip_to = header.end()
            _enter_header(scan, header)
        elif token.lastgroup == "mark":
            if token[0] == "[" and scan.keys[-1]:
                yield TomlValue(token.start(), token.end(), token[0], line, scan.header, scan.keys[-1])
            _read_mark(scan, token[0])
        elif scan.keys[-1]:
            yield TomlValue(token.start(), token.end(), token[0], line, scan.header, scan.keys[-1])
        else:
            scan.name.append(token[0])


def _enter_header(scan: _Scan, header: re.Match[str]) -> None:
    name = header[2].strip()
    if header[1] == "[[":
        scan.counts[name] = scan.counts.get(name, 0) + 1
    scan.header = (name, scan.counts.get(name, 0))
    scan.keys, scan.name = [""], []


def _read_mark(scan: _Scan, mark: str) -> None:
    match mark:
        case "=":
            scan.keys[-1] = _last_part("".join(scan.name))
            scan.name = []
        case "[":
            # The items of a list belong to the setting that holds the list.
            scan.open.append(mark)
            scan.keys.append(scan.keys[-1])
        case "{":
            scan.open.append(mark)
            scan.keys.append("")
        case "]" | "}":
            if scan.open:
                scan.open.pop()
                scan.keys.pop()
            scan.name = []
        case _ if scan.open and scan.open[-1] == "{":
            scan.keys[-1] = ""


def _last_part(name: str) -> str:
    """'zinnen' of `bevinding.zinnen`."""
    return name.strip("\"'") if name.startswith(('"', "'")) else name.rpartition(".")[2].strip("\"'")
