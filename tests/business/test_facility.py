"""The revolver's cost: worked by hand."""

import worked

CHAPTER = "facility"

TABLE = """
                  | opening |      1 |      2 |      3 |      4
given
revolver_limit    |   1_000 |  1_000 |  1_000 |    600 |    900
revolver_rate     |      1%
commitment_rate   |    0.5%
closing_revolver  |     200 |    500 |  1_000 |      0 |    300
revolver_without_round |  200 | 600 |  1_000 |    700 |    900
then
interest_of_standby |       0 |      0 |    0.5 |      0 |    3.5  # 0.5 % of 100, of 700
revolver_interest |       0 |      2 |      5 |     10 |      0  # on what was drawn a month ago
revolver_fee      |       0 |      4 |    2.5 |      0 |      3  # on what was not drawn a month ago, within that month's limit
"""

# No revolver: nothing to pay.
EDGE = """
                  | opening |      1 |      2 |      3 |      4
given
revolver_limit    |       0 |      0 |      0 |      0 |      0
revolver_rate     |      2%
commitment_rate   |      1%
closing_revolver  |       0 |      0 |      0 |      0 |      0
revolver_without_round |  0 |   0 |      0 |      0 |      0
then
interest_of_standby |     0 |      0 |      0 |      0 |      0
revolver_interest |       0 |      0 |      0 |      0 |      0
revolver_fee      |       0 |      0 |      0 |      0 |      0
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE)


def test_edge():
    worked.work(CHAPTER, EDGE)
