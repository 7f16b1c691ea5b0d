"""Scorecard: worked by hand."""

import pytest

import worked
from planbook.business.families import SCORED

CHAPTER = "payne"

TABLE = """
                               |   opening |
given
regional_value                 | 2_000_000
score.team                     |      150%
score.opportunity              |      120%
score.product                  |      100%
score.competition              |       50%
score.channels                 |       80%
score.further_funding          |       60%
score.other                    |      140%
then
weighted_score.team            |       45%
weighted_score.opportunity     |       30%
weighted_score.product         |       15%
weighted_score.competition     |        5%
weighted_score.channels        |        8%
weighted_score.further_funding |        3%
weighted_score.other           |        7%
scorecard_value                | 2_260_000  # 113 %
"""

# The worst that can be scored is half of the usual value.
EDGE = """
                               |   opening |
given
regional_value                 | 2_000_000
score.team                     |       50%
score.opportunity              |       50%
score.product                  |       50%
score.competition              |       50%
score.channels                 |       50%
score.further_funding          |       50%
score.other                    |       50%
then
scorecard_value                | 1_000_000
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE)


def test_edge():
    worked.work(CHAPTER, EDGE)


def test_weights_are_all_of_it():
    ((_, weights),) = SCORED.constants
    assert sum(weights) == pytest.approx(1)


def test_a_plan_without_scores_has_no_weights():
    assert not [name for name in worked.securecloud() if name.startswith(("score_weight", "scorecard_value"))]
