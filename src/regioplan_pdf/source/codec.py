"""Frozen dataclasses to JSON values and back, driven by their type hints, without loss.

The rules, which docs/source.md gives to readers of the files:

- a dataclass is an object with a member for each field that isn't at its default; where several
  classes can stand, the member `kind` names the class;
- a tuple is an array; a mapping is an array of [key, value], for its order has meaning;
- dates, periods and enumerations are texts; numbers are always finite.

Reading is strict about types and lenient about fields: what isn't known is passed over, so that
a field with a default can be added without a new version. A withheld figure with a number is
refused both ways.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, TypeAlias, Union, get_args, get_origin, get_type_hints

from regioplan_pdf.model.charts import Mark
from regioplan_pdf.model.figures import Period, Value

Json: TypeAlias = Any
"""A JSON value: dict, list, str, float, int, bool or None."""
Hint: TypeAlias = Any
"""A type as a dataclass declares it: a class, a tuple, a mapping or a union."""
Model: TypeAlias = Any
"""A value of the type that a hint tells."""
Encoder = Callable[[Model], Json]
Decoder = Callable[[Json], Model]

KIND = "kind"
_NAMES: Mapping[type, str] = {
    dict: "an object",
    list: "an array",
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    NoneType: "null",
}
_TEXTS: Mapping[type, tuple[Callable[[Any], str], Callable[[str], Any]]] = {
    datetime.date: (datetime.date.isoformat, datetime.date.fromisoformat),
    Period: (str, Period.parse),
}
"""Types that are written as a text, with the way there and back."""
_GUARDED = (Mark, Value)
"""Classes with a `number` that must be gone when they are `withheld`."""
_LEAK = "a withheld figure has a number"
_SURROGATE = re.compile("[\ud800-\udfff]")


class Mismatch(Exception):
    """A JSON value that isn't what the type asks for; `path` leads to it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
        self.path: list[str] = []

    def within(self, step: str) -> Mismatch:
        """The same, told from one level further out."""
        self.path.insert(0, step)
        return self

    def __str__(self) -> str:
        return f"{''.join(self.path).removeprefix('.')}: {self.message}" if self.path else self.message


def to_json(value: object, hint: Hint) -> Json:
    """A value of the type that `hint` tells as dicts, lists, texts and numbers. Raises Mismatch."""
    return _encoder(hint)(value)


def from_json(data: Json, hint: Hint) -> Model:
    """The value that `to_json` was given. Raises Mismatch."""
    return _decoder(hint)(data)


# -- what a hint says -------------------------------------------------------------------


def _origin(hint: Hint) -> object:
    """`tuple` of tuple[str, ...], `Mapping` of Mapping[...]; None of a plain class."""
    return get_origin(hint)


def union_members(hint: Hint) -> tuple[tuple[Any, ...], bool]:
    """The types of a union without None, and whether None is one of them."""
    members = get_args(hint) if _origin(hint) in (Union, UnionType) else (hint,)
    return tuple(member for member in members if member is not NoneType), NoneType in members


@cache
def field_hints(cls: type) -> Mapping[str, Any]:
    """The resolved type of every field of a dataclass, in order; without those that no comparison looks at."""
    hints = get_type_hints(cls)
    return {part.name: hints[part.name] for part in fields(cls) if part.compare}


@cache
def field_defaults(cls: type) -> Mapping[str, Any]:
    """The default of every field of a dataclass that has one."""
    made = {part.name: part.default_factory() for part in fields(cls) if part.default_factory is not MISSING}
    return {part.name: part.default for part in fields(cls) if part.default is not MISSING} | made


def _by_kind(members: tuple[Any, ...]) -> dict[str, type]:
    for member in members:
        if not is_dataclass(member) or KIND in field_hints(member):  # type: ignore[arg-type]
            raise TypeError(f"{member} can't stand in a union")
    return {member.__name__: member for member in members}


# -- there ------------------------------------------------------------------------------


@cache
def _encoder(hint: Hint) -> Encoder:
    members, optional = union_members(hint)
    if len(members) > 1:
        return _union_encoder(members)
    if optional:
        inner = _encoder(members[0])
        return lambda value: None if value is None else inner(value)
    origin, arguments = _origin(hint), get_args(hint)
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        item = _encoder(arguments[0])
        return lambda value: [item(each) for each in value]
    if origin is tuple:
        parts = tuple(map(_encoder, arguments))
        return lambda value: [part(each) for part, each in zip(parts, value, strict=True)]
    if origin is Mapping:
        key, item = map(_encoder, arguments)
        return lambda value: [[key(name), item(each)] for name, each in value.items()]
    return _plain_encoder(hint)


def _plain_encoder(hint: Hint) -> Encoder:
    if hint in (str, int, bool):
        return hint  # type: ignore[no-any-return]
    if hint is float:
        return float
    if hint is object:
        return _free_value
    if hint in _TEXTS:
        return _TEXTS[hint][0]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return attrgetter("_value_")  # `value` says the same, by way of three calls
    if is_dataclass(hint):
        return _dataclass_encoder(hint)  # type: ignore[arg-type]
    raise TypeError(f"{hint} has no form in JSON")


def _dataclass_encoder(cls: type) -> Encoder:
    defaults = field_defaults(cls)
    guarded = cls in _GUARDED
    none = object()  # equal to nothing that a field can hold

    @cache
    def parts() -> tuple[tuple[str, Any, Encoder], ...]:
        # Looked up on first use, not before: a list item may hold a list.
        return tuple((name, defaults.get(name, none), _encoder(hint)) for name, hint in field_hints(cls).items())

    def encode(value: Model) -> dict[str, Any]:
        if guarded and value.withheld and value.number is not None:
            raise Mismatch(_LEAK)
        return {name: inner(found) for name, default, inner in parts() if (found := getattr(value, name)) != default}

    return encode


def _union_encoder(members: tuple[Any, ...]) -> Encoder:
    encoders = {member: (name, _encoder(member)) for name, member in _by_kind(members).items()}

    def encode(value: Model) -> Json:
        if value is None:
            return None
        name, inner = encoders[type(value)]
        return {KIND: name} | inner(value)

    return encode


def _free_value(value: Model) -> Json:
    """A setting whose type isn't known beforehand."""
    if isinstance(value, Mapping):
        return {str(name): _free_value(each) for name, each in value.items()}
    if isinstance(value, (tuple, list)):
        return [_free_value(each) for each in value]
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    raise TypeError(f"a setting of {type(value)} has no form in JSON")


# -- and back ---------------------------------------------------------------------------


@cache
def _decoder(hint: Hint) -> Decoder:
    members, optional = union_members(hint)
    if len(members) > 1:
        inner = _union_decoder(members)
        return (lambda data: None if data is None else inner(data)) if optional else inner
    if optional:
        only = _decoder(members[0])
        return lambda data: None if data is None else only(data)
    origin, arguments = _origin(hint), get_args(hint)
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return _row_decoder(_decoder(arguments[0]))
    if origin is tuple:
        return _tuple_decoder(tuple(map(_decoder, arguments)))
    if origin is Mapping:
        return _mapping_decoder(*map(_decoder, arguments))
    return _plain_decoder(hint)


def _plain_decoder(hint: Hint) -> Decoder:
    if hint in (int, bool):
        return lambda data: _expect(hint, data)
    if hint in (str, float, object):
        return {str: _text, float: _number, object: _decode_free_value}[hint]
    if hint in _TEXTS:
        return _text_decoder(_TEXTS[hint][1])
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _text_decoder(hint)
    if is_dataclass(hint):
        return _dataclass_decoder(hint)  # type: ignore[arg-type]
    raise TypeError(f"{hint} has no form in JSON")


def _expect(kind: type, data: Json) -> Json:
    if type(data) is not kind:
        found = _NAMES.get(type(data), "something else")
        raise Mismatch(f"{_NAMES[kind]} is expected, not {found}")
    return data


def _text(data: Json) -> str:
    _expect(str, data)
    if not data.isascii() and _SURROGATE.search(data):
        raise Mismatch("the text holds half a character")
    return str(data)


def _number(data: Json) -> float:
    if type(data) is int:
        try:
            return float(data)
        except OverflowError:
            raise Mismatch("the number is too large") from None
    if not math.isfinite(_expect(float, data)):
        raise Mismatch("the number is too large")
    return float(data)


def _text_decoder(parse: Callable[[str], Any]) -> Decoder:
    def decode(data: Json) -> Model:
        text = _text(data)
        try:
            return parse(text)
        except ValueError:
            raise Mismatch(f"{text[:40]!r} can't stand here") from None

    return decode


def _row_decoder(item: Decoder) -> Decoder:
    def decode(data: Json) -> tuple[Model, ...]:
        _expect(list, data)
        found: list[Model] = []
        try:
            for each in data:
                found.append(item(each))
        except Mismatch as mismatch:
            raise mismatch.within(f"[{len(found)}]") from None
        return tuple(found)

    return decode


def _tuple_decoder(parts: tuple[Decoder, ...]) -> Decoder:
    def decode(data: Json) -> tuple[Model, ...]:
        if len(_expect(list, data)) != len(parts):
            raise Mismatch(f"an array of {len(parts)} is expected")
        found: list[Model] = []
        try:
            for part, each in zip(parts, data, strict=True):
                found.append(part(each))
        except Mismatch as mismatch:
            raise mismatch.within(f"[{len(found)}]") from None
        return tuple(found)

    return decode


def _mapping_decoder(key: Decoder, item: Decoder) -> Decoder:
    row = _row_decoder(_tuple_decoder((key, item)))

    def decode(data: Json) -> dict[Any, Any]:
        pairs = row(data)
        found = dict(pairs)
        if len(found) != len(pairs):
            raise Mismatch("the same key is there twice")
        return found

    return decode


def _dataclass_decoder(cls: type) -> Decoder:
    parts = cache(lambda: tuple((name, _decoder(hint)) for name, hint in field_hints(cls).items()))
    required = field_hints(cls).keys() - field_defaults(cls).keys()
    guarded = cls in _GUARDED

    def decode(data: Json) -> Model:
        _expect(dict, data)
        values: dict[str, Any] = {}
        for name, inner in parts():
            if name in data:
                try:
                    values[name] = inner(data[name])
                except Mismatch as mismatch:
                    raise mismatch.within(f".{name}") from None
            elif name in required:
                raise Mismatch(f"'{name}' is missing")
        if guarded and values.get("withheld") and values["number"] is not None:
            raise Mismatch(_LEAK)
        return cls(**values)

    return decode


def _union_decoder(members: tuple[Any, ...]) -> Decoder:
    decoders = {name: _decoder(member) for name, member in _by_kind(members).items()}

    def decode(data: Json) -> Model:
        kind = _expect(dict, data).get(KIND)
        if not isinstance(kind, str) or kind not in decoders:
            raise Mismatch(f"'{KIND}' must be one of {', '.join(decoders)}")
        return decoders[kind](data)

    return decode


def _decode_free_value(data: Json) -> Model:
    if isinstance(data, dict):
        return {_text(name): _decode_free_value(each) for name, each in data.items()}
    if isinstance(data, list):
        return tuple(map(_decode_free_value, data))
    if isinstance(data, float):
        return _number(data)
    return _text(data) if isinstance(data, str) else data
