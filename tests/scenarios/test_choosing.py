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


HIRES = """timeline: {start: 2027-01, months: 24}
segments: {a: {price: 10, churn: 1%/month, new_customers: 1}}
departments: {dev: {function: research_development, heads: 1, salary: 100_000}}
hires:
  a: {department: dev, from: 2027-06, salary: 60_000}
  b: {department: dev, from: 2027-09, salary: 60_000}
  c: {department: dev, from: 2028-02, salary: 60_000}
opening_balance: {cash: 500_000, paid_in_capital: 500_000}
"""


@pytest.mark.parametrize(("choice", "cancelled"), [
    ("from 2027-09", "bc"), ("from 2027-10", "c"), ("from 2027-06 to 2027-09", "ab"), ("from 2027-07 to 2028-01", "b"),
    ("from month 7 to month 14", "bc"), ("from 2027-06 to month 6", "a"),
])  # fmt: skip
def test_those_who_begin_from_a_month_on(tmp_path: Path, choice: str, cancelled: str) -> None:
    """Hires of months 6, 9 and 14; the months named are among those meant."""
    (tmp_path / "base.yaml").write_text(HIRES, encoding="utf-8")
    (tmp_path / "low.yaml").write_text(f"extends: base.yaml\nhires: {{{choice}: {{heads: 0}}}}\n", encoding="utf-8")
    values = load(tmp_path).scenario("low").values
    assert "".join(name for name in "abc" if not values[f"hire_size.{name}"]) == cancelled


def test_they_begin_where_changes_have_moved_them(tmp_path: Path) -> None:
    """Half a year later: months 12, 15 and 20. A file to mix in may mean nobody."""
    (tmp_path / "mixins").mkdir()
    stop = "hires: {from month 13: {heads: 0}}\nrounds: {from month 2: {amount: 0}}\nsegments: {first: {price: × 2}}\n"
    (tmp_path / "mixins" / "stop.yaml").write_text(stop, encoding="utf-8")
    (tmp_path / "base.yaml").write_text(HIRES, encoding="utf-8")
    (tmp_path / "low.yaml").write_text("extends: base.yaml\nhires: {every: {from: + 6 months}}\n", encoding="utf-8")
    plan = load(tmp_path)
    for scenario, cancelled in (("base", "c"), ("low", "bc")):
        values = plan.with_changes({}, scenario, ["stop"]).scenario().values
        assert "".join(name for name in "abc" if not values[f"hire_size.{name}"]) == cancelled
    late = plan.with_changes({"hires.c.from": "2027-03", "hires.b.from": "2027-03"}, "base")
    assert {late.with_changes({}, "changed", ["stop"], "x").scenario().values[f"hire_size.{name}"] for name in "abc"} == {1}


def test_a_month_may_lie_before_the_plan_where_it_can(tmp_path: Path) -> None:
    text = HIRES + "safes: {early: {amount: 10_000, month: 2026-10, cap: 500_000}, late: {amount: 20_000, month: 2027-05, cap: 900_000}}\n"
    (tmp_path / "base.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "low.yaml").write_text("extends: base.yaml\nsafes: {from 2026-09 to 2026-12: {amount: × 0.5}}\n", encoding="utf-8")
    values = load(tmp_path).scenario("low").values
    assert (values["safe_amount.early"], values["safe_amount.late"]) == (5_000, 20_000)
