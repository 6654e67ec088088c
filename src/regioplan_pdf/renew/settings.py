"""editie.toml for the next year, edited in its own text so that comments and order stay."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from regioplan_pdf.model.content import CONCEPT
from regioplan_pdf.renew.todo import Todo, shorten
from regioplan_pdf.renew.toml_values import TomlValue, read_text_value, walk_tokens, walk_values
from regioplan_pdf.renew.years import find_year, find_years, shift_date, shift_text

_FROZEN = frozenset({"url", "toelichting", "nb", "id", "bron"})
"""Settings whose years are told and not moved: only the editor knows whether they still hold."""
_REFERRING = frozenset(
    {"aliassen", "basis", "groei", "indicator", "indicatoren", "leeswijzer", "noot", "plaats", "regel", "soort"}
    | {"telt", "som", "totaal", "referentie"}
)
"""Settings that hold a word that must stay the same as somewhere else."""
_CATEGORICAL = frozenset({"categorie", "categorieen", "delen", "groep", "kolommen"})
"""Settings that may hold the name of a category, which the rows of the figures go by."""
_SHOWING = frozenset({"grafiek", "kerncijfer"})
"""Tables whose words stand beside figures."""
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class RenewedSettings:
    """headings: the new `kop` of each block by the old one, where they differ."""

    text: str
    headings: Mapping[str, str]
    todo: tuple[Todo, ...]


def known_categories(text: str) -> frozenset[str]:
    """Every category that the settings declare; `text` must be sound TOML."""
    return frozenset(
        name
        for table in _tables(tomllib.loads(text), "indicator")
        for name in table.get("categorieen", ())
        if isinstance(name, str)
    )


def renew_settings(text: str, years: int, categories: Collection[str], file: str, last_year: int) -> RenewedSettings:
    """The text of editie.toml with its years moved and its status set to concept, and what to check in it.

    text: sound TOML. categories: the names that the rows of the figures use; these aren't
    renamed. file: the new file's name for the list. last_year: the last of the old edition;
    years after it are forecasts.
    """
    values = tuple(walk_values(text))
    fixed = frozenset(categories) | {half for name in categories for half in name.split("|")}
    checks = _Checks(file, last_year, years)
    changed = tuple((value, new) for value in values if (new := _shift_value(value, years, fixed, checks)) != value.raw)
    headings = tuple((value, new) for value, new in changed if value.header[0] == "blok" and value.key == "kop")
    aliases = tuple(_alias_edits(text, values, tuple(value for value, _ in headings)))
    insertions = (*aliases, *_status_edits(text, values))
    edits = [*((value.start, value.end, new) for value, new in changed), *insertions]
    renewed = text
    for start, end, new in sorted(edits, reverse=True):
        renewed = renewed[:start] + new + renewed[end:]
    for value, new in changed:
        checks.note_moved(value, new)
    todo = (
        *_check_dates(renewed, values, file),
        *checks.found(),
        *_check_entries(renewed, values, file),
        *_check_comments(text, file),
    )
    added = tuple(text.count("\n", 0, start) + 1 for start, _, new in insertions if new.startswith("\n"))
    moved = (replace(item, line=item.line + sum(item.line > line for line in added)) for item in todo)
    return RenewedSettings(
        renewed,
        {value.plain: read_text_value(new) for value, new in headings},
        (*moved, *_check_status(renewed, file)),
    )


def _shift_value(value: TomlValue, years: int, fixed: Collection[str], checks: _Checks) -> str:
    """What stands there next year; the same when it isn't to be moved."""
    if not value.is_text:
        return _shift_date_word(value.raw, years)
    if value.key in _FROZEN or value.header[0] == "afkortingen":
        checks.note_frozen(value)
        return value.raw
    if value.key in _REFERRING:
        return value.raw
    if value.key in _CATEGORICAL and value.plain in fixed:
        checks.note_category(value)
        return value.raw
    return shift_text(value.raw, years)


def _shift_date_word(word: str, years: int) -> str:
    if not _DATE.fullmatch(word):
        return word
    return shift_date(datetime.date.fromisoformat(word), years).isoformat()


@dataclass(slots=True)
class _Checks:
    """Gathers what only the editor can judge."""

    file: str
    last_year: int
    years: int
    _categories: dict[str, int] = field(default_factory=dict)
    """Line by name, where it is first met."""
    _frozen: list[Todo] = field(default_factory=list)
    _forecasts: list[Todo] = field(default_factory=list)
    _moved: list[Todo] = field(default_factory=list)

    def note_frozen(self, value: TomlValue) -> None:
        """A year that wasn't moved; a Leeswijzer entry tells its own."""
        year = find_year(value.plain, inside_words=value.key == "id")
        if year and not (value.header[0] == "leeswijzer" and value.key != "id"):
            shown = shorten(value.plain, year.start())
            what = f"check the year in '{value.key}', it was not changed: '{shown}'"
            self._frozen.append(Todo(self.file, value.line, what))

    def note_category(self, value: TomlValue) -> None:
        """A category is named after a year."""
        if find_year(value.plain):
            self._categories.setdefault(value.plain, value.line)

    def note_moved(self, value: TomlValue, new: str) -> None:
        """A year was moved: behind the old edition it's a horizon, which often stays; in a chart it must fit."""
        if value.header[0] == "editie" or (value.header[0], value.key) == ("leeswijzer", "peildatum"):
            return
        ahead = [year for year in find_years(value.plain) if year > self.last_year]
        if ahead:
            moved = " and ".join(f"{year} became {year + self.years}" for year in ahead)
            what = f"check the year of the forecast in '{value.key}': {moved}"
            self._forecasts.append(Todo(self.file, value.line, what))
        elif value.header[0].partition(".")[0] in _SHOWING and value.key != "perioden":
            shown = shorten(read_text_value(new))
            what = f"check that '{value.key}' still says what the figures do, its year was moved: '{shown}'"
            self._moved.append(Todo(self.file, value.line, what))

    def found(self) -> tuple[Todo, ...]:
        """All of it; the categories in one."""
        names = ", ".join(f"'{name}'" for name in self._categories)
        what = (
            f"these categories hold a year and were not renamed: {names}; rename them here, in cijfers and in the texts"
        )
        categories = (Todo(self.file, min(self._categories.values()), what),) if names else ()
        return (*categories, *self._forecasts, *self._moved, *self._frozen)


def _alias_edits(
    text: str, values: tuple[TomlValue, ...], headings: tuple[TomlValue, ...]
) -> Iterator[tuple[int, int, str]]:
    """Put the old heading of each changed block among its `aliassen`."""
    for heading in headings:
        own = [value for value in values if value.header == heading.header and value.key == "aliassen"]
        names = [value for value in own if value.is_text]
        if any(name.plain == heading.plain for name in names):
            continue
        if own:
            yield own[0].end, own[0].end, heading.raw + (", " if names else "")
            continue
        line_end = text.find("\n", heading.end)
        end = len(text) if line_end < 0 else line_end
        yield end, end, f"\naliassen = [{heading.raw}]"


def _status_edits(text: str, values: tuple[TomlValue, ...]) -> Iterator[tuple[int, int, str]]:
    """Make the edition a concept: another status is replaced, else a line is put under the first of these settings."""
    own = {value.key: value for value in reversed(values) if value.header[0] == "editie"}
    if "status" in own:
        yield own["status"].start, own["status"].end, f'"{CONCEPT}"'
        return
    above = next((own[name] for name in ("gepubliceerd", "peildatum", "titel") if name in own), None)
    if above is not None:
        line_end = text.find("\n", above.end)
        end = len(text) if line_end < 0 else line_end
        yield end, end, f'\nstatus = "{CONCEPT}"'


def _check_status(renewed: str, file: str) -> Iterator[Todo]:
    for value in walk_values(renewed):
        if value.header[0] == "editie" and value.key == "status":
            what = f'take out status = "{CONCEPT}" when the edition is ready: until then it stays off the website'
            yield Todo(file, value.line, what)


def _check_dates(renewed: str, values: tuple[TomlValue, ...], file: str) -> Iterator[Todo]:
    edition = tomllib.loads(renewed)["editie"] if any(value.header[0] == "editie" for value in values) else {}
    for value in values:
        if value.header[0] == "editie" and value.key in ("peildatum", "gepubliceerd"):
            yield Todo(file, value.line, f"check '{value.key}': it is {edition[value.key]} now")


def _check_entries(renewed: str, values: tuple[TomlValue, ...], file: str) -> Iterator[Todo]:
    """One for each Leeswijzer entry: the date and pages it has now, and years that weren't moved."""
    lines: dict[int, int] = {}
    for value in values:
        if value.header[0] == "leeswijzer":
            lines.setdefault(value.header[1], value.line)
    for place, entry in enumerate(_tables(tomllib.loads(renewed), "leeswijzer"), start=1):
        parts = [f"peildatum '{entry['peildatum']}'"] if "peildatum" in entry else []
        for name in ("bron", "toelichting", "nb"):
            years = ", ".join(map(str, find_years(str(entry.get(name, "")))))
            parts += [f"{name} (still says {years})" if years else name] if name in entry else []
        pages = entry.get("regioanalyse")
        if isinstance(pages, list) and pages:
            parts.append("pages of the regioanalyse " + ", ".join(map(str, pages)))
        yield Todo(file, lines.get(place, 0), f"check Leeswijzer entry '{entry.get('id', place)}': " + "; ".join(parts))


def _check_comments(text: str, file: str) -> Iterator[Todo]:
    for token, line in walk_tokens(text):
        year = find_year(token[0]) if token.lastgroup == "comment" else None
        if year:
            shown = shorten(token[0], year.start())
            yield Todo(file, line, f"check the year in this comment, it was not changed: '{shown}'")


def _tables(root: Mapping[str, object], name: str) -> tuple[Mapping[str, Any], ...]:
    """The tables `[[name]]`; none when the name stands for something else."""
    found = root.get(name, [])
    return tuple(table for table in found if isinstance(table, dict)) if isinstance(found, list) else ()
