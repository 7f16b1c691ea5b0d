"""Convertible notes: worked by hand. Two convert in month 3, one of them lent before the plan; others are repaid."""

import worked

CHAPTER = "notes"

ROUNDS = {"seed": {}, "a": {}}
SETTING = worked.Setting(families={"note": {"old": {}, "last": {}}, "round": ROUNDS})

TABLE = """
                              | opening |         1 |         2 |         3 |         4
given
month                         |       0 |         1 |         2 |         3 |         4
horizon                       |       4
round_raised.seed             |       0
round_raised.a                |       1
round_month.seed              |       2
round_month.a                 |       3
note_amount.old               | 400_000
note_month.old                |      -9
note_rate.old                 |    0.5%          # 2_000 a month
note_months.old               |      12          # due in the very month of the round
note_cap.old                  | 3_392_000
note_amount.last              | 120_000
note_month.last               |       2
note_rate.last                | 0.008333333333333333          # 1_000 a month
note_months.last              |       0
note_cap.last                 |       0
then
note_maturity.old             |       3
note_may_convert.old.seed     |       0
note_may_convert.old.a        |       1
note_unconverted.old.seed     |       1
note_unconverted.old.a        |       0
note_converts.old.seed        |       0
note_converts.old.a           |       1
note_month_of_round.old.a     |       3
note_conversion_month.old     |       3
note_repayment_month.old      |       0
note_end_month.old            |       3
note_claim.old.seed           |       0
note_claim.old.a              | 424_000          # 12 months of 2_000
note_part_of_cap.old.a        |   12.5%
note_claim.last.a             | 121_000
note_part_of_cap.last.a       |       0
note_receipts.old             |       0 |         0 |         0 |         0 |         0
note_receipts.last            |       0 |         0 |   120_000 |         0 |         0
note_proceeds                 |       0 |         0 |   120_000 |         0 |         0
note_waits.old                |       1 |         1 |         1 |         0 |         0
note_waits.last               |       0 |         0 |         1 |         0 |         0
note_interest_accrued.old     |       0 |     2_000 |     2_000 |     2_000 |         0
note_interest_accrued.last    |       0 |         0 |         0 |     1_000 |         0
note_interest                 |       0 |     2_000 |     2_000 |     3_000 |         0
note_growth.old               |   1.045 |      1.05 |     1.055 |      1.06 |     1.065
note_payable.old              | 418_000 |   420_000 |   422_000 |         0 |         0
note_payable.last             |       0 |         0 |   120_000 |         0 |         0
notes_payable                 | 418_000 |   420_000 |   542_000 |         0 |         0
opening_notes                 | 418_000
note_converted.old            |       0 |         0 |         0 |   424_000 |         0
note_converted.last           |       0 |         0 |         0 |   121_000 |         0
notes_converted               |       0 |         0 |         0 |   545_000 |         0
notes_repaid                  |       0 |         0 |         0 |         0 |         0
notes_residual                |       0 |         0 |         0 |         0 |         0
notes_left_over               |       0
"""

# A note lent in the month of a round converts at once, without interest; one lent after the last round is left over.
EDGE = """
                              | opening |         1 |         2 |         3 |         4
given
month                         |       0 |         1 |         2 |         3 |         4
horizon                       |       4
round_raised.seed             |       1
round_raised.a                |       1
round_month.seed              |       1
round_month.a                 |       2
note_amount.old               | 400_000
note_month.old                |       2
note_rate.old                 |    0.5%
note_months.old               |       0
note_cap.old                  | 4_000_000
note_amount.last              | 120_000
note_month.last               |       3
note_rate.last                | 0.008333333333333333
note_months.last              |       0
note_cap.last                 |       0
then
note_converts.old.seed        |       0
note_converts.old.a           |       1
note_claim.old.a              | 400_000
note_part_of_cap.old.a        |     10%
note_unconverted.last.a       |       1
note_conversion_month.last    |       0
note_proceeds                 |       0 |         0 |   400_000 |   120_000 |         0
note_interest                 |       0 |         0 |         0 |         0 |     1_000
notes_payable                 |       0 |         0 |         0 |   120_000 |   121_000
notes_converted               |       0 |         0 |   400_000 |         0 |         0
notes_residual                |       0 |         0 |         0 |         0 |         0
notes_left_over               |       1
"""

# A conversion that did not fit the balance would be found: here the month counts on while the note waits.
EDGE_RESIDUAL = """
                              | opening |         1 |         2 |         3 |         4
given
month                         |       0 |         1 |         2 |         4 |         5
round_raised.seed             |       0
round_raised.a                |       0
round_month.seed              |       2
round_month.a                 |       3
note_amount.old               | 400_000
note_month.old                |      -9
note_rate.old                 |    0.5%
note_months.old               |       0
note_amount.last              |       0
note_month.last               |       1
note_rate.last                |       0
note_months.last              |       0
then
note_interest                 |       0 |     2_000 |     2_000 |     2_000 |     2_000
notes_payable                 | 418_000 |   420_000 |   422_000 |   426_000 |   428_000
notes_residual                |       0 |         0 |         0 |     2_000 |         0
"""

# Lent in the month before the plan, converted in its first; another one is lent after it, the smallest there is.
EDGE_FIRST_MONTH = """
                              | opening |         1 |         2 |         3 |         4
given
month                         |       0 |         1 |         2 |         3 |         4
horizon                       |       4
round_raised.seed             |       1
round_raised.a                |       0
round_month.seed              |       1
round_month.a                 |       2
note_amount.old               | 400_000
note_month.old                |       0
note_rate.old                 |    0.5%
note_months.old               |       0
note_amount.last              |       1
note_month.last               |       2
note_rate.last                |       0
note_months.last              |       0
then
note_claim.old.seed           | 402_000
note_waits.old                |       1 |         0 |         0 |         0 |         0
note_interest                 |       0 |     2_000 |         0 |         0 |         0
notes_converted               |       0 |   402_000 |         0 |         0 |         0
notes_payable                 | 400_000 |         0 |         1 |         1 |         1
notes_residual                |       0 |         0 |         0 |         0 |         0
notes_left_over               |       1
"""

# Due a month before the round, so repaid with 10 months of interest; lent and due within the plan, and the round is too late for it.
EDGE_REPAID = """
                              | opening |         1 |         2 |         3 |         4
given
month                         |       0 |         1 |         2 |         3 |         4
horizon                       |       4
round_raised.seed             |       0
round_raised.a                |       1
round_month.seed              |       1
round_month.a                 |       3
note_amount.old               | 400_000
note_month.old                |      -8
note_rate.old                 |    0.5%
note_months.old               |      10
note_amount.last              | 120_000
note_month.last               |       1
note_rate.last                | 0.008333333333333333
note_months.last              |       1
then
note_maturity.old             |       2
note_maturity.last            |       2
note_may_convert.old.a        |       0
note_unconverted.old.a        |       1
note_converts.old.a           |       0
note_claim.old.a              |       0
note_conversion_month.old     |       0
note_repayment_month.old      |       2
note_end_month.old            |       2
note_waits.old                |       1 |         1 |         0 |         0 |         0
note_waits.last               |       0 |         1 |         0 |         0 |         0
note_interest                 |       0 |     2_000 |     3_000 |         0 |         0
notes_payable                 | 416_000 |   538_000 |         0 |         0 |         0
note_repaid.old               |       0 |         0 |   420_000 |         0 |         0
note_repaid.last              |       0 |         0 |   121_000 |         0 |         0
notes_repaid                  |       0 |         0 |   541_000 |         0 |         0
new_note_repaid.old           |       0 |         0 |         0 |         0 |         0
new_note_repaid.last          |       0 |         0 |   121_000 |         0 |         0
new_notes_repaid              |       0 |         0 |   121_000 |         0 |         0
notes_converted               |       0 |         0 |         0 |         0 |         0
notes_residual                |       0 |         0 |         0 |         0 |         0
note_falls_due                |       0 |         0 |         1 |         0 |         0
notes_left_over               |       0
"""

# Due before the plan: repaid in its first month, unless a round converts it then. One lent in month 0 is not new money of the plan; one
# due after the plan is left over. A payment of half a unit is one.
EDGE_OVERDUE = """
                              | opening |         1 |         2 |         3 |         4
given
month                         |       0 |         1 |         2 |         3 |         4
horizon                       |       4
round_raised.seed             |       0
round_raised.a                |       0
round_month.seed              |       1
round_month.a                 |       2
note_amount.old               |     0.5
note_month.old                |       0
note_rate.old                 |       0
note_months.old               |       1
note_amount.last              |     0.25
note_month.last               |     -20
note_rate.last                |       0
note_months.last              |      12
then
note_maturity.old             |       1
note_maturity.last            |       1
note_repayment_month.last     |       1
notes_repaid                  |       0 |      0.75 |         0 |         0 |         0
new_notes_repaid              |       0 |         0 |         0 |         0 |         0
notes_payable                 |      0.75 |       0 |         0 |         0 |         0
note_falls_due                |       0 |         1 |         0 |         0 |         0
notes_residual                |       0 |         0 |         0 |         0 |         0
"""
EDGE_BEYOND = (
    EDGE_OVERDUE.partition("then")[0].replace("note_months.old               |       1", "note_months.old               |       5")
    .replace("note_amount.last              |     0.25", "note_amount.last              |       0")
    + """
then
note_maturity.old             |       5
note_repayment_month.old      |       5
note_end_month.old            |       5
note_waits.old                |       1 |         1 |         1 |         1 |         1
notes_repaid                  |       0 |         0 |         0 |         0 |         0
note_falls_due                |       0 |         0 |         0 |         0 |         0
notes_left_over               |       1
"""
)  # fmt: skip


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING)


def test_edge_first_month():
    worked.work(CHAPTER, EDGE_FIRST_MONTH, SETTING)


def test_edge_repaid():
    worked.work(CHAPTER, EDGE_REPAID, SETTING)


def test_edge_overdue():
    worked.work(CHAPTER, EDGE_OVERDUE, SETTING)


def test_edge_beyond():
    worked.work(CHAPTER, EDGE_BEYOND, SETTING)


def test_a_note_that_is_repaid_costs_cash_and_keeps_the_balance_sheet():
    """100 lent a month before the plan at 1 % a month, due after two months: 102 leave in month 1."""
    note = {"note_amount.n": 100, "note_month.n": -1, "note_rate.n": 0.01, "note_months.n": 2, "opening_cash": 500}
    figures = worked.run(note, worked.Setting(families={"note": {"n": {}}}))
    assert [figures[name][1] for name in ("closing_cash", "cash_without_round", "cash_before_dividends")] == [398, 398, 398]
    assert [figures[name][1] for name in ("financing_cash_flow", "free_cash_flow", "net_income")] == [-102, 0, -1]
    assert figures["use_debt_service"] == 102
    for check in ("balance_residual", "cash_flow_residual", "notes_residual", "sources_residual"):
        assert not figures[check].any()


def test_a_note_of_the_plan_that_is_repaid_is_not_missed_without_investors():
    """It brings 100 in month 1 and takes 100 in month 2: without it the cash of the plan is what it was."""
    note = {"note_amount.n": 100, "note_month.n": 1, "note_months.n": 1, "opening_cash": 500}
    figures = worked.run(note, worked.Setting(families={"note": {"n": {}}}))
    assert list(figures["closing_cash"]) == [500, 600, 500, 500, 500]
    assert list(figures["cash_without_round"]) == [500] * 5


def test_edge_residual():
    worked.work(CHAPTER, EDGE_RESIDUAL, SETTING)
