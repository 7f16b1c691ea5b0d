"""A value that grows, or has a season, may not get out of what is allowed for it."""

from pathlib import Path

import pytest

from planbook import plan
from planbook.language.errors import EvaluationError

TEXT = """
timeline: {start: 2027-01, months: 36}
segments:
  teams:
    price: 49
    churn: 2%/month
    new_customers: 20
    churn_multiplier: {value: 1, growth: @}
"""
SEASONAL = """
timeline: {start: 2027-04, months: 36}
segments:
  teams:
    price: 49
    churn: 2%/month
    new_customers: 20
    discount: {steps: [{value: 1%}, {from: 2028-02, value: 50%}], season: [@, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0]}
"""


def run(folder: Path, given: str, text: str = TEXT) -> None:
    (folder / "small.yaml").write_text(text.replace("@", given))
    plan.load(folder / "small.yaml").run()


def test_growth_beyond_a_bound_is_refused_with_its_month(tmp_path: Path) -> None:
    # 1.2^25 = 95.4 and 1.2^26 = 114.5: the bound of 100 is passed in month 27, March 2029.
    with pytest.raises(EvaluationError, match=r"Churn multiplier: Teams \(`churn_multiplier.teams`\) goes beyond its bounds in 2029-03"):
        run(tmp_path, "20%/month")


def test_growth_within_the_bounds_is_not(tmp_path: Path) -> None:
    run(tmp_path, "14%/month")  # 1.14^35 = 98.1


def test_a_season_beyond_a_bound_is_refused_with_its_month(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"`discount.teams`\) goes beyond its bounds in 2029-01"):
        run(tmp_path, "2.1", SEASONAL)  # 2.1 % in January 2028, 105 % in January 2029


def test_a_season_within_the_bounds_is_not(tmp_path: Path) -> None:
    run(tmp_path, "2", SEASONAL)  # a month for nothing
