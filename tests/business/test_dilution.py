"""Value per share by treasury stock: worked by hand, as published, and against a search."""

import random

import pytest

import worked
from planbook.finance import treasury_stock_shares

CHAPTER = "dilution"

# A published case: a share at 25, 10_000 of them, 1,000 options at 10: 600 new shares (reference for the method in many textbooks).
# Equity is therefore 25 × 10_600. Options at 40 are not exercised, and those of the pool belong to nobody.
SETTING = worked.Setting(families={"holder": {"founders": {}, "team": {}, "late": {}, "pool": {"kind": "option_pool"}}})
TABLE = """
                                  | opening
given
holder_shares.founders            | 10_000
holder_shares.team                |  1_000
holder_shares.late                |    500
holder_shares.pool                |  2_000
holder_options.founders           |      0
holder_options.team               |      0
holder_options.late               |      0
holder_options.pool               |  2_000
exercise_price.founders           |      0
exercise_price.team               |     10
exercise_price.late               |     40
exercise_price.pool               |      5
holders_shares                    | 13_500
opening_options                   |  2_000
equity_value                      | 265_000
then
granted_options.founders          |      0
granted_options.team              |  1_000
granted_options.late              |    500
granted_options.pool              |      0
basic_shares                      | 10_000
exercise_money.team               | 10_000
exercise_money.late               | 20_000
shared_equity                     | 265_000
basic_price                       |   26.5
tranche_exercise_price.team       |     10
exercised_with.team.late          |      0
exercised_with.team.team          |      1
exercised_with.late.team          |      1
options_with.late.team            |  1_000
options_with.team.late            |      0
money_with.late.team              | 10_000
money_with.late.late              | 20_000
money_with.team.late              |      0
tranche_price.founders            |   26.5
tranche_price.team                |     25  # 275_000 ÷ 11_000
tranche_price.late                | 25.652173913043478  # 295_000 ÷ 11_500
negative_tranche_price.team       |    -25
lowest_price                      |     25
exercised_options.team            |  1_000
exercised_options.late            |      0
received_money.team               | 10_000
received_money.late               |      0
bought_back_shares                |    400
treasury_stock_shares             | 10_600
treasury_stock_price              |     25
"""

# No value, no shares: nothing to divide.
EDGE = """
                                  | opening
given
holder_shares.founders            |      0
holder_shares.team                |      0
holder_shares.late                |      0
holder_shares.pool                |      0
holder_options.founders           |      0
holder_options.team               |      0
holder_options.late               |      0
holder_options.pool               |      0
exercise_price.founders           |      0
exercise_price.team               |      0
exercise_price.late               |      0
exercise_price.pool               |      0
holders_shares                    |      0
opening_options                   |      0
equity_value                      |      .
then
basic_shares                      |      0
shared_equity                     |      0
basic_price                       |      0
tranche_price.team                |      0
lowest_price                      |      0
treasury_stock_shares             |      0
treasury_stock_price              |      .
"""

# Equity of half a unit for half a share; options at exactly its value are not exercised, equity below nothing is none.
EDGE_SMALL = """
                                  | opening
given
holder_shares.founders            |    0.5
holder_shares.team                |    0.5
holder_shares.late                |      0
holder_shares.pool                |      0
holder_options.founders           |      0
holder_options.team               |      0
holder_options.late               |      0
holder_options.pool               |      0
exercise_price.founders           |      0
exercise_price.team               |      1
exercise_price.late               |    0.5
exercise_price.pool               |      0
holders_shares                    |      1
opening_options                   |      0
equity_value                      |    0.5
then
granted_options.team              |    0.5
basic_shares                      |    0.5
lowest_price                      |      1
exercised_options.team            |      0
treasury_stock_shares             |    0.5
treasury_stock_price              |      1
"""
EDGE_BELOW = EDGE.replace("equity_value                      |      .", "equity_value                      |     -5")
SETTING_EDGE = SETTING_EDGE_SMALL = SETTING_EDGE_BELOW = SETTING


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING)
    worked.work(CHAPTER, EDGE_SMALL, SETTING)
    worked.work(CHAPTER, EDGE_BELOW, SETTING)


@pytest.mark.parametrize("seed", range(40))
def test_any_options_against_the_function_on_plain_numbers(seed):
    """The function adds tranches in rising order of their price while a share is worth more."""
    dice = random.Random(seed)
    team, late = dice.randint(1, 900_000), dice.randint(1, 900_000)
    prices = {"team": dice.uniform(0.01, 4), "late": dice.uniform(0.01, 4)}
    equity = dice.uniform(1_000, 6_000_000)
    inputs = {
        "holder_shares.founders": 1_000_000, "holder_shares.team": team, "holder_shares.late": late, "holder_shares.pool": 50_000,
        "exercise_price.team": prices["team"], "exercise_price.late": prices["late"],
    }  # fmt: skip
    figures = worked.run(inputs, SETTING, {"equity_value": equity})
    found = treasury_stock_shares(1_000_000, [(team, prices["team"]), (late, prices["late"])], equity_value=equity)
    assert figures["treasury_stock_price"] == pytest.approx(found.price, rel=1e-12)
    assert figures["treasury_stock_shares"] == pytest.approx(found.shares, rel=1e-9)
