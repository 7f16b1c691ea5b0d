"""Revenue retention: worked by hand, and against every contract followed on its own."""

import numpy as np
import pytest

import worked

CHAPTER = "retained"

# a: no upgrades; prices + 60 % in month 1, + 25 % in month 5, − 20 % in month 9, + 25 % in month 13. b: upgrades of
# 100 % a month, so that its index is 2, 4, 8, … 16_384. At month 12 those count who were there at the start, at month 13
# those of month 1, at month 14 those of month 2.
SETTING = worked.Setting(months=14)
TABLE = f"""
                           | opening, then months 1 to 14
given
month                      0 1 2 3 4 5 6 7 8 9 10 11 12 13 14
cohort_mrr.a@0             1_000 1_000 1_000 1_000 1_000 1_000 1_000 1_000 1_000 1_000 1_000 1_000 880 800 700
cohort_mrr.a@1             0 100 100 100 100 100 100 100 100 100 100 100 100 110 100
cohort_mrr.a@2             0 0 50 50 50 50 50 50 50 50 50 50 50 50 60
cohort_mrr.a@3             0 0 0 70
cohort_mrr.b@0             4 8 16 32 64 128 256 512 1_024 2_048 4_096 8_192 20_480 32_768 49_152
cohort_mrr.b@1             0 1 2 4 8 16 32 64 128 256 512 1_024 2_048 8_192 16_384
cohort_customers.a@0       100 100 100 100 100 100 100 100 100 100 100 100 80 70 60
cohort_customers.a@1       0 10 10 10 10 10 10 10 10 10 10 10 10 9 8
cohort_customers.a@2       0 0 5
cohort_customers.a@3       0 0 0 7
cohort_customers.b@0       50 50 50 50 50 50 50 50 50 50 50 50 40 35 30
cohort_customers.b@1       0 1
expansion_rate.a           0
expansion_rate.b           100%
expansion_index.a          1
expansion_index.b          1 2 4 8 16 32 64 128 256 512 1_024 2_048 4_096 8_192 16_384
staying_price_change.a     0 60% 0 0 0 25% 0 0 0 -20% 0 0 0 25% 0
staying_price_change.b     0
joining_annual_mrr.a       0 10 20 30 0 0 0 0 0 0 0 0 0 5 0
joining_annual_mrr.b       0 20 80 0 0 0 0 0 0 0 0 0 0 24_576 0
running_base.a             240 250 265 290 290 290 290 290 290 290 290 290 300 280 270
running_base.b             100 108 120 120 120 120 120 120 120 120 120 120 110 105 90
annual_price_mrr.a         0 12 0 0 0 15 0 0 0 -8 0 0 0 25 0
annual_price_mrr.b         0 0 40 0 0 0 0 0 0 0 0 0 0 16_384 0
joining_annual_customers.a 0 1 2 3 0 0 0 0 0 0 0 0 0 4 0
joining_annual_customers.b 0 2 0
closing_annual_customers.a 24 25 26 28 28 28 28 28 28 28 28 28 27 29 25
closing_annual_customers.b 10 12 12 12 12 12 12 12 12 12 12 12 11 11 10
kept_by_move.a             0 0 0 0 0 0 0 0 0 0 0 0 2 4 0
kept_by_move.b             0 0 0 0 0 0 0 0 0 0 0 0 1 2 0
mrr_kept_by_move.a         0 0 0 0 0 0 0 0 0 0 0 0 20 40 60
mrr_kept_by_move.b         0 0 0 0 0 0 0 0 0 0 0 0 0 0 16
gross_mrr_kept_by_move.a   0 0 0 0 0 0 0 0 0 0 0 0 10 20 30
gross_mrr_kept_by_move.b   0 0 0 0 0 0 0 0 0 0 0 0 0 0 6
closing_mrr                1_600 2_000 4_000 5_000
closing_customers          200 250 220 230
then
kept_monthly_mrr.a         0 0 0 0 0 0 0 0 0 0 0 0 880 910 860  # 800 + 110, 700 + 100 + 60
kept_monthly_mrr.b         0 0 0 0 0 0 0 0 0 0 0 0 20_480 40_960 65_536
gain_index.a               1 1.6 1.6 1.6 1.6 2 2 2 2 2 2 2 2 2.5 2.5
gain_index.b               1 2 4 8 16 32 64 128 256 512 1_024 2_048 4_096 8_192 16_384
gross_monthly_mrr.a        0 0 0 0 0 0 0 0 0 0 0 0 440 582.4 550.4  # 880 ÷ 2, 910 × 1.6 ÷ 2.5, …
gross_monthly_mrr.b        0 0 0 0 0 0 0 0 0 0 0 0 5 10 16  # 20_480 ÷ 4_096, 40_960 × 2 ÷ 8_192, …
joined_base.a              0 10 20 30 0 0 0 0 0 0 0 0 0 5 0
joined_base.b              0 10 20 0 0 0 0 0 0 0 0 0 0 3 0
joined_12_months.a         0 10 30 60 60 60 60 60 60 60 60 60 60 55 35
joined_12_months.b         0 10 30 30 30 30 30 30 30 30 30 30 30 23 3
kept_base.a                240 240 235 230 230 230 230 230 230 230 230 230 240 225 235
kept_base.b                100 98 90 90 90 90 90 90 90 90 90 90 80 82 87
kept_annual_mrr.a          240 240 235 230 230 230 230 230 230 230 230 230 240 225 235
kept_annual_mrr.b          100 196 360 720 1_440 2_880 5_760 11_520 23_040 46_080 92_160 184_320 327_680 671_744 1_425_408
price_rise_base.a          0 12 0 0 0 15 0 0 0 0 0 0 0 25 0
price_rise_base.b          0 0 10 0 0 0 0 0 0 0 0 0 0 2 0
price_rises_12_months.a    0 12 12 12 12 27 27 27 27 27 27 27 27 40 40
price_rises_12_months.b    0 0 10 10 10 10 10 10 10 10 10 10 10 12 2
gross_annual_mrr.a         0 228 223 218 218 203 203 203 203 203 203 203 213 185 195
gross_annual_mrr.b         0 98 80 80 80 80 80 80 80 80 80 80 70 140 340  # 70 × 1, 70 × 2, 85 × 4
joined_annual_customers.a  0 1 3 6 6 6 6 6 6 6 6 6 6 9 7
joined_annual_customers.b  0 2 2 2 2 2 2 2 2 2 2 2 2 0 0
kept_monthly_customers.a   0 0 0 0 0 0 0 0 0 0 0 0 80 79 73
kept_monthly_customers.b   0 0 0 0 0 0 0 0 0 0 0 0 40 36 31
segment_kept_customers.a   24 24 23 22 22 22 22 22 22 22 22 22 103 103 91
segment_kept_customers.b   10 10 10 10 10 10 10 10 10 10 10 10 50 49 41
segment_kept_mrr.a         240 240 235 230 230 230 230 230 230 230 230 230 1_140 1_175 1_155
segment_kept_mrr.b         100 196 360 720 1_440 2_880 5_760 11_520 23_040 46_080 92_160 184_320 348_160 712_704 1_490_960
segment_gross_mrr.a        0 228 223 218 218 203 203 203 203 203 203 203 663 787.4 775.4
segment_gross_mrr.b        0 98 80 80 80 80 80 80 80 80 80 80 75 150 362
mrr_a_year_earlier         0 0 0 0 0 0 0 0 0 0 0 0 1_600 2_000 4_000
customers_a_year_earlier   0 0 0 0 0 0 0 0 0 0 0 0 200 250 220
customer_retention         . . . . . . . . . . . . 76.5% 60.8% 60%  # 153 of 200, 152 of 250, 132 of 220
net_revenue_retention      . . . . . . . . . . . . {349_300 / 1_600} {713_879 / 2_000} {1_492_115 / 4_000}
gross_revenue_retention    . . . . . . . . . . . . 46.125% 46.87% 28.435%  # 738 of 1_600, 937.4 of 2_000, 1_137.4 of 4_000
"""

# Nobody is there at the start. Those who join in month 1 all stay, and their price is halved: both retentions fall alike.
# Those who join in month 2 have left by month 14, when nobody of month 2 but the first is there.
SETTING_EDGE = worked.Setting(months=14, segments={"a": {}})
EDGE = """
                           | opening, then months 1 to 14
given
month                      0 1 2 3 4 5 6 7 8 9 10 11 12 13 14
cohort_mrr.a@0             0
cohort_mrr.a@1             0 100 100 100 100 100 100 50
cohort_mrr.a@2             0 0 300 300 300 300 300 150 150 150 150 150 150 150 0
cohort_customers.a@0       0
cohort_customers.a@1       0 10
cohort_customers.a@2       0 0 30 30 30 30 30 30 30 30 30 30 30 30 0
expansion_rate.a           0
expansion_index.a          1
staying_price_change.a     0 0 0 0 0 0 0 -50% 0
joining_annual_mrr.a       0
joining_annual_customers.a 0
running_base.a             0
annual_price_mrr.a         0
closing_annual_customers.a 0
kept_by_move.a             0
mrr_kept_by_move.a         0
gross_mrr_kept_by_move.a   0
closing_mrr                0 100 400 400 400 400 400 200 200 200 200 200 200 200 50
closing_customers          0 10 40 40 40 40 40 40 40 40 40 40 40 40 10
then
customer_retention         . . . . . . . . . . . . . 100% 25%
net_revenue_retention      . . . . . . . . . . . . . 50% 12.5%
gross_revenue_retention    . . . . . . . . . . . . . 50% 12.5%
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


# Every contract on its own: those of twelve months ago are followed for twelve months, with their gains and without.

MONTHS = 40
YEARS = {"a": 2, "b": 1}  # of a contract
CHURN = {"a": 0.02, "b": 0.035}
UPGRADES = {"a": 0.01, "b": 0.004}
DOWNGRADES = {"a": 0.006, "b": 0.002}
FAILED = {"a": 0.004, "b": 0.0}
MOVING = {"a": 0.0, "b": 0.015}
PRICES = {"a": {4: 0.08, 9: -0.05, 20: 0.03}, "b": {1: 0.02, 13: -0.1, 26: 0.06}}  # month: change
SHOCK = {month: 1.5 if 10 <= month < 20 else 1.0 for month in range(1, MONTHS + 1)}  # what churn is multiplied by


def many_things() -> dict[str, np.ndarray]:
    """A plan in which everything happens that makes retention difficult."""
    dated = worked.InputForm(steps=3, dated=True)
    forms = {("price_change", (name,)): dated for name in "ab"}
    forms |= {("churn_multiplier", (name,)): worked.InputForm(steps=3) for name in "ab"}
    setting = worked.Setting(months=MONTHS, ages=120, forms=forms, families={"move": {"up": {"source": "b", "target": "a"}}})
    values: dict[str, float] = {"move_rate.up": MOVING["b"]}
    for name in "ab":
        stated = {
            "opening_customers_given": 600, "opening_price": 10, "opening_annual_share": 0.4, "annual_share": 0.3, "price": 12,
            "planned_customers.value1": 25, "contract_years": YEARS[name], "churn": CHURN[name], "expansion_rate": UPGRADES[name],
            "contraction_rate": DOWNGRADES[name], "payment_failures": FAILED[name], "onboarding_months": 2, "opening_waiting": 10,
            "opening_former": 100, "reactivation_rate": 0.01,
        }  # fmt: skip
        for number, (month, change) in enumerate(PRICES[name].items(), 1):
            stated |= {f"price_change.month{number}": month, f"price_change.value{number}": change}
        for number, (month, factor) in enumerate(((1, 1.0), (10, 1.5), (20, 1.0)), 1):
            stated |= {f"churn_multiplier.from{number}": month, f"churn_multiplier.value{number}": factor}
        values |= {f"{key}.{name}": value for key, value in stated.items()}
    return worked.run(values, setting)


def price(name: str, month: int) -> float:
    return PRICES[name].get(month, 0.0)


def monthly_growth(name: str, month: int, gains: bool) -> float:
    """What a month does to the price of a customer on monthly terms."""
    change = price(name, month)
    return (1 - DOWNGRADES[name]) * (1 + UPGRADES[name] * gains) * (1 + (change if gains else min(change, 0)))


def followed(name: str, signed: int | None, start: int, end: int, gains: bool) -> tuple[float, float]:
    """Of one customer and 1 of MRR at the end of month ``start``, what is left at the end of month ``end``."""
    customers = mrr = 1.0
    stays = (1 - FAILED[name]) * (1 - MOVING[name])
    for month in range(start + 1, end + 1):
        if signed is None:  # on monthly terms
            kept = (1 - CHURN[name] * SHOCK[month]) * stays
            customers, mrr = customers * kept, mrr * kept * monthly_growth(name, month, gains)
            continue
        term = 12 * YEARS[name]
        if month > signed and (month - signed) % term == 0:
            kept, step, left = 1 - FAILED[name], 1.0, 1.0
            for past in range(month - term + 1, month + 1):
                kept *= 1 - CHURN[name] * SHOCK.get(past, 1.0)
                step *= 1 + price(name, past)
                left *= 1 - DOWNGRADES[name] * (past >= 1)  # the plan knows of none before its start
            customers, mrr = customers * kept, mrr * kept * left * (step if gains else min(step, 1.0))
        mrr *= 1 + UPGRADES[name] * gains
    return customers, mrr


def test_convention_13_every_contract_followed_on_its_own():
    """Net and gross retention, and that of customers, in each month from the twelfth on."""
    figures = many_things()
    batches = []  # segment, month of signature of a contract, first month, customers, MRR
    for name in "ab":
        term = 12 * YEARS[name]
        batches.append((name, None, 0, 360.0, 3_600.0))
        batches += [(name, signed, 0, 240 / term, 2_400 / term) for signed in range(1 - term, 1)]
        for month in range(1, MONTHS + 1):
            for kind, signed in (("monthly", None), ("annual", month)):
                joined = [figures[f"joining_{kind}_{what}.{name}"][month] for what in ("customers", "mrr")]
                batches.append((name, signed, month, *joined))
    for month in range(12, MONTHS + 1):
        base = np.zeros(2)
        left = np.zeros(3)
        for name, signed, first, customers, mrr in batches:
            if first <= month - 12:
                then = followed(name, signed, first, month - 12, gains=True)
                now, gross = (followed(name, signed, month - 12, month, gains) for gains in (True, False))
                base += customers * then[0], mrr * then[1]
                left += customers * then[0] * now[0], mrr * then[1] * now[1], mrr * then[1] * gross[1]
        for name in "ab":  # movers have tests of their own
            left += [figures[f"{line}.{name}"][month] for line in ("kept_by_move", "mrr_kept_by_move", "gross_mrr_kept_by_move")]
        assert base == pytest.approx([figures["closing_customers"][month - 12], figures["closing_mrr"][month - 12]], rel=1e-10)
        names = ("customer_retention", "net_revenue_retention", "gross_revenue_retention")
        found = [figures[name][month] for name in names]
        assert found == pytest.approx([left[0] / base[0], left[1] / base[1], left[2] / base[1]], rel=1e-10), month
        assert found[2] <= min(1, found[1])


def test_convention_13_not_available_before_month_12():
    figures = many_things()
    for name in ("customer_retention", "net_revenue_retention", "gross_revenue_retention"):
        assert np.isnan(figures[name][:12]).all()
        assert not np.isnan(figures[name][12:]).any()


def test_constant_rates_in_closed_form():
    """Customers on monthly terms: 2 % leave, 1 % is downgraded and 3 % upgraded in each of twelve months."""
    values = {
        "opening_customers_given.a": 100, "opening_price.a": 10, "churn.a": 0.02, "contraction_rate.a": 0.01, "expansion_rate.a": 0.03,
        "price.a": 10, "planned_customers.value1.a": 7,
    }  # fmt: skip
    figures = worked.run(values, worked.Setting(months=30, segments={"a": {}}))
    assert figures["customer_retention"][12:] == pytest.approx([0.98**12] * 19)
    assert figures["net_revenue_retention"][12:] == pytest.approx([(0.98 * 0.99 * 1.03) ** 12] * 19)
    assert figures["gross_revenue_retention"][12:] == pytest.approx([(0.98 * 0.99) ** 12] * 19)
