"""Due diligence questions: every rule just beyond its limit and just within it; calibrated on the plans that ship."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from planbook.analysis.doubts import doubts, raised
from planbook.business import CHAPTERS
from planbook.business.red_flags import RED_FLAGS
from planbook.language.redflags import RedFlag
from planbook.plan import Run, load
from plans.shipped import SHIPPED, shipped

LINES = {item.name for chapter in CHAPTERS for item in (*chapter.lines, *chapter.assumptions)}
CALM = {  # figures that raise nothing
    "ebitda_margin_12_months": 0.2, "net_revenue_retention": 1.0, "revenue_growth": 0.1, "sales_marketing_share": 0.3,
    "revenue_per_person": 150_000, "clv_to_cac": 3, "terminal_share": 0.5, "terminal_growth": 0.02, "closing_cash": 1e6, "heads_added": 0,
    "gross_margin_12_months": 0.7,
}  # fmt: skip


def run_with(**figures: float) -> Run:
    """SecureCloud, with lines that have the same figure in all months."""
    base = shipped("securecloud").run("base")
    rows = {base.plan.model.find(name)[0]: value for name, value in {**CALM, **figures}.items()}
    arrays = {row: np.full_like(values, rows[row]) if row in rows else values for row, values in base.arrays.items()}
    return Run(base.plan, base.scenario, arrays)


def beyond(flag: RedFlag, by: float) -> dict[str, float]:
    """Figures that lie beyond all limits of a rule by a share, or within them by a negative one."""
    found = {}
    for test in flag.tests:
        limit = test.above if test.above is not None else test.below
        assert limit is not None
        size = max(abs(limit), 1.0)
        found[test.line] = limit + size * by if test.above is not None else limit - size * by
    return found


def test_rules_are_of_lines_that_exist() -> None:
    assert len(RED_FLAGS) >= 10
    assert {test.line for flag in RED_FLAGS for test in flag.tests} <= LINES
    assert len({flag.name for flag in RED_FLAGS}) == len(RED_FLAGS)


@pytest.mark.parametrize("flag", RED_FLAGS, ids=lambda flag: flag.name)
def test_a_rule_fires_beyond_its_limits_and_not_within(flag: RedFlag) -> None:
    assert raised(run_with()) == []
    fired = {each.flag.name: each for each in raised(run_with(**beyond(flag, 0.001)))}
    assert flag.name in fired
    assert fired[flag.name].value == pytest.approx(beyond(flag, 0.001)[flag.tests[0].line])
    assert flag.name not in {each.flag.name for each in raised(run_with(**beyond(flag, -0.001)))}
    for test in flag.tests:  # all of them must hold
        if len(flag.tests) > 1:
            assert flag.name not in {each.flag.name for each in raised(run_with(**{test.line: beyond(flag, 0.001)[test.line]}))}


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_plans_raise_what_is_honest(name: str) -> None:
    """Two to four in the base, at least four under stress."""
    for scenario, least, most in (("base", 2, 4), ("stress", 4, 99)):
        found = doubts(shipped(name).run(scenario))
        assert least <= len(found.flags) + len(found.alerts) <= most, scenario
        assert len(found.strongest) == 5
        assert found.unsourced == () or scenario != "base"
    assert all("For the price of" in text for text in doubts(shipped("securecloud").run("base")).musts)


def test_numbers_without_a_source_are_named(tmp_path: Path) -> None:
    text = """timeline: {start: 2027-01, months: 12}
segments:
  a:
    price: 100     # price list
    churn: 2%/month
    new_customers: 3    # signed
    opening_customers: 0
"""
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    found = doubts(load(tmp_path / "p.yaml").run())
    assert [each.path for each in found.unsourced] == ["segments.a.churn"]
    assert found.of is not None
    assert found.of.name == "closing_arr"
    assert found.musts == ()


def test_each_step_has_a_source_of_its_own(tmp_path: Path) -> None:
    """The second step has none; a comment behind a line is of all that the line says."""
    text = """timeline: {start: 2027-01, months: 24}
segments:
  a:
    price: 100                                # price list
    churn: 2%/month                           # as in 2026
    new_customers:
      - {value: 3}                            # signed
      - {from: 2027-07, value: 30}
opening_balance: {cash: 1_000, paid_in_capital: 1_000}   # bank
departments: {dev: {function: research_development, heads: [{value: 2}, {from: 2027-05, value: 5}], salary: 60_000}}   # contracts (A)
"""
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    run = load(tmp_path / "p.yaml").run()
    assert [each.path for each in doubts(run).unsourced] == ["segments.a.new_customers"]
    assert {each.note for key, each in run.scenario.origins.items() if key.startswith("planned_heads.value")} == {"contracts (A)"}

HIRED = """timeline: {start: 2027-01, months: 24}
plan: {currency: USD}
segments: {a: {price: 50, churn: 2%/month, new_customers: 30}}
departments: {founders: {function: general_admin, heads: [{value: 2}, {from: 2027-05, value: 5}], salary: 120_000}}
opening_balance: {cash: 45_000, paid_in_capital: 45_000}
"""


def test_hires_of_the_first_year_without_cash(tmp_path: Path) -> None:
    """Cash of 45,000 pays two founders for three months; three more join in May."""
    (tmp_path / "p.yaml").write_text(HIRED, encoding="utf-8")
    run = load(tmp_path / "p.yaml").run()
    assert run["closing_cash"][4] < 0
    (found,) = [each for each in raised(run) if each.flag.name == "hires_without_cash"]
    assert found.month == 5


def test_a_limit_in_dollars_judges_dollars(tmp_path: Path) -> None:
    """2.4 million yen of revenue a head are few dollars: the flag is not raised, and it is said that it was not judged."""
    text = HIRED.replace("price: 50", "price: 5_000").replace("45_000", "90_000_000")
    (tmp_path / "yen.yaml").write_text(text.replace("USD", "JPY"), encoding="utf-8")
    (tmp_path / "dollar.yaml").write_text(text, encoding="utf-8")
    yen, dollar = (doubts(load(tmp_path / f"{name}.yaml").run()) for name in ("yen", "dollar"))
    assert np.nanmax(yen.run["revenue_per_person"]) > 400_000
    assert "revenue_per_person_high" in {each.flag.name for each in dollar.flags}
    assert "revenue_per_person_high" not in {each.flag.name for each in yen.flags}
    assert dollar.unjudged == ()
    assert [text.partition(":")[0] for text in yen.unjudged] == ["Revenue per head is not judged"]


def test_a_limit_that_is_an_amount_names_its_currency() -> None:
    """Nothing is the same in all currencies; any other amount of money is of one."""
    model = shipped("securecloud").model
    for flag in RED_FLAGS:
        amounts = [test for test in flag.tests for row in model.by_name[test.line][:1] if "$" in row.unit.name]
        assert bool(flag.limits_in) == any((test.above or 0) != 0 or (test.below or 0) != 0 for test in amounts), flag.name
