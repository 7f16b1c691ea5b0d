"""Berkus: worked by hand."""

import worked

CHAPTER = "berkus"

TABLE = """
                            |   opening |
given
element_maximum             |   500_000
element_value.idea          |   500_000
element_value.prototype     |   250_000
element_value.management    |   100_000
element_value.relationships |         0
element_value.rollout       |    50_000
then
element_part.idea           |      100%
element_part.prototype      |       50%
element_part.relationships  |         0
berkus_value                |   900_000
"""

EDGE = """
                            |   opening |
given
element_maximum             |   500_000
element_value.idea          |         0
element_value.prototype     |         0
element_value.management    |         0
element_value.relationships |         0
element_value.rollout       |         0
then
element_part.idea           |         0
berkus_value                |         0
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE)


def test_edge():
    worked.work(CHAPTER, EDGE)
