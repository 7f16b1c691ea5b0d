"""The cap table: worked by hand."""

import worked

CHAPTER = "captable"

SETTING = worked.Setting(
    families={
        "round": {"seed": {}, "a": {}}, "holder": {"founders": {}, "pool": {"kind": "option_pool"}}, "safe": {"s": {}}, "note": {"n": {}},
    }
)  # fmt: skip

TABLE = """
                              | opening |
given
opening_shares                | 1_000_000
holders_shares                | 1_000_000
opening_options               | 100_000
holder_shares.founders        | 900_000
holder_shares.pool            | 100_000
shares_before.seed            | 1_000_000
converted_shares.seed         | 250_000
safe_shares.s.seed            | 150_000
note_shares.n.seed            | 100_000
new_shares.seed               | 250_000
new_options.seed              | 500_000
shares_after.seed             | 2_000_000
options_after.seed            | 600_000
shares_before.a               | 2_000_000
converted_shares.a            |       0
safe_shares.s.a               |       0
note_shares.n.a               |       0
new_shares.a                  | 500_000
new_options.a                 | 100_000
shares_after.a                | 2_600_000
options_after.a               | 700_000
holder_pro_rata.founders      |     50%
holder_pro_rata.pool          |       0
safe_pro_rata.s               |     80%
note_pro_rata.n               |     25%
investor_pro_rata.seed        |     40%
investor_pro_rata.a           |    100%
then
unnamed_shares                |       0
investor_number.seed          |       1
investor_number.a             |       2
round_number.seed             |       1
round_number.a                |       2
rights_per_share.seed         |     0.2  # 250_000 ÷ 1_250_000
rights_per_share.a            |    0.25
holder_bought.founders.seed   |  90_000  # 900_000 × 50 % × 0.2
holder_bought.founders.a      | 123_750  # 990_000 × 50 % × 0.25
holder_bought.pool.a          |       0
safe_bought.s.seed            |  24_000  # 150_000 × 80 % × 0.2
safe_bought.s.a               |  34_800
note_bought.n.seed            |   5_000
note_bought.n.a               | 6_562.5
investor_bought.seed.seed     |       0
investor_bought.seed.a        |  13_100  # 131_000 × 40 % × 0.25
investor_bought.a.a           |       0
rights_shares.seed            | 119_000
rights_shares.a               | 178_212.5
investor_entry.seed.seed      | 131_000
investor_entry.a.seed         |       0
investor_entry.seed.a         |       0
investor_entry.a.a            | 321_787.5
holder_position.founders.seed | 990_000
holder_position.founders.a    | 1_113_750
holder_position.pool.a        | 100_000
safe_position.s.seed          | 174_000
safe_position.s.a             | 208_800
note_position.n.seed          | 105_000
note_position.n.a             | 111_562.5
investor_position.seed.seed   | 131_000
investor_position.seed.a      | 144_100
investor_position.a.seed      |       0
investor_position.a.a         | 321_787.5
created_options.seed          | 500_000
created_options.a             | 600_000
holder_ownership.founders.seed |  49.5%
holder_ownership.pool.seed    |      5%
unnamed_ownership.seed        |       0
safe_ownership.s.seed         |    8.7%
note_ownership.n.seed         |   5.25%
investor_ownership.seed.seed  |   6.55%
investor_ownership.a.seed     |       0
pool_ownership.seed           |     25%
options_ownership.seed        |     30%
options_ownership.a           | 0.2692307692307692
founding_ownership.seed       |   49.5%  # 49.5 % + 5 % + 25 % − 30 %
founding_ownership.a          | 0.4283653846153846
converted_ownership.seed      |  13.95%
converted_ownership.a         | 0.1232163461538462
investors_ownership.seed      |   6.55%
investors_ownership.a         | 0.1791875  # 465_887.5 ÷ 2_600_000
opening_options_ownership     |     10%
opening_founding_ownership    |     90%
held_shares.seed              | 2_000_000
held_shares.a                 | 2_600_000
owned_share.seed              |    100%
owned_share.a                 |    100%
captable_residual.seed        |       0
captable_residual.a           |       0
ownership_residual.seed       |       0
ownership_residual.a          |       0
"""

# The shares after the round are given too few, so that the checks find something; and some holders are not named.
SETTING_EDGE = worked.Setting(families={"round": {"seed": {}}, "holder": {"h": {}}, "safe": {"s": {}}, "note": {"n": {}}})
EDGE = """
                              | opening |
given
opening_shares                |     100
holders_shares                |      40
opening_options               |      20
holder_shares.h               |      40
holder_pro_rata.h             |       0
safe_pro_rata.s               |       0
note_pro_rata.n               |       0
investor_pro_rata.seed        |    100%
shares_before.seed            |     100
safe_shares.s.seed            |      10
note_shares.n.seed            |      15
converted_shares.seed         |      25
new_shares.seed               |      30
new_options.seed              |       5
shares_after.seed             |     128
options_after.seed            |      25
then
unnamed_shares                |      60
rights_per_share.seed         |    0.24
rights_shares.seed            |       0
investor_position.seed.seed   |      30
unnamed_ownership.seed        | 46.875%
holder_ownership.h.seed       |  31.25%
options_ownership.seed        | 19.53125%
founding_ownership.seed       |   62.5%
held_shares.seed              |     160
owned_share.seed              |    125%
captable_residual.seed        |     0.2  # 32 ÷ 160
ownership_residual.seed       |     0.2  # 0.25 ÷ 1.25
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_a_plan_without_holders_has_a_hundred_shares():
    """They stand for all who are there: ownership is in percent of today's company."""
    figures = worked.run({"round_amount.seed": 2e6, "round_pre_money.seed": 8e6}, worked.Setting(families={"round": {"seed": {}}}))
    assert figures["shares_after.seed"] == 125
    assert (figures["unnamed_ownership.seed"], figures["investor_ownership.seed.seed"]) == (0.8, 0.2)
    assert figures["ownership_residual.seed"] == 0
