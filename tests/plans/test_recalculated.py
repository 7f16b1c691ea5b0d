"""The workbook is the engine: recalculated by others, every cell is what the engine computed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import formualizer
import pytest

from extent import few
from planbook.backends.excel import build
from planbook.language.units import Shape
from planbook.plan import Plan, Run, load
from plans.random_plans import FEATURES, OPTIONAL, RandomPlan, roll
from plans.shipped import SHIPPED, runs_of, shipped
from plans.workbooks import NAME, OPENING, against_run, build_workbook, names, with_scenario
from recalculation import (
    Values,
    compare,
    formualizer_values,
    libreoffice_states,
    libreoffice_values,
    read,
    require_libreoffice,
    written_values,
)

JUDGES = ("formualizer", "libreoffice")


def recalculated(judge: str, path: Path) -> Values:
    """Every cell as a judge recalculates it."""
    if judge == "libreoffice":
        require_libreoffice()
        return libreoffice_values(path)
    return formualizer_values(path)


def nothing_differs(judge: str, path: Path, least: int) -> Values:
    """Assert that a judge gets every cell's value; returns them."""
    written = written_values(path)
    assert len(written) > least
    values = recalculated(judge, path)
    differences = compare(written, values)
    assert not differences, f"{len(differences)} cells, such as {differences[:5]}"
    return values


def is_the_run(values: Values, run: Run, path: Path) -> None:
    """Assert that all lines and names of a workbook have the figures of a run."""
    compared = against_run(values, run)
    assert not compared.differences, f"{len(compared.differences)} cells, such as {compared.differences[:5]}"
    assert {row.key for row in run.plan.model.rows} - compared.rows == set()
    along = [row for row in run.plan.model.rows if row.shape is not Shape.SCALAR]
    assert compared.cells > len(along) * run.plan.model.structure.horizon / 2
    outputs = {name.removeprefix("out_"): place for name, place in names(path).items() if name.startswith("out_")}
    assert len(outputs) > 20
    for name, place in outputs.items():
        array = run[name]
        number = float(array) if run.plan.model.row(name).shape is Shape.SCALAR else float(array[-1])
        value = values[place]
        wanted = None if number != number else pytest.approx(number, rel=1e-9, abs=1e-9)
        assert value == wanted, name


@pytest.mark.parametrize("name", SHIPPED)
def test_libreoffice_recalculates_every_scenario_of_a_plan_that_ships(name: str, built: Callable[[str], Path]) -> None:
    """All cells as the file has them; then every line with the selector on each of the other scenarios."""
    require_libreoffice()
    path = built(name)
    others = [scenario for scenario in runs_of(name) if scenario != "base"]
    values, *turned = libreoffice_states(path, [[], *([(*names(path)["in_scenario"], scenario)] for scenario in others)])
    written = written_values(path)
    assert len(written) > 100_000
    differences = compare(written, values)
    assert not differences, f"{len(differences)} cells, such as {differences[:5]}"
    for scenario, found in zip(["base", *others], [values, *turned], strict=True):
        is_the_run(found, runs_of(name)[scenario], path)


@pytest.mark.parametrize("name", few(SHIPPED, 2))
def test_formualizer_recalculates_every_scenario_of_a_plan_that_ships(
    name: str, built: Callable[[str], Path], turned: Callable[[str], dict[str, Values]]
) -> None:
    """A second judge beside LibreOffice, which has all plans in every run."""
    path, values = built(name), turned(name)
    for scenario, run in runs_of(name).items():
        is_the_run(values[scenario], run, path)
    assert compare(written_values(path), values["base"]) == []  # every cell, charts and titles too


TYPED = {  # terms of value and of the round
    "wacc": 0.11, "terminal_growth": 0.02, "exit_multiple": 3.5, "planned_exit_month": 36.0, "hurdle_rate": 0.5,
    "round_month.series_a": 9.0, "round_amount.series_a": 2_000_000.0, "round_pre_money.series_a": 7_000_000.0,
    "round_preference.series_a": 1.5, "round_participation.series_a": 3.0, "round_pool.series_a": 0.12,
}  # fmt: skip


def test_terms_typed_into_the_workbook_give_what_a_plan_with_them_gives(built: Callable[[str], Path]) -> None:
    """Every line: cost of capital, growth, month of the exit, the round's terms."""
    plan, path = shipped("securecloud"), built("securecloud")
    written = written_values(path)
    rows = {name: row for (sheet, row, column), name in written.items() if (sheet, column) == ("Inputs", NAME)}
    book = formualizer.load_workbook(str(path))
    for key, value in TYPED.items():
        book.set_value("Inputs", rows[key], OPENING, value)
    book.evaluate_all()
    values = read(book, written)
    base = plan.scenario("base")
    assert all(base.values[key] != value for key, value in TYPED.items())
    run = Run(plan, base, plan.program.run({**base.values, **TYPED}))
    assert run["planned_exit"] == 36
    compared = against_run(values, run)
    assert compared.differences == []
    assert len(compared.rows) > 4_000


@pytest.mark.parametrize("judge", JUDGES)
def test_a_judge_sees_a_wrong_figure(judge: str, tmp_path: Path) -> None:
    plan = idle(tmp_path, "500000")
    run = plan.run()
    run.arrays[plan.model.row("closing_cash")][5] += 0.01
    path = tmp_path / "wrong.xlsx"
    build(plan.loaded, plan.model, run.arrays, run.scenario.name, path)
    values = recalculated(judge, path)
    differences = compare(written_values(path), values)
    assert differences
    assert all("500000.01" in line or line.startswith("Chart data!") for line in differences), differences
    assert against_run(written_values(path), plan.run()).differences
    assert not against_run(values, plan.run()).differences


IDLE = """timeline: {{start: 2027-04, months: 14, fiscal_year_end: 9}}
segments:
  nobody: {{churn: 0%/month, new_customers: 0, price: 0, tickets_per_customer: 0}}
opening_balance: {{cash: 500000, paid_in_capital: 500000}}
cash: {{minimum_amount: {limit}}}
departments:
  support: {{function: cost_of_service, staffing: tickets, per_head: 100, salary: 50000}}
storage: {{opening_capacity: 10, highest_utilisation: 80%, node_capacity: 5, node_price: 1000, node_life: 24}}
rounds: {{seed: {{amount: 0, month: 2027-09, pre_money: 1}}}}
valuation: {{wacc: 10%/year, terminal_growth: 2%/year, entry_multiple: 0, exit_multiple: 0}}
"""


def idle(folder: Path, limit: str) -> Plan:
    """A company in which nothing happens, with a limit on its cash."""
    file = folder / "idle.yaml"
    file.write_text(IDLE.format(limit=limit), encoding="utf-8")
    return load(file)


@pytest.mark.parametrize(
    ("judge", "limit", "fires"),
    [
        ("libreoffice", "500000", False), ("formualizer", "500000", False), ("formualizer", "500000.0000004", False),
        ("formualizer", "500000.000001", True),
    ],
)  # fmt: skip
def test_a_limit_that_is_just_reached_does_not_fire(judge: str, limit: str, fires: bool, tmp_path: Path) -> None:
    """Cash stands at its limit in every month; the digits below a millionth are rounding."""
    plan = idle(tmp_path, limit)
    run = plan.run()
    assert set(run["closing_cash"]) == {500_000}
    assert {verdict.name: verdict.fires for verdict in run.verdicts()}["cash_below_policy"] is fires
    assert set(run["cash_below_policy"][1:]) == {float(fires)}
    path = build_workbook(plan, tmp_path / "idle.xlsx")
    values = nothing_differs(judge, path, 2_000)
    is_the_run(values, run, path)
    verdicts = {str(name): values["Checks", row, 4] for (sheet, row, column), name in values.items() if (sheet, column) == ("Checks", 3)}
    assert verdicts["cash_below_policy_fails"] == float(fires)
    assert verdicts["failed_checks"] == 0


SEEDS = (101, 464, 381, 9, 2, 3, 4, 5, 6, 7)  # together they have every feature
MOST_MONTHS = 25


def diverse(seed: int) -> RandomPlan:
    """A random plan, always the same for a seed."""
    return roll(Random(seed), MOST_MONTHS)


def test_the_random_workbooks_are_diverse() -> None:
    seen = set().union(*(diverse(seed).features for seed in SEEDS))
    assert set(FEATURES) - seen == set()
    assert {chapter for chapter in OPTIONAL if f"no {chapter}" in seen} == set(OPTIONAL)


JUDGED = [*(("formualizer", seed) for seed in few(SEEDS, 5)), *(("libreoffice", seed) for seed in few(SEEDS, 3))]


@pytest.mark.parametrize(("judge", "seed"), JUDGED)
def test_a_random_plan_recalculates_to_the_same_figures(judge: str, seed: int, tmp_path: Path) -> None:
    plan = load(diverse(seed).write(tmp_path / "random"))
    path = build_workbook(plan, tmp_path / "random.xlsx")
    is_the_run(nothing_differs(judge, path, 5_000), plan.run(), path)


WITH_TWO_SCENARIOS = [seed for seed in SEEDS if len(diverse(seed).files) == 2][:2]


@pytest.mark.parametrize("seed", WITH_TWO_SCENARIOS)
def test_a_random_plan_follows_the_selector(seed: int, tmp_path: Path) -> None:
    plan = load(diverse(seed).write(tmp_path / "random"))
    path = build_workbook(plan, tmp_path / "random.xlsx")
    assert list(plan.loaded.scenarios) == ["base", "other"]
    values = formualizer_values(with_scenario(path, "other", tmp_path / "turned.xlsx"))
    is_the_run(values, plan.run("other"), path)
    shown = written_values(build_workbook(plan, tmp_path / "shown" / "random.xlsx", "other"))
    differences = compare(shown, values)  # not only the lines: every cell, charts and titles too
    assert not differences, differences[:5]
