"""A plan with channels of every kind: its workbook, recalculated by others, is the engine, in both scenarios."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbook.plan import Plan, load
from plans.test_recalculated import JUDGES, is_the_run, nothing_differs, recalculated
from plans.workbooks import build_workbook, with_scenario


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load(Path(__file__).parent / "channels")


@pytest.fixture(scope="module")
def workbook(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_workbook(plan, tmp_path_factory.mktemp("channels") / "channels.xlsx")


@pytest.mark.parametrize("judge", JUDGES)
def test_channels_recalculate_to_the_same_figures(judge: str, plan: Plan, workbook: Path) -> None:
    is_the_run(nothing_differs(judge, workbook, 10_000), plan.run("base"), workbook)


@pytest.mark.parametrize("judge", JUDGES)
def test_channels_follow_the_selector(judge: str, plan: Plan, workbook: Path, tmp_path: Path) -> None:
    """Lags of 0 become lags of 2 and back, without another formula."""
    values = recalculated(judge, with_scenario(workbook, "turned", tmp_path / "turned.xlsx"))
    is_the_run(values, plan.run("turned"), workbook)


def test_checks_hold_and_endless_referral_is_said(plan: Plan) -> None:
    """Invitations that bring more than one customer each fire their alert, and no error."""
    assert [plan.run(name)["failed_checks"] for name in ("base", "turned")] == [0, 0]
    rows = plan.model.by_name["endless_referral"]
    fires = {name: [float(plan.run(name).arrays[row][1:].sum()) for row in rows] for name in ("base", "turned")}
    assert fires == {"base": [0, 0, 0, 0], "turned": [24, 0, 0, 0]}
