"""Break-even: worked by hand."""

import worked

CHAPTER = "breakeven"

SETTING = worked.Setting(months=3)
TABLE = """
                              | opening |      1 |      2 |      3
given
overhead_amount.tools         |     100 |    100 |    120 |    100
overhead_amount.rent          |     300 |    300 |    300 |    300
overhead_per_head.tools       |      10
overhead_per_head.rent        |       0
headcount                     |       5 |      5 |      6 |      6
cost_index                    |       1 |      1 |      2 |      2
overheads                     |       0 |    550 |  1_160 |    900
onboarding                    |       0 |     20 |     30 |      0
bad_debt                      |       0 |      5 |     10 |      0
hosting_cost                  |       0 |     50 |     60 |    100
services_cost                 |       0 |     25 |     40 |    380
cost_of_service               |       0 |    700 |    900 |    800
operating_expenses            |       0 |    600 |    800 |    500
revenue                       |       0 |  1_200 |  2_440 |    460
closing_customers             |      10 |     50 |    100 |     20
ebitda                        |       0 |   -100 |    740 |   -840
then
fixed_overhead.tools          |       0 |    150 |    360 |    320  # (100 + 10 × 5) × 1; (120 + 60) × 2
fixed_overhead.rent           |       0 |    300 |    600 |    600
variable_overheads            |       0 |    100 |    200 |    -20
variable_costs                |       0 |    200 |    340 |    460
fixed_costs                   |       0 |  1_100 |  1_360 |    840
fixed_cost_cover              |       0 |  1_000 |  2_100 |      0
break_even_customers          |       . |     55 | 64.76190476190476 | .  # 1_100 ÷ (1_000 ÷ 50)
carries_itself                |       0 |      0 |      1 |      0
break_even_month              |       2
"""

# Each customer costs more than he brings: no number of them is enough; and no month carries itself.
EDGE = """
                              | opening |      1 |      2 |      3
given
overhead_amount.tools         |       0 |      0 |      0 |      0
overhead_amount.rent          |       0 |      0 |      0 |      0
overhead_per_head.tools       |       0
overhead_per_head.rent        |       0
headcount                     |       0 |      0 |      0 |      0
cost_index                    |       1 |      1 |      1 |      1
overheads                     |       0 |      0 |      0 |      0
onboarding                    |       0 |      0 |      0 |      0
bad_debt                      |       0 |      0 |      0 |      0
hosting_cost                  |       0 |    300 |     80 |     80
services_cost                 |       0 |      0 |      0 |      0
cost_of_service               |       0 |    300 |     80 |    100
operating_expenses            |       0 |      0 |     20 |      0
revenue                       |       0 |    200 |   80.5 |    100
closing_customers             |       0 |     10 |      4 |      7
ebitda                        |       0 |   -100 |  -19.5 |      0
then
fixed_cost_cover              |       0 |   -100 |    0.5 |     20
break_even_customers          |       . |      . |    160 |      7  # 20 ÷ (0.5 ÷ 4)
carries_itself                |       0 |      0 |      0 |      1
break_even_month              |       3
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING)


def test_at_break_even_ebitda_is_nothing():
    """With as many customers as break-even asks for, at the month's margin each, EBITDA would be 0."""
    figures = worked.securecloud()
    margin = figures["fixed_cost_cover"][1:] / figures["closing_customers"][1:]
    assert abs(figures["break_even_customers"][1:] * margin - figures["fixed_costs"][1:]).max() < 1e-6
    assert abs(figures["fixed_cost_cover"] - figures["fixed_costs"] - figures["ebitda"])[1:].max() < 1e-6
