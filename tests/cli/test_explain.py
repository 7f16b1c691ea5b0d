"""`planbook explain`: the numbers it shows are the figure's own, and add up to it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import SHIPPED, Command

from planbook.backends.explain import Explainer, Node
from planbook.language.expression import Apply, Line
from planbook.language.units import Shape
from planbook.plan import Run, load


def number(text: str) -> float:
    return float(text.replace(",", ""))


def every(node: Node) -> Iterator[Node]:
    yield node
    for part in node.parts:
        yield from every(part)


def total_of(node: Node) -> int:
    """How many lines a node's formula adds up, if that is all it does."""
    tree = node.row.tree if node.place.column or node.row.shape is Shape.SCALAR else node.row.opening
    plain = node.formula and isinstance(tree, Apply) and tree.op == "total" and all(isinstance(arg, Line) for arg in tree.args)
    return len(tree.args) if plain else 0


def printed(out: str, depth: int) -> dict[str, float]:
    """The names and values that stand at a depth of the tree."""
    guide = "[│ ] " * (depth - 1) + "[├└] " if depth else ""
    found = re.findall(rf"^{guide}([a-z][\w.]*)[^\n]*? +(-?[\d,.]+)%?$", out, re.MULTILINE)
    return {name: number(value) for name, value in found}


def test_a_difference_recombines(planbook: Command, base: Run) -> None:
    out = planbook("explain", SHIPPED, "ebitda", "--month", "2028-03").out
    parts = printed(out, 1)
    assert list(parts) == ["gross_profit", "operating_expenses"]
    assert printed(out, 0)["ebitda"] == pytest.approx(float(base["ebitda"][15]), abs=0.005)
    assert parts["gross_profit"] - parts["operating_expenses"] == pytest.approx(printed(out, 0)["ebitda"], abs=0.011)


def test_a_sum_of_members_recombines(planbook: Command, base: Run) -> None:
    out = planbook("explain", SHIPPED, "new_mrr", "--month", "2027-03").out
    parts = printed(out, 1)
    assert set(parts) == {f"segment_new_mrr.{name}" for name in ("business", "small", "individual")}
    assert sum(parts.values()) == pytest.approx(float(base["new_mrr"][3]), abs=0.016)


def test_last_month_is_the_month_before(planbook: Command, base: Run) -> None:
    out = planbook("explain", SHIPPED, "cash", "--month", "2027-03").out
    assert "= last month's closing_cash + net_cash_flow" in out
    earlier = re.search(r"closing_cash \(2027-02; see above\) +([\d,.-]+)", out)
    assert earlier
    assert number(earlier[1]) == pytest.approx(float(base["closing_cash"][2]), abs=0.005)


def test_the_last_month_unless_another_is_asked_for(planbook: Command) -> None:
    assert "scenario base, 2031-12:" in planbook("explain", SHIPPED, "closing_arr").out


def test_inputs_with_file_line_and_note(planbook: Command) -> None:
    lines = (SHIPPED / "base.yaml").read_text(encoding="utf-8").splitlines()
    where = next(number for number, text in enumerate(lines, 1) if text.strip().startswith("wacc:"))
    out = planbook("explain", SHIPPED, "wacc").out
    written = lines[where - 1].split(":")[1].split("#")[0].strip()
    assert f"base.yaml:{where} valuation.wacc: {written} — " in out


def test_inputs_of_a_scenario_name_its_file(planbook: Command) -> None:
    assert "downside.yaml:" in planbook("explain", SHIPPED, "new_price.business", "--scenario", "downside").out


@pytest.mark.parametrize("line", ["closing_arr", "equity_value", "closing_cash", "revenue", "runway"])
def test_without_a_depth_it_comes_to_inputs(planbook: Command, line: str) -> None:
    assert re.search(r"base\.yaml:\d+ \w+", planbook("explain", SHIPPED, line).out)


def test_depth_is_where_it_stops(planbook: Command) -> None:
    out = planbook("explain", SHIPPED, "closing_arr", "--depth", "2").out
    assert printed(out, 2)
    assert not printed(out, 3)
    assert "new_mrr …" in out
    assert "larger --depth" in out


def test_the_branch_that_where_took(planbook: Command, base: Run) -> None:
    assert base["dcf_meaningful"] == 1
    out = planbook("explain", SHIPPED, "enterprise_value", "--depth", "1").out
    assert "dcf_meaningful holds: explicit_value" in " ".join(out.split()).replace("│ ", "")
    parts = printed(out, 1)
    total = sum(value for name, value in parts.items() if name != "dcf_meaningful")
    assert total == pytest.approx(float(base["enterprise_value"]), abs=0.03)


def test_the_three_largest_cohorts_and_the_others(planbook: Command, base: Run) -> None:
    month = 60
    grid = base.arrays[base.plan.model.row("cohort_mrr", "business")][:, month, 0]
    filled = sorted((float(value) for value in grid if value), key=abs, reverse=True)
    out = planbook("explain", SHIPPED, "closing_monthly_mrr.business").out
    shown = [number(value) for value in re.findall(r"cohort_mrr\.business \(cohort of \d{4}-\d\d[^)]*\)(?: …)? +([\d,.]+)", out)]
    more = re.search(r"and (\d+) more +([\d,.]+)", out)
    assert more
    assert int(more[1]) == len(filled) - 3
    assert shown[:3] == pytest.approx(filled[:3], abs=0.006)
    assert sum(shown[:3]) + number(more[2]) == pytest.approx(sum(filled), abs=0.03)


def test_no_line_is_explained_twice(base: Run) -> None:
    model = base.plan.model
    root = Explainer(model, base.arrays).explain(model.row("equity_value"), 0, 8)
    explained = [node.row.name for node in every(root) if node.formula]
    assert len(explained) > 40
    assert len(explained) == len(set(explained))
    assert any(node.state == "seen" for node in every(root))


def test_every_line_can_be_explained_and_every_sum_recombines(base: Run) -> None:
    model = base.plan.model
    explainer = Explainer(model, base.arrays)
    tried = 0
    for row in model.rows:
        for column in (0,) if row.shape is Shape.SCALAR else (0, 1, 2, 13, 60):
            root = explainer.explain(row, column, 2)
            for node in every(root):
                summands = total_of(node)
                if summands:
                    tried += 1
                    total = sum(part.value for part in node.parts) + sum(left.value for left in node.left_out)
                    assert total == pytest.approx(node.value, rel=1e-9, abs=1e-9), node.row.key
                    assert len(node.parts) + sum(left.count for left in node.left_out) == summands
    assert tried > 100


def test_a_window_is_the_sum_of_its_months(base: Run) -> None:
    model = base.plan.model
    root = Explainer(model, base.arrays).explain(model.row("gross_profit_12_months"), 30, 3)
    (window,) = root.parts
    assert window.window == (19, 30)
    assert window.value == pytest.approx(root.value) == pytest.approx(float(base["gross_profit"][19:31].sum()))
    assert [part.value for part in window.parts] == [float(base["gross_profit"][30])]


def test_a_window_does_not_reach_before_the_plan(base: Run) -> None:
    model = base.plan.model
    root = Explainer(model, base.arrays).explain(model.row("gross_profit_12_months"), 5, 1)
    assert root.parts[0].window == (1, 5)
    assert root.parts[0].value == pytest.approx(root.value)


def test_the_lowest_month_is_named(planbook: Command, base: Run) -> None:
    cash = base["closing_cash"][1:]
    month = base.plan.model.structure.month_label(int(cash.argmin()) + 1)
    assert f"closing_cash ({month})" in planbook("explain", SHIPPED, "minimum_cash").out


def test_not_available_is_said(planbook: Command, base: Run) -> None:
    assert math.isnan(base["annual_churn_rate"][3])
    assert "2027-03: n/a\n" in planbook("explain", SHIPPED, "annual_churn_rate", "--month", "2027-03").out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["segment_arpu"], "ask for segment_arpu.business, segment_arpu.small, segment_arpu.individual"),
        (["revenu"], "did you mean `revenue`?"),
        (["revenue", "--month", "2035-01"], "`2035-01` is not a month of this plan: it runs from 2027-01 to 2031-12"),
        (["revenue", "--month", "March"], "`March` is not a month of this plan"),
        (["enterprise_value", "--month", "2027-03"], "`enterprise_value` has no months"),
        (["revenue", "--depth", "0"], "--depth"),
        (["revenue", "--scenario", "x"], "there are base, downside, stress, upside"),
    ],
)
def test_what_explain_refuses(planbook: Command, arguments: list[str], message: str) -> None:
    said = planbook("explain", SHIPPED, *arguments)
    assert (said.status, said.out) == (2, "")
    assert message in said.err


def test_explanations_fit_eighty_columns(planbook: Command, base: Run) -> None:
    names = [row.key for row in base.plan.model.rows if row.item and row.item.metric]
    for name in [*names, "cohort_mrr.business", "churn_by_age.individual", "failed_checks"]:
        out = planbook("explain", SHIPPED, name, "--depth", "7").out
        assert max(map(len, out.splitlines())) <= 80, name


def test_chapters_left_out_add_no_naked_zeros(planbook: Command, tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("timeline: {start: 2027-01}\nsegments: {teams: {price: 49, churn: 2%/month, new_customers: 9}}\n", encoding="utf-8")
    said = planbook("explain", path, "revenue", "--depth", "8").out
    assert "= recurring_revenue + setup_revenue − refunds" in said
    assert "= 0: the plan has nothing that adds to it" in planbook("explain", path, "closing_debt").out
    run = load(path).run()
    model = run.plan.model
    for row in (row for row in model.lines() if row.item and row.item.metric):
        root = Explainer(model, run.arrays).explain(row, 12, 6) if row.shape is Shape.MONTHS else None
        for node in every(root) if root else ():
            opening = node.place.column == 0
            assert opening or not re.search(r"(^|[+−] )0( [+−]|$)", node.formula), f"{node.row.key} = {node.formula}"
