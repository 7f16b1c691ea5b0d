"""The model against a ledger kept by hand, contract by contract: the same figures to the cent."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ledger.companies import PLANS
from ledger.company import Ledger
from ledger.values import Tree
from planbook.backends.reference import evaluate
from planbook.business import CHAPTERS
from planbook.language.expression import Apply, Expression, Number
from planbook.plan import Run, load
from plans.random_plans import as_yaml

CENT = 0.005
CUSTOMER = 1e-6

# Keys of the plans that the model does not know yet; they are left out on both sides.
TO_COME = {
    "segments": {
        "contract_years", "billing", "renewal", "renewal_rate", "onboarding_months", "opening_waiting", "price_change_for", "discount",
        "payment_failures", "payment_recovery", "reactivation_rate", "opening_former", "usage_per_customer", "usage_included", "usage_price",
        "services_per_new_customer", "services_per_customer", "services_cost_share", "refund_rate", "churn_table", "scale", "shape",
    },
    "working_capital": {"bad_debt"},
    "moves": {"source", "target", "rate"},
}  # fmt: skip

STILL = {"reactivated_mrr"}  # figures that nothing moves yet

# Assumptions of segments that other chapters' tests cover: they touch nothing that the ledger keeps.
ELSEWHERE = {"gb_per_customer", "tickets_per_customer"}


def _in_reach(tree: Tree) -> Tree:
    """A plan without what the model does not know yet."""
    made = deepcopy(tree)
    made.pop("moves", None) if "moves" in TO_COME else None
    for key in TO_COME.get("working_capital", ()):
        made["working_capital"].pop(key, None)
    for terms in made["segments"].values():
        for key in TO_COME.get("segments", ()):
            terms.pop(key, None)
        if terms.get("retention") in ("table", "weibull"):
            terms |= {"retention": "constant", "churn": "3%/month"}
    return made


@cache
def ledger(name: str) -> Ledger:
    """The ledger of a plan."""
    return Ledger(_in_reach(PLANS[name]))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the plans are written for planbook to read."""
    return tmp_path_factory.mktemp("ledger")


def modelled(name: str, folder: Path) -> Run:
    """The plan as planbook reads and runs it."""
    path = folder / f"{name}.yaml"
    path.write_text(as_yaml(_in_reach(PLANS[name])), encoding="utf-8")
    return load(path).run()


def _apart(kept: list[Decimal], modelled: Any) -> float:
    return float(np.max(np.abs(np.array([float(each) for each in kept]) - modelled)))


def differences(name: str, run: Run) -> dict[str, float]:
    """Figures that differ between ledger and model, with how much at most."""
    book = ledger(name)
    found = {}
    for figure, kept in {**book.figures(), **book.segment_figures()}.items():
        if figure.split(".")[0] not in run.plan.model.by_name:
            assert not any(kept), f"the model has no {figure}"
            continue
        apart = _apart(kept, run[figure])
        if not apart <= (CUSTOMER if "customers" in figure else CENT):
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
    broken = Run(run.plan, run.scenario, evaluate(run.plan.model, run.scenario.values))
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
    assert set(ledger("harbour").figures()) - moved == set(STILL)


def test_the_plans_state_every_assumption_of_a_segment() -> None:
    stated = {key for tree in PLANS.values() for terms in tree["segments"].values() for key in terms}
    known = {made.at.split(".")[1] for chapter in CHAPTERS for made in chapter.assumptions if made.at.startswith("segments.")}
    assert known - ELSEWHERE <= stated
    assert TO_COME.get("segments", set()).isdisjoint(known), "the model knows them now: take them off the list"
