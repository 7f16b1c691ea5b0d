"""Returns of holders, and all money against all proceeds: worked by hand; whole companies of nothing but cash."""

from pathlib import Path

import pytest

import worked
from planbook.business.families import EXIT
from planbook.plan import Plan, load

CHAPTER = "backers"

# `angel` pays 100 in month 1 and 10 in month 2: 132 in month 3 are 10 % a month, 121 in month 2 are 11 %. `b` loses a tenth of 50 in a
# month, `c` pays nearly all in month 2, `founder` nothing.
HOLDERS = ("angel", "b", "c", "founder")
WORKED = ("at_100", "at_25", "exit_year_1")
OTHERS = [member.name for member in EXIT.members if member.name not in WORKED]
SETTING = worked.Setting(
    families={"round": {"seed": {}, "a": {}}, "safe": {"s": {}}, "note": {"n": {}}, "holder": {name: {} for name in HOLDERS}}
)
ZERO = (
    "new_share_proceeds.*.seed | 0", "new_share_proceeds.*.a | 0", "money_in.*.seed | 0", "money_in.*.a | 0", "safe_money_in.*.s | 0",
    "note_money_in.*.n | 0", "safe_own_money.*.s | 0", "note_own_money.*.n | 0", "safe_returned.*.s | 0", "note_returned.*.n | 0",
    "note_repaid_by_exit.*.n | 0", "investor_proceeds.*.seed | 0", "investor_proceeds.*.a | 0", "unnamed_proceeds.* | 0",
    "option_proceeds.* | 0", "before_notes.* | 0", "safe_irr_gap.*.s | 0", "note_irr_gap.*.n | 0",
    *(f"holder_proceeds.*.{name} | 0" for name in HOLDERS),
)  # fmt: skip
BEYOND = tuple(f"{line}.*.{name} | 0" for line in ("round_counts", "months_to_exit", "round_before_exit") for name in ("seed", "a"))
GIVEN = """
                                 | opening | 1 | 2 | 3 | 4
given
""" + worked.for_each(OTHERS, "exit_month.* | 60", *BEYOND, *ZERO) + worked.for_each(
    ["at_25"], "exit_month.* | 3", "round_counts.*.seed | 1", "round_counts.*.a | 0", "months_to_exit.*.seed | 2",
    "months_to_exit.*.a | 0", "round_before_exit.*.seed | 1", "round_before_exit.*.a | 0", "money_in.*.seed | 198",
    *(row for row in ZERO if not row.startswith("money_in.*.seed")),
) + """
month                            | 0 | 1 | 2 | 3 | 4
round_raised.seed                | 1
round_raised.a                   | 1
round_amount.seed                | 300
round_amount.a                   | 122
round_closes.seed                | 0 | 1 | 0 | 0 | 0
round_closes.a                   | 0 | 0 | 1 | 0 | 0
share_price.seed                 | 2
share_price.a                    | 2.5
holder_bought.angel.seed         | 50
holder_bought.angel.a            | 4
holder_bought.b.seed             | 0
holder_bought.b.a                | 20
holder_bought.c.seed             | 1
holder_bought.c.a                | 40
holder_bought.founder.seed       | 0
holder_bought.founder.a          | 0
exit_month.at_100                | 3
exit_month.exit_year_1           | 2
round_counts.at_100.seed         | 1
round_counts.at_100.a            | 1
round_counts.exit_year_1.seed    | 1
round_counts.exit_year_1.a       | 1
months_to_exit.at_100.seed       | 2
months_to_exit.at_100.a          | 1
months_to_exit.exit_year_1.seed  | 1
months_to_exit.exit_year_1.a     | 0
round_before_exit.at_100.seed    | 1
round_before_exit.at_100.a       | 1
round_before_exit.exit_year_1.seed | 1
round_before_exit.exit_year_1.a  | 0
new_share_proceeds.at_100.seed   | 2.46
new_share_proceeds.at_100.a      | 2.25
new_share_proceeds.exit_year_1.seed | 2.22
new_share_proceeds.exit_year_1.a | 2.5
money_in.at_100.seed             | 100
money_in.at_100.a                | 50
money_in.exit_year_1.seed        | 90
money_in.exit_year_1.a           | 50
safe_money_in.at_100.s           | 30
safe_money_in.exit_year_1.s      | 30
note_money_in.at_100.n           | 20
note_money_in.exit_year_1.n      | 20
safe_own_money.at_100.s          | 25
safe_own_money.exit_year_1.s     | 25
note_own_money.at_100.n          | 15
note_own_money.exit_year_1.n     | 15
safe_returned.at_100.s           | 60
safe_returned.exit_year_1.s      | 30
note_returned.at_100.n           | 70
note_returned.exit_year_1.n      | 35
note_repaid_by_exit.at_100.n     | 20
note_repaid_by_exit.exit_year_1.n | 10
investor_proceeds.at_100.seed    | 200
investor_proceeds.at_100.a       | 100
investor_proceeds.exit_year_1.seed | 100
investor_proceeds.exit_year_1.a  | 50
holder_proceeds.at_100.angel     | 150
holder_proceeds.at_100.b         | 45
holder_proceeds.at_100.c         | 10
holder_proceeds.at_100.founder   | 40
holder_proceeds.exit_year_1.angel | 75
holder_proceeds.exit_year_1.b    | 20
holder_proceeds.exit_year_1.c    | 5
holder_proceeds.exit_year_1.founder | 20
unnamed_proceeds.at_100          | 5
unnamed_proceeds.exit_year_1     | 10
option_proceeds.at_100           | 10
option_proceeds.exit_year_1      | 5
before_notes.at_100              | 670
before_notes.exit_year_1         | 400
safe_irr_gap.at_100.s            | 0.01
safe_irr_gap.exit_year_1.s       | 0
note_irr_gap.at_100.n            | 0.02
note_irr_gap.exit_year_1.n       | 0
then
"""
TABLE = GIVEN + """
holder_round_paid.angel.seed     | 100
holder_round_paid.angel.a        | 10
holder_round_paid.founder.a      | 0
holder_money_in.at_100.angel     | 110
holder_money_in.at_25.angel      | 100
holder_returned.at_100.angel     | 132     # 50 × 2.46 + 4 × 2.25
holder_moic.at_100.angel         | 1.2
holder_moic.at_100.b             | 0.9
holder_moic.at_100.founder       | .       # what he paid is not known
holder_money_time.at_100.angel   | 210     # 100 × 2 + 10 × 1
holder_part_of_time.at_100.angel | 0.5238095238095238
holder_part_of_time.at_100.founder | 0
holder_early_money.at_100.angel  | 110
holder_early_money.exit_year_1.c | 2
holder_net_returned.at_100.angel | 132
holder_net_returned.exit_year_1.c | 2.22   # 102.22, less 100 paid in that month
holder_net_moic.at_100.angel     | 1.2
holder_net_moic.exit_year_1.c    | 1.11
holder_net_moic.at_100.founder   | .
holder_first_growth.at_100.angel | 1.1002107670337171  # 1.2^(110/210)
holder_first_growth.at_100.founder | 1
holder_first_grown.at_100.angel.seed | 121.04637318969202  # 100 × 1.10021^2
holder_first_grown.at_100.angel.a | 11.002107670337171  # 10 × 1.10021
holder_first_grown.exit_year_1.c.a | 0
holder_first_time.at_100.angel   | 253.09485404972122  # 121.046 × 2 + 11.002
holder_proceeds_to_grown.at_100.angel | 0.999632855601871  # 132 ÷ 132.048
holder_proceeds_to_grown.at_100.founder | .
holder_grown_part_of_time.at_100.angel | 0.5217351469109202  # 132.048 ÷ 253.095
holder_grown_part_of_time.at_100.founder | 0
holder_irr_guess.at_100.angel    | 0.10000000080451388  # 1.10021 × 0.99963^0.52174 − 1
holder_irr_guess.at_100.founder  | 0
holder_irr_guess.exit_year_1.c   | 0.11
holder_paid_in.angel             | 0 | 100 | 10 | 0 | 0
holder_flow.at_100.angel         | 0 | -100 | -10 | 132 | 0
holder_flow.exit_year_1.angel    | 0 | -100 | 111 | 0 | 0
holder_monthly_irr.at_100.angel  | 10%
holder_monthly_irr.exit_year_1.angel | 11%
holder_monthly_irr.at_100.founder | .
holder_growth_found.at_100.angel | 1.1
holder_growth_found.at_25.angel  | 0
holder_monthly_growth.at_100.angel | 1.1
holder_monthly_growth.at_100.b   | 0.9
holder_monthly_growth.at_25.angel | 1
holder_irr.at_100.angel          | 2.138428376721     # 1.1^12 − 1
holder_irr.at_100.b              | -0.717570463519    # 0.9^12 − 1
holder_irr.at_100.founder        | .
holder_grown_payment.at_100.angel.seed | 121
holder_grown_payment.at_100.angel.a | 11
holder_grown_payment.exit_year_1.angel.a | 10
holder_irr_gap.at_100.angel      | 0
holder_irr_gap.at_100.founder    | 0
holder_irr_gap.at_25.angel       | 0       # nothing comes back: no rate
all_money_in.at_100              | 462     # 150, 30, 20; of holders 110, 50 and 102
amount_raised.seed               | 300
raised_by_exit.at_100            | 462     # 422 + 25 + 15
raised_gap.at_100                | 0
raised_gap.exit_year_1           | 0.021645021645021644  # 10 of 462
raised_residual                  | 0.021645021645021644
start_proceeds.at_100            | 260     # 245 + 5 + 10
all_proceeds.at_100              | 670     # 60 + 70 − 20 + 300 + 260
payout_of_all_gap.at_100         | 0
all_proceeds.exit_year_1         | 340
payout_of_all_gap.exit_year_1    | 0.15    # 60 of 400
all_proceeds_residual            | 0.15
backers_gap.at_100               | 0.03
backers_residual                 | 0.03
"""

# Rounds count as if they had closed after the exit, though they were paid: the check finds payments that do not grow. The later one is
# not raised.
SETTING_EDGE = SETTING
EDGE = GIVEN.replace("round_counts.at_100.a            | 1", "round_counts.at_100.a            | 0").replace(
    "round_raised.a                   | 1", "round_raised.a                   | 0"
).replace("months_to_exit.at_100.a          | 1", "months_to_exit.at_100.a          | 0").replace(
    "round_before_exit.at_100.a       | 1", "round_before_exit.at_100.a       | 0"
) + """
amount_raised.a                  | 0
holder_grown_payment.at_100.angel.a | 0
holder_irr_gap.at_100.angel      | 0.083333333     # (132 − 121) ÷ 132
holder_irr_gap.at_100.b          | 1
holder_irr_gap.at_25.angel       | 0
"""


# The later round is not counted for `b` alone, so that the gaps of holders stand beside those of SAFEs and notes.
SETTING_EDGE_SUM = SETTING
EDGE_SUM = EDGE.partition("then")[0].replace("holder_bought.c.a                | 40", "holder_bought.c.a                | 0").replace(
    "holder_bought.c.seed             | 1\n", "holder_bought.c.seed             | 0\n"
) + """then
backers_gap.at_100               | 1.113333333
"""

# What was paid a month before brings forty-one times as much.
SETTING_EDGE_GAIN = SETTING
EDGE_GAIN = GIVEN.replace("new_share_proceeds.exit_year_1.seed | 2.22", "new_share_proceeds.exit_year_1.seed | 82") + """
holder_net_moic.exit_year_1.angel | 41     # (50 × 82 + 4 × 2.5 − 10) ÷ 100
holder_first_growth.exit_year_1.angel | 12 # at most
holder_irr_guess.exit_year_1.angel | 40
holder_monthly_irr.exit_year_1.angel | 40
"""

# No exit is within the plan: nothing is paid, nothing comes back, and the checks are at rest.
SETTING_EDGE_REST = SETTING
HEAD, _, AFTER = GIVEN.partition("month                            |")
EDGE_REST = HEAD.partition("given")[0] + "given\n" + worked.for_each(
    [member.name for member in EXIT.members], "exit_month.* | 60", *BEYOND, *ZERO
) + "\nmonth |" + AFTER.partition("exit_month.at_100 ")[0] + """
then
raised_residual                  | 0
all_proceeds_residual            | 0
backers_residual                 | 0
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)
    worked.work(CHAPTER, EDGE_GAIN, SETTING_EDGE_GAIN)
    worked.work(CHAPTER, EDGE_SUM, SETTING_EDGE_SUM)
    worked.work(CHAPTER, EDGE_REST, SETTING_EDGE_REST)


# Whole companies of nothing but cash: 1,000 shares, two rounds that anybody may be in.
CASH = """
plan: {currency: EUR}
timeline: {start: 2027-01, months: 24}
segments: {a: {label: Nobody, churn: 1%/month, price: 0, new_customers: 0}}
opening_balance: {cash: 4000, paid_in_capital: 4000}
valuation: {wacc: 10%/year, terminal_growth: 2%/year, entry_multiple: 4, exit_multiple: 3}
"""
ANGEL = """
holders: {founder: {shares: 900}, angel: {shares: 100, pro_rata: 1}}
rounds: {seed: {amount: 1000, month: 2027-06, pre_money: 1000}, a: {amount: 2000, month: 2027-12, pre_money: 2000}}
"""


def company(folder: Path, rest: str) -> Plan:
    (folder / "cash.yaml").write_text(CASH + rest, encoding="utf-8")
    return load(folder / "cash.yaml")


def test_an_angel_who_keeps_his_tenth(tmp_path: Path) -> None:
    """By hand: 100 and 200 for a tenth of each round; 7,000 of cash at the end for 4,000 shares, of which he bought 100 and 200."""
    run = company(tmp_path, ANGEL).run()
    assert float(run["holder_money_in.at_100.angel"]) == 300
    assert float(run["holder_returned.at_100.angel"]) == pytest.approx(525)  # 300 × 1.75
    assert float(run["holder_moic.at_100.angel"]) == pytest.approx(1.75)
    rate = 1 + float(run["holder_irr.at_100.angel"])
    assert 100 * rate**1.5 + 200 * rate == pytest.approx(525, rel=1e-9)
    assert float(run["holder_proceeds.at_100.angel"]) == pytest.approx(700)  # and 175 for his shares of the start
    assert float(run["holder_moic.at_100.founder"]) != float(run["holder_moic.at_100.founder"])  # not available
    assert float(run["holder_irr.at_100.founder"]) != float(run["holder_irr.at_100.founder"])
    assert float(run["all_money_in.at_100"]) == 3000
    assert float(run["all_proceeds.at_100"]) == pytest.approx(7000)


LENDERS = """
safes: {early: {amount: 250, month: 2026-06, cap: 1000}, later: {amount: 250, month: 2027-02, cap: 1000}}
notes:
  due: {amount: 100, month: 2026-12, rate: 12%/year nominal, months: 3}
  lasting: {amount: 100, month: 2027-12, rate: 12%/year nominal}
rounds: {seed: {amount: 1000, month: 2027-06, pre_money: 1000}}
"""


def test_safes_and_notes_each_earn_their_own(tmp_path: Path) -> None:
    """By hand: a quarter of 1,000 each before the money, so an eighth after it. 4,000, 250, 1,000 and 100 come in, 103 are paid back
    and 112 owed: 5,247 less 112 are 5,135 for shares. One SAFE paid thirty months before the end, the other twenty-two."""
    run = company(tmp_path, LENDERS).run()
    found = {key: float(run[f"{key}"]) for key in (
        "safe_returned.at_100.early", "safe_returned.at_100.later", "note_returned.at_100.due", "note_returned.at_100.lasting",
        "safe_moic.at_100.early", "safe_irr.at_100.early", "safe_irr.at_100.later", "note_irr.at_100.due", "note_irr.at_100.lasting",
        "all_money_in.at_100", "all_proceeds.at_100",
    )}  # fmt: skip
    eighth = 5135 / 8
    assert found == pytest.approx({
        "safe_returned.at_100.early": eighth, "safe_returned.at_100.later": eighth, "note_returned.at_100.due": 103,
        "note_returned.at_100.lasting": 112, "safe_moic.at_100.early": eighth / 250,
        "safe_irr.at_100.early": (eighth / 250) ** (12 / 30) - 1, "safe_irr.at_100.later": (eighth / 250) ** (12 / 22) - 1,
        "note_irr.at_100.due": 1.03**4 - 1, "note_irr.at_100.lasting": 0.12, "all_money_in.at_100": 1700,
        "all_proceeds.at_100": 5247,
    })  # fmt: skip
