"""On which line a setting of a TOML file stands, which the standard reader doesn't tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

Path = tuple[str | int, ...]
"""Where a setting stands: ('grafiek', 0, 'bevinding', 'regel')."""

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}\n]|[^"\'#\[\]{}\n]+|.',
    re.DOTALL,
)
_KEY_PART = r'(?:[A-Za-z0-9_-]+|"[^"\n]*"|\'[^\'\n]*\')'
_KEY = rf"{_KEY_PART}(?:\s*\.\s*{_KEY_PART})*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_KEY})\s*\]")
_SETTING = re.compile(rf"\s*({_KEY})\s*=")
_PART = re.compile(_KEY_PART)


def index_lines(text: str) -> Mapping[Path, int]:
    """The 1-based line of every table and every setting in a TOML text."""
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    for line, start in _statement_starts(text):
        header = _HEADER.match(text, start)
        if header:
            table = _table_path(_key_parts(header[2]), header[1] == "[[", counts)
            lines.setdefault(table, line)
            continue
        setting = _SETTING.match(text, start)
        if setting:
            path = table
            for part in _key_parts(setting[1]):
                path = (*path, part)
                lines.setdefault(path, line)
    return lines


def find_line(lines: Mapping[Path, int], path: Path) -> int:
    """The line of a setting, or of the nearest table round it; 0 if there is none."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return 0


def _key_parts(key: str) -> list[str]:
    return [part.strip("\"'") for part in _PART.findall(key)]


def _table_path(parts: list[str], repeated: bool, counts: dict[Path, int]) -> Path:
    """The path of a header; `[a.b]` under the third `[[a]]` is ('a', 2, 'b')."""
    path: Path = ()
    for number, part in enumerate(parts, start=1):
        path = (*path, part)
        if repeated and number == len(parts):
            counts[path] = counts.get(path, 0) + 1
        if path in counts:
            path = (*path, counts[path] - 1)
    return path


def _statement_starts(text: str) -> Iterator[tuple[int, int]]:
    """Line and offset of each line that starts a statement, not one inside a list or a text."""
    line, depth, fresh = 1, 0, True
    for token in _TOKEN.finditer(text):
        word = token[0]
        if fresh and depth == 0 and word != "\n":
            yield line, token.start()
        fresh = False
        if word == "\n":
            line += 1
            fresh = True
        elif word in "[{":
            depth += 1
        elif word in "]}":
            depth = max(depth - 1, 0)
        else:
            line += word.count("\n")
