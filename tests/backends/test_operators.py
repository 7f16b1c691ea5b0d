"""Every operator through every rendering: plain Python, numpy, the workbook recalculated by two programs, words."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

import recalculation
from language import small
from language.small import FUNCTION, SEGMENT
from planbook.backends import reference
from planbook.backends.compiled import Program
from planbook.backends.excel.formulas import RENDER
from planbook.backends.excel.layout import OPENING, Layout
from planbook.backends.words import WORDS, in_words
from planbook.language.declarations import LineItem, line
from planbook.language.errors import EvaluationError
from planbook.language.expression import Apply, Expression, Line, Number, walk
from planbook.language.model import InputForm, Model, Row
from planbook.language.operators import (
    OPERATORS,
    absolute,
    at_age,
    at_month,
    choose,
    cohort_of_age,
    difference,
    first_month_where,
    highest,
    irr,
    largest,
    look_up,
    lowest,
    maximum,
    minimum,
    modulo,
    months_outside,
    not_available,
    of,
    or_else,
    over_cohorts,
    preceding,
    prior,
    ratio,
    relative_difference,
    roundup,
    same,
    starts,
    sum_ages,
    sum_months,
    sum_product,
    total,
    trailing,
    where,
)  # fmt: skip
from planbook.language.units import FACTOR, Kind, Shape, Sign

MONTHS = 40
AGES = 46  # the greatest opening age and all months
OPENING_AGES = (0, 2, 5)
NAN = math.nan


def test_one_table_per_rendering_with_equal_keys():
    assert set(reference.POINTWISE) & set(reference.AXIS) == set()
    assert set(reference.POINTWISE) | set(reference.AXIS) == set(OPERATORS)
    assert set(RENDER) == set(OPERATORS)
    assert set(WORDS) == set(OPERATORS)
    assert {name for name, operator in OPERATORS.items() if operator.plain} == set(reference.POINTWISE)


# The small cases. Month by month: amounts at the edges of rounding, then amounts of any size.

EDGES = [
    (3, 3), (3, 3.0000004), (3.0000004, 3), (3, 3.0000006), (3.0000006, 3), (0, 0), (0, 5), (5, 0), (-5, 0),
    (7, 4e-10), (7, 6e-10), (-7, -4e-10), (-7, -6e-10), (3.0000000001, 1), (3.00001, 1), (-2.5, 2), (-3.0000000001, -1),
    (-2.99999, -0.5), (2.9999996, -1e6), (1e-7, -1e-7), (1234567.891, 1234567.8910004), (0.1 + 0.2, 0.3), (1e12, 1e12 + 0.25),
    (0.0000004, 0.0000006), (1e9, 1e-9),
]  # fmt: skip


def _drivers() -> dict[str, list[float]]:
    """A value a month for every driver."""
    chance = random.Random(20270101)

    def amount() -> float:
        return chance.choice((-1, 1)) * 10 ** chance.uniform(-3, 6)

    pairs = EDGES + [(amount(), amount()) for _ in range(MONTHS - len(EDGES))]
    return {
        "x": [pair[0] for pair in pairs],
        "y": [pair[1] for pair in pairs],
        "z": [amount() for _ in range(MONTHS)],
        "p": [10 ** chance.uniform(-2, 2) for _ in range(MONTHS)],  # positive
        "k": [1 + month % 3 for month in range(MONTHS)],  # a position
        "flag": [month // 2 % 2 for month in range(MONTHS)],
        "other_flag": [month // 3 % 2 for month in range(MONTHS)],
        "whole": [float(chance.randint(-40, 40)) for _ in range(MONTHS)],
        "base": [float(chance.randint(1, 12)) for _ in range(MONTHS)],  # a whole number above zero
    }


DRIVERS = _drivers()
NUMBERS = {"lag": 3, "far": 100, "window": 5, "never": 1e13, "limit": 1000, "unit": 1, "nothing": 0, "near": 0.05, "below": -0.05,
           "high": 0.2}  # fmt: skip
SEGMENT_NUMBERS = {"weight": {"a": 2, "b": -3, "c": 0.25}, "size": {"a": 10, "b": 0, "c": 7}}

POINTWISE: dict[str, Callable[..., object]] = {
    "add": lambda x, y: x + y,
    "subtract": lambda x, y: x - y,
    "multiply": lambda x, y: x * y,
    "divide": lambda x, p: x / p,
    "negate": lambda x: -x,
    "power": lambda p, k: p**k,
    "minimum": lambda x, y, z: minimum(x, y, z),
    "maximum": lambda x, y, z: maximum(x, y, z),
    "modulo": lambda whole, base: modulo(whole, base),
    "roundup": lambda x: roundup(x),
    "absolute": lambda x: absolute(x),
    "at_least": lambda x, y: x >= y,
    "more_than": lambda x, y: x > y,
    "same": lambda whole, base: same(whole, base),
    "where": lambda flag, x, y: where(flag, x, y),
    "choose": lambda k, x, y, z: choose(k, x, y, z),
    "ratio": lambda x, y: ratio(x, y),
    "or_else": lambda gap, y: or_else(gap, y),
    "not_available": lambda: not_available,
    "difference": lambda x, y: difference(x, y),
    "relative_difference": lambda x, y: relative_difference(x, y),
    # What may be not available.
    "add_gap": lambda gap, y: gap + y,
    "add_gaps": lambda gap, other_gap: gap - other_gap,
    "negate_gap": lambda gap: -gap,
    "power_gap": lambda small_gap, p: p * p**small_gap,
    "ratio_of_gap": lambda gap, y: ratio(gap, y),
    "ratio_by_gap": lambda x, gap: ratio(x, gap),
    "ratio_of_gaps": lambda gap, other_gap: ratio(gap, other_gap),
    "gap_itself": lambda gap: gap,
    "or_else_ratio": lambda x, y, z: or_else(ratio(x, y), z),
    "or_else_sum": lambda gap, y, z: or_else(gap + y, z),
    "or_else_gap": lambda gap, other_gap: or_else(gap, other_gap),
    "or_else_or_else": lambda gap, other_gap, z: or_else(or_else(gap, other_gap), z),
    "or_else_inside": lambda gap, y: 1 + or_else(gap, 0) * y,
    "or_else_where": lambda flag, gap, x, y: or_else(where(flag, gap, x), y),
    "where_gap": lambda flag, gap, x: where(flag, gap, x),
    "where_no_gap": lambda flag, gap, x: where(flag, x, gap + x),
    "where_not_available": lambda flag, x: where(flag, x, not_available),
    "where_or_else_gap": lambda gap, x, y: where(or_else(gap, 0) > 0, x, y),
    "choose_gap": lambda k, gap, y, z: choose(k, gap, y + gap, z),
    "or_else_choose": lambda k, gap, other_gap, z: or_else(choose(k, gap, other_gap, z), 1),
    # Brackets.
    "minus_difference": lambda x, y, z: x - (y - z),
    "minus_sum": lambda x, y, z: x - (y + z),
    "minus_negative": lambda x, y: x - -y,
    "negative_times_negative": lambda x, y: -x * -y,
    "negative_sum": lambda x, y, z: -(x + y) * z,
    "negative_power": lambda p: -(p**12),
    "negative_product": lambda x, y: -(x * y),
    "power_of_power": lambda p, k: (p**k) ** k,
    "power_by_power": lambda p, half, k: p ** (half**k),
    "power_of_sum": lambda p, k: (p + 1) ** (k - 1),
    "divide_by_quotient": lambda x, p, base: x / (p / base),
    "divide_twice": lambda x, p, base: x / p / base,
    "divide_product": lambda x, y, p, base: x * y / (p * base),
    "times_flag": lambda x, y, z: (x >= y) * z,
    "flag_times_flag": lambda x, y, z: (x >= y) * (z > 0) * x,
    "flag_plus_flag": lambda x, y, z: (x >= y) + (z > 0),
    "one_minus_flag": lambda x, y: 1 - (x > y),
    "at_most": lambda x, y: x <= y,
    "below_zero": lambda x: x < 0,
    "flag_of_difference": lambda x, y, z: x - y >= y - z,
    "where_product": lambda flag, other_flag, x, y: where(flag * other_flag, x, y),
    "where_compared": lambda x, y: where(x > y, x - y, y - x),
    "minus_one_times": lambda x: -1 * x,
    "minus_minus_one": lambda x: x - -1,
    "maximum_inside": lambda x, y, p: maximum(0, x - y) / p,
    "difference_of_sums": lambda x, y, z: difference(x - y, y - z),
    "relative_difference_of_sums": lambda x, y, z: relative_difference(x - y, y + z),
    "ratio_of_sums": lambda x, y, z: ratio(x - y, y - z),
}


def _named(name: str, function: Callable[..., object]) -> Callable[..., object]:
    function.__name__ = name
    return function


def _pointwise_line(name: str, function: Callable[..., object]) -> LineItem:
    return small.monthly(_named(f"case_{name}", function))


@small.monthly
def gap(x, flag):
    return ratio(x, flag)


@small.monthly
def other_gap(y, other_flag):
    return ratio(y, other_flag)


@small.monthly
def small_gap(half, flag):
    return ratio(half, flag)


# Lines of time, age, cohort and family, each with the same by hand: months counted from 0, the opening.


@small.monthly(kind=Kind.FLOW)
def flow(x):
    return x


@small.monthly(kind=Kind.FLOW, opening=lambda half: half)
def opened_flow(x):
    return x


@small.monthly
def above_limit(x, limit):
    return x > limit


@small.monthly
def above_all(x, never):
    return x > never


@small.monthly(kind=Kind.FLOW)
def invested(month, k, window, horizon, far):
    """Paid in over the first months, given back at the end, with a gain."""
    return same(month, horizon) * far - (window >= month) * k


@small.monthly(kind=Kind.FLOW)
def lost(month, k, window, horizon, unit):
    """Paid in over the first months; little of it comes back."""
    return same(month, horizon) * unit - (window >= month) * k


@small.monthly(kind=Kind.FLOW)
def idle(flow, nothing):
    """Nothing paid, nothing given back."""
    return flow * nothing


@line("Age", unit=FACTOR, shape=Shape.AGES, opening=0, sign=Sign.NONNEGATIVE)
def age(age):
    """Months since the start."""
    return prior(age) + 1


@line("Curve", unit=FACTOR, shape=Shape.AGES, opening="same", sign=Sign.POSITIVE)
def curve(age, half):
    """A curve that falls with age."""
    return half / (1 + age)


@line("Opening by age", unit=FACTOR, shape=Shape.AGES, opening="same")
def opening_by_age(age):
    """What is there at the start, by age."""
    return 100 - age


@line("Cohort", unit=FACTOR, shape=Shape.COHORTS, opening=lambda opening_by_age: at_age(opening_by_age))
def cohort(cohort, p, curve, flag):
    """A cohort that starts with p and shrinks by the curve."""
    return starts * p + prior(cohort) * maximum(0, 1 - at_age(curve) * (1 + flag))


@line("Cohort that looks back further", unit=FACTOR, shape=Shape.COHORTS, opening=0)
def distant_cohort(cohort, distant_cohort, p, lag):
    """Lags inside a grid: of the grid itself, and of a monthly line."""
    return starts * prior(p, lag) + prior(distant_cohort, 12) + prior(distant_cohort, lag) * prior(p)


@small.monthly(per=SEGMENT)
def member_flow(x, weight):
    return x * weight


@small.monthly(per=SEGMENT)
def running_flow(running_flow, member_flow):
    return preceding(running_flow, SEGMENT, 0) + member_flow


@small.monthly(per=FUNCTION)
def function_flow(member_flow):
    return total(member_flow, by=SEGMENT.function)


def _series(name: str, values: SimpleNamespace) -> list[float]:
    return [float(value) for value in getattr(values, name)]


def _rate(v: SimpleNamespace, back: float) -> float:
    """The monthly rate of what is paid in over five months and given back at the end, by bisection."""
    flows = [-k if month <= 5 else 0.0 for month, k in enumerate(v.k)]
    flows[MONTHS] += back
    low, high = -0.9, 9.0
    for _ in range(200):
        rate = (low + high) / 2
        worth = sum(flow / (1 + rate) ** month for month, flow in enumerate(flows) if month)
        low, high = (rate, high) if worth > 0 else (low, rate)
    return low


def _windows(values: list[float], months: int) -> list[float]:
    return [sum(values[max(1, month - months + 1) : month + 1]) for month in range(MONTHS + 1)]


def _lagged(values: list[float], months: int) -> list[float]:
    return [values[max(0, month - months)] for month in range(MONTHS + 1)]


def _grid(values: SimpleNamespace) -> dict[int, list[float]]:
    """The cohorts by hand: from the month they start, each the survivors of the month before."""
    curve = [0.5 / (1 + age) for age in range(AGES + 1)]
    grid = {}
    for start in (*(-age for age in sorted(OPENING_AGES, reverse=True)), *range(1, MONTHS + 1)):
        column = [100.0 + start if start <= 0 else 0.0]
        for month in range(1, MONTHS + 1):
            joined = values.p[month] if month == start else 0.0
            kept = max(0.0, 1 - curve[max(0, month - start)] * (1 + values.flag[month]))
            column.append(joined + column[-1] * kept if month >= start else 0.0)
        grid[start] = column
    return grid


def _over(values: SimpleNamespace, from_age: int) -> list[float]:
    return [sum(column[month] for start, column in _grid(values).items() if start <= month - from_age) for month in range(MONTHS + 1)]


def _of_age(values: SimpleNamespace, age: int) -> list[float]:
    return [sum(column[month] for start, column in _grid(values).items() if start == month - age) for month in range(MONTHS + 1)]


def _distant(values: SimpleNamespace) -> list[float]:
    totals = [0.0] * (MONTHS + 1)
    for start in (*(-age for age in OPENING_AGES), *range(1, MONTHS + 1)):
        column = [0.0]
        for month in range(1, MONTHS + 1):
            joined = values.p[max(0, month - 3)] if month == start else 0.0
            back = column[max(0, month - 12)] + column[max(0, month - 3)] * values.p[month - 1]
            column.append(joined + back if month >= start else 0.0)
        totals = [a + b for a, b in zip(totals, column, strict=True)]
    return totals


def _first(flags: list[bool]) -> float:
    return next((month for month in range(1, MONTHS + 1) if flags[month]), NAN)


ALONG: dict[str, tuple[Callable[..., object], Callable[[SimpleNamespace], list[float]]]] = {
    "prior": (lambda x: prior(x), lambda v: _lagged(v.x, 1)),
    "prior_12": (lambda x: prior(x, 12), lambda v: _lagged(v.x, 12)),
    "prior_line": (lambda x, lag: prior(x, lag), lambda v: _lagged(v.x, 3)),
    "prior_beyond_the_opening": (lambda x, far: prior(x, far), lambda v: [v.x[0]] * (MONTHS + 1)),
    "prior_of_a_flow": (lambda flow: prior(flow, 12), lambda v: _lagged([0.0, *v.x[1:]], 12)),
    "prior_of_an_opened_flow": (lambda opened_flow: prior(opened_flow), lambda v: _lagged([0.5, *v.x[1:]], 1)),
    "prior_of_a_gap": (lambda gap: prior(gap), lambda v: _lagged(v.gap, 1)),
    "prior_of_a_gap_by_line": (lambda gap, lag: 1 + prior(gap, lag), lambda v: [1 + value for value in _lagged(v.gap, 3)]),
    "trailing": (lambda flow: trailing(flow, 12), lambda v: _windows(v.x, 12)),
    "trailing_line": (lambda flow, window: trailing(flow, window), lambda v: _windows(v.x, 5)),
    "trailing_longer_than_history": (lambda flow, far: trailing(flow, far), lambda v: _windows(v.x, 100)),
    "trailing_one": (lambda flow, unit: trailing(flow, unit), lambda v: _windows(v.x, 1)),
    "trailing_of_an_opened_flow": (lambda opened_flow: trailing(opened_flow, 12), lambda v: _windows(v.x, 12)),
    "trailing_inside": (lambda flow, z, p: z - trailing(flow, 12) / p, lambda v: list(np.array(v.z) - np.array(_windows(v.x, 12)) / v.p)),
    "over_cohorts": (lambda cohort: over_cohorts(cohort), lambda v: _over(v, 0)),
    "over_cohorts_from_1": (lambda cohort: over_cohorts(cohort, from_age=1), lambda v: _over(v, 1)),
    "over_cohorts_from_12": (lambda cohort: over_cohorts(cohort, from_age=12), lambda v: _over(v, 12)),
    "cohort_of_age_0": (lambda cohort: cohort_of_age(cohort, 0), lambda v: _of_age(v, 0)),
    "cohort_of_age_12": (lambda cohort: cohort_of_age(cohort, 12), lambda v: _of_age(v, 12)),
    "over_cohorts_share": (
        lambda cohort, p: over_cohorts(cohort, from_age=1) / p, lambda v: [a / b for a, b in zip(_over(v, 1), v.p, strict=True)],
    ),
    "over_distant_cohorts": (lambda distant_cohort: over_cohorts(distant_cohort), _distant),
    "total": (lambda member_flow: total(member_flow), lambda v: [value * (2 - 3 + 0.25) for value in v.x]),
    "total_inside": (lambda member_flow, p: 1 - total(member_flow) / p, lambda v: list(1 - np.array(v.x) * (-0.75) / v.p)),
    "total_by": (lambda function_flow: of(function_flow, FUNCTION.service), lambda v: [value * 2.25 for value in v.x]),
    "sum_product": (lambda member_flow, size: sum_product(member_flow, size), lambda v: [value * (20 + 1.75) for value in v.x]),
    "largest": (lambda member_flow: largest(member_flow), lambda v: [max(2 * x, -3 * x, x / 4) for x in v.x]),
    "largest_inside": (
        lambda member_flow, p: 1 + largest(member_flow) / p,
        lambda v: list(1 + np.array([max(2 * x, -3 * x, x / 4) for x in v.x]) / v.p),
    ),
    "preceding": (lambda running_flow: total(running_flow), lambda v: [value * (2 - 1 - 0.75) for value in v.x]),
}  # fmt: skip

SCALARS: dict[str, tuple[Callable[..., object], Callable[[SimpleNamespace], float]]] = {
    "sum_months": (lambda x: sum_months(x), lambda v: sum(v.x[1:])),
    "sum_months_of_an_opened_flow": (lambda opened_flow: sum_months(opened_flow), lambda v: sum(v.x[1:])),
    "sum_ages": (lambda curve: sum_ages(curve), lambda v: sum(0.5 / (1 + age) for age in range(AGES + 1))),
    "at_the_opening": (lambda opened_flow: at_month(opened_flow, 0), lambda v: 0.5),
    "at_month": (lambda x, lag: at_month(x, lag), lambda v: v.x[3]),
    "at_the_end": (lambda x, horizon: at_month(x, horizon), lambda v: v.x[MONTHS]),
    "at_month_of_a_gap": (lambda gap, lag: at_month(gap, lag), lambda v: v.gap[3]),
    "at_month_or_else": (lambda gap, lag, half: or_else(at_month(gap, lag), half), lambda v: 0.5 if math.isnan(v.gap[3]) else v.gap[3]),
    "look_up": (lambda curve, window: look_up(curve, window), lambda v: 0.5 / 6),
    "look_up_inside": (lambda curve, window: look_up(curve, window + 12) / look_up(curve, window), lambda v: 6 / 18),
    "lowest": (lambda x: lowest(x), lambda v: min(v.x[1:])),
    "highest": (lambda x: highest(x), lambda v: max(v.x[1:])),
    "first_month_where": (lambda above_limit: first_month_where(above_limit), lambda v: _first([x - 1000 > 5e-7 for x in v.x])),
    "first_month_where_never": (lambda above_all: first_month_where(above_all), lambda v: NAN),
    "first_month_or_else": (lambda above_all: or_else(first_month_where(above_all), 100), lambda v: 100),
    "sum_product_months": (
        lambda x, p: sum_product(x, p), lambda v: sum(a * b for a, b in zip(v.x[1:], v.p[1:], strict=True)),
    ),
    "months_outside": (lambda x, limit: months_outside(x, limit), lambda v: sum(abs(value) > 1000 for value in v.x)),
    "months_outside_at_the_limit": (lambda k, unit: months_outside(k, unit), lambda v: sum(value > 1 for value in v.k)),
    "irr": (lambda invested, near: irr(invested, near), lambda v: _rate(v, 100)),
    "irr_or_else": (lambda invested, nothing: or_else(irr(invested, nothing), 100), lambda v: _rate(v, 100)),
    "irr_of_a_loss": (lambda lost, below: irr(lost, below), lambda v: _rate(v, 1)),
    "irr_of_the_second_try": (lambda invested, high: irr(invested, high), lambda v: _rate(v, 100)),
    "irr_of_a_loss_of_the_second_try": (lambda lost, nothing: irr(lost, nothing), lambda v: _rate(v, 1)),
    "irr_without_a_change_of_sign": (lambda p, nothing: irr(p, nothing), lambda v: NAN),
    "irr_of_nothing": (lambda idle, nothing: irr(idle, nothing), lambda v: NAN),
    "months_outside_with_the_opening": (lambda opened_flow, nothing: months_outside(opened_flow, nothing), lambda v: _nonzero(v)),
}  # fmt: skip


def _nonzero(values: SimpleNamespace) -> int:
    return 1 + sum(value != 0 for value in values.x[1:])


STEPS = {"from1": 1, "value1": 10, "from2": 4, "value2": 20, "from3": 4, "value3": 30, "from4": 12, "value4": 5, "from5": 100, "value5": 1}


def _small_model() -> Model:
    positive = {"p", "base"}
    assumptions = {name: small.driver(**({"above": 0} if name in positive else {})) for name in DRIVERS}
    numbers = {name: small.number(**({"above": 0} if value > 0 else {})) for name, value in NUMBERS.items()}
    members = {name: small.number(per=SEGMENT, at="segments.number") for name in SEGMENT_NUMBERS}
    ages = small.chapter(age, curve, opening_by_age, name="ages", sheet="Ages")
    lines = [gap, other_gap, small_gap, flow, opened_flow, invested, lost, idle, above_limit, above_all]
    lines += [member_flow, running_flow, function_flow]
    lines += [_pointwise_line(name, function) for name, function in POINTWISE.items()]
    first = small.chapter(*lines, name="first", sheet="First", stair=small.driver(), **assumptions, **numbers, **members)
    grids = small.chapter(cohort, distant_cohort, name="grids", sheet="Grids")
    time = [small.monthly(_named(f"case_{name}", function)) for name, (function, _) in ALONG.items()]
    whole = [small.scalar(_named(f"case_{name}", function)) for name, (function, _) in SCALARS.items()]
    last = small.chapter(*time, *whole, name="last", sheet="Last")
    forms = {(name, ()): InputForm(steps=MONTHS) for name in DRIVERS} | {("stair", ()): InputForm(steps=5)}
    setting = small.Setting(MONTHS, "abc", opening_ages=OPENING_AGES, ages=AGES, forms=forms)
    return small.of_chapters(ages, first, grids, last, setting=setting)


def _inputs() -> dict[str, float]:
    cells = {key: value for name, values in DRIVERS.items() for key, value in small.steps(name, values).items()}
    cells |= {f"stair.{name}": value for name, value in STEPS.items()} | NUMBERS
    return cells | {f"{name}.{member}": value for name, given in SEGMENT_NUMBERS.items() for member, value in given.items()}


@pytest.fixture(scope="module")
def model() -> Model:
    return _small_model()


@pytest.fixture(scope="module", params=["reference", "compiled"])
def arrays(request: pytest.FixtureRequest, model: Model) -> dict[Row, np.ndarray]:
    found = reference.evaluate(model, _inputs()) if request.param == "reference" else Program(model).run(_inputs())
    return {row: array[..., 0] for row, array in found.items()}


@pytest.fixture(scope="module")
def workbook(model: Model, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small.workbook(model, _inputs(), tmp_path_factory.mktemp("operators") / "operators.xlsx")


@pytest.fixture(scope="module", params=["formualizer", "libreoffice"])
def recalculated(request: pytest.FixtureRequest, workbook: Path) -> recalculation.Values:
    if request.param == "formualizer":
        return recalculation.formualizer_values(workbook)
    recalculation.require_libreoffice()
    return recalculation.libreoffice_values(workbook)


def _close(got: float, want: float) -> bool:
    return math.isclose(got, want, rel_tol=1e-12, abs_tol=1e-12) or (math.isnan(got) and math.isnan(want))


def _plain(tree: Expression, arrays: dict[Row, np.ndarray], month: int) -> float:
    """An expression computed with plain numbers, by the plain column of the table of operators."""
    if isinstance(tree, Number):
        return tree.value
    if isinstance(tree, Line):
        array = arrays[tree.row]
        return float(array[month] if array.ndim else array)
    assert isinstance(tree, Apply)
    operator = OPERATORS[tree.op].plain
    assert operator is not None
    return operator(*(_plain(arg, arrays, month) for arg in tree.args))


# Numpy against plain numbers, and against figures by hand.


@pytest.mark.parametrize("name", POINTWISE)
def test_the_engine_equals_plain_numbers(name: str, model: Model, arrays: dict[Row, np.ndarray]):
    row = model.row(f"case_{name}")
    assert row.tree is not None
    for month in range(MONTHS + 1):
        got, want = float(arrays[row][month]), _plain(row.tree, arrays, month)
        assert _close(got, want), f"{name} in month {month}: numpy {got!r}, plain numbers {want!r}"


def _values() -> SimpleNamespace:
    """The drivers by month, the opening first: before month 1 a driver has its first value."""
    values = SimpleNamespace(**{name: [given[0], *given] for name, given in DRIVERS.items()})
    values.gap = [x if flag else NAN for x, flag in zip(values.x, values.flag, strict=True)]
    return values


@pytest.mark.parametrize("name", ALONG)
def test_the_engine_equals_the_hand_along_the_months(name: str, model: Model, arrays: dict[Row, np.ndarray]):
    want = ALONG[name][1](_values())
    got = arrays[model.row(f"case_{name}")]
    assert len(got) == len(want) == MONTHS + 1
    for month in range(MONTHS + 1):
        assert _close(float(got[month]), want[month]), f"{name} in month {month}: numpy {got[month]!r}, by hand {want[month]!r}"


@pytest.mark.parametrize("name", SCALARS)
def test_the_engine_equals_the_hand_over_the_horizon(name: str, model: Model, arrays: dict[Row, np.ndarray]):
    got, want = float(arrays[model.row(f"case_{name}")]), SCALARS[name][1](_values())
    assert _close(got, want), f"{name}: numpy {got!r}, by hand {want!r}"


def test_the_engine_equals_the_hand_for_cohorts(model: Model, arrays: dict[Row, np.ndarray]):
    got = arrays[model.row("cohort")]
    for number, column in enumerate(_grid(_values()).values()):
        assert np.allclose(got[number], column, rtol=1e-12, atol=1e-12), f"cohort {model.structure.cohort_starts[number]}"


def test_the_engine_equals_the_hand_for_steps(model: Model, arrays: dict[Row, np.ndarray]):
    step, value = arrays[model.row("stair.step")], arrays[model.row("stair")]
    assert list(step[1:13]) == [1, 1, 1, 3, 3, 3, 3, 3, 3, 3, 3, 4]  # two steps of one month: the later one holds
    assert step[0] == 0
    assert list(value[:13]) == [10, 10, 10, 10, 30, 30, 30, 30, 30, 30, 30, 30, 5]
    assert set(value[13:]) == {5}  # the step of month 100 never comes


# The workbook, recalculated.


def _everything() -> list[str]:
    cases = [f"case_{name}" for name in (*POINTWISE, *ALONG, *SCALARS)]
    return [
        *cases,
        "gap",
        "member_flow",
        "running_flow",
        "function_flow",
        "curve",
        "opening_by_age",
        "cohort",
        "distant_cohort",
        "stair.step",
        "stair",
    ]


@pytest.mark.parametrize("name", _everything())
def test_the_workbook_recalculates_to_the_same(name: str, model: Model, arrays: dict[Row, np.ndarray], recalculated: recalculation.Values):
    layout = Layout(model)
    for row in model.by_name[name]:
        place, values = layout.places[row], np.atleast_1d(arrays[row])
        for offset, line_values in enumerate(np.atleast_2d(values)):
            for index, want in enumerate(line_values):
                column = OPENING if row.shape is Shape.SCALAR else OPENING + 1 + index
                if index or row.opening is not None or row.shape is Shape.SCALAR:
                    got = recalculated[place.sheet, place.row + 1 + offset, column]
                    text = f"{row.key}, column {index}, line {offset}: the workbook has {got!r}, numpy {float(want)!r}"
                    assert got is None if math.isnan(want) else isinstance(got, float), text
                    assert got is None or abs(got - want) <= 1e-9 * max(1, abs(want)), text


def test_every_cell_of_the_workbook_is_what_the_file_says(workbook: Path, recalculated: recalculation.Values):
    assert recalculation.compare(recalculation.written_values(workbook), recalculated) == []


# Words.


def test_every_operator_is_in_a_case(model: Model):
    trees = [tree for row in model.rows if row.chapter != "timeline" for tree in (row.tree, row.opening) if tree is not None]
    assert {node.op for tree in trees for node in walk(tree) if isinstance(node, Apply)} == set(OPERATORS)


def test_words_name_every_operand(model: Model):
    for row in model.rows:
        for tree in (row.tree, row.opening):
            for node in walk(tree) if tree is not None else ():
                if isinstance(node, Line):
                    assert node.row.key in in_words(tree), row.key


def test_words_are_unambiguous(model: Model):
    said = {
        "minus_difference": "x − (y − z)",
        "negative_sum": "−(x + y) × z",
        "divide_by_quotient": "x ÷ (p ÷ base)",
        "power_of_sum": "(p + 1) ^ (k − 1)",
        "times_flag": "(x ≥ y) × z",
        "flag_plus_flag": "(x ≥ y) + (z > 0)",
        "maximum_inside": "(the largest of 0, x − y) ÷ p",
        "or_else_inside": "1 + (gap, or 0 if not available) × y",
        "or_else_where": "(if flag: gap, else x), or y if not available",
        "total_inside": "1 − (member_flow.a + member_flow.b + member_flow.c) ÷ p",
        "sum_product": "member_flow.a × size.a + member_flow.b × size.b + member_flow.c × size.c",
        "prior_12": "x of 12 months ago",
        "over_cohorts_from_12": "cohort over all cohorts of age 12 and more",
    }
    for name, text in said.items():
        tree = model.row(f"case_{name}").tree
        assert tree is not None
        assert in_words(tree) == text


# The edges, to the digit.

TINY = [
    ("at_least", (2.9999996, 3), 1),  # 4e-7 apart: equal
    ("at_least", (2.9999994, 3), 0),  # 6e-7 apart: not
    ("at_least", (3, 3), 1),
    ("more_than", (3.0000004, 3), 0),
    ("more_than", (3.0000006, 3), 1),
    ("more_than", (3, 3), 0),
    ("roundup", (3.0000000001,), 3),
    ("roundup", (3.00001,), 4),
    ("roundup", (2.9999999,), 3),
    ("roundup", (0.0000004,), 0),
    ("roundup", (0.0000006,), 1),
    ("roundup", (-2.5,), -2),
    ("roundup", (-3.0000000001,), -3),
    ("difference", (1000.0000004, 1000), 0),
    ("difference", (1000.0000016, 1000), 0.000002),
    ("difference", (1, 1.0000006), -0.000001),
    ("relative_difference", (1e9, 1e9 + 0.4), 0),
    ("relative_difference", (1e9, 1e9 + 2), -2e-9),
    ("relative_difference", (0.0, 1e-8), -1e-8),
    ("relative_difference", (-3.0, 3.0), -2),
    ("ratio", (7, 4e-10), NAN),
    ("ratio", (7, -4e-10), NAN),
    ("ratio", (3, 6e-10), 5e9),
    ("ratio", (0, 0), NAN),
    ("ratio", (NAN, 2), NAN),
    ("ratio", (2, NAN), NAN),
    ("or_else", (NAN, 2), 2),
    ("or_else", (3, 2), 3),
    ("or_else", (NAN, NAN), NAN),
    ("where", (1, NAN, 2), NAN),
    ("where", (0, NAN, 2), 2),
    ("where", (-0.5, 1, 2), 1),
    ("modulo", (-7, 3), 2),
    ("modulo", (7, 3), 1),
    ("modulo", (-12, 12), 0),
    ("modulo", (0, 12), 0),
    ("choose", (2, 10, 20, 30), 20),
    ("choose", (2, 10, NAN, 30), NAN),
    ("minimum", (3, -1, 2), -1),
    ("maximum", (3, -1, 2), 3),
    ("power", (2, -1), 0.5),
    ("power", (4, 0.5), 2),
    ("same", (3, 3), 1),
    ("same", (3, 4), 0),
    ("absolute", (-3.5,), 3.5),
    ("total", (1, 2, 3.5), 6.5),
    ("sum_product", (1, 2, 10, 20), 50),
]


@pytest.mark.parametrize(("name", "given", "want"), TINY)
def test_convention_08_edges(name: str, given: tuple[float, ...], want: float):
    plain = OPERATORS[name].plain
    assert plain is not None
    with np.errstate(all="ignore"):
        numpy = reference.POINTWISE[name](*(np.array([value], dtype=float) for value in given))
    assert math.isclose(plain(*given), want, rel_tol=1e-9, abs_tol=1e-15) or (math.isnan(want) and math.isnan(plain(*given)))
    assert np.allclose(numpy, [want], rtol=1e-9, atol=1e-15, equal_nan=True)


def test_a_line_called_with_plain_numbers_is_its_own_unit_test():
    @small.monthly
    def cash(cash, sales, costs, revolver):
        return prior(cash) + total(sales) - maximum(costs, 0) + trailing(revolver, 12) + roundup(costs) * ratio(sales, costs)

    assert cash(100, 20, 8, 3) == 100 + 20 - 8 + 3 + 8 * 2.5
    assert (absolute(-2), minimum(1, 2), modulo(-1, 12), same(3, 3), where(0, 1, 2), choose(2, 5, 6)) == (2, 1, 11, 1, 2, 6)
    assert (difference(1, 1), relative_difference(2, 1), or_else(NAN, 7)) == (0, 0.5, 7)
    time = (prior(5), at_age(5), over_cohorts(5), sum_months(5), sum_ages(5), at_month(5, 3), look_up(5, 3), lowest(5), highest(5))
    assert time == (5,) * 9
    assert (first_month_where(5), months_outside(5, 1), of(5, FUNCTION.sales), preceding(5, SEGMENT, 0)) == (5,) * 4
    assert (irr(5, 0), largest(5)) == (5, 5)


def test_a_rate_that_is_not_found_from_the_guess_is_not_available():
    """From a guess that is far off, twenty steps lead away from the rate; programs that seek otherwise may find it."""

    @small.monthly(kind=Kind.FLOW)
    def paid(month, horizon, back):
        return same(month, horizon) * back - same(month, 1)

    @small.scalar
    def found(paid, guess):
        return irr(paid, guess)

    model = small.model(paid, found, back=small.number(), guess=small.number())
    assert small.figures(model, {"back": 1.331, "guess": 0.5})["found"] == pytest.approx(0.1, rel=1e-13)
    assert math.isnan(small.figures(model, {"back": 1.331, "guess": 1e12})["found"])


def test_a_curve_holds_its_last_value():
    """Beyond the last age of the axis, and before the cohort starts, ages are clipped."""

    @line("Slope", unit=FACTOR, shape=Shape.AGES, opening=0)
    def slope(slope):
        """Ten more at each age."""
        return prior(slope) + 12

    @line("Grid", unit=FACTOR, shape=Shape.COHORTS, opening=lambda slope: at_age(slope))
    def grid(slope):
        """The curve itself."""
        return at_age(slope)

    ages = small.chapter(slope, name="ages", sheet="Ages")
    model = small.of_chapters(ages, small.chapter(grid), setting=small.Setting(3, opening_ages=(4,), ages=2))
    assert model.structure.cohort_starts == (-4, 1, 2, 3)
    assert small.figures(model)["grid"].tolist() == [[24, 24, 24, 24], [0, 0, 12, 24], [0, 0, 0, 12], [0, 0, 0, 0]]


@pytest.mark.parametrize("month", [-1, 5])
def test_a_month_outside_the_plan_is_refused_in_words(month: int):
    @small.monthly
    def balance(month):
        return month

    @small.scalar
    def looked_up(balance, wanted):
        return at_month(balance, wanted)

    model = small.model(balance, looked_up, wanted=small.number(), setting=small.Setting(months=4))
    assert small.figures(model, {"wanted": 4})["looked_up"] == 4
    with pytest.raises(EvaluationError, match=r"looked_up \(`looked_up`\) cannot be computed \(.*a month outside the plan\)"):
        small.figures(model, {"wanted": month})


def test_what_is_too_large_is_refused_with_line_and_month():
    @small.monthly
    def growing(growing, factor):
        return prior(growing) * factor

    growing.opening = 1.0
    model = small.model(growing, factor=small.number(), setting=small.Setting(months=3, start=(2027, 11)))
    with pytest.raises(EvaluationError, match=r"growing \(`growing`\) is too large to be computed in 2028-01"):
        small.figures(model, {"factor": 1e120})


def test_a_line_declared_positive_that_is_not_is_refused():
    @small.monthly(sign=Sign.POSITIVE)
    def left(month, wanted):
        return wanted - month

    model = small.model(left, wanted=small.number())
    assert small.figures(model, {"wanted": 5})["left"].tolist() == [5, 4, 3, 2, 1]
    with pytest.raises(EvaluationError, match=r"left \(`left`\) must stay above zero, and does not in 2027-03"):
        small.figures(model, {"wanted": 3})


def test_as_many_steps_as_a_plan_has_months():
    """A hundred and twenty values, one for each month of the longest plan."""
    values = [float(number % 7) for number in range(120)]

    @small.monthly
    def shown(stepped):
        return 12 * stepped

    setting = small.Setting(120, forms={("stepped", ()): InputForm(steps=120)})
    model = small.model(shown, stepped=small.driver(), setting=setting)
    assert small.figures(model, small.steps("stepped", values))["shown"][1:].tolist() == [12 * value for value in values]
