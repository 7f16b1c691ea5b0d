"""Formulas in words: an expression as text with the names of its figures."""

from __future__ import annotations

from collections.abc import Callable

from planbook.language.expression import Apply, Expression, Line, Number
from planbook.language.model import Row

Namer = Callable[[Row], str]

ENUMERATIONS = ("where", "choose", "minimum", "maximum", "or_else", "step_in_force")  # in brackets inside anything else
STRENGTH = {
    "add": 4, "subtract": 4, "total": 4, "sum_product": 4, "multiply": 5, "divide": 5, "ratio": 5, "negate": 6, "power": 7,
    "at_least": 3, "more_than": 3, "same": 3, **dict.fromkeys(ENUMERATIONS, 1),
}  # fmt: skip
INFIX = {"add": " + ", "subtract": " − ", "multiply": " × ", "divide": " ÷ ", "ratio": " ÷ ", "power": " ^ "}
COMPARE = {"at_least": " ≥ ", "more_than": " > ", "same": " = "}


def by_key(row: Row) -> str:
    """A row by the name that `show` takes."""
    return row.key


def in_words(tree: Expression, name: Namer = by_key) -> str:
    """An expression as text, such as `opening_mrr + new_mrr − churned_mrr`, without what adds nothing in this plan."""
    return _text(without_nothing(tree), 0, name)


def without_nothing(tree: Expression) -> Expression:
    """An expression without the zeros of chapters that a plan leaves out, where they are added or subtracted."""
    if not isinstance(tree, Apply):
        return tree
    args = [without_nothing(arg) for arg in tree.args]
    left = LEAN[tree.op](args) if tree.op in LEAN else args
    return Apply(tree.op, tuple(left), tree.option) if isinstance(left, list) else left


def _is_nothing(tree: Expression) -> bool:
    return isinstance(tree, Number) and tree.value == 0


def _sum(args: list[Expression]) -> list[Expression] | Expression:
    left = [arg for arg in args if not _is_nothing(arg)]
    if len(left) > 1:
        return left
    return left[0] if left else Number(0.0)


def _less(args: list[Expression]) -> list[Expression] | Expression:
    if _is_nothing(args[1]):
        return args[0]
    return Apply("negate", (args[1],)) if _is_nothing(args[0]) else args


LEAN: dict[str, Callable[[list[Expression]], list[Expression] | Expression]] = {"add": _sum, "total": _sum, "subtract": _less}


def _text(tree: Expression, strength: int, name: Namer) -> str:
    if isinstance(tree, Number):
        return f"{tree.value:g}"
    if isinstance(tree, Line):
        return name(tree.row)
    assert isinstance(tree, Apply)
    own = STRENGTH.get(tree.op, 9)
    if tree.op in ("total", "sum_product") and len(tree.args) <= (1 if tree.op == "total" else 2):
        own = 5
    text = WORDS.get(tree.op, _call)(tree, name)
    return f"({text})" if own < strength else text


def _infix(tree: Apply, name: Namer) -> str:
    strength = STRENGTH.get(tree.op, 5)
    left = _text(tree.args[0], strength, name)
    right = _text(tree.args[1], strength + (tree.op in ("subtract", "divide", "ratio")), name)
    return left + INFIX.get(tree.op, COMPARE.get(tree.op, " ")) + right


def _arguments(tree: Apply, name: Namer) -> list[str]:
    return [_text(arg, 2, name) for arg in tree.args]


def _call(tree: Apply, name: Namer) -> str:
    return f"{tree.op.replace('_', ' ')} of ({', '.join(_arguments(tree, name))})"


def _prior(tree: Apply, name: Namer) -> str:
    line, lag = _arguments(tree, name)
    return f"last month's {line}" if lag == "1" else f"{line} of {lag} months ago"


def _where(tree: Apply, name: Namer) -> str:
    condition, a, b = _arguments(tree, name)
    return f"if {condition}: {a}, else {b}"


def _sum_product(tree: Apply, name: Namer) -> str:
    half = len(tree.args) // 2
    parts = _arguments(tree, name)
    return " + ".join(f"{a} × {b}" for a, b in zip(parts[:half], parts[half:], strict=True))


def _total(tree: Apply, name: Namer) -> str:
    parts = list(dict.fromkeys(_arguments(tree, name)))
    return " + ".join(parts) if len(parts) == len(tree.args) else f"total of {', '.join(parts)}"


def _over_cohorts(tree: Apply, name: Namer) -> str:
    return f"{_arguments(tree, name)[0]} over all cohorts" + (f" of age {tree.option} and more" if tree.option else "")


def _first(words: str) -> Callable[[Apply, Namer], str]:
    return lambda tree, name: words.format(*_arguments(tree, name))


def _list(words: str) -> Callable[[Apply, Namer], str]:
    return lambda tree, name: f"{words} {', '.join(_arguments(tree, name))}"


WORDS: dict[str, Callable[[Apply, Namer], str]] = {
    **dict.fromkeys(INFIX, _infix),
    **dict.fromkeys(COMPARE, _infix),
    "negate": lambda tree, name: f"−{_text(tree.args[0], 6, name)}",
    "minimum": _list("the smallest of"),
    "maximum": lambda tree, name: f"the largest of {', '.join(dict.fromkeys(_arguments(tree, name)))}",
    "modulo": _first("remainder of {0} ÷ {1}"),
    "roundup": _first("({0}) rounded up"),
    "absolute": _first("|{0}|"),
    "where": _where,
    "choose": _list("by position:"),
    "or_else": _first("{0}, or {1} if not available"),
    "not_available": lambda tree, name: "not available",
    "difference": _first("difference of {0} and {1}"),
    "relative_difference": _first("relative difference of {0} and {1}"),
    "total": _total,
    "sum_product": _sum_product,
    "prior": _prior,
    "trailing": _first("sum of {0} over {1} months"),
    "step_in_force": _list("the last step begun of month, steps:"),
    "starts": lambda tree, name: "1 in the month the cohort starts",
    "at_age": _first("{0} at its age"),
    "over_cohorts": _over_cohorts,
    "cohort_of_age": lambda tree, name: f"{_arguments(tree, name)[0]} of the cohort of age {tree.option}",
    "sum_axis": _first("sum of {0} over all months or ages"),
    "at_position": _first("{0} at {1}"),
    "lowest": _first("the lowest {0}"),
    "highest": _first("the highest {0}"),
    "first_where": _first("the first month in which {0}"),
    "sum_product_months": _first("sum over all months of {0} × {1}"),
    "irr": _first("the monthly rate of return of {0}, sought from {1}, or from a lower rate"),
    "months_outside": _first("months in which {0} is beyond ± {1}"),
}
