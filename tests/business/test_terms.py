"""Churn and contracts over calendar time: worked by hand, and what a churn that changes does to customers and contracts."""

import numpy as np
import pytest

import worked
from planbook.language.model import InputForm

CHAPTER = "terms"

# a: churn that changes; b: a table by age has no churn of its own, and contracts become usual.
SETTING = worked.Setting(segments={"a": {}, "b": {"retention": "table"}})
TABLE = """
                       | opening |   1 |   2 |    3
given
churn.a                |      4% |  2% |  4% |   5%
annual_share.a         |     25%
annual_share.b         |     10% | 40% | 10% | 60%
then
first_churn.a          |      4%
churn_path.a           |       1 | 0.5 |  1 | 1.25
first_annual_share.a   |     25%
first_annual_share.b   |     10%
"""

# a: nobody leaves; b: nobody leaves at first, so that later churn is measured against its highest.
SETTING_EDGE = worked.Setting()
EDGE = """
                       | opening | 1 |   2 |  3
given
churn.a                |       0 | 0 |   0 |  0
churn.b                |       0 | 0 |  3% | 4%
then
first_churn.a          |       0
first_churn.b          |      4%
churn_path.a           |       1 | 1 |   1
churn_path.b           |       0 | 0 | 75% |  1
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def by_month(name: str, values: list[float]) -> dict[str, float]:
    """The cells of an assumption of segment a that has another value each month."""
    steps = enumerate(values, 1)
    return {f"{name}.{cell}{k}.a": each for k, value in steps for cell, each in (("from", k), ("value", value))}


CHURN = [0.05, 0.02, 0, 0.3, 0.1, 0.1, 0.04, 0.05, 0.05, 0.01, 0.2, 0.05, 0.07, 0.01, 0.02, 0.03]
LEFT = np.cumprod([1, *(1 - share for share in CHURN)])
SETTING_CHURN = worked.Setting(months=len(CHURN), segments={"a": {}}, forms={("churn", ("a",)): InputForm(steps=len(CHURN))})


def test_customers_on_monthly_terms_leave_as_the_month_says():
    figures = worked.run({"opening_customers_given.a": 1_000, **by_month("churn", CHURN)}, SETTING_CHURN)
    assert list(figures["closing_customers"]) == pytest.approx(list(1_000 * LEFT))


def test_a_churn_that_starts_at_nothing_and_comes_later():
    """A hundred stay for three months; then 3 % leave each month."""
    setting = worked.Setting(months=5, segments={"a": {}}, forms={("churn", ("a",)): InputForm(steps=2)})
    values = {"churn.from1.a": 1, "churn.value1.a": 0, "churn.from2.a": 4, "churn.value2.a": 0.03}
    figures = worked.run({"opening_customers_given.a": 1_000, **values}, setting)
    assert list(figures["closing_customers"]) == pytest.approx([1_000, 1_000, 1_000, 1_000, 970, 940.9])


def test_contracts_lapse_by_the_churn_of_the_months_of_their_term():
    """A twelfth of the contracts ends each month: of those signed k months before the plan, the months of the plan are k fewer."""
    first, annual = CHURN[0], {"opening_customers_given.a": 1_200, "opening_annual_share.a": 1}
    figures = worked.run({**annual, **by_month("churn", CHURN)}, SETTING_CHURN)
    renewed = [(1 - first) ** (12 - month) * LEFT[month] for month in range(1, 13)]
    signed = [100 * share for share in renewed]  # in months 1 to 12, each for another twelve months
    again = [signed[month - 13] * LEFT[month] / LEFT[month - 12] for month in range(13, len(CHURN) + 1)]
    expected = [1_200 + sum(signed[:month]) - 100 * month for month in range(13)]
    for month, renewing in enumerate(again, 13):
        expected.append(expected[-1] + renewing - signed[month - 13])
    assert list(figures["closing_customers"]) == pytest.approx(expected)


def test_convention_05_a_yearly_churn_in_steps_is_converted_step_by_step():
    """30 % a year, then 10 % a year: 70 % are left after a year, and 63 % after two."""
    setting = worked.Setting(months=24, segments={"a": {}}, forms={("churn", ("a",)): InputForm("year", 2)})
    values = {"churn.from1.a": 1, "churn.value1.a": 0.3, "churn.from2.a": 13, "churn.value2.a": 0.1}
    figures = worked.run({"opening_customers_given.a": 1_000, **values}, setting)
    assert figures["closing_customers"][[12, 24]] == pytest.approx([700, 630])


def test_lifetimes_are_those_of_the_plans_start():
    values = {"clv_cap": 60, "churn.value1.a": 0.05, "churn.from1.a": 1, "churn.from2.a": 3, "churn.value2.a": 0.9}
    setting = worked.Setting(segments={"a": {}}, forms={("churn", ("a",)): InputForm(steps=2)})
    assert worked.run(values, setting)["capped_lifetime.a"] == pytest.approx((1 - 0.95**60) / 0.05)
