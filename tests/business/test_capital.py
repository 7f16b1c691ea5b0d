"""Working capital: worked by hand. Days that are round parts of a year: 45.625 days are 1.5 months."""

import numpy as np
import pytest

import worked

CHAPTER = "capital"

SETTING = worked.Setting(months=4)

TABLE = """
                              | opening |      1 |      2 |      3 |      4
given
month                         |       0 |      1 |      2 |      3 |      4
days_per_year                 |     365
invoiced_share                |     50%
monthly_collection_days       |  45.625           # 1.5 months
annual_collection_days        |      73           # 2.4 months
payable_days                  |   18.25           # 0.6 months
prepaid_days                  |  91.25 | 91.25 | 91.25 | 91.25 | 30.4166666666666667  # 3 months, then 1
opening_receivables           |     720
opening_prepaid               |     250
opening_payables              |     200
monthly_invoices              |       0 |    600 |    750 |    800 |    800
annual_invoices               |       0 |    250 |      0 |    500 |    150
billings                      |       0 |  1_700 |  1_500 |  2_600 |  1_900
refunds                       |       0 |     40 |      0 |     60 |     10
overheads                     |       0 |    100 |    150 |    120 |    200
non_payroll_costs             |       0 |    500 |    600 |    400 |    700
closing_deferred_revenue      |   5_000 |  5_200 |  4_700 |  6_000 |  5_900
then
months_per_day                | 0.03287671232876712
longest_collection            |     2.4
receivables_left_from_opening |     720 |    420 |    120 |      0 |      0  # 720 × (1 − 1 ÷ 2.4)
payable_term                  |     0.6
payable_whole_months          |       0
payable_open_part             |     0.6
payables_left_from_opening    |     200 |      0 |      0 |      0 |      0
monthly_whole_months          |       1
monthly_open_part             |     0.5
annual_whole_months           |       2
annual_open_part              |     0.4
monthly_receivables           |       0 |    600 |  1_050 |  1_175 |  1_200  # 750 + half of 600
annual_receivables            |       0 |    250 |    250 |    600 |    650  # 500 + 0 + 0.4 × 250; 150 + 500 + 0.4 × 0
closing_receivables           |     720 |  1_270 |  1_420 |  1_775 |  1_850  # 600 + 250 + 420
closing_prepaid               |     250 |    300 |    450 |    360 |    200
closing_payables              |     200 |    300 |    360 |    240 |    420
closing_working_capital       |  -4_230 | -3_930 | -3_190 | -4_105 | -4_270  # 720 + 250 − 200 − 5_000
increase_in_working_capital   |       0 |    300 |    740 |   -915 |   -165
collected_invoices            |       0 |    300 |    600 |    945 |    875  # 720 + 600 + 250 − 1_270
customer_receipts             |       0 |  1_110 |  1_350 |  2_185 |  1_815  # 300 + 850 by card − 40
supplier_payments             |       0 |    450 |    690 |    430 |    360  # 500 − (300 − 200) + (300 − 250)
"""

# All is paid at once: month 1 still collects and pays what the opening balance sheet holds. Month 2 sells nothing and refunds.
EDGE = """
                              | opening |      1 |      2 |      3
given
month                         |       0 |      1 |      2 |      3 |      4
days_per_year                 |     365
invoiced_share                |    100%
monthly_collection_days       |       0
annual_collection_days        |       0
payable_days                  |       0
prepaid_days                  |       0
opening_receivables           |     700
opening_prepaid               |     250
opening_payables              |     200
monthly_invoices              |       0 |  1_000 |      0 |      5
annual_invoices               |       0 |    500 |      0 |      0
billings                      |       0 |  1_500 |      0 |      5
refunds                       |       0 |      0 |     30 |      0
overheads                     |       0 |    100 |      0 |      0
non_payroll_costs             |       0 |    300 |      0 |      0
closing_deferred_revenue      |       0 |     40 |     30 |      0
then
monthly_whole_months          |       0
monthly_open_part             |       0
annual_whole_months           |       0
annual_open_part              |       0
monthly_receivables           |       0 |      0 |      0 |      0
annual_receivables            |       0 |      0 |      0 |      0
closing_receivables           |     700 |      0 |      0 |      0
closing_prepaid               |     250 |      0 |      0 |      0
closing_payables              |     200 |      0 |      0 |      0
closing_working_capital       |     750 |    -40 |    -30 |      0
increase_in_working_capital   |       0 |   -790 |     10 |     30
collected_invoices            |       0 |  2_200 |      0 |      5
customer_receipts             |       0 |  2_200 |    -30 |      5
supplier_payments             |       0 |    250 |      0 |      0  # 300 + 200 − 250
"""

# Exactly one month, and exactly two: the last of them is open in full, and nothing of the month before it.
ONE_MONTH, TWO_MONTHS = 365 / 12, 365 / 6
EDGE_FULL_MONTHS = f"""
                              | opening |      1 |      2 |      3 |      4
given
month                         |       0 |      1 |      2 |      3 |      4
days_per_year                 |     365
monthly_collection_days       | {ONE_MONTH}
annual_collection_days        | {TWO_MONTHS}
monthly_invoices              |       0 |    100 |    200 |    400 |    300
annual_invoices               |       0 |  1_000 |      0 |  5_000 |  3_000
then
monthly_whole_months          |       0
monthly_open_part             |       1
annual_whole_months           |       1
annual_open_part              |       1
monthly_receivables           |       0 |    100 |    200 |    400 |    300
annual_receivables            |       0 |  1_000 |  1_000 |  5_000 |  8_000
"""

# Suppliers are paid after one and a half months.
EDGE_PAYABLES = """
                              | opening |      1 |      2 |      3
given
month                         |       0 |      1 |      2 |      3 |      4
days_per_year                 |     365
payable_days                  |  45.625
opening_payables              |      90
non_payroll_costs             |       0 |    100 |    200 |    300
then
payable_term                  |     1.5
payable_whole_months          |       1
payable_open_part             |     0.5
payables_left_from_opening    |      90 |     30 |      0 |      0  # 90 × (1 − 1 ÷ 1.5)
payables_in_full              |       0 |    100 |    200 |    300
closing_payables              |      90 |    130 |    250 |    400  # 200 + half of 100
"""

# Half a month: half of the month's invoices are still open, none of the month before.
EDGE_HALF_MONTH = f"""
                              | opening |      1 |      2 |      3 |      4
given
month                         |       0 |      1 |      2 |      3 |      4
days_per_year                 |     365
monthly_collection_days       | {ONE_MONTH / 2}
annual_collection_days        | {ONE_MONTH / 4}
monthly_invoices              |       0 |    100 |    200 |    400 |    300
annual_invoices               |       0 |  1_000 |      0 |  5_000 |  3_000
then
monthly_receivables           |       0 |     50 |    100 |    200 |    150
annual_receivables            |       0 |    250 |      0 |  1_250 |    750
"""

# Everything by card: nothing is on invoice, whatever the days.
EDGE_CARD = """
                              | opening |      1 |      2 |      3
given
month                         |       0 |      1 |      2 |      3 |      4
days_per_year                 |     365
invoiced_share                |       0
monthly_collection_days       |      60
annual_collection_days        |      90
opening_receivables           |       0
monthly_invoices              |       0
annual_invoices               |       0
billings                      |       0 |  1_700 |  2_600 |  3_600
refunds                       |       0 |    100 |      0 |      0
then
closing_receivables           |       0 |      0 |      0 |      0
customer_receipts             |       0 |  1_600 |  2_600 |  3_600
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING)


def test_edge_payables():
    worked.work(CHAPTER, EDGE_PAYABLES, SETTING)


def test_edge_full_months():
    worked.work(CHAPTER, EDGE_FULL_MONTHS, SETTING)


def test_edge_half_a_month():
    worked.work(CHAPTER, EDGE_HALF_MONTH, SETTING)


def test_edge_all_by_card():
    worked.work(CHAPTER, EDGE_CARD, SETTING)


@pytest.mark.parametrize("days", [0, 10, 30, 45, 61, 95, 365])
def test_convention_15_receivables_are_the_billings_of_the_last_days(days):
    """Of each month's invoices, the part that is not older than the days; monthly and annual apart."""
    figures = worked.securecloud({"monthly_collection_days": days, "annual_collection_days": 365 - days, "invoiced_share": 0.5})
    invoices = {
        "monthly": 0.5 * (figures["monthly_billings"] + figures["setup_revenue"]),
        "annual": 0.5 * figures["annual_billings"],
    }  # fmt: skip
    for kind, term in (("monthly", days), ("annual", 365 - days)):
        for month in range(1, 61):
            ages = np.arange(month)  # this month's invoices first
            still_open = np.clip(term * 12 / 365 - ages, 0, 1)
            expected = (still_open * invoices[kind][month - ages]).sum()
            assert figures[f"{kind}_receivables"][month] == pytest.approx(expected, rel=1e-9)


def test_convention_15_payroll_is_paid_in_its_month():
    """Salaries twice as high: nothing more is owed to anybody, and cash falls by the difference at once."""
    figures, dearer = worked.securecloud({"tax_rate": 0}), worked.securecloud({"tax_rate": 0, "department_salary.sales": 156_000})
    assert dearer["closing_payables"] == pytest.approx(figures["closing_payables"])
    assert dearer["closing_receivables"] == pytest.approx(figures["closing_receivables"])
    paid = dearer["payroll"] - figures["payroll"]
    assert dearer["net_cash_flow"] - figures["net_cash_flow"] == pytest.approx(-paid, abs=1e-6)
    assert paid[1] == pytest.approx(6 * 78_000 * 1.18 / 12)
