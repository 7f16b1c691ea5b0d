"""Retention by age: worked by hand, and against a published curve."""

import json
from math import exp
from pathlib import Path

import numpy as np
import pytest

import worked
from planbook.backends.reference import evaluate
from planbook.language.model import InputForm

CHAPTER = "retention"

# a: one churn rate; b: the shifted-beta-geometric curve; c: Weibull, a rate of failure that rises with age; d: a table.
# The columns are ages.
RISING = {"retention": "weibull"}
STATED = {"retention": "table", "renewal": "stated"}
SETTING = worked.Setting(ages=3, segments={"a": {}, "b": {"retention": "shifted_beta_geometric"}, "c": RISING, "d": STATED})
TABLE = f"""
                            |      0 |      1 |      2 |      3
given
first_churn.a               |    10%
alpha.b                     |    1.2
beta.b                      |    2.8
weibull_scale.c             |      2
weibull_shape.c             |      2
churn_table.d               |    50% |    50% |    20% |    10%
stated_renewal.d            |    90% |    90% |    80% |    70%
first_involuntary_churn.a   |    20%
first_involuntary_churn.b   |      0
first_involuntary_churn.c   |      0
first_involuntary_churn.d   |    50%
contract_years.a            |      1
contract_years.b            |      2
contract_years.c            |      3
contract_years.d            |      5
opening_customers_given.a   |  1_000
opening_customers_given.b   |    400
opening_customers_given.c   |    200
opening_customers_given.d   |    100
opening_age.a               |      2
opening_age.b               |      1
opening_age.c               |      0
opening_age.d               |      3
opening_price.a             |    100
opening_price.b             |     50
opening_price.c             |     20
opening_price.d             |     10
opening_annual_share.a      |    25%
opening_annual_share.b      |    40%
opening_annual_share.c      |      0
opening_annual_share.d      |    30%
first_annual_share.a        |    20%
first_annual_share.b        |    50%
first_annual_share.c        |      0
first_annual_share.d        |    10%
clv_cap                     |      3
clv_discount_rate           | 13.551915228366852  # 1.25¹² − 1
then
age                         |      0 |      1 |      2 |      3
cumulative_hazard.c         |      0 |   0.25 |      1 |   2.25  # (age ÷ 2)²
churn_by_age.a              |      0 |    10% |    10% |    10%
churn_by_age.b              |      0 |    30% |    24% |    20%  # 1.2 ÷ 4, ÷ 5, ÷ 6
churn_by_age.c              |      0 | {1 - exp(-0.25)} | {1 - exp(-0.75)} | {1 - exp(-1.25)}
churn_by_age.d              |      0 |    50% |    20% |    10%  # nobody leaves in the joining month
survival_by_age.a           |      1 |    0.9 |   0.81 |  0.729
survival_by_age.b           |      1 |    0.7 |  0.532 | 0.4256  # 0.7 × 0.76 × 0.8
survival_by_age.c           |      1 | {exp(-0.25)} | {exp(-1)} | {exp(-2.25)}
survival_by_age.d           |      1 |    0.5 |    0.4 |   0.36
opening_survival.a          |   0.81  # two months old
opening_survival.b          |    0.7
opening_survival.c          |      1
opening_survival.d          |   0.36
opening_age_unlikely.a      |      0
paying_survival.a           |      1 |   0.72 | 0.5184 | 0.373248  # 0.9 × 0.8 a month
paying_survival.b           |      1 |    0.7 |  0.532 | 0.4256
paying_survival.d           |      1 |   0.25 |    0.1 |  0.045
term_months.a               |     12
term_months.b               |     24
term_months.c               |     36
term_months.d               |     60
renewal_by_age.a            |      1 |    0.9 |   0.81 |  0.729  # within a first term: survival
renewal_by_age.d            |      1 |    0.9 |    0.8 |    0.7
opening_annual_customers.a  |    250
opening_annual_customers.b  |    160
opening_annual_customers.c  |      0
opening_annual_customers.d  |     30
opening_monthly_customers.a |    750
opening_monthly_customers.b |    240
opening_monthly_customers.c |    200
opening_monthly_customers.d |     70
opening_annual_mrr.a        | 25_000  # 250 × 100
opening_annual_mrr.b        |  8_000
opening_annual_mrr.c        |      0
opening_annual_mrr.d        |    300
opening_customers_by_age.a  |      0 |      0 |    750 |      0
opening_customers_by_age.b  |      0 |    240 |      0 |      0
opening_customers_by_age.c  |    200 |      0 |      0 |      0
opening_customers_by_age.d  |      0 |      0 |      0 |     70
opening_mrr_by_age.a        |      0 |      0 | 75_000 |      0
opening_mrr_by_age.b        |      0 | 12_000 |      0 |      0
contract_survival.a         |      1 |      1 |      1 |      1  # nobody leaves within a contract
contract_survival.b         |      1 |      1 |      1 |      1
joining_survival.a          |      1 |  0.776 | 0.61472 | 0.4985984  # 80 % of 0.72³, 20 % of 1
counted_survival.a          |      1 |  0.776 | 0.61472 |     0  # 80 % of 0.72, 20 % of 1; ages 0, 1, 2 count
counted_survival.b          |      1 |   0.85 |  0.766 |      0
counted_survival.d          |      1 |  0.325 |   0.19 |      0
capped_lifetime.a           | 2.39072
capped_lifetime.b           |  2.616
capped_lifetime.d           |  1.515
payment_value               |      1 |    0.8 |   0.64 | 0.512
discounted_survival.a       |      1 | 0.6208 | 0.3934208 |   0
discounted_lifetime.a       | 2.0142208
"""

# a: nobody leaves, all are monthly and have just joined; b: all are annual; c: a Weibull curve of shape 1 is one churn rate.
# One month counts.
SETTING_EDGE = worked.Setting(ages=3, segments={"a": {}, "b": {}, "c": RISING})
EDGE = f"""
                            |    0 |   1 |    2 |     3
given
first_churn.a               |    0
first_churn.b               |  50%
weibull_scale.c             |    4
weibull_shape.c             |    1
first_involuntary_churn.a   |    0
first_involuntary_churn.b   |    0
contract_years.a            |    1
contract_years.b            |    1
opening_customers_given.a   |   80
opening_customers_given.b   |   60
opening_age.a               |    0
opening_age.b               |    3
opening_price.a             |    0
opening_price.b             |   10
opening_annual_share.a      |    0
opening_annual_share.b      | 100%
first_annual_share.a        |    0
first_annual_share.b        | 100%
clv_cap                     |    1
clv_discount_rate           |    0
then
cumulative_hazard.c         |    0 | 0.25 | 0.5 | 0.75
churn_by_age.a              |    0 |   0 |    0 |     0
churn_by_age.c              |    0 | {1 - exp(-0.25)} | {1 - exp(-0.25)} | {1 - exp(-0.25)}
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
payment_value               |    1 |   1 |    1 |     1
discounted_lifetime.b       |    1
"""

# An opening age beyond the axis (a), which a check of the chapter customers finds; no opening customers at all (b).
# All ages count; new customers are monthly (a) or annual (b).
EDGE_BEYOND = """
                           |     0 |   1 |    2 |     3
given
first_churn.a              |   20%
first_churn.b              |   50%
first_involuntary_churn.a  |     0
first_involuntary_churn.b  |     0
contract_years.a           |     1
contract_years.b           |     1
opening_customers_given.a  |    80
opening_customers_given.b  |     0
opening_age.a              |     4
opening_age.b              |     2
opening_price.a            |    10
opening_price.b            |    10
opening_annual_share.a     |   50%
opening_annual_share.b     |   50%
first_annual_share.a       |     0
first_annual_share.b       |  100%
clv_cap                    |    60
then
opening_customers_by_age.a |     0 |   0 |    0 |     0
opening_customers_by_age.b |     0 |   0 |    0 |     0
counted_survival.a         |     1 | 0.8 | 0.64 | 0.512
capped_lifetime.a          | 2.952
counted_survival.b         |     1 |   1 |    1 |     1
capped_lifetime.b          |     4
"""
SETTING_EDGE_BEYOND = worked.Setting(ages=3)

# Of a hundred customers one is left each month. a: after three months one in a million, after which nobody opens a plan;
# b: as unlikely, but nobody is said to be of that age; c: one in ten thousand may be.
SETTING_EDGE_UNLIKELY = worked.Setting(ages=4, segments={"a": {}, "b": {}, "c": {}})
EDGE_UNLIKELY = """
                           |    0 |    1 |      2 |      3 |      4
given
first_churn.a              |  99%
first_churn.b              |  99%
first_churn.c              |  99%
opening_customers_given.a  |  0.5
opening_customers_given.b  |    0
opening_customers_given.c  |    5
opening_age.a              |    4
opening_age.b              |    4
opening_age.c              |    2
then
survival_by_age.a          |    1 | 0.01 | 0.0001 | 0.000001 | 0.00000001
opening_survival.a         | 0.00000001
opening_survival.c         | 0.0001
opening_age_unlikely.a     |    1
opening_age_unlikely.b     |    0
opening_age_unlikely.c     |    0
"""

# Half of those on monthly terms leave each month. A quarter of the new customers are monthly, three quarters annual:
# these all stay to the end of their contract, when as many are left as if they had been monthly. All ages count.
# a: contracts of one year, and one payment in five fails, monthly or at the renewal; b: contracts of two years;
# c: contracts of one year of which half renew at the end of the first, four fifths at the end of the second.
HALVES = [0.5**age for age in range(26)]
PAID = [0.4**age for age in range(26)]
YEARS = [(0.5**12 * 0.8) ** (age // 12) for age in range(26)]
TWO_YEARS = [0.5**24 if age >= 24 else 1 for age in range(26)]
AGREED = [(1, 0.5, 0.4)[age // 12] for age in range(26)]


def mixed(monthly: list[float], annual: list[float]) -> list[float]:
    """A quarter of monthly subscribers, three quarters of annual ones."""
    return [0.25 * first + 0.75 * second for first, second in zip(monthly, annual)]


def row(values: list[float]) -> str:
    """Figures as a table has them."""
    return " ".join(map(repr, values))


SETTING_CONTRACT = worked.Setting(ages=25, segments={"a": {}, "b": {}, "c": {"renewal": "stated"}})
TABLE_CONTRACT = f"""
                    | ages 0 to 25
given
first_churn.a       | 50%
first_churn.b       | 50%
first_churn.c       | 50%
first_involuntary_churn.a | 20%
first_involuntary_churn.b |  0%
first_involuntary_churn.c |  0%
contract_years.a    |   1
contract_years.b    |   2
contract_years.c    |   1
stated_renewal.c    | {row([0.5] * 13 + [0.8] * 13)}
first_annual_share.a | 75%
first_annual_share.b | 75%
first_annual_share.c | 75%
clv_cap             | 60
then
survival_by_age.a   | {row(HALVES)}
paying_survival.a   | {row(PAID)}
renewal_by_age.a    | {row(HALVES[:13] + [0.5**12] * 13)}  # after the first year, twelve months are a term
renewal_by_age.b    | {row([*HALVES[:25], 0.5 ** 24])}
renewal_by_age.c    | 1 {row([0.5] * 12 + [0.8] * 13)}
contract_survival.a | {row(YEARS)}
contract_survival.b | {row(TWO_YEARS)}
contract_survival.c | {row(AGREED)}
counted_survival.a  | {row(mixed(PAID, YEARS))}
counted_survival.b  | {row(mixed(HALVES, TWO_YEARS))}
counted_survival.c  | {row(mixed(HALVES, AGREED))}
capped_lifetime.a   | {sum(mixed(PAID, YEARS))!r}
capped_lifetime.c   | {sum(mixed(HALVES, AGREED))!r}
"""

# Fader and Hardie, "How to Project Customer Retention", Journal of Interactive Marketing 21(1), 2007, Table 1,
# data of Berry and Linoff (2004): the segment "regular". The model's ages stand for the years of the paper.
PUBLISHED = json.loads((Path(__file__).parents[1] / "oracles" / "sbg_fader_hardie.json").read_text())
FITTED = PUBLISHED["fit_on_years_0_7"]["regular"]


def survival(retention: str, ages: int, **parameters: float) -> np.ndarray:
    """Survival by age of a segment with this kind of curve; what the curve does not need is 1."""
    model = worked.Setting(ages=ages, segments={"a": {"retention": retention}}).model()
    given = {row: np.ones(1) for row in model.rows if row.chapter != CHAPTER or row.item is None}
    given.update({row: np.array([row.value]) for row in model.rows if row.source == "constant"})
    given.update({model.row(name, "a"): np.array([value]) for name, value in parameters.items()})
    return evaluate(model, {}, given)[model.row("survival_by_age", "a")][:, 0]


def geometric(alpha: float, beta: float, ages: int) -> np.ndarray:
    """Survival by age on the shifted-beta-geometric curve."""
    return survival("shifted_beta_geometric", ages, alpha=alpha, beta=beta, first_involuntary_churn=0)


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_worked_contracts():
    worked.work(CHAPTER, TABLE_CONTRACT, SETTING_CONTRACT)


def test_edge_opening_age_beyond_the_axis():
    worked.work(CHAPTER, EDGE_BEYOND, SETTING_EDGE_BEYOND)


def test_edge_opening_age_is_unlikely():
    worked.work(CHAPTER, EDGE_UNLIKELY, SETTING_EDGE_UNLIKELY)


def test_a_cohort_of_which_nothing_is_left_goes_on():
    """A law so steep that survival leaves the range of numbers: 1 ÷ 10^200 stands for none, and contracts still renew or lapse."""
    curve = survival("weibull", 300, weibull_scale=10, weibull_shape=2, first_involuntary_churn=0)
    assert curve[200] == pytest.approx(exp(-400), rel=1e-6)
    assert curve[300] == 1e-200
    assert (curve > 0).all()


@pytest.mark.parametrize("precision", ["published", "full"])
def test_published_survival(precision):
    curve = geometric(FITTED[f"alpha_{precision}"], FITTED[f"beta_{precision}"], 12)
    assert [round(float(share) * 100, 1) for share in curve] == PUBLISHED["model_survival_pct_years_0_12_1dp"]["regular"]


def test_published_holdout():
    """Fitted on years 0 to 7, the curve foresees years 8 to 12 of the data."""
    curve = geometric(FITTED["alpha_full"], FITTED["beta_full"], 12) * 100
    missed = np.abs(np.round(curve, 1) - PUBLISHED["data_pct_alive"]["regular"])[8:]
    assert missed.max() == pytest.approx(PUBLISHED["holdout_max_abs_error_pct_points_years_8_12"]["regular"])


def test_curve_that_is_known_in_closed_form():
    """alpha = beta = 1: of the customers, 1 ÷ (1 + age) survive."""
    assert geometric(1, 1, 60) == pytest.approx([1 / (1 + age) for age in range(61)])


@pytest.mark.parametrize(("scale", "shape"), [(24, 0.6), (30, 1), (40, 1.7)])
def test_weibull_survival(scale, shape):
    """Against the exponential function itself; 36.8 % are left at the age of the scale, whatever the shape."""
    curve = survival("weibull", 60, weibull_scale=scale, weibull_shape=shape, first_involuntary_churn=0)
    assert curve == pytest.approx([exp(-((age / scale) ** shape)) for age in range(61)], rel=1e-9)
    assert curve[scale] == pytest.approx(0.367879441)


def test_weibull_churn_falls_with_age_below_shape_1():
    """And rises above it: that is what the shape is for."""
    curves = {shape: survival("weibull", 60, weibull_scale=24, weibull_shape=shape, first_involuntary_churn=0) for shape in (0.6, 1.7)}
    steps = {shape: np.diff(curve[1:] / curve[:-1]) for shape, curve in curves.items()}
    assert (steps[0.6] > 0).all()
    assert (steps[1.7] < 0).all()


def test_churn_table_in_a_plan():
    """a: 4 % from the first month on, 2 % from the seventh, which holds on; b: 24 % in a year, whatever the age."""
    forms = {("churn_table", ("a",)): InputForm("month", steps=2), ("churn_table", ("b",)): InputForm("year")}
    setting = worked.Setting(segments={"a": {"retention": "table"}, "b": {"retention": "table"}}, forms=forms)
    steps = {"churn_table.from1.a": 0, "churn_table.value1.a": 0.04, "churn_table.from2.a": 7, "churn_table.value2.a": 0.02}
    figures = worked.run({**steps, "churn_table.value1.b": 0.24}, setting)
    assert figures["churn_by_age.a"] == pytest.approx([0, *[0.04] * 6, *[0.02] * 54])
    assert figures["survival_by_age.b"][[12, 24]] == pytest.approx([0.76, 0.76**2])
