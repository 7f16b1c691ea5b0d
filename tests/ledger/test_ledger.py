"""The model against a ledger kept by hand, contract by contract: the same figures to the cent."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

import numpy as np
import pytest
from ruamel.yaml import YAML

from ledger.companies import PLANS
from ledger.company import RETAINED, Ledger
from ledger.values import Tree
from planbook.backends.compiled import Program
from planbook.business import CHAPTERS
from planbook.language.expression import Apply, Expression, Number
from planbook.plan import Run, load
from plans.random_dice import as_yaml
from plans.random_plans import roll

CENT = 0.005
CUSTOMER = 1e-6
SHARE = 1e-9  # also of an amount so large that a float cannot hold its cents
DICE = range(12)

# Assumptions of segments that other chapters' tests cover: they touch nothing that the ledger keeps.
ELSEWHERE = {
    "gb_per_customer", "backups_per_customer", "backup_failures", "gb_lost_per_customer", "restore_success", "setup_days", "promoters",
    "detractors", "users_per_customer", "active_share", "daily_share",
}  # fmt: skip
NOT_KEPT = {
    "storage", "valuation", "channels", "loans", "revolver", "grants", "dividends", "covenants", "safes", "notes", "holders",
    "backups", "service", "satisfaction", "product", "exit", "comparables", "multiples", "cost_of_capital", "venture", "futures",
    "payne_scorecard", "berkus", "risk_factors",
}  # fmt: skip


@cache
def ledger(name: str) -> Ledger:
    """The ledger of a plan."""
    return Ledger(PLANS[name])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the plans are written for planbook to read."""
    return tmp_path_factory.mktemp("ledger")


def modelled(name: str, folder: Path) -> Run:
    """The plan as planbook reads and runs it."""
    path = folder / f"{name}.yaml"
    path.write_text(as_yaml(PLANS[name]), encoding="utf-8")
    return load(path).run()


def _allowed(figure: str) -> float:
    return SHARE if figure in RETAINED else CUSTOMER if "customers" in figure else CENT


def differences(name: str, run: Run) -> dict[str, float]:
    """Figures that differ between a plan's ledger and the model, with how much at most."""
    return compared(ledger(name), run)


def compared(book: Ledger, run: Run) -> dict[str, float]:
    """Figures that differ, with how much at most."""
    found = {}
    for figure, kept in {**book.figures(), **book.segment_figures()}.items():
        if figure.split(".")[0] not in run.plan.model.by_name and not any(kept):
            continue  # a chapter that this plan leaves out
        ours, theirs = np.array([float(each) for each in kept]), run[figure]
        assert np.array_equal(np.isnan(ours), np.isnan(theirs)), f"{figure} is not available in other months"
        apart = float(np.nanmax(np.abs(ours - theirs), initial=0))
        if apart > max(_allowed(figure), SHARE * float(np.nanmax(np.abs(ours), initial=0))):
            found[figure] = apart
    return found


@pytest.mark.parametrize("name", PLANS)
def test_model_and_ledger_agree_to_a_cent(name: str, folder: Path) -> None:
    assert differences(name, modelled(name, folder)) == {}


@pytest.mark.parametrize(("line", "months"), [("ending_mrr", 11), ("referred_customers", 2), ("tax_falling_due", 2)])
def test_a_wrong_lag_is_noticed(line: str, months: int, folder: Path) -> None:
    run = modelled("harbour", folder)
    for row in run.plan.model.by_name[line]:
        assert row.tree is not None
        row.tree = _lagged(row.tree, months)
    broken = Run(run.plan, run.scenario, Program(run.plan.model).run(run.scenario.values))
    assert differences("harbour", broken)


def _lagged(tree: Expression, months: int) -> Expression:
    """A formula whose lags are of so many months."""
    if not isinstance(tree, Apply):
        return tree
    if tree.op == "prior":
        return Apply("prior", (tree.args[0], Number(months)))
    return Apply(tree.op, tuple(_lagged(arg, months) for arg in tree.args), tree.option)


def test_the_plans_move_every_figure() -> None:
    moved = {figure for name in PLANS for figure, kept in ledger(name).figures().items() if any(kept[1:])}
    assert set(ledger("harbour").figures()) == moved


def test_the_plans_state_every_assumption_of_a_segment() -> None:
    stated = {key for tree in PLANS.values() for terms in tree["segments"].values() for key in terms}
    known = {made.at.split(".")[1] for chapter in CHAPTERS for made in chapter.assumptions if made.at.startswith("segments.")}
    assert known - ELSEWHERE <= stated


def in_reach(tree: Tree) -> Tree:
    """A plan from dice without the chapters that the ledger does not keep."""
    made = {section: said for section, said in tree.items() if section not in NOT_KEPT}
    made["segments"] = {}
    for name, terms in tree["segments"].items():
        made["segments"][name] = {key: said for key, said in terms.items() if key not in ELSEWHERE}
        if terms["acquisition"] == "channels":
            made["segments"][name] |= {"acquisition": "planned", "new_customers": "9"}
    return made


@pytest.mark.parametrize("seed", DICE)
def test_model_and_ledger_agree_on_plans_from_dice(seed: int, tmp_path: Path) -> None:
    tree = in_reach(YAML(typ="base").load(roll(Random(seed), 24).files["base"]))
    path = tmp_path / "dice.yaml"
    path.write_text(as_yaml(tree), encoding="utf-8")
    assert compared(Ledger(tree), load(path).run()) == {}
