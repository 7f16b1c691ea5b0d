"""Runway: worked by hand, and three ways on a whole plan."""

import numpy as np
import pytest

import worked

CHAPTER = "runway"

TABLE = """
                               | opening |      1 |      2 |      3 |      4
given
opening_cash                   |     200
closing_cash                   |     200 |    340 |     30 |    500 |     65
cash_without_investors         |     200 |    337 |    -94 |     85 |   -326
draw_without_round             |       0 |    -37 |    124 |     25 |     70
burn                           |       0 |      0 |    125 |     50 |    200
minimum_cash_policy            |      40 |     40 |    150 |     60 |     40
then
cash_without_round             |     200 |    300 |     30 |    110 |   -256
minimum_cash_without_round     |    -256
funding_need                   |     256
runway                         |       . |      . |   0.24 |     10 |  0.325  # 30 ÷ 125
runway_drawn                   |       0 |     30 |   0.24 |     10 |  0.325
cash_below_policy              |       0 |      0 |      1 |      0 |      0
below_policy_without_round     |       0 |      0 |      1 |      0 |      1
nothing_burnt                  |       1 |      1 |      0 |      0 |      0
reserve_holds                  |       0
reserve_holds_without_round    |       0
simulated_runway               |       2
simulated_runway_without_round |       2
"""

# Cash at the reserve, or a trifle below nothing, is not below it.
EDGE = """
                               | opening |     1 |     2 |          3 |          4
given
opening_cash                   |      10
closing_cash                   |      10 |    40 |     0 | -0.0000001 | 74.9899999
cash_without_investors         |      10 |    40 |     0 | -0.0000001 | -0.0100001
draw_without_round             |       0 |     0 |     0 |          0 |          0
minimum_cash_policy            |       0 |    40 |     0 |          0 |          0
then
cash_without_round             |      10 |    40 |     0 | -0.0000001 | -0.0100001
minimum_cash_without_round     | -0.0100001
funding_need                   | 0.0100001
cash_below_policy              |       0 |     0 |     0 |          0 |          0
below_policy_without_round     |       0 |     0 |     0 |          0 |          1
reserve_holds                  |       1
reserve_holds_without_round    |       0
simulated_runway               |       .
simulated_runway_without_round |       4
"""

# Overdrawn from a start without cash: there is no runway left, which is 0 months and not a negative number.
EDGE_OVERDRAWN = """
                    | opening |                   1 |  2 |   3 |   4
given
closing_cash        |      -5 |                   5 | -5 | -65 | 175
burn                |       0 |                  90 | 30 |  40 |   0
minimum_cash_policy |       0 |                   0 |  0 |   0 |   0
then
cash_below_policy   |       0 |                   0 |  1 |   1 |   0
runway              |       . | 0.05555555555555555 |  0 |   0 |   .
runway_drawn        |       0 | 0.05555555555555555 |  0 |   0 |  30
nothing_burnt       |       0 |                   0 |  0 |   0 |   1  # overdrawn at the start: that nothing burns is no comfort
simulated_runway    |       2
"""


# A runway of 100 months is drawn as 30; nothing burnt without cash is no runway, and with a trifle of cash a long one.
EDGE_LONG = """
                    | opening |   1 |   2 | 3 |  4
given
closing_cash        |      90 | 100 | -10 | 0 |  1
burn                |       0 |   1 |   0 | 0 |  0
minimum_cash_policy |       0 |   0 |   0 | 0 |  0
then
runway              |       . | 100 |   . | . |  .
runway_drawn        |       0 |  30 |   0 | 0 | 30
nothing_burnt       |       1 |   0 |   0 | 0 |  1
"""

# As without investors, so with them: the reserve holds.
SETTING_EDGE_HOLDS = worked.Setting(months=2)
EDGE_HOLDS = """
                               | opening |   1 |   2
given
opening_cash                   |       5
cash_without_investors         |       5 |   6 |   7
draw_without_round             |       0
minimum_cash_policy            |       5
then
minimum_cash_without_round     |       6
funding_need                   |       0
reserve_holds_without_round    |       1
simulated_runway_without_round |       .
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE)


def test_edge_of_a_reserve_that_holds():
    worked.work(CHAPTER, EDGE_HOLDS, SETTING_EDGE_HOLDS)


def test_edge():
    worked.work(CHAPTER, EDGE)


def test_edge_long():
    worked.work(CHAPTER, EDGE_LONG)


def test_edge_overdrawn():
    worked.work(CHAPTER, EDGE_OVERDRAWN)


@pytest.mark.parametrize("scenario", ["base", "downside", "stress", "upside"])
def test_convention_26_minimum_cash_is_the_lowest_closing_cash(scenario):
    """Of the months, not of the opening; the round does not count in cash without it, nor do its costs."""
    figures = worked.securecloud(scenario=scenario)
    poor = worked.securecloud({"opening_cash": 1.0, "round_costs.series_a": 0.1}, scenario)
    for each in (figures, poor):
        assert each["minimum_cash"] == min(each["closing_cash"][1:])
        assert each["minimum_cash_without_round"] == min(each["cash_without_round"][1:])
    assert poor["cash_without_round"] - figures["cash_without_round"] == pytest.approx(1.0 - figures["closing_cash"][0])


@pytest.mark.parametrize("scenario", ["base", "downside", "stress", "upside"])
def test_convention_26_runway_three_ways(scenario):
    """Cash ÷ the burn of three months; the first month below the reserve, with the round and without it."""
    figures = worked.securecloud({"minimum_amount": 30_000, "minimum_months": 3}, scenario)
    flow, cash, policy = figures["free_cash_flow"], figures["closing_cash"], figures["minimum_cash_policy"]
    for month in range(1, 61):
        last = flow[max(1, month - 2) : month + 1]
        burn = max(0.0, -sum(last) / len(last))
        runway = max(0.0, cash[month]) / burn if burn else np.nan
        assert figures["runway"][month] == pytest.approx(runway, nan_ok=True)
    for line, balance in (("simulated_runway", cash), ("simulated_runway_without_round", figures["cash_without_round"])):
        below = [month for month in range(1, 61) if balance[month] < policy[month] - 1e-6]
        assert figures[line] == pytest.approx(below[0] if below else np.nan, nan_ok=True)
