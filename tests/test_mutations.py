"""Do the worked tables notice a wrong formula? Every operator and number of every line is put wrong, one at a time.

A plus becomes a minus, a product a quotient, the larger the smaller, "at least" becomes "more than", a lag
grows by a month, 12 becomes 13, and so on; one of the chapter's tables must then fail. A mutant that no
table notices stands in EQUIVALENT, with the reason why it is the same formula, and nowhere else.
"""

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

import worked
from planbook.business import CHAPTERS
from planbook.language.errors import EvaluationError
from planbook.language.expression import Apply, Expression, Line, Number, apply, walk
from planbook.language.model import Model, Row

Wrong = Callable[[tuple[Expression, ...]], Expression]


def instead(op: str) -> Wrong:
    """Another operator, on the same arguments."""
    return lambda args: Apply(op, args)


def turned(op: str) -> Wrong:
    """The same operator, with its last two arguments exchanged."""
    return lambda args: Apply(op, (*args[:-2], args[-1], args[-2]))


def dropped(args: tuple[Expression, ...]) -> Expression:
    """The first argument alone."""
    return args[0]


def longer(op: str) -> Wrong:
    """The same operator, one month further."""
    return lambda args: Apply(op, (args[0], further(args[1])))


def further(months: Expression) -> Expression:
    """One month more."""
    return Number(months.value + 1) if isinstance(months, Number) else apply("add", months, 1)


WRONG: dict[str, tuple[Wrong, ...]] = {
    "add": (instead("subtract"),),
    "subtract": (instead("add"), turned("subtract")),
    "multiply": (instead("divide"), instead("add")),
    "divide": (instead("multiply"), turned("divide")),
    "negate": (dropped,),
    "power": (instead("multiply"), turned("power")),
    "minimum": (instead("maximum"),),
    "maximum": (instead("minimum"),),
    "roundup": (dropped,),
    "at_least": (instead("more_than"), turned("at_least")),
    "more_than": (instead("at_least"), turned("more_than")),
    "same": (instead("at_least"), lambda args: apply("subtract", 1, Apply("same", args))),
    "where": (turned("where"),),
    "ratio": (instead("multiply"), turned("ratio")),
    "or_else": (dropped,),
    "difference": (instead("add"), turned("difference")),
    "relative_difference": (instead("difference"), turned("relative_difference")),
    "prior": (longer("prior"),),
    "trailing": (longer("trailing"),),
    "at_position": (longer("at_position"),),
    "lowest": (instead("highest"),),
    "sum_product": (instead("total"),),
}

# Mutants that are the same formula in another dress, in every plan that the chapters as they are can make.
EQUIVALENT = {
    "breakeven, break_even_customers: (fixed_cost_cover > 0) as (fixed_cost_cover ≥ 0)":
        "where there is no cover the quotient is not available either",
    "tax, tax_payable_residual: difference((tax_payable − prior(tax_payable, 1)), (income_tax − tax_paid))"
    " as difference((income_tax − tax_paid), (tax_payable − prior(tax_payable, 1)))":
        "the two sides are the same sum in another order: the residual is 0 whatever is given, and 0 has no sign",
    "waterfall, payout_gap: relative_difference((common_proceeds + total(class_proceeds, class_proceeds, class_proceeds, class_proceeds)),"
    " exit_equity) as relative_difference(exit_equity, (common_proceeds + total(class_proceeds, class_proceeds, class_proceeds,"
    " class_proceeds)))":
        "its amount is taken without its sign",
    "proceeds, holders_gap: relative_difference((((total(holder_proceeds) + unnamed_proceeds) + option_proceeds) +"
    " ((total(safe_proceeds_of_exit) + total(note_proceeds_of_exit)) + total(investor_proceeds, investor_proceeds))), exit_equity) as"
    " relative_difference(exit_equity, (((total(holder_proceeds) + unnamed_proceeds) + option_proceeds) +"
    " ((total(safe_proceeds_of_exit) + total(note_proceeds_of_exit)) + total(investor_proceeds, investor_proceeds))))":
        "its amount is taken without its sign",
    "returns, irr_gap: relative_difference(total(grown_payment, grown_payment), investor_proceeds)"
    " as relative_difference(investor_proceeds, total(grown_payment, grown_payment))":
        "its amount is taken without its sign",
    **{
        f"conversions, {kind}_irr_gap: relative_difference(({kind}_grown_money + total({kind}_grown_payment, {kind}_grown_payment)),"
        f" {kind}_returned) as relative_difference({kind}_returned, ({kind}_grown_money + total({kind}_grown_payment,"
        f" {kind}_grown_payment)))": "its amount is taken without its sign"
        for kind in ("safe", "note")
    },
    **{
        f"{chapter}, {kind}{line}: or_else({kind}{multiple}, relative_tolerance) as {kind}{multiple}":
            "it is not available where nothing is paid in before the exit: there the exponent is 0, and 1 is the power of anything"
        for chapter, kind in (("returns", ""), ("conversions", "safe_"), ("conversions", "note_"), ("backers", "holder_"))
        for line, multiple in (("first_growth", "net_moic"), ("irr_guess", "proceeds_to_grown"))
    },
    **{
        f"backers, {line}: relative_difference({one}, {other}) as relative_difference({other}, {one})":
            "its amount is taken without its sign"
        for line, one, other in (
            ("holder_irr_gap", "total(holder_grown_payment, holder_grown_payment)", "holder_returned"),
            ("raised_gap", "all_money_in", "raised_by_exit"), ("payout_of_all_gap", "all_proceeds", "before_notes"),
        )
    },
    "equity, equity_negative: or_else(equity_value, 0) as equity_value": "what is not available is not below zero either",
    "equity, equity_negative: 0 as 1": "stands for a value that is not available: neither 0 nor 1 is below zero",
    "revenue, opening_deferred_differs: (opening_deferred_given − at_position(closing_deferred_revenue, 0))"
    " as (at_position(closing_deferred_revenue, 0) − opening_deferred_given)":
        "its amount is taken without its sign",
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One operator or number of a line put wrong, in all rows whose formula has the same shape, or in their openings."""

    line: str
    part: str  # tree, opening
    shape: str
    position: int  # of the part, counted in the formula
    choice: int  # which of the wrong ones
    text: str

    def __call__(self, model: Model) -> None:
        """Put it wrong in the model's rows."""
        for row in rows_of(model, self.line):
            tree = getattr(row, self.part)
            if tree is not None and shape(tree) == self.shape:
                shared = row.opening is row.tree
                setattr(row, self.part, put_wrong(tree, list(walk(tree))[self.position], self.choice))
                if shared:
                    row.opening = row.tree

    def reaches(self, model: Model) -> bool:
        """Whether the model has a row with this formula."""
        trees = [getattr(row, self.part) for row in rows_of(model, self.line)]
        return any(tree is not None and shape(tree) == self.shape for tree in trees)


def rows_of(model: Model, line: str) -> list[Row]:
    return model.by_name.get(line, [])


def shape(tree: Expression) -> str:
    """A formula without its figures: rows of one line that are alike but for their members have the same shape."""
    if not isinstance(tree, Apply):
        return "."
    if tree.op in ("total", "sum_product"):
        return tree.op  # one argument for each member
    return f"{tree.op}({','.join(map(shape, tree.args))})"


def ways(node: Expression) -> tuple[Wrong, ...]:
    """How a part of a formula can be wrong."""
    if isinstance(node, Number):
        return (lambda _: Number(node.value + 1),)
    return WRONG.get(node.op, ()) if isinstance(node, Apply) else ()


def put_wrong(tree: Expression, target: Expression, choice: int) -> Expression:
    """The formula with one part put wrong, wherever this very part stands."""
    if not isinstance(tree, Apply):
        return ways(tree)[choice](()) if tree is target else tree
    args = tuple(put_wrong(arg, target, choice) for arg in tree.args)
    return ways(tree)[choice](args) if tree is target else Apply(tree.op, args, tree.option)


SIGNS = {"add": "+", "subtract": "−", "multiply": "×", "divide": "÷", "power": "^", "at_least": "≥", "more_than": ">"}


def infix(tree: Expression) -> str:
    """A formula as it is written on paper."""
    if isinstance(tree, Line):
        return tree.row.name
    if isinstance(tree, Number):
        return f"{tree.value:g}"
    assert isinstance(tree, Apply)
    args = [infix(arg) for arg in tree.args]
    return f"({f' {SIGNS[tree.op]} '.join(args)})" if tree.op in SIGNS else f"{tree.op}({', '.join(args)})"


def mutants(model: Model, line: str) -> Iterator[Mutant]:
    """All mutants of a line in this model."""
    seen = set()
    for row in rows_of(model, line):
        for part in ("tree", "opening"):
            tree = getattr(row, part)
            if tree is None or (part == "opening" and tree is row.tree) or (part, shape(tree)) in seen:
                continue
            seen.add((part, shape(tree)))
            known: list[Expression] = []
            for position, node in enumerate(walk(tree)):
                if not any(node is other for other in known):
                    known.append(node)
                    for choice in range(len(ways(node))):
                        text = f"{line}: {infix(node)} as {infix(put_wrong(node, node, choice))}"
                        yield Mutant(line, part, shape(tree), position, choice, text)


def survivors(chapter: str) -> tuple[int, list[Mutant]]:
    """How many mutants a chapter has, and those that its tables do not notice."""
    module = importlib.import_module(f"business.test_{chapter}")
    settings = [(text, worked.over_time(setting or worked.Setting(), worked.parse(text))) for _, text, setting in worked.tables(module)]
    found = [(text, setting, setting.model()) for text, setting in settings]
    lines = next(each.lines for each in CHAPTERS if each.name == chapter)
    for text, setting, _ in found:
        worked.work(chapter, text, setting)  # as they are, they are right
    made: dict[tuple[object, ...], Mutant] = {}
    for _, _, model in found:
        for item in lines:
            for mutant in mutants(model, item.name):
                made.setdefault((mutant.line, mutant.part, mutant.shape, mutant.position, mutant.choice), mutant)
    unnoticed = [
        mutant
        for mutant in made.values()
        if not any(noticed(chapter, text, setting, mutant) for text, setting, model in found if mutant.reaches(model))
    ]
    return len(made), unnoticed


def noticed(chapter: str, text: str, setting: worked.Setting, mutant: Mutant) -> bool:
    """Whether a table fails with the mutant in place."""
    try:
        worked.work(chapter, text, setting, mutant)
    except (AssertionError, EvaluationError, IndexError):  # another figure, no figure, or a lag that leads past the axis
        return True
    return False


@pytest.mark.parametrize("chapter", [chapter.name for chapter in CHAPTERS])
def test_tables_notice_a_wrong_operator(chapter):
    number, unnoticed = survivors(chapter)
    names = {f"{chapter}, {mutant.text}" for mutant in unnoticed}
    known = {name for name in EQUIVALENT if name.startswith(f"{chapter}, ")}
    assert number > 0
    assert not names - known, f"of {number} mutants no table notices:\n" + "\n".join(sorted(names - known))
    assert not known - names, "these are noticed, so they are other formulas:\n" + "\n".join(sorted(known - names))
