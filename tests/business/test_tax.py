"""Tax: worked by hand, and against an independent assessment of whole fiscal years."""

import random

import pytest

import worked
from planbook.backends.reference import evaluate

CHAPTER = "tax"

# A fiscal year ends after month 2; tax is paid in the 2nd month of the next. Earlier losses offset half of a year's profit.
SETTING = worked.Setting(months=6)
TABLE = """
                                 | opening |      1 |      2 |      3 |      4 |      5 |      6
given
fiscal_month                     |      10 |     11 |     12 |      1 |      2 |      3 |      4
year_starts                      |       0 |      0 |      0 |      1 |      0 |      0 |      0
ebit                             |       0 |    300 |   -100 |    200 |   -500 |    400 |    600
interest_expense                 |       0 |      0 |      0 |      0 |      0 |      0 |      0
profit_before_tax                |       0 |    300 |   -100 |    200 |   -500 |    400 |    600
tax_rate                         |     20% |    20% |    20% |    25% |    25% |    25% |    30%
loss_cap                         |     50%
opening_losses                   |     400
opening_profit_to_date           |     100
opening_tax_due                  |      30
tax_month                        |       2
then
taxable_result.levered           |       0 |    300 |   -100 |    200 |   -500 |    400 |    600
taxable_result.unlevered         |       0 |    300 |   -100 |    200 |   -500 |    400 |    600
result_to_date.levered           |     100 |    400 |    300 |    200 |   -300 |    100 |    700
result_to_date.unlevered         |     100 |    400 |    300 |    200 |   -300 |    100 |    700
losses_brought_forward.levered   |     400 |    400 |    400 |    250 |    250 |    250 |    250  # moves in month 3 only
losses_brought_forward.unlevered |     400 |    400 |    400 |    250 |    250 |    250 |    250
losses_used_to_date.levered      |      50 |    200 |    150 |    100 |      0 |     50 |    250  # half of 400; all of 250
losses_used_to_date.unlevered    |      50 |    200 |    150 |    100 |      0 |     50 |    250
losses_to_carry.levered          |     350 |    200 |    250 |    150 |    550 |    200 |      0  # 250 − 0 + 300
losses_to_carry.unlevered        |     350 |    200 |    250 |    150 |    550 |    200 |      0
tax_to_date.levered              |      10 |     40 |     30 |     25 |      0 |   12.5 |    135  # 30 % of 700 − 250: the whole year's
tax_to_date.unlevered            |      10 |     40 |     30 |     25 |      0 |   12.5 |    135
tax_charge.levered               |       0 |     30 |    -10 |     25 |    -25 |   12.5 |  122.5  # a loss gives back
tax_charge.unlevered             |       0 |     30 |    -10 |     25 |    -25 |   12.5 |  122.5
income_tax                       |       0 |     30 |    -10 |     25 |    -25 |   12.5 |  122.5
net_income                       |       0 |    270 |    -90 |    175 |   -475 |  387.5 |  477.5
running_tax                      |      10 |     40 |     30 |     25 |      0 |   12.5 |    135
tax_falling_due                  |       0 |      0 |      0 |     30 |      0 |      0 |      0
tax_paid                         |       0 |      0 |      0 |      0 |     60 |      0 |      0  # 30 of the opening + 30
tax_due                          |      30 |     30 |     30 |     60 |      0 |      0 |      0
tax_payable                      |      40 |     70 |     60 |     85 |      0 |   12.5 |    135
tax_payable_residual             |       0 |      0 |      0 |      0 |      0 |      0 |      0
losses_residual                  |       0 |      0 |      0 |      0 |      0 |      0 |      0
"""

# The plan starts with a fiscal year, tax is paid in that very month; losses may not be used at all; the running year
# of the opening column had a loss, which moves into month 1. The next year starts in month 3.
EDGE = """
                                 | opening |      1 |      2 |      3 |      4
given
fiscal_month                     |      12 |      1 |     12 |      1 |      2
year_starts                      |       0 |      1 |      0 |      1 |      0
ebit                             |       0 |    100 |     50 |      0 |    -80
interest_expense                 |       0 |      0 |      0 |      0 |      0
profit_before_tax                |       0 |    100 |     50 |      0 |    -80
tax_rate                         |     30%
loss_cap                         |       0
opening_losses                   |     500
opening_profit_to_date           |     -60
opening_tax_due                  |      25
tax_month                        |       1
then
result_to_date.levered           |     -60 |    100 |    150 |      0 |    -80
losses_brought_forward.levered   |     500 |    560 |    560 |    560 |    560
losses_used_to_date.levered      |       0 |      0 |      0 |      0 |      0
losses_to_carry.levered          |     560 |    560 |    560 |    560 |    640
tax_to_date.levered              |       0 |     30 |     45 |      0 |      0
income_tax                       |       0 |     30 |     15 |      0 |      0  # a new year: nothing is given back
net_income                       |       0 |     70 |     35 |      0 |    -80
tax_falling_due                  |       0 |      0 |      0 |     45 |      0
tax_paid                         |       0 |     25 |      0 |     45 |      0
tax_due                          |      25 |      0 |      0 |      0 |      0
tax_payable                      |      25 |     30 |     45 |      0 |      0
tax_payable_residual             |       0 |      0 |      0 |      0 |      0
"""

# More losses than profit, and no cap: no tax until they are used up.
EDGE_LOSSES = """
                                 | opening |      1 |      2 |      3 |      4
given
fiscal_month                     |       6 |      7 |      8 |      9 |     10
year_starts                      |       0 |      0 |      0 |      0 |      0
ebit                             |       0 |    100 |    100 |    100 |   -250
interest_expense                 |       0 |      0 |      0 |      0 |      0
tax_rate                         |     40%
loss_cap                         |    100%
opening_losses                   |     250
opening_profit_to_date           |       0
then
losses_used_to_date.levered      |       0 |    100 |    200 |    250 |     50
losses_to_carry.levered          |     250 |    150 |     50 |      0 |    200
tax_to_date.levered              |       0 |      0 |      0 |     20 |      0
income_tax                       |       0 |      0 |      0 |     20 |    -20
"""


# A loss after a profit in one fiscal year: what was charged comes back, and not more than that.
TABLE_GIVEN_BACK = """
                                 | opening |      1 |      2 |      3 |      4
given
fiscal_month                     |       2 |      3 |      4 |      5 |      6
year_starts                      |       0 |      0 |      0 |      0 |      0
ebit                             |       0 |    100 |    -40 |   -100 |    140
interest_expense                 |       0 |      0 |      0 |      0 |      0
tax_rate                         |     50%
loss_cap                         |    100%
opening_losses                   |       0
opening_profit_to_date           |       0
then
result_to_date.levered           |       0 |    100 |     60 |    -40 |    100
tax_to_date.levered              |       0 |     50 |     30 |      0 |     50
income_tax                       |       0 |     50 |    -20 |    -30 |     50
"""

# A loss of 300 in the first fiscal year moves into the second when that starts, and only then; there it offsets 60 % of
# the profit, whatever the months look like. What is left moves into the third year.
SETTING_LOSSES_MOVE = worked.Setting(months=7)
TABLE_LOSSES_MOVE = """
                                 | opening |      1 |      2 |      3 |      4 |      5 |      6 |      7
given
fiscal_month                     |      10 |     11 |     12 |      1 |      2 |     12 |      1 |      2
year_starts                      |       0 |      0 |      0 |      1 |      0 |      0 |      1 |      0
ebit                             |       0 |   -400 |    100 |    200 |    300 |   -200 |     50 |    200
interest_expense                 |       0 |      0 |      0 |      0 |      0 |      0 |      0 |      0
tax_rate                         |     50%
loss_cap                         |     60%
opening_losses                   |       0
opening_profit_to_date           |       0
then
losses_brought_forward.levered   |       0 |      0 |      0 |    300 |    300 |    300 |    120 |    120
losses_used_to_date.levered      |       0 |      0 |      0 |    120 |    300 |    180 |     30 |    120  # 60 % of 300; of 50
losses_to_carry.levered          |       0 |    400 |    300 |    180 |      0 |    120 |     90 |      0
tax_to_date.levered              |       0 |      0 |      0 |     40 |    100 |     60 |     10 |     65
income_tax                       |       0 |      0 |      0 |     40 |     60 |    -40 |     10 |     55
"""

# All due tax is paid in the 3rd month of the next year: 80 of the opening and 120 of the year that ends, not the new year's.
TABLE_PAYMENT = """
                                 | opening |      1 |      2 |      3 |      4
given
fiscal_month                     |      12 |      1 |      2 |      3 |      4
year_starts                      |       0 |      1 |      0 |      0 |      0
ebit                             |       0 |    100 |    100 |    100 |    100
interest_expense                 |       0 |      0 |      0 |      0 |      0
tax_rate                         |     40%
loss_cap                         |    100%
opening_losses                   |       0
opening_profit_to_date           |     300
opening_tax_due                  |      80
tax_month                        |       3
then
tax_falling_due                  |       0 |    120 |      0 |      0 |      0
tax_due                          |      80 |    200 |    200 |      0 |      0
tax_paid                         |       0 |      0 |      0 |    200 |      0
running_tax                      |     120 |     40 |     80 |    120 |    160
tax_payable                      |     200 |    240 |    280 |    120 |    160
"""

# Interest: the company's schedule loses less of its losses and pays less tax than the one without debt.
TABLE_INTEREST = """
                                 | opening |      1 |      2 |      3 |      4
given
fiscal_month                     |      10 |     11 |     12 |      1 |      2
year_starts                      |       0 |      0 |      0 |      1 |      0
ebit                             |       0 |    100 |    -30 |     80 |     60
interest_expense                 |       0 |      0 |     40 |     30 |      0
profit_before_tax                |       0 |    100 |    -70 |     50 |     60
tax_rate                         |     20%
loss_cap                         |    100%
opening_losses                   |      50
opening_profit_to_date           |       0
then
cumulative_interest              |       0 |      0 |     40 |     70 |     70
taxable_result.levered           |       0 |    100 |    -70 |     50 |     60
taxable_result.unlevered         |       0 |    100 |    -30 |     80 |     60
result_to_date.levered           |       0 |    100 |     30 |     50 |    110
result_to_date.unlevered         |       0 |    100 |     70 |     80 |    140
losses_brought_forward.levered   |      50 |     50 |     50 |     20 |     20
losses_brought_forward.unlevered |      50 |     50 |     50 |      0 |      0
losses_used_to_date.levered      |       0 |     50 |     30 |     20 |     20
losses_used_to_date.unlevered    |       0 |     50 |     50 |      0 |      0
losses_to_carry.levered          |      50 |      0 |     20 |      0 |      0
losses_to_carry.unlevered        |      50 |      0 |      0 |      0 |      0
tax_to_date.levered              |       0 |     10 |      0 |      6 |     18  # 20 % of 50 − 20
tax_to_date.unlevered            |       0 |     10 |      4 |     16 |     28
tax_charge.levered               |       0 |     10 |    -10 |      6 |     12
tax_charge.unlevered             |       0 |     10 |     -6 |     16 |     12
income_tax                       |       0 |     10 |    -10 |      6 |     12
net_income                       |       0 |     90 |    -60 |     44 |     48
running_tax                      |       0 |     10 |      0 |      6 |     18
losses_residual                  |       0 |      0 |      0 |      0 |      0  # once interest is charged they may differ
"""

# Interest below zero, which no chapter charges: the schedules differ while none is charged, and the check says so.
EDGE_UNCHARGED = """
                                 | opening |      1 |      2 |      3 |      4
given
fiscal_month                     |      11 |     12 |      1 |      2 |      3
year_starts                      |       0 |      0 |      1 |      0 |      0
ebit                             |       0 |   -100 |     50 |      0 |      0
interest_expense                 |       0 |   -100 |    100 |    0.5 |      0
tax_rate                         |     20%
loss_cap                         |       0
opening_losses                   |       0
opening_profit_to_date           |       0
then
cumulative_interest              |       0 |   -100 |      0 |    0.5 |    0.5
losses_to_carry.levered          |       0 |      0 |     50 |   50.5 |   50.5
losses_to_carry.unlevered        |       0 |    100 |    100 |    100 |    100
losses_residual                  |       0 |   -100 |    -50 |      0 |      0
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_convention_16_a_later_loss_gives_back_an_earlier_charge():
    worked.work(CHAPTER, TABLE_GIVEN_BACK)


def test_convention_16_losses_move_once_at_the_year_s_start_and_are_capped():
    worked.work(CHAPTER, TABLE_LOSSES_MOVE, SETTING_LOSSES_MOVE)


def test_convention_16_due_tax_is_paid_in_its_month():
    worked.work(CHAPTER, TABLE_PAYMENT)


def test_edge():
    worked.work(CHAPTER, EDGE)


def test_edge_losses():
    worked.work(CHAPTER, EDGE_LOSSES)


def test_convention_16_interest_counts_in_the_levered_schedule_only():
    worked.work(CHAPTER, TABLE_INTEREST)


def test_edge_uncharged():
    worked.work(CHAPTER, EDGE_UNCHARGED)


def figures(setting: worked.Setting, given: dict[str, float | list[float]], asked: list[str]) -> dict[str, list[float]]:
    """The asked lines month by month, from given rows; what they need of this chapter and is not given is computed."""
    model = setting.model()
    rows = {row.key: row for row in model.rows}
    arrays = {
        row: worked._empty(model, row)
        for row in model.rows
        if row.key in given or row.chapter != CHAPTER or row.item is None
    }  # fmt: skip
    for row in arrays:
        if row.source == "constant":
            arrays[row][:] = row.value
        elif row.key in given:
            arrays[row].T[:] = given[row.key]
    results = evaluate(model, {}, arrays)
    return {key: [float(value) for value in results[rows[key]][:, 0]] for key in asked}


# An assessment that knows nothing of the model: whole fiscal years, one after the other.


def assess(years: list[list[float]], losses: float, rate: float, cap: float) -> tuple[list[float], list[float]]:
    """The tax of each fiscal year, and the losses after it."""
    taxes, carried = [], []
    for results in years:
        profit = sum(results)
        used = min(losses, cap * profit) if profit > 0 else 0
        losses = losses - used if profit > 0 else losses - profit
        taxes.append(rate * (profit - used) if profit > 0 else 0)
        carried.append(losses)
    return taxes, carried


@pytest.mark.parametrize("pays_in", [1, 3, 8, 11, 12])
def test_an_independent_assessment(pays_in):
    """36 random months from February on, fiscal years that end in March: the tax of each year, its losses, its payment.

    The company's schedule is assessed after interest, the one without debt before it.
    """
    dice = random.Random(pays_in)
    months, rate, cap = 36, 0.3, 0.6
    before, losses, due = dice.uniform(-200, 400), 300.0, 17.0
    ebit = [dice.uniform(-250, 300) for _ in range(months)]
    interest = [dice.uniform(0, 60) for _ in range(months)]
    taxable = [operating - charged for operating, charged in zip(ebit, interest)]
    fiscal_months = [(position + 10) % 12 + 1 for position in range(months)]  # February is the 11th month of a year to March
    asked = ["income_tax", "losses_to_carry.levered", "running_tax", "tax_paid", "tax_payable", "tax_charge.unlevered"]
    found = figures(
        worked.Setting(months=months, start=(2027, 2), fiscal_year_end=3),
        {
            "fiscal_month": [10, *fiscal_months], "year_starts": [0, *(float(month == 1) for month in fiscal_months)],
            "ebit": [0, *ebit], "interest_expense": [0, *interest], "profit_before_tax": [0, *taxable], "tax_rate": rate,
            "loss_cap": cap, "opening_losses": losses, "opening_profit_to_date": before, "opening_tax_due": due, "tax_month": pays_in,
        },
        asked,
    )  # fmt: skip
    ends = [2, 14, 26]  # the Marches of the plan; the fourth year is still running after month 36
    taxes, carried = assess([[before, *taxable[:2]], taxable[2:14], taxable[14:26]], losses, rate, cap)
    unlevered_taxes, _ = assess([[before, *ebit[:2]], ebit[2:14], ebit[14:26]], losses, rate, cap)
    charged_before = found["running_tax"][0]
    assert charged_before == pytest.approx(assess([[before]], losses, rate, cap)[0][0])
    for position, (first, last) in enumerate(zip([1, 3, 15], ends)):
        before_the_plan = charged_before if position == 0 else 0
        for line, assessed in (("income_tax", taxes), ("tax_charge.unlevered", unlevered_taxes)):
            assert sum(found[line][first : last + 1]) == pytest.approx(assessed[position] - before_the_plan, abs=1e-9)
        assert found["losses_to_carry.levered"][last] == pytest.approx(carried[position], abs=1e-9)
    expected = [0.0] * (months + 1)
    expected[fiscal_months.index(pays_in) + 1] = due
    for end, payment in zip(ends, taxes):
        if end + pays_in <= months:
            expected[end + pays_in] += payment
    assert found["tax_paid"] == pytest.approx(expected, abs=1e-9)
    paid, charged = sum(found["tax_paid"]), sum(found["income_tax"])
    assert found["tax_payable"][-1] == pytest.approx(due + charged_before + charged - paid, abs=1e-9)
