"""Billings and revenue: worked by hand."""

import pytest

import worked

CHAPTER = "revenue"

# a: upgrades of 10 % a month, 1_000 begin a year in each month before the plan; b: 20 %, 200. Before upgrades, years of
# 2_000, 1_500, 2_000 begin in a and of 300, 100, 500 in b; a twelfth of the opening ones end each month. c bills its
# contracts month by month: it defers nothing.
SETTING = worked.Setting(months=3, segments={"a": {}, "b": {}, "c": {"billing": "monthly"}})
TABLE = """
                            | opening |         1 |         2 |          3
given
opening_annual_mrr.a        |  12_000
opening_annual_mrr.b        |   2_400
spread_months               |     5.5
expansion_rate.a            |     10%
expansion_rate.b            |     20%
expansion_index.a           |       1 |       1.1 |      1.21 |      1.331
expansion_index.b           |       1 |       1.2 |      1.44 |      1.728
anniversary_base.a          |   1_000 |     2_000 |     1_500 |      2_000
anniversary_base.b          |     200 |       300 |       100 |        500
closing_annual_mrr.a        |  12_000 |    14_300 |    16_335 |  19_299.50  # 12_000, 13_000, 13_500, 14_500 × index
closing_annual_mrr.b        |   2_400 |     3_000 |     3_456 |   4_665.60  # 2_400, 2_500, 2_400, 2_700 × index
closing_annual_mrr.c        |   1_000 |     1_100 |     1_300 |      1_200
unserved_base.a             |  66_000 |    77_000 |    81_500 |     91_000  # + 12 × 2_000 − 13_000, …
unserved_base.b             |  13_200 |    14_300 |    13_100 |     16_400
closing_monthly_mrr.a       |   9_000 |    10_000 |    11_000 |     12_000
closing_monthly_mrr.b       |   4_000 |     5_000 |     5_500 |      6_000
closing_monthly_mrr.c       |     500 |       500 |       600 |        700
segment_closing_mrr.a       |  21_000 |    24_300 |    27_335 |  31_299.50
segment_closing_mrr.b       |   6_400 |     8_000 |     8_956 |  10_665.60
segment_closing_mrr.c       |   1_500 |     1_600 |     1_900 |      1_900
closing_mrr                 |  28_900 |    33_900 |    38_191 |  43_865.10
segment_new_customers.a     |       0 |        10 |        20 |         30
segment_new_customers.b     |       0 |         4 |         6 |          5
segment_new_customers.c     |       0 |         2 |         0 |          1
setup_fee.a                 |     250
setup_fee.b                 |     100
setup_fee.c                 |      50
refund_rate.a               |      1% |        1% |        1% |         2%
refund_rate.b               |      2%
refund_rate.c               |     10%
usage_revenue               |       0 |       500 |         0 |        250
services_revenue            |       0 |     1_000 |     2_000 |          0
invoiced_share              |     80%
bad_debt_rate               |      5% |        5% |        5% |        10%
opening_deferred_given      |  90_000                                         # 10_800 from 79_200, more than a tenth of it
then
opening_deferred_differs    |       1
segment_annual_billings.a   |       0 |    33_000 |    30_250 |  41_805.50  # 12 × 2_200 + 10 % of 66_000, …
segment_annual_billings.b   |       0 |     6_960 |     5_160 |  14_140.80  # 12 × 360 + 20 % of 13_200, …
segment_deferred_revenue.a  |  66_000 |    84_700 |    98_615 |    121_121  # 66_000 + 33_000 − 14_300, …
segment_deferred_revenue.b  |  13_200 |    17_160 |    18_864 |  28_339.20
deferred_revenue_residual.a |       0 |         0 |         0 |          0  # 77_000 × 1.1 = 84_700
deferred_revenue_residual.b |       0 |         0 |         0 |          0
segment_monthly_billings.a  |       0 |    10_000 |    11_000 |     12_000
segment_monthly_billings.b  |       0 |     5_000 |     5_500 |      6_000
segment_monthly_billings.c  |       0 |     1_600 |     1_900 |      1_900  # 500 + 1_100, …
monthly_billings            |       0 |    16_600 |    18_400 |     19_900
annual_billings             |       0 |    39_960 |    35_410 |  55_946.30
segment_setup_revenue.a     |       0 |     2_500 |     5_000 |      7_500
segment_setup_revenue.b     |       0 |       400 |       600 |        500
segment_setup_revenue.c     |       0 |       100 |         0 |         50
setup_revenue               |       0 |     3_000 |     5_600 |      8_050
current_billings            |       0 |    21_100 |    26_000 |     28_200  # 16_600 + 3_000 + 500 + 1_000, …
billings                    |       0 |    61_060 |    61_410 |  84_146.30
segment_refunds.a           |       0 |       243 |    273.35 |     625.99
segment_refunds.b           |       0 |       160 |    179.12 |    213.312
segment_refunds.c           |       0 |       160 |       190 |        190
refunds                     |       0 |       563 |    642.47 |  1_029.302
bad_debt                    |       0 |  2_442.40 |  2_456.40 |  6_731.704  # 5 % of 80 % of 61_060, …
monthly_invoices            |       0 |    16_036 |    19_760 |     20_304  # 95 % of 80 % of 21_100, …
annual_invoices             |       0 | 30_369.60 | 26_911.60 | 40_281.336
opening_deferred_revenue    |       0 |    79_200 |   101_860 |    117_479
closing_deferred_revenue    |  79_200 |   101_860 |   117_479 | 149_460.20
released_revenue            |       0 |    17_300 |    19_791 |  23_965.10  # 79_200 + 39_960 − 101_860, …
recurring_revenue           |       0 |    33_900 |    38_191 |  43_865.10  # 16_600 + 17_300, …
recurring_revenue_residual  |       0 |         0 |         0 |          0
other_revenue               |       0 |     3_937 |  6_957.53 |  7_270.698
revenue                     |       0 |    37_837 | 45_148.53 | 51_135.798  # 33_900 + 3_000 + 500 + 1_000 − 563, …
"""

# Contracts of 100 a month, signed in month 1: in a for two years, billed twice and then renewed by nobody; in b, which bills
# month by month, for one year, and then renewed for another.
SETTING_EDGE = worked.Setting(months=25, segments={"a": {}, "b": {"billing": "monthly"}})
HUNDREDS = " ".join(["100"] * 24)
EDGE = f"""
                            | opening, then months 1 to 25
given
opening_annual_mrr.a        0
spread_months               5.5
expansion_rate.a            0
expansion_index.a           1
anniversary_base.a          0 100 0 0 0 0 0 0 0 0 0 0 0 100 0
closing_annual_mrr.a        0 {HUNDREDS} 0
closing_annual_mrr.b        0 {HUNDREDS} 100
unserved_base.a             0 1_100 1_000 900 800 700 600 500 400 300 200 100 0 1_100 1_000 900 800 700 600 500 400 300 200 100 0 0
closing_monthly_mrr.a       0
closing_monthly_mrr.b       0
closing_mrr                 0 {HUNDREDS.replace("1", "2")} 100
segment_closing_mrr.a       0 {HUNDREDS} 0
segment_closing_mrr.b       0 {HUNDREDS} 100
segment_new_customers.a     0 1 0
segment_new_customers.b     0 1 0
setup_fee.a                 0
setup_fee.b                 0
refund_rate.a               0
refund_rate.b               100%
usage_revenue               0
services_revenue            0
invoiced_share              100%
bad_debt_rate               0
then
annual_billings             0 1_200 0 0 0 0 0 0 0 0 0 0 0 1_200 0 0 0 0 0 0 0 0 0 0 0 0
segment_deferred_revenue.a  0 1_100 1_000 900 800 700 600 500 400 300 200 100 0 1_100 1_000 900 800 700 600 500 400 300 200 100 0 0
deferred_revenue_residual.a 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
monthly_billings            0 {HUNDREDS} 100
setup_revenue               0 0
billings                    0 1_300 100 100 100 100 100 100 100 100 100 100 100 1_300 {" ".join(["100"] * 12)}
refunds                     0 {HUNDREDS} 100
bad_debt                    0 0
annual_invoices             0 1_200 0
recurring_revenue           0 {HUNDREDS.replace("1", "2")} 100
recurring_revenue_residual  0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
revenue                     0 {HUNDREDS} 0  # all of b is given back
"""

# Nothing on invoice, so nothing is lost; then nothing is ever paid; both at once lose nothing.
BAD_DEBT = """
                            | opening |     1 |     2
given
usage_revenue               |       0 |   100 |    50
services_revenue            |       0
segment_new_customers.a     |       0
setup_fee.a                 |       0
closing_monthly_mrr.a       |       0 | 1_000 | 1_000
opening_annual_mrr.a        |       0
expansion_rate.a            |       0
expansion_index.a           |       1
anniversary_base.a          |       0 |    50 |     0
closing_annual_mrr.a        |       0 |    50 |    50
"""
SETTING_EDGE_CARD = SETTING_EDGE_NEVER_PAID = worked.Setting(months=2, segments={"a": {}})
EDGE_CARD = f"""{BAD_DEBT}
invoiced_share              |       0
bad_debt_rate               |    100%
then
billings                    |       0 | 1_700 | 1_050
bad_debt                    |       0 |     0 |     0
monthly_invoices            |       0 |     0 |     0
annual_invoices             |       0 |     0 |     0
"""
EDGE_NEVER_PAID = f"""{BAD_DEBT}
invoiced_share              |     50%
bad_debt_rate               |    100%
then
bad_debt                    |       0 |   850 |   525
monthly_invoices            |       0 |     0 |     0
annual_invoices             |       0 |     0 |     0
"""

# The checks fire: contracts with 900 unserved where 1_000 are deferred; MRR of 250 where 200 are earned.
EDGE_CHECK = """
                            | opening |     1 |     2
given
opening_annual_mrr.a        |       0
expansion_rate.a            |       0
expansion_index.a           |       1
anniversary_base.a          |       0 |   100 |     0
closing_annual_mrr.a        |       0 |   100 |   100
unserved_base.a             |       0 | 1_100 |   900
closing_monthly_mrr.a       |       0 |    50 |   100
closing_mrr                 |       0 |   150 |   250
then
segment_deferred_revenue.a  |       0 | 1_100 | 1_000
deferred_revenue_residual.a |       0 |     0 |   100
recurring_revenue           |       0 |   150 |   200
recurring_revenue_residual  |       0 |     0 |  -0.2
"""
SETTING_EDGE_CHECK = worked.Setting(months=2, segments={"a": {}})


def _opening(stated, derived, fires):
    """A table of the alert on opening deferred revenue."""
    return f"""
                            | opening |   1
given
opening_deferred_given      | {stated}
opening_annual_mrr.a        | {derived}
opening_annual_mrr.b        |       0
spread_months               |       1
expansion_rate.a            |       0
expansion_rate.b            |       0
expansion_index.a           |       1
expansion_index.b           |       1
anniversary_base.a          |       0
anniversary_base.b          |       0
closing_annual_mrr.a        |       0 |  50
closing_annual_mrr.b        |       0
then
opening_deferred_differs    | {fires}
"""


EDGE_NOT_STATED = _opening(0, 1_000, 0)
EDGE_STATED_RIGHT = _opening(1_000, 1_000, 0)
EDGE_STATED_A_LITTLE_HIGH = _opening(1_000, 905, 0)
EDGE_STATED_A_TENTH_HIGH = _opening(1_000, 900, 0)
EDGE_STATED_HIGH = _opening(1_000, 895, 1)
EDGE_STATED_LOW = _opening(1_000, 1_105, 1)
EDGE_STATED_SMALL = _opening(1, 0.5, 1)


def test_stated_opening_deferred_revenue_is_compared():
    worked.work(CHAPTER, EDGE_NOT_STATED)
    worked.work(CHAPTER, EDGE_STATED_RIGHT)
    worked.work(CHAPTER, EDGE_STATED_A_LITTLE_HIGH)
    worked.work(CHAPTER, EDGE_STATED_A_TENTH_HIGH)
    worked.work(CHAPTER, EDGE_STATED_HIGH)
    worked.work(CHAPTER, EDGE_STATED_LOW)
    worked.work(CHAPTER, EDGE_STATED_SMALL)


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge_one_contract_of_two_years_and_one_billed_by_the_month():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_edge_bad_debt():
    worked.work(CHAPTER, EDGE_CARD, SETTING_EDGE_CARD)
    worked.work(CHAPTER, EDGE_NEVER_PAID, SETTING_EDGE_NEVER_PAID)


def test_edge_checks():
    worked.work(CHAPTER, EDGE_CHECK, SETTING_EDGE_CHECK)


@pytest.mark.parametrize("scenario", ["base", "downside", "stress", "upside"])
def test_convention_02_recurring_revenue_is_closing_mrr(scenario):
    figures = worked.securecloud(scenario=scenario)
    assert figures["recurring_revenue"][1:] == pytest.approx(figures["closing_mrr"][1:], rel=1e-9)


def test_convention_10_opening_deferred_revenue():
    """Anniversaries spread evenly over twelve months: 11, 10, … 0 months left, each for a twelfth of the MRR."""
    figures = worked.securecloud()
    opening = sum(figures[f"opening_annual_mrr.{segment}"] for segment in ("business", "small", "individual"))
    assert figures["closing_deferred_revenue"][0] == pytest.approx(sum(opening / 12 * left for left in range(12)))


def test_convention_14_recurring_revenue_and_set_up_fees_are_separate():
    """Higher set-up fees are billed and earned at once; recurring revenue, MRR and deferred revenue do not know them."""
    figures, dearer = worked.securecloud(), worked.securecloud({"setup_fee.business": 2_500})
    for name in ("recurring_revenue", "closing_mrr", "closing_arr", "closing_deferred_revenue"):
        assert dearer[name] == pytest.approx(figures[name], rel=1e-12)
    extra = 1_000 * figures["segment_new_customers.business"]
    assert dearer["revenue"] - figures["revenue"] == pytest.approx(extra, abs=1e-6)
    assert dearer["billings"] - figures["billings"] == pytest.approx(extra, abs=1e-6)


@pytest.mark.parametrize("years", [1, 2, 3])
def test_billings_of_every_contract_on_its_own(years):
    """Contracts of some years, upgraded by 2 % a month: billed for twelve months at each anniversary, upgrades for the months left."""
    term, upgrade, months = 12 * years, 0.02, 40
    values = {
        "opening_customers_given.a": 360, "opening_price.a": 10, "opening_annual_share.a": 1, "contract_years.a": years, "churn.a": 0.0,
        "planned_customers.value1.a": 3, "price.a": 12, "annual_share.a": 1, "expansion_rate.a": upgrade,
    }  # fmt: skip
    figures = worked.run(values, worked.Setting(months=months, ages=180, segments={"a": {}}))
    contracts = [(signed, 3_600 / term) for signed in range(1 - term, 1)] + [(signed, 36.0) for signed in range(1, months + 1)]
    for month in range(1, months + 1):
        billed = deferred = 0.0
        for signed, mrr in contracts:
            if signed > month:
                continue
            now = mrr * (1 + upgrade) ** (month - max(signed, 0))
            served = (month - signed) % 12  # months of the running year, before this one
            billed += 12 * now if served == 0 else (12 - served) * (now - now / (1 + upgrade))
            deferred += (11 - served) * now
        assert figures["billings"][month] == pytest.approx(billed, rel=1e-12)
        assert figures["closing_deferred_revenue"][month] == pytest.approx(deferred, rel=1e-12)


def test_billing_by_the_month_changes_cash_and_not_revenue():
    """The same contracts, billed in advance or by the month: revenue is equal, and nothing is deferred."""
    values = {
        "opening_customers_given.a": 100, "opening_price.a": 10, "opening_annual_share.a": 0.5, "churn.a": 0.02, "price.a": 12,
        "planned_customers.value1.a": 5, "annual_share.a": 0.5, "expansion_rate.a": 0.01, "contract_years.a": 2,
    }  # fmt: skip
    yearly, monthly = (
        worked.run(values, worked.Setting(months=30, ages=120, segments={"a": {"billing": billing}})) for billing in ("yearly", "monthly")
    )
    assert monthly["recurring_revenue"] == pytest.approx(yearly["recurring_revenue"], rel=1e-12)
    assert monthly["billings"][1:] == pytest.approx(monthly["closing_mrr"][1:], rel=1e-12)
    assert not monthly["closing_deferred_revenue"].any()
    assert yearly["closing_deferred_revenue"].all()


def test_refunds_and_bad_debt_reach_cash_once():
    """A tenth of 1_000 is given back, a fifth of the invoices is never paid: 700 arrive; 100 less of revenue and 200 more of cost."""
    values = {"opening_customers_given.a": 100, "opening_price.a": 10}
    setting = worked.Setting(months=2, segments={"a": {}})
    without, figures = worked.run(values, setting), worked.run({**values, "refund_rate.a": 0.1, "bad_debt_rate": 0.2}, setting)
    assert figures["customer_receipts"] == pytest.approx([0, 700, 700])
    for name, change in (("revenue", -100), ("general_admin_cost", 200), ("ebitda", -300), ("billings", 0), ("closing_mrr", 0)):
        assert figures[name] - without[name] == pytest.approx([0, change, change])
    assert not figures["closing_receivables"].any()
