"""Venture method: worked by hand."""

import pytest

import worked

CHAPTER = "venture"

SETTING = worked.Setting(months=36, families={"round": {"none": {}, "seed": {}, "a": {}, "b": {}}})

# The first round brings no money, so the second is the first; it comes after a year, two before the end. At 50 % a year each
# unit must come back 2.25 times. Later rounds leave 1_000 of 1_250 shares.
TABLE = """
                          |   opening |         1
given
hurdle_rate               |       50%
venture_exit_multiple     |         0
exit_multiple             |         3
venture_investment        |         0
stated_retention          |         0
closing_arr               | 1_000_000 | 2_900_000
net_cash                  |         0 |   300_000
rounds_raised.none        |         0
is_first_round.none       |         0
rounds_raised.seed        |         1
is_first_round.seed       |         1
rounds_raised.a           |         2
is_first_round.a          |         0
rounds_raised.b           |         3
is_first_round.b          |         0
first_round_amount        |   800_000
first_round_month         |        12
first_round_pre_money     | 3_000_000
shares_before.none        |       700
shares_before.seed        |       700
shares_before.a           |     1_000
shares_before.b           |     1_100
shares_after.none         |       700
shares_after.seed         |     1_000
shares_after.a            |     1_100
shares_after.b            |     1_250
pre_money_shares.none     |       700
pre_money_shares.seed     |       750
pre_money_shares.a        |     1_010
pre_money_shares.b        |     1_120
opening_shares            |       700
diluted_shares            |       650
then
issued_later.none         |         0
issued_later.seed         |         0
issued_later.a            |       100
issued_later.b            |       150
first_round_shares        |     1_000
planned_retention         |       80%
retention_to_exit         |       80%
investment_asked          |   800_000
investment_month          |        12
shares_before_investment  |       750
years_to_exit             |         2
hurdle_multiple           |      2.25
multiple_at_exit          |         3
venture_exit_value        | 9_000_000  # 3 × 2_900_000 + 300_000
vc_post_money             | 3_200_000  # 9_000_000 × 80 % ÷ 2.25
vc_pre_money              | 2_400_000
vc_new_shares             |       250  # 750 × 800_000 ÷ 2_400_000
vc_ownership              |       25%
vc_exit_ownership         |       20%  # of 9_000_000 are 1_800_000, which is 2.25 × 800_000
vc_share_price            |     3_200
vc_round_too_large        |         0
vc_to_round               |       80%
required_exit_value       | 10_687_500  # 3_800_000 × 2.25 ÷ 80 %
required_arr              | 3_462_500  # less 300_000 of cash, ÷ 3
"""

# Everything stated, whatever the rounds are: three years at 100 %, half of the share kept; the round is as large as the company.
STATED = """
                          |   opening |         1
given
hurdle_rate               |      100%
venture_exit_multiple     |         2
exit_multiple             |         3
venture_investment        |   125_000
stated_retention          |       50%
closing_arr               |         0 | 1_000_000
net_cash                  |         0 |         0
rounds_raised.none        |         0
is_first_round.none       |         0
rounds_raised.seed        |         0
is_first_round.seed       |         0
rounds_raised.a           |         1
is_first_round.a          |         1
rounds_raised.b           |         1
is_first_round.b          |         0
first_round_amount        |   900_000
first_round_month         |        20
first_round_pre_money     |   100_000
shares_before.none        |       700
shares_before.seed        |       700
shares_before.a           |       700
shares_before.b           |     1_000
shares_after.none         |       700
shares_after.seed         |       700
shares_after.a            |     1_000
shares_after.b            |     1_000
pre_money_shares.none     |       700
pre_money_shares.seed     |       700
pre_money_shares.a        |       700
pre_money_shares.b        |     1_000
opening_shares            |       700
diluted_shares            |       650
"""
EDGE = STATED + """
then
planned_retention         |         1
retention_to_exit         |       50%
investment_asked          |   125_000
investment_month          |         0
years_to_exit             |         3
hurdle_multiple           |         8
multiple_at_exit          |         2
venture_exit_value        | 2_000_000
vc_post_money             |   125_000  # 2_000_000 × 50 % ÷ 8
vc_pre_money              |         0
vc_new_shares             |         .
vc_ownership              |         .
vc_exit_ownership         |         .
vc_share_price            |         .
vc_round_too_large        |         1
vc_to_round               |         0
required_exit_value       | 16_000_000
required_arr              | 8_000_000
"""

# No round is raised: its money is not asked for, and the shares are those of today.
NO_ROUND = (
    STATED.replace("is_first_round.a          |         1", "is_first_round.a          |         0")
    .replace("venture_investment        |   125_000", "venture_investment        |         0")
    .replace("first_round_amount        |   900_000", "first_round_amount        |         0")
    .replace("first_round_month         |        20", "first_round_month         |         .")
    .replace("first_round_pre_money     |   100_000", "first_round_pre_money     |         0")
)  # fmt: skip
EDGE_NO_ROUND = NO_ROUND + """
then
first_round_shares        |         0
planned_retention         |         1
investment_asked          |         0
investment_month          |         0
shares_before_investment  |       700
vc_pre_money              |   125_000
vc_new_shares             |         0
vc_ownership              |         0
vc_share_price            |         .
vc_round_too_large        |         0
vc_to_round               |         .
required_exit_value       |         0
required_arr              |         0
"""

# Without a section on rounds only the valuation knows the shares; without ARR at the end there is no value, and nothing is asked.
EDGE_WORTHLESS = (
    NO_ROUND.replace("opening_shares            |       700", "opening_shares            |         0")
    .replace("closing_arr               |         0 | 1_000_000", "closing_arr               | 1_000_000 | 0")
    .replace("net_cash                  |         0 |         0", "net_cash                  |         0 | -9")
) + """
then
shares_before_investment  |       650
venture_exit_value        |         0
vc_post_money             |         0
vc_pre_money              |         0
vc_round_too_large        |         0
"""  # fmt: skip

# A tiny company: one share, one unit asked for, a multiple below one.
TINY = STATED.replace("venture_investment        |   125_000", "venture_investment        |         1").replace(
    "venture_exit_multiple     |         2", "venture_exit_multiple     |       0.5"
).replace("pre_money_shares.a        |       700", "pre_money_shares.a        |         1")
EDGE_TINY = TINY.replace("| 1_000_000", "|         8") + """
then
investment_asked          |         1
investment_month          |         0
shares_before_investment  |         1
multiple_at_exit          |       0.5
vc_post_money             |      0.25  # 0.5 × 8 × 50 % ÷ 8
vc_round_too_large        |         1
"""
EDGE_TINY_TODAY = (
    TINY.replace("pre_money_shares.a        |         1", "pre_money_shares.a        |         0")
    .replace("is_first_round.a          |         1", "is_first_round.a          |         0")
    .replace("opening_shares            |       700", "opening_shares            |         1")
) + """
then
shares_before_investment  |         1
"""  # fmt: skip


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING)


def test_edge_tiny_today():
    worked.work(CHAPTER, EDGE_TINY_TODAY, SETTING)


def test_edge_tiny():
    worked.work(CHAPTER, EDGE_TINY, SETTING)


def test_edge_no_round():
    worked.work(CHAPTER, EDGE_NO_ROUND, SETTING)


def test_edge_worthless():
    worked.work(CHAPTER, EDGE_WORTHLESS, SETTING)


def test_part_kept_is_that_of_the_cap_table():
    """What the first round's investors own after all rounds ÷ what they own after their own; nobody uses a right."""
    setting = worked.Setting(months=24, families={"round": {"seed": {}, "a": {"pool_timing": "after"}, "b": {}}})
    given = {"opening_customers_given.a": 100, "hurdle_rate": 0.4, "venture_exit_multiple": 3}
    for name, amount, month, pre_money, pool in (("seed", 2e6, 6, 8e6, 0.1), ("a", 5e6, 12, 20e6, 0.15), ("b", 9e6, 20, 50e6, 0.12)):
        given |= {f"round_amount.{name}": amount, f"round_month.{name}": month}
        given |= {f"round_pre_money.{name}": pre_money, f"round_pool.{name}": pool}
    run = worked.run(given, setting)
    kept = float(run["investor_ownership.seed.b"]) / float(run["investor_ownership.seed.seed"])
    assert 0.5 < kept < 0.8
    assert float(run["planned_retention"]) == pytest.approx(kept)


def test_secure_cloud_by_hand():
    """2.5 times ARR at the end, and cash less tax; money at the end of June 2027, 54 months earlier, at 35 % a year; 1.5m are asked."""
    run = worked.securecloud()
    worth = 2.5 * run["closing_arr"][60] + run["closing_cash"][60] - run["tax_payable"][60]
    post = worth / 1.35**4.5
    assert float(run["vc_post_money"]) == pytest.approx(post)
    assert float(run["vc_pre_money"]) == pytest.approx(post - 1_500_000)
    assert float(run["vc_ownership"]) == pytest.approx(1_500_000 / post)
    assert float(run["vc_exit_ownership"]) * worth == pytest.approx(1_500_000 * 1.35**4.5), "no later round: the hurdle is met exactly"
    assert float(run["vc_to_round"]) == pytest.approx((post - 1_500_000) / 9_500_000)


def test_the_rounds_own_exit_gives_the_rounds_own_price():
    """Where the exit is worth what the round's post-money value must become, the method's price per share is the round's."""
    run = worked.securecloud()
    fair = (11_000_000 * 1.35**4.5 - run["closing_cash"][60] + run["tax_payable"][60]) / run["closing_arr"][60]
    same = worked.securecloud({"venture_exit_multiple": fair})
    assert float(same["vc_to_round"]) == pytest.approx(1)
    assert float(same["vc_share_price"]) == pytest.approx(float(same["share_price.series_a"]))
