"""What a page was found to show, and the geometry that it takes to tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from regioplan_pdf.conformance.file import Page
from regioplan_pdf.conformance.font_tables import FontTable
from regioplan_pdf.conformance.tree import MarkKey

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
Box: TypeAlias = tuple[float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Shown:
    """A shown string. size in pt; (x, y): start of its baseline; along: to its end; order: in painting.

    key: the mark that it belongs to.
    """

    text: str
    font: FontTable
    size: float
    colour: str
    x: float
    y: float
    along: tuple[float, float]
    order: int
    hidden: bool
    key: MarkKey | None = None


@dataclass(slots=True)
class Fill:
    """A filled area. exact: it is the whole box, in this colour ('' for one that can't be told). key: its mark.

    clipped: not all of it may be seen.
    """

    box: Box
    colour: str
    exact: bool
    order: int
    key: MarkKey | None = None
    clipped: bool = False


@dataclass(slots=True)
class Painted:
    """A page read through.

    texts: by mark, in painting order. fonts: those that are used, by name. flawed: what is shown
    with signs that have no character.
    """

    page: Page
    texts: dict[MarkKey, list[str]] = field(default_factory=dict)
    shown: list[Shown] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    fonts: dict[str, FontTable] = field(default_factory=dict)
    flawed: list[tuple[FontTable, str]] = field(default_factory=list)
    device_colours: set[str] = field(default_factory=set)


def multiply(one: Matrix, other: Matrix) -> Matrix:
    """The matrix that does `one`, then `other`."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def to_matrix(operands: Sequence[float]) -> Matrix:
    """Six numbers as a matrix."""
    a, b, c, d, e, f = map(float, operands)
    return (a, b, c, d, e, f)


def to_colour(red: float, green: float, blue: float) -> str:
    """A colour as '#RRGGBB'."""
    values = (max(0, min(255, round(255 * value))) for value in (red, green, blue))
    return "#{:02X}{:02X}{:02X}".format(*values)
