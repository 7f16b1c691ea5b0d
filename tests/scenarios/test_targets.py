"""What a plan wants of its metrics, as it is read; how it is refused stands in tests/errors."""

from __future__ import annotations

from pathlib import Path

from planbook.business import CHAPTERS, FAMILIES
from planbook.language.plans import Target
from planbook.scenarios import load, schema

PLAN = """timeline: {start: 2027-07, months: 36}
segments:
  firms: {churn: 1%/month, price: 195, new_customers: 16}
"""
TARGETS = """targets:
  mrr: {value: 10_000, due: 2028-12, owner: " Founders "}
  customer_churn_rate: {value: 0.8%, due: 2027-07}
  headcount: {high: 12, due: 2030-06}
  runway: {value: 18, due: 2028-01, owner: Finance}
"""


def test_targets_are_known_by_metric(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(PLAN + TARGETS, encoding="utf-8")
    (tmp_path / "dear.yaml").write_text("extends: base.yaml\nsegments: {firms: {price: 200}}\n", encoding="utf-8")
    assert load(tmp_path, CHAPTERS, FAMILIES).targets == {
        "closing_mrr": Target("closing_mrr", 10_000, None, 18, "Founders"),
        "customer_churn_rate": Target("customer_churn_rate", None, 0.008, 1, ""),
        "headcount": Target("headcount", None, 12, 36, ""),
        "runway": Target("runway", 18, None, 7, "Finance"),
    }


def test_a_plan_needs_no_targets(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(PLAN, encoding="utf-8")
    assert load(tmp_path, CHAPTERS, FAMILIES).targets == {}
    (tmp_path / "base.yaml").write_text(PLAN + "targets:\n", encoding="utf-8")
    assert load(tmp_path, CHAPTERS, FAMILIES).targets == {}


def test_the_schema_knows_metrics_and_aliases() -> None:
    found = schema(CHAPTERS, FAMILIES)["properties"]["targets"]["properties"]
    assert {"closing_mrr", "mrr", "churn_rate", "headcount"} <= set(found)
    assert not {"opening_mrr", "segment_closing_mrr"} & set(found)
    assert set(found["mrr"]["properties"]) == {"value", "low", "high", "due", "owner"}
