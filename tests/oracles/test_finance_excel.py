"""Excel's documented and recorded answers; docs/finance.md lists where planbook differs and why."""

from __future__ import annotations

import ast
import math

import pytest

from oracles import excel
from planbook import finance

# Functions of Excel that planbook does not have, and why.
NOT_HERE = {
    "SLN": "straight-line depreciation is a difference divided by a life",
    "SYD": "plans depreciate in a straight line only",
    "DB": "plans depreciate in a straight line only",
    "DDB": "plans depreciate in a straight line only",
    "VDB": "plans depreciate in a straight line only",
    "FVSCHEDULE": "the product of 1 + each rate",
}
# Where Excel cuts a fraction off in silence: the function, and the places of its arguments that are whole numbers.
WHOLE = {"EFFECT": (1,), "NOMINAL": (1,), "CUMIPMT": (3, 4), "CUMPRINC": (3, 4)}


def arguments(formula: str) -> list[float]:
    """The numbers between the brackets."""
    return list(ast.literal_eval("[" + formula.partition("(")[2].rstrip(")") + "]"))


def cuts(formula: str) -> bool:
    """Whether Excel cuts a fraction off in it."""
    places = WHOLE.get(excel.name_of(formula), ())
    return bool(places) and any(arguments(formula)[place] % 1 for place in places)


def test_what_is_left_out_is_listed() -> None:
    names = {excel.name_of(case["formula"]) for case in (*excel.documented(), *excel.recorded())}
    assert names - set(excel.FUNCTIONS) == set(NOT_HERE)
    assert set(excel.FUNCTIONS) <= names


@pytest.mark.parametrize(
    "case", [case for case in excel.documented() if excel.name_of(case["formula"]) not in NOT_HERE], ids=lambda case: case["id"]
)
def test_microsofts_examples(case: dict[str, float | str]) -> None:
    """As many digits as the page shows."""
    shown = 0.5 * 10.0 ** -int(case["decimals"])
    assert excel.compute(str(case["formula"])) == pytest.approx(case["documented"], rel=0, abs=shown * (1 + 1e-9))


@pytest.mark.parametrize("name", sorted({case["function"] for case in excel.recorded()} - set(NOT_HERE)))
def test_what_excel_2010_gave(name: str) -> None:
    """Recorded to 1e-6 of their size, yields of dated flows to 1e-8: Excel's own iteration stops there."""
    cases = [case for case in excel.recorded() if case["function"] == name and not cuts(case["formula"])]
    assert len(cases) >= 8
    for case in cases:
        tolerance = {"rel": 0, "abs": 1e-8} if name == "XIRR" else {"rel": 1e-6, "abs": 1e-6}
        assert excel.compute(case["formula"]) == pytest.approx(float(case["excel_2010_value"]), **tolerance), case["formula"]


def test_fractions_that_excel_cuts_off_are_refused() -> None:
    """`EFFECT(0.6,1.7)` is 0.6 in Excel, what 1 period gives: planbook says that 1.7 is no number of periods."""
    cases = [case for case in excel.recorded() if cuts(case["formula"])]
    assert len(cases) == 31
    for case in cases:
        with pytest.raises(finance.FinanceError, match="must be a whole number"):
            excel.compute(case["formula"])
        given, places = arguments(case["formula"]), WHOLE[case["function"]]
        rounding = (math.ceil, math.floor) if len(places) == 2 else (math.floor,)
        for place, rounded in zip(places, rounding):
            given[place] = rounded(given[place])
        whole = f"={case['function']}({','.join(map(str, given))})"
        assert excel.compute(whole) == pytest.approx(float(case["excel_2010_value"]), rel=1e-6, abs=1e-6), case["formula"]


def test_where_excel_stops_short_of_the_root() -> None:
    """Flows that add up to 0 earn 0 %: Excel's XIRR gives 4.9e-9, its RATE 4.3e-9."""
    assert abs(excel.compute("=XIRR({-100,-10,10,100},{25659,26341,29334,30405},0)")) < 1e-15
    assert abs(excel.compute("=RATE(10,-10,0,100,0,-0.15)")) < 1e-15
