"""Share issues: worked by hand."""

import json
from pathlib import Path

import pytest

import worked

CHAPTER = "issues"

SETTING = worked.Setting(
    families={
        "round": {"seed": {}, "a": {"pool_timing": "after"}}, "safe": {"post": {}, "pre": {"kind": "pre_money"}}, "note": {"n": {}},
    }
)  # fmt: skip

# Seed: by their caps the post-money SAFE owns 20 % of all before the money, the pre-money one gets 10 % of the shares that
# are there; the note's discount is better than its cap. At a price of 5 the 20 % pool is worth 2 of 10 million.
TABLE = """
                              | opening |
given
holders_shares                | 1_000_000
shares                        |       0
opening_options               | 125_000
round_raised.seed             |       1
round_amount.seed             | 1_250_000
round_pre_money.seed          | 8_750_000
round_pool.seed               |     20%
round_raised.a                |       1
round_amount.a                | 5_000_000
round_pre_money.a             | 20_000_000
round_pool.a                  |     25%
safe_converts.post.seed       |       1
safe_amount.post              | 800_000
safe_cap.post                 | 4_000_000
safe_part_of_cap.post         |     20%
safe_discount.post            |     10%
safe_converts.pre.seed        |       1
safe_amount.pre               | 300_000
safe_cap.pre                  | 3_000_000
safe_part_of_cap.pre          |     10%
safe_discount.pre             |     20%
note_claim.n.seed             | 300_000
note_cap.n                    | 5_000_000
note_part_of_cap.n.seed       |      6%
note_discount.n               |     25%
safe_converts.post.a          |       0
safe_converts.pre.a           |       0
note_claim.n.a                |       0
note_part_of_cap.n.a          |       0
then
opening_shares                | 1_000_000
shares_before.seed            | 1_000_000
options_before.seed           | 125_000
pool_value.seed               | 2_000_000
pool_value.a                  |       0  # its options dilute the new money too
safe_discounted_value.post.seed | 888_888.888888889
safe_discounted_value.pre.seed  | 375_000
note_discounted_value.n.seed  | 400_000
plain_price.seed              |    8.75
earlier_price.seed.pass_1     |    8.75
earlier_price.seed.pass_2     | 5.09433962264151
earlier_price.seed.pass_3     |       5
converted_value.seed.pass_1   | 7_843_750          # 8_750_000 − 2_000_000 + 125_000 × 8.75
converted_value.seed.pass_3   | 7_375_000
existing_value.seed.pass_1    | 8_750_000
existing_value.seed.pass_3    | 5_000_000
safe_uses_cap.post.seed.pass_1 |      1
safe_uses_cap.post.seed.pass_3 |      1
safe_uses_cap.pre.seed.pass_1 |       1
safe_uses_cap.pre.seed.pass_3 |       1
note_uses_cap.n.seed.pass_1   |       1  # at 8.75 the cap is better,
note_uses_cap.n.seed.pass_2   |       0  # at 5.09 the discount
safe_owned.post.seed.pass_1   |     20%
safe_owned.pre.seed.pass_1    |       0
safe_added.post.seed.pass_1   |       0
safe_added.pre.seed.pass_1    |     10%
safe_priced.post.seed.pass_1  |       0
note_added.n.seed.pass_1      |      6%
note_added.n.seed.pass_2      |       0
note_priced.n.seed.pass_1     |       0
note_priced.n.seed.pass_2     | 400_000
owned_by_cap.seed.pass_1      |     20%
shares_by_cap.seed.pass_1     | 1_160_000
shares_by_cap.seed.pass_2     | 1_100_000
value_by_discount.seed.pass_1 |       0
value_by_discount.seed.pass_2 | 400_000
price_without_options.seed.pass_1 | 6.03448275862069  # 7_000_000 ÷ 1_160_000
price_with_options.seed.pass_1 | 5.09433962264151     # 6_750_000 × 80 % ÷ (1_160_000 − 100_000)
tried_price.seed.pass_1       | 5.09433962264151
price_without_options.seed.pass_2 |   6                 # (7_000_000 − 400_000) ÷ 1_100_000
price_with_options.seed.pass_2 |      5                 # (5_400_000 − 400_000) ÷ (1_100_000 − 100_000)
tried_price.seed.pass_2       |       5
tried_price.seed.pass_3       |       5
share_price.seed              |       5
company_capitalisation.seed   | 1_475_000
safe_shares_by_cap.post.seed  | 295_000
safe_shares_by_cap.pre.seed   | 100_000
safe_shares_by_discount.post.seed | 177_777.777777778
safe_shares_by_discount.pre.seed  | 75_000
safe_shares.post.seed         | 295_000
safe_shares.pre.seed          | 100_000
note_shares_by_cap.n.seed     |  60_000
note_shares_by_discount.n.seed |  80_000
note_shares.n.seed            |  80_000
converted_shares.seed         | 475_000
new_shares.seed               | 250_000
new_options.seed              | 275_000            # 20 % of 2_000_000, less 125_000
shares_after.seed             | 2_000_000
options_after.seed            | 400_000
post_money.seed               | 10_000_000
investor_share.seed           |   12.5%
pre_money_shares.seed         | 1_750_000
price_residual.seed           |       0
conversion_residual.seed      |       0
shares_before.a               | 2_000_000
options_before.a              | 400_000
share_price.a                 |      10
new_shares.a                  | 500_000
new_options.a                 | 300_000            # (25 % of 2_500_000, less 400_000) ÷ 75 %
shares_after.a                | 2_800_000
options_after.a               | 700_000
post_money.a                  | 25_000_000
pre_money_shares.a            | 2_000_000
price_residual.a              |       0
conversion_residual.a         |       0
"""

# No round: nothing converts, no shares, no pool. Without holders the shares of the valuation count.
SETTING_EDGE = worked.Setting(families={"round": {"seed": {}}, "safe": {"post": {}}, "note": {"n": {}}})
EDGE = """
                              | opening |
given
holders_shares                |       0
shares                        | 2_000_000
opening_options               |       0
round_raised.seed             |       0
round_amount.seed             |       0
round_pre_money.seed          | 8_000_000
round_pool.seed               |     10%
safe_converts.post.seed       |       0
safe_amount.post              |       0
safe_cap.post                 |       1
safe_part_of_cap.post         |       0
safe_discount.post            |       0
note_claim.n.seed             |       0
note_cap.n                    |       1
note_part_of_cap.n.seed       |       0
note_discount.n               |       0
then
safe_uses_cap.post.seed.pass_1 |      1  # a cap so low is always used, once it converts
note_uses_cap.n.seed.pass_1   |       1
safe_shares_by_discount.post.seed |   0
note_shares_by_discount.n.seed |      0
converted_shares.seed         |       0
opening_shares                | 2_000_000
share_price.seed              |       0
company_capitalisation.seed   |       0
new_shares.seed               |       0
new_options.seed              |       0
shares_after.seed             | 2_000_000
post_money.seed               |       0
investor_share.seed           |       0
price_residual.seed           |       0
conversion_residual.seed      |       0
"""

# Neither holders nor shares: a hundred of them. More free options than the pool's target: none are created, none are worth less.
SETTING_EDGE_FULL_POOL = SETTING_EDGE
EDGE_FULL_POOL = """
                              | opening |
given
holders_shares                |       0
shares                        |       0
opening_options               |      30
round_raised.seed             |       1
round_amount.seed             | 2_500_000
round_pre_money.seed          | 10_500_000
round_pool.seed               |     10%
safe_converts.post.seed       |       1
safe_amount.post              | 475_000
safe_cap.post                 | 10_000_000
safe_part_of_cap.post         |   4.75%
safe_discount.post            |      5%
note_claim.n.seed             |       0
note_cap.n                    |       0
note_part_of_cap.n.seed       |       0
note_discount.n               |       0
then
opening_shares                |     100
pool_value.seed               | 1_300_000
converted_value.seed.pass_1   | 10_500_000
safe_uses_cap.post.seed.pass_1 |      0  # 95 % of 10_500_000 are less than the cap
safe_priced.post.seed.pass_1  | 500_000
tried_price.seed.pass_1       | 100_000
share_price.seed              | 100_000
company_capitalisation.seed   |     105
safe_shares.post.seed         |       5
new_shares.seed               |      25
new_options.seed              |       0
shares_after.seed             |     130
price_residual.seed           |       0
conversion_residual.seed      |       0
"""

# Cap and discount give the same: at first for both, then for the SAFE only, whose cap moves with the price.
SETTING_EDGE_TIE = SETTING_EDGE
EDGE_TIE = """
                              | opening |
given
holders_shares                | 1_000_000
shares                        |       0
opening_options               |       0
round_raised.seed             |       1
round_amount.seed             | 920_000
round_pre_money.seed          | 10_000_000
round_pool.seed               |       0
safe_converts.post.seed       |       1
safe_amount.post              | 400_000
safe_cap.post                 | 8_000_000
safe_part_of_cap.post         |      5%
safe_discount.post            |     20%
note_claim.n.seed             | 300_000
note_cap.n                    | 10_000_000
note_part_of_cap.n.seed       |      3%
note_discount.n               |       0
then
safe_uses_cap.post.seed.pass_1 |      1
note_uses_cap.n.seed.pass_1   |       1
tried_price.seed.pass_1       | 9.22330097087379   # 9_500_000 ÷ 1_030_000
safe_uses_cap.post.seed.pass_2 |      1
note_uses_cap.n.seed.pass_2   |       0
share_price.seed              |     9.2            # 9_500_000 − 300_000
safe_shares.post.seed         | 54_347.8260869565
note_shares.n.seed            | 32_608.6956521739
new_shares.seed               | 100_000
conversion_residual.seed      |       0
"""

# All shares are free options: the pool is full, and the price with new ones has no divisor.
EDGE_ALL_OPTIONS = """
                              | opening |
given
holders_shares                | 1_000_000
shares                        |       0
opening_options               | 1_000_000
round_raised.seed             |       1
round_amount.seed             | 2_000_000
round_pre_money.seed          | 10_000_000
round_pool.seed               |     10%
safe_converts.post.seed       |       0
safe_amount.post              |       0
safe_cap.post                 |       0
safe_part_of_cap.post         |       0
safe_discount.post            |       0
note_claim.n.seed             |       0
note_cap.n                    |       0
note_part_of_cap.n.seed       |       0
note_discount.n               |       0
then
price_with_options.seed.pass_1 |      .
tried_price.seed.pass_1       |      10
new_options.seed              |       0
shares_after.seed             | 1_200_000
price_residual.seed           |       0
"""
SETTING_EDGE_ALL_OPTIONS = SETTING_EDGE

# What converts is worth more than the pre-money value: there is no price, and two checks say so.
SETTING_EDGE_TOO_MUCH = SETTING_EDGE
EDGE_TOO_MUCH = """
                              | opening |
given
holders_shares                | 1_000_000
shares                        |       0
opening_options               |       0
round_raised.seed             |       1
round_amount.seed             | 1_000_000
round_pre_money.seed          | 2_000_000
round_pool.seed               |       0
safe_converts.post.seed       |       0
safe_amount.post              |       0
safe_cap.post                 |       0
safe_part_of_cap.post         |       0
safe_discount.post            |       0
note_claim.n.seed             | 2_400_000
note_cap.n                    |       0
note_part_of_cap.n.seed       |       0
note_discount.n               |     20%
then
safe_uses_cap.post.seed.pass_1 |      0  # no cap
price_without_options.seed.pass_1 | -1
tried_price.seed.pass_1       |       0
share_price.seed              |       0
note_shares.n.seed            |       0
new_shares.seed               |       0
shares_after.seed             | 1_000_000
price_residual.seed           |      -1
conversion_residual.seed      |      -1
"""

EDGE_ONE_HOLDERS_SHARE = """
                              | opening |
given
holders_shares                |       1
shares                        |       5
then
opening_shares                |       1
"""

EDGE_ONE_SHARE = """
                              | opening |
given
holders_shares                |       0
shares                        |       1
then
opening_shares                |       1
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_edge_full_pool():
    worked.work(CHAPTER, EDGE_FULL_POOL, SETTING_EDGE_FULL_POOL)


def test_edge_tie():
    worked.work(CHAPTER, EDGE_TIE, SETTING_EDGE_TIE)


def test_edge_all_options():
    worked.work(CHAPTER, EDGE_ALL_OPTIONS, SETTING_EDGE_ALL_OPTIONS)


def test_edge_one_share():
    worked.work(CHAPTER, EDGE_ONE_HOLDERS_SHARE)
    worked.work(CHAPTER, EDGE_ONE_SHARE)


def test_edge_too_much():
    worked.work(CHAPTER, EDGE_TOO_MUCH, SETTING_EDGE_TOO_MUCH)


# Published numbers; each case names its source.

PUBLISHED = json.loads((Path(__file__).parents[1] / "oracles" / "vc_dilution_cases.json").read_text(encoding="utf-8"))
ONE_ROUND = worked.Setting(families={"round": {"seed": {}}, "holder": {"founders": {}}})


@pytest.mark.parametrize("case", PUBLISHED["option_pool"], ids=lambda case: f"{case['id']}: {case['source']}")
def test_published_option_pool(case):
    given, wanted = case["inputs"], case["expected"]
    figures = worked.run(
        {
            "round_pre_money.seed": given["pre_money"], "round_amount.seed": given["invest"], "round_pool.seed": given["pool_pct_post"],
            "holder_shares.founders": given["existing_shares"],
        },
        ONE_ROUND,
    )  # fmt: skip
    lines = {
        "naive_price": "plain_price", "price": "share_price", "post_money": "post_money", "pool_shares": "new_options",
        "investor_shares": "new_shares", "fully_diluted": "shares_after",
    }  # fmt: skip
    for key, line in lines.items():
        assert figures[f"{line}.seed"] == pytest.approx(wanted[key], abs=5e-5), key
    assert figures["share_price.seed"] * figures["shares_before.seed"] == pytest.approx(wanted["effective_pre_money"])


@pytest.mark.parametrize("case", PUBLISHED["dilution"], ids=lambda case: f"{case['id']}: {case['source']}")
def test_published_dilution(case):
    given = case["inputs"]
    figures = worked.run(
        {
            "round_pre_money.seed": given["post"] - given["invest"], "round_amount.seed": given["invest"],
            "holder_shares.founders": given["own"] * 1e6,
        },
        ONE_ROUND,
    )  # fmt: skip
    assert figures["holder_ownership.founders.seed"] == pytest.approx(case["expected"]["own"])
