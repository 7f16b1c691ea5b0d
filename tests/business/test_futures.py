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
future_exit_value.base      | 4_000_000
future_exit_value.worst     |         0
retention_to_exit           |       80%
hurdle_multiple             |         4
then
future_present_value.best   | 1_600_000
future_present_value.base   |   800_000
future_present_value.worst  |         0
best_future                 | 1_600_000
future_distance.best        |         0
future_distance.base        |   800_000
future_distance.worst       | 1_600_000
futures_span                | 1_600_000
future_weighted_value.best  |   400_000
future_weighted_value.base  |   400_000
future_weighted_value.worst |         0
first_chicago_value         |   800_000
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
retention_to_exit           |         1
hurdle_multiple             |         1
then
future_weighted_value.worst |         0
first_chicago_value         |        50
probability_residual        |       0.2
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING)
