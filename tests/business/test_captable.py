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
holder_shares.founders        | 900_000
holder_shares.pool            | 100_000
shares_before.seed            | 1_000_000
converted_shares.seed         | 250_000
safe_shares.s.seed            | 150_000
note_shares.n.seed            | 100_000
new_shares.seed               | 250_000
new_options.seed              | 500_000
shares_after.seed             | 2_000_000
shares_before.a               | 2_000_000
converted_shares.a            |       0
safe_shares.s.a               |       0
note_shares.n.a               |       0
new_shares.a                  | 500_000
new_options.a                 | 100_000
shares_after.a                | 2_600_000
holder_pro_rata.founders      |     50%
holder_pro_rata.pool          |       0
safe_pro_rata.s               |    100%
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
safe_bought.s.seed            |  30_000
safe_bought.s.a               |  45_000
note_bought.n.seed            |   5_000
note_bought.n.a               | 6_562.5
investor_bought.seed.seed     |       0
investor_bought.seed.a        |  12_500  # 125_000 × 40 % × 0.25
investor_bought.a.a           |       0
rights_shares.seed            | 125_000
rights_shares.a               | 187_812.5
investor_entry.seed.seed      | 125_000
investor_entry.a.seed         |       0
investor_entry.seed.a         |       0
investor_entry.a.a            | 312_187.5
holder_position.founders.seed | 990_000
holder_position.founders.a    | 1_113_750
holder_position.pool.a        | 100_000
safe_position.s.seed          | 180_000
safe_position.s.a             | 225_000
note_position.n.seed          | 105_000
note_position.n.a             | 111_562.5
investor_position.seed.seed   | 125_000
investor_position.seed.a      | 137_500
investor_position.a.seed      |       0
investor_position.a.a         | 312_187.5
created_options.seed          | 500_000
created_options.a             | 600_000
holder_ownership.founders.seed |  49.5%
holder_ownership.pool.seed    |      5%
unnamed_ownership.seed        |       0
safe_ownership.s.seed         |      9%
note_ownership.n.seed         |   5.25%
investor_ownership.seed.seed  |   6.25%
investor_ownership.a.seed     |       0
pool_ownership.seed           |     25%
held_shares.seed              | 2_000_000
held_shares.a                 | 2_600_000
owned_share.seed              |    100%
owned_share.a                 |    100%
captable_residual.seed        |       0
captable_residual.a           |       0
ownership_residual.seed       |       0
ownership_residual.a          |       0
"""

# Nobody is named: the company of today is 100 shares. The shares after the round given are too many, so that the checks find something.
SETTING_EDGE = worked.Setting(families={"round": {"seed": {}}})
EDGE = """
                              | opening |
given
opening_shares                |     100
holders_shares                |       0
shares_before.seed            |     100
converted_shares.seed         |       0
new_shares.seed               |      25
new_options.seed              |       0
shares_after.seed             |     160
investor_pro_rata.seed        |    100%
then
unnamed_shares                |     100
rights_per_share.seed         |    0.25
rights_shares.seed            |       0
investor_position.seed.seed   |      25
unnamed_ownership.seed        |   62.5%
investor_ownership.seed.seed  | 15.625%
held_shares.seed              |     125
owned_share.seed              | 78.125%
captable_residual.seed        | -0.21875  # −35 ÷ 160
ownership_residual.seed       | -0.21875
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)
