"""First Chicago: worked by hand."""

import worked

CHAPTER = "futures"

SETTING = worked.Setting(families={"future": {"best": {}, "base": {}, "worst": {}}})

TABLE = """
                            |   opening |
given
future_probability.best     |       25%
future_probability.base     |       50%
future_probability.worst    |       25%
future_exit_value.best      | 8_000_000
future_exit_value.base      | 3_000_000
future_exit_value.worst     |   400_000
future_years.best           |         2
future_years.base           |        -1  # as the venture method
future_years.worst          |         0
future_retention.best       |       80%
future_retention.base       |         0  # as the venture method
future_retention.worst      |       0.5
future_hurdle_rate.best     |      100%
future_hurdle_rate.base     |         0  # as the venture method
future_hurdle_rate.worst    |       0.5
future_discount.best        |       50%
future_discount.base        |         0  # as the venture method
future_discount.worst       |         1
future_money.best           |   300_000
future_money.base           |        -1  # as the venture method
future_money.worst          |         0
years_to_exit               |         3
retention_to_exit           |       90%
hurdle_rate                 |       50%
investment_discount         |       75%
money_until_investment      |   240_000
equity_bridge               |    20_000
then
years_to_future.best        |         2
years_to_future.base        |         3
years_to_future.worst       |         0
kept_in_future.best         |       80%
kept_in_future.base         |       90%
kept_in_future.worst        |       50%
hurdle_of_future.best       |      100%
hurdle_of_future.base       |       50%
hurdle_of_future.worst      |       50%
future_hurdle_multiple.best |         4
future_hurdle_multiple.base |     3.375
future_hurdle_multiple.worst|         1
future_present_value.best   | 1_600_000  # 8_000_000 × 80 % ÷ 4
future_present_value.base   |   800_000  # 3_000_000 × 90 % ÷ 3.375
future_present_value.worst  |   200_000  # 400_000 × 50 %: nothing to wait for
discount_of_future.best     |       50%
discount_of_future.base     |       75%
discount_of_future.worst    |         1
money_of_future.best        |   300_000
money_of_future.base        |   240_000
money_of_future.worst       |         0
future_at_start.best        |   500_000  # 1_600_000 × 50 % − 300_000
future_at_start.base        |   360_000
future_at_start.worst       |   200_000
futures_at_start            |   355_000  # 125_000 + 180_000 + 50_000
best_future                 |   500_000
future_distance.best        |         0
future_distance.base        |   140_000
future_distance.worst       |   300_000
futures_span                |   300_000
chicago_mid                 |   335_000
chicago_low                 |   180_000
chicago_high                |   480_000
future_weighted_value.best  |   400_000
future_weighted_value.base  |   400_000
future_weighted_value.worst |    50_000
first_chicago_value         |   850_000
probability_residual        |         0
"""

# What a cell of the workbook may say: the probabilities come to 125 %, a fifth of which is too much.
EDGE = """
                            |   opening |
given
future_probability.best     |       75%
future_probability.base     |       50%
future_probability.worst    |         0
future_exit_value.best      |         0
future_exit_value.base      |       100
future_exit_value.worst     |       100
future_years.best           |         1
future_years.base           |         1
future_years.worst          |       0.5
future_retention.best       |         1
future_retention.base       |         1
future_retention.worst      |         1
future_hurdle_rate.best     |         3
future_hurdle_rate.base     |         0
future_hurdle_rate.worst    |         3
future_discount.best        |         0
future_discount.base        |         1
future_discount.worst       |         1
future_money.best           |         0
future_money.base           |         0
future_money.worst          |        50
years_to_exit               |         9
retention_to_exit           |       10%
hurdle_rate                 |         0
investment_discount         |         1
money_until_investment      |         9
equity_bridge               |         0
then
future_at_start.worst       |         0
chicago_mid                 |        50
chicago_low                 |         0
chicago_high                |       100
future_present_value.base   |       100
future_present_value.worst  |        50  # half a year at fourfold a year
future_weighted_value.worst |         0
first_chicago_value         |        50
probability_residual        |       0.2
"""


# Nothing in any future, or half a unit.
SETTING_EDGE_NOTHING = SETTING_EDGE_HALF = worked.Setting(families={"future": {"only": {}, "none": {}}})
ONLY = """
future_probability.only     |      100%
future_probability.none     |         0
future_exit_value.none      |         0
future_years.only           |         0
future_years.none           |         0
future_retention.only       |         1
future_retention.none       |         1
future_hurdle_rate.only     |         0
future_hurdle_rate.none     |         0
future_discount.only        |         1
future_discount.none        |         1
future_money.only           |         0
future_money.none           |         0
years_to_exit               |         9
retention_to_exit           |       10%
hurdle_rate                 |         0
investment_discount         |         1
money_until_investment      |         0
equity_bridge               |        10
"""
EDGE_NOTHING = f"""
                            |   opening |
given{ONLY}
future_exit_value.only      |         0
then
chicago_mid                 |         .
chicago_low                 |         .
chicago_high                |         .
"""
EDGE_HALF = f"""
                            |   opening |
given{ONLY}
future_exit_value.only      |       0.5
then
chicago_mid                 |      -9.5
chicago_low                 |       -10
chicago_high                |      -9.5
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge_nothing():
    worked.work(CHAPTER, EDGE_NOTHING, SETTING_EDGE_NOTHING)


def test_edge_half():
    worked.work(CHAPTER, EDGE_HALF, SETTING_EDGE_HALF)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING)
