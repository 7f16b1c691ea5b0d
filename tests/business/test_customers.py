"""Customers: worked by hand, and against the closed form of constant churn."""

import numpy as np
import pytest

import worked
from planbook.backends.reference import evaluate

CHAPTER = "customers"

SETTING = worked.Setting(months=3, opening_ages=(2,))
TABLE = """
                             | opening |     1 |     2 |     3
given
cohort_customers.a@-2        |     900 |   810 |   729 |   700
cohort_customers.a@1         |       0 |   100 |    90 |    80
cohort_customers.a@2         |       0 |     0 |    50 |    40
cohort_customers.a@3         |       0 |     0 |     0 |    70
cohort_customers.b@-2        |     500 |   450 |   400 |   360
cohort_customers.b@1         |       0 |    40 |    40 |    30
cohort_customers.b@2         |       0 |     0 |    20 |    10
cohort_customers.b@3         |       0 |     0 |     0 |    60
joining_monthly_customers.a  |       0 |   100 |    50 |    70
joining_monthly_customers.b  |       0 |    40 |    20 |    60
closing_annual_customers.a   |     240 |   250 |   255 |   265
closing_annual_customers.b   |     120 |   130 |   126 |   129
ending_customers.a.year_1    |       0 |    20 |    10 |    10
ending_customers.a.year_2    |       0
ending_customers.a.year_3    |       0 |     0 |    10 |    10
ending_customers.a.year_4    |       0
ending_customers.a.year_5    |       0
ending_customers.b.year_1    |       0
ending_customers.b.year_2    |       0 |    12 |    10 |     8
ending_customers.b.year_3    |       0
ending_customers.b.year_4    |       0
ending_customers.b.year_5    |       0 |     0 |     6 |     4
renewed_customers.a.year_1   |       0 |    15 |     8 |     6
renewed_customers.a.year_2   |       0
renewed_customers.a.year_3   |       0 |     0 |     9 |     8
renewed_customers.a.year_4   |       0
renewed_customers.a.year_5   |       0
renewed_customers.b.year_1   |       0
renewed_customers.b.year_2   |       0 |    10 |     8 |     5
renewed_customers.b.year_3   |       0
renewed_customers.b.year_4   |       0
renewed_customers.b.year_5   |       0 |     0 |     2 |     4
moved_out_customers.a        |       0 |    10 |     5 |     6
moved_out_customers.b        |       0 |     0 |     2 |     0
new_customers                |       0 |   150 |    70 |   140
reactivated_customers        |       0 |     7 |     3 |     6
opening_customers_given.a    |   1_140
opening_customers_given.b    |     620
churn_by_age.a               |       0 |    5% |   15% |   10%  # by age; 10 % at all later ages
churn_by_age.b               |       0 |   10%
churn_factor.a               |       1 |     1 |     2 |     0
churn_factor.b               |       1
staying_share.a              |       1 |  0.98 |  0.88 |     1
staying_share.b              |       1
then
highest_churn.a              |     15%
highest_churn.b              |     10%
least_staying.a              |       0 | 0.833 | 0.616 |     1
least_staying.b              |       0 |   0.9 |   0.9 |   0.9
staying_customers.a          |       0 |   810 |   819 |   820
staying_customers.b          |       0 |   450 |   440 |   400
staying_customers_residual.a |       0 |     0 | 0.022222222 | -0.056386651  # 749.7 to 891.8; 819 above 800.8; 820 below 869
staying_customers_residual.b |       0 |     0 | -0.002267574 | -0.033816425  # 441 and 414 should stay
closing_monthly_customers.a  |     900 |   910 |   869 |   890
closing_monthly_customers.b  |     500 |   490 |   460 |   460
segment_closing_customers.a  |   1_140 | 1_160 | 1_124 | 1_155
segment_closing_customers.b  |     620 |   620 |   586 |   589
churned_monthly_customers.a  |       0 |    80 |    86 |    43  # 900 − 810 − 10; 81 + 10 − 5; 29 + 10 + 10 − 6
churned_monthly_customers.b  |       0 |    50 |    48 |    60
churned_annual_customers.a   |       0 |     5 |     3 |     6
churned_annual_customers.b   |       0 |     2 |     6 |     3
segment_churned_customers.a  |       0 |    85 |    89 |    49
segment_churned_customers.b  |       0 |    52 |    54 |    63
opening_customers            |       0 | 1_760 | 1_780 | 1_710
churned_customers            |       0 |   137 |   143 |   112
closing_customers            |   1_760 | 1_780 | 1_710 | 1_744  # 1_760 + 150 + 7 − 137, …; moves stay inside
customers_residual           |       0 |     0 |     0 |     0
opening_customers_residual.a |      0
opening_customers_residual.b |      0
"""

# Everybody leaves, then nobody is there; a month later one customer comes back.
SETTING_EDGE = worked.Setting(months=3, segments={"a": {}})
CONTRACTS_END = """
ending_customers.a.year_1  | 0 | 30 | 0 | 0
ending_customers.a.year_2  | 0
ending_customers.a.year_3  | 0
ending_customers.a.year_4  | 0
ending_customers.a.year_5  | 0
renewed_customers.a.year_1 | 0
renewed_customers.a.year_2 | 0
renewed_customers.a.year_3 | 0
renewed_customers.a.year_4 | 0
renewed_customers.a.year_5 | 0
"""
EDGE = f"""
                            | opening |   1 | 2 | 3
given
cohort_customers.a@0        |      70 |   0 | 0 | 0
cohort_customers.a@3        |       0 |   0 | 0 | 1
joining_monthly_customers.a  |       0 |   0 | 0 | 1
closing_annual_customers.a  |      30 |   0 | 0 | 0
{CONTRACTS_END}
moved_out_customers.a       |       0
new_customers               |       0
reactivated_customers       |       0 |   0 | 0 | 1
churn_by_age.a              |       0 | 90%
churn_factor.a              |       1 |   2 | 2 | 2
staying_share.a             |       1
then
least_staying.a             |       0 |   0 | 0 | 0
staying_customers.a         |       0 |   0 | 0 | 0
staying_customers_residual.a |      0 |   0 | 0 | 0
closing_monthly_customers.a |      70 |   0 | 0 | 1
segment_closing_customers.a |     100 |   0 | 0 | 1
churned_monthly_customers.a |       0 |  70 | 0 | 0
churned_annual_customers.a  |       0 |  30 | 0 | 0
segment_churned_customers.a |       0 | 100 | 0 | 0
opening_customers           |       0 | 100 | 0 | 0
churned_customers           |       0 | 100 | 0 | 0
closing_customers           |     100 |   0 | 0 | 1
customers_residual          |       0 |   0 | 0 | 0
"""

# 30 contracts end and do not renew, but 20 subscribers more are there than that leaves: the check says so. The plan
# gives 125 opening customers, of whom 25 are nowhere, say beyond the age axis: the other check says so.
EDGE_CHECK = f"""
                             | opening |    1 |   2
given
cohort_customers.a@0         |      70 |  180 | 180
cohort_customers.a@1         |       0 |    0 |   0
joining_monthly_customers.a  |       0 |  110 |   0
closing_annual_customers.a   |      30 |   20 |  20
{CONTRACTS_END}
moved_out_customers.a        |       0
new_customers                |       0 |  110 |   0
reactivated_customers        |       0
opening_customers_given.a    |     125
then
closing_customers            |     100 |  200 | 200
churned_customers            |       0 |   30 |   0
customers_residual           |       0 | -0.1 |   0  # (180 − 200) ÷ 200
opening_customers_residual.a | -0.2                # (100 − 125) ÷ 125
"""
SETTING_EDGE_CHECK = SETTING_EDGE

BEFORE = {"timeline", "terms", "retention", "pricing", "acquisition", "cohorts", "contracts", "customers"}  # and nobody moves or comes back
JOINING, CHURN = 100, 0.03


def constant_churn(opening: float) -> np.ndarray:
    """Customers of a plan with one segment, constant churn, as many new customers every month, none of them annual."""
    model = worked.Setting(months=60, segments={"a": {}}).model()
    lengths = {"months": 61, "ages": 61}
    given = {row: np.zeros((lengths.get(row.shape.value, 1), 1)) for row in model.rows if row.chapter not in BEFORE}
    inputs = {row.key: 0.0 for row in model.rows if row.source == "input"}
    inputs |= {"churn.a": CHURN, "planned_customers.value1.a": JOINING, "churn_multiplier.a": 1, "clv_cap": 60}
    inputs |= {"opening_customers_given.a": opening, "contract_years.a": 1}
    arrays = evaluate(model, inputs, given)
    assert not arrays[model.row("customers_residual")].any()
    return arrays[model.row("closing_customers")][:, 0]


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge_everybody_leaves():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_edge_check():
    worked.work(CHAPTER, EDGE_CHECK, SETTING_EDGE_CHECK)


def test_constant_churn_from_nothing():
    customers = constant_churn(0)
    assert [float(customers[month]) for month in (12, 36, 60)] == pytest.approx([1020.525463, 2219.907794, 2797.311103], abs=5e-7)


@pytest.mark.parametrize("opening", [0, 500, 5_000])  # below and above 100 ÷ 3 %, where the number stands still
def test_constant_churn_in_closed_form(opening):
    """N(t) = N(0) × (1 − c)^t + a × (1 − (1 − c)^t) ÷ c."""
    kept = (1 - CHURN) ** np.arange(61)
    assert constant_churn(opening) == pytest.approx(opening * kept + JOINING * (1 - kept) / CHURN, rel=1e-12)
