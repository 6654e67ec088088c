"""A TOML file as typed settings: each one is asked for by name, whatever is left is unknown."""

from __future__ import annotations

import datetime
import math
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from regioplan_pdf.errors import Problems
from regioplan_pdf.load.quotes import curl_values
from regioplan_pdf.load.toml_lines import Path, find_line, index_lines
from regioplan_pdf.model.address import AddressError, write_address
from regioplan_pdf.suggest import did_you_mean

_AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)")
_AT_END = re.compile(r"\s*\(at end of document\)")


def parse_settings(text: str, problems: Problems) -> Settings | None:
    """The root table of a TOML text, or None after its fault has been noted."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        message = str(fault)
        found = _AT_LINE.search(message)
        line = int(found[1]) if found else text.rstrip().count("\n") + 1
        reason = _AT_END.sub(" at the end of the file", _AT_LINE.sub("", message)).strip()
        problems.error(
            line,
            f"This line can't be read as a setting: {reason}.",
            'a setting is written as name = "text", name = 12 or name = ["a"]; look for a missing quote or bracket',
        )
        return None
    return Settings(curl_values(table), (), index_lines(text), problems)


@dataclass(slots=True)
class Settings:
    """One table of settings; remembers which were asked for, so that the rest can be told.

    Every reader method notes a fault and gives its default when the setting is of the
    wrong kind, and when it is missing without a default.
    """

    table: Mapping[str, object]
    path: Path
    lines: Mapping[Path, int]
    problems: Problems
    _asked: list[str] = field(default_factory=list)

    @property
    def line(self) -> int:
        """Where the table starts."""
        return find_line(self.lines, self.path)

    @property
    def title(self) -> str:
        """How the table is called in a message: '[[grafiek]]', '[editie]', 'the file'."""
        if not self.path:
            return "the file"
        name = ".".join(str(part) for part in self.path if isinstance(part, str))
        return f"[[{name}]]" if isinstance(self.path[-1], int) else f"[{name}]"

    def line_of(self, name: str) -> int:
        """Where a setting stands; the table's own line if it isn't there."""
        return find_line(self.lines, (*self.path, name))

    def fault(self, name: str, message: str, hint: str = "") -> None:
        """Note a fault at a setting."""
        self.problems.error(self.line_of(name), message, hint)

    def has(self, name: str) -> bool:
        """Whether the setting was written."""
        return name in self.table

    def mark_asked(self, *names: str) -> None:
        """These are settings of the table too, though they are read elsewhere or not now."""
        self._asked.extend(names)

    def text(self, name: str, default: str | None = None) -> str:
        """A text; without a default it is required and may not be empty."""
        value = self._take(name, str, "a text between double quotes", default)
        if default is None and isinstance(value, str) and self.has(name) and not value.strip():
            self.fault(name, f"The setting '{name}' in {self.title} is empty.", "fill it in")
        return value if isinstance(value, str) else default or ""

    def web_address(self, name: str, default: str | None = None) -> str:
        """The address of a page on the web; '' after a fault has been noted."""
        url = self.text(name, default)
        try:
            sound = not url or write_address(url).startswith(("https://", "http://"))
            reason = "isn't on the web"
        except AddressError as fault:
            sound, reason = False, str(fault)
        if not sound:
            self.fault(name, f"'{url}' is not a web address: it {reason}.", "it starts with https://")
        return url if sound else ""

    def choice(self, name: str, choices: Iterable[str], default: str | None = None) -> str:
        """A text out of a few known words."""
        known = tuple(choices)
        value = self.text(name, default)
        if value and value not in known and value != default:
            self.fault(name, f"'{value}' can't be the '{name}' of {self.title}.", did_you_mean(value, known))
            return default or ""
        return value

    def integer(self, name: str, default: int | None = None, *, low: int, high: int) -> int:
        """A whole number within bounds."""
        value = self._take(name, int, "a whole number, without quotes", default)
        if not isinstance(value, int):
            return default if default is not None else low
        if not low <= value <= high:
            self.fault(name, f"The setting '{name}' in {self.title} is {value}.", f"it goes from {low} to {high}")
            return default if default is not None else low
        return value

    def number(self, name: str, *, low: float = 0.0) -> float | None:
        """A number from `low` up; None when it isn't there."""
        if not self.has(name):
            self._asked.append(name)
            return None
        kind = float if isinstance(self.table[name], float) else int
        value = self._take(name, kind, "a number, without quotes", None)
        if isinstance(value, (int, float)) and not low <= value < math.inf:
            self.fault(name, f"The setting '{name}' in {self.title} is {value}.", f"it can't be under {low:g}")
            return None
        return value if isinstance(value, (int, float)) else None

    def flag(self, name: str, default: bool) -> bool:
        """True or false."""
        value = self._take(name, bool, "true or false, without quotes", default)
        return value if isinstance(value, bool) else default

    def date(self, name: str) -> datetime.date:
        """A required date."""
        value = self._take(name, datetime.date, "a date like 2023-01-31, without quotes", None)
        return value if isinstance(value, datetime.date) else datetime.date(1, 1, 1)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; empty when it isn't there."""
        value = self._take(name, list, 'a list like ["a", "b"]', [])
        items = value if isinstance(value, list) else []
        if not all(isinstance(item, str) for item in items):
            self.fault(
                name, f"The setting '{name}' in {self.title} holds something that isn't a text.", 'use ["a", "b"]'
            )
            return ()
        return tuple(items)

    def integers(self, name: str) -> tuple[int, ...]:
        """A list of whole numbers; empty when it isn't there."""
        value = self._take(name, list, "a list like [13, 14]", [])
        items = value if isinstance(value, list) else []
        if not all(isinstance(item, int) and not isinstance(item, bool) for item in items):
            self.fault(
                name, f"The setting '{name}' in {self.title} holds something that isn't a whole number.", "use [13]"
            )
            return ()
        return tuple(items)

    def table_at(self, name: str) -> Settings | None:
        """A table inside this one, or None if it isn't there."""
        value = self._take(name, dict, f"a table, [{name}]", {})
        if not isinstance(value, dict) or not self.has(name):
            return None
        return Settings(value, (*self.path, name), self.lines, self.problems)

    def tables(self, name: str) -> tuple[Settings, ...]:
        """The tables `[[name]]`, in the file's order."""
        value = self._take(name, list, f"one or more tables [[{name}]]", [])
        items = value if isinstance(value, list) else []
        if not all(isinstance(item, dict) for item in items):
            self.fault(name, f"'{name}' must be one or more tables [[{name}]].")
            return ()
        return tuple(
            Settings(item, (*self.path, name, number), self.lines, self.problems) for number, item in enumerate(items)
        )

    def text_table(self) -> dict[str, str]:
        """The whole table as texts by name, for tables whose names are free; others are noted."""
        texts = {name: self._take(name, str, "a text between double quotes", None) for name in self.table}
        return {name: value for name, value in texts.items() if isinstance(value, str)}

    def close(self) -> None:
        """Tell every setting that nobody asked for."""
        for name in self.table:
            if name not in self._asked:
                hint = did_you_mean(name, (known for known in self._asked if known not in self.table))
                self.fault(name, f"'{name}' is not a setting of {self.title}.", hint)

    def _take(self, name: str, kind: type, described: str, default: object) -> object:
        """The raw value if it is of the kind; None after noting what is wrong."""
        self._asked.append(name)
        if name not in self.table:
            if default is None:
                self.problems.error(self.line, f"The setting '{name}' is missing in {self.title}.", f"add {described}")
            return default
        value = self.table[name]
        # bool is an int and a moment is a date to Python, but not to an editor.
        fits = isinstance(value, kind) and not (kind is int and isinstance(value, bool))
        if not fits or isinstance(value, datetime.datetime):
            self.fault(
                name, f"The setting '{name}' in {self.title} is not {described}.", f"it is {_describe(value)} now"
            )
            return None
        return value


def _describe(value: object) -> str:
    """What a TOML value is, in words."""
    kinds: tuple[tuple[type, str], ...] = (
        (bool, "true or false"),
        (str, f"the text '{value}'"),
        (int, f"the number {value}"),
        (float, f"the number {value}"),
        (list, "a list"),
        (dict, "a table"),
    )
    return next((words for kind, words in kinds if isinstance(value, kind)), f"'{value}'")
