"""Returns of investors: worked by hand; and against published ones."""

import pytest

import worked
from planbook.business.families import EXIT

CHAPTER = "returns"

# Seed investors pay 100 in month 1 and 10 in month 2, those of round a 50 in month 2. Sold in month 3 the former get 132, 10 % a month
# on all they paid; the latter lose a tenth. Sold in month 2, the former get 121, the latter are paid in the month in which they pay.
SETTING = worked.Setting(families={"round": {"seed": {}, "a": {}}, "safe": {"s": {}}, "note": {"n": {}}})
WORKED = ("at_100", "at_25", "exit_year_1", "exit_year_5")
OTHERS = [member.name for member in EXIT.members if member.name not in WORKED]
BEYOND = ("exit_month.* | 60", "round_counts.*.seed | 0", "investor_proceeds.*.seed | 0")
TABLE = """
                                 | opening | 1 | 2 | 3 | 4
given
""" + worked.for_each(OTHERS, *BEYOND, "round_counts.*.a | 0", "investor_proceeds.*.a | 0") + """
month                            | 0 | 1 | 2 | 3 | 4
round_month.seed                 | 1
round_month.a                    | 2
round_raised.seed                | 1
round_raised.a                   | 1
investor_new_shares.seed.seed    | 50
investor_new_shares.seed.a       | 4
investor_new_shares.a.seed       | 0
investor_new_shares.a.a          | 20
share_price.seed                 | 2
share_price.a                    | 2.5
exit_month.at_100                | 3
exit_month.at_25                 | 3
exit_month.exit_year_1           | 2
exit_month.exit_year_5           | 60
round_counts.at_100.seed         | 1
round_counts.at_100.a            | 1
round_counts.at_25.seed          | 1
round_counts.at_25.a             | 1
round_counts.exit_year_1.seed    | 1
round_counts.exit_year_1.a       | 1
round_counts.exit_year_5.seed    | 0
round_counts.exit_year_5.a       | 0
investor_proceeds.at_100.seed    | 132
investor_proceeds.at_100.a       | 45
investor_proceeds.at_25.seed     | 0
investor_proceeds.at_25.a        | 0
investor_proceeds.exit_year_1.seed | 121
investor_proceeds.exit_year_1.a  | 55
investor_proceeds.exit_year_5.seed | 0
investor_proceeds.exit_year_5.a  | 0
safe_money.s.seed                | 30
safe_money.s.a                   | 0
note_converts.n.seed             | 0
note_converts.n.a                | 1
note_amount.n                    | 40
safe_bought.s.seed               | 1
safe_bought.s.a                  | 2
note_bought.n.seed               | 0
note_bought.n.a                  | 4
safe_proceeds_of_exit.at_100.s   | 100
note_proceeds_of_exit.at_100.n   | 74
safe_proceeds_of_exit.exit_year_5.s | 0
note_proceeds_of_exit.exit_year_5.n | 0
then
round_closes.seed                | 0 | 1 | 0 | 0 | 0
round_closes.a                   | 0 | 0 | 1 | 0 | 0
investor_paid.seed.seed          | 100
investor_paid.seed.a             | 10
investor_paid.a.seed             | 0
investor_paid.a.a                | 50
investor_paid_in.seed            | 0 | 100 | 10 | 0 | 0
investor_paid_in.a               | 0 | 0 | 50 | 0 | 0
money_in.at_100.seed             | 110
money_in.at_100.a                | 50
money_in.exit_year_5.seed        | 0
moic.at_100.seed                 | 1.2
moic.at_100.a                    | 0.9
moic.exit_year_1.seed            | 1.1
moic.exit_year_5.seed            | .
months_to_exit.at_100.seed       | 2
months_to_exit.at_100.a          | 1
months_to_exit.exit_year_1.seed  | 1
months_to_exit.exit_year_1.a     | 0
months_to_exit.exit_year_5.seed  | 0       # not by then
round_before_exit.at_100.a       | 1
round_before_exit.exit_year_1.a  | 0
early_money.at_100.seed          | 110
early_money.exit_year_1.seed     | 100
early_money.exit_year_1.a        | 0
net_returned.at_100.seed         | 132
net_returned.exit_year_1.seed    | 111     # 121, less 10 paid in that month
net_moic.at_100.seed             | 1.2
net_moic.exit_year_1.seed        | 1.11
net_moic.exit_year_1.a           | .
money_time.at_100.seed           | 210     # 100 × 2 + 10 × 1
money_time.at_100.a              | 50
money_time.exit_year_1.seed      | 100
money_time.exit_year_1.a         | 0
part_of_time.at_100.seed         | 0.5238095238095238
part_of_time.at_100.a            | 1
part_of_time.exit_year_1.a       | 0
first_growth.at_100.seed         | 1.1002107670337171  # 1.2^(110/210)
first_growth.at_100.a            | 0.9
first_growth.at_25.a             | 0.000000001
first_growth.exit_year_1.seed    | 1.11
first_growth.exit_year_1.a       | 1
first_grown.at_100.seed.seed     | 121.04637318969202   # 100 × 1.10021^2
first_grown.at_100.seed.a        | 11.002107670337171   # 10 × 1.10021
first_grown.exit_year_1.seed.seed | 111
first_grown.exit_year_1.seed.a   | 0
first_time.at_100.seed           | 253.09485404972122   # 121.046 × 2 + 11.002
first_time.exit_year_1.seed      | 111
proceeds_to_grown.at_100.seed    | 0.999632855601871   # 132 ÷ 132.048
proceeds_to_grown.exit_year_1.seed | 1
proceeds_to_grown.exit_year_1.a  | .
grown_part_of_time.at_100.seed   | 0.5217351469109202   # 132.048 ÷ 253.095
grown_part_of_time.exit_year_1.a | 0
irr_guess.at_100.seed            | 0.10000000080451388  # 1.10021 × 0.99963^0.52174 − 1
irr_guess.at_100.a               | -0.1
irr_guess.exit_year_1.seed       | 11%
irr_guess.at_25.a                | -1      # nothing comes back
irr_guess.exit_year_1.a          | 0
irr_guess.exit_year_5.a          | 0
investor_flow.at_100.seed        | 0 | -100 | -10 | 132 | 0
investor_flow.at_100.a           | 0 | 0 | -50 | 45 | 0
investor_flow.exit_year_1.seed   | 0 | -100 | 111 | 0 | 0
monthly_irr.at_100.seed          | 10%
monthly_irr.at_100.a             | -10%
monthly_irr.exit_year_1.seed     | 11%
monthly_irr.exit_year_1.a        | .
monthly_irr.at_25.a              | .
growth_found.at_100.seed         | 1.1
growth_found.at_100.a            | 0.9
growth_found.at_25.a             | 0
irr_found.at_100.seed            | 1
irr_found.at_100.a               | 1
irr_found.at_25.a                | 0
monthly_growth.at_100.seed       | 1.1
monthly_growth.at_100.a          | 0.9
monthly_growth.at_25.a           | 1
yearly_growth.at_100.seed        | 3.138428376721     # 1.1^12
yearly_growth.at_100.a           | 0.282429536481     # 0.9^12
yearly_growth.at_25.a            | 0
yearly_irr.at_100.seed           | 2.138428376721
yearly_irr.at_100.a              | -0.717570463519
yearly_irr.at_25.a               | .
entry_month.seed                 | 1
entry_month.a                    | 2
grown_payment.at_100.seed.seed   | 121
grown_payment.at_100.seed.a      | 11
grown_payment.at_100.a.seed      | 0
grown_payment.at_100.a.a         | 45
grown_payment.exit_year_1.seed.a | 10
irr_gap.at_100.seed              | 0
irr_gap.at_100.a                 | 0
irr_gap.at_25.a                  | 0
irr_residual                     | 0
investor_loses.seed              | 0
investor_loses.a                 | 1
note_money.n.seed                | 0
note_money.n.a                   | 40
converted_paid.seed              | 32      # 30 + 1 × 2
converted_paid.a                 | 55      # 40 + 6 × 2.5
converted_moic.at_100            | 2       # 174 ÷ 87
converted_moic.exit_year_5       | .
rounds_so_far.seed               | 1
rounds_so_far.a                  | 2
is_last_round.seed               | 0
is_last_round.a                  | 1
last_round_moic.at_100           | 0.9
last_round_moic.exit_year_5      | .
last_round_growth.at_100         | 0.282429536481
last_round_irr.at_100            | -0.717570463519
last_round_irr.at_25             | .
investor_moic                    | 0.9
investor_irr                     | -0.717570463519
"""

# The later round is not raised, so the first is the last; and it counts as if it had closed after the exit, so that the check finds
# a payment that does not grow. Those of the first get their money back, no more; most of it was paid in the exit's month.
SETTING_EDGE = worked.Setting(families={"round": {"seed": {}, "none": {}}, "safe": {"s": {}}, "note": {"n": {}}})
EDGE = """
                                 | opening | 1 | 2 | 3 | 4
given
""" + worked.for_each([*OTHERS, "exit_year_1", "exit_year_5"], *BEYOND, "round_counts.*.none | 0", "investor_proceeds.*.none | 0") + """
month                            | 0 | 1 | 2 | 3 | 4
round_month.seed                 | 1
round_month.none                 | 2
round_raised.seed                | 1
round_raised.none                | 0
investor_new_shares.seed.seed    | 100
investor_new_shares.seed.none    | 10
investor_new_shares.none.seed    | 0
investor_new_shares.none.none    | 0
share_price.seed                 | 1
share_price.none                 | 1
exit_month.at_100                | 3
exit_month.at_25                 | 2
round_counts.at_100.seed         | 1
round_counts.at_100.none         | 0
round_counts.at_25.seed          | 1
round_counts.at_25.none          | 1
investor_proceeds.at_100.seed    | 132
investor_proceeds.at_100.none    | 0
investor_proceeds.at_25.seed     | 110
investor_proceeds.at_25.none     | 0
then
moic.at_100.none                 | .
rounds_so_far.none               | 1
is_last_round.seed               | 1
is_last_round.none               | 0
monthly_irr.at_100.seed          | 10%
grown_payment.at_100.seed.none   | 0
irr_gap.at_100.seed              | 0.083333333     # (132 − 121) ÷ 132
irr_residual                     | 0.083333333
last_round_moic.at_100           | 1.32
investor_moic                    | 1.32
"""

SETTING_EDGE_LATE = SETTING
EDGE_LATE = """
                                 | opening | 1 | 2 | 3 | 4
given
month                            | 0 | 1 | 2 | 3 | 4
round_month.seed                 | 2
round_month.a                    | 3
investor_new_shares.seed.seed    | 1
investor_new_shares.seed.a       | 99
share_price.seed                 | 1
share_price.a                    | 1
exit_month.at_100                | 3
round_counts.at_100.seed         | 1
round_counts.at_100.a            | 1
investor_proceeds.at_100.seed    | 100
then
money_time.at_100.seed           | 1
part_of_time.at_100.seed         | 1
moic.at_100.seed                 | 1
net_moic.at_100.seed             | 1
investor_loses.seed              | 0
"""

EDGE_GAIN = EDGE_LATE.partition("then")[0].replace("at_100.seed    | 100", "at_100.seed    | 150") + """then
net_moic.at_100.seed             | 51      # 150, less 99
first_growth.at_100.seed         | 12      # at most
proceeds_to_grown.at_100.seed    | 4.25
irr_guess.at_100.seed            | 50
"""
SETTING_EDGE_GAIN = SETTING_EDGE_LATE


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_edge_late():
    worked.work(CHAPTER, EDGE_LATE, SETTING_EDGE_LATE)


def test_edge_gain():
    worked.work(CHAPTER, EDGE_GAIN, SETTING_EDGE_GAIN)


# Published figures: a company with nothing but cash, so that its equity is its cash and the round's money.


def sold(amount: float, pre_money: float, equity: float, months: int) -> dict[str, float]:
    """One round in month 1; so many months later the company is sold."""
    setting = worked.Setting(months=1 + months, families={"round": {"a": {}}})
    inputs = {"round_amount.a": amount, "round_pre_money.a": pre_money, "round_month.a": 1, "opening_cash": equity - amount}
    figures = worked.run(inputs, setting)
    assert figures["exit_equity.at_100"] == pytest.approx(equity)
    return {key: float(figures[key]) for key in ("investor_share.a", "investor_proceeds.at_100.a", "investor_moic", "investor_irr")}


def test_a_fifth_of_the_exit():
    """The usual example of venture capital: 50 at 200 before the money are a fifth; of 500 they get 100, twice their money."""
    found = sold(50, 200, 500, 12)
    assert found["investor_share.a"] == pytest.approx(0.2)
    assert found["investor_proceeds.at_100.a"] == pytest.approx(100)
    assert found["investor_moic"] == pytest.approx(2)
    assert found["investor_irr"] == pytest.approx(1)


@pytest.mark.parametrize(
    ("equity", "months", "multiple", "rate"),
    [(50, 60, 10, 0.58489319), (15, 60, 3, 0.24573094), (15, 120, 3, 0.11612317)],
)
def test_published_multiples_and_their_rates(equity: float, months: int, multiple: float, rate: float):
    """0.5m that become 5m in five years: ten times, 58.489319 % a year; three times in five and in ten years, as tables of MOIC and
    IRR print them."""
    found = sold(0.5e6, 4.5e6, equity * 1e6, months)
    assert found["investor_moic"] == pytest.approx(multiple)
    assert found["investor_irr"] == pytest.approx(rate, abs=5e-9)


def test_pro_rata_purchases_earn_less_time():
    """Seed investors who keep their fifth pay twice; no rate but one brings all they paid to what they get."""
    setting = worked.Setting(months=36, families={"round": {"seed": {}, "a": {}}})
    inputs = {
        "round_amount.seed": 1e6, "round_pre_money.seed": 4e6, "round_month.seed": 3, "investor_pro_rata.seed": 1,
        "round_amount.a": 5e6, "round_pre_money.a": 20e6, "round_month.a": 15, "opening_cash": 60e6,
    }  # fmt: skip
    figures = worked.run(inputs, setting)
    assert figures["investor_paid_in.seed"].nonzero()[0].tolist() == [3, 15]
    paid = figures["investor_paid_in.seed"]
    rate = 1 + figures["yearly_irr.at_100.seed"]
    grown = paid[3] * rate ** (33 / 12) + paid[15] * rate ** (21 / 12)
    assert grown == pytest.approx(figures["investor_proceeds.at_100.seed"], rel=1e-12)
    assert figures["investor_proceeds.at_100.seed"] == pytest.approx(66e6 / 5)


def test_what_is_paid_in_the_exits_month_earns_nothing():
    """Seed investors pay 200,000 for a sixth in month 9, and 666,667 to keep it in month 24, in which 18.6m are there to be shared out:
    3.1m less those are 2,433,333 for 200,000 after fifteen months."""
    setting = worked.Setting(months=24, families={"round": {"seed": {}, "a": {}}})
    inputs = {
        "round_amount.seed": 200e3, "round_pre_money.seed": 1e6, "round_month.seed": 9, "investor_pro_rata.seed": 1,
        "round_amount.a": 4e6, "round_pre_money.a": 12e6, "round_month.a": 24, "opening_cash": 14.4e6,
    }  # fmt: skip
    figures = worked.run(inputs, setting)
    assert figures["moic.at_100.seed"] == pytest.approx(3.1e6 / (200e3 + 4e6 / 6))
    assert figures["yearly_irr.at_100.seed"] == pytest.approx((2433333.3333333335 / 200e3) ** (12 / 15) - 1, rel=1e-9)
    assert figures["yearly_irr.at_100.seed"] == pytest.approx(6.38, abs=0.005)


def test_securecloud_earns_what_its_base_case_says():
    """The band that was set for it before the model stood: 2.1 to 2.4 times the money, 18 to 22 % a year."""
    figures = worked.securecloud()
    assert 2.1 <= round(float(figures["investor_moic"]), 1) <= 2.4
    assert 0.18 <= round(float(figures["investor_irr"]), 2) <= 0.22
