"""Classes of shares: worked by hand."""

import worked

CHAPTER = "classes"

SETTING = worked.Setting(families={"round": {"seed": {}, "a": {}}, "safe": {"s": {}}, "note": {"n": {}}})
TABLE = """
                                   | opening
given
safe_converts.s.seed               | 1
safe_converts.s.a                  | 0
safe_amount.s                      | 200
note_claim.n.seed                  | 0
note_claim.n.a                     | 110
converted_shares.seed              | 25
converted_shares.a                 | 10
new_shares.seed                    | 100
new_shares.a                       | 50
new_options.seed                   | 5
new_options.a                      | 8
round_amount.seed                  | 400
round_amount.a                     | 600
round_preference.seed              | 1.5
round_preference.a                 | 0.5
round_participation.seed           | 2
round_participation.a              | 0
round_seniority.seed               | 1
round_seniority.a                  | 2
then
safe_money.s.seed                  | 200
safe_money.s.a                     | 0
converted_money.seed               | 200
converted_money.a                  | 110
class_shares.seed.new_money        | 100
class_shares.seed.converted        | 25
class_shares.a.new_money           | 50
class_shares.a.converted           | 10
class_money.seed.new_money         | 400
class_money.seed.converted         | 200
class_money.a.converted            | 110
class_preference.seed.new_money    | 600
class_preference.seed.converted    | 300
class_preference.a.new_money       | 300
class_preference.a.converted       | 55
class_cap.seed.new_money           | 800    # 2 × 400
class_cap.seed.converted           | 400
class_cap.a.new_money              | 300
class_cap.a.converted              | 55
preference_of_round.seed           | 900
preference_of_round.a              | 355
investor_seniority.seed            | 1
investor_seniority.a               | 2
investor_preference.seed           | 900
investor_preference.a              | 355
senior_preference.seed.seed        | 0
senior_preference.seed.a           | 0
senior_preference.a.seed           | 355    # a is paid before seed
senior_preference.a.a              | 0
equal_preference.seed.seed         | 900
equal_preference.seed.a            | 0
equal_preference.a.seed            | 0
equal_preference.a.a               | 355
full_value.seed.new_money          | 2      # (800 − 600) ÷ 100
full_value.seed.converted          | 4
full_value.a.new_money             | 0
common_value.seed.new_money        | 8      # 800 ÷ 100
common_value.seed.converted        | 16
common_value.a.new_money           | 6
common_value.a.converted           | 5.5
money_from_shares.seed             | 0      # its preference is more than its money
money_from_shares.a                | 600    # half its money as preferred, and no more: it comes back as common
money_back_value.seed              | 0
money_back_value.a                 | 12
turning_value.seed.new_full        | 2
turning_value.seed.new_common      | 8
turning_value.seed.converted_full  | 4
turning_value.seed.converted_common | 16
turning_value.seed.money_back      | 0
turning_value.a.new_full           | 0
turning_value.a.new_common         | 6
turning_value.a.converted_common   | 5.5
turning_value.a.money_back         | 12
class_at_turn.seed.new_full.seed.new_money | 800   # 600 + 100 × 2
class_at_turn.seed.new_full.seed.converted | 350   # 300 + 25 × 2
class_at_turn.seed.new_full.a.new_money    | 300
class_at_turn.seed.new_full.a.converted    | 55
class_at_turn.a.money_back.seed.new_money  | 1200  # 100 × 12
class_at_turn.a.money_back.seed.converted  | 400
class_at_turn.a.money_back.a.new_money     | 600
class_at_turn.a.money_back.a.converted     | 120
round_at_turn.seed.new_full.seed   | 1160   # 5 × 2 + 800 + 350
round_at_turn.seed.new_full.a      | 371
round_at_turn.a.money_back.a       | 816    # 8 × 12 + 600 + 120
"""

# A round that is not raised; one whose preference is its money; one that lacks half its money and may share up to 1.5 times.
SETTING_EDGE = worked.Setting(families={"round": {"none": {}, "b": {}, "c": {}}, "safe": {"s": {}}, "note": {"n": {}}})
EDGE = """
                                   | opening
given
safe_converts.s.none               | 0
safe_converts.s.b                  | 0
safe_converts.s.c                  | 0
safe_amount.s                      | 0
note_claim.n.none                  | 0
note_claim.n.b                     | 0
note_claim.n.c                     | 0
converted_shares.none              | 0
converted_shares.b                 | 0
converted_shares.c                 | 0
new_shares.none                    | 0
new_shares.b                       | 40
new_shares.c                       | 50
round_amount.none                  | 0
round_amount.b                     | 500
round_amount.c                     | 600
round_preference.none              | 1
round_preference.b                 | 1
round_preference.c                 | 0.5
round_participation.none           | 3
round_participation.b              | 0
round_participation.c              | 1.5
then
class_preference.none.new_money    | 0
class_cap.c.new_money              | 900
full_value.none.new_money          | 0
full_value.c.new_money             | 12     # (900 − 300) ÷ 50
common_value.none.new_money        | 0
common_value.b.converted           | 0
common_value.b.new_money           | 12.5
money_from_shares.b                | 0
money_from_shares.c                | 300
money_back_value.none              | 0
money_back_value.c                 | 6
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)
