"""The closed set of operators: everything a formula can say beside + − × ÷ and comparisons.

Called with plain numbers an operator computes, so a line's function is its own unit test. The
operators of time, age and whole horizon then return what they are given: the caller passes the
value of last month, of the window, of the age.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from planbook.language.context import current
from planbook.language.errors import ModelError
from planbook.language.expression import Apply, Expression, Line, Number, Unresolved, apply, expression
from planbook.language.families import Attribute, Family, FixedMember

AMOUNT_DIGITS = 6  # amounts are compared, and steps rounded up, after rounding to so many digits
ZERO_DIGITS = 9  # a denominator that rounds to zero at so many digits is zero
SECOND_TRY = 0.9  # a rate not found from a guess is sought from a growth (1 + rate) of so much of the guess's
MEMBERS = "members"  # the option of an operator that is applied to all members of a line
NAN = float("nan")


@dataclass(frozen=True)
class Operator:
    """One operator: its meaning, and what it computes on plain numbers where that has a sense."""

    name: str
    meaning: str
    plain: Callable[..., float] | None = None


def round_half_away(value: float, digits: int) -> float:
    """Round as spreadsheets do: halves go away from zero."""
    scale = 10.0**digits
    return math.copysign(math.floor(abs(value) * scale + 0.5) / scale, value)


def _at_least(a: float, b: float) -> float:
    return float(round_half_away(a - b, AMOUNT_DIGITS) >= 0)


def _more_than(a: float, b: float) -> float:
    return float(round_half_away(a - b, AMOUNT_DIGITS) > 0)


def _ratio(a: float, b: float) -> float:
    return NAN if math.isnan(b) or round_half_away(b, ZERO_DIGITS) == 0 else a / b


def _relative(a: float, b: float) -> float:
    return round_half_away((a - b) / max(1.0, abs(a), abs(b)), ZERO_DIGITS)


OPERATORS: dict[str, Operator] = {
    op.name: op
    for op in (
        Operator("add", "a + b", lambda a, b: a + b),
        Operator("subtract", "a − b", lambda a, b: a - b),
        Operator("multiply", "a × b", lambda a, b: a * b),
        Operator("divide", "a ÷ b, b never zero", lambda a, b: a / b),
        Operator("negate", "−a", lambda a: -a),
        Operator("power", "a to the power b, a positive", lambda a, b: a**b),
        Operator("minimum", "the smallest", min),
        Operator("maximum", "the largest", max),
        Operator("modulo", "the remainder of a ÷ b", lambda a, b: a - b * math.floor(a / b)),
        Operator(
            "roundup",
            "the next whole number, after rounding to 6 digits",
            lambda a: float(math.ceil(round_half_away(a, AMOUNT_DIGITS))),
        ),
        Operator("absolute", "the amount without its sign", abs),
        Operator("at_least", "1 if a ≥ b after rounding the difference to 6 digits, else 0", _at_least),
        Operator("more_than", "1 if a > b after rounding the difference to 6 digits, else 0", _more_than),
        Operator("same", "1 if two whole numbers are equal, else 0", lambda a, b: float(a == b)),
        Operator("where", "a if the condition is not 0, else b", lambda c, a, b: a if c else b),
        Operator("choose", "the value at a position, counted from 1", lambda i, *values: values[round(i) - 1]),
        Operator("ratio", "a ÷ b; not available when b is zero", _ratio),
        Operator("or_else", "a, or b where a is not available", lambda a, b: b if math.isnan(a) else a),
        Operator("not_available", "no value", lambda: NAN),
        Operator("difference", "a − b, rounded to 6 digits", lambda a, b: round_half_away(a - b, AMOUNT_DIGITS)),
        Operator("relative_difference", "(a − b) ÷ the larger of 1, |a|, |b|, rounded to 9 digits", _relative),
        Operator("total", "the sum over members", lambda *values: float(sum(values))),
        Operator(
            "sum_product",
            "the sum over members of a × b",
            lambda *values: sum(a * b for a, b in zip(values[: len(values) // 2], values[len(values) // 2 :])),
        ),
        Operator("prior", "the value n months ago; before the opening, the opening value"),
        Operator("trailing", "the sum of the last n months, this one included"),
        Operator("step_in_force", "the number of the last step whose first month has come"),
        Operator("starts", "1 in the month a cohort starts, else 0"),
        Operator("at_age", "the value of an age curve at the cohort's age"),
        Operator("over_cohorts", "the sum over cohorts of at least an age"),
        Operator("cohort_of_age", "the cohort that is of an age, 0 where none is"),
        Operator("sum_axis", "the sum over all months from month 1, or over all ages"),
        Operator("at_position", "the value at a month, or at an age"),
        Operator("lowest", "the lowest value from month 1 on"),
        Operator("highest", "the highest value from month 1 on"),
        Operator("first_where", "the first month in which a flag is 1; not available when there is none"),
        Operator("sum_product_months", "the sum over all months of a × b"),
        Operator("months_outside", "the number of months in which |a| exceeds a limit, or has no value"),
        Operator(
            "irr",
            "the monthly rate at which the months of a row come to nothing, sought from a guess and, where that leads to none, from one "
            "of nine tenths of its growth; not available when they do not change sign or no rate is found",
        ),
    )
}


def _call(name: str, *args: Any, option: Any = None) -> Any:
    plain = OPERATORS[name].plain
    if plain is not None and args and all(isinstance(arg, int | float) for arg in args):
        return plain(*args)
    return apply(name, *args, option=option)


def minimum(*values: Any) -> Any:
    """The smallest of the values."""
    return _call("minimum", *values)


def maximum(*values: Any) -> Any:
    """The largest of the values."""
    return _call("maximum", *values)


def modulo(a: Any, b: Any) -> Any:
    """The remainder of whole numbers, with the sign of ``b``."""
    return _call("modulo", a, b)


def roundup(a: Any) -> Any:
    """The next whole number, after rounding to 6 digits (so 3.0000000001 stays 3)."""
    return _call("roundup", a)


def absolute(a: Any) -> Any:
    """The amount without its sign."""
    return _call("absolute", a)


def same(a: Any, b: Any) -> Any:
    """1 if two whole numbers (months, counts, flags) are equal, else 0."""
    return _call("same", a, b)


def where(condition: Any, a: Any, b: Any) -> Any:
    """``a`` where the condition is not 0, else ``b``."""
    return _call("where", condition, a, b)


def choose(position: Any, *values: Any) -> Any:
    """The value at a position, counted from 1."""
    return _call("choose", position, *values)


def ratio(a: Any, b: Any) -> Any:
    """a ÷ b; not available when b is zero. Stands alone in its line, or directly in or_else."""
    return _call("ratio", a, b)


def or_else(a: Any, b: Any) -> Any:
    """``a``, or ``b`` where ``a`` is not available."""
    return _call("or_else", a, b)


not_available = Apply("not_available", ())


def difference(a: Any, b: Any) -> Any:
    """The residual of two amounts that should agree, rounded to 6 digits."""
    return _call("difference", a, b)


def relative_difference(a: Any, b: Any) -> Any:
    """The residual of two figures that should agree, relative to their size, rounded to 9 digits."""
    return _call("relative_difference", a, b)


def _stands_for_absent(line: Any) -> bool:
    """Whether this is the zero that stands for a line of an absent chapter: over members and time it stays zero."""
    return isinstance(line, Number) and line.value == 0


def _of_line(name: str, line: Any, *args: Any, option: Any = None) -> Any:
    """An operator of time, age or horizon: it takes a named line, so that every rendering stays short."""
    if isinstance(line, int | float) or _stands_for_absent(line):
        return line
    if isinstance(line, Unresolved):
        raise ModelError(line.reason)
    if not isinstance(line, Line):
        raise ModelError(f"{name}(…) takes a named line: give this part a line of its own")
    return apply(name, line, *args, option=option)


def _held(line: Any) -> bool:
    """Whether this is a value over time that the plan states once: it is the same in every month."""
    return isinstance(line, Line) and line.row.is_held


def prior(line: Any, months: Any = 1) -> Any:
    """The value ``months`` ago (a number or a whole-number scalar line, at least 1)."""
    return line if _held(line) else _of_line("prior", line, months)


def trailing(line: Any, months: Any) -> Any:
    """The sum of the last ``months`` months, this one included; months before the first count nothing."""
    return _of_line("trailing", line, months)


def at_age(curve: Any) -> Any:
    """In a cohort line: the value of an age curve at the cohort's age; a curve holds its last value."""
    return _of_line("at_age", curve)


def over_cohorts(line: Any, from_age: int = 0) -> Any:
    """The sum of a cohort line over its cohorts that are at least ``from_age`` months old."""
    return _of_line("over_cohorts", line, option=from_age)


def cohort_of_age(line: Any, age: int) -> Any:
    """The value of the cohort that is ``age`` months old; 0 where there is none."""
    return _of_line("cohort_of_age", line, option=age)


def sum_months(line: Any) -> Any:
    """The sum over all months of the plan (the opening is not counted)."""
    return _of_line("sum_axis", line)


def sum_ages(line: Any) -> Any:
    """The sum over all ages."""
    return _of_line("sum_axis", line)


def at_month(line: Any, month: Any) -> Any:
    """The value at a month of the plan; 0 is the opening."""
    return line if _held(line) else _of_line("at_position", line, month)


def look_up(curve: Any, age: Any) -> Any:
    """The value of an age curve at an age."""
    return _of_line("at_position", curve, age)


def lowest(line: Any) -> Any:
    """The lowest value over the months of the plan, or over all ages."""
    return line if _held(line) else _of_line("lowest", line)


def highest(line: Any) -> Any:
    """The highest value over the months of the plan, or over all ages."""
    return line if _held(line) else _of_line("highest", line)


def first_month_where(flag: Any) -> Any:
    """The first month in which a flag is 1; not available when there is none."""
    return _of_line("first_where", flag)


def months_outside(line: Any, limit: Any) -> Any:
    """The number of months, the opening included, in which the line is beyond ± ``limit``."""
    return _of_line("months_outside", line, limit)


def irr(line: Any, guess: Any) -> Any:
    """The monthly rate above −1 at which all months of the line, discounted, come to nothing, sought from ``guess``.

    Where that leads to none it is sought once more, from a growth (1 + rate) of nine tenths of the guess's: Newton's way on the
    present value is lost above the rate sooner than below it. Not available when the months do not change sign, or when no rate is
    found from either.
    """
    return _of_line("irr", line, guess)


starts = Apply("starts", ())
"""In a cohort line: 1 in the month in which the cohort starts."""


# What the tracer resolves, so that no rendering knows families.


class FamilyLines(Unresolved):
    """The rows of a family line, for a formula that does not share all of its families."""

    def __init__(self, name: str, open_families: tuple[Family, ...], rows: Sequence[tuple[dict[str, str], Any]]):
        families = ", ".join(family.name for family in open_families)
        super().__init__(f"`{name}` exists for each {families}: say total({name}), total(…, by=…) or of({name}, …)")
        self.name = name
        self.open_families = open_families
        self.rows = rows

    @property
    def open_members(self) -> list[dict[str, str]]:
        """The members of each row in the families that are not shared."""
        return [{family.name: members[family.name] for family in self.open_families} for members, _ in self.rows]


def _selected(lines: FamilyLines, by: Attribute | None) -> list[Any]:
    if by is None:
        return [line for _, line in lines.rows]
    here = current().members
    target = by.target
    if target is None or target.name not in here:
        raise ModelError(f"total(…, by={by.family.name}.{by.name}) needs a line per {target.name if target else '?'}")
    wanted = here[target.name]
    return [
        line for members, line in lines.rows if current().attribute(by.family, members[by.family.name], by.name) == wanted
    ]


def _over_members(name: str, lines: Any, by: Attribute | None = None) -> Any:
    """An operator on all rows of a line that this line does not share; nothing where a family is empty."""
    if isinstance(lines, int | float) or _stands_for_absent(lines):
        return lines
    if isinstance(lines, Line):
        raise ModelError(f"{name}({lines.row.name}) has no family left to {'sum' if name == 'total' else 'look'} over")
    if not isinstance(lines, FamilyLines):
        raise ModelError(f"{name}(…) takes a named line: give this part a line of its own")
    rows = _selected(lines, by)
    return apply("total" if name == "total" else "maximum", *rows, option=MEMBERS) if rows else Number(0)


def total(lines: Any, by: Attribute | None = None) -> Any:
    """The sum over the families that this line does not share; an empty family totals to zero."""
    return _over_members("total", lines, by)


def largest(lines: Any) -> Any:
    """The largest over the families that this line does not share; nothing where a family is empty."""
    return _over_members("largest", lines)


def of(lines: Any, member: Attribute | FixedMember | Family) -> Any:
    """The line of one member: the one an attribute points to, a named member of a fixed family, or the one this twin stands for."""
    if isinstance(lines, int | float) or _stands_for_absent(lines):
        return lines
    if not isinstance(lines, FamilyLines) or len(lines.open_families) != 1:
        raise ModelError("of(…) takes a line with exactly one family that this line does not share")
    if isinstance(member, Family):
        if member.twin is not lines.open_families[0] or member.name not in current().members:
            raise ModelError(f"of({lines.name}, {member.name}) needs a line per {member.name}, the twin of {lines.open_families[0].name}")
        wanted = current().members[member.name]
    elif isinstance(member, FixedMember):
        wanted = member.name
    else:
        wanted = current().attribute(member.family, current().members[member.family.name], member.name)
    family = lines.open_families[0].name
    return next(line for members, line in lines.rows if members[family] == wanted)


def preceding(line: Any, family: Family, first: Any) -> Any:
    """The line of the member before this one in an ordered family; ``first`` for the first."""
    if isinstance(line, int | float) or _stands_for_absent(line):
        return line
    if not isinstance(line, Line):
        raise ModelError(f"preceding(…) needs a line per {family.name}")
    return current().preceding(line.row, family, expression(first))


def sum_product(a: Any, b: Any) -> Any:
    """The sum of a × b: over the family both still have open, or over all months."""
    if _stands_for_absent(a) or _stands_for_absent(b):
        return Number(0)
    if isinstance(a, FamilyLines) and isinstance(b, FamilyLines):
        if a.open_members != b.open_members:
            raise ModelError(f"sum_product({a.name}, {b.name}): the two are not lines of the same members")
        lines = [line for _, line in (*a.rows, *b.rows)]
        return apply("sum_product", *lines) if lines else Number(0)
    if isinstance(a, Line) and isinstance(b, Line):
        return apply("sum_product_months", a, b)
    raise ModelError("sum_product(a, b) takes two named lines of the same family, or two monthly lines")


def by_choice(attribute: Attribute, **branches: Callable[[], Any]) -> Any:
    """The branch that this member's attribute names; decided once, since choices are structure.

    Branches are functions without parameters, so that only the chosen one needs its figures.
    """
    chosen = current().attribute(attribute.family, current().members[attribute.family.name], attribute.name)
    if set(branches) != set(attribute.choices):
        raise ModelError(f"by_choice({attribute.family.name}.{attribute.name}) must name {', '.join(attribute.choices)}")
    return branches[chosen]()


def twelfth_root(a: Any) -> Any:
    """a^(1/12): a yearly factor as a monthly one."""
    return a ** (1 / 12) if isinstance(a, int | float) else apply("power", a, apply("divide", 1, 12))


def is_formula(value: Any) -> bool:
    """Whether a line's function returned something that can be its formula."""
    return isinstance(value, Expression | int | float) and not isinstance(value, bool)
