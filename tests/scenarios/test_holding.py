"""`hold`: a value that does not rise for some months, month by month as worked by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from planbook.analysis.knobs import knobs
from planbook.language.errors import PlanError
from planbook.plan import Plan, load

BASE = """timeline: {start: 2027-01, months: 36}
segments: {a: {price: 10, churn: 1%/month, new_customers: 1}}
departments:
  dev: {function: research_development, heads: HEADS, salary: 120_000}
  support: {function: cost_of_service, staffing: customers, per_head: 10, salary: 60_000}
opening_balance: {cash: 900_000, paid_in_capital: 900_000}
"""
FREEZE = "{change: hold, from: 2027-10, for: 12 months}"


def plan(folder: Path, heads: str, said: str, above: str = "") -> Plan:
    """Heads of a department, and what scenarios say of them: `above`, and `low` which extends it."""
    (folder / "base.yaml").write_text(BASE.replace("HEADS", heads), encoding="utf-8")
    (folder / "above.yaml").write_text(f"extends: base.yaml\n{above}", encoding="utf-8")
    (folder / "low.yaml").write_text(f"extends: above.yaml\ndepartments: {{{said}}}\n", encoding="utf-8")
    return load(folder)


def heads(folder: Path, stated: str, said: str = f"dev: {{heads: {FREEZE}}}", above: str = "") -> list[float]:
    """The heads of each month."""
    made = plan(folder, stated, said, above).run("low")
    return [float(each) for each in np.broadcast_to(made["planned_heads.dev"], 37)[1:]]


@pytest.mark.parametrize(("stated", "held"), [
    ("4", [4] * 36),
    ("[{value: 4}, {from: 2027-05, value: 6}]", [4] * 4 + [6] * 32),  # before
    ("[{value: 4}, {from: 2027-12, value: 6}]", [4] * 21 + [6] * 15),
    ("[{value: 4}, {from: 2027-10, value: 6}]", [4] * 21 + [6] * 15),  # in its first month
    ("[{value: 4}, {from: 2028-09, value: 6}]", [4] * 21 + [6] * 15),  # in its last one
    ("[{value: 4}, {from: 2028-10, value: 6}]", [4] * 21 + [6] * 15),  # after it
    ("[{value: 4}, {from: 2027-12, value: 3}, {from: 2028-03, value: 9}]", [4] * 11 + [3] * 10 + [9] * 15),  # who leaves is not replaced
    ("[{value: 4}, {from: 2027-12, value: 6}, {from: 2028-10, value: 7}]", [4] * 21 + [7] * 15),
    ("[{value: 4}, {from: 2027-12, value: 6}, {from: 2028-03, value: 2}]", [4] * 14 + [2] * 22),  # as planned, and below
])  # fmt: skip
def test_steps_do_not_rise(tmp_path: Path, stated: str, held: list[float]) -> None:
    """From October 2027, month 10, to September 2028, month 21."""
    assert heads(tmp_path, stated) == held


def test_of_growth_each_month_is_held(tmp_path: Path) -> None:
    """Two grow by 3 % a month: in months 10 to 21 as many as in month 9, then as many as planned."""
    planned = 2 * 1.03 ** np.arange(36)
    planned[9:21] = planned[8]
    assert heads(tmp_path, "{value: 2, growth: 3%/month}") == pytest.approx(planned)
    yearly = 2 * 1.3 ** (np.arange(36) / 12)
    yearly[9:21] = yearly[8]
    assert heads(tmp_path, "{value: 2, growth: 30%/year}") == pytest.approx(yearly)


def test_a_season_is_held_where_it_rises(tmp_path: Path) -> None:
    """Four, half of them in October, twice as many in December: September's four at most, the two of October for the rest of the year."""
    season = "[1, 1, 1, 1, 1, 1, 1, 1, 1, 0.5, 1, 2]"
    planned = np.tile([4] * 9 + [2, 4, 8], 3).astype(float)
    planned[9:21] = 2
    assert heads(tmp_path, f"{{value: 4, season: {season}}}") == pytest.approx(planned)


def test_growth_that_begins_again_at_a_step(tmp_path: Path) -> None:
    """10, and 1 % more each month; 30 in month 13, and 1 % more; held from month 10 on for ever at what month 9 has."""
    stated = "{steps: [{value: 10}, {from: 2028-01, value: 30}], growth: 1%/month}"
    held = heads(tmp_path, stated, "dev: {heads: {change: hold, from: 2027-10}}")
    assert held == pytest.approx([*(10 * 1.01 ** np.arange(9)), *[10 * 1.01**8] * 27])


def test_changes_around_it(tmp_path: Path) -> None:
    """Before it, it holds what they come to; after it, they change what is held."""
    rise, half = "{change: + 2, from: 2027-12, for: 2 months}", "{change: × 0.5, from: 2028-01}"
    assert heads(tmp_path, "4", f"dev: {{heads: [{rise}, {FREEZE}]}}") == [4] * 36
    assert heads(tmp_path, "4", f"dev: {{heads: [{FREEZE}, {rise}, {half}]}}") == [4] * 11 + [6] + [3] + [2] * 23


@pytest.mark.parametrize(("added", "stated"), [("'- 5'", 5), ("+ 5", 15)])
def test_what_is_added_to_a_held_value_is_held_too(tmp_path: Path, added: str, stated: float) -> None:
    """10 less or more 5 that grow by 1 % a month, 30 less or more 5 from January 2028 on: none of them above what month 9 has."""
    above = f"departments: {{dev: {{heads: {FREEZE}}}}}\n"
    held = heads(tmp_path, "{steps: [{value: 10}, {from: 2028-01, value: 30}], growth: 1%/month}", f"dev: {{heads: {added}}}", above)
    planned = [*(stated * 1.01 ** np.arange(12)), *((20 + stated) * 1.01 ** np.arange(24))]
    planned[9:21] = [planned[8]] * 12
    assert held == pytest.approx(planned)
    with pytest.raises(PlanError, match="the value is held, so in some months it can be multiplied only"):
        plan(tmp_path, "{value: 4, season: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2]}", "dev: {heads: {change: + 2, from: 2027-12}}", above)


@pytest.mark.parametrize("moves", ["season: [1, 1, 1, 1.2, 1, 1, 1, 1, 1, 1, 1, 1]", "growth: 0.5%/month"])
def test_rates_of_a_year_are_held_as_those_of_a_month(tmp_path: Path, moves: str) -> None:
    """10 % a year are 0.874 % a month, 40 % are 4.17 %: from October 2027 on as in September, in each of twelve months."""
    stated = f"churn: {{steps: [{{value: 10%/year}}, {{from: 2028-01, value: 40%/year}}], {moves}}}"
    text = BASE.replace("HEADS", "1").replace("churn: 1%/month", stated)
    (tmp_path / "base.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "low.yaml").write_text(f"extends: base.yaml\nsegments: {{a: {{churn: {FREEZE}}}}}\n", encoding="utf-8")
    (tmp_path / "half.yaml").write_text("extends: low.yaml\nsegments: {a: {churn: × 0.5}}\n", encoding="utf-8")
    made = load(tmp_path)
    low, half = made.run("low")["churn.a"], made.run("half")["churn.a"]
    assert half[10:22] == pytest.approx([half[9]] * 12, rel=1e-12)
    assert half[9] == pytest.approx((1 - 0.95 ** (1 / 12)) * (1.005**8 if "growth" in moves else 1), rel=1e-12)
    assert not {path for path in knobs(made.model) if "churn" in path and knobs(made.model)[path].held(made.scenario("base"))}
    assert knobs(made.model)["segments.a.churn"].held(made.scenario("half"))
    assert low[10:22] == pytest.approx([low[9]] * 12, rel=1e-12)
    assert low[9] == pytest.approx((1 - 0.9 ** (1 / 12)) * (1.005**8 if "growth" in moves else 1), rel=1e-12)
    assert low[22] > 0.04


def test_a_file_for_any_plan_may_name_months_that_a_plan_has_not(tmp_path: Path) -> None:
    """What lies beyond is passed over, and of what began before, the rest applies."""
    (tmp_path / "mixins").mkdir()
    for name, begins, months in (("later", "2035-01", 6), ("before", "2026-10", 2), ("since", "2026-10", 15)):
        said = f"departments: {{every: {{heads: {{change: hold, from: {begins}, for: {months} months}}}}}}\n"
        (tmp_path / "mixins" / f"{name}.yaml").write_text(said + "hires: {from 2035-01: {heads: 0}}\n", encoding="utf-8")
    made = plan(tmp_path, "[{value: 4}, {from: 2027-12, value: 6}]", "dev: {heads: 4}")
    for name, at in (("later", [4, 6, 6]), ("before", [4, 6, 6]), ("since", [4, 4, 6])):
        found = made.with_changes({}, "base", [name]).run()["planned_heads.dev"]
        assert np.broadcast_to(found, 37)[[11, 12, 13]].tolist() == at, name


@pytest.mark.parametrize("stated", ["2", "{value: 2, growth: 1%/month}"])
def test_growth_that_is_stated_after_it_is_held_too(tmp_path: Path, stated: str) -> None:
    planned = 2 * 1.05 ** np.arange(36)
    planned[9:21] = planned[8]
    above = f"departments: {{dev: {{heads: {FREEZE}}}}}\n"
    assert heads(tmp_path, stated, "dev: {heads: {growth: 5%/month}}", above) == pytest.approx(planned)


def test_for_the_whole_plan_and_from_its_first_month(tmp_path: Path) -> None:
    """Those of the first month are there; `hold` alone is for all months."""
    stated = "[{value: 4}, {from: 2027-05, value: 6}, {from: 2027-07, value: 3}, {from: 2028-01, value: 9}]"
    assert heads(tmp_path, stated, "dev: {heads: hold}") == [4] * 6 + [3] * 30
    assert heads(tmp_path, stated, "dev: {heads: {change: hold, from: month 1, for: 12 months}}") == [4] * 6 + [3] * 6 + [9] * 24


def test_of_every_department(tmp_path: Path) -> None:
    """One that its work staffs goes on hiring for it."""
    made = plan(tmp_path, "[{value: 4}, {from: 2027-12, value: 6}]", f"every: {{heads: {FREEZE}}}")
    base, low = made.run("base"), made.run("low")
    assert low["planned_heads.dev"][[11, 12, 21, 22]].tolist() == [4, 4, 4, 6]
    assert (low["staffed_heads.support"] == base["staffed_heads.support"]).all()
    assert low["staffed_heads.support"][-1] > low["staffed_heads.support"][1]
    assert made.scenario("low").origins["planned_heads.value2.dev"].written == "4, held"


def test_what_has_no_months_cannot_be_held(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match=r"least_heads: this does not change over time: it cannot be held"):
        plan(tmp_path, "4", "support: {least_heads: hold}")
    with pytest.raises(PlanError, match=r"heads: begins in month 40, and the plan has 36"):
        plan(tmp_path, "4", "dev: {heads: {change: hold, from: month 40}}")
