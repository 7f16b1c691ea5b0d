"""Cost of capital: worked by hand."""

import worked

CHAPTER = "capital_cost"

SETTING = worked.Setting(families={"comparable": {"a": {}, "b": {}, "c": {}}})

TABLE = """
                                |  opening |     1 |     2 |     3 |     4
given
risk_free_rate                  |       4%
equity_risk_premium             |       5%
size_premium                    |       3%
specific_premium                |     1.1%
debt_share                      |      20%
cost_of_debt                    |       5%
unlevered_beta                  |       0
hurdle_rate                     |      35%
tax_rate                        |      20% |   20% |   20% |   20% |   40%
comparable_beta.a               |     1.2
comparable_beta.b               |     1.4
comparable_beta.c               |       0
comparable_debt_to_equity.a     |      25%
comparable_debt_to_equity.b     |       0
comparable_debt_to_equity.c     |      50%
comparable_tax_rate.a           |      20%
comparable_tax_rate.b           |      30%
comparable_tax_rate.c           |       0
then
beta_given.a                    |       1
beta_given.c                    |       0
comparable_leverage.a           |     1.2
comparable_leverage.b           |       1
comparable_leverage.c           |     1.5
comparable_unlevered_beta.a     |       1
comparable_unlevered_beta.b     |     1.4
comparable_unlevered_beta.c     |       0
average_unlevered_beta          |     1.2   # of two
business_beta                   |     1.2
target_debt_to_equity           |      25%
interest_tax_rate               |      40%
equity_beta                     |    1.38   # 1.2 × (1 + 60 % × 25 %)
cost_of_equity                  |      15%  # 4 + 6.9 + 3 + 1.1
debt_cost_after_tax             |       3%
built_wacc                      |    12.6%  # 80 % of 15 and 20 % of 3
hurdle_premium                  |      20%
hurdle_too_low                  |       0
"""

# No debt, and a beta of the plan's own beside those of comparables; a hurdle rate below the cost of equity, and one equal to it.
PLAIN = """
                                |  opening |     1 |     2 |     3 |     4
given
risk_free_rate                  |       2%
equity_risk_premium             |       6%
size_premium                    |       0
specific_premium                |       0
debt_share                      |       0
cost_of_debt                    |       9%
unlevered_beta                  |     1.5
tax_rate                        |      30%
comparable_beta.a               |       2
comparable_beta.b               |       0
comparable_beta.c               |       0
comparable_debt_to_equity.a     |       0
comparable_debt_to_equity.b     |       0
comparable_debt_to_equity.c     |       0
comparable_tax_rate.a           |       0
comparable_tax_rate.b           |       0
comparable_tax_rate.c           |       0
"""
EDGE = PLAIN + """
hurdle_rate                     |      10%
then
average_unlevered_beta          |       2
business_beta                   |     1.5
equity_beta                     |     1.5
cost_of_equity                  |      11%
built_wacc                      |      11%
hurdle_premium                  |      -1%
hurdle_too_low                  |       1
"""
EDGE_EQUAL = PLAIN + """
hurdle_rate                     |      11%
then
hurdle_premium                  |       0
hurdle_too_low                  |       0
"""

# No beta at all, as only a cell of the workbook can say it, and no hurdle rate.
EDGE_NO_BETA = PLAIN.replace("unlevered_beta                  |     1.5", "unlevered_beta                  |       0").replace(
    "comparable_beta.a               |       2", "comparable_beta.a               |       0") + """
hurdle_rate                     |       0
then
average_unlevered_beta          |       .
business_beta                   |       0
cost_of_equity                  |       2%
hurdle_premium                  |       .
hurdle_too_low                  |       0
"""  # fmt: skip

# Betas below one.
EDGE_STEADY = """
                                |  opening |     1 |     2 |     3 |     4
given
unlevered_beta                  |     0.5
comparable_beta.a               |     0.8
comparable_beta.b               |       0
comparable_beta.c               |       0
comparable_debt_to_equity.a     |       0
comparable_debt_to_equity.b     |       0
comparable_debt_to_equity.c     |       0
comparable_tax_rate.a           |       0
comparable_tax_rate.b           |       0
comparable_tax_rate.c           |       0
then
beta_given.a                    |       1
average_unlevered_beta          |     0.8
business_beta                   |     0.5
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING)


def test_edge_steady():
    worked.work(CHAPTER, EDGE_STEADY, SETTING)


def test_edge_equal():
    worked.work(CHAPTER, EDGE_EQUAL, SETTING)


def test_edge_no_beta():
    worked.work(CHAPTER, EDGE_NO_BETA, SETTING)
