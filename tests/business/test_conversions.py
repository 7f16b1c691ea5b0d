"""Returns of SAFEs and notes: worked by hand."""

import worked
from planbook.business.families import EXIT

CHAPTER = "conversions"

# Sold in month 3, or in month 2 (the first year's exit). `s` pays 100 in month 1 and 10 in the round of month 2 and gets 132, 10 % a month;
# in month 2 it gets 121 for 100 and 10. `early` paid before the plan: 161.051 is 100 at 10 % for five months. `more` paid before the plan
# and in a round. `late` comes in month 2, a month after its holder bought 5 shares at 2, and `after` after the exits. At a quarter of the
# price nobody gets anything.
SAFES = ("s", "early", "more", "late", "after")
NOTES = ("n", "repaid", "early", "waits", "old", "due", "after")
MORE = (("safe", "after", 4, 0), ("note", "after", 4, 0), ("note", "old", 0, 0.5), ("note", "due", -2, 0))  # month, paid at the exit
WORKED = ("at_100", "at_25", "exit_year_1", "exit_year_5")
OTHERS = [member.name for member in EXIT.members if member.name not in WORKED]
SETTING = worked.Setting(
    families={"round": {"seed": {}, "a": {}}, "safe": {name: {} for name in SAFES}, "note": {name: {} for name in NOTES}}
)
UNPAID = (
    *(f"safe_proceeds_of_exit.*.{name} | 0" for name in SAFES),
    *(f"note_proceeds_of_exit.*.{name} | 0" for name in NOTES), *(f"safe_paid.*.{name} | 0" for name in SAFES),
    *(f"note_paid.*.{name} | 0" for name in NOTES),
)  # fmt: skip
BEYOND = (
    "exit_month.* | 60", "exit_within_plan.* | 0",
    *(f"{line}.*.{name} | 0" for line in ("round_counts", "months_to_exit", "round_before_exit") for name in ("seed", "a")),
)  # fmt: skip
GIVEN = """
                                 | opening | 1 | 2 | 3 | 4
given
""" + worked.for_each([*OTHERS, "exit_year_5"], *BEYOND, *UNPAID) + worked.for_each(["at_25"], *UNPAID) + """
month                            | 0 | 1 | 2 | 3 | 4
round_closes.seed                | 0 | 1 | 0 | 0 | 0
round_closes.a                   | 0 | 0 | 1 | 0 | 0
share_price.seed                 | 2
share_price.a                    | 2.5
exit_month.at_100                | 3
exit_within_plan.at_100          | 1
round_counts.at_100.seed         | 1
round_counts.at_100.a            | 1
exit_month.at_25                 | 3
exit_within_plan.at_25           | 1
round_counts.at_25.seed          | 1
round_counts.at_25.a             | 1
exit_month.exit_year_1           | 2
exit_within_plan.exit_year_1     | 1
round_counts.exit_year_1.seed    | 1
round_counts.exit_year_1.a       | 1
months_to_exit.at_100.seed       | 2
months_to_exit.at_100.a          | 1
months_to_exit.at_25.seed        | 2
months_to_exit.at_25.a           | 1
months_to_exit.exit_year_1.seed  | 1
months_to_exit.exit_year_1.a     | 0
round_before_exit.at_100.seed    | 1
round_before_exit.at_100.a       | 1
round_before_exit.at_25.seed     | 1
round_before_exit.at_25.a        | 1
round_before_exit.exit_year_1.seed | 1
round_before_exit.exit_year_1.a  | 0
""" + "".join(f"""
{kind}_month.{one}               | 1
{kind}_amount.{one}              | 100
{kind}_receipts.{one}            | 0 | 100 | 0 | 0 | 0
{kind}_bought.{one}.seed         | 0
{kind}_bought.{one}.a            | 4
{kind}_proceeds_of_exit.at_100.{one}      | 102
{kind}_paid.at_100.{one}         | 30
{kind}_proceeds_of_exit.exit_year_1.{one} | 120
{kind}_paid.exit_year_1.{one}    | 1
""" for kind, one in (("safe", "s"), ("note", "n"))) + """
safe_month.early                 | -2
safe_amount.early                | 100
safe_receipts.early              | 0 | 0 | 0 | 0 | 0
safe_bought.early.seed           | 0
safe_bought.early.a              | 0
safe_proceeds_of_exit.at_100.early      | 0
safe_paid.at_100.early           | 161.051
safe_proceeds_of_exit.exit_year_1.early | 0
safe_paid.exit_year_1.early      | 0.5
safe_month.more                  | 0
safe_amount.more                 | 100
safe_receipts.more               | 0 | 0 | 0 | 0 | 0
safe_bought.more.seed            | 5
safe_bought.more.a               | 0
safe_proceeds_of_exit.at_100.more       | 150
safe_paid.at_100.more            | 0
safe_proceeds_of_exit.exit_year_1.more  | 150
safe_paid.exit_year_1.more       | 0
safe_month.late                  | 2
safe_amount.late                 | 50
safe_receipts.late               | 0 | 0 | 50 | 0 | 0
safe_bought.late.seed            | 5
safe_bought.late.a               | 0
safe_proceeds_of_exit.at_100.late       | 0
safe_paid.at_100.late            | 53.1
safe_proceeds_of_exit.exit_year_1.late  | 0
safe_paid.exit_year_1.late       | 61
note_rate.n                      | 0
note_repayment_month.n           | 0
note_month.repaid                | 1
note_amount.repaid               | 100
note_rate.repaid                 | 10%
note_repayment_month.repaid      | 2
note_receipts.repaid             | 0 | 100 | 0 | 0 | 0
note_bought.repaid.seed          | 0
note_bought.repaid.a             | 0
note_proceeds_of_exit.at_100.repaid      | 0
note_paid.at_100.repaid          | 0
note_proceeds_of_exit.exit_year_1.repaid | 0
note_paid.exit_year_1.repaid     | 0
note_month.early                 | -2
note_amount.early                | 100
note_rate.early                  | 10%
note_repayment_month.early       | 3
note_receipts.early              | 0 | 0 | 0 | 0 | 0
note_bought.early.seed           | 0
note_bought.early.a              | 0
note_proceeds_of_exit.at_100.early      | 0
note_paid.at_100.early           | 0
note_proceeds_of_exit.exit_year_1.early | 0
note_paid.exit_year_1.early      | 146.41
note_month.waits                 | 2
note_amount.waits                | 100
note_rate.waits                  | 10%
note_repayment_month.waits       | 4
note_receipts.waits              | 0 | 0 | 100 | 0 | 0
note_bought.waits.seed           | 5
note_bought.waits.a              | 0
note_proceeds_of_exit.at_100.waits      | 0
note_paid.at_100.waits           | 98.1
note_proceeds_of_exit.exit_year_1.waits | 0
note_paid.exit_year_1.waits      | 111
""" + "".join(f"""
{kind}_month.{one} | {month}
{kind}_amount.{one} | 100
{kind}_receipts.{one} | 0 | 0 | 0 | 0 | 0
{kind}_bought.{one}.seed | 0
{kind}_bought.{one}.a | 0
{kind}_proceeds_of_exit.at_100.{one} | 0
{kind}_paid.at_100.{one} | {brings}
{kind}_proceeds_of_exit.exit_year_1.{one} | 0
{kind}_paid.exit_year_1.{one} | 0
""" for kind, one, month, brings in MORE) + """
note_rate.after                  | 0
note_repayment_month.after       | 0
note_rate.old                    | 0
note_repayment_month.old         | 0
note_rate.due                    | 10%
note_repayment_month.due         | 1
then
"""
# What is the same of the SAFE `s` and the note `n`.
ALIKE = """
*_round_paid.?.seed              | 0
*_round_paid.?.a                 | 10
*_own_money.at_100.?             | 100
*_own_money.exit_year_5.?        | 0
*_money_in.at_100.?              | 110
*_money_in.exit_year_5.?         | 0
*_returned.at_100.?              | 132
*_moic.at_100.?                  | 1.2
*_moic.exit_year_1.?             | 1.1
*_moic.exit_year_5.?             | .
*_money_time.at_100.?            | 210     # 100 × 2 + 10 × 1
*_part_of_time.at_100.?          | 0.5238095238095238
*_part_of_time.exit_year_5.?     | 0
*_months_invested.at_100.?       | 2
*_months_invested.exit_year_1.?  | 1
*_early_money.at_100.?           | 110
*_early_money.exit_year_1.?      | 100     # and 10 in the exit's month
*_net_returned.at_100.?          | 132
*_net_returned.exit_year_1.?     | 111
*_net_moic.at_100.?              | 1.2
*_net_moic.exit_year_5.?         | .
*_first_growth.at_100.?          | 1.1002107670337171  # 1.2^(110/210)
*_first_growth.exit_year_5.?     | 1
*_first_money.at_100.?           | 121.04637318969202  # 100 × 1.10021^2
*_first_grown.at_100.?.a         | 11.002107670337171  # 10 × 1.10021
*_first_grown.exit_year_1.?.a    | 0
*_first_time.at_100.?            | 253.09485404972122  # 121.046 × 2 + 11.002
*_proceeds_to_grown.at_100.?     | 0.999632855601871  # 132 ÷ 132.048
*_proceeds_to_grown.exit_year_5.? | .
*_grown_part_of_time.at_100.?    | 0.5217351469109202  # 132.048 ÷ 253.095
*_grown_part_of_time.exit_year_5.? | 0
*_irr_guess.at_100.?             | 0.10000000080451388  # 1.10021 × 0.99963^0.52174 − 1
*_irr_guess.exit_year_5.?        | 0
*_paid_in.?                      | 0 | 100 | 10 | 0 | 0
*_flow.at_100.?                  | 0 | -100 | -10 | 132 | 0
*_flow.exit_year_1.?             | 0 | -100 | 111 | 0 | 0
*_monthly_irr.at_100.?           | 10%
*_monthly_irr.exit_year_1.?      | 11%
*_monthly_irr.at_25.?            | .
*_growth_found.at_100.?          | 1.1
*_growth_found.at_25.?           | 0
*_monthly_growth.at_100.?        | 1.1
*_monthly_growth.at_25.?         | 1
*_irr.at_100.?                   | 2.138428376721     # 1.1^12 − 1
*_irr.at_25.?                    | .
*_grown_money.at_100.?           | 121
*_grown_payment.at_100.?.seed    | 0
*_grown_payment.at_100.?.a       | 11
*_grown_payment.exit_year_1.?.a  | 10
*_irr_gap.at_100.?               | 0
*_irr_gap.at_25.?                | 0
"""
TABLE = GIVEN + "".join(ALIKE.replace("*", kind).replace("?", one) for kind, one in (("safe", "s"), ("note", "n"))) + """
safe_money_in.at_100.early       | 100
safe_money_time.at_100.early     | 500     # from month −2 to month 3
safe_irr_guess.at_100.early      | 10%
safe_early_growth.at_100.early   | 1.1
safe_early_growth.at_25.early    | 0       # nothing comes back
safe_early_growth.exit_year_1.early | 0.2659147948472494  # 0.005^(1/4)
safe_growth_found.at_100.early   | 1.1
safe_irr.at_100.early            | 2.138428376721
safe_irr.at_25.early             | .
safe_grown_money.at_100.early    | 161.051
safe_irr_gap.at_100.early        | 0
safe_money_in.at_100.more        | 110     # 100, and 5 shares at 2
safe_grown_payment.at_100.more.seed | 10
safe_moic.at_100.more            | 1.3636363636363635
safe_early_growth.at_100.more    | 0       # more was paid since
safe_growth_found.at_100.more    | 0
safe_irr.at_100.more             | .
safe_own_money.at_100.late       | 50
safe_own_money.exit_year_1.late  | 50      # it comes in the exit's month
safe_own_money.at_100.after      | 0
safe_moic.at_100.after           | .
safe_moic.at_100.late            | 0.885   # 53.1 ÷ 60
safe_monthly_growth.at_100.late  | 0.9
safe_first_grown.at_100.late.seed | 8.11046224421759  # 10 × (0.885^(60/70))^2
safe_irr.at_100.late             | -0.717570463519    # 0.9^12 − 1: 10 × 0.81 + 50 × 0.9
safe_irr_gap.at_100.late         | 0
safe_months_invested.at_100.after | 0
safe_months_invested.exit_year_1.late | 0
safe_early_money.exit_year_1.late | 10
safe_net_returned.exit_year_1.late | 11    # 61, less 50 that come in that month
safe_first_money.exit_year_1.late | 0
safe_irr_guess.exit_year_1.late  | 10%
safe_irr.exit_year_1.late        | 2.138428376721     # 10 × 1.1 + 50
safe_grown_money.exit_year_1.late | 50
note_is_repaid.at_100.n          | 0
note_is_repaid.at_100.repaid     | 1
note_is_repaid.exit_year_1.repaid | 1
note_is_repaid.at_100.waits      | 0
note_is_repaid.exit_year_5.repaid | 0
note_end.at_100.n                | 3
note_end.at_100.repaid           | 2
note_end.at_100.waits            | 3
note_repaid_by_exit.at_100.repaid | 110
note_repaid_by_exit.at_100.early | 150
note_repaid_by_exit.at_100.waits | 0
note_returned.at_100.repaid      | 110
note_money_time.at_100.repaid    | 100
note_flow.at_100.repaid          | 0 | -100 | 110 | 0 | 0
note_irr.at_100.repaid           | 2.138428376721
note_irr.at_25.repaid            | 2.138428376721     # repaid, whatever the exit brings
note_grown_money.at_100.repaid   | 110
note_irr_gap.at_100.repaid       | 0
note_own_money.exit_year_1.waits | 100
note_own_money.at_100.after      | 0
note_monthly_growth.at_100.waits | 0.9
note_first_grown.at_100.waits.seed | 8.106622020610612  # 10 × (0.89182^(110/120))^2
note_irr.at_100.waits            | -0.717570463519    # 0.9^12 − 1: 10 × 0.81 + 100 × 0.9
note_months_invested.at_100.repaid | 1    # to its repayment
note_months_invested.exit_year_1.waits | 0
note_early_money.exit_year_1.waits | 10
note_net_returned.exit_year_1.waits | 11   # 111, less 100 that come in that month
note_first_money.exit_year_1.waits | 0
note_irr_guess.at_100.repaid     | 10%
note_irr_guess.exit_year_1.waits | 10%
note_irr.exit_year_1.waits       | 2.138428376721     # 10 × 1.1 + 100
note_grown_money.exit_year_1.waits | 100
note_early_growth.at_100.old     | 0.1709975946676697  # 0.005^(1/3)
note_growth_found.at_100.old     | 0.1709975946676697
note_early_growth.at_25.old      | 0
note_is_repaid.at_100.due        | 1
note_end.at_100.due              | 1
note_growth_found.at_100.due     | 1.091392883061105  # 1.3^(1/3)
note_early_growth.at_100.early   | 1.0844717711976985  # 1.5^(1/5): simple interest
note_early_growth.at_100.n       | 0       # not from before the plan, and more was paid
note_irr.exit_year_1.early       | 2.138428376721     # 146.41, after four months
"""

# The rounds count as if they had closed after the exit, though they were paid: the check finds payments that do not grow.
SETTING_EDGE = SETTING
EDGE = GIVEN.replace("round_counts.at_100.seed         | 1", "round_counts.at_100.seed         | 0").replace(
    "round_counts.at_100.a            | 1", "round_counts.at_100.a            | 0"
) + """
safe_irr_gap.at_100.late         | 0.15254237288135594  # 50 × 0.9 against 53.1
note_irr_gap.at_100.waits        | 0.08256880733944955  # 100 × 0.9 against 98.1
""" + "".join(f"""
{kind}_grown_payment.at_100.{one}.a | 0
{kind}_irr_gap.at_100.{one}      | 0.083333333     # (132 − 121) ÷ 132
""" for kind, one in (("safe", "s"), ("note", "n")))

# What was paid a month before brings sixty-two times as much.
SETTING_EDGE_GAIN = SETTING
EDGE_GAIN = GIVEN.replace("exit_year_1.s | 120", "exit_year_1.s | 6209").replace("exit_year_1.n | 120", "exit_year_1.n | 6209") + "".join(
    f"""
{kind}_net_moic.exit_year_1.{one} | 62     # (6,210 − 10) ÷ 100
{kind}_first_growth.exit_year_1.{one} | 12 # at most
{kind}_irr_guess.exit_year_1.{one} | 61
{kind}_monthly_irr.exit_year_1.{one} | 61
""" for kind, one in (("safe", "s"), ("note", "n"))
)


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)
    worked.work(CHAPTER, EDGE_GAIN, SETTING_EDGE_GAIN)
