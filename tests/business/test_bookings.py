"""Bookings: worked by hand."""

import pytest

import worked
from planbook.business import bookings

CHAPTER = "bookings"

# a: half of those who sign commit themselves for 24 months, the others for one; b: a quarter for 12 months.
SETTING = worked.Setting(months=3)
TABLE = """
                            | opening |      1 |      2 |      3
given
segment_won_mrr.a           |       0 |  1_000 |  2_000 |    400
segment_won_mrr.b           |       0 |    400 |      0 |    800
segment_won_customers.a     |       0 |     10 |     20 |      4
segment_won_customers.b     |       0 |     20 |      0 |     30
annual_share.a              |     50%
annual_share.b              |     25%
term_months.a               |      24
term_months.b               |      12
setup_fee.a                 |     250 |    250 |    250 |    450
setup_fee.b                 |      10
services_per_new_customer.a |     500
services_per_new_customer.b |      20
list_price_index.a          |       1 |      1 |      1 |   1.25
list_price_index.b          |       1 |      1 |      1 |    1.5
segment_signed_mrr.a        |     300 |    900 |  1_500 |    700
segment_signed_mrr.b        |     200 |    300 |    100 |    350
joining_annual_mrr.a        |       0 |    500 |  1_000 |    200
joining_annual_mrr.b        |       0 |    100 |      0 |    200
then
segment_new_acv.a           |       0 | 12_000 | 24_000 |  4_800
segment_new_acv.b           |       0 |  4_800 |      0 |  9_600
segment_committed_value.a   |       0 | 12_500 | 25_000 |  5_000  # 500 × 24 + 500
segment_committed_value.b   |       0 |  1_500 |      0 |  3_000  # 100 × 12 + 300
segment_new_tcv.a           |       0 | 20_000 | 40_000 |  9_300  # 12_500 + 10 × 750; 5_000 + 4 × (450 + 625)
segment_new_tcv.b           |       0 |  2_100 |      0 |  4_200
segment_renewed_tcv.a       |       0 |  9_600 | 12_000 | 12_000  # 400 × 24
segment_renewed_tcv.b       |       0 |  2_400 |  1_200 |  1_800
new_acv                     |       0 | 16_800 | 24_000 | 14_400
new_tcv                     |       0 | 22_100 | 40_000 | 13_500
renewed_tcv                 |       0 | 12_000 | 13_200 | 13_800
bookings                    |       0 | 34_100 | 53_200 | 27_300
"""

# All on monthly terms in a: TCV is a month. All for five years in b, which nobody renews. A month in which nobody signs.
EDGE = """
                            | opening |      1 |      2
given
segment_won_mrr.a           |       0 |    100 |      0
segment_won_mrr.b           |       0 |    100 |      0
segment_won_customers.a     |       0 |     10 |      0
segment_won_customers.b     |       0 |     10 |      0
annual_share.a              |       0
annual_share.b              |    100%
term_months.a               |      12
term_months.b               |      60
setup_fee.a                 |       0
setup_fee.b                 |       0
services_per_new_customer.a |       0
services_per_new_customer.b |       0
list_price_index.a          |       1
list_price_index.b          |       1
segment_signed_mrr.a        |       0
segment_signed_mrr.b        |       0 |    100 |      0
joining_annual_mrr.a        |       0
joining_annual_mrr.b        |       0 |    100 |      0
then
segment_new_tcv.a           |       0 |    100 |      0
segment_new_tcv.b           |       0 |  6_000 |      0
new_acv                     |       0 |  2_400 |      0
renewed_tcv                 |       0 |      0 |      0
bookings                    |       0 |  6_100 |      0
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING)


def test_a_contract_of_three_years():
    """Three years at 1,000 a month with 5,000 of implementation: ACV 12,000, TCV 41,000."""
    assert bookings.segment_new_acv(1_000) == 12_000
    committed = bookings.segment_committed_value(1_000, annual_share=1, term_months=36)
    assert bookings.segment_new_tcv(committed, 1, setup_fee=5_000, list_price_index=1) == 41_000


def test_a_contract_is_booked_when_it_is_signed_and_billed_when_it_goes_live():
    """Ten contracts of two years a month for 10 each, live three months later; those of the first month renew in month 28."""
    values = {
        "planned_customers.value1.a": 10, "price.a": 10, "annual_share.a": 1, "contract_years.a": 2, "onboarding_months.a": 3,
        "setup_fee.a": 7, "churn.a": 0.0,
    }  # fmt: skip
    figures = worked.run(values, worked.Setting(months=29, ages=120, segments={"a": {}}))
    assert figures["new_tcv"][1:] == pytest.approx([100 * 24 + 70] * 29)
    assert figures["billings"][1:16] == pytest.approx([0] * 3 + [1_270] * 12)
    assert figures["renewed_tcv"][26:] == pytest.approx([0, 0, 2_400, 2_400])
