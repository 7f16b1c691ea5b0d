"""Expressions: the trees that formulas are traced into.

An expression is a number, a line (one row of the model), or an operator applied to expressions.
Python's arithmetic builds them; Python's decisions (`if`, `and`, `==`) are refused, since they
would freeze a branch that has to stay live.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from planbook.language.errors import ModelError

if TYPE_CHECKING:
    from planbook.language.model import Row


class Expression:
    """Base of all expressions; see the module's text."""

    __slots__ = ()
    __hash__ = object.__hash__

    def __add__(self, other: Any) -> Expression:
        return apply("add", self, other)

    def __radd__(self, other: Any) -> Expression:
        return apply("add", other, self)

    def __sub__(self, other: Any) -> Expression:
        return apply("subtract", self, other)

    def __rsub__(self, other: Any) -> Expression:
        return apply("subtract", other, self)

    def __mul__(self, other: Any) -> Expression:
        return apply("multiply", self, other)

    def __rmul__(self, other: Any) -> Expression:
        return apply("multiply", other, self)

    def __truediv__(self, other: Any) -> Expression:
        return apply("divide", self, other)

    def __rtruediv__(self, other: Any) -> Expression:
        return apply("divide", other, self)

    def __pow__(self, other: Any) -> Expression:
        return apply("power", self, other)

    def __rpow__(self, other: Any) -> Expression:
        return apply("power", other, self)

    def __neg__(self) -> Expression:
        return apply("negate", self)

    def __ge__(self, other: Any) -> Expression:
        return apply("at_least", self, other)

    def __le__(self, other: Any) -> Expression:
        return apply("at_least", other, self)

    def __gt__(self, other: Any) -> Expression:
        return apply("more_than", self, other)

    def __lt__(self, other: Any) -> Expression:
        return apply("more_than", other, self)

    def __eq__(self, other: object) -> bool:
        raise ModelError("`==` compares amounts to the last bit: use same(a, b), which is for whole numbers")

    def __ne__(self, other: object) -> bool:
        raise ModelError("`!=` compares amounts to the last bit: use 1 - same(a, b), which is for whole numbers")

    def __bool__(self) -> bool:
        raise ModelError("Python's `if`, `and`, `or`, `not` cannot decide on an expression: use where(…)")


class Number(Expression):
    """A constant written in a formula: 0, 1, 12 or 100; others are named constants."""

    __slots__ = ("value",)

    def __init__(self, value: float):
        self.value = value

    def __repr__(self) -> str:
        return f"{self.value:g}"


class Line(Expression):
    """A reference to one row of the model."""

    __slots__ = ("row",)

    def __init__(self, row: Row):
        self.row = row

    def __repr__(self) -> str:
        return self.row.key


class Apply(Expression):
    """An operator applied to expressions; `option` is a constant part (an age, a kind)."""

    __slots__ = ("args", "op", "option")

    def __init__(self, op: str, args: tuple[Expression, ...], option: Any = None):
        self.op = op
        self.args = args
        self.option = option

    def __repr__(self) -> str:
        return f"{self.op}({', '.join(map(repr, self.args))})"


class Unresolved:
    """A figure that cannot stand in a formula as it is; every use says why."""

    def __init__(self, reason: str):
        self.reason = reason

    def _refuse(self, *_: Any) -> Any:
        raise ModelError(self.reason)

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _refuse
    __pow__ = __rpow__ = __neg__ = __ge__ = __le__ = __gt__ = __lt__ = __bool__ = _refuse


def expression(value: Any) -> Expression:
    """``value`` as an expression; numbers are wrapped, anything else is refused."""
    if isinstance(value, Expression):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        if isinstance(value, Unresolved):
            raise ModelError(value.reason)
        raise ModelError(f"{value!r} cannot stand in a formula")
    return Number(value)


def apply(op: str, *args: Any, option: Any = None) -> Expression:
    """Build the application of an operator to arguments."""
    return Apply(op, tuple(expression(arg) for arg in args), option)


def walk(tree: Expression) -> Iterator[Expression]:
    """The tree and everything below it, parents first."""
    yield tree
    if isinstance(tree, Apply):
        for arg in tree.args:
            yield from walk(arg)
