"""Worked examples of published texts on KPIs: eleven are ours too, and one that nobody can reproduce is explained."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from oracles.published import HERE, compute

PUBLISHED: dict[str, Any] = json.loads((HERE / "seed_kpis.json").read_text(encoding="utf-8"))
EXAMPLES: dict[str, dict[str, Any]] = {example["id"]: example for example in PUBLISHED["worked_examples"]}
METRICS = HERE.parents[1] / "docs" / "metrics.md"


def ours(name: str, given: dict[str, float]) -> float:
    """What the line says of the numbers that an example gives."""
    nps = {"net_promoters": given.get("promoters", 0) - given.get("detractors", 0), "surveyed_customers": 100}
    computed = {
        "data_recovery": lambda: compute("data_recovery_rate", recovered_data=given["recovered_gb"], lost_data=given["lost_gb"]),
        "retention": lambda: compute(
            "retention_less_new", closing_customers=given["end"], new_customers_12_months=given["new"],
            customers_a_year_earlier=given["start"],
        ),
        "response_time": lambda: compute("response_time", response_hours=given["hours"], answered_tickets=given["inquiries"]),
        "backup_success": lambda: compute("backup_success_rate", successful_backups=given["success"], backup_jobs=given["attempts"]),
        "revenue_growth": lambda: compute(
            "revenue_growth", revenue_12_months=given["current"], revenue_a_year_earlier=given["previous"]
        ),
        "cost_per_backup": lambda: compute(
            "operating_cost_per_backup", cost_of_service=given["costs"], operating_expenses=0, backup_jobs=given["backups"]
        ),
        "storage": lambda: compute("storage_utilisation", stored=given["used_tb"], capacity=given["capacity_tb"]),
        "churn": lambda: compute("customer_churn_rate", churned_customers=given["lost"], opening_customers=given["start"]),
        "nps_business": lambda: compute("net_promoter_score", **nps),
        "nps_individual": lambda: compute("net_promoter_score", **nps),
        "nps_small": lambda: compute("net_promoter_score", **nps),
    }  # fmt: skip
    return computed[name]()


@pytest.mark.parametrize("name", [name for name, example in EXAMPLES.items() if example.get("reproducible", True)])
def test_a_worked_example(name: str) -> None:
    example = EXAMPLES[name]
    scale = 100 if example["unit"].startswith("%") else 1
    assert ours(name, example["inputs"]) * scale == pytest.approx(example["answer"], rel=1e-12)


def test_one_example_cannot_be_reproduced() -> None:
    """1 % less churn at an ARPU of $500 and 5,000 customers: $250,000, says the page; no reading of it gives that."""
    left_out = [example for example in EXAMPLES.values() if not example.get("reproducible", True)]
    assert [example["id"] for example in left_out] == ["churn_value_claim"]
    assert len(EXAMPLES) == 12
    given = left_out[0]["inputs"]
    kept = given["customers"] * given["churn_reduction"]
    readings = [kept * given["arpu"], kept * given["arpu"] * 12, kept * given["arpu"] * sum(range(1, 13))]
    assert readings == [25_000, 300_000, 1_950_000]
    assert left_out[0]["answer"] == 250_000
    said = METRICS.read_text(encoding="utf-8")
    assert all(re.search(rf"\${figure:,.0f}\b", said) for figure in (*readings, 250_000))
