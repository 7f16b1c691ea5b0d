"""The fifty KPIs of five published texts: SecureCloud shows each by year, and each moves with what drives it, or is stated."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from planbook.backends.figures import find
from planbook.cli import main
from planbook.plan import Plan, Run, load
from plans.shipped import PLANS, base_alone, runs_of

PUBLISHED: dict[str, Any] = json.loads((Path(__file__).parents[1] / "oracles" / "seed_kpis.json").read_text(encoding="utf-8"))
IDS = [kpi["id"] for kpi in PUBLISHED["kpis"]]
FEWEST_THAT_MOVE = 36

# What a plan states itself, since nothing else in it moves it: a start, a target, and the months between.
STATED = {"first_contact_resolution", "uptime", "customer_effort_score", "task_completion", "time_on_product", "user_retention"}

# Which assumption moves each of the others, to what it is changed, and which way the metric must go.
VISITS = "{value: 2000, growth: [{from: 2027-01, value: 2%/month}, {from: 2029-01, value: 2%/month}]}"
DRIVERS = {
    "data_recovery_rate": ("segments.business.restore_success", "50%", "down"),
    "customer_retention_rate": ("segments.small.churn", "2%/month", "down"),
    "average_response_time": ("service.base_response_hours", "9", "up"),
    "backup_success_rate": ("segments.small.backup_failures", "20%", "down"),
    "revenue_growth_rate": ("segments.business.expansion_rate", "1%/month", "up"),
    "cost_per_backup": ("overheads.office.monthly", "40000", "up"),
    "net_promoter_score": ("segments.small.detractors", "0%", "up"),
    "storage_utilization_rate": ("storage.highest_utilisation", "60%", "down"),
    "churn_rate": ("segments.small.churn", "2%/month", "up"),
    "cac": ("departments.sales.salary", "100000", "up"),
    "net_profit_margin": ("overheads.office.monthly", "40000", "down"),
    "arpu": ("segments.business.price", "1200", "up"),
    "gross_profit_margin": ("overheads.colocation.monthly", "9000", "down"),
    "mrr": ("segments.small.churn", "2%/month", "down"),
    "arr": ("segments.business.price", "1200", "up"),
    "cmrr": ("segments.business.expansion_rate", "1%/month", "up"),
    "carr": ("channels.it_partners.customers_per_partner", "0.12", "up"),
    "acv": ("segments.business.price", "1200", "up"),
    "cash": ("working_capital.annual_collection_days", "60", "down"),
    "clv": ("segments.small.churn", "2%/month", "down"),
    "clv_cac": ("departments.sales.salary", "100000", "down"),
    "ndr": ("segments.business.contraction_rate", "0.5%/month", "down"),
    "revenue_per_customer_growth": ("segments.business.price_change", "6%/year stepped", "up"),
    "lvr": ("channels.web_shop.visitors", VISITS, "up"),
    "muv": ("channels.search_ads.cost_per_visit", "5", "down"),
    "signups": ("channels.web_shop.sign_up_conversion", "5%", "up"),
    "traffic_roi": ("channels.search_ads.cost_per_visit", "5", "down"),
    "lead_generation": ("channels.direct_sales.opportunities_per_rep", "3", "up"),
    "viral_coefficient": ("segments.individual.referral_rate", "1%/month", "up"),
    "conversion_rate": ("channels.web_shop.customer_conversion", "30%", "up"),
    "support_requests": ("segments.small.tickets_per_customer", "0.8", "up"),
    "resolution_time": ("service.handling_hours", "20", "up"),
    "active_users": ("segments.small.active_share", "1%", "down"),
    "pql": ("channels.app_store.lead_conversion.value", "60%", "up"),
    "upsell_revenue": ("segments.business.expansion_rate", "1%/month", "up"),
    "cohort_metrics": ("segments.small.payment_failures", "2%/month", "down"),
    "working_capital": ("working_capital.payable_days", "60", "down"),
    "onboarding_time": ("segments.business.setup_days", "30", "up"),
    "issue_resolution_before_failure": ("service.issues_per_customer", "9", "up"),
    "csat": ("service.base_response_hours", "30", "down"),
    "engagement": ("segments.small.daily_share", "1%", "down"),
    "registrations": ("segments.small.active_share", "1%", "down"),
    "hours_saved": ("product.hours_saved_per_task", "9", "up"),
    "demo_bookings": ("channels.direct_sales.opportunities_per_rep", "3", "up"),
}  # fmt: skip


def last_year(run: Run, name: str) -> float:
    """A metric in the last fiscal year; of a family's line, that of all members together."""
    rows = find(run.plan.model, name)
    values = [float(run.view("year").values(row)[-1, 0]) for row in rows]
    assert np.all(np.isfinite(values)), f"{name} is not available by year"
    return sum(values)


def changed(plan: str, path: str, value: str, folder: Path) -> Run:
    """A plan's base with one assumption changed, named by its place in the plan."""
    (folder / "base.yaml").write_text(base_alone(plan), encoding="utf-8")
    *parts, key = path.split(".")
    opened = "".join(f"{'  ' * depth}{part}:\n" for depth, part in enumerate(parts))
    text = f"extends: base.yaml\nplan: {{label: Changed}}\n{opened}{'  ' * len(parts)}{key}: {value}\n"
    (folder / "changed.yaml").write_text(text, encoding="utf-8")
    return load(folder).run("changed")


def test_every_id_is_driven_or_stated() -> None:
    assert len(IDS) == len(set(IDS)) == 50
    assert set(DRIVERS) | STATED == set(IDS)
    assert not set(DRIVERS) & STATED
    assert len(DRIVERS) >= FEWEST_THAT_MOVE


@pytest.mark.parametrize("name", IDS)
def test_an_id_has_figures_by_year(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["show", str(PLANS / "securecloud"), name, "--by", "year", "--json"])
    said = capsys.readouterr()
    assert status == 0, said.err
    line = json.loads(said.out)["lines"][name]
    assert line["periods"] == ["2027", "2028", "2029", "2030", "2031"]
    for values in line["members"].values() if "members" in line else [line["values"]]:
        assert all(isinstance(value, float) for value in values[1:]), "not available after the first year"


@pytest.mark.parametrize("name", DRIVERS)
def test_a_metric_moves_with_its_driver(name: str, tmp_path: Path) -> None:
    path, value, way = DRIVERS[name]
    before, after = last_year(runs_of("securecloud")["base"], name), last_year(changed("securecloud", path, value, tmp_path), name)
    assert after != pytest.approx(before, rel=1e-6), f"{path}: {value} does not move it"
    assert (after > before) == (way == "up"), f"it goes from {before} to {after}"


@pytest.mark.parametrize("name", sorted(STATED))
def test_a_metric_that_nothing_moves_is_stated(name: str, securecloud: Plan) -> None:
    row = find(securecloud.model, name)[0]
    assert row.item is not None
    assert row.item.metric is not None
    assert row.item.metric.stated
    values = securecloud.scenario("base").values
    assert {f"{row.name}_start", f"{row.name}_target", f"{row.name}_months"} <= set(values)
    assert values[f"{row.name}_start"] > 0, "the plan does not state it"


@pytest.mark.parametrize("name", DRIVERS)
def test_a_metric_that_is_driven_is_not_called_stated(name: str, securecloud: Plan) -> None:
    item = find(securecloud.model, name)[0].item
    assert item is not None
    assert item.metric is not None, "it is a line, and no metric yet"
    assert not item.metric.stated


# Loose ids.

LOOSE = ("acv", "customer_retention_rate", "cohort_metrics", "conversion_rate", "engagement", "registrations", "upsell_revenue")


@pytest.mark.parametrize("name", LOOSE)
def test_a_loose_id_says_what_it_is_taken_to_be(name: str, securecloud: Plan) -> None:
    item = find(securecloud.model, name)[0].item
    assert item is not None
    assert item.metric is not None
    assert item.metric.note
    assert item.metric.variant or "taken to be" in item.metric.note
