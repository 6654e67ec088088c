"""Figures in the text: `{{ ... }}` evaluated against a document's figures.

simpleeval walks the expression with nothing but numbers, names of indicators, `+ - * /`,
brackets, `.referentie` and the functions of docs/content.md. What is withheld or unknown
stays so through all arithmetic, and a result of an example figure is an example.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any

from simpleeval import InvalidExpression, SimpleEval

from regioplan_pdf import dutch
from regioplan_pdf.load.quotes import curl_quotes
from regioplan_pdf.model.content import Edition, IndicatorSpec
from regioplan_pdf.model.figures import MISSING_TEXT, WITHHELD_TEXT, Figures, Gap, Unit, Value
from regioplan_pdf.quantities import AbsentError, ExpressionError, Quantity, Reference
from regioplan_pdf.suggest import did_you_mean

__all__ = ["ExpressionError", "evaluate", "find_fault"]

MAX_LENGTH = 200
"""Longest expression, in letters."""
MAX_NUMBER = 1e12
MAX_OUTCOME = 1e15
"""Larger than any figure of a region, and small enough to be held exactly."""
MAX_DIGITS = 4
_BENCHMARK = "referentie"
_EUROS_IN_MILLIONS = "miljoen"


def evaluate(source: str, figures: Figures, edition: Edition) -> tuple[str, Value, tuple[Gap, ...]]:
    """The Dutch text of an expression, its value, and the gaps that make it 'onbekend'.

    The text is for example '66', '36%', '€ 7.799' or 'te klein'. Raises ExpressionError.
    """
    result = _calculate(source, figures, edition)
    return _tell(result), result.to_value(), () if result.withheld else result.gaps


def _tell(result: Quantity) -> str:
    if result.style != _EUROS_IN_MILLIONS:
        return dutch.format_value(result.to_value())
    if result.withheld:
        return WITHHELD_TEXT
    return MISSING_TEXT if result.number is None else dutch.format_millions(result.number)


def find_fault(source: str, edition: Edition, figures: Figures, doubtful: Collection[str]) -> ExpressionError | None:
    """What is wrong with an expression whatever the numbers are: its signs, or a name of what isn't there.

    Args:
        source: the expression.
        edition: has the indicators.
        figures: which figures there are; their numbers may be unknown.
        doubtful: indicators whose figures may be there after all: nothing is said of what is missing.

    """
    try:
        _calculate(source, figures, edition)
    except AbsentError as fault:
        names = [node.id for node in ast.walk(_parse(source.strip())) if isinstance(node, ast.Name)]
        return _find_unknown(names, edition) if set(doubtful).intersection(names) else fault
    except ExpressionError as fault:
        return fault
    return None


def _find_unknown(names: Iterable[str], edition: Edition) -> ExpressionError | None:
    """The fault of the first name that is no indicator's; None if there is none."""
    try:
        for name in names:
            if name not in _FUNCTIONS:
                _find_indicator(name, edition)
    except ExpressionError as fault:
        return fault
    return None


def _find_indicator(name: str, edition: Edition) -> IndicatorSpec:
    spec = edition.indicators.get(name)
    if spec is None:
        hint = did_you_mean(name, edition.indicators, otherwise="the indicators stand in editie.toml")
        raise ExpressionError(f"There is no indicator '{name}'.", hint)
    return spec


def _calculate(source: str, figures: Figures, edition: Edition) -> Quantity:
    text = source.strip()
    tree = _parse(text)
    evaluator = _Evaluator(figures, edition)
    try:
        result = evaluator.eval(text, tree)
    except ExpressionError:
        raise
    except InvalidExpression as fault:
        raise ExpressionError(f"'{text}' uses something that isn't allowed here.", _ALLOWED) from fault
    except RecursionError as fault:
        raise ExpressionError(f"'{text}' is nested too deep.", "make it simpler") from fault
    return _to_quantity(result)


_ALLOWED = (
    "allowed are names of indicators, numbers, + - * /, brackets, .referentie and "
    "procent, aantal, euro, miljoen, punt, afgerond"
)


@lru_cache(maxsize=1024)
def _parse(text: str) -> ast.expr:
    if not text:
        raise ExpressionError("There is nothing to calculate.", "write the id of an indicator")
    if len(text) > MAX_LENGTH:
        raise ExpressionError(
            f"'{text[:30]}...' is too long: {len(text)} letters.",
            f"at most {MAX_LENGTH}; put it in the figures instead",
        )
    try:
        with warnings.catch_warnings():
            # Python warns of odd backslashes on the terminal; the editor gets a fault instead.
            warnings.simplefilter("ignore")
            return ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as fault:
        raise ExpressionError(f"'{text}' can't be read as a calculation.", _syntax_hint(text)) from fault


def _syntax_hint(text: str) -> str:
    if any(quote in text for quote in "“”„‘’"):
        return 'write straight quotes: leveringsvorm["MPT"]'
    if "%" in text:
        return "leave out the %; procent(...) prints it"
    return "look for a missing bracket, quote or sign; " + _ALLOWED


class _Evaluator(SimpleEval):  # type: ignore[misc]
    """simpleeval with only what an expression may hold."""

    def __init__(self, figures: Figures, edition: Edition) -> None:
        super().__init__(operators=_OPERATORS, functions={}, names={})
        self._figures = figures
        self._edition = edition
        self.nodes: dict[type[ast.AST], Callable[[Any], object]] = {
            ast.Name: self._read_name,
            ast.Constant: self._read_number,
            ast.BinOp: self._eval_binop,
            ast.UnaryOp: self._eval_unaryop,
            ast.Call: self._read_call,
            ast.Attribute: self._read_attribute,
            ast.Subscript: self._read_subscript,
        }

    def _read_name(self, node: ast.Name) -> Reference:
        if node.id in _FUNCTIONS and node.id not in self._edition.indicators:
            raise ExpressionError(f"'{node.id}' needs something between brackets.", f"write {node.id}(indicator)")
        return Reference(self._figures, _find_indicator(node.id, self._edition))

    @staticmethod
    def _read_number(node: ast.Constant) -> Quantity:
        if isinstance(node.value, bool) or not isinstance(node.value, int | float):
            raise ExpressionError(f"{node.value!r} is not a number.", 'a category stands in [ ]: leveringsvorm["MPT"]')
        if not abs(node.value) <= MAX_NUMBER:
            raise ExpressionError(f"The number {str(node.value)[:20]} is too large.")
        return Quantity(float(node.value))

    def _read_attribute(self, node: ast.Attribute) -> Reference:
        owner = self._eval(node.value)
        if node.attr != _BENCHMARK or not isinstance(owner, Reference):
            hint = did_you_mean(node.attr, [_BENCHMARK], otherwise="only .referentie can follow an indicator")
            raise ExpressionError(f"'.{node.attr}' can't be used.", hint)
        return owner.of_benchmark()

    def _read_subscript(self, node: ast.Subscript) -> Reference:
        owner = self._eval(node.value)
        if not isinstance(owner, Reference):
            raise ExpressionError("Only an indicator can be followed by [ ].", 'for example leveringsvorm["MPT"]')
        items = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        keys = tuple(
            curl_quotes(item.value) for item in items if isinstance(item, ast.Constant) and isinstance(item.value, str)
        )
        if len(keys) != len(items) or not 1 <= len(keys) <= 2:
            raise ExpressionError(
                "Between [ ] goes a category, a period, or both, each between quotes.",
                'for example leveringsvorm["MPT", "2021"]',
            )
        return owner.select(keys)

    def _read_call(self, node: ast.Call) -> Quantity:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name not in _FUNCTIONS:
            hint = did_you_mean(name, _FUNCTIONS) if name else _ALLOWED
            raise ExpressionError(f"There is no function '{name}'." if name else "This can't be called.", hint)
        if node.keywords or not 1 <= len(node.args) <= 2 or (len(node.args) == 2 and name in _WITHOUT_DIGITS):
            raise ExpressionError(
                f"'{name}' has the wrong number of things between its brackets.",
                f"write {name}(a)" if name in _WITHOUT_DIGITS else f"write {name}(a) or {name}(a, 1)",
            )
        digits = None if len(node.args) == 1 else self._read_digits(name, node.args[1])
        return _FUNCTIONS[name](_to_quantity(self._eval(node.args[0])), digits)

    def _read_digits(self, name: str, node: ast.expr) -> int:
        number = _to_quantity(self._eval(node)).number
        lowest = -9 if name == "afgerond" else 0
        if number is None or number != int(number) or not lowest <= number <= MAX_DIGITS:
            raise ExpressionError(
                f"The second thing in {name}( , ) is a number of digits.",
                f"a whole number from {lowest} to {MAX_DIGITS}",
            )
        return int(number)


def _to_quantity(result: object) -> Quantity:
    if isinstance(result, Reference):
        return result.to_quantity()
    if isinstance(result, Quantity):
        if result.number is not None and not abs(result.number) <= MAX_OUTCOME:
            raise ExpressionError("The outcome is too large.")
        return result
    raise ExpressionError("The outcome is not a figure.", _ALLOWED)


def _binary(method: Callable[[Quantity, Quantity], Quantity]) -> Callable[[object, object], Quantity]:
    return lambda left, right: method(_to_quantity(left), _to_quantity(right))


def _negate(operand: object) -> Quantity:
    quantity = _to_quantity(operand)
    return quantity if quantity.number is None else replace(quantity, number=-quantity.number)


_OPERATORS: dict[type[ast.AST], Callable[..., object]] = {
    ast.Add: _binary(Quantity.add),
    ast.Sub: _binary(Quantity.subtract),
    ast.Mult: _binary(Quantity.multiply),
    ast.Div: _binary(Quantity.divide),
    ast.USub: _negate,
    ast.UAdd: _to_quantity,
}


def _as_percent(a: Quantity, digits: int | None) -> Quantity:
    own = a.decimals if a.unit is Unit.PERCENT else 0
    return replace(a, unit=Unit.PERCENT, decimals=(own or 0) if digits is None else digits)


def _as_count(a: Quantity, digits: int | None) -> Quantity:
    return replace(a, unit=Unit.COUNT, decimals=(a.decimals or 0) if digits is None else digits)


def _as_euro(a: Quantity, digits: int | None) -> Quantity:
    return replace(a, unit=Unit.EURO, decimals=digits or 0)


def _as_millions(a: Quantity, digits: int | None) -> Quantity:
    return replace(a, unit=Unit.EURO, decimals=digits or 0, style=_EUROS_IN_MILLIONS)


def _as_points(a: Quantity, digits: int | None) -> Quantity:
    # The figures' own digits: percentages in whole percents differ by whole points.
    own = 1 if a.decimals is None else a.decimals
    return replace(a, unit=Unit.PERCENT_POINT, decimals=own if digits is None else digits)


def _round(a: Quantity, digits: int | None) -> Quantity:
    return a.rounded(digits or 0)


_FUNCTIONS: dict[str, Callable[[Quantity, int | None], Quantity]] = {
    "procent": _as_percent,
    "aantal": _as_count,
    "euro": _as_euro,
    "miljoen": _as_millions,
    "punt": _as_points,
    "afgerond": _round,
}
_WITHOUT_DIGITS = frozenset({"euro", "miljoen"})
