"""Retention by age: worked by hand, and against a published curve."""

import json
from pathlib import Path

import numpy as np
import pytest

import worked
from planbook.backends.reference import evaluate

CHAPTER = "retention"

# a: one churn rate; b: the shifted-beta-geometric curve. The columns are ages.
SETTING = worked.Setting(ages=3, segments={"a": {}, "b": {"retention": "shifted_beta_geometric"}})
TABLE = """
                            |      0 |      1 |      2 |      3
given
churn.a                     |    10%
alpha.b                     |    1.2
beta.b                      |    2.8
opening_customers_given.a   |  1_000
opening_customers_given.b   |    400
opening_age.a               |      2
opening_age.b               |      1
opening_price.a             |    100
opening_price.b             |     50
opening_annual_share.a      |    25%
opening_annual_share.b      |    40%
annual_share.a              |    20%
annual_share.b              |    50%
clv_cap                     |      3
then
age                         |      0 |      1 |      2 |      3
churn_by_age.a              |      0 |    10% |    10% |    10%
churn_by_age.b              |      0 |    30% |    24% |    20%  # 1.2 ÷ 4, ÷ 5, ÷ 6
survival_by_age.a           |      1 |    0.9 |   0.81 |  0.729
survival_by_age.b           |      1 |    0.7 |  0.532 | 0.4256  # 0.7 × 0.76 × 0.8
opening_annual_customers.a  |    250
opening_annual_customers.b  |    160
opening_monthly_customers.a |    750
opening_monthly_customers.b |    240
opening_annual_mrr.a        | 25_000  # 250 × 100
opening_annual_mrr.b        |  8_000
opening_customers_by_age.a  |      0 |      0 |    750 |      0
opening_customers_by_age.b  |      0 |    240 |      0 |      0
opening_mrr_by_age.a        |      0 |      0 | 75_000 |      0
opening_mrr_by_age.b        |      0 | 12_000 |      0 |      0
contract_survival.a         |      1 |      1 |      1 |      1  # nobody leaves within a contract
contract_survival.b         |      1 |      1 |      1 |      1
counted_survival.a          |      1 |   0.92 |  0.848 |      0  # 80 % of 0.9, 20 % of 1; ages 0, 1, 2 count
counted_survival.b          |      1 |   0.85 |  0.766 |      0
capped_lifetime.a           |  2.768
capped_lifetime.b           |  2.616
"""

# a: nobody leaves, all are monthly and have just joined; b: all are annual. One month counts.
SETTING_EDGE = worked.Setting(ages=3)
EDGE = """
                            |    0 |   1 |    2 |     3
given
churn.a                     |    0
churn.b                     |  50%
opening_customers_given.a   |   80
opening_customers_given.b   |   60
opening_age.a               |    0
opening_age.b               |    3
opening_price.a             |    0
opening_price.b             |   10
opening_annual_share.a      |    0
opening_annual_share.b      | 100%
annual_share.a              |    0
annual_share.b              | 100%
clv_cap                     |    1
then
churn_by_age.a              |    0 |   0 |    0 |     0
survival_by_age.a           |    1 |   1 |    1 |     1
survival_by_age.b           |    1 | 0.5 | 0.25 | 0.125
opening_annual_customers.a  |    0
opening_annual_customers.b  |   60
opening_monthly_customers.a |   80
opening_monthly_customers.b |    0
opening_annual_mrr.b        |  600
opening_customers_by_age.a  |   80 |   0 |    0 |     0
opening_customers_by_age.b  |    0 |   0 |    0 |     0
opening_mrr_by_age.a        |    0 |   0 |    0 |     0  # they pay nothing
contract_survival.b         |    1 |   1 |    1 |     1
counted_survival.a          |    1 |   0 |    0 |     0
counted_survival.b          |    1 |   0 |    0 |     0
capped_lifetime.a           |    1  # the joining month is paid
capped_lifetime.b           |    1
"""

# An opening age beyond the axis (a), which a check of the chapter customers finds; no opening customers at all (b).
# All ages count; new customers are monthly (a) or annual (b).
EDGE_BEYOND = """
                           |     0 |   1 |    2 |     3
given
churn.a                    |   20%
churn.b                    |   50%
opening_customers_given.a  |    80
opening_customers_given.b  |     0
opening_age.a              |     4
opening_age.b              |     2
opening_price.a            |    10
opening_price.b            |    10
opening_annual_share.a     |   50%
opening_annual_share.b     |   50%
annual_share.a             |     0
annual_share.b             |  100%
clv_cap                    |    60
then
opening_customers_by_age.a |     0 |   0 |    0 |     0
opening_customers_by_age.b |     0 |   0 |    0 |     0
counted_survival.a         |     1 | 0.8 | 0.64 | 0.512
capped_lifetime.a          | 2.952
counted_survival.b         |     1 |   1 |    1 |     1
capped_lifetime.b          |     4
"""
SETTING_EDGE_BEYOND = SETTING_EDGE

# Half of those on monthly terms leave each month. A quarter of the new customers are monthly, three quarters annual:
# these all stay to the end of their contract, when as many are left as if they had been monthly. All ages count.
HALVES = [0.5**age for age in range(26)]
YEARS = [HALVES[12 * (age // 12)] for age in range(26)]
BOTH = [0.25 * monthly + 0.75 * annual for monthly, annual in zip(HALVES, YEARS)]
SETTING_CONTRACT = worked.Setting(ages=25, segments={"a": {}})
TABLE_CONTRACT = f"""
                    | ages 0 to 25
given
churn.a             | 50%
annual_share.a      | 75%
clv_cap             | 60
then
survival_by_age.a   | {" ".join(map(repr, HALVES))}
contract_survival.a | {" ".join(map(repr, YEARS))}
counted_survival.a  | {" ".join(map(repr, BOTH))}
capped_lifetime.a   | {sum(BOTH)!r}
"""

# Fader and Hardie, "How to Project Customer Retention", Journal of Interactive Marketing 21(1), 2007, Table 1,
# data of Berry and Linoff (2004): the segment "regular". The model's ages stand for the years of the paper.
PUBLISHED = json.loads((Path(__file__).parents[1] / "oracles" / "sbg_fader_hardie.json").read_text())
FITTED = PUBLISHED["fit_on_years_0_7"]["regular"]


def survival(alpha: float, beta: float, ages: int) -> np.ndarray:
    """Survival by age of a shifted-beta-geometric segment; what the curve does not need is 1."""
    model = worked.Setting(ages=ages, segments={"a": {"retention": "shifted_beta_geometric"}}).model()
    given = {row: np.ones(1) for row in model.rows if row.chapter != CHAPTER or row.item is None}
    given[model.row("alpha", "a")] = np.array([alpha])
    given[model.row("beta", "a")] = np.array([beta])
    return evaluate(model, {}, given)[model.row("survival_by_age", "a")][:, 0]


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_worked_contracts():
    worked.work(CHAPTER, TABLE_CONTRACT, SETTING_CONTRACT)


def test_edge_opening_age_beyond_the_axis():
    worked.work(CHAPTER, EDGE_BEYOND, SETTING_EDGE_BEYOND)


@pytest.mark.parametrize("precision", ["published", "full"])
def test_published_survival(precision):
    curve = survival(FITTED[f"alpha_{precision}"], FITTED[f"beta_{precision}"], 12)
    assert [round(float(share) * 100, 1) for share in curve] == PUBLISHED["model_survival_pct_years_0_12_1dp"]["regular"]


def test_published_holdout():
    """Fitted on years 0 to 7, the curve foresees years 8 to 12 of the data."""
    curve = survival(FITTED["alpha_full"], FITTED["beta_full"], 12) * 100
    missed = np.abs(np.round(curve, 1) - PUBLISHED["data_pct_alive"]["regular"])[8:]
    assert missed.max() == pytest.approx(PUBLISHED["holdout_max_abs_error_pct_points_years_8_12"]["regular"])


def test_curve_that_is_known_in_closed_form():
    """alpha = beta = 1: of the customers, 1 ÷ (1 + age) survive."""
    assert survival(1, 1, 60) == pytest.approx([1 / (1 + age) for age in range(61)])
