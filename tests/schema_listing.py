"""The types of a file as its page in docs/ lists them."""

from __future__ import annotations

import datetime
import json
import typing
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from enum import Enum

from regioplan_pdf.model.figures import Period
from regioplan_pdf.source.codec import field_defaults, field_hints, union_members


def schema_lines(*roots: type) -> Iterator[str]:
    """Every class from the roots down, with its fields, their types and their defaults."""
    todo, seen = list(roots), set()
    while todo:
        cls = todo.pop(0)
        if cls in seen:
            continue
        seen.add(cls)
        yield cls.__name__
        defaults = field_defaults(cls)
        for name, hint in field_hints(cls).items():
            default = f" = {json.dumps(to_json_default(defaults[name]))}" if name in defaults else ""
            yield f"  {name}: {type_text(hint)}{default}"
            todo += classes_in(hint)
        yield ""


def to_json_default(value: object) -> object:
    return list(value) if isinstance(value, (tuple, Mapping)) else value


def classes_in(hint: object) -> list[type]:
    if is_dataclass(hint) and hint is not Period:
        return [typing.cast(type, hint)]
    return [found for part in typing.get_args(hint) for found in classes_in(part)]


def type_text(hint: typing.Any) -> str:
    members, optional = union_members(hint)
    if optional or len(members) > 1:
        return " | ".join([*map(type_text, members), *(["null"] if optional else [])])
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        rest = arguments[-1] is Ellipsis
        return (
            f"[{', '.join('...' if part is Ellipsis else type_text(part) for part in arguments)}]"
            if rest
            else (f"[{', '.join(map(type_text, arguments))}]")
        )
    if origin is Mapping:
        return f"[[{type_text(arguments[0])}, {type_text(arguments[1])}], ...]"
    if issubclass(hint, Enum):
        return " | ".join(json.dumps(str(member), ensure_ascii=False) for member in hint)
    names = {str: "text", bool: "flag", int: "integer", float: "number", object: "any", datetime.date: "date"}
    return names.get(hint, "period" if hint is Period else hint.__name__)
