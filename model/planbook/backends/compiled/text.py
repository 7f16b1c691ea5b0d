"""Operators as Python text: arithmetic of plain numbers where that is all there is, of numpy where a part is a whole row."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Names = Callable[[], str]  # gives a new name for a part of a formula


def applied(op: str, parts: Sequence[str], array: bool, name: Names) -> str:
    """The text of an operator applied to the texts of its parts; ``array`` where one of them is an array."""
    if array:
        return _ARRAYS[op](*parts)
    named = _NAMED.get(op)
    return named(name, *parts) if named else _PLAIN[op](*parts)


def steps_in_force(month: str, starts: Sequence[str]) -> str:
    """The text that counts the steps which have begun."""
    return _sum(*(f"1.0 * ({month} >= {start})" for start in starts))


def _sum(*parts: str) -> str:
    return f"({' + '.join(parts)})"


def _products(*parts: str) -> str:
    half = len(parts) // 2
    return _sum(*(f"{a} * {b}" for a, b in zip(parts[:half], parts[half:], strict=True)))


def _call(name: str) -> Callable[..., str]:
    return lambda *parts: f"{name}({', '.join(parts)})"


def _halved(pair: Callable[[str, str], str], parts: Sequence[str]) -> str:
    """An operator of two applied to many, half by half: Python takes brackets only some hundred deep."""
    if len(parts) == 1:
        return parts[0]
    half = len(parts) // 2
    return pair(_halved(pair, parts[:half]), _halved(pair, parts[half:]))


def _folded(name: str) -> Callable[..., str]:
    return lambda *parts: _halved(lambda a, b: f"{name}({a}, {b})", parts)


def _extreme(sign: str) -> Callable[..., str]:
    def larger(name: Names, first: str, second: str) -> str:
        a, b = name(), name()
        return f"({a} if ({a} := {first}) {sign} ({b} := {second}) or {a} != {a} else {b})"

    return lambda name, *parts: _halved(lambda a, b: larger(name, a, b), parts)


def _chosen(name: Names, position: str, *values: str) -> str:
    at = name()
    asked = [f"({at} := {position})", *(at for _ in values[1:])]
    tried = (f"{value} if {each} == {number}.0 else " for number, (each, value) in enumerate(zip(asked, values, strict=True), 1))
    return f"({''.join(tried)}NAN)"


def _available(name: Names, value: str, other: str) -> str:
    a = name()
    return f"({a} if ({a} := {value}) == {a} else {other})"


def _divided(name: Names, a: str, b: str) -> str:
    below = name()
    return f"({a} / {below} if abs({below} := {b}) >= NONZERO else NAN)"


_BOTH: dict[str, Callable[..., str]] = {
    "add": _sum,
    "subtract": lambda a, b: f"({a} - {b})",
    "multiply": lambda a, b: f"({a} * {b})",
    "divide": lambda a, b: f"({a} / {b})",
    "negate": lambda a: f"(-{a})",
    "absolute": lambda a: f"abs({a})",
    "modulo": lambda a, b: f"({a} % {b})",
    "total": _sum,
    "sum_product": _products,
    "not_available": lambda: "NAN",
}
_PLAIN = _BOTH | {
    "more_than": lambda a, b: f"(1.0 if {a} - {b} >= AMOUNT else 0.0)",
    "at_least": lambda a, b: f"(1.0 if {b} - {a} < AMOUNT else 0.0)",
    "same": lambda a, b: f"(1.0 if {a} == {b} else 0.0)",
    "where": lambda condition, a, b: f"({a} if {condition} != 0.0 else {b})",
    "power": _call("power"),
    "roundup": _call("roundup"),
    "difference": _call("difference"),
    "relative_difference": _call("relative_difference"),
}
_NAMED: dict[str, Callable[..., str]] = {
    "minimum": _extreme("<"), "maximum": _extreme(">"), "choose": _chosen, "or_else": _available, "ratio": _divided,
}  # fmt: skip
_ARRAYS = _BOTH | {
    "more_than": lambda a, b: f"(({a} - {b} >= AMOUNT) * 1.0)",
    "at_least": lambda a, b: f"(({b} - {a} < AMOUNT) * 1.0)",
    "same": lambda a, b: f"(({a} == {b}) * 1.0)",
    "where": lambda condition, a, b: f"WHERE({condition} != 0.0, {a}, {b})",
    "minimum": _folded("MINIMUM"),
    "maximum": _folded("MAXIMUM"),
    "ratio": _call("quotient"),
    "or_else": _call("available"),
} | {op: _call(f"POINTWISE['{op}']") for op in ("power", "roundup", "choose", "difference", "relative_difference")}
