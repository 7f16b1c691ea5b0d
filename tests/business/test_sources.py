"""Sources and uses: worked by hand; in the edge table cash is 5 short, so that the check has something to find."""

import pytest

import worked

CHAPTER = "sources"

SETTING = worked.Setting(months=5)
TABLE = """
                            | opening |      1 |      2 |      3 |      4 |      5
given
free_cash_flow              |       0 |   -100 |    -50 |    -20 |     60 |     10
ebitda                      |       0 |    -80 |    -60 |     20 |    100 |     30
tax_paid                    |       0 |      0 |     10 |      0 |      5 |      0
interest_paid               |       0 |      5 |      6 |      4 |      3 |      2
grant_income                |       0 |     10 |      0 |      0 |      7 |      0
closing_deferred_revenue    |     100 |    140 |    170 |    150 |    200 |    203
increase_in_working_capital |       0 |    -15 |    -46 |     16 |     29 |      8
investing_cash_flow         |       0 |    -40 |    -20 |    -20 |    -10 |    -10
investor_money              |       0 |      0 |    200 |      0 |      5 |      0
loans_drawn                 |       0 |     60 |      0 |      0 |      9 |      0
loans_repaid                |       0 |      0 |      0 |      7 |      1 |      0
notes_repaid                |       0 |      0 |      0 |      5 |      0 |      0
revolver_draw               |       0 |     20 |      0 |    -15 |      2 |      0
dividends                   |       0 |      0 |      8 |      0 |      6 |      0
opening_cash                |      90
closing_cash                |      90 |     70 |    212 |    165 |    234 |    244
then
cumulative_free_cash_flow   |       0 |   -100 |   -150 |   -170 |   -110 |   -100
deepest_need                |    -170
need_passed                 |       0 |      0 |      0 |      1 |      1 |      1
cash_break_even_month       |       3
funding_period              |       0 |      1 |      1 |      1 |      0 |      0
funding_end                 |       0 |      0 |      0 |      1 |      0 |      0
cash_earnings               |       0 |    -80 |    -70 |     20 |     95 |     30
customer_prepayment         |       0 |     40 |     30 |    -20 |     50 |      3
other_working_capital       |       0 |     25 |    -16 |     -4 |     79 |     11
debt_received               |       0 |     80 |      0 |      0 |     11 |      0
debt_service                |       0 |      5 |      6 |     31 |      4 |      2  # 4 + 7 + 5 + 15
period_earnings             |    -130
period_prepayment           |      50
period_working_capital      |       5
source_investors            |     200
source_debt                 |      80
source_grants               |      10
source_prepayment           |      50
source_earnings             |       0
source_working_capital      |       0
source_other                |      90            # 80 + 10
cash_at_deepest_need        |     165
source_shortfall            |       0
total_sources               |     430            # 90 + 200 + 50 + 90
use_losses                  |     130
use_investment              |      80
use_working_capital         |       5
use_prepayment              |       0
use_debt_service            |      42
use_dividends               |       8
use_other                   |      55            # 5 + 42 + 8
use_closing_cash            |     165
total_uses                  |     430
sources_residual            |       0
"""

# A company that earns from the first month: the period is that month; prepayment is used up, working capital released.
SETTING_EDGE = worked.Setting(months=3)
EDGE = """
                            | opening |      1 |      2 |      3
given
free_cash_flow              |       0 |     30 |     40 |     50
ebitda                      |       0 |     50 |     60 |     70
tax_paid                    |       0 |      3 |      0 |      0
interest_paid               |       0 |      4 |      0 |      0
grant_income                |       0 |      0 |      0 |      0
closing_deferred_revenue    |     100 |     88 |     80 |     70
increase_in_working_capital |       0 |      3 |      0 |      0
investing_cash_flow         |       0 |    -10 |      0 |      0
investor_money              |       0 |      0 |      0 |      0
loans_drawn                 |       0 |      0 |      0 |      0
loans_repaid                |       0 |      0 |      0 |      0
notes_repaid                |       0 |      0 |      0 |      0
revolver_draw               |       0 |      0 |      0 |      0
dividends                   |       0 |      0 |      0 |      0
opening_cash                |      20
closing_cash                |      20 |     45 |     90 |    140
then
deepest_need                |      30
cash_break_even_month       |       1
need_passed                 |       0 |      1 |      1 |      1
funding_period              |       0 |      1 |      0 |      0
period_earnings             |      47
period_prepayment           |     -12
period_working_capital      |      -9
source_prepayment           |       0
source_earnings             |      47
source_working_capital      |       9
source_other                |      56
total_sources               |      76
use_losses                  |       0
use_working_capital         |       0
use_prepayment              |      12
use_other                   |      16            # 12 + 4 of interest
total_uses                  |      71            # 10 + 12 + 4 + 45
sources_residual            |       5
"""

# A need that is equally deep in two months is deepest in the first of them.
SETTING_EDGE_LEVEL = worked.Setting(months=3)
EDGE_LEVEL = """
                            | opening |      1 |      2 |      3
given
free_cash_flow              |       0 |    -10 |      5 |     -5
then
cumulative_free_cash_flow   |       0 |    -10 |     -5 |    -10
cash_break_even_month       |       1
funding_period              |       0 |      1 |      0 |      0
"""

# A plan that is not funded: cash ends 40 below zero where the need is deepest, which is the money that is missing.
SETTING_EDGE_SHORT = worked.Setting(months=3)
EDGE_SHORT = """
                            | opening |      1 |      2 |      3
given
free_cash_flow              |       0 |    -60 |    -10 |     20
ebitda                      |       0 |    -60 |    -10 |     20
tax_paid                    |       0 |      0 |      0 |      0
interest_paid               |       0 |      0 |      0 |      0
grant_income                |       0 |      0 |      0 |      0
closing_deferred_revenue    |       0 |      0 |      0 |      0
increase_in_working_capital |       0 |      0 |      0 |      0
investing_cash_flow         |       0 |      0 |      0 |      0
investor_money              |       0 |      0 |      0 |      0
loans_drawn                 |       0 |      0 |      0 |      0
loans_repaid                |       0 |      0 |      0 |      0
notes_repaid                |       0 |      0 |      0 |      0
revolver_draw               |       0 |      0 |      0 |      0
dividends                   |       0 |      0 |      0 |      0
opening_cash                |      30
closing_cash                |      30 |    -30 |    -40 |    -20
then
cash_break_even_month       |       2
cash_at_deepest_need        |     -40
source_shortfall            |      40
total_sources               |      70            # 30 + 40
use_losses                  |      70
use_closing_cash            |       0
total_uses                  |      70
sources_residual            |       0
"""


def test_edge_short():
    worked.work(CHAPTER, EDGE_SHORT, SETTING_EDGE_SHORT)


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_edge_level():
    worked.work(CHAPTER, EDGE_LEVEL, SETTING_EDGE_LEVEL)


@pytest.mark.parametrize("scenario", ["base", "downside", "stress", "upside"])
def test_the_period_ends_when_cash_without_investors_is_lowest(scenario):
    """Without debt the deepest need is the lowest cash without the round, less the opening cash."""
    figures = worked.securecloud(scenario=scenario)
    assert figures["deepest_need"] == pytest.approx(figures["minimum_cash_without_round"] - figures["closing_cash"][0])
    assert figures["cash_without_round"][int(figures["cash_break_even_month"])] == figures["minimum_cash_without_round"]
    assert figures["cash_at_deepest_need"] == figures["closing_cash"][int(figures["cash_break_even_month"])]
    assert figures["use_closing_cash"] - figures["source_shortfall"] == figures["cash_at_deepest_need"]
    assert (figures["source_shortfall"] > 0) == (scenario == "stress")
    assert figures["total_sources"] == pytest.approx(figures["total_uses"])
