"""Working capital: worked by hand. Days that are round parts of a year: 36.5 days are 1.2 months."""

import worked

CHAPTER = "capital"

SETTING = worked.Setting(months=3)

TABLE = """
                              | opening |      1 |      2 |      3
given
days_per_year                 |     365
invoiced_share                |     50%
monthly_collection_days       |    36.5           # 1.2 months
annual_collection_days        |      73           # 2.4 months
payable_days                  |   18.25           # 0.6 months
prepaid_days                  |   91.25           # 3 months
opening_receivables           |     700
opening_prepaid               |     250
opening_payables              |     200
monthly_billings              |     900 |  1_000 |  1_200 |  1_500
setup_revenue                 |     100 |    200 |    300 |    100
annual_billings               |     400 |    500 |      0 |  1_000
billings                      |   1_400 |  1_700 |  1_500 |  2_600
overheads                     |      90 |    100 |    150 |    120
non_payroll_costs             |     450 |    500 |    600 |    400
closing_deferred_revenue      |   5_000 |  5_200 |  4_700 |  6_000
then
months_per_day                | 0.03287671232876712
monthly_receivables           |       0 |    720 |    900 |    960  # (1_000 + 200) × 50 % × 1.2
annual_receivables            |       0 |    600 |      0 |  1_200  # 500 × 50 % × 2.4
closing_receivables           |     700 |  1_320 |    900 |  2_160
closing_prepaid               |     250 |    300 |    450 |    360
closing_payables              |     200 |    300 |    360 |    240
closing_working_capital       |  -4_250 | -3_880 | -3_710 | -3_720  # 700 + 250 − 200 − 5_000
increase_in_working_capital   |       0 |    370 |    170 |    -10
customer_receipts             |       0 |  1_080 |  1_920 |  1_340  # 1_700 − (1_320 − 700)
supplier_payments             |       0 |    450 |    690 |    430  # 500 − (300 − 200) + (300 − 250)
"""

# All is paid at once: month 1 still collects and pays what the opening balance sheet holds.
EDGE = """
                              | opening |      1 |      2 |      3
given
days_per_year                 |     365
invoiced_share                |    100%
monthly_collection_days       |       0
annual_collection_days        |       0
payable_days                  |       0
prepaid_days                  |       0
opening_receivables           |     700
opening_prepaid               |     250
opening_payables              |     200
monthly_billings              |       0 |  1_000 |      0 |      5
setup_revenue                 |       0 |      0 |      0 |      0
annual_billings               |       0 |    500 |      0 |      0
billings                      |       0 |  1_500 |      0 |      5
overheads                     |       0 |    100 |      0 |      0
non_payroll_costs             |       0 |    300 |      0 |      0
closing_deferred_revenue      |       0 |     40 |     30 |      0
then
monthly_receivables           |       0 |      0 |      0 |      0
annual_receivables            |       0 |      0 |      0 |      0
closing_receivables           |     700 |      0 |      0 |      0
closing_prepaid               |     250 |      0 |      0 |      0
closing_payables              |     200 |      0 |      0 |      0
closing_working_capital       |     750 |    -40 |    -30 |      0
increase_in_working_capital   |       0 |   -790 |     10 |     30
customer_receipts             |       0 |  2_200 |      0 |      5
supplier_payments             |       0 |    250 |      0 |      0  # 300 + 200 − 250
"""

# Everything by card: nothing is on invoice, whatever the days.
EDGE_CARD = """
                              | opening |      1 |      2 |      3
given
days_per_year                 |     365
invoiced_share                |       0
monthly_collection_days       |      60
annual_collection_days        |      90
opening_receivables           |       0
monthly_billings              |   1_000 |  1_000 |  2_000 |  3_000
setup_revenue                 |       0 |    100 |      0 |      0
annual_billings               |       0 |    600 |    600 |    600
billings                      |   1_000 |  1_700 |  2_600 |  3_600
then
closing_receivables           |       0 |      0 |      0 |      0
customer_receipts             |       0 |  1_700 |  2_600 |  3_600
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING)


def test_edge_all_by_card():
    worked.work(CHAPTER, EDGE_CARD, SETTING)
