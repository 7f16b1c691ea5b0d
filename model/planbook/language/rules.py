"""The restrictions that keep every rendering short and every figure safe, enforced after tracing."""

from __future__ import annotations

from planbook.language.declarations import Severity
from planbook.language.errors import ModelError
from planbook.language.expression import Apply, Expression, Line, Number, walk
from planbook.language.model import Model, Row, dependencies, looks_back_at_itself
from planbook.language.operators import MEMBERS
from planbook.language.units import Kind, Shape, Sign, Year

ALLOWED_NUMBERS = {0.0, 1.0, -1.0, 12.0, 100.0}
MOST_OPERANDS = 7
REFUSE_BLANKS = {
    "total", "sum_product", "minimum", "maximum", "at_least", "more_than", "same", "roundup", "absolute", "modulo", "trailing",
    "over_cohorts", "cohort_of_age", "sum_axis", "lowest", "highest", "first_where", "sum_product_months", "months_outside", "difference",
    "relative_difference", "step_in_force", "at_age", "irr",
}  # fmt: skip

BLANK_MAKERS = {"ratio", "not_available", "first_where", "irr"}
CARRIERS = {"or_else", "where", "choose"}  # not available in some branches only
DECIDES = {"where": 0, "choose": 0, "prior": 1, "at_position": 1}  # which argument decides, and so may not be blank
IN_COHORTS = {"starts", "at_age"}
ALONG_AN_AXIS = {
    "prior", "trailing", "over_cohorts", "cohort_of_age", "sum_axis", "at_position", "lowest", "highest", "first_where",
    "sum_product_months", "months_outside", "irr",
}  # fmt: skip
MONTHLY_ONLY = {"prior", "trailing", "step_in_force", "over_cohorts", "cohort_of_age", "at_age", "starts"}
OVER_COHORTS = ("over_cohorts", "cohort_of_age")


def enforce(model: Model) -> None:
    """Check every traced row; raises ModelError with place and reason."""
    for row in model.rows:
        if row.tree is not None:
            _guard(row, _structure_of)
            _guard(row, _openings)
            _guard(row, _recomputed)
    infer_blanks(model)
    for row in model.rows:
        if row.tree is not None:
            _guard(row, _blanks)


def _guard(row: Row, rule: object) -> None:
    try:
        rule(row)  # type: ignore[operator]
    except ModelError as fault:
        raise ModelError(f"{row.declaration.place}: in line `{row.name}`: {fault}") from None


def _structure_of(row: Row) -> None:
    assert row.tree is not None
    generated = row.item is None or row.chapter == "checks"
    operands = 0
    for tree in (row.tree, *([row.opening] if row.opening is not None else [])):
        for node in walk(tree):
            if isinstance(node, Number) and node.value not in ALLOWED_NUMBERS:
                raise ModelError(f"the number {node.value:g} stands in the formula: declare it as a named constant or assumption")
            if isinstance(node, Apply):
                _division(node)
                _takes(row, node)
            if isinstance(node, Line):
                _axis(row, node.row)
    operands = _count_operands(row.tree)
    if operands > MOST_OPERANDS and not generated:
        raise ModelError(f"{operands} operands, at most {MOST_OPERANDS} stay readable: name the parts")


def _count_operands(tree: Expression) -> int:
    if isinstance(tree, Line):
        return 1
    if isinstance(tree, Apply):
        if tree.option == MEMBERS or tree.op == "sum_product":
            return 1 if tree.option == MEMBERS else 2
        return sum(_count_operands(arg) for arg in tree.args)
    return 0


def _takes(row: Row, node: Apply) -> None:
    """What the operators of time and age may be given, and where they may stand."""
    if node.op in IN_COHORTS and row.shape is not Shape.COHORTS:
        raise ModelError(f"{node.op} has a meaning only in a cohort line")
    if node.op in OVER_COHORTS and node.option not in ALLOWED_NUMBERS:
        said = "from_age" if node.op == "over_cohorts" else "age"
        raise ModelError(f"{node.op}(…, {said}={node.option}): only 0, 1, 12 or 100 may stand in a formula")
    if node.op not in ALONG_AN_AXIS:
        return
    lines = [arg.row for arg in node.args[: 2 if node.op == "sum_product_months" else 1] if isinstance(arg, Line)]
    for used in lines:
        in_grid = node.op == "prior" and row.shape is Shape.COHORTS
        misplaced = not in_grid and (used.shape is Shape.COHORTS) != (node.op in OVER_COHORTS)
        if used.shape is Shape.SCALAR or misplaced:
            raise ModelError(f"{node.op}({used.name}, …): `{used.name}` runs over {used.shape.value}")
    if node.op == "prior" and isinstance(node.args[1], Number) and node.args[1].value < 1:
        raise ModelError(f"prior({lines[0].name}, {node.args[1].value:g}): at least one month back")


def _blanks_alone(tree: Expression, top: bool = True) -> None:
    """What may be not available stands alone in its line: nothing but or_else and where around it."""
    if not isinstance(tree, Apply):
        return
    if not top and (tree.op in BLANK_MAKERS or (tree.op in CARRIERS and maybe_blank(tree))):
        raise ModelError(
            f"{tree.op}(…) may be not available, so it stands alone in its line (or directly in or_else): give it a line of its own"
        )
    for position, arg in enumerate(tree.args):
        _blanks_alone(arg, top and (tree.op == "or_else" or (tree.op in ("where", "choose") and position > 0)))


def _axis(row: Row, used: Row) -> None:
    """Which shapes may meet; whole-horizon operators and at_age are checked by what they return."""
    if used.shape is Shape.SCALAR or used.shape is row.shape:
        return
    whole = [found for found, when in _uses(row) if found is used and when in ("whole", "same", "earlier")]
    plain = any(when != "whole" for found, when in _uses(row) if found is used)
    bare = _bare(row.tree, used) or _bare(row.opening, used)
    over_cohorts = used.shape is Shape.COHORTS and row.shape is Shape.MONTHS and not bare
    months_in_cohorts = used.shape is Shape.MONTHS and row.shape is Shape.COHORTS
    if whole and plain and not over_cohorts and not months_in_cohorts:
        raise ModelError(
            f"`{used.name}` runs over {used.shape.value}, this line over {row.shape.value}: "
            "say at_month, look_up, sum_months, at_age or over_cohorts"
        )


def _bare(tree: Expression | None, cohorts: Row) -> bool:
    """Whether a cohort line stands in a formula other than in over_cohorts and cohort_of_age."""
    if isinstance(tree, Apply):
        return tree.op not in OVER_COHORTS and any(_bare(arg, cohorts) for arg in tree.args)
    return isinstance(tree, Line) and tree.row is cohorts


def _uses(row: Row) -> list[tuple[Row, str]]:
    found = list(dependencies(row.tree)) if row.tree is not None else []
    return found + (list(dependencies(row.opening)) if row.opening is not None else [])


def _openings(row: Row) -> None:
    if row.opening is not None or row.shape is Shape.SCALAR or row.item is None:
        return
    if row.shape is Shape.COHORTS:
        raise ModelError("say what its cohorts are before month 1: opening=0, or a function")
    if row.kind in (Kind.BALANCE, Kind.FACTOR, Kind.OPENING):
        if looks_back_at_itself(row):
            raise ModelError("a stock that carries on from last month must state its opening=")
        if row.kind is Kind.BALANCE:
            row.opening = row.tree
        else:
            raise ModelError('say what it is before month 1: opening=0, a function, or "same"')


def _recomputed(row: Row) -> None:
    """What is recomputed by year may look back only at last period's balance."""
    if row.year is not Year.RECOMPUTED:
        return
    for node in walk(row.tree) if row.tree is not None else ():
        if isinstance(node, Line) and node.row.kind is Kind.FACTOR and node.row.shape is not Shape.SCALAR:
            raise ModelError(f"year=RECOMPUTED, but `{node.row.name}` has no year")
        if not isinstance(node, Apply) or node.op not in MONTHLY_ONLY:
            continue
        used = node.args[0]
        balance = node.op == "prior" and isinstance(used, Line) and used.row.kind is Kind.BALANCE
        if not balance or not (isinstance(node.args[1], Number) and node.args[1].value == 1):
            raise ModelError(f"year=RECOMPUTED, but {node.op}(…) has no meaning over years: use LAST or NONE")


# Division and powers: by what cannot be zero.


def sign_of(tree: Expression) -> Sign:
    """What is known for certain about the sign of an expression."""
    if isinstance(tree, Number):
        return Sign.POSITIVE if tree.value > 0 else Sign.NONNEGATIVE if tree.value == 0 else Sign.ANY
    if isinstance(tree, Line):
        return tree.row.sign
    assert isinstance(tree, Apply)
    signs = [sign_of(arg) for arg in tree.args]
    known = all(sign is not Sign.ANY for sign in signs)
    if tree.op in ("multiply", "divide", "power") and all(sign is Sign.POSITIVE for sign in signs[: 1 if tree.op == "power" else 2]):
        return Sign.POSITIVE
    if tree.op in ("add", "maximum") and (tree.op == "maximum" or known) and Sign.POSITIVE in signs:
        return Sign.POSITIVE
    if tree.op == "add" and _one_plus_a_rate(tree):
        return Sign.POSITIVE
    if tree.op == "subtract" and _one_minus_a_share(tree):
        return Sign.POSITIVE
    if tree.op in ("prior", "at_age", "at_position", "trailing", "sum_axis", "lowest", "total"):
        return signs[0] if tree.op in ("prior", "at_age", "at_position", "lowest") else (Sign.NONNEGATIVE if known else Sign.ANY)
    if tree.op in ("absolute", "same", "at_least", "more_than", "starts"):
        return Sign.NONNEGATIVE
    return Sign.NONNEGATIVE if known and tree.op in ("add", "multiply", "minimum", "where", "divide") else Sign.ANY


def _bound(tree: Expression, name: str) -> float | None:
    row = tree.row if isinstance(tree, Line) else None
    return getattr(row.declaration, name, None) if row is not None else None


def _one_plus_a_rate(tree: Apply) -> bool:
    one, rate = tree.args
    floor = _bound(rate, "above")
    low = _bound(rate, "low")
    return (
        (isinstance(one, Number) and one.value == 1 and ((floor is not None and floor >= -1) or (low is not None and low > -1)))
        or (isinstance(one, Number) and one.value == 1 and _is_growth(rate))
    )  # fmt: skip


def _is_growth(rate: Expression) -> bool:
    """A growth rate that the reader of plans has bounded above −100 %."""
    return isinstance(rate, Line) and rate.row.item is None and ".growth" in rate.row.name


def _one_minus_a_share(tree: Apply) -> bool:
    one, share = tree.args
    ceiling = _bound(share, "below")
    return isinstance(one, Number) and one.value == 1 and ceiling is not None and ceiling <= 1


def _division(node: Apply) -> None:
    if node.op in ("divide", "modulo") and sign_of(node.args[1]) is not Sign.POSITIVE:
        raise ModelError(f"÷ by `{node.args[1]!r}`, which may be zero: use ratio(…), or give its line sign=POSITIVE")
    if node.op == "power" and sign_of(node.args[0]) is not Sign.POSITIVE:
        raise ModelError(f"power of `{node.args[0]!r}`, which may be zero or negative: give its line sign=POSITIVE")


# Not available is a type.


def maybe_blank(tree: Expression) -> bool:
    """Whether an expression may be not available, given what is known of its lines."""
    if isinstance(tree, Number):
        return False
    if isinstance(tree, Line):
        return tree.row.blank
    assert isinstance(tree, Apply)
    if tree.op in BLANK_MAKERS:
        return True
    if tree.op == "or_else":
        return maybe_blank(tree.args[1])
    return any(maybe_blank(arg) for arg in tree.args)


def infer_blanks(model: Model) -> None:
    """Mark the rows that may be not available; they infect what is computed from them."""
    changed = True
    while changed:
        changed = False
        for row in model.rows:
            if row.tree is None or row.blank:
                continue
            monthly_ratio = row.kind is Kind.RATIO and row.shape is Shape.MONTHS and row.opening is None
            if monthly_ratio or maybe_blank(row.tree) or (row.opening is not None and maybe_blank(row.opening)):
                row.blank = changed = True


def _blanks(row: Row) -> None:
    for tree in (row.tree, row.opening):
        for node in walk(tree) if tree is not None else ():
            if isinstance(node, Apply) and node.op in REFUSE_BLANKS and any(maybe_blank(arg) for arg in node.args):
                raise ModelError(f"{node.op}(…) of what may be not available: say or_else(…, 0) if that is what is meant")
            if isinstance(node, Apply) and node.op in DECIDES and maybe_blank(node.args[DECIDES[node.op]]):
                raise ModelError(f"{node.op}(…) decides on what may be not available: say or_else(…, 0)")
        if tree is not None:
            _blanks_alone(tree)
    if row.item is not None and row.item.severity is Severity.ERROR and row.blank:
        raise ModelError("a check may not be not available: it would pass unseen")
