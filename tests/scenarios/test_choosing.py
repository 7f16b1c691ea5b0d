"""`largest KEY`: which member it is, by figures as they stand after changes, and rates as rates of a month."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbook.analysis.stress import stress
from planbook.plan import Plan, load

TEXT = """timeline: {start: 2027-01, months: 24}
segments:
  a: {price: 49, churn: 3%/month, new_customers: {value: 5, growth: 9%/month}}
  b: {price: 100, churn: 18%/year, new_customers: [{value: 4}, {from: 2027-07, value: 40}]}
  c: {price: 60, retention: weibull, scale: 40, shape: 0.8, new_customers: 1}
opening_balance: {cash: 500_000, paid_in_capital: 500_000}
"""


def struck(folder: Path, said: str, key: str = "price") -> list[str]:
    """The segments that are struck where a scenario says something and the file ``hit`` is mixed in after it."""
    (folder / "mixins").mkdir()
    (folder / "mixins" / "hit.yaml").write_text(f"segments: {{largest {key}: {{discount: 10%}}}}\n", encoding="utf-8")
    (folder / "base.yaml").write_text(TEXT, encoding="utf-8")
    (folder / "up.yaml").write_text(f"extends: base.yaml\n{said}", encoding="utf-8")
    made: Plan = load(folder).with_changes({}, "up", mixins=["hit"])
    return [name for name in "abc" if made.scenario().values[f"discount.{name}"]]


@pytest.mark.parametrize(("said", "who"), [
    ("", "b"), ("segments: {a: {price: × 3}}\n", "a"), ("segments: {a: {price: 147}}\n", "a"), ("segments: {b: {price: '- 41'}}\n", "c"),
    ("segments: {every: {price: 7}}\n", "a"),
])  # fmt: skip
def test_the_largest_price_is_that_after_changes(tmp_path: Path, said: str, who: str) -> None:
    """49 × 3 is 147; 100 − 41 is 59, below 60; of equals the first listed."""
    assert struck(tmp_path, said) == [who]


@pytest.mark.parametrize(("said", "key", "who"), [
    ("", "churn", "a"), ("segments: {b: {churn: 32%/year}}\n", "churn", "b"), ("", "new_customers", "a"), ("", "scale", "c"),
])  # fmt: skip
def test_rates_are_compared_by_the_month(tmp_path: Path, said: str, key: str, who: str) -> None:
    """18 % a year are 1 − 0.82^(1/12) = 1.6 % a month, 32 % a year 3.2 %; five beats four, which only become forty in July."""
    assert struck(tmp_path, said, key) == [who]


def test_a_key_client_is_lost_where_the_price_is_highest_in_the_scenario(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "up.yaml").write_text("extends: base.yaml\nsegments: {a: {price: × 3}}\n", encoding="utf-8")
    plan = load(tmp_path)
    for scenario, who in (("base", "b"), ("up", "a")):
        (shock,) = stress(plan, scenario, ["key_client_lost"]).shocks
        assert shock.plain
        assert shock.plain.run[f"contraction_rate.{who}"][7] == pytest.approx(0.1)
