"""Other variants of metrics: worked by hand."""

import worked

CHAPTER = "variants"

SETTING = worked.Setting(months=12)
TABLE = f"""
                               | opening, then months 1 to 12
given
month                          0 1 2 3 4 5 6 7 8 9 10 11 12
full_quarter                   0 0 0 1 1 1 1 1 1 1 1 1 1
kept_in_half_year              1 1 1 1 1 0.95 0.9 0.9 0.9 0.9 0.9 0.9 0.9
opening_mrr                    0 100 100 100 100 100 100 100 100 100 100 100 100
expansion_mrr                  0 4
price_mrr                      0 1
contraction_mrr                0 2
churned_mrr                    0 5
segment_losses.a               0 3 3 3 3 3 3 3 3 3 3 3 3
segment_losses.b               0 4 4 4 4 4 4 4 4 4 4 4 9
at_risk_12_months.a            0 0 0 0 0 0 0 0 0 0 0 0 0.7
at_risk_12_months.b            0
sales_marketing_12_months      0 0 0 0 0 0 0 0 0 0 0 0 1_300
segment_sales_marketing_12_months.a . . . . . . . . . . . . 1_000
segment_sales_marketing_12_months.b . . . . . . . . . . . . 300
reactivated_mrr                0 3
mrr_a_year_earlier             0 0 0 0 0 0 0 0 0 0 0 0 80
earlier_sales_marketing        0 0 0 0 0 0 600 600 600 600 600 600 600
won_of_quarter                 0 0 0 2 2 2 3 3 3 3 3 3 0
segment_simple_clv.a           . . . . . . . . . . . . 500
segment_simple_clv.b           .
segment_won_full_year.a        0 0 0 0 0 0 0 0 0 0 0 0 10
segment_won_full_year.b        0 0 0 0 0 0 0 0 0 0 0 0 0.5
closing_arr                    0 1_200
usage_revenue                  0 30
sales_team_12_months           0 0 0 0 0 0 0 0 0 0 0 0 630
segment_programme_12_months.a  0 0 0 0 0 0 0 0 0 0 0 0 400
segment_programme_12_months.b  0 0 0 0 0 0 0 0 0 0 0 0 0
gross_profit                   0 60
onboarding                     0 10
revenue                        0 100
ebitda                         0 -30 -30 -30 0 0 0 30 0 0 0 0 0
free_cash_flow                 0 -20 -20 -20 -20 -20 0 0 0 0 0 50 0
net_new_arr_of_quarter         . . . 120 -10 80 10 8 7 6 6 6 6
burn_12_months                 0 0 0 0 0 0 0 0 0 0 0 0 -50
plan_revenue_12_months         0 0 0 0 0 0 0 0 0 0 0 0 200
revenue_growth                 . . . . . . . . . . . . 30%
arr_growth                     . . . . . . . . . . . . 20%
ebitda_margin_12_months        . . . . . . . . . . . . 10%
headcount                      4 4 5 5 3 3 3 3 3 3 3 3 8
then
revenue_per_person             . . . . . . . . . . . . 25
heads_added                    0 0 1 0 0 0 0 0 0 0 0 0 5
half_year_churn_rate           . . . . . . 19% 19% 19% 19% 19% 19% 19%   # 1 − 0.9 × 0.9
gross_retention_of_month       . {11 * "93% "} 88%   # a price cut of 5 among them
net_kept_in_month              0 {12 * "98 "}
net_retention_of_month         . {12 * "98% "}
change_without_new             0 {12 * "1 "}
change_without_new_12_months   0 1 2 3 4 5 6 7 8 9 10 11 12
net_retention_by_movements     . . . . . . . . . . . . 115%
arr_with_usage                 . {12 * "1_560 "}
sales_team_per_customer        . . . . . . . . . . . . 60    # 630 ÷ 10.5
segment_spend_by_customer.a    . . . . . . . . . . . . 1_000 # 400 + 60 × 10
segment_cac_by_customer.a      . . . . . . . . . . . . 100
segment_cac_by_customer.b      . . . . . . . . . . . . 60
cac_of_earlier_spend           . . . . . . 200 200 200 200 200 200 .
simple_value_won.a             0 0 0 0 0 0 0 0 0 0 0 0 5_000
simple_value_won.b             0 0 0 0 0 0 0 0 0 0 0 0 0
segment_churn_unknown.a        0 0 0 0 0 0 0 0 0 0 0 0 0
segment_churn_unknown.b        0 0 0 0 0 0 0 0 0 0 0 0 1
unproven_sales_marketing.a     0 0 0 0 0 0 0 0 0 0 0 0 0
unproven_sales_marketing.b     0 0 0 0 0 0 0 0 0 0 0 0 300
simply_valued_cac              . . . . . . . . . . . . 100   # (1_300 − 300) ÷ 10
simply_valued_customers.a      0 0 0 0 0 0 0 0 0 0 0 0 10
simply_valued_customers.b      0 0 0 0 0 0 0 0 0 0 0 0 0
blended_simple_clv             . . . . . . . . . . . . 500   # of the ten who signed where it is known
simple_clv_to_cac              . . . . . . . . . . . . 5
gross_margin_without_onboarding . {12 * "70% "}
operating_burn                 . . . 30 20 10 0 -10 -10 -10 0 0 0
burn_of_quarter                0 20 40 60 60 60 40 20 0 0 0 -50 -50
arr_gained_of_quarter          0 0 0 120 0 80 10 8 0 0 0 0 0
burn_multiple_of_quarter       . . . 0.5 . 0.75 4 2.5 . . . . .
cash_margin_12_months          . . . . . . . . . . . . 25%
rule_of_40_of_cash             . . . . . . . . . . . . 55%
rule_of_40_of_arr              . . . . . . . . . . . . 30%
"""

# ARR grows by half a unit.
SETTING_EDGE = worked.Setting(months=3)
EDGE = """
                               | opening, then months 1 to 3
given
free_cash_flow                 0 -0.5 0 0
net_new_arr_of_quarter         . . . 0.5
then
burn_multiple_of_quarter       . . . 1
"""

# Half a unit of revenue.
SETTING_EDGE_LITTLE = worked.Setting(months=12)
EDGE_LITTLE = """
                               | opening, then months 1 to 12
given
plan_revenue_12_months         0 0 0 0 0 0 0 0 0 0 0 0 0.5
headcount                      2
then
revenue_per_person             . . . . . . . . . . . . 0.25
"""

# What was lost in month 1 counts for twelve months.
SETTING_EDGE_YEAR = worked.Setting(months=13)
EDGE_YEAR = f"""
                               | opening, then months 1 to 13
given
opening_mrr                    0 100
expansion_mrr                  0 0
price_mrr                      0 0
contraction_mrr                0 2 {12 * "0 "}
churned_mrr                    0 0
reactivated_mrr                0 0
then
change_without_new_12_months   0 {12 * "-2 "} 0
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_edge_of_little():
    worked.work(CHAPTER, EDGE_LITTLE, SETTING_EDGE_LITTLE)


def test_edge_of_a_year():
    worked.work(CHAPTER, EDGE_YEAR, SETTING_EDGE_YEAR)
